"""A spreadsheet's export as rows of clean text, whatever program wrote it.

Exports differ in encoding (UTF-8 with and without a mark, UTF-16, Windows' cp1252), in what parts the cells,
and in how many empty rows and columns trail behind. All of that ends here: further in there are only rows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cxw.errors import CxwError, Problem
from cxw.text.cleaning import clean
from cxw.text.phrases import say

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_PROBLEMS = 500
"""A wrong column can make each of fifty thousand rows faulty: nobody reads more than this."""
LONGEST_TEXT = 1_000

_DELIMITERS = (",", ";", "\t")
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 30
_GUARDED = re.compile(r"'+[=+\-@|%]")
_NOT_TEXT = (
    (b"PK\x03\x04", "this is a workbook, not a table in text: save it as CSV (UTF-8) and collect that"),
    (
        b"\xd0\xcf\x11\xe0",
        "this is an old workbook, not a table in text: save it as CSV (UTF-8) and collect that",
    ),
    (b"%PDF", "this is a PDF, not a table in text: save it as CSV (UTF-8) and collect that"),
)


class Ledger:
    """All that is wrong with one file, in the order of its lines and never without end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: list[Problem] = []
        self._kept: set[Problem] = set()
        self.more = 0

    def say(self, line: int, text: str, warning: bool = False) -> None:
        """Keep one problem, once for each line; from the five hundredth on they are only counted."""
        problem = Problem(self.path, line, text, warning)
        if problem in self._kept:
            return
        if len(self.found) < MOST_PROBLEMS:
            self.found.append(problem)
            self._kept.add(problem)
        else:
            self.more += 1

    def problems(self) -> list[Problem]:
        """All problems by line, and a last one that counts those beyond."""
        found = sorted(self.found, key=lambda problem: problem.line)
        if self.more:
            last = max(problem.line for problem in found)
            found.append(Problem(self.path, last, say("and {n} more of this kind further down", n=self.more)))
        return found

    @property
    def clear(self) -> bool:
        """Whether there is nothing but warnings."""
        return all(problem.warning for problem in self.found)


