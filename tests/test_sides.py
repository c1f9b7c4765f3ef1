"""Sides of a rival: the word for the counts, and how sure a room may be of it, beside slow obvious code."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.stats.disagreement import side_of
from cxw.stats.firmness.sides import DRAWS, sides
from cxw.stats.scores import Mask, Matrix

X = float("nan")
COUNTS = st.integers(0, 30)


@pytest.mark.parametrize(
    ("counts", "word"),
    [
        ((3, 0, 0), "ahead"),
        ((2, 0, 1), "split"),
        ((1, 2, 0), "level"),
        ((4, 2, 2), "ahead"),
        ((2, 4, 2), "level"),
        ((5, 0, 5), "split"),
        ((7, 0, 4), "split"),
        ((0, 0, 11), "behind"),
        ((1, 3, 7), "behind"),
        ((0, 1, 0), "level"),
    ],
)
def test_the_word_is_that_of_the_counts(counts: tuple[int, int, int], word: str) -> None:
    assert side_of(*counts) == word


@given(COUNTS, COUNTS, COUNTS)
def test_sides_mirror_and_never_hide_as_many_on_the_other_side(ahead: int, level: int, behind: int) -> None:
    mirror = {"ahead": "behind", "behind": "ahead"}
    word, other = side_of(ahead, level, behind), side_of(behind, level, ahead)
    assert other == mirror.get(word, word)
    if word == "ahead":
        assert ahead >= 2 * behind
        assert 2 * ahead >= ahead + level + behind
    if word == "level":
        assert level >= max(ahead, behind)


def slow_t(apart: Matrix, eligible: Mask) -> Matrix:
    """Each lead by its error, with the mean of all variances."""
    cells = [apart[:, m, k][~np.isnan(apart[:, m, k])] for m, k in np.argwhere(eligible)]
    spread = max(float(np.mean([np.var(cell, ddof=1) for cell in cells])), 1 / 6)
    t = np.full(eligible.shape, -np.inf)
    for (m, k), cell in zip(np.argwhere(eligible), cells, strict=True):
        t[m, k] = cell.mean() / np.sqrt(spread / len(cell))
    return t


def slow_p(apart: Matrix, eligible: Mask) -> tuple[list[float], list[float]]:
    """p of ahead and of behind for each need, over every way to flip the signs of whole people."""
    real = slow_t(apart, eligible)
    rest = apart - np.nanmean(np.where(eligible, apart, 0.0), axis=0)
    drawn = [slow_t(rest * np.array(s)[:, None, None], eligible) for s in product((1, -1), repeat=len(apart))]
    ahead, behind = [], []
    for k in range(eligible.shape[1]):
        rivals = np.flatnonzero(eligible[:, k])
        worst = [1 + sum(t[m].max() >= real[m, k] - 1e-9 for t in drawn) for m in rivals]
        ahead.append(max(worst) / (len(drawn) + 1))
        low = max(-real[m, k] for m in rivals)
        lows = [max(-t[m, j] for m, j in np.argwhere(eligible)) for t in drawn]
        behind.append((1 + sum(one >= low - 1e-9 for one in lows)) / (len(drawn) + 1))
    return ahead, behind


@pytest.mark.parametrize("seed", range(10))
def test_the_p_of_a_side_is_that_of_slow_obvious_code(seed: int) -> None:
    draw = np.random.default_rng(seed)
    marks = draw.integers(2, 10, (6, 4, 3)).astype(float)
    marks[:, 0] += draw.choice([-2, 0, 2], 3)
    marks[draw.random(marks.shape) < 0.08] = X
    marks[:, 0, 0] = np.nan_to_num(marks[:, 0, 0], nan=5.0)
    given = ~np.isnan(marks[:, :1] - marks[:, 1:])
    eligible = given.sum(axis=0) >= 3
    eligible[1, 2] = False
    ahead, behind = slow_p(np.where(eligible, marks[:, :1] - marks[:, 1:], X), eligible)
    compared = 0
    for need, side in enumerate(sides(marks, eligible, 1)):
        assert side is not None
        assert side.word == side_of(*side.counts)
        if side.word in ("ahead", "behind"):
            compared += 1
            p = ahead[need] if side.word == "ahead" else behind[need]
            assert side.p == pytest.approx(p)
            assert side.sure == (p <= 0.1 + 1e-9)
        else:
            assert (side.p, side.sure) == (None, False)
    assert compared or seed


def test_neither_names_nor_order_change_a_p_of_many_people() -> None:
    draw = np.random.default_rng(3)
    marks = draw.integers(0, 11, (14, 3, 4)).astype(float)
    marks[:, 0, 0] = np.minimum(marks[:, 0, 0] + 4, 10)
    eligible = np.ones((2, 4), dtype=bool)
    one, other = sides(marks, eligible, 5), sides(marks[::-1].copy(), eligible, 5)
    assert one == other
    assert any(side is not None and side.p is not None and (DRAWS + 1) * side.p % 1 < 1e-6 for side in one)


def test_behind_the_best_of_many_level_rivals_is_luck_and_behind_each_of_them_is_not() -> None:
    draw = np.random.default_rng(8)
    eligible = np.ones((5, 5), dtype=bool)
    level = [draw.integers(3, 10, (8, 6, 5)).astype(float) for _ in range(30)]
    said = [any(side is not None and side.sure for side in sides(one, eligible, 1)) for one in level]
    assert sum(said) <= 7
    behind = level[0].copy()
    behind[:, 0, 0] = np.clip(level[0][:, 1:, 0].min(axis=1) - 3, 0, 10)
    first = sides(behind, eligible, 1)[0]
    assert first is not None
    assert (first.word, first.sure) == ("behind", True)


def test_five_people_are_sure_of_what_all_of_them_say_and_have_no_p() -> None:
    marks = np.array([[[8.0, 8], [5, 5]]] * 4 + [[[8.0, 5], [5, 8]]])
    both, all_but_one = sides(marks, np.ones((1, 2), dtype=bool), 1)
    assert both is not None
    assert all_but_one is not None
    assert (both.word, both.sure, both.p) == ("ahead", True, None)
    assert (all_but_one.word, all_but_one.sure, all_but_one.p) == ("ahead", False, None)


def test_a_need_on_which_no_lead_can_be_said_has_no_side() -> None:
    marks = np.array([[[8.0, 8], [5, X]]] * 7)
    eligible = np.array([[True, False]])
    assert sides(marks, eligible, 1)[1] is None
    assert sides(marks, np.array([[False, False]]), 1) == (None, None)


def test_the_sides_of_the_room_of_eight_in_the_page_of_methods_are_as_it_says() -> None:
    own: list[list[float]] = [
        [8, 4, 7],
        [7, 5, 8],
        [8, 3, 6],
        [9, 4, X],
        [6, 5, 8],
        [7, 4, 7],
        [6, 4, 7],
        [5, 3, 6],
    ]
    rival: list[list[float]] = [
        [5, 7, 7],
        [6, 8, 7],
        [5, 6, 6],
        [6, 7, X],
        [6, 8, 7],
        [6, 7, 8],
        [7, 7, 7],
        [7, 6, 6],
    ]
    fast, price, service = sides(np.stack([own, rival], axis=1) + 0.0, np.ones((1, 3), dtype=bool), 1)
    assert fast is not None
    assert price is not None
    assert service is not None
    assert (fast.word, fast.counts, fast.sure) == ("ahead", (5, 1, 2), False)
    assert fast.p == pytest.approx(0.10, abs=0.005)
    assert (price.word, price.counts, price.sure) == ("behind", (0, 0, 8), True)
    assert price.p == pytest.approx(1 / 257)
    assert (service.word, service.p) == ("level", None)
