"""Two camps on a need: told from one heap, described below six people, pictured above sixty."""

from __future__ import annotations

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_disagreement import rooms_of_points, rows

from cxw.stats import disagreement
from cxw.stats.disagreement import CampSplit, Described, Histogram, Matrix, NoNumber, Side, camps
from cxw.stats.disagreement.camps import POSITIVE


def two_needs(*points: float) -> Matrix:
    """Points on a first need, the rest of the hundred on a second."""
    first = np.array(points, dtype=float)
    return np.stack([first, 100 - first], axis=1)


def first(points: Matrix, seed: int = 1, draws: int = 1999) -> CampSplit:
    one = camps(points, seed, draws)[0]
    assert isinstance(one, CampSplit)
    return one


def best_split(values: list[float]) -> float:
    """BSS / TSS of the best split with two on each side, by its definition, over all ways to part the people."""
    numbers = np.array(values)
    total = ((numbers - numbers.mean()) ** 2).sum()
    best = 0.0
    for size in range(2, len(values) - 1):
        for chosen in combinations(range(len(values)), size):
            one, other = numbers[list(chosen)], np.delete(numbers, list(chosen))
            between = sum(len(s) * (s.mean() - numbers.mean()) ** 2 for s in (one, other))
            best = max(best, float(between))
    return best / float(total)


def _may_have_camps(values: list[int]) -> bool:
    """Not all say the same, and as many give the need something as camps are told of."""
    return len(set(values)) > 1 and sum(value > 0 for value in values) >= POSITIVE


def test_two_heaps_far_apart_are_two_camps() -> None:
    one = first(two_needs(5, 5, 10, 10, 10, 60, 60, 65, 60, 55))
    assert one.low == Side(5, 5, 10)
    assert one.high == Side(5, 55, 65)
    # means 8 and 60: 10 / 4 * 52^2 = 6760 of 6760 + 30 + 50
    assert one.share == pytest.approx(6760 / 6840)
    assert one.p < 0.01


def test_the_room_itself_counts_as_one_of_the_rooms_drawn() -> None:
    """So that no p is 0 (Phipson and Smyth 2010)."""
    p = first(two_needs(5, 5, 10, 10, 10, 60, 60, 65, 60, 55), draws=199).p
    assert p * 200 == pytest.approx(max(1, round(p * 200)))


@pytest.mark.parametrize(
    "points",
    [
        [20, 25, 25, 30, 30, 30, 35, 35, 40],  # one hump
        [0, 0, 0, 0, 0, 5, 5, 10, 20, 30],  # one heap at an end
        [20, 20, 20, 20, 20, 20, 20, 60],  # one person far out
        [25, 25, 25, 25, 30, 30, 30],  # next to each other, as far as rounding to five shows
    ],
)
def test_one_hump_one_heap_at_an_end_and_one_person_far_out_are_no_camps(points: list[float]) -> None:
    assert first(two_needs(*points)).p > 0.1


@given(st.lists(st.integers(0, 100), min_size=6, max_size=8).filter(_may_have_camps))
@settings(deadline=None, max_examples=often(30))
def test_the_split_is_the_best_of_all_ways_to_part_the_people(values: list[float]) -> None:
    assert first(two_needs(*values), draws=9).share == pytest.approx(best_split(values), abs=1e-9)


def test_a_camp_has_two_people_at_least() -> None:
    one = first(two_needs(10, 10, 10, 10, 20, 90))
    assert one.high == Side(2, 20, 90)


def test_answers_that_are_all_multiples_of_five_are_held_against_such_rooms() -> None:
    fives = two_needs(10, 15, 20, 25, 30, 35, 40)
    one_off = np.vstack([np.hstack([fives, np.zeros((7, 2))]), [[0, 0, 51, 49]]])
    coarse = first(np.vstack([np.hstack([fives, np.zeros((7, 2))]), [[0, 0, 50, 50]]]))
    fine = first(one_off)
    assert coarse.share == fine.share
    assert coarse.p != fine.p


def test_a_drawn_room_in_which_all_are_equal_has_no_camps() -> None:
    # nearly everybody equal: many drawn rooms have no spread at all, and must count as none, not as NaN
    one = first(two_needs(5, 5, 5, 5, 5, 5, 5, 5, 10, 10))
    assert 0 < one.p < 1


@pytest.mark.parametrize(
    ("points", "why"),
    [
        ([0, 0, 0, 0, 0, 60, 65, 70], "Fewer than 4 gave this need any points"),
        ([0, 0, 0, 0, 60, 60, 60, 60], "Everybody who gave this need any points gave the same"),
    ],
)
def test_camps_are_looked_for_only_where_four_gave_points_that_are_not_all_equal(
    points: list[float], why: str
) -> None:
    beside = two_needs(5, 5, 10, 10, 60, 60, 65, 55)[:, :1] / 2
    tested, untested, *_ = camps(np.hstack([beside, np.array(points)[:, None]]), seed=1)
    assert isinstance(untested, NoNumber)
    assert why in untested.why
    assert isinstance(tested, CampSplit)
    assert tested.p_all == tested.p, "what is not tested is not in Holm"


def test_zeros_beside_one_heap_are_no_camp_and_two_heaps_beside_zeros_are() -> None:
    zeros = [0] * 10
    assert first(two_needs(*zeros, 40, 45, 45, 50, 50, 50, 55, 55, 60, 60)).p > 0.2
    assert first(two_needs(*[10] * 7, *[5] * 5, *[70] * 6, *[75] * 4)).p < 0.01


