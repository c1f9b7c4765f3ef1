"""The command line: commands in three groups, exit codes, and the clock that hands in `now`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from cxw.cli import afterwards, before, day, files
from cxw.cli.terminal import AFTERWARDS, DAY, FILES
from cxw.errors import CxwError

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

EXAMPLE = "Example: "
UsageError: Any = typer.BadParameter.__bases__[0]
"""The common class of all misuses; typer exports only one of them."""


class Grouped(TyperGroup):
    """Help in three groups, each command with an example; plain text, so that it is there at once."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the groups in the order of their use."""
        for title in (DAY, AFTERWARDS, FILES):
            rows: list[tuple[str, str]] = []
            for name in self.list_commands(ctx):
                command = self.get_command(ctx, name)
                if command is not None and getattr(command, "rich_help_panel", "") == title:
                    said, _, example = (command.help or "").partition(EXAMPLE)
                    rows += [(name, said.split("\n")[0]), ("", f"$ {example.strip()}")]
            with formatter.section(title):
                formatter.write_dl(rows)


app = typer.Typer(
    name="cxw",
    cls=Grouped,
    help="Facilitate a customer-needs SWOT workshop: belief is not evidence, and disagreement is a finding.",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from cxw import __version__

        typer.echo(f"cxw {__version__}")
        raise typer.Exit


@app.callback()
def cxw(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Facilitate a customer-needs SWOT workshop: belief is not evidence, and disagreement is a finding."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for group in (before, day, afterwards, files):
    group.add_to(app)


def run_command() -> None:
    """Run a command: one sentence and an exit code for whatever a user can cause, never a traceback."""
    _speak_utf8()
    try:
        code = app(standalone_mode=False) or 0
        sys.stdout.flush()
        sys.exit(code)
    except BrokenPipeError:
        _hear_no_more()
        sys.exit(1)
    except CxwError as end:
        sys.stderr.write(f"{end}\n")
        sys.exit(end.exit_code)
    except UsageError as misuse:
        from cxw.cli.usage import misuse_sentence

        sys.stderr.write(f"{misuse_sentence(misuse)}\n")
        sys.exit(misuse.exit_code)
    except OSError as fault:
        what = fault.filename or "What cxw says could not be written"
        sys.stderr.write(f"{what}: {(fault.strerror or str(fault)).lower()}\n")
        sys.exit(1)


def _hear_no_more() -> None:
    """Whoever read what was printed has gone: nothing is left to be said to them, at the very end neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_utf8() -> None:
    """Let a console of another code page show a sign instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
