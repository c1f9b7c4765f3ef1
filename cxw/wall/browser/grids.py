"""The grid as a heat map, and the SWOT's four boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.pictures.charts import (
    DIFFER,
    SIGNS,
    BesideBoxes,
    BoxedNeed,
    FourBoxes,
    Heat,
    Square,
    SwotBox,
    Unboxed,
)
from cxw.pictures.colour import heat as heated
from cxw.wall.browser.bars import size_of_rows
from cxw.wall.browser.easel import LINE, Easel, Ink, broken, largest, wide_of

HEADS = (30.0, 26.0, 23.0, 20.0, 17.0)
GAP = 22.0


def heat_hung(chart: Heat, easel: Easel) -> float:
    """A line of company names, a row a need, the legend."""
    if not chart.rows:
        return 0.0
    legend = list(
        chain.from_iterable(broken(words, easel.legend, easel.width) for words in _joined(chart, easel))
    )
    below = len(legend) * easel.legend * LINE + 14
    label = min(easel.width * 0.3, max(wide_of(row, 34, bold=True) for row in chart.rows) + 24)
    cell = min((easel.width - label) / len(chart.columns), 260.0)
    head = min(largest(name, HEADS, (cell - 12, 2 * HEADS[0] * LINE), bold=True) for name in chart.columns)
    heads = [broken(name, head, cell - 12, 3, bold=True) for name in chart.columns]
    top = max(map(len, heads)) * head * LINE + 10
    high = min((easel.height - below - top) / len(chart.rows), 110.0)
    for place, lines in enumerate(heads):
        x = label + cell * (place + 0.5)
        easel.block(
            x,
            top - 8 - len(lines) * head * LINE,
            lines,
            head,
            "accent" if not place else "strong",
            "middle",
            bold=True,
        )
    size = size_of_rows(chart.rows, label - 24, high)
    for row, (name, squares) in enumerate(zip(chart.rows, chart.squares, strict=True)):
        y = top + row * high
        lines = broken(name, size, label - 24, max(1, int(high / (size * LINE))), bold=True)
        easel.block(0, y + (high - len(lines) * size * LINE) / 2, lines, size, "strong", bold=True)
        for place, square in enumerate(squares):
            _square(square, easel, (label + place * cell, y), (cell - 6, high - 6))
    return easel.block(0, top + len(chart.rows) * high + 8, legend, easel.legend, "quiet")


def _joined(chart: Heat, easel: Easel) -> list[str]:
    """The legend on as few lines as it takes."""
    lines: list[str] = []
    for words in chart.legend:
        longer = f"{lines[-1]}   ·   {words}" if lines else words
        if lines and wide_of(longer, easel.legend) <= easel.width:
            lines[-1] = longer
        else:
            lines.append(words)
    return lines


def _square(square: Square, easel: Easel, at: tuple[float, float], size: tuple[float, float]) -> None:
    (x, y), (wide, high) = at, size
    ink = _ground(square, easel, at, size)
    number = f"{square.large} {DIFFER}".strip() if square.differ else square.large
    small = " · ".join(part for part in square.small if part)
    large_size = max(16.0, min(46.0, high * (0.46 if small else 0.6)))
    small_size = max(14.0, min(26.0, high * 0.28))
    if small and high >= 62:
        easel.words(
            x + wide / 2,
            y + high * 0.36,
            number,
            _fits(number, large_size, wide),
            "strong",
            "middle",
            bold=True,
            fill=ink,
        )
        easel.words(
            x + wide / 2, y + high * 0.74, small, _fits(small, small_size, wide), "plain", "middle", fill=ink
        )
        return
    one = f"{number} · {small}" if number and small else number or small
    if wide_of(one, 16, bold=True) > wide - 10:
        one = number or small
    easel.words(
        x + wide / 2, y + high / 2, one, _fits(one, large_size, wide), "strong", "middle", bold=True, fill=ink
    )


def _ground(square: Square, easel: Easel, at: tuple[float, float], size: tuple[float, float]) -> str:
    """Paint what a square's words stand on; the colour of ink that is read there, empty for the usual one."""
    if square.share is None:
        easel.bar(*at, *size, "cell", round=6)
        return ""
    fill, ink = heated(square.share * 10)
    easel.bar(*at, *size, round=6, fill=fill)
    return ink


