"""Cards: own words about one thing, with lines beside them; or nothing, or not knowing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.model import DK, NOTHING, TOLD
from cxw.questions.asking import Kind, Part, Read, TypingStep, Value
from cxw.questions.typed import is_unknown
from cxw.questions.words import plain
from cxw.text.phrases import say

BETWEEN = "|"
"""Between the words and the lines beside them, as they are typed."""
NO_WORDS = "A card is at least one word; - is: nothing, d: does not know."
TOO_MANY = "This card has {most} lines beside its words, here are {given}."
TOO_LONG = "These are {given} letters, and {most} fit on a card: say it shorter."
LONGEST = 300
"""Letters of one line: far more than is read out."""


class CardInWords(Kind):
    """Words, then the lines beside them behind a |.

    Value: {words: text} with a line each that was given, `nothing` or `dk`.
    """

    name = "cards"
    takes_words = False
    own_words = True

    def legend(self, part: Part) -> dict[str, str]:
        """Which lines stand behind the words, each behind a |."""
        return {BETWEEN * number: words for number, words in enumerate(part.ways.values(), 1)}

    def read(self, step: TypingStep, row: str) -> Read:
        """The card; nothing by a dash or its word."""
        words, *lines = (plain(text) for text in row.split(BETWEEN))
        return card_of(step.part, words, lines)

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The card as it is typed; None where words of it could be read otherwise."""
        if value in (NOTHING, DK):
            return "-" if value == NOTHING else "d"
        if not isinstance(value, Mapping) or any(BETWEEN in text for text in value.values()):
            return None
        row = f" {BETWEEN} ".join([value[TOLD], *(value.get(key, "") for key in step.part.ways)])
        row = row.rstrip(f" {BETWEEN}")
        return row if self.read(step, row)[0] == value else None

    def are_letters(self, text: str) -> bool:
        """Always."""
        return True

    def could_be(self, step: TypingStep, text: str) -> bool:
        """Always: a card may begin with a word that is like a name, and is asked about then."""
        return True


CARD = CardInWords()


def card_of(part: Part, words: str, lines: Sequence[str]) -> Read:
    """A card of these words and lines; words alone may say that there is nothing, or that it is not known."""
    alone = not any(lines)
    if alone and is_unknown(words):
        return DK, ""
    if alone and words.casefold() in ("-", "–", NOTHING, say(NOTHING).casefold()):
        return NOTHING, ""
    if not words:
        return None, say(NO_WORDS)
    if len(lines) > len(part.ways):
        return None, say(TOO_MANY, most=len(part.ways), given=len(lines))
    if long := next((text for text in (words, *lines) if len(text) > LONGEST), ""):
        return None, say(TOO_LONG, given=len(long), most=LONGEST)
    given = {key: text for key, text in zip(part.ways, lines, strict=False) if text}
    return {TOLD: words, **given}, ""


def card_faults(value: object, lines: list[str]) -> list[str]:
    """What keeps a value from being a card with these lines; an empty list where it is one."""
    if value in (NOTHING, DK):
        return []
    if not isinstance(value, Mapping) or not isinstance(value.get(TOLD), str) or not plain(value[TOLD]):
        return [say("a card is at least one word, nothing or dk")]
    known = {TOLD, *lines}
    return [say("{what} is not asked about here", what=key) for key in value if key not in known]
