"""What a facilitator and the people in the room notice at the keyboard, typed through a pipe into a Room."""

# ruff: noqa: TID251 - the widgets are driven through a pipe

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from keyboard_asks import (
    ANA,
    AND,
    BEN,
    CHO,
    KIND,
    PEOPLE,
    POINTS,
    REASON,
    SURE,
    VOTES,
    Items,
    Played,
    Slips,
    Table,
    asking,
    changed,
    marks,
    noted,
    played,
)
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from cxw.day import closing
from cxw.day.desk import (
    DONE,
    LEAVE,
    Acts,
    Competitors,
    Decisions,
    Look,
    Person,
    Promises,
    Proposals,
    Unknowns,
    Wall,
)
from cxw.day.evidence import numbered_id
from cxw.day.gathering import Claim
from cxw.day.needs import ProposedNeed
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.keyboard import Room, Typist
from cxw.keyboard.canvas import Size, text_of
from cxw.keyboard.evidence import item_in_one_line
from cxw.keyboard.forms import date_reader
from cxw.keyboard.look import Claims
from cxw.keyboard.look import Items as EvidenceOfOne
from cxw.keyboard.notices import MOST, STANDS, Notices
from cxw.keyboard.spreadsheet import SpreadsheetPane
from cxw.keyboard.typist import (
    BACK,
    DELETE,
    DOWN,
    END,
    ENTER,
    ESC,
    HOME,
    LEFT,
    PAGE_DOWN,
    PAGE_UP,
    RIGHT,
    TAB,
    UP,
    virtual,
)
from cxw.model import Decided, Evidence, Research, Segment
from cxw.questions.asking import Item, Part
from cxw.text.phrases import speak
from cxw.theme import DARK

ROW = {"fast": 20, "price": 10, "quality": 30, "service": 10, "brand": 30}
PAPER = (ANA, CHO)
CLOSE = DOWN + ENTER
"""In the dialogue that closes a round: without those who are missing."""
LAPTOP = tuple(Person(p.id, p.name, p.function, "laptop") for p in (ANA, BEN))


def paper(slips: Slips, *chunks: str, **room: Any) -> Any:
    return played(lambda here: here.ballots(slips.ask()), *chunks, **room)


# slips of paper


def test_slips_are_typed_in_any_order_and_the_round_closes_when_all_are_in() -> None:
    slips = Slips(POINTS, SURE, people=PAPER)
    assert paper(slips, "ch d\r", "an 20 10 30 10 30\r", "70\r", "\r", "\r") == DONE
    assert slips.kept == {
        ("cho", "points"): "dk",
        ("cho", "conviction"): "dk",
        ("ana", "points"): ROW,
        ("ana", "conviction"): 70,
    }
    assert {desk for _, _, desk in slips.desks} == {"paper"}


def test_points_and_conviction_can_stand_on_one_line() -> None:
    slips = Slips(POINTS, SURE, people=(ANA,))
    paper(slips, "an 20 10 30 10 30 70%\r", "\r", "\r")
    assert slips.kept["ana", "conviction"] == 70


def test_a_slip_that_adds_up_to_105_is_put_aside_on_s() -> None:
    slips = Slips(POINTS, people=(ANA,))
    paper(slips, "an 20 10 30 10 35\r", "s\r", "\r", CLOSE)
    assert slips.drafts == {"ana": "20 10 30 10 35"}
    assert not slips.kept


def test_a_refused_row_stays_and_can_be_typed_right() -> None:
    slips = Slips(POINTS, people=(ANA,))
    here = Played("an 20 10 30 10 35\r", BACK + "0\r", "\r", "\r")
    here.run(lambda room: room.ballots(slips.ask()))
    assert "The points add up to 105: 5 too many. s and Enter puts the slip aside." in here.seen[1]
    assert "20 10 30 10 35" in here.seen[1]
    assert slips.kept["ana", "points"] == ROW


def test_a_slip_cannot_be_put_aside_where_the_round_has_no_drafts() -> None:
    slips = Slips(SURE, people=(ANA,), aside=False)
    paper(slips, "an 101\r", BACK + "\r", "\r", "\r")
    assert slips.kept["ana", "conviction"] == 10


def test_letters_that_can_be_two_people_ask_whose_slip_it_is() -> None:
    slips = Slips(POINTS, people=(ANA, AND))
    paper(slips, "an 20 10 30 10 30\r", DOWN * 2 + ENTER, "\r", "\r", CLOSE)
    assert slips.kept == {("andy", "points"): ROW}


def test_letters_of_nobody_are_said_and_the_line_stays() -> None:
    slips = Slips(POINTS, people=(ANA,))
    here = Played("zz 20 10 30 10 30\r", "\x01" + DELETE * 2 + "an\r", "\r", "\r")
    here.run(lambda room: room.ballots(slips.ask()))
    assert "Nobody here begins with “zz”." in here.seen[1]
    assert slips.kept == {("ana", "points"): ROW}


def test_a_slip_of_somebody_taken_in_asks_before_it_replaces() -> None:
    slips = Slips(POINTS, people=PAPER)
    slips.accept("ana", "points", ROW, "paper")
    paper(slips, "an d\r", "\r", "an d\r", DOWN + ENTER, "\r", "\r", CLOSE)
    assert slips.kept["ana", "points"] == "dk"


def test_enter_leaves_an_earlier_answer_as_it_is() -> None:
    slips = Slips(POINTS, people=PAPER)
    slips.accept("ana", "points", ROW, "paper")
    paper(slips, "an d\r", "\r", "\r", CLOSE)
    assert slips.kept["ana", "points"] == ROW


def test_after_a_crash_only_what_is_missing_is_asked() -> None:
    slips = Slips(POINTS, SURE, people=(ANA,))
    slips.accept("ana", "points", ROW, "paper")
    paper(slips, "an 55\r", "\r", "\r")
    assert slips.kept["ana", "conviction"] == 55


def test_a_guess_is_asked_in_points_and_how_sure_one_is_in_percent() -> None:
    for part, asked in (
        (Part("guess", KIND["percent"], "How many?"), "then a number of points"),
        (SURE, "a percentage"),
    ):
        slips = Slips(part, people=(ANA,))
        here = Played("an 40\r", "\r", "\r")
        here.run(lambda room: room.ballots(slips.ask()))  # noqa: B023 - run at once
        assert asked in here.seen[0]


def test_a_part_left_open_is_not_an_answer() -> None:
    slips = Slips(POINTS, SURE, people=(ANA,))
    paper(slips, "an 20 10 30 10 30\r", "\r", "\r", CLOSE)
    assert ("ana", "conviction") not in slips.kept


def test_the_next_slip_can_begin_before_the_last_one_is_complete() -> None:
    slips = Slips(POINTS, SURE, people=PAPER)
    paper(slips, "an 20 10 30 10 30\r", "ch d\r", "an 60\r", "\r", "\r")
    assert slips.kept["ana", "conviction"] == 60
    assert slips.kept["cho", "points"] == "dk"


def test_marks_come_company_by_company_each_kept_at_once() -> None:
    slips = Slips(marks(), people=(ANA,))
    paper(slips, "an 7 8 d 10 6\r", "5 5 5 5 5\r", ESC, "q")
    assert slips.kept["ana", "us"] == {"fast": 7, "price": 8, "quality": "dk", "service": 10, "brand": 6}
    assert ("ana", "paycorp") in slips.kept
    paper(slips, "an 1 2 3 4 5\r", "\r", "\r")
    assert slips.kept["ana", "as-now"] == {"fast": 1, "price": 2, "quality": 3, "service": 4, "brand": 5}


def test_all_companies_can_stand_on_one_line() -> None:
    slips = Slips(marks(), people=(ANA,))
    paper(slips, "an 7 8 d 10 6 / 5 5 5 5 5 / 1 2 3 4 5\r", "\r", "\r")
    assert [who for who, _ in slips.kept] == ["ana"] * 3


def test_flagged_cells_alone_are_asked_in_a_second_round_and_the_reason_by_a_letter() -> None:
    cells = marks(us=("price",), paycorp=("fast", "brand"), **{"as-now": ("brand",)})
    slips = Slips(cells, REASON, people=(ANA,))
    paper(slips, "an 7\r", "4 5\r", "9\r", "f\r", "\r", "\r")
    assert slips.kept["ana", "paycorp"] == {"fast": 4, "brand": 5}
    assert slips.kept["ana", "reason"] == "fact"


def second(*typed: str, parts: tuple[Part, ...] = (POINTS, REASON), **more: Any) -> tuple[Slips, Played]:
    slips = Slips(*parts, people=(ANA, CHO))
    here = Played(*typed, ESC, "q", **more)
    assert here.run(lambda room: room.ballots(slips.ask(name="second"))) == LEAVE
    return slips, here


