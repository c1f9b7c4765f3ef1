"""How far people are apart: points, functions beside names drawn from a hat, cells, leads, what moved.

All of it describes the room as it is. The hat is the one chance model: the same people, their functions
dealt anew. Rows are sorted by their content before any draw and each method draws with its own fixed
number, so neither names nor order change a result. Too few people give None, never NaN and no warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from statistics import fmean, median, stdev
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cxw.model import AnswerName, PersonId, Segment, Session
from cxw.record import Group, MarksRecord, any_number, groups, shown

Matrix = NDArray[np.float64]
"""People by needs: points."""
Flag = Literal["spread", "functions"]
"""Why people disagree in a cell: a large spread, or two functions' medians far apart."""
Labels = NDArray[np.int8]
"""Draws by people: which group each person was dealt to."""

HAT = 101
"""Added to the session's seed for the draws from the hat."""
DRAWS = 9_999
EXACT = 20_000
"""Up to so many ways of dealing the names, all of them are looked at."""
TOLERANCE = 1e-9
MOST_FLAGGED = 5


@dataclass(frozen=True)
class Hat:
    """A number for names drawn from a hat: its mean, middle and 90th percentile over the draws."""

    mean: float
    median: float
    p90: float


@dataclass(frozen=True)
class Pair:
    """Two groups, by their places: points apart of their mean rows beside the hat's."""

    first: int
    second: int
    apart: float
    hat: Hat
    gaps: tuple[float, ...]
    """Per need, first minus second."""


@dataclass(frozen=True)
class Gap:
    """The largest gap between two groups on one need, beside the hat's largest."""

    need: int
    higher: int
    lower: int
    gap: float
    hat: Hat


@dataclass(frozen=True)
class Moved:
    """What changed place between two rounds, over the same people."""

    people: int
    """Whose row differs at all."""
    each: tuple[float, ...]
    """Points each person moved, in the order of the rows."""
    per_need: tuple[float, ...]
    """Points moved on each need, up or down, mean a person."""

    @property
    def total(self) -> float:
        """Points moved, all people together."""
        return sum(self.each)

    @property
    def share(self) -> float:
        """Of all points placed."""
        return self.total / (100 * len(self.each))

    @property
    def median(self) -> float:
        """Points the median person moved."""
        return float(median(self.each))


@dataclass(frozen=True)
class CellSums:
    """One company on one need: all that its marks say."""

    company: str
    need: str
    marks: Mapping[PersonId, int]
    dont_know: int
    valid: bool
    groups: tuple[Group, ...]
    """Those that may be printed, cut down to who marked this cell."""
    flags: tuple[Flag, ...]

    @property
    def values(self) -> tuple[int, ...]:
        """The marks in order of value."""
        return tuple(sorted(self.marks.values()))

    @property
    def sd(self) -> float | None:
        """Standard deviation of the marks (n - 1), None below two."""
        return stdev(self.marks.values()) if len(self.marks) > 1 else None

    @property
    def range(self) -> int:
        """Highest minus lowest mark, 0 without marks."""
        return max(self.values) - min(self.values) if self.marks else 0

    @property
    def dont_know_share(self) -> float:
        """Of those asked."""
        asked = len(self.marks) + self.dont_know
        return self.dont_know / asked if asked else 0.0

    def medians(self) -> dict[str, float]:
        """Each printed group's median."""
        return {g.name: float(median(self.marks[p] for p in g.people)) for g in self.groups}


@dataclass(frozen=True)
class LeadSums:
    """Own mark minus a rival's, over the people who marked both."""

    need: str
    rival: str
    differences: tuple[int, ...]
    people: frozenset[PersonId]
    best: bool

    @property
    def mean(self) -> float:
        """The lead."""
        return fmean(self.differences)

    @property
    def median(self) -> float:
        """The median difference."""
        return float(median(self.differences))


def matrix(rows: Mapping[PersonId, Sequence[int]]) -> Matrix:
    """Rows of points as people by needs; shape (0, 0) without any."""
    return np.array([*rows.values()], dtype=np.float64) if rows else np.zeros((0, 0))


def apart_by_need(points: Matrix) -> tuple[float, ...] | None:
    """Each need's part of the room's points apart; None below two people.

    Half of Gini's mean difference: G_k = 2 / (N (N - 1)) * sum_i (2i - N - 1) w_(i)k over sorted values.
    """
    n = len(points)
    if n < 2:
        return None
    ranks = 2.0 * np.arange(1, n + 1) - n - 1
    return tuple(float(x) for x in ranks @ np.sort(points, axis=0) / (n * (n - 1)))


def apart(points: Matrix) -> float | None:
    """Of 100 points, how many two people place differently, mean over all pairs; None below two people."""
    parts = apart_by_need(points)
    return None if parts is None else sum(parts)


