"""Rules about rounds: what was asked, who answered what, in which order it happened, and the seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cxw.day.declining import DECLINED
from cxw.day.retracing import parted
from cxw.model import (
    DK,
    LEAST_MARK,
    MOST_MARK,
    MOST_POINTS,
    AnyRound,
    Correction,
    MarksRound,
    Segment,
    WeightsRound,
    is_among,
)
from cxw.questions.points import furthest_closing, off
from cxw.questions.rounds import as_marks, as_points, kind_of, points_rounds
from cxw.sessionfile.rules.board import FEWEST, MOST
from cxw.sessionfile.rules.names import (
    BrokenRule,
    CheckedSession,
    ids_twice,
    meant,
    unknown,
)
from cxw.sessionfile.rules.sealed import life_rules, seal_rules, was_touched
from cxw.sessionfile.tree import Place
from cxw.text.saying import in_a_row, many


@dataclass(frozen=True)
class _PlacedRound:
    """One round in its segment, with its place."""

    room: CheckedSession
    number: int
    segment: Segment
    round: AnyRound
    place: Place

    @property
    def asked(self) -> tuple[Place, ...]:
        """What was asked; where it is faulty, rows are not measured against it."""
        return tuple(map(self.at, ("needs", "companies", "cells", "total", "scale")))

    def at(self, *keys: str | int) -> Place:
        return (*self.place, *keys)


def rounds(room: CheckedSession) -> Iterator[BrokenRule]:
    """Every round of every segment."""
    for number, segment, place in room.each():
        for n, round in enumerate(segment.rounds):
            seen = _PlacedRound(room, number, segment, round, (*place, "rounds", n))
            yield from _asked(seen)
            yield from _life(seen, segment.rounds[:n])
            yield from _people(seen)
            yield from _rows(seen)
            yield from _slips(seen)
            yield from seal_rules(room, segment, round, seen.place)


def _asked(seen: _PlacedRound) -> Iterator[BrokenRule]:
    round, room = seen.round, seen.room
    listed = ((*seen.place[:2], "needs"),)
    yield from unknown(round.needs, room.inside(seen.number, "needs"), seen.at("needs"), "need", listed)
    yield from ids_twice(round.needs, seen.at("needs"))
    yield from _totals_and_scales(seen)
    if not FEWEST <= len(round.needs) <= MOST and as_points(round):
        said = f"this round asks about {many(len(round.needs), 'need')}: {FEWEST} to {MOST} can be weighed"
        yield BrokenRule(seen.at("needs"), said)
    if marked := as_marks(round):
        yield from _companies(seen, marked)


def _totals_and_scales(seen: _PlacedRound) -> Iterator[BrokenRule]:
    """What each person spreads and marks on is sensible, and one over what is compared."""
    weighed, marked = as_points(seen.round), as_marks(seen.round)
    if weighed and (said := _no_total(weighed) or _another_total(seen, weighed)):
        yield BrokenRule(seen.at("total"), said)
    if marked and (said := _no_scale(marked) or _another_scale(seen, marked)):
        yield BrokenRule(seen.at("scale"), said)


def _no_total(round: WeightsRound) -> str:
    if 1 <= round.points_each <= MOST_POINTS:
        return ""
    return f"nobody can spread {round.total} points: a total is a whole number from 1 to {MOST_POINTS}"


def _no_scale(round: MarksRound) -> str:
    low, high = round.ends
    if LEAST_MARK <= low < high <= MOST_MARK:
        return ""
    how = f"it goes from {LEAST_MARK} to {MOST_MARK} at most, and its best mark is the higher one"
    return f"a scale from {low} to {high} cannot be marked on: {how}"


def _another_total(seen: _PlacedRound, round: WeightsRound) -> str:
    same = next(rounds for rounds in seen.segment.lists() if is_among(round, rounds))
    first = points_rounds(same)[0]
    if first.points_each == round.points_each or _no_total(first):
        return ""
    said = f"this round spreads {round.points_each} points and the first one of its list {first.points_each}"
    return f"{said}: all rounds of a list have one `total`"


def _another_scale(seen: _PlacedRound, round: MarksRound) -> str:
    first = seen.segment.rounds_of("marks")[0]
    if first.ends == round.ends or _no_scale(first):
        return ""
    here, there = (f"from {low} to {high}" for low, high in (round.ends, first.ends))
    said = f"this round is marked {here} and the first one {there}"
    return f"{said}: all marks of a segment are on one `scale`"


def _companies(seen: _PlacedRound, round: MarksRound) -> Iterator[BrokenRule]:
    known = seen.room.companies(seen.number)
    listed = ((*seen.place[:2], "competitors"),)
    yield from unknown(round.companies, known, seen.at("companies"), "company", listed)
    yield from ids_twice(round.companies, seen.at("companies"))
    if not round.needs or not round.companies:
        key = "needs" if not round.needs else "companies"
        yield BrokenRule(seen.at(key), f"this round asks about no {key}: list at least one")
    if round.cells and round.name == "first":
        yield BrokenRule(
            seen.at("cells"), "`cells` belong to a second round of marks: a first one asks about all"
        )
    yield from ids_twice(round.cells, seen.at("cells"))
    for n, cell in enumerate(round.cells):
        if said := _cell(round, cell):
            yield BrokenRule(seen.at("cells", n), said, wholes=(seen.at("needs"), seen.at("companies")))


def _cell(round: MarksRound, cell: str) -> str | None:
    words = cell.split(" ")
    if len(words) != 3 or words[0] != "mark":
        return f"{cell} names no cell: write mark COMPANY NEED"
    if words[1] not in round.companies:
        return f"this round does not ask about the company {words[1]}{meant(words[1], round.companies)}"
    if words[2] not in round.needs:
        return f"this round does not ask about the need {words[2]}{meant(words[2], round.needs)}"
    return None


def _life(seen: _PlacedRound, before: Iterable[AnyRound]) -> Iterator[BrokenRule]:
    round = seen.round
    yield from life_rules(round, seen.place)
    if round.name == "second" and not any(other.of == round.of for other in before):
        said = f"a second round of {round.of} has no first one before it: call it first"
        yield BrokenRule(seen.at("name"), said)


def _people(seen: _PlacedRound) -> Iterator[BrokenRule]:
    round, room = seen.round, seen.room
    yield from room.strangers(seen.segment, seen.at("answers"), round.answers)
    for id in round.not_answered.keys() & round.answers.keys():
        if _whole(seen, id):
            who = room.voices.person(id)
            said = f"{who} has answered and stands under `not_answered` too: take one of the two out"
            yield BrokenRule(seen.at("not_answered", id), said)
    if round.reasons and round.name == "first":
        said = "reasons are asked in a second round only: take them out here, or move them there"
        yield BrokenRule(seen.at("reasons"), said)


def _whole(seen: _PlacedRound, id: str) -> bool:
    """Whether nothing can be left that this person gave no answer to: a company, a conviction, a reason."""
    round = seen.round
    if not kind_of(round).is_whole(round, id):
        return False
    if round.name == "second":
        return id in round.reasons
    if not as_points(round):
        return True
    put_right = any(slip.who == id for slip in round.corrected)
    declined = round.not_answered[id] == DECLINED
    if round.answers[id] == DK:
        # Where all see the screen everybody is asked how sure they are, and may decline that. Points that
        # were put right to a don't-know had a question after them.
        return not declined and not put_right
    if declined and put_right:  # so may they who had not known then
        return False
    newest = is_among(round, seen.segment.on_newest_list("weights"))
    return newest and id in seen.segment.conviction.before


def _rows(seen: _PlacedRound) -> Iterator[BrokenRule]:
    round = seen.round
    if weighed := as_points(round):
        for id, row in weighed.answers.items():
            if row != DK and isinstance(row, dict):
                yield from _points(seen, weighed, seen.at("answers", id), row)
        yield from _rounded(seen, weighed)
    if marked := as_marks(round):
        for id, rows in marked.answers.items():
            for company, marks in rows.items():
                yield from _marks(seen, marked, (id, company), marks)


def _points(
    seen: _PlacedRound, round: WeightsRound, place: Place, row: Mapping[str, int]
) -> Iterator[BrokenRule]:
    who, asked, total = seen.room.voices.person(place[-1]), round.needs, round.points_each
    yield from _foreign(seen, place, row, f"{who}'s points")
    beyond = [*_beyond(seen, place, row, (0, total), f"from 0 to {total}")]
    missing = [need for need in asked if need not in row]
    if beyond:
        yield from beyond
    elif missing and row.keys() <= set(asked):
        said = f"{who} gives no points for {in_a_row(missing)}: a zero is written 0, a whole row may be dk"
        yield BrokenRule(place, said, wholes=seen.asked)
    elif not missing and row.keys() <= set(asked) and (said := off(sum(row.values()), total)):
        yield BrokenRule(place, f"{who}'s {said.removeprefix('the ')}", wholes=seen.asked)


def _beyond(
    seen: _PlacedRound, place: Place, row: Mapping[str, object], ends: tuple[int, int], what: str
) -> Iterator[BrokenRule]:
    """Numbers that cannot be given in this round, though in another one they could."""
    for need, number in row.items():
        if isinstance(number, int) and not ends[0] <= number <= ends[1]:
            about = seen.room.voices.subject((*place, need))
            said = f"{about} cannot be {number}: write a whole number {what}"
            yield BrokenRule((*place, need), said, wholes=seen.asked)


def _foreign(
    seen: _PlacedRound, place: Place, row: Iterable[str], what: str, asked: list[str] | None = None
) -> Iterator[BrokenRule]:
    if asked is None:
        asked = seen.round.needs
    for need in row:
        if need not in asked:
            said = f"{what} name {need}, which this round does not ask about{meant(need, asked)}"
            yield BrokenRule((*place, need), said, wholes=seen.asked)


def _marks(
    seen: _PlacedRound, round: MarksRound, whose: tuple[str, str], row: Mapping[str, object]
) -> Iterator[BrokenRule]:
    id, company = whose
    who, place = seen.room.voices.person(id), seen.at("answers", id, company)
    if company not in round.companies:
        said = f"{who} marks {company}, which this round does not ask about{meant(company, round.companies)}"
        yield BrokenRule(place, said, wholes=seen.asked)
        return
    asked = round.asks(company)
    yield from _foreign(seen, place, row, f"{who}'s marks for {company}", asked)
    yield from _beyond(seen, place, row, round.ends, f"from {round.ends[0]} to {round.ends[1]} or dk")
    # A shared copy leaves out what one or two people marked, and a table may have left single cells blank.
    missing = [need for need in asked if need not in row]
    gaps = bool(missing) and (seen.room.session.shared or _from_table(seen, id))
    if missing and not gaps and row.keys() <= set(asked):
        said = f"{who} gives {company} no mark for {in_a_row(missing)}: who does not know is written dk"
        yield BrokenRule(place, said, wholes=seen.asked)


def _from_table(seen: _PlacedRound, id: str) -> bool:
    """Whether somebody's answers of this round came in by a table."""
    return seen.round.desks.get(id, seen.room.desks.get(id)) == "spreadsheet"


