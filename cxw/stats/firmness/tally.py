"""Everybody's answers as one sheet of numbers, so that a room made of them is one row of counts.

A room in which person i stands c_i times has, in each column, the sum of c_i times what person i put there.
Numbers stand beside who gave them, so every mean is one column of sums by another: one matrix product does
all draws, and leaving somebody out is a subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxw.stats.scores import Mask, Matrix, ratio

CELLS = 500_000
"""Draws are made in pieces of so many (draw, person) counts: 4 MB each."""


@dataclass(frozen=True)
class AnswerArrays:
    """What people gave, as arrays; places of people, companies and needs are the caller's.

    `weights`: people x needs, points of 100, a row of NaN for a don't-know; `marks`: people x companies x
    needs, 0 to 10, NaN for a don't-know, our own company first; `valid`: companies x needs, the cells of the
    grid that may carry a verdict; `min_marks`: people who must have marked both sides of a lead; `unit`: what
    one step of the scale of the marks is out of ten.
    """

    weights: Matrix
    marks: Matrix
    valid: Mask
    min_marks: int = 3
    unit: float = 1.0


@dataclass(frozen=True)
class Means:
    """What many rooms say, one a row; NaN where a room has no answer to it."""

    points: Matrix
    """Rooms x needs."""
    marks: Matrix
    """Rooms x companies x needs."""
    leads: Matrix
    """Rooms x rivals x needs; NaN too where the room as it is cannot say a lead."""
    pairs: NDArray[np.int64]
    """Rooms x rivals x needs: who marked both."""


class Tally:
    """The sheet: a row for everybody with any number, sorted by content so that names count nothing."""

    def __init__(self, answers: AnswerArrays) -> None:
        self.answers = answers
        self.places = _in_order(answers)
        """Row of the sheet -> place of the person in the arrays."""
        weights, marks = answers.weights[self.places], answers.marks[self.places]
        apart = marks[:, :1] - marks[:, 1:]
        self.sheet = np.hstack([*_beside(weights), *_beside(_flat(marks)), *_beside(_flat(apart))])
        """People x columns: points, marks and differences filled with 0, each beside who gave it."""
        enough = (~np.isnan(apart)).sum(axis=0) >= answers.min_marks
        self.eligible: Mask = enough & answers.valid[1:] & answers.valid[:1].any(axis=0)
        """Rivals x needs: leads that may be said, both cells valid and enough people who marked both."""
        self.room = self.means(self.sheet.sum(axis=0, keepdims=True))
        """The room as it is, as the only row."""

    @property
    def people(self) -> int:
        """Everybody with any number."""
        return int(self.places.size)

    @property
    def fewest(self) -> int:
        """The N of a draw: the smaller one of those who weighed and those who marked."""
        points, marks = self.answers.weights, self.answers.marks
        weighed, marked = ~np.isnan(points).all(axis=1), ~np.isnan(marks).all(axis=(1, 2))
        return int(min(weighed.sum(), marked.sum()))

    @property
    def needs(self) -> int:
        """How many needs there are."""
        return int(self.answers.weights.shape[1])

    @property
    def rivals(self) -> int:
        """How many companies are marked beside our own."""
        return max(int(self.answers.marks.shape[1]) - 1, 0)

    def means(self, sums: Matrix) -> Means:
        """What rooms say whose columns add up to these; rooms x columns."""
        n, companies = self.needs, self.answers.marks.shape[1]
        widths = [n, n, companies * n, companies * n, self.rivals * n]
        points, weighed, marks, marked, apart, both = np.split(sums, np.cumsum(widths), axis=1)
        leads = ratio(apart, both).reshape(len(sums), self.rivals, n)
        return Means(
            ratio(points, weighed),
            ratio(marks, marked).reshape(len(sums), companies, n),
            np.where(self.eligible, leads, np.nan),
            np.rint(both).astype(np.int64).reshape(leads.shape),
        )

    def without(self, people: Sequence[int]) -> Matrix:
        """The sums of the room without these people, by their places in the arrays: one row."""
        rows = np.isin(self.places, list(people))
        rest: Matrix = self.sheet[~rows].sum(axis=0, keepdims=True)
        return rest

    def drawn(self, draws: int, seed: int) -> Matrix:
        """The sums of rooms drawn from this one with putting back: draws x columns."""
        return np.vstack([counts @ self.sheet for counts in resampled(self.people, draws, seed)])


def resampled(people: int, draws: int, seed: int) -> Iterator[Matrix]:
    """How often each person stands in each draw: pieces of draws x people, every draw one person smaller.

    A draw as large as the room would vary too little, by the factor (N - 1) / N, which a room of eight feels;
    with one person fewer a mean varies as much as the room's own does (Rao & Wu 1988). `people` at least 2.
    The same seed and room size give the same counts.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    piece = max(CELLS // people, 1)
    for start in range(0, draws, piece):
        size = min(piece, draws - start)
        picks = generator.integers(people, size=(size, people - 1)) + people * np.arange(size)[:, None]
        yield np.bincount(picks.ravel(), minlength=size * people).reshape(size, people).astype(np.float64)


def order_by_content(rows: Matrix) -> NDArray[np.intp]:
    """Places of rows sorted by content, the first column first."""
    if rows.shape[1]:
        return np.lexsort(rows.T[::-1])
    return np.arange(len(rows))


def _in_order(answers: AnswerArrays) -> NDArray[np.intp]:
    rows = np.hstack([answers.weights, _flat(answers.marks)])
    some = np.flatnonzero(~np.isnan(rows).all(axis=1))
    return some[order_by_content(np.where(np.isnan(rows[some]), -1.0, rows[some]))]


def _beside(values: Matrix) -> tuple[Matrix, Matrix]:
    given = ~np.isnan(values)
    return np.where(given, values, 0.0), given.astype(np.float64)


def _flat(marks: Matrix) -> Matrix:
    people, companies, needs = marks.shape
    return marks.reshape(people, companies * needs)
