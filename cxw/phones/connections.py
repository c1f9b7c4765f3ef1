"""Connections: nobody who is idle or slow, however often they come, keeps others out, or files from opening.

The server would wait for a request as long as somebody likes, and let in as many as the system has numbers
for; the session file needs one of those with each save.
"""

from __future__ import annotations

import contextlib
from asyncio import TimerHandle, Transport
from collections import Counter
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol  # noqa: TID251 - the phones' own

MOST = 1200
"""At once; a room of 300 phones with a few windows each stays below it."""
OURS = 128
"""Numbers of open files that are left to everything but phones."""
SLOW = 10.0
"""Seconds in which a request must have begun, and its head be there."""


def most_at_once() -> int:
    """How many connections there may be; more open files are asked for where the system grants so few."""
    try:
        import resource
    except ImportError:  # Windows counts them another way
        return MOST
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + OURS
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return MOST
    granted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (granted, hard))
        soft = granted
    return max(soft - OURS, soft // 2)


class Connection(H11Protocol):
    """One connection; where there are too many the one goes that is most easily done without."""

    most = MOST
    slow = SLOW
    _late: TimerHandle | None = None
    _moved = 0.0
    """when something came last"""

    @property
    def idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Somebody came; where there are too many, somebody idle goes."""
        super().connection_made(transport)
        self._moved = self.loop.time()
        self._wait_for_head()
        if len(self.connections) > self.most:
            self._make_room()

    def data_received(self, data: bytes) -> None:
        """A part of a request."""
        self._moved = self.loop.time()
        super().data_received(data)
        if not self.idle:
            self._wait_no_more()
        elif self._late is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is waited for any more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def _wait_for_head(self) -> None:
        self._late = self.loop.call_later(self.slow, self._too_slow)

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _too_slow(self) -> None:
        self._late = None
        if self.idle:
            self.transport.abort()

    def _make_room(self) -> None:
        """Of whoever has most connections the one goes that has been idle for longest; else the newest."""
        others = [one for one in self.connections if isinstance(one, Connection) and one.idle]
        held = Counter(_address(one) for one in others)
        victim = max(others, key=lambda one: (held[_address(one)], -one._moved), default=self)
        self.connections.discard(victim)
        victim.transport.abort()


def _address(one: Any) -> str:
    return one.client[0] if one.client else ""
