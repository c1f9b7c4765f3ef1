"""What somebody has yet to answer in a round, who is waited for, and whose answer moved, whatever it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cxw.day import grid, weights
from cxw.model import AnyRound, PersonId, Segment, Session
from cxw.questions.rounds import Of, kind_of

_MISSING: Mapping[Of, Callable[[Segment, Any, PersonId], tuple[str, ...]]] = {
    "weights": weights.missing,
    "marks": grid.missing,
}
_MOVED: Mapping[Of, Callable[[Segment, Any, PersonId], bool]] = {
    "weights": weights.moved,
    "marks": grid.moved,
}


def missing(segment: Segment, round: AnyRound, person: PersonId) -> tuple[str, ...]:
    """Which parts of this round's ballot the person has yet to answer."""
    return _MISSING[round.of](segment, round, person)


def inside(round: AnyRound) -> list[PersonId]:
    """Who has answered what the round is about, or that they do not know, in the order of the answers.

    Where others see a count it is these. Who does not know is not asked how sure they are, and who did not
    move is not asked why: a count that waited for that would rise sooner for them, and a neighbour would see.
    """
    return [person for person in round.answers if kind_of(round).is_whole(round, person)]


def moved(segment: Segment, round: AnyRound, person: PersonId) -> bool:
    """Whether the person's answer differs from their first one; without a first one nothing moved."""
    return _MOVED[round.of](segment, round, person)


def waiting(session: Session, segment: Segment, round: AnyRound) -> list[PersonId]:
    """Who of those in the room when the round was opened has yet to answer, in the order of the file."""
    if round.closed is not None:
        return []
    return [id for id in session.awaited(segment, round.opened) if missing(segment, round, id)]
