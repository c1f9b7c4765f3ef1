"""What `new` is given on the command line, and where the session goes that it makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path

import typer

from cxw.breaks import clock
from cxw.cli.collecting import people_in
from cxw.cli.terminal import DeskChoice, there
from cxw.errors import CxwError, InputNeeded
from cxw.grid import AS_NOW
from cxw.model import Participant, Plan, Session, StageName
from cxw.sessionfile import create, load
from cxw.set_up import (
    MINUTES,
    START,
    SetUp,
    cards,
    faults,
    file_name,
    minutes,
    plain,
    session,
    too_small,
)
from cxw.set_up import carried as carried_from
from cxw.standing import timetable


@dataclass(frozen=True)
class Given:
    """What the command line said; empty where it said nothing."""

    file: Path | None
    title: str
    company: str
    segments: list[str]
    people: Path | None
    competitors: str
    facilitator: str
    desk: DeskChoice | None
    date: str
    start: str
    minutes: str
    cards: bool = False
    names_agreed: bool = False

    def day(self, today: dt.date) -> dt.date:
        """The day of the workshop; today where none was given."""
        return day_of(self.date) if self.date else today

    def names(self) -> list[str]:
        """What need not be asked, in the words of the interview."""
        said = {
            "title": self.title,
            "company": self.company,
            "segments": self.segments,
            "people": self.people,
            "private": self.people,
            "competitors": self.competitors,
            "facilitator": self.facilitator,
            "desk": self.desk,
            "date": self.date,
            "plan": self.start or self.minutes,
        }
        return [name for name, value in said.items() if value]

    def path(self, title: str) -> Path:
        """The file to make: the one named, else the title as a short word, in workshops/ if that is here."""
        folder = Path("workshops") if Path("workshops").is_dir() else Path()
        return self.file or folder / file_name(title)

    def later_path(self, made: Session) -> Path:
        """The file for a session after an earlier one: with its day where the title alone is taken."""
        path = self.path(made.title)
        return path if self.file or not path.exists() else self.path(f"{made.title} {made.date}")


def day_of(text: str) -> dt.date:
    """The day a text names, as 2026-03-14."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputNeeded(f"{text} is no day of the calendar: write it as 2026-03-14") from None


def set_up(given: Given, today: dt.date, *, ask: bool) -> Session:
    """The session that was described on the command line, the rest asked for when somebody is there."""
    known = SetUp(
        title=given.title,
        company=given.company,
        segments=given.segments,
        date=given.day(today),
        people=_people(given),
        cards=given.cards,
        names_agreed=given.names_agreed,
        competitors=_names(given.competitors) or ([AS_NOW] if ask else []),
        facilitator=given.facilitator,
        desk=given.desk.value if given.desk else "paper",
        start=given.start or START,
        minutes=_minutes(given.minutes) or MINUTES,
    )
    if ask:
        known = _asked(known, given)
    if missing := faults(known):
        raise InputNeeded("\n".join(missing))
    return session(known)


def _asked(known: SetUp, given: Given) -> SetUp:
    from cxw.cli.interview import interview

    try:
        return interview(known, given.names(), given.path)
    except KeyboardInterrupt:
        typer.echo("Nothing was written.", err=True)
        raise typer.Exit(130) from None


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _minutes(text: str) -> dict[StageName, int]:
    try:
        return minutes(text) if text else {}
    except ValueError as why:
        raise InputNeeded(f"--minutes {text}: {why}") from None


def _people(given: Given) -> list[Participant]:
    people = [] if given.people is None else people_in(given.people)
    return cards(people) if given.cards else people


def carried(given: Given, old: Path, today: dt.date) -> Session:
    """The next session after an earlier one, and what it brings along, said."""
    if given.company or given.segments or given.competitors:
        raise InputNeeded(
            f"Company, segments and competitors come from {old}: leave out --company, --segment and "
            "--competitors, and change them in the new file"
        )
    before = load(there(old))
    fresh = carried_from(before, str(old), given.day(today))
    promised = sum(len(segment.research) for segment in before.segments)
    kept = promised - sum(len(segment.research) for segment in fresh.segments)
    if promised:
        typer.echo(f"Promised {promised}, done {kept}: the open ones come along")
    return _changed(fresh, given)


def remember(made: Session, old: Path, new: Path) -> None:
    """Keep where the earlier file lies, seen from the new one, so that both can be moved together."""
    assert made.from_ is not None
    try:
        made.from_.file = Path(relpath(old.resolve(), new.parent.resolve())).as_posix()
    except ValueError:
        made.from_.file = old.resolve().as_posix()


def _changed(fresh: Session, given: Given) -> Session:
    """The session with what the command line says anew."""
    fresh.title = plain(given.title) or fresh.title
    fresh.facilitator = plain(given.facilitator) or fresh.facilitator
    fresh.participants = _people(given) or fresh.participants
    if given.cards and given.people is None:
        _dealt(fresh)
    fresh.attribution = "names" if given.names_agreed else fresh.attribution
    fresh.desk = given.desk.value if given.desk else fresh.desk
    if given.start or given.minutes:
        plan = fresh.plan or Plan(start=START, minutes=MINUTES)
        start = clock(given.start) if given.start else plan.start
        if not start:
            raise InputNeeded(f"when the day starts: {given.start} is no time of day, write it as 09:00")
        fresh.plan = Plan(start=start, minutes=_minutes(given.minutes) or plan.minutes)
    return fresh


def _dealt(fresh: Session) -> None:
    """Cards in place of last time's names, also where something was brought or promised by one of them."""
    names = {word for person in fresh.participants for word in (person.id, person.name)}
    fresh.participants = cards(fresh.participants)
    for item in fresh.evidence:
        item.by = None if item.by in names else item.by
    for card in (card for segment in fresh.segments for card in segment.research):
        card.owner = None if card.owner in names else card.owner


def write(path: Path, made: Session, *, ask: bool) -> Path:
    """Write the session; where that cannot be, and somebody is there, under another name."""
    while True:
        try:
            create(path, made)
        except CxwError as why:
            if not ask:
                raise
            from cxw.keyboard import questions

            typer.echo(str(why))
            path = Path(questions.text("Write it to which file?", default=path.name)).expanduser()
        else:
            return path


def remarks(made: Session) -> Iterator[str]:
    """What the facilitator should know before the day: what will not show, and when what is planned."""
    yield from map(str, too_small(made.participants, made.thresholds.small_function))
    if made.attribution == "names":
        yield "Names stand beside numbers after each reveal: the first screen says so; see that all agree."
    if slots := timetable(made):
        yield "The day: " + ", ".join(f"{slot.at} {slot.what}" for slot in slots)
