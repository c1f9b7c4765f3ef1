"""Text with a sign between its cells: comma, semicolon, tab or bar, whatever program wrote it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from cxw.collect.table import MOST_COLUMNS, MOST_ROWS, Ledger, TableRow, row_width, tidy_cells
from cxw.text.phrases import say

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 64 * 1024
_SAMPLE_ROWS = 30

NEVER_CLOSED = (
    "a cell here is longer than any answer: a quotation mark that is never closed swallows the rest"
)
TOO_MANY_ROWS = "there are more than {most} rows: cut the table into several"
TOO_MANY_COLUMNS = "there are more than {most} columns: take out those that are no answers"


def rows_of_text(text: str, ledger: Ledger) -> Iterator[TableRow]:
    """All rows that hold something, each as wide as it stands there."""
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
        row = TableRow(line, tidy_cells(cells, line, ledger))
        if not within_bounds(row, count, ledger):
            return
        yield row


def within_bounds(row: TableRow, count: int, ledger: Ledger) -> bool:
    """Whether a table is no larger than can be read, up to this row; else that is said."""
    if count > MOST_ROWS + 1:
        ledger.say_of_all(row.line, say(TOO_MANY_ROWS, most=f"{MOST_ROWS:,}"))
        return False
    if len(row.cells) > MOST_COLUMNS and row_width(row) > MOST_COLUMNS:
        ledger.say_of_all(row.line, say(TOO_MANY_COLUMNS, most=f"{MOST_COLUMNS:,}"))
        return False
    return True


def _what_csv_says(why: csv.Error) -> str:
    if "field larger" in str(why):
        return say(NEVER_CLOSED)
    return say("a quotation mark stands in the wrong place here: put such a text in quotes, the mark doubled")


def _delimiter(text: str) -> tuple[str, int]:
    """What parts the cells, and how many lines to skip (some programs write `sep=;` first)."""
    first = text[:16].splitlines()[:1]
    if first and first[0].lower().startswith("sep=") and first[0][4:5] in _DELIMITERS:
        return first[0][4], 1
    return max(_DELIMITERS, key=lambda delimiter: _fit(text[:_SAMPLE], delimiter)), 0


def _fit(sample: str, delimiter: str) -> tuple[float, int]:
    """How many of the first rows have the usual number of cells, then how many that is.

    Lines above the headings are narrower, so what is usual is not what the first row has.
    """
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths = [len(row) for row in islice(reader, _SAMPLE_ROWS) if any(row)]
    except csv.Error:
        return 0.0, 0
    if not widths:
        return 0.0, 0
    usual, times = max(Counter(widths).items(), key=lambda one: (one[1], one[0]))
    if usual == 1:
        return 0.0, 0
    return times / len(widths), usual
