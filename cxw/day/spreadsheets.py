"""What a desk shows of a spreadsheet before its answers are taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SpreadsheetSeen:
    """What a spreadsheet file was understood as, before anything of it is taken in."""

    said: Sequence[str] = ()
    """which column was taken for what, in lines: everybody may see them"""
    answers: Sequence[str] = ()
    """the first rows as they would be stored, in lines, and what was done to them: for the facilitator"""
    faults: list[str] = field(default_factory=list)
    """why nothing of it can be taken in"""
    take: Callable[[], list[str]] = list
    """Takes all of it in, or says why none."""
