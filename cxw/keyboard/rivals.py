"""The competitors, typed or pasted into a list: who else these customers could choose."""

from __future__ import annotations

import re

from cxw.day.desk import DONE, LEAVE, Competitors, Faults
from cxw.day.grid import MOST_COMPETITORS
from cxw.keyboard.canvas import INK, MARK, QUIET, STRONG, Line, pad
from cxw.keyboard.dialogues import faults_as_sentence
from cxw.keyboard.lists import LinesPane, ListRunner
from cxw.keyboard.pasted import cells_as_lines, same_words
from cxw.keyboard.surface import Out, Surface
from cxw.text.phrases import say

ALONE = (
    "Without a competitor nothing says where you lead, and there is no SWOT. Enter again goes on without one."
)


def competitors(surface: Surface, ask: Competitors) -> str:
    """Take in who else these customers could choose; none is allowed, and said."""
    return _Rivals(surface, ask).run()


_OFF = re.compile(r"-\s*[0-9]*")
"""What takes a competitor off, and is no bullet."""


class _Rivals:
    def __init__(self, surface: Surface, ask: Competitors) -> None:
        self.surface = surface
        self.ask = ask
        self.pane = LinesPane(
            say("Competitors"), ask.segment, say("Who else could these customers choose?"), self._rows
        )
        self.entry = ListRunner(surface, self.pane, self._add, ask.acts)
        self.entry.read = lambda text: (
            [text.strip()] if _OFF.fullmatch(text.strip()) else cells_as_lines(text)
        )
        self.entry.known = lambda: [item.text for item in ask.named()]
        self.entry.twice = say("kept once")
        self.warned = False

    def run(self) -> str:
        while True:
            self._describe()
            out = self.entry.next()
            if out.word == LEAVE:
                return LEAVE
            if out.word == "end" and (self.ask.named() or self.warned):
                return DONE
            self._other(out)

    def _describe(self) -> None:
        left = self._proposed()
        self.pane.hint = say("Tab adds “{name}”", name=left[0]) if left else ""
        self.pane.keys = say("Enter add   empty Enter goes on   a number and - removes: -2   Esc more keys")

    def _proposed(self) -> list[str]:
        named = {item.text.casefold() for item in self.ask.named()}
        return [text for text in self.ask.proposed if text.casefold() not in named]

    def _other(self, out: Out) -> None:
        left = self._proposed()
        if out.word == "end":
            self.warned = True
            self.pane.said = say(ALONE)
        elif out.word == "tab" and left:
            self.pane.said = faults_as_sentence(self._add(left[0]))

    def _add(self, text: str) -> Faults:
        self.warned = False
        self.pane.said = ""
        named = self.ask.named()
        if any(same_words(text, item.text) for item in named):
            return []
        if text.startswith("-"):
            number = text[1:].strip()
            if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= len(named):
                return [say("a number of the list behind the - takes that competitor off: -2")]
            return self.ask.remove(named[int(number) - 1].id)
        if len(named) >= MOST_COMPETITORS:
            return [
                say(
                    "{most} competitors are the most a room can mark; take one off first",
                    most=MOST_COMPETITORS,
                )
            ]
        return self.ask.add(text, None)

    def _rows(self, width: int) -> list[Line]:
        own: Line = [(QUIET, "       "), (STRONG, self.ask.company.text), (QUIET, f"   ({say('us')})")]
        named = self.ask.named()
        return [
            own,
            *(
                [(MARK, pad(str(n), 4, right=True) + "   "), (INK, pad(item.text, width - 10))]
                for n, item in enumerate(named, 1)
            ),
        ]
