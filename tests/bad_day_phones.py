"""The bad day with phones beside paper: what goes wrong in a room whose laptop, network and phones all fail."""

from __future__ import annotations

import contextlib
import re
import signal
import threading
from collections.abc import Iterable
from http.client import HTTPException
from pathlib import Path
from random import Random

from bad_day import FILE, FIRST, NEEDS, PEOPLE, SURE, WRONG, Day, Watched, turned
from camera import code_on
from socket_phone import SocketPhone
from terminal import DOWN, ENTER, ESC
from test_phone_run import HERE, phone_of

ON_PHONES = ("annika", "bertil", "casimir", "egon", "frauke")
BLOW = 0.15
"""Seconds between what a phone sends and the blow, at most: before, in and after the save that it begins."""
KEYS = tuple(need.lower() for need in NEEDS)


class PhoneDay(Day):
    """Five people answer on phones, the others on paper; everybody sees the screen, or its wall in a window."""

    def __init__(self, folder: Path, *, projected: bool, seed: int = 0) -> None:
        self.phones: dict[str, SocketPhone] = {}
        self.dice = Random(seed)
        super().__init__(folder, projected=projected)

    def _begun(self) -> Watched:
        shows = "this" if self.projected else "window"
        words = ("run", FILE, "--projector", shows, "--phones", "--network", HERE)
        run = Watched(*words, cwd=self.folder, size=self.size)
        if self.projected:
            self.wall.begins()
            run.wall = self.wall
        return run

    def come_in(self) -> None:
        """By the code on the wall; two tap the same name, and the second one is told so."""
        self.seen("The code:")
        address = code_on(self.run)
        for id in ON_PHONES:
            self.phones[id] = phone_of(address, id)
            assert PEOPLE[id][0] in self.phones[id].page
        twin = phone_of(address, "annika")
        assert "taken" in twin.page
        twin.send()
        self.run.type(ENTER)

    # what phones do

    def sends(self, id: str, row: Iterable[int], sure: int) -> None:
        """Points by phone, then whatever else stands on the ballot: none of it may show before the reveal."""
        row = tuple(row)
        self.wall.holds_back([*row, sure])
        phone = self.phones[id]
        assert phone.ask("GET", "/?at=points") == 200
        assert phone.send(**self.points_of(row)) == 200, phone.page
        assert phone.send(n=str(sure)) == 200, phone.page
        self.to_the_end(phone)

    def to_the_end(self, phone: SocketPhone) -> None:
        """The rest of a ballot is sent as it stands there: no tick, and no last contact."""
        for _ in range(6):
            if "Everything is in." in phone.page:
                return
            assert phone.send() == 200, phone.page
        raise AssertionError(phone.page)

    @staticmethod
    def points_of(row: Iterable[int]) -> dict[str, str]:
        return {f"n__{need}": str(points) for need, points in zip(KEYS, row, strict=True)}

    def killed_under(self, id: str, row: tuple[int, ...]) -> bool:
        """The power goes out while a phone's answer is saved; whether the phone was told that it is kept."""
        self.wall.holds_back(row)
        phone, told = self.phones[id], False
        assert phone.ask("GET", "/?at=points") == 200
        form = dict(self.points_of(row))
        blow = threading.Timer(self.dice.uniform(0, BLOW), self.run.kill)
        blow.start()
        with contextlib.suppress(OSError, HTTPException):  # not acknowledged: it is sent again
            told = phone.send(**form) == 200
        blow.join()
        assert self.run.ends() == -signal.SIGKILL
        self.run.__exit__()
        self._unreachable(phone, form)
        self.run = self._begun()
        self.seen("taken in" if self.projected else "The day goes on")
        self.press(ENTER, "two letters of a name")
        return told

    @staticmethod
    def _unreachable(phone: SocketPhone, form: dict[str, str]) -> None:
        """The network is gone: a phone is told nothing, and what it carries stays good."""
        carried, page = dict(phone.cookies), phone.page
        try:
            phone.send(**form)
        except (OSError, HTTPException):
            phone.cookies, phone.page = carried, page
            return
        raise AssertionError("nobody is there who could have kept this")

    def released(self, id: str) -> None:
        """The facilitator lets a name be picked again: another phone answers, the first is nobody's."""
        name = PEOPLE[id][0]
        self.press(ESC, "Paused")
        self.press("j", "l lets no more phones in")
        for _ in range(len(PEOPLE) + 1):
            if any(name in line and "▸" in line for line in self.run.shown.split("\n")):
                break
            self.press(DOWN, "")
        self.press(ENTER, "release the name")
        for _ in range(20):
            if any("release the name" in line and "▸" in line for line in self.run.shown.split("\n")):
                break
            self.press(DOWN, "")
        self.press(ENTER, f"{name} can be picked on another phone now.")
        old, new = self.phones[id], SocketPhone(self.phones[id].base)
        new.cookies = {}
        new.scan(f"http://{old.base}/{self.code}")
        new.join(id)
        assert old.ask("GET", "/") == 200
        assert old.heading == "The code on the wall", old.page
        self.phones[id] = new
        self.press("b", "two letters of a name")

    @property
    def code(self) -> str:
        """As it stands in the door."""
        found = re.search(r'"code": "(\w+)"', (self.folder / FILE).with_suffix(".door").read_text("utf-8"))
        assert found
        return found[1]

    # the round

    def points(self) -> None:
        """Kills in the middle of saves, a network that goes, a name released, a phone that slept till after."""
        self.asks(10)
        slept = self.phones["casimir"]
        slept.ask("GET", "/")
        self.hedda_does_not_know()
        self.press(f"in declined{ENTER}", "declined, not asked again")
        told = self.killed_under("bertil", WRONG)
        self.on_to("two letters of a name")
        kept = self.answers().get("bertil")
        assert kept == dict(zip(KEYS, WRONG, strict=True)) if told else kept in (None, self.row(WRONG))
        self.sends("bertil", turned(FIRST, 3), SURE["bertil"])
        self.sends("annika", turned(FIRST, 0), SURE["annika"])
        self.sends("annika", turned(FIRST, 0), SURE["annika"])
        self.released("egon")
        self.sends("egon", turned(FIRST, 1), SURE["egon"])
        self.takes_in("frauke", *turned(FIRST, 2), SURE["frauke"])
        for by, id in enumerate(("kasper", "dagny", "jorun")):
            self.takes_in(id, *turned(FIRST, by), SURE[id])
        self.closes("still missing")
        self.run.hear(0.5)
        self.press(DOWN + ENTER, "8 answers sealed")
        self.comes_late(slept)
        self.revealed(FIRST, WRONG, turned(FIRST, 4))

    def comes_late(self, phone: SocketPhone) -> None:
        """It slept since before the first answer: what it sends is put aside, and stands nowhere."""
        self.wall.holds_back(FIRST)
        phone.send(**self.points_of(turned(FIRST, 4)))
        assert "as a slip put aside" in phone.page, phone.page

    @staticmethod
    def row(points: Iterable[int]) -> dict[str, int]:
        return dict(zip(KEYS, points, strict=True))

    def answers(self) -> dict[str, object]:
        from cxw.sessionfile import load

        return dict(load(self.folder / FILE).segments[0].rounds[0].answers)
