"""A wall elsewhere whose remote steps the screens here: it can step and darken, and do nothing else."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.key_binding.key_processor import KeyPress  # noqa: TID251 - as above
from prompt_toolkit.keys import Keys  # noqa: TID251 - as above

_KEYS: Mapping[str, KeyPress] = MappingProxyType(
    {"next": KeyPress(Keys.PageDown), "back": KeyPress(Keys.PageUp), "dark": KeyPress(".", ".")}
)
"""What a remote sends at a terminal: none of it reveals, keeps, ends or moves anything."""


class Remote(Protocol):
    """The wall elsewhere, as a surface knows it."""

    def steps(self, press: Callable[[str], object]) -> None:
        """This is to be called, from whatever thread, when a remote was pressed there."""

    def darkens(self, dark: bool) -> None:
        """The wall is dark from now on, or light again."""

    def untaken(self, word: str) -> None:
        """Nobody takes this key of its remote now: something is typed here, or paused."""


class _Nowhere:
    """There is no wall elsewhere."""

    def steps(self, press: Callable[[str], object]) -> None:
        """No remote is pressed."""

    def darkens(self, dark: bool) -> None:
        """Nothing is there to be dark."""

    def untaken(self, word: str) -> None:
        """No remote is pressed."""


NOWHERE: Remote = _Nowhere()


def listen(remote: Remote, app: Application[Any], takes: Callable[[], bool]) -> None:
    """While an application runs, its screen takes a remote's keys, on its own thread, where it takes any."""
    loop = asyncio.get_running_loop()

    def step(word: str) -> None:
        running = app.future is not None and not app.future.done()
        if word not in _KEYS or not running:
            return
        if not takes():
            remote.untaken(word)
            return
        app.key_processor.feed(_KEYS[word])
        app.key_processor.process_keys()

    def press(word: str) -> None:
        with contextlib.suppress(RuntimeError):  # its loop has ended: the next one says so itself
            loop.call_soon_threadsafe(step, word)

    remote.steps(press)
