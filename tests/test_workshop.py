"""The running order: what is missing is asked, kept at once, and never asked twice."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path
from typing import Any, Literal

import pytest
from desks import Clock, Rule, Stopped, session
from often import some, turns

from cxw.cli.showing import replay_into
from cxw.day.desk import DONE, LEAVE, Ballot, Board, Look, Person, Promises, Wall
from cxw.day.rounds import seal_matches
from cxw.day.standing import asked_next, next_step, standing_in_words
from cxw.findings import answers_that_matter
from cxw.findings import of as of_room
from cxw.handout import handout_text
from cxw.model import Need, Session
from cxw.questions.asking import Part, Value
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import OpenFile, create, dumps, load, problems_of
from cxw.shipped import folder
from cxw.wall import ScreenView, draw
from cxw.workshop import Day, Memory, daily, run_day
from cxw.workshop.closing import promises_again
from cxw.workshop.needs import SHORT, _shorten
from cxw.workshop.promises import claims

TIMES = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
ARCHIVES = sorted(folder("workshops").glob("*.yaml"))
BY_HAND = ("essay", "parcel-lockers", "unfinished")
"""Those that a program played are replayed by the command's own test."""


def without_times(made: Session) -> str:
    return TIMES.sub("TIME", dumps(made))


def whole_day(start: Session, desk: Rule | None = None) -> Memory:
    memory = Memory(start.model_copy(deep=True))
    assert run_day(Day(file=memory, desk=desk or Rule(), now=Clock(), colour=False))
    return memory


def test_a_whole_day_with_two_segments_leaves_nothing_to_ask() -> None:
    made = whole_day(session(segments=2)).session
    assert next_step(made) is None
    assert standing_in_words(made) == "in order; 6 people, 2 segments; complete"


def test_needs_and_weights_of_all_segments_come_first_then_grids_then_one_closing() -> None:
    desk = Rule()
    whole_day(session(segments=2), desk)
    stages = [stage for stage, _step in desk.walls if stage]
    order = [stage for k, stage in enumerate(stages) if k == 0 or stages[k - 1] != stage]
    assert order == [
        *("needs", "weights") * 2,
        *("grid", "disagreement") * 2,
        "closing",
    ]


def test_round_one_is_kept_when_round_two_is_answered() -> None:
    segment = whole_day(session()).session.segments[0]
    first, second = segment.rounds_of("weights")
    rows = first.answers["p1"], second.answers["p1"]
    assert rows[0] != "dk"
    assert rows[1] != "dk"
    assert rows[0]["price"] == 60
    assert rows[1]["brand"] == 60
    assert second.reasons["p1"] == "agreement"
    assert "p0" not in second.reasons, "whoever stayed with the first row is asked for no reason"


def test_leaving_without_a_second_round_is_kept_as_declined() -> None:
    segment = whole_day(session(), Rule(second=False)).session.segments[0]
    assert segment.skipped == {"weights second": "declined", "grid second": "declined"}


def test_conviction_is_asked_again_when_the_grid_is_left() -> None:
    segment = whole_day(session()).session.segments[0]
    assert set(segment.conviction.before) == set(segment.conviction.after) == {f"p{n}" for n in range(6)}


@pytest.fixture(scope="module")
def uninterrupted() -> Session:
    return whole_day(session()).session


@pytest.mark.parametrize(
    "answers", some(zip(range(1, 75, 4), strict=True), lambda answers: answers in (25, 61))
)
def test_a_day_cut_off_after_any_answer_goes_on_and_ends_the_same(
    answers: int, uninterrupted: Session, tmp_path: Path
) -> None:
    path = tmp_path / "day.yaml"
    create(path, session())
    clock = Clock()
    with OpenFile(path) as opened, pytest.raises(Stopped):
        run_day(Day(file=opened, desk=Rule(stop_after=answers), now=clock, colour=False))
    assert [problem for problem in problems_of(path) if not problem.warning] == []
    second = Rule()
    with OpenFile(path) as opened:
        assert run_day(Day(file=opened, desk=second, now=clock, colour=False))
    assert without_times(load(path)) == without_times(uninterrupted)


