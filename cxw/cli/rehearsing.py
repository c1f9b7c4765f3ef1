"""What `rehearse` does around the rehearsal: the copy, what is said before and after, where the copy goes."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typer

from cxw.cli.entrance import RunningPhones
from cxw.cli.evening import OwnPhones, networks_told, opened_once
from cxw.cli.lensing import without_lenses
from cxw.cli.phoning import WantedPhones, on_phones, phones_served, wanted_phones
from cxw.cli.terminal import at_terminal, is_there, now, wants_colour, wide
from cxw.day import rounds
from cxw.day.desk import LEAVE
from cxw.day.lens_places import lens_opened
from cxw.day.lens_rounds import stage_of
from cxw.day.standing import WORDS, Step, of_segment
from cxw.day.timetable import planned_words
from cxw.drawing import columns, wrap
from cxw.errors import CxwError
from cxw.model import STAGES, LensDefinition, PersonId, Session
from cxw.rehearsal import Rehearsal, beforehand, like_those_of, rehearsal_copy
from cxw.sessionfile import OpenFile, create, load
from cxw.sessionfile.lens_files import usable_lenses
from cxw.text.phrases import say, speak
from cxw.theme import Theme
from cxw.wall.follow import keep_view, view_file
from cxw.wall.view import ScreenView
from cxw.workshop import Day, Keeper, Memory, daily, run_day

JOIN_ONE = "Join the Wi-Fi of your router, or switch a hotspot on, and rehearse again."
COPY_IS = "The copy is {path}; its handout: cxw report {path}. {file} is untouched."
ANSWERED = "{phones} answered {times} at {at}; the slowest was on disk after {took} ms."
ENDED = "The rehearsal is ended; {file} is untouched."
ENDED_WITH_COPY = "The rehearsal is ended; the copy is {path}, {file} is untouched."
SEEN_ONE, SEEN = "The room would have seen 1 screen:", "The room would have seen {n} screens:"
TOOK = "{stage}: {took} min in this rehearsal"
TOOK_OF = "{stage}: {took} min in this rehearsal, {planned} planned for the day"


@dataclass(frozen=True)
class PhonesToRehearse:
    """How many invented phones answer over real HTTP, and where; none: nobody does."""

    number: int = 0
    network: str = ""


def rehearse_day(file: Path, theme: Theme, phones: PhonesToRehearse, *, keep: bool) -> None:
    """Rehearse the day of a file on a copy; the file itself is only read."""
    session = load(file)
    speak(session.language, session.address)
    if not session.participants:
        said = say(
            "Nobody takes part in {file} yet: add the people under participants, then rehearse", file=file
        )
        raise CxwError(said)
    notice = say("A page for everybody, on what is kept and who sees it: cxw notice {path}", path=file)
    lenses, wrong = usable_lenses(session, file)
    for line in [*without_lenses(wrong, file), *beforehand(session, lenses), notice, ""]:
        _say(line)
    copied, like = rehearsal_copy(session, f"{now():%H:%M}"), like_those_of(session)
    wanted = _phones_before(file, copied, phones)
    rehearsed = Rehearsed(file, copied, theme, like, lenses, wanted, phones.number)
    (_at_the_terminal if at_terminal() else _printed)(rehearsed, keep=keep)


def _phones_before(file: Path, copied: Session, phones: PhonesToRehearse) -> WantedPhones | None:
    """Where phones are served in this rehearsal; the networks are told, and the port is opened once.

    Whoever asked for phones hears what is missing; a day that has them by its file is rehearsed without.
    """
    asked = bool(phones.number or phones.network)
    if asked or on_phones(copied):
        for line in networks_told(min(wide()[0], 110)):
            typer.echo(line)
    wanted = wanted_phones(file, copied, True if phones.number else None, phones.network)
    if wanted is None:
        return None
    if wanted.why_not:
        why = f"{wanted.why_not} {say(JOIN_ONE)}"
        if asked:
            raise CxwError(why)
        _say(why)
        return None
    _say(opened_once(wanted.address))
    _say("")
    return wanted


@dataclass(frozen=True)
class Rehearsed:
    """What is rehearsed: the session's file, its copy, and how its rounds ask."""

    file: Path
    copy: Session
    theme: Theme
    asked_like: rounds.AskedLike
    lenses: Sequence[LensDefinition]
    wanted: WantedPhones | None = None
    number: int = 0
    """of phones"""


