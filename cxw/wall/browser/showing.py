"""What browsers show now: one page that the day has published; requests wait here for the next one."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import threading
from dataclasses import dataclass, field
from functools import lru_cache

from cxw.wall.browser.frame import LOW, page_painted
from cxw.wall.browser.look import WallLook
from cxw.wall.page import Bar, Page

painted = lru_cache(maxsize=16)(page_painted)
"""Equal pages are painted once, however many browsers ask and however often."""


@dataclass(frozen=True)
class ShownWall:
    """One page, and whether the wall is dark."""

    bar: Bar = field(default_factory=lambda: Bar(believed=False))
    page: Page = field(default_factory=lambda: Page(""))
    place: str = ""
    """which page of which step: another one comes with motion, the same one without"""
    dark: bool = False


class Showing:
    """The newest page, from any thread."""

    def __init__(self, look: WallLook, first: ShownWall) -> None:
        self.look = look
        self.now = first
        self.over = False
        self._good = first
        self._asked: set[float] = set()
        """how high browsers wanted their pages: the next one is painted before they are woken"""
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def show(self, wall: ShownWall) -> None:
        """From now on browsers show this."""
        if wall != self.now:
            self.now = wall
            for high in [*self._asked]:
                self.painted(high)
            self._wake()

    def end(self) -> None:
        """Let nobody wait any longer: the server is about to end."""
        self.over = True
        self._wake()

    def _wake(self) -> None:
        with self._lock:
            waiting = [*self._waiting.items()]
        for event, loop in waiting:
            with contextlib.suppress(RuntimeError):  # its loop has ended meanwhile
                loop.call_soon_threadsafe(event.set)

    def painted(self, high: float = LOW) -> tuple[ShownWall, str]:
        """The newest page as HTML; the last good one where it cannot be painted, and no traceback."""
        self._asked.add(high)
        now = self.now
        try:
            html = painted(now.bar, now.page, self.look, high=high)
        except Exception:  # noqa: BLE001 -- whatever is the matter, clients see a wall
            return self._good, painted(self._good.bar, self._good.page, self.look, high=high)
        self._good = now
        return now, html

    async def changed(self, from_: ShownWall, seconds: float) -> None:
        """Wait until another page is shown, or so long."""
        event = asyncio.Event()
        with self._lock:
            self._waiting[event] = asyncio.get_running_loop()
        try:
            if self.now == from_ and not self.over:
                async with asyncio.timeout(seconds):
                    await event.wait()
        except TimeoutError:
            pass
        finally:
            with self._lock:
                del self._waiting[event]


def tag_of(wall: ShownWall, html: str) -> str:
    """What tells one picture from another."""
    return f'"{hashlib.sha256(f"{wall.dark}{wall.place}{html}".encode()).hexdigest()[:20]}"'
