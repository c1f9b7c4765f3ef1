"""Breaks in the plan: how they are typed, how the day lies around them, and what the file says of them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.day.breaks import around, break_as_typed, read_break
from cxw.day.standing import Step
from cxw.day.timetable import against_plan, timetable
from cxw.model import Break, Company, Plan, Segment, Session, StageName
from cxw.rehearsal.beforehand import beforehand
from cxw.sessionfile import create, dumps, loads, problems_of

MINUTES: dict[StageName, int] = {"needs": 30, "weights": 45, "grid": 45, "disagreement": 30, "closing": 45}
LUNCH = Break(at="12:30", minutes=60, what="Lunch")


def day(*breaks: Break, start: str = "09:00", segments: int = 1) -> Session:
    return Session(
        cxw=1,
        title="T",
        company=Company(id="us", name="Acme"),
        plan=Plan(start=start, minutes=MINUTES, breaks=list(breaks)),
        segments=[Segment(id=f"s{n}", name=f"Segment {n}") for n in range(segments)],
    )


def told(session: Session) -> str:
    return ", ".join(f"{slot.at} {slot.what}" for slot in timetable(session))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("12:30 60 Lunch", ("12:30", 60, "Lunch")),
        ("12.30 Lunch", ("12:30", 60, "Lunch")),
        ("12.30-13.15 Lunch", ("12:30", 45, "Lunch")),
        ("12:30 – 13:15", ("12:30", 45, None)),
        ("12 60 Mittagessen im Löwen", ("12:00", 60, "Mittagessen im Löwen")),
        ("12:30\tLunch\t45 min", ("12:30", 45, "Lunch")),
        ("Kaffee, 10:30, 20", ("10:30", 20, "Kaffee")),
        ("Mittagspause 12h15", ("12:15", 60, "Mittagspause")),
        ("9:30 coffee", ("09:30", 15, "coffee")),
        ("10:30 15", ("10:30", 15, None)),
    ],
)
def test_a_break_is_typed_as_people_write_one(line: str, expected: tuple[str, int, str | None]) -> None:
    rest = read_break(line)
    assert (rest.at, rest.minutes, rest.what) == expected
    assert read_break(break_as_typed(rest)) == Break(
        at=rest.at, minutes=rest.minutes, what=rest.what or "Break"
    )


@pytest.mark.parametrize(
    "line", ["", "Lunch", "25:00 Lunch", "12:30 0 Lunch", "13:00-12:00 Lunch", "12:61 5"]
)
def test_what_is_no_break_is_refused_with_what_one_looks_like(line: str) -> None:
    with pytest.raises(ValueError, match="12:30 60 Lunch"):
        read_break(line)


def test_a_stage_that_a_break_falls_into_goes_on_after_it() -> None:
    made = day(Break(at="10:30", minutes=15), LUNCH, start="10:00", segments=1)
    assert told(made) == (
        "10:00 needs, 10:30 Break, 10:45 weights, 11:30 marks, 12:15 disagreement, 12:30 Lunch, "
        "13:30 disagreement, 13:45 closing, 14:30 end"
    )


def test_the_clock_counts_a_stage_to_its_end_after_the_break() -> None:
    made = day(LUNCH, start="12:15")
    assert told(made).startswith("12:15 needs, 12:30 Lunch, 13:30 needs, 13:45 weights")
    now = dt.datetime(2026, 3, 14, 13, 35)
    assert against_plan(made, Step("s0", "needs"), now) == "13:35; planned until 13:45"


def test_a_break_called_like_a_stage_is_no_stage() -> None:
    made = day(Break(at="09:30", minutes=15, what="needs"))
    said = against_plan(made, Step("s0", "needs"), dt.datetime(2026, 3, 14, 9, 20))
    assert said == "09:20; planned until 09:30"


def test_the_rehearsal_lists_breaks_and_names_each_stages_slips_once() -> None:
    lines = list(beforehand(day(LUNCH, start="12:15")))
    assert any("12:30  Lunch" in line and "60 min" in line for line in lines)
    assert len([line for line in lines if line.startswith("  12:15  needs") or "13:30  needs" in line]) == 2
    assert len([line for line in lines if "nothing to type" in line]) == 5


@given(
    lasts=st.integers(0, 200),
    breaks=st.lists(st.tuples(st.integers(540, 900), st.integers(1, 90)), max_size=5),
)
def test_breaks_make_a_day_longer_and_no_stage_shorter(lasts: int, breaks: list[tuple[int, int]]) -> None:
    to_come = [Break(at=f"{at // 60:02}:{at % 60:02}", minutes=n) for at, n in sorted(breaks)]
    pieces = around(540, lasts, left := list(to_come))
    assert sum(piece.minutes for piece in pieces if piece.rest is None) == lasts
    assert [piece.rest for piece in pieces if piece.rest] + left == to_come
    assert all(one.until == then.at for one, then in pairwise(pieces))


def test_a_break_stands_in_the_file_and_is_read_again() -> None:
    made = day(LUNCH, Break(at="15:00", minutes=15))
    text = dumps(made)
    assert "{at: '12:30', minutes: 60, what: Lunch}" in text
    assert loads(text).plan == made.plan


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (
            "{start: '09:00', breaks: [{at: noon, minutes: 60}]}",
            "`at` is noon: write a time of day in quotes",
        ),
        ("{start: '09:00', breaks: [{at: '08:00', minutes: 60}]}", "before the day starts at 09:00"),
        ("{breaks: [{at: '08:00', minutes: 60}]}", "stands in no plan"),
        (
            "{start: '09:00', breaks: [{at: '12:00', minutes: 60}, {at: '12:30', minutes: 15}]}",
            "begins before the one at 12:00 is over",
        ),
        ("{start: '09:00', breaks: [{at: '12:00'}]}", "this break has no `minutes`"),
    ],
)
def test_check_names_a_break_that_the_plan_cannot_hold(plan: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, day())
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(("plan:", "  "))]
    text = "\n".join(lines)
    text = text[: text.index("segments:")] + f"plan: {plan}\nsegments:\n- {{id: s, name: S}}\n"
    path.write_text(text, "utf-8")
    assert [problem for problem in problems_of(path) if words in problem.text and problem.line > 1]
