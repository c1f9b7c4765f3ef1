"""A sentence is large where the window is, and nothing is lost for it."""

from __future__ import annotations

import re
import string
from itertools import combinations

import pytest
from often import turns
from test_walls_as_data import EXAMPLES, LONG
from test_walls_german import ROOMS, shown

from cxw.drawing import columns
from cxw.pictures.charts import Code, WallChart
from cxw.text.phrases import phrases
from cxw.theme import DARK
from cxw.wall import Page, WallSheet
from cxw.wall.page import Bar
from cxw.wall.terminal.body import LARGE_FROM, page_body
from cxw.wall.terminal.frame import paint
from cxw.wall.terminal.letters import _letter, large_sentence

LETTERS = string.ascii_letters + string.digits + "ÄÖÜäöüßÆØÅæøåŁłÉÈÊéèêëïÇçÑñŽžČčŠšŐőŪįðþŒœ½"
SIGNS = ".,:;!?…-–—()/&+=%'\"„“”‚‘’«»·"
BLOCKS = "█▀▄"
LARGE = WallSheet(*LARGE_FROM, DARK, colour=False)


@pytest.mark.parametrize("sign", LETTERS + SIGNS)
def test_every_letter_of_our_rooms_has_dots_of_one_width(sign: str) -> None:
    drawn = _letter(sign)
    assert drawn is not None
    assert len(drawn) == 8
    assert len({len(row) for row in drawn}) == 1
    assert any("#" in row for row in drawn)


def test_no_two_letters_look_alike() -> None:
    drawn = {sign: tuple(row.rstrip() for row in _letter(sign) or ()) for sign in LETTERS}
    assert not [(a, b) for a, b in combinations(LETTERS, 2) if drawn[a] == drawn[b]]


@pytest.mark.parametrize("cells", [40, 72, 108, 144])
def test_a_large_sentence_keeps_to_its_cells(cells: int) -> None:
    for sentence in ("Größe & Søn: 26 von 100 Punkten.", "i i i i i i i i i i i i i i i i", "Wm " * 30):
        rows = large_sentence(sentence, cells)
        assert rows
        assert max(map(columns, rows)) <= cells
        assert {*"".join(rows)} <= {*BLOCKS, " "}


@pytest.mark.parametrize("sentence", ["", "Ελλάδα", "日本", "Preis 😀", "W" * 80, "a\u0333"])
def test_what_cannot_be_drawn_is_not_drawn_large(sentence: str) -> None:
    assert large_sentence(sentence, 108) is None


@pytest.mark.parametrize("sentence", ["Preis für Ελλάδα", "W" * 80, "Ein langer Satz " * 40])
def test_such_a_sentence_stands_on_the_wall_in_bold(sentence: str) -> None:
    drawn = paint(Bar(), Page(sentence), WallSheet(160, 50, DARK, colour=False))
    assert sentence.split(maxsplit=1)[0] in drawn.replace("\n", "")


def test_the_sentence_is_large_from_120_by_40_on_and_nowhere_below() -> None:
    page = Page("Zwei von elf wissen nicht, wie Müller dasteht.")
    for width, height, large in (
        (120, 40, True),
        (160, 50, True),
        (116, 40, False),
        (120, 35, False),
        (80, 24, False),
    ):
        drawn = paint(Bar(), page, WallSheet(width, height, DARK, colour=False))
        assert ("Müller" in drawn) is not large


def told(lines: list[str]) -> set[str]:
    return {word for line in lines for word in re.findall(r"[^\W\d_]{3,}", line)}


def below_the_sentence(page: Page, sheet: WallSheet) -> set[str]:
    """Words of a page without those of its sentence, which large letters have none of."""
    return told([line.plain for line in page_body(page, sheet)]) - told([page.headline])


@pytest.mark.parametrize(
    ("room", "language"),
    turns(["essay", "whole", "many needs", "a town hall", "names", "functions of one"], ["de", "en"]),
)
def test_no_page_loses_a_word_to_its_large_sentence(room: str, language: str) -> None:
    """Beside the same page with a sentence that has no dots, so that it stays in bold."""
    session = ROOMS[room]().model_copy(update={"language": language})
    numbers = {"two", "three", "four", "five", "six", "zwei", "drei", "vier", "fünf", "sechs"}
    sheet = WallSheet(*LARGE_FROM, DARK, colour=False, say=phrases(language))
    large = 0
    for page in {page: None for some in shown(session).values() for page in some}:
        drawn = page_body(page, sheet)
        large += not told([page.headline]) & told([line.plain for line in drawn[:6]])
        bold = Page(f"{page.headline} Ω", page.charts, page.first, page.under, page.least, page.likes)
        assert below_the_sentence(bold, sheet) - numbers <= below_the_sentence(page, sheet)
    assert large > 5


@pytest.mark.parametrize("chart", EXAMPLES, ids=lambda chart: type(chart).__name__)
def test_no_chart_loses_a_word_to_a_large_sentence(chart: WallChart) -> None:
    bold, large = (
        below_the_sentence(Page(sentence, (chart,), under=(LONG,)), LARGE)
        for sentence in ("Ω: Müller gibt Größe 40 von 100 Punkten.", "Müller gibt Größe 40 von 100 Punkten.")
    )
    assert bold - {"two", "three", "four", "five", "six"} <= large or isinstance(chart, Code)
