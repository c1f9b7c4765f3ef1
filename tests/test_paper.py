"""The handout on paper: every word is whole and found, every row has its heading, nothing is too small to read."""

from __future__ import annotations

import base64
import dataclasses
import os
import re
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pdfua
import pypdfium2
import pytest
from browser import CHROMIUM, Browser
from hypothesis import example, given, settings
from hypothesis import strategies as st
from often import often, turns
from paper_read import filled_pages, page_texts, printed, smallest_letters, tables_in, words

from cxw.handout import handout_text, pages, write_handout
from cxw.handout.pages import columns
from cxw.handout.pages.breaks import BREAK, LONG, breakable
from cxw.handout.pages.lowered import LOWEST, lowest, words_in
from cxw.handout.pages.tree import BOXES, Node, words_of_line
from cxw.handout.words import escaped
from cxw.model.session import Brand
from cxw.pictures.advances import set_width, widest_word
from cxw.pictures.pieces import Picture, Text, width
from cxw.sessionfile import load
from cxw.shipped import folder

HERE = Path(__file__).parent
SESSIONS = (
    *(folder("workshops") / f"{name}.yaml" for name in ("essay", "parcel-lockers", "unfinished")),
    *(HERE / "cases" / f"{name}.yaml" for name in ("typical", "day60")),
)
LENGTHY = (
    "Kundendienstmitarbeiterin", "Befestigungstechnik", "Donaudampfschifffahrt", "Straßenbahnhaltestelle", "Øresundsbroen",
    "Łódź", "Müller-Lüdenscheidt", "D’Souza", "WWWWWWWWWWWWWWWWWWWWWWWW", "internationalization", "12345678901234567890",
    "price", "a", "14.5", "−0.7", "Qualitätsmanagementbeauft",
)  # fmt: skip


def look(**changes: object) -> pages.PageLook:
    plain = pages.PageLook("Payroll", templates=(folder("templates"),))
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


@cache
def handout(path: Path, paper: str = "a4") -> tuple[list[Node], bytes]:
    """The text of a session's handout as a tree, and its PDF."""
    from cxw.findings import of
    from cxw.handout.pictures import pictures

    session = load(path)
    blocks = pages.tree(handout_text(session))
    made = pages.pdf(blocks, look(pictures=pictures(of(session, "room")), paper=paper))
    assert made.data is not None
    return blocks, made.data


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_every_word_and_number_is_found_as_often_as_the_text_holds_it(path: Path) -> None:
    blocks, data = handout(path)
    there = words("\n".join(page_texts(data)))
    short = {word: n for word, n in words(printed(blocks)).items() if len(word) <= LONG}
    assert {word: (n, there[word]) for word, n in short.items() if there[word] < n} == {}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext")
@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_pdftotext_reads_the_same_words_and_has_no_fault_to_tell(path: Path, tmp_path: Path) -> None:
    blocks, data = handout(path)
    (tmp_path / "x.pdf").write_bytes(data)
    told = subprocess.run(
        ["pdftotext", str(tmp_path / "x.pdf"), "-"], capture_output=True, text=True, check=True
    )
    there = words(told.stdout)
    short = {word: n for word, n in words(printed(blocks)).items() if len(word) <= LONG}
    assert {word: (n, there[word]) for word, n in short.items() if there[word] < n} == {}
    assert BREAK not in told.stdout
    assert told.stderr == ""


@pytest.mark.parametrize(("path", "paper"), turns(SESSIONS, ["a4", "letter"]))
def test_nothing_is_smaller_than_eight_points(path: Path, paper: str) -> None:
    sizes = smallest_letters(handout(path, paper)[1])
    assert min(sizes) >= 7.99, sizes


