"""Codes for a camera: the address of the door, and a Wi-Fi that phones can join by one."""

from __future__ import annotations

import re
from typing import TypeAlias

Modules: TypeAlias = tuple[tuple[bool, ...], ...]
"""A code row by row, true where it is dark; without the quiet zone."""
QUIET = 4
"""Modules of light that must stand around a code, or cameras miss it."""


def door_address(address: str, port: int, code: str = "") -> str:
    """What stands on the wall and in the code: capitals make it smaller, and read the same."""
    return f"HTTP://{address}:{port}/{code}"


def code_of(text: str) -> Modules:
    """The code that says this."""
    import segno  # noqa: TID251 - the phones' own

    made = segno.make(text, micro=False, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in made.matrix)


def with_quiet_zone(code: Modules) -> Modules:
    """The code with all the light it needs around it."""
    wide = len(code[0]) + 2 * QUIET
    side, blank = (False,) * QUIET, (False,) * wide
    return (*(blank,) * QUIET, *((*side, *row, *side) for row in code), *(blank,) * QUIET)


def wifi(name: str, password: str) -> str:
    """What makes a phone join a Wi-Fi; one without a password is open.

    No quotes around what could be read as a number in base 16: the cameras of today take them for part of it.
    """
    kind = "WPA" if password else "nopass"
    return f"WIFI:T:{kind};S:{_escaped(name)};P:{_escaped(password)};;"


def _escaped(text: str) -> str:
    """Signs that end a part stand behind a backslash."""
    return re.sub(r'([\\;,:"])', r"\\\1", text)
