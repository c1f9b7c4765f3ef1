"""The workings behind the walls of a second meeting: the guess, points apart, first needs in draws."""

from __future__ import annotations

from cxw.findings.number_rows import Rows, guess_row
from cxw.findings.types import SegmentFindings
from cxw.text.phrases import quoted_here, say
from cxw.text.spoken import figure


def meeting_workings(found: SegmentFindings) -> Rows:
    """Line by line; nothing of customers or of the guess before the reveal."""
    meeting, theirs = found.meeting, found.customers
    if meeting is not None and meeting.guess is not None:
        yield guess_row(meeting.guess)
    if theirs is None:
        return
    if theirs.apart is not None and theirs.even is not None:
        yield say(
            "Points on other needs than customers': {apart}; an even share {even}",
            apart=figure(theirs.apart),
            even=figure(theirs.even),
        )
    for need in theirs.needs:
        both = say("we {ours}, customers {theirs}", ours=figure(need.room), theirs=figure(need.theirs))
        yield f"  {quoted_here(need.short)}: {both}{_band(need.low, need.high)}"
    if theirs.first is not None and theirs.first.draws is not None:
        share = theirs.first.in_hundred
        yield say("customers' first need is the same in {share} of 100 draws", share=share)


def _band(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    return f" ({say('95 in 100: {low} to {high}', low=figure(low), high=figure(high))})"
