"""Lines as they are pasted, out of a mail, a slide or a table: what only marks a list is taken off.

A list's bullets, numbers and quotes are no words of the room. What may be words stays: `3.5 t payload`,
`-5 °C`, `A 4 paper`, and `1. Klasse` where no second number beside it makes a list of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cxw.text.cleaning import clean

Cells = list[str]
"""One line of a paste: what tabs separate."""

_UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f"
_LINE_END = re.compile("\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CELL_OF_LINES = re.compile(r'(?m)(^|\t)"((?:[^"]|"")*)"(?=\t|\r?$)')
"""A cell as spreadsheets copy it where it has line ends: in quotes, its own quotes doubled."""
_BULLET = re.compile(r"(?:[•▪◦‣·∙‧⁃●○■□▫◆◇▸►➢➤➔→✓✔☐☑☒]|[-*–—−](?=\s|[^\W\d_]|$))\s*(?:\[[ xX]?\]\s+)?")
_COUNTED = re.compile(r"(?:\(?(?:[0-9]{1,3}|[a-zA-Z]|[ivx]{2,4})\.?\)|[0-9]\ufe0f?\u20e3)(?!\d)\s*")
"""`2)`, `a)`, `(3)`: these count lines in any language."""
_ORDINAL = re.compile(
    r"(?:#?(?P<n>[0-9]{1,3})(?:[.:]|\s[-–—](?=\s))|(?P<a>[a-zA-Z])\.)(?:\s+|(?=[^\W\d_]{2})|$)"
)
"""`1.` and `a.` count only beside others of their kind: alone, `24. Dezember`, they may be words."""
_QUOTES = ('""', "''", "“”", "„“", "„”", "””", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "``")


def pasted_lines(text: str) -> list[str]:
    """The lines of a paste without what marks a list; the tabs between the cells of a line stay."""
    return ["\t".join(cells) for cells in pasted_rows(text)]


def pasted_rows(text: str) -> list[Cells]:
    """The lines of a paste as cells; empty lines are none, and a column that only counts lines is dropped."""
    found = [*map(_cells, _LINE_END.split(_CELL_OF_LINES.sub(_on_one_line, text)))]
    counted = _without_counting_column([cells for cells in found if cells])
    return [cells for cells in _without_ordinals(counted) if cells]


def is_several_lines(text: str) -> bool:
    """Whether a paste is more than one line, the empty ones around it not counted."""
    return len(pasted_rows(text)) > 1


def ends_its_line(text: str) -> bool:
    """Whether the last line of a paste came with its line end; in nothing but line ends no line ends."""
    return bool(text.strip()) and _LINE_END.search(text, len(text.rstrip())) is not None


def _on_one_line(cell: re.Match[str]) -> str:
    if not _LINE_END.search(cell[2]):
        return cell[0]
    return cell[1] + " ".join(_LINE_END.split(cell[2])).replace('""', '"')


def _cells(line: str) -> Cells:
    cells = [_bare(" ".join(clean(cell)[0].split())) for cell in line.split("\t")]
    return _trimmed(cells)


def _trimmed(cells: Cells) -> Cells:
    """Without the empty cells around: a bullet in a cell of its own leaves one."""
    full = [place for place, cell in enumerate(cells) if cell]
    return cells[full[0] : full[-1] + 1] if full else []


def _bare(cell: str) -> str:
    """Without bullet, count, quotes and spaces, in whatever order they lie around the words."""
    before = None
    while cell != before:
        before, cell = cell, _trim(cell).rstrip(",;")
        for mark in (_BULLET, _COUNTED):
            found = mark.match(cell)
            if found:
                cell = cell[found.end() :]
        cell = _unquoted(cell)
    return cell


def _trim(cell: str) -> str:
    while cell != (trimmed := cell.strip().strip(_UNSEEN)):
        cell = trimmed
    return cell


def _unquoted(cell: str) -> str:
    """Without quotes that open before the first word and close after the last: not `“A” and “B”`."""
    inside = cell[1:-1]
    around = cell[:1] + cell[-1:]
    if len(cell) > 1 and around in _QUOTES and not set(around) & set(inside):
        return inside
    return cell


def _without_counting_column(table: Sequence[Cells]) -> list[Cells]:
    """Without a first column of 1, 2, 3 and so on; any other numbers there say something."""
    first = [cells[0].rstrip(".") if len(cells) > 1 else "" for cells in table]
    if len(first) < 2 or first != [*map(str, range(1, len(first) + 1))]:
        return list(table)
    return [_trimmed(cells[1:]) for cells in table]


def _without_ordinals(table: Sequence[Cells]) -> Iterator[Cells]:
    """`1.` is taken off where the lines are counted by at least two such numbers, each above the last."""
    found = [_ORDINAL.match(cells[0]) for cells in table]
    counts = [_place(one["n"] or one["a"]) for one in found if one]
    counted = len(counts) > 1 and all(a < b for a, b in pairwise(counts))
    for cells, one in zip(table, found, strict=True):
        yield _trimmed([_bare(cells[0][one.end() :]), *cells[1:]]) if one and counted else cells


def _place(count: str) -> int:
    if count.isdecimal():
        return int(count)
    return ord(count.casefold())
