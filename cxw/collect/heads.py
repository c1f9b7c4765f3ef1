"""Where the headings of a table are, and what they call each column.

Survey tools write one, two or three rows of them: codes over the questions in full (Qualtrics, with a row for
its own import beneath), a question over the names of its rows (SurveyMonkey), a company over its needs.
People put a title and a date above. The answers begin where the columns of numbers have their first number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from cxw.collect.alike import CODE_BEFORE, common_beginning
from cxw.collect.table import EMPTY, Head, Ledger, Table, TableRow, row_width
from cxw.collect.wordlists import OF_TOOLS, letters
from cxw.day.spellings import folded
from cxw.text.phrases import say

MOST_HEAD_ROWS = 3
_SAMPLE = 80
_NUMBER = re.compile(r"[-+]?[0-9]{1,9}(?:[.,][0-9]+)?\s?%?")
_NO_WORDS = frozenset({"dk", "?", "-", "n/a", "na", "k.a.", "x", "none", "null"})
_FOR_IMPORT = '{"importid"'
_SAYS_NOTHING = frozenset(
    {
        "response",
        "open-ended response",
        "antwort",
        "offene antwort",
        "réponse",
        "réponse ouverte",
        "respuesta",
    }
)
"""What stands under a question that has no rows of its own."""

ONE_CELL = (
    "this row has 1 cell and the headings are {heads}: a text or number that holds the separator needs quotes"
)
SO_MANY_CELLS = (
    "this row has {n} cells and the headings are {heads}: "
    "a text or number that holds the separator needs quotes"
)
NO_HEADINGS = "the first row holds numbers and no headings: put a row of headings above it, person and needs"


def is_number(text: str) -> bool:
    """Whether a cell holds a number, in whatever way it is written."""
    return _NUMBER.fullmatch(text) is not None


def with_heads(rows: list[TableRow], ledger: Ledger) -> Table:
    """The table beneath its headings; lines above them are left out."""
    first, last = _head_rows(rows[:_SAMPLE])
    if first == 0 and _numbers_only(rows[0]):
        ledger.say_of_all(_naming(rows[first:last]).line, say(NO_HEADINGS))
        return EMPTY
    return _beneath(rows, first, last, ledger)


def with_heads_over_words(rows: list[TableRow], ledger: Ledger) -> Table:
    """The same of a table whose answers are words, or numbers of them: its first row of several cells.

    What tools write in a row beneath (for their own import, or that an answer follows) is part of it.
    """
    first = next((i for i, row in enumerate(rows) if _filled(row) > 1), 0)
    near = range(first + 1, min(len(rows), first + MOST_HEAD_ROWS))
    last = max((i for i in near if _for_import(rows[i]) or _says_nothing(rows[i])), default=first)
    return _beneath(rows, first, last + 1, ledger)


def _says_nothing(row: TableRow) -> bool:
    return all(folded(cell) in _SAYS_NOTHING for cell in row.cells if cell)


def _beneath(rows: list[TableRow], first: int, last: int, ledger: Ledger) -> Table:
    """The table beneath the headings that stand in these rows."""
    body = tuple(rows[last:])
    heads = _heads(rows[first:last], body)
    line = _naming(rows[first:last]).line
    if not body and ledger.clear:
        ledger.say(line, say("there are headings and no answers beneath them"))
    _say_long_rows(len(heads), body, ledger)
    header = TableRow(line, tuple(head.name for head in heads))
    return Table(header, body, tuple(heads))


def _numbers_only(row: TableRow) -> bool:
    """Whether a row of headings is one of answers: numbers that do not count up."""
    numbers = [cell for cell in row.cells if is_number(cell)]
    if len(numbers) < 2 or len(numbers) < row_width(row) - 1:
        return False
    return not all(cell.isdecimal() and int(cell) == n for n, cell in enumerate(numbers, int_of(numbers[0])))


def int_of(text: str) -> int:
    """The whole number a text is, 0 for another."""
    return int(text) if text.isdecimal() else 0


def _head_rows(sample: Sequence[TableRow]) -> tuple[int, int]:
    """The first row of the headings and the one after their last."""
    numeric = _numeric(sample)
    data = _first_answer(sample, numeric)
    # what recurs beneath is an answer
    below = {*map(folded, chain.from_iterable(_cells_of(sample[data:], i) for i in numeric))}
    heads = [i for i in range(1, data) if _is_head(sample[i - 1], sample[i], numeric, below)]
    if not heads:
        first = next((i for i, row in enumerate(sample[:data]) if _filled(row) > 1), 0)
        return first, first + 1
    last = heads[-1]
    first = _first_of(sample, heads)
    return first + (first < last and _is_title(sample[first])), last + 1


def _first_of(sample: Sequence[TableRow], heads: Sequence[int]) -> int:
    """The first row of the block of headings that ends with the last of these."""
    first = last = heads[-1]
    least = max(0, last - MOST_HEAD_ROWS + 1)
    if _for_import(sample[last]):
        return least
    while first > least and first in heads:
        first -= 1
    return first


def _cells_of(rows: Sequence[TableRow], i: int) -> Iterator[str]:
    return filter(None, (row.cell(i) for row in rows))


def _numeric(sample: Sequence[TableRow]) -> list[int]:
    """The columns in whose lower half most cells that are filled hold numbers."""
    lower = sample[max(1, len(sample) // 2) :]
    numbers: Counter[int] = Counter()
    filled: Counter[int] = Counter()
    for row in lower:
        filled.update(i for i, cell in enumerate(row.cells) if cell)
        numbers.update(i for i, cell in enumerate(row.cells) if is_number(cell))
    return [i for i in sorted(numbers) if numbers[i] * 2 >= filled[i]]


def _first_answer(sample: Sequence[TableRow], numeric: Sequence[int]) -> int:
    """The first row beneath headings that has rather numbers than words where numbers stand."""
    heads_seen = False
    for i, row in enumerate(sample):
        cells = [row.cell(place) for place in numeric]
        numbers = sum(map(is_number, cells))
        if heads_seen and numbers and numbers * 2 > sum(map(_is_words, cells)):
            return i
        heads_seen = heads_seen or _filled(row) > 1
    return min(len(sample), next((i for i, row in enumerate(sample) if _filled(row) > 1), 0) + 1)


def _is_words(cell: str) -> bool:
    return bool(cell) and not is_number(cell) and folded(cell) not in _NO_WORDS


def _filled(row: TableRow) -> int:
    return sum(map(bool, row.cells))


def _is_head(above: TableRow, row: TableRow, numeric: Sequence[int], below: set[str]) -> bool:
    """Whether a row has words of its own where the answers are numbers, and belongs to the headings above it.

    It names what stands beneath a group or beside a title; or says in full what stands above it as a code.
    A row of answers in words must not be taken for one.
    """
    if _for_import(row) or _for_import(above):
        return _for_import(row)
    words = [cell for place in numeric if _is_words(cell := row.cell(place))]
    if len(set(map(folded, words))) < 2 or any(is_number(row.cell(i)) for i in numeric):
        return False
    if not below.isdisjoint(map(folded, words)):
        return False
    beneath = sum(bool(row.cell(i)) and _is_group(above, i) for i in numeric)
    return beneath > 0 or _in_full(above, row, words)


def _for_import(row: TableRow) -> bool:
    return any(folded(cell).startswith(_FOR_IMPORT) for cell in row.cells)


def _is_group(above: TableRow, i: int) -> bool:
    """Whether what stands above a cell is empty, or the same as beside it, as over merged cells."""
    text = above.cell(i)
    return not text or text in (above.cell(i + 1), above.cell(i - 1) if i else "")


def _in_full(above: TableRow, row: TableRow, words: Sequence[str]) -> bool:
    """Whether a row tells codes in full: its words begin alike, or a tool's own columns are named in it."""
    codes = [cell for cell in above.cells if cell]
    if len(set(map(folded, codes))) < len(codes) or len(codes) < _filled(row):
        return False
    return len(common_beginning(words)) > 7 or any(letters(cell) in OF_TOOLS for cell in row.cells)


