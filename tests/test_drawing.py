"""One ruler for walls and widgets: text of any script is as wide as the desk paints it, and no sign is cut."""

from __future__ import annotations

import ast
import re
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from often import some
from prompt_toolkit.application import Application  # noqa: TID251 - only to paint in one
from prompt_toolkit.utils import get_cwidth  # noqa: TID251 - the desk's own measure
from screens_room import whole_day
from sources import MODULES, nodes
from sources import text as source
from test_screens_safety import VIEWS

from cxw.drawing import beginning, by_sentence, clip, clip_longest, clusters, columns, pad, wrap
from cxw.findings import of
from cxw.findings.types import Findings
from cxw.keyboard import virtual
from cxw.keyboard.canvas import Line, Sheet, Size, crop, length
from cxw.keyboard.painting import RAW, Painter, change, painted
from cxw.keyboard.wall import spans
from cxw.model import Session
from cxw.theme import DARK
from cxw.wall import ScreenView, draw
from cxw.wall import revealed as screens_of
from cxw.wall.terminal.ink import centred, column, fit_cells, wrapped

SIGNS = (
    "👩‍💻", "👩🏽‍⚕️", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🇫🇷", "👍🏽", "1️⃣", "☎️", "❤️", "e\u0301\u0323", "ø", "ß", "ł", "æ", "Å", "กำ", "ที่",
    "हिन्दी", "क्ष", "한", "각", "価", "שָׁ", "مُ", "z͑ͫ̓ͪ̂ͫ", "’", "–", "a", "W",
)  # fmt: skip
"""What a reader takes for one sign each, and a few that stand for ordinary letters."""
DIFFICULT = ("👩‍💻", "🇩🇪", "👍🏽", "1️⃣", "ที่", "हिन्दी", "e\u0301\u0323", "👨‍👩‍👧‍👦")
LONG = "Rechtsschutzversicherungsgesellschaften"

texts = st.lists(st.sampled_from([*SIGNS, " ", " ", LONG]) | st.characters(codec="utf-8"), max_size=24).map(
    "".join
)


@given(texts)
def test_text_is_as_wide_as_the_desk_paints_it(text: str) -> None:
    assert columns(text) == sum(get_cwidth(letter) for letter in text)
    assert "".join(clusters(text)) == text


@given(texts, st.integers(1, 60))
@example("🇩🇪" * 4, 7)
@example("👩‍💻👩‍💻", 5)
def test_what_is_cut_fits_and_no_sign_is_cut_in_two(text: str, room: int) -> None:
    kept = beginning(text, room)
    assert columns(kept) <= room
    assert text.startswith(kept)
    whole = list(clusters(text))
    assert list(clusters(kept)) == whole[: len(list(clusters(kept)))]
    assert columns(clip(text, room)) <= room
    for right in (False, True):
        assert columns(pad(text, room, right=right)) == room


