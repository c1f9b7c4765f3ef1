"""What `run` does around the day: which file, what the projector shows, how it ends."""

from __future__ import annotations

import contextlib
import secrets
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from cxw.cli.browsing import BrowserOfTheRun
from cxw.cli.entrance import RunningPhones
from cxw.cli.lensing import without_lenses
from cxw.cli.phoning import phones_served, wanted_phones
from cxw.cli.rescue import nothing_lost, where
from cxw.cli.terminal import at_terminal, now, said_folded, typed_path, wants_colour
from cxw.day.daily import BROWSER, PROJECTOR, THIS, WINDOW
from cxw.day.desk import LEAVE
from cxw.day.keeping_names import kept_too_long
from cxw.day.meeting import to_be_met
from cxw.day.standing import asked_next, begun, how_far, next_step
from cxw.errors import CxwError, InputNeeded
from cxw.model import LensDefinition, Session
from cxw.sessionfile import OpenFile, load
from cxw.sessionfile.lens_files import usable_lenses
from cxw.text.phrases import say, speak
from cxw.text.saying import at_the_start
from cxw.theme import Theme
from cxw.wall.follow import keep_view, last_view, projector_of
from cxw.wall.view import ScreenView

if TYPE_CHECKING:
    from cxw.keyboard import Room
    from cxw.workshop import Day


def missing_without_terminal(path: Path) -> str:
    """What a run would ask of this file, and how to give it without a terminal."""
    session = load(path)
    said = asked_next(session, lenses=usable_lenses(session, path)[0])
    if next_step(session) is None:
        return (
            f"{path}: {said} `cxw report {path}` makes the handout, `cxw replay {path}` shows the day again"
        )
    return (
        f"{path}: {said} `cxw run` asks at a terminal, and there is none (or --no-input was given). "
        f"Answers can come from a table: cxw collect {path} answers.csv"
    )


def choose_unfinished(no_input: bool) -> Path:
    """The unfinished session the facilitator chooses, newest first."""
    found = unfinished_sessions()
    if not found:
        raise InputNeeded("No unfinished session is here: make one with `cxw new`, or name the file")
    if no_input or not at_terminal():
        names = ", ".join(str(path) for path in found)
        raise InputNeeded(f"Name the session file; unfinished here: {names}")
    from cxw.keyboard import questions

    choice = questions.choice("Which session?", {str(path): _described(path) for path in found})
    return Path(choice)


def unfinished_sessions() -> list[Path]:
    """Unfinished sessions in this folder and in workshops/, newest first."""
    files = [*Path().glob("*.yaml"), *Path("workshops").glob("*.yaml")]
    return sorted(
        (path for path in files if _is_unfinished(path)), key=lambda path: path.stat().st_mtime, reverse=True
    )


def _is_unfinished(path: Path) -> bool:
    try:
        session = load(path)
        return next_step(session) is not None and not session.rehearsal
    except CxwError:
        return False


def _described(path: Path) -> str:
    session = load(path)
    return f"{path}  {session.title}: {how_far(session, usable_lenses(session, path)[0])}"


@dataclass(frozen=True)
class RunOptions:
    """What the command line says of a run."""

    projector: str | None
    theme: Theme
    phones: bool | None = None
    """whether phones are served; None: where the file says so"""
    network: str = ""

    def __post_init__(self) -> None:
        """What nobody installed is said before anything is asked."""
        if self.projector == BROWSER:
            from cxw.wall.browser.serving import wall_lacking

            if why := wall_lacking():
                raise CxwError(why)


def run_at_terminal(path: Path, said: RunOptions) -> None:
    """Run the day at this terminal and say how it ended."""
    with asked_to_end(), _Sitting(path) as opened, nothing_lost(opened):
        speak(opened.session.language, opened.session.address)
        _to_its_end(opened, said)
        if late := kept_too_long(opened.session, str(opened.path), now().date()):
            typer.echo(said_folded(late))


def _to_its_end(opened: OpenFile, said: RunOptions) -> None:
    before = projector_of(opened.path)
    chosen = said.projector or _projector(opened)
    # Whoever says it on the command line knows; whoever goes on with what it was has been asked before.
    wanted = _day(opened, chosen, said, check=not said.projector and chosen != before)
    if next_step(opened.session) is not None or not opened.on_disk:
        _left(opened)
        return
    again = say("{path} is complete; `cxw run {path}` enters it again", path=opened.path)
    typer.echo(said_folded(again))
    _handout(opened.path, opened.session, wanted=wanted)


def _projector(opened: OpenFile) -> str:
    """What the projector shows: asked once; a begun day goes on as it was, `--projector` says otherwise."""
    from cxw.keyboard import questions

    before = projector_of(opened.path)
    if before in PROJECTOR and begun(opened.session):
        return str(before)
    usual = before if before in PROJECTOR else WINDOW
    ways = {word: say(label) for word, label in PROJECTOR.items()}
    return questions.choice(say("What does the projector show?"), ways, default=usual)


