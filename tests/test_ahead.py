"""Numbers made ahead of a reveal: there when it comes, nowhere before it, gone when anything else happens."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desks import Clock, Rule, Stopped, session
from typer.testing import CliRunner

import cxw.findings
from cxw.cli import app
from cxw.day import desk as d
from cxw.day import rounds
from cxw.findings import of, of_walls
from cxw.findings.day.workings import stage_workings
from cxw.handout import write_handout
from cxw.model import STAGES, Note, Session
from cxw.sessionfile import create, dumps
from cxw.sharing import shared
from cxw.stats.disagreement import arrays
from cxw.theme import DARK
from cxw.wall import ScreenView, WallSheet, draw, draw_page, findings_behind, page_count, revealed
from cxw.workshop import Ahead, Day, Memory, run_day

SHEET = WallSheet(80, 24, DARK, colour=False)
STEPS = ("", "board", "chosen", "shown", "after", "companies", "evidence", "coverage", "unknowns", "research")
OF_ROUNDS = [f"{name} {word}" for name in ("first", "second") for word in ("open", "sealed", "shown")]


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    before = arrays._kept.copy()
    arrays._kept.clear()
    yield
    arrays._kept.clear()
    arrays._kept.update(before)


class UntilTheReveal(Rule):
    """Stops at the reveal of a round: the first, or a later one."""

    def __init__(self, reveals: int = 1) -> None:
        super().__init__()
        self.reveals = reveals

    def show(self, wall: d.Wall) -> str:
        self.reveals -= d.REVEAL in wall.keys
        if not self.reveals:
            raise Stopped
        return super().show(wall)


def sealed(people: int = 6, reveals: int = 1) -> Session:
    """A room that waits for a reveal: of its points, or of a later round."""
    memory = Memory(session(people))
    with pytest.raises(Stopped):
        run_day(Day(file=memory, desk=UntilTheReveal(reveals), now=Clock(), colour=False))
    return memory.session


def waiting_round(of: Session) -> Any:
    return next(round for round in of.segments[0].rounds if round.revealed is None)


def made(of: Session) -> Ahead:
    """A worker that has made the numbers of this room and is over."""
    ahead = Ahead()
    ahead.make(of, None, "weights")
    assert ahead._job is not None
    assert ahead._job.wait()
    return ahead


def all_that_is_shown(of_: Session, folder: Path, day: Day) -> dict[str, object]:
    """Every way in which a wall is drawn, printed, exported or handed over."""
    found: dict[str, object] = {"walls": revealed(of_), "file": dumps(of_)}
    views = [ScreenView("s0", stage, step) for stage in STAGES for step in (*STEPS, *OF_ROUNDS)]
    for view in [ScreenView(), ScreenView("", "", "end"), *views]:
        for page in range(page_count(of_, view)):
            here = view.at(page)
            found[f"{here}"] = draw(of_, here, width=80, height=24, theme=DARK, colour=False)
            found[f"{here} in the day"] = draw_page(of_, here, day.pages(here), SHEET)
    for audience in ("room", "facilitator"):
        found[audience] = of(of_, audience)
        at = folder / audience
        write_handout(of_, folder=at, audience=audience, formats=("md", "html", "json"))
    found["the day"] = day.findings()
    found["answers"] = day.answers("s0")
    found["workings"] = [stage_workings(findings_behind(of_), "s0", stage) for stage in STAGES]
    found["copy"] = dumps(shared(of_, dt.date(2026, 3, 15), 1).session)
    file = folder / "day.yaml"
    create(file, of_)
    for words in (
        ["show", str(file)],
        *(["show", str(file), stage] for stage in ("points", "marks")),
        ["check", str(file)],
    ):
        found[" ".join(words[:1] + words[2:])] = (
            CliRunner().invoke(app, words).output.replace(str(folder), "")
        )
    found |= {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.[mhj]*"))}
    return found


@pytest.mark.parametrize("reveals", [1, 2])
def test_until_the_reveal_is_in_the_file_the_numbers_are_nowhere(reveals: int, tmp_path: Path) -> None:
    here = sealed(reveals=reveals)
    arrays._kept.clear()
    (tmp_path / "without").mkdir()
    (tmp_path / "with").mkdir()
    plain = Day(file=Memory(here), desk=Rule(), now=Clock())
    without = all_that_is_shown(here, tmp_path / "without", plain)
    known = set(arrays._kept)
    ahead = made(here)
    assert ahead._job is not None
    assert ahead._job._remembered, "the worker made numbers"
    assert set(arrays._kept) == known, "and put them aside"
    day = Day(file=Memory(here), desk=Rule(), now=Clock(), ahead=ahead)
    assert all_that_is_shown(here, tmp_path / "with", day) == without
    assert set(arrays._kept) == known
    assert ahead._job is not None, "nobody took them over"


def test_no_session_in_which_the_round_is_revealed_outlives_the_worker() -> None:
    here = sealed()
    here.title = "A room that no other test has"
    ahead = made(here)
    gc.collect()
    copies = [one for one in gc.get_objects() if isinstance(one, Session) and one.title == here.title]
    assert here in copies
    assert [one for one in copies if one.segments[0].rounds and one.segments[0].rounds[-1].revealed] == []
    ahead.close()


def test_who_follows_a_day_from_its_files_has_the_numbers_when_the_reveal_is_read() -> None:
    here = sealed()
    arrays._kept.clear()
    ahead = Ahead()
    for _ in range(2):  # the same state, read again
        ahead.follow(here.model_copy(deep=True), Path())
        assert ahead._job is not None
        assert ahead._job.wait()
        assert not arrays._kept, "nothing before the reveal"
    shown = here.model_copy(deep=True)
    rounds.reveal(waiting_round(shown), dt.datetime(2026, 3, 14, 12))
    ahead.follow(shown, Path())
    assert arrays._kept, "handed over"
    assert ahead._job is None


@pytest.mark.parametrize("reveals", [1, 2, 3])
def test_after_the_reveal_they_are_there_and_say_what_is_said_without_them(reveals: int) -> None:
    here = sealed(reveals=reveals)
    arrays._kept.clear()
    ahead = made(here)
    assert ahead._job is not None
    aside = dict(ahead._job._remembered)
    rounds.reveal(waiting_round(here), dt.datetime(2026, 3, 14, 12))
    here.runs.append(dt.datetime(2026, 3, 14, 11))
    here.salt = "a salt of this sitting"
    day = Day(file=Memory(here), desk=Rule(), now=Clock(), ahead=ahead)
    said = day.findings()
    assert aside.items() <= arrays._kept.items()
    again = [key for key in arrays._kept if key not in aside and str(key[0]).startswith("cxw.")]  # type: ignore[index]
    assert again == [], "no number was drawn once more"
    arrays._kept.clear()
    assert of_walls(here) == said


def _reopened(here: Session) -> None:
    rounds.reopen(waiting_round(here), dt.datetime(2026, 3, 14, 12))


def _noted(here: Session) -> None:
    here.segments[0].notes.append(Note(at=dt.datetime(2026, 3, 14, 12), text="heard in the room"))


def _left(here: Session) -> None:
    here.participants.pop()


@pytest.mark.parametrize("change", [_reopened, _noted, _left])
def test_any_other_change_throws_them_away(change: Callable[[Session], None]) -> None:
    here = sealed()
    arrays._kept.clear()
    ahead = made(here)
    change(here)
    ahead.changed(here)
    assert ahead._job is None
    for round in here.segments[0].rounds:
        round.closed, round.revealed = round.closed or round.opened, dt.datetime(2026, 3, 14, 12)
    ahead.take_over(here)
    assert not arrays._kept


def test_a_change_nobody_told_of_is_seen_before_they_are_used() -> None:
    here = sealed()
    arrays._kept.clear()
    ahead = made(here)
    rounds.reveal(waiting_round(here), dt.datetime(2026, 3, 14, 12))
    _noted(here)
    ahead.take_over(here)
    assert not arrays._kept


def test_a_worker_that_is_not_wanted_any_more_leaves_nothing_and_is_waited_for_at_the_end() -> None:
    here = sealed(people=12)
    ahead = Ahead()
    ahead.make(here, None, "weights")
    ahead.close()
    assert not [one for one in threading.enumerate() if one.name == "numbers made ahead"]
    assert not arrays._kept


class Watching(Rule):
    """Sees that each sealed screen has a worker; opens the first round again once."""

    def __init__(self, ahead: Ahead) -> None:
        super().__init__()
        self.ahead, self.jobs, self.reopened = ahead, 0, False

    def show(self, wall: d.Wall) -> str:
        if d.REVEAL in wall.keys:
            assert self.ahead._job is not None
            self.jobs += 1
            if not self.reopened:
                self.reopened = True
                return d.REOPEN
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        assert self.ahead._job is None, "nothing is kept for a round that is open again"
        return super().ballots(ask)


def test_a_whole_day_with_the_worker_is_the_day_without_it() -> None:
    ahead = Ahead()
    ours, other = Memory(session()), Memory(session())
    desk = Watching(ahead)
    assert run_day(Day(file=ours, desk=desk, now=Clock(), colour=False, ahead=ahead))
    ahead.close()
    desk_without = Rule()
    assert run_day(Day(file=other, desk=desk_without, now=Clock(), colour=False))
    assert desk.jobs == 5
    assert of(ours.session).segments[0].weights is not None
    shown = {wall for wall in desk_without.drawn if "mean of all" in wall}
    assert shown <= set(desk.drawn)


def _crash(*_: object, **__: object) -> object:
    raise MemoryError


def test_a_worker_that_crashes_says_nothing_and_the_reveal_makes_its_numbers(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    here = sealed()
    with monkeypatch.context() as crashing:
        crashing.setattr(cxw.findings, "of", _crash)
        ahead = made(here)
    rounds.reveal(waiting_round(here), dt.datetime(2026, 3, 14, 12))
    assert Day(file=Memory(here), desk=Rule(), now=Clock(), ahead=ahead).findings() == of_walls(here)
    assert capfd.readouterr() == ("", "")


def test_where_there_is_no_thread_the_day_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    here = sealed()
    with monkeypatch.context() as full:
        full.setattr(threading.Thread, "start", lambda _: (_ for _ in ()).throw(RuntimeError("can't start")))
        ahead = Ahead()
        ahead.make(here, None, "weights")
    rounds.reveal(waiting_round(here), dt.datetime(2026, 3, 14, 12))
    assert Day(file=Memory(here), desk=Rule(), now=Clock(), ahead=ahead).findings() == of_walls(here)
    ahead.close()
