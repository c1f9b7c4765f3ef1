"""Into a session: the open round is filled or one is opened. Closing and the reveal belong to the room."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from typing import Any

from cxw.collect.delivered import Delivered
from cxw.collect.reading import late_columns, open_round, segment_of
from cxw.day import changes, grid, rounds, weights
from cxw.day.attendance import has_answered, observes
from cxw.errors import CxwError, FaultyFile, Problem
from cxw.model import (
    AnyRound,
    Participant,
    Percent,
    RoundName,
    Segment,
    Session,
    Stage,
    ids_of,
)
from cxw.questions.rounds import as_marks, as_points
from cxw.text.phrases import say

MOST_CELLS = 5
"""A second round of marks is for what was flagged, not for the grid once more."""


def into(session: Session, delivered: Delivered, now: dt.datetime) -> None:
    """Put what was delivered into the session; the round stays open for `cxw run` to close and reveal.

    Raises FaultyFile when the table is not good or contradicts what the session holds, CxwError when no
    round can take the answers. Then nothing has changed.
    """
    if not delivered.good:
        raise FaultyFile(delivered.problems)
    if delivered.columns.of == "people":
        _add_people(session, delivered)
        return
    for part in delivered.parts():
        _fill(session, part, now)


def _fill(session: Session, delivered: Delivered, now: dt.datetime) -> None:
    """Put what belongs to one round of one segment into it."""
    segment = segment_of(session, delivered.columns)
    name = _round_name(segment, delivered)
    clashes = _clashes(segment, delivered)
    if clashes and not delivered.columns.partial:
        raise FaultyFile([problem for _, problem in clashes])
    if delivered.columns.add_company:
        _add_companies(session, segment, delivered)
    round = open_round(segment, delivered.columns) or opened_for(session, segment, delivered, name, now)
    say_given_in(round, delivered)
    _learn_functions(session, delivered)
    for person in delivered.answered():
        if person not in {id for id, _ in clashes}:
            _answer(session, segment, round, person, delivered)
    _in_order(session, segment, round)


def _add_companies(session: Session, segment: Segment, delivered: Delivered) -> None:
    """Take in the companies that only the table knows, and give an open first round their columns."""
    marked = [company for company in delivered.companies if company.id in delivered.marked()]
    known = set(ids_of(session.companies(segment)))
    new = [company for company in marked if company.id not in known]
    if len(segment.competitors) + len(new) > grid.MOST_COMPETITORS:
        raise CxwError(
            say(
                "{most} competitors fit the grid: leave out {name}.",
                most=grid.MOST_COMPETITORS,
                name=new[-1].name,
            )
        )
    for company in new:
        changes.add_company(segment, company)
    if round := as_marks(open_round(segment, delivered.columns)):
        late = late_columns(segment, round, ids_of(marked))
        round.companies += [company for company in late if company not in round.companies]


ANSWERED_OTHERWISE = "{name} has answered otherwise in this round: keep one"
ROUND_IS_OPEN = "The {round} is open: close it in `cxw run` before another takes answers."
NO_FIRST_ROUND = "There was no {round} on these needs, so there is no second one."
IS_SEALED = "The {round} is closed and sealed: open it again in `cxw run` first."
HOLDS_THEM = (
    "These are the answers of the {round}, which holds them already: "
    "add --round second if the room really answered the same again."
)
IS_REVEALED = "The {round} has been revealed, so it takes no more answers."
TOO_MANY_CELLS = (
    "A second round of marks asks about {most} cells at most, this table has {cells}: "
    "ignore the other columns."
)
_ROUNDS = {
    ("first", "weights"): "first round of weights",
    ("second", "weights"): "second round of weights",
    ("first", "marks"): "first round of marks",
    ("second", "marks"): "second round of marks",
}


def round_words(name: RoundName, of: str) -> str:
    """A round as it is called within a sentence."""
    return say(_ROUNDS[name, of])


def _round_name(segment: Segment, delivered: Delivered) -> RoundName:
    """The round that takes these answers; CxwError where none can."""
    of, wanted = delivered.columns.of, delivered.columns.round
    assert of != "people"
    there = open_round(segment, delivered.columns)
    last = rounds.latest(segment, of)
    if there is not None:
        if wanted not in (None, there.name):
            raise CxwError(say(ROUND_IS_OPEN, round=round_words(there.name, of)))
        return there.name
    if last is None or set(last.needs) != set(segment.chosen) or _new_companies(last, delivered):
        if wanted == "second":
            raise CxwError(say(NO_FIRST_ROUND, round=round_words("first", of)))
        return "first"
    if last.revealed is None:
        raise CxwError(say(IS_SEALED, round=round_words(last.name, of)))
    if wanted is None and _again(last, delivered):
        raise CxwError(say(HOLDS_THEM, round=round_words(last.name, of)))
    if last.name == "second" or wanted == "first":
        raise CxwError(say(IS_REVEALED, round=round_words(last.name, of)))
    return "second"


def _again(last: AnyRound, delivered: Delivered) -> bool:
    """Whether a table brings what the last round holds, as when a command is typed twice."""
    people = delivered.answered()
    return bool(people) and all(id in last.answers and _is_same(last, id, delivered) for id in people)


def _otherwise_sure(
    segment: Segment, round: AnyRound, delivered: Delivered, names: dict[str, str]
) -> list[tuple[str, Problem]]:
    """Who has said another number for how sure they are."""
    known = _sure_of(segment, round.name)
    said = "{name} has said otherwise how sure they are: keep one"
    return [
        (id, Problem(delivered.path, delivered.lines[id], say(said, name=names[id])))
        for id, sure in delivered.sure.items()
        if known.get(id, sure) != sure
    ]


def _sure_of(segment: Segment, name: RoundName) -> dict[str, Percent]:
    """How sure people are: with the first round's points, or after the second."""
    return segment.conviction.before if name == "first" else segment.conviction.after