def two_each(chance: np.random.Generator, n: int) -> Matrix:
    """People who each give points to two needs of five, and prefer none."""
    found = np.zeros((n, 5))
    for row in found:
        one, other = chance.choice(5, 2, replace=False)
        row[one] = chance.choice(np.arange(50, 95, 5))
        row[other] = 100 - row[one]
    return found


@pytest.mark.parametrize("n", [9, 15, 60])
def test_people_who_each_give_points_to_two_needs_stand_in_no_camps(n: int) -> None:
    told = 0
    for number in range(20):
        found = camps(two_each(np.random.default_rng(number), n), seed=1, draws=199)
        told += any(isinstance(one, CampSplit) and one.p_all <= 0.05 for one in found)
    assert told <= 3


def test_who_gives_nothing_and_who_gives_much_is_counted() -> None:
    rows_of = rows(*["0 60 20 10 10"] * 4, *["40 0 20 20 20"] * 3, *["60 0 20 10 10"] * 2, "20 20 20 20 20")
    found = disagreement.outright(rows_of)
    assert found[0] == (Side(4, 0, 0), Side(5, 40, 60))
    assert found[1] == (Side(5, 0, 0), Side(4, 60, 60))
    assert found[2:] == (None, None, None)


def test_one_person_at_an_end_is_not_counted_out() -> None:
    assert disagreement.outright(rows("0 100", *["50 50"] * 5, "100 0", "0 100")) == (None, None)
    assert disagreement.outright(np.zeros((0, 2))) == (None, None)


def test_holm_is_over_the_needs_that_were_tested() -> None:
    heaps = two_needs(5, 5, 10, 10, 10, 60, 60, 65, 60, 55) * 0.5
    spread = np.array([10, 12, 15, 17, 20, 22, 25, 27, 30, 32.0])[:, None]
    found = camps(np.hstack([heaps, spread, np.full((10, 1), 7.0)]), seed=1)
    tested = [one for one in found if isinstance(one, CampSplit)]
    assert len(tested) == 3
    assert [one.p_all for one in tested] == list(disagreement.holm([one.p for one in tested]))
    assert isinstance(found[3], NoNumber)
    assert "Everybody gave this need the same" in found[3].why


def test_below_six_people_it_is_said_who_stands_where() -> None:
    (one, _) = camps(two_needs(40, 5, 50, 10, 5), seed=1)
    assert one == Described((Side(3, 5, 10), Side(2, 40, 50)))


@pytest.mark.parametrize(
    ("points", "sides"),
    [
        ([10, 90], (Side(2, 10, 90),)),
        ([10, 50, 90], (Side(3, 10, 90),)),
        ([10, 10, 10, 90], (Side(4, 10, 90),)),
        ([10, 10, 90, 90], (Side(2, 10, 10), Side(2, 90, 90))),
    ],
)
def test_nobody_is_told_apart_from_an_equal_answer_nor_stands_alone(
    points: list[float], sides: tuple[Side, ...]
) -> None:
    assert camps(two_needs(*points), seed=1)[0] == Described(sides)


def test_six_to_sixty_people_are_tested() -> None:
    kinds = [type(camps(two_needs(*range(n)), 1, draws=9)[0]) for n in (5, 6, 60, 61)]
    assert kinds == [Described, CampSplit, CampSplit, Histogram]


def test_above_sixty_people_there_is_a_histogram() -> None:
    (one, other) = camps(two_needs(*[0] * 30, *[9] * 10, *[10] * 20, *[100] * 5), seed=1)
    assert one == Histogram((40, 20, 0, 0, 0, 0, 0, 0, 0, 5))
    assert isinstance(other, Histogram)
    assert sum(other.counts) == 65


@pytest.mark.parametrize(
    ("points", "why"),
    [
        (np.zeros((0, 2)), "Nobody gave points"),
        (rows("nan nan", "nan nan"), "Nobody gave points"),
        (rows("40 60"), "One person"),
        (rows("40 60", "40 60"), "Everybody gave this need the same"),
        (rows(*["100 0"] * 8), "Everybody gave this need the same"),
    ],
)
def test_a_room_without_camps_says_why(points: Matrix, why: str) -> None:
    found = camps(points, seed=1)
    assert len(found) == 2
    assert all(isinstance(one, NoNumber) and why in one.why for one in found)


def test_nobody_at_all_has_no_needs_to_say_anything_of() -> None:
    assert camps(disagreement.matrix({}), seed=1) == ()


@settings(deadline=None)
@given(rooms_of_points(low=3), st.randoms(use_true_random=False))
def test_neither_the_order_of_people_nor_of_needs_changes_camps(points: Matrix, random: Random) -> None:
    people, needs = [*range(points.shape[0])], [*range(points.shape[1])]
    random.shuffle(people)
    random.shuffle(needs)
    found = camps(points, 3, draws=49)
    again = camps(points[people][:, needs], 3, draws=49)
    assert list(again) == [found[need] for need in needs]


@given(rooms_of_points(low=1, high=1), st.integers(2, 70))
def test_a_unanimous_room_has_no_camps(points: Matrix, n: int) -> None:
    found = camps(np.repeat(points, n, axis=0), seed=1, draws=9)
    assert not any(isinstance(one, CampSplit) for one in found)
    assert not any(isinstance(one, Described) for one in found)


def test_rooms_in_one_heap_are_rarely_called_two_camps() -> None:
    generator = np.random.default_rng(4)
    called = 0
    for _ in range(200):
        points = two_needs(*np.round(generator.beta(2, 3, 10) * 20) * 5)
        called += first(points, draws=199).p <= 0.05
    assert called / 200 <= 0.08
