"""A real run in a real terminal serves real phones: read from the wall, killed and gone on with, locked, released."""

from __future__ import annotations

import random
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("zxingcpp")

from camera import code_on
from socket_phone import SocketPhone, held_port
from terminal import DOWN, ENTER, ESC, Terminal
from terminal_typist import FILE, at_the_points

from cxw.cli.phoning import named, on_phones, wanted_phones
from cxw.errors import CxwError
from cxw.phones.door import keep_door, open_door
from cxw.phones.network import OwnAddress, own_addresses
from cxw.sessionfile import load, problems_of

ADDRESSES = [one.address for one in own_addresses() if not one.refused]
if not ADDRESSES:
    pytest.skip("no network here that a phone could be in", allow_module_level=True)
HERE = ADDRESSES[0]
ROW = {"price": 30, "quality": 20, "brand": 10, "product": 0, "service": 40}
NAMES = ("ana", "ben", "cho", "dov", "eva", "fay")


def begun(folder: Path, *words: str, **more: Any) -> Terminal:
    return Terminal(
        "run", FILE, "--projector", "window", "--phones", "--network", HERE, *words, cwd=folder, **more
    )


def phone_of(address: str, person: str) -> SocketPhone:
    """A phone that has come in by what the camera read."""
    phone = SocketPhone(address.split("/")[2])
    phone.scan(address)
    phone.join(person)
    return phone


def answers(path: Path) -> dict[str, Any]:
    rounds = load(path).segments[0].rounds
    return dict(rounds[0].answers) if rounds else {}


def to_the_points(run: Terminal) -> None:
    """Past the wall, and past what the day goes on with."""
    run.type(ENTER)
    run.until("The day goes on")
    run.type(ENTER)
    run.until("two letters of a name")


@pytest.mark.parametrize(
    ("size", "words", "more"),
    [
        ((80, 24), (), {}),
        pytest.param((116, 40), ("--theme", "light"), {}, marks=pytest.mark.soak),
        ((80, 24), (), {"NO_COLOR": "1"}),
        pytest.param((116, 40), (), {"NO_COLOR": "1"}, marks=pytest.mark.soak),
    ],
)
def test_a_phone_comes_in_by_the_code_on_the_wall_and_answers_beside_the_paper_desk(
    tmp_path: Path, size: tuple[int, int], words: tuple[str, ...], more: dict[str, str]
) -> None:
    path = at_the_points(tmp_path)
    with begun(tmp_path, *words, size=size, **more) as run:
        run.until("The code:")
        address = code_on(run)
        assert address.startswith(f"HTTP://{HERE}:")
        phone = phone_of(address, NAMES[0])
        run.until("1 of 6 are in.")
        to_the_points(run)
        assert phone.ask("GET", "/") == 200
        phone.send(**{f"n__{need}": str(points) for need, points in ROW.items()})
        assert answers(path) == {NAMES[0]: ROW}, "acknowledged means on disk"
        phone.send(n="80")
        run.type("ben 20 20 20 20 20 70" + ENTER)
        run.until(lambda shown: NAMES[1] in answers(path))
        while "Everything is in." not in phone.page:
            assert phone.send() == 200
        run.type(ESC + "q")
        assert run.ends() == 0
    session = load(path)
    assert session.participant(NAMES[0]).desk == "phones"
    assert session.segments[0].conviction.before == {NAMES[0]: 80, NAMES[1]: 70}
    assert not [problem for problem in problems_of(path) if not problem.warning]


def _killed_at_random(folder: Path, times: int, seed: int) -> None:
    with held_port(HERE) as port:
        path = at_the_points(folder)
        keep_door(path, open_door(path).at(HERE, port))
        phones: dict[str, SocketPhone] = {}
        told: dict[str, int] = {}
        for turn in range(times):
            _killed_once(folder, phones, told, turn, random.Random(f"{seed} {turn}").uniform(0, 0.4))
        _killed_once(folder, phones, told, times, None)
    assert told == dict.fromkeys(NAMES, times)


