"""Words: a line as somebody puts it, as needs are handed in, and what we do not know."""

from __future__ import annotations

import unicodedata

from cxw.questions.asking import Kind, Read, TypingStep, Value
from cxw.text.cleaning import clean
from cxw.text.phrases import say


class Words(Kind):
    """A line that is not empty. What is typed at somebody's slip is theirs, whatever it begins with."""

    name = "words"
    takes_words = False

    def read(self, step: TypingStep, row: str) -> Read:
        """The line as it is kept."""
        said = plain(row)
        if said:
            return said, ""
        return None, say("A line is at least one word.")

    def written(self, step: TypingStep, value: Value) -> str | None:
        """The line."""
        return value if isinstance(value, str) else None

    def are_letters(self, text: str) -> bool:
        """Always."""
        return True

    def begins_another(self, step: TypingStep, row: str, text: str) -> bool:
        """Never: a line may begin with a word that is like a name."""
        return False


WORDS = Words()


def plain(text: str) -> str:
    """What somebody wrote as it is kept: without what cannot be stored or shown, and no blanks around it.

    A line of joiners alone, as some keyboards of phones leave behind, is empty: nobody could read it.
    """
    said = clean(text)[0].strip()
    return said if any(unicodedata.category(letter)[0] not in "CZ" for letter in said) else ""


def faults(value: object, what: str = "a line") -> list[str]:
    """What keeps a value from being words: generic words are words like any other."""
    if isinstance(value, str) and plain(value):
        return []
    return [say("{what} is at least one word", what=say(what))]
