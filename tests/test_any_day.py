"""Whatever is done at whatever moment: no answer is lost, nobody is asked twice, the file is in order."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from any_day import Facilitator, without_times
from desks import Clock, Rule, session
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxw.cli.showing import replay_into
from cxw.day import desk as d
from cxw.model import Evidence, MarksRound, Need, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, load, problems_of
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.slips import every_slip

STEPS = 100


@pytest.mark.parametrize("number", range(2))
def test_any_day_keeps_every_answer_and_asks_nobody_twice(number: int, tmp_path: Path) -> None:
    Facilitator(tmp_path / "day.yaml", number, STEPS, often=5).work()


@pytest.mark.soak
@pytest.mark.parametrize("number", range(100, 200))
def test_ten_thousand_steps_of_any_day(number: int, tmp_path: Path) -> None:
    Facilitator(tmp_path / "day.yaml", number, STEPS).work()


@pytest.mark.soak
@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(dice=st.randoms(use_true_random=False))
def test_ten_thousand_steps_that_become_fewer_when_one_of_them_fails(
    dice: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    Facilitator(tmp_path_factory.mktemp("any") / "day.yaml", dice, 40).work()


class Onward(Facilitator):
    """Does anything but go back: the file of its day says in which order all came."""

    moves = 0.0


@pytest.mark.parametrize("number", [2])
def test_a_day_of_anything_is_replayed_into_a_copy_that_equals_it(number: int, tmp_path: Path) -> None:
    onward = Onward(tmp_path / "day.yaml", number, 10_000, often=10_000)
    onward.one_day()
    assert onward.replayed == 1


@pytest.mark.soak
@pytest.mark.parametrize("number", range(100, 116))
def test_sixteen_days_of_anything_are_replayed_into_copies_that_equal_them(
    number: int, tmp_path: Path
) -> None:
    onward = Onward(tmp_path / "day.yaml", number, 10_000, often=10_000)
    onward.one_day()
    assert onward.replayed == 1


class Once(Rule):
    """Does one thing at the first ask of a kind, and keeps what was said to it."""

    said: d.Faults

    def __init__(self, at: str) -> None:
        super().__init__(second=True)
        self.at = at

    def ballots(self, ask: d.Ballot) -> str:
        if (ask.of, ask.name) == ("weights", "second") and self.at == "reason":
            one = ask.people[0].id
            row = dict(zip((need.id for need in ask.whole(one)[0].needs), (0, 0, 0, 50, 50), strict=True))
            assert ask.accept(one, "points", row, "paper") == []
            self.said = ask.accept(one, "reason", "because", "paper")
        return super().ballots(ask)

    def competitors(self, ask: d.Competitors) -> str:
        if self.at == "competitor":
            self.said = ask.remove("r0")
        return super().competitors(ask)

    def board(self, ask: d.Board) -> str:
        if self.at == "merge":
            ids = [line.id for line in ask.lines()]
            assert ask.choose(ids[:3]) == []
            self.said = ask.merge(ids[0], ids[1])
        return super().board(ask)


def said_at(at: str, start: Session) -> d.Faults:
    desk = Once(at)
    run_day(Day(file=Memory(start), desk=desk, now=Clock(), colour=False))
    return desk.said


def test_a_reason_is_one_of_its_five_words() -> None:
    assert said_at("reason", session()) == ["because: one word of fact, argument, wording, agreement, none"]


def test_a_competitor_that_evidence_speaks_of_is_not_taken_out() -> None:
    start = session()
    start.segments[0].needs = [Need(id="price", text="Price", count=1)]
    start.evidence = [Evidence(id="e1", kind="survey", segment="s0", supports=["mark r0 price"])]
    assert said_at("competitor", start) == [
        "this competitor stays: marks were given, a slip lies aside, or evidence or a promise speaks of it"
    ]
    assert [rival.id for rival in start.segments[0].competitors] == ["r0", "r1"]


def test_two_of_three_chosen_needs_are_not_merged() -> None:
    assert said_at("merge", session()) == [
        "both are among the 3 chosen, and fewer cannot be weighed: choose another first"
    ]


def test_who_left_an_earlier_ballot_half_given_may_answer_the_new_list_in_full(tmp_path: Path) -> None:
    start = session(people=3)
    run_day(Day(file=(memory := Memory(start)), desk=Rule(second=False), now=Clock(), colour=False))
    segment = memory.session.segments[0]
    first = segment.rounds_of("weights")[0]
    first.not_answered["p0"] = "late"
    newest = first.model_copy(deep=True)
    newest.needs = segment.chosen = segment.chosen[:3]
    newest.answers = {"p0": dict(zip(segment.chosen, (60, 20, 20), strict=True))}
    newest.not_answered = {"p1": "absent", "p2": "absent"}
    newest.closed = newest.revealed = newest.seal = None
    segment.rounds = [first, newest]
    segment.audit, segment.research, segment.unknowns = {}, [], []
    create(tmp_path / "day.yaml", memory.session)
    assert problems_of(tmp_path / "day.yaml") == []


def test_marks_that_were_not_given_before_the_reveal_do_not_come_in_as_a_slip() -> None:
    class Half(Rule):
        said: d.Faults = []
        asked: tuple[str, ...] = ()

        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("marks", "first"):
                needs = ask.parts("p0")[0].asked["us"]
                assert ask.accept("p0", "marks", {"us": dict.fromkeys(needs, 5)}, "paper") == []
                assert ask.miss("p0", "left") == []
            return super().ballots(ask)

        def show(self, wall: d.Wall) -> str:
            slip = wall.acts.correct[0] if wall.acts and wall.acts.correct else None
            if (wall.stage, wall.step) == ("grid", "first shown") and slip is not None:
                part = slip.whole("p0")[0]
                self.asked = tuple(part.asked)
                needs = part.asked["us"]
                Half.said = slip.accept("p0", "marks", {"r0": dict.fromkeys(needs, 9)}, "paper")
            return super().show(wall)

    desk = Half()
    run_day(Day(file=(memory := Memory(session())), desk=desk, now=Clock(), colour=False))
    assert desk.asked == ("us",)
    assert desk.said
    assert set(memory.session.segments[0].rounds_of("marks")[0].answers["p0"]) == {"us"}


def test_a_second_round_asks_about_what_stands_apart_after_a_slip_was_put_right() -> None:
    class PutRight(Rule):
        def show(self, wall: d.Wall) -> str:
            slip = wall.acts.correct[0] if wall.acts and wall.acts.correct else None
            if (wall.stage, wall.step) == ("grid", "first shown") and slip is not None:
                for person in ("p0", "p1", "p4", "p5"):
                    asked = slip.whole(person)[0].asked
                    even = {company: dict.fromkeys(needs, 6) for company, needs in asked.items()}
                    even["us"] = dict.fromkeys(asked["us"], 0 if person < "p2" else 10)
                    assert slip.accept(person, "marks", even, "paper") == []
            return super().show(wall)

    run_day(Day(file=(memory := Memory(session())), desk=PutRight(), now=Clock(), colour=False))
    again = memory.session.segments[0].rounds_of("marks")[-1]
    assert isinstance(again, MarksRound)
    assert again.name == "second"
    assert set(again.companies) == {"us"}


class LevelAtFirst(Rule):
    """Everybody marks alike; at one wall slips are put right, after which two people stand far apart."""

    def __init__(self, stage: str) -> None:
        super().__init__(second=True)
        self.at = stage
        self.offered: list[bool] = []

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name != "marks":
            return super().value(ask, person, part)
        return {company: dict.fromkeys(needs, 6) for company, needs in part.asked.items()}

    def show(self, wall: d.Wall) -> str:
        slips = [slip for slip in wall.acts.correct if slip.of == "marks"] if wall.acts else []
        if (wall.stage, wall.step) == ("grid", "first shown"):
            self.offered.append(d.SECOND in wall.keys)
        if slips and wall.stage == self.at and wall.last:
            self.at = ""
            for person in ("p0", "p1", "p4", "p5"):
                row = dict.fromkeys(slips[0].whole(person)[0].asked["us"], 0 if person < "p2" else 10)
                assert slips[0].accept(person, "marks", {"us": row}, "paper") == []
            return d.AGAIN
        return super().show(wall)


@pytest.mark.parametrize(
    ("stage", "offers", "rounds"), [("grid", True, ["first", "second"]), ("disagreement", False, ["first"])]
)
def test_a_second_round_is_offered_by_what_stands_apart_when_it_is_asked_and_so_it_is_replayed(
    stage: str, offers: bool, rounds: list[str], tmp_path: Path
) -> None:
    desk = LevelAtFirst(stage)
    start = session()
    run_day(Day(file=(memory := Memory(start)), desk=desk, now=Clock(), colour=False))
    segment = memory.session.segments[0]
    assert (desk.offered[0], desk.offered[-1]) == (False, offers)
    assert [round.name for round in segment.rounds_of("marks")] == rounds
    assert "grid second" not in segment.skipped
    create(tmp_path / "day.yaml", memory.session)
    replay_into(tmp_path / "day.yaml", tmp_path / "copy.yaml")
    assert without_times(load(tmp_path / "copy.yaml")) == without_times(load(tmp_path / "day.yaml"))


def test_a_slip_put_right_after_the_last_wall_of_its_segment_is_in_the_replayed_copy(tmp_path: Path) -> None:
    run_day(Day(file=(memory := Memory(session())), desk=Rule(), now=(now := Clock()), colour=False))
    day = Day(file=memory, desk=Rule(), now=now, colour=False)
    slip = next(slip for slip in every_slip(day, "s0") if (slip.of, slip.name) == ("weights", "first"))
    needs = [need.id for need in slip.whole("p0")[0].needs]
    assert slip.accept("p0", "points", dict(zip(needs, (5, 5, 5, 5, 80), strict=True)), "paper") == []
    create(tmp_path / "day.yaml", memory.session)
    replay_into(tmp_path / "day.yaml", tmp_path / "copy.yaml")
    assert without_times(load(tmp_path / "copy.yaml")) == without_times(load(tmp_path / "day.yaml"))


def test_points_put_right_to_a_dont_know_stand_beside_that_somebody_left_before_the_next_question(
    tmp_path: Path,
) -> None:
    class Left(Rule):
        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("weights", "first"):
                needs = [need.id for need in ask.parts("p0")[0].needs]
                row = dict(zip(needs, (60, 10, 10, 10, 10), strict=True))
                assert ask.accept("p0", "points", row, "paper") == []
                assert ask.miss("p0", "left") == []
            return super().ballots(ask)

        def show(self, wall: d.Wall) -> str:
            slip = wall.acts.correct[0] if wall.acts and wall.acts.correct else None
            if (wall.stage, wall.step) == ("weights", "first shown") and slip is not None:
                assert slip.accept("p0", "points", "dk", "paper") == []
            return super().show(wall)

    run_day(Day(file=(memory := Memory(session())), desk=Left(), now=Clock(), colour=False))
    create(tmp_path / "day.yaml", memory.session)
    assert memory.session.segments[0].rounds[0].not_answered == {"p0": "left"}
    assert problems_of(tmp_path / "day.yaml") == []


def test_who_left_and_whose_slip_was_found_gives_no_answer_to_the_rest_of_the_ballot(tmp_path: Path) -> None:
    class Found(Rule):
        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("weights", "first") and ask.acts and ask.acts.people:
                needs = [need.id for need in ask.parts("p0")[0].needs]
                assert ask.acts.people.leaves("p0", "a train") == []
                row = dict(zip(needs, (60, 10, 10, 10, 10), strict=True))
                assert ask.accept("p0", "points", row, "paper") == []
            return super().ballots(ask)

    run_day(Day(file=(memory := Memory(session())), desk=Found(), now=Clock(), colour=False))
    first = memory.session.segments[0].rounds[0]
    assert (first.answers.keys() >= {"p0"}, first.not_answered) == (True, {"p0": "left"})
    create(tmp_path / "day.yaml", memory.session)
    assert problems_of(tmp_path / "day.yaml") == []
