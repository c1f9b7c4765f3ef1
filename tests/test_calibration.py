"""How often cxw is right is measured by a program of its own: here it runs small, and its tables are whole."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "methods.md").read_text("utf-8")


@pytest.fixture(scope="module")
def program() -> Iterator[Any]:
    """The calibration's own modules, which stand in no package; gone again afterwards."""
    before, there = dict(sys.modules), str(ROOT / "calibration")
    for name in ("rooms", "kept", "measures", "calibrate", "function_cells", "points", "marks"):
        sys.modules.pop(name, None)
    sys.path.insert(0, there)
    yield importlib.import_module("calibrate")
    sys.path.remove(there)
    for name in ("rooms", "kept", "measures", "calibrate", "function_cells", "points", "marks"):
        sys.modules.pop(name, None)
        if name in before:
            sys.modules[name] = before[name]


def cells_of_a_kind(measures: ModuleType) -> list[Any]:
    """One cell of each kind, in a room of eight."""
    return [
        measures.PointsCell(8, "fives", 0),
        measures.PointsCell(8, "tens", 40),
        measures.MarksCell(8, 3),
        measures.MarksCell(8, 2, 1.5),
    ]


def test_two_rooms_of_each_kind_are_counted_and_the_same_seed_counts_the_same(program: Any) -> None:
    for cell in cells_of_a_kind(program.measures):
        counts = program.measures.measured(cell.name, 2)
        assert counts == program.measures.measured(cell.name, 2)
        possible = {
            word.removeprefix("of "): times for word, times in counts.items() if word.startswith("of ")
        }
        assert possible, cell
        assert all(0 <= counts[word] <= times for word, times in possible.items()), cell


def test_what_is_there_without_a_doubt_is_found(program: Any) -> None:
    counts = program.measures.measured("points 20 fives 40", 3)
    assert counts["functions differ"] >= 2


@pytest.mark.parametrize("writing", ["fives", "tens", "zeros"])
def test_invented_rows_are_a_hundred_points_in_steps_and_about_47_apart(program: Any, writing: str) -> None:
    rooms = program.rooms
    rows = rooms.points(np.random.default_rng(1), 20, rooms.Truth(writing, 0))
    assert (rows.sum(axis=1) == 100).all()
    assert not (rows % (10 if writing == "tens" else 5)).any()
    many = [rooms.points(np.random.default_rng(seed), 20, rooms.Truth("fives", 0)) for seed in range(50)]
    apart = [np.abs(room[0] - other).sum() / 2 for room in many for other in room[1:]]
    assert np.mean(apart) == pytest.approx(47, abs=3)


def counted(program: Any) -> dict[Any, Counter[str]]:
    """What two rooms a cell would have told, for every cell: one of two said each word."""
    words = [*program.WORDS]
    words += ["says it again, wrongly", "says it again, rightly"]
    told: dict[Any, Counter[str]] = {}
    for cell in program.measures.cells().values():
        told[cell] = Counter(dict.fromkeys(words, 1) | {f"of {word}": 2 for word in words})
        told[cell]["share 0.900"] = 2
    return told


def tables(text: str) -> dict[str, list[list[str]]]:
    """Heading -> rows of cells, without the head of the table."""
    found: dict[str, list[list[str]]] = {}
    for part in re.split(r"^\*\*", text, flags=re.MULTILINE)[1:]:
        title, rest = part.split("**\n", 1)
        lines = [line for line in rest.splitlines() if line.startswith("| ")]
        found[title] = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return found


def rows_are_whole(text: str, program: Any) -> None:
    sizes = [str(n) for n in program.rooms.FUNCTIONS]
    alarms, hits, again = tables(text).values()
    assert [row[0] for row in alarms] == sizes
    assert [row[:2] for row in hits] == [[apart, n] for apart in ("20", "40") for n in sizes]
    assert [row[0] for row in again] == sizes
    for table in (alarms, hits, again):
        assert {len(row) for row in table} == {len(table[0])}
        assert all(re.fullmatch(r"[\d–/ ±]+", cell) for row in table for cell in row)


def test_the_tables_have_a_row_for_every_room_and_read_half_where_it_was_half(program: Any) -> None:
    text = program.tables(counted(program), 2)
    rows_are_whole(text, program)
    assert text.startswith("2 invented rooms a cell, 499 permutations")
    assert next(iter(tables(text).values()))[0][1] == "50 ± 35 / 50 ± 35 / 50 ± 35"
    assert program.cuts(counted(program)).splitlines()[0].startswith("4: 0.900, 0.900")


def test_the_page_of_methods_holds_the_tables_of_a_thousand_rooms_between_its_marks(program: Any) -> None:
    between = PAGE.split(program.BEGIN)[1].split(program.END)[0].strip()
    assert between.startswith("1,000 invented rooms a cell, 499 permutations")
    rows_are_whole(between, program)


@pytest.fixture
def cells(program: Any) -> Any:
    """The cells of functions: settings by name, measured one by one."""
    return importlib.import_module("function_cells")


