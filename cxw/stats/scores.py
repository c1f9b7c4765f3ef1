"""What the marks add up to: weighted scores, Gale's profile, halo; and which needs they may be taken over.

A score compares companies only when all of them are scored on the same needs, so the needs are chosen first
and everything left out is named. Companies and needs are places in the order of the arrays. What cannot be
said is None with a sentence beside it, never NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Matrix: TypeAlias = NDArray[np.float64]
"""Numbers with NaN where somebody gave none; each function names the shape."""
Mask: TypeAlias = NDArray[np.bool_]

TOLERANCE = 1e-9
"""Computed means closer than this are equal."""
HALF = 0.5
"""A company, a vote and a profile must rest on this share of the points at least."""
LEAST = 3
"""No number about a group stands on fewer people."""

NO_WEIGHTS = "Nobody gave points to the needs, so marks cannot be weighed."
NO_COMPANY = "No company has enough marks on needs that hold half of the points, so there are no scores."
NO_COMMON = "No need with points has enough marks for every scored company, so there are no scores."
HALF_MISSING = "The needs marked for both hold less than half of the points, so there is no profile."
NO_RIVAL = "No competitor has enough marks on a need on which we have enough, so there is no halo."
FEW_PEOPLE = "Fewer than three people marked both ourselves and a competitor, so there is no halo."


@dataclass(frozen=True)
class ScoreBasis:
    """Which companies are scored, and on which needs: the same for all of them."""

    scored: tuple[int, ...]
    unscored: tuple[int, ...]
    """Companies valid for less than half of the points."""
    needs: tuple[int, ...]
    left_out: tuple[int, ...]
    """Needs that hold points and yet are in no score."""
    points: float
    """Points, of 100, that the needs of the scores hold."""
    reason: str | None = None
    """Why nothing can be scored."""


@dataclass(frozen=True)
class Scores:
    """The weighted score of each scored company, 0 to 10, in the order of `basis.scored`."""

    basis: ScoreBasis
    scores: tuple[float, ...]
    ranks: tuple[int, ...]
    """From 1; equal scores share a rank."""

    @property
    def first(self) -> tuple[int, ...]:
        """The company or companies in first place; empty without scores."""
        return tuple(m for m, rank in zip(self.basis.scored, self.ranks, strict=True) if rank == 1)


@dataclass(frozen=True)
class Profile:
    """Gale's profile of us against one rival: above 1 we are ahead."""

    value: float | None
    needs: tuple[int, ...]
    left_out: tuple[int, ...]
    """Needs that hold points but not enough marks."""
    points: float
    """Points, of 100, that the profile's needs hold."""
    reason: str | None = None


@dataclass(frozen=True)
class Halo:
    """By how much a group marks its own company above all competitors together."""

    value: float | None
    own: float | None
    rivals: float | None
    people: int
    """Who marked both ourselves and a competitor on these needs."""
    needs: tuple[int, ...]
    reason: str | None = None


def means(values: Matrix) -> Matrix:
    """Means over people (the first axis) of those who gave a number, NaN where nobody did.

    Any shape people x ...; units stay. With nobody at all everything is NaN. No warning is raised.
    """
    given = ~np.isnan(values)
    return ratio(np.where(given, values, 0.0).sum(axis=0), given.sum(axis=0))


