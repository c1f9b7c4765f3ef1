"""What all the numbers share: arrays of points, missing values, and a number that cannot be had."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from hashlib import blake2b
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from cxw.model import PersonId

Matrix = NDArray[np.float64]
"""People by needs: points. NaN is missing."""
Values = NDArray[np.float64]
"""Numbers in a row."""

P = ParamSpec("P")
T = TypeVar("T")

REMEMBERED = 64
"""Results kept: a few days' worth of segments, for both audiences."""
_kept: OrderedDict[Hashable, Any] = OrderedDict()
_one_at_a_time = Lock()
"""Held while results are looked up or kept, never while they are made."""
_aside: ContextVar[dict[Hashable, Any] | None] = ContextVar("aside", default=None)
"""Where this thread keeps what it makes, if not among all others."""
TOLERANCE = 1e-9
"""Two computed means nearer than this are equal."""


@dataclass(frozen=True)
class NoNumber:
    """A number that this room cannot give, with the sentence that says so."""

    why: str


def matrix(rows: Mapping[PersonId, Sequence[float]]) -> Matrix:
    """Rows of points as people by needs; shape (0, 0) without any."""
    if rows:
        return np.array([*rows.values()], dtype=np.float64)
    return np.zeros((0, 0))


def complete(points: Matrix) -> NDArray[np.bool_]:
    """Which rows have every number: one truth a person."""
    return np.logical_not(np.isnan(points).any(axis=1))


STEPS = (5.0, 1.0)
"""The steps in which people write 100 points: all in fives, or not."""


def step(points: Matrix, unit: float = 1.0) -> float:
    """The step in which the room writes its points: five, or one where any answer is no multiple of five.

    `unit`: what one point that was given is of 100. Nothing is written in smaller steps, and where it is none
    of the steps itself it is the step: ten, where people spread ten points.
    """
    return next((size for size in STEPS if size >= unit and not np.any(points % size)), unit)


def by_content(points: Matrix) -> Matrix:
    """The rows in the order of their content, so that neither names nor their order reach a draw."""
    if points.size:
        return points[np.lexsort(points.T[::-1])]
    return points


def remembered(answers: Callable[P, T]) -> Callable[P, T]:
    """A pure function that draws, asked again after every answer of a day with the same numbers: drawn once.

    What comes out is never changed by anybody, so it can be given out again.
    """

    @wraps(answers)
    def asked(*args: P.args, **named: P.kwargs) -> T:
        key = (answers.__module__, answers.__qualname__, _key(args), _key(sorted(named.items())))
        return recalled(key, lambda: answers(*args, **named))

    return asked


def recalled(key: Hashable, made: Callable[[], T]) -> T:
    """What stands under a key, made where nothing does; the longest unasked goes first."""
    aside = _aside.get()
    for found in (_looked_up(key), aside or {}):
        if key in found:
            known: T = found[key]
            return known
    answer = made()
    if aside is None:
        remember({key: answer})
    else:
        aside[key] = answer
    return answer


def _looked_up(key: Hashable) -> Mapping[Hashable, Any]:
    with _one_at_a_time:
        if key not in _kept:
            return {}
        _kept.move_to_end(key)
        return {key: _kept[key]}


def remember(made: Mapping[Hashable, Any]) -> None:
    """Keep these results among all others."""
    with _one_at_a_time:
        _kept.update(made)
        while len(_kept) > REMEMBERED:
            _kept.popitem(last=False)


@contextmanager
def put_aside(into: dict[Hashable, Any]) -> Iterator[None]:
    """What this thread makes is kept in there and nowhere else, until somebody has it remembered."""
    before = _aside.set(into)
    try:
        yield
    finally:
        _aside.reset(before)


def forget_remembered() -> None:
    """Make everything anew from now on: for measuring."""
    with _one_at_a_time:
        _kept.clear()


def _key(value: Any) -> Hashable:
    """What tells one set of numbers from another; arrays by their content."""
    if isinstance(value, np.ndarray):
        return (value.shape, value.dtype.str, blake2b(np.ascontiguousarray(value).tobytes()).digest())
    if is_dataclass(value) and not isinstance(value, type):
        return (type(value).__qualname__, *(_key(getattr(value, field.name)) for field in fields(value)))
    if isinstance(value, list | tuple):
        return tuple(map(_key, value))
    return value  # type: ignore[no-any-return]  # numbers and texts
