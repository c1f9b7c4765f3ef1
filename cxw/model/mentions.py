"""Every place of a session where somebody is named, found by the types of the model and by no list of keys.

A key that holds somebody's id is typed `PersonId`, one that holds a name or an id `PersonName`; then whatever
looks for people, takes them out or calls them otherwise knows of it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import is_
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from cxw.model.words import BY_ID, Record

Where: TypeAlias = tuple[str | int, ...]
"""Keys and numbers that lead to a mention, the id last where it is a key of a mapping."""

Called: TypeAlias = Callable[[Where, str], str | None]
"""The word to put in the place of a mention; None takes it out with all that hangs on it."""

Order: TypeAlias = Callable[[str], Any]


def mentions(record: Record, *kinds: str) -> Iterator[tuple[Where, str]]:
    """Where somebody is mentioned in a record, and by which word; by id where nothing else is asked for."""
    found: list[tuple[Where, str]] = []

    def note(where: Where, word: str) -> str:
        found.append((where, word))
        return word

    _Pass(note, kinds or (BY_ID,)).record(record, ())
    yield from found


def called_otherwise(record: Record, other: Called, *kinds: str, order: Order | None = None) -> None:
    """Put another word in the place of every mention in a record; `order` sorts who stands together."""
    _Pass(other, kinds or (BY_ID,), order).record(record, ())


@dataclass(frozen=True)
class _Pass:
    """One way through a record and all inside it; what does not change stays the same object."""

    other: Called
    kinds: tuple[str, ...]
    order: Order | None = None

    def record(self, record: Record, where: Where) -> Record:
        for name, info in type(record).model_fields.items():
            type_ = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
            before = getattr(record, name)
            after = self._value(before, type_, (*where, info.alias or name))
            if after is not before:
                setattr(record, name, after)
        return record

    def _value(self, value: Any, type_: Any, where: Where) -> Any:
        if isinstance(value, Record):
            return self.record(value, where)
        if isinstance(value, str):
            return self.other(where, value) if self._somebody(type_) else value
        if isinstance(value, list) and (inside := _inside(type_, list)):
            return self._list(value, inside[0], where)
        if isinstance(value, dict) and (inside := _inside(type_, dict)):
            return self._mapping(value, inside, where)
        return value

    def _list(self, value: list[Any], type_: Any, where: Where) -> list[Any]:
        made = [self._value(one, type_, (*where, n)) for n, one in enumerate(value)]
        left = [one for one in made if one is not None]
        if self.order and self._somebody(type_):
            left.sort(key=self.order)
        return value if len(left) == len(value) and all(map(is_, left, value)) else left

    def _mapping(self, value: dict[str, Any], inside: tuple[Any, ...], where: Where) -> dict[str, Any]:
        people, made = self._somebody(inside[0]), dict[str, Any]()
        for key, one in value.items():
            word = self.other((*where, key), key) if people else key
            if word is not None:
                made[word] = self._value(one, inside[1], (*where, key))
        if people and self.order:
            made = {word: made[word] for word in sorted(made, key=self.order)}
        same = list(made) == list(value) and all(map(is_, made.values(), value.values()))
        return value if same else made

    def _somebody(self, type_: Any) -> bool:
        """Whether a text of this type names somebody."""
        said = [note for arm in _arms(type_) if get_origin(arm) is Annotated for note in get_args(arm)[1:]]
        return any(isinstance(note, str) and note in self.kinds for note in said)


def _arms(type_: Any) -> Iterator[Any]:
    """What a type may be, one by one, with what is said about it."""
    origin = get_origin(type_)
    if origin in (Union, types.UnionType):
        for arm in get_args(type_):
            yield from _arms(arm)
    elif origin is Annotated and get_origin(get_args(type_)[0]) in (Union, types.UnionType):
        yield from _arms(get_args(type_)[0])
    else:
        yield type_


def _inside(type_: Any, kind: type) -> tuple[Any, ...]:
    """What a list or a mapping of this type holds; nothing where it can be none."""
    for arm in _arms(type_):
        bare = get_args(arm)[0] if get_origin(arm) is Annotated else arm
        if get_origin(bare) is kind:
            return get_args(bare)
    return ()
