"""A ballot whose answers the day's file keeps: what every one of them checks before it takes anything in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence

from cxw.day import declining
from cxw.day.desk import Ballot, Faults
from cxw.model import DeskName, Missing, Participant, PersonId, Segment
from cxw.questions.asking import Value
from cxw.text.phrases import say
from cxw.workshop.day import Change, Day, keep, people

HAS_ANSWERED = (
    "{name} has answered here already, and that stays. "
    "Whoever wants out of the rest declines the next question."
)


class KeptBallot(Ballot):
    """A ballot of one segment; the session changes under it, so nothing of it is held on to but names."""

    def __init__(self, day: Day, id: str, asked: Sequence[Participant]) -> None:
        self.day = day
        self.id = id
        self.segment = day.segment(id).name
        self.people = people(day.session, asked)

    @property
    def here(self) -> Segment:
        """The segment as it is now."""
        return self.day.file.session.segment(self.id)

    def accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer of somebody who may answer to a question that is asked; else say what is wrong."""
        return self.not_asked(person, part) or self.take(person, part, value, desk)

    @abstractmethod
    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer to a part of this ballot, or say what keeps it from being one."""

    def not_asked(self, person: PersonId, part: str) -> Faults:
        """Why this question is not put to this person here; mostly nothing."""
        if part not in self.asks(person):
            return [say("{what} is not asked on this ballot", what=part)]
        if person in {one.id for one in self.people} or person in self._members():
            return []
        return [say("{person} is not asked in this segment", person=person)]

    def miss(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody gives no answer, or none to the rest; who has answered all of it has."""
        if self.has_answered(person):
            return [say(HAS_ANSWERED, name=self._called(person))]
        return self.keep_none(person, why)

    def _called(self, person: PersonId) -> str:
        """How somebody is called who is asked here, a function too; also who has come since it was opened."""
        asked = (one.name for one in self.people if one.id == person)
        return next(asked, "") or self.day.session.participant(person).name

    @abstractmethod
    def has_answered(self, person: PersonId) -> bool:
        """Whether nothing of this ballot is left that somebody could give no answer to."""

    @abstractmethod
    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Keep why somebody who has not answered gives nothing."""

    def _members(self) -> set[PersonId]:
        """Who is asked in this segment by now: somebody may have come since the ballot was made."""
        return {person.id for person in self.day.session.members(self.here)}

    def asks(self, person: PersonId) -> Collection[str]:
        """The parts that are there for somebody, answered or not."""
        return [part.id for part in self.whole(person)]

    def keep(self, change: Change) -> Faults:
        """Have a change on disk; there is nothing to say against it any more."""
        keep(self.day, change)
        return []

    def leave_out_declined(self) -> None:
        """Who declined is not asked for this either: kept so, also where another program opened it."""
        out = declining.declined(self.here)
        for person in [person for person in self.waiting() if person in out]:
            self.miss(person, declining.DECLINED)
