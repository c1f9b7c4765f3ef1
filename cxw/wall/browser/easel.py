"""Where a picture of the browser wall is drawn: SVG in units of a stage 1600 wide, every word measured.

The whole stage grows and shrinks with the window, so nothing that fits here is cut off anywhere. A colour is
a class, which the style gives the theme's ink: the page may carry no style of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from html import escape
from itertools import cycle
from typing import Literal, TypeAlias

from cxw.drawing import words_apart
from cxw.pictures.advances import set_width
from cxw.pictures.charts import Role
from cxw.pictures.pieces import lines_that_fit
from cxw.text.cleaning import clean
from cxw.text.phrases import SAY_ENGLISH, Phrases

WIDE = 1600.0
"""Units across the stage: one thousandth of it is 1.2 dots of a common projector."""
LEGEND = 24.0
"""The largest size of legends; no sentence is less than three times as large as its own."""
LINE = 1.18
"""From one line of words to the next, as a share of their size."""
BREAKS = 0.75
"""How much smaller words are before one of them is broken."""
ASCENT = 0.74
"""From the middle of a line to its foot, doubled: the height of capitals."""
Ink: TypeAlias = (
    Role
    | Literal[
        "faint", "paper", "brand", "here", "person", "hollow", "cell", "f0", "f1", "f2", "f3", "f4", "f5"
    ]
)
Anchor: TypeAlias = Literal["start", "middle", "end"]
PLAIN, BOLD = partial(set_width, bold=False), partial(set_width, bold=True)


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """What somebody typed, on one line and without anything that turns a line or is no character."""
    return " ".join(words_apart(clean(text)[0]))


def wide_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide these words are."""
    return set_width(plain_words(text), size, bold=bold)


def broken(text: str, size: float, room: float, most: int = 99, *, bold: bool = False) -> list[str]:
    """The words on lines that fit; none where there are none."""
    words = plain_words(text)
    if not words:
        return []
    return lines_that_fit(words, size, max(room, size), most, BOLD if bold else PLAIN)


def largest(text: str, sizes: Sequence[float], room: tuple[float, float], *, bold: bool = False) -> float:
    """The largest of these sizes, from the first down, in which the words fit; else the last.

    A long word is broken rather than all of it small.
    """
    fitting = [size for size in sizes if len(broken(text, size, room[0], bold=bold)) * size * LINE <= room[1]]
    whole = next((size for size in fitting if is_whole(text, size, room[0], bold=bold)), 0.0)
    return max([whole, *(size for size in fitting if size * BREAKS > whole)]) or sizes[-1]


def is_whole(text: str, size: float, room: float, *, bold: bool) -> bool:
    """Whether every word has a line that holds it."""
    return all(wide_of(word, size, bold=bold) <= room for word in words_apart(text))


