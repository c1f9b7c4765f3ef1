"""Which functions show says of no one or two people what they knew, though a reader knows who has ticked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from random import Random

import pytest
from often import LONGER, often

from cxw.day.by_themselves import Attended, functions_by_themselves, outside

pytestmark = LONGER
SMALL = 3
NAMES = ("Sales", "Marketing", "Service", "Legal", "Finance")
Counts = tuple[int, ...]


@dataclass(frozen=True)
class Room:
    """Functions with who answered and who was there without an answer, and who of them ticked."""

    answered: dict[str | None, list[str]]
    here: dict[str | None, list[str]]
    ticked: frozenset[str]

    def with_unsure(self, unsure: Counts) -> Attended:
        """The round in which so many of each function did not know."""
        given = {name: people[n:] for (name, people), n in zip(self.answered.items(), unsure, strict=True)}
        return Attended({name: people for name, people in given.items() if people}, self.answered, self.here)

    def printed(self, unsure: Counts) -> tuple[int, tuple[str | None, ...], bool]:
        """What of such a round is printed: how many do not know, which functions show, whether others do."""
        round = self.with_unsure(unsure)
        shown = functions_by_themselves(round, self.ticked, SMALL)
        return sum(unsure), tuple(n for n in round.given if n in shown), bool(outside(round.given, shown))


def room(number: int) -> Room:
    """Functions of one to five, now and then one of us in none, some ticked, some who decline."""
    dice = Random(number)
    names: list[str | None] = [*NAMES[: dice.randint(2, 4)]]
    here = {name: [f"{name} {n}" for n in range(dice.randint(1, 5))] for name in names}
    here |= {None: ["alone"]} if dice.random() < 0.2 else {}
    ticks, declines = dice.choice((0.3, 0.6, 0.9, 1)), dice.choice((0, 0, 0.1))
    asked = [one for name, some in here.items() if name for one in some]
    ticked = frozenset(one for one in asked if dice.random() < ticks)
    answered = {name: [one for one in some if dice.random() >= declines] for name, some in here.items()}
    return Room({name: some for name, some in answered.items() if some}, here, ticked)


def worlds(room: Room) -> dict[object, list[Counts]]:
    """All that may be printed -> every way in which that many of each function may not have known."""
    found = defaultdict[object, list[Counts]](list)
    for unsure in product(*(range(len(people) + 1) for people in room.answered.values())):
        found[room.printed(unsure)].append(unsure)
    return found


def told(room: Room, alike: list[Counts]) -> Iterator[str]:
    """Functions of one or two who answered, not all ticked, of which it is always the same who did not know."""
    for place, (name, people) in enumerate(room.answered.items()):
        always = {unsure[place] for unsure in alike}
        few = len(people) < SMALL and not room.ticked.issuperset(people)
        if few and len(always) == 1 and always != {0} and not _in_a_set_of_three(room, alike, name):
            yield f"{name}: {always} of {len(people)} did not know, in all of {alike}"


def _in_a_set_of_three(room: Room, alike: list[Counts], name: str | None) -> bool:
    """Whether nobody knew of three or more who show together, or of all of us: who sees that knows of each."""
    unsure, shown, _ = room.printed(alike[0])
    if unsure == sum(map(len, room.answered.values())):
        return True
    rest = [n for n, one in enumerate(room.answered) if one not in shown]
    answered = [*room.answered.values()]
    many = sum(len(answered[n]) for n in rest) >= SMALL
    return name not in shown and many and all(one[n] == len(answered[n]) for one in alike for n in rest)


@pytest.mark.parametrize("block", range(5))
def test_what_shows_tells_of_no_one_or_two_that_they_did_not_know(block: int) -> None:
    share = often(1000, 100) // 5
    for number in range(block * share, (block + 1) * share):
        of = room(number)
        found = [line for alike in worlds(of).values() for line in told(of, alike)]
        assert found == [], number


def test_a_tick_hides_no_function_that_shows_without_it_and_would_if_all_had_known() -> None:
    for number in range(often(1000, 100)):
        of = room(number)
        without = Room(of.answered, of.here, frozenset())
        known = functions_by_themselves(without.with_unsure((0,) * len(of.answered)), (), SMALL)
        for unsure in product(*(range(len(people) + 1) for people in of.answered.values())):
            plain = functions_by_themselves(without.with_unsure(unsure), (), SMALL)
            assert functions_by_themselves(of.with_unsure(unsure), of.ticked, SMALL) >= plain & known


def test_of_six_who_stand_together_it_is_not_told_that_the_department_of_two_did_not_know() -> None:
    """One of Sales has ticked; were she by herself beside six, these would be Finance's four and who is left."""
    there: dict[str | None, list[str]] = {
        "Sales": ["s"],
        "Marketing": ["m0", "m1"],
        "Finance": ["f0", "f1", "f2", "f3"],
    }
    known = {**there, "Marketing": ["m0"]}
    assert functions_by_themselves(Attended(there, there, there), {"s"}, SMALL) == {"Finance"}
    assert functions_by_themselves(Attended(known, there, there), {"s"}, SMALL) == set()
