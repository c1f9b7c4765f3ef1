"""Sentences about points: the room, its functions, its needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from cxw.findings.wording.numbers import count, half, listed, many_people, plural, start, whole
from cxw.text.saying import quoted, stopped

Verdict: TypeAlias = Literal["difference", "undecided", "none found"]
Gave: TypeAlias = Literal["points", "points twice"]
Untold: TypeAlias = Literal[
    "why functions differ",
    "whether functions differ",
    "that functions agree",
    "which need comes first",
    "what customers want",
]
"""What none of the numbers of a stage can tell."""
ANYBODY = " that any company in any market could have written."
PAIR = 2
NAMED = 3
"""Needs one sentence names as those that matter most or least."""


OPENING = {"All", "Everybody", "Functions", "No", "Nobody", "On", "This", "Too", "We", "Which", "With"}
"""Words at the beginning of a sentence that are no names: small after a colon."""

NOT_TOLD_APART: dict[Verdict, str] = {
    "difference": "Functions differ, but which of them is not settled",
    "undecided": "Whether functions differ cannot be decided here",
    "none found": "No difference between functions was found",
}


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
    return f"Only {plural(n, 'person', 'people')} answered; what they gave shows from three people on."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"All {count(n)} of us gave the same points."
    size = f"On average two of us place {whole(apart)} of 100 points differently"
    are = "is" if whole(part) == "1" else "are"
    return stopped(f"{size}; {whole(part)} of these points {are} about {quoted(need)}")


def spread_of(points: int) -> str:
    """That another total than 100 was spread, and is shown as of 100."""
    if points == 1:
        return "Each of us gave 1 point; it is shown as 100."
    return f"Each of us spread {points} points; they are shown as of 100."


def even() -> str:
    """Everybody gave every need the same."""
    return "Everybody spread the points evenly."


def functions_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions that differ beyond chance, beside names drawn from a hat."""
    said = f"{names[0]} and {names[1]} place {whole(apart)} of their 100 points differently"
    return stopped(f"{said}; {_more_than_the_hat(f'names from a hat would give {whole(hat)}', apart, hat)}")


def functions_beside(names: tuple[str, str], sizes: tuple[int, int] | None, apart: float, hat: float) -> str:
    """Two functions beside names drawn from a hat, where the test tells no difference between them.

    `sizes` of None: some gave no points, and the real sizes would tell whose function did not know.
    """
    one, other = names
    drawn = f"groups of {_sizes(sizes)}" if sizes else "such groups"
    drawn += f" drawn from a hat in this room are {whole(hat)} apart"
    return stopped(f"{one} and {other} are {whole(apart)} apart; {drawn}")


def _more_than_the_hat(said: str, size: float, hat: float) -> str:
    """What the hat gives; where that is as much, why the difference is beyond chance all the same."""
    if int(whole(size)) > int(whole(hat)):
        return said
    return "that is beyond chance, so near do people within each stand together"


def apart_within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Within {name} two people are {whole(apart)} apart on average."


def gap(names: tuple[str, str], need: str, means: tuple[float, float], hat: float) -> str:
    """Two functions on one need, beside the largest gap that names drawn from a hat have on any."""
    (higher, lower), (more, less) = names, means
    said = f"{higher} gives {quoted(need)} {whole(more)} of 100, {lower} {whole(less)}"
    drawn = f"names from a hat would differ by {whole(hat)} where they differ most"
    return stopped(f"{said}; {_more_than_the_hat(drawn, more - less, hat)}")


def never(sizes: Sequence[int]) -> str:
    """A room in which even the largest difference could be chance; without sizes where they may not stand."""
    who = f"{listed([count(size) for size in sizes])} people" if sizes else "so few people in each function"
    return f"With {who} no difference, however large, can be told from names drawn from a hat."


def ground(names: Sequence[str], needs: Sequence[str], even: float, everybody: bool) -> str:
    """What all functions that show share; `everybody`: nobody is in another function or in none."""
    share = f"{listed([quoted(need) for need in needs])} at least an even share ({whole(even)} of 100 points)"
    if everybody:
        return f"{'Both' if len(names) == PAIR else f'All {count(len(names))}'} functions give {share}."
    if len(names) > NAMED + 1:
        return f"All {count(len(names))} functions that show by themselves give {share}."
    return f"{listed(names)} {'both' if len(names) == PAIR else 'all'} give {share}."


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
        f"{name} {'on' if place else 'puts most on'} {listed([quoted(need) for need in needs])}"
        for place, (name, needs) in enumerate(told)
    ]
    return stopped(f"{', '.join(parts)}")


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
    parts = [f"{count(n)} {'gives' if n == 1 else 'give'} {_range(*ends)}" for n, *ends in told]
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
        least = "matters" if len(last) == 1 else "matter"
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
    return listed([*names, *(f"{quoted(need)} ({whole(points)})" for need, points in others)])


def not_settled(needs: int, ends: tuple[float, float], few: bool) -> str:
    """No need is ahead for certain: from where to where their means go."""
    least, most = map(whole, ends)
    spread = f"{least} to {most} of 100 points" if least != most else f"{most} of 100 points each"
    if few:
        return stopped(f"We are too few to say which need comes first; on average they get {spread}")
    return stopped(
        f"Which of our {count(needs)} needs comes first is not settled; on average they get {spread}"
    )


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    who = f"{start(count(n))} of our {count(needs)} needs"
    if n == needs:
        who = {1: "Our only need", 2: "Both of our needs"}.get(n, f"All {count(n)} of our needs")
    what = "is a category" if n == 1 else "are categories"
    return f"{who} {what}{ANYBODY}"


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = "names a solution" if len(needs) == 1 else "name solutions"
    return f"{listed([quoted(need) for need in needs])} {name}, not yet what customers want to get done."


def needs_alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted(one)} and {quoted(other)}"
    return f"{both} read alike: if they mean one thing, their points belong together."


def _sizes(sizes: tuple[int, int]) -> str:
    one, other = sorted(sizes)
    return count(one) if one == other else f"{count(one)} and {count(other)}"


def not_concluded(parts: Sequence[Untold]) -> str:
    """What none of the numbers of this stage can tell."""
    *some, last = parts
    return (
        stopped(f"None of this tells us {', '.join(some)} or {last}")
        if some
        else f"None of this tells us {last}."
    )


def finding_in_brief(sentence: str) -> str:
    """A finding as a line of a list: without its stop, and without what everybody has heard by then."""
    return sentence.removesuffix(ANYBODY).removesuffix(".")


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


def which_differ() -> str:
    """The test over all functions finds a difference, and no two of those that show have one of their own."""
    return "Functions spread their points differently, beyond chance; which of them is not settled."


def not_told_apart(verdict: Verdict) -> str:
    """In a list, what the test of functions says where no two of them are told apart."""
    return NOT_TOLD_APART[verdict]


def far_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions in a list, beside the hat."""
    return f"{listed(names)} are {whole(apart)} of 100 points apart (from a hat: {whole(hat)})"
