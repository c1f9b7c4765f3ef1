"""A whole day with cards on phones: nothing that cxw writes says who holds which card."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from desks import Clock
from phone_room import Phone, PhoneRoom, Reply
from test_files_written import said
from test_phone_day import OnPhones, a_room

from cxw.cli.phoning import notices
from cxw.day.desk import Ballot
from cxw.model import Session
from cxw.phones.door import Door
from cxw.sessionfile import OpenFile, create, load
from cxw.wall import ScreenView
from cxw.wall.follow import keep_view
from cxw.workshop import Day, run_day

HOLDERS = ("Kanarienvögelchen", "Łukasz-Canary", "O'Zeisig", "Stieglitzåsen", "Grünfinkß", "Æblefugl")
"""Who holds the cards: a browser knows them, and tells them wherever a browser can."""
FUNCTIONS = ("Marketing", "Marketing", "Marketing", "Sales", "Sales", "Customer service")


def with_cards() -> Session:
    room = a_room()
    room.title = "Kartentag"
    for number, (person, function) in enumerate(zip(room.participants, FUNCTIONS, strict=True)):
        person.function = function
        person.name = f"{function} {FUNCTIONS[: number + 1].count(function)}"
    return room


class TellsAll(Phone):
    """A browser that says whose it is: by its own name, its cookies, its fields, its addresses."""

    def __init__(self, room: PhoneRoom, holder: str) -> None:
        super().__init__(room)
        self.holder = holder.encode("ascii", "xmlcharrefreplace").decode()
        self.name = re.sub(r"\W", "", self.holder)
        self.cookies["owner"] = self.name

    def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | Iterable[bytes] = b""
    ) -> Reply:
        told = {
            **headers,
            "User-Agent": f"{self.name}s iPhone",
            "X-Forwarded-For": self.name,
            "From": f"{self.name}@example.com",
            "Authorization": f"Basic {self.name}",
        }
        return super().ask(method, f"{path}{'&' if '?' in path else '?'}who={self.name}", told, body)

    def post(self, path: str, **fields: object) -> Reply:
        return super().post(path, **{"name": self.name, "who": self.name, "person": self.name, **fields})


class ByCards(OnPhones):
    """Everybody takes a card, the last first, and nobody says which."""

    def begin(self, day: Day) -> None:
        self.room = PhoneRoom(self.folder, day, None)
        self.room.desk.notices = notices(day.session)
        self.order: list[str] = []
        for holder, function in reversed([*zip(HOLDERS, FUNCTIONS, strict=True)]):
            phone = TellsAll(self.room, holder)
            phone.get(f"/{self.room.desk.door.code}")
            phone.post("/join", department=function)
            nonce = self.room.desk.door.let_in(phone.cookies[self.room.app.cookie])
            card = self.room.desk.door.whose(nonce)
            assert card, phone.text
            self.phones[card] = phone
            self.order.append(card)
        day.changed = self.room.desk.publish

    def ballots(self, ask: Ballot) -> str:
        assert self.room is not None
        door = self.room.desk.door
        view = ScreenView(step="join", door=f"HTTP://{door.address}:{door.port}/{door.code}")
        keep_view(self.room.path, view)
        return super().ballots(ask)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> ByCards:
    folder = tmp_path_factory.mktemp("Kartentag")
    desk = ByCards(folder)
    path = folder / "Kassen für Müller.yaml"
    create(path, with_cards())
    with OpenFile(path) as opened:
        here = Day(file=opened, desk=desk, now=Clock(), colour=False)
        desk.begin(here)
        assert run_day(here)
    return desk


def test_no_file_of_a_day_says_who_holds_a_card(day: ByCards, capsys: pytest.CaptureFixture[str]) -> None:
    assert day.room is not None
    path, door = day.room.path, day.room.desk.door
    printed = [said("check", path, capsys=capsys), said("show", path, capsys=capsys)]
    for audience in ("room", "facilitator"):
        kinds = [word for kind in ("md", "html", "json") for word in ("--format", kind)]
        printed.append(said("report", path, "--for", audience, *kinds, capsys=capsys))
        printed.append(said("report", path, "--for", audience, "--workings", *kinds[:4], capsys=capsys))
    printed += [said("share", path, capsys=capsys), said("notice", path, capsys=capsys)]
    printed.append(said("replay", path, "--into", path.with_name("noch einmal.yaml"), capsys=capsys))
    texts = {str(one): one.read_bytes().decode() for one in path.parent.rglob("*") if one.is_file()}
    assert len(texts) >= 8
    assert path.with_suffix(".door").name in {Path(name).name for name in texts}
    for number, one in enumerate(printed):
        texts[f"printed {number}"] = one
    secrets = [phone.name for phone in map(as_told, day.phones.values())]
    secrets += [door.word(card) for card in day.phones]
    for name, text in texts.items():
        for secret in secrets:
            assert secret not in text, f"{secret} stands in {name}"
        if not name.endswith(".door"):
            assert not [nonce for nonce in door.phones.values() if nonce in text], name
            assert door.secret not in text


def as_told(phone: Phone) -> TellsAll:
    assert isinstance(phone, TellsAll)
    return phone


def test_the_door_does_not_tell_the_order_in_which_phones_came_in(day: ByCards) -> None:
    """Whoever watched the room come in would know the cards by it."""
    assert day.room is not None
    kept = [*json.loads(day.room.path.with_suffix(".door").read_text("utf-8"))["phones"]]
    assert day.order != sorted(day.order)
    assert kept == sorted(kept)
    door = Door("ab" * 32, "ABCDEF")
    assert [*door.joined("p2", "b").joined("p1", "a").phones] == ["p1", "p2"]
    assert [*door.joined("p1", "a").joined("p2", "b").joined("p1", "c").phones] == ["p1", "p2"]


def test_each_holder_answered_and_the_file_knows_cards_alone(day: ByCards) -> None:
    assert day.room is not None
    session = load(day.room.path)
    assert {*session.segments[0].rounds[0].answers} == {*day.phones}
    assert len(day.phones) == len(HOLDERS)
    assert all(person.desk == "phones" for person in session.participants)
