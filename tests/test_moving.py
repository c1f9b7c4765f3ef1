"""Ending early and moving about: what was skipped keeps its reason, and the rest of the day works."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import Clock, Rule, session

from cxw.day import desk as d
from cxw.day.standing import next_step
from cxw.findings import of
from cxw.handout import handout_text
from cxw.model import Session
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import create, dumps, problems_of
from cxw.theme import DARK
from cxw.wall import ScreenView, draw
from cxw.workshop import Day, Memory, run_day


class Moves(Rule):
    """Presses one key of x, g and e at the first moment that is asked about."""

    def __init__(
        self, word: str, at: tuple[str, str], why: str = "lunch came early", goes_to: str = ""
    ) -> None:
        super().__init__(second=False)
        self.word, self.at, self.why = word, at, why
        self.goes_to = goes_to
        self.moved = False

    def _here(self, stage: str, step: str) -> None:
        if (stage, step) == self.at and not self.moved:
            self.moved = True
            raise d.MovedOn(self.word)

    def show(self, wall: d.Wall) -> str:
        self._here(wall.stage, wall.step)
        return super().show(wall)

    def proposals(self, ask: d.Proposals) -> str:
        self._here("needs", "open")
        return super().proposals(ask)

    def board(self, ask: d.Board) -> str:
        self._here("needs", "board")
        return super().board(ask)

    def ballots(self, ask: d.Ballot) -> str:
        if (ask.of, ask.name) == self.at and not self.moved:
            for id in list(ask.waiting())[:3]:
                for part in ask.parts(id):
                    assert ask.accept(id, part.id, self.value(ask, ask.person(id), part), "paper") == []
            self._here(ask.of, ask.name)
        return super().ballots(ask)

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        return self.why


def day(desk: Rule, start: Session | None = None) -> Session:
    memory = Memory((start or session()).model_copy(deep=True))
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session


def replayed(archive: Session) -> str:
    from test_workshop import TIMES

    memory = Memory(emptied(archive))
    desk = Replay(archive, lambda: memory.session, lambda wall: "next")
    run_day(Day(file=memory, desk=desk, now=Clock(2031), colour=False))
    return TIMES.sub("TIME", dumps(memory.session))


def in_order(made: Session, folder: Path) -> None:
    create(folder / "day.yaml", made)
    assert problems_of(folder / "day.yaml") == []
    for audience in ("room", "facilitator"):
        of(made, audience)
        assert handout_text(made, audience)


def test_a_round_that_is_open_when_its_stage_ends_is_sealed_and_in_no_number(tmp_path: Path) -> None:
    made = day(Moves(d.SKIP, ("weights", "first")))
    segment = made.segments[0]
    first = segment.rounds_of("weights")[0]
    assert segment.skipped["weights"] == "lunch came early"
    assert first.closed is not None
    assert first.seal is not None
    assert first.revealed is None
    assert len(first.answers) == 3
    assert of(made).segments[0].weights is None
    assert "60" not in handout_text(made).split("## How to read")[0]
    assert "lunch came early" in handout_text(made)
    in_order(made, tmp_path)


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(("needs", "board"), marks=pytest.mark.soak),
        ("needs", "chosen"),
        pytest.param(("weights", "first"), marks=pytest.mark.soak),
        pytest.param(("weights", "first sealed"), marks=pytest.mark.soak),
        pytest.param(("weights", "first shown"), marks=pytest.mark.soak),
        ("marks", "first"),
        pytest.param(("grid", "first shown"), marks=pytest.mark.soak),
        pytest.param(("conviction", ""), marks=pytest.mark.soak),
        pytest.param(("disagreement", "shown"), marks=pytest.mark.soak),
        pytest.param(("guess", ""), marks=pytest.mark.soak),
        pytest.param(("closing", "coverage"), marks=pytest.mark.soak),
        ("closing", "research"),
    ],
)
def test_a_stage_may_end_at_any_moment_and_the_day_goes_on_to_its_end(
    at: tuple[str, str], tmp_path: Path
) -> None:
    from test_workshop import TIMES

    made = day(Moves(d.SKIP, at), session(segments=2))
    assert next_step(made) is None
    assert "lunch came early" in made.segments[0].skipped.values()
    in_order(made, tmp_path)
    assert replayed(made) == TIMES.sub("TIME", dumps(made))


@pytest.mark.parametrize(
    "at", [("needs", "open"), ("needs", "board"), ("weights", "first"), ("grid", "first shown")]
)
def test_the_closing_is_reached_from_anywhere_and_says_why_the_rest_is_missing(
    at: tuple[str, str], tmp_path: Path
) -> None:
    desk = Moves(d.CLOSING, at, why="the train goes at four")
    made = day(desk, session(segments=2))
    first, second = made.segments
    assert next_step(made) is None
    assert "the train goes at four" in first.skipped.values()
    assert ("closing" in second.skipped) == (not second.needs)
    assert ("closing", "research") in desk.walls or not first.needs
    in_order(made, tmp_path)


def test_the_closing_of_points_alone_counts_what_rests_on_customers() -> None:
    made = day(Moves(d.CLOSING, ("marks", "first")))
    found = of(made).segments[0]
    assert made.segments[0].skipped["grid"] == "lunch came early"
    assert found.evidence is not None
    assert found.evidence.coverage is not None
    assert made.segments[0].coverage_guess


@pytest.mark.parametrize(
    ("word", "at", "stage"),
    [
        ("", ("", ""), "grid"),
        (d.CLOSING, ("weights", "first shown"), "closing"),
        (d.CLOSING, ("marks", "first"), "closing"),
        (d.SKIP, ("marks", "first"), "closing"),
    ],
)
def test_how_sure_people_are_now_stands_on_the_stage_that_asks_it(
    word: str, at: tuple[str, str], stage: str
) -> None:
    stood: list[ScreenView] = []
    memory = Memory(session())
    desk = Moves(word, at)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, point=stood.append))
    asked = [view for view in stood if view.step == "after"]
    assert [view.stage for view in asked] == [stage]
    bar = draw(memory.session, asked[0], width=80, height=24, theme=DARK, colour=False).splitlines()[0]
    assert f"▸ {stage.capitalize()}" in bar


def test_going_back_to_a_done_stage_shows_it_again_and_changes_nothing() -> None:
    plain = day(Rule(second=False))
    desk = Moves(d.GOTO, ("grid", "first sealed"), goes_to="s0 weights")
    made = day(desk)
    assert desk.walls.count(("weights", "first shown")) > 1
    stages = plain.segments[0].stages
    assert made.segments[0].rounds_of("weights") == plain.segments[0].rounds_of("weights")
    assert made.segments[0].stages.weights is not None
    assert made.segments[0].stages.weights.done == stages.of("weights").done


def test_a_skipped_stage_that_is_gone_to_is_not_skipped_any_more() -> None:
    class Both(Moves):
        again = False

        def show(self, wall: d.Wall) -> str:
            if wall.stage == "disagreement" and not self.again:
                self.again = True
                raise d.MovedOn(d.GOTO)
            return super().show(wall)

    made = day(Both(d.SKIP, ("weights", "first"), goes_to="s0 weights"))
    assert "weights" not in made.segments[0].skipped
    assert made.segments[0].rounds_of("weights")[0].revealed is not None


def test_without_a_reason_nothing_is_skipped() -> None:
    made = day(Moves(d.SKIP, ("weights", "first"), why=""))
    assert "weights" not in made.segments[0].skipped
    assert len(made.segments[0].rounds_of("weights")[0].answers) == 6
