"""The workings behind a screen: plain lines that scroll, for the facilitator's window only."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from cxw.day.desk import DONE
from cxw.keyboard.canvas import INK, QUIET, STRONG, Line, Sheet, Size, columns, wrap
from cxw.keyboard.keys import Key
from cxw.keyboard.surface import Command, Out, Pane, Surface
from cxw.text.phrases import say

PAGE = 12
"""Lines a page turns: fewer than the lowest window holds."""
COLUMN = "  "
"""What stands between two columns of numbers, and in no sentence."""
NOTHING = "Nothing is revealed here yet, so there is nothing to show."


class Workings(Pane):
    """Lines of text and where in them we are."""

    movable = False

    def __init__(self, title: str, lines: Sequence[str], letter: str = "w") -> None:
        self.title = title
        self.letter = letter
        self.lines = list(lines) or [say(NOTHING)]
        self.top = 0

    def press(self, key: Key) -> Out | None:
        """Scroll; Enter goes back to the screen."""
        if key.name == "enter":
            return Out(DONE)
        steps = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE, " ": PAGE}
        steps |= {"home": -self.top, "end": len(self.lines) * PAGE}
        self.top = max(0, self.top + steps.get(key.name, 0))
        return None

    def commands(self) -> Sequence[Command]:
        """The key that opened it closes it."""
        return (Command(self.letter, DONE, say("back to the screen")),)

    def draw(self, size: Size) -> list[Line]:
        """As many lines as there is room for; headings stand out."""
        keys = "   ".join([say("↑ ↓ PageUp PageDown scroll"), f"{self.letter} {say('back to the screen')}"])
        return self.scrolled(Sheet(size, self.title, say("for you alone"), keys=keys))

    def scrolled(self, sheet: Sheet) -> list[Line]:
        """The lines from where we are, on this sheet."""
        lines = [*chain.from_iterable(_rows(text, sheet.width) for text in self.lines)]
        room = max(1, sheet.rows - 1)
        self.top = min(self.top, max(0, len(lines) - room))
        shown = lines[self.top : self.top + room]
        below = len(lines) - self.top - len(shown)
        more = f"  … {say('{number} more lines', number=below)}" if below else ""
        return sheet.lines([*shown, *([[(QUIET, more)]] if more else [])])


def _rows(text: str, width: int) -> list[Line]:
    """A line in as many rows as it needs, the later ones further in; a row of numbers keeps its columns."""
    inner = len(text) - len(text.lstrip(" "))
    style = INK if inner else STRONG
    if columns(text) <= width:
        return [[(style, text)]]
    gap = text.rfind(COLUMN, inner, width)
    if gap > inner and columns(text[:gap]) <= width:
        first, rest = text[inner:gap].rstrip(), wrap(text[gap:].strip(), max(20, width - inner - 4))
    else:
        first, *rest = wrap(text.strip(), max(20, width - inner - 4)) or [""]
    return [[(style, " " * inner + first)], *([(style, " " * (inner + 4) + row)] for row in rest)]


def show_workings(surface: Surface, title: str, lines: Sequence[str], letter: str = "w") -> str:
    """Let the facilitator read until they go back: DONE or LEAVE."""
    return surface.run(Workings(title, lines, letter)).word