def test_after_a_cut_nobody_who_answered_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, session())
    before, after = Rule(stop_after=30), Rule()
    with OpenFile(path) as opened, pytest.raises(Stopped):
        run_day(Day(file=opened, desk=before, now=Clock(), colour=False))
    with OpenFile(path) as opened:
        run_day(Day(file=opened, desk=after, now=Clock(), colour=False))
    both = before.accepted + after.accepted
    assert len(both) == len(_asked(session()))


def test_the_board_says_of_a_parked_need_why_it_waits() -> None:
    class Parks(Rule):
        def board(self, ask: Board) -> str:
            last = ask.lines()[-1].id
            self.count(ask.park(last, "another day"))
            self.parked = [line.parked for line in ask.lines()]
            self.count(ask.park(last, ""))
            return super().board(ask)

    desk = Parks()
    whole_day(session(), desk)
    assert desk.parked == [*[""] * (len(desk.parked) - 1), "another day"]


def _asked(start: Session) -> list[tuple[str, str, str]]:
    desk = Rule()
    whole_day(start, desk)
    return desk.accepted


class ClosesEarly(Rule):
    """The facilitator closes each round although two people have not answered."""

    def ballots(self, ask):  # type: ignore[no-untyped-def]
        for id in list(ask.waiting())[2:]:
            for part in ask.parts(id):
                ask.accept(id, part.id, self.value(ask, ask.person(id), part), "paper")
        return "done"


def test_a_round_closed_with_people_missing_says_who_and_never_asks_them_again() -> None:
    segment = whole_day(session(), ClosesEarly()).session.segments[0]
    first = segment.rounds_of("weights")[0]
    assert first.not_answered == {"p0": "absent", "p1": "absent"}
    assert set(first.answers) == {"p2", "p3", "p4", "p5"}


def test_nothing_typed_shows_on_any_screen_before_its_reveal() -> None:
    desk = Rule(second=False)
    desk.paints = True
    whole_day(session(), desk)
    before = desk.drawn[: [step for _stage, step in desk.walls].index("first shown")]
    assert not [screen for screen in before if "60" in screen]


def test_the_desk_that_leaves_at_once_leaves_the_set_up_alone() -> None:
    class Leaves(Rule):
        def show(self, wall):  # type: ignore[no-untyped-def]
            return LEAVE

    memory = Memory(session())
    assert not run_day(Day(file=memory, desk=Leaves(), now=Clock(), colour=False))
    assert memory.session == session()


def test_a_correction_after_the_reveal_keeps_both_values_and_seals_again() -> None:
    class Corrects(Rule):
        done = False

        def show(self, wall):  # type: ignore[no-untyped-def]
            if wall.step == "first shown" and wall.stage == "weights" and not self.done:
                self.done = True
                row = {"brand": 20, "product": 20, "quality": 20, "price": 20, "service": 20}
                assert wall.acts.correct[0].accept("p0", "points", {**row, "brand": 21}, "paper")
                assert wall.acts.correct[0].accept("p0", "points", row, "paper") == []
            return super().show(wall)

    memory = whole_day(session(), Corrects())
    first = memory.session.segments[0].rounds_of("weights")[0]
    row = first.answers["p0"]
    assert row != "dk"
    assert row["brand"] == 20
    assert [(slip.who, slip.before, slip.after) for slip in first.corrected] == [
        (
            "p0",
            {"brand": 60, "product": 10, "quality": 10, "price": 10, "service": 10},
            {"brand": 20, "product": 20, "quality": 20, "price": 20, "service": 20},
        )
    ]
    assert replayed(memory.session) == without_times(memory.session)


