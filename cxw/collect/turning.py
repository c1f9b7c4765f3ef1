"""Tables whose needs are rows: turned, so that a person (or a company, in one person's table) is a row again.

Paper tallies and methods of decision write them so. Each cell keeps the line on which it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cxw.collect.cells import shortened
from cxw.collect.headings import known_pair
from cxw.collect.heads import is_number
from cxw.collect.layout import Columns, Known, find_head
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.who import who_answers
from cxw.collect.wordlists import COMPANY, MARK, NEED, POINTS, VALUE, letters
from cxw.day.spellings import folded
from cxw.text.phrases import say

_ENOUGH = 200
"""Rows and columns that are looked at: a table of needs has no more."""
TURNED = "read with needs as rows and people as columns"
TURNED_COMPANIES = "read with needs as rows and companies as columns, all of {name}"
EITHER_WAY = (
    "are needs the rows here, or the columns? Give --layout turned for rows, --layout wide for columns"
)
PEOPLE_OR_COMPANIES = (
    "are the columns people, or companies? "
    "Give --layout turned for people, --layout turned-companies for companies"
)
WHOSE_MARKS = "whose marks are these? Give --id with the name of the person"


def arranged(table: Table, columns: Columns, known: Known, ledger: Ledger) -> tuple[Table, Columns]:
    """The table as it is, or turned where its rows are needs; where both could be meant, that is asked.

    What the command says of columns is returned with it: of a turned table it cannot name who answers.
    """
    asked = columns.layout or _recognised(table, columns, known)
    line = table.header.line
    if asked == "either":
        ledger.say_of_all(line, say(EITHER_WAY))
    elif asked == "people or companies":
        ledger.say_of_all(line, say(PEOPLE_OR_COMPANIES))
    elif asked == "turned":
        if columns.layout is None:
            ledger.say(line, say(TURNED), warning=True)
        return a_row_a_person(table, columns), replace(columns, id=None)
    elif asked == "turned-companies":
        return _of_one_person(table, columns, known, ledger), replace(columns, id=None, company=None)
    return table, columns


def _recognised(table: Table, columns: Columns, known: Known) -> str:
    """What the rows and columns are: `wide` (or long), `turned`, `turned-companies`, or what to ask."""
    heads = [letters(head.name) for head in table.heads]
    if len(heads) < 2 or not table.rows or columns.columns is not None or _says_who(table, columns, known):
        return "wide"
    first = _leading(heads)
    usual = {*VALUE, *(POINTS if columns.of == "weights" else MARK)}
    if usual & {*heads[first:]} and heads[0] in NEED:
        return "wide"  # long
    asked = _needs_are(table, columns, known, heads[:first])
    return _with_companies(table, columns, known, first) if asked == "turned" else asked


def _needs_are(table: Table, columns: Columns, known: Known, leading: Sequence[str]) -> str:
    """Whether needs are the rows (`turned`) or the columns (`wide`) of a table, by names or sums."""
    if not known.needs.open:
        rows = _needs_among([Head(text) for text in table.column(0)], columns, known)
        return "turned" if rows > _needs_among(table.heads, columns, known) else "wide"
    if not {*NEED}.isdisjoint(leading):
        return "turned"
    if table.heads[0].named:
        return "wide"
    if columns.of == "weights":
        return _by_sums(table)
    return "wide" if columns.company is None else "either"


def _says_who(table: Table, columns: Columns, known: Known) -> bool:
    """Whether a column says who answers; a code alone may as well be one of the rows."""
    if columns.id is not None and find_head(table, columns.id) is not None:
        return True
    found, _ = who_answers(table, columns, known, several=True)
    return found is not None


def _leading(heads: Sequence[str]) -> int:
    """How many columns name a row: its need, and perhaps a company beside it."""
    pair = [(head in NEED) - (head in COMPANY) for head in heads[:2]]
    return 2 if len(heads) > 2 and sorted(pair) == [-1, 1] else 1


def _needs_among(heads: Sequence[Head], columns: Columns, known: Known) -> int:
    """How many of these name a need that is known, alone or with its company."""
    named = (
        known.there(head.name) or known_pair(head, columns, known) for head in heads[:_ENOUGH] if head.name
    )
    return sum(map(bool, named))


def _by_sums(table: Table) -> str:
    """Which of both a table of points without a word for it is: what sums to one total is one person's."""
    numbers = [[_number(cell) for cell in row.cells[1:]] for row in table.rows]
    across = {round(sum(row), 6) for row in numbers}
    down = {round(sum(column), 6) for column in zip(*numbers, strict=False)}
    if len(down) != 1 or len(numbers) < 2:
        return "wide"
    return "turned" if len(across) > 1 else "either"


def _number(text: str) -> float:
    return float(text.rstrip("% ").replace(",", ".")) if is_number(text) else 0.0


def _with_companies(table: Table, columns: Columns, known: Known, first: int) -> str:
    """Whether the columns of a turned table are people, or companies that one person marks."""
    if columns.of != "marks" or first > 1:
        return "turned"
    names = [head.name for head in table.heads[first:]]
    own = folded(columns.company or "")
    if any(known.companies.id(name) is not None or folded(name) == own for name in names):
        return "turned-companies"
    known_people = any(known.people.id(name) is not None for name in names)
    if known_people or columns.company is None or not known.people.open:
        return "turned"
    return "people or companies"


def a_row_a_person(table: Table, columns: Columns) -> Table:
    """A row a person: the column's name, then what it says of each row."""
    first = _leading([letters(head.name) for head in table.heads])
    line = table.header.line
    heads = [Head("person"), *_of_rows(table, first)]
    rows = tuple(
        TableRow(line, (head.name, *table.column(i)), (line, *(row.line for row in table.rows)))
        for i, head in enumerate(table.heads)
        if i >= first and head.name and not columns.ignored(*head.texts)
    )
    return Table(TableRow(line, tuple(head.name for head in heads)), rows, tuple(heads))


def _of_rows(table: Table, first: int) -> list[Head]:
    """The heads that the rows become: a need each, with its company where that stands beside it."""
    if first == 1:
        return [Head(row.cell(0)) for row in table.rows]
    need = 0 if letters(table.heads[0].name) in NEED else 1
    pairs = [(row.cell(1 - need), row.cell(need)) for row in table.rows]
    return [Head(f"{company}: {name}", company, name) for company, name in pairs]


def _of_one_person(table: Table, columns: Columns, known: Known, ledger: Ledger) -> Table:
    """A row a company, all of them one person's: whom `--id` names, else the first of a new session."""
    line = table.header.line
    name = columns.id or (say("Person {n}", n=1) if known.people.open else "")
    if not name:
        ledger.say_of_all(line, say(WHOSE_MARKS))
        return table
    if columns.layout is None:
        ledger.say(line, say(TURNED_COMPANIES, name=shortened(name)), warning=True)
    turned = a_row_a_person(table, columns)
    heads = (Head("person"), Head("company"), *turned.heads[1:])
    rows = tuple(TableRow(line, (name, *row.cells), (line, *row.lines)) for row in turned.rows)
    return Table(TableRow(line, tuple(head.name for head in heads)), rows, heads)
