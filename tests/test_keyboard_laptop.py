"""At the laptop the question always stands there, and the names of the answer under the cursor in full."""

from __future__ import annotations

import re

import pytest
from keyboard_asks import KIND, POINTS, Slips
from often import turns
from test_drawing import DIFFICULT, LONG, half_a_flag

from cxw.day import grid, weights
from cxw.day.desk import Person
from cxw.keyboard.allocator import Allocator
from cxw.keyboard.canvas import Line, Size, crop, length
from cxw.keyboard.grideditor import GridEditor
from cxw.keyboard.handover import Handover
from cxw.keyboard.keys import Key
from cxw.keyboard.single import Single
from cxw.keyboard.surface import Pane
from cxw.questions.asking import Item, Part

SIZES = (Size(72, 21), Size(80, 24), Size(120, 40))
NEEDS = (
    f"Die {LONG} antworten innerhalb einer Woche auf jede unserer Fragen",
    "Qualität",
    f"{LONG} {LONG}",
    *(f"{sign} Ein Anliegen, das in keine Zeile passt, wie man es auch dreht, {sign}" for sign in DIFFICULT),
    "Preis",
)
NAMES = ("Øystein D’Souza-Kühnhäuser von und zu Łęczyca", f"Müller & Söhne {LONG}", "Æ", *DIFFICULT[:5])


def needs(count: int) -> tuple[Item, ...]:
    return tuple(Item(f"n{n}", text, "" if n % 2 else text[:12]) for n, text in enumerate(NEEDS[:count]))


def companies(count: int) -> tuple[Item, ...]:
    return tuple(Item(f"c{n}", f"{name} {n}") for n, name in enumerate(NAMES[:count]))


def drawn(pane: Pane, size: Size) -> str:
    """The picture as text without its line ends; nothing in it beyond the edge, or cut there."""
    lines = pane.draw(size)
    assert len(lines) <= size.height
    for line in lines:
        assert length(line) <= size.width
        assert whole(line, size) == line
    text = " ".join("".join(words for _, words in line) for line in lines)
    assert not half_a_flag(text)
    return re.sub(r"\s+", "", text)


def whole(line: Line, size: Size) -> Line:
    return crop(line, size.width)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("many", "size", "masked"), turns([3, 5, 6, 8, 12], SIZES, [False, True]))
def test_the_need_under_the_cursor_and_the_question_stand_in_full(
    size: Size, masked: bool, many: int
) -> None:
    part = Part("points", KIND["points"], weights.QUESTION, needs(many))
    pane = Allocator(part, "Øystein D’Souza", "Points, first round", masked=masked)
    for need in needs(many):
        text = drawn(pane, size)
        assert squeezed(need.text) in text
        assert squeezed(weights.QUESTION) in text
        pane.press(Key("down"))


@pytest.mark.parametrize(
    ("grid_of", "size", "masked"),
    turns([(12, 8), (3, 1), (5, 5), (6, 3), (8, 8), (12, 1)], SIZES, [False, True]),
)
def test_company_and_need_of_the_cell_under_the_cursor_stand_in_full(
    grid_of: tuple[int, int], size: Size, masked: bool
) -> None:
    many, rivals = grid_of
    part = Part("marks", KIND["marks"], grid.QUESTION, needs(many), companies(rivals))
    pane = GridEditor(part, "Łucja Müller", "Marks, first round", masked=masked)
    for company in companies(rivals):
        for need in needs(many):
            pane.state.go((company.id, need.id))
            text = drawn(pane, size)
            assert squeezed(f"{company.text}: {need.text}") in text
            assert squeezed(grid.QUESTION) in text
            assert "[" in text


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("masked", [False, True], ids=["own", "projected"])
@pytest.mark.parametrize("many", [3, 12])
def test_every_need_that_can_be_voted_for_can_be_read_in_full(size: Size, masked: bool, many: int) -> None:
    part = Part(
        "votes", KIND["votes"], "Which 3 needs matter most?", needs(many) * (3 if many == 12 else 1), most=3
    )
    pane = Single(part, "Ana", "Votes", masked=masked)
    seen = []
    for _ in range(40):
        seen.append(drawn(pane, size))
        pane.press(Key("pagedown"))
    assert all(squeezed(part.question) in text for text in seen)
    for need in needs(many):
        pieces = [squeezed(word) for word in need.text.split()]
        assert all(any(piece in text for text in seen) for piece in pieces), need.text


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("again", [False, True])
def test_nothing_of_a_hand_over_is_cut(size: Size, again: bool) -> None:
    person = Person("p", f"Øystein {LONG} D’Souza", "Vertrieb", "laptop")
    pane = Handover(
        person, Slips(POINTS, people=(person,)).ask(), thanks=f"Danke, {LONG} {LONG}.", again=again
    )
    text = drawn(pane, size)
    assert squeezed(person.name) in text
    assert not again or squeezed("what was handed in counts until a new one is.") in text
