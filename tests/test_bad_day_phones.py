"""The bad day with phones beside paper: nothing acknowledged is lost, and no byte on the wall tells too early."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pexpect")
pytest.importorskip("zxingcpp")

from bad_day import FILE, FIRST, SURE, WRONG, set_up, turned
from bad_day_phones import KEYS, ON_PHONES, PhoneDay
from test_bad_day import WINDOWS, replayed

from cxw.sessionfile import load, problems_of

PRIVATE = (".door", ".view")


def _round_of_phones(folder: Path, *, projected: bool, seed: int) -> None:
    path = set_up(folder)
    with PhoneDay(folder, projected=projected, seed=seed) as day:
        day.come_in()
        day.needs()
        day.points()
        day.run.kill()
    assert problems_of(path) == []
    session = load(path)
    (first,) = session.segments[0].rounds
    rows = {"annika": 0, "egon": 1, "frauke": 2, "bertil": 3, "kasper": 0, "dagny": 1, "jorun": 2}
    assert first.answers == {
        "hedda": "dk",
        **{id: dict(zip(KEYS, turned(FIRST, by), strict=True)) for id, by in rows.items()},
    }
    assert first.drafts.keys() == {"casimir"}
    assert first.drafts["casimir"].row == " ".join(map(str, turned(FIRST, 4)))
    assert first.not_answered == {"ingmar": "declined", "casimir": "absent"}
    assert {id: session.segments[0].conviction.before[id] for id in rows} == {id: SURE[id] for id in rows}
    assert {one.id for one in session.participants if one.desk == "phones"} == {*ON_PHONES}
    assert first.desks["frauke"] == "paper"
    _nothing_lies_beside(folder)
    replayed(path)


def _nothing_lies_beside(folder: Path) -> None:
    """Neither the door nor the view nor anything else beside the session holds an answer."""
    rows = [" ".join(map(str, row)) for row in (*(turned(FIRST, by) for by in range(5)), WRONG)]
    beside = [one for one in folder.iterdir() if one.is_file() and one.name != FILE]
    assert {".door"} <= {one.suffix for one in beside}
    for one in beside:
        text = one.read_text("utf-8", errors="replace")
        assert "answers" not in text, one
        assert not [row for row in rows if row in text], one


def test_a_round_on_phones_in_which_everything_goes_wrong(tmp_path: Path) -> None:
    _round_of_phones(tmp_path, projected=True, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@WINDOWS
def test_many_rounds_on_phones_in_which_everything_goes_wrong(
    projected: bool, seed: int, tmp_path: Path
) -> None:
    _round_of_phones(tmp_path, projected=projected, seed=seed)
