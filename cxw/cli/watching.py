"""A wall in a browser by itself: a run followed from its files, or an archive played at reading speed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import typer

from cxw.cli.browsing import opened_in_words, wall_look
from cxw.cli.running import asked_to_end
from cxw.cli.terminal import there
from cxw.errors import CxwError
from cxw.sessionfile import load
from cxw.theme import Theme


def show_in_browser(file: Path, theme: Theme) -> None:
    """Follow a run in a browser until Ctrl-C; the files are only read."""
    from cxw.wall.browser.address import WallAddress
    from cxw.wall.browser.following import FollowedWall
    from cxw.wall.browser.serving import wall_served
    from cxw.wall.browser.showing import Showing, ShownWall

    session = None
    with contextlib.suppress(CxwError):
        session = load(there(file))
    showing = Showing(wall_look(session, file.parent, theme), ShownWall())
    wall = FollowedWall(file, theme, showing)
    wall.look()
    with asked_to_end(), wall_served(showing, WallAddress(), wall.press) as address:
        typer.echo(f"{opened_in_words(address.url)}\nCtrl-C here ends it.")
        with contextlib.suppress(KeyboardInterrupt):
            wall.follow(lambda: False)
