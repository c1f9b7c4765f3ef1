"""Functions apart: what their names explain of the points, held against the same names drawn from a hat.

One set of deals serves every number here: the same people, the names of their functions dealt anew, all
distinct ways when few. People are sorted by the content of their rows before any draw, and groups are known
to the hat by their sizes only, so neither names nor order change a result.

One test speaks for the room: W*, over all needs, with spreads as they are. Two functions, or one need, differ
only where W* says so and they by themselves do too. R2 and the hat's mean in points are description: in a
small room the hat is wide (three functions of three have means 29 points apart without any difference), so
no number stands without it, and none is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement import (
    DRAWS,
    EXACT,
    TOLERANCE,
    Dealt,
    Matrix,
    NoNumber,
    Sums,
    Values,
    by_content,
    complete,
    deals,
    least_spread,
    p_value,
    points_apart,
    remembered,
    ways,
    with_squares,
)

Verdict = Literal["difference", "undecided", "none found"]
"""What the test says: beyond chance, this room cannot decide it, or no difference beyond chance was found."""

LEVEL = 0.05
"""A p of W* up to this is a difference beyond chance."""
ONE_OF_MANY = 0.10
"""A p up to this, against the largest of its kind in each deal, is one of two functions or of one need."""
DECIDES_FROM = 40
"""People. A smaller room that finds nothing has not shown that there is nothing."""
_CHUNK = 2_000_000
"""Labels weighed at a time, so that memory stays small."""

NOBODY = NoNumber("Nobody with a function gave points, so functions cannot be compared.")
ONE = NoNumber("Everybody who gave points is from one function, so there is nothing to compare.")
ALONE = NoNumber("Each function has one person, so a function cannot be told from a person.")
ONE_OF_SEVERAL = NoNumber("Only one function has more than one person, so nothing can be compared.")
EQUAL_ROWS = NoNumber("Everybody spread the points the same way: there is no difference to explain.")
EQUAL_NEED = NoNumber("Everybody gave this need the same points: there is no difference to explain.")


@dataclass(frozen=True)
class Pair:
    """Two groups, by their places: points apart of their mean rows beside the hat's."""

    first: int
    second: int
    apart: float
    hat: float
    """The mean of the same number over all deals: what such groups are apart when functions mean nothing."""
    p: float | None
    """Against the farthest two groups of each deal, spreads as they are; None beside a single person."""
    differs: bool
    """Beyond chance, and so is the test over all functions."""
    within: tuple[float | None, float | None]
    """Points apart inside each; None for one person."""
    gaps: tuple[float, ...]
    """Per need, first minus second."""


@dataclass(frozen=True)
class Gap:
    """Two groups on one need: the largest gap beyond chance, else the one that is nearest to it."""

    need: int
    higher: int
    lower: int
    gap: float
    hat: float
    """The mean over all deals of the largest gap in points, of any two groups on any need."""
    p: float
    """Against the largest of any two groups on any need in each deal, spreads as they are."""
    differs: bool


@dataclass(frozen=True)
class Explained:
    """Of all differences between people, the part that lies between functions, and whether it is chance."""

    people: int
    functions: int
    alone: int
    """Functions of one person: in R2, and not in the test."""
    r2: float
    adjusted: float
    """0 on average when functions mean nothing; raw R2 is then (a - 1) / (N - 1)."""
    statistic: float
    """W*, with spreads as they are."""
    p: float
    floor: float
    """The smallest p that a room with functions of these sizes can give."""
    exact: bool
    """Whether p is over all distinct ways to deal the names, not over 9,999 of them."""
    verdict: Verdict


@dataclass(frozen=True)
class FunctionShare:
    """Of one need's differences the part between functions, with its p among all needs (maxT)."""

    share: float
    p: float
    """Never below that of the test over all needs, so that no need differs where functions do not."""


@dataclass(frozen=True)
class FunctionDifferences:
    """All that functions say about the points of one round."""

    overall: Explained | NoNumber
    needs: tuple[FunctionShare | NoNumber, ...]
    """In the order of the needs."""
    pairs: tuple[Pair, ...]
    """Every two of the compared groups, in their order."""
    gap: Gap | None


