"""How far people agree over all needs at once: Krippendorff's alpha, Kendall's W, mean Spearman and its p."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from math import erfc, exp, factorial, lgamma, log, sqrt
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import Matrix, NoNumber, Values, complete, remembered
from cxw.stats.disagreement.chance import DRAWS, EXACT, p_value

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
"""What two different values mean: different, further along, so much apart, so many times as large."""
How = Literal["exact", "shuffled", "chi-square"]
"""Where a p comes from: every order, 9,999 orders with a seed, or the curve that many people come near to."""
_Ranks = NDArray[np.int64]
"""People by needs: midranks, doubled, so that they are whole."""

SHUFFLES = 102
"""Added to the session's seed for the shuffles of each person's order."""
SHUFFLED_UP_TO = 60
"""People. Above, chi-square is near enough."""
_CHUNK = 1_000_000
"""Ranks shuffled at a time."""
_NEAR = 1_000
"""Whole numbers up to so far apart are counted place by place."""

NO_PAIRS = NoNumber("Nothing was answered by two people, so there is nothing to compare.")
EVEN = NoNumber("Everybody spread the points evenly, so there is no order to agree or disagree on.")
NO_ORDER = NoNumber("One of the two gave every need the same, so there is no order to compare.")
ALL_EQUAL = NoNumber("All answers are the same number, so agreement cannot be told from habit.")
TOO_FEW = NoNumber("One person or nobody gave points, so there is nobody to agree with.")
ONE_NEED = NoNumber("With fewer than two needs there is no order to agree on.")


@dataclass(frozen=True)
class RankAgreement:
    """How far people put the needs in the same order."""

    people: int
    w: float
    """Kendall's W, 0 to 1."""
    by_chance: float
    """What W is on average when everybody orders the needs at random: 1 / people."""
    spearman: float | None
    """Mean rank correlation over pairs of people who have an order; None below two such people."""
    p: float
    how: How


def alpha(values: Matrix, scale: Scale = "interval") -> float | NoNumber:
    """Krippendorff's alpha: 1 full agreement, 0 what chance gives, below 0 systematic disagreement.

    People by units (needs, or cells of the grid); NaN is missing, and a unit with fewer than two values is
    left out. ValueError for the ratio scale with a value below 0. Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability"; the interval form in closed form, the others by coincidences.
    """
    known = ~np.isnan(values)
    compared = known.sum(axis=0) > 1
    if not compared.any():
        return NO_PAIRS
    if not compared.all():
        values, known = values[:, compared], known[:, compared]
    given = values.ravel() if known.all() else values[known]
    least, most = float(given.min()), float(given.max())
    if scale == "ratio" and least < 0:
        raise ValueError("the ratio scale has no values below 0")
    if least == most:
        return ALL_EQUAL
    if scale == "interval":
        return _interval_alpha(np.where(known, values - least, 0.0), known)
    return _coincidence_alpha(*_counted(given, np.nonzero(known)[1], (least, most)), scale)


def _interval_alpha(values: Matrix, known: NDArray[np.bool_]) -> float:
    """1 - Do / De with Do = sum_u 2 (m q - s^2) / (m - 1) and De = 2 (n Q - S^2) / (n - 1).

    Values are above the smallest, so that whole numbers stay whole and large ones lose no digits; 0 where
    there is none.
    """
    m, s, q = known.sum(axis=0), values.sum(axis=0), (values**2).sum(axis=0)
    n = int(m.sum())
    observed = float((2 * (m * q - s**2) / (m - 1)).sum())
    expected = 2 * (n * float(q.sum()) - float(s.sum()) ** 2) / (n - 1)
    return 1 - observed / expected


def _coincidence_alpha(found: Values, counts: Matrix, scale: Scale) -> float:
    """1 - (n - 1) sum o_ck d_ck / sum n_c n_k d_ck over pairs of different values c and k."""
    pairable, totals = counts.sum(axis=1), counts.sum(axis=0)
    if scale == "nominal":
        alike = (counts**2).sum(axis=1)
        observed = float(((pairable**2 - alike) / (pairable - 1)).sum())
        expected = float(totals.sum() ** 2 - (totals**2).sum())
    else:
        distances = _distances(found, totals, scale)
        # the diagonal is left as it is: equal values are no distance apart
        observed = float((((counts @ distances) * counts).sum(axis=1) / (pairable - 1)).sum())
        expected = float(totals @ distances @ totals)
    return 1 - (float(totals.sum()) - 1) * observed / expected