def _say(line: str) -> None:
    """A line of what is said around the screens, broken between words if it must be; a path is left whole."""
    if columns(line) <= (room := min(wide()[0], 110)):
        typer.echo(line)
        return
    inner = " " * (len(line) - len(line.lstrip()))
    rows = wrap(line, room - len(inner), whole=True)
    typer.echo("\n".join(inner + row for row in rows))


def copy_of(file: Path) -> Path:
    """The first free name for a copy, `clinics.rehearsal.yaml`: an earlier one is never written over."""
    number, path = 2, file.with_name(f"{file.stem}.rehearsal.yaml")
    while is_there(path):
        path, number = file.with_name(f"{file.stem}.rehearsal-{number}.yaml"), number + 1
    return path


@contextlib.contextmanager
def _copy(path: Path, session: Session, *, keep: bool) -> Iterator[OpenFile]:
    """A copy beside the file, held open; thrown away at the end, whatever the end was, unless it is kept."""
    create(path, session)
    try:
        with OpenFile(path) as opened:
            yield opened
    finally:
        if not keep:
            for made in (path, view_file(path), path.with_suffix(".door"), path.with_suffix(".wall")):
                made.unlink(missing_ok=True)


def _printed(about: Rehearsed, *, keep: bool) -> None:
    """Nobody sits here: the day goes by itself, each screen printed."""
    file, session = about.file, about.copy
    if about.wanted is not None:
        with _copy(copy_of(file), session, keep=keep) as opened:
            _seen(_by_itself(opened, about, opened.path), opened.session)
        _where(file, opened.path, keep=keep)
        return
    if not keep:
        _seen(_by_itself(Memory(session), about), session)
        _say(say("There is no copy: this rehearsal was in memory only, and {file} is untouched.", file=file))
        return
    with _copy(copy_of(file), session, keep=True) as opened:
        _seen(_by_itself(opened, about), session)
    _where(file, opened.path, keep=True)


def _by_itself(keeper: Keeper, about: Rehearsed, path: Path | None = None) -> Rehearsal:
    desk = Rehearsal(lambda: keeper.session, lambda wall: typer.echo(wall.draw(*wide()) + "\n"), now().date())
    day = Day(file=keeper, desk=desk, now=now, theme=about.theme, colour=False, folder=about.file.parent)
    day.asked_like, day.lenses = about.asked_like, about.lenses
    with _on_phones(path or about.file, day, desk, about):
        run_day(day)
    return desk


@dataclass
class _RehearsedWindow:
    """The audience's window of a rehearsal."""

    path: Path
    view: ScreenView = field(default_factory=ScreenView)

    def point(self, view: ScreenView) -> None:
        self.view = view
        keep_view(self.path, view, projector="window")


@contextlib.contextmanager
def _on_phones(path: Path, day: Day, desk: Rehearsal, about: Rehearsed) -> Iterator[RunningPhones | None]:
    """Phones beside the rehearsal, the invented ones inside; what came of them is said at its end."""
    with phones_served(path, day, _RehearsedWindow(path), about.wanted) as phones:
        if phones is None:
            if about.wanted is not None:
                raise CxwError(
                    "Phones cannot be served in this network just now; a run would go on with paper"
                )
            yield None
            return
        from cxw.rehearsal.on_phones import InventedPhones

        people = _invented(day, about, desk)
        desk.phones = InventedPhones(phones.desk, people)
        own = OwnPhones(phones.desk, desk.phones, desk.tell)
        desk.phones.come_in()
        phones.desk.acknowledged = own.acknowledged
        yield phones
    at, sent = f"HTTP://{phones.desk.door.address}:{phones.desk.door.port}", desk.phones.sent
    took = round(desk.phones.slowest * 1000)
    phones_in = say("1 phone") if len(people) == 1 else say("{n} phones", n=len(people))
    times = say("1 time") if sent == 1 else say("{n} times", n=sent)
    if people:
        desk.afterwards.append(say(ANSWERED, phones=phones_in, times=times, at=at, took=took))
    if desk.room is not None:
        desk.afterwards.append(own.said())


