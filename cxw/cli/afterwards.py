"""Commands for afterwards: replay."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxw.cli.terminal import AFTERWARDS, ThemeName, theme, there


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command(rich_help_panel=AFTERWARDS)(replay)


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The archived session.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="COPY", help="Replay into this copy; made with the set-up only when absent."
        ),
    ] = None,
    theme_name: Annotated[ThemeName, typer.Option("--theme", help="Dark or light.")] = ThemeName.dark,
) -> None:
    """Show an archive again, reveal by reveal, changing nothing.

    Example: cxw replay workshops/essay.yaml
    """
    from cxw.cli import showing

    if into is not None:
        showing.replay_into(there(file), into)
    else:
        showing.replay(there(file), theme(theme_name))
