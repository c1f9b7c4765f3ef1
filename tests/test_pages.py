"""Pages: what people typed stays words, nothing is fetched, and the same text makes the same bytes."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
import sys
import types
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from cxw.errors import CxwError
from cxw.findings.in_words import half
from cxw.handout import pages
from cxw.handout.pages.columns import on_paper
from cxw.handout.pages.paper import pdf_untouched, sealed_pdf
from cxw.pictures.advances import set_width
from cxw.pictures.charts import Lane, LaneFunction, Lanes
from cxw.pictures.dots import dots
from cxw.pictures.pieces import Dots, Picture, Text
from cxw.shipped import folder

CHINESE = "顧客の声をきちんと聞いて一週間以内に給料を払えるようにすること"
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '#eval(read("/etc/passwd")) #import "@preview/x:0.1.0"',
    "$x^2$ \\u{41} @label <label> *b* _i_ `c` = h",
    "' onload='alert(1)",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %}",
    "]]> --> <!--",
    "W" * 300,
    "صوت العميل مهم",
    "שירות ביום השכר 2026",
    CHINESE,
    "Zoë’s naïve façade – ½ ≥ €5",
)
ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "table", "thead", "tbody", "tr", "td", "th", "div"),
    *("span", "main", "section", "h1", "h2", "h3", "h4", "p", "strong", "em", "ul", "ol", "li", "blockquote"),
    *(
        "figure",
        "svg",
        "path",
        "circle",
        "line",
        "rect",
        "polygon",
        "text",
        "bdi",
        "small",
        "footer",
        "code",
        "pre",
    ),
}
PICTURE = dots(
    Lanes(
        tuple(Lane(text, (10.0, 20.0), 15.0, (10, 20), ((0, 15.0),)) for text in HOSTILE),
        40,
        "points",
        (LaneFunction("Sales"),),
    )
)


def look(**changes: object) -> pages.PageLook:
    plain = pages.PageLook(
        "Payroll <b>", banner="TEAM BELIEFS, NOT CUSTOMER DATA", templates=(folder("templates"),)
    )
    return dataclasses.replace(plain, pictures={"weights": PICTURE}, **changes)  # type: ignore[arg-type]


def test_a_short_heading_beside_a_long_column_keeps_its_words_whole() -> None:
    long = (
        "What else would these customers have to give up for the price, and against what do they compare it?"
    )
    table = on_paper(
        pages.tree(f"| We wrote | What would say more |\n|:---|:---|\n| Price | {long} |\n"), "a4"
    )[0]
    assert table["columns"][0] - 10 > set_width("wrote", 8.8, bold=True)


def html(text: str, look: pages.PageLook) -> str:
    return pages.html(pages.tree(text), look)


def pdf(text: str, look: pages.PageLook) -> pages.Pdf:
    return pages.pdf(pages.tree(text), look)


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_page_has_the_tags_of_its_own_template_and_no_others() -> None:
    text = "\n\n".join(
        [*HOSTILE, "![alt](chart:weights)", "<script>alert(2)</script>", "![x](http://e.x/p.png)"]
    )
    found = Tags(html(text, look(title=HOSTILE[0], footer=HOSTILE[1])))
    assert found.tags <= ALLOWED
    assert not [name for name in found.attributes if name.startswith("on") or name in {"style", "src"}]


def test_a_page_may_load_nothing_but_its_own_style() -> None:
    page = html("# x", look())
    policy = unescape(re.search(r'Content-Security-Policy" content="(.*?)"', page)[1])  # type: ignore[index]
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy.startswith("default-src 'none'")
    assert f"style-src 'sha256-{digest}'" in policy


def test_links_lead_to_pages_and_to_nothing_that_runs() -> None:
    page = html(
        "[a](https://x.example/) [b](javascript:alert(1)) [c](data:text/html,x) [d](file:///x)", look()
    )
    assert page.count("<a ") == 1


def test_every_page_carries_the_banner_and_the_private_one_says_so() -> None:
    page = html("# x", look(private="PRIVATE: NAMES PEOPLE"))
    banner = page[page.index("<thead>") : page.index("</thead>")]
    assert "TEAM BELIEFS, NOT CUSTOMER DATA" in banner
    assert "PRIVATE: NAMES PEOPLE" in banner
    assert ".sheet>thead{display:table-header-group}" in page, "a table head is printed on every sheet"


def test_a_table_of_marks_is_a_real_table_with_the_number_in_every_cell() -> None:
    text = "| `marks out of ten` | Acme |\n|:--|--:|\n| Price | 7.4 (3 to 9, 2 dk) |\n| Brand | too few marks |\n"
    page = html(text, look())
    assert '<td class="h15">7.4<small>3 to 9, 2 dk</small></td>' in page
    assert '<td class="right">too few marks</td>' in page
    assert '<th scope="row"' in page


def test_flags_are_words_in_a_chip_and_other_code_is_not() -> None:
    page = html("`assumption` `don't know` `other`", look())
    assert '<span class="chip assumption">assumption</span>' in page
    assert '<span class="chip don-t-know">don&#x27;t know</span>' in page
    assert "<code>other</code>" in page


def test_a_picture_comes_wide_and_narrow_with_its_words_and_a_lost_one_as_words() -> None:
    page = html("![Dots](chart:weights)\n\n![Gone](chart:nothing)", look())
    assert page.count('role="img" aria-label="Dots"') == 2
    assert '<p class="picture">Gone</p>' in page


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [
        node["level"]
        for node in pages.tree("# a\n\n#### b\n\n## c\n\n#### d\n\n#### e")
        if node["k"] == "heading"
    ]
    assert levels == [1, 2, 2, 3, 3]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_a_pdf_of_the_standards(text: str) -> None:
    escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
    body = f"# {escaped}\n\n{escaped}\n\n- {escaped}\n\n| a | b |\n|---|---|\n| {escaped} | {escaped} |\n"
    own_picture = {"own": dots(Lanes((Lane(text, (10.0, 20.0), 15.0),), 40, "points"))}
    made = pdf(f"{body}\n![alt](chart:own)\n", dataclasses.replace(look(title=text), pictures=own_picture))
    assert made.data is not None
    if text != CHINESE:
        # Fonts for Chinese and Japanese are too large to ship: there it depends on the computer.
        assert made.notices == ()
        assert b"pdfuaid" in made.data
        assert b"pdfaid" in made.data


def test_the_same_text_makes_the_same_bytes() -> None:
    text = "# a\n\nb `assumption`\n\n![alt](chart:weights)\n"
    assert html(text, look()) == html(text, look())
    assert pdf(text, look()) == pdf(text, look())


def test_a_character_no_font_shows_is_named_with_its_place() -> None:
    made = pdf("# Title\n\n## Needs\n\n- all fine\n\n## Price\n\nodd \u0378 one\n", look())
    assert made.data is not None
    assert len(made.notices) >= 1
    assert "under “Price”" in made.notices[0]
    assert "U+0378" in made.notices[0]
    assert b"pdfuaid" in made.data
    assert b"pdfaid" in made.data


def test_a_pdf_knows_whether_it_was_edited() -> None:
    data = pdf("# a\n", look()).data
    assert data is not None
    assert pdf_untouched(data)
    assert not pdf_untouched(data.replace(b"%%EOF", b"%%EOF\n"))
    assert not pdf_untouched(sealed_pdf(b"no keyword"))


def test_letter_and_a4_and_a_logo_of_either_kind() -> None:
    dot = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    letter, a4 = (pdf("# a\n", look(paper=paper, logo=dot)).data for paper in ("letter", "a4"))
    assert letter is not None
    assert a4 is not None
    assert b"612" in letter
    assert b"841.8" in a4
    assert "data:image/png;base64," in html("# a\n", look(logo=dot))


def test_a_logo_that_cannot_be_painted_is_left_out_with_a_sentence() -> None:
    made = pdf("# a\n", look(logo=b"\x89PNG\r\n\x1a\nbroken"))
    assert made.data is not None
    assert "logo" in made.notices[0]


def own(at: Path, text: str) -> pages.PageLook:
    (at / "page.typ").write_text(text, "utf-8")
    return look(templates=(at, folder("templates")))


def test_a_template_of_ones_own_is_taken_and_its_faults_are_named(tmp_path: Path) -> None:
    assert pdf("# a\n", own(tmp_path, "= Mine\n#set document(title: [x])")).data is not None
    with pytest.raises(CxwError, match="makes no page"):
        pdf("# a\n", own(tmp_path, "#nothing-like-it()"))


def test_a_template_that_would_go_to_the_network_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CxwError, match="cxw fetches nothing"):
        pdf("# a\n", own(tmp_path, '#import "@preview/cetz:0.3.0"'))


def test_without_typst_a_sentence_says_how_to_print_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = pdf("# a\n", look())
    assert made.data is None
    assert "print it" in made.notices[0]


def test_a_panic_of_the_engine_ends_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object, **__: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setitem(sys.modules, "typst", types.SimpleNamespace(Fonts=panic, Compiler=panic))
    made = pdf("# a\n", look())
    assert made.data is None
    assert "open the HTML page" in made.notices[0]


def test_a_break_by_the_keyboard_is_not_taken_for_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "typst", types.SimpleNamespace(Fonts=stop, Compiler=stop))
    with pytest.raises(KeyboardInterrupt):
        pdf("# a\n", look())


def test_a_picture_as_a_file_of_its_own_is_words_and_shapes_only() -> None:
    drawn = pages.svg(PICTURE, HOSTILE[0])
    assert "<script" not in drawn
    assert Tags(drawn).tags <= {"svg", "path", "circle", "line", "rect", "polygon", "text"}


@pytest.mark.parametrize("people", [1, 2, 3, 300])
def test_every_dot_of_a_picture_is_something_to_any_viewer(people: int) -> None:
    """A line of no length, even one with round ends, is not drawn by some."""
    places = tuple((float(n), 7.5) for n in range(people))
    drawn = pages.svg(Picture(300, 20, (Dots(places, 4.0, "#9AA5B1"),)), "dots")
    assert drawn.count("<circle") + len(re.findall(r"M[\d.]+ [\d.]+h", drawn)) == people
    assert not re.search(r"h0(?![.\d])", drawn)
    assert ('<circle cx="0" cy="7.5" r="4" fill="#9AA5B1"/>' in drawn) == (people == 1)


def test_a_lone_dot_is_a_circle_on_paper(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    source = (folder("templates") / "page.typ").read_text("utf-8")
    piece = source[source.index("#let piece(") : source.index("// A picture that nearly fits")]
    page = '#set page(width: 99pt, height: 99pt, margin: 0pt)\n#piece((k: "Dots", places: ((50, 40),), radius: 5, '
    written = tmp_path / "dot.typ"
    written.write_text(f'{piece}{page}fill: "#9aa5b1"), 1pt, 1pt)\n', "utf-8")
    drawn = typst.compile(str(written), format="svg").decode()
    shape = next(line for line in re.findall(r"<path[^>]*>", drawn) if "#9aa5b1" in line)
    assert 'transform="translate(45 35)"' in shape
    assert re.search(r" d=\"[^\"]*c [^\"]*5 5", shape), "curves around the place"


def sheets(made: pages.Pdf) -> int:
    assert made.data is not None
    return len(re.findall(rb"/Type\s*/Page\b", made.data))


def test_a_last_page_of_a_few_lines_is_saved(tmp_path: Path) -> None:
    source = (folder("templates") / "page.typ").read_text("utf-8")
    loose = own(tmp_path, source.replace("<end>", "<the-end>"))
    texts = ["\n\n".join(f"line {i}" for i in range(n)) for n in range(34, 50, 2)]
    saved = [sheets(pdf(text, look())) < sheets(pdf(text, loose)) for text in texts]
    assert any(saved)
    assert not all(saved)


@pytest.mark.parametrize(
    ("printed", "mark", "small"),
    [
        ("7½ (6 to 9, 1 dk)", "7½", "6 to 9, 1 dk"),
        ("½ (0 to 3)", "½", "0 to 3"),
        ("10 (9 to 10)", "10", "9 to 10"),
        ("6.5 (3 to 9)", "6.5", "3 to 9"),
    ],
)
def test_a_square_of_the_heat_map_prints_its_whole_mark_in_its_own_colour(
    printed: str, mark: str, small: str
) -> None:
    assert square(printed) == (mark, small)


def square(printed: str) -> tuple[str, str]:
    cell = squared(printed)
    return cell["mark"], cell["small"]


def squared(printed: str) -> dict[str, Any]:
    text = f"| `marks out of ten` | Acme |\n|:---|:---:|\n| Price | {printed} |\n"
    (table,) = (node for node in pages.tree(text) if "rows" in node)
    return next(cell for row in table["rows"] for cell in row if "mark" in cell)


@pytest.mark.parametrize("halves", range(21))
def test_every_middle_mark_that_can_be_printed_has_its_own_colour(halves: int) -> None:
    printed = half(halves / 2)
    cell = squared(f"{printed} (0 to 10, 1 dk)")
    assert (cell["mark"], cell["heat"]) == (printed, halves)


def test_words_in_a_picture_are_as_wide_as_they_were_laid_out_whatever_font_a_reader_has() -> None:
    drawn = pages.svg(Picture(300, 40, (Text(10, 20, "Customer service", 12, "#1F2933"),)), "alt")
    (told,) = re.findall(r'textLength="([\d.]+)"', drawn)
    assert float(told) == pytest.approx(set_width("Customer service", 12), abs=0.01)
    assert "textLength" not in pages.svg(Picture(300, 40, (Text(10, 20, CHINESE, 12, "#1F2933"),)), "alt")


def test_a_picture_brings_its_own_ground() -> None:
    drawn = pages.svg(Picture(300, 40, ()), "alt")
    assert '<rect x="0" y="0" width="300" height="40" fill="#FFFFFF"/>' in drawn
