"""What `new` is given on the command line, and where the session goes that it makes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from cxw.cli.collecting import people_in
from cxw.cli.terminal import DeskChoice, seen_from, typed_path
from cxw.day.agenda import MINUTES, START
from cxw.day.breaks import read_break
from cxw.day.ending import Ending, from_the_start, shorten
from cxw.day.grid import AS_NOW
from cxw.day.set_up import (
    SetUp,
    cards,
    faults,
    file_name,
    functions_alike,
    has_cards,
    minutes,
    same_names,
    session,
)
from cxw.day.timetable import after_the_end, timetable
from cxw.day.vanishing import explained, vanishing_beforehand
from cxw.errors import CxwError, InputNeeded
from cxw.model import Break, LensDefinition, Participant, Session, StageName, read_date
from cxw.sessionfile import create
from cxw.text.phrases import say, what_is_lacking

NAMES_STAND = "Names stand beside numbers after each reveal: the first screen says so; see that all agree."
NO_PLACE_IN_ONE = "In an hour there is no place for: {goes}."
NO_PLACE = "In {hours} hours there is no place for: {goes}."
PULL = "The pull towards a senior person is looked at: the notice and the ballots say so."
NOBODY_SENIOR = "The pull is switched on, and nobody is senior yet: `senior: true` in the file says who is."

NAMED_ON_PHONES = (
    "People pick their name on the phone: you can see who answered what. With `cxw new --cards` nobody can."
)


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
    cards: bool | None = None
    """None where nothing was said: with phones it is asked"""
    attribution: str = ""
    breaks: Sequence[str] = ()
    language: str = ""
    pull: bool = False
    lenses: Sequence[LensDefinition] = ()

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
            "cards": self.cards is not None,
            "date": self.date,
            "plan": self.start or self.minutes or self.breaks,
            "attribution": self.attribution,
        }
        return [name for name, value in said.items() if value]

    def path(self, title: str) -> Path:
        """The file to make: the one named, else the title as a short word, in workshops/ if that is here."""
        folder = Path("workshops") if Path("workshops").is_dir() else Path()
        return self.file or folder / file_name(title)

    def later_path(self, title: str, day: dt.date | None) -> Path:
        """The file for a session after an earlier one: with its day where the title alone is taken."""
        path = self.path(title)
        return path if self.file or not path.exists() else self.path(f"{title} {day}")


def day_of(text: str) -> dt.date:
    """The day a text names, as 2026-03-14 or 14.3.2026."""
    day = read_date(text)
    if not isinstance(day, dt.date):
        raise InputNeeded(f"{text} is no day of the calendar: write it as 2026-03-14 or 14.3.2026")
    return day


def set_up(given: Given, today: dt.date, *, ask: bool) -> Session:
    """The session that was described on the command line, the rest asked for when somebody is there."""
    usual = [say(AS_NOW)] if ask else []
    known = SetUp(
        title=given.title,
        company=given.company,
        segments=given.segments,
        date=given.day(today),
        people=people_given(given),
        cards=bool(given.cards),
        names_agreed=given.attribution == "names",
        competitors=names_in(given.competitors) or usual,
        facilitator=given.facilitator,
        desk=given.desk.value if given.desk else "paper",
        start=given.start or START,
        minutes=minutes_given(given.minutes) or MINUTES,
        breaks=breaks_given(given.breaks),
        language=given.language,
        pull=given.pull,
        lenses=given.lenses,
    )
    if ask:
        from cxw.cli.subjects import QUESTIONS

        wanted = [name for name in QUESTIONS if name not in given.names()]
        known = interviewed(known, wanted, lambda title, _: given.path(title))
    if missing := faults(known):
        raise InputNeeded("\n".join(missing))
    return session(known)


def interviewed(
    known: SetUp,
    wanted: Collection[str],
    write_to: Callable[[str, dt.date], Path],
    fixed: Collection[str] = (),
) -> SetUp:
    """The set-up as it is after the interview; nothing is written where it was stopped."""
    from cxw.cli.interview import interview

    try:
        return interview(known, wanted, write_to, fixed)
    except KeyboardInterrupt:
        typer.echo(say("Nothing was written."), err=True)
        raise typer.Exit(130) from None


def names_in(text: str) -> list[str]:
    """Names with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def minutes_given(text: str) -> dict[StageName, int]:
    """The minutes of the stages; empty where none were given."""
    try:
        return minutes(text) if text else {}
    except ValueError as why:
        raise InputNeeded(f"--minutes {text}: {why}") from None


