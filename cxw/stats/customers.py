"""A room's points and marks held against those of customers.

It is the room that is judged: its numbers stand as they are, and customers are drawn again (2,000 times, with
replacement) to say how far other customers of the same kind might lie. Rows are customers; NaN is an answer
that was not given. Survey weights are 1 where none came with the answers, and only their ratios count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cxw.stats.scores import TOLERANCE, Mask, Matrix, ratio

Counts: TypeAlias = NDArray[np.float64]
"""Draws x customers: how often each came up."""

Side: TypeAlias = Literal["ahead", "level", "behind"]
Verdict: TypeAlias = Literal["right", "wrong", "open"]
"""`open`: customers' answers do not settle it."""

BAND_FROM = 30
"""Customers. From so many on a band is given: with fewer, resampling them says too little about others."""
DIFFERENT = 10
"""Answers that are not the commonest one, which a number needs for its band: zeros alone have no spread."""
DRAWS = 2_000
AT_A_TIME = 200
"""Draws whose counts are in memory together."""
LEVEL = 0.95
SETTLED = 0.95
"""Share of draws in which the same need comes first, from which on customers' first need is called known."""
EVEN_ODDS = 0.25
"""The Brier score of whoever says 50 % about everything."""


@dataclass(frozen=True)
class Band:
    """Means of customers' numbers, and from where to where all of their true means lie together, 95 in 100.

    All in the order of the columns; low and high are NaN for a column without a band.
    """

    mean: Matrix
    low: Matrix
    high: Matrix
    customers: NDArray[np.int64]
    """Who gave a number, column by column."""

    @property
    def banded(self) -> Mask:
        """The columns that have a band."""
        there: Mask = ~np.isnan(self.low)
        return there


@dataclass(frozen=True)
class FirstNeed:
    """Which need customers put first by their mean points, and how often so when they are drawn again."""

    places: tuple[int, ...]
    """More than one where their means are equal."""
    draws: float | None
    """Share of the draws in which it has the most points; None without draws (sums, or too few customers)."""

    @property
    def settled(self) -> bool:
        """Whether there is one, and the draws agree about it."""
        return len(self.places) == 1 and self.draws is not None and self.draws >= SETTLED

    def verdict(self, room: Sequence[int]) -> Verdict:
        """Whether the room's first need, by its place, is customers'; open where one of them has none."""
        if not self.settled or len(room) != 1:
            return "open"
        return "right" if tuple(room) == self.places else "wrong"


def customer_means(rows: Matrix, weights: Matrix) -> Matrix:
    """Weighted means, column by column, over whoever gave a number; NaN where nobody did.

    `rows`: customers x columns, NaN for none; `weights`: customers, above 0.
    """
    given = ~np.isnan(rows)
    total = (weights[:, None] * np.where(given, rows, 0.0)).sum(axis=0)
    return ratio(total, (weights[:, None] * given).sum(axis=0))


def customer_band(rows: Matrix, weights: Matrix, seed: int, draws: int = DRAWS) -> Band:
    """Means with a simultaneous 95 % band by the largest |t| of all columns in each draw.

    `rows`: customers x columns, NaN for none; `weights`: customers. Each draw is studentised by its own
    standard errors (bootstrap t, Efron & Tibshirani 1993, chapter 12.5; of weighted means by linearisation,
    Särndal, Swensson & Wretman 1992, chapter 5.7); the quantile of the largest |t| makes the band hold for
    all columns at once (Westfall & Young 1993). No band below `BAND_FROM` customers in a column, nor where
    fewer than `DIFFERENT` answers differ from the commonest.
    """
    means, errors = _means_and_errors(np.ones((1, len(rows))), rows, weights)
    mean, error = means[0], errors[0]
    told = _enough(rows)
    half = np.full(rows.shape[1], np.nan)
    if told.any():
        largest = _largest(rows[:, told], weights, (mean[told], error[told]), seed, draws)
        half[told] = float(np.quantile(largest, LEVEL, method="higher")) * error[told]
        half[~np.isfinite(half)] = np.nan
    return Band(mean, mean - half, mean + half, (~np.isnan(rows)).sum(axis=0))


def _enough(rows: Matrix) -> Mask:
    """The columns with enough customers, and with enough who differ."""
    found = np.zeros(rows.shape[1], dtype=bool)
    for place, column in enumerate(rows.T):
        given = column[~np.isnan(column)]
        if len(given) >= BAND_FROM:
            commonest = np.unique(given, return_counts=True)[1].max()
            found[place] = len(given) - commonest >= DIFFERENT
    return found


def _largest(rows: Matrix, weights: Matrix, observed: tuple[Matrix, Matrix], seed: int, draws: int) -> Matrix:
    """The largest |t| over all columns, draw by draw."""
    mean, _ = observed
    found: list[Matrix] = []
    for counts in _drawn(len(rows), seed, draws):
        means, errors = _means_and_errors(counts, rows, weights)
        away = np.abs(means - mean)
        still: Mask = np.asarray(errors <= TOLERANCE)
        t = ratio(away, np.where(still, 1.0, errors))
        t[still] = np.where(away[still] <= TOLERANCE, 0.0, np.inf)
        found.append(np.nan_to_num(t, nan=np.inf, posinf=np.inf).max(axis=1))
    return np.concatenate(found)


