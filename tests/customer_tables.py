"""Tables of customers' answers from a hidden truth: dressed as tools and people dress them, or made wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import TypeAlias

import openpyxl  # noqa: TID251  (tables are made with nothing of cxw)

NEEDS = {"brand": "Brand", "product": "Product", "quality": "Quality", "price": "Price", "service": "Service"}
"""Ids and words of the essay's needs."""
US, RIVAL = ("us", "Wexcombe"), ("pellaro", "Pellaro")
WHO = ("customers", "left", "lost-deal", "never-bought")
WORDS = (
    "More peace, “really”", "=SUM(A1:A9)", 'He said "yes", twice', "Zwei Zeilen\nmit Komma, und mehr", "+49 is our code",
    "Größere Ruhe; früher da", "a,b;c d|e", "-5 % on everything", "x" * 900,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")
Cells: TypeAlias = list[list[str]]


@dataclass
class Customer:
    """What one customer answered."""

    points: list[float] | str
    marks: dict[str, list[int | str] | str]
    who: str
    weight: float
    words: str


@dataclass
class CustomerTable:
    """A table of these customers, and how the command has to tell of it."""

    customers: list[Customer]
    heads: list[str]
    rows: Cells
    options: list[str] = field(default_factory=list)
    above: Cells = field(default_factory=list)
    below: Cells = field(default_factory=list)
    separator: str = ","
    encoding: str = "utf-8"
    workbook: bool = False
    second_sheet: bool = False
    wrong: tuple[int, str] | None = None
    """The row, from 0, that is at fault (-1: the table as a whole), and words of the sentence about it."""

    def first_line(self, row: int) -> int:
        """On which line of the file a row begins."""
        before = [*self.above, self.heads, *self.rows[:row]]
        return 1 + (len(before) if self.workbook else self._text(before).count("\n"))

    def _text(self, rows: Cells) -> str:
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=self.separator, lineterminator="\n").writerows(rows)
        return written.getvalue()

    def content(self) -> bytes:
        """The file; UnicodeEncodeError where its letters cannot be written so."""
        rows = [*self.above, self.heads, *self.rows, *self.below]
        if not self.workbook:
            return self._text(rows).encode(self.encoding)
        book = openpyxl.Workbook()
        sheet = book.active
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                sheet.cell(place, column).value = cell or None
                sheet.cell(place, column).data_type = "s" if cell else "n"
        if self.second_sheet:
            book.create_sheet("Prices").append(["one", "two"])
        kept = io.BytesIO()
        book.save(kept)
        return kept.getvalue()


def customers_of(rng: Random, whole: bool = True) -> list[Customer]:
    """Some customers, of whom one at least gave points and one a mark above 7."""
    found = []
    for _ in range(rng.randint(2, 9)):
        cuts = sorted(rng.randrange(101) for _ in range(4))
        row: list[float] = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        if not whole and row[0] >= 1:
            row = [row[0] - 0.5, row[1] + 0.5, *row[2:]]
        marks: dict[str, list[int | str] | str] = {}
        for company, _ in (US, RIVAL):
            given: list[int | str] = [rng.choice((*range(11), "dk")) for _ in NEEDS]
            marks[company] = given if rng.random() < 0.8 and {*given} != {"dk"} else "dk"
        said = row if rng.random() < 0.85 else "dk"
        found.append(
            Customer(said, marks, rng.choice(WHO), rng.choice((0.5, 1, 2.25)), rng.choice(("", *WORDS)))
        )
    found[0] = Customer([20, 20, 20, 20, 20], {US[0]: [9] * 5, RIVAL[0]: [8] * 5}, "left", 1, "")
    return found


