"""One typed line: what stands in it and where the cursor is. Pure, so that it can be fuzzed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from cxw.keyboard.canvas import CURSOR, INK, QUIET, Line, clip, columns
from cxw.keyboard.keys import Key
from cxw.text.cleaning import clean

LONGEST = 2000
"""Letters in one line; more is a paste gone wrong."""


@dataclass
class Field:
    """A line being typed."""

    text: str = ""
    at: int = -1
    selected: bool = False
    """whether the whole line is a proposal that the next letter replaces"""

    def __post_init__(self) -> None:
        if not 0 <= self.at <= len(self.text):
            self.at = len(self.text)

    def put(self, text: str) -> None:
        """Replace everything; the cursor goes to the end."""
        self.text, self.at, self.selected = text, len(text), False

    def propose(self, text: str) -> None:
        """Fill the line in: a letter or a paste replaces it, any other key begins to edit it."""
        self.put(text)
        self.selected = bool(text)

    def press(self, key: Key) -> bool:
        """Whether the key belonged to the line."""
        if key.text:
            if self.selected:
                self.put("")
            self._insert(key.text)
            return True
        acts: dict[str, Callable[[], None]] = {
            "backspace": self._back,
            "delete": self._delete,
            "left": lambda: self._move(self.at - 1),
            "right": lambda: self._move(self.at + 1),
            "home": lambda: self._move(0),
            "end": lambda: self._move(len(self.text)),
            "wipe": lambda: self.put(""),
        }
        act = acts.get(key.name)
        if act is None:
            return False
        self.selected = False
        act()
        return True

    def _insert(self, text: str) -> None:
        safe = clean(text)[0].replace("\n", " ")[: LONGEST - len(self.text)]
        self.text = self.text[: self.at] + safe + self.text[self.at :]
        self.at += len(safe)

    def _back(self) -> None:
        if self.at:
            self.text = self.text[: self.at - 1] + self.text[self.at :]
            self.at -= 1

    def _delete(self) -> None:
        self.text = self.text[: self.at] + self.text[self.at + 1 :]

    def _move(self, at: int) -> None:
        self.at = max(0, min(len(self.text), at))

    def line(self, room: int, *, prompt: str = "▸ ") -> Line:
        """The line as drawn, scrolled so that the cursor is in it; a proposal is read from its beginning."""
        before, under, after = (
            self.text[: self.at],
            self.text[self.at : self.at + 1],
            self.text[self.at + 1 :],
        )
        room = max(4, room - columns(prompt) - 2)
        if self.selected:
            return [(QUIET, prompt), (CURSOR, clip(before, room) + " ")]
        while columns(before) > room:
            before = before[max(1, len(before) - room) :] if len(before) > room else before[1:]
        return [(QUIET, prompt), (INK, before), (CURSOR, under or " "), (INK, after)]

    def lines(self, room: int) -> list[Line]:
        """All of it, broken between words, with the cursor in it."""
        found, at = list[Line](), 0
        for row in _broken(self.text + " ", room):
            here = self.at - at
            if 0 <= here < len(row):
                found.append([(INK, row[:here]), (CURSOR, row[here]), (INK, row[here + 1 :])])
            else:
                found.append([(INK, row)])
            at += len(row)
        return found


def _broken(text: str, room: int) -> list[str]:
    """Rows that together are the text; a blank at the end of one may stand beyond the edge."""
    rows = [""]
    for word in re.findall(r"\S+\s*|\s+", text):
        if rows[-1] and columns(rows[-1]) + columns(word.rstrip()) > room:
            rows.append("")
        for letter in word:
            if columns(rows[-1] + letter) > room and not letter.isspace():
                rows.append("")
            rows[-1] += letter
    return rows
