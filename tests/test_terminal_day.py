"""A whole workshop in a real terminal, from set-up to handout, with the audience's window beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("pexpect")

from terminal import Terminal, command, plain
from terminal_typist import FILE, PEOPLE, RIVALS, Typist, begin, facts, go_on

from cxw.sessionfile import load

COUNTS = {*map(str, range(7))}
ON_THE_WALL = {*COUNTS, "10", "100", "200"}
"""Numbers of a wall that holds no answer: how many are taken in, and the questions' own."""


def _set_up(folder: Path) -> None:
    rows = [f"{name},{function}" for name, function in PEOPLE.values()]
    (folder / "people.csv").write_text("\n".join(["name,function", *rows]))
    known = ("--title", "Payroll", "--company", "Acme Payroll", "--segment", "Small clinics")
    them = ("--people", "people.csv", "--competitors", ",".join(RIVALS), "--no-input")
    with Terminal("new", FILE, *known, *them, cwd=folder) as new:
        assert new.ends() == 0
        assert f"{FILE} is ready" in plain(bytes(new.written))


class Audience:
    """The second window: it follows, and what it must not hold yet is looked for in its bytes."""

    def __init__(self, window: Terminal) -> None:
        self.window = window
        self.since = 0
        self.asking = ""

    def follows(self, typist: Typist, shown: str) -> None:
        """Wait until this window shows what the run shows; while answers come in, none of them."""
        place, title = typist.place(shown), shown.strip().split("\n")[0]
        if place == "hub" and title != self.asking:
            second = "second" in title
            self.window.until(lambda wall: " of 6 taken in" in wall and ("Second round" in wall) == second)
            self.since, self.asking = len(self.window.written), title
        elif place == "hub" and "still to come" not in shown:
            self.window.until("6 of 6 taken in")
            self.hides()
        elif place == "wall":
            self.window.until(lambda wall: _heading(wall) == _heading(shown))
            if "sealed at" in shown:
                self.hides()

    def hides(self) -> None:
        """No number that is an answer was sent since answers began to come in."""
        sent = re.sub(r"\d\d:\d\d", "", plain(bytes(self.window.written[self.since :])))
        assert {*re.findall(r"\d+", sent)} <= ON_THE_WALL

    def named(self) -> set[str]:
        """Whoever was named in this window so far."""
        return {*re.findall(r"\w+", plain(bytes(self.window.written)))} & {
            word for name, _ in PEOPLE.values() for word in name.split()
        }


def _heading(wall: str) -> list[str]:
    """The stage and the first lines of a wall, which is as tall in both windows until the last ones."""
    return [line for line in wall.split("\n") if line.strip() and "───" not in line][:2]


def test_a_whole_day_on_paper_with_a_second_window_following(tmp_path: Path) -> None:
    _set_up(tmp_path)
    typist = Typist(brisk=True)
    run, window = (
        Terminal("run", FILE, cwd=tmp_path, anew=True),
        Terminal("show", FILE, "--follow", cwd=tmp_path),
    )
    with run, window:
        audience = Audience(window)
        shown = begin(run, typist)
        assert typist.place(shown) == "projector"
        while not run.over:
            audience.follows(typist, shown)
            if typist.place(shown) == "promises":
                assert audience.named() == set()
            shown = go_on(run, typist, shown)
        assert run.ends() == 0
        assert run.clean
        assert audience.named() <= {"Ben", "Ode"}, "only who promised something is named"
        window.type("q")
        assert window.ends() == 0
        assert window.clean
    assert {path.suffix for path in tmp_path.iterdir() if path.name.startswith("Payroll - room.")} == {
        ".md",
        ".html",
        ".pdf",
    }
    assert facts(load(tmp_path / FILE)) == {**typist.kept, **typist.pending}
    assert _second_rounds(tmp_path / FILE) == ["weights", "marks"]
    assert _checked(tmp_path) == f"{FILE}: in order; 6 people, 1 segment; complete\n"
    assert not (tmp_path / f"{FILE}.lock").exists()


def _second_rounds(path: Path) -> list[str]:
    return [round.of for round in load(path).segments[0].rounds if round.name == "second" and round.revealed]


def _checked(folder: Path) -> str:
    done = command("check", FILE, cwd=folder)
    assert done.returncode == 0
    return done.stdout
