"""Boxes to tick on the laptop: one for a small department, or one of several for the last contact."""

from __future__ import annotations

from cxw.day.desk import Part, Value
from cxw.keyboard.allocator import Masked
from cxw.keyboard.canvas import ACCENT, FOCUS, INK, MARK, QUIET, STRONG, Line, Sheet, Size, wrap
from cxw.keyboard.keys import Key
from cxw.keyboard.slips import CONTACTS, TICKED
from cxw.keyboard.surface import Out

_BACK = ("backspace", "delete")
WIDEST = 90
"""Columns of a text that is to be read with care."""


class Boxes(Masked):
    """Unticked boxes under a text; what is ticked is hidden while everybody sees the screen."""

    def __init__(self, part: Part, who: str, title: str, *, masked: bool) -> None:
        self.part = part
        self.who = who
        self.title = title
        self._hides(masked)
        self.ways: list[Value] = [True] if part.kind == "tick" else list(part.ways)
        self.at: int | None = None
        """the box that is ticked"""
        self.said = ""

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
            self.said = "complete"
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
        if self.part.kind == "tick" and letter in TICKED:
            self.at = 0 if TICKED[letter] else None
        elif self.part.kind == "contact" and letter in CONTACTS:
            self.at = self.ways.index(CONTACTS[letter])
        elif letter == " ":
            self._move(1)

    def draw(self, size: Size) -> list[Line]:
        """The text, the boxes, and the small print."""
        peek = "   p peek" if self.masked else ""
        sheet = Sheet(
            size, self.title, aside=self.who, said=self.peeking.over(self.said), keys=self._keys() + peek
        )
        text = wrap(self.part.question, min(WIDEST, sheet.width))
        lines: list[Line] = [[], *([(STRONG, line)] for line in text), []]
        for number in range(len(self.ways)):
            lines += [self._box(number), []]
        if not self._open:
            lines.append([(QUIET, "What is ticked is hidden while this screen is projected.")])
        foot: list[Line] = (
            [[(QUIET, line)] for line in wrap(self.part.small, sheet.width)] if self.part.small else []
        )
        return sheet.lines([*lines, *foot])

    def _keys(self) -> str:
        if self.part.kind == "tick":
            return "y ticks the box   n takes it out   space turns it   Enter hand in, ticked or not"
        return "↑ ↓ or a letter ticks   Backspace takes it out   Enter hand in, also with none"

    def _box(self, number: int) -> Line:
        here = self._open and number == self.at
        mark = ("x" if here else " ") if self._open else "·"
        box: Line = [(ACCENT if here else MARK, f"  [{mark}]  ")]
        if self.part.kind == "tick":
            return [*box, (FOCUS if here else INK, self._words())]
        word = self.ways[number]
        letter = next(key for key, said in CONTACTS.items() if said == word)
        return [*box, (MARK, f"{letter}  "), (FOCUS if here else INK, self.part.ways[word])]

    def _words(self) -> str:
        """What stands beside the one box: its text stands above it."""
        if not self._open:
            return "y or n"
        return "ticked" if self.at is not None else "not ticked"
