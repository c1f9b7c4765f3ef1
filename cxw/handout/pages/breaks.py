"""Chances to break in words that no line holds, and in no shorter one: soft hyphens, else spaces of no width.

Words that are joined, as `rendez-vous` and `Service/Vertrieb`, break behind what joins them, and inside only
a part that no line holds by itself: between its syllables, with a hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from cxw.drawing import syllables
from cxw.pictures.advances import SOFT_HYPHEN, set_width

LONG = 24
"""A word of more letters may break anywhere; one of fewer is found and copied as it was typed."""
BREAK = "\u200b"
SYLLABLE = 12
"""Letters: what is longer and has no syllables breaks anywhere."""
_LETTERS = re.compile(r"[^\W\d_]{6,}")
_JOINS = re.compile(r"[\u0600-\u08ff\u1800-\u18af]")
_STICKS = re.compile(r"['’“”»)\],.;:!?…%\u0300-\u036f\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]")
_STICKS_TO_NEXT = "'’“„«([\u200d"
_JOINED = re.compile(r"(?<=[^\W_][-‐/])(?=[^\W_])")
"""Behind a hyphen or a slash between words or numbers; not behind a hyphen that may not break."""


def breakable(value: Any) -> Any:
    """The same data with a chance to break in every word no line can hold."""
    if isinstance(value, dict):
        return {key: chances(part) if key == "s" else breakable(part) for key, part in value.items()}
    return [breakable(part) for part in value] if isinstance(value, list) else value


def kept_whole(value: Any, room: float, size: float, *, bold: bool = False) -> Any:
    """The same data without chances to break in words that a line of this width holds: found as typed."""
    if isinstance(value, dict):
        return {
            key: _whole(part, room, size, bold) if key == "s" else kept_whole(part, room, size, bold=bold)
            for key, part in value.items()
        }
    return [kept_whole(part, room, size, bold=bold) for part in value] if isinstance(value, list) else value


def unbroken(text: str) -> str:
    """The text without chances to break: `Versicherungsgesellschaften` whole."""
    return text.replace(BREAK, "").replace(SOFT_HYPHEN, "")


def _whole(text: str, room: float, size: float, bold: bool) -> str:
    if BREAK not in text and SOFT_HYPHEN not in text:
        return text

    def word(found: re.Match[str]) -> str:
        bare = unbroken(found.group())
        return bare if set_width(bare, size, bold=bold) <= room else found.group()

    return re.sub(r"\S+", word, text)


def chances(text: str, long: int = LONG) -> str:
    """The text with a chance to break in every word of more letters than `long`."""
    if not any(len(word) > long for word in text.split()):
        return text
    return re.sub(rf"\S{{{long + 1},}}", lambda found: _loosened(found.group(), long), text)


def _loosened(word: str, long: int) -> str:
    """Chances behind what joins parts of a word, and anywhere in the parts that are long themselves."""
    parts = _JOINED.split(word)
    return BREAK.join(_anywhere(part) if len(part) > long else part for part in parts)


def _anywhere(word: str) -> str:
    """Soft hyphens between syllables; any letter may end the line where there are none."""
    step: Callable[[int], bool] = (lambda i: i % 12 == 0) if _JOINS.search(word) else (lambda _: True)
    hyphens, held = _syllables(word)
    parts = [word[0]]
    for i, char in enumerate(word[1:], 1):
        sticks = _STICKS.match(char) or word[i - 1] in _STICKS_TO_NEXT
        chance = SOFT_HYPHEN if i in hyphens else BREAK * (i not in held and step(i) and not sticks)
        parts.append(chance + char)
    return "".join(parts)


def _syllables(word: str) -> tuple[set[int], set[int]]:
    """Where a soft hyphen stands, and where no line may end otherwise: within syllables."""
    hyphens, held = set[int](), set[int]()
    for run in _LETTERS.finditer(word):
        ends = [0, *syllables(run.group()), len(run.group())]
        hyphens |= {run.start() + end for end in ends[1:-1]}
        for start, end in pairwise(ends):
            if end - start <= SYLLABLE and len(ends) > 2:
                held |= set(range(run.start() + start + 1, run.start() + end))
    return hyphens, held
