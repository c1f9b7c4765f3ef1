"""What functions explain of the points, beside the same names drawn from a hat."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_disagreement import apart_of, rooms_of_points, rows

from cxw.stats import disagreement, functions
from cxw.stats.disagreement import Matrix, NoNumber
from cxw.stats.functions import Explained, FunctionDifferences, FunctionShare


def explained(found: FunctionDifferences) -> Explained:
    assert isinstance(found.overall, Explained)
    return found.overall


def shares(found: FunctionDifferences) -> list[FunctionShare]:
    assert all(isinstance(share, FunctionShare) for share in found.needs)
    return [share for share in found.needs if isinstance(share, FunctionShare)]


def r2_of(points: Matrix, members: list[list[int]]) -> tuple[float, list[float]]:
    """R2 and each need's share by their definition."""
    everybody = [person for group in members for person in group]
    total = ((points[everybody] - points[everybody].mean(axis=0)) ** 2).sum(axis=0)
    inside = sum(((points[g] - points[g].mean(axis=0)) ** 2).sum(axis=0) for g in members)
    return float(1 - np.sum(inside) / total.sum()), list(1 - inside / total)


def spread_of(rows: Matrix, step: float) -> float:
    """The variance over all needs, never below what rounding makes."""
    return float(max(rows.var(axis=0, ddof=1).sum(), rows.shape[1] * step**2 / 12))


def welch_of(points: Matrix, members: list[list[int]], step: float = 5.0) -> float:
    """W* by its definition, pair after pair; functions of one are not in it."""
    groups = [points[g] for g in members if len(g) > 1]
    a, weights = len(groups), [len(g) / spread_of(g, step) for g in groups]
    total = sum(weights)
    above = sum(
        weights[i] * weights[j] / total * ((groups[i].mean(axis=0) - groups[j].mean(axis=0)) ** 2).sum()
        for i, j in combinations(range(a), 2)
    )
    h = sum((1 - w / total) ** 2 / (len(g) - 1) for w, g in zip(weights, groups, strict=True))
    return float(above / (a - 1) / (1 + 2 * (a - 2) / (a**2 - 1) * h))


def two_of(one: Matrix, other: Matrix, step: float = 5.0) -> Matrix:
    """Two groups on each need, with the spread over all needs, by its definition."""
    error = spread_of(one, step) / len(one) + spread_of(other, step) / len(other)
    squares: Matrix = (one.mean(axis=0) - other.mean(axis=0)) ** 2
    return squares / error


def dealt(people: int, sizes: list[int]) -> Iterator[list[list[int]]]:
    """Every order of the people, cut into groups of these sizes."""
    for order in permutations(range(people)):
        yield [[order[place] for place in group] for group in split(people, sizes)]


def random_room(seed: int, people: int, needs: int = 5) -> Matrix:
    drawn = np.random.default_rng(seed).dirichlet(np.ones(needs), people)
    return np.round(drawn * 20) * 5


def split(people: int, sizes: list[int]) -> list[list[int]]:
    assert sum(sizes) <= people
    ends = np.cumsum([0, *sizes])
    return [list(range(start, stop)) for start, stop in pairwise(ends)]


# The room of eight of docs/methods.md, calculated there by hand.
EIGHT = rows(
    *("60 20 20", "50 30 20", "50 20 30", "40 30 30"), *("20 60 20", "20 50 30", "30 40 30", "10 50 40")
)
SIX = rows("60 20 20", "50 30 20", "70 10 20", "20 60 20", "10 60 30", "30 50 20")


def test_two_functions_stand_beside_every_way_of_dealing_their_names() -> None:
    found = functions.function_differences(SIX, [[0, 1, 2], [3, 4, 5]], 2, seed=1)
    (pair,), gap = found.pairs, found.gap
    dealt = []
    for three in combinations(range(6), 3):
        rest = [person for person in range(6) if person not in three]
        dealt.append(apart_of(SIX[list(three)].mean(axis=0), SIX[rest].mean(axis=0)))
    # means 60 20 20 and 20 56.7 23.3: half of 40 + 36.7 + 3.3
    assert pair.apart == pytest.approx(40)
    assert pair.hat == pytest.approx(np.mean(dealt))
    # in the first pairs are 10, 10, 20 apart, in the second 10, 10, 20
    assert pair.within == pytest.approx((40 / 3, 40 / 3))
    assert gap is not None
    assert (gap.need, gap.higher, gap.lower) == (0, 0, 1)
    assert gap.gap == pytest.approx(40)


