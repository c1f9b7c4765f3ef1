"""Slips of what is asked once: votes, how sure people are after the talk, the guess; and every slip."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from itertools import chain

from cxw.day import needs, righted
from cxw.day.desk import Ballot, Faults
from cxw.model import DK, MEETING, DeskName, OneNumber, PersonId, Segment
from cxw.questions import percent, votes
from cxw.questions.asking import Part, Value
from cxw.questions.votes import VOTES
from cxw.text.phrases import say
from cxw.workshop.corrections import NO_FIRST, Slip, corrections
from cxw.workshop.day import Day, items
from cxw.workshop.single import ApartBallot, GuessBallot, SureAgain, VotesBallot


def every_slip(day: Day, id: str) -> tuple[Ballot, ...]:
    """A ballot for everything the room has given and seen in a segment, the newest first."""
    return (
        *(slips_of_one(day, id, "apart") if day.segment(id).stages.of(MEETING).revealed else ()),
        *slips_of_one(day, id, "guess"),
        *slips_of_one(day, id, "conviction"),
        *corrections(day, id, "marks"),
        *corrections(day, id, "weights"),
        *slips_of_one(day, id, "votes"),
    )


def slips_of_one(day: Day, id: str, of: OneNumber) -> tuple[Ballot, ...]:
    """The ballot to put one of these answers right; none where nobody gave any."""
    return (ONCE[of](day, id),) if given(day.segment(id), of) else ()


def given(segment: Segment, of: OneNumber) -> dict[PersonId, Value]:
    """Who gave what; an empty vote was none."""
    return {person: value for person, value in righted.given_now(segment, of).items() if value != []}


class OnceSlip(Slip):
    """Whoever answered may be put right."""

    of: OneNumber

    def __init__(self, day: Day, id: str) -> None:
        super().__init__(day, id, given(day.segment(id), self.of))
        self.title = say(self.title)

    @abstractmethod
    def part(self) -> Part:
        """The question."""

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The question."""
        return (self.part(),)

    @abstractmethod
    def faults(self, person: PersonId, value: Value) -> Faults:
        """What keeps a value from being what somebody meant to give."""

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what was put right, and how it was."""
        if faults := self.faults(person, value):
            return faults
        if value == given(self.here, self.of)[person]:
            return []
        now = self.day.now()
        return self.keep(lambda s: righted.put_right(s.segment(self.id), self.of, (person, value), now))


class VotesSlip(OnceSlip):
    """Votes; a need that was voted on may have been parked since."""

    of = "votes"
    title = VotesBallot.title

    def part(self) -> Part:
        """The needs that were voted on."""
        segment = self.here
        voted = set(chain.from_iterable(segment.votes.values()))
        board = [need for need in segment.needs if need.parked is None or need.id in voted]
        most = needs.votes_each(segment)
        return Part("votes", VOTES, say("Which needs were voted for?"), items(board), most=most)

    def faults(self, person: PersonId, value: Value) -> Faults:
        """A vote counted when it was given, also where its need was parked since."""
        segment = self.here
        board = {need.id for need in segment.needs}
        return votes.faults(value) or needs.vote_faults(segment, value, needs.votes_each(segment), board)


class GuessSlip(OnceSlip):
    """The guess."""

    of: OneNumber = "guess"
    title = GuessBallot.title

    def part(self) -> Part:
        """As it was asked."""
        return GuessBallot.number_part(self.day.say)

    def faults(self, person: PersonId, value: Value) -> Faults:
        """A number from 0 to 100, or dk."""
        return percent.faults(value)


class ApartSlip(GuessSlip):
    """The guess of the second meeting."""

    of = "apart"
    title = ApartBallot.title

    def part(self) -> Part:
        """As it was asked."""
        return ApartBallot.number_part(self.day.say)


class SureSlip(OnceSlip):
    """How sure somebody was after the talk."""

    of = "conviction"
    title = SureAgain.title

    def part(self) -> Part:
        """As it was asked."""
        return SureAgain.number_part(self.day.say)

    def faults(self, person: PersonId, value: Value) -> Faults:
        """Who gave no points has no first need to be sure of."""
        firsts = [round for round in self.here.on_newest_list("weights") if round.name == "first"]
        if value != DK and any(round.answers.get(person) == DK for round in firsts):
            return [say(NO_FIRST)]
        return percent.faults(value)


ONCE: Mapping[OneNumber, type[VotesSlip | GuessSlip | SureSlip]] = {
    "votes": VotesSlip,
    "conviction": SureSlip,
    "guess": GuessSlip,
    "apart": ApartSlip,
}
