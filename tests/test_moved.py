"""What moved between two rounds, for which reason, and towards whom: by hand, by brute force, at random."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often, some

from cxw.stats.moved import (
    ByReason,
    by_reason,
    further_round_adds_little,
    points_change,
    points_moved,
    pull_towards,
)

EIGHT = np.array(
    [
        [60, 20, 20],  # declared
        [20, 60, 20],
        [20, 20, 60],
        [20, 50, 30],
        [20, 40, 40],
        [20, 40, 40],
        [20, 50, 30],
        [20, 40, 40],
    ],
    dtype=float,
)
"""The mean is (25, 40, 35); the declared person stands apart from the others on the first need."""


def room(seed: int, people: int = 8, needs: int = 4) -> tuple[np.ndarray, np.ndarray]:
    """Two rounds of rows rounded to 5 points; about a third of the people stay where they were."""
    draw = np.random.Generator(np.random.PCG64(seed))

    def rows() -> np.ndarray:
        grown = np.floor(draw.dirichlet(np.full(needs, 1.2), people) * 20) * 5
        grown[:, 0] += 100 - grown.sum(axis=1)
        return grown

    before, other = rows(), rows()
    stays = draw.random(people) < 0.35
    return before, np.where(stays[:, None], before, other)


def brute(before: np.ndarray, after: np.ndarray, one: int) -> tuple[float, float]:
    """a and b as the method writes them, person by person and need by need, by numpy's least squares."""
    people = range(len(before))
    ways, went = [], []
    for j in people:
        if j != one:
            m = np.mean([before[i] for i in people if i not in (j, one)], axis=0)
            ways += [*zip(m - before[j], before[one] - m, strict=True)]
            went += [*(after[j] - before[j])]
    (a, b), *_ = np.linalg.lstsq(np.array(ways), np.array(went), rcond=None)
    return float(a), float(b)


def direct(before: np.ndarray, after: np.ndarray, one: int) -> tuple[float, float]:
    """The same by the textbook's formula for two regressors without an intercept."""
    people = [j for j in range(len(before)) if j != one]
    means = [np.mean([before[i] for i in people if i != j], axis=0) for j in people]
    g = np.concatenate([m - before[j] for j, m in zip(people, means, strict=True)])
    v = np.concatenate([before[one] - m for m in means])
    d = np.concatenate([after[j] - before[j] for j in people])
    both = (g @ g) * (v @ v) - (g @ v) ** 2
    return (
        float(((v @ v) * (g @ d) - (g @ v) * (v @ d)) / both),
        float(((g @ g) * (v @ d) - (g @ v) * (g @ d)) / both),
    )


def by_hand(before: np.ndarray, after: np.ndarray, one: int) -> float:
    """t as the method writes it: X'X, a row of scores for each other person, and what steps make."""
    people = [j for j in range(len(before)) if j != one]
    means = [np.mean([before[i] for i in people if i != j], axis=0) for j in people]
    blocks = [np.stack([m - before[j], before[one] - m], axis=1) for j, m in zip(people, means, strict=True)]
    a, b = brute(before, after, one)
    inverse = np.linalg.inv(sum(x.T @ x for x in blocks))
    scores = [x.T @ (after[j] - before[j] - x @ [a, b]) for j, x in zip(people, blocks, strict=True)]
    v = inverse @ sum(np.outer(s, s) for s in scores) @ inverse
    takes = np.array([-1 / len(people) if a > 0 else 0.0, 1.0])
    step = 5 if not (np.any(before % 5) or np.any(after % 5)) else 1
    least = step**2 / 12 * takes @ inverse @ takes
    return float((b - max(a, 0) / len(people)) / np.sqrt(max(takes @ v @ takes, least)))