def test_the_hat_of_a_gap_is_the_mean_of_the_hats_largest_gap_over_all_needs_and_pairs() -> None:
    points = rows("60 20 20", "50 30 20", "20 60 20", "10 60 30", "30 50 20", "0 50 50")
    gap = functions.function_differences(points, [[0, 1], [2, 3], [4, 5]], 3, seed=1).gap
    largest = []
    for order in permutations(range(6)):
        means = [points[list(order[i : i + 2])].mean(axis=0) for i in (0, 2, 4)]
        largest.append(max(np.abs(a - b).max() for a, b in combinations(means, 2)))
    assert gap is not None
    assert gap.hat == pytest.approx(np.mean(largest))


def test_w_star_and_its_p_are_those_of_slow_obvious_code() -> None:
    points, sizes = random_room(2, 7), [3, 2, 2]
    members = split(7, sizes)
    found = explained(functions.function_differences(points, members, 3, seed=1))
    drawn = [welch_of(points, groups) for groups in dealt(7, sizes)]
    assert found.statistic == pytest.approx(welch_of(points, members))
    assert found.p == pytest.approx(np.mean([w >= found.statistic * (1 - 1e-9) for w in drawn]))


def test_two_functions_and_one_need_are_held_against_the_farthest_of_all_in_each_deal() -> None:
    points, sizes = random_room(2, 7), [3, 2, 2]
    members = split(7, sizes)
    found = functions.function_differences(points, members, 3, seed=1)
    over_all, on_one = [], []
    for groups in dealt(7, sizes):
        pairs = [two_of(points[one], points[other]) for one, other in combinations(groups, 2)]
        over_all.append(max(pair.sum() for pair in pairs))
        on_one.append(max(pair.max() for pair in pairs))
    for pair in found.pairs:
        real = two_of(points[members[pair.first]], points[members[pair.second]])
        assert pair.p == pytest.approx(np.mean([one >= real.sum() * (1 - 1e-9) for one in over_all]))
    gap = found.gap
    assert gap is not None
    real = two_of(points[members[gap.higher]], points[members[gap.lower]])
    assert gap.p == pytest.approx(np.mean([one >= real[gap.need] * (1 - 1e-9) for one in on_one]))


@pytest.mark.parametrize("seed", range(40))
def test_no_two_functions_and_no_need_differ_where_the_test_over_all_finds_nothing(seed: int) -> None:
    sizes = [[3, 3], [3, 4], [4, 4, 4], [5, 3, 3], [2, 2, 2], [6, 3, 1]][seed % 6]
    points = random_room(seed, sum(sizes))
    points[: sizes[0]] = np.roll(points[: sizes[0]], seed % 2, axis=1)
    found = functions.function_differences(points, split(sum(sizes), sizes), len(sizes), seed=1, draws=299)
    said = explained(found).verdict == "difference"
    assert said is (explained(found).p <= 0.05)
    for pair in found.pairs:
        assert pair.differs is (said and pair.p is not None and pair.p <= 0.1)
    assert found.gap is not None
    assert found.gap.differs is (said and found.gap.p <= 0.1)
    assert all(share.p >= explained(found).p for share in found.needs if isinstance(share, FunctionShare))


@pytest.mark.parametrize("sizes", [[3, 3], [2, 2, 2], [2, 4], [2, 2, 1]])
def test_where_the_smallest_p_is_too_large_no_difference_however_large_is_told(sizes: list[int]) -> None:
    points = np.repeat(np.eye(len(sizes)) * 100, sizes, axis=0)
    found = functions.function_differences(points, split(sum(sizes), sizes), len(sizes), seed=1)
    assert explained(found).floor > 0.05
    assert explained(found).verdict == "undecided"
    assert not any(pair.differs for pair in found.pairs)
    assert found.gap is not None
    assert not found.gap.differs


def test_people_who_disagree_among_themselves_seldom_look_like_another_function() -> None:
    """Three who are far apart beside nine who agree, and the same true means: with R2 one room in four."""
    said = 0
    for seed in range(120):
        drawn = np.random.default_rng(seed)
        rows_ = np.vstack([drawn.dirichlet(np.full(5, 0.5), 3), drawn.dirichlet(np.full(5, 3.0), 9)])
        points = np.round(rows_ * 20) * 5
        found = functions.function_differences(points, split(12, [3, 9]), 2, seed=1)
        said += any(pair.differs for pair in found.pairs)
    assert said / 120 <= 0.14


