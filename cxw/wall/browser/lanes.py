"""Everybody's number as a dot on lanes of one scale: exact places, and piles where numbers are close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from cxw.pictures.charts import Centre, Lane, Lanes
from cxw.text.phrases import Phrases
from cxw.wall.browser.easel import LINE, Easel, Ink, LegendKey, broken, largest, wide_of

LARGEST, LEAST, HIGHEST = 14.0, 6.5, 230.0
"""How large a dot may be, and how small: below that they stand closer; how high lanes are."""
MANY, LEAST_OF_MANY = 24, 3.5
"""From so many people on, a dot may be so small."""
CENTRES: Mapping[Centre, str] = {"mean": "mean of all", "middle": "middle of all"}
LABEL, BAND = 36.0, 24.0
"""How large labels are, and how much room means and functions have below the dots."""
PARTS = (1.0, 0.9, 0.8, 0.7)
"""How much smaller they may be."""


@dataclass(frozen=True)
class Track:
    """Where lanes run: from a number to its place."""

    left: float
    width: float
    top: int

    def at(self, value: float) -> float:
        """The place of a value."""
        return self.left + min(max(value / self.top, 0), 1) * self.width


def lanes_hung(chart: Lanes, easel: Easel) -> float:
    """The picture: lanes, their scale, and the legend."""
    if not chart.lanes:
        return 0.0
    keys = _keys(chart, easel.say)
    probe = Easel(easel.width, 0, easel.say, easel.legend)
    below = easel.legend * 1.6 + probe.keys(0, keys) + 12
    groups = _groups(chart.lanes)
    room = max(easel.height - below, len(chart.lanes) * 26)
    gap = min(26.0, room * 0.12 / max(1, len(groups)))
    high = min((room - gap * (len(groups) - 1)) / len(chart.lanes), HIGHEST)
    alone = len(groups) == len(chart.lanes)
    size = min(LABEL, max(high * 0.62, min(easel.legend, high * 0.8)) if alone else high * 0.8)
    track = _track(chart, easel, size)
    radius = _radius(chart, track, high - _below(chart, high))
    called = size * _part(groups, track, high, size)
    y = 0.0
    for group in groups:
        _label(easel, group, track, (y, high * len(group)), called)
        for lane in group:
            _LaneHung(lane, chart, track, radius, easel).hang(y, high, size)
            y += high
        y += gap
    y += _axis(chart, track, y - gap, easel)
    return easel.keys(y - gap + 12, keys)


def _below(chart: Lanes, high: float) -> float:
    """Room below the dots of a lane: for functions, where they show."""
    return min(BAND if chart.functions else BAND * 0.6, high * 0.4)


def _groups(lanes: Sequence[Lane]) -> list[list[Lane]]:
    """Lanes with those that are joined to them."""
    found: list[list[Lane]] = []
    for lane in lanes:
        if lane.joined and found:
            found[-1].append(lane)
        else:
            found.append([lane])
    return found


def _track(chart: Lanes, easel: Easel, size: float) -> Track:
    widest = max(wide_of(lane.label, size, bold=True) for lane in chart.lanes)
    label = min(max(widest, wide_of(chart.unit, easel.legend)), easel.width * 0.28) + 26
    return Track(label, easel.width - label - _figures(chart, easel, size) - 16, chart.top)


def _figures(chart: Lanes, easel: Easel, size: float) -> float:
    numbers = max(wide_of(lane.number, size, bold=True) for lane in chart.lanes)
    spreads = max(wide_of(lane.spread, easel.legend) for lane in chart.lanes)
    heads = [wide_of(head, easel.legend) for head in chart.heads]
    first, second = max(numbers, heads[0]), max(spreads, heads[1])
    return first + second + 24 * bool(first) + 24 * bool(second)


def _label(easel: Easel, group: Sequence[Lane], track: Track, room: tuple[float, float], size: float) -> None:
    """What these lanes are about, in the middle beside them."""
    ink: Ink = "quiet" if all(lane.quiet for lane in group) else "strong"
    lines = broken(_called(group), size, track.left - 24, max(1, int(room[1] / (size * LINE))), bold=True)
    easel.block(0, room[0] + (room[1] - len(lines) * size * LINE) / 2, lines, size, ink, bold=True)


def _part(groups: Sequence[Sequence[Lane]], track: Track, high: float, size: float) -> float:
    """How much smaller all labels are where one is long: their sizes mean nothing, so they have one."""
    room = [(_called(group), (track.left - 24, high * len(group))) for group in groups]
    return min(largest(label, [size * part for part in PARTS], of, bold=True) for label, of in room) / size


def _called(group: Sequence[Lane]) -> str:
    return " ".join(lane.label for lane in group if lane.label)


def _radius(chart: Lanes, track: Track, room: float) -> float:
    """The largest dot with which every pile has its place."""
    radius = LARGEST if len(chart.lanes) > 2 else LARGEST * 1.6
    least = LEAST_OF_MANY if any(len(lane.values) > MANY for lane in chart.lanes) else LEAST
    while radius > least and any(
        2 * radius * _levels(lane.values, track, radius) > max(room, 6.0) for lane in chart.lanes
    ):
        radius -= 0.5
    return radius


def _levels(values: Sequence[float], track: Track, radius: float) -> int:
    return max((level for _, level in piled(values, track, radius)), default=-1) + 1


def piled(values: Sequence[float], track: Track, radius: float) -> list[tuple[float, int]]:
    """Each dot at its exact place, on the lowest level where it touches no other."""
    last: list[float] = []
    found: list[tuple[float, int]] = []
    for x in sorted(track.at(value) for value in values):
        level = next((n for n, end in enumerate(last) if x - end >= 2 * radius - 0.01), len(last))
        last[level : level + 1] = [x]
        found.append((x, level))
    return found


@dataclass(frozen=True)
class _LaneHung:
    lane: Lane
    chart: Lanes
    track: Track
    radius: float
    easel: Easel

    def hang(self, top: float, high: float, size: float) -> None:
        """One lane: its line, the middle half, the dots, the mean, functions, and figures."""
        lane, easel, track = self.lane, self.easel, self.track
        below = _below(self.chart, high)
        floor = top + high - below if self.chart.people else top + high / 2
        easel.bar(track.left, floor, track.width, 2, "faint")
        if lane.middle is not None:
            low, end = (track.at(value) for value in lane.middle)
            easel.bar(low - 4, floor - 1, end - low + 8, 7, "quiet", round=3)
        self._dots(floor, top)
        if lane.mean is not None:
            head = max(top + 2, floor - 70)
            easel.bar(track.at(lane.mean) - 3, head, 6, floor - head + 8, "strong", css="mean")
        self._marks(floor + (below / 2 + 2 if self.chart.people else 0), below)
        self._numbers(top + high / 2, size)

    def _dots(self, floor: float, top: float) -> None:
        places = piled(self.lane.values, self.track, self.radius)
        levels = max((level for _, level in places), default=0)
        step = min(2 * self.radius, (floor - top - 2 * self.radius) / levels) if levels else 0.0
        for x, level in places:
            self.easel.dot(
                x,
                floor - 2 - self.radius - level * step,
                self.radius,
                "quiet" if self.lane.quiet else "person",
            )

    def _marks(self, middle: float, below: float) -> None:
        size, taken = min(12.0, max(below * 0.48, 8.0)), list[float]()
        for place, value in self.lane.marks:
            x = _free(self.track.at(value), taken, 2 * size + 2)
            taken.append(x)
            self.easel.shape(x, middle, size, place)

    def _numbers(self, middle: float, size: float) -> None:
        lane, easel = self.lane, self.easel
        right = easel.width
        if any(one.spread for one in self.chart.lanes):
            easel.words(right, middle, lane.spread, easel.legend, "quiet", "end")
            right -= max(wide_of(one.spread, easel.legend) for one in self.chart.lanes) + 24
        easel.words(right, middle, lane.number, size, "quiet" if lane.quiet else "strong", "end", bold=True)


def _free(wanted: float, taken: Sequence[float], wide: float) -> float:
    """The nearest place to a wanted one where a sign stands on no other."""
    tries = [wanted, *(at + side * wide for at, side in product(taken, (-1, 1)))]
    free = [x for x in tries if all(abs(x - at) >= wide - 0.01 for at in taken)]
    return min(free, key=lambda x: abs(x - wanted))


def _axis(chart: Lanes, track: Track, y: float, easel: Easel) -> float:
    """The numbers of the scale, what they count, and what the figures at the right are."""
    size = easel.legend
    step = 1 if chart.top <= 10 else 10
    for tick in range(0, chart.top + 1, step):
        easel.words(track.at(tick), y + size, str(tick), size, "quiet", "middle")
    easel.words(track.left - 24, y + size, chart.unit, size, "quiet", "end")
    right = easel.width
    if chart.heads[1]:
        easel.words(right, y + size, chart.heads[1], size, "quiet", "end")
        right -= (
            max(wide_of(words, size) for words in (chart.heads[1], *(lane.spread for lane in chart.lanes)))
            + 24
        )
    easel.words(right, y + size, chart.heads[0], size, "quiet", "end")
    return size * 1.6


def _keys(chart: Lanes, say: Phrases) -> list[LegendKey]:
    keys: list[LegendKey] = [
        (partial(_sign_of_function, place=place), function.called)
        for place, function in enumerate(chart.functions)
    ]
    if chart.people:
        keys.append((_sign_of_person, say("one person")))
    if any(lane.mean is not None for lane in chart.lanes):
        keys.append((_sign_of_mean, say(CENTRES[chart.centre])))
    if any(lane.middle for lane in chart.lanes):
        keys.append((_sign_of_middle, say("middle half")))
    return keys


def _sign_of_person(easel: Easel, x: float, y: float) -> None:
    easel.dot(x, y, easel.legend * 0.4, "person")


def _sign_of_mean(easel: Easel, x: float, y: float) -> None:
    easel.bar(x - 3, y - easel.legend * 0.5, 6, easel.legend, "strong")


def _sign_of_middle(easel: Easel, x: float, y: float) -> None:
    easel.bar(x - easel.legend * 0.6, y - 3, easel.legend * 1.2, 7, "quiet", round=3)


def _sign_of_function(easel: Easel, x: float, y: float, place: int) -> None:
    easel.shape(x, y, easel.legend * 0.5, place)
