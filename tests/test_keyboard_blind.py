"""While everybody sees the screen, nothing that is typed can be seen on it: not the values, not how many are left."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from keyboard_asks import (
    ANA,
    BEN,
    CHO,
    COMPANIES,
    CONTACT,
    NEEDS,
    POINTS,
    REASON,
    SURE,
    TICK,
    VOTES,
    Played,
    Slips,
    marks,
)

from cxw.day.desk import AskedOf, Person
from cxw.keyboard.allocator import Allocator
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import Size
from cxw.keyboard.grideditor import GridEditor
from cxw.keyboard.keys import Key
from cxw.keyboard.single import Single
from cxw.keyboard.ticking import Boxes, OneBox
from cxw.keyboard.typist import BACK, DOWN, ESC, LEFT, RIGHT, TAB, UP
from cxw.questions.asking import Item, Part
from cxw.questions.typed import LETTERS

LAPTOP = tuple(Person(p.id, p.name, p.function, "laptop") for p in (ANA, BEN))


class Taken(Played):
    """A projected desk, with the slips it takes in."""

    slips: Slips


def projected(
    *chunks: str, parts: tuple[Part, ...], people: tuple[Person, ...] = LAPTOP, of: AskedOf = "weights"
) -> Taken:
    slips = Slips(*parts, people=people)
    here = Taken(*chunks, projected=True)
    here.run(lambda room: room.ballots(slips.ask(of)))
    here.slips = slips
    return here


def same(one: Taken, other: Taken) -> None:
    """Nothing that was sent to the terminal differs, though the answers do."""
    assert one.slips.kept != other.slips.kept
    assert "".join(one.bytes) == "".join(other.bytes)


LEAVE = (ESC, "q")
POINT_ROWS = [
    ("20 10 30 10 30", "30 10 15 25 20"),
    ("00 99 00 01 00", "96 01 01 01 01"),
]


@pytest.mark.parametrize(("one", "other"), POINT_ROWS)
def test_the_allocator_sends_the_same_bytes_for_other_points(one: str, other: str) -> None:
    runs = [
        projected("\r", *(letter for letter in row), "\r", *LEAVE, parts=(POINTS,)) for row in (one, other)
    ]
    same(*runs)


def test_not_knowing_looks_like_any_other_row() -> None:
    runs = [projected("\r", *row, "\r", *LEAVE, parts=(POINTS,)) for row in (["r", RIGHT], ["d", "k"])]
    assert runs[0].seen[3] == runs[1].seen[3]
    assert "know how" not in "".join(runs[1].seen)


def test_arrows_move_nothing_that_can_be_seen() -> None:
    up, down = [
        projected("\r", "r", LEFT if n else RIGHT, "r", "\r", *LEAVE, parts=(POINTS,)) for n in (0, 1)
    ]
    assert "".join(up.bytes) == "".join(down.bytes)


@pytest.mark.parametrize(("one", "other"), [("7 8 d 10 6 ", "1 9 2 00 d "), ("5 5 5 5 5 ", "d d d d d ")])
def test_the_grid_sends_the_same_bytes_for_other_marks(one: str, other: str) -> None:
    runs = [projected("\r", *(row * 3), "\r", *LEAVE, parts=(marks(),), of="marks") for row in (one, other)]
    same(*runs)


@pytest.mark.parametrize(("one", "other"), [("85", "20"), ("100", "dk ")])
def test_a_percentage_sends_the_same_bytes(one: str, other: str) -> None:
    same(*[projected("\r", *typed, "\r", *LEAVE, parts=(SURE,), of="guess") for typed in (one, other)])


def test_votes_and_reasons_send_the_same_bytes() -> None:
    same(*[projected("\r", *typed, "\r", *LEAVE, parts=(VOTES,), of="votes") for typed in ("abc", "edc")])
    same(*[projected("\r", typed, "\r", *LEAVE, parts=(REASON,)) for typed in "fg"])


@pytest.mark.parametrize(
    ("parts", "one", "other"),
    [
        ((POINTS, SURE), ["an 20 10 30 10 30\r", "80\r"], ["an 30 10 15 25 20\r", "15\r"]),
        ((POINTS, SURE), ["20 10 30 10 30 an\r", "80\r"], ["30 10 15 25 20 an\r", "15\r"]),
        (
            (marks(),),
            ["an 7 8 d 10 6\r", "1 1 1 1 1\r", "2 2 2 2 2\r"],
            ["an 0 9 1 00 d\r", "3 d 3 3 3\r", "d 2 9 2 2\r"],
        ),
        ((VOTES,), ["an ace\r"], ["an bda\r"]),
        ((REASON,), ["an f\r"], ["an w\r"]),
    ],
)
def test_the_paper_desk_sends_the_same_bytes_for_other_slips(
    parts: tuple[Part, ...], one: list[str], other: list[str]
) -> None:
    letters = [[letter for chunk in chunks for letter in chunk] for chunks in (one, other)]
    same(*[projected(*keys, *LEAVE, parts=parts, people=(ANA, CHO)) for keys in letters])


def test_a_refused_slip_does_not_say_how_far_it_is_off() -> None:
    runs = [
        projected(row, *LEAVE, parts=(POINTS,), people=(ANA,))
        for row in ("an 20 10 30 10 35\r", "an 20 10 30 10 10\r")
    ]
    assert "".join(runs[0].bytes) == "".join(runs[1].bytes)
    assert "105" not in runs[0].seen[1]
    assert "Not taken in" in runs[0].seen[1]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("an 20 10 30 10 35", "too many"),
        ("an 20 10 30 10 1", "points missing"),
        ("an 20 10 30 10 30", "complete"),
    ],
)
def test_on_request_a_slip_says_which_way_it_is_off_and_no_more(row: str, said: str) -> None:
    here = projected(row, TAB, *LEAVE, parts=(POINTS,), people=(ANA,))
    assert said in here.seen[2]
    assert not {"105", "71", "29", "35", "30", "5"} & set(re.findall(r"\w+", here.seen[2]))


@pytest.mark.parametrize(
    ("row", "said"), [("99", "points missing"), ("99 9", "too many"), ("99 1", "complete")]
)
def test_on_request_the_allocator_says_which_way_it_is_off(row: str, said: str) -> None:
    here = projected("\r", row, TAB, *LEAVE, parts=(POINTS,))
    assert said in here.seen[3]
    assert "99" not in here.seen[3]


def test_enter_before_100_says_only_that_it_is_not_100() -> None:
    here = projected("\r", "40\r", *LEAVE, parts=(POINTS,))
    assert "The points do not add up to 100 yet." in here.seen[2]
    assert "60" not in here.seen[2]
    assert "40" not in here.seen[2]


@pytest.mark.parametrize("hides", [ESC, "p"])
def test_values_are_peeked_at_only_after_the_projector_is_dark_and_changed_in_sight(hides: str) -> None:
    here = projected("\r", "40", "p", "\r", DOWN, "33", hides, *LEAVE, parts=(POINTS,))
    assert "Darken the projector first." in here.seen[3]
    assert "40" not in here.seen[3]
    assert "40" in here.seen[4]
    assert "27" in here.seen[6].replace("▀", " ") or "33" in here.seen[6]
    assert "40" in here.seen[6]
    assert not {"40", "33"} & set(re.findall(r"\d+", here.seen[7]))
    assert "hidden while this screen is projected" in here.seen[7]


def test_marks_are_changed_while_they_are_in_sight() -> None:
    here = projected("\r", "7 8 ", "p", "\r", "9", " 3", ESC, *LEAVE, parts=(marks(),), of="marks")
    assert "■" in here.seen[3]
    assert "■" not in here.seen[4]
    assert "[ 9]" in here.seen[5]
    assert "[ 3]" in here.seen[6]
    assert "■" in here.seen[7]
    assert not re.search(r"\[ ?\d", here.seen[7])


def test_a_percentage_is_changed_while_it_is_in_sight_and_then_handed_in() -> None:
    here = projected("\r", "85", ESC, "p", "\r", BACK, "7", ESC, "\r", *LEAVE, parts=(SURE,), of="guess")
    assert "85" in here.seen[5]
    assert "87" in here.seen[7]
    assert "87" not in here.seen[8]
    assert here.slips.kept["ana", SURE.id] == 87


def test_a_half_is_not_repeated_on_the_screen() -> None:
    here = projected("\r", "7.5", *LEAVE, parts=(marks(),), of="marks")
    assert "cxw takes whole marks" in here.seen[2]
    assert not {"7", "8"} & set(re.findall(r"\d+", here.seen[2].split("cxw")[1]))
    other = projected("\r", "2.5", *LEAVE, parts=(marks(),), of="marks")
    assert "".join(here.bytes) == "".join(other.bytes)


@pytest.mark.parametrize("moves", [[DOWN, DOWN], [DOWN, UP, DOWN], [" ", ";"]])
def test_the_cursor_tells_nothing_of_a_row_that_is_not_known(moves: list[str]) -> None:
    runs = [projected("\r", first, *moves, *LEAVE, parts=(POINTS,)) for first in ("d", "7")]
    assert "".join(runs[0].bytes) == "".join(runs[1].bytes)


def test_any_other_key_than_enter_goes_on_without_a_look() -> None:
    here = projected("\r", "40", "p", DOWN, *LEAVE, parts=(POINTS,))
    assert "40" not in "".join(here.seen)


def test_a_typed_slip_is_peeked_at_behind_esc() -> None:
    here = projected("an 40 1", ESC, "p", "\r", DOWN, *LEAVE, parts=(POINTS,), people=(ANA,))
    assert "40 1" in here.seen[4]
    assert "40 1" not in here.seen[5]


def test_marks_are_shown_as_given_and_no_more() -> None:
    here = projected("\r", "10 d", *LEAVE, parts=(marks(),), of="marks")
    assert here.seen[2].count("■") == 3  # two cells, and the line that says what it means
    assert "[10]" not in here.seen[2]
    assert " d " not in here.seen[2].replace("d don't know", "")


def test_the_wall_says_how_many_are_taken_in_and_never_who_is_missing() -> None:
    here = projected("an d\r", "\r", "\r", ESC, *LEAVE, parts=(POINTS,), people=(ANA, BEN, CHO))
    assert "of 3 taken in" in here.seen[1]
    assert "2 answers are still missing." in here.seen[3]
    assert not {"Ben", "Cho"} & set(re.findall(r"\w+", "".join(here.seen)))


def test_in_the_facilitators_own_window_the_same_is_in_sight() -> None:
    slips = Slips(POINTS, people=(ANA, CHO))
    here = Played("an 20 10 30", *LEAVE)
    here.run(lambda room: room.ballots(slips.ask()))
    assert "60 given, 40 still to give" in here.seen[1]
    assert "still to come: Ana Lima, Cho Park" in here.seen[1]


def test_typing_and_taking_back_leaves_no_trace_of_how_much_was_typed() -> None:
    here = projected("an 20", " 10 30", BACK * 3, *LEAVE, parts=(POINTS,), people=(ANA,))
    assert here.seen[1] == here.seen[2] == here.seen[3]


def test_the_needs_and_companies_are_not_hidden() -> None:
    here = projected("\r", *LEAVE, parts=(marks(),), of="marks")
    assert all(need.text in here.seen[1] or need.label in here.seen[1] for need in NEEDS)
    assert all(company.label in here.seen[1] for company in COMPANIES)


def test_a_hidden_line_that_was_refused_is_begun_anew_by_typing() -> None:
    here = projected("an 20 10\r", "20 10 30 10 30\r", "\r", "\r", parts=(POINTS,), people=(ANA,))
    assert here.slips.kept["ana", "points"]["brand"] == 30
    nameless = projected(
        "20 10 30 10 30\r", "an 20 10 30 10 30\r", "\r", "\r", parts=(POINTS,), people=(ANA,)
    )
    assert nameless.slips.kept["ana", "points"]["brand"] == 30
    again = projected("\r", "101\r", "55\r", "\r", parts=(SURE,), people=LAPTOP[:1], of="guess")
    assert again.slips.kept["ana", "conviction"] == 55


def test_a_hidden_line_that_was_looked_at_is_put_right_instead() -> None:
    here = projected(
        "an 20 10\r", ESC, "p", "\r", "x", " 30 10 30\r", "\r", "\r", parts=(POINTS,), people=(ANA,)
    )
    assert here.slips.kept["ana", "points"]["brand"] == 30


def test_whose_slip_it_is_stands_there_while_it_is_typed() -> None:
    here = projected("an 20", *LEAVE, parts=(POINTS,), people=(ANA, CHO))
    assert "Ana Lima" in here.seen[1]


def test_after_a_refusal_and_tab_s_still_puts_the_slip_aside() -> None:
    here = projected("an 20 10 30 10 35\r", TAB, "s\r", "\r", DOWN + "\r", parts=(POINTS,), people=(ANA,))
    assert here.slips.drafts == {"ana": "20 10 30 10 35"}
    assert "too many" in here.seen[2]


ALPHABET = replace(VOTES, needs=tuple(Item(f"n{n}", f"Need {n}") for n in range(26)), most=26)
"""Every letter is a need, also those that are keys elsewhere: p peeks, q leaves, t tells."""


@pytest.mark.parametrize(
    ("people", "keys"),
    [
        (LAPTOP[:1], ("\r", LETTERS, "\r")),
        (LAPTOP[:1], ("\r", *LETTERS, "\r")),
        (LAPTOP[:1], ("\r", ESC, "p", "\r", *LETTERS, ESC, "\r")),
        ((ANA,), (f"an {LETTERS}\r",)),
        ((ANA,), ("an\r", *LETTERS, "\r")),
    ],
    ids=["laptop", "laptop, key by key", "laptop, in sight", "paper", "paper, key by key"],
)
def test_every_letter_of_a_need_votes_for_it_whatever_the_letter_does_elsewhere(
    people: tuple[Person, ...], keys: tuple[str, ...]
) -> None:
    here = projected(*keys, *LEAVE, parts=(ALPHABET,), people=people, of="votes")
    assert here.slips.kept == {("ana", "votes"): [need.id for need in ALPHABET.needs]}


def test_votes_typed_without_a_name_are_not_shown_for_letters_of_one() -> None:
    runs = [
        projected(*votes, "\r", *LEAVE, parts=(VOTES,), people=(ANA,), of="votes") for votes in ("bde", "edb")
    ]
    assert "".join(runs[0].bytes) == "".join(runs[1].bytes)
    assert "Nobody here begins with these letters." in runs[0].seen[4]


def test_the_slips_of_a_vote_say_how_many_letters_and_do_not_take_d_for_not_knowing() -> None:
    first = Played(ESC, "q", projected=True)
    first.run(lambda room: room.ballots(Slips(VOTES, people=(ANA, CHO)).ask("votes")))
    seen = "".join(first.seen)
    assert "two letters of a name, then up to 3 letters of needs" in seen
    assert "a name and letters, Enter" in seen
    assert "does not know" not in seen


@pytest.mark.parametrize(
    "pane",
    [
        Allocator(POINTS, "Ana", "Points", masked=False),
        GridEditor(marks(), "Ana", "Marks", masked=False),
        Single(SURE, "Ana", "How sure", masked=False),
        OneBox(TICK, "Ana", "Sales", masked=False),
        Boxes(CONTACT, "Ana", "Customers", masked=False),
    ],
    ids=lambda pane: type(pane).__name__,
)
def test_what_is_hidden_when_the_screen_becomes_projected_can_be_changed_in_sight_too(
    pane: AnswerPane,
) -> None:
    pane.see(True)
    assert pane.command("peek") is None
    pane.press(Key("enter"))
    pane.press(Key("7", "7"))
    shown = "\n".join("".join(text for _, text in line) for line in pane.draw(Size(80, 24)))
    assert "in sight and can be changed" in shown
    assert pane.who in shown.splitlines()[0]
    assert "p peek" in shown.splitlines()[-1]
    assert "hidden while this screen is projected" not in shown
