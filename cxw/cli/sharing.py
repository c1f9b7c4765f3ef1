"""What `share` and `forget` print and ask."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Iterator
from pathlib import Path

import typer

from cxw.cli.terminal import at_terminal, free, now, there
from cxw.errors import CxwError, InputNeeded
from cxw.model import Session
from cxw.report.files import named
from cxw.sessionfile import create, load, put_in_place, remains
from cxw.sharing import Shared, shared

SECRET_BITS = 128
WORD = "forget"


def share(file: Path, to: Path | None) -> None:
    """Write a copy to hand over."""
    session = load(there(file))
    if session.shared:
        raise CxwError(f"{file} is a shared copy already: hand it over as it is")
    copy = free(to if to is not None else file.with_name(f"{file.stem}-shared{file.suffix}"))
    made = _made(session)
    said = create(copy, made.session)
    typer.echo(f"{said}\n" if said else "", nl=False)
    typer.echo(f"{copy} can be handed over. {_without(session)}")
    for line in _to_read(made):
        typer.echo(line)


def forget(file: Path, yes: bool) -> None:
    """Do the same to the file itself, after it was asked for twice."""
    session = load(there(file))
    if session.shared:
        raise CxwError(f"{file} holds nobody's name any more: there is nothing to forget")
    if not yes:
        _asked_twice(file, session)
    kept: list[Shared] = []

    def without(before: Session) -> Session:
        kept.append(_made(before))
        return kept[-1].session

    done = put_in_place(file, without)
    typer.echo(f"{file} has forgotten who said what. {_without(session)}")
    for line in done.told():
        typer.echo(line)
    for line in (*_to_read(kept[-1]), *_elsewhere(file, session)):
        typer.echo(line)


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
    yield "What people wrote in their own words is still in it, and somebody may know it again."


def _asked_twice(file: Path, session: Session) -> None:
    if not at_terminal():
        raise InputNeeded(f"`cxw forget` cannot be taken back: add --yes to do it to {file} without asking")
    from cxw.keyboard import questions

    gone = [one.name for one in remains(file)]
    typer.echo(f"{file}: {session.title}. From now on nobody can say who said what, and no handout for")
    typer.echo("the facilitator can be made. This cannot be taken back.")
    if gone:
        typer.echo(f"These hold the answers too and are removed: {', '.join(gone)}")
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
    """Handouts that still name people, and copies that cxw cannot know of."""
    handout = glob.escape(named(session.title, ""))
    found = sorted(one.name for one in file.resolve().parent.glob(f"{handout}*") if one.is_file())
    if found:
        yield f"Handouts made before are still there and name people: {', '.join(found)}"
    yield "Copies elsewhere (a synced folder's versions, a stick, mails) are yours to remove."
