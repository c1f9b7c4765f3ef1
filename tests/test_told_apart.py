"""Which numbers stand beside each other says of no one or two people that they did not know.

A reader knows who sat where, who was there, who has ticked, and reads how many did not know: all ways in which
so many may not have known are gone through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from random import Random

from often import LONGER, often

from cxw.day.by_themselves import Attended, Members, functions_by_themselves
from cxw.day.told_apart import WhoKnew, may_be_left_out, safe_together

pytestmark = LONGER
SMALL = 3
NAMES = ("Sales", "Marketing", "Service", "Legal")
EIGHT, TEN = frozenset("abcdefgh"), frozenset("abcdefghij")
Unsure = tuple[frozenset[str], frozenset[str]]
"""Who did not know the first question, and who the second."""


def all_knew(people: Collection[str]) -> WhoKnew:
    return WhoKnew(people, people)


@dataclass(frozen=True)
class Room:
    """Who sits where, who of them was there for the first question and for the second, who has ticked."""

    functions: dict[str, frozenset[str]]
    here: tuple[frozenset[str], frozenset[str]]
    ticked: frozenset[str]

    def printed(self, unsure: Unsure) -> tuple[object, ...]:
        """How many did not know either question, which functions show, and which numbers stand."""
        first, second = (WhoKnew(here - some, here) for here, some in zip(self.here, unsure, strict=True))
        shown = [self._shown(one) for one in (first, second)]
        both = first.both(second)
        groups = [WhoKnew(name & {*first.knew}, name & {*first.here}) for name in self._of(shown[0])]
        functions = {name: self.functions[name] for name in shown[0] if name in shown[1]}
        return (
            [len(some) for some in unsure],
            shown,
            len(both.knew) >= SMALL
            and safe_together([first], second, self.ticked)
            and safe_together([first, *groups], both, self.ticked),
            may_be_left_out(functions, [first, second, both], self.ticked, SMALL),
        )

    def _of(self, names: Sequence[str]) -> list[frozenset[str]]:
        return [self.functions[name] for name in names]

    def _shown(self, asked: WhoKnew) -> list[str]:
        knew, here = (
            {name: [p for p in sorted(people) if p in some] for name, people in self.functions.items()}
            for some in (asked.knew, asked.here)
        )
        there: Members = {name: people for name, people in here.items() if people}
        given: Members = {name: people for name, people in knew.items() if people}
        shown = functions_by_themselves(Attended(given, there, there), self.ticked, SMALL)
        return [name for name in self.functions if name in given and name in shown]

    def worlds(self, most: int) -> Iterator[Unsure]:
        """Every way in which at most so many did not know each question."""
        some = (
            [frozenset(few) for n in range(most + 1) for few in combinations(sorted(here), n)]
            for here in self.here
        )
        yield from product(*some)

    def few(self, place: int) -> set[frozenset[str]]:
        """One or two, not all of whom have ticked: of a function, and of those there for this question alone."""
        here = self.here[place]
        sets = {some & here for some in (*self.functions.values(), here - self.here[1 - place])}
        few = {some for one in sets for some in (one, one - self.ticked)}
        return {some for some in few if len(some) < SMALL and some - self.ticked}


def room(number: int, missing: float) -> Room:
    """Up to nine people in functions of one to four, a share of whom miss one question, the other or both."""
    dice = Random(number)
    names = NAMES[: dice.randint(2, 4)]
    functions = {name: [f"{name} {n}" for n in range(dice.choice((1, 1, 2, 2, 3, 4)))] for name in names}
    people, ticks = [*chain.from_iterable(functions.values())][:9], dice.choice((0.3, 0.6, 0.9))
    here = [frozenset(one for one in people if dice.random() >= missing) for _ in (0, 1)]
    ticked = frozenset(one for one in people if dice.random() < ticks)
    inside = {name: frozenset(some) & {*people} for name, some in functions.items()}
    return Room(inside, (here[0], here[1]), ticked)


def told(room: Room, alike: Sequence[Unsure]) -> Iterator[str]:
    """One or two of whom it is always the same how many did not know."""
    for place in (0, 1):
        for some in room.few(place):
            unsure = [world[place] & some for world in alike]
            always = {len(people) for people in unsure}
            if len(always) == 1 and frozenset().union(*unsure) - room.ticked:
                yield f"{sorted(some)}: {always} did not know question {place}, in all of {alike[:3]}"


def found_out(room: Room, read: Callable[[tuple[object, ...]], object] = tuple) -> list[str]:
    """What is told of anybody in any way in which one or two, or nobody, did not know either question.

    read: what of it all is looked at.
    """
    found = defaultdict[str, list[Unsure]](list)
    for unsure in room.worlds(2) if min(map(len, room.here)) > SMALL else ():
        found[repr(read(room.printed(unsure)))].append(unsure)
    return [line for alike in found.values() for line in told(room, alike)]


def test_where_all_were_there_which_numbers_stand_tells_of_no_one_or_two_that_they_did_not_know() -> None:
    for number in range(often(200)):
        assert found_out(room(number, missing=0)) == [], number


def test_nor_does_it_where_somebody_missed_one_question_and_no_functions_show() -> None:
    for number in range(often(400)):
        of = room(number, missing=0.25)
        everybody = frozenset().union(*of.functions.values())
        assert found_out(replace(of, functions={"All": everybody})) == [], number


def test_nor_does_what_is_said_without_a_function_where_somebody_missed_one_question() -> None:
    for number in range(often(400)):
        assert found_out(room(number, missing=0.15), lambda told: (*told[:2], told[3])) == [], number


def test_that_a_second_round_is_told_does_not_say_that_it_was_the_one_who_ticked_who_did_not_know() -> None:
    here, ticked = EIGHT, EIGHT - {"a"}
    unsure = [WhoKnew(here - {one}, here) for one in ("a", "b")]
    assert [safe_together([all_knew(here)], later, ticked) for later in unsure] == [False, False]
    assert safe_together([all_knew(here)], unsure[0], here)


def test_a_later_round_stands_beside_an_earlier_one_where_who_is_in_only_one_is_nobody_or_enough() -> None:
    def beside(later: Collection[str], ticked: Collection[str] = ()) -> bool:
        return safe_together([all_knew(EIGHT)], all_knew(later), ticked)

    assert beside(EIGHT)
    assert not beside(EIGHT - {"a"})
    assert beside(EIGHT - set("abc"))
    assert beside(EIGHT - {"a"}, {"a"})
    assert not beside(EIGHT | {"x", "y"}, {"x"})
    assert not beside(EIGHT - {"a", "b"} | {"x"})
    assert not beside({"a", "b"})


def test_two_subsets_may_give_somebody_away_although_each_alone_would_not() -> None:
    ten, seven, six = (all_knew(TEN - set(some)) for some in ("", "abc", "abcd"))
    assert safe_together([ten], seven)
    assert safe_together([ten], six)
    assert not safe_together([ten, seven], six)


def test_a_function_is_left_out_of_each_number_or_of_none() -> None:
    functions = {"Sales": set("abcd"), "Service": set("efg"), "Legal": set("hi")}
    everybody = all_knew(set("abcdefghi"))
    assert may_be_left_out(functions, [everybody], (), SMALL) == ["Sales"]
    assert may_be_left_out(functions, [everybody], set("hi"), SMALL) == ["Sales", "Service", "Legal"]
    one_unsure = WhoKnew(set("abcdfghi"), everybody.here)
    assert may_be_left_out(functions, [everybody, one_unsure], set("hi"), SMALL) == ["Sales"]
    without_i = set("abcdefgh")
    later = [all_knew(without_i), all_knew(without_i)]
    assert may_be_left_out(functions, [everybody, *later], (), SMALL) == ["Sales"]
    one_of_nine = WhoKnew(set("abcdefgh"), everybody.here)
    assert may_be_left_out(functions, [one_of_nine, *later], (), SMALL) == ["Sales"]
    two_of_nine = WhoKnew(set("abcdefg"), everybody.here)
    assert may_be_left_out(functions, [two_of_nine, *later], (), SMALL) == []
