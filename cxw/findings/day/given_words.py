"""What was given where a room spread another total than 100, or marked on another scale than 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxw.findings.in_words import digits
from cxw.model import ENDS

Ends = tuple[int, int]
"""The lowest and the highest mark that could be given."""


class GivenSentences(Protocol):
    """What is said of what was given, in each language."""

    def marked_on(self, ends: Ends) -> str | None: ...

    def a_step_is(self, step: float, cut: float, there: float) -> str: ...

    def were_rounded(self) -> str: ...

    def on_scales(self, told: Sequence[tuple[Ends, float]]) -> str: ...

    def of_totals(self, told: Sequence[tuple[int, float]]) -> str: ...


def marked_on(ends: Ends) -> str | None:
    """That marks are shown out of ten; nothing where they were given so."""
    if ends == ENDS:
        return None
    low, high = ends
    return f"We marked from {low} to {high}; the marks are shown as {ENDS[0]} to {ENDS[1]}."


def a_step_is(step: float, cut: float, there: float) -> str:
    """What a step of the scale is out of ten, and which mark of it a number out of ten stands for."""
    return f"A step of that scale is {digits(step)} here, and {digits(cut)} here is {digits(there)} on it."


def were_rounded() -> str:
    """That some rows of points came from a table with decimals, or a point or two off."""
    return "Some rows of points came in with decimals or a little off; they were rounded to whole points."


def on_scales(told: Sequence[tuple[Ends, float]]) -> str:
    """A number that marks are held against, as it is on the scales that were given."""
    return "; ".join(f"{digits(number)} on a scale of {low} to {high}" for (low, high), number in told)


def of_totals(told: Sequence[tuple[int, float]]) -> str:
    """A number that points are held against, as it is of the totals that were given."""
    return "; ".join(f"{digits(number)} of {total}" for total, number in told)
