"""A wall is data: equal days make equal pages, a sealed round leaves no trace, and every chart has a painter."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import pytest
from often import few
from screens_room import at, empty_room, marked, weighed, whole_day

from cxw.day import rounds
from cxw.drawing import columns
from cxw.findings import finding, of
from cxw.findings.types import Audience
from cxw.handout.pictures import figures
from cxw.model import Session
from cxw.pictures import charts, paper
from cxw.pictures.charts import WallChart
from cxw.pictures.dots import dots, function_colour
from cxw.pictures.paper import PaperChart
from cxw.pictures.pieces import Dots, Text
from cxw.text.phrases import Said
from cxw.theme import DARK
from cxw.wall import JOIN, Page, ScreenView, WallSheet, disagreement, draw_page, pages
from cxw.wall.page import Bar
from cxw.wall.terminal.frame import paint
from cxw.wall.terminal.letters import large_sentence
from cxw.wall.terminal.painters import PAINTERS, chart_painted, charts_painted

STEPS = {
    "needs": ("open", "board", "votes", "chosen"),
    "weights": ("first open", "first sealed", "first shown", "second open", "second sealed", "second shown"),
    "grid": (
        "companies",
        "first open",
        "first sealed",
        "first shown",
        "second sealed",
        "second shown",
        "after",
    ),
    "disagreement": ("shown",),
    "closing": ("guess", "evidence", "coverage", "unknowns", "research", "after"),
}


def all_pages(session: Session) -> dict[ScreenView, list[Page]]:
    """Every page of every step, whether it has been reached or not."""
    found = of(session, audience="room")
    views = [ScreenView(), *(ScreenView("clinics", stage, step) for stage in STEPS for step in STEPS[stage])]
    return {view: pages(session, view, found) for view in views}


def values_in(value: object) -> Iterator[object]:
    """Everything a value is made of."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from values_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from values_in(part)
    else:
        yield value


@pytest.mark.parametrize("room", [whole_day(), whole_day(12, 7, 4), whole_day(60, 12, 6), empty_room()])
def test_equal_days_make_equal_pages_and_a_page_is_nothing_but_values(room: Session) -> None:
    shown, again = all_pages(room), all_pages(room.model_copy(deep=True))
    assert shown == again
    made_of = {type(value) for step in shown.values() for page in step for value in values_in(page)}
    assert made_of <= {str, Said, int, float, bool, type(None)}
    assert len({hash(page) for step in shown.values() for page in step}) > 5


def sealed(turned: int) -> Session:
    """Points and marks are closed and nobody has seen them; everybody gave what another one gives elsewhere."""
    session = empty_room()
    segment = session.segments[0]
    for round, minutes in ((weighed(session, dont_know=0), 22), (marked(session), 82)):
        given = list(round.answers.values())
        moved: Any = dict(zip(round.answers, given[turned:] + given[:turned], strict=True))
        if turned:
            moved = {who: _other(answer) for who, answer in moved.items()}
        round.answers.clear()
        round.answers.update(moved)
        rounds.close(session, segment, round, at(minutes))
    return session


def _other(answer: Any) -> Any:
    """Other numbers that are allowed in the same places: the largest goes to the next need, marks move by one."""
    first = next(iter(answer.values()))
    if isinstance(first, dict):
        return {company: {need: _mark(mark) for need, mark in row.items()} for company, row in answer.items()}
    points = list(answer.values())
    return dict(zip(answer, points[1:] + points[:1], strict=True))


def _mark(mark: Any) -> Any:
    return mark if mark == "dk" else (mark + 1) % 11


def test_a_sealed_round_leaves_no_trace_of_its_answers_in_any_page() -> None:
    one, other = sealed(0), sealed(4)
    assert one.segments[0].rounds_of("weights") != other.segments[0].rounds_of("weights")
    assert all_pages(one) == all_pages(other)


def test_while_somebody_still_guesses_no_page_holds_what_others_guessed_or_what_is_known() -> None:
    one, other = whole_day(), whole_day()
    other.evidence = []
    for session, guess in ((one, 10), (other, 95)):
        guesses = session.segments[0].coverage_guess
        guesses.update(dict.fromkeys(list(guesses), guess))
        guesses.popitem()
    for step in ("guess", "evidence", "coverage"):
        view = ScreenView("clinics", "closing", step)
        assert pages(one, view) == pages(other, view)


def test_what_is_shown_after_the_reveal_depends_on_the_answers() -> None:
    one, other = sealed(0), sealed(4)
    for session in (one, other):
        rounds.reveal(session.segments[0].rounds_of("weights")[-1], at(24))
    assert all_pages(one) != all_pages(other)


def test_a_page_is_the_same_page_in_every_window() -> None:
    room = whole_day(12, 9, 5)
    for view, shown in all_pages(room).items():
        for place, page in enumerate(shown):
            for width, height in ((80, 24), (160, 50)):
                wall = draw_page(room, view.at(place), shown, WallSheet(width, height, DARK, colour=False))
                large = large_sentence(page.headline, width - 2 * 8) or [page.headline]
                assert page.headline.split()[0] in wall or large[0].strip() in wall