@pytest.mark.parametrize("typed", ["an 20 10 30 10 30 a\r", "an d argument\r"])
def test_the_reason_may_stand_behind_the_row_of_a_second_round(typed: str) -> None:
    slips, here = second(typed)
    assert slips.kept["ana", "points"] in (ROW, "dk")
    assert slips.kept["ana", "reason"] == "argument"
    assert "Ana Lima is taken in." in here.seen[1]


def test_a_row_that_is_off_is_refused_with_its_reason_behind_it_too() -> None:
    slips, here = second("an 20 10 30 10 31 a\r")
    assert slips.kept == {}
    assert "1 too many" in here.seen[1]


def test_flagged_marks_and_their_reason_stand_on_one_line() -> None:
    cells = marks(us=("price",), paycorp=("fast", "brand"), **{"as-now": ("brand",)})
    slips, _ = second("an 7 4 5 d f\r", parts=(cells, REASON))
    assert slips.kept["ana", "paycorp"] == {"fast": 4, "brand": 5}
    assert (slips.kept["ana", "as-now"], slips.kept["ana", "reason"]) == ({"brand": "dk"}, "fact")


def test_a_first_round_takes_no_reason() -> None:
    slips = Slips(POINTS, people=(ANA,))
    paper(slips, "an 20 10 30 10 30 a\r", ESC, "q")
    assert slips.kept == {}


def test_over_the_letters_of_reasons_stands_what_they_answer() -> None:
    slips, here = second("an 20 10 30 10 30 a\r", "ch 20 10 30 10 30\r", ESC, "o", size=(100, 40))
    assert ("cho", "reason") not in slips.kept
    assert "Spread 100 points" in here.seen[0]
    assert "What moved you?" in here.seen[4]
    assert "100 points" not in here.seen[4]


def test_votes_on_paper_are_letters() -> None:
    slips = Slips(VOTES, people=(ANA,))
    paper(slips, "an ace\r", "\r", "\r")
    assert slips.kept["ana", "votes"] == ["fast", "quality", "brand"]


def test_who_gives_no_answer_is_recorded_with_the_reason() -> None:
    slips = Slips(POINTS, people=PAPER)
    assert paper(slips, "an late\r", "ch declined\r", "\r") == DONE
    assert slips.missed == {"ana": "late", "cho": "declined"}


def test_closing_with_people_missing_is_asked_and_a_second_enter_does_not_close() -> None:
    slips = Slips(POINTS, people=PAPER)
    here = Played("\r", "\r", "\r", CLOSE)
    assert here.run(lambda room: room.ballots(slips.ask())) == DONE
    assert "2 answers are still missing: Ana Lima, Cho Park." in here.seen[1]


def test_a_slip_that_was_put_aside_is_named_before_the_round_closes() -> None:
    slips = Slips(POINTS, people=PAPER)
    here = Played("an 20 10 30 10 31\r", "s\r", "\r", CLOSE)
    assert here.run(lambda room: room.ballots(slips.ask())) == DONE
    assert "One slip was put aside" in " ".join(here.seen[3].split())


def test_many_slips_pasted_at_once_stop_at_the_first_that_needs_a_look() -> None:
    slips = Slips(POINTS, people=(ANA, BEN, CHO))
    here = Played(
        "\x1b[200~an 20 10 30 10 30\nbe 99 1 1 0 0\nch d\x1b[201~", BACK * 20 + "100 0 0 0 0\r", "\r", "\r"
    )
    here.run(lambda room: room.ballots(slips.ask()))
    assert slips.kept["ana", "points"] == ROW
    assert slips.kept["ben", "points"]["fast"] == 100
    assert slips.kept["cho", "points"] == "dk"
    assert "Typed ahead, it waits:" in here.seen[1]
    assert "ch d" in here.seen[1]


def test_esc_pauses_and_q_leaves_with_everything_kept() -> None:
    slips = Slips(POINTS, people=PAPER)
    here = Played("an 20 10 30 10 30\r", ESC, "\r", ESC, "q")
    assert here.run(lambda room: room.ballots(slips.ask())) == LEAVE
    assert "Enter goes on. q leaves; everything taken in is kept." in here.seen[2]
    assert slips.kept == {("ana", "points"): ROW}


def test_a_spreadsheet_is_taken_in_from_inside_the_round() -> None:
    slips = Slips(POINTS, people=(ANA,))
    asked: list[str] = []
    said, rows = ["answers.csv: 1 person", "  points  Price"], ["  Ana Lima  50"]

    def look_at(name: str) -> SpreadsheetSeen:
        asked.append(name)
        return SpreadsheetSeen(said, rows, take=lambda: slips.accept("ana", "points", ROW, "spreadsheet"))

    ask = changed(slips.ask(), can_collect=True, look_at=look_at)
    here = Played(ESC, "f", "answers.csv\r", ESC, ESC, "f", "answers.csv\r", "\r", "\r")
    assert here.run(lambda room: room.ballots(ask)) == DONE
    assert asked == ["answers.csv"] * 2
    assert slips.kept["ana", "points"] == ROW
    looks = [screen for screen in here.seen if "Enter takes these answers in" in screen]
    assert all(line in screen for screen in looks for line in (*said, *rows))


def test_a_spreadsheet_shows_no_answers_while_everybody_sees_the_screen() -> None:
    pane = SpreadsheetPane("first round", SpreadsheetSeen(["answers.csv: 1 person"], ["  Ana Lima  50"]))
    for everybody in (True, False):
        pane.see(everybody)
        screen = text_of(pane.draw(Size(80, 24)))
        assert "answers.csv: 1 person" in screen
        assert ("Ana Lima  50" in screen) != everybody
        assert ("The answers are not shown while everybody sees this screen." in screen) == everybody


def test_who_wanted_no_other_words_after_all_goes_back_to_the_slips() -> None:
    slips = Slips(POINTS, people=(ANA,))
    kept: list[str] = []
    acts = Acts("clinics", lambda t, a: [], lambda need, text: noted(kept, need))
    typed = (ESC, "w", UP + DOWN * 9 + "\r", "an 20 10 30 10 30\r", "\r", "\r")
    here = Played(*typed)
    assert here.run(lambda room: room.ballots(changed(slips.ask(), acts=acts))) == DONE
    assert (kept, slips.kept["ana", "points"]) == ([], ROW)


def test_notes_and_other_words_are_kept_in_the_middle_of_a_round() -> None:
    slips = Slips(POINTS, people=PAPER)
    kept: list[object] = []
    acts = Acts(
        "clinics",
        lambda text, about: noted(kept, text),
        lambda need, text: noted(kept, (need, text)),
    )
    ask = changed(slips.ask(), acts=acts)
    typed = (
        "an 20 10",
        ESC,
        "n",
        "two left\r",
        ESC,
        "w",
        DOWN + "\r",
        END + " per head\r",
        ESC,
        "n",
        ESC,
        "b",
        ESC,
        "q",
    )
    assert played(lambda room: room.ballots(ask), *typed) == LEAVE
    assert kept == ["two left", ("price", "Price per head")]


def test_a_typed_line_is_still_there_after_a_note() -> None:
    slips = Slips(POINTS, people=(ANA,))
    ask = changed(slips.ask(), acts=Acts("clinics", lambda text, about: [], lambda need, text: []))
    played(lambda room: room.ballots(ask), "an 20 10", ESC, "n", "two left\r", " 30 10 30\r", "\r", "\r")
    assert slips.kept["ana", "points"] == ROW


def test_behind_esc_a_round_is_closed_and_a_slip_given_up() -> None:
    slips = Slips(POINTS, SURE, people=PAPER)
    word = played(
        lambda room: room.ballots(slips.ask()), "an 20 10 30 10 30\r", ESC, "o", "ch d\r", ESC, "c", CLOSE
    )
    assert word == DONE
    assert ("ana", "conviction") not in slips.kept
    assert slips.kept["cho", "points"] == "dk"


def test_when_nobody_is_left_on_paper_the_laptop_can_still_go_round() -> None:
    slips = Slips(POINTS, people=(ANA, BEN))
    assert (
        played(lambda room: room.ballots(slips.ask()), "an d\r", "\r", "\r", DOWN + ENTER, "\r", "d\r", "\r")
        == DONE
    )
    assert [(who, desk) for who, _, desk in slips.desks] == [("ana", "paper"), ("ben", "laptop")]


def test_esc_takes_a_question_back() -> None:
    slips = Slips(POINTS, people=PAPER)
    assert played(lambda room: room.ballots(slips.ask()), "\r", ESC, "an d\r", ESC, "q") == LEAVE
    assert slips.kept["ana", "points"] == "dk"


# the laptop


def test_the_laptop_goes_from_one_to_the_next_with_a_screen_between() -> None:
    slips = Slips(POINTS, SURE, people=LAPTOP)
    here = Played("\r", "20 10 30 10 30\r", "70\r", "\r", "d\r", "\r")
    assert here.run(lambda room: room.ballots(slips.ask())) == DONE
    assert "Hand the laptop to Ana Lima." in here.seen[0]
    assert "Thank you, Ana Lima." in here.seen[3]
    assert "Hand the laptop to Ben Ode." in here.seen[3]
    assert slips.kept == {
        ("ana", "points"): ROW,
        ("ana", "conviction"): 70,
        ("ben", "points"): "dk",
        ("ben", "conviction"): "dk",
    }
    assert {desk for _, _, desk in slips.desks} == {"laptop"}


