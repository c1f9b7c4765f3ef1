"""What a spreadsheet was understood as, before its answers are taken in: Enter takes them, Esc takes none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxw.day.desk import DONE, Ballot
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.keyboard.canvas import Line, Sheet, Size
from cxw.keyboard.dialogues import faults_as_sentence, line, tell
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Surface
from cxw.keyboard.workings import Workings
from cxw.text.phrases import say

TAKE = "take"
HIDDEN = "The answers are not shown while everybody sees this screen."


class SpreadsheetPane(Workings):
    """Lines that scroll, and two ways out of them."""

    typed = True

    def __init__(self, title: str, seen: SpreadsheetSeen) -> None:
        super().__init__(title, seen.said)
        self.seen = seen

    def see(self, everybody: bool) -> None:
        """Nobody's answers stand on a screen that everybody sees."""
        answers = [say(HIDDEN)] if everybody else self.seen.answers
        self.lines = [*self.seen.said, "", *answers]

    def press(self, key: Key) -> Out | None:
        """Enter takes the answers in; else scroll."""
        return Out(TAKE) if key.name == "enter" else super().press(key)

    def commands(self) -> Sequence[Command]:
        """None: both ways out are keys."""
        return ()

    def escape(self) -> Out:
        """Back, with nothing taken in."""
        return Out(DONE)

    def draw(self, size: Size) -> list[Line]:
        """As many lines as there is room for."""
        keys = "   ".join([say("Enter takes these answers in"), say("Esc takes none"), say("↑ ↓ scroll")])
        return self.scrolled(Sheet(size, self.title, keys=keys))


def see_spreadsheet(surface: Surface, title: str, seen: SpreadsheetSeen) -> str:
    """Let the facilitator look: TAKE, DONE for nothing of it, or LEAVE."""
    return surface.run(SpreadsheetPane(title, seen)).word


@dataclass(frozen=True)
class TookIn:
    """What became of a file that was to be taken in."""

    word: str = ""
    """LEAVE where the day was left meanwhile"""
    news: str = ""
    said: str = ""
    """why nothing of it was taken in, where everybody sees the screen"""


def take_spreadsheet(surface: Surface, ballot: Ballot, *, everybody: bool) -> TookIn:
    """Take answers in from a file, in the middle of an ask: named, looked at, then all of it or nothing.

    `everybody`: whether everybody sees the screen, so that no fault of anybody's answers stands on it.
    """
    title = f"{ballot.title} · {ballot.segment}"
    name = line(surface, say("Which file holds the answers?"), "", title)
    if not name:
        return TookIn()
    seen = ballot.look_at(name)
    faults = seen.faults
    if not faults:
        word = see_spreadsheet(surface, title, seen)
        if word != TAKE:
            return TookIn(word)
        faults = seen.take()
    if not faults:
        return TookIn(news=say("The answers of {name} are in.", name=name))
    if everybody:
        return TookIn(said=say(NOT_ON_THIS_SCREEN, name=name))
    tell(surface, faults_as_sentence(faults), title)
    return TookIn()


NOT_ON_THIS_SCREEN = "Nothing was taken in from {name}. `cxw collect` names the lines, off this screen."
