"""The numbered parts of the first page in words: departments, what our points rest on, sides, the board."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from cxw.findings.front.types import PICTURED, OnSide, Shown, SwotLine, Who
from cxw.findings.front.words import NAMED, so_many_needs
from cxw.findings.in_words import count, plural, start, whole
from cxw.findings.marks.types import Side
from cxw.text.saying import all_quoted, in_a_row, one_or_more, stopped

CLAUSES = 3
"""Parts of a sentence that is a title: the picture below it has the rest."""
SIDES: tuple[Side, ...] = ("behind", "ahead", "split", "level")
AGAINST: tuple[Side, ...] = ("behind", "ahead")
MOST: tuple[Who, ...] = ("all", "nearly all", "most")
"""Of all who marked more than half put us there."""


class PartsSentences(Protocol):
    """What the numbered parts of the first page say, in each language."""

    def see_customers(self, departments: int) -> str: ...

    def two_see_customers(self, names: tuple[str, str], apart: float) -> str: ...

    def differ_somewhere(self) -> str: ...

    def share_needs(self, needs: Sequence[str], departments: int, even: float, *, everybody: bool) -> str: ...

    def too_few_to_tell(self) -> str: ...

    def none_told_apart(self) -> str: ...

    def none_shows(self) -> str: ...

    def one_department(self, name: str) -> str: ...

    def so_far_apart(self, apart: float) -> str: ...

    def gave_points(self, given: int, answered: int) -> str: ...

    def backed(self, shown: Shown) -> str: ...

    def backed_brief(self, shown: Shown) -> str: ...

    def backed_needs(self, customers: int, stories: int, needs: int) -> str: ...

    def sides(self, told: Sequence[OnSide], needs: int) -> str: ...

    def not_counted_there(self, rivals: Sequence[tuple[str, Sequence[str]]]) -> str: ...

    def board(self, told: SwotLine) -> str: ...

    def not_shown_there(self, needs: Sequence[str], of: int) -> str: ...


def see_customers(departments: int) -> str:
    """All departments differ from each other beyond chance."""
    if departments == 2:
        return "Our two departments see two different customers"
    return f"Our departments see {count(departments)} different customers"


def two_see_customers(names: tuple[str, str], apart: float) -> str:
    """The two that differ most, beyond chance."""
    return f"{in_a_row(names)} see different customers: they place {whole(apart)} of 100 points differently"


def differ_somewhere() -> str:
    """A difference that no two of those that show account for."""
    return "Our departments see customers differently; which of them is not settled"


def share_needs(needs: Sequence[str], departments: int, even: float, *, everybody: bool) -> str:
    """What most people of every department put weight on; `even`: from how many points on that is."""
    who = f"{'both' if departments == 2 else f'all {count(departments)}'} departments"
    who += "" if everybody else " shown"
    points = f"{whole(even)} points or more{' each' if len(needs) > 1 else ''}"
    return f"In {who} most of us give {so_many_needs(needs, len(needs))} {points}"


def too_few_to_tell() -> str:
    """No difference beyond chance, and too few to find one."""
    return "We are too few to tell our departments apart"


def none_told_apart() -> str:
    """Enough people, and no difference."""
    return "We found no difference between our departments beyond chance"


def none_shows() -> str:
    """Why only the room stands there."""
    return "No department shows by itself: from it somebody's answer could be worked out."


def one_department(name: str) -> str:
    """Everybody is from one department."""
    return f"All of us are from {name}."


def so_far_apart(apart: float) -> str:
    """How far two people are apart: a title where departments are none."""
    if whole(apart) == "0":
        return "We all gave nearly the same points"
    return f"On average two of us place {whole(apart)} of 100 points differently"


def gave_points(given: int, answered: int) -> str:
    """How many stand behind the points, and how many do not know."""
    if given == answered:
        return f"{start(plural(given, 'person', 'people'))} gave points."
    unknown = answered - given
    return f"{start(count(given))} of {count(answered)} gave points; {count(unknown)} said: we do not know."


NOTHING_SHOWN = "No evidence from customers has been shown yet"


def backed(shown: Shown) -> str:
    """The guess beside what is counted, whole, without a stop."""
    told = shown.customers + shown.stories
    guess = ""
    if shown.guess is not None:
        guess = f"We guessed {whole(shown.guess)} of our points rest on customers; "
    elif shown.guessed:
        guess = "Nobody could guess how much rests on customers; "
    if not told:
        return f"{guess}nothing has been shown yet" if guess else NOTHING_SHOWN
    if guess:
        return f"{guess}{told} {one_or_more(told, 'does', 'do')}{_of_which(shown)}"
    return f"{told} of our 100 points {one_or_more(told, 'rests', 'rest')} on customers{_of_which(shown)}"


def _of_which(shown: Shown) -> str:
    many = "on ten customers or more" if shown.many else "on ten customers or more, or on what customers did"
    if not shown.stories:
        return f", all {many}"
    if not shown.customers:
        return ", all on single stories"
    return f": {shown.customers} {many}, {shown.stories} on single stories"


def backed_brief(shown: Shown) -> str:
    """The same in the table of segments."""
    if not shown.customers and not shown.stories:
        return "nothing shown yet"
    said = f"{shown.customers} by many customers, {shown.stories} by single stories"
    said += f", {shown.nothing} by nothing yet"
    return f"{said} (on {shown.against} of our points customers say otherwise)" if shown.against else said


def backed_needs(customers: int, stories: int, needs: int) -> str:
    """What stands behind needs where there are no points to count it by."""
    behind = (
        (customers, "ten customers or more, or what customers did"),
        (stories, "single stories"),
        (needs - customers - stories, "nothing shown yet"),
    )
    (n, what), *rest = [one for one in behind if one[0]]
    said = [f"Behind {count(n)} of {plural(needs, 'need')} stand {what}"]
    return stopped("; ".join([*said, *(f"behind {count(n)} {what}" for n, what in rest)]))


_WHO: Mapping[Who, str] = {
    "all": "all of us",
    "nearly all": "nearly all of us",
    "most": "most of us",
    "most who know": "most who know both",
    "half": "half of us",
    "half who know": "half of those who know both",
}


def sides(told: Sequence[OnSide], needs: int) -> str:
    """Who puts us where, in at most three parts; the others stand in the picture."""
    of = f"of {count(needs)} needs"
    on = on_which(told, lambda one: so_many_needs(one.needs, needs), lambda n: f"{count(n)} {of}")
    counted = in_few_clauses(told)
    said = [_sides(who, some, on) for who, some in told_by(counted)]
    if middle := [f"{one.side} on {on(one)}" for one in by_middle_marks(told)]:
        said.append(f"by the middle marks we are {in_a_row(middle)}")
    said += [_neither(one, on(one)) for one in counted if one.side not in AGAINST]
    return start(said_once("; ".join(said[:CLAUSES]), of, told))


def said_once(title: str, of: str, told: Sequence[OnSide]) -> str:
    """`four of twelve needs ... and two`: of how many is said once, where all are told by numbers."""
    if _named(told):
        return title
    first, said, rest = title.partition(f" {of}")
    return f"{first}{said}{rest.replace(f' {of}', '')}"


def on_which(
    told: Sequence[OnSide], named: Callable[[OnSide], str], counted: Callable[[int], str]
) -> Callable[[OnSide], str]:
    """How needs are told: by their names where the picture shows them all, else by how many they are."""
    return named if _named(told) else lambda one: counted(len(one.needs))


def _named(told: Sequence[OnSide]) -> bool:
    return sum(len(one.needs) for one in told) <= PICTURED


def in_few_clauses(told: Sequence[OnSide]) -> list[OnSide]:
    """Sides that counts tell; of more than a title holds each side once, so that none of them is left out."""
    counted = [one for one in told if one.who != "middle marks"]
    clauses = len(told_by(counted)) + sum(one.side not in AGAINST for one in counted)
    if clauses + bool(by_middle_marks(told)) <= CLAUSES:
        return counted
    return [found for side in SIDES if (found := _together(side, counted)) is not None]


def told_by(counted: Sequence[OnSide]) -> list[tuple[Who, list[OnSide]]]:
    """Behind and ahead, put together where as many of us say both."""
    found: dict[Who, list[OnSide]] = {}
    for one in counted:
        if one.side in AGAINST:
            found.setdefault(one.who, []).append(one)
    return [*found.items()]


def _together(side: Side, told: Sequence[OnSide]) -> OnSide | None:
    """All needs on one side, told by no more people than put us there on each of them."""
    some = [one for one in told if one.side == side]
    if len(some) < 2:
        return some[0] if some else None
    who: Who = "most" if all(one.who in MOST for one in some) else "on balance"
    return OnSide(side, who, tuple(chain.from_iterable(one.needs for one in some)))


def by_middle_marks(told: Sequence[OnSide]) -> list[OnSide]:
    """Sides that only middle marks tell; where we are level is left to the picture, if there is any other."""
    marks = [one for one in told if one.who == "middle marks"]
    return [one for one in marks if one.side != "level"] if len(told) > 1 else marks


def _sides(who: Who, some: Sequence[OnSide], on: Callable[[OnSide], str]) -> str:
    where = in_a_row([f"{one.side} on {on(one)}" for one in some])
    return f"on balance we are {where}" if who == "on balance" else f"{_WHO[who]} put us {where}"


def _neither(one: OnSide, on: str) -> str:
    if one.side == "split":
        return f"on {on} we are split"
    if one.who == "on balance":
        return f"on balance we are level on {on}"
    return f"{_WHO[one.who]} put us level on {on}"


def not_counted_there(rivals: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Which rivals are left out where, as too few know them."""
    said = [f"{rival} on {so_many_needs(needs, len(needs))}" for rival, needs in rivals]
    return stopped(f"Not counted, as too few of us know: {in_a_row(said)}")


