"""Names taken out of sentences: whole names, their parts, initials and ids give way to "somebody"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cxw.model import BY_NAME, Session, mentions

SOMEBODY = "somebody"

_WORDS = (
    "art bill bob brook carol chase chip christian dale dawn dean dee drew earl eve faith frank gay gene "
    "glen grace grant guy hope hunter jack jean joy june king lane lee long love mark martin mason may miles "
    "nick olive parker pat penny peter pierce price ray rich rob robin rod rose ruby rusty sandy sky stone "
    "sue summer terry tom tony victor wade ward will wood young"
)
ORDINARY = frozenset(_WORDS.split())
"""Names that are words too: taken out only where they stand with a capital letter."""

_CAPITALS = "AI API CEO CFO DK EU FAQ HR ID IT KPI OK PC PR QA SLA TV UI UK US USA UX"
SHORT = frozenset(_CAPITALS.split())
"""Capitals that mean something else than a person."""

_NUMBERED = re.compile(r".*[\s-][0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_card(name: str) -> bool:
    """Whether it is a card's name and nobody's, as `Sales 2`."""
    return _NUMBERED.fullmatch(name) is not None


class Personal:
    """The words of one session that say who somebody is."""

    def __init__(self, session: Session, by: str = SOMEBODY) -> None:
        public = set(_public(session))
        phrases, words, initials = set(_phrases(session)), set[str](), set[str]()
        for name in (name for name in _names(session) if not is_card(name)):
            parts = _LETTERS.findall(name)
            words |= {part for part in parts if len(part) > 1}
            if len(parts) > 1:
                initials.add("".join(part[0] for part in parts).upper())
        self.words = {word.casefold() for word in words} - public
        self._anyhow = _pattern([*phrases, *(self.words - ORDINARY)], re.IGNORECASE)
        capitals = [word.capitalize() for word in self.words & ORDINARY]
        self._exactly = _pattern([*capitals, *(initials - SHORT - {word.upper() for word in public})])
        self.by = by
        self.replaced = 0

    def without(self, text: str) -> str:
        """The text with "somebody", or whatever was asked for, in the place of every name."""
        for pattern in (self._anyhow, self._exactly):
            text, times = pattern.subn(self.by, text)
            self.replaced += times
        return text

    def in_id(self, id: str) -> bool:
        """Whether an id is made of somebody's name."""
        return bool(self.words & set(id.split("-")))


def _pattern(words: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """Any of these as whole words, longest first; matches nothing where there are none."""
    either = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)) if word.strip())
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)", flags)


def _names(session: Session) -> Iterator[str]:
    """Names and ids of everybody whose name is in the file."""
    for person in session.participants:
        yield from (person.name, person.id)
    yield from names_of_others(session)


def names_of_others(session: Session) -> Iterator[str]:
    """Names of who led or wrote something down; of several words those that are written large.

    Not of who owns a promise or a decision: that may be nobody of the room and no person's name; the words
    of `Lena at the agency` say, one by one, nothing of anybody.
    """
    for name in (name for where, name in mentions(session, BY_NAME) if where[-1] != "owner"):
        words = name.split()
        yield " ".join(word for word in words if word[0].isupper()) if len(words) > 1 else name


def _phrases(session: Session) -> Iterator[str]:
    """What is taken out as a whole, whatever its parts are; an id alone may be an ordinary word."""
    public = set(_public(session))
    names = [*_names(session), *(name for _, name in mentions(session, BY_NAME))]
    yield from (name for name in names if name.casefold() not in public | ORDINARY)


def _public(session: Session) -> Iterator[str]:
    """Words that stay, for they name companies, segments, functions or needs of one word too."""
    names = [session.company.name, *(p.function or "" for p in session.participants)]
    for segment in session.segments:
        names += [segment.name, *(company.name for company in segment.competitors)]
        texts = chain.from_iterable((need.text, need.short or "") for need in segment.needs)
        names += [text for text in texts if " " not in text]
    for name in names:
        yield from (word.casefold() for word in _LETTERS.findall(name))
