"""What phones are sent on a day: every page and `/state` of everybody, at every moment of it.

A day's file is replayed, and after each change, each close and at each wall every phone looks: at what stands
there by itself, at each page of the ballot, and at `/state`. Phones that have picked no name look too.
What somebody's phone is sent may hang on their own answers, on what stands on the walls and on who has
answered; on nobody else's answers. Whoever has picked no name sees the wall of what is asked as well.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from one_loop import done
from phone_room import ADDRESS, PORT

from cxw.day import desk as d
from cxw.keyboard.beside import asked
from cxw.model import Session
from cxw.phones import PhoneDesk
from cxw.phones.app import PhoneApp
from cxw.phones.door import Door, cookie_name, door_file, keep_door
from cxw.phones.pages import key_of
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile.lens_files import lenses_asked
from cxw.wall import ScreenView
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.phones import PhonesOfTheDay

NOBODY = ""
"""A phone that has come in by the code, and picked no name."""
Sent = dict[str, list[str]]
"""By person: all that their phone is sent, one after the other, where it is not what was sent before."""


class Sealed(Exception):
    """What was wanted is sealed: no more of the day is looked at."""


class Looking(Replay):
    """A replay whose room looks at its phones all the time."""

    def __init__(self, archive: Session, memory: Memory, folder: Path, who: Collection[str]) -> None:
        super().__init__(archive, lambda: memory.session, lambda wall: d.NEXT)
        path = folder / "Tag für Müller.yaml"
        nonces = {person.id: f"{n:024x}" for n, person in enumerate(archive.participants, 1)}
        door_file(path).unlink(missing_ok=True)
        keep_door(path, Door("5a" * 32, "ABCDEF", ADDRESS, PORT, phones=nonces))
        self.day = Day(file=memory, desk=self, now=self.time, colour=False, asked_like=self.next_round)
        self.day.lenses = lenses_asked(archive, folder)
        self.phones = PhoneDesk(path, PhonesOfTheDay(self.day), {"en": "Kept here."})
        self.day.changed = self._changed
        self.app = PhoneApp(self.phones, cookie_name(path))
        self.asgi = self.app.asgi()
        door = self.phones.door
        self.cookies = {one: door.cookie(nonces.get(one, "f" * 24)) for one in who}
        self.sent: Sent = {one: [] for one in who}
        self.view = ScreenView()
        self.day.point = self._pointed
        self.until = ""
        """what is asked last: the day ends once it is sealed"""
        self.before: dict[str, Sent] = {}
        """all that was sent until something was sealed, by what was asked"""

    def _pointed(self, view: ScreenView) -> None:
        self.view = view

    def _changed(self) -> None:
        self.phones.publish()
        if self.phones.ballot is not None:
            self.all_look()

    def all_look(self) -> None:
        """Everybody looks at everything that their phone can be asked for."""
        done(self._each_looks())

    async def _each_looks(self) -> None:
        for person, cookie in self.cookies.items():
            steps = self.phones.published.of_one(person).steps if self.phones.ballot is not None else ()
            paths = ("/", "/state", *(f"/?at={quote(key_of(step))}" for step in steps))
            found = "\n".join([await self._got(path, cookie) for path in paths])
            if not person and self.phones.ballot is not None:
                found += repr(self.day.pages(self.view))
            if self.sent[person][-1:] != [found]:
                self.sent[person].append(found)

    async def _got(self, path: str, cookie: str) -> str:
        """All of a response: status, headers and body."""
        raw, _, query = path.partition("?")
        headers = [("host", f"{ADDRESS}:{PORT}"), ("cookie", f"{self.app.cookie}={cookie}")]
        scope = {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "http_version": "1.1",
            "asgi": {"version": "3.0"},
            "path": raw,
            "raw_path": raw.encode(),
            "query_string": query.encode(),
            "client": ("192.0.2.31", 50000),
            "server": (ADDRESS, PORT),
            "headers": [(name.encode(), value.encode()) for name, value in headers],
        }
        messages: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            messages.append(message)

        await self.asgi(scope, receive, send)
        told = b"".join(message.get("body", b"") for message in messages[1:])
        return f"{path} {messages[0]['status']} {messages[0]['headers']}\n{told.decode()}"

    # what is asked

    def ballots(self, ask: d.Ballot) -> str:
        return self._beside(ask, super().ballots)

    def proposals(self, ask: d.Proposals) -> str:
        return self._beside(ask, super().proposals)

    def unknowns(self, ask: d.Unknowns) -> str:
        return self._beside(ask, super().unknowns)

    def _beside(self, ask: Any, answer: Any) -> str:
        try:
            with asked(self.phones, ask):
                self.all_look()
                return str(answer(ask))
        finally:
            self.all_look()

    def show(self, wall: d.Wall) -> str:
        self.all_look()
        over = self.phones.over
        if d.REVEAL in wall.keys and over is not None:
            self.before[over.asking] = {one: [*told] for one, told in self.sent.items()}
            if over.asking == self.until:
                raise Sealed
        return super().show(wall)


def sent(session: Session, folder: Path, who: Collection[str] | None = None, until: str = "") -> Sent:
    """What the phones of these people (None: of everybody, and one that is nobody's) are sent on this day.

    `until` what is asked so is sealed, and its reveal comes next; else to the end.
    """
    return _looked(session, folder, who, until).sent


def sent_before(session: Session, folder: Path, who: Collection[str]) -> dict[str, Sent]:
    """The same until something is sealed, for everything that is asked on this day."""
    return _looked(session, folder, who).before


def _looked(session: Session, folder: Path, who: Collection[str] | None, until: str = "") -> Looking:
    memory = Memory(emptied(session))
    memory.session.evidence = []
    everybody = [NOBODY, *(person.id for person in session.participants)]
    desk = Looking(session, memory, folder, everybody if who is None else who)
    desk.until = until
    with contextlib.suppress(Sealed):
        run_day(desk.day)
        assert not until, f"{until} is not asked on this day"
    return desk


def bystanders(session: Session, pair: Collection[str], most: int = 3) -> list[str]:
    """A phone that is nobody's, and those of a few who are not of this pair, colleagues of theirs first."""
    of_them = {session.participant(one).function for one in pair}
    others = [person for person in session.participants if person.id not in pair]
    others.sort(key=lambda person: person.function not in of_them)
    return [NOBODY, *(person.id for person in others[:most])]


def phones_that_tell(session: Session, other: Session, folder: Path, pair: Collection[str]) -> list[str]:
    """Whose phones are sent something else on the other day, of those who are not of the pair."""
    who = bystanders(session, pair)
    before, after = sent(session, folder, who), sent(other, folder, who)
    return [one or "nobody" for one in who if before[one] != after[one]]
