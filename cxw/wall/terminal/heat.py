"""The grid as a heat map: a number in every cell, its colour, and how far the room agrees on it.

Nothing needs the colour: the number says it, a sign marks the cells where marks differ most, and a cell that
too few know has neither number nor colour, only what is not known.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import DIFFER, Heat, Square
from cxw.theme import HEAT
from cxw.wall.terminal.ink import centred, column, on_scale, wrapped
from cxw.wall.terminal.sheet import WallSheet, flowed

WIDEST_CELL, NARROWEST_CELL = 24, 7
WANTED = ((4, 16), (6, 10))
"""Up to so many columns each has at least so many cells before the names of needs get any more."""


def heat_map(heat: Heat, sheet: WallSheet) -> list[Text]:
    """The picture: a line of company names, a block of lines a need, the legend."""
    if not heat.rows:
        return []
    legend = flowed([Text(text, sheet.quiet) for text in heat.legend], sheet.width, 3)
    label, cell = _widths(heat, sheet.width)
    heads = [_head(name, cell - 1, sheet.height - len(heat.rows)) for name in heat.columns]
    spare = sheet.height - len(heat.rows) - max(map(len, heads))
    legend = legend[: max(0, spare)]
    high, gap = _heights(len(heat.rows), sheet.height - len(legend) - max(map(len, heads)))
    lines = _header(heads, label, cell, sheet)
    for place, (name, squares) in enumerate(zip(heat.rows, heat.squares, strict=True)):
        lines += [Text()] * (gap if place else 0)
        words = wrapped(name, label - 1, high)
        blocks = [_block(square, cell - 1, high, sheet) for square in squares]
        lines += [_row(words, blocks, at, (label, high), sheet) for at in range(high)]
    loose = sheet.height - len(lines) - len(legend) > 0
    return [*lines, *([Text()] if loose else []), *legend]


def _head(name: str, cells: int, most: int) -> list[str]:
    """A company's name over its column: on two lines where words allow it, never a word in two."""
    whole = all(columns(word) <= cells for word in name.split())
    return wrapped(name, cells, 2 if whole and most > 1 else 1) or [""]


def _widths(heat: Heat, width: int) -> tuple[int, int]:
    longest = max(columns(name) for name in heat.rows) + 2
    number = len(heat.columns)
    wanted = next((cells for most, cells in WANTED if number <= most), NARROWEST_CELL)
    roomy = width - number * wanted
    label = max(14, min(longest, roomy, width // 3))
    return label, max(NARROWEST_CELL, min(WIDEST_CELL, (width - label) // number))


def _heights(rows: int, room: int) -> tuple[int, int]:
    for high, gap in ((4, 1), (3, 1), (3, 0), (2, 1), (2, 0)):
        if rows * high + (rows - 1) * gap <= room:
            return high, gap
    return 1, 0


def _header(heads: list[list[str]], label: int, cell: int, sheet: WallSheet) -> list[Text]:
    high = max(map(len, heads))
    lines = []
    for at in range(high):
        line = Text(" " * label)
        for place, head in enumerate(heads):
            shown = [""] * (high - len(head)) + head
            line.append(centred(shown[at], cell - 1) + " ", sheet.accent if place == 0 else sheet.strong)
        lines.append(line)
    return lines


def _row(
    words: list[str], blocks: list[list[Text]], at: int, size: tuple[int, int], sheet: WallSheet
) -> Text:
    label, high = size
    above = (high - len(words)) // 2
    word = words[at - above] if 0 <= at - above < len(words) else ""
    line = Text(column(word, label), sheet.strong)
    for block in blocks:
        line.append_text(block[at]).append(" ")
    return line


def _block(square: Square, cells: int, high: int, sheet: WallSheet) -> list[Text]:
    plain, bold = _styles(square, sheet)
    number = f"{square.large} {DIFFER}" if square.differ else square.large
    if high == 1:
        return [Text(centred(_beside(number, square.small, cells), cells), bold)]
    small = Text(centred(_beside("", square.small, cells), cells), plain)
    air = Text(" " * cells, plain)
    return [air] * (high > 2) + [Text(centred(number, cells), bold), small] + [air] * (high > 3)


def _styles(square: Square, sheet: WallSheet) -> tuple[Style, Style]:
    if square.share is None or not sheet.colour:
        return sheet.quiet, sheet.strong
    paper = on_scale(HEAT, square.share)
    return sheet.on(paper), sheet.on(paper, bold=True)


def _beside(number: str, small: Sequence[str], cells: int) -> str:
    text = number
    for part in small:
        longer = f"{text} · {part}" if text else part
        if columns(longer) <= cells:
            text = longer
    return text
