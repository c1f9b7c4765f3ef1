"""What a command that ends by itself says of the session file it changes."""

from __future__ import annotations

from collections.abc import Callable

import typer

from cxw.errors import CxwError, SaveError
from cxw.model import Session
from cxw.sessionfile import OpenFile


def keep(opened: OpenFile, change: Callable[[Session], None], otherwise: str) -> None:
    """Make the one change of this command; where it cannot be saved it is gone, and that is said."""
    try:
        opened.keep(change)
    except SaveError as why:
        raise CxwError(f"{why}\n{otherwise}: put that right, then give the command again") from None
    for notice in opened.notices:
        typer.echo(notice)
