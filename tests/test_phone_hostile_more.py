"""More ways of a hostile phone: how long an answer takes, odd digits, floods, other sessions, and raw bytes."""

from __future__ import annotations

import contextlib
import re
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from often import turns
from phone_room import ADDRESS, OTHER, PORT, ROW, Phone, PhoneRoom, request, room
from test_phone_connections import HERE, PATIENCE
from test_phone_hostile import Time, said

from cxw.phones import guard
from cxw.phones.app import PhoneApp
from cxw.phones.door import cookie_name, open_door
from cxw.phones.forms import MOST_LINES
from cxw.phones.guard import CodeGate
from cxw.phones.inbox import Inbox, Post
from cxw.phones.server import listening, served
from cxw.questions.cards import LONGEST

NEEDS = ("brand", "product", "quality", "price", "service")


# how long an answer takes: counted as work, so that a busy machine changes nothing


def work(act: Callable[[], object]) -> int:
    """How many functions of ours are called by it."""
    calls = 0

    def count(frame: Any, event: str, what: object) -> None:
        nonlocal calls
        calls += event == "call" and "/cxw/" in frame.f_code.co_filename

    act()  # whatever is made once is made
    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("path", ["/state", "/", "/?at=points", "/notice"])
def test_a_page_takes_as_long_whatever_others_have_answered(here: PhoneRoom, path: str) -> None:
    other, victim = here.phone("p5"), here.phone("p3")
    took = [work(lambda: other.get(path))]
    for row in (ROW, OTHER):
        victim.get("/?at=points")
        victim.send(**row)
        took.append(work(lambda: other.get(path)))
    victim.get("/?at=conviction")
    victim.send(n="5")
    took.append(work(lambda: other.get(path)))
    assert len({*took}) == 1


def test_a_wrong_code_takes_as_long_however_much_of_it_is_right(here: PhoneRoom) -> None:
    code = here.desk.door.code
    other = "A" if code[0] != "A" else "B"
    wrong = [code[:right] + other * (6 - right) for right in range(6)]
    stranger = Phone(here)
    assert len({work(lambda c=one: stranger.get(f"/{c}")) for one in wrong if one != code}) == 1  # type: ignore[misc]
    bodies = {
        (reply.status, reply.body) for one in wrong if one != code for reply in [stranger.get(f"/{one}")]
    }
    assert len(bodies) == 1


def test_a_forged_token_takes_as_long_whoever_is_in(here: PhoneRoom, victim: Phone) -> None:
    nonce = next(value for value in victim.cookies.values() if "." in value).partition(".")[0]
    took = set()
    for told in (nonce, "0" * len(nonce)):
        thief = Phone(here)
        thief.cookies = {here.app.cookie: f"{told}.{'0' * 64}"}
        took.add(work(lambda t=thief: t.get("/state")))  # type: ignore[misc]
    assert len(took) == 1


def test_a_mark_of_somebody_elses_page_says_nothing(here: PhoneRoom, victim: Phone) -> None:
    other = here.phone("p5")
    theirs = victim.get("/state").header("etag")
    reply = other.ask("GET", "/state", {"If-None-Match": theirs})
    assert reply.status == 200
    assert reply.header("etag") != theirs


# the code


def test_every_way_of_guessing_waits_at_one_gate(here: PhoneRoom) -> None:
    time = Time()
    here.app.gate = CodeGate(time, time.sleep)
    inside = here.phone()
    tries: list[Callable[[int], object]] = [
        lambda n: Phone(here).get(f"/{n:06}"),
        lambda n: Phone(here).ask("HEAD", f"/{n:06}", {}),
        lambda n: Phone(here).post("/code", code=f"{n:06}"),
        lambda n: Phone(here).get(f"/{n:06}", X_Forwarded_For=f"10.0.0.{n % 250}"),
        lambda n: inside.post("/join", word=f"{n:06}"),
    ]
    for person in here.day.session.participants:
        person.name = f"Marketing {int(person.id[1:]) + 1}"
        person.function = "Marketing"
    here.desk.publish()
    for number in range(30):
        tries[number % len(tries)](number)
    assert time.now == pytest.approx((30 - CodeGate.FREE) * CodeGate.PAUSE)


