"""How much of a test is tried: a part in `make test`, all of it in `make soak`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

LONG = "CXW_LONG" in os.environ
"""set by `make soak`"""
LONGER = [pytest.mark.soak] if LONG else []
"""`pytestmark` of a file whose tests try more of the same in the long run: that one runs what is marked."""
FEWEST = 3
"""Examples of a property that are tried at least, beside those that it names itself."""


def often(examples: int, part: int = 20) -> int:
    """So many in the long run, a twentieth (or another part) of them in the one that everybody waits for."""
    return examples if LONG else max(FEWEST, examples // part)


def some(cases: Iterable[Sequence[Any]], quick: Callable[..., bool]) -> list[Any]:
    """Cases of a test, each with several parameters; those that are not quick wait for the long run.

    Until then they are not even made: to collect thousands and leave them out takes seconds.
    """
    return _made((case, quick(*case)) for case in cases)


def few(cases: Iterable[Any]) -> list[Any]:
    """Every other case, from the first one; the others wait for the long run."""
    return _made(((case,), not n % 2) for n, case in enumerate(cases))


def _made(cases: Iterable[tuple[Sequence[Any], bool]]) -> list[Any]:
    return [
        pytest.param(*case, marks=() if quick else pytest.mark.soak) for case, quick in cases if quick or LONG
    ]


def turns(*ranges: Sequence[Any]) -> list[Any]:
    """Each with each in the long run; else each value of the longest with one of the others, in turn."""
    longest = max(map(len, ranges))
    cases: list[tuple[Any, ...]] = [()]
    for values in ranges:
        cases = [(*case, value) for case in cases for value in values]
    quick = {tuple(repr(values[n % len(values)]) for values in ranges) for n in range(longest)}
    return some(cases, lambda *case: tuple(map(repr, case)) in quick)
