"""Which functions of a round show by themselves, so that it says of no one or two people what they knew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.model import PersonId

Members = Mapping[str | None, Sequence[PersonId]]
"""Function -> who of it; functions in the order of the file, None for people without one."""


@dataclass(frozen=True)
class Attended:
    """The functions of one round: who gave numbers, who answered at all, and who was there."""

    given: Members
    answered: Members
    here: Members


def functions_by_themselves(round: Attended, ticked: Collection[PersonId], small: int) -> set[str]:
    """The functions that show by themselves; those outside them are nobody, at least `small`, or have ticked.

    A function shows from `small` people who gave numbers on, and with any where all of it that were there
    have ticked. Which of these do is settled by who answered and who was there, as if all had known; then
    some join the others again where too few of these gave numbers. So that a small one shows does not say who
    beside it did not know. No tick hides a function that shows without it, and would if all had known.
    """
    all_ticked = [name for name, people in round.here.items() if name and set(ticked).issuperset(people)]
    later_first = all_ticked[::-1]
    apart = sorted(later_first, key=lambda name: len(round.here[name]))
    keep = set(round.here)
    for counted in ((round.answered, round.here), (round.given, round.answered, round.here)):
        keep &= {*_from(small, counted)}
        while apart and not _may_stand_apart(counted, (apart, keep), ticked, small):
            fewer = ([one for one in apart if one != name] for name in apart)
            fits = (some for some in fewer if _may_stand_apart(counted, (some, keep), ticked, small))
            apart = next(fits, apart[1:])
    return {*apart, *_from(small, counted, apart)}


def _may_stand_apart(
    counted: Sequence[Members],
    functions: tuple[Sequence[str], Collection[str | None]],
    ticked: Collection[PersonId],
    small: int,
) -> bool:
    """Whether these may show by their tick: the others are nobody or enough, and those to keep show."""
    apart, keep = functions
    shown = {*apart, *_from(small, counted, apart)}
    enough = _enough(counted, shown, small) or set(ticked).issuperset(outside(counted[-1], shown))
    return enough and shown >= {*keep}


def _from(small: int, counted: Sequence[Members], apart: Collection[str] = ()) -> list[str]:
    """Functions with so many people beside those that stand apart, so that the rest are nobody or enough.

    While they are not, the smallest function that makes them enough joins them, of equal sizes the later.
    """
    first, here = counted[0], counted[-1]
    alone = [name for name, people in first.items() if name and name not in apart and len(people) >= small]
    while alone and not _enough(counted, {*alone, *apart}, small):
        later_first = alone[::-1]
        order = sorted(later_first, key=lambda name: len(here[name]))
        alone.remove(next(_that_fit(order, counted, {*alone, *apart}, small), order[0]))
    return alone


def _that_fit(order: Sequence[str], counted: Sequence[Members], shown: set[str], small: int) -> Iterator[str]:
    """Functions with which the rest are enough."""
    return (name for name in order if _enough(counted, shown - {name}, small))


def _enough(counted: Sequence[Members], shown: Collection[str], small: int) -> bool:
    """Whether those outside are nobody or enough, however they are counted."""
    rests = [outside(members, shown) for members in counted]
    return all(not rest or len(rest) >= small for rest in rests)


def outside(members: Members, shown: Collection[str]) -> list[PersonId]:
    """Those who stand in no function by themselves."""
    return [*chain.from_iterable(people for name, people in members.items() if name not in shown)]
