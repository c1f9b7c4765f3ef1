"""One painter for each chart, and how charts share the room of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cxw.pictures import charts
from cxw.pictures.charts import WallChart
from cxw.wall.browser.bars import large_hung, leads_hung, lengths_hung, parts_hung
from cxw.wall.browser.easel import Easel
from cxw.wall.browser.grids import boxes_hung, heat_hung
from cxw.wall.browser.lanes import lanes_hung
from cxw.wall.browser.lists import beliefs_hung, board_hung, cards_hung, code_hung, listing_hung, pairs_hung
from cxw.wall.browser.people import crowd_hung, sides_hung

PAINTERS: Mapping[type[WallChart], Callable[[Any, Easel], float]] = {
    charts.Lanes: lanes_hung,
    charts.Bars: lengths_hung,
    charts.Parts: parts_hung,
    charts.Leads: leads_hung,
    charts.Heat: heat_hung,
    charts.FourBoxes: boxes_hung,
    charts.Signs: sides_hung,
    charts.Crowd: crowd_hung,
    charts.LargeNumbers: large_hung,
    charts.Listing: listing_hung,
    charts.NeedsBoard: board_hung,
    charts.Beliefs: beliefs_hung,
    charts.Pairs: pairs_hung,
    charts.Cards: cards_hung,
    charts.Code: code_hung,
}
"""Each draws its chart from the top of the easel down and says where it ends."""
AIR = 34.0
"""Between two charts of one page."""


def charts_hung(shown: Sequence[WallChart], easel: Easel) -> float:
    """A page's charts below each other, each in its share of the room."""
    shares = [max(_share(chart), 0.5) for chart in shown]
    room = easel.height - AIR * (len(shown) - 1)
    functions = any(isinstance(chart, charts.Lanes) and chart.functions for chart in shown)
    y = 0.0
    for chart, share in zip(shown, shares, strict=True):
        own = Easel(easel.width, room * share / sum(shares), easel.say, easel.legend, functions=functions)
        end = PAINTERS[type(chart)](chart, own)
        easel.hang(own, 0, y)
        y += min(end, own.height) + AIR
    return y - AIR if shown else 0.0


def _share(chart: WallChart) -> float:
    """How much of the room a chart asks for beside another one, in lines of words."""
    match chart:
        case charts.Bars(bars):
            return 1.2 * len(bars)
        case charts.Lanes(lanes):
            return 2.0 + 1.7 * len(lanes)
        case charts.Listing(items):
            return 1.1 * len(items)
        case charts.Parts():
            return 3.0
        case _:
            return 4.0
