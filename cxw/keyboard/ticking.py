"""Boxes to tick on the laptop: one for a small department, or one of several for the last contact."""

from __future__ import annotations

from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import ACCENT, FOCUS, INK, MARK, QUIET, STRONG, Line, Sheet, wrap
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Out
from cxw.questions.asking import Part, TypingStep, Value
from cxw.text.phrases import say

_BACK = ("backspace", "delete")
WIDEST = 90
"""Columns of a text that is to be read with care."""


class Boxes(AnswerPane):
    """Unticked boxes under a text; what is ticked is hidden while everybody sees the screen."""

    keys = "↑ ↓ or a letter ticks   Backspace takes it out   Enter hand in, also with none"
    keys_of_hidden = "p peek"
    question = ""
    """it is a text to read with care, and stands with the boxes"""

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        super().__init__(part, who, title, masked=masked)
        self.ways = self._ways()
        self.at: int | None = None
        """the box that is ticked"""

    def _ways(self) -> list[Value]:
        return list(self.part.ways)

    @property
    def value(self) -> Value:
        """What is ticked, or what no tick at all says."""
        return self.part.alone if self.at is None else self.ways[self.at]

    def press(self, key: Key) -> Out | None:
        """A letter or an arrow ticks, Enter hands in; with no box ticked too."""
        self.said = ""
        if self.peeking.press(key):
            return None
        if key.name == "enter":
            return Out("value", self.value)
        if key.name == "tab":
            self.said = say("complete")
        elif key.name in ("up", "down", "left", "right"):
            self._move(1 if key.name in ("down", "right") else -1)
        elif key.name in _BACK:
            self.at = None
        else:
            self._letter(key.letter)
        return None

    def _move(self, step: int) -> None:
        """From no box to the first or the last one, on from there, and behind the other end to none again."""
        places = [None, *range(len(self.ways))]
        self.at = places[(places.index(self.at) + step) % len(places)]

    def _letter(self, letter: str) -> None:
        value, why = TypingStep(self.part).read(letter)
        if letter == " ":
            self._move(1)
        elif not why:
            self.at = self.ways.index(value) if value in self.ways else None

    def body(self, sheet: Sheet) -> list[Line]:
        """The text, the boxes, and the small print."""
        text = wrap(self.part.question, min(WIDEST, sheet.width))
        lines: list[Line] = [[], *([(STRONG, line)] for line in text), []]
        for number in range(len(self.ways)):
            lines += [self._box(number), []]
        if not self._open:
            lines.append([(QUIET, say("What is ticked is hidden while this screen is projected."))])
        foot: list[Line] = (
            [[(QUIET, line)] for line in wrap(self.part.small, sheet.width)] if self.part.small else []
        )
        return [*lines, *foot]

    def _box(self, number: int) -> Line:
        here = self._open and number == self.at
        mark, style, ink = (" ", MARK, INK) if not here else ("x", ACCENT, FOCUS)
        if not self._open:
            mark = "·"
        return [(style, f"  [{mark}]  "), *self._words(self.ways[number], ink)]

    def _words(self, word: Value, style: str) -> Line:
        letter = next(key for key in self.part.letters() if TypingStep(self.part).read(key)[0] == word)
        return [(MARK, f"{letter}  "), (style, self.part.ways[word])]


class OneBox(Boxes):
    """A single box, whose text stands above it."""

    keys = "y ticks the box   n takes it out   space turns it   Enter hand in, ticked or not"

    def _ways(self) -> list[Value]:
        return [True]

    def _words(self, word: Value, style: str) -> Line:
        if not self._open:
            return [(style, say("y or n"))]
        return [(style, say("ticked") if self.at is not None else say("not ticked"))]
