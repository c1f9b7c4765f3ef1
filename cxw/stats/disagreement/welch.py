"""Groups apart with the spreads they have: people who disagree among themselves weigh less.

A statistic that takes all groups to be spread alike calls three people who disagree beside nine who agree
"different" far too often, although their true means are equal. Here each group is weighed by how well its own
people fix its mean: Welch 1951 for one number, Alekseyenko 2016 and Hamidi et al. 2019 for rows of numbers.
All of it is computed for many deals of the same people at once; the first axis is always the deals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import Matrix, Values, step

Sums = NDArray[np.float64]
"""Deals by groups by needs and one more: points of all people of a group together, then their squares."""


def with_squares(points: Matrix) -> Matrix:
    """People by needs with one more column: the sum of the squares of each row."""
    return np.hstack([points, (points**2).sum(axis=1, keepdims=True)])


def least_spread(points: Matrix, unit: float = 1.0) -> float:
    """What rounding alone makes of the variance of a row: needs * step^2 / 12, with steps of five or one.

    `unit`: what one point that was given is of 100.
    """
    return int(points.shape[1]) * step(points, unit) ** 2 / 12


@dataclass(frozen=True)
class Dealt:
    """The mean row of each group in each deal, and how well its people fix it."""

    sizes: Values
    means: NDArray[np.float64]
    """Deals by groups by needs."""
    errors: Matrix
    """Deals by groups: s^2 / n, with s^2 the variance over all needs; NaN for a group of one."""

    @classmethod
    def of(cls, sums: Sums, sizes: Sequence[int], least: float) -> Dealt:
        """From the sums of each group; no variance is below `least`."""
        n = np.array(sizes, dtype=np.float64)
        points, squares = sums[..., :-1], sums[..., -1]
        around = squares - (points**2).sum(axis=2) / n
        with np.errstate(divide="ignore", invalid="ignore"):
            spread = np.maximum(around / (n - 1), least)
        return cls(n, points / n[:, None], np.where(n > 1, spread / n, np.nan))

    def welch(self) -> Values:
        """W* of each deal: all groups of two people or more against one common mean, spreads as they are.

        With w_i = n_i / s_i^2 and W their sum: sum_{i<j} w_i w_j / W * |m_i - m_j|^2 / (a - 1), over
        1 + 2 (a - 2) / (a^2 - 1) * sum_i (1 - w_i / W)^2 / (n_i - 1).
        """
        several = self.sizes > 1
        n, a = self.sizes[several], int(several.sum())
        weights = 1 / self.errors[:, several]
        together = weights.sum(axis=1)
        means = self.means[:, several]
        centre = np.einsum("dg,dgk->dk", weights, means) / together[:, None]
        between = np.einsum("dg,dgk->d", weights, (means - centre[:, None]) ** 2) / (a - 1)
        unsure = ((1 - weights / together[:, None]) ** 2 / (n - 1)).sum(axis=1)
        found: Values = between / (1 + 2 * (a - 2) / (a**2 - 1) * unsure)
        return found

    def by_need(self, one: int, other: int) -> Matrix:
        """Deals by needs: (m_ik - m_jk)^2 / (s_i^2 / n_i + s_j^2 / n_j) of two groups of two people or more.

        Summed over the needs it is the two groups' distance over all of them. The spread is that over all
        needs: by each need's own, a group that happens to agree on one need would differ there too often.
        """
        error = self.errors[:, one] + self.errors[:, other]
        found: Matrix = (self.means[:, one] - self.means[:, other]) ** 2 / error[:, None]
        return found
