"""What one cell says (a number, `dk`, nothing), what an id is made of, how a row is closed to its total."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from cxw.collect.numbers import MOST_LETTERS, DecimalSign, Number, TwoReadings, number_in, shown, simplest
from cxw.collect.unknown import says_unknown
from cxw.day.names import id_words
from cxw.drawing import clip
from cxw.model import DK, ENDS, TOTAL
from cxw.text.phrases import say

LONGEST_ID = 40

Value: TypeAlias = Number | Literal["dk"] | None
"""A number, `dk`, or nothing written."""

NEITHER = "“{text}” is neither a whole number from {least} to {most} nor dk"
NO_NUMBER = "“{text}” is neither a number from {least} to {most} nor dk"
TWO_WAYS = "“{text}” can be read in two ways: write the number without a separator"


@dataclass(frozen=True)
class NumbersAsked:
    """What the numbers of a round may be: points up to a total, or marks on a scale."""

    of: Literal["points", "marks"]
    most: int
    least: int = 0
    decimal: DecimalSign = ""
    """the sign before decimals in the table, where it shows one"""
    unknown: frozenset[str] = frozenset()
    """further words and codes for not knowing, in small letters"""

    @property
    def of_a_hundred(self) -> bool:
        """Whether a percent sign may stand behind a number: of points, and of marks from 0 to 100."""
        return self.of == "points" or (self.least, self.most) == (0, 100)


HUNDRED_POINTS, OUT_OF_TEN = NumbersAsked("points", TOTAL), NumbersAsked("marks", ENDS[1], ENDS[0])


def value(text: str, given: NumbersAsked) -> tuple[Value, str]:
    """The value of a cell and, where it is none, what is wrong with it.

    Points may have decimals; a row of them is closed to whole ones afterwards. Marks are whole.
    """
    if not text:
        return None, ""
    if text.isdigit() and text.isascii() and not given.unknown and given.least <= int(text) <= given.most:
        # Most cells of a large table are so.
        return int(text), ""
    return _judged(text, given)


def _judged(text: str, given: NumbersAsked) -> tuple[Value, str]:
    number = raw_number(text, given)
    if says_unknown(text, number, given.unknown):
        return DK, ""
    if isinstance(number, TwoReadings):
        return None, say(TWO_WAYS, text=text)
    if number is None:
        return None, _no_number(text, given)
    if given.of == "marks" and isinstance(number, Fraction):
        return None, say("“{text}” is no whole number: give whole {what}", text=text, what=say(given.of))
    if number > given.most:
        return None, say("{number} is more than {most}", number=shown(number), most=given.most)
    if number >= given.least:
        return number, ""
    return None, say("{number} is less than {least}", number=shown(number), least=given.least)


def raw_number(text: str, given: NumbersAsked) -> Number | TwoReadings | None:
    """The number a cell says, whether or not it can be an answer: `50 %` of 10 points is 5."""
    if text.isdigit() and text.isascii() and len(text) <= MOST_LETTERS:
        return int(text)
    percent = text.endswith("%") and given.of_a_hundred
    number = number_in(text[:-1].rstrip() if percent else text, given.decimal)
    if isinstance(number, TwoReadings) and number.thousands > given.most:
        number = number.decimal if isinstance(number.decimal, Fraction) else number
    if percent and isinstance(number, int | Fraction) and given.most != 100:
        return simplest(Fraction(number) * given.most / 100)
    return number


def _no_number(text: str, given: NumbersAsked) -> str:
    said = NEITHER if given.of == "marks" else NO_NUMBER
    return say(said, text=shortened(text), least=given.least, most=given.most)


def shortened(text: str, most: int = 40) -> str:
    """The text as it can be quoted in a sentence."""
    return clip(text, most)


def as_option(text: str) -> str:
    """The text as it is typed behind an option."""
    return text if text.replace("-", "").isalnum() else "'{}'".format(text.replace("'", "'\\''"))


def closed(row: Mapping[str, Number], total: int = TOTAL) -> dict[str, int]:
    """What each need gains (or loses) on its whole part so that the row sums to its total.

    By largest remainder; the row may add up to anything: it is scaled. Ties go to the earlier. Only needs
    that change are named. ValueError for a row without any points.
    """
    given = sum(row.values(), Fraction(0))
    if given <= 0:
        raise ValueError("a row without points has no shares")
    shares = {need: divmod(Fraction(points) * total / given, 1) for need, points in row.items()}
    left = total - sum(whole for whole, _ in shares.values())
    first = sorted(shares, key=lambda need: -shares[need][1])[:left]
    final = {need: whole + (need in first) for need, (whole, _) in shares.items()}
    return {need: added for need, points in row.items() if (added := final[need] - int(points))}


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
