"""The widgets' states know no terminal: whatever is typed, they hold something that can be said of a person."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard_asks import ANA, AND, BEN, CHO, COMPANIES, KIND, NEEDS, POINTS, SURE, VOTES, Slips, Table, marks
from often import often

from cxw.day.desk import BACK, NEXT, REOPEN, REVEAL, Person, Wall
from cxw.day.names import who
from cxw.day.needs import unclear
from cxw.drawing import LOWEST_WALL
from cxw.keyboard import slips
from cxw.keyboard.all_in import AllIn, absentees
from cxw.keyboard.allocator import Allocation, Allocator
from cxw.keyboard.board import BoardPane
from cxw.keyboard.canvas import Size, bar, clip, columns, in_view, large_digits, length, pad, text_of, wrap
from cxw.keyboard.deciding import Way
from cxw.keyboard.dialogues import Choice
from cxw.keyboard.field import Field
from cxw.keyboard.forms import Blank, Form, date_reader
from cxw.keyboard.grideditor import GridEditor, MarksInProgress
from cxw.keyboard.keys import Key
from cxw.keyboard.lists import LinesPane, whose_line
from cxw.keyboard.paper import SlipStack
from cxw.keyboard.rows import split_row
from cxw.keyboard.single import Single
from cxw.keyboard.slips_pane import SlipsPane
from cxw.keyboard.states import AtSlip, Close, Visit
from cxw.keyboard.surface import Pane
from cxw.keyboard.wall import ALL_OF_IT, WallPane
from cxw.keyboard.workings import Workings
from cxw.model import Participant
from cxw.questions.asking import Item, Part, TypingStep, steps
from cxw.questions.marks import marks_row

NAMES = [
    *"0123456789drkt?.,;[]+- ax",
    *("up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "backtab"),
    *("backspace", "delete", "enter", "esc", "other"),
]
names = st.lists(st.sampled_from(NAMES), max_size=60)
wild = st.text(max_size=40)


@given(names, st.integers(3, 12))
def test_whatever_is_pressed_points_stay_whole_and_the_rest_is_right(pressed: list[str], count: int) -> None:
    state = Allocation([Item(f"n{n}", f"Need {n}") for n in range(count)])
    for name in pressed:
        state.press(name)
        assert all(isinstance(p, int) and 0 <= p <= 100 for p in state.points.values())
        assert state.rest == 100 - sum(state.points.values())
        assert 0 <= state.at < count
        if not state.unknown:
            assert (state.value is not None) == (state.rest == 0)


@given(st.integers(3, 12).flatmap(lambda n: st.lists(st.integers(0, 100), min_size=n, max_size=n)))
def test_a_whole_row_typed_in_one_go_gives_those_points(row: list[int]) -> None:
    state = Allocation([Item(f"n{n}", "") for n in range(len(row))])
    for letter in " ".join(map(str, row)):
        state.press(letter)
    assert list(state.points.values()) == row
    assert state.value == (state.points if sum(row) == 100 else None)


@pytest.mark.parametrize(
    "typed", ["20 10 30 10 30", "20,10,30,10,30", "20;10;30;10;30", "020 010 030 010 030"]
)
def test_spaces_commas_and_semicolons_part_a_row(typed: str) -> None:
    state = Allocation(NEEDS)
    for letter in typed:
        state.press(letter)
    assert isinstance(state.value, dict)
    assert list(state.value.values()) == [20, 10, 30, 10, 30]


def test_arrows_give_one_pages_and_brackets_five_and_r_the_rest() -> None:
    state = Allocation(NEEDS)
    for name in ("pageup", "]", "right", "+", "left"):
        state.press(name)
    assert state.points["fast"] == 11
    for name in ("pagedown", "[", "-", "down", "r"):
        state.press(name)
    assert state.points == {"fast": 0, "price": 100, "quality": 0, "service": 0, "brand": 0}


def test_r_takes_away_what_is_too_many_and_says_so_when_it_cannot() -> None:
    state = Allocation(NEEDS)
    for letter in "90 80 5":
        state.press(letter)
    state.press("r")
    assert "too many" in state.said
    assert state.points["quality"] == 5
    state.press("up")
    state.press("r")
    assert state.value is not None


def test_a_third_digit_beyond_100_is_not_taken() -> None:
    state = Allocation(NEEDS)
    for letter in "150":
        state.press(letter)
    assert state.points["fast"] == 15
    assert "100 is the most" in state.said


@pytest.mark.parametrize("typed", ["d", "dk"])
def test_d_says_does_not_know_and_d_takes_it_back(typed: str) -> None:
    state = Allocation(NEEDS)
    for letter in typed:
        state.press(letter)
    assert state.value == "dk"
    state.press("d")
    assert state.value is None


def test_a_pasted_row_takes_the_place_of_not_knowing() -> None:
    state = Allocation(NEEDS)
    state.press("d")
    assert state.fill("20 10 30 10 30")
    assert state.value == dict(zip(state.points, (20, 10, 30, 10, 30), strict=True))


def test_a_pasted_row_fills_all_needs_or_none() -> None:
    state = Allocation(NEEDS)
    assert state.fill("20\t10\t30\t10\t30")
    assert state.rest == 0
    assert not state.fill("1 2 3")
    assert not state.fill("1 2 3 4 500")
    assert state.rest == 0


@given(names, st.booleans())
def test_whatever_is_pressed_marks_are_whole_or_not_known(pressed: list[str], some: bool) -> None:
    asked = {"us": ("price",), "paycorp": ("fast", "brand"), "as-now": ("brand",)} if some else {}
    state = MarksInProgress(NEEDS, COMPANIES, asked)
    for name in pressed:
        state.press(name)
        assert state.here in state.order
        assert set(state.cells) <= set(state.order)
        assert all(mark == "dk" or mark in range(11) for mark in state.cells.values())
        assert state.empty == len(state.order) - len(state.cells)


@pytest.mark.parametrize(
    ("typed", "row"), [("7 8 d 10 6", [7, 8, "dk", 10, 6]), ("0 dk ? 1 00", [0, "dk", "dk", 1, 0])]
)
def test_a_company_typed_in_one_go(typed: str, row: list[object]) -> None:
    state = MarksInProgress(NEEDS, COMPANIES)
    for letter in typed:
        state.press(letter)
    assert list((state.row("us") or {}).values()) == row
    assert state.row("paycorp") is None


@pytest.mark.parametrize("point", ".,")
def test_a_half_is_asked_about_and_not_taken(point: str) -> None:
    state = MarksInProgress(NEEDS, COMPANIES)
    for letter in f"7{point}5":
        state.press(letter)
    assert state.said == "cxw takes whole marks: 7 or 8?"
    assert state.empty == 15
    state.press("8")
    assert state.cells == {("us", "fast"): 8}


def test_a_mark_beyond_the_scale_is_refused_with_both_ends_of_it() -> None:
    state = MarksInProgress(NEEDS, COMPANIES)
    for letter in "11":
        state.press(letter)
    assert state.said == "A mark is 0 to 10; the arrows or space go on."
    assert state.cells == {("us", "fast"): 1}


def test_a_half_more_than_the_highest_mark_is_not_asked_about() -> None:
    state = MarksInProgress(NEEDS, COMPANIES)
    for letter in "10.5":
        state.press(letter)
    assert state.said == "cxw takes whole marks: 10 is the highest."


def test_tab_goes_to_the_next_empty_cell() -> None:
    state = MarksInProgress(NEEDS, COMPANIES, cells={("us", "price"): 3})
    state.press("tab")
    assert state.here == ("us", "quality")


def test_only_the_cells_that_are_asked_can_be_reached() -> None:
    state = MarksInProgress(NEEDS, COMPANIES, {"us": ("price",), "paycorp": ("brand",), "as-now": ("brand",)})
    assert state.here == ("us", "price")
    for name in ("5", "right", "6", "right", "7"):
        state.press(name)
    assert state.cells == {("us", "price"): 5, ("paycorp", "brand"): 6, ("as-now", "brand"): 7}


@given(st.lists(st.tuples(st.sampled_from(["", *NAMES]), wild), max_size=30))
def test_a_typed_line_keeps_its_cursor_inside(pressed: list[tuple[str, str]]) -> None:
    line = Field()
    for name, text in pressed:
        line.press(Key(name or "paste", text if not name else ""))
        assert 0 <= line.at <= len(line.text)
        assert "\n" not in line.text
        assert "\x1b" not in line.text
        assert sum(columns(text) for _, text in line.line(40)[:3]) <= 41


# slips


@given(wild)
@settings(max_examples=often(300))
def test_no_line_makes_a_slip_stumble(line: str) -> None:
    slip = slips.split_line(line)
    who(slip.letters, (ANA, BEN, CHO, AND))
    for step in steps([POINTS, SURE, VOTES, marks()]):
        value, why = step.read(slip.row)
        assert (value is None) == bool(why)
    split_row(steps([POINTS, SURE]), line)
    split_row(steps([marks()]), line)
    absentees(line, (ANA, BEN))
    whose_line(line, (ANA, BEN))
    date_reader(None)(line)


@given(st.lists(st.integers(0, 150), min_size=5, max_size=5))
def test_points_are_taken_at_exactly_100_only(row: list[int]) -> None:
    value, why = TypingStep(POINTS).read(" ".join(map(str, row)))
    assert (value is not None) == (sum(row) == 100 and max(row) <= 100)
    assert (why == "") == (value is not None)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("20 10 30 10 35", "The points add up to 105: 5 too many."),
        ("20 10 30 10", "5 needs want 5 numbers, here are 4; a zero is written 0."),
        ("12.5 20 30 20 18", "cxw takes whole points: 12 or 13?"),
        ("12,5 20 30 20 18", "cxw takes whole points: 12 or 13?"),
        ("20 10 x 10 30", "“x” is no number of points: whole numbers from 0 to 100, or d."),
        ("٢٠ 10 30 10 30", "“٢٠” is no number of points: whole numbers from 0 to 100, or d."),
        ("120 0 0 0 0", "120 is more than 100: points go from 0 to 100."),
    ],
)
def test_what_is_wrong_with_a_row_of_points_is_said(row: str, said: str) -> None:
    assert TypingStep(POINTS).read(row) == (None, said)


@pytest.mark.parametrize(
    "row", ["20 10 30 10 30", "20,10,30,10,30", "20; 10; 30; 10; 30", "20, 10, 30, 10, 30"]
)
def test_a_row_is_parted_as_people_write_it(row: str) -> None:
    assert list((TypingStep(POINTS).read(row)[0] or {}).values()) == [20, 10, 30, 10, 30]


@pytest.mark.parametrize("row", ["d", "dk", "D", "?"])
def test_not_knowing_is_a_row(row: str) -> None:
    assert TypingStep(POINTS).read(row) == ("dk", "")


def test_marks_of_one_company_with_a_half() -> None:
    needs = [need.id for need in NEEDS]
    assert list((marks_row("7 8 d 10 6", needs)[0] or {}).values()) == [7, 8, "dk", 10, 6]
    assert marks_row("d", needs) == (dict.fromkeys(needs, "dk"), "")
    assert marks_row("7 7.5 d 10 6", needs) == (None, "cxw takes whole marks: 7 or 8?")
    assert marks_row("7,5", ["price"]) == (None, "cxw takes whole marks: 7 or 8?")
    assert marks_row("11 1 1 1 1", needs)[1] == "11 is more than 10: marks go from 0 to 10."


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("an", ["ana", "andy"]),
        ("ana", ["ana"]),
        ("al", ["ana"]),
        ("LI", ["ana"]),
        ("be", ["ben"]),
        ("od", ["ben", "andy"]),
        ("b", ["ben"]),
        ("ao", ["andy"]),
        ("zz", []),
        ("", []),
    ],
)
def test_two_letters_find_a_person(letters: str, found: list[str]) -> None:
    assert [person.id for person in who(letters, (ANA, BEN, CHO, AND))] == found


def test_accents_and_cards_are_found_too() -> None:
    people = (Person("ase", "Åse Ørn", "Sales", "paper"), Person("s2", "Sales 2", "Sales", "paper"))
    assert [p.id for p in who("as", people)] == ["ase"]
    assert [p.id for p in who("s2", people)] == ["s2"]


@pytest.mark.parametrize("line", ["an 20 10 30 10 30", "20 10 30 10 30 an", "an: 20 10 30 10 30"])
def test_the_name_stands_at_either_end_of_a_slip(line: str) -> None:
    slip = slips.split_line(line)
    assert (slip.letters, slip.row, slip.name_last) == ("an", "20 10 30 10 30", line.endswith("an"))


def test_votes_are_letters_each_once_and_no_more_than_allowed() -> None:
    part = VOTES
    assert TypingStep(part).read("ace") == (["fast", "quality", "brand"], "")
    assert TypingStep(part).read("a c 5") == (["fast", "quality", "brand"], "")
    assert "One vote a need" in TypingStep(part).read("aa")[1]
    assert "At most 3" in TypingStep(part).read("abcd")[1]
    assert "no letter of a need" in TypingStep(part).read("z")[1]


def test_one_letter_says_what_moved_somebody() -> None:
    assert [TypingStep(Part("reason", KIND["reason"], "")).read(letter)[0] for letter in "fawgn"] == [
        "fact",
        "argument",
        "wording",
        "agreement",
        "none",
    ]
    assert "One letter" in TypingStep(Part("reason", KIND["reason"], "")).read("x")[1]


def test_who_gives_nothing_is_told_by_letters() -> None:
    assert absentees("an late, be, ch declined", (ANA, BEN, CHO))[0] == {
        "ana": "late",
        "ben": "absent",
        "cho": "declined",
    }
    assert "Nobody here" in absentees("zz", (ANA,))[1]
    assert "can be" in absentees("an", (ANA, AND))[1]


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Anna Müller", {"am": "absent"}),
        ("Anna Müller V. zu spät, anna müller declined", {"amv": "late", "am": "declined"}),
        ("müller v abgelehnt", {"amv": "declined"}),
        ("amv abge; lehn gegangen", {"amv": "declined", "lea": "left"}),
        ("lea le", {"lea": "absent"}),
    ],
)
def test_who_gives_nothing_may_be_named_by_several_words(line: str, absent: dict[str, str]) -> None:
    names = {"am": "Anna Müller", "amv": "Anna Müller V.", "lea": "Lea Lehn"}
    people = [Person(id, name, "Sales", "paper") for id, name in names.items()]
    assert absentees(line, people) == (absent, "")
    assert "Anna Müller or Anna Müller V.: type more" in absentees("anna", people)[1]
    ann = [Person("a", "Ann", "Sales", "paper"), Person("b", "Anna", "Sales", "paper")]
    assert "give the shorter name an initial" in absentees("ann", ann)[1]
    assert "a name, then one of late" in absentees("lea maybe", people)[1]


def test_an_unknown_line_can_be_signed_and_a_colon_in_a_sentence_stays() -> None:
    assert whose_line("an: whether price comes first", (ANA, BEN)) == ("ana", "whether price comes first", "")
    assert whose_line("what we ask: why", (ANA, BEN)) == (None, "what we ask: why", "")
    assert whose_line("be - who leaves", (ANA, BEN)) == ("ben", "who leaves", "")
    assert "type more of the name" in whose_line("an: why", (ANA, AND))[2]


@pytest.mark.parametrize("line", ["an: be: who leaves", "an - be - who leaves", "an: Ben Ode: who leaves"])
def test_a_line_pasted_behind_somebody_elses_name_is_nobodys(line: str) -> None:
    """Half a line was typed, and a signed one pasted into it: its name would stand on the wall as words."""
    assert "one name a line" in whose_line(line, (ANA, BEN))[2]
    room = [Participant(id=one.id, name=one.name) for one in (ANA, BEN)]
    assert "one name a line" in unclear(line, room)[0]
    assert unclear("an: what we ask: why", room) == []


@pytest.mark.parametrize(("typed", "day"), [("2026-03-14", 14), ("14.3.2026", 14), ("today", 21), ("+7", 28)])
def test_dates_as_people_type_them(typed: str, day: int) -> None:
    assert date_reader(dt.date(2026, 3, 21))(typed)[0].day == day


def test_a_day_that_is_not_in_the_calendar_is_named() -> None:
    assert "no day of the calendar" in date_reader(None)("2026-02-30")[1]
    assert "no date" in date_reader(None)("soon")[1]


def test_a_way_of_a_form_is_found_by_its_first_letters() -> None:
    blank = Blank("kind", "Kind", ways=(("a", "test"), ("b", "tickets"), ("c", "survey")))
    for letter in "tix":
        blank.jump(letter)
    assert blank.line.text == "b"
    blank.jump("s")
    assert blank.line.text == "c"
    blank.turn(1)
    assert blank.line.text == "a"


@pytest.mark.parametrize("typed", ["ø", "oy", "øy", "oe"])
def test_a_name_with_an_accent_is_found_with_and_without_it(typed: str) -> None:
    blank = Blank("who", "Who", ways=(("a", "Anna Müller"), ("o", "Øystein Größle")))
    for letter in typed:
        blank.jump(letter)
    assert blank.line.text == "o"


# drawing


@given(wild, st.integers(1, 60))
def test_what_is_drawn_fits_its_columns(text: str, room: int) -> None:
    assert columns(clip(text, room)) <= room
    assert columns(pad(text, room)) == room
    assert all(columns(line) <= max(room, 2) for line in wrap(text, room))


@given(st.floats(0, 1), st.integers(1, 80))
def test_a_bar_is_as_long_as_its_share(share: float, room: int) -> None:
    assert abs(len(bar(share, room).rstrip()) - share * room) <= 1


@given(st.integers(0, 50), st.integers(0, 49), st.integers(1, 20))
def test_the_row_under_the_cursor_is_in_view(count: int, focus: int, room: int) -> None:
    first, last = in_view(count, min(focus, max(0, count - 1)), room)
    assert last - first == min(count, room)
    assert count == 0 or first <= min(focus, count - 1) < last


def test_large_digits_are_three_lines() -> None:
    assert large_digits("105") == ["▄█  █▀█ █▀▀", " █  █ █ ▀▀█", "▀▀▀ ▀▀▀ ▀▀▀"]


# every widget


def _panes(masked: bool) -> list[Pane]:
    slips_of = Slips(POINTS, SURE, people=(ANA, BEN, CHO))
    clock = itertools.count().__next__
    hub = SlipsPane(SlipStack(slips_of.ask(), masked=masked), clock)
    visiting = SlipsPane(SlipStack(slips_of.ask(), masked=masked), clock)
    visiting.paper.state = AtSlip(Visit(ANA, steps([marks()])))
    asked = SlipsPane(SlipStack(slips_of.ask(), masked=masked), clock)
    asked.paper.ask(Close(), "Whose slip is it?", [Way(f"w{n}", "Way " * 30) for n in range(12)])
    rows = [[("", "Price")]]
    wall = Wall(
        "weights", "first", lambda w, h: "x", keys={"next": "Next", "reveal": "Reveal"}, lines_to_say="Hm."
    )
    return [
        Allocator(POINTS, "Ana", "Points", masked=masked),
        GridEditor(marks(us=("price",)), "Ana", "Marks", masked=masked),
        *(Single(part, "Ana", "One", masked=masked) for part in (SURE, VOTES)),
        hub,
        visiting,
        asked,
        BoardPane(Table("Quality", "Price", "Brand").ask()),
        BoardPane(Table().ask()),
        LinesPane("Needs", "Clinics", "What?", lambda width: rows),
        AllIn((ANA, BEN), 2),
        Choice("Which", "One?", [("a", "Apple"), ("b", "Banana")]),
        Form(
            "A form",
            "What?",
            [Blank("kind", "Kind", ways=(("a", "Apple"),)), Blank("date", "Date", read=date_reader(None))],
        ),
        WallPane(wall, projected=masked),
    ]


def test_the_need_under_the_cursor_of_the_board_is_read_whole() -> None:
    texts = [
        f"Somebody {n} who knows our practice and picks up the phone on the day of the payroll"
        for n in range(9)
    ]
    for votes in ({}, {"n1": 3}):
        table = Table(*texts)
        table.votes = votes
        pane = BoardPane(table.ask())
        for place, text in enumerate(texts):
            pane.at = place
            assert text in " ".join(text_of(pane.draw(Size(80, 24))).split())


def test_a_need_as_long_as_a_page_leaves_the_board_its_list() -> None:
    pane = BoardPane(Table("Price", "word " * 380, "Brand").ask())
    pane.at = 1
    drawn = text_of(pane.draw(Size(80, 24)))
    assert all(word in drawn for word in ("Price", "Brand", "0 chosen"))


def test_needs_stand_on_the_masked_screen_too() -> None:
    allocator = Allocator(POINTS, "Ana", "Points", masked=True)
    drawn = text_of(allocator.draw(Size(120, 40)))
    assert all(need.text in drawn for need in NEEDS)


def test_a_long_list_is_paged_no_farther_than_its_beginning() -> None:
    pane = LinesPane("Needs", "Clinics", "What?", lambda width: [[("", f"need {n}")] for n in range(90)])
    for _ in range(60):
        pane.press(Key("pageup"))
    assert "need 0" in text_of(pane.draw(Size(80, 24))).split("\n")[5].strip()
    pane.press(Key("pagedown"))
    drawn = text_of(pane.draw(Size(80, 24)))
    assert "need 5\n" in drawn.replace(" \n", "\n")
    assert "need 4\n" not in drawn


def test_only_the_keys_that_scroll_move_the_workings() -> None:
    pane = Workings("Points", [f"line {n}" for n in range(90)])
    pane.draw(Size(80, 24))
    for name in ("x", "tab", "left"):
        pane.press(Key(name))
    assert "line 0" in text_of(pane.draw(Size(80, 24)))
    pane.press(Key("down"))
    assert "line 0" not in text_of(pane.draw(Size(80, 24)))


def test_a_row_typed_after_a_dont_know_is_an_answer() -> None:
    state, unknown = Allocation(NEEDS), Allocation(NEEDS)
    unknown.press("d")
    assert (unknown.value, unknown.fill("20 10 30 10 30")) == ("dk", True)
    state.fill("20 10 30 10 30")
    assert unknown.value == state.value


def test_a_field_of_a_form_with_fixed_ways_shows_the_one_that_is_chosen() -> None:
    form = Form("A form", "What?", [Blank("kind", "Kind", ways=(("a", "Apple"), ("b", "Banana")))])
    form.blanks[0].line.put("b")
    assert "‹ Banana ›" in text_of(form.draw(Size(80, 24)))


KEYS = [
    *(Key(name, name if len(name) == 1 else "") for name in NAMES),
    Key("paste", "20 10\n30 価"),
    Key("é", "é"),
]


@given(
    st.integers(0, len(_panes(True)) - 1),
    st.booleans(),
    st.lists(st.sampled_from(KEYS), max_size=40),
    st.sampled_from([(72, 21), (80, 24), (200, 60)]),
)
@settings(max_examples=often(400), deadline=None)
def test_no_key_and_no_size_breaks_a_widget(
    place: int, masked: bool, keys: list[Key], size: tuple[int, int]
) -> None:
    pane = _panes(masked)[place]
    for key in keys:
        if key.name == "esc":
            pane.escape()
        words = [] if pane.typed else [c.word for c in pane.commands() if c.letter == key.letter]
        if words:
            pane.command(words[0])
        else:
            pane.press(key)
    lines = pane.draw(Size(*size))
    assert len(lines) <= size[1]
    assert all(length(line) <= size[0] for line in lines)
    assert not any("\n" in text or "\x1b" in text for line in lines for _, text in line)


WORDS_FOR_ONE = st.lists(
    st.sampled_from(["Geschäftsführung", "of Øst", "and", "D’Souza,", "tick", "nobody", "a"]), max_size=160
)


SIZES = st.builds(
    Size, st.integers(80, 130), st.integers(24, 45), st.sampled_from(["", "10:24 · 5 min behind"])
)


@given(WORDS_FOR_ONE, WORDS_FOR_ONE, WORDS_FOR_ONE, SIZES, st.booleans())
def test_what_is_for_the_facilitator_alone_leaves_the_screen_its_height(
    alone: list[str], say: list[str], said: list[str], size: Size, opened: bool
) -> None:
    asked: list[int] = []

    def drawn(columns: int, lines: int) -> str:
        asked.append(lines)
        return "\n".join(["the wall"] * lines)

    wall = Wall(
        "weights",
        "first sealed",
        drawn,
        keys={NEXT: "Go on", REVEAL: "Reveal", REOPEN: "Open again", BACK: "Back"},
        lines_to_say=" ".join([*say, *alone]),
        alone=" ".join(alone),
    )
    pane = WallPane(wall, projected=False)
    pane.draw(size)
    out = pane.command("help") if opened else None
    pane.said = " ".join(said)
    screen = text_of(pane.draw(size))
    assert min(asked) >= LOWEST_WALL
    assert len(screen.split("\n")) == size.height
    if opened and wall.lines_to_say:
        # All of it beside the screen, or a screen of its own.
        shown = " ".join(screen.split())
        assert (out is not None and out.word == "help") or " ".join(wall.lines_to_say.split()) in shown
    elif ALL_OF_IT not in screen:
        assert " ".join(wall.alone.split()) in " ".join(screen.split())


def test_while_the_dark_is_one_key_away_no_letter_moves_the_day() -> None:
    pane = WallPane(Wall("weights", "shown", lambda width, height: "", lines_to_say="Wait."), projected=True)
    moves = [pane.moves_at_once]
    assert pane.command("help") is None
    moves.append(pane.moves_at_once)
    pane.press(Key("x", "x"))
    assert [*moves, pane.moves_at_once] == [True, False, True]


def test_a_long_line_of_the_workings_goes_on_further_in() -> None:
    shown = text_of(Workings("Points", ["  " + "word " * 20, "Plain"]).draw(Size(60, 16))).split("\n")
    first, second = (line for line in shown if "word" in line)
    assert len(second) - len(second.lstrip()) == len(first) - len(first.lstrip()) + 4