def test_the_step_of_the_answers_is_the_least_that_a_function_differs_within() -> None:
    """Two functions of one mind each: only rounding is left of their spread."""
    found = functions.function_differences(
        rows(*["60 30 10"] * 4, *["30 60 10"] * 4), split(8, [4, 4]), 2, seed=1
    )
    assert explained(found).statistic == pytest.approx(1800 / (2 * (3 * 25 / 12) / 4))
    ones = functions.function_differences(
        rows(*["61 29 10"] * 4, *["29 61 10"] * 4), split(8, [4, 4]), 2, seed=1
    )
    assert explained(ones).statistic == pytest.approx(2 * 32**2 / (2 * (3 / 12) / 4))


def test_a_gap_beyond_chance_is_the_largest_in_points_of_those_that_are() -> None:
    points = rows(*["70 20 10"] * 5, *["20 70 10"] * 4, "20 60 20")
    gap = functions.function_differences(points, split(10, [5, 5]), 2, seed=1).gap
    assert gap is not None
    assert (gap.need, gap.higher, gap.lower, gap.gap, gap.differs) == (0, 0, 1, 50, True)


def test_a_function_of_one_stands_beside_the_hat_and_is_in_no_test() -> None:
    points = np.vstack([EIGHT, rows("0 0 100")])
    found = functions.function_differences(points, [*split(8, [4, 4]), [8]], 3, seed=1)
    assert explained(found).alone == 1
    assert [pair.p is None for pair in found.pairs] == [False, True, True]
    assert found.pairs[0].differs
    assert not any(pair.differs for pair in found.pairs[1:])
    assert found.pairs[1].apart == pytest.approx(75)
    assert explained(found).statistic == pytest.approx(18.6)


def test_a_function_that_may_not_be_shown_is_dealt_and_tested_but_in_no_pair() -> None:
    points = rows("60 20 20", "50 30 20", "20 60 20", "10 60 30", "30 50 20", "0 50 50")
    found = functions.function_differences(points, [[0, 1], [2, 3], [4, 5]], 2, seed=1)
    (pair,) = found.pairs
    dealt, largest = [], []
    for order in permutations(range(6)):
        one, other = (points[list(order[i : i + 2])].mean(axis=0) for i in (0, 2))
        dealt.append(apart_of(one, other))
        largest.append(np.abs(one - other).max())
    assert (pair.first, pair.second) == (0, 1)
    assert pair.hat == pytest.approx(np.mean(dealt))
    assert found.gap is not None
    assert found.gap.hat == pytest.approx(np.mean(largest))
    assert explained(found).functions == 3


def test_what_functions_explain_is_counted_over_every_distinct_way_to_deal_them() -> None:
    found = explained(functions.function_differences(SIX, [[0, 1, 2], [3, 4, 5]], 2, seed=1))
    drawn = [
        welch_of(SIX, [list(three), [p for p in range(6) if p not in three]])
        for three in combinations(range(6), 3)
    ]
    assert found.r2 == pytest.approx(r2_of(SIX, [[0, 1, 2], [3, 4, 5]])[0])
    assert found.adjusted == pytest.approx(1 - (1 - found.r2) * 5 / 4)
    assert found.p == pytest.approx(np.mean([w >= drawn[0] - 1e-9 for w in drawn])) == 0.1
    assert (found.people, found.functions, found.floor, found.exact) == (6, 2, 0.1, True)
    # three against three can never be below .1, so this room cannot decide it however far they are apart
    assert found.verdict == "undecided"


@pytest.mark.parametrize(
    ("sizes", "floor"), [([3, 3], 0.100), ([2, 2, 2], 0.067), ([4, 4], 0.029), ([5, 5], 0.008)]
)
def test_the_smallest_possible_p_is_that_of_the_sizes(sizes: list[int], floor: float) -> None:
    found = explained(
        functions.function_differences(random_room(4, sum(sizes)), split(sum(sizes), sizes), 2, seed=1)
    )
    assert found.floor == pytest.approx(floor, abs=0.0005)
    assert found.p >= found.floor


