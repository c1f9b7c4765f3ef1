"""The bad day in a real terminal: once with one projected screen, once with two windows."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

pytest.importorskip("pexpect")

from bad_day import ANYWAY, FILE, OWNER, PEOPLE, Day, set_up
from terminal import ESC, Terminal, command

from cxw.day.standing import standing_in_words
from cxw.model import NOT_YET, AnyRound, Session
from cxw.sessionfile import dumps, load, problems_of

TOLD = """
- The day was run in three sittings, begun at TIME, TIME and TIME.
- Three people left at TIME: the ferry.
- The closing began early, at TIME, before every stage was finished.
- Small clinics: One person came after the needs were gathered, and counts in every round after that.
- Small clinics: One person came after the first round of points was revealed, and counts in every round after that.
- Small clinics: One person declined to answer in the first round of points, the second round of points, the first round of marks, the first round of marks for “Pellaro” and the guess before the count.
- Small clinics: “Works with our rota” was parked: asked for too late.
- Small clinics: At TIME “Quality” became “Runs without errors”; rounds before that keep the old words.
- Small clinics: “Pellaro” came after the first marks were sealed and has a column of its own, marked from TIME.
- Small clinics: One of nine rows in the first round of points says “don't know”: in no mean.
- Small clinics: One of ten rows in the second round of points says “don't know”: in no mean.
- Small clinics: One slip of the first round of points was put aside; it came in later.
- Small clinics: The first round of points was closed and opened again before its reveal, at TIME.
- Small clinics: One slip of the first round of points was put right after the reveal, at TIME; the file keeps both values.
- Dental practices: One person declined to answer in the first round of points and the guess before the count.
- Dental practices: One of ten rows in the first round of points says “don't know”: in no mean.
- Dental practices: There was no second round of points: we left it at one.
- Dental practices: The grid was not finished: no time.
- Dental practices: The disagreement was not finished: no time.
"""
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:]+")
WINDOWS = pytest.mark.parametrize(
    "projected",
    [
        pytest.param(True, id="one projected screen"),
        pytest.param(False, id="two windows"),
    ],
)


def test_a_first_round_in_which_everything_goes_wrong(tmp_path: Path) -> None:
    """The part of that day with the most in it; the whole of it takes too long for every run."""
    path = set_up(tmp_path)
    with Day(tmp_path, projected=True, size=(80, 24)) as day:
        day.needs()
        day.points()
    assert day.wall.pictures > 40
    assert problems_of(path) == []
    (first,) = load(path).segments[0].rounds
    assert len(first.answers) == 9
    assert first.not_answered == {"ingmar": "declined"}
    _first_points_are_what_was_typed(first)
    replayed(path)


@pytest.mark.soak
@WINDOWS
def test_a_day_on_which_everything_goes_wrong(projected: bool, tmp_path: Path) -> None:
    _bad_day(tmp_path, projected=projected, size=(80, 24))


@pytest.mark.soak
@pytest.mark.parametrize("size", [(100, 30), (132, 35), (200, 35)], ids=str)
@WINDOWS
def test_the_same_day_on_larger_screens(projected: bool, size: tuple[int, int], tmp_path: Path) -> None:
    _bad_day(tmp_path, projected=projected, size=size)


def test_a_start_that_takes_nothing_in_is_no_sitting_and_changes_nothing(tmp_path: Path) -> None:
    path = set_up(tmp_path)
    before = path.read_bytes()
    with Terminal("run", FILE, "--projector", "nothing", cwd=tmp_path) as run:
        run.until("What is kept")
        run.type(ESC)
        run.until("Paused")
        run.type("q")
        assert run.ends() == 0
    assert path.read_bytes() == before


def _bad_day(folder: Path, *, projected: bool, size: tuple[int, int]) -> None:
    path = set_up(folder)
    with Day(folder, projected=projected, size=size) as day:
        day.whole()
    assert day.wall.pictures > (150 if projected else 20)
    _in_order(path)
    _is_what_was_typed(load(path))
    _told(folder)
    replayed(path)


def _in_order(path: Path) -> None:
    assert problems_of(path) == []
    assert standing_in_words(load(path)) == "in order; 11 people, 2 segments; complete"
    assert not path.with_name(f"{FILE}.lock").exists()


def _is_what_was_typed(session: Session) -> None:
    """The events as facts of the file, so that a line of the handout is no empty promise."""
    first, second, marks, column = session.segments[0].rounds
    assert (len(first.answers), len(second.answers), len(marks.answers), len(column.answers)) == (9, 10, 7, 7)
    _first_points_are_what_was_typed(first)
    assert second.answers["hedda"] == "dk"
    assert first.not_answered == {"ingmar": "declined", "gunnar": "late"}
    assert [round.of for round in session.segments[1].rounds] == ["weights"]
    assert [person.id for person in session.participants] == list(PEOPLE)
    for segment in session.segments:
        ((card,), (line,)) = segment.research, segment.decided
        assert (card.owner, card.agreed is not None and card.agreed != NOT_YET) == (OWNER, True)
        assert (line.text, line.owner, line.date is not None) == (ANYWAY, OWNER, True)


def _first_points_are_what_was_typed(first: AnyRound) -> None:
    assert first.answers["hedda"] == "dk"
    assert first.answers["bertil"] == {"price": 19, "quality": 13, "brand": 8, "product": 37, "support": 23}
    assert [slip.who for slip in first.corrected] == ["bertil"]
    assert first.corrected[0].before == {"price": 41, "quality": 29, "brand": 17, "product": 9, "support": 4}
    assert first.drafts["jorun"].row == "37 23 19 13 13"
    assert first.answers["jorun"] == {"price": 13, "quality": 8, "brand": 37, "product": 23, "support": 19}


def _told(folder: Path) -> None:
    """The handout for printing is one file; its workings in Markdown tell all that happened, a line each."""
    _cxw(folder, "report", FILE, "--to", "printed", "--format", "pdf")
    assert [made.name for made in (folder / "printed").iterdir()] == ["Payroll - room.pdf"]
    _cxw(folder, "report", FILE, "--workings", "--to", "text", "--format", "md")
    (made,) = (folder / "text").glob("*.md")
    text = made.read_text(encoding="utf-8")
    section = text.partition("### What happened on the day\n\n")[2].partition("\n\n#")[0]
    assert re.sub(r"\d\d:\d\d(?: on \d+ \w+)?", "TIME", section).split("\n") == TOLD.strip().split("\n")


def replayed(path: Path) -> None:
    """The archive again, apart from times."""
    _cxw(path.parent, "replay", FILE, "--into", "copy.yaml")
    assert problems_of(path.with_name("copy.yaml")) == []
    one, other = (MOMENT.sub("TIME", dumps(load(path.with_name(name)))) for name in (FILE, "copy.yaml"))
    assert list(difflib.unified_diff(one.splitlines(), other.splitlines(), lineterm="", n=1)) == []


def _cxw(folder: Path, *words: str) -> None:
    done = command(*words, cwd=folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
