"""Stage 5, closing: the guess before the count, what we do not know, and the promises to find out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from cxw.day.evidence import numbered_id
from cxw.model import (
    NOT_YET,
    AnswerName,
    Decided,
    Id,
    Looked,
    Missing,
    PersonId,
    Research,
    Segment,
    Session,
    ids_of,
)

GUESS = "How many of our 100 points rest on something a customer told us or did?"
LOOK = "How do we know?"
UNKNOWN = "What we do not know is..."
ANYWAY = "What do we do anyway, whatever customers say?"
ASKED: Looked = "asked"


def waiting_guess(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to guess, in the order of the file."""
    over = {*segment.coverage_guess, *unguessed(segment)}
    return session.awaited(segment, segment.stages.of("closing").opened, over)


def unguessed(segment: Segment) -> dict[PersonId, Missing]:
    """Who gives no guess, and why; in older files it stands under `not_answered` of the whole closing."""
    return {**segment.stages.of("closing").not_answered, **segment.no_guess}


def guess_is_over(session: Session, segment: Segment, but: PersonId = "") -> bool:
    """Whether the guess is over, so that its count may have been seen; `but` for somebody who just came."""
    begun = bool(segment.coverage_guess or unguessed(segment))
    return begun and not [person for person in waiting_guess(session, segment) if person != but]


def waiting_unknowns(session: Session, segment: Segment) -> list[PersonId]:
    """Who has yet to say what we do not know, in the order of the file."""
    stage = segment.stages.of("closing")
    return session.awaited(segment, stage.opened, {*stage.answered, *stage.not_answered})


def asked_about(segment: Segment, names: Sequence[AnswerName], most: int) -> list[AnswerName]:
    """The answers of which the room is asked how it knows, of all that matter, the weightiest first.

    From when it begins to look their order stands, whatever weighs more or less by then; what has come among
    the first since stands behind, while there is room.
    """
    begun = [name for name in segment.audit if name in names]
    return [*begun, *new_since(segment, names, most)][:most]


def new_since(segment: Segment, names: Sequence[AnswerName], most: int) -> list[AnswerName]:
    """What has come among the first that matter since the room began to look."""
    return [name for name in names[:most] if name not in segment.audit]


def looked_at(segment: Segment, name: AnswerName) -> Looked | None:
    """What came of looking at an answer; None while the room has not looked."""
    looked = segment.audit.get(name)
    return None if looked == ASKED else looked


def unlooked(segment: Segment, names: Sequence[AnswerName]) -> list[AnswerName]:
    """The answers whose evidence the room has not looked at yet."""
    return [name for name in names if looked_at(segment, name) is None]


def is_looking(segment: Segment) -> bool:
    """Whether the room has begun to look and is not through."""
    return ASKED in segment.audit.values()


def begin_to_look(segment: Segment, names: Sequence[AnswerName]) -> None:
    """Fix the order in which these are asked about; what the room looked at before keeps its word."""
    segment.audit = {**dict.fromkeys(names, ASKED), **segment.audit}


def end_looking(segment: Segment, names: Sequence[AnswerName]) -> None:
    """What was asked about and not looked at is left open; what was not asked in the end goes."""
    segment.audit |= dict.fromkeys(unlooked(segment, names), "open")
    segment.audit = {name: looked for name, looked in segment.audit.items() if looked != ASKED}


def promise(segment: Segment, card: Research, lines: Sequence[int]) -> None:
    """Keep a promise, new or changed, and link the unknown lines it answers."""
    for place, old in enumerate(segment.research):
        if old.id == card.id:
            segment.research[place] = card
            break
    else:
        segment.research.append(card)
    for line in lines:
        segment.unknowns[line].research = card.id


def agree(segment: Segment, id: Id, now: dt.datetime) -> None:
    """The owner says yes, or takes it back."""
    card = next(one for one in segment.research if one.id == id)
    card.agreed = NOT_YET if card.has_yes else now


def decide(lines: list[Decided], place: int, line: Decided | None) -> None:
    """Keep what is decided: changed at its place, added behind the last, or taken out."""
    lines[place : place + 1] = [] if line is None else [line]


def next_promise_id(segment: Segment) -> Id:
    """The id of a promise more."""
    return numbered_id("r", set(ids_of(segment.research)))
