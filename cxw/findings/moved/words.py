"""Wording about a second round of points: what moved, why, how near the room came; and a pull."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from cxw.findings.in_words import count, half, so_many_of_us, so_many_points, start, whole
from cxw.text.saying import in_a_row, quoted

REASONS = {
    "fact": "a new fact",
    "argument": "an argument",
    "wording": "the wording",
    "agreement": "for the sake of agreement",
    "none": "no reason given",
    "not asked": "nobody asked why",
    "others": "other reasons",
}
"""Why somebody moved, in the order of what it tells about customers, and its words."""


class MovedSentences(Protocol):
    """What is said of a second round of points, in each language."""

    def moved_in_words(
        self, total: float, people: int, motives: Sequence[tuple[str, float]], most: str | None
    ) -> str: ...

    def moved_share(self, total: float, people: int) -> str: ...

    def drifted(self, need: str, before: float, after: float) -> str: ...

    def stop(self, median: float) -> str: ...

    def second_apart(self, people: int, before: float, after: float) -> str: ...

    def so_many_moved(self, people: int | None, *, least: bool = False) -> str: ...

    def too_few_twice(self) -> str: ...

    def to_ten_said(self, share: float | None) -> tuple[str, ...]: ...

    def second_withheld(self) -> str: ...

    def moved_brief(self, total: float, motives: Sequence[tuple[str, float]], most: str | None) -> str: ...

    def pull_in_words(self, name: str, numbers: tuple[float, float, int, int], raised: bool) -> str: ...

    def no_pull(self, name: str, why: str) -> str: ...

    def together(self, names: Sequence[str]) -> str: ...

    def reason_in_words(self, reason: str) -> str: ...


def together(names: Sequence[str]) -> str:
    """Several people at once: `Ada and Ben`."""
    return in_a_row(names)


def reason_in_words(reason: str) -> str:
    """Why somebody moved, in words."""
    return REASONS.get(reason, reason)


def moved_in_words(total: float, people: int, motives: Sequence[tuple[str, float]], most: str | None) -> str:
    """Points that moved after the talk, and how many of them for agreement, and how many without a reason.

    `motives`: a reason and its points; `most`: the one that most moved for, where its number would tell what
    one or two others moved. Agreement and no reason given say different things and are never one number.
    """
    if not total:
        return f"None of the {count(people)} who gave points twice moved one."
    told = [(reason, points) for reason, points in motives if points >= 0.5]
    moved = f"Of {so_many_points(total)} that moved after the talk"
    if most is not None and not told:
        return f"{moved}, {_for(most, 'most')}."
    if not told:
        return f"In the second round {moved_share(total, people)}"
    (reason, points), *others = told
    if not others and whole(points) == whole(total):
        which = f"all {so_many_points(total)}" if total > 1.5 else "the one point"
        return f"{start(_for(reason, f'{which} that moved after the talk'))}."
    parts = "; ".join(_for(reason, whole(points)) for reason, points in told)
    return f"{moved}, {parts}."


def _for(reason: str, how_many: str) -> str:
    """So many points and why they moved."""
    if reason == "agreement":
        return f"{how_many} moved for the sake of agreement"
    return f"for {how_many} no reason was given"


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


def so_many_moved(people: int | None, *, least: bool = False) -> str:
    """How many moved, where nothing else of the second round may be told; None: fewer than three."""
    return f"{so_many_of_us(people, least=least)} moved points after the talk."


def too_few_twice() -> str:
    """Why not even that is told: too few are sure to have given numbers both times."""
    return "A comparison of both rounds needs three of us who are sure to have given points twice."


def to_ten_said(share: float | None) -> tuple[str, ...]:
    """Roughly how many of all points changed place; nothing where that may not be told."""
    if share is None:
        return ()
    least, most = whole(100 * share - 5), whole(min(100.0, 100 * share + 5))
    how_many = f"Between {least} and {most} of 100 points" if share else "Fewer than five of 100 points"
    return (f"{how_many} changed place.",)


def second_withheld() -> str:
    """Why the second round has no numbers here."""
    return (
        "Some of us answered only one of the two rounds, too few to be told apart: their points could be "
        "worked out from any other number of the second round, so none stands here."
    )


def moved_brief(total: float, motives: Sequence[tuple[str, float]], most: str | None) -> str:
    """What moved without news, in a list."""
    told = [(reason, whole(points)) for reason, points in motives if points >= 0.5]
    if most is not None and not told:
        told = [(most, "most")]
    words = {"agreement": "for agreement", "none": "with no reason given"}
    parts = "; ".join(f"{how_many} {words[reason]}" for reason, how_many in told)
    return f"Of {so_many_points(total)} that moved, {parts}"


PULL_RAISED = (
    "fewer than one in ten that merely moved closer together, and up to one in six that a fact or one "
    "function moved"
)
"""What the calibration bears of it, in rooms of eight and more."""


def pull_in_words(name: str, numbers: tuple[float, float, int, int], raised: bool) -> str:
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
