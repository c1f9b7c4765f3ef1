"""Where a session stands: the next stage and who has yet to answer, from the facts in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cxw.day import agenda, answering, closing, needs, rounds
from cxw.day.breaks import USUAL_BREAK, Piece, around, breaks_in_turn, clock_of, minute_of, time_of_day
from cxw.day.declining import declined
from cxw.day.meeting import may_meet, waiting_apart
from cxw.model import MEETING, PersonId, Segment, Session, StageName
from cxw.questions.rounds import OF_STAGE, of_stage
from cxw.text.phrases import say
from cxw.text.saying import many

PASSES: tuple[tuple[StageName, ...], ...] = (("needs", "weights"), ("grid", "disagreement"), ("closing",))
"""Needs and weights of each segment; then grid and disagreement of each; then one closing through all."""

WORDS: dict[StageName, str] = {
    "needs": "needs",
    "weights": "weights",
    "grid": "marks",
    "disagreement": "disagreement",
    "closing": "closing",
    MEETING: "second meeting",
}

_OF_SEGMENT: dict[StageName, str] = {
    "needs": "needs of {segment}",
    "weights": "weights of {segment}",
    "grid": "marks of {segment}",
    "disagreement": "disagreement of {segment}",
    "closing": "closing of {segment}",
    MEETING: "second meeting of {segment}",
}


@dataclass(frozen=True)
class Step:
    """A stage of a segment that is not done."""

    segment: str
    stage: StageName
    lens: str = ""
    """a lens that is asked behind this stage, by its short word; empty for the stage itself"""


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


def order(session: Session) -> list[Step]:
    """Every stage of every segment in the order of the day."""
    steps = list[Step]()
    for stages in PASSES:
        for segment in session.segments:
            steps += [Step(segment.id, stage) for stage in stages]
    return steps


def with_meetings(session: Session) -> list[Step]:
    """Every stage in the order of the day, and behind them the second meeting of every segment."""
    return [*order(session), *(Step(segment.id, MEETING) for segment in session.segments)]


def begun(session: Session) -> bool:
    """Whether any stage was ever opened."""
    return any(_opened(session, step) for step in order(session))


def _opened(session: Session, step: Step) -> dt.datetime | None:
    return session.segment(step.segment).stages.of(step.stage).opened


def next_step(session: Session) -> Step | None:
    """The first stage that is neither done nor skipped, in the order of the day; None when all are."""
    return next(iter(steps_left(session)), None)


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


def of_segment(stage: StageName, segment: str) -> str:
    """A stage of a segment as it is called within a sentence: `marks of Clinics`."""
    return say(_OF_SEGMENT[stage], segment=segment)


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
    segment, opened = session.segment(step.segment), _opened(session, step)
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
    opened = _opened(session, step)
    begun = opened if opened is not None and opened.date() == now.date() and opened <= now else now
    steps, begin = _once_closed(whole), begun.hour * 60 + begun.minute
    return _laid(session, steps, begin, fitted(session, steps, begin, end))


def steps_left(session: Session) -> list[Step]:
    """The stages that are neither done nor skipped."""
    return [step for step in with_meetings(session) if _missing(session.segment(step.segment), step.stage)]


def _long(minutes: int) -> str:
    """A time as one says it: minutes below an hour, `8 h 35` above."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return say("{minutes} minutes", minutes=rest)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


ORDER = (
    *("needs", "weights", "weights second", "grid", agenda.RIVALS, "grid second"),
    *("disagreement", agenda.FINDINGS, "closing", agenda.EVIDENCE, agenda.CARDS),
    MEETING,
)
"""The order of what can be skipped."""
NOTHING_CHOSEN = "no needs were chosen"
_OF_CHOSEN: tuple[StageName, ...] = ("weights", "grid", "disagreement")
"""Stages that have nothing to ask once the needs were left without any being chosen."""


def skip(segment: Segment, what: str, why: str) -> None:
    """Keep that something did not happen, and why; the file names it in the order of the day."""
    segment.skipped[what] = why
    known = {key: segment.skipped[key] for key in ORDER if key in segment.skipped}
    segment.skipped = {**known, **segment.skipped}


def unskip(segment: Segment, what: str) -> None:
    """Take back that something was passed over: it happens after all."""
    segment.skipped.pop(what, None)


