"""What was given where a room spread another total than 100, or marked on another scale than 0 to 10."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import digits
from cxw.model import ENDS

Ends = tuple[int, int]
"""The lowest and the highest mark that could be given."""


def marked_on(ends: Ends) -> str | None:
    """That marks are shown out of ten; nothing where they were given so."""
    if ends == ENDS:
        return None
    low, high = ends
    return f"We marked from {low} to {high}; the marks are shown as {ENDS[0]} to {ENDS[1]}."


def a_step_is(ends: Ends, cut: float) -> str:
    """What a step of the scale is out of ten, and which mark of it a number out of ten stands for."""
    low, high = ends
    step, there = digits(ENDS[1] / (high - low)), digits(mark_given(cut, ends))
    return f"A step of that scale is {step} here, and {digits(cut)} here is {there} on it."


def mark_given(mark: float, ends: Ends) -> float:
    """A mark out of ten as it would be on the scale that was given."""
    return ends[0] + difference_given(mark, ends)


def difference_given(difference: float, ends: Ends) -> float:
    """A difference of marks out of ten in steps of the scale that was given."""
    return difference * (ends[1] - ends[0]) / ENDS[1]


def on_scales(told: Sequence[tuple[Ends, float]]) -> str:
    """A number that marks are held against, as it is on the scales that were given."""
    return "; ".join(f"{digits(number)} on a scale of {low} to {high}" for (low, high), number in told)


def of_totals(told: Sequence[tuple[int, float]]) -> str:
    """A number that points are held against, as it is of the totals that were given."""
    return "; ".join(f"{digits(number)} of {total}" for total, number in told)
