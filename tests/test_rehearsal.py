"""The rehearsal: the day on a copy, with invented answers and a stamp on whatever it shows."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from desks import Clock, session

from cxw.cli import run_command
from cxw.cli.rehearsing import copy_of
from cxw.cli.running import unfinished_sessions
from cxw.day import desk as d
from cxw.handout import write_handout
from cxw.keyboard import Room, Typist, virtual
from cxw.model import DK, LensDefinition, MarksRound, Participant, Plan, Session, WeightsRound
from cxw.rehearsal import Rehearsal, beforehand, rehearsal_copy
from cxw.rehearsal.beforehand import cannot_show, typing
from cxw.sessionfile import create, load, problems_of
from cxw.shipped import folder
from cxw.theme import DARK
from cxw.wall import ScreenView
from cxw.wall.follow import Window, keep_view
from cxw.workshop import Day, Memory, run_day

ENTER = "\r"
TODAY = dt.date(2026, 3, 14)
STAMP = "REHEARSAL, invented answers"


def by_itself(made: Session, lenses: Sequence[LensDefinition] = ()) -> tuple[Session, list[str]]:
    """The copy after a day that went by itself, and its screens."""
    memory, screens = Memory(rehearsal_copy(made)), list[str]()
    desk = Rehearsal(lambda: memory.session, lambda wall: screens.append(wall.draw(80, 24)), TODAY)
    assert run_day(Day(file=memory, desk=desk, now=Clock(), colour=False, lenses=lenses))
    return memory.session, screens


def with_functions(*sizes: int, **more: object) -> Session:
    made = session(0)
    names = ("Marketing", "Sales", "Service", "Management")
    made.participants = [
        Participant(id=f"p{f}{n}", name=f"{'ABCD'[f]}{n} Person", function=names[f])
        for f, size in enumerate(sizes)
        for n in range(size)
    ]
    return made.model_copy(update=more)


@pytest.fixture(scope="module")
def rehearsed() -> tuple[Session, list[str]]:
    return by_itself(session(11, segments=2))


@pytest.fixture
def cxw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cxw", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            run_command()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return command


def test_every_screen_of_a_rehearsal_is_stamped(rehearsed: tuple[Session, list[str]]) -> None:
    _, screens = rehearsed
    assert len(screens) > 30
    assert all(STAMP in screen for screen in screens)
    assert not any("Team beliefs" in screen for screen in screens)


def test_a_day_that_is_no_rehearsal_is_not_stamped() -> None:
    from desks import Rule

    desk = Rule()
    desk.paints = True
    run_day(Day(file=Memory(session()), desk=desk, now=Clock(), colour=False))
    assert not any("REHEARSAL" in screen for screen in desk.drawn)


def test_the_same_session_is_rehearsed_with_the_same_answers() -> None:
    assert by_itself(session(8)) == by_itself(session(8))


def test_another_seed_gives_other_answers() -> None:
    other = session(8)
    other.seed = 8
    assert by_itself(session(8))[0].segments[0].rounds != by_itself(other)[0].segments[0].rounds


def test_the_rehearsed_room_has_what_a_facilitator_must_be_ready_for(
    rehearsed: tuple[Session, list[str]],
) -> None:
    made, _ = rehearsed
    first = made.segments[0].rounds[0]
    assert isinstance(first, WeightsRound)
    assert list(first.not_answered.values()) == ["late"]
    assert [person for person, row in first.answers.items() if row == DK]
    again = next(round for round in made.segments[0].rounds if round.of == "marks" and round.name == "second")
    assert isinstance(again, MarksRound)
    assert again.cells
    assert {item.kind for item in made.evidence} == {"interviews", "front-line"}


def test_functions_lean_to_different_needs(rehearsed: tuple[Session, list[str]]) -> None:
    made, _ = rehearsed
    first = made.segments[0].rounds[0]
    assert isinstance(first, WeightsRound)
    most: dict[str, dict[str, int]] = {}
    for person, row in first.answers.items():
        sums = most.setdefault(made.participant(person).function or "", {})
        for need, points in row.items() if isinstance(row, dict) else ():
            sums[need] = sums.get(need, 0) + points
    assert len({max(sums, key=lambda need: sums[need]) for sums in most.values()}) == 3


@pytest.mark.parametrize("people", [1, 2, 3, 4, 5, 12])
def test_a_room_of_any_size_can_be_rehearsed(people: int) -> None:
    made, screens = by_itself(session(people, rivals=0))
    assert made.segments[0].stages.closing is not None
    assert all(STAMP in screen for screen in screens)


def test_a_session_that_has_begun_is_rehearsed_from_its_set_up() -> None:
    archive = load(folder("workshops") / "essay.yaml")
    copy = rehearsal_copy(archive)
    assert copy.title == f"REHEARSAL: {archive.title}"
    assert not copy.evidence
    assert not any(segment.rounds or segment.needs for segment in copy.segments)
    assert not archive.rehearsal


def test_the_clock_of_a_rehearsal_runs_from_its_own_beginning() -> None:
    made = session()
    made.plan = Plan(start="09:00", minutes={"needs": 30})
    copy = rehearsal_copy(made, "17:40")
    assert copy.plan is not None
    assert (copy.plan.start, made.plan.start) == ("17:40", "09:00")
    assert rehearsal_copy(session(), "17:40").plan is None


def test_needs_brought_along_from_last_time_stay_on_the_board() -> None:
    from cxw.day.set_up import carried

    fresh = carried(load(folder("workshops") / "essay.yaml"), "essay.yaml", TODAY)
    made, _ = by_itself(fresh)
    brought = {need.id for need in fresh.segments[0].needs}
    assert brought <= {need.id for need in made.segments[0].needs}


def test_what_the_room_cannot_show_is_said_beforehand() -> None:
    said, more = cannot_show(with_functions(4, 4, 4))
    assert said == "Segment 0: 12 people. By function it shows Marketing (4), Sales (4) and Service (4)."
    assert more == "With two people fewer Marketing (4), Sales (4) and Service (4) can vanish."
    said, *_ = cannot_show(with_functions(4, 4, 2, 1))
    assert "Marketing (4) and Sales (4); Service and Management together as others" in said


def test_a_function_that_has_to_join_the_others_is_not_promised() -> None:
    said = cannot_show(with_functions(4, 4, 1))
    assert said[0] == (
        "Segment 0: 9 people. By function it shows Marketing (4); Sales and Service together as others."
    )
    assert said[1].startswith(
        "Sales (4 people) will not show by itself. It would if the one person of Service "
    )
    assert said[2] == "Service (1 person) will not show by itself. It would if its one person ticks."
    assert "No function shows by itself" in cannot_show(with_functions(4, 1))[0]


def test_a_function_of_just_three_is_warned_of() -> None:
    said = cannot_show(with_functions(4, 3))
    assert said[1] == (
        "If one of Sales (3) does not know or is missing, Marketing and Sales would vanish. "
        "Not if all three of it have ticked."
    )


def test_a_small_room_is_told_that_it_cannot_rank() -> None:
    assert any("too few to say which need comes first" in line for line in cannot_show(with_functions(5)))
    assert not any("too few" in line for line in cannot_show(with_functions(6)))
    assert "No number stands on so few" in cannot_show(with_functions(2))[0]


def test_a_room_that_is_the_same_in_two_segments_is_described_once() -> None:
    assert len([line for line in cannot_show(session(12, segments=2)) if "12 people" in line]) == 1


def test_typing_is_people_times_parts_at_the_stated_rate() -> None:
    made = with_functions(4, 4, plan=Plan(start="09:00", minutes={"grid": 45, "weights": 2}))
    found = {one.stage: one for one in typing(made)}
    assert (found["weights"].rows, found["weights"].seconds) == (8 * 4, 8 * (12 + 3 * 5))
    assert found["grid"].rows == 8 * (3 + 1)
    assert found["disagreement"].rows == 0
    assert found["weights"].tight
    assert not found["grid"].tight
    said = "\n".join(beforehand(made))
    assert "12 seconds a row, 5 a single number, 20 a line in words" in said
    assert "The weights: typing takes more than half of the time planned" in said


def test_whoever_answers_on_the_laptop_is_nothing_to_type() -> None:
    made = with_functions(4, 4, desk="laptop")
    assert not any(one.rows for one in typing(made))
    made.participants[0].desk = "paper"
    (weights,) = [one for one in typing(made) if one.stage == "weights"]
    assert weights.rows == 4, "points, percentage, the tick of a small function, the last contact"


def test_the_closing_of_all_segments_is_one_line_of_the_day() -> None:
    made = session(6, segments=2)
    made.plan = Plan(start="09:00", minutes={"closing": 45})
    stages = [one.stage for one in typing(made)]
    assert stages.count("closing") == 1
    assert next(one for one in typing(made) if one.stage == "closing").rows == 2 * 6 * 2
    assert any(
        re.fullmatch(r"  09:00  closing .* 45 min +24 rows typed in 5 min", line) for line in beforehand(made)
    )


def test_without_a_terminal_the_day_is_printed_and_no_file_is_made(
    cxw: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    create(tmp_path / "day.yaml", session(7))
    before = (tmp_path / "day.yaml").read_bytes()
    code, out, err = cxw("rehearse", "day.yaml")
    assert (code, err) == (0, "")
    assert out.count(STAMP) > 15
    assert re.search(r"The room would have seen \d+ screens:\n  Segment 0: needs 1, weights \d", out)
    assert "in memory only, and day.yaml is untouched" in out
    assert "cxw notice day.yaml" in out
    assert re.search(r"^  \s+needs     ", out, re.MULTILINE), "the table keeps its columns"
    assert [path.name for path in tmp_path.iterdir()] == ["day.yaml"]
    assert (tmp_path / "day.yaml").read_bytes() == before


def test_a_kept_copy_is_in_order_and_stamped_wherever_it_goes(
    cxw: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    create(tmp_path / "day.yaml", session(7))
    code, out, _ = cxw("rehearse", "day.yaml", "--keep")
    copy = tmp_path / "day.rehearsal.yaml"
    assert code == 0
    assert "The copy is day.rehearsal.yaml" in out
    assert problems_of(copy) == []
    (page,) = write_handout(load(copy), formats=["html"], folder=tmp_path)
    assert page.name.startswith("REHEARSAL")
    assert "REHEARSAL, INVENTED ANSWERS" in page.read_text("utf-8")
    assert "TEAM BELIEFS" not in page.read_text("utf-8")
    keep_view(copy, ScreenView("s0", "weights", "first shown"))
    assert STAMP in Window(copy, DARK, colour=False).screen(80, 24)


def test_an_earlier_copy_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "day.yaml"
    create(tmp_path / "day.rehearsal.yaml", session())
    assert copy_of(file).name == "day.rehearsal-2.yaml"


def test_a_copy_left_behind_is_no_day_that_run_would_offer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    create(tmp_path / "day.yaml", session())
    create(tmp_path / "day.rehearsal.yaml", rehearsal_copy(session()))
    assert unfinished_sessions() == [Path("day.yaml")]


def test_nobody_to_rehearse_with_is_said_as_a_sentence(
    cxw: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    create(tmp_path / "day.yaml", session(0))
    code, _, err = cxw("rehearse", "day.yaml")
    assert code == 1
    assert err == "Nobody takes part in day.yaml yet: add the people under participants, then rehearse\n"


class Facilitator:
    """Presses the real keys of each widget, by what its screen says."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    def keys(self, shown: str) -> list[str]:
        self.shown.append(shown)
        return next((keys for sign, keys in self.ways(shown) if sign in shown), [])

    def ways(self, shown: str) -> Iterator[tuple[str, list[str]]]:
        yield "came in by themselves", [ENTER]
        yield "Enter merge", [ENTER]
        yield "0 chosen", [" ", "\x1b[B", " ", "\x1b[B", " ", ENTER]
        yield "still missing", ["\x1b[B", ENTER]
        yield "still to come", [ENTER]
        yield "r Reveal", ["r", ENTER]
        yield "End, Enter go on", ["\x1b[F", ENTER]
        yield "Enter", [ENTER]


