"""The second meeting: customers have answered; the room hears some of them, guesses, and then sees it.

It is held once for each segment that customers have answered, on another day than the workshop. It is offered
where the day of the segment is done, and goes on by itself only once it was begun.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import chain

from cxw.model import MEETING, Asked, Customers, PersonId, Segment, Session
from cxw.text.saying import each_once

QUESTION = "How many of our 100 points did customers put on other needs?"
CHANGE = "What do we change?"
NAMED_BY_CUSTOMERS = "named by customers"
"""Why a need is parked that customers named and the list lacked."""
READ_FIRST = 3
"""Customers' sentences that are read before anybody guesses."""
LONGEST = 280
"""Letters of a sentence that can be read from a wall; a longer one is left to the handout."""
_LAST: tuple[Asked, ...] = ("tell", "before")
"""What says least about what customers need is drawn last."""


def may_meet(segment: Segment) -> bool:
    """Whether there is something to meet about: customers have answered, and the day here is over."""
    over = segment.stages.of("closing").done is not None or "closing" in segment.skipped
    return bool(segment.customers) and over


def to_be_met(session: Session) -> list[Segment]:
    """The segments whose second meeting can be held: nobody has begun it, or it ended unfinished."""
    return [segment for segment in session.segments if may_meet(segment) and not _met(segment)]


def _met(segment: Segment) -> bool:
    return segment.stages.of(MEETING).opened is not None and MEETING not in segment.skipped


def begin_meeting(session: Session, segment: Segment, now: dt.datetime, lot: int) -> list[PersonId]:
    """Open the meeting; who had left on an earlier day is asked again, since nobody can have stayed away.

    Gives who that is: whoever is not here has to be said so today.
    """
    meeting = segment.stages.touch(MEETING)
    meeting.opened, meeting.lot = now, lot
    back = list[PersonId]()
    for person in session.members(segment):
        for away in person.away:
            if away.until is None and away.from_.date() < now.date():
                away.until = now
                back.append(person.id)
    return back


def is_blind(segment: Segment) -> bool:
    """Whether the room is on its way to the guess, so that no number of customers may be seen."""
    meeting = segment.stages.of(MEETING)
    return meeting.under_way and meeting.revealed is None and MEETING not in segment.skipped


def waiting_apart(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to guess how far we are from customers, in the order of the file."""
    meeting = segment.stages.of(MEETING)
    if meeting.asked is None:
        return []
    return session.awaited(segment, meeting.asked, {*meeting.guess, *meeting.not_answered})


def apart_is_over(session: Session, segment: Segment, but: PersonId = "") -> bool:
    """Whether the guess is over; `but` for somebody who just came."""
    meeting = segment.stages.of(MEETING)
    if meeting.asked is None:
        return meeting.revealed is not None or meeting.done is not None
    begun = bool(meeting.guess or meeting.not_answered)
    return begun and not [person for person in waiting_apart(session, segment) if person != but]


def comes_late(session: Session, segment: Segment, id: PersonId) -> None:
    """Keep that somebody came too late for a guess that is over."""
    meeting = segment.stages.meeting
    if meeting is not None and apart_is_over(session, segment, but=id):
        meeting.not_answered[id] = "late"


def leaves_early(segment: Segment, id: PersonId) -> None:
    """Keep that somebody has left while the guess was asked, and had not guessed."""
    meeting = segment.stages.of(MEETING)
    if is_blind(segment) and meeting.asked is not None and id not in meeting.guess:
        meeting.not_answered.setdefault(id, "left")


def sentences_drawn(segment: Segment) -> list[str]:
    """What customers wrote that is read first: three at most, by lot, the same for the same seed.

    From different kinds of customers first, where a set of answers is of one kind (who wrote what is not
    kept), then to different questions. What is too long to be read from a wall is not among them.
    """
    dice = random.Random(f"{segment.stages.of(MEETING).lot} {segment.id}")  # noqa: S311 -- a lot, no secret
    heaps = [[*_by_question(one, dice)] for one in _of_one_kind(segment.customers)]
    dice.shuffle(heaps)
    in_turn = chain.from_iterable(_places(heaps))
    return each_once(in_turn)[:READ_FIRST]


def _of_one_kind(sets: Sequence[Customers]) -> list[list[Customers]]:
    """The sets of answers, those of the same kind of customer together."""
    kinds: dict[str, list[Customers]] = {}
    for one in sets:
        here = {*one.who}
        kinds.setdefault(here.pop() if len(here) == 1 else "", []).append(one)
    return [*kinds.values()]


def _by_question(sets: Sequence[Customers], dice: random.Random) -> Iterator[str]:
    """All sentences of some sets, one to each question before a second to any."""
    asked = dict.fromkeys(chain.from_iterable(one.texts for one in sets))
    heaps = list[list[str]]()
    for what in sorted(asked, key=lambda what: (what in _LAST, dice.random())):
        said = chain.from_iterable(one.texts.get(what, ()) for one in sets)
        heap = [text for text in (" ".join(words.split()) for words in said) if 0 < len(text) <= LONGEST]
        dice.shuffle(heap)
        heaps.append(heap)
    yield from chain.from_iterable(_places(heaps))


def _places(heaps: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The first of every heap, then the second of each that has one, and so on."""
    for place in range(max(map(len, heaps), default=0)):
        yield [heap[place] for heap in heaps if place < len(heap)]