class Misheard(Rule):
    """How sure p0 was is typed wrongly at first, once more, and then rightly; p1 gave no points."""

    done = False

    def value(self, ask: Ballot, person: Person, part: Part) -> Value:
        return "dk" if (person.id, part.kind.name) == ("p1", "points") else super().value(ask, person, part)

    def show(self, wall: Wall) -> str:
        if (wall.stage, wall.step) == ("weights", "first shown") and not self.done and wall.acts:
            self.done = True
            (slip,) = wall.acts.correct
            assert [part.id for part in slip.parts("p0")] == ["points", "conviction"]
            assert slip.accept("p0", "conviction", 101, "paper")
            assert slip.accept("p1", "conviction", 60, "paper")
            for value in (70, 8, 80):
                assert slip.accept("p0", "conviction", value, "paper") == []
        return super().show(wall)


def test_how_sure_somebody_was_is_put_right_after_the_reveal_and_every_value_is_kept(tmp_path: Path) -> None:
    memory = whole_day(session(), Misheard())
    segment = memory.session.segments[0]
    first = segment.rounds_of("weights")[0]
    assert (segment.conviction.before["p0"], segment.conviction.before["p1"]) == (80, "dk")
    assert [(slip.who, slip.before, slip.after) for slip in first.corrected] == [
        ("p0", 70, 8),
        ("p0", 8, 80),
    ]
    assert seal_matches(memory.session, segment, first)
    create(tmp_path / "day.yaml", memory.session)
    assert problems_of(tmp_path / "day.yaml") == []
    assert load(tmp_path / "day.yaml") == memory.session
    assert "before: 8, after: 80" in (tmp_path / "day.yaml").read_text(encoding="utf-8")
    assert of_room(memory.session).reading.rounds[0].corrections == 2
    assert "slips of the first round of points were put right" in handout_text(memory.session)
    assert replayed(memory.session) == without_times(memory.session)


def test_before_a_slip_is_put_right_in_a_replay_its_screen_has_what_was_typed_then() -> None:
    archive = whole_day(session(), Misheard()).session
    memory, seen = Memory(emptied(archive)), []

    def screen(wall: Wall) -> str:
        if wall.stage == "weights":
            seen.append((wall.step, memory.session.segments[0].conviction.before.get("p0")))
        return "next"

    run_day(Day(file=memory, desk=Replay(archive, lambda: memory.session, screen), now=Clock(), colour=False))
    assert ("first sealed", 70) in seen
    assert ("first shown", 80) in seen


def test_a_slip_typed_again_as_it_was_is_not_counted_as_put_right() -> None:
    class Same(Rule):
        def show(self, wall: Wall) -> str:
            for slip in [slip for slip in (wall.acts.correct if wall.acts else ()) if slip.name]:
                rounds = memory.session.segments[0].rounds
                given = next(r for r in rounds if (r.of, r.name) == (slip.of, slip.name))
                for person in slip.people:
                    part = slip.parts(person.id)[0]
                    assert slip.accept(person.id, part.id, given.answers[person.id], "paper") == []
            return super().show(wall)

    memory = Memory(session())
    assert run_day(Day(file=memory, desk=Same(), now=Clock(), colour=False))
    assert [round.corrected for round in memory.session.segments[0].rounds] == [[], [], [], []]


@pytest.mark.parametrize(("of", "stage"), [("weights", "weights"), ("marks", "grid")])
def test_a_slip_in_the_first_round_is_put_right_although_there_is_a_second(
    of: Literal["weights", "marks"], stage: str, tmp_path: Path
) -> None:
    """And what the second round was about, and what it holds, stays as it was; a replay does the same."""

    class Corrects(Rule):
        done = False

        def show(self, wall: Wall) -> str:
            if (wall.stage, wall.step) == (stage, "second shown") and not self.done:
                self.done = True
                assert wall.acts is not None
                again, first = wall.acts.correct
                assert (again.name, first.name) == ("second", "first")
                for person in first.people:
                    part = first.parts(person.id)[0]
                    assert first.accept(person.id, part.id, self.even(part), "paper") == []
            return super().show(wall)

        def even(self, part: Part) -> Any:
            if part.kind.name == "points":
                return dict.fromkeys((need.id for need in part.needs), 20)
            return {company: dict.fromkeys(needs, 6) for company, needs in part.asked.items()}

    plain, memory = whole_day(session()), whole_day(session(), Corrects())
    segment = memory.session.segments[0]
    first, second = segment.rounds_of(of)
    assert len(first.corrected) == 6
    assert seal_matches(memory.session, segment, first)
    as_it_was = plain.session.segments[0].rounds_of(of)[1]
    assert (second.answers, getattr(second, "cells", [])) == (
        as_it_was.answers,
        getattr(as_it_was, "cells", []),
    )
    create(tmp_path / "day.yaml", memory.session)
    assert problems_of(tmp_path / "day.yaml") == []
    assert replayed(memory.session) == without_times(memory.session)


