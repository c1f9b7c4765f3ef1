"""What `notice` does: the page on standard output, or as a PDF to print or to send."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from cxw.errors import CxwError
from cxw.handout import notice
from cxw.handout.files import file_title, free_path, write_whole
from cxw.sessionfile import load
from cxw.sessionfile.lens_files import lenses_of

COPY = "{} is a copy without names, so it needs no notice: make it of the session the copy comes from."


def print_notice(file: Path, language: str, folder: Path | None) -> None:
    """Print the notice of a session, or write it as PDF into this folder."""
    session = load(file)
    if session.shared is not None:
        raise CxwError(COPY.format(file))
    lenses = lenses_of(session, file)
    chosen, remark = notice.language_of(session, language)
    if remark:
        sys.stderr.write(f"{remark}\n")
    if folder is None:
        typer.echo(notice.notice_text(session, chosen, lenses), nl=False)
        return
    if folder.exists() and not folder.is_dir():
        raise CxwError(f"{folder} is a file: name a folder for the notice.")
    made = notice.notice_pdf(session, chosen, file.parent, lenses)
    if made.data is None:
        raise CxwError("\n".join(made.notices))
    path = free_path(folder / f"{file_title(session.title, 'notice')}.pdf")
    typer.echo(str(write_whole(path, made.data, private=False)))
    for line in made.notices:
        typer.echo(line)
