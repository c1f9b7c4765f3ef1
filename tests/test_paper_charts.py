"""The handout's pictures: whatever is in them, every word can be read, and nothing stands on anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any, get_args

import pytest
from adversary_rooms import generated
from hypothesis import given, settings
from hypothesis import strategies as st
from often import LONGER, often

from cxw.findings import of
from cxw.findings.types import Audience
from cxw.handout.figures.alts import EnglishPictures, PictureWords
from cxw.handout.figures.alts_de import GermanPictures
from cxw.handout.figures.closing import _last_day
from cxw.handout.figures.heard import heard
from cxw.handout.pictures import pictures
from cxw.pictures import colour
from cxw.pictures.charts import Lane, LaneFunction, Lanes
from cxw.pictures.colour import contrast
from cxw.pictures.drawing import drawn_chart
from cxw.pictures.layout import SMALL, apart
from cxw.pictures.paper import (
    EvidenceBar,
    EvidenceKind,
    Map,
    MarkCell,
    MarkGrid,
    Panel,
    PaperChart,
    PlaceShares,
    PromiseLine,
    PullBars,
    Pulled,
    RankGrid,
    SideBySide,
    SidesChart,
    SidesRow,
    Slope,
    SlopeLine,
    Spot,
    Sureness,
    SureTwice,
    Timeline,
    UnknownGrid,
    VotesChart,
)
from cxw.pictures.pieces import Dots, Line, Picture, Piece, Polygon, Rect, Text, width
from cxw.pictures.slides import SlideWords, in_parts, slides
from cxw.text.phrases import Phrases, phrases

ENGLISH, GERMAN = phrases(None), phrases("de")
pytestmark = LONGER
LABELS = (
    "Price",
    "Ø",
    "Preis-Leistung",
    "Rechtsschutzversicherungsgesellschaften",
    "Geschwindigkeitsbegrenzungsüberwachung für Übernachtungsgäste in Sønderborg",
    "Müller & Söhne GmbH & Co. KG",
    "Hver kunde får svar samme dag, også når båten ligger i Ålesund",
    "O'Brien's “quick” call back",
    "السعر قبل كل شيء",
    "👩‍🔧 help at once 🚚",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
    "交付当天的服务和支持",
)
labels = st.sampled_from(LABELS)
counts = st.integers(0, 40)


def of_rows(low: int, high: int) -> st.SearchStrategy[list[str]]:
    return st.lists(labels, min_size=low, max_size=high)


@st.composite
def side_by_sides(draw: st.DrawFn) -> SideBySide:
    needs = draw(of_rows(1, 7))
    points = st.one_of(st.none(), st.floats(0, 100))

    def panel(name: str) -> Panel:
        numbers = tuple(draw(points) for _ in needs)
        largest = tuple(sorted({draw(st.integers(0, len(needs) - 1)) for _ in range(2)}))
        return Panel(name, draw(st.sampled_from([None, 3, 74])), numbers, largest)

    names = draw(of_rows(0, 8))
    return SideBySide(tuple(needs), (panel("All of us"), *map(panel, names)), draw(st.sampled_from([0, 5])))


@st.composite
def evidence_bars(draw: st.DrawFn) -> EvidenceBar:
    first = draw(st.integers(0, 100))
    second = draw(st.integers(0, 100 - first))
    parts: tuple[tuple[EvidenceKind, int], ...] = (
        ("customers", first), ("stories", second), ("nothing", 100 - first - second),
    )  # fmt: skip
    guess = draw(st.one_of(st.none(), st.floats(0, 100)))
    return EvidenceBar(tuple(part for part in parts if part[1]), guess)


@st.composite
def sides_rows(draw: st.DrawFn, people: int, beside: bool) -> SidesRow:
    label, rival = draw(labels), draw(labels) if beside else ""
    if beside and draw(st.integers(0, 3)) == 0:
        side: Any = draw(st.sampled_from(["behind", "level", "ahead", None]))
        return SidesRow(label, rival, None, "behind, by the middle marks", side)
    cuts = sorted(draw(st.integers(0, people)) for _ in range(3))
    told = (cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], people - cuts[2])
    return SidesRow(label, rival, told)


@st.composite
def sides_charts(draw: st.DrawFn) -> SidesChart:
    people = draw(st.sampled_from([1, 3, 11, 74, 300]))
    rows = tuple(draw(sides_rows(people, beside=True)) for _ in range(draw(st.integers(1, 7))))
    return SidesChart(rows, people, "do not know", draw(st.sampled_from([0, 8])))


@st.composite
def votes_charts(draw: st.DrawFn) -> VotesChart:
    people = draw(st.sampled_from([1, 3, 11, 74, 300]))
    rows = tuple(draw(sides_rows(people, beside=False)) for _ in range(draw(st.integers(1, 7))))
    return VotesChart(rows, people, "too few marks to say")


@st.composite
def slopes(draw: st.DrawFn) -> Slope:
    points = st.one_of(st.floats(0, 100), st.just(20.0))
    rows = [(name, draw(points), draw(points)) for name in draw(of_rows(1, 15))]
    lines = (SlopeLine(name, one, other, round(one) != round(other)) for name, one, other in rows)
    return Slope(tuple(lines), draw(st.integers(3, 74)))


@st.composite
def mark_grids(draw: st.DrawFn) -> MarkGrid:
    rows, columns = draw(of_rows(1, 15)), draw(of_rows(1, 8))
    marks = st.sampled_from([None, 0.0, 3.5, 5.0, 10.0])

    def cell() -> MarkCell:
        mark = draw(marks)
        return (
            MarkCell(mark, "?")
            if mark is None
            else MarkCell(mark, "3½", draw(st.sampled_from(["", "½–9½", "0–10"])))
        )

    cells = tuple(tuple(cell() for _ in columns) for _ in rows)
    return MarkGrid(tuple(rows), tuple(columns), cells)


@st.composite
def unknown_grids(draw: st.DrawFn) -> UnknownGrid:
    rows, columns = draw(of_rows(1, 15)), draw(of_rows(1, 8))
    told = tuple(tuple(draw(counts) for _ in columns) for _ in rows)
    return UnknownGrid(
        tuple(rows), tuple(columns), told, tuple(draw(st.sampled_from([40, 44])) for _ in columns)
    )


@st.composite
def maps(draw: st.DrawFn) -> Map:
    names = draw(of_rows(1, 15))
    spots = (
        Spot(name, draw(st.floats(0, 100)), draw(st.floats(-10, 10)), draw(st.booleans())) for name in names
    )
    return Map(tuple(spots), 100 / len(names))


@st.composite
def surenesses(draw: st.DrawFn) -> SureTwice:
    when = ("before the talk", "nach dem Gespräch")[: draw(st.integers(1, 2))]
    people = draw(st.integers(3, 74))
    most = st.one_of(st.none(), st.integers(1, people))
    return SureTwice(tuple(Sureness(one, draw(st.floats(0, 100)), people, draw(most)) for one in when))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    day = st.one_of(st.none(), st.integers(0, 400))

    def promise(question: str) -> PromiseLine:
        told = draw(
            st.sampled_from(["by 10 April 2026", "bis 30. September 2026; am 3. Oktober 2026 noch offen"])
        )
        return PromiseLine(question, draw(labels), told, draw(day), draw(st.booleans()), draw(st.booleans()))

    return Timeline(tuple(map(promise, draw(of_rows(1, 9)))), draw(st.sampled_from(["", "12 March 2026"])))


@st.composite
def rank_grids(draw: st.DrawFn) -> RankGrid:
    names = draw(of_rows(1, 8))
    shares = (tuple(draw(st.floats(0, 1)) for _ in names) for _ in names)
    return RankGrid(tuple(PlaceShares(*both) for both in zip(names, shares, strict=True)), 2000)


@st.composite
def pulls(draw: st.DrawFn) -> PullBars:
    excess = st.one_of(st.none(), st.floats(-3, 3))
    told = st.sampled_from(["place 1 of 9", "Nobody moved a point, so nobody was pulled."])
    return PullBars(
        tuple(Pulled(name, draw(excess), draw(told), draw(st.booleans())) for name in draw(of_rows(1, 4)))
    )


@st.composite
def lanes(draw: st.DrawFn) -> Lanes:
    functions = tuple(LaneFunction(name, 4) for name in draw(of_rows(0, 8)))
    points = st.integers(0, 100)

    def lane(label: str) -> Lane:
        values = tuple(sorted(float(draw(points)) for _ in range(draw(st.integers(1, 12)))))
        marks = tuple((place, float(draw(points))) for place in range(len(functions)))
        return Lane(
            label, values, sum(values) / len(values), (values[0], values[-1]), marks, "12.5", "1 to 2"
        )

    return Lanes(tuple(map(lane, draw(of_rows(1, 12)))), 100, "points", functions, heads=("mean", "range"))


KINDS: dict[type, st.SearchStrategy[Any]] = {
    SideBySide: side_by_sides(),
    EvidenceBar: evidence_bars(),
    SidesChart: sides_charts(),
    VotesChart: votes_charts(),
    Lanes: lanes(),
    Slope: slopes(),
    MarkGrid: mark_grids(),
    UnknownGrid: unknown_grids(),
    Map: maps(),
    SureTwice: surenesses(),
    Timeline: timelines(),
    RankGrid: rank_grids(),
    PullBars: pulls(),
}
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def test_each_kind_is_tried_here() -> None:
    assert set(KINDS) == set(get_args(PaperChart))


def sizes_of(chart: PaperChart, say: Phrases) -> Iterator[Picture]:
    wide = drawn_chart(chart, say)
    assert wide.narrow is not None
    yield from (wide, wide.narrow)


def box(text: Text, share: float = 0.85) -> tuple[float, float, float, float]:
    # Less than the estimate: it errs on the wide side for other fonts.
    wide = width(text.text, text.size, bold=text.bold) * share
    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, text.y - text.size * 0.7, left + wide, text.y + text.size * 0.15


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def corners(piece: Piece) -> list[tuple[float, float]]:
    match piece:
        case Rect():
            return [(piece.x, piece.y), (piece.x + piece.width, piece.y + piece.height)]
        case Line():
            return [(piece.x1, piece.y1), (piece.x2, piece.y2)]
        case Dots() | Polygon():
            return list(piece.places)
        case Text():
            left, top, right, foot = box(piece)
            return [(left, top), (right, foot)]


def readable(picture: Picture) -> None:
    """Every word lies in the picture, is large enough, and touches no other."""
    texts = [piece for piece in picture.pieces if isinstance(piece, Text) and piece.text.strip()]
    assert all(text.size >= SMALL for text in texts)
    outside = [
        piece
        for piece in picture.pieces
        for x, y in corners(piece)
        if not (-1 <= x <= picture.width + 1 and -1 <= y <= picture.height + 1)
    ]
    assert not outside, outside[:2]
    boxes = [(box(text), text) for text in texts]
    touching = [(a[1], b[1]) for a, b in combinations(boxes, 2) if overlap(a[0], b[0])]
    assert not touching, touching[:2]
    # On one line also by the whole estimate: a browser may have no font but a wide one.
    beside = [(a, b) for a, b in combinations(texts, 2) if a.y == b.y]
    joined = [(a.text, b.text) for a, b in beside if overlap(box(a, 1.0), box(b, 1.0))]
    assert not joined, joined[:2]


@every_kind
def test_every_word_of_a_picture_can_be_read(kind: type) -> None:
    @settings(max_examples=often(120), deadline=None)
    @given(KINDS[kind], st.sampled_from([ENGLISH, GERMAN]))
    def tried(chart: PaperChart, say: Phrases) -> None:
        for picture in sizes_of(chart, say):
            readable(picture)

    tried()


@every_kind
def test_a_slide_holds_its_picture_and_its_title(kind: type) -> None:
    @settings(max_examples=often(60), deadline=None)
    @given(KINDS[kind], labels)
    def tried(chart: PaperChart, title: str) -> None:
        words = SlideWords(
            f"{title}: {title}", "Clinics", "TEAM BELIEFS", f"12 March 2026 · {title}", "#1F4E6B"
        )
        for slide in slides(chart, words, ENGLISH):
            assert (slide.width, slide.height) == (640, 360)
            assert all(-1 <= x <= 641 and -1 <= y <= 361 for piece in slide.pieces for x, y in corners(piece))

    tried()


@every_kind
def test_parts_of_a_chart_hold_each_row_once(kind: type) -> None:
    @settings(max_examples=often(30), deadline=None)
    @given(KINDS[kind], st.integers(1, 5))
    def tried(chart: PaperChart, count: int) -> None:
        parts = in_parts(chart, count)
        whole = [text for panel in rows_of(chart) for text in panel]
        assert [text for part in parts for panel in rows_of(part) for text in panel] == whole

    tried()


def rows_of(chart: PaperChart) -> list[tuple[Any, ...]]:
    match chart:
        case SideBySide():
            return [chart.panels[1:]]
        case Lanes():
            return [chart.lanes]
        case SidesChart() | VotesChart() | MarkGrid() | UnknownGrid():
            return [chart.rows]
        case Timeline():
            return [chart.promises]
        case RankGrid():
            return [chart.companies]
        case PullBars():
            return [chart.people]
        case _:
            return []


MARKS = (
    colour.MOST,
    colour.BAR,
    colour.DOT,
    colour.CUSTOMERS,
    colour.BEHIND,
    colour.AHEAD,
    colour.QUIET,
    colour.INK,
)


@pytest.mark.parametrize("ink", MARKS)
def test_a_mark_stands_out_from_the_page_three_to_one(ink: str) -> None:
    assert contrast(ink, colour.WHITE) >= 3


@every_kind
def test_words_stand_out_from_what_is_under_them(kind: type) -> None:
    """Four and a half to one, on the page and on every bar and cell."""

    @settings(max_examples=often(60), deadline=None)
    @given(KINDS[kind])
    def tried(chart: PaperChart) -> None:
        for picture in sizes_of(chart, ENGLISH):
            grounds: list[Rect] = []
            for piece in picture.pieces:
                if isinstance(piece, Rect):
                    grounds.append(piece)
                elif isinstance(piece, Text):
                    assert contrast(piece.fill, under(piece, grounds)) >= 4.5, (piece, under(piece, grounds))

    tried()


def under(text: Text, grounds: list[Rect]) -> str:
    left, top, right, foot = box(text)
    x, y = (left + right) / 2, (top + foot) / 2
    here = [g.fill for g in grounds if g.x <= x <= g.x + g.width and g.y <= y <= g.y + g.height]
    return here[-1] if here else colour.WHITE


def test_how_many_a_department_has_goes_to_the_next_line_before_its_name_is_broken() -> None:
    names = (
        "All of us",
        "Produktion",
        "Customer service",
        "Buchhaltung",
        "HR",
        "Kundendienst",
        "Lager",
        "IT",
        "Vertrieb",
    )
    panels = tuple(Panel(name, 13, (30.0, 70.0), (1,)) for name in names)
    drawn = drawn_chart(SideBySide(("Price", "Speed"), panels, 0), ENGLISH)
    told = " ".join(piece.text for piece in drawn.pieces if isinstance(piece, Text) and piece.bold)
    assert all(name in told for name in names)
    assert told.count("(13)") == len(names)


def test_what_stands_on_page_1_shares_no_colour() -> None:
    groups, evidence = {colour.MOST, colour.BAR}, {colour.CUSTOMERS, colour.STORIES}
    sides = {colour.BEHIND, colour.LEVEL, colour.AHEAD}
    assert not groups & evidence
    assert not groups & sides
    assert not evidence & sides


@every_kind
@pytest.mark.parametrize("words", [EnglishPictures(), GermanPictures()], ids=["en", "de"])
def test_who_cannot_see_a_picture_hears_its_rows(kind: type, words: PictureWords) -> None:
    @settings(max_examples=often(30), deadline=None)
    @given(KINDS[kind])
    def tried(chart: PaperChart) -> None:
        said = heard(chart, words)
        assert "\n" not in said
        for label in rows_by_name(chart):
            assert label in said

    tried()


def rows_by_name(chart: PaperChart) -> list[str]:
    fields = {
        SideBySide: ("panels", "name"),
        SidesChart: ("rows", "label"),
        VotesChart: ("rows", "label"),
        Lanes: ("lanes", "label"),
        Slope: ("lines", "label"),
        Map: ("spots", "label"),
        Timeline: ("promises", "who"),
        RankGrid: ("companies", "company"),
        PullBars: ("people", "name"),
    }
    if isinstance(chart, MarkGrid | UnknownGrid):
        return [*chart.rows, *chart.columns]
    many, name = fields.get(type(chart), ("", ""))
    return [getattr(one, name) for one in getattr(chart, many, ())]


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 9)), min_size=1, max_size=10))
def test_things_put_apart_keep_their_order_and_touch_nowhere(told: list[tuple[float, float]]) -> None:
    wanted, sizes = [at for at, _ in told], [size for _, size in told]
    found = apart(wanted, sizes, 0, 100)
    order = sorted(range(len(told)), key=lambda i: (wanted[i], i))
    for first, second in pairwise(order):
        assert found[second] - found[first] >= (sizes[first] + sizes[second]) / 2 - 0.02
    assert all(size / 2 - 0.02 <= at <= 100 - size / 2 + 0.02 for at, size in zip(found, sizes, strict=True))


@pytest.mark.parametrize(
    ("due", "last"),
    [
        (dt.date(2026, 4, 10), dt.date(2026, 4, 10)),
        ("2026-02", dt.date(2026, 2, 28)),
        ("2026-12", dt.date(2026, 12, 31)),
        ("2028-02", dt.date(2028, 2, 29)),
        ("2026", dt.date(2026, 12, 31)),
    ],
)
def test_a_month_ends_with_its_last_day(due: dt.date | str, last: dt.date) -> None:
    assert _last_day(due) == last


@pytest.mark.parametrize("number", range(often(60)))
def test_the_pictures_of_any_room_can_be_read(number: int) -> None:
    room = generated(number)
    for audience in get_args(Audience):
        drawn = pictures(of(room, audience))
        for name in drawn:
            for picture in (drawn[name], drawn[name].narrow):
                assert picture is not None
                readable(picture)
