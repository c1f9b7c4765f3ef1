"""The browser wall under its address: the wall, its looks, what is new, and the keys of a remote."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from urllib.parse import quote

from starlette.applications import Starlette  # noqa: TID251 - served to this computer's browsers
from starlette.requests import Request  # noqa: TID251 - as above
from starlette.responses import HTMLResponse, PlainTextResponse, Response  # noqa: TID251 - as above
from starlette.routing import Mount, Route  # noqa: TID251 - as above
from starlette.types import ASGIApp  # noqa: TID251 - as above

from cxw.phones.guard import Guard
from cxw.shipped import folder
from cxw.wall.browser.address import HERE, WallAddress
from cxw.wall.browser.frame import HIGH, LOW
from cxw.wall.browser.look import style_sheet
from cxw.wall.browser.pages import wall_page
from cxw.wall.browser.showing import Showing, tag_of

HELD = 20.0
"""Seconds that a request waits for something new."""
WORDS = ("next", "back", "dark")
"""What a remote may do: step and darken, never more."""
MOST = 16
"""Bytes of a key."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
FONTS = {"plain": "SourceSans3_400Regular.ttf", "bold": "SourceSans3_600SemiBold.ttf"}


class WallApp:
    """The requests of browsers on this computer and what is answered."""

    def __init__(self, showing: Showing, address: WallAddress, press: Callable[[str], None]) -> None:
        self.showing = showing
        self.address = address
        self.press_key = press
        self.held = HELD
        self.style = style_sheet(showing.look)
        told = f"{self.style}{showing.look.say.language}{showing.look.led_by}{showing.look.logo!r}"
        self.look_id = hashlib.sha256(told.encode()).hexdigest()[:16]

    def asgi(self) -> ASGIApp:
        """All of it, the guard before it."""
        get = ["GET"]
        routes = [
            Route("/", self.wall, methods=get),
            Route("/state", self.state, methods=get),
            Route("/press", self.press, methods=["POST"]),
            Route("/wall.css", self.look, methods=get),
            Route("/wall.js", _asset("wall", "wall.js", "text/javascript"), methods=get),
            Route("/logo", self.logo, methods=get),
            *(
                Route(f"/{name}.ttf", _asset("fonts", file, "font/ttf", cached=True), methods=get)
                for name, file in FONTS.items()
            ),
        ]
        app = Starlette(routes=[Mount(f"/{self.address.path}", routes=routes)])
        return Guard(app, lambda: (HERE, self.address.port), POLICY)

    async def wall(self, request: Request) -> Response:
        """The whole page, with the wall as it is now."""
        _, html = self.showing.painted()
        return HTMLResponse(wall_page(self.showing.look, html, self.look_id))

    async def state(self, request: Request) -> Response:
        """The wall where it is another one than the browser has; else the answer waits until there is one."""
        high = HIGH if "tall" in request.query_params else LOW
        known = request.headers.get("if-none-match", "")
        now, html = self.showing.painted(high)
        if known == tag_of(now, html):
            await self.showing.changed(now, self.held)
            now, html = self.showing.painted(high)
        headers = {
            "ETag": tag_of(now, html),
            "X-Place": quote(now.place, safe=""),
            "X-Dark": "1" if now.dark else "0",
            "X-Look": self.look_id,
        }
        if self.showing.over:
            headers |= {"Connection": "close", "X-Over": "1"}
        if known == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        return HTMLResponse(html, headers=headers)

    async def press(self, request: Request) -> Response:
        """A remote's key: only from this very page, and only what a remote may do."""
        if request.headers.get("origin") != f"http://{HERE}:{self.address.port}":
            return PlainTextResponse("This key was pressed on no page of ours.", 403)
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > MOST:
                return PlainTextResponse("This is no key of ours.", 413)
        word = body.decode("ascii", "replace")
        if word not in WORDS:
            return PlainTextResponse("This is no key of ours.", 400)
        self.press_key(word)
        return Response(status_code=204)

    async def look(self, request: Request) -> Response:
        """The style with the colours of this run."""
        return Response(self.style, media_type="text/css")

    async def logo(self, request: Request) -> Response:
        """The consultant's logo."""
        data = self.showing.look.logo
        if data is None:
            return PlainTextResponse("There is no logo.", 404)
        kind = "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
        return Response(data, media_type=kind, headers={"Cache-Control": "private, max-age=3600"})


def _asset(room: str, name: str, kind: str, *, cached: bool = False) -> Callable[[Request], Response]:
    """A file that ships with cxw; fonts may be kept, so that no picture waits for them."""
    headers = {"Cache-Control": "private, max-age=86400"} if cached else {}

    def sent(request: Request) -> Response:
        data = (folder("templates") / room / name).read_bytes()
        return Response(data, media_type=kind, headers=headers)

    return sent
