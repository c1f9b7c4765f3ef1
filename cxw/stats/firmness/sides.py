"""Which sides of its rivals a room may be sure of: the largest t, against the same room with signs flipped.

That we are behind the best of several rivals on some need is often true by luck: of three level rivals one
nearly always looks better. So each lead is set against the largest lead that the same people would show with
no difference at all: whatever each person's differences are beyond the room's means, they keep or change
their sign by lot, one sign a person, so that marks of one person stay together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cxw.stats.disagreement import LeadSide, remembered, side_of
from cxw.stats.firmness.tally import order_by_content
from cxw.stats.scores import TOLERANCE, Mask, Matrix, means
from cxw.stats.swot import best_rival

FLIPS = 304
"""Added to the session's seed for the signs."""
DRAWS = 1_999
ALL = 256
"""Up to so many ways to flip the signs, all of them are looked at."""
FEWEST = 6
"""People who marked both from whom a p is computed."""
ONE_RIVAL, MORE_RIVALS = 0.05, 0.10
"""Up to this p a side is sure, against one rival and against two or more."""
ROUNDING = 1 / 6
"""The least variance of a difference of two marks, in steps of the scale: what rounding both makes."""
DIGITS = 9
"""Decimals of a difference in steps: what lies behind them is the computer's."""
_PIECE = 4_000_000


@dataclass(frozen=True)
class SideOf:
    """Where we stand on one need, against the best rival."""

    word: LeadSide
    counts: tuple[int, int, int]
    """People who put us ahead of the best rival, level with it, and behind."""
    p: float | None
    """Of the word where it is ahead or behind; None for others, and in a room of five or fewer."""
    sure: bool
    """Whether ahead or behind may be said without "do we agree?"."""


@remembered
def sides(
    marks: Matrix, eligible: Mask, seed: int, draws: int = DRAWS, unit: float = 1.0
) -> tuple[SideOf | None, ...]:
    """The side of each need; None where no lead can be said.

    `marks`: people x companies x needs, NaN where somebody gave none, our own first; `eligible`: rivals x
    needs, leads that may be said. t of a lead is its mean by its error, with one variance over all leads.
    Behind: the largest -t over rivals, against the largest -t of any rival and need. Ahead: each rival's t
    against its largest of any need, and the worst p of all rivals counts. Five people or fewer have no p: a
    side is sure there when everybody who marked both says so, which stands whoever is left out. `unit`: what
    one step of the scale is out of ten.
    """
    # In steps of the scale differences are whole: equal ones stay equal, however they were worked out.
    apart = np.round(np.where(eligible, marks[:, :1] - marks[:, 1:], np.nan) / unit, DIGITS)
    apart = apart[~np.isnan(apart).all(axis=(1, 2))]
    best = best_rival(means(apart))[1]
    bar = ONE_RIVAL if eligible.any(axis=1).sum() == 1 else MORE_RIVALS
    p = _p(apart, eligible, seed, draws) if len(apart) >= FEWEST else None
    found = list[SideOf | None]()
    for need, rival in enumerate(best.tolist()):
        by_chance = None if p is None else p[:, need]
        found.append(None if rival < 0 else _side(apart[:, rival, need], bar, by_chance))
    return tuple(found)


def _side(differences: Matrix, bar: float, p: Matrix | None) -> SideOf:
    """`p`: of ahead and of behind; none in a room of five or fewer."""
    counts = count_signs(differences[~np.isnan(differences)])
    word = side_of(*counts)
    if word not in ("ahead", "behind"):
        return SideOf(word, counts, None, sure=False)
    place = 0 if word == "ahead" else 1
    if p is None:
        return SideOf(word, counts, None, sure=counts[2 * place] == sum(counts))
    return SideOf(word, counts, float(p[place]), sure=float(p[place]) <= bar + TOLERANCE)


def count_signs(differences: Matrix) -> tuple[int, int, int]:
    """How many of these differences are above 0, at it, and below."""
    above, below = int((differences > 0).sum()), int((differences < 0).sum())
    return above, len(differences) - above - below, below


@dataclass(frozen=True)
class _Leads:
    """The differences of one room beyond their means, people x (rivals x needs), and what counts of them."""

    counts: Mask
    """Rivals x needs."""
    mean: Matrix
    rest: Matrix
    """0 where somebody gave no difference."""
    n: Matrix

    def t(self, means: Matrix, about: Matrix) -> Matrix:
        """The t of leads with these means, whose squares are taken about others; rooms x rivals x needs."""
        squared = (self.rest * self.rest).sum(axis=0) - self.n * about * about
        inside = self.counts.ravel()
        one = (squared[:, inside] / (self.n[inside] - 1)).mean(axis=1, keepdims=True)
        found: Matrix = means * np.sqrt(self.n / np.maximum(one, ROUNDING))
        return found.reshape(len(means), *self.counts.shape)


def _leads(apart: Matrix, eligible: Mask) -> _Leads:
    flat = apart.reshape(len(apart), -1)
    flat = flat[order_by_content(np.nan_to_num(flat, nan=-1000.0))]
    mean = np.nan_to_num(means(flat))
    return _Leads(eligible, mean, np.nan_to_num(flat - mean), (~np.isnan(flat)).sum(axis=0) + 0.0)


def _p(apart: Matrix, eligible: Mask, seed: int, draws: int) -> Matrix:
    """For each need the p of being ahead of all its rivals, and of being behind the best."""
    leads = _leads(apart, eligible)
    real = leads.t(leads.mean[None], np.zeros((1, leads.mean.size)))[0]
    ahead, behind = np.where(eligible, real, -np.inf), np.where(eligible, -real, -np.inf).max(axis=0)
    as_far, as_low, looked = np.ones(real.shape), np.ones(behind.shape), 1
    for signs in _signs(len(apart), seed, draws):
        flipped = signs @ leads.rest / np.maximum(leads.n, 1)
        t = leads.t(flipped, flipped)
        highest = np.where(eligible, t, -np.inf).max(axis=2)
        lowest = np.where(eligible, -t, -np.inf).max(axis=(1, 2))
        as_far += (highest[:, :, None] >= ahead - TOLERANCE).sum(axis=0)
        as_low += (lowest[:, None] >= behind - TOLERANCE).sum(axis=0)
        looked += len(signs)
    return np.stack([np.where(eligible, as_far, 0).max(axis=0), as_low]) / looked


def _signs(people: int, seed: int, draws: int) -> Iterator[Matrix]:
    """Signs of each person, 1 or -1: all ways where they are few, else draws; some rooms at a time."""
    if 2**people <= ALL:
        ways = np.arange(2**people)[:, None] >> np.arange(people) & 1
        yield 1.0 - 2.0 * ways.astype(np.float64)
        return
    generator = np.random.Generator(np.random.PCG64(seed + FLIPS))
    piece = max(_PIECE // people, 1)
    for start in range(0, draws, piece):
        drawn = generator.integers(2, size=(min(piece, draws - start), people))
        yield 1.0 - 2.0 * drawn.astype(np.float64)