def ratio(above: Matrix, below: NDArray[np.float64] | NDArray[np.int64]) -> Matrix:
    """`above` by `below`, NaN where `below` is nothing; shapes broadcast."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    result: Matrix = np.divide(above, below, out=np.full(shape, np.nan), where=below > TOLERANCE)
    return result


def score_basis(points: Matrix, valid: Mask) -> ScoreBasis:
    """Which companies can be scored, and on which needs.

    `points`: needs, mean points, NaN or empty without weights; `valid`: companies x needs, cells with
    enough marks. A company valid for less than half of the points is not scored; the needs are those valid
    for each company that is.
    """
    if not np.isfinite(points).any() or points.sum() <= TOLERANCE:
        return ScoreBasis((), tuple(range(len(valid))), (), (), 0.0, NO_WEIGHTS)
    share = points / points.sum()
    in_all = (valid * share).sum(axis=1) >= HALF - TOLERANCE
    scored, unscored = _places(in_all), _places(~in_all)
    if not scored:
        return ScoreBasis((), unscored, (), _places(points > TOLERANCE), 0.0, NO_COMPANY)
    common: Mask = np.logical_and.reduce(valid[in_all], axis=0)
    held = 100 * float(share[common].sum())
    left_out = _places(~common & (points > TOLERANCE))
    if held <= 100 * TOLERANCE:
        return ScoreBasis((), tuple(range(len(valid))), (), left_out, 0.0, NO_COMMON)
    return ScoreBasis(scored, unscored, _places(common), left_out, held)


def weighted(points: Matrix, marks: Matrix, valid: Mask) -> Scores:
    """Weighted scores 0 to 10: sum of points times mean mark, the points rescaled to the needs in the scores.

    `points`: needs; `marks`: companies x needs, mean marks, NaN without any; `valid`: companies x needs.
    A cell without a mark counts as not valid. Without scores `basis.reason` says why.
    """
    found = score_basis(points, valid & ~np.isnan(marks))
    scores = tuple(map(float, score(points, marks, found)))
    ranks = tuple(1 + sum(other > mine + TOLERANCE for other in scores) for mine in scores)
    return Scores(found, scores, ranks)


def score(points: Matrix, marks: Matrix, basis: ScoreBasis) -> Matrix:
    """The scores of many rooms at once, on one basis.

    `points`: ... x needs; `marks`: ... x companies x needs; returns ... x scored companies. A room without
    points on these needs, or without a mark in one of these cells, has NaN for every company.
    """
    needs = list(basis.needs)
    part = points[..., needs]
    share = ratio(part, part.sum(axis=-1, keepdims=True))
    cells = marks[..., list(basis.scored), :][..., needs]
    missing: Mask = np.asarray(np.isnan(cells).any(axis=(-2, -1)) | np.isnan(share).any(axis=-1))
    scores: Matrix = (np.where(np.isnan(cells), 0.0, cells) @ np.nan_to_num(share)[..., None])[..., 0]
    return np.where(missing[..., None], np.nan, scores)


def profile(points: Matrix, own: Matrix, rival: Matrix, valid: Mask) -> Profile:
    """Gale's profile: the mean of our mark by the rival's, weighed by points (Gale 1994).

    `points`, `own`, `rival`: needs, mean points and mean marks; `valid`: needs on which both have enough
    marks. Points are rescaled to the needs in it. Not said on less than half of the points; a need on which
    the rival is at 0 has no ratio and is left out.
    """
    if not np.isfinite(points).any() or points.sum() <= TOLERANCE:
        return Profile(None, (), (), 0.0, NO_WEIGHTS)
    valid = valid & ~np.isnan(own) & ~np.isnan(rival)
    zero = valid & (np.where(valid, rival, 1.0) <= TOLERANCE)
    used = valid & ~zero
    held = float(points[used].sum() / points.sum())
    left_out = _places(~valid & (points > TOLERANCE))
    if held < HALF - TOLERANCE:
        return Profile(None, _places(used), left_out, 100 * held, HALF_MISSING)
    value = float((points[used] * own[used] / rival[used]).sum() / points[used].sum())
    return Profile(value, _places(used), left_out, 100 * held)


def halo(marks: Matrix, valid: Mask, people: Sequence[int] | None = None) -> Halo:
    """Own mean minus the mean of all competitors, over valid cells.

    `marks`: people x companies x needs, 0 to 10, NaN for a don't-know, the own company first; `valid`:
    companies x needs; `people`: places of the group's rows, None for the whole room. Each cell counts once,
    with the group's mean in it; a need counts when the group marked us and a competitor on it, so that both
    sides are means over the same needs. Below three people who marked both: a sentence.
    """
    given = np.where(valid, marks if people is None else marks[list(people)], np.nan)
    cells = means(given)
    marked = ~np.isnan(cells)
    both: Mask = np.logical_or.reduce(marked[:1], axis=0) & np.logical_or.reduce(marked[1:], axis=0)
    if not both.any():
        return Halo(None, None, None, 0, (), NO_RIVAL)
    there = ~np.isnan(given[:, :, both])
    n = int((there[:, :1].any(axis=(1, 2)) & there[:, 1:].any(axis=(1, 2))).sum())
    if n < LEAST:
        return Halo(None, None, None, n, _places(both), FEW_PEOPLE)
    own, rivals = float(cells[0, both].mean()), float(means(means(cells[1:, both])))
    return Halo(own - rivals, own, rivals, n, _places(both))


def _places(mask: Mask) -> tuple[int, ...]:
    return tuple(map(int, np.flatnonzero(mask)))