def _counted(given: Values, units: NDArray[np.intp], ends: tuple[float, float]) -> tuple[Values, Matrix]:
    """The different values in order, and units by values: how many people gave each.

    Whole numbers near each other, as points and marks are, are counted without sorting them.
    """
    least, most = ends
    above = given - least
    places = above.astype(np.int64)
    if most - least <= _NEAR and (places == above).all():
        found = least + np.arange(int(most - least) + 1.0)
    else:
        found, places = np.unique(given, return_inverse=True)
    each = len(found)
    counts = np.bincount(places + each * units, minlength=each * (int(units.max()) + 1))
    table: Matrix = counts.reshape(-1, each).astype(np.float64)
    some = table.any(axis=0)
    if some.all():
        return found, table
    return found[some], table[:, some]


def _distances(found: Values, totals: Values, scale: Scale) -> Matrix:
    """How far apart two values are on the ordinal or ratio scale, squared; nothing on the diagonal."""
    if scale == "ordinal":
        middle = np.cumsum(totals) - totals / 2
        return np.subtract.outer(middle, middle) ** 2
    sums = np.add.outer(found, found)
    # 0 beside 0 is no distance
    sums[sums == 0] = 1.0
    return (np.subtract.outer(found, found) / sums) ** 2


@remembered
def rank_agreement(points: Matrix, seed: int, draws: int = DRAWS) -> RankAgreement | NoNumber:
    """Kendall's W, tie-corrected, beside its chance level, the mean Spearman over pairs, and a p.

    People by needs; a person with a missing value is left out. p by giving each person's points to the
    needs anew: all orders while (n!)^(N-1) <= 20,000, `draws` seeded shuffles up to 60 people, chi-square
    with n - 1 degrees of freedom above. Kendall & Smith 1939; ties as in Kendall 1948.
    """
    kept = points[complete(points)] if points.size else np.zeros((0, 0))
    if len(kept) < 2:
        return TOO_FEW
    if kept.shape[1] < 2:
        return ONE_NEED
    doubled, ties = _doubled_ranks(kept)
    w = _kendall_w(doubled, ties)
    if w is None:
        return EVEN
    p, how = _p(doubled, w, (draws, seed))
    return RankAgreement(len(kept), w, 1 / len(kept), _mean_spearman(doubled), p, how)


def spearman(one: Values, other: Values) -> float | NoNumber:
    """Spearman's rank correlation of two rows without missing values, ties at their mean rank.

    Between -1 and 1. Spearman 1904: Pearson's correlation of midranks.
    """
    rho = _mean_spearman(_doubled_ranks(np.stack([one, other]))[0])
    return NO_ORDER if rho is None else rho


def _doubled_ranks(points: Matrix) -> tuple[_Ranks, int]:
    """Each person's midranks from 1 (fewest points), doubled, and the sum of t^3 - t over groups of t ties.

    A need's rank is how many are below it, halved where they are level; each one in a group adds t^2 - 1.
    """
    by_need = np.ascontiguousarray(points.T)
    below = np.zeros(by_need.shape, dtype=np.int16)
    no_more = np.zeros(by_need.shape, dtype=np.int16)
    for need in by_need:
        below += need < by_need
        no_more += need <= by_need
    equal = np.bincount((no_more - below).ravel())
    ties = int((equal * (np.arange(len(equal)) ** 2 - 1)).sum())
    return (below + no_more + 1).T.astype(np.int64), ties


def _kendall_w(doubled: _Ranks, ties: int) -> float | None:
    """12 S / (N^2 (n^3 - n) - N sum T), S four times as large from doubled ranks; None when all are even."""
    people, needs = doubled.shape
    whole = people**2 * (needs**3 - needs) - people * ties
    if whole:
        return float(3 * int(_spread(doubled.sum(axis=0))) / whole)
    return None


