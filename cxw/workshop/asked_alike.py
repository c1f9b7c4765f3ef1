"""While all see the screen everybody is asked alike: whoever is asked less would be seen to be.

After a don't-know the percentage would be left out, and only who moved would be asked for a reason. So all
are asked, and of whoever has nothing to say there nothing typed is kept. Elsewhere nobody is asked in vain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from cxw.day import answering, rounds, weights
from cxw.day.desk import Ballot, Faults
from cxw.model import DK, AnyRound, DeskName, Missing, PersonId, Segment
from cxw.questions import pick
from cxw.questions.asking import Part, Value
from cxw.questions.percent import PERCENT
from cxw.questions.pick import REASON, REASONS
from cxw.text.phrases import Phrases
from cxw.workshop.day import Day

WHAT_MOVED = "What moved you? One word: fact, argument, wording, agreement or none."
Meant = Callable[[PersonId, Value], Value]
"""What is kept of an answer: itself, `dk` whatever was typed, or None for nothing."""


def reason_part(say: Phrases) -> Part:
    """Why somebody moved, asked after the row."""
    ways = {str(word): say(words) for word, words in REASONS.values()}
    return Part("reason", REASON, say(WHAT_MOVED), ways=ways)


def with_questions_for_all(day: Day, id: str, ballot: Ballot) -> Ballot:
    """The ballot of a round of points or marks, with what all are asked after their answer."""
    if ballot.name == "second":
        return _Alike(day, id, ballot, reason_part(day.say), pick.faults, _reason(day, id, ballot)).ballot()
    if ballot.of != "weights":
        return ballot
    percentage = paced(day, Part("conviction", PERCENT, day.say(weights.CONVICTION)))
    return _Alike(day, id, ballot, percentage, lambda value: [], _percentage(day, id)).ballot()


def conviction_again(day: Day, id: str, ballot: Ballot) -> Ballot:
    """How sure people are after the marks: asked also of those who did not know how to weigh."""
    meant = _percentage(day, id)

    def accept(person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        return ballot.accept(person, part, meant(person, value), desk)

    def miss(person: PersonId, why: Missing) -> Faults:
        if why != "declined" and knows_nothing(day.segment(id), person):
            return ballot.accept(person, "after", DK, "paper")
        return ballot.miss(person, why)

    seen = replace(
        ballot,
        parts=lambda person: tuple(paced(day, part) for part in ballot.parts(person)),
        whole=lambda person: tuple(paced(day, part) for part in ballot.whole(person)),
        accept=accept,
        miss=miss,
    )
    return while_seen(day, ballot, seen)


def while_seen(day: Day, plain: Ballot, seen: Ballot) -> Ballot:
    """One ballot or the other, by who sees the screen then: that may change in the middle of a round."""

    def now() -> Ballot:
        return seen if day.masked else plain

    return replace(
        plain,
        parts=lambda person: now().parts(person),
        whole=lambda person: now().whole(person),
        accept=lambda person, part, value, desk: now().accept(person, part, value, desk),
        waiting=lambda: now().waiting(),
        miss=lambda person, why: now().miss(person, why),
    )


def paced(day: Day, part: Part) -> Part:
    """A question that whoever knows nothing answers with Enter alone, and so everybody may."""
    return replace(part, alone=DK) if day.masked else part


def _percentage(day: Day, id: str) -> Meant:
    def meant(person: PersonId, value: Value) -> Value:
        return DK if knows_nothing(day.segment(id), person) else value

    return meant


def knows_nothing(segment: Segment, person: PersonId) -> bool:
    """Whether somebody did not know how to spread the points of the first round."""
    first = rounds.latest(segment, "weights", "first")
    return first is not None and first.answers.get(person) == DK


def _reason(day: Day, id: str, ballot: Ballot) -> Meant:
    def meant(person: PersonId, value: Value) -> Value:
        return value if answering.moved(day.segment(id), _newest(day, id, ballot), person) else None

    return meant


def _newest(day: Day, id: str, ballot: Ballot) -> AnyRound:
    round = rounds.latest(day.segment(id), "weights" if ballot.of == "weights" else "marks")
    assert round is not None, "a ballot is made after its round was opened"
    return round


@dataclass(frozen=True)
class _Alike:
    """A ballot, and one question more that comes after everybody's answer."""

    day: Day
    id: str
    plain: Ballot
    more: Part
    faults: Callable[[Value], Faults]
    """what keeps an answer to it from being taken, whoever gives it"""
    meant: Meant

    def ballot(self) -> Ballot:
        """The ballot as it is asked while all see the screen."""
        return replace(
            self.plain, parts=self._parts, accept=self._accept, waiting=self._waiting, miss=self._miss
        )

    @property
    def _due(self) -> set[PersonId]:
        """Who has answered in this sitting, but not that; the day knows it, for ballots are made anew."""
        round = _newest(self.day, self.id, self.plain)
        key = f"{self.id} {round.of} {round.name} {round.opened} {len(round.reopened)}"
        due = self.day.alike.setdefault(key, set())
        if round.closed is not None:
            due.clear()
        gone = {person.id for person in self.day.session.participants if person.gone}
        due -= gone | {*round.not_answered}
        return due

    def _parts(self, person: PersonId) -> tuple[Part, ...]:
        own = self.plain.parts(person)
        asked = any(part.id == self.more.id for part in own)
        return (*own, self.more) if person in self._due and not asked else own

    def _waiting(self) -> list[PersonId]:
        """In the order of the people: who stands last for what others are not asked would be seen too."""
        missing = self.plain.waiting()
        waiting = {*missing, *self._due}
        here = [person.id for person in self.plain.people if person.id in waiting]
        return [*here, *(person for person in missing if person not in here)]

    def _accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        if part == self.more.id:
            return self._accept_more(person, value, desk)
        early = self._answered_early(person)
        faults = self.plain.accept(person, part, value, desk)
        if not faults and not early:
            self._due.add(person)
        return faults

    def _answered_early(self, person: PersonId) -> bool:
        """Whether the percentage came in before the points."""
        return self.plain.name == "first" and [part.id for part in self.plain.parts(person)] == ["points"]

    def _accept_more(self, person: PersonId, value: Value, desk: DeskName) -> Faults:
        if faults := self.faults(value):
            return faults
        meant = self.meant(person, value)
        faults = [] if meant is None else self.plain.accept(person, self.more.id, meant, desk)
        if not faults:
            self._due.discard(person)
        return faults

    def _miss(self, person: PersonId, why: Missing) -> Faults:
        self._due.discard(person)
        return self.plain.miss(person, why)
