"""Words of a copy that may still name somebody: other accents, an ending, a letter apart, inside a name.

They are named for the facilitator to read through, and stay: `Priyas` may be Priya's or a place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from typing import Any

from cxw.day.names import forms
from cxw.day.spellings import spelt_alike
from cxw.model import Session
from cxw.sharing.words import ORDINARY, is_card, names_of_others

CALLED = {
    "title": "title", "text": "words", "short": "short name", "name": "name", "parked": "why a need waits",
    "question": "question", "believe": "belief", "wrong_if": "when a belief is wrong", "ask": "whom to ask",
    "source": "source", "quote": "quote", "id": "id", "proposed": "proposed words", "merged": "merged words",
    "skipped": "why something was skipped", "footer": "footer",
}  # fmt: skip
"""Keys that hold somebody's words, and what they are called."""
ENDING = 3
"""Letters that may stand behind a name: Priyas, Priyanın."""
SHORTEST = 3
"""Letters from which on part of a name is looked for."""
SLIPS = 5
"""Letters of a name from which on a word with a capital and a letter apart may be it; below, too many are."""
LONGEST = 60
_WORD = re.compile(r"[^\W\d_]+")


def doubtful(copy: Session, session: Session) -> list[str]:
    """One line for each text of the copy that may name somebody of the session: where, what, and whom."""
    texts = _texts(copy.model_dump(exclude={"participants"}, exclude_defaults=True), "")
    each = product(texts, dict.fromkeys(_names(session)))
    found = [
        f"{called} “{_cut(text)}”: may name {name}" for (called, text), name in each if _may_name(text, name)
    ]
    return list(dict.fromkeys(found))


def _names(session: Session) -> Iterator[str]:
    yield from (person.name for person in session.participants if not is_card(person.name))
    yield from names_of_others(session)


def _texts(value: Any, called: str) -> Iterator[tuple[str, str]]:
    """Every text under a key that holds words, with what it is."""
    if isinstance(value, str) and called:
        yield called, value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, called)
    elif isinstance(value, dict):
        for key, one in value.items():
            if called == CALLED["merged"]:
                yield called, key
            yield from _texts(one, _inside(key, called))


def _inside(key: str, called: str) -> str:
    """What a key holds; in a mapping of somebody's words every value does."""
    if called in (CALLED["proposed"], CALLED["skipped"]):
        return called
    if key == "segments":
        return ""
    return CALLED.get(key, "")


def _may_name(text: str, name: str) -> bool:
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    whole = {form for form in forms(name) if len(form) > SHORTEST + 1 and " " in name}
    if any(form in other for form, other in product(whole, forms(seen))):
        return True
    parts = [part for part in _WORD.findall(name) if len(part) >= SHORTEST]
    return any(_like(word, part) for part, word in product(parts, _WORD.findall(seen)))


def _like(word: str, part: str) -> bool:
    """Whether a word is part of a name, written otherwise, with an ending, or a letter apart."""
    if part.casefold() in ORDINARY:
        return word == part
    for mine in forms(word):
        for theirs in forms(part):
            longer = len(theirs) > SHORTEST and mine.startswith(theirs) and len(mine) <= len(theirs) + ENDING
            slip = len(theirs) >= SLIPS and word[0].isupper() and any(spelt_alike([mine, theirs]))
            if mine == theirs or longer or slip:
                return True
    return False


def _cut(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1] + "…"
