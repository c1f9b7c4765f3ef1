"""How much more than by chance the others moved towards each declared person: for the facilitator."""

from __future__ import annotations

from cxw.pictures.colour import BAR, INK, QUIET
from cxw.pictures.layout import NARROW, SMALL, WIDE, WordBlock, bar, both_sizes, placed, tick
from cxw.pictures.paper import PullBars, Pulled
from cxw.pictures.pieces import Picture, Piece, Text, width
from cxw.text.phrases import Phrases

THICK, AIR = 18.0, 10.0
TOWARDS, AWAY = "towards them →", "← away from them"


def pull_bars(chart: PullBars, say: Phrases) -> Picture:
    """The bars, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: PullBars, across: float, say: Phrases) -> Picture:
    most = max([abs(one.excess) for one in chart.people if one.excess is not None], default=0.0) or 1.0
    labels = [WordBlock.of(one.name, across * 0.3, 3) for one in chart.people]
    left = max(words.width for words in labels) + 14
    middle = left + (across - left) * 0.5
    pieces: list[Piece] = []
    if any(one.excess is not None for one in chart.people):
        pieces.append(Text(round(middle + 6, 2), 11, say(TOWARDS), SMALL, QUIET))
        pieces.append(Text(round(middle - 6, 2), 11, say(AWAY), SMALL, QUIET, "end"))
    y = 22.0
    for one, words in zip(chart.people, labels, strict=True):
        start, foot = (left, y) if one.excess is None else (middle, y + THICK + 3)
        told = WordBlock.of(one.told, across - start, 3, SMALL)
        pieces += words.at(0, y)
        pieces += _bar(one, (left, middle, across), y, most)
        pieces += told.at(start, foot, fill=QUIET)
        y = max(foot + told.height, y + words.height) + AIR
    return placed(pieces, across, y - AIR + 2)


def _bar(one: Pulled, at: tuple[float, float, float], top: float, most: float) -> list[Piece]:
    if one.excess is None:
        return []
    _, middle, right = at
    number = f"{one.excess:.2f}".replace("-", "−")
    room = right - middle - width("−0.00", SMALL, bold=True) - 8
    long = room * abs(one.excess) / most
    x = middle if one.excess >= 0 else middle - long
    base = top + THICK / 2 + 4
    if one.excess >= 0:
        beside = Text(round(x + long + 5, 2), base, number, SMALL, INK, "start", bold=True)
    else:
        beside = Text(round(x - 5, 2), base, number, SMALL, INK, "end", bold=True)
    return [
        bar(x, top, max(long, 1.0), THICK, INK if one.raised else BAR),
        tick(middle, top - 3, top + THICK + 3, INK, 1.2),
        beside,
    ]
