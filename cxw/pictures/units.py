"""The line under a picture: what is measured, in which unit, and what was left out."""

from __future__ import annotations

from itertools import chain
from typing import assert_never

from cxw.pictures.charts import Lanes
from cxw.pictures.colour import QUIET
from cxw.pictures.layout import SMALL, WordBlock, width_as_set
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
from cxw.pictures.pieces import Picture, lines_that_fit
from cxw.text.phrases import Phrases

AIR = 8.0
NO_MORE = "Not shown: {left} with fewer points."
GROUPS = "Mean points of 100; darker: each group’s two largest of all needs, and what is level with them."
ROOM = "Mean points of 100; darker: the two largest, and what is level with them."
EVIDENCE = "Our 100 points, by what has been shown for them."
SIDES = "People, by their mark for us beside their mark for the best rival on that need."
MIDDLES = "Our middle mark beside that of the best rival on the need."
VOTES = "People, by their own points and marks."
SLOPE = "Mean points of 100 of the {people} who answered both times; pale: unmoved."
MARKS = "Middle mark of all, beside it the lowest and the highest; ?: too few know."
BARE_MARKS = "Middle mark of all; ?: too few know."
UNKNOWN = "How many of {people} do not know."
UNKNOWN_OF_ASKED = "How many do not know, of those who were asked about the company."
SURE = "How sure each of us is on average to have named what customers put first."
RANKS = "Of {draws} rooms drawn from this one."
PULL = "How much more the others moved towards a person than by chance."


def unit_of(chart: PaperChart, say: Phrases) -> str:  # noqa: C901, PLR0911, PLR0912 a line a kind
    """Measure and unit in words; nothing where scale and legend say it."""
    match chart:
        case SideBySide():
            return _with_left(say(GROUPS if len(chart.panels) > 1 else ROOM), chart.needs_left, say)
        case EvidenceBar():
            return say(EVIDENCE)
        case SidesChart():
            counted = any(row.counts for row in chart.rows)
            return _with_left(say(SIDES if counted else MIDDLES), chart.left, say)
        case VotesChart():
            return say(VOTES)
        case Slope():
            return say(SLOPE, people=chart.people)
        case MarkGrid():
            return say(MARKS if any(cell.small for cell in chain.from_iterable(chart.cells)) else BARE_MARKS)
        case UnknownGrid():
            people = chart.everybody
            return say(UNKNOWN, people=people) if people else say(UNKNOWN_OF_ASKED)
        case SureTwice():
            return say(SURE)
        case RankGrid():
            return say(RANKS, draws=chart.draws)
        case PullBars():
            return say(PULL)
        case Lanes() | Map() | Timeline():
            return ""
        case _:
            assert_never(chart)


def _with_left(words: str, left: int, say: Phrases) -> str:
    return f"{words} {say(NO_MORE, left=left)}" if left else words


def underlined(picture: Picture, words: str) -> Picture:
    """The picture with this line under it, also for a phone."""
    if not words:
        return picture
    narrow = underlined(picture.narrow, words) if picture.narrow else None
    line = WordBlock(tuple(lines_that_fit(words, SMALL, picture.width, 4, width_as_set)), SMALL)
    pieces = (*picture.pieces, *line.at(0, picture.height + AIR, fill=QUIET))
    return Picture(picture.width, round(picture.height + AIR + line.height, 2), pieces, narrow)
