"""Whoever answers beside the keyboard: what they sent is worked off between two keys, on its own thread.

So there is one writer, and a picture never shows half of a change. While no widget runs, what was sent waits.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here

from cxw.day.desk import Ballot

UNSAVED = "unsaved"
"""A widget ends so where what came in beside it is not on disk: the facilitator decides, then it goes on."""


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

    def work_off(self) -> bool:
        """Take in what waits; whether it is on disk."""

    def catch_up(self) -> bool:
        """Do a little of what the others are to see of this desk; whether there is more."""

    def settle(self) -> str:
        """Have on disk what is not; the facilitator decides how. DONE, and what was asked goes on."""


def end_run(app: Application[Any], with_: Any) -> None:
    """End what an application runs, with a value or an exception; once."""
    if app.future is None or app.future.done():
        return
    if isinstance(with_, BaseException):
        app.exit(exception=with_)
    else:
        app.exit(result=with_)


def _work_off(app: Application[Any], beside: Beside, unsaved: Any, answered: Callable[[], None]) -> None:
    if not beside.has_mail():
        return
    saved = beside.work_off()
    answered()
    if saved:
        app.invalidate()
    else:
        end_run(app, unsaved)


def listen(app: Application[Any], beside: Beside, unsaved: Any, answered: Callable[[], None]) -> None:
    """While this application runs, work off what is sent at once; `answered` is told before the picture."""
    loop = asyncio.get_running_loop()

    def work() -> None:
        if app.future is None or app.future.done():
            return
        try:
            _work_off(app, beside, unsaved, answered)
            if beside.catch_up():
                loop.call_soon(work)
        except BaseException as error:  # noqa: BLE001 - out through the run, which restores the terminal
            end_run(app, error)

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended: the next one looks by itself
            loop.call_soon_threadsafe(work)

    beside.woken_by(wake)
    loop.call_soon(work)


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
