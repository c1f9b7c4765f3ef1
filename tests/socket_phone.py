"""A phone as a browser without script is one: real sockets, cookies, redirects, and the forms it was given."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import sys
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode, urlsplit


@contextlib.contextmanager
def held_port(address: str) -> Iterator[int]:
    """A port that is given to nobody else, also while the run that serves there is down.

    It is bound here and never listened at. Where a system lets a run not share it so, it is only asked for.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind((address, 0))
        port = int(held.getsockname()[1])
        if sys.platform != "linux":
            held.close()
        yield port


class SocketPhone:
    """One phone; `base` is host and port."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies: dict[str, str] = {}
        self.page = ""
        self.status = 0

    def ask(self, method: str, path: str, body: str | None = None) -> int:
        """One request, redirects followed; the status of what stands there in the end."""
        wire = http.client.HTTPConnection(self.base, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://{self.base}"}
        try:
            wire.request(method, path, body, headers)
            reply = wire.getresponse()
            text = reply.read().decode()
        finally:
            wire.close()
        for cookie in reply.headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        if reply.status == 303:
            return self.ask("GET", str(reply.headers["location"]))
        self.page, self.status = text, reply.status
        return reply.status

    def scan(self, address: str) -> None:
        """Open the address that a code said."""
        self.ask("GET", urlsplit(address).path)

    def join(self, person: str) -> None:
        """Pick a name."""
        self.ask("POST", "/join", urlencode({"person": person}))

    @property
    def form(self) -> dict[str, str]:
        """What the form on the page sends along."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.page)
        return {name: unescape(value) for name, value in found}

    def send(self, **fields: Any) -> int:
        """The form on the page, filled in; dots of its fields are written as two underscores."""
        named = {name.replace("__", "."): value for name, value in fields.items()}
        return self.ask("POST", "/answer", urlencode({**self.form, **named}, doseq=True))

    @property
    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.page, re.DOTALL)
        return unescape(found[1]) if found else self.page[:200]
