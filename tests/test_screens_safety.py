"""What may never be on the wall, and sizes: hold for every screen of every room."""

import copy
import random
import re
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from screens_room import FUNCTIONS, at, empty_room, marked, revealed, weighed, whole_day

from cxw.day import rounds
from cxw.drawing import columns
from cxw.findings import of
from cxw.findings.in_words import half
from cxw.findings.types import Findings
from cxw.model import STAGES, AnyRound, Session, WeightsRound
from cxw.pictures.colour import contrast
from cxw.theme import DARK, HEAT, LIGHT, THEMES, Theme
from cxw.wall import ScreenView, draw, message
from cxw.wall import revealed as screens_of
from cxw.wall.page import BELIEFS
from cxw.wall.terminal.ink import blend, fit_cells, ink_on, on_scale, wrapped

T = TypeVar("T")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
STEPS = {
    "": ("", "start"),
    "needs": ("open", "board", "votes", "chosen"),
    "weights": (*(f"{n} {s}" for n in ("first", "second") for s in ("open", "sealed", "shown")), "after"),
    "grid": (
        "companies",
        *(f"{n} {s}" for n in ("first", "second") for s in ("open", "sealed", "shown")),
        "after",
    ),
    "disagreement": ("shown",),
    "closing": ("guess open", "evidence", "coverage", "unknowns", "research"),
}
VIEWS = [ScreenView("clinics", stage, step) for stage, steps in STEPS.items() for step in steps]


def cjk() -> Session:
    """A room that writes in wide letters and with faces."""
    session = whole_day()
    session.title = "診療所の給与計算 👩🏽‍⚕️"
    segment = session.segments[0]
    segment.name = "職員二十人未満の診療所"
    for need in segment.needs:
        need.text, need.short = f"{need.text} を毎月期日どおりに確実に行う 🙂", None
    segment.competitors[0].name = "給与株式会社"
    return session


ROOMS: dict[str, Callable[[], Session]] = {
    "room": whole_day,
    "many": lambda: whole_day(12, 12, 7),
    "hall": lambda: whole_day(300, 5, 3),
    "cjk": cjk,
    "few": lambda: whole_day(4, 3, 0),
    "empty": empty_room,
}


@cache
def made(name: str) -> tuple[Session, Findings, list[ScreenView]]:
    session = ROOMS[name]()
    found = of(session)
    views = {*VIEWS, *screens_of(session, findings=found), *(view.at(1) for view in VIEWS)}
    return session, found, sorted(views, key=repr)


def plain(session: Session, view: ScreenView, width: int = 100, height: int = 30, **more: Any) -> str:
    return draw(session, view, width=width, height=height, theme=DARK, colour=False, **more)


@settings(max_examples=often(150), deadline=None)
@given(st.data(), st.integers(60, 200), st.integers(20, 60))
def test_a_screen_is_exactly_as_wide_and_high_as_asked(data: st.DataObject, width: int, height: int) -> None:
    session, found, views = made(data.draw(st.sampled_from(sorted(ROOMS))))
    view = data.draw(st.sampled_from(views))
    theme = data.draw(st.sampled_from([DARK, LIGHT]))
    drawn = draw(session, view, width=width, height=height, theme=theme, findings=found)
    lines = ESCAPES.sub("", drawn).split("\n")
    assert len(lines) == height
    assert {columns(line) for line in lines} == {width}


@settings(max_examples=often(60), deadline=None)
@given(st.data(), st.integers(60, 200), st.integers(20, 60))
def test_without_colour_the_same_words_stand_there(data: st.DataObject, width: int, height: int) -> None:
    session, found, views = made(data.draw(st.sampled_from(sorted(ROOMS))))
    view = data.draw(st.sampled_from(views))
    drawn = plain(session, view, width, height, findings=found)
    assert "\x1b" not in drawn
    painted = draw(session, view, width=width, height=height, theme=DARK, findings=found)
    coloured = ESCAPES.sub("", painted).replace("─", " ").split("\n")
    words = [line.replace("─", " ").rstrip() for line in drawn.split("\n")]
    assert words == [line.rstrip() for line in coloured]


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (60, 20), (79, 12), (69, 60)])
def test_a_window_too_small_gets_a_sentence(size: tuple[int, int]) -> None:
    width, height = size
    lines = plain(whole_day(), ScreenView("clinics", "weights", "first shown"), width, height).split("\n")
    assert len(lines) == height
    assert all(columns(line) <= width for line in lines)
    if width >= 60 and height >= 12:
        assert "too small" in " ".join(lines)


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_need_and_company_is_on_its_map_even_in_the_smallest_window(name: str) -> None:
    session, found, _ = made(name)
    view = ScreenView("clinics", "grid", "first shown")
    grid = found.segment("clinics").grid
    if grid is None:
        return
    for width, height in ((80, 24), (80, 22), (70, 20)):
        drawn = plain(session, view, width, height, findings=found)
        rows = [
            line
            for line in drawn.split("\n")
            if any(line.strip().startswith(n.short[:5]) for n in grid.needs)
        ]
        assert len(rows) >= len(grid.needs)
        assert BELIEFS in drawn


