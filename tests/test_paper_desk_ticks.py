"""A first ballot at the paper desk and on the laptop: the tick and the last contact, one letter each."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard_asks import ANA, CHO, CONTACT, POINTS, SURE, TICK, Played, Slips, changed, marks
from often import often
from paper_desk import PaperDesk

from cxw.day.desk import Person
from cxw.keyboard import Room
from cxw.keyboard.slips import split_line
from cxw.keyboard.states import AtSlip, Comparing, Waiting
from cxw.keyboard.typist import BACK, DOWN, ENTER, ESC, TAB, UP
from cxw.questions.asking import Part
from cxw.text.phrases import speak


def person(id: str, name: str, desk: str = "paper") -> Person:
    return Person(id, name, "Geschäftsführung", desk)  # type: ignore[arg-type]


ROOM = (
    person("anna-weber", "Anna Weber"),
    person("jan", "Jan Oßwald"),
    person("noor", "Noor Łaski"),
    person("oeystein", "Øystein Ødegård"),
    person("yesim", "Yeşim Wüst-Quandt"),
    person("lars", "Lars Rehn"),
)
ROW = {"fast": 20, "price": 20, "quality": 20, "service": 25, "brand": 15}
TYPED = "20 20 20 25 15"
FIRST = (POINTS, SURE, TICK, CONTACT)
LARGE = (POINTS, SURE, CONTACT)


def desk(*parts: Part, people: tuple[Person, ...] = ROOM, **more: Any) -> PaperDesk:
    return PaperDesk(Slips(*(parts or FIRST), people=people), **more)


def kept(here: PaperDesk, who: str) -> dict[str, Any]:
    return {part: value for (id, part), value in here.slips.kept.items() if id == who}


@pytest.mark.parametrize(
    "line",
    [
        f"anna {TYPED} 70 y w",
        f"anna {TYPED} 70% y w",
        f"Anna Weber {TYPED} 70 Y W",
        f"an {TYPED} 70 j w",
        f"{TYPED} 70 y w anna",
        f"{TYPED} 70 y w an",
        f"anna: {TYPED} 70 y w",
        f"anna {TYPED}\r70 y w",
        f"anna {TYPED} 70\ry w",
        f"anna {TYPED}\r70\ry\rw",
        f"anna {TYPED} 70 y\rw",
    ],
)
@pytest.mark.parametrize("masked", [False, True])
def test_a_whole_first_slip_is_typed_in_one_line_or_in_several(line: str, masked: bool) -> None:
    here = desk(masked=masked).type(line + "\r")
    assert kept(here, "anna-weber") == {
        "points": ROW,
        "conviction": 70,
        "open": True,
        "contact": "this week",
    }
    assert isinstance(here.paper.state, Comparing)


@pytest.mark.parametrize(
    ("line", "tick", "contact"),
    [
        ("70 n q", False, "this quarter"),
        ("70 l", False, "longer ago"),
        ("70\r\rr", False, "rather not say"),
        ("70 y\r", True, ""),
        ("70\ry\r", True, ""),
        ("70\r\r", False, ""),
    ],
)
def test_an_empty_line_is_no_tick_and_no_last_contact(line: str, tick: bool, contact: str) -> None:
    here = desk().type(f"no {TYPED} {line}\r")
    assert kept(here, "noor") == {"points": ROW, "conviction": 70, "open": tick, "contact": contact}


@pytest.mark.parametrize(
    ("line", "masked"), [("d y w", False), ("d 40 y w", False), ("d y w", True), ("d 40 y w", True)]
)
def test_who_does_not_know_ticks_as_well(line: str, masked: bool) -> None:
    here = desk(masked=masked).type(f"oy {line}\r")
    assert kept(here, "oeystein") == {
        "points": "dk",
        "conviction": "dk" if not masked else here.slips.kept["oeystein", "conviction"],
        "open": True,
        "contact": "this week",
    }


@pytest.mark.parametrize(
    ("language", "contact"), [("en", "rather not say"), ("de", "möchte ich nicht sagen")]
)
def test_a_whole_first_slip_can_be_compared_on_the_smallest_window(language: str, contact: str) -> None:
    speak(language)
    read = " ".join(desk().type(f"an {TYPED} 100 y r\r").screen().split())
    assert contact in read
    assert "100 given" not in read


@pytest.mark.parametrize(("row", "said"), [("20 20", "40 given, 60 still to give"), (TYPED, "all 100 given")])
def test_what_is_left_to_give_is_said_once(row: str, said: str) -> None:
    screen = desk().type(f"an\r{row}").screen()
    assert said in [line.strip() for line in screen.splitlines()]


def test_people_of_large_departments_are_asked_for_the_last_contact_alone() -> None:
    here = desk(*LARGE).type(f"lar {TYPED} 70 l\r")
    assert kept(here, "lars")["contact"] == "longer ago"
    assert ("lars", "open") not in here.slips.kept


def test_marks_that_are_a_first_ballot_end_with_the_same_letters() -> None:
    here = desk(marks(), TICK, CONTACT, of="marks").type(f"ja {'5 ' * 15}y q\r")
    assert kept(here, "jan")["open"] is True
    assert kept(here, "jan")["contact"] == "this quarter"
    assert kept(here, "jan")["us"] == dict.fromkeys(ROW, 5)


@pytest.mark.parametrize("word", ["yes", "ja", "x", "1", "ye", "w"])
def test_what_is_no_letter_of_the_box_ticks_nothing_for_anybody(word: str) -> None:
    """`ja` and `ye` begin names, and nobody ticks for others."""
    here = desk().type(f"an {TYPED} 70\r").type(f"{word}\r")
    assert kept(here, "anna-weber").get("open") is None
    assert not any(part == "open" for _, part in here.slips.kept)


def test_the_next_slip_can_be_typed_on_over_a_box_nobody_looked_at() -> None:
    here = desk().type(f"an {TYPED} 70\r").type(f"ja {TYPED} 40 n w\r")
    assert kept(here, "jan") == {"points": ROW, "conviction": 40, "open": False, "contact": "this week"}
    assert kept(here, "anna-weber") == {"points": ROW, "conviction": 70}


def test_a_name_typed_again_goes_on_with_the_box() -> None:
    here = desk().type(f"an {TYPED} 70\rja\r").type("an\r")
    assert isinstance(here.paper.state, AtSlip)
    assert "Anna Weber: the box, y or n" in here.screen()
    here.type("y\rw\r")
    assert kept(here, "anna-weber")["open"] is True


def test_a_slip_typed_again_from_its_beginning_is_completed_with_what_it_ticks() -> None:
    here = desk().type(f"an {TYPED} 70\rja d\r").type(f"an {TYPED} 70 y w\r")
    assert not here.asking
    assert kept(here, "anna-weber")["open"] is True
    assert kept(here, "anna-weber")["contact"] == "this week"


def test_the_slip_beside_the_paper_says_what_was_ticked_and_on_a_projected_screen_nothing() -> None:
    here = desk().type(f"an {TYPED} 70 y q\r")
    assert "shown by itself yes" in " ".join(here.screen().split())
    assert "this quarter" in here.screen()
    hidden = desk(masked=True).type(f"an {TYPED} 70 y q\r").screen()
    assert "shown by itself" not in hidden
    assert "this quarter" not in hidden


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (72, 21)])
def test_the_desk_asks_in_short_what_the_slip_says_at_length(width: int, height: int) -> None:
    here = desk().type(f"ye {TYPED} 70\r")
    asked = here.screen(width, height)
    assert "Is the box ticked: Geschäftsführung may be shown by itself?" in " ".join(asked.split())
    assert "empty Enter is no" in asked
    here.type("y\r")
    asked = here.screen(width, height)
    assert "Last contact with a customer: which box is ticked?" in " ".join(asked.split())
    assert "w  this week" in asked
    assert "r  rather not say" in asked


def test_the_shortest_way_is_shown_for_the_slip_that_comes_next() -> None:
    assert "a whole slip in one line: an 20 20 20 20 20 80 y w" in desk().screen()
    assert "a whole slip in one line: an 20 20 20 20 20 80 w" in desk(*LARGE).screen()
    assert "points and percentage in one line: an 20 20 20 20 20 80" in desk(POINTS, SURE).screen()


def test_an_observers_name_says_so() -> None:

    here = desk()
    here.paper.ballot = here.taking.ballot = changed(
        here.paper.ballot, observers=(person("otto", "Otto Müller"),)
    )
    here.type(f"ot {TYPED}\r")
    assert "Otto Müller is an observer: asked nothing." in here.screen()
    assert here.slips.kept == {}


@pytest.mark.parametrize("line", ["7 8 9 w an", "20 20 60 y w an", "d an", "an w 20"])
def test_without_boxes_letters_before_a_name_are_its_own(line: str) -> None:
    both = [split_line(line, (), ROOM, POINTS, beside=beside).letters for beside in (False, True)]
    assert both[0] in ("an", "w an", "an w")
    assert split_line("20 20 60 y w an", (), ROOM, POINTS, beside=True).row == "20 20 60 y w"


@st.composite
def slips(draw: Any) -> list[tuple[str, list[str], dict[str, Any]]]:
    """Slips in any order, each as the parts of its lines, and what is then kept."""
    people = draw(st.permutations(ROOM))
    found = []
    for one in people[: draw(st.integers(1, 6))]:
        cuts = sorted(draw(st.lists(st.integers(0, 100), min_size=4, max_size=4)))
        row = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
        sure, tick = draw(st.integers(0, 100)), draw(st.sampled_from(["y", "n", "j", ""]))
        letter, word = draw(
            st.sampled_from(
                [
                    ("w", "this week"),
                    ("q", "this quarter"),
                    ("l", "longer ago"),
                    ("r", "rather not say"),
                    ("", ""),
                ]
            )
        )
        said = {
            "points": dict(zip(ROW, row, strict=True)),
            "conviction": sure,
            "open": tick in ("y", "j"),
            "contact": word,
        }
        parts = [" ".join(map(str, row)), str(sure), tick, letter]
        name = draw(st.sampled_from([one.name, one.name[:3], one.id, one.name.casefold()]))
        found.append((one.id, [f"{name} {parts[0]}", *parts[1:]], said))
    return found


@given(day=slips(), every=st.sampled_from([0.0, 0.12, 0.33]), masked=st.booleans(), data=st.data())
@settings(max_examples=often(60), deadline=None)
def test_no_tick_goes_astray_whatever_is_typed_in_one_line(
    day: list[tuple[str, list[str], dict[str, Any]]], every: float, masked: bool, data: Any
) -> None:
    here = desk(masked=masked)
    for _, parts, _ in day:
        line = parts[0]
        for part in parts[1:]:
            together = part and line.split("\r")[-1] and data.draw(st.booleans())
            line += f" {part}" if together else f"\r{part}"
        here.type(line + "\r", every)
        assert isinstance(here.paper.state, Comparing), here.screen()
    for who, _, said in day:
        assert kept(here, who) == said


# the laptop


SEATED = (person("anna-weber", "Anna Weber", "laptop"),)


def seated(*chunks: str, parts: tuple[Part, ...] = (TICK,), projected: bool = False) -> Played:
    slips = Slips(*parts, people=SEATED)
    here = Played(*chunks, projected=projected)
    here.run(lambda room: room.ballots(slips.ask()))
    here.slips = slips  # type: ignore[attr-defined]
    return here


def taken(here: Played) -> Any:
    return next(iter(here.slips.kept.values()), None)  # type: ignore[attr-defined]


LEAVE = (ESC, "q")


@pytest.mark.parametrize(
    ("keys", "ticked"),
    [
        ("", False),
        ("y", True),
        ("j", True),
        (" ", True),
        ("  ", False),
        ("yn", False),
        ("y" + BACK, False),
        ("n", False),
    ],
)
@pytest.mark.parametrize("projected", [False, True])
def test_the_box_is_unticked_until_the_person_ticks_it(keys: str, ticked: bool, projected: bool) -> None:
    here = seated(ENTER, *keys, ENTER, *LEAVE, projected=projected)
    assert taken(here) is ticked


@pytest.mark.parametrize("arrow", [DOWN, UP])
def test_an_arrow_ticks_the_box_and_the_next_takes_it_out(arrow: str) -> None:
    assert taken(seated(ENTER, arrow, ENTER, *LEAVE)) is True
    assert taken(seated(ENTER, arrow, arrow, ENTER, *LEAVE)) is False


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ([], ""),
        (["w"], "this week"),
        (["r"], "rather not say"),
        ([DOWN, DOWN], "this quarter"),
        ([UP], "rather not say"),
        ([DOWN, BACK], ""),
        (["q", "l"], "longer ago"),
    ],
)
def test_the_last_contact_is_one_of_four_boxes_or_none(keys: list[str], word: str) -> None:
    assert taken(seated(ENTER, *keys, ENTER, *LEAVE, parts=(CONTACT,))) == word


def test_the_person_reads_the_whole_text_and_sees_what_is_ticked() -> None:
    here = seated(ENTER, "y", TAB, ENTER, *LEAVE)
    assert TICK.question in here.seen[1]
    assert "[ ]  not ticked" in here.seen[1]
    assert "[x]  ticked" in here.seen[2]


@pytest.mark.parametrize(
    ("part", "one", "other"),
    [
        (TICK, ["y"], ["n"]),
        (TICK, [" ", " "], ["y", "y"]),
        (CONTACT, ["w"], ["r"]),
        (CONTACT, [DOWN, "q"], [UP, "l"]),
    ],
)
def test_on_a_projected_screen_what_is_ticked_sends_the_same_bytes(
    part: Part, one: list[str], other: list[str]
) -> None:
    runs = [seated(ENTER, *keys, TAB, ENTER, *LEAVE, parts=(part,), projected=True) for keys in (one, other)]
    assert "".join(runs[0].bytes) == "".join(runs[1].bytes)
    assert taken(runs[0]) != taken(runs[1])


def test_what_is_ticked_is_looked_at_once_the_projector_is_dark() -> None:
    here = seated(ENTER, "y", "p", ENTER, ESC, ENTER, *LEAVE, projected=True)
    assert "[x]  ticked" not in here.seen[2]
    assert "Darken the projector first." in here.seen[3]
    assert "[x]  ticked" in here.seen[4]
    assert "[x]" not in here.seen[5]


def take_in(slips: Slips, room: Room) -> str:
    return room.ballots(slips.ask())


def test_the_paper_desk_sends_the_same_bytes_whatever_is_ticked() -> None:
    runs = []
    for tail in ("y\rw\r", "n\rr\r"):
        slips = Slips(*FIRST, people=(ANA, CHO))
        here = Played(*f"an 20 10 30 10 30\r70\r{tail}", *LEAVE, projected=True)
        here.run(partial(take_in, slips))
        runs.append(("".join(here.bytes), slips.kept["ana", "open"]))
    assert runs[0][0] == runs[1][0]
    assert runs[0][1] is not runs[1][1]


def test_the_line_waits_for_the_next_slip_after_the_last_box() -> None:
    here = desk().type(f"an {TYPED} 70 y w\r\r")
    assert isinstance(here.paper.state, Waiting)


def test_an_empty_line_that_the_ballot_refuses_is_told_and_asked_again() -> None:
    class Refuses(Slips):
        def accept(self, person: str, part: str, value: Any, desk: str) -> list[str]:
            return ["nobody is asked for a box any more"] if part == "open" else []

    here = PaperDesk(Refuses(TICK, people=ROOM)).type("an\r")
    here.wait().type("\r")
    assert isinstance(here.paper.state, AtSlip)
    assert "nobody is asked for a box any more" in here.screen().lower()
