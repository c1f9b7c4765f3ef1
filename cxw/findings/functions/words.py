"""Wording about functions: what tells them apart, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from cxw.findings.in_words import count, plural, whole
from cxw.findings.points.words import NAMED
from cxw.text.saying import all_quoted, in_a_row, quoted, stopped

if TYPE_CHECKING:  # the words and types need no numpy
    from cxw.stats.functions import Verdict

PAIR = 2


NOT_TOLD_APART: dict[Verdict, str] = {
    "difference": "Functions differ, but which of them is not settled",
    "undecided": "Whether functions differ cannot be decided here",
    "none found": "No difference between functions was found",
}


class FunctionsSentences(Protocol):
    """What is said of functions, in each language."""

    def functions_apart(self, names: tuple[str, str], apart: float, hat: float) -> str: ...

    def functions_beside(self, names: tuple[str, str], apart: float, hat: float) -> str: ...

    def apart_within(self, name: str, apart: float) -> str: ...

    def gap(self, names: tuple[str, str], need: str, means: tuple[float, float], hat: float) -> str: ...

    def never(self, sizes: Sequence[int]) -> str: ...

    def ground(self, names: Sequence[str], needs: Sequence[str], even: float, everybody: bool) -> str: ...

    def verdict_in_words(self, found: Verdict, people: int) -> tuple[str, str]: ...

    def patterns(self, told: Sequence[tuple[str, Sequence[str]]]) -> str: ...

    def which_differ(self) -> str: ...

    def not_told_apart(self, verdict: Verdict) -> str: ...

    def far_apart(self, names: tuple[str, str], apart: float, hat: float) -> str: ...


def functions_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions that differ beyond chance, beside the same with names shuffled."""
    said = f"{names[0]} and {names[1]} place {whole(apart)} of their 100 points differently"
    return stopped(f"{said}; {_more_than_shuffled(f'with names shuffled: {whole(hat)}', apart, hat)}")


def functions_beside(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions beside the same with names shuffled, where the test tells no difference between them."""
    one, other = names
    return f"{one} and {other} are {whole(apart)} of 100 points apart; with names shuffled: {whole(hat)}."


def _more_than_shuffled(said: str, size: float, hat: float) -> str:
    """What shuffling gives; where that is as much, why the difference is beyond chance all the same."""
    if int(whole(size)) > int(whole(hat)):
        return said
    return "that is beyond chance, so near do people within each stand together"


def apart_within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Within {name} two people are {whole(apart)} apart on average."


def gap(names: tuple[str, str], need: str, means: tuple[float, float], hat: float) -> str:
    """Two functions on one need, beside the largest gap that shuffled names have on any."""
    (higher, lower), (more, less) = names, means
    said = f"{higher} gives {quoted(need)} {whole(more)} of 100, {lower} {whole(less)}"
    drawn = f"with names shuffled: {whole(hat)} apart where they differ most"
    return stopped(f"{said}; {_more_than_shuffled(drawn, more - less, hat)}")


def never(sizes: Sequence[int]) -> str:
    """A room in which even the largest difference could be chance; without sizes where they may not stand."""
    who = f"{in_a_row([count(size) for size in sizes])} people" if sizes else "so few people in each function"
    return f"With {who} no difference, however large, can be told from chance."


def ground(names: Sequence[str], needs: Sequence[str], even: float, everybody: bool) -> str:
    """What all functions that show share; `everybody`: nobody is in another function or in none."""
    each = " each" if len(needs) > 1 else ""
    share = f"{all_quoted(needs)} at least {whole(even)} of 100 points{each}"
    if everybody:
        return f"{'Both' if len(names) == PAIR else f'All {count(len(names))}'} functions give {share}."
    if len(names) > NAMED + 1:
        return f"All {count(len(names))} functions that show by themselves give {share}."
    return f"{in_a_row(names)} {'both' if len(names) == PAIR else 'all'} give {share}."


def verdict_in_words(found: Verdict, people: int) -> tuple[str, str]:
    """Whether functions differ beyond chance, and what may not be concluded from it."""
    if found == "difference":
        return (
            "Functions spread their points differently, beyond chance.",
            "That does not say why, nor which function sees customers better.",
        )
    if found == "undecided":
        who = plural(people, "person is", "people are")
        return (
            f"This room cannot decide whether functions differ: {who} too few.",
            "So we may conclude neither that they differ nor that they agree.",
        )
    return (
        "No difference between functions beyond chance was found.",
        "That does not show that they agree.",
    )


def patterns(told: Sequence[tuple[str, Sequence[str]]]) -> str:
    """What each function puts most points on."""
    parts = [
        f"{name} {'on' if place else 'puts most on'} {all_quoted(needs)}"
        for place, (name, needs) in enumerate(told)
    ]
    return stopped(f"{', '.join(parts)}")


def which_differ() -> str:
    """The test over all functions finds a difference, and no two of those that show have one of their own."""
    return "Functions spread their points differently, beyond chance; which of them is not settled."


def not_told_apart(verdict: Verdict) -> str:
    """In a list, what the test of functions says where no two of them are told apart."""
    return NOT_TOLD_APART[verdict]


def far_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions in a list, beside the same with names shuffled."""
    return f"{in_a_row(names)} are {whole(apart)} of 100 points apart (with names shuffled: {whole(hat)})"
