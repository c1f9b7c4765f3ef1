"""What one cell says (a number, `dk`, nothing), what an id is made of, and how a row is closed to 100."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Literal, TypeAlias

from cxw.day.names import id_words
from cxw.drawing import clip
from cxw.model import DK

TOTAL = 100
WIDEST_GAP = 2
"""Rounding to whole numbers can move a sum this far; more is a slip and a person has to say which."""

LONGEST_ID = 40

Value: TypeAlias = int | Literal["dk"] | None
"""A number, `dk`, or nothing written."""

_DONT_KNOW = frozenset({"dk", "d", "?", "don't know", "dont know", "don’t know", "do not know"})
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0{0,2})?")
_EITHER = re.compile(r"[0-9]{1,3}(?:[.,]0{3})+")
_PART = re.compile(r"[0-9]*[.,][0-9]+")


def value(text: str, most: int) -> tuple[Value, str]:
    """The value of a cell and, where it is none, what is wrong with it."""
    if not text:
        return None, ""
    if text.casefold() in _DONT_KNOW:
        return DK, ""
    plain = text.removesuffix("%").strip() if most == TOTAL else text
    whole = _WHOLE.fullmatch(plain)
    if whole is None:
        return None, _why_not(plain, text, most)
    number = int(whole[1])
    return (number, "") if number <= most else (None, f"{number} is more than {most}")


def _why_not(plain: str, text: str, most: int) -> str:
    if _EITHER.fullmatch(plain):
        return f"“{text}” can be read in two ways: write the number without a separator"
    if _PART.fullmatch(plain):
        return f"“{text}” is no whole number: give whole {'points' if most == TOTAL else 'marks'}"
    return f"“{shortened(text)}” is neither a whole number from 0 to {most} nor dk"


def shortened(text: str, most: int = 40) -> str:
    """The text as it can be quoted in a sentence."""
    return clip(text, most)


def closed(row: Mapping[str, int]) -> dict[str, int]:
    """What each need gains (or loses) so that the row sums to 100: by largest remainder, ties to the earlier.

    Only needs that change are named. ValueError for a row without any points.
    """
    total = sum(row.values())
    if total <= 0:
        raise ValueError("a row without points has no shares")
    shares = {need: divmod(points * TOTAL, total) for need, points in row.items()}
    left = TOTAL - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda need: -shares[need][1])[:left]
    final = {need: whole + (need in first) for need, (whole, _) in shares.items()}
    return {need: final[need] - row[need] for need in row if final[need] != row[need]}


def slug(text: str) -> str:
    """A short word for ids: small letters and digits, everything else a `-`; empty when nothing is left."""
    return "-".join(id_words(text))


def fresh_id(text: str, fallback: str, taken: Container[str]) -> str:
    """An id for this text that nobody has yet; without Latin letters the fallback and a number."""
    word = slug(text)[:LONGEST_ID].strip("-")
    if word and word not in taken:
        return word
    stem, number = (word, 2) if word else (fallback, 1)
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"
