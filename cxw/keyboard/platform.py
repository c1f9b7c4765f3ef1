"""The terminal's and the system's calls behind one small object; a test can hand in one without them."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, cast

from prompt_toolkit.input import Input, PipeInput  # noqa: TID251 - widgets live here
from prompt_toolkit.output import Output  # noqa: TID251 - as above

ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that ask the program to end; each system knows only some of them."""

_Previous = Callable[[int, FrameType | None], Any] | int | signal.Handlers | None


class Endings:
    """Being asked to end is the same as Ctrl-C: out, with the terminal restored.

    One handler stands all the while, so that there is no moment at which a signal is lost: while a widget
    runs, it ends through its loop; between two widgets the handler interrupts.
    """

    def __init__(self, names: tuple[str, ...] = ENDINGS) -> None:
        known = (getattr(signal, name, None) for name in names)
        self.signals = [signal.Signals(number) for number in known if number is not None]
        self.asked = False
        self._in_widget = False
        self._stop: Callable[[], None] | None = None
        self._before: dict[signal.Signals, _Previous] = {}

    def begin(self) -> None:
        """Handle these signals from now on; only the main thread can."""
        if threading.current_thread() is threading.main_thread():
            for number in self.signals:
                self._before[number] = signal.signal(number, self._come)

    def restore(self) -> None:
        """Put back what handled these signals before."""
        for number, before in self._before.items():
            if before is not None:
                signal.signal(number, before)
        self._before.clear()

    @contextlib.contextmanager
    def widget(self) -> Iterator[None]:
        """A widget runs: it ends by itself, and `asked` says if it had to, or if it was too late for that."""
        self._in_widget = True
        try:
            yield
        finally:
            self._stop = None
            self._in_widget = False

    def watch(self, stop: Callable[[], None]) -> None:
        """Call `stop` inside the running loop once the program is asked to end; at once if it was already."""
        loop = asyncio.get_running_loop()
        self._stop = lambda: _soon(loop, stop)
        if self.asked:
            stop()

    def _come(self, number: int, frame: FrameType | None) -> None:
        if not self._in_widget:
            raise KeyboardInterrupt
        self.asked = True
        if self._stop is not None:
            self._stop()


def _soon(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> None:
    with contextlib.suppress(RuntimeError):  # its loop is closed already; whoever ran it sees `asked`
        loop.call_soon_threadsafe(stop)


class TerminalPlatform:
    """What this system's terminal can do."""

    @contextlib.contextmanager
    def endings(self) -> Iterator[Endings]:
        """Watch for being asked to end."""
        endings = Endings()
        endings.begin()
        try:
            yield endings
        finally:
            endings.restore()

    def drop_typed(self, input: Input) -> None:
        """Throw away what was typed and not yet read; only a real keyboard is emptied."""
        try:
            import termios
        except ImportError:
            if not isinstance(input, PipeInput):
                _drop_on_windows()
            return
        fd = _terminal(input)
        if fd is None:
            return
        with contextlib.suppress(termios.error):
            termios.tcflush(fd, termios.TCIFLUSH)

    @contextlib.contextmanager
    def quiet(self, input: Input) -> Iterator[None]:
        """Keys are not echoed between two widgets; Ctrl-C still interrupts."""
        fd = _terminal(input)
        try:
            import termios
        except ImportError:
            fd = None
        if fd is None:
            yield
            return
        before = termios.tcgetattr(fd)
        silent = [*before]
        silent[3] = before[3] & ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(fd, termios.TCSANOW, silent)
        try:
            yield
        finally:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(fd, termios.TCSANOW, before)


def _terminal(input: Input) -> int | None:
    import os

    try:
        fd = input.fileno()
    except (NotImplementedError, OSError, ValueError):
        return None
    return fd if os.isatty(fd) else None


def _drop_on_windows() -> None:
    import importlib

    console: Any = importlib.import_module("msvcrt")
    while console.kbhit():
        console.getwch()


class _Steady:
    """An output that stays on the full screen from one widget to the next, so that the wall never flashes."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._entered = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)

    def enter_alternate_screen(self) -> None:
        if not self._entered:
            self._entered = True
            self._output.enter_alternate_screen()

    def quit_alternate_screen(self) -> None:
        """Not between two widgets."""

    def show_cursor(self) -> None:
        """Not between two widgets."""

    def let_go(self) -> Output:
        """Leave the full screen and give back the plain output."""
        if self._entered:
            self._output.quit_alternate_screen()
        self._output.show_cursor()
        self._output.flush()
        return self._output


def steady(output: Output) -> Output:
    """The output, held on the full screen until `let_go`."""
    return cast(Output, _Steady(output))


def let_go(output: Output) -> Output:
    """The plain output again, with the full screen left."""
    return output.let_go() if isinstance(output, _Steady) else output
