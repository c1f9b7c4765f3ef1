"""What `check` prints."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from cxw.cli.terminal import now
from cxw.day.keeping_names import kept_too_long
from cxw.day.standing import standing_in_words
from cxw.errors import CxwError
from cxw.sessionfile import load, problems_of, reseal
from cxw.sessionfile.lens_files import lens_choice_problems, usable_lenses


def print_check(file: Path, reseal_at: dt.datetime | None) -> bool:
    """Print every problem of a file, or that it is in order and what comes next; whether it is good."""
    try:
        return _checked(file, reseal_at)
    except CxwError as why:
        typer.echo(str(why))
        return False


def _checked(file: Path, reseal_at: dt.datetime | None) -> bool:
    if reseal_at is not None:
        for said in reseal(file, reseal_at):
            typer.echo(said)
    problems = [*problems_of(file)]
    if not any(not problem.warning for problem in problems):
        problems += lens_choice_problems(load(file), file)
    for problem in problems:
        typer.echo(str(problem))
    if any(not problem.warning for problem in problems):
        return False
    session = load(file)
    typer.echo(f"{file}: {standing_in_words(session, usable_lenses(session, file)[0])}")
    if said := kept_too_long(session, str(file), now().date()):
        typer.echo(said)
    return True
