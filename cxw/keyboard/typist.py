"""Types into the widgets in place of a person, for the demo, rehearsals and tests.

The script is asked once a widget has drawn itself, with the text of its screen, and returns the keys to press
there; where they do not end the widget it is asked again. Keys left over when a widget ends are dropped, as a
person's would be; a script with nothing left to type ends the run like Ctrl-C: nothing waits for ever.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO, cast

from prompt_toolkit.application import Application  # noqa: TID251 - widgets live here
from prompt_toolkit.data_structures import Size  # noqa: TID251 - as above
from prompt_toolkit.input import Input, create_pipe_input  # noqa: TID251 - as above
from prompt_toolkit.input.vt100_parser import Vt100Parser  # noqa: TID251 - as above
from prompt_toolkit.output import Output  # noqa: TID251 - as above
from prompt_toolkit.output.vt100 import Vt100_Output  # noqa: TID251 - as above

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPress  # noqa: TID251 - as above

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
HOME, END, WIPE = "\x1b[H", "\x1b[F", "\x15"
PAGE_UP, PAGE_DOWN, ESC, ENTER, TAB, BACK, DELETE = (
    "\x1b[5~",
    "\x1b[6~",
    "\x1b",
    "\r",
    "\t",
    "\x7f",
    "\x1b[3~",
)

DRAWN = 0.002
"""Seconds in which a widget draws itself before the script sees its screen."""

Keys = list[str]
Script = Callable[[str], Iterable[str] | None]


class Typist:
    """Presses the keys of a script, each after its pause."""

    def __init__(self, script: Script, pause: Callable[[str], float] = lambda key: 0.0) -> None:
        self._script = script
        self._pause = pause
        self._left: list[str] = []

    def sit_down(self, app: Application[Any], screen: Callable[[], str], *, fresh: bool) -> None:
        """Begin to type into a widget that has just started."""
        app.create_background_task(self._type(app, screen, fresh))

    async def _type(self, app: Application[Any], screen: Callable[[], str], fresh: bool) -> None:
        if fresh:
            self._left = []
        while not app.is_done:
            await asyncio.sleep(DRAWN)
            try:
                self._left = self._left or list(self._script(screen()) or ())
            except Exception as fault:  # noqa: BLE001 - a background task would swallow it and wait for ever
                app.exit(exception=fault)
                return
            if not self._left:
                app.exit(exception=KeyboardInterrupt())
                return
            await self._press(app)

    async def _press(self, app: Application[Any]) -> None:
        while self._left and not app.is_done:
            if wait := self._pause(self._left[0]):
                await asyncio.sleep(wait)
            if not app.is_done:
                _feed(app, self._left.pop(0))


def _feed(app: Application[Any], keys: str) -> None:
    presses: list[KeyPress] = []
    Vt100Parser(presses.append).feed_and_flush(keys)
    app.key_processor.feed_multiple(presses)
    app.key_processor.process_keys()


class _Written:
    """Looks like a terminal's file and hands on what is written to it."""

    encoding = "utf-8"

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write

    def flush(self) -> None:
        """Everything was handed on at once."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("a virtual screen has no file")


@contextlib.contextmanager
def virtual(width: int, height: int, write: Callable[[str], object]) -> Iterator[tuple[Input, Output]]:
    """A keyboard nobody sits at and a screen that hands what is drawn to `write`."""
    output = Vt100_Output(
        cast(TextIO, _Written(write)),
        lambda: Size(rows=height, columns=width),
        term="xterm-256color",
        enable_bell=False,
        enable_cpr=False,
    )
    with create_pipe_input() as input:
        yield input, output


def filled_form(*fields: object) -> Keys:
    """Keys that fill a form from its first field down and keep it; a list is keys, None is left empty."""
    keys: Keys = []
    for value in fields:
        if isinstance(value, list):
            keys += value
        else:
            keys += [WIPE, *("" if value is None else str(value))]
        keys.append(DOWN)
    return [*keys, ENTER]
