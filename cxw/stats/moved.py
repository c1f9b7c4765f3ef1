"""What changed between two rounds of points: how far, for which reason, and towards whom.

Pure functions over rows of people who answered both rounds, in one order; shape people by needs, each row in
points that add up to 100. Nobody is missing here: who answered once has been left out before. What cannot be
said comes as None with a sentence that says why, never as NaN and without a warning.

The pull is our own measure. Its regression separates moving together from moving towards one person; its
rank among everybody is the evidence, because a fact that moves all of us moves us all in one direction.
People are ranked by the excess over its own standard error: by the excess itself whoever began near the
room's mean comes first by noise alone, and whoever began far away is never found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement import Matrix, points_apart, step

Column = NDArray[np.float64]
"""One number a person."""

FEWEST = 5
"""People in both rounds from which a pull is computed."""
RAISED = 8
"""People with a t from which a pull may be spoken about."""
SURE = 2.5
"""Standard errors that an excess must be large before it is spoken about."""
PULL = 0.15
STOP = 10.0
TOLERANCE = 1e-9
REASONS = ("fact", "argument", "wording", "agreement", "none", "not asked")
"""In the order of what they tell about customers; `none`: no reason given; `not asked`: no reason kept."""
NO_NEWS = ("agreement", "none")
"""Reasons that bring no news about customers."""


@dataclass(frozen=True)
class PointsMoved:
    """What changed place between two rounds, over the same people."""

    people: int
    """Whose row differs at all."""
    each: tuple[float, ...]
    """Points each person moved, in the order of the rows."""
    per_need: tuple[float, ...]
    """Points moved on each need, up or down, mean a person."""

    @property
    def total(self) -> float:
        """Points moved, all people together."""
        return sum(self.each)

    @property
    def share(self) -> float:
        """Of all points placed."""
        return self.total / (100 * len(self.each))

    @property
    def median(self) -> float:
        """Points the median person moved."""
        return float(median(self.each))


@dataclass(frozen=True)
class ByReason:
    """How many gave one reason for moving, and how many points they moved."""

    reason: str
    people: int
    points: float


@dataclass(frozen=True)
class Change:
    """Two rounds of the same people, beside each other; the first is never overwritten."""

    apart: tuple[float, float] | None
    """Points of 100 that two people place differently, before and after; None below two people."""
    alpha: tuple[float | None, float | None]
    """Krippendorff's alpha before and after, as it was handed in."""
    moved: PointsMoved
    reasons: tuple[ByReason, ...]


@dataclass(frozen=True)
class PullTowards:
    """How far the others moved towards one declared person's first answer, beyond moving together."""

    people: int
    """In both rounds, the declared person among them."""
    together: float | None
    """Convergence `a`: the share of the way that people went towards the mean of the others."""
    towards: float | None
    """`b`: the share of the way that people went from there towards the declared person's first answer."""
    excess: float | None
    """`b - max(a, 0) / (N - 1)`: `b` without what moving together does by itself; 0 when nobody pulls."""
    t: float | None
    """The excess in standard errors, which are clustered by person; None where nobody else moved."""
    rank: int | None
    """Place of t among everybody's, 1 for the largest; of equal ones the last place."""
    ranked: int
    """Among how many: people who have a t."""
    others: tuple[float, ...]
    """Everybody else's t, largest first, without a name."""
    raised: bool
    """Whether it may be spoken about: first of at least eight, neither small nor unsure."""
    why: str | None
    """Why there is no number."""


def points_change(
    before: Matrix,
    after: Matrix,
    reasons: Sequence[str | None],
    alpha: tuple[float | None, float | None] = (None, None),
) -> Change | None:
    """Everything that is said about two rounds of the same people; None without people.

    `reasons` has one entry a person, None where none was asked for.
    """
    found = points_moved(before, after)
    if found is None:
        return None
    first, second = points_apart(before), points_apart(after)
    both = None if first is None or second is None else (first, second)
    return Change(both, alpha, found, by_reason(found.each, reasons))