def test_no_need_by_itself_is_beyond_chance_more_easily_than_the_largest_of_all_in_the_hat() -> None:
    points, members = random_room(8, 7), [[0, 1, 2], [3, 4], [5, 6]]
    told = functions.function_differences(points, members, 3, seed=1)
    found, real = shares(told), r2_of(points, members)[1]
    largest = [
        max(r2_of(points, [list(o[:3]), list(o[3:5]), list(o[5:])])[1]) for o in permutations(range(7))
    ]
    for one, share in zip(found, real, strict=True):
        assert one.share == pytest.approx(share)
        alone = np.mean([value >= share - 1e-9 for value in largest])
        assert one.p == pytest.approx(max(alone, explained(told).p))


def test_a_clear_difference_in_a_room_that_can_show_it_is_called_one() -> None:
    found = functions.function_differences(
        rows(*["70 20 10"] * 5, *["20 70 10"] * 5), split(10, [5, 5]), 2, seed=1
    )
    assert explained(found).verdict == "difference"
    assert explained(found).p == pytest.approx(1 / 126)
    assert explained(found).r2 == 1


def test_a_small_room_that_finds_nothing_cannot_decide_and_a_large_one_says_none_was_found() -> None:
    small = functions.function_differences(random_room(1, 39), split(39, [13, 13, 13]), 3, seed=1)
    large = functions.function_differences(random_room(2, 40), split(40, [14, 13, 13]), 3, seed=1)
    assert explained(small).p > 0.05
    assert explained(small).verdict == "undecided"
    assert explained(large).p > 0.05
    assert explained(large).verdict == "none found"


def test_a_large_room_whose_smallest_p_is_too_large_cannot_decide_either() -> None:
    assert functions.verdict(40, 0.2, 0.067) == "undecided"


def test_a_function_of_one_counts_in_what_functions_explain() -> None:
    points = random_room(3, 7)
    with_one = explained(functions.function_differences(points, [[0, 1, 2], [3, 4, 5], [6]], 2, seed=1))
    assert (with_one.people, with_one.functions) == (7, 3)
    assert with_one.r2 == pytest.approx(r2_of(points, [[0, 1, 2], [3, 4, 5], [6]])[0])


NOBODY = np.zeros((0, 3))


@pytest.mark.parametrize(
    ("points", "members", "why"),
    [
        (NOBODY, [], functions.NOBODY),
        (disagreement.matrix({}), [[]], functions.NOBODY),
        (rows("nan nan nan", "nan nan nan"), [[0], [1]], functions.NOBODY),
        (rows("50 30 20"), [[0]], functions.ONE),
        (SIX, [list(range(6))], functions.ONE),
        (SIX, [], functions.NOBODY),
        (rows("50 30 20", "20 30 50"), [[0], [1]], functions.ALONE),
        (rows("50 30 20", "20 30 50", "40 40 20"), [[0], [1, 2]], functions.ONE_OF_SEVERAL),
        (rows(*["50 30 20"] * 6), [[0, 1, 2], [3, 4, 5]], functions.EQUAL_ROWS),
    ],
)
def test_a_room_that_can_show_nothing_says_why(
    points: Matrix, members: list[list[int]], why: NoNumber
) -> None:
    found = functions.function_differences(points, members, len(members), seed=1)
    assert found.overall == why
    assert found.needs == (why,) * points.shape[1]
    assert all(np.isfinite([pair.apart, pair.hat]).all() for pair in found.pairs)


def test_a_need_everybody_gave_the_same_is_set_aside_and_the_others_stand() -> None:
    fourth = np.hstack([SIX / 2, np.full((6, 1), 50.0)])
    found = functions.function_differences(fourth, [[0, 1, 2], [3, 4, 5]], 2, seed=1)
    without = functions.function_differences(SIX, [[0, 1, 2], [3, 4, 5]], 2, seed=1)
    assert found.needs[3] == functions.EQUAL_NEED
    three = [share for share in found.needs if isinstance(share, FunctionShare)]
    assert [share.share for share in three] == pytest.approx([share.share for share in shares(without)])
    assert [share.p for share in three] == [share.p for share in shares(without)]


def test_fewer_than_two_functions_have_nothing_to_compare() -> None:
    found = functions.function_differences(rows("50 30 20", "20 30 50"), [[0, 1]], 1, seed=1)
    assert (found.pairs, found.gap) == ((), None)


