"""The display list: what a picture is made of, and how much room words take in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import floor
from typing import Literal, TypeAlias

from cxw.drawing import before_a_syllable, clusters, words_apart


@dataclass(frozen=True)
class Rect:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str
    width: float


@dataclass(frozen=True)
class Dots:
    """Circles of one size and colour; one value is one person."""

    places: tuple[tuple[float, float], ...]
    radius: float
    fill: str


@dataclass(frozen=True)
class Polygon:
    """A closed shape: what a function's mean is drawn as."""

    places: tuple[tuple[float, float], ...]
    fill: str


@dataclass(frozen=True)
class Text:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    anchor: Literal["start", "middle", "end"] = "start"
    bold: bool = False


HYPHEN = "-"
"""Where a word has to break that no line holds."""
Piece: TypeAlias = Rect | Line | Dots | Polygon | Text


@dataclass(frozen=True)
class Picture:
    """A display list with its size; `narrow` is the same picture for a phone."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    narrow: Picture | None = None


def tenths(value: float) -> str:
    """A number with one decimal, halves away from zero, as it stands everywhere in the handout."""
    size = floor(abs(value) * 10 + 0.5 + 1e-9)
    return f"{'−' if value < 0 and size else ''}{size // 10}.{size % 10}"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is; errs on the wide side, since a browser may take another font."""
    return sum(_em(char) for char in text) * size * (1.06 if bold else 1)


Measure: TypeAlias = Callable[[str, float], float]
"""How wide a text is in a size."""


def lines_that_fit(text: str, size: float, room: float, most: int = 3, wide: Measure = width) -> list[str]:
    """The text broken into lines that fit; what does not fit into `most` lines ends in an ellipsis."""
    broken: list[str] = []
    for word in _pieces(text, size, room, wide):
        longer = f"{broken[-1]} {word}" if broken else word
        if broken and wide(longer, size) <= room:
            broken[-1] = longer
        else:
            broken.append(word)
    if len(broken) > most:
        broken = [*broken[: most - 1], _shortened(" ".join(broken[most - 1 :]), size, room, wide)]
    return broken or [""]


def _pieces(text: str, size: float, room: float, wide: Measure) -> Iterator[str]:
    for word in words_apart(text):
        rest = word
        while wide(rest, size) > room:
            cut = before_a_syllable(rest, _fitting(rest, size, room - wide(HYPHEN, size), wide))
            yield rest[:cut] + HYPHEN * (rest[cut - 1].isalpha() and rest[cut : cut + 1].isalpha())
            rest = rest[cut:]
        yield rest


def _fitting(text: str, size: float, room: float, wide: Measure) -> int:
    """How many characters fit: whole signs as a reader sees them, and never fewer than one."""
    cut = 0
    for sign in clusters(text):
        if cut and wide(text[: cut + len(sign)], size) > room:
            break
        cut += len(sign)
    return cut


def _shortened(text: str, size: float, room: float, wide: Measure) -> str:
    if wide(text, size) <= room:
        return text
    return text[: _fitting(text, size, room - size, wide)].rstrip() + "…"


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    if char in "ijlI|.,:;'!‘’· ":
        return 0.29
    if char in 'frt()[]-/"“”':
        return 0.38
    if char in "mwMW@%—…":
        return 0.88
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0x1F000:
        return 1.1
    return 0.7 if char.isupper() else 0.58
