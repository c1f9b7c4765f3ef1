"""Before the room's handout is written, what it prints of customers is shown, and may stop it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import CTRL_C, DOWN, ENTER, Terminal
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import room

from cxw.handout import printed_sources
from cxw.model import Evidence
from cxw.sessionfile import create, load
from cxw.shipped import folder

ASKED = "Is a customer recognisable"
SOURCE = "Gespräche mit Bäckerei Æbelø & Söhne"


@pytest.fixture
def day(tmp_path: Path) -> Path:
    session = room()
    session.evidence[0].source = SOURCE
    create(tmp_path / "day.yaml", session)
    return tmp_path / "day.yaml"


def made(day: Path) -> list[str]:
    return sorted(path.name for path in day.parent.iterdir() if "room" in path.name)


def line_of(day: Path, words: str) -> int:
    lines = day.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_without_a_terminal_sources_are_listed_with_their_lines_and_nothing_is_asked(
    cxw: Callable[..., Said],  # noqa: F811
    day: Path,
) -> None:
    code, out, err = cxw("report", "day.yaml", "--format", "md")
    assert code == 0
    assert "it prints 1 source and 1 quote." in err
    assert f"  day.yaml:{line_of(day, 'id: e1')}  {SOURCE} “We nearly went back.”" in err
    assert ASKED in err
    assert SOURCE not in out
    assert made(day)


@pytest.mark.parametrize("words", [("--yes",), ("--for", "facilitator")])
def test_nothing_is_listed_for_the_facilitator_or_where_it_was_said_already(
    cxw: Callable[..., Said],  # noqa: F811
    day: Path,
    words: tuple[str, ...],
) -> None:
    code, _, err = cxw("report", "day.yaml", "--format", "md", *words)
    assert (code, err) == (0, "")


def test_only_what_is_printed_is_shown(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    session = room()
    session.evidence.append(Evidence(id="e2", kind="interviews", source="Notizbuch", supports=[]))
    assert list(printed_sources(session)) == ["e1"]
    session.evidence[0].source = session.evidence[0].quote = None
    assert printed_sources(session) == {}
    create(tmp_path / "bare.yaml", session)
    assert cxw("report", "bare.yaml", "--format", "md")[2] == ""


def test_a_name_that_the_handout_hides_is_hidden_here_too() -> None:
    session = room()
    session.evidence[0].source = "told to Nameless Nr4q"
    assert "Nr4q" not in str(printed_sources(session)["e1"].source)


def test_a_yes_writes_and_a_no_writes_nothing_and_says_where_to_change_it(day: Path) -> None:
    with Terminal("report", "day.yaml", "--format", "md", cwd=day.parent) as run:
        shown = run.until(ASKED)
        assert SOURCE in shown
        run.type(DOWN)
        run.until("» Somebody is")
        run.type(ENTER)
        assert run.ends() == 1
        assert (
            f"Nothing was written. Change sources and quotes in the file: day.yaml:{line_of(day, 'id: e1')}"
            in (run.shown)
        )
        assert "Then: cxw report day.yaml" in run.shown
    assert made(day) == []
    with Terminal("report", "day.yaml", "--format", "md", cwd=day.parent) as run:
        run.until(ASKED)
        run.type(ENTER)
        assert run.ends() == 0
    assert made(day)
    assert load(day).evidence[0].source == SOURCE


def test_ctrl_c_at_the_question_writes_nothing(day: Path) -> None:
    with Terminal("report", "day.yaml", "--format", "md", cwd=day.parent) as run:
        run.until(ASKED)
        run.type(CTRL_C)
        assert run.ends() == 130
        assert "Nothing was written." in run.shown
    assert made(day) == []


def test_run_shows_them_before_it_writes(tmp_path: Path) -> None:
    (tmp_path / "tag.yaml").write_bytes((folder("workshops") / "essay.yaml").read_bytes())
    with Terminal("run", "tag.yaml", "--projector", "nothing", cwd=tmp_path) as run:
        run.until("The day is complete. What now?")
        run.type(ENTER)
        run.until("Where?")
        run.type(ENTER)
        assert "Owner of a trattoria" in run.until(ASKED)
        run.type(DOWN)
        run.until("» Somebody is")
        run.type(ENTER)
        assert run.ends() == 1
        assert "Then: cxw report tag.yaml" in run.shown
    assert not [path for path in tmp_path.iterdir() if "room" in path.name]
