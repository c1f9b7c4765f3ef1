"""What `guide` does: write the interview guide and say which files came out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import typer

from cxw.cli.evidencing import segment_named
from cxw.cli.terminal import said_folded
from cxw.handout.guide_files import GuideWanted, write_guide
from cxw.sessionfile import load
from cxw.text.phrases import say, speak

WHO_READS = "“interview guide” says what we believe: it is for whoever asks, and no customer reads it."


def write_pages(file: Path, segment: str, wanted: GuideWanted) -> None:
    """Write the pages of a session, or of the one segment that was named."""
    session = load(file)
    speak(session.language, session.address)
    if segment:
        wanted = replace(wanted, segment=segment_named(session, segment).id)
    paths, notices = write_guide(session, wanted)
    for path in paths:
        typer.echo(str(path))
    for said in (*notices, say(WHO_READS)):
        typer.echo(said_folded(said))