def _left(opened: OpenFile) -> None:
    """Say where the day is; a file that was put back or taken away since the last answer is not it."""
    said = where(opened)
    typer.echo(said_folded(at_the_start(said) if opened.on_disk else said))
    if not opened.on_disk:
        raise typer.Exit(1)


@contextlib.contextmanager
def asked_to_end() -> Iterator[None]:
    """A closed window or a polite kill ends like Ctrl-C, also at a question and while an answer is saved."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    known = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {number: signal.signal(number, end) for number in known}
    try:
        yield
    finally:
        for number, was in before.items():
            signal.signal(number, was)


class _Sitting(OpenFile):
    """The open file from one start of `cxw run` to its end: its first change keeps when that was.

    A file without a salt gets one, before anything of this sitting is sealed.
    """

    begun = False

    def keep(self, change: Callable[[Session], object]) -> None:
        if self.begun:
            super().keep(change)
            return
        self.begun, moment = True, now()

        def first(session: Session) -> None:
            session.salt = session.salt or secrets.token_hex(8)
            change(session)
            session.runs.append(moment)

        super().keep(first)


def _day(opened: OpenFile, chosen: str, said: RunOptions, *, check: bool) -> bool:
    """Run the day, and enter it again once it is complete; whether the handout is wanted now."""
    from cxw.keyboard import Room
    from cxw.workshop import Ahead, Day

    today, theme = now().date(), said.theme
    wanted = wanted_phones(opened.path, opened.session, said.phones, said.network)
    with (
        contextlib.closing(Ahead()) as ahead,
        Room(
            projected=chosen == THIS, theme=theme, no_colour=not wants_colour(), today=today, moves=True
        ) as room,
    ):
        shows = room.projects(chosen) if check else chosen
        if shows not in PROJECTOR:
            return False
        window = _Window(opened.path, shows)
        day = Day(
            file=opened,
            desk=room,
            now=now,
            theme=theme,
            colour=wants_colour(),
            masked=shows == THIS,
            folder=opened.path.parent,
            lenses=_lenses(opened),
            point=window.point,
            project=window.project,
            shows=shows,
            seen=last_view(opened.path),
            ahead=ahead,
        )
        with (
            contextlib.closing(BrowserOfTheRun(opened.path, day, theme)) as browser,
            phones_served(opened.path, day, window, wanted) as phones,
        ):
            browser.attach(room)
            window.show_in(browser)
            to_hand_out = _run(day, room, phones)
    for sentence in room.untold():
        typer.echo(sentence)
    return to_hand_out


def _lenses(opened: OpenFile) -> list[LensDefinition]:
    """The lenses of the day; of one that cannot be used it is said on the first screen."""
    lenses, wrong = usable_lenses(opened.session, opened.path)
    opened.notices += without_lenses(wrong, opened.path)
    return lenses


def _run(day: Day, room: Room, phones: RunningPhones | None) -> bool:
    """The day, with phones beside it where there are some: they come in before anything else is shown."""
    from cxw.workshop import HANDOUT, daily, look_back, run_day

    room.during(daily(day, phones.show if phones is not None else None))
    room.once_shown(day.make_ahead)
    if phones is not None:
        room.beside(phones.desk)
        asks = next_step(day.session) is not None or bool(to_be_met(day.session))
        comes_first = phones.are_awaited and asks
        if comes_first and phones.come_in(room.show) == LEAVE:
            return False
    return run_day(day) and look_back(day) == HANDOUT


@dataclass
class _Window:
    """The audience's window, and what the projector shows: both stand in NAME.view."""

    path: Path
    shows: str
    view: ScreenView = field(default_factory=ScreenView)
    browser: BrowserOfTheRun | None = None

    def show_in(self, browser: BrowserOfTheRun) -> None:
        """From now on a browser can show the wall too; it is begun where the projector shows it already."""
        self.browser = browser
        browser.wanted(self.shows)

    def point(self, view: ScreenView) -> None:
        """The day stands at this screen."""
        self.view = view
        if self.browser is not None:
            self.browser.point(view)  # before the disk: the room waits for it
        keep_view(self.path, view, projector=self.shows)

    def project(self, word: str) -> None:
        """The projector shows something else from now on."""
        self.shows = word
        keep_view(self.path, self.view, projector=word)
        if self.browser is not None:
            self.browser.wanted(word)


def _handout(path: Path, session: Session, *, wanted: bool) -> None:
    """Write the handout where it was asked for, else say how it is made."""
    from cxw.cli.reporting import nobody_recognised, say_written
    from cxw.handout import write_handout
    from cxw.keyboard import questions

    if not wanted:
        typer.echo(say("The handout: cxw report {path}", path=path))
        return
    folder = typed_path(questions.text(say("Where?"), default=str(path.parent)))
    nobody_recognised(path, session)
    say_written(write_handout(session, folder=folder, beside=path.parent), path, session)
