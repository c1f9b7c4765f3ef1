"""A picture as a slide: sixteen by nine, its finding on top, and in parts where it would be too small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar, assert_never

from cxw.pictures.charts import Lanes
from cxw.pictures.colour import QUIET, WHITE
from cxw.pictures.drawing import drawn_chart
from cxw.pictures.layout import SMALL, WIDE, WordBlock, bar
from cxw.pictures.paper import (
    MarkGrid,
    PaperChart,
    PullBars,
    RankGrid,
    SideBySide,
    SidesChart,
    Timeline,
    UnknownGrid,
    VotesChart,
)
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Polygon, Rect, Text
from cxw.text.phrases import Phrases

T = TypeVar("T")
HIGH, EDGE, FOOT = 360.0, 28.0, 26.0
TITLES = (20.0, 17.0, 14.5, 12.5)
"""Sizes of a title, the largest in which it stands whole."""
LINES = 3
LEAST, MOST = 0.58, 1.15
"""How far a picture may be made smaller or larger: under it words could not be read from the last row."""
PARTS = 8
AIR_ABOVE = 0.3
"""Of the room that is left: a small picture stands a little lower than its title."""


@dataclass(frozen=True)
class SlideWords:
    """What stands around the picture."""

    title: str
    above: str
    """The segment, where there are several."""
    left: str
    right: str
    """Under it at its ends: what it is, and whose."""
    colour: str
    """Of the title alone."""


def slides(chart: PaperChart, words: SlideWords, say: Phrases) -> list[Picture]:
    """The chart on one slide, or its rows on as few as can be read."""
    top, head = _head(words)
    room = HIGH - FOOT - top
    for count in range(1, PARTS + 1):
        pictures = [drawn_chart(part, say) for part in in_parts(chart, count)]
        shrunk = min(_scale(picture, room) for picture in pictures)
        if shrunk >= LEAST or len(pictures) < count or count == PARTS:
            break
    many = len(pictures)
    return [
        _slide(picture, head, top, (words, f"{place} / {many}" if many > 1 else ""))
        for place, picture in enumerate(pictures, 1)
    ]


def _scale(picture: Picture, room: float) -> float:
    return min(MOST, (WIDE - 2 * EDGE) / picture.width, room / picture.height)


def _head(words: SlideWords) -> tuple[float, list[Piece]]:
    """The title in the largest size in which it stands whole, and where the picture begins."""
    across = WIDE - 2 * EDGE
    size = next((size for size in TITLES if _lines(words.title, size, across) <= LINES), TITLES[-1])
    title = WordBlock.of(words.title, across, 5, size)
    pieces: list[Piece] = [*title.at(EDGE, 20, fill=words.colour, bold=True)]
    top = 20 + title.height
    if words.above:
        above = WordBlock.of(words.above, across, 1, SMALL)
        pieces += above.at(EDGE, top + 3, fill=QUIET)
        top += above.height + 3
    return top + 14, pieces


def _lines(text: str, size: float, across: float) -> int:
    return len(WordBlock.of(text, across, 9, size).lines)


def _slide(picture: Picture, head: Sequence[Piece], top: float, around: tuple[SlideWords, str]) -> Picture:
    words, part = around
    room = HIGH - FOOT - top
    scale = _scale(picture, room)
    top += (room - scale * picture.height) * AIR_ABOVE
    across = WIDE - 2 * EDGE
    right = WordBlock.of("   ".join(one for one in (words.right, part) if one), across * 0.6, 1, SMALL)
    left = WordBlock.of(words.left, across - right.width - 16, 1, SMALL)
    pieces: list[Piece] = [bar(0, 0, WIDE, HIGH, WHITE), *head]
    pieces += [moved(piece, scale, (EDGE, top)) for piece in picture.pieces]
    pieces += left.at(EDGE, HIGH - 20, fill=QUIET)
    pieces += right.at(WIDE - EDGE, HIGH - 20, fill=QUIET, anchor="end")
    return Picture(WIDE, HIGH, tuple(pieces))


def moved(piece: Piece, scale: float, to: tuple[float, float]) -> Piece:
    """The piece, larger or smaller, at another place."""
    x0, y0 = to

    def at(x: float, y: float) -> tuple[float, float]:
        return round(x0 + x * scale, 2), round(y0 + y * scale, 2)

    match piece:
        case Rect():
            x, y = at(piece.x, piece.y)
            return Rect(x, y, round(piece.width * scale, 2), round(piece.height * scale, 2), piece.fill)
        case Line():
            ends = (*at(piece.x1, piece.y1), *at(piece.x2, piece.y2))
            return Line(*ends, piece.stroke, round(piece.width * scale, 2))
        case Dots():
            places = tuple(at(*place) for place in piece.places)
            return Dots(places, round(piece.radius * scale, 3), piece.fill)
        case Polygon():
            return Polygon(tuple(at(*place) for place in piece.places), piece.fill)
        case Text():
            x, y = at(piece.x, piece.y)
            return replace(piece, x=x, y=y, size=round(piece.size * scale, 2))
        case _:
            assert_never(piece)


_ROWS: Mapping[type, tuple[str, ...]] = {
    Lanes: ("lanes",),
    SidesChart: ("rows",),
    VotesChart: ("rows",),
    MarkGrid: ("rows", "cells"),
    UnknownGrid: ("rows", "counts"),
    Timeline: ("promises",),
    RankGrid: ("companies",),
    PullBars: ("people",),
}
"""What goes on slides of its own in parts: the fields that hold a row each."""


def in_parts(chart: PaperChart, count: int) -> list[PaperChart]:
    """The chart with its rows in so many parts of about the same length; whole where it has no rows."""
    if isinstance(chart, SideBySide):
        room, *functions = chart.panels
        return [replace(chart, panels=(room, *part)) for part in _parts(functions, count)] or [chart]
    fields = _ROWS.get(type(chart))
    if fields is None:
        return [chart]
    parts = zip(*(_parts(getattr(chart, field), count) for field in fields), strict=True)
    return [replace(chart, **dict(zip(fields, part, strict=True))) for part in parts]


def _parts(rows: Sequence[T], count: int) -> list[tuple[T, ...]]:
    """The rows in `count` parts, the first ones longer by one; never an empty part."""
    count = min(count, len(rows))
    size, more = divmod(len(rows), count) if count else (0, 0)
    starts = [place * size + min(place, more) for place in range(count + 1)]
    return [tuple(rows[start:end]) for start, end in pairwise(starts)]