@pytest.mark.parametrize("start", some(zip(range(0, 300, 50), strict=True), lambda start: start in (0, 150)))
def test_the_regression_is_least_squares_for_everybody_in_turn(start: int) -> None:
    for seed in range(start, start + 50):
        before, after = room(seed, 5 + seed % 9, 2 + seed % 5)
        one = seed % len(before)
        found = pull_towards(before, after, one)
        if found.together is None or found.towards is None or found.excess is None:
            assert found.why
            continue
        assert (found.together, found.towards) == pytest.approx(brute(before, after, one), abs=1e-9)
        assert (found.together, found.towards) == pytest.approx(direct(before, after, one), abs=1e-9)
        a, b = brute(before, after, one)
        assert found.excess == pytest.approx(b - max(a, 0) / (len(before) - 1), abs=1e-9)
        if found.ranked == len(before):
            ts = [by_hand(before, after, j) for j in range(len(before))]
            assert [found.t, *found.others] == pytest.approx(
                [ts[one], *sorted(np.delete(ts, one), reverse=True)], abs=1e-6
            )


def test_a_room_of_eight_that_goes_a_quarter_of_the_way_to_one_person() -> None:
    # Everybody goes a quarter of the way to (60, 20, 20): d = 1/4 (g + v), since g + v = w1_l - w1_j.
    # So a = b = 1/4 and e = 1/4 - 1/4 / 7 = 3/14.
    after = EIGHT + (EIGHT[0] - EIGHT) / 4
    found = pull_towards(EIGHT, after, 0)
    assert (found.together, found.towards, found.excess) == pytest.approx((0.25, 0.25, 3 / 14))
    assert (found.rank, found.ranked, found.people) == (1, 8, 8)
    assert found.raised
    assert not pull_towards(EIGHT, after, 0, threshold=0.25).raised


def test_the_same_room_drifting_to_its_mean_was_pulled_by_nobody() -> None:
    # The mean is (25, 40, 35). Half of the way to it: a = 7/16, b = 1/16, e = 1/16 - 7/16/7 = 0.
    after = EIGHT + ([25, 40, 35] - EIGHT) / 2
    found = pull_towards(EIGHT, after, 0)
    assert (found.together, found.towards) == pytest.approx((7 / 16, 1 / 16))
    assert [found.excess, found.t, *found.others] == pytest.approx([0] * 9, abs=1e-11)
    assert found.rank == 8
    assert not found.raised


def test_by_hand_one_who_goes_all_the_way_and_six_who_stay() -> None:
    # x = w1 - (25, 40, 35): x_l = (35, -20, -15), |x_l|^2 = 1850; the others' |x_j|^2 add up to 2150
    # (650, 1050, 150, 50, 50, 150, 50). Only the second person moves, by d = (40, -40, 0):
    # x_l d = 2200 and, with x_2 = (-5, 20, -15), x_2 d = -1000.
    # Normal equations 12950 p - 1850 r = 2200 and -1850 p + 2150 r = -1000, determinant 24420000:
    # p = 288 / 2442, r = -888 / 2442; a = (p - 7 r) / 8 = 813 / 2442, b = (7 p - r) / 8 = 363 / 2442.
    after = EIGHT.copy()
    after[1] = EIGHT[0]
    found = pull_towards(EIGHT, after, 0)
    assert (found.together, found.towards) == pytest.approx((813 / 2442, 363 / 2442))
    assert found.excess == pytest.approx((363 - 813 / 7) / 2442)


def test_the_room_of_eight_in_the_page_of_methods_is_computed_as_it_says() -> None:
    first = "60 20 20, 50 30 20, 50 20 30, 40 30 30, 20 60 20, 20 50 30, 30 40 30, 10 50 40"
    second = "50 30 20, 40 40 20, 40 30 30, 30 40 30, 20 60 20, 20 60 20, 20 50 30, 20 50 30"
    before, after = (
        np.array([[float(x) for x in row.split()] for row in rows.split(",")]) for rows in (first, second)
    )
    found = pull_towards(before, after, 4)
    assert found.together == pytest.approx(0.32, abs=0.005)
    assert found.towards == pytest.approx(0.33, abs=0.005)
    assert found.excess == pytest.approx(0.29, abs=0.005)
    assert found.t == pytest.approx(5.0, abs=0.05)
    assert (found.rank, found.raised) == (2, False)
    both = points_change(before, after, ["fact"] * 8)
    assert both is not None
    assert (both.moved.people, both.moved.total) == (7, 70)
    assert both.apart == pytest.approx((23.6, 16.8), abs=0.05)