@given(texts, st.integers(1, 60))
def test_broken_text_fits_loses_nothing_and_no_sign_is_cut_in_two(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert all(columns(line) <= room for line in lines)
    signs = {sign for word in text.split() for sign in clusters(word)}
    if all(columns(sign) <= room for sign in signs):
        assert "".join(lines) == "".join(text.split()) or " " in " ".join(lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts, st.integers(2, 60))
def test_words_for_a_wall_are_measured_with_the_same_ruler(text: str, cells: int) -> None:
    assert columns(fit_cells(text, cells)) <= cells
    assert columns(column(text, cells)) == columns(column(text, cells, right=True)) == cells
    assert columns(centred(text, cells)) == cells
    assert all(columns(line) <= cells for line in wrapped(text, cells))
    assert all(columns(line) <= cells for line in wrapped(text, cells, 2))


def difficult(at: int) -> str:
    return DIFFICULT[at % len(DIFFICULT)]


@cache
def room_of(needs: int, companies: int, people: int) -> tuple[Session, Findings, list[ScreenView]]:
    """A day in which every word that people type carries signs of several code points."""
    session = whole_day(people, needs, companies)
    session.title = f"{session.title} 🇩🇪 👩‍💻"
    session.company.name = "Müller 🇩🇪 Ærø"
    segment = session.segments[0]
    segment.name = f"{LONG} 👩🏽‍⚕️"
    for at, need in enumerate(segment.needs):
        need.text, need.short = f"{difficult(at)}{LONG} {difficult(at + 1) * 3} D’Souza", None
    for at, company in enumerate(segment.competitors):
        company.name, company.short = f"{difficult(at)}{difficult(at + 2)} Øst {LONG}", None
    for at, one in enumerate(session.participants):
        one.name = f"{one.name} {difficult(at)}"
        one.function = f"{one.function} {difficult(len(one.function or ''))}"
    found = of(session)
    views = {*VIEWS, *screens_of(session, findings=found), *(view.at(1) for view in VIEWS)}
    return session, found, sorted(views, key=repr)


@pytest.mark.parametrize(
    ("size", "room"),
    some(
        product([(80, 24), (80, 18), (120, 40)], [(11, 5, 3), (14, 12, 7), (60, 8, 4)]),
        lambda *case: case in {((80, 24), (14, 12, 7)), ((80, 18), (11, 5, 3))},
    ),
)
def test_every_wall_line_is_as_wide_as_the_desk_and_nothing_is_cut_there(
    size: tuple[int, int], room: tuple[int, int, int]
) -> None:
    session, found, views = room_of(room[1], room[2], room[0])
    for view in views:
        drawn = draw(session, view, width=size[0], height=size[1], theme=DARK, findings=found)
        lines = spans(drawn)
        assert {length(line) for line in lines} == {size[0]}, view
        assert [crop(line, size[0]) for line in lines] == lines, view
        assert not half_a_flag("\n".join("".join(text for _, text in line) for line in lines)), view


def half_a_flag(text: str) -> bool:
    """Whether an odd number of flag letters or a dangling joiner stands anywhere."""
    letters = re.findall("[\U0001f1e6-\U0001f1ff]+", text)
    return any(len(run) % 2 for run in letters) or bool(
        re.search("\u200d(?![\U00010000-\U0010ffff♀-⚧])", text)
    )


def narrow(fragments: list[tuple[str, str]], width: int) -> list[str]:
    """A row full of old text after these, where a sign of several code points takes two columns at most."""
    cells, at = ["?"] * width, 0
    for _, text in fragments:
        for to, words in re.findall("\x1b\\[([0-9]+)G|([^\x1b]+)", text):
            at = int(to) - 1 if to else at
            for sign in clusters(words):
                wide = min(2, columns(sign))
                cells[at : at + wide] = [sign, *[""] * (wide - 1)]
                at += wide
    return cells


@given(
    st.lists(st.sampled_from(["👩‍💻", "🇩🇪", "👍🏽", "👨‍👩‍👧‍👦", "a", "b ", " ø ", "価"]), max_size=9),
    st.booleans(),
)
@example(["🇩🇪"], True)
def test_nothing_slips_where_a_sign_is_drawn_narrower_than_it_is_counted(signs: list[str], two: bool) -> None:
    words = "🇩🇪" + "".join(signs)
    line = [("", words), ("class:strong", "│ 12")] if two else [("", words + "│ 12")]
    fragments = painted(line, 120)
    assert "".join(text for style, text in fragments if style != RAW).rstrip() == words + "│ 12"
    cells = narrow(fragments, 120)
    assert "?" not in cells
    assert cells[length(line) - 4 : length(line)] == ["│", " ", "1", "2"]


painted_lines = st.lists(
    st.tuples(
        st.sampled_from(["", "class:strong", "class:cursor"]),
        st.sampled_from(["a", "ab", " ", "ø", "価", "🇩🇪", "│ 12", "─" * 9]),
    ),
    max_size=6,
).map(lambda line: painted(line, 40))


def cells(line: Line) -> list[tuple[str, str]]:
    """Each column with its style; a wide sign stands in its first one."""
    signs = [(style, sign) for style, words in line if style != RAW for sign in clusters(words)]
    return [cell for style, sign in signs for cell in [(style, sign), *[("", "")] * (columns(sign) - 1)]]


@given(painted_lines, painted_lines)
@example([("", "a" * 40)], [("", "a" * 40)])
def test_what_changed_painted_over_the_line_before_gives_the_line_after(before: Line, after: Line) -> None:
    column, spans = change(before, after)
    stands = cells(before)
    stands[column : column + len(cells(spans))] = cells(spans)
    assert stands == cells(after)
    assert before != after or not cells(spans) or any(style == RAW for style, _ in after)


def sent_for(*pictures: list[Line]) -> list[str]:
    """What a terminal of 12 by 3 is sent for these pictures, one after the other."""
    sent: list[str] = []
    with virtual(12, 3, sent.append) as (keyboard, screen):
        left = iter(pictures)
        app: Application[None] = Application(input=keyboard, output=screen)
        painter = Painter(app.renderer.style, screen, lambda width, height: next(left))
        starts = []
        for _ in pictures:
            starts.append(len(sent))
            painter.render(app, app.layout)
    ends = [*starts[1:], len(sent)]
    return ["".join(sent[start:end]) for start, end in zip(starts, ends, strict=True)]


def test_only_the_line_that_changed_is_sent_again_and_nothing_where_none_did() -> None:
    first, same, other = sent_for(*([[("", "one")], [("", "two")], [("", word)]] for word in ("x", "x", "y")))
    assert all(word in first for word in ("one", "two", "x"))
    assert not re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\s", "", same)
    assert "y" in other
    assert "one" not in other
    assert "two" not in other


def test_what_a_terminal_would_obey_is_never_sent_to_it() -> None:
    (sent,) = sent_for([[("", "a\x07b\x9bc\x7f\x1b]0;d")]])
    assert "abc]0;d" in sent


def test_one_ruler_is_used_everywhere() -> None:
    """No module measures with rich, with the widgets' library or by textwrap beside `cxw/drawing.py`."""
    banned = {
        "cell_len",
        "set_cell_size",
        "chop_cells",
        "get_cwidth",
        "fragment_list_width",
        "textwrap",
        "ljust",
        "rjust",
    }
    ours = {"wcwidth", "iter_graphemes"}
    for path in MODULES:
        written = source(path)
        names = {
            name
            for node in (nodes(path) if any(word in written for word in banned | ours) else ())
            for name in (
                getattr(node, "attr", None),
                getattr(node, "id", None),
                *(alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)),
            )
        }
        assert not names & banned, path
        assert path.name == "drawing.py" or not ours & names, path


