"""Sentences that nobody has to answer: they stand under whatever is on the screen and take no key.

One goes with the first key that is pressed after it has stood long enough to be read, so also somebody who
types on without looking up finds it there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from cxw.keyboard.canvas import INK, WARN, Line, clip, wrap

STANDS = 8.0
"""Seconds that a notice stands at least, from its first picture on."""
MOST = 3
"""Lines that notices take from the screen at most."""


@dataclass
class _Notice:
    text: str
    drawn: float | None = None


class Notices:
    """What stands under the screen now."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._standing: list[_Notice] = []

    def add(self, text: str) -> None:
        """Have a sentence stand from the next picture on; one that stands already stands once."""
        if all(text != notice.text for notice in self._standing):
            self._standing.append(_Notice(text))

    def pressed(self) -> None:
        """A key was pressed: what has stood long enough goes."""
        now = self._clock()
        self._standing = [
            notice for notice in self._standing if notice.drawn is None or now - notice.drawn < STANDS
        ]

    def unread(self) -> list[str]:
        """What was never drawn: it is to be said where the screen was left."""
        return [notice.text for notice in self._standing if notice.drawn is None]

    def lines(self, width: int) -> list[Line]:
        """The lines to draw, the newest sentence last; what has no room waits until another one goes."""
        room = max(1, width - 4)
        texts: list[str] = []
        for notice in self._standing:
            lines = wrap(notice.text, room)
            if texts and len(texts) + len(lines) > MOST:
                break
            if notice.drawn is None:
                notice.drawn = self._clock()
            texts += lines
        return [[(INK, "  "), (WARN, text)] for text in _at_most(texts, room)]


def _at_most(texts: list[str], room: int) -> list[str]:
    if len(texts) <= MOST:
        return texts
    return [*texts[: MOST - 1], clip(f"{texts[MOST - 1]} …", room)]