def test_enter_hands_in_at_exactly_100_only_and_says_how_many_are_missing() -> None:
    slips = Slips(POINTS, people=LAPTOP[:1])
    here = Played("\r", "20 10 30 10 25\r", "30\r", "\r")
    here.run(lambda room: room.ballots(slips.ask()))
    assert "5 still to give: Enter hands in at exactly 100." in here.seen[2]
    assert slips.kept["ana", "points"] == ROW


def test_keys_left_over_do_not_hand_in_the_next_persons_ballot() -> None:
    slips = Slips(POINTS, people=LAPTOP)
    chunks = ["\r", "20 10 30 10 30\r\r\r\r\r"]
    with create_pipe_input() as input:
        left = iter(chunks)

        def script(text: str) -> list[str] | None:
            keys = next(left, None)
            if keys is not None:
                input.send_text(keys)
            return ["\x1b[24~"] if keys else None

        room = Room(projected=False, theme=DARK, input=input, output=DummyOutput(), typist=Typist(script))
        with pytest.raises(KeyboardInterrupt):
            room.ballots(slips.ask())
    assert set(slips.kept) == {("ana", "points")}


def test_a_complete_company_is_kept_when_the_cursor_leaves_it() -> None:
    slips = Slips(marks(), people=LAPTOP[:1])
    word = played(lambda room: room.ballots(slips.ask()), "\r", "7 8 d 10 6", RIGHT, "5", ESC, "q")
    assert word == LEAVE
    assert set(slips.kept) == {("ana", "us")}


def test_after_leaving_in_the_middle_of_the_grid_only_the_other_companies_are_asked() -> None:
    slips = Slips(marks(), people=LAPTOP[:1])
    played(lambda room: room.ballots(slips.ask()), "\r", "7 8 d 10 6 ", ESC, "q")
    played(lambda room: room.ballots(slips.ask()), "\r", "1 1 1 1 1 2 2 2 2 2\r", "\r")
    assert slips.kept["ana", "as-now"]["fast"] == 2
    assert slips.kept["ana", "us"]["service"] == 10


def test_enter_with_an_empty_cell_goes_there_and_says_so() -> None:
    slips = Slips(marks(), people=LAPTOP[:1])
    here = Played("\r", "7 8 d 10 6 1 1 1 1 1 2 2 2 2\r", "9\r", "\r")
    here.run(lambda room: room.ballots(slips.ask()))
    assert "1 mark missing: d says that nobody knows." in here.seen[2] or "1 mark missing" in here.seen[2]
    assert slips.kept["ana", "as-now"]["brand"] == 9


def test_what_was_typed_stays_when_an_answer_is_refused() -> None:
    slips = Slips(POINTS, people=LAPTOP[:1])
    refused = [["the file was changed meanwhile"]]
    accept = slips.accept
    slips.accept = lambda *answer: refused.pop() if refused else accept(*answer)  # type: ignore[method-assign]
    here = Played("\r", "20 10 30 10 30\r", "\r", "\r")
    here.run(lambda room: room.ballots(slips.ask()))
    assert "The file was changed meanwhile." in here.seen[2]
    assert slips.kept["ana", "points"] == ROW


def test_going_back_to_somebody_needs_the_facilitators_key_and_starts_empty() -> None:
    slips = Slips(POINTS, people=LAPTOP)
    slips.accept("ana", "points", ROW, "laptop")
    here = Played("z", "an\r", "\r", "an\r", "f", "d\r", "\r", DOWN + CLOSE)
    here.run(lambda room: room.ballots(slips.ask()))
    assert "has already handed in" in here.seen[2]
    assert "100" in here.seen[5]
    assert "still to give" in here.seen[5]
    assert slips.kept["ana", "points"] == "dk"


def test_paper_and_laptop_mix_in_one_round_and_either_can_change_desks() -> None:
    slips = Slips(POINTS, people=PEOPLE)
    word = played(
        lambda room: room.ballots(slips.ask()),
        "be 20 10 30 10 30\r",  # Ben would answer on the laptop: his slip is typed instead
        "an laptop\r",
        "\r",
        "d\r",  # Ana answers on the laptop instead of on paper
        "ch d\r",
        "\r",
        "\r",
    )
    assert word == DONE
    assert [(who, desk) for who, _, desk in slips.desks] == [
        ("ben", "paper"),
        ("ana", "laptop"),
        ("cho", "paper"),
    ]


def test_from_the_hand_over_a_person_can_answer_on_paper_later_or_not_at_all() -> None:
    slips = Slips(POINTS, people=LAPTOP)
    word = played(
        lambda room: room.ballots(slips.ask()),
        "l",
        "m",
        DOWN + "\r",
        "\r",
        DOWN + ENTER,
        "p",
        "20 10 30 10 30\r",
        "\r",
        "\r",
    )
    assert word == DONE
    assert slips.missed == {"ben": "left"}
    assert slips.desks == [("ana", "points", "paper")]


def test_votes_and_a_reason_on_the_laptop() -> None:
    slips = Slips(VOTES, REASON, people=LAPTOP[:1])
    played(lambda room: room.ballots(slips.ask()), "\r", "abcd\r", BACK * 4 + "ace\r", "g\r", "\r")
    assert slips.kept == {("ana", "votes"): ["fast", "quality", "brand"], ("ana", "reason"): "agreement"}


# screens


def shown(*chunks: str, keys: dict[str, str] | None = None, **more: Any) -> tuple[str, Played]:
    here = Played(*chunks, projected=more.pop("projected", False))
    wall = Wall(
        "weights",
        "first",
        lambda w, h: "\x1b[1mA screen\x1b[0m",
        keys=keys or {"next": "Next", "back": "Back"},
        **more,
    )
    return here.run(lambda room: walked(room, wall)), here


def walked(room: Room, wall: Wall) -> str:
    """Show it as the running order does: again, after a slip was put right."""
    while (word := room.show(wall)) == "again" and word not in wall.keys:
        pass
    return word


@pytest.mark.parametrize("key", [ENTER, " ", RIGHT, PAGE_DOWN])
def test_a_screen_goes_on(key: str) -> None:
    assert shown(key)[0] == "next"


@pytest.mark.parametrize("key", [LEFT, PAGE_UP])
def test_a_screen_goes_back(key: str) -> None:
    assert shown(key)[0] == "back"


AGAIN = {"next": "Go on", "back": "Back", "second": "Second round"}


@pytest.mark.parametrize("key", [ENTER, " ", RIGHT, PAGE_DOWN])
@pytest.mark.parametrize("projected", [False, True])
def test_one_key_too_many_does_not_leave_out_the_second_round(key: str, projected: bool) -> None:
    word, here = shown(key, "2", keys=AGAIN, projected=projected)
    assert word == "second"
    assert "Enter again goes on without a second round; 2 opens it." in here.seen[1]
    assert shown(key, key, keys=AGAIN, projected=projected)[0] == "next"


@pytest.mark.parametrize("other", ["b" + "b", ESC, "x"])
def test_another_key_in_between_begins_the_question_anew(other: str) -> None:
    word, here = shown(ENTER, other, ENTER, "2", keys=AGAIN)
    assert word == "second"
    assert "without a second round" not in here.seen[2]
    assert "without a second round" in here.seen[3]
    assert shown(ENTER, LEFT, keys=AGAIN)[0] == "back"


def test_a_screen_in_the_middle_of_a_reveal_goes_on_at_once() -> None:
    assert shown(ENTER, keys=AGAIN, last=False)[0] == "next"


REVEAL = {"reveal": "Reveal", "reopen": "Open again"}


def test_the_reveal_is_r_then_enter() -> None:
    word, here = shown("r", ENTER, keys=REVEAL)
    assert word == "reveal"
    assert "Enter reveals" in here.seen[1]


@pytest.mark.parametrize("remote", [PAGE_DOWN, PAGE_UP, ".", "b", ESC, "\x1b[15~", " ", "2"])
def test_no_key_of_a_remote_and_no_double_enter_reveals(remote: str) -> None:
    word, _ = shown(ENTER + ENTER, "r", remote, ENTER, ENTER, ESC, ESC, "o", keys=REVEAL)
    assert word in ("reopen", LEAVE)


@pytest.mark.parametrize("key", [".", "b"])
def test_the_screen_goes_dark_until_a_key(key: str) -> None:
    word, here = shown(key, PAGE_DOWN, PAGE_DOWN)
    assert word == "next"
    assert "A screen" not in here.seen[1]
    assert "A screen" in here.seen[2]


