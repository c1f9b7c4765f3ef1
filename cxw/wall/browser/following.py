"""`cxw show FILE --browser`: the audience's window as a page, from a process of its own that only reads."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

from cxw.model import Session
from cxw.theme import Theme
from cxw.wall import END, ScreenView, findings_shown, framed, pages
from cxw.wall.browser.showing import Showing, ShownWall
from cxw.wall.follow import WAITING, Window
from cxw.wall.page import Bar, Page

LOOKS = 0.05
"""Seconds between two looks at the files: whoever waits for a reveal notices none of them."""


def shown_wall(view: ScreenView, framed_page: tuple[Bar, Page], *, dark: bool = False) -> ShownWall:
    """One page as browsers are given it; the address of phones is no part of its name."""
    bar, page = framed_page
    place = "" if view == END else f"{view.segment} {view.stage} {view.step} {bar.page}"
    return ShownWall(bar, page, place, dark)


class FollowedWall:
    """Follows a run by its file and its view, as the window in a terminal does."""

    def __init__(
        self,
        path: Path,
        theme: Theme,
        showing: Showing,
        read: Callable[[Session], None] = lambda session: None,
    ) -> None:
        """`read`: told of each new state of the files before it is shown."""
        self._read = read
        self.window = Window(path, theme)
        self.showing = showing
        self.dark = False
        self._ahead = 0
        self._at: ScreenView | None = None
        self._shown: tuple[int, int, bool] | None = None
        """what was shown last: nothing is made anew while nothing changed"""
        self._lock = threading.Lock()

    def press(self, word: str) -> None:
        """A remote steps this window through the pages of the step, until the run shows another one."""
        with self._lock:
            if word == "dark" or self.dark:
                self.dark = not self.dark
            else:
                self._ahead += 1 if word == "next" else -1
            self._show()

    def look(self) -> None:
        """Show what the files say now."""
        with self._lock:
            self._show()

    def _show(self) -> None:
        view, session = self.window.looked()
        if view != self._at:
            self._at, self._ahead = view, 0
        if (now := (self.window.changes, self._ahead, self.dark)) == self._shown:
            return
        changed, self._shown = self._shown is None or self._shown[0] != now[0], now
        if session is None:
            say = self.showing.look.say
            self.showing.show(ShownWall(Bar(believed=False, say=say), Page(say(WAITING)), dark=self.dark))
            return
        try:
            if changed:
                self._read(session)
            shown = pages(session, view, self.window.findings, folder=self.window.path.parent)
            page = min(max(min(view.page, len(shown) - 1) + self._ahead, 0), len(shown) - 1)
            self._ahead = page - min(view.page, len(shown) - 1)
            here = view.at(page)
            self.showing.show(shown_wall(here, framed(session, here, shown), dark=self.dark))
        except Exception:  # noqa: BLE001, S110 -- whatever is the matter, clients see the last good wall
            pass

    def _made_ready(self) -> None:
        """Import what the first wall with numbers needs, so that a reveal does not wait for it."""
        session = self.window.session
        with contextlib.suppress(Exception):
            if session is not None:
                findings_shown(session, self.window.path.parent)

    def follow(self, stop: Callable[[], bool]) -> None:
        """Look at the files again and again until this is to end."""
        self.look()
        threading.Thread(target=self._made_ready, name="imported ahead", daemon=True).start()
        pause = threading.Event()
        while not stop():
            self.look()
            pause.wait(LOOKS)
