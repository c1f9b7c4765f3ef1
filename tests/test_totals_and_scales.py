"""Another total than 100 points, another scale than marks from 0 to 10: kept as given, shown as of 100 and 10."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import pvariance
from typing import Any, Literal

import numpy as np
import pytest
from desks import Clock, Rule, asked_like, session
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often, turns
from strategies import SCALES, TOTALS
from test_record import points as first_points
from test_record import room
from typer.testing import CliRunner

from cxw import findings, handout, wall
from cxw.cli import app
from cxw.cli.showing import replay_into
from cxw.collect import Columns, read_spreadsheet
from cxw.day import changes, record, rounds, weights
from cxw.day.retracing import retraced
from cxw.findings.day.given import beside
from cxw.findings.languages import wording
from cxw.handout import ballots
from cxw.keyboard.allocator import Allocation
from cxw.keyboard.grideditor import MarksInProgress
from cxw.model import MarkScale, MarksRound, Need, Session, StageName, WeightsRound
from cxw.questions import marks, points
from cxw.questions.asking import Item, Part, TypingStep
from cxw.questions.marks import MARKS
from cxw.questions.points import POINTS
from cxw.rehearsal import Rehearsal, like_those_of, rehearsal_copy
from cxw.sessionfile import create, dumps, load, loads, problems_of
from cxw.sharing.copying import shared
from cxw.stats.disagreement import camps, step
from cxw.stats.disagreement.cells import CellSums, uniform_variance
from cxw.stats.disagreement.contested import beyond_the_hat
from cxw.stats.disagreement.welch import least_spread
from cxw.stats.firmness.sides import sides
from cxw.text.phrases import phrases
from cxw.theme import DARK
from cxw.wall import ScreenView, WallSheet
from cxw.workshop import Day, Memory, run_day

NOW = dt.datetime(2026, 3, 14, 10)
NEEDS = ("a", "b", "c")
NOT_ASKED = ("Spread 100", "Sie 100 Punkte[.]", "0 to 10", "0 bis 10")
LONG = re.compile(r"\d\.\d{4,}")
GIVEN = ((10, (1, 5)), (1000, (1, 7)), (50, (-3, 3)), (20, (1, 10)), (7, (0, 100)))


def scale(ends: tuple[int, int]) -> MarkScale:
    return MarkScale(from_=ends[0], to=ends[1])


@cache
def day_of(total: int | None, ends: tuple[int, int] | None) -> str:
    """The file of a whole day in which everybody spread so many points and marked on this scale."""
    start = session(people=9)
    start.salt = "0123456789abcdef"
    memory = Memory(start)
    desk = Rehearsal(lambda: memory.session, lambda wall: (wall.draw(80, 24), wall.draw(120, 40)), NOW.date())
    like = asked_like(total, ends)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, asked_like=like))
    return dumps(memory.session)


def made(total: int | None, ends: tuple[int, int] | None) -> Session:
    return loads(day_of(total, ends))


def spread(total: int | None, rows: dict[str, tuple[int, ...]]) -> WeightsRound:
    answers: Any = {person: dict(zip(NEEDS, row, strict=True)) for person, row in rows.items()}
    return WeightsRound(
        of="weights",
        name="first",
        needs=[*NEEDS],
        total=total,
        opened=NOW,
        closed=NOW,
        revealed=NOW,
        answers=answers,
    )


def marked(ends: tuple[int, int] | None, row: tuple[int | str, ...]) -> MarksRound:
    answers: Any = {"p0": {"us": dict(zip(NEEDS, row, strict=True))}}
    return MarksRound(
        of="marks",
        name="first",
        needs=[*NEEDS],
        scale=scale(ends) if ends else None,
        companies=["us"],
        opened=NOW,
        closed=NOW,
        revealed=NOW,
        answers=answers,
    )


# the record alone converts


def test_the_record_has_points_of_a_hundred_whatever_total_was_spread() -> None:
    for total, row, unit in ((10, (3, 7, 0), 10), (50, (15, 35, 0), 2), (1000, (301, 699, 0), 0.1)):
        found = record.points_rows(spread(total, {"p0": row}))["p0"]
        assert sum(found) == pytest.approx(100)
        assert found[2] == 0
        assert found[0] == row[0] * 100 / total
        of = record.WeightsRecord(spread(total, {}), {}, (), None, {})
        assert of.unit == pytest.approx(unit)


def test_the_record_has_marks_out_of_ten_whatever_scale_they_were_given_on() -> None:
    for ends, row, told in (
        ((1, 5), (1, 3, 5), (0, 5, 10)),
        ((1, 10), (1, 10, "dk"), (0, 10, "dk")),
        ((0, 4), (0, 1, 4), (0, 2.5, 10)),
    ):
        round = marked(ends, row)
        found = record.MarksRecord(NEEDS, {"us": round}, ())
        assert tuple(found.rows("us")["p0"].values()) == told
        assert found.unit == 10 / (ends[1] - ends[0])
        assert record.marks_of_cell(round, "us", "a") == {"p0": told[0]}


def test_what_was_given_of_a_hundred_and_out_of_ten_stays_as_whole_as_it_was() -> None:
    row = record.points_rows(spread(None, {"p0": (30, 70, 0)}))["p0"]
    told = record.MarksRecord(NEEDS, {"us": marked(None, (0, 7, "dk"))}, ()).rows("us")["p0"]
    assert [type(number) for number in (*row, told["a"], told["b"])] == [int] * 5


def test_who_came_late_and_who_answered_twice_are_converted_too() -> None:
    here = session(people=3)
    segment = here.segments[0]
    again = spread(10, {"p0": (1, 9, 0), "p1": (0, 0, 10)}).model_copy(update={"name": "second"})
    segment.rounds = [spread(10, {"p0": (5, 5, 0)}), again]
    found = record.weights(segment)
    assert found is not None
    assert found.late == {"p1": (0, 0, 100)}
    assert found.second_rows()["p0"] == (10, 90, 0)


# the step of the answers


def test_the_step_is_that_of_the_answers_where_they_cannot_be_finer() -> None:
    tens, ones = np.array([[30.0, 70.0]]), np.array([[31.0, 69.0]])
    assert [step(tens), step(ones)] == [5, 1]
    assert step(tens, unit=10) == 10
    assert step(tens, unit=2) == 5
    assert step(np.array([[28.0, 72.0]]), unit=2) == 2
    assert [step(ones, unit=0.1), step(np.array([[30.1, 69.9]]), unit=0.1)] == [1, 0.1]
    thirds = np.array([[100 / 3, 200 / 3]])
    assert step(thirds, unit=100 / 3) == 100 / 3
    assert least_spread(tens, unit=10) == 4 * least_spread(tens)


def test_the_variance_of_marks_by_chance_is_that_of_the_scale() -> None:
    assert uniform_variance() == 10
    for low, high in SCALES:
        unit = 10 / (high - low)
        every = [(mark - low) * unit for mark in range(low, high + 1)]
        assert uniform_variance(unit) == pytest.approx(pvariance(every))


def test_equal_marks_have_no_spread_on_any_scale() -> None:
    for low, high in SCALES:
        unit = 10 / (high - low)
        same = {f"p{n}": (high - 1 - low) * 10 / (high - low) for n in range(7)}
        cell = CellSums("us", "a", same, 0, True, (), (), unit=unit)
        assert (cell.sd, cell.rwg, cell.range) == (0, 1, 0)


@settings(max_examples=often(60), deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(SCALES))
def test_whether_marks_are_contested_and_sides_are_sure_does_not_hang_on_the_scale(
    dice: Any, ends: tuple[int, int]
) -> None:
    """Marks in steps of their scale, and the same marks out of ten with the step handed on."""
    unit = 10 / (ends[1] - ends[0])
    steps = np.array([[dice.randint(0, ends[1] - ends[0]) for _ in range(6)] for _ in range(9)], dtype=float)
    groups = [[0, 1, 2, 3], [4, 5, 6, 7, 8]]
    means = np.array([steps[rows].mean(axis=0) for rows in groups])
    gaps = np.ptp(means, axis=0)
    told = beyond_the_hat(steps, groups, gaps.tolist(), 7)
    assert told == beyond_the_hat(steps * unit, groups, (gaps * unit).tolist(), 7, unit)
    by_company, eligible = steps.reshape(9, 3, 2), np.ones((2, 2), dtype=bool)
    assert sides(by_company, eligible, 7) == sides(by_company * unit, eligible, 7, unit=unit)


def test_rooms_in_one_heap_are_drawn_in_the_step_of_the_answers() -> None:
    points = np.array(
        [[0, 100], [10, 90], [20, 80], [30, 70], [80, 20], [90, 10], [70, 30], [10, 90]], dtype=float
    )
    fine, coarse = camps(points, 1, 99), camps(points, 1, 99, unit=10)
    assert [type(one) for one in fine] == [type(one) for one in coarse]
    assert fine != coarse


def test_the_same_answers_say_the_same_of_ten_points_and_of_a_hundred_but_for_the_step() -> None:
    ten = made(10, None)
    hundred = ten.model_copy(deep=True)
    for round in hundred.segments[0].rounds_of("weights"):
        round.total = None
        round.answers = {
            who: row if isinstance(row, str) else {need: 10 * n for need, n in row.items()}
            for who, row in round.answers.items()
        }
    one, other = (findings.of(here).segments[0].weights for here in (ten, hundred))
    assert one is not None
    assert other is not None
    for mine, theirs in zip(one.needs, other.needs, strict=True):
        told = [(n.mean, n.median, n.low, n.high, n.values, n.apart, n.groups) for n in (mine, theirs)]
        assert told[0] == told[1]
    assert (one.apart, one.tiers, one.agreement, one.belief) == (
        other.apart,
        other.tiers,
        other.agreement,
        other.belief,
    )
    assert [(p.apart, p.gaps) for p in one.pairs] == [(p.apart, p.gaps) for p in other.pairs]
    said = "Each of us spread 10 points; they are shown as of 100."
    assert said in one.sentences
    assert [sentence for sentence in one.sentences if sentence != said] == [*other.sentences]


def test_the_same_marks_say_the_same_on_another_scale_but_for_the_step() -> None:
    """Marks from 0 to 5 and the same doubled, out of ten."""
    five = made(None, (0, 5))
    ten = five.model_copy(deep=True)
    for round in ten.segments[0].rounds_of("marks"):
        round.scale = None
        for rows in round.answers.values():
            for row in rows.values():
                row.update({need: 2 * mark for need, mark in row.items() if isinstance(mark, int)})
    one, other = (findings.of(here).segments[0].grid for here in (five, ten))
    assert one is not None
    assert other is not None
    for mine, theirs in zip(one.cells, other.cells, strict=True):
        assert (mine.median, mine.mean, mine.low, mine.high) == (
            theirs.median,
            theirs.mean,
            theirs.low,
            theirs.high,
        )
        assert mine.sd == pytest.approx(theirs.sd)
        assert mine.values == theirs.values
    assert [(lead.side, lead.mean) for lead in one.leads] == [(lead.side, lead.mean) for lead in other.leads]


# what is typed


def step_of_points(total: int) -> TypingStep:
    return TypingStep(Part("points", POINTS, "", tuple(Item(id, id) for id in NEEDS), total=total))


def test_a_row_of_points_adds_up_to_its_own_total() -> None:
    for total, row in ((10, "3 7 0"), (1000, "1000 0 0"), (7, "1 2 4")):
        value, why = step_of_points(total).read(row)
        assert value is not None, why
        assert sum(value.values()) == total
        assert points.faults(value, NEEDS, total) == []
    ten = step_of_points(10)
    assert ten.read("3 6 0") == (None, "The points add up to 9: 1 still to give.")
    assert ten.read("30 70 0") == (None, "30 is more than 10: points go from 0 to 10.")
    assert ten.kind.off(ten, "3 6 0") == 1
    assert points.faults({"a": 30, "b": 70, "c": 0}, NEEDS, 10) != []
    assert points.rest_in_words(0, 10) == "all 10 given"


def test_a_mark_lies_on_its_own_scale() -> None:
    needs = tuple(Item(id, id) for id in NEEDS)
    asked = TypingStep(Part("marks", MARKS, "", needs, (Item("us", "Us"),), ends=(1, 5)), Item("us", "Us"))
    assert asked.read("1 5 d") == ({"us": {"a": 1, "b": 5, "c": "dk"}}, "")
    assert asked.read("0 5 d") == (None, "0 is less than 1: marks go from 1 to 5.")
    assert asked.read("1 6 d") == (None, "6 is more than 5: marks go from 1 to 5.")
    assert (
        asked.read("0.5 1 1") == (None, "cxw takes whole marks: 1 or 1?")
        or "1 or" in asked.read("0.5 1 1")[1]
    )
    below = TypingStep(Part("marks", MARKS, "", needs, (Item("us", "Us"),), ends=(-3, 3)), Item("us", "Us"))
    assert below.read("-3 −2 d") == ({"us": {"a": -3, "b": -2, "c": "dk"}}, "")
    assert below.read("-4 0 1") == (None, "-4 is less than -3: marks go from -3 to 3.")
    assert marks.faults({"a": 0, "b": 6, "c": "dk"}, NEEDS, (1, 5)) == [
        "0 for a: whole marks from 1 to 5, or dk",
        "6 for b: whole marks from 1 to 5, or dk",
    ]


def test_on_the_laptop_points_are_handed_in_at_their_own_total() -> None:
    state = Allocation([Item(id, id) for id in NEEDS], total=10)
    for key in ("3", "down", "7"):
        state.press(key)
    assert (state.rest, state.value) == (0, {"a": 3, "b": 7, "c": 0})
    state.press("0")
    assert state.said == "10 is the most one of them can get."
    state.press("delete")
    assert state.value is None
    state.press("r")
    assert state.value == {"a": 3, "b": 7, "c": 0}


@pytest.mark.parametrize(
    ("ends", "keys", "mark"),
    [
        ((1, 5), "3", 3),
        ((1, 5), "0", None),
        ((1, 5), "7", None),
        ((0, 100), "100", 100),
        ((12, 20), "15", 15),
        ((12, 20), "1", None),
        ((0, 10), "10", 10),
        ((-3, 3), "-2", -2),
        ((-3, 3), "-", None),
        ((-3, 3), "1-3", -3),
        ((-3, 3), "-7", None),
        ((-12, 12), "-11", -11),
    ],
)
def test_on_the_laptop_a_mark_is_one_of_the_scale(ends: tuple[int, int], keys: str, mark: int | None) -> None:
    state = MarksInProgress([Item("a", "a")], [Item("us", "Us")], ends=ends)
    for key in keys:
        state.press(key)
    assert state.cells.get(("us", "a")) == mark


# the questions, on the screen and on paper


def with_open_rounds(total: int, ends: tuple[int, int], language: str | None = None) -> Session:
    here = session(people=4)
    here.language = language
    segment = here.segments[0]
    segment.needs = [Need(id=id, text=f"Need {id}") for id in NEEDS]
    segment.chosen = [*NEEDS]
    rounds.ask_like(rounds.open_weights(segment, "first", NOW), asked_like(total, ends)("", "weights"))
    rounds.ask_like(rounds.open_marks(here, segment, "first", NOW), asked_like(total, ends)("", "marks"))
    return here


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        (
            None,
            (
                "Spread 10 points.",
                "A whole mark from 1 to 5 in every box",
                "1 = fails customers",
                "5 = could",
            ),
        ),
        (
            "de",
            (
                "Verteilen Sie 10 Punkte.",
                "Eine ganze Zahl von 1 bis 5 in jedes Feld",
                "1 = lässt",
                "5 = könnte",
            ),
        ),
    ],
)
def test_ballots_ask_in_the_total_and_on_the_scale_of_the_round(
    language: str | None, asked: tuple[str, ...]
) -> None:
    (about,) = ballots.ballot_subjects(with_open_rounds(10, (1, 5), language))
    said = " ".join(texts(list(ballots._sheets(about, ballots.STAGES))))
    for words in asked:
        assert words in said
    assert not re.search("|".join(NOT_ASKED), said)


@pytest.mark.parametrize(
    ("stage", "words"),
    [("weights", "Spread 10 points"), ("grid", "1 fails customers · 5 could not be better")],
)
def test_walls_ask_in_the_total_and_on_the_scale_of_the_round(stage: StageName, words: str) -> None:
    view = ScreenView("s0", stage, "first open")
    here = with_open_rounds(10, (1, 5))
    shown = wall.draw(here, view, width=100, height=34, theme=DARK, colour=False)
    assert words in re.sub(r" *\n *", " ", shown)


def test_the_question_is_said_in_german_with_its_own_number() -> None:
    assert "Verteilen Sie 10 Punkte" in weights.question(10, phrases("de"))
    assert "Verteile 1000 Punkte" in weights.question(1000, phrases("de", "du"))


# rounds take over what the ones before them asked in


def test_a_second_round_a_new_list_and_a_late_company_ask_as_the_round_before() -> None:
    here = with_open_rounds(10, (1, 5))
    segment = here.segments[0]
    for round in segment.rounds:
        rounds.close(here, segment, round, NOW)
        rounds.reveal(round, NOW)
    assert rounds.open_weights(segment, "second", NOW).total == 10
    assert rounds.open_marks(here, segment, "second", NOW, ["mark us a"]).ends == (1, 5)
    assert rounds.open_weights(segment, "first", NOW).points_each == 10
    changes.add_company(segment, segment.competitors[0].model_copy(update={"id": "late"}))
    assert changes.open_column(here, segment, NOW).ends == (1, 5)


def test_a_round_that_is_opened_again_keeps_its_total() -> None:
    here = with_open_rounds(10, (1, 5))
    (first,) = here.segments[0].rounds_of("weights")
    rounds.close(here, here.segments[0], first, NOW)
    rounds.reopen(first, NOW)
    assert first.total == 10


def test_a_rehearsal_of_a_begun_day_asks_as_the_day_did() -> None:
    day = made(10, (1, 5))
    memory = Memory(rehearsal_copy(day))
    desk = Rehearsal(lambda: memory.session, lambda wall: None, NOW.date())
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, asked_like=like_those_of(day)))
    segment = memory.session.segments[0]
    assert {round.points_each for round in segment.rounds_of("weights")} == {10}
    assert {round.ends for round in segment.rounds_of("marks")} == {(1, 5)}


# seals


def test_a_changed_total_or_scale_breaks_the_seal_and_old_seals_still_match() -> None:
    old = made(None, None)
    for round in old.segments[0].rounds:
        assert "total" not in round.model_dump(exclude_none=True)
        assert rounds.seal_matches(old, old.segments[0], round)
    here = made(50, (-3, 3))
    segment = here.segments[0]
    weighed, marked = segment.rounds_of("weights")[0], segment.rounds_of("marks")[0]
    for round, key, value in (
        (weighed, "total", None),
        (weighed, "total", 1000),
        (marked, "scale", scale((0, 5))),
    ):
        before = getattr(round, key)
        assert rounds.seal_matches(here, segment, round)
        setattr(round, key, value)
        assert not rounds.seal_matches(here, segment, round)
        setattr(round, key, before)


# the whole way


@pytest.mark.parametrize(("total", "ends"), GIVEN)
def test_a_day_in_other_numbers_is_in_order_and_replayed_and_shared_as_it_is(
    total: int, ends: tuple[int, int], tmp_path: Path
) -> None:
    path, copy = tmp_path / "day.yaml", tmp_path / "again.yaml"
    path.write_text(day_of(total, ends), encoding="utf-8")
    assert problems_of(path) == []
    replay_into(path, copy)
    here, there = (
        re.sub(r"\d{4}-\d\d-\d\dT[0-9:]+|sha256:\w+", "", dumps(load(one))) for one in (path, copy)
    )
    assert here == there
    handed = shared(load(path), NOW.date(), 7).session
    assert {round.points_each for round in handed.segments[0].rounds_of("weights")} == {total}
    create(tmp_path / "shared.yaml", handed)
    assert problems_of(tmp_path / "shared.yaml") == []


@pytest.mark.parametrize(("total", "ends"), [*GIVEN, (None, None)])
def test_the_running_order_of_an_archive_and_of_a_rehearsal_names_what_the_day_is_asked_in(
    total: int | None, ends: tuple[int, int] | None, tmp_path: Path
) -> None:
    path = tmp_path / "day.yaml"
    path.write_text(day_of(total, ends), encoding="utf-8")
    (opening, _, _) = CliRunner().invoke(app, ["replay", str(path)]).output.partition("2 Weights")
    here = load(path)
    day = Day(file=Memory(rehearsal_copy(here)), desk=Rule(), now=Clock(), asked_like=like_those_of(here))
    (page,) = day.pages(ScreenView())
    said = f"each spreads {total or 100} points, alone"
    marked = f"marks us and our competitors {'from {} to {}'.format(*ends) if ends else 'out of ten'}"
    for shown in (opening, wall.draw_page(here, ScreenView(), [page], WallSheet(100, 30, DARK, False))):
        assert said in " ".join(shown.split())
        assert marked in " ".join(shown.split())


@pytest.mark.parametrize(("given", "audience"), turns(GIVEN, ["room", "facilitator"]))
def test_a_handout_says_once_what_was_given_and_prints_no_long_decimals(
    given: tuple[int, tuple[int, int]], audience: Any
) -> None:
    total, ends = given
    attributions: tuple[Literal["names"] | None, ...] = (None, "names")
    for attribution in attributions:
        here = made(total, ends)
        here.attribution = attribution
        text = handout.handout_text(here, audience)
        workings = handout.workings_text(here, audience)
        assert f"Each of us spread {total} points; they are shown as of 100." in text
        assert f"We marked from {ends[0]} to {ends[1]}; the marks are shown as 0 to 10." in text
        assert f"on a scale of {ends[0]} to {ends[1]})" in workings
        assert not LONG.search(re.sub(r"sha256|cxw [\d.]+", "", text + workings))


def test_a_handout_is_made_in_every_format_and_sealed_again(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    path.write_text(day_of(10, (1, 5)), encoding="utf-8")
    run = CliRunner()
    formats = [word for kind in ("md", "html", "pdf", "json") for word in ("--format", kind)]
    found = run.invoke(app, ["report", str(path), "--to", str(tmp_path), *formats])
    assert found.exit_code == 0, found.output
    assert {one.suffix for one in tmp_path.rglob("*room*")} >= {".md", ".html", ".json"}
    touched = day_of(10, (1, 5)).replace("scale: {from: 1, to: 5}", "scale: {from: 1, to: 7}")
    path.write_text(touched, encoding="utf-8")
    said = [problem.text for problem in problems_of(path)]
    assert said
    assert all("changed by hand since it was sealed" in one for one in said)
    assert run.invoke(app, ["check", str(path), "--reseal"]).exit_code == 0
    assert problems_of(path) == []


def test_a_default_day_writes_neither_key() -> None:
    text = day_of(None, None)
    assert "total:" not in text
    assert "scale:" not in text


def test_corrections_of_other_numbers_are_traced_by_their_own_total() -> None:
    here = made(10, (1, 5))
    segment = here.segments[0]
    assert all(retraced(segment, round) for round in segment.rounds)


# tables


def test_a_table_is_checked_against_the_total_and_the_scale_of_the_round_it_goes_into(tmp_path: Path) -> None:
    here = with_open_rounds(10, (1, 5))
    table = tmp_path / "points.csv"

    def said(of: Any, text: str) -> list[str]:
        table.write_text(text, encoding="utf-8")
        return [problem.text for problem in read_spreadsheet(table, Columns(of), here).problems]

    assert said("weights", "person,Need a,Need b,Need c\np0,3,7,0\n") == []
    assert said("weights", "person,Need a,Need b,Need c\np0,3,6,0\n") == [
        "Anna Person: the points add up to 9, so 1 is still to give"
    ]
    assert "30 is more than 10" in said("weights", "person,Need a,Need b,Need c\np0,30,70,0\n")[0]
    head = "person,company,need,mark\n"
    rows = [f"p0,{company},Need {need},{{}}\n" for company in ("us", "r0", "r1") for need in NEEDS]
    assert said("marks", head + "".join(row.format(5) for row in rows)) == []
    off = "most marks here are not on the scale from 1 to 5: they go from 7 to 7"
    assert said("marks", head + "".join(row.format(7) for row in rows)) == [off]
    below = [row.format(0 if "us" in row else 4) for row in rows[:2] + rows[3:]]
    assert said("marks", head + "".join(below))[0] == (
        "0 is no mark from 1 to 5 and stands in 2 cells: "
        "where it says that somebody does not know, add --dk 0"
    )
    one = [row.format(0 if n == 4 else 4) for n, row in enumerate(rows)]
    assert said("marks", head + "".join(one)) == ["Anna Person, Need b: 0 is less than 1"]


def test_rounding_is_closed_only_where_it_can_be_rounding() -> None:
    assert [points.furthest_rounding(total) for total in (10, 50, 100, 1000)] == [0, 1, 2, 2]
    assert set(TOTALS) > {10, 1000}


def test_a_threshold_is_told_on_what_was_given_where_that_is_not_a_hundred() -> None:
    words, rows = wording("en").given, dict.fromkeys(("ana", "ben", "cid"), "6 4")
    made = room(dict.fromkeys(rows, "Sales"), first_points("first", "price speed", rows))
    assert beside(made, words, "stop_points") == ""
    made.segments[0].rounds_of("weights")[0].total = 10
    assert beside(made, words, "stop_points") == " (1 of 10)"
    assert beside(made, words, "good") == ""
