"""Wording about lenses."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose
from typing import Protocol

from cxw.findings.in_words import count, many_people, start, whole
from cxw.text.saying import all_quoted, in_a_row, quoted


class LensesSentences(Protocol):
    """What is said of lenses, in each language."""

    def many_do_not_know(self, about: str, unknown: int, of: int, *, departments: bool = False) -> str: ...

    def most_say(self, about: str, choice: str, n: int, of: int, *, departments: bool = False) -> str: ...

    def holds_most(self, about: str, points: float) -> str: ...

    def functions_say_otherwise(self, about: str, said: Sequence[tuple[str | None, str]]) -> str: ...

    def opinions_split(
        self, about: str, one: tuple[str, int], other: tuple[str, int], *, departments: bool = False
    ) -> str: ...

    def function_says(self, function: str) -> str: ...

    def cards_clash(self, n: int, of: int, gives_way: str | None) -> str: ...

    def hears_clashes(self, about: str) -> str: ...

    def hears_no_clash(self, things: int) -> str: ...

    def not_kept(self, about: str, mark: float, good: float) -> str: ...

    def nobody_promises(self, needs: Sequence[str], points: float) -> str: ...

    def fits_none(self, share: float, texts: int, needs: int, low: float, high: float) -> str: ...

    def texts_about(self, about: str, share: float, low: float, high: float, guess: float | None) -> str: ...

    def points_without_texts(
        self, about: str, points: float, share: float, low: float, high: float
    ) -> str: ...

    def texts_without_points(
        self, about: str, points: float, share: float, low: float, high: float
    ) -> str: ...

    def read_differently(self, alike: float, by_chance: float) -> str: ...

    def nearer_to_ourselves(self, own: float, colleagues: float, exchanged: float) -> str: ...

    def not_nearer(self, own: float, colleagues: float, exchanged: float, people: int) -> str: ...

    def too_few_for_mirror(self, people: int) -> str: ...


def _of(n: int, of: int, departments: bool) -> str:
    """So many of those who answered, people or departments."""
    us = "departments" if departments else "of us"
    return f"All {count(of)} {us}" if n == of else f"{start(many_people(n))} of {many_people(of)} {us}"


def _who_know(n: int, of: int, departments: bool = False) -> str:
    """So many of those who know, people or departments."""
    us = "departments that know" if departments else "of us who know"
    if n == of:
        return f"All {count(of)} {us}"
    return f"{start(many_people(n))} of the {many_people(of)} {us}"


def many_do_not_know(about: str, unknown: int, of: int, *, departments: bool = False) -> str:
    """Who does not know, of all who answered; without a thing, of the question."""
    what = f"about {quoted(about)}" if about else "this"
    return f"{_of(unknown, of, departments)} {'does' if unknown == 1 != of else 'do'} not know {what}."


def most_say(about: str, choice: str, n: int, of: int, *, departments: bool = False) -> str:
    """What most of those who know say of a thing."""
    who = _who_know(n, of, departments)
    return f"{who} say {quoted(choice)} of {quoted(about)}." if about else f"{who} say {quoted(choice)}."


def holds_most(about: str, points: float) -> str:
    """What has most of the points."""
    return f"{quoted(about)} holds {whole(points)} of our 100 points."


def functions_say_otherwise(about: str, said: Sequence[tuple[str | None, str]]) -> str:
    """Functions of three or more, most of which say different things; None: the others."""
    parts = [f"most of {function or 'the others'} say {quoted(choice)}" for function, choice in said]
    return f"Of {quoted(about)} {in_a_row(parts)}." if about else f"{start(in_a_row(parts))}."


def opinions_split(
    about: str, one: tuple[str, int], other: tuple[str, int], *, departments: bool = False
) -> str:
    """Two choices that about as many of us make."""
    we = "Departments" if departments else "We"
    of = f" on {quoted(about)}" if about else ""
    return (
        f"{we} are split{of}: {many_people(one[1])} say {quoted(one[0])}, "
        f"{many_people(other[1])} {quoted(other[0])}."
    )


def function_says(function: str) -> str:
    """What stands before the words of a function's card."""
    return f"{function} says:"


def cards_clash(n: int, of: int, gives_way: str | None) -> str:
    """How many of us say that a customer who hears these cards hears a clash."""
    told = f"{_who_know(n, of)}: these clash."
    return told if gives_way is None else f"{told} Most of us say that {gives_way} gives way."


