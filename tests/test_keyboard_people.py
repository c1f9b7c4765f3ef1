"""The list of people at the keyboard: fit for a projected screen, changed from any screen with `j`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from desks import Clock, session
from keyboard_asks import ANA, KIND, Played, Slips, changed

from cxw.day import desk as d
from cxw.model import DeskName, Participant, Session
from cxw.questions.asking import Part
from cxw.workshop import Day, Memory
from cxw.workshop.acting import acts, acts_at_start

ESC = "\x1b"
POINTS = Part("guess", KIND["percent"], "How many of our 100 points?")


def _screen(width: int, height: int) -> str:
    return "A screen"


class Acted:
    """A day in memory, a wall over it, and what was typed at it."""

    def __init__(self, start: Session | None = None) -> None:
        self.word = ""
        self.memory = Memory(start or session(people=11, segments=2))
        self.day = Day(file=self.memory, desk=None, now=Clock(), colour=False)  # type: ignore[arg-type]

    def type(
        self, *chunks: str, size: tuple[int, int] = (80, 24), start: bool = False, sends: bool = False
    ) -> Played:
        played = Played(*chunks, projected=True, size=size, sends=sends)
        here = acts_at_start(self.day) if start else acts(self.day, "s0")
        wall = d.Wall("weights", "first shown", _screen, keys={"next": "Next"}, acts=here)
        self.word = played.run(lambda room: self._show(room, wall), moves=True)
        return played

    @staticmethod
    def _show(room, wall) -> str:  # type: ignore[no-untyped-def]
        try:
            return str(room.show(wall))
        except d.MovedOn as moved:
            return moved.word

    @property
    def people(self) -> Sequence[Participant]:
        return self.memory.session.participants


def test_eleven_people_stand_on_one_screen_without_rank_or_answers() -> None:
    room = session(people=11, segments=2)
    room.participants[3].senior = True
    room.participants[4].segments = ["s1"]
    played = Acted(room).type("j", "b", "\r", sends=True)
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


def test_somebody_is_called_otherwise_and_an_empty_line_leaves_the_name() -> None:
    acted = Acted()
    before = acted.people[0].name
    acted.type("j", "\r", "\r", "\x15\r", "b", "\r")
    assert acted.people[0].name == before
    played = acted.type("j", "\r", "\r", "\x15" + "Anna von der Höh\r", "b")
    assert acted.people[0].name == "Anna von der Höh"
    assert "Anna von der Höh" in played.seen[-1]


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
    ballot = changed(slips.ask(), acts=acts(acted.day, "s0"))
    here = Played("an 5", ESC, "j", "a", "Yan\r", "s", "a", "b")
    with pytest.raises(d.MovedOn) as moved:
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


def test_a_persons_list_says_which_functions_they_have() -> None:
    start = session(people=3, segments=2)
    start.participants[0].function, start.participants[0].also = "Vertrieb", ["Einkauf", "Größen & Maße"]
    start.participants[1].function = None
    first, second = (Acted(start).type("j", *down, "\r", "b", "b", "\r") for down in ([], ["\x1b[B"]))
    shown = " ".join(first.seen[2].split())
    assert "function: Vertrieb" in shown
    assert "further function: Einkauf, Größen & Maße" in shown
    shown = " ".join(second.seen[3].split())
    assert " function: none" in shown.replace("further function", "")
    assert "further function: none" in shown


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


def small() -> Session:
    """Eleven people: four of the first two functions, three of the third; the last one is alone in Legal."""
    room = session(people=11, segments=2)
    room.participants[10].function = "Rechtsabteilung"
    return room


LAST = "\x1b[F\x1b[A"
"""To the last person of the list."""


def test_somebody_becomes_an_observer_and_none_again_from_the_list() -> None:
    acted = Acted(small())
    played = acted.type("j", LAST, "\r", "n", "b")
    watches = acted.people[10].observer
    assert watches is True
    assert "is an observer: asked nothing, in no number" in played.seen[-1]
    assert "observer" in played.seen[-1]
    assert acted.word == d.AGAIN
    played = acted.type("j", LAST, "\r", "n", "b")
    assert acted.people[10].observer is None
    assert "is asked from now on" in played.seen[-1]


def test_whoever_has_answered_is_no_observer_and_the_list_says_why() -> None:
    room = small()
    room.segments[0].votes = {room.participants[10].id: ["brand"]}
    played = Acted(room).type("j", LAST, "\r", "n", "b", "\r")
    assert "has given answers already, and they count: whoever goes leaves" in " ".join(
        played.seen[-2].split()
    )


def test_a_tick_is_given_and_taken_back_and_the_screen_says_nothing_of_it() -> None:
    sent = []
    for key, ticked in (("y", True), ("n", False)):
        acted = Acted(small())
        played = acted.type("j", LAST, "\r", "t", key, "\r", "b", sends=True)
        assert acted.people[10].open is ticked
        assert "I am the only person here from Rechtsabteilung." in " ".join(played.seen[4].split())
        assert "kept as it was said" in played.seen[-1]
        sent.append("".join(played.bytes))
    assert sent[0] == sent[1]


def test_an_empty_line_leaves_the_tick_as_it_is() -> None:
    acted = Acted(small())
    acted.people[10].open = True
    acted.type("j", LAST, "\r", "t", "\r", "b", "\r")
    assert acted.people[10].open is True
    assert acted.word == "next"


def test_nobody_of_a_large_department_is_offered_a_tick() -> None:
    room = session(people=6)
    for person in room.participants:
        person.function = "Sales"
    played = Acted(room).type("j", "\r", "b", "b", "\r")
    assert "tick:" not in played.seen[2]
    assert "tick:" in Acted(small()).type("j", "\r", "b", "b", "\r").seen[2]


def test_somebody_who_joins_alone_in_a_department_is_offered_the_three_ways_in_their_order() -> None:
    offers: tuple[tuple[list[str], Callable[[Participant], bool]], ...] = (
        (["\r"], lambda zoe: zoe.observer is True),
        (["\x1b[B", "\x1b[B", "\r"], lambda zoe: (zoe.function, zoe.also) == ("Sales", ["Einkauf"])),
        (["\x1b[B"] * 4 + ["\r"], lambda zoe: (zoe.function, zoe.observer) == ("Einkauf", None)),
    )
    for keys, check in offers:
        acted = Acted()
        played = acted.type("j", "a", "Zoë Łoś\r", "a", "Einkauf\r", "a", *keys, "b")
        assert check(acted.people[-1]), acted.people[-1]
        offered = " ".join(played.seen[6].split())
        assert "Zoë Łoś is the only one here from Einkauf." in offered
        places = [offered.index(word) for word in ("An observer", "Counted with Sales", "Not shown, unless")]
        assert places == sorted(places)
