"""Lines of styled spans as the terminal gets them, also where it draws a sign narrower than it is counted.

A flag or a woman at a computer is several code points; we count the sum of their columns, and some terminals
draw fewer. So the room of such a sign is emptied first, what follows it is put into its column by number, and
a line that has one is painted whole whenever it changes: nothing slips, and nothing of before is left over.
A pane that ends is not painted once more: its picture stands until the next one is painted over it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.formatted_text import StyleAndTextTuples  # noqa: TID251 - as above
from prompt_toolkit.layout import Layout  # noqa: TID251 - as above
from prompt_toolkit.renderer import Renderer  # noqa: TID251 - as above

from cxw.drawing import clusters, columns
from cxw.keyboard.canvas import INK, Line, Size, Span, crop, length

RAW = "[ZeroWidthEscape]"
"""The style under which the widgets' library hands text to the terminal as it is."""


def painted(lines: Sequence[Line], size: Size) -> StyleAndTextTuples:
    """The whole screen, nothing beyond its edges."""
    fragments: StyleAndTextTuples = []
    for number, line in enumerate(lines[: size.height]):
        if number:
            fragments.append(("", "\n"))
        fragments += _pinned(crop(line, size.width), size.width)
    return fragments


def _pinned(line: Line, width: int) -> Iterable[Span]:
    text = "".join(words for _, words in line)
    if text.isascii() or all(len(sign) == 1 for sign in clusters(text)):
        return line
    # A style of its own for each text: no cell of the line before is then taken for the same.
    own = f"class:line-{abs(hash(text)):x}"
    filled = [*line, (INK, " " * (width - length(line)))]
    return _by_column([(f"{style} {own}", words) for style, words in filled])


def _by_column(line: Line) -> Iterator[Span]:
    column = 1
    for style, words in line:
        for sign in clusters(words):
            wide = columns(sign)
            if len(sign) > 1:
                yield RAW, f"{' ' * wide}\x1b[{column}G"
            yield style, sign
            column += wide
            if len(sign) > 1:
                yield RAW, f"\x1b[{column}G"


class Painter(Renderer):
    """Paints a pane when something was pressed; at its end it leaves the terminal as the next one expects it.

    The library would wipe the screen there and paint all of it again, only for the next picture to do so:
    twice the bytes, and a flicker on a projector.
    """

    def render(self, app: Application[Any], layout: Layout, is_done: bool = False) -> None:
        """Paint what changed; `is_done` says that the pane has ended."""
        if not is_done:
            super().render(app, layout)
            return
        self.output.reset_attributes()
        self.output.enable_autowrap()
        self.output.show_cursor()
        self.reset()
