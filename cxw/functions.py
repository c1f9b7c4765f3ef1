"""Functions apart: what their names explain of the points, held against the same names drawn from a hat.

One set of deals serves every number here: the same people, the names of their functions dealt anew, all
distinct ways when few. People are sorted by the content of their rows before any draw, and groups are known
to the hat by their sizes only, so neither names nor order change a result. In a small room the hat is wide:
three functions of three have means 29 points apart without any difference, so no number stands without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, islice, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cxw.disagreement import (
    DRAWS,
    EXACT,
    TOLERANCE,
    Matrix,
    NoNumber,
    Values,
    apart,
    by_content,
    complete,
    deals,
    p_value,
    remembered,
    ways,
)

Verdict = Literal["difference", "undecided", "none found"]
"""What the test says: beyond chance, this room cannot decide it, or no difference beyond chance was found."""
_Two = tuple[int, int]
"""The sizes of two groups, the larger first."""
_Sums = NDArray[np.float64]
"""Draws by groups by needs: points of all people of a group together."""

LEVEL = 0.05
"""A p up to this is a difference beyond chance."""
DECIDES_FROM = 40
"""People. A smaller room that finds nothing has not shown that there is nothing."""
_CHUNK = 2_000_000
"""Labels weighed at a time, so that memory stays small."""

NOBODY = NoNumber("Nobody with a function gave points, so functions cannot be compared.")
ONE = NoNumber("Everybody who gave points is from one function, so there is nothing to compare.")
ALONE = NoNumber("Each function has one person, so a function cannot be told from a person.")
EQUAL_ROWS = NoNumber("Everybody spread the points the same way: there is no difference to explain.")
EQUAL_NEED = NoNumber("Everybody gave this need the same points: there is no difference to explain.")


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
    bar: float
    """What `apart` must exceed to be told as a difference: the hat's 90th percentile, raised where more than
    two functions are compared, so that one room in ten has any pair above it when functions mean nothing."""
    within: tuple[float | None, float | None]
    """Points apart inside each; None for one person."""
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
class Explained:
    """Of all differences between people, the part that lies between functions."""

    people: int
    functions: int
    r2: float
    adjusted: float
    """0 on average when functions mean nothing; raw R2 is then (a - 1) / (N - 1)."""
    p: float
    floor: float
    """The smallest p that a room with functions of these sizes can give."""
    exact: bool
    """Whether p is over all distinct ways to deal the names, not over 9,999 of them."""
    verdict: Verdict


@dataclass(frozen=True)
class Share:
    """Of one need's differences the part between functions, with its p among all needs (maxT)."""

    share: float
    p: float


@dataclass(frozen=True)
class Between:
    """All that functions say about the points of one round."""

    overall: Explained | NoNumber
    needs: tuple[Share | NoNumber, ...]
    """In the order of the needs."""
    pairs: tuple[Pair, ...]
    """Every two of the compared groups, in their order."""
    gap: Gap | None


@remembered
def between(
    points: Matrix, members: Sequence[Sequence[int]], compared: int, seed: int, draws: int = DRAWS
) -> Between:
    """What functions explain, and every two of the first `compared` of them beside names from a hat.

    `points` are people by needs, `members` the rows of each function, those that may be shown first;
    functions of one count in the overall test. Rows in no function and rows with a missing value (NaN) are
    in nothing here. R2 = sum_k SSB_k / sum_k SST_k is PERMANOVA on Euclidean distances (Anderson 2001), with
    p over all distinct ways to deal the names up to 20,000, else over `draws` random ones plus the room
    itself. A need's p is single-step maxT over the same deals (Westfall & Young 1993). IndexError when a
    member is no row.
    """
    room = _Room(points, members)
    if not room.sizes:
        return Between(NOBODY, (NOBODY,) * int(points.shape[1]), (), None)
    shown = [group for group in range(compared) if room.groups[group]]
    drawn = _Drawn(room, seed, draws)
    overall = room.too_little() or _explained(room, drawn)
    pairs = tuple(_pairs(room, drawn, shown))
    return Between(overall, _shares(room, drawn), pairs, _gap(room, drawn, shown, pairs))


