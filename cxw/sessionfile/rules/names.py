"""What a rule finds, the names a file knows, and how a rule says that one is unknown."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from cxw.day.evidence import OF_LENSES
from cxw.model import AnswerName, Record, Segment, Session, answer_names, ids_of
from cxw.sessionfile.tree import LinedMapping, Place
from cxw.sessionfile.voices import Voices

PEOPLE: Place = ("participants",)
SEGMENTS: Place = ("segments",)
_PARTS = {"need": 2, "weight": 2, "mark": 3, "lens": 2, "thing": 2, "card": 3}


@dataclass(frozen=True)
class BrokenRule:
    """A place and a sentence.

    `needs` are lists it relies on: where two entries of one have the same id, one may be who is meant.
    """

    place: Place
    text: str
    warning: bool = False
    needs: tuple[Place, ...] = ()
    wholes: tuple[Place, ...] = ()
    """Places that must be free of any fault for this to be one of its own."""
    by_seal: bool = False
    """Whether sealing again puts it right."""


class CheckedSession:
    """A session with its names and the tree it was read from."""

    def __init__(self, session: Session, tree: LinedMapping) -> None:
        self.session = session
        self.voices = Voices(tree)
        self.people = set(ids_of(session.participants))
        self.desks = {person.id: person.desk or session.desk for person in session.participants}
        self.segments = set(ids_of(session.segments))
        self.evidence = set(ids_of(session.evidence))

    def inside(self, number: int, key: str) -> set[str]:
        """The ids of one list of a segment."""
        return set(ids_of(getattr(self.session.segments[number], key)))

    def each(self) -> Iterator[tuple[int, Segment, Place]]:
        """The segments with their numbers and places."""
        for number, segment in enumerate(self.session.segments):
            yield number, segment, ("segments", number)

    def strangers(self, segment: Segment, place: Place, ids: Iterable[str]) -> Iterator[BrokenRule]:
        """Ids of people who do not sit in this segment."""
        sits = {p.id: p.segments is None or segment.id in p.segments for p in self.session.participants}
        for id in ids:
            if not sits.get(id, True):
                who = self.voices.person(id)
                said = (
                    f"{who} does not sit in {segment.id}: add it to the person's `segments`, or take this out"
                )
                yield BrokenRule((*place, id), said, needs=(PEOPLE, SEGMENTS))

    def answer(self, name: AnswerName, own: int) -> str | None:
        """What is wrong with an answer's name, read in its own segment; None when it names an answer."""
        words = name.split(" ")
        parts = _PARTS.get(words[0])
        if (
            parts is None
            or len(words) not in (parts, parts + 2)
            or (len(words) > parts and words[parts] != "in")
        ):
            return (
                f"{name} names no answer: write need ID, weight ID, mark COMPANY ID, or of a lens "
                "lens NAME, thing ID or card LENS NEED (in SEGMENT)"
            )
        return self._named(words, parts, own)

    def _named(self, words: Sequence[str], parts: int, own: int) -> str | None:
        if len(words) > parts:
            ids = ids_of(self.session.segments)
            if words[-1] not in ids:
                return f"there is no segment {words[-1]}{meant(words[-1], self.segments)}"
            own = ids.index(words[-1])
        if words[0] in OF_LENSES:
            return self._of_a_lens(words[:parts], own)
        need, companies, here = words[parts - 1], self.companies(own), self.session.segments[own].id
        if parts == 3 and words[1] not in companies:
            return f"there is no company {words[1]} in {here}{meant(words[1], companies)}"
        if need not in (needs := self.inside(own, "needs")):
            return f"there is no need {need} in {here}{meant(need, needs)}"
        return None

    def _of_a_lens(self, words: Sequence[str], own: int) -> str | None:
        """What is wrong with the name of something that a lens answered."""
        segment, name = self.session.segments[own], " ".join(words)
        known = {one for one in answer_names(self.session, segment) if one.startswith(f"{words[0]} ")}
        if name in known or (words[0] == "lens" and words[1] in self.session.lenses):
            return None
        return f"no lens asked {segment.id} about {name}{meant(name, known)}"

    def companies(self, number: int) -> set[str]:
        """The own company and the competitors of a segment."""
        return {self.session.company.id} | self.inside(number, "competitors")

    def answers(
        self, place: Place, names: Iterable[AnswerName], own: int, listed: bool = True
    ) -> Iterator[BrokenRule]:
        """Names of answers that are none."""
        lists = [
            (*place, key) for (_, _, place), key in itertools.product(self.each(), ("needs", "competitors"))
        ]
        needs: tuple[Place, ...] = (*lists, SEGMENTS)
        for n, name in enumerate(names):
            if said := self.answer(name, own):
                yield BrokenRule((*place, n if listed else name), said, needs=needs)


def meant(name: str, known: Collection[str]) -> str:
    """The end of a sentence about an unknown name: what was probably meant, or what there is."""
    if near := get_close_matches(name, known, 1, 0.6):
        return f": did you mean {near[0]}?"
    few = sorted(known)[:12]
    if few and len(known) <= 12:
        return f": there is {', '.join(few)}"
    return ": it is not listed there"


def repeated(records: Sequence[Record], place: Place, what: str) -> Iterator[BrokenRule]:
    """Ids that stand twice in one list."""
    seen: set[str] = set()
    for n, record in enumerate(records):
        id = str(getattr(record, "id", ""))
        if id in seen:
            yield BrokenRule((*place, n, "id"), f"a second {what} has the id {id}: give one of them another")
        seen.add(id)


def ids_twice(ids: Sequence[str], place: Place) -> Iterator[BrokenRule]:
    """Entries that stand twice in a list of ids."""
    seen: set[str] = set()
    for n, id in enumerate(ids):
        if id in seen:
            yield BrokenRule((*place, n), f"{id} stands twice in this list: take one out")
        seen.add(id)


def unknown(
    ids: Sequence[str], known: Collection[str], place: Place, what: str, needs: tuple[Place, ...]
) -> Iterator[BrokenRule]:
    """Entries of a list that name nothing there is."""
    for n, id in enumerate(ids):
        if id not in known:
            yield BrokenRule((*place, n), f"there is no {what} {id}{meant(id, known)}", needs=needs)


def times_in_turn(place: Place, times: Sequence[tuple[str, dt.datetime | None]]) -> Iterator[BrokenRule]:
    """Times that stand in the wrong order; a warning, for a clock may have been put back during the day."""
    known = [(name, time) for name, time in times if time is not None]
    for (early, start), (late, end) in itertools.pairwise(known):
        if end < start:
            said = f"`{late}` is {end.isoformat()}, before `{early}` ({start.isoformat()}): one is wrong"
            yield BrokenRule((*place, late), said, warning=True)
