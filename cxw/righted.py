"""Votes, convictions after the talk and guesses whose slip was put right: what counts now and what did.

They belong to no round, so the segment keeps their corrections; both values stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cxw.model import OneNumber, PersonId, Righted, Segment


def given(segment: Segment, of: OneNumber) -> dict[PersonId, Any]:
    """Who gave what, as it counts now; the segment's own mapping."""
    found: dict[OneNumber, dict[PersonId, Any]] = {
        "votes": segment.votes,
        "conviction": segment.conviction.after,
        "guess": segment.coverage_guess,
    }
    return found[of]


def put_right(segment: Segment, of: OneNumber, slip: tuple[PersonId, Any], now: dt.datetime) -> None:
    """Let the new value of one person count, and keep both."""
    person, value = slip
    before = given(segment, of)[person]
    given(segment, of)[person] = value
    segment.corrected.append(Righted(of=of, who=person, before=before, after=value, at=now, why="slip"))


def after(segment: Segment, number: int) -> Any:
    """What one correction made of an answer: of somebody's last one it is what counts now."""
    slip = segment.corrected[number]
    later = [
        other for other in segment.corrected[number + 1 :] if (other.of, other.who) == (slip.of, slip.who)
    ]
    return slip.after if later or slip.who is None else given(segment, slip.of).get(slip.who, slip.after)


def at_first(segment: Segment, of: OneNumber) -> dict[PersonId, Any]:
    """Who gave what before any slip was put right."""
    found = dict(given(segment, of))
    for slip in reversed(list(_on_this_list(segment, of))):
        if slip.who in found and slip.before is not None:
            found[slip.who] = slip.before
    return found


def _on_this_list(segment: Segment, of: OneNumber) -> Iterator[Righted]:
    """Convictions belong to a list of needs: what was put right on an earlier one is another matter."""
    rounds = segment.on_newest_list("weights")
    begun = rounds[0].opened if rounds and of == "conviction" else None
    for slip in segment.corrected:
        if slip.of == of and (begun is None or slip.at >= begun):
            yield slip