class _Room:
    """The people who have a function and gave points, and who is in which."""

    def __init__(self, points: Matrix, members: Sequence[Sequence[int]]) -> None:
        known = complete(points) if points.size else np.zeros(len(points), dtype=bool)
        self.groups = [[person for person in people if known[person]] for people in members]
        """Rows of each function in the order given; some may be empty."""
        self.rows = [points[people] for people in self.groups]
        self.sizes = sorted((len(people) for people in self.groups if people), reverse=True)
        self.all = by_content(points[list(chain.from_iterable(self.groups))])
        centred = self.all - self.all.mean(axis=0) if self.sizes else self.all
        self.spread: Values = (centred**2).sum(axis=0)
        """SST of each need."""
        self.differing = np.ptp(self.all, axis=0) > TOLERANCE if self.sizes else np.zeros(0, dtype=bool)

    def too_little(self) -> NoNumber | None:
        """Why nothing can be explained here, None when it can."""
        if len(self.sizes) == 1:
            return ONE
        if len(self.sizes) == len(self.all):
            return ALONE
        return None if self.differing.any() else EQUAL_ROWS

    def between(self, sums: _Sums) -> Matrix:
        """SSB of each draw on each need, from the sums of groups that stand in the order of `sizes`."""
        mean = self.all.mean(axis=0)
        centred = sums - np.outer(self.sizes, mean)
        found: Matrix = np.einsum("dgk,dgk,g->dk", centred, centred, 1 / np.array(self.sizes))
        return found

    def real(self) -> Matrix:
        """SSB of the functions as they are: one row."""
        found = [(-len(rows), rows.sum(axis=0).tolist()) for rows in self.rows if len(rows)]
        return self.between(np.array([sums for _, sums in sorted(found)])[None])


class _Drawn:
    """The sums and mean rows of all groups in every deal; groups stand in the order of their sizes."""

    def __init__(self, room: _Room, seed: int, draws: int) -> None:
        self.sizes = room.sizes
        self.exact = ways(room.sizes) <= EXACT
        self.sums = _sums(room.all, deals(room.sizes, seed, draws), len(room.sizes))
        self.means = self.sums / np.array(room.sizes)[:, None]
        self._distances: dict[tuple[int, int], Values] = {}

    def distances(self, one: int, other: int) -> Values:
        """Points apart of the mean rows of two groups in every draw."""
        if (one, other) not in self._distances:
            apart = np.abs(self.means[:, one] - self.means[:, other]).sum(axis=1) / 2
            self._distances[one, other] = apart
        return self._distances[one, other]

    def two(self, one: int, other: int) -> _Two:
        """The sizes of two groups, which is all that the hat knows of them."""
        return max(self.sizes[one], self.sizes[other]), min(self.sizes[one], self.sizes[other])

    def apart(self, two: _Two) -> Values:
        """Points apart of any two groups of these sizes: every draw, every such two in it."""
        pairs = combinations(range(len(self.sizes)), 2)
        return np.concatenate([self.distances(*pair) for pair in pairs if self.two(*pair) == two])

    def choices(self, sizes: Sequence[int]) -> Iterator[list[int]]:
        """Every way to choose groups of these sizes; among random draws one is as good as all."""
        by_size = [
            combinations([place for place, size in enumerate(self.sizes) if size == one], sizes.count(one))
            for one in sorted(set(sizes), reverse=True)
        ]
        found = (sorted(chain.from_iterable(choice)) for choice in product(*by_size))
        return islice(found, None if self.exact else 1)

    def largest_gap(self, sizes: Sequence[int]) -> Values:
        """The largest gap on any need among groups of these sizes: every draw, every such choice in it."""
        found = [np.ptp(self.means[:, choice], axis=1).max(axis=1) for choice in self.choices(sizes)]
        return np.concatenate(found)

    def raised(self, sizes: Sequence[int], hats: Mapping[_Two, Hat]) -> float:
        """By how much the 90th percentiles of all pairs are raised so that one draw in ten exceeds any."""
        found = []
        for choice in self.choices(sizes):
            pairs = [(pair, hats[self.two(*pair)].p90) for pair in combinations(choice, 2)]
            ratios = [self.distances(*pair) / p90 for pair, p90 in pairs if p90 > TOLERANCE]
            found.append(np.max(ratios, axis=0) if ratios else np.ones(1))
        return max(_hat(np.concatenate(found)).p90, 1.0)


