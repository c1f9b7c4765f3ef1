"""Walls of a German day hold no English word, and lose none of the room's words to longer German ones."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from german_day import in_german
from often import turns
from screens_room import at, empty_room, whole_day
from sources import MODULES, nodes
from test_german_day import DAYS
from test_last_time import day as played
from test_last_time import held, next_time
from test_walls_as_data import EXAMPLES, STEPS, sealed, values_in

from cxw.day import rounds
from cxw.findings.languages import LANGUAGES, wording
from cxw.findings.marks.words import NeedSide
from cxw.model import Customers, Session
from cxw.pictures.charts import WallChart
from cxw.pictures.speaking import given, people_told, so_many
from cxw.sessionfile import create
from cxw.text.phrases import SAY_ENGLISH, pairs, phrases
from cxw.theme import DARK
from cxw.wall import END, JOIN, Page, ScreenView, WallSheet, draw_page, findings_shown, message, pages
from cxw.wall.follow import Window
from cxw.wall.page import Bar
from cxw.wall.terminal.frame import paint
from cxw.wall.weights import dont_knows

SIZES = [(80, 24), (120, 40)]
BOTH = {"in", "In", "an", "hat", "so", "was", "SWOT", "VPN", "April", "November", "Team", "Median"}
"""Words of English and of German alike."""
GERMAN = phrases("de")


def names_in_sight() -> Session:
    session = whole_day()
    session.attribution = "names"
    return session


def alone_in_their_departments() -> Session:
    session = whole_day()
    for number, person in enumerate(session.participants):
        person.function = f"Kontor {number}"
    return session


def with_a_slip_aside() -> Session:
    session = sealed(0)
    segment = session.segments[0]
    round = rounds.open_weights(segment, "first", at(90))
    rounds.put_aside(round, "p3", "40 30 30 5", at(91))
    return session


ROOMS: dict[str, Callable[[], Session]] = {
    **DAYS,
    "many needs": lambda: whole_day(12, 12, 7),
    "a town hall": lambda: whole_day(300, 5, 3),
    "hardly anybody knows": lambda: whole_day(dont_know=6),
    "nothing given": empty_room,
    "sealed": lambda: sealed(0),
    "a slip aside": with_a_slip_aside,
    "names": names_in_sight,
    "functions of one": alone_in_their_departments,
    "two people": lambda: whole_day(2, 4, 1, 0),
    "four people": lambda: whole_day(4, 4, 1, 1),
}


def views(session: Session) -> Iterator[ScreenView]:
    """Every step of every segment, whether it has been reached or not."""
    yield from (ScreenView(), END, ScreenView(step=JOIN, door="HTTP://192.0.2.7:8060/234567"))
    for segment in session.segments:
        yield from (ScreenView(segment.id, stage, step) for stage in STEPS for step in STEPS[stage])


def shown(session: Session, folder: Path | None = None) -> dict[ScreenView, list[Page]]:
    found = findings_shown(session, folder)
    return {view: pages(session, view, found) for view in views(session)}


def painted(
    session: Session, told: dict[ScreenView, list[Page]], width: int, height: int
) -> dict[tuple[ScreenView, int], str]:
    """Every page of a day as it stands on a wall."""
    sheet = WallSheet(width, height, DARK, colour=False)
    return {
        (view, place): draw_page(session, view.at(place), some, sheet)
        for view, some in told.items()
        for place in range(len(some))
    }


def walls(session: Session, width: int, height: int) -> dict[tuple[ScreenView, int], str]:
    return painted(session, shown(session), width, height)


def words_in(text: str) -> set[str]:
    return {*re.findall(r"[^\W\d_]{2,}", text)}


def own_words(session: Session) -> set[str]:
    """What people called themselves and each other; what else they wrote is `Wörtchen`."""
    names = [person.name for person in session.participants]
    owners = [promise.owner or "" for segment in session.segments for promise in segment.research]
    beginnings = ["Wörtchen"[:letters] for letters in range(2, 9)]
    return words_in(" ".join([*beginnings, "Kontor", *names, *owners]))


@cache
def both(room: str) -> dict[str, tuple[Session, dict[ScreenView, list[Page]]]]:
    """The same day in both languages, with all its pages."""
    german = in_german(ROOMS[room]())
    days = {"de": german, "en": german.model_copy(update={"language": "en"})}
    return {language: (day, shown(day)) for language, day in days.items()}


@pytest.mark.parametrize(("room", "size"), turns([*ROOMS], SIZES))
def test_a_german_wall_holds_no_word_of_the_english_wall(room: str, size: tuple[int, int]) -> None:
    german, english = (painted(*both(room)[language], *size) for language in ("de", "en"))
    assert german.keys() == english.keys(), "a step has as many pages in each language"
    english_words = set().union(*map(words_in, english.values()))
    known = BOTH | own_words(both(room)["de"][0])
    left = {key: (words_in(wall) & english_words) - known for key, wall in german.items()}
    assert not {key: words for key, words in left.items() if words}
    if size == SIZES[0]:
        assert not [key for key in english if german[key].count("…") > english[key].count("…")], "cut"


@pytest.mark.parametrize("room", ["essay", "parcel-lockers"])
def test_no_german_line_is_cut_where_the_english_one_fits(room: str) -> None:
    """With words as long as rooms write them; `Wörtchen` are tried above."""
    days = (ROOMS[room]().model_copy(update={"language": language}) for language in ("de", "en"))
    german, english = (walls(day, 80, 24) for day in days)
    assert not [key for key in english if german[key].count("…") > english[key].count("…")]


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: type(chart).__name__)
@pytest.mark.parametrize(("width", "height"), [*SIZES, (80, 18)])
def test_what_a_painter_says_itself_is_german(chart: WallChart, width: int, height: int) -> None:
    """Its numbers and signs are the same; a word that both walls hold came with the chart."""
    sheet = WallSheet(width, height, DARK, colour=False)
    german, english = (paint(Bar(say=phrases(code)), Page("Wort", (chart,)), sheet) for code in ("de", "en"))
    given = words_in(" ".join(str(value) for value in values_in(chart))) | BOTH
    ours = words_in(german) & words_in(english) - {"Wort"}
    assert not {word for word in ours if not any(word in one for one in given)}


def test_last_time_stands_on_the_wall_in_german(tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    played(tmp_path, here)
    session = here.model_copy(update={"language": "de"})
    told = [page for some in shown(session, tmp_path).values() for page in some]
    assert any("letztes Mal" in values_in(page) for page in told)
    english = {"last", "time", "right", "wrong", "unclear", "open"}
    assert not [page for page in told if english & words_in(" ".join(map(str, values_in(page))))]


def test_numbers_are_written_as_germans_write_them() -> None:
    assert (given(GERMAN, 7.5), given(SAY_ENGLISH, 7.5), given(GERMAN, 7)) == ("7,5", "7.5", "7")
    assert (so_many(GERMAN, 12), so_many(SAY_ENGLISH, 12), so_many(phrases("fr"), 3)) == (
        "zwölf",
        "twelve",
        "three" if phrases("fr").language == "en" else "3",
    )
    assert (people_told(GERMAN, 1), people_told(GERMAN, 3)) == ("eine Person", "drei Personen")


def test_a_day_is_said_in_german_months() -> None:
    session = in_german(whole_day())
    (card,) = shown(session)[ScreenView(session.segments[0].id, "closing", "research")]
    assert any("bis 30.\u00a0April 2026" in str(value) for value in values_in(card))


@pytest.mark.parametrize(
    ("address", "asked"),
    [("sie", "Verteilen Sie 100 Punkte."), ("du", "Verteile 100 Punkte.")],
)
def test_the_wall_addresses_the_room_as_the_file_says(address: Any, asked: str) -> None:
    session = in_german(whole_day()).model_copy(update={"address": address})
    (page,) = pages(session, ScreenView(session.segments[0].id, "weights", "first open"))
    assert asked in page.headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_knows_comes_first_in_each_language(language: str) -> None:
    said, known = wording(language), "Müller & Søn."
    for unknown in (
        *(said.marks.cell_unknown("Kødbyen", "Preis", dk, 8) for dk in (1, 5)),
        said.marks.cells_unknown(3, 10),
        said.marks.hardly_known(["Kødbyen"]),
        said.marks.hardly_known(["Kødbyen", "Bäckerei"]),
        said.points.dont_know(3, 8),
    ):
        assert dont_knows(phrases(language), known, [unknown]) == (unknown, known)
    assert dont_knows(phrases(language), known, []) == ("", known)
    stands = [NeedSide("Preis", "ahead", None)]
    leads = said.marks.leads_in_words(stands, said.marks.not_counted([("Kødbyen", 5, 6, 14)], []))
    assert dont_knows(phrases(language), leads, [])[0] == "", "of whom it speaks is no don't-know"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("room", ["essay", "parcel-lockers", "typical"])
def test_the_map_of_marks_says_who_does_not_know_and_the_bars_say_where_we_lead(
    room: str, language: str
) -> None:
    """One thing a page: the sentence about leads stands over the bars that show them."""
    session = ROOMS[room]().model_copy(update={"language": language})
    found = findings_shown(session)
    for segment in session.segments:
        some = pages(session, ScreenView(segment.id, "grid", "first shown"), found)
        leads = found.segment(segment.id).grid
        assert leads is not None
        over = [type(page.charts[0]).__name__ for page in some if page.headline == leads.headline]
        assert over == ["Leads"]
        assert some[0].headline in leads.sentences
        assert not some[0].first


def test_the_foot_and_a_small_window_speak_german() -> None:
    session = in_german(whole_day())
    small = draw_page(session, ScreenView(), [Page("")], WallSheet(40, 12, DARK, colour=False))
    assert "Dieses Fenster ist zu klein" in " ".join(small.split())
    rehearsed = session.model_copy(update={"title": "REHEARSAL: Zahltag"})
    opening = walls(rehearsed, 80, 24)[ScreenView(), 0]
    assert "PROBE, erfundene Antworten" in opening
    assert opening.count("PROBE: Zahltag") == 2
    asked = session.model_copy(deep=True)
    asked.segments[0].customers = [Customers(id="c1")]
    assert "Was das Team glaubt" not in walls(asked, 80, 24)[ScreenView(), 0]
    look: dict[str, Any] = {"width": 80, "height": 24, "theme": DARK, "colour": False}
    assert "Bedürfnisse  Punkte" in message("Der Tag geht weiter.", **look, say=GERMAN)


def test_a_name_of_a_segment_is_not_cut_for_the_names_of_the_stages() -> None:
    session = in_german(whole_day())
    session.segments[0].name = "Kliniken unter zwanzig Beschäftigten"
    drawn = walls(session, 80, 24)[ScreenView("clinics", "grid", "first sealed"), 0].split("\n")[0]
    assert "1  2  ▸ Bewertungen  4  5" in drawn
    assert drawn.endswith("Kliniken unter zwanzig Beschäftigten")


def test_the_audiences_window_waits_in_the_language_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "has not begun" in Window(tmp_path / "day.yaml", DARK, colour=False).screen(80, 24)
    create(tmp_path / "day.yaml", in_german(whole_day()))
    monkeypatch.setattr("cxw.wall.follow.draw", lambda *_, **__: 1 / 0)
    assert "hat hier noch nicht begonnen" in Window(tmp_path / "day.yaml", DARK, colour=False).screen(80, 24)


def said_on_walls() -> Iterator[tuple[str, str]]:
    """Every sentence that a module of the wall says as it stands there."""
    for path in (path for path in MODULES if path.parent.name in ("wall", "terminal")):
        calls = [node for node in nodes(path) if isinstance(node, ast.Call)]
        for call in calls:
            if ast.unparse(call.func).split(".")[-1] in ("say", "told", "many"):
                words = chain.from_iterable(map(sentences_of, call.args))
                yield from ((path.name, said) for said in words)


def sentences_of(said: ast.expr) -> list[str]:
    """One sentence, or either of two."""
    match said:
        case ast.Constant(value=str(words)):
            return [words]
        case ast.IfExp(body=one, orelse=other):
            return [*sentences_of(one), *sentences_of(other)]
    return []


def test_what_walls_say_has_its_german() -> None:
    said, known = [*said_on_walls()], {english for english, _, _ in pairs("de")}
    assert len(said) > 80
    assert not [(where, words) for where, words in said if words and words not in known]
