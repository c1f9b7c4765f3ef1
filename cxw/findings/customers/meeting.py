"""What a second meeting shows to one audience, in the order in which the room comes to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cxw.day.meeting import sentences_drawn
from cxw.findings.closing.built import decided_by, guess_of
from cxw.findings.closing.types import Guess
from cxw.findings.customers.types import CustomersFindings, MeetingFindings, NeedApart
from cxw.findings.view import AudienceView
from cxw.model import MEETING, Segment

MOST_APART = 3
"""Needs that have a screen of their own."""
LEAST_APART = 1.0
"""Points; a smaller gap is none to talk about."""


def meeting_findings(
    view: AudienceView, segment: Segment, found: CustomersFindings | None
) -> MeetingFindings | None:
    """A second meeting; None where nobody has begun one. Of the guess nothing before its reveal."""
    meeting = segment.stages.of(MEETING)
    if meeting.opened is None:
        return None
    begun = MeetingFindings(
        sentences=tuple(view.said(text) or text for text in sentences_drawn(segment)),
        can_guess=found is not None and found.apart is not None,
        changes=decided_by(view, meeting.changes),
    )
    if found is None or meeting.revealed is None:
        return begun
    guess = guess_of(view, meeting.guess)
    shown = replace(begun, guess=guess, apart=tuple(_apart(view, found)))
    if found.apart is None:
        return shown
    unknown = _unknown(view, guess)
    under = tuple(filter(None, (unknown, *_under(view, guess, found))))
    return replace(shown, headline=_headline(view, guess, found), unknown=unknown, under=under)


def _headline(view: AudienceView, guess: Guess | None, found: CustomersFindings) -> str:
    """The guess beside what it is; what it is alone where too few guessed."""
    if guess is None or guess.median is None or found.apart is None:
        return found.headline
    return view.wording.customers.guessed(guess.median, found.apart)


def _unknown(view: AudienceView, guess: Guess | None) -> str:
    if guess is None or not guess.dont_know:
        return ""
    return view.wording.closing.guess_unknown(guess.dont_know, guess.n + guess.dont_know)


def _under(view: AudienceView, guess: Guess | None, found: CustomersFindings) -> Iterator[str]:
    if guess is not None and guess.median is not None:
        yield found.headline
    if found.nearer is not None and found.even is not None:
        yield view.wording.customers.baseline(found.nearer, found.even, found.complete)


def _apart(view: AudienceView, found: CustomersFindings) -> Iterator[NeedApart]:
    said = view.wording.customers
    widest = sorted(found.needs, key=lambda need: -round(abs(need.room - need.theirs), 9))
    for need in widest[:MOST_APART]:
        if abs(need.room - need.theirs) >= LEAST_APART:
            beyond = (said.beyond(need),) if need.beyond else ()
            yield NeedApart(need, said.need_apart(need), beyond)
