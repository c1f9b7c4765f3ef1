"""Two camps on a need: whether the points on it stand in two heaps, or only look as if they did.

Zeros belong to the one heap: where people leave needs out, most needs have a heap at zero beside the rest,
and that is no camp. So a room in one heap has as many zeros as this one, and only who gave points is drawn
(zero-inflated: Ospina & Ferrari 2010). What this cannot see, many at nothing beside some far up, is counted
by `outright` and told as counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cxw.stats.disagreement.arrays import Matrix, NoNumber, Values, complete, remembered, step
from cxw.stats.disagreement.chance import p_value
from cxw.stats.disagreement.intervals import holm

CAMPS = 103
"""Added to the session's seed for the draws of rooms in one heap."""
CAMP_DRAWS = 1_999
FROM, UP_TO = 6, 60
"""People: below there is too little to test, above a picture says more."""
SIDE = 2
"""A camp has so many people at least."""
LEAST_SUM = 0.8
"""Of the two parameters of the Beta: below, nearly all of it would stand at the two ends."""
POSITIVE = 4
"""People who gave the need any points: with fewer, nothing can be said about how those stand."""
TWICE = 2
"""Even shares from which on somebody gives a need much."""
BARS = 10
"""Points a bar of the histogram."""

NOBODY = NoNumber("Nobody gave points to this need or any other.")
ALONE = NoNumber("One person gave points, so there are no camps.")
SAME = NoNumber("Everybody gave this need the same points, so there are no camps.")
FEW = NoNumber(f"Fewer than {POSITIVE} gave this need any points: too few to tell camps among them.")
LEVEL = NoNumber("Everybody who gave this need any points gave the same, so there are no camps among them.")


@dataclass(frozen=True)
class Side:
    """People whose points stand together: how many, from and to."""

    people: int
    low: float
    high: float


@dataclass(frozen=True)
class CampSplit:
    """The best split of one need into two sides, held against rooms in one heap."""

    low: Side
    high: Side
    share: float
    """Of the spread, what lies between the two sides: BSS / TSS, 0 to 1."""
    p: float
    """Of this need alone."""
    p_all: float
    """After Holm over all needs that were tested: the one to go by."""


@dataclass(frozen=True)
class Described:
    """Too few people to test: who stands where, one side or two."""

    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Histogram:
    """So many people that a picture says more: people per ten points, the last bar with 100 in it."""

    counts: tuple[int, ...]


@remembered
def camps(
    points: Matrix, seed: int, draws: int = CAMP_DRAWS, unit: float = 1.0
) -> tuple[CampSplit | Described | Histogram | NoNumber, ...]:
    """For each need two camps with their p, a description below 6 people, a histogram above 60.

    People by needs, points 0 to 100; a person with a missing value is left out. The statistic is BSS / TSS of
    the best split with two people on each side (Hartigan 1975, k-means with k = 2 on a line). It is held
    against `draws` rooms with as many zeros as this need, the others drawn from a Beta with the mean and
    variance of those who gave it any points, its parameters adding up to at least 0.8, rounded to 5 points,
    or to 1 where any answer is not a multiple of 5 (to `unit`, what one point given is of 100, where that is
    more), and at least one such step; one without spread counts 0.
    So one hump, or one heap at an end, is no camp. Not tested are needs to which fewer than four gave any
    points, or all who did the same. Each need has the same stream of draws, so that the order of the needs
    changes nothing.
    """
    needs = int(points.shape[1])
    kept = np.sort(points[complete(points)], axis=0)
    if not kept.size:
        return tuple([NOBODY] * needs)
    return _together([_need(column, (draws, step(kept, unit)), seed) for column in kept.T])


def _together(
    found: Sequence[CampSplit | Described | Histogram | NoNumber],
) -> tuple[CampSplit | Described | Histogram | NoNumber, ...]:
    """With Holm over the needs that were tested; one without spread was not."""
    adjusted = iter(holm([one.p for one in found if isinstance(one, CampSplit)]))
    return tuple(replace(one, p_all=next(adjusted)) if isinstance(one, CampSplit) else one for one in found)


