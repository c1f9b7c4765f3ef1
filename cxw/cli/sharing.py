"""What `share` and `forget` print and ask."""

from __future__ import annotations

import glob
import secrets
from collections.abc import Iterator
from itertools import product, starmap
from pathlib import Path

import typer

from cxw.cli.terminal import at_terminal, creatable_path, now, said_folded, there
from cxw.errors import CxwError, InputNeeded
from cxw.handout.files import NAMES, NEW_SHEETS, WORKINGS, file_title
from cxw.model import REHEARSALS, Session
from cxw.sessionfile import create, load, put_in_place, remains, unsaved_elsewhere
from cxw.sharing import Shared, shared
from cxw.text.phrases import quoted_here, say, speak
from cxw.text.spoken import say_many

SECRET_BITS = 128
WORD = "forget"
TAKEN_OUT = (
    "Taken out: {names}, who is senior, who facilitated, owners, remarks and {notes}. "
    "Rows are shuffled and rounds sealed anew."
)
FROM_NOW_ON = (
    "From now on nobody can say who said what, and no handout for the facilitator can be made. "
    "This cannot be taken back."
)


def write_shared(file: Path, to: Path | None) -> None:
    """Write a copy to hand over."""
    session = load(there(file))
    speak(session.language, session.address)
    if session.shared:
        raise CxwError(say("{file} is a shared copy already: hand it over as it is", file=file))
    copy = creatable_path(to if to is not None else file.with_name(f"{file.stem}-shared{file.suffix}"))
    made = _made(session)
    said = create(copy, made.session)
    typer.echo(f"{said}\n" if said else "", nl=False)
    typer.echo(f"{say('{file} can be handed over.', file=copy)} {_without(session)}")
    for line in (*_to_read(made), *_not_to_hand_over(file, session)):
        typer.echo(line)


def forget_names(file: Path, yes: bool) -> None:
    """Do the same to the file itself, and to what lies beside it, after it was asked for twice."""
    session = load(there(file))
    speak(session.language, session.address)
    if session.shared:
        raise CxwError(say("{file} holds nobody's name any more: there is nothing to forget", file=file))
    if not yes:
        _asked_twice(file, session)
    kept: list[Shared] = []

    def without(before: Session) -> Session:
        kept.append(_made(before))
        return kept[-1].session

    done = put_in_place(file, without, papers=_papers(session))
    typer.echo(f"{say('{file} has forgotten who said what.', file=file)} {_without(session)}")
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
    yield say("Keep {file} to yourself: it names everybody.", file=file)
    if found := _beside(file, session):
        too = "These hold its answers or names too and are not to be handed over: {files}"
        yield say(too, files=", ".join(found))
    yield from _perhaps(file)


def _perhaps(file: Path) -> Iterator[str]:
    if found := [str(one) for one in unsaved_elsewhere(file)]:
        perhaps = "Perhaps of this session, saved there in need: look, and remove yourself: {files}"
        yield say(perhaps, files=", ".join(found))


def _made(session: Session) -> Shared:
    """The copy; what it was shuffled by is drawn anew each time and kept nowhere."""
    return shared(session, now().date(), secrets.randbits(SECRET_BITS))


def _without(session: Session) -> str:
    """What is taken out, counted."""
    names = say_many(len(session.participants), "{number} name", "{number} names")
    many = sum(len(segment.notes) for segment in session.segments)
    notes = say_many(many, "{number} note of the day", "{number} notes of the day")
    return say(TAKEN_OUT, names=names, notes=notes)


def _to_read(made: Shared) -> Iterator[str]:
    if made.replaced:
        yield say_many(
            made.replaced,
            "In a sentence a name gave way to {somebody}: read it through once more.",
            "In sentences names gave way to {somebody} {number} times: read it through once more.",
            somebody=quoted_here(made.instead),
        )
    yield from (say("Read through: {line}", line=line) for line in made.doubtful)
    yield say("What people wrote in their own words is still in it, and somebody may know it again.")


def _asked_twice(file: Path, session: Session) -> None:
    if not at_terminal():
        asks = "`cxw forget` cannot be taken back: add --yes to do it to {file} without asking"
        raise InputNeeded(say(asks, file=file))
    from cxw.keyboard import questions

    typer.echo(said_folded(f"{file}: {session.title}. {say(FROM_NOW_ON)}"))
    if gone := _beside(file, session):
        typer.echo(say("These hold the answers or names too and are removed: {files}", files=", ".join(gone)))
    ways = {"no": say("No, leave it as it is"), "yes": say("Yes, forget who said what")}
    stopped = 0
    try:
        sure = questions.choice(say("Is that meant?"), ways) == "yes"
        again = sure and questions.text(
            say("Then type {word} (anything else leaves it as it is):", word=WORD)
        )
    except (KeyboardInterrupt, EOFError):
        again, stopped = "", 130
    if not again or again.strip().casefold() != WORD:
        typer.echo(say("{file} is as it was.", file=file))
        raise typer.Exit(stopped)


def _elsewhere(file: Path, session: Session) -> Iterator[str]:
    """What stays here, and copies that cxw cannot know of."""
    folder = file.resolve().parent
    room = glob.escape(file_title(session.title, NAMES["room"]))
    copies = folder.glob(f"{glob.escape(file.stem)}-shared*")
    found = sorted(one.name for one in (*folder.glob(f"{room}*"), *copies) if one.is_file())
    if found and session.attribution == "names":
        named = "These name people, as this room agreed, and stay: remove them yourself: {files}"
        yield say(named, files=", ".join(found))
    elif found:
        stay = "These stay, as nobody's name stands beside an answer in them: {files}"
        yield say(stay, files=", ".join(found))
    yield from _perhaps(file)
    yield say("Copies elsewhere (a synced folder's versions, a stick, mails) are yours to remove.")