def test_after_a_slip_of_the_first_round_was_put_right_the_number_of_record_is_the_right_one() -> None:
    class Corrects(Rule):
        def show(self, wall: Wall) -> str:
            if (wall.stage, wall.step) == ("weights", "second shown") and wall.acts is not None:
                first = wall.acts.correct[1]
                row = {"brand": 0, "product": 0, "quality": 0, "price": 0, "service": 100}
                for person in first.people:
                    assert first.accept(person.id, "points", row, "paper") == []
            return super().show(wall)

    found = of_room(whole_day(session(), Corrects()).session).segments[0].weights
    assert found is not None
    assert {need.id: need.mean for need in found.needs}["service"] == 100


def test_a_competitor_who_came_late_does_not_keep_a_slip_in_the_other_columns_from_being_put_right() -> None:
    class Late(Rule):
        titles: tuple[str, ...] = ()

        def show(self, wall: Wall) -> str:
            if wall.stage == "grid" and wall.acts is not None and wall.acts.more is not None:
                if wall.step == "first shown" and not self.titles:
                    assert wall.acts.more.company("Newcomer", None) == []
                self.titles = tuple(slip.title for slip in wall.acts.correct) or self.titles
            return super().show(wall)

    desk = Late(second=False)
    whole_day(session(), desk)
    assert desk.titles == ("Marks of Newcomer, first round", "Marks, first round")


def test_what_is_missing_is_said_in_one_sentence() -> None:
    start = session()
    assert asked_next(start) == "Next come the needs of Segment 0. 6 of 6 have yet to answer."
    assert asked_next(whole_day(start).session) == "Nothing is missing: the day is complete."


def test_what_is_missing_is_said_alike_of_who_knows_and_who_does_not() -> None:
    """It stands on the screen with which a day goes on, that everybody may see."""
    made = whole_day(session()).session
    segment = made.segments[0]
    segment.rounds, segment.stages.touch("weights").done = segment.rounds[:1], None
    round, sure = segment.rounds_of("weights")[0], segment.conviction.before
    round.closed = round.revealed = round.seal = None
    del round.answers["p2"], sure["p2"], sure["p3"]
    said = asked_next(made)
    assert said == "Next come the weights of Segment 0. 1 of 6 have yet to answer."
    round.answers["p3"] = sure["p3"] = "dk"
    assert asked_next(made) == said


def replayed(archive: Session) -> str:
    memory = Memory(emptied(archive))
    desk = Replay(archive, lambda: memory.session, lambda wall: wall.draw(80, 24) and "next")
    run_day(Day(file=memory, desk=desk, now=Clock(2031), colour=False))
    return without_times(memory.session)


@pytest.mark.parametrize(("segments", "second"), turns((1, 2), (True, False)))
def test_an_archive_replayed_into_an_empty_copy_gives_the_archive_again(segments: int, second: bool) -> None:
    archive = whole_day(session(segments=segments), Rule(second=second)).session
    assert replayed(archive) == without_times(archive)


@pytest.mark.parametrize("path", some(((path,) for path in ARCHIVES), lambda path: path.stem in BY_HAND))
def test_each_archived_workshop_replays_to_itself(path: Path, tmp_path: Path) -> None:
    """With its second meeting, its customers and its lenses: as `cxw replay --into` does."""
    again = tmp_path / path.name
    replay_into(path, again)
    assert without_times(load(again)) == without_times(load(path))


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_each_archived_workshop_is_in_order_and_written_as_cxw_writes_it(path: Path) -> None:
    assert problems_of(path) == []
    text = path.read_text("utf-8")
    head = "".join(line for line in text.splitlines(keepends=True) if line.startswith("#"))
    assert dumps(load(path), head) == text


