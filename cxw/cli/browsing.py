"""The wall in a browser beside a command: its look, its address, who opens it, and what is shown there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cxw.day.daily import BROWSER
from cxw.errors import CxwError
from cxw.model import Session
from cxw.text.phrases import say
from cxw.theme import Theme
from cxw.wall import ScreenView, framed
from cxw.wall.scene import language_on_walls

if TYPE_CHECKING:
    from cxw.keyboard import Room
    from cxw.wall.browser.look import WallLook
    from cxw.wall.browser.showing import Showing
    from cxw.workshop import Day


def wall_look(session: Session | None, folder: Path, theme: Theme) -> WallLook:
    """The theme, the room's language and the consultant's brand; a logo that cannot be had is left out."""
    from cxw.handout.branding import logo_of
    from cxw.wall.browser.look import WallLook

    if session is None:
        return WallLook(theme)
    spoken, brand = language_on_walls(session), session.brand
    led_by = f"{spoken('led by')} {brand.led_by}" if brand.led_by else ""
    told = " · ".join(words for words in (brand.name, led_by) if words)
    return WallLook(theme, spoken, brand.colour or "", told, logo_of(session, folder)[0])


def opened_in_words(url: str) -> str:
    """Open it, and say where it is: nobody can tell whether a browser really came."""
    from cxw.wall.browser.serving import browser_opened

    if browser_opened(url):
        return say(
            "The wall opens in your browser; F11 makes it full screen. Its address on this computer: {url}",
            url=url,
        )
    return say("Open this in a browser on this computer; F11 makes it full screen: {url}", url=url)


class BrowserOfTheRun:
    """The browser wall of a run: begun when the projector shows it, from the run's own memory."""

    def __init__(self, path: Path, day: Day, theme: Theme) -> None:
        self.path = path
        self.day = day
        self.theme = theme
        self.view = day.seen or ScreenView()
        """where the day stands; a run that was begun again shows first what stood there last"""
        self.dark = False
        self.covered = False
        """whether the remote darkened it while something was typed: the terminal's screen stays as it is"""
        self.showing: Showing | None = None
        self._press: Callable[[str], object] = lambda word: None
        self._tell: Callable[[str], None] = typer.echo
        self._serving = contextlib.ExitStack()

    def begin(self) -> str:
        """Serve it and open it, once; what is to be said of it. CxwError where that cannot be."""
        if self.showing is not None:
            return ""

        from cxw.wall.browser.address import keep_address, known_address
        from cxw.wall.browser.serving import wall_lacking, wall_served
        from cxw.wall.browser.showing import Showing, ShownWall

        if why := wall_lacking():
            raise CxwError(why)
        known = known_address(self.path)
        showing = Showing(wall_look(self.day.session, self.path.parent, self.theme), ShownWall())
        address = self._serving.enter_context(wall_served(showing, known, self.press))
        self.showing = showing
        self.again()
        keep_address(self.path, address)
        return opened_in_words(address.url)

    def attach(self, room: Room) -> None:
        """Its remote steps the room's screens, and each change of the day is shown."""
        self._tell = room.tell
        room.remote(self)
        self._follow_changes()

    def beside(self, tell: Callable[[str], None]) -> None:
        """Show a day that plays by itself: whatever else is told where it stands, browsers show it too."""
        before = self.day.point

        def point(view: ScreenView) -> None:
            before(view)
            self.point(view)

        self.day.point = point
        self._follow_changes()
        tell(self.begin())

    def _follow_changes(self) -> None:
        before = self.day.changed

        def changed() -> None:
            before()
            self.again()

        self.day.changed = changed

    def wanted(self, shows: str) -> None:
        """Begin it where the projector shows a browser; what there is to say stands under the screen."""
        if shows == BROWSER:
            try:
                said = self.begin()
            except CxwError as fault:
                said = str(fault)
            if said:
                self._tell(said)

    def close(self) -> None:
        """The run ends: the last picture stays in the browser."""
        self._serving.close()

    def press(self, word: str) -> None:
        """A remote's key, from the server's thread: the screen that stands now takes it, or nobody.

        Whatever is pressed on a covered wall uncovers it, and does nothing else.
        """
        if self.covered:
            self._cover(False)
        else:
            self._press(word)

    def untaken(self, word: str) -> None:
        """Slips are typed, or the run pauses: the wall can be dark all the same."""
        if word == "dark":
            self._cover(True)

    def _cover(self, covered: bool) -> None:
        self.covered = covered
        if self.showing is not None:
            self.showing.show(replace(self.showing.now, dark=self.dark or covered))

    def steps(self, press: Callable[[str], object]) -> None:
        """The screen that runs now takes a remote's keys so."""
        self._press = press

    def darkens(self, dark: bool) -> None:
        """The wall is dark from now on, or light again."""
        if dark != self.dark:
            self.dark = dark
            self.again()

    def point(self, view: ScreenView) -> None:
        """The day stands at this screen."""
        self.covered = self.covered and view == self.view
        self.view = view
        self.again()

    def again(self) -> None:
        """Show the page as it is now; whatever is the matter with it, the day goes on."""
        if self.showing is None:
            return
        from cxw.wall.browser.following import shown_wall

        with contextlib.suppress(Exception):
            shown = self.day.pages(self.view)
            self.showing.show(
                shown_wall(
                    self.view, framed(self.day.session, self.view, shown), dark=self.dark or self.covered
                )
            )
