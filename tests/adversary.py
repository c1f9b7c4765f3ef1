"""An adversary who has all that a room may read, and knows who sat where and who was in which round.

Three readers. One looks for words that may not be there. One does arithmetic: each printed mean, median and
count is about a known set of people, and whatever follows from adding and subtracting such sets is found
exactly. One swaps: two people about whom the room knows the same exchange all their answers, and nothing that
is printed may change; so nothing printed tells them apart, in whatever way it was computed.

That everybody gave the same is no win: who sees nine dots on one spot knows each of the nine. Nor is the
answer of somebody who alone answered a round, or a dot of the room's cloud, which is tied to nobody.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from adversary_rooms import ANYWAY
from desks import marks_of

from cxw import findings
from cxw import handout as report
from cxw import wall as screens
from cxw.cli.evidencing import evidence_lines
from cxw.cli.promises import DueFile, due_lines, reminded
from cxw.cli.reminders import calendar
from cxw.day import record
from cxw.day.promised import changes_on, promises_on, said_yes
from cxw.findings.types import Audience, Findings
from cxw.handout.guide_files import guide_pages, guide_text
from cxw.handout.pictures import figures
from cxw.model import LENS_PARTS, STAGES, MarksRound, Participant, Segment, Session
from cxw.pictures.paper import Timeline
from cxw.theme import DARK
from cxw.wall import ScreenView

STEPS = (
    *("open", "votes", "board", "chosen", "first open", "first sealed", "first shown", "second open"),
    *("second sealed", "second shown", "companies", "after", "shown", "guess open", "evidence", "coverage"),
    *("unknowns", "research", "decided"),
)
LENS_STEPS = (
    *("comes", "findings", "sentence"),
    *(f"{part} {state}" for part in LENS_PARTS for state in ("open", "sealed", "shown")),
)
SEAL = re.compile(r"\b[0-9a-f]{8}\b")
"""A seal is over the answers of each person by id, so it differs when two people exchange theirs."""
LONG = re.compile(r"-?\d+\.\d{7,}(e-?\d+)?")
THREE = 3
TODAY = dt.date(2026, 3, 14)
_DATED = re.compile(r"(?:Is it so\?.*|<td[^>]*>\w+, )\d{1,2} [A-Z][a-z]+ \d{4}|Who, by when")
"""A promise of these rooms with its owner's day."""
PROMISES = "Who finds out what by when"
"""What is heard of the picture of promises begins so."""


def _steps(segment: Segment) -> Iterator[tuple[str, str]]:
    """Every step of every stage, and of every lens that was asked."""
    yield from ((stage, step) for stage in STAGES for step in STEPS)
    for lens in dict.fromkeys(round.of for round in segment.lenses):
        yield from (("lens", f"{lens} {step}") for step in LENS_STEPS)


def screens_of(session: Session, found: Findings) -> Iterator[tuple[str, str]]:
    """Every screen of every step, in two sizes."""
    for segment in session.segments:
        for stage, step in _steps(segment):
            view = ScreenView(segment.id, stage, step)
            for page in range(screens.page_count(session, view, findings=found)):
                for width, height in ((80, 24), (120, 34)):
                    yield (
                        f"{segment.id} {stage} {step} {page}",
                        screens.draw(
                            session,
                            view.at(page),
                            width=width,
                            height=height,
                            theme=DARK,
                            colour=False,
                            findings=found,
                        ),
                    )


def handouts_of(session: Session, audience: Audience = "room") -> Iterator[tuple[str, str]]:
    """The handout as Markdown, pages, pictures and numbers, and its workings."""
    with tempfile.TemporaryDirectory() as folder:
        made = report.write_handout(
            session, folder=Path(folder), audience=audience, formats=("md", "html", "json")
        )
        checked = report.write_workings(session, folder=Path(folder), audience=audience, formats=("md",))
        for path in (*made, *checked):
            yield path.name, path.read_text("utf-8")


def taken_home(session: Session) -> Iterator[tuple[str, str]]:
    """What goes out of the room beside the handout: the guide, reminders, what is due, the evidence listed."""
    for page in guide_pages(session):
        yield page.name, guide_text(page)
    today = session.date or TODAY
    due = DueFile(Path("day.yaml"), session, promises_on(session, today), changes_on(session, today))
    yield "due closing research ", "\n".join(due_lines(due, today))
    yield "reminders closing research ", calendar(reminded(due), today).decode()
    yield "evidence", "\n".join(evidence_lines(session))


