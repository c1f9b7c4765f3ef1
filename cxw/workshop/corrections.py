"""Slips of the pen found after a reveal: the rounds they are put right in, with both values kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxw.day import orders, rounds
from cxw.day.desk import Ballot, Faults
from cxw.model import DK, AnyRound, Correction, DeskName, MarksRound, PersonId, Segment, Session, WeightsRound
from cxw.questions import percent, points
from cxw.questions.asking import Part, Value
from cxw.questions.rounds import Of, as_marks, as_points
from cxw.workshop import ballots
from cxw.workshop.day import Day, keep, people

ONLY_SLIPS = "Only a typing slip is put right here; a changed mind is what the second round is for."
NO_FIRST = "who gave no points has no first need to be sure of: put the points right first"
NOT_GIVEN = "a slip is put right in what was given: a company that was not marked is no slip"


def corrections(day: Day, id: str, of: Of) -> tuple[Ballot, ...]:
    """A ballot for each round on the newest list that the room has seen, the newest first.

    The first round is the number of record, so a slip in it is put right also when there is a second.
    """
    seen = rounds.revealed_rounds(day.segment(id), of)
    places = [n for n, one in enumerate(day.segment(id).rounds) if any(one is round for round in seen)]
    return tuple(_RevealedRound(day, id, number).ballot() for number in reversed(places))


@dataclass(frozen=True)
class _RevealedRound:
    """A revealed round by its place in the segment: the session changes under it."""

    day: Day
    id: str
    number: int

    def of(self, session: Session) -> AnyRound:
        """The newest state of the round."""
        return session.segment(self.id).rounds[self.number]

    @property
    def segment(self) -> Segment:
        return self.day.segment(self.id)

    @property
    def round(self) -> AnyRound:
        return self.of(self.day.session)

    def ballot(self) -> Ballot:
        """Who answered may be put right, and only in what they gave."""
        day, segment, round = self.day, self.segment, self.round
        gave = [person for person in day.session.members(segment) if person.id in round.answers]
        return Ballot(
            of=round.of,
            name=round.name,
            title=ballots.round_title(day, segment, round),
            segment=segment.name,
            question=ONLY_SLIPS,
            people=people(day.session, gave),
            parts=self.parts,
            whole=self.parts,
            accept=self.accept,
            waiting=list,
            miss=lambda person, why: [],
            orders=orders.orders_of_round(day.session, segment, round),
            remark=ballots.remark(day, segment, round),
        )

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """What this person gave."""
        round = self.round
        if marked := as_marks(round):
            given = [company for company in marked.companies if company in marked.answers[person]]
            return (ballots.marks_part(self.day, self.id, marked, given),)
        row = ballots.points_part(self.day, self.segment, _points(round))
        sure = round.name == "first" and person in self.segment.conviction.before
        return (row, ballots.weights_part(self.day, self.id, "conviction")) if sure else (row,)

    def accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what was put right, and how it was."""
        round = self.round
        if part == "conviction":
            return self._conviction(round, person, value)
        if marked := as_marks(round):
            return self._marks(marked, person, value)
        faults = points.faults(value, round.needs, _points(round).points_each)
        return faults or self._row(person, round.answers[person], value)

    def _marks(self, round: MarksRound, person: PersonId, value: Value) -> Faults:
        old = round.answers[person]
        if faults := ballots.marks_faults(round, value):
            return faults
        return self._row(person, old, {**old, **value}) if value.keys() <= old.keys() else [NOT_GIVEN]

    def _row(self, person: PersonId, old: Any, new: Any) -> Faults:
        if old == new:
            return []
        before, after = rounds.difference(old, new)
        slip = Correction(who=person, before=before, after=after, at=self.day.now(), why="slip")
        keep(self.day, lambda s: rounds.correct(s, s.segment(self.id), self.of(s), slip, new))
        return []

    def _conviction(self, round: AnyRound, person: PersonId, value: Value) -> Faults:
        old = self.segment.conviction.before.get(person)
        if faults := percent.faults(value):
            return faults
        if old == value:
            return []
        if old is None or round.answers[person] == DK:
            return [NO_FIRST]
        slip = Correction(who=person, before=old, after=value, at=self.day.now(), why="slip")
        keep(self.day, lambda s: rounds.correct_conviction(s.segment(self.id), self.of(s), slip))
        return []


def _points(round: AnyRound) -> WeightsRound:
    """The round as one of points, which it is where it is none of marks."""
    weighed = as_points(round)
    assert weighed is not None, "a round is of points or of marks"
    return weighed
