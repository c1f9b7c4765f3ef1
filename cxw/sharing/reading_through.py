"""Words of a copy that may still name somebody: other accents, an ending, a letter apart, inside a name.

They are named for the facilitator to read through, and stay: `Priyas` may be Priya's or a place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from cxw.day.names import forms
from cxw.day.spellings import spelt_alike
from cxw.model import Session
from cxw.sharing.words import ORDINARY, is_card, names_of_others
from cxw.text.phrases import quoted_here, say

CALLED = {
    "title": "title", "text": "words", "short": "short name", "name": "name", "parked": "why a need waits",
    "question": "question", "believe": "belief", "wrong_if": "when a belief is wrong", "ask": "whom to ask",
    "source": "source", "quote": "quote", "id": "id", "proposed": "proposed words", "merged": "merged words",
    "skipped": "why something was skipped", "footer": "footer", "cards": "words of a card",
    "sentence": "sentence",
}  # fmt: skip
"""Keys that hold somebody's words, and what they are called."""
ENDING = 3
"""Letters that may stand behind a name: Priyas, Priyanın."""
SHORTEST = 3
"""Letters from which on part of a name is looked for."""
SLIPS = 5
"""Letters of a name from which on a word with a capital and a letter apart may be it; below, too many are."""
LONGEST = 60
MAY_NAME = "{called} {text}: may name {name}"
_WORD = re.compile(r"[^\W\d_]+")


def doubtful(copy: Session, session: Session) -> list[str]:
    """One line for each text of the copy that may name somebody of the session: where, what, and whom."""
    texts = dict.fromkeys(_texts(copy.model_dump(exclude={"participants"}, exclude_defaults=True), ""))
    names = [_Name.of(name) for name in dict.fromkeys(_names(session))]

    @cache  # the same words stand in many texts
    def meant_by(word: str) -> frozenset[str]:
        return frozenset(name.whole for name in names if any(_like(word, part) for part in name.parts))

    found = dict[str, None]()
    for called, text in texts:
        seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
        meant = frozenset[str]().union(*map(meant_by, _WORD.findall(seen)))
        for name in names:
            if name.whole in meant or name.stands_in(forms(seen)):
                line = say(MAY_NAME, called=say(called), text=quoted_here(_cut(text)), name=name.whole)
                found[line] = None
    return [*found]


@dataclass(frozen=True)
class _Name:
    """A name, how all of it is written without accents where it has several words, and its longer words."""

    whole: str
    written: frozenset[str]
    parts: tuple[str, ...]

    @classmethod
    def of(cls, name: str) -> _Name:
        written = {form for form in forms(name) if len(form) > SHORTEST + 1 and " " in name}
        return cls(name, frozenset(written), tuple(p for p in _WORD.findall(name) if len(p) >= SHORTEST))

    def stands_in(self, text: Iterable[str]) -> bool:
        """Whether all of it stands in a text, of which these are the ways to write it."""
        return any(form in other for form, other in product(self.written, text))


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
    if called in (CALLED["proposed"], CALLED["skipped"], CALLED["cards"]):
        return called
    if key == "segments":
        return ""
    return CALLED.get(key, "")


def _like(word: str, part: str) -> bool:
    """Whether a word is part of a name, written otherwise, with an ending, or a letter apart."""
    if part.casefold() in ORDINARY:
        return word == part
    capital = word[0].isupper()
    return any(_is_form_of(mine, theirs, capital) for mine, theirs in product(forms(word), forms(part)))


def _is_form_of(mine: str, theirs: str, capital: bool) -> bool:
    more = len(mine) - len(theirs)
    if mine.startswith(theirs) and (not more or (len(theirs) > SHORTEST and more <= ENDING)):
        return True
    return capital and len(theirs) >= SLIPS and abs(more) <= 1 and any(spelt_alike([mine, theirs]))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[: LONGEST - 1] + "…"