def _invented(day: Day, about: Rehearsed, desk: Rehearsal) -> list[PersonId]:
    """Whose phones are invented: the first of the file; somebody who sits here has a name left for theirs."""
    people = [person.id for person in day.session.asked()]
    return people[: min(about.number, len(people) - (desk.room is not None))]


def _at_the_terminal(about: Rehearsed, *, keep: bool) -> None:
    """The facilitator walks the day; Ctrl-C and a closed window end it like any other way."""
    from cxw.cli.running import asked_to_end
    from cxw.keyboard import questions

    file = about.file
    path = copy_of(file)
    _say(say("To rehearse with the audience's window too: cxw show {path} --follow", path=path))
    with asked_to_end():
        try:
            if not questions.confirm(say("Begin the rehearsal?")):
                _say(say("Nothing was made; {file} is untouched.", file=file))
                return
            with _copy(path, about.copy, keep=keep) as opened:
                _seen(_walked(opened, about), opened.session)
                _minutes(opened.session, about.lenses)
            _where(file, opened.path, keep=keep or opened.path != path)
        except KeyboardInterrupt:
            said = ENDED_WITH_COPY if is_there(path) else ENDED
            sys.stderr.write(f"{say(said, path=path, file=file)}\n")
            raise typer.Exit(130) from None


def _walked(opened: OpenFile, about: Rehearsed) -> Rehearsal:
    from cxw.keyboard import Room

    path, window = opened.path, _RehearsedWindow(opened.path)
    with Room(
        projected=False, theme=about.theme, no_colour=not wants_colour(), today=now().date(), moves=True
    ) as room:
        desk = Rehearsal(lambda: opened.session, lambda wall: None, now().date(), room)
        day = Day(
            file=opened,
            desk=desk,
            now=now,
            theme=about.theme,
            colour=wants_colour(),
            asked_like=about.asked_like,
            lenses=about.lenses,
            point=window.point,
            folder=path.parent,
        )
        with _on_phones(path, day, desk, about) as phones:
            room.during(daily(day, phones.show if phones is not None else None))
            room.beside(phones.desk if phones is not None else None)
            if phones is None or phones.come_in(room.show) != LEAVE:
                run_day(day)
    return desk


def _seen(desk: Rehearsal, session: Session) -> None:
    """What the room would have seen, in counts of screens."""
    for_segment = Counter(desk.seen)
    for line in desk.afterwards:
        _say(line)
    _say(say(SEEN_ONE if len(desk.seen) == 1 else SEEN, n=len(desk.seen)))
    for segment in session.segments:
        shown = {word: for_segment[segment.id, stage] for stage, word in _SHOWN.items()}
        counts = [f"{say(word)} {n}" for word, n in shown.items() if n]
        _say(f"  {segment.name}: {', '.join(counts) or say('none')}")


_SHOWN: Mapping[str, str] = {**{stage: WORDS[stage] for stage in STAGES}, "lens": "lenses"}
"""What screens are counted by, and in which word."""


def _minutes(session: Session, lenses: Sequence[LensDefinition]) -> None:
    """How long each stage and each lens took here, against the plan."""
    planned = session.planned.minutes
    for segment in session.segments:
        for name in STAGES:
            stage = segment.stages.of(name)
            _took(of_segment(name, segment.name), (stage.opened, stage.done), planned.get(name))
        for lens in lenses:
            shown = [round.revealed for round in segment.lenses if round.of == lens.lens and round.revealed]
            between = (lens_opened(segment, lens.lens), max(shown, default=None))
            place = Step(segment.id, stage_of(lens), lens.lens)
            _took(planned_words(session, place, lenses), between, lens.minutes)


def _took(what: str, between: tuple[dt.datetime | None, dt.datetime | None], planned: int | None) -> None:
    """How long something took, where it was begun and ended."""
    opened, done = between
    if opened is None or done is None:
        return
    took = round((done - opened).total_seconds() / 60)
    _say(f"  {say(TOOK if planned is None else TOOK_OF, stage=what, took=took, planned=planned)}")


def _where(file: Path, path: Path, *, keep: bool) -> None:
    """Where the copy is, or that it is gone."""
    if keep:
        _say(say(COPY_IS, path=path, file=file))
    else:
        _say(say("The copy is thrown away (--keep keeps it); {file} is untouched.", file=file))
