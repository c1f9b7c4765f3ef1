"""The server in a thread of its own, with its own loop and its own socket; the terminal never hears of it."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cxw.errors import CxwError
from cxw.text.phrases import say

if TYPE_CHECKING:
    from starlette.types import ASGIApp  # noqa: TID251 - the phones' own
    from uvicorn import Server  # noqa: TID251 - the phones' own

PORTS = (8060, 8061, 8062, 8063, 8064, 8065, 0)
"""Tried in this order where the door has none yet: small numbers make small codes, and are easily typed."""
PATIENCE = 5.0
"""Seconds that anybody waits for the server to begin, or to end."""
A_MOMENT = 0.02
"""Seconds for whoever came in while the door was being shut: their connection is ended, not left open."""
A_TURN = 0.002
"""Seconds for which a thread keeps Python to itself while another one waits. A key waits so long for a page
that is made, or a session that is written down, and a page for a picture, which shorter turns would delay."""
_LOGGERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "asyncio")


def lacking() -> str:
    """What is to be installed before phones can be used; empty where all is there."""
    from importlib.util import find_spec

    if all(find_spec(name) for name in ("starlette", "uvicorn", "segno", "ifaddr")):
        return ""
    return say('Phones need a small web server: install it with  pip install "cxw[phones]"  and start again.')


class PortTaken(CxwError):
    """Another program has the port that phones know."""


def listening(address: str, port: int = 0) -> socket.socket:
    """A socket at this address: at the port phones know, or, where there is none yet, at a free one."""
    for wanted in (port,) if port else PORTS:
        here = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share a port
            here.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            here.bind((address, wanted))
        except OSError as fault:
            here.close()
            if fault.errno != errno.EADDRINUSE:
                raise CxwError(
                    say(
                        "{address} is no address of this machine now: choose the network anew",
                        address=address,
                    )
                ) from None
            continue
        here.listen(256)
        return here
    raise PortTaken(
        say(
            "another program has port {port} of {address}: end it, or choose the network anew",
            port=port,
            address=address,
        )
    )


class PhoneServer:
    """Serves an app on a socket until it is stopped."""

    def __init__(self, app: ASGIApp, here: socket.socket) -> None:
        self._here = here
        self._server = _quiet_server(app)
        self._thread = threading.Thread(target=self._run, name="phones", daemon=True)
        self._turn = sys.getswitchinterval()

    def start(self) -> None:
        """Begin, and come back when phones can come."""
        sys.setswitchinterval(A_TURN)
        try:
            self._thread.start()
        except RuntimeError:
            raise CxwError("this computer has no thread left for phones; paper goes on") from None
        waited = threading.Event()
        for _ in range(int(PATIENCE * 100)):
            if self._server.started or not self._thread.is_alive():
                break
            waited.wait(0.01)
        if not self._server.started:
            raise CxwError("phones cannot be served here just now; paper goes on")

    def stop(self) -> None:
        """Let nobody in any more; what is being answered is finished."""
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._here.close()
        sys.setswitchinterval(self._turn)

    def _run(self) -> None:
        asyncio.run(self._to_the_end())

    async def _to_the_end(self) -> None:
        await self._server.serve(sockets=[self._here])
        await asyncio.sleep(A_MOMENT)
        for connection in [*self._server.server_state.connections]:
            if (transport := getattr(connection, "transport", None)) is not None:
                transport.abort()
        await asyncio.sleep(A_MOMENT)


def _quiet_server(app: ASGIApp) -> Server:
    from uvicorn import Config, Server  # noqa: TID251 - the phones' own

    from cxw.phones.connections import Connection, most_at_once

    Connection.most = most_at_once()
    for name in _LOGGERS:  # a line of a log would stand on the projector
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False
    return Server(
        Config(
            app,
            loop="asyncio",
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=20,
            timeout_graceful_shutdown=2,
            h11_max_incomplete_event_size=16 * 1024,
        )
    )


@contextlib.contextmanager
def served(app: ASGIApp, here: socket.socket) -> Iterator[PhoneServer]:
    """A server for as long as it is wanted."""
    server = PhoneServer(app, here)
    server.start()
    try:
        yield server
    finally:
        server.stop()