def test_who_does_not_know_or_has_no_function_changes_nothing() -> None:
    more = np.vstack([SIX, rows("nan nan nan", "100 0 0")])
    assert functions.function_differences(
        more, [[0, 1, 2], [3, 4, 5, 6]], 2, seed=1
    ) == functions.function_differences(SIX, [[0, 1, 2], [3, 4, 5]], 2, seed=1)


@settings(deadline=None)
@given(rooms_of_points(low=9, high=9), st.permutations(range(9)), st.booleans())
def test_neither_the_order_of_people_nor_of_functions_changes_a_number(
    points: Matrix, order: list[int], swap: bool
) -> None:
    members = [[0, 1, 2], [3, 4, 5, 6]]
    found = functions.function_differences(points, members, 2, seed=5)
    moved = [[order.index(person) for person in group] for group in members]
    again = functions.function_differences(points[order], moved[::-1] if swap else moved, 2, seed=5)
    (pair,), (other,) = found.pairs, again.pairs
    assert other.hat == pair.hat
    assert other.apart == pytest.approx(pair.apart)
    assert other.within == pytest.approx(pair.within[::-1] if swap else pair.within)
    assert (again.overall, again.needs) == (found.overall, found.needs)
    assert found.gap is not None
    assert again.gap is not None
    assert again.gap.hat == found.gap.hat
    assert again.gap.gap == pytest.approx(found.gap.gap)


def test_drawn_deals_do_not_depend_on_order_either() -> None:
    points = np.random.default_rng(3).integers(0, 30, (16, 4)).astype(float)
    members = [list(range(5)), list(range(5, 10)), list(range(10, 16))]
    found = functions.function_differences(points, members, 3, seed=5)
    back = [[15 - person for person in group] for group in members]
    again = functions.function_differences(points[::-1], back[::-1], 3, seed=5)
    assert not explained(found).exact
    assert again.overall == found.overall
    assert again.needs == found.needs
    assert sorted(pair.hat for pair in again.pairs) == pytest.approx(sorted(pair.hat for pair in found.pairs))
    assert sorted(pair.p or 0 for pair in again.pairs) == sorted(pair.p or 0 for pair in found.pairs)
    assert again.gap is not None
    assert found.gap is not None
    assert again.gap.hat == found.gap.hat


def test_functions_of_the_same_sizes_have_the_same_hat_even_when_it_is_drawn() -> None:
    found = functions.function_differences(random_room(5, 15), split(15, [5, 5, 5]), 3, seed=1)
    assert len({pair.hat for pair in found.pairs}) == 1


def test_drawn_p_comes_near_the_exact_one() -> None:
    points = random_room(6, 12)
    points[:4] = np.roll(points[:4], 1, axis=1)
    exact = explained(functions.function_differences(points, split(12, [4, 4, 4]), 3, seed=1))
    assert exact.exact
    labels = np.random.default_rng(1).permuted(np.tile(np.repeat([0, 1, 2], 4), (4000, 1)), axis=1)
    drawn = [welch_of(points, [list(np.nonzero(row == g)[0]) for g in range(3)]) for row in labels]
    assert exact.p == pytest.approx(np.mean(np.array(drawn) >= exact.statistic - 1e-9), abs=0.03)


@settings(deadline=None, max_examples=often(40))
@given(rooms_of_points(low=6, high=7))
def test_doubling_everybody_leaves_what_functions_explain_as_it_is(points: Matrix) -> None:
    n = len(points)
    members = [[0, 1, 2], list(range(3, n))]
    once = functions.function_differences(points, members, 2, seed=1)
    twice = functions.function_differences(
        np.vstack([points, points]), [g + [p + n for p in g] for g in members], 2, seed=1, draws=9
    )
    if isinstance(once.overall, Explained):
        assert explained(twice).r2 == pytest.approx(once.overall.r2, abs=1e-9)
    assert twice.pairs[0].apart == pytest.approx(once.pairs[0].apart, abs=1e-9)
    assert twice.pairs[0].gaps == pytest.approx(once.pairs[0].gaps, abs=1e-9)


@settings(deadline=None, max_examples=often(40))
@given(rooms_of_points(low=1, high=1), st.integers(4, 9))
def test_functions_of_a_unanimous_room_are_not_apart(points: Matrix, n: int) -> None:
    found = functions.function_differences(
        np.repeat(points, n, axis=0), [[0, 1], list(range(2, n))], 2, seed=1
    )
    assert found.overall == functions.EQUAL_ROWS
    assert found.pairs[0].apart == pytest.approx(0, abs=1e-9)
    assert found.pairs[0].hat == pytest.approx(0, abs=1e-9)
    assert not found.pairs[0].differs


