"""Picks and ticks: for each of several things one of a few answers, or any of them, by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, takewhile

from cxw.model import DK
from cxw.questions.asking import Kind, Part, Read, TypingStep, Value
from cxw.questions.marks import WANTED
from cxw.questions.typed import is_unknown
from cxw.text.phrases import say

_APART = re.compile(r"[\s;,/|]+")
_DIGITS = re.compile(r"[0-9]{1,3}")
_TOGETHER = re.compile(r"[0-9dD?]+")
_RUN_TOGETHER = 9
"""Up to so many answers each has one digit, so that a row can be typed without spaces."""
_EXAMPLES = 6
"""Answers of an example."""
NONE = ("-", "–", "0")
"""What is typed where no box is ticked."""
NO_WAY = "“{token}” is none of the numbers 1 to {most}, and no d."
WANTED_TICKS = (
    "1 thing wants 1 group of numbers, here are {given}; - is: none, d: does not know.",
    "{asked} things want {asked} groups of numbers, here are {given}; - is: none, d: does not know.",
)
OLD_SHEET = (
    "This is a sheet of before: {given} texts, and texts were dealt again, so that there are {asked} now. "
    "It needs the new sheet."
)
TWICE = "“{token}” has one number twice."


class Picks(Kind):
    """A number of one answer for each thing, or d; value: thing -> the answer's short word, or dk."""

    name = "picks"
    rows = True
    thing_by_thing = True
    follows = True
    spaceless = True
    wanted = WANTED["things"]

    def legend(self, part: Part) -> dict[str, str]:
        """The number of each answer, and its words."""
        return {str(number): words for number, words in enumerate(part.ways.values(), 1)}

    def read(self, step: TypingStep, row: str) -> Read:
        """One answer for each thing, in their order; a single d is for all of them."""
        asked = [thing.id for thing in step.items]
        if is_unknown(row):
            return dict.fromkeys(asked, DK), ""
        tokens = self.tokens(step, row)
        found = dict[str, Value]()
        for token in tokens:
            value, why = self.one_answer(step.part, token)
            if why:
                return None, why
            if len(found) < len(asked):
                found[asked[len(found)]] = value
        if len(tokens) != len(asked):
            return None, self._not_as_many(step, len(tokens))
        return found, ""

    def _not_as_many(self, step: TypingStep, given: int) -> str:
        """That a row has more or fewer answers than things; of an old sheet, that it is one."""
        if step.part.added and given == step.count - step.part.added:
            return say(OLD_SHEET, asked=step.count, given=given)
        return say(self.wanted[0 if step.count == 1 else 1], asked=step.count, given=given)

    def tokens(self, step: TypingStep, row: str) -> list[str]:
        """What was typed for each thing; digits that run together are told apart where each is an answer."""
        first, *more = _parts(row) or [""]
        together = self.is_whole(step, first) or (not more and self.runs_together(step, first))
        return [*(first if together else filter(None, [first])), *more]

    def runs_together(self, step: TypingStep, token: str) -> bool:
        """Whether a token is the answers to several things, or the first of them, without spaces between."""
        several = len(token) > 1 and step.count > 1 and len(step.part.ways) <= _RUN_TOGETHER
        return several and bool(_TOGETHER.fullmatch(token))

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
        """All rows of a slip may stand on one line, where they can be told apart in one way only."""
        asked = [*takewhile(lambda step: step.kind.thing_by_thing, left)]
        ways = [rows for rows in _cut(asked, _parts(row)) if len(rows) == len(asked)]
        return ways[0] if len(asked) > 1 and len(ways) == 1 else [row]

    def example(self, step: TypingStep) -> str:
        """The answers to so many things, a don't-know among them; without spaces where that is read."""
        most = len(step.part.ways)
        numbers = ["d" if place % 4 == 2 else str(1 + place * 2 % most) for place in range(step.count)]
        return "".join(numbers) if self.is_whole(step, "".join(numbers)) else _begun(numbers)

    def ends(self, step: TypingStep, tokens: Sequence[str]) -> list[int]:
        """After how many of these tokens its row may end: one by itself, or one for each thing.

        Where a sheet of before has fewer things, a d may be its first and is not read as all of them.
        """
        alone = is_unknown if not step.part.added else _never
        whole = any(alone(one) or self.is_whole(step, one) for one in tokens[:1])
        ends = {1: whole, step.count: len(tokens) >= step.count}
        return [end for end, may in ends.items() if may]

    def is_whole(self, step: TypingStep, token: str) -> bool:
        """Whether a token is a whole row by itself."""
        return len(token) == step.count and self.runs_together(step, token)

    def is_row(self, token: str, part: Part) -> bool:
        """Whether these are answers that run together: d22."""
        return self.runs_together(TypingStep(part), token)

    def unknown(self, value: Value) -> bool:
        """Whether no thing is known: then nothing further is asked of any."""
        return isinstance(value, Mapping) and all(one == DK for one in value.values())

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The numbers in the order of the things; None where one of them is not there."""
        if not isinstance(value, Mapping) or any(thing.id not in value for thing in step.items):
            return None
        return " ".join(self.typed(step.part, value[thing.id]) for thing in step.items)

    def typed(self, part: Part, value: Value) -> str:
        """One answer as it is typed."""
        return "d" if value == DK else str([*part.ways].index(value) + 1)


class Ticks(Picks):
    """The numbers of all that fits, for each thing; value: thing -> short words, or dk."""

    name = "ticks"
    spaceless = False
    wanted = WANTED_TICKS

    def tokens(self, step: TypingStep, row: str) -> list[str]:
        """What was typed for each thing."""
        return _parts(row)

    def example(self, step: TypingStep) -> str:
        """All that is ticked of so many things, a thing without a tick and a don't-know among them."""
        both = self.typed(step.part, [*step.part.ways][:2])
        return _begun([(both, "1", "-", "d")[place % 4] for place in range(step.count)])

    def runs_together(self, step: TypingStep, token: str) -> bool:
        """Never: digits without spaces are ticks of one thing."""
        return False

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

    def typed(self, part: Part, value: Value) -> str:
        """The numbers of what is ticked; a + between them where they have two digits."""
        if value == DK:
            return "d"
        between = "" if len(part.ways) <= _RUN_TOGETHER else "+"
        numbers = [super(Ticks, self).typed(part, one) for one in value]
        return between.join(numbers) or NONE[0]


PICKS, TICKS = Picks(), Ticks()


def _never(token: str) -> bool:
    """No token is."""
    return False


def _begun(row: Sequence[str]) -> str:
    return " ".join([*row[:_EXAMPLES], *(["…"] if len(row) > _EXAMPLES else [])])


def _parts(row: str) -> list[str]:
    return [token for token in _APART.split(row.strip()) if token]


def _cut(left: Sequence[TypingStep], tokens: Sequence[str]) -> Iterator[list[str]]:
    """Every way in which tokens, all of them, are the rows of these steps."""
    if not left and not tokens:
        yield []
    for end in _ends(left[0], tokens) if left else ():
        for rows in _cut(left[1:], tokens[end:]):
            yield [" ".join(tokens[:end]), *rows]


def _ends(step: TypingStep, tokens: Sequence[str]) -> list[int]:
    assert isinstance(step.kind, Picks), "only rows of picks and ticks are cut"
    return step.kind.ends(step, tokens)


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
