"""What all the numbers share: arrays of points, missing values, and a number that cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxw.model import PersonId

Matrix = NDArray[np.float64]
"""People by needs: points. NaN is missing."""
Values = NDArray[np.float64]
"""Numbers in a row."""

TOLERANCE = 1e-9
"""Two computed means nearer than this are equal."""


@dataclass(frozen=True)
class NoNumber:
    """A number that this room cannot give, with the sentence that says so."""

    why: str


def matrix(rows: Mapping[PersonId, Sequence[int]]) -> Matrix:
    """Rows of points as people by needs; shape (0, 0) without any."""
    return np.array([*rows.values()], dtype=np.float64) if rows else np.zeros((0, 0))


def complete(points: Matrix) -> NDArray[np.bool_]:
    """Which rows have every number: one truth a person."""
    return np.logical_not(np.isnan(points).any(axis=1))


def by_content(points: Matrix) -> Matrix:
    """The rows in the order of their content, so that neither names nor their order reach a draw."""
    return points[np.lexsort(points.T[::-1])] if points.size else points