def _sums(points: Matrix, labels: NDArray[np.signedinteger], groups: int) -> _Sums:
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


def _explained(room: _Room, drawn: _Drawn) -> Explained:
    n, a = len(room.all), len(room.sizes)
    total = room.spread.sum()
    r2 = float(room.real().sum() / total)
    p = p_value(room.between(drawn.sums).sum(axis=1) / total, r2, exact=drawn.exact)
    floor = 1 / ways(room.sizes) if drawn.exact else 1 / (len(drawn.sums) + 1)
    adjusted = 1 - (1 - r2) * (n - 1) / (n - a)
    return Explained(n, a, r2, adjusted, p, floor, drawn.exact, verdict(n, p, floor))


def verdict(people: int, p: float, floor: float) -> Verdict:
    """What may be said of a p: a room under 40, or one whose smallest p is above .05, cannot rule one out."""
    if p <= LEVEL:
        return "difference"
    return "undecided" if people < DECIDES_FROM or floor > LEVEL else "none found"


def _shares(room: _Room, drawn: _Drawn) -> tuple[Share | NoNumber, ...]:
    """Each need's share, its p against the largest share of any need in each draw."""
    little = room.too_little()
    if little:
        return (little,) * len(room.spread)
    spread = room.spread[room.differing]
    real = iter((room.real()[0, room.differing] / spread).tolist())
    largest = (room.between(drawn.sums)[:, room.differing] / spread).max(axis=1)
    return tuple(
        Share(share := next(real), p_value(largest, share, exact=drawn.exact)) if differs else EQUAL_NEED
        for differs in room.differing
    )


def _pairs(room: _Room, drawn: _Drawn, shown: Sequence[int]) -> Iterator[Pair]:
    """Every two groups; pairs of the same sizes have the same hat."""
    sizes = sorted((len(room.groups[group]) for group in shown), reverse=True)
    hats = {two: _hat(drawn.apart(two)) for two in dict.fromkeys(combinations(sizes, 2))}
    raised = drawn.raised(sizes, hats) if hats else 1.0
    for first, second in combinations(shown, 2):
        one, other = room.rows[first], room.rows[second]
        hat = hats[max(len(one), len(other)), min(len(one), len(other))]
        gaps = one.mean(axis=0) - other.mean(axis=0)
        yield Pair(
            first,
            second,
            apart=float(np.abs(gaps).sum() / 2),
            hat=hat,
            bar=hat.p90 * raised,
            within=(apart(one), apart(other)),
            gaps=tuple(gaps.tolist()),
        )


def _gap(room: _Room, drawn: _Drawn, shown: Sequence[int], pairs: Sequence[Pair]) -> Gap | None:
    """The largest gap on one need; of equal ones the first pair's and the first need's."""
    if not pairs:
        return None
    pair = max(pairs, key=lambda pair: round(max(map(abs, pair.gaps)), 9))
    need = max(range(len(pair.gaps)), key=lambda need: round(abs(pair.gaps[need]), 9))
    up = pair.gaps[need] >= 0
    higher, lower = (pair.first, pair.second) if up else (pair.second, pair.first)
    hat = _hat(drawn.largest_gap([len(room.groups[group]) for group in shown]))
    return Gap(need, higher, lower, abs(pair.gaps[need]), hat)


def _hat(drawn: Values) -> Hat:
    ordered = np.sort(drawn)
    ninetieth = ordered[int(np.ceil(0.9 * len(ordered))) - 1]
    return Hat(float(ordered.mean()), float(np.median(ordered)), float(ninetieth))
