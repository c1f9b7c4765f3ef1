"""The picture of dots: every person's points, need by need."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from cxw.pictures.charts import Lane, Lanes
from cxw.pictures.colour import BAR, DOT, GRID, INK, QUIET
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Polygon, Rect, Text, lines_that_fit, width
from cxw.text.phrases import SAY_ENGLISH, Phrases
from cxw.theme import LIGHT

WIDE, NARROW = 640.0, 360.0
LABEL, SMALL = 13.0, 11.5
LEADING = 1.2
DIAMETERS = (8.0, 7.0, 6.0, 5.0, 4.4, 3.8, 3.2, 2.7, 2.3, 2.0)
SPREAD = 2.2
"""A dot stands at most this many points beside its value: two neighbours of a scale of five never mix."""
SHAPE = 4.4
PITCH = 10.0
PAGE = 850.0
"""What all lanes together may take: with legend and scale a page holds them."""


OF_HUNDRED = "points of 100"
ONE_PERSON, MIDDLE_HALF, OF_THE_ROOM = "one person", "middle half of the room", "mean of the room"
OF_A_FUNCTION = "mean of {function}"
"""What the marks mean."""


_Swarm: TypeAlias = list[tuple[float, float]]
"""Where the dots of a lane stand: x, and height above its line."""


@dataclass(frozen=True)
class _Frame:
    """Where things stand in a picture of dots."""

    width: float
    left: float
    right: float
    top: float
    above: bool

    def x(self, value: float) -> float:
        return self.left + (self.right - self.left) * value / self.top

    @property
    def point(self) -> float:
        return (self.right - self.left) / self.top


@dataclass(frozen=True)
class _Measures:
    """What all lanes of a picture share: size of a dot, and room above the line."""

    diameter: float
    dots: float


def dots(chart: Lanes, say: Phrases = SAY_ENGLISH) -> Picture:
    """Every person's points per need: dots, the room's mean, its middle half, the means of functions."""
    wide = _Frame(WIDE, 206, 578, chart.top, above=False)
    narrow = _Frame(NARROW, 10, 308, chart.top, above=True)
    return Picture(**vars(_dots(chart, wide, say)) | {"narrow": _dots(chart, narrow, say)})


def _dots(chart: Lanes, frame: _Frame, say: Phrases) -> Picture:
    measures, swarms = _measures(chart.lanes, frame)
    pieces, y = _legend(chart, frame, say)
    pieces.append(Text(frame.width, y, say(chart.heads[0]), SMALL, QUIET, "end"))
    head, body = y + 6, list[Piece]()
    y = head
    for lane, swarm in zip(chart.lanes, swarms, strict=True):
        drawn, y = _lane(lane, swarm, _LanePlace(frame, measures, y))
        body.extend(drawn)
    pieces.extend(_scale(frame, head, y, say(OF_HUNDRED)))
    return Picture(frame.width, round(y + (36 if frame.above else 22), 2), (*pieces, *body))


@dataclass(frozen=True)
class _LanePlace:
    """A lane's place in the picture."""

    frame: _Frame
    measures: _Measures
    y: float


def _measures(lanes: Sequence[Lane], frame: _Frame) -> tuple[_Measures, list[_Swarm]]:
    """The largest dots that fit, and where they stand."""
    room = _room(lanes, frame)
    diameter, swarms = _fitting(lanes, frame, room)
    tallest = max((height for _, height in chain.from_iterable(swarms)), default=0)
    if tallest > room:
        # More people than dots have room for: they overlap, and a column stays as high as it is full.
        swarms = [[(x, height * room / tallest) for x, height in swarm] for swarm in swarms]
    return _Measures(diameter, min(tallest, room) + diameter / 2), swarms


def _fitting(lanes: Sequence[Lane], frame: _Frame, room: float) -> tuple[float, list[_Swarm]]:
    columns = [lane.values for lane in lanes]
    # The lane with most people at one value first: where dots are too large, it says so before the others.
    order = sorted(range(len(columns)), key=lambda place: -max(Counter(columns[place]).values(), default=0))
    for diameter in DIAMETERS:
        fitting = dict[int, _Swarm]()
        for place in order:
            swarm = _swarm(columns[place], frame, diameter, room)
            if swarm is None:
                break
            fitting[place] = swarm
        else:
            return diameter, [fitting[place] for place in range(len(columns))]
    least = DIAMETERS[-1]
    return least, [_swarm(values, frame, least, len(values) * least) or [] for values in columns]


