"""Cells that are measured once and kept, a line of JSON each: a run can be broken off and gone on with."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "methods.md"
Cells = dict[str, dict[str, int]]
"""Name of a cell -> word -> how often it was said."""


def asked(what: str | None, file: str) -> argparse.Namespace:
    """What a program of cells is asked for: how many rooms, which cells, where they go."""
    said = argparse.ArgumentParser(description=what)
    said.add_argument("--rooms", type=int, default=400)
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
    for name in names:
        if given.only in name and name not in told:
            told[name] = dict(measure(name, given.rooms))
            line = {"cell": name, "rooms": given.rooms, "counts": told[name]}
            with given.into.open("a", encoding="utf-8") as file:
                print(json.dumps(line), file=file)
            yield name, told


def put(text: str, begin: str, end: str) -> None:
    """Put tables between their marks in the page of methods."""
    before, rest = PAGE.read_text("utf-8").split(begin)
    PAGE.write_text(f"{before}{begin}\n\n{text}\n\n{end}{rest.split(end)[1]}", "utf-8")
