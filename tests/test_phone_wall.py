"""The wall through which phones come in: a camera reads its code from the picture of every screen there is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from desks import session

from cxw.day.hotspot import Hotspot
from cxw.drawing import columns
from cxw.pictures.charts import Code
from cxw.theme import DARK, LIGHT, Theme
from cxw.wall import JOIN, Entrance, ScreenView, draw, pages, view_from_json, view_to_json
from cxw.wall.joining import joining_pages
from cxw.wall.scene import language_on_walls

zxingcpp = pytest.importorskip("zxingcpp")

ADDRESSES = (
    "HTTP://192.168.178.123:8060/ABCDEF",
    "HTTP://10.0.0.5:8060/XYZ234",
    "HTTP://172.20.110.102:54321/KMNPQR",
)
_CODES = re.compile(r"\x1b\[([0-9;]*)m")
CELL = (8, 16)
"""Pixels of a cell, wide and high, as terminals have them."""


def pixels(screen: str, theme: Theme) -> Any:
    """A picture of a screen in shades of grey: blocks as they are drawn, everything else left out."""
    rows = screen.split("\n")
    wide = max(columns(_CODES.sub("", row)) for row in rows)
    ink, paper = _grey(theme.ink), _grey(theme.paper)
    image = np.full((len(rows) * CELL[1], wide * CELL[0]), paper, dtype=np.uint8)
    for y, row in enumerate(rows):
        x, fore, back = 0, ink, paper
        for part in re.split(r"(\x1b\[[0-9;]*m)", row):
            if found := _CODES.fullmatch(part):
                fore, back = _inks(found[1], (fore, back), (ink, paper))
                continue
            for letter in part:
                _draw(image, (x, y), letter, (fore, back))
                x += columns(letter)
    return image


def _draw(image: Any, at: tuple[int, int], letter: str, inks: tuple[int, int]) -> None:
    (x, y), (fore, back), (wide, high) = at, inks, CELL
    halves = {"█": (fore, fore), "▀": (fore, back), "▄": (back, fore)}.get(letter, (back, back))
    for half, shade in enumerate(halves):
        top = y * high + half * high // 2
        image[top : top + high // 2, x * wide : (x + 1) * wide] = shade


def _grey(colour: str) -> int:
    return sum(int(colour[n : n + 2], 16) for n in (1, 3, 5)) // 3


def _inks(codes: str, now: tuple[int, int], usual: tuple[int, int]) -> tuple[int, int]:
    fore, back = now
    numbers = [int(one or 0) for one in codes.split(";")]
    while numbers:
        one = numbers.pop(0)
        if one == 0:
            fore, back = usual
        if one in (38, 48) and numbers[:1] == [2]:
            shade, numbers = sum(numbers[1:4]) // 3, numbers[4:]
            fore, back = (shade, back) if one == 38 else (fore, shade)
    return fore, back


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
def test_a_camera_reads_the_code_from_the_wall(
    address: str, theme: Theme, colour: bool, width: int, height: int
) -> None:
    screen = draw(
        session(), ScreenView(step=JOIN, door=address), width=width, height=height, theme=theme, colour=colour
    )
    found = zxingcpp.read_barcodes(pixels(screen, theme))
    assert [code.text for code in found] == [address]
    plain = _CODES.sub("", screen)
    host, _, code = address.removeprefix("HTTP://").rpartition("/")
    assert host in plain
    assert f"{code[:3]} {code[3:]}" in plain
    assert len(plain.split("\n")) == height


@pytest.mark.parametrize("language", [None, "de"])
def test_paper_is_as_good_and_stands_on_the_same_wall(language: str | None) -> None:
    room = session()
    room.language = language
    (page,) = pages(room, ScreenView(step=JOIN, door=ADDRESSES[0]))
    said = " ".join([page.headline, str(page.charts)])
    assert ("Papier" if language else "Paper") in said
    assert "VPN" in said
    seen = ScreenView(step=JOIN, door=ADDRESSES[0], entrance=Entrance(inside=3, of=6))
    (counted,) = joining_pages(room, seen)
    assert ("3 von 6" if language else "3 of 6") in str(counted.charts)


ENTRANCES = (
    Entrance(of=12),
    Entrance(inside=11, of=12),
    Entrance(of=12, own=True),
    Entrance(inside=11, of=12, own=True, hotspot=Hotspot("Büro", "geheim-123")),
    Entrance(of=12, unvisited=True),
)


@pytest.mark.parametrize("language", [None, "de", "fr", "es"])
def test_all_that_is_said_beside_the_code_stands_on_the_smallest_wall(language: str | None) -> None:
    """Who could read along too: the facilitator is told that the wall warns."""
    room = session()
    room.language = language
    for entrance in ENTRANCES:
        view = ScreenView(step=JOIN, door=ADDRESSES[2], entrance=entrance)
        *_, page = joining_pages(room, view)
        last = len(pages(room, view)) - 1
        screen = draw(room, replace(view, page=last), width=80, height=24, theme=DARK, colour=False)
        seen = " ".join(re.sub(r"[█▀▄]+", " ", screen).split())
        (code,) = page.charts
        assert isinstance(code, Code)
        for words in code.words:
            assert words.label in seen
            assert words.words in seen
        warns = language_on_walls(room)("Whoever runs this Wi-Fi could read along; paper is on the table.")
        assert (warns in seen) == (not entrance.own)


def test_the_audiences_window_is_told_the_address_and_shows_the_same_wall() -> None:
    view = ScreenView(step=JOIN, door=ADDRESSES[0])
    assert view_from_json(view_to_json(view)) == view
    assert pages(session(), ScreenView(step=JOIN))[0].headline == "A test room"
