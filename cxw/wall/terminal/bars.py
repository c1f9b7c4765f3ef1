"""Bars: points, slips or votes as a length beside a number; and 100 points as one bar of classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.findings.in_words import whole
from cxw.pictures.charts import Bars, LeadBar, Leads, Length, Parts
from cxw.wall.terminal.ink import column, fit_cells, wrapped
from cxw.wall.terminal.sheet import WallSheet, flowed

EIGHTHS = " ▏▎▍▌▋▊▉"
FILLS = "█▒░"
"""Of the three classes: told apart without colour."""


def lengths(chart: Bars, sheet: WallSheet) -> list[Text]:
    """Labels, bars and numbers; two lines a bar and air between where there is room."""
    bars = chart.bars
    if not bars:
        return []
    groups = sum(bar.apart for bar in bars)
    blocks = _blocks(chart, sheet.height - groups, sheet)
    gap = int(sum(map(len, blocks)) + len(bars) + groups <= sheet.height)
    lines: list[Text] = []
    for bar, block in zip(bars, blocks, strict=True):
        lines += [*([Text()] * (gap + bar.apart) if lines else []), *block]
    return lines


def _blocks(chart: Bars, height: int, sheet: WallSheet) -> list[list[Text]]:
    """The lines of each bar."""
    bars = chart.bars
    label = min(max(columns(bar.label) for bar in bars), sheet.width // 2)
    number = max(columns(bar.text) for bar in bars)
    most = chart.top or max(bar.value for bar in bars) or 1
    cells = max(8, min(sheet.width - label - number - 4, 90))
    thick = 2 if len(bars) * 3 <= height and sheet.height > 20 else 1
    labels = [[column(row, label) for row in words] for words in _labels(bars, label, height)]
    drawn = [[_bar(bar.value / most * cells)] * thick for bar in bars]
    return [_length(*one, sheet) for one in zip(bars, labels, drawn, strict=True)]


def _labels(bars: Sequence[Length], cells: int, height: int) -> list[list[str]]:
    """The labels, long ones on two lines where all bars have a place so."""
    labels = [wrapped(bar.label, cells, 2) or [""] for bar in bars]
    if sum(map(len, labels)) <= height:
        return labels
    return [[bar.label] for bar in bars]


def _length(bar: Length, labels: list[str], drawn: list[str], sheet: WallSheet) -> list[Text]:
    """One bar beside its label, each on its lines; the number on the first of them."""
    label = columns(labels[0])
    rows = zip_longest(labels, drawn, [f" {bar.text}"], fillvalue="")
    ink, style = _label_ink(bar, sheet), sheet.role(bar.role)
    return [
        Text.assemble((words or " " * label, ink), "  ", (length, style), number)
        for words, length, number in rows
    ]


def _label_ink(bar: Length, sheet: WallSheet) -> Style:
    """Only the bar has the accent: words in it would be read before the number."""
    return sheet.quiet if bar.role == "quiet" else sheet.strong


def _bar(cells: float) -> str:
    eighths = math.floor(max(cells, 0) * 8 + 0.5)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + EIGHTHS[rest].strip()
    return drawn or EIGHTHS[cells > 0].strip()


def share_bar(chart: Parts, sheet: WallSheet) -> list[Text]:
    """One bar of 100 points in up to three classes, and what each class is."""
    cells, parts = min(sheet.width, 120), chart.classes
    ends = accumulate(part.points for part in parts)
    edges = [0, *(math.floor(points / 100 * cells + 0.5) for points in ends)]
    bar = Text()
    for place, part in enumerate(parts):
        wide = max(0, min(edges[place + 1], cells) - edges[place])
        bar.append(FILLS[place % len(FILLS)] * wide, sheet.role(part.role))
    legend = [
        Text.assemble(
            (FILLS[place] * 2, sheet.role(part.role)),
            (f" {whole(part.points)} ", sheet.strong),
            (fit_cells(part.name, sheet.width - 8), sheet.ink),
        )
        for place, part in enumerate(parts)
    ]
    thick = max(1, min(3, sheet.height // 3))
    return [*[bar] * thick, Text(), *flowed(legend, sheet.width, 3)]


def lead_bars(chart: Leads, sheet: WallSheet) -> list[Text]:
    """Bars on both sides of a middle line, a person as long as any other, with how many they are."""
    bars = chart.bars
    label = min(max(columns(bar.label) for bar in bars), sheet.width // 3)
    words = min(max(columns(bar.text) for bar in bars), max(8, sheet.width - label - 24))
    most = max(1, *(max(bar.behind, bar.ahead) for bar in bars))
    side = max(4, min((sheet.width - label - words - 15) // 2, 6 * most))
    widths = (label, words, side)
    behind = column(sheet.say("behind"), label + 2 + 4 + side, right=True)
    blocks = [_lead_block(bar, widths, most, sheet, rows=2) for bar in bars]
    if sum(map(len, blocks)) >= sheet.height:
        blocks = [_lead_block(bar, widths, most, sheet, rows=1) for bar in bars]
    gap = 1 if sum(map(len, blocks)) + len(bars) <= sheet.height - 1 else 0
    lines = [Text(f"{behind} ┊ {sheet.say('ahead')}", sheet.quiet)]
    for block in blocks:
        lines += [*[Text()] * gap, *block]
    return lines


def _lead_block(
    bar: LeadBar, widths: tuple[int, int, int], most: int, sheet: WallSheet, *, rows: int
) -> list[Text]:
    """One bar between its words on so many lines at most."""
    label, words, side = widths
    labels = wrapped(bar.label, label, rows) or [""]
    texts = wrapped(bar.text, words, rows) or [""]
    first = _lead(replace(bar, label=labels[0], text=texts[0]), widths, most, sheet)
    between = " " * (2 + 4 + side + 3 + 5 + side + 2)
    return [
        first,
        *(
            Text.assemble((column(one, label), sheet.strong), (f"{between}{other}", sheet.ink))
            for one, other in zip_longest(labels[1:], texts[1:], fillvalue="")
        ),
    ]


def _lead(bar: LeadBar, widths: tuple[int, int, int], most: int, sheet: WallSheet) -> Text:
    label, words, side = widths
    left, right = ("█" * round(people / most * side) for people in (bar.behind, bar.ahead))
    numbers = [f"{people}" if bar.told and people else "" for people in (bar.behind, bar.ahead)]
    return Text.assemble(
        (column(bar.label, label) + "  ", sheet.strong),
        (column(numbers[0], 4 + side - len(left) - bool(left), right=True), sheet.strong),
        (" " * bool(left) + left, sheet.warning),
        (" ┊ ", sheet.quiet),
        (right, sheet.accent),
        (column(f" {numbers[1]}", 5 + side - len(right)), sheet.strong),
        (f"  {fit_cells(bar.text, words)}", sheet.ink),
    )
