"""Eight phones, each another one, come in by the code on the wall and answer a real run's whole day.

The run is in a pseudo-terminal on one end of a network, the browsers are on its other end; what is read from
the screen is what a camera would read.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("zxingcpp")

from browser import CHROMIUM, Browser, browser
from browser_phone import BrowserPhone, in_the_file
from camera import code_on
from terminal import ENTER, Terminal
from terminal_typist import FILE, RIVALS, Typist, begin, choose_needs
from wlan import Network, wlan

from cxw.day.set_up import SetUp, session
from cxw.model import Participant
from cxw.sessionfile import OpenFile, create, load, problems_of

if not CHROMIUM and not os.environ.get("CXW_BROWSER"):
    pytest.skip("no Chromium here", allow_module_level=True)

PEOPLE = (
    Participant(id="a", name="Bärbel Groß", function="Vertrieb"),
    Participant(id="b", name="Øyvind Łoś", function="Vertrieb"),
    Participant(id="c", name="Jürgen Müller", function="Vertrieb"),
    Participant(id="d", name="Anna Müller", function="Entgeltabrechnung"),
    Participant(id="e", name="Anna Müller", function="Innendienst"),
    Participant(id="f", name="Zoë D’Souza", function="Innendienst"),
    Participant(id="g", name="Søren Æbelø-O'Brien", function="Innendienst"),
    Participant(id="h", name="Max", function="Innendienst"),
)
"""With an equal name, a department of one, and letters that not every keyboard has."""
PHONES: tuple[tuple[tuple[int, int], dict[str, Any], str], ...] = (
    ((390, 844), {}, ""),
    ((360, 780), {}, "de"),
    ((320, 568), {"script": False}, ""),
    ((320, 568), {"text": 2.0}, ""),
    ((390, 844), {"dark": True}, ""),
    ((360, 780), {"script": False, "dark": True}, "de"),
    ((320, 568), {"text": 2.0, "dark": True}, "de"),
    ((412, 915), {}, ""),
)
"""Size, what is special, and the language that the phone chooses."""


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with wlan() as here:
        if here is None:
            pytest.skip("no network here that a phone could be in")
        yield here


@pytest.fixture(scope="module")
def among_phones(network: Network) -> Iterator[Browser]:
    with browser(network.among_phones) as here:
        yield here


@pytest.fixture
def chromium(among_phones: Browser) -> Iterator[Browser]:
    yield among_phones
    among_phones.forget()


def set_up(folder: Path, people: int = len(PEOPLE)) -> Path:
    made = SetUp(
        "Löhne & Gehälter", "Acme Payroll", ["Small clinics"], dt.date(2026, 3, 14), PEOPLE[:people], RIVALS,
        desk="phones",
    )  # fmt: skip
    create(folder / FILE, session(made))
    return folder / FILE


@dataclass(frozen=True)
class Screen:
    """What a camera sees: its size, the run's own words, and what it is told by its surroundings."""

    size: tuple[int, int] = (80, 24)
    words: tuple[str, ...] = ()
    colour: bool = True


SCREENS = [
    pytest.param(screen, id=name, marks=() if name == "80x24" else pytest.mark.soak)
    for name, screen in {
        "80x24": Screen(),
        "80x24 light": Screen(words=("--theme", "light")),
        "80x24 without colour": Screen(colour=False),
        "120x40": Screen((120, 40)),
        "120x40 light": Screen((120, 40), ("--theme", "light")),
        "120x40 without colour": Screen((120, 40), colour=False),
    }.items()
]


def begun(folder: Path, network: Network, screen: Screen = Screen()) -> Terminal:
    return Terminal(
        "run", FILE, "--projector", "window", "--phones", "--network", network.address, *screen.words,
        cwd=folder, size=screen.size, first=network.on_laptop, NO_COLOR="" if screen.colour else "1",
    )  # fmt: skip


def come_in(run: Terminal, chromium: Browser, people: int) -> list[BrowserPhone]:
    """Each on a browser of its own, by what a camera reads from the screen."""
    run.until("The code:")
    address = code_on(run)
    assert address.startswith("HTTP://")
    chromium.meanwhile = lambda: run.hear(0.03)
    phones = []
    for number, (person, (size, more, language)) in enumerate(zip(PEOPLE[:people], PHONES, strict=False)):
        script = more.get("script", True)
        phone = BrowserPhone(chromium.window(*size, **more), person.id, number, script=script)
        phone.come_in(address, language)
        phones.append(phone)
    run.until(f"{people} of {people} are in.")
    return phones


