"""Slips of what is asked once: votes, how sure people are after the talk, the guess; and every slip."""

from __future__ import annotations

from dataclasses import dataclass

from cxw.day import needs, righted
from cxw.day.desk import Ballot, Faults
from cxw.model import DK, DeskName, Need, OneNumber, PersonId, Segment
from cxw.questions import percent
from cxw.questions.asking import Part, Value
from cxw.questions.votes import VOTES
from cxw.workshop.corrections import NO_FIRST, ONLY_SLIPS, corrections
from cxw.workshop.day import Day, items, keep, people
from cxw.workshop.single import percent_part

TITLES: dict[OneNumber, str] = {
    "votes": "Votes",
    "conviction": "How sure are we now?",
    "guess": "The guess",
}


def every_slip(day: Day, id: str) -> tuple[Ballot, ...]:
    """A ballot for everything the room has given and seen in a segment, the newest first."""
    return (
        *slips_of_one(day, id, "guess"),
        *slips_of_one(day, id, "conviction"),
        *corrections(day, id, "marks"),
        *corrections(day, id, "weights"),
        *slips_of_one(day, id, "votes"),
    )


def slips_of_one(day: Day, id: str, of: OneNumber) -> tuple[Ballot, ...]:
    """The ballot to put one of these answers right; none where nobody gave any."""
    slip = _Slip(day, id, of)
    return (slip.ballot(),) if slip.given else ()


@dataclass(frozen=True)
class _Slip:
    """What was given by whom; the session changes under it."""

    day: Day
    id: str
    of: OneNumber

    @property
    def segment(self) -> Segment:
        return self.day.segment(self.id)

    @property
    def given(self) -> dict[PersonId, Value]:
        """Who gave what; an empty vote was none."""
        found = righted.given_now(self.segment, self.of)
        return {person: value for person, value in found.items() if value != []}

    def ballot(self) -> Ballot:
        """Whoever answered may be put right."""
        day, part = self.day, self._part()
        gave = [person for person in day.session.members(self.segment) if person.id in self.given]
        return Ballot(
            of=self.of,
            name="",
            title=TITLES[self.of],
            segment=self.segment.name,
            question=ONLY_SLIPS,
            people=people(day.session, gave),
            parts=lambda person: (part,),
            whole=lambda person: (part,),
            accept=self.accept,
            waiting=list,
            miss=lambda person, why: [],
        )

    def _part(self) -> Part:
        if self.of != "votes":
            return percent_part(self.of == "guess", self.day.say)
        return Part("votes", VOTES, "Which needs were voted for?", items(self._board()), most=self._most)

    def _board(self) -> list[Need]:
        """The needs that were voted on: one may have been parked since."""
        voted = {need for votes in self.segment.votes.values() for need in votes}
        return [need for need in self.segment.needs if need.parked is None or need.id in voted]

    @property
    def _most(self) -> int:
        return needs.votes_each(self.segment)

    def accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what was put right, and how it was."""
        old = self.given.get(person)
        if faults := self._faults(person, value):
            return faults
        if old is None or old == value:
            return []
        now = self.day.now()
        keep(self.day, lambda s: righted.put_right(s.segment(self.id), self.of, (person, value), now))
        return []

    def _faults(self, person: PersonId, value: Value) -> Faults:
        if self.of == "votes":
            # A vote counted when it was given, also where its need was parked since.
            board = {need.id for need in self.segment.needs}
            return needs.vote_faults(self.segment, value, self._most, board)
        if self.of == "conviction" and value != DK and self._knew_nothing(person):
            return [NO_FIRST]
        return percent.faults(value)

    def _knew_nothing(self, person: PersonId) -> bool:
        firsts = [round for round in self.segment.on_newest_list("weights") if round.name == "first"]
        return any(round.answers.get(person) == DK for round in firsts)
