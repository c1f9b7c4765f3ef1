"""Ballots of one question: votes, how sure people are after the grid, the two guesses."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, MutableMapping, Sequence
from typing import ClassVar

from cxw.day import closing, declining, meeting, needs, weights
from cxw.day.desk import DONE, LEAVE, Faults
from cxw.model import DK, MEETING, DeskName, Missing, Participant, PersonId, Segment, Session
from cxw.questions import percent, votes
from cxw.questions.asking import Part, Value
from cxw.questions.percent import PERCENT
from cxw.questions.votes import VOTES
from cxw.text.phrases import Phrases, say
from cxw.workshop.acting import acts
from cxw.workshop.asked_alike import knows_nothing, paced
from cxw.workshop.day import Day, items, observers
from cxw.workshop.kept_ballot import KeptBallot


class OneQuestion(KeptBallot):
    """A ballot of one question."""

    def __init__(self, day: Day, id: str, asked: Sequence[Participant], part: Part) -> None:
        super().__init__(day, id, asked)
        self.part = part
        self.title = say(self.title)
        self.asking = f"{id} {self.of}"
        self.question = part.question
        self.acts = acts(day, id)
        self.observers = observers(day.session)

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The question."""
        return (self.part,)

    @abstractmethod
    def over(self) -> Collection[PersonId]:
        """Who is not asked for this any more."""

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """The question, until it is answered."""
        return () if person in self.over() else self.whole(person)


def ask_until_ended(ballot: OneQuestion) -> str:
    """Ask until the facilitator ends it; whoever gave no answer by then is kept so, and not asked again."""
    ballot.leave_out_declined()
    if not ballot.waiting():
        return DONE
    ending = ballot.day.desk.ballots(ballot)
    if ending != LEAVE:
        for person in list(ballot.waiting()):
            ballot.miss(person, "absent")
    return ending


class VotesBallot(OneQuestion):
    """Blind votes: one a need, as many as needs are to be chosen."""

    of = "votes"
    title = "Votes"

    def __init__(self, day: Day, id: str) -> None:
        segment = day.segment(id)
        most = needs.votes_each(segment)
        board = items([need for need in segment.needs if need.parked is None])
        part = Part("votes", VOTES, day.say("Which {most} needs matter most?", most=most), board, most=most)
        super().__init__(day, id, day.session.members(segment), part)

    def leave_out_declined(self) -> None:
        """Nobody: a vote that is empty is none, and why it is nobody keeps."""

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """The needs somebody votes for; an empty vote is none."""
        given = self.here.votes.get(person)
        return {self.part.id: list(given)} if given else {}

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to vote."""
        return needs.waiting_votes(self.day.session, self.here)

    def over(self) -> Collection[PersonId]:
        """Who has voted, or said that they do not."""
        return self.here.votes

    def missed(self) -> Collection[PersonId]:
        """Whose vote is empty."""
        return [person for person, given in self.here.votes.items() if not given]

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep somebody's votes."""
        faults = votes.faults(value) or needs.vote_faults(self.here, value, self.part.most)
        return faults or self.keep(lambda s: s.segment(self.id).votes.update({person: list(value)}))

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has voted for anything."""
        return bool(self.here.votes.get(person))

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """An empty vote."""
        return self.keep(lambda s: s.segment(self.id).votes.setdefault(person, []))


class NumberBallot(OneQuestion):
    """One number from 0 to 100, or dk."""

    wording: ClassVar[str]
    """the question, in English"""
    part_id: ClassVar[str]

    def __init__(self, day: Day, id: str) -> None:
        segment = day.segment(id)
        pool = [p for p in day.session.members(segment) if self.is_asked(segment, p)]
        super().__init__(day, id, pool, self.number_part(day.say))

    @classmethod
    def number_part(cls, say: Phrases) -> Part:
        """The question as a part of a ballot."""
        return Part(cls.part_id, PERCENT, say(cls.wording))

    @abstractmethod
    def is_asked(self, segment: Segment, person: Participant) -> bool:
        """Who is here, and who answered before leaving: of others nothing counts as taken in."""

    @abstractmethod
    def given(self, segment: Segment) -> MutableMapping[PersonId, Value]:
        """Who gave what: the segment's own mapping."""

    @abstractmethod
    def not_given(self, segment: Segment) -> MutableMapping[PersonId, Missing]:
        """Who gives none, and why: the segment's own mapping."""

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """The number."""
        given = self.given(self.here)
        return {self.part.id: given[person]} if person in given else {}

    def missed(self) -> Collection[PersonId]:
        """Who is not asked any more and gave nothing."""
        return {*self.over()} - {*self.given(self.here)}

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep somebody's number."""

        def change(session: Session) -> None:
            segment = session.segment(self.id)
            self.given(segment)[person] = value
            self.not_given(segment).pop(person, None)

        return percent.faults(value) or self.keep(change)

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has given a number, or said that they do not know."""
        return person in self.given(self.here)

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody gives none."""

        def change(session: Session) -> None:
            segment = session.segment(self.id)
            self.not_given(segment)[person] = why
            declining.note_fresh_decline(segment, person, why)

        return self.keep(change)


