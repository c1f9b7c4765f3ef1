"""Walls as Chromium shows them: nothing cut off at any size, keys of a remote, and a run that goes and comes back."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import CHROMIUM, Browser, Window
from lens_rooms import ROOMS, lens_steps
from often import LONG as SOAK
from often import turns
from screens_room import whole_day
from test_walls_as_data import EXAMPLES, LONG, all_pages

from cxw.text.phrases import phrases
from cxw.theme import DARK, LIGHT
from cxw.wall import LENS, ScreenView, findings_shown, framed, pages
from cxw.wall.browser.address import WallAddress
from cxw.wall.browser.look import WallLook
from cxw.wall.browser.pages import OVER
from cxw.wall.browser.serving import wall_served
from cxw.wall.browser.showing import Showing, ShownWall
from cxw.wall.page import Bar, Page

if not CHROMIUM and not os.environ.get("CXW_BROWSER"):
    pytest.skip("no Chromium here", allow_module_level=True)

FAULTS = (Path(__file__).parent / "wall_faults.js").read_text("utf-8")
SIZES = ((1920, 1080), (1280, 720), (1024, 768))
HIDDEN = "document.getElementById('lost').hidden"
SAYS = "document.getElementById('lost').textContent"


def window(chromium: Browser, size: tuple[int, int], *, still: bool = True) -> Window:
    opened = chromium.window(*size)
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    opened.call("Emulation.setDeviceMetricsOverride", **metrics)
    if still:
        motion = {"name": "prefers-reduced-motion", "value": "reduce"}
        opened.call("Emulation.setEmulatedMedia", features=[motion])
    return opened


def open_at(opened: Window, url: str) -> None:
    """Open it, and wait until its script has asked what is new."""
    opened.go(url)
    opened.evaluate("document.fonts.ready.then(() => 1)")
    opened.wait("document.title === document.querySelector('h1').textContent")


def press(opened: Window, key: str) -> None:
    opened.call("Input.dispatchKeyEvent", type="keyDown", key=key)


def examples() -> list[tuple[Bar, Page]]:
    """Walls with much on them: every kind of chart, a day of a large room."""
    bar = Bar("grid", LONG, 3, 12)
    kinds = [(bar, Page(f"A sentence about {LONG}", (chart,), LONG, (LONG,))) for chart in EXAMPLES]
    room = whole_day(60, 12, 6)
    day = [
        framed(room, view.at(place), shown)
        for view, shown in all_pages(room).items()
        for place in range(len(shown))
    ]
    lenses = [*_of_lenses()]
    return [*kinds, *day, *lenses] if SOAK else [*kinds[::5], *day[::9], *lenses[::13]]


def _of_lenses() -> Iterator[tuple[Bar, Page]]:
    """Long cards, many needs, functions with long names."""
    room = ROOMS["German, long"]()
    found = findings_shown(room)
    for step in lens_steps(room):
        view = ScreenView("clinics", LENS, step)
        shown = pages(room, view, found)
        yield from (framed(room, view.at(place), shown) for place in range(len(shown)))


@pytest.mark.parametrize(("size", "theme"), turns(SIZES, (DARK, LIGHT)))
def test_nothing_is_cut_off_or_stands_on_something_else(
    chromium: Browser, size: tuple[int, int], theme: Any
) -> None:
    showing = Showing(WallLook(theme, phrases("de")), ShownWall(page=Page("Begun")))
    with wall_served(showing, WallAddress()) as address:
        opened = window(chromium, size)
        open_at(opened, address.url)
        for place, (bar, page) in enumerate(examples()):
            showing.show(
                ShownWall(bar, Page(f"{place}: {page.headline}", page.charts, page.first, page.under))
            )
            opened.wait(f"document.title.startsWith('{place}: ')")
            assert opened.evaluate(FAULTS) == [], page.headline


def test_the_wall_follows_by_itself_and_a_remote_steps_the_run(chromium: Browser) -> None:
    pressed: list[str] = []
    showing = Showing(WallLook(), ShownWall(page=Page("One"), place="1"))
    with wall_served(showing, WallAddress(), pressed.append) as address:
        opened, other = window(chromium, (1280, 720)), window(chromium, (1024, 768))
        for one in (opened, other):
            open_at(one, address.url)
        showing.show(ShownWall(page=Page("Other"), place="2"))
        opened.until("Other")
        other.until("Other")
        for key in ("PageDown", "PageUp", "ArrowRight", "ArrowLeft", " ", ".", "r", "q", "Escape"):
            press(opened, key)
        opened.evaluate("fetch('state').then(() => 1)")
        assert sorted(pressed) == sorted(["next", "back", "next", "back", "next", "dark"])
        showing.show(ShownWall(page=Page("Other"), place="2", dark=True))
        for one in (opened, other):
            one.wait("getComputedStyle(document.getElementById('wall')).visibility === 'hidden'")


def test_a_run_that_went_leaves_its_picture_with_a_mark_and_goes_on_when_it_is_back(
    chromium: Browser,
) -> None:
    with wall_served(Showing(WallLook(), ShownWall(page=Page("One"))), WallAddress()) as first:
        opened = window(chromium, (1280, 720))
        open_at(opened, first.url)
        assert opened.evaluate(HIDDEN)
    opened.wait(f"!{HIDDEN}")
    assert opened.heading == "One"
    with wall_served(Showing(WallLook(), ShownWall(page=Page("Other"))), first):
        opened.until("Other")
        opened.wait(HIDDEN)
    opened.wait(f"!{HIDDEN}")
    with wall_served(Showing(WallLook(LIGHT), ShownWall(page=Page("Third"))), first):
        opened.until("Third")
        opened.wait("getComputedStyle(document.body).backgroundColor === 'rgb(255, 255, 255)'")


def test_a_run_that_was_ended_says_so_on_its_wall(chromium: Browser) -> None:
    showing = Showing(WallLook(), ShownWall(page=Page("One")))
    with wall_served(showing, WallAddress()) as address:
        opened = window(chromium, (1280, 720))
        open_at(opened, address.url)
        opened.until("One")
        while not showing._waiting:
            time.sleep(0.01)
    opened.wait(f"{SAYS} === {json.dumps(OVER)} && !{HIDDEN}")
    assert opened.heading == "One"


def test_motion_is_for_another_page_alone_and_for_nobody_who_asks_for_less(chromium: Browser) -> None:
    room = whole_day()
    bar, page = next(
        framed(room, view, shown) for view, shown in all_pages(room).items() if view.step == "first shown"
    )
    showing = Showing(WallLook(), ShownWall(page=Page("One"), place="1"))
    with wall_served(showing, WallAddress()) as address:
        moving, still = window(chromium, (1280, 720), still=False), window(chromium, (1280, 720))
        for one in (moving, still):
            open_at(one, address.url)
        showing.show(ShownWall(bar, page, "2"))
        for one in (moving, still):
            one.until(page.headline[:10])
        name = "getComputedStyle(document.querySelector('circle.person')).animationName"
        assert (moving.evaluate(name), still.evaluate(name)) == ("fall", "none")
        showing.show(ShownWall(bar, Page(f"Again. {page.headline}", page.charts), "2"))
        moving.until("Again.")
        assert moving.evaluate(name) == "none"
