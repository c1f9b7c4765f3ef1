"""How far the mean of another room like this one may lie, and p-values that were looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev
from typing import Literal

from cxw.stats.disagreement.arrays import NoNumber

Covers = Literal["at least 8 in 10", "about 9 in 10", "95 in 100"]
"""How many such intervals hold the mean they are meant for."""

FROM = 6
"""People. Below, an interval would be wider than what anybody believes without it."""
NOMINAL_FROM = 60
"""People from whom the interval covers what it says; below it covers about 9 in 10."""
MANY_NEEDS, MANY_NEEDS_FROM = 6, 20
"""With so many needs a mean is small and its points are skewed: below so many people it covers less still."""

NORMAL = 1.959963984540054
"""The normal curve's quantile at 97.5 %."""
STUDENT = (
    12.7062047362, 4.3026527297, 3.1824463053, 2.7764451052, 2.5705818356, 2.4469118511,
    2.3646242516, 2.3060041352, 2.2621571628, 2.228138852, 2.2009851601, 2.1788128297,
    2.1603686565, 2.1447866879, 2.1314495456, 2.1199052992, 2.1098155778, 2.1009220402,
    2.0930240544, 2.0859634473, 2.0796138447, 2.0738730679, 2.0686576104, 2.0638985616,
    2.0595385528, 2.0555294386, 2.0518305165, 2.0484071418, 2.0452296421, 2.0422724563,
)  # fmt: skip
"""Student's t at 97.5 % for 1 to 30 degrees of freedom."""


@dataclass(frozen=True)
class Interval:
    """A mean, and from where to where the mean of another room like this one would mostly lie."""

    mean: float
    low: float
    high: float
    people: int
    covers: Covers


def student_interval(values: Sequence[float], needs: int = 1) -> Interval | NoNumber:
    """Student's t interval of the mean of points on one need, clipped to 0 to 100, from 6 people on.

    Points in and out, no missing values; `needs`: how many share the 100. No interval when all are equal: one
    of no width would claim more than so few answers can know. Student 1908. It speaks of rooms like this
    one, never of customers.
    """
    n = len(values)
    if n < FROM:
        return NoNumber(f"Too few people to say how far another room's mean would be: {FROM} are needed.")
    if min(values) == max(values):
        return NoNumber("Everybody gave the same, so nothing here says how far another room's mean would be.")
    ordered = sorted(values)
    mean = fmean(ordered)
    half = student(n - 1) * stdev(ordered) / sqrt(n)
    return Interval(mean, max(mean - half, 0.0), min(mean + half, 100.0), n, _covers(n, needs))


def _covers(people: int, needs: int) -> Covers:
    """How often such an interval holds what it is meant for: by simulation (docs/methods.md)."""
    if people >= NOMINAL_FROM:
        return "95 in 100"
    if needs >= MANY_NEEDS and people < MANY_NEEDS_FROM:
        return "at least 8 in 10"
    return "about 9 in 10"


def student(degrees: int) -> float:
    """Student's t at 97.5 %: from the table to 30 degrees of freedom, then Cornish and Fisher's expansion.

    The expansion to 1 / degrees^4 is Abramowitz & Stegun 26.7.5. ValueError below one degree.
    """
    if degrees < 1:
        raise ValueError("Student's t needs a degree of freedom")
    if degrees <= len(STUDENT):
        return STUDENT[degrees - 1]
    z = NORMAL
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return sum(term / float(degrees) ** power for power, term in enumerate(terms))


def wilson(among: float, of: int) -> tuple[float, float]:
    """Wilson's interval of a share at 95 %, 0 to 1, halves among the counted; `of` above 0. Wilson 1927."""
    share, z = among / of, NORMAL
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(centre - half, 0.0), min(centre + half, 1.0)


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Each p after Holm, in the order given: below a level means so for all of them together.

    The smallest times their number, the next times one less, and so on; never below the one before, never
    above 1. Holm 1979.
    """
    found = [0.0] * len(ps)
    least = 0.0
    for rank, place in enumerate(sorted(range(len(ps)), key=lambda place: ps[place])):
        least = max(least, min((len(ps) - rank) * ps[place], 1.0))
        found[place] = least
    return tuple(found)
