"""The room held against customers: means, the band around them, their first need, Brier."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.stats.customers import (
    BAND_FROM,
    EVEN_ODDS,
    brier,
    customer_band,
    customer_means,
    even_share,
    first_need,
    named_first,
    points_between,
    side_seen,
    tops,
)

DK = [np.nan] * 3


def drawn(customers: int, needs: int, seed: int = 5) -> np.ndarray:
    """Customers whose points lean to the first needs."""
    return 100 * np.random.default_rng(seed).dirichlet(np.linspace(3, 1, needs), customers)


def ones(rows: np.ndarray) -> np.ndarray:
    return np.ones(len(rows))


def test_customers_who_agree_exactly_leave_no_gap_and_no_band() -> None:
    rows = np.tile([50.0, 30.0, 20.0], (60, 1))
    found = customer_band(rows, ones(rows), 1)
    assert found.mean == pytest.approx([50, 30, 20])
    assert points_between(np.array([50.0, 30, 20]), found.mean) == 0
    assert not found.banded.any()


def test_a_mean_is_of_those_who_answered_and_weighs_them() -> None:
    """By hand: (1 x 60 + 3 x 20) / 4 = 30."""
    rows = np.array([[60.0, 20, 20], [20.0, 40, 40], DK])
    assert customer_means(rows, np.array([1.0, 3, 5])) == pytest.approx([30, 35, 35])
    assert np.isnan(customer_means(np.array([DK]), np.ones(1))).all()


def test_without_survey_weights_the_error_is_the_usual_one() -> None:
    """One column: the band is the bootstrap t, close to Student's for numbers near the normal curve."""
    rows = 50 + 10 * np.random.default_rng(3).standard_normal((200, 1))
    found = customer_band(rows, ones(rows), 1)
    half = (found.high - found.low)[0] / 2
    assert half == pytest.approx(1.972 * rows.std(ddof=1) / 200**0.5, rel=0.06)


def test_nobody_is_drawn_below_thirty_customers_nor_where_hardly_anybody_differs() -> None:
    few = drawn(BAND_FROM - 1, 3)
    assert not customer_band(few, ones(few), 1).banded.any()
    rows = np.hstack([drawn(40, 3), np.zeros((40, 1))])
    rows[:9, 3] = 5
    assert customer_band(rows, ones(rows), 1).banded.tolist() == [True, True, True, False]


def test_a_need_that_only_few_could_mark_has_no_band_beside_those_that_have() -> None:
    rows = drawn(50, 3)
    rows[25:, 1] = np.nan
    found = customer_band(rows, ones(rows), 1)
    assert found.customers.tolist() == [50, 25, 50]
    assert found.banded.tolist() == [True, False, True]


@given(st.floats(0.01, 1000))
def test_only_the_ratios_of_survey_weights_count(times: float) -> None:
    rows, weights = drawn(40, 3), np.linspace(1, 3, 40)
    one, other = customer_band(rows, weights, 1, 200), customer_band(rows, weights * times, 1, 200)
    assert other.mean == pytest.approx(one.mean)
    assert other.low == pytest.approx(one.low)


def test_the_band_holds_all_true_means_about_95_times_in_100() -> None:
    """A few rooms of the calibration; the table of all stands in docs/methods.md."""
    truth = 100 * np.linspace(3, 1, 5) / np.linspace(3, 1, 5).sum()
    inside = 0
    for seed in range(60):
        rows = drawn(60, 5, seed)
        found = customer_band(rows, ones(rows), seed, 400)
        inside += bool(((found.low <= truth) & (truth <= found.high)).all())
    assert inside >= 52


def test_customers_first_need_is_known_only_when_draws_agree() -> None:
    clear = np.tile([[60.0, 20, 20], [50.0, 30, 20]], (20, 1))
    found = first_need(clear, ones(clear), 1)
    assert (found.places, found.draws, found.settled) == ((0,), 1.0, True)
    close = np.tile([[50.0, 48, 2], [48.0, 50, 2]], (20, 1))
    close[0] = [51, 47, 2]
    found = first_need(close, ones(close), 1)
    assert found.places == (0,)
    assert not found.settled
    few = clear[:10]
    assert first_need(few, ones(few), 1).draws is None
    assert first_need(np.array([DK]), np.ones(1), 1).places == ()


def test_equal_means_are_both_first_and_never_settled() -> None:
    rows = np.tile([[60.0, 30, 10], [30.0, 60, 10]], (20, 1))
    found = first_need(rows, ones(rows), 1)
    assert found.places == (0, 1)
    assert not found.settled


def test_whoever_has_two_first_needs_counts_half_for_each() -> None:
    rows = np.array([[40.0, 40, 20], [60.0, 20, 20], DK])
    assert named_first(rows, np.ones(3)) == pytest.approx([0.75, 0.25, 0])
    assert named_first(rows, np.array([1.0, 3, 9])) == pytest.approx([0.875, 0.125, 0])


def test_points_on_other_needs_and_the_even_share() -> None:
    """By hand: 50 30 20 against 20 30 50: 30 of 100 points stand on other needs."""
    assert points_between(np.array([50.0, 30, 20]), np.array([20.0, 30, 50])) == 30
    assert points_between(even_share(4), np.array([25.0] * 4)) == 0


def test_brier_by_hand_and_beside_the_toss_of_a_coin() -> None:
    """(.9 - 1)^2 = .01 and (.7 - 0)^2 = .49: their mean is .25."""
    assert brier([0.9, 0.7], [True, False]) == pytest.approx(0.25)
    assert brier([0.5] * 7, [True, False, True, True, False, False, True]) == EVEN_ODDS
    assert brier([], []) is None


def test_tops() -> None:
    assert tops(np.array([10.0, 45, 45])) == (1, 2)
    assert tops(np.array([np.nan, np.nan])) == ()
    assert tops(np.array([])) == ()


@pytest.mark.parametrize(
    ("lead", "ends", "side"),
    [
        (1.0, (0.1, 1.9), "ahead"),
        (-1.4, (-2.0, -0.2), "behind"),
        (0.9, (0.2, 1.6), None),  # surely ahead, and by less than what counts
        (1.4, (-0.1, 2.9), None),
        (0.2, (-0.6, 0.9), "level"),
        (0.2, (-0.6, 1.0), None),
        (3.0, (float("nan"), float("nan")), None),
    ],
)
def test_a_side_is_seen_only_where_the_whole_band_says_so(
    lead: float, ends: tuple[float, float], side: str | None
) -> None:
    assert side_seen(lead, ends, 1.0) == side