class Facilitator(Typist):
    """Types what nobody answers on a phone, and closes what everybody has answered."""

    def __init__(self, phones: list[BrowserPhone]) -> None:
        super().__init__()
        self.phones = phones
        self.over: set[str] = set()

    def waits_for_phones(self, run: Terminal, shown: str) -> str:
        """Once what is asked was answered by everybody, the screen that says so."""
        place, title = self.place(shown), shown.strip().split("\n")[0].split(" · ")[0]
        if place not in ("hub", "slips", "unknowns") or title in self.over:
            return shown
        self.over.add(title)
        for phone in self.phones:
            phone.answer()
        return run.until(lambda now: self.place(now) == place and "still to come" not in now)

    def _slips(self, shown: str) -> str:
        return ENTER

    def _unknowns(self, shown: str) -> str:
        return ENTER

    def _twins(self, shown: str) -> str:
        return "n"


def whole_day(run: Terminal, phones: list[BrowserPhone], until: str = "") -> None:
    """To its end, or to a place of this name."""
    facilitator = Facilitator(phones)
    shown = begin(run, facilitator)
    while not run.over and facilitator.place(shown) != until:
        before = facilitator.waits_for_phones(run, shown)
        run.type(facilitator.keys(before))
        shown = run.until(lambda after, b=before: run.over or facilitator.moved(b, after))  # type: ignore[misc]


def at_the_points(folder: Path, people: int) -> Path:
    """A room whose needs are chosen: points come next."""
    path = set_up(folder, people)
    with OpenFile(path) as opened:
        opened.keep(choose_needs)
    return path


@pytest.mark.parametrize("screen", SCREENS)
def test_phones_come_in_by_the_code_on_this_screen_and_answer(
    tmp_path: Path, network: Network, chromium: Browser, screen: Screen
) -> None:
    path = at_the_points(tmp_path, 3)
    with begun(tmp_path, network, screen) as run:
        phones = come_in(run, chromium, 3)
        whole_day(run, phones, until="armed")
        run.type(ENTER)
        run.until(lambda shown: load(path).segments[0].rounds[0].revealed is not None)
    for phone in phones:
        assert in_the_file(load(path), phone.person) == phone.typed
        assert ("weights", "first", "points") in phone.typed


@pytest.mark.soak
@pytest.mark.parametrize("screen", [SCREENS[0], SCREENS[4]])
def test_eight_phones_answer_a_whole_day_and_the_file_says_what_each_typed(
    tmp_path: Path, network: Network, chromium: Browser, screen: Screen
) -> None:
    path = set_up(tmp_path)
    with begun(tmp_path, network, screen) as run:
        phones = come_in(run, chromium, len(PEOPLE))
        whole_day(run, phones)
        assert run.ends() == 0
    assert not [problem for problem in problems_of(path) if not problem.warning]
    for phone in phones:
        assert in_the_file(load(path), phone.person) == phone.typed


LOOKED = (
    "performance.getEntriesByName(location.origin + '/state').filter(one => one.responseStatus < 400).length"
)


def gone_on(folder: Path, network: Network, chromium: Browser) -> Terminal:
    """The run started again after it was killed, up to what it asked before."""
    run = begun(folder, network)
    chromium.meanwhile = lambda: run.hear(0.03)
    run.until("The day goes on")
    run.type(ENTER)
    run.until("two letters of a name")
    return run


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.soak)])
def test_after_a_kill_phones_go_on_by_themselves_with_what_was_typed_on_them(
    tmp_path: Path, network: Network, chromium: Browser, times: int
) -> None:
    path = at_the_points(tmp_path, 3)
    run = begun(tmp_path, network)
    with contextlib.ExitStack() as stack:
        stack.enter_context(run)
        waits, types, _ = come_in(run, chromium, 3)
        run.type(ENTER)
        run.until("The day goes on")
        run.type(ENTER)
        run.until("two letters of a name")
        waits.answer()
        types.look()
        for turn in range(1, times + 1):
            if types.page() is None:
                types.window.press(".steps a")
                types.window.wait(
                    "document.readyState === 'complete' && !!document.querySelector('form[action=\"/answer\"]')"
                )
            page = types.page()
            assert page is not None
            again = page.about in types.typed and page.step in ("open", "contact")
            types.fill(page)
            if again:  # it was ticked already: nothing is typed that could be lost
                types.send()
                continue
            page = types.page()
            run.kill()
            run.ends()
            run = stack.enter_context(gone_on(tmp_path, network, chromium))
            waits.window.evaluate("performance.clearResourceTimings()")
            waits.window.until("Everything is in.")
            assert waits.window.evaluate(LOOKED) <= 2, "it looks by itself, every three seconds"
            assert page == types.page(), "the page stands as it stood, as it was filled in"
            types.send()
            assert in_the_file(load(path), types.person).items() <= types.typed.items(), turn
        types.finish()
        waits.window.wait("document.querySelector('#count').textContent.startsWith('2 of 3')")
    for phone in (waits, types):
        assert in_the_file(load(path), phone.person) == phone.typed