def keep_beside(segment: Segment, round: AnyRound, id: str, delivered: Delivered) -> None:
    """How sure somebody is, and in a second round what moved them if anything did."""
    if as_points(round) and id in delivered.sure:
        _sure_of(segment, round.name)[id] = delivered.sure[id]
    if round.name == "second" and id in delivered.reasons and _moved(segment, round, id):
        round.reasons[id] = delivered.reasons[id]


def _moved(segment: Segment, round: AnyRound, id: str) -> bool:
    weighed, marked = as_points(round), as_marks(round)
    if weighed:
        return weights.moved(segment, weighed, id)
    return marked is not None and grid.moved(segment, marked, id)


def _is_same(round: AnyRound, id: str, delivered: Delivered) -> bool:
    """Whether a round has somebody's rows of a table as they are."""
    there: Any = round.answers[id]
    if as_points(round):
        return bool(there == delivered.weights[id])
    return all(there.get(company, row) == row for company, row in delivered.marks[id].items())


def _new_companies(last: AnyRound, delivered: Delivered) -> bool:
    """Whether the table marks only companies that came after the last round."""
    marked = delivered.marked()
    return last.of == delivered.columns.of == "marks" and bool(marked) and not marked & set(last.companies)


def opened_for(
    session: Session, segment: Segment, delivered: Delivered, name: RoundName, now: dt.datetime
) -> AnyRound:
    """Open the round; its stage begins with it."""
    if delivered.columns.of == "weights":
        _begin(segment.stages.touch("weights"), now)
        return rounds.open_weights(segment, name, now)
    cells = _cells(delivered) if name == "second" else None
    latecomers = _latecomers(segment, delivered)
    _begin(segment.stages.touch("grid"), now)
    round = rounds.open_marks(session, segment, name, now, cells)
    if latecomers and name == "first":
        round.companies = [company for company in round.companies if company in latecomers]
    return round


def say_given_in(round: AnyRound, delivered: Delivered) -> None:
    """Have a round say in which total or on which scale its answers are; what was answered fits already."""
    weighed, marked = as_points(round), as_marks(round)
    if weighed and delivered.weights:
        weighed.total = delivered.total
    if marked and delivered.scale is not None:
        marked.scale = delivered.scale.model_copy()


def _begin(stage: Stage, now: dt.datetime) -> None:
    stage.opened = stage.opened or now


def _latecomers(segment: Segment, delivered: Delivered) -> set[str]:
    """Companies of the table when earlier rounds on this list marked others."""
    listed = set(segment.chosen)
    earlier = [round for round in segment.rounds_of("marks") if set(round.needs) == listed]
    return delivered.marked() if earlier else set()


