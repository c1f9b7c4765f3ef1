"""Promises as a calendar: an entry on the last day of each, with what is asked and whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

from icalendar import Alarm, Calendar, Event  # noqa: TID251 - calendars are written here

from cxw import __version__
from cxw.day.promised import owner_named
from cxw.model import Research, Segment, Session, latest
from cxw.text.phrases import phrases

BEFORE = dt.timedelta(days=7)
"""How long before its day a reminder comes."""


def calendar(promises: Iterable[tuple[Session, Segment, Research]], today: dt.date) -> bytes:
    """The promises with a date as a calendar file (RFC 5545); a promise keeps its identity."""
    made = Calendar()
    made.add("prodid", f"-//cxw//{__version__}//EN")
    made.add("version", "2.0")
    for session, segment, card in promises:
        made.add_component(_entry(session, segment, card, today))
    return bytes(made.to_ical())


def _entry(session: Session, segment: Segment, card: Research, today: dt.date) -> Event:
    assert card.due is not None
    day = latest(card.due)
    entry = Event()
    entry.add("uid", f"{_identity(session, segment, card)}@cxw")
    entry.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
    entry.add("dtstart", day)
    entry.add("dtend", day + dt.timedelta(days=1))
    entry.add("summary", f"{owner_named(session, card)}: {card.question}")
    entry.add("description", "\n".join(_about(session, segment, card)))
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", card.question)
    alarm.add("trigger", -BEFORE)
    entry.add_component(alarm)
    return entry


def _about(session: Session, segment: Segment, card: Research) -> list[str]:
    say = phrases(session.language, session.address)
    told = {"Ask:": card.ask, "We believe:": card.believe, "We are wrong if:": card.wrong_if}
    said = [f"{say(what)} {words}" for what, words in told.items() if words]
    return [f"{session.title}, {segment.name}", *said]


def _identity(session: Session, segment: Segment, card: Research) -> str:
    told = "\n".join((session.title, str(session.date), str(session.seed), segment.id, card.id))
    return sha256(told.encode()).hexdigest()[:32]
