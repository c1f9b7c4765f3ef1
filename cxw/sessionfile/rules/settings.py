"""Rules about the top of the file: format, plan, brand, thresholds, and who is in the room."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import pairwise

from cxw.day.attendance import who_has_spoken
from cxw.day.breaks import minute_of, out_of_turn
from cxw.model import FORMAT, MOST_LENSES, WITHOUT_A_RULE, Participant, mentions
from cxw.sessionfile.rules.names import (
    PEOPLE,
    SEGMENTS,
    BrokenRule,
    CheckedSession,
    ids_twice,
    meant,
    repeated,
    times_in_turn,
    unknown,
)
from cxw.sessionfile.tree import Place
from cxw.text.phrases import what_is_lacking

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.][0-5][0-9]")
_PICTURE = re.compile(r"[^/\\:]+\.(?:png|jpe?g)", re.IGNORECASE)


def settings(room: CheckedSession) -> Iterator[BrokenRule]:
    """What is set once for the whole workshop."""
    session = room.session
    if session.cxw != FORMAT:
        yield BrokenRule(("cxw",), f"`cxw` is the number of the format: write `cxw: {FORMAT}`")
    yield from repeated(session.segments, ("segments",), "segment")
    yield from repeated(session.evidence, ("evidence",), "piece of evidence")
    yield from _plan(room)
    if session.language and (said := what_is_lacking(session.language)):
        yield BrokenRule(("language",), f"`language` {said}", warning=True)
    if session.brand.logo and not _PICTURE.fullmatch(session.brand.logo):
        yield BrokenRule(
            ("brand", "logo"), "`logo` names a PNG or JPEG picture that lies beside the file, like logo.png"
        )
    yield from ids_twice(session.lenses, ("lenses",))
    if len(session.lenses) > MOST_LENSES:
        said = f"{len(session.lenses)} lenses: a day has time for {MOST_LENSES} at most, take some out"
        yield BrokenRule(("lenses",), said)
    yield from times_in_turn((), [("runs", moment) for moment in session.runs])
    yield from _thresholds(room)


def _plan(room: CheckedSession) -> Iterator[BrokenRule]:
    """Times of day that are some, and breaks that lie one after the other in the day."""
    plan = room.session.planned
    if plan.start and not _CLOCK.fullmatch(plan.start):
        yield BrokenRule(
            ("plan", "start"), f"`start` is {plan.start}: write a time of day in quotes, like '09:00'"
        )
    if plan.end:
        yield from _end(plan.start, plan.end)
    clear = True
    for n, rest in enumerate(plan.breaks):
        if not _CLOCK.fullmatch(rest.at):
            clear = False
            said = f"`at` is {rest.at}: write a time of day in quotes, like '12:30'"
            yield BrokenRule(("plan", "breaks", n, "at"), said)
    if clear and plan.breaks and (not plan.start or _CLOCK.fullmatch(plan.start)):
        for n, said in out_of_turn(plan):
            yield BrokenRule(("plan", "breaks", n), said, warning=True)


def _end(start: str | None, end: str) -> Iterator[BrokenRule]:
    if not _CLOCK.fullmatch(end):
        yield BrokenRule(("plan", "end"), f"`end` is {end}: write a time of day in quotes, like '12:00'")
    elif start and _CLOCK.fullmatch(start) and minute_of(end) <= minute_of(start):
        said = f"the day ends at {end} and starts at {start}: correct one of the two"
        yield BrokenRule(("plan", "end"), said, warning=True)


def people_rules(room: CheckedSession) -> Iterator[BrokenRule]:
    """Who is in the room, where they sit, and when they were away."""
    yield from repeated(room.session.participants, ("participants",), "participant")
    for n, person in enumerate(room.session.participants):
        place = ("participants", n)
        sits = person.segments or []
        yield from unknown(sits, room.segments, (*place, "segments"), "segment", (SEGMENTS,))
        yield from ids_twice(sits, (*place, "segments"))
        for m, away in enumerate(person.away):
            yield from times_in_turn((*place, "away", m), [("from", away.from_), ("until", away.until)])
        yield from _one_at_a_time(room, (*place, "away"), person)


def observer_rules(room: CheckedSession) -> Iterator[BrokenRule]:
    """Whoever only watches has said nothing that counts; promises they may keep."""
    watch = {person.id: n for n, person in enumerate(room.session.participants) if person.observer}
    for segment in room.session.segments:
        for id in filter(watch.__contains__, dict.fromkeys(who_has_spoken(segment))):
            place = ("participants", watch[id], "observer")
            text = f"{room.voices.person(id)} is an observer and has a part in {segment.id}"
            yield BrokenRule(
                place, f"{text}: take `observer` out, or what they said there", needs=(SEGMENTS,)
            )


def mentioned(room: CheckedSession) -> Iterator[BrokenRule]:
    """Whoever is mentioned anywhere in the file takes part."""
    for where, id in mentions(room.session):
        if id not in room.people:
            yield BrokenRule(where, f"there is no participant {id}{meant(id, room.people)}", needs=(PEOPLE,))


def _one_at_a_time(room: CheckedSession, place: Place, person: Participant) -> Iterator[BrokenRule]:
    """Nobody leaves who has left already."""
    who = room.voices.person(person.id)
    turns = sorted(enumerate(person.away), key=lambda turn: turn[1].from_)
    for (before, first), (after, then) in pairwise(turns):
        again = f"{who} left at {_at(first.from_)} and again at {_at(then.from_)}"
        if first.until is None:
            said = f"{again}: write `until` when the first time lasted, or take one of the two out"
            yield BrokenRule((*place, before), said)
        elif then.from_ < first.until:
            said = f"{again}, but was back only at {_at(first.until)}: correct one of these times"
            yield BrokenRule((*place, after, "from"), said, warning=True)


def _at(moment: dt.datetime) -> str:
    if moment.second == 0:
        return f"{moment:%H:%M}"
    return f"{moment:%H:%M:%S}"


def _thresholds(room: CheckedSession) -> Iterator[BrokenRule]:
    limits = room.session.thresholds
    if limits.contested > limits.statement:
        key = "contested" if "contested" in limits.model_fields_set else "statement"
        said = f"`contested` is {limits.contested} and `statement` {limits.statement}: it is at most as high"
        yield BrokenRule(("thresholds", key), said)
    for key in WITHOUT_A_RULE:
        if key in limits.model_fields_set:
            said = f"no rule uses `{key}`: it is read and ignored, and nothing changes when you take it out"
            yield BrokenRule(("thresholds", key), said, warning=True)
