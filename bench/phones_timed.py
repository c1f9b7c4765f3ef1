"""Phones by the hundred, for measuring: each asks over a connection of its own what a browser asks.

Run as a script beside a run that serves them: `phones_timed.py ADDRESS CODE PEOPLE SECONDS`. Whatever is
refused ends it: a figure of answers that were not kept is none.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import re
import sys
import time
from html import unescape
from typing import Any
from urllib.parse import urlencode

LOOK = 3.0
"""Seconds between two looks of a phone at what is new."""
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_FIELD = re.compile(r'<input id="\w+" name="([nm]\.[^"]+)"|name="([nm]\.[^"]+)"')


class TimedPhone:
    """One browser without script, on one connection that is kept."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.cookies: dict[str, str] = {}
        self.page = ""
        self._wire: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._turn = asyncio.Lock()

    async def come_in(self, code: str, person: str) -> None:
        """By the code, with the style and the script, then by name."""
        await self.ask("GET", f"/{code}")
        await self.ask("GET", "/")
        for asset in re.findall(r'(?:href|src)="(/(?:style|phone)[^"]*)"', self.page):
            await self.ask("GET", asset, shown=False)
        await self.ask("POST", "/join", {"person": person})
        await self.ask("GET", "/")

    async def answer(self, points: list[int]) -> float:
        """Give these points; seconds until it was acknowledged, which is: on disk."""
        names = dict.fromkeys(one or other for one, other in _FIELD.findall(self.page))
        fields = {name: unescape(value) for name, value in _HIDDEN.findall(self.page)}
        fields |= dict(zip(names, map(str, points), strict=True))
        sent = time.perf_counter()
        status = await self.ask("POST", "/answer", fields)
        took = time.perf_counter() - sent
        assert status == 303, (status, self.page)
        await self.ask("GET", "/")
        return took

    async def looks(self, after: float) -> None:
        """Ask again and again whether there is something new; no two phones of a room in step."""
        etag = ""
        await asyncio.sleep(after)
        while True:
            await asyncio.sleep(LOOK)
            await self.ask("GET", "/state", etag=etag, shown=False)
            etag = self.etag

    async def ask(
        self,
        method: str,
        path: str,
        fields: dict[str, str] | None = None,
        *,
        etag: str = "",
        shown: bool = True,
    ) -> int:
        """One request on the wire; the status of what came back."""
        async with self._turn:
            kept = self._wire is not None
            try:
                return await self._asked(method, path, fields, etag, shown)
            except (asyncio.IncompleteReadError, ConnectionError):
                if not kept:
                    raise
                self._wire = None  # it had been idle for too long: a browser opens another one
                return await self._asked(method, path, fields, etag, shown)

    async def _asked(
        self, method: str, path: str, fields: dict[str, str] | None, etag: str, shown: bool
    ) -> int:
        if self._wire is None:
            host, _, port = self.base.partition(":")
            self._wire = await asyncio.open_connection(host, int(port))
        reader, writer = self._wire
        writer.write(self._request(method, path, fields, etag))
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        told = [line.partition(": ")[::2] for line in head[1:] if line]
        found = {name.lower(): value for name, value in told}
        body = await reader.readexactly(int(found.get("content-length", "0")))
        for name, value in told:
            if name.lower() == "set-cookie":
                key, _, cookie = value.partition(";")[0].partition("=")
                self.cookies[key] = cookie
        self.etag = found.get("etag", "")
        if found.get("connection") == "close":
            writer.close()
            self._wire = None
        status = int(head[0].split()[1])
        assert status in (200, 303, 304), (method, path, status, body)
        if shown and status == 200:
            self.page = body.decode()
        return status

    def _request(self, method: str, path: str, fields: dict[str, str] | None, etag: str) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.base}", f"Cookie: {cookies}"]
        body = urlencode(fields or {}).encode()
        if fields is not None:
            lines += [f"Origin: http://{self.base}", "Content-Type: application/x-www-form-urlencoded"]
            lines.append(f"Content-Length: {len(body)}")
        if etag:
            lines.append(f"If-None-Match: {etag}")
        return "\r\n".join([*lines, "", ""]).encode() + body


async def measured(base: str, code: str, people: int, seconds: float) -> dict[str, Any]:
    """So many phones come in, and answer within so many seconds."""
    draw = random.Random(people)
    phones = [TimedPhone(base) for _ in range(people)]
    at_a_time = asyncio.Semaphore(20)
    began = time.perf_counter()

    async def comes_in(number: int) -> None:
        async with at_a_time:
            await phones[number].come_in(code, f"p{number}")

    await asyncio.gather(*map(comes_in, range(people)))
    looking = [asyncio.create_task(phone.looks(draw.uniform(0, LOOK))) for phone in phones]
    sys.stdout.write("inside\n")
    sys.stdout.flush()

    async def answers(phone: TimedPhone) -> float:
        await asyncio.sleep(draw.uniform(0, seconds))
        return await phone.answer([20, 20, 20, 20, 20])

    took = sorted(await asyncio.gather(*map(answers, phones)))
    whole = time.perf_counter() - began
    for task in looking:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    return {"took": took, "whole": whole}


def main() -> None:
    """What came of it, as JSON; phones have processors of their own, so what they cost here goes last."""
    os.nice(10)
    base, code, people, seconds = sys.argv[1:]
    sys.stdout.write(json.dumps(asyncio.run(measured(base, code, int(people), float(seconds)))))


if __name__ == "__main__":
    main()
