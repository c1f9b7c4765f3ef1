"""Two functions far apart on one mark, held against the same names drawn from a hat.

A grid has many cells, and in a small function marks vary a lot: without any difference between functions
most rooms have some cell in which two middle marks are three apart. So a gap counts only where that of the
means is larger than the largest of any cell in nine of ten deals of the names. The means are held against the
hat, not the middle marks: these hardly change when two people change places, so that three against three
could never stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import TOLERANCE, Matrix, Values, remembered
from cxw.stats.disagreement.chance import Labels, deals, p_value, partitions, ways

CELLS = 102
"""Added to the session's seed for deals of names over marks."""
DEALS = 999
EXACT = 5_000
"""Up to so many ways of dealing the names, all of them are looked at."""
ONE_IN_TEN = 0.1
FEWEST = 3
"""Marks that a function's mean stands on."""
DIGITS = 9
"""Decimals of a mark in steps: what lies behind them is the computer's."""
_PIECE = 400_000
"""Sums of marks held at a time: so many stay near the processor, which is four times as fast."""


@remembered
def beyond_the_hat(
    marks: Matrix, members: Sequence[Sequence[int]], gaps: Sequence[float], seed: int, unit: float = 1.0
) -> tuple[bool, ...]:
    """For each cell whether the gap between its functions' means is beyond what names from a hat make.

    `marks`: people x cells, NaN where somebody gave none; `members`: the rows of each function, each in one
    at most; `gaps`: of each cell, between the highest and the lowest mean of its functions, 0 for one that is
    not asked about. Beyond the hat is a gap that one deal in ten at most reaches anywhere: all distinct ways
    to deal the names up to 5,000, else 999 random ones plus the room itself. Rows in no function are dealt
    none, and a function with fewer than three marks has no mean. `unit`: what one step of the scale is out
    of ten; in such steps marks are whole, so that nothing is lost by adding them up.
    """
    groups = sorted((list(people) for people in members if people), key=len, reverse=True)
    sizes = [*map(len, groups)]
    if not any(gap > TOLERANCE for gap in gaps) or sum(size >= FEWEST for size in sizes) < 2:
        return (False,) * len(gaps)
    exact = ways(sizes) <= EXACT
    labels = partitions(sizes) if exact else deals(sizes, seed + CELLS, DEALS)
    steps = np.round(marks[[*chain.from_iterable(groups)]] / unit, DIGITS)
    drawn = _largest(_by_content(steps), labels, sizes) * unit
    return tuple(
        bool(gap > TOLERANCE and p_value(drawn, gap - TOLERANCE, exact=exact) <= ONE_IN_TEN + TOLERANCE)
        for gap in gaps
    )


def _by_content(marks: Matrix) -> Matrix:
    return marks[np.lexsort(np.nan_to_num(marks, nan=-1.0).T[::-1])]


def _largest(marks: Matrix, labels: Labels, sizes: Sequence[int]) -> Values:
    """The largest gap of any cell in each deal."""
    given = ~np.isnan(marks)
    both = np.hstack([np.where(given, marks, 0.0), given]).astype(np.float32)
    step = max(_PIECE // max(both.size, 1), 1)
    parts = [labels[start : start + step] for start in range(0, len(labels), step)]
    return np.concatenate([_gaps(both, part, sizes) for part in parts])


def _gaps(both: NDArray[np.float32], labels: Labels, sizes: Sequence[int]) -> Values:
    """`both`: marks, filled with 0, beside who gave them."""
    low = np.full((len(labels), both.shape[1] // 2), np.inf)
    high = -low
    for group, size in enumerate(sizes):
        if size < FEWEST:
            continue
        # Sums of whole marks are exact in single precision; their means are not, and would break ties.
        sums, number = np.split((labels == group).astype(np.float32) @ both, 2, axis=1)
        few = number < FEWEST
        mean = np.divide(sums, np.maximum(number, 1), dtype=np.float64)
        mean[few] = np.inf
        np.minimum(low, mean, out=low)
        mean[few] = -np.inf
        np.maximum(high, mean, out=high)
    gaps = np.where(np.isfinite(low), high - low, 0.0)
    found: Values = gaps.max(axis=1)
    return found
