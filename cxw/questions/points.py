"""Points: each person spreads all of a total, mostly 100, over the needs, or does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.model import DK, TOTAL
from cxw.questions.asking import Item, Kind, Read, TypingStep, Value
from cxw.questions.typed import is_number, is_unknown, not_whole, tokens_of
from cxw.text.phrases import say


class Points(Kind):
    """A row of whole numbers that add up to the question's total, or dk."""

    name = "points"
    adds_up = True
    rows = True

    def read(self, step: TypingStep, row: str) -> Read:
        """One number for each need of the question, in its order."""
        if is_unknown(row):
            return DK, ""
        needs, total = step.part.needs, step.part.total
        tokens = tokens_of(row, len(needs))
        if why := not_whole(tokens, "points", total):
            return None, why
        if len(tokens) != len(needs):
            one, more = WANTED_THINGS if step.part.of_things else WANTED
            return None, say(one if len(needs) == 1 else more, asked=len(needs), given=len(tokens))
        rest = total - sum(map(int, tokens))
        if rest:
            said = rest_in_words(rest, total)
            return None, say("The points add up to {given}: {rest}.", given=total - rest, rest=said)
        return {need.id: int(token) for need, token in zip(needs, tokens, strict=True)}, ""

    def apart(self, left: Sequence[TypingStep], row: str) -> list[str]:
        """How sure somebody is may stand behind the points; or behind the d for not knowing them."""
        if len(left) > 1 and left[1].kind.follows:
            count = left[0].count
            tokens = tokens_of(row.replace("%", " "), count + 1)
            if len(tokens) == count + 1:
                return [" ".join(tokens[:count]), tokens[count]]
            if len(tokens) == 2 and is_unknown(tokens[0]):
                return tokens
        return [row]

    def off(self, step: TypingStep, row: str) -> int:
        """How far from the total."""
        return sum_off(row, step.items, step.part.total)

    def whole_and_more(self, step: TypingStep, row: str) -> bool:
        """The points, and how sure somebody is."""
        tokens = tokens_of(row.replace("%", " "), step.count + 1)
        return len(tokens) > step.count and not step.read(" ".join(tokens[:-1]))[1]

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The points in the order of the slip."""
        if not isinstance(value, Mapping):
            return None
        return " ".join(str(value[need.id]) for need in step.items if need.id in value)

    def unknown(self, value: Value) -> bool:
        """Whether somebody does not know how the needs weigh."""
        return bool(value == DK)

    def needs_order(self, row: str) -> bool:
        """Not for a d."""
        return not is_unknown(row)


POINTS = Points()
WANTED = (
    "1 need wants 1 number, here are {given}; a zero is written 0.",
    "{asked} needs want {asked} numbers, here are {given}; a zero is written 0.",
)
WANTED_THINGS = (
    "1 thing wants 1 number, here are {given}; a zero is written 0.",
    "{asked} things want {asked} numbers, here are {given}; a zero is written 0.",
)
ROUNDING = 2
"""Rounding to whole numbers can move a sum of 100 so far; more is a slip and a person has to say which."""


def sum_off(row: str, needs: Sequence[Item], total: int = TOTAL) -> int:
    """How far a row of the right length is from its total; 0 when it is not such a row."""
    tokens = tokens_of(row, len(needs))
    if len(tokens) != len(needs) or not all(is_number(token, total) for token in tokens):
        return 0
    return total - sum(map(int, tokens))


def standing(rest: int) -> str:
    """Which way a row is off, without saying how far."""
    if rest > 0:
        return say("points missing")
    return say("too many") if rest < 0 else say("complete")


def rest_in_words(rest: int, total: int = TOTAL) -> str:
    """How far a row is off, for those who may see it."""
    if rest > 0:
        return say("{rest} still to give", rest=rest)
    if rest < 0:
        return say("{over} too many", over=-rest)
    return say("all {total} given", total=total)


def faults(row: Mapping[str, int] | str, needs: Sequence[str], total: int = TOTAL) -> list[str]:
    """What keeps a row of points from being an answer; an empty list when it is one. `dk` is one."""
    if row == DK:
        return []
    if not isinstance(row, Mapping):
        return [say("a row is a number for each need, or dk")]
    missing, other = (
        "no points are given for {need}: a zero is written 0",
        "{need} is not among the needs of this round",
    )
    found = [say(missing, need=need) for need in needs if need not in row]
    found += [say(other, need=need) for need in row if need not in needs]
    outside = "{points} points for {need}: whole numbers from 0 to {total}"
    found += [
        say(outside, points=points, need=need, total=total)
        for need, points in row.items()
        if isinstance(points, bool) or not isinstance(points, int) or not 0 <= points <= total
    ]
    return found or [*filter(None, [off(sum(row.values()), total)])]


def off(given: int, total: int = TOTAL) -> str:
    """How far a sum is from its total, in the words of the room; empty at exactly that."""
    off_by = abs(total - given)
    if not off_by:
        return ""
    one, more = MISSING if given < total else OVER
    return say(one if off_by == 1 else more, given=given, off=off_by)


MISSING = (
    "the points add up to {given}, so 1 is still to give",
    "the points add up to {given}, so {off} are still to give",
)
OVER = (
    "the points add up to {given}, so 1 is too many",
    "the points add up to {given}, so {off} are too many",
)


def furthest_closing(total: int, needs: int) -> int:
    """How much closing a row can add to the whole parts of its points: of decimals less than one a need."""
    return max(furthest_rounding(total), needs - 1)


def furthest_rounding(total: int) -> int:
    """How far rounding can move a sum from its total: with few points not at all."""
    return min(ROUNDING, ROUNDING * total // TOTAL)
