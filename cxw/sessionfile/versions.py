"""Older formats brought up to date in memory, one named step a version.

A step takes the tree that was read and changes it in place, so that lines stay known. The file itself changes
at the first save, after a copy. There is only one format so far, so the table is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from cxw.model import FORMAT
from cxw.sessionfile.tree import LinedMapping

Step: TypeAlias = Callable[[LinedMapping], None]
Upgrades: TypeAlias = Mapping[int, Step]

UPGRADES: Upgrades = {}
"""From each older format to the next one."""


def version_of(tree: LinedMapping) -> int | None:
    """The number of the format, or None where none stands."""
    number = tree.get("cxw")
    if isinstance(number, int) and not isinstance(number, bool):
        return number
    return None


def refusal(number: int, upgrades: Upgrades) -> str | None:
    """Why a format cannot be read, in one sentence; None when it can."""
    if number > FORMAT:
        return f"this file has format {number} and this cxw reads up to {FORMAT}: bring cxw up to date"
    if number < FORMAT and number not in upgrades:
        return f"there is no format {number}: the first line that counts is `cxw: {FORMAT}`"
    return None


def upgraded(tree: LinedMapping, number: int, upgrades: Upgrades) -> None:
    """Bring the tree from its format to today's, step by step."""
    for step in range(number, FORMAT):
        upgrades[step](tree)
        tree["cxw"] = step + 1
