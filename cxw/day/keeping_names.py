"""Until when names stay in a session file, and what is said once that day has passed."""

from __future__ import annotations

import datetime as dt

from cxw.model import Session
from cxw.text.phrases import day_here, say

DAYS = 90
"""Days after the workshop, where the file says nothing else."""


def names_until(session: Session) -> dt.date | None:
    """The last day on which names stand in the file; None where nobody knows its day, or nobody is in it."""
    if session.shared or session.rehearsal or not session.participants:
        return None
    if session.keep_names_until is not None:
        return session.keep_names_until
    day = session.date or _first_day(session)
    if day is None:
        return None
    return min(dt.date.max - day, dt.timedelta(days=DAYS)) + day


def _first_day(session: Session) -> dt.date | None:
    return min((round.opened.date() for round in session.all_rounds()), default=None)


def kept_too_long(session: Session, file: str, today: dt.date) -> str:
    """That names were to be taken out by now, and how; empty before that day."""
    until = names_until(session)
    if until is None or today <= until:
        return ""
    said = KEPT_AS_SAID if session.keep_names_until else KEPT_AS_USUAL
    return say(said, days=DAYS, file=file, day=day_here(until))


KEPT_AS_SAID = "Names were to stay in {file} until {day}: `cxw forget {file}` takes them out."
KEPT_AS_USUAL = (
    "{days} days after the workshop names were to stay in {file} until {day}: "
    "`cxw forget {file}` takes them out."
)
