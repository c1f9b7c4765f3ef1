"""Late is late for what is over: an open round still takes a slip, and nothing that was revealed does."""

from __future__ import annotations

from pathlib import Path

from test_people import Doors, day, in_order, joins

from cxw.day import desk as d
from cxw.day import record
from cxw.model import Session


def of_record(made: Session) -> set[str]:
    found = record.weights(made.segments[0])
    assert found is not None
    return set(found.rows)


def answers(ask: d.Ballot, desk: Doors, id: str) -> None:
    """What `r` does: the whole slip is taken in, whatever was recorded before."""
    for part in ask.whole(id):
        assert ask.accept(id, part.id, desk.value(ask, ask.person(id), part), "paper") == []


class Replaces(Doors):
    """p4 is put down as late in this round, and then comes in time after all."""

    def __init__(self, of: str) -> None:
        super().__init__(second=False)
        self.of = of

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of == self.of:
            assert ask.miss("p4", "late") == []
            assert "p4" not in ask.waiting()
            assert ask.parts("p4") == ()
            answers(ask, self, "p4")
        return super().ballots(ask)


def test_who_was_put_down_as_late_and_hands_a_slip_in_while_the_round_is_open_counts(tmp_path: Path) -> None:
    for of in ("weights", "marks"):
        made = day(Replaces(of))
        for round in made.segments[0].rounds:
            assert "p4" in round.answers
            assert round.not_answered == {}
        assert of_record(made) == {f"p{n}" for n in range(6)}
        (tmp_path / of).mkdir()
        in_order(made, tmp_path / of)


def test_who_is_late_for_a_closed_round_only_can_answer_an_open_one_with_a_second_slip(
    tmp_path: Path,
) -> None:
    class Again(Doors):
        def ballots(self, ask: d.Ballot) -> str:
            done = super().ballots(ask)
            if (ask.of, ask.name) == ("marks", "first"):
                assert ask.waiting() == []
                answers(ask, self, "zoe")
            return done

    made = day(Again(("weights first shown", joins())))
    first, *later = made.segments[0].rounds
    assert first.not_answered == {"zoe": "late"}
    assert all("zoe" in round.answers for round in later)
    assert "zoe" not in of_record(made)
    in_order(made, tmp_path)


def test_nobody_who_came_after_the_reveal_can_be_put_into_it_as_a_slip_to_be_corrected() -> None:
    seen: list[set[str]] = []

    class Corrects(Doors):
        def show(self, wall: d.Wall) -> str:
            if wall.stage == "weights" and wall.acts is not None and wall.acts.correct:
                seen.append({person.id for person in wall.acts.correct[0].people})
            return super().show(wall)

    made = day(Corrects(("weights first shown", joins()), second=False))
    assert seen
    assert all("zoe" not in people for people in seen)
    assert of_record(made) == {f"p{n}" for n in range(6)}


class Reopens(Doors):
    """The first round of points is closed, somebody joins, and it is opened again before the reveal."""

    def __init__(self) -> None:
        super().__init__(("weights first sealed", joins()), second=False)
        self.opened_again = False

    def show(self, wall: d.Wall) -> str:
        said = super().show(wall)
        if d.REOPEN in wall.keys and wall.stage == "weights" and not self.opened_again and not self.events:
            self.opened_again = True
            return d.REOPEN
        return said

    def ballots(self, ask: d.Ballot) -> str:
        if self.opened_again and (ask.of, ask.name) == ("weights", "first"):
            assert "zoe" not in ask.waiting()
            answers(ask, self, "zoe")
        return super().ballots(ask)


def test_who_came_after_a_round_was_closed_may_answer_it_when_it_is_opened_again_unseen(
    tmp_path: Path,
) -> None:
    made = day(Reopens())
    first = made.segments[0].rounds[0]
    assert first.reopened
    assert first.not_answered == {}
    assert "zoe" in of_record(made)
    in_order(made, tmp_path)
