"""Everybody has as many votes, also after the program was killed in the middle of a vote."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desks import Clock, Rule, Stopped, session
from test_moving import replayed
from test_workshop import without_times

from cxw.day import desk as d
from cxw.day import needs
from cxw.model import Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, dumps, loads, problems_of
from cxw.workshop import Day, Memory, run_day


class Votes(Rule):
    """The first three give two votes of their five, the others as many as they have."""

    def __init__(self, stop_after: int = 10**9, each: int = 5) -> None:
        super().__init__(stop_after)
        self.each = each
        self.most: list[int] = []

    def board(self, ask: d.Board) -> str:
        if not any(line.votes for line in ask.lines()) and ask.vote is not None:
            assert ask.vote(self.each) == d.DONE
        self.count(ask.choose([line.id for line in ask.lines()][:3]))
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name == "points":
            return dict(zip((need.id for need in part.needs), (50, 30, 20), strict=True))
        if part.kind.name != "votes":
            return super().value(ask, person, part)
        self.most.append(part.most)
        return [need.id for need in part.needs][: 2 if person.id < "p3" else part.most]


def walked(desk: Rule, start: Session) -> Session:
    memory = Memory(start)
    with suppress(Stopped):
        run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return loads(dumps(memory.session))


def test_the_second_half_of_the_room_has_as_many_votes_after_the_program_was_killed(tmp_path: Path) -> None:
    before_votes = len(session().participants) + 5
    for given in (1, 2, 3):
        stopped = walked(Votes(before_votes + given), session())
        assert len(stopped.segments[0].votes) == given
        again = Votes()
        made = walked(again, stopped)
        assert again.most == [5] * (6 - given)
        assert made.segments[0].votes_each == 5
        create(tmp_path / f"day-{given}.yaml", made)
        assert problems_of(tmp_path / f"day-{given}.yaml") == []
        assert replayed(made) == without_times(made)


def test_a_vote_nobody_has_answered_yet_goes_on_after_a_kill() -> None:
    class Dies(Votes):
        def ballots(self, ask: d.Ballot) -> str:
            raise Stopped

    stopped = walked(Dies(), session())
    assert (stopped.segments[0].votes, stopped.segments[0].votes_each) == ({}, 5)
    again = Votes(each=4)
    walked(again, stopped)
    assert again.most == [5] * 6


def test_whoever_votes_after_others_has_as_many_votes_as_they() -> None:
    segment = session().segments[0]
    needs.begin_votes(segment, 4)
    needs.begin_votes(segment, 6)
    assert needs.votes_each(segment) == 6
    segment.votes["p0"] = ["a", "b"]
    needs.begin_votes(segment, 3)
    assert needs.votes_each(segment) == 6


def test_in_an_older_file_as_many_votes_as_anybody_gave_are_meant() -> None:
    segment = session().segments[0]
    assert needs.votes_each(segment) == 0
    segment.votes = {"p0": ["a", "b"], "p1": [], "p2": ["a", "b", "c"]}
    assert needs.votes_each(segment) == 3


def test_a_day_that_ended_in_the_middle_of_a_vote_replays_as_far_as_it_went() -> None:
    stopped = walked(Votes(len(session().participants) + 5 + 2), session())
    assert replayed(stopped) == without_times(stopped)


def test_fewer_chosen_needs_than_votes_are_in_order(tmp_path: Path) -> None:
    made = walked(Votes(), session())
    assert len(made.segments[0].chosen) == 3
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
