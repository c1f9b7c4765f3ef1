"""The keys that move the day: x, g and e, on the wall's screens at once, elsewhere behind Esc."""

from __future__ import annotations

import pytest
from keyboard_asks import ANA, Played, Slips

from cxw.desk import CLOSING, GOTO, LEAVE, SKIP, Moved, Part, Wall

ESC = "\x1b"
WALL = Wall("weights", "first shown", lambda width, height: "A screen", keys={"next": "Next"})
POINTS = Part("guess", "percent", "How many of our 100 points?")


@pytest.mark.parametrize(("key", "word"), [("x", SKIP), ("g", GOTO), ("e", CLOSING)])
def test_at_a_screen_of_the_wall_one_letter_moves_the_day(key: str, word: str) -> None:
    with pytest.raises(Moved) as moved:
        Played(key).run(lambda room: room.show(WALL), moves=True)
    assert moved.value.word == word


@pytest.mark.parametrize(("key", "word"), [("x", SKIP), ("g", GOTO), ("e", CLOSING)])
def test_while_slips_are_typed_the_letters_stand_behind_esc(key: str, word: str) -> None:
    slips = Slips(POINTS, people=(ANA,))
    here = Played("an 5", ESC, key)
    with pytest.raises(Moved) as moved:
        here.run(lambda room: room.ballots(slips.ask()), moves=True)
    assert moved.value.word == word
    assert "end this stage unfinished" in here.seen[2]
    assert slips.kept == {}


def test_where_the_day_cannot_be_moved_the_letters_do_nothing_and_are_not_listed() -> None:
    here = Played("x", "e", "g", ESC, "q")
    assert here.run(lambda room: room.show(WALL)) == LEAVE
    assert "unfinished" not in here.seen[-1]


def test_a_stage_is_chosen_from_a_list_or_not_at_all() -> None:
    ways = {"s0 needs": "Needs of Clinics: done", "s0 grid": "Marks of Clinics: to come"}
    assert Played("m").run(lambda room: room.choose("Which stage?", ways)) == "s0 grid"
    assert Played("s").run(lambda room: room.choose("Which stage?", ways)) == ""


def test_q_leaves_where_a_later_segment_could_begin_empty() -> None:
    ways = {"clinics": "Start from the needs of Clinics", "": "Start empty"}
    assert Played(ESC, "q").run(lambda room: room.choose("Where do the needs begin?", ways)) == LEAVE
    assert Played("t").run(lambda room: room.choose("Where do the needs begin?", ways)) == ""
