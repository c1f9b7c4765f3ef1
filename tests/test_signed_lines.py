"""Lines that people sign: letters left in the line sign nobody's words that are typed or pasted later."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyboard_asks import Clock, played
from often import often

from cxw.day.desk import DONE, Faults, Person, Unknowns
from cxw.keyboard.deciding import QUIET_TIME
from cxw.keyboard.keys import Key
from cxw.keyboard.lists import LinesPane, whose_line
from cxw.keyboard.seams import LEFT
from cxw.keyboard.signed_line import SignedLine
from cxw.keyboard.surface import Out

ROOM = tuple(
    Person(id, name, "Sales", "paper")
    for id, name in (
        ("kim", "Kim Berg"),
        ("bea", "Bea Deß"),
        ("ana", "Ana Lima"),
        ("anna", "Anna Bøe"),
        ("dan", "Dan Okoro"),
        ("oy", "Øystein O'Neill"),
    )
)


class TypedList:
    """A list of signed lines at a clock that the test moves."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.pane = LinesPane("Lines", "Clinics", "What?", lambda width: [])
        self.pane.signed = SignedLine(self.pane.field, ROOM, self.clock)
        self.outs: list[Out] = []

    def press(self, *keys: Key) -> TypedList:
        for key in keys:
            out = self.pane.press(key)
            self.outs += [out] if out else []
        return self

    def type(self, text: str, every: float = 0.1) -> TypedList:
        for letter in text:
            self.clock.now += every
            self.press(Key("enter") if letter == "\r" else Key(letter, letter))
        return self


@pytest.mark.parametrize("between", ["a while", "Esc", "a paste"])
def test_letters_that_were_left_sign_no_line_that_comes_later(between: str) -> None:
    here = TypedList().type("Ki ")
    if between == "a while":
        here.clock.now += LEFT
    if between == "Esc":
        assert not here.pane.escape()
    if between == "a paste":
        here.press(Key("paste", "be: who leaves first")).type("\r")
    else:
        here.type("be: who leaves first\r")
    assert here.outs == []
    assert "Enter once more" in here.pane.said
    here.type("\r", every=QUIET_TIME / 2)
    assert here.outs == [], "an Enter in the same breath answers nothing"
    here.type("\r", every=1.0)
    assert here.outs == [Out("lines", "Ki be: who leaves first")]


def test_pasted_lines_that_are_signed_wait_behind_half_a_line() -> None:
    here = TypedList().type("an - whe").press(Key("paste", "be: who leaves\nkim: why\n"))
    assert here.outs == [Out("behind", "be: who leaves\nkim: why\n")]
    assert here.pane.field.text == "an - whe"
    whole = TypedList().type("ki: ").press(Key("paste", "who leaves\nand why\n"))
    assert whole.outs == [Out("lines", "ki: who leaves\nand why\n")]


def test_lines_pasted_behind_half_a_line_are_taken_in_after_it() -> None:
    kept: list[tuple[str, str | None]] = []

    class Kept(Unknowns):
        title, segment, question, people = "Lines", "Clinics", "What?", ROOM

        def lines(self) -> list[str]:
            return [words for words, _ in kept]

        def add(self, text: str, by: str | None) -> Faults:
            kept.append((text, by))
            return []

        def waiting(self) -> list[str]:
            return []

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(name)

    ask: Any = type("Asked", (Kept,), {name: lambda self, *a: [] for name in Kept.__abstractmethods__})()
    pasted = "\x1b[200~bea: who leaves\nki: why\n\x1b[201~"
    end = played(lambda room: room.unknowns(ask), f"dan - whe{pasted}", "ther\r", "\r")
    assert end == DONE
    assert kept == [("whether", "dan"), ("who leaves", "bea"), ("why", "kim")]


@given(st.data())
@settings(max_examples=often(400), deadline=None)
def test_no_line_is_taken_at_once_for_somebody_who_did_not_sign_it(data: st.DataObject) -> None:
    """Whatever was left there, wherever the cursor stands, and however the next line comes."""
    here, one = TypedList(), data.draw(st.sampled_from(ROOM))
    left = data.draw(st.sampled_from(ROOM)).name
    left = left[: data.draw(st.integers(1, len(left)))] + data.draw(st.sampled_from(["", " ", ": ", " - "]))
    letters = data.draw(st.sampled_from([one.name[:2], one.name, one.id, one.name.split()[-1]]))
    line = letters + data.draw(st.sampled_from([": ", " - "])) + "what nobody knows"
    here.type(left)
    for _ in range(data.draw(st.integers(0, 2))):
        here.press(Key("left"))
    between = data.draw(st.sampled_from(["a while", "Esc", "a paste"]))
    if between == "a while":
        here.clock.now += LEFT
    if between == "Esc":
        here.pane.escape()
    if between == "a paste":
        end = data.draw(st.sampled_from(["", "\n", "\r\n"]))
        here.press(Key("paste", line + end))
    else:
        here.type(line)
    here.type("\r")
    for out in here.outs:
        by, _, why = whose_line(out.value.split("\n")[0], ROOM)
        assert why or by in (None, one.id) or out.word == "behind" or left == out.value, (left, line, by)
