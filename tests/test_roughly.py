"""A day, a month or a year; fourteen or about fourteen: kept as it is known, in every place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from desks import session
from hypothesis import given
from hypothesis import strategies as st

from cxw.day.evidence import grading
from cxw.handout import handout_text
from cxw.keyboard.evidence import item_in_one_line
from cxw.keyboard.forms import date_reader, day_reader, read_number
from cxw.model import Evidence, Research, Session, day_in_words, earliest, read_count, read_date
from cxw.sessionfile import dumps, loads, problems_of

DAY = dt.date(2026, 10, 14)
MONTHS = (
    "October 2026",
    "Oktober 2026",
    "octobre 2026",
    "octubre de 2026",
    "Oct 2026",
    "okt. 2026",
    "2026-10",
    "10.2026",
    "10/2026",
    "2026 Oktober",
    "im Oktober 2026",
)
DAYS = (
    "2026-10-14",
    "14.10.2026",
    "14. 10. 2026",
    "14.10.26",
    "14/10/2026",
    "2026/10/14",
    "14 October 2026",
    "October 14, 2026",
    "14th of October 2026",
    "14. Oktober 2026",
    "14 de octubre de 2026",
    "le 14 octobre 2026",
)


@pytest.mark.parametrize("typed", MONTHS)
def test_a_month_is_a_month_in_each_language(typed: str) -> None:
    assert read_date(typed) == "2026-10"


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_a_day_in_each_language(typed: str) -> None:
    assert read_date(typed) == DAY


@pytest.mark.parametrize(
    ("typed", "month"),
    [("März 2026", 3), ("Maerz 2026", 3), ("Jänner 2026", 1), ("août 2026", 8), ("enero 2026", 1)],
)
def test_accents_do_not_matter(typed: str, month: int) -> None:
    assert read_date(typed) == f"2026-{month:02}"


@pytest.mark.parametrize(
    "typed",
    [
        "Q3 2026",
        "summer 2026",
        "soon",
        "Oktober",
        "2026-13",
        "31.2.2026",
        "3/4/2026",
        "jui 2026",
        "14",
        "",
        "0",
        *["1.1.1", "2026 2026", "14 October October 2026", "October", "99.99.2026", "😀 2026", "20261014"],
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["about 14", "ca. 14", "ca 14", "rund 14", "etwa 14", "~14", "≈ 14", "circa 14", "ungefähr 14"]
)
def test_about_so_many_is_not_exactly_so_many(typed: str) -> None:
    assert read_count(typed) == "about 14"


def test_counts_in_words_and_what_is_no_count() -> None:
    assert (read_count("zwölf"), read_count("etwa drei"), read_count("0"), read_count("14")) == (
        12,
        "about 3",
        0,
        14,
    )
    assert [read_count(typed) for typed in ("about", "about 0", "10-12", "many", "", "-3", "1.5")] == [
        None
    ] * 7


@given(st.text(max_size=20))
def test_no_text_makes_the_readers_stumble(typed: str) -> None:
    read = read_date(typed)
    if read is not None:
        assert read_date(str(read)) == read
        assert read_date(day_in_words(read)) == read
        assert earliest(read).year >= 1900
    many = read_count(typed)
    assert many is None or read_count(str(many)) == many


def item(date: object, customers: object = 14) -> Evidence:
    return Evidence.model_validate(
        {
            "id": "e1",
            "kind": "interviews",
            "source": "x",
            "seen": "2026",
            "date": date,
            "customers": customers,
        }
    )


def test_a_grade_takes_the_earliest_day_and_the_number() -> None:
    limits = session().thresholds
    at = dt.date(2026, 10, 20)
    for known, graded in (
        ("2025-05", 3),
        ("2025-05", 3),
        ("2025-03", 2),
        ("2025", 2),
        (dt.date(2025, 4, 30), 3),
    ):
        assert grading(item(known), "s0", at, limits).grade == graded, known
    assert [grading(item("2026", many), "s0", at, limits).grade for many in (9, 10, "about 9", "about 10", 0)] == [
        2, 3, 2, 3, 1,
    ]  # fmt: skip


def written(extra: str) -> str:
    return dumps(session()) + "evidence:\n- id: e1\n  kind: interviews\n" + extra


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2026-10", "2026-10"),
        ("'2026-10'", "2026-10"),
        ("2026", "2026"),
        ("'2026'", "2026"),
        ("Oktober 2026", "2026-10"),
        ("14.10.2026", DAY),
        ("2026-10-14", DAY),
    ],
)
def test_a_date_typed_into_the_file_is_read_and_stays(typed: str, kept: object) -> None:
    read = loads(written(f"  date: {typed}\n  customers: about 14\n"))
    assert read.evidence[0].date == kept
    assert read.evidence[0].customers == "about 14"
    assert loads(dumps(read)) == read


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("date: soon", "write a day like 2026-03-14, a month like 2026-10 or a year like '2026'"),
        ("date: 2026-13", "write a day like 2026-03-14, a month like 2026-10"),
        ("date: 14", "write a day like 2026-03-14"),
        ("customers: many", "write a whole number, 0 or more, or about 14"),
        ("customers: -1", "write a whole number, 0 or more, or about 14"),
        ("customers: about 0", "write a whole number, 0 or more, or about 14"),
    ],
)
def test_what_cannot_be_read_in_the_file_is_said_in_one_sentence(
    line: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "day.yaml"
    file.write_text(written(f"  {line}\n"), "utf-8")
    (problem,) = problems_of(file)
    assert said in str(problem)


def test_every_reader_tells_no_more_than_is_known() -> None:
    said = Evidence(
        id="e1", kind="survey", source="Umfrage", date="2026-10", customers="about 14", seen="2026"
    )
    assert item_in_one_line(said) == "Umfrage, about 14 customers, October 2026"
    said = Evidence(id="e1", kind="survey", source="Umfrage", date="2026", customers=1, seen="2026")
    assert item_in_one_line(said) == "Umfrage, 1 customer, 2026"


def promised() -> Session:
    made = session()
    made.segments[0].research = [
        Research.model_validate(
            {"id": "r1", "question": "Who leaves?", "ask": "the lost", "how_many": "ca. 14", "due": "2026-10"}
        )
    ]
    return made


def test_the_handout_prints_a_month_as_a_month_and_about_as_about() -> None:
    printed = handout_text(promised())
    assert ", October 2026" in printed
    assert "(about 14)" in printed
    assert "(etwa 14)" in handout_text(promised().model_copy(update={"language": "de"}))


def test_the_forms_take_what_the_file_takes() -> None:
    today = dt.date(2026, 3, 14)
    assert date_reader(today)("Oktober 2026") == ("2026-10", "")
    assert date_reader(None)("2026") == ("2026", "")
    assert read_number("ca. 14") == ("about 14", "")
    assert read_number("viele") == (None, "“viele” is no number: 14, or about 14")
    assert day_reader(today)("Oktober 2026")[0] is None
    assert day_reader(today)("14.10.2026") == (DAY, "")
