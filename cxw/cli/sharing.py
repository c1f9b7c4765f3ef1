"""What `share` and `forget` print and ask."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Iterator
from itertools import product, starmap
from pathlib import Path

import typer

from cxw.cli.terminal import at_terminal, creatable_path, now, there
from cxw.errors import CxwError, InputNeeded
from cxw.handout.files import NAMES, NEW_SHEETS, WORKINGS, file_title
from cxw.model import REHEARSALS, Session
from cxw.sessionfile import create, load, put_in_place, remains, unsaved_elsewhere
from cxw.sharing import Shared, shared

SECRET_BITS = 128
WORD = "forget"


def write_shared(file: Path, to: Path | None) -> None:
    """Write a copy to hand over."""
    session = load(there(file))
    if session.shared:
        raise CxwError(f"{file} is a shared copy already: hand it over as it is")
    copy = creatable_path(to if to is not None else file.with_name(f"{file.stem}-shared{file.suffix}"))
    made = _made(session)
    said = create(copy, made.session)
    typer.echo(f"{said}\n" if said else "", nl=False)
    typer.echo(f"{copy} can be handed over. {_without(session)}")
    for line in (*_to_read(made), *_not_to_hand_over(file, session)):
        typer.echo(line)


def forget_names(file: Path, yes: bool) -> None:
    """Do the same to the file itself, and to what lies beside it, after it was asked for twice."""
    session = load(there(file))
    if session.shared:
        raise CxwError(f"{file} holds nobody's name any more: there is nothing to forget")
    if not yes:
        _asked_twice(file, session)
    kept: list[Shared] = []

    def without(before: Session) -> Session:
        kept.append(_made(before))
        return kept[-1].session

    done = put_in_place(file, without, papers=_papers(session))
    typer.echo(f"{file} has forgotten who said what. {_without(session)}")
    for line in (*done.told(), *_to_read(kept[-1]), *_elsewhere(file, session)):
        typer.echo(line)


def _papers(session: Session) -> list[str]:
    """How the papers are called that name people: private handouts, ballots with names, of rehearsals too."""
    titles = [session.title, *(f"{stamp}{session.title}" for stamp in REHEARSALS)]
    private = (NAMES["facilitator"], WORKINGS["facilitator"], "ballots", NEW_SHEETS)
    return [*starmap(file_title, product(titles, private))]


def _beside(file: Path, session: Session) -> list[str]:
    folder = file.resolve().parent
    return [str(one.relative_to(folder)) for one in remains(file, _papers(session))]


def _not_to_hand_over(file: Path, session: Session) -> Iterator[str]:
    yield f"Keep {file} to yourself: it names everybody."
    if found := _beside(file, session):
        yield f"These hold its answers or names too and are not to be handed over: {', '.join(found)}"
    yield from _perhaps(file)


def _perhaps(file: Path) -> Iterator[str]:
    if found := [str(one) for one in unsaved_elsewhere(file)]:
        yield f"Perhaps of this session, saved there in need: look, and remove yourself: {', '.join(found)}"


def _made(session: Session) -> Shared:
    """The copy; what it was shuffled by is drawn anew each time and kept nowhere."""
    return shared(session, now().date(), secrets.randbits(SECRET_BITS))


def _without(session: Session) -> str:
    """What is taken out, counted."""
    notes = sum(len(segment.notes) for segment in session.segments)
    people = len(session.participants)
    names = f"{people} {'name' if people == 1 else 'names'}"
    return (
        f"Taken out: {names}, who is senior, who facilitated, owners, remarks and {notes} "
        f"{'note' if notes == 1 else 'notes'} of the day. Rows are shuffled and rounds sealed anew."
    )


def _to_read(made: Shared) -> Iterator[str]:
    if made.replaced:
        times = "once" if made.replaced == 1 else f"{made.replaced} times"
        yield f'In sentences a name gave way to "somebody" {times}: read it through once more.'
    yield from (f"Read through: {line}" for line in made.doubtful)
    yield "What people wrote in their own words is still in it, and somebody may know it again."


def _asked_twice(file: Path, session: Session) -> None:
    if not at_terminal():
        raise InputNeeded(f"`cxw forget` cannot be taken back: add --yes to do it to {file} without asking")
    from cxw.keyboard import questions

    typer.echo(f"{file}: {session.title}. From now on nobody can say who said what, and no handout for")
    typer.echo("the facilitator can be made. This cannot be taken back.")
    if gone := _beside(file, session):
        typer.echo(f"These hold the answers or names too and are removed: {', '.join(gone)}")
    ways = {"no": "No, leave it as it is", "yes": "Yes, forget who said what"}
    stopped = 0
    try:
        sure = questions.choice("Is that meant?", ways) == "yes"
        again = sure and questions.text(f"Then type {WORD} (anything else leaves it as it is):")
    except (KeyboardInterrupt, EOFError):
        again, stopped = "", 130
    if not again or again.strip().casefold() != WORD:
        typer.echo(f"{file} is as it was.")
        raise typer.Exit(stopped)


def _elsewhere(file: Path, session: Session) -> Iterator[str]:
    """What stays here, and copies that cxw cannot know of."""
    folder = file.resolve().parent
    room = glob.escape(file_title(session.title, NAMES["room"]))
    copies = folder.glob(f"{glob.escape(file.stem)}-shared*")
    found = sorted(one.name for one in (*folder.glob(f"{room}*"), *copies) if one.is_file())
    if found and session.attribution == "names":
        yield f"These name people, as this room agreed, and stay: remove them yourself: {', '.join(found)}"
    elif found:
        yield f"These stay, as nobody's name stands beside an answer in them: {', '.join(found)}"
    yield from _perhaps(file)
    yield "Copies elsewhere (a synced folder's versions, a stick, mails) are yours to remove."