def _fits(text: str, size: float, room: float) -> float:
    """This size, or as much smaller as the words need."""
    wide = wide_of(text, size, bold=True)
    return size if wide <= room - 10 else size * (room - 10) / wide


def boxes_hung(chart: FourBoxes, easel: Easel) -> float:
    """Two boxes above two, what stands beside them, and what the signs mean."""
    below, end = _below(chart, easel)
    wide = (easel.width - GAP) / 2
    room = max(easel.height - end - GAP - 10, 60.0)
    pairs = (chart.boxes[:2], chart.boxes[2:])
    wanted = [max(_wanted(box, wide) for box in pair) for pair in pairs]
    share = min(max(wanted[0] / (sum(wanted) or 1), 0.3), 0.7)
    y = 0.0
    for pair, part in zip(pairs, (share, 1 - share), strict=True):
        high = room * part
        for place, box in enumerate(pair):
            inside = Easel(wide, high, easel.say, easel.legend)
            _box(box, inside)
            easel.hang(inside, place * (wide + GAP), y)
        y += high + GAP
    easel.hang(below, 0, y - GAP + 10)
    return y - GAP + 10 + end


def _wanted(box: SwotBox, wide: float) -> float:
    return 2.0 + sum(1 + len(need.said) * 0.7 for need in box.needs)


def _box(box: SwotBox, easel: Easel) -> None:
    """One box: its title and its needs, as large as all of them have a place."""
    asks = not any(need.standing == "stated" for need in box.needs)
    easel.framed(1.5, 1.5, easel.width - 3, easel.height - 3, "asks" if asks else "stated")
    title = box.believed if asks and box.needs else box.title
    easel.words(20, 30, title, 28, "quiet" if asks else "strong", bold=True)
    if not box.needs:
        if easel.height >= 96:
            easel.words(20, 76, easel.say("nothing we can claim yet"), 28, "quiet")
        return
    for wanted in _NEEDS:
        columns = _in_columns(box.needs, easel, wanted)
        if all(_all_in(needs, column, wanted) for needs, column in columns):
            break
    for place, (needs, column) in enumerate(columns):
        _needs(needs, column, wanted)
        easel.hang(column, place * column.width, 0)


