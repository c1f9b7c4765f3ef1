"""Points apart, names from a hat, cells and leads."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_record import marks, people, room

from cxw import disagreement, record
from cxw.model import Session


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
    assert disagreement.apart(three) == pytest.approx(70 / 3)
    assert disagreement.apart_by_need(three) == pytest.approx((10, 10 / 3, 10))


@given(rooms_of_points())
def test_the_closed_form_equals_the_mean_over_pairs(points: disagreement.Matrix) -> None:
    assert disagreement.apart(points) == pytest.approx(pairwise(points), abs=1e-9)


@given(rooms_of_points(low=1, high=1), st.integers(2, 9))
def test_a_unanimous_room_is_not_apart(points: disagreement.Matrix, n: int) -> None:
    assert disagreement.apart(np.repeat(points, n, axis=0)) == pytest.approx(0, abs=1e-12)


def test_one_person_or_none_is_not_apart_from_anybody() -> None:
    assert disagreement.apart(rows("50 30 20")) is None
    assert disagreement.apart(disagreement.matrix({})) is None


def test_two_functions_stand_beside_every_way_of_dealing_their_names() -> None:
    points = rows("60 20 20", "50 30 20", "70 10 20", "20 60 20", "10 60 30", "30 50 20")
    (pair,), gap = disagreement.between(points, [[0, 1, 2], [3, 4, 5]], 2, seed=1)
    dealt = []
    for three in combinations(range(6), 3):
        rest = [person for person in range(6) if person not in three]
        dealt.append(apart_of(points[list(three)].mean(axis=0), points[rest].mean(axis=0)))
    # means 60 20 20 and 20 56.7 23.3: half of 40 + 36.7 + 3.3
    assert pair.apart == pytest.approx(40)
    assert pair.hat.mean == pytest.approx(np.mean(dealt))
    assert pair.hat.p90 == pytest.approx(sorted(dealt)[17])
    assert gap is not None
    assert (gap.need, gap.higher, gap.lower) == (0, 0, 1)
    assert gap.gap == pytest.approx(40)


def test_the_largest_gap_is_held_against_the_hats_largest_gap_over_all_needs_and_pairs() -> None:
    points = rows("60 20 20", "50 30 20", "20 60 20", "10 60 30", "30 50 20", "0 50 50")
    members = [[0, 1], [2, 3], [4, 5]]
    _, gap = disagreement.between(points, members, 3, seed=1)
    largest = []
    for order in permutations(range(6)):
        means = [points[list(order[i : i + 2])].mean(axis=0) for i in (0, 2, 4)]
        largest.append(max(np.abs(a - b).max() for a, b in combinations(means, 2)))
    assert gap is not None
    assert gap.hat.median == pytest.approx(np.median(largest))
    assert gap.hat.mean == pytest.approx(np.mean(largest))


@pytest.mark.parametrize("sizes", [[3, 3, 0], [2, 2, 2, 1], [4, 1], [5, 0]])
def test_few_ways_to_deal_are_all_looked_at_once(sizes: list[int]) -> None:
    labels = disagreement.deals(sizes, seed=1)
    assert len(labels) == disagreement.ways(sizes) == len({tuple(row) for row in labels.tolist()})
    assert all(np.bincount(row, minlength=len(sizes)).tolist() == sizes for row in labels)


def test_many_ways_to_deal_are_drawn_with_the_seed() -> None:
    one, same, other = (disagreement.deals([5, 5, 5, 0], seed) for seed in (1, 1, 2))
    assert one.shape == (9999, 15)
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


@given(rooms_of_points(low=9, high=9), st.permutations(range(9)), st.booleans())
def test_neither_the_order_of_people_nor_of_functions_changes_what_the_hat_gives(
    points: disagreement.Matrix, order: list[int], swap: bool
) -> None:
    members = [[0, 1, 2], [3, 4, 5, 6]]
    (pair,), gap = disagreement.between(points, members, 2, seed=5)
    moved = [[order.index(person) for person in group] for group in members]
    (other,), again = disagreement.between(points[order], moved[::-1] if swap else moved, 2, seed=5)
    assert other.hat == pair.hat
    assert other.apart == pytest.approx(pair.apart)
    assert again is not None
    assert gap is not None
    assert (again.hat, again.gap) == (gap.hat, pytest.approx(gap.gap))


def test_drawn_hats_do_not_depend_on_order_either() -> None:
    points = np.random.default_rng(3).integers(0, 30, (16, 4)).astype(float)
    members = [list(range(5)), list(range(5, 10)), list(range(10, 15))]
    pairs, _ = disagreement.between(points, members, 3, seed=5)
    back = [[15 - person for person in group] for group in members]
    same, _ = disagreement.between(points[::-1], back[::-1], 3, seed=5)
    assert sorted(pair.hat.mean for pair in pairs) == sorted(pair.hat.mean for pair in same)


def test_fewer_than_two_functions_have_nothing_to_compare() -> None:
    assert disagreement.between(rows("50 30 20", "20 30 50"), [[0, 1]], 1, seed=1) == ((), None)


def test_what_moved_is_counted_once_however_many_needs_it_touched() -> None:
    before, after = rows("50 30 20", "20 30 50", "40 40 20"), rows("50 30 20", "30 30 40", "10 40 50")
    found = disagreement.moved(before, after)
    assert found is not None
    assert found.each == (0, 10, 30)
    assert (found.people, found.total, found.median) == (2, 40, 10)
    assert found.share == pytest.approx(40 / 300)
    assert found.per_need == pytest.approx((40 / 3, 0, 40 / 3))


def test_nobody_in_both_rounds_moved_nothing() -> None:
    assert disagreement.moved(disagreement.matrix({}), disagreement.matrix({})) is None


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
    assert found["mark us a"].values == (3, 5, 6, 7)
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


def test_two_functions_whose_medians_are_three_apart_are_flagged() -> None:
    six = people(Sales=3, Service=3)
    assert cells(one_need(six, us="5 5 5 8 8 8"))["mark us a"].flags == ("functions",)
    assert cells(one_need(six, us="5 5 5 7 7 8"))["mark us a"].flags == ()


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
    assert lead.differences == (-2, 2, 3)
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
    assert disagreement.known(list(cells(session).values())) == {"us": 1, "paycorp": pytest.approx(1 / 3)}


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