def test_at_a_terminal_the_real_keys_walk_a_day_whose_ballots_fill_themselves() -> None:
    memory, facilitator = Memory(rehearsal_copy(session(7))), Facilitator()
    with virtual(80, 24, lambda text: None) as ends:
        typist = Typist(facilitator.keys)
        with Room(
            projected=False,
            theme=DARK,
            input=ends[0],
            output=ends[1],
            today=TODAY,
            typist=typist,
            clock=count().__next__,
        ) as room:
            desk = Rehearsal(lambda: memory.session, lambda wall: None, TODAY, room)
            run_day(Day(file=memory, desk=desk, now=Clock(), colour=False))
    first = memory.session.segments[0].rounds[0]
    assert len(first.answers) == 5
    assert sorted(first.not_answered.values()) == ["absent", "late"]
    assert memory.session.segments[0].stages.closing is not None
    told = [shown for shown in facilitator.shown if "came in by themselves" in shown]
    assert "comes late. 5 of 7 came in" in " ".join(told[1].split())
    asked = [shown for shown in facilitator.shown if "still to come" in shown]
    assert asked
    assert all("REHEARSAL  Segment 0" in shown for shown in asked)


def test_trouble_and_choices_are_the_facilitators() -> None:
    desk = Rehearsal(session, lambda wall: None, TODAY)
    assert desk.trouble("It cannot be kept", {"again": "Try again"}) == "again"
    assert desk.line("Which file?", "rescued.yaml") == "rescued.yaml"
    assert desk.choose("Where to?", {"s0 weights": "weights"}) == ""
    assert (
        desk.show(d.Wall("weights", "first sealed", lambda w, h: "", keys={d.REVEAL: "Reveal"})) == d.REVEAL
    )


def test_ended_with_ctrl_c_a_rehearsal_leaves_nothing_behind(tmp_path: Path) -> None:
    pytest.importorskip("pexpect")
    from terminal import CTRL_C, Terminal

    create(tmp_path / "day.yaml", session(4))
    with Terminal("rehearse", "day.yaml", cwd=tmp_path) as window:
        window.until("Begin the rehearsal?")
        window.type(ENTER)
        window.until(STAMP)
        assert (tmp_path / "day.rehearsal.yaml").is_file()
        window.type(CTRL_C)
        assert window.ends() == 130
    assert [path.name for path in tmp_path.iterdir()] == ["day.yaml"]
