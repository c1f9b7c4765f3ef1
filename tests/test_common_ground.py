"""Where functions agree: a need to which most people of every function give at least an even share."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from often import often
from test_disagreement import rows
from test_findings import of, weights
from test_record import points, room

from cxw.model import Session
from cxw.stats.disagreement import Matrix, common_ground
from cxw.stats.disagreement.ground import most


@pytest.mark.parametrize(
    ("people", "least"),
    [(1, None), (2, None), (3, 3), (4, 4), (5, 5), (6, 5), (7, 6), (8, 6), (9, 7), (10, 8)],
)
def test_so_many_of_a_function_must_do_so(people: int, least: int | None) -> None:
    enough = [agree for agree in range(people + 1) if most(agree, people)]
    assert enough == ([] if least is None else list(range(least, people + 1)))


SALES, SERVICE = rows("50 30 20", "40 35 25", "60 40 0"), rows("35 35 30", "34 33 33", "40 40 20")


def test_a_need_counts_where_everybody_of_three_gives_an_even_share() -> None:
    assert [one.need for one in common_ground([SALES, SERVICE], 33)] == [0]
    assert common_ground([SALES, rows("35 35 30", "30 40 30", "40 40 20")], 33) == ()


def test_two_needs_at_most_the_surest_first_and_then_those_with_more_points() -> None:
    five = rows(*["25 35 20 20 0"] * 3)
    other = rows(*["30 30 20 20 0"] * 3)
    assert [one.need for one in common_ground([five, other], 20)] == [1, 0]


def test_nobodys_points_can_be_worked_out_from_it() -> None:
    """All of three give 20 or more, their mean is 20: then each gave 20, whatever name they bear."""
    other = rows(*["40 30 30 0 0"] * 3)
    assert common_ground([rows(*["20 80 0 0 0"] * 3), other], 20)[0].need == 1
    assert [one.need for one in common_ground([rows(*["20 0 80 0 0"] * 3), other], 20)] == [2]
    one_above = rows("40 60 0 0 0", *["20 80 0 0 0"] * 2)  # whoever gave 40 knows that the others gave 20
    assert [one.need for one in common_ground([one_above, other], 20)] == [1]
    two_above = rows("40 60 0 0 0", "30 70 0 0 0", "20 80 0 0 0")
    assert {one.need for one in common_ground([two_above, other], 20)} == {0, 1}


def test_a_mean_below_an_even_share_is_no_common_ground_though_most_give_it() -> None:
    """A reader who takes “give” for the mean would be misled."""
    most_of_ten = rows(*["33 67 0"] * 8, *["0 67 33"] * 2)
    assert [one.need for one in common_ground([SALES, most_of_ten], 33)] == []
    assert [one.need for one in common_ground([rows(*["0 100 0"] * 3), most_of_ten], 33)] == [1]


@pytest.mark.parametrize(
    "groups",
    [
        [],
        [SALES],
        [SALES, SERVICE[:2]],
        [SALES, SERVICE[:1]],
        [SALES, SERVICE[:0]],
        [rows(*["25 25 25 25"] * 3), rows(*["25 25 25 25"] * 4)],
        [rows(*["34 33 33"] * 3), rows("33 34 33", "33 33 34", "34 33 33")],
        [rows(*["15 15 15 15 20 20"] * 3), rows(*["20 15 15 15 15 20"] * 3)],
    ],
    ids=[
        "nobody",
        "one function",
        "two people",
        "one person",
        "empty",
        "even",
        "even in ones",
        "even in fives",
    ],
)
def test_where_nothing_may_be_said_nothing_is(groups: list[Matrix]) -> None:
    needs = groups[0].shape[1] if groups else 3
    assert common_ground(groups, 100 // needs) == ()


@settings(deadline=None, max_examples=often(60))
@given(st.data())
def test_in_functions_of_three_to_five_everybody_gives_what_is_said(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(3, 5), min_size=2, max_size=4))
    generator = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    groups = [np.round(generator.dirichlet([6, 1, 1], size) * 20) * 5 for size in sizes]
    found = common_ground(groups, 33)
    assume(found)
    assert len(found) <= 2
    assert all((group[:, one.need] >= 33).all() for group in groups for one in found)
    for group in groups:
        for one in found:  # whoever knows the sum and their own cannot say that the others gave just so much
            points = group[:, one.need]
            assert all(points.sum() - own > 33 * (len(points) - 1) for own in points)
    again = common_ground([group[::-1] for group in groups[::-1]], 33)
    assert {one.need for one in again} == {one.need for one in found}


def split(rows: dict[str, list[str]]) -> Session:
    """A room of functions with these rows each."""
    everybody = [(name, row) for name, given in rows.items() for row in given]
    functions = {f"p{place}": name for place, (name, _) in enumerate(everybody)}
    answers = {f"p{place}": row for place, (_, row) in enumerate(everybody)}
    return room(functions, points("first", "price speed help", answers))


AGREED = {
    "Sales": ["60 20 20", "55 25 20", "40 40 20"],
    "Müller & Søn": ["50 20 30", "45 20 35", "60 10 30"],
    "Service": ["40 30 30", "35 35 30", "80 10 10"],
}
GROUND = "All three functions give “Price” at least 33 of 100 points."


def test_what_all_functions_share_is_among_the_findings_of_the_walk() -> None:
    found = of(split(AGREED))
    (finding,) = [one for one in found.walk if one.kind == "ground"]
    assert (finding.sentence, finding.flag, finding.need) == (GROUND, None, "price")
    assert finding.size == pytest.approx(465 / 9)


def test_it_is_told_whether_or_not_the_room_can_decide_that_functions_differ() -> None:
    found = of(split(AGREED | {"Service": ["40 0 60", "35 5 60", "40 0 60"]}))
    kinds = [one.kind for one in found.walk]
    assert {"ground", "functions"} <= set(kinds)
    assert [one.sentence for one in found.walk].count(GROUND) == 1


def test_functions_that_do_not_show_by_themselves_are_not_said_to_share_it() -> None:
    small = {"Legal": ["0 50 50", "0 40 60"], "Food": ["10 40 50"]}
    found = weights(split(AGREED | small))
    assert found.ground is not None
    assert found.ground.sentence.startswith("Sales, Müller & Søn and Service all give “Price”")


def test_functions_that_share_nothing_are_not_said_to() -> None:
    apart = AGREED | {"Service": ["10 60 30", "5 60 35", "30 40 30"]}
    found = of(split(apart))
    assert found.weights is not None
    assert found.weights.ground is None
    told = [one.sentence for one in found.disagreement]
    assert not [said for said in told if re.search("at least an even share", said)]
