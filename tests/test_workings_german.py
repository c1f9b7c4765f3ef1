"""The workings behind a screen in a German room: German whole, with German numbers, in a window of 80 columns."""

from __future__ import annotations

import pickle
import re
from functools import cache
from pathlib import Path

import pytest
from german_day import in_german, left_in_english
from keyboard_asks import Played
from test_workings import wall

from cxw.drawing import columns
from cxw.findings import of
from cxw.findings.day.workings import stage_workings
from cxw.findings.types import Findings
from cxw.model import STAGES, Session
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.text.phrases import SAY_ENGLISH, phrases, speak

ARCHIVES = [folder("workshops") / f"{name}.yaml" for name in ("essay", "parcel-lockers")]
"""Days that are told to their end."""
LIMIT = re.compile(r"^  [a-z_]+ [\d,]+(?= \(|:)")
"""How a threshold is called in the file."""
TABLE = re.compile(r"^  .{20,26} +-?\d+(,\d+)? {2}|  Median  |Grenze$| zurück  ")

FLAGS = re.compile(r"(?<=\d,\d)  [a-zA-Z, ]+$")
"""What is said behind a row of marks stands below it where there is no room."""


@pytest.fixture(autouse=True)
def german() -> None:
    """This room speaks German."""
    speak("de")


@cache
def _day(path: Path) -> tuple[Session, Findings]:
    session = in_german(load(path))
    return session, of(session, language="de")


def workings(path: Path) -> list[str]:
    session, found = _day(path)
    return [line for s in session.segments for stage in STAGES for line in stage_workings(found, s.id, stage)]


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_the_workings_of_a_german_day_hold_no_english_word_and_no_english_number(path: Path) -> None:
    lines = [LIMIT.sub("  Schwelle", line) for line in workings(path)]
    assert len({*lines}) > 60
    assert not left_in_english(lines, _day(path)[0])
    assert not [line for line in lines if re.search(r"\d\.\d\d?\b|[“”]\w|\d%", line.replace("„", ""))]


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.stem)
def test_a_row_of_numbers_fits_a_window_of_80_columns(path: Path) -> None:
    rows = [line for line in workings(path) if TABLE.search(line)]
    assert len(rows) > 5
    assert [row for row in rows if columns(re.sub(FLAGS, "", row)) > 76] == []


def test_the_heading_of_the_workings_is_german_as_their_lines_are() -> None:
    room = Played("w", "\r", "\r")
    room.run(lambda room: room.show(wall()))
    assert "Berechnungen · Punkte" in room.seen[1]
    assert "weights" not in room.seen[1]


def test_what_is_found_on_a_worker_can_still_be_said_again() -> None:
    name = SAY_ENGLISH("about “{need}”", need="Marke")
    assert phrases("de").again(pickle.loads(pickle.dumps(name))) == "zu „Marke“"


def test_what_does_not_fit_beside_a_row_of_numbers_stands_below_it_and_the_columns_stay() -> None:
    lines = [
        "  Boxhaven: Fewer calls           8   4     7,0     6,9     0,6    1,0  ohne Urteil, streut, Abteilungen",
        f"  {'Hafenkontor: Lieferung':26}  Einzelfall: Grad 2, 1 dafür, 12 dagegen, angesehen: Annahme",
    ]
    room = Played("w", "\r", "\r")
    room.run(lambda room: room.show(wall(workings=lambda: lines)))
    shown = [line.rstrip() for line in room.seen[1].splitlines()]
    assert any(line.endswith("Fewer calls           8   4     7,0     6,9     0,6    1,0") for line in shown)
    assert any(line.strip() == "ohne Urteil, streut, Abteilungen" for line in shown)


def test_a_p_is_never_nought() -> None:
    speak("en")
    for path in ARCHIVES:
        lines = [
            line for s in load(path).segments for line in stage_workings(of(load(path)), s.id, "disagreement")
        ]
        assert not [line for line in lines if re.search(r"p among .* 0$", line)]