def test_every_setting_of_functions_has_a_name_of_its_own_and_the_rooms_it_says(cells: Any) -> None:
    found = cells.settings()
    assert {cells.name(room): room for room in found.values()} == found
    for room in found.values():
        groups = cells.rooms.mixed(np.random.default_rng(1), room)
        assert tuple(map(len, groups)) == room.sizes
        rows = np.vstack(groups)
        assert rows.shape[1] == room.needs
        assert (rows.sum(axis=1) == 100).all()
        assert not (rows % {"tens": 10, "ones": 1}.get(room.habit, 5)).any() or "two" in room.spread
        if room.habit == "two needs":
            assert ((rows > 0).sum(axis=1) == 2).all()


def test_a_function_that_disagrees_is_far_apart_and_one_that_agrees_is_not(cells: Any) -> None:
    def apart(spread: str) -> float:
        rows = cells.rooms.of_function(np.random.default_rng(1), cells.Mixed((60, 60), spread), 0, 60)
        return float(np.abs(rows[:, None] - rows[None]).sum(axis=2).sum() / 2 / (60 * 59))

    assert apart("first agrees") < 30
    assert 45 < apart("equal") < 55
    assert apart("first disagrees") > 60


def test_cells_of_functions_count_the_same_again_and_find_what_is_there(cells: Any) -> None:
    level, far = cells.Mixed((4, 4)), cells.Mixed((6, 6), "first agrees", apart=60, scatter=20.0)
    assert cells.measured(level, 3) == cells.measured(level, 3)
    found = cells.measured(far, 3)
    assert found["functions differ"] == found["of functions differ"] == 3
    assert found["one need named"] == 3
    shared = cells.measured(cells.Mixed((5, 5), tops=1, times=9.0, scatter=20.0), 3)
    assert (shared["common ground"], shared["common ground, wrongly"]) == (3, 0)