def _rounded(seen: _PlacedRound, round: WeightsRound) -> Iterator[BrokenRule]:
    for id, added in round.rounded.items():
        place, who = seen.at("rounded", id), seen.room.voices.person(id)
        yield from _foreign(seen, place, added, f"{who}'s rounded points")
        if abs(sum(added.values())) > (most := furthest_closing(round.points_each, len(round.needs))):
            by = abs(sum(added.values()))
            said = f"{who}'s row was rounded by {many(by, 'point')}: at most {most} can be rounding"
            yield BrokenRule(place, said)


def _slips(seen: _PlacedRound) -> Iterator[BrokenRule]:
    # While the seal says that the round was changed by hand, this would say it twice.
    touched = was_touched(seen.room, seen.segment, seen.round)
    strays = set[int]() if touched else set(parted(seen.round))
    # Sealed again after a change by hand: that says why what was corrected before leads elsewhere.
    resealed = [n for n, correction in enumerate(seen.round.corrected) if correction.seal]
    strays -= set(range(max(resealed, default=0)))
    for n, correction in enumerate(seen.round.corrected):
        place = seen.at("corrected", n)
        found = [*_slip(seen, correction, place)]
        yield from found
        if n in strays and not found and correction.who in seen.room.people:
            yield _stray(seen, correction, place)


