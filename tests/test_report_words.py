"""Words into Markdown: whatever somebody typed reads as exactly that, wherever it stands."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError  # noqa: TID251 the template's own rules are tested
from markupsafe import Markup
from often import often

from cxw.handout.pages import Node, tree
from cxw.handout.pages.tree import words_of_line
from cxw.handout.words import FSI, PDI, column_head, day, escaped, listed_safely, one, plain, reasons, signed
from cxw.text.cleaning import clean

NASTY = (
    "# a heading", "#", "a #", "- item", "+", "-", "* item", "1. one", "12) twelve", "1.", "2026. A year",
    "> quote", "| cell | cell |", "\\|", "\\\\|", "a\\", "`code`", "``", "```", "~~~", "*", "**b**", "_i_", "__", "***",
    "[link](http://e.x)", "![image](http://e.x)", "[a]: http://e.x", "[^1]", "<b>bold</b>", "<!-- c -->", "<http://e.x>",
    "&amp;", "&lt;script&gt;", "&#35;", "&", "AT&T;", "R&D", "---", "===", "- - -", "***", "    code", "\ta tab", "a  ",
    "line\nbreak", "line  \nbreak", "$x^2$", "~~gone~~", ":--|--:", "http://e.x", "www.e.x", "a@b.c", "{{ 7*7 }}", "{% x %}",
    "«»", "", " ", "\u00a0", "\u2003a\u2003", "!", "!(", "](", "<", ">", "\\", "\\n", "\\#", "assumption", "`assumption`",
    "صوت العميل", "abc صوت abc שירות 12", "\u202eevil", "👩‍🚀 ☃", "e\u0301", "\u200bx", "=cmd|' /C calc'!A0",
)  # fmt: skip

PLACES = {
    "paragraph": "{}",
    "after words": "before {} after",
    "list": "- {}",
    "numbered list": "1. {}",
    "heading": "### {}",
    "bold": "x **{}** y",
    "quote": "> {}",
    "table": "| a | b |\n|---|---|\n| {} | {} |",
    "table head": "| {} | b |\n|---|---|\n| c | d |",
}


def told(text: str) -> str:
    """What a reader is meant to see: cleaned as at loading, on one line."""
    return clean(text)[0].replace("\n", " ")


def shown(blocks: list[Node]) -> str:
    """All words of a text, without the marks that set apart what runs from right to left."""
    parts = []
    for node in blocks:
        parts.append(words_of_line(node.get("body", [])))
        parts.append(shown(node.get("blocks", [])))
        parts.extend(shown(item) for item in node.get("items", []))
        parts.extend(
            words_of_line(cell["body"])
            for row in [node.get("head", []), *node.get("rows", [])]
            for cell in row
        )
    return "".join(parts).replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize("place", PLACES)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(NASTY))
@settings(max_examples=often(60), deadline=None)
def test_escaped_words_read_as_exactly_themselves(place: str, text: str) -> None:
    whole = told(text)
    if not whole.strip() and place == "bold":
        return
    pattern = PLACES[place]
    mark = "\u2603MARK\u2603"
    expected = shown(tree(pattern.replace("{}", mark))).replace(mark, whole)
    assert shown(tree(pattern.replace("{}", escaped(whole)))) == expected


@pytest.mark.parametrize("place", PLACES)
def test_nasty_words_read_as_exactly_themselves(place: str) -> None:
    wrong = []
    for text in map(told, NASTY):
        expected = shown(tree(PLACES[place].replace("{}", "MARK"))).replace("MARK", text)
        seen = shown(tree(PLACES[place].replace("{}", escaped(text))))
        if seen != expected and (text.strip() or place != "bold"):
            wrong.append((text, escaped(text), seen))
    assert not wrong


@given(st.lists(st.sampled_from(NASTY) | st.text("#*_`|-1.\\<&[] \n", max_size=12), min_size=2, max_size=4))
@example(["`", "`"])
@settings(max_examples=often(100), deadline=None)
def test_words_of_two_people_in_one_line_do_not_meet(texts: list[str]) -> None:
    whole = [told(text) for text in texts]
    line = "x " + " y ".join(escaped(text) for text in whole) + " z"
    assert shown(tree(line)) == "x " + " y ".join(whole) + " z"


def test_plain_words_are_left_as_they_are_in_the_raw_text() -> None:
    for text in (
        "Be paid, within a week (or two)!",
        "R&D - 24/7: 5.5 % at 10 €",
        "Zoë’s “naïve” façade",
        "3 < 4"[:1],
    ):
        assert escaped(text) == text


def test_an_arabic_word_in_an_english_sentence_is_set_apart() -> None:
    assert escaped("the word صوت stands here") == f"the word {FSI}صوت{PDI} stands here"
    assert escaped("صوت العميل 12") == f"{FSI}صوت العميل 12{PDI}"


def test_a_template_prints_nothing_unescaped_and_nothing_unknown() -> None:
    room = Environment(autoescape=True, finalize=plain, undefined=StrictUndefined)
    assert room.from_string("{{ a }} {{ b }}").render(a="<b>*x*", b=None) == "\\<b\\>\\*x\\* –"
    with pytest.raises(UndefinedError):
        room.from_string("{{ nothing_like_it }}").render()


def test_numbers_dates_and_lists_as_they_are_read() -> None:
    assert one(16.25) == "16.3"
    assert one(None) == "–"
    assert signed(0.04) == "0.0"
    assert signed(1.25) == "+1.3"
    assert signed(-1.25) == "−1.3"
    assert day(dt.date(2026, 3, 4)) == "4 March 2026"
    assert day(None) == "–"
    assert listed_safely([]) == ""
    assert listed_safely(["a", "*b*", Markup("c")]) == "a, \\*b\\* and c"
    assert reasons([("late", 2), ("left", 1)]) == "2 late, 1 left"
    assert column_head("x" * 40) == "x" * 27 + "…"
