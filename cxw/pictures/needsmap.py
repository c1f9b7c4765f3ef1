"""The map of needs: importance against the lead over the best rival, hollow where customers back nothing.

The cross stands at an even share of the points and at no lead: one at the data's own mean would make winners
out of noise. Labels never lie on each other or on a ring; one that finds no place is told under the map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TypeAlias

from cxw.pictures.colour import BAR, GRID, INK, QUIET, WHITE
from cxw.pictures.dots import OF_HUNDRED
from cxw.pictures.paper import Map, Spot
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Text, lines_that_fit, width
from cxw.text.phrases import SAY_ENGLISH, Phrases

WIDE, NARROW = 640.0, 360.0
HIGH, HIGH_NARROW = 280.0, 330.0
LABEL, SMALL, LEADING = 12.5, 11.5, 1.2
RING, HOLE = 5.5, 3.4
TRAILING, LEADING_RIVAL = "← behind our best rival", "ahead of our best rival →"
BACKED, ASSUMED = "backed by customers", "assumption"
UNLABELLED = "Without a label: {needs}"
LEFT, RIGHT, TOP = 34.0, 8.0, 34.0
BIT = 2.0
"""Of a line, what is looked at in one."""
STEPS = 14
"""How many steps away from its ring a label may stand."""
_BEFORE = {-1: 1, 0: 0.5, 1: 0}
"""Which part of a label lies before the place it is put at, by the side of the ring it stands on."""
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))
SLANTS = ((2, -1), (-2, -1), (2, 1), (-2, 1), (1, -2), (-1, -2), (1, 2), (-1, 2))
"""Where a label may stand beside its ring, and further ways to one that stands away from it."""


@dataclass(frozen=True)
class Box:
    """A rectangle that something takes up."""

    x: float
    y: float
    width: float
    height: float

    def touches(self, other: Box) -> bool:
        """Whether the two have any place in common."""
        across = self.x < other.x + other.width and other.x < self.x + self.width
        return across and self.y < other.y + other.height and other.y < self.y + self.height

    def inside(self, other: Box) -> bool:
        """Whether it lies wholly within the other one."""
        across = other.x <= self.x and self.x + self.width <= other.x + other.width
        return across and other.y <= self.y and self.y + self.height <= other.y + other.height


@dataclass(frozen=True)
class _Field:
    """The scales of one map."""

    box: Box
    most: float
    lead: float

    def at(self, spot: Spot) -> tuple[float, float]:
        return self.x(spot.lead), self.y(spot.points)

    def x(self, lead: float) -> float:
        return round(self.box.x + self.box.width * (lead + self.lead) / (2 * self.lead), 2)

    def y(self, points: float) -> float:
        return round(self.box.y + self.box.height * (1 - points / self.most), 2)


@dataclass(frozen=True)
class Placed:
    """A label and where it stands; no box where there was no free place."""

    spot: Spot
    words: tuple[str, ...]
    box: Box | None


def needs_map(chart: Map, say: Phrases = SAY_ENGLISH) -> Picture:
    """The map, also for a phone."""
    wide, narrow = (_drawn(chart, size, say) for size in ((WIDE, HIGH), (NARROW, HIGH_NARROW)))
    return Picture(**vars(wide) | {"narrow": narrow})


def _drawn(chart: Map, size: tuple[float, float], say: Phrases) -> Picture:
    spots, even = chart.spots, chart.even
    field = _field(spots, even, size)
    labels = place_labels(spots, [field.at(spot) for spot in spots], field.box, _cross(field, even))
    pieces = [
        *_legend(spots, say),
        *_scales(field, even, say),
        *_labels(labels, field),
        *_spots(spots, field),
    ]
    left_over = "; ".join(label.spot.label for label in labels if label.box is None)
    end = field.box.y + field.box.height + 36 + _below(field, say)
    words = lines_that_fit(say(UNLABELLED, needs=left_over), SMALL, size[0], 4) if left_over else []
    pieces += [Text(0, end + 16 + n * SMALL * LEADING, line, SMALL, QUIET) for n, line in enumerate(words)]
    return Picture(
        size[0], round(end + (14 + len(words) * SMALL * LEADING if words else 0), 2), tuple(pieces)
    )


def _field(spots: Sequence[Spot], even: float, size: tuple[float, float]) -> _Field:
    most = max([even * 1.5, *(spot.points for spot in spots)])
    lead = max([2.0, *(abs(spot.lead) for spot in spots)])
    box = Box(LEFT, TOP, size[0] - LEFT - RIGHT, size[1] - TOP)
    return _Field(box, min(100.0, ceil((most + 3) / 10) * 10), ceil(lead + 0.25))


def _cross(field: _Field, even: float) -> list[Box]:
    box = field.box
    return [
        Box(field.x(0) - 1, box.y, 2, box.height),
        Box(box.x, field.y(even) - 1, box.width, 2),
    ]


def place_labels(
    spots: Sequence[Spot], at: Sequence[tuple[float, float]], field: Box, cross: Sequence[Box] = ()
) -> list[Placed]:
    """A place for each label, nearest first; the weightiest choose first.

    Where it can be no thin line to a ring runs through words, and no words stand on the cross.
    """
    rings = [Box(x - RING - 1, y - RING - 1, 2 * RING + 2, 2 * RING + 2) for x, y in at]
    taken, lines, found = list(rings), list[Box](), dict[int, Placed]()
    for place in sorted(range(len(spots)), key=lambda n: -round(spots[n].points, 9)):
        words = tuple(lines_that_fit(spots[place].label, LABEL, min(150.0, field.width * 0.4), 2))
        free = (box for box in _places(words, at[place]) if box.inside(field) and not _on_any(box, taken))
        box = _best(free, at[place], (taken[len(rings) :], lines, cross))
        if box:
            taken.append(box)
            lines += _along(box, at[place])
        found[place] = Placed(spots[place], words, box)
    return [found[place] for place in range(len(spots))]


_There: TypeAlias = tuple[Sequence[Box], Sequence[Box], Sequence[Box]]
"""Labels, the lines to them, and the cross."""


def _best(free: Iterator[Box], at: tuple[float, float], there: _There) -> Box | None:
    """The nearest with nothing against it, else the nearest with least; most are found at once."""
    found: dict[int, Box] = {}
    for box in free:
        against = _against(box, at, there)
        if not against:
            return box
        found.setdefault(against, box)
    return found[min(found)] if found else None


def _against(box: Box, at: tuple[float, float], there: _There) -> int:
    """2 where a line would run through words, this label's or another's; 1 where words stand on the cross."""
    labels, lines, cross = there
    through = _on_any(box, lines) or any(_on_any(part, labels) for part in _along(box, at))
    return 2 * through + _on_any(box, cross)


def _along(box: Box, at: tuple[float, float]) -> list[Box]:
    """The thin line from a ring to its label, bit by bit."""
    ends = leader(box, *at)
    if ends is None:
        return []
    x, y = ends
    bits = ceil(max(abs(x - at[0]), abs(y - at[1])) / BIT)
    steps = [bit / bits for bit in range(bits)]
    return [Box(at[0] + (x - at[0]) * step - 1, at[1] + (y - at[1]) * step - 1, 2, 2) for step in steps]


def _on_any(box: Box, others: Sequence[Box]) -> bool:
    return any(box.touches(other) for other in others)


def _places(words: Sequence[str], at: tuple[float, float]) -> Iterator[Box]:
    wide = max(width(word, LABEL) for word in words)
    high = len(words) * LABEL * LEADING
    for step in range(STEPS):
        away = RING + 3 + step * 8
        for across, down in (*SIDES, *(SLANTS if step else ())):
            x = at[0] + across * away - wide * _BEFORE[_sign(across)]
            y = at[1] + down * away - high * _BEFORE[_sign(down)]
            yield Box(round(x, 2), round(y, 2), round(wide, 2), round(high, 2))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _scales(field: _Field, even: float, say: Phrases) -> Iterator[Piece]:
    box = field.box
    right, end = box.x + box.width, box.y + box.height
    for points in range(0, int(field.most) + 1, 10 if field.most <= 60 else 20):
        y = field.y(points)
        yield Line(box.x, y, right, y, GRID, 1)
        yield Text(box.x - 6, y + 4, str(points), SMALL, QUIET, "end")
    step = 1 if field.lead <= 6 else 2
    for lead in range(-int(field.lead), int(field.lead) + 1, step):
        said = f"+{lead}" if lead > 0 else str(lead).replace("-", "−")
        yield Text(field.x(lead), end + 15, said, SMALL, QUIET, "middle")
    yield Line(field.x(0), box.y, field.x(0), end, QUIET, 1.1)
    yield Line(box.x, field.y(even), right, field.y(even), QUIET, 1.1)
    yield Text(box.x, end + 31, say(TRAILING), SMALL, QUIET)
    yield Text(right, end + 31 + _below(field, say), say(LEADING_RIVAL), SMALL, QUIET, "end")


def _below(field: _Field, say: Phrases) -> float:
    """How far below the words of the left end those of the right one stand: 0 where both have room."""
    both = width(say(TRAILING), SMALL) + width(say(LEADING_RIVAL), SMALL)
    return 0.0 if both + 2 * SMALL <= field.box.width else SMALL * LEADING


def _legend(spots: Sequence[Spot], say: Phrases) -> Iterator[Piece]:
    yield Text(0, 10, f"↑ {say(OF_HUNDRED)}", SMALL, QUIET)
    x = 120.0
    for hollow, words in ((False, say(BACKED)), (True, say(ASSUMED))):
        if any(spot.hollow is hollow for spot in spots):
            yield from _ring(x, 6, hollow)
            yield Text(x + 11, 10, words, SMALL, QUIET)
            x += 32 + width(words, SMALL)


def _ring(x: float, y: float, hollow: bool) -> Iterator[Piece]:
    yield Dots(((x, y),), RING, INK)
    if hollow:
        yield Dots(((x, y),), HOLE, WHITE)


def _spots(spots: Sequence[Spot], field: _Field) -> Iterator[Piece]:
    for spot in spots:
        yield from _ring(*field.at(spot), spot.hollow)


def _labels(labels: Sequence[Placed], field: _Field) -> Iterator[Piece]:
    for label in labels:
        if label.box is None:
            continue
        x, y = field.at(label.spot)
        if (near := leader(label.box, x, y)) is not None:
            yield Line(x, y, round(near[0], 2), round(near[1], 2), BAR, 0.8)
        for row, word in enumerate(label.words):
            middle = label.box.x + label.box.width / 2
            base = label.box.y + LABEL * (0.95 + row * LEADING)
            yield Text(round(middle, 2), round(base, 2), word, LABEL, INK, "middle")


def leader(box: Box, x: float, y: float) -> tuple[float, float] | None:
    """Where a thin line to a label ends that stands away from its ring; None where it stands beside it."""
    near_x = min(max(x, box.x), box.x + box.width)
    near_y = min(max(y, box.y), box.y + box.height)
    return (near_x, near_y) if abs(near_x - x) + abs(near_y - y) > 2 * RING + 6 else None