def test_every_chart_has_a_painter() -> None:
    assert set(PAINTERS) == set(get_args(WallChart))


def test_every_picture_of_a_finding_has_its_charts() -> None:
    assert set(disagreement._CHARTS) == set(get_args(finding.Picture))


def test_every_value_of_the_charts_stands_in_one_of_them() -> None:
    """A kind that is in no union would be drawn by nobody, and nothing would say so."""
    waiting: list[type] = [*get_args(WallChart), *get_args(PaperChart)]
    reached: set[type] = set()
    while waiting:
        kind = waiting.pop()
        if kind not in reached:
            reached.add(kind)
            waiting += [part for hint in get_type_hints(kind).values() for part in _classes_in(hint)]
    homes = (charts, paper)
    here = {
        kind for home in homes for _, kind in inspect.getmembers(home, inspect.isclass) if _is_chart(kind)
    }
    assert here == reached


def _is_chart(kind: type) -> bool:
    return kind.__module__ in (charts.__name__, paper.__name__)


def _classes_in(hint: Any) -> Iterator[type]:
    if inspect.isclass(hint) and _is_chart(hint):
        yield hint
    for part in get_args(hint):
        yield from _classes_in(part)


def test_every_kind_of_chart_stands_on_some_wall() -> None:
    rooms = [whole_day(), whole_day(12, 7, 4), whole_day(dont_know=6), empty_room()]
    kinds = {
        type(chart) for room in rooms for step in all_pages(room).values() for p in step for chart in p.charts
    }
    kinds |= {
        type(chart)
        for chart in pages(rooms[0], ScreenView(step=JOIN, door="HTTP://192.0.2.7:8060/ABCDEF"))[0].charts
    }
    assert kinds == set(get_args(WallChart))


LONG = "Rechtsschutzversicherungsgesellschaften für Übernachtungsgäste in Sønderborg"
SOME = (("Åse", 3), (LONG, 0), ("Price", 11))
EXAMPLES: tuple[WallChart, ...] = (
    charts.Lanes(
        (
            charts.Lane(LONG, (0.0, 10.0, 10.0, 100.0), 30.0, (5.0, 55.0), ((0, 10.0), (1, 10.0)), "30", "0 to 100"),
            charts.Lane("", tuple([20.0] * 40), 20.0, joined=True, quiet=True),
        ),
        100,
        "points",
        (charts.LaneFunction(LONG, 4), charts.LaneFunction("Ø", 3)),
        heads=("mean", "range"),
    ),
    charts.Lanes((charts.Lane(LONG, (), marks=((0, 3.0), (1, 90.0))),), 100, "points", people=False),
    charts.Lanes((), 10, "marks"),
    charts.Bars(tuple(charts.Length(label, n, str(n), "accent", apart=True) for label, n in SOME), unit="points"),
    charts.Bars(()),
    charts.Parts((charts.PointsClass(LONG, 55, "accent"), charts.PointsClass("nothing", 45, "quiet"))),
    charts.Leads(tuple(charts.LeadBar(label, n, 4, LONG, told=bool(n)) for label, n in SOME)),
    charts.Heat(
        (LONG, "Price"),
        (LONG, "Zahltag", "Æ"),
        ((charts.Square("7½", ("3–9", "2 dk"), 0.75, differ=True),) * 3, (charts.Square("?"),) * 3),
        ("0 fails customers  ·  10 could not be better  ·  middle mark of all", "dk: do not know"),
    ),
    charts.Heat((), (), ()),
    charts.FourBoxes(
        (
            charts.SwotBox("Strengths", (charts.BoxedNeed(LONG, "stated"),)),
            charts.SwotBox("Weaknesses", (charts.BoxedNeed(LONG, "asked", (f"behind {LONG}", "do customers agree?")),)),
            charts.SwotBox("Opportunities", ()),
            charts.SwotBox("Threats", (charts.BoxedNeed("Price", "contested", ("we do not agree",)),) * 9),
        ),
        (charts.BesideBoxes("More than customers need?", (charts.Unboxed(LONG, (4, 1, 3)),) * 7),),
    ),
    charts.Signs(tuple(charts.Sided(label, n, 2, 3) for label, n in SOME)),
    charts.Signs((charts.Sided(LONG, 300, 0, 12),)),
    charts.Crowd(9, 3),
    charts.Crowd(900, 3),
    charts.Crowd(0, 0),
    charts.LargeNumbers((("we guessed", "quiet"), ("100", "strong"), ("it is", "quiet"), ("7", "accent"))),
    charts.Listing(tuple(charts.ListItem(LONG, str(n)) for n in range(1, 9))),
    charts.Listing((charts.ListItem(LONG), charts.ListItem("Price"))),
    charts.Listing(tuple(charts.ListItem(LONG, chr(65 + n)) for n in range(26)), beside=True),
    charts.NeedsBoard(tuple(charts.Proposed(label, n, n, chosen=bool(n), parked=not n) for label, n in SOME)),
    charts.Beliefs(tuple(charts.Belief(LONG, known) for known in get_args(charts.KnownFrom))),
    charts.Pairs(tuple(charts.LabelledWords(label, f"{LONG} {LONG}", str(n)) for label, n in SOME), below=LONG),
    charts.Pairs(tuple(charts.LabelledWords(label, LONG) for label, _ in SOME * 9), printed=True),
    charts.Pairs(()),
    charts.Cards((charts.PromiseCard(f"{LONG}?", f"We are wrong if {LONG}", "Åse · by 3 May · ask ten"),) * 2),
    charts.Code(((True, False, True),) * 3, (charts.LabelledWords(LONG, "192.0.2.7:8060"), charts.LabelledWords("", ""))),
    charts.Code(((True,) * 200,) * 200, (charts.LabelledWords(LONG, LONG),)),
    charts.Code(()),
)  # fmt: skip