@pytest.mark.parametrize(
    "aside", ["", "Kleine Praxen", "Rechtsschutzversicherungen für Betriebe über 250", "価値"]
)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_title_and_what_stands_beside_it_fill_the_first_line_to_its_end(width: int, aside: str) -> None:
    sheet = Sheet(Size(width, 24), "Points, first round", aside=aside)
    text = "".join(part for _, part in sheet.lines([])[0])
    assert columns(text) == (width - sheet.width) // 2 + sheet.width
    assert text.strip().split("  ")[0] == "Points, first round"
    room = max(sheet.width // 2, sheet.width - columns("Points, first round") - 2)
    assert text.rstrip().endswith(clip(aside, room) or "round")


def test_sentences_are_not_broken_where_their_ends_would_do_as_well() -> None:
    asked = "How well does each company serve these customers? Their answer, not yours."
    assert by_sentence(asked, 72) == [
        "How well does each company serve these customers?",
        "Their answer, not yours.",
    ]
    assert by_sentence(asked, 80) == [asked]
    longer = "Few know. Nobody of us has asked a customer of theirs. All of it is believed."
    assert by_sentence(longer, 30) == wrap(longer, 30)
    assert by_sentence("Donaudampfschifffahrtsgesellschaft", 20) == wrap(
        "Donaudampfschifffahrtsgesellschaft", 20
    )
    assert by_sentence("", 20) == wrap("", 20)


def test_what_a_hard_space_holds_together_stands_on_one_line_where_a_line_has_room_for_it() -> None:
    assert wrap("We said 70\u00a0% of it", 10) == ["We said", "70 % of it"]
    assert wrap("on 14\u202fMarch\u00a02027", 9) == ["on 14", "March", "2027"]


def test_rows_that_begin_with_one_long_word_are_told_apart() -> None:
    """So the answers about one company stand in a list: what stands behind its name is read."""
    needs = ("Löhne", "Preis", "Prüfungen")
    rows = [clip_longest(f"Rechtsschutzversicherungsgesellschaften bei „{need}“", 34) for need in needs]
    assert rows[0] == "Rechtsschutzversicher… bei „Löhne“"
    assert [row.rpartition("bei ")[2] for row in rows] == [f"„{need}“" for need in needs]
    assert clip_longest("Preis bei uns", 20) == "Preis bei uns"
    assert clip_longest("kurze Worte ohne ein langes", 12) == "kurze Worte…"


def test_a_word_longer_than_its_line_ends_it_before_a_syllable() -> None:
    word = "Arbeitsunfähigkeitsbescheinigungsabruf!"
    assert wrap(word, 22) == ["Arbeitsunfähigkeitsbe", "scheinigungsabruf!"]
    assert "".join(wrap(word, 10)) == "".join(wrap(word, 3)) == word
    assert wrap("PayCorp", 6) == ["PayCor", "p"], "in a narrow column what fits"
