"""The day planned backwards from its closing to an end: what is left out, in a fixed order, until it fits.

Nothing here is kept by itself: an `Ending` says what would be, and `shorten` makes it so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxw.day.agenda import PROTECTED, SHORTENED, START
from cxw.day.breaks import clock_of, minute_of
from cxw.day.daily import Proposal
from cxw.day.ending.leaving_out import Gone, back_again, given_back, in_one_line, in_turn, left_out
from cxw.day.ending.typed import end_typed
from cxw.day.standing import Step, begun, left_with_lenses, opened_at, skip
from cxw.day.timetable import begins, begun_at, end_of_day, minutes_between, minutes_of, once_closed
from cxw.model import LensDefinition, Plan, Session
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


def planned(
    session: Session, text: str, now: dt.datetime, lenses: Sequence[LensDefinition] = ()
) -> Ending | str:
    """What a typed end would mean, or a sentence that says why it is none."""
    if text.strip().casefold() in OPEN:
        return open_end(session, lenses)
    at = _on_its_day(session, now)
    end = end_typed(text, at)
    if isinstance(end, str):
        return end
    begin = at.hour * 60 + at.minute
    return _ending(_Trial(session, lenses, at), begin, end.hour * 60 + end.minute)


def open_end(session: Session, lenses: Sequence[LensDefinition] = ()) -> Ending:
    """No end any more: what was left out for one, and has not passed, happens again."""
    trial = given_back(session, lenses)
    said = (say("Everything goes by its own time again."),)
    return Ending("", back=back_again(session, trial, lenses), said=said, skipped=left_out(trial))


def from_the_start(session: Session, lenses: Sequence[LensDefinition] = ()) -> Ending | None:
    """The day as its hours allow it, before anything has begun; None where no hours are set."""
    if session.hours is None:
        return None
    begin, end = _start(session), end_of_day(session)
    assert end is not None, "hours are an end"
    return _ending(_Trial(session, lenses, None), begin, end)


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


@dataclass(frozen=True)
class _Trial:
    """The day as it would be, from a moment on; from its start where there is none."""

    session: Session
    lenses: Sequence[LensDefinition]
    now: dt.datetime | None

    def still_to_come(self) -> list[Step]:
        """What is still to come; the closing goes through all segments in one."""
        return once_closed(left_with_lenses(self.session, self.lenses))

    def needed(self) -> int:
        """Minutes that all of it takes."""
        return sum(map(self.takes, self.still_to_come()))

    def takes(self, step: Step) -> int:
        """Minutes a stage or a lens still takes: of one that was opened today what is left of it."""
        today = self.now.date() if self.now is not None else None
        minutes = minutes_of(self.session, step, self.lenses, today)
        opened = begun_at(self.session, step)
        if self.now is None or opened is None or opened.date() != today:
            return minutes
        gone = max(0, int((self.now - opened).total_seconds() // 60))
        return max(min(LEAST, minutes), minutes - gone)


def _ending(day: _Trial, begin: int, end: int) -> Ending:
    free, left = minutes_between(day.session, begin, end), list[Gone]()
    trial = replace(day, session=given_back(day.session, day.lenses))
    for leave_out, eases in in_turn(day.lenses):
        before = trial.needed()
        while before > free and (what := leave_out(trial.session)):
            after = trial.needed()
            left.append(Gone(what, before - after, eases))
            before = after
    goes = in_one_line(trial.session, day.lenses, left)
    said = tuple(_said(trial, end, free))
    gone = [one.what for one in (*goes, *left)]
    back = tuple(what for what in back_again(day.session, trial.session, day.lenses) if what not in gone)
    told = tuple((one.what, _saves(one.minutes) or say(one.eases)) for one in goes)
    return Ending(clock_of(end), told, back, said, left_out(trial.session))


def _saves(minutes: int) -> str:
    if minutes == 0:
        return ""
    if minutes == 1:
        return say("saves a minute")
    return say("saves {minutes} minutes", minutes=minutes)


def _said(trial: _Trial, end: int, free: int) -> Iterator[str]:
    """When the closing begins, and whether everything before it has its time."""
    left = trial.still_to_come()
    closing = next((step for step in left if step.stage == "closing"), None)
    if closing is None:
        yield say("The closing is over: nothing is left to plan.")
        return
    takes, needed = trial.takes(closing), trial.needed()
    if left == [closing]:
        yield from _in_the_closing(trial.session, closing, free, takes)
    elif free < takes:
        yield say(GO_NOW_ONE if free == 1 else GO_NOW, free=free, takes=takes)
    else:
        begin = clock_of(begins(trial.session, end, takes))
        yield say(
            "The closing begins at {begin} at the latest and has {takes} minutes.", begin=begin, takes=takes
        )
        if needed > free:
            one = free - takes == 1
            yield say(TIGHT_ONE if one else TIGHT, left=free - takes, planned=needed - takes)


def _in_the_closing(session: Session, closing: Step, free: int, takes: int) -> Iterator[str]:
    begun = opened_at(session, closing) is not None
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
