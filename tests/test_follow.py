"""The audience's window follows a run through whatever happens to its files."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from screens_room import empty_room, revealed, weighed, whole_day

from cxw.day import rounds
from cxw.errors import InputNeeded
from cxw.findings.types import WallFindings
from cxw.model import Session
from cxw.sessionfile import dumps
from cxw.theme import DARK
from cxw.wall import ScreenView
from cxw.wall.follow import Window, follow, keep_view, projector_of, view_file


def kept(path: Path, session: Session) -> None:
    beside = path.with_name("beside")
    beside.write_text(dumps(session), encoding="utf-8")
    beside.replace(path)


def window(path: Path) -> Window:
    return Window(path, DARK, colour=False)


def findings_of(seen: Window) -> WallFindings:
    """What the window drew its screens from."""
    assert callable(seen._found)
    found = seen._found()
    assert isinstance(found, WallFindings)
    return found


def out_of_order() -> WallFindings:
    raise ZeroDivisionError


@dataclass
class Scripted:
    """A terminal whose keys are acts: each look does the next one, the last presses q."""

    acts: list[Callable[[], object]]
    cells: tuple[int, int] = (80, 24)
    sent: list[str] = field(default_factory=list)

    def size(self) -> tuple[int, int]:
        return self.cells

    def write(self, text: str) -> None:
        self.sent.append(text)

    def key(self, seconds: float) -> str:
        act = self.acts.pop(0) if self.acts else lambda: "q"
        key = act()
        return key if isinstance(key, str) else ""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinics.yaml"


def test_the_view_stands_beside_the_session_and_holds_no_answers(path: Path) -> None:
    keep_view(path, ScreenView("clinics", "weights", "first open", 1), projector="window")
    assert view_file(path) == path.with_name("clinics.view")
    assert view_file(path).read_text(encoding="utf-8") == (
        '{"segment": "clinics", "stage": "weights", "step": "first open", "page": 1, "projector": "window"}\n'
    )
    assert [file.name for file in path.parent.iterdir()] == ["clinics.view"]


def test_what_the_projector_shows_is_kept_from_run_to_run(path: Path) -> None:
    assert projector_of(path) is None
    keep_view(path, ScreenView(), projector="screen")
    keep_view(path, ScreenView("clinics", "needs", "open"))
    assert projector_of(path) == "screen"
    view_file(path).write_text("[1", encoding="utf-8")
    assert projector_of(path) is None


def test_a_disk_that_refuses_the_view_does_not_stop_the_day(tmp_path: Path) -> None:
    keep_view(tmp_path / "gone" / "clinics.yaml", ScreenView("clinics", "needs", "open"))


def test_without_a_view_the_running_order_shows(path: Path) -> None:
    kept(path, empty_room())
    assert "Disagreement   where we see it differently" in window(path).screen(80, 24)


def test_the_window_goes_where_the_facilitator_goes(path: Path) -> None:
    kept(path, whole_day())
    seen = window(path)
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    assert "Two of eleven said" in seen.screen(80, 24)
    keep_view(path, ScreenView("clinics", "closing", "coverage"))
    assert "We guessed" in seen.screen(80, 24)
    view_file(path).unlink()
    assert "1  Needs" in seen.screen(80, 24)


def test_answers_that_come_in_are_counted_as_they_come(path: Path) -> None:
    session = empty_room()
    round = weighed(session)
    last = round.answers.popitem()
    kept(path, session)
    keep_view(path, ScreenView("clinics", "weights", "first open"))
    seen = window(path)
    assert "10 of 11 taken in" in seen.screen(80, 24)
    round.answers.update([last])
    kept(path, session)
    assert "11 of 11 taken in" in seen.screen(80, 24)


def test_a_view_that_runs_ahead_of_its_file_gives_nothing_away(path: Path) -> None:
    session = empty_room()
    round = weighed(session)
    rounds.close(session, session.segments[0], round, round.opened)
    kept(path, session)
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    seen = window(path)
    assert "11 answers sealed" in seen.screen(80, 24)
    rounds.reveal(round, round.opened)
    kept(path, session)
    assert "two of us place" in seen.screen(80, 24)


def test_nothing_is_read_or_drawn_while_nothing_changes(path: Path) -> None:
    kept(path, whole_day())
    seen = window(path)
    first = seen.screen(80, 24)
    assert seen.screen(80, 24) is first
    assert seen.screen(120, 40) is not first


def test_before_there_is_a_file_a_calm_sentence_stands_there(path: Path) -> None:
    seen = window(path)
    assert "has not begun here yet" in seen.screen(80, 24)
    kept(path, empty_room())
    assert "Payroll for small clinics" in seen.screen(80, 24)


@pytest.mark.parametrize(
    "words", ["", "cxw: 1\ntitle: [", "\x00\xff", "cxw: 99\n", "title: x\nnonsense: 3\n"]
)
def test_a_file_that_cannot_be_read_leaves_the_last_good_screen(path: Path, words: str) -> None:
    kept(path, whole_day())
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    seen = window(path)
    good = seen.screen(80, 24)
    path.write_text(words, encoding="utf-8")
    assert seen.screen(80, 24) == good
    path.unlink()
    assert seen.screen(80, 24) == good
    kept(path, empty_room())
    assert seen.screen(80, 24) != good


def test_half_a_view_leaves_the_window_where_it_was(path: Path) -> None:
    kept(path, whole_day())
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    seen = window(path)
    good = seen.screen(80, 24)
    for words in (b'{"segment": "cli', b"", b"\xff\xfe"):
        view_file(path).write_bytes(words)
        assert seen.screen(80, 24) == good


def test_findings_are_made_once_a_file_and_not_once_a_page(path: Path) -> None:
    kept(path, whole_day())
    keep_view(path, ScreenView("clinics", "disagreement", "shown"))
    seen = window(path)
    seen.screen(80, 24)
    made = findings_of(seen)
    keep_view(path, ScreenView("clinics", "disagreement", "shown", 1))
    seen.screen(80, 24)
    assert findings_of(seen) is made


def test_a_screen_that_cannot_be_drawn_leaves_the_last_one(path: Path) -> None:
    kept(path, whole_day())
    seen = window(path)
    good = seen.screen(80, 24)
    seen._found = out_of_order
    keep_view(path, ScreenView("clinics", "weights", "first shown"))
    assert seen.screen(80, 24) == good
    assert "has not begun" in seen.screen(100, 30)


def test_the_terminal_is_left_as_it_was_found(path: Path) -> None:
    kept(path, empty_room())
    terminal = Scripted([])
    follow(path, theme=DARK, terminal=terminal)
    assert terminal.sent[0].startswith("\x1b[?1049h\x1b[?25l")
    assert terminal.sent[-1].endswith("\x1b[?25h\x1b[?1049l")


def test_ctrl_c_and_a_stop_from_outside_leave_it_as_well(path: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    for terminal, stop in ((Scripted([interrupt]), lambda: False), (Scripted([]), lambda: True)):
        follow(path, theme=DARK, terminal=terminal, stop=stop)
        assert terminal.sent[-1].endswith("\x1b[?25h\x1b[?1049l")


def test_only_lines_that_changed_are_sent_and_all_after_a_change_of_size(path: Path) -> None:
    session = empty_room()
    round = weighed(session)
    last = round.answers.popitem()
    kept(path, session)
    keep_view(path, ScreenView("clinics", "weights", "first open"))

    def one_more() -> None:
        round.answers.update([last])
        kept(path, session)

    def wider() -> None:
        terminal.cells = (120, 40)

    terminal = Scripted([lambda: None, one_more, lambda: None, wider, lambda: None])
    follow(path, theme=DARK, terminal=terminal)
    first, second, third = (sent for sent in terminal.sent if "\x1b[2K" in sent)
    assert first.count("\x1b[2K") == 24
    assert 0 < second.count("\x1b[2K") < 10
    assert third.count("\x1b[2K") == 40


def test_other_keys_do_nothing(path: Path) -> None:
    kept(path, empty_room())
    terminal = Scripted([lambda: "x", lambda: "\x1b[A", lambda: " "])
    follow(path, theme=DARK, terminal=terminal)
    assert not terminal.acts
    assert len([sent for sent in terminal.sent if "\x1b[2K" in sent]) == 1


def test_without_a_terminal_it_says_how_else(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(InputNeeded, match="needs a terminal of its own"):
        follow(path, theme=DARK)
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
class TestARealTerminal:
    @staticmethod
    def following(path: Path) -> None:
        follow(path, theme=DARK, colour=False)
        print("after")

    def spawned(self, path: Path) -> Any:
        import pexpect
        from terminal import forked

        return pexpect.spawn(
            sys.executable,
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=20,
            preexec_fn=partial(forked, partial(self.following, path), dict(os.environ)),
        )

    def screen(self, child: Any, wanted: str) -> Any:
        import pyte

        screen = pyte.Screen(80, 24)
        child.expect_exact(wanted)
        child.expect_exact("\x1b[?2026l")
        pyte.Stream(screen).feed(child.before)
        return screen

    def test_ctrl_c_ends_it_even_where_whatever_started_it_ignores_that(self, path: Path) -> None:
        from terminal import CTRL_C, Terminal

        kept(path, whole_day())
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            window = Terminal("show", path, "--follow", cwd=path.parent, anew=True)
        finally:
            signal.signal(signal.SIGINT, before)
        with window:
            window.until("Needs")
            window.type(CTRL_C)
            assert window.ends() == 0
            assert window.clean

    def test_it_follows_a_run_and_q_gives_the_terminal_back(self, path: Path) -> None:
        session = whole_day()
        kept(path, session)
        child = self.spawned(path)
        self.screen(child, "1  Needs")
        keep_view(path, ScreenView("clinics", "closing", "coverage"))
        self.screen(child, "We guessed")
        child.send("q")
        child.expect_exact("\x1b[?25h\x1b[?1049l")
        child.expect_exact("after")
        child.expect_exact("\r\n")
        child.wait()
        assert child.exitstatus == 0

    @pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_gives_the_terminal_back(self, path: Path, end: signal.Signals) -> None:
        revealed(session := empty_room(), weighed(session), 0)
        kept(path, session)
        child = self.spawned(path)
        self.screen(child, "1  Needs")
        child.kill(end)
        child.expect_exact("\x1b[?25h\x1b[?1049l")
        child.expect_exact("after")
        child.wait()
