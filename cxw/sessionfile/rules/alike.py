"""Warnings about names that stand twice, and functions that are probably one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cxw.day.spellings import folded, spelt_alike
from cxw.model import Segment
from cxw.sessionfile.rules.names import BrokenRule, CheckedSession
from cxw.sessionfile.tree import Place

Named = tuple[Place, str]
"""Where a name stands, and the name."""


def names_alike(room: CheckedSession) -> Iterator[BrokenRule]:
    """Two of one name, which nobody can tell apart on a slip or a screen."""
    session = room.session
    people = [(("participants", n, "name"), person.name) for n, person in enumerate(session.participants)]
    more = "add a letter or the function to one of the two, so that nobody's slip goes to the other"
    yield from _twice(people, "person", more)
    segments = [(("segments", n, "name"), segment.name) for n, segment in enumerate(session.segments)]
    yield from _twice(segments, "segment", "give one of the two another name")
    for _, segment, place in room.each():
        yield from _of_segment(room, segment, place)
    yield from _functions(room)


def _of_segment(room: CheckedSession, segment: Segment, place: Place) -> Iterator[BrokenRule]:
    own: list[Named] = [(("company", "name"), room.session.company.name)]
    rivals = [((*place, "competitors", n, "name"), one.name) for n, one in enumerate(segment.competitors)]
    again = "give one of the two another name, or take it and its marks out"
    yield from _twice([*own, *rivals], "company", again)
    needs = [
        ((*place, "needs", n, "text"), need.text) for n, need in enumerate(segment.needs) if not need.parked
    ]
    yield from _twice(needs, "need", "merge the two, or word one of them otherwise")


def _twice(named: Iterable[Named], what: str, then: str) -> Iterator[BrokenRule]:
    seen: dict[str, str] = {}
    for place, name in named:
        if (word := folded(name)) in seen:
            said = f"a second {what} is called {name}: {then}"
            yield BrokenRule(place, said, True)
        seen.setdefault(word, name)


def _functions(room: CheckedSession) -> Iterator[BrokenRule]:
    """Functions that are one but for capitals, spaces or a letter, at the place of the rarer spelling."""
    found: dict[str, list[Place]] = {}
    for n, person in enumerate(room.session.participants):
        if person.function is not None:
            found.setdefault(person.function, []).append(("participants", n, "function"))
        for m, name in enumerate(person.also):
            found.setdefault(name, []).append(("participants", n, "also", m))
    for one, other in spelt_alike(found):
        rare, usual = (one, other) if len(found[one]) < len(found[other]) else (other, one)
        said = (
            f"the functions {rare} and {usual} count as two: "
            f"if they are one, write {usual} here, or it is too few to show"
        )
        yield BrokenRule(found[rare][0], said, True)
