"""The picture of dots: every person is one dot, and nothing stands on anything else."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often

from cxw.pictures.charts import Lane, LaneFunction, Lanes, top_of
from cxw.pictures.colour import contrast, heat, readable_colour
from cxw.pictures.dots import dots
from cxw.pictures.pieces import Dots, Picture, Polygon, Rect, Text, lines_that_fit, tenths, width

LABELS = (
    "Be paying people within a week of signing",
    "Price",
    "Runs without errors, whatever happens",
    "W" * 60,
)


def lane(values: list[int], label: str = "Price", means: tuple[float, ...] = ()) -> Lane:
    ordered, mean = tuple(float(value) for value in sorted(values)), sum(values) / len(values)
    ends = (min(values), max(values))
    return Lane(label, ordered, mean, ends, tuple(enumerate(means)), tenths(mean))


def drawn_dots(lanes: list[Lane], functions: tuple[str, ...] = ()) -> Picture:
    top = top_of([value for lane in lanes for value in lane.values])
    return dots(Lanes(tuple(lanes), top, "points", tuple(map(LaneFunction, functions)), heads=("mean", "")))


def clouds(picture: Picture, smallest: float = 0) -> list[tuple[float, float, float]]:
    """Every person's dot: x, y and radius; the shapes of functions and the legend are larger or come first."""
    found = [piece for piece in picture.pieces if isinstance(piece, Dots)][1:]
    return [(x, y, piece.radius) for piece in found for x, y in piece.places if piece.radius > smallest]


rows = st.lists(st.integers(0, 100), min_size=1, max_size=40)


@given(st.lists(rows, min_size=1, max_size=12))
@settings(max_examples=often(30), deadline=None)
def test_every_person_is_one_dot_at_their_points(answers: list[list[int]]) -> None:
    picture = drawn_dots([lane(values) for values in answers])
    assert len(clouds(picture)) == sum(map(len, answers))


@given(rows)
@settings(max_examples=often(40), deadline=None)
def test_no_dot_hides_another_while_there_is_room(values: list[int]) -> None:
    for (x1, y1, r1), (x2, y2, r2) in combinations(clouds(drawn_dots([lane(values)])), 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= (r1 + r2) ** 2 - 0.01


@pytest.mark.parametrize("people", [5, 12, 60, 300])
@pytest.mark.parametrize("needs", [3, 6, 12])
def test_a_picture_fits_on_one_page_and_its_labels_do_not_collide(people: int, needs: int) -> None:
    functions = ("Marketing", "Sales", "Customer service", "others")
    means = (11.0, 12.0, 30.0, 11.5)
    values = [(7 * i * i) % 61 if i % 3 else 10 for i in range(people)]
    picture = drawn_dots([lane(values, LABELS[k % len(LABELS)], means) for k in range(needs)], functions)
    assert picture.narrow is not None
    assert picture.height <= 984, "the height of a page at this width"
    for drawn in (picture, picture.narrow):
        boxes = [box(piece) for piece in drawn.pieces if isinstance(piece, Text)]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]
        assert all(0 <= piece.x <= drawn.width for piece in drawn.pieces if isinstance(piece, Text))


def test_words_on_four_lines_stay_above_the_scale() -> None:
    for values in ([5, 10, 10, 35], [10] * 9):
        drawn = drawn_dots([lane(values, LABELS[0]), lane(values, "W" * 300)])
        boxes = [box(piece) for piece in drawn.pieces if isinstance(piece, Text)]
        assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def box(text: Text) -> tuple[float, float, float, float]:
    # Three quarters of the estimate: it errs on the wide side for other fonts.
    wide = width(text.text, text.size, bold=text.bold) * 0.75
    left = text.x - {"start": 0, "middle": wide / 2, "end": wide}[text.anchor]
    return left, text.y - text.size * 0.7, left + wide, text.y + text.size * 0.15


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_means_of_functions_that_agree_stand_below_each_other() -> None:
    picture = drawn_dots([lane([10, 20], means=(15.0, 15.2, 40.0))], ("Marketing", "Sales", "Service"))
    shapes = [piece for piece in picture.pieces if isinstance(piece, Polygon)]
    service, sales = shapes[-2:]
    assert max(y for _, y in sales.places) > max(y for _, y in service.places)


