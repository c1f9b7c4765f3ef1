"""Who declines is out of the rest of a segment's answers, never still to come, and comes back by one key."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from desks import Clock, session
from often import few, some
from test_people import Act, Doors, day, in_order, ok
from test_workshop import without_times

from cxw.day import desk as d
from cxw.day.declining import declined
from cxw.day.standing import asked_next
from cxw.errors import FaultyFile
from cxw.model import Correction, Session
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import create, problems_of
from cxw.sharing import shared
from cxw.theme import DARK
from cxw.wall import ScreenView, draw
from cxw.workshop import Day, Memory, run_day


class Declines(Doors):
    """Some decline at given questions (`weights first`); what each question waits for is written down."""

    def __init__(self, declines: dict[str, list[str]], *events: tuple[str, Act]) -> None:
        super().__init__(*events)
        self.declines = declines
        self.waited: dict[str, list[str]] = {}
        self.taken: dict[str, str] = {}

    def ballots(self, ask: d.Ballot) -> str:
        moment = f"{ask.of} {ask.name}".strip()
        self.waited.setdefault(moment, list(ask.waiting()))
        for person in self.declines.pop(moment, []):
            ok(ask.miss(person, "declined"))
            assert person not in ask.waiting()
        return super().ballots(ask)


LATER = ["weights second", "marks first", "marks second", "conviction", "guess"]


def again(id: str) -> Act:
    return lambda people: ok(people.asked_again(id))


def test_who_declines_at_the_first_points_is_waited_for_by_nothing_but_what_we_do_not_know(
    tmp_path: Path,
) -> None:
    desk = Declines({"weights first": ["p1"]})
    made = day(desk)
    assert {moment: "p1" in desk.waited.get(moment, []) for moment in LATER} == dict.fromkeys(LATER, False)
    segment = made.segments[0]
    assert {round.not_answered["p1"] for round in segment.rounds} == {"declined"}
    assert segment.no_guess == {"p1": "declined"}
    assert ("unknowns", "p1") in desk.asked
    in_order(made, tmp_path)


@pytest.mark.parametrize(
    ("at", "later"),
    some(
        [
            ("weights second", ["marks first", "marks second", "conviction", "guess"]),
            ("marks first", ["marks second", "conviction", "guess"]),
            ("conviction", ["guess"]),
        ],
        lambda at, later: at != "marks first",
    ),
)
def test_whoever_declines_later_has_given_what_was_before(at: str, later: list[str], tmp_path: Path) -> None:
    desk = Declines({at: ["p1", "p4"]})
    made = day(desk)
    assert not any(person in desk.waited.get(what, []) for what in later for person in ("p1", "p4"))
    assert {"p1", "p4"} <= set(made.segments[0].rounds[0].answers)
    in_order(made, tmp_path)


def test_a_decline_holds_in_its_own_segment_only() -> None:
    desk = Declines({"weights first": ["p1"]})
    made = day(desk, session(segments=2))
    assert [round.not_answered.get("p1") for round in made.segments[1].rounds] == [None] * 4


@pytest.mark.parametrize(
    "moment",
    few(["weights first", "weights second", "weights first shown", "grid first shown", "closing coverage"]),
)
def test_the_key_for_people_brings_somebody_back_to_what_is_open_and_to_what_comes(
    moment: str, tmp_path: Path
) -> None:
    desk = Declines({"weights first": ["p1"]}, (moment, again("p1")))
    made = day(desk)
    segment = made.segments[0]
    assert segment.asked_again == ([] if moment == "weights first" else ["p1"])
    rounds = {f"{round.of} {round.name}": round for round in segment.rounds}
    order = ["weights first", "weights first shown", "weights second", "marks first", "grid first shown"]
    since = order.index(moment) if moment in order else len(order)
    for number, name in enumerate(order):
        if name in rounds:
            assert ("p1" in rounds[name].answers) == (number >= since), name
    assert ("p1" in segment.coverage_guess) == (moment != "closing coverage")
    in_order(made, tmp_path)


def test_who_comes_back_and_declines_again_is_out_again(tmp_path: Path) -> None:
    desk = Declines({"weights first": ["p1"], "marks first": ["p1"]}, ("weights first shown", again("p1")))
    segment = day(desk).segments[0]
    assert (segment.asked_again, declined(segment)) == ([], ["p1"])
    assert segment.rounds_of("marks")[-1].not_answered["p1"] == "declined"


def test_who_never_declined_is_asked_already() -> None:
    said: list[str] = []
    day(Declines({}, ("weights first shown", lambda people: said.extend(people.asked_again("p1")))))
    assert said == ["Bnna Person is asked like everybody here"]


def test_an_empty_line_instead_of_a_reason_is_no_decline() -> None:
    class NoReason(Declines):
        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("weights", "second"):
                needs = [need.id for need in ask.whole("p1")[0].needs]
                ok(ask.accept("p1", "points", dict(zip(needs, (20,) * 5, strict=True)), "paper"))
                ok(ask.miss("p1", "declined"))
            return super().ballots(ask)

    desk = NoReason({})
    assert declined(day(desk).segments[0]) == []
    assert "p1" in desk.waited["marks first"]


def test_a_slip_that_comes_after_all_is_taken_and_its_writer_is_asked_again() -> None:
    class Comes(Declines):
        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) == ("weights", "second"):
                needs = [need.id for need in ask.whole("p1")[0].needs]
                ok(ask.accept("p1", "points", dict(zip(needs, (20,) * 5, strict=True)), "paper"))
            return super().ballots(ask)

    desk = Comes({"weights first": ["p1"]})
    day(desk)
    assert "p1" in desk.waited["marks first"]


def test_the_wall_counts_nobody_who_declined_while_a_second_round_is_open() -> None:
    walls: list[str] = []

    class Looks(Declines):
        def ballots(self, ask: d.Ballot) -> str:
            if ask.name == "second" or ask.of == "guess":
                stage = {"weights": "weights", "marks": "grid", "guess": "closing"}[ask.of]
                step = f"{ask.name or ask.of} open"
                walls.append(
                    draw(memory.session, ScreenView("s0", stage, step), width=80, height=24, theme=DARK)
                )
            return super().ballots(ask)

    memory = Memory(session())
    run_day(Day(file=memory, desk=Looks({"weights first": ["p1"]}), now=Clock(), colour=False))
    assert len(walls) == 3
    assert all("0 of 5 taken in" in wall for wall in walls)


def older(made: Session) -> Session:
    """The same day as it was kept before a decline held on: asked in the second round, and absent there."""
    for round in made.segments[0].rounds[1:]:
        round.not_answered["p1"] = "absent"
    made.segments[0].no_guess["p1"] = "absent"
    return made


def test_a_file_from_before_is_replayed_as_it_stands() -> None:
    made = older(day(Declines({"weights first": ["p1"]})))
    copy = Memory(emptied(made))
    desk = Replay(made, lambda: copy.session, lambda wall: "next")
    run_day(Day(file=copy, desk=desk, now=Clock(2031), colour=False))
    assert without_times(copy.session) == without_times(made)


def test_a_second_round_opened_before_asks_nobody_who_declined_when_the_day_goes_on() -> None:
    made = day(Declines({"weights first": ["p1"]}))
    segment = made.segments[0]
    segment.rounds = segment.rounds[:2]
    round = segment.rounds[1]
    round.closed = round.revealed = round.seal = None
    round.not_answered = {}
    for stage in ("weights", "grid", "disagreement", "closing"):
        segment.stages.touch(stage).done = None
    desk = Declines({})
    day(desk, made)
    assert "p1" not in desk.waited.get("weights second", [])


def test_whose_dont_know_is_put_right_may_have_declined_what_came_after_it(tmp_path: Path) -> None:
    made = day(Declines({}))
    segment = made.segments[0]
    round, at = segment.rounds[0], segment.rounds[0].revealed
    assert at is not None
    round.not_answered["p2"], segment.conviction.before["p2"] = "declined", "dk"
    with pytest.raises(FaultyFile, match="has answered and stands under `not_answered` too"):
        create(tmp_path / "typed.yaml", made)
    round.corrected.append(Correction(who="p2", before="dk", after=round.answers["p2"], at=at, why="slip"))
    create(tmp_path / "put right.yaml", made)


def test_what_is_missing_counts_nobody_who_declined() -> None:
    made = day(Declines({"weights first": ["p1"]}))
    segment = made.segments[0]
    round = segment.rounds[1]
    segment.rounds, segment.stages.touch("weights").done = segment.rounds[:2], None
    round.closed = round.revealed = round.seal = None
    del round.answers["p3"]
    assert asked_next(made) == "Next come the weights of Segment 0. 1 of 5 have yet to answer."


def test_check_names_who_is_asked_again_and_unknown_and_a_copy_does_not_keep_it(tmp_path: Path) -> None:
    made = day(Declines({"weights first": ["p1"]}, ("weights first shown", again("p1"))))
    file = tmp_path / "day.yaml"
    create(file, made)
    file.write_text(file.read_text().replace("asked_again: [p1]", "asked_again: [p1, p1, nobody]"))
    said = " ".join(problem.text for problem in problems_of(file))
    assert "p1 stands twice in this list" in said
    assert "nobody" in said
    assert shared(made, dt.date(2026, 3, 15), 7).session.segments[0].asked_again == []
