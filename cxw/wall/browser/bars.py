"""Lengths: bars beside their numbers, the hundred points in one, people on two sides of a line."""

from __future__ import annotations

from collections.abc import Sequence

from cxw.findings.in_words import whole
from cxw.pictures.charts import Bars, LabelledWords, LargeNumbers, LeadBar, Leads, Pairs, Parts, Role
from cxw.wall.browser.easel import LINE, Easel, broken, largest, wide_of
from cxw.wall.browser.lists import pairs_hung

SIZES = (44.0, 38.0, 34.0, 30.0, 26.0, 22.0, 19.0)
"""What a row of words may be, from the largest down."""
THICKEST = 46.0


def size_of_rows(labels: Sequence[str], room: float, high: float) -> float:
    """The largest size in which each label fits on two lines of its row."""
    return min((largest(label, SIZES, (room, high), bold=True) for label in labels), default=SIZES[-1])


def lengths_hung(chart: Bars, easel: Easel) -> float:
    """Labels, bars and numbers."""
    bars = chart.bars
    if not bars:
        return 0.0
    groups = sum(bar.apart for bar in bars[1:])
    high = min(easel.height / (len(bars) + groups * 0.6), 104.0)
    room = easel.width * 0.34
    labels = [bar.label for bar in bars]
    size = size_of_rows(labels, room, high * 0.88)
    label = min(room, _widest(labels, size)) + 26
    number = _widest([bar.text for bar in bars], size) + 20
    most = chart.top or max(bar.value for bar in bars) or 1
    thick, y = min(THICKEST, high * 0.62), 0.0
    for place, bar in enumerate(bars):
        y += high * 0.6 * (bar.apart and place > 0)
        middle = y + high / 2
        _row_label(
            easel, bar.label, (label - 26, middle, high), size, "quiet" if bar.role == "quiet" else "strong"
        )
        wide = max(bar.value / most * (easel.width - label - number), 3 if bar.value else 0)
        easel.bar(label, middle - thick / 2, wide, thick, bar.role, round=4, css="grows")
        easel.words(label + wide + 16, middle, bar.text, size, "strong", bold=True)
        y += high
    return y


def _widest(texts: Sequence[str], size: float) -> float:
    return max(wide_of(text, size, bold=True) for text in texts)


def _row_label(easel: Easel, text: str, place: tuple[float, float, float], size: float, ink: Role) -> None:
    """Words in the middle of their row, on as many lines as it holds."""
    room, middle, high = place
    lines = broken(text, size, room, max(1, int(high / (size * LINE))), bold=True)
    easel.block(0, middle - len(lines) * size * LINE / 2, lines, size, ink, bold=True)


def parts_hung(chart: Parts, easel: Easel) -> float:
    """One bar of a hundred points in up to three classes, and what each class is."""
    thick, x, size = min(80.0, easel.height * 0.4), 0.0, 32.0
    for part in chart.classes:
        wide = min(part.points / 100 * easel.width, easel.width - x)
        easel.bar(x, 0, wide, thick, part.role, css=f"part {part.role}")
        x += wide
    return _classes_below(chart, easel, thick + 18, size)


def _classes_below(chart: Parts, easel: Easel, top: float, size: float) -> float:
    x, y = 0.0, top
    for part in chart.classes:
        number, words = whole(part.points), part.name
        before = size + 10 + wide_of(number, size, bold=True) + 10
        wide = before + wide_of(words, size)
        if x and x + wide > easel.width:
            x, y = 0.0, y + size * 1.4
        easel.bar(x, y + size * 0.2, size * 0.9, size * 0.9, part.role, css=f"part {part.role}")
        easel.words(x + size + 10, y + size * 0.66, number, size, "strong", bold=True)
        easel.words(x + before, y + size * 0.66, words, size, "plain")
        x += wide + 46
    return y + size * 1.5


def leads_hung(chart: Leads, easel: Easel) -> float:
    """Bars on both sides of a middle line, a person as long as any other, with how many they are."""
    bars = chart.bars
    if not any(bar.told for bar in bars):
        return pairs_hung(Pairs(tuple(LabelledWords(bar.label, bar.text) for bar in bars)), easel)
    head = easel.legend * 1.5
    high = min((easel.height - head) / len(bars), 84.0)
    size = min(size_of_rows([bar.label for bar in bars], easel.width * 0.25, high), high * 0.6)
    small = max(min(size * 0.78, 34.0), 20.0)
    label = min(easel.width * 0.25, max(wide_of(bar.label, size, bold=True) for bar in bars)) + 26
    text = min(easel.width * 0.36, max(wide_of(bar.text, small) for bar in bars)) + 26
    side = (easel.width - label - text) / 2 - 8
    centre = label + side
    easel.words(centre - 16, head / 2, easel.say("behind"), easel.legend, "quiet", "end")
    easel.words(centre + 16, head / 2, easel.say("ahead"), easel.legend, "quiet")
    easel.bar(centre - 1, head, 2, high * len(bars), "quiet")
    most = max(1, *(max(bar.behind, bar.ahead) for bar in bars))
    unit = min((side - wide_of("00", size, bold=True) - 24) / most, 60.0)
    for place, bar in enumerate(bars):
        middle = head + high * (place + 0.5)
        _row_label(easel, bar.label, (label - 26, middle, high), size, "strong")
        if bar.told:
            _both_sides(bar, easel, (centre, middle), (unit, min(THICKEST, high * 0.6)), size)
        lines = broken(bar.text, small, text - 26, max(1, int(high / (small * LINE))))
        easel.block(easel.width - text + 26, middle - len(lines) * small * LINE / 2, lines, small, "plain")
    return head + high * len(bars)


def _both_sides(
    bar: LeadBar, easel: Easel, at: tuple[float, float], one: tuple[float, float], size: float
) -> None:
    (centre, middle), (unit, thick) = at, one
    left, right = bar.behind * unit, bar.ahead * unit
    easel.bar(centre - 6 - left, middle - thick / 2, left, thick, "warning", css="grows left")
    easel.bar(centre + 6, middle - thick / 2, right, thick, "accent", css="grows")
    if bar.behind:
        easel.words(centre - 18 - left, middle, str(bar.behind), size, "strong", "end", bold=True)
    if bar.ahead:
        easel.words(centre + 18 + right, middle, str(bar.ahead), size, "strong", bold=True)


def large_hung(chart: LargeNumbers, easel: Easel) -> float:
    """Numbers to be read from the last row, small words on their foot line."""
    size = next(
        (
            s
            for s in (230.0, 190.0, 150.0, 120.0, 96.0, 72.0, 54.0)
            if s <= easel.height and _line(chart, s) <= easel.width
        ),
        44.0,
    )
    x = 0.0
    for text, role in chart.parts:
        own = _size_of(text, size)
        foot = size * 0.88
        middle = foot - own * 0.37
        easel.words(x, middle, text, own, role, bold=_is_number(text))
        x += wide_of(text, own, bold=_is_number(text)) + size * 0.14 + 8
    return size


def _size_of(text: str, size: float) -> float:
    """Words beside large numbers are small, but never too small to be read."""
    return size if _is_number(text) else max(size * 0.22, 30.0)


def _line(chart: LargeNumbers, size: float) -> float:
    return sum(
        wide_of(text, _size_of(text, size), bold=_is_number(text)) + size * 0.14 + 8
        for text, _ in chart.parts
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()
