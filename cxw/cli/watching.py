"""A wall in a browser by itself: a run followed from its files, or an archive played at reading speed."""

from __future__ import annotations

import contextlib
import queue
from pathlib import Path

import typer

from cxw.cli.browsing import opened_in_words, wall_look
from cxw.cli.running import asked_to_end
from cxw.cli.showing import play_again
from cxw.cli.terminal import there
from cxw.day.desk import BACK, NEXT, Wall
from cxw.errors import CxwError
from cxw.model import Session
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import load
from cxw.sessionfile.lens_files import lenses_asked
from cxw.text.phrases import say, speak
from cxw.theme import Theme
from cxw.wall import END, ScreenView, framed
from cxw.wall.browser.showing import Showing
from cxw.workshop import Ahead, Day, Memory


def show_in_browser(file: Path, theme: Theme) -> None:
    """Follow a run in a browser until Ctrl-C; the files are only read."""
    from cxw.wall.browser.address import WallAddress
    from cxw.wall.browser.following import FollowedWall
    from cxw.wall.browser.serving import wall_served
    from cxw.wall.browser.showing import Showing, ShownWall

    session = None
    with contextlib.suppress(CxwError):
        session = load(there(file))
        speak(session.language, session.address)
    showing = Showing(wall_look(session, file.parent, theme), ShownWall())
    with contextlib.closing(Ahead()) as ahead, asked_to_end(), contextlib.ExitStack() as serving:
        wall = FollowedWall(file, theme, showing, lambda session: ahead.follow(session, file.parent))
        wall.look()
        address = serving.enter_context(wall_served(showing, WallAddress(), wall.press))
        typer.echo(f"{opened_in_words(address.url)}\n{say('Ctrl-C here ends it.')}")
        with contextlib.suppress(KeyboardInterrupt):
            wall.follow(lambda: False)


FIRST, WORD, LONGEST = 2.0, 0.28, 14.0
"""Seconds: before anybody reads, for each word of a wall's sentences, and for the longest of them."""
ASKED, A_SLIP, ALL_SLIPS = 3.0, 0.3, 4.0
"""Seconds: for a question, for each answer that is counted, and for all of a question together."""


def replay_in_browser(file: Path, theme: Theme, pace: float) -> None:
    """Play an archive at reading speed in a browser: what a client would see; the file is only read."""
    from cxw.wall.browser.address import WallAddress
    from cxw.wall.browser.serving import wall_served
    from cxw.wall.browser.showing import ShownWall

    archive = load(file)
    speak(archive.language, archive.address)
    showing = Showing(wall_look(archive, file.parent, theme), ShownWall())
    reader = ReadingRoom(showing, pace)
    with asked_to_end(), wall_served(showing, WallAddress(), reader.press) as address:
        said = say("PageDown and PageUp step there, b darkens; Ctrl-C here ends it.")
        typer.echo(f"{opened_in_words(address.url)}\n{said}")
        with contextlib.suppress(KeyboardInterrupt):
            play_in_browser(archive, file.parent, reader, theme)


def play_in_browser(archive: Session, folder: Path, reader: ReadingRoom, theme: Theme) -> None:
    """Play the whole day for whoever reads it there."""
    memory = Memory(emptied(archive))
    desk = Replay(archive, lambda: memory.session, reader.read)
    day = Day(
        file=memory,
        desk=desk,
        now=desk.time,
        theme=theme,
        colour=False,
        point=reader.point,
        asked_like=desk.next_round,
        folder=folder,
        lenses=lenses_asked(archive, folder),
        changed=reader.counted,
    )
    reader.day = day
    play_again(archive, day)
    reader.stay()


class ReadingRoom:
    """Reads each wall as long as people do, unless a key in the browser steps on or back."""

    def __init__(self, showing: Showing, pace: float) -> None:
        self.showing = showing
        self.pace = pace
        self.day: Day | None = None
        self.view = ScreenView()
        self.dark = False
        self._left = 0.0
        """seconds that answers may still be counted at this question"""
        self._pressed: queue.SimpleQueue[str] = queue.SimpleQueue()

    def press(self, word: str) -> None:
        """A key in the browser, from the server's thread."""
        self._pressed.put(word)

    def point(self, view: ScreenView) -> None:
        """The day stands at this wall; a question is read here, what is shown where it is shown."""
        self.view = view
        self._show()
        if view.step.endswith(("open", "votes", "after")):
            self._left = ALL_SLIPS
            self._wait(ASKED)

    def counted(self) -> None:
        """One answer more: it is seen to come in."""
        self._show()
        if self._left > 0 and self.pace:
            self._left -= A_SLIP
            self._wait(A_SLIP)

    def read(self, wall: Wall) -> str:
        """Read one wall; the word that goes on from it."""
        self._left = 0.0
        page = self.showing.now.page
        words = " ".join((page.first, page.headline, *page.under)).split()
        return BACK if self._wait(min(FIRST + WORD * len(words), LONGEST)) == "back" else NEXT

    def stay(self) -> None:
        """The day is over: its last wall stays until somebody ends this."""
        self.point(END)
        while self.pace:
            self._wait(3600.0)

    def _wait(self, seconds: float) -> str:
        """So long at this pace, or until a key; dark until the next one."""
        if not self.pace:
            return ""
        with contextlib.suppress(queue.Empty):
            word = self._pressed.get(timeout=None if self.dark else seconds / self.pace)
            if word == "dark" or self.dark:
                self.dark = not self.dark
                self._show()
                return self._wait(seconds)
            return word
        return ""

    def _show(self) -> None:
        from cxw.wall.browser.following import shown_wall

        assert self.day is not None, "a day is played here"
        shown = self.day.pages(self.view)
        self.showing.show(shown_wall(self.view, framed(self.day.session, self.view, shown), dark=self.dark))
