"""Weighted scores, Gale's profile and halo: worked by hand, by a published example, and by slow obvious code."""

from __future__ import annotations

import numpy as np
import pytest

from cxw.stats import scores
from cxw.stats.scores import Matrix

X = float("nan")


def grid(*rows: str) -> Matrix:
    """Rows of numbers; a dash is a don't-know."""
    return np.array([[X if word == "-" else float(word) for word in row.split()] for row in rows])


def points(text: str) -> Matrix:
    return grid(text).ravel()


def everywhere(marks: Matrix) -> scores.Mask:
    return ~np.isnan(marks)


def test_the_published_example_of_a_weighted_sum_has_two_companies_in_first_place() -> None:
    # Penn State World Campus, MANGT 510, lesson 2 ("weighted scoring"): weights 1, 2, 3; sums 11, 15, 15, 12,
    # with a tie between Beta and Gamma. A score divides by the sum of the weights, 6.
    marks = grid("3 1 2", "2 2 3", "3 3 2", "1 1 3")
    found = scores.weighted(points("1 2 3"), marks, everywhere(marks))
    assert np.multiply(found.scores, 6) == pytest.approx((11, 15, 15, 12), abs=1e-12)
    assert found.ranks == (4, 1, 1, 3)
    assert found.first == (1, 2)


def test_points_instead_of_plain_weights_give_the_same_order_and_a_score_of_zero_to_ten() -> None:
    marks = grid("10 0", "5 5")
    found = scores.weighted(points("70 30"), marks, everywhere(marks))
    assert found.scores == pytest.approx((7, 5))
    assert found.basis.points == pytest.approx(100)
    assert found.basis.left_out == ()


def test_all_companies_are_scored_on_the_same_needs_and_what_is_left_out_is_named() -> None:
    # PayCorp's mark on the second need is not valid: the need is out for everybody, 50 and 30 become 5/8 and 3/8
    marks = grid("8 1 4", "6 9 8")
    valid = np.array([[True, True, True], [True, False, True]])
    found = scores.weighted(points("50 20 30"), marks, valid)
    assert found.scores == pytest.approx((8 * 5 / 8 + 4 * 3 / 8, 6 * 5 / 8 + 8 * 3 / 8))
    assert (found.basis.needs, found.basis.left_out) == ((0, 2), (1,))
    assert found.basis.points == pytest.approx(80)


def test_a_company_hardly_anybody_could_mark_is_not_scored_and_takes_no_need_along() -> None:
    marks = grid("8 1 4", "6 9 8", "5 - -")
    found = scores.weighted(points("40 40 20"), marks, everywhere(marks))
    assert found.basis.scored == (0, 1)
    assert found.basis.unscored == (2,)
    assert found.basis.needs == (0, 1, 2)


def test_a_company_valid_for_exactly_half_of_the_points_is_scored() -> None:
    marks = grid("8 1 4", "6 - -")
    assert scores.weighted(points("50 30 20"), marks, everywhere(marks)).basis.scored == (0, 1)
    assert scores.weighted(points("49.9 30 20.1"), marks, everywhere(marks)).basis.scored == (0,)


def test_a_need_nobody_gave_points_neither_counts_nor_is_missed() -> None:
    marks = grid("8 1 4", "6 9 -")
    found = scores.weighted(points("50 50 0"), marks, everywhere(marks))
    assert found.basis.left_out == ()
    assert found.scores == pytest.approx((4.5, 7.5))


@pytest.mark.parametrize(
    ("weights", "marks", "reason"),
    [
        (points("- -"), grid("5 5", "6 6"), scores.NO_WEIGHTS),
        (points("0 0"), grid("5 5", "6 6"), scores.NO_WEIGHTS),
        (np.zeros(0), np.zeros((2, 0)), scores.NO_WEIGHTS),
        (points("50 50"), grid("- -", "- -"), scores.NO_COMPANY),
        (points("50 50"), np.zeros((0, 2)), scores.NO_COMPANY),
        (points("50 50"), grid("5 -", "- 5"), scores.NO_COMMON),
    ],
)
def test_a_room_without_scores_says_why(weights: Matrix, marks: Matrix, reason: str) -> None:
    found = scores.weighted(weights, marks, everywhere(marks))
    assert (found.basis.reason, found.scores, found.ranks, found.first) == (reason, (), (), ())


def test_scores_that_differ_by_rounding_alone_share_a_rank() -> None:
    marks = np.array([[0.1 + 0.2], [0.3]])
    found = scores.weighted(points("100"), marks, everywhere(marks))
    assert found.scores[0] != found.scores[1]
    assert found.ranks == (1, 1)


def naive_weighted(weights: Matrix, marks: Matrix, valid: scores.Mask) -> dict[int, float]:
    """Scores by their definition, in loops."""
    needs, total = range(len(weights)), sum(weights)
    scored = [
        m for m in range(len(marks)) if sum(weights[k] for k in needs if valid[m][k]) >= total / 2 - 1e-9
    ]
    common = [k for k in needs if all(valid[m][k] for m in scored)]
    held = sum(weights[k] for k in common)
    return {m: sum(weights[k] * marks[m][k] for k in common) / held for m in scored} if held else {}


