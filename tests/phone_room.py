"""A room whose phones are real requests to the real pages; what they send is worked off as the day does it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from desks import Rule
from one_loop import done
from test_accepting import asked

from cxw.day.desk import Ballot
from cxw.phones import PhoneDesk
from cxw.phones.app import PhoneApp
from cxw.phones.door import cookie_name
from cxw.phones.guard import CodeGate
from cxw.workshop import Day, Memory
from cxw.workshop.phones import PhonesOfTheDay

ADDRESS, PORT = "192.0.2.7", 8060
HERE = f"http://{ADDRESS}:{PORT}"
ROW = {"n.brand": "0", "n.product": "10", "n.quality": "20", "n.price": "30", "n.service": "40"}
OTHER = {"n.brand": "100", "n.product": "0", "n.quality": "0", "n.price": "0", "n.service": "0"}


async def no_time(seconds: float) -> None:
    """Tests do not sleep."""


class PhoneRoom:
    """One ballot of a day, open for phones."""

    def __init__(
        self, folder: Path, day: Day, ballot: Ballot | None, name: str = "Kassen für Müller.yaml"
    ) -> None:
        self.day = day
        self.path = folder / name
        self.desk = PhoneDesk(self.path, PhonesOfTheDay(day), {"en": "Kept here.", "de": "Hier aufbewahrt."})
        self.desk.set_door(self.desk.door.at(ADDRESS, PORT))
        self.desk.inbox.wake = self.desk.work_off
        self.app = PhoneApp(self.desk, cookie_name(self.path), CodeGate(sleep=no_time))
        self.app.waits = 0.2
        if ballot is not None:
            self.desk.open(ballot)

    def phone(self, person: str = "", language: str = "") -> Phone:
        """A phone that has come in by the code, and picked this name."""
        phone = Phone(self)
        if language:
            phone.get(f"/language/{language}")
        phone.get(f"/{self.desk.door.code.lower()}")
        if person:
            assert phone.post("/join", person=person).status == 200
        return phone


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known == name), "")

    def json(self) -> Any:
        return json.loads(self.body)


Headers = Iterable[tuple[str, str]]


def request(
    app: Any, method: str, path: str, headers: Headers = (), body: bytes | Iterable[bytes] = b""
) -> Reply:
    """One request as it comes off the wire; a body in parts comes without its length."""
    parts = [body] if isinstance(body, bytes) else [*body]
    raw, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers],
        "client": ("192.0.2.31", 50000),
        "server": (ADDRESS, PORT),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if parts:
            one = parts.pop(0)
            return {"type": "http.request", "body": one, "more_body": bool(parts)}
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    done(app(scope, receive, send))
    got = tuple((name.decode(), value.decode()) for name, value in sent[0]["headers"])
    return Reply(sent[0]["status"], got, b"".join(message.get("body", b"") for message in sent[1:]))


class Phone:
    """One browser."""

    def __init__(self, room: PhoneRoom) -> None:
        self.app = room.app.asgi()
        self.cookies: dict[str, str] = {}
        self.page = ""

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | Iterable[bytes] = b""
    ) -> Reply:
        """One request with this browser's cookies, and no redirect followed."""
        told = {"Host": f"{ADDRESS}:{PORT}", **headers}
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = request(self.app, method, path, told.items(), body)
        for name, value in reply.headers:
            if name == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        return reply

    def get(self, path: str = "/", **headers: str) -> Reply:
        reply = self.ask("GET", path, {name.replace("_", "-"): text for name, text in headers.items()})
        return self._shown(reply)

    def post(self, path: str, **fields: Any) -> Reply:
        body = urlencode(fields, doseq=True).encode()
        kind = "application/x-www-form-urlencoded"
        reply = self.ask(
            "POST", path, {"Origin": HERE, "Content-Type": kind, "Content-Length": str(len(body))}, body
        )
        return self._shown(reply)

    def _shown(self, reply: Reply) -> Reply:
        if reply.status == 303:
            return self.get(reply.header("location"))
        if reply.header("content-type").startswith("text/html"):
            self.page = reply.text
        return reply

    @property
    def hidden(self) -> dict[str, str]:
        """What the form on the page sends along."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', self.page)
        return {name: unescape(value) for name, value in found}

    def send(self, **fields: Any) -> Any:
        """The form that is on the page, filled in."""
        return self.post(
            "/answer", **self.hidden, **{name.replace("__", "."): value for name, value in fields.items()}
        )

    @property
    def text(self) -> str:
        """What can be read on the page."""
        main = self.page.split("<main", 1)[-1].split(">", 1)[-1].split("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    @property
    def heading(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.page, re.DOTALL)
        return unescape(found[1]) if found else ""


def room(folder: Path, at: str, *, masked: bool = False) -> PhoneRoom:
    """A day up to one ballot, which is open for phones; or a part of a lens: `lens promises say`."""
    if at.startswith("lens "):
        from phone_lenses import lens_room

        _, lens, part = at.split()
        return lens_room(folder, lens, part, language=None)  # type: ignore[arg-type]
    ballot, day = asked(at, masked=masked)
    day.file, day.changed, day.desk = Memory(day.session), lambda: None, Rule()
    return PhoneRoom(folder, day, ballot)
