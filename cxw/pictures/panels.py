"""Functions side by side: a column of bars for the room and one for each, the needs in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.findings.in_words import whole
from cxw.pictures.colour import BAR, INK, MOST, QUIET
from cxw.pictures.layout import (
    LABEL,
    NARROW,
    SMALL,
    WIDE,
    WordBlock,
    bar,
    both_sizes,
    placed,
    width_as_set,
)
from cxw.pictures.paper import Panel, SideBySide
from cxw.pictures.pieces import Picture, Piece, Text, width
from cxw.text.phrases import Phrases

IN_A_ROW = 5
"""The room and four functions; more stand below."""
IN_A_NARROW_ROW = 2
THICK, ROW, GAP = 13.0, 21.0, 18.0


@dataclass(frozen=True)
class _Sheet:
    """What all rows of panels share."""

    across: float
    labels: tuple[WordBlock, ...]
    left: float
    each: float
    """Width of one panel."""
    most: float
    """The largest number: the longest bar."""

    @property
    def rows(self) -> list[float]:
        """How high each need stands."""
        return [max(ROW, words.height + 5) for words in self.labels]


def side_by_side(chart: SideBySide, say: Phrases) -> Picture:
    """The columns, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, IN_A_ROW, say), _drawn(chart, NARROW, IN_A_NARROW_ROW, say))


def _drawn(chart: SideBySide, across: float, columns: int, say: Phrases) -> Picture:
    columns = -(-len(chart.panels) // -(-len(chart.panels) // columns))
    alone = len(chart.panels) == 1
    room = across * (0.42 if alone else 0.26)
    labels = tuple(WordBlock.of(need, room, 3) for need in chart.needs)
    left = min(room, max(words.width for words in labels)) + 16
    each = (across - left - GAP * (columns - 1)) / columns
    values = chain.from_iterable(panel.numbers for panel in chart.panels)
    numbers = [value for value in values if value is not None]
    sheet = _Sheet(across, labels, left, min(each, 330.0 if alone else 190.0), max([*numbers, 1.0]))
    pieces: list[Piece] = []
    top = 0.0
    for start in range(0, len(chart.panels), columns):
        drawn, top = _row(chart.panels[start : start + columns], sheet, top)
        pieces += drawn
        top += 12
    return placed(pieces, across, top - 12)


def _row(panels: Sequence[Panel], sheet: _Sheet, top: float) -> tuple[list[Piece], float]:
    """One row of panels with the needs at its left, and where it ends."""
    heads = [_head(panel, sheet.each) for panel in panels]
    head = max(words.height for words in heads) + 5
    pieces: list[Piece] = []
    for place, words in enumerate(heads):
        x = sheet.left + place * (sheet.each + GAP)
        pieces += words.at(x, top + head - 5 - words.height, bold=True)
    y = top + head
    for need, (words, high) in enumerate(zip(sheet.labels, sheet.rows, strict=True)):
        pieces += words.centred(0, y + high / 2)
        for place, panel in enumerate(panels):
            x = sheet.left + place * (sheet.each + GAP)
            pieces += _bar(panel, need, x, y + high / 2, sheet)
        y += high
    return pieces, y


def _head(panel: Panel, room: float) -> WordBlock:
    """The name with how many they are; of a name that is too long the end is cut, never the number."""
    many = f"({panel.people})" if panel.people else ""
    name = WordBlock.of(panel.name, room, 2)
    *first, last = name.lines
    if not many or width_as_set(f"{last} {many}", LABEL, bold=True) <= room:
        return WordBlock((*first, f"{last} {many}".strip()), LABEL)
    if not first:
        return WordBlock((last, many), LABEL)
    *first, last = WordBlock.of(panel.name, room - width(f" {many}", LABEL, bold=True), 2).lines
    return WordBlock((*first, f"{last} {many}"), LABEL)


def _bar(panel: Panel, need: int, x: float, middle: float, sheet: _Sheet) -> Iterator[Piece]:
    value = panel.numbers[need]
    if value is None:
        yield Text(round(x, 2), round(middle + 4, 2), "–", SMALL, QUIET)
        return
    large = need in panel.largest
    told = whole(value)
    longest = sheet.each - width("100", SMALL, bold=True) - 6
    long = max(longest * value / sheet.most, 1.0)
    yield bar(x, middle - THICK / 2, long, THICK, MOST if large else BAR)
    yield Text(round(x + long + 5, 2), round(middle + 4, 2), told, SMALL, INK, "start", large)