def _is_title(row: TableRow) -> bool:
    """Whether a row above names is no group of columns: a text in its first cell alone."""
    return not any(row.cells[1:])


def _naming(block: Sequence[TableRow]) -> TableRow:
    """The row that gives the columns their names: the codes, else what stands beneath groups."""
    block = _without_import(block)
    return block[0] if _codes_over_questions(block) else block[-1]


def _without_import(block: Sequence[TableRow]) -> Sequence[TableRow]:
    return [row for row in block if not _for_import(row)] or block[:1]


def _codes_over_questions(block: Sequence[TableRow]) -> bool:
    """Whether the first of two rows has a name of its own for hardly any column less than the second."""
    if len(block) != 2:
        return False
    names = [cell for cell in block[0].cells if cell]
    nameless = sum(bool(cell) and not block[0].cell(i) for i, cell in enumerate(block[1].cells))
    return len(set(map(folded, names))) == len(names) and nameless * 10 <= _filled(block[1])


def _heads(block: Sequence[TableRow], body: Sequence[TableRow]) -> list[Head]:
    """A head for each column: columns without one that hold something are called by their place."""
    rows = _without_import(block)
    width = max(len(row.cells) for row in block)
    filled = _holding(body, width)
    if _codes_over_questions(rows):
        made = [Head(rows[0].cell(i) or rows[1].cell(i), words=rows[1].cell(i)) for i in range(width)]
    elif len(rows) > 1:
        made = list(_grouped(rows, width))
    else:
        made = _with_codes([rows[0].cell(i) for i in range(width)])
    return [
        head if head.name or i not in filled else Head(say("column {number}", number=i + 1), named=False)
        for i, head in enumerate(made)
    ]


