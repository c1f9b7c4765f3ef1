"""Votes, convictions after the talk and guesses whose slip was put right: what counts now and what did.

They belong to no round, so the segment keeps their corrections; both values stay.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from cxw.model import MEETING, OneNumber, PersonId, Righted, Segment


def given_now(segment: Segment, of: OneNumber) -> dict[PersonId, Any]:
    """Who gave what, as it counts now; the segment's own mapping."""
    found: dict[OneNumber, dict[PersonId, Any]] = {
        "votes": segment.votes,
        "conviction": segment.conviction.after,
        "guess": segment.coverage_guess,
        "apart": segment.stages.of(MEETING).guess,
    }
    return found[of]


def put_right(segment: Segment, of: OneNumber, slip: tuple[PersonId, Any], now: dt.datetime) -> None:
    """Let the new value of one person count, and keep both."""
    person, value = slip
    before = given_now(segment, of)[person]
    given_now(segment, of)[person] = value
    segment.corrected.append(Righted(of=of, who=person, before=before, after=value, at=now, why="slip"))


def after(segment: Segment, number: int) -> Any:
    """What one correction made of an answer: of somebody's last one it is what counts now."""
    slip = segment.corrected[number]
    later = [
        other for other in segment.corrected[number + 1 :] if (other.of, other.who) == (slip.of, slip.who)
    ]
    if later or slip.who is None:
        return slip.after
    return given_now(segment, slip.of).get(slip.who, slip.after)


def at_first(segment: Segment, of: OneNumber) -> dict[PersonId, Any]:
    """Who gave what before any slip was put right."""
    found = dict(given_now(segment, of))
    for slip in reversed([slip for slip in segment.corrected if slip.of == of]):
        if slip.who in found and slip.before is not None and not of_older_list(segment, slip):
            found[slip.who] = slip.before
    return found


def of_older_list(segment: Segment, slip: Righted) -> bool:
    """Whether it was a conviction on an earlier list of needs: it says nothing of this one."""
    rounds = segment.on_newest_list("weights")
    return slip.of == "conviction" and bool(rounds) and slip.at < rounds[0].opened
