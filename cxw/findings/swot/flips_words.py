"""What would turn the SWOT, as sentences: the smallest change, and what hangs on one person or function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from cxw.findings.in_words import digits, half, whole
from cxw.findings.swot.types import Leaning, SwotKind
from cxw.text.saying import in_a_row, quoted, stopped


class FlipsSentences(Protocol):
    """What is said of what would turn it, in each language."""

    NOTHING_ALONE: str
    SOME_FUNCTIONS: str

    def swot_without(self, who: str, first: Sequence[str], lost: Sequence[tuple[SwotKind, str]]) -> str: ...

    def any_one_of(self, names: Sequence[str]) -> str: ...

    def no_function(self, some: Sequence[str]) -> str: ...

    def points_flip_in_words(
        self, source: str, target: str, points: float, other: str, leaning: Leaning | None
    ) -> str: ...

    def mark_flip_in_words(
        self, company: str | None, need: str, change: float, other: str, leaning: Leaning | None
    ) -> str: ...

    def need_flip(self, source: str, target: str, points: float, leaning: Leaning | None) -> str: ...


NOT_ANY: Mapping[SwotKind, str] = {
    "expected": "nothing expected of everybody",
    "excess": "no more than customers need",
}


def swot_without(who: str, first: Sequence[str], lost: Sequence[tuple[SwotKind, str]]) -> str:
    """What would be otherwise without a function or a person; `first` is empty where it stays the same."""
    said = []
    if len(first) > 1:
        said.append(f"{in_a_row(first)} would be level in first place")
    elif first:
        said.append(f"{first[0]} would come first")
    for need in dict.fromkeys(need for _, need in lost):
        kinds = [NOT_ANY.get(kind, f"no {kind}") for kind, other in lost if other == need]
        said.append(f"{quoted(need)} would be {in_a_row(kinds)}")
    return stopped(f"Without {who} {in_a_row(said)}")


NOTHING_ALONE = "Nobody alone changes first place or an entry: all would stand whoever were left out."
SOME_FUNCTIONS = (
    "What would stand without the other functions is not said: too few of them, or of the rest, gave numbers."
)


def any_one_of(names: Sequence[str]) -> str:
    """People of whom each by themselves would change the same, behind `Without`."""
    return f"any one of {in_a_row(names)}" if len(names) > 1 else in_a_row(names)


def no_function(some: Sequence[str]) -> str:
    """That leaving out a function changes nothing; `some` are the ones tried, empty where it was all."""
    left_out = f"Also without {in_a_row(some, 'or')}" if some else "Whichever function is left out,"
    return f"{left_out} the same company comes first and the same entries stand."


def points_flip_in_words(source: str, target: str, points: float, other: str, leaning: Leaning | None) -> str:
    """The smallest transfer of points that would put another first."""
    if whole(points) == "0":
        moved = f"If less than a point went from {quoted(source)} to {quoted(target)}"
    else:
        moved = f"If {quoted(source)} got {_many(points)} less and {quoted(target)} as many more"
    return f"{moved}, {other} would draw level.{_leaning(leaning)}"


def mark_flip_in_words(
    company: str | None, need: str, change: float, other: str, leaning: Leaning | None
) -> str:
    """The smallest change of one mean mark that would put another first; no company is our own."""
    by = "a little" if half(abs(change)) == "0" else half(abs(change))
    way = "higher" if change > 0 else "lower"
    whose = "our mean mark" if company is None else f"the mean mark of {company}"
    return f"If {whose} on {quoted(need)} were {by} {way}, {other} would draw level.{_leaning(leaning)}"


def need_flip(source: str, target: str, points: float, leaning: Leaning | None) -> str:
    """What would put another need first."""
    much = "less than a point" if whole(points) == "0" else _many(points)
    said = f"If {much} went from {quoted(source)} to {quoted(target)}, both would be first."
    return f"{said}{_leaning(leaning)}"


def _leaning(leaning: Leaning | None) -> str:
    if leaning is None:
        return ""
    of = f"Of {in_a_row(leaning.among)}, " if leaning.among else ""
    return f" {of}{leaning.function} lies farthest that way."


def _many(points: float) -> str:
    number = digits(points)
    return "1 point" if number == "1" else f"{number} points"
