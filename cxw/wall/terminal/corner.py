"""The small code in a corner of a wall that asks: see `cxw.day.corner`."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.day.corner import GAP, row_beside
from cxw.drawing import columns
from cxw.wall.terminal.codes import modules_drawn
from cxw.wall.terminal.sheet import WallSheet


def corner_wide(door: str) -> int:
    """Columns of the code, and of the air before it."""
    from cxw.phones.code import corner_of

    return len(corner_of(door).modules[0]) + GAP


def with_corner(lines: Sequence[Text], door: str, sheet: WallSheet) -> list[Text] | None:
    """The lines with the code beside them, and under it what is typed; None where it has no room."""
    from cxw.phones.code import corner_of

    corner = corner_of(door)
    wide = len(corner.modules[0])
    air = " " * ((wide - columns(corner.typed)) // 2)
    code = [*modules_drawn(corner.modules, sheet), Text.assemble(air, (corner.typed, sheet.accent))]
    widths = [columns(line.plain) for line in lines]
    first = row_beside(widths, sheet.width, wide, len(code))
    if first is None:
        return None
    beside = dict(enumerate(code, first))
    return [
        Text.assemble(line, " " * (sheet.width - wide - taken), beside[row]) if row in beside else line
        for row, (line, taken) in enumerate(zip(lines, widths, strict=True))
    ]