def moved(before: Matrix, after: Matrix) -> Moved | None:
    """What moved between two rounds of the same people in the same order; None without people."""
    if not len(before):
        return None
    change = np.abs(after - before)
    each = tuple(float(x) for x in change.sum(axis=1) / 2)
    return Moved(sum(x > 0 for x in each), each, tuple(float(x) for x in change.mean(axis=0)))


def between(
    points: Matrix, members: Sequence[Sequence[int]], compared: int, seed: int
) -> tuple[tuple[Pair, ...], Gap | None]:
    """Every two of the first `compared` groups, beside the same numbers for names drawn from a hat.

    `members` are places of rows; who is in no group is dealt too. Pairs come in the order of the groups;
    the gap is the largest over all pairs and needs, and so is the hat's in each draw.
    """
    if compared < 2:
        return (), None
    draws = _Draws(points, members, compared, seed)
    pairs = tuple(draws.pair(first, second) for first, second in combinations(range(compared), 2))
    return pairs, draws.gap(pairs)


class _Draws:
    """The mean rows of all groups in every draw; groups stand in an order that names do not change."""

    def __init__(self, points: Matrix, members: Sequence[Sequence[int]], compared: int, seed: int) -> None:
        self.real = [points[list(people)].mean(axis=0) for people in members[:compared]]
        order = sorted(range(compared), key=lambda g: (-len(members[g]), _content(points[list(members[g])])))
        self.place = {group: place for place, group in enumerate(order)}
        sizes = [len(members[group]) for group in order]
        labels = deals([*sizes, len(points) - sum(sizes)], seed)
        content = points[np.lexsort(points.T[::-1])]
        self.means = [
            (labels == group).astype(np.float64) @ content / size for group, size in enumerate(sizes)
        ]
        """One matrix a group: draws by needs."""

    def pair(self, first: int, second: int) -> Pair:
        """Two groups by their places in the order they were given."""
        gaps = self.real[first] - self.real[second]
        drawn = np.abs(self._drawn(first) - self._drawn(second)).sum(axis=1) / 2
        found = tuple(float(gap) for gap in gaps)
        return Pair(first, second, float(np.abs(gaps).sum() / 2), _hat(drawn), found)

    def gap(self, pairs: Sequence[Pair]) -> Gap:
        """The largest gap on one need; of equal ones the first pair's and the first need's."""
        pair = max(pairs, key=lambda pair: round(max(map(abs, pair.gaps)), 9))
        need = max(range(len(pair.gaps)), key=lambda need: round(abs(pair.gaps[need]), 9))
        drawn = np.stack([np.ptp(column, axis=0) for column in self._by_need()])
        up = pair.gaps[need] >= 0
        higher, lower = (pair.first, pair.second) if up else (pair.second, pair.first)
        return Gap(need, higher, lower, abs(pair.gaps[need]), _hat(drawn.max(axis=0)))

    def _drawn(self, group: int) -> Matrix:
        means: Matrix = self.means[self.place[group]]
        return means

    def _by_need(self) -> Iterator[Matrix]:
        for need in range(self.means[0].shape[1]):
            yield np.stack([means[:, need] for means in self.means])


def deals(sizes: Sequence[int], seed: int) -> Labels:
    """Ways to deal people to groups of these sizes: all of them when few, else seeded draws."""
    if ways(sizes) <= EXACT:
        return _all_deals(sizes)
    one = np.repeat(np.arange(len(sizes), dtype=np.int8), sizes)
    generator = np.random.Generator(np.random.PCG64(seed + HAT))
    return generator.permuted(np.tile(one, (DRAWS, 1)), axis=1)


def ways(sizes: Sequence[int]) -> int:
    """How many ways there are to deal people to groups of these sizes."""
    left, found = sum(sizes), 1
    for size in sizes:
        found *= comb(left, size)
        left -= size
    return found


def _all_deals(sizes: Sequence[int]) -> Labels:
    last = len(sizes) - 1
    labels = np.full((1, sum(sizes)), last, dtype=np.int8)
    free = np.arange(sum(sizes))[None, :]
    for group, size in enumerate(sizes[:-1]):
        picks = np.array(list(combinations(range(free.shape[1]), size)), dtype=np.intp).reshape(-1, size)
        rest = _others(picks, free.shape[1])
        taken = free[:, picks].reshape(-1, size)
        labels = np.repeat(labels, len(picks), axis=0)
        np.put_along_axis(labels, taken, np.int8(group), axis=1)
        free = free[:, rest].reshape(len(labels), -1)
    return labels


def _others(picks: NDArray[np.intp], n: int) -> NDArray[np.intp]:
    """For each row of places the places that are not in it, in order."""
    left = np.ones((len(picks), n), dtype=bool)
    np.put_along_axis(left, picks, values=False, axis=1)
    return np.nonzero(left)[1].reshape(len(picks), n - picks.shape[1])


def _content(points: Matrix) -> list[list[float]]:
    return sorted(points.tolist())


