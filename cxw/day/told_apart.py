"""Which numbers may stand beside each other, and tell of no one or two people what they gave or knew.

A reader sees who was there, reads how many did not know, and may know who has ticked. So nothing here hangs
on whether it was somebody with a tick who did not know: that numbers stand, or do not, would say who it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, product

from cxw.day.record import THREE
from cxw.model import PersonId


@dataclass(frozen=True)
class WhoKnew:
    """Who gave one question a number, and who was there for it."""

    knew: Collection[PersonId]
    here: Collection[PersonId]
    unsure: int | None = None
    """How many there may not have known, as it can be read; None where it is all who gave no number."""

    @property
    def most_unsure(self) -> int:
        """How many there may not have known, for whoever reads how many did not know each question."""
        return len({*self.here} - {*self.knew}) if self.unsure is None else self.unsure

    def both(self, other: WhoKnew) -> WhoKnew:
        """Those of both questions; whether who left between them had known the first one cannot be read."""
        knew, here = {*self.knew} & {*other.knew}, {*self.here} & {*other.here}
        alike = {*self.here} == {*other.here}
        return WhoKnew(knew, here, None if alike else self.most_unsure + other.most_unsure)


def may_be_told_apart(people: Collection[PersonId], ticked: Collection[PersonId], least: int = THREE) -> bool:
    """Whether these may be told apart from everybody else: nobody, at least three, or all have ticked."""
    return len(people) >= least or set(ticked).issuperset(people)


def safe_together(
    printed: Sequence[WhoKnew], new: WhoKnew, ticked: Collection[PersonId] = (), least: int = THREE
) -> bool:
    """Whether a mean over those who knew `new` may stand beside means over those who knew these.

    All that follows from such means by adding and subtracting is the same for people who are in the same of
    them; so each such set of people must be enough, or a row could be had by subtraction. The same holds for
    those who were there for the same of them; only where all of these have ticked may fewer be told.
    """
    asked = [*printed, new]
    there = [*_alike([one.here for one in asked])]
    some = [people for people in there if not may_be_told_apart(people, ticked, least)]
    protected = [people for people in there if not set(ticked).issuperset(people)]
    few = (people for people in _alike([one.knew for one in asked]) if len(people) < least)
    return not some and all(people.isdisjoint(one) for people, one in product(few, protected))


def _alike(sets: Iterable[Collection[PersonId]]) -> Iterator[frozenset[PersonId]]:
    """Those who are in any of these, by which of them they are in."""
    found: list[frozenset[PersonId]] = []
    for people in dict.fromkeys(map(frozenset, sets)):
        new = people.difference(*found)
        halves = chain.from_iterable((one & people, one - people) for one in found)
        found = [*filter(None, (*halves, new))]
    yield from found


def may_be_left_out(
    functions: Mapping[str, Collection[PersonId]],
    numbers: Sequence[WhoKnew],
    ticked: Collection[PersonId],
    small: int,
) -> list[str]:
    """Functions without which something may be said of each number; the largest, while others are too few.

    Of a function, and of all others together, enough or nobody must be in each number. Where others were
    there than for most numbers, it is taken as if whoever did not know had been of each of them: otherwise
    that something is said would tell whether it was who was there for this one alone.

    functions: all of each, whether they answered or not.
    """
    asked = _asked(numbers)

    def enough(one: _Asked, people: frozenset[PersonId]) -> bool:
        nobody = one.as_usual and people.isdisjoint(one.knew) and len(people) >= small
        return nobody or one.surely(people) >= small or set(ticked) >= people

    rooms = {one.here for one in asked}

    def safe(names: Collection[str]) -> bool:
        parts = [*map(functions.__getitem__, names)]
        told = {here: [here.difference(*parts), *map(here.intersection, parts)] for here in rooms}
        return all(enough(one, people) for one in asked for people in told[one.here])

    def others_too(who: Collection[PersonId]) -> bool:
        return all(one.surely(one.here.difference(who)) > 0 for one in asked)

    kept = [name for name, who in functions.items() if others_too(who) and safe([name])]
    while kept and not safe(kept):
        kept.remove(min(reversed(kept), key=lambda name: len(functions[name])))
    return kept


@dataclass(frozen=True)
class _Asked:
    """One number among others: who knew, who was there, and whether those were there who were for most."""

    knew: frozenset[PersonId]
    here: frozenset[PersonId]
    as_usual: bool
    unsure: int

    def surely(self, people: frozenset[PersonId]) -> int:
        """How many knew of these, who were all there; where others than usual were, whoever did not know."""
        return len(people) - (len(people & self.not_known) if self.as_usual else self.unsure)

    @cached_property
    def not_known(self) -> frozenset[PersonId]:
        """Who was there and gave no number: mostly few."""
        return self.here - self.knew


def _asked(numbers: Sequence[WhoKnew]) -> list[_Asked]:
    here = [frozenset(one.here) for one in numbers]
    rooms = Counter(there for one, there in zip(numbers, here, strict=True) if one.unsure is None)
    usual = next((there for there, _ in rooms.most_common(1)), frozenset[PersonId]())
    return [
        _Asked(frozenset(one.knew), there, one.unsure is None and there == usual, one.most_unsure)
        for one, there in zip(numbers, here, strict=True)
    ]
