"""Commands for the day itself: run, show, report, demo."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from contextlib import ExitStack, closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxw.cli.rescue import in_a_sentence
from cxw.cli.terminal import (
    DAY,
    ThemeName,
    a_folder,
    at_terminal,
    need_terminal,
    now,
    theme,
    there,
    wants_colour,
    wide,
)
from cxw.errors import CxwError, InputNeeded

if TYPE_CHECKING:
    from cxw.demo import Watched
    from cxw.theme import Theme as WallTheme
    from cxw.workshop import Day


class Projector(StrEnum):
    """What the projector shows."""

    this = "this"
    window = "window"
    browser = "browser"
    nothing = "nothing"


class WallPlace(StrEnum):
    """Where the wall is shown besides this terminal."""

    browser = "browser"


class Audience(StrEnum):
    """Whom a handout is for."""

    room = "room"
    facilitator = "facilitator"


class HandoutFormat(StrEnum):
    """What a handout is made as."""

    md = "md"
    html = "html"
    pdf = "pdf"
    csv = "csv"
    json = "json"


def add_to(app: typer.Typer) -> None:
    """Add these commands, in the order of the day."""
    for command in (run, show, report, demo):
        app.command(rich_help_panel=DAY)(command)


NoInput = Annotated[
    bool, typer.Option("--no-input", help="Ask nothing: end with exit code 2 when something is missing.")
]
Theme = Annotated[
    ThemeName, typer.Option("--theme", help="Dark or light, for this room's projector.", case_sensitive=False)
]


def run(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", readable=False, help="The session file; unfinished ones are offered without it."
        ),
    ] = None,
    projector: Annotated[
        Projector | None,
        typer.Option(
            help="What the projector shows: this screen, another window, a browser, or nothing.",
            case_sensitive=False,
        ),
    ] = None,
    wall: Annotated[
        WallPlace | None,
        typer.Option(
            metavar="browser",
            help="Show the wall in a browser on this computer; the terminal is for you alone.",
            case_sensitive=False,
        ),
    ] = None,
    phones: Annotated[
        bool | None,
        typer.Option(
            "--phones/--no-phones",
            help="Let people answer on phones; else as the file says.",
            show_default=False,
        ),
    ] = None,
    network: Annotated[
        str,
        typer.Option(metavar="NAME", help="The network of the phones: its name, or this laptop's address."),
    ] = "",
    theme_name: Theme = ThemeName.dark,
    no_input: NoInput = False,
) -> None:
    """Run the day; it goes on where it stopped.

    Example: cxw run clinics.yaml
    """
    from cxw.cli import running

    path = there(file) if file is not None else running.choose_unfinished(no_input)
    if no_input or not at_terminal():
        raise InputNeeded(running.missing_without_terminal(path))
    if wall and projector not in (None, Projector.browser):
        raise CxwError(
            f"--wall browser means that the projector shows it: leave out --projector {projector.value}"
        )
    chosen = projector or wall
    shows = chosen.value if chosen else None
    options = running.RunOptions(shows, theme(theme_name), phones=phones, network=network)
    running.run_at_terminal(path, options)


def _stages(incomplete: str) -> list[str]:
    stages = ("needs", "weights", "grid", "disagreement", "closing", "meeting")
    return [stage for stage in stages if stage.startswith(incomplete)]


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    stage: Annotated[
        str | None,
        typer.Argument(
            metavar="STAGE",
            help="needs, weights, grid, disagreement, closing, meeting or lens.",
            autocompletion=_stages,
        ),
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Be the audience's window: follow the run.")
    ] = False,
    browser: Annotated[
        bool, typer.Option("--browser", help="Follow the run in a browser on this computer.")
    ] = False,
    width: Annotated[
        int | None, typer.Option(metavar="COLUMNS", help="Columns to print.", min=60, max=400)
    ] = None,
    height: Annotated[
        int | None, typer.Option(metavar="LINES", help="Lines to print.", min=20, max=200)
    ] = None,
    theme_name: Theme = ThemeName.dark,
) -> None:
    """Print a revealed screen; with --follow, the audience's window.

    Example: cxw show clinics.yaml --follow
    """
    if browser:
        from cxw.cli.watching import show_in_browser

        show_in_browser(there(file), theme(theme_name))
        return
    if follow:
        from cxw.wall.follow import follow as follow_run

        need_terminal("The audience's window fills a terminal.", "`cxw show FILE STAGE` prints a screen.")
        follow_run(there(file), theme=theme(theme_name), colour=wants_colour())
        return
    from cxw.cli import showing

    columns, lines = wide()
    showing.print_screens(there(file), stage, (width or columns, height or lines), theme(theme_name))


def report(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help="The session file.")],
    audience: Annotated[
        Audience,
        typer.Option("--for", help="The room, or the facilitator only (private).", case_sensitive=False),
    ] = Audience.room,
    format: Annotated[
        list[HandoutFormat] | None,
        typer.Option(
            "--format",
            metavar="md|html|pdf|csv|json",
            help="One of the formats; say it once for each.",
            case_sensitive=False,
        ),
    ] = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="The folder; beside the file by default.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="A folder with your own templates; `cxw templates` copies ours."),
    ] = None,
    pictures: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Every picture alone, for slides: SVG, and PNG at 16:9."),
    ] = None,
    text: Annotated[
        Path | None,
        typer.Option(metavar="EDITED.md", readable=False, help="Paint this text, edited by hand, instead."),
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Write a few lines to send the room's PDF with: mail.txt.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask whether a customer is recognisable in what is printed.")
    ] = False,
    workings: Annotated[
        bool, typer.Option("--workings", help="The workings alone: every table, test and threshold.")
    ] = False,
) -> None:
    """Make the handout: Markdown, HTML and PDF; or with --pictures its pictures for slides.

    Example: cxw report clinics.yaml --for room --format pdf
    """
    from cxw.cli import reporting
    from cxw.handout import Options

    there(file)
    if pictures is not None:
        from cxw.cli.picturing import picture_files
        from cxw.sessionfile import load

        picture_files(load(file), pictures, audience.value)
        return
    options = Options(
        folder=a_folder(to) or file.parent, beside=file.parent, audience=audience.value, template=template
    )
    if format:
        options["formats"] = [one.value for one in format]
    if mail:
        options["mail"] = True
    reporting.write_report(file, reporting.HandoutWanted(options, text, yes, workings))


def demo(
    to: Annotated[
        Path, typer.Option("--to", metavar="FOLDER", help="The folder for the session and its handouts.")
    ] = Path("demo"),
    browser: Annotated[
        bool, typer.Option("--browser", help="Show its wall in a browser on this computer, too.")
    ] = False,
    theme_name: Theme = ThemeName.dark,
) -> None:
    """Watch a small workshop play itself, handouts included.

    Example: CXW_DEMO_SPEED=0 cxw demo --to demo
    """
    from cxw.demo import play

    speed = reading_speed("1" if at_terminal() or browser else "0")
    screen = None if at_terminal() else typer.echo
    with in_a_sentence("The demo is invented: nothing of yours is in it."), ExitStack() as stack:
        look = theme(theme_name)
        watched = demo_in_browser(look, stack) if browser else lambda day, file: None
        for made in play(to, pace=speed, theme=look, now=_in_march(), screen=screen, watched=watched):
            typer.echo(str(made))


def _in_march() -> Callable[[], dt.datetime]:
    """A clock that goes on from the demo's own morning: by today's all its promises would be overdue."""
    begun = now()
    return lambda: dt.datetime(2026, 3, 12, 9) + (now() - begun)


def reading_speed(usual: str) -> float:
    """How fast what plays by itself goes: 1 is reading speed, 0 has no pauses."""
    speed = os.environ.get("CXW_DEMO_SPEED") or usual
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", speed):
        raise CxwError(f"CXW_DEMO_SPEED is {speed}: a number, 0 for no pauses, 1 for reading speed")
    return float(speed)


def demo_in_browser(look: WallTheme, stack: ExitStack) -> Watched:
    """What shows the demo's wall in a browser, for as long as the stack stands."""
    from cxw.cli.browsing import BrowserOfTheRun

    def watched(day: Day, file: Path) -> None:
        wall = stack.enter_context(closing(BrowserOfTheRun(file, day, look)))
        wall.beside(day.desk.tell if at_terminal() else typer.echo)

    return watched
