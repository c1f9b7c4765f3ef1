"""The questions of `new`, and what can be given instead of being asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from cxw.collect import Columns, read
from cxw.errors import CxwError, InputNeeded
from cxw.grid import AS_NOW
from cxw.model import DeskName, Participant, Session
from cxw.sessionfile import load
from cxw.set_up import SetUp, faults, file_name, person, session, too_small
from cxw.set_up import carried as carried_from


@dataclass(frozen=True)
class Given:
    """What the command line said."""

    title: str
    company: str
    segments: list[str]
    people: Path | None
    competitors: str
    desk: str
    date: dt.date


def day_of(text: str) -> dt.date:
    """The day a text names, as 2026-03-14."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CxwError(f"{text} is no day: write it as 2026-03-14") from None


def carried(old: Path, date: dt.date) -> Session:
    """The next session after an earlier one, and what it brings along, said."""
    before = load(old)
    fresh = carried_from(before, str(old), date)
    promised = sum(len(segment.research) for segment in before.segments)
    kept = promised - sum(len(segment.research) for segment in fresh.segments)
    if promised:
        typer.echo(f"Promised {promised}, done {kept}: the open ones come along")
    return fresh


def default_path(title: str) -> Path:
    """The title as a short word, under workshops/ where that folder is here."""
    folder = Path("workshops") if Path("workshops").is_dir() else Path()
    return folder / file_name(title)


def remarks(made: Session) -> list[str]:
    """What the facilitator should know before the day."""
    return too_small(made.participants, made.thresholds.small_function)


def set_up(given: Given, *, ask: bool) -> Session:
    """The session that was described on the command line, the rest asked for when somebody is there."""
    known = SetUp(
        title=given.title,
        company=given.company,
        segments=given.segments,
        date=given.date,
        people=_people(given.people),
        competitors=_names(given.competitors),
        desk=_desk(given.desk),
    )
    if ask:
        known = _asked(known)
    if missing := faults(known):
        raise InputNeeded("Missing: " + "; ".join(missing))
    return session(known)


def _desk(name: str) -> DeskName:
    return "laptop" if name == "laptop" else "paper"


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _people(path: Path | None) -> list[Participant]:
    if path is None:
        return []
    delivered = read(path, Columns(of="people"), None)
    if not delivered.good:
        raise CxwError("\n".join(str(problem) for problem in delivered.problems))
    return delivered.people


def _asked(known: SetUp) -> SetUp:
    """The same set-up with the gaps asked for, in the order a facilitator thinks of them."""
    from cxw.keyboard import questions as q

    title = known.title or q.text("What is the workshop called?")
    company = known.company or q.text("Whose workshop is it? The own company's name:")
    segments = known.segments or _lines("Which customer segments? One a line, empty to go on:")
    people = known.people or _asked_people(known.date)
    rivals = known.competitors or _names(
        q.text("Which competitors are known so far? With commas between them:", default=AS_NOW)
    )
    facilitator = q.text("Who facilitates?", default=known.facilitator)
    ways = {"paper": "paper: you type slips in", "laptop": "laptop: handed round"}
    desk = q.choice("How do answers come in?", ways, default=known.desk)
    start = q.text("When does the day start?", default=known.start)
    return replace(
        known,
        title=title,
        company=company,
        segments=segments,
        people=people,
        competitors=rivals,
        facilitator=facilitator,
        desk=_desk(desk),
        start=start,
    )


def _lines(prompt: str) -> list[str]:
    from cxw.keyboard import questions as q

    typer.echo(prompt)
    lines: list[str] = []
    while line := q.text(f"{len(lines) + 1}."):
        lines.append(line)
    return lines


def _asked_people(today: dt.date) -> Sequence[Participant]:
    people: list[Participant] = []
    for line in _lines("Who takes part? `Ana Lima, Marketing`, one a line, empty to go on:"):
        name, _, function = line.partition(",")
        if name.strip():
            people.append(person(name, function.strip(), [p.id for p in people]))
    if people:
        _ask_privately(people, today)
    return people


def _ask_privately(people: list[Participant], today: dt.date) -> None:
    """Who is senior and who met a customer: asked of the facilitator only, never shown in the room."""
    from cxw.keyboard import questions as q

    names = {p.id: p.name for p in people}
    for id in q.several("Who is senior? (private: never shown in the room)", names):
        next(p for p in people if p.id == id).senior = True
    for id in q.several("Who has met a customer lately? (private)", names):
        here = next(p for p in people if p.id == id)
        here.last_customer_contact = q.date(f"When did {here.name} last meet a customer?", today=today)
