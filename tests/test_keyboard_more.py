"""The key for what comes late: a need or a competitor more, typed at a pipe."""

from __future__ import annotations

import pytest
from keyboard_asks import PEOPLE, POINTS, Played, Slips

from cxw.day.desk import AGAIN, LEAVE, NEXT, RENEWED, Acts, More, MovedOn, Wall
from cxw.keyboard.acting import commands
from cxw.questions.asking import Item

ENTER, ESC = "\r", "\x1b"


class Late:
    """What came late, kept in a list."""

    def __init__(self, *, weighed: bool = True, marked: bool = True, refuses: str = "") -> None:
        self.kept: list[tuple[str, ...]] = []
        self.weighed, self.marked, self.refuses = weighed, marked, refuses
        self.spare: list[Item] = []

    def keep(self, *what: str) -> list[str]:
        if self.refuses:
            refused, self.refuses = self.refuses, ""
            return [refused]
        self.kept.append(what)
        return []

    def acts(self) -> Acts:
        more = More(
            weighed=lambda: self.weighed,
            chosen=lambda: True,
            need=lambda words: self.keep("need", words),
            park=lambda words, why: self.keep("park", words, why),
            begin=lambda words: self.keep("begin", words),
            renew=lambda chosen: [],
            set_aside=lambda need, why: [],
            company=lambda name, new_id: self.keep("company", name),
            marked=lambda: self.marked,
            column=lambda: True,
            spare=lambda: self.spare,
            remove=lambda gone: self.keep("remove", gone),
        )
        return Acts("clinics", lambda text, about: [], lambda need, text: [], more=more)


def shown(late: Late, *typed: str, projected: bool = False) -> tuple[str, Played]:
    here = Played(*typed, projected=projected)
    wall = Wall("weights", "first shown", lambda w, h: "", keys={NEXT: "go on"}, acts=late.acts())
    return here.run(lambda room: room.show(wall)), here


def test_a_need_more_joins_the_board_before_any_points() -> None:
    late = Late(weighed=False)
    word, here = shown(late, "a", "a", "Warranty\r", ENTER, ENTER)
    assert word == NEXT
    assert late.kept == [("need", "Warranty")]
    assert "go back to the needs (g)" in here.seen[3]


@pytest.mark.parametrize("slip", ["be 25 35 10 20 10 60", "25,35,40", "10 20 70 anna", "be 8 d 7 10"])
@pytest.mark.parametrize("way", ["a", "c"])
def test_a_slip_typed_at_a_screen_becomes_no_need_and_does_not_stay_to_be_read(way: str, slip: str) -> None:
    late = Late()
    word, here = shown(late, "a", way, slip + "\r", ESC, "b", ENTER, projected=True)
    assert (word, late.kept) == (NEXT, [])
    assert "This reads like a slip" in here.seen[3]
    assert slip not in here.seen[3]


def test_words_with_numbers_in_them_are_a_need() -> None:
    late = Late(weighed=False)
    shown(late, "a", "a", "Open 24 hours, 7 days, 365 nights\r", ENTER, ENTER)
    assert late.kept == [("need", "Open 24 hours, 7 days, 365 nights")]


def test_a_need_more_is_parked_in_the_facilitators_words() -> None:
    late = Late()
    word, here = shown(late, "a", "a", "Warranty\r", "p", ENTER, ENTER)
    assert word == NEXT
    assert late.kept == [("park", "Warranty", "asked for after the needs were chosen")]
    assert "nothing is compared" in " ".join(here.seen[3].split())


def test_a_need_more_begins_a_new_list_only_when_that_is_chosen() -> None:
    late = Late()
    assert shown(late, "a", "a", "Warranty\r", "l", ENTER)[0] == NEXT
    assert late.kept == []
    with pytest.raises(MovedOn, match=RENEWED):
        shown(late, "a", "a", "Warranty\r", "s")
    assert late.kept == [("begin", "Warranty")]


def test_why_no_new_list_can_begin_is_said() -> None:
    late = Late(refuses="the closing has begun with the list as it stands")
    word, here = shown(late, "a", "a", "Warranty\r", "s", ENTER, ENTER)
    assert word == NEXT
    assert late.kept == []
    assert "The closing has begun with the list as it stands." in here.seen[4]


def test_a_competitor_more_is_asked_about_from_the_facts() -> None:
    late = Late()
    with pytest.raises(MovedOn, match=AGAIN):
        shown(late, "a", "c", "Late & Co\r", ENTER)
    assert late.kept == [("company", "Late & Co")]


def test_a_name_that_is_refused_stays_typed() -> None:
    late = Late(marked=False, refuses="Late is in the list already")
    word, here = shown(late, "a", "c", "Late\r", "r\r", ENTER)
    assert word == NEXT
    assert "Late is in the list already." in here.seen[3]
    assert late.kept == [("company", "Later")]


def test_a_competitor_nobody_has_marked_is_taken_out() -> None:
    late = Late()
    late.spare = [Item("late", "Late & Co")]
    with pytest.raises(MovedOn, match=AGAIN):
        shown(late, "a", "t", "l")
    assert late.kept == [("remove", "late")]


def test_a_competitor_who_was_marked_meanwhile_stays_and_it_says_why() -> None:
    late = Late(refuses="this competitor stays: marks were given")
    late.spare = [Item("late", "Late & Co")]
    word, here = shown(late, "a", "t", "l", ENTER, ENTER)
    assert word == NEXT
    assert late.kept == []
    assert "This competitor stays: marks were given" in here.seen[3]


def test_coming_back_keeps_nothing_and_leaving_leaves() -> None:
    late = Late()
    assert shown(late, "a", "b", ENTER)[0] == NEXT
    assert shown(late, "a", "a", ESC, "b", ENTER)[0] == NEXT
    assert shown(late, "a", ESC, "q")[0] == LEAVE
    assert late.kept == []


def test_behind_esc_while_slips_are_typed_and_nowhere_where_the_letter_means_another_thing() -> None:
    late, slips = Late(weighed=False), Slips(POINTS, people=PEOPLE)
    ask = slips.ask()
    object.__setattr__(ask, "acts", late.acts())
    here = Played("an 20", ESC, "a", "a", "Warranty\r", ENTER, ESC, "q")
    assert here.run(lambda room: room.ballots(ask)) == LEAVE
    assert late.kept == [("need", "Warranty")]
    plain = Acts("clinics", lambda text, about: [], lambda need, text: [])
    assert "more" not in [command.word for command in commands(plain)]


def test_on_a_projected_screen_the_same_is_asked_and_nothing_private_shows() -> None:
    late = Late()
    word, here = shown(late, "a", "a", "Warranty\r", "p", ENTER, ENTER, projected=True)
    assert word == NEXT
    assert "senior" not in "".join(here.bytes)
