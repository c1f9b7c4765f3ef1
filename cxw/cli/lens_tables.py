"""What `collect --lens` does: reads answers to a lens, says what was understood, keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import typer

from cxw.cli.collecting import NO_COMMAND
from cxw.cli.keeping import keep_change
from cxw.cli.terminal import there
from cxw.collect import Columns, Paste, Source
from cxw.collect.lenses import AskedInLens, DeliveredLens, lens_into, open_part_of, read_lens_table
from cxw.collect.lenses.look import FUNCTIONS, PEOPLE, lens_rows_stored, lens_understood
from cxw.collect.look_words import command_lines, command_words, remarks
from cxw.errors import CxwError, InputNeeded
from cxw.model import LensPart, Session
from cxw.sessionfile import OpenFile, load
from cxw.sessionfile.lens_files import lenses_asked
from cxw.text.phrases import say, speak
from cxw.text.spoken import say_many

OF_NO_USE = ("needs", "also", "company", "round", "add_company", "scale", "total", "blank", "sure", "reason")
"""What a table of answers to a lens has no columns or numbers for."""
NOTHING_WRITTEN = "Nothing was written: put these lines right, or add --partial to leave them out"
IS_HELD = "{file} now holds the answers of {who} to {lens}; `cxw run {file}` goes on from here"


@dataclass(frozen=True)
class LensWanted:
    """Which lens the command names, and which part of it where it says so."""

    name: str
    part: LensPart | None = None

    def words(self) -> list[str]:
        """The same as it is typed."""
        return ["--lens", self.name, *(["--part", self.part] if self.part else [])]


def refuse_needless(columns: Columns, given: Mapping[str, object]) -> None:
    """InputNeeded where the command says what no lens has; `given`: further options and what they say."""
    usual = Columns(of="weights")
    said = [name for name in OF_NO_USE if getattr(columns, name) != getattr(usual, name)]
    if "compan" in (columns.layout or ""):
        said.append(f"layout {columns.layout}")
    said += [name for name, value in given.items() if value]
    told = ", ".join("--" + name.replace("_", "-") for name in said)
    if told:
        raise InputNeeded(say("Answers to a lens are taken in without {options}.", options=told))


def take_in_lens(file: Path, table: Source, columns: Columns, wanted: LensWanted) -> None:
    """Put a table's answers into the open part of a lens."""
    there(file)
    with OpenFile(file) as opened:
        asked = _asked(opened.session, file, columns, wanted)
        found = read_lens_table(table, columns, asked)
        for line in (*lens_understood(found), *map(str, found.problems)):
            typer.echo(line)
        if not found.good:
            raise CxwError(say(NOTHING_WRITTEN))
        otherwise = say("Nothing of {table} is in it", table=table)
        keep_change(opened, lambda session: lens_into(session, found), otherwise)
    typer.echo(say(IS_HELD, file=file, who=_count(found), lens=asked.round.title or asked.round.of))


def look_at_lens(file: Path, table: Source, columns: Columns, wanted: LensWanted) -> None:
    """Say what a table is understood as and which command takes it in; nothing is written.

    Ends with exit code 1 where no command can.
    """
    session = load(there(file))
    found = read_lens_table(table, columns, _asked(session, file, columns, wanted))
    for line in (*lens_understood(found), *_rows(found), *remarks(found.problems)):
        typer.echo(line)
    if not found.good:
        raise CxwError(say(NO_COMMAND))
    typer.echo(say("This takes it in:"))
    named = "-" if isinstance(table, Paste) else str(table)
    for line in command_lines([*command_words(("collect", file, named), columns), *wanted.words()]):
        typer.echo(line)


def _asked(session: Session, file: Path, columns: Columns, wanted: LensWanted) -> AskedInLens:
    """The open part that the command means, with what is said in the language of the room."""
    speak(session.language, session.address)
    lenses = lenses_asked(session, file.parent)
    return open_part_of(session, lenses, wanted.name, wanted.part, columns.segment)


def _rows(found: DeliveredLens) -> Iterator[str]:
    rows = lens_rows_stored(found)
    if rows:
        yield say("Stored like this:")
        yield from rows


def _count(found: DeliveredLens) -> str:
    """How many answer."""
    return say_many(len(found.rows), *(FUNCTIONS if found.asked.by_function else PEOPLE))
