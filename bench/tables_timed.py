"""Tables of a hundred thousand rows: what it costs to look at one, and to take one in."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import openpyxl  # noqa: TID251 - what is measured is made with nothing of cxw

ROWS = 100_000
CXW = str(Path(sys.executable).with_name("cxw"))
NEW = ("--new", "--segment", "Small offices", "--company", "Company 0")
Cells = Sequence[str | int]


def tables_timed(at: Path) -> Iterator[tuple[str, ...]]:
    """What each command took of the processor and at most of the memory, as rows of a page."""
    points, marks = at / "points.csv", at / "marks.csv"
    book = at / "points.xlsx"
    _as_text(points, _points())
    _as_text(marks, _marks())
    _as_book(book, _points())
    measured = (
        ("look at 100,000 people's points, CSV", (points, "--look"), "8 s", "400 MB"),
        ("look at 100,000 people's points, xlsx", (book, "--look"), "40 s", ""),
        ("take in 100,000 marks of 2,000 people, CSV", (marks, "--of", "marks"), "8 s", "400 MB"),
        ("take in 100,000 people's points, CSV, with the file of 14 MB that they make", (points,), "", ""),
    )
    for what, (table, *options), seconds, memory in measured:
        made = at / "made.yaml"
        took, most = spent([CXW, "collect", str(made), str(table), *map(str, options), *NEW])
        made.unlink(missing_ok=True)
        yield what, f"{took:.1f} s", seconds, f"{most / 1e6:.0f} MB", memory


def spent(command: Sequence[str]) -> tuple[float, int]:
    """Seconds of the processor and the most bytes of memory of a command that has to succeed."""
    process = os.posix_spawn(command[0], tuple(command), os.environ, file_actions=_SILENT)
    _, status, used = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"{' '.join(command)} did not succeed")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * (1024 if sys.platform == "linux" else 1)


_SILENT = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]


def _points() -> Iterator[Cells]:
    """A row a person, a hundred points over four needs."""
    rng = Random(1)
    yield "person", "function", "Taste", "Upkeep", "Price", "Service"
    for person in range(ROWS):
        a, b, c = sorted(rng.randint(0, 100) for _ in range(3))
        yield f"V{person}", rng.choice(("Sales", "Service", "R&D")), a, b - a, c - b, 100 - c


def _marks() -> Iterator[Cells]:
    """A row an answer: fifty marks each, of five companies on ten needs."""
    rng = Random(2)
    yield "person", "company", "need", "mark"
    for row in range(ROWS):
        person, company, need = row // 50, row // 10 % 5, row % 10
        yield f"V{person}", f"Company {company}", f"Need {need}", rng.randint(0, 10)


def _as_text(path: Path, rows: Iterator[Cells]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _as_book(path: Path, rows: Iterator[Cells]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Answers")
    for row in rows:
        sheet.append(list(row))
    book.save(path)
