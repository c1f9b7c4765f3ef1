"""How right rooms were, over many sessions that customers have answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cxw.cli import app
from cxw.findings.customers.track import SegmentScore, averaged, scores, track_record, wilson
from cxw.model import Customers, Session
from cxw.sessionfile import dumps, load
from cxw.sharing import shared

ESSAY = Path(__file__).parent.parent / "workshops" / "essay.yaml"


def verified(rows: Sequence[Sequence[int]] = ([5, 5, 5, 5, 80],) * 40) -> Session:
    session = load(ESSAY)
    marks = {session.company.id: [[4, 4, 4, 4, 4]] * len(rows)}
    asked = {"id": "c1", "needs": session.segments[0].chosen, "weights": [*map(list, rows)], "marks": marks}
    session.segments[0].customers = [Customers.model_validate(asked)]
    return session


def folder_of(tmp_path: Path, *sessions: Session) -> Path:
    for number, session in enumerate(sessions):
        where = tmp_path / f"client {number}" / "day.yaml"
        where.parent.mkdir()
        where.write_text(dumps(session), "utf-8")
    return tmp_path


def said(folder: Path, *more: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["track-record", str(folder), *more])
    return int(ran.exit_code), ran.output + (str(ran.exception) if ran.exception else "")


def test_a_session_nobody_verified_has_no_score() -> None:
    assert scores(load(ESSAY)) == []


def test_one_room_is_scored_as_its_handout_says() -> None:
    (one,) = scores(verified())
    session = verified()
    found = session.segments[0].conviction.before
    sure = [value / 100 for value in found.values() if isinstance(value, int)]
    assert one.first in ("right", "wrong")
    assert one.brier is not None
    assert 0 <= one.brier <= max(max(p, 1 - p) ** 2 for p in sure)
    assert one.even == pytest.approx(60)
    assert one.bias is not None
    assert set(one.functions) <= {person.function for person in session.participants}


def test_a_shared_copy_scores_like_its_file_but_for_how_sure_people_were() -> None:
    session = verified()
    (one,), (copy,) = scores(session), scores(shared(session, dt.date(2026, 6, 1), 5).session)
    assert (copy.apart, copy.even, copy.first) == (one.apart, one.even, one.first)
    assert copy.bias == pytest.approx(one.bias)
    assert copy.brier is None, "in a copy nobody can see who was how sure of which need"


def test_means_and_intervals_by_hand() -> None:
    """10, 20 and 30: mean 20, deviation 10, Student's t at two degrees 4.303: 20 ± 4.303 x 10 / sqrt 3."""
    found = averaged([10, 20, 30])
    assert found is not None
    assert (found.mean, found.sessions) == (20, 3)
    assert found.high - 20 == pytest.approx(4.3027 * 10 / 3**0.5, abs=1e-3)
    assert averaged([10, 20]) is None
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 10)[0] == 0


def test_a_function_counts_once_however_it_is_spelt_and_not_below_three_sessions() -> None:
    def room(**functions: float) -> SegmentScore:
        return SegmentScore("right", 20, 30, 0.2, None, functions)

    found = track_record([room(Sales=0.1), room(sales=0.2, Product=0.3), room(SALES=0.3)])
    assert [name for name, _ in found.functions] == ["Sales"]
    assert found.functions[0][1].mean == pytest.approx(0.2)
    assert (found.right, found.settled, found.nearer, found.compared) == (3, 3, 3, 3)
    assert found.bias is None


def test_below_three_nothing_is_said(tmp_path: Path) -> None:
    code, output = said(folder_of(tmp_path, verified(), verified(), load(ESSAY)))
    assert code == 1
    assert "Only 2 segments" in output
    assert "Brier" not in output


def test_a_folder_of_sessions_is_told_with_its_intervals(tmp_path: Path) -> None:
    other = verified(([40, 15, 15, 15, 15],) * 40)
    folder = folder_of(tmp_path, verified(), verified(), other)
    (folder / "broken.yaml").write_text("cxw: 1\ntitle: [", "utf-8")
    code, output = said(folder)
    assert code == 0
    assert output.startswith("3 verified segments.") or "broken.yaml was left out" in output
    assert "rooms were nearer to customers than equal points for all" in output
    assert "Brier score of being sure" in output
    assert "3 sessions" in output
    told = json.loads(said(folder, "--json")[1].split("\n", output.startswith("/"))[-1] or "{}")
    assert told["sessions"] == 3


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_one_gets_a_sentence(tmp_path: Path, there: bool) -> None:
    code, output = said(tmp_path if there else tmp_path / "none")
    assert code == 1
    assert ("No session in" in output) == there
