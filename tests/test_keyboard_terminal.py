"""A real terminal: asked to end it is left as it was found, keys are never echoed, a resized window is drawn again."""

# ruff: noqa: TID251 - the widgets are driven through a pipe

from __future__ import annotations

import asyncio
import io
import os
import re
import signal
import sys
import time
from functools import partial
from typing import Any

import pytest
from prompt_toolkit.data_structures import Size as TerminalSize
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from cxw.keyboard import Room, questions
from cxw.keyboard.platform import Endings, TerminalPlatform
from cxw.keyboard.typist import BACK, DOWN
from cxw.text.phrases import speak
from cxw.theme import DARK

pytest.importorskip("pexpect")

import pexpect
import pyte
from keyboard_asks import ANA, CHO, POINTS, Slips
from terminal import forked, plain


class Slow(Slips):
    """Slips that take a while to be saved."""

    def accept(self, *answer: Any) -> list[str]:
        time.sleep(0.3)
        return super().accept(*answer)


def _room() -> None:
    """A round of points, held open in this terminal."""
    slips = Slow(POINTS, people=(ANA, CHO))
    try:
        with Room(projected=True, theme=DARK) as room:
            print("\n", room.ballots(slips.ask()), slips.kept)
    except KeyboardInterrupt:
        print("INTERRUPTED", sorted(slips.kept))


@pytest.fixture
def terminal() -> Any:
    child = pexpect.spawn(
        sys.executable,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=20,
        preexec_fn=partial(forked, _room, dict(os.environ)),
    )
    child.logfile_read = io.StringIO()
    child.expect("of 2 taken in")
    yield child
    child.close(force=True)


def _left_clean(child: Any) -> None:
    child.expect("INTERRUPTED")
    child.expect(pexpect.EOF)
    sent = child.logfile_read.getvalue()
    assert sent.count("\x1b[?1049h") == sent.count("\x1b[?1049l") == 1
    assert sent.rfind("\x1b[?25h") > sent.rfind("\x1b[?25l")
    assert sent.rfind("\x1b[?2004l") > sent.rfind("\x1b[?2004h")
    assert sent.rfind("INTERRUPTED") > sent.rfind("\x1b[?1049l")


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_being_asked_to_end_leaves_the_terminal_as_it_was(terminal: Any, name: str) -> None:
    terminal.kill(getattr(signal, name))
    _left_clean(terminal)


def test_ctrl_c_leaves_the_terminal_as_it_was(terminal: Any) -> None:
    terminal.send("\x03")
    _left_clean(terminal)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_being_asked_to_end_while_an_answer_is_saved_does_so_too(terminal: Any, name: str) -> None:
    terminal.send("an 11 12 13 14 50\r")
    time.sleep(0.15)
    terminal.kill(getattr(signal, name))
    _left_clean(terminal)


def test_what_is_typed_while_an_answer_is_saved_is_neither_echoed_nor_lost(terminal: Any) -> None:
    terminal.send("an 11 12 13 14 50\r")
    terminal.send("ch 61 12 13 14 00\r")
    terminal.expect("Cho Park is taken in")
    sent = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.logfile_read.getvalue())
    assert "11 12" not in sent
    assert "61" not in sent


def test_a_window_made_smaller_and_larger_is_drawn_again(terminal: Any) -> None:
    terminal.setwinsize(20, 60)
    terminal.expect("Please make this window larger")
    terminal.setwinsize(40, 120)
    terminal.expect("of 2 taken in")


# systems that know less


def test_a_system_without_these_signals_is_no_trouble() -> None:
    assert Endings(("SIGNOTHING",)).signals == []


def test_what_handled_a_signal_before_is_put_back_once() -> None:
    before = signal.getsignal(signal.SIGTERM)
    watched = Endings(("SIGTERM",))
    watched.begin()
    watched.restore()
    assert signal.getsignal(signal.SIGTERM) == before
    try:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        watched.restore()
        assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.fixture
