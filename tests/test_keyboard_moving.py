"""The keys that move the day: x, g and e, on the wall's screens at once, elsewhere behind Esc."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from desks import session
from keyboard_asks import ANA, KIND, Played, Slips, changed
from test_moving import Moves, day

from cxw.day.desk import CLOSING, GOTO, LEAVE, SKIP, Acts, More, MovedOn, Wall
from cxw.keyboard import Room
from cxw.questions.asking import Item, Part

ESC = "\x1b"
WALL = Wall("weights", "first shown", lambda width, height: "A screen", keys={"next": "Next"})
POINTS = Part("guess", KIND["percent"], "How many of our 100 points?")


@pytest.mark.parametrize(("key", "word"), [("x", SKIP), ("g", GOTO), ("e", CLOSING)])
def test_at_a_screen_of_the_wall_one_letter_moves_the_day(key: str, word: str) -> None:
    with pytest.raises(MovedOn) as moved:
        Played(key).run(lambda room: room.show(WALL), moves=True)
    assert moved.value.word == word


@pytest.mark.parametrize(("key", "word"), [("x", SKIP), ("g", GOTO), ("e", CLOSING)])
def test_while_slips_are_typed_the_letters_stand_behind_esc(key: str, word: str) -> None:
    slips = Slips(POINTS, people=(ANA,))
    here = Played("an 5", ESC, key)
    with pytest.raises(MovedOn) as moved:
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


@pytest.mark.parametrize(
    "ask",
    [
        lambda room: room.choose("Which stage?", {"a": "Needs"}, "Marks · Clinics"),
        lambda room: room.line("Why?", "no time", "Marks · Clinics"),
        lambda room: room.explain("It is in.", "Marks · Clinics"),
    ],
)
def test_a_small_question_says_where_in_the_day_it_is_asked(ask: Callable[[Room], object]) -> None:
    here = Played("\r")
    here.run(ask)
    assert "Marks · Clinics" in here.seen[0].split("\n")[0]


class Titles(Moves):
    """Notes under which title each small question stands."""

    def __init__(self, word: str, at: tuple[str, str]) -> None:
        super().__init__(word, at)
        self.titles: list[str] = []

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        self.titles.append(title)
        return super().line(prompt, default, title)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        self.titles.append(title)
        return super().choose(prompt, ways, title)


@pytest.mark.parametrize("word", [SKIP, CLOSING, GOTO])
def test_x_e_and_g_ask_under_the_name_of_the_stage_and_its_segment(word: str) -> None:
    desk = Titles(word, ("weights", "first"))
    day(desk, session(segments=2))
    assert desk.titles[0] == "Weights · Segment 0"
    assert all(title.partition(" · ")[2].startswith("Segment ") for title in desk.titles)


def test_what_comes_late_is_asked_under_the_name_of_the_segment() -> None:
    late = More(
        *(lambda: True,) * 2,
        *(lambda *_: [],) * 6,
        *(lambda: True,) * 2,
        lambda: [Item("x", "X")],
        lambda _: [],
    )
    acts = Acts("s0", lambda *_: [], lambda *_: [], more=late, place="Größere Kliniken")
    wall = replace(WALL, acts=acts)
    for keys in (["a", "n", "Speed\r", "p", "\r"], ["a", "a", "PayCorp\r", "\r"], ["a", "t", "x"]):
        here = Played(*keys)
        with contextlib.suppress(MovedOn, KeyboardInterrupt, AssertionError):
            here.run(lambda room: room.show(wall))
        assert len(here.seen) >= len(keys)
        for seen in here.seen[1 : len(keys)]:
            assert "Größere Kliniken" in seen.split("\n")[0], seen


def test_what_n_and_v_keep_is_said_on_the_screen_they_return_to() -> None:
    kept: list[str] = []

    def note(text: str, about: str | None) -> list[str]:
        kept.append(text)
        return []

    acts = Acts("s0", note, lambda *_: [])
    wall = replace(WALL, acts=acts)
    here = Played("n", "two left\r", "n", ESC, "b", "\r")
    assert here.run(lambda room: room.show(wall)) == "next"
    assert "The note is kept." in here.seen[2]
    assert "The note is kept." not in here.seen[1] + here.seen[3] + here.seen[5]
    slips = Slips(POINTS, people=(ANA,))
    typed = Played(ESC, "n", "two left\r", "an 5\r", "\r", "\r")
    typed.run(lambda room: room.ballots(changed(slips.ask(), acts=acts)))
    assert "The note is kept." in typed.seen[3]
    assert kept == ["two left", "two left"]
