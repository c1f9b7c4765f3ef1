"""Commands for afterwards: replay, share, forget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cxw.cli.rescue import in_a_sentence
from cxw.cli.terminal import AFTERWARDS, ThemeName, theme, there


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (replay, share, forget):
        app.command(rich_help_panel=AFTERWARDS)(command)


def replay(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The archived session.")],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="COPY", help="Replay into this copy; made with the set-up only when absent."
        ),
    ] = None,
    theme_name: Annotated[
        ThemeName, typer.Option("--theme", help="Dark or light.", case_sensitive=False)
    ] = ThemeName.dark,
) -> None:
    """Show an archive again, reveal by reveal, changing nothing.

    Example: cxw replay workshops/essay.yaml
    """
    from cxw.cli import showing

    with in_a_sentence(f"{file} is untouched."):
        if into is not None:
            showing.replay_into(there(file), into)
        else:
            showing.replay_archive(there(file), theme(theme_name))


def share(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="COPY", help="The copy to make; FILE-shared.yaml by default."),
    ] = None,
) -> None:
    """Make a copy to hand over: no names, no notes, answers shuffled.

    Example: cxw share clinics.yaml --to clinics-for-the-agency.yaml
    """
    from cxw.cli import sharing

    sharing.write_shared(there(file), to)


def forget(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: it is meant.")] = False,
) -> None:
    """Take out of the file itself who said what; this cannot be taken back.

    Example: cxw forget clinics.yaml
    """
    from cxw.cli import sharing

    sharing.forget_names(there(file), yes)
