"""Customers' answers come back: the kit's own table, exports of survey tools, sums, and tables that are wrong."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Sequence
from pathlib import Path

import openpyxl  # noqa: TID251 - a workbook is made with nothing of cxw
import pytest
from terminal import ENTER, Terminal
from typer.testing import CliRunner

from cxw.cli import app
from cxw.model import DK, Customers
from cxw.sessionfile import load

ESSAY = Path(__file__).parent.parent / "workshops" / "essay.yaml"
NEEDS = ["brand", "product", "quality", "price", "service"]
HEADS = ["who", "order", *(f"p_{need}" for need in NEEDS)]
ROW = ["left", "price brand product quality service", "10", "20", "30", "15", "25"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "essay.yaml"
    path.write_bytes(ESSAY.read_bytes())
    return path


def table(file: Path, heads: Sequence[str], *rows: Sequence[str], name: str = "answers.csv") -> Path:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([heads, *rows])
    path = file.with_name(name)
    path.write_text(text.getvalue(), "utf-8")
    return path


def said(file: Path, answers: Path, *more: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["verify", str(file), str(answers), *more])
    return int(ran.exit_code), ran.output + (str(ran.exception) if ran.exception else "")


def kept(file: Path) -> list[Customers]:
    return load(file).segments[0].customers


def taken(file: Path, heads: Sequence[str], *rows: Sequence[str], more: Sequence[str] = ()) -> Customers:
    """The set that a table makes; it has to go in."""
    code, output = said(file, table(file, heads, *rows), *more)
    assert code == 0, output
    return kept(file)[-1]


def test_the_kits_own_table_needs_no_word_more(file: Path) -> None:
    heads = [*HEADS, "m_us_brand", "m_us_price", "t_more", "t_leave"]
    unsure = ["", "", *[DK] * 5, "", "", "Jemand, der „ja“ sagt\nund kommt", ""]
    found = taken(file, heads, [*ROW, "7", DK, "", "Preise"], unsure, more=["--yes", "--date", "2026-06-01"])
    assert found.needs == NEEDS
    assert found.weights == [[10, 20, 30, 15, 25], DK]
    assert found.marks == {"us": [[7, DK, DK, DK, DK], DK]}
    assert found.who == ["left", DK]
    assert found.order == [[4, 1, 2, 3, 5], []]
    assert found.texts == {"more": ["Jemand, der „ja“ sagt\nund kommt"], "leave": ["Preise"]}
    assert (found.id, found.n, str(found.date), found.source) == ("c1", 2, "2026-06-01", "answers")


def test_an_export_of_limesurvey(file: Path) -> None:
    heads = ["id", "submitdate", "say", *(f"points[{need}]" for need in NEEDS), "mus[price]", "tmore", "who"]
    rows = (
        ["1", "2026-06-01 10:00:00", "1", "10", "20", "30", "15", "25", "6", "", "cust"],
        ["2", "2026-06-01 10:05:00", "2", "", "", "", "", "", "dk", "", "skip"],
    )
    found = taken(file, heads, *rows)
    assert found.weights == [[10, 20, 30, 15, 25], DK]
    assert found.marks == {"us": [[DK, DK, DK, 6, DK], [DK] * 5]}
    assert found.who == ["customers", DK]


def test_an_export_of_odk_has_the_kits_heads_behind_the_groups_of_the_form(file: Path) -> None:
    heads = ["SubmissionDate", *(f"points-p_{need}" for need in NEEDS), "people-who", "KEY"]
    found = taken(file, heads, ["2026-06-01", "10", "20", "30", "15", "25", "never-bought", "uuid:1"])
    assert (found.weights, found.who) == ([[10, 20, 30, 15, 25]], ["never-bought"])


def test_an_export_of_qualtrics_says_in_its_second_row_which_need_is_which(file: Path) -> None:
    needs = load(file).segments[0].chosen_needs()
    shuffled = [needs[place] for place in (3, 0, 4, 1, 2)]
    heads = ["StartDate", "ResponseId", "say", *(f"points_{n}" for n in range(1, 6)), "who"]
    words = [
        "Start Date",
        "Response ID",
        "Can you say?",
        *(f"Spread 100 points. - {one.text}" for one in shuffled),
    ]
    third = [f'{{"ImportId":"QID{n}"}}' for n in range(len(heads))]
    row = ["2026-06-01 10:00:00", "R_1", "1", "15", "10", "25", "20", "30", "2"]
    found = taken(file, heads, [*words, "You and us: what is true?"], third, row)
    assert (found.weights, found.who) == ([[10, 20, 30, 15, 25]], ["left"])


def test_any_table_whose_heads_are_the_needs(file: Path) -> None:
    needs = [need.text for need in load(file).segments[0].chosen_needs()]
    found = taken(
        file, ["E-Mail", *needs, "Gewicht"], ["a@example.org", "10,5", "19,5", "30", "15", "25", "2"]
    )
    assert (found.weights, found.weight) == ([[10.5, 19.5, 30, 15, 25]], [2])
    assert "example.org" not in file.read_text("utf-8")


def test_sums_are_one_row_with_the_number_of_customers(file: Path) -> None:
    found = taken(file, [*HEADS[2:], "n"], ["12.5", "20", "30", "15", "22.5", "312"])
    assert (found.kind, found.n, found.weights) == ("aggregated", 312, [[12.5, 20, 30, 15, 22.5]])


def test_rows_of_another_segment_and_empty_ones_are_counted(file: Path) -> None:
    segment = load(file).segments[0].name
    rows = ([*ROW, segment], [*ROW, "Somewhere else"], ["customers", *[""] * 6, segment])
    code, output = said(file, table(file, [*HEADS, "segment"], *rows))
    assert code == 0
    assert ": 1" in output.split("another segment")[1]
    assert "Empty rows, left out: 1" in output
    assert kept(file)[0].n == 1


@pytest.mark.parametrize(
    ("heads", "rows", "sentence"),
    [
        (HEADS[:-1], [ROW[:-1]], ":1: there is no column for Service"),
        (["who", "Age"], [["left", "30"]], ":1: no column holds points of Brand"),
        (HEADS, [ROW, [*ROW[:-1], "24.5"], [*ROW[:-1], "20"]], ":4: the points add up to 95: 100 are spread"),
        (HEADS, [[*ROW[:-1], ""]], ":2: nothing is given for Service, and the others do not add up to 100"),
        (HEADS, [[*ROW[:-1], "1,025"]], ":2: the points add up to"),
        (HEADS, [[*ROW[:-1], "many"]], ":2: “many” is no number of points from 0 to 100"),
        (HEADS, [["cousin", *ROW[1:]]], ":2: “cousin” is none of customers, left, lost-deal, never-bought"),
        (HEADS, [["left", "price brand", *ROW[2:]]], ":2: “price brand” does not name each need once"),
        ([*HEADS, "m_us_price"], [[*ROW, "11"]], ":2: “11” is no mark from 0 to 10, nor dk"),
        ([*HEADS, "p_service"], [[*ROW, "25"]], ":1: the columns p_service and p_service are both about Service"),
        ([*HEADS, "weight"], [[*ROW, "0"]], ":2: “0” is no survey weight"),
        ([*HEADS, "n"], [[*ROW, "9"], [*ROW, "9"]], ":1: a table of sums has one row of means"),
        (HEADS, [["left", *[""] * 6]], ":1: nobody answered"),
        ([*HEADS, "p_speed"], [[*ROW, "5"]], ":1: the column p_speed is about no need or company of this list"),
        ([*HEADS, "n"], [[*ROW, ""]], ":2: “” does not say how many customers these are"),
        ([*HEADS, "E-Mail"], [[*ROW, "a@b.de"], [*ROW, "A@b.de"]], ":3: this respondent stands in line 2 already"),
        (HEADS, [["left", ROW[1], *["20", DK, "20", "20", "40"]]], ":2: there are points and dk in this row"),
        ([*HEADS, "segment"], [[*ROW, "Else"]], ":1: every row is of another segment than"),
        (HEADS, [["left", "", *["2"] * 5]] * 3, ":1: all 3 rows add up to 10: if that is what each person spread"),
        (HEADS, [ROW, ["left", "", *["N/A"] * 5]], ":1: 5 cells hold “N/A”: where that says that somebody does not"),
        (HEADS, [], "no answers beneath"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_table_that_is_wrong_gets_sentences_with_lines_and_leaves_the_file_as_it_was(
    file: Path, heads: list[str], rows: list[list[str]], sentence: str
) -> None:
    before = file.read_bytes()
    code, output = said(file, table(file, heads, *rows))
    assert code == 1
    assert sentence in output
    assert file.read_bytes() == before


def test_more_customers_than_a_set_keeps(file: Path) -> None:
    code, output = said(file, table(file, HEADS, *[ROW] * 5_001))
    assert code == 1
    assert "these are 5,001 customers, and 5,000 are the most" in output
    assert not kept(file)


def test_a_second_table_adds_and_the_same_one_does_not(file: Path) -> None:
    first = table(file, HEADS, ROW)
    said(file, first)
    assert "in the file already, as c1" in said(file, first)[1]
    other = table(file, HEADS, [*ROW[:2], "40", "20", "10", "15", "15"], name="later.csv")
    assert "added to what customers had answered before" in said(file, other)[1]
    assert [one.id for one in kept(file)] == ["c1", "c2"]
    assert "take the place" in said(file, first, "--replace")[1]
    assert [(one.id, one.source) for one in kept(file)] == [("c1", "answers")]


def test_customers_own_words_are_left_out_where_nobody_can_look_at_them(file: Path) -> None:
    answers = table(file, [*HEADS, "t_more"], [*ROW, "Frau Kim soll öfter kommen"])
    assert "nobody could look whether it names somebody" in said(file, answers)[1]
    assert kept(file)[0].texts == {}


def test_at_a_terminal_words_that_name_somebody_are_left_out_by_their_numbers(file: Path) -> None:
    rows = ([*ROW, "Frau Kim soll öfter kommen"], [*ROW, "Etwas Ruhe"])
    answers = table(file, [*HEADS, "t_more"], *rows)
    with Terminal("verify", file, answers, cwd=file.parent) as run:
        run.until("Numbers to leave out:")
        run.type(f"2{ENTER}")
        assert run.ends() == 0
    assert kept(file)[0].texts == {"more": ["Etwas Ruhe"]}


OWN = "Id;Brand;Product;Quality;Price;Service;us: Brand;us: Price;Gewicht\nR1;1;2;3;1,5;2,5;3;4;1,5\n"
"""A table of somebody's own: ten points each, marks of five, and a row of means beneath."""
MORE = "R2;2;2;2;2;2;99;5;0,7\nR3;N/A;N/A;N/A;N/A;N/A;5;1;1\nMittelwert;2;2;2;2;2;3;3;1\n"
OPTIONS = ["--total", "10", "--scale", "1-5", "--dk", "n/a,99"]


