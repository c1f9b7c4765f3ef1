"""The keys of the day: the clock on the facilitator's screens, when we end, and what the projector shows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from keyboard_asks import ANA, BEN, POINTS, SURE, VOTES, Played, Slips, Table, asking, marks
from often import turns
from prompt_toolkit.input import PipeInput  # noqa: TID251  (keys come later, by the clock)

from cxw.day.daily import THIS, WINDOW, Daily, Proposal
from cxw.day.desk import (
    AGAIN,
    DONE,
    LEAVE,
    NEXT,
    Competitors,
    Decisions,
    MovedOn,
    Person,
    Promises,
    Proposals,
    Unknowns,
    Wall,
)
from cxw.keyboard import Room, virtual
from cxw.keyboard.canvas import Size, ruled
from cxw.keyboard.daily import PLAIN
from cxw.keyboard.dialogues import Sentence, letters_for_labels
from cxw.keyboard.typist import ESC, TAB
from cxw.keyboard.wall import WallPane
from cxw.questions.asking import Item, Part
from cxw.theme import DARK

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CLOCK = "10:42; planned until 11:05"
LAPTOP = tuple(Person(p.id, p.name, p.function, "laptop") for p in (ANA, BEN))
WALL = Wall("weights", "first shown", lambda width, height: "A screen\n" * height, keys={NEXT: "Next"})
PLAN = Proposal("12:00", (("second rounds of points and marks", "saves 26 minutes"),), (), ("The closing.",))


class Today:
    """A day that remembers what was asked of it."""

    def __init__(self, shows: str = WINDOW) -> None:
        self.now = shows
        self.typed: list[str] = []
        self.ends: list[str] = []
        self.switched: Callable[[], int] = int
        self.since = 0
        """how much had been drawn when the projector was switched"""

    def keys(self, *, chosen: bool = True) -> Daily:
        return Daily(
            clock=lambda: CLOCK,
            end=lambda: "",
            planned=self._planned,
            accept=lambda plan: self.ends.append(plan.end),
            shows=lambda: self.now,
            project=self._project if chosen else None,
        )

    def _project(self, word: str) -> None:
        self.now, self.since = word, self.switched()

    def _planned(self, text: str) -> Proposal | str:
        self.typed.append(text)
        return PLAN if text == "12" else f"“{text}” is no time of day."


def at(today: Today, act: Callable[[Room], Any]) -> Callable[[Room], Any]:
    def acting(room: Room) -> Any:
        room.during(today.keys())
        return act(room)

    return acting


def slips(*parts: Part, people: tuple[Person, ...] = (ANA,)) -> Slips:
    return Slips(*(parts or (POINTS,)), people=people)


NOTHING: Any = lambda *said: []  # noqa: E731 - a closure of an ask that does nothing


PLACES: dict[str, tuple[Callable[[Room], Any], tuple[str, ...]]] = {
    "wall": (lambda room: room.show(WALL), ()),
    "paper": (lambda room: room.ballots(slips().ask()), ()),
    "handover": (lambda room: room.ballots(slips(people=LAPTOP).ask()), ()),
    "points": (lambda room: room.ballots(slips(people=LAPTOP).ask()), ("\r",)),
    "marks": (lambda room: room.ballots(slips(marks(), people=LAPTOP).ask()), ("\r",)),
    "percent": (lambda room: room.ballots(slips(SURE, people=LAPTOP).ask()), ("\r",)),
    "board": (lambda room: room.board(Table("Quality", "Price", "Brand").ask()), ()),
    "needs": (
        lambda room: room.proposals(
            asking(Proposals, segment="Kliniken", question="What?", people=(ANA,), waiting=lambda: ["ana"])
        ),
        (),
    ),
    "competitors": (
        lambda room: room.competitors(
            Competitors("Kliniken", Item("us", "Groß"), list, (), lambda *a: [], lambda c: [])
        ),
        (),
    ),
    "unknowns": (
        lambda room: room.unknowns(
            asking(Unknowns, segment="Kliniken", question="What?", people=(ANA,), waiting=lambda: ["ana"])
        ),
        (),
    ),
    "promises": (
        lambda room: room.promises(
            Promises("Kliniken", list, list, list, list, str, NOTHING, NOTHING, NOTHING, bool)
        ),
        (),
    ),
    "decisions": (
        lambda room: room.decisions(Decisions("Kliniken", "Was?", list, 3, lambda *a: [])),
        (),
    ),
    "a choice": (lambda room: room.choose("Which stage?", {"a": "Needs"}), ()),
    "a line": (lambda room: room.line("Why?", "no time"), ()),
    "a sentence": (lambda room: room.surface.run(Sentence("It was changed outside.", "Not kept")), ()),
}


@pytest.mark.parametrize(("place", "size"), turns([*PLACES], [(80, 24), (120, 40)]))
def test_the_clock_stands_on_every_screen_of_the_facilitators_own(place: str, size: tuple[int, int]) -> None:
    act, first = PLACES[place]
    here = Played(*first, ESC, "q", size=size)
    here.run(at(Today(), act), moves=True)
    assert all(CLOCK in shown for shown in here.seen[:1])
    assert CLOCK in here.seen[-1]


@pytest.mark.parametrize("place", PLACES)
def test_the_clock_is_never_on_a_screen_that_everybody_sees(place: str) -> None:
    act, first = PLACES[place]
    here = Played(*first, ESC, "q", projected=True)
    here.run(at(Today(THIS), act), moves=True)
    assert "10:42" not in "".join(here.bytes)


def test_a_clock_that_is_longer_than_the_line_is_cut_and_breaks_no_frame() -> None:
    for clock in ("", "10:42", CLOCK, CLOCK * 9, "10:42 " + "ß" * 200):
        assert sum(len(text) for _, text in ruled(76, clock)) == 76


def test_without_a_key_the_time_goes_on_and_a_projected_screen_is_not_drawn_again() -> None:
    times = iter(range(1000))
    with (
        virtual(80, 24, lambda text: None) as (keyboard, screen),
        Room(projected=False, theme=DARK, input=keyboard, output=screen) as room,
    ):
        assert isinstance(keyboard, PipeInput)
        send = keyboard.send_text

        def clock() -> str:
            now = next(times)
            if now == 20:
                send("\r")
            return f"10:{now:02}"

        room.during(Daily(clock, str, lambda text: text, lambda plan: None))
        room.surface.ticks = 0.001
        given_up = threading.Timer(60, send, ["\x03"])
        given_up.start()
        assert room.show(WALL) == NEXT
        given_up.cancel()
        room.surface.projected = True
        assert room.surface.time_told == ""
        send("\r")
        assert room.show(WALL) == NEXT
        app = room.surface._screen().app
        assert app.refresh_interval is None


def test_on_the_wall_t_asks_at_once_and_one_enter_plans_it() -> None:
    today = Today()
    here = Played("t", "12\r", "\r")
    with pytest.raises(MovedOn) as moved:
        here.run(at(today, lambda room: room.show(WALL)), moves=True)
    assert moved.value.word == AGAIN
    assert today.ends == ["12:00"]
    assert "second rounds of points and marks" in here.seen[2]
    assert "saves 26 minutes" in here.seen[2]


@pytest.mark.parametrize(
    "back", [("",), ("noon tomorrow\r", ESC, "b"), ("12\r", "l"), ("12\r", "o", ESC, "b")]
)
def test_an_end_that_is_not_agreed_to_changes_nothing(back: tuple[str, ...]) -> None:
    today = Today()
    keys = ["\r"] if back == ("",) else [*back]
    here = Played("t", *keys, "\r")
    assert here.run(at(today, lambda room: room.show(WALL)), moves=True) == NEXT
    assert today.ends == []


def test_a_time_that_is_none_stays_typed_with_the_reason() -> None:
    today = Today()
    here = Played("t", "elf\r", "\x15", "12\r", "\r")
    with pytest.raises(MovedOn):
        here.run(at(today, lambda room: room.show(WALL)), moves=True)
    assert today.typed == ["elf", "12"]
    assert "“elf” is no time of day." in here.seen[2]


def test_where_slips_are_typed_it_stands_behind_esc_and_tab_and_the_typed_line_stays() -> None:
    kept, today = slips(), Today()
    here = Played("an 20 10", ESC, TAB, "t", "12\r", "\r", " 30 10 30\r", "\r", "\r")
    assert here.run(at(today, lambda room: room.ballots(kept.ask())), moves=True) == DONE
    assert today.ends == ["12:00"]
    assert sum(kept.kept["ana", "points"].values()) == 100
    assert "the day: when we end" in here.seen[2]
    assert "when do we end?" in here.seen[3]


def test_in_the_first_part_and_in_the_second_no_letter_is_taken_for_the_others() -> None:
    table, today = Table("Quality", "Qualities", "Price"), Today()
    table.pairs = [("n1", "n2")]
    here = Played(ESC, "t", ESC, "t", ESC, TAB, "m", "u", "n", "a", ESC, ESC, "q")
    assert here.run(at(today, lambda room: room.board(table.ask())), moves=True) == LEAVE
    assert today.typed == []
    assert len(table.needs) == 3


def test_tab_leads_back_and_from_a_small_question_there_is_no_day() -> None:
    here = Played(ESC, TAB, TAB, ESC, ESC, "q")
    here.run(at(Today(), lambda room: room.ballots(slips().ask())), moves=True)
    assert "Paused · Day" in here.seen[2]
    assert "close the round" in here.seen[3]
    small = Played(ESC, TAB, "t", "p", "q")
    small.run(at(Today(), lambda room: room.line("Why?", "")), moves=True)
    assert "the day:" not in small.seen[1]


def test_no_word_of_a_wall_takes_a_letter_that_is_reserved() -> None:
    labels = ["Take", "type", "key", "Keep", "pause", "Project", "yes", "typ", "kty", "pyk"]
    wall = Wall("s", "t", lambda w, h: "", keys={label: label for label in labels})
    assert not {*WallPane(wall, projected=False).letters.values()} & set("tkpyxgenvajcbhwqr")
    assert len({*letters_for_labels(labels, taken="tkpy")}) == len(labels)


Ballots: TypeAlias = Callable[[Slips], Callable[[Room], Any]]
BEFORE: dict[str, tuple[Ballots, Callable[[], Slips], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "paper": (
        lambda kept: lambda room: room.ballots(kept.ask()),
        slips,
        ("an 37 13 21 19 10",),
        ("37", "13", "21"),
        (ESC, "q"),
    ),
    "points": (
        lambda kept: lambda room: room.ballots(kept.ask()),
        lambda: slips(people=LAPTOP),
        ("\r", "37", "\x1b[B", "13"),
        ("37", "13"),
        (ESC, "q"),
    ),
    "marks": (
        lambda kept: lambda room: room.ballots(kept.ask()),
        lambda: slips(marks(), people=LAPTOP),
        ("\r", "7", " ", "8", " ", "9"),
        ("7", "8", "9"),
        (ESC, "q"),
    ),
    "percent": (
        lambda kept: lambda room: room.ballots(kept.ask()),
        lambda: slips(SURE, people=LAPTOP),
        ("\r", "37"),
        ("37",),
        (ESC, "q"),
    ),
    "votes": (
        lambda kept: lambda room: room.ballots(kept.ask("votes")),
        lambda: slips(VOTES, people=LAPTOP),
        ("\r", "bde"),
        ("bde",),
        (ESC, "q"),
    ),
}


@pytest.mark.parametrize("place", BEFORE)
def test_a_projector_that_comes_in_the_middle_sees_nothing_not_even_for_one_picture(place: str) -> None:
    act, made, typed, values, leave = BEFORE[place]
    today = Today()
    here = Played(*typed, ESC, TAB, "p", "t", *leave, sends=True)
    today.switched = lambda: len(here.bytes)
    assert here.run(at(today, act(made())), moves=True) == LEAVE
    assert today.now == THIS
    before, after = here.seen[len(typed)], _ESCAPES.sub(" ", "".join(here.bytes[today.since :]))
    for value in values:
        assert value in before
        assert value not in after
    assert CLOCK not in after


def test_a_projector_that_goes_again_lets_the_values_be_seen_and_the_slip_go_on() -> None:
    kept, today = slips(), Today(THIS)
    here = Played("an 20 10 30", ESC, TAB, "p", "n", " 10 30\r", "\r", "\r", projected=True)
    assert here.run(at(today, lambda room: room.ballots(kept.ask())), moves=True) == DONE
    assert "20 10 30" not in here.seen[1]
    assert "20 10 30" in here.seen[5]
    assert sum(kept.kept["ana", "points"].values()) == 100


def test_a_question_asked_for_other_eyes_is_taken_back_by_the_switch() -> None:
    kept, today = slips(people=(ANA, BEN)), Today()
    here = Played("be 10 10 10 10 10\r", ESC, TAB, "p", "t", ESC, "q")
    here.run(at(today, lambda room: room.ballots(kept.ask())), moves=True)
    assert "50" in here.seen[1]
    assert "50" not in here.seen[5].split("──", 1)[-1]


@pytest.mark.parametrize(("answer", "shows"), [("n", WINDOW), ("y", THIS)])
def test_after_another_window_a_plain_word_is_asked_for_and_mirrored_displays_hide_what_is_typed(
    answer: str, shows: str
) -> None:
    kept, today = slips(), Today("nothing")
    here = Played("an 37 13", ESC, TAB, "p", "a", answer, ESC, "q")
    here.run(at(today, lambda room: room.ballots(kept.ask())), moves=True)
    assert today.now == shows
    asked = here.seen[5]
    assert any("  ".join(word) in asked for word in PLAIN)
    assert "Can the room read this word too?" in asked
    assert ("37 13" in here.seen[6]) == (shows == WINDOW)


def test_at_the_start_the_check_says_what_the_projector_shows_indeed() -> None:
    for key, shows in (("n", WINDOW), ("y", THIS), ("\r", WINDOW)):
        here = Played(key)
        assert here.run(lambda room: (room.projects(WINDOW), room.surface.projected)) == (
            shows,
            shows == THIS,
        )
    assert Played().run(lambda room: room.projects(THIS)) == THIS
    assert Played(ESC, "q").run(lambda room: room.projects(WINDOW)) == LEAVE


def test_on_the_wall_p_switches_at_once_and_the_screen_is_made_anew() -> None:
    today = Today()
    here = Played("p", "t")
    with pytest.raises(MovedOn) as moved:
        here.run(at(today, lambda room: room.show(WALL)), moves=True)
    assert (moved.value.word, today.now) == (AGAIN, THIS)


@pytest.mark.parametrize("key", ["t", "p", "x", "g", "e"])
def test_no_key_of_the_day_is_taken_while_a_reveal_is_one_key_away_or_the_screen_is_dark(key: str) -> None:
    today = Today()
    sealed = Wall("weights", "first sealed", lambda width, height: "Sealed", keys={"reveal": "Reveal"})
    here = Played("r", key, "b", key, ESC, "q")
    assert here.run(at(today, lambda room: room.show(sealed)), moves=True) == LEAVE
    assert "Enter reveals" in here.seen[1]
    assert "Enter reveals" not in here.seen[2]
    assert today.typed == []


def test_a_wall_that_is_projected_has_neither_lines_nor_clock() -> None:
    pane = WallPane(WALL, projected=False)
    own = pane.draw(Size(80, 24, CLOCK))
    assert any(CLOCK in text for line in own for _, text in line)
    pane.see(True)
    assert len(pane.draw(Size(80, 24))) == 24
    assert pane._foot(Size(80, 24)) == []
