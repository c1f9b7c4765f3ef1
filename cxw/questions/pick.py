"""One of a few answers, each by its letter: why somebody moved, a box that is ticked, a last contact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from cxw.model import Contact, Reason
from cxw.questions.asking import Kind, Part, Read, TypingStep, Value
from cxw.text.phrases import say

Ways = Mapping[str, tuple[Value, str]]
"""Letter -> the value, and its words; without words a letter more for a value that has one."""


class Pick(Kind):
    """One letter behind a row."""

    beside = True

    def __init__(self, name: str, ways: Ways, refusal: str) -> None:
        self.name = name
        self.ways = ways
        self.refusal = refusal

    def read(self, step: TypingStep, row: str) -> Read:
        """The value of a letter."""
        found = self.ways.get(row.strip().casefold())
        if found:
            return found[0], ""
        listed = [f"{letter} {say(words)}" for letter, (_, words) in self.ways.items() if words]
        return None, say(self.refusal, ways=", ".join(listed))

    def letters(self) -> dict[str, str]:
        """Each letter that has words."""
        return {letter: say(words) for letter, (_, words) in self.ways.items() if words}

    def are_letters(self, text: str) -> bool:
        """Whether it is one."""
        return len(text.split()) == 1


class TickBox(Pick):
    """A box that is ticked or not; yes begins with another letter in another language."""

    def letters(self) -> dict[str, str]:
        """Yes by the letter of the room, then no."""
        return {say(letter): words for letter, words in super().letters().items()}


class PickedReason(Pick):
    """Why somebody moved, asked after the row: its letter, or its word in full."""

    beside = False
    afterwards = True

    def read(self, step: TypingStep, row: str) -> Read:
        """The value of a letter, or the value itself."""
        word = row.strip().casefold()
        values = [value for value, _ in self.ways.values()]
        if word in values:
            return word, ""
        return super().read(step, word)

    def is_word(self, word: str, part: Part) -> bool:
        """Whether it is one of the letters."""
        return word in self.ways

    def are_letters(self, text: str) -> bool:
        """Always."""
        return True

    def begins_another(self, step: TypingStep, row: str, text: str) -> bool:
        """Unless the line is a reason."""
        return self.read(step, text)[0] is None


REASONS: Mapping[str, tuple[Reason, str]] = {
    "f": ("fact", "a fact I did not know"),
    "a": ("argument", "an argument"),
    "w": ("wording", "I had understood the words otherwise"),
    "g": ("agreement", "to agree with the others"),
    "n": ("none", "none of these"),
}
CONTACTS: Mapping[str, Contact] = {
    "w": "this week",
    "q": "this quarter",
    "l": "longer ago",
    "r": "rather not say",
}


_SINCE: Ways = {letter: (word, word) for letter, word in CONTACTS.items()}
REASON = PickedReason("reason", REASONS, "One letter: {ways}.")
# y and j: a box that is ticked, in English and in German. No words: Jan and Noor are names.
TICK = TickBox(
    "tick",
    {"y": (True, "the box is ticked"), "j": (True, ""), "n": (False, "it is not")},
    "One letter: y where the box is ticked, n where it is not. Enter alone is n.",
)
CONTACT = Pick("contact", _SINCE, "One letter: {ways}. Enter alone where nothing is ticked.")


def faults(word: object) -> list[str]:
    """What keeps a word from being a reason; an empty list when it is one."""
    if word in get_args(Reason):
        return []
    return [say("{word}: one word of {words}", word=word, words=", ".join(get_args(Reason)))]
