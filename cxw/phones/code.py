"""Codes for a camera, and the address of the door as one says it."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from cxw.day.corner import Corner, typed_address

Modules: TypeAlias = tuple[tuple[bool, ...], ...]
"""A code row by row, true where it is dark; without the quiet zone."""
QUIET = 4
"""Modules of light that must stand around a code, or cameras miss it."""


def door_address(address: str, port: int, code: str = "") -> str:
    """What stands on the wall and in the code: capitals make it smaller, and read the same."""
    return f"HTTP://{address}:{port}/{code}"


def code_of(text: str, spare: str = "m") -> Modules:
    """The code that says this; `spare`, by the letters of the standard: how much of it may be unreadable."""
    import segno  # noqa: TID251 - the phones' own

    made = segno.make(text, micro=False, error=spare, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)


def with_quiet_zone(code: Modules) -> Modules:
    """The code with all the light it needs around it."""
    wide = len(code[0]) + 2 * QUIET
    side, blank = (False,) * QUIET, (False,) * wide
    return (*(blank,) * QUIET, *((*side, *row, *side) for row in code), *(blank,) * QUIET)


@lru_cache(maxsize=8)
def corner_of(door: str) -> Corner:
    """The code for a corner of a screen, and what is typed."""
    return Corner(with_quiet_zone(code_of(door)), typed_address(door))
