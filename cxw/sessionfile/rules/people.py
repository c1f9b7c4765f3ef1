"""Rules about participants."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.sessionfile.rules.finding import Finding
from cxw.sessionfile.rules.names import SEGMENTS, Room, in_turn, repeated, twice, unknown


def people(room: Room) -> Iterator[Finding]:
    """Who is in the room, where they sit, and when they were away."""
    yield from repeated(room.session.participants, ("participants",), "participant")
    for n, person in enumerate(room.session.participants):
        place = ("participants", n)
        sits = person.segments or []
        yield from unknown(sits, room.segments, (*place, "segments"), "segment", (SEGMENTS,))
        yield from twice(sits, (*place, "segments"))
        for m, away in enumerate(person.away):
            yield from in_turn((*place, "away", m), [("from", away.from_), ("until", away.until)])
