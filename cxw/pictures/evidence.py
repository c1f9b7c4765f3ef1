"""The hundred points as one bar of three classes, with what the room guessed as a marker above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxw.findings.in_words import whole
from cxw.pictures.colour import CUSTOMERS, INK, NOTHING, QUIET, STORIES, WHITE
from cxw.pictures.layout import (
    NARROW,
    SMALL,
    WIDE,
    KeyEntry,
    WordBlock,
    apart,
    bar,
    both_sizes,
    legend,
    outlined,
    placed,
    tick,
)
from cxw.pictures.paper import EvidenceBar, EvidenceKind
from cxw.pictures.pieces import Line, Picture, Piece, Polygon, Text, width
from cxw.text.phrases import Phrases

THICK = 26.0
FILLS: Mapping[EvidenceKind, str] = {"customers": CUSTOMERS, "stories": STORIES, "nothing": NOTHING}
TOLD: Mapping[EvidenceKind, str] = {
    "customers": "{points} on ten customers or more",
    "stories": "{points} on single stories",
    "nothing": "{points} on nothing shown yet",
}
GUESSED = "we guessed {points}"
"""Beside the marker: how many points would rest on customers."""


@dataclass(frozen=True)
class _ClassWords:
    """The words of a class that stand under it."""

    kind: EvidenceKind
    middle: float
    words: str


def evidence_bar(chart: EvidenceBar, say: Phrases) -> Picture:
    """The bar, also for a phone."""
    return both_sizes(_drawn(chart, WIDE, say), _drawn(chart, NARROW, say))


def _drawn(chart: EvidenceBar, across: float, say: Phrases) -> Picture:
    top = 26.0 if chart.guess is not None else 2.0
    pieces: list[Piece] = []
    below: list[_ClassWords] = []
    x = 0.0
    for kind, points in chart.classes:
        wide = across * points / 100
        words = say(TOLD[kind], points=points)
        start = _free(x, wide, width(words, SMALL, bold=True) + 16, _marker(chart, across))
        pieces += outlined(bar(x, top, wide, THICK, INK), FILLS[kind])
        if start is None:
            below.append(_ClassWords(kind, x + wide / 2, words))
        else:
            ink = WHITE if kind == "customers" else INK
            pieces.append(
                Text(round(start + 8, 2), top + THICK / 2 + 4, words, SMALL, ink, "start", bold=True)
            )
        x += wide
    pieces += _guess(chart, across, top, say)
    told, end = _outside(below, across, top + THICK)
    return placed([*pieces, *told], across, end + 2)


def _marker(chart: EvidenceBar, across: float) -> float | None:
    """Where the guess stands; a marker at an end stays whole."""
    return None if chart.guess is None else min(max(across * chart.guess / 100, 7.0), across - 7.0)


def _free(x: float, wide: float, needed: float, marker: float | None) -> float | None:
    """Where words of this width may begin in a class, so that the marker does not cross them."""
    end = x + wide
    if marker is None or not x - 3 < marker < min(x + needed, end) + 3:
        return x if needed <= wide else None
    return marker + 2 if marker + 2 + needed <= end else None


def _guess(chart: EvidenceBar, across: float, top: float, say: Phrases) -> Iterator[Piece]:
    """The marker and its words; they stand on the side where there is room."""
    x = _marker(chart, across)
    if x is None or chart.guess is None:
        return
    words = say(GUESSED, points=whole(chart.guess))
    before = x + 10 + width(words, SMALL, bold=True) > across
    yield Polygon(((x - 6, top - 13), (x + 6, top - 13), (x, top - 3)), INK)
    yield tick(x, top - 6, top + THICK + 5, INK, 2.4)
    if before:
        yield Text(round(x - 10, 2), top - 5, words, SMALL, INK, "end", bold=True)
    else:
        yield Text(round(x + 10, 2), top - 5, words, SMALL, INK, bold=True)


def _outside(below: Sequence[_ClassWords], across: float, foot: float) -> tuple[list[Piece], float]:
    """Words of classes too small for them, under the bar: at their classes, or as a legend."""
    if not below:
        return [], foot + 6
    told = [WordBlock.of(one.words, across, 1, SMALL) for one in below]
    sizes = [words.width + 14 for words in told]
    if sum(sizes) > across:
        return legend([KeyEntry(one.words, FILLS[one.kind], INK) for one in below], across, foot + 6)
    middles = apart([one.middle for one in below], sizes, 0, across)
    pieces: list[Piece] = []
    for one, words, middle in zip(below, told, middles, strict=True):
        near = min(max(one.middle, middle - words.width / 2), middle + words.width / 2)
        pieces.append(Line(round(one.middle, 2), foot, round(near, 2), foot + 11, QUIET, 1))
        pieces += words.at(middle, foot + 12, anchor="middle")
    return pieces, foot + 12 + told[0].height
