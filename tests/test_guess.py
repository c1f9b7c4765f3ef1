"""Who gives no guess before the count is kept as that, and still says what the room does not know."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_people import Doors, back, day, in_order, joins, leaves

from cxw.day import closing
from cxw.day import desk as d
from cxw.day.changes import renewal_faults
from cxw.findings import of
from cxw.model import Session
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.sharing import shared

TODAY = dt.date(2026, 3, 15)


class Guesses(Doors):
    """Only these people guess, and one of them may decline; then the facilitator ends it."""

    def __init__(self, *guess: str, declines: str = "") -> None:
        super().__init__()
        self.guess, self.declines = guess, declines

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of != "guess":
            return super().ballots(ask)
        if self.declines:
            assert ask.miss(self.declines, "declined") == []
        for id in self.guess:
            assert ask.accept(id, "guess", 40, "paper") == []
        return d.DONE


def test_who_gave_no_guess_still_says_what_we_do_not_know(tmp_path: Path) -> None:
    desk = Guesses("p0", "p1", "p2", declines="p4")
    made = day(desk)
    segment = made.segments[0]
    assert segment.no_guess == {"p3": "absent", "p4": "declined", "p5": "absent"}
    assert segment.stages.of("closing").not_answered == {}
    assert [who for what, who in desk.asked if what == "unknowns"] == [f"p{n}" for n in range(6)]
    in_order(made, tmp_path)


def test_who_left_before_the_guess_is_not_counted_as_taken_in() -> None:
    class Counts(Guesses):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.of == "guess":
                self.here = [person.id for person in ask.people]
                assert list(ask.waiting()) == self.here
            return super().ballots(ask)

    desk = Counts("p0")
    desk.events.append(("weights first shown", leaves("p1")))
    day(desk)
    assert desk.here == ["p0", "p2", "p3", "p4", "p5"]


def test_a_guess_that_was_ended_is_never_asked_again() -> None:
    made = day(Guesses("p0"))
    made.segments[0].stages.touch("closing").done = None
    again = day(Guesses(), made)
    assert again.segments[0].coverage_guess == {"p0": 40}
    assert closing.waiting_guess(again, again.segments[0]) == []


def test_a_guess_that_comes_after_all_is_taken_and_the_reason_goes() -> None:
    class Comes(Guesses):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.of == "guess":
                assert ask.miss("p5", "absent") == []
                assert ask.accept("p5", "guess", 15, "paper") == []
                assert "p5" not in ask.waiting()
            return super().ballots(ask)

    segment = day(Comes("p0")).segments[0]
    assert segment.coverage_guess == {"p5": 15, "p0": 40}
    assert "p5" not in segment.no_guess


def test_who_leaves_during_the_guess_is_asked_neither_when_they_are_back(tmp_path: Path) -> None:
    desk = Doors(("guess", leaves("p5")), ("closing coverage", back("p5")))
    made = day(desk)
    assert made.segments[0].no_guess == {"p5": "left"}
    assert made.segments[0].stages.of("closing").not_answered == {"p5": "left"}
    assert ("unknowns", "p5") not in desk.asked
    in_order(made, tmp_path)


def test_who_gave_no_guess_and_left_before_the_lines_is_replayed_as_that(tmp_path: Path) -> None:
    class Leaves(Guesses):
        def show(self, wall: d.Wall) -> str:
            return Doors.show(self, wall)

    desk = Leaves("p0", "p1", "p2")
    desk.events = [("closing coverage", leaves("p5"))]
    made = day(desk)
    assert made.segments[0].no_guess["p5"] == "absent"
    assert made.segments[0].stages.of("closing").not_answered == {"p5": "left"}
    in_order(made, tmp_path)


def test_who_leaves_where_nothing_can_be_guessed_has_missed_no_guess() -> None:
    class Moves(Doors):
        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("weights", "first"):
                raise d.MovedOn(d.CLOSING)
            return super().ballots(ask)

    made = day(Moves(("unknowns", leaves("p5"))))
    assert made.segments[0].no_guess == {}
    assert made.segments[0].stages.of("closing").not_answered == {"p5": "left"}


def older(made: Session) -> Session:
    """The same day as it was written before `no_guess`: both stood under the closing."""
    segment = made.segments[0]
    segment.stages.touch("closing").not_answered = {"p5": "absent"}
    segment.stages.touch("closing").answered.remove("p5")
    segment.no_guess = {}
    segment.stages.touch("closing").done = None
    return made


def test_an_older_file_asks_neither_of_those_it_names_for_the_whole_closing() -> None:
    made = older(day(Guesses("p0", "p1", "p2", "p3", "p4")))
    assert closing.waiting_guess(made, made.segments[0]) == []
    assert closing.waiting_unknowns(made, made.segments[0]) == []
    desk = Doors(("research", joins()))
    again = day(desk, made)
    assert [who for what, who in desk.asked if who == "p5"] == []
    assert "p5" not in again.segments[0].coverage_guess


def test_who_comes_after_a_guess_in_which_nobody_guessed_does_not_guess() -> None:
    desk = Guesses()
    desk.events = [("closing coverage", joins())]
    made = day(desk)
    assert set(made.segments[0].no_guess) == {*(f"p{n}" for n in range(6)), "zoe"}
    assert ("unknowns", "zoe") in desk.asked


def test_a_closing_in_which_somebody_declined_to_guess_has_begun() -> None:
    made = day(Guesses("p0"))
    segment = made.segments[0]
    segment.stages.touch("closing").done = None
    segment.coverage_guess, segment.audit, segment.unknowns = {}, {}, []
    segment.stages.touch("closing").answered.clear()
    assert "the closing has begun" in renewal_faults(segment, segment.chosen[:3])[0]
    segment.no_guess = {}
    assert renewal_faults(segment, segment.chosen[:3]) == []


def test_check_says_who_has_guessed_and_stands_under_no_guess_too(tmp_path: Path) -> None:
    made = day(Guesses("p0", "p1"))
    made.segments[0].no_guess["p0"] = "late"
    made.segments[0].no_guess["nobody"] = "late"
    (tmp_path / "day.yaml").write_text(dumps(made), encoding="utf-8")
    said = [problem.text for problem in problems_of(tmp_path / "day.yaml")]
    assert any("there is no participant nobody" in line for line in said)
    assert "Anna has guessed and stands under `no_guess` too: take one of the two out" in said


@pytest.mark.parametrize("secret", range(3))
def test_a_shared_copy_keeps_how_many_gave_no_guess_and_nobody_who(tmp_path: Path, secret: int) -> None:
    made = day(Guesses("p0", "p1", "p2", "p3", declines="p4"))
    copy = shared(made, TODAY, secret).session
    create(tmp_path / "copy.yaml", copy)
    segment = load(tmp_path / "copy.yaml").segments[0]
    assert sorted(segment.no_guess.values()) == ["absent", "declined"]
    assert not segment.no_guess.keys() & segment.coverage_guess.keys()
    assert all(row.startswith("row-") for row in segment.no_guess)


def test_the_report_tells_that_somebody_declined_to_guess() -> None:
    told = [line.sentence for line in of(day(Guesses("p0", "p1", "p2", declines="p4"))).reading.happened]
    assert any("declined to answer in the guess before the count" in line for line in told)
