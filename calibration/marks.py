"""What cxw says of marks, and of a pull, in rooms whose truth is known; one cell at a time, kept as it goes.

python calibration/marks.py [--rooms 400] [--into FILE] [--write]

Every cell has a name and becomes one line of FILE (JSON), so that a run that was stopped goes on later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from zlib import crc32

import kept
import numpy as np
import rooms

from cxw.stats import scores, swot
from cxw.stats.disagreement.contested import beyond_the_hat
from cxw.stats.firmness import AnswerArrays, listed_entries, sure_sides
from cxw.stats.firmness.drawing import Draws
from cxw.stats.firmness.sides import sides
from cxw.stats.firmness.tally import Tally
from cxw.stats.firmness.votes import leave_out, tally_board
from cxw.stats.moved import pull_towards

BEGIN, END = "<!-- calibration of marks: begin -->", "<!-- calibration of marks: end -->"
DRAWS = 499
SHIFT = 2.5
"""Marks by which a lead that is there is one."""
SIZES = (4, 5, 6, 8, 12, 20)
RIVALS = (1, 3, 5, 7)
LARGE = (8, 12, 15, 20)
FUNCTIONS = ((3, 3), (3, 4), (3, 9), (4, 8), (5, 5), (4, 4, 4), (3, 4, 8), (7, 7, 6), (20, 20, 20))
APART = 4
"""Marks between two functions on one cell where there is a difference."""
CELLS_A_GRID = (4, 5)
"""Companies and needs of a grid in which functions may differ."""
MOVED = ("drift", "median", "function", "fact", "pull")
PLACES = ("near", "random", "far")
Said = Iterator[tuple[str, int]]
Room = Callable[[np.random.Generator, int], Said]
Told = Mapping[str, Mapping[str, int]]


def cells() -> dict[str, Room]:
    """Every cell by its name."""
    sided = [
        (n, rivals, truth) for n in SIZES for rivals in RIVALS for truth in rooms.SIDES[: 5 - (rivals == 1)]
    ]
    grids = [(sizes, apart) for sizes in FUNCTIONS for apart in (0, APART)]
    pulls = [(n, by, place) for n in LARGE for by in MOVED for place in PLACES]
    return {
        **{f"side {n} {rivals} {truth}": partial(_side, n, rivals, truth) for n, rivals, truth in sided},
        **{f"cell {_named(sizes)} {apart}": partial(_cell, sizes, apart) for sizes, apart in grids},
        **{f"pull {n} {by} {place}": partial(_pull, n, by, place) for n, by, place in pulls},
    }


def _named(sizes: Sequence[int]) -> str:
    return "+".join(map(str, sizes))


def measured(name: str, count: int) -> Counter[str]:
    """All words over so many rooms of one cell; its name seeds it."""
    found: Counter[str] = Counter()
    for room in range(count):
        for word, times in cells()[name](np.random.default_rng([crc32(name.encode()), room]), room):
            found[word] += times
            found[f"of {word}"] += 1
    return found


def _side(n: int, rivals: int, truth: str, rng: np.random.Generator, seed: int) -> Said:
    marks = rooms.sides(rng, (n, rivals), truth, SHIFT)
    valid = np.ones(marks.shape[1:], dtype=bool)
    found = sides(marks, valid[1:], seed, DRAWS)
    right = {"ahead": "ahead", "behind": "behind", "behind one": "behind"}.get(truth)
    first, *rest = [side for side in found if side is not None]
    yield "found", int(first.sure and first.word == right)
    # Beside rivals that are weak in truth one is level: neither ahead of all nor behind.
    yield "false", int(any(side.sure for side in rest) or (first.sure and first.word != right))
    if truth == "level":
        yield from _listed(AnswerArrays(rooms.level(rng, n), marks, valid), seed)


def _listed(answers: AnswerArrays, seed: int) -> Said:
    """Whether a room lists any entry of a kind where all companies are level at a mark of 6."""
    tally, cuts = Tally(answers), swot.Cuts(importance=swot.important_from(rooms.NEEDS))
    sure = sure_sides(sides(answers.marks, tally.eligible, seed, DRAWS))
    without = leave_out(tally, _scores(tally), cuts)
    entries = listed_entries(
        Draws(tally, seed, DRAWS), tally_board(tally, cuts, sure), without, (cuts, sure), None
    )
    kinds = {one.entry.kind for one in entries if one.reading is not None}
    yield from ((kind, int(kind in kinds)) for kind in swot.KINDS)


def _scores(tally: Tally) -> scores.Scores:
    return scores.weighted(tally.room.points[0], tally.room.marks[0], tally.answers.valid)


def _cell(sizes: Sequence[int], apart: int, rng: np.random.Generator, seed: int) -> Said:
    marks = rooms.grid(rng, sizes, CELLS_A_GRID, apart)
    ends = np.cumsum([0, *sizes])
    members = [list(range(start, end)) for start, end in pairwise(ends)]
    middle = np.array([np.median(marks[people], axis=0) for people in members])
    mean = np.array([marks[people].mean(axis=0) for people in members])
    far = np.ptp(middle, axis=0) >= 3
    flagged = beyond_the_hat(marks, members, tuple(np.where(far, np.ptp(mean, axis=0), 0.0).tolist()), seed)
    if apart:
        yield "found", int(flagged[0])
    yield "false", int(any(flagged[1:]) or (flagged[0] and not apart))
    yield "three apart", int(far.any())


def _pull(n: int, by: str, place: str, rng: np.random.Generator, _: int) -> Said:
    before = rooms.declared(rooms.level(rng, n), place)
    found = pull_towards(before, rooms.MOVES[by](rng, before, "fives"), 0)
    yield "raised", int(found.raised)
    yield "first", int(found.rank == 1)


def percent(told: Told, name: str, word: str) -> str:
    """How often a word was said in one cell, in per cent; a dash where it never could be."""
    counts = told.get(name, {})
    return kept.rate(counts.get(word, 0), counts.get(f"of {word}", 0))


def tables(told: Told, count: int) -> str:
    """All tables as Markdown."""
    head = (
        f"At least {count:,} invented rooms a cell, {DRAWS} draws each, five needs; `make calibration` makes "
        f"these tables again. {kept.ERROR} Each false rate is of rooms: whether any false word of the kind "
        "stands in the handout."
    )
    parts = _sides(told), _levels(told), _cells(told), _pulls(told)
    return "\n\n".join([head, *(kept.table(*part) for part in parts)])


Table = tuple[str, Sequence[str], list[list[str]]]


def _sides(told: Told) -> Table:
    rows = []
    for rivals in RIVALS:
        for n in SIZES:
            of = partial(percent, told)
            name = f"side {n} {rivals}"
            false = [of(f"{name} {truth}", "false") for truth in ("level", "one level")]
            hits = [of(f"{name} {truth}", "found") for truth in ("ahead", "behind", "behind one")]
            rows.append([str(rivals), str(n), *false, *hits])
    title = "Sides, in % of rooms: any false one, and one need 2½ marks ahead or behind that is found"
    heads = ["Rivals", "People", "False, all level", "False, one level beside weak ones"]
    return title, [*heads, "Ahead of all", "Behind all", "Behind one"], rows


def _levels(told: Told) -> Table:
    rows = [
        [str(r), str(n), *(percent(told, f"side {n} {r} level", kind) for kind in swot.KINDS)]
        for r in RIVALS
        for n in SIZES
    ]
    title = "SWOT entries in a box or asked, in % of rooms with any, where all are level at a mark of 6"
    return title, ["Rivals", "People", *(kind.capitalize() for kind in swot.KINDS)], rows


def _cells(told: Told) -> Table:
    rows = []
    for sizes in FUNCTIONS:
        name = _named(sizes)
        level, apart = f"cell {name} 0", f"cell {name} {APART}"
        three = percent(told, level, "three apart")
        rows.append([name, three, percent(told, level, "false"), percent(told, apart, "found")])
    title = "Contested by functions, in % of rooms: false, and a mark on which one is 4 above the others"
    return title, ["Functions", "Three apart by chance", "False", "Found"], rows


def _pulls(told: Told) -> Table:
    rows = []
    for n in LARGE:
        for by in MOVED:
            both = [
                " / ".join(percent(told, f"pull {n} {by} {place}", word) for place in PLACES)
                for word in ("raised", "first")
            ]
            rows.append([str(n), by, f"{100 / n:.0f}", *both])
    title = "Pull, in % of second rounds, of a declared person near the mean / at random / far away"
    return title, ["People", "Moved by", "1 in N", "Pointed out", "First"], rows


def main() -> None:
    """Measure what is missing, print, and with --write put the tables into the page."""
    given = kept.asked(__doc__, "calibration-marks.jsonl")
    kept.run(given, cells(), measured, tables, (BEGIN, END))


if __name__ == "__main__":
    main()
