"""The frame of every screen: the stage bar on top, a sentence, its charts with air around them, a foot.

A page says what is to be seen; the frame decides how much room its charts get and paints exactly so many
lines of exactly so many cells. Paper and ink are painted everywhere, so that a light screen is right on a
dark terminal; without colour the same lines come as plain text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from rich.color import Color, ColorSystem  # noqa: TID251 -- screens are rich's room
from rich.console import Console  # noqa: TID251
from rich.segment import Segment  # noqa: TID251
from rich.style import Style  # noqa: TID251
from rich.text import Text  # noqa: TID251

from cxw.day.corner import typed_address
from cxw.drawing import LOWEST_WALL, beginning, columns
from cxw.wall.page import SHORT_NAMES, Bar, Page
from cxw.wall.terminal.body import exactly, page_body
from cxw.wall.terminal.corner import corner_wide, with_corner
from cxw.wall.terminal.ink import fit_cells, harmless, ink_on, wrapped
from cxw.wall.terminal.sheet import WallSheet

NARROWEST = 70
BROAD = 100
"""Columns of a wall that can spare some for a code."""
WIDEST = 156
WIDE = 110
"""Cells from which the stages have their long names."""
AIR = 2
"""Columns between what stands at the left of the foot and at its right."""


def paint(bar: Bar, page: Page, sheet: WallSheet) -> str:
    """The whole screen as lines of text with colours, exactly as wide and high as the sheet."""
    if sheet.width < NARROWEST or sheet.height < LOWEST_WALL:
        return _ansi(_too_small(bar, sheet), sheet)
    sheet = replace(sheet, say=bar.say.whole)
    top = [_stage_bar(bar, sheet), Text("─" * sheet.width, sheet.faint)]
    inner = replace(sheet, width=sheet.width - 2 * _margin(sheet.width), height=sheet.height - 3)
    if bare := _bare(bar) and page.least >= inner.height:  # a code rather than an empty line
        inner = replace(inner, height=inner.height + 1)
    body = page_body(page, inner)
    beside = _with_corner(body, page, bar.door, inner) if bar.door else None
    foot = _foot(bar if beside is None else replace(bar, door=""), sheet)
    lines = [_indented(line, _margin(sheet.width)) for line in beside or body]
    return _ansi([*top, *lines, *([] if bare else [foot])], sheet)


def _margin(width: int) -> int:
    return max(2, min(width // 20, 8), (width - WIDEST) // 2)


def _indented(line: Text, cells: int) -> Text:
    return Text(" " * cells).append_text(line)


def _with_corner(body: list[Text], page: Page, door: str, sheet: WallSheet) -> list[Text] | None:
    """The code where there is room for it, or where charts leave it some without losing a word."""
    beside = with_corner(body, door, sheet)
    if beside is not None or sheet.width < BROAD:
        return beside
    narrow = page_body(page, sheet, corner_wide(door))
    whole = _cut(narrow) <= _cut(body)
    return with_corner(narrow, door, sheet) if whole else None


def _cut(lines: list[Text]) -> int:
    """How often something is left out."""
    return sum(line.plain.count("…") for line in lines)


@lru_cache(maxsize=64)
def _stage_bar(bar: Bar, sheet: WallSheet) -> Text:
    named = bar.names() if sheet.width >= WIDE else bar.names(SHORT_NAMES)
    line = _stages(named, sheet)
    if columns(line.plain) + 4 + columns(bar.right) > sheet.width:
        line = _stages(_numbered_stages(bar), sheet)
    right = fit_cells(bar.right, max(0, sheet.width - columns(line.plain) - 4))
    line.append(" " * (sheet.width - columns(line.plain) - columns(right) - 2))
    line.append(right, sheet.ink)
    return line


def _numbered_stages(bar: Bar) -> list[tuple[str, bool]]:
    """Where the day is has its name, the others a number: then there is more room for what it is about."""
    named = enumerate(bar.names(SHORT_NAMES), 1)
    return [(name if here else str(number), here) for number, (name, here) in named]


def _stages(named: Sequence[tuple[str, bool]], sheet: WallSheet) -> Text:
    mark = Style(color=ink_on(sheet.theme.accent), bgcolor=sheet.theme.accent, bold=True)
    line = Text(" ")
    for name, here in named:
        words, ink = (f" ▸ {name} ", mark) if here else (f" {name} ", sheet.quiet)
        line.append(words, ink)
    return line


def _bare(bar: Bar) -> bool:
    """Whether nothing stands at the foot."""
    return not (bar.believed or bar.rehearsal or bar.door or bar.pages > 1)


def _foot(bar: Bar, sheet: WallSheet) -> Text:
    margin, left = _margin(sheet.width), bar.beliefs
    right = _door_first(bar, bar.counted, sheet.width - 2 * margin - columns(left) - AIR)
    air = " " * (sheet.width - 2 * margin - columns(left) - columns(right))
    ink = sheet.warning if bar.rehearsal else sheet.quiet
    return Text.assemble(" " * margin, (left, ink), (air + right, sheet.quiet))


def _door_first(bar: Bar, right: str, room: int) -> str:
    """The address for phones where it has room, before what stands at the right."""
    typed = typed_address(bar.door)
    ways = [bar.say("Phones: {address}", address=typed), typed] if bar.door else []
    fitting = (f"{way}   {right}".rstrip() for way in ways)
    return next((words for words in fitting if columns(words) <= room), right)


TOO_SMALL = (
    "This window is too small for the screen: make it at least 80 columns wide and 24 lines high, "
    "or the letters smaller."
)


def _too_small(bar: Bar, sheet: WallSheet) -> list[Text]:
    said = wrapped(bar.say(TOO_SMALL), max(1, sheet.width - 2), max(1, sheet.height))
    lines = [Text(line, sheet.ink) for line in said]
    above = max(0, (sheet.height - len(lines)) // 3)
    return exactly([Text()] * above + [_indented(line, 1) for line in lines], sheet.height)


def _ansi(lines: list[Text], sheet: WallSheet) -> str:
    if not sheet.colour:
        return "\n".join(beginning(harmless(line.plain), sheet.width).rstrip() for line in lines)
    base = Style(color=sheet.theme.ink, bgcolor=sheet.theme.paper)
    rows = [_painted(line, base, sheet.width) for line in lines]
    console = Console(file=io.StringIO(), width=max(1, sheet.width), markup=False, emoji=False, _environ={})
    text = "\n".join("".join(_coloured(run, base) for run in row.render(console)) for row in rows)
    return _FULL.sub(_fewer, text) if sheet.colour == "256" else text


def _coloured(run: Segment, base: Style) -> str:
    style = run.style or base
    return style.render(run.text, color_system=ColorSystem.TRUECOLOR, legacy_windows=False)


_FULL = re.compile(r"([34]8);2;(\d+);(\d+);(\d+)")


def _fewer(found: re.Match[str]) -> str:
    """One colour of 16 million as the nearest of 256; rich keeps what it first made of a style."""
    ground, *parts = (int(part) for part in found.groups())
    nearest = Color.from_rgb(*parts).downgrade(ColorSystem.EIGHT_BIT)
    return f"{ground};5;{nearest.number}"


def _painted(line: Text, base: Style, width: int) -> Text:
    whole = Text(style=base).append_text(line)
    whole.plain = harmless(whole.plain)
    kept = beginning(whole.plain, width)
    if len(kept) < len(whole):
        whole.right_crop(len(whole) - len(kept))
    return whole.append(" " * (width - columns(kept)))
