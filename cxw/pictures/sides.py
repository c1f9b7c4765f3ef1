"""Behind, level, ahead and the rest as one bar a line, every bar as long as all who were asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cxw.pictures.colour import AHEAD, BEHIND, INK, LEVEL, QUIET, UNKNOWN, WHITE
from cxw.pictures.layout import (
    KEY,
    NARROW,
    SMALL,
    WIDE,
    KeyEntry,
    WordBlock,
    apart,
    bar,
    both_sizes,
    legend,
    number,
    outlined,
    placed,
)
from cxw.pictures.paper import SidesChart, SidesRow, VotesChart
from cxw.pictures.pieces import Picture, Piece, width
from cxw.text.phrases import Phrases

THICK, AIR = 18.0, 6.0
BETWEEN = 2.0
"""Neighbours do not touch: each is told from the page alone."""
KINDS = ("we are behind", "we are level", "we are ahead")
FILLS: tuple[tuple[str, str | None, str], ...] = (
    (BEHIND, None, WHITE),
    (LEVEL, QUIET, INK),
    (AHEAD, None, WHITE),
    (UNKNOWN, QUIET, INK),
)
"""Fill, outline, and the ink on it."""


@dataclass(frozen=True)
class _SidesFrame:
    """Where labels, bars and rivals stand."""

    across: float
    left: float
    right: float
    above: bool
    """On a phone the label stands above its bar."""

    @property
    def long(self) -> float:
        return self.right - self.left


def sides_drawn(chart: SidesChart | VotesChart, say: Phrases) -> Picture:
    """The bars, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: SidesChart | VotesChart, across: float, say: Phrases) -> Picture:
    frame = _frame(chart.rows, across)
    pieces: list[Piece] = []
    y = 0.0
    if any(row.counts for row in chart.rows):
        pieces, y = legend(_keys(chart, say), across)
        y += 5
    for row in chart.rows:
        drawn, y = _row(row, chart.people, frame, y)
        pieces += drawn
    return placed(pieces, across, y - AIR + 2)


def _frame(rows: Sequence[SidesRow], across: float) -> _SidesFrame:
    if across < WIDE:
        return _SidesFrame(across, 0, across, above=True)
    label = max((min(170.0, WordBlock.of(row.label, 170, 3).width) for row in rows), default=0)
    beside = max((min(124.0, WordBlock.of(row.beside, 124, 2, SMALL).width) for row in rows), default=0)
    return _SidesFrame(across, label + 14, across - (beside + 12 if beside else 0), above=False)


def _keys(chart: SidesChart | VotesChart, say: Phrases) -> Iterator[KeyEntry]:
    names = (*(say(kind) for kind in KINDS), chart.rest)
    for place, (name, (fill, outline, _)) in enumerate(zip(names, FILLS, strict=True)):
        if any(row.counts and row.counts[place] for row in chart.rows):
            yield KeyEntry(name, fill, outline)


def _row(row: SidesRow, people: int, frame: _SidesFrame, top: float) -> tuple[list[Piece], float]:
    """One line, and where the next one starts."""
    pieces: list[Piece] = []
    if frame.above:
        beside = WordBlock.of(row.beside, frame.across * 0.4, 2, SMALL)
        label = WordBlock.of(row.label, frame.across - beside.width - 12, 2)
        pieces += [*label.at(0, top), *beside.at(frame.across, top + 1, fill=QUIET, anchor="end")]
        top += max(label.height, beside.height) + 3
        high, middle = THICK, top + THICK / 2
    else:
        label = WordBlock.of(row.label, frame.left - 14, 3)
        beside = WordBlock.of(row.beside, frame.across - frame.right - 12, 2, SMALL)
        high = max(THICK, label.height, beside.height)
        middle = top + high / 2
        pieces += [*label.centred(0, middle)]
        pieces += beside.at(frame.across, middle - beside.height / 2, fill=QUIET, anchor="end")
    drawn, low = _bar(row, people, frame, middle)
    return [*pieces, *drawn], max(top + high, low) + AIR


def _bar(row: SidesRow, people: int, frame: _SidesFrame, middle: float) -> tuple[list[Piece], float]:
    """The bar with its counts, or the word in its place; and where it ends."""
    if row.counts is None:
        return _word(row, frame, middle)
    pieces: list[Piece] = []
    small: list[tuple[float, str]] = []
    x = frame.left
    for count, (fill, outline, ink) in zip(row.counts, FILLS, strict=True):
        if not count:
            continue
        wide = frame.long * count / people
        across, top = max(wide - BETWEEN, 1.5), middle - THICK / 2
        box = bar(x, top, across, THICK, outline or fill)
        pieces += outlined(box, fill) if outline else [box]
        if width(str(count), SMALL, bold=True) + 4 <= across:
            pieces.append(number(x + across / 2, middle, str(count), ink, bold=True))
        else:
            small.append((x + across / 2, str(count)))
        x += wide
    if not small:
        return pieces, middle + THICK / 2
    return [*pieces, *_below(small, frame, middle + THICK / 2)], middle + THICK / 2 + SMALL + 4


def _word(row: SidesRow, frame: _SidesFrame, middle: float) -> tuple[list[Piece], float]:
    """The word with the sign of its side, and where it ends."""
    pieces: list[Piece] = []
    left = frame.left
    if row.side is not None:
        fill, outline, _ = FILLS[("behind", "level", "ahead").index(row.side)]
        box = bar(left, middle - KEY / 2, KEY, KEY, outline or fill)
        pieces += outlined(box, fill) if outline else [box]
        left += KEY + 6
    words = WordBlock.of(row.word, frame.right - left, 2)
    top = middle - words.height / 2
    return [*pieces, *words.at(left, top, fill=QUIET)], top + words.height


def _below(small: Sequence[tuple[float, str]], frame: _SidesFrame, foot: float) -> Iterator[Piece]:
    """Counts too narrow for their bars stand under them."""
    sizes = [width(text, SMALL, bold=True) + 5 for _, text in small]
    middles = apart([x for x, _ in small], sizes, frame.left - 4, frame.right + 4)
    for (_, text), x in zip(small, middles, strict=True):
        yield number(x, foot + SMALL * 0.5 + 2, text, bold=True)
