"""How wide words are in cxw's own fonts, read from the fonts: those of handouts and of walls in a browser.

A column that is said to hold a word must hold it, whatever letters it is made of; what the fonts do not have
is set in another one and is taken to be as wide as the widest of its kind.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache

from cxw.shipped import folder

PLAIN, BOLD = "SourceSans3_400Regular.ttf", "SourceSans3_600SemiBold.ttf"
SOFT_HYPHEN = "\u00ad"
"""Is seen where a line ends at it, and nowhere else."""
Table = memoryview


def set_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of a text on one line, without what pairs of letters give back."""
    return sum(map(_widths(BOLD if bold else PLAIN).__getitem__, text)) * size


def known(text: str) -> bool:
    """Whether the fonts have every character of a text, so that its width is no guess."""
    widths = _widths(PLAIN)
    return all(char in widths for char in text)


def widest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the widest word of a text; what may break within a word stands between two words."""
    apart = text.replace("\u200b", " ").replace(SOFT_HYPHEN, "- ")
    return max((set_width(word, size, bold=bold) for word in apart.split()), default=0.0)


class _Advances(dict[str, float]):
    """Of each character of a font its advance, as a share of the size; of others a guess."""

    def __missing__(self, char: str) -> float:
        if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
            return 0.0
        return 1.1 if unicodedata.east_asian_width(char) in "WF" or ord(char) > 0xFFFF else 0.8


@cache
def _widths(name: str) -> _Advances:
    tables = _tables(memoryview((folder("templates") / "fonts" / name).read_bytes()))
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    (wide,) = struct.unpack_from(">H", tables["hhea"], 34)
    advances = [pair[0] for pair in struct.iter_unpack(">Hh", tables["hmtx"][: wide * 4])]
    glyphs = _glyphs(tables["cmap"]).items()
    told = {chr(char): advances[min(glyph, wide - 1)] / units for char, glyph in glyphs if glyph}
    return _Advances(told | {SOFT_HYPHEN: 0.0})


def _tables(font: Table) -> dict[str, Table]:
    (number,) = struct.unpack_from(">H", font, 4)
    records = struct.iter_unpack(">4s4xII", font[12 : 12 + 16 * number])
    return {tag.decode(): font[start : start + length] for tag, start, length in records}


def _glyphs(cmap: Table) -> dict[int, int]:
    """The glyph of each character of the basic plane (format 4), where all that the fonts have stands."""
    (number,) = struct.unpack_from(">H", cmap, 2)
    for _, _, start in struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * number]):
        if struct.unpack_from(">H", cmap, start) == (4,):
            return _basic_plane(cmap[start:])
    return {}


def _basic_plane(part: Table) -> dict[int, int]:
    (doubled,) = struct.unpack_from(">H", part, 6)
    ends = struct.unpack_from(f">{doubled // 2}H", part, 14)
    starts, shifts, places = (
        struct.unpack_from(f">{doubled // 2}H", part, 16 + doubled * step) for step in (1, 2, 3)
    )
    found: dict[int, int] = {}
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if places[segment]:
                at = 16 + doubled * 3 + 2 * segment + places[segment] + 2 * (char - first)
                (glyph,) = struct.unpack_from(">H", part, at)
                if not glyph:
                    continue
            found[char] = (glyph + shifts[segment]) & 0xFFFF
    return found