def test_a_room_that_only_drifts_with_noise_has_an_excess_near_zero_in_the_mean() -> None:
    draw = np.random.Generator(np.random.PCG64(4))
    found = []
    for _ in range(400):
        before = draw.dirichlet(np.full(5, 2.0), 8) * 100
        after = before + 0.4 * (before.mean(axis=0) - before) + draw.normal(0, 3, before.shape)
        found.append(pull_towards(before, after, 0))
    assert abs(np.mean([one.excess for one in found])) < 0.02
    assert np.mean([one.rank == 1 for one in found]) == pytest.approx(1 / 8, abs=0.04)


def test_a_fact_that_moves_everybody_leaves_the_declared_person_without_a_rank_of_their_own() -> None:
    # Everybody, the declared person too, gives the first need 20 points more: whoever stood there first is
    # "moved towards"; the declared person, who stood elsewhere, is not raised.
    draw = np.random.Generator(np.random.PCG64(9))
    raised = 0
    for _ in range(100):
        before = draw.dirichlet(np.full(4, 2.0), 8) * 80
        before[:, 0] += 20
        shift = np.array([15, -5, -5, -5])
        raised += pull_towards(before, before + shift, 3).raised
    assert raised <= 20


def test_one_of_whom_the_room_is_unsure_is_not_raised_however_far_they_were_gone_towards() -> None:
    # One person goes the whole way, six stay: a large excess on one person's word.
    after = EIGHT.copy()
    after[1] = [60, 20, 20]
    after[2] = [20, 40, 40]
    found = pull_towards(EIGHT, after, 0, threshold=0.05)
    assert found.t is not None
    assert found.t < 2.5
    assert not found.raised


def test_the_step_of_writing_is_the_least_error_there_is() -> None:
    # Everybody goes exactly the same share of the way: no residual is left, so t is the excess by the error
    # that writing makes; in fives that is five times as large as in ones.
    after = EIGHT + (EIGHT[0] - EIGHT) / 2
    other = np.array([1, -1, 0])
    fives, ones = pull_towards(EIGHT, after, 0), pull_towards(EIGHT + other, after + other, 0)
    assert fives.t is not None
    assert ones.t == pytest.approx(5 * fives.t)


def test_four_people_are_too_few_for_a_pull_and_five_are_not() -> None:
    before, after = room(3, 5)
    assert pull_towards(before, after, 0).excess is not None
    few = pull_towards(before[:4], after[:4], 0)
    assert few.excess is None
    assert few.why == "Fewer than five of us answered twice: too few to compute a pull."


def test_seven_people_have_a_number_that_is_never_raised() -> None:
    seven = EIGHT[:7]
    after = seven + (seven[0] - seven) / 2
    found = pull_towards(seven, after, 0)
    assert found.rank == 1
    assert found.excess == pytest.approx(0.5 - 0.5 / 6)
    assert not found.raised


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        (EIGHT, EIGHT, "Nobody moved"),
        (np.full((8, 4), 25.0), np.full((8, 4), 25.0), "Nobody moved"),
        (EIGHT, np.vstack([[[20.0, 60, 20]], EIGHT[1:]]), "Nobody else moved"),
        (np.array([[70.0, 30]] + [[50.0, 50]] * 7), np.array([[70.0, 30]] * 8), "all gave the same"),
        (
            np.array([[50.0, 50], [40, 60], [60, 40], [30, 70], [70, 30]]),
            np.array([[50.0, 50], [50, 50], [50, 50], [50, 50], [50, 50]]),
            "at the mean of the others",
        ),
        (np.zeros((0, 0)), np.zeros((0, 0)), "Fewer than five"),
    ],
)
def test_a_room_without_a_pull_says_why(before: np.ndarray, after: np.ndarray, says: str) -> None:
    found = pull_towards(before, after, 0)
    assert (found.excess, found.t, found.rank, found.others, found.raised) == (None, None, None, (), False)
    assert found.why is not None
    assert says in found.why


def test_only_somebody_who_is_there_can_be_declared() -> None:
    with pytest.raises(ValueError, match="no row 8"):
        pull_towards(EIGHT, EIGHT, 8)


