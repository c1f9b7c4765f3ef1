"""What stands in a table and in a session file, read cell by cell with nothing of cxw.

Where things stand is told by whoever looked at the table: `Spots`. A script too: `python tests/tables_read.py
session.yaml` prints every number that a session file holds.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl  # noqa: TID251  (tables are read with nothing of cxw)
import yaml  # noqa: TID251  (as above)

Numbers: TypeAlias = dict[tuple[str, str, str, str], int | str]
"""(round, person, company, need) -> the number or `dk`; no company is named where points are given."""


@dataclass(frozen=True)
class Spots:
    """Where a table has its answers; lines and columns are counted from 1."""

    first: int
    last: int
    who: int
    function: int | None
    answers: Mapping[int, str | tuple[str, str]] = field(default_factory=dict)
    """column -> need, or company and need"""
    turned: bool = False
    separator: str = ","
    need: int = 0
    value: int = 0
    round: int = 0
    sure: int = 0


def grid(path: Path, separator: str) -> list[list[str]]:
    """Every cell of a table as text."""
    if path.suffix == ".xlsx":
        sheet: Any = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        return [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file, delimiter=separator)]


def answers_read(path: Path, spots: Spots) -> Numbers:
    """Every answer of the table."""
    cells = grid(path, spots.separator)
    lines = cells[spots.first - 1 : spots.last]
    found: Numbers = {}
    if spots.turned:
        for line in lines:
            for person, cell in zip(cells[spots.first - 2][1:], line[1:], strict=True):
                found["first", person, "", line[0]] = _number(cell)
        return found
    for line in lines:
        person = line[spots.who - 1]
        if spots.need:
            name = {"1": "first", "2": "second"}[line[spots.round - 1]]
            found[name, person, "", line[spots.need - 1]] = _number(line[spots.value - 1])
        for column, about in spots.answers.items():
            company, need = about if isinstance(about, tuple) else ("", about)
            found["first", person, company, need] = _number(line[column - 1])
    return found


def _number(cell: str) -> int | str:
    return "dk" if cell.lower() in ("dk", "don't know") else int(cell)


def functions_read(path: Path, spots: Spots) -> dict[str, str]:
    """Who is in which function, by the table."""
    if spots.function is None:
        return {}
    lines = grid(path, spots.separator)[spots.first - 1 : spots.last]
    return {line[spots.who - 1]: line[spots.function - 1] for line in lines}


def sure_read(path: Path, spots: Spots) -> dict[str, int]:
    """How sure each person is, by the table."""
    if not spots.sure:
        return {}
    lines = grid(path, spots.separator)[spots.first - 1 : spots.last]
    return {line[spots.who - 1]: int(line[spots.sure - 1]) for line in lines}


def held(path: Path) -> Any:
    """What a session file holds, as anybody would read it; in C where there is a parser in C."""
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # it is safe too


def answers_stored(path: Path) -> Numbers:
    """Every answer that a session file holds."""
    session = held(path)
    people = {one["id"]: one["name"] for one in session["participants"]}
    found: Numbers = {}
    for segment in session["segments"]:
        needs = {one["id"]: one["text"] for one in segment["needs"]}
        companies = {one["id"]: one["name"] for one in [session["company"], *segment.get("competitors", ())]}
        for round in segment["rounds"]:
            for id, given in round["answers"].items():
                rows = given if round["of"] == "marks" else {"": given}
                for company, row in rows.items():
                    named = companies.get(company, "")
                    values = row if isinstance(row, dict) else dict.fromkeys(round["needs"], row)
                    for need, value in values.items():
                        found[round["name"], people[id], named, needs[need]] = value
    return found


def functions_stored(path: Path) -> dict[str, str]:
    """Who is in which function, by a session file."""
    session = held(path)
    return {one["name"]: one["function"] for one in session["participants"] if "function" in one}


def sure_stored(path: Path) -> dict[str, int]:
    """How sure each person is, by a session file."""
    session = held(path)
    people = {one["id"]: one["name"] for one in session["participants"]}
    (segment,) = session["segments"]
    return {people[id]: sure for id, sure in segment.get("conviction", {}).get("before", {}).items()}


if __name__ == "__main__":
    for (round, person, company, need), value in answers_stored(Path(sys.argv[1])).items():
        sys.stdout.write(f"{round}\t{person}\t{company}\t{need}\t{value}\n")
