"""A finished day is entered again: walls, slips, evidence, promises, a closing once more, the handout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from desks import Clock, Rule, session
from often import few
from test_people import in_order

from cxw.day import desk as d
from cxw.day.standing import next_step
from cxw.model import Evidence, Research, Session
from cxw.theme import DARK
from cxw.wall import END, ScreenView, draw
from cxw.workshop import HANDOUT, Day, Memory, look_back, run_day


class Looks(Rule):
    """Chooses these ways one after the other, then leaves; `x` may end the last closing."""

    def __init__(self, *ways: str, unfinished: bool = False) -> None:
        super().__init__()
        self.ways = list(ways)
        self.unfinished = unfinished
        self.asked: list[str] = []
        self.corrected: list[str] = []
        self.brought = 0

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        if prompt.startswith("Where do the needs"):
            return ""
        self.asked.append(prompt)
        return self.ways.pop(0) if self.ways else ""

    def unknowns(self, ask: d.Unknowns) -> str:
        if self.unfinished:
            self.unfinished = False
            raise d.MovedOn(d.SKIP)
        if not ask.waiting():
            assert ask.add("who decides", None) == []
        return super().unknowns(ask)

    def look(self, ask: d.Look) -> str:
        self.brought += 1
        about, visit = [ask.claims()[0].name], f"visit {self.brought}"
        item = Evidence(id=ask.evidence.next_id(), kind="customer", source=visit, supports=about)
        assert ask.evidence.attach(item) == []
        return super().look(ask)

    def promises(self, ask: d.Promises) -> str:
        assert ask.promise(Research(id=ask.next_id(), question="Who pays?"), []) == []
        return super().promises(ask)

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        self.corrected = [f"{slip.of} {slip.name}".strip() for slip in slips]
        assert slips[0].accept("p1", slips[0].whole("p1")[0].id, 15, "paper") == []
        return d.DONE


def finished(desk: Looks, segments: int = 1) -> tuple[Session, str, list[ScreenView]]:
    pointed: list[ScreenView] = []
    memory = Memory(session(segments=segments))
    day = Day(file=memory, desk=desk, now=Clock(), colour=False, point=pointed.append)
    assert run_day(day)
    return memory.session, look_back(day), pointed


def test_while_a_finished_day_is_looked_at_the_audience_sees_that_it_has_ended() -> None:
    made, word, pointed = finished(Looks())
    assert word == d.LEAVE
    assert pointed[-1] == END
    wall = draw(made, END, width=80, height=24, theme=DARK, colour=False)
    assert "This is the end of the day. Thank you." in wall
    assert "2 things" in wall
    assert "taken in" not in wall


def test_a_closing_that_was_ended_unfinished_leaves_no_question_on_the_audiences_window() -> None:
    made, _, pointed = finished(Looks(unfinished=True))
    assert made.segments[0].skipped == {"closing": "no time"}
    assert pointed[-1] == END


def test_one_enter_too_many_starts_nothing_else() -> None:
    """What was done last stands first, under the cursor."""
    offered: list[str] = []

    class Enters(Looks):
        def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
            offered.append(next(iter(ways)))
            return super().choose(prompt, ways, title)

    finished(Enters("promises", "evidence"))
    assert offered == [HANDOUT, "promises", "evidence"]


def test_the_handout_is_the_first_way() -> None:
    assert finished(Looks(HANDOUT))[1] == HANDOUT


def test_a_closing_that_ended_unfinished_is_opened_again_and_goes_on_with_what_it_lacks(
    tmp_path: Path,
) -> None:
    made, word, pointed = finished(Looks("closing", unfinished=True))
    segment = made.segments[0]
    assert (segment.skipped, word) == ({}, d.LEAVE)
    assert len(segment.stages.of("closing").answered) == 6
    assert segment.stages.of("closing").done is not None
    assert ScreenView("s0", "closing", "unknowns") in pointed
    in_order(made, tmp_path)


def test_a_closing_that_is_done_is_gone_through_once_more(tmp_path: Path) -> None:
    made, _, pointed = finished(Looks("closing"))
    segment = made.segments[0]
    assert "who decides" in [line.text for line in segment.unknowns]
    assert [card.question for card in segment.research].count("Who pays?") == 2
    assert len(made.evidence) == 2
    assert next_step(made) is None
    assert pointed[-1] == END
    in_order(made, tmp_path)


def test_evidence_and_promises_are_added_and_the_walls_shown_in_every_window(tmp_path: Path) -> None:
    made, _, pointed = finished(Looks("evidence", "promises", "walls", "s0 weights"))
    assert [item.source for item in made.evidence] == ["visit 1", "visit 2"]
    assert len(made.segments[0].research) == 3
    ends = [n for n, view in enumerate(pointed) if view == END]
    since = pointed[ends[-2] :]
    assert since[1] == ScreenView("s0", "weights", "first shown")
    assert ScreenView("s0", "weights", "second shown") in since
    in_order(made, tmp_path)


def test_a_slip_is_put_right_on_a_finished_day(tmp_path: Path) -> None:
    desk = Looks("slips")
    made, _, _ = finished(desk)
    assert desk.corrected == [
        "guess",
        "conviction",
        *("marks second", "marks first", "weights second", "weights first"),
        "votes",
    ]
    assert made.segments[0].coverage_guess["p1"] == 15
    in_order(made, tmp_path)


@pytest.mark.parametrize("way", few(["slips", "evidence", "promises", "closing"]))
def test_of_several_segments_one_is_chosen_and_none_leads_back(way: str) -> None:
    desk = Looks(way, "", way, "s1", "walls", "")
    made, word, _ = finished(desk, segments=2)
    assert word == d.LEAVE
    assert desk.ways == []
    if way == "slips":
        assert [segment.coverage_guess["p1"] for segment in made.segments] == [70, 15]


def test_leaving_from_inside_one_of_the_ways_leaves_the_day_complete() -> None:
    class Leaves(Looks):
        def promises(self, ask: d.Promises) -> str:
            return d.LEAVE if next_step(memory.session) is None else super().promises(ask)

    memory = Memory(session())
    day = Day(file=memory, desk=Leaves("promises", "walls"), now=Clock(), colour=False)
    assert run_day(day)
    assert look_back(day) == d.LEAVE
    assert next_step(memory.session) is None


def test_going_to_a_stage_from_a_wall_of_a_finished_day_comes_back_to_it() -> None:
    class Goes(Looks):
        def show(self, wall: d.Wall) -> str:
            if wall.stage == "weights" and self.goes and next_step(memory.session) is None:
                self.goes = False
                raise d.MovedOn(d.GOTO)
            return super().show(wall)

        goes = True

    memory = Memory(session())
    desk = Goes("walls", "s0 weights", "s0 disagreement")
    pointed: list[ScreenView] = []
    day = Day(file=memory, desk=desk, now=Clock(), colour=False, point=pointed.append)
    assert run_day(day)
    assert look_back(day) == d.LEAVE
    assert desk.ways == []
    assert ScreenView("s0", "disagreement", "shown") in pointed[pointed.index(END) :]


def test_a_day_of_which_nothing_was_revealed_says_so() -> None:
    class Nothing(Looks):
        def show(self, wall: d.Wall) -> str:
            if not wall.stage:
                raise d.MovedOn(d.CLOSING)
            return super().show(wall)

    desk = Nothing("walls", "slips", "evidence")
    memory = Memory(session())
    day = Day(file=memory, desk=desk, now=Clock(), colour=False)
    assert run_day(day)
    assert look_back(day) == d.LEAVE
    assert [said for said in desk.drawn if said.startswith("Nothing was")] == [
        "Nothing was revealed on this day: there is no wall to show.",
        "Nothing was revealed on this day: there is no slip to put right.",
        "Nothing was weighed in this segment, so no answer asks for evidence. At any wall v keeps some.",
    ]
