"""Invented rooms whose truth is known: points, marks and second rounds, drawn thousands at a time.

The people of a function share a mean row; each draws a row of their own from a Dirichlet around it, so
scattered that two people place about 47 of 100 points differently, and writes it down in fives or in tens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Writing = Literal["fives", "tens", "zeros"]
"""How people write their points: in fives, in tens, or in fives with 40 % of all needs left at zero."""
WRITINGS: tuple[Writing, ...] = ("fives", "tens", "zeros")

NEEDS = 5
SCATTER = 4.25
"""Sum of the Dirichlet's parameters: two people are then about 47 points apart."""
ZEROS = 0.4
FUNCTIONS: dict[int, tuple[int, ...]] = {4: (2, 2), 6: (3, 3), 8: (4, 4), 12: (4, 4, 4), 20: (7, 7, 6)}
"""How many people sit in each function of a room of so many."""
MARK_SPREAD = 2.0
"""Standard deviation of a mark around its company's true mean."""


@dataclass(frozen=True)
class Truth:
    """What is true of a population of people."""

    writing: Writing
    apart: int
    """Points by which the first function's mean on the first need is above everybody else's."""


Spread = Literal["equal", "first disagrees", "first agrees", "first gives two"]
"""How far people of the first function are apart beside those of all others."""
Habit = Literal["fives", "tens", "ones", "zeros", "two needs"]
"""How people write: the writings above, in single points, or everything to two needs."""
DISAGREES, AGREES = 1.5, 20.0
"""Sums of the Dirichlet's parameters: two people are then about 64 and 22 points apart."""


@dataclass(frozen=True)
class Mixed:
    """A room whose functions differ in size and in how far their own people are apart."""

    sizes: tuple[int, ...]
    spread: Spread = "equal"
    habit: Habit = "fives"
    needs: int = NEEDS
    tops: int = 0
    """Needs whose true mean is so many times that of the others, for everybody."""
    times: float = 2.0
    apart: int = 0
    """Points by which the first function's true mean on the first need is above everybody else's."""
    lacks: bool = False
    """The first function does not share what is on top for the others: its true means are level."""
    scatter: float = SCATTER
    """Of functions that neither agree nor disagree more than others."""


def mixed(rng: np.random.Generator, room: Mixed) -> list[Matrix]:
    """One room's points, a matrix a function."""
    return [of_function(rng, room, place, size) for place, size in enumerate(room.sizes)]


def of_function(rng: np.random.Generator, room: Mixed, place: int, people: int) -> Matrix:
    """So many people of one function of the room, the first or another."""
    first = place == 0
    if room.habit == "two needs" or (first and room.spread == "first gives two"):
        return two_needs(rng, people, room.needs)
    rows = rng.dirichlet(_scatter(room, first) * _true_row(room, first), people)
    rows = with_zeros(rng, rows) if room.habit == "zeros" else rows
    return written(rows * 100, {"tens": 10, "ones": 1}.get(room.habit, 5))


def _scatter(room: Mixed, first: bool) -> float:
    if room.spread == "first disagrees":
        return DISAGREES if first else AGREES
    return AGREES if room.spread == "first agrees" and first else room.scatter


def _true_row(room: Mixed, first: bool) -> Matrix:
    """The true mean row of a function, in shares."""
    row = np.ones(room.needs)
    row[: room.tops] = 1.0 if first and room.lacks else room.times
    row /= row.sum()
    if room.apart:
        low = max(1 / room.needs - room.apart / 200, 0.04)
        one = low + room.apart / 100 * first
        row = np.array([one, *[(1 - one) / (room.needs - 1)] * (room.needs - 1)])
    return row


def two_needs(rng: np.random.Generator, people: int, needs: int) -> Matrix:
    """People who give everything to two needs of their own choice, in fives."""
    rows = np.zeros((people, needs))
    for row in rows:
        one, other = rng.choice(needs, 2, replace=False)
        row[one] = 5 * rng.integers(6, 15)
        row[other] = 100 - row[one]
    return rows


