"""The SWOT's four boxes: what may be stated has solid frames, a question dotted ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.pictures.charts import SIGNS, BesideBoxes, BoxedNeed, FourBoxes, SwotBox, Unboxed
from cxw.wall.terminal.ink import fit_cells, wrapped
from cxw.wall.terminal.sheet import WallSheet, flowed
from cxw.wall.terminal.signs import AHEAD, BEHIND, LEVEL

SOLID, DOTTED = "┌─┐│└┘", "┌╌┐┆└┘"
GAP = 2
BESIDE = 24
"""Cells that a need beside the boxes may take."""
ALL, LAST, NOTHING = slice(None), slice(-1, None), slice(0)
"""How much of what is said of a need stands under it; last comes what is asked, or what customers say."""
ITALIC = Style(italic=True)


@dataclass(frozen=True)
class _Framed:
    """One box and the room it has."""

    box: SwotBox
    width: int
    rows: int

    @property
    def asks(self) -> bool:
        """Whether nothing in it is stated."""
        return not any(need.standing == "stated" for need in self.box.needs)


def four_boxes(chart: FourBoxes, sheet: WallSheet) -> list[Text]:
    """Two boxes above two, what stands beside them, and what the signs mean."""
    below = [*_beside(chart, sheet), *_legend(chart, sheet)]
    width = (sheet.width - GAP) // 2
    pairs = (chart.boxes[:2], chart.boxes[2:])
    heights = _heights(pairs, width, max(6, sheet.height - len(below)), sheet)
    lines: list[Text] = []
    for pair, rows in zip(pairs, heights, strict=True):
        left, right = (_drawn(_Framed(box, width, rows), sheet) for box in pair)
        lines += [Text.assemble(one, " " * GAP, other) for one, other in zip(left, right, strict=True)]
    return [*lines, *below]


def _heights(
    pairs: tuple[Sequence[SwotBox], Sequence[SwotBox]], width: int, rows: int, sheet: WallSheet
) -> tuple[int, int]:
    """The rows of the upper and the lower boxes: half each, unless one pair can spare some for the other."""
    upper, lower = (2 + max(_rows_wanted(box, width, sheet) for box in pair) for pair in pairs)
    half = rows // 2
    if upper > half:
        top = min(upper, rows - max(3, min(lower, half)))
        return top, rows - top
    low = min(lower, rows - max(3, upper)) if lower > half else half
    return rows - low, low


def _rows_wanted(box: SwotBox, width: int, sheet: WallSheet) -> int:
    return sum(len(_need(need, width - 4, sheet)) for need in box.needs)


def _drawn(framed: _Framed, sheet: WallSheet) -> list[Text]:
    frame = DOTTED if framed.asks else SOLID
    style = sheet.quiet if framed.asks else sheet.strong
    inner, box = framed.width - 4, framed.box
    asked = framed.asks and box.needs
    head = fit_cells(box.believed if asked else box.title, inner - 2)
    top = f"{frame[0]}{frame[1]} {head} "
    lines = _inside(framed, inner, sheet)
    return [
        Text(top + frame[1] * (framed.width - columns(top) - 1) + frame[2], style),
        *(_between(line, frame[3], inner, style) for line in lines),
        Text(frame[4] + frame[1] * (framed.width - 2) + frame[5], style),
    ]


def _between(line: Text, side: str, inner: int, style: Style) -> Text:
    air = " " * max(0, inner - columns(line.plain))
    return Text.assemble((f"{side} ", style), line, air, (f" {side}", style))


def _inside(framed: _Framed, inner: int, sheet: WallSheet) -> list[Text]:
    """The needs with what is said of them, as far as there are rows; then they alone, then how many more."""
    rows, needs = framed.rows - 2, framed.box.needs
    if not needs:
        return _filled([Text(fit_cells(sheet.say("nothing we can claim yet"), inner), sheet.quiet)], rows)
    for names, said in ((2, ALL), (2, LAST), (2, NOTHING), (1, NOTHING)):
        drawn = [_need(need, inner, sheet, names=names, said=said) for need in needs]
        if sum(map(len, drawn)) <= rows:
            return _filled(list(chain.from_iterable(drawn)), rows)
    shown = needs[: rows - 1]
    lines = list(chain.from_iterable(drawn[: len(shown)]))
    more = len(needs) - len(shown)
    rest = sheet.say("and {number} more in the handout", number=more)
    return _filled([*lines, Text(fit_cells(rest, inner), sheet.quiet)], rows)


def _filled(lines: list[Text], rows: int) -> list[Text]:
    return (lines + [Text()] * rows)[:rows]


def _need(need: BoxedNeed, inner: int, sheet: WallSheet, *, names: int = 2, said: slice = ALL) -> list[Text]:
    """The need on so many lines, with what is said of it where that is wanted."""
    stated = need.standing == "stated"
    style = sheet.strong if stated else sheet.ink + ITALIC
    first, *more = wrapped(need.label, inner - 3, names) or [""]
    below = _said(need.said[said], inner - 3)
    sign = (f"{SIGNS[need.standing][0]}  ", sheet.accent if stated else sheet.warning)
    return [
        Text.assemble(sign, (first, style)),
        *(Text(f"   {name}", style) for name in more),
        *(Text(f"   {line}", sheet.quiet) for line in below),
    ]


def _said(parts: Sequence[str], cells: int) -> list[str]:
    """What stands under the need, on one line where it fits."""
    if not parts:
        return []
    joined = " · ".join(parts)
    if columns(joined) <= cells:
        return [joined]
    return list(chain.from_iterable(wrapped(part, cells, 2) for part in parts))


def _beside(chart: FourBoxes, sheet: WallSheet) -> list[Text]:
    """What stands in no box, a line or two a group, each need with who puts us ahead, level and behind."""
    return list(chain.from_iterable(_group(group, sheet) for group in chart.beside))


def _group(group: BesideBoxes, sheet: WallSheet) -> list[Text]:
    """The needs of one group on two lines at most, with how many more there are."""
    items = [Text(_unboxed(need, sheet), sheet.ink) for need in group.needs]
    for shown in range(len(items), 0, -1):
        more = len(items) - shown
        left = sheet.say("and {number} more in the handout", number=more)
        rest = [Text(left, sheet.quiet)] if more else []
        lines = flowed([Text(group.head, sheet.strong), *items[:shown], *rest], sheet.width)
        if len(lines) <= 2:
            return lines
    return []


def _unboxed(need: Unboxed, sheet: WallSheet) -> str:
    """A need with its counts; nobody on a side is no sign."""
    short = fit_cells(need.label, min(BESIDE, sheet.width // 3))
    signs = zip((AHEAD, LEVEL, BEHIND), need.counts or (0, 0, 0), strict=True)
    told = " ".join(f"{people}{sign}" for sign, people in signs if people)
    return " ".join(filter(None, (short, told, need.said)))


def _legend(chart: FourBoxes, sheet: WallSheet) -> list[Text]:
    boxed = chain.from_iterable(box.needs for box in chart.boxes)
    standing = {need.standing for need in boxed}
    told = [
        Text.assemble((sign, sheet.warning), (f" {sheet.say(words)}", sheet.quiet))
        for kind, (sign, words) in SIGNS.items()
        if kind in standing
    ]
    if any(need.counts for need in chain.from_iterable(group.needs for group in chart.beside)):
        said = sheet.say("four put us ahead, one level, three behind")
        told.append(Text(f"4{AHEAD} 1{LEVEL} 3{BEHIND} {said}", sheet.quiet))
    return flowed(told, sheet.width, 1)
