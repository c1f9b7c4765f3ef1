"""Lenses in the plan of the day: each at its place, the first to go when there is an end, and reckoned beforehand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from desks import Clock
from hypothesis import given, settings
from hypothesis import strategies as st
from often import few, often
from test_cli import NEW, Said, cxw  # noqa: F401  a command in an empty folder
from test_ending import at, room
from test_lenses import GERMAN
from test_rehearsal import by_itself, with_functions

from cxw.cli.rehearsing import _minutes
from cxw.cli.running import _lenses
from cxw.cli.said_so_far import said_plan
from cxw.day import desk as d
from cxw.day import ending
from cxw.day.agenda import SHORTENED
from cxw.day.breaks import minute_of
from cxw.day.lens_places import lens_of_key, lens_to_come
from cxw.day.lens_rounds import SKIPPED
from cxw.day.set_up import SetUp
from cxw.day.set_up import session as set_up_session
from cxw.day.standing import Step, asked_next, left_with_lenses, skip, standing_in_words
from cxw.day.timetable import against_plan, minutes_of, once_closed, timetable
from cxw.demo.typed import TypedAnswers
from cxw.findings.closing import words, words_de
from cxw.handout import handout_text
from cxw.model import (
    DK,
    LENS_AFTER,
    Break,
    DrawnTexts,
    LensAfter,
    LensDefinition,
    LensQuestion,
    LensRound,
    LensThing,
    MarksRound,
    Need,
    Segment,
    Session,
    StageName,
    WeightsRound,
)
from cxw.questions.asking import TypingStep
from cxw.rehearsal import Rehearsal, beforehand, rehearsal_copy
from cxw.rehearsal.beforehand import typing
from cxw.sessionfile import OpenFile, create, load, problems_of
from cxw.sessionfile.lens_files import lens_choice_problems, shipped_lenses
from cxw.shipped import folder
from cxw.text.phrases import speak
from cxw.workshop import Day, Memory, run_day

OURS = shipped_lenses()
VOICES, PROMISES, OURSELVES = OURS["voices"], OURS["promises"], OURS["ourselves"]
BOTH = [VOICES, PROMISES]


def lens(after: LensAfter, minutes: int = 10, name: str = "") -> LensDefinition:
    return LensDefinition(
        lens=name or f"a-{after}",
        name=f"About {name or after}",
        why="Why",
        minutes=minutes,
        after=after,
        about="moments",
        say=LensQuestion(shape="words", ask="What?"),
        sentence="It is ...",
    )


def asked(segment: Segment, one: LensDefinition, opened: str, *, over: bool = True) -> None:
    """A lens was begun at this time, and is over or not."""
    for part in one.parts():
        segment.lenses.append(LensRound(of=one.lens, part=part, shape="words", ask="?", opened=at(opened)))
    if over:
        segment.lenses[-1].revealed, segment.lenses[-1].sentence = at(opened), "It is so."


def over(segment: Segment, stage: StageName) -> None:
    """A stage went from nine to half past nine, with all that lenses ask about."""
    at_nine, done, needs = at("09:00"), at("09:30"), ["a", "b", "c"]
    segment.stages.touch(stage).opened, segment.stages.touch(stage).done = at_nine, done
    segment.needs, segment.chosen = [Need(id=id, text=id) for id in needs], needs
    segment.voices = DrawnTexts(kind="tickets", rows=60)
    times: dict[str, Any] = {
        "name": "first",
        "needs": needs,
        "opened": at_nine,
        "closed": done,
        "revealed": done,
    }
    if stage == "weights":
        segment.rounds.append(WeightsRound(of="weights", **times))
    elif stage == "grid":
        segment.rounds.append(MarksRound(of="marks", companies=["us"], **times))


def told(made: Session, lenses: Sequence[LensDefinition]) -> str:
    return ", ".join(f"{slot.at} {slot.what}" for slot in timetable(made, lenses))


def goes(made: Session, end: str, lenses: Sequence[LensDefinition], now: str = "09:00") -> list[str]:
    found = ending.planned(made, end, at(now), lenses)
    assert isinstance(found, ending.Ending), found
    return [what for what, _ in found.goes]


def accepted(made: Session, end: str, lenses: Sequence[LensDefinition], now: str = "09:00") -> Session:
    found = ending.planned(made, end, at(now), lenses)
    assert isinstance(found, ending.Ending), found
    ending.end_at(made, found)
    return made


@pytest.fixture
def german() -> object:
    speak("de")
    yield None
    speak("en")


def test_each_lens_has_its_line_where_it_is_asked_and_one_inside_the_points_makes_them_longer() -> None:
    lenses = [lens("grid", 5), lens("nothing", 5), lens("sealed", 4), lens("weights", 5), lens("needs", 5)]
    assert told(room(), lenses) == (
        "09:00 About nothing, 09:05 needs, 09:35 About needs, 09:40 weights, 10:29 About weights, "
        "10:34 marks, 11:19 About grid, 11:24 disagreement, 11:54 closing, 12:39 end"
    )


def test_of_several_segments_each_has_its_own_and_a_break_falls_into_one(german: object) -> None:
    made = room(segments=2, breaks=[Break(at="09:40", minutes=15, what="Kaffee")])
    assert told(made, [VOICES]).startswith(
        "09:00 Bedürfnisse für Segment 0, 09:30 Was Kunden uns gesagt haben (Segment 0), 09:40 Kaffee, "
        "09:55 Was Kunden uns gesagt haben (Segment 0), 10:00 Punkte für Segment 0"
    )


def test_the_plan_that_is_read_through_before_a_file_is_written_has_the_lenses_of_the_command_line() -> None:
    known = SetUp("Payroll", "Acme", ["Clinics"], at("09:00").date(), lenses=BOTH)
    assert said_plan(known) == ", ".join(
        f"{slot.at} {slot.what}" for slot in timetable(set_up_session(known), BOTH)
    )
    assert "10:30 marks, 11:15 What we promise, 11:35 disagreement" in said_plan(known)


def test_what_goes_and_comes_back_is_said_in_german(german: object) -> None:
    made = room(segments=2)
    assert goes(made, "15:15", [PROMISES])[0] == "die Zusatzfrage „Was wir versprechen“ für Segment 1"
    assert goes(made, "12:00", [PROMISES])[0] == "die Zusatzfrage „Was wir versprechen“"
    assert (
        "die Zusatzfrage „Was wir versprechen“ für Segment 1"
        in ending.open_end(accepted(made, "15:15", [PROMISES]), [PROMISES]).back
    )


def test_a_day_without_lenses_and_one_whose_lenses_are_all_skipped_are_planned_as_before() -> None:
    plain, without = room(segments=2), room(segments=2)
    for segment in without.segments:
        segment.skipped = {f"{SKIPPED}{one.lens}": "no time" for one in OURS.values()}
    assert told(without, [*OURS.values()]) == told(plain, ())
    for end in ("13:00", "12:15", "11:00"):
        assert goes(without, end, [*OURS.values()]) == goes(plain, end, ())
    assert beforehand(without, [*OURS.values()]) == beforehand(plain)


def test_a_lens_that_is_over_takes_no_time_of_what_is_left_and_keeps_its_line_in_the_plan() -> None:
    made = room()
    segment, voices = made.segments[0], Step("s0", "needs", "voices")
    over(segment, "needs")
    assert voices in left_with_lenses(made, BOTH)
    asked(segment, VOICES, "09:30", over=False)
    assert voices in left_with_lenses(made, BOTH)
    assert against_plan(made, voices, at("09:40"), BOTH) == "09:40; planned until 09:45"
    segment.lenses[-1].revealed, segment.lenses[-1].sentence = at("09:44"), ""
    assert voices not in left_with_lenses(made, BOTH)
    assert "09:30 What customers said to us, 09:45 weights" in told(made, BOTH)
    skip(segment, f"{SKIPPED}promises", "no time")
    assert "What we promise" not in told(made, BOTH)


def test_a_lens_has_no_time_where_the_stage_it_asks_about_was_left_out() -> None:
    made = room(segments=2)
    made.segments[1].skipped["grid"] = SHORTENED
    assert [step.segment for step in left_with_lenses(made, [PROMISES]) if step.lens] == ["s0"]
    made.segments[0].skipped["weights"] = "no time"
    assert minutes_of(made, Step("s0", "weights"), [OURSELVES]) == 45
    assert minutes_of(made, Step("s1", "weights"), [OURSELVES]) == 48


def test_while_the_points_are_under_way_a_lens_inside_them_is_part_of_their_time() -> None:
    made = room()
    segment, weights = made.segments[0], Step("s0", "weights")
    segment.stages.touch("weights").opened = at("09:30")
    asked(segment, OURSELVES, "09:50")
    assert minutes_of(made, weights, [OURSELVES], at("09:55").date()) == 48
    assert minutes_of(made, weights, [OURSELVES], dt.date(2026, 3, 15)) == 45


def test_lenses_go_first_the_last_of_the_day_before_the_others() -> None:
    made = room(segments=2)
    promises, mirror = "the lens “What we promise”", "the lens “The customer or the mirror”"
    lenses, ends = [PROMISES, OURSELVES], ("15:38", "15:30", "15:15", "14:55", "14:52", "14:48")
    assert [goes(made, end, lenses) for end in ends] == [
        [],
        [f"{promises} for Segment 1"],
        [promises],
        [promises, f"{mirror} for Segment 1"],
        [promises, mirror],
        [promises, mirror, "second rounds of points and marks"],
    ]
    found = ending.planned(made, "14:52", at("09:00"), lenses)
    assert isinstance(found, ending.Ending)
    assert [saves for _, saves in found.goes] == ["saves 40 minutes", "saves 6 minutes"]


def test_what_was_left_out_stands_in_the_file_and_stays_there_when_a_stage_is_skipped_too(
    tmp_path: Path,
) -> None:
    made = accepted(room(), "12:00", BOTH)
    segment = made.segments[0]
    assert segment.skipped["lens promises"] == segment.skipped["lens voices"] == SHORTENED
    skip(segment, "disagreement", "no time")
    assert [*segment.skipped][-2:] == ["lens promises", "lens voices"]
    made.lenses = ["voices", "promises"]
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
    assert load(tmp_path / "day.yaml").segments[0].skipped == segment.skipped


def test_a_later_end_gives_a_lens_back_whose_place_has_not_passed_and_one_that_began_never_goes() -> None:
    made = accepted(room(), "12:00", BOTH)
    later = ending.planned(made, "13:30", at("09:00"), BOTH)
    assert isinstance(later, ending.Ending)
    assert {"the lens “What we promise”", "the lens “What customers said to us”"} <= {*later.back}
    over(made.segments[0], "needs")
    made.segments[0].stages.touch("weights").opened = at("09:30")
    back = ending.open_end(made, BOTH).back
    assert "the lens “What customers said to us”" not in back
    assert "the lens “What we promise”" in back
    assert "the lens “What we promise”" not in ending.open_end(made).back, "whose definition is not there"
    begun = room()
    over(begun.segments[0], "needs")
    asked(begun.segments[0], VOICES, "09:30", over=False)
    assert not [what for what in goes(begun, "10:40", BOTH, "09:35") if "customers said" in what]


def test_the_clock_counts_to_the_end_with_a_lens_and_says_when_the_lens_ends() -> None:
    made = accepted(room(), "13:30", BOTH)
    over(made.segments[0], "needs")
    said = against_plan(made, Step("s0", "needs", "voices"), at("09:30"), BOTH)
    assert re.fullmatch(r"09:30; planned until 09:4\d; the end is at 13:30", said)
    slots = timetable(made, BOTH)
    assert [slot.what for slot in slots if slot.of and slot.of.lens] == [
        "What customers said to us",
        "What we promise",
    ]
    assert slots[-1].at == "13:30"


def test_what_comes_next_is_a_lens_where_its_stage_is_over() -> None:
    made = room()
    over(made.segments[0], "needs")
    assert standing_in_words(made, BOTH).endswith("; next: lens voices of Segment 0")
    assert asked_next(made, lenses=BOTH) == "Next comes a lens: What customers said to us."
    assert standing_in_words(made).endswith("; next: weights of Segment 0")


# beforehand


def test_voices_and_promises_add_at_most_forty_minutes_and_ourselves_under_four() -> None:
    made = with_functions(4, 4, 3, plan=room().plan)
    *_, adds, _ = beforehand(made, BOTH)
    assert adds == (
        "The lenses “What customers said to us” (15 min) and “What we promise” (20 min) "
        "add 35 minutes to the plan."
    )
    assert (
        "The lens “What customers said to us” is asked only where texts of customers are drawn"
        in " ".join(beforehand(made, BOTH))
    )
    assert beforehand(made, [OURSELVES])[-2] == (
        "The lens “The customer or the mirror” (3 min) adds 3 minutes to the plan."
    )
    found = {one.stage: one for one in typing(made, [OURSELVES])}
    plain = {one.stage: one for one in typing(made)}
    assert found["weights"].seconds - plain["weights"].seconds == 11 * 12 < 3 * 60
    assert (found["weights"].planned, plain["weights"].planned) == (48, 45)


def test_typing_in_a_lens_is_reckoned_from_what_each_part_asks() -> None:
    made = with_functions(4, 4, plan=room().plan)
    found = {one.step.lens: one for one in typing(made, [*OURS.values()]) if one.step.lens}
    cards, needs, texts = 2, 5, 15
    assert (found["promises"].rows, found["promises"].seconds) == (
        cards * needs * 3 + 8 * 2,
        cards * needs * (20 + 2 * 8) + 8 * 2 * 12,
    )
    assert (found["voices"].rows, found["voices"].seconds) == (8 * 3, 8 * (12 + 2 * (12 + texts - needs)))
    assert found["moments"].seconds == 8 * 20 + 8 * 12
    assert found["worth"].seconds == cards * 3 * 20 + cards * (12 + 12 - needs)
    assert found["drivers"].seconds == cards * (20 + 3 * 8) + 8 * 2 * 12
    made.desk = "phones"
    assert not any(one.rows for one in typing(made, [*OURS.values()]))
    said = beforehand(made, [PROMISES])
    assert not any("typing takes more" in line for line in said)
    assert said[-2] == "The lens “What we promise” (20 min) adds 20 minutes to the plan."


def test_typing_that_takes_longer_than_a_lens_is_what_it_adds() -> None:
    said = beforehand(with_functions(12, 12, 12, 12), [PROMISES])
    assert any("“What we promise”: typing takes more than half of its 20 minutes" in line for line in said)
    assert "The lens “What we promise” (32 min) adds 32 minutes to the plan." in said


@pytest.mark.parametrize("one", few([*OURS.values(), lens("nothing")]), ids=lambda one: one.lens)
def test_invented_people_answer_every_lens_of_the_day(one: LensDefinition, tmp_path: Path) -> None:
    made = with_functions(3, 3, 2)
    if one is VOICES:
        made.segments[0].voices = DrawnTexts(kind="tickets", rows=40)
        made.segments[0].things = [
            LensThing(id=f"v{n}", lens="voices", text=f"Text {n}", readers=["p00", "p10"]) for n in range(4)
        ]
    rehearsed, _ = by_itself(made, [one])
    asked_for = [round for round in rehearsed.segments[0].lenses if round.of == one.lens]
    assert [round.part for round in asked_for] == one.parts()
    assert all(round.revealed and round.said() for round in asked_for)
    theirs, own = rehearsed.segments[0].rounds[0].answers, asked_for[0].answers
    assert not [who for who, row in own.items() if row not in (DK, {}) and row == theirs.get(who)]
    create(tmp_path / "day.yaml", rehearsed)
    assert problems_of(tmp_path / "day.yaml") == []


def test_the_demo_types_what_an_archive_answered_through_lenses_of_every_kind() -> None:
    made, lenses, typed = with_functions(3, 3, 2), [PROMISES, OURS["worth"]], list[str]()
    archive, _ = by_itself(made, lenses)

    class Typist(Rehearsal):
        def _fill(self, ask: d.Ballot, person: d.Person) -> None:
            if ask.lens is None:
                return super()._fill(ask, person)
            while row := TypedAnswers(archive, archive.segments[0], ask).next(person.id):
                part = ask.parts(person.id)[0]
                typed.append(part.kind.name)
                assert not ask.accept(person.id, part.id, TypingStep(part).read(row)[0], "paper")
            return None

    memory = Memory(rehearsal_copy(made))
    desk = Typist(lambda: memory.session, lambda wall: None, at("09:00").date())
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, lenses=lenses))
    assert {*typed} == {"cards", "picks", "ticks"}
    assert [one.said() for one in memory.session.segments[0].lenses] == [
        one.said() for one in archive.segments[0].lenses
    ]


def test_a_rehearsal_says_how_long_each_lens_took(capsys: pytest.CaptureFixture[str]) -> None:
    made = with_functions(3, 3, 2)
    rehearsed, _ = by_itself(made, [PROMISES])
    rehearsed.segments[0].lenses[0].opened = at("09:00")
    rehearsed.segments[0].lenses[-1].revealed = at("09:12")
    _minutes(rehearsed, BOTH)
    out = capsys.readouterr().out
    assert "  What we promise: 12 min in this rehearsal, 20 planned for the day\n" in out
    assert "customers said" not in out


# files, and what is said of them


def test_hours_plan_without_the_lenses_that_do_not_fit_and_say_so(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    chosen = ("--lens", "voices", "--lens", "ourselves")
    code, out, _ = cxw(*NEW, *chosen, "--hours", "3")
    assert code == 0
    assert "In 3 hours there is no place for: the lens “The customer or the mirror”; the lens “What" in out
    assert "No lens fits into a day of 3 hours." in out
    assert "What customers said to us" not in out.split("The day: ")[1].split("\n")[0]
    assert cxw("check", "day.yaml")[0] == 0
    assert load(tmp_path / "day.yaml").segments[0].skipped["lens voices"] == SHORTENED
    (tmp_path / "day.yaml").unlink()
    out = cxw(*NEW, *chosen, "--hours", "4", "--language", "de")[1]
    assert "What customers" not in out
    assert re.search(r"Der Tag: 09:00 Bedürfnisse, 09:\d\d Was Kunden uns gesagt haben, 09:\d\d Punkte", out)
    assert (
        "Zusatzfragen des Tages: Was Kunden uns gesagt haben, 15 Minuten; Kunde oder Spiegel, 3 Minuten "
        in out
    )


def test_a_faulty_lens_is_said_with_file_and_line_and_the_day_goes_on_without_it(
    cxw: Callable[..., Said],  # noqa: F811
    tmp_path: Path,
) -> None:
    (tmp_path / "drop-first.yaml").write_text(GERMAN, "utf-8")
    assert cxw(*NEW, "--lens", "drop-first.yaml", "--lens", "voices")[0] == 0
    path = tmp_path / "drop-first.yaml"
    path.write_text(GERMAN.replace("shape: pick", "shape: pikc"), "utf-8")
    with OpenFile(tmp_path / "day.yaml") as opened:
        assert [one.lens for one in _lenses(opened)] == ["voices"]
        (said,) = opened.notices
    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "pikc" in text)
    assert said == (
        f"A lens is left out today: {path}, line {line}, is not in order. "
        f"`cxw check {tmp_path / 'day.yaml'}` says why."
    )


def test_check_warns_of_a_lens_that_was_skipped_and_that_nobody_knows(tmp_path: Path) -> None:
    made, path = room(), tmp_path / "day.yaml"
    made.lenses = ["voices"]
    made.segments[0].skipped = {"lens voices": "no time", "lens promisse": "no time"}
    create(path, made)
    assert problems_of(path) == []
    (problem,) = lens_choice_problems(load(path), path)
    assert problem.warning
    assert problem.text == "`lens promisse` is skipped, and there is no such lens: did you mean promises?"
    assert "lens promisse" in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_the_handout_says_that_a_lens_was_left_out_or_not_finished() -> None:
    assert words.skipped("lens promises", SHORTENED) == "Agenda shortened: no lens “promises”."
    assert words.skipped("lens voices", "no time") == "The lens “voices” was not finished: no time."
    assert words_de.skipped("lens promises", SHORTENED) == (
        "Der Ablauf wurde gekürzt: keine Zusatzfrage „promises“."
    )
    made = load(folder("workshops") / "essay.yaml")
    made.segments[0].skipped["lens promises"] = SHORTENED
    assert "Agenda shortened: no lens “promises”." in handout_text(made)


# any day


@st.composite
def any_days(draw: st.DrawFn) -> tuple[Session, list[LensDefinition]]:
    """A day with lenses anywhere, at any moment of it."""
    stages: tuple[StageName, ...] = ("needs", "weights", "grid", "disagreement", "closing")
    minutes = {stage: draw(st.integers(5, 60)) for stage in draw(st.sets(st.sampled_from(stages)))}
    made = room(draw(st.integers(1, 3)), draw(st.integers(0, 4)), minutes=minutes)
    rests = draw(
        st.lists(st.tuples(st.integers(9, 17), st.integers(1, 50)), max_size=2, unique_by=lambda r: r[0])
    )
    assert made.plan is not None
    made.plan.breaks = [Break(at=f"{hour:02}:05", minutes=lasts) for hour, lasts in sorted(rests)]
    places = draw(st.lists(st.sampled_from(LENS_AFTER), max_size=3))
    lenses = [lens(after, draw(st.integers(1, 30)), f"l{n}") for n, after in enumerate(places)]
    left = left_with_lenses(made)
    for step in left[: draw(st.integers(0, len(left)))]:
        over(made.segment(step.segment), step.stage)
    for segment in made.segments:
        for one in lenses:
            how = draw(st.sampled_from(("not yet", "not yet", "begun", "over", "skipped", "shortened")))
            if how in ("begun", "over"):
                asked(segment, one, "09:05", over=how == "over")
            elif how != "not yet":
                segment.skipped[f"{SKIPPED}{one.lens}"] = "no time" if how == "skipped" else SHORTENED
    return made, lenses


@settings(max_examples=often(500), deadline=None)
@given(any_days(), st.integers(9 * 60 + 30, 20 * 60))
def test_any_day_with_lenses_is_planned_to_its_end_and_lenses_are_the_first_to_go(
    day: tuple[Session, list[LensDefinition]], end: int
) -> None:
    made, lenses = day
    now, until = at("09:25"), f"{end // 60:02}:{end % 60:02}"
    before = made.model_copy(deep=True)
    plan = ending.planned(made, until, now, lenses)
    assert isinstance(plan, ending.Ending)
    assert made == before, "a proposal changes nothing"
    gone = [what.startswith("the lens ") for what, _ in plan.goes]
    assert gone == sorted(gone, reverse=True), "lenses go before anything else"
    ending.end_at(made, plan)
    could_go = [
        one
        for segment in made.segments
        for one in lenses
        if lens_to_come(segment, one) and not any(round.of == one.lens for round in segment.lenses)
    ]
    assert not could_go or all(gone), "nothing else goes while a lens could"
    for segment in made.segments:
        kept = {round.of for round in segment.lenses}
        assert not any(lens_of_key(what) in kept for what in segment.skipped), "what began is not left out"
    again = ending.planned(made, until, now, lenses)
    assert isinstance(again, ending.Ending)
    assert again.skipped == plan.skipped, "the same end means the same again"
    left = once_closed(left_with_lenses(made, lenses))
    slots = timetable(made, lenses)
    breaks = [(minute_of(rest.at), rest.minutes) for rest in made.planned.breaks]
    assert slots[-1].at == until or any(starts <= end <= starts + lasts for starts, lasts in breaks)
    assert all(one.at <= then.at for one, then in pairwise(slots))
    for step in left:
        assert against_plan(made, step, now, lenses).startswith("09:25; planned until")
