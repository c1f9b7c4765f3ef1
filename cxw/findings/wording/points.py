"""Sentences about points: the room, its functions, its needs, and what moved in a second round."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.wording.numbers import count, half, listed, plural, quoted, so_many_points, start, whole

REASONS = {
    "fact": "a new fact",
    "argument": "an argument",
    "wording": "the wording",
    "agreement": "for the sake of agreement",
    "none": "no reason given",
    "not asked": "nobody asked why",
}
"""Why somebody moved, in the order of what it tells about customers, and its words."""


def dont_know(dk: int, answered: int) -> str:
    """Who does not know comes first."""
    if dk == answered:
        everybody = "All of us" if dk > 1 else "The one who answered"
        return f"{everybody} said: we do not know how customers weigh these."
    return f"{start(count(dk))} of {count(answered)} said: we do not know how customers weigh these."


def too_few(n: int, what: str = "points") -> str:
    """Why no number stands here."""
    who = "Nobody" if not n else f"Only {plural(n, 'person', 'people')}"
    return f"{who} gave {what}; numbers show from three people on."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"All {count(n)} of us gave the same points."
    sentence = f"On average two of us place {whole(apart)} of 100 points differently"
    return f"{sentence}; {whole(part)} of them are about {quoted(need)}."


def even() -> str:
    """Everybody gave every need the same."""
    return "Everybody spread the points evenly."


def functions_apart(
    names: tuple[str, str], sizes: tuple[int, int], apart: float, hat: float, beyond: bool
) -> str:
    """Two functions beside names drawn from a hat; a headline only when the hat does not explain it."""
    one, other = names
    if beyond:
        return (
            f"{one} and {other} place {whole(apart)} of their 100 points differently; "
            f"names from a hat would give {whole(hat)}."
        )
    drawn = f"groups of {_sizes(sizes)} drawn from a hat in this room are {whole(hat)} apart"
    return f"{one} and {other} are {whole(apart)} apart; {drawn}."


def within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Within {name} two people are {whole(apart)} apart on average."


def gap(names: tuple[str, str], need: str, gap: float, hat_p90: float, beyond: bool) -> str:
    """The largest gap between two functions on one need."""
    higher, lower = names
    said = f"{higher} gives {quoted(need)} {so_many_points(gap)} more than {lower}"
    if beyond:
        return f"{said}; names from a hat stay within {whole(hat_p90)} nine times out of ten."
    return f"{said}; names from a hat reach {whole(hat_p90)} one time in ten, so this may be chance."


def need_spread(need: str, low: int, high: int, middle: tuple[float, float]) -> str:
    """The range of one need, with its middle half."""
    said = f"{quoted(need)} gets from {low} to {high} points"
    return f"{said}; the middle half of us gives {half(middle[0])} to {half(middle[1])}."


def matters_most(needs: Sequence[tuple[str, float]], settled: bool) -> str:
    """The needs with most points, with a warning where the room is too small to rank."""
    (first, most), *others = needs
    names = [f"{quoted(first)} ({whole(most)} of 100 points on average)"]
    names += [f"{quoted(need)} ({whole(points)})" for need, points in others]
    said = f"We believe {listed(names)} {'matter' if others else 'matters'} most."
    return said if settled or not others else f"{said} We are too few to say which comes first."


def categories(n: int, needs: int) -> str:
    """How many of the chosen needs are labels without anything a customer would do or notice."""
    who = f"{start(count(n))} of our {count(needs)} needs"
    if n == needs:
        who = {1: "Our only need", 2: "Both of our needs"}.get(n, f"All {count(n)} of our needs")
    what = "is a category" if n == 1 else "are categories"
    return f"{who} {what} that any company in any market could have written."


def solutions(needs: Sequence[str]) -> str:
    """Needs that name a feature."""
    name = "names a solution" if len(needs) == 1 else "name solutions"
    return f"{listed([quoted(need) for need in needs])} {name}, not yet what customers want to get done."


def alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted(one)} and {quoted(other)}"
    return f"{both} read alike: if they mean one thing, their points belong together."


def moved(total: float, people: int, pulled: float) -> str:
    """Points that changed place, and how many of them for no news about customers."""
    if not total:
        return "Nobody moved a point in the second round."
    said = f"In the second round {whole(total)} of {100 * people} points changed place"
    if pulled < 0.5:
        return f"{said}."
    most = "all" if whole(pulled) == whole(total) else whole(pulled)
    return f"{said}; {most} of them for the sake of agreement or for no reason given."


def stop(median: float) -> str:
    """Why a further round would add little."""
    return f"The median person moved {half(median)} points; another round would probably add little."


def second_apart(people: int, before: float, after: float) -> str:
    """The same people apart before and after the talk."""
    who = f"The {people} who answered twice"
    if abs(before - after) < 0.5:
        return f"{who} are as far apart as before the talk: {whole(after)} of 100 points."
    return f"{who} were {whole(before)} of 100 points apart and are now {whole(after)} apart."


def second_withheld() -> str:
    """Why the second round has no means here."""
    return "Not everybody answered twice: means would give somebody's points away, so medians stand here."


def _sizes(sizes: tuple[int, int]) -> str:
    one, other = sorted(sizes)
    return count(one) if one == other else f"{count(one)} and {count(other)}"
