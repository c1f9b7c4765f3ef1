"""Rows of needs and columns of companies: marks as a heat map, who does not know, places of companies.

A number stands in each cell, so that colour says nothing by itself. More columns than fit stand below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeAlias

from cxw.findings.in_words import whole
from cxw.pictures.colour import BLACK, PALE, QUIET, WHITE, contrast, heat, shade
from cxw.pictures.layout import (
    LABEL,
    LEADING,
    NARROW,
    SMALL,
    WIDE,
    WordBlock,
    bar,
    both_sizes,
    outlined,
    placed,
)
from cxw.pictures.paper import MarkCell, MarkGrid, RankGrid, UnknownGrid
from cxw.pictures.pieces import Picture, Piece, Rect, Text, width
from cxw.text.phrases import Phrases

HIGH, AIR = 30.0, 2.0
LEAST = 56.0
"""A column is no narrower: the head of a company stands on it in two or three lines."""
WORST, BEST = "fails customers", "could not be better"
PLACE = "place {number}"


_Below: TypeAlias = Callable[[float, float], list[Piece]]
"""What stands under a table this wide, from this height on."""


@dataclass(frozen=True)
class _GridCell:
    """What stands in a cell, and on which colour; None: none, with an outline."""

    text: str
    fill: str | None = None
    small: str = ""


@dataclass(frozen=True)
class _GridTable:
    """A table before it has a size."""

    rows: tuple[str, ...]
    heads: tuple[str, ...]
    cells: tuple[tuple[_GridCell, ...], ...]
    own: bool
    """Whether the first column is our own, and stands apart."""


def mark_grid(chart: MarkGrid, say: Phrases) -> Picture:
    """The middle marks as a heat map, with the scale of its colours."""
    cells = tuple(tuple(_marked(cell) for cell in row) for row in chart.cells)
    table = _GridTable(chart.rows, chart.columns, cells, own=True)
    return _twice(table, lambda across, top: _scale(across, top, say))


def unknown_grid(chart: UnknownGrid, say: Phrases) -> Picture:
    """How many do not know, the darker the more."""
    cells = tuple(tuple(map(_counted, row, chart.asked)) for row in chart.counts)
    return _twice(_GridTable(chart.rows, chart.columns, cells, own=True), lambda across, top: [])


def rank_grid(chart: RankGrid, say: Phrases) -> Picture:
    """How often each company comes out at each place, the darker the more often."""
    heads = tuple(say(PLACE, number=number + 1) for number in range(len(chart.companies[0].shares)))
    cells = tuple(
        tuple(_GridCell(f"{whole(100 * share)} %", shade(share)) for share in one.shares)
        for one in chart.companies
    )
    return _twice(
        _GridTable(tuple(one.company for one in chart.companies), heads, cells, own=False),
        lambda across, top: [],
    )


def _marked(cell: MarkCell) -> _GridCell:
    fill = None if cell.mark is None else heat(cell.mark)[0]
    return _GridCell(cell.text, fill, cell.small)


def _counted(count: int, asked: int) -> _GridCell:
    return _GridCell(str(count), shade(count / max(asked, count))) if count else _GridCell("·", None)


def _twice(table: _GridTable, below: _Below) -> Picture:
    return both_sizes(_drawn(table, WIDE, below), _drawn(table, NARROW, below))


def _drawn(table: _GridTable, across: float, below: _Below) -> Picture:
    labels = [WordBlock.of(row, across * 0.3, 3) for row in table.rows]
    left = max(words.width for words in labels) + 12
    fitting = max(1, int((across - left) // LEAST))
    rows = -(-len(table.heads) // fitting)
    fitting = -(-len(table.heads) // rows)
    each = min((across - left) / fitting, 110.0)
    pieces: list[Piece] = []
    top = 0.0
    for start in range(0, len(table.heads), fitting):
        drawn, top = _block(
            table, labels, range(start, min(start + fitting, len(table.heads))), (left, each, top)
        )
        pieces += drawn
        top += 12
    legend = below(across, top - 4)
    end = max((piece.y for piece in legend if isinstance(piece, Text)), default=top - 16)
    return placed([*pieces, *legend], across, end + 4)


def _block(
    table: _GridTable, labels: Sequence[WordBlock], columns: range, at: tuple[float, float, float]
) -> tuple[list[Piece], float]:
    """Some columns with their heads and all rows, and where they end."""
    left, each, top = at
    heads = [WordBlock.of(table.heads[column], each - 6, 3, SMALL) for column in columns]
    high = max(words.height for words in heads)
    pieces: list[Piece] = []
    for place, (column, words) in enumerate(zip(columns, heads, strict=True)):
        middle = left + (place + 0.5) * each
        bold = table.own and column == 0
        pieces += words.at(middle, top + high - words.height, anchor="middle", bold=bold)
    y = top + high + 4
    for row, words in enumerate(labels):
        down = max(_height(table, each), words.height + 4)
        pieces += words.centred(0, y + down / 2)
        for place, column in enumerate(columns):
            cell = table.cells[row][column]
            box = bar(left + place * each + AIR / 2, y, each - AIR, down - AIR, cell.fill or QUIET)
            pieces += _cell(cell, box)
        y += down
    return pieces, y


def _height(table: _GridTable, each: float) -> float:
    """Cells are higher where a number and what is small beside it do not fit in one line."""
    cells = chain.from_iterable(table.cells)
    longest = max((_across(cell) for cell in cells if cell.small), default=0)
    return HIGH if longest + 8 <= each else HIGH + SMALL * LEADING


def _across(cell: _GridCell) -> float:
    return width(cell.text, LABEL, bold=True) + 5 + width(cell.small, SMALL)


def _cell(cell: _GridCell, box: Rect) -> Iterator[Piece]:
    """The cell with its number; what is small stands beside it, or under it where there is no room."""
    if cell.fill is None:
        yield from outlined(replace(box, fill=PALE), WHITE)
    else:
        yield box
    ink = QUIET if cell.fill is None else max(BLACK, WHITE, key=lambda ink: contrast(ink, cell.fill or WHITE))
    middle, x = box.y + box.height / 2, box.x + box.width / 2
    base = middle + LABEL * 0.35
    if not cell.small:
        yield Text(round(x, 2), round(base, 2), cell.text, LABEL, ink, "middle", cell.fill is not None)
    elif _across(cell) + 8 <= box.width + AIR:
        start = x - _across(cell) / 2
        yield Text(round(start, 2), round(base, 2), cell.text, LABEL, ink, "start", bold=True)
        beside = start + width(cell.text, LABEL, bold=True) + 5
        yield Text(round(beside, 2), round(base, 2), cell.small, SMALL, ink)
    else:
        yield Text(round(x, 2), round(base - 7, 2), cell.text, LABEL, ink, "middle", bold=True)
        yield Text(round(x, 2), round(base + 7.5, 2), cell.small, SMALL, ink, "middle")


def _scale(across: float, top: float, say: Phrases) -> list[Piece]:
    """What the colours of marks mean."""
    low, high = f"0 {say(WORST)}", f"10 {say(BEST)}"
    x = width(low, SMALL) + 8
    end, down = round(x + 98, 2), 15
    if x + 98 + width(high, SMALL) > across:
        end, down = 0, 32
    return [
        Text(0, top + 15, low, SMALL, QUIET),
        *(bar(x + step * 18, top + 5, 18, 12, heat(step * 2.5)[0]) for step in range(5)),
        Text(end, top + down, high, SMALL, QUIET),
    ]
