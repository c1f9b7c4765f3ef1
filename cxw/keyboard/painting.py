"""Lines of styled spans as the terminal gets them, also where it draws a sign narrower than it is counted.

The widgets' library would lay out each letter anew with each key and compare all cells one by one: most of
what a key took. A pane is lines already, so lines are compared, and of one that changed only what is no
longer the same goes out.

A flag or a woman at a computer is several code points; we count the sum of their columns, and some terminals
draw fewer. So the room of such a sign is emptied first, what follows it is put into its column by number, and
a line that has one is painted whole whenever it changes: nothing slips, and nothing of before is left over.
A pane that ends is not painted once more: its picture stands until the next one is painted over it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.layout import Layout  # noqa: TID251 - as above
from prompt_toolkit.output import ColorDepth, Output  # noqa: TID251 - as above
from prompt_toolkit.renderer import Renderer  # noqa: TID251 - as above
from prompt_toolkit.styles import Attrs, BaseStyle  # noqa: TID251 - as above

from cxw.drawing import clusters, columns
from cxw.keyboard.canvas import INK, Line, Span, crop, length

RAW = "raw"
"""The style of what the terminal gets as it is."""
SCREEN = "class:screen"
"""Paper and ink, under every style."""
_OBEYED = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)))
"""What a terminal would obey instead of showing it; such a sign takes no column."""

Picture = Callable[[int, int], Sequence[Line]]
"""The whole screen for so many columns and lines."""


def painted(line: Line, width: int) -> Line:
    """A line as it goes out: all its columns, nothing beyond the edge, each sign in its place."""
    kept = crop(line, width)
    filled = [*kept, (INK, " " * (width - length(kept)))]
    return list(_by_column(filled)) if _may_slip("".join(words for _, words in line)) else filled


def change(before: Line, after: Line) -> tuple[int, Line]:
    """What goes out where one painted line stands and another one is to: from which column on, and what."""
    if any(style == RAW for style, _ in (*before, *after)):
        return 0, after
    same = _alike(before, after)
    end = _alike(before[:same:-1], after[:same:-1])
    return length(after[:same]), after[same : len(after) - end]


def _alike(one: Line, other: Line) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@lru_cache(maxsize=1024)
def _may_slip(text: str) -> bool:
    return not text.isascii() and any(len(sign) > 1 for sign in clusters(text))


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
    twice the bytes, and a flicker on a projector. Between two paintings the cursor is at home.
    """

    _lines: list[Line] | None = None
    """What stands on the screen, line by line; None where that is not known."""
    _size: tuple[int, int] = (0, 0)

    def __init__(self, style: BaseStyle, output: Output, picture: Picture) -> None:
        super().__init__(style, output, full_screen=True)
        self.picture = picture
        self._attrs: dict[str, Attrs] = {}

    def render(self, app: Application[Any], layout: Layout, is_done: bool = False) -> None:
        """Paint what changed; `is_done` says that the pane has ended."""
        if is_done:
            self.output.reset_attributes()
            self.output.enable_autowrap()
            self.output.show_cursor()
            self.reset()
            return
        self._begin()
        size = rows, width = self.output.get_size()
        lines = [list(line) for line in self.picture(width, rows)[:rows]]
        lines += [[] for _ in range(rows - len(lines))]
        before = self._lines if self._lines is not None and self._size == size else None
        self._paint(lines, before, width, app.color_depth)
        self._lines, self._size = lines, size
        self.output.flush()

    def reset(self, _scroll: bool = False, leave_alternate_screen: bool = True) -> None:
        """Forget what stands on the screen."""
        self._lines = None
        super().reset(_scroll, leave_alternate_screen)

    def _begin(self) -> None:
        if not self._in_alternate_screen:
            self._in_alternate_screen = True
            self.output.enter_alternate_screen()
        if not self._bracketed_paste_enabled:
            self._bracketed_paste_enabled = True
            self.output.enable_bracketed_paste()
        if not self._cursor_key_mode_reset:
            self._cursor_key_mode_reset = True
            self.output.reset_cursor_key_mode()
        self.output.hide_cursor()
        if self._lines is None:
            self.output.disable_autowrap()

    def _paint(
        self, lines: Sequence[Line], before: Sequence[Line] | None, width: int, depth: ColorDepth
    ) -> None:
        at = 0
        for number, line in enumerate(lines):
            if before is not None and before[number] == line:
                continue
            # A new line in the colours of what was written would be painted in them to its end.
            self.output.reset_attributes()
            self.output.write("\r" + "\n" * (number - at))
            at = number
            row = painted(line, width)
            column, spans = (0, row) if before is None else change(painted(before[number], width), row)
            self.output.cursor_forward(column)
            self._write(spans, depth)
        self.output.reset_attributes()
        self.output.write("\r")
        self.output.cursor_up(at)

    def _write(self, spans: Line, depth: ColorDepth) -> None:
        last = None
        for style, words in spans:
            if style == RAW:
                self.output.write_raw(words)
                continue
            if style not in self._attrs:
                self._attrs[style] = self.style.get_attrs_for_style_str(f"{SCREEN} {style}")
            if last != self._attrs[style]:
                last = self._attrs[style]
                self.output.set_attributes(last, depth)
            self.output.write(words.translate(_OBEYED))