def test_other_words_answer_to_a_letter_of_their_label() -> None:
    keys = {"next": "Next", "map": "Look at the map", "again": "Start again", "second": "Second round"}
    assert shown("l", keys=keys)[0] == "map"
    assert shown("s", keys=keys)[0] == "again"
    assert shown("2", keys=keys)[0] == "second"


def test_what_to_say_and_the_keys_stand_in_the_facilitators_window_only() -> None:
    _, own = shown("h", ENTER, lines_to_say="Ask who would like to speak first.")
    assert "Ask who would like to speak first." in own.seen[1]
    assert "Enter Next" in own.seen[0]
    _, wall = shown("h", "x", ENTER, lines_to_say="Ask who would like to speak first.", projected=True)
    assert "Ask who" not in "".join(wall.seen)
    assert "Enter Next" not in "".join(wall.seen)


def test_on_a_projected_screen_what_to_say_is_read_in_the_dark() -> None:
    word, here = shown("h", "\r", "h", ENTER, lines_to_say="Ask who is first.", projected=True)
    assert word == "next"
    assert "Darken the projector first: what is said then is for you alone." in here.seen[1]
    assert ["Ask who is first." in seen for seen in here.seen] == [False, False, True, False]


def test_what_the_facilitator_alone_must_know_stands_over_the_keys_and_never_on_a_projected_screen() -> None:
    told = "For you alone: Vertrieb is not shown by itself in these points."
    _, own = shown(ENTER, alone=told, lines_to_say="Wait.")
    assert told in own.seen[0]
    assert "h say" in own.seen[0]
    _, wall = shown("b", "x", ENTER, alone=told, projected=True)
    assert "For you alone" not in "".join(wall.seen)


def test_a_note_is_kept_from_any_screen() -> None:
    notes: list[tuple[str, str | None]] = []
    acts = Acts("clinics", lambda text, about: noted(notes, (text, about)), lambda need, text: [])
    assert shown("n", "two clinics left\r", ENTER, acts=acts)[0] == "next"
    assert notes == [("two clinics left", None)]


def test_a_note_that_is_refused_stays_typed() -> None:
    said = [["a note wants words"]]
    kept: list[str] = []
    acts = Acts("clinics", lambda text, about: said.pop() if said else noted(kept, text), lambda n, t: [])
    _, here = shown("n", "hm\r", "m\r", ENTER, acts=acts)
    assert "A note wants words." in here.seen[2]
    assert kept == ["hmm"]


def test_a_slip_is_put_right_after_the_reveal_part_by_part() -> None:
    slips = Slips(POINTS, SURE, people=PAPER)
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    word, _ = shown("c", "an 20 10 30 10 30\r", "\r", "\r", ENTER, acts=acts)
    assert word == "next"
    assert slips.kept == {("ana", "points"): ROW}


def test_a_whole_slip_is_put_right_with_how_sure_somebody_is_or_only_that() -> None:
    slips = Slips(POINTS, SURE, people=(ANA,))
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    shown("c", "an 20 10 30 10 30 8\r", "\r", ENTER, acts=acts)
    assert slips.kept == {("ana", "points"): ROW, ("ana", "conviction"): 8}
    _, here = shown("c", "an\r", "\r", "80\r", "\r", ENTER, acts=acts)
    assert "empty Enter leaves it as it is" in here.seen[2]
    assert slips.kept[("ana", "conviction")] == 80
    assert "Ana Lima: put right." in "".join(here.seen)


def test_where_the_room_has_seen_two_rounds_it_is_asked_in_which_one_the_slip_is() -> None:
    again, first = Slips(POINTS, people=PAPER), Slips(POINTS, people=PAPER)
    both = [
        changed(again.ask(), name="second", title="Points, second round"),
        changed(first.ask(), title="Points, first round"),
    ]
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=both)
    word, here = shown("c", "f", "an 20 10 30 10 30\r", "\r", ENTER, acts=acts)
    assert word == "next"
    assert "In which round is a slip put right?" in here.seen[1]
    assert "first round of points" in here.seen[1]
    assert "Put a slip right: points, first round" in here.seen[2]
    assert (again.kept, first.kept) == ({}, {("ana", "points"): ROW})


def test_who_wants_no_round_put_right_is_back_at_the_screen() -> None:
    both = [Slips(POINTS, people=PAPER).ask(), Slips(POINTS, people=PAPER).ask()]
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=both)
    word, here = shown("c", DOWN, DOWN, "\r", ENTER, acts=acts)
    assert word == "next"
    assert here.seen[-1] == here.seen[0]


@pytest.mark.parametrize(("projected", "says"), [(False, True), (True, False)])
def test_a_second_slip_is_put_right_without_how_sure_somebody_was(projected: bool, says: bool) -> None:
    slips = Slips(POINTS, people=(ANA,))
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    dark = ["\r"] if projected else []
    _, here = shown("c", *dark, "an 20 10 30 10 30 80\r", ESC, "b", ENTER, acts=acts, projected=projected)
    assert slips.kept == {}
    assert ("Only the points are put right here" in here.seen[2 + projected]) == says


def test_on_a_projected_screen_a_slip_is_put_right_in_the_dark_and_the_screen_is_drawn_anew() -> None:
    slips = Slips(POINTS, people=(ANA,))
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    here = Played("c", "\r", "an 20 10 30 10 30\r", "\r", ENTER, projected=True)
    wall = Wall("weights", "first", lambda w, h: str(slips.kept), keys={"next": "Next"}, acts=acts)
    here.run(lambda room: walked(room, wall))
    assert "Darken the projector first: it would be seen whose dot moves." in here.seen[1]
    assert "Whose slip" not in here.seen[1]
    assert "Whose slip is put right?" in here.seen[2]
    assert "'fast': 20" in here.seen[-1]


@pytest.mark.parametrize("other", ["x", ESC, "c", " "])
def test_any_other_key_than_enter_puts_no_slip_right(other: str) -> None:
    slips = Slips(POINTS, people=(ANA,))
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    word, here = shown("c", *other, ENTER, acts=acts, projected=True)
    assert word == "next"
    assert "Whose slip" not in "".join(here.seen)


def test_new_words_in_an_open_round_are_said_to_stand_from_the_next_one() -> None:
    slips = Slips(POINTS, people=(ANA,))
    told: list[tuple[str, str]] = []
    acts = Acts("clinics", lambda t, a: [], lambda need, text: noted(told, (need, text)))
    ask = changed(slips.ask(), acts=acts)
    here = Played(ESC, "w", DOWN + "\r", END + "s\r", ESC, "w", DOWN + "\r", ESC, "b", ESC, "q")
    here.run(lambda room: room.ballots(ask))
    assert told == [("price", "Prices")]
    assert "The new words stand from the next round on" in here.seen[4]


def test_the_screen_shows_what_was_put_right_as_soon_as_it_is_there_again() -> None:
    slips = Slips(POINTS, people=(ANA,))
    acts = Acts("clinics", lambda t, a: [], lambda n, t: [], correct=[slips.ask()])
    here = Played("c", "an 20 10 30 10 30\r", "\r", ENTER)
    wall = Wall("weights", "first", lambda w, h: str(slips.kept), keys={"next": "Next"}, acts=acts)
    here.run(lambda room: walked(room, wall))
    assert "'fast': 20" not in here.seen[0]
    assert "'fast': 20" in here.seen[-1]


def test_a_ready_text_is_shown_until_enter() -> None:
    here = Played(ENTER)
    assert here.run(lambda room: room.pause("The day is complete.")) == DONE
    assert "The day is complete." in here.seen[0]


# needs, competitors, unknowns


class Slate:
    def __init__(self, people: tuple[Person, ...] = PEOPLE) -> None:
        self.people = people
        self.lines: list[tuple[str, int]] = []
        self.in_: list[str] = []
        self.missed: dict[str, str] = {}

    def bulk(self, line: str) -> list[str]:
        if line == "!":
            return ["a need is at least one word"]
        words, _, count = line.partition(" x")
        self.lines.append((words, int(count or 1)))
        return []

    def waiting(self) -> list[str]:
        return [p.id for p in self.people if p.id not in self.in_ and p.id not in self.missed]

    def ask(self) -> Proposals:
        return asking(
            Proposals,
            segment="Clinics",
            question="What do these customers need?",
            people=self.people,
            lines=lambda: [
                ProposedNeed(str(n), text, "", slips, (text,)) for n, (text, slips) in enumerate(self.lines)
            ],
            add=lambda *a: [],
            bulk=self.bulk,
            waiting=self.waiting,
            answered=lambda p: noted(self.in_, p),
            miss=lambda p, why: self.missed.update({p: why}) or [],
        )


