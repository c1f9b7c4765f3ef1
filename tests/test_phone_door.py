"""The door: who may come in, what its file says, and how a camera and a person find it."""

from __future__ import annotations

import errno
import json
import stat
import sys
from pathlib import Path

import pytest
from desks import session
from hypothesis import given
from hypothesis import strategies as st
from test_sessionfile_disk import Disk

from cxw.day.hotspot import Hotspot, wifi
from cxw.errors import CxwError, SaveError
from cxw.phones.code import QUIET, code_of, door_address, with_quiet_zone
from cxw.phones.door import (
    CODE,
    LETTERS,
    Door,
    cookie_name,
    keep_door,
    known_address,
    new_code,
    new_nonce,
    open_door,
)
from cxw.phones.network import judged, own_addresses, why_refused
from cxw.phones.server import listening
from cxw.sessionfile import create

PATH = Path("Kassen für Müller.yaml")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / PATH


def test_a_door_is_read_back_as_it_was_kept_for_its_owner_alone(path: Path) -> None:
    door = open_door(path).at("192.0.2.7", 8060).joined("øyvind", new_nonce())
    keep_door(path, door)
    assert open_door(path) == door
    assert open_door(path) == door
    assert [one.name for one in path.parent.iterdir()] == ["Kassen für Müller.door"]
    if sys.platform != "win32":
        assert stat.S_IMODE(path.with_suffix(".door").stat().st_mode) == 0o600


def test_the_door_of_a_file_that_had_this_name_before_lets_nobody_into_the_new_one(path: Path) -> None:
    made = session(people=3)
    create(path, made)
    keep_door(path, open_door(path).joined("p1", new_nonce()))
    with pytest.raises(CxwError):
        create(path, made)
    assert [*open_door(path).phones] == ["p1"], "nothing was made, and its phones stay"
    path.unlink()
    create(path, made)
    assert open_door(path).phones == {}


@pytest.mark.parametrize(
    "words",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '"x"',
        "[" * 5000,
        '{"phones": []}',
        '{"secret": "", "code": "AAAAAA"}',
        "\x00",
    ],
)
def test_a_door_that_cannot_be_read_is_a_new_one(path: Path, words: str) -> None:
    path.with_suffix(".door").write_text(words)
    door = open_door(path)
    assert len(door.code) == CODE
    assert door.phones == {}


@pytest.mark.parametrize(
    "change", [{"secret": "ab"}, {"secret": "zz" * 32}, {"code": "OOOOOO"}, {"code": "AB"}, {"port": "x"}]
)
def test_a_door_somebody_weakened_is_a_new_one(path: Path, change: dict[str, str]) -> None:
    keep_door(path, open_door(path).joined("p1", "0a"))
    file = path.with_suffix(".door")
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}))
    assert open_door(path).phones == {}


def test_a_door_that_the_disk_does_not_give_just_now_is_not_replaced_by_a_new_one(path: Path) -> None:
    assert open_door(path).phones == {}
    path.with_suffix(".door").mkdir()
    with pytest.raises(CxwError, match="cannot be read just now"):
        open_door(path)
    assert known_address(path) == ""


@pytest.mark.parametrize("act", ["write", "flush", "replace"])
def test_a_disk_that_refuses_is_said_and_leaves_the_door_as_it_was(path: Path, act: str) -> None:
    before = open_door(path)
    keep_door(path, before)
    with pytest.raises(SaveError, match="not saved"):
        keep_door(path, before.joined("p1", "0a"), Disk(**{act: errno.ENOSPC}))
    assert open_door(path) == before
    assert [one.name for one in path.parent.iterdir()] == ["Kassen für Müller.door"]


NONCES = st.sampled_from(["aa", "bb", "cc"])
NAMES = st.sampled_from(["øyvind", "p1", "p2"])


@given(st.lists(st.tuples(NAMES, NONCES | st.none()), max_size=8))
def test_a_name_is_one_phones_and_a_phone_has_one_name(steps: list[tuple[str, str | None]]) -> None:
    door = Door("ab" * 32, "ABCDEF")
    for person, nonce in steps:
        stolen = {one: door.cookie(one) for one in door.phones.values()}
        door = door.joined(person, nonce) if nonce else door.released(person)
        assert len({*door.phones.values()}) == len(door.phones)
        for one in ("aa", "bb", "cc"):
            assert door.let_in(door.cookie(one)) == one
            assert door.phones.get(door.whose(one), one) == one
            other = {"aa": "bb", "bb": "cc", "cc": "aa"}[one]
            assert not door.let_in(f"{other}.{door.cookie(one).partition('.')[2]}")
        for one, cookie in stolen.items():
            if not door.whose(one):
                assert not door.let_in(cookie), "what a released phone carries is worth nothing"


@given(st.text(max_size=40) | st.binary(max_size=20).map(lambda some: some.decode("latin-1")))
def test_a_cookie_that_is_not_ours_lets_nobody_in(cookie: str) -> None:
    assert Door("ab" * 32, "ABCDEF", phones={"p1": "aa"}).let_in(cookie) == ""


