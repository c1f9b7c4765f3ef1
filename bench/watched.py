"""A program in a pseudo-terminal, watched with a clock: when did the screen show what it came to show?

Every read is kept with its time. A screen counts as painted at the first read after which it looks as it does
when it has come to rest, so that neither the first byte nor half a wall is taken for an answer, and what the
watching itself costs is not counted: the bytes are put on a virtual screen afterwards.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

WIDTH, HEIGHT = 120, 40
QUIET = 0.25
"""Seconds without a byte after which a screen has come to rest."""
PATIENCE = 30.0


class Unpainted(Exception):
    """The screen came to rest without what was expected on it."""


class Watched:
    """A program on a virtual terminal of 120 by 40."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str] | None = None) -> None:
        self.end, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        whole = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.ByteStream(self.screen)
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            list(command), stdin=far, stdout=far, stderr=far, env=whole, start_new_session=True
        )
        os.close(far)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self.end)

    def first_cost(self, expected: str) -> float:
        """Seconds of a processor that its main thread took until it said `expected`; Linux tells them.

        What other threads begin once the screen stands is no part of it, however late somebody looks.
        """
        said, cost = b"", 0.0
        while expected.encode() not in said and select.select([self.end], [], [], PATIENCE)[0]:
            said += os.read(self.end, 65536)
            cost = self._cost()
        if expected.encode() not in said:
            raise Unpainted(f"waited for {expected!r} and heard {said[-400:]!r}")
        return cost

    def _cost(self) -> float:
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text("utf-8").split()[0]) / 1e9

    def first(self, expected: str) -> float:
        """Seconds from the start of the process to its first screen, which says `expected`."""
        return self._rest(expected) - self.begun

    def press(self, keys: str, expected: str) -> float:
        """Seconds from these keys to the screen that answers them, which says `expected`."""
        pressed = time.perf_counter()
        os.write(self.end, keys.encode())
        return self._rest(expected) - pressed

    def shows(self, keys: str, expected: str) -> float:
        """Seconds from these keys to the first screen that says `expected`, though others go on painting."""
        while select.select([self.end], [], [], 0)[0]:
            self.stream.feed(os.read(self.end, 65536))
        pressed = time.perf_counter()
        os.write(self.end, keys.encode())
        while select.select([self.end], [], [], PATIENCE)[0]:
            data = os.read(self.end, 65536)
            moment = time.perf_counter()
            self.stream.feed(data)
            if expected in "\n".join(self.screen.display):
                return moment - pressed
        raise Unpainted(f"waited for {expected!r} and saw:\n" + "\n".join(self.screen.display))

    def memory(self) -> int:
        """The most bytes that the program had at a time; Linux tells it."""
        told = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        return int(told.partition("VmHWM:")[2].split()[0]) * 1024

    def _rest(self, expected: str) -> float:
        """The moment at which the screen looked as it does at rest, with the expected words on it."""
        painted, looks = 0.0, list(self.screen.display)
        patience = time.perf_counter() + PATIENCE
        while time.perf_counter() < patience:
            for moment, data in self._burst():
                self.stream.feed(data)
                now = list(self.screen.display)
                if now != looks:
                    painted, looks = moment, now
            if painted and expected in "\n".join(looks):
                return painted
        raise Unpainted(f"waited for {expected!r} and saw:\n" + "\n".join(looks))

    def _burst(self) -> list[tuple[float, bytes]]:
        """What comes until nothing more does; read at once: a full terminal holds a program up."""
        found: list[tuple[float, bytes]] = []
        while select.select([self.end], [], [], QUIET)[0]:
            try:
                data = os.read(self.end, 65536)
            except OSError:
                break
            found.append((time.perf_counter(), data))
        return found


def imports_of(command: Sequence[str], expected: str, folder: Path) -> list[str]:
    """Every module a command has imported by its first screen, in order; Python itself says which."""
    log = folder / "imports.txt"
    script = f"exec {' '.join(command)} 2>{log}"
    with Watched(["sh", "-c", script], {"PYTHONPROFILEIMPORTTIME": "1"}) as watched:
        watched.first(expected)
    lines = [line for line in log.read_text("utf-8").splitlines() if line.startswith("import time:")]
    return [line.rsplit("|", 1)[1].strip() for line in lines[1:]]
