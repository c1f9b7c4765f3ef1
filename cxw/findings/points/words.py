"""Wording about points: the room and its needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol, TypeAlias

from cxw.findings.in_words import count, half, many_people, plural, start, whole
from cxw.text.saying import in_a_row, one_or_more, quoted, stopped

Gave: TypeAlias = Literal["points", "points twice"]


Untold: TypeAlias = Literal[
    "why functions differ",
    "whether functions differ",
    "that functions agree",
    "which need comes first",
    "what customers want",
]
"""What none of the numbers of a stage can tell."""


NAMED = 3
"""Needs one sentence names as those that matter most or least."""


OPENING = {"All", "Everybody", "Functions", "No", "Nobody", "On", "This", "Too", "We", "Which", "With"}
"""Words at the beginning of a sentence that are no names: small after a colon."""


class PointsSentences(Protocol):
    """What is said of points, in each language."""

    def dont_know(self, dk: int, answered: int) -> str: ...

    def too_few(self, n: int, what: Gave = "points") -> str: ...

    def few_answered(self, n: int) -> str: ...

    def room_apart(self, n: int, apart: float, need: str, part: float) -> str: ...

    def even(self) -> str: ...

    def spread_of(self, points: int) -> str: ...

    def two_camps(self, need: str, sides: Sequence[tuple[int, float, float]]) -> str: ...

    def nothing_or_much(self, need: str, nothing: int, much: tuple[int, float]) -> str: ...

    def who_stands_where(self, need: str, told: Sequence[tuple[int, float, float]]) -> str: ...

    def need_spread(self, need: str, low: float, high: float, middle: tuple[float, float]) -> str: ...

    def tiers_in_words(self, told: Sequence[Sequence[tuple[str, float]]]) -> str: ...

    def not_settled(self, needs: int, ends: tuple[float, float], few: bool) -> str: ...

    def not_concluded(self, parts: Sequence[Untold]) -> str: ...

    def room_brief(self, apart: float) -> str: ...

    def points_without(self, who: str, changed: Sequence[str]) -> str: ...

    def answered_late(self, people: int) -> str: ...


def dont_know(dk: int, answered: int) -> str:
    """Who does not know comes first."""
    who = f"{start(count(dk))} of {count(answered)}"
    if dk == answered:
        who = "All of us" if dk > 1 else "The one who answered"
    return f"{who} said: we do not know how customers weigh these."


def too_few(n: int, what: Gave = "points") -> str:
    """Why no number stands here."""
    who = "Nobody" if not n else f"Only {plural(n, 'person', 'people')}"
    return f"{who} gave {what}; numbers show from three people on."


def few_answered(n: int) -> str:
    """Why it is not even told whether numbers were given."""
    few = f"Only {plural(n, 'person', 'people')} answered"
    return f"{few}; answers are shown where three people or more gave them."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"All {count(n)} of us who gave points gave the same."
    size = f"On average two of us place {whole(apart)} of 100 points differently"
    are = "is" if whole(part) == "1" else "are"
    return stopped(f"{size}; {whole(part)} of these points {are} about {quoted(need)}")


def spread_of(points: int) -> str:
    """That another total than 100 was spread, and is shown as of 100."""
    if points == 1:
        return "Each of us gave 1 point; it is shown as 100."
    return f"Each of us spread {points} points; they are shown as of 100."


def even() -> str:
    """Whoever gave points gave every need the same."""
    return "Everybody who gave points spread them evenly."


def two_camps(need: str, sides: Sequence[tuple[int, float, float]]) -> str:
    """Two heaps on one need, the higher first."""
    (many, *high), (others, *low) = sides
    return (
        f"On {quoted(need)} we stand in two camps: {many_people(many)} of us give {_range(*high)} points, "
        f"{many_people(others)} give {_range(*low)}."
    )


def nothing_or_much(need: str, nothing: int, much: tuple[int, float]) -> str:
    """Who gives a need nothing beside who gives it much: counts, and no camps."""
    many, least = much
    return (
        f"{quoted(need)}: {many_people(nothing)} of us give it nothing, {many_people(many)} give it "
        f"{whole(least)} points or more."
    )


def who_stands_where(need: str, told: Sequence[tuple[int, float, float]]) -> str:
    """Who stands where on one need, in a room too small to speak of camps; the higher first."""
    parts = [f"{count(n)} {one_or_more(n, 'gives', 'give')} {_range(*ends)}" for n, *ends in told]
    return f"On {quoted(need)} {', '.join(parts)} points."


def _range(low: float, high: float) -> str:
    return whole(low) if whole(low) == whole(high) else f"{whole(low)} to {whole(high)}"


def need_spread(need: str, low: float, high: float, middle: tuple[float, float]) -> str:
    """The range of one need, with its middle half."""
    said = f"{quoted(need)} gets from {whole(low)} to {whole(high)} points"
    return stopped(f"{said}; the middle half of us gives {half(middle[0])} to {half(middle[1])}")


def tiers_in_words(told: Sequence[Sequence[tuple[str, float]]]) -> str:
    """Which needs come first for certain, or, where those are many, which come last."""
    first, last = told[0], told[-1]
    if len(first) > NAMED and len(last) <= NAMED:
        least = one_or_more(len(last), "matters", "matter")
        return (
            f"We believe {_with_points(last)} {least} least; which of the others comes first is not settled."
        )
    if len(first) > NAMED:
        return f"We believe {count(len(first))} of our needs matter most; which of them is not settled."
    if len(first) == 1:
        return f"We believe {_with_points(first)} matters most."
    return f"We believe {_with_points(first)} matter most; which of them comes first is not settled."


def _with_points(needs: Sequence[tuple[str, float]]) -> str:
    (need, points), *others = needs
    names = [f"{quoted(need)} ({whole(points)} of 100 points on average)"]
    return in_a_row([*names, *(f"{quoted(need)} ({whole(points)})" for need, points in others)])


def not_settled(needs: int, ends: tuple[float, float], few: bool) -> str:
    """No need is ahead for certain: from where to where their means go."""
    least, most = map(whole, ends)
    spread = f"{least} to {most} of 100 points" if least != most else f"{most} of 100 points each"
    if few:
        return stopped(f"We are too few to say which need comes first; on average they get {spread}")
    return stopped(
        f"Which of our {count(needs)} needs comes first is not settled; on average they get {spread}"
    )


def not_concluded(parts: Sequence[Untold]) -> str:
    """What none of the numbers of this stage can tell."""
    *some, last = parts
    return (
        stopped(f"None of this tells us {', '.join(some)} or {last}")
        if some
        else f"None of this tells us {last}."
    )


def room_brief(apart: float) -> str:
    """How far apart the room is, in a list."""
    return f"Two of us place {whole(apart)} of 100 points differently"


def points_without(who: str, changed: Sequence[str]) -> str:
    """What the points say first without somebody, where that is another thing."""
    if not changed:
        return f"Without {who} the points say the same first."
    said = " ".join(changed)
    if said.split(" ", 1)[0] in OPENING:
        said = said[0].lower() + said[1:]
    return f"Without {who} the points would say: {said}"


def answered_late(people: int) -> str:
    """Who gave points when those of the others were shown already."""
    are = one_or_more(people, "is", "are")
    who = start(plural(people, "person", "people"))
    return f"{who} answered first after the reveal and {are} in none of these numbers."