def test_ten_thousand_guesses_at_the_pages_let_nobody_in_and_take_an_hour(here: PhoneRoom) -> None:
    time = Time()
    here.app.gate = CodeGate(time, time.sleep)
    here.desk.set_door(replace(here.desk.door, code="ZZZZZZ"))
    app = here.app.asgi()
    for number in range(10_000):
        path = f"/{number:06}"
        if number % 100 == 0:
            assert request(app, "GET", path, [("Host", f"{ADDRESS}:{PORT}")]).status == 404
        else:
            drive(here.app.gate.found(f"{number:06}", lambda: [here.desk.door.code]))
    assert time.now > 3600
    assert here.desk.door.phones == {}


def drive(waits: Any) -> None:
    """Nothing in it really waits."""
    with contextlib.suppress(StopIteration):
        while True:
            waits.send(None)


@pytest.mark.parametrize(
    "typed", ["ＡＢＣＤＥＦ", "abcdeſ", "ABCDEF\u200b", "ABCDE", "ABCDEFG", "\u212aBCDEF", "%"]
)
def test_letters_that_look_like_the_code_are_not_the_code(here: PhoneRoom, typed: str) -> None:
    here.desk.set_door(replace(here.desk.door, code="KBCDEF" if "\u212a" in typed else "ABCDES"))
    phone = Phone(here)
    assert phone.post("/code", code=typed).status == 404
    assert phone.get("/" + quote(typed)).status == 404
    assert phone.cookies == {}


# whose answer it is


