"""Picks and ticks: for each of several things one of a few answers, or any of them, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from cxw.model import DK
from cxw.questions.asking import Kind, Part, Read, TypingStep, Value
from cxw.questions.typed import is_unknown
from cxw.text.phrases import say

_APART = re.compile(r"[\s;,/|]+")
_DIGITS = re.compile(r"[0-9]{1,3}")
_RUN_TOGETHER = 9
"""Up to so many answers each has one digit, so that a row can be typed without spaces."""
NONE = ("-", "–", "0")
"""What is typed where no box is ticked."""
NO_WAY = "“{token}” is none of the numbers 1 to {most}, and no d."
WANTED = "{asked} things want {asked} numbers, here are {given}; d is: does not know."
WANTED_ONE = "1 thing wants 1 number, here are {given}; d is: does not know."
WANTED_TICKS = (
    "{asked} things want {asked} groups of numbers, here are {given}; - is: none, d: does not know."
)
WANTED_TICKS_ONE = "1 thing wants 1 group of numbers, here are {given}; - is: none, d: does not know."
TWICE = "“{token}” has one number twice."


class Picks(Kind):
    """A number of one answer for each thing, or d; value: thing -> the answer's short word, or dk."""

    name = "picks"
    rows = True
    wanted = (WANTED_ONE, WANTED)

    def legend(self, part: Part) -> dict[str, str]:
        """The number of each answer, and its words."""
        return {str(number): words for number, words in enumerate(part.ways.values(), 1)}

    def read(self, step: TypingStep, row: str) -> Read:
        """One answer for each thing, in their order; a single d is for all of them."""
        asked = [thing.id for thing in step.items]
        if is_unknown(row):
            return dict.fromkeys(asked, DK), ""
        tokens = self.pieces(step, row)
        found = dict[str, Value]()
        for token in tokens:
            value, why = self.one_answer(step.part, token)
            if why:
                return None, why
            found |= {asked[len(found)]: value} if len(found) < len(asked) else {}
        if len(tokens) != len(asked):
            want = self.wanted[0 if len(asked) == 1 else 1]
            return None, say(want, asked=len(asked), given=len(tokens))
        return found, ""

    def pieces(self, step: TypingStep, row: str) -> list[str]:
        """What was typed for each thing; digits that run together are told apart where each is an answer."""
        parts = [token for token in _APART.split(row.strip()) if token]
        alone = len(parts) == 1 and len(parts[0]) == step.count > 1
        if alone and len(step.part.ways) <= _RUN_TOGETHER and not is_unknown(parts[0]):
            return list(parts[0])
        return parts

    def one_answer(self, part: Part, token: str) -> Read:
        """The answer of one number, or dk."""
        if is_unknown(token):
            return DK, ""
        number = int(token) if _DIGITS.fullmatch(token) else 0
        ways = list(part.ways)
        if 1 <= number <= len(ways):
            return ways[number - 1], ""
        return None, say(NO_WAY, token=token, most=len(ways))

    def apart(self, left: Sequence[TypingStep], row: str) -> list[str]:
        """All rows of a slip may stand on one line."""
        counts = [step.count for step in left if step.kind is self]
        tokens = [token for token in _APART.split(row.strip()) if token]
        if len(counts) < 2 or len(tokens) != sum(counts):
            return [row]
        ends = [sum(counts[: n + 1]) for n in range(len(counts))]
        return [" ".join(tokens[end - count : end]) for end, count in zip(ends, counts, strict=True)]

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The numbers in the order of the things; None where one of them is not there."""
        if not isinstance(value, Mapping) or any(thing.id not in value for thing in step.items):
            return None
        return " ".join(self.as_numbers(step.part, value[thing.id]) for thing in step.items)

    def as_numbers(self, part: Part, value: Value) -> str:
        """One answer as it is typed."""
        return "d" if value == DK else str([*part.ways].index(value) + 1)


class Ticks(Picks):
    """The numbers of all that fits, for each thing; value: thing -> short words, or dk."""

    name = "ticks"
    wanted = (WANTED_TICKS_ONE, WANTED_TICKS)

    def pieces(self, step: TypingStep, row: str) -> list[str]:
        """What was typed for each thing."""
        return [token for token in _APART.split(row.strip()) if token]

    def one_answer(self, part: Part, token: str) -> Read:
        """All that is ticked of one thing, in the order of the boxes."""
        if is_unknown(token):
            return DK, ""
        if token in NONE:
            return [], ""
        together = token.isdigit() and len(part.ways) <= _RUN_TOGETHER
        numbers = list(token) if together else token.split("+")
        found = list[str]()
        for number in numbers:
            value, why = super().one_answer(part, number)
            if why or value in (None, DK):
                return None, why or say(NO_WAY, token=token, most=len(part.ways))
            found.append(str(value))
        if len({*found}) < len(found):
            return None, say(TWICE, token=token)
        return sorted(found, key=[*part.ways].index), ""

    def as_numbers(self, part: Part, value: Value) -> str:
        """The numbers of what is ticked; a + between them where they have two digits."""
        if value == DK:
            return "d"
        between = "" if len(part.ways) <= _RUN_TOGETHER else "+"
        numbers = [super(Ticks, self).as_numbers(part, one) for one in value]
        return between.join(numbers) or NONE[0]


PICKS, TICKS = Picks(), Ticks()


def pick_faults(
    value: object, asked: Sequence[str], ways: Sequence[str], *, several: bool = False
) -> list[str]:
    """What keeps a value from being picks, or ticks, of these things; an empty list where it is one."""
    if not isinstance(value, Mapping):
        return [say("an answer for each thing, or dk")]
    missing = "nothing is said of {what}: dk says that nobody knows"
    found = [say(missing, what=one) for one in asked if one not in value]
    found += [say("{what} is not asked about here", what=one) for one in value if one not in asked]
    said = chain.from_iterable(_said(one, several=several) for one in value.values())
    return found + [say("{value} was not offered", value=one) for one in said if one not in ways]


def _said(cell: object, *, several: bool) -> list[object]:
    """What one answer says, without not knowing."""
    if cell == DK:
        return []
    return [*cell] if several and isinstance(cell, list) else [cell]
