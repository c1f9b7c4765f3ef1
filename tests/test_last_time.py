"""Last time's numbers stand beside this time's after this time's reveal, and nowhere before it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, session
from typer.testing import CliRunner

from cxw.cli import app
from cxw.day import desk as d
from cxw.day import grid, rounds
from cxw.day.evidence import evidence_basis
from cxw.day.set_up import carried
from cxw.findings import of
from cxw.findings.day.workings import stage_workings
from cxw.findings.types import Findings
from cxw.handout import handout_text
from cxw.model import Evidence, MarksRound, Research, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import OpenFile, create, load
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, pages, revealed
from cxw.wall.follow import Window
from cxw.workshop import Day, Memory, run_day

DAY = dt.date(2027, 1, 15)
THEN = ("37", "13")
"""Last time's means: no other number of these days begins with them."""


class Then(Rule):
    """Answers with points whose means are told apart from this time's."""

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if part.kind.name == "points":
            return dict(zip([need.id for need in part.needs], (37, 13, 22, 22, 6), strict=True))
        return super().value(ask, person, part)


class Again(Rule):
    paints = True

    """The needs came along: they are chosen as they are."""

    def __init__(self, folder: Path, **more: Any) -> None:
        super().__init__(**more)
        self.workings: list[tuple[str, str]] = []

    def proposals(self, ask: d.Proposals) -> str:
        for person in list(ask.waiting()):
            self.count(ask.answered(person))
        return d.DONE

    def show(self, wall: d.Wall) -> str:
        if wall.workings is not None:
            self.workings.append((wall.step, "\n".join(wall.workings())))
        return super().show(wall)


@cache
def last_year(people: int) -> Session:
    """A session of last year with one promise kept and one open; played once, and copied by who changes it."""
    old = session(people)
    run_day(Day(file=Memory(old), desk=Then(), now=Clock(2026), colour=False))
    segment = old.segments[0]
    segment.research = [
        Research(id="r1", question="Does price come first?", done=dt.date(2026, 6, 1), outcome="wrong"),
        Research(id="r2", question="Who signs?", done=dt.date(2026, 6, 1), outcome="held"),
        Research(id="r3", question="How long do they wait?"),
    ]
    return old


def held(folder: Path, people: int = 6) -> Path:
    """Last year's session in its file."""
    path = folder / "old.yaml"
    create(path, last_year(people))
    return path


def next_time(folder: Path, people: int = 6) -> Session:
    fresh = carried(load(folder / "old.yaml"), "old.yaml", DAY)
    fresh.participants = fresh.participants[:people]
    return fresh


def day(folder: Path, here: Session) -> Again:
    desk = Again(folder)
    run_day(Day(file=Memory(here), desk=desk, now=Clock(2027), colour=False, folder=folder))
    return desk


def found(folder: Path, here: Session) -> Findings:
    return of(here, "room", folder)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """This year's day, played once."""
    folder = tmp_path_factory.mktemp("played")
    held(folder)
    here = next_time(folder)
    day(folder, here)
    return here


@pytest.fixture
def both(tmp_path: Path, played: Session) -> tuple[Path, Session]:
    held(tmp_path)
    return tmp_path, played.model_copy(deep=True)


def shown(folder: Path, here: Session) -> str:
    made = found(folder, here)
    return "\n".join(
        draw(here, view, width=100, height=30, theme=DARK, colour=False, findings=made)
        for view in revealed(here, findings=made)
    )


def test_after_the_reveal_the_wall_shows_last_times_means_beside_this_times(
    both: tuple[Path, Session],
) -> None:
    screens = shown(*both)
    assert "Last time's points beside this time's" in screens
    assert re.search(r"last time +█+\S* 37", screens)
    assert "gave numbers last time on 14 March 2026, six this time" in screens


def test_the_handout_says_them_with_both_sizes_and_what_became_of_the_promises(
    both: tuple[Path, Session],
) -> None:
    folder, here = both
    from cxw.handout.templates import template_folders
    from cxw.handout.text import markdown

    handout = markdown(found(folder, here), template_folders(None), "0")
    assert "| Brand | 37.0 |" in handout
    assert "Means of the room: 6 people last time, 6 this time." in handout
    assert "one showed that we were right, one showed that we were wrong and one still open" in handout
    assert "We were wrong: Does price come first?" in handout
    assert "Last time" not in handout_text(here)


