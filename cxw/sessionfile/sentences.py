"""Faults of shape in the words of the room: what stands there, then what to write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from cxw.model import MOST_CUSTOMERS, MOST_DECIDED, Record, Session
from cxw.sessionfile.meaning import Meaning, as_in_file, meaning_at
from cxw.sessionfile.parsing import unquoted_value
from cxw.sessionfile.tree import LinedList, LinedMapping, Place, at
from cxw.sessionfile.voices import Voices

MOST_GUESSES = 500
"""Beyond so many misspelt keys nobody reads on, and comparing words is slow."""
NO_NAME = "not a name that can stand here"
NO_KIND = ("union_tag_not_found", "union_tag_invalid")

_RECORDS = {
    "Session": "the file",
    "Company": "this company",
    "Participant": "this participant",
    "Away": "this time away",
    "Break": "this break",
    "Segment": "this segment",
    "Need": "this need",
    "Was": "this earlier wording",
    "WeightsRound": "this round",
    "MarksRound": "this round",
    "MarkScale": "this scale",
    "Correction": "this correction",
    "Draft": "this draft",
    "Unknown": "this unknown",
    "Note": "this note",
    "Research": "this research",
    "Decided": "this decision",
    "Test": "this test",
    "Customers": "this set of customers",
    "Evidence": "this piece of evidence",
    "LensDefinition": "this lens",
    "LensRound": "this question of a lens",
    "LensThing": "this thing of a lens",
    "LensCorrection": "this correction",
    "DrawnTexts": "this drawing of texts",
    "LensQuestion": "this question",
    "LensDetail": "this further question",
}


@dataclass(frozen=True)
class ModelFault:
    """What the model found wrong at one place, by Pydantic's name for it."""

    place: Place
    type: str


class Sentences:
    """Says the faults of one tree, a session's or that of another record."""

    def __init__(self, tree: LinedMapping, top: type[Record] = Session) -> None:
        self.tree, self.top = tree, top
        self.voices = Voices(tree)
        self._guesses: dict[tuple[int, str], str | None] = {}

    def _meant(self, place: Place) -> Meaning:
        return meaning_at(self.tree, place, self.top)

    def guess(self, place: Place) -> str | None:
        """The key that was probably meant by an unknown one, when it is not there already."""
        around, key = at(self.tree, place[:-1]), str(place[-1])
        known = (id(around), key)
        if known not in self._guesses and len(self._guesses) < MOST_GUESSES:
            keys = [name for name in self._meant(place[:-1]).known_keys() if name not in around]
            plain_key = key.casefold().replace("-", "_").replace(" ", "_")
            self._guesses[known] = next(iter(get_close_matches(plain_key, keys, 1, 0.7)), None)
        return self._guesses.get(known)

    def sentence(self, fault: ModelFault) -> str:
        """What is wrong and what to do."""
        if fault.type == "extra_forbidden":
            return self._unknown_key(fault.place)
        if fault.type == "missing":
            return self._missing(fault.place)
        if fault.type == NO_NAME:
            names = self._meant(fault.place[:-1]).names
            return f"`{as_in_file(fault.place[-1])}` cannot stand here: there is {', '.join(names)}"
        if fault.type in NO_KIND:
            return "a round says what it is of: write `of: weights` or `of: marks`"
        value = at(self.tree, fault.place)
        special = _SPECIAL.get(fault.type)
        about = self.voices.subject(fault.place)
        if special:
            return special(about, value)
        return self._wrong(fault.place, about, value)

    def _unknown_key(self, place: Place) -> str:
        if not str(place[-1]).strip():
            return "a value stands here without its key: write `key: value`"
        if guess := self.guess(place):
            return f"`{as_in_file(place[-1])}` is not a key here: did you mean `{guess}`?"
        keys = self._meant(place[:-1]).known_keys()
        return f"`{as_in_file(place[-1])}` is not a key here: those that can stand here are {', '.join(keys)}"

    def _missing(self, place: Place) -> str:
        if place == ("cxw",):
            return "the file does not say its format: write `cxw: 1` before anything else"
        around = self._meant(place[:-1]).records
        name = _RECORDS.get(around[0].__name__, "this record") if around else "this record"
        wanted = _wanted(place, self._meant(place))
        return f"{name} has no `{place[-1]}`: write `{place[-1]}:` and {wanted}"

    def _wrong(self, place: Place, about: str, value: Any) -> str:
        meaning = self._meant(place)
        if meaning.kinds == [str] and not isinstance(value, LinedMapping | LinedList):
            reads = f"{about} is text, and {as_in_file(value)} reads as {_reads_as(value)}"
            return f"{reads}: put it in quotes, '{as_in_file(value)}'"
        if isinstance(value, str):
            near = get_close_matches(value[:40].casefold(), meaning.words, 1, 0.6)
            if near and value not in meaning.words:
                return f"{about} cannot be {as_in_file(value)}: did you mean {near[0]}?"
            plain = unquoted_value(value)
            meant = type(plain) in meaning.kinds or (meaning.number() and isinstance(plain, int | float))
            if meant and not isinstance(plain, str):
                is_text = f"{as_in_file(value)} in quotes is text: take the quotes away"
                return f"{about} is {_reads_as(plain)}, and {is_text}"
        return f"{about} cannot be {as_in_file(value)}: write {meaning.phrase()}"


def _wanted(place: Place, meaning: Meaning) -> str:
    if place[-1] == "id":
        return "a short word of its own"
    return meaning.phrase()


def _reads_as(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, dt.datetime):
        return "a time"
    return "a date" if isinstance(value, dt.date) else "a number"


def _bad_word(about: str, value: Any) -> str:
    if about == "`colour`":
        return f"{about} cannot be {as_in_file(value)}: write # and six digits in quotes, like '#0072B2'"
    letters = "".join(
        letter if letter.isalnum() and letter.isascii() else " " for letter in str(value).lower()
    )
    near = "-".join(letters.split())
    like = f", like {as_in_file(near)}" if near else ""
    return (
        f"{as_in_file(value) or 'an empty text'} cannot be an id: use small letters, digits and hyphens{like}"
    )


def _too_long(about: str, value: Any) -> str:
    if isinstance(value, str):
        return f"{about} has {len(value)} letters and 18 fit: write fewer"
    if len(value) <= MOST_CUSTOMERS:
        return f"{about} has {len(value)} lines: {MOST_DECIDED} at most fit on the first page, take some out"
    return f"{about} has {len(value):,} rows: at most {MOST_CUSTOMERS:,} are kept, take some out"


def _no_segment(about: str, value: Any) -> str:
    return "there is no segment: write at least one, - {id: clinics, name: Clinics}"


_SPECIAL: dict[str, Callable[[str, Any], str]] = {
    "string_pattern_mismatch": _bad_word,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _no_segment,
}
