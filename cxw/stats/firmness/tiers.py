"""Which needs come first for certain: boundaries that rooms like this one would draw too.

Between two boundaries the order of the needs is not settled, and the file's order is used.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cxw.stats import scores
from cxw.stats.disagreement import remembered
from cxw.stats.firmness.calibrated import stands_from
from cxw.stats.firmness.tally import order_by_content, resampled
from cxw.stats.scores import TOLERANCE, Matrix

TIERS = 303
"""Added to the session's seed for the draws of the tiers."""
DRAWS = 2_000

NOBODY = "Nobody gave points to the needs."
TOO_FEW = "Seven or fewer of us gave points: too few people to say which needs come first."


@dataclass(frozen=True)
class NeedTiers:
    """The needs in groups whose order is settled."""

    groups: tuple[tuple[int, ...], ...]
    """Places of needs, the first tier first, in the file's order within; empty when nothing may be said."""
    order: tuple[int, ...]
    """Needs by mean points, of equal ones the file's order."""
    shares: tuple[float, ...]
    """For the boundary after the first, second, ... need of `order`: share of draws in which it stands."""
    people: int
    stands: float | None = None
    """The share of draws from which a boundary was drawn; None where nothing may be said."""
    reason: str | None = None


@remembered
def tiers(weights: Matrix, seed: int, stands: float | None = None, draws: int = DRAWS) -> NeedTiers:
    """Boundaries between needs that stand in at least `stands` of the bootstrap draws; None: as calibrated.

    `weights`: people x needs, points of 100, rows of NaN left out. A boundary after the j-th need stands in a
    draw when the same j needs hold more points there than each of the others: where two are level it does
    not. Seven people or fewer have none. The draws are those of the points alone, so that marks given later
    change no tier.
    """
    rows = weights[~np.isnan(weights).any(axis=1)]
    if not len(rows) or not weights.shape[1]:
        return NeedTiers((), (), (), 0, reason=NOBODY)
    order = _by_points(scores.means(rows))
    calibrated = stands_from(len(rows), len(order))
    if calibrated is None:
        return NeedTiers((), order, (), len(rows), reason=TOO_FEW)
    if stands is None:
        stands = calibrated
    rows = rows[order_by_content(rows)][:, list(order)]
    drawn = np.vstack([counts @ rows for counts in resampled(len(rows), draws, seed + TIERS)])
    shares = tuple(map(float, boundaries(drawn / (len(rows) - 1)).mean(axis=0)))
    return NeedTiers(_groups(order, shares, stands), order, shares, len(rows), stands)


def boundaries(means: Matrix) -> scores.Mask:
    """Draws x (needs - 1): whether each of the first j needs has more points than each of the others."""
    least = np.minimum.accumulate(means, axis=1)[:, :-1]
    most = np.maximum.accumulate(means[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return least > most + TOLERANCE


def _by_points(means: Matrix) -> tuple[int, ...]:
    return tuple(sorted(range(len(means)), key=lambda need: -round(float(means[need]), 9)))


def _groups(order: tuple[int, ...], shares: tuple[float, ...], stands: float) -> tuple[tuple[int, ...], ...]:
    ends = [place + 1 for place, share in enumerate(shares) if share >= stands - TOLERANCE]
    return tuple(
        tuple(sorted(order[start:end])) for start, end in zip([0, *ends], [*ends, len(order)], strict=True)
    )
