"""Common ground: needs to which every function, by most of its people, gives at least an even share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import TOLERANCE, Matrix, step

SURE = 0.9
"""How sure it must be that more than half of people like those of a function do so."""
MOST = 2
"""Needs that are told."""
ABOVE = 2
"""People of each function who give more than an even share. Where all must give it, the means that stand
beside it would otherwise tell a colleague, or everybody, that the others gave exactly so much."""


@dataclass(frozen=True)
class Ground:
    """One need to which all functions give at least an even share."""

    need: int
    share: float
    """The smallest share of people who do so, over the functions."""


def most(agree: int, people: int) -> bool:
    """Whether so many of these people show that more than half of such people do.

    P(Bin(n + 1, 1/2) <= s) >= .9: from an even prior, the chance that the share is above one half. All of
    three, four or five; five of six, six of seven or eight, seven of nine, eight of ten; never of two.
    """
    ways = sum(comb(people + 1, k) for k in range(agree + 1))
    return ways >= SURE * 2.0 ** (people + 1)


def common_ground(groups: Sequence[Matrix], even: float, unit: float = 1.0) -> tuple[Ground, ...]:
    """At most two needs of which every group of rows shows that most of its people give `even` or more.

    Its mean must be so high too, so that a reader who takes "give" for the mean is not misled. Told are those
    with the largest smallest share of people; of equal ones those with more points on average in the group
    that gives least. Nothing with fewer than two groups, or where everybody spread the points evenly: then
    all needs have an even share, and none is told from another. `unit`: what one point given is of 100.
    """
    if len(groups) < 2 or any(not len(rows) for rows in groups) or _evenly(groups, unit):
        return ()
    counts = np.array([(rows >= even - TOLERANCE).sum(axis=0) for rows in groups])
    above = np.array([(rows > even + TOLERANCE).sum(axis=0) for rows in groups])
    sizes = [*map(len, groups)]
    least = np.array([rows.mean(axis=0) for rows in groups]).min(axis=0)
    stand = _all_show(counts, sizes) & (least >= even - TOLERANCE) & (above >= ABOVE).all(axis=0)
    shares = (counts / np.array(sizes)[:, None]).min(axis=0)
    needs = sorted(np.flatnonzero(stand).tolist(), key=lambda k: (-round(shares[k], 9), -round(least[k], 9)))
    return tuple(Ground(need, float(shares[need])) for need in needs[:MOST])


def _all_show(counts: NDArray[np.intp], sizes: Sequence[int]) -> NDArray[np.bool_]:
    return np.array(
        [all(most(int(s), n) for s, n in zip(column, sizes, strict=True)) for column in counts.T], dtype=bool
    )


def _evenly(groups: Sequence[Matrix], unit: float) -> bool:
    """Whether everybody's points are as level as the steps allow in which the room writes them."""
    rows = np.vstack(groups)
    return bool((np.ptp(rows, axis=1) <= step(rows, unit) + TOLERANCE).all())