def number_of(value: float) -> str:
    """A number without a tail of zeros, the same on every computer."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass
class Easel:
    """Room for one picture, and what is drawn in it so far."""

    width: float
    height: float
    say: Phrases = SAY_ENGLISH
    legend: float = LEGEND
    drawn: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """All words, for whoever hears the wall"""
    functions: bool = False
    """Whether functions have colours here: then nothing else stands out by one of theirs"""

    def words(  # noqa: PLR0913, PLR0917 -- where, what and how words stand
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        ink: Ink = "plain",
        anchor: Anchor = "start",
        *,
        bold: bool = False,
        fill: str = "",
    ) -> None:
        """One line whose middle is at `y`."""
        if not (shown := plain_words(text)):
            return
        self.said.append(shown)
        ink = self._meant(ink)
        css = " ".join(["" if fill else ink, "b" * bold]).strip()
        colour = f' fill="{fill}"' if fill else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        place = f'x="{number_of(x)}" y="{number_of(y + size * ASCENT / 2 - size * 0.04)}"'
        self.drawn.append(
            f'<text {place} font-size="{number_of(size)}" class="{css}"{colour}{where}>{escape(shown)}</text>'
        )

    def block(  # noqa: PLR0913, PLR0917 -- as above
        self,
        x: float,
        top: float,
        lines: Iterable[str],
        size: float,
        ink: Ink = "plain",
        anchor: Anchor = "start",
        *,
        bold: bool = False,
        fill: str = "",
    ) -> float:
        """Lines below each other from `top` down; where they end."""
        y = top
        for line in lines:
            self.words(x, y + size * LINE / 2, line, size, ink, anchor, bold=bold, fill=fill)
            y += size * LINE
        return y

    def bar(  # noqa: PLR0913 -- as above
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        ink: Ink = "plain",
        *,
        round: float = 0,
        fill: str = "",
        css: str = "",
    ) -> None:
        """A filled rectangle."""
        corner = f' rx="{number_of(round)}"' if round else ""
        colour = f' fill="{fill}"' if fill else f' class="{self._meant(ink)}{css and " " + css}"'
        size = f'width="{number_of(max(width, 0))}" height="{number_of(max(height, 0))}"'
        self.drawn.append(f'<rect x="{number_of(x)}" y="{number_of(y)}" {size}{corner}{colour}/>')

    def _meant(self, ink: Ink) -> Ink:
        return "strong" if ink == "accent" and self.functions else ink

    def framed(self, x: float, y: float, width: float, height: float, css: str) -> None:
        """A frame of a style that has a name."""
        size = f'width="{number_of(width)}" height="{number_of(height)}"'
        self.drawn.append(f'<rect x="{number_of(x)}" y="{number_of(y)}" {size} rx="10" class="frame {css}"/>')

    def dot(self, x: float, y: float, radius: float, ink: Ink = "plain") -> None:
        """One person."""
        self.drawn.append(
            f'<circle cx="{number_of(x)}" cy="{number_of(y)}" r="{number_of(radius)}" class="{ink}"/>'
        )

    def shape(self, x: float, y: float, size: float, place: int) -> None:
        """The sign of a function, by its place among those shown: told apart without its colour."""
        corners = SHAPES[place % len(SHAPES)]
        path = "M" + "L".join(f"{number_of(x + a * size)} {number_of(y + b * size)}" for a, b in corners)
        self.drawn.append(f'<path d="{path}Z" class="f{place % 6} cut"/>')

    def path(self, drawing: str, ink: Ink) -> None:
        """A shape by its outline."""
        self.drawn.append(f'<path d="{drawing}" class="{ink}"/>')

    def logo(self, x: float, y: float, width: float, height: float) -> None:
        """The consultant's logo at the right end of this room, as it is."""
        size = f'width="{number_of(width)}" height="{number_of(height)}"'
        where = f'x="{number_of(x)}" y="{number_of(y)}" {size}'
        self.drawn.append(f'<image href="logo" {where} preserveAspectRatio="xMaxYMid meet"/>')

    def hang(self, other: Easel, x: float, y: float) -> None:
        """Another picture, moved here."""
        self.said += other.said
        moved = f'<g transform="translate({number_of(x)} {number_of(y)})">'
        self.drawn += [moved, *other.drawn, "</g>"]

    def keys(self, top: float, keys: Sequence[LegendKey]) -> float:
        """What signs mean, side by side from `top` down; where they end."""
        size, x, y = self.legend, 0.0, top
        for sign, words in keys:
            wide = 2 * size + wide_of(words, size)
            if x and x + wide > self.width:
                x, y = 0.0, y + size * 1.4
            sign(self, x + size * 0.7, y + size * 0.7)
            for line in broken(words, size, self.width - 1.8 * size, 1):
                self.words(x + 1.8 * size, y + size * 0.7, line, size, "quiet")
            x += wide + size
        return y + size * 1.4 if keys else top


LegendKey: TypeAlias = tuple[Callable[[Easel, float, float], None], str]
"""What draws a sign around a place, and what it means."""


def _star() -> tuple[tuple[float, float], ...]:
    import math

    turns = (math.pi * n / 5 - math.pi / 2 for n in range(10))
    points = zip(turns, cycle((1, 0.45)), strict=False)
    return tuple((math.cos(turn) * far, math.sin(turn) * far) for turn, far in points)


SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0, -1), (1, 0), (0, 1), (-1, 0)),
    ((0, -0.95), (1, 0.85), (-1, 0.85)),
    ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    ((-1, -0.85), (1, -0.85), (0, 0.95)),
    _star(),
    (
        (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35),
        (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35),
    ),
    ((-0.95, 0), (0.85, -1), (0.85, 1)),
    ((0.95, 0), (-0.85, -1), (-0.85, 1)),
)  # fmt: skip
"""Diamond, triangle, square, and so on: the signs of the terminal's wall, drawn."""
