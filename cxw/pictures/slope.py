"""The two rounds as two upright lines: each need is a line from its first mean to its second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from cxw.findings.in_words import whole
from cxw.pictures.colour import BAR, GRID, INK, QUIET
from cxw.pictures.layout import LABEL, NARROW, SMALL, WIDE, WordBlock, apart, both_sizes, placed, tick
from cxw.pictures.paper import Slope, SlopeLine
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Text, width
from cxw.text.phrases import Phrases

TOP, LEAST, DOT_SIZE = 30.0, 10.0, 3.4
HEADS = ("first round", "second round")


@dataclass(frozen=True)
class _Rounds:
    """Where the two lines stand, and the scale between them."""

    left: float
    right: float
    high: float
    low_value: float
    span: float

    def y(self, value: float) -> float:
        return round(TOP + 8 + (self.high - 16) * (1 - (value - self.low_value) / self.span), 2)


def slope_drawn(chart: Slope, say: Phrases) -> Picture:
    """The lines, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: Slope, across: float, say: Phrases) -> Picture:
    left, right = across * 0.37, across * 0.63
    room = left - 20 - width("00 ", LABEL, bold=True)
    labels = [WordBlock.of(line.label, room, 2) for line in chart.lines]
    sizes = [words.height + 4 for words in labels]
    before, after = [line.before for line in chart.lines], [line.after for line in chart.lines]
    values = [*before, *after]
    span = max(max(values) - min(values), LEAST)
    field = _Rounds(left, right, max(sum(sizes) + 12, 150.0), (max(values) + min(values) - span) / 2, span)
    pieces: list[Piece] = [
        Text(left, 12, say(HEADS[0]), SMALL, QUIET, "end"),
        Text(right, 12, say(HEADS[1]), SMALL, QUIET),
        tick(left, TOP - 8, TOP + field.high, GRID, 1.2),
        tick(right, TOP - 8, TOP + field.high, GRID, 1.2),
    ]
    for line in sorted(chart.lines, key=lambda line: line.moved):
        pieces += _line(line, field)
    ends: tuple[tuple[list[float], Literal["start", "end"]], ...] = (
        (before, "end"),
        (after, "start"),
    )
    for numbers, anchor in ends:
        pieces += _labels((chart.lines, labels, sizes), numbers, field, anchor)
    return placed(pieces, across, TOP + field.high + 2)


def _line(line: SlopeLine, field: _Rounds) -> Iterator[Piece]:
    ink, thick = (INK, 2.2) if line.moved else (BAR, 1.4)
    before, after = field.y(line.before), field.y(line.after)
    yield Line(round(field.left, 2), before, round(field.right, 2), after, ink, thick)
    yield Dots(((round(field.left, 2), before), (round(field.right, 2), after)), DOT_SIZE, ink)


def _labels(
    told: tuple[Sequence[SlopeLine], Sequence[WordBlock], Sequence[float]],
    numbers: Sequence[float],
    field: _Rounds,
    anchor: Literal["start", "end"],
) -> Iterator[Piece]:
    """The labels of one side, off each other; a thin line leads to one that had to move."""
    lines, labels, sizes = told
    wanted = [field.y(number) for number in numbers]
    # Equal places keep the order of the other things on this side, so that no leader crosses another.
    middles = apart(wanted, sizes, TOP - 6, TOP + field.high)
    outward = -1 if anchor == "end" else 1
    edge = field.left if anchor == "end" else field.right
    for line, words, number, want, middle in zip(lines, labels, numbers, wanted, middles, strict=True):
        yield Line(
            round(edge + outward * 6, 2), want, round(edge + outward * 13, 2), round(middle, 2), BAR, 0.8
        )
        ink = INK if line.moved else QUIET
        at = edge + outward * 16
        text = whole(number)
        yield Text(round(at, 2), round(middle + 4.4, 2), text, LABEL, ink, anchor, bold=True)
        shift = outward * (width("00 ", LABEL, bold=True) + 2)
        yield from words.at(at + shift, middle - words.height / 2, fill=ink, anchor=anchor)
