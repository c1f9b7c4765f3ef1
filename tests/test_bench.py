"""What is measured is real: the benchmarks' rooms are sessions in order, their screen watcher sees whole screens."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from cxw.day.standing import next_step
from cxw.model import Session
from cxw.sessionfile import create, load

ROOT = Path(__file__).resolve().parent.parent


def part_of_the_bench(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"bench_{name}", ROOT / "bench" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def at(step: str, people: int = 15) -> Session:
    session: Session = getattr(part_of_the_bench("rooms_timed"), step)(people)
    return session


@pytest.mark.parametrize(
    ("step", "comes_next"),
    [
        ("fresh", "weights"),
        ("weighed", "weights"),
        ("sealed", "weights"),
        ("talking", "disagreement"),
        ("room", None),
    ],
)
def test_each_room_that_is_measured_is_in_order_and_stands_where_it_says(
    step: str, comes_next: str | None, tmp_path: Path
) -> None:
    create(tmp_path / "room.yaml", at(step))
    next_ = next_step(load(tmp_path / "room.yaml"))
    assert (next_.stage if next_ else None) == comes_next


def test_a_measured_room_has_something_in_every_part_of_the_handout() -> None:
    segment = (session := at("room")).segments[0]
    assert {round.name for round in segment.rounds} == {"first", "second"}
    assert session.evidence
    assert segment.unknowns
    assert segment.research
    assert segment.coverage_guess


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_a_screen_counts_as_painted_when_all_of_it_is_there_not_at_its_first_byte() -> None:
    slow = (
        "import time; print('half', flush=True); time.sleep(0.1); print('whole', flush=True); time.sleep(9)"
    )
    watched = part_of_the_bench("watched")
    with watched.Watched([sys.executable, "-c", slow]) as screen:
        assert screen.first("half") > 0.1
        assert "whole" in "\n".join(screen.screen.display)


@pytest.fixture
def analysis(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    monkeypatch.delitem(sys.modules, "rooms_timed", raising=False)
    found = part_of_the_bench("analysis")
    monkeypatch.delitem(sys.modules, "rooms_timed")
    return found


def test_what_is_measured_beside_other_programs_is_the_same_number(analysis: ModuleType) -> None:
    """Alpha in four forms and, in a large room, the p of W; shuffled and dealt p's up to chance."""
    for people in (12, 70):
        made = analysis.room(people, 4, 2)
        ours, peers = analysis.ours(made), analysis.peers(made)
        assert ours["alpha"]() == pytest.approx(peers["alpha"](), abs=1e-9)
        assert ours["W"]().p == pytest.approx(peers["W"](), abs=0.03 if people == 12 else 1e-9)
    dealt = analysis.permanova(made.points, made.members, 99)
    assert ours["PERMANOVA"]().overall.p == pytest.approx(dealt, abs=0.2)


def test_the_whole_analysis_of_a_room_is_measured_part_by_part(analysis: ModuleType) -> None:
    found = analysis.measured("whole", (9, 3, 3))
    assert list(found) == ["for the room", "for the facilitator", "beside them", "memory"]
    assert all(seconds > 0 for seconds in found.values())


def test_the_page_of_figures_names_no_place_on_the_machine_it_was_measured_on() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text("utf-8")
    assert str(ROOT) not in page
    assert str(Path.home()) not in page.split()


def test_the_pictures_of_the_readme_are_light_enough_to_load_at_once() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert {"handout.png", "reveal.png"} <= {picture.name for picture in pictures}
    assert all(picture.stat().st_size < 150_000 for picture in pictures)


def test_draws_that_are_measured_beside_the_exact_worth_come_near_it() -> None:
    bench = part_of_the_bench("finding_out")
    needs = bench.invented(15, 5, 4)
    found = bench.worth_asking(needs).needs
    exact = [share for need in found for share in (need.weight, need.own, *need.rivals)]
    assert bench.by_draws(needs) == pytest.approx(exact, abs=0.03)
    assert max(exact) > 0.05
