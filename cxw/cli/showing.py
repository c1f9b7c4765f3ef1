"""Screens printed or paged through: `show` and `replay`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import typer

from cxw.cli.terminal import at_terminal, is_there, now, wants_colour, wide
from cxw.day.desk import NEXT, Wall
from cxw.day.standing import passed_over
from cxw.errors import CxwError
from cxw.model import WITH_MEETING, Session
from cxw.replay.archive import as_given, put_in_unasked
from cxw.replay.meeting import with_customers
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import OpenFile, create, head, load
from cxw.sessionfile.lens_files import lenses_asked
from cxw.text.phrases import say, speak
from cxw.theme import DARK, Theme
from cxw.wall import LENS, draw, findings_shown, revealed
from cxw.workshop import Day, Memory, meet, run_day

NOTHING_YET = "Nothing has been revealed in {file} yet: `cxw run {file}` goes on with it"
NOTHING_OF = "Nothing of {stage} has been revealed in {file} yet: `cxw run {file}` goes on with it"
NO_STAGE = "{stage} is no stage: {stages}"
PASSED_OVER = "not in the archive"


def print_screens(file: Path, stage: str | None, size: tuple[int, int], theme: Theme) -> None:
    """Print every revealed screen of a stage, or the furthest one with something to show."""
    session = load(file)
    speak(session.language, session.address)
    if stage is not None and stage not in (*WITH_MEETING, LENS):
        raise CxwError(say(NO_STAGE, stage=stage, stages=", ".join((*WITH_MEETING, LENS))))
    found = cache(lambda: findings_shown(session, file.parent))
    views = revealed(session, stage, findings=found)
    if not views:
        raise CxwError(say(NOTHING_OF if stage else NOTHING_YET, stage=stage, file=file))
    for view in views if stage else views[-1:]:
        wall = draw(
            session, view, width=size[0], height=size[1], theme=theme, colour=_painted(), findings=found
        )
        typer.echo(wall)


def _painted() -> bool:
    """Whether colours go to where this prints: a file or a pipe gets plain text."""
    return wants_colour() and at_terminal()


def replay_archive(file: Path, theme: Theme) -> None:
    """Show an archive again, paged at a terminal, else printed; the file is only read."""
    archive = load(file)
    speak(archive.language, archive.address)
    memory = Memory(emptied(archive))
    shown = _pager(theme) if at_terminal() else _printed
    desk = Replay(archive, lambda: memory.session, shown)
    day = Day(
        file=memory,
        desk=desk,
        now=desk.time,
        theme=theme,
        colour=_painted(),
        asked_like=desk.next_round,
        folder=file.parent,
        lenses=lenses_asked(archive, file.parent),
    )
    play_again(archive, day)


def play_again(archive: Session, day: Day) -> None:
    """Run the day; what the archive passed over is passed over again, and leaves no trace."""
    steps = passed_over(archive)

    def pass_over(session: Session) -> None:
        for step in steps:
            session.segment(step.segment).skipped.setdefault(step.stage, PASSED_OVER)

    def leave_open(session: Session) -> None:
        for step in steps:
            session.segment(step.segment).skipped.pop(step.stage, None)

    if steps:
        day.file.keep(pass_over)
    if run_day(day):
        segments = list[str]()
        day.file.keep(lambda session: segments.extend(with_customers(archive, session)))
        meet(day, segments)
    if steps:
        day.file.keep(leave_open)


def _printed(wall: Wall) -> str:
    typer.echo(wall.draw(*wide()))
    return NEXT


def _pager(theme: Theme) -> Callable[[Wall], str]:
    from cxw.keyboard import Room

    room = Room(projected=True, theme=theme, no_colour=not wants_colour())
    return room.show


def replay_into(file: Path, copy: Path) -> None:
    """Replay an archive into a copy, made when it is absent; it is written once the whole day stands."""
    archive = load(file)
    speak(archive.language, archive.address)
    if not is_there(copy):
        bare = emptied(archive)
        bare.evidence = []  # it speaks of needs that are not on the board yet
        said = create(copy, _replayed(archive, bare), head(file))
        typer.echo(f"{said}\n" if said else "", nl=False)
    elif copy.samefile(file):
        raise CxwError(say("{copy} is the archive itself: name another file to replay it into", copy=copy))
    else:
        _go_on_with(archive, copy)
    typer.echo(say("{copy} holds the day again", copy=copy))


def _go_on_with(archive: Session, copy: Path) -> None:
    """Replay into a copy what it does not hold yet."""
    with OpenFile(copy) as opened:
        _same_set_up(archive, opened.session, copy)
        whole = _replayed(archive, opened.session.model_copy(deep=True))

        def put(session: Session) -> None:
            for name in Session.model_fields:
                setattr(session, name, getattr(whole, name))

        opened.keep(put)


def _replayed(archive: Session, begun: Session) -> Session:
    """The archive's day replayed on from where a copy of it stands."""
    memory = Memory(begun)
    desk = Replay(archive, lambda: memory.session, lambda wall: NEXT)
    day = Day(file=memory, desk=desk, now=now, theme=DARK, colour=False, asked_like=desk.next_round)
    play_again(archive, day)
    put_in_unasked(archive, memory.session)
    as_given(archive, memory.session)
    return memory.session


def _same_set_up(archive: Session, copy: Session, path: Path) -> None:
    """A competitor who came late in the archive may be in the copy or not yet."""
    least, here, most = (_companies(session) for session in (emptied(archive), copy, archive))
    same = _names(archive) == _names(copy) and all(
        few <= some <= all_of for few, some, all_of in zip(least, here, most, strict=True)
    )
    if not same:
        raise CxwError(say(ANOTHER_SET_UP, path=path))


ANOTHER_SET_UP = "{path} has other segments, people or competitors than the archive: name a new one"


def _names(session: Session) -> list[list[str]]:
    return [[person.id for person in session.participants], [segment.id for segment in session.segments]]


def _companies(session: Session) -> list[set[str]]:
    return [{company.id for company in session.companies(segment)} for segment in session.segments]
