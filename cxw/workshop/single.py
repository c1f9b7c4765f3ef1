"""Ballots of one question: votes, how sure people are after the grid, the guess before the count."""

from __future__ import annotations

from cxw.day import closing, declining, needs, weights
from cxw.day.desk import DONE, LEAVE, Ballot, Faults, Person
from cxw.model import DeskName, Missing, PersonId, Segment, Session
from cxw.questions import percent
from cxw.questions.asking import Part, Value
from cxw.questions.percent import PERCENT
from cxw.questions.votes import VOTES
from cxw.text.phrases import Phrases
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, items, keep, observers, people


def ask_until_ended(day: Day, id: str, ballot: Ballot) -> str:
    """Ask until the facilitator ends it; whoever gave no answer by then is kept so, and not asked again."""
    if ballot.of != "votes":
        keep_declines(day, id, ballot)
    if not ballot.waiting():
        return DONE
    ending = day.desk.ballots(ballot)
    if ending != LEAVE:
        for person in list(ballot.waiting()):
            ballot.miss(person, "absent")
    return ending


def keep_declines(day: Day, id: str, ballot: Ballot) -> None:
    """Who declined is not asked for this either: kept so, unasked, also where another program opened it."""
    out = declining.declined(day.segment(id))
    for person in [person for person in ballot.waiting() if person in out]:
        ballot.miss(person, declining.DECLINED)


def of_votes(day: Day, id: str, most: int) -> Ballot:
    """Blind votes: one a need, as many as needs are to be chosen."""
    segment = day.segment(id)
    board = tuple(item for item in items([need for need in segment.needs if need.parked is None]))
    part = Part("votes", VOTES, day.say("Which {most} needs matter most?", most=most), board, most=most)

    def accept(person: PersonId, part_id: str, value: Value, desk: DeskName) -> Faults:
        if faults := needs.vote_faults(day.segment(id), value, most):
            return faults
        keep(day, lambda s: s.segment(id).votes.update({person: list(value)}))
        return []

    def miss(person: PersonId, why: Missing) -> Faults:
        keep(day, lambda s: s.segment(id).votes.setdefault(person, []))
        return []

    return Ballot(
        of="votes",
        name="",
        title="Votes",
        segment=segment.name,
        question=part.question,
        people=_members(day, id),
        parts=lambda person: () if person in day.segment(id).votes else (part,),
        whole=lambda person: (part,),
        accept=accept,
        waiting=lambda: needs.waiting_votes(day.session, day.segment(id)),
        miss=miss,
        missed=lambda: [person for person, votes in day.segment(id).votes.items() if not votes],
        acts=acts(day, id),
        observers=observers(day.session),
    )


def of_percent(day: Day, id: str, of: str) -> Ballot:
    """Conviction after the grid, or the guess before the count: one number from 0 to 100, or dk."""
    guess = of == "guess"
    part = percent_part(guess, day.say)

    said, none = (_guessed, _unguessed) if guess else (_convinced, _unconvinced)

    def parts(person: PersonId) -> tuple[Part, ...]:
        return () if person in _over(day.segment(id), guess) else (part,)

    def accept(person: PersonId, part_id: str, value: Value, desk: DeskName) -> Faults:
        if faults := percent.faults(value):
            return faults

        def change(session: Session) -> None:
            said(session.segment(id))[person] = value
            none(session.segment(id)).pop(person, None)

        keep(day, change)
        return []

    def miss(person: PersonId, why: Missing) -> Faults:
        keep(day, lambda s: misses(s.segment(id), person, why))
        return []

    def misses(segment: Segment, person: PersonId, why: Missing) -> None:
        none(segment)[person] = why
        declining.note_fresh_decline(segment, person, why)

    who = closing.waiting_guess if guess else weights.convinced_again
    return Ballot(
        of="guess" if guess else "conviction",
        name="",
        title="The guess" if guess else "How sure are we now?",
        segment=day.segment(id).name,
        question=part.question,
        people=_asked(day, id, guess),
        parts=parts,
        whole=lambda person: (part,),
        accept=accept,
        waiting=lambda: who(day.session, day.segment(id)),
        miss=miss,
        missed=lambda: _over(day.segment(id), guess) - {*said(day.segment(id))},
        acts=acts(day, id),
        observers=observers(day.session),
    )


def percent_part(guess: bool, say: Phrases) -> Part:
    """The one question of this ballot."""
    question = closing.GUESS if guess else weights.CONVICTION
    return Part("guess" if guess else "after", PERCENT, say(question))


def _guessed(segment: Segment) -> dict[PersonId, Value]:
    return segment.coverage_guess


def _unguessed(segment: Segment) -> dict[PersonId, Missing]:
    return segment.no_guess


def _convinced(segment: Segment) -> dict[PersonId, Value]:
    return segment.conviction.after


def _unconvinced(segment: Segment) -> dict[PersonId, Missing]:
    return segment.stages.touch("weights").not_answered


def _over(segment: Segment, guess: bool) -> set[PersonId]:
    """Who is not asked for this number any more."""
    if guess:
        return {*segment.coverage_guess, *closing.unguessed(segment)}
    return {*segment.conviction.after, *segment.stages.of("weights").not_answered}


def _asked(day: Day, id: str, guess: bool) -> tuple[Person, ...]:
    """Who is here, and who answered before leaving: of others nothing counts as taken in."""
    segment = day.segment(id)
    given = segment.coverage_guess if guess else segment.conviction.after
    pool = [person for person in day.session.members(segment) if not person.gone or person.id in given]
    return people(day.session, [p for p in pool if guess or p.id in segment.conviction.before])


def _members(day: Day, id: str) -> tuple[Person, ...]:
    return people(day.session, day.session.members(day.segment(id)))
