"""Other worlds in which a room would have read the very same: who finds one has shown that nothing is forced.

What a room reads is the findings: handout, pictures and walls are made of them alone, which
`test_forced.py` tries on whole texts. Seals are left out where the file is salted, since nobody can try them
out; sums are rounded, as the order of people may change their last digit.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from adversary import swapped
from forced_queries import DK, Query, World

from cxw import findings
from cxw.findings.grid import grid
from cxw.findings.view import View
from cxw.model import AnyRound, MarksRound, PersonId, Segment, Session, WeightsRound
from cxw.sharing import shared

ON = dt.date(2026, 12, 1)
DIGITS = 9
Pair = tuple[PersonId, PersonId]


def printed(session: Session, copies: bool = True) -> str:
    """All that may be read of this session, as one text; with what a copy that is handed over would hold."""
    told = _plain(findings.dump(findings.of(session)))
    copy = held(shared(session, ON, 1).session) if copies else None
    return json.dumps([told, copy], sort_keys=True)


def cells(session: Session) -> list[Any]:
    """The part of what is read that costs nothing to make: where it differs, so does the whole."""
    view = View(session, "room")
    return [
        _plain(dataclasses.asdict(told)) if told else None
        for segment in session.segments
        for told in [grid(view, segment)]
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key != "seal"}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return round(value, DIGITS) if isinstance(value, float) else value


def held(copy: Session) -> list[Any]:
    """What a copy holds, whichever row has which number: question by question what hangs together in a row.

    Questions are dealt by themselves, so a row says nothing beyond those rounds in which it was left whole.
    """
    functions = {person.id: person.function for person in copy.participants}
    found: list[Any] = [sorted(str(name) for name in functions.values())]
    for segment in copy.segments:
        for linked in links(segment):
            rows = {row for answers in linked for row in answers}
            found.append(
                sorted(
                    json.dumps([functions[row], *(answers.get(row) for answers in linked)]) for row in rows
                )
            )
    return found


def links(segment: Segment) -> list[list[Mapping[PersonId, Any]]]:
    """The answers of a segment by question: rounds of one kind together, and how sure before and after."""
    weights = [round for round in segment.rounds if isinstance(round, WeightsRound)]
    marks = [round for round in segment.rounds if isinstance(round, MarksRound)]
    said = segment.conviction
    return [
        [round.answers | _why(round) for round in weights],
        [round.answers for round in marks],
        [said.before, said.after],
        [segment.coverage_guess],
        [segment.votes],
    ]


def _why(round: WeightsRound) -> dict[PersonId, Any]:
    return {p: [answer, round.reasons.get(p)] for p, answer in round.answers.items() if p in round.reasons}


@dataclass
class Change:
    """One answer that is otherwise in another world: of which round (or question), whose, and what."""

    where: int | str
    person: PersonId
    answer: Any
    cell: tuple[str, str] | None = None


def changed(session: Session, segment: str, changes: Sequence[Change]) -> Session:
    """The day with these answers instead; a reason stays with whoever moved."""
    made = session.model_copy(deep=True)
    there = made.segment(segment)
    said: dict[int | str, dict[PersonId, Any]] = {
        "before": there.conviction.before,
        "after": there.conviction.after,
        "guess": there.coverage_guess,
        "vote": there.votes,
    }
    said |= {number: round.answers for number, round in enumerate(there.rounds)}
    for one in changes:
        if one.cell:
            company, need = one.cell
            said[one.where][one.person][company][need] = one.answer
        else:
            said[one.where][one.person] = one.answer
    return made


class Worlds:
    """Other days that can be had by exchanging what two people gave."""

    def __init__(self, session: Session, segment: str) -> None:
        self.session, self.id = session, segment
        self.segment = session.segment(segment)
        self.people = [person.id for person in session.members(self.segment)]

    def around(self, some: Sequence[PersonId], item: str, dice: Random) -> Iterator[Session]:
        """Worlds in which what these people gave to this stands elsewhere; with colleagues first."""
        function = {p.id: p.function for p in self.session.participants}
        for person in some:
            others = [p for p in dice.sample(self.people, len(self.people)) if p != person]
            others.sort(key=lambda p: function[p] != function[person])
            for other in others:
                yield from self.between((person, other), item)

    def between(self, pair: Pair, item: str) -> Iterator[Session]:
        """The two exchange everything, then less and less, down to this one answer."""
        if len(self.session.segments) == 1 and self._alike(*pair):
            yield swapped(self.session, *pair)
        family, *rest = item.removeprefix("knows ").split()
        whole = [*self._points(*pair), *self._marks(*pair), *self._percents(pair, ("before", "after", "guess"))]
        parts = [whole, *self._parts(pair, family, rest)]
        for changes in parts:
            if changes:
                yield changed(self.session, self.id, changes)

    def _parts(self, pair: Pair, family: str, rest: Sequence[str]) -> Iterator[list[Change]]:
        if family in ("points", "moved"):
            yield self._points(*pair)
        elif family == "mark":
            marks = self._marks(*pair)
            _, company, need = rest
            yield marks
            yield [one for one in marks if one.cell and one.cell[1] == need]
            yield [one for one in marks if one.cell and one.cell[0] == company]
            yield [one for one in marks if one.cell == (company, need)]
        else:
            yield self._percents(pair, ("before", "after") if family != "vote" else ())
            yield self._percents(pair, (family,))

    def _alike(self, one: PersonId, other: PersonId) -> bool:
        """Whether both were there for all the same questions."""
        sure = self.segment.conviction
        said: list[Any] = [round.answers for round in self.segment.rounds]
        said += [sure.before, sure.after, self.segment.coverage_guess, self.segment.votes]
        return all((one in answers) == (other in answers) for answers in said)

    def _points(self, one: PersonId, other: PersonId) -> list[Change]:
        """First rows change places; who answered again keeps how far they moved, and on which needs."""
        rounds = [(n, r) for n, r in enumerate(self.segment.rounds) if isinstance(r, WeightsRound)]
        found: list[Change] = []
        for n, round in rounds:
            if one in round.answers and other in round.answers:
                found += [Change(n, one, round.answers[other]), Change(n, other, round.answers[one])]
        both = [p for p in (one, other) if rounds and all(p in r.answers for _, r in rounds)]
        if len(rounds) == 2 and len(both) == 1 and found:
            (_, first), (n, second) = rounds
            away = other if both == [one] else one
            if away not in first.answers:
                return found
            row = moved_alike(first.answers[both[0]], first.answers[away], second.answers[both[0]])
            found += [Change(n, both[0], row)] if row else []
        return found

    def _marks(self, one: PersonId, other: PersonId) -> list[Change]:
        """Every cell that both were asked about."""
        return [
            change
            for n, round in enumerate(self.segment.rounds)
            if isinstance(round, MarksRound)
            for company, need in _cells(round, one, other)
            for change in _exchange(n, round, (one, other), (company, need))
        ]

    def _percents(self, pair: Pair, names: Sequence[str]) -> list[Change]:
        sure = self.segment.conviction
        asked: dict[str, dict[PersonId, Any]] = {"before": sure.before, "after": sure.after}
        asked |= {"guess": self.segment.coverage_guess, "vote": self.segment.votes}
        one, other = pair
        said = [(name, asked[name]) for name in names if one in asked[name] and other in asked[name]]
        return [
            change
            for name, given in said
            for change in (Change(name, one, given[other]), Change(name, other, given[one]))
        ]


def _cells(round: MarksRound, one: PersonId, other: PersonId) -> Iterator[tuple[str, str]]:
    mine, theirs = round.answers.get(one, {}), round.answers.get(other, {})
    for company in mine.keys() & theirs.keys():
        for need in mine[company].keys() & theirs[company].keys():
            yield company, need


def _exchange(n: int, round: AnyRound, pair: tuple[str, str], cell: tuple[str, str]) -> list[Change]:
    company, need = cell
    one, other = pair
    return [
        Change(n, one, round.answers[other][company][need], cell),  # type: ignore[index]
        Change(n, other, round.answers[one][company][need], cell),  # type: ignore[index]
    ]


def moved_alike(was: Any, now: Any, later: Any) -> dict[str, int] | None:
    """The later row of somebody who first gave `now` instead of `was` and moved on the same needs."""
    if DK in (was, now, later):
        return None
    row = {need: now[need] + later[need] - was[need] for need in now}
    return row if min(row.values()) >= 0 else None


class Open:
    """The questions of one day that no other world has answered yet."""

    def __init__(self, world: World, asked: Sequence[Query], copies: bool = True) -> None:
        self.world, self.asked, self.copies = world, list(asked), copies
        self.text = printed(world.session, copies)
        self.quick = cells(world.session)
        self.tried = 0

    def same(self, session: Session) -> bool:
        """Whether a room would read the same."""
        self.tried += 1
        return cells(session) == self.quick and printed(session, self.copies) == self.text

    def strike(self, session: Session) -> list[Query]:
        """Take out the questions that this world answers, if a room would read the same of it."""
        other = World(session, self.world.segment.id)
        gone = [query for query in self.asked if query.differs(other)]
        if not gone or not self.same(session):
            return []
        self.asked = [query for query in self.asked if query not in gone]
        return gone


def exchanged(left: Open, dice: Random, most: int = 400) -> None:
    """Answer what can be answered by exchanging two people."""
    worlds = Worlds(left.world.session, left.world.segment.id)
    for query in list(left.asked):
        if query not in left.asked:
            continue
        for session in worlds.around(sorted(query.target.of(left.world)), query.item, dice):
            if left.tried > most:
                return
            if query in left.strike(session):
                break
