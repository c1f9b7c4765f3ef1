"""The second meeting of an archive, held again: customers' answers are put in before it."""

from __future__ import annotations

import copy
import datetime as dt

from cxw.model import MEETING, Decided, PersonId, Segment, Session


def with_customers(archive: Session, copied: Session) -> list[str]:
    """Put in what customers had answered before the second meetings; the segments of these, in turn."""
    met = list[tuple[dt.datetime, str]]()
    for segment in archive.segments:
        if (opened := segment.stages.of(MEETING).opened) is not None:
            copied.segment(segment.id).customers = copy.deepcopy(segment.customers)
            met.append((opened, segment.id))
    return [id for _, id in sorted(met)]


def went_on(segment: Segment, step: str) -> bool:
    """Whether the archive went on from this step of a meeting that is not done there."""
    meeting = segment.stages.of(MEETING)
    if step == "sentences":
        return meeting.asked is not None
    return step == "guess" and meeting.revealed is not None


def decided_there(segment: Segment, about: str) -> list[Decided]:
    """What the archive decided: anyway, or what it changes."""
    return segment.stages.of(MEETING).changes if about == "changes" else segment.decided


def guessed_there(segment: Segment) -> set[PersonId]:
    """Who guessed in the archive, or was kept as giving none without having left."""
    meeting = segment.stages.of(MEETING)
    return {*meeting.guess, *(who for who, why in meeting.not_answered.items() if why != "left")}


def meeting_too(segment: Segment, mine: Segment) -> None:
    """The lot, which is drawn anew in a replay, and what was left in the middle of a meeting."""
    there = segment.stages.meeting
    if there is None:
        return
    if mine.stages.meeting is None:
        mine.stages.meeting = copy.deepcopy(there)
    here = mine.stages.touch(MEETING)
    here.lot, here.changes, here.note = there.lot, copy.deepcopy(there.changes), there.note
    for when in ("opened", "asked", "revealed", "done"):
        if getattr(there, when) is None or getattr(here, when) is None:
            setattr(here, when, getattr(there, when))