def points_moved(before: Matrix, after: Matrix) -> PointsMoved | None:
    """What moved between two rounds of the same people in the same order; None without people."""
    if not len(before):
        return None
    size = np.abs(after - before)
    each = tuple(map(float, size.sum(axis=1) / 2))
    return PointsMoved(sum(x > TOLERANCE for x in each), each, tuple(map(float, size.mean(axis=0))))


def by_reason(each: Sequence[float], reasons: Sequence[str | None]) -> tuple[ByReason, ...]:
    """Points moved, by the reason of whoever moved them, in the order of `REASONS`."""
    sums: dict[str, list[float]] = {}
    for points, reason in zip(each, reasons, strict=True):
        if points > TOLERANCE:
            sums.setdefault(reason or "not asked", []).append(points)
    given = [reason for reason in REASONS if reason in sums]
    return tuple(ByReason(reason, len(sums[reason]), sum(sums[reason])) for reason in given)


def further_round_adds_little(found: PointsMoved, stop_points: float = STOP) -> bool:
    """Whether another round would probably add little: the median person moved at most so many points.

    A round in which nobody moved has its own sentence and is not meant.
    """
    return found.total > TOLERANCE and found.median <= stop_points + TOLERANCE


def pull_towards(
    before: Matrix, after: Matrix, declared: int, threshold: float = PULL, unit: float = 1.0
) -> PullTowards:
    """The pull towards the person in row `declared`, who was declared before the round was sealed.

    For everybody else j, with `m` the mean of the others without j and without the declared l in round one:
    `g_j = m - w1_j`, `v_j = w1_l - m`, `d_j = w2_j - w1_j`, and `d = a g + b v` by least squares over all j
    and all needs. The excess `b - max(a, 0) / (N - 1)` by its standard error, clustered by person (Liang &
    Zeger 1986) and never below what writing in steps makes by itself, is t. The same is computed for
    everybody in turn, which gives the declared person a rank; nobody else's number can be told from these.
    `unit`: what one point given is of 100. ValueError where there is no such row.
    """
    people = len(before)
    if not 0 <= declared < max(people, 1):
        raise ValueError(f"there is no row {declared} among {people}")
    if people < FEWEST:
        return _unknown(people, "Fewer than five of us answered twice: too few to compute a pull.")
    moves = np.abs(after - before).max(axis=1, initial=0.0) > TOLERANCE
    if not moves.any():
        return _unknown(people, "Nobody moved a point, so nobody was pulled.")
    fits = _fits(before, after, step(np.vstack([before, after]), unit))
    if not fits.known[declared]:
        return _unknown(people, _why_not(before, declared))
    if moves.sum() == moves[declared]:
        return _unknown(people, "Nobody else moved a point, so nobody was pulled.")
    return _ranked(fits, fits.known & (moves.sum() > moves), declared, threshold)


def _unknown(people: int, why: str) -> PullTowards:
    return PullTowards(people, None, None, None, None, None, 0, (), raised=False, why=why)


@dataclass(frozen=True)
class _Fits:
    """The regression for everybody in turn; where it is not `known` the numbers mean nothing."""

    together: Column
    towards: Column
    error: Column
    """Standard error of the excess."""
    known: NDArray[np.bool_]

    @property
    def excess(self) -> Column:
        return self.towards - np.maximum(self.together, 0.0) / (len(self.towards) - 1)


def _ranked(fits: _Fits, counts: NDArray[np.bool_], declared: int, threshold: float) -> PullTowards:
    """`counts`: who has a t, the declared person among them."""
    excess, people = fits.excess, len(fits.excess)
    t = excess / np.where(counts, fits.error, 1.0)
    own, others = float(t[declared]), np.sort(t[counts & (np.arange(people) != declared)])[::-1]
    rank, ranked = 1 + int((others >= own - TOLERANCE).sum()), len(others) + 1
    large = float(excess[declared]) >= threshold - TOLERANCE and own >= SURE - TOLERANCE
    return PullTowards(
        people=people,
        together=float(fits.together[declared]),
        towards=float(fits.towards[declared]),
        excess=float(excess[declared]),
        t=own,
        rank=rank,
        ranked=ranked,
        others=tuple(map(float, others)),
        raised=rank == 1 and ranked >= RAISED and large,
        why=None,
    )


