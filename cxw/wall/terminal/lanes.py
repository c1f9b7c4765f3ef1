"""Dots on lanes: every person's number as one dot, in order of value, so that a room sees itself.

Equal numbers stand on one another; where a pile is too high for its lane a digit on top says how many people
it is, and in a large room the piles become columns. Under the dots lie the middle half and the room's mean,
and each function that may show is a mark of a shape of its own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from rich.style import Style  # noqa: TID251 -- screens are rich's room
from rich.text import Text  # noqa: TID251

from cxw.drawing import columns, pad
from cxw.pictures.charts import Centre, Lane, Lanes
from cxw.pictures.speaking import people_told
from cxw.wall.terminal.ink import column, fit_cells, wrapped
from cxw.wall.terminal.sheet import WallSheet, flowed

SHAPES = "◆▲■▼★✚◀▶"
DOT, MEAN, MIDDLE = "●", "│", "━"
COLUMNS = "▁▂▃▄▅▆▇█"
CENTRES: Mapping[Centre, str] = {"mean": "mean of all", "middle": "middle of all"}


@dataclass(frozen=True)
class Scale:
    """From a number to its column."""

    top: int
    cells: int
    step: int

    def at(self, value: float) -> int:
        """The column of a value."""
        share = min(max(value / self.top, 0), 1)
        return math.floor(share * (self.cells - 1) + 0.5)


def lanes_drawn(chart: Lanes, sheet: WallSheet) -> list[Text]:
    """The picture: lanes, their scale, and the legend."""
    if not chart.lanes:
        return []
    widths = _widths(chart)
    label = min(widths.label, max(22, sheet.width // 4))
    widths = replace(widths, label=label)
    scale = Scale(chart.top, sheet.width - widths.beside, _step(chart.top, sheet.width))
    crowd = _Crowd.of(chart.lanes, scale)
    shape, legend = _fitting(chart, sheet, crowd)
    rows, below = list[Text](), list[Text]()
    lanes = _shared(chart.lanes, label, shape.dots + shape.band)
    for lane, after in zip(lanes, [*lanes[1:], None], strict=True):
        if rows and not lane.joined:
            rows += [*below, *[Text()] * shape.gap][: shape.gap]
        strips = _DrawnLane(lane, scale, shape, crowd, sheet).strips()
        lines = _labelled(lane, strips, widths, sheet, more=min(1, shape.gap) if _apart(after) else 0)
        rows += lines[: len(strips)]
        below = lines[len(strips) :]
    if len(rows) + len(below) + 1 + len(legend) <= sheet.height:
        rows += below
    rows.append(_axis(chart, scale, widths, sheet))
    return rows + legend[: max(0, sheet.height - len(rows))]


def _apart(lane: Lane | None) -> bool:
    """Whether a gap, or the scale, comes before it."""
    return lane is None or not lane.joined


def _fitting(chart: Lanes, sheet: WallSheet, crowd: _Crowd) -> tuple[_Shape, list[Text]]:
    """How high a lane is, and the legend: rather a short legend than no functions."""
    for brief in (False, True):
        low, high = (_legend(chart, sheet, crowd, _Shape(dots, 1, 0), brief=brief) for dots in (1, 2))
        longest = max(len(low), len(high))
        shape = _shape(chart.lanes, sheet.height - 1 - longest, people=chart.people)
        if shape.band or not chart.functions:
            break
    return shape, _legend(chart, sheet, crowd, shape, brief=brief and bool(shape.band))


def _legend(
    chart: Lanes, sheet: WallSheet, crowd: _Crowd, shape: _Shape, *, brief: bool = False
) -> list[Text]:
    items = [
        Text.assemble(
            (_shape_of(place), sheet.function(place)), (f" {fit_cells(function.called, 26)}", sheet.ink)
        )
        for place, function in enumerate(chart.functions)
        if shape.band
    ]
    if brief and items:
        return flowed(items, sheet.width, 3)
    if chart.people:
        items.append(_people(crowd, shape, sheet))
    if any(lane.mean is not None for lane in chart.lanes):
        items.append(
            Text.assemble((MEAN, sheet.accent), (f" {sheet.say(CENTRES[chart.centre])}", sheet.quiet))
        )
    if shape.band and any(lane.middle for lane in chart.lanes):
        items.append(Text(f"{MIDDLE}{MIDDLE} {sheet.say('middle half')}", sheet.quiet))
    return flowed(items, sheet.width, 3)


def _people(crowd: _Crowd, shape: _Shape, sheet: WallSheet) -> Text:
    if crowd.columns(shape):
        one_row, more_rows = "people: █ is {number}", "people: the highest is {number}"
        people = sheet.say(one_row if shape.dots == 1 else more_rows, number=crowd.highest)
        return Text.assemble((COLUMNS[2] + COLUMNS[5], sheet.strong), (f" {people}", sheet.quiet))
    high = shape.dots + 1
    more = f", {high}: {people_told(sheet.say, high)}" if crowd.highest > shape.dots else ""
    return Text.assemble((DOT, sheet.strong), (f" {sheet.say('one person')}{more}", sheet.quiet))


def _shape_of(place: int) -> str:
    return SHAPES[place % len(SHAPES)]


@dataclass(frozen=True)
class _Crowd:
    """How high the piles get, and whether figures can stand on those too high for their lane."""

    highest: int
    figures: bool

    @classmethod
    def of(cls, lanes: Sequence[Lane], scale: Scale) -> _Crowd:
        piles = [_piles(lane, scale) for lane in lanes]
        highest = max((max(pile.values(), default=0) for pile in piles), default=0)
        return cls(highest, highest <= 20 and not any(_figures_hide(pile) for pile in piles))

    def columns(self, shape: _Shape) -> bool:
        """Whether piles are drawn as columns and not as dots."""
        return self.highest > shape.dots and not self.figures


@dataclass(frozen=True)
class _Shape:
    dots: int
    band: int
    gap: int


_SHAPES = (
    _Shape(5, 1, 2), _Shape(4, 1, 2), _Shape(4, 1, 1), _Shape(3, 1, 1), _Shape(2, 1, 1), _Shape(2, 1, 0),
    _Shape(1, 1, 1), _Shape(1, 1, 0), _Shape(1, 0, 1), _Shape(1, 0, 0),
)  # fmt: skip
_BANDS = (_Shape(0, 1, 2), _Shape(0, 1, 1), _Shape(0, 1, 0))
"""Lanes of functions alone."""


def _shape(lanes: Sequence[Lane], rows: int, *, people: bool) -> _Shape:
    apart = sum(not lane.joined for lane in lanes)
    shapes = _SHAPES if people else _BANDS
    for shape in shapes:
        if len(lanes) * (shape.dots + shape.band) + (apart - 1) * shape.gap <= rows:
            return shape
    return shapes[-1]


@dataclass(frozen=True)
class _Widths:
    label: int
    number: int
    spread: int

    @property
    def beside(self) -> int:
        """Cells that the lane itself does not get, with the air between."""
        return self.label + self.number + self.spread + 4 + (2 if self.spread else 0)


def _widths(lanes: Lanes) -> _Widths:
    return _Widths(
        max(columns(lanes.unit), *(columns(lane.label) for lane in lanes.lanes)),
        max(columns(lanes.heads[0]), *(columns(lane.number) for lane in lanes.lanes)),
        max(columns(lanes.heads[1]), *(columns(lane.spread) for lane in lanes.lanes)),
    )


def _shared(lanes: Sequence[Lane], cells: int, rows: int) -> list[Lane]:
    """The lanes, with words that are too long for one going on beside the lane joined to it."""
    found = list(lanes)
    for place, lane in enumerate(lanes[1:], 1):
        above = found[place - 1]
        words = wrapped(above.label, cells, 2 * rows)
        if lane.joined and not lane.label and len(words) > rows:
            found[place - 1] = replace(above, label=" ".join(words[:rows]))
            found[place] = replace(lane, label=" ".join(words[rows:]))
    return found


def _step(top: int, width: int) -> int:
    if top <= 10:
        return 1
    fine = 10 if top <= 60 or width >= 110 else 20
    return fine if top % fine == 0 else 10


def _piles(lane: Lane, scale: Scale) -> Counter[int]:
    return Counter(scale.at(value) for value in lane.values)


def _figures_hide(pile: Mapping[int, int]) -> bool:
    """Whether the first of two figures on a high pile would stand on its neighbour, or outside the lane."""
    high = [at for at, people in pile.items() if people > 9]
    return any(not at or pile.get(at - 1) for at in high)


@dataclass
class _Strip:
    """One row of cells, each with a character and a style."""

    cells: list[str]
    styles: list[Style | None] = field(default_factory=list)

    @classmethod
    def empty(cls, cells: int) -> _Strip:
        return cls([" "] * cells, [None] * cells)

    def put(self, place: int, mark: str, style: Style) -> None:
        self.cells[place] = mark
        self.styles[place] = style

    def free(self, place: int) -> bool:
        return self.cells[place] not in SHAPES

    def text(self) -> Text:
        pairs = zip(self.cells, self.styles, strict=True)
        runs = groupby(pairs, key=lambda pair: pair[1])
        return Text.assemble(*(("".join(mark for mark, _ in run), style or "") for style, run in runs))


@dataclass(frozen=True)
class _DrawnLane:
    lane: Lane
    scale: Scale
    shape: _Shape
    crowd: _Crowd
    sheet: WallSheet

    def strips(self) -> list[_Strip]:
        """Rows of dots from the top down, then the band; one row holds all where there is no more room."""
        rows = [_Strip.empty(self.scale.cells) for _ in range(self.shape.dots + self.shape.band)]
        self._band(rows[-1])
        if self.lane.mean is not None:
            for row in rows:
                row.put(self.scale.at(self.lane.mean), MEAN, self.sheet.accent)
        dots = rows[: self.shape.dots]
        if self.crowd.columns(self.shape):
            self._columns(dots)
        else:
            self._dots(dots)
        self._marks(rows[-1])
        return rows

    @property
    def _ink(self) -> Style:
        return self.sheet.quiet if self.lane.quiet else self.sheet.strong

    def _band(self, row: _Strip) -> None:
        for place in range(self.scale.cells) if self.sheet.colour and self.shape.band else ():
            row.put(place, "─", self.sheet.faint)
        if self.lane.middle is not None:
            low, high = (self.scale.at(value) for value in self.lane.middle)
            for place in range(low, high + 1):
                row.put(place, MIDDLE, self.sheet.quiet)

    def _dots(self, rows: list[_Strip]) -> None:
        for place, people in _piles(self.lane, self.scale).items():
            for level in range(min(people, len(rows))):
                rows[-1 - level].put(place, DOT, self._ink)
            if people > len(rows):
                for back, digit in enumerate(reversed(str(people))):
                    rows[0].put(max(0, place - back), digit, self._ink)

    def _columns(self, rows: list[_Strip]) -> None:
        ink = self.sheet.quiet if self.lane.quiet else self.sheet.ink
        for place, people in _piles(self.lane, self.scale).items():
            eighths = max(1, math.floor(people / self.crowd.highest * 8 * len(rows) + 0.5))
            for level in range(len(rows)):
                left = min(8, eighths - 8 * level)
                if left > 0:
                    rows[-1 - level].put(place, COLUMNS[left - 1], ink)

    def _marks(self, row: _Strip) -> None:
        for function, value in self.lane.marks if self.shape.band else ():
            place = _nearest_free(row, self.scale.at(value))
            row.put(place, _shape_of(function), self.sheet.function(function))


def _nearest_free(row: _Strip, place: int) -> int:
    for away in range(len(row.cells)):
        for there in (place + away, place - away):
            if 0 <= there < len(row.cells) and row.free(there):
                return there
    return place


def _labelled(
    lane: Lane, strips: list[_Strip], widths: _Widths, sheet: WallSheet, *, more: int
) -> list[Text]:
    """The label on the last lines of its lane, beside the dots; the figures beside the lowest dots.

    A label that is too long goes on in the gap below, on so many lines `more`.
    """
    at = max(0, len(strips) - 2)
    words = wrapped(lane.label, widths.label, len(strips) + more) or [""]
    first = max(0, min(at, len(strips) - len(words)))
    style = sheet.quiet if lane.quiet else sheet.strong
    rows = []
    for place, strip in enumerate(strips):
        left = words[place - first] if 0 <= place - first < len(words) else ""
        figures = (lane.number, lane.spread) if place == at else ("", "")
        line = Text.assemble((column(left, widths.label), style), "  ", strip.text())
        rows.append(line.append_text(_figures(figures, widths, style, sheet)))
    return rows + [Text(text, style) for text in words[len(strips) - first :]]


def _figures(words: Sequence[str], widths: _Widths, style: Style, sheet: WallSheet) -> Text:
    line = Text.assemble("  ", (pad(words[0], widths.number, right=True), style))
    if widths.spread:
        line.append("  ").append(pad(words[1], widths.spread, right=True), sheet.quiet)
    return line


def _axis(lanes: Lanes, scale: Scale, widths: _Widths, sheet: WallSheet) -> Text:
    cells = [" "] * scale.cells
    for tick in range(0, scale.top + 1, scale.step):
        text = str(tick)
        start = min(max(0, scale.at(tick) - (len(text) - 1) // 2), len(cells) - len(text))
        cells[start : start + len(text)] = list(text)
    heads = _figures(lanes.heads, widths, sheet.quiet, sheet)
    unit = column(lanes.unit, widths.label, right=True)
    return Text.assemble((unit, sheet.quiet), "  ", ("".join(cells), sheet.quiet), heads)
