"""How low a picture may be drawn: lines of words come nearer to each other, and never onto each other.

Words that stand in several lines keep together: they move as one, and their letters stay as large.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cxw.pictures.pieces import Picture, Text, width

LINE = 1.45
"""Of the size of letters: lines of the same words stand no further apart than this."""
AIR = 2.0
"""Between words of two rows, so that they read as two."""
LOWEST = 0.6
"""Of its height, what a picture keeps at least."""


class KeptTogether(NamedTuple):
    """Words in one or several lines: what they take, and which texts of the picture they are."""

    left: float
    right: float
    top: float
    bottom: float
    texts: tuple[int, ...]

    @property
    def middle(self) -> float:
        """The height around which they move."""
        return (self.top + self.bottom) / 2


def words_in(picture: Picture) -> list[KeptTogether]:
    """The words of a picture, lines that belong together as one."""
    found: list[tuple[KeptTogether, Text]] = []
    for place, piece in enumerate(picture.pieces):
        if isinstance(piece, Text):
            one = _line(place, piece)
            before = next((n for n, (_, last) in enumerate(found) if _goes_on(last, piece)), None)
            if before is None:
                found.append((one, piece))
            else:
                found[before] = (_together(found[before][0], one), piece)
    return [lines for lines, _ in found]


def lowest(words: Sequence[KeptTogether]) -> float:
    """The share of its height to which a picture may be brought down before words touch."""
    share = LOWEST
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            if one.left < other.right and other.left < one.right and one.middle != other.middle:
                taken = (one.bottom - one.top + other.bottom - other.top) / 2 + AIR
                share = max(share, taken / abs(one.middle - other.middle))
    return min(share, 1.0)


def _line(place: int, text: Text) -> KeptTogether:
    wide = width(text.text, text.size, bold=text.bold)
    left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
    return KeptTogether(left, left + wide, text.y - 0.75 * text.size, text.y + 0.25 * text.size, (place,))


def _goes_on(last: Text, text: Text) -> bool:
    """Whether a text is the next line of the words before it."""
    same = (last.x, last.anchor, last.size) == (text.x, text.anchor, text.size)
    return same and 0 < text.y - last.y <= LINE * text.size


def _together(one: KeptTogether, other: KeptTogether) -> KeptTogether:
    return KeptTogether(
        min(one.left, other.left),
        max(one.right, other.right),
        one.top,
        other.bottom,
        (*one.texts, *other.texts),
    )