def test_points_that_are_not_whole_are_added_as_exactly_as_whole_ones() -> None:
    whole = random_room(9, 30)
    found = functions.function_differences(whole / 7, split(30, [10, 10, 10]), 3, seed=1)
    same = functions.function_differences(whole, split(30, [10, 10, 10]), 3, seed=1)
    assert explained(found).r2 == pytest.approx(explained(same).r2, abs=1e-12)
    assert found.pairs[0].p == same.pairs[0].p
    assert explained(found).p == explained(same).p
    assert found.pairs[0].hat == pytest.approx(same.pairs[0].hat / 7)


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.soak) for part in range(1, 5))])
def test_five_hundred_rooms_explain_what_scikit_bio_says(part: int) -> None:
    from skbio.stats.distance import DistanceMatrix, permanova  # slow to load

    generator = np.random.default_rng(part)
    for seed in range(often(100, 4)):
        people = int(generator.integers(4, 41))
        points = random_room(1000 * part + seed, people, int(generator.integers(2, 8)))
        groups = int(generator.integers(2, max(people // 2, 2) + 1))
        labels = np.concatenate([np.arange(groups), generator.integers(0, groups, people - groups)])
        labels[-2:] = [0, 1]  # two functions of two people at least
        members = [np.nonzero(labels == group)[0].tolist() for group in range(groups)]
        distances = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
        f = permanova(DistanceMatrix(distances), labels, permutations=0)["test statistic"]
        r2 = f * (groups - 1) / (f * (groups - 1) + people - groups)
        # two more of the first function gave no complete row: they are in nothing
        more = np.vstack([points, np.full((2, points.shape[1]), np.nan)])
        members[0] += [people, people + 1]
        found = functions.function_differences(more, members, compared=0, seed=1, draws=9)
        assert explained(found).r2 == pytest.approx(r2, abs=1e-9)


def test_the_room_of_eight_comes_out_as_calculated_by_hand() -> None:
    found = functions.function_differences(EIGHT, split(8, [4, 4]), 2, seed=1)
    # between functions 1800 of 2200, 1250 of 1550, 50 of 350: 3100 of 4100
    assert explained(found).r2 == pytest.approx(3100 / 4100)
    assert explained(found).adjusted == pytest.approx(1 - (1000 / 4100) * 7 / 6)
    assert explained(found).p == explained(found).floor == pytest.approx(1 / 35)
    assert [s.share for s in shares(found)] == pytest.approx([1800 / 2200, 1250 / 1550, 50 / 350])
    assert [round(s.p, 3) for s in shares(found)] == [0.029, 0.029, 0.771]
    (pair,) = found.pairs
    # means 50 25 25 and 20 50 30: half of 30 + 25 + 5
    assert pair.apart == 30
    assert pair.hat == pytest.approx(11, abs=0.5)
    # 1550 between the means; 133.3 and 200 within, over four people each
    assert explained(found).statistic == pytest.approx(1550 / (133 + 1 / 3 + 200) * 4) == pytest.approx(18.6)
    assert pair.p == explained(found).p
    assert pair.differs
    assert found.gap is not None
    assert (found.gap.gap, found.gap.need, found.gap.differs) == (30, 0, True)


def test_agreement_and_camps_of_the_room_of_eight() -> None:
    assert disagreement.apart_by_need(EIGHT) == pytest.approx((600 / 56, 500 / 56, 220 / 56))
    assert disagreement.alpha(EIGHT) == pytest.approx(0.01, abs=0.005)
    agreed = disagreement.rank_agreement(EIGHT, seed=1)
    assert isinstance(agreed, disagreement.RankAgreement)
    assert agreed.w == pytest.approx(0.125, abs=0.0005)
    camp = disagreement.camps(EIGHT, seed=1)[0]
    assert isinstance(camp, disagreement.CampSplit)
    assert camp.share == pytest.approx(1800 / 2200)
    assert camp.p == pytest.approx(0.3, abs=0.05)
    mean = disagreement.student_interval(EIGHT[:, 0].tolist())
    assert isinstance(mean, disagreement.Interval)
    assert (mean.low, mean.high) == pytest.approx((20, 50), abs=0.5)