@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CXW_BROWSER"), reason="needs Chromium")
def test_a_browser_prints_nothing_smaller_than_eight_points(chromium: Browser, tmp_path: Path) -> None:
    (page,) = write_handout(load(SESSIONS[0]), folder=tmp_path, formats=("html",))[:1]
    window = chromium.window(1280, 1000)
    window.go(page.resolve().as_uri())
    printed_page = base64.b64decode(window.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    pixels = smallest_letters(printed_page)
    assert min(pixels) * 72 / 96 >= 7.99, pixels


@pytest.mark.skipif(not CHROMIUM and not os.environ.get("CXW_BROWSER"), reason="needs Chromium")
def test_a_picture_keeps_its_white_edge_in_forced_dark_colours(chromium: Browser, tmp_path: Path) -> None:
    (page,) = write_handout(load(SESSIONS[0]), folder=tmp_path, formats=("html",))[:1]
    window = chromium.window(1280, 1000)
    wanted = {"prefers-color-scheme": "dark", "forced-colors": "active"}
    features = [{"name": name, "value": value} for name, value in wanted.items()]
    window.call("Emulation.setEmulatedMedia", features=features)
    window.go(page.resolve().as_uri())
    assert window.evaluate("matchMedia('(forced-colors: active)').matches")
    edges = "[...document.querySelectorAll('figure')].map(it => getComputedStyle(it).backgroundColor)"
    assert {*window.evaluate(edges)} == {"rgb(255, 255, 255)"}


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_rows_have_headings_in_every_table_of_more_than_pairs(path: Path) -> None:
    tables = tables_in(handout(path)[1])
    wide = [table for table in tables if len(table[0]) > 2 and len(table) > 3]
    assert wide or path.stem == "unfinished"
    for table in wide:
        assert {*table[0]} == {"TH:Column"}
        assert {row[0] for row in table[1:]} == {"TH:Row"}
        assert {cell for row in table[1:] for cell in row[1:]} == {"TD"}


@pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
def test_a_checker_of_accessible_documents_finds_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(handout(path)[1])
    assert not pdfua.validate(str(tmp_path / "x.pdf")).findings


def table(rows: list[list[str]], sides: str = ":---") -> Node:
    lines = [rows[0], [sides] * len(rows[0]), *rows[1:]]
    (found,) = pages.tree("".join(f"| {' | '.join(line)} |\n" for line in lines))
    return found


def cells(shape: tuple[int, int]) -> st.SearchStrategy[list[list[str]]]:
    line = st.lists(st.sampled_from(LENGTHY), min_size=1, max_size=5).map(" ".join).map(escaped)
    row = st.lists(line, min_size=shape[0], max_size=shape[0])
    return st.lists(row, min_size=shape[1] + 1, max_size=shape[1] + 1)


@given(st.tuples(st.integers(1, 12), st.integers(1, 5)).flatmap(cells), st.sampled_from([":---", "---:"]))
@example([["W" * 24] * 12] * 2, ":---")
@example([["Kundendienstmitarbeiterin"] * 4] * 2, ":---")
@settings(max_examples=often(60))
def test_no_word_is_wider_than_its_column_and_no_cell_is_lost(rows: list[list[str]], sides: str) -> None:
    whole = table(rows, sides)
    parts = columns.laid_table(whole, columns.ROOM["a4"])
    for part in parts:
        widths = [width - columns.INSET + 0.1 for width in part["columns"]]
        assert sum(part["columns"]) <= columns.ROOM["a4"] + 1
        if sides == "---:" or len(part["head"]) <= 3:  # else all are sentences, as high as each other
            assert part["columns"][0] >= columns.ROOM["a4"] / 3 - 0.1
        for row in part["rows"]:
            told = [widest_word(words_of_line(cell["body"]), part["size"]) for cell in row]
            assert all(word <= width for word, width in zip(told, widths, strict=True)), part["columns"]
    named = columns._names(whole)
    for number, row in enumerate(whole["rows"]):
        dealt = [part["rows"][number] for part in parts]
        assert row == [*dealt[0][:named], *(cell for line in dealt for cell in line[named:])]
        assert all(line[:named] == row[:named] for line in dealt)


def test_a_long_name_in_a_narrow_column_takes_few_lines() -> None:
    told = "We believe we are behind on price and brand and ahead on quality and on service, too"
    rows = [
        ["Segment", "What we believe", "Where we stand", "Backed"],
        ["Rechtsschutzversicherungsgesellschaften", told, told, told],
    ]
    (part,) = columns.laid_table(breakable(table(rows)), columns.ROOM["a4"])
    assert part["columns"][0] >= columns.SPLIT


def test_a_name_of_any_length_is_found_as_typed_where_its_line_holds_it() -> None:
    name = "Rechtsschutzversicherungsgesellschaften"
    rows = [["Need", "Mean"], [name, "12.5"]]
    line = f"We believe that “{name}” and {name} matter. " * 2
    boxes = "".join(f"### {box}\n\n- {name}\n\n" for box in BOXES)
    lines = "".join(f"| {' | '.join(row)} |\n" for row in (rows[0], [":---", "---:"], rows[1]))
    made = pages.pdf(pages.tree(f"# T\n\n## {name}\n\n{line}\n\n- {line}\n\n{lines}\n\n{boxes}"), look())
    assert made.data is not None
    assert "\n".join(page_texts(made.data)).count(name) == 1 + 4 + 4 + 1 + len(BOXES)


def test_a_heat_map_of_ten_companies_keeps_every_name_whole_beside_its_needs() -> None:
    companies = [f"Befestigungstechnik{n} mbH" for n in range(10)]
    rows = [["`marks out of ten`", *companies], *([f"Need {n}", *["7 (3 to 9)"] * 10] for n in range(9))]
    made = pages.pdf([table(rows)], look())
    assert made.data is not None
    text = "\n".join(page_texts(made.data))
    assert BREAK not in text
    assert all(text.count(name.split()[0]) == 1 for name in companies)
    assert text.count("7\r\n3 to 9") == 90


def test_words_are_as_wide_as_typst_sets_them() -> None:
    typst = pytest.importorskip("typst")
    text = "Łódź, Øresund: „Qualität“ – 14½ %"
    page = (
        '#set text(font: "Source Sans 3", size: 10pt, kerning: false, ligatures: false)\n'
        f"#context [#metadata((measure([{text}]).width.pt(), measure(text(weight: 600)[{text}]).width.pt()))<w>]"
    )
    fonts = [str(folder("templates") / "fonts")]
    plain, bold = typst_said(typst.query(page.encode(), "<w>", field="value", one=True, font_paths=fonts))
    assert set_width(text, 10) == pytest.approx(plain, abs=0.01)
    assert set_width(text, 10, bold=True) == pytest.approx(bold, abs=0.01)


def typst_said(text: str) -> tuple[float, float]:
    import json

    first, second = json.loads(text)
    return first, second


FRONT = "# A title\n\nOne sentence.\n\n"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("lines", [3, 12, 18])
def test_page_one_ends_where_the_text_says_and_is_one_page(lines: int, paper: str) -> None:
    drawn = Picture(640, 220, (Text(10, 100, "Quality", 12, "#1F2933"),))
    figures = "## A finding\n\n![alt](chart:own)\n\n" * 3
    listed = "".join(f"- something to find out {n}\n" for n in range(lines))
    made = pages.pdf(
        pages.tree(f"{FRONT}{figures}{listed}\n---\n\n## What we believe\n\nthe second page\n"),
        look(pictures={"own": drawn}, paper=paper, banner="TEAM BELIEFS"),
    )
    assert made.data is not None
    texts = page_texts(made.data)
    assert len(texts) == 2
    assert filled_pages(made.data)[0] > 0.9, "no tighter than it has to be"
    first, second = banners(made.data)
    assert first == pytest.approx(second, abs=0.5), "the rule below would run through it"
    assert f"something to find out {lines - 1}" in texts[0]
    assert "the second page" in texts[1]
    assert min(smallest_letters(made.data)) >= 7.99


def test_a_crowded_day_has_its_first_page_and_its_marks_on_one_page_each(tmp_path: Path) -> None:
    session = load(HERE / "cases" / "day60.yaml")
    session.brand = Brand(paper="letter")
    (made,) = write_handout(session, audience="facilitator", folder=tmp_path, formats=("pdf",))
    texts = page_texts(made.read_bytes())
    assert session.segments[0].unknowns[2].text in texts[0]
    assert "What we believe they need" in texts[1]
    (marks,) = [text for text in texts if "marks out of ten" in text]
    assert marks.count("marks out of ten") == 2, "eight companies are dealt over two tables"
    assert "The middle mark of all" in marks


def banners(data: bytes) -> list[float]:
    """How high the first letter of each page stands."""
    return [page.get_textpage().get_charbox(0)[1] for page in pypdfium2.PdfDocument(data)]


def test_in_a_picture_what_no_font_shows_takes_no_more_room_than_it_was_given() -> None:
    words = "help \U0001bffe at once"
    drawn = Picture(640, 60, (Text(10, 30, words, 12, "#1F2933"),))
    made = pages.pdf(
        pages.tree(f"# Title\n\n{words}\n\n![{words}](chart:own)\n"), look(pictures={"own": drawn})
    )
    assert made.data is not None
    page = pypdfium2.PdfDocument(made.data)[0].get_textpage()
    text = page.get_text_range()
    assert text.count("U+1BFFE") == 2, "in its sentence and in the note"
    left = page.get_charbox(text.rindex("help"))[0]
    right = page.get_charbox(text.rindex("once") + 3)[2]
    assert right - left < width(words, 12) * columns.ROOM["a4"] / 640 + 1


def test_characters_no_font_shows_stand_as_their_numbers_and_the_standards_stay() -> None:
    made = pages.pdf(pages.tree("# Title\n\n## Price\n\nodd \u0378 and \U0001bffe one, \ue000 too\n"), look())
    assert made.data is not None
    assert b"pdfuaid" in made.data
    assert b"pdfaid" in made.data
    text = "".join(page_texts(made.data))
    assert "odd U+0378 and U+1BFFE one, U+E000 too" in text
    assert "No font of that computer shows U+0378, U+1BFFE and U+E000" in text.replace("\r\n", " ")
    assert made.notices[0].startswith("No font here shows U+0378, U+1BFFE and U+E000 (first under “Price”)")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "path", [path for path in SESSIONS if path.stem != "unfinished"], ids=lambda path: path.stem
)
def test_no_page_but_the_last_is_half_empty(path: Path, paper: str) -> None:
    """A whole picture or table that does not fit leaves up to two fifths; more could be helped."""
    filled = filled_pages(handout(path, paper)[1])
    assert [n for n, share in enumerate(filled[:-1], 1) if share < 0.6] == [], filled


