"""Tapped twice, sent again, gone back, opened twice, asleep: one answer, and never anybody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser import Browser, Window
from phone_room import room
from test_phone_browser import NEEDS, Served

from cxw.phones.server import served

SCRIPT = pytest.mark.parametrize("script", [True, pytest.param(False, marks=pytest.mark.soak)])
FIRST, OTHER = (0, 10, 20, 30, 40), (100, 0, 0, 0, 0)


@pytest.fixture
def weights(tmp_path: Path) -> Iterator[Served]:
    made = Served(room(tmp_path, "weights first"))
    with served(made.app.asgi(), made.socket):
        yield made


def points(window: Window, row: tuple[int, ...]) -> None:
    for number, given in enumerate(row, 1):
        window.type(f"#n{number}", str(given))


def typed(window: Window) -> list[str]:
    found = window.evaluate("[...document.querySelectorAll('.points .row > input')].map(one => one.value)")
    return [str(one) for one in found]


def tap_twice(window: Window) -> None:
    """Faster than any page answers."""
    window.evaluate("document.querySelector('main').dataset.seen = 1")
    place = window.evaluate(
        "(r => [r.x + r.width / 2, r.y + r.height / 2])"
        "((e => (e.scrollIntoView({block: 'center'}), e.getBoundingClientRect()))"
        "(document.querySelector('button.main')))"
    )
    for count in (1, 2):
        for kind in ("mousePressed", "mouseReleased"):
            window.call(
                "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=count
            )
    window.wait("document.readyState === 'complete' && !document.querySelector('main[data-seen]')")


def kept(made: Served) -> dict[str, Any]:
    return dict(made.here.day.session.segments[0].rounds[0].answers)


def row(given: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(NEEDS, given, strict=True))


@SCRIPT
def test_a_line_that_is_sent_by_two_taps_stands_there_once(
    chromium: Browser, tmp_path: Path, script: bool
) -> None:
    made = Served(room(tmp_path, "needs"))
    with served(made.app.asgi(), made.socket):
        window = chromium.window(script=script)
        made.join(window, "p3")
        window.type("#lines", "Größe für Ærø")
        tap_twice(window)
        needs = made.here.day.session.segments[0].needs
        assert [need.text for need in needs].count("Größe für Ærø") == 1
        said = [text for need in needs for text in need.proposed.get("p3", ())]
        assert said.count("Größe für Ærø") == 1


@pytest.mark.soak
@pytest.mark.parametrize("script", [True, False])
def test_who_goes_back_after_sending_and_sends_again_has_one_answer(
    chromium: Browser, weights: Served, script: bool
) -> None:
    window = chromium.window(320, 568, script=script)
    weights.join(window, "p3")
    window.go(weights.base)
    points(window, FIRST)
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    window.back()
    window.wait("!document.querySelector('#n') || document.readyState !== 'complete'")
    window.wait("document.readyState === 'complete' && !!document.querySelector('form[action=\"/answer\"]')")
    for _ in range(3):
        if window.evaluate("!!document.querySelector('#n')"):
            break
        points(window, FIRST)
        window.press("button.main")
        window.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(FIRST)}
    assert weights.here.day.session.segments[0].conviction.before == {}


def test_what_is_typed_outlives_a_reload_and_a_page_that_was_closed(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    weights.join(window, "p3")
    points(window, OTHER)
    window.go(weights.base)
    assert typed(window) == [*map(str, OTHER)]
    window.close()
    again = chromium.tab(window.context)
    again.go(weights.base)
    assert typed(again) == [*map(str, OTHER)]
    assert kept(weights) == {}
    again.press("button.main")
    again.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(OTHER)}


@pytest.mark.soak
def test_two_windows_of_one_phone_are_one_person_whose_last_answer_counts(
    chromium: Browser, weights: Served
) -> None:
    one = chromium.window()
    weights.join(one, "p3")
    two = chromium.tab(one.context)
    two.go(weights.base)
    points(one, FIRST)
    points(two, OTHER)
    one.press("button.main")
    one.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(FIRST)}
    two.press("button.main")
    two.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(OTHER)}
    assert {*weights.here.desk.door.phones} == {"p3"}


def test_a_phone_that_goes_to_somebody_else_shows_nothing_of_who_had_it(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    weights.join(window, "p3")
    points(window, FIRST)
    window.press(".who button")
    window.wait("!!document.querySelector('button[value=p4]')")
    window.press("button[value=p4]")
    window.wait("!!document.querySelector('.points .row > input')")
    assert set(typed(window)) == {""}
    points(window, OTHER)
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p4": row(OTHER)}


@pytest.mark.soak
def test_a_name_is_one_phones_until_it_is_released_and_then_what_the_first_one_sends_is_nobodys(
    chromium: Browser, weights: Served
) -> None:
    one, two = chromium.window(), chromium.window(320, 568)
    weights.join(one, "p3")
    two.go(f"{weights.base}/{weights.here.desk.door.code}")
    assert two.evaluate("document.querySelector('button[value=p3]').disabled")
    points(one, FIRST)
    weights.here.desk.release("p3")
    two.go(weights.base)
    two.press("button[value=p3]")
    two.wait("!!document.querySelector('.points .row > input')")
    assert set(typed(two)) == {""}, "what was typed elsewhere and not sent is on no other phone"
    one.press("button.main")
    one.wait("!!document.querySelector('#code')")
    assert kept(weights) == {}
    points(two, OTHER)
    two.press("button.main")
    two.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(OTHER)}


@pytest.mark.soak
def test_a_phone_that_slept_for_a_minute_goes_on_with_what_was_typed(
    chromium: Browser, weights: Served
) -> None:
    window = chromium.window()
    weights.join(window, "p3")
    points(window, FIRST)
    window.offline(True)
    window.press("button.main")
    window.wait("document.querySelector('#said').textContent.startsWith('Not sent yet')")
    window.evaluate("new Promise(over => setTimeout(over, 60000))")
    assert typed(window) == [*map(str, FIRST)]
    assert kept(weights) == {}
    window.offline(False)
    window.press("button.main")
    window.wait("!!document.querySelector('#n')")
    assert kept(weights) == {"p3": row(FIRST)}