class GuessBallot(NumberBallot):
    """How much of it rests on customers: the guess before the count."""

    of = "guess"
    title = "The guess"
    wording = closing.GUESS
    part_id = "guess"

    def is_asked(self, segment: Segment, person: Participant) -> bool:
        """Everybody."""
        return not person.gone or person.id in segment.coverage_guess

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to guess."""
        return closing.waiting_guess(self.day.session, self.here)

    def over(self) -> Collection[PersonId]:
        """Who has guessed, or does not."""
        return {*self.here.coverage_guess, *closing.unguessed(self.here)}

    def given(self, segment: Segment) -> MutableMapping[PersonId, Value]:
        """The guesses."""
        return segment.coverage_guess

    def not_given(self, segment: Segment) -> MutableMapping[PersonId, Missing]:
        """Who gives none."""
        return segment.no_guess


class ApartBallot(NumberBallot):
    """How far we are from customers: the guess of the second meeting."""

    of = "apart"
    title = "How far are we from customers?"
    wording = meeting.QUESTION
    part_id = "guess"

    def is_asked(self, segment: Segment, person: Participant) -> bool:
        """Everybody."""
        return not person.gone or person.id in segment.stages.of(MEETING).guess

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to guess."""
        return meeting.waiting_apart(self.day.session, self.here)

    def over(self) -> Collection[PersonId]:
        """Who has guessed, or does not."""
        found = self.here.stages.of(MEETING)
        return {*found.guess, *found.not_answered}

    def given(self, segment: Segment) -> MutableMapping[PersonId, Value]:
        """The guesses."""
        return segment.stages.touch(MEETING).guess

    def not_given(self, segment: Segment) -> MutableMapping[PersonId, Missing]:
        """Who gives none."""
        return segment.stages.touch(MEETING).not_answered


class SureAgain(NumberBallot):
    """How sure people are after the marks.

    Also those are asked who did not know how to weigh, and of them `dk` is kept: nothing else is asked here,
    so a phone that asks nothing, or a count that has them already, would show who they are.
    """

    of = "conviction"
    title = "How sure are we now?"
    wording = weights.CONVICTION
    part_id = "after"

    def is_asked(self, segment: Segment, person: Participant) -> bool:
        """Who said it on the first ballot."""
        here = not person.gone or person.id in segment.conviction.after
        return here and person.id in segment.conviction.before

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to say it again."""
        return weights.convinced_again(self.day.session, self.here)

    def over(self) -> Collection[PersonId]:
        """Who has said it again, or does not."""
        return {*self.here.conviction.after, *self.here.stages.of("weights").not_answered}

    def given(self, segment: Segment) -> MutableMapping[PersonId, Value]:
        """What is said now."""
        return segment.conviction.after

    def not_given(self, segment: Segment) -> MutableMapping[PersonId, Missing]:
        """Who does not say it again."""
        return segment.stages.touch("weights").not_answered

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The question; where all see it, Enter alone answers it."""
        return (paced(self.day, self.part),)

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what somebody says, and `dk` of who knows nothing."""
        return super().take(person, part, DK if knows_nothing(self.here, person) else value, desk)
