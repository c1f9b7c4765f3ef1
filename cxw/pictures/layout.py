"""Where things go in a picture: words in lines, labels that do not touch, bars with an outline, a legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from cxw.pictures.advances import known, set_width
from cxw.pictures.colour import INK, QUIET
from cxw.pictures.pieces import Line, Picture, Piece, Rect, Text, lines_that_fit, width

WIDE, NARROW = 640.0, 360.0
"""A picture for paper and large windows, and one for a phone."""
LABEL, SMALL, LEADING = 12.5, 11.5, 1.2
"""Nothing is smaller: 640 units stand on 453 points of paper, and 8 points is the least that is read."""
KEY = 11.0
OUTLINE = 1.2


def width_as_set(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is set, and about how wide where the fonts lack a character: for what nearly fits."""
    return set_width(text, size, bold=bold) if known(text) else width(text, size, bold=bold)


def placed(pieces: Iterable[Piece], across: float, down: float) -> Picture:
    """The pieces as a picture of this size."""
    return Picture(across, round(down, 2), tuple(pieces))


def both_sizes(wide: Picture, narrow: Picture) -> Picture:
    """The picture, also for a phone."""
    return Picture(wide.width, wide.height, wide.pieces, narrow)


@dataclass(frozen=True)
class WordBlock:
    """WordBlock broken into lines."""

    lines: tuple[str, ...]
    size: float

    @classmethod
    def of(cls, text: str, room: float, most: int = 2, size: float = LABEL) -> WordBlock:
        """The text in as many lines as it takes, `most` at the most."""
        return cls(tuple(lines_that_fit(text, size, room, most)), size)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LEADING

    @property
    def width(self) -> float:
        """Of the longest line."""
        return max(width(line, self.size) for line in self.lines)

    def at(
        self,
        x: float,
        top: float,
        *,
        fill: str = INK,
        anchor: Literal["start", "middle", "end"] = "start",
        bold: bool = False,
    ) -> Iterator[Text]:
        """The lines below each other, the first one's top at `top`."""
        for row, line in enumerate(self.lines):
            base = top + self.size * (0.95 + row * LEADING)
            yield Text(round(x, 2), round(base, 2), line, self.size, fill, anchor, bold)

    def centred(self, x: float, middle: float, **more: Literal["start", "middle", "end"]) -> Iterator[Text]:
        """The lines around a height."""
        return self.at(x, middle - self.height / 2, anchor=more.get("anchor", "start"))


def bar(x: float, y: float, across: float, down: float, fill: str) -> Rect:
    """A bar without outline."""
    return Rect(round(x, 2), round(y, 2), round(max(across, 0), 2), round(down, 2), fill)


def outlined(around: Rect, fill: str) -> list[Piece]:
    """The bar as an outline in its own colour around this fill: told from the page where the fill is pale."""
    if around.width <= 2 * OUTLINE:
        return [around]
    half = OUTLINE / 2
    left, right = round(around.x + half, 2), round(around.x + around.width - half, 2)
    top, foot = round(around.y + half, 2), round(around.y + around.height - half, 2)
    # As lines: of a bar behind a bar a coarse screen would lose an edge.
    level = [Line(around.x, y, round(right + half, 2), y, around.fill, OUTLINE) for y in (top, foot)]
    upright = [Line(x, top, x, foot, around.fill, OUTLINE) for x in (left, right)]
    return [replace(around, fill=fill), *level, *upright]


def number(x: float, middle: float, text: str, fill: str = INK, *, bold: bool = False) -> Text:
    """A number centred at a place."""
    return Text(round(x, 2), round(middle + SMALL * 0.35, 2), text, SMALL, fill, "middle", bold)


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Middles as near as may be to those wanted, in their order, so that no two things of these sizes touch.

    Neighbours that would touch are put together and stand around the mean of what they want.
    """
    groups: list[tuple[list[int], float]] = []
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for one in order:
        groups.append(([one], wanted[one]))
        while len(groups) > 1 and _touch(groups[-2], groups[-1], sizes, (low, high)):
            second, first = groups.pop()[0], groups.pop()[0]
            groups.append(_together([*first, *second], wanted, sizes))
    found = [0.0] * len(wanted)
    for members, middle in groups:
        at = _start(members, middle, sizes, (low, high))
        for one in members:
            found[one] = round(at + sizes[one] / 2, 2)
            at += sizes[one]
    return found


def _touch(
    first: tuple[list[int], float],
    second: tuple[list[int], float],
    sizes: Sequence[float],
    ends: tuple[float, float],
) -> bool:
    end = _start(*first, sizes, ends) + sum(sizes[i] for i in first[0])
    return end > _start(*second, sizes, ends) + 1e-9


def _start(members: Sequence[int], middle: float, sizes: Sequence[float], ends: tuple[float, float]) -> float:
    long = sum(sizes[i] for i in members)
    return max(ends[0], min(middle - long / 2, ends[1] - long))


def _together(members: list[int], wanted: Sequence[float], sizes: Sequence[float]) -> tuple[list[int], float]:
    """Several as one block: each wants it where its own middle would be where it wants to be."""
    long, at, middles = sum(sizes[i] for i in members), 0.0, []
    for one in members:
        middles.append(wanted[one] - (at + sizes[one] / 2) + long / 2)
        at += sizes[one]
    return members, sum(middles) / len(middles)


@dataclass(frozen=True)
class KeyEntry:
    """One entry of a legend."""

    words: str
    fill: str
    outline: str | None = None


def legend(keys: Iterable[KeyEntry], across: float, top: float = 0.0) -> tuple[list[Piece], float]:
    """What the fills mean, in as many rows as it takes, and where the rows end."""
    pieces: list[Piece] = []
    x, row = 0.0, 0
    for key in keys:
        words = lines_that_fit(key.words, SMALL, across - 20, 1)[0]
        needed = KEY + 6 + width(words, SMALL)
        if x and x + needed > across:
            x, row = 0.0, row + 1
        y = top + row * 17
        box = bar(x, y + 1.5, KEY, KEY, key.outline or key.fill)
        pieces += outlined(box, key.fill) if key.outline else [box]
        pieces.append(Text(round(x + KEY + 6, 2), round(y + 11, 2), words, SMALL, QUIET))
        x += needed + 16
    return pieces, top + (row + 1) * 17


def tick(x: float, top: float, end: float, stroke: str = INK, thick: float = 1.6) -> Line:
    """An upright line."""
    return Line(round(x, 2), round(top, 2), round(x, 2), round(end, 2), stroke, thick)