@pytest.mark.parametrize("lines", range(24, 46, 3))
def test_a_picture_stands_on_the_page_of_its_heading(lines: int) -> None:
    drawn = Picture(640, 300, (Text(10, 150, "in the picture", 12, "#1F2933"),))
    """And on that of what is said of it, where it has no heading of its own."""
    before = "\n\n".join(f"line {n}" for n in range(lines))
    heading = "## The heading" if lines % 2 else "The heading of a table, and the table."
    text = f"{before}\n\n{heading}\n\nwhat leads to it\n\n![alt](chart:own)\n\nafter\n"
    made = pages.pdf(pages.tree(text), look(pictures={"own": drawn}))
    assert made.data is not None
    places = [
        next(n for n, page in enumerate(page_texts(made.data)) if words in page)
        for words in ("The heading", "what leads to it", "in the picture")[not lines % 2 :]
    ]
    assert len(set(places)) == 1


@pytest.mark.parametrize("lines", range(14, 35, 2))
def test_how_marks_are_read_stands_under_their_last_row(lines: int) -> None:
    """Also where a picture follows, which it would be taken to be about."""
    drawn = Picture(640, 300, (Text(10, 150, "in the picture", 12, "#1F2933"),))
    before = "\n\n".join(f"line {n}" for n in range(lines))
    rows = "".join(f"| Need {n} | 7 (3 to 9) |\n" for n in range(5))
    marks = f"| `marks out of ten` | Acme |\n|:---|:---:|\n{rows}"
    text = f"{before}\n\n## How we compare\n\n{marks}\nthe middle mark\n\n![alt](chart:own)\n"
    made = pages.pdf(pages.tree(text), look(pictures={"own": drawn}))
    assert made.data is not None
    (page,) = [page for page in page_texts(made.data) if "the middle mark" in page]
    assert "Need 4" in page