@dataclass(frozen=True)
class TableRow:
    """One row of a table and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int | None) -> str:
        """The text of a cell; a row may end before its table does."""
        if index is not None and index < len(self.cells):
            return self.cells[index]
        return ""


@dataclass(frozen=True)
class Table:
    """The headings and the rows beneath; both without what is empty."""

    header: TableRow
    rows: tuple[TableRow, ...]

    def used(self) -> list[int]:
        """The columns that have a heading, or anything beneath an empty one."""
        filled = {i for i, head in enumerate(self.header.cells) if head}
        for row in self.rows:
            filled.update(i for i, cell in enumerate(row.cells[: len(self.header.cells)]) if cell)
        return sorted(filled)


def read_table(path: Path, ledger: Ledger) -> Table:
    """Read the table; what is wrong goes into the ledger, and an unreadable one is empty."""
    text = _text(_content(path), ledger)
    rows = list(_rows(text, ledger))
    if not rows:
        if ledger.clear:
            ledger.say(
                1,
                say("there is nothing in this table: it needs a line of headings and a line for each answer"),
            )
        return Table(TableRow(1, ()), ())
    header = rows[0]
    if len(rows) == 1 and ledger.clear:
        ledger.say(header.line, say("there are headings and no answers beneath them"))
    body = tuple(rows[1:])
    _say_long_rows(header, body, ledger)
    return Table(header, body)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as why:
        raise CxwError(
            say(
                CANNOT_BE_READ,
                path=path,
                why=say(why.strerror) if why.strerror in OF_DISKS else why.strerror or why,
            )
        ) from why
    if len(content) > MOST_BYTES:
        raise CxwError(
            say("{path} is larger than 32 MB: take out what is not answers and try again.", path=path)
        )
    return content


def _text(content: bytes, ledger: Ledger) -> str:
    for start, what in _NOT_TEXT:
        if content.startswith(start):
            ledger.say(1, say(what))
            return ""
    text = _decoded(content, ledger)
    if "\0" in text:
        ledger.say(1, say("this is not a table in text: save it as CSV (UTF-8) and collect that"))
        return ""
    return text


def _decoded(content: bytes, ledger: Ledger) -> str:
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            ledger.say(
                1, say("this is not UTF-8 and was read as Windows text: look at the accents"), warning=True
            )
        return text.removeprefix("\ufeff")
    ledger.say(1, say("the letters of this file cannot be read: save it as CSV (UTF-8) and collect that"))
    return ""


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if content[1:2] == b"\0" and content[:1] != b"\0":
        return ("utf-16-le",)
    if content[:1] == b"\0" and content[1:2] != b"\0":
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _rows(text: str, ledger: Ledger) -> Iterator[TableRow]:
    """All rows that hold something, the headings first."""
    delimiter, skip = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as why:
            ledger.say(line, _what_csv_says(why))
            return
        if line <= skip or not any(cell.strip() for cell in cells):
            continue
        count += 1
        if count > MOST_ROWS + 1:
            ledger.say(
                line,
                say("there are more than {most} rows: cut the table into several", most=f"{MOST_ROWS:,}"),
            )
            return
        yield TableRow(line, _cells(cells[:MOST_COLUMNS], line, ledger))


def _what_csv_says(why: csv.Error) -> str:
    if "field larger" in str(why):
        return say(NEVER_CLOSED)
    return say("a quotation mark stands in the wrong place here: put such a text in quotes, the mark doubled")


NEVER_CLOSED = (
    "a cell here is longer than any answer: a quotation mark that is never closed swallows the rest"
)
TOO_LONG_A_TEXT = "a text here has {n} letters: {most} is the most"
OF_DISKS = ("No such file or directory", "Permission denied", "Is a directory")
"""What a system says most often, in words that have their German."""
CANNOT_BE_READ = "{path} cannot be read: {why}. Check its name and folder."
ONE_CELL = (
    "this row has 1 cell and the headings are {heads}: a text or number that holds the separator needs quotes"
)
SO_MANY_CELLS = (
    "this row has {n} cells and the headings are {heads}: "
    "a text or number that holds the separator needs quotes"
)


def _delimiter(text: str) -> tuple[str, int]:
    """What parts the cells, and how many lines to skip (some programs write `sep=;` first)."""
    first = text[:16].splitlines()[:1]
    if first and first[0].lower().startswith("sep=") and first[0][4:5] in _DELIMITERS:
        return first[0][4], 1
    return max(_DELIMITERS, key=lambda delimiter: _fit(text[:_SAMPLE], delimiter)), 0


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows are as wide as the headings, then how wide these are."""
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        rows = [row for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0.0, 0
    if not rows or len(rows[0]) == 1:
        return 0.0, 0
    width = len(rows[0])
    return sum(len(row) == width for row in rows) / len(rows), width


def _cells(cells: list[str], line: int, ledger: Ledger) -> tuple[str, ...]:
    tidy = [_cell(cell, line, ledger) for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)


def _cell(cell: str, line: int, ledger: Ledger) -> str:
    """One line of clean text; an apostrophe that keeps a spreadsheet from calculating is no part of it."""
    if not (cell.isascii() and cell.isprintable()):
        cell, removed = clean(cell)
        for what in removed:
            ledger.say(line, say("{what} was taken out of a text here", what=say(what)), warning=True)
    cell = " ".join(cell.split())
    if len(cell) > LONGEST_TEXT:
        ledger.say(line, say(TOO_LONG_A_TEXT, n=f"{len(cell):,}", most=f"{LONGEST_TEXT:,}"))
        return cell[:LONGEST_TEXT]
    return cell[1:] if _GUARDED.match(cell) else cell


def _say_long_rows(header: TableRow, rows: tuple[TableRow, ...], ledger: Ledger) -> None:
    for row in rows:
        if len(row.cells) > len(header.cells):
            n = len(row.cells)
            ledger.say(row.line, say(ONE_CELL if n == 1 else SO_MANY_CELLS, n=n, heads=len(header.cells)))