def _fits(before: Matrix, after: Matrix, written_in: float) -> _Fits:
    """`a` and `b` for everybody in turn, with the standard error of the excess.

    With x the first round minus its mean over everybody, g_j and v_j are both sums of x_l and x_j:
    `g_j = -(x_l + (N-1) x_j) / (N-2)` and `v_j = ((N-1) x_l + x_j) / (N-2)`. So it is enough to fit
    `d = p x_l + r x_j`, and then `a = (p - (N-1) r) / N`, `b = ((N-1) p - r) / N`. Sums over the others are
    sums over everybody without l, which makes the whole O(N n^2).
    """
    n = len(before)
    x, d = before - before.mean(axis=0), after - before
    own = (x * x).sum(axis=1)
    rest = own.sum() - own
    along = (x * (d.sum(axis=0) - d)).sum(axis=1)
    each = (x * d).sum(axis=1)
    beside = each.sum() - each
    # Normal equations of p and r: the others' x add up to -x_l.
    size = (n - 1) * own * rest
    determinant = size - own * own
    known = determinant > TOLERANCE * np.maximum(size, 1.0)
    safe = np.where(known, determinant, 1.0)
    p = (rest * along + own * beside) / safe
    r = ((n - 1) * own * beside + own * along) / safe
    together, towards = (p - (n - 1) * r) / n, ((n - 1) * p - r) / n
    # The excess is a sum of p and r; what it takes of each, times the inverse of the normal equations.
    drifts = np.where(together > 0, 1 / (n - 1), 0.0)
    of_p, of_r = (n - 1 - drifts) / n, ((n - 1) * drifts - 1) / n
    way_p = (rest * of_p + own * of_r) / safe
    way_r = (own * of_p + (n - 1) * own * of_r) / safe
    written = written_in**2 / 12 * (of_p * way_p + of_r * way_r)
    spread = _clustered((x, d), (p, r), (way_p, way_r))
    return _Fits(together, towards, np.sqrt(np.maximum(spread, np.where(known, written, 1.0))), known)


def _clustered(
    moves: tuple[Matrix, Matrix], fitted: tuple[Column, Column], ways: tuple[Column, Column]
) -> Column:
    """Variance of each person's excess: what every other person's row of residuals adds to it, squared.

    `moves`: x and d; `fitted`: p and r; `ways`: what the excess takes of the two normal equations. What j
    adds for l is one row of l's times one of j's, so that all squares come from the products of columns.
    """
    (x, d), (p, r), (way_p, way_r) = moves, fitted, ways
    own, each = (x * x).sum(axis=1), (x * d).sum(axis=1)
    theirs = np.column_stack([d, x, each, own, np.ones(len(x))])
    across = (way_p * r + way_r * p)[:, None]
    mine = np.column_stack([way_p[:, None] * x, -across * x, way_r, -way_r * r, -way_p * p * own])
    all_squared = ((mine @ (theirs.T @ theirs)) * mine).sum(axis=1)
    found: Column = np.maximum(all_squared - (mine * theirs).sum(axis=1) ** 2, 0.0)
    return found


def _why_not(before: Matrix, declared: int) -> str:
    others = np.delete(before, declared, axis=0)
    if np.abs(before[declared] - others.mean(axis=0)).max() <= 1e-6:
        return "The declared person first stood at the mean of the others: no way leads towards them."
    return (
        "The others all gave the same points at first, so moving together and moving towards one person "
        "cannot be told apart."
    )
