"""Which numbers may stand beside each other, and tell of no one or two people what they gave or knew.

A reader sees who was there, reads how many did not know, and may know who has ticked. So nothing here hangs
on whether it was somebody with a tick who did not know: that numbers stand, or do not, would say who it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxw.day.record import THREE
from cxw.model import PersonId


@dataclass(frozen=True)
class WhoKnew:
    """Who gave one question a number, and who was there for it."""

    knew: Collection[PersonId]
    here: Collection[PersonId]

    def of(self, people: Collection[PersonId]) -> WhoKnew:
        """The same question, and these people alone."""
        return WhoKnew({*self.knew} & {*people}, {*self.here} & {*people})

    def both(self, other: WhoKnew) -> WhoKnew:
        """Those of both questions."""
        return WhoKnew({*self.knew} & {*other.knew}, {*self.here} & {*other.here})


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
    knew = (people for people in _alike([one.knew for one in asked]) if len(people) < least)
    return not some and all(one.isdisjoint(people) for people in knew for one in protected)


def _alike(sets: Iterable[Collection[PersonId]]) -> Iterator[set[PersonId]]:
    """Those who are in any of these, by which of them they are in."""
    found: list[set[PersonId]] = []
    for people in map(set, sets):
        new = people.difference(*found)
        parts = [part for one in found for part in (one & people, one - people) if part]
        found = [*parts, new] if new else parts
    yield from found


def may_be_left_out(
    functions: Mapping[str, Collection[PersonId]],
    numbers: Sequence[WhoKnew],
    ticked: Collection[PersonId],
    small: int,
) -> list[str]:
    """Functions without which something may be said of each number; the largest while the others are too few.

    Of a function, and of all others together, enough or nobody must be in each number. None where somebody
    was there for some of the numbers only: what stood beside one of them and not another would tell of them.

    functions: all of each, whether they answered or not.
    """
    if any({*one.here} != {*numbers[0].here} for one in numbers):
        return []

    def safe(names: Collection[str]) -> bool:
        parts = ([one.of(functions[name]) for name in names] for one in numbers)
        return all(safe_together(of, one, ticked, small) for one, of in zip(numbers, parts, strict=True))

    left = [name for name, who in functions.items() if all({*one.knew} - {*who} for one in numbers)]
    kept = [name for name in left if safe([name])]
    while kept and not safe(kept):
        kept.remove(min(reversed(kept), key=lambda name: len(functions[name])))
    return kept
