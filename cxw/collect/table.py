"""A table as rows of clean text: what all ways of reading one make, and the list of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cxw.errors import Problem
from cxw.text.cleaning import clean
from cxw.text.phrases import say

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_PROBLEMS = 500
"""A wrong column can make each of fifty thousand rows faulty: nobody reads more than this."""
LONGEST_TEXT = 1_000
TOO_LONG_A_TEXT = "a text here has {n} letters: {most} is the most"

_GUARDED = re.compile(r"'+[=+\-@|%]")


class Ledger:
    """All that is wrong with one file: first what is wrong with the whole table, then line by line."""

    def __init__(self, path: str, *, lines_kept: bool = False) -> None:
        self.path = path
        self.lines_kept = lines_kept
        """whether a text of several lines keeps them: customers' own words do"""
        self.found: list[Problem] = []
        self.of_all: list[Problem] = []
        """faults of the whole table, which no number of faulty rows crowds out"""
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

    def say_of_all(self, line: int, text: str) -> None:
        """Keep a fault of the whole table: it is said before those of single rows, however many these are."""
        problem = Problem(self.path, line, text)
        if problem not in self.of_all:
            self.of_all.append(problem)

    def join(self, other: Ledger) -> None:
        """Take over all that another one holds of the same file."""
        self.of_all += [problem for problem in other.of_all if problem not in self.of_all]
        for problem in other.found:
            self.say(problem.line, problem.text, problem.warning)
        self.more += other.more

    def problems(self) -> list[Problem]:
        """Faults of the whole table, then all others by line, and a last one that counts those beyond."""
        found = [*self.of_all, *sorted(self.found, key=lambda problem: problem.line)]
        if self.more:
            last = max(problem.line for problem in found)
            found.append(Problem(self.path, last, say("and {n} more of this kind further down", n=self.more)))
        return found

    @property
    def clear(self) -> bool:
        """Whether there is nothing but warnings."""
        return not self.of_all and all(problem.warning for problem in self.found)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table and the line of the file (the row of the sheet) on which it begins."""

    line: int
    cells: tuple[str, ...]
    lines: tuple[int, ...] = ()
    """where each cell stands, in a table whose rows were its columns; else all on `line`"""

    def cell(self, index: int | None) -> str:
        """The text of a cell; a row may end before its table does."""
        if index is not None and index < len(self.cells):
            return self.cells[index]
        return ""

    def without(self, places: Collection[int]) -> TableRow:
        """The row with nothing in these columns."""
        cells = ("" if place in places else cell for place, cell in enumerate(self.cells))
        return replace(self, cells=tuple(cells))

    def line_of(self, index: int) -> int:
        """The line on which a cell stands."""
        return self.lines[index] if index < len(self.lines) else self.line


@dataclass(frozen=True)
class Head:
    """What stands over one column: its name, the group it is in, and the words of its question."""

    name: str
    group: str = ""
    """what stands above several columns: a question over its rows, a company over its needs"""
    under: str = ""
    """what stands under the group, in the column alone"""
    words: str = ""
    """the question in full, where the name is a code: `Q1_1`"""
    named: bool = True
    """False for a column without a heading, which is called by its place"""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the column may be called."""
        both = f"{self.group}: {self.under}" if self.group and self.under else ""
        return tuple(dict.fromkeys(filter(None, (self.name, self.under, self.words, both, self.group))))


@dataclass(frozen=True)
class Table:
    """The headings and the rows beneath; both without what is empty."""

    header: TableRow
    """what each column is called, in sentences and by options; empty for a column that is empty"""
    rows: tuple[TableRow, ...]
    heads: tuple[Head, ...] = ()

    def used(self) -> list[int]:
        """The columns that have a heading."""
        return [i for i, head in enumerate(self.header.cells) if head]

    def without_heads(self, places: Collection[int]) -> Table:
        """The table in which these columns have no heading; their cells stay."""
        heads = (Head("") if place in places else head for place, head in enumerate(self.heads))
        return replace(self, header=self.header.without(places), heads=tuple(heads))

    def column(self, index: int) -> list[str]:
        """The texts of one column, from the first row to the last."""
        return [row.cell(index) for row in self.rows]


EMPTY = Table(TableRow(1, ()), ())
"""What an unreadable file is."""


def tidy_cells(cells: Sequence[str], line: int, ledger: Ledger) -> tuple[str, ...]:
    """Each cell as one line of clean text."""
    return tuple([_cell(cell, line, ledger) for cell in cells])


def _cell(cell: str, line: int, ledger: Ledger) -> str:
    """Clean text; an apostrophe that keeps a spreadsheet from calculating is no part of it."""
    if not (cell.isascii() and cell.isprintable()):
        cell, removed = clean(cell)
        for what in removed:
            ledger.say(line, say("{what} was taken out of a text here", what=say(what)), warning=True)
    several = ledger.lines_kept and "\n" in cell.strip()
    cell = "\n".join(map(_on_one_line, cell.strip().splitlines())) if several else _on_one_line(cell)
    if len(cell) > LONGEST_TEXT:
        ledger.say(line, say(TOO_LONG_A_TEXT, n=f"{len(cell):,}", most=f"{LONGEST_TEXT:,}"))
        return cell[:LONGEST_TEXT]
    return cell[1:] if _GUARDED.match(cell) else cell


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def row_width(row: TableRow) -> int:
    """How many cells a row has up to its last filled one."""
    width = len(row.cells)
    while width and not row.cells[width - 1]:
        width -= 1
    return width
