"""A run is interrupted, meets another one, or loses its disk: the answers stay, and so does the terminal."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("termios")

import termios

from terminal import CTRL_C, DOWN, ENTER, PATIENCE, Terminal, plain
from terminal_typist import FILE, Typist, at_the_points, begin, facts, go_on, go_on_to
from test_ahead import sealed

from cxw.sessionfile import OpenFile, create, load, problems_of

HALF_A_SLIP = "ben 10 20"
LATER = "saved; go on with `cxw run {}`"


class Room:
    """A run that has taken in one row of points and has half of the next one on its line."""

    def __init__(self, folder: Path) -> None:
        self.path = at_the_points(folder)
        self.typist = Typist()
        self.typist.kept = facts(load(self.path))
        self.run = Terminal("run", FILE, "--projector", "window", cwd=folder)
        self.before = termios.tcgetattr(self.run.child.child_fd)
        go_on_to(self.run, self.typist, lambda shown: "Ana Lima: percent" in shown)
        shown = go_on(self.run, self.typist, self.run.shown)
        self.typist.keys(shown)
        self.typist.pending = {}
        self.run.type(HALF_A_SLIP)
        self.run.until(HALF_A_SLIP)

    def answer(self, row: str = "\x15ben 58 16 14 9 3" + ENTER) -> None:
        self.run.type(row)

    @property
    def taken_in(self) -> set[str]:
        return {*load(self.path).segments[0].rounds[0].answers}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    folder = tmp_path / "room"
    folder.mkdir()
    here = Room(folder)
    with here.run:
        yield here


def _ask_to_end(run: Terminal, how: str) -> None:
    if how == "Ctrl-C":
        run.type(CTRL_C)
    else:
        run.kill(getattr(signal, how))


def _left_as_it_was(room: Room) -> None:
    run = room.run
    assert run.ends() == 130
    assert LATER.format(FILE) in run.said
    assert run.clean
    assert termios.tcgetattr(run.child.child_fd) == room.before
    assert problems_of(room.path) == []
    assert facts(load(room.path)) == room.typist.kept
    with OpenFile(room.path):
        pass


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGINT", "SIGTERM", "SIGHUP"])
def test_asked_to_end_a_run_says_how_to_go_on_and_leaves_everything_as_it_was(room: Room, how: str) -> None:
    _ask_to_end(room.run, how)
    _left_as_it_was(room)


@pytest.mark.parametrize(
    "wait", [0.02, *(pytest.param(wait, marks=pytest.mark.soak) for wait in (0.003, 0.04))]
)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_asked_to_end_while_it_takes_an_answer_in_it_ends_as_well(room: Room, name: str, wait: float) -> None:
    room.answer()
    time.sleep(wait)  # the row is read, then saved, then the next screen drawn: any moment will do
    room.run.kill(getattr(signal, name))
    assert room.run.ends() == 130
    assert LATER.format(FILE) in room.run.said
    assert room.run.clean
    assert termios.tcgetattr(room.run.child.child_fd) == room.before
    assert problems_of(room.path) == []
    assert {"ana"} <= room.taken_in <= {"ana", "ben"}


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGTERM"])
def test_asked_to_end_at_its_first_question_it_leaves_the_terminal_as_it_was(
    tmp_path: Path, how: str
) -> None:
    path = at_the_points(tmp_path)
    with Terminal("run", FILE, cwd=tmp_path) as run:
        before = termios.tcgetattr(run.child.child_fd)
        begin(run, Typist())
        _ask_to_end(run, how)
        assert run.ends() == 130
        assert LATER.format(FILE) in run.said
        assert run.clean
        assert termios.tcgetattr(run.child.child_fd) == before
    with OpenFile(path):
        pass


def test_a_window_that_is_closed_ends_the_run_with_the_file_whole(room: Room) -> None:
    room.run.child.ptyproc.fileobj.close()
    end = time.monotonic() + PATIENCE
    while room.run.child.isalive() and time.monotonic() < end:
        time.sleep(0.02)
    assert not room.run.child.isalive()
    room.run.child.closed = room.run.child.ptyproc.closed = True
    assert problems_of(room.path) == []
    assert facts(load(room.path)) == room.typist.kept
    with OpenFile(room.path):
        pass


def test_a_second_run_is_refused_with_the_place_of_the_first(room: Room) -> None:
    with Terminal("run", FILE, "--projector", "window", cwd=room.path.parent) as second:
        assert second.ends() == 1
        said = plain(bytes(second.written))
    assert f"open in another cxw on {platform.node()} (process {room.run.pid})" in said
    room.answer()
    room.run.until("Ben Ode: percent")
    assert room.taken_in == {"ana", "ben"}


def test_an_edit_from_outside_is_kept_with_the_answer_and_told(room: Room) -> None:
    room.path.write_text(room.path.read_text() + "note: bring the long cable\n")
    room.answer()
    told = "payroll.yaml was changed outside; read again, what was entered last is in it"
    room.run.until(lambda shown: told in shown and "Ben Ode: percent" in shown)
    room.run.type("90" + ENTER)
    room.run.until(lambda shown: "the box" in shown and told in shown)
    room.run.type("n" + ENTER + "w" + ENTER)
    room.run.until(lambda shown: "Ben Ode is taken in" in shown and told in shown)
    assert load(room.path).note == "bring the long cable"
    assert load(room.path).segments[0].conviction.before["ben"] == 90
    assert room.taken_in == {"ana", "ben"}


def test_a_faulty_edit_from_outside_is_shown_with_its_line_and_waited_for(room: Room) -> None:
    good = room.path.read_text()
    room.path.write_text(good + "nots: bring the long cable\n")
    line = good.count("\n") + 1
    room.answer()
    room.run.until(lambda shown: "Not kept yet" in shown and f"{FILE}:{line}: " in shown.replace("\n", ""))
    room.path.write_text(good + "note: bring the long cable\n")
    room.run.type(ENTER)
    room.run.until(lambda shown: "was changed outside" in shown and "Ben Ode: percent" in shown)
    assert load(room.path).note == "bring the long cable"
    assert room.taken_in == {"ana", "ben"}


def test_a_file_put_back_by_a_sync_tool_loses_no_slip_and_takes_no_key(room: Room) -> None:
    old = room.path.read_bytes()
    room.answer()
    room.run.until("Ben Ode: percent")
    room.run.type("90 n w" + ENTER)
    room.run.until("Ben Ode is taken in")
    room.path.write_bytes(old)
    room.run.type("ch 10 20 30 25 15" + ENTER + "70" + ENTER + "do d" + ENTER)
    room.run.until(
        lambda shown: "had been put back to an earlier state; all is in it again" in " ".join(shown.split())
    )
    room.run.type(CTRL_C)
    assert room.run.ends() == 130
    assert LATER.format(FILE) in room.run.said
    assert room.taken_in >= {"ana", "ben", "cho"}
    assert load(room.path).segments[0].conviction.before["cho"] == 70
    assert problems_of(room.path) == []


def test_leaving_while_nothing_can_be_saved_keeps_the_day_beside_it(room: Room) -> None:
    room.path.write_text("title: [")
    room.answer()
    room.run.until("Not kept yet")
    room.run.type(CTRL_C)
    assert room.run.ends() == 130
    assert "The whole day is in payroll.unsaved.yaml" in " ".join(room.run.said.split())
    assert room.run.clean
    rescued = room.path.with_name("payroll.unsaved.yaml")
    assert problems_of(rescued) == []
    assert {*load(rescued).segments[0].rounds[0].answers} == {"ana", "ben"}


def test_answers_that_vanish_from_the_file_are_asked_about_and_put_in_again(room: Room) -> None:
    text = room.path.read_text()
    lines = text.splitlines(keepends=True)
    row = next(line for line in lines if line.startswith("      ana: {"))
    room.path.write_text(text.replace(row, "").replace("    answers:\n", "") + "note: restored\n")
    room.answer()
    room.run.until(lambda shown: "Not kept yet" in shown and "1 answer" in " ".join(shown.split()))
    room.run.type(DOWN + ENTER)
    # The day is read anew from what was put together: Ben's points are in, how sure he is is still to come.
    room.run.until("still to come: Ben Ode")
    assert room.taken_in == {"ana", "ben"}
    assert load(room.path).note == "restored"


def test_a_folder_that_is_gone_can_come_back(room: Room) -> None:
    away = room.path.parent.rename(room.path.parent.with_name("away"))
    room.answer()
    room.run.until("Try again")
    room.run.type(ENTER)
    room.run.until("Try again")
    away.rename(room.path.parent)
    room.run.type(ENTER)
    room.run.until("Ben Ode: percent")
    assert room.taken_in == {"ana", "ben"}


def test_where_the_folder_stays_away_the_answer_is_saved_elsewhere(room: Room, tmp_path: Path) -> None:
    other = tmp_path / "rescued.yaml"
    room.path.parent.rename(room.path.parent.with_name("away"))
    room.answer()
    room.run.until("Save to another file")
    room.run.type(DOWN + ENTER)
    room.run.until("Save to which file?")
    room.run.type("\x15" + str(other) + ENTER)
    room.run.until("Ben Ode: percent")
    room.path = other
    assert room.taken_in == {"ana", "ben"}
    room.run.type("91 n w" + ENTER)
    room.run.until("Ben Ode is taken in")
    assert load(other).segments[0].conviction.before["ben"] == 91
    room.run.type(CTRL_C)
    assert room.run.ends() == 130
    assert LATER.format(other) in " ".join(room.run.said.split())


@pytest.mark.parametrize(
    "words", [("run", FILE), ("run", FILE, "--projector", "this"), ("show", FILE, "--follow")]
)
def test_a_terminal_that_can_show_nothing_is_told_the_other_way(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    at_the_points(tmp_path)
    with Terminal(*words, cwd=tmp_path, TERM="dumb") as run:
        assert run.ends() == 2
    assert b"\x1b" not in run.written
    assert f"cxw {'collect' if words[0] == 'run' else 'show'}" in plain(bytes(run.written))


@pytest.mark.soak
def test_the_demo_plays_itself_in_a_terminal(tmp_path: Path) -> None:
    with Terminal("demo", "--to", "played", cwd=tmp_path, CXW_DEMO_SPEED="0") as demo:
        assert demo.ends(patience=120) == 0
        assert demo.clean
    assert {".md", ".html", ".pdf", ".yaml"} <= {path.suffix for path in (tmp_path / "played").iterdir()}


@pytest.mark.soak
def test_the_demo_plays_itself_without_one_and_prints_its_screens(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "cxw", "demo", "--to", "played"]
    still = {**os.environ, "CXW_DEMO_SPEED": "0"}
    done = subprocess.run(words, cwd=tmp_path, env=still, capture_output=True, text=True, check=True)
    assert "We guessed 55; 37 rest on something a customer told us or did" in done.stdout
    assert "\x1b" not in done.stdout
    assert {".md", ".html", ".pdf", ".yaml"} <= {path.suffix for path in (tmp_path / "played").iterdir()}


@pytest.mark.parametrize("how", ["Ctrl-C", "SIGTERM", "SIGHUP", "SIGKILL", "left"])
def test_ended_while_numbers_are_made_ahead_nothing_is_lost_and_nothing_said(
    how: str, tmp_path: Path
) -> None:
    """The worker begins as soon as the first screen stands; the end comes at that moment."""
    create(path := tmp_path / FILE, sealed(people=12))
    before = path.read_bytes()
    with Terminal("run", FILE, "--projector", "nothing", cwd=tmp_path) as run:
        run.until("Esc pause")
        if how == "left":
            run.type("\x1b")
            run.until("q ")
            run.type("q")
        else:
            _ask_to_end(run, how)
        assert run.ends() == {"SIGKILL": -signal.SIGKILL, "left": 0}.get(how, 130)
        assert "Traceback" not in run.said
        assert "Fatal" not in run.said
    assert path.read_bytes() == before
    with OpenFile(path):
        pass
