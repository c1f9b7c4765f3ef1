"""Every chart of the handout with its painter: one that is missing does not pass the types."""

from __future__ import annotations

from typing import assert_never

from cxw.pictures.charts import Lanes
from cxw.pictures.dots import dots
from cxw.pictures.evidence import evidence_bar
from cxw.pictures.grids import mark_grid, rank_grid, unknown_grid
from cxw.pictures.needsmap import needs_map
from cxw.pictures.panels import side_by_side
from cxw.pictures.paper import (
    EvidenceBar,
    Map,
    MarkGrid,
    PaperChart,
    PullBars,
    RankGrid,
    SideBySide,
    SidesChart,
    Slope,
    SureTwice,
    Timeline,
    UnknownGrid,
    VotesChart,
)
from cxw.pictures.pieces import Picture
from cxw.pictures.pull import pull_bars
from cxw.pictures.sides import sides_drawn
from cxw.pictures.slope import slope_drawn
from cxw.pictures.sureness import sureness_drawn
from cxw.pictures.timeline import timeline_drawn
from cxw.pictures.units import underlined, unit_of
from cxw.text.phrases import Phrases


def drawn_chart(chart: PaperChart, say: Phrases) -> Picture:
    """The chart as a display list, with its measure and unit under it."""
    return underlined(_painted(chart, say), unit_of(chart, say))


def _painted(chart: PaperChart, say: Phrases) -> Picture:  # noqa: C901, PLR0911, PLR0912 a line a kind
    match chart:
        case SideBySide():
            return side_by_side(chart, say)
        case EvidenceBar():
            return evidence_bar(chart, say)
        case SidesChart() | VotesChart():
            return sides_drawn(chart, say)
        case Lanes():
            return dots(chart, say)
        case Slope():
            return slope_drawn(chart, say)
        case MarkGrid():
            return mark_grid(chart, say)
        case UnknownGrid():
            return unknown_grid(chart, say)
        case Map():
            return needs_map(chart, say)
        case SureTwice():
            return sureness_drawn(chart, say)
        case Timeline():
            return timeline_drawn(chart, say)
        case RankGrid():
            return rank_grid(chart, say)
        case PullBars():
            return pull_bars(chart, say)
        case _:
            assert_never(chart)
