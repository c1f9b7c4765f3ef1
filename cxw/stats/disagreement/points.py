"""Points apart: how differently people spread 100 points."""

from __future__ import annotations

import numpy as np

from cxw.stats.disagreement.arrays import Matrix


def apart_by_need(points: Matrix) -> tuple[float, ...] | None:
    """Each need's part of the room's points apart; None below two people.

    People by needs without missing values in, points out. Half of Gini's mean difference (Gini 1912; the
    sorted form is Kendall & Stuart's): G_k = 2 / (N (N - 1)) * sum_i (2i - N - 1) w_(i)k.
    """
    n = len(points)
    if n < 2:
        return None
    ranks = 2.0 * np.arange(1, n + 1) - n - 1
    return tuple(map(float, ranks @ np.sort(points, axis=0) / (n * (n - 1))))


def points_apart(points: Matrix) -> float | None:
    """Of 100 points, how many two people place differently, mean over all pairs; None below two people.

    Of two people 1/2 * sum_k |w_ik - w_jk|: the city-block distance in points, halved because each point
    that is missing in one place is found in another.
    """
    parts = apart_by_need(points)
    return None if parts is None else sum(parts)