def breaks_given(lines: Sequence[str]) -> list[Break]:
    """The breaks, each as it was typed."""
    try:
        return [read_break(line) for line in lines]
    except ValueError as why:
        raise InputNeeded(f"--break: {why}") from None


def people_given(given: Given) -> list[Participant]:
    """The people of the table, with cards for names where cards are wanted."""
    people = [] if given.people is None else people_in(given.people)
    return cards(people) if given.cards else people


def remember(made: Session, old: Path, new: Path) -> None:
    """Keep where the earlier file lies, seen from the new one, so that both can be moved together."""
    assert made.from_ is not None
    made.from_.file = seen_from(new.parent, old)


def write_session(path: Path, made: Session, *, ask: bool) -> Path:
    """Write the session; where that cannot be, and somebody is there, under another name."""
    while True:
        try:
            said = create(path, made)
        except CxwError as why:
            if not ask:
                raise
            from cxw.keyboard import questions

            typer.echo(str(why))
            path = typed_path(questions.text(say("Write it to which file?"), default=path.name))
        else:
            typer.echo(f"{said}\n" if said else "", nl=False)
            return path


def fit_to_hours(made: Session, hours: str, lenses: Sequence[LensDefinition] = ()) -> None:
    """Plan the day to so many hours, of the command line or of the session before."""
    if hours:
        made.hours = _hours(hours)
    if ending := from_the_start(made, lenses):
        shorten(made, ending)


def _hours(text: str) -> float | int:
    """A number of hours as a day can have; InputNeeded says which."""
    said = text.strip().casefold().removesuffix("hours").removesuffix("h").strip().replace(",", ".")
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})?", said) or not 0.5 <= float(said) <= 16:
        raise InputNeeded(f"--hours {text}: a day has half an hour to 16 hours, like --hours 3 or 3.5")
    hours = float(said)
    return int(hours) if hours.is_integer() else hours


def remarks(made: Session, lenses: Sequence[LensDefinition] = ()) -> Iterator[str]:
    """What the facilitator should know before the day: what will not show, and when what is planned."""
    yield from (lines := vanishing_beforehand(made))
    yield from explained(lines)
    yield from same_names(made.participants)
    yield from functions_alike(made.participants)
    if made.language and (lacking := what_is_lacking(made.language)):
        yield f"`language` {lacking}"
    if made.attribution == "names":
        yield say(NAMES_STAND)
    if made.pull:
        yield say(PULL if made.seniors() else NOBODY_SENIOR)
    if made.desk == "phones" and made.participants and not has_cards(made.participants):
        yield say(NAMED_ON_PHONES)
    if ending := from_the_start(made, lenses):
        yield from _shortened(made, ending)
    yield from after_the_end(made, lenses)
    if slots := timetable(made, lenses):
        yield say("The day: {slots}", slots=", ".join(f"{slot.at} {slot.what}" for slot in slots))


def _shortened(made: Session, ending: Ending) -> Iterator[str]:
    """What a day of so many hours leaves out, and whether it fits."""
    if ending.goes:
        goes = "; ".join(what for what, _ in ending.goes)
        yield say(NO_PLACE_IN_ONE if made.hours == 1 else NO_PLACE, hours=made.hours, goes=goes)
    yield from ending.said
