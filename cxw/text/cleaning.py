"""Text that people typed, made safe to store, show and print.

What is read from a file, a spreadsheet or a keyboard may carry characters that move the cursor, turn lines
round or cannot be written as UTF-8. They are taken out once, at the edge; nothing further in thinks of them.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_PILE = 30
"""Marks on top of one letter; beyond it they are a prank, and putting them in order takes quadratic time."""

_NAMES = (
    ("a control character", r"\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f"),
    ("an escape character", r"\x1b"),
    ("a character that turns the direction of writing", r"\u202a-\u202e\u2066-\u2069"),
    ("half a character (a lone surrogate)", r"\ud800-\udfff"),
    ("a private-use character", r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"),
    ("a byte order mark", r"\ufeff"),
    (
        "a character that stands for nothing",
        r"\ufdd0-\ufdef" + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(17)),
    ),
)
_KINDS = tuple((name, re.compile(f"[{span}]")) for name, span in _NAMES)
_ANY = re.compile("[" + "".join(span for _, span in _NAMES) + "]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def clean(text: str) -> tuple[str, list[str]]:
    """Return the text as it is kept, and names of what was taken out, each name once.

    Composed to NFC; every line end is made one line feed and every tab a space: no loss, so not named.
    Joiners, variation selectors and marks of direction stay: emoji and several scripts need them.
    """
    plain = _LINE_END.sub("\n", text).replace("\t", " ")
    removed: list[str] = []
    if _ANY.search(plain):
        removed = [name for name, pattern in _KINDS if pattern.search(plain)]
        plain = _ANY.sub("", plain)
    if plain.isascii():
        return plain, removed
    plain, dropped = _without_piles(plain)
    if dropped:
        removed.append(f"marks piled more than {LONGEST_PILE} high")
    return unicodedata.normalize("NFC", plain), removed


def _without_piles(text: str) -> tuple[str, bool]:
    if len(text) <= LONGEST_PILE:
        return text, False
    kept: list[str] = []
    height = 0
    for letter in text:
        height = height + 1 if unicodedata.combining(letter) else 0
        if height <= LONGEST_PILE:
            kept.append(letter)
    if len(kept) < len(text):
        return ("".join(kept), True)
    return text, False
