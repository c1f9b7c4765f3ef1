"""Texts of customers that people read: who reads which, how they are dealt again, what each is about."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from cxw.model import PICKED, LensRound, LensThing, Segment, Session, knows


def read_by(segment: Segment, texts: Sequence[str], who: str) -> list[str]:
    """The texts that one person reads, and all that nobody was given.

    Those dealt to them again come last: what stood on a sheet printed before keeps its place and number.
    """
    given = {thing.id: thing for thing in segment.things if thing.readers}
    own = [key for key in texts if key not in given or who in given[key].readers]
    return sorted(own, key=lambda key: key in given and who in given[key].dealt_again)


def dealt_again_to(segment: Segment, lens: str, who: str) -> int:
    """How many texts somebody has since texts were dealt again: the last of their own."""
    texts = [thing for thing in segment.things if thing.lens == lens]
    return sum(who in thing.readers and who in thing.dealt_again for thing in texts)


def deal_texts_again(session: Session, segment: Segment, lens: str, now: dt.datetime) -> None:
    """Give texts whose reader is not here to somebody who is, of another function than the other reader.

    Whoever has the fewest texts comes first, then the order of the file. With nobody there they keep theirs.
    """
    here = {person.id: person.function for person in session.members(segment) if person.here(now)}
    texts = [thing for thing in segment.things if thing.lens == lens]
    load = Counter(chain.from_iterable(thing.readers for thing in texts))
    for thing in texts if here else []:
        left, wanted = [one for one in thing.readers if one in here], min(len(thing.readers), len(here))
        while len(left) < wanted:
            left.append(_reader_more(here, left, load))
            load[left[-1]] += 1
        _read_from_now_by(thing, left)


def _read_from_now_by(thing: LensThing, readers: list[str]) -> None:
    """Keep who reads a text, and whose sheet of before does not have it."""
    new = {one for one in readers if one not in thing.readers}
    thing.dealt_again = [one for one in readers if one in new | {*thing.dealt_again}]
    thing.readers = readers


def _reader_more(here: Mapping[str, str | None], left: Sequence[str], load: Mapping[str, int]) -> str:
    """Who reads a text beside those who do."""
    beside = {here[person] for person in left}
    free = [person for person in here if person not in left]
    return min(free, key=lambda one: (here[one] in beside, load[one]))


def texts_about(read: LensRound, about: str) -> list[str]:
    """The texts that are about one thing by every reader who could tell."""
    found = list[str]()
    for key in read.about:
        rows = [row.get(key) for row in read.answers.values() if isinstance(row, dict)]
        said = {cell[PICKED] for cell in rows if isinstance(cell, dict) and knows(cell)}
        if said == {about}:
            found.append(key)
    return found
