"""The shape of a file: each key where it belongs, each value of its kind; every fault with its place.

The model (Pydantic) finds the faults, here they are put in the words of the room. What is faulty is then
mended in the tree that was read (a key taken out, a stand-in put in) and marked as torn, so that the rest of
the file can be checked too and one fault is not reported twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from cxw.model import Session
from cxw.sessionfile.meaning import Meaning, meaning_at, shown
from cxw.sessionfile.tree import Key, Place, Series, Table, at, line_at, plain

MOST_PASSES = 12
Say = Callable[[int, str], None]

_DISCRIMINATOR = ("union_tag_not_found", "union_tag_invalid")
_BRANCH = ("literal_error", "dict_type", "list_type", "model_type", "string_type")


@dataclass(frozen=True)
class _Fault:
    place: Place
    type: str


def shaped(tree: Table, say: Say) -> Session | None:
    """The session in this tree, its faults said and mended; None when too little is left to go on with."""
    for _ in range(MOST_PASSES):
        try:
            return Session.model_validate(tree)
        except ValidationError as error:
            faults = _faults(tree, error)
        said = [(fault, _sentence(tree, fault)) for fault in faults if not _excused(tree, fault)]
        for fault, sentence in said:
            say(line_at(tree, fault.place), sentence)
        for fault in sorted(faults, key=_last_first, reverse=True):
            _mend(tree, fault)
    return None


def _last_first(fault: _Fault) -> list[tuple[int, Key]]:
    return [(0, key) if isinstance(key, int) else (1, key) for key in fault.place]


def _faults(tree: Table, error: ValidationError) -> list[_Fault]:
    """One fault a place; what a union says about the outside of a faulty row is left out."""
    found: dict[Place, _Fault] = {}
    for entry in error.errors(include_url=False, include_context=False, include_input=False):
        place = _place(tree, entry["loc"], entry["type"] in ("missing", "extra_forbidden"))
        found.setdefault(place, _Fault(place, entry["type"]))
    outside = {place[:n] for place in found for n in range(len(place))}
    faults = [fault for place, fault in found.items() if not (place in outside and fault.type in _BRANCH)]
    return _without_misspelt(tree, faults)


def _place(tree: Table, loc: tuple[Key, ...], ends_in_key: bool) -> Place:
    """The real way to a fault: what Pydantic puts between for the branches of a union is stepped over."""
    node: Any = tree
    place: list[Key] = []
    for n, key in enumerate(loc):
        if key in ("weights", "marks") and n == 4 and loc[2] == "rounds":
            continue  # which of the two kinds of round it was taken for
        last = n == len(loc) - 1
        if isinstance(node, Table) and isinstance(key, str) and (key in node or (last and ends_in_key)):
            node = node.get(key)
            place.append(key)
        elif isinstance(node, Series) and isinstance(key, int) and key < len(node):
            node = node[key]
            place.append(key)
    return tuple(place)


def _without_misspelt(tree: Table, faults: list[_Fault]) -> list[_Fault]:
    """A required key that is only misspelt is one fault, not two."""
    wanted = {
        (*fault.place[:-1], guess)
        for fault in faults
        if fault.type == "extra_forbidden" and (guess := _guess(tree, fault.place))
    }
    return [fault for fault in faults if not (fault.type == "missing" and fault.place in wanted)]


def _guess(tree: Table, place: Place) -> str | None:
    """The key that was probably meant, when it is not there already."""
    around, key = at(tree, place[:-1]), str(place[-1])
    keys = [name for name in meaning_at(tree, place[:-1]) if name not in around]
    found = get_close_matches(key.casefold().replace("-", "_").replace(" ", "_"), keys, 1, 0.7)
    return found[0] if found else None


def _excused(tree: Table, fault: _Fault) -> bool:
    """Whether the fault was said before: the key stood there and was taken out."""
    around = at(tree, fault.place[:-1])
    if isinstance(around, Table):
        return fault.place[-1] in around.torn and fault.type == "missing"
    return fault.type == "too_short" and isinstance(node := at(tree, fault.place), Series) and node.torn


def _sentence(tree: Table, fault: _Fault) -> str:
    place, type = fault.place, fault.type
    if type == "extra_forbidden":
        return _unknown_key(tree, place)
    if type == "missing":
        return _missing(tree, place)
    if type in _DISCRIMINATOR:
        return "a round says what it is of: write `of: weights` or `of: marks`"
    value = at(tree, place)
    special = _SPECIAL.get(type)
    return special(subject(tree, place), value) if special else _wrong(tree, place, value)


def _unknown_key(tree: Table, place: Place) -> str:
    guess = _guess(tree, place)
    if guess:
        return f"`{place[-1]}` is not a key here: did you mean `{guess}`?"
    keys = meaning_at(tree, place[:-1]).keys()
    return f"`{place[-1]}` is not a key here: those that can stand here are {', '.join(keys)}"


def _missing(tree: Table, place: Place) -> str:
    around = meaning_at(tree, place[:-1]).records
    name = _RECORDS.get(around[0].__name__, "this record") if around else "this record"
    meaning = meaning_at(tree, place)
    return f"{name} has no `{place[-1]}`: write `{place[-1]}:` and {meaning.phrase()}"


def _wrong(tree: Table, place: Place, value: Any) -> str:
    meaning = meaning_at(tree, place)
    about = subject(tree, place)
    if meaning.kinds == [str] and not isinstance(value, Table | Series):
        return f"{about} is text, and {shown(value)} reads as {_reads_as(value)}: put it in quotes, '{shown(value)}'"
    if isinstance(value, str) and meaning.words:
        if near := get_close_matches(value.casefold(), meaning.words, 1, 0.6):
            return f"{about} cannot be {shown(value)}: did you mean {near[0]}?"
    if isinstance(value, str) and plain_number(value) and (int in meaning.kinds or float in meaning.kinds):
        return f"{about} is a number, and '{shown(value)}' in quotes is text: take the quotes away"
    return f"{about} cannot be {shown(value)}: write {meaning.phrase()}"


def plain_number(text: str) -> bool:
    """Whether text would be a number if it stood without quotes."""
    return isinstance(plain(text), int | float)


def _reads_as(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, dt.datetime):
        return "a time"
    return "a date" if isinstance(value, dt.date) else "a number"


def _bad_word(about: str, value: Any) -> str:
    if about == "`colour`":
        return f"{about} cannot be {shown(value)}: write # and six digits in quotes, like '#0072B2'"
    near = "-".join(
        word
        for word in "".join(c if c.isalnum() and c.isascii() else " " for c in str(value).lower()).split()
    )
    return f"{shown(value)} cannot be an id: use small letters, digits and hyphens" + (
        f", like {near}" if near else ""
    )


def _too_long(about: str, value: Any) -> str:
    if isinstance(value, str):
        return f"{about} has {len(value)} letters: 18 fit, write fewer"
    return f"{about} has {len(value):,} rows: at most 5,000 are kept, take some out"


def _too_short(about: str, value: Any) -> str:
    return "there is no segment: write at least one, `- {id: clinics, name: Clinics}`"


_SPECIAL: dict[str, Callable[[str, Any], str]] = {
    "string_pattern_mismatch": _bad_word,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "too_short": _too_short,
}

_RECORDS = {
    "Session": "the file",
    "Company": "this company",
    "Participant": "this participant",
    "Away": "this time away",
    "Segment": "this segment",
    "Need": "this need",
    "Was": "this earlier wording",
    "WeightsRound": "this round",
    "MarksRound": "this round",
    "Correction": "this correction",
    "Draft": "this draft",
    "Unknown": "this unknown",
    "Note": "this note",
    "Research": "this research",
    "Test": "this test",
    "Customers": "this set of customers",
    "Evidence": "this piece of evidence",
}


def subject(tree: Table, place: Place) -> str:
    """What a sentence is about: whose answer, or which key."""
    if len(place) > 5 and place[2] == "rounds" and place[4] == "answers":
        return _answer(tree, place)
    if len(place) == 5 and place[2:4] in (
        ("conviction", "before"),
        ("conviction", "after"),
        ("conviction", "earlier"),
    ):
        return f"{person(tree, place[4])}'s conviction"
    if len(place) == 4 and place[2] in ("coverage_guess", "predictions", "votes"):
        return f"{person(tree, place[3])}'s {_OWN[str(place[2])]}"
    if place and isinstance(place[-1], int):
        return f"entry {place[-1] + 1} of `{place[-2]}`" if len(place) > 1 else "this entry"
    return f"`{place[-1]}`" if place else "the file"


_OWN = {"coverage_guess": "guess", "predictions": "prediction", "votes": "list of votes"}


def _answer(tree: Table, place: Place) -> str:
    who, rest = person(tree, place[5]), place[6:]
    round = at(tree, place[:4])
    if isinstance(round, Table) and round.get("of") == "marks":
        return f"{who}'s " + ("marks", "row for {}", "mark for {} on {}")[min(len(rest), 2)].format(*rest)
    return f"{who}'s row" if not rest else f"{who}'s number for {rest[0]}"


def person(tree: Table, id: Key) -> str:
    """How a sentence names a person: the first name where no other has it, else the whole name, else the id."""
    people = [entry for entry in tree.get("participants") or [] if isinstance(entry, Table)]
    names = {str(entry.get("id")): str(entry.get("name", entry.get("id"))) for entry in people}
    name = names.get(str(id), str(id))
    first = name.split(" ")[0]
    alone = first.isalpha() and sum(other.split(" ")[0] == first for other in names.values()) == 1
    return first if alone and not any(c.isdigit() for c in name) else name


def _mend(tree: Table, fault: _Fault) -> None:
    """Take the faulty thing out, or put in what lets the rest be read."""
    around, key = at(tree, fault.place[:-1]), fault.place[-1] if fault.place else ""
    if isinstance(around, Series) and isinstance(key, int):
        if fault.type in _DISCRIMINATOR and isinstance(around[key], Table):
            around[key]["of"] = "marks" if "companies" in around[key] else "weights"
            around[key].torn.add("of")
        else:
            around.drop(key)
    elif isinstance(around, Table) and isinstance(key, str):
        _mend_key(tree, fault, around, key)


def _mend_key(tree: Table, fault: _Fault, around: Table, key: str) -> None:
    guess = _guess(tree, fault.place) if fault.type == "extra_forbidden" else None
    if guess:
        around.rename(key, guess)
        return
    stand_in = None if fault.type == "extra_forbidden" else _stand_in(tree, fault, around)
    around.pop(key, None)
    if fault.type != "extra_forbidden":
        around.torn.add(key)
    if stand_in is not None:
        around[key] = stand_in


def _stand_in(tree: Table, fault: _Fault, around: Table) -> Any:
    """What a required key holds while the rest is checked; None where the key can simply go."""
    key = str(fault.place[-1])
    records = meaning_at(tree, fault.place[:-1]).records
    if not records or not _required(records[0], key):
        return None
    meaning: Meaning = meaning_at(tree, fault.place)
    line = around.line_of(key)
    if key == "id":
        return f"unnamed-{line}-{id(around)}"
    if meaning.records:
        company = Table(line)
        company.update(id="unnamed", name="?")
        return company
    if meaning.entries is not None:
        return _only_segment(line) if key == "segments" else Series(line)
    return _plain_stand_in(meaning)


def _only_segment(line: int) -> Series:
    segments, segment = Series(line), Table(line)
    segment.update(id="unnamed", name="?")
    segments.append(segment)
    segments.lines.append(line)
    segments.torn = True
    return segments


def _plain_stand_in(meaning: Meaning) -> Any:
    for kind, value in _STAND_INS:
        if kind in meaning.kinds:
            return value
    return meaning.words[0] if meaning.words else None


_STAND_INS: tuple[tuple[type, Any], ...] = (
    (str, "?"),
    (int, 1),
    (dt.datetime, dt.datetime(2000, 1, 1)),
    (dt.date, dt.date(2000, 1, 1)),
)


def _required(record: Any, key: str) -> bool:
    return any(
        info.is_required() for name, info in record.model_fields.items() if (info.alias or name) == key
    )