def test_there_is_an_example_of_every_chart() -> None:
    assert {type(chart) for chart in EXAMPLES} == set(get_args(WallChart))


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: type(chart).__name__)
@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (70, 18), (71, 200), (400, 18), (1, 1)])
def test_a_chart_stays_within_its_window(chart: WallChart, width: int, height: int) -> None:
    page = Page(f"A sentence about {LONG}", (chart,), under=(LONG,))
    lines = paint(Bar(), page, WallSheet(width, height, DARK, colour=False)).split("\n")
    assert len(lines) == height
    assert max(map(columns, lines)) <= width


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: type(chart).__name__)
def test_no_line_of_a_chart_has_to_be_cut_to_fit(chart: WallChart) -> None:
    for width, height in ((72, 10), (72, 17), (108, 33)):
        lines = chart_painted(chart, WallSheet(width, height, DARK))
        assert all(columns(line.plain.rstrip()) <= width for line in lines)


@pytest.mark.parametrize("height", few(range(4)))
def test_a_chart_without_room_is_no_fault(height: int) -> None:
    for chart in EXAMPLES:
        chart_painted(chart, WallSheet(66, height, DARK))
    for first, second in zip(EXAMPLES, (*EXAMPLES[1:], EXAMPLES[0]), strict=True):
        charts_painted((first, second), WallSheet(66, height, DARK))
        charts_painted((second, first), WallSheet(66, height, DARK))


def test_the_handout_draws_the_lanes_of_the_wall() -> None:
    room = whole_day(12, 7, 4)
    found = of(room, audience="room")
    (lanes,) = (one.chart for one in figures(found) if isinstance(one.chart, charts.Lanes))
    overview = pages(room, ScreenView("clinics", "weights", "first shown"), found)[0].charts[0]
    assert isinstance(overview, charts.Lanes)
    assert (lanes.top, lanes.functions, lanes.centre) == (overview.top, overview.functions, overview.centre)
    means = [lane.mean or 0 for lane in lanes.lanes]
    assert means == sorted(means, reverse=True)
    ours, theirs = (sorted(found.lanes, key=lambda lane: lane.values) for found in (lanes, overview))
    for own, other in zip(ours, theirs, strict=True):
        assert (own.values, own.mean, own.middle, own.marks) == (
            other.values,
            other.mean,
            other.middle,
            other.marks,
        )
        assert round(float(own.number)) == int(other.number)


@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_whose_a_dot_is_stands_in_the_chart_of_the_facilitator_alone(audience: Audience) -> None:
    found = of(whole_day(), audience=audience)
    (lanes,) = (one.chart for one in figures(found) if isinstance(one.chart, charts.Lanes))
    owned = [bool(lane.owners) for lane in lanes.lanes]
    assert set(owned) == {audience == "facilitator"}
    for lane in lanes.lanes:
        assert list(lane.values) == sorted(lane.values)
        assert not lane.owners or len(lane.owners) == len(lane.values)
        assert all(place is None or place < len(lanes.functions) for place in lane.owners)


def test_each_dot_has_the_colour_of_the_mark_of_its_function() -> None:
    functions = tuple(map(charts.LaneFunction, ("Marketing", "Sales", "Ærø")))
    lane = charts.Lane("Price", (5.0, 20.0, 20.0), 15.0, None, ((1, 5.0), (2, 20.0)), owners=(1, 2, None))
    drawn = dots(charts.Lanes((lane,), 40, "points", functions, heads=("mean", "")))
    clouds = [piece for piece in drawn.pieces if isinstance(piece, Dots)][1:]
    assert sum(len(piece.places) for piece in clouds) == 3
    assert {piece.fill for piece in clouds} >= {function_colour(1), function_colour(2)}
    said = [piece.text for piece in drawn.pieces if isinstance(piece, Text)]
    assert "mean of Sales" in said
    assert "mean of Ærø" in said
    assert "mean of Marketing" not in said, "it has no mark"
