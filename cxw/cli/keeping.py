"""What a command says of the session file: what became of a change, and what to hand over instead of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from cxw.errors import CxwError, SaveError
from cxw.model import Session
from cxw.sessionfile import OpenFile
from cxw.text.phrases import say

GIVE_IT_AGAIN = "{otherwise}: put that right, then give the command again"
FOR_THE_CLIENT = "The copy for the client: cxw share {path}. The file itself is never the thing to hand over."


def keep_change(opened: OpenFile, change: Callable[[Session], object], otherwise: str) -> None:
    """Make the one change of this command; where it cannot be saved it is gone, and that is said."""
    try:
        opened.keep(change)
    except SaveError as why:
        raise CxwError(f"{why}\n{say(GIVE_IT_AGAIN, otherwise=otherwise)}") from None
    for notice in opened.notices:
        typer.echo(notice)


def for_the_client(session: Session, path: Path) -> list[str]:
    """What to hand over instead of the file; a rehearsal is for nobody, a copy is handed over as it is."""
    if session.shared or session.rehearsal:
        return []
    return [say(FOR_THE_CLIENT, path=path)]