def test_random_grids_get_the_scores_of_slow_obvious_code() -> None:
    chance = np.random.default_rng(4)
    told = 0
    for _ in range(300):
        companies, needs = chance.integers(1, 6), chance.integers(1, 7)
        weights, marks = chance.integers(0, 40, needs).astype(float), chance.random((companies, needs)) * 10
        valid = chance.random((companies, needs)) < 0.8
        found = scores.weighted(weights, marks, valid)
        expected = naive_weighted(weights, marks, valid) if weights.sum() else {}
        assert dict(zip(found.basis.scored, found.scores, strict=True)) == pytest.approx(expected, abs=1e-9)
        told += bool(expected)
    assert told > 200


def test_gales_profile_is_the_ratio_of_marks_weighed_by_points() -> None:
    # 60 % at 8 / 4 and 40 % at 5 / 10
    found = scores.profile(points("60 40"), points("8 5"), points("4 10"), np.array([True, True]))
    assert found.value == pytest.approx(0.6 * 2 + 0.4 * 0.5)
    assert (found.needs, found.left_out) == ((0, 1), ())
    assert found.points == pytest.approx(100)


def test_a_need_on_which_the_rival_stands_at_zero_is_left_out_of_the_profile_and_named() -> None:
    found = scores.profile(
        points("60 30 10"), points("8 5 5"), points("4 0 -"), np.array([True, True, False])
    )
    assert found.value == pytest.approx(2)
    assert found.left_out == (2,)
    assert found.points == pytest.approx(60)


def test_there_is_no_profile_on_less_than_half_of_the_points_or_without_any() -> None:
    yes = np.array([True, True])
    half = scores.profile(points("49 51"), points("8 5"), points("4 0"), yes)
    assert (half.value, half.reason) == (None, scores.HALF_MISSING)
    assert scores.profile(points("50 50"), points("8 5"), points("4 0"), yes).value == pytest.approx(2)
    assert scores.profile(points("- -"), points("8 5"), points("4 5"), yes).reason == scores.NO_WEIGHTS


def cube(*people: tuple[str, ...]) -> Matrix:
    """People x companies x needs, each company one row of words."""
    return np.array([grid(*companies) for companies in people])


def test_halo_is_our_mean_minus_the_mean_of_all_competitors() -> None:
    # own cells 8 and 6; rivals 4, 4 and 6, 2: 7 - 4
    one = ("8 6", "4 4", "6 2")
    marks = cube(one, one, one)
    found = scores.halo(marks, np.ones((3, 2), dtype=bool))
    assert (found.value, found.own, found.rivals, found.people) == (3, 7, 4, 3)


def test_halo_is_taken_over_needs_on_which_both_sides_are_marked() -> None:
    # nobody could mark a rival on the second need, so our 0 there is in no comparison
    marks = cube(("8 0", "4 -"), ("8 0", "5 -"), ("8 0", "6 -"))
    found = scores.halo(marks, np.array([[True, True], [True, False]]))
    assert (found.value, found.needs) == (3, (0,))


def test_a_rivals_marks_on_a_need_on_which_we_are_not_marked_are_in_no_halo() -> None:
    marks = cube(*[("8 -", "5 10")] * 3)
    found = scores.halo(marks, np.ones((2, 2), dtype=bool))
    assert (found.own, found.rivals, found.value) == (8, 5, 3)


def test_halo_of_a_function_is_over_its_own_people_and_not_said_below_three() -> None:
    marks = cube(*[("9", "3")] * 3, *[("5", "5")] * 2)
    valid = np.ones((2, 1), dtype=bool)
    assert scores.halo(marks, valid, [0, 1, 2]).value == 6
    few = scores.halo(marks, valid, [3, 4])
    assert (few.value, few.people, few.reason) == (None, 2, scores.FEW_PEOPLE)
    assert scores.halo(marks, valid).value == pytest.approx((3 * 6 + 2 * 0) / 5)


@pytest.mark.parametrize("shape", [(0, 2, 2), (4, 1, 2), (4, 0, 2), (4, 2, 0), (4, 3, 2)])
def test_without_marks_or_rivals_there_is_no_halo_but_a_sentence(shape: tuple[int, int, int]) -> None:
    found = scores.halo(np.full(shape, X), np.ones(shape[1:], dtype=bool))
    assert (found.value, found.reason) == (None, scores.NO_RIVAL)


def test_means_leave_dont_knows_out_and_say_nothing_where_nobody_answered() -> None:
    found = scores.means(grid("1 -", "2 -", "- -"))
    assert found[0] == 1.5
    assert np.isnan(found[1])


def test_doubling_every_person_changes_neither_halo_nor_mean() -> None:
    chance = np.random.default_rng(8)
    marks = chance.integers(0, 11, (5, 3, 4)).astype(float)
    valid = np.ones((3, 4), dtype=bool)
    twice = np.concatenate([marks, marks])
    assert scores.halo(twice, valid).value == pytest.approx(scores.halo(marks, valid).value)
    assert scores.means(twice) == pytest.approx(scores.means(marks))
