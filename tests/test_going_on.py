"""A begun day goes on after a break with one Enter, and the audience's wall stays where it was."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import pytest
from desks import Clock, Rule, Stopped, session

from cxw.day import desk as d
from cxw.model import Session
from cxw.wall import ScreenView
from cxw.workshop import Day, Memory, run_day


class Leaves(Rule):
    """Leaves at a wall or an ask: `weights first shown`, or after so many answers."""

    def __init__(self, at: str = "", stop_after: int = 10**9, page: int = 0) -> None:
        super().__init__(stop_after=stop_after)
        self.at, self.page = at, page

    def show(self, wall: d.Wall) -> str:
        word = super().show(wall)
        if f"{wall.stage} {wall.step}" == self.at:
            if not self.page:
                return d.LEAVE
            self.page -= 1
            return d.NEXT
        return word


def left(desk: Rule, start: Session | None = None) -> tuple[Session, ScreenView]:
    """A day that was left, or whose power went: its facts, and where the audience's window stands."""
    pointed: list[ScreenView] = []
    memory = Memory(start or session())
    with contextlib.suppress(Stopped):
        run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, point=pointed.append))
    return memory.session, pointed[-1]


def goes_on(made: Session, seen: ScreenView | None, *, masked: bool = False) -> tuple[Rule, list[ScreenView]]:
    pointed: list[ScreenView] = []
    desk = Rule()
    desk.paints = True
    day = Day(
        file=Memory(made),
        desk=desk,
        now=Clock(),
        colour=False,
        masked=masked,
        point=pointed.append,
        seen=seen,
    )
    assert run_day(day)
    return desk, pointed


def test_one_screen_says_how_the_day_goes_on_and_the_audience_sees_what_it_saw() -> None:
    made, seen = left(Rule(stop_after=24))
    desk, pointed = goes_on(made, seen)
    assert seen == ScreenView("s0", "weights", "first open")
    assert desk.walls[0] == ("weights", "goes on")
    said = " ".join(desk.drawn[0].split())
    assert "The day goes on. Next come the weights of Segment 0. 4 of 6 have yet to answer." in said
    assert desk.walls[1] == ("weights", "first sealed")
    assert pointed[0] == seen
    assert ScreenView() not in pointed


def test_a_day_nobody_began_begins_with_what_is_kept() -> None:
    desk, pointed = goes_on(session(), None)
    assert (desk.walls[0], pointed[0]) == (("", ""), ScreenView())


@pytest.mark.parametrize(
    "wall", ["needs chosen", "weights first sealed", "grid first shown", "closing coverage"]
)
def test_on_one_projected_screen_the_wall_that_was_shown_comes_again_at_once(wall: str) -> None:
    made, seen = left(Leaves(wall))
    desk, pointed = goes_on(made, seen, masked=True)
    assert (f"{seen.stage} {seen.step}", pointed[0]) == (wall, seen)
    assert " ".join(desk.walls[0]) == wall
    assert "goes on" not in [step for _, step in desk.walls]


def test_on_one_projected_screen_what_was_asked_stands_there_before_it_is_asked_on() -> None:
    made, seen = left(Rule(stop_after=24))
    desk, pointed = goes_on(made, seen, masked=True)
    assert desk.walls[0] == ("weights", "goes on")
    assert "How much does each need matter" in desk.drawn[0]
    assert "taken in" in desk.drawn[0]
    assert pointed[0] == seen


def test_a_page_of_a_wall_is_gone_on_with_and_the_next_wall_begins_at_its_first() -> None:
    made, seen = left(Leaves("grid first shown", page=1))
    assert seen.page == 1
    _, pointed = goes_on(made, seen)
    assert pointed[0] == seen
    assert pointed[1].page in (0, 2)
    made, _ = left(Leaves("grid first shown", page=1))
    assert goes_on(made, ScreenView("s0", "grid", "first shown", 99))[1][0].page < 99


def test_without_a_view_a_projected_screen_says_how_the_day_goes_on() -> None:
    made, _ = left(Rule(stop_after=24))
    desk, _ = goes_on(made, None, masked=True)
    assert "The day goes on." in desk.drawn[0]


def test_x_at_the_screen_that_says_how_it_goes_on_ends_that_stage() -> None:
    class Skips(Rule):
        skips = True

        def show(self, wall: d.Wall) -> str:
            if wall.step == "goes on" and self.skips:
                self.skips = False
                raise d.MovedOn(d.SKIP)
            return super().show(wall)

    made, _ = left(Rule(stop_after=24))
    memory = Memory(made)
    assert run_day(Day(file=memory, desk=Skips(), now=Clock(), colour=False))
    assert memory.session.segments[0].skipped["weights"] == "no time"


class GoesTo(Rule):
    """Leaves the needs of the second segment for the marks of the first, and the day in the midst of them."""

    def proposals(self, ask: d.Proposals) -> str:
        if ask.segment == "Segment 1":
            raise d.MovedOn(d.GOTO)
        return super().proposals(ask)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return "s0 grid" if "s0 grid" in ways else super().choose(prompt, ways, title)

    def ballots(self, ask: d.Ballot) -> str:
        return d.LEAVE if ask.of == "marks" else super().ballots(ask)


def test_the_day_goes_on_where_the_facilitator_had_gone_and_the_room_stays_there() -> None:
    made, seen = left(GoesTo(), session(segments=2))
    assert seen == ScreenView("s0", "grid", "first open")
    desk, pointed = goes_on(made, seen)
    assert desk.walls[0] == ("grid", "goes on")
    assert "Next come the marks of Segment 0." in desk.drawn[0]
    assert pointed[0] == seen
