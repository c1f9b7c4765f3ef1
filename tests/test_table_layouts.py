"""Rows that are people, answers, a person and a company, or needs: recognised where only one reading fits."""

from __future__ import annotations

import pytest
from tables_given import OURS, POINTS, THEIRS, faults, given, offices, points, remarks

TURNED = "{},a1,a2\nTaste,50,40\nUpkeep,30,40\nPrice,20,20\n"
TWO_WAYS = ",A,B,C\nTaste,50,30,20\nUpkeep,30,50,20\nPrice,20,20,60\n"
MARKS = {"us": OURS, "rival": THEIRS}


@pytest.mark.parametrize(
    "table",
    [
        TURNED.format("need"),
        TURNED.format("Kriterium"),
        TURNED.format("Critère"),
        TURNED.format(""),
        TURNED.format("need") + "Total,100,100\n",
        "Tally of needs,,\n,,\n" + TURNED.format("need"),
        "person,need,points\n"
        + "".join(
            f"{who},{need},{n}\n"
            for who, row in POINTS.items()
            for need, n in zip(("Taste", "Upkeep", "Price"), row.values(), strict=True)
        ),
        "Teilnehmer;Kriterium;Punkte\n"
        + "".join(
            f"{who};{need};{n}\n"
            for need, key in (("Taste", "taste"), ("Upkeep", "upkeep"), ("Price", "price"))
            for who, n in (("a1", POINTS["a1"][key]), ("a2", POINTS["a2"][key]))
        ),
    ],
)
def test_points_are_the_same_however_a_table_is_laid_out(table: str) -> None:
    assert given(table).weights == POINTS
    known = given(table.replace("a1", "Kim Aro").replace("a2", "Lee Bax"), session=offices())
    assert points(known) == list(POINTS.values())


def test_of_a_turned_table_each_fault_stands_in_its_own_line() -> None:
    delivered = given("need,a1,a2\nTaste,50,40\nUpkeep,thirty,40\nPrice,20,20\n")
    assert faults(delivered)[0].startswith("3: a1, Upkeep: “thirty”")


@pytest.mark.parametrize(
    "table",
    [
        "person,company,Taste,Upkeep,Price\nkim,Bright Beans,8,7,9\nkim,Rival Roast,5,4,3\n",
        "Name,Roaster,Taste,Upkeep,Price\nKim Aro,Bright Beans,8,7,9\nKim Aro,Rival Roast,5,4,3\n",
        "Teilnehmer;Anbieter;Taste;Upkeep;Price\nkim;us;8;7;9\nkim;rival;5;4;3\n",
        (
            "need,company,Kim Aro\n"
            "Taste,us,8\nUpkeep,us,7\nPrice,us,9\nTaste,rival,5\nUpkeep,rival,4\nPrice,rival,3\n"
        ),
        (
            "criterion,kim\n"
            "Bright Beans: Taste,8\nBright Beans: Upkeep,7\nBright Beans: Price,9\n"
            "Taste [Rival Roast],5\nUpkeep [Rival Roast],4\nPrice [Rival Roast],3\n"
        ),
        (
            "who,brand,attribute,rating\n"
            "kim,us,Taste,8\nkim,us,Upkeep,7\nkim,us,Price,9\nkim,rival,Taste,5\nkim,rival,Upkeep,4\nkim,rival,Price,3\n"
        ),
    ],
)
def test_marks_are_the_same_however_a_table_is_laid_out(table: str) -> None:
    delivered = given(table, "marks", offices())
    assert delivered.good, faults(delivered)
    assert delivered.marks == {"kim": MARKS}


def test_a_row_a_person_and_company_makes_a_session() -> None:
    table = "Name,Company,Taste,Upkeep,Price\nKim,Bright Beans,8,7,9\nKim,Rival Roast,5,4,3\n"
    delivered = given(table, "marks")
    assert delivered.marks == {"kim": {"bright-beans": OURS, "rival-roast": THEIRS}}
    assert faults(given(table + "Kim,Rival Roast,5,4,3\n", "marks")) == [
        "4: Kim answers this in line 3 already: leave one of them"
    ]


def test_one_person_marks_companies_side_by_side() -> None:
    table = "need,Bright Beans,Rival Roast\nTaste,8,5\nUpkeep,7,4\nPrice,9,3\n"
    (fault,) = faults(given(table, "marks", offices()))
    assert fault == "1: whose marks are these? Give --id with the name of the person"
    assert given(table, "marks", offices(), id="Kim Aro").marks == {"kim": MARKS}
    made = given(table, "marks")
    assert made.marks == {"person-1": {"bright-beans": OURS, "rival-roast": THEIRS}}
    assert "all of Person 1" in remarks(made)[0]


def test_where_two_readings_fit_both_are_offered() -> None:
    (fault,) = faults(given(TWO_WAYS))
    assert "--layout turned" in fault
    assert "--layout wide" in fault
    assert [need.text for need in given(TWO_WAYS, layout="turned").needs] == ["Taste", "Upkeep", "Price"]
    assert [need.text for need in given(TWO_WAYS, layout="wide").needs] == ["A", "B", "C"]
    (fault,) = faults(given("need,Ana,Ben\nTaste,8,9\nUpkeep,7,8\nPrice,9,9\n", "marks"))
    assert "are the columns people, or companies?" in fault


def test_beside_a_column_of_companies_the_others_are_people() -> None:
    rows = (
        ("Taste,us", "8,5"),
        ("Upkeep,us", "7,4"),
        ("Price,us", "9,3"),
        *(("Taste,Rival", "5,8"), ("Upkeep,Rival", "4,7"), ("Price,Rival", "3,9")),
    )
    table = "".join(f"{what},{marks}\n" for what, marks in (("need,company", "Ana,Ben"), *rows))
    marks = given(table.replace(",us", ",Bright Beans"), "marks").marks
    assert marks == {
        "ana": {"bright-beans": OURS, "rival": THEIRS},
        "ben": {"bright-beans": THEIRS, "rival": OURS},
    }


def test_a_layout_that_a_table_does_not_have_is_said() -> None:
    (fault,) = faults(given("person,Taste,Upkeep,Price\na1,50,30,20\n", layout="long"))
    assert fault == "1: a long table has a column for the need and one for its value: need, points or mark"
