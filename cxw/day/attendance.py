"""Who is in the room while the day runs: somebody joins, leaves, comes back, or was put down by mistake.

Nobody is asked twice: what is over when somebody comes is kept as `late`, what is open when somebody goes as
`left`, and both stand in the file, so that a day that was killed knows them too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cxw.day import answering, closing, declining, meeting, record, rounds, ticks
from cxw.model import (
    BY_NAME,
    MEETING,
    AnyRound,
    Away,
    DeskName,
    Missing,
    Participant,
    PersonId,
    Segment,
    Session,
    Stage,
    called_otherwise,
    ids_of,
    mentions,
)


def join(session: Session, person: Participant) -> None:
    """Put somebody down who came while the day runs: they are asked what is open, and what opens later."""
    session.participants.append(person)
    _come(session, person)


def _come(session: Session, person: Participant) -> None:
    """Keep in all that is over that it came too early for somebody who is asked from now on."""
    for segment in [] if person.observer else seats(session, person):
        _late(session, segment, person.id)


def seats(session: Session, person: Participant) -> list[Segment]:
    """The segments somebody sits in, in the order of the file."""
    return [
        segment for segment in session.segments if person.segments is None or segment.id in person.segments
    ]


def took_part(session: Session) -> set[PersonId]:
    """Who gave anything: needs, votes, a round, how sure they are, a guess."""
    found: set[PersonId] = set()
    for segment in session.segments:
        found.update(*(need.proposed for need in segment.needs))
        found |= {person for person, votes in segment.votes.items() if votes}
        found |= segment.coverage_guess.keys() | segment.stages.of(MEETING).guess.keys()
        found |= segment.conviction.before.keys() | segment.conviction.after.keys()
        found |= segment.conviction.earlier.keys()
        found.update(*(round.answers for round in (*segment.rounds, *segment.lenses)))
        found.update(*(thing.proposed for thing in segment.things))
        found |= {*segment.stages.of("needs").answered, *segment.stages.of("closing").answered}
    return found


def sit(session: Session, id: PersonId, segments: list[str] | None) -> None:
    """Let somebody sit in these segments (None: in all); what is over there already came too early."""
    person = session.participant(id)
    before = ids_of(seats(session, person))
    person.segments = segments
    now = ids_of(seats(session, person))
    for segment in session.segments:
        if segment.id in now and segment.id not in before and not person.observer:
            _late(session, segment, id)
        if segment.id in before and segment.id not in now:
            _forget(segment, id)


def _late(session: Session, segment: Segment, id: PersonId) -> None:
    """Keep in everything of a segment that is over that this person came late for it."""
    stages = segment.stages
    if stages.needs is not None and (segment.chosen or stages.needs.done):
        stages.needs.not_answered[id] = "late"
    if segment.votes and segment.chosen:
        segment.votes[id] = []
    for round in (*segment.rounds, *segment.lenses):
        if round.closed is not None:
            rounds.miss(round, id, "late")
    if stages.closing is not None:
        _late_at_the_closing(session, segment, stages.closing, id)
    meeting.comes_late(session, segment, id)


def _late_at_the_closing(session: Session, segment: Segment, stage: Stage, id: PersonId) -> None:
    if closing.guess_is_over(session, segment, but=id):
        segment.no_guess[id] = "late"
    if stage.done:
        stage.not_answered[id] = "late"


def leave(session: Session, id: PersonId, why: str, now: dt.datetime) -> None:
    """Keep that somebody has left the room, and that they give no answer to what is open."""
    person = session.participant(id)
    person.away.append(Away(from_=now, why=why or None))
    for segment in [] if person.observer else seats(session, person):
        _left(segment, id)


def _left(segment: Segment, id: PersonId) -> None:
    for round in segment.rounds:
        if round.closed is None and id not in round.not_answered:
            aside = id in round.drafts and id not in round.answers
            give_none(segment, round, id, "draft" if aside else "left")
    _left_lenses(segment, id)
    _left_guesses(segment, id)
    if segment.chosen:
        return
    _left_stage(segment.stages.of("needs"), id)
    if segment.votes:
        segment.votes.setdefault(id, [])


def _left_guesses(segment: Segment, id: PersonId) -> None:
    """Nothing of the closing, and of the second meeting, is asked of whoever left."""
    _left_stage(segment.stages.of("closing"), id)
    if _guesses(segment) and id not in segment.coverage_guess:
        segment.no_guess.setdefault(id, "left")
    meeting.leaves_early(segment, id)


def _left_lenses(segment: Segment, id: PersonId) -> None:
    for part in segment.lenses:
        if part.closed is None and id not in part.not_answered:
            rounds.miss(part, id, "left")


def _left_stage(stage: Stage, id: PersonId) -> None:
    if stage.under_way and id not in stage.answered:
        stage.not_answered.setdefault(id, "left")


def _guesses(segment: Segment) -> bool:
    """Whether the guess may be asked now: the closing is open, and there are points to guess about."""
    return segment.stages.of("closing").under_way and record.weights(segment) is not None


def give_none(segment: Segment, round: AnyRound, id: PersonId, why: Missing) -> None:
    """Keep that somebody gives no answer, or none to the rest of the ballot; nobody asks them again."""
    round.not_answered.pop(id, None)
    if answering.missing(segment, round, id):
        round.not_answered[id] = why
        declining.note_fresh_decline(segment, id, why)


def back(session: Session, id: PersonId, now: dt.datetime) -> None:
    """Keep that somebody is in the room again: they are asked what opens from now on."""
    for away in session.participant(id).away:
        away.until = away.until or now


def observes(session: Session, id: PersonId) -> None:
    """Let somebody be in the room and be asked nothing; `has_answered` says whether that is possible."""
    person = session.participant(id)
    person.observer = True
    ticks.unsaid(person)
    for segment in session.segments:
        _forget(segment, id)


def ask_observer(session: Session, id: PersonId) -> None:
    """Let an observer be asked what is open, and what opens later."""
    person = session.participant(id)
    person.observer = None
    _come(session, person)


def has_answered(session: Session, id: PersonId) -> bool:
    """Whether somebody has said, chosen or given anything in this day."""
    return any(id in set(who_has_spoken(segment)) for segment in session.segments)


def take_out(session: Session, id: PersonId) -> None:
    """Take somebody off the list who was put down by mistake; `traces` says whether that is possible."""
    session.participants.remove(session.participant(id))
    for segment in session.segments:
        _forget(segment, id)


def _forget(segment: Segment, id: PersonId) -> None:
    called_otherwise(segment, lambda where, person: None if person == id else person)


def traces(session: Session, id: PersonId) -> bool:
    """Whether anything in the file was said or promised by this person, or is sealed with their rank."""
    person = session.participant(id)
    said = has_answered(session, id)
    by_name = [word for where, word in mentions(session, BY_NAME) if where != ("facilitator",)]
    promised = id in by_name or person.name in by_name
    return said or promised or (bool(person.senior) and session.anything_sealed())


_UNSAID = {"not_answered", "no_guess", "desks", "asked_again", "readers", "dealt_again"}
"""Where somebody is named who may have said nothing."""


def who_has_spoken(segment: Segment) -> Iterator[PersonId]:
    """Everybody whose words, votes or numbers stand in this segment."""
    for where, person in mentions(segment):
        voted = where[0] != "votes" or bool(segment.votes[person])
        if voted and _UNSAID.isdisjoint(where[:-1]):
            yield person


def answer_at(session: Session, id: PersonId, desk: DeskName) -> None:
    """Let somebody answer elsewhere from now on; earlier answers keep the desk they came in at."""
    person = session.participant(id)
    usual = session.desk or "paper"
    old = person.desk or usual
    person.desk = None if desk == usual else desk
    for _, round in session.all_sealable():
        came = round.desks.pop(id, old)
        if id in round.answers and came != desk:
            round.desks[id] = came
