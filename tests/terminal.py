"""A real pseudo-terminal for the tests: a command in it, its screen, every byte it wrote, and keys for it.

Nothing here waits for a time: whoever types waits until the screen says what it waits for, and the command has
come to rest.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Self

import pexpect
import pyte
from loaded import load_everything

PATIENCE = 30.0
"""Seconds before a screen that does not come is a failure: far more than any step takes, also under load."""
REST = 0.004
"""Seconds without a byte after which a picture may be whole."""
WITHOUT_PROC = 0.06
"""The same where the system does not say whether a process is at rest."""

FULL_SCREEN = 1049

ENTER, DOWN, END, HOME, ESC, TAB, WIPE, CTRL_C = (
    "\r",
    "\x1b[B",
    "\x1b[F",
    "\x1b[H",
    "\x1b",
    "\t",
    "\x15",
    "\x03",
)
_ESCAPES = re.compile(r"\x1b(\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()][A-Z0-9]|[=>78A-Z])")


def plain(written: bytes) -> str:
    """What was written, without colours and cursor movements."""
    return _ESCAPES.sub(" ", written.decode("utf-8", "replace"))


class Screen(pyte.Screen):
    """A screen that answers where its cursor is, and is empty again once the full screen is left."""

    answer: Callable[[str], object] = staticmethod(lambda text: None)

    def write_process_input(self, data: str) -> None:
        self.answer(data)

    def set_mode(self, *modes: int, **how: Any) -> None:
        super().set_mode(*modes, **how)
        self._begun_anew(modes)

    def reset_mode(self, *modes: int, **how: Any) -> None:
        super().reset_mode(*modes, **how)
        self._begun_anew(modes)

    def _begun_anew(self, modes: tuple[int, ...]) -> None:
        if FULL_SCREEN in modes:
            self.erase_in_display(2)
            self.cursor_position()


def forked(act: Callable[[], object], surroundings: dict[str, str]) -> None:
    """The process of the terminal acts without a new interpreter, which would take most of the test's time."""
    os.closerange(3, 4096)  # the last of them tells the parent that the command has begun
    os.environ.clear()
    os.environ.update(surroundings)
    for number, name, how in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        stream = open(number, how, encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    for signal_of_ours in (signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH):
        signal.signal(signal_of_ours, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    gc.freeze()  # what the tests have made is none of the command's rubbish: nobody looks through it
    code = 1
    try:
        code = _code(act)
    finally:
        # Whatever it says on a terminal that is gone raises again: it must not go on as the test that forked it.
        os._exit(code)


def _cxw(words: list[str], first: Callable[[], object] | None = None) -> None:
    from cxw.__main__ import main

    if first is not None:
        first()
    sys.argv = ["cxw", *words]
    main()


def _code(act: Callable[[], object]) -> int:
    from prompt_toolkit.application import create_app_session  # noqa: TID251 - as in a new interpreter

    try:
        with create_app_session():
            act()
    except SystemExit as end:
        return int(end.code or 0)
    except BaseException:  # noqa: BLE001 - the interpreter would print it too
        traceback.print_exc()
        return 1
    finally:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
    return 0


def command(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, without a terminal: its code, and what it said on both its streams."""
    asked = [*map(str, words)]
    load_everything()
    return subprocess.run(
        [sys.executable, "-m", "cxw", *asked],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(forked, partial(_cxw, asked), dict(os.environ)),
    )


class Terminal:
    """One command in a pseudo-terminal: every byte it wrote, its screen, and keys for it.

    Whatever is told to the interpreter itself (`PYTHON...`) needs a new one, and so does `anew`. `first` is
    done in the new process before anything else.
    """

    def __init__(
        self,
        *words: object,
        cwd: Path,
        size: tuple[int, int] = (80, 24),
        anew: bool = False,
        first: Any = None,
        **env: str,
    ) -> None:
        columns, lines = size
        anew = anew or any(name.startswith("PYTHON") for name in env)
        surroundings = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": "", **env}
        for name in ("COLUMNS", "LINES", "NO_COLOR"):
            if not env.get(name):
                surroundings.pop(name, None)
        command = ["-m", "cxw", *map(str, words)]
        load_everything()
        self.child = pexpect.spawn(
            sys.executable,
            command,
            cwd=str(cwd),
            env=surroundings,
            dimensions=(lines, columns),
            echo=True,
            preexec_fn=first
            if anew
            else partial(forked, partial(_cxw, [*map(str, words)], first), surroundings),
        )
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = self.child.ptyproc.delayafterterminate = 0.01
        self.written = bytearray()
        self._shown: str | None = None
        self.screen = Screen(columns, lines)
        self.screen.answer = self.type
        self.stream = pyte.ByteStream(self.screen)
        self.over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Whatever still runs is no longer wanted."""
        if self.child.isalive():
            self.kill()
            self.child.wait()
        self.child.close()

    @property
    def pid(self) -> int:
        return int(self.child.pid)

    @property
    def shown(self) -> str:
        """The screen as text; looked at many times a second, so it is put together once for each picture."""
        if self._shown is None:
            self._shown = "\n".join(line.rstrip() for line in self.screen.display)
        return self._shown

    def type(self, keys: str) -> None:
        """Press keys, all at once."""
        os.write(self.child.child_fd, keys.encode())

    def hear(self, seconds: float) -> bool:
        """Take in what was written within so long; whether there was anything."""
        if self.over or not select.select([self.child.child_fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.child.child_fd, 65536)
        except OSError:
            data = b""
        self.over = not data
        self.written += data
        self._shown = None
        self.stream.feed(data)
        return bool(data)

    def until(self, seen: str | Callable[[str], bool]) -> str:
        """Wait for a whole screen that holds these words, or of which this is true; its text."""
        wanted = seen if callable(seen) else lambda shown: seen in shown
        end = time.monotonic() + PATIENCE
        while True:
            if not self.hear(REST) and (self.over or self._at_rest()):
                shown = self.shown
                if wanted(shown):
                    return shown
                self._alive(seen, end)

    def _alive(self, seen: object, end: float) -> None:
        if self.over or time.monotonic() > end:
            how = "the command ended" if self.over else f"nothing came for {PATIENCE:.0f} seconds"
            raise AssertionError(f"waiting for {seen}: {how}; on the screen stood\n{self.shown}")

    def _at_rest(self) -> bool:
        """Whether the command waits for a key; a picture half written is then no longer under way."""
        try:
            stat = Path(f"/proc/{self.pid}/stat").read_text()
        except OSError:
            return not self.hear(WITHOUT_PROC)
        return stat.rpartition(")")[2].split()[0] in "SZ" and not self.hear(0)

    def ends(self, patience: float = PATIENCE) -> int:
        """Wait for the command's end: its exit code, or minus the signal that ended it."""
        end = time.monotonic() + patience
        while not self.over and time.monotonic() < end:
            self.hear(0.05)
        assert self.over, f"it does not end; on the screen stands\n{self.shown}"
        self.child.wait()
        return -self.child.signalstatus if self.child.signalstatus else int(self.child.exitstatus)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to the command alone."""
        os.kill(self.pid, number)

    @property
    def said(self) -> str:
        """What was printed after the full screen was left."""
        return plain(bytes(self.written.rpartition(b"\x1b[?1049l")[2]))

    @property
    def clean(self) -> bool:
        """Whether the full screen is left, the cursor visible and pastes are no longer bracketed."""
        return all(
            self.written.rfind(last) >= self.written.rfind(before)
            for last, before in (
                (b"\x1b[?1049l", b"\x1b[?1049h"),
                (b"\x1b[?25h", b"\x1b[?25l"),
                (b"\x1b[?2004l", b"\x1b[?2004h"),
            )
        )