def not_shown_there(needs: Sequence[str], of: int) -> str:
    """Needs on which nothing is said of where we stand."""
    return stopped(f"No comparison is shown on {so_many_needs(needs, of)}")


def board(told: SwotLine) -> str:
    """What the SWOT holds, in a line: what is stated, what is believed, and where we do not agree."""
    said = [_entries(kinds, needs) for kinds, needs in alike(told.stated)] or ["nothing we can claim yet"]
    said += [_entries(kinds, needs, "believed ") for kinds, needs in alike(told.believed)]
    if told.contested:
        said.append(f"on {_on(told.contested)} we do not agree")
    for kind, needs in told.disputed.items():
        said.append(f"whether {_subject(needs)} {_as_another(kind, needs)} we do not agree")
    if told.split:
        said.append(f"{_subject(told.split)} cannot be placed yet")
    return stopped(f"SWOT: {'; '.join(said)}")


_PLURALS = {
    "strength": "strengths",
    "weakness": "weaknesses",
    "opportunity": "opportunities",
    "threat": "threats",
}


def alike(boxes: Mapping[str, Sequence[str]]) -> list[tuple[list[str], Sequence[str]]]:
    """Boxes that hold the same needs, together, and those needs."""
    found: dict[tuple[str, ...], list[str]] = {}
    for kind, needs in boxes.items():
        found.setdefault(tuple(needs), []).append(kind)
    return [(kinds, needs) for needs, kinds in found.items()]


def _entries(kinds: Sequence[str], needs: Sequence[str], how: str = "") -> str:
    """Entries by the names of their needs; of more than a line holds, how many they are."""
    words = how + in_a_row([kind if len(needs) == 1 else _PLURALS[kind] for kind in kinds])
    if len(needs) <= NAMED:
        return f"{words} {all_quoted(needs)}"
    return f"{count(len(needs))} {words if len(kinds) == 1 else f'needs as {words}'}"


def _as_another(kind: str, needs: Sequence[str]) -> str:
    """What needs that stand in one box would be in another one."""
    if len(needs) > 1:
        return f"are {_PLURALS[kind]}, too,"
    return f"is {'an' if kind == 'opportunity' else 'a'} {kind}, too,"


def _subject(needs: Sequence[str]) -> str:
    return f"{count(len(needs))} needs" if len(needs) > NAMED else _on(needs)


def _on(needs: Sequence[str]) -> str:
    return count(len(needs)) if len(needs) > NAMED else all_quoted(needs)