@pytest.mark.parametrize("lines", range(36, 42))
def test_a_short_list_stands_on_one_page_with_the_sentence_before_it(lines: int) -> None:
    before, after = ("\n\n".join(f"line {n}" for n in range(many)) for many in (lines, 20))
    told = f"One.\n\n---\n\n{before}\n\nThree of them:\n\n- one\n- two\n- three\n\n{after}\n"
    made = pages.pdf(pages.tree(told), look())
    assert made.data is not None
    (page,) = [page for page in page_texts(made.data) if "Three of them" in page]
    assert all(word in page.split() for word in ("one", "two", "three"))


def test_a_table_that_nearly_fits_leaves_no_row_alone_and_a_question_stands_over_its_table() -> None:
    texts = page_texts(handout(folder("workshops") / "hearing-aids.yaml")[1])
    assert sum(text.count("What stands on its card") for text in texts) == 1, "its head is not said again"
    (page,) = [text for text in texts if "What did they hear?" in text]
    assert "things that fit" in page


@pytest.mark.parametrize("name", ["essay", "day60"])
def test_the_line_before_the_title_does_not_touch_it(name: str) -> None:
    (path,) = [path for path in SESSIONS if path.stem == name]
    made = pages.pdf(pages.tree(handout_text(load(path), "facilitator")), look())
    assert made.data is not None
    text = pypdfium2.PdfDocument(made.data)[0].get_textpage()
    boxes = [text.get_charbox(place) for place in range(text.count_chars())]
    private = text.get_text_bounded().index("Private.")
    (title,) = re.findall(r"(?m)^# (\w+ \w+ \w+)", handout_text(load(path), "facilitator"))
    begins = text.get_text_bounded().index(title)
    lowest = min(bottom for _, bottom, _, top in boxes[private:begins] if top > bottom)
    assert lowest - max(top for _, _, _, top in boxes[begins : begins + 20]) > 6


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_cell_for_which_there_is_room_stands_on_one_line(paper: str) -> None:
    told = [f"{least} bis {most}" for least in range(10) for most in range(least, 11)]
    tables = "".join(f"| Bedürfnis | Von bis |\n|:---|---:|\n| Preis | {cell} |\n\n" for cell in told)
    made = pages.pdf(pages.tree(tables), look(paper=paper))
    assert made.data is not None
    lines = "\n".join(page_texts(made.data)).splitlines()
    assert [cell for cell in told if not any(line.endswith(f" {cell}") for line in lines)] == []


