"""Every chart as somebody hears it who cannot see it: one without words does not pass the types."""

from __future__ import annotations

from typing import assert_never

from cxw.handout.figures.alts import PictureWords
from cxw.pictures.charts import Lanes
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


def heard(chart: PaperChart, words: PictureWords) -> str:  # noqa: C901, PLR0911, PLR0912 a line a kind
    """What somebody hears who cannot see the chart."""
    match chart:
        case SideBySide():
            return words.functions(chart)
        case EvidenceBar():
            return words.evidence(chart)
        case SidesChart():
            return words.sides(chart)
        case VotesChart():
            return words.votes(chart)
        case Lanes():
            return words.weights(chart)
        case Slope():
            return words.slope(chart)
        case MarkGrid():
            return words.marks(chart)
        case UnknownGrid():
            return words.unknown(chart)
        case Map():
            return words.map(chart)
        case SureTwice():
            return words.conviction(chart)
        case Timeline():
            return words.timeline(chart)
        case RankGrid():
            return words.ranks(chart)
        case PullBars():
            return words.pull(chart)
        case _:
            assert_never(chart)