def pictures_of(found: Findings) -> Iterator[tuple[str, str]]:
    """What is drawn in each picture, its title, and what is heard of it."""
    for one in figures(found):
        where = " closing research " if isinstance(one.chart, Timeline) else " "
        yield f"picture{where}{one.name}", "\n".join([one.title, one.alt, repr(one.chart)])


def printed(session: Session) -> dict[str, str]:
    """All text that the room may read, by where it stands."""
    found = findings.of(session)
    told = dict(screens_of(session, found))
    told |= dict(handouts_of(session))
    told |= dict(taken_home(session))
    told |= dict(pictures_of(found))
    told["findings"] = json.dumps(findings.dump(found))
    return told


# Words


def words_that_may_not_stand(session: Session, texts: Mapping[str, str], private: Sequence[str]) -> list[str]:
    """Names outside the list of those present, of promises they said yes to and of what they do anyway;
    seniority, private words. What is due says to the facilitator alone who was proposed.
    """
    names = [person.name for person in session.participants]
    cards = [card for segment in session.segments for card in segment.research]
    owners = {card.owner for card in cards if said_yes(session, card)}
    proposed = {card.owner for card in cards}
    doers = {line.owner for segment in session.segments for line in segment.decided}
    found = []
    for place, text in texts.items():
        for line in _lines(text):
            said = line.casefold()
            found += [f"{place}: {word}" for word in ("senior", *private) if word.casefold() in said]
            named = [name for name in names if name.casefold() in said]
            known = proposed if place.startswith("due ") else owners
            promised = set(named) <= known and (_owned(line) or " closing research " in place)
            done = set(named) <= doers and (ANYWAY in line or " closing decided " in place)
            owned = set(named) <= owners | doers and line.strip().startswith('"owner"')
            if named and not (_present(line) or promised or done or owned):
                found.append(f"{place}: {named[0]}: {line[:120]}")
    return found


def _lines(text: str) -> list[str]:
    """Lines; of JSON and of HTML its pieces, so that a name and its surroundings stay together."""
    if text.startswith("{"):
        text = re.sub(r'("present": *)\[[^\]]*\]', "", text)
    # The picture of promises is one piece: who keeps each stands in it, and no number of the room's.
    text = re.sub(rf"<svg[^>]*{PROMISES}.*?</svg>", lambda svg: svg[0].replace("</text>", " "), text)
    if "<html" in text:
        text = re.sub(r"</(p|li|td|h\d|text|title)>", "\n", text)
    return re.sub(r'("owner": *"[^"]*")', r"\n\1\n", text).splitlines()


def _present(line: str) -> bool:
    return "Present:" in line


def _owned(line: str) -> bool:
    """A promise names who keeps it, and by when; no number of the room stands beside it."""
    return PROMISES in line or "date yet" in line or "no date" in line or _DATED.search(line) is not None


# Arithmetic


Sum = dict[str, float]
"""Whose answers are in a sum, and how often."""


def given_away(session: Session, found: Findings) -> list[str]:
    """Every value of one or two people that follows from what is printed, in words."""
    wins: list[str] = []
    for segment, told in zip(session.segments, found.segments, strict=True):
        room = _Known(session, segment)
        printed = (*_points(room, told), *_marks(room, told), *_private(segment, told), *_board(room, told))
        for what, sums in printed:
            wins += [f"{segment.id} {what}: {' and '.join(who)}" for who in betrayed(sums)]
        for what, unsure in (*_unsure_of_points(room, told), *_unsure_of_marks(room, told)):
            wins += [f"{segment.id} {what}: {who[0]}" for who in betrayed(unsure, most=1)]
        wins += [f"{segment.id} {who}" for who in _by_medians(room, told)]
        wins += [f"{segment.id} moved for {reason}" for reason in _of_few(told)]
    return wins


def betrayed(sums: Iterable[Sum], most: int = 2) -> list[tuple[str, ...]]:
    """Answers, one or `most` together, that are sums and differences of these sums."""
    known = [one for one in sums if one]
    who = sorted({answer for one in known for answer in one})
    if not who:
        return []
    rows = np.array([[one.get(answer, 0) for answer in who] for one in known], dtype=float)
    few = [one for size in range(1, most + 1) for one in combinations(range(len(who)), size)]
    wanted = np.array([[place in one for place in range(len(who))] for one in few], dtype=float)
    left = np.abs(wanted - wanted @ np.linalg.pinv(rows) @ rows).max(axis=1)
    return [tuple(who[place] for place in few[n]) for n in np.nonzero(left < 1e-6)[0]]


