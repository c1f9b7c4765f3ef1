"""Workbooks as spreadsheet programs and survey tools write them, and those that are made to harm."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tables_given import OURS, POINTS, THEIRS, faults, given, offices, points, remarks, workbook

from cxw.cli import run_command

HEADS = ["person", "Taste", "Upkeep", "Price"]
ROWS: list[list[Any]] = [HEADS, ["a1", 50, 30, 20], ["a2", 40.0, 40, 20]]
OVER: list[list[Any]] = [
    ["Name", "Bright Beans", None, None, "Rival Roast", None, None],
    [None, "Taste", "Upkeep", "Price", "Taste", "Upkeep", "Price"],
    ["Kim Aro", 8, 7, 9, 5, 4, 3],
]


def in_percent(sheet: Any) -> None:
    for row in sheet.iter_rows(min_row=2, min_col=2):
        for cell in row:
            cell.value, cell.number_format = cell.value / 100, "0%"


def merged(*areas: str) -> Callable[[Any], None]:
    def merge(sheet: Any) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return merge


def hidden(title: str) -> Callable[[Any], None]:
    def hide(sheet: Any) -> None:
        sheet.sheet_state = "hidden" if sheet.title == title else "visible"

    return hide


@pytest.mark.parametrize(
    "content",
    [
        workbook(("Sheet1", ROWS)),
        workbook(("Answers", ROWS), ("Sheet2", []), ("Sheet3", [])),
        workbook(("Answers", ROWS), ("Notes", [["made by hand"]]), then=hidden("Notes")),
        workbook(("S", [["Needs 2026"], ["on", dt.date(2026, 3, 3)], [], *ROWS])),
        workbook(("S", ROWS), then=in_percent),
        workbook(("S", [["need", "a1", "a2"], *zip(*[row[1:] for row in ROWS], strict=True)])),
        workbook(("S", [[*HEADS, "Done"], [*ROWS[1], dt.datetime(2026, 3, 3, 9, 30)], [*ROWS[2], None]])),
    ],
)
def test_a_workbook_says_what_the_same_table_in_text_says(content: bytes) -> None:
    assert given(content, ignore=("Done",)).weights == POINTS


@pytest.mark.parametrize("sheet", ["2", "two", " Two "])
def test_one_of_several_sheets_is_asked_for_and_named_in_problems(sheet: str) -> None:
    content = workbook(("One", ROWS), ("Two", [*ROWS, ["a3", 50, 30, 10]]))
    (fault,) = given(content).faults
    assert fault.text == "which sheet is to be collected? Give --sheet with one of One or Two"
    (fault,) = given(content, sheet=sheet).faults
    assert str(fault).startswith("the paste, Two:4: a3: ")
    assert faults(given(content, sheet="3")) == ["1: there is no sheet 3 here: One or Two"]


def test_a_hidden_sheet_is_named_and_left_alone() -> None:
    content = workbook(("One", ROWS), ("Prices", [["a", 1]]), then=hidden("Prices"))
    assert remarks(given(content)) == ["left alone, as it is hidden: Prices"]


def test_merged_cells_all_hold_what_the_first_does() -> None:
    over = workbook(("S", OVER), then=merged("A1:A2", "B1:D1", "E1:G1"))
    assert given(over, "marks", offices()).marks == {"kim": {"us": OURS, "rival": THEIRS}}
    rows: list[list[Any]] = [
        ["person", "company", *HEADS[1:]],
        ["kim", "us", 8, 7, 9],
        [None, "rival", 5, 4, 3],
    ]
    down = workbook(("S", rows), then=merged("A2:A3"))
    assert given(down, "marks", offices()).marks == {"kim": {"us": OURS, "rival": THEIRS}}


def test_dates_are_days_and_ticks_are_yes() -> None:
    rows: list[list[Any]] = [["name", "last contact", "senior"], ["Ana", dt.date(2026, 3, 14), True]]
    (person,) = given(workbook(("S", rows)), "people").people
    assert (person.last_customer_contact, person.senior) == (dt.date(2026, 3, 14), True)


def test_formulas_count_by_their_value_and_one_without_is_said() -> None:
    content = workbook(("S", [HEADS, ["a1", "=5*10", "=3*10", 20]]))
    (fault,) = faults(given(content))
    assert fault.startswith(
        "1: 2 formulas here have no value, the first in B2: open the workbook in its program"
    )
    assert points(given(calculated(content))) == [{"taste": 50, "upkeep": 30, "price": 20}]


def calculated(content: bytes) -> bytes:
    """The workbook with the values that a spreadsheet program would have written beside its formulas."""
    return patched(
        content, lambda sheet: sheet.replace(b"<v></v>", b"<v>50</v>", 1).replace(b"<v></v>", b"<v>30</v>")
    )


def patched(content: bytes, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The workbook with its first sheet changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return made.getvalue()


END = b"</sheetData>"
PLAIN = workbook(("S", ROWS))


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.replace(b'ref="A1:D3"', b'ref="A1:XFD1048576"'),
        lambda sheet: sheet.replace(END, b'<row r="900000"><c r="XFD900000"><v>3</v></c></row>' + END),
        lambda sheet: sheet.replace(
            END, b"".join(b'<row r="%d" ht="15"/>' % n for n in range(4, 60_000)) + END
        ),
    ],
)
def test_a_sheet_that_says_it_is_huge_is_read_as_far_as_it_goes(change: Callable[[bytes], bytes]) -> None:
    assert given(patched(PLAIN, change)).weights == POINTS


def test_what_stands_far_below_is_said_to_be_left() -> None:
    content = patched(
        PLAIN, lambda sheet: sheet.replace(END, b'<row r="90000"><c r="A90000"><v>3</v></c></row>' + END)
    )
    assert remarks(given(content)) == ["20,000 empty rows follow here: what stands beneath them was not read"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            lambda: patched(
                PLAIN, lambda sheet: sheet.replace(END, b"<row>" + b"<c/>" * 9_000_000 + b"</row>" + END)
            ),
            "too large",
        ),
        (lambda: patched(PLAIN, lambda sheet: sheet, {"xl/media/a.bin": bytes(210 << 20)}), "too large"),
        (
            lambda: workbook(("S", [[f"c{n}" for n in range(2_100)], [1] * 2_100])),
            "more than 2,000 columns",
        ),
        (lambda: patched(PLAIN, lambda sheet: sheet[:200]), "cannot be read"),
        (lambda: patched(PLAIN, lambda sheet: b""), "cannot be read"),
        (lambda: PLAIN[:-400], "cannot be read"),
        (lambda: b"PK\x03\x04" + bytes(100), "cannot be read"),
        (lambda: workbook(("S", [])), "nothing in the sheets"),
        (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old workbook"),
        (
            lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "a password locks this workbook",
        ),
        (lambda: b"%PDF-1.7", "this is a PDF"),
    ],
    ids=[
        "cells",
        "unfolding",
        "columns",
        "cut",
        "empty part",
        "torn",
        "no archive",
        "blank",
        "xls",
        "locked",
        "pdf",
    ],
)
def test_what_cannot_be_read_gets_one_sentence(content: Callable[[], bytes], sentence: str) -> None:
    (fault,) = faults(given(content()))
    assert sentence in fault


@pytest.mark.parametrize("name", ["mimetype", "Index/Document.iwa", "word/document.xml", "xl/workbook.bin"])
def test_an_archive_that_is_no_workbook_is_said_to_be_another_programs(name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    (fault,) = faults(given(made.getvalue()))
    assert fault.startswith("1: ")
    assert "another program" in fault


def test_a_sheet_of_a_text_is_not_there() -> None:
    assert faults(given("person,Taste\n", sheet="1"))[0] == "1: this file has no sheets: leave --sheet out"


def test_texts_that_look_like_formulas_stay_texts() -> None:
    def as_text(sheet: Any) -> None:
        for cell in sheet[1]:
            cell.data_type = "s"

    rows: list[list[Any]] = [["person", "=cmd|' /C calc'!A0", "'@now", "+1"], ["-A", 50, 30, 20]]
    delivered = given(workbook(("S", rows), then=as_text))
    assert [need.text for need in delivered.needs] == ["=cmd|' /C calc'!A0", "@now", "+1"]
    assert delivered.people[0].name == "-A"


def test_a_paste_and_a_workbook_are_collected_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = ["--new", "--segment", "Offices", "--company", "Bright Beans"]
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(b"person\tTaste\tUpkeep\tPrice\na1\t50\t30\t21\n"))
    )
    run(monkeypatch, ["collect", "pasted.yaml", "-", *said])
    assert "the paste:2: a1: the points add up to 101" in capsys.readouterr().out
    Path("answers.xlsx").write_bytes(workbook(("One", ROWS), ("Two", ROWS)))
    run(monkeypatch, ["collect", "made.yaml", "answers.xlsx", "--sheet", "Two", *said])
    assert "made.yaml holds the weights of 2 people" in capsys.readouterr().out


def run(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.setattr("sys.argv", ["cxw", *words])
    with pytest.raises(SystemExit) as end:
        run_command()
    assert not end.value.code
