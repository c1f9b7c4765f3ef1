"""The running order: ask for what is missing, keep it, show it.

There is no bookmark. What comes next is computed from the facts in the session, so that a day that was
interrupted, or killed, goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cxw.day.desk import AGAIN, LEAVE, NEXT, RELOADED, MovedOn
from cxw.day.meeting import to_be_met
from cxw.day.standing import Step, begun, next_step
from cxw.model import MEETING, StageName
from cxw.text.phrases import say
from cxw.wall import ScreenView
from cxw.workshop import closing, going_on, lenses, meeting, needs, rounds, talk
from cxw.workshop.ahead import Ahead
from cxw.workshop.daily import daily
from cxw.workshop.day import Day, Keeper, Memory, tell_notices
from cxw.workshop.finished import HANDOUT, MEET, go_back_in, meeting_chosen, way
from cxw.workshop.moving import move_to
from cxw.workshop.walls import no_keys, show_pages

__all__ = ["HANDOUT", "Ahead", "Day", "Keeper", "Memory", "daily", "look_back", "meet", "run_day"]


STAGES: dict[StageName, Callable[[Day, str], str]] = {
    "needs": needs.run,
    "weights": rounds.weigh,
    "grid": rounds.ask_marks,
    "disagreement": talk.run,
    "closing": closing.run,
    MEETING: meeting.run,
}


def run_day(day: Day) -> bool:
    """Run the day from where the facts say it stands; True when it is complete, False when it was left."""
    tell_notices(day)
    step = going_on.goes_on_with(day)
    if step is None:
        return True
    try:
        if _first(day, step) != NEXT:
            return False
    except MovedOn as move:
        if move.word in (AGAIN, RELOADED):
            return run_day(day)
        step = move_to(day, step if begun(day.session) else None, move.word)
    return _stages(day, step)


def _first(day: Day, step: Step) -> str:
    """What comes before the first question: what is kept and who sees it; on a begun day how it goes on."""
    if begun(day.session):
        return going_on.show_how_it_goes_on(day, step)
    return show_pages(day, ScreenView(), no_keys, say(SAY_START))


def _stages(day: Day, step: Step | None) -> bool:
    """This stage, then whatever is missing; True when nothing is, False when the day was left."""
    while step := step or lenses.next_lens(day) or next_step(day.session):
        try:
            if _asked(day, step) == LEAVE:
                return False
            step = None
        except MovedOn as move:
            step = move_to(day, step, move.word)
    return True


def _asked(day: Day, step: Step) -> str:
    return lenses.run_lens(day, step) if step.lens else STAGES[step.stage](day, step.segment)


def meet(day: Day, segments: Sequence[str]) -> bool:
    """Hold the second meeting of these segments, one after the other; False where the day was left."""
    return all(_stages(day, Step(segment, MEETING)) for segment in segments)


def look_back(day: Day) -> str:
    """Enter a finished day again, as often as wanted: HANDOUT where it is wanted now, else LEAVE.

    Where customers have answered since, the second meeting stands first.
    """
    chosen = MEET if to_be_met(day.session) else HANDOUT
    while (chosen := way(day, chosen)) not in (HANDOUT, LEAVE):
        step = None
        try:
            if chosen == MEET:
                step = meeting_chosen(day)
            elif go_back_in(day, chosen) == LEAVE:
                return LEAVE
        except MovedOn as move:
            step = move_to(day, None, move.word)
        if not _stages(day, step):
            return LEAVE
    return chosen


SAY_START = "Say what is kept and who will see it before anybody writes a word."