def end_unfinished(session: Session, step: Step, why: str, now: dt.datetime) -> None:
    """End a stage where it is: an open round is closed and sealed, unrevealed, and so in no number.

    A stage that was done and is only looked at again stays done.
    """
    segment = session.segment(step.segment)
    of = OF_STAGE.get(step.stage)
    round = rounds.latest(segment, of) if of else None
    open_ = round if round is not None and rounds.is_open(round) else None
    if open_ is not None:
        rounds.close(session, segment, open_, now)
    elif segment.stages.of(step.stage).done is not None:
        return
    skip(segment, step.stage, why)
    if step.stage == "needs" and not segment.chosen:
        for stage in _OF_CHOSEN:
            skip(segment, stage, NOTHING_CHOSEN)


def end_early(session: Session, why: str, now: dt.datetime) -> None:
    """End every stage before the closing that is not done; a segment nobody began has no closing either."""
    for step in order(session):
        segment = session.segment(step.segment)
        closing_of_nothing = step.stage == "closing" and not segment.needs
        if _missing(segment, step.stage) and (step.stage != "closing" or closing_of_nothing):
            end_unfinished(session, step, why, now)


def open_to(session: Session) -> list[Step]:
    """The stages one can go to now: marks and points need chosen needs, a meeting customers' answers."""
    return [step for step in with_meetings(session) if _possible(session.segment(step.segment), step.stage)]


def _possible(segment: Segment, stage: StageName) -> bool:
    if stage == "disagreement":
        return any(round.revealed for round in segment.lists()[-1])
    if stage == "closing":
        return bool(segment.needs)
    if stage == MEETING:
        return may_meet(segment)
    return stage == "needs" or bool(segment.chosen)


def _missing(segment: Segment, stage: StageName) -> bool:
    if segment.stages.of(stage).done is not None or stage in segment.skipped:
        return False
    if stage == MEETING:
        return segment.stages.of(stage).under_way
    return stage not in _OF_CHOSEN or bool(segment.chosen) or _missing(segment, "needs")


def passed_over(session: Session) -> list[Step]:
    """Stages neither opened nor skipped though a later one was opened, as when marks are collected alone."""
    steps = order(session)
    opened = [n for n, step in enumerate(steps) if _opened(session, step)]
    before = steps[: opened[-1]] if opened else []
    left = steps_left(session)
    return [step for step in before if step in left and _opened(session, step) is None]


def waiting(session: Session, step: Step) -> list[PersonId]:
    """Who has yet to answer what is asked now; nobody when nothing is being asked.

    How many stands where all can see it, so whoever lacks only what not all are asked is not among them.
    """
    segment = session.segment(step.segment)
    if step.stage == "needs":
        return needs.waiting(session, segment)
    if step.stage == "closing":
        return closing.waiting_guess(session, segment) or closing.waiting_unknowns(session, segment)
    if step.stage == MEETING:
        return waiting_apart(session, segment)
    round = rounds.latest(segment, of_stage(step.stage))
    if round is not None:
        inside = answering.inside(round)
        return [one for one in answering.waiting(session, segment, round) if one not in inside]
    return []


def standing_in_words(session: Session) -> str:
    """`in order; 11 people, 2 segments; next: marks of Clinics`."""
    people = len(session.asked())
    room = many(people, "person", "people")
    if watch := len(session.participants) - people:
        room += f", {many(watch, 'observer')}"
    return f"in order; {room}, {many(len(session.segments), 'segment')}; {_next(session)}"


def _next(session: Session) -> str:
    step = next_step(session)
    if step is None:
        return "complete"
    return f"next: {WORDS[step.stage]} of {session.segment(step.segment).name}"


def asked_next(session: Session, there: Step | None = None) -> str:
    """What a run would ask next, as a sentence; `there`: the stage it goes on with, if not the first one."""
    step = there or next_step(session)
    if step is None:
        return say("Nothing is missing: the day is complete.")
    who = waiting(session, step)
    of = _asked(session, session.segment(step.segment))
    comes = "Next come the {stage}." if WORDS[step.stage].endswith("s") else "Next comes the {stage}."
    said = say(comes, stage=of_segment(step.stage, session.segment(step.segment).name))
    if not who:
        return said
    return f"{said} {say('{who} of {of} have yet to answer.', who=len(who), of=of)}"


def _asked(session: Session, segment: Segment) -> int:
    """How many are waited for at most: who is here, and has not declined."""
    out = declined(segment)
    return sum(not person.gone and person.id not in out for person in session.members(segment))
