"""Typed lines: the numbers in them, letters of needs, and the words for not knowing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxw.model import DK
from cxw.text.phrases import say

NUMBER = re.compile(r"[0-9]{1,3}")
_DIGITS = re.compile(r"[0-9]+")
_FRACTION = re.compile(r"([0-9]{1,4})[.,]([0-9]+)")
UNKNOWN = {"d", "dk", "?", "wn"}
NOT_KNOWING = ["weiss", "nicht"]
"""The same in full, as it is said in German; in small letters ß is ss."""
MINUS = ("-", "−", "–")
"""What is typed before a number below zero: a hyphen, a minus, a dash."""
LONGEST = 6
"""Digits that a number below zero can have and be read."""
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


def number_typed(number: int | str) -> str:
    """A number as it is typed, `d` for not knowing."""
    return "d" if number == DK else str(number)


def is_unknown(row: str) -> bool:
    """Whether the row says: I do not know."""
    words = row.casefold().split()
    return words == NOT_KNOWING or (len(words) == 1 and words[0] in UNKNOWN)


def not_whole(tokens: Sequence[str], what: str, most: int, least: int = 0) -> str:
    """Which of these is no whole number from `least` to `most`, and why; nothing when each is one."""
    for token in tokens:
        if fraction := _FRACTION.fullmatch(token):
            low, high = _either(int(fraction[1]), least, most)
            return say("cxw takes whole {what}: {low} or {high}?", what=say(what), low=low, high=high)
        said = _outside(token, most, least)
        if said:
            return say(said, token=token, what=say(what), least=least, most=most)
    if tokens:
        return ""
    return say("The row is empty: whole numbers from {least} to {most}, or d.", least=least, most=most)


_NO_NUMBER = "“{token}” is no number of {what}: whole numbers from {least} to {most}, or d."
_TOO_MUCH = "{token} is more than {most}: {what} go from {least} to {most}."
_TOO_LITTLE = "{token} is less than {least}: {what} go from {least} to {most}."


def _outside(token: str, most: int, least: int) -> str:
    """Which sentence says that this is no number that can be given; empty where it is one."""
    read = least < 0 or is_number(token, most)
    number = whole_number(token) if read else None
    if number is None:
        return _NO_NUMBER
    if number > most:
        return _TOO_MUCH
    return _TOO_LITTLE if number < least else ""


def whole_number(token: str) -> int | None:
    """The whole number these letters are, below zero behind a minus or a dash; None where they are none."""
    digits = token[1:] if token[:1] in MINUS else token
    if not _DIGITS.fullmatch(digits) or len(digits) > LONGEST:
        return None
    return int(digits) if digits == token else -int(digits)


def is_number(token: str, most: int) -> bool:
    """Whether these are digits, and not more of them than can be meant: three, or as many as `most` has."""
    return bool(_DIGITS.fullmatch(token)) and len(token) <= max(3, len(str(most)))


def _either(low: int, least: int, most: int) -> tuple[int, int]:
    """The two whole numbers beside a half."""
    return max(low, least), max(min(most, low + 1), least)


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
