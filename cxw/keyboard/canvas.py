"""Lines for a full screen, of styled spans, measured in columns, so that wide characters stay in line.

Everything here is pure: a picture is a list of lines, and only `surface` knows that a terminal exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from cxw.drawing import by_sentence, clip, clip_longest, columns, pad, wrap
from cxw.text.phrases import say

__all__ = [
    "ACCENT",
    "CURSOR",
    "FOCUS",
    "INK",
    "LOWEST",
    "MARK",
    "NARROWEST",
    "QUIET",
    "STRONG",
    "WARN",
    "WIDEST",
    "Line",
    "Sheet",
    "Size",
    "Span",
    "bar",
    "clip",
    "clip_longest",
    "columns",
    "crop",
    "in_view",
    "large_digits",
    "length",
    "pad",
    "spaced_rows",
    "two_columns",
    "whole_below",
    "window_too_small",
    "wrap",
    "wrap_keys",
]

INK, QUIET, ACCENT, WARN = "", "class:quiet", "class:accent", "class:warning"
STRONG, FOCUS, CURSOR, MARK = "class:strong", "class:focus", "class:cursor", "class:mark"

NARROWEST, LOWEST = 72, 21
"""Below this a widget would have to leave something out; a sentence stands there instead."""

WIDEST = 136
"""Lines longer than this are hard to read from six metres."""

Span = tuple[str, str]
Line = list[Span]

_DIGITS = {
    "0": ("███", "█ █", "█ █", "█ █", "███"),
    "1": (" █ ", "██ ", " █ ", " █ ", "███"),
    "2": ("███", "  █", "███", "█  ", "███"),
    "3": ("███", "  █", " ██", "  █", "███"),
    "4": ("█ █", "█ █", "███", "  █", "  █"),
    "5": ("███", "█  ", "███", "  █", "███"),
    "6": ("███", "█  ", "███", "█ █", "███"),
    "7": ("███", "  █", "  █", "  █", "  █"),
    "8": ("███", "█ █", "███", "█ █", "███"),
    "9": ("███", "█ █", "███", "  █", "███"),
    "%": ("█ █", "  █", " █ ", "█  ", "█ █"),
}
_HALVES = {"  ": " ", "█ ": "▀", " █": "▄", "██": "█"}
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Size(NamedTuple):
    """Columns and lines, and the time that stands in the frame where only the facilitator sees it."""

    width: int
    height: int
    clock: str = ""


def length(line: Line) -> int:
    """How many columns a line takes."""
    return sum(columns(text) for _, text in line)


def crop(line: Line, room: int) -> Line:
    """The line without what would stand beyond so many columns."""
    kept: Line = []
    for style, text in line:
        if columns(text) > room:
            return [*kept, (style, clip(text, room))]
        kept.append((style, text))
        room -= columns(text)
    return kept


def bar(share: float, room: int) -> str:
    """A bar that fills this share of the room, to an eighth of a column."""
    eighths = round(max(0.0, min(1.0, share)) * room * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def marked(here: bool) -> Span:
    """What stands before a line: the cursor where it is here."""
    return (MARK, "▸ ") if here else (QUIET, "  ")


def row_marked(row: Line, here: bool) -> Line:
    """A row behind the place of the cursor, in its colour where it is here."""
    if here:
        row = [(FOCUS if style == INK else style, text) for style, text in row]
    return [marked(here), *row]


def large_digits(text: str) -> list[str]:
    """Digits three lines high, readable from the back of the room."""
    rows = [" ".join(_DIGITS[digit][row] for digit in text if digit in _DIGITS) for row in range(5)]
    rows.append(" " * len(rows[0]))
    return [
        "".join(_HALVES[up + down] for up, down in zip(rows[top], rows[top + 1], strict=True))
        for top in (0, 2, 4)
    ]


def in_view(count: int, focus: int, room: int) -> tuple[int, int]:
    """Which rows of a long list to draw so that the focus is among them: first, and one past the last."""
    if count <= room:
        return 0, count
    first = max(0, min(focus - room // 2, count - room))
    return first, first + room


def whole_below(text: str, width: int) -> list[Line]:
    """What a row had no room for, to stand below a list: four lines of it at most."""
    lines = wrap(text, width - 2)
    shown = [*lines[:3], clip(" ".join(lines[3:]), width - 2)] if len(lines) > 4 else lines
    return [[(QUIET, f"  {line}")] for line in shown]


def spaced_rows(rows: Sequence[Line], room: int) -> list[Line]:
    """The rows with an empty line between each two, where there is room for it."""
    if len(rows) * 2 - 1 > room:
        return list(rows)
    spaced: list[Line] = []
    for row in rows:
        spaced += [row, []]
    return spaced[:-1]


def two_columns(left: Sequence[Line], right: Sequence[Line], width: int) -> list[Line]:
    """Two columns, the first so many columns wide."""
    blank: Line = []
    rows = zip_longest(left, right, fillvalue=blank)
    return [[*one, (INK, " " * (width - length(one))), *other] for one, other in rows]


@dataclass(frozen=True)
class Sheet:
    """One full screen: a title line, a question, a body, and at the bottom a sentence and the keys."""

    size: Size
    title: str
    aside: str = ""
    question: str = ""
    said: str = ""
    keys: str = ""
    body: list[Line] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns of the body."""
        return min(self.size.width - 4, WIDEST)

    @property
    def rows(self) -> int:
        """Lines left for the body."""
        return max(0, self.size.height - len(self._top()) - len(self._bottom()))

    def lines(self, body: Sequence[Line]) -> list[Line]:
        """The whole screen, exactly as wide and high as it is."""
        room = self.rows
        middle = list(body[:room]) + [[] for _ in range(room - len(body))]
        margin = " " * ((self.size.width - self.width) // 2)
        return [
            [(INK, margin), *crop(line, self.width)] if line else []
            for line in (self._top() + middle + self._bottom())[: self.size.height]
        ]

    def _top(self) -> list[Line]:
        aside = clip(self.aside, max(self.width // 2, self.width - columns(self.title) - 2))
        title = pad(self.title, self.width - columns(aside))
        lines: list[Line] = [[(STRONG, title), (QUIET, aside)], ruled(self.width, self.size.clock), []]
        if self.question:
            least = min(self.width, 96)
            lines += [[(INK, text)] for text in by_sentence(self.question, least)[:4]]
            lines.append([])
        return lines

    def _bottom(self) -> list[Line]:
        said: list[Line] = [[(WARN, text)] for text in wrap(self.said, self.width)[:3]] or [[]]
        keys: list[Line] = [[(QUIET, text)] for text in wrap_keys(self.keys, self.width)] if self.keys else []
        return [*said, [(QUIET, "─" * self.width)], *keys]


def ruled(width: int, clock: str = "") -> Line:
    """A line across, with the time near its right end where there is one: the same place on every screen."""
    if not clock:
        return [(QUIET, "─" * width)]
    told = f" {clip(clock, width - 8)} "
    return [(QUIET, "─" * (width - columns(told) - 2)), (INK, told), (QUIET, "──")]


def wrap_keys(keys: str, room: int) -> list[str]:
    """Keys and what they do, broken between two keys and never inside one."""
    lines = [""]
    for key in keys.split("   "):
        joined = f"{lines[-1]}   {key}" if lines[-1] else key
        if columns(joined) <= room:
            lines[-1] = joined
        else:
            lines.append(key)
    return lines[:3]


def text_of(lines: Sequence[Line]) -> str:
    """What a picture says, without its colours."""
    return "\n".join("".join(text for _, text in line) for line in lines)


def window_too_small(size: Size) -> list[Line]:
    """A sentence for a window in which nothing fits."""
    text = say(
        "Please make this window larger: cxw needs {narrowest} columns and {lowest} lines, "
        "this one has {width} and {height}.",
        narrowest=NARROWEST,
        lowest=LOWEST,
        width=size.width,
        height=size.height,
    )
    lines = wrap(text, max(1, size.width - 2))[: max(1, size.height)]
    above = max(0, (size.height - len(lines)) // 2)
    return [[] for _ in range(above)] + [[(INK, " " + line)] for line in lines]
