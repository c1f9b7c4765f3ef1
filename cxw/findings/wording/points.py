"""Sentences about points: the room, its functions, its needs, and what moved in a second round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from cxw.findings.wording.numbers import count, half, listed, plural, so_many_points, start, whole
from cxw.saying import many, quoted, stopped

REASONS = {
    "fact": "a new fact",
    "argument": "an argument",
    "wording": "the wording",
    "agreement": "for the sake of agreement",
    "none": "no reason given",
    "not asked": "nobody asked why",
    "others": "other reasons",
    "no news": "agreement, or no reason given",
}
"""Why somebody moved, in the order of what it tells about customers, and its words."""
Verdict: TypeAlias = Literal["difference", "undecided", "none found"]
ANYBODY = " that any company in any market could have written."
NAMED = 3
"""Needs one sentence names as those that matter most or least."""

ROUGH = 10
"""Points moved from which on "most" leaves open how many the others were."""
_FOR_NO_NEWS = "moved for the sake of agreement or for no reason given."

OPENING = {"All", "Everybody", "Nobody", "On", "Too", "We", "Which"}
"""Words at the beginning of a sentence that are no names, so they may become small after a colon."""


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


def few_answered(n: int) -> str:
    """Why it is not even told whether numbers were given."""
    return f"Only {plural(n, 'person', 'people')} answered; what they gave shows from three people on."


def room_apart(n: int, apart: float, need: str, part: float) -> str:
    """How far two people of the room are apart, and the need with the largest part of it."""
    if apart < 1e-9:
        return f"All {count(n)} of us gave the same points."
    sentence = f"On average two of us place {whole(apart)} of 100 points differently"
    return stopped(f"{sentence}; {whole(part)} of them are about {quoted(need)}")


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
    return stopped(f"{one} and {other} are {whole(apart)} apart; {drawn}")


def within(name: str, apart: float) -> str:
    """How far people of one function are apart."""
    return f"Within {name} two people are {whole(apart)} apart on average."


def gap(names: tuple[str, str], need: str, means: tuple[float, float], hat: float, beyond: bool) -> str:
    """The largest gap on one need; beyond chance beside the hat's mean, else beside what the hat reaches."""
    (higher, lower), (more, less) = names, means
    said = f"{higher} gives {quoted(need)} {whole(more)} of 100, {lower} {whole(less)}"
    if beyond:
        return stopped(f"{said}; names from a hat would differ by {whole(hat)}")
    return f"{said}; names from a hat reach {whole(hat)} one time in ten, so this may be chance."


