"""Rows and columns of sums, means and the like are named, and are never people or needs."""

from pathlib import Path

import pytest
from table_texts import read_text

from cxw.collect import Columns, Delivered
from cxw.collect.summaries import kind_of_summary
from cxw.model import Company, Need, Participant, Segment, Session

WEIGHTS, MARKS = Columns("weights"), Columns("marks", scale=(0, 10))


def said(delivered: Delivered) -> list[str]:
    return [f"{problem.line}: {problem.text}" for problem in delivered.problems]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Total", "sum"),
        ("Grand total:", "sum"),
        ("Summe (n = 12)", "sum"),
        ("Punkte gesamt", "sum"),
        ("Total général", "sum"),
        ("Average", "mean"),
        ("Ø", "mean"),
        ("Team average", "mean"),
        ("Promedio", "mean"),
        ("Std. deviation", "other"),
        ("Max", "largest"),
        ("Total cost of ownership", ""),
        ("Max Muster", ""),
        ("Price", ""),
        ("", ""),
    ],
)
def test_a_summary_is_known_by_its_words_alone(text: str, kind: str) -> None:
    assert kind_of_summary(text) == kind


HEAD = "person,Taste,Upkeep,Price\n"
THREE = "Eva,50,30,20\nKim,40,40,20\nUwe,30,50,20\n"


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            "Average,40,40,20\n",
            "5: the row Average is the mean of the rows above, and no person: it is left out",
        ),
        (
            "Summe,120,120,60\n",
            "5: the row Summe is the sum of the rows above, and no person: it is left out",
        ),
        ("Max,50,50,20\n", "5: the row Max is the largest of the rows above, and no person: it is left out"),
        (
            "Mittelwert,39,41,20\n",
            "5: the row Mittelwert is called a summary of the rows above, and is no person",
        ),
        (",120,120,60\n", "5: a row without a name is the sum of the rows above: it is left out"),
        (",40,40,20\n", "5: a row without a name is the mean of the rows above: it is left out"),
        ("Team,120,120,60\n", "5: the row Team is the sum of the rows above, and no person: it is left out"),
    ],
)
def test_a_row_of_sums_or_means_is_named_and_left_out(tmp_path: Path, rows: str, sentence: str) -> None:
    delivered = read_text(tmp_path, HEAD + THREE + rows)
    assert delivered.good
    assert [person.name for person in delivered.people] == ["Eva", "Kim", "Uwe"]
    assert len(said(delivered)) == 1
    assert said(delivered)[0].startswith(sentence)
    assert [total.sum for total in delivered.totals.values()] == [120, 120, 60]


def test_max_is_a_person_where_his_numbers_are_his_own(tmp_path: Path) -> None:
    delivered = read_text(tmp_path, HEAD + THREE + "Max,60,20,20\n")
    assert delivered.problems == []
    assert "max" in delivered.weights


def test_a_person_whose_row_is_the_mean_of_the_others_is_asked_about(tmp_path: Path) -> None:
    text = HEAD + THREE + "Ola,40,40,20\n"
    delivered = read_text(tmp_path, text)
    which = "if it is no person, add --ignore Ola; if it is one, add --keep Ola"
    assert said(delivered) == [f"5: the row Ola is exactly the mean of the rows above: {which}"]
    assert not delivered.good
    assert list(read_text(tmp_path, text, Columns("weights", keep=("Ola",))).weights) == [
        "eva",
        "kim",
        "uwe",
        "ola",
    ]
    assert list(read_text(tmp_path, text, Columns("weights", ignore=("Ola",))).weights) == [
        "eva",
        "kim",
        "uwe",
    ]


def test_who_gives_what_all_others_gave_is_no_mean(tmp_path: Path) -> None:
    same = "".join(f"{name},50,30,20\n" for name in ("Eva", "Kim", "Uwe"))
    delivered = read_text(tmp_path, HEAD + same)
    assert delivered.problems == []
    assert len(delivered.weights) == 3