@pytest.mark.parametrize("size", [(80, 24), (80, 22), (70, 20)])
def test_every_need_is_on_every_picture_of_all_needs(size: tuple[int, int]) -> None:
    session, found, _ = made("many")
    weights = found.segment("clinics").weights
    assert weights is not None
    needs = weights.needs
    views = [ScreenView("clinics", "weights", "first shown"), ScreenView("clinics", "grid", "first shown", 3)]
    walk = found.segment("clinics").walk
    wide = [n for n, f in enumerate(walk) if f.picture in ("weights", "functions", "lead")]
    views += [ScreenView("clinics", "disagreement", "shown", page) for page in wide]
    assert len(views) > 3
    for view in views:
        drawn = plain(session, view, *size, findings=found)
        rows = [
            line for line in drawn.split("\n") if any(line.strip().startswith(n.short[:5]) for n in needs)
        ]
        assert len(rows) >= len(needs), drawn


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_the_wall_names_nobody_and_says_nothing_private(name: str) -> None:
    session, found, views = made(name)
    for view in views:
        drawn = plain(session, view, findings=found)
        assert "Quillon" not in drawn
        assert "Zarb" not in drawn
        assert "senior" not in drawn.lower()
        assert "alpha" not in drawn
        assert not re.search(r"\d\.\d", drawn)
        assert not re.search(r"\bp\s*[=<]", drawn)
        if not view.step.endswith("sealed"):
            assert not re.search(r"\d\d:\d\d", drawn)


def turned(answers: dict[str, T], turn: int) -> dict[str, T]:
    rows = list(answers.values())
    return dict(zip(answers, rows[turn:] + rows[:turn], strict=True))


def before_the_reveal(name: str, turn: int) -> tuple[Session, AnyRound]:
    """A room whose answers are in and not revealed; `turn` gives everybody other answers."""
    session = empty_room()
    segment = session.segments[0]
    if name == "marks":
        revealed(session, weighed(session), 0)
    round = weighed(session) if name == "weights" else marked(session)
    if isinstance(round, WeightsRound):
        round.answers = turned(round.answers, turn)
    else:
        round.answers = turned(round.answers, turn)
    segment.conviction.before = {who.id: 40 + 10 * turn for who in session.participants}
    segment.coverage_guess = {who.id: 30 + 10 * turn for who in session.participants[:-1]}
    return session, round


@pytest.mark.parametrize("name", ["weights", "marks"])
@pytest.mark.parametrize("closed", [False, True])
def test_before_a_reveal_no_answer_changes_a_single_letter_of_the_wall(name: str, closed: bool) -> None:
    walls = []
    for turn in (0, 1):
        session, round = before_the_reveal(name, turn)
        if closed:
            rounds.close(session, session.segments[0], round, at(22))
        stage = "weights" if name == "weights" else "grid"
        walls.append([plain(session, ScreenView("clinics", stage, step)) for step in STEPS[stage]])
    assert walls[0] == walls[1]


def test_findings_are_not_even_made_before_a_reveal() -> None:
    session, round = before_the_reveal("weights", 0)
    rounds.close(session, session.segments[0], round, at(22))

    def never() -> None:
        raise AssertionError("numbers were asked for before the reveal")

    for stage in ("", "weights", "grid"):
        for step in STEPS[stage]:
            plain(session, ScreenView("clinics", stage, step), findings=never)
    for step in ("guess open", "evidence", "coverage", "unknowns"):
        plain(session, ScreenView("clinics", "closing", step), findings=never)


def test_shown_is_sealed_until_it_is_revealed_and_open_until_it_is_closed() -> None:
    session, round = before_the_reveal("weights", 0)
    shown, sealed, open_ = (
        ScreenView("clinics", "weights", f"first {s}") for s in ("shown", "sealed", "open")
    )
    assert plain(session, shown) == plain(session, sealed) == plain(session, open_)
    rounds.close(session, session.segments[0], round, at(22))
    assert plain(session, shown) == plain(session, sealed) != plain(session, open_)
    rounds.reveal(round, at(24))
    assert plain(session, shown) != plain(session, sealed)