@pytest.mark.parametrize("of", ["homes", "campus"])
def test_promises_are_suggested_for_what_matters_and_never_for_what_customers_told_us(of: str) -> None:
    suggested: list[str] = []

    class Reads(Rule):
        def promises(self, ask: Promises) -> str:
            suggested.extend(claim.name for claim in ask.suggested())
            return LEAVE

    start = load(folder("workshops") / "parcel-lockers.yaml")
    day = Day(file=Memory(start), desk=Reads(), now=Clock(), colour=False)
    promises_again(day, of)
    known = [claim.name for claim in claims(day, of) if claim.status == "customer evidence"]
    others = [claim.name for claim in claims(day, of) if claim.status != "customer evidence"]
    assert len(known) > 1
    assert suggested == others


def test_short_words_are_taken_up_to_their_last_letter() -> None:
    start = session(3)
    start.segments[0].needs = [Need(id="price", text="Minimise the calls that residents have to make")]
    day = Day(file=Memory(start), desk=Rule(), now=Clock(), colour=False)
    assert _shorten(day, "s0", "price", "ß" * SHORT) == []
    assert day.segment("s0").need("price").short == "ß" * SHORT
    (said,) = _shorten(day, "s0", "price", "ß" * (SHORT + 1))
    assert said == f"short words have {SHORT} letters at most, these have {SHORT + 1}"


def test_merging_needs_takes_evidence_and_promises_along() -> None:
    from cxw.day.needs import merge
    from cxw.model import Evidence, Research

    start = session(segments=2)
    segment = start.segments[1]
    segment.needs = [Need(id="price", text="Price"), Need(id="cost", text="Cost")]
    segment.research = [Research(id="r1", question="Why?", about=["weight cost", "mark us cost"])]
    start.evidence = [
        Evidence(id="e1", kind="survey", segment="s1", supports=["weight cost"]),
        Evidence(id="e2", kind="survey", segment="s0", supports=["weight cost", "weight cost in s1"]),
    ]
    merge(start, segment, "price", "cost")
    assert segment.research[0].about == ["weight price", "mark us price"]
    assert start.evidence[0].supports == ["weight price"]
    assert start.evidence[1].supports == ["weight cost", "weight price in s1"]


def test_a_spreadsheet_comes_in_during_a_round_and_a_faulty_one_changes_nothing(tmp_path: Path) -> None:
    class Collects(Rule):
        said: list[str] = []

        def ballots(self, ask):  # type: ignore[no-untyped-def]
            if ask.of == "weights" and ask.name == "first":
                head = "person,brand,product,quality,price,service\n"
                (tmp_path / "bad.csv").write_text(head + "p0,50,50,0,0,0\np1,50,40,0,0,0\n")
                (tmp_path / "good.csv").write_text(head + "p0,50,50,0,0,0\np1,50,49,0,0,0\n")
                Collects.said = ask.look_at(str(tmp_path / "bad.csv")).faults
                assert len(ask.waiting()) == 6
                seen = ask.look_at(str(tmp_path / "good.csv"))
                assert len(ask.waiting()) == 6
                assert not any(word in line for line in seen.said for word in ("p0", "50", "don't know"))
                assert any(re.search("50 +50 +0", line) for line in seen.answers)
                assert (seen.faults, seen.take()) == ([], [])
                assert ask.look_at(str(tmp_path / "nowhere.csv")).faults
            return super().ballots(ask)

    first = whole_day(session(), Collects()).session.segments[0].rounds_of("weights")[0]
    assert any("90" in line and "bad.csv:3" in line for line in Collects.said)
    rows = first.answers["p0"], first.answers["p1"]
    assert rows[0] != "dk"
    assert rows[1] != "dk"
    assert rows[0]["brand"] == 50
    assert sum(rows[1].values()) == 100
    assert set(first.rounded) == {"p1"}
    assert first.desks == {"p0": "spreadsheet", "p1": "spreadsheet"}


