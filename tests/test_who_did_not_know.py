"""What a room reads of a day tells of no one or two people that they did not know: every way is gone through.

Everybody who knows gives the same, so that only what stands, and what does not stand, could tell; a reader
knows who was there for what, and who has ticked. What is printed is the findings, of which all is made.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, product
from random import Random
from typing import Any

import pytest
from forced_worlds import printed

from cxw.day import rounds
from cxw.model import DK, AnyRound, Company, Conviction, Need, Participant, Segment, Session

pytestmark = pytest.mark.soak
NINE = dt.datetime(2026, 3, 14, 9)
NEEDS = ("price", "speed", "help")
MARKS = {"us": 8, "rival": 5}
QUESTIONS = {
    "marks of two needs": ("us price", "us speed"),
    "a lead": ("us price", "rival price"),
    "marks twice": ("us price", "us price again"),
    "how sure twice": ("sure", "sure again"),
    "points and a mark": ("points", "us price"),
    "points twice": ("points", "points again"),
}
Unsure = tuple[frozenset[int], frozenset[int]]
"""Who did not know the first of the two questions, and who the second."""


@dataclass(frozen=True)
class Five:
    """Five people: their functions, who has ticked, and who was there for each of two questions."""

    functions: tuple[str, ...]
    ticked: frozenset[int]
    here: tuple[frozenset[int], frozenset[int]]

    def worlds(self) -> Iterator[Unsure]:
        """How many of each kind of people did not know which of the two; who of a kind it was is all one."""
        kinds = defaultdict[Any, list[int]](list)
        for one, function in enumerate(self.functions):
            kinds[function, one in self.ticked, *(one in here for here in self.here)].append(one)
        ways = [[*_ways(people, kind[2:])] for kind, people in kinds.items()]
        for way in product(*ways):
            first, second = ({one for part in way for one in part[place]} for place in (0, 1))
            yield frozenset(first), frozenset(second)

    def few(self, place: int) -> set[frozenset[int]]:
        """One or two of a function, or there for this question alone, not all of whom have ticked."""
        here, functions = self.here[place], {*self.functions}
        sets = [frozenset(one for one in here if self.functions[one] == name) for name in functions]
        small = {some for some in (*sets, here - self.here[1 - place]) if len(some) < 3}
        return {some for one in small for some in (one, one - self.ticked) if some - self.ticked}


def _ways(people: list[int], here: tuple[bool, bool]) -> Iterator[Unsure]:
    """Each number of these who did not know the one, the other, or both."""
    for neither, first in product(range(len(people) + 1), repeat=2):
        for second in range(len(people) - neither - first + 1):
            both, one = people[:neither], people[neither : neither + first]
            other = people[neither + first : neither + first + second]
            found = frozenset(both + one), frozenset(both + other)
            if all(there or not some for there, some in zip(here, found, strict=True)):
                yield found


def five(number: int, which: str) -> Five:
    dice = Random(f"{which} {number}")
    sizes = dice.choice(((3, 2), (3, 1, 1), (2, 2, 1), (4, 1), (1, 2, 2)))
    functions = tuple(chain.from_iterable([f"F{n}"] * size for n, size in enumerate(sizes)))
    ticks, away = dice.choice((0.5, 0.8, 1)), dice.choice((0, 0, 0.2))
    here = [frozenset(one for one in range(5) if dice.random() >= away) for _ in (0, 1)]
    if which == "marks of two needs":
        here[1] = here[0]
    return Five(functions, frozenset(one for one in range(5) if dice.random() < ticks), (here[0], here[1]))


class Day:
    """The day of five people on which some did not know one of two questions, or another, and all else."""

    def __init__(self, five: Five, which: str, unsure: Unsure) -> None:
        self.asked = dict(zip(QUESTIONS[which], zip(five.here, unsure, strict=True), strict=True))
        self.people = [
            Participant(id=f"p{n}", name=f"Quorvex {n}", function=name, open=n in five.ticked or None)
            for n, name in enumerate(five.functions)
        ]
        self.segment = Segment(
            id="s",
            name="Clinics",
            competitors=[Company(id="rival", name="PayCorp")],
            needs=[Need(id=id, text=id.title()) for id in NEEDS],
            chosen=[*NEEDS],
        )
        self.session = Session(
            cxw=1,
            title="Day",
            company=Company(id="us", name="Ours"),
            date=NINE.date(),
            seed=1,
            salt="0" * 32,
            participants=self.people,
            segments=[self.segment],
        )
        self.minute = 0
        self._points()
        if "points again" not in self.asked:
            self._marks()

    def _at(self) -> dt.datetime:
        self.minute += 1
        return NINE + dt.timedelta(minutes=self.minute)

    def _given(self, question: str, number: Any) -> dict[str, Any]:
        """What everybody says who was there for it."""
        here, unsure = self.asked.get(question, (range(5), ()))
        return {f"p{n}": DK if n in unsure else number for n in sorted(here)}

    def _end(self, round: AnyRound) -> None:
        for person in self.people:
            if person.id not in round.answers:
                round.not_answered[person.id] = "left"
        rounds.close(self.session, self.segment, round, self._at())
        rounds.reveal(round, self._at())

    def _points(self) -> None:
        stage = self.segment.stages.touch("weights")
        stage.opened = self._at()
        for name, question in (("first", "points"), ("second", "points again")):
            if name == "first" or question in self.asked:
                round = rounds.open_weights(self.segment, name, self._at())  # type: ignore[arg-type]
                round.answers = self._given(question, {"price": 40, "speed": 30, "help": 30})
                self._end(round)
        if "sure" in self.asked:
            self.segment.conviction = Conviction(
                before=self._given("sure", 60), after=self._given("sure again", 60)
            )
        stage.done = self._at()

    def _marks(self) -> None:
        stage = self.segment.stages.touch("grid")
        stage.opened = self._at()
        first = rounds.open_marks(self.session, self.segment, "first", self._at())
        for company, mark in MARKS.items():
            given = {need: self._given(f"{company} {need}", mark) for need in NEEDS}
            for person in set.intersection(*({*said} for said in given.values())):
                row = {need: given[need][person] for need in NEEDS}
                first.answers.setdefault(person, {})[company] = row
        self._end(first)
        if "us price again" in self.asked:
            again = rounds.open_marks(self.session, self.segment, "second", self._at(), ["mark us price"])
            given = {"price": self._given("us price again", 8)}
            again.answers = {p: {"us": {"price": said}} for p, said in given["price"].items()}
            self._end(again)
        stage.done = self._at()


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("which", QUESTIONS)
def test_no_findings_tell_of_one_or_two_that_they_did_not_know(which: str, number: int) -> None:
    of, found = five(number, which), defaultdict[str, list[Unsure]](list)
    for unsure in of.worlds():
        told = printed(Day(of, which, unsure).session)
        found[json.dumps(told, sort_keys=True, default=str)].append(unsure)
    for alike, place in product(found.values(), (0, 1)):
        certain = frozenset.intersection(*(world[place] for world in alike))
        for some in of.few(place):
            always = {len(world[place] & some) for world in alike}
            by_tick = of.ticked.issuperset(chain.from_iterable(world[place] & some for world in alike))
            of_three = len(certain) > 2 and {len(certain & some)} == always
            assert len(always) > 1 or always == {0} or by_tick or of_three, (of, some, place, alike[:3])
