"""Rules about whatever is opened, closed, sealed and revealed: a round of points or marks, or of a lens."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.day.rounds import Sealable, seal_matches
from cxw.model import Segment
from cxw.sessionfile.rules.names import BrokenRule, CheckedSession, times_in_turn
from cxw.sessionfile.tree import Place


def life_rules(round: Sealable, place: Place) -> Iterator[BrokenRule]:
    """Its times stand in their order, and nothing is revealed that was never closed."""
    again = [("reopened", moment) for moment in round.reopened]
    order = [("opened", round.opened), *again, ("closed", round.closed), ("revealed", round.revealed)]
    yield from times_in_turn(place, order)
    if round.revealed and not round.closed:
        said = "this round was revealed and never closed: write when it was `closed`, or take `revealed` out"
        yield BrokenRule((*place, "revealed"), said)


def seal_rules(room: CheckedSession, segment: Segment, round: Sealable, place: Place) -> Iterator[BrokenRule]:
    """What is closed has a seal, which holds."""
    relied = (place, ("participants",), (*place[:2], "id"))
    if round.closed and not round.seal:
        said = "this round is closed and has no seal: `cxw check --reseal` seals it"
        yield BrokenRule((*place, "closed"), said, by_seal=True)
    if round.seal and not round.closed:
        said = "this round has a seal and is not closed: write when it was `closed`, or take the seal out"
        yield BrokenRule((*place, "seal"), said)
    if round.closed and was_touched(room, segment, round):
        said = "this round was changed by hand since it was sealed: `cxw check --reseal` seals it again"
        yield BrokenRule((*place, "seal"), said, True, wholes=relied, by_seal=True)


def was_touched(room: CheckedSession, segment: Segment, round: Sealable) -> bool:
    """Whether it is another one than was sealed."""
    return bool(round.seal) and not seal_matches(room.session, segment, round)
