"""`new --from`: the next session after an earlier one; what changes from time to time is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import typer

from cxw.cli.asking import (
    Given,
    breaks_given,
    interviewed,
    minutes_given,
    names_in,
    people_given,
    remember,
    set_up,
)
from cxw.cli.terminal import creatable_path, said_folded, there
from cxw.day.agenda import MINUTES, START
from cxw.day.evidence import without_dangling
from cxw.day.grid import AS_NOW_ID, is_as_now
from cxw.day.needs import unused_id
from cxw.day.set_up import SetUp, cards, carried, faults, one_line, plan, seed
from cxw.errors import InputNeeded
from cxw.model import (
    Company,
    Evidence,
    Participant,
    Plan,
    Research,
    Segment,
    Session,
)
from cxw.sessionfile import load
from cxw.text.phrases import say, speak

CHANGES = ("date", "people", "functions", "private", "competitors", "plan")
"""What is asked about: it is seldom the same the next time."""
OPEN_ONES = "Promised {promised}, done {kept}: the open ones come along"
COMES_ALONG = "From {file}: {company}; {segments}. Needs, evidence and open promises come along."
FIXED = ("segments",)
"""What the needs, evidence and promises that come along hang on."""


def described_session(given: Given, from_: Path | None, today: dt.date, *, ask: bool) -> tuple[Session, Path]:
    """What the command line described, after an earlier session where one was named, and the file to make."""
    if from_ is not None:
        made = next_session(given, from_, today, ask=ask)
        path = creatable_path(given.later_path(made.title, made.date))
        remember(made, from_, path)
        return made, path
    if given.file is not None or given.title:
        creatable_path(given.path(given.title))
    made = set_up(given, today, ask=ask)
    return made, given.path(made.title)


def next_session(given: Given, old: Path, today: dt.date, *, ask: bool) -> Session:
    """The next session after an earlier one, and what it brings along, said."""
    if given.company or given.segments:
        raise InputNeeded(
            f"Company and segments come from {old}: leave out --company and --segment, and change their "
            "names in the new file"
        )
    before = load(there(old))
    fresh = carried(before, str(old), given.day(today))
    speak(given.language or fresh.language, fresh.address)
    _say_promises(before, fresh)
    known = _with(set_up_of(fresh), given)
    if ask:
        wanted = [name for name in CHANGES if name not in given.names()]
        _say_what_comes(fresh, old)
        known = interviewed(known, wanted, given.later_path, FIXED)
    if missing := faults(known):
        raise InputNeeded("\n".join(missing))
    planned = fresh.plan is not None or ask or "plan" in given.names()
    made = applied(fresh, known, fresh_cards=bool(given.cards))
    if not planned:
        made.plan = None
    return made


def _say_promises(before: Session, fresh: Session) -> None:
    promised = sum(len(segment.research) for segment in before.segments)
    kept = promised - sum(len(segment.research) for segment in fresh.segments)
    if promised:
        typer.echo(
            say("Promised {promised}, done {kept}: the open ones come along", promised=promised, kept=kept)
        )


def _say_what_comes(fresh: Session, old: Path) -> None:
    names = ", ".join(segment.name for segment in fresh.segments)
    said = say(COMES_ALONG, file=old, company=fresh.company.name, segments=names)
    typer.echo(said_folded(said))


def set_up_of(fresh: Session) -> SetUp:
    """The set-up of a session, as the questions know it."""
    names = {segment.id: segment.name for segment in fresh.segments}
    competitors, by_segment = _rivals(fresh)
    planned = fresh.plan or Plan()
    return SetUp(
        title=fresh.title,
        company=fresh.company.name,
        segments=list(names.values()),
        date=fresh.date or dt.date.min,
        people=[_seated(person, names) for person in fresh.participants],
        competitors=competitors,
        by_segment=by_segment,
        facilitator=fresh.facilitator or "",
        desk=fresh.desk or "paper",
        start=planned.start or START,
        minutes=dict(planned.minutes or MINUTES),
        breaks=list(planned.breaks),
        names_agreed=fresh.attribution == "names",
        language=fresh.language or "",
        pull=bool(fresh.pull),
    )


def _rivals(fresh: Session) -> tuple[list[str], dict[str, list[str]]]:
    """The competitors, once where all segments have the same ones, else by segment."""
    rivals = {segment.name: [rival.name for rival in segment.competitors] for segment in fresh.segments}
    if len({tuple(names) for names in rivals.values()}) == 1:
        return next(iter(rivals.values())), {}
    return [], rivals


def _seated(person: Participant, names: dict[str, str]) -> Participant:
    """The person with other words for the segments they sit in."""
    sits = [names.get(word, word) for word in person.segments] if person.segments is not None else None
    return person.model_copy(update={"segments": sits})


def _with(known: SetUp, given: Given) -> SetUp:
    """The set-up with what the command line says anew."""
    said: dict[str, Any] = {
        "title": one_line(given.title),
        "facilitator": one_line(given.facilitator),
        "desk": given.desk.value if given.desk else "",
        "people": people_given(given),
        "start": given.start,
        "minutes": minutes_given(given.minutes),
        "breaks": breaks_given(given.breaks),
        "language": given.language,
        "pull": given.pull,
        "lenses": given.lenses,
    }
    known = replace(known, cards=bool(given.cards), **{key: value for key, value in said.items() if value})
    if given.competitors:
        known = replace(known, competitors=names_in(given.competitors), by_segment={})
    if given.cards and given.people is None:
        known = replace(known, people=cards(known.people))
    return replace(known, names_agreed=given.attribution == "names") if given.attribution else known


def applied(fresh: Session, known: SetUp, *, fresh_cards: bool = False) -> Session:
    """The carried session with what was said about it."""
    before = list(fresh.participants)
    ids = {segment.name: segment.id for segment in fresh.segments}
    fresh.title, fresh.date = one_line(known.title), known.date
    fresh.company.name = one_line(known.company)
    fresh.seed = seed(fresh.title, known.date)
    fresh.facilitator = one_line(known.facilitator) or None
    fresh.desk = known.desk if fresh.desk or known.desk != "paper" else None
    if known.names_agreed:
        fresh.attribution = "names"
    elif fresh.attribution:
        fresh.attribution = "functions"
    fresh.language, fresh.pull = one_line(known.language) or None, known.pull or None
    fresh.participants = [_seated(person, ids) for person in known.people]
    note = fresh.plan.note if fresh.plan else None
    fresh.plan = plan(known).model_copy(update={"note": note})
    for segment in fresh.segments:
        _compete(segment, known.by_segment.get(segment.name, known.competitors))
    without_dangling(fresh)
    _by_name(fresh, before, forgotten=fresh_cards)
    return fresh


def _compete(segment: Segment, names: Sequence[str]) -> None:
    """The competitors by these names: who was there stays the same company."""
    there = {rival.name.casefold(): rival for rival in segment.competitors}
    taken = ["us", *(rival.id for rival in segment.competitors)]
    found = []
    for name in map(one_line, names):
        rival = there.get(name.casefold())
        if rival is None:
            id = AS_NOW_ID if is_as_now(name) else unused_id(name, taken)
            rival = Company(id=id, name=name)
            taken.append(id)
        found.append(rival)
    segment.competitors = found


def _by_name(fresh: Session, before: Iterable[Participant], *, forgotten: bool) -> None:
    """Who left keeps what they promised or brought under their name; with cards no name stays."""
    here = {person.id for person in fresh.participants}
    names = {person.id: person.name for person in before if person.id not in here}
    for item in _brought(fresh):
        what = "by" if isinstance(item, Evidence) else "owner"
        who = getattr(item, what)
        if forgotten and who in {*names, *names.values()}:
            setattr(item, what, None)
        elif who in names:
            setattr(item, what, names[who])


def _brought(fresh: Session) -> Iterable[Evidence | Research]:
    return chain(fresh.evidence, *(segment.research for segment in fresh.segments))
