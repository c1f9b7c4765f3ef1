"""Other worlds in which a room would have read the very same: who finds one has shown that nothing is forced.

What a room reads is the findings: handout, pictures and walls are made of them alone, which
`test_forced.py` tries on whole texts. Seals are left out where the file is salted, since nobody can try them
out; sums are rounded, as the order of people may change their last digit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random
from typing import Any, Literal

from adversary import swapped
from forced_copies import held
from forced_queries import DK, Query, World

from cxw import findings
from cxw.findings.marks.built import grid
from cxw.findings.view import AudienceView
from cxw.model import AnyRound, MarksRound, PersonId, Session, WeightsRound

DIGITS = 9
Pair = tuple[PersonId, PersonId]


def printed(session: Session) -> dict[str, Any]:
    """All that may be read of this session."""
    told = _plain(findings.dump(findings.of(session)))
    assert isinstance(told, dict)
    return told


def without_draws(told: dict[str, Any]) -> dict[str, Any]:
    """The same without the share of rooms drawn from ours that would say an entry of the board again.

    It hangs a little on whose points and whose marks are one person's; to use it somebody would have to draw
    all those rooms anew for every world they think of.
    """
    segments = []
    for segment in told["segments"]:
        board = segment["swot"]
        entries = [entry | {"share": None} for entry in board["entries"]] if board else []
        segments.append(segment | {"swot": board | {"entries": entries} if board else None})
    return told | {"segments": segments}


def cells(session: Session) -> list[Any]:
    """The part of what is read that costs nothing to make: where it differs, so does the whole."""
    view = AudienceView(session, "room")
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
        "apart": there.stages.of("meeting").guess,
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
        both = [*self._points(*pair), *self._marks(*pair)]
        whole = [*both, *self._percents(pair, ("before", "after", "guess", "apart"))]
        parts = [whole, both, *self._parts(pair, family, rest)]
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
        said.append(self.segment.stages.of("meeting").guess)
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
        asked |= {"guess": self.segment.coverage_guess, "apart": self.segment.stages.of("meeting").guess}
        asked["vote"] = self.segment.votes
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
        self.nearly: list[Query] = []
        """Answered by a world that prints the same but for shares of draws."""
        self.told, self.quick = printed(world.session), cells(world.session)
        self.copy = held(world.session) if copies else []
        self.tried = 0

    def same(self, session: Session) -> Literal["all", "but draws", "other"]:
        """Whether a room would read the same, and hold the same copy."""
        self.tried += 1
        if cells(session) != self.quick:
            return "other"
        told = printed(session)
        if without_draws(told) != without_draws(self.told) or (self.copies and held(session) != self.copy):
            return "other"
        return "all" if told == self.told else "but draws"

    def strike(self, session: Session) -> list[Query]:
        """Take out the questions that this world answers, if a room would read the same of it."""
        other = World(session, self.world.segment.id)
        gone = [query for query in self.asked if query.differs(other)]
        same = self.same(session) if gone else "other"
        if same == "but draws":
            self.nearly += gone
        if same != "all":
            return []
        self.asked = [query for query in self.asked if query not in gone]
        return gone


def exchanged(left: Open, dice: Random, most: int = 60, all: int = 1000) -> None:
    """Answer what can be answered by exchanging two people; so many worlds a question, so many a day."""
    worlds = Worlds(left.world.session, left.world.segment.id)
    for query in list(left.asked):
        around = worlds.around(sorted(query.target.of(left.world)), query.item, dice)
        for session in islice(around, most):
            if query not in left.asked or left.tried > all:
                break
            left.strike(session)