def test_no_screen_before_the_reveal_holds_last_times_numbers(tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    desk = day(tmp_path, here)
    steps = [step for _, step in desk.walls]
    before = steps.index("first shown")
    assert before >= 3
    early = "\n".join(desk.drawn[:before])
    assert not [number for number in THEN if re.search(rf"\b{number}\b", early)]
    assert "last time" not in early.casefold()
    assert "last time" in "\n".join(desk.drawn[before:]).casefold()


def test_neither_show_nor_follow_nor_report_nor_w_tells_them_before_the_reveal(tmp_path: Path) -> None:
    held(tmp_path)
    path = tmp_path / "new.yaml"
    create(path, next_time(tmp_path))
    here = load(path)
    window = Window(path, DARK, False)
    told = [window.screen(100, 30), handout_text(here, "facilitator")]
    for stage in ("needs", "weights", "grid", "closing"):
        told.append("\n".join(stage_workings(found(tmp_path, here), here.segments[0].id, stage)))
        told.append(
            draw(here, ScreenView("s0", stage, "first shown"), width=100, height=30, theme=DARK, colour=False)
        )
    CliRunner().invoke(
        app, ["report", str(path), "--format", "json", "--format", "md", "--to", str(tmp_path / "out")]
    )
    told += [file.read_text("utf-8") for file in (tmp_path / "out").glob("*.*")]
    assert len(told) > 9
    assert not [words for words in told if "37.0" in words or "last time" in words.casefold()]


def test_the_audiences_window_has_as_many_pages_as_the_day(tmp_path: Path) -> None:
    held(tmp_path)
    path = tmp_path / "new.yaml"
    here = next_time(tmp_path)
    day(tmp_path, here)
    create(path, here)
    printed = CliRunner().invoke(app, ["show", str(path), "weights", "--width", "100", "--height", "30"])
    assert "Last time's points beside this time's" in printed.output


def test_a_need_with_other_words_is_left_out_and_that_is_said(tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    here.segments[0].needs[0].text = "Our good name"
    day(tmp_path, here)
    last = found(tmp_path, here).segments[0].last_time
    assert last is not None
    assert [need.text for need in last.needs] == ["Product", "Quality", "Price", "Service"]
    assert any("“Our good name” has other words now" in sentence for sentence in last.sentences)


def test_where_every_need_has_its_words_of_last_time_nothing_is_said_of_other_words(tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    day(tmp_path, here)
    last = found(tmp_path, here).segments[0].last_time
    assert last is not None
    assert len(last.sentences) > 0
    assert not [said for said in last.sentences if "other words" in said or said.startswith(" ")]


def test_where_too_few_answered_last_time_their_numbers_stay_hidden(tmp_path: Path) -> None:
    held(tmp_path, people=2)
    here = session(6)
    here.from_ = carried(load(tmp_path / "old.yaml"), "old.yaml", DAY).from_
    run_day(Day(file=Memory(here), desk=Rule(), now=Clock(2027), colour=False, folder=tmp_path))
    last = found(tmp_path, here).segments[0].last_time
    assert last is not None
    assert last.needs == ()
    assert len(last.promises) == 3
    assert "37" not in shown(tmp_path, here)


def test_what_came_along_open_and_was_found_out_since_is_not_open(both: tuple[Path, Session]) -> None:
    folder, here = both
    card = next(card for card in here.segments[0].research if card.id == "r3")
    card.done, card.outcome = DAY, "unclear"
    last = found(folder, here).segments[0].last_time
    assert last is not None
    assert [promise.outcome for promise in last.promises] == ["wrong", "held", "unclear"]


@pytest.mark.parametrize("left", [None, "cxw: 1\ntitle: [broken\n", "cxw: 1\n"])
def test_an_earlier_file_that_is_gone_or_faulty_is_a_sentence_and_no_crash(
    both: tuple[Path, Session], left: str | None
) -> None:
    folder, here = both
    (folder / "old.yaml").unlink()
    if left is not None:
        (folder / "old.yaml").write_text(left, "utf-8")
    made = found(folder, here)
    assert any("old.yaml is not there any more or cannot be read" in line for line in made.reading.left_out)
    assert "Last time's points" not in shown(folder, here)


def test_new_keeps_where_the_earlier_file_lies_as_seen_from_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "last year").mkdir()
    (tmp_path / "this year").mkdir()
    held(tmp_path / "last year")
    new = tmp_path / "this year" / "new.yaml"
    made = CliRunner().invoke(
        app, ["new", str(new), "--from", str(tmp_path / "last year" / "old.yaml"), "--date", "2027-01-15"]
    )
    assert made.exit_code == 0, made.output
    here = load(new)
    assert here.from_ is not None
    assert here.from_.file == "../last year/old.yaml"
    with OpenFile(new) as opened:
        desk = Again(new.parent)
        run_day(Day(file=opened, desk=desk, now=Clock(2027), colour=False, folder=new.parent))
    assert "last time" in "\n".join(desk.drawn).casefold()


def test_a_replay_shows_last_times_numbers_where_the_day_showed_them(both: tuple[Path, Session]) -> None:
    folder, here = both
    create(folder / "new.yaml", here)
    again = CliRunner().invoke(app, ["replay", str(folder / "new.yaml")])
    assert again.exit_code == 0
    assert "Last time's points beside this time's" in again.output
    before, _, after = again.output.partition("Last time's points beside this time's")
    assert not re.search(r"last time +█+\S* 37", before)
    assert re.search(r"last time +█+\S* 37", after)


def test_a_rehearsal_shows_last_times_numbers_as_the_day_will(tmp_path: Path) -> None:
    held(tmp_path)
    create(tmp_path / "new.yaml", next_time(tmp_path))
    rehearsed = CliRunner().invoke(app, ["rehearse", str(tmp_path / "new.yaml")])
    assert rehearsed.exit_code == 0
    assert "Last time's points beside this time's" in rehearsed.output
    assert re.search(r"last time +█+\S* 37", rehearsed.output)


@pytest.mark.parametrize("turned", [True, False])
def test_the_same_needs_in_another_order_are_no_other_list(turned: bool, tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    day(tmp_path, here)
    segment = here.segments[0]
    if turned:
        segment.chosen.reverse()
        for round in segment.rounds:
            round.needs.reverse()
    else:
        segment.rounds = [round for round in segment.rounds if round.of == "weights"]
        segment.chosen = segment.rounds[0].needs = segment.chosen[:-1]
        segment.rounds = segment.rounds[:1]
        (only,) = segment.rounds_of("weights")
        only.answers = {person: dict.fromkeys(segment.chosen, 25) for person in only.answers}
    last = found(tmp_path, here).segments[0].last_time
    assert last is not None
    assert any("another one" in sentence for sentence in last.sentences) is not turned


def test_a_round_that_asks_about_the_same_needs_in_another_order_is_on_the_same_list(tmp_path: Path) -> None:
    held(tmp_path)
    segment = load(tmp_path / "old.yaml").segments[0]
    second = segment.rounds_of("weights")[-1]
    marks = [round for round in segment.rounds if isinstance(round, MarksRound)]
    assert second.name == "second"
    rows = {person: grid.first_marks(segment, marks[-1], person) for person in marks[0].answers}
    second.needs.reverse()
    marks[-1].needs.reverse()
    assert rounds.latest(segment, "weights", "first") is segment.rounds_of("weights")[0]
    assert {person: grid.first_marks(segment, marks[-1], person) for person in marks[0].answers} == rows


def told_before_and_after(folder: Path, here: Session) -> tuple[str, str]:
    """All that walls, both windows and the handout say before this time's points are revealed, and after."""
    path = folder / "new.yaml"
    create(path, here)

    def told(made: Session) -> str:
        walls = [repr(page) for view in revealed(made) for page in pages(made, view.at(0))]
        return "\n".join((*walls, handout_text(made), handout_text(made, "facilitator")))

    before = "\n".join((told(here), Window(path, DARK, False).screen(100, 30)))
    day(folder, here)
    return before, told(here)


def test_last_times_promises_are_read_after_this_times_reveal_and_nowhere_before_it(tmp_path: Path) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    assert [card.id for card in here.segments[0].research] == ["r3"]
    before, after = told_before_and_after(tmp_path, here)
    assert "How long do they wait?" not in before
    assert "How long do they wait?" in after


def test_a_day_that_goes_to_its_closing_without_points_reads_last_times_promises_there(
    tmp_path: Path,
) -> None:
    held(tmp_path)
    here = next_time(tmp_path)
    assert not revealed(here)
    here.segments[0].stages.touch("closing").opened = Clock(2027)()
    assert [view.step for view in revealed(here)] == ["research"]


def test_evidence_that_came_along_counts_for_less_once_it_is_too_old(tmp_path: Path) -> None:
    held(tmp_path)
    old = load(tmp_path / "old.yaml")
    need = old.segments[0].chosen[0]
    story = {"id": "e1", "kind": "purchase", "source": "Kasse", "date": dt.date(2025, 9, 1), "customers": 40}
    old.evidence = [
        Evidence.model_validate(
            {**story, "seen": DAY, "supports": [f"weight {need}"], "added": Clock(2026)()}
        )
    ]
    classes = [
        evidence_basis(made, made.segments[0])[f"weight {need}"]
        for made in (old, carried(old, "old.yaml", DAY), carried(old, "old.yaml", dt.date(2027, 4, 1)))
    ]
    assert [basis.grade for basis in classes] == [5, 5, 4]
    assert [basis.supporting[0][1].lowered for basis in classes] == [(), (), ("old",)]