def _hat(drawn: Matrix) -> Hat:
    ordered = np.sort(drawn)
    ninetieth = ordered[int(np.ceil(0.9 * len(ordered))) - 1]
    return Hat(float(ordered.mean()), float(np.median(ordered)), float(ninetieth))


def cells(session: Session, segment: Segment, record: MarksRecord) -> tuple[CellSums, ...]:
    """Every cell of the grid of record: companies in the file's order, own first; needs in the list's."""
    found = []
    for company in (one.id for one in session.companies(segment) if one.id in record.rounds):
        round = record.rounds[company]
        given = [person for person, answer in round.answers.items() if any_number(answer)]
        parts = groups(session, given)
        found += [_cell(session, record, (company, need), parts) for need in record.needs]
    return tuple(found)


def _cell(session: Session, record: MarksRecord, name: tuple[str, str], parts: Sequence[Group]) -> CellSums:
    company, need = name
    marks = record.marks(company, need)
    dont_know = record.dont_knows(company, need)
    limits = session.thresholds
    few_unknown = dont_know < limits.dk_share * (len(marks) + dont_know)
    valid = len(marks) >= limits.min_marks and few_unknown
    cell = CellSums(
        company, need, marks, dont_know, valid, shown(parts, marks, limits.small_function), flags=()
    )
    return CellSums(company, need, marks, dont_know, valid, cell.groups, _flags(session, cell))


def _flags(session: Session, cell: CellSums) -> tuple[Flag, ...]:
    """Why people disagree in a valid cell; "others" are no function."""
    if not cell.valid:
        return ()
    limits = session.thresholds
    others = {group.name for group in cell.groups if group.others}
    medians = [value for name, value in cell.medians().items() if name not in others]
    found: list[Flag] = []
    if (cell.sd or 0.0) > limits.dissent_sd + TOLERANCE:
        found.append("spread")
    if len(medians) > 1 and max(medians) - min(medians) >= limits.dissent_medians - TOLERANCE:
        found.append("functions")
    return tuple(found)


def flagged(cells: Sequence[CellSums]) -> tuple[CellSums, ...]:
    """At most five flagged cells for a second round: largest spread first, then the order of the file."""
    found = [cell for cell in cells if cell.flags]
    return tuple(sorted(found, key=lambda cell: -round(cell.sd or 0.0, 9))[:MOST_FLAGGED])


def known(cells: Sequence[CellSums]) -> dict[str, float]:
    """Company -> share of (person, need) cells with a mark; below half it is hardly known here."""
    found: dict[str, tuple[int, int]] = {}
    for cell in cells:
        marked, asked = found.get(cell.company, (0, 0))
        found[cell.company] = (marked + len(cell.marks), asked + len(cell.marks) + cell.dont_know)
    return {company: marked / asked for company, (marked, asked) in found.items() if asked}


def leads(cells: Sequence[CellSums], own: str, min_marks: int) -> tuple[LeadSums, ...]:
    """The own company against each rival on each need: valid cells that at least so many people marked both.

    The best rival is the one with the smallest lead, of equal ones the first in the file.
    """
    found: list[LeadSums] = []
    mine = {cell.need: cell for cell in cells if cell.company == own and cell.valid}
    for need, cell in mine.items():
        rivals = [rival for rival in cells if rival.need == need and rival.company != own and rival.valid]
        pairs = [lead for rival in rivals if len((lead := _lead(cell, rival)).differences) >= min_marks]
        best = min(pairs, key=lambda lead: round(lead.mean, 9), default=None)
        found += [
            LeadSums(lead.need, lead.rival, lead.differences, lead.people, lead is best) for lead in pairs
        ]
    return tuple(found)


def _lead(own: CellSums, rival: CellSums) -> LeadSums:
    both = frozenset(own.marks).intersection(rival.marks)
    differences = tuple(sorted(own.marks[person] - rival.marks[person] for person in both))
    return LeadSums(own.need, rival.company, differences, both, best=False)


def decisive(
    cells: Sequence[CellSums], mean_points: Mapping[str, float], dk_share: float
) -> tuple[CellSums, ...]:
    """The cells in the order in which to ask "how do we know?".

    Cells that too many people do not know come first, by points times share of don't-knows; the others by
    mean points times range of the marks. Without weights every need counts the same.
    """
    even = 100 / max(len({cell.need for cell in cells}), 1)

    def rank(cell: CellSums) -> tuple[bool, float]:
        points = mean_points.get(cell.need, 0.0) if mean_points else even
        unknown = cell.dont_know_share >= dk_share
        return not unknown, -round(points * (cell.dont_know_share if unknown else cell.range), 9)

    return tuple(sorted((cell for cell in cells if cell.marks or cell.dont_know), key=rank))


def cell_name(cell: CellSums) -> AnswerName:
    """The cell as the file names it."""
    return f"mark {cell.company} {cell.need}"
