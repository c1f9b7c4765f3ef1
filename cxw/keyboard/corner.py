"""The code in a corner of what everybody sees while a round is open: it covers nothing and tells nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from cxw.day.corner import Corner, row_beside
from cxw.drawing import columns
from cxw.keyboard.beside import Beside
from cxw.keyboard.canvas import ACCENT, INK, Line, Size, Span, length
from cxw.theme import LIGHT, Theme

TOP, BOTTOM = 2, 3
"""Lines of a picture that are not its own: the title, the keys."""
SHADES = ("#ffffff", "#000000")
HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


class Seen(Protocol):
    """What everybody sees, and who answers beside it."""

    theme: Theme
    projected: bool
    beside: Beside | None

    @property
    def depth(self) -> object:
        """None where the terminal shows all the colours it has."""


def with_corner(lines: list[Line], size: Size, seen: Seen) -> list[Line]:
    """The picture with the code, or, where that has no room, with the address in one line."""
    corner = seen.beside.entrance() if seen.beside is not None and seen.projected else None
    if corner is None:
        return lines
    widths = [length(line) for line in lines[: size.height - BOTTOM]]
    widths += [0] * (size.height - BOTTOM - len(widths))
    widths[:TOP] = [size.width] * TOP
    code = _code(corner, seen.theme, seen.depth is None)
    empty = [size.width if taken else 0 for taken in widths]  # where nothing is typed nothing has to move
    for beside in (code, ((*code[-1],),)):
        wide = length([*beside[0]])
        ways = (row_beside(free, size.width - 2, wide, len(beside)) for free in (empty, widths))
        first = next((row for row in ways if row is not None), None)
        if first is not None:
            return _joined(lines, size, dict(enumerate(beside, first)), wide)
    return lines


def _joined(lines: list[Line], size: Size, beside: dict[int, tuple[Span, ...]], wide: int) -> list[Line]:
    whole = [*lines, *([] for _ in range(size.height - len(lines)))]
    return [
        [*line, (INK, " " * (size.width - 2 - wide - length(line))), *beside[row]] if row in beside else line
        for row, line in enumerate(whole)
    ]


@lru_cache(maxsize=8)
def _code(corner: Corner, theme: Theme, colour: bool) -> tuple[tuple[Span, ...], ...]:
    """The code as spans, two modules a line, and under it what is typed; each row as wide as the code."""
    wide = len(corner.modules[0])
    rows = [*corner.modules, *([(False,) * wide] if len(corner.modules) % 2 else [])]
    drawn = [_row(*pair, theme, colour) for pair in zip(rows[::2], rows[1::2], strict=True)]
    air = max(0, wide - columns(corner.typed)) // 2
    rest = max(0, wide - air - columns(corner.typed))
    return *drawn, ((INK, " " * air), (ACCENT, corner.typed), (INK, " " * rest))


def _row(up: Sequence[bool], down: Sequence[bool], theme: Theme, colour: bool) -> tuple[Span, ...]:
    """One line of it: dark on light, and without colour drawn so that the screen's own ink is the dark."""
    pairs = [*zip(up, down, strict=True)]
    if colour:
        return tuple((f"fg:{SHADES[above]} bg:{SHADES[below]}", "▀") for above, below in pairs)
    inked = theme == LIGHT
    return ((INK, "".join(HALVES[above == inked, below == inked] for above, below in pairs)),)
