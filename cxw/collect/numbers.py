"""Numbers as tables write them: decimals with a point or a comma, thousands apart, percent, with a sign.

`1,234` alone is a little above one, or above a thousand. Which sign a table has before its decimals is seen
in its other cells; where nothing tells and both numbers could be meant, neither is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Number: TypeAlias = int | Fraction
"""Whole where it is whole: an int; else exactly what was written."""
DecimalSign: TypeAlias = Literal[".", ",", ""]
"""The sign before decimals; empty where it is not known."""
MOST_LETTERS = 24
"""No number that is an answer is longer."""

_PLAIN = re.compile(r"([0-9]*)(?:([.,])([0-9]*))?")
_ONE_SIGN = re.compile(r"([0-9]{1,3})((?:[.,][0-9]{3})+)")
_BOTH = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]+)|([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)")
_APART = re.compile(r"[0-9]{1,3}(?:[ '’][0-9]{3})+(?:[.,][0-9]+)?")
_MINUS = ("-", "−", "–")


@dataclass(frozen=True)
class TwoReadings:
    """What could be one number or another: the one with decimals, and the one with thousands."""

    decimal: Number
    thousands: int


NumberRead: TypeAlias = Number | TwoReadings | None
"""The number of a text, the two it could be, or None where it is no number."""


def number_in(text: str, decimal: DecimalSign = "") -> NumberRead:
    """The number that a text without blanks around it says.

    A percent sign is not part of a number. `decimal` is the sign before decimals in this table.
    """
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= MOST_LETTERS else None
    if not text or len(text) > MOST_LETTERS:
        return None
    if text[0] in _MINUS:
        return _negative(number_in(text[1:].strip(), decimal) if text[1:2].isdigit() else None)
    return _unsigned(text, decimal)


def _unsigned(text: str, decimal: DecimalSign) -> NumberRead:
    """The number of a text that begins with no sign."""
    if _APART.fullmatch(text):
        return _plain(re.sub(r"[ '’]", "", text))
    if both := _BOTH.fullmatch(text):
        whole, part = (both[1], both[2]) if both[1] else (both[3], both[4])
        return _whole_or_part(re.sub(r"[.,]", "", whole), part)
    if thousands := _ONE_SIGN.fullmatch(text):
        return _in_threes(thousands[1], thousands[2], decimal)
    return _plain(text)


def _plain(text: str) -> Number | None:
    """A number whose thousands do not stand apart: `12`, `12.5`, `,5`."""
    found = _PLAIN.fullmatch(text)
    if found is None or not (found[1] or found[3]):
        return None
    return _whole_or_part(found[1] or "0", found[3] or "")


def _in_threes(first: str, rest: str, decimal: DecimalSign) -> NumberRead:
    """A number whose digits stand in threes behind one sign: `1,234`, `1.234.567`."""
    signs = set(re.findall(r"[.,]", rest))
    digits = re.sub(r"[.,]", "", rest)
    if len(signs) > 1:
        return None
    if len(digits) > 3:
        return int(first + digits)
    if first == "0" or signs == {decimal}:
        return _whole_or_part(first, digits)
    if decimal:
        return int(first + digits)
    return TwoReadings(_whole_or_part(first, digits), int(first + digits))


def _negative(number: NumberRead) -> NumberRead:
    if isinstance(number, TwoReadings):
        return TwoReadings(-number.decimal, -number.thousands)
    return None if number is None else -number


def _whole_or_part(whole: str, part: str) -> Number:
    return simplest(Fraction(int(whole + part), 10 ** len(part)))


def simplest(exact: Fraction) -> Number:
    """The same number, as an int where it is whole."""
    return int(exact) if exact.denominator == 1 else exact


def decimal_sign(texts: Iterable[str], most: int) -> DecimalSign:
    """The sign before decimals that the numbers of a table show; empty where none or both do.

    `most` is the largest number an answer can be: what would be more with its thousands has decimals.
    """
    shown = set[str]()
    for text in texts:
        if not text.isdigit() and len(text) <= MOST_LETTERS:
            shown.update(_shown_by(text.lstrip("-−–").removesuffix("%").strip(), most))
    if shown == {"."}:
        return "."
    return "," if shown == {","} else ""


def _shown_by(text: str, most: int) -> str:
    """The sign before decimals as one cell shows it; the other one where it parts thousands for sure."""
    if both := _BOTH.fullmatch(text):
        return "." if both[1] else ","
    if thousands := _ONE_SIGN.fullmatch(text):
        return _shown_in_threes(thousands[1], thousands[2], most)
    if _APART.fullmatch(text):
        text = re.sub(r"[ '’]", "", text)
    plain = _PLAIN.fullmatch(text)
    return plain[2] or "" if plain and plain[3] else ""


def _shown_in_threes(first: str, rest: str, most: int) -> str:
    signs = set(re.findall(r"[.,]", rest))
    if len(rest) > 4:
        return {".": ",", ",": "."}["".join(signs)] if len(signs) == 1 else ""
    past = not rest.endswith("000") and int(first + rest[1:]) > most
    return rest[0] if past or first == "0" else ""


def decimals_of(number: Number) -> int:
    """How many decimals a number that was written as a decimal has at least: 33.3 has one."""
    if isinstance(number, int):
        return 0
    places, scaled = 0, number
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    return places


def shown(number: Number) -> str:
    """A number as it is said in a sentence: no more than four decimals, none that are zeros."""
    if isinstance(number, int):
        return str(number)
    return f"{float(number):.4f}".rstrip("0").rstrip(".")
