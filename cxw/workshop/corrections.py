"""Slips of the pen found after a reveal: the rounds they are put right in, with both values kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Container, Mapping, Sequence
from typing import Any, Generic, TypeVar, cast

from cxw.day import orders, rounds
from cxw.day.desk import Ballot, Faults
from cxw.model import DK, Correction, DeskName, MarksRound, Missing, PersonId, Session, WeightsRound
from cxw.questions import percent, points
from cxw.questions.asking import Part, Value
from cxw.questions.rounds import Of
from cxw.text.phrases import say
from cxw.workshop import ballots
from cxw.workshop.asked_alike import sure_part
from cxw.workshop.day import Day
from cxw.workshop.kept_ballot import KeptBallot
from cxw.workshop.titles import round_title

ONLY_SLIPS = "Only a typing slip is put right here; a changed mind is what the second round is for."
NO_FIRST = "who gave no points has no first need to be sure of: put the points right first"
NOT_GIVEN = "a slip is put right in what was given: a company that was not marked is no slip"


def corrections(day: Day, id: str, of: Of) -> tuple[Ballot, ...]:
    """A ballot for each round on the newest list that the room has seen, the newest first.

    The first round is the number of record, so a slip in it is put right also when there is a second.
    """
    seen = rounds.revealed_rounds(day.segment(id), of)
    places = [n for n, one in enumerate(day.segment(id).rounds) if any(one is round for round in seen)]
    return tuple(REVEALED[of](day, id, number) for number in reversed(places))


class Slip(KeptBallot):
    """What was given and is put right: nobody is waited for, and only who gave it may be put right."""

    def __init__(self, day: Day, id: str, gave: Container[PersonId]) -> None:
        self.question = say(ONLY_SLIPS)
        members = day.session.members(day.segment(id))
        super().__init__(day, id, [person for person in members if person.id in gave])

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """All of it."""
        return self.whole(person)

    def not_asked(self, person: PersonId, part: str) -> Faults:
        """Nobody who gave nothing."""
        if all(person != one.id for one in self.people):
            return [say("nothing of {person} is kept here", person=person)]
        return super().not_asked(person, part)

    def waiting(self) -> Sequence[PersonId]:
        """Nobody."""
        return []

    def has_answered(self, person: PersonId) -> bool:
        """Whoever is here: what was given stays."""
        return True

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Nobody."""
        return []


Round = TypeVar("Round", WeightsRound, MarksRound)


class RevealedRound(Slip, Generic[Round]):
    """A revealed round by its place in the segment."""

    of: Of

    def __init__(self, day: Day, id: str, number: int) -> None:
        self.number = number
        segment = day.segment(id)
        round = segment.rounds[number]
        super().__init__(day, id, round.answers)
        self.name = round.name
        self.title = round_title(day, segment, round)
        self.orders = orders.orders_of_round(day.session, segment, round)
        self.remark = ballots.remark(day, segment, round)

    def in_(self, session: Session) -> Round:
        """The round as it is now."""
        return cast(Round, session.segment(self.id).rounds[self.number])

    @property
    def round(self) -> Round:
        """The round as it is now."""
        return self.in_(self.day.session)

    @abstractmethod
    def numbers(self, person: PersonId, value: Value) -> Faults:
        """Put somebody's numbers right."""

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what was put right, and how it was."""
        return self.numbers(person, value)

    def row(self, person: PersonId, old: Any, new: Any) -> Faults:
        """Keep both rows, where they differ."""
        if old == new:
            return []
        before, after = rounds.difference(old, new)
        slip = Correction(who=person, before=before, after=after, at=self.day.now(), why="slip")
        return self.keep(lambda s: rounds.correct(s, s.segment(self.id), self.in_(s), slip, new))


class RevealedPoints(RevealedRound[WeightsRound]):
    """Points, and how sure somebody was of them."""

    of = "weights"

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """What this person gave."""
        round = self.round
        row = ballots.points_part(self.day, self.here, round)
        sure = round.name == "first" and person in self.here.conviction.before
        return (row, sure_part(self.day.say)) if sure else (row,)

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what was put right, and how it was."""
        return self._sure(person, value) if part == "conviction" else self.numbers(person, value)

    def numbers(self, person: PersonId, value: Value) -> Faults:
        """Put somebody's points right."""
        round = self.round
        faults = points.faults(value, round.needs, round.points_each)
        return faults or self.row(person, round.answers[person], value)

    def _sure(self, person: PersonId, value: Value) -> Faults:
        round, old = self.round, self.here.conviction.before.get(person)
        if faults := percent.faults(value):
            return faults
        if old == value:
            return []
        if old is None or round.answers[person] == DK:
            return [say(NO_FIRST)]
        slip = Correction(who=person, before=old, after=value, at=self.day.now(), why="slip")
        return self.keep(lambda s: rounds.correct_conviction(s.segment(self.id), self.in_(s), slip))


class RevealedMarks(RevealedRound[MarksRound]):
    """Marks, of the companies that somebody marked."""

    of = "marks"

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """What this person gave."""
        round = self.round
        marked = [company for company in round.companies if company in round.answers[person]]
        return (ballots.marks_part(self.day, self.id, round, marked),)

    def numbers(self, person: PersonId, value: Value) -> Faults:
        """Put somebody's marks right."""
        round = self.round
        old = round.answers[person]
        if faults := ballots.marks_faults(round, value):
            return faults
        return self.row(person, old, {**old, **value}) if value.keys() <= old.keys() else [say(NOT_GIVEN)]


REVEALED: Mapping[Of, type[RevealedPoints | RevealedMarks]] = {
    "weights": RevealedPoints,
    "marks": RevealedMarks,
}
