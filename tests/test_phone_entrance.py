"""How phones come in while a run goes on: whose network, nobody comes, a hotspot, another network, both windows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desks import Rule, session
from often import turns
from phone_room import PhoneRoom, room
from socket_phone import SocketPhone, held_port
from test_phone_wall import pixels

from cxw.cli.entrance import (
    FOREIGN,
    GONE,
    HOTSPOT,
    LOOKS_AT_NETWORK,
    NONE,
    OWN,
    UNVISITED,
    RunningPhones,
    _keys,
    moved,
)
from cxw.day.desk import BACK, NEXT, Wall
from cxw.day.hotspot import Hotspot, wifi, wrong_name, wrong_password
from cxw.phones.door import Door, open_door
from cxw.phones.network import OwnAddress, judged
from cxw.phones.server import listening
from cxw.phones.serving import served_at
from cxw.sessionfile import create
from cxw.text.phrases import speak
from cxw.theme import DARK, LIGHT
from cxw.wall import JOIN, ScreenView, draw, pages, view_from_json, view_to_json
from cxw.wall.follow import Window, keep_view, last_view

HERE, THERE = "127.0.0.1", "127.0.0.2"
try:
    listening(THERE).close()
except Exception:  # noqa: BLE001 - some systems have one address of this kind only
    pytest.skip("this machine has one address only", allow_module_level=True)


class Desk(Rule):
    """Says what it is told, and types what it was given."""

    def __init__(self, *typed: str) -> None:
        super().__init__()
        self.typed, self.told, self.prompts = [*typed], list[str](), list[str]()

    def tell(self, text: str) -> None:
        self.told.append(text)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        self.prompts.append(prompt)
        return self.typed.pop(0)

    def choose(self, prompt: str, ways: Any, title: str = "") -> str:
        self.prompts.append(prompt)
        word = self.typed.pop(0)
        assert word in ways
        return word


class OneRun:
    """The phones of a run, with a clock and a list of networks that the test turns."""

    def __init__(self, here: PhoneRoom, serving: Any, window: Any) -> None:
        self.here, self.window, self.now = here, window, 0.0
        self.networks: list[OwnAddress] = [OwnAddress("wlan0", HERE)]
        self.phones = RunningPhones(
            here.desk,
            here.day,
            window,
            serving,
            known=False,
            addresses=lambda: self.networks,
            clock=lambda: self.now,
        )
        here.day.point = self.phones.point

    def later(self, seconds: float) -> bool:
        """So much later everything was looked at again; whether a wall says something else."""
        changed = False
        for _ in range(int(seconds / LOOKS_AT_NETWORK) + 1):
            self.now += LOOKS_AT_NETWORK
            changed |= self.phones.look()
        return changed

    def walls(self, *words: str, size: tuple[int, int] = (120, 40)) -> list[str]:
        """The walls that stand there while these words are chosen."""
        seen, left = list[str](), [*words]

        def show(wall: Wall) -> str:
            seen.append(wall.draw(*size))
            self.keys = dict(wall.keys)
            self.alone = wall.alone
            return left.pop(0) if left else "leave"

        self.phones.show(show)
        return seen


@contextmanager
def run(folder: Path, *typed: str, port: int = 0) -> Iterator[OneRun]:
    here = room(folder, "weights first")
    here.day.desk = Desk(*typed)
    create(here.path, session())
    window = SimpleNamespace(view=ScreenView())

    def point(view: ScreenView) -> None:
        window.view = view
        keep_view(here.path, view)

    window.point = point
    here.desk.set_door(here.desk.door.at(HERE if port else "", port))
    with served_at(HERE, here.desk, here.app.asgi) as serving:
        yield OneRun(here, serving, window)


def come_in(one: OneRun, person: str) -> SocketPhone:
    """A phone that has scanned the code as it is now."""
    door = one.here.desk.door
    phone = SocketPhone(f"{door.address}:{door.port}")
    phone.scan(f"HTTP://{door.address}:{door.port}/{door.code}")
    phone.join(person)
    return phone


def told(one: OneRun) -> list[str]:
    desk = one.here.day.desk
    assert isinstance(desk, Desk)
    return desk.told


def in_the_window(one: OneRun, *, size: tuple[int, int] = (120, 40)) -> str:
    """What the audience sees, from the files alone."""
    return Window(one.here.path, DARK, colour=False).screen(*size)


ASKING = ScreenView(session().segments[0].id, "weights", "first open")
WARNS = "Whoever runs this Wi-Fi could read along; paper is on the table."
CALM = "Only between your phone and this laptop."


def test_the_wall_warns_until_the_facilitator_says_whose_network_it_is(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        before, after = one.walls(OWN)
        assert WARNS in before
        assert CALM in after
        assert WARNS not in after
        assert OWN not in one.keys
        assert not one.alone
        assert open_door(one.here.path).own is True, "asked once: it is kept"
        assert WARNS in one.walls(FOREIGN)[-1]
        assert open_door(one.here.path).own is False


def test_the_keys_of_these_walls_are_german_in_a_german_room(tmp_path: Path) -> None:
    with run(tmp_path, "Büro WLAN", "geheim-123") as one:
        speak("de", "du")
        one.walls(HOTSPOT, NEXT)
        assert [*one.keys.values()][:2] == ["Weiter", "Zurück"]


def test_after_a_minute_without_a_phone_the_wall_says_what_to_try_and_a_phone_takes_it_back(
    tmp_path: Path,
) -> None:
    with run(tmp_path) as one:
        seen = list[str]()

        def show(wall: Wall) -> str:
            assert "No phone yet?" not in in_the_window(one)
            assert not one.later(UNVISITED - 2 * LOOKS_AT_NETWORK)
            assert one.later(2 * LOOKS_AT_NETWORK), "the picture changes without a key"
            seen.extend((wall.draw(120, 40), in_the_window(one)))
            come_in(one, "p1")
            assert one.phones.look()
            seen.extend((wall.draw(120, 40), in_the_window(one)))
            return NEXT

        one.phones.show(show)
        for screen in seen[:2]:
            assert "No phone yet?" in screen
        for screen in seen[2:]:
            assert re.search(r"1 of \d+ are in\.", screen)
            assert "No phone yet?" not in screen
        assert [text for text in told(one) if text.startswith("No phone for a minute")] == [told(one)[0]]


def test_where_the_day_stands_is_kept_without_the_door_and_the_window_has_it(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        one.here.day.point(ASKING)
        assert f"{HERE}:" in in_the_window(one)
        assert last_view(one.here.path) == ASKING
        one.here.desk.lock(True)
        assert one.phones.look()
        assert f"{HERE}:" not in in_the_window(one)
        one.walls(NEXT)
        assert one.phones.at == ASKING
        assert one.window.view.step == "first open"


def test_the_key_of_these_walls_at_one_of_them_changes_nothing(tmp_path: Path) -> None:
    with run(tmp_path) as one:

        def show(wall: Wall) -> str:
            before = wall.draw(120, 40)
            assert one.phones.show(lambda inner: pytest.fail("a wall over the same wall")) == NEXT
            assert wall.draw(120, 40) == before
            return NEXT

        assert one.phones.show(show) == NEXT
        assert one.phones.page is None


# the second code

HOSTILE = [
    ('Müllers "Büro"; \\5G', 'lang;genug"1\\'),
    ("a;b,c:d\\", ",;:\\\"'`$(x)"),
    ("ÄÖÜßøłæ ☂", "12345678"),
    ("CAFE", "DEADBEEF"),
    ("Øyvind’s Telefon", "pass word"),
    ("nur ein Name", ""),
    ("x" * 32, "y" * 63),
]


def joined_by(text: str) -> tuple[str, str, str]:
    """Kind, name and password as phones read them: a backslash takes the next sign as it is."""
    assert text.startswith("WIFI:")
    assert text.endswith(";;")
    parts = re.findall(r"([TSP]):((?:\\.|[^\\;])*);", text[5:])
    found = {key: re.sub(r"\\(.)", r"\1", value) for key, value in parts}
    return found["T"], found["S"], found["P"]


@pytest.mark.parametrize(("called", "size"), turns(HOSTILE, [(80, 24), (120, 40)]))
def test_a_camera_joins_the_hotspot_whatever_it_is_called(
    called: tuple[str, str], size: tuple[int, int], tmp_path: Path
) -> None:
    name, password = called
    zxing = pytest.importorskip("zxingcpp")
    with run(tmp_path, name, password) as one:
        one.walls(HOTSPOT)
        assert one.here.desk.door.hotspot == Hotspot(name, password)
        one.phones.page = 0
        for theme, colour in ((DARK, True), (LIGHT, False)):
            look = {"width": size[0], "height": size[1], "theme": theme, "colour": colour}
            screen = draw(session(), one.phones.view, **look)  # type: ignore[arg-type]  # four looks by name
            read = [code.text for code in zxing.read_barcodes(pixels(screen, theme))]
            if size == (80, 24) and len(wifi(Hotspot(name, password)).encode()) > 78:
                assert read == [], "beyond a small wall: name and password stand there in words"
            else:
                assert [joined_by(text) for text in read] == [
                    ("WPA" if password else "nopass", name, password)
                ]
            plain = re.sub(r"\x1b\[[0-9;]*m", "", screen)
            assert name[:20] in plain
            assert password[:20] in plain


def test_the_hotspot_comes_first_then_the_door_and_its_password_stands_in_the_door_alone(
    tmp_path: Path,
) -> None:
    with run(tmp_path, "Müllers Büro", "kurz", "geheim;12") as one:
        first, wifi_page, door_page, again = one.walls(HOTSPOT, NEXT, BACK)
        assert "First join this Wi-Fi." not in first
        assert "geheim;12" in wifi_page
        assert f"{HERE}:" in door_page
        assert "Once you are in that Wi-Fi" in door_page
        assert again == wifi_page
        assert "8 to 63" in one.here.day.desk.prompts[-1]  # type: ignore[attr-defined]  # a desk of ours
        written = {file.name: file.read_text("utf-8") for file in tmp_path.iterdir() if file.is_file()}
        assert [name for name, text in written.items() if "geheim" in text] == ["Kassen für Müller.door"]
        one.phones.page = 0
        one.phones.look()
        assert "geheim;12" in in_the_window(one)
        one.phones.page = None
        one.here.day.desk.typed[:] = [NONE]  # type: ignore[attr-defined]  # a desk of ours
        one.walls(HOTSPOT)
        assert open_door(one.here.path).hotspot is None


@pytest.mark.parametrize("typed", [[""], ["Büro", "kurz", ""], ["ü" * 17, ""]])
def test_a_hotspot_that_is_not_typed_to_the_end_is_none_or_open(typed: Sequence[str], tmp_path: Path) -> None:
    with run(tmp_path, *typed) as one:
        one.walls(HOTSPOT)
        kept = one.here.desk.door.hotspot
        assert kept in (None, Hotspot("Büro", "")), kept
        if kept is not None:
            assert WARNS in one.walls(OWN, NEXT, NEXT)[-1], "anybody near could be in it"


def test_a_name_or_password_that_no_wifi_has_is_said() -> None:
    assert wrong_name("ü" * 16) == ""
    assert wrong_name("ü" * 17)
    assert wrong_name(" ")
    assert wrong_password("") == wrong_password("12345678") == wrong_password("a" * 63) == ""
    assert wrong_password("A" * 64) == "", "a key in base 16"
    for wrong in ("1234567", "x" * 64, "pässwort1"):
        assert wrong_password(wrong)


# another network


def test_on_another_network_phones_get_a_new_code_and_answers_stay(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        before = one.here.desk.door
        come_in(one, "p1")
        assert one.here.desk.door.phones
        one.here.day.point(ASKING)
        one.networks = [OwnAddress("wlan0", THERE)]
        assert not one.later(GONE - 2 * LOOKS_AT_NETWORK), "a Wi-Fi may come back"
        assert one.later(3 * LOOKS_AT_NETWORK)
        now = one.here.desk.door
        assert now.address == THERE
        assert now.code != before.code
        assert {*now.phones} == {"p1"}
        assert "j, then r, releases them all." in told(one)[-1]
        assert f"{THERE}:{now.port}/{now.code}" in in_the_window(one)
        new = come_in(one, "p1")
        assert "taken" in new.page
        assert one.phones.here().release_all() == []
        new.join("p1")
        assert "taken" not in new.page
        assert one.here.desk.door.whose(next(iter(one.here.desk.door.phones.values()))) == "p1"


def test_a_phone_that_comes_in_as_one_after_the_other_is_told_to_the_facilitator_once(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        phone = come_in(one, "p1")
        for person in ("p2", "p3", "p4"):
            phone.ask("POST", "/leave", "")
            phone.join(person)
            one.phones.look()
            one.phones.look()
        assert told(one) == [
            "One phone has come in as three people in turn. Is it passed round? j shows who has one."
        ]


@pytest.mark.parametrize(
    "left", [[], [OwnAddress("wlan0", THERE), OwnAddress("eth0", "127.0.0.3")]], ids=["none", "several"]
)
def test_where_no_or_more_than_one_network_is_left_the_facilitator_is_told_once(
    left: list[OwnAddress], tmp_path: Path
) -> None:
    with run(tmp_path) as one:
        before = one.here.desk.door
        one.networks = [OwnAddress("lo", "127.0.0.9", "only this laptop"), *left]
        one.later(4 * GONE)
        assert one.here.desk.door == before
        assert [text for text in told(one) if "network is gone" in text] == told(one)
        assert len(told(one)) == 1
        one.networks = [OwnAddress("wlan0", HERE)]
        one.later(GONE)
        phone = SocketPhone(f"{HERE}:{before.port}")
        assert phone.ask("GET", "/") == 200, "it is the same door when the network is back"


def test_with_cards_the_word_brings_them_back_and_nobody_is_told_to_release_them() -> None:
    here = Door("0" * 64, "ABCDEF", HERE, 8060, phones={"p1": "0a"})
    there = here.at(THERE, 8060)
    assert moved(here, there, cards=True).endswith("The word on each phone brings its card back.")
    assert moved(here, there, cards=False).endswith("j, then r, releases them all.")
    assert moved(here, here.at(HERE, 8061), cards=False).endswith("Answers are kept.")


def test_a_wifi_that_drops_for_a_moment_changes_nothing(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        before = one.here.desk.door
        for _ in range(4):
            one.networks = [OwnAddress("eth0", THERE)]
            one.later(LOOKS_AT_NETWORK)
            one.networks = [OwnAddress("wlan0", HERE), OwnAddress("eth0", THERE)]
            one.later(LOOKS_AT_NETWORK)
        assert one.here.desk.door == before
        assert told(one) == []


def test_a_vpn_that_comes_up_is_said(tmp_path: Path) -> None:
    with run(tmp_path) as one:
        one.networks = [OwnAddress("wlan0", HERE), *judged([("tun0", "10.8.0.2")])]
        one.later(LOOKS_AT_NETWORK)
        one.later(LOOKS_AT_NETWORK)
        assert told(one) == ["A VPN is on now (tun0): where no phone comes in any more, switch it off."]


def test_a_port_that_another_program_has_meanwhile_means_a_new_code_and_the_same_phones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxw.phones.serving.TRIES", 1)
    with held_port(HERE) as port:
        with run(tmp_path, port=port) as one:
            door = one.here.desk.door
            phone = come_in(one, "p1")
        here = listening(HERE, port)
    with closing(here), served_at(HERE, one.here.desk, one.here.app.asgi):
        now = one.here.desk.door
        assert now.port != door.port
        assert now.code != door.code
        phone.base = f"{HERE}:{now.port}"
        phone.scan(f"HTTP://{HERE}:{now.port}/{now.code}")
        assert phone.status == 200
        assert phone.heading.startswith("How much does each need matter"), "its cookie knows no ports"


def test_what_the_window_is_told_is_read_back_and_nonsense_is_nothing() -> None:
    view = ScreenView(step=JOIN, door="HTTP://10.0.0.5:8060/ABCDEF")
    assert view_from_json(view_to_json(view)) == view
    odd = '{"step": "join", "door": "HTTP://10.0.0.5:8060/ABCDEF", "entrance": %s}'
    for said in ("3", "[]", '{"inside": -1, "own": "yes", "locked": 1, "hotspot": {"name": 3}}'):
        found = view_from_json(odd % said)
        assert found == view
        assert len(pages(session(), found)) == 1


def test_the_keys_of_these_walls_are_german_in_a_german_run() -> None:
    door = Door("5a" * 32, "ABCDEF", "192.0.2.7", 8060)
    speak("de")
    try:
        keys = [_keys(door, page, last=last) for page, last in ((0, False), (1, True))]
    finally:
        speak(None)
    assert [(one.get(NEXT), one.get(BACK)) for one in keys] == [("Weiter", None), ("Weiter", "Zurück")]
