"""Every chart of the handout with its painter: one that is missing does not pass the types."""

from __future__ import annotations

from typing import assert_never

from cxw.pictures.charts import Lanes
from cxw.pictures.dots import dots
from cxw.pictures.evidence import evidence_bar
from cxw.pictures.needsmap import needs_map
from cxw.pictures.panels import side_by_side
from cxw.pictures.paper import EvidenceBar, Map, PaperChart, SideBySide, SidesChart, VotesChart
from cxw.pictures.pieces import Picture
from cxw.pictures.sides import sides_drawn
from cxw.text.phrases import Phrases


def drawn_chart(chart: PaperChart, say: Phrases) -> Picture:
    """The chart as a display list."""
    match chart:
        case SideBySide():
            return side_by_side(chart, say)
        case EvidenceBar():
            return evidence_bar(chart, say)
        case SidesChart() | VotesChart():
            return sides_drawn(chart, say)
        case Lanes():
            return dots(chart)
        case Map():
            return needs_map(chart)
        case _:
            assert_never(chart)