def _need(
    values: Values, rooms: tuple[int, float], seed: int
) -> CampSplit | Described | Histogram | NoNumber:
    """One need, its points in order of size; `rooms` are how many to draw and what they are rounded to."""
    if len(values) > UP_TO:
        bars = np.minimum(values // BARS, 100 // BARS - 1).astype(np.int64)
        return Histogram(tuple(np.bincount(bars, minlength=100 // BARS).tolist()))
    if values[0] == values[-1]:
        return SAME if len(values) > 1 else ALONE
    if len(values) < FROM:
        return Described(_described(values))
    positive = values[values > 0]
    if len(positive) < POSITIVE:
        return FEW
    if positive[0] == positive[-1]:
        return LEVEL
    shares = _split_shares(values[None, :])[0]
    share = float(shares.max())
    drawn = _split_shares(_one_heap(values, rooms, seed)).max(axis=1)
    cut = _nearest_the_middle(shares) + SIDE
    p = p_value(drawn, share, exact=False)
    return CampSplit(_side(values[:cut]), _side(values[cut:]), share, p, p)


def _split_shares(rooms: Matrix) -> Matrix:
    """Rooms by people in order of size -> rooms by splits: BSS / TSS, 0 in a room without spread."""
    n = rooms.shape[1]
    centred = rooms - rooms.mean(axis=1, keepdims=True)
    total = (centred**2).sum(axis=1, keepdims=True)
    cuts = np.arange(SIDE, n - SIDE + 1)
    below = np.cumsum(centred, axis=1)[:, cuts - 1]
    between = below**2 * n / (cuts * (n - cuts))
    spread = np.ptp(rooms, axis=1)[:, None] > 0
    found: Matrix = np.where(spread, between / np.where(spread, total, 1.0), 0.0)
    return found


def _nearest_the_middle(shares: Values) -> int:
    """The place of the best split; of equal ones the most even."""
    best = np.nonzero(shares >= shares.max() - 1e-12)[0]
    return int(best[np.argmin(np.abs(best - (len(shares) - 1) / 2))])


def _one_heap(values: Values, rooms: tuple[int, float], seed: int) -> Matrix:
    """Rooms with as many zeros and the rest from one Beta, each in order of size."""
    draws, unit = rooms
    positive = values[values > 0]
    mean = positive.mean() / 100
    of_variance = mean * (1 - mean) / (positive.var(ddof=1) / 100**2) - 1
    together = max(of_variance, LEAST_SUM)
    generator = np.random.Generator(np.random.PCG64(seed + CAMPS))
    drawn = generator.beta(mean * together, (1 - mean) * together, (draws, len(positive)))
    given = np.maximum(np.round(drawn * 100 / unit) * unit, unit)
    nothing = np.zeros((draws, len(values) - len(positive)))
    return np.hstack([nothing, np.sort(given, axis=1)])


def outright(points: Matrix) -> tuple[tuple[Side, Side] | None, ...]:
    """For each need who gives it nothing and who much, where two or more do either; else None.

    Much is twice an even share. A count and no test: it says what stands there and nothing of other rooms.
    """
    kept = np.sort(points[complete(points)], axis=0)
    much = TWICE * 100 / points.shape[1] if points.shape[1] else 0.0
    return tuple(_outright(column, much) for column in kept.T)


def _outright(values: Values, much: float) -> tuple[Side, Side] | None:
    nothing, above = values[values == 0], values[values >= much - 1e-9]
    if min(len(nothing), len(above)) < SIDE:
        return None
    return _side(nothing), _side(above)


def _described(values: Values) -> tuple[Side, ...]:
    """Two sides of two or more, nobody cut off from an equal answer; else all together."""
    cuts = [cut for cut in range(SIDE, len(values) - SIDE + 1) if values[cut] > values[cut - 1]]
    if not cuts:
        return (_side(values),)
    shares = _split_shares(values[None, :])[0]
    best = max(cuts, key=lambda cut: (round(float(shares[cut - SIDE]), 9), -cut))
    return _side(values[:best]), _side(values[best:])


def _side(values: Values) -> Side:
    return Side(len(values), float(values[0]), float(values[-1]))