@remembered
def function_differences(  # noqa: PLR0913 - a room, who is shown of it, and the hat
    points: Matrix,
    members: Sequence[Sequence[int]],
    compared: int,
    seed: int,
    draws: int = DRAWS,
    *,
    unit: float = 1.0,
) -> FunctionDifferences:
    """What functions explain, and every two of the first `compared` of them beside names from a hat.

    `points` are people by needs, `members` the rows of each function, those that may be shown first. Rows in
    no function and rows with a missing value (NaN) are in nothing here. p is of W* (Alekseyenko 2016) among
    functions of two people or more, over all distinct ways to deal the names up to 20,000, else over `draws`
    random ones plus the room itself; R2 = sum_k SSB_k / sum_k SST_k (Anderson 2001) describes, with functions
    of one in it. A pair's p and a need's are single-step maxT over the same deals (Westfall & Young 1993).
    `unit`: what one point given is of 100. IndexError when a member is no row.
    """
    room = _Room(points, members, unit)
    if not room.sizes:
        return FunctionDifferences(NOBODY, (NOBODY,) * int(points.shape[1]), (), None)
    shown = [group for group in range(compared) if room.groups[group]]
    drawn = _GroupDeals(room, seed, draws)
    overall = room.too_little() or _explained(room, drawn)
    p = overall.p if isinstance(overall, Explained) else 1.0
    pairs, gap = _two_by_two(room, drawn, shown, p <= LEVEL)
    return FunctionDifferences(overall, _shares(room, drawn, p), pairs, gap)


class _Room:
    """The people who have a function and gave points, and who is in which."""

    def __init__(self, points: Matrix, members: Sequence[Sequence[int]], unit: float) -> None:
        known = complete(points) if points.size else np.zeros(len(points), dtype=bool)
        self.groups = [[person for person in people if known[person]] for people in members]
        """Rows of each function in the order given; some may be empty."""
        self.rows = [points[people] for people in self.groups]
        self.sizes = sorted((len(people) for people in self.groups if people), reverse=True)
        self.all = by_content(points[list(chain.from_iterable(self.groups))])
        centred = self.all - self.all.mean(axis=0) if self.sizes else self.all
        self.spread: Values = (centred**2).sum(axis=0)
        """SST of each need."""
        self.least = least_spread(self.all, unit) if self.sizes else 0.0
        """The least variance a function has: what rounding its answers makes."""
        self.differing = np.ptp(self.all, axis=0) > TOLERANCE if self.sizes else np.zeros(0, dtype=bool)

    def too_little(self) -> NoNumber | None:
        """Why nothing can be explained here, None when it can."""
        if len(self.sizes) == 1:
            return ONE
        if len(self.sizes) == len(self.all):
            return ALONE
        if self.sizes[1] == 1:
            return ONE_OF_SEVERAL
        return None if self.differing.any() else EQUAL_ROWS

    def between(self, sums: Sums) -> Matrix:
        """SSB of each draw on each need, from the sums of groups that stand in the order of `sizes`."""
        mean = self.all.mean(axis=0)
        centred = sums[..., :-1] - np.outer(self.sizes, mean)
        found: Matrix = np.einsum("dgk,dgk,g->dk", centred, centred, 1 / np.array(self.sizes))
        return found

    def real(self) -> Sums:
        """The sums of the functions as they are: one draw, in the order of `sizes`."""
        found = [(-len(rows), with_squares(rows).sum(axis=0).tolist()) for rows in self.rows if len(rows)]
        return np.array([sums for _, sums in sorted(found)])[None]

    def as_it_is(self) -> Dealt:
        """The functions in the order given; one without anybody has no mean to speak of."""
        sums = np.array([with_squares(rows).sum(axis=0) for rows in self.rows])[None]
        return Dealt.of(sums, [len(rows) or 1 for rows in self.rows], self.least)