def test_somebody_the_session_knows_is_a_person_whatever_the_name(tmp_path: Path) -> None:
    needs = [Need(id=word.lower(), text=word) for word in ("Taste", "Upkeep", "Price")]
    segment = Segment(id="s", name="S", needs=needs, chosen=["taste", "upkeep", "price"])
    people = [Participant(id=name.lower(), name=name) for name in ("Eva", "Kim", "Uwe", "Max")]
    session = Session(
        cxw=1, title="T", company=Company(id="us", name="Us"), participants=people, segments=[segment]
    )
    delivered = read_text(tmp_path, HEAD + THREE + "Max,50,50,20\n", session=session)
    assert said(delivered) == ["5: Max: the points add up to 120, so 20 are too many"]
    good = read_text(tmp_path, HEAD + THREE + "Max,30,50,20\nAverage,37.5,42.5,20\n", session=session)
    assert list(good.weights) == ["eva", "kim", "uwe", "max"]


def test_marks_have_rows_of_means_and_of_spread_left_out(tmp_path: Path) -> None:
    head = "person,Us: Taste,Us: Upkeep,Us: Price\n"
    text = head + "Eva,8,6,4\nKim,6,6,9\nMean,7,6,6.5\nSD,1.41,0,3.54\nMin,6,6,4\n"
    delivered = read_text(tmp_path, text, MARKS)
    assert delivered.good
    assert list(delivered.marks) == ["eva", "kim"]
    assert [problem.line for problem in delivered.problems] == [4, 5, 6]


@pytest.mark.parametrize(
    ("head", "values", "what"),
    [
        ("Total", (100, 100), "the sum"),
        ("Summe", (100, 100), "the sum"),
        ("Check", (100, 100), "the sum"),
        ("Average", ("33.33", "33.33"), "the mean"),
    ],
)
def test_a_column_of_sums_or_means_is_named_and_left_out(
    tmp_path: Path, head: str, values: tuple[object, object], what: str
) -> None:
    text = f"person,Taste,Upkeep,Price,{head}\nEva,50,30,20,{values[0]}\nKim,40,40,20,{values[1]}\n"
    delivered = read_text(tmp_path, text)
    assert said(delivered) == [f"1: the column {head} is {what} of the columns beside it: it is left out"]
    assert [need.text for need in delivered.needs] == ["Taste", "Upkeep", "Price"]


def test_a_sum_that_is_none_is_a_fault_with_its_line(tmp_path: Path) -> None:
    text = "person,Taste,Upkeep,Price,Total points\nEva,50,30,20,100\nKim,40,40,10,100\n"
    (sentence,) = said(read_text(tmp_path, text))
    assert sentence.startswith("1: the column Total points is called a summary and is not the sum")
    assert "first in line 3" in sentence
    assert "--keep 'Total points'" in sentence


def test_a_need_that_happens_to_hold_half_of_the_points_stays_one(tmp_path: Path) -> None:
    delivered = read_text(tmp_path, "person,Taste,Upkeep,Price\nEva,30,20,50\nKim,25,25,50\n")
    assert delivered.problems == []
    assert len(delivered.needs) == 3


def test_each_company_of_marks_may_have_its_mean(tmp_path: Path) -> None:
    text = (
        "Name,Us: Taste,Us: Upkeep,Us: Price,Us: Average,Zed: Taste,Zed: Upkeep,Zed: Price,Zed: Ø\n"
        "Eva,5,8,9,7.33,1,2,3,2\nKim,4,4,10,6,9,9,9,9\n"
    )
    delivered = read_text(tmp_path, text, MARKS)
    assert delivered.good
    assert len(delivered.problems) == 2
    assert delivered.marks["eva"] == {
        "us": {"taste": 5, "upkeep": 8, "price": 9},
        "zed": {"taste": 1, "upkeep": 2, "price": 3},
    }


def test_a_long_table_has_sums_of_people_and_of_needs(tmp_path: Path) -> None:
    rows = "".join(
        f"{who},{need},{n}\n"
        for who in ("Eva", "Kim")
        for need, n in (("Taste", 50), ("Upkeep", 30), ("Price", 20), ("Total", 100))
    )
    delivered = read_text(tmp_path, "person,need,points\n" + rows + "Average,Taste,50\n")
    assert list(delivered.weights) == ["eva", "kim"]
    assert said(delivered) == [
        "1: 2 rows are about Total, which is a summary and no need: they are left out",
        "10: the row Average is called a summary of the rows above, and is no person: it is left out",
    ]
