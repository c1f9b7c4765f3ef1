"""What one cell says (a number, `dk`, nothing), what an id is made of, how a row is closed to its total."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.day.names import id_words
from cxw.drawing import clip
from cxw.model import DK, ENDS, TOTAL
from cxw.text.phrases import say

LONGEST_ID = 40

Value: TypeAlias = int | Literal["dk"] | None
"""A number, `dk`, or nothing written."""

_DONT_KNOW = frozenset({"dk", "d", "?", "don't know", "dont know", "don’t know", "do not know"})
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0{0,2})?")
_EITHER = re.compile(r"[0-9]{1,3}(?:[.,]0{3})+")
NEITHER = "“{text}” is neither a whole number from {least} to {most} nor dk"
_PART = re.compile(r"[0-9]*[.,][0-9]+")


@dataclass(frozen=True)
class NumbersAsked:
    """What the numbers of a round may be: points up to a total, or marks on a scale."""

    of: Literal["points", "marks"]
    most: int
    least: int = 0


HUNDRED_POINTS, OUT_OF_TEN = NumbersAsked("points", TOTAL), NumbersAsked("marks", ENDS[1], ENDS[0])


def value(text: str, given: NumbersAsked) -> tuple[Value, str]:
    """The value of a cell and, where it is none, what is wrong with it."""
    if not text:
        return None, ""
    if text.casefold() in _DONT_KNOW:
        return DK, ""
    plain = text.removesuffix("%").strip() if given == HUNDRED_POINTS else text
    whole = _WHOLE.fullmatch(plain)
    if whole is None:
        return None, _why_not(plain, text, given)
    number = int(whole[1])
    if number > given.most:
        return None, say("{number} is more than {most}", number=number, most=given.most)
    if number >= given.least:
        return number, ""
    return None, say("{number} is less than {least}", number=number, least=given.least)


def _why_not(plain: str, text: str, given: NumbersAsked) -> str:
    if _EITHER.fullmatch(plain):
        return say("“{text}” can be read in two ways: write the number without a separator", text=text)
    if _PART.fullmatch(plain):
        return say("“{text}” is no whole number: give whole {what}", text=text, what=say(given.of))
    return say(NEITHER, text=shortened(text), least=given.least, most=given.most)


def shortened(text: str, most: int = 40) -> str:
    """The text as it can be quoted in a sentence."""
    return clip(text, most)


def closed(row: Mapping[str, int], total: int = TOTAL) -> dict[str, int]:
    """What each need gains (or loses) so that the row sums to its total, by largest remainder.

    Ties go to the earlier. Only needs that change are named. ValueError for a row without any points.
    """
    given = sum(row.values())
    if given <= 0:
        raise ValueError("a row without points has no shares")
    shares = {need: divmod(points * total, given) for need, points in row.items()}
    left = total - sum(whole for whole, _ in shares.values())
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