def test_a_run_that_was_broken_off_goes_on_with_the_cells_that_are_missing(
    cells: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cells.jsonl"
    monkeypatch.setattr(sys, "argv", ["cells", "--into", str(file), "--rooms", "1", "--only", "3+3, equal"])
    cells.main()
    first, told = file.read_text("utf-8"), capsys.readouterr().out
    assert len(first.splitlines()) == len(told.splitlines()) == 3
    file.write_text("".join(first.splitlines(keepends=True)[:1]), "utf-8")
    cells.main()
    assert len(capsys.readouterr().out.splitlines()) == 2
    assert sorted(file.read_text("utf-8").splitlines()) == sorted(first.splitlines())


@pytest.fixture(scope="module")
def points(program: Any) -> Any:
    """What measures tiers, camps and intervals."""
    yield importlib.import_module("points")
    sys.modules.pop("points", None)


@pytest.mark.parametrize(
    "cell",
    [
        "tiers 8 5 two fives",
        "tiers 8 5 three log-normal",
        "camps 9 two needs",
        "heaps 9 zeros",
        "mean 6 8 zeros",
    ],
)
def test_cells_of_points_are_counted_and_the_same_name_counts_the_same(points: Any, cell: str) -> None:
    counts = points.measured(cell, 2)
    assert counts == points.measured(cell, 2)
    assert counts["rooms"] == 2


def test_a_cell_that_stands_in_the_file_is_not_measured_again(points: Any, tmp_path: Path) -> None:
    file = tmp_path / "cells.jsonl"
    lines = [
        json.dumps({"cell": name, "rooms": 2, "counts": {"rooms": 2, "camps": 1}}) for name in points.cells()
    ]
    file.write_text("\n".join(lines) + "\n", "utf-8")
    told = points.kept.kept(file, 2)
    assert told.keys() == points.cells().keys()
    assert "50 ± 35" in points.tables(told)


def test_the_page_of_methods_holds_the_tables_of_points(points: Any) -> None:
    between = PAGE.split(points.BEGIN)[1].split(points.END)[0].strip()
    found = tables(between)
    assert [len(rows) for rows in found.values()] == [
        len(points.MANY) * len(points.SEVERAL),
        len(points.SEVERAL) * (len(points.HABITS) + 1),
        len(points.OF_CAMPS),
        3 * len(points.OF_INTERVALS),
    ]


def test_in_the_tables_no_first_boundary_is_false_more_often_than_the_page_says(points: Any) -> None:
    between = PAGE.split(points.BEGIN)[1].split(points.END)[0]
    tiers = next(rows for title, rows in tables(between).items() if title.startswith("Tiers, in %"))
    cells = [cell for row in tiers for cell in row[2:7] if cell != "–"]
    rates = [tuple(float(part.split(" ± ")[0]) for part in cell.split(" / ")) for cell in cells]
    assert rates
    assert max(first for first, _ in rates) <= 13
    assert max(either for _, either in rates) <= 18


@pytest.fixture(scope="module")
def of_marks(program: Any) -> Any:
    """The calibration of marks and pulls, which keeps each cell as a line of a file."""
    return importlib.import_module("marks")


def test_every_cell_of_marks_is_counted_and_counted_the_same_again(of_marks: Any) -> None:
    for name in ("side 8 3 level", "side 5 1 ahead", "cell 3+4 4", "pull 8 function far"):
        counts = of_marks.measured(name, 2)
        assert counts == of_marks.measured(name, 2)
        words = [word for word in counts if not word.startswith("of ")]
        assert words, name
        assert all(0 <= counts[word] <= counts[f"of {word}"] == 2 for word in words)


def test_a_lead_that_is_there_is_found_and_a_mark_on_which_functions_differ(of_marks: Any) -> None:
    assert of_marks.measured("side 20 1 ahead", 4)["found"] >= 3
    assert of_marks.measured("cell 7+7+6 4", 4)["found"] >= 3
    assert of_marks.measured("pull 12 pull far", 6)["raised"] >= 3


def test_the_tables_of_marks_go_on_from_the_lines_that_are_there(of_marks: Any, tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"cell": "pull 8 drift near", "rooms": 4, "counts": {"first": 1, "of first": 4}}\n')
    told = of_marks.kept.kept(file, 4)
    assert of_marks.percent(told, "pull 8 drift near", "first") == "25 ± 22"
    assert of_marks.kept.kept(file, 5) == {}
    found = tables(of_marks.tables(told, 4))
    assert [len(rows) for rows in found.values()] == [24, 24, 9, 20]
    assert "25 ± 22 / – / –" in of_marks.tables(told, 4)


def test_the_page_holds_the_tables_of_marks_and_none_of_their_cells_is_empty(of_marks: Any) -> None:
    between = PAGE.split(of_marks.BEGIN)[1].split(of_marks.END)[0].strip()
    assert between.startswith("At least 400 invented rooms a cell, 499 draws")
    sides, levels, cells, pulls = tables(between).values()
    assert [row[0] for row in cells] == ["+".join(map(str, sizes)) for sizes in of_marks.FUNCTIONS]
    assert [row[1] for row in pulls] == [*of_marks.MOVED] * 4
    assert all(
        re.fullmatch(r"[a-z\d/+ ±]+|–", cell)
        for table in (sides, levels, cells, pulls)
        for row in table
        for cell in row
    )
    # A dash only where no rival is weak: against one rival.
    assert all("–" not in row for row in sides if row[0] != "1")


@pytest.fixture(scope="module")
def of_customers(program: Any) -> Any:
    """The calibration of the band around customers' means."""
    return importlib.import_module("customers")


def test_the_band_around_customers_is_counted_for_every_way_of_answering(of_customers: Any) -> None:
    for way in of_customers.WAYS:
        rows = of_customers.answers(way, 5, 40, np.random.default_rng(2))
        assert rows.sum(axis=1) == pytest.approx(np.full(40, 100))
    name = of_customers.named("spread", 3, 50)
    counts = of_customers.measured(name, 3)
    assert counts == of_customers.measured(name, 3)
    assert counts["needs"] == counts["banded"] == 9
    assert "67 ± 27 (100) |" in of_customers.tables({name: {**counts, "inside": 2}}, 3)


@pytest.fixture(scope="module")
def of_lenses(program: Any) -> Any:
    """The calibration of lenses."""
    return importlib.import_module("lenses")


def test_lenses_are_counted_in_rooms_with_and_without_a_mirror_and_in_texts(of_lenses: Any) -> None:
    nobody, everybody = of_lenses.Room(12, "two alike", 0, False), of_lenses.Room(12, "two alike", 50, False)
    read = of_lenses.Reading(60, "most needs", 20, "the commonest")
    counts = {cell.name: of_lenses.measured(cell.name, 4) for cell in (nobody, everybody, read)}
    assert counts[read.name] == of_lenses.measured(read.name, 4)
    assert counts[everybody.name]["nearer"] > counts[nobody.name]["nearer"]
    assert counts[read.name]["inside"] <= 4 * of_lenses.CHOICES
    own, customers = of_lenses.rooms_rows(everybody, np.random.default_rng(1))
    assert {*own.sum(axis=1), *customers.sum(axis=1)} == {100}
    assert "| 12 | two alike |" in of_lenses.tables(counts, 4)


def test_the_page_holds_the_tables_of_lenses(of_lenses: Any) -> None:
    assert PAGE.count(of_lenses.BEGIN) == PAGE.count(of_lenses.END) == 1
    inside = PAGE.split(of_lenses.BEGIN)[1].split(of_lenses.END)[0]
    assert "in % of 1,000 rooms" in inside
    assert "–" not in inside
    for line in inside.splitlines():
        if re.match(r"\| (6|8|12|20) \|", line):
            alarms = [int(cell.split(" ±")[0]) for cell in line.split("|")[3:5]]
            assert max(alarms) <= 6, "one in twenty, as near as 1,000 rooms can tell"