def dressed(rng: Random) -> CustomerTable:
    """A table that has to be understood as it is, with the options it carries."""
    customers = customers_of(rng, whole=rng.random() < 0.7)
    kit = rng.random() < 0.5
    point, mark = _heads_of(rng, kit)
    dk = rng.choice(("dk", "?", "weiß nicht", "don't know", "N/A", "k.A."))
    comma, percent = rng.random() < 0.3, rng.random() < 0.15
    heads = [*map(point, NEEDS), *(mark(company, need) for company in (US, RIVAL) for need in NEEDS)]
    rows = []
    for one in customers:
        given = one.points
        points = [dk] * 5 if isinstance(given, str) else [_written(n, comma, percent) for n in given]
        marks = [cell for company, _ in (US, RIVAL) for cell in _marks(one.marks[company])]
        rows.append([*points, *(dk if cell == "dk" else str(cell) for cell in marks)])
    table = CustomerTable(customers, heads, rows)
    if dk in ("N/A", "k.A."):
        table.options = ["--dk", dk]
    _add_column(table, "who", [one.who for one in customers])
    _add_column(table, "weight", [_written(one.weight, comma, False) for one in customers])
    _add_column(table, "t_more", [one.words for one in customers])
    if rng.random() < 0.5:
        _add_column(table, "Respondent ID", [f"R{n}" for n in range(len(customers))])
    if rng.random() < 0.4:
        _add_column(table, "Comment of ours", ["fine"] * len(customers))
    _shuffle_columns(rng, table)
    if rng.random() < 0.3:
        table.rows.insert(rng.randrange(1, len(rows) + 1), [""] * len(table.heads))
    table.separator = rng.choice(",;\t|")
    table.encoding = rng.choice(ENCODINGS)
    if table.encoding == "cp1252":
        table.options = [*table.options, "--encoding", "cp1252"]
    table.workbook = table.encoding == "utf-8" and rng.random() < 0.3
    if table.workbook and rng.random() < 0.4:
        table.second_sheet, table.options = True, [*table.options, "--sheet", "Sheet"]
    return table


def _marks(row: list[int | str] | str) -> list[int | str]:
    """A company's cells; empty for somebody who does not know it."""
    return [""] * len(NEEDS) if isinstance(row, str) else row


def _heads_of(rng: Random, kit: bool) -> tuple[Callable[[str], str], Callable[[tuple[str, str], str], str]]:
    if kit:
        code = rng.random() < 0.3
        if code:
            return lambda need: f"points[{need}]", lambda company, need: f"m{company[0]}[{need}]"
        group = rng.choice(("", "points-", "g/"))
        return lambda need: f"{group}p_{need}", lambda company, need: f"{group}m_{company[0]}_{need}"
    way = rng.choice(("{}", "Q3 [{}]", "How many points? - {}"))
    pair = rng.choice(("{c}: {n}", "{n} ({c})", "How good is {c}? - {n}"))
    return (
        lambda need: way.format(NEEDS[need]),
        lambda company, need: pair.format(c=company[1], n=NEEDS[need]),
    )


def _written(number: float, comma: bool, percent: bool) -> str:
    text = f"{number:g}".replace(".", "," if comma else ".")
    return f"{text} %" if percent else text


def _add_column(table: CustomerTable, head: str, cells: list[str]) -> None:
    table.heads.append(head)
    for row, cell in zip(table.rows, cells, strict=True):
        row.append(cell)


def _shuffle_columns(rng: Random, table: CustomerTable) -> None:
    order = rng.sample(range(len(table.heads)), len(table.heads))
    table.heads = [table.heads[place] for place in order]
    table.rows = [[row[place] for place in order] for row in table.rows]


def _is_points(head: str) -> bool:
    return (
        "p_" in head
        or head.startswith("points[")
        or any(
            head in (f"{words}", f"Q3 [{words}]", f"How many points? - {words}") for words in NEEDS.values()
        )
    )


def spoil(rng: Random, table: CustomerTable) -> None:
    """Make one thing wrong with a table that was good; what, and where, is kept in it."""
    points = [place for place, head in enumerate(table.heads) if _is_points(head)]
    row = next(
        place
        for place, cells in enumerate(table.rows)
        if all(cells[at].rstrip(" %") == "20" for at in points)
    )
    kind = rng.choice([*_SPOILT])
    table.wrong = _SPOILT[kind](rng, table, points, row)


