"""The plan of the day by the clock: when what begins, around breaks and to an end, and how late it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cxw.day import agenda
from cxw.day.breaks import USUAL_BREAK, Piece, around, breaks_in_turn, clock_of, minute_of, time_of_day
from cxw.day.lens_places import has_a_place, lens_called, lens_of, lens_opened, lens_to_come
from cxw.day.standing import (
    WORDS,
    Step,
    left_with_lenses,
    of_segment,
    opened_at,
    order,
    with_lenses,
)
from cxw.model import MEETING, LensDefinition, Session
from cxw.text.phrases import say


@dataclass(frozen=True)
class Slot:
    """One line of the plan of the day: a time of day, what is planned then, and for how many minutes.

    What a break falls into has two lines of the same words, one before it and one after.
    """

    at: str
    what: str
    minutes: int
    rest: bool = False
    """whether it is a break, and no stage"""
    of: Step | None = None
    """what it is part of; None of a break and of the end"""


def timetable(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[Slot]:
    """The plan of the day with its times, its end as the last line; empty where no start is planned.

    Minutes are those of a stage of one segment; the closing goes through all segments in one. A lens has its
    own minutes behind its stage, or makes the points longer where it is asked inside them.
    """
    plan = session.planned
    if not plan.start:
        return []
    start, end = minute_of(plan.start), end_of_day(session)
    if end is not None:
        wanted = [step for step in order(session) if step.stage not in session.segment(step.segment).skipped]
        happen = once_closed(with_lenses(session, wanted, lenses))
        return _laid(session, _fitted(session, happen, (start, end), lenses), start, lenses)
    steps = once_closed(with_lenses(session, order(session), lenses))
    return _laid(session, [(step, _as_planned(session, step, lenses)) for step in steps], start, lenses)


def _as_planned(session: Session, step: Step, lenses: Sequence[LensDefinition]) -> int:
    """The minutes the plan gives, whatever is left out of a stage."""
    if step.lens:
        return lens_of(step.lens, lenses).minutes
    return session.planned.minutes.get(step.stage, 0) + minutes_inside(session, step, lenses)


def minutes_inside(
    session: Session, step: Step, lenses: Sequence[LensDefinition], today: dt.date | None = None
) -> int:
    """Minutes by which lenses make a stage longer that are asked inside it, which is the points.

    One that is over counts while its stage is under way, whose time so far is also its own; on another day
    than `today` it does not.
    """
    if step.stage != "weights":
        return 0
    segment, opened = session.segment(step.segment), opened_at(session, step)
    begun = opened is not None and today in (None, opened.date())
    asked = [lens for lens in lenses if lens.after == "sealed" and has_a_place(segment, lens)]
    to_come = [lens for lens in asked if lens_to_come(segment, lens)]
    return sum(lens.minutes for lens in (asked if begun else to_come))


def minutes_of(
    session: Session, step: Step, lenses: Sequence[LensDefinition], today: dt.date | None = None
) -> int:
    """Minutes that a stage, or a lens, takes without what is left out of it."""
    if step.lens:
        return lens_of(step.lens, lenses).minutes
    own = agenda.lasts(session, session.segment(step.segment), step.stage)
    return own + minutes_inside(session, step, lenses, today)


def _laid(
    session: Session, steps: Sequence[tuple[Step, int]], at: int, lenses: Sequence[LensDefinition]
) -> list[Slot]:
    """The stages and lenses with their minutes one after the other, around the breaks."""
    slots, to_come = [], breaks_in_turn(session.planned)
    to_come = [rest for rest in to_come if minute_of(rest.at) + rest.minutes > at]
    for step, lasts in steps:
        pieces, what = around(at, lasts, to_come), planned_words(session, step, lenses)
        slots += [_slot(piece, step, what) for piece in pieces]
        at = pieces[-1].until
    return [*slots, Slot(clock_of(at), say("end"), 0)]


def once_closed(steps: Iterable[Step]) -> list[Step]:
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


def _fitted(
    session: Session,
    steps: Sequence[Step],
    ends: tuple[int, int],
    lenses: Sequence[LensDefinition],
    today: dt.date | None = None,
) -> list[tuple[Step, int]]:
    """Each step with its minutes, from the first minute to the other, so that the last one is over then.

    Spare time is spread over all of them; where there is too little the closing keeps its own.
    """
    wanted = [minutes_of(session, step, lenses, today) for step in steps]
    closing = sum(w for w, step in zip(wanted, steps, strict=True) if step.stage == "closing")
    free, total = minutes_between(session, *ends), sum(wanted)
    if free < total:
        share = max(0, free - closing) / max(1, total - closing)
        own = min(closing, free)
        lengths = [own if s.stage == "closing" else w * share for w, s in zip(wanted, steps, strict=True)]
    else:
        lengths = [w * free / max(1, total) for w in wanted]
    until = [*map(round, accumulate(lengths))]
    minutes = [then - before for before, then in zip([0, *until], until, strict=False)]
    return [*zip(steps, minutes, strict=True)]


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


def _slot(piece: Piece, step: Step, what: str) -> Slot:
    if piece.rest is not None:
        return Slot(clock_of(piece.at), piece.rest.what or say(USUAL_BREAK), piece.minutes, rest=True)
    return Slot(clock_of(piece.at), what, piece.minutes, of=step)


AFTER_THE_END = "The break at {at} is after the end of the day at {end}, so the plan leaves it out"


def after_the_end(session: Session, lenses: Sequence[LensDefinition] = ()) -> list[str]:
    """Breaks that the planned day does not reach, in sentences."""
    slots = timetable(session, lenses)
    there = {slot.at for slot in slots if slot.rest}
    return [
        say(AFTER_THE_END, at=rest.at, end=slots[-1].at)
        for rest in session.planned.breaks
        if slots and time_of_day(rest.at) >= slots[-1].at and time_of_day(rest.at) not in there
    ]


def planned_words(session: Session, step: Step, lenses: Sequence[LensDefinition]) -> str:
    """A stage or a lens as the plan calls it; with its segment where there are several."""
    alone = len(session.segments) == 1 or step.stage == "closing"
    name = session.segment(step.segment).name
    if step.lens:
        lens = lens_called(lens_of(step.lens, lenses))
        return lens if alone else say("{lens} ({segment})", lens=lens, segment=name)
    if alone:
        return say(WORDS[step.stage])
    return of_segment(step.stage, name)


def against_plan(
    session: Session, step: Step, now: dt.datetime, lenses: Sequence[LensDefinition] = ()
) -> str:
    """The time against the plan of a stage, for the facilitator only; empty where nothing is planned."""
    if step.stage == MEETING:
        return _in_a_meeting(session, step, now)
    end = end_of_day(session)
    slots = timetable(session, lenses) if end is None else _to_the_end(session, step, now, lenses)
    ends = [then.at for slot, then in pairwise(slots) if slot.of is not None and _same(slot.of, step)]
    closes = "" if end is None else say("; the end is at {end}", end=clock_of(end))
    if not ends:
        return f"{now:%H:%M}{closes}" if closes else ""
    over = now.hour * 60 + now.minute - minute_of(ends[-1])
    said = _until(now, ends[-1], over)
    return f"{said}{closes if over <= 1 and ends[-1] != clock_of(end or 0) else ''}"


def _same(one: Step, other: Step) -> bool:
    """Whether both are the same line of the plan; the closing is one for all segments."""
    return one == other or one.stage == other.stage == "closing"


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


def _to_the_end(
    session: Session, step: Step, now: dt.datetime, lenses: Sequence[LensDefinition]
) -> list[Slot]:
    """What is left of the day from where the room is, planned to the end."""
    left, end = left_with_lenses(session, lenses), end_of_day(session)
    if step not in left or end is None:
        return []
    # The closing goes through the segments in one: wherever in it the room is, all of it is meant.
    whole = [step, *(other for other in left if other != step)]
    opened = begun_at(session, step)
    begun = opened if opened is not None and opened.date() == now.date() and opened <= now else now
    begin = begun.hour * 60 + begun.minute
    fits = _fitted(session, once_closed(whole), (begin, end), lenses, now.date())
    return _laid(session, fits, begin, lenses)


def begun_at(session: Session, step: Step) -> dt.datetime | None:
    """When a stage, or the first part of a lens, was opened; None where it never was."""
    if step.lens:
        return lens_opened(session.segment(step.segment), step.lens)
    return opened_at(session, step)


def _long(minutes: int) -> str:
    """A time as one says it: minutes below an hour, `8 h 35` above."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} minutes", minutes=rest)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
