"""Votes, how sure people are after the talk, and guesses: a slip is put right, and both values stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, session
from often import turns
from test_people import day, in_order
from test_workshop import replayed, without_times

from cxw.day import desk as d
from cxw.day.rounds import seal_matches
from cxw.handout import handout_text
from cxw.model import Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, problems_of
from cxw.sharing import shared

PART = {"votes": "votes", "conviction": "after", "guess": "guess"}
WALLS = {"votes": "needs chosen", "conviction": "disagreement shown", "guess": "closing coverage"}


class Righter(Rule):
    """Puts slips right at given walls: (wall, of, person, value)."""

    def __init__(self, *slips: tuple[str, str, str, Any]) -> None:
        super().__init__()
        self.slips = list(slips)
        self.said: list[str] = []

    def show(self, wall: d.Wall) -> str:
        for slip in [slip for slip in self.slips if slip[0] == f"{wall.stage} {wall.step}"]:
            self.slips.remove(slip)
            assert wall.acts is not None
            self.said += self.put(wall.acts.correct, *slip[1:])
        return super().show(wall)

    @staticmethod
    def put(ballots: Sequence[d.Ballot], of: str, person: str, value: Any) -> d.Faults:
        ballot = next(one for one in ballots if one.of == of)
        assert ballot.whole(person)[0].id == PART[of]
        return ballot.accept(person, PART[of], value, "paper")


def value_of(of: str) -> Any:
    return ["brand", "price", "quality"] if of == "votes" else 15


def now(made: Session, of: str) -> Any:
    segment = made.segments[0]
    kept: dict[str, dict[str, Any]] = {
        "votes": segment.votes,
        "conviction": segment.conviction.after,
        "guess": segment.coverage_guess,
    }
    return kept[of]["p1"]


@pytest.mark.parametrize(("of", "late"), turns([*PART], [False, True]))
def test_a_slip_outside_of_rounds_is_put_right_and_both_values_stay(
    of: str, late: bool, tmp_path: Path
) -> None:
    wall = "closing research" if late else WALLS[of]
    plain = day(Rule())
    desk = Righter((wall, of, "p1", value_of(of)))
    made = day(desk)
    assert desk.said == []
    assert not desk.slips
    (slip,) = made.segments[0].corrected
    assert (slip.of, slip.who, slip.before, slip.after) == (of, "p1", now(plain, of), value_of(of))
    assert now(made, of) == value_of(of)
    assert all(seal_matches(made, made.segments[0], round) for round in made.segments[0].rounds)
    assert "1 slip of" in handout_text(made).replace("One slip of", "1 slip of")
    assert "the file keeps both values" in handout_text(made)
    in_order(made, tmp_path)


def test_slips_put_right_in_any_order_and_twice_are_replayed_as_that(tmp_path: Path) -> None:
    last = "closing research"
    desk = Righter(
        (last, "guess", "p1", 5),
        (last, "votes", "p2", ["service"]),
        (last, "guess", "p1", "dk"),
        (last, "conviction", "p0", 1),
    )
    made = day(desk)
    assert [(slip.of, slip.before) for slip in made.segments[0].corrected][::2] == [
        ("guess", 70),
        ("guess", 5),
    ]
    in_order(made, tmp_path)


@pytest.mark.parametrize(
    ("of", "value"),
    [("votes", ["no-such-need"]), ("votes", ["price"] * 2), ("guess", 101), ("conviction", 5.5)],
)
def test_what_is_no_answer_puts_nothing_right(of: str, value: Any) -> None:
    desk = Righter((WALLS[of], of, "p1", value))
    made = day(desk)
    assert desk.said
    assert made.segments[0].corrected == []


def test_what_was_given_already_is_no_slip() -> None:
    made = day(Righter((WALLS["guess"], "guess", "p1", 70)))
    assert made.segments[0].corrected == []


def test_votes_for_a_need_that_was_parked_since_can_stand(tmp_path: Path) -> None:
    class Parks(Righter):
        def board(self, ask: d.Board) -> str:
            ending = super().board(ask)
            assert ask.choose([line.id for line in ask.lines() if line.id != "brand"]) == []
            assert ask.park("brand", "later") == []
            return ending

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if part.kind.name == "points":
                return {need.id: 25 for need in part.needs}
            return super().value(ask, person, part)

    desk = Parks(("needs chosen", "votes", "p1", ["brand", "price"]))
    made = day(desk)
    assert desk.said == []
    assert made.segments[0].votes["p1"] == ["brand", "price"]
    in_order(made, tmp_path)


def test_a_need_that_was_voted_for_and_merged_later_follows_into_what_was_put_right(tmp_path: Path) -> None:
    class Merges(Righter):
        again = True

        def show(self, wall: d.Wall) -> str:
            word = super().show(wall)
            if (wall.stage, wall.step) == ("needs", "chosen") and self.again:
                self.again = False
                return d.REOPEN
            return word

        def board(self, ask: d.Board) -> str:
            if self.again:
                return super().board(ask)
            assert ask.merge("price", "brand") == []
            assert ask.choose([line.id for line in ask.lines()]) == []
            return d.DONE

        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if part.kind.name == "points":
                return {need.id: 25 for need in part.needs}
            return super().value(ask, person, part)

    made = day(Merges(("needs chosen", "votes", "p1", ["brand", "quality"])))
    (slip,) = made.segments[0].corrected
    assert (slip.after, made.segments[0].votes["p1"]) == (["price", "quality"], ["price", "quality"])
    assert "brand" not in str(slip.before)
    in_order(made, tmp_path)


def test_who_does_not_know_their_points_has_no_first_need_to_be_sure_of() -> None:
    class Unknown(Righter):
        def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
            if part.kind.name == "points" and person.id == "p1":
                return "dk"
            return super().value(ask, person, part)

    desk = Unknown((WALLS["conviction"], "conviction", "p1", 80))
    assert day(desk).segments[0].corrected == []
    assert "put the points right first" in desk.said[0]


def test_values_changed_by_hand_after_a_slip_was_put_right_are_replayed_as_they_count() -> None:
    made = day(Righter((WALLS["guess"], "guess", "p1", 15)))
    made.segments[0].coverage_guess["p1"] = 33
    again = replayed(made)
    assert "p1: 33" in again


def test_check_says_what_a_correction_of_a_segment_must_be(tmp_path: Path) -> None:
    made = day(Righter((WALLS["guess"], "guess", "p1", 15)))
    file = tmp_path / "day.yaml"
    create(file, made)
    line = "{of: guess, who: p1, before: 70, after: 15"
    assert line in file.read_text()
    file.write_text(file.read_text().replace(line, "{of: guess, who: nobody, before: [price], after: 15"))
    said = " ".join(problem.text for problem in problems_of(file))
    assert "there is no participant nobody" in said
    assert "of `guess` a correction keeps a number from 0 to 100, or dk" in said


def test_a_shared_copy_says_that_a_slip_was_put_right_and_nothing_of_whose_and_what() -> None:
    made = day(Righter((WALLS["guess"], "guess", "p1", 15)))
    (slip,) = shared(made, dt.date(2026, 3, 15), 7).session.segments[0].corrected
    assert (slip.of, slip.who, slip.before, slip.after) == ("guess", None, None, None)


def test_the_book_of_a_file_from_before_is_as_it_was() -> None:
    assert without_times(day(Rule(), session())) == replayed(day(Rule(), session()))
    assert Clock()().year == 2026
