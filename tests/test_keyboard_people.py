"""The list of people at the keyboard: fit for a projected screen, changed from any screen with `j`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from desks import Clock, session
from keyboard_asks import ANA, Played, Slips

from cxw import desk as d
from cxw.model import DeskName, Participant, Session
from cxw.workshop import Day, Memory
from cxw.workshop.acting import acts, acts_at_start

ESC = "\x1b"
POINTS = d.Part("guess", "percent", "How many of our 100 points?")


def _screen(width: int, height: int) -> str:
    return "A screen"


class Acted:
    """A day in memory, a wall over it, and what was typed at it."""

    def __init__(self, start: Session | None = None) -> None:
        self.word = ""
        self.memory = Memory(start or session(people=11, segments=2))
        self.day = Day(file=self.memory, desk=None, now=Clock(), colour=False)  # type: ignore[arg-type]

    def type(self, *chunks: str, size: tuple[int, int] = (80, 24), start: bool = False) -> Played:
        played = Played(*chunks, projected=True, size=size)
        here = acts_at_start(self.day) if start else acts(self.day, "s0")
        wall = d.Wall("weights", "first shown", _screen, keys={"next": "Next"}, acts=here)
        self.word = played.run(lambda room: self._show(room, wall), moves=True)
        return played

    @staticmethod
    def _show(room, wall) -> str:  # type: ignore[no-untyped-def]
        try:
            return str(room.show(wall))
        except d.Moved as moved:
            return moved.word

    @property
    def people(self) -> Sequence[Participant]:
        return self.memory.session.participants


def test_eleven_people_stand_on_one_screen_without_rank_or_answers() -> None:
    room = session(people=11, segments=2)
    room.participants[3].senior = True
    room.participants[4].segments = ["s1"]
    played = Acted(room).type("j", "b", "\r")
    listed = played.seen[1]
    assert all(person.name in listed for person in room.participants)
    assert "11 of 11 are here" in listed
    assert "only Segment 1" in listed
    assert "on paper" in listed
    assert not any(
        word in "".join(played.bytes) for word in ("senior", "answered", "still to come", "missing")
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (72, 21)])
def test_three_hundred_people_scroll_and_are_found_by_their_letters(size: tuple[int, int]) -> None:
    room = session()
    room.participants = [Participant(id=f"n{n}", name=f"Number{n:03} Person") for n in range(300)]
    played = Acted(room).type("j", "\x1b[6~", "f", "number271\r", "b", "\r", size=size)
    assert "▸ Number008" in played.seen[2]
    assert "Enter find" in played.seen[3]
    assert "▸ Number271" in played.seen[4]


def test_somebody_joins_from_a_screen_and_the_stage_is_asked_anew() -> None:
    acted = Acted()
    played = acted.type("j", "a", "Zoe Late\r", "s", "a", "b")
    zoe = acted.people[-1]
    assert (zoe.name, zoe.function, zoe.segments) == ("Zoe Late", "Sales", None)
    assert "Zoe Late is on the list now" in played.seen[-1]
    assert acted.word == d.AGAIN


def test_a_look_at_the_list_changes_nothing_and_asks_nothing_anew() -> None:
    acted = Acted()
    acted.type("j", "b", "\r")
    assert acted.word == "next"


def test_somebody_leaves_with_a_reason_and_is_back() -> None:
    acted = Acted()
    left = acted.type("j", "\r", "l", "\x15" + "the dentist\r", "b")
    assert "away" in left.seen[-1]
    assert "10 of 11 are here" in left.seen[-1]
    assert "dentist" in str(acted.people[0].away[0].why)
    acted.type("j", "\r", "i", "b")
    assert acted.people[0].away[0].until is not None


def test_a_name_that_is_there_already_is_refused_in_a_sentence() -> None:
    acted = Acted()
    played = acted.type("j", "a", "anna person\r", "s", "a", "b", "\r")
    assert "is on the list already" in played.seen[-2]
    assert len(acted.people) == 11


@pytest.mark.parametrize(("keys", "desk"), [("n", "laptop"), ("i", "spreadsheet")])
def test_somebody_answers_elsewhere(keys: str, desk: DeskName) -> None:
    acted = Acted()
    acted.type("j", "\r", "a", keys, "b")
    assert acted.people[0].desk == desk


def test_people_can_be_changed_at_the_first_screen_and_behind_esc_where_slips_are_typed() -> None:
    acted = Acted()
    acted.type("j", "a", "Zoe\r", "s", "a", "b", start=True)
    assert acted.word == d.AGAIN
    slips = Slips(POINTS, people=(ANA,))
    ballot = replace(slips.ask(), acts=acts(acted.day, "s0"))
    here = Played("an 5", ESC, "j", "a", "Yan\r", "s", "a", "b")
    with pytest.raises(d.Moved) as moved:
        here.run(lambda room: room.ballots(ballot), moves=True)
    assert moved.value.word == d.AGAIN
    assert "somebody joins, leaves or answers elsewhere" in here.seen[2]
    assert acted.people[-1].name == "Yan"


def test_a_segment_is_ticked_off_and_a_second_function_put_on() -> None:
    acted = Acted()
    acted.type("j", "\r", "s", "\x1b[B\r", "t", "b")
    assert acted.people[0].segments == ["s0"]
    acted.type("j", "\r", "u", "a", "Finance\r", "b")
    assert acted.people[0].also == ["Finance"]


def test_q_behind_esc_leaves_from_any_of_the_small_questions() -> None:
    for chunks in (("j", ESC, "q"), ("j", "\r", ESC, "q"), ("j", "a", ESC, "q")):
        acted = Acted()
        acted.type(*chunks)
        assert acted.word == d.LEAVE


def test_who_declined_answers_after_all_and_the_list_shows_of_nobody_that_they_did() -> None:
    acted = Acted()
    played = acted.type("j", "\r", "d", "b", "\r")
    assert "declined, and answers after all" in played.seen[2]
    assert "is asked like everybody here" in played.seen[3]
    assert acted.word == "next"