def _cells(delivered: Delivered) -> list[str]:
    """The cells a second round of marks asks about: those the table has, in the order of the session."""
    cells = list[str]()
    for company in delivered.companies:
        marked = set(chain.from_iterable(rows.get(company.id, ()) for rows in delivered.marks.values()))
        cells += [f"mark {company.id} {need.id}" for need in delivered.needs if need.id in marked]
    if len(cells) > MOST_CELLS:
        raise CxwError(say(TOO_MANY_CELLS, most=MOST_CELLS, cells=len(cells)))
    return cells


def _clashes(segment: Segment, delivered: Delivered) -> list[tuple[str, Problem]]:
    """Who has answered otherwise already: nothing is written over."""
    round = open_round(segment, delivered.columns)
    if round is None:
        return []
    names = {person.id: person.name for person in delivered.people}
    clashes = _otherwise_sure(segment, round, delivered, names)
    for id in delivered.answered():
        if id in round.answers and not _agrees(round, id, delivered):
            said = say(ANSWERED_OTHERWISE, name=names[id])
            clashes.append((id, Problem(delivered.path, delivered.lines[id], said)))
    return clashes


def _agrees(round: AnyRound, id: str, delivered: Delivered) -> bool:
    """Whether no answer of a table is another one than the round has; what was left blank may come later."""
    there: Any = round.answers[id]
    if as_points(round):
        return _is_same(round, id, delivered)
    for company, row in delivered.marks[id].items():
        known = there.get(company, row)
        if any(known.get(need, mark) != mark for need, mark in row.items()):
            return False
    return True


def _answer(session: Session, segment: Segment, round: AnyRound, id: str, delivered: Delivered) -> None:
    if marked := as_marks(round):
        for company, row in delivered.marks[id].items():
            known = marked.answers.get(id, {}).get(company, {})
            both = {**known, **row}
            grid.answer(marked, id, company, {need: both[need] for need in marked.needs if need in both})
    weighed = as_points(round)
    if weighed and id not in weighed.answers:
        weights.answer(segment, weighed, id, delivered.weights[id])
        if id in delivered.rounded:
            weighed.rounded[id] = dict(delivered.rounded[id])
    keep_beside(segment, round, id, delivered)
    usual = session.participant(id).desk or session.desk or "paper"
    if usual != "spreadsheet":
        round.desks[id] = "spreadsheet"


def _in_order(session: Session, segment: Segment, round: AnyRound) -> None:
    """Answers stand in the order of participants, marks in that of companies."""
    order = ids_of(session.participants)
    answers: dict[str, Any] = {id: round.answers[id] for id in order if id in round.answers}
    if as_marks(round):
        companies = ids_of(session.companies(segment))
        for id, rows in answers.items():
            answers[id] = {company: rows[company] for company in companies if company in rows}
    round.answers = answers


def _learn_functions(session: Session, delivered: Delivered) -> None:
    for person in delivered.people:
        known = session.participant(person.id)
        known.function, known.also = person.function, person.also


def _add_people(session: Session, delivered: Delivered) -> None:
    """Add who is new, fill in what was not known; who comes after a round was closed is late for it."""
    known = {person.id: place for place, person in enumerate(session.participants)}
    if session.anything_sealed() and any(_newly_senior(session, known, one) for one in delivered.people):
        raise CxwError("Who is senior is said before the first round is sealed: take that column out.")
    fresh = _newly_observing(session, [one for one in delivered.people if one.id in known])
    for person in delivered.people:
        if person.id in known:
            session.participants[known[person.id]] = person
            if person in fresh:
                observes(session, person.id)
        else:
            session.participants.append(person)
            _late(session, person)


def _newly_observing(session: Session, known: list[Participant]) -> list[Participant]:
    """Who of these observes by the table and did not before; CxwError where one has answered."""
    fresh = [one for one in known if one.observer and not session.participant(one.id).observer]
    for person in fresh:
        if has_answered(session, person.id):
            said = f"{person.name} has given answers already and is no observer"
            raise CxwError(f"{said}: take that out of the column `observer`.")
    return fresh


def _newly_senior(session: Session, known: dict[str, int], person: Participant) -> bool:
    before = known.get(person.id)
    return bool(person.senior) and (before is None or not session.participants[before].senior)


def _late(session: Session, person: Participant) -> None:
    for segment in session.segments:
        if person in session.members(segment):
            for round in segment.rounds:
                if not rounds.is_open(round):
                    rounds.miss(round, person.id, "late")
