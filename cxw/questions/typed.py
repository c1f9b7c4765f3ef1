"""Typed lines: the numbers in them, letters of needs, and the words for not knowing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxw.text.saying import many

NUMBER = re.compile(r"[0-9]{1,3}")
_DIGITS = re.compile(r"[0-9]+")
_FRACTION = re.compile(r"([0-9]{1,4})[.,]([0-9]+)")
UNKNOWN = {"d", "dk", "?"}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def tokens_of(row: str, count: int) -> list[str]:
    """The numbers as typed, apart by spaces, semicolons or commas; a comma inside a number stays in it."""
    parts = [part.strip(",") for part in re.split(r"[\s;/|]+", row.strip()) if part.strip(",")]
    if len(parts) != 1:
        return parts
    by_comma = [part for part in parts[0].split(",") if part]
    if len(by_comma) == count or count > 2:
        return by_comma
    return parts


def is_unknown(row: str) -> bool:
    """Whether the row says: I do not know."""
    return row.strip().casefold() in UNKNOWN


def not_whole(tokens: Sequence[str], what: str, most: int, least: int = 0) -> str:
    """Which of these is no whole number from `least` to `most`, and why; nothing when each is one."""
    span = f"from {least} to {most}"
    for token in tokens:
        if fraction := _FRACTION.fullmatch(token):
            return f"cxw takes whole {what}: {_either(int(fraction[1]), least, most)}?"
        if not is_number(token, most):
            return f"“{token}” is no number of {what}: whole numbers {span}, or d."
        if int(token) > most:
            return f"{token} is more than {most}: {what} go {span}."
        if int(token) < least:
            return f"{token} is less than {least}: {what} go {span}."
    if tokens:
        return ""
    return f"The row is empty: whole numbers {span}, or d."


def is_number(token: str, most: int) -> bool:
    """Whether these are digits, and not more of them than can be meant: three, or as many as `most` has."""
    return bool(_DIGITS.fullmatch(token)) and len(token) <= max(3, len(str(most)))


def _either(low: int, least: int, most: int) -> str:
    """The two whole numbers beside a half."""
    return f"{max(low, least)} or {max(min(most, low + 1), least)}"


def wanted(asked: int, one: str, more: str, what: str) -> str:
    """How many numbers a row has: "5 needs want 5 marks"."""
    return f"{many(asked, f'{one} wants', f'{more} want')} {many(asked, what)}"


def letter_of(place: int, count: int) -> str:
    """The mark a need carries on a list: a letter, or a number on lists that are longer than the alphabet."""
    if count <= len(LETTERS):
        return LETTERS[place]
    return str(place + 1)


def place_of(mark: str) -> int | None:
    """Which need of a list a letter or number means."""
    if re.fullmatch(r"[0-9]{1,4}", mark):
        return int(mark) - 1 if int(mark) else None
    if len(mark) == 1 and mark in LETTERS:
        return LETTERS.index(mark)
    return None
