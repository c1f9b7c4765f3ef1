"""Alpha, W, Spearman, intervals and Holm: published examples, other programs, rooms that show nothing."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import krippendorff
import numpy as np
import pytest
import scipy  # its statistics are loaded where a test first needs them
from hypothesis import given, settings
from hypothesis import strategies as st
from often import LONGER, often
from test_disagreement import rooms_of_points, rows

from cxw.stats import disagreement
from cxw.stats.disagreement import Interval, Matrix, NoNumber, RankAgreement, Scale, rank_agreement

pytestmark = LONGER
SCALES: tuple[Scale, ...] = ("nominal", "ordinal", "interval", "ratio")

# Four observers and twelve units from K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), as
# in the docstring of fast-krippendorff and in kripp.alpha.Rd of R's irr.
KRIPPENDORFF_2011 = rows(
    "1 2 3 3 2 1 4 1 2 nan nan nan",
    "1 2 3 3 2 2 4 1 2 5 nan 3",
    "nan 3 3 3 2 3 4 2 2 5 1 nan",
    "1 2 3 3 2 4 4 1 2 5 1 nan",
)


def found(points: Matrix, draws: int = 99, seed: int = 1) -> RankAgreement:
    one = rank_agreement(points, seed, draws)
    assert isinstance(one, RankAgreement)
    return one


@pytest.mark.parametrize(
    ("scale", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_krippendorffs_own_in_all_four_forms(scale: Scale, expected: float) -> None:
    assert disagreement.alpha(KRIPPENDORFF_2011, scale) == pytest.approx(expected, abs=0.0005)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("other", [2.5, 5_000.0], ids=["a half", "far from the others"])
def test_alpha_of_halves_and_of_numbers_far_apart_is_what_krippendorff_gives(
    scale: Scale, other: float
) -> None:
    values = np.where(KRIPPENDORFF_2011 == 5, other, KRIPPENDORFF_2011)
    theirs = krippendorff.alpha(values, level_of_measurement=scale)
    assert disagreement.alpha(values, scale) == pytest.approx(theirs, abs=1e-9)


def test_w_of_the_arbitrary_example() -> None:
    # https://www.proofwiki.org/wiki/Kendall%27s_Coefficient_of_Concordance/Examples/Arbitrary_Example_1
    assert found(rows("1 3 2", "1 2 3", "2 3 1", "3 1 2")).w == pytest.approx(0.0625, abs=1e-12)


# NAG Library, example of routine G08DAF: three judges, ten objects, ties at their mean rank.
NAG = rows("1 4.5 2 4.5 3 7.5 6 9 7.5 10", "2.5 1 2.5 4.5 4.5 8 9 6.5 10 6.5", "2 1 4.5 4.5 4.5 4.5 8 8 8 10")


def test_ties_are_corrected_for() -> None:
    # without the correction it would be .796
    w = found(NAG).w
    assert w == pytest.approx(0.828, abs=0.0005)
    assert disagreement.chi_square_tail(3 * 9 * w, 9) == pytest.approx(0.008, abs=0.0005)


@pytest.mark.parametrize(
    ("sums", "chi2", "p"),
    [
        # 4 judges, 3 objects: chi2r = 8 W. S. Siegel, Nonparametric Statistics (1956), Table N
        (("1 2 3", "1 2 3", "1 2 3", "2 1 3"), 6.5, 0.042),
        (("1 2 3", "1 2 3", "1 2 3", "1 2 3"), 8.0, 0.0046),
    ],
)
def test_p_of_a_small_room_is_that_of_friedmans_table(sums: tuple[str, ...], chi2: float, p: float) -> None:
    one = found(rows(*sums))
    assert 4 * 2 * one.w == pytest.approx(chi2, abs=1e-9)
    assert one.p == pytest.approx(p, abs=0.0005)
    assert one.how == "exact"


def test_spearman_of_iq_and_hours_of_television() -> None:
    # Wikipedia, "Spearman's rank correlation coefficient"
    iq = np.array([106, 100, 86, 101, 99, 103, 97, 113, 112, 110.0])
    hours = np.array([7, 27, 2, 50, 28, 29, 20, 12, 6, 17.0])
    assert disagreement.spearman(iq, hours) == pytest.approx(-0.17575757575757575, abs=1e-9)


def test_holm_keeps_three_of_fifteen() -> None:
    # the 15 p-values of Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995), 289-300
    ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    ps += [0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
    adjusted = disagreement.holm(ps)
    assert sum(p <= 0.05 for p in adjusted) == 3
    # R's p.adjust: 15 * .0001, 14 * .0004, 13 * .0019, 12 * .0095
    assert adjusted[:4] == pytest.approx((0.0015, 0.0056, 0.0247, 0.114))
    assert adjusted[-1] == 1


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_gives_each_p_back_in_its_place(ps: list[float]) -> None:
    adjusted = disagreement.holm(ps)
    assert all(after >= before for before, after in zip(ps, adjusted, strict=True))
    assert all(adjusted[i] <= adjusted[j] for i in range(len(ps)) for j in range(len(ps)) if ps[i] < ps[j])
    assert disagreement.holm(ps[::-1]) == adjusted[::-1]


def random_marks(generator: np.random.Generator) -> Matrix:
    """3 to 40 people, marks with ties, and one in five missing."""
    people, units = int(generator.integers(3, 41)), int(generator.integers(2, 9))
    marks = generator.integers(0, int(generator.integers(2, 12)), (people, units)).astype(float)
    marks[generator.random(marks.shape) < 0.2] = np.nan
    return marks


@pytest.mark.parametrize("scale", SCALES)
def test_rooms_at_random_have_the_alpha_that_krippendorffs_program_gives(scale: Scale) -> None:
    generator = np.random.default_rng(11)
    compared = 0
    for _ in range(often(500)):
        marks = random_marks(generator)
        ours = disagreement.alpha(marks, scale)
        if isinstance(ours, NoNumber):
            continue
        theirs = krippendorff.alpha(reliability_data=marks, level_of_measurement=scale)
        assert ours == pytest.approx(theirs, abs=1e-9)
        compared += 1
    assert compared > often(490)


def test_rooms_at_random_have_the_w_and_the_chi_square_that_scipy_gives() -> None:
    generator = np.random.default_rng(12)
    for _ in range(often(500)):
        marks = np.nan_to_num(random_marks(generator), nan=5.0)
        if marks.shape[1] < 3:
            marks = np.hstack([marks, marks[:, :1] + 1])
        # a few gave no complete row: they are in nothing
        known = generator.random(len(marks)) > 0.1
        one = rank_agreement(np.where(known[:, None], marks, np.nan), 1, draws=9)
        if isinstance(one, NoNumber):
            continue
        marks = marks[known]
        chi2, p = scipy.stats.friedmanchisquare(*marks.T)
        people, needs = marks.shape
        assert one.people == people
        assert people * (needs - 1) * one.w == pytest.approx(chi2, abs=1e-9)
        assert disagreement.chi_square_tail(people * (needs - 1) * one.w, needs - 1) == pytest.approx(
            p, abs=1e-9
        )


def test_rooms_at_random_have_the_mean_spearman_that_scipy_gives() -> None:
    generator = np.random.default_rng(13)
    for _ in range(often(500)):
        people, needs = int(generator.integers(3, 41)), int(generator.integers(3, 9))
        points = generator.integers(0, 6, (people, needs)).astype(float)
        gone = np.full((2, needs), np.nan)
        one = rank_agreement(np.vstack([points, gone]), 1, draws=9)
        # scipy has no correlation with a row whose values are all equal; such a row is in no pair
        points = points[np.ptp(points, axis=1) > 0]
        rho = scipy.stats.spearmanr(points, axis=1).statistic if len(points) > 2 else None
        if rho is None or isinstance(one, NoNumber):
            continue
        assert one.spearman == pytest.approx(rho[np.triu_indices(len(points), 1)].mean(), abs=1e-9)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 7, 8, 29, 30, 101])
def test_the_tail_of_chi_square_is_scipys(degrees: int) -> None:
    for value in (0, 1e-9, 0.1, 1, degrees, 2 * degrees, 5 * degrees + 40, 1500):
        tail = disagreement.chi_square_tail(value, degrees)
        assert tail == pytest.approx(scipy.stats.chi2.sf(value, degrees), rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("degrees", [*range(1, 60), 99, 299, 2999])
def test_the_quantiles_of_t_are_scipys(degrees: int) -> None:
    near = 1e-10 if degrees <= 30 else 5e-8
    assert disagreement.student(degrees) == pytest.approx(scipy.stats.t.ppf(0.975, degrees), abs=near)


def test_no_degrees_of_freedom_are_a_mistake_of_whoever_asks() -> None:
    with pytest.raises(ValueError, match="degree of freedom"):
        disagreement.student(0)
    with pytest.raises(ValueError, match="degree of freedom"):
        disagreement.chi_square_tail(1, 0)


@given(st.lists(st.integers(0, 100), min_size=6, max_size=40).filter(lambda values: len(set(values)) > 1))
def test_an_interval_is_scipys_as_far_as_points_go(values: list[int]) -> None:
    one = disagreement.student_interval(values)
    low, high = scipy.stats.t.interval(
        0.95, len(values) - 1, loc=np.mean(values), scale=scipy.stats.sem(values)
    )
    assert isinstance(one, Interval)
    assert (one.low, one.high) == pytest.approx((max(low, 0), min(high, 100)), abs=1e-6)
    assert one.low <= one.mean <= one.high
    assert one.covers == "about 9 in 10"


@pytest.mark.parametrize(
    ("people", "needs", "said"),
    [
        (6, 5, "about 9 in 10"),
        (19, 6, "at least 8 in 10"),
        (20, 12, "about 9 in 10"),
        (59, 3, "about 9 in 10"),
        (60, 12, "95 in 100"),
    ],
)
def test_how_often_an_interval_holds_is_said_by_people_and_needs(people: int, needs: int, said: str) -> None:
    one = disagreement.student_interval([10, 20] * (people // 2) + [30] * (people % 2), needs)
    assert isinstance(one, Interval)
    assert one.covers == said


@pytest.mark.parametrize("values", [[], [50], [10, 20, 30, 40, 50]])
def test_five_people_have_no_interval(values: list[float]) -> None:
    one = disagreement.student_interval(values)
    assert isinstance(one, NoNumber)
    assert "Too few people" in one.why


def test_a_need_everybody_gave_the_same_has_no_interval() -> None:
    one = disagreement.student_interval([20] * 12)
    assert isinstance(one, NoNumber)
    assert "Everybody gave the same" in one.why


def why(points: Matrix) -> str:
    one = rank_agreement(points, 1)
    assert isinstance(one, NoNumber)
    return one.why


@pytest.mark.parametrize(
    "points", [disagreement.matrix({}), rows("50 30 20"), rows("50 30 20", "nan nan nan")]
)
def test_one_person_agrees_with_nobody(points: Matrix) -> None:
    assert "nobody to agree with" in why(points)


def test_even_points_are_no_order_to_agree_on() -> None:
    assert "spread the points evenly" in why(rows("25 25 25 25", "25 25 25 25", "25 25 25 25"))


def test_one_need_is_no_order_either() -> None:
    assert "fewer than two needs" in why(rows("100", "100", "100"))


def test_who_gave_every_need_the_same_is_in_w_but_has_no_rank_correlation() -> None:
    one = found(rows("50 30 20", "60 30 10", "20 20 20"))
    assert one.people == 3
    # rank sums 8, 6, 4 make S = 8; 12 * 8 over 9 * 24 less 3 * 24 for the three ties
    assert one.w == pytest.approx(96 / 144)
    assert one.spearman == pytest.approx(1)
    assert found(rows("50 30 20", "20 20 20")).spearman is None


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_of_a_room_that_shows_nothing_is_a_sentence(scale: Scale) -> None:
    nothing = [disagreement.matrix({}), rows("50 30 20"), rows("nan nan", "nan nan"), rows("5 nan", "nan 5")]
    for values in nothing:
        assert isinstance(disagreement.alpha(values, scale), NoNumber)
    even = disagreement.alpha(rows("20 20", "20 20", "20 nan"), scale)
    assert isinstance(even, NoNumber)
    assert "same number" in even.why


def test_a_ratio_of_numbers_below_zero_means_nothing() -> None:
    with pytest.raises(ValueError, match="below 0"):
        disagreement.alpha(rows("-1 2", "1 2"), "ratio")


def test_nobody_with_an_order_has_no_rank_correlation() -> None:
    assert isinstance(disagreement.spearman(np.array([1.0, 1.0]), np.array([1.0, 2.0])), NoNumber)


def test_p_is_exact_in_small_rooms_shuffled_in_middling_ones_and_chi_square_in_large_ones() -> None:
    generator = np.random.default_rng(5)
    how = {}
    for people, needs in ((2, 7), (2, 8), (3, 5), (4, 5), (6, 3), (7, 3), (15, 2), (60, 4), (61, 4)):
        how[people, needs] = found(
            generator.permuted(np.tile(np.arange(float(needs)), (people, 1)), axis=1)
        ).how
    assert {room for room, word in how.items() if word == "exact"} == {(2, 7), (3, 5), (6, 3), (15, 2)}
    assert {room for room, word in how.items() if word == "chi-square"} == {(61, 4)}


def test_exact_p_counts_every_order_of_everybody_ties_and_all() -> None:
    points = rows("50 30 20", "40 40 20", "20 50 30")
    real = found(points)
    ws = [found(np.array(room)).w for room in product(*map(_orders, points.tolist()))]
    assert real.p == pytest.approx(np.mean(np.array(ws) >= real.w - 1e-9))


def _orders(row: list[float] | tuple[float, ...]) -> list[tuple[float, ...]]:
    a, b, c = row
    return [(a, b, c), (a, c, b), (b, a, c), (b, c, a), (c, a, b), (c, b, a)]


def test_shuffled_p_comes_near_the_exact_one() -> None:
    # seven people and three needs: 46,656 orders are too many, but few enough for a test
    points = np.array([*[[3.0, 2, 1]] * 4, *[[1.0, 2, 3]] * 2, [2.0, 1, 3]])
    orders = np.array(_orders([0, 1, 2]), dtype=int)
    sums = np.array([[3, 2, 1]])
    for _ in range(6):
        sums = (sums[:, None] + (orders + 1)[None]).reshape(-1, 3)
    drawn = ((sums - 14) ** 2).sum(axis=1)
    exact = np.mean(drawn >= ((points.sum(axis=0) - 14) ** 2).sum())
    one = found(points, draws=9999)
    assert one.how == "shuffled"
    assert one.p == pytest.approx(exact, abs=0.015)


def test_chance_gives_w_one_over_the_number_of_people() -> None:
    generator = np.random.default_rng(6)
    ws = [found(generator.permuted(np.tile(np.arange(5.0), (8, 1)), axis=1), draws=1) for _ in range(2000)]
    assert np.mean([one.w for one in ws]) == pytest.approx(ws[0].by_chance, abs=0.005)


@settings(deadline=None)
@given(rooms_of_points(), st.randoms(use_true_random=False))
def test_neither_the_order_of_people_nor_of_needs_changes_agreement(points: Matrix, random: Random) -> None:
    people, needs = [*range(points.shape[0])], [*range(points.shape[1])]
    random.shuffle(people)
    random.shuffle(needs)
    other = points[people][:, needs]
    one, again = rank_agreement(points, 3, draws=49), rank_agreement(other, 3, draws=49)
    if isinstance(one, RankAgreement) and isinstance(again, RankAgreement):
        assert (again.w, again.p, again.how) == (one.w, one.p, one.how)
        assert again.spearman == (None if one.spearman is None else pytest.approx(one.spearman, abs=1e-9))
    else:
        assert again == one
    for scale in SCALES:
        assert disagreement.alpha(other, scale) == pytest.approx(disagreement.alpha(points, scale), abs=1e-9)


@settings(deadline=None)
@given(rooms_of_points())
def test_a_person_with_only_dont_knows_changes_nothing(points: Matrix) -> None:
    more = np.vstack([points, np.full((1, points.shape[1]), np.nan)])
    assert rank_agreement(more, 1, draws=49) == rank_agreement(points, 1, draws=49)
    assert disagreement.camps(more, 1, draws=49) == disagreement.camps(points, 1, draws=49)
    for scale in SCALES:
        assert disagreement.alpha(more, scale) == disagreement.alpha(points, scale)


@settings(deadline=None)
@given(rooms_of_points(low=1, high=1), st.integers(2, 9))
def test_a_unanimous_room_agrees_wholly(points: Matrix, n: int) -> None:
    same = np.repeat(points, n, axis=0)
    if np.ptp(points) > 0:
        one = found(same)
        assert one.spearman == pytest.approx(1)
        assert disagreement.alpha(same) == pytest.approx(1)
        assert one.w == pytest.approx(1, abs=1e-9)


@settings(deadline=None)
@given(rooms_of_points(low=3))
def test_doubling_everybody_leaves_w_as_it_is(points: Matrix) -> None:
    one, twice = rank_agreement(points, 1, draws=9), rank_agreement(np.repeat(points, 2, axis=0), 1, draws=9)
    if isinstance(one, RankAgreement) and isinstance(twice, RankAgreement):
        assert twice.w == pytest.approx(one.w, abs=1e-12)
    else:
        assert twice == one


def test_w_and_mean_spearman_are_one_number_without_ties() -> None:
    points = np.random.default_rng(7).permuted(np.tile(np.arange(6.0), (9, 1)), axis=1)
    one = found(points)
    assert one.spearman == pytest.approx((9 * one.w - 1) / 8)
    pairs = [disagreement.spearman(a, b) for a, b in combinations(points, 2)]
    assert one.spearman == pytest.approx(np.mean([rho for rho in pairs if isinstance(rho, float)]))
