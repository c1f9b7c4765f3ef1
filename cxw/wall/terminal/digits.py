"""Numbers that are read from the last row: digits made of blocks."""

from __future__ import annotations

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import LargeNumbers
from cxw.wall.terminal.sheet import WallSheet

_DOTS = {
    "0": "111 101 101 101 111",
    "1": "010 110 010 010 111",
    "2": "111 001 111 100 111",
    "3": "111 001 011 001 111",
    "4": "101 101 111 001 001",
    "5": "111 100 111 001 111",
    "6": "111 100 111 101 111",
    "7": "111 001 001 010 010",
    "8": "111 101 111 101 111",
    "9": "111 101 111 001 111",
}
ROWS = 5
_Inked = tuple[str, Style]
"""Digits are drawn large, other words stand beside them on their foot line."""


def large_line(chart: LargeNumbers, sheet: WallSheet) -> list[Text]:
    """One line of large numbers and small words, as large as the sheet allows; plain where it is too low."""
    parts = [(text, sheet.role(role)) for text, role in chart.parts]
    scale = 2 if sheet.height >= 22 and _width(parts, 2) <= sheet.width else 1
    if sheet.height < ROWS or _width(parts, 1) > sheet.width:
        return [Text.assemble(*((text + " ", style) for text, style in parts))]
    rows = [Text() for _ in range(ROWS * scale)]
    for text, style in parts:
        for place, row in enumerate(rows):
            row.append(_slice(text, place, scale, last=place == len(rows) - 1), style)
            row.append(" " * 2 * scale)
    return rows


def _slice(text: str, place: int, scale: int, *, last: bool) -> str:
    if not _digits(text):
        return text if last else " " * columns(text)
    drawn = (_DOTS[digit].split()[place // scale] for digit in text)
    wide = 2 * scale
    return (" " * wide).join(
        "".join("█" * wide if dot == "1" else " " * wide for dot in dots) for dots in drawn
    )


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _width(parts: list[_Inked], scale: int) -> int:
    return sum(
        (len(text) * 8 * scale - 2 * scale if _digits(text) else columns(text)) + 2 * scale
        for text, _ in parts
    )
