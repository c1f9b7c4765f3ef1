"""A workbook's sheet as rows of text, each cell as a table in text would have it.

Formulas count by the value they had when the workbook was saved; dates are written 2026-03-14; merged cells
all hold what the first of them does. A workbook is an archive, and one made to harm unfolds without end: its
size is looked at before it is read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from cxw.collect.delimited import within_bounds
from cxw.collect.table import MOST_COLUMNS, Ledger, TableRow, tidy_cells
from cxw.drawing import clip
from cxw.errors import CxwError
from cxw.text.phrases import listed_here, say

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook  # noqa: TID251  workbooks are read here

MOST_UNFOLDED = 200 * 1024 * 1024
MOST_WORDS_UNFOLDED = 64 * 1024 * 1024
MOST_CELLS = 6_000_000
MOST_WITH_MERGED = 16 * 1024 * 1024
"""Up to here merged cells are looked up, for which a workbook has to be read whole."""
MOST_EMPTY_ROWS = 20_000

TOO_LARGE = (
    "this workbook is too large to be read: copy what is to be collected into a new one, or save it as CSV"
)
FAULTY_WORKBOOK = (
    "this workbook cannot be read: open it in its program, save it again as .xlsx and collect that"
)
NO_SHEET = "there is no sheet {name} here: {sheets}"
WHICH_SHEET = "which sheet is to be collected? Give --sheet with one of {sheets}"
HIDDEN_LEFT = "left alone, as it is hidden: {sheets}"
NOTHING_IN_IT = "there is nothing in the sheets of this workbook"
NO_VALUES = (
    "{n} formulas here have no value, the first in {cell}: "
    "open the workbook in its program, save it there and collect it again"
)
NO_VALUE = (
    "the formula in {cell} has no value: open the workbook in its program, save it there and collect it again"
)
EMPTY_ROWS = "{n} empty rows follow here: what stands beneath them was not read"


def rows_of_workbook(content: bytes, sheet: str | None, ledger: Ledger) -> list[TableRow]:
    """The rows of one sheet that hold something; `sheet` is its name or number, where the command says it.

    The ledger's path then names the sheet as well. What cannot be read is said, and there are no rows.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drawings and rules, which no answer stands in
            return _rows(content, sheet, ledger)
    except CxwError:
        raise
    except Exception:  # noqa: BLE001 a file that only seems a workbook may break its reader anyhow
        ledger.say_of_all(1, say(FAULTY_WORKBOOK))
        return []


def _rows(content: bytes, sheet: str | None, ledger: Ledger) -> list[TableRow]:
    looked = _look_inside(content)
    if looked is None:
        ledger.say_of_all(1, say(TOO_LARGE))
        return []
    book = _opened(content)
    name = _sheet(book, sheet, ledger)
    if name is None:
        return []
    ledger.path = f"{ledger.path}, {clip(name, 40)}"
    merged = _merged(_opened(content, whole=True)[name]) if looked.merged else {}
    found = list(_filled(book[name], merged, ledger))
    if looked.formulas:
        _say_without_values(_opened(content, values=False)[name], book[name], ledger)
    return _as_wide(found)


@dataclass(frozen=True)
class _Looked:
    """What is known of a workbook before it is read."""

    merged: bool
    formulas: bool


def _look_inside(content: bytes) -> _Looked | None:
    """Go through the archive without keeping it; None where it is larger than any table of answers."""
    unfolded, cells, merged, formulas = 0, 0, False, False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.infolist():
            unfolded += member.file_size
            if unfolded > MOST_UNFOLDED or _a_bomb(member):
                return None
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                more, found = _counted(archive, member)
                cells += more
                merged, formulas = merged or b"<mergeCell" in found, formulas or b"<f" in found
                if cells > MOST_CELLS:
                    return None
    return _Looked(merged and unfolded <= MOST_WITH_MERGED, formulas)


def _a_bomb(member: zipfile.ZipInfo) -> bool:
    """Whether a part unfolds as nothing written by people does."""
    if member.filename.endswith("sharedStrings.xml") and member.file_size > MOST_WORDS_UNFOLDED:
        return True
    return member.file_size > 32 * 1024 * 1024 and member.file_size > 200 * member.compress_size


def _counted(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, set[bytes]]:
    """How many cells a sheet has, and which of formulas and merged cells are in it."""
    cells, found, end = 0, set[bytes](), b""
    with archive.open(member) as part:
        while piece := part.read(1 << 20):
            whole = end + piece
            cells += len(_A_CELL.findall(whole)) - len(_A_CELL.findall(end))
            found.update(match.rstrip(b" />") for match in _LOOKED_FOR.findall(whole))
            end = whole[-12:]
    return cells, found


_A_CELL, _LOOKED_FOR = re.compile(rb"<c[ />]"), re.compile(rb"<f[ />]|<mergeCell ")


def _opened(content: bytes, *, values: bool = True, whole: bool = False) -> Workbook:
    from openpyxl import load_workbook  # noqa: TID251  workbooks are read here

    return load_workbook(io.BytesIO(content), read_only=not whole, data_only=values)