def test_a_phone_of_another_session_is_nobody_here(here: PhoneRoom, victim: Phone, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    other = room(folder, "weights first")
    there = other.phone("p3")
    before = said(here)
    thief = Phone(here)
    thief.cookies = {here.app.cookie: there.cookies[other.app.cookie]}
    assert thief.get("/state").status == 403
    assert thief.post("/answer", ballot=here.desk.published.ballot, step="points", **OTHER).status == 403
    assert said(here) == before


def test_somebody_elses_name_in_a_form_is_not_listened_to(here: PhoneRoom, victim: Phone) -> None:
    other = here.phone("p5")
    other.send(**{"person": "p3", "id": "p3", "nonce": "x", **OTHER})
    published = here.desk.published
    assert [published.of_one(one).own["points"]["brand"] for one in ("p3", "p5")] == [0, 100]


def test_a_phone_that_left_its_name_cannot_answer_for_it(here: PhoneRoom, victim: Phone) -> None:
    victim.get("/?at=points")
    form, cookies = victim.hidden, dict(victim.cookies)
    victim.post("/leave")
    before = said(here)
    victim.cookies = cookies
    assert victim.post("/answer", **form, **OTHER).status == 403
    here.phone("p3")
    assert victim.post("/answer", **form, **OTHER).status == 403
    assert said(here) == before


@pytest.mark.parametrize(
    ("at", "path", "value"),
    [
        ("weights first", "/?at=points", dict(zip(NEEDS, (0, 10, 20, 31, 39), strict=True))),
        ("guess", "/?at=guess", 37),
        ("votes", "/?at=votes", ["price", "service"]),
    ],
)
def test_what_somebody_gave_on_paper_is_shown_to_no_phone_that_picks_their_name(
    tmp_path: Path, at: str, path: str, value: Any
) -> None:
    here = room(tmp_path, at)
    ballot = here.desk.ballot
    assert ballot is not None
    empty = here.phone("p4").get(path).text
    assert ballot.accept("p3", ballot.parts("p3")[0].id, value, "paper") == []
    thief = here.phone("p3")
    for page in ("/", path, "/state"):
        thief.get(page)
        for told in ('value="31"', 'value="39"', 'value="37"', " checked"):
            assert told not in thief.page
    assert empty.count("value=") == thief.get(path).text.count("value=")
    assert {"p3", "p4"} == {*open_door(here.path).before}


def test_what_was_answered_before_stays_hidden_after_a_restart_and_ones_own_stays_in_sight(
    tmp_path: Path,
) -> None:
    here = room(tmp_path, "weights first")
    ballot = here.desk.ballot
    assert ballot is not None
    own = here.phone("p4")
    own.send(**ROW)
    ballot.accept("p3", "points", dict(zip(NEEDS, (0, 10, 20, 31, 39), strict=True)), "paper")
    thief = here.phone("p3")
    again = PhoneRoom(tmp_path, here.day, ballot)
    for phone in (own, thief):
        phone.app = again.app.asgi()
        phone.get("/?at=points")
    assert 'value="40"' in own.page
    assert 'value="39"' not in thief.page


# what is typed


ODD = (
    "٣٠", "３０", "९", "²", "③", "Ⅴ", "-5", "−5", "\u20135", "+5", "1e1", "1e3", "NaN", "inf", "0x1E", "30.0",
    "30,0", "1_0", "½", "5\u200b", "\u202e5", "9" * 400, "1/2", "5 5", "5;", "True", "none", "101", "００",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "at"), turns(ODD, (("weights first", "n.brand"), ("marks first", "m.brand"), ("guess", "n")))
)
def test_a_number_that_is_none_of_the_ten_digits_is_a_sentence_and_no_answer(
    tmp_path: Path, typed: str, at: tuple[str, str]
) -> None:
    asked, field = at
    here = room(tmp_path, asked)
    phone = here.phone("p3")
    rest = {"n.product": "0", "n.quality": "0", "n.price": "40", "n.service": "30"}
    if asked == "marks first":
        rest = {f"m.{need}": "5" for need in ("product", "quality", "price", "service")}
    before = said(here)
    reply = phone.send(**{**({} if asked == "guess" else rest), field: typed})
    assert reply.status == 422
    assert "whole number" in phone.text
    assert said(here) == before


def test_a_flood_of_lines_and_a_line_as_long_as_a_book_are_not_taken_in(tmp_path: Path) -> None:
    here = room(tmp_path, "needs")
    phone = here.phone("p3")
    before = said(here)
    flood = "\n".join(f"Bedürfnis {n}" for n in range(MOST_LINES + 1))
    assert phone.send(lines=flood).status == 422
    assert f"At most {MOST_LINES} lines" in phone.text
    assert phone.send(lines="ß" * (LONGEST + 1)).status == 422
    assert f"{LONGEST} letters at most" in phone.text
    assert said(here) == before
    whole = "\n".join(f"Bedürfnis {n}" for n in range(MOST_LINES))
    assert phone.send(lines=whole + "\n" + "ø" * 5).status == 422
    assert phone.send(lines=whole).status == 200
    kept = said(here)
    phone.get("/?at=proposed")
    form = {"ballot": here.desk.published.ballot, "step": "needs"}
    assert phone.post("/answer", **{**form, **phone.hidden}, lines="one more").status == 422
    assert said(here) == kept


def test_a_phone_that_sends_without_end_keeps_nobody_waiting(here: PhoneRoom) -> None:
    inbox = Inbox()
    taken = [inbox.put(Post("hostile", "p5")) for _ in range(50)]
    assert taken.count(True) == Inbox.OF_ONE
    assert inbox.put(Post("somebody", "p3"))
    assert len(inbox.take_all()) == Inbox.OF_ONE + 1
    assert inbox.put(Post("hostile", "p5")), "what was worked off waits no more"