class _GroupDeals:
    """All groups in every deal; groups stand in the order of their sizes."""

    def __init__(self, room: _Room, seed: int, draws: int) -> None:
        self.sizes = room.sizes
        self.exact = ways(room.sizes) <= EXACT
        self.sums = _sums(with_squares(room.all), deals(room.sizes, seed, draws), len(room.sizes))
        self.dealt = Dealt.of(self.sums, room.sizes, room.least)
        self._by_need: dict[tuple[int, int], Matrix] = {}
        self._hats: dict[tuple[int, int], float] = {}

    def p(self, drawn: Values, real: float) -> float:
        """How often a draw is as large as in fact, apart from the rounding of the computer."""
        return p_value(drawn, real * (1 - TOLERANCE), exact=self.exact)

    def hat(self, one: int, other: int) -> float:
        """Points apart of the mean rows of any two groups of these sizes, in the mean of all draws."""
        two = max(one, other), min(one, other)
        if two not in self._hats:
            means, pairs = self.dealt.means, combinations(range(len(self.sizes)), 2)
            alike = [(i, j) for i, j in pairs if (self.sizes[i], self.sizes[j]) == two]
            found = [np.abs(means[:, i] - means[:, j]).sum(axis=1) / 2 for i, j in alike]
            self._hats[two] = float(np.mean(found))
        return self._hats[two]

    def choices(self, sizes: Sequence[int]) -> Iterator[list[int]]:
        """Every way to choose groups of these sizes; among random draws one is as good as all."""
        by_size = [
            combinations([place for place, size in enumerate(self.sizes) if size == one], sizes.count(one))
            for one in sorted(set(sizes), reverse=True)
        ]
        found = (sorted(chain.from_iterable(choice)) for choice in product(*by_size))
        return islice(found, None if self.exact else 1)

    def largest_gap(self, sizes: Sequence[int]) -> float:
        """The largest gap in points on any need among groups of these sizes: the mean over all deals."""
        means = self.dealt.means
        found = [np.ptp(means[:, choice], axis=1).max(axis=1) for choice in self.choices(sizes)]
        return float(np.mean(found))

    def farthest(self, sizes: Sequence[int]) -> tuple[Values, Values]:
        """The farthest two groups of these sizes over all needs, and on any one need, spreads as they are.

        A group of one has no spread of its own, so it is in no two.
        """
        over_all, on_one = [], []
        for choice in self.choices(sizes):
            several = [place for place in choice if self.sizes[place] > 1]
            pairs = [self.by_need(*pair) for pair in combinations(several, 2)]
            over_all.append(np.max([pair.sum(axis=1) for pair in pairs], axis=0))
            on_one.append(np.max([pair.max(axis=1) for pair in pairs], axis=0))
        return np.concatenate(over_all), np.concatenate(on_one)

    def by_need(self, one: int, other: int) -> Matrix:
        """Two groups on each need in every draw."""
        if (one, other) not in self._by_need:
            self._by_need[one, other] = self.dealt.by_need(one, other)
        return self._by_need[one, other]


