"""Ballots of one question: votes, how sure people are after the grid, the guess before the count."""

from __future__ import annotations

from collections.abc import Callable

from cxw import closing, needs, weights
from cxw.desk import Ballot, Faults, Part, Person, Value
from cxw.model import DeskName, Missing, PersonId, Session
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, items, keep, people


def of_votes(day: Day, id: str, most: int) -> Ballot:
    """Blind votes: one a need, as many as needs are to be chosen."""
    segment = day.segment(id)
    board = tuple(item for item in items([need for need in segment.needs if need.parked is None]))
    part = Part("votes", "votes", f"Which {most} needs matter most?", board, most=most)

    def accept(person: PersonId, part_id: str, value: Value, desk: DeskName) -> Faults:
        if faults := needs.vote_faults(day.segment(id), value, most):
            return faults
        keep(day, lambda s: s.segment(id).votes.update({person: list(value)}))
        return []

    gone: set[PersonId] = set()
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
        waiting=_without(lambda: needs.waiting_votes(day.session, day.segment(id)), gone),
        miss=_gone(gone),
        acts=acts(day, id),
    )


def of_percent(day: Day, id: str, of: str) -> Ballot:
    """Conviction after the grid, or the guess before the count: one number from 0 to 100, or dk."""
    guess = of == "guess"
    question = closing.GUESS if guess else weights.CONVICTION
    part = Part("guess" if guess else "after", "percent", question)

    def kept(session: Session) -> dict[PersonId, Value]:
        segment = session.segment(id)
        return segment.coverage_guess if guess else segment.conviction.after

    def accept(person: PersonId, part_id: str, value: Value, desk: DeskName) -> Faults:
        if faults := closing.percent_faults(value):
            return faults
        keep(day, lambda s: kept(s).update({person: value}))
        return []

    def miss(person: PersonId, why: Missing) -> Faults:
        keep(day, lambda s: s.segment(id).stages.touch("closing").not_answered.update({person: why}))
        return []

    gone: set[PersonId] = set()
    who = closing.waiting_guess if guess else weights.convinced_again
    return Ballot(
        of="guess" if guess else "conviction",
        name="",
        title="The guess" if guess else "How sure are we now?",
        segment=day.segment(id).name,
        question=question,
        people=_members(day, id) if guess else _asked_before(day, id),
        parts=lambda person: () if person in kept(day.session) else (part,),
        whole=lambda person: (part,),
        accept=accept,
        waiting=_without(lambda: who(day.session, day.segment(id)), gone),
        miss=miss if guess else _gone(gone),
        acts=acts(day, id),
    )


def _asked_before(day: Day, id: str) -> tuple[Person, ...]:
    before = day.segment(id).conviction.before
    return tuple(person for person in _members(day, id) if person.id in before)


def _without(waiting: Callable[[], list[PersonId]], gone: set[PersonId]) -> Callable[[], list[PersonId]]:
    return lambda: [person for person in waiting() if person not in gone]


def _gone(gone: set[PersonId]) -> Callable[[PersonId, Missing], Faults]:
    def miss(person: PersonId, why: Missing) -> Faults:
        gone.add(person)
        return []

    return miss


def _members(day: Day, id: str) -> tuple[Person, ...]:
    return people(day.session, day.session.members(day.segment(id)))
