"""Lines that are sealed until all are in: while everybody sees the screen, it counts them and shows none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.keyboard.answer_pane import Peek
from cxw.keyboard.canvas import QUIET, STRONG, Line
from cxw.keyboard.keys import Key
from cxw.keyboard.lists import LinesPane
from cxw.keyboard.surface import Command, Out
from cxw.text.phrases import say
from cxw.text.spoken import say_many


class SealedLines(LinesPane):
    """A list of which a projected screen says only how long it is."""

    def __init__(self, title: str, segment: str, question: str, rows: Callable[[int], list[Line]]) -> None:
        super().__init__(title, segment, question, rows)
        self.peeking = Peek(False, edits=True)

    @property
    def hides(self) -> bool:  # type: ignore[override]  # of other lists it never changes
        """Whether the room may not read the lines now."""
        return self.peeking.masked and not self.peeking.open

    def see(self, everybody: bool) -> None:
        """Hide from the next picture on, or show again."""
        if everybody != self.peeking.masked:
            self.peeking, self.said = Peek(everybody, edits=True), ""

    def press(self, key: Key) -> Out | None:
        """Type, where the key does not ask to look."""
        return None if self.peeking.press(key) else super().press(key)

    def escape(self) -> bool:
        """Esc hides what was looked at before it pauses."""
        return self.peeking.escape() or super().escape()

    def commands(self) -> Sequence[Command]:
        """What stands behind Esc, and to look at what is hidden."""
        return [*self.peeking.commands(), *super().commands()]

    def command(self, word: str) -> Out | None:
        """Peek."""
        return self.peeking.command(word)

    def told(self) -> str:
        """What is said of what was typed last, or before it comes into sight."""
        return self.peeking.over(super().told())

    def typed_line(self, width: int) -> Line:
        """The line that is being typed, where the room may read it."""
        if self.hides:
            return [(QUIET, f"▸ {say('what is typed is hidden')}")]
        return super().typed_line(width)

    def listed(self, width: int) -> list[Line]:
        """The lines that are in, or how many."""
        rows = super().listed(width)
        if not self.hides:
            return rows
        return [[(STRONG, f"  {say_many(len(rows), 'one line is in', '{number} lines are in')}")]]
