"""One painter for each chart, and how two charts share the room of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rich.text import Text  # noqa: TID251 -- screens are rich's room

from cxw.pictures import charts
from cxw.pictures.charts import Bars, Lanes, LargeNumbers, Listing, Parts, WallChart
from cxw.wall.terminal.bars import lead_bars, lengths, share_bar
from cxw.wall.terminal.boxes import four_boxes
from cxw.wall.terminal.codes import code_beside
from cxw.wall.terminal.digits import ROWS, large_line
from cxw.wall.terminal.heat import heat_map
from cxw.wall.terminal.lanes import lanes_drawn
from cxw.wall.terminal.lists import beliefs_known, listing, needs_board, pairs_beside, promise_cards, rows_of
from cxw.wall.terminal.sheet import WallSheet
from cxw.wall.terminal.signs import crowd_signs, side_signs

PAINTERS: Mapping[type[WallChart], Callable[[Any, WallSheet], list[Text]]] = {
    charts.Lanes: lanes_drawn,
    charts.Bars: lengths,
    charts.Parts: share_bar,
    charts.Leads: lead_bars,
    charts.Heat: heat_map,
    charts.FourBoxes: four_boxes,
    charts.Signs: side_signs,
    charts.Crowd: crowd_signs,
    charts.LargeNumbers: large_line,
    charts.Listing: listing,
    charts.NeedsBoard: needs_board,
    charts.Beliefs: beliefs_known,
    charts.Pairs: pairs_beside,
    charts.Cards: promise_cards,
    charts.Code: code_beside,
}


def chart_painted(chart: WallChart, sheet: WallSheet) -> list[Text]:
    """The lines of one chart."""
    return PAINTERS[type(chart)](chart, sheet)


def rows_wanted(shown: Sequence[WallChart], sheet: WallSheet) -> int:
    """Rows without which a list loses words; quiet sentences above it give way to them."""
    match shown:
        case [Listing() as lines]:
            return rows_of(lines, sheet)
        case _:
            return 0


def charts_painted(shown: Sequence[WallChart], sheet: WallSheet) -> list[Text]:
    """The lines of a page's charts, below each other; who gives way to whom depends on what they are."""
    match shown:
        case [Listing() as about, LargeNumbers() as numbers]:
            return _numbers_below(about, numbers, sheet)
        case [LargeNumbers() as numbers, Parts() as parts]:
            return _parts_below(numbers, parts, sheet)
        case [Bars() as bars, Lanes() as lanes]:
            return _lanes_below(bars, lanes, sheet)
        case _:
            return _below_each_other(shown, sheet)


def _below_each_other(shown: Sequence[WallChart], sheet: WallSheet) -> list[Text]:
    lines: list[Text] = []
    for chart in shown:
        air = [Text()] if lines else []
        room = max(0, sheet.height - len(lines) - len(air))
        lines += [*air, *chart_painted(chart, replace(sheet, height=room))]
    return lines


def _numbers_below(about: Listing, numbers: LargeNumbers, sheet: WallSheet) -> list[Text]:
    """What is asked about, then how many have answered; where there is no room for both, the count stays."""
    words = listing(about, sheet)
    free = sheet.height - len(words) - (2 if words else 0)
    if free < ROWS + 1:
        words, free = words[: max(0, sheet.height - 3)], 2
    return [*words, *([Text(), Text()] if words else []), *large_line(numbers, replace(sheet, height=free))]


def _parts_below(numbers: LargeNumbers, parts: Parts, sheet: WallSheet) -> list[Text]:
    """Large numbers, and what they are made of."""
    above = large_line(numbers, replace(sheet, height=sheet.height - 7))
    bar = share_bar(parts, replace(sheet, height=max(3, sheet.height - len(above) - 2)))
    air = 2 if len(above) >= ROWS and len(above) + len(bar) + 2 <= sheet.height else 1
    return [*above, *[Text()] * air, *bar]


def _lanes_below(bars: Bars, lanes: Lanes, sheet: WallSheet) -> list[Text]:
    """Bars above lanes; where there is no room for both the bars are one line of words."""
    number = len(lanes.lanes)
    if sheet.height < number + 5:
        above = [Text(_in_words(bars), sheet.quiet)] if sheet.height >= number + 3 else []
        return [*above, *lanes_drawn(lanes, replace(sheet, height=sheet.height - len(above)))]
    above = lengths(bars, replace(sheet, height=len(bars.bars)))
    air = 2 if sheet.height > number * 2 + 6 else 1
    rest = replace(sheet, height=sheet.height - len(above) - air)
    return [*above, *[Text()] * air, *lanes_drawn(lanes, rest)]


def _in_words(bars: Bars) -> str:
    said = [f"{bar.label}: {bar.text}" for bar in bars.bars]
    return "; ".join([f"{words} {bars.unit}".rstrip() for words in said[:1]] + said[1:])
