"""We must end at twelve: the day is planned backwards, what goes is said first, and a later end gives it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from desks import Clock, Rule, session
from hypothesis import given
from hypothesis import strategies as st
from test_moving import in_order, replayed

from cxw.day import agenda, ending
from cxw.day import desk as d
from cxw.day.agenda import SHORTENED, lasts, marked
from cxw.day.changes import add_company, unmarked
from cxw.day.ending.typed import end_typed
from cxw.day.set_up import carried
from cxw.day.standing import Step
from cxw.day.timetable import against_plan, timetable
from cxw.findings import of
from cxw.handout import handout_text
from cxw.model import Break, Company, MarksRound, Need, Plan, Session
from cxw.replay.replaying import emptied
from cxw.sessionfile import create, load, problems_of
from cxw.workshop import Day, Memory, run_day

DAY = dt.date(2026, 3, 14)


def at(clock: str) -> dt.datetime:
    return dt.datetime.combine(DAY, dt.time.fromisoformat(clock))


def room(segments: int = 1, rivals: int = 4, **plan: object) -> Session:
    made = session(segments=segments, rivals=rivals)
    made.plan = Plan(**{"start": "09:00", "minutes": dict(agenda.MINUTES), **plan})  # type: ignore[arg-type]
    return made


def to(made: Session, words: str, now: str = "09:00") -> ending.Ending:
    found = ending.planned(made, words, at(now))
    assert isinstance(found, ending.Ending), found
    return found


def shortened(made: Session, words: str, now: str = "09:00") -> Session:
    ending.end_at(made, to(made, words, now))
    return made


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ("12", "12:00"),
        ("12:00", "12:00"),
        ("12.30", "12:30"),
        ("12h15", "12:15"),
        ("at 12", "12:00"),
        ("by 11:45", "11:45"),
        ("um 12 Uhr", "12:00"),
        ("12 Uhr 30", "12:30"),
        ("We must end at twelve", None),
        ("12 o’clock", "12:00"),
        ("noon", "12:00"),
        ("Mittag", "12:00"),
        ("half past 12", "12:30"),
        ("in 90 minutes", "11:50"),
        ("90 min", "11:50"),
        ("+45", "11:05"),
        ("in 90", "11:50"),
        ("in einer Stunde", "11:20"),
        ("in zwei Stunden", "12:20"),
        ("in einer halben Stunde", "10:50"),
        ("anderthalb Stunden", "11:50"),
        ("halb eins", "12:30"),
        ("um halb 12 Uhr", "11:30"),
        ("halb elf", "10:30"),
        ("halb zehn", "21:30"),
        ("halb nichts", None),
        ("in 1h30", "11:50"),
        ("in 1.5 hours", "11:50"),
        ("1,5 h", "11:50"),
        ("in an hour", "11:20"),
        ("in half an hour", "10:50"),
        ("in 1 hour and 10 minutes", "11:30"),
        ("in 2 Stunden", "12:20"),
        ("1", "13:00"),
        ("5:30", "17:30"),
        ("1 pm", "13:00"),
        ("12:30 p.m.", "12:30"),
        ("10:20", "22:20"),
        ("09:00", None),
        ("25", None),
        ("12:75", None),
        ("soon", None),
        ("in 0 minutes", None),
        ("in 900 minutes", None),
        ("13 pm", None),
        ("", None),
        ("😀", None),
    ],
)
def test_an_end_is_typed_as_people_say_it_and_what_is_none_gets_a_sentence(
    typed: str, ends: str | None
) -> None:
    found = end_typed(typed, at("10:20"))
    if ends is None:
        assert isinstance(found, str)
        assert found.endswith(".")
    else:
        assert found == at(ends)


def test_a_time_that_is_past_is_refused_with_the_time_it_is() -> None:
    assert ending.planned(room(), "09:15", at("10:20")) == (
        "09:15 is past: it is 10:20 now. Type a later time, like in 90 minutes."
    )


@given(st.text(max_size=20), st.datetimes(dt.datetime(2026, 3, 14), dt.datetime(2026, 3, 14, 23, 59)))
def test_whatever_is_typed_is_an_end_later_today_or_a_sentence(typed: str, now: dt.datetime) -> None:
    found = end_typed(typed, now)
    assert isinstance(found, str) or (found > now and found.date() == now.date())


def test_what_goes_goes_in_the_order_of_the_room_and_no_further_than_it_must() -> None:
    order = [
        "second rounds of points and marks",
        "the third and further competitors",
        "findings five to seven of the talk",
        "how we know, beyond five answers",
        "a fourth promise and further ones",
        "the marks of Segment 1",
    ]
    seen: list[int] = []
    for end in ("17:00", "14:30", "14:00", "13:30", "13:10", "13:00", "12:30"):
        gone = [what for what, _ in to(room(segments=2), end).goes]
        assert gone == order[: len(gone)]
        seen.append(len(gone))
    assert seen[0] == 0
    assert seen == sorted(seen)
    assert seen[-1] == len(order)


def test_the_closing_has_fifty_minutes_also_where_the_plan_gave_it_fewer() -> None:
    made = room()
    made.plan.minutes["closing"] = 45  # type: ignore[union-attr]
    assert lasts(made, made.segments[0], "closing") == 50
    for end in ("12:30", "11:00", "10:30"):
        plan = to(made, end)
        begins = at(end) - dt.timedelta(minutes=50)
        assert plan.said[0] == f"The closing begins at {begins:%H:%M} at the latest and has 50 minutes."


def test_a_day_that_cannot_fit_says_so() -> None:
    plan = to(room(), "10:15")
    assert "That is still tight: until the closing there are 25 minutes" in plan.said[1]
    assert to(room(), "09:30").said == (
        "Until then there are 30 minutes, and the closing alone wants 50: go to it now, with e.",
    )


def test_breaks_are_no_time_for_the_day() -> None:
    without = to(room(), "13:00")
    lunch = room(breaks=[Break(at="12:00", minutes=60, what="Lunch")])
    assert len(to(lunch, "13:00").goes) > len(without.goes)
    assert to(lunch, "13:00").said[0].startswith("The closing begins at 11:10")
    coffee = room(breaks=[Break(at="11:00", minutes=30)])
    assert timetable(shortened(coffee, "13:00"))[-1].at == "13:00"


def test_a_later_end_gives_back_what_has_not_passed_and_open_gives_back_all_of_it() -> None:
    made = shortened(room(), "11:30")
    left_out = dict(made.segments[0].skipped)
    assert {"weights second", "rivals"} <= left_out.keys()
    assert set(left_out.values()) == {SHORTENED}
    later = to(made, "12:15")
    assert "the third and further competitors" in later.back
    ending.end_at(made, later)
    assert made.plan is not None
    assert (made.plan.end, "rivals" in made.segments[0].skipped) == ("12:15", False)
    ending.end_at(made, to(made, "open"))
    assert (made.plan.end, made.segments[0].skipped) == (None, {})


def test_what_was_declined_or_ended_for_another_reason_stays_so() -> None:
    made = room()
    made.segments[0].skipped = {"weights second": "declined", "grid": "no time"}
    assert "weights second" not in to(made, "11:00").skipped["s0"]
    ending.end_at(made, to(made, "11:00"))
    ending.end_at(made, to(made, "open"))
    assert made.segments[0].skipped == {"weights second": "declined", "grid": "no time"}


def test_in_the_middle_of_a_stage_only_what_is_left_of_it_counts() -> None:
    made = room()
    made.segments[0].needs = [Need(id=id, text=id) for id in ("a", "b", "c")]
    made.segments[0].chosen = ["a", "b", "c"]
    stages = made.segments[0].stages
    stages.touch("needs").opened, stages.touch("needs").done = at("09:00"), at("09:30")
    stages.touch("weights").opened = at("09:30")
    early, late = to(made, "12:30", "09:31"), to(made, "12:30", "10:10")
    assert len(early.goes) <= len(late.goes)
    assert against_plan(shortened(made, "12:30", "10:10"), Step("s0", "weights"), at("10:10")).startswith(
        "10:10; planned until"
    )


def test_at_the_closing_there_is_nothing_more_to_drop_but_what_it_asks() -> None:
    made = room()
    for stage in ("needs", "weights", "grid", "disagreement"):
        made.segments[0].stages.touch(stage).done = at("11:00")
    made.segments[0].stages.touch("closing").opened = at("11:30")
    plan = to(made, "12:00", "11:40")
    assert [what for what, _ in plan.goes] == [
        "how we know, beyond five answers",
        "a fourth promise and further ones",
    ]
    assert plan.said[0] == "The closing has 20 minutes until then."


def test_on_the_evening_before_the_day_to_come_is_planned_from_its_start() -> None:
    made = room()
    evening = dt.datetime(2026, 3, 13, 21)
    found = ending.planned(made, "12", evening)
    assert isinstance(found, ending.Ending)
    assert (found.end, found.goes) == ("12:00", to(made, "12").goes)


def test_the_clock_plans_each_stage_so_that_the_last_is_over_at_the_end() -> None:
    made = shortened(room(segments=2), "12:00")
    slots = timetable(made)
    assert (slots[0].at, slots[-2].what, slots[-2].at, slots[-1].at) == ("09:00", "closing", "11:10", "12:00")
    assert all(slot.what != "marks of Segment 1" for slot in slots)
    said = against_plan(made, Step("s0", "needs"), at("09:05"))
    assert said.startswith("09:05; planned until 09:")
    assert said.endswith("; the end is at 12:00")
    for segment in made.segments:
        for stage in ("needs", "weights", "grid", "disagreement"):
            segment.stages.touch(stage).done = at("11:00")
    assert against_plan(made, Step("s1", "closing"), at("11:30")) == "11:30; planned until 12:00"


@pytest.mark.parametrize(("now", "over"), [("10:42", "12 minutes"), ("11:30", "1 h"), ("19:05", "8 h 35")])
def test_time_over_the_plan_is_said_in_hours_where_it_is_hours(now: str, over: str) -> None:
    made = room()
    made.plan = Plan(start="09:00", minutes={"needs": 90})
    assert against_plan(made, Step("s0", "needs"), at(now)) == f"{now}; planned until 10:30, {over} over"


def test_hours_plan_the_day_from_its_start_and_again_after_a_restart(tmp_path: Path) -> None:
    made = room(segments=2)
    made.hours = 3.5
    first = ending.from_the_start(made)
    assert first is not None
    ending.shorten(made, first)
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
    again = load(tmp_path / "day.yaml")
    assert (again.hours, timetable(again)[-1].at) == (3.5, "12:30")
    assert ending.from_the_start(again) == ending.from_the_start(made)
    assert [s.skipped for s in again.segments] == [s.skipped for s in made.segments]


def test_only_the_first_two_competitors_are_marked_and_none_is_asked_for_later(tmp_path: Path) -> None:
    made, desk = finished(shortened(room(), "11:30"))
    (first,) = made.segments[0].rounds_of("marks")
    assert isinstance(first, MarksRound)
    assert first.companies == ["us", "r0", "r1"]
    assert "Today only Rival 0 and Rival 1 are marked" in " ".join(desk.drawn)
    assert unmarked(made, made.segments[0]) == []
    assert [company.id for company in marked(made, made.segments[0])] == ["us", "r0", "r1"]
    assert all(d.SECOND not in keys for keys in desk.keys)
    assert any(d.AFTER_ALL in keys for keys in desk.keys)
    assert not [round for round in made.segments[0].rounds if round.name == "second"]
    in_order(made, tmp_path)


def test_a_competitor_who_comes_late_is_listed_and_not_asked_about_where_there_is_no_time() -> None:
    made, _ = finished(shortened(room(), "11:30"))
    add_company(made.segments[0], Company(id="new", name="Ørsted & Søn"))
    assert unmarked(made, made.segments[0]) == []
    assert made.segments[0].stages.of("grid").done is not None


def test_the_walk_the_look_and_the_promises_are_shorter_and_the_report_says_why(tmp_path: Path) -> None:
    made, desk = finished(shortened(room(segments=2, rivals=5), "12:00"))
    found = of(made).segments[0]
    assert len(found.walk) <= 4 < len(found.disagreement)
    assert desk.looked == [5, 5]
    assert all(count <= 3 for count in desk.suggested)
    assert made.segments[1].skipped["grid"] == SHORTENED
    assert not made.segments[1].rounds_of("marks")
    last = handout_text(made).split("## How to read")[-1]
    for said in (
        "Agenda shortened: marks for the first two competitors only.",
        "Agenda shortened: no second round of points.",
        "Agenda shortened: four findings to talk about at most.",
        "Agenda shortened: no marks.",
    ):
        assert said in last
    assert " early" not in last
    in_order(made, tmp_path)


def test_the_second_round_can_be_had_after_all() -> None:
    made, _ = finished(shortened(room(), "11:30"), after_all=True)
    assert [round.name for round in made.segments[0].rounds_of("weights")] == ["first", "second"]
    assert "weights second" not in made.segments[0].skipped


def test_a_shortened_day_is_replayed_as_it_was() -> None:
    from test_workshop import TIMES

    from cxw.sessionfile import dumps

    made, _ = finished(shortened(room(segments=2), "12:00"))
    assert replayed(made) == TIMES.sub("TIME", dumps(made))
    assert emptied(made).segments[1].skipped["grid"] == SHORTENED


def test_the_next_session_does_not_end_when_the_last_one_did() -> None:
    made = shortened(room(), "12:00")
    fresh = carried(made, "old.yaml", dt.date(2027, 3, 14))
    assert fresh.plan is not None
    assert (fresh.plan.start, fresh.plan.end) == ("09:00", None)
    assert fresh.segments[0].skipped == {}


class Shortens(Rule):
    """Sees which keys there were, how much was asked of, and may take a second round after all."""

    paints = True

    def __init__(self, *, after_all: bool = False) -> None:
        super().__init__()
        self.after_all = after_all
        self.keys: list[list[str]] = []
        self.looked: list[int] = []
        self.suggested: list[int] = []

    def show(self, wall: d.Wall) -> str:
        self.keys.append([*wall.keys])
        if self.after_all and d.AFTER_ALL in wall.keys and wall.last:
            return d.AFTER_ALL
        return super().show(wall)

    def look(self, ask: d.Look) -> str:
        self.looked.append(len(ask.claims()))
        return super().look(ask)

    def promises(self, ask: d.Promises) -> str:
        self.suggested.append(len(ask.suggested()))
        return super().promises(ask)


def finished(start: Session, *, after_all: bool = False) -> tuple[Session, Shortens]:
    desk = Shortens(after_all=after_all)
    memory = Memory(start)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    return memory.session, desk


def test_of_ten_answers_at_most_the_room_says_how_it_knows_and_of_five_where_time_is_short() -> None:
    made = room()
    assert agenda.answers(made.segments[0]) == 10
    made.segments[0].skipped[agenda.EVIDENCE] = SHORTENED
    assert agenda.answers(made.segments[0]) == 5


@pytest.mark.parametrize(("over", "left"), [("weights", "marks"), ("grid", "points")])
def test_of_second_rounds_only_those_are_named_that_are_to_come(over: str, left: str) -> None:
    made = room()
    made.segments[0].skipped[f"{over} second"] = "declined"
    assert next(what for what, _ in to(made, "12:00").goes) == f"second rounds of {left}"


def test_what_is_left_out_says_how_many_minutes_it_saves() -> None:
    saved = dict(to(room(minutes={**agenda.MINUTES, "weights": 4, "grid": 4}), "9:40").goes)
    assert saved["second rounds of points and marks"] == "saves 2 minutes"
    assert saved["the third and further competitors"] == "saves a minute"
    assert saved["a fourth promise and further ones"] == "eases the closing"


def test_what_has_passed_is_not_said_to_come_back() -> None:
    made = shortened(room(), "10:20")
    assert "the third and further competitors" in ending.open_end(made).back
    made.segments[0].stages.touch("grid").done = at("10:00")
    assert "the third and further competitors" not in ending.open_end(made).back
    assert "findings five to seven of the talk" in ending.open_end(made).back
