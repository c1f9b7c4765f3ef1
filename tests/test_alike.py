"""Where all see the screen everybody is asked alike, in every round; and what is kept is what it always was."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from desks import Clock, Rule, session
from test_workshop import without_times

from cxw.day import desk as d
from cxw.day.declining import declined
from cxw.model import DK, Missing, Session
from cxw.questions.asking import Part
from cxw.workshop import Day, Memory, run_day

DO_NOT_KNOW = ("p1", "p4")


class Asks(Rule):
    """Some do not know how to weigh; what each is asked is noted, and how many are in after it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.counts: dict[tuple[str, str], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Any:
        key = ask.of, ask.name
        self.asked[key][person.id].append(part.id)
        self.counts[key][person.id].append(len(ask.waiting()))
        if part.kind.name == "points" and person.id in DO_NOT_KNOW:
            return DK
        return super().value(ask, person, part)


def a_day(*, masked: bool) -> tuple[Asks, Session]:
    desk, memory = Asks(), Memory(session())
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, masked=masked))
    return desk, memory.session


def test_everybody_is_asked_the_same_questions_in_every_round() -> None:
    desk, _ = a_day(masked=True)
    assert ("weights", "first") in desk.asked
    assert ("conviction", "") in desk.asked
    for key, asked in desk.asked.items():
        assert len(asked) == 6, key
        assert len({tuple(parts) for parts in asked.values()}) == 1, key
        assert len({counts[0] - counts[-1] for counts in desk.counts[key].values()}) == 1, key


def test_what_is_kept_is_the_same_as_elsewhere() -> None:
    (_, projected), (asks, usual) = a_day(masked=True), a_day(masked=False)
    assert without_times(projected) == without_times(usual)
    segment = projected.segments[0]
    for said in (segment.conviction.before, segment.conviction.after):
        assert {who for who, value in said.items() if value == DK} >= set(DO_NOT_KNOW)
    assert asks.asked["weights", "first"]["p1"] == ["points", "open", "contact"]


def ballot(*, masked: bool = True) -> tuple[d.Ballot, Day]:
    """The first round of points, about to be answered."""
    found: list[tuple[d.Ballot, Day]] = []

    class Stops(Rule):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.of == "weights":
                found.append((ask, day))
                return d.LEAVE
            return super().ballots(ask)

    day = Day(file=Memory(session()), desk=Stops(), now=Clock(), colour=False, masked=masked)
    assert not run_day(day)
    return found[0]


def ids(ask: d.Ballot, person: str) -> list[str]:
    return [part.id for part in ask.parts(person) if part.kind.name not in ("tick", "contact")]


@pytest.mark.parametrize("typed", [0, 100, DK, 55])
def test_whatever_is_typed_after_a_dont_know_it_stays_one(typed: object) -> None:
    ask, day = ballot()
    assert ask.accept("p1", "points", DK, "laptop") == []
    assert ids(ask, "p1") == ["conviction"]
    assert "p1" in ask.waiting()
    assert day.session.segments[0].conviction.before["p1"] == DK
    assert ask.accept("p1", "conviction", typed, "laptop") == []
    assert day.session.segments[0].conviction.before["p1"] == DK
    assert ids(ask, "p1") == []
    assert "p1" not in ask.waiting()


def test_who_answers_again_is_asked_again_whatever_it_was() -> None:
    ask, day = ballot()
    row = {need.id: 0 for need in ask.whole("p0")[0].needs}
    row[next(iter(row))] = 100
    for first, then in ((DK, row), (row, DK), (DK, DK), (row, row)):
        for answer in (first, then):
            assert ask.accept("p0", "points", answer, "paper") == []
            assert ids(ask, "p0") == ["conviction"]
            assert ask.accept("p0", "conviction", 70, "paper") == []
            sure = day.session.segments[0].conviction.before["p0"]
            assert sure == (DK if answer == DK else 70)


def test_the_order_of_who_is_still_waited_for_says_nothing() -> None:
    ask, _ = ballot()
    everybody = [person.id for person in ask.people]
    assert ask.accept("p2", "points", DK, "paper") == []
    assert list(ask.waiting()) == everybody


def test_who_leaves_or_declines_after_a_dont_know_is_not_waited_for() -> None:
    ask, _ = ballot()
    gone: tuple[tuple[str, Missing], ...] = (("p1", "declined"), ("p2", "left"))
    for who, why in gone:
        assert ask.accept(who, "points", DK, "paper") == []
        assert ask.miss(who, why) == []
        assert who not in ask.waiting()
        assert ids(ask, who) == []


def test_who_declines_after_a_dont_know_is_out_of_the_rest_like_who_declines_after_points() -> None:
    ask, day = ballot()
    row = {need.id: 0 for need in ask.whole("p0")[0].needs}
    row[next(iter(row))] = 100
    for who, answer in (("p0", row), ("p1", DK)):
        assert ask.accept(who, "points", answer, "paper") == []
        assert ask.miss(who, "declined") == []
    segment = day.session.segments[0]
    assert declined(segment) == ["p0", "p1"]
    assert segment.rounds[-1].answers == {"p0": row, "p1": DK}


def test_elsewhere_nobody_is_asked_in_vain() -> None:
    ask, day = ballot(masked=False)
    assert ask.accept("p1", "points", DK, "paper") == []
    assert ids(ask, "p1") == []
    assert day.session.segments[0].conviction.before["p1"] == DK


def test_who_sees_the_screen_may_change_in_the_middle_of_a_round() -> None:
    ask, day = ballot(masked=False)
    assert ask.accept("p0", "points", DK, "paper") == []
    assert ids(ask, "p0") == []
    day.masked = True
    assert ask.accept("p1", "points", DK, "paper") == []
    assert [(part.id, part.alone) for part in ask.parts("p1")][:1] == [("conviction", DK)]
    assert ids(ask, "p0") == [], "who was taken in before is not asked again"
    assert "p1" in ask.waiting()
    day.masked = False
    assert ids(ask, "p1") == []
    assert "p1" not in ask.waiting()
    assert [part.alone for part in ask.parts("p2") if part.id == "conviction"] == [None]
