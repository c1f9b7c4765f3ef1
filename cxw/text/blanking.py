"""What says who somebody is, taken out of customers' texts: e-mails, phone and account numbers, listed names.

It misses what nobody listed and what no pattern knows, so whoever uses it reads all of the texts first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BLANK = "[…]"
"""Stands where something was taken out, in every language."""
FEWEST_DIGITS = 6
"""A run of fewer digits is a year, a price or a day; of more it may lead to somebody."""
_MAIL = re.compile(r"[^\s@<>()\[\]\"',;:]+@[^\s@<>()\[\]\"',;:]+\.[^\W\d_]{2,}", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8}\b")
_NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d(?:[\s\u00a0()./–-]{0,3}\d)+(?![\w])")
_DATE = re.compile(
    r"(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\s?\d{1,2}[-./]\s?\d{4})(?:[ T]\d{1,2}[:.]\d{2})?"
)


def blanked(text: str, names: Iterable[str] = ()) -> str:
    """The text with what would say who somebody is blanked: patterns, and these names as whole words.

    A name goes whatever its capitals, with a genitive or an ending of one letter, and in its parts of three
    letters or more.
    """
    for pattern in (_MAIL, _ADDRESS, _IBAN):
        text = pattern.sub(BLANK, text)
    text = _NUMBER.sub(lambda found: found[0] if _harmless(found[0]) else BLANK, text)
    listed = _names(names)
    return listed.sub(BLANK, text) if listed else text


def _harmless(number: str) -> bool:
    """Whether it is a day, or has too few digits to lead to anybody."""
    if _DATE.fullmatch(number.strip()):
        return True
    return sum(letter.isdigit() for letter in number) < FEWEST_DIGITS


def _names(names: Iterable[str]) -> re.Pattern[str] | None:
    """These names and their parts, the longest first; None where there are none."""
    parts = {part for name in names for part in (name.strip(), *re.findall(r"[^\W\d_]{3,}", name)) if part}
    if not parts:
        return None
    either = "|".join(re.escape(part) for part in sorted(parts, key=lambda part: (-len(part), part)))
    return re.compile(rf"(?<!\w)(?:{either})(?:['’]?[^\W\d_])?(?!\w)", re.IGNORECASE)
