"""What stands at every screen of a day: an end is kept at once, and the projector changes in the middle of it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from desks import Clock, Rule, session
from test_ending import at, room

from cxw.cli.running import _Window
from cxw.day import desk as d
from cxw.day.agenda import SHORTENED
from cxw.day.daily import NOTHING, THIS, WINDOW
from cxw.wall import ScreenView
from cxw.wall.follow import projector_of, view_file
from cxw.workshop import Day, Memory, daily, run_day


def test_an_end_is_kept_at_once_and_planned_from_the_clock_that_is_handed_in() -> None:
    memory = Memory(room())
    day = Day(file=memory, desk=Rule(), now=lambda: at("09:10"), colour=False)
    keys = daily(day)
    assert keys.clock() == "09:10"
    assert keys.end() == ""
    plan = keys.planned("in 100 minutes")
    assert not isinstance(plan, str)
    keys.accept(plan)
    assert memory.session.plan is not None
    assert (memory.session.plan.end, keys.end()) == ("10:50", "10:50")
    assert SHORTENED in memory.session.segments[0].skipped.values()


def test_the_time_alone_stands_where_nothing_is_planned_and_before_the_first_stage() -> None:
    day = Day(file=Memory(session()), desk=Rule(), now=lambda: dt.datetime(2026, 3, 14, 8, 55))
    assert daily(day).clock() == "08:55"


def test_each_stage_has_its_own_time_on_the_clock_also_while_something_is_typed() -> None:
    seen: dict[str, str] = {}

    class Looks(Rule):
        def ballots(self, ask: d.Ballot) -> str:
            seen[ask.of] = daily(day).clock()
            return super().ballots(ask)

        def promises(self, ask: d.Promises) -> str:
            seen["promises"] = daily(day).clock()
            return super().promises(ask)

    day = Day(file=Memory(room()), desk=Looks(), now=Clock(), colour=False)
    assert run_day(day)
    assert seen["weights"].endswith("planned until 10:15")
    assert seen["marks"].endswith("planned until 11:00")
    assert seen["promises"].endswith("planned until 12:15")


def test_a_switch_in_a_second_round_changes_who_is_asked_for_a_reason_from_then_on() -> None:
    asked: list[tuple[str, bool]] = []

    class Switches(Rule):
        """The projector comes before the fourth slip of the second round."""

        def ballots(self, ask: d.Ballot) -> str:
            if (ask.of, ask.name) != ("weights", "second"):
                return super().ballots(ask)
            for number, id in enumerate(list(ask.waiting())):
                if number == 3:
                    project = daily(day).project
                    assert project is not None
                    project(THIS)
                parts = ask.parts(id)
                assert ask.accept(id, parts[0].id, self.value(ask, ask.person(id), parts[0]), "paper") == []
                asked.append((id, any(part.kind.name == "reason" for part in ask.parts(id))))
            return super().ballots(ask)

    day = Day(file=Memory(session()), desk=Switches(), now=Clock(), colour=False, project=lambda word: None)
    assert run_day(day)
    assert day.masked
    assert not all(reason for _, reason in asked[:3])
    assert all(reason for _, reason in asked[3:])


def test_the_audiences_window_stays_where_it_is_while_the_projector_changes(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    window = _Window(path, WINDOW)
    window.point(ScreenView("clinics", "weights", "first open"))
    for word in (THIS, NOTHING, WINDOW):
        window.project(word)
        assert projector_of(path) == word
        assert json.loads(view_file(path).read_text())["step"] == "first open"
    window.point(ScreenView("clinics", "weights", "first sealed"))
    assert projector_of(path) == WINDOW
