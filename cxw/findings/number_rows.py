"""Rows of numbers behind a screen, in the language of the run: their labels and columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from cxw.drawing import pad
from cxw.findings.closing.types import Guess
from cxw.text.phrases import say
from cxw.text.spoken import figure

Rows = Iterator[str]
WORDS = 26
"""Letters a need or a company has in a row of numbers."""


def words(text: str, width: int = WORDS) -> str:
    """What a row is about, as wide as all others."""
    return pad(text, width)


def one(number: float | None) -> str:
    """A column of numbers with one decimal."""
    return f"{figure(number):>6}" if number is not None else "     -"


def two(number: float | None) -> str:
    """A column of numbers with two decimals."""
    return f"{figure(number, 2):>5}" if number is not None else "    -"


def so_many(number: int, noun: str, more: str) -> str:
    """`1 vote`, `3 votes`."""
    return f"{number} {say(noun if number == 1 else more)}"


def sealed(seal: str | None) -> str:
    """The digits of a seal, or that there is none."""
    return say("seal {seal}", seal=seal) if seal else say("seal none")


def moments(known: Sequence[tuple[str, dt.datetime | None]]) -> str:
    """When something was opened, closed and revealed, as far as it was."""
    return ", ".join(f"{say(done)} {moment:%H:%M:%S}" for done, moment in known if moment is not None)


def answers(
    answered: int, given: int | None, dont_know: int | None, missing: Sequence[tuple[str, int]]
) -> str:
    """How many answered, with numbers or without, and why others did not."""
    none = "".join(f", {number} {say(why)}" for why, number in missing)
    if given is None or dont_know is None:
        return say("{answered} answered, fewer than three", answered=answered) + none
    told = say(
        "{answered} answered, {given} with numbers, {unsure} don't know",
        answered=answered,
        given=given,
        unsure=dont_know,
    )
    return f"{told}{none}"


def guess_row(guess: Guess) -> str:
    """How many guessed, who could not, and the guess in the middle where it may be told."""
    numbers = so_many(guess.n, "number", "numbers")
    middle = f", {say('median {number}', number=figure(guess.median))}" if guess.median is not None else ""
    return say("Guess: {numbers}, {unsure} don't know", numbers=numbers, unsure=guess.dont_know) + middle