def _room(lanes: Sequence[Lane], frame: _Frame) -> float:
    """How high a lane's dots may stand, so that all lanes fit on one page."""
    people = max((len(lane.values) for lane in lanes), default=0)
    below = sum(_below(lane, frame) for lane in lanes)
    share = (PAGE - below) / max(len(lanes), 1) - 14 if not frame.above else 60
    return max(16, min(share, 32 if people <= 30 else 56))


def _swarm(values: Sequence[float], frame: _Frame, diameter: float, room: float) -> _Swarm | None:
    """A place for each value: upwards first, then aside; None when there is no room."""
    taken: dict[int, list[float]] = {}
    levels = max(1, int(room // diameter))
    aside = int(SPREAD * frame.point // diameter)
    offsets = sorted(range(-aside, aside + 1), key=abs)
    start: dict[tuple[float, int], int] = {}
    places = []
    for value in sorted(values):
        for offset in offsets:
            x = frame.x(value) + offset * diameter
            level = _level(taken, x, diameter, range(start.get((value, offset), 0), levels))
            start[value, offset] = levels if level is None else level + 1
            if level is not None:
                break
        else:
            return None
        insort(taken.setdefault(level, []), x)
        places.append((x, (level + 0.5) * diameter))
    return places


def _level(taken: Mapping[int, list[float]], x: float, diameter: float, levels: range) -> int | None:
    """The lowest level at which a dot at x touches no other."""
    for level in levels:
        row = taken.get(level, [])
        after = bisect_left(row, x - diameter + 1e-6)
        if after == len(row) or row[after] >= x + diameter - 1e-6:
            return level
    return None


def _lane(lane: Lane, swarm: _Swarm, spot: _LanePlace) -> tuple[list[Piece], float]:
    """One need, and where the next one starts."""
    frame, measures = spot.frame, spot.measures
    words = lines_that_fit(lane.label, LABEL, frame.width - 60 if frame.above else frame.left - 22, 4)
    label_height = len(words) * LABEL * LEADING
    y = spot.y + 10
    head = y + label_height + 4 if frame.above else y
    base = head + max(measures.dots, 12)
    end = base + _below(lane, frame)
    if not frame.above:
        end = max(end, y + label_height + 4)
        base = end - _below(lane, frame)
    first = y + LABEL if frame.above else base + 5 - label_height / 2 + LABEL / 2 + 2
    first = max(min(first, end - label_height + LABEL * 0.6), y + LABEL * 0.8)
    pieces: list[Piece] = [
        Text(0, round(first + i * LABEL * LEADING, 2), line, LABEL, INK) for i, line in enumerate(words)
    ]
    pieces.extend(_cloud(lane, swarm, measures.diameter, base))
    pieces.extend(_summary(lane, frame, head, base))
    pieces.extend(_means(lane, frame, base))
    return pieces, end


def _cloud(lane: Lane, swarm: _Swarm, diameter: float, base: float) -> Iterator[Piece]:
    colour_of = _colours(lane)
    for colour in dict.fromkeys(colour_of):
        places = tuple(
            (round(x, 2), round(base - height, 2))
            for (x, height), own in zip(swarm, colour_of, strict=True)
            if own == colour
        )
        yield Dots(places, round(diameter / 2 * 0.92, 3), colour)


def _colours(lane: Lane) -> list[str]:
    """The colour of each dot, in order of value; among equals by colour, which is nobody's order."""
    if not lane.owners:
        return [DOT] * len(lane.values)
    owned = (("" if owner is None else function_colour(owner)) for owner in lane.owners)
    return [colour or DOT for _, colour in sorted(zip(lane.values, owned, strict=True))]


def _summary(lane: Lane, frame: _Frame, head: float, base: float) -> Iterator[Piece]:
    yield Line(frame.left, base + 0.5, frame.right, base + 0.5, BAR, 1)
    if lane.middle is not None:
        low, high = (frame.x(value) for value in lane.middle)
        yield Rect(round(low - 1, 2), base + 1, round(high - low + 2, 2), 5, BAR)
    if lane.mean is None:
        return
    x = round(frame.x(lane.mean), 2)
    yield Line(x, round(head - 2, 2), x, base + 8, INK, 1.6)
    yield Text(frame.width, base + 3, lane.number, LABEL, INK, "end", bold=True)


def _means(lane: Lane, frame: _Frame, base: float) -> Iterator[Piece]:
    for row, members in enumerate(_rows(lane, frame)):
        for place, mean in members:
            yield shape(place, frame.x(mean), base + 13 + PITCH * row)


def _below(lane: Lane, frame: _Frame) -> float:
    """The room a lane takes below its line: the bar, and the rows of shapes."""
    return 8 + PITCH * len(_rows(lane, frame))


def _rows(lane: Lane, frame: _Frame) -> list[list[tuple[int, float]]]:
    """The functions' means in rows in which no two shapes touch."""
    rows: list[list[tuple[int, float]]] = []
    for place, mean in lane.marks:
        for row in rows:
            if all(abs(frame.x(mean) - frame.x(other)) >= 2 * SHAPE + 1 for _, other in row):
                row.append((place, mean))
                break
        else:
            rows.append([(place, mean)])
    return rows


def function_colour(kind: int) -> str:
    """The colour of the kind-th function."""
    return LIGHT.functions[kind % len(LIGHT.functions)]


def shape(kind: int, x: float, y: float) -> Piece:
    """The mark of the kind-th function: a colour, and a shape that can be told without it."""
    fill = function_colour(kind)
    corners = _SHAPES[(kind + kind // len(LIGHT.functions)) % len(_SHAPES)]
    if not corners:
        return Dots(((round(x, 2), round(y, 2)),), SHAPE, fill)
    places = tuple((round(x + dx * SHAPE, 2), round(y + dy * SHAPE, 2)) for dx, dy in corners)
    return Polygon(places, fill)


_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    (),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    ((0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    ((0, 1.1), (1.1, -0.85), (-1.1, -0.85)),
    (
        *((-0.4, -1.1), (0.4, -1.1), (0.4, -0.4), (1.1, -0.4), (1.1, 0.4), (0.4, 0.4)),
        *((0.4, 1.1), (-0.4, 1.1), (-0.4, 0.4), (-1.1, 0.4), (-1.1, -0.4), (-0.4, -0.4)),
    ),
)


def _scale(frame: _Frame, head: float, end: float, unit: str) -> Iterator[Piece]:
    step = 10 if frame.top <= 60 or not frame.above else 20
    for value in range(0, int(frame.top) + 1, step):
        x = round(frame.x(value), 2)
        yield Line(x, head, x, round(end + 4, 2), GRID, 1)
        yield Text(x, round(end + 16, 2), str(value), SMALL, QUIET, "middle")
    if frame.above:
        yield Text(round(frame.x(frame.top / 2), 2), round(end + 31, 2), unit, SMALL, QUIET, "middle")
    else:
        yield Text(frame.left - 26, round(end + 16, 2), unit, SMALL, QUIET, "end")


def _legend(chart: Lanes, frame: _Frame, say: Phrases) -> tuple[list[Piece], float]:
    """What the marks mean, in as many rows as it takes, and where they end."""
    pieces: list[Piece] = []
    x, y = 0.0, 10.0
    for key, words in _keys(chart, say):
        for line in lines_that_fit(words, SMALL, frame.width - 60, 1):
            needed = 16 + width(line, SMALL)
            if x and x + needed > frame.width - 40:
                x, y = 0.0, y + 18
            pieces.extend([_key(key, x + 6, y - 4), Text(x + 16, y, line, SMALL, QUIET)])
            x += needed + 10
    return pieces, y


def _keys(chart: Lanes, say: Phrases) -> Iterator[tuple[int | str, str]]:
    yield "dot", say(ONE_PERSON)
    if any(lane.middle for lane in chart.lanes):
        yield "half", say(MIDDLE_HALF)
    yield "mean", say(OF_THE_ROOM)
    marks = chain.from_iterable(lane.marks for lane in chart.lanes)
    for place in sorted({place for place, _ in marks}):
        yield place, say(OF_A_FUNCTION, function=chart.functions[place].name)


def _key(key: int | str, x: float, y: float) -> Piece:
    if isinstance(key, int):
        return shape(key, x, y)
    if key == "dot":
        return Dots(((x, y),), 3.6, DOT)
    if key == "half":
        return Rect(x - 6, y - 2.5, 13, 5, BAR)
    return Line(x, y - 6, x, y + 6, INK, 1.6)
