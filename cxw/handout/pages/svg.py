"""Paint a display list as SVG: for the HTML page, and as a file beside the Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from html import escape

from cxw.pictures.advances import known, set_width
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Polygon, Rect, Text

FONTS = "'Source Sans 3', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif"


def svg(picture: Picture, alt: str, *, css: str = "") -> str:
    """The picture as one SVG element; `alt` is what a reader hears who cannot see it."""
    role = f'role="img" aria-label="{escape(alt)}"' + (f' class="{escape(css)}"' if css else "")
    size = f'viewBox="0 0 {_n(picture.width)} {_n(picture.height)}"'
    own = "" if css else f' width="{_n(picture.width)}" height="{_n(picture.height)}"'
    # A ground of its own: beside dark words, or in a dark window, it stays as it was drawn.
    ground = Rect(0, 0, picture.width, picture.height, "#FFFFFF")
    body = "".join(_paint(piece) for piece in (ground, *picture.pieces))
    family = f'font-family="{escape(FONTS)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}{own} {role} {family}>{body}</svg>'


@singledispatch
def _paint(piece: Piece) -> str:
    raise TypeError(piece)


@_paint.register
def _(piece: Rect) -> str:
    place = f'x="{_n(piece.x)}" y="{_n(piece.y)}" width="{_n(piece.width)}" height="{_n(piece.height)}"'
    return f'<rect {place} fill="{piece.fill}"/>'


@_paint.register
def _(piece: Line) -> str:
    place = f'x1="{_n(piece.x1)}" y1="{_n(piece.y1)}" x2="{_n(piece.x2)}" y2="{_n(piece.y2)}"'
    return f'<line {place} stroke="{piece.stroke}" stroke-width="{_n(piece.width)}"/>'


@_paint.register
def _(piece: Dots) -> str:
    if len(piece.places) == 1:
        ((x, y),) = piece.places
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(piece.radius)}" fill="{piece.fill}"/>'
    # A line of hardly any length with round ends is a dot: three thousand people stay a small file. One of no
    # length at all is nothing to some viewers.
    path = "".join(f"M{_n(x)} {_n(y)}h.01" for x, y in piece.places)
    return (
        f'<path d="{path}" fill="none" stroke="{piece.fill}" stroke-width="{_n(2 * piece.radius)}" '
        'stroke-linecap="round"/>'
    )


@_paint.register
def _(piece: Polygon) -> str:
    return f'<polygon points="{_points(piece.places)}" fill="{piece.fill}"/>'


@_paint.register
def _(piece: Text) -> str:
    anchor = "" if piece.anchor == "start" else f' text-anchor="{piece.anchor}"'
    weight = ' font-weight="600"' if piece.bold else ""
    # As wide as in the font it was laid out for: in a wider one it would run into its neighbours.
    wide = set_width(piece.text, piece.size, bold=piece.bold) if known(piece.text) else 0
    length = f' textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"' if wide else ""
    place = f'x="{_n(piece.x)}" y="{_n(piece.y)}" font-size="{_n(piece.size)}" fill="{piece.fill}"'
    return f"<text {place}{anchor}{weight}{length}>{escape(piece.text)}</text>"


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in places)


def _n(value: float) -> str:
    """A number without a tail of zeros, the same on every computer."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
