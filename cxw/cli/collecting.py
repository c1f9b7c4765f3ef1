"""What `collect` does: reads a table, says what came, and keeps it when it is good."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import typer

from cxw.cli.keeping import keep_change
from cxw.cli.terminal import now, there
from cxw.collect import Columns, Delivered, Paste, Source, into, new_session, read_spreadsheet
from cxw.collect.layout import Of
from cxw.collect.look import DryLook, dry_look
from cxw.collect.look_words import command_lines, command_words, remarks, stored_rows, understood
from cxw.collect.numbers import shown
from cxw.day.rounds import salted
from cxw.day.set_up import seed
from cxw.drawing import columns, pad
from cxw.errors import CxwError, FaultyFile, InputNeeded
from cxw.model import Participant
from cxw.sessionfile import OpenFile, create, load
from cxw.text.phrases import say, speak


def source_at(path: Path) -> Source:
    """The table at this path, which must be there; `-` for the one that comes through standard input."""
    return _pasted() if str(path) == "-" else there(path)


def _pasted() -> Paste:
    """What standard input holds; at a terminal, what is pasted there up to its end."""
    if sys.stdin.isatty():
        typer.echo(
            "Paste the table, then press Ctrl-D on a line of its own (on Windows: Ctrl-Z, then Enter)."
        )
    return Paste(sys.stdin.buffer.read())


def make(file: Path, table: Source, columns: Columns, title: str) -> None:
    """Make a session file of a table."""
    if file.exists():
        raise CxwError(f"{file} is there already: name a file that is not, or leave out --new to add to it")
    delivered = read_spreadsheet(table, columns, None)
    if not delivered.columns.segment or not columns.company:
        told = (("--segment", delivered.columns.segment), ("--company", columns.company))
        missing = " and ".join(option for option, said in told if not said)
        raise InputNeeded(f"A new session needs to know whose customers these are: add {missing}")
    _say(delivered)
    from_name = table if isinstance(table, Path) else file
    named = title or from_name.stem.replace("_", " ").replace("-", " ")
    made = new_session(delivered, named, columns.company, now(), seed(named, now().date()))
    said = create(file, salted(made, secrets.token_hex(8)))
    next = "run" if columns.of == "people" else "report"
    typer.echo(f"{file} holds {_count(delivered)}; go on with `cxw {next} {file}`")
    typer.echo(f"{said}\n" if said else "", nl=False)


def fill_session(file: Path, table: Source, columns: Columns) -> None:
    """Add a table's answers or people to a session file."""
    with OpenFile(file) as opened:
        delivered = read_spreadsheet(table, columns, opened.session)
        _say(delivered)
        moment = now()
        keep_change(opened, lambda session: into(session, delivered, moment), f"Nothing of {table} is in it")
    typer.echo(f"{file} now holds {_count(delivered)}; `cxw run {file}` goes on from here")


KINDS: tuple[Of, ...] = ("weights", "marks", "people")


def look(file: Path, table: Source, wanted: Columns, *, new: bool, title: str, of_said: bool) -> None:
    """Say what a table is understood as and which command takes it in; nothing is written.

    Ends with exit code 1 where no command can.
    """
    session = None if new or not file.exists() else load(file)
    if session is not None:
        speak(session.language, session.address)
    found = dry_look(table, wanted, session, (wanted.of,) if of_said else KINDS)
    for line in chain(understood(found), _stored(found), remarks(found.to_note)):
        typer.echo(line)
    if found.faults:
        _say_unsaid(found)
        raise CxwError(say(NO_COMMAND))
    typer.echo(say("This takes it in:"))
    named = "-" if isinstance(table, Paste) else str(table)
    words = command_words(("collect", file, named), found.columns, new=session is None, title=title)
    for line in command_lines(words):
        typer.echo(line)
    if session is None and not (wanted.segment and wanted.company):
        typer.echo(say(WHOSE))


NO_COMMAND = "No command takes this table in as it is: put these lines right, or say more of it."
WHOSE = "Beside that, a new session needs --segment (whose customers these are) and --company (who you are)."


def _say_unsaid(found: DryLook) -> None:
    """Say of what is in the way what no remark on the table has said."""
    said = {str(problem) for problem in found.delivered.problems}
    for fault in found.faults:
        if fault not in said:
            typer.echo(fault)


def _stored(found: DryLook) -> Iterator[str]:
    rows = stored_rows(found.delivered)
    if rows:
        yield say("Stored like this:")
        yield from rows


def people_in(table: Path) -> list[Participant]:
    """Everybody in a table of people; FaultyFile with every problem of it."""
    delivered = read_spreadsheet(there(table), Columns(of="people"), None)
    if not delivered.good:
        raise FaultyFile(delivered.problems)
    for remark in delivered.problems:
        typer.echo(str(remark))
    return delivered.people


def _say(delivered: Delivered) -> None:
    """Print what came; when it is not good, end with nothing written."""
    for sentence in _sentences(delivered):
        typer.echo(sentence)
    if not delivered.good:
        raise CxwError("Nothing was written: put these lines right, or add --partial to leave them out")


def _sentences(delivered: Delivered) -> Iterator[str]:
    """Totals as delivered, then every problem with its line."""
    for part in delivered.parts():
        if delivered.further:
            yield f"{_part(part)}:"
        yield from _totals(part)
    yield from map(str, delivered.problems)
    dk = set(chain.from_iterable(part.dk for part in delivered.parts()))
    if dk:
        yield f"{_people(len(dk))} said: we do not know"


def _part(part: Delivered) -> str:
    """What one part of a table is about, where it has several."""
    about = (part.columns.segment, f"{part.columns.round} round" if part.columns.round else "")
    return ", ".join(filter(None, about))


def _totals(delivered: Delivered) -> Iterator[str]:
    """Every number of the table in its sum; what is in none is counted."""
    totals = [*delivered.totals.values()]
    if totals:
        without = f"; {_rows(delivered.unplaced)} in no total" if delivered.unplaced else ""
        yield f"Totals as delivered, from {_people(len(delivered.lines))}{without}:"
    widest = max((columns(total.label) for total in totals), default=0)
    for total in totals:
        said = f"  {pad(total.label, widest)}  {shown(total.sum):>6}  from {total.answers}"
        more = total.uncounted
        yield f"{said}; {_cells(more)} no number and not counted" if more else said


def _rows(number: int) -> str:
    return "1 row is" if number == 1 else f"{number} rows are"


def _cells(number: int) -> str:
    return "1 cell is" if number == 1 else f"{number} cells are"


def _count(delivered: Delivered) -> str:
    if delivered.columns.of == "people":
        return _people(len(delivered.people))
    answered = set(chain.from_iterable(part.answered() for part in delivered.parts()))
    sure = set(chain.from_iterable(part.sure for part in delivered.parts()))
    said = f"the {delivered.columns.of} of {_people(len(answered))}"
    return f"{said}, {len(sure)} of whom say how sure they are" if sure else said


def _people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"