def _sheet(book: Workbook, wanted: str | None, ledger: Ledger) -> str | None:
    """The name of the sheet that is meant, or of the only visible one that holds something."""
    names = [str(sheet.title) for sheet in book.worksheets]
    if wanted is not None:
        return _named(names, wanted, ledger)
    visible = [str(one.title) for one in book.worksheets if one.sheet_state == "visible"]
    filled = [name for name in visible if _anything(book[name])]
    if len(filled) > 1:
        ledger.say_of_all(1, say(WHICH_SHEET, sheets=_listed(filled)))
        return None
    if hidden := [name for name in names if name not in visible]:
        ledger.say(1, say(HIDDEN_LEFT, sheets=_listed(hidden)), warning=True)
    if not filled:
        ledger.say_of_all(1, say(NOTHING_IN_IT))
        return None
    return filled[0]


def _named(names: Sequence[str], wanted: str, ledger: Ledger) -> str | None:
    """The sheet of this name, else the one of this number."""
    word = wanted.strip().casefold()
    found = next((name for name in names if name.strip().casefold() == word), None)
    if found is None and word.isdecimal() and 1 <= int(word) <= len(names):
        found = names[int(word) - 1]
    if found is None:
        ledger.say_of_all(1, say(NO_SHEET, name=clip(wanted, 40), sheets=_listed(names)))
    return found


def _listed(names: Sequence[str]) -> str:
    shown = [clip(name, 40) for name in names[:12]]
    return listed_here(shown if len(names) <= 12 else [*shown, "…"], "or")


def _anything(sheet: Any) -> bool:
    return any(_holds(row) for row in _cells(sheet))


def _holds(row: Sequence[Any]) -> bool:
    return any(cell.value is not None for cell in row)


def _cells(sheet: Any) -> Iterator[Sequence[Any]]:
    """Every row of a sheet, up to so many empty ones that nobody means what stands beneath."""
    sheet.reset_dimensions()  # what a file says of its size need not be so
    empty = 0
    for row in sheet.iter_rows():
        yield row
        empty = 0 if _holds(row) else empty + 1
        if empty > MOST_EMPTY_ROWS:
            return


def _filled(sheet: Any, merged: dict[tuple[int, int], str], ledger: Ledger) -> Iterator[TableRow]:
    """The rows that hold something, as text."""
    count, number = 0, 0
    for number, row in enumerate(_cells(sheet), 1):
        texts = [_text(cell) for cell in row]
        for place in range(len(texts)) if merged else ():
            texts[place] = texts[place] or merged.get((number, place + 1), "")
        if not any(texts):
            continue
        count += 1
        made = TableRow(number, tidy_cells(_shortened(texts), number, ledger))
        if not within_bounds(made, count, ledger):
            return
        last = number
        yield made
    if count and number - last > MOST_EMPTY_ROWS:
        ledger.say(last, say(EMPTY_ROWS, n=f"{MOST_EMPTY_ROWS:,}"), warning=True)


def _shortened(texts: list[str]) -> list[str]:
    """Without the empty cells at the end, of which formatted sheets have thousands."""
    while texts and not texts[-1]:
        texts.pop()
    return texts[: MOST_COLUMNS + 1]


def _text(cell: Any) -> str:
    """What a cell shows: 3 for 3.0, 50% for a half in per cent, 2026-03-14 for a day."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return f"{value:%Y-%m-%d}"
    return str(value)


def _number(value: float, format: str | None) -> str:
    if "%" in (format or ""):
        return f"{_plain(value * 100)}%"
    return _plain(value)


def _plain(value: float) -> str:
    """A number as it was typed: without what the machine's reckoning adds in its last places."""
    return str(int(value)) if isinstance(value, int) else f"{value:.15g}"


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """Row and column of each merged cell -> the text of the first of them."""
    found: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        first = _text(sheet.cell(area.min_row, area.min_col))
        if first and area.size["rows"] * area.size["columns"] <= MOST_COLUMNS:
            found.update(dict.fromkeys(area.cells, first))
    return found


def _say_without_values(formulas: Any, values: Any, ledger: Ledger) -> None:
    """Say which formulas were saved without their value: written by a program, never calculated."""
    rows = zip(_cells(formulas), _cells(values), strict=False)
    pairs = chain.from_iterable(zip(row, known, strict=False) for row, known in rows)
    without = [
        asked.coordinate
        for asked, known in pairs
        if getattr(asked, "data_type", "") == "f" and known.value is None
    ]
    if len(without) == 1:
        ledger.say_of_all(1, say(NO_VALUE, cell=without[0]))
    elif without:
        ledger.say_of_all(1, say(NO_VALUES, n=len(without), cell=without[0]))


def _as_wide(rows: list[TableRow]) -> list[TableRow]:
    """The first row as wide as the widest: in a sheet no cell stands outside its columns."""
    if not rows:
        return rows
    width = max(len(row.cells) for row in rows)
    return [TableRow(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows]
