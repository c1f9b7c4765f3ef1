"""Cells that are measured once and kept, a line of JSON each: a run can be broken off and gone on with.

Cells are measured on all processors; each has seeds of its own, so their number changes no count.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "methods.md"
Cells = dict[str, dict[str, int]]
"""Name of a cell -> word -> how often it was said."""
ERROR = "Behind ± stands the error of having counted no more rooms than these."


def asked(what: str | None, file: str, rooms: int = 400) -> argparse.Namespace:
    """What a program of cells is asked for: how many rooms, which cells, where they go."""
    said = argparse.ArgumentParser(description=what)
    said.add_argument("--rooms", type=int, default=rooms)
    said.add_argument("--into", type=Path, default=Path(file), help="where the cells are kept")
    said.add_argument("--only", default="", help="cells in whose names this stands")
    said.add_argument("--write", action="store_true", help="put the tables into the page of methods")
    return said.parse_args()


def kept(file: Path, rooms: int) -> Cells:
    """What earlier runs have measured with at least so many rooms."""
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    told = [json.loads(line) for line in lines]
    return {one["cell"]: one["counts"] for one in told if one["rooms"] >= rooms}


def measured(
    given: argparse.Namespace, names: Iterable[str], measure: Callable[[str, int], Mapping[str, int]]
) -> Iterator[tuple[str, Cells]]:
    """Measure what is missing; each new cell with all that are there by then."""
    told = kept(given.into, given.rooms)
    yield "", told
    missing = [name for name in names if given.only in name and name not in told]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        counts = pool.map(partial(_counted, measure, given.rooms), missing)
        for name, found in zip(missing, counts, strict=True):
            told[name] = found
            line = {"cell": name, "rooms": given.rooms, "counts": found}
            with given.into.open("a", encoding="utf-8") as file:
                print(json.dumps(line), file=file)
            yield name, told


def _counted(measure: Callable[[str, int], Mapping[str, int]], rooms: int, name: str) -> dict[str, int]:
    return dict(measure(name, rooms))


def rate(said: int, of: int) -> str:
    """How often something was said, in percent, with the error of having counted no more rooms; or a dash."""
    if not of:
        return "–"
    share = said / of
    return f"{100 * share:.0f} ± {100 * (share * (1 - share) / of) ** 0.5:.0f}"


def table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with its title, in Markdown."""
    lines = [f"**{title}**", "", "| " + " | ".join(heads) + " |", "|---:" * len(heads) + "|"]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def run(
    given: argparse.Namespace,
    names: Iterable[str],
    measure: Callable[[str, int], Mapping[str, int]],
    tables: Callable[[Cells, int], str],
    marks: tuple[str, str],
) -> None:
    """Measure what is missing, print the tables, and where that was asked for put them into the page."""
    *_, (_, told) = measured(given, names, measure)
    text = tables(told, given.rooms)
    print(text)
    if given.write:
        put(text, *marks)


def put(text: str, begin: str, end: str) -> None:
    """Put tables between their marks in the page of methods."""
    before, rest = PAGE.read_text("utf-8").split(begin)
    PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", "utf-8")
