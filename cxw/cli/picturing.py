"""The pictures of a handout as files for slides."""

from __future__ import annotations

from pathlib import Path

import typer

from cxw.findings.types import Audience
from cxw.handout.slides import write_pictures
from cxw.model import Session


def picture_files(session: Session, to: Path, audience: Audience) -> None:
    """Write the pictures and say which files came out."""
    made = write_pictures(session, to, audience)
    for line in [*map(str, made.paths), *made.notices]:
        typer.echo(line)
