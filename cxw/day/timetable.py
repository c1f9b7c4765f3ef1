"""The plan of the day by the clock: when what begins, around breaks and to an end, and how late it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cxw.day import agenda
from cxw.day.breaks import USUAL_BREAK, Piece, around, breaks_in_turn, clock_of, minute_of, time_of_day
from cxw.day.standing import WORDS, Step, of_segment, opened_at, order, steps_left
from cxw.model import MEETING, Session
from cxw.text.phrases import say


@dataclass(frozen=True)
class Slot:
    """One line of the plan of the day: a time of day, what is planned then, and for how many minutes.

    A stage that a break falls into has two lines of the same words, one before it and one after.
    """

    at: str
    what: str
    minutes: int
    rest: bool = False
    """whether it is a break, and no stage"""


def timetable(session: Session) -> list[Slot]:
    """The plan of the day with its times, its end as the last line; empty where no start is planned.

    Minutes are those of a stage of one segment; the closing goes through all segments in one.
    """
    plan = session.planned
    if not plan.start:
        return []
    start, end = minute_of(plan.start), end_of_day(session)
    if end is not None:
        wanted = [step for step in order(session) if step.stage not in session.segment(step.segment).skipped]
        happen = _once_closed(wanted)
        return _laid(session, happen, start, fitted(session, happen, start, end))
    steps = _once_closed(order(session))
    return _laid(session, steps, start, [plan.minutes.get(step.stage, 0) for step in steps])


def _laid(session: Session, steps: Sequence[Step], at: int, minutes: Sequence[int]) -> list[Slot]:
    """The steps one after the other, around the breaks."""
    slots, to_come = [], breaks_in_turn(session.planned)
    to_come = [rest for rest in to_come if minute_of(rest.at) + rest.minutes > at]
    for step, lasts in zip(steps, minutes, strict=True):
        pieces = around(at, lasts, to_come)
        slots += [_slot(piece, _planned(session, step)) for piece in pieces]
        at = pieces[-1].until
    return [*slots, Slot(clock_of(at), say("end"), 0)]


def _once_closed(steps: Iterable[Step]) -> list[Step]:
    """The steps with one closing for all segments, however many of them have one."""
    kept = list(steps)
    closings = [step for step in kept if step.stage == "closing"]
    return [step for step in kept if step not in closings[1:]]


def end_of_day(session: Session) -> int | None:
    """The minute of the day at which it ends: as it was said in the room, else after so many hours."""
    plan = session.planned
    if plan.end:
        return minute_of(plan.end)
    if session.hours is None:
        return None
    return minute_of(plan.start or agenda.START) + round(session.hours * 60)


def fitted(session: Session, steps: Sequence[Step], begin: int, end: int) -> list[int]:
    """Minutes of each step so that the last one is over at the end.

    Spare time is spread over all of them; where there is too little the closing keeps its own.
    """
    wanted = [agenda.lasts(session, session.segment(step.segment), step.stage) for step in steps]
    closing = sum(w for w, step in zip(wanted, steps, strict=True) if step.stage == "closing")
    free, total = minutes_between(session, begin, end), sum(wanted)
    if free < total:
        share = max(0, free - closing) / max(1, total - closing)
        own = min(closing, free)
        lengths = [own if s.stage == "closing" else w * share for w, s in zip(wanted, steps, strict=True)]
    else:
        lengths = [w * free / max(1, total) for w in wanted]
    ends = [*map(round, accumulate(lengths))]
    return [until - before for before, until in zip([0, *ends], ends, strict=False)]


def begins(session: Session, end: int, minutes: int) -> int:
    """When something has to begin that takes so many minutes, breaks not counted, and is over at the end."""
    begin = end - minutes
    while (lacking := minutes - minutes_between(session, begin, end)) > 0 and begin > 0:
        begin -= lacking
    return begin


def minutes_between(session: Session, begin: int, end: int) -> int:
    """Minutes from one to the other without the breaks that lie there."""
    resting = 0
    for rest in session.planned.breaks:
        at = minute_of(rest.at)
        resting += max(0, min(end, at + rest.minutes) - max(begin, at))
    return max(0, end - begin - resting)


def _slot(piece: Piece, what: str) -> Slot:
    if piece.rest is not None:
        return Slot(clock_of(piece.at), piece.rest.what or say(USUAL_BREAK), piece.minutes, rest=True)
    return Slot(clock_of(piece.at), what, piece.minutes)


AFTER_THE_END = "The break at {at} is after the end of the day at {end}, so the plan leaves it out"


def after_the_end(session: Session) -> list[str]:
    """Breaks that the planned day does not reach, in sentences."""
    slots = timetable(session)
    there = {slot.at for slot in slots if slot.rest}
    return [
        say(AFTER_THE_END, at=rest.at, end=slots[-1].at)
        for rest in session.planned.breaks
        if slots and time_of_day(rest.at) >= slots[-1].at and time_of_day(rest.at) not in there
    ]


def _planned(session: Session, step: Step) -> str:
    alone = len(session.segments) == 1 or step.stage == "closing"
    name = session.segment(step.segment).name
    if alone:
        return say(WORDS[step.stage])
    return of_segment(step.stage, name)


def against_plan(session: Session, step: Step, now: dt.datetime) -> str:
    """The time against the plan of a stage, for the facilitator only; empty where nothing is planned."""
    if step.stage == MEETING:
        return _in_a_meeting(session, step, now)
    end = end_of_day(session)
    slots = timetable(session) if end is None else _to_the_end(session, step, now, end)
    what = _planned(session, step)
    ends = [then.at for slot, then in pairwise(slots) if slot.what == what and not slot.rest]
    closes = "" if end is None else say("; the end is at {end}", end=clock_of(end))
    if not ends:
        return f"{now:%H:%M}{closes}" if closes else ""
    over = now.hour * 60 + now.minute - minute_of(ends[-1])
    said = _until(now, ends[-1], over)
    return f"{said}{closes if over <= 1 and ends[-1] != clock_of(end or 0) else ''}"


def _until(now: dt.datetime, until: str, over: int) -> str:
    """The time beside when something was to end, and by how many minutes that is over."""
    if over > 1:
        said = "{now}; planned until {until}, {over} over"
        return say(said, now=f"{now:%H:%M}", until=until, over=_long(over))
    return say("{now}; planned until {until}", now=f"{now:%H:%M}", until=until)


def _in_a_meeting(session: Session, step: Step, now: dt.datetime) -> str:
    """A second meeting is planned from when it began, whatever the plan of the day was."""
    segment, opened = session.segment(step.segment), opened_at(session, step)
    if opened is None or opened.date() != now.date():
        return f"{now:%H:%M}"
    until = opened + dt.timedelta(minutes=agenda.lasts(session, segment, MEETING))
    return _until(now, f"{until:%H:%M}", int((now - until).total_seconds() // 60))


def _to_the_end(session: Session, step: Step, now: dt.datetime, end: int) -> list[Slot]:
    """What is left of the day from the stage the room is at, planned to the end."""
    left = steps_left(session)
    if step not in left:
        return []
    # The closing goes through the segments in one: wherever in it the room is, all of it is meant.
    whole = [step, *(other for other in left if other != step)]
    opened = opened_at(session, step)
    begun = opened if opened is not None and opened.date() == now.date() and opened <= now else now
    steps, begin = _once_closed(whole), begun.hour * 60 + begun.minute
    return _laid(session, steps, begin, fitted(session, steps, begin, end))


def _long(minutes: int) -> str:
    """A time as one says it: minutes below an hour, `8 h 35` above."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} minutes", minutes=rest)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