def test_seven_functions_are_told_apart_without_colour() -> None:
    means = tuple(10.0 * i for i in range(12))
    picture = drawn_dots([lane([10, 20], means=means)], tuple(f"F{i}" for i in range(12)))
    marks = [piece for piece in picture.pieces if isinstance(piece, Polygon | Dots)]
    outlines = {
        (piece.fill, len(piece.places), round(piece.places[0][1] - piece.places[-1][1], 1))
        for piece in marks
        if isinstance(piece, Polygon) or piece.radius > 4
    }
    assert len(outlines) >= 12


def test_a_picture_says_what_its_marks_mean_and_the_mean_as_a_number() -> None:
    picture = drawn_dots([lane([10, 11, 11])])
    said = {piece.text for piece in picture.pieces if isinstance(piece, Text)}
    assert {"one person", "mean of the room", "middle half of the room", "10.7", "points of 100"} <= said


def test_the_middle_half_is_a_bar_under_the_line() -> None:
    assert [piece for piece in drawn_dots([lane([0, 50])]).pieces if isinstance(piece, Rect)]


@given(st.floats(0, 10))
def test_a_number_on_the_heat_map_can_be_read(mark: float) -> None:
    fill, ink = heat(mark)
    assert contrast(fill, ink) >= 4.5


@given(st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True))
def test_a_brand_colour_is_darkened_until_words_in_it_can_be_read(colour: str) -> None:
    assert contrast(readable_colour(colour), "#FFFFFF") >= 4.5


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200), st.integers(40, 200))
def test_lines_keep_every_letter_or_say_that_they_left_some_out(text: str, room: int) -> None:
    broken = lines_that_fit(text, 13, room)
    assert len(broken) <= 3
    if not broken[-1].endswith("…"):
        assert re.sub(r"[\s-]", "", "".join(broken)) == re.sub(r"[\s-]", "", text)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0.0"), (16.25, "16.3"), (-0.04, "0.0"), (-24.55, "−24.6"), (2.449999, "2.4")]
)
def test_numbers_have_one_decimal_and_round_halves_away_from_nothing(number: float, text: str) -> None:
    assert tenths(number) == text


def test_columns_of_equal_dots_grow_with_the_people_in_them() -> None:
    picture = drawn_dots([lane([10] * 150 + [20] * 75 + [40] * 75)])
    tops: dict[int, float] = {}
    for x, y, _ in clouds(picture):
        value = min((10, 20, 40), key=lambda value: abs(x - (206 + 372 * value / 40)))
        tops[value] = min(tops.get(value, 1e9), y)
    assert tops[10] <= tops[20]
    assert tops[20] == tops[40]


@pytest.mark.parametrize(
    ("word", "room", "lines"),
    [
        ("Krankmeldungen", 12, ["Krankmeldun-", "gen"]),
        (
            "Arbeitsunfähigkeitsbescheinigungsabruf!",
            20,
            ["Arbeitsunfähigkeits-", "bescheinigungsabruf!"],
        ),
        ("Rechtsschutzversicherung", 14, ["Rechtsschutz-", "versicherung"]),
        ("Übernachtungsgäste", 13, ["Übernach-", "tungsgäste"]),
        ("Straßenverkehr", 9, ["Straßen-", "verkehr"]),
        ("przedsiębiorstwo", 11, ["przedsię-", "biorstwo"]),
        ("12345678901234", 8, ["1234567", "8901234"]),
    ],
)
def test_a_long_word_is_broken_before_a_syllable(word: str, room: int, lines: list[str]) -> None:
    assert lines_that_fit(word, 1, room, wide=lambda text, size: len(text) * size) == lines