def test_on_a_projected_screen_everybody_is_asked_why_so_that_nobody_shows_who_moved() -> None:
    def asked_why(masked: bool) -> tuple[set[str], Session]:
        people: set[str] = set()

        class Watches(Rule):
            def value(self, ask, person, part):  # type: ignore[no-untyped-def]
                if part.kind.name == "reason" and ask.of == "weights":
                    people.add(person.id)
                return super().value(ask, person, part)

        memory = Memory(session())
        assert run_day(Day(file=memory, desk=Watches(), now=Clock(), colour=False, masked=masked))
        return people, memory.session

    (few, usual), (everybody, projected) = asked_why(False), asked_why(True)
    assert few == {"p1", "p2", "p4", "p5"}
    assert everybody == {f"p{n}" for n in range(6)}
    assert without_times(projected) == without_times(usual)


def test_the_facilitators_window_has_the_clock_against_the_plan() -> None:
    import datetime as dt

    from cxw.day.standing import Step
    from cxw.day.timetable import against_plan
    from cxw.model import Plan

    start = session(segments=2)
    assert against_plan(start, Step("s1", "weights"), dt.datetime(2026, 3, 14, 10)) == ""
    start.plan = Plan(start="09:00", minutes={"needs": 20, "weights": 30, "grid": 30, "closing": 20})
    said = against_plan(start, Step("s1", "weights"), dt.datetime(2026, 3, 14, 10, 30))
    assert said == "10:30; planned until 10:40"
    late = against_plan(start, Step("s1", "weights"), dt.datetime(2026, 3, 14, 10, 52))
    assert late == "10:52; planned until 10:40, 12 minutes over"
    clocks: set[str] = set()

    class Looks(Rule):
        paints = True

        def show(self, wall):  # type: ignore[no-untyped-def]
            clocks.add(daily(day).clock())
            return super().show(wall)

    day = Day(file=Memory(start), desk=Looks(), now=Clock(), colour=False)
    assert run_day(day)
    assert any(clock.startswith("09:0") and "planned until 09:50" in clock for clock in clocks)
    assert not any("planned" in screen for screen in day.desk.drawn)  # type: ignore[attr-defined]


class Audits(Rule):
    """Looks at each answer, with another word for each, and keeps what stood there after every key."""

    def __init__(self) -> None:
        super().__init__()
        self.day: Day
        self.compared = 0

    def look(self, ask: Look) -> str:
        id = next(segment.id for segment in self.day.session.segments if segment.name == ask.segment)
        for claim, word in zip(list(ask.claims()), cycle(("evidence", "assumption", "open")), strict=False):
            self.count(ask.audit(claim.name, word))
            assert self.day.answers(id) == answers_that_matter(self.day.session, id)
            self.compared += 1
        return DONE


def test_after_each_look_the_answers_are_those_that_the_file_gives() -> None:
    desk = Audits()
    desk.day = Day(file=Memory(session(segments=2)), desk=desk, now=Clock(), colour=False)
    assert run_day(desk.day)
    assert desk.compared > 10


class Comparing(Rule):
    """Compares every wall with one that is drawn from the file alone."""

    paints = True
    day: Day

    def show(self, wall: Wall) -> str:
        chosen = super().show(wall)
        view = self.pointed[-1]
        session = self.day.session
        assert self.drawn[-1] == draw(session, view, width=80, height=24, theme=self.day.theme, colour=False)
        return chosen

    def __init__(self) -> None:
        super().__init__()
        self.pointed: list[ScreenView] = []


def test_a_wall_shows_what_the_file_says_whatever_was_kept_meanwhile() -> None:
    desk = Comparing()
    desk.day = Day(
        file=Memory(session()),
        desk=desk,
        now=Clock(),
        colour=False,
        point=desk.pointed.append,
    )
    assert run_day(desk.day)
    assert len(desk.pointed) > 20
