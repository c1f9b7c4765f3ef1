"""The audience's window: follows a run by its file and its view, and shows the wall and nothing else.

It never writes to the session, holds no lock, and lives on when the run dies: what it cannot read it does not
show, and the last good screen stays. The files are looked at five times a second by their stamps alone and
read only when those change.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from cxw.errors import CxwError, FaultyFile, InputNeeded
from cxw.model import Session
from cxw.sessionfile import PRIVATE, FilePlatform, load, name_while_writing, patiently, this_platform
from cxw.text.phrases import SAY_ENGLISH, Phrases
from cxw.theme import Theme
from cxw.wall import (
    JOIN,
    Colour,
    Found,
    ScreenView,
    draw,
    findings_shown,
    message,
    view_from_json,
    view_to_json,
)
from cxw.wall.scene import language_on_walls

LOOK = 0.2
"""Seconds between two looks at the files: below what anybody notices, and nothing for the machine."""
WAITING = "The workshop has not begun here yet. This window will follow it."
ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
LEAVE = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
ENDS = ("q", "Q", "\x03")
TWO = ("\x00", "\xe0")
"""What Windows sends before the second half of an arrow or a function key."""

Stamp = tuple[int, int, int] | None
UNREAD: Stamp = (-1, -1, -1)
"""The stamp of no file: what could not be read for a moment is read again at the next look."""


class Terminal(Protocol):
    """What a window needs: its size, a place to write, and keys."""

    def size(self) -> tuple[int, int]:
        """Columns and lines."""

    def write(self, text: str) -> None:
        """Send text at once."""

    def key(self, seconds: float) -> str:
        """The next key within so many seconds; empty when there was none."""


def view_file(path: Path) -> Path:
    """Where a run says at which screen its day stands: beside the session, it holds no answers."""
    return path.with_suffix(".view")


def keep_view(
    path: Path, view: ScreenView, projector: str | None = None, platform: FilePlatform | None = None
) -> None:
    """Tell the audience's window where the day stands, all at once, and keep what the projector shows.

    A disk that refuses is no reason to stop a day: the window then stays where it was. One that refuses only
    while the window reads is asked again.
    """
    disk = platform or this_platform()
    target = view_file(path)
    beside = name_while_writing(target, disk)
    words = {**json.loads(view_to_json(view)), "projector": projector or projector_of(path)}
    try:
        beside.touch(mode=PRIVATE)
        beside.write_text(json.dumps(words, ensure_ascii=False) + "\n", encoding="utf-8")
        patiently(disk, lambda: disk.replace(beside, target))
    except OSError:
        with contextlib.suppress(OSError):
            disk.remove(beside)


def last_view(path: Path) -> ScreenView | None:
    """At which screen the day stood when this file was last run; None when nobody knows.

    Where phones came in then is not where they come in now.
    """
    try:
        found = view_from_json(view_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found.bare() if found is not None else None


def projector_of(path: Path) -> str | None:
    """What the projector showed when this file was last run; None when nobody has said."""
    try:
        found = json.loads(view_file(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    word = found.get("projector") if isinstance(found, dict) else None
    return word if isinstance(word, str) else None


def follow(
    path: Path,
    *,
    theme: Theme,
    colour: Colour = True,
    stop: Callable[[], bool] = lambda: False,
    terminal: Terminal | None = None,
) -> None:
    """Follow a run until `q`, Ctrl-C or `stop`; InputNeeded where there is no terminal to draw on."""
    window = Window(path, theme, colour)
    if terminal is not None:
        _watch(window, terminal, stop)
        return
    with _own_terminal() as own:
        _watch(window, own, stop)


def _watch(window: Window, terminal: Terminal, stop: Callable[[], bool]) -> None:
    terminal.write(ENTER)
    before: list[str] = []
    size = (0, 0)
    try:
        while not stop():
            if terminal.size() != size:
                size, before = terminal.size(), []
                terminal.write("\x1b[0m\x1b[2J")
            before = _redrawn(before, window.screen(*size).split("\n"), terminal)
            if terminal.key(LOOK)[:1] in ENDS:
                return
    except KeyboardInterrupt:
        return
    finally:
        terminal.write(LEAVE)


def _redrawn(before: list[str], now: list[str], terminal: Terminal) -> list[str]:
    """Send the lines that changed; all of them after a change of size."""
    old = before if len(before) == len(now) else [""] * len(now)
    changed = [
        f"\x1b[{row};1H\x1b[0m\x1b[2K{line}"
        for row, (was, line) in enumerate(zip(old, now, strict=True), 1)
        if was != line or not before
    ]
    if changed:
        terminal.write("\x1b[?2026h" + "".join(changed) + "\x1b[?2026l")
    return now


@dataclass
class Window:
    """What the audience sees: the newest state of the files that can be shown."""

    path: Path
    theme: Theme
    colour: Colour = True
    session: Session | None = None
    view: ScreenView = field(default_factory=ScreenView)
    disk: FilePlatform = field(default_factory=this_platform)
    _stamps: tuple[Stamp, Stamp] = (None, None)
    _found: Found = None
    _last: str = ""
    _drawn: tuple[int, int, int] = (0, 0, 0)
    changes: int = 0
    """how often the files were others than before"""

    def screen(self, width: int, height: int) -> str:
        """The wall at this size; the same text while nothing changed."""
        self._look()
        now = (width, height, self.changes)
        if now != self._drawn:
            if now[:2] != self._drawn[:2]:
                self._last = ""
            self._last, self._drawn = self._draw(width, height), now
        return self._last

    @property
    def findings(self) -> Found:
        """What makes the room's findings of the session that was read last."""
        return self._found

    def looked(self) -> tuple[ScreenView, Session | None]:
        """Where the day stands, by the files as they are now, and the session."""
        self._look()
        return self.view, self.session

    def _look(self) -> None:
        session, view = _stamp(self.path), _stamp(view_file(self.path))
        if (session, view) == self._stamps and self.changes:
            return
        if (session != self._stamps[0] or not self.changes) and not self._read_session():
            session = UNREAD
        if (view != self._stamps[1] or not self.changes) and not self._read_view(view):
            view = UNREAD
        self._stamps = (session, view)
        self.changes += 1

    def _read_session(self) -> bool:
        """Whether there is no need to look again: a faulty file stays faulty, a refused one may be had."""
        try:
            self.session = session = load(self.path)
        except FaultyFile:
            return True
        except (CxwError, OSError):
            return not self.path.exists()
        self._found = cache(lambda: findings_shown(session, self.path.parent))
        return True

    def _read_view(self, stamp: Stamp) -> bool:
        if stamp is None:
            self.view = ScreenView()
            return True
        try:
            text = self.disk.read(view_file(self.path)).decode()
        except UnicodeDecodeError:
            return True
        except OSError:
            return False
        self.view = _with_hotspot(self.path, view_from_json(text) or self.view)
        return True

    def _draw(self, width: int, height: int) -> str:
        look = {"width": width, "height": height}
        if self.session is None:
            return self._waiting(SAY_ENGLISH, width, height)
        try:
            return draw(
                self.session,
                self.view,
                **look,
                theme=self.theme,
                colour=self.colour,
                findings=self._found,
                folder=self.path.parent,
            )
        except Exception:  # noqa: BLE001 -- whatever is the matter, clients see a screen and no traceback
            return self._last or self._waiting(language_on_walls(self.session), width, height)

    def _waiting(self, say: Phrases, width: int, height: int) -> str:
        look = {"width": width, "height": height}
        return message(say(WAITING), **look, theme=self.theme, colour=self.colour, say=say)


