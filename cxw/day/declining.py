"""Who declined to answer: out of the rest of a segment's points, marks, convictions, reasons and guess.

Each question that opens later keeps it of them unasked, so nobody counts or waits for them. What we do not
know is another matter: everybody is asked that.
"""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day import meeting
from cxw.model import DK, MEETING, AnyRound, Missing, PersonId, Segment, Session
from cxw.questions.rounds import kind_of

DECLINED: Missing = "declined"


def declined(segment: Segment) -> list[PersonId]:
    """Who declined in what was last asked of them, and was not brought back since."""
    asked = list[PersonId]()
    for round in segment.rounds:
        asked += [*round.not_answered, *round.answers]
    asked += [*segment.no_guess, *segment.stages.of("weights").not_answered]
    asked += segment.stages.of(MEETING).not_answered
    return [id for id in dict.fromkeys(asked) if id not in segment.asked_again and _last(segment, id)]


def _last(segment: Segment, id: PersonId) -> bool:
    """Whether the newest thing known of this person is that they declined; late and away say neither."""
    return next(_told(segment, id), False)


def _told(segment: Segment, id: PersonId) -> Iterator[bool]:
    """What each question says of this person, the newest first: declined, or took part."""
    met = segment.stages.of(MEETING)
    percents = (
        (met.guess, met.not_answered),
        (segment.coverage_guess, segment.no_guess),
        (segment.conviction.after, segment.stages.of("weights").not_answered),
    )
    for given, none in percents:
        if id in given or none.get(id) == DECLINED:
            yield id not in given
    for round in reversed(segment.rounds):
        if id in round.answers and (id not in round.not_answered or _whole_row(round, id)):
            yield False
        elif round.not_answered.get(id) == DECLINED:
            yield True


def _whole_row(round: AnyRound, id: PersonId) -> bool:
    """Whether only the word why somebody moved is missing: giving none is no way out of the rest."""
    if round.name != "second":
        return False
    return kind_of(round).is_whole(round, id)


def declines(segment: Segment, id: PersonId) -> int:
    """How many questions of a segment this person declined.

    Without that behind a don't-know of points: the percentage is asked there for the look of it, where all
    see the screen, and a replay, which nobody sees, does not ask it.
    """
    met = segment.stages.of(MEETING).not_answered
    percents = (segment.no_guess, segment.stages.of("weights").not_answered, met)
    asked = (round for round in segment.rounds if round.answers.get(id) != DK)
    kept = [*percents, *(round.not_answered for round in asked)]
    return sum(none.get(id) == DECLINED for none in kept)


def note_fresh_decline(segment: Segment, id: PersonId, why: Missing) -> None:
    """After a fresh decline what brought this person back is over."""
    if why == DECLINED and id in segment.asked_again:
        segment.asked_again.remove(id)


def bring_back(session: Session, id: PersonId) -> None:
    """Ask somebody again who declined: in what is open, and in what opens later."""
    for segment in session.segments:
        if id in declined(segment):
            _open_to(segment, id)
        if id in declined(segment):
            segment.asked_again.append(id)


def _open_to(segment: Segment, id: PersonId) -> None:
    """Take the decline out of what can still be answered; what is closed keeps it."""
    open_ones = [round.not_answered for round in segment.rounds if round.closed is None]
    if _guess_is_open(segment):
        open_ones.append(segment.no_guess)
    if segment.stages.of("grid").under_way:
        open_ones.append(segment.stages.touch("weights").not_answered)
    if meeting.is_blind(segment):
        open_ones.append(segment.stages.touch(MEETING).not_answered)
    for none in open_ones:
        if none.get(id) == DECLINED:
            del none[id]


def _guess_is_open(segment: Segment) -> bool:
    closing = segment.stages.of("closing")
    return closing.under_way and not (segment.audit or segment.unknowns or closing.answered)
