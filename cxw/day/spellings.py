"""One name written in several ways: capitals and spaces apart it is the same, a letter apart it may be.

A function that is written in two ways is two functions, and the smaller one vanishes among the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from cxw.model import Participant

_JOINTS = re.compile(r"[\s\-‐‑–/]+")
"""What stands between the parts of a name."""
SHORTEST = 4
"""Letters of a word from which on one letter more or less is rather a slip than another word."""


def folded(text: str) -> str:
    """The text as it is compared: small letters, any gap one space."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Spellings:
    """Names as they were first written; other spellings of a name are taken for it."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._kept: dict[str, str] = {}
        self._others: set[str] = set()
        for name in known:
            self._kept.setdefault(folded(name), name)

    def saying(self, say: Callable[[str], None]) -> Callable[[str], str]:
        """Gives a name as it was first written; of each other spelling that is said once."""

        def spelt(name: str) -> str:
            kept = self._kept.setdefault(folded(name), name)
            if name != kept and name not in self._others:
                self._others.add(name)
                say(f"{name} is taken together with {kept}, as it was written first")
            return kept

        return spelt


def named_functions(people: Iterable[Participant]) -> Iterator[str]:
    """The functions of these people, as they are written there."""
    for person in people:
        yield from (name for name in (person.function, *person.also) if name)


def spelt_alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names that are one but for capitals and spaces, or but for one letter; in the given order."""
    for one, other in combinations(dict.fromkeys(names), 2):
        if folded(one) == folded(other) or _a_letter_apart(folded(one), folded(other)):
            yield one, other


def _a_letter_apart(one: str, other: str) -> bool:
    """Whether a slip of one letter makes one of the other; numbers and single letters tell names apart.

    Written apart, together or with a hyphen, `Kunden-Service` and `Kundenservice`, they may be one.
    """
    words, others = _JOINTS.split(one), _JOINTS.split(other)
    if "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        return False
    apart = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(apart) == 1 and misspelt(*apart[0])


def misspelt(one: str, other: str) -> bool:
    """One letter more, another letter, or two neighbours exchanged, in words long enough for it."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST or len(long) - len(short) > 1 or any(map(str.isdigit, one + other)):
        return False
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    exchanged = long[at + 1 : at + 2] + long[at : at + 1] + long[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or short[at:] == exchanged