def test_a_table_of_ones_own_goes_in_with_its_total_scale_and_words_and_look_says_which(file: Path) -> None:
    answers = file.with_name("own.csv")
    answers.write_text(OWN + MORE, "utf-8")
    before = file.read_bytes()
    code, output = said(file, answers, "--look", "--source", "Panel")
    assert (code, file.read_bytes()) == (0, before)
    offered = shlex.split(output.split("This takes it in:")[1].replace("\\\n", ""))
    assert offered[4:] == ["--scale", "1-5", "--total", "10", "--dk", "n/a", "--source", "Panel"]
    code, output = said(file, answers, *offered[4:])
    assert code == 0
    (found,) = kept(file)
    assert found.weights == [[10, 20, 30, 15, 25], [20] * 5, DK]
    assert found.marks["us"] == [[5, DK, DK, 7.5, DK], [DK, DK, DK, 10, DK], [10, DK, DK, 0, DK]]
    assert (found.weight, found.source) == ([1.5, 0.7, 1], "Panel")
    assert "“Mittelwert” sums up other rows" in output


def test_a_sheet_an_encoding_and_columns_are_named_as_for_collect(file: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Prices").append(["one", "two"])
    sheet = book.create_sheet("Answers")
    for row in ([*HEADS, "old [Brand]"], [*ROW, "9"]):
        sheet.append(row)
    answers = file.with_name("book.xlsx")
    book.save(answers)
    assert said(file, answers, "--sheet", "Answers")[0] == 1
    found = ["--sheet", "Answers", "--columns", "p_*"]
    assert said(file, answers, *found)[0] == 0
    assert kept(file)[0].weights == [[10, 20, 30, 15, 25]]
    assert (
        said(file, answers, "--sheet", "Answers", "--ignore", "old*", "--replace", "--date", "2026-06-01")[0]
        == 0
    )


def test_an_export_that_has_grown_since_does_not_count_its_first_customers_twice(file: Path) -> None:
    rows = [[*ROW[:2], str(10 + n), str(20 - n), "30", "15", "25"] for n in range(4)]
    said(file, table(file, HEADS, *rows[:3]))
    grown = table(file, HEADS, *rows, name="week two.csv")
    code, output = said(file, grown)
    assert code == 1
    assert "All 3 customers of c1 are in this table too" in output
    assert said(file, grown, "--replace")[0] == 0
    assert [one.n for one in kept(file)] == [4]


def test_addresses_in_customers_own_words_are_never_kept_and_nothing_is_no_need(file: Path) -> None:
    words = [
        "Call 0171 2345678 or write k.kim+x@firma.example.de",
        "Nichts.",
        "-",
        "N/A",
        "nach 18:00 Uhr",
        "07/2026",
    ]
    found = taken(file, [*HEADS, "t_more"], *([*ROW, text] for text in words), more=["--yes"])
    assert found.texts == {"more": ["07/2026", "Call … or write …", "nach 18:00 Uhr"]}
    assert found.n == len(words)


@pytest.mark.parametrize(("n", "count"), [("312", 312), ("1.312", 1_312), ("1,312", 1_312), ("1 312", 1_312)])
def test_how_many_customers_sums_are_of_is_a_whole_number(file: Path, n: str, count: int) -> None:
    assert taken(file, [*HEADS[2:], "n"], [*ROW[2:], n]).n == count
