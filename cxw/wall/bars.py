"""Bars: points, slips or votes as a length beside a number; and 100 points as one bar of classes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns
from cxw.wall.frame import WallSheet, flowed
from cxw.wall.ink import column, fit_cells, whole

EIGHTHS = " ▏▎▍▌▋▊▉"
FILLS = "█▒░"
"""Of the three classes: told apart without colour."""


@dataclass(frozen=True)
class Length:
    """One bar."""

    label: str
    value: float
    text: str
    """The number in the room's figures."""
    accent: bool = False
    quiet: bool = False
    apart: bool = False
    """Begins a new group: air above."""


def lengths(bars: tuple[Length, ...], sheet: WallSheet, *, top: float | None = None) -> list[Text]:
    """Labels, bars and numbers; two lines a bar and air between where there is room."""
    if not bars:
        return []
    label = min(max(columns(bar.label) for bar in bars), sheet.width // 2)
    number = max(columns(bar.text) for bar in bars)
    most = top or max(bar.value for bar in bars) or 1
    cells = max(8, min(sheet.width - label - number - 4, 90))
    groups = sum(bar.apart for bar in bars)
    thick = 2 if len(bars) * 3 + groups <= sheet.height and sheet.height > 20 else 1
    gap = 1 if len(bars) * (thick + 1) + groups <= sheet.height else 0
    lines: list[Text] = []
    for place, bar in enumerate(bars):
        lines += [Text()] * ((gap if place else 0) + (1 if bar.apart and place else 0))
        style = sheet.accent if bar.accent else sheet.quiet if bar.quiet else sheet.strong
        drawn = _bar(bar.value / most * cells)
        words = Style() if bar.accent and not sheet.colour else sheet.quiet if bar.quiet else sheet.strong
        lines.append(Text.assemble((column(bar.label, label), words), "  ", (drawn, style), f" {bar.text}"))
        lines += [Text.assemble(" " * (label + 2), (drawn, style))] * (thick - 1)
    return lines


def _bar(cells: float) -> str:
    eighths = math.floor(max(cells, 0) * 8 + 0.5)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest] if rest else "") or ("▏" if cells > 0 else "")


@dataclass(frozen=True)
class PointsClass:
    """One class of the hundred points."""

    name: str
    points: float
    style: Style


def share_bar(parts: tuple[PointsClass, ...], sheet: WallSheet) -> list[Text]:
    """One bar of 100 points in up to three classes, and what each class is."""
    cells = min(sheet.width, 120)
    edges = [
        0,
        *(math.floor(sum(p.points for p in parts[: n + 1]) / 100 * cells + 0.5) for n in range(len(parts))),
    ]
    bar = Text()
    for place, part in enumerate(parts):
        wide = max(0, min(edges[place + 1], cells) - edges[place])
        bar.append(FILLS[place % len(FILLS)] * wide, part.style)
    legend = [
        Text.assemble(
            (FILLS[place] * 2, part.style), (f" {whole(part.points)} ", sheet.strong), (part.name, sheet.ink)
        )
        for place, part in enumerate(parts)
    ]
    thick = 3 if sheet.height >= 9 else 2 if sheet.height >= 6 else 1
    return [*[bar] * thick, Text(), *flowed(legend, sheet.width, 3)]


@dataclass(frozen=True)
class LeadBar:
    """Who puts us behind a rival, to the left of a middle line, and who ahead, to its right."""

    label: str
    behind: int
    ahead: int
    text: str
    """On whom the counts are, and what they leave out."""
    told: bool = True
    """Whether counts may be shown; without them there are no bars, and the text says what is known."""


def lead_bars(bars: tuple[LeadBar, ...], sheet: WallSheet) -> list[Text]:
    """Bars on both sides of a middle line, a person as long as any other, with how many they are."""
    label = min(max(columns(bar.label) for bar in bars), sheet.width // 3)
    words = min(max(columns(bar.text) for bar in bars), max(8, sheet.width - label - 24))
    most = max(1, *(max(bar.behind, bar.ahead) for bar in bars))
    side = max(4, min((sheet.width - label - words - 15) // 2, 6 * most))
    gap = 1 if len(bars) * 2 <= sheet.height - 1 else 0
    behind = column("behind", label + 2 + 4 + side, right=True)
    lines = [Text(f"{behind} ┊ ahead", sheet.quiet)]
    for bar in bars:
        lines += [Text()] * gap + [_lead(bar, (label, words, side), most, sheet)]
    return lines


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