def verdict(found: Verdict, people: int) -> tuple[str, str]:
    """Whether functions differ beyond chance, and what may not be concluded from it."""
    if found == "difference":
        return (
            "Functions spread their points differently, beyond chance.",
            "That does not say why, nor which function sees customers better.",
        )
    if found == "undecided":
        who = many(people, "person is", "people are")
        return (
            f"This room cannot decide whether functions differ beyond chance: {who} too few.",
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


def camps(need: str, sides: Sequence[tuple[int, float, float]]) -> str:
    """Two heaps on one need, the higher first."""
    (many, *high), (others, *low) = sides
    return (
        f"On {quoted(need)} we stand in two camps: {count(many)} of us give {_range(*high)} points, "
        f"{count(others)} {_range(*low)}."
    )


def sides(need: str, told: Sequence[tuple[int, float, float]]) -> str:
    """Who stands where on one need, in a room too small to speak of camps; the higher first."""
    parts = [f"{count(n)} {'gives' if n == 1 else 'give'} {_range(*ends)}" for n, *ends in told]
    return f"On {quoted(need)} {', '.join(parts)} points."


def _range(low: float, high: float) -> str:
    return whole(low) if whole(low) == whole(high) else f"{whole(low)} to {whole(high)}"


def need_spread(need: str, low: int, high: int, middle: tuple[float, float]) -> str:
    """The range of one need, with its middle half."""
    said = f"{quoted(need)} gets from {low} to {high} points"
    return stopped(f"{said}; the middle half of us gives {half(middle[0])} to {half(middle[1])}")


def tiers(told: Sequence[Sequence[tuple[str, float]]]) -> str:
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


def alike(one: str, other: str) -> str:
    """Two chosen needs that read as one; their points may belong together."""
    both = f"{quoted(one)} and {quoted(other)}"
    return f"{both} read alike: if they mean one thing, their points belong together."


def moved(total: float, people: int, pulled: float | None, drift: bool) -> str:
    """Points that moved after the talk, and how many of them for no news about customers.

    None where that number would tell what one or two moved: then only whether it was the most.
    """
    if not total:
        return "Nobody moved a point in the second round."
    if pulled is None and drift and total >= ROUGH:
        return f"Of {so_many_points(total)} that moved after the talk, most {_FOR_NO_NEWS}"
    if (pulled or 0.0) < 0.5:
        return f"In the second round {moved_share(total, people)}"
    if whole(pulled or 0.0) == whole(total):
        which = f"All {so_many_points(total)}" if total > 1.5 else "The one point"
        return f"{which} that moved after the talk {_FOR_NO_NEWS}"
    return f"Of {so_many_points(total)} that moved after the talk, {whole(pulled or 0.0)} {_FOR_NO_NEWS}"


def moved_share(total: float, people: int) -> str:
    """How many of all points placed are in another place now."""
    return f"{whole(total)} of {100 * people} points changed place."


def drifted(need: str, before: float, after: float) -> str:
    """The need whose mean changed most."""
    verb = "gained" if after > before else "lost"
    return f"{quoted(need)} {verb} most: {so_many_points(before)} before the talk, {whole(after)} after it."


def stop(median: float) -> str:
    """Why a further round would add little."""
    points = f"{half(median)} {'point' if half(median) in ('½', '1') else 'points'}"
    return f"The median person moved {points}; another round would probably add little."


def second_apart(people: int, before: float, after: float) -> str:
    """The same people apart before and after the talk."""
    who = f"The {people} who answered twice"
    if abs(before - after) < 0.5:
        return f"{who} are as far apart as before the talk: {whole(after)} of 100 points."
    return f"{who} were {whole(before)} of 100 points apart and are now {whole(after)} apart."


def so_many_moved(people: int | None) -> str:
    """How many moved, where nothing else of the second round may be told; None: fewer than three."""
    moved = "At most two" if people is None else start(count(people))
    return f"{moved} of us moved points after the talk."


def to_ten(share: float) -> float:
    """A share of the points to the next ten of a hundred."""
    return int(10 * share + 0.5) / 10


def to_ten_said(share: float | None) -> tuple[str, ...]:
    """Roughly how many of all points changed place; nothing where that may not be told."""
    if share is None:
        return ()
    how_many = f"About {whole(100 * share)} of 100 points" if share else "Fewer than five of 100 points"
    return (f"{how_many} changed place.",)


def second_withheld() -> str:
    """Why the second round has no numbers here."""
    return (
        "Some of us answered only one of the two rounds, too few to be told apart: their points could be "
        "worked out from any other number of the second round, so none stands here."
    )


def _sizes(sizes: tuple[int, int]) -> str:
    one, other = sorted(sizes)
    return count(one) if one == other else f"{count(one)} and {count(other)}"


def not_concluded(parts: Sequence[str]) -> str:
    """What none of the numbers of this stage can tell."""
    *some, last = parts
    return (
        stopped(f"None of this tells us {', '.join(some)} or {last}")
        if some
        else f"None of this tells us {last}."
    )


def brief(sentence: str) -> str:
    """A finding as a line of a list: without its stop, and without what everybody has heard by then."""
    return sentence.removesuffix(ANYBODY).removesuffix(".")


def room_brief(apart: float) -> str:
    """How far apart the room is, in a list."""
    return f"Two of us place {whole(apart)} of 100 points differently"


def need_brief(need: str, low: int, high: int) -> str:
    """The range of one need, in a list."""
    return f"{quoted(need)} gets from {low} to {high} points"


def moved_brief(total: float, pulled: float | None) -> str:
    """What moved without news, in a list."""
    most = "most" if pulled is None else whole(pulled)
    return f"{most} of {so_many_points(total)} that moved: for agreement or for no reason given"


PULL_RAISED = (
    "fewer than one in ten that merely moved closer together, and up to one in six that a fact or one "
    "function moved"
)
"""What the calibration bears of it, in rooms of eight and more."""


def pull(name: str, numbers: tuple[float, float, int, int], raised: bool) -> str:
    """How far the others moved towards what one declared person had first; never because of them."""
    excess, t, rank, ranked = numbers
    if raised:
        return (
            f"The others moved towards the position {name} had first, more than towards anybody else's: "
            f"excess {excess:.2f}, {t:.1f} times its error, first of {ranked}. So would, of rooms in which "
            f"nobody pulled, {PULL_RAISED}."
        )
    return (
        f"Towards the position {name} had first: place {rank} of {ranked} (excess {excess:.2f}, {t:.1f} "
        "times its error). Nothing to point out."
    )


def no_pull(name: str, why: str) -> str:
    """Why there is no number for a pull."""
    return f"Towards the position {name} had first nothing can be computed. {why}"


def without(who: str, changed: Sequence[str]) -> str:
    """What the points say first without somebody, where that is another thing."""
    if not changed:
        return f"Without {who} the points say the same first."
    said = " ".join(changed)
    first, *_ = said.split(" ", 1)
    if first in OPENING:
        said = said[0].lower() + said[1:]
    return f"Without {who} the points would say: {said}"


def no_functions() -> str:
    """Nothing about functions can be told."""
    return "Too few answered for functions to be told apart."


def far_apart(names: tuple[str, str], apart: float, hat: float) -> str:
    """Two functions in a list, beside the hat."""
    return f"{names[0]} and {names[1]} are {whole(apart)} of 100 points apart (from a hat: {whole(hat)})"
