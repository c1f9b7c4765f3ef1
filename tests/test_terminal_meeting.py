"""A second meeting at a real terminal that everybody sees: the guess is hidden, and a power cut costs nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pexpect")

from terminal import ENTER, Terminal
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