def test_needs_come_in_one_by_one_and_in_bulk() -> None:
    needs = Slate()
    here = Played("Quality x3\r", "\x1b[200~Price\nBrand x2\r\nSpeed\x1b[201~", "\r", "\r")
    assert here.run(lambda room: room.proposals(needs.ask())) == DONE
    assert needs.lines == [("Quality", 3), ("Price", 1), ("Brand", 2), ("Speed", 1)]
    assert needs.in_ == ["ana", "ben", "cho"]
    assert "×3  Quality" in here.seen[1]


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_a_pasted_list_is_a_need_a_line_whatever_marks_it(end: str) -> None:
    needs = Slate()
    lines = ["• Preis", "- „Schnelle Lieferung“", "3) 3.5 t payload", " \u00a0* 24h service", "an: D’Souza"]
    here = Played(pasted(end.join(lines)), "\r", "\r")
    assert here.run(lambda room: room.proposals(needs.ask())) == DONE
    assert [text for text, _ in needs.lines] == [
        "Preis",
        "Schnelle Lieferung",
        "3.5 t payload",
        "24h service",
        "an: D’Souza",
    ]


def test_a_table_of_needs_counts_slips_and_says_whose() -> None:
    needs = Slate()
    here = Played(pasted("Preis\t3\n2\tQualität\nService\tAL\nAna Lima\tTempo\nEins\tZwei"), "\r", "\r")
    here.run(lambda room: room.proposals(needs.ask()))
    assert needs.lines == [
        ("Preis", 3),
        ("Qualität", 2),
        ("AL: Service", 1),
        ("Ana Lima: Tempo", 1),
        ("Eins", 1),
        ("Zwei", 1),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_a_line_pasted_with_its_line_end_is_taken_and_what_is_typed_next_is_another(end: str) -> None:
    needs = Slate()
    here = Played(pasted(f"- Preis{end}"), "Qualität\r", pasted("\n"), "\r", "\r")
    assert here.run(lambda room: room.proposals(needs.ask())) == DONE
    assert needs.lines == [("Preis", 1), ("Qualität", 1)]


def test_a_need_whose_words_are_there_is_kept_and_named() -> None:
    needs = Slate()
    here = Played("Preis\r", pasted("Qualität\n- PREIS"), "\r", "\r")
    here.run(lambda room: room.proposals(needs.ask()))
    assert [text for text, _ in needs.lines] == ["Preis", "Qualität", "PREIS"]
    assert "“PREIS” is here already: kept as a slip of its own" in here.seen[2]
    assert "here already" not in here.seen[1]


def test_an_unknown_that_is_there_stands_once_unless_it_is_signed() -> None:
    kept: list[tuple[str, str | None]] = []
    ask = changed(
        unknown_lines(Slate()),
        lines=lambda: [text for text, _ in kept],
        add=lambda text, by: noted(kept, (text, by)),
    )
    here = Played(
        pasted("1. who leaves\n2. why they stay\n3. Who  leaves"), "an: why they stay\r", "\r", "\r"
    )
    assert here.run(lambda room: room.unknowns(ask)) == DONE
    assert kept == [("who leaves", None), ("why they stay", None), ("why they stay", "ana")]
    assert "“Who leaves” is here already: kept once" in here.seen[1]
    assert "“why they stay” is here already" in here.seen[2]


def unknown_lines(needs: Slate) -> Unknowns:
    return asking(
        Unknowns,
        segment="Clinics",
        question="What we do not know is...",
        people=PEOPLE,
        waiting=needs.waiting,
        answered=lambda p: noted(needs.in_, p),
    )


def test_several_lines_pasted_at_one_more_need_are_several_needs() -> None:
    table = Table("Quality", "Price", "Brand")
    board(table, "a", pasted("- Speed\n- Service\n- quality"), ESC, "q")
    assert list(table.needs.values())[3:] == [["Speed"], ["Service"], ["quality"]]


def test_several_lines_are_not_made_one_where_one_is_asked_for() -> None:
    table = Table("Quality", "Price", "Brand")
    here = Played("w", pasted("Speed\nService"), "- Speed\r", ESC, "q")
    here.run(lambda room: room.board(table.ask()))
    assert "These are 2 lines, and this is for one need: nothing was taken over." in here.seen[2]
    assert table.needs["n1"] == ["Speed"]


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("\r", "rescued.yaml"),
        ("a\r", "a"),
        (pasted("b.yaml") + "\r", "b.yaml"),
        (LEFT * 5 + "2\r", "rescued2.yaml"),
        (HOME + "x\r", "xrescued.yaml"),
        (END + "2\r", "rescued.yaml2"),
        (BACK * 4 + "yml\r", "rescued.yml"),
        ("a" + BACK + "bc\r", "bc"),
    ],
)
def test_the_first_key_replaces_what_is_filled_in(keys: str, kept: str) -> None:
    assert played(lambda room: room.line("Save to which file?", "rescued.yaml"), keys) == kept


def test_what_was_refused_is_not_replaced_by_the_next_key() -> None:
    needs = Slate()
    here = Played("!\r", BACK + "Price\r", "!\r", "Speed\r", BACK * 6 + "Speed\r", "\r", "\r")
    here.run(lambda room: room.proposals(changed(needs.ask(), bulk=needs.bulk)))
    assert [text for text, _ in needs.lines] == ["Price", "!Speed", "Speed"]


def test_a_row_of_a_table_fills_the_fields_of_a_form_from_here_on() -> None:
    kept = Cards()
    row = pasted("the front line\t12\tBen Ode\t14.3.2026")
    played(lambda room: room.promises(kept.ask()), "c", "Why?" + DOWN * 3 + row, DOWN * 4 + "\r", END + "\r")
    assert kept.cards["r1"] == Research(
        id="r1",
        question="Why?",
        ask="the front line",
        how_many=12,
        owner="Ben Ode",
        agreed="not yet",
        due=dt.date(2026, 3, 14),
    )


def test_a_form_that_is_refused_says_why_and_keeps_what_was_typed() -> None:
    kept = Cards()
    here = Played("c", "Why?" + DOWN * 7 + "\r", "\r", END + "\r")
    refuse = iter([["Two people know that already."], []])
    here.run(lambda room: room.promises(replace(kept.ask(), promise=lambda card, lines: next(refuse))))
    assert "Two people know that already." in here.seen[2]
    assert "Why?" in here.seen[2]


def test_leaving_from_a_question_asked_beside_a_list_leaves_the_list_too() -> None:
    needs = Slate()
    asked = Acts("clinics", lambda text, about: [], lambda need, words: [])
    here = Played(ESC, "n", ESC, "q")
    assert here.run(lambda room: room.proposals(changed(needs.ask(), acts=asked))) == LEAVE
    assert needs.lines == []


def test_a_refused_line_stays_and_the_pasted_rest_waits_behind_it() -> None:
    needs = Slate()
    here = Played("\x1b[200~Price\n!\nBrand\x1b[201~", BACK + "Speed\r", "\r", "\r")
    here.run(lambda room: room.proposals(needs.ask()))
    assert "A need is at least one word." in here.seen[1]
    assert "one more pasted line follows" in here.seen[1]
    assert [text for text, _ in needs.lines] == ["Price", "Speed", "Brand"]


def test_who_has_not_handed_in_is_named_by_letters_once() -> None:
    needs = Slate()
    played(lambda room: room.proposals(needs.ask()), "Price\r", "\r", "be late\r")
    assert needs.missed == {"ben": "late"}
    assert needs.in_ == ["ana", "cho"]


def test_the_question_whether_all_have_handed_in_leads_back_to_the_list() -> None:
    needs = Slate()
    played(lambda room: room.proposals(needs.ask()), "\r", ESC, "b", "Price\r", "\r", "\r")
    assert needs.lines == [("Price", 1)]


def test_nobody_is_asked_for_needs_twice() -> None:
    needs = Slate()
    needs.in_ = ["ana", "ben", "cho"]
    assert played(lambda room: room.proposals(needs.ask()), "\r") == DONE
    assert needs.in_ == ["ana", "ben", "cho"]


def test_unknown_lines_are_signed_or_not() -> None:
    needs = Slate()
    kept: list[tuple[str, str | None]] = []
    ask = changed(
        unknown_lines(needs),
        lines=lambda: [text for text, _ in kept],
        add=lambda text, by: noted(kept, (text, by)),
    )
    assert played(lambda room: room.unknowns(ask), "an: who leaves\r", "why they stay\r", "\r", "\r") == DONE
    assert kept == [("who leaves", "ana"), ("why they stay", None)]


class Rivals:
    def __init__(self, *names: str) -> None:
        self.names = list(names)

    def remove(self, name: str) -> list[str]:
        self.names.remove(next(n for n in self.names if n.lower() == name))
        return []

    def ask(self) -> Competitors:
        return Competitors(
            "Clinics",
            Item("us", "Acme Payroll"),
            lambda: [Item(name.lower(), name) for name in self.names],
            ("Carries on as now",),
            lambda text, short: noted(self.names, text),
            self.remove,
        )


