"""What became of the questions that were promised, by the file's own days and never by the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain

from cxw.day.promised import is_overdue, said_yes
from cxw.findings.front.types import PromiseCount
from cxw.model import Research, Segment, Session, latest


def promised_of(session: Session, segments: Sequence[Segment]) -> PromiseCount:
    """The questions of these segments: open ones, who takes them by when, and what became of the others."""
    cards = [*chain.from_iterable(segment.research for segment in segments)]
    still = [card for card in cards if card.done is None]
    owned = [card for card in still if said_yes(session, card)]
    known = last_day(session)
    outcomes = [card.outcome or "unclear" for card in cards if card.done is not None]
    return PromiseCount(
        questions=len(cards),
        owned=len(owned),
        people=_people(session, owned),
        last=_last(owned),
        overdue=sum(known is not None and is_overdue(card, known) for card in still),
        known=known,
        held=outcomes.count("held"),
        wrong=outcomes.count("wrong"),
        unclear=outcomes.count("unclear"),
    )


def _people(session: Session, owned: Sequence[Research]) -> int | None:
    """How many people have taken them, where each is somebody of the room."""
    known = {person.id for person in session.participants} | {person.name for person in session.participants}
    owners = {card.owner for card in owned}
    return len(owners) if owners and owners <= known else None


def _last(owned: Sequence[Research]) -> dt.date | str | None:
    days = [card.due for card in owned]
    if not days or None in days:
        return None
    return max((day for day in days if day is not None), key=latest)


def last_day(session: Session) -> dt.date | None:
    """The last day the file knows of: of a sitting, round, evidence, customers' answers, a question asked."""
    return max(chain([session.date] if session.date else [], _days(session)), default=None)


def _days(session: Session) -> Iterator[dt.date]:
    yield from (run.date() for run in session.runs)
    for item in session.evidence:
        if item.added is not None:
            yield item.added.date() if isinstance(item.added, dt.datetime) else item.added
    for segment in session.segments:
        yield from (asked.date for asked in segment.customers if asked.date is not None)
        yield from (card.done for card in segment.research if card.done is not None)
        yield from (round.opened.date() for round in segment.rounds)