def test_the_order_of_people_changes_nothing() -> None:
    session = whole_day()
    mixed = copy.deepcopy(session)
    random.Random(3).shuffle(mixed.participants)
    mixed.participants.sort(key=lambda who: FUNCTIONS.index(who.function))
    order = [who.id for who in mixed.participants]
    for points in mixed.segments[0].rounds_of("weights"):
        points.answers = {who: points.answers[who] for who in order if who in points.answers}
    for marks in mixed.segments[0].rounds_of("marks"):
        marks.answers = {who: marks.answers[who] for who in order if who in marks.answers}
    for view in screens_of(session):
        assert plain(session, view) == plain(mixed, view)


HOSTILE = "[red]x[/red] \x1b[31mred\x1b]0;title\x07 \u202eback\u2066 \x9b2J \r\n\ttail \ue000"


def test_text_that_people_typed_moves_no_cursor_and_is_no_markup() -> None:
    session = whole_day()
    session.title = session.segments[0].name = session.company.name = HOSTILE
    session.company.short = None
    session.segments[0].unknowns[0].text = HOSTILE
    session.segments[0].research[0].question = HOSTILE
    for need in session.segments[0].needs:
        need.text, need.short = HOSTILE + need.id, None
    seen = ""
    for view in [ScreenView(), *VIEWS, *screens_of(session)]:
        drawn = plain(session, view)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ue000]", drawn)
        seen += drawn
    assert "[red]x[/red]" in seen


def test_a_message_is_a_wall_too() -> None:
    drawn = message("Nothing here yet.", width=80, height=24, theme=LIGHT, colour=False)
    assert len(drawn.split("\n")) == 24
    assert "Nothing here yet." in drawn


@given(st.floats(0, 1))
def test_numbers_on_every_colour_of_the_map_can_be_read(share: float) -> None:
    paper = on_scale(HEAT, share)
    assert contrast(ink_on(paper), paper) >= 4.5


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_black_or_white_can_be_read_on_any_paper(parts: tuple[int, int, int]) -> None:
    paper = "#{:02x}{:02x}{:02x}".format(*parts)
    assert contrast(ink_on(paper), paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_words_of_both_themes_can_be_read(theme: Theme) -> None:
    for ink in (theme.ink, theme.quiet, theme.accent, theme.warning):
        assert contrast(ink, theme.paper) >= 4.5
    for mark in theme.functions:
        assert contrast(mark, theme.paper) >= 3


@given(st.text(max_size=60), st.integers(2, 40))
def test_fitted_text_fits(words: str, cells: int) -> None:
    assert columns(fit_cells(words, cells)) <= cells
    assert all(columns(line) <= cells for line in wrapped(words, cells))


@given(st.text(alphabet="ab 日", max_size=80), st.integers(2, 30))
def test_wrapping_loses_nothing(words: str, cells: int) -> None:
    assert "".join(wrapped(words, cells)).replace(" ", "") == words.replace(" ", "")


def test_figures_are_written_as_people_say_them() -> None:
    assert [half(value) for value in (7, 7.5, 0.5, 0)] == ["7", "7½", "½", "0"]
    assert blend("#000000", "#ffffff", 0.5) == "#808080"


def test_every_stage_has_its_screens_here() -> None:
    assert set(STEPS) == {"", *STAGES}


@pytest.mark.parametrize("height", [18, 19])
@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_screen_fits_above_the_facilitators_keys(name: str, height: int) -> None:
    session, found, views = made(name)
    for view in views:
        drawn = plain(session, view, 80, height, findings=found)
        assert "too small" not in drawn
        assert len(drawn.split("\n")) == height


def test_functions_stay_on_the_reveal_above_the_facilitators_keys() -> None:
    drawn = plain(whole_day(), ScreenView("clinics", "weights", "first shown"), 80, 18)
    assert "◆ Marketing" in drawn
    assert "■ Customer service" in drawn


def test_what_we_believe_customers_would_say_is_whole_above_the_facilitators_keys() -> None:
    drawn = plain(whole_day(), ScreenView("clinics", "closing", "evidence"), 80, 18)
    assert "…" not in drawn


def test_long_words_of_a_need_go_on_beside_its_second_round() -> None:
    drawn = plain(whole_day(needs=6), ScreenView("clinics", "weights", "second shown", 1), 80, 24)
    assert "to say about need 0" in drawn