def endings() -> Any:
    before = signal.getsignal(signal.SIGTERM)
    watched = Endings(("SIGTERM",))
    watched.begin()
    yield watched
    watched.restore()
    assert signal.getsignal(signal.SIGTERM) == before


def _run(during: Any) -> None:
    loop = asyncio.SelectorEventLoop()
    loop.run_until_complete(during())
    loop.close()


def test_asked_to_end_before_a_widget_listens_it_is_told_when_it_does(endings: Endings) -> None:
    told: list[bool] = []

    async def day() -> None:
        endings.watch(lambda: told.append(True))

    with endings.widget():
        signal.raise_signal(signal.SIGTERM)
        _run(day)
    assert told == [True]


def test_asked_to_end_when_a_widget_has_just_ended_is_not_forgotten(endings: Endings) -> None:
    async def day() -> None:
        endings.watch(lambda: None)

    with endings.widget():
        _run(day)
        signal.raise_signal(signal.SIGTERM)
    assert endings.asked


def test_asked_to_end_before_a_widget_listens_nothing_of_the_one_before_is_told(endings: Endings) -> None:
    told: list[str] = []

    async def day(widget: str) -> None:
        endings.watch(lambda: told.append(widget))

    loop = asyncio.SelectorEventLoop()
    with endings.widget():
        loop.run_until_complete(day("first"))
    with endings.widget():
        signal.raise_signal(signal.SIGTERM)
        loop.run_until_complete(asyncio.sleep(0))
        assert told == []
        loop.run_until_complete(day("second"))
    loop.close()
    assert told == ["second"]


def test_asked_to_end_between_two_widgets_interrupts(endings: Endings) -> None:
    with endings.widget():
        pass
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGTERM)


def test_what_is_no_terminal_is_neither_emptied_nor_silenced() -> None:
    with create_pipe_input() as input:
        input.send_text("kept")
        TerminalPlatform().drop_typed(input)
        with TerminalPlatform().quiet(input):
            assert [press.data for press in input.read_keys()] == list("kept")


# plain questions


def asked(act: Any, *keys: str) -> Any:
    with create_pipe_input() as input:
        input.send_text("".join(keys))
        return act({"input": input, "output": DummyOutput()})


def test_a_text_is_asked_until_it_will_do() -> None:
    check = lambda text: "" if text == "Payroll" else "Say more."  # noqa: E731
    assert asked(lambda ends: questions.text("Title?", check=check, **ends), "Pay\r", "roll\r") == "Payroll"


def test_a_choice_starts_at_its_default() -> None:
    ways = {"paper": "paper: you type slips in", "laptop": "laptop: handed round"}
    assert asked(lambda ends: questions.choice("How?", ways, default="laptop", **ends), "\r") == "laptop"
    assert asked(lambda ends: questions.choice("How?", ways, **ends), DOWN, "\r") == "laptop"


def test_several_may_be_chosen_or_none() -> None:
    ways = {"ana": "Ana Lima", "ben": "Ben Ode"}
    assert asked(lambda ends: questions.several("Who?", ways, **ends), DOWN * 2, " ", "\r") == ["ben"]
    assert asked(lambda ends: questions.several("Who?", ways, **ends), DOWN, "\r", "\r") == ["ana"]
    assert asked(lambda ends: questions.several("Who?", ways, ["ana"], **ends), DOWN, "\r", "\r") == []
    assert asked(lambda ends: questions.several("Who?", ways, **ends), "\r") == []
    assert questions.several("Who?", {}) == []


def left_standing(act: Any, *keys: str, width: int = 40) -> str:
    """What a terminal of so many columns shows once a question is answered."""
    screen = pyte.Screen(width, 12)
    pyte.Stream(screen).feed(written_by(act, *keys, width=width).replace("\n", "\r\n"))
    return "\n".join(line.rstrip() for line in screen.display).strip()