def _sums(points: Matrix, labels: NDArray[np.signedinteger], groups: int) -> Sums:
    """Draws by groups by needs, a part of the draws at a time.

    Whole points are added in single precision, which is exact below 2^24 and twice as fast.
    """
    total = points.sum(axis=0)
    whole = bool(np.all(points == np.rint(points))) and np.abs(points).sum() < 2**24
    content = points.astype(np.float32 if whole else np.float64)
    found = np.empty((len(labels), groups, points.shape[1]))
    step = max(_CHUNK // max(len(points), 1), 1)
    for start in range(0, len(labels), step):
        part = labels[start : start + step]
        for group in range(groups - 1):
            found[start : start + step, group] = (part == group).astype(content.dtype) @ content
    found[:, -1] = total - found[:, :-1].sum(axis=1)
    return found


def _explained(room: _Room, drawn: _GroupDeals) -> Explained:
    n, a = len(room.all), len(room.sizes)
    real = room.real()
    r2 = float(room.between(real).sum() / room.spread.sum())
    statistic = float(Dealt.of(real, room.sizes, room.least).welch()[0])
    p = drawn.p(drawn.dealt.welch(), statistic)
    floor = 1 / ways(room.sizes) if drawn.exact else 1 / (len(drawn.sums) + 1)
    adjusted = 1 - (1 - r2) * (n - 1) / (n - a)
    alone = room.sizes.count(1)
    return Explained(n, a, alone, r2, adjusted, statistic, p, floor, drawn.exact, verdict(n, p, floor))


def verdict(people: int, p: float, floor: float) -> Verdict:
    """What may be said of a p: a room under 40, or one whose smallest p is above .05, cannot rule one out."""
    if p <= LEVEL:
        return "difference"
    if people < DECIDES_FROM or floor > LEVEL:
        return "undecided"
    return "none found"


def _shares(room: _Room, drawn: _GroupDeals, over_all: float) -> tuple[FunctionShare | NoNumber, ...]:
    """Each need's share, its p against the largest share of any need in each draw."""
    little = room.too_little()
    if little:
        return (little,) * len(room.spread)
    spread = room.spread[room.differing]
    real = iter((room.between(room.real())[0, room.differing] / spread).tolist())
    largest = (room.between(drawn.sums)[:, room.differing] / spread).max(axis=1)
    return tuple(
        FunctionShare(share := next(real), max(p_value(largest, share, exact=drawn.exact), over_all))
        if differs
        else EQUAL_NEED
        for differs in room.differing
    )


def _two_by_two(
    room: _Room, drawn: _GroupDeals, shown: Sequence[int], tested: bool
) -> tuple[tuple[Pair, ...], Gap | None]:
    """Every two of the compared groups, and the gap between two of them on one need."""
    sizes = [len(room.groups[group]) for group in shown]
    if sum(size > 1 for size in sizes) < 2:
        return tuple(_pair(room, drawn, pair, None, tested) for pair in combinations(shown, 2)), None
    real, (over_all, on_one) = room.as_it_is(), drawn.farthest(sizes)
    pairs, gaps = [], []
    for first, second in combinations(shown, 2):
        if len(room.groups[first]) == 1 or len(room.groups[second]) == 1:
            pairs.append(_pair(room, drawn, (first, second), None, tested))
            continue
        by_need = real.by_need(first, second)[0]
        pairs.append(_pair(room, drawn, (first, second), drawn.p(over_all, float(by_need.sum())), tested))
        gaps += [
            (drawn.p(on_one, one), one, pairs[-1].gaps[need], (need, first, second))
            for need, one in enumerate(by_need.tolist())
        ]
    return tuple(pairs), _gap(gaps, drawn.largest_gap(sizes), tested)


def _pair(room: _Room, drawn: _GroupDeals, pair: tuple[int, int], p: float | None, tested: bool) -> Pair:
    one, other = (room.rows[group] for group in pair)
    gaps = one.mean(axis=0) - other.mean(axis=0)
    return Pair(
        *pair,
        apart=float(np.abs(gaps).sum() / 2),
        hat=drawn.hat(len(one), len(other)),
        p=p,
        differs=tested and p is not None and p <= ONE_OF_MANY,
        within=(points_apart(one), points_apart(other)),
        gaps=tuple(gaps.tolist()),
    )


def _gap(gaps: Sequence[tuple[float, float, float, tuple[int, int, int]]], hat: float, tested: bool) -> Gap:
    """Of those beyond chance the largest in points, else the least likely; of equal ones the first."""
    beyond = [gap for gap in gaps if tested and gap[0] <= ONE_OF_MANY]
    if beyond:
        p, _, size, (need, first, second) = max(beyond, key=lambda gap: round(abs(gap[2]), 9))
    else:
        p, _, size, (need, first, second) = max(gaps, key=lambda gap: round(gap[1], 9))
    higher, lower = (first, second) if size >= 0 else (second, first)
    return Gap(need, higher, lower, abs(size), hat, p, bool(beyond))