def test_a_pasted_list_of_competitors_is_each_of_them_once() -> None:
    rivals = Rivals("PayCorp")
    here = Played(pasted("- 3M\n- PayCorp\n- D’Souza & Müller\tGehalt24"), "\r")
    assert here.run(lambda room: room.competitors(rivals.ask())) == DONE
    assert rivals.names == ["PayCorp", "3M", "D’Souza & Müller", "Gehalt24"]
    assert "“PayCorp” is here already: kept once." in here.seen[1]


def test_competitors_are_added_proposed_and_taken_off() -> None:
    rivals = Rivals("PayCorp")
    assert played(lambda room: room.competitors(rivals.ask()), "Clinipay\r", TAB, "-1\r", "\r") == DONE
    assert rivals.names == ["Clinipay", "Carries on as now"]


def test_no_competitor_at_all_is_allowed_and_said() -> None:
    here = Played("\r", "\r")
    assert here.run(lambda room: room.competitors(Rivals().ask())) == DONE
    assert "there is no SWOT" in here.seen[1]


def test_an_eighth_competitor_is_one_too_many() -> None:
    rivals = Rivals(*"ABCDEFG")
    here = Played("H\r", BACK + "\r")
    here.run(lambda room: room.competitors(rivals.ask()))
    assert "7 competitors are the most" in here.seen[1]


# the board


def board(table: Table, *chunks: str) -> Any:
    return played(lambda room: room.board(table.ask()), *chunks)


def test_needs_are_chosen_in_the_order_they_are_marked() -> None:
    table = Table("Quality", "Price", "Brand", "Speed")
    assert board(table, DOWN + " ", UP + " ", DOWN * 3 + " ", "\r") == DONE
    assert table.chosen == ["n2", "n1", "n4"]


def test_the_vote_is_a_round_of_its_own_inside_the_board() -> None:
    table, slips = Table("Quality", "Price", "Brand"), Slips(VOTES, people=(ANA,))

    def act(room: Room) -> Any:
        def vote(many: int) -> str:
            return room.ballots(slips.ask("votes"))

        return room.board(changed(table.ask(), vote=vote))

    assert played(act, "b", "\r", "an ace\r", "\r", "\r", " " + DOWN + " " + DOWN + " ", "\r") == DONE
    assert slips.kept["ana", "votes"] == ["fast", "quality", "brand"]
    assert played(act, "b", "\r", ESC, "q") == LEAVE


def test_esc_ends_merging_and_does_not_pause_the_board() -> None:
    table = Table("Quality", "Price", "Brand")
    here = Played("m", ESC, " " + DOWN + " " + DOWN + " ", "\r")
    assert here.run(lambda room: room.board(table.ask())) == DONE
    assert "Paused" not in here.seen[2]
    assert table.chosen == ["n1", "n2", "n3"]


def test_fewer_than_three_are_not_enough() -> None:
    table = Table("Quality", "Price", "Brand")
    here = Played(" ", "\r", DOWN + " " + DOWN + " ", "\r")
    here.run(lambda room: room.board(table.ask()))
    assert "3 to 12 needs are worked with, one is chosen" in here.seen[2]


def test_twins_are_merged_only_by_a_key() -> None:
    table = Table("Quality", "Good quality", "Price", "Prices", "Brand")
    table.pairs = [("n1", "n2"), ("n3", "n4")]
    board(table, "\r", "n", ESC, "q")
    assert table.needs == {
        "n1": ["Quality", "Good quality"],
        "n3": ["Price"],
        "n4": ["Prices"],
        "n5": ["Brand"],
    }


def test_two_slips_with_the_same_words_are_said_to_have_them() -> None:
    table = Table("Quality", "quality", "Price", "Prices")
    table.pairs = [("n1", "n2"), ("n3", "n4")]
    here = Played("n", "n", ESC, "q")
    here.run(lambda room: room.board(table.ask()))
    assert "These two have the same words." in here.seen[0]
    assert "Do these two say the same?" in here.seen[1]


def test_needs_are_merged_by_letters_and_a_merge_is_undone() -> None:
    table = Table("Quality", "Good quality", "Price", "No errors")
    board(table, "m", "bd", "\r", ESC, "q")
    assert table.needs == {"n1": ["Quality", "Good quality", "No errors"], "n3": ["Price"]}
    board(table, "u", DOWN + "\r", ESC, "q")
    assert table.needs["n1"] == ["Quality", "Good quality"]
    assert ["No errors"] in table.needs.values()


def test_suggestions_can_be_stopped_and_looked_at_again() -> None:
    table = Table("Quality", "Good quality", "Price")
    table.pairs = [("n1", "n2")]
    board(table, "s", "t", "\r", "t", ESC, "q")
    assert table.needs == {"n1": ["Quality", "Good quality"], "n3": ["Price"]}


def test_a_choice_that_is_refused_stays_marked() -> None:
    table, said = Table("Quality", "Price", "Brand"), [["the round is open: close it first"]]
    ask = changed(table.ask(), choose=lambda ids: said.pop() if said else table.choose(ids))
    here = Played(" " + DOWN + " " + DOWN + " ", "\r", "\r")
    assert here.run(lambda room: room.board(ask)) == DONE
    assert "The round is open: close it first." in here.seen[2]
    assert table.chosen == ["n1", "n2", "n3"]


def test_a_need_is_added_on_the_board_and_a_single_wording_cannot_be_taken_apart() -> None:
    table = Table("Quality", "Price", "Brand")
    here = Played("u", "a", "Speed\r", "a", ESC, "b", "m", " ", ESC, "m", "\r", ESC, "q")
    here.run(lambda room: room.board(table.ask()))
    assert "there is no merge to undo" in here.seen[1]
    assert table.needs["n4"] == ["Speed"]


def test_an_empty_board_says_how_to_begin() -> None:
    here = Played("w", "s", "p", "u", " ", "\r", ESC, "q")
    here.run(lambda room: room.board(Table().ask()))
    assert "No needs yet: a adds one." in here.seen[0]
    assert "none are chosen" in here.seen[6]


def test_words_short_words_and_parking() -> None:
    table = Table("Quality", "Price", "Brand")
    board(
        table,
        "w",
        END + "!\r",
        "s",
        "a short one that is too long\r",
        BACK * 40 + "Qual\r",
        DOWN + "p",
        "\r",
        ESC,
        "q",
    )
    assert table.needs["n1"] == ["Quality!"]
    assert table.shorts == {"n1": "Qual"}
    assert list(table.parked) == ["n2"]
    board(table, "s", BACK * 40 + "\r", ESC, "q")
    assert table.shorts == {"n1": ""}
    board(table, DOWN + "p", ESC, "q")
    assert table.parked == {"n2": ""}


def test_blind_votes_choose_what_is_clear_and_name_the_tie() -> None:
    table = Table("Quality", "Price", "Brand", "Speed", "Service")
    table.votes = {"n1": 5, "n2": 4, "n3": 3, "n4": 3}
    table.level = ["n3", "n4"]
    here = Played("b", BACK + "2\r", BACK + "3\r", DOWN * 3 + " ", "\r")
    assert here.run(lambda room: room.board(table.ask())) == DONE
    assert "A whole number from 3 to 12." in here.seen[2]
    assert "Level on the cut: “Brand” and “Speed”." in here.seen[3]
    assert table.asked_votes == [3]
    assert table.chosen == ["n1", "n2", "n4"]


# evidence and promises


class Looked:
    def __init__(self, *items: Evidence) -> None:
        self.evidence = Items(*items)
        self.items = self.evidence.kept
        self.looked: dict[str, str] = {}

    def ask(self) -> Look:
        def claims() -> list[Claim]:
            return [
                Claim(name, label, text, "assumption", self.looked.get(name, ""))
                for name, label, text in [
                    ("weight price", "Price: 20 points", "Price gets 20 of our 100 points"),
                    ("mark us price", "Us on “Price”", "We are at 7 on price"),
                ]
            ]

        return Look(
            "Clinics",
            "How do we know?",
            claims,
            self.evidence.gathering(),
            lambda name, how: self.looked.update({name: how}) or [],
        )


def test_evidence_is_written_down_and_held_against_another_claim() -> None:
    kept = Looked()
    here = Played(
        "i",
        "\rint\rOnboarding interviews\r11.2.2026\r14\rtoday\rWe lost a month.\r\r",
        "\r",
        "\r",
        UP + "c",
        "b",
        "\r",
    )
    word = here.run(lambda room: room.look(kept.ask()), today=dt.date(2026, 3, 14))
    assert word == DONE
    assert kept.items["e1"] == Evidence(
        id="e1",
        kind="interviews",
        source="Onboarding interviews",
        date=dt.date(2026, 2, 11),
        customers=14,
        seen=dt.date(2026, 3, 14),
        quote="We lost a month.",
        supports=["weight price"],
        contradicts=["mark us price"],
    )
    assert kept.looked == {"weight price": "evidence", "mark us price": "evidence"}


