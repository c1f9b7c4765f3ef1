"""Write the ballots of a session, or blank ones, and say how often to print each page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from cxw import ballots
from cxw.errors import CxwError
from cxw.report.files import free, keep, named
from cxw.sessionfile import load

BLANK = "Blank ballots"


def write(file: Path | None, size: str | None, stages: Sequence[ballots.PaperStage], to: Path | None) -> None:
    """Write one PDF beside the file, or in the folder asked for."""
    folder = to or (file.parent if file else Path())
    if folder.exists() and not folder.is_dir():
        raise CxwError(f"{folder} is a file: name a folder for the ballots.")
    if file is None:
        title, about, usual = BLANK, ballots.blank(), None
    else:
        session = load(file)
        title = f"{session.title}: ballots"
        about, usual = ballots.asked(session), session.brand.paper
    made = ballots.printed(title, size or usual or "a4", about, stages or ballots.STAGES)
    if made.data is None:
        raise CxwError("\n".join(made.notices))
    name = named(session.title, "ballots") if file else BLANK
    typer.echo(str(keep(free(folder / f"{name}.pdf"), made.data)))
    for line in made.notices:
        typer.echo(line)
