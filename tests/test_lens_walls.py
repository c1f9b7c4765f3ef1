"""Walls of lenses: cards as they are heard, don't-knows first, one finding a screen, nothing cut, nothing early."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lens_day import lens_day
from lens_rooms import OWN_LENS, ROOMS, lens_room, lens_steps
from often import turns
from test_browser_wall_adversary import sent_to_browsers
from test_walls_as_data import values_in
from typer.testing import CliRunner

from cxw.cli import app
from cxw.findings import of
from cxw.findings.day.workings import stage_workings
from cxw.findings.types import WallFindings
from cxw.handout.templates import template_folders
from cxw.handout.text import markdown
from cxw.model import Session
from cxw.pictures.charts import Bars, Heat, Listing, Pairs
from cxw.sessionfile import create, load
from cxw.theme import DARK
from cxw.wall import LENS, Page, ScreenView, WallSheet, draw_page, findings_shown, framed, pages, revealed
from cxw.wall.browser.following import shown_wall
from cxw.wall.follow import Window, keep_view

SIZES = [(80, 24), (80, 18), (120, 40)]


@cache
def day(name: str) -> tuple[Session, WallFindings]:
    session = lens_day() if name == "eight" else ROOMS[name]()
    return session, findings_shown(session)


def shown(session: Session, step: str, found: Any = None) -> list[Page]:
    return pages(session, ScreenView("clinics", LENS, step), found)


def walls(name: str, step: str, width: int = 80, height: int = 24) -> list[str]:
    """The pages of a step as they stand on the wall, each as its words."""
    session, found = day(name)
    view, sheet = ScreenView("clinics", LENS, step), WallSheet(width, height, DARK, colour=False)
    some = pages(session, view, found)
    return [" ".join(draw_page(session, view.at(at), some, sheet).split()) for at in range(len(some))]


@cache
def every(name: str) -> dict[ScreenView, list[Page]]:
    session, found = day(name)
    views = [ScreenView("clinics", LENS, step) for step in lens_steps(session)]
    return {view: pages(session, view, found) for view in views}


def strings(some: Any) -> set[str]:
    return {str(value) for value in values_in(tuple(some)) if isinstance(value, str) and value}


@pytest.mark.parametrize(("name", "size"), turns([*ROOMS], SIZES))
def test_no_word_of_a_lens_is_cut_in_any_window(name: str, size: tuple[int, int]) -> None:
    session, _ = day(name)
    for view, some in every(name).items():
        for place in range(len(some)):
            wall = draw_page(session, view.at(place), some, WallSheet(*size, DARK, colour=False))
            judged = view.step.endswith("judge open")  # what was said stood whole on the wall before
            assert judged or "…" not in wall.split("\n", 1)[1], wall
            assert "more in the handout" not in wall, wall


def test_cards_are_read_as_contradictions_are_heard_one_thing_a_page() -> None:
    first, second, outside = walls("eight", "promises say shown")
    assert "Paid within a week What do customers hear?" in first
    assert "No card" not in first, "whoever is alone in a function is not named"
    assert (
        "What do customers hear? where Marketing says: Live within a week, says one of us home page" in first
    )
    assert "Sales says: Live by pay day every offer Legal says: Four weeks" in first
    assert "Marketing: nothing Sales says: Beats yours Legal: we do not know" in second
    assert "Who else speaks to these customers and was not in the room: 1 the bank" in outside
    (clash,) = walls("eight", "promises findings")
    assert "Four of the six of us who know: these clash. Most of us say that Marketing gives way." in clash
    assert "Marketing says: Live within a week, says one of us Sales says: Live by pay day" in clash


def test_what_comes_says_what_for_how_long_and_what_will_happen() -> None:
    (wall,) = walls("eight", "promises comes")
    assert "What we promise What customers hear from each of us about a need, and where that clashes" in wall
    assert "About 20 minutes. 1 Each department fills in one card, which is read out as its own." in wall
    assert "3 At the end we complete: “Where a customer hears us contradict ourselves is ...”" in wall


def test_a_question_counts_people_departments_and_readers_and_names_nobody() -> None:
    assert "3 of 3 taken in. One card for each department." in walls("eight", "promises say open")[0]
    assert (
        "7 of 7 taken in. Paid within a week Price The same · Things that fit · Things that clash"
        in (walls("eight", "promises judge open")[0])
    )
    assert (
        "4 of 4 taken in. 2 texts of customers, each read by two of us"
        in walls("eight", "voices say open")[0]
    )
    session = lens_day()
    said, judged = session.segments[0].lenses[1:3]
    said.closed = said.revealed = judged.closed = judged.revealed = None
    del said.cards["Legal"], judged.answers["ana"]
    assert "2 of 3 taken in." in strings(shown(session, "promises say open"))
    assert "6 of 7 taken in." in strings(shown(session, "promises judge open"))
    session.segments[0].lenses[3].answers["eva"] = {}
    assert "3 of 4 taken in." in strings(shown(session, "voices say open")), "a reader with one text less"
    assert "3 cards sealed at 11:05" in walls("eight", "promises say sealed")[0]


def test_points_are_means_and_marks_middles_with_their_ends_under_who_does_not_know() -> None:
    (wall,) = walls("room", "moments judge shown")
    assert wall.index("Two of fourteen of us do not know this.") < wall.index("On which of these")
    (chart,) = shown(*_with("room", "moments judge shown"))[0].charts
    assert isinstance(chart, Bars)
    assert [bar.text for bar in chart.bars] == ["21", "21", "19", "19", "19"]
    marks = strings(shown(*_with("room", "promised-marks say shown")))
    assert any(one.startswith("Five of fourteen of us do not know about “") for one in marks)
    assert any(re.fullmatch(r"\d+½? \(\d+–\d+\), \d dk", one) for one in marks)


def _with(name: str, step: str) -> tuple[Session, str, WallFindings]:
    session, found = day(name)
    return session, step, found


@pytest.mark.parametrize("step", ["drop-first say shown", "promises judge shown", "worth judge shown"])
def test_who_does_not_know_comes_first_in_every_count(step: str) -> None:
    for page in shown(*_with("room", step)):
        (chart,) = page.charts
        if isinstance(chart, Heat) and "Product" not in chart.columns:
            assert chart.columns[0] == "do not know"
        elif isinstance(chart, Bars) and "gives way" not in page.under[0]:
            assert chart.bars[0].label == "do not know"


def test_shares_of_texts_stand_with_their_interval_and_what_we_guessed() -> None:
    (wall,) = walls("room", "voices say shown")
    assert "Of 100 texts. In brackets: of all texts like these." in wall
    assert "23 (9–45), we guessed 4" in wall


def test_lines_stand_without_names_in_the_order_of_letters() -> None:
    (page,) = shown(*_with("room", "moments say shown"))
    (chart,) = page.charts
    assert isinstance(chart, Listing)
    lines = [item.text for item in chart.items]
    assert lines == sorted(lines)
    session = lens_room()
    session.segments[0].things = [one for one in session.segments[0].things if one.lens != "moments"]
    ana = session.participants[0]
    round = next(one for one in session.segments[0].lenses if (one.of, one.part) == ("moments", "say"))
    round.answers[ana.id] = {"own": [f"{ana.name} was thanked", "Live within a week"]}
    told = strings(shown(session, "moments say shown"))
    assert "one of us was thanked" in told
    assert not any(ana.name.split()[0] in one for one in told)
    kept = {ana.id: round.answers[ana.id], "p1": round.answers["p1"]}
    round.answers = kept
    assert "Too few answered to show anything." in strings(shown(session, "moments say shown"))


def test_of_what_is_private_only_what_was_found_is_ever_shown() -> None:
    session, other = lens_day(), lens_day()
    assert shown(session, "ourselves say shown") == shown(session, "ourselves findings")
    (page,) = shown(session, "ourselves findings")
    assert not page.charts
    assert "nearer to ourselves (7 apart)" in page.headline
    own = other.segments[0].lenses[0]
    own.answers = dict.fromkeys(own.answers, "dk")
    found, as_well = findings_shown(session), findings_shown(other)
    steps = lens_steps(session)
    changed = {step for step in steps if shown(session, step, found) != shown(other, step, as_well)}
    assert changed == {"ourselves findings", "ourselves say shown", "ourselves sentence"}


def test_of_fewer_than_three_nothing_that_a_person_said_is_on_a_wall() -> None:
    session, _ = day("two people")
    people = {round.of for round in session.segments[0].lenses if round.by == "person"}
    for view, some in every("two people").items():
        name, _, step = view.step.partition(" ")
        round = next(
            (r for r in session.segments[0].lenses if step == f"{r.part} shown" and r.of == name), None
        )
        if (
            round is not None
            and round.by == "person"
            and not any(t.lens == name for t in session.segments[0].things)
        ):
            assert [page.charts for page in some] == [()], view.step
    assert len(people) > 5


def test_the_sentence_is_large_with_what_stands_behind_it() -> None:
    (page,) = shown(*_with("eight", "promises sentence"))
    assert page.alone
    assert page.headline == "Where a customer hears us contradict ourselves is the first week."
    assert page.under == ("What stands behind it: assumption.",)
    session = lens_day()
    session.segments[0].lenses[2].sentence = None
    (page,) = shown(session, "promises sentence")
    assert page.headline == "Where a customer hears us contradict ourselves is ..."
    assert page.under == (
        "A customer who hears all of us about “Paid within a week” hears things that clash.",
    )


@pytest.mark.parametrize("until", ["open", "sealed"])
def test_before_a_reveal_no_answer_changes_a_single_byte_of_any_wall(until: str) -> None:
    one, other = (lens_room(turned=turned, until=until) for turned in (0, 3))
    assert [r.answers for r in one.segments[0].lenses] != [r.answers for r in other.segments[0].lenses]
    assert bytes_of(one) == bytes_of(other)


def test_while_judges_answers_are_sealed_no_wall_holds_any_of_them() -> None:
    one, other = (lens_room(judged=judged, until="said") for judged in (0, 3))
    assert [r.answers for r in one.segments[0].lenses] != [r.answers for r in other.segments[0].lenses]
    assert bytes_of(one) == bytes_of(other)
    later = ["promises judge shown"]
    assert bytes_of(lens_room(judged=3), later) != bytes_of(lens_room(), later), (
        "or the test would not notice"
    )


def bytes_of(session: Session, steps: Sequence[str] = ()) -> dict[str, str]:
    """Every wall of every lens (or of these steps) as a terminal and a browser are given it."""
    found, sheet = findings_shown(session), WallSheet(100, 30, DARK)
    told, sent = dict[str, str](), []
    for step in steps or lens_steps(session):
        view = ScreenView("clinics", LENS, step)
        some = pages(session, view, found)
        for place in range(len(some)):
            told[f"{step} {place}"] = draw_page(session, view.at(place), some, sheet)
            sent.append(
                (f"{step} {place}", shown_wall(view.at(place), framed(session, view.at(place), some)))
            )
    return told | {f"sent {where}": wall for where, wall in sent_to_browsers(iter(sent)).items()}


def test_numbers_are_not_even_made_before_a_reveal() -> None:
    def never() -> WallFindings:
        raise AssertionError("numbers were asked for before the reveal")

    session = lens_room(until="sealed")
    assert all(shown(session, step, never) for step in lens_steps(session))


def test_two_colleagues_of_whom_the_room_knows_the_same_are_told_apart_on_no_wall() -> None:
    session, other = lens_room(), lens_room()
    first, second = [p.id for p in session.participants if p.function == "Legal"][:2]
    swap = {first: second, second: first}
    for round in other.segments[0].lenses:
        round.answers = {swap.get(who, who): row for who, row in round.answers.items()}
    for thing in other.segments[0].things:
        thing.readers = [swap.get(who, who) for who in thing.readers]
    assert [r.answers for r in session.segments[0].lenses] != [r.answers for r in other.segments[0].lenses]
    found, as_well = findings_shown(session), findings_shown(other)
    told = " ".join(str(shown(session, step, found)) for step in lens_steps(session))
    assert not [p.name for p in session.participants if p.name in told]
    public = [step for step in lens_steps(session) if not step.startswith("ourselves")]
    assert all(shown(session, step, found) == shown(other, step, as_well) for step in public)


@pytest.mark.parametrize("name", ["room", "German, long", "eight"])
def test_the_handout_has_what_the_walls_say_in_the_same_words(name: str) -> None:
    session, _ = day(name)
    language = session.language or "en"
    text = " ".join(markdown(of(session, language=language), template_folders(None), "1").split())
    said = re.sub(r"\\(.)", r"\1", text)
    for round in session.segments[0].lenses:
        assert all(page.headline in said for page in shown(*_with(name, f"{round.of} findings")))
        some = shown(*_with(name, f"{round.of} {round.part} shown"))
        told = [words for page in some for words in told_in(page)]
        assert not [words for words in told if words not in said], (round.of, round.part)


def told_in(page: Page) -> list[str]:
    """Cards, lines and numbers of a page; how many do not know stands in a column of its own on paper."""
    found = list[str]()
    for chart in page.charts:
        match chart:
            case Pairs():
                found += [pair.words for pair in chart.pairs if "·" not in pair.words]
            case Listing():
                found += [item.text for item in chart.items]
            case Bars():
                found += [bar.text.split(",")[0] for bar in chart.bars]
            case Heat():
                found += chart.rows
    return found


def test_walls_that_were_seen_are_seen_again_in_the_order_of_the_day(tmp_path: Path) -> None:
    session, found = day("room")
    seen = [(view.stage, view.step) for view in revealed(session, findings=found) if view.page == 0]
    stages = list(dict.fromkeys(stage for stage, _ in seen))
    assert stages == ["needs", "weights", "grid", "disagreement", LENS, "closing"]
    steps = [step for stage, step in seen if stage == LENS]
    assert steps[:3] == ["voices guess shown", "voices say shown", "voices findings"]
    assert "ourselves say shown" not in steps
    assert "ourselves findings" in steps
    assert not any("sealed" in step or "comes" in step for step in steps)
    create(tmp_path / "day.yaml", lens_day())
    printed = CliRunner().invoke(app, ["show", str(tmp_path / "day.yaml"), "lens"])
    assert printed.exit_code == 0
    assert "Sales says:" in printed.output
    furthest = CliRunner().invoke(app, ["show", str(tmp_path / "day.yaml")])
    assert "▸ What customers said to us" in furthest.output, "the lens that was asked last"
    refused = CliRunner().invoke(app, ["show", str(tmp_path / "day.yaml"), "lenses"])
    assert str(refused.exception).endswith(
        "stage: needs, weights, grid, disagreement, closing, meeting, lens"
    )


def test_the_audiences_window_shows_a_lens_of_ones_own_that_lies_beside_the_session(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OWN_LENS, encoding="utf-8")
    session = lens_day().model_copy(update={"lenses": ["mine.yaml"], "language": "de"})
    create(tmp_path / "day.yaml", session)
    keep_view(tmp_path / "day.yaml", ScreenView("clinics", LENS, "drop-first comes"))
    wall = " ".join(Window(tmp_path / "day.yaml", DARK, colour=False).screen(80, 24).split())
    assert "Was fällt zuerst Auf welches Bedürfnis wir am ehesten verzichten" in wall
    (tmp_path / "mine.yaml").write_text("lens: [", encoding="utf-8")
    wall = Window(tmp_path / "day.yaml", DARK, colour=False).screen(80, 24)
    assert "drop-first" in wall, "a file that has gone bad stops no wall"


def test_no_english_word_of_ours_stands_on_a_german_wall_of_a_lens() -> None:
    german, english = (lens_room(language=language) for language in ("de", "en"))
    found = {session.language: findings_shown(session) for session in (german, english)}
    own = strings([one.text for one in german.segments[0].needs] + [*walls_own(german)])
    for step in lens_steps(german):
        ours, theirs = (strings(shown(one, step, found[one.language])) for one in (german, english))
        same = {words for words in ours & theirs if re.search(r"[A-Za-z]{3}", words)} - own
        assert not {words for words in same if not any(words in one or one in words for one in own)}, step


def walls_own(session: Session) -> list[str]:
    """What the room itself wrote or is called."""
    segment = session.segments[0]
    named = [one.label for one in segment.needs] + [one.text for one in segment.things]
    functions = [person.function or "" for person in session.participants]
    sentences = [round.sentence or "" for round in segment.lenses]
    roles = ["accent", "strong", "quiet", "plain", "warning", "do not know"]
    stranger = [r for r in segment.lenses if r.of in ("drop-first", "promised-marks")]
    asked = [text for round in stranger for text in (round.ask, round.title or "", *round.worded.values())]
    return [
        *named,
        *functions,
        *sentences,
        *roles,
        *asked,
        " · ".join(stranger[0].worded[key] for key in stranger[0].picks),
    ]


def test_the_workings_of_a_lens_have_the_seals_of_its_own_parts_first() -> None:
    session = lens_day()
    said, judged = session.segments[0].lenses[1:3]
    lines = stage_workings(of(session), "clinics", LENS, "promises")
    assert lines[0] == "Parts and seals: What we promise"
    assert said.seal is not None
    assert judged.seal is not None
    times = "opened 11:00:00, closed 11:05:00, revealed 11:06:00"
    assert lines[1:3] == [f"  first question: seal {said.seal[7:15]}; {times}", "    3 cards"]
    assert f"seal {judged.seal[7:15]}; opened 11:10:00" in lines[3]
    assert lines[4] == "    7 answers; 1 corrected"
    assert "Rounds and seals" in lines
    judged.revealed = None
    assert "second question" not in "\n".join(stage_workings(of(session), "clinics", LENS, "promises"))
    assert "Parts and seals" not in "\n".join(stage_workings(of(session), "clinics", "weights"))
    behind = markdown(of(lens_day()), template_folders(None), "1", "workings.md.j2")
    assert f"| second question | 7 | 11:15 | {judged.seal[7:15]} |" in " ".join(behind.split())


def test_a_judge_changed_by_hand_is_named_by_check_and_sealed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    create(Path("day.yaml"), lens_day())
    text = Path("day.yaml").read_text("utf-8")
    assert "seal" not in CliRunner().invoke(app, ["check", "day.yaml"]).output
    changed = text.replace("speed: {said: fits}", "speed: {said: clashes}", 1)
    assert changed != text
    Path("day.yaml").write_text(changed, "utf-8")
    said = CliRunner().invoke(app, ["check", "day.yaml"])
    line = text[: text.index("seal:", text.index("part: judge"))].count("\n") + 1
    assert f"day.yaml:{line}: this round was changed by hand since it was sealed" in said.output
    again = CliRunner().invoke(app, ["check", "--reseal", "day.yaml"])
    assert "the part `judge` of the lens promises was changed by hand" in again.output
    told = "\n".join(stage_workings(of(load(tmp_path / "day.yaml")), "clinics", LENS, "promises"))
    assert "7 answers; 1 corrected; 1 changed by hand" in told