def _slip(seen: _PlacedRound, correction: Correction, place: Place) -> Iterator[BrokenRule]:
    for key, row in (("before", correction.before), ("after", correction.after)):
        if isinstance(row, dict):
            known = [*seen.round.needs, *getattr(seen.round, "companies", [])]
            yield from _foreign(seen, (*place, key), row, "the corrected answers", known)
    yield from _sure(seen, correction, place)


def _stray(seen: _PlacedRound, correction: Correction, place: Place) -> BrokenRule:
    """A correction and an answer of which one was changed by hand."""
    assert correction.who is not None
    who = seen.room.voices.person(correction.who)
    what = kind_of(seen.round).noun
    said = (
        f"this correction does not lead to {who}'s {what} as they stand: correct it or take it out; "
        "until then a replay shows the answers of this round as they stand"
    )
    return BrokenRule(place, said, True, wholes=(seen.at("answers"), *seen.asked))


def _sure(seen: _PlacedRound, correction: Correction, place: Place) -> Iterator[BrokenRule]:
    """A number alone is how sure somebody is: on both sides, and in a first round of points."""
    if not correction.of_conviction:
        return
    key = "before" if isinstance(correction.before, int) else "after"
    if not as_points(seen.round) or seen.round.name != "first":
        said = (
            "a number alone is how sure somebody is, and this round does not ask that: write {need: number}"
        )
        yield BrokenRule((*place, key), said)
    elif isinstance(correction.before, dict) or isinstance(correction.after, dict):
        said = "one side is a row and the other how sure somebody is: write a correction for each"
        yield BrokenRule((*place, key), said)
