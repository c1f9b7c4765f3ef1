"""What stands at every screen of a day: the clock, when we end, what the projector shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from cxw.day import ending
from cxw.day.breaks import clock_of
from cxw.day.daily import THIS, Daily, Proposal
from cxw.day.desk import Wall
from cxw.day.timetable import against_plan, end_of_day
from cxw.workshop.day import Day, keep


def daily(day: Day, phones: Callable[[Callable[[Wall], str]], str] | None = None) -> Daily:
    """The clock and the keys of this day; `phones` shows how they come in."""
    return Daily(
        clock=partial(_clock, day),
        end=partial(_end, day),
        planned=lambda text: ending.planned(day.session, text, day.now(), day.lenses),
        accept=partial(_accept, day),
        shows=lambda: day.shows,
        phones=phones,
        project=partial(_project, day) if day.project is not None else None,
    )


def _clock(day: Day) -> str:
    now = day.now()
    told = against_plan(day.session, day.step, now, day.lenses) if day.step is not None else ""
    return told or f"{now:%H:%M}"


def _end(day: Day) -> str:
    end = end_of_day(day.session)
    return "" if end is None else clock_of(end)


def _accept(day: Day, plan: Proposal) -> None:
    assert isinstance(plan, ending.Ending), "what is accepted was planned here"
    keep(day, lambda s: ending.end_at(s, plan))


def _project(day: Day, word: str) -> None:
    """From the next picture on: whoever takes slips in asks `masked` each time."""
    day.masked, day.shows = word == THIS, word
    if day.project is not None:
        day.project(word)
