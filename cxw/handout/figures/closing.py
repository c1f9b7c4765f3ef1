"""Pictures of the closing: what points rest on, how sure we are, who finds out what by when."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from cxw.findings.closing.types import Card
from cxw.findings.closing.words import in_hundred
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.titled import Titled, Tongue
from cxw.model import earliest
from cxw.pictures.paper import EvidenceBar, EvidenceKind, PromiseLine, Sureness, SureTwice, Timeline

BEFORE, AFTER, NOBODY = "before the talk", "after the talk", "no owner yet"
KINDS: tuple[EvidenceKind, ...] = ("customers", "stories", "nothing")


def evidence_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The hundred points by what was shown for them, and what the room had guessed."""
    found = segment.evidence
    if found is None or found.coverage is None:
        return None
    *points, against = in_hundred(found.coverage)
    classes = tuple((kind, part) for kind, part in zip(KINDS, points, strict=True) if part)
    guess = found.guess.median if found.guess else None
    return Titled(EvidenceBar(classes, guess, against), found.headline)


def conviction_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """How sure we are beside how many of us can be right, before the talk and after it."""
    found = segment.conviction
    if found is None or found.named is None:
        return None
    both = ((BEFORE, found.named), (AFTER, found.named_after))
    lines = (Sureness(tongue.say(when), one.mean, one.people, one.most) for when, one in both if one)
    return Titled(SureTwice(tuple(lines)), found.named_sentence or found.headline)


def timeline_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """Who finds out what by when; what is late is told by the session's own days, never by the clock."""
    cards = segment.research
    if not cards:
        return None
    finished = max((card.done for card in cards if card.done), default=None)
    start = _first_day(cards, tongue.day)
    told = [_promised(card, start, finished, tongue) for card in cards]
    told.sort(key=lambda promise: (promise.day is None, promise.day or 0))
    began = tongue.words.day(start) if start and start == tongue.day else ""
    nearest = min((card.due for card in cards if card.due and not card.done), key=earliest, default=None)
    done = sum(card.done is not None for card in cards)
    return Titled(Timeline(tuple(told), began), tongue.words.timeline_title(len(cards), done, nearest))


def _first_day(cards: Sequence[Card], today: dt.date | None) -> dt.date | None:
    """The first day there is: of the workshop, or of what is due; None where no day is known at all."""
    due = [earliest(card.due) for card in cards if card.due]
    return min(due if today is None else [today, *due], default=None)


def _promised(card: Card, start: dt.date | None, finished: dt.date | None, tongue: Tongue) -> PromiseLine:
    last = _last_day(card.due) if card.due else None
    late = bool(last and (card.done or finished) and (card.done or finished or last) > last)
    since = finished if late and not card.done else None
    day = (earliest(card.due) - start).days if card.due and start else None
    return PromiseLine(
        question=card.question,
        who=card.owner or tongue.say(NOBODY),
        told=tongue.words.promised(card.due, card.done, since),
        day=day,
        done=card.done is not None,
        late=late,
    )


def _last_day(due: dt.date | str) -> dt.date:
    """The last day on which it is in time: the end of the month or year where no day is known."""
    if isinstance(due, dt.date):
        return due
    year, month = map(int, due.split("-") if "-" in due else (due, "12"))
    return dt.date(year, month, calendar.monthrange(year, month)[1])
