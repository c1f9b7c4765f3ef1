"""Other names for the segment, a competitor or the own company: ids stay, so all that was answered stays too.

Everything shows the new name from then on; the file keeps the old one, and the handout says when it changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from cxw.model import Company, Renamed, Segment, Session, is_among
from cxw.text.phrases import say

Named: TypeAlias = Company | Segment
SEGMENT = "segment"
SEGMENT_TAKEN = "another segment is called {name}: add a word that tells the two apart"
COMPANY_TAKEN = "another company is called {name}: add a word that tells the two apart"


@dataclass(frozen=True)
class Called:
    """Something that has a name."""

    key: str
    """`segment`, `company ID` or `need ID`"""
    what: str
    """what it is, in a word or two"""
    name: str


@dataclass(frozen=True)
class NamesToChange:
    """What can be called otherwise at any screen of a segment."""

    called: Callable[[], Sequence[Called]]
    rename: Callable[[str, str], list[str]]
    """key, new name or words"""


def same(session: Session, segment: Segment, key: str) -> list[Named]:
    """The segment, or a company wherever it stands under this id and name."""
    if key == SEGMENT:
        return [segment]
    id = key.removeprefix("company ")
    one = next(company for company in session.companies(segment) if company.id == id)
    if one is session.company:
        return [one]
    everywhere = chain.from_iterable(other.competitors for other in session.segments)
    return [company for company in everywhere if (company.id, company.name) == (one.id, one.name)]


def faults(session: Session, segment: Segment, key: str, name: str) -> list[str]:
    """What keeps a name from being used: it is empty, or something else has it."""
    if not name:
        return [say("a name is at least one word")]
    mine = same(session, segment, key)
    taken = [other.name for other in _beside(session, mine) if other.name.casefold() == name.casefold()]
    if taken:
        return [say(SEGMENT_TAKEN if key == SEGMENT else COMPANY_TAKEN, name=taken[0])]
    return []


def _beside(session: Session, mine: Sequence[Named]) -> Iterator[Named]:
    """What must not have the same name."""
    if isinstance(mine[0], Segment):
        yield from (other for other in session.segments if other is not mine[0])
        return
    for segment in session.segments:
        companies = session.companies(segment)
        others = [company for company in companies if not is_among(company, mine)]
        if len(others) < len(companies):
            yield from others


def rename(items: Sequence[Named], name: str, now: dt.datetime | None) -> None:
    """Give a new name; the old one is kept with the time, and without a time the day had not begun.

    A short name belongs to the old one, and goes with it.
    """
    for item in items:
        short = item.short if isinstance(item, Company) else None
        if now is not None:
            item.was.append(Renamed(text=item.name, short=short, until=now))
        item.name = name
        if isinstance(item, Company):
            item.short = None


def as_begun(item: Named) -> None:
    """Take back every new name: what a day began with."""
    if item.was:
        item.name = item.was[0].text
        if isinstance(item, Company):
            item.short = item.was[0].short
    item.was = []


def next_name_due(archive: Named, copied: Named, until: dt.datetime | None) -> str:
    """The next name that the archive has by this time and the copy has not; empty when there is none."""
    done = len(copied.was)
    if done >= len(archive.was) or (until is not None and archive.was[done].until > until):
        return ""
    later = [*(was.text for was in archive.was[1:]), archive.name]
    return later[done]