def _spread(sums: _Ranks) -> _Ranks:
    """Squared distances of rank sums from their mean, over the last axis; whole, as the mean is."""
    needs = sums.shape[-1]
    mean = sums.sum(axis=-1, keepdims=True) // needs
    found: _Ranks = ((sums - mean) ** 2).sum(axis=-1)
    return found


def _mean_spearman(doubled: _Ranks) -> float | None:
    """Over all pairs of rows that have an order; None below two. From the length of the sum of unit rows.

    Rows of equal length are added up before they are divided by it: whole numbers, in whatever order.
    """
    centred = doubled - (doubled.shape[1] + 1)
    squared = (centred**2).sum(axis=1)
    ordered = np.flatnonzero(squared)
    n = len(ordered)
    if n < 2:
        return None
    found, which = np.unique(squared[ordered], return_inverse=True)
    rows = centred[ordered].T
    sums = np.stack([np.bincount(which, weights=row, minlength=len(found)) for row in rows])
    whole = (sums / np.sqrt(found)).sum(axis=1)
    return float(((whole**2).sum() - n) / (n * (n - 1)))


def _p(doubled: _Ranks, w: float, shuffles: tuple[int, int]) -> tuple[float, How]:
    """How often W is as large when each person's ranks are dealt to the needs anew: so many draws, a seed."""
    people, needs = doubled.shape
    real = float(_spread(doubled.sum(axis=0)))
    if people > SHUFFLED_UP_TO:
        return chi_square_tail(people * (needs - 1) * w, needs - 1), "chi-square"
    if needs <= 8 and factorial(needs) ** (people - 1) <= EXACT:
        return p_value(_every_order(doubled), real, exact=True), "exact"
    return p_value(_shuffled(doubled, *shuffles), real, exact=False), "shuffled"


def _every_order(doubled: _Ranks) -> Values:
    """The spread of rank sums for every order of every row but the first, which may stand still."""
    orders = np.array(list(permutations(range(doubled.shape[1]))), dtype=np.intp)
    sums = doubled[:1]
    for row in doubled[1:]:
        sums = (sums[:, None, :] + row[orders][None, :, :]).reshape(-1, doubled.shape[1])
    return _spread(sums).astype(np.float64)


def _shuffled(doubled: _Ranks, draws: int, seed: int) -> Values:
    """The spread of rank sums for seeded shuffles of every row; rows stand in the order of their content."""
    rows = np.sort(doubled, axis=1).astype(np.int16)
    rows = rows[np.lexsort(rows.T[::-1])]
    generator = np.random.Generator(np.random.PCG64(seed + SHUFFLES))
    at_a_time = max(_CHUNK // rows.size, 1)
    found = []
    for start in range(0, draws, at_a_time):
        drawn = np.tile(rows, (min(at_a_time, draws - start), 1, 1))
        generator.permuted(drawn, axis=2, out=drawn)
        found.append(_spread(drawn.sum(axis=1, dtype=np.int64)))
    return np.concatenate(found).astype(np.float64)


def chi_square_tail(value: float, degrees: int) -> float:
    """How often chi-square with so many degrees of freedom is at least this large: 0 to 1.

    The upper incomplete gamma function Q(degrees / 2, value / 2), which for halves and wholes is a finite
    sum from Q(1/2, x) = erfc(sqrt x) and Q(1, x) = exp(-x) upwards by Q(a + 1, x) = Q(a, x) + x^a exp(-x) /
    Gamma(a + 1) (Abramowitz & Stegun 6.5.21). ValueError below one degree of freedom.
    """
    if degrees < 1:
        raise ValueError("chi-square needs a degree of freedom")
    x, a = value / 2, 0.5 if degrees % 2 else 1.0
    if x <= 0:
        return 1.0
    found = erfc(sqrt(x)) if degrees % 2 else exp(-x)
    while a < degrees / 2:
        found += exp(a * log(x) - x - lgamma(a + 1))
        a += 1
    return min(found, 1.0)
