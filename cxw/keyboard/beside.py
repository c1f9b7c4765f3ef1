"""Whoever answers beside the keyboard: what they sent is taken in between two keys, on the keyboard's thread.

So a picture never shows half of a change. It is saved while keys go on, and whoever sent it is told after it;
what comes meanwhile shares the next save. While no widget runs, what was sent waits.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.input import Input  # noqa: TID251 - as above
from prompt_toolkit.input.typeahead import get_typeahead, store_typeahead  # noqa: TID251 - as above

from cxw.day.corner import Corner
from cxw.day.desk import Ballot

UNSAVED = "unsaved"
"""A widget ends so where what came in beside it is not on disk: the facilitator decides, then it goes on."""

A_PICTURE = 0.1
"""Seconds in which all that comes in shares one picture: hundreds answer faster than anybody reads."""

LOOKS = 1.0
"""Seconds between two looks at what changes by itself."""
A_SAVE = 0.04
"""Seconds between two saves, where what comes in does not stop: a key waits while it is taken in."""


class Beside(Protocol):
    """The others, as a surface knows them."""

    def open(self, ballot: Ballot) -> None:
        """This is asked of them from now on."""

    def close(self) -> None:
        """Nothing is asked of them any more."""

    def woken_by(self, wake: Callable[[], object]) -> None:
        """This is to be called, from whatever thread, when something was sent."""

    def has_mail(self) -> bool:
        """Whether something waits to be worked off."""

    def take_in(self) -> None:
        """Take in what waits, and begin to save it; the same as for what was sent is called at its end."""

    def is_saving(self) -> bool:
        """Whether that is not over yet."""

    def saved(self) -> bool | None:
        """Tell whoever sent it what became of it; whether it is on disk, None where nothing was taken in."""

    def catch_up(self) -> bool:
        """Do a little of what the others are to see of this desk; whether there is more."""

    def entrance(self) -> Corner | None:
        """Where others still come in while they are asked something; None at any other time."""

    def look(self) -> bool:
        """Look at what changes by itself, every LOOKS seconds; whether the picture does."""

    def settle(self) -> str:
        """Have on disk what is not; the facilitator decides how. DONE, and what was asked goes on."""


def settled(beside: Beside, input: Input) -> str:
    """Ask what becomes of what the disk refused; what was typed before waits for the pane."""
    with input.raw_mode():
        ahead = [*get_typeahead(input), *input.read_keys()]
    try:
        return beside.settle()
    finally:
        store_typeahead(input, ahead)


def end_run(app: Application[Any], with_: Any) -> None:
    """End what an application runs, with a value or an exception; once."""
    if app.future is None or app.future.done():
        return
    if isinstance(with_, BaseException):
        app.exit(exception=with_)
    else:
        app.exit(result=with_)


class Listening:
    """While an application runs, what is sent is worked off at once, and the picture follows."""

    def __init__(
        self, app: Application[Any], beside: Beside, unsaved: Any, answered: Callable[[], None]
    ) -> None:
        """`unsaved` ends the run where the disk refuses; `answered` is told before the picture."""
        self.app, self.beside = app, beside
        self.unsaved, self.answered = unsaved, answered
        self.loop = asyncio.get_running_loop()
        self.due = False
        """whether a picture is due already"""
        self.again: asyncio.TimerHandle | None = None
        self.rests_until = 0.0
        """when what has come in meanwhile is saved next"""
        beside.woken_by(self._wake)
        self.loop.call_soon(self._work)
        self.loop.call_later(LOOKS, self._look)

    @property
    def _over(self) -> bool:
        return self.app.future is None or self.app.future.done()

    def _look(self) -> None:
        if self._over:
            return
        try:
            if self.beside.look():
                self.answered()
                self._draw_soon()
        except BaseException as error:  # noqa: BLE001 - out through the run, which restores the terminal
            end_run(self.app, error)
        self.loop.call_later(LOOKS, self._look)

    def _wake(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: the next one looks by itself
            self.loop.call_soon_threadsafe(self._work)

    def _work(self) -> None:
        if self._over:
            return
        try:
            if not self.beside.is_saving():
                self._work_off()
        except BaseException as error:  # noqa: BLE001 - out through the run, which restores the terminal
            end_run(self.app, error)

    def _work_off(self) -> None:
        saved = self.beside.saved()
        if saved is not None:
            self.rests_until = self.loop.time() + A_SAVE
            self._draw_soon()
        if saved is False:
            end_run(self.app, self.unsaved)
            return
        if self.beside.has_mail():
            self._take_in()
        if self.beside.catch_up():
            self.loop.call_soon(self._work)

    def _take_in(self) -> None:
        if (rests := self.rests_until - self.loop.time()) > 0:
            self._later(rests)
            return
        self.beside.take_in()
        self.answered()

    def _draw_soon(self) -> None:
        if not self.due:
            self.due = True
            self.loop.call_later(A_PICTURE, self._draw)

    def _later(self, seconds: float) -> None:
        """Look again then; once, however much comes in."""
        if self.again is None:
            self.again = self.loop.call_later(seconds, self._after_rest)

    def _after_rest(self) -> None:
        self.again = None
        self._work()

    def _draw(self) -> None:
        self.due = False
        self.app.invalidate()


@contextlib.contextmanager
def asked(beside: Beside | None, ballot: Ballot) -> Iterator[None]:
    """Ask this of the others too, for as long as it is asked at the keyboard."""
    if beside is None:
        yield
        return
    beside.open(ballot)
    try:
        yield
    finally:
        beside.close()
