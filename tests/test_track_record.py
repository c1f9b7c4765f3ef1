"""How right rooms were, over many sessions that customers have answered."""

from __future__ import annotations

import datetime as dt
import gc
import importlib
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
from german_day import left_in_english
from tables_read import held
from terminal import Terminal
from typer.testing import CliRunner

from cxw.cli import app
from cxw.cli.tracking import FolderReading, _scores_of
from cxw.drawing import columns
from cxw.errors import CxwError
from cxw.findings.customers.track import Averaged, SegmentScore, averaged, scores, track_record
from cxw.model import Customers, Session
from cxw.sessionfile import dumps, load
from cxw.sharing import shared
from cxw.stats.disagreement.intervals import wilson
from cxw.text.phrases import speak

ROOT = Path(__file__).parent.parent
ESSAY = ROOT / "workshops" / "essay.yaml"


def verified(rows: Sequence[Sequence[int]] = ([5, 5, 5, 5, 80],) * 40, day: int = 1) -> Session:
    session = load(ESSAY)
    session.date = dt.date(2026, 5, day)
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
    found = averaged([10, 20, 30], (0, 100))
    assert found is not None
    assert (found.mean, found.sessions) == (20, 3)
    assert found.high == pytest.approx(20 + 4.3027 * 10 / 3**0.5, abs=1e-3)
    assert found.low == 0, "no room is nearer than at no distance"
    assert averaged([10, 20], (0, 100)) is None
    assert averaged([20, 20, 20], (0, 100)) == Averaged(20, None, None, 3)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(0, 10)[0] == 0


def test_a_function_counts_once_however_it_is_spelt_and_not_below_three_sessions() -> None:
    def room(**functions: float) -> SegmentScore:
        return SegmentScore(next(rooms), 40, "right", 20, 30, 0.2, None, functions)

    rooms = (bytes([number]) for number in range(3))
    found = track_record([room(Sales=0.1), room(sales=0.2, Product=0.3), room(SALES=0.3)])
    assert [name for name, _ in found.functions] == ["Sales"]
    assert found.functions[0][1].mean == pytest.approx(0.2)
    assert (found.right, found.settled, found.nearer, found.compared) == (3, 3, 3, 3)
    assert found.bias is None


def test_below_three_nothing_is_said(tmp_path: Path) -> None:
    """A shared copy of one of them makes no third."""
    copy = shared(verified(), dt.date(2026, 6, 1), 5).session
    folder = folder_of(tmp_path, verified(), verified(day=2), load(ESSAY), copy)
    for more in ((), ("--json",)):
        code, output = said(folder, *more)
        assert code == 1
        assert "2 segments. Below three nothing is said" in output
        assert "rier" not in output


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty files of every kind, as the benchmarks have three thousand."""
    folder = tmp_path_factory.mktemp("years") / "clients"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "bench"))
        importlib.import_module("record_timed").write_folder(folder, 40)
    return folder


def by_hand(folder: Path) -> dict[str, list[float]]:
    """Each session's numbers from nothing but the YAML; of copies the one that still says who was how sure."""
    found: dict[str, dict[str, float]] = {}
    for path in folder.rglob("*.yaml"):
        with suppress(CxwError):
            load(path)
            day = held(path)
            if asked := day["segments"][0].get("customers"):
                given = day["segments"][0]["rounds"][0]["answers"]
                room = str((day["date"], sorted(map(str, given.values()))))
                found[room] = {**_numbers(day, asked[0], given), **found.get(room, {})}
    return {key: [one[key] for one in found.values() if key in one] for key in ("apart", "even", "brier")}


def _numbers(
    day: dict[str, Any], asked: dict[str, Any], given: dict[str, dict[str, int]]
) -> dict[str, float]:
    needs, rows = asked["needs"], asked["weights"]
    weights = asked.get("weight") or [1] * len(rows)
    said = [(weight, row) for weight, row in zip(weights, rows, strict=True) if row != "dk"]
    total = sum(weight for weight, _ in said)
    theirs = [sum(weight * row[place] for weight, row in said) / total for place in range(len(needs))]
    room = [fmean(row[need] for row in given.values()) for need in needs]
    told = {
        "apart": sum(abs(a - b) for a, b in zip(room, theirs, strict=True)) / 2,
        "even": sum(abs(100 / len(needs) - b) for b in theirs) / 2,
    }
    if day.get("shared"):
        return told
    first = needs[theirs.index(max(theirs))]
    sure = {who: p for who, p in day["segments"][0]["conviction"]["before"].items() if p != "dk"}
    each = [(p / 100 - (given[who][first] == max(given[who].values()))) ** 2 for who, p in sure.items()]
    return {**told, "brier": fmean(each)} if each else told


def test_what_is_printed_is_what_the_files_say(clients: Path) -> None:
    code, output = said(clients, "--json")
    told, numbers = json.loads(output[output.index("{") :]), by_hand(clients)
    assert code == 0
    assert told["sessions"] == told["compared"] == len(numbers["apart"])
    for key, each in numbers.items():
        assert told[key]["sessions"] == len(each)
        assert told[key]["mean"] == round(fmean(each), 2)
    assert told["nearer"] == sum(b - a >= 1 for a, b in zip(numbers["apart"], numbers["even"], strict=True))
    assert told["copies"] > 0


def test_a_director_reads_it_on_one_screen_and_hears_which_files_were_left_out(clients: Path) -> None:
    ran = CliRunner().invoke(app, ["track-record", str(clients)])
    assert re.search(r"\d+ verified segments\.\n\d+ cop", ran.stdout)
    assert "Nearer to customers than equal points for all" in ran.stdout
    assert re.search(r"Brier score of being sure +0\.\d\d +0\.\d\d to 0\.\d\d +\d+\n", ran.stdout)
    assert len(ran.stdout.splitlines()) <= 22
    assert all(columns(line) < 80 for line in ran.stdout.splitlines() if line.startswith("  "))
    assert re.match(r"\d files were left out:\n  .*day \d+\.yaml", ran.stderr)


def test_german_rooms_are_told_in_german(tmp_path: Path) -> None:
    days = [verified(day=number) for number in (1, 2, 3)]
    for session in days:
        session.language = "de"
    try:
        code, output = said(folder_of(tmp_path, *days))
    finally:
        speak(None)
    assert code == 0
    assert not left_in_english(output.splitlines(), days[0])
    assert re.search(r"Brier-Wert der Sicherheit +0,\d\d +– +3\n", output)


def test_no_session_stays_in_memory_while_the_next_is_read(clients: Path) -> None:
    def sessions() -> int:
        gc.collect()
        return sum(type(one) is Session for one in gc.get_objects())

    paths = sorted(clients.rglob("*.yaml"))[:4]
    gc.freeze()  # what other tests hold is not looked through
    assert max(sessions() for _ in _scores_of(paths, FolderReading())) <= 1


def test_at_a_terminal_a_bar_says_how_far_it_is(clients: Path) -> None:
    with Terminal("track-record", clients, cwd=clients) as run:
        assert run.ends() == 0
        assert re.search(rb"\[#.*[1-9]\d?%", run.written)
        assert "verified segments" in run.shown


@pytest.mark.parametrize("there", [True, False])
def test_a_folder_without_one_gets_a_sentence(tmp_path: Path, there: bool) -> None:
    code, output = said(tmp_path if there else tmp_path / "none")
    assert code == 1
    assert ("No session in" in output) == there
