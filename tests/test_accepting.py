"""A ballot checks by itself whatever it is handed: kept as an answer, or refused in a sentence, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from desks import Clock, Rule, Stopped, session
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often

from cxw.day import desk as d
from cxw.day import rounds
from cxw.model import DK, Session
from cxw.sessionfile import loads
from cxw.sessionfile.writing import dumps
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.ballots import OVER
from cxw.workshop.slips import every_slip


class Stops(Rule):
    """Leaves at one ballot."""

    def __init__(self, at: str) -> None:
        super().__init__()
        self.at = at
        self.found: d.Ballot | None = None

    def ballots(self, ask: d.Ballot) -> str:
        if f"{ask.of} {ask.name}".strip() != self.at:
            return super().ballots(ask)
        self.found = ask
        raise Stopped

    def proposals(self, ask: d.Proposals) -> str:
        if ask.of != self.at:
            return super().proposals(ask)
        self.found = ask
        raise Stopped

    def unknowns(self, ask: d.Unknowns) -> str:
        if ask.of != self.at:
            return super().unknowns(ask)
        self.found = ask
        raise Stopped


ASKED = (
    "needs",
    "unknowns",
    "votes",
    "weights first",
    "weights second",
    "marks first",
    "marks second",
    "conviction",
    "guess",
)


@cache
def until(at: str) -> tuple[d.Ballot, Day, Session]:
    """A day up to one ballot, and the session as it is then."""
    desk = Stops(at)
    day = Day(file=Memory(session()), desk=desk, now=Clock(), colour=False)
    with pytest.raises(Stopped):
        run_day(day)
    assert desk.found is not None
    return desk.found, day, day.session.model_copy(deep=True)


def asked(at: str, *, masked: bool) -> tuple[d.Ballot, Day]:
    """That ballot, of a day to which nothing has happened since."""
    ballot, day, session = until(at)
    day.file = Memory(session.model_copy(deep=True))
    day.masked, day.changed = masked, lambda: None
    day.alike.clear()
    day.beside.clear()
    return ballot, day


def put_right(day: Day) -> tuple[d.Ballot, ...]:
    return every_slip(day, "s0")


WORDS = st.sampled_from(["us", "r0", "r1", "brand", "quality", "price", "nobody", "fact", "dk", "w", ""])
ONES = st.none() | st.booleans() | st.integers(-3, 110) | st.floats(allow_nan=False) | WORDS
THINGS = st.recursive(ONES, lambda one: st.lists(one, max_size=4) | st.dictionaries(WORDS, one, max_size=4))
PARTS = st.sampled_from(
    [
        "points",
        "marks",
        "votes",
        "needs",
        "unknowns",
        "conviction",
        "reason",
        "after",
        "guess",
        "open",
        "contact",
        "it",
    ]
)
PEOPLE = st.sampled_from(["p0", "p3", "p5", "nobody"])


@pytest.mark.parametrize("at", ASKED)
@settings(max_examples=often(150), deadline=None)
@given(data=st.data(), masked=st.booleans())
def test_whatever_is_handed_in_is_an_answer_or_a_sentence(at: str, data: st.DataObject, masked: bool) -> None:
    ballot, day = asked(at, masked=masked)
    one = data.draw(st.sampled_from([ballot, *put_right(day)]))
    for _ in range(3):
        who, part, value = data.draw(PEOPLE), data.draw(PARTS), data.draw(THINGS)
        before = day.session.model_copy(deep=True)
        faults = one.accept(who, part, value, "laptop")
        assert all(isinstance(fault, str) and fault for fault in faults)
        assert not faults or day.session == before
        assert faults or (who != "nobody" and part in [asked.id for asked in one.whole(who)])
    assert loads(dumps(day.session)).segments[0].rounds == day.session.segments[0].rounds


@pytest.mark.parametrize("at", ASKED)
def test_nobody_answers_for_somebody_else_or_what_is_not_asked(at: str) -> None:
    ballot, day = asked(at, masked=False)
    before = dumps(day.session)
    assert ballot.accept("nobody", ballot.whole("p1")[0].id, DK, "paper")
    assert ballot.accept("p1", "colour", DK, "paper") == ["colour is not asked on this ballot"]
    assert dumps(day.session) == before


def close(day: Day, of: Any) -> None:
    """Close it, and nothing else."""
    segment = day.session.segments[0]
    rounds.close(day.session, segment, rounds.current(segment, of), day.now())


def begin_another(day: Day, of: Any) -> None:
    """Another round of it is open already."""
    close(day, of)
    rounds.open_weights(day.session.segments[0], "second", day.now())


@pytest.mark.parametrize("over", [close, begin_another])
def test_a_row_that_comes_after_the_round_is_in_no_other_round(over: Callable[[Day, Any], None]) -> None:
    ballot, day = asked("weights first", masked=False)
    row = {need.id: 20 for need in ballot.whole("p1")[0].needs}
    over(day, "weights")
    before = dumps(day.session)
    assert ballot.accept("p1", "points", row, "laptop") == [OVER]
    assert ballot.accept("p1", "contact", "this week", "laptop") == [OVER]
    assert dumps(day.session) == before


def test_who_came_in_the_middle_of_a_round_is_asked_too() -> None:
    ballot, day = asked("weights first", masked=False)
    day.session.participants.append(
        day.session.participants[0].model_copy(update={"id": "sør", "name": "Sørine Østergård-Müller"})
    )
    row = {need.id: 20 for need in ballot.whole("p1")[0].needs}
    assert ballot.accept("sør", "points", row, "paper") == []
    assert day.session.segments[0].rounds[0].answers["sør"] == row


def test_a_tick_is_taken_only_of_whom_it_is_asked() -> None:
    first, day = asked("weights first", masked=False)
    assert first.accept("p1", "contact", "this week", "paper") == []
    again, _ = asked("marks first", masked=False)
    assert again.accept("p1", "contact", "this week", "paper") == [
        "contact is not asked of Bnna Person on this ballot"
    ]
    assert day.session.participants[1].last_customer_contact == "this week"


@pytest.mark.parametrize("at", ["needs", "unknowns"])
def test_a_line_is_taken_in_like_any_answer(at: str) -> None:
    ask, day = asked(at, masked=False)
    assert ask.parts("p1") == ask.whole("p1")
    assert ask.accept("p1", at, " \t", "laptop")
    assert ask.accept("p1", at, ["Größe"], "laptop")
    assert ask.accept("p1", at, "  Größe für „Æble“-Kisten\x07 ", "laptop") == []
    segment = day.session.segments[0]
    said = segment.needs[-1].proposed["p1"] if at == "needs" else [segment.unknowns[-1].text]
    assert said == ["Größe für „Æble“-Kisten"]
    assert at == "needs" or segment.unknowns[-1].by == "p1"
    assert "p1" in ask.waiting(), "there may be more"
    assert isinstance(ask, d.Lines)
    assert ask.answered("p1") == []
    assert ask.parts("p1") == ()
