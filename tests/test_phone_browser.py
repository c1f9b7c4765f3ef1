"""Real browsers on an address of the network answer: small, dark, German, large text, without script, offline."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browser import CHROMIUM, Browser, Window
from often import LONG as SOAK
from phone_room import PhoneRoom, room

from cxw.phones.app import PhoneApp
from cxw.phones.door import cookie_name
from cxw.phones.network import own_addresses
from cxw.phones.pages import key_of
from cxw.phones.server import served
from cxw.text.phrases import languages
from cxw.workshop.lens_ballots import LensBallot

ADDRESSES = [one.address for one in own_addresses() if not one.refused]
if not ADDRESSES:
    pytest.skip("no network here that a phone could be in", allow_module_level=True)
if not CHROMIUM and not os.environ.get("CXW_BROWSER"):
    pytest.skip("no Chromium here", allow_module_level=True)

NEEDS = ("brand", "product", "quality", "price", "service")


class Served:
    """A room whose phones are browsers."""

    def __init__(self, here: PhoneRoom) -> None:
        self.here = here
        self.socket = socket.create_server((ADDRESSES[0], 0), backlog=256)
        self.base = f"http://{ADDRESSES[0]}:{self.socket.getsockname()[1]}"
        here.desk.set_door(here.desk.door.at(ADDRESSES[0], self.socket.getsockname()[1]))
        here.desk.publish()
        self.app = PhoneApp(here.desk, cookie_name(here.path))
        self.app.waits = 2.0

    def join(self, window: Window, person: str, language: str = "") -> None:
        if language:
            window.go(f"{self.base}/language/{language}")
        window.go(f"{self.base}/{self.here.desk.door.code}")
        window.press(f"button[value={person}]")
        window.wait("document.readyState === 'complete' && !!document.querySelector('.who')")


@pytest.fixture
def weights(tmp_path: Path) -> Iterator[Served]:
    made = Served(room(tmp_path, "weights first"))
    with served(made.app.asgi(), made.socket):
        yield made


def fits(window: Window) -> bool:
    return bool(window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize(
    ("size", "more", "language"),
    [
        pytest.param((390, 844), {}, "", marks=pytest.mark.soak),
        ((320, 568), {"script": False}, ""),
        pytest.param((360, 780), {"dark": True}, "de", marks=pytest.mark.soak),
        pytest.param((320, 568), {"text": 2.0}, "de", marks=pytest.mark.soak),
    ],
)
def test_a_first_ballot_is_answered_on_this_phone(
    chromium: Browser, weights: Served, size: tuple[int, int], more: dict[str, Any], language: str
) -> None:
    window = chromium.window(*size, **more)
    weights.join(window, "p3", language)
    for number, points in enumerate((0, 10, 20, 30, 40), 1):
        window.type(f"#n{number}", str(points))
    assert fits(window)
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    window.type("#n", "70")
    window.press("button.main")
    window.wait("!!document.querySelector('input[name=tick]')")
    assert fits(window)
    window.press("input[name=tick]")
    window.press("button.main")
    window.wait("!!document.querySelector('input[name=pick]')")
    window.press("button.main")
    window.wait("!!document.querySelector('.steps')")
    session = weights.here.day.session
    assert session.segments[0].rounds[0].answers["p3"] == dict(zip(NEEDS, (0, 10, 20, 30, 40), strict=True))
    assert session.segments[0].conviction.before["p3"] == 70
    assert session.participant("p3").open is True


def test_without_a_network_nothing_typed_is_lost_and_with_one_it_is_sent(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    weights.join(window, "p3")
    window.type("#n4", "100")
    window.wait("document.querySelector('.rest').textContent.startsWith('All 100')")
    window.offline(True)
    window.press("button.main")
    window.wait("document.querySelector('#said').textContent.startsWith('Not sent yet')")
    window.offline(False)
    window.go(weights.base)
    assert window.evaluate("document.querySelector('#n4').value") == "100"
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    assert weights.here.desk.published.of_one("p3").own["points"]["price"] == 100


def test_the_rest_goes_to_one_need_and_what_is_asked_next_comes_by_itself(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window(320, 568)
    weights.join(window, "p4")
    window.type("#n1", "15")
    window.press(".row:nth-child(3) .more button")
    assert window.evaluate("document.querySelector('#n3').value") == "85"
    assert window.evaluate("document.querySelector('.row:nth-child(3) input[type=range]').value") == "85"
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    ballot = weights.here.desk.ballot
    weights.here.desk.close()
    window.until("The room pauses for a moment.")
    assert ballot is not None
    weights.here.desk.open(ballot)
    window.wait("!!document.querySelector('#n')")


TAB, ENTER, SPACE, DOWN = ("Tab", 9), ("Enter", 13), (" ", 32), ("ArrowDown", 40)


def by_tab(window: Window, wanted: str) -> None:
    """Press Tab until the field or button that is wanted has the focus, and can be seen there."""
    for _ in range(40):
        window.key(*TAB)
        if window.evaluate(f"document.activeElement.matches({wanted!r})"):
            break
    seen = "(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())"
    assert window.evaluate(f"document.activeElement.matches({wanted!r}) && {seen}"), wanted


def test_a_whole_ballot_is_answered_by_keys_alone(chromium: Browser, weights: Served) -> None:
    window = chromium.window(390, 844)
    weights.join(window, "p5")
    window.wait("!!document.querySelector('input[type=range]')")
    by_tab(window, "#n1")
    window.call("Input.insertText", text="30")
    by_tab(window, "#n4")
    by_tab(window, "button.small")
    window.key(*SPACE)
    by_tab(window, "button.main")
    window.key(*ENTER)
    window.wait("!!document.querySelector('#n')")
    by_tab(window, "#n")
    window.call("Input.insertText", text="60")
    window.key(*ENTER)
    window.wait("!!document.querySelector('[name=tick]')")
    by_tab(window, "[name=tick]")
    window.key(*SPACE)
    by_tab(window, "button.main")
    window.key(*ENTER)
    window.wait("!!document.querySelector('[name=pick]')")
    by_tab(window, "[name=pick]")
    window.key(*SPACE)
    window.key(*DOWN)
    by_tab(window, "button.main")
    window.key(*ENTER)
    window.wait("!!document.querySelector('.steps')")
    person, segment = weights.here.day.session.participant("p5"), weights.here.day.session.segments[0]
    given = {"brand": 30, "product": 0, "quality": 0, "price": 70, "service": 0}
    assert segment.rounds[0].answers["p5"] == given
    assert segment.conviction.before["p5"] == 60
    assert (person.open, person.last_customer_contact) == (True, "this quarter")


def test_no_page_asks_anything_of_another_host_and_no_script_is_refused(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    for page in walked(window, weights, "fr"):
        assert fits(window), page
    assert len(window.asked) > 20
    assert [one for one in window.asked if not one.startswith((f"{weights.base}/", "about:"))] == []
    window.go(weights.base)
    assert window.evaluate("window.isSecureContext") is False


def test_a_page_of_the_network_itself_loses_nothing_that_was_typed(
    chromium: Browser, weights: Served
) -> None:
    """Where a network wants a login, every address answers with its page, and says that all is well."""
    window = chromium.window()
    weights.join(window, "p2")
    window.type("#n2", "100")
    window.wait("document.querySelector('.rest').textContent.startsWith('All 100')")
    window.evaluate("window.fetch = () => Promise.resolve(new Response('<h1>Welcome to the hotel</h1>'))")
    window.press("button.main")
    window.wait("document.querySelector('#said').textContent.startsWith('Not sent yet')")
    window.go(weights.base)
    assert window.evaluate("document.querySelector('#n2').value") == "100"


def test_one_point_is_one_point(chromium: Browser, weights: Served) -> None:
    window = chromium.window(320, 568)
    weights.join(window, "p1", "de")
    for typed, said in (
        ("99", "1 Punkt ist"),
        ("101", "1 Punkt zu viel"),
        ("98", "2 Punkte sind"),
        ("100", "Alle"),
    ):
        window.type("#n1", typed)
        window.wait(f"document.querySelector('.rest').textContent.startsWith('{said}')")


EVERY = ("weights first", "marks first", "votes", "needs", "guess", "weights second")
OF_LENSES = (
    "lens promises say",
    "lens voices say",
    "lens worth judge",
    "lens voices guess",
    "lens ourselves say",
)
LONG = "Rechtsschutzversicherungsgesellschaften für Übernachtungsgäste in Sønderborg"
FAULTS = (Path(__file__).parent / "page_faults.js").read_text("utf-8")

UNBROKEN = """[...document.querySelectorAll("main *")].filter(e => e.textContent.trim()
  && getComputedStyle(e).hyphens !== "auto").map(e => e.textContent.trim().slice(0, 40))"""
"""What would be broken anywhere on a narrow phone."""


def long_words(here: PhoneRoom) -> None:
    """The same ballot, of needs, companies and people in the longest words there are."""
    session, ballot = here.day.session, here.desk.ballot
    for number, need in enumerate(session.segments[0].needs):
        need.text = f"{LONG} {number}"
    for person in session.participants:
        person.name, person.function = f"Øystein {LONG} {person.id}", LONG
    session.segments[0].competitors[0].name = LONG
    more = [ballot.lens] if isinstance(ballot, LensBallot) else []
    here.desk.open(type(ballot)(here.day, "s0", *more))  # type: ignore[call-arg, misc]


@pytest.mark.parametrize("dark", [pytest.param(False, marks=pytest.mark.soak), True])
def test_nothing_on_any_page_keeps_anybody_from_it(chromium: Browser, tmp_path: Path, dark: bool) -> None:
    window = chromium.window(320, 568, dark=dark, text=2.0 if dark else 1.0)
    for at in (*EVERY, *OF_LENSES) if SOAK else ("marks first", "weights second", "lens worth judge"):
        folder = tmp_path / at
        folder.mkdir()
        made = Served(room(folder, at))
        long_words(made.here)
        with served(made.app.asgi(), made.socket):
            window.go(made.base)
            assert window.evaluate(FAULTS) == [], f"{at}: the code"
            window.go(f"{made.base}/{made.here.desk.door.code}")
            assert window.evaluate(FAULTS) == [], f"{at}: the names"
            window.press("button[value=p3]")
            window.wait("!!document.querySelector('.who') && document.readyState === 'complete'")
            window.go(made.base)
            assert window.evaluate(FAULTS) == [], f"{at}: {window.heading}"
            assert window.evaluate(UNBROKEN) == [], f"{at}: long words are broken without a hyphen"
            window.press("button.main")
            window.wait("!!document.querySelector('.fault, .steps')")
            assert window.evaluate(FAULTS) == [], f"{at}: after sending nothing"


AXE = os.environ.get("CXW_AXE", "")
"""Where axe-core lies, `axe.min.js` of its package: it is no part of this project."""
FOUND = "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"


def walked(window: Window, made: Served, language: str) -> Iterator[str]:
    """Every page of one ballot, one after another: what it is called, once it stands there."""
    window.go(f"{made.base}/language/{language}")
    yield "the code"
    window.go(f"{made.base}/{made.here.desk.door.code}")
    yield "the names"
    window.press("button[value=p3]")
    window.wait("!!document.querySelector('.who') && document.readyState === 'complete'")
    for step in made.here.desk.published.of_one("p3").steps:
        window.go(f"{made.base}/?at={quote(key_of(step))}")
        yield key_of(step)
    window.go(made.base)
    window.press("button.main")
    window.wait("!!document.querySelector('.fault, .steps')")
    yield "after sending nothing"
    window.go(f"{made.base}/notice")
    yield "the notice"
    made.here.day.session.participant("p3").open = True
    made.here.desk.close()
    window.go(made.base)
    yield "waiting"


@pytest.mark.soak
@pytest.mark.skipif(not AXE, reason="CXW_AXE does not say where axe-core lies")
@pytest.mark.parametrize("language", ["en", *languages()])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_any_page(chromium: Browser, tmp_path: Path, dark: bool, language: str) -> None:
    window = chromium.window(320, 568, dark=dark)
    script = Path(AXE).read_text("utf-8")
    for at in (*EVERY, *OF_LENSES):
        folder = tmp_path / at
        folder.mkdir()
        made = Served(room(folder, at))
        with served(made.app.asgi(), made.socket):
            for page in walked(window, made, language):
                window.evaluate(f"{script}; 0")
                assert window.evaluate(FOUND) == [], f"{at}, {page}"


def test_what_is_typed_stays_while_the_room_pauses_and_is_not_called_something_new(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    weights.join(window, "p1")
    window.type("#n2", "60")
    ballot = weights.here.desk.ballot
    assert ballot is not None
    weights.here.desk.close()
    before = window.evaluate("performance.getEntriesByName(location.origin + '/state').length")
    window.wait(f"performance.getEntriesByName(location.origin + '/state').length > {before}")
    weights.here.desk.open(ballot)
    window.wait(f"performance.getEntriesByName(location.origin + '/state').length > {before + 1}")
    assert window.evaluate("document.querySelector('#said').textContent.trim()") == ""
    assert window.evaluate("document.querySelector('#n2').value") == "60"


# several things on one page, and cards that two may write


@pytest.fixture
def lens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    made = Served(room(tmp_path, f"lens {request.param}"))
    with served(made.app.asgi(), made.socket):
        yield made


@pytest.mark.parametrize("lens", ["voices say"], indirect=True)
def test_a_bar_counts_what_is_answered_and_leads_to_what_is_not(chromium: Browser, lens: Served) -> None:
    window = chromium.window(320, 568)
    lens.join(window, "p3")
    window.wait("document.querySelector('.left .rest').textContent === '0 of 11 answered'")
    for number in range(1, 12):
        if number == 3:
            window.press(".left button")  # one is left out
        at = "(r => r.top >= 0 && r.top < innerHeight / 2)(document.activeElement.closest('.thing').getBoundingClientRect())"
        window.press(".left button")
        assert window.evaluate(at), number
        window.evaluate("document.activeElement.click()")
        left = window.evaluate("document.querySelector('.left .rest').textContent")
        assert left == f"{number} of 11 answered" or number == 11
    assert left == "All 11 answered"
    window.press("button.main")
    window.wait("!!document.querySelector('.steps')")
    assert len(lens.here.day.session.segments[0].lenses[0].answers["p3"]) == 11


@pytest.mark.parametrize("lens", ["worth judge"], indirect=True)
@pytest.mark.parametrize("script", [True, False])
def test_what_stands_alone_takes_the_others_away(chromium: Browser, lens: Served, script: bool) -> None:
    window = chromium.window(320, 568, script=script)
    lens.join(window, "p3")
    for n in range(2, 5):
        window.press(f"[name='ticks.worth-{n}'][value='-']")
    one = "[name='ticks.worth-1'][value='{}']"
    for value in ("buys", "stays", "dk"):
        window.press(one.format(value))
    ticked = "[...document.querySelectorAll(\"[name='ticks.worth-1']:checked\")].map(one => one.value)"
    assert window.evaluate(ticked) == (["dk"] if script else ["buys", "stays", "dk"])
    if not script:
        window.press("button.main")
        window.wait("!!document.querySelector('.fault')")
        assert window.evaluate(ticked) == ["buys", "stays", "dk"]
        window.press(one.format("dk"))
    else:
        window.press(one.format("buys"))
        window.press(one.format("stays"))
    window.press("button.main")
    window.wait("!!document.querySelector('.steps')")
    card: Any = lens.here.day.session.segments[0].lenses[0].cards["Marketing"]
    assert card == {"worth-1": ["buys", "stays"], "worth-2": [], "worth-3": [], "worth-4": []}


@pytest.mark.parametrize("lens", ["promises say"], indirect=True)
def test_two_who_write_one_card_at_once_both_keep_their_words(chromium: Browser, lens: Served) -> None:
    one, two = chromium.window(), chromium.window(320, 568)
    lens.join(one, "p0")
    lens.join(two, "p3")
    one.type("#words", "Live within a week")
    two.type("#words", "Four to six weeks")
    one.press("button.main")
    one.wait("document.querySelector('.step').textContent.includes('2')")
    two.go(lens.base)  # it slept meanwhile
    # By way of the page that is next for it: what was typed stands there once that page has led back.
    two.wait("document.querySelector('#words').value === 'Four to six weeks'")
    two.press("button.main")
    two.wait("!!document.querySelector('.fault')")
    assert "Live within a week" in two.evaluate("document.querySelector('.card bdi').textContent")
    assert two.evaluate("document.querySelector('#words').value") == "Four to six weeks"
    card: Any = lens.here.day.session.segments[0].lenses[0].cards
    assert card["Marketing"]["setup"] == {"words": "Live within a week"}
    two.press("button.main")
    two.wait("!document.querySelector('.fault') && document.querySelector('.step').textContent.includes('2')")
    card = lens.here.day.session.segments[0].lenses[0].cards
    assert card["Marketing"] == {"setup": {"words": "Four to six weeks"}}
