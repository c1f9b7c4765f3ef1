"""Points apart, names from a hat, cells and leads."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from often import some
from test_record import marks, people, room

from cxw.day import record
from cxw.model import Session
from cxw.stats import disagreement
from cxw.stats.disagreement import contested


def rows(*texts: str) -> disagreement.Matrix:
    return np.array([[float(x) for x in text.split()] for text in texts])


def apart_of(one: disagreement.Matrix, other: disagreement.Matrix) -> float:
    """Points apart of two rows by their definition: half the sum of the differences."""
    return float(np.abs(one - other).sum() / 2)


def pairwise(points: disagreement.Matrix) -> float:
    """Points apart by their definition: the mean over all pairs."""
    return float(np.mean([apart_of(a, b) for a, b in combinations(points, 2)]))


@st.composite
def rooms_of_points(draw: st.DrawFn, low: int = 2, high: int = 9) -> disagreement.Matrix:
    """Rows of whole points that add up to 100."""
    n, k = draw(st.integers(low, high)), draw(st.integers(3, 6))
    cuts = [sorted(draw(st.lists(st.integers(0, 100), min_size=k - 1, max_size=k - 1))) for _ in range(n)]
    return np.array([np.diff([0, *cut, 100]) for cut in cuts], dtype=float)


def test_two_people_place_thirty_points_differently() -> None:
    assert apart_of(*rows("50 30 20", "20 30 50")) == 30


def test_points_apart_of_a_room_is_the_mean_over_pairs_and_splits_over_needs() -> None:
    # pairs: 30, 10, 30; need by need |differences| / 2: a 15+5+10, b 0+5+5, c 15+0+15
    three = rows("50 30 20", "20 30 50", "40 40 20")
    assert disagreement.points_apart(three) == pytest.approx(70 / 3)
    assert disagreement.apart_by_need(three) == pytest.approx((10, 10 / 3, 10))


@given(rooms_of_points())
def test_the_closed_form_equals_the_mean_over_pairs(points: disagreement.Matrix) -> None:
    assert disagreement.points_apart(points) == pytest.approx(pairwise(points), abs=1e-9)


@given(rooms_of_points(low=1, high=1), st.integers(2, 9))
def test_a_unanimous_room_is_not_apart(points: disagreement.Matrix, n: int) -> None:
    assert disagreement.points_apart(np.repeat(points, n, axis=0)) == pytest.approx(0, abs=1e-12)


def test_one_person_or_none_is_not_apart_from_anybody() -> None:
    assert disagreement.points_apart(rows("50 30 20")) is None
    assert disagreement.points_apart(disagreement.matrix({})) is None


def test_a_need_nobody_gave_points_parts_nobody() -> None:
    assert disagreement.apart_by_need(rows("50 50 0", "20 80 0")) == (15, 15, 0)


@given(rooms_of_points())
def test_doubling_everybody_shrinks_points_apart_by_a_known_part_and_no_mean(
    points: disagreement.Matrix,
) -> None:
    n, twice = len(points), np.repeat(points, 2, axis=0)
    before, after = disagreement.points_apart(points), disagreement.points_apart(twice)
    assert before is not None
    assert after == pytest.approx(before * (2 * n - 2) / (2 * n - 1), abs=1e-9)
    assert twice.mean(axis=0) == pytest.approx(points.mean(axis=0), abs=1e-12)


@pytest.mark.parametrize(
    "sizes", [[3, 3, 0], [2, 2, 2, 1], [4, 1], [5, 0], [1, 4, 1, 2, 2], [1, 1, 1], [2, 5]]
)
def test_few_ways_to_deal_are_all_looked_at_once(sizes: list[int]) -> None:
    labels = disagreement.deals(sizes, seed=1)
    as_sets = {
        frozenset(frozenset(np.nonzero(row == g)[0].tolist()) for g in set(row.tolist())) for row in labels
    }
    assert len(labels) == disagreement.ways(sizes) == len(as_sets)
    assert all(np.bincount(row, minlength=len(sizes)).tolist() == sizes for row in labels)


@pytest.mark.parametrize(
    ("sizes", "ways"), [([3, 3], 10), ([2, 2, 2], 15), ([4, 4], 35), ([5, 5], 126), ([3, 2], 10)]
)
def test_functions_of_one_size_may_change_names_without_a_new_way(sizes: list[int], ways: int) -> None:
    assert disagreement.ways(sizes) == ways


def test_many_ways_to_deal_are_drawn_with_the_seed() -> None:
    one, same, other = (disagreement.deals([5, 5, 5, 0], seed) for seed in (1, 1, 2))
    assert one.shape == (9999, 15)
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_more_functions_than_a_byte_can_count_are_dealt_as_well() -> None:
    labels = disagreement.deals([2] * 130, seed=1)
    assert labels.max() == 129
    assert (np.bincount(labels[7], minlength=130) == 2).all()


# Marti Anderson's pseudo-F on two matrices of distances; F from scikit-bio's test_permanova.py, the exact p
# from complete enumeration with adonis2 of R's vegan 2.6-4.
TIES = rows("0 1 1 4", "1 0 3 2", "1 3 0 3", "4 2 3 0")
NO_TIES = rows("0 1 5 4", "1 0 3 2", "5 3 0 3", "4 2 3 0")


@pytest.mark.parametrize(("distances", "expected", "p"), [(TIES, 2.0, 2 / 3), (NO_TIES, 4.4, 1 / 3)])
def test_every_way_of_dealing_is_looked_at_for_a_statistic_on_distances(
    distances: disagreement.Matrix, expected: float, p: float
) -> None:
    def pseudo_f(labels: disagreement.Labels) -> float:
        sizes = np.bincount(labels)
        within = sum(
            (distances[np.ix_(labels == g, labels == g)] ** 2).sum() / (2 * sizes[g]) for g in (0, 1)
        )
        total = (distances**2).sum() / (2 * len(labels))
        return float((total - within) / (within / (len(labels) - 2)))

    assert pseudo_f(np.array([0, 0, 1, 1])) == pytest.approx(expected, abs=1e-9)
    assert disagreement.exact_p([0, 0, 1, 1], pseudo_f) == pytest.approx(p, abs=1e-12)


def test_too_many_ways_are_not_enumerated_in_silence() -> None:
    with pytest.raises(ValueError, match="126,126 ways"):
        disagreement.exact_p([0] * 5 + [1] * 5 + [2] * 5, lambda labels: 0.0)


def cells(session: Session) -> dict[str, disagreement.CellSums]:
    segment = session.segments[0]
    found = record.marks(segment)
    assert found is not None
    return {disagreement.cell_name(cell): cell for cell in disagreement.cells(session, segment, found)}


def one_need(functions: dict[str, str], **given: str) -> Session:
    """Marks on need `a` (and twice 5): `us="7 dk 3"` in the order of people."""
    who = list(functions)
    answers: dict[str, dict[str, str]] = {person: {} for person in who}
    for company, row in given.items():
        for person, mark in zip(who, row.split(), strict=True):
            if mark != "-":
                answers[person][company] = f"{mark} 5 5"
    return room(functions, marks("first", "a b c", answers))


def test_a_cell_counts_dont_knows_and_is_valid_with_three_marks_and_few_of_them() -> None:
    found = cells(one_need(people(Sales=6), us="7 dk 3 5 dk 6", paycorp="7 8 9 dk 1 1"))
    assert list(found["mark us a"].values) == [3, 5, 6, 7]
    assert found["mark us a"].dont_know == 2
    assert not found["mark us a"].valid
    assert found["mark paycorp a"].valid


def test_a_cell_nobody_knows_has_no_numbers() -> None:
    cell = cells(one_need(people(Sales=3), us="dk dk dk"))["mark us a"]
    assert (cell.valid, cell.values, cell.sd, cell.range, cell.flags) == (False, (), None, 0, ())


def test_a_wide_spread_is_flagged() -> None:
    # standard deviation of 0 5 10 is 5; of 3 5 7 it is 2
    assert cells(one_need(people(Sales=3), us="0 5 10"))["mark us a"].flags == ("spread",)
    assert cells(one_need(people(Sales=3), us="3 5 7"))["mark us a"].flags == ()


@pytest.mark.parametrize("told", ["0 10 - - - -", "0 0 10 10 dk dk dk dk", "0 5 10 dk dk dk"])
def test_a_cell_that_too_few_know_is_never_flagged_however_far_its_marks_are_apart(told: str) -> None:
    cell = cells(one_need(people(Sales=len(told.split())), us=told))["mark us a"]
    assert (cell.valid, cell.flags) == (False, ())


def test_functions_that_are_far_apart_flag_no_cell_that_too_few_know() -> None:
    ten = people(Sales=5, Service=5)
    assert cells(one_need(ten, us="1 1 1 1 dk 9 9 9 9 dk"))["mark us a"].flags == ("spread", "functions")
    cell = cells(one_need(people(Sales=7, Service=7), us="1 1 1 1 dk dk dk 9 9 9 9 dk dk dk"))["mark us a"]
    assert (cell.valid, cell.flags) == (False, ())


def test_agreement_in_a_cell_is_one_minus_variance_over_ten() -> None:
    # variance of 7 8 3 is 7; of 0 5 10 it is 25
    found = cells(one_need(people(Sales=4), us="7 8 3 dk", paycorp="0 5 10 dk", **{"as-now": "4 4 4 4"}))
    assert found["mark us a"].rwg == pytest.approx(0.3)
    assert found["mark paycorp a"].rwg == pytest.approx(-1.5)
    assert found["mark as-now a"].rwg == 1


def test_marks_spread_evenly_over_the_scale_agree_as_little_as_chance() -> None:
    assert disagreement.rwg(range(11)) == pytest.approx(-0.1)
    assert disagreement.rwg([*range(11)] * 1000) == pytest.approx(0, abs=1e-3)


def test_one_mark_or_none_agrees_with_nobody() -> None:
    cell = cells(one_need(people(Sales=3), us="7 dk dk", paycorp="dk dk dk"))
    assert cell["mark us a"].rwg is None
    assert cell["mark paycorp a"].rwg is None


def test_two_functions_whose_medians_are_three_apart_are_flagged() -> None:
    six = people(Sales=3, Service=3)
    assert cells(one_need(six, us="5 5 5 8 8 8"))["mark us a"].flags == ("functions",)
    assert cells(one_need(six, us="5 5 5 7 7 8"))["mark us a"].flags == ()


def test_two_functions_no_farther_apart_than_names_from_a_hat_are_not_flagged() -> None:
    six = people(Sales=3, Service=3)
    # Middle marks 4 and 7, but dealt anew the names are as far apart in more than one deal of ten.
    assert cells(one_need(six, us="3 4 8 4 7 8"))["mark us a"].flags == ()
    ten = people(Sales=5, Service=5)
    assert cells(one_need(ten, us="3 4 4 5 5 7 7 8 8 9"))["mark us a"].flags == ("functions",)
    assert cells(one_need(ten, us="3 4 4 9 9 7 7 8 2 3"))["mark us a"].flags == ()


def test_the_hat_is_that_of_the_whole_grid_not_of_the_one_cell() -> None:
    # By itself the first cell would be flagged; beside one whose names differ as much in most deals it is not.
    marks = np.array([[3.0, 0], [3, 10], [3, 0], [6, 10], [6, 0], [6, 10]])
    members = [[0, 1, 2], [3, 4, 5]]
    assert contested.beyond_the_hat(marks[:, :1], members, (3.0,), 1) == (True,)
    assert contested.beyond_the_hat(marks, members, (3.0, 0.0), 1) == (False, False)


def test_a_function_of_two_and_people_of_none_make_no_gap() -> None:
    marks = np.array([[0.0], [0], [9], [9], [9], [0]])
    assert contested.beyond_the_hat(marks, [[0, 1], [2, 3, 4]], (9.0,), 1) == (False,)
    assert contested.beyond_the_hat(marks, [], (9.0,), 1) == (False,)


def by_hand(marks: np.ndarray, sizes: tuple[int, int], gap: float) -> bool:
    """Every way to choose the first function, cell by cell."""
    everybody = range(len(marks))
    largest = []
    for chosen in combinations(everybody, sizes[0]):
        sides = marks[list(chosen)], marks[[one for one in everybody if one not in chosen]]
        means = [
            [np.nanmean(side[:, k]) if (~np.isnan(side[:, k])).sum() >= 3 else None for side in sides]
            for k in range(marks.shape[1])
        ]
        largest.append(max(abs(a - b) if a is not None and b is not None else 0 for a, b in means))
    return bool(np.mean([one >= gap - 1e-9 for one in largest]) <= 0.1)


@pytest.mark.parametrize("seed", some(zip(range(40), strict=True), lambda seed: seed % 4 == 0))
def test_the_hat_of_a_grid_is_every_way_to_deal_its_names(seed: int) -> None:
    draw = np.random.Generator(np.random.PCG64(seed))
    marks = np.where(draw.random((8, 3)) < 0.15, np.nan, draw.integers(0, 11, (8, 3)))
    members = [[0, 1, 2], [3, 4, 5, 6, 7]] if seed % 2 else [[0, 2, 4, 6], [1, 3, 5, 7]]
    # The gaps there are, which other deals may reach to the last digit, and one that nobody has.
    sides = [
        [np.nanmean(one) if (~np.isnan(one)).any() else 0.0 for one in marks[rows, :2].T] for rows in members
    ]
    gaps = (*(float(abs(one - other)) for one, other in zip(*sides, strict=True)), 7.0)
    sizes = (len(members[0]), len(members[1]))
    told = contested.beyond_the_hat(marks, members, gaps, 3)
    assert told == tuple(by_hand(marks, sizes, gap) for gap in gaps)
    order = draw.permutation(8)
    moved = [[int(np.flatnonzero(order == one)[0]) for one in group] for group in members[::-1]]
    assert contested.beyond_the_hat(marks[order], moved, gaps, 3) == told


def test_a_function_with_two_marks_flags_nothing() -> None:
    six = people(Sales=3, Service=3)
    cell = cells(one_need(six, us="5 5 5 8 8 dk"))["mark us a"]
    assert (cell.valid, cell.groups, cell.flags) == (True, (), ())


def test_others_are_no_function_and_flag_nothing() -> None:
    who = people(Sales=3, Boss=1, Legal=1, Data=1)
    cell = cells(one_need(who, us="5 5 5 8 8 8"))["mark us a"]
    assert [group.name for group in cell.groups] == ["Sales", "others"]
    assert cell.flags == ()


def test_at_most_five_cells_are_marked_again_widest_first_then_in_the_order_of_the_file() -> None:
    who = people(Sales=3)
    answers = {
        "sales0": {"us": "0 1 1 2", "paycorp": "0 0 5 0"},
        "sales1": {"us": "5 5 5 5", "paycorp": "5 5 5 5"},
        "sales2": {"us": "10 9 9 8", "paycorp": "10 10 5 8"},
    }
    session = room(who, marks("first", "a b c d", answers))
    found = disagreement.flagged(list(cells(session).values()))
    assert [disagreement.cell_name(cell) for cell in found] == [
        "mark us a",
        "mark paycorp a",
        "mark paycorp b",
        "mark paycorp d",
        "mark us b",
    ]


def test_a_lead_is_over_the_people_who_marked_both() -> None:
    four = people(Sales=4)
    found = cells(one_need(four, us="7 8 3 5", paycorp="5 5 5 dk"))
    (lead,) = [lead for lead in disagreement.leads(list(found.values()), "us", 3) if lead.need == "a"]
    assert list(lead.differences) == [-2, 2, 3]
    assert lead.mean == 1
    assert lead.people == {"sales0", "sales1", "sales2"}


def test_the_best_rival_is_the_one_with_the_smallest_lead() -> None:
    found = cells(one_need(people(Sales=3), us="7 7 7", paycorp="5 5 5", **{"as-now": "6 6 9"}))
    leads = [lead for lead in disagreement.leads(list(found.values()), "us", 3) if lead.need == "a"]
    assert [(lead.rival, lead.mean, lead.best) for lead in leads] == [
        ("paycorp", 2, False),
        ("as-now", 0, True),
    ]


def test_no_lead_stands_on_two_people_or_on_a_cell_that_is_not_valid() -> None:
    found = cells(one_need(people(Sales=4), us="7 8 3 5", paycorp="5 5 dk dk"))
    assert not [lead for lead in disagreement.leads(list(found.values()), "us", 3) if lead.need == "a"]


def test_a_company_without_marks_for_most_of_its_cells_is_hardly_known() -> None:
    who = people(Sales=3)
    answers = {person: {"us": "5 5 5", "paycorp": "5 dk dk"} for person in who}
    session = room(who, marks("first", "a b c", answers))
    assert disagreement.known_share(list(cells(session).values())) == {
        "us": 1,
        "paycorp": pytest.approx(1 / 3),
    }


def test_what_we_do_not_know_is_asked_about_first_then_points_times_range() -> None:
    who = people(Sales=3)
    answers = {
        "sales0": {"us": "5 0 4", "paycorp": "dk 5 5"},
        "sales1": {"us": "5 9 5", "paycorp": "dk 5 5"},
        "sales2": {"us": "5 9 6", "paycorp": "5 5 5"},
    }
    found = list(cells(room(who, marks("first", "a b c", answers))).values())
    ranked = disagreement.decisive(found, {"a": 20, "b": 10, "c": 70}, 0.333)
    # paycorp a is unknown; us c: 70 * 2 = 140; us b: 10 * 9 = 90; the rest have no range
    assert [disagreement.cell_name(cell) for cell in ranked[:3]] == [
        "mark paycorp a",
        "mark us c",
        "mark us b",
    ]
    assert disagreement.cell_name(disagreement.decisive(found, {}, 0.333)[1]) == "mark us b"


def test_what_is_asked_again_with_the_same_numbers_is_not_made_again() -> None:
    made = list[int]()

    def asked() -> int:
        made.append(1)
        return len(made)

    assert [disagreement.recalled(("asked again", 5), asked) for _ in range(3)] == [1, 1, 1]
    assert disagreement.recalled(("asked again", 6), asked) == 2
