"""Whom letters mean: any beginning of any part of a name, initials, the whole name, accents or none.

Nobody goes before anybody else: where letters can mean two people both are found, and it is asked again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations
from typing import Protocol, TypeVar

from cxw.text.phrases import say

_PLAIN = {
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ŀ": "l", "ſ": "s", "ĸ": "k", "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ə": "e",
}  # fmt: skip
"""Letters that no accent can be taken off, as they are typed on a keyboard without them."""
_WIDE = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ĳ": "ij"}
"""The other way in which people write the same letters: Mueller, Oeystein, Aase."""
_LONGEST = 6
"""Parts of a name that are tried in any order; what stands behind them is long enough to be found by."""


WATCHES = "is an observer: asked nothing. In the list of people (j) that can be changed."
"""Said where somebody's name is typed who only watches."""


TYPE_MORE = "“{letters}” can be {whom}: type more of the name, or all of it"
NAMED_WHOLE = "“{letters}” can be {whom}: give the shorter name an initial in the list of people (j)"
"""Where all of one name is how another one begins: Ann and Anna."""


class HasName(Protocol):
    """Somebody with a name."""

    @property
    def id(self) -> str:
        """What tells them from everybody else."""

    @property
    def name(self) -> str:
        """What they are called."""


Anybody = TypeVar("Anybody", bound=HasName)


@lru_cache(maxsize=10_000)
def without_accents(text: str) -> str:
    """Small letters without accents, so that `as` finds Åse and `oy` finds Øystein."""
    return _folded(text, {})


def id_words(text: str) -> list[str]:
    """The words of a text in the letters and digits that ids are made of: `Łukasz’ Øl` is lukasz, ol."""
    if text.isascii():
        return re.findall(r"[a-z0-9]+", text.lower())
    words = re.split(r"(?:[^\w\u0300-\u036f]|_)+", text)
    ascii_only = (re.sub(r"[^a-z0-9]+", "", without_accents(word)) for word in words)
    return [word for word in ascii_only if word]


@lru_cache(maxsize=10_000)
def forms(text: str) -> frozenset[str]:
    """The two ways in which a name is written without its accents."""
    return frozenset({_folded(text, {}), _folded(text, _WIDE)})


def _folded(text: str, wide: dict[str, str]) -> str:
    whole = unicodedata.normalize("NFC", text.casefold())
    swapped = "".join(wide.get(letter, _PLAIN.get(letter, letter)) for letter in whole)
    apart = unicodedata.normalize("NFKD", swapped)
    return "".join(_PLAIN.get(letter, letter) for letter in apart if letter.isalnum())


def who(letters: str, people: Sequence[Anybody]) -> list[Anybody]:
    """Everybody these letters can mean, in the order of the list.

    A whole name of several words is somebody's own, and so is an id that nobody would take for a name.
    """
    wanted = forms(letters)
    if not any(wanted):
        return []
    several = len(letters.split()) > 1
    if several and (own := [person for person in people if _is_whole(letters, person.name)]):
        return own
    found = [person for person in people if _means(letters, person.id, person.name)]
    by_id = [person for person in people if wanted & forms(person.id)]
    if by_id and not letters.strip().isalpha():
        return by_id
    return found


def _is_whole(letters: str, name: str) -> bool:
    return not forms(letters).isdisjoint(forms(name)) and _ends_as(letters, name)


@lru_cache(maxsize=50_000)
def _means(letters: str, id: str, name: str) -> bool:
    parts = _parts(name)
    starts = [name, id, *parts]
    for part in parts:
        starts += re.split(r"['’ʼ]", part)[1:]
    if any(_begins(letters, start) and _ends_as(letters, start) for start in starts):
        return True
    return _are_initials(forms(letters), parts) or _begin_each(letters.split(), parts)


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[\s\-‐‑–.,()]+", name) if without_accents(part)]


def _are_initials(wanted: frozenset[str], parts: Sequence[str]) -> bool:
    """The first letters of the parts, all or the first few, or those of the first and the last one."""
    first = [part if part.isdigit() else without_accents(part)[:1] for part in parts]
    outer = first[0] + first[-1] if first else ""
    return any(len(one) > 1 and ("".join(first).startswith(one) or one == outer) for one in wanted)


def _ends_as(letters: str, name: str) -> bool:
    """Whether words end where those of the name do: `be ad` is no Bea Deß, though `bead` may be.

    Two lines that run into each other would else be read as a name that nobody typed.
    """
    words, pieces = letters.split(), _PIECES.split(name)
    ends: set[str] = set()
    for number in range(1, len(pieces) + 1):
        ends |= forms("".join(pieces[:number]))
    return all(not ends.isdisjoint(forms("".join(words[:number]))) for number in range(1, len(words)))


def _begin_each(words: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether each word begins another part of the name, in any order: `anna mü`, `müller a`."""
    if not 1 < len(words) <= len(parts):
        return False
    return any(
        all(_begins(word, part) for word, part in zip(words, some, strict=True))
        for some in permutations(parts[:_LONGEST], len(words))
    )


def _begins(word: str, part: str) -> bool:
    begun = tuple(filter(None, forms(word)))
    return any(form.startswith(begun) for form in forms(part))


_PIECES = re.compile(r"[\s\-‐‑–.,()'’ʼ]+")
_SIGNED = (re.compile(r"\s+[-–—]\s+"), re.compile(r":"))


def split_signature(text: str, people: Sequence[Anybody]) -> tuple[list[Anybody], str, str]:
    """Whom the name before words means, as it was typed, and the words: `Anna Müller: Quality`, `an - Price`.

    Nobody, where no name stands there: then the words are the whole text.
    """
    for mark in _SIGNED:
        letters, words = ([part.strip() for part in mark.split(text, maxsplit=1)] + [""])[:2]
        found = who(letters, people) if len(without_accents(letters)) > 1 and words else []
        if found:
            return found, letters, words
    return [], "", text.strip()


def two_signatures(words: str, people: Sequence[Anybody]) -> str:
    """That words behind a name are another person's line, typed or pasted behind half of one; else empty."""
    found, letters, _ = split_signature(words, people)
    said = "a second name, “{letters}”, stands behind the first: one name a line"
    return say(said, letters=letters) if found else ""


def watching(text: str, people: Sequence[Anybody], observers: Sequence[Anybody]) -> str:
    """That words are signed by somebody who is asked nothing; empty where they are not."""
    if split_signature(text, people)[0]:
        return ""
    found = split_signature(text, observers)[0]
    if len(found) == 1:
        return f"{found[0].name} {say(WATCHES)}"
    return ""


def can_be_several(letters: str, found: Sequence[Anybody]) -> str:
    """That letters can mean each of these people, and what tells them apart."""
    whom = f" {say('or')} ".join(names_told_apart(found))
    whole = any(not forms(letters).isdisjoint(forms(person.name)) for person in found)
    return say(NAMED_WHOLE if whole else TYPE_MORE, letters=letters, whom=whom)


def names_told_apart(found: Sequence[Anybody]) -> list[str]:
    """Their names, each with its id behind it where two people have one name."""
    names = [person.name for person in found]
    return [
        f"{person.name} ({person.id})" if names.count(person.name) > 1 else person.name for person in found
    ]
