"""The shape of a file: each key where it belongs, each value of its kind; every fault with its place.

The model (Pydantic) finds the faults. What is faulty is said, then mended in the tree that was read (a key
taken out, a stand-in put in) and marked as torn, so that the rest of the file can be checked too and one
fault is not reported twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from cxw.model import Session
from cxw.sessionfile.meaning import Meaning, meaning_at
from cxw.sessionfile.parsing import Unreadable
from cxw.sessionfile.sentences import NO_KIND, NO_NAME, ModelFault, Sentences
from cxw.sessionfile.tree import Key, LinedList, LinedMapping, Place, at, line_at

MOST_PASSES = 12
MOST_FAULTS = 20_000
"""Beyond so many the file is something else, and naming each costs memory and minutes."""
Say = Callable[[int, str], None]

_OUTSIDE = ("literal_error", "dict_type", "list_type", "model_type", "string_type")
"""What a union says about the outside of a row when something inside it is wrong."""


def shaped(tree: LinedMapping, say: Say) -> Session | None:
    """The session in this tree, its faults said and mended; None when too little is left to go on with."""
    for _ in range(MOST_PASSES):
        try:
            return Session.model_validate(tree)
        except ValidationError as error:
            if error.error_count() > MOST_FAULTS:
                said = f"more than {MOST_FAULTS:,} things here are not what a session file holds"
                raise Unreadable(1, f"{said}: is this the right file?") from None
            sentences = Sentences(tree)
            faults = _faults(tree, error, sentences)
        for fault in faults:
            if not _said_before(tree, fault):
                say(line_at(tree, fault.place), sentences.sentence(fault))
        for fault in sorted(faults, key=_last_first, reverse=True):
            _mend(tree, fault, sentences)
    return None


def _last_first(fault: ModelFault) -> list[tuple[int, Key]]:
    return [(0, key) if isinstance(key, int) else (1, key) for key in fault.place]


def _faults(tree: LinedMapping, error: ValidationError, sentences: Sentences) -> list[ModelFault]:
    """One fault a place, the innermost."""
    found: dict[Place, ModelFault] = {}
    for entry in error.errors(include_url=False, include_context=False, include_input=False):
        place = _place(tree, entry["loc"], entry["type"] in ("missing", "extra_forbidden"))
        named = entry["loc"][-1:] == ("[key]",)
        found.setdefault(place, ModelFault(place, NO_NAME if named else entry["type"]))
    outside = {place[:n] for place in found for n in range(len(place))}
    faults = [fault for place, fault in found.items() if not (place in outside and fault.type in _OUTSIDE)]
    return _without_misspelt(faults, sentences)


def _place(tree: LinedMapping, loc: tuple[Key, ...], names_a_key: bool) -> Place:
    """The real way to a fault: what Pydantic puts between for the branches of a union is stepped over."""
    node: Any = tree
    place: list[Key] = []
    for n, key in enumerate(loc):
        if n == 4 and loc[2] == "rounds" and key in ("weights", "marks"):
            continue  # which of the two kinds of round it was taken for
        there = (
            key in node
            if isinstance(node, LinedMapping)
            else isinstance(node, LinedList) and isinstance(key, int)
        )
        if there or (names_a_key and n == len(loc) - 1):
            node = at_key(node, key)
            place.append(key)
    return tuple(place)


def at_key(node: Any, key: Key) -> Any:
    """The value under a key or a number; None where there is none."""
    if isinstance(node, LinedMapping):
        return node.get(str(key))
    return node[key] if isinstance(node, LinedList) and isinstance(key, int) else None


def _without_misspelt(faults: list[ModelFault], sentences: Sentences) -> list[ModelFault]:
    """A required key that is only misspelt is one fault, not two."""
    unknown = [fault.place for fault in faults if fault.type == "extra_forbidden"]
    meant = {(*place[:-1], sentences.guess(place)) for place in unknown}
    return [fault for fault in faults if not (fault.type == "missing" and fault.place in meant)]


def _said_before(tree: LinedMapping, fault: ModelFault) -> bool:
    """Whether it only follows from what was taken out before."""
    around, node = at(tree, fault.place[:-1]), at(tree, fault.place)
    if fault.type == "missing":
        return isinstance(around, LinedMapping) and fault.place[-1] in around.torn
    return fault.type == "too_short" and isinstance(node, LinedList) and node.torn


def _mend(tree: LinedMapping, fault: ModelFault, sentences: Sentences) -> None:
    """Take the faulty thing out, or put in what lets the rest be read."""
    around, key = at(tree, fault.place[:-1]), fault.place[-1] if fault.place else ""
    if isinstance(around, LinedList) and isinstance(key, int):
        if fault.type in NO_KIND and isinstance(around[key], LinedMapping):
            around[key]["of"] = "marks" if "companies" in around[key] else "weights"
            around[key].torn.add("of")
        else:
            around.drop(key)
    elif isinstance(around, LinedMapping) and isinstance(key, str):
        guess = sentences.guess(fault.place) if fault.type == "extra_forbidden" else None
        if guess and guess not in around:
            around.rename(key, guess)
        elif fault.type == "extra_forbidden":
            del around[key]
        else:
            _replace(tree, fault, around, key)


def _replace(tree: LinedMapping, fault: ModelFault, around: LinedMapping, key: str) -> None:
    stand_in = _stand_in(tree, fault, around)
    around.pop(key, None)
    around.torn.add(key)
    if stand_in is not None:
        around[key] = stand_in


def _stand_in(tree: LinedMapping, fault: ModelFault, around: LinedMapping) -> Any:
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
        company = LinedMapping(line)
        company.update(id="unnamed", name="?")
        return company
    if meaning.entries is not None:
        return _only_segment(line) if key == "segments" else LinedList(line)
    return _plain_stand_in(meaning)


def _only_segment(line: int) -> LinedList:
    segments, segment = LinedList(line), LinedMapping(line)
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
