"""Points apart: how differently people spread 100 points, as the room is and from one round to the next."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from cxw.disagreement.arrays import Matrix


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


def apart_by_need(points: Matrix) -> tuple[float, ...] | None:
    """Each need's part of the room's points apart; None below two people.

    People by needs without missing values in, points out. Half of Gini's mean difference (Gini 1912; the
    sorted form is Kendall & Stuart's): G_k = 2 / (N (N - 1)) * sum_i (2i - N - 1) w_(i)k.
    """
    n = len(points)
    if n < 2:
        return None
    ranks = 2.0 * np.arange(1, n + 1) - n - 1
    return tuple(float(x) for x in ranks @ np.sort(points, axis=0) / (n * (n - 1)))


def apart(points: Matrix) -> float | None:
    """Of 100 points, how many two people place differently, mean over all pairs; None below two people.

    Of two people 1/2 * sum_k |w_ik - w_jk|: the city-block distance in points, halved because each point
    that is missing in one place is found in another.
    """
    parts = apart_by_need(points)
    return None if parts is None else sum(parts)


def moved(before: Matrix, after: Matrix) -> Moved | None:
    """What moved between two rounds of the same people in the same order; None without people."""
    if not len(before):
        return None
    change = np.abs(after - before)
    each = tuple(float(x) for x in change.sum(axis=1) / 2)
    return Moved(sum(x > 0 for x in each), each, tuple(float(x) for x in change.mean(axis=0)))
