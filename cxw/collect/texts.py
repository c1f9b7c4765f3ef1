"""A table of customers' texts, drawn from by lot and blanked: what was not drawn is never kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cxw.collect.sources import read_table
from cxw.collect.table import Ledger, Table, TableRow
from cxw.day.spellings import folded
from cxw.errors import FaultyFile, Problem
from cxw.model import read_date
from cxw.text.blanking import blanked
from cxw.text.phrases import say

NO_COLUMN = "there is no column {name}: there is {known}"
NO_TEXTS = "no row has a text in the column {name}"
NO_DATE = "{value} is no day, month or year and is left out"


@dataclass(frozen=True)
class TextColumns:
    """How the columns of the table are called; empty where it has none."""

    text: str = "text"
    customer: str = ""
    date: str = ""


@dataclass(frozen=True)
class CustomerText:
    """One text, blanked."""

    row: int
    """Its line in the table."""
    text: str
    customer: int | None
    """A number for whoever wrote it, the same for each of their texts, and never a name."""
    date: dt.date | str | None


@dataclass(frozen=True)
class TextsTable:
    """The texts of a table before a lot is drawn."""

    rows: tuple[TableRow, ...]
    """Those that have a text."""
    content: bytes
    places: tuple[int, int | None, int | None]
    """The columns of the text, the customer and the date."""
    remarks: tuple[Problem, ...]

    @property
    def checksum(self) -> str:
        """SHA-256 of the table, 64 digits."""
        return sha256(self.content).hexdigest()


def read_texts(path: Path, columns: TextColumns) -> TextsTable:
    """The rows of a table that have a text; FaultyFile with every problem where it cannot be read."""
    ledger = Ledger(str(path), lines_kept=True)
    table = read_table(path, ledger)
    places = [_place(table, name, ledger) for name in (columns.text, columns.customer, columns.date)]
    rows = tuple(row for row in table.rows if row.cell(places[0]).strip())
    if ledger.clear and not rows:
        ledger.say(table.header.line, say(NO_TEXTS, name=columns.text))
    if not ledger.clear:
        raise FaultyFile(ledger.problems())
    text = places[0]
    assert text is not None
    return TextsTable(rows, path.read_bytes(), (text, places[1], places[2]), tuple(ledger.problems()))


def _place(table: Table, name: str, ledger: Ledger) -> int | None:
    """The column of this name; None where none was asked for, or where there is none."""
    if not name:
        return None
    heads = {folded(head): place for place, head in enumerate(table.header.cells) if head}
    if folded(name) not in heads:
        known = ", ".join(head for head in table.header.cells if head) or "–"
        ledger.say_of_all(table.header.line, say(NO_COLUMN, name=name, known=known))
    return heads.get(folded(name))


def drawn_texts(
    table: TextsTable, places: Iterable[int], names: Iterable[str]
) -> tuple[list[CustomerText], list[Problem]]:
    """The texts at these places of the table, blanked; and dates that could not be read."""
    listed, problems = [*names], list[Problem]()
    customers: dict[str, int] = {}
    found = list[CustomerText]()
    text, customer, date = table.places
    for row in (table.rows[place] for place in places):
        who, when = row.cell(customer).strip(), row.cell(date).strip()
        known = read_date(when) if when else None
        if when and known is None:
            problems.append(Problem("", row.line, say(NO_DATE, value=when), True))
        number = customers.setdefault(folded(who), len(customers) + 1) if who else None
        found.append(CustomerText(row.line, blanked(row.cell(text).strip(), listed), number, known))
    return found, problems