def _drawn(customers: int, seed: int, draws: int) -> Iterator[Counts]:
    """How often each customer came up, in portions that fit into memory."""
    rng = np.random.default_rng([seed, customers])
    even = np.full(customers, 1 / customers)
    for begun in range(0, draws, AT_A_TIME):
        yield rng.multinomial(customers, even, size=min(AT_A_TIME, draws - begun)).astype(float)


def _means_and_errors(counts: Counts, rows: Matrix, weights: Matrix) -> tuple[Matrix, Matrix]:
    """Weighted means and their standard errors: draws x columns each, NaN where nobody gave a number."""
    given = (~np.isnan(rows)).astype(float)
    values = np.where(given > 0, rows, 0.0)
    once, squared = weights[:, None], weights[:, None] ** 2
    held = counts @ (once * given)
    mean = ratio(counts @ (once * values), held)
    spread = (
        counts @ (squared * values**2)
        - 2 * mean * (counts @ (squared * values))
        + mean**2 * (counts @ (squared * given))
    )
    return mean, np.sqrt(np.maximum(ratio(spread, held**2), 0.0))


def first_need(points: Matrix, weights: Matrix, seed: int, draws: int = DRAWS) -> FirstNeed:
    """The need with customers' most points, from every customer's row.

    `points`: customers x needs, NaN rows for whoever could not say; `weights`: customers. Below `BAND_FROM`
    rows nothing is drawn. With equal means each draw counts for one of them only in part.
    """
    said = ~np.isnan(points).any(axis=1)
    rows, weights = points[said], weights[said]
    if not len(rows):
        return FirstNeed((), None)
    places = tops(customer_means(rows, weights))
    if len(rows) < BAND_FROM:
        return FirstNeed(places, None)
    shares = [
        _first_in(counts @ (weights[:, None] * rows), places) for counts in _drawn(len(rows), seed, draws)
    ]
    return FirstNeed(places, float(np.concatenate(shares).mean()))


def _first_in(sums: Matrix, places: Sequence[int]) -> Matrix:
    """For each draw the part of its first needs that is among these places."""
    best: Mask = np.asarray(sums >= sums.max(axis=1, keepdims=True) - TOLERANCE)
    return ratio(best[:, list(places)].sum(axis=1).astype(float), best.sum(axis=1).astype(float))


def tops(points: Matrix) -> tuple[int, ...]:
    """The places of the largest number; several where they are equal, none without numbers."""
    if not len(points) or np.isnan(points).all():
        return ()
    return tuple(map(int, np.flatnonzero(points >= np.nanmax(points) - TOLERANCE)))


def named_first(points: Matrix, weights: Matrix) -> Matrix:
    """The share of customers, 0 to 1, who put each need first; several first needs of one count in part.

    `points`: customers x needs, NaN rows for whoever could not say; `weights`: customers. NaN for nobody.
    """
    said = ~np.isnan(points).any(axis=1)
    rows, weights = points[said], weights[said]
    if not len(rows):
        return np.full(points.shape[1], np.nan)
    best = (rows >= rows.max(axis=1, keepdims=True) - TOLERANCE).astype(float)
    best /= best.sum(axis=1, keepdims=True)
    shares: Matrix = (weights[:, None] * best).sum(axis=0) / weights.sum()
    return shares


def side_seen(lead: float, ends: tuple[float, float], bar: float) -> Side | None:
    """Where customers see us against a rival; None where their marks do not settle it.

    `lead`: their mean mark for us less that for the rival, over those who marked both; `ends`: its band, NaN
    without one; `bar`: the lead that counts, above 0. Ahead or behind by the bar or more in the mean, and on
    that side of 0 in the whole band; level where the whole band lies within the bar.
    """
    low, high = ends
    if lead >= bar - TOLERANCE and low > 0:
        return "ahead"
    if lead <= -bar + TOLERANCE and high < 0:
        return "behind"
    return "level" if -bar < low and high < bar else None


def points_between(one: Matrix, other: Matrix) -> float:
    """How many of 100 points stand on other needs: half of the sum of all differences, 0 to 100."""
    return float(np.abs(one - other).sum() / 2)


def even_share(needs: int) -> Matrix:
    """100 points spread evenly: what somebody who knows nothing but the list would say."""
    return np.full(needs, 100 / needs)


def brier(chances: Sequence[float], came_true: Sequence[bool]) -> float | None:
    """The mean of (p - o)^2, from 0 (sure and right) to 1 (sure and wrong); None for nobody.

    `chances`: 0 to 1; `came_true`: in the same order. Brier 1950.
    """
    if not chances:
        return None
    return fmean((p - right) ** 2 for p, right in zip(chances, came_true, strict=True))
