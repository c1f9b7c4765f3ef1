"""The server of one run and the door it stands behind, which can be taken to another address meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from socket import socket
from typing import TYPE_CHECKING

from cxw.phones.desk import PhoneDesk
from cxw.phones.server import PhoneServer, PortTaken, listening

if TYPE_CHECKING:
    from starlette.types import ASGIApp  # noqa: TID251 - the phones' own

TRIES, A_MOMENT = 20, 0.1
"""How often the port that phones know is asked for, and the seconds between."""


class Serving:
    """Where phones are served now. At another address, or port, there is another code.

    A phone shows its cookie at any port of an address, and at no other address: there it picks its name anew.
    """

    def __init__(self, desk: PhoneDesk, app: Callable[[], ASGIApp]) -> None:
        self.desk = desk
        self._app = app
        self._server: PhoneServer | None = None

    def at(self, address: str) -> None:
        """Serve here from now on; where no server can be had here, the one before goes on."""
        door = self.desk.door
        here = _listening(address, door.port if door.address == address else 0)
        try:
            self.desk.set_door(door.at(address, here.getsockname()[1]))
            server = PhoneServer(self._app(), here)
            server.start()
        except BaseException:
            here.close()
            raise
        before, self._server = self._server, server
        if before is not None:  # phones that still speak to it are answered to the end; nobody waits for that
            threading.Thread(target=before.stop, name="phones of before", daemon=True).start()

    def end(self) -> None:
        """Nobody is served any more."""
        if self._server is not None:
            self._server.stop()


def _listening(address: str, port: int) -> socket:
    """The port phones know; another one where another program has it meanwhile.

    A run that was killed may hold it for a moment longer: phones that find it again need no new code.
    """
    for _ in range(TRIES if port else 0):
        with suppress(PortTaken):
            return listening(address, port)
        time.sleep(A_MOMENT)
    return listening(address)


@contextmanager
def served_at(address: str, desk: PhoneDesk, app: Callable[[], ASGIApp]) -> Iterator[Serving]:
    """Serve for as long as it is wanted."""
    serving = Serving(desk, app)
    try:
        serving.at(address)
        yield serving
    finally:
        serving.end()