def labels(n: int) -> NDArray[np.intp]:
    """Each person's function by number, for a room of `n`."""
    return np.repeat(np.arange(len(FUNCTIONS[n])), FUNCTIONS[n])


def means(apart: int) -> tuple[Matrix, Matrix]:
    """The true mean rows, in shares, of the first function and of all others, so far apart on one need."""
    high, low = 0.2 + apart / 200, max(0.2 - apart / 200, 0.04)
    high = low + apart / 100
    return _row(high), _row(low)


def _row(first: float) -> Matrix:
    return np.array([first, *[(1 - first) / (NEEDS - 1)] * (NEEDS - 1)])


def points(rng: np.random.Generator, n: int, truth: Truth) -> Matrix:
    """One room's points, people by needs, each row summing to 100; the first function comes first."""
    ours, theirs = means(truth.apart)
    first = FUNCTIONS[n][0] if truth.apart else 0
    return np.vstack(
        [_people(rng, first, ours, truth.writing), _people(rng, n - first, theirs, truth.writing)]
    )


def heaps(rng: np.random.Generator, n: int, writing: Writing) -> Matrix:
    """One room's points in two heaps: half give the first need 50 points, give or take 8, the others 10."""
    high, low = (10 * SCATTER * _row(first) for first in (0.5, 0.1))
    rows = np.vstack([rng.dirichlet(high, n // 2), rng.dirichlet(low, n - n // 2)])
    rows = with_zeros(rng, rows) if writing == "zeros" else rows
    return written(rows * 100, 10 if writing == "tens" else 5)


def _people(rng: np.random.Generator, n: int, mean: Matrix, writing: Writing) -> Matrix:
    rows = rng.dirichlet(SCATTER * mean, n)
    if writing == "zeros":
        rows = with_zeros(rng, rows)
    return written(rows * 100, 10 if writing == "tens" else 5)


def with_zeros(rng: np.random.Generator, rows: Matrix) -> Matrix:
    """Forty needs of a hundred get nothing; a row keeps at least its largest need."""
    out = rng.random(rows.shape) < ZEROS
    out[np.arange(len(rows)), rows.argmax(axis=1)] = False
    kept = np.where(out, 0.0, rows)
    shares: Matrix = kept / kept.sum(axis=1, keepdims=True)
    return shares


def written(rows: Matrix, step: int) -> Matrix:
    """Rows in multiples of `step` that still sum to 100: the largest remainders are rounded up."""
    floors = np.floor(rows / step + 1e-9)
    missing = np.rint(100 / step - floors.sum(axis=1)).astype(int)
    order = np.argsort(-(rows / step - floors), axis=1, kind="stable")
    for place in range(rows.shape[1]):
        up = missing > place
        floors[up, order[up, place]] += 1
    whole: Matrix = floors * step
    return whole


def drifted(rng: np.random.Generator, rows: Matrix, writing: Writing, share: float = 0.4) -> Matrix:
    """A second round in which everybody moves towards the mean of the others, and nobody pulls."""
    n = len(rows)
    others = (rows.sum(axis=0) - rows) / (n - 1)
    return _again(rng, rows + share * (others - rows), writing)


def after_a_fact(rng: np.random.Generator, rows: Matrix, writing: Writing, share: float = 0.4) -> Matrix:
    """A second round in which everybody moves towards the same fact: the second need is what counts."""
    fact = np.array([15.0, 50.0, 15.0, 10.0, 10.0])
    return _again(rng, rows + share * (fact - rows), writing)


def pulled(rng: np.random.Generator, rows: Matrix, writing: Writing, share: float = 0.4) -> Matrix:
    """A second round in which everybody moves towards the first person's first row."""
    return _again(rng, rows + share * (rows[0] - rows), writing)


def _again(rng: np.random.Generator, rows: Matrix, writing: Writing) -> Matrix:
    """Written down once more, with a little noise of one's own that keeps rows above zero."""
    noisy = np.maximum(rows + rng.normal(0, 3, rows.shape), 0.0)
    return written(100 * noisy / noisy.sum(axis=1, keepdims=True), 10 if writing == "tens" else 5)


def marks(rng: np.random.Generator, size: tuple[int, int], ahead: float = 0.0, leaders: int = 1) -> Matrix:
    """Marks, people by companies by needs, whole, 0 to 10; the first `leaders` are ahead of the others.

    `size`: people and companies. Each person has a level of their own, so that marks of one person hang
    together as in real rooms.
    """
    n, companies = size
    level = rng.normal(0, 1, (n, 1, 1))
    centre = np.full((1, companies, 1), 6.0)
    centre[:, :leaders] += ahead
    drawn = centre + level + rng.normal(0, MARK_SPREAD, (n, companies, NEEDS))
    whole: Matrix = np.clip(np.rint(drawn), 0, 10)
    return whole


SIDES = ("level", "ahead", "behind", "behind one", "one level")
"""All level; ours ahead of all, behind all, behind one, each on the first need; one level, others weak."""
SPREAD = 1.75
"""Standard deviation of a mark around its company's true mean and its person's level."""
WEAK = 2.5
"""Marks by which weak rivals are behind."""


def sides(rng: np.random.Generator, size: tuple[int, int], truth: str, shift: float) -> Matrix:
    """Marks, people by companies by needs, our own first; `size`: people and rivals."""
    n, rivals = size
    centre = np.full((1, rivals + 1, NEEDS), 6.0)
    centre[0, 0, 0] += {"ahead": shift, "behind": -shift}.get(truth, 0.0)
    centre[0, 1, 0] += shift if truth == "behind one" else 0.0
    centre[0, 2:] -= WEAK if truth == "one level" else 0.0
    drawn = centre + rng.normal(0, 1, (n, 1, 1)) + rng.normal(0, SPREAD, (n, rivals + 1, NEEDS))
    whole: Matrix = np.clip(np.rint(drawn), 0, 10)
    return whole


def grid(rng: np.random.Generator, sizes: Sequence[int], cells: tuple[int, int], apart: float) -> Matrix:
    """Marks, people by cells; on the first cell the first function is so many marks above the others."""
    n = sum(sizes)
    drawn = 6 + rng.normal(0, 1, (n, 1)) + rng.normal(0, SPREAD, (n, cells[0] * cells[1]))
    first = np.arange(n) < sizes[0]
    drawn[:, 0] += np.where(first, apart / 2, -apart / 2)
    whole: Matrix = np.clip(np.rint(drawn), 0, 10)
    return whole


def declared(rows: Matrix, place: str) -> Matrix:
    """The rows with whoever was declared senior first: near the room's mean, at random, or far from it."""
    away = np.abs(rows - rows.mean(axis=0)).sum(axis=1)
    who = {"near": int(away.argmin()), "far": int(away.argmax())}.get(place, 0)
    return np.vstack([rows[who : who + 1], np.delete(rows, who, axis=0)])


def to_the_median(rng: np.random.Generator, rows: Matrix, writing: Writing, share: float = 0.4) -> Matrix:
    """A second round in which everybody moves towards the room's middle points, need by need."""
    middle = np.median(rows, axis=0)
    return _again(rng, rows + share * (100 * middle / max(middle.sum(), 1.0) - rows), writing)


def to_a_function(rng: np.random.Generator, rows: Matrix, writing: Writing, share: float = 0.4) -> Matrix:
    """A second round in which everybody moves towards the mean of one function, which spoke most."""
    function = rows[: max(3, len(rows) // 3)].mean(axis=0)
    return _again(rng, rows + share * (function - rows), writing)


MOVES: dict[str, Callable[[np.random.Generator, Matrix, Writing], Matrix]] = {
    "drift": drifted,
    "median": to_the_median,
    "function": to_a_function,
    "fact": after_a_fact,
    "pull": pulled,
}


def level(rng: np.random.Generator, n: int) -> Matrix:
    """One room's points without functions, of any size, in fives."""
    return _people(rng, n, means(0)[0], "fives")
