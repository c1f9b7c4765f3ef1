"""The power goes out: whatever was answered is in the file, and the day goes on where it stopped."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

pytest.importorskip("pexpect")

from terminal import Terminal
from terminal_typist import FILE, Typist, begin, facts, go_on, set_up

from cxw.day.standing import standing_in_words
from cxw.sessionfile import load, problems_of

STEPS = 160
"""Screens of a whole day, near enough: the moments are spread over all of them."""
EVIDENCE = 131
"""Screens before the room is asked how it knows."""
AGAIN = 4
"""Screens that are seen again after a cut, at most."""
FEW = 12
"""More screens than there are in a row on which nothing is kept."""
LAST = "handout"
"""Where the day is over, as the typist calls it."""
LONGEST = 0.05
"""Seconds between a key and the blow: before, during and after the save that the key began."""


MORNING = 36
"""As many as reach into the first round of points."""


def test_killed_twice_in_a_morning_nothing_answered_is_lost_or_asked_again(tmp_path: Path) -> None:
    path = set_up(tmp_path, people=3)
    typist, dice, done = Typist(), random.Random(2026), 0
    for moment in (MORNING // 2, MORNING):
        done = _until_the_cut(tmp_path, typist, (done, moment), dice.uniform(0, LONGEST))
        _nothing_is_lost(path, typist)
    with Terminal("run", FILE, "--projector", "window", cwd=tmp_path) as run:
        shown = begin(run, typist)
        for _ in range(4):
            shown = go_on(run, typist, shown)


@pytest.mark.soak
def test_killed_many_times_a_day_nothing_answered_is_lost_or_asked_again(tmp_path: Path) -> None:
    _a_day_with_power_cuts(tmp_path, random.Random(2026), cuts=10)


@pytest.mark.soak
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_thirty_times_in_three_days_nothing_answered_is_lost(seed: int, tmp_path: Path) -> None:
    _a_day_with_power_cuts(tmp_path, random.Random(seed), cuts=10)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1, 5))
def test_killed_again_and_again_from_the_evidence_on_nothing_is_lost(seed: int, tmp_path: Path) -> None:
    """Evidence, what we do not know, promises, the owner's yes, and what is decided anyway."""
    path, typist, dice = set_up(tmp_path, people=3), Typist(), random.Random(seed)
    moment = EVIDENCE
    while not standing_in_words(load(path)).endswith("complete"):
        _until_the_cut(tmp_path, typist, (0, moment), dice.uniform(0, LONGEST))
        _nothing_is_lost(path, typist)
        moment = dice.randint(1, FEW)
    told = {fact[0] for fact in facts(load(path))}
    assert {"looked", "line", "promise", "decided"} <= told


def _a_day_with_power_cuts(folder: Path, dice: random.Random, cuts: int) -> None:
    path = set_up(folder, people=3)
    typist = Typist()
    done = 0
    for moment in sorted(dice.sample(range(2, STEPS), cuts)):
        done = _until_the_cut(folder, typist, (done, moment), dice.uniform(0, LONGEST))
        _nothing_is_lost(path, typist)
    with Terminal("run", FILE, "--projector", "window", cwd=folder) as run:
        shown = begin(run, typist)
        while not run.over:
            shown = go_on(run, typist, shown)
            done += 1
        assert run.ends() == 0
    assert STEPS - cuts <= done <= STEPS + AGAIN * cuts, "the moments were not spread over all of the day"
    typist.kept |= typist.pending
    assert facts(load(path)) == typist.kept
    assert standing_in_words(load(path)).endswith("complete")


def _until_the_cut(folder: Path, typist: Typist, steps: tuple[int, int], wait: float) -> int:
    """Run the day up to a moment, type what comes next there, and pull the plug a little later."""
    done, moment = steps
    with Terminal("run", FILE, "--projector", "window", cwd=folder) as run:
        shown = begin(run, typist)
        while done < moment and typist.place(shown) != LAST:
            shown = go_on(run, typist, shown)
            done += 1
        run.type(typist.keys(shown))
        blow = time.monotonic() + wait
        while time.monotonic() < blow:
            run.hear(max(0, blow - time.monotonic()))
        run.kill()
        assert run.ends() == -signal.SIGKILL
    return done


def _nothing_is_lost(path: Path, typist: Typist) -> None:
    """Every answer whose next screen was seen is there; at most the one being typed besides."""
    assert problems_of(path) == []
    there = facts(load(path))
    assert {fact: there.get(fact) for fact in typist.kept} == typist.kept
    more = {fact: value for fact, value in there.items() if fact not in typist.kept}
    assert more in ({}, typist.pending)
    typist.kept |= more
    typist.pending = {}
