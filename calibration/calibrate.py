"""Measures every cell in invented rooms and writes the tables into docs/methods.md.

python calibration/calibrate.py [--rooms 1000] [--write]
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import measures
import rooms
from measures import Cell, Counts, MarksCell, PointsCell

PAGE = Path(__file__).resolve().parent.parent / "docs" / "methods.md"
BEGIN, END = "<!-- calibration: begin -->", "<!-- calibration: end -->"
WORDS = {
    "functions differ": "Functions differ",
    "need differs": "A need differs (maxT)",
    "headline of a pair": "Headline: two functions",
    "headline of a need": "Headline: one need",
    "common order": "A common order (W)",
}
Found = dict[Cell, Counts]


def found(count: int) -> Found:
    """Every cell over `count` rooms, on all processors; the same numbers whatever their number."""
    cells = measures.cells()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        told = pool.map(partial(_one, count), enumerate(cells, 1))
        return dict(zip(cells, told, strict=True))


def _one(count: int, numbered: tuple[int, Cell]) -> Counts:
    return measures.measured(numbered[1], numbered[0], count)


def tables(told: Found, count: int) -> str:
    """All tables as Markdown."""
    parts = [_alarms(told), _hits(told), _again(told)]
    head = (
        f"{count:,} invented rooms a cell, {measures.DRAWS} permutations and draws each; `make calibration` "
        "makes these tables again. A rate of 5 % is known to about 1½ points either way. Three numbers in a "
        "cell are rooms that write their points in fives, in tens, and in fives with 40 % zeros. Rooms of 6, "
        "8, 12 and 20 have functions of 3 + 3, 4 + 4, 4 + 4 + 4 and 7 + 7 + 6; a room of 4 has two functions "
        "of 2, which are never shown. A dash: cxw says nothing there."
    )
    return "\n\n".join([head, *parts])


def _table(title: str, heads: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [f"**{title}**", "", "| " + " | ".join(heads) + " |", "|---:" * len(heads) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def percent(told: Counts | None, word: str) -> str:
    """How often a word was said, in percent; a dash where it could not be."""
    possible = told[f"of {word}"] if told else 0
    return f"{100 * told[word] / possible:.0f}" if told and possible else "–"


def _three(word: str, cell: Callable[[rooms.Writing], Cell], told: Found) -> str:
    numbers = [percent(told.get(cell(writing)), word) for writing in rooms.WRITINGS]
    return "–" if set(numbers) == {"–"} else " / ".join(numbers)


def _alarms(told: Found) -> str:
    def rows() -> Iterator[list[str]]:
        for n in rooms.FUNCTIONS:
            cell = partial(_points_cell, n, 0)
            yield [str(n), *(_three(word, cell, told) for word in WORDS)]

    title = "False alarms, in % of rooms without any difference"
    return _table(title, ["People", *WORDS.values()], rows())


def _hits(told: Found) -> str:
    def rows() -> Iterator[list[str]]:
        for apart in (20, 40):
            for n in rooms.FUNCTIONS:
                cell = partial(_points_cell, n, apart)
                yield [str(apart), str(n), *(_three(word, cell, told) for word in words)]

    words = list(WORDS)[:4]
    heads = ["Apart", "People", *(WORDS[word] for word in words)]
    title = "Hits, in % of rooms in which one function gives one need 20 or 40 points more than the others"
    return _table(title, heads, rows())


def _again(told: Found) -> str:
    def rows() -> Iterator[list[str]]:
        for n in rooms.FUNCTIONS:
            level = [_said_again(told, MarksCell(n, m), "wrongly") for m in measures.COMPANIES]
            two = [
                _said_again(told, MarksCell(n, m, 3.0, leaders=2), "wrongly") for m in measures.COMPANIES[1:]
            ]
            ahead = [_said_again(told, MarksCell(n, m, 1.5), "rightly") for m in measures.COMPANIES]
            yield [str(n), " / ".join(level), " / ".join(two), " / ".join(ahead)]

    heads = [
        "People",
        "False, all level: 2 / 3 / 4 / 5",
        "False, two level, others 3 marks behind: 3 / 4 / 5",
        "Right, one 1½ marks ahead: 2 / 3 / 4 / 5",
    ]
    return _table("“This room would say it again”, in % of rooms, by number of companies", heads, rows())


def _said_again(told: Found, cell: Cell, how: str) -> str:
    return percent(told[cell], f"says it again, {how}")


def _points_cell(people: int, apart: int, writing: rooms.Writing) -> Cell:
    return PointsCell(people, writing, apart)


def cuts(told: Found) -> str:
    """The share that nine tenths of rooms with two level leaders stay under: where the cut has to be."""
    lines = []
    for n in rooms.FUNCTIONS:
        row = []
        for cell in (MarksCell(n, 2), *(MarksCell(n, m, 3.0, leaders=2) for m in measures.COMPANIES[1:])):
            shares = _shares(told[cell])
            row.append(f"{shares[int(0.9 * len(shares))]:.3f}" if shares else "–")
        lines.append(f"{n}: {', '.join(row)}")
    return "\n".join(lines)


def _shares(counts: Counts) -> list[float]:
    return sorted(
        float(word.removeprefix("share "))
        for word, times in counts.items()
        if word.startswith("share ")
        for _ in range(times)
    )


def main() -> None:
    """Measure, print, and with --write put the tables into the page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rooms", type=int, default=1_000)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    told = found(given.rooms)
    text = tables(told, given.rooms)
    print(text)
    print(
        "\nNine tenths of rooms with two level leaders stay under these shares (people: 2, 3, 4, 5 companies)"
    )
    print(cuts(told))
    if given.write:
        before, rest = PAGE.read_text("utf-8").split(BEGIN)
        PAGE.write_text(before + BEGIN + "\n\n" + text + "\n\n" + END + rest.split(END)[1], "utf-8")


if __name__ == "__main__":
    main()
