"""Answers that come together share one save: acknowledged after it they are on disk, whatever fails or is killed."""

from __future__ import annotations

import contextlib
import errno
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_stack

import pytest
from often import some
from test_sessionfile_disk import Disk
from test_sessionfile_outside import day, guess, guessed, rewritten

from cxw.errors import Diverged, SaveError
from cxw.model import Session
from cxw.sessionfile import FilePlatform, OpenFile, create
from cxw.sessionfile.openfile import Change
from cxw.sessionfile.writer import Writer

PEOPLE = ["p0", "p1", "p2", "p3"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "tag.yaml"
    create(made, day())
    return made


def both(file: OpenFile, *changes: Change) -> None:
    with file.at_once():
        for change in changes:
            file.keep(change)
    file.saved()


def test_many_changes_are_one_save_and_on_disk_when_it_is_over(path: Path) -> None:
    disk = Disk()
    with OpenFile(path, disk) as file:
        before = disk.done.count("replace")
        with file.at_once():
            for person in PEOPLE:
                file.keep(guess(person))
            assert guessed(path) == set()
        file.saved()
        assert guessed(path) == set(PEOPLE)
        assert disk.done.count("replace") == before + 1
        with file.at_once():
            pass
        file.saved()
        assert disk.done.count("replace") == before + 1
        file.keep(guess("p0", 7))
        assert disk.done.count("replace") == before + 2


@pytest.mark.parametrize("act", ["write", "flush", "replace"])
def test_a_refused_save_keeps_all_of_them_in_memory_and_the_next_writes_them(path: Path, act: str) -> None:
    disk = Disk()
    with OpenFile(path, disk) as file:
        disk.refused = {act: errno.ENOSPC}
        with pytest.raises(SaveError):
            both(file, guess("p0"), guess("p1"))
        assert guessed(path) == set()
        assert file.unsaved
        disk.refused = {}
        with file.at_once():
            file.keep(guess("p2"))
    assert guessed(path) == {"p0", "p1", "p2"}


def test_one_change_that_is_refused_takes_none_of_the_others_along(path: Path) -> None:
    def refuse(session: Session) -> None:
        session.segment("a").coverage_guess["p3"] = 1
        raise ValueError("not this way")

    with OpenFile(path) as file:
        with file.at_once():
            file.keep(guess("p0"))
            with pytest.raises(ValueError, match="not this way"):
                file.keep(refuse)
            file.keep(guess("p1"))
        file.saved()
        assert set(file.session.segment("a").coverage_guess) == {"p0", "p1"}
    assert guessed(path) == {"p0", "p1"}


def test_whoever_breaks_off_has_what_was_taken_in_until_then_on_disk(path: Path) -> None:
    def breaks_off(session: Session) -> None:
        raise KeyboardInterrupt

    with OpenFile(path) as file, pytest.raises(KeyboardInterrupt):
        both(file, guess("p0"), breaks_off)
    assert guessed(path) == {"p0"}


def test_what_was_changed_outside_meanwhile_stays_and_all_of_them_are_put_into_it(path: Path) -> None:
    with OpenFile(path) as file:
        with file.at_once():
            file.keep(guess("p0"))
            rewritten(path, guess("p3"))
            file.keep(guess("p1"))
        file.saved()
        assert guessed(path) == {"p0", "p1", "p3"}
        rewritten(path, lambda session: session.segment("a").coverage_guess.pop("p0"))
        with pytest.raises(Diverged):
            both(file, guess("p1", 60), guess("p2"))
        file.settle("both")
    assert guessed(path) == set(PEOPLE)


class Slow(FilePlatform):
    """A disk that keeps nothing while it is held, and then what it was given, unless it refuses."""

    def __init__(self) -> None:
        self.asked, self.let_go, self.refuses = threading.Event(), threading.Event(), False

    def flush(self, handle: int) -> None:
        self.asked.set()
        assert self.let_go.wait(20)
        if self.refuses:
            raise OSError(errno.ENOSPC, "no room")
        super().flush(handle)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        self.let_go.clear()
        self.asked.clear()
        try:
            yield
        finally:
            self.let_go.set()


def test_while_the_disk_takes_its_time_whoever_began_the_save_goes_on_and_nothing_else_is_changed(
    path: Path,
) -> None:
    slow, over = Slow(), threading.Event()
    with OpenFile(path, slow) as file:
        with file.at_once(then=over.set):
            file.keep(guess("p0"))
        assert slow.asked.wait(20)
        assert file.unsaved
        assert guessed(path) == set()
        types = threading.Thread(target=lambda: file.keep(guess("p1")))
        types.start()
        types.join(0.05)
        assert types.is_alive()
        assert {*file.session.segment("a").coverage_guess} == {"p0"}
        slow.let_go.set()
        assert over.wait(20)
        types.join()
        file.saved()
    assert guessed(path) == {"p0", "p1"}


def test_who_ends_the_run_while_an_answer_waits_for_a_save_has_both_on_disk(path: Path) -> None:
    slow, here = Slow(), threading.get_ident()

    def waits() -> bool:
        return any(
            frame.f_code is Writer.wait.__code__ for frame, _ in walk_stack(sys._current_frames()[here])
        )

    def ends() -> None:
        while not waits():
            time.sleep(0.001)
        signal.raise_signal(signal.SIGINT)
        slow.let_go.set()

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever ran before may have its own
    with OpenFile(path, slow) as file:
        with file.at_once():
            file.keep(guess("p0"))
        with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - whoever ends it does so while the answer waits
            threading.Thread(target=ends).start()
            file.keep(guess("p1"))
        signal.signal(signal.SIGINT, before)
        assert {*file.session.segment("a").coverage_guess} == {"p0", "p1"}
        file.retry()
        assert file.on_disk


def test_where_no_thread_can_be_had_the_save_is_made_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left(thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", none_left)
    with OpenFile(path) as file:
        both(file, guess("p0"), guess("p1"))
        assert guessed(path) == {"p0", "p1"}


def test_what_comes_first_and_cannot_be_done_holds_the_save_back(path: Path) -> None:
    def refuses() -> None:
        raise SaveError("the door was not saved")

    with OpenFile(path) as file:
        with file.at_once(refuses):
            file.keep(guess("p0"))
        with pytest.raises(SaveError, match="the door was not saved"):
            file.saved()
        assert file.unsaved
        assert guessed(path) == set()
        file.saved()
        file.retry()
    assert guessed(path) == {"p0"}


KILLED = """
import sys, os
from pathlib import Path
from cxw.sessionfile import FilePlatform, OpenFile

class Dies(FilePlatform):
    left = int(sys.argv[2])
    def _step(self):
        Dies.left -= 1
        if Dies.left < 0:
            os.kill(os.getpid(), 9)
    def write(self, *given):
        self._step(); super().write(*given); self._step()
    def replace(self, *given):
        self._step(); super().replace(*given); self._step()
    def flush_folder(self, *given):
        self._step(); super().flush_folder(*given)

def guess(person, percent):
    return lambda session: session.segment("a").coverage_guess.update({person: percent})

with OpenFile(Path(sys.argv[1]), Dies()) as file:
    for number in range(3):
        with file.at_once():
            for person in ("p0", "p1", "p2", "p3")[: number + 2]:
                file.keep(guess(person, number))
        file.saved()
        print(number + 2, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed so there")
@pytest.mark.parametrize("step", some(zip(range(15), strict=True), lambda step: step % 3 == 0))
def test_killed_at_any_step_of_a_save_nothing_acknowledged_is_lost(path: Path, step: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(step)], capture_output=True, text=True, check=False
    )
    told = [int(line) for line in ended.stdout.split()]
    assert ended.returncode in (0, -9), ended.stderr
    assert guessed(path) >= set(PEOPLE[: max(told, default=0)])