def test_a_line_in_bold_stands_on_the_page_of_its_list() -> None:
    listed = "".join(f"**Title {n}**\n\n- item {n}\n\n" for n in range(60))
    made = pages.pdf(pages.tree(listed), look())
    assert made.data is not None
    texts = page_texts(made.data)
    assert len(texts) > 2
    for text in texts:
        assert text.count("Title ") == text.count("item ")


@pytest.mark.parametrize("lines", range(20, 44, 4))
def test_a_board_that_a_page_holds_is_whole(lines: int) -> None:
    before = "\n\n".join(f"line {n}" for n in range(lines))
    boxes = "".join(f"### {name}\n\n- **A** box of words\n\n" for name in BOXES)
    made = pages.pdf(pages.tree(f"{before}\n\n## The board\n\n{boxes}after\n"), look())
    assert made.data is not None
    texts = page_texts(made.data)
    assert len({n for n, page in enumerate(texts) for name in ("The board", *BOXES) if name in page}) == 1


def test_words_of_a_picture_stay_apart_and_as_large_however_low_it_is_drawn() -> None:
    rows = [Text(0, 20 + 30 * n, f"Need {n}", 12, "#1F2933") for n in range(4)]
    pair = [Text(200, y, words, 12, "#1F2933", "end") for y, words in ((20, "Mitsubishi"), (34, "Fastening"))]
    words_of_it = words_in(Picture(640, 140, (*rows, *pair)))
    assert [lines.texts for lines in words_of_it] == [(0,), (1,), (2,), (3,), (4, 5)]
    share = lowest(words_of_it)
    assert LOWEST <= share < 0.7
    ends = [(lines.middle * share, (lines.bottom - lines.top) / 2) for lines in words_of_it[:4]]
    assert all(above + half <= below - half for (above, half), (below, _) in pairwise(ends))
    assert lowest(words_in(Picture(640, 140, (rows[0], Text(0, 31, "other", 9, "#1F2933"))))) == 1
