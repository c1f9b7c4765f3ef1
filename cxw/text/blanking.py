"""What says who somebody is, taken out of customers' texts: e-mails, phone and account numbers, listed names.

It misses what nobody listed and what no pattern knows, so whoever uses it reads all of the texts first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

BLANK = "[…]"
"""Stands where something was taken out, in every language."""
FEWEST_DIGITS = 6
"""A run of fewer digits is a year, a price or a day; of more it may lead to somebody."""
_MAIL = re.compile(r"[^\s@<>()\[\]\"',;:]+@[^\s@<>()\[\]\"',;:]+\.[^\W\d_]{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}\b")
_NUMBER = re.compile(
    r"(?<![\w.,])(?:\+?\d{1,3}[\s\u00a0.]?)?(?:\(\d{1,5}\)[\s\u00a0./–-]{0,3})?"
    r"\+?\d(?:[\s\u00a0./–-]{0,3}\d)+(?!\w)"
)
"""Digits with what stands between those of one number; an area code may stand in brackets."""
_DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?\d{4})(?:[ T]\d{1,2}[:.]\d{2})?"
)

_BEFORE = r"(?:[^\W\d_]{1,2}['’])?"
"""What belongs to a name before an apostrophe: D’Souza, O'Brien."""


def blanked(text: str, names: Iterable[str] = ()) -> str:
    """The text with what would say who somebody is blanked: patterns, and these names as whole words.

    A whole name goes whatever its capitals; its parts of three letters or more go where they are written as
    names are, so that whoever is called Price takes no ordinary word out. Either may have one letter more.
    """
    for pattern in (_MAIL, _ADDRESS, _IBAN):
        text = pattern.sub(BLANK, text)
    text = _NUMBER.sub(lambda found: found[0] if _harmless(found[0]) else BLANK, text)
    for listed in _names(names):
        text = listed.sub(BLANK, text)
    return text


def _harmless(number: str) -> bool:
    """Whether it is a day, or has too few digits to lead to anybody."""
    if _DATE.fullmatch(number.strip()):
        return True
    return sum(letter.isdigit() for letter in number) < FEWEST_DIGITS


def _names(names: Iterable[str]) -> Iterator[re.Pattern[str]]:
    """Whole names however they are written, then their parts as names are written; none without any."""
    listed = [name.strip() for name in names if name.strip()]
    parts = re.findall(r"[^\W\d_]{3,}", "\n".join(listed))
    written = [*parts, *map(str.capitalize, parts), *map(str.upper, parts)]
    for either, flags in ((listed, re.IGNORECASE), (written, re.NOFLAG)):
        if either:
            longest_first = sorted({*either}, key=lambda name: (-len(name), name))
            one = "|".join(map(re.escape, longest_first))
            yield re.compile(rf"(?<!\w){_BEFORE}(?:{one})(?:['’]?[^\W\d_])?(?!\w)", flags)