def test_another_secret_knows_none_of_its_phones() -> None:
    one, other = Door("ab" * 32, "ABCDEF"), Door("cd" * 32, "ABCDEF")
    assert not other.let_in(one.cookie("aa"))


def test_another_address_has_another_code_and_the_same_phones() -> None:
    door = Door("ab" * 32, "ABCDEF").at("192.0.2.7", 8060).joined("p1", "aa")
    assert door.at("192.0.2.7", 8060) == door
    moved = door.at("192.0.2.8", 8060)
    assert moved.code != door.code
    assert moved.phones == door.phones


def test_a_code_can_be_read_aloud_and_cookies_are_of_one_session() -> None:
    for _ in range(50):
        code = new_code()
        assert len(code) == CODE
        assert {*code} <= {*LETTERS}
    assert not {*"0O1I"} & {*LETTERS}
    assert cookie_name(Path("a.yaml")) != cookie_name(Path("b.yaml"))
    assert cookie_name(PATH).isascii()


@pytest.mark.parametrize(
    ("name", "address", "word"),
    [
        ("wlan0", "192.168.8.100", ""),
        ("Wi-Fi", "10.0.0.5", ""),
        ("en0", "172.20.10.2", ""),
        ("wlan0", "192.0.2.7", ""),
        ("lo", "127.0.0.1", "only this laptop"),
        ("lo0", "127.8.9.1", "only this laptop"),
        ("en0", "169.254.17.3", "made up"),
        ("docker0", "172.17.0.1", "programs on this laptop"),
        ("br-5f2a91c07d3e", "172.18.0.1", "programs on this laptop"),
        ("vEthernet (WSL)", "172.28.16.1", "programs on this laptop"),
        ("Ethernet adapter (Default Switch)", "172.20.1.1", "programs on this laptop"),
        ("VirtualBox Host-Only Ethernet Adapter", "192.168.56.1", "programs on this laptop"),
        ("utun4", "10.8.0.3", "VPN"),
        ("tun0", "10.8.0.3", "VPN"),
        ("wg0", "10.7.0.2", "VPN"),
        ("Cisco AnyConnect Virtual Miniport", "10.2.0.2", "VPN"),
        ("en0", "100.101.3.4", "VPN"),
        ("eth0", "8.8.8.8", "internet"),
        ("Büro-WLAN", "192.168.178.20", ""),
    ],
)
def test_addresses_no_phone_reaches_are_refused_with_the_reason(name: str, address: str, word: str) -> None:
    why = why_refused(name, address)
    assert bool(why) == bool(word)
    assert word in why


def test_addresses_that_can_be_chosen_stand_first() -> None:
    found = judged([("lo", "127.0.0.1"), ("wlan0", "192.168.8.100"), ("docker0", "172.17.0.1")])
    assert [one.name for one in found] == ["wlan0", "lo", "docker0"]
    assert any(one.address == "127.0.0.1" and one.refused for one in own_addresses())


def test_the_address_on_the_wall_is_in_capitals_and_its_code_has_light_around_it() -> None:
    text = door_address("192.168.178.123", 8060, "ABCDEF")
    assert text == "HTTP://192.168.178.123:8060/ABCDEF"
    code = code_of(text)
    assert len(code) <= 29, "a code of this size fits 24 lines, two modules a line"
    assert all(len(row) == len(code) for row in code)
    corner = [row[:7] for row in code[:7]]
    assert corner[0] == (True,) * 7
    assert corner[1] == (True, *(False,) * 5, True)
    wide = with_quiet_zone(code)
    assert len(wide) == len(wide[0]) == len(code) + 2 * QUIET
    assert not any(map(any, wide[:QUIET]))
    assert not any(any(row[:QUIET]) or any(row[-QUIET:]) for row in wide)


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Workshop", "geheim12", "WIFI:T:WPA;S:Workshop;P:geheim12;;"),
        ("Müller & Söhne", "", "WIFI:T:nopass;S:Müller & Söhne;P:;;"),
        ('a;b,c:d"e\\f', "p;w", 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;w;;'),
        ("CAFE", "12345678", "WIFI:T:WPA;S:CAFE;P:12345678;;"),
    ],
)
def test_a_wifi_is_escaped_so_that_a_camera_reads_it(name: str, password: str, said: str) -> None:
    assert wifi(Hotspot(name, password)) == said


def test_the_same_port_is_taken_again_and_one_that_is_somebody_elses_is_said() -> None:
    first = listening("127.0.0.1")
    port = first.getsockname()[1]
    with pytest.raises(Exception, match=f"another program has port {port}"):
        listening("127.0.0.1", port)
    first.close()
    again = listening("127.0.0.1", port)
    assert again.getsockname()[1] == port
    again.close()
    with pytest.raises(Exception, match="no address of this machine"):
        listening("203.0.113.9", 0)
