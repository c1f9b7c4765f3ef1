"""What stands on a wall for a browser: its words with their places, and what a room would stumble over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from cxw.pictures.advances import set_width

PIECE = re.compile(
    r'<g transform="translate\((\S+) (\S+)\)">|(</g>)|<text x="(\S+)" y="(\S+)" font-size="(\S+)" class="([^"]*)"'
    r'(?: fill="[^"]*")?( text-anchor="(\w+)")?>(.*?)</text>'
)


@dataclass(frozen=True)
class Told:
    """One line of words and the room that its letters take."""

    text: str
    size: float
    css: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Told) -> bool:
        """Whether letters stand on letters."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 1 and down > 1


def told(html: str) -> list[Told]:
    """All words of a wall, where they stand."""
    found: list[Told] = []
    moved = [(0.0, 0.0)]
    for piece in PIECE.finditer(html):
        across, down, end, x, y, size, css, _, anchor, text = piece.groups()
        if across is not None:
            moved.append((moved[-1][0] + float(across), moved[-1][1] + float(down)))
        elif end:
            moved.pop()
        else:
            found.append(_line(unescape(text), (float(x), float(y)), float(size), css, anchor, moved[-1]))
    return found


def _line(  # noqa: PLR0917 -- as the line says it
    text: str, at: tuple[float, float], size: float, css: str, anchor: str, moved: tuple[float, float]
) -> Told:
    wide = set_width(text, size, bold="b" in css.split())
    before = {"end": wide, "middle": wide / 2}.get(anchor or "", 0.0)
    left, foot = at[0] + moved[0] - before, at[1] + moved[1]
    return Told(text, size, css, left, left + wide, foot - size * 0.66, foot)


def faults(html: str, high: float) -> list[str]:
    """Words that are cut off by the stage, and words on one another."""
    words = told(html)
    cut = [
        f"cut off: {one.text}"
        for one in words
        if one.left < 0 or one.right > 1600.5 or one.top < 0 or one.bottom > high
    ]
    return cut + [
        f"on one another: {one.text} | {other.text}"
        for place, one in enumerate(words)
        for other in words[place + 1 :]
        if one.touches(other)
    ]