# raw bytes


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    made = room(tmp_path_factory.mktemp("day"), "weights first")
    with contextlib.closing(listening(HERE)) as our:
        port = our.getsockname()[1]
        made.desk.set_door(made.desk.door.at(HERE, port))
        with served(PhoneApp(made.desk, cookie_name(made.path)).asgi(), our):
            yield HERE, port


def told(base: tuple[str, int], data: bytes) -> bytes:
    """The head of what comes back for these bytes, or nothing where the other side ends it."""
    with socket.create_connection(base, PATIENCE) as wire:
        wire.sendall(data)
        found = b""
        with contextlib.suppress(ConnectionError):
            while b"\r\n\r\n" not in found and (more := wire.recv(65536)):
                found += more
        return found


KIND = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.mark.parametrize(
    ("first", "more", "status"),
    [
        (b"GET http://evil.example/ HTTP/1.1", b"", b"404"),
        (b"GET //evil.example/ HTTP/1.1", b"", b"404"),
        (b"GET /../NAME.door HTTP/1.1", b"", b"404"),
        (b"GET /%2e%2e/NAME.door HTTP/1.1", b"", b"404"),
        (b"GET /style-0.css/../../../../etc/passwd HTTP/1.1", b"", b"404"),
        (b"GET /%00 HTTP/1.1", b"", b"404"),
        (b"GET /" + b"A" * 200_000 + b" HTTP/1.1", b"", b"400"),
        (b"GET / HTTP/1.1", b"X: " + b"y" * 200_000 + b"\r\n", b"400"),
        (b"GET / HTTP/1.1", b"X : y\r\n", b"400"),
        (b"GET / HTTP/1.1", b"X: a\x00b\r\n", b"400"),
        (b"GET / HTTP/1.1", b"Upgrade: websocket\r\nConnection: Upgrade\r\n", b"200"),
        (b"\x16\x03\x01\x02\x00\x01", b"", b"400"),
        (b"PRI * HTTP/2.0", b"", b"405"),
        (b"POST /answer HTTP/1.1", KIND + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", b"403"),
        (b"POST /answer HTTP/1.1", KIND + b"Content-Length: 5\r\nContent-Length: 6\r\n", b"400"),
        (b"POST /answer HTTP/1.1", KIND + b"Content-Length: 99999999999999999999999\r\n", b"4"),
        (b"POST /answer HTTP/1.1", KIND + b"Transfer-Encoding: gzip, chunked\r\n", b"400"),
    ],
)
def test_raw_bytes_are_refused_and_the_next_phone_is_served(
    base: tuple[str, int], first: bytes, more: bytes, status: bytes
) -> None:
    host = f"Host: {base[0]}:{base[1]}\r\n".encode()
    reply = told(base, first + b"\r\n" + host + more + b"\r\n" + b"0\r\n\r\n")
    assert re.match(rb"HTTP/1\.1 (" + status + rb")", reply), reply[:200]
    assert b"Traceback" not in reply
    assert told(base, b"GET / HTTP/1.1\r\n" + host + b"\r\n").startswith(b"HTTP/1.1 200")


def test_a_chunked_body_without_end_is_given_up(base: tuple[str, int]) -> None:
    host = f"Host: {base[0]}:{base[1]}\r\n".encode()
    chunk = b"400\r\n" + b"x" * 1024 + b"\r\n"
    head = b"POST /code HTTP/1.1\r\n" + host + KIND + b"Transfer-Encoding: chunked\r\n\r\n"
    reply = told(base, head + chunk * (guard.MOST_BYTES // 1024 + 2))
    assert reply.startswith(b"HTTP/1.1 413")


def test_a_door_that_was_deleted_knows_no_phone_of_before(here: PhoneRoom, victim: Phone) -> None:
    here.path.with_suffix(".door").unlink()
    again = PhoneRoom(here.path.parent, here.day, here.desk.ballot)
    assert open_door(here.path).secret != here.desk.door.secret
    victim.app = again.app.asgi()
    assert victim.get("/state").status == 403
