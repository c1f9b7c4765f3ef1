"""The small code in a corner while everybody is asked something: whoever comes late scans it from the screen.

It covers nothing and moves nothing: it stands where a screen has room for it, as far down as it goes. Where
there is no such room the address stands in one line, with the code behind it as it is typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAP = 3
"""Columns between what stands there and the code."""


@dataclass(frozen=True)
class Corner:
    """Where phones still come in."""

    modules: tuple[tuple[bool, ...], ...]
    """of the code, row by row, true where it is dark; the light around it belongs to it"""
    typed: str
    """what is typed into a phone that has no camera"""


def typed_address(door: str) -> str:
    """The address as it is typed, with the code behind it."""
    return door.removeprefix("HTTP://")


def row_beside(widths: Sequence[int], width: int, wide: int, high: int) -> int | None:
    """The lowest row from which on so many rows leave so many columns free at the right; None without any."""
    free = [taken <= width - wide - GAP for taken in widths]
    rows = (row for row in range(len(free) - high, -1, -1) if all(free[row : row + high]))
    return next(rows, None)
