"""The room as it is, person by person: own votes, and what hangs on one person or one function.

Nothing is drawn here. An own vote is what somebody's own weights make of their own marks; leaving out asks
whether the first place or an entry of the SWOT would stand without one person, or without one function.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cxw.stats import scores, swot
from cxw.stats.firmness.tally import AnswerArrays, Tally
from cxw.stats.scores import HALF, LEAST, TOLERANCE, Mask, Matrix, Scores
from cxw.stats.swot import KINDS, BoardEntry, Cuts, Kind, Sides, SwotBoard

ALONE = "Fewer than two people gave numbers, so nobody can be left out."

Named = tuple[Kind, int]
"""An entry: its kind and its need."""


@dataclass(frozen=True)
class RivalVotes:
    """What each person's own numbers say about us and one rival."""

    rival: int
    """By its place among the rivals."""
    ahead: int
    level: int
    behind: int
    unable: int
    """Who gave numbers, but too few for both on needs that hold half of their points."""

    @property
    def voters(self) -> int:
        """Whose numbers say anything."""
        return self.ahead + self.level + self.behind


@dataclass(frozen=True)
class Agreeing:
    """How many people's own numbers make the same entry, of those who gave all three."""

    agree: int
    voters: int


@dataclass(frozen=True)
class ChangedWithout:
    """What is otherwise without somebody."""

    first: tuple[int, ...]
    """Who is in first place then; empty when nothing could be scored."""
    first_changes: bool
    lost: tuple[Named, ...]


@dataclass(frozen=True)
class Leaving:
    """Everybody, then every function, left out in turn; only those who change anything are named."""

    left_out: int
    """People who were left out in turn."""
    people: Mapping[int, ChangedWithout]
    """Place of the person -> what changes."""
    functions: Mapping[int, ChangedWithout]
    """Place of the function -> what changes."""
    small: tuple[int, ...]
    """Functions of fewer than three, which are not left out."""
    reason: str | None = None

    def survives(self, kind: Kind, need: int) -> bool:
        """Whether an entry stands whoever is left out; never where nobody can be."""
        return self.reason is None and all((kind, need) not in gone.lost for gone in self.people.values())


def own_votes(answers: AnswerArrays) -> tuple[RivalVotes, ...]:
    """Each person's own weights with their own marks, us against each rival.

    Over the needs somebody marked for both companies, when these hold at least half of their points;
    otherwise they are counted as unable. No mean is taken, so a cell need not be valid. People without any
    number are in no count.
    """
    some = ~(np.isnan(answers.weights).all(axis=1) & np.isnan(answers.marks).all(axis=(1, 2)))
    weights, marks = answers.weights[some], answers.marks[some]
    apart = marks[:, :1] - marks[:, 1:]
    both = ~np.isnan(apart)
    points = np.nan_to_num(weights)[:, None, :]
    whole = points.sum(axis=2)
    can = (whole > TOLERANCE) & ((both * points).sum(axis=2) >= HALF * whole - TOLERANCE)
    said = (np.where(both, apart, 0.0) * points).sum(axis=2)
    return tuple(_votes(rival, said[:, rival], can[:, rival]) for rival in range(said.shape[1]))


def agreeing(answers: AnswerArrays, entry: BoardEntry, cuts: Cuts) -> Agreeing:
    """How many people's own points and marks make this entry, with the room's best rival as the rival.

    Over those who gave the need points and marked both us and this rival on it.
    """
    points, own = answers.weights[:, entry.need], answers.marks[:, 0, entry.need]
    lead = own - answers.marks[:, 1 + entry.rival, entry.need]
    found = swot.rule_holds(points, own, lead, cuts)[entry.kind]
    return Agreeing(int(found.sum()), int((~np.isnan(points + lead)).sum()))


def leave_out(
    tally: Tally, room: Scores, cuts: Cuts, functions: Sequence[Sequence[int]] = (), least: int = LEAST
) -> Leaving:
    """Leave out each person, then each function of at least `least` people: what changes?

    `functions`: places of their people. Which cells are valid, which leads can be said, and the needs of the
    scores stay those of the whole room: asked is what the numbers hang on, not what the rules of counting
    do. Somebody without whom a lead has no marks at all takes its entries along.
    """
    some = set(tally.places.tolist())
    given = [[place for place in people if place in some] for people in functions]
    small = tuple(place for place, people in enumerate(given) if len(people) < least)
    if tally.people < 2:
        return Leaving(0, {}, {}, small, ALONE)
    each = _changes(tally, room, cuts, tally.sheet.sum(axis=0) - tally.sheet)
    people = {int(tally.places[row]): gone for row, gone in each.items()}
    large = [place for place in range(len(given)) if place not in small]
    sums = [tally.without(given[place]) for place in large]
    whole = _changes(tally, room, cuts, np.vstack([tally.sheet[:0], *sums]))
    functions_gone = {large[row]: gone for row, gone in whole.items()}
    return Leaving(tally.people, dict(sorted(people.items())), functions_gone, small)


def tally_board(tally: Tally, cuts: Cuts, sides: Sides | None = None) -> SwotBoard:
    """The entries of the room as it is."""
    room = tally.room
    own = room.marks[0, 0] if tally.rivals else room.points[0]
    return swot.swot_board(room.points[0], own, (room.leads[0], room.pairs[0]), cuts, sides)


def _changes(tally: Tally, room: Scores, cuts: Cuts, sums: Matrix) -> dict[int, ChangedWithout]:
    """Row -> what is otherwise in a room with these sums; rows in which nothing is are left out."""
    rooms = tally.means(sums)
    found = scores.score(rooms.points, rooms.marks, room.basis)
    filled = np.where(np.isnan(found), -np.inf, found)
    first = np.isfinite(filled) & (filled >= filled.max(axis=1, keepdims=True, initial=0.0) - TOLERANCE)
    first_changes = (first != np.isin(room.basis.scored, room.first)).any(axis=1)
    now = _entries(tally, cuts, tally.sheet.sum(axis=0, keepdims=True))
    then = _entries(tally, cuts, sums)
    changed = first_changes | (now != then).any(axis=(1, 2))
    return {
        int(row): ChangedWithout(
            tuple(
                company for company, is_first in zip(room.basis.scored, first[row], strict=True) if is_first
            ),
            bool(first_changes[row]),
            _named(now[0] & ~then[row]),
        )
        for row in np.flatnonzero(changed)
    }


def _entries(tally: Tally, cuts: Cuts, sums: Matrix) -> Mask:
    """Rooms x kinds x needs: which entries hold."""
    rooms = tally.means(sums)
    if not tally.rivals:
        return np.zeros((len(sums), len(KINDS), tally.needs), dtype=bool)
    lead, _ = swot.best_rival(rooms.leads)
    found = swot.rule_holds(rooms.points, rooms.marks[:, 0], lead, cuts)
    return np.stack([found[kind] for kind in KINDS], axis=1)


def _named(entries: Mask) -> tuple[Named, ...]:
    return tuple((KINDS[kind], int(need)) for kind, need in np.argwhere(entries))


def _votes(rival: int, said: Matrix, can: Mask) -> RivalVotes:
    ahead, behind = int((can & (said > TOLERANCE)).sum()), int((can & (said < -TOLERANCE)).sum())
    voters = int(can.sum())
    return RivalVotes(rival, ahead, voters - ahead - behind, behind, len(can) - voters)