def hears_clashes(about: str) -> str:
    """What it comes down to, where most say that cards clash."""
    return f"A customer who hears all of us about {quoted(about)} hears things that clash."


def hears_no_clash(things: int) -> str:
    """What it comes down to, where most say so of nothing."""
    where = "what we looked at" if things == 1 else f"any of the {many_people(things)} needs we looked at"
    return f"Most of us do not say of {where} that a customer hears us contradict ourselves."


def not_kept(about: str, mark: float, good: float) -> str:
    """Promised, and by our own marks not kept."""
    return f"We promise {quoted(about)} and give ourselves {mark:.1f} for it; {whole(good)} is good."


def nobody_promises(needs: Sequence[str], points: float) -> str:
    """Important needs of which no card says anything."""
    named = all_quoted(needs)
    return f"None of our cards promises anything about {named}, {whole(points)} of our 100 points."


def fits_none(share: float, texts: int, needs: int, low: float, high: float) -> str:
    """How many texts fit none of the needs, and what that says of all texts like them.

    Of a hundred where readers were of two minds: half a text is no text, and rounded it would not be the
    share that stands beside it.
    """
    n = share * texts
    said = (
        f"{n:.0f} of {texts} things customers said to us fit"
        if is_whole(n)
        else f"Of {texts} things customers said to us, {whole(100 * share)} of 100 fit"
    )
    return (
        f"{said} none of our {many_people(needs)} needs; "
        f"of all like them that is {whole(100 * low)} to {whole(100 * high)} of 100."
    )


def is_whole(n: float) -> bool:
    """Whether so many texts are a number of texts: a share that was divided out is not to the last digit."""
    return isclose(n, round(n), abs_tol=1e-6)


def points_without_texts(about: str, points: float, share: float, low: float, high: float) -> str:
    """Many of our points, and hardly a text."""
    return (
        f"{quoted(about)} has {whole(points)} of our 100 points, and hardly any text of customers is about "
        f"it: {whole(100 * share)} of 100 ({whole(100 * low)} to {whole(100 * high)}). Worth asking them."
    )


def texts_without_points(about: str, points: float, share: float, low: float, high: float) -> str:
    """Few of our points, and many texts."""
    return (
        f"{quoted(about)} has {whole(points)} of our 100 points, and many texts of customers are about it: "
        f"{whole(100 * share)} of 100 ({whole(100 * low)} to {whole(100 * high)}). Worth asking them."
    )


def texts_about(about: str, share: float, low: float, high: float, guess: float | None) -> str:
    """How many of 100 texts are about a need, beside what we guessed."""
    said = (
        f"{whole(100 * share)} of 100 texts of customers are about {quoted(about)} "
        f"({whole(100 * low)} to {whole(100 * high)})"
    )
    return f"{said}." if guess is None else f"{said}; we had guessed {whole(guess)}."


def read_differently(alike: float, by_chance: float) -> str:
    """Two readers of a text who agree too seldom."""
    return (
        "We read our customers differently: of 100 texts both who read them say the same of "
        f"{whole(100 * alike)}; by chance it would be {whole(100 * by_chance)}."
    )


def _apart(points: float) -> str:
    """Points apart; of next to nothing not how little: 0 would say of everybody that both rows are one."""
    return "less than 2" if points < SMALLEST else whole(points)


def nearer_to_ourselves(own: float, colleagues: float, exchanged: float) -> str:
    """The customer and the mirror, points apart."""
    return (
        f"The customer each of us described is nearer to ourselves ({_apart(own)} apart) than to the "
        f"customer our colleagues described ({whole(colleagues)}); swapped at random it would be "
        f"{_apart(exchanged)}."
    )


SMALLEST = 1.5
"""Points apart, below which not how few is said."""
TELLS_FROM = 12
"""People. Below, a customer made of our own taste is missed too often to say that there is none."""


def not_nearer(own: float, colleagues: float, exchanged: float, people: int) -> str:
    """No mirror that this room could show; of a small room that it cannot tell."""
    few = f"whether we described ourselves {many_people(people)} of us cannot tell."
    return (
        f"The customer each of us described is {_apart(own)} apart from ourselves, {_apart(exchanged)} when "
        f"swapped at random, and {whole(colleagues)} from the one our colleagues described: "
        f"{few if people < TELLS_FROM else 'no sign here that we described ourselves.'}"
    )


def too_few_for_mirror(people: int) -> str:
    """Below six people, or two functions of three."""
    return (
        f"{start(many_people(people))} of us said how they would choose themselves: "
        "too few, or in too few departments, to compare."
    )
