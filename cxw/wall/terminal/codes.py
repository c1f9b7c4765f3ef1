"""A code for a camera, two modules a line, and words beside it.

It is dark on light in every theme, with all the light around it that cameras want. Where there is no colour
the light is drawn, if the screen itself is dark: what is read is the difference.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import Code, LabelledWords
from cxw.theme import LIGHT
from cxw.wall.terminal.ink import wrapped
from cxw.wall.terminal.sheet import WallSheet

INK, LIGHT_PAPER = "#000000", "#ffffff"
GAP = 3
LEAST = 24
"""Cells that the words need beside a code; where there are fewer they stand alone."""


def code_beside(chart: Code, sheet: WallSheet) -> list[Text]:
    """The code on the left, as far up as it goes, and the words in the middle of what is left."""
    drawn = modules_drawn(chart.modules, sheet)
    wide = len(chart.modules[0]) if chart.modules else 0
    room = sheet.width - wide - GAP
    if not drawn or len(drawn) > sheet.height or room < LEAST:
        return _words(chart.words, sheet.width, sheet)[: sheet.height]
    words = _words(chart.words, room, sheet)
    air = max(0, (len(drawn) - len(words)) // 2)
    beside = [*[Text()] * air, *words, *[Text()] * len(drawn)][: len(drawn)]
    return [Text.assemble(row, " " * GAP, words) for row, words in zip(drawn, beside, strict=True)]


def modules_drawn(modules: Sequence[Sequence[bool]], sheet: WallSheet) -> list[Text]:
    """A code alone: two of its rows a line."""
    rows = [tuple(row) for row in modules]
    if len(rows) % 2:
        rows.append((False,) * len(rows[0]))
    pairs = [[*zip(up, down, strict=True)] for up, down in zip(rows[::2], rows[1::2], strict=True)]
    if sheet.colour:
        return [Text.assemble(*(("▀", _SHADES[above, below]) for above, below in row)) for row in pairs]
    inked = sheet.theme == LIGHT
    return [Text("".join(_HALVES[above == inked, below == inked] for above, below in row)) for row in pairs]


_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
_SHADE = {True: INK, False: LIGHT_PAPER}
_SHADES = {pair: Style(color=_SHADE[pair[0]], bgcolor=_SHADE[pair[1]]) for pair in _HALVES}
"""Of two modules one above the other: the upper one is the letter, the lower one its ground."""


def _words(words: tuple[LabelledWords, ...], cells: int, sheet: WallSheet) -> list[Text]:
    """What to do, one below the other; what is to be typed stands out."""
    lines: list[Text] = []
    for one in words:
        lines += [Text(row, sheet.quiet) for row in wrapped(one.label, cells)]
        if one.words:
            lines += [Text(row, sheet.accent) for row in wrapped(one.words, cells)]
        lines.append(Text())
    assert all(columns(line.plain) <= cells for line in lines), "words are wrapped to their room"
    return lines[:-1]
