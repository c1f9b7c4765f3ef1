"""Answers that come together share one save: acknowledged after it they are on disk, whatever fails or is killed."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from test_sessionfile_disk import Disk
from test_sessionfile_outside import day, guess, guessed, rewritten

from cxw.errors import Diverged, SaveError
from cxw.model import Session
from cxw.sessionfile import OpenFile, create
from cxw.sessionfile.openfile import Change

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


def test_many_changes_are_one_save_and_on_disk_when_it_is_over(path: Path) -> None:
    disk = Disk()
    with OpenFile(path, disk) as file:
        before = disk.done.count("replace")
        with file.at_once():
            for person in PEOPLE:
                file.keep(guess(person))
            assert guessed(path) == set()
        assert guessed(path) == set(PEOPLE)
        assert disk.done.count("replace") == before + 1
        with file.at_once():
            pass
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
        assert guessed(path) == {"p0", "p1", "p3"}
        rewritten(path, lambda session: session.segment("a").coverage_guess.pop("p0"))
        with pytest.raises(Diverged):
            both(file, guess("p1", 60), guess("p2"))
        file.settle("both")
    assert guessed(path) == set(PEOPLE)


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
        print(number + 2, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nobody is killed so there")
@pytest.mark.parametrize("step", range(0, 15, 2))
def test_killed_at_any_step_of_a_save_nothing_acknowledged_is_lost(path: Path, step: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(step)], capture_output=True, text=True, check=False
    )
    told = [int(line) for line in ended.stdout.split()]
    assert ended.returncode in (0, -9), ended.stderr
    assert guessed(path) >= set(PEOPLE[: max(told, default=0)])