def _killed_once(
    folder: Path, phones: dict[str, SocketPhone], told: dict[str, int], turn: int, after: float | None
) -> None:
    """Everybody answers once in a run that is killed meanwhile, so many seconds after the first may."""
    with begun(folder) as run:
        if not phones:
            run.until("The code:")
            phones |= {person: phone_of(code_on(run), person) for person in NAMES}
            to_the_points(run)
        else:
            run.until("The day goes on")
            run.type(ENTER)
            run.until("two letters of a name")
        if after is not None:
            threading.Timer(after, run.kill).start()
        for person in NAMES:
            _answered(phones[person], person, turn, told)
        if after is not None:
            run.ends()
    kept = answers(folder / FILE)
    for person, turned in told.items():
        assert kept[person]["brand"] * 20 + kept[person]["product"] >= turned, (turn, person)


def _answered(phone: SocketPhone, person: str, number: int, told: dict[str, int]) -> None:
    """One answer, by which turn it was is said; only what was acknowledged is remembered."""
    brand, product = divmod(number, 20)
    row = {**ROW, "brand": brand, "product": product, "service": 50 - brand - product}
    try:
        phone.ask("GET", "/?at=points")
        if phone.send(**{f"n__{need}": str(points) for need, points in row.items()}) == 200:
            told[person] = number
    except (OSError, Exception):  # noqa: BLE001 - the run was killed in the middle: nothing was acknowledged
        return


def test_a_run_that_is_killed_goes_on_with_the_same_phones_and_loses_nothing_acknowledged(
    tmp_path: Path,
) -> None:
    _killed_at_random(tmp_path, 3, 2026)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(4))
def test_killed_two_hundred_times_nothing_acknowledged_is_lost(seed: int, tmp_path: Path) -> None:
    _killed_at_random(tmp_path, 50, seed)


def test_the_facilitator_releases_a_name_and_locks_the_door(tmp_path: Path) -> None:
    at_the_points(tmp_path)
    with begun(tmp_path) as run:
        run.until("The code:")
        address = code_on(run)
        first = phone_of(address, NAMES[0])
        run.until("1 of 6 are in.")
        second = phone_of(address, NAMES[0])
        assert "taken" in second.page
        to_the_points(run)
        run.type(ESC)
        run.until("Paused")
        run.type("j")
        run.until("l lets no more phones in")
        run.type(ENTER)
        run.until("release the name")
        for _ in range(20):
            if any("release the name" in line and "▸" in line for line in run.shown.split("\n")):
                break
            run.type(DOWN)
            run.until(lambda shown: True)
        run.type(ENTER)
        run.until("Ana Lima can be picked on another phone now.")
        second.join(NAMES[0])
        assert second.heading.startswith("How much does each need matter")
        assert first.ask("GET", "/") == 200
        assert first.heading == "The code on the wall"
        run.type("l")
        run.until("No further phone comes in; those inside go on.")
        assert phone_of(address, NAMES[1]).status == 403
        assert second.ask("GET", "/state") == 200
        run.type("b")
        run.until("two letters of a name")
        run.type(ESC + "q")
        assert run.ends() == 0


def test_without_what_phones_need_the_day_goes_on_with_paper_and_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = at_the_points(tmp_path)
    session = load(path)
    assert wanted_phones(path, session, None, "") is None
    assert wanted_phones(path, session, False, HERE) is None
    monkeypatch.setitem(sys.modules, "segno", None)
    wanted = wanted_phones(path, session, True, "")
    assert wanted is not None
    assert not wanted.address
    assert 'pip install "cxw[phones]"' in wanted.why_not
    assert wanted.why_not.endswith("everybody answers on paper.")
    session.participants[3].desk = "phones"
    assert on_phones(session)


def test_a_network_is_found_by_name_or_address_and_refused_with_its_reason() -> None:
    found = [
        OwnAddress("Büro-WLAN", "192.168.8.20"),
        OwnAddress("docker0", "172.17.0.1", "no phone is there"),
    ]
    assert named(found, "büro-wlan").address == "192.168.8.20"
    assert named(found, "192.168.8.20").name == "Büro-WLAN"
    with pytest.raises(CxwError, match="cannot be used for phones: no phone is there"):
        named(found, "docker0")
    with pytest.raises(CxwError, match=r"could use: Büro-WLAN \(192.168.8.20\)"):
        named(found, "eth7")