def _with_hotspot(path: Path, view: ScreenView) -> ScreenView:
    """The second code of the wall through which phones come in: its password stands in NAME.door alone."""
    if view.step != JOIN:
        return view
    from cxw.phones.door import open_door

    with contextlib.suppress(CxwError):  # a disk that refuses just now: the wall stands without that code
        return replace(view, entrance=replace(view.entrance, hotspot=open_door(path).hotspot))
    return view


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextlib.contextmanager
def _own_terminal() -> Iterator[Terminal]:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise InputNeeded(
            "The audience's window needs a terminal of its own: run this in one. "
            "Without --follow the screens are printed as text."
        )
    with _ended_by_signals():
        if os.name == "nt":
            yield _Windows()
            return
        with _unbuffered_keys():
            yield _Posix()


class _Posix:
    def size(self) -> tuple[int, int]:
        found = os.get_terminal_size(sys.stdout.fileno())
        return found.columns or 80, found.lines or 24

    def write(self, text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()

    def key(self, seconds: float) -> str:
        import select

        if not select.select([sys.stdin], [], [], seconds)[0]:
            return ""
        pressed = os.read(sys.stdin.fileno(), 64)
        return pressed.decode("utf-8", "replace") if pressed else "q"


class _Windows(_Posix):
    def __init__(self) -> None:
        os.system("")  # noqa: S605, S607 -- an empty command makes older consoles obey escape codes

    def key(self, seconds: float) -> str:
        import msvcrt
        import time

        console: Any = msvcrt
        for _ in range(max(1, round(seconds / 0.05))):
            if console.kbhit():
                return _pressed(console)
            time.sleep(0.05)
        return ""


def _pressed(console: Any) -> str:
    """One key; arrows and their like come as two characters, and the second may well be a Q."""
    key = str(console.getwch())
    if key in TWO and console.kbhit():
        console.getwch()
        return ""
    return key


@contextlib.contextmanager
def _unbuffered_keys() -> Iterator[None]:
    """Keys without Enter and without echo; Ctrl-C still ends, Ctrl-Z does nothing to a full screen."""
    import termios

    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    now = termios.tcgetattr(handle)
    now[3] &= ~(termios.ICANON | termios.ECHO)
    now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
    now[6][termios.VSUSP] = b"\x00"
    termios.tcsetattr(handle, termios.TCSANOW, now)
    try:
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSANOW, before)


@contextlib.contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A closed window or a polite kill ends like Ctrl-C, so that the terminal is restored.

    Ctrl-C itself is among them: whatever started this may have left it without an effect.
    """

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, was in before.items():
            signal.signal(getattr(signal, name), was)
