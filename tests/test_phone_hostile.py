"""A hostile phone learns nothing but counts and changes no answer: each of its ways is tried."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from phone_room import ADDRESS, HERE, OTHER, PORT, ROW, Phone, PhoneRoom, request, room

from cxw.day import attendance
from cxw.model import Session
from cxw.phones import guard
from cxw.phones.guard import CodeGate, Refused
from cxw.sessionfile.writing import dumps
from cxw.workshop.day import keep

FORM = "application/x-www-form-urlencoded"


def said(here: PhoneRoom) -> str:
    """All that is in the file."""
    return dumps(here.day.session)


# what a phone sees


@pytest.mark.parametrize("path", ["/", "/?at=points", "/state", "/?at=conviction"])
def test_nobody_elses_values_stand_on_a_page(here: PhoneRoom, victim: Phone, path: str) -> None:
    other = here.phone("p5")
    before = other.get(path).body
    for row in (OTHER, ROW):
        victim.get("/?at=points")
        victim.send(**row)
        assert other.get(path).body.replace(b"data-mark", b"") == before.replace(b"data-mark", b"")


def test_the_state_tells_counts_and_ones_own_and_its_mark_does_not_move_with_other_peoples_values(
    here: PhoneRoom, victim: Phone
) -> None:
    other = here.phone("p5")
    before = other.get("/state")
    assert {*before.json()} == {"mark", "ballot", "inside", "of"}
    victim.get("/?at=points")
    victim.send(**OTHER)
    after = other.get("/state")
    assert (after.json(), after.header("etag")) == (before.json(), before.header("etag"))
    again = other.ask("GET", "/state", {"If-None-Match": after.header("etag")})
    assert (again.status, again.body) == (304, b"")
    victim.get("/?at=conviction")
    victim.send(n="5")
    assert victim.get("/state").json()["mark"] != other.get("/state").json()["mark"]


def test_without_the_code_nothing_is_told_but_that_there_is_one(here: PhoneRoom, victim: Phone) -> None:
    stranger = Phone(here)
    assert stranger.get("/state").status == 403
    assert stranger.get("/state").body == b""
    stranger.get("/")
    for told in ("Anna", "Person", "brand", "Brand", here.desk.door.code, "p3"):
        assert told not in stranger.page
    assert stranger.post("/join", person="p4").status == 403
    assert stranger.post("/answer", ballot=here.desk.published.ballot, step="points", **ROW).status == 403
    assert {*here.desk.door.phones} == {"p3"}


# whose phone it is


def cookies_of(victim: Phone, here: PhoneRoom) -> Iterator[str]:
    own = next(value for value in victim.cookies.values() if "." in value)
    nonce, _, token = own.partition(".")
    yield f"{nonce}."
    yield f"{nonce}.{'0' * 64}"
    yield f"{nonce}.{token[:-1]}"
    yield f"{nonce}.{token}0"
    yield f"p3.{token}"
    yield nonce
    yield token
    yield ""
    yield "é.é"


def test_a_cookie_that_was_forged_is_nobodys(here: PhoneRoom, victim: Phone) -> None:
    before = said(here)
    for cookie in cookies_of(victim, here):
        thief = Phone(here)
        thief.cookies = {here.app.cookie: cookie}
        assert thief.get("/state").status == 403
        thief.post("/answer", ballot=here.desk.published.ballot, step="points", **OTHER)
    assert said(here) == before


def test_two_phones_cannot_have_one_name_and_a_double_tap_is_one_phone(
    here: PhoneRoom, victim: Phone
) -> None:
    other = here.phone()
    assert other.post("/join", person="p3").status == 409
    assert "taken by now" in other.text
    tapped = here.phone()
    first = dict(tapped.cookies)
    tapped.post("/join", person="p4")
    tapped.cookies = first  # the answer to the first tap never came
    assert tapped.post("/join", person="p4").status == 200
    tapped.send(**ROW)
    assert here.desk.published.of_one("p4").own["points"]["price"] == 30


def test_a_released_name_can_be_picked_and_its_old_phone_answers_for_nobody(
    here: PhoneRoom, victim: Phone
) -> None:
    victim.get("/?at=points")
    form = victim.hidden
    here.desk.release("p3")
    before = said(here)
    assert victim.post("/answer", **form, **OTHER).status == 403
    assert said(here) == before
    new = here.phone("p3")
    new.get("/?at=points")
    assert 'value="40"' not in new.page, "anybody could have picked it: what was answered before is not shown"
    assert victim.post("/answer", **form, **OTHER).status == 403
    assert victim.get("/state").status == 403
    assert said(here) == before


def test_a_phone_that_picked_the_wrong_name_gives_it_back(here: PhoneRoom) -> None:
    phone = here.phone("p3")
    phone.post("/leave")
    assert phone.heading == "Who are you?"
    assert here.desk.door.phones == {}
    phone.post("/join", person="p4")
    phone.post("/join", person="p5")
    assert {*here.desk.door.phones} == {"p5"}


@pytest.mark.parametrize("person", ["", "nobody", "p99", "../p3", "P3", "p3 ", "p3\x00"])
def test_somebody_who_is_not_on_the_list_cannot_be_picked(here: PhoneRoom, person: str) -> None:
    phone = here.phone()
    before = said(here)
    phone.post("/join", person=person)
    assert {*here.desk.door.phones} <= {"p3"}
    assert said(here) == before or person.strip() == "p3"


def test_a_locked_door_lets_nobody_in_and_those_inside_go_on(here: PhoneRoom, victim: Phone) -> None:
    waits = here.phone()
    here.desk.lock(True)
    stranger = Phone(here)
    assert stranger.get(f"/{here.desk.door.code}").status == 403
    assert "Nobody more comes in" in stranger.text
    assert waits.post("/join", person="p4").status == 409
    assert stranger.cookies == {}
    victim.get("/?at=points")
    victim.send(**OTHER)
    assert here.desk.published.of_one("p3").own["points"]["brand"] == 100
    here.desk.lock(False)
    assert here.phone("p4").heading


# other ballots and rounds


@pytest.mark.parametrize(
    ("ballot", "step"),
    [
        ("", "points"),
        ("s0 weights second 2026-03-14 09:00:00", "points"),
        ("s1 weights first", "points"),
        (None, "marks:us"),
        (None, "points:us"),
        (None, "guess"),
        (None, "open"),
        (None, ""),
    ],
)
def test_what_is_not_asked_is_not_answered(here: PhoneRoom, ballot: str | None, step: str) -> None:
    phone = here.phone("p3")
    phone.send(**ROW)
    phone.get("/?at=points")
    before = said(here)
    asked = here.desk.published.ballot if ballot is None else ballot
    phone.post("/answer", ballot=asked, step=step, **OTHER, n="5", lines="x", v="brand")
    assert said(here) == before or step == "open"


def test_after_the_close_a_slip_is_put_aside_and_after_the_reveal_it_is_not_kept(tmp_path: Path) -> None:
    from cxw.day import rounds
    from cxw.day.rounds import current

    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    form = phone.hidden
    here.desk.close()
    here.day.file.keep(
        lambda s: rounds.close(s, s.segments[0], current(s.segments[0], "weights"), here.day.now())
    )
    phone.post("/answer", **form, **ROW)
    assert "put aside" in phone.text
    round = here.day.session.segments[0].rounds[0]
    assert round.answers.keys() == set() or "p3" not in round.answers
    assert round.drafts["p3"].row == "0 10 20 30 40"
    before = said(here)
    here.day.file.keep(lambda s: rounds.reveal(current(s.segments[0], "weights"), here.day.now()))
    revealed = said(here)
    phone.post("/answer", **form, **OTHER)
    assert "nothing more is taken in" in phone.text
    assert said(here) == revealed != before


def test_late_marks_of_several_companies_lie_on_one_slip(tmp_path: Path) -> None:
    from cxw.day import rounds
    from cxw.day.rounds import current

    here = room(tmp_path, "marks first")
    phone = here.phone("p3")
    form = phone.hidden
    here.desk.close()
    here.day.file.keep(
        lambda s: rounds.close(s, s.segments[0], current(s.segments[0], "marks"), here.day.now())
    )
    for company in ("us", "r0", "us"):
        phone.post("/answer", ballot=form["ballot"], step=f"marks:{company}", dk="1")
    row = here.day.session.segments[0].rounds[-1].drafts["p3"].row
    assert row == "Our company: d d d d d / Rival 0: d d d d d"


def test_who_declined_is_asked_nothing_and_answers_nothing(here: PhoneRoom) -> None:
    phone = here.phone("p3")
    form = phone.hidden
    assert here.desk.ballot is not None
    here.desk.ballot.miss("p3", "declined")
    here.desk.publish()
    before = said(here)
    phone.post("/answer", **form, **ROW)
    assert said(here) == before
    assert phone.heading == "You are not asked this time."


# what comes off the wire


def posted(here: PhoneRoom, phone: Phone, body: Any, **headers: str) -> Any:
    told = {
        "Origin": HERE,
        "Content-Type": FORM,
        **{name.replace("_", "-"): text for name, text in headers.items()},
    }
    return phone.ask("POST", "/answer", told, body)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"{ADDRESS}",
        f"{ADDRESS}:80",
        "127.0.0.1:8060",
        "",
        f"{ADDRESS}:{PORT}.evil",
        f"x@{ADDRESS}:{PORT}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/state", "/ABCDEF"])
def test_another_host_is_not_served(here: PhoneRoom, host: str, path: str) -> None:
    reply = request(here.app.asgi(), "GET", path, [("Host", host)])
    assert reply.status == 421
    assert request(here.app.asgi(), "GET", path, []).status == 421
    twice = [("Host", f"{ADDRESS}:{PORT}"), ("Host", host)]
    assert request(here.app.asgi(), "GET", path, twice).status == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://{ADDRESS}:{PORT}"},
        {"Origin": f"http://{ADDRESS}"},
        {"Origin": ""},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_page_changes_nothing(
    here: PhoneRoom, victim: Phone, headers: dict[str, str]
) -> None:
    before = said(here)
    body = f"ballot={here.desk.published.ballot}&step=points&dk=1".encode()
    assert posted(here, victim, body, **headers).status == 403
    assert said(here) == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"])
def test_no_other_method_is_served(here: PhoneRoom, victim: Phone, method: str) -> None:
    assert victim.ask(method, "/", {"Origin": HERE}).status == 405


BIG = b"n.brand=" + b"1" * (guard.MOST_BYTES + 1)


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (BIG, {"Content-Length": str(len(BIG))}, 413),
        ([b"x" * 1000] * 20, {"Transfer-Encoding": "chunked"}, 413),
        (b"x", {"Content-Length": "9" * 30}, 413),
        (b"x", {"Content-Length": "-1"}, 413),
        (b"x", {"Content-Length": "1e3"}, 413),
        (b"n=%ff%fe", {}, 400),
        (b"n=\xff\xfe", {}, 400),
        (b"&".join(b"n%d=1" % n for n in range(guard.MOST_FIELDS + 1)), {}, 400),
        (b'{"n": 1}', {"Content-Type": "application/json"}, 415),
        (b"", {"Content-Type": "multipart/form-data; boundary=x"}, 415),
        (b"", {"Content-Type": ""}, 415),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_refused(
    here: PhoneRoom, victim: Phone, body: Any, headers: dict[str, str], status: int
) -> None:
    before = said(here)
    assert posted(here, victim, body, **headers).status == status
    assert said(here) == before
    victim.get()
    assert victim.heading


def test_a_body_that_comes_too_slowly_is_not_waited_for(
    here: PhoneRoom, victim: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.01)
    app, sent = here.app.asgi(), list[Any]()

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(3600)
        return {}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", f"{ADDRESS}:{PORT}".encode()), (b"content-type", FORM.encode())]
    scope = {"type": "http", "method": "POST", "path": "/answer", "query_string": b"", "headers": headers}

    async def slowly() -> None:
        await app({**scope, "scheme": "http", "server": (ADDRESS, PORT)}, receive, send)

    asyncio.run(slowly())
    assert sent[0]["status"] == 408


FIELDS = st.dictionaries(
    st.sampled_from(
        [
            *("ballot", "step", "n.brand", "n.price", "n", "dk", "v", "lines", "pick", "tick", "person"),
            *("words", "l.where", "nothing", "seen", "pick.setup", "ticks.worth-1", "m.first"),
        ]
    )
    | st.text(max_size=6),
    st.lists(
        st.sampled_from(["points", "conviction", "open", "contact", "dk", "100", "٣", "-1"])
        | st.text(max_size=9),
        max_size=3,
    ),
    max_size=8,
)


@settings(max_examples=often(60), deadline=None)
@given(data=st.data())
@pytest.mark.parametrize(
    "at",
    [
        *("weights first", "marks first", "votes", "needs", "guess", "weights second"),
        *("lens promises judge", "lens promises say", "lens worth judge", "lens voices guess"),
    ],
)
def test_whatever_is_sent_is_answered_with_a_page_and_touches_nobody_else(
    at: str, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    here = room(tmp_path_factory.mktemp("day"), at)
    phone = here.phone("p5")
    others = {who: here.desk.ballot.own(who) for who in ("p0", "p3")} if here.desk.ballot else {}
    fields = data.draw(FIELDS)
    if data.draw(st.booleans()):
        fields = {**fields, **{name: [value] for name, value in phone.hidden.items()}}
    path = data.draw(st.sampled_from(["/answer", "/answer", "/join", "/leave", "/code"]))
    if path == "/join":
        fields.pop("person", None)
    assert phone.post(path, **fields).status in {200, 400, 403, 404, 409, 422}
    assert here.desk.ballot is not None
    assert {who: here.desk.ballot.own(who) for who in others} == others


@given(st.text(max_size=12))
@settings(max_examples=often(60), deadline=None)
def test_whatever_address_is_asked_for_is_answered(
    tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    here = room(tmp_path_factory.mktemp("day"), "guess")
    asked = "/" + path.replace("?", "").replace("\x00", "")
    assert request(here.app.asgi(), "GET", asked, [("Host", f"{ADDRESS}:{PORT}")]).status in {
        200,
        303,
        404,
        403,
    }


@pytest.mark.parametrize("path", ["/", "/state", "/notice", "/no such page"])
def test_every_answer_says_what_browsers_may_do_with_it(here: PhoneRoom, victim: Phone, path: str) -> None:
    reply = victim.ask("GET", path, {})
    assert reply.header("content-security-policy").startswith("default-src 'none'; script-src 'self'")
    assert reply.header("referrer-policy") == "same-origin"
    assert reply.header("cache-control") == "no-store"
    assert reply.header("server") == ""


def test_only_the_script_is_kept_by_browsers_and_no_page_names_another_host(
    here: PhoneRoom, victim: Phone
) -> None:
    victim.get()
    links = re.findall(r'(?:href|src|action)="([^"]+)"', victim.page)
    assert links
    assert all(link.startswith("/") and not link.startswith("//") for link in links)
    script = victim.ask("GET", next(link for link in links if link.endswith(".js")), {})
    assert "max-age" in script.header("cache-control")
    assert len(script.body) <= 8200
    style = victim.ask("GET", next(link for link in links if link.endswith(".css")), {})
    assert style.header("cache-control") == "no-store"
    assert b"http" not in style.body + script.body
    for never in (
        b"wakeLock",
        b"serviceWorker",
        b"clipboard",
        b"randomUUID",
        b"crypto",
        b"WebSocket",
        b"EventSource",
    ):
        assert never not in script.body


def test_the_cookie_is_read_by_no_script_and_sent_by_no_other_site(here: PhoneRoom) -> None:
    phone = Phone(here)
    reply = phone.ask("GET", f"/{here.desk.door.code}", {})
    cookie = reply.header("set-cookie")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.casefold()
    assert here.desk.door.code not in cookie


# guessing


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_ten_thousand_guesses_take_more_than_an_hour_and_right_ones_are_no_faster() -> None:
    time = Time()
    gate = CodeGate(time, time.sleep)

    async def guess() -> None:
        for number in range(10_000):
            assert not await gate.found(f"{number:06}", lambda: ["ABCDEF"])
        before = time.now
        assert await gate.found("abcdef", lambda: ["ABCDEF"])
        assert time.now - before >= gate.PAUSE

    asyncio.run(guess())
    assert time.now >= (10_000 - gate.FREE) * gate.PAUSE


def test_a_room_that_mistypes_now_and_then_waits_for_nobody() -> None:
    time = Time()
    gate = CodeGate(time, time.sleep)

    async def mistype() -> None:
        for _ in range(100):
            assert not await gate.found("ABCDEG", lambda: ["ABCDEF"])
            time.now += 7

    asyncio.run(mistype())
    assert time.now == 700


def test_those_who_all_guess_at_once_are_sent_away_before_they_are_looked_at() -> None:
    gate = CodeGate(Time(), lambda seconds: asyncio.sleep(0.001))

    async def one(number: int) -> str:
        try:
            return await gate.found("ABCDEF" if number == 90 else f"{number:06}", lambda: ["ABCDEF"])
        except Refused as no:
            return str(no.status)

    async def all_at_once() -> list[str]:
        return [*await asyncio.gather(*map(one, range(100)))]

    told = asyncio.run(all_at_once())
    assert told.count("429") == 100 - gate.FREE - gate.QUEUE
    assert "ABCDEF" not in told


def test_what_browsers_ask_for_by_themselves_is_no_guess(here: PhoneRoom) -> None:
    phone = Phone(here)
    for path in ("/favicon.ico", "/apple-touch-icon.png", "/robots.txt", "/.well-known", "/sitemap.xml"):
        assert phone.get(path).status == 404
    assert not here.app.gate._wrong
    for path in ("/answer", "/join", "/leave", "/code"):
        assert phone.get(path).status == 200
    assert not here.app.gate._wrong


def test_the_code_may_be_typed_in_small_letters_and_with_blanks(here: PhoneRoom) -> None:
    code = here.desk.door.code
    phone = Phone(here)
    phone.post("/code", code=f" {code[:3].lower()} {code[3:]} ")
    assert phone.heading == "Who are you?"
    assert Phone(here).post("/code", code="").status == 404
    assert Phone(here).post("/code", code="ß" * 6).status == 404


# a disk that refuses, a day that does not answer


def test_what_is_not_on_disk_is_not_acknowledged_and_stays_on_the_page(tmp_path: Path) -> None:
    from cxw.errors import SaveError
    from cxw.workshop import Memory

    here = room(tmp_path, "weights first")
    phone = here.phone("p3")

    class Full(Memory):
        def saved(self) -> None:
            raise SaveError("the disk is full")

    here.day.file = Full(here.day.session)
    assert phone.send(**ROW).status == 503
    assert "Not kept yet: send it again." in phone.text
    assert 'value="40"' in phone.page
    here.day.file = Memory(here.day.session)
    phone.send(**ROW)
    assert here.desk.published.of_one("p3").own["points"]["service"] == 40


def test_a_day_that_is_busy_lets_the_phone_send_again_and_it_is_one_answer(here: PhoneRoom) -> None:
    phone = here.phone("p3")
    here.desk.inbox.wake = lambda: None
    here.app.waits = 0.01
    for _ in range(3):
        assert phone.send(**ROW).status == 503
    assert here.desk.work_off()
    here.desk.inbox.wake = here.desk.work_off
    phone.send(**ROW)
    assert [*here.day.session.segments[0].rounds[0].answers].count("p3") == 1


def test_more_than_a_room_can_send_is_not_piled_up(here: PhoneRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = here.phone("p3")
    here.desk.inbox.wake = lambda: None
    here.app.waits = 0.001
    monkeypatch.setattr(here.desk.inbox, "MOST", 3)
    for _ in range(6):
        phone.send(**ROW)
    assert len(here.desk.inbox.take_all()) == 3


def test_state_is_json_that_a_script_reads(here: PhoneRoom, victim: Phone) -> None:
    assert json.loads(victim.get("/state").body) == victim.get("/state").json()


def test_a_run_that_was_started_again_does_not_say_that_what_it_has_not_asked_yet_is_over(
    tmp_path: Path,
) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    form, ballot = phone.hidden, here.desk.ballot
    assert ballot is not None
    again = PhoneRoom(tmp_path, here.day, None)
    again.desk.set_door(here.desk.door)
    phone.app = again.app.asgi()
    assert phone.post("/answer", **form, **ROW).status == 503
    assert phone.heading == "Not kept yet: send it again."
    again.desk.open(ballot)
    assert phone.post("/answer", **form, **ROW).status == 200
    assert again.desk.published.of_one("p3").own["points"]["service"] == 40


def test_a_round_that_was_left_for_a_while_is_not_over_and_nothing_sent_meanwhile_is_thrown_away(
    tmp_path: Path,
) -> None:
    here = room(tmp_path, "weights first")
    phone, ballot = here.phone("p3"), here.desk.ballot
    form = phone.hidden
    here.desk.close()
    assert phone.post("/answer", **form, **ROW).status == 503
    assert 'value="40"' in phone.page
    phone.get("/")
    assert phone.heading == "The room pauses for a moment."
    assert ballot is not None
    here.desk.open(ballot)
    assert phone.post("/answer", **form, **ROW).status == 200


@pytest.mark.parametrize("how", ["taken out", "observes", "left"])
def test_somebody_who_is_not_asked_any_more_is_answered_as_such_and_nothing_breaks(
    tmp_path: Path, how: str
) -> None:
    here = room(tmp_path, "weights first")
    phone, other = here.phone("p5"), here.phone("p3")
    form = phone.hidden

    def change(session: Session) -> None:
        person = session.participant("p5")
        if how == "taken out":
            session.participants.remove(person)
        elif how == "observes":
            person.observer = True
        else:
            attendance.leave(session, "p5", "", here.day.now())

    here.day.changed = here.desk.changed
    keep(here.day, change)
    while here.desk.catch_up():
        pass
    phone.post("/answer", **form, **ROW)
    assert "p5" not in here.day.session.segments[0].rounds[0].answers or how == "left"
    phone.get("/")
    assert phone.heading == "You are not asked any more."
    assert phone.get("/state").status == 200
    other.send(**ROW)
    assert here.desk.published.of_one("p3").own["points"]["service"] == 40
