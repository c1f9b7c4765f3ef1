"""How many customers a share needs, so that it is known to within so many percentage points."""

from __future__ import annotations

import math

QUANTILE = 1.959964
"""Of the normal curve at 97.5 %, for an interval of 95 %."""
WIDTHS = (5, 7, 10, 15, 20, 25)
"""Percentage points on either side that the READ ME names."""


def customers_needed(width: int) -> int:
    """Respondents needed to know a share to within `width` percentage points on either side, at 95 %.

    n = z^2 p (1 - p) / w^2, rounded up, with p = 1/2, the share that needs most, and z = 1.96 (Cochran 1977,
    Sampling Techniques, section 4.4). For customers drawn by lot from many; from few, fewer are enough.
    """
    return math.ceil(QUANTILE**2 * 0.25 / (width / 100) ** 2)


def widths_and_numbers() -> list[tuple[int, int]]:
    """The small table of the READ ME: width in percentage points, customers."""
    return [(width, customers_needed(width)) for width in WIDTHS]