def test_of_answers_that_are_cut_the_one_under_the_cursor_is_read_whole_and_no_number_is_cut() -> None:
    need = "Be told on the same day whether the tax office has changed what we must hold back"
    long = [Claim(f"weight {n}", f"{need} {n}: 1{n} points", need, "assumption", "") for n in range(4)]
    source = "Interviews at the spring fair, noted by hand and typed by the agency"
    told = Looked(Evidence(id="e1", kind="survey", source=source, customers=14, supports=["weight 0"]))
    asked = replace(told.ask(), claims=lambda: long)
    for pane in (Claims(asked, projected=True), EvidenceOfOne(asked, "weight 0")):
        for number in range(pane.count()):
            pane.at = number
            screen = " ".join(text_of(pane.draw(Size(80, 24))).split())
            assert pane.all_of(number) in screen
            if isinstance(pane, Claims):
                assert all(f": 1{n} points" in screen for n in range(4))


def test_enter_where_nothing_is_attached_leaves_an_assumption_and_goes_on() -> None:
    kept = Looked()
    here = Played("\r", "\r", "\r")
    assert here.run(lambda room: room.look(kept.ask())) == DONE
    assert kept.looked == {"weight price": "assumption", "mark us price": "assumption"}
    assert not any("Back" in seen for seen in here.seen)


def test_a_claim_that_was_left_open_stays_open_when_enter_goes_past_it() -> None:
    kept = Looked()
    assert played(lambda room: room.look(kept.ask()), "o", UP + "\r", "\r", "\r") == DONE
    assert kept.looked == {"weight price": "open", "mark us price": "assumption"}


def test_how_do_we_know_begins_on_an_assumption_with_one_item_of_another_answer() -> None:
    kept = Looked(Evidence(id="e1", kind="survey", source="Umfrage", supports=["weight price"]))
    here = Played(DOWN + "\r", "\r", "\r")
    assert here.run(lambda room: room.look(kept.ask())) == DONE
    assert "▸ An assumption" in here.seen[1]
    assert "Umfrage" in here.seen[1]
    assert kept.looked == {"mark us price": "assumption"}


def test_new_evidence_that_is_taken_back_leaves_the_cursor_where_it_was() -> None:
    kept = Looked()
    assert played(lambda room: room.look(kept.ask()), "i", ESC, "b", "o", "a", "\r") == DONE
    assert kept.looked == {"weight price": "open", "mark us price": "assumption"}


def test_a_claim_stays_an_assumption_or_is_left_open() -> None:
    kept = Looked()
    assert played(lambda room: room.look(kept.ask()), "a", "o", "\r") == DONE
    assert kept.looked == {"weight price": "assumption", "mark us price": "open"}


def test_an_item_is_changed_without_losing_what_the_form_does_not_show() -> None:
    shown = Evidence(
        id="e7", kind="survey", by="ana", quote="one\ntwo", supports=["weight price"], segment="x"
    )
    kept = Looked(shown)
    played(
        lambda room: room.look(kept.ask()),
        "\r",
        UP * 2 + "\r",
        DOWN * 2 + "Spring survey" + DOWN * 6 + "\r",
        ESC,
        "q",
    )
    assert kept.items == {"e7": shown.model_copy(update={"source": "Spring survey"})}


def test_a_date_that_cannot_be_read_is_said_and_everything_typed_stays() -> None:
    kept = Looked()
    here = Played(
        "i",
        "\r" + "s\r" + "Survey\r" + "soon\r" + DOWN * 4 + "\r",
        BACK * 4 + "2026-01-02" + DOWN * 5 + "\r",
        ESC,
        "q",
    )
    here.run(lambda room: room.look(kept.ask()))
    assert "“soon” is no date" in here.seen[2]
    assert kept.items["e1"].source == "Survey"


def test_a_number_alone_is_told_how_it_becomes_a_day() -> None:
    read = date_reader(dt.date(2026, 3, 14))
    assert read("+0") == (dt.date(2026, 3, 14), "")
    for typed in ("+14", "in 14 Tagen", "in two weeks", "+ 2 Wochen"):
        assert read(typed) == (dt.date(2026, 3, 28), "")
    assert "is no date" in read("in 14")[1]
    assert read("14")[0] is None
    assert "+14 is in 14 days" in read("14")[1]
    assert "+" not in date_reader(None)("14")[1]


def test_of_a_long_source_it_still_stands_there_that_nobody_has_seen_it() -> None:
    source = "The survey of all clinics that left us last spring"
    item = Evidence(id="e1", kind="survey", source=source, customers=14)
    line = item_in_one_line(item, 58)
    assert len(line) <= 58
    assert line.endswith("…, 14 customers, nobody here has seen it")
    assert item_in_one_line(item).startswith(source)


class Cards:
    def __init__(self) -> None:
        self.cards: dict[str, Research] = {}
        self.lines = {1: ("whether price comes first", ""), 2: ("who decides", "")}

    def promise(self, card: Research, numbers: Sequence[int]) -> list[str]:
        self.cards[card.id] = card
        for number in numbers:
            self.lines[number] = (self.lines[number][0], card.id)
        return []

    def begin(self, numbers: Sequence[int], about: Sequence[str]) -> Research:
        question = "; ".join(self.lines[number][0] for number in numbers)
        believe = "price comes first" if about else None
        new = numbered_id("r", self.cards)
        return Research(id=new, question=question, about=[*about], believe=believe, agreed="not yet")

    def agree(self, id: str) -> list[str]:
        if self.cards[id].owner is None:
            return ["nobody is named yet"]
        closing.agree(Segment(id="s", name="S", research=[self.cards[id]]), id, dt.datetime(2026, 3, 14, 12))
        return []

    def ask(self) -> Promises:
        return Promises(
            "Clinics",
            lambda: [(n, *line) for n, line in self.lines.items()],
            lambda: [Claim("weight price", "Price: 20 points", "Price gets 20", "assumption", "")],
            list,
            lambda: list(self.cards.values()),
            lambda: numbered_id("r", self.cards),
            self.promise,
            self.begin,
            self.agree,
            lambda card: card.has_yes,
            ("Ana Lima", "Ben Ode"),
        )


def test_a_promise_is_made_from_an_unknown_line_and_an_answer_without_evidence() -> None:
    kept = Cards()
    word = Played(
        DOWN * 2 + " ",
        UP * 2 + "\r",
        END + "?\r" + "yes\r" + "fewer than 6 of 14\r" + "front line first\r" + "14\r" + "be\r" + "+14\r",
        "\r",
        "\x1b[F\r",
    ).run(lambda room: room.promises(kept.ask()), today=dt.date(2026, 3, 14))
    assert word == DONE
    assert kept.cards["r1"] == Research(
        id="r1",
        question="whether price comes first?",
        about=["weight price"],
        believe="yes",
        wrong_if="fewer than 6 of 14",
        ask="front line first",
        how_many=14,
        owner="Ben Ode",
        agreed="not yet",
        due=dt.date(2026, 3, 28),
    )
    assert kept.lines[1][1] == "r1"


def test_a_promise_whose_owner_had_not_said_yes_when_the_run_was_cut_off_asks_for_it_again() -> None:
    kept = Cards()
    for number, owner in enumerate(("Ana Lima", None, "Ben Ode")):
        kept.promise(Research(id=f"r{number}", question="Why?", owner=owner, agreed="not yet"), [])
    kept.agree("r0")
    here = Played("y", "\x1b[F\r")
    assert here.run(lambda room: room.promises(kept.ask())) == DONE
    assert "proposed for this has not said yes yet" in here.seen[0]
    assert "Ben Ode says yes." in here.seen[1]
    assert [card.has_yes for card in kept.cards.values()] == [True, False, True]
    again = Played("\x1b[F\r")
    again.run(lambda room: room.promises(kept.ask()))
    assert "has not said yes" not in again.seen[0]


def test_a_promise_without_a_line_wants_a_question() -> None:
    kept = Cards()
    here = Played(
        "c",
        DOWN * 7 + "\r",
        "What do lost customers do?" + DOWN * 5 + "Lena at the agency" + DOWN * 2 + "\r",
        "\x1b[F\r",
    )
    here.run(lambda room: room.promises(kept.ask()))
    assert "A promise has a question." in here.seen[2]
    assert kept.cards["r1"] == Research(
        id="r1",
        question="What do lost customers do?",
        owner="Lena at the agency",
        agreed="not yet",
    )


def test_who_is_proposed_is_read_whole_with_the_day_in_the_smallest_window() -> None:
    """Two people called Anna are told apart by what stood behind the cut."""
    speak("de")
    kept = Cards()
    made = "c", "Wer entscheidet im Ärztehaus?" + DOWN * 5 + "Anna Größle" + DOWN + "14.12.2026" + DOWN + "\r"
    here = Played(*made, "\x1b[F\r")
    here.run(lambda room: room.promises(kept.ask()))
    assert "vorgeschlagen: Anna Größle, 14.12.2026" in here.seen[2]