def _in_columns(
    needs: Sequence[BoxedNeed], easel: Easel, wanted: _NeedSize
) -> list[tuple[Sequence[BoxedNeed], Easel]]:
    """The needs of each column of a box, and where that is painted."""
    each = -(-len(needs) // wanted.columns)
    parts = [needs[first : first + each] for first in range(0, len(needs), each)]
    wide = easel.width / wanted.columns
    return [(part, Easel(wide, easel.height, easel.say, easel.legend)) for part in parts]


def _all_in(needs: Sequence[BoxedNeed], easel: Easel, wanted: _NeedSize) -> bool:
    """Whether all of them have a place, with no word cut where there are columns."""
    room = easel.width - 70
    whole = wanted.columns == 1 or all(wide_of(one.label, wanted.size, bold=True) <= room for one in needs)
    return whole and sum(_need_high(need, easel, wanted) for need in needs) <= easel.height - 62


@dataclass(frozen=True)
class _NeedSize:
    """How needs stand in a box."""

    size: float
    said: bool
    most: int = 2
    """lines of a need"""
    columns: int = 1


_NEEDS = (
    *(_NeedSize(size, said=True) for size in (46.0, 38.0, 32.0, 27.0, 23.0)),
    *(_NeedSize(size, said=False) for size in (30.0, 25.0)),
    *(_NeedSize(size, said=False, most=1, columns=2) for size in (32.0, 28.0, 25.0, 22.0)),
    *(_NeedSize(size, said=False, most=1) for size in (25.0, 21.0, 18.0)),
)
"""From the most that a box may say of its needs down to the least."""


def _needs(needs: Sequence[BoxedNeed], easel: Easel, wanted: _NeedSize) -> None:
    """The needs from the title down, as far as there is room, then how many more there are."""
    y, line = 54.0, wanted.size * LINE
    for place, need in enumerate(needs):
        left = len(needs) - place
        if y + _need_high(need, easel, wanted) + line * (left > 1) > easel.height - 4:
            if y + line <= easel.height - 4:
                more = easel.say("and {number} more in the handout", number=left)
                for words in broken(more, wanted.size, easel.width - 40, 1):
                    easel.words(20, y + line / 2, words, wanted.size, "quiet")
            return
        y = _need(need, easel, y, wanted)


def _need_high(need: BoxedNeed, easel: Easel, wanted: _NeedSize) -> float:
    size, room = wanted.size, easel.width - 70
    lines = len(broken(need.label, size, room, wanted.most, bold=True)) * size * LINE
    below = len(_said(need, size, room)) * size * 0.78 * LINE if wanted.said else 0
    return lines + below + size * 0.18


def _said(need: BoxedNeed, size: float, room: float) -> list[str]:
    return broken(" · ".join(need.said), size * 0.78, room, 2)


def _need(need: BoxedNeed, easel: Easel, y: float, wanted: _NeedSize) -> float:
    stated, size, room = need.standing == "stated", wanted.size, easel.width - 70
    sign = SIGNS[need.standing][0]
    ink: Ink = "accent" if stated else "warning"
    easel.words(34, y + size * LINE / 2, sign, size, ink, "middle", bold=True)
    label = broken(need.label, size, room, wanted.most, bold=True)
    y = easel.block(56, y, label, size, "strong" if stated else "plain", bold=True)
    if wanted.said:
        y = easel.block(56, y, _said(need, size, room), size * 0.78, "quiet")
    return y + size * 0.18


def _below(chart: FourBoxes, easel: Easel) -> tuple[Easel, float]:
    """What stands in no box and what the signs mean, in at most two fifths of the room."""
    for size, most in ((32.0, 2), (26.0, 2), (24.0, 1), (20.0, 1), (16.0, 1)):
        below = Easel(easel.width, 0, easel.say, easel.legend)
        y = _groups(chart.beside, below, size, most)
        signs = broken(_signs(chart, easel), easel.legend, easel.width, 2)
        end = below.block(0, y + 4, signs, easel.legend, "quiet")
        if end <= easel.height * (0.25 if size > 26 else 0.4):
            break
    return below, end


def _groups(groups: Sequence[BesideBoxes], easel: Easel, size: float, most: int) -> float:
    """The groups below each other; more than two in two columns, where each is a short line."""
    half = (easel.width - GAP) / 2
    columns = 2 if len(groups) > 2 and all(_wide(group, size) <= half for group in groups) else 1
    y = 0.0
    for first in range(0, len(groups), columns):
        ends = []
        for place, group in enumerate(groups[first : first + columns]):
            part = Easel(half if columns > 1 else easel.width, 0, easel.say, easel.legend)
            ends.append(_group(group, part, 0.0, size, most))
            easel.hang(part, place * (half + GAP), y)
        y += max(ends)
    return y


def _wide(group: BesideBoxes, size: float) -> float:
    """How wide a group is on one line."""
    return wide_of(group.head, size, bold=True) + 18 + wide_of(" · ".join(map(_unboxed, group.needs)), size)


def _signs(chart: FourBoxes, easel: Easel) -> str:
    """What the signs mean that stand here."""
    boxed = chain.from_iterable(box.needs for box in chart.boxes)
    standing = {need.standing for need in boxed}
    told = [f"{sign} {easel.say(words)}" for kind, (sign, words) in SIGNS.items() if kind in standing]
    if any(need.counts for need in chain.from_iterable(group.needs for group in chart.beside)):
        told.append(f"4▲ 1= 3▼ {easel.say('four put us ahead, one level, three behind')}")
    return " · ".join(told)


def _group(group: BesideBoxes, easel: Easel, y: float, size: float, most: int) -> float:
    """The needs of one group on a few lines, with how many more there are."""
    title = group.head
    left = wide_of(title, size, bold=True) + 18
    for shown in range(len(group.needs), 0, -1):
        more = len(group.needs) - shown
        rest = [easel.say("and {number} more in the handout", number=more)] if more else []
        lines = broken(" · ".join([*map(_unboxed, group.needs[:shown]), *rest]), size, easel.width - left)
        if len(lines) <= most:
            break
    easel.words(0, y + size * LINE / 2, title, size, "strong", bold=True)
    shortened = broken(" ".join(lines), size, easel.width - left, most)
    return easel.block(left, y, shortened, size, "plain")


def _unboxed(need: Unboxed) -> str:
    signs = zip("▲=▼", need.counts or (0, 0, 0), strict=True)
    told = " ".join(f"{people}{sign}" for sign, people in signs if people)
    return " ".join(filter(None, (need.label, told, need.said)))
