"""Colours of the pictures, and what can be read on them."""

from __future__ import annotations

from cxw.theme import HEAT

INK = "#1F2933"
QUIET = "#52606D"
GRID = "#E4E7EB"
DOT = "#7B8794"
BAR = "#8791A0"
PALE = "#8791A0"
"""The outline of a cell without colour."""
BLACK, WHITE = "#000000", "#FFFFFF"

# Colours that stand on one page mean one thing each there: what most points of a group are on, evidence and
# sides share no hue, nor any with the other two.
MOST = "#6B3FA0"
"""Most points of a group."""
CUSTOMERS, STORIES, NOTHING = "#0B6E4F", "#E3C766", WHITE
"""What points rest on; the paler two have an outline."""
BEHIND, LEVEL, AHEAD, UNKNOWN = HEAT[0], "#D5DBE1", HEAT[-1], WHITE
"""Whom people put ahead; the paler two have an outline."""


def heat(mark: float) -> tuple[str, str]:
    """Fill of a cell with this mark out of ten, and the ink that can be read on it (4.5 to 1 at least).

    The five colours stand for marks of 0, 2.5, 5, 7.5 and 10.
    """
    place = min(max(mark, 0.0), 10.0) / 2.5
    low = min(int(place), 3)
    fill = _mix(HEAT[low], HEAT[low + 1], place - low)
    return fill, max(BLACK, WHITE, key=lambda ink: contrast(ink, fill))


def shade(share: float) -> str:
    """Fill of a cell that counts: the darker the larger the share."""
    return _mix("#EEF0F3", "#323F4B", min(max(share, 0.0), 1.0))


def readable_colour(colour: str, ground: str = WHITE) -> str:
    """The colour, darkened or lightened until words in it can be read on the ground (4.5 to 1)."""
    away = max(BLACK, WHITE, key=lambda end: contrast(end, ground))
    shares = (step / 20 for step in range(21))
    nearer = (_mix(colour, away, share) for share in shares)
    return next(found for found in nearer if contrast(found, ground) >= 4.5)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _mix(one: str, other: str, share: float) -> str:
    parts = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in parts)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (v / 255 for v in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
