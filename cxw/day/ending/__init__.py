"""The day planned backwards from its closing to an end: what is left out, in a fixed order, until it fits.

Nothing here is kept by itself: an `Ending` says what would be, and `shorten` makes it so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from cxw.day import rounds
from cxw.day.agenda import (
    CARDS,
    EVIDENCE,
    FEW_RIVALS,
    FINDINGS,
    PARTS,
    PROTECTED,
    RIVALS,
    SECONDS,
    SHORTENED,
    START,
    lasts,
)
from cxw.day.breaks import clock_of, minute_of
from cxw.day.daily import Proposal
from cxw.day.ending.typed import end_typed
from cxw.day.standing import Step, begun, skip, steps_left
from cxw.day.timetable import begins, end_of_day, minutes_between
from cxw.model import Plan, Segment, Session, ids_of
from cxw.questions.rounds import of_stage
from cxw.text.phrases import say

__all__ = ["Ending", "end_at", "from_the_start", "open_end", "planned", "shorten"]

LEAST = 5
"""Minutes that a stage under way still takes, however long it has taken."""
OPEN = ("open", "no end", "none", "never", "-", "offen")
"""Words for a day whose end is open again."""


@dataclass(frozen=True)
class Ending(Proposal):
    """A day planned to its end, and what each segment leaves out by it."""

    skipped: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def planned(session: Session, text: str, now: dt.datetime) -> Ending | str:
    """What a typed end would mean, or a sentence that says why it is none."""
    if text.strip().casefold() in OPEN:
        return open_end(session)
    at = _on_its_day(session, now)
    end = end_typed(text, at)
    if isinstance(end, str):
        return end
    return _ending(session, at.hour * 60 + at.minute, end.hour * 60 + end.minute, at)


def open_end(session: Session) -> Ending:
    """No end any more: what was left out for one, and has not passed, happens again."""
    trial = _given_back(session)
    said = (say("Everything goes by its own time again."),)
    return Ending("", back=_back(session, trial), said=said, skipped=_left_out(trial))


def from_the_start(session: Session) -> Ending | None:
    """The day as its hours allow it, before anything has begun; None where no hours are set."""
    if session.hours is None:
        return None
    begin, end = _start(session), end_of_day(session)
    assert end is not None, "hours are an end"
    return _ending(session, begin, end, None)


def shorten(session: Session, ending: Ending) -> None:
    """Leave out what this end leaves no time for, and nothing else that was left out for an earlier one."""
    for segment in session.segments:
        wanted = ending.skipped.get(segment.id, {})
        kept = {what: why for what, why in segment.skipped.items() if why != SHORTENED}
        segment.skipped = kept
        for what, why in wanted.items():
            skip(segment, what, why)


def end_at(session: Session, ending: Ending) -> None:
    """Keep when the day ends, and leave out what has no time by then."""
    shorten(session, ending)
    session.plan = session.plan or Plan()
    session.plan.end = ending.end or None
    if not ending.end:
        session.hours = None


def _on_its_day(session: Session, now: dt.datetime) -> dt.datetime:
    """Now; for a day that has not begun its start, and on an evening before the start of the day to come."""
    if begun(session):
        return now
    start = _start(session)
    ahead = session.date is not None and session.date > now.date()
    if ahead or now.hour * 60 + now.minute < start:
        return now.replace(hour=start // 60, minute=start % 60, second=0, microsecond=0)
    return now


def _start(session: Session) -> int:
    return minute_of(session.planned.start or START)


def _ending(session: Session, begin: int, end: int, now: dt.datetime | None) -> Ending:
    trial, free, goes = _given_back(session), minutes_between(session, begin, end), []
    for words, leave_out, eases in _IN_TURN:
        before = _needed(trial, now)
        while before > free and leave_out(trial):
            after = _needed(trial, now)
            goes.append((words(trial), _saves(before - after) or say(eases)))
            before = after
    said = tuple(_said(trial, end, free, now))
    gone = [what for what, _ in goes]
    back = tuple(what for what in _back(session, trial) if what not in gone)
    return Ending(clock_of(end), tuple(goes), back, said, _left_out(trial))


def _needed(session: Session, now: dt.datetime | None) -> int:
    """Minutes that what is left of the day takes; the closing goes through all segments in one."""
    left = steps_left(session)
    closings = [step for step in left if step.stage == "closing"]
    return sum(_takes(session, step, now) for step in left if step not in closings[1:])


def _takes(session: Session, step: Step, now: dt.datetime | None) -> int:
    """Minutes a stage still takes: of one that was opened today what is left of it."""
    segment = session.segment(step.segment)
    minutes, opened = lasts(session, segment, step.stage), segment.stages.of(step.stage).opened
    if now is None or opened is None or opened.date() != now.date():
        return minutes
    return max(min(LEAST, minutes), minutes - max(0, int((now - opened).total_seconds() // 60)))


def _saves(minutes: int) -> str:
    if minutes == 0:
        return ""
    if minutes == 1:
        return say("saves a minute")
    return say("saves {minutes} minutes", minutes=minutes)


def _said(session: Session, end: int, free: int, now: dt.datetime | None) -> Iterator[str]:
    """When the closing begins, and whether everything before it has its time."""
    left = steps_left(session)
    closing = next((step for step in left if step.stage == "closing"), None)
    if closing is None:
        yield say("The closing is over: nothing is left to plan.")
        return
    takes, needed = _takes(session, closing, now), _needed(session, now)
    if all(step.stage == "closing" for step in left):
        yield from _in_the_closing(session, closing, free, takes)
    elif free < takes:
        yield say(GO_NOW_ONE if free == 1 else GO_NOW, free=free, takes=takes)
    else:
        begin = clock_of(begins(session, end, takes))
        yield say(
            "The closing begins at {begin} at the latest and has {takes} minutes.", begin=begin, takes=takes
        )
        if needed > free:
            one = free - takes == 1
            yield say(TIGHT_ONE if one else TIGHT, left=free - takes, planned=needed - takes)


def _in_the_closing(session: Session, closing: Step, free: int, takes: int) -> Iterator[str]:
    begun = session.segment(closing.segment).stages.of("closing").opened is not None
    one, more = CLOSING_HAS if begun else CLOSING_NEXT
    yield say(one if free == 1 else more, minutes=free)
    if free < takes:
        yield say(FIRST_THINGS, planned=PROTECTED)


GO_NOW_ONE = "Until then there is 1 minute, and the closing alone wants {takes}: go to it now, with e."
GO_NOW = "Until then there are {free} minutes, and the closing alone wants {takes}: go to it now, with e."
TIGHT_ONE = "That is still tight: until the closing there is 1 minute for what was planned with {planned}."
TIGHT = "That is still tight: until the closing there are {left} minutes for what was planned with {planned}."
CLOSING_HAS = ("The closing has 1 minute until then.", "The closing has {minutes} minutes until then.")
CLOSING_NEXT = (
    "The closing comes next and has 1 minute until then.",
    "The closing comes next and has {minutes} minutes until then.",
)
FIRST_THINGS = "It was planned with {planned}: what matters most first, the promises with names and dates."


# What goes, in this order. Each step leaves out one thing more and says whether there was anything to leave.


def _seconds(session: Session) -> bool:
    each = product(session.segments, SECONDS)
    return _skipped([(segment, key) for segment, key in each if _second_to_come(session, segment, key)])


def _second_to_come(session: Session, segment: Segment, key: str) -> bool:
    if key in segment.skipped or rounds.latest(segment, of_stage(SECONDS[key]), "second") is not None:
        return False
    return _to_come(session, segment, SECONDS[key])


def _rivals(session: Session) -> bool:
    return _skipped(
        [
            (segment, RIVALS)
            for segment in session.segments
            if _to_come(session, segment, "grid")
            and len(segment.competitors) > FEW_RIVALS
            and RIVALS not in segment.skipped
            and not _asked_of_further(segment)
        ]
    )


def _asked_of_further(segment: Segment) -> bool:
    """Whether more than the first competitors are being marked already."""
    further = set(ids_of(segment.competitors[FEW_RIVALS:]))
    asked = segment.on_newest_list("marks")
    return any(further & {*round.companies} for round in asked)


def _part(key: str) -> Callable[[Session], bool]:
    def leave_out(session: Session) -> bool:
        return _skipped(
            [
                (segment, key)
                for segment in session.segments
                if _to_come(session, segment, PARTS[key]) and key not in segment.skipped
            ]
        )

    return leave_out


def _grid(session: Session) -> bool:
    """The marks of the last segment that has yet to give any; those of the first one stay."""
    for segment in reversed(session.segments[1:]):
        if _to_come(session, segment, "grid") and not segment.on_newest_list("marks"):
            for key in (RIVALS, "grid second"):
                segment.skipped.pop(key, None)
            return _skipped([(segment, "grid")])
    return False


def _to_come(session: Session, segment: Segment, stage: str) -> bool:
    return any(step.segment == segment.id and step.stage == stage for step in steps_left(session))


def _skipped(found: list[tuple[Segment, str]]) -> bool:
    for segment, key in found:
        skip(segment, key, SHORTENED)
    return bool(found)


_WORDS = {
    "seconds": "second rounds of points and marks",
    RIVALS: "the third and further competitors",
    FINDINGS: "findings five to seven of the talk",
    EVIDENCE: "how we know, beyond five answers",
    CARDS: "a fourth promise and further ones",
}


def _grid_words(session: Session) -> str:
    gone = next(one for one in session.segments if one.skipped.get("grid") == SHORTENED)
    return say("the marks of {segment}", segment=gone.name)


def _always(what: str) -> Callable[[Session], str]:
    return lambda session: say(_WORDS[what])


_EASES = "eases the closing"
_IN_TURN: tuple[tuple[Callable[[Session], str], Callable[[Session], bool], str], ...] = (
    (_always("seconds"), _seconds, ""),
    (_always(RIVALS), _rivals, ""),
    (_always(FINDINGS), _part(FINDINGS), ""),
    (_always(EVIDENCE), _part(EVIDENCE), _EASES),
    (_always(CARDS), _part(CARDS), _EASES),
    (_grid_words, _grid, ""),
)
"""What is left out in words, how, and what is said of it where it saves no minute."""


# What comes back with a later end.


def _given_back(session: Session) -> Session:
    """The same day with everything in it that was left out and has not passed."""
    trial = session.model_copy(deep=True)
    for segment in trial.segments:
        for what, why in list(segment.skipped.items()):
            if why == SHORTENED and not _passed(segment, what):
                del segment.skipped[what]
    return trial


def _passed(segment: Segment, what: str) -> bool:
    """Whether it is too late for it: its stage is over, or the closing has begun without it."""
    stage = PARTS.get(what) or SECONDS.get(what) or what
    if what == "grid" and segment.stages.of("closing").opened is not None:
        return True
    return segment.stages.of(stage).done is not None  # type: ignore[call-overload]  # one of the five


def _left_out(session: Session) -> dict[str, dict[str, str]]:
    return {
        segment.id: {what: why for what, why in segment.skipped.items() if why == SHORTENED}
        for segment in session.segments
    }


def _back(session: Session, trial: Session) -> tuple[str, ...]:
    """What the agenda left out and has room for again, in words."""
    before, now = _left_out(session), _left_out(trial)
    found = list[str]()
    for segment in session.segments:
        back = [what for what in before[segment.id] if what not in now[segment.id]]
        found += [_called(segment, what) for what in back]
    return tuple(dict.fromkeys(found))


def _called(segment: Segment, what: str) -> str:
    if what == "grid":
        return say("the marks of {segment}", segment=segment.name)
    return say(_WORDS["seconds" if what in SECONDS else what])
