"""Who finds out what by when: a line a promise, its day on one scale of days, done or still open.

Days are the session's own; nothing here knows what day it is today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cxw.pictures.colour import GRID, INK, QUIET, WHITE
from cxw.pictures.layout import LABEL, NARROW, SMALL, WIDE, WordBlock, both_sizes, placed, tick
from cxw.pictures.paper import PromiseLine, Timeline
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Text
from cxw.text.phrases import Phrases

RING, HOLE, AIR = 5.5, 3.2, 12.0
DONE, OPEN = "done", "open"


@dataclass(frozen=True)
class _Days:
    """The scale of days of a picture."""

    left: float
    right: float
    most: int
    across: float
    above: bool
    """On a phone the question stands above its line."""

    def x(self, day: int) -> float:
        return round(self.left + (self.right - self.left) * day / self.most, 2)


def timeline_drawn(chart: Timeline, say: Phrases) -> Picture:
    """The lines, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: Timeline, across: float, say: Phrases) -> Picture:
    most = max([promise.day for promise in chart.promises if promise.day is not None], default=0)
    left, above = (10.0, True) if across < WIDE else (across * 0.45, False)
    days = _Days(left, across - 10, max(most, 1), across, above)
    pieces, y = _legend(chart, say), 24.0
    if chart.start:
        pieces.append(Text(days.x(0) - RING, y + 8, chart.start, SMALL, QUIET))
        y += 18
    top = y
    rows: list[Piece] = []
    for promise in chart.promises:
        drawn, y = _row(promise, days, y)
        rows += drawn
    if not days.above:
        pieces.append(tick(days.x(0), top - 4, y - AIR, GRID, 1.2))
    pieces += rows
    return placed(pieces, across, y - AIR + 4)


def _legend(chart: Timeline, say: Phrases) -> list[Piece]:
    pieces: list[Piece] = []
    x = RING
    for done, words in ((True, DONE), (False, OPEN)):
        if any(promise.done is done for promise in chart.promises):
            pieces += [*_ring(x, 8, done), Text(x + 11, 12, say(words), SMALL, QUIET)]
            x += 92
    return pieces


def _ring(x: float, y: float, done: bool) -> Iterator[Piece]:
    yield Dots(((round(x, 2), round(y, 2)),), RING, INK)
    if not done:
        yield Dots(((round(x, 2), round(y, 2)),), HOLE, WHITE)


def _row(promise: PromiseLine, days: _Days, top: float) -> tuple[list[Piece], float]:
    """One promise: what is asked, and who by when beside its day; and where the next one starts."""
    room = days.across if days.above else days.left - 22
    question = WordBlock.of(promise.question, room, 3)
    pieces: list[Piece] = [*question.at(0, top)]
    told, anchor = _told(promise, days)
    line = top + (question.height + 6 if days.above else 0) + RING + 1
    if promise.day is not None:
        x = days.x(promise.day)
        pieces += [
            Line(days.x(0), round(line, 2), x, round(line, 2), QUIET, 1.4),
            *_ring(x, line, promise.done),
        ]
    at = days.x(promise.day or 0) + (RING if anchor == "end" else -RING)
    y = line + RING + 2
    for words, bold in told:
        pieces += words.at(at, y, anchor=anchor, bold=bold)
        y += words.height
    return pieces, max(y, top + question.height) + AIR


def _told(promise: PromiseLine, days: _Days) -> tuple[list[tuple[WordBlock, bool]], Literal["start", "end"]]:
    """Who, and by when with what became of it; ending at its day where that is late."""
    at = days.x(promise.day or 0)
    late = at > (days.left + days.right) / 2
    room = at - days.left if late else days.right - at
    who = WordBlock.of(promise.who, room / 1.06, 2, LABEL)
    told = WordBlock.of(promise.told, room, 2, SMALL)
    return [(who, True), (told, promise.late)], "end" if late else "start"