@settings(max_examples=often(60), deadline=None)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_people_and_needs_changes_no_pull(seed: int, chance: object) -> None:
    before, after = room(seed, 9, 4)
    people, needs = list(range(9)), list(range(4))
    chance.shuffle(people)  # type: ignore[attr-defined]
    chance.shuffle(needs)  # type: ignore[attr-defined]
    one = pull_towards(before, after, 2)
    other = pull_towards(before[people][:, needs], after[people][:, needs], people.index(2))
    assert (one.rank, one.ranked, one.raised, one.why) == (other.rank, other.ranked, other.raised, other.why)
    assert one.others == pytest.approx(other.others, abs=1e-6)
    assert one.t == pytest.approx(other.t, abs=1e-6)
    if one.excess is not None:
        assert other.excess == pytest.approx(one.excess, abs=1e-7)


def test_what_moved_is_counted_once_however_many_needs_it_touched() -> None:
    before = np.array([[50.0, 30, 20], [20, 30, 50], [40, 40, 20]])
    after = np.array([[50.0, 30, 20], [30, 30, 40], [10, 40, 50]])
    found = points_moved(before, after)
    assert found is not None
    assert list(found.each) == [0, 10, 30]
    assert (found.people, found.total, found.median) == (2, 40, 10)
    assert found.share == pytest.approx(40 / 300)
    assert found.per_need == pytest.approx((40 / 3, 0, 40 / 3))


def test_nobody_in_both_rounds_moved_nothing() -> None:
    assert points_moved(np.zeros((0, 0)), np.zeros((0, 0))) is None


def test_points_are_counted_by_the_reason_of_whoever_moved_them() -> None:
    found = by_reason([10, 0, 5, 20, 15, 2.5], ["agreement", "fact", "none", "agreement", None, "fact"])
    assert found == (
        ByReason("fact", 1, 2.5),
        ByReason("agreement", 2, 30),
        ByReason("none", 1, 5),
        ByReason("not asked", 1, 15),
    )


def test_two_rounds_stand_beside_each_other_with_all_that_moved() -> None:
    before = np.array([[50.0, 50], [100, 0], [0, 100]])
    after = np.array([[50.0, 50], [80, 20], [40, 60]])
    found = points_change(before, after, [None, "none", "fact"], alpha=(-0.2, 0.1))
    assert found is not None
    # Pairs before: 50, 50, 100; after: 30, 10, 40.
    assert found.apart == pytest.approx((200 / 3, 80 / 3))
    assert found.alpha == (-0.2, 0.1)
    assert (found.moved.total, found.moved.people) == (60, 2)
    assert found.moved.share == pytest.approx(0.2)
    assert found.moved.per_need == pytest.approx((20, 20))


def test_one_person_is_not_apart_from_anybody_and_nobody_has_no_change() -> None:
    alone = points_change(np.array([[50.0, 50]]), np.array([[60.0, 40]]), ["fact"])
    assert alone is not None
    assert alone.apart is None
    assert points_change(np.zeros((0, 0)), np.zeros((0, 0)), []) is None


@pytest.mark.parametrize(("each", "said"), [((5, 10, 40), True), ((5, 15, 40), False), ((0, 0, 0), False)])
def test_another_round_is_said_to_add_little_where_the_median_person_moved_little(
    each: tuple[float, ...], said: bool
) -> None:
    before = np.array([[50.0, 50]] * 3)
    found = points_change(before, before + np.array([[x, -x] for x in each]), [None] * 3)
    assert found is not None
    assert further_round_adds_little(found.moved) is said
    assert further_round_adds_little(found.moved, stop_points=15) is (sum(each) > 0)


def test_three_thousand_people_are_looked_at_in_turn_before_anybody_notices() -> None:
    before, after = room(1, 3000, 12)
    found = pull_towards(before, after, 0)
    assert found.ranked > 2900
    a, b = direct(before[:200], after[:200], 0)
    small = pull_towards(before[:200], after[:200], 0)
    assert (small.together, small.towards) == pytest.approx((a, b), abs=1e-9)