class _Known:
    """What the room knows of a segment without any number: who sat where, who was in which round."""

    def __init__(self, session: Session, segment: Segment) -> None:
        self.session = session
        self.segment = segment
        self.function = {person.id: person.function for person in session.participants}
        self.weights = record.weights(segment)
        self.marks = record.marks(segment)

    def of(self, groups: Iterable[Any], inside: Iterable[str]) -> dict[str, set[str]]:
        """The people of each printed group among these; "others" are those in no other group."""
        groups, inside = list(groups), set(inside)
        named = {g.name: {p for p in inside if self.function[p] == g.name} for g in groups if not g.others}
        rest = inside.difference(*named.values())
        return named | {g.name: rest for g in groups if g.others}


def _ones(people: Iterable[str], times: str = "", sign: float = 1) -> Sum:
    return {f"{person}{times}": sign for person in people}


def _points(room: _Known, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    """Points of one need, round one and two; every need is answered by the same people."""
    weighed, kept = told.weights, room.weights
    if weighed is None or kept is None:
        return
    sums: list[Sum] = []
    for need in weighed.needs:
        if need.mean is not None or need.values or need.interval or need.camps or need.sides:
            sums.append(_ones(kept.rows, " first"))
        groups = room.of(weighed.groups, kept.rows)
        if weighed.tested is not None or need.between is not None:
            # What names explain is known from the means of the groups as they show, the rest as one of them.
            sums += [_ones(who, " first") for who in groups.values()]
        sums += [_ones(groups[g.name], " first") for g in need.groups if g.mean is not None]
    if weighed.late and (weighed.late.means or weighed.late.values):
        sums.append(_ones(kept.late, " second"))
    yield "points", [*sums, *(_points_twice(room, told) if weighed.second else ())]


def _points_twice(room: _Known, told: Any) -> Iterator[Sum]:
    weighed, kept = told.weights, room.weights
    assert kept is not None
    both = set(kept.rows) & set(kept.second_rows())
    groups = room.of(weighed.groups, kept.rows)
    for need in weighed.second.needs:
        for times, mean, values, parts in (
            (" first", need.mean_before, need.values_before, need.groups_before),
            (" second", need.mean_after, need.values_after, need.groups_after),
        ):
            if mean is not None or values:
                yield _ones(both, times)
            yield from (_ones(groups[g.name] & both, times) for g in parts if g.mean is not None)
        if need.moved is not None:
            yield _ones(both, " moved")


def _marks(room: _Known, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    """Marks of one need over all companies, whose sums are tied by the leads."""
    grid, kept = told.grid, room.marks
    if grid is None or kept is None:
        return
    own = room.session.company.id
    for need in kept.needs:
        sums: list[Sum] = []
        for cell in (cell for cell in grid.cells if cell.need == need):
            marked = marks_of(kept, cell.company, need)
            if cell.mean is not None or cell.values or cell.sd is not None:
                sums.append(_ones(marked, f" {cell.company}"))
            groups = room.of(_company(grid, cell.company).groups, marked)
            sums += [_ones(groups[g.name], f" {cell.company}") for g in cell.groups if g.mean is not None]
            again = cell.second
            if again and (again.mean_before is not None or again.values_before):
                sums.append(_ones(_both(kept, cell), f" {cell.company}"))
            if again and (again.mean_after is not None or again.values_after):
                sums.append(_ones(_both(kept, cell), f" {cell.company} again"))
        for lead in (lead for lead in grid.leads if lead.need == need and lead.mean is not None):
            both = marks_of(kept, own, need).keys() & marks_of(kept, lead.rival, need).keys()
            sums.append(_ones(both, f" {own}") | _ones(both, f" {lead.rival}", -1))
        yield f"marks on {need}", sums


def _company(grid: Any, id: str) -> Any:
    return next(company for company in grid.companies if company.id == id)


def _both(kept: record.MarksRecord, cell: Any) -> set[str]:
    """Who marked a cell in both rounds."""
    asked = [r for r in kept.seconds if cell.company in r.companies and cell.need in r.asks(cell.company)]
    again = asked[-1].answers
    twice = marks_of(kept, cell.company, cell.need)
    return {p for p in twice if isinstance(again.get(p, {}).get(cell.company, {}).get(cell.need), int)}


def _private(segment: Segment, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    """How sure people are, and their guesses."""
    sure, guess = told.conviction, told.evidence.guess if told.evidence else None
    before, after = (_numbers(said) for said in (segment.conviction.before, segment.conviction.after))
    weighed = record.weights(segment)
    before = {person: said for person, said in before.items() if weighed and person in weighed.rows}
    if sure:
        sums = [_ones(before.keys() & after, " before")] if sure.mean_before is not None else []
        sums += [_ones(before.keys() & after, " after")] if sure.mean_after is not None else []
        sums += [_ones(before, " before")] if sure.named is not None else []
        sums += [_ones(after, " after")] if sure.named_after is not None else []
        sums += [_ones(before, " before")] if told.customers and told.customers.sure else []
        yield "conviction", sums
    if guess and (guess.values or guess.median is not None):
        yield "guess", [_ones(_numbers(segment.coverage_guess))]
    if any(line.votes is not None for line in told.needs.lines):
        yield "votes", [_ones(segment.votes)]


def _board(room: _Known, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    """The SWOT: own votes over those who can vote, and what is said of the room without a function.

    Such words are read as if the mean without the function stood there, in each number they rest on.
    """
    if told.swot is None or room.marks is None:
        return
    own, rows = room.session.company.id, room.weights.rows if room.weights else {}
    for votes in told.swot.votes:
        pairs = (_pairs(room.marks, own, votes.rival, need) for need in room.marks.needs)
        yield f"own votes on {votes.rival}", [_ones(set(rows) & set().union(*pairs))]
    gone, told_of = _left_out(room, told.swot), [cell for cell in told.grid.cells if cell.valid]
    valid = {
        (cell.company, cell.need): set(marks_of(room.marks, cell.company, cell.need)) for cell in told_of
    }
    cells = [(f"{company} {need}", given) for (company, need), given in valid.items()]
    cells += [
        (f"{company} {need} beside us", given & valid[own, need])
        for (company, need), given in valid.items()
        if (own, need) in valid and company != own
    ]
    for what, given in (("points", set(rows)), *cells):
        if gone and len(given) >= THREE:
            yield f"the room without {what}", [_ones(given), *(_ones(given - who) for who in gone)]


def _left_out(room: _Known, board: Any) -> list[set[str]]:
    """The functions that a sentence of the SWOT names, with their people."""
    said = " ".join((*board.without, *board.turns))
    names = {name for name in room.function.values() if name and name in said}
    return [{person for person, name in room.function.items() if name == one} for one in sorted(names)]


def _pairs(marked: record.MarksRecord, own: str, rival: str, need: str) -> set[str]:
    return marks_of(marked, own, need).keys() & marks_of(marked, rival, need).keys()


def _numbers(said: Mapping[str, Any]) -> dict[str, int]:
    return {person: value for person, value in said.items() if isinstance(value, int)}


def _unsure_of_points(room: _Known, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    """Who does not know: a function's don't-knows are those who answered less those with numbers."""
    weighed, kept = told.weights, room.weights
    answered = set(kept.round.answers) if kept else set()
    if weighed is None or kept is None or not kept.dont_know or len(answered) == 1:
        return
    listed = {name for group in weighed.groups for name in group.functions}
    sums = [_ones(answered), *(_ones(who) for who in room.of(weighed.groups, answered).values())]
    # A function that is in the room and in no group has nobody who gave numbers.
    left = {room.function[p] for p in answered} - listed - {None}
    sums += [_ones(p for p in answered if room.function[p] == name) for name in left if weighed.groups]
    yield "don't-knows of points", sums


def _unsure_of_marks(room: _Known, told: Any) -> Iterator[tuple[str, list[Sum]]]:
    grid, kept = told.grid, room.marks
    if grid is None or kept is None:
        return
    for cell in grid.cells:
        answered = kept.rows(cell.company)
        if not cell.dont_know:
            continue
        groups = room.of(_company(grid, cell.company).groups, answered)
        sums = [_ones(answered), *(_ones(groups[g.name]) for g in cell.groups)]
        yield f"don't-knows of {cell.company} on {cell.need}", sums


def _of_few(told: Any) -> Iterator[str]:
    """Reasons of one or two people with what they moved, as it is told or as what is left of the total."""
    second = told.weights.second if told.weights else None
    if second is None or second.moved_total is None:
        return
    yield from (one.reason for one in second.reasons if one.points is not None and one.people < THREE)
    untold = [one for one in second.reasons if one.points is None]
    if 0 < sum(one.people for one in untold) < THREE:
        yield " and ".join(one.reason for one in untold)


def _by_medians(room: _Known, told: Any) -> Iterator[str]:
    """One or two who are missing from a second round: which dots, taken away, leave the median printed?"""
    weighed, kept = told.weights, room.weights
    if weighed and kept and weighed.second:
        second = {need.id: need for need in weighed.second.needs}
        gone = sorted(set(kept.rows) - set(kept.second_rows()))
        for need in weighed.needs:
            before = second[need.id].median_before
            if _pinned(need.values, len(gone), before):
                yield f"median of {need.id}: {' and '.join(gone)}"
    for cell in told.grid.cells if told.grid else ():
        if cell.second is None or room.marks is None:
            continue
        gone = sorted(marks_of(room.marks, cell.company, cell.need).keys() - _both(room.marks, cell))
        if _pinned(cell.values, len(gone), cell.second.median_before):
            yield f"median of {cell.company} on {cell.need}: {' and '.join(gone)}"


def _pinned(dots: Sequence[int], gone: int, left: float | None) -> bool:
    """Whether the values of those gone follow, to within one, from the dots and the median without them."""
    if left is None or not 0 < gone < THREE or len(set(dots)) < 2:
        return False
    fits = {
        away
        for places in combinations(range(len(dots)), gone)
        if float(median(dot for place, dot in enumerate(dots) if place not in places)) == left
        for away in [tuple(dots[place] for place in places)]
    }
    return all(max(column) - min(column) <= 1 for column in zip(*fits, strict=True))


# Swapping


def pairs_alike(session: Session) -> list[tuple[str, str]]:
    """Two people each about whom the room knows the same, but for their names."""
    alike: dict[str, list[str]] = {}
    sizes = {
        person.function: sum(p.function == person.function for p in session.participants)
        for person in session.participants
    }
    for person in session.participants:
        alike.setdefault(repr(_public(session, person, sizes)), []).append(person.id)
    return [pair for people in alike.values() for pair in combinations(people, 2)]


def _public(session: Session, person: Participant, sizes: Mapping[str | None, int]) -> list[Any]:
    """Where this person sat and what they took part in; small functions are alike, as nothing shows them."""
    small = sizes[person.function] < THREE
    found: list[Any] = [(small and sizes[person.function]) or person.function, person.segments]
    for segment in session.segments:
        for round in segment.rounds:
            answer = round.answers.get(person.id)
            rows = sorted(answer) if isinstance(round, MarksRound) and answer else answer is not None
            found += [rows, round.not_answered.get(person.id), person.id in round.drafts]
        conviction = segment.conviction
        asked = (conviction.before, conviction.after, segment.coverage_guess, segment.votes)
        found.append(segment.no_guess.get(person.id))
        for part in segment.lenses:
            found += [person.id in part.answers, part.not_answered.get(person.id)]
        found += [person.id in said for said in asked]
        found += [person.id in segment.stages.of("needs").answered]
        found += [person.id in segment.stages.of("closing").answered]
    return found


def swapped(session: Session, one: str, other: str) -> Session:
    """The same day, but each of two people gave what the other one gave."""
    across = {one: other, other: one}
    made = session.model_copy(deep=True)
    for segment in made.segments:
        conviction = segment.conviction
        said: list[dict[str, Any]] = [conviction.before, conviction.after, segment.coverage_guess]
        said += [segment.votes, *(need.proposed for need in segment.needs)]
        for round in segment.rounds:
            said += [round.answers, round.reasons]
            for slip in round.corrected:
                slip.who = across.get(slip.who or "", slip.who)
        said += [part.answers for part in segment.lenses]
        for answers in said:
            _exchange(answers, across)
        for thing in segment.things:
            thing.readers = [across.get(one, one) for one in thing.readers]
        for unknown in segment.unknowns:
            unknown.by = across.get(unknown.by or "", unknown.by)
    return made


def _exchange(answers: dict[str, Any], across: Mapping[str, str]) -> None:
    """Each value goes to the other person; the file's order of people stays as it is."""
    old = dict(answers)
    for person, other in across.items():
        answers.pop(person, None)
        if other in old:
            answers[person] = old[other]
    order = [person for person in old if person in answers] + [p for p in answers if p not in old]
    items = {person: answers[person] for person in order}
    answers.clear()
    answers.update(items)


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Where two printed versions differ, seals and the last digits of long numbers apart."""
    found = [place for place in before if place not in after]
    for place, text in before.items():
        was, now = _even(text), _even(after.get(place, ""))
        if was != now:
            lines = zip(was.splitlines(), now.splitlines(), strict=False)
            line = next(((a, b) for a, b in lines if a != b), ("", ""))
            start = next((n for n, (a, b) in enumerate(zip(*line, strict=False)) if a != b), 0)
            around = slice(max(0, start - 60), start + 40)
            found.append(f"{place}: {line[0][around]!r} became {line[1][around]!r}")
    return found


def _even(text: str) -> str:
    return LONG.sub(lambda number: f"{float(number[0]):.6f}", SEAL.sub("SEAL", text))
