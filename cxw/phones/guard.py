"""What every request meets first: whose address was asked for, where it came from, how much it brings.

Nothing of a request is believed before this. The limits are far above what a phone of the room sends.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders  # noqa: TID251 - the phones' own
from starlette.requests import Request  # noqa: TID251 - the phones' own
from starlette.responses import PlainTextResponse  # noqa: TID251 - the phones' own
from starlette.types import ASGIApp, Message, Receive, Scope, Send  # noqa: TID251 - the phones' own

from cxw.phones.forms import Fields

MOST_BYTES = 16 * 1024
MOST_FIELDS = 250
PATIENCE = 10.0
"""Seconds in which a body must be there."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ON_ALL = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Refused(Exception):
    """A request that is not listened to."""

    def __init__(self, status: int, why: str) -> None:
        self.status = status
        self.why = why
        super().__init__(why)


class Guard:
    """Stands before the pages; `own` says the address and the port they are served at."""

    def __init__(self, app: ASGIApp, own: Callable[[], tuple[str, int]], policy: str = POLICY) -> None:
        self.app = app
        self.own = own
        self.headers = {**ON_ALL, "Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            return
        try:
            self._meets(Request(scope))
        except Refused as no:
            await PlainTextResponse(no.why, no.status)(scope, receive, _with_headers(send, self.headers))
            return
        await self.app(scope, receive, _with_headers(send, self.headers))

    def _meets(self, request: Request) -> None:
        hosts = {f"{self.own()[0]}:{self.own()[1]}"}
        if request.headers.getlist("host") != [*hosts]:
            raise Refused(421, "This address is not served here.")
        if request.method not in {"GET", "HEAD", "POST"}:
            raise Refused(405, "Only pages and forms are served here.")
        if request.method == "POST":
            self._from_here(request)

    def _from_here(self, request: Request) -> None:
        """A form comes from one of our own pages, or the browser cannot say so."""
        here = f"http://{self.own()[0]}:{self.own()[1]}"
        origins = request.headers.getlist("origin")
        site = request.headers.get("sec-fetch-site", "same-origin")
        if (origins and origins != [here]) or site not in {"same-origin", "none"}:
            raise Refused(403, "This form is on no page of ours.")


def _with_headers(send: Send, more: Mapping[str, str]) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in more.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent


async def form_of(request: Request) -> Fields:
    """The fields of a form; Refused where they are too many, too long, too slow, or no text."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Refused(415, "Only forms are taken in here.")
    try:
        async with asyncio.timeout(PATIENCE):
            body = await _body(request)
    except TimeoutError:
        raise Refused(408, "This came too slowly.") from None
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise Refused(400, "This is no form of ours.") from None
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        fields[name] = (*fields.get(name, ()), value)
    return fields


async def _body(request: Request) -> bytes:
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length[:9]) > MOST_BYTES:
        raise Refused(413, "This is more than a form of ours holds.")
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise Refused(413, "This is more than a form of ours holds.")
    return bytes(body)


class CodeGate:
    """Slows those who guess the code, all together: whoever guesses has as many addresses as they like.

    A room mistypes it now and then; from FREE wrong ones a minute on every further try waits its turn, right
    or wrong, so that no answer comes sooner for being the right one.
    """

    FREE, QUEUE = 10, 40
    PAUSE, FORGETS = 0.5, 60.0

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._wrong: deque[float] = deque(maxlen=self.FREE)
        self._waiting = 0
        self._turn = asyncio.Lock()

    async def found(self, typed: str, codes: Callable[[], Iterable[str]]) -> str:
        """Which of these codes was typed, or none; Refused where too many try."""
        if self._waiting >= self.QUEUE:
            raise Refused(429, "Too many wrong codes: try again in a minute.")
        self._waiting += 1
        try:
            async with self._turn:
                while self._wrong and self._clock() - self._wrong[0] > self.FORGETS:
                    self._wrong.popleft()
                if len(self._wrong) == self.FREE:
                    await self._sleep(self.PAUSE)
                plain = "".join(typed.split()).upper().encode() if typed.isascii() else b""
                right = [code for code in codes() if hmac.compare_digest(plain, code.encode())]
                if not right:
                    self._wrong.append(self._clock())
                return right[0] if right else ""
        finally:
            self._waiting -= 1
