"""How sure people are, as bars to a hundred per cent, each crossed by the share of them that can be right."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings.in_words import whole
from cxw.pictures.colour import BAR, GRID, INK, QUIET
from cxw.pictures.layout import NARROW, SMALL, WIDE, WordBlock, bar, both_sizes, number, placed, tick
from cxw.pictures.paper import Sureness, SureTwice
from cxw.pictures.pieces import Line, Picture, Piece, Polygon, Text, width
from cxw.text.phrases import Phrases

THICK, ROW, EDGE = 18.0, 64.0, 18.0
SURE = "{percent} % sure"
RIGHT = "at most {most} of {people} can be right"


def sureness_drawn(chart: SureTwice, say: Phrases) -> Picture:
    """The bars, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: SureTwice, across: float, say: Phrases) -> Picture:
    labels = [WordBlock.of(line.when, across * 0.28, 2) for line in chart.lines]
    told = [WordBlock.of(say(SURE, percent=whole(line.mean)), across * 0.28, 1) for line in chart.lines]
    left = max(words.width * 1.06 for words in (*labels, *told)) + 14
    right = across - EDGE
    pieces: list[Piece] = []
    for row, (line, words, sure) in enumerate(zip(chart.lines, labels, told, strict=True)):
        top = row * ROW
        pieces += [*words.at(0, top), *sure.at(0, top + words.height, bold=True)]
        pieces += _line(line, (left, right, top + 5), say)
    end = len(chart.lines) * ROW - 6
    pieces.append(Line(round(left, 2), end, round(right, 2), end, GRID, 1))
    for share in (0, 50, 100):
        x = left + (right - left) * share / 100
        pieces += [tick(x, end, end + 4, QUIET, 1), number(x, end + 12, f"{share} %", QUIET)]
    return placed(pieces, across, end + 20)


def _line(line: Sureness, at: tuple[float, float, float], say: Phrases) -> Iterator[Piece]:
    """The bar as long as we are sure, and under it how many can be right."""
    left, right, top = at
    yield bar(left, top, (right - left) * line.mean / 100, THICK, BAR)
    if line.most is not None and line.people:
        yield from _right(line, at, say)


def _right(line: Sureness, at: tuple[float, float, float], say: Phrases) -> Iterator[Piece]:
    left, right, top = at
    x = left + (right - left) * (line.most or 0) / line.people
    foot = top + THICK
    yield tick(x, top - 4, foot + 7, INK, 2.4)
    yield Polygon(((x - 5, foot + 14), (x + 5, foot + 14), (x, foot + 6)), INK)
    words = say(RIGHT, most=line.most, people=line.people)
    half = width(words, SMALL) / 2
    middle = min(max(x, left + half), right + EDGE - half)
    yield Text(round(middle, 2), foot + 26, words, SMALL, INK, "middle")