def _cell(table: CustomerTable, row: int, place: int, text: str, said: str) -> tuple[int, str]:
    table.rows[row][place] = text
    return row, said


def _marked(table: CustomerTable) -> int:
    return next(
        place for place, head in enumerate(table.heads)
        if any(name in head for name in ("m_", "mus[", "mpellaro[", US[1], RIVAL[1]))
    )  # fmt: skip


def _head(table: CustomerTable, name: str) -> int:
    return table.heads.index(name)


def _without(table: CustomerTable, place: int) -> tuple[int, str]:
    for cells in (table.heads, *table.rows):
        del cells[place]
    return -1, "there is no column for"


def _twice(table: CustomerTable, place: int) -> tuple[int, str]:
    _add_column(table, table.heads[place], [cells[place] for cells in table.rows])
    return -1, "are both about"


def _of_no_need(table: CustomerTable) -> tuple[int, str]:
    _add_column(table, "p_speed", ["5"] * len(table.rows))
    return -1, "is about no need or company of this list"


def _same_person(table: CustomerTable, row: int) -> tuple[int, str]:
    if "Respondent ID" not in table.heads:
        _add_column(table, "Respondent ID", [f"R{n}" for n in range(len(table.rows))])
    table.rows.append([*table.rows[row]])
    return len(table.rows) - 1, f"stands in line {table.first_line(row)} already"


def _elsewhere(table: CustomerTable) -> tuple[int, str]:
    _add_column(table, "segment", ["Somebody else"] * len(table.rows))
    return -1, "every row is of another segment"


def _sums(table: CustomerTable) -> tuple[int, str]:
    _add_column(table, "n", ["30"] * len(table.rows))
    return -1, "a table of sums has one row of means"


def _two_sheets(table: CustomerTable) -> tuple[int, str]:
    table.workbook, table.second_sheet, table.encoding = True, True, "utf-8"
    table.options = [one for one in table.options if one not in ("--sheet", "Sheet", "--encoding", "cp1252")]
    return -1, "--sheet"


_SPOILT: Mapping[str, Callable[[Random, CustomerTable, list[int], int], tuple[int, str]]] = {
    "sum": lambda _, t, p, r: _cell(t, r, p[0], "25", "the points add up to 105: 100 are spread"),
    "no number": lambda _, t, p, r: _cell(t, r, p[0], "many", "“many” is no number of points"),
    "formula": lambda _, t, p, r: _cell(t, r, p[0], "=B2+C2", "“=B2+C2” is no number of points"),
    "below nothing": lambda _, t, p, r: _cell(t, r, p[0], "-20", "“-20” is no number of points"),
    "thousands": lambda rng, t, p, r: _cell(t, r, p[0], rng.choice(("20.000.000", "2 000", "1,234.5")), ""),
    "points and dk": lambda _, t, p, r: _cell(t, r, p[0], "dk", "there are points and dk in this row"),
    "a blank": lambda _, t, p, r: _cell(t, r, p[0], "", "nothing is given for"),
    "a mark": lambda _, t, p, r: _cell(t, r, _marked(t), "11", "“11” is no mark from 0 to 10"),
    "who": lambda _, t, p, r: _cell(t, r, _head(t, "who"), "cousin", "“cousin” is none of customers"),
    "weight": lambda rng, t, p, r: _cell(
        t, r, _head(t, "weight"), rng.choice(("0", "", "-1")), "is no survey weight"
    ),
    "long words": lambda _, t, p, r: _cell(t, r, _head(t, "t_more"), "y" * 1_001, "1,000 is the most"),
    "a column less": lambda _, t, p, r: _without(t, p[0]),
    "a column twice": lambda _, t, p, r: _twice(t, p[0]),
    "another list": lambda _, t, p, r: _of_no_need(t),
    "one person twice": lambda _, t, p, r: _same_person(t, r),
    "elsewhere": lambda _, t, p, r: _elsewhere(t),
    "sums": lambda _, t, p, r: _sums(t),
    "two sheets": lambda _, t, p, r: _two_sheets(t),
}
"""What is made wrong; the row is the one that gives 20 points to each need."""
