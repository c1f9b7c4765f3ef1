"""A rehearsal in which invented people answer on phones: over real HTTP, and on a copy as ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import session
from phone_room import room
from socket_phone import SocketPhone
from terminal import ENTER, ESC, Terminal
from test_files_written import said as printed

from cxw.cli.evening import OwnPhones, networks_told
from cxw.errors import CxwError
from cxw.model import Segment
from cxw.phones.door import open_door
from cxw.phones.network import judged, own_addresses
from cxw.rehearsal.on_phones import InventedPhones
from cxw.sessionfile import create, load, problems_of

ADDRESSES = [one.address for one in own_addresses() if not one.refused]
if not ADDRESSES:
    pytest.skip("no network here that a phone could be in", allow_module_level=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = session(6)
    for person, name in zip(made.participants, ("Bärbel Groß", "Øyvind Łoś", "Zoë D’Souza"), strict=False):
        person.name = name
    create(tmp_path / "tag.yaml", made)
    return tmp_path / "tag.yaml"


def test_invented_phones_answer_over_the_network_and_as_many_answer_as_without(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = path.read_bytes()
    told = printed("rehearse", path, "--phones", 4, "--network", ADDRESSES[0], "--keep", capsys=capsys)
    assert "4 phones answered " in told
    assert f"at HTTP://{ADDRESSES[0]}:" in told
    printed("rehearse", path, "--keep", capsys=capsys)
    by_phone = load(path.with_name("tag.rehearsal.yaml"))
    by_hand = load(path.with_name("tag.rehearsal-2.yaml"))
    assert {person.id for person in by_phone.participants if person.desk == "phones"} == {
        "p0",
        "p1",
        "p2",
        "p3",
    }
    assert [sorted(r.answers) for r in by_phone.all_rounds()] == [
        sorted(r.answers) for r in by_hand.all_rounds()
    ]
    for one, other in zip(by_phone.segments, by_hand.segments, strict=True):
        assert one.coverage_guess == other.coverage_guess
        assert {who for who, _ in spoken(one)} == {who for who, _ in spoken(other)}
    assert not [
        problem for problem in problems_of(path.with_name("tag.rehearsal.yaml")) if not problem.warning
    ]
    assert path.read_bytes() == before


def spoken(segment: Segment) -> list[tuple[str, str]]:
    """Who said which need, or which line of what we do not know."""
    needs = [(who, words) for need in segment.needs for who, all in need.proposed.items() for words in all]
    return [*needs, *((line.by, line.text) for line in segment.unknowns if line.by)]


def test_nothing_of_it_stays_but_the_copy_that_was_asked_for(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed("rehearse", path, "--phones", 2, "--network", ADDRESSES[0], capsys=capsys)
    assert "2 phones answered " in told
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]


def test_a_network_that_no_phone_reaches_is_said_before_anything_is_made(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CxwError, match="only this laptop reaches it"):
        printed("rehearse", path, "--phones", 2, "--network", "127.0.0.1", capsys=capsys)
    assert [one.name for one in path.parent.iterdir()] == ["tag.yaml"]


def test_every_network_is_told_with_the_reason_why_phones_do_not_reach_it() -> None:
    (head, *lines) = networks_told(80)
    assert head == "The networks of this laptop:"
    told = " ".join(" ".join(lines).split())
    for one in own_addresses():
        assert (
            f"{one.name} {one.address} {'no: ' + one.refused if one.refused else 'phones can come in here'}"
            in told
        )
    assert max(map(len, lines)) <= 80


def test_the_evening_before_tells_the_networks_and_opens_the_port_once(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed("rehearse", path, "--phones", 1, "--network", ADDRESSES[0], capsys=capsys)
    assert told.index("The networks of this laptop:") < told.index("The port was opened for a moment.")
    assert ADDRESSES[0] in told


def test_cards_are_dealt_to_invented_phones(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = load(path)
    for place, person in enumerate(made.participants):
        person.name, person.function = f"Vertrieb {place + 1}", "Vertrieb"
    path.unlink()
    create(path, made)
    told = printed("rehearse", path, "--phones", 4, "--network", ADDRESSES[0], "--keep", capsys=capsys)
    assert "4 phones answered " in told
    copy = load(path.with_name("tag.rehearsal.yaml"))
    assert sum(person.desk == "phones" for person in copy.participants) == 4


def test_a_day_on_phones_is_rehearsed_without_a_network_and_says_what_to_do(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = load(path)
    for person in made.participants:
        person.desk = "phones"
    path.unlink()
    create(path, made)
    only = judged([("lo", "127.0.0.1"), ("docker0", "172.17.0.1")])
    monkeypatch.setattr("cxw.phones.network.own_addresses", lambda: only)
    told = " ".join(printed("rehearse", path, capsys=capsys).split())
    assert "lo: only this laptop reaches it; docker0: it leads to programs on this laptop" in told
    assert "Join the Wi-Fi of your router, or switch a hotspot on, and rehearse again." in told
    assert "The room would have seen" in told
    with pytest.raises(CxwError, match="rehearse again"):
        printed("rehearse", path, "--phones", 2, capsys=capsys)


def test_ones_own_phone_is_told_apart_from_the_invented_ones(tmp_path: Path) -> None:
    here, said = room(tmp_path, "weights first"), list[str]()
    invented = InventedPhones(here.desk, [])
    own = OwnPhones(here.desk, invented, said.append)
    here.desk.acknowledged = own.acknowledged
    assert own.said().startswith("No phone of your own came in")
    phone = here.phone("p1")
    assert [line.split(",")[0] for line in said] == ["Your phone is in"]
    assert own.said() == "Your own phone came in here and answered nothing."
    assert invented.own() == {"p1"}
    phone.get()
    phone.send(dk="1")
    phone.send(n="50")
    assert said[1:] == ["It works: an answer from your own phone is on disk."]
    assert own.said() == f"Your own phone works here: {own.answered} of its answers were on disk."


def test_in_the_terminal_ones_own_phone_comes_in_answers_and_is_told(path: Path) -> None:
    words = ("rehearse", path.name, "--phones", "2", "--network", ADDRESSES[0])
    with Terminal(*words, cwd=path.parent) as run:
        run.until("Begin the rehearsal?")
        run.type("y")
        run.until("2 of 6 are in.")
        door = open_door(path.with_name("tag.rehearsal.yaml"))
        phone = SocketPhone(f"{door.address}:{door.port}")
        phone.scan(f"HTTP://{door.address}:{door.port}/{door.code}")
        phone.join(load(path).participants[-1].id)
        run.until("Your phone is in")
        run.type(ENTER)
        run.until("What is kept")
        run.type(ENTER)
        run.until("came in by themselves")
        run.type(ENTER)
        run.until("empty Enter: that is all")
        phone.ask("GET", "/")
        assert phone.send(lines="Schnell bezahlen") == 200
        run.until("It works: an answer from your own phone is on disk.")
        run.type(ESC + "q")
        assert run.ends() == 0
    assert "Your own phone works here: 1 of its answers" in run.shown