def written_by(act: Any, *keys: str, width: int) -> str:
    """All that is written to a terminal of so many columns while a question is asked."""
    written = io.StringIO()
    output = Vt100_Output(written, lambda: TerminalSize(rows=12, columns=width), term="xterm")
    with create_pipe_input() as input:
        input.send_text("".join(keys))
        act({"input": input, "output": output})
    return written.getvalue()


def test_a_question_and_its_answer_are_left_in_the_language_of_the_run_with_whole_words() -> None:
    speak("de")
    said = left_standing(lambda ends: questions.confirm("Ansehen?", default=False, **ends), "j")
    assert said == "? Ansehen? ja"
    ways = {"": "Nicht gezeigt, außer die Person setzt ihr Häkchen", "out": "Beobachtend"}
    asked = "Entwicklung ist eine Person und wird nicht für sich stehen:"
    said = left_standing(lambda ends: questions.choice(asked, ways, **ends), "\r")
    assert " ".join(said.split()) == f"? {asked} {ways['']}"
    people = {"ana": "Anna Müller, Marketing", "ben": "Ben Ode, Vertrieb"}
    said = left_standing(lambda ends: questions.several("Wer?", people, **ends), DOWN, "\r", "\r")
    assert said == "? Wer? Anna Müller, Marketing"


def test_a_way_that_is_longer_than_the_window_is_read_whole() -> None:
    ways = {
        "name": "one's own name",
        "card": "a card: the phone deals one, and nobody knows who holds which of them",
    }
    sent = written_by(lambda ends: questions.choice("Which?", ways, **ends), "\r", width=40)
    read = " ".join(plain(sent.encode()).split())
    assert "a card: the phone deals one, and nobody knows who holds which of them" in read


def test_what_stands_in_a_field_already_is_broken_by_no_end_of_a_line() -> None:
    said = left_standing(
        lambda ends: questions.text("Minutes of all stages:", "30 45 45 30 45 9", **ends), "\r"
    )
    assert [line.strip() for line in said.splitlines()] == ["? Minutes of all stages:", "30 45 45 30 45 9"]
    assert left_standing(lambda ends: questions.text("Start?", "09:00", **ends), "\r") == "? Start? 09:00"


def test_a_line_pasted_from_a_table_stands_without_signs_for_its_tabs() -> None:
    said = left_standing(lambda ends: questions.typed("1.", **ends), "\x1b[200~Ana\tSales\x1b[201~", "\r")
    assert said == "? 1. Ana Sales"


def test_yes_or_no_a_number_and_a_date() -> None:
    assert asked(lambda ends: questions.confirm("Write it?", **ends), "n") is False
    assert asked(lambda ends: questions.confirm("Write it?", **ends), "\r") is True
    assert asked(lambda ends: questions.confirm("Schreiben?", default=False, **ends), "j") is True
    assert asked(lambda ends: questions.number("How many?", 5, 3, 12, **ends), "0\r", BACK * 2, "7\r") == 7
    assert asked(lambda ends: questions.date("When?", **ends), "14.3.2026\r").day == 14
    assert asked(lambda ends: questions.date("When?", **ends), "\r") is None


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        ("\r", "30 45 45"),
        ("9\r", "9"),
        ("\x1b[200~1 2\x1b[201~ 3\r", "1 2 3"),
        ("\x1b[D\x1b[D1\r", "30 45 145"),
        (BACK + "0\r", "30 45 40"),
        ("\x1b[F 5\r", "30 45 45 5"),
    ],
)
def test_the_first_key_replaces_the_default_of_a_plain_question(keys: str, kept: str) -> None:
    assert asked(lambda ends: questions.text("Minutes?", "30 45 45", **ends), keys) == kept


def test_ctrl_c_at_a_question_is_an_interrupt_and_not_an_empty_answer() -> None:
    with pytest.raises(KeyboardInterrupt):
        asked(lambda ends: questions.text("Title?", **ends), "\x03")
