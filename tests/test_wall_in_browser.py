"""The wall in a browser: each page is painted whole at any size, says what the page says, and nothing sooner."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from often import turns
from screens_room import empty_room, whole_day
from test_walls_as_data import EXAMPLES, LONG, all_pages, sealed, values_in
from wall_read import faults, told

from cxw.cli.browsing import wall_look
from cxw.findings import of
from cxw.model import STAGES, Session
from cxw.pictures.charts import (
    BesideBoxes,
    BoxedNeed,
    FourBoxes,
    Lane,
    Lanes,
    LargeNumbers,
    LeadBar,
    Leads,
    Listing,
    ListItem,
    SwotBox,
    Unboxed,
    WallChart,
)
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.theme import DARK, LIGHT
from cxw.wall import JOIN, Entrance, Page, ScreenView, framed, pages
from cxw.wall.browser.brief import brief
from cxw.wall.browser.easel import broken
from cxw.wall.browser.frame import HIGH, LOW, page_painted
from cxw.wall.browser.look import WallLook, style_sheet
from cxw.wall.browser.painters import PAINTERS
from cxw.wall.page import STAGE_NAMES, Bar
from cxw.wall.scene import language_on_walls as pages_say

LOOK = WallLook()
SIZES = (LOW, HIGH)


def walls(session: Session) -> dict[ScreenView, str]:
    """Every wall of every step, whether it has been reached or not."""
    return {
        view.at(place): page_painted(*framed(session, view.at(place), shown), LOOK)
        for view, shown in all_pages(session).items()
        for place in range(len(shown))
    }


def test_every_chart_has_a_painter_for_browsers() -> None:
    assert set(PAINTERS) == set(get_args(WallChart))


@pytest.mark.parametrize(("chart", "high"), turns(EXAMPLES, SIZES))
def test_a_chart_is_whole_and_no_word_stands_on_another(chart: WallChart, high: float) -> None:
    for sentence in ("Short.", f"A sentence about {LONG}", f"{LONG}: " * 3):
        html = page_painted(
            Bar("grid", LONG, 3, 12), Page(sentence, (chart,), LONG, (LONG, "Two.")), LOOK, high=high
        )
        assert faults(html, high) == []


@pytest.mark.parametrize("room", [whole_day(), whole_day(12, 7, 4), whole_day(60, 12, 6), empty_room()])
def test_every_wall_of_a_day_is_whole(room: Session) -> None:
    for view, html in walls(room).items():
        assert faults(html, LOW) == [], view


def test_the_sentence_is_three_times_as_large_as_the_legend() -> None:
    for view, html in walls(whole_day(12, 7, 4)).items():
        words = told(html)
        sentence = max(one.size for one in words if one.css == "strong b")
        keys = [
            one.size for one in words if one.text in ("one person", "mean of all", "gave a number", "behind")
        ]
        assert all(size * 3 <= sentence + 0.5 for size in keys), view


def test_needs_of_a_full_swot_board_are_read_from_the_last_row() -> None:
    some = tuple(
        BoxedNeed(need, "asked", ("do customers agree?",)) for need in ("Price", "Gloves", "List", "Noon")
    )
    empty = SwotBox("Strengths", ())
    beside = [
        BesideBoxes(title, (Unboxed(need),)) for title, need in (("Split", "Call"), ("More?", "Set-up"))
    ]
    board = FourBoxes(
        (empty, SwotBox("Weaknesses", some), empty, SwotBox("Threats", some)), (*beside, *beside)
    )
    page = Page(
        "Nothing we can claim yet: eight questions to customers, and one need.", (board,), least=12, likes=16
    )
    sizes = {one.text: one.size for one in told(page_painted(Bar("grid", "Sites", 3, 12), page, LOOK))}
    assert all(sizes[need.label] >= 25 for need in some)
    assert min(sizes["Call"], sizes["Set-up"]) >= 25


def test_a_sealed_round_leaves_no_trace_on_any_wall_for_browsers() -> None:
    one, other = walls(sealed(0)), walls(sealed(4))
    assert one == other


def test_a_wall_shows_no_number_that_its_page_does_not_hold() -> None:
    for room in (whole_day(), whole_day(60, 12, 6)):
        for view, shown in all_pages(room).items():
            for place in range(len(shown)):
                bar, page = framed(room, view.at(place), shown)
                html = page_painted(bar, page, LOOK)
                missing = numbers(html) - held(page) - held(bar) - {str(place + 1), str(len(shown))}
                assert not missing, (view, missing)


def numbers(html: str) -> set[str]:
    return {number for one in told(html) for number in re.findall(r"\d+", one.text)}


def held(page: Page | Bar) -> set[str]:
    """The numbers of a page, in its words and its values, with the ticks of its scales and what is left over."""
    found = {number for value in values_in(page) for number in re.findall(r"\d+", str(value))}
    ticks = {
        str(tick) for c in getattr(page, "charts", ()) if isinstance(c, Lanes) for tick in range(c.top + 1)
    }
    return found | ticks | set("0123456789")


def test_names_stand_on_no_wall_but_those_of_rounds_with_names() -> None:
    room = whole_day()
    names = {person.name for person in room.participants}
    for view, html in walls(room).items():
        assert not names & {one.text for one in told(html)}, view


def test_what_somebody_typed_is_words_and_no_page() -> None:
    html = page_painted(Bar(), Page("<script>alert(1)</script> & \u202eturned\x1b[31m"), LOOK)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html.replace("<h1>", "")
    assert "\x1b" not in html


def test_a_page_has_no_style_of_its_own_and_fetches_nothing() -> None:
    """The policy of the page allows neither."""
    for html in walls(whole_day()).values():
        assert not re.search(r'style=|href="(?!logo")|src=|url\(|<script', html)


def test_the_foot_says_what_it_is_and_where_the_day_is() -> None:
    page = Page("A sentence")
    words = [one.text for one in told(page_painted(Bar("weights", "Clinics", 1, 3), page, LOOK))]
    assert [STAGE_NAMES[stage] for stage in STAGES] == words[:5]
    assert {"Clinics", "Team beliefs, not customer data", "2 of 3"} <= set(words)
    rehearsed = [one.text for one in told(page_painted(Bar(rehearsal=True), page, LOOK))]
    assert "REHEARSAL, invented answers" in rehearsed
    assert "Team beliefs, not customer data" not in rehearsed


def test_a_consultants_colour_can_be_read_on_both_grounds_and_who_leads_is_said() -> None:
    room = whole_day()
    room.brand.colour, room.brand.led_by, room.brand.name = "#101010", "Åse Müller", "Ø & Co"
    for theme in (DARK, LIGHT):
        look = wall_look(room, Path(), theme)
        assert f"--brand:{look.brand};" in style_sheet(look)
        html = page_painted(Bar(), Page("A sentence"), look)
        assert "Ø & Co · led by Åse Müller" in [one.text for one in told(html)]
    assert wall_look(room, Path(), DARK).brand != wall_look(room, Path(), LIGHT).brand


def test_how_phones_come_in_is_dark_on_light_in_both_themes() -> None:
    room = whole_day()
    view = ScreenView(step=JOIN, door="HTTP://192.0.2.7:8060/ABCDEF")
    html = page_painted(*framed(room, view, pages(room, view)), LOOK)
    assert '"#ffffff"' in html
    assert '"#000000"' in html
    assert "ABC DEF" in [one.text for one in told(html)]


@pytest.mark.parametrize("name", ["essay.yaml", "parcel-lockers.yaml", "dienstraeder.yaml"])
def test_every_wall_of_a_workshop_is_whole_at_both_heights(name: str) -> None:
    room = load(folder("workshops") / name)
    found = of(room, audience="room")
    for segment in room.segments:
        for stage, step in (("weights", "first shown"), ("grid", "first shown"), ("disagreement", "shown")):
            view = ScreenView(segment.id, stage, step)
            shown = pages(room, view, found)
            for place in range(len(shown)):
                for high in SIZES:
                    html = page_painted(*framed(room, view.at(place), shown), LOOK, high=high)
                    assert faults(html, high) == [], (view, place)


def test_who_comes_late_finds_the_code_in_the_corner_of_a_wall_that_asks_and_of_no_other() -> None:
    room = whole_day()
    door = "HTTP://192.168.178.123:54321/ABCDEF"
    for step, asks in (("first open", True), ("first shown", False)):
        view = ScreenView("clinics", "weights", step, door=door)
        if asks:
            room.segments[0].rounds_of("weights")[-1].closed = None
        html = page_painted(*framed(room, view, pages(room, view)), LOOK)
        assert ("shape-rendering" in html) == asks, step
        assert ("192.168.178.123:54321/ABCDEF" in [one.text for one in told(html)]) == asks, (
            "whole, to be typed"
        )
        assert "taken in." not in html, "how many are in stands there once, in large numbers"
        assert faults(html, LOW) == []


LONG_LEAD = (
    "Against our best rival of those we know well enough (not Ågård, which five to six of 14 do not know; on some "
    "needs not As now) we believe we are level on “Größe” (by the middle marks) and behind on “Service” (8 of 11)."
)


def test_labels_of_one_picture_are_of_one_size_however_long() -> None:
    lanes = tuple(
        Lane(label, values=(20.0,)) for label in ("Preis", "Arbeitsunfähigkeitsbescheinigungsabruf")
    )
    words = told(
        page_painted(Bar("weights"), Page("A sentence", (Lanes(lanes, 50, "points"),), likes=20), LOOK)
    )
    labels = [one for one in words if one.text.startswith(("Preis", "Arbeits"))]
    assert len({one.size for one in labels}) == 1 < len(labels)


def test_a_list_has_fewer_columns_rather_than_broken_words() -> None:
    needs = (
        "Preis",
        "Qualität",
        "Arbeitsunfähigkeitsbescheinigungsabruf",
        "Fehler am selben Tag behoben",
        "Ruhe",
    )
    listed = Listing(tuple(ListItem(need) for need in needs))
    tally = LargeNumbers((("0", "accent"), ("taken in", "quiet")))
    for high in SIZES:
        html = page_painted(
            Bar("weights"), Page("How much does each matter?", (listed, tally)), LOOK, high=high
        )
        assert {*needs} <= {one.text for one in told(html)}


def test_a_long_sentence_is_one_thing_on_the_wall_and_whom_it_leaves_out_stands_below() -> None:
    html = page_painted(Bar("grid"), Page(LONG_LEAD, (Leads((LeadBar("Größe", 3, 8, "Ågård"),)),)), LOOK)
    words = told(html)
    large = " ".join(one.text for one in words if one.css == "strong b" and one.size >= 60)
    said = (
        "Against our best rival of those we know well enough we believe we are level on “Größe” and behind on"
    )
    assert large.startswith(said)
    assert "Not Ågård, which five to six of 14 do not know; on some needs not As now." in " ".join(
        one.text for one in words if one.css == "quiet"
    )
    assert LONG_LEAD in html, "whoever hears it hears all of it"


@pytest.mark.parametrize(
    "sentence", ["Price (2 of 3) comes first.", "Gegenüber Ågård liegen wir bei „Größe“ (5 vorn) zurück."]
)
def test_a_short_sentence_stays_as_it_is(sentence: str) -> None:
    assert brief(sentence) == (sentence, "")


def test_in_german_too_counts_are_left_to_the_picture_and_rivals_left_out_are_named() -> None:
    sentence = (
        "Gegenüber unserem besten Wettbewerber unter denen, die wir gut genug kennen (bei manchen Bedürfnissen nicht "
        "Åse & Co), sehen wir uns bei „Qualität“ (mittlere Bewertung) gleichauf und bei „Preis“ (8 von 11) zurück."
    )
    large, aside = brief(sentence)
    assert large == (
        "Gegenüber unserem besten Wettbewerber unter denen, die wir gut genug kennen, sehen wir uns bei „Qualität“ "
        "gleichauf und bei „Preis“ zurück."
    )
    assert aside == "Bei manchen Bedürfnissen nicht Åse & Co."


def test_leads_without_any_count_are_words_and_no_empty_axis() -> None:
    bars = tuple(LeadBar(need, 0, 0, f"behind {need} & Co", told=False) for need in ("Größe", "Ærlighet"))
    words = [one.text for one in told(page_painted(Bar("grid"), Page("A sentence", (Leads(bars),)), LOOK))]
    assert {"Größe", "behind Ærlighet & Co"} <= set(words)
    assert "ahead" not in words


@pytest.mark.parametrize(
    ("entrance", "said"),
    [
        (Entrance(inside=3, of=12), "3 of 12 are in."),
        (Entrance(of=12, unvisited=True), "No phone yet? Look for VPNs"),
        (Entrance(of=12), "nobody minds which."),
    ],
)
def test_how_phones_come_in_says_how_many_are_in_and_what_to_try_where_nobody_comes(
    entrance: Entrance, said: str
) -> None:
    room = whole_day()
    view = ScreenView(step=JOIN, door="HTTP://192.0.2.7:8060/ABCDEF", entrance=entrance)
    for high in SIZES:
        html = page_painted(*framed(room, view, pages(room, view)), LOOK, high=high)
        assert said in " ".join(one.text for one in told(html))
        assert faults(html, high) == []


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_what_stands_around_a_wall_is_in_the_language_of_its_walls(language: str) -> None:
    room = whole_day()
    room.language = language
    say = wall_look(room, Path(), DARK).say
    assert say.language == language
    assert say("Needs") == pages_say(room)("Needs")


def test_a_hard_space_ends_no_line() -> None:
    for room in range(200, 700, 20):
        for line in broken(
            "Im Mittel sind wir zu 70\u00a0% sicher, am 3.\u00a0März 2027", 40, room, bold=True
        ):
            assert not line.endswith(("70", "3."))
            assert not line.startswith(("%", "März"))
