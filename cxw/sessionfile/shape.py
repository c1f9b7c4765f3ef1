"""The shape of a file: each key where it belongs, each value of its kind; every fault with its place.

The model (Pydantic) finds the faults. Nothing is mended: what must hold between the parts of a file is asked
only where each of them has its shape, so that no sentence rests on something that was put in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from cxw.model import Record
from cxw.sessionfile.parsing import Unreadable
from cxw.sessionfile.sentences import NO_NAME, ModelFault, Sentences
from cxw.sessionfile.tree import Key, LinedList, LinedMapping, Place, at, line_at

MOST_FAULTS = 20_000
"""Beyond so many the file is something else, and naming each costs memory and minutes."""
Say = Callable[[int, str], None]
R = TypeVar("R", bound=Record)

_OUTSIDE = ("literal_error", "dict_type", "list_type", "model_type", "string_type")
"""What a union says about the outside of a row when something inside it is wrong."""


def shaped(tree: LinedMapping, say: Say, kind: type[R]) -> R | None:
    """The record in this tree, a session or a lens; None when it has faults, each of which is said."""
    try:
        return kind.model_validate(tree)
    except ValidationError as error:
        if error.error_count() > MOST_FAULTS:
            said = f"more than {MOST_FAULTS:,} things here are not what such a file holds"
            raise Unreadable(1, f"{said}: is this the right file?") from None
        sentences = Sentences(tree, kind)
        for fault in _faults(tree, error, sentences):
            if not _said_before(tree, fault):
                say(line_at(tree, fault.place), sentences.sentence(fault))
        return None


def _faults(tree: LinedMapping, error: ValidationError, sentences: Sentences) -> list[ModelFault]:
    """One fault a place, the innermost."""
    found: dict[Place, ModelFault] = {}
    for entry in error.errors(include_url=False, include_context=False, include_input=False):
        place = _place(tree, entry["loc"], entry["type"] in ("missing", "extra_forbidden"))
        named = entry["loc"][-1:] == ("[key]",)
        found.setdefault(place, ModelFault(place, NO_NAME if named else entry["type"]))
    outside = set[Place]()
    for place in found:
        outside.update(place[:n] for n in range(len(place)))
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
    if isinstance(node, LinedList) and isinstance(key, int):
        return node[key]
    return None


def _without_misspelt(faults: list[ModelFault], sentences: Sentences) -> list[ModelFault]:
    """A required key that is only misspelt is one fault, not two."""
    unknown = [fault.place for fault in faults if fault.type == "extra_forbidden"]
    meant = {(*place[:-1], sentences.guess(place)) for place in unknown}
    return [fault for fault in faults if not (fault.type == "missing" and fault.place in meant)]


def _said_before(tree: LinedMapping, fault: ModelFault) -> bool:
    """Whether it only follows from what the text itself lacks: a key without a value is said as that."""
    around, node = at(tree, fault.place[:-1]), at(tree, fault.place)
    if fault.type == "missing":
        return isinstance(around, LinedMapping) and fault.place[-1] in around.torn
    return fault.type == "too_short" and isinstance(node, LinedList) and node.torn
