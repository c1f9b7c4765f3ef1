"""What `check` prints."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from cxw.cli.terminal import now
from cxw.day.keeping_names import kept_too_long
from cxw.day.standing import standing_in_words
from cxw.errors import CxwError
from cxw.sessionfile import reseal
from cxw.sessionfile.lens_files import lens_choice_problems, usable_lenses
from cxw.sessionfile.reading import FileReading, reading_of
from cxw.text.phrases import speak


def print_check(file: Path, reseal_at: dt.datetime | None) -> bool:
    """Print every problem of a file, or that it is in order and what comes next; whether it is good.

    In the language of the session; problems of a file are said in English everywhere.
    """
    speak(None)
    try:
        return _checked(file, reseal_at)
    except CxwError as why:
        typer.echo(str(why))
        return False


def _checked(file: Path, reseal_at: dt.datetime | None) -> bool:
    found = _read(file)
    if reseal_at is not None:
        for said in reseal(file, reseal_at):
            typer.echo(said)
        found = _read(file)
    problems = found.problems()
    if found.session is not None and not found.faulty():
        problems += lens_choice_problems(found.session, file)
    for problem in problems:
        typer.echo(str(problem))
    if any(not problem.warning for problem in problems):
        return False
    session = found.good()
    typer.echo(f"{file}: {standing_in_words(session, usable_lenses(session, file)[0])}")
    if said := kept_too_long(session, str(file), now().date()):
        typer.echo(said)
    return True


def _read(file: Path) -> FileReading:
    """What the file holds; from now on its language is spoken, also where a rule is broken in it."""
    found = reading_of(file)
    if found.session is not None:
        speak(found.session.language, found.session.address)
    return found
