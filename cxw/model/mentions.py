"""Every place of a session where somebody is named, found by the types of the model and by no list of keys.

A key that holds somebody's id is typed `PersonId`, one that holds a name or an id `PersonName`; then whatever
looks for people, takes them out or calls them otherwise knows of it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
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
        for name, key, place in _places(type(record), self.kinds):
            before = getattr(record, name)
            after = self._value(before, place, (*where, key))
            if after is not before:
                setattr(record, name, after)
        return record

    def _value(self, value: Any, place: _Place, where: Where) -> Any:
        if isinstance(value, Record):
            return self.record(value, where)
        if isinstance(value, str):
            return self.other(where, value) if place.somebody else value
        if isinstance(value, list) and place.items is not None:
            return self._list(value, place.items, where)
        if isinstance(value, dict) and (place.keys or place.values is not None):
            return self._mapping(value, place.keys, place.values, where)
        return value

    def _list(self, value: list[Any], items: _Place, where: Where) -> list[Any]:
        made = [self._value(one, items, (*where, n)) for n, one in enumerate(value)]
        left = [one for one in made if one is not None]
        if self.order and items.somebody:
            left.sort(key=self.order)
        if len(left) == len(value) and all(map(is_, left, value)):
            return value
        return left

    def _mapping(
        self, value: dict[str, Any], people: bool, values: _Place | None, where: Where
    ) -> dict[str, Any]:
        made = dict[str, Any]()
        for key, one in value.items():
            word = self.other((*where, key), key) if people else key
            if word is not None:
                made[word] = one if values is None else self._value(one, values, (*where, key))
        if people and self.order:
            made = {word: made[word] for word in sorted(made, key=self.order)}
        same = list(made) == list(value) and all(map(is_, made.values(), value.values()))
        return value if same else made


@dataclass(frozen=True)
class _Place:
    """Where in a value of one type people of some kinds can be named."""

    somebody: bool = False
    """a text there names somebody"""
    keys: bool = False
    """keys of a mapping there name somebody"""
    values: _Place | None = None
    """of a mapping there; None where nobody can be named in them"""
    items: _Place | None = None
    """of a list there; None where nobody can be named in them"""
    records: bool = False
    """a record there names somebody somewhere"""

    def __bool__(self) -> bool:
        """Whether anybody can be named there at all."""
        return self.somebody or self.keys or self.records or bool(self.values) or bool(self.items)


@lru_cache(maxsize=256)
def _places(of: type[Record], kinds: tuple[str, ...]) -> tuple[tuple[str, str, _Place], ...]:
    """The fields of a record in which somebody can be named, each with its key in the file."""
    found = []
    for name, info in of.model_fields.items():
        type_ = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        if place := _place(type_, kinds):
            found.append((name, info.alias or name, place))
    return tuple(found)


def _place(type_: Any, kinds: tuple[str, ...]) -> _Place:
    somebody = keys = records = False
    values = items = None
    for arm in _arms(type_):
        bare, *notes = get_args(arm) if get_origin(arm) is Annotated else (arm,)
        somebody |= any(isinstance(note, str) and note in kinds for note in notes)
        if get_origin(bare) is dict:
            key, value = (_place(one, kinds) for one in get_args(bare))
            keys, values = key.somebody, value or None
        elif get_origin(bare) is list:
            (item,) = get_args(bare)
            items = _place(item, kinds) or None
        records |= isinstance(bare, type) and issubclass(bare, Record) and bool(_places(bare, kinds))
    return _Place(somebody, keys, values, items, records)


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
