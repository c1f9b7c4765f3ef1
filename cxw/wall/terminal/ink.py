"""Words and colours as a terminal needs them: measured in cells, made safe."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from cxw.drawing import clip, columns, pad, words_apart, wrap
from cxw.pictures.colour import contrast
from cxw.text.cleaning import clean

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff"
    "\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
BLACK, WHITE = "#000000", "#ffffff"


def harmless_line(text: str) -> str:
    """What somebody typed, on one line and without anything that moves a cursor or turns a line."""
    return " ".join(words_apart(clean(text)[0]))


def harmless(text: str) -> str:
    """The same text with a space for every character a terminal might obey; as long as before."""
    return _UNSAFE.sub(" ", text)


def fit_cells(text: str, cells: int) -> str:
    """The text in at most so many cells, with an ellipsis where something is left out."""
    return clip(harmless_line(text), cells)


def column(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells."""
    return pad(harmless_line(text), cells, right=right)


def centred(text: str, cells: int) -> str:
    """The text in the middle of so many cells."""
    text = fit_cells(text, cells)
    left = (cells - columns(text)) // 2
    return pad(" " * left + text, cells)


def wrapped(
    text: str, cells: int, most: int = 99, broken: Callable[[str, int], list[str]] = wrap
) -> list[str]:
    """The text on at most so many lines of so many cells; a word that is too long is broken."""
    lines = [line for line in broken(harmless_line(text), cells) if line]
    if len(lines) > most:
        rest = " ".join(lines[most - 1 :])
        return [*lines[: most - 1], clip(rest, cells)]
    return lines


@lru_cache(maxsize=512)
def ink_on(paper: str) -> str:
    """Black or white, whichever reads better: never below 4.58 to 1, whatever the paper."""
    return max((BLACK, WHITE), key=lambda ink: contrast(ink, paper))


@lru_cache(maxsize=512)
def blend(one: str, other: str, share: float) -> str:
    """A colour so far on the way from one to the other."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(one), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def on_scale(stops: Sequence[str], share: float) -> str:
    """The colour at a share of the way along several stops."""
    place = min(max(share, 0.0), 1.0) * (len(stops) - 1)
    lower = min(int(place), len(stops) - 2)
    return blend(stops[lower], stops[lower + 1], place - lower)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
