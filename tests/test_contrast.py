"""Contrast, measured: text 4.5 to 1 on what it stands on, marks 3 to 1, on paper, in light and in dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often

from cxw.findings import of
from cxw.handout import pages
from cxw.handout.pages.tree import FLAGS
from cxw.handout.pages.web import DARK
from cxw.handout.pictures import pictures
from cxw.pictures.colour import contrast, heat, readable_colour
from cxw.pictures.pieces import Picture, Rect, Text, width
from cxw.sessionfile import load
from cxw.shipped import folder

TEXT, MARK = 4.5, 3.0
THEMES = ("light", "dark")
CHIPS = tuple(dict.fromkeys(FLAGS.values()))
WORDS = (
    ("ink", "page"), ("ink", "tint"), ("quiet", "page"), ("quiet", "tint"), ("accent", "page"), ("accent", "tint"),
    ("warn", "note"), ("warn", "alarm"), ("danger", "alarm"), *((f"on-{flag}", flag) for flag in CHIPS),
)  # fmt: skip
"""Which colour of the page words have, and on which ground."""
MARKS = (("rule", "page"), ("quiet", "page"), ("accent", "page"))
SESSIONS = (
    *(folder("workshops") / f"{name}.yaml" for name in ("essay", "parcel-lockers")),
    *(Path(__file__).parent / "cases" / f"{name}.yaml" for name in ("typical", "day60")),
)


def style_of(colour: str = pages.PageLook.colour) -> str:
    """The style of a page of a brand."""
    look = pages.PageLook("T", colour=colour, templates=(folder("templates"),))
    return pages.html(pages.tree("# T\n"), look).split("</style>")[0]


def variables(theme: str) -> dict[str, str]:
    """The colours of the page by their names, as the page has them in a theme."""
    roots = re.findall(r":root\{(.*?)\}", style_of(), re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+):(#[0-9A-Fa-f]{6})", root)) for root in roots)
    return light if theme == "light" else light | dark


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_of_the_page_can_be_read(theme: str) -> None:
    told = variables(theme)
    assert [pair for pair in WORDS if contrast(told[pair[0]], told[pair[1]]) < TEXT] == []
    assert [pair for pair in MARKS if contrast(told[pair[0]], told[pair[1]]) < MARK] == []


def test_dark_is_another_theme_and_every_colour_of_it_is_said() -> None:
    light, dark = variables("light"), variables("dark")
    assert set(light) == set(dark)
    assert [name for name in light if light[name] == dark[name]] == []
    assert contrast(dark["page"], "#FFFFFF") > 12


@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"))
@settings(max_examples=often(300))
def test_any_colour_of_a_brand_can_be_read_in_both_themes(colour: str) -> None:
    assert contrast(readable_colour(colour), "#FFFFFF") >= TEXT
    assert contrast(readable_colour(colour, DARK), DARK) >= TEXT


def test_every_rule_of_the_page_takes_its_colours_from_the_theme() -> None:
    """A colour written into a rule would be the same in the dark."""
    rules = re.sub(r":root\{.*?\}|\.h\d+\{.*?\}", "", style_of(), flags=re.DOTALL)
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}\b", rules)) == {"#FFFFFF"}, "the ground of pictures alone"


def test_words_on_paper_can_be_read() -> None:
    source = (folder("templates") / "page.typ").read_text("utf-8")
    named = dict(re.findall(r'#let ([a-z]+) = rgb\("(#[0-9A-F]{6})"\)', source))
    assert {
        name for name in ("ink", "quiet", "warn", "danger") if contrast(named[name], "#FFFFFF") < TEXT
    } == set()
    assert contrast(named["ink"], named["tint"]) >= TEXT
    chips = dict(re.findall(r'"([a-z-]+)": \("(#[0-9A-F]{6}", "#[0-9A-F]{6})"\)', source))
    assert set(chips) == set(CHIPS)
    assert [flag for flag, pair in chips.items() if contrast(*pair.split('", "')) < TEXT] == []


def test_every_square_of_a_heat_map_can_be_read() -> None:
    assert all(contrast(*heat(step / 20)) >= TEXT for step in range(201))


def grounded(picture: Picture) -> list[tuple[str, str, str]]:
    """Every text of a picture with its colour and that of the last shape drawn under its middle."""
    found = []
    for place, piece in enumerate(picture.pieces):
        if isinstance(piece, Text):
            wide = width(piece.text, piece.size, bold=piece.bold)
            x = piece.x + {"start": wide / 2, "middle": 0, "end": -wide / 2}[piece.anchor]
            y = piece.y - piece.size * 0.3
            under = [one for one in picture.pieces[:place] if isinstance(one, Rect) and _covers(one, x, y)]
            found.append((piece.text, piece.fill, under[-1].fill if under else "#FFFFFF"))
    return found


def _covers(rect: Rect, x: float, y: float) -> bool:
    return rect.x <= x <= rect.x + rect.width and rect.y <= y <= rect.y + rect.height


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_every_word_in_a_picture_can_be_read_on_what_it_stands_on(path: Path) -> None:
    drawn = pictures(of(load(path), "room")).values()
    every = [*drawn, *(picture.narrow for picture in drawn if picture.narrow)]
    assert [text for picture in every for text in grounded(picture) if contrast(*text[1:]) < TEXT] == []