def test_the_owner_of_a_promise_says_yes_takes_it_back_and_a_new_owner_has_not_said_it() -> None:
    kept = Cards()
    made = "c", "Wer entscheidet?" + DOWN * 5 + "Øyvind Bär" + DOWN * 2 + "\r"
    anew = "\r", DOWN * 5 + "Ana" + DOWN * 2 + "\r"
    here = Played(*made, "\x1b[F" + UP + "y", "y", "y", *anew, "\x1b[F\r")
    here.run(lambda room: room.promises(kept.ask()))
    assert "proposed: Øyvind Bär" in here.seen[2]
    assert "Øyvind Bär says yes." in here.seen[3]
    assert "proposed: Øyvind Bär" not in here.seen[3]
    assert "Øyvind Bär takes the yes back." in here.seen[4]
    assert "Øyvind Bär says yes." in here.seen[5]
    assert "proposed: Ana Lima" in here.seen[7]
    assert kept.cards["r1"].agreed == "not yet"


def test_nobody_says_yes_for_a_promise_without_a_name() -> None:
    kept = Cards()
    here = Played("c", "Wer entscheidet?" + DOWN * 7 + "\r", "\x1b[F" + UP + "y", "\x1b[F\r")
    here.run(lambda room: room.promises(kept.ask()))
    assert "Nobody is named yet" in here.seen[3]
    assert kept.cards["r1"].agreed == "not yet"


def test_who_is_only_proposed_stands_on_no_projected_list() -> None:
    kept = Cards()
    kept.cards["r1"] = Research(id="r1", question="Wer?", owner="Bärbel Weiß", agreed="not yet")
    here = Played("\x1b[F\r", projected=True)
    here.run(lambda room: room.promises(kept.ask()))
    assert "nobody yet" in here.seen[0]
    assert "Bärbel" not in here.seen[0]


def test_a_new_promise_opens_filled_in_and_the_first_key_replaces_a_field() -> None:
    kept = Cards()
    here = Played(DOWN * 2 + "\r", "Kommt der Preis zuerst?" + DOWN * 7 + "\r", "\x1b[F\r")
    here.run(lambda room: room.promises(kept.ask()))
    assert "price comes first" in here.seen[1]
    card = kept.cards["r1"]
    assert (card.question, card.believe) == ("Kommt der Preis zuerst?", "price comes first")


class Anyway:
    def __init__(self, *lines: Decided) -> None:
        self.lines = [*lines]

    def keep(self, place: int, line: Decided | None) -> list[str]:
        self.lines[place : place + 1] = [] if line is None else [line]
        return []

    def ask(self) -> Decisions:
        return Decisions("Clinics", closing.ANYWAY, lambda: self.lines, 3, self.keep, ("Ana Lima", "Ben Ode"))


def in_one_go(ask: Any, keep: str, act: Callable[[Room, Any], str], keys: str) -> str:
    """The result of an act into which all keys come at once, as a paste does; once it was kept it is gone on."""
    with (
        virtual(80, 24, lambda text: None) as (keyboard, screen),
        Room(projected=False, theme=DARK, input=keyboard, output=screen) as room,
    ):
        assert isinstance(keyboard, PipeInput)
        send = keyboard.send_text

        def kept(*given: Any) -> Any:
            send(END + ENTER)
            return getattr(ask, keep)(*given)

        send(keys)
        given_up = threading.Timer(60, send, ["\x03"])
        given_up.start()
        try:
            return act(room, replace(ask, **{keep: kept}))
        finally:
            given_up.cancel()


def test_what_is_pasted_behind_the_key_that_opens_a_form_is_in_the_form() -> None:
    decided, promised = Anyway(), Cards()
    pasted = "cJede Mail am selben Tag\rbe\r\r\r"
    assert in_one_go(decided.ask(), "keep", lambda room, ask: room.decisions(ask), pasted) == DONE
    assert decided.lines == [Decided(text="Jede Mail am selben Tag", owner="Ben Ode")]
    pasted = "cWer prüft den Preis?" + DOWN * 7 + "\r"
    assert in_one_go(promised.ask(), "promise", lambda room, ask: room.promises(ask), pasted) == DONE
    assert promised.cards["r1"].question == "Wer prüft den Preis?"


def test_one_enter_decides_nothing_and_a_line_has_an_owner_and_a_day() -> None:
    empty, said = Anyway(), Anyway()
    assert played(lambda room: room.decisions(empty.ask()), "\r") == DONE
    assert empty.lines == []
    here = Played("c", "Jede Mail am selben Tag\r" + "be\r" + "+14\r", "\r", "\r")
    assert here.run(lambda room: room.decisions(said.ask()), today=dt.date(2026, 3, 14)) == DONE
    assert "Ben Ode, 2026-03-28" in here.seen[-1]
    assert said.lines == [Decided(text="Jede Mail am selben Tag", owner="Ben Ode", date=dt.date(2026, 3, 28))]


def test_a_line_that_is_decided_is_changed_and_an_emptied_one_is_taken_out() -> None:
    kept = Anyway(Decided(text="Eins", note="bleibt"), Decided(text="Zwei"), Decided(text="Drei"))
    here = Played(
        "\x1b[H\r", "Anders" + DOWN * 3 + "\r", UP + "\r", BACK + DOWN * 3 + "\r", UP + "\r",
        "\x15" + DOWN * 3 + "\r", "\r",
    )  # fmt: skip
    here.run(lambda room: room.decisions(kept.ask()))
    assert kept.lines == [Decided(text="Anders", note="bleibt"), Decided(text="Zwei")]


# small questions, and leaving


def test_a_trouble_offers_its_ways_and_nothing_else() -> None:
    ways = {"again": "Try again", "elsewhere": "Save to another file"}
    assert played(lambda room: room.trouble("The disk is full.", ways), "x", "sa", DOWN + "\r") == "elsewhere"
    assert played(lambda room: room.trouble("The disk is full.", ways), "\r") == "again"


def test_a_line_is_asked_with_its_default() -> None:
    assert (
        played(lambda room: room.line("Save to which file?", "rescued.yaml"), BACK * 5 + ".yml\r")
        == "rescued.yml"
    )


def test_a_sentence_that_is_told_stands_under_the_screen_and_takes_no_key() -> None:
    def told(room: Room) -> str:
        room.tell("The file was changed outside.")
        return room.line("Which file?", "")

    here = Played("abc\r")
    assert here.run(told) == "abc"
    assert "The file was changed outside." in here.seen[0]
    assert "Which file?" in here.seen[0]


def test_a_notice_stands_until_a_key_comes_after_it_could_be_read() -> None:
    now = [0.0]
    notices = Notices(lambda: now[0])
    notices.add("The file was changed outside.")
    notices.add("The file was changed outside.")
    assert notices.unread() == ["The file was changed outside."]
    assert len(notices.lines(80)) == 1
    assert notices.unread() == []
    for moment, stands in ((0.1, True), (STANDS - 0.1, True), (STANDS, False)):
        now[0] = moment
        notices.pressed()
        assert bool(notices.lines(80)) is stands


def test_notices_never_take_more_than_three_lines_and_each_is_read_whole_in_its_turn() -> None:
    now = [0.0]
    notices = Notices(lambda: now[0])
    said = [
        f"Sentence {number} is long enough that it takes a whole line of a narrow window, and more."
        for number in range(3)
    ]
    for text in said:
        notices.add(text)
    for number, text in enumerate(said):
        lines = notices.lines(80)
        assert len(lines) <= MOST
        assert text in " ".join(text_of(lines).split())
        assert notices.unread() == said[number + 1 :]
        now[0] += STANDS
        notices.pressed()
    assert not notices.lines(80)


def test_ctrl_c_leaves_as_an_interrupt_from_every_widget() -> None:
    with pytest.raises(KeyboardInterrupt):
        played(lambda room: room.pause("Hello."), "\x03")
    with pytest.raises(KeyboardInterrupt):
        paper(Slips(POINTS), "an 20\x03")


def test_a_closed_terminal_leaves_as_an_interrupt() -> None:
    with create_pipe_input() as input:
        room = Room(projected=False, theme=DARK, input=input, output=DummyOutput())
        input.close()
        with pytest.raises(KeyboardInterrupt):
            room.pause("Hello.")


def test_a_picture_that_cannot_be_drawn_leaves_through_the_room() -> None:
    def broken(width: int, height: int) -> str:
        raise ValueError("no picture")

    with pytest.raises(ValueError, match="no picture"):
        played(lambda room: room.show(Wall("weights", "first", broken)), "\r")


def test_what_is_typed_behind_an_enter_is_no_answer_to_the_next_question() -> None:
    def two(room: Room) -> list[str]:
        return [room.line("Which file?", ""), room.line("Which folder?", "")]

    here = Played("abc\rdef", "gh\r", sends=True)
    assert here.run(two) == ["abc", "gh"]
    asked = "".join(here.bytes).count
    assert asked("\x1b[?2004h") == asked("\x1b[?2004l") == 2, (
        "a paste is told apart, and no longer at the end"
    )
