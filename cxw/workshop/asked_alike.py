"""While all see the screen everybody is asked alike: whoever is asked less would be seen to be.

After a don't-know the percentage would be left out, and only who moved would be asked for a reason. So all
are asked, and of whoever has nothing to say there nothing typed is kept. Elsewhere nobody is asked in vain.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar

from cxw.day import answering, rounds, weights
from cxw.day.declining import DECLINED
from cxw.day.desk import Faults, Person
from cxw.day.rounds import current
from cxw.model import DK, DeskName, Missing, PersonId, Segment
from cxw.questions import pick
from cxw.questions.asking import Part, Value
from cxw.questions.percent import PERCENT
from cxw.questions.pick import REASON, REASONS
from cxw.questions.rounds import Of
from cxw.text.phrases import Phrases
from cxw.workshop.day import Day

WHAT_MOVED = "What moved you? One word: fact, argument, wording, agreement or none."
Keep = Callable[[PersonId, Value, DeskName], Faults]
"""Keeps an answer to one part of the round, or says why not."""


def reason_part(say: Phrases) -> Part:
    """Why somebody moved, asked after the row."""
    ways = {str(word): say(words) for word, words in REASONS.values()}
    return Part("reason", REASON, say(WHAT_MOVED), ways=ways)


def sure_part(say: Phrases) -> Part:
    """How sure somebody is, asked after the points."""
    return Part("conviction", PERCENT, say(weights.CONVICTION))


def paced(day: Day, part: Part) -> Part:
    """A question that whoever knows nothing answers with Enter alone, and so everybody may."""
    return replace(part, alone=DK) if day.masked else part


def knows_nothing(segment: Segment, person: PersonId) -> bool:
    """Whether somebody did not know how to spread the points of the first round."""
    first = rounds.latest(segment, "weights", "first")
    return first is not None and first.answers.get(person) == DK


class AskedOfAll(ABC):
    """One question of a round that comes after everybody's answer, whatever the answer was."""

    id: ClassVar[str]
    """the part of the ballot"""
    ends_with_it: ClassVar[bool]
    """whether who declines this declines the rest of the segment, also where nothing of it would be kept"""

    def __init__(self, day: Day, segment: str, of: Of) -> None:
        self.day = day
        self.segment = segment
        self.of = of

    @abstractmethod
    def question(self) -> Part:
        """As it is asked."""

    @abstractmethod
    def faults(self, value: Value) -> Faults:
        """What keeps an answer to it from being taken, whoever gives it."""

    @abstractmethod
    def meant(self, person: PersonId, value: Value) -> Value:
        """What is kept of an answer: itself, `dk` whatever was typed, or None for nothing."""

    def refused(self, person: PersonId, why: Missing) -> bool:
        """Nothing is due of somebody any more; whether that must be kept though they lack nothing."""
        was_due = person in self.due
        self.due.discard(person)
        return was_due and why == DECLINED and self.ends_with_it

    def came_first(self, person: PersonId) -> bool:
        """Whether it was answered before the numbers."""
        return False

    def stands(self, person: PersonId) -> bool:
        """Whether it was answered with numbers that are now given anew."""
        return False

    @property
    def due(self) -> set[PersonId]:
        """Who has answered in this sitting, but not that; the day knows it, for ballots are made anew."""
        round = current(self.day.segment(self.segment), self.of)
        key = f"{self.segment} {round.of} {round.name} {round.opened} {len(round.reopened)}"
        due = self.day.alike.setdefault(key, set())
        if round.closed is not None:
            due.clear()
        gone = {person.id for person in self.day.session.participants if person.gone}
        due -= gone | {*round.not_answered}
        return due

    def after(self, own: tuple[Part, ...], person: PersonId) -> tuple[Part, ...]:
        """What somebody has yet to answer, and this where it is due and not among it."""
        asked = any(part.id == self.id for part in own)
        return (*own, self.question()) if not asked and person in self.due else own

    def waiting(self, missing: Sequence[PersonId], people: Sequence[Person]) -> list[PersonId]:
        """In the order of the people: who stands last for what others are not asked would be seen too."""
        waiting = {*missing, *self.due}
        here = [person.id for person in people if person.id in waiting]
        return [*here, *(person for person in missing if person not in here)]

    def take(self, keep: Keep, part: str, answer: tuple[PersonId, Value, DeskName]) -> Faults:
        """Keep what is meant by an answer to this; after any other, this is due."""
        person, value, desk = answer
        if part == self.id:
            return self.faults(value) or self._take_meant(keep, person, self.meant(person, value), desk)
        # A slip that takes another's place says all of it anew; a phone shows what stands, to be changed.
        early = self.came_first(person) or (desk == "phones" and self.stands(person))
        faults = keep(person, value, desk)
        if not faults and not early:
            self.due.add(person)
        return faults

    def _take_meant(self, keep: Keep, person: PersonId, meant: Value, desk: DeskName) -> Faults:
        faults = [] if meant is None else keep(person, meant, desk)
        if not faults:
            self.due.discard(person)
        return faults


class SureOfAll(AskedOfAll):
    """How sure somebody is: of who knows nothing it is `dk`, whatever was typed."""

    id = "conviction"
    ends_with_it = True

    def question(self) -> Part:
        """As it is asked of those who know."""
        return paced(self.day, sure_part(self.day.say))

    def faults(self, value: Value) -> Faults:
        """Only what is kept is looked at."""
        return []

    def meant(self, person: PersonId, value: Value) -> Value:
        """`dk` of who knows nothing."""
        return DK if knows_nothing(self.day.segment(self.segment), person) else value

    def came_first(self, person: PersonId) -> bool:
        """Whether only the points are missing."""
        segment = self.day.segment(self.segment)
        return answering.missing(segment, current(segment, self.of), person) == ("points",)

    def stands(self, person: PersonId) -> bool:
        """Whether both are there, and this is not due."""
        segment = self.day.segment(self.segment)
        answered = person in current(segment, self.of).answers and person in segment.conviction.before
        return answered and person not in self.due


class ReasonOfAll(AskedOfAll):
    """What moved somebody: of who did not move nothing is kept."""

    id = "reason"
    ends_with_it = False

    def question(self) -> Part:
        """As it is asked of those who moved."""
        return reason_part(self.day.say)

    def faults(self, value: Value) -> Faults:
        """It must be a reason, whoever gives it."""
        return pick.faults(value)

    def meant(self, person: PersonId, value: Value) -> Value:
        """Nothing of who did not move."""
        segment = self.day.segment(self.segment)
        return value if answering.moved(segment, current(segment, self.of), person) else None
