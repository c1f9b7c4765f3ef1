"""A second meeting at a real terminal: the guess is hidden while all see it, and no power cut costs an answer."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("pexpect")

from terminal import DOWN, END, ENTER, Terminal
from test_meeting import verified

from cxw.model import MEETING
from cxw.sessionfile import create, load, problems_of

GUESSES = {"an": "37", "bn": "63", "cn": "41"}
"""None of these numbers stands on a wall but where a guess is shown."""


def test_a_guess_is_hidden_while_all_see_the_screen_and_stays_through_a_power_cut(tmp_path: Path) -> None:
    path = tmp_path / "day.yaml"
    create(path, verified())
    with Terminal("run", path, "--projector", "this", cwd=tmp_path) as run:
        run.until("hold the second meeting")
        run.type(ENTER)
        for place in ("1 of 3", "2 of 3", "3 of 3"):
            run.until(place)
            run.type(ENTER)
        for number, (letters, guess) in enumerate(GUESSES.items(), 1):
            run.until("The next slip")
            run.type(f"{letters} {guess}{ENTER}")
            run.until(f"{letters[0].upper()}nna Person is taken in")
            assert len(load(path).segments[0].stages.of(MEETING).guess) == number
        before = bytes(run.written)
        run.kill()
    assert not [guess for guess in GUESSES.values() if guess.encode() in before]
    kept = load(path).segments[0].stages.of(MEETING)
    assert [str(guess) for guess in kept.guess.values()] == [*GUESSES.values()]
    with Terminal("run", path, cwd=tmp_path) as run:
        run.until("How many of our 100 points")
        run.type(ENTER)
        run.until("The next slip")
        for letters in ("dn", "en", "fn"):
            run.type(f"{letters} absent{ENTER}")
            run.until(f"{letters[0].upper()}nna Person: absent")
        run.type(ENTER)
        run.until("All are revealed at once")
        run.type("r")
        run.until("Enter reveals")
        run.type(ENTER)
        shown = run.until("We guessed that customers put 41 points")
        assert "It is 31." in shown
        run.kill()
    assert problems_of(path) == []
    assert {*load(path).segments[0].stages.of(MEETING).not_answered.values()} == {"absent"}


SCREENS = 26
"""Screens of a whole meeting, near enough."""
OVER = "write the handout"


def next_keys(shown: str) -> str:
    """What a facilitator types at this screen, by what stands there alone."""
    if "The next slip" in shown:
        waiting = re.search(r"still to come: (\w)nna", shown)
        return (
            f"{waiting[1].lower()}n {GUESSES.get(waiting[1].lower() + 'n', '50')}{ENTER}"
            if waiting
            else ENTER
        )
    if "Enter reveals" in shown:
        return ENTER
    if "r Reveal" in shown:
        return "r"
    if "What we change ·" in shown and "We print the price" not in shown:
        return "c" if "Go on" in shown else f"We print the price{DOWN}Bnna{DOWN}+14{ENTER}"
    return END + ENTER if "Go on: these are our promises" in shown else ENTER


def said_so_far(path: Path) -> dict[str, object]:
    """What stands in the file of the meeting, each answer by itself."""
    met = load(path).segments[0].stages.of(MEETING)
    guesses = {f"guess of {who}": guess for who, guess in met.guess.items()}
    changes = {f"change {line.text}": True for line in met.changes}
    times = {"asked": met.asked, "revealed": met.revealed, "lot": met.lot}
    return {**guesses, **changes, **{name: value for name, value in times.items() if value is not None}}


def another_than(last: str) -> Callable[[str], bool]:
    """Whether another screen stands there."""
    return lambda now: bool(now.strip()) and now != last


def killed_and_gone_on_with(folder: Path, cuts: int, dice: random.Random) -> None:
    """Kill the run at moments drawn by lot; nothing that stood in the file is lost or asked again."""
    path = folder / "day.yaml"
    create(path, verified())
    before: dict[str, object] = {}
    for left in range(cuts, -1, -1):
        keys = dice.randrange(1, SCREENS) if left else 99
        with Terminal("run", path, "--projector", "window", cwd=folder) as run:
            shown = run.until(lambda shown: bool(shown.strip()))
            for _ in range(keys):
                if OVER in shown and "second meeting" not in shown:
                    break
                run.type(next_keys(shown))
                shown = run.until(another_than(shown))
            run.kill()
        now = said_so_far(path)
        assert {key: now.get(key) for key in before} == before
        assert problems_of(path) == []
        before = now
    assert len([key for key in before if key.startswith("guess")]) == 6
    assert before["change We print the price"]


def test_killed_twice_a_meeting_loses_nothing(tmp_path: Path) -> None:
    killed_and_gone_on_with(tmp_path, 2, random.Random(7))


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
def test_killed_six_times_a_meeting_loses_nothing(tmp_path: Path, seed: int) -> None:
    killed_and_gone_on_with(tmp_path, 6, random.Random(seed))