def _with_codes(names: Sequence[str]) -> list[Head]:
    """Heads of a single row; where each opens with a code and a dot (LimeSurvey), with its words too."""
    there = [name for name in names if name]
    if len(there) > 2 and all(map(CODE_BEFORE.match, there)):
        return [Head(name, words=CODE_BEFORE.sub("", name)) for name in names]
    return [Head(name) for name in names]


def _holding(body: Sequence[TableRow], width: int) -> set[int]:
    """The columns with anything beneath their heads."""
    found: set[int] = set()
    for row in body:
        if len(found) == width:
            break
        found.update(i for i, cell in enumerate(row.cells[:width]) if cell)
    return found


def _grouped(rows: Sequence[TableRow], width: int) -> Iterator[Head]:
    """Heads whose last row names the columns and the rows above groups of them."""
    names = [rows[-1].cell(i) for i in range(width)]
    groups = [_spread(row, names) for row in rows[:-1]]
    said = [": ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*groups, strict=True)]
    often = Counter(map(folded, names))
    for group, name in zip(said, names, strict=True):
        if not name or folded(name) in _SAYS_NOTHING:
            yield Head(group or name)
        elif often[folded(name)] > 1 and group:
            yield Head(f"{group}: {name}", group, name)
        else:
            yield Head(name, group, name)


def _spread(row: TableRow, names: Sequence[str]) -> list[str]:
    """A group's name over each of its columns: up to the next name, as far as columns are named beneath."""
    found, last = list[str](), ""
    for i, name in enumerate(names):
        cell = row.cell(i)
        last = cell or (last if name else "")
        found.append(last)
    return found


def _say_long_rows(width: int, rows: Sequence[TableRow], ledger: Ledger) -> None:
    for row in rows:
        if len(row.cells) > width and (n := row_width(row)) > width:
            ledger.say(row.line, say(ONE_CELL if n == 1 else SO_MANY_CELLS, n=n, heads=width))
