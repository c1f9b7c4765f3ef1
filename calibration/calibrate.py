"""What cxw says of functions, of a common order and of who is ahead in rooms whose truth is known.

python calibration/calibrate.py [--into FILE] [--rooms 1000] [--only WORD] [--write]

Every cell has a name and becomes one line of FILE (JSON), so that a run that was stopped goes on later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

import kept
import measures
import rooms
from measures import Cell, Counts, MarksCell, PointsCell

BEGIN, END = "<!-- calibration: begin -->", "<!-- calibration: end -->"
WORDS = {
    "functions differ": "Functions differ",
    "need differs": "A need differs (maxT)",
    "common order": "A common order (W)",
}
Found = dict[Cell, Counts]


def tables(told: Found, count: int) -> str:
    """All tables as Markdown."""
    parts = [_alarms(told), _hits(told), _again(told)]
    head = (
        f"{count:,} invented rooms a cell, {measures.DRAWS} permutations and draws each; `make calibration` "
        f"makes these tables again. {kept.ERROR} Three numbers in a "
        "cell are rooms that write their points in fives, in tens, and in fives with 40 % zeros. Rooms of 6, "
        "8, 12 and 20 have functions of 3 + 3, 4 + 4, 4 + 4 + 4 and 7 + 7 + 6; a room of 4 has two functions "
        "of 2, which are never shown. A dash: cxw says nothing there."
    )
    return "\n\n".join([head, *parts])


def percent(told: Counts | None, word: str) -> str:
    """How often a word was said, in percent; a dash where it could not be."""
    return kept.rate(told[word], told[f"of {word}"]) if told else "–"


def _three(word: str, cell: Callable[[rooms.Writing], Cell], told: Found) -> str:
    numbers = [percent(told.get(cell(writing)), word) for writing in rooms.WRITINGS]
    return "–" if set(numbers) == {"–"} else " / ".join(numbers)


def _alarms(told: Found) -> str:
    def rows() -> Iterator[list[str]]:
        for n in rooms.FUNCTIONS:
            cell = partial(_points_cell, n, 0)
            yield [str(n), *(_three(word, cell, told) for word in WORDS)]

    title = "False alarms, in % of rooms without any difference"
    return kept.table(title, ["People", *WORDS.values()], rows())


def _hits(told: Found) -> str:
    def rows() -> Iterator[list[str]]:
        for apart in (20, 40):
            for n in rooms.FUNCTIONS:
                cell = partial(_points_cell, n, apart)
                yield [str(apart), str(n), *(_three(word, cell, told) for word in words)]

    words = list(WORDS)[:2]
    heads = ["Apart", "People", *(WORDS[word] for word in words)]
    title = "Hits, in % of rooms in which one function gives one need 20 or 40 points more than the others"
    return kept.table(title, heads, rows())


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
    return kept.table("“This room would say it again”, in % of rooms, by number of companies", heads, rows())


def _said_again(told: Found, cell: Cell, how: str) -> str:
    return percent(told.get(cell), f"says it again, {how}")


def _points_cell(people: int, apart: int, writing: rooms.Writing) -> Cell:
    return PointsCell(people, writing, apart)


def cuts(told: Found) -> str:
    """The share that nine tenths of rooms with two level leaders stay under: where the cut has to be."""
    lines = []
    for n in rooms.FUNCTIONS:
        row = []
        for cell in (MarksCell(n, 2), *(MarksCell(n, m, 3.0, leaders=2) for m in measures.COMPANIES[1:])):
            shares = _shares(told.get(cell, Counter()))
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


def by_cell(told: kept.Cells) -> Found:
    """What was counted, by cells."""
    return {cell: Counter(told[name]) for name, cell in measures.cells().items() if name in told}


def main() -> None:
    """Measure what is missing in the file, print the tables, and with --write put them into the page."""
    given = kept.asked(__doc__, "calibration-rooms.jsonl", 1_000)
    *_, (_, told) = kept.measured(given, measures.cells(), measures.measured)
    text = tables(by_cell(told), given.rooms)
    print(text)
    print(
        "\nNine tenths of rooms with two level leaders stay under these shares (people: 2, 3, 4, 5 companies)"
    )
    print(cuts(by_cell(told)))
    if given.write:
        kept.put(text, BEGIN, END)


if __name__ == "__main__":
    main()
