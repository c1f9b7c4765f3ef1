"""Picks, ticks, cards and numbers of things on the laptop: what is read, what keys do, what nobody else sees."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard_asks import CARDS, FUNCTIONS, GIVES_WAY, KIND, NEEDS, NUMBERS, PICKS, TICKS, WAYS, Played, Slips
from often import often, turns
from test_keyboard_laptop import SIZES, drawn, squeezed
from test_lens_desk import LONG, ROW

from cxw.day.desk import Person
from cxw.keyboard.answer_pane import AnswerPane
from cxw.keyboard.canvas import Size
from cxw.keyboard.field import Field
from cxw.keyboard.grideditor import GridEditor
from cxw.keyboard.keys import Key
from cxw.keyboard.picking import Picking
from cxw.keyboard.seat import PANES
from cxw.keyboard.surface import Out
from cxw.keyboard.typist import ESC, LEFT, RIGHT, TAB
from cxw.keyboard.writing_card import WrittenCard
from cxw.questions.asking import Item, Part, TypingStep

ANNA = Person("anna", "Anna Weber", "Vertrieb", "laptop")
SALES = replace(FUNCTIONS[-1], desk="laptop")
ENTER, LEAVE = "\r", (ESC, "q")
MANY = {f"w{n}": f"Antwort {n}: {LONG}" for n in range(1, 14)}


def typed(pane: AnswerPane, *keys: str) -> Out | None:
    """What the pane ended with, if it did."""
    out = None
    for key in keys:
        out = pane.press(Key(key, key if len(key) == 1 else ""))
    return out


def picking(*parts: Part, masked: bool = False) -> Picking:
    pane = Picking(parts[0], "Anna", "Was wir versprechen", masked=masked)
    pane.sits(ANNA, parts)
    return pane


def seated(*keys: str, parts: tuple[Part, ...], person: Person = ANNA, projected: bool = False) -> Any:
    slips = Slips(*parts, people=(person,))
    here = Played(ENTER, *keys, *LEAVE, projected=projected)
    here.run(lambda room: room.ballots(slips.ask("apart", "")))
    here.slips = slips  # type: ignore[attr-defined]
    return here


# picks and ticks


def test_both_questions_are_asked_of_one_thing_before_the_next_and_each_is_kept() -> None:
    here = seated(*"11", *"32", "d", *"21", *"22", ENTER, parts=(PICKS, GIVES_WAY))
    assert "Which one gives way?" in here.seen[2]
    assert "Paid within a week" in here.seen[2] or "Be paying people" in here.seen[2]
    gives = dict(zip(ROW, ["Marketing", "Sales", "dk", "Marketing", "Sales"], strict=True))
    assert here.slips.kept == {("anna", "pick"): ROW, ("anna", "also gives"): gives}


def test_who_knows_nothing_is_asked_nothing_further_and_nothing_further_is_kept() -> None:
    assert seated(*"ddddd", ENTER, parts=(PICKS, GIVES_WAY)).slips.kept == {
        ("anna", "pick"): dict.fromkeys(ROW, "dk")
    }


@pytest.mark.parametrize(
    ("parts", "one", "other"),
    [
        ((PICKS, GIVES_WAY), "1122113231", "dddddddd12"),
        ((PICKS, GIVES_WAY), "1122113231", "31d1d2d2dd"),
        ((TICKS,), ["1", RIGHT, "2", RIGHT, "3", RIGHT, "1", RIGHT, "2"], ["d", "-", "0", "d", "3", RIGHT]),
    ],
)
def test_on_a_projected_screen_whatever_is_answered_sends_the_same_bytes(
    parts: tuple[Part, ...], one: Any, other: Any
) -> None:
    runs = [seated(*keys, TAB, ENTER, parts=parts, projected=True) for keys in (one, other)]
    assert runs[0].slips.kept != runs[1].slips.kept
    if len(one) == len(other):
        assert "".join(runs[0].bytes) == "".join(runs[1].bytes)
    assert runs[0].seen[-4:] == runs[1].seen[-4:]


def test_what_is_chosen_is_looked_at_once_the_projector_is_dark() -> None:
    here = seated("1", LEFT, "p", ENTER, ESC, parts=(PICKS,), projected=True)
    assert "●" not in here.seen[3]
    assert "●  1  The same everywhere" in here.seen[5]
    assert "●" not in here.seen[6]


def test_enter_goes_to_the_first_that_is_missing_and_says_how_many_are() -> None:
    pane = picking(PICKS)
    typed(pane, "1", "right", "2", "enter")
    assert pane.state.here[1] == NEEDS[1]
    assert "3 answers missing" in drawn_words(pane)
    typed(pane, "1", "left", "backspace", "tab")
    assert pane.said == "3 answers missing"
    hidden = picking(PICKS, masked=True)
    typed(hidden, "1", "right", "2", "enter")
    assert hidden.said == "answers missing"


def drawn_words(pane: AnswerPane, size: Size = SIZES[1]) -> str:
    return " ".join("".join(text for _, text in line) for line in pane.draw(size))


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["3"], "clashes"),
        (["down"], "same"),
        (["up"], "clashes"),
        (["down", "down"], "fits"),
        (["d", "k", "left"], "dk"),
        (["?", "left"], "dk"),
        (["9"], None),
        (["0"], None),
        (["-"], None),
    ],
)
def test_an_answer_is_picked_by_its_number_or_by_an_arrow(keys: list[str], value: str | None) -> None:
    pane = picking(PICKS)
    typed(pane, *keys)
    assert pane.state.given.get(("pick", "fast")) == value


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("13", ["same", "clashes"]),
        ("31", ["same", "clashes"]),
        ("133", ["same"]),
        ("-", []),
        ("0", []),
        ("1-", []),
        ("1d", "dk"),
        ("d", "dk"),
        (" ", ["same"]),
        ("1 ", []),
        (("down", " "), ["fits"]),
    ],
)
def test_boxes_are_ticked_and_taken_out_by_their_numbers(keys: Any, value: Any) -> None:
    pane = picking(TICKS)
    typed(pane, *keys)
    assert pane.state.given["ticks", "fast"] == value


def test_with_more_than_nine_answers_a_second_digit_is_waited_for() -> None:
    pane = picking(Part("pick", KIND["picks"], "Welches?", NEEDS, ways=MANY))
    typed(pane, "1")
    assert pane.state.at == 0
    typed(pane, "2", "enter", "1", "enter", "9", "5", "enter", "1", "4", "enter")
    assert [*pane.state.given.values()] == ["w12", "w1", "w5", "w4"]
    boxes = picking(Part("ticks", KIND["ticks"], "Welche?", NEEDS, ways=MANY))
    typed(boxes, "1", "2", " ", "1", " ", "3", "1", "0")
    assert boxes.state.value == ["w1", "w3", "w10", "w12"]


def test_a_pasted_row_is_taken_whole() -> None:
    pane = picking(PICKS)
    pane.press(Key("paste", "1 3 d 2 2"))
    assert typed(pane, "enter") == Out("value", {"pick": ROW})
    refused = picking(PICKS)
    refused.press(Key("paste", "1 3 d 2"))
    assert "here are 4" in refused.said


@pytest.mark.parametrize(
    ("size", "masked", "ways", "letters"), turns(SIZES, [False, True], [WAYS, MANY], [20, 600])
)
def test_a_thing_and_all_its_answers_can_be_read_in_all_their_words(
    size: Size, masked: bool, ways: dict[str, str], letters: int
) -> None:
    text = " ".join(f"Wort{n}" for n in range(200))[:letters]
    part = Part(
        "pick", KIND["picks"], "Von welchem Bedürfnis spricht dieser Kunde?", (Item("t", text),), ways=ways
    )
    pane, seen = picking(part, masked=masked), ""
    for _ in range(12):
        shown = drawn(pane, size)
        assert squeezed(part.question) in shown
        seen += shown
        typed(pane, "pagedown")
    for words in (text, *ways.values()):
        assert all(word in seen for word in words.split())


@given(
    st.lists(st.sampled_from(["1", "3", "9", "d", "-", " ", "left", "right", "up", "down", "tab", "enter"]))
)
@settings(max_examples=often(120), deadline=None)
def test_whatever_is_pressed_what_is_handed_in_is_an_answer(keys: list[str]) -> None:
    for parts in ((PICKS, GIVES_WAY), (TICKS,)):
        for masked in (False, True):
            pane = picking(*parts, masked=masked)
            for key in keys:
                out = typed(pane, key)
                if out is not None:
                    assert not pane.state.missing
                    for part in parts:
                        said = out.value.get(part.id)
                        assert said is None or part.kind.written(TypingStep(part), said) is not None
                    break


# cards


def card(masked: bool = False, person: Person = SALES) -> WrittenCard:
    pane = WrittenCard(CARDS[0], person.name, "Was wir versprechen", masked=masked)
    pane.sits(person, [CARDS[0]])
    return pane


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (["Live, in a week", "enter", "home page", "enter", "enter"], {"words": "Live, in a week", "where": "home page"}),
        (["d as in Dora", "tab", "tab", "the bank", "down"], {"words": "d as in Dora", "else": "the bank"}),
        (["Live", "enter", "enter", "enter", "right"], "nothing"),
        (["enter", "enter", "enter", "left"], "dk"),
        (["enter", "enter", "enter", "right", "up", "up", "up", "Live", "down", "down", "down"], {"words": "Live"}),
        (["nothing", "enter", "enter", "enter"], "nothing"),
        (["Live", "enter", "enter", "enter", "1", "d", "-", " "], {"words": "Live"}),
    ],
)  # fmt: skip
def test_a_card_is_what_was_written_or_what_its_last_line_says(keys: list[str], value: Any) -> None:
    for masked in (False, True):
        pane = card(masked)
        for key in keys:
            name = key if key in ("enter", "tab", "up", "down", "left", "right") else "paste"
            pane.press(Key(name, "" if name == key else key))
        assert pane.press(Key("enter")) == Out("value", value)


def test_an_empty_card_and_one_too_long_are_not_handed_in_and_stay() -> None:
    pane = card()
    assert typed(pane, *["enter"] * 4) is None
    assert "No words stand there" in pane.said
    typed(pane, "up", "up", "up")
    pane.press(Key("paste", "x" * 301))
    assert typed(pane, *["enter"] * 4) is None
    assert "301 letters" in pane.said
    assert pane.fields[0].text == "x" * 301


@pytest.mark.parametrize("size", SIZES)
def test_before_anybody_writes_it_says_that_a_functions_card_is_read_out(size: Size) -> None:
    assert squeezed("This will be read out as the card of Sales.") in drawn(card(), size)
    assert "read out" not in drawn_words(card(person=ANNA), size)
    pane = card()
    pane.press(Key("paste", LONG * 3))
    assert squeezed(LONG * 3)[-40:] in drawn(pane, size)
    typed(pane, "enter", "enter", "enter", "right")
    assert squeezed("the words above are not handed in") in drawn(pane, size)


@pytest.mark.parametrize(("size", "masked"), turns(SIZES, [False, True]))
def test_every_line_of_a_card_is_read_whole_where_it_is_written(size: Size, masked: bool) -> None:
    lines = {f"l{n}": f"Zeile {n}: {LONG}, und „weiß nicht“ ist eine Antwort?" for n in range(4)}
    pane = WrittenCard(replace(CARDS[0], ways=lines), "Sales", "Karte", masked=masked)
    pane.sits(SALES, [])
    for name in pane.names:
        shown = drawn(pane, size)
        assert squeezed(name) in shown
        assert squeezed(CARDS[0].question) in shown
        assert "Handin" in shown
        typed(pane, "down")
    assert "‹" in drawn(pane, size)


def test_a_card_on_a_projected_screen_sends_the_same_bytes_whatever_it_says() -> None:
    runs = [
        seated(*keys, ENTER, ENTER, ENTER, last, ENTER, parts=CARDS[:1], person=SALES, projected=True)
        for keys, last in (("Live", RIGHT), ("Wann", LEFT))
    ]
    assert [*runs[0].slips.kept.values(), *runs[1].slips.kept.values()] == ["nothing", "dk"]
    assert "".join(runs[0].bytes) == "".join(runs[1].bytes)


@given(st.text(alphabet="ab Öß語🙂", max_size=60), st.integers(4, 20), st.integers(0, 60))
@settings(max_examples=often(200), deadline=None)
def test_a_line_that_is_broken_holds_every_letter_and_the_cursor_once(text: str, room: int, at: int) -> None:
    field = Field(text, min(at, len(text)))
    spans = [span for line in field.lines(room) for span in line]
    assert "".join(words for _, words in spans) == text + " "
    assert [words for style, words in spans if style == "class:cursor"] == [(text + " ")[field.at]]


# numbers


def test_numbers_of_things_have_three_digits_and_no_company() -> None:
    pane = GridEditor(NUMBERS, "Anna", "Schätzung", masked=False)
    typed(pane, *"100", " ", *"25", " ", "d", " ", *"7", "tab", *"101")
    words = drawn_words(pane, Size(120, 40))
    assert "Our texts" not in words
    assert "A number is 0 to 100" in words
    assert "0 to 100" in words
    assert "100 " in words
    typed(pane, "backspace", "0")
    assert typed(pane, "enter") == Out("value", [("own", dict(zip(ROW, [100, 25, "dk", 7, 0], strict=True)))])


def test_every_pane_says_its_keys() -> None:
    for kind, pane in PANES.items():
        part = next((one for one in (PICKS, TICKS, CARDS[0]) if one.kind.name == kind), None)
        if part is not None:
            assert "Enter" in drawn_words(pane(part, "Anna", "Was", masked=True))
