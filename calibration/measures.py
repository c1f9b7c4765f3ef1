"""What cxw says in rooms whose truth is known: how often a false alarm, how often what is there.

Each measure takes one invented room and says for each word of the handout whether cxw would say it there, and
whether it would be right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from zlib import crc32

import numpy as np
import rooms

from cxw.stats import functions, scores
from cxw.stats.disagreement import RankAgreement, rank_agreement
from cxw.stats.firmness import AnswerArrays
from cxw.stats.firmness.drawing import Draws, smaa_again
from cxw.stats.firmness.tally import Tally
from cxw.stats.functions import Explained

DRAWS = 499
SHOWN = 3
"""A function shows from so many people on."""
LEVEL = 0.05
COMPANIES = (2, 3, 4, 5)
Counts: TypeAlias = Counter[str]
"""A word of the handout -> how often it was said; `of WORD` how often it could have been."""


@dataclass(frozen=True)
class PointsCell:
    """Rooms of one size and writing whose functions are so many points apart on one need."""

    people: int
    writing: rooms.Writing
    apart: int

    @property
    def name(self) -> str:
        """What it is called among all cells."""
        return f"points {self.people} {self.writing} {self.apart}"


@dataclass(frozen=True)
class MarksCell:
    """Rooms that marked so many companies; the first ones are ahead of all others in truth, if any are."""

    people: int
    companies: int
    ahead: float = 0.0
    leaders: int = 1

    @property
    def name(self) -> str:
        """What it is called among all cells."""
        return f"again {self.people} {self.companies} {self.ahead} {self.leaders}"


Cell: TypeAlias = PointsCell | MarksCell
Said: TypeAlias = Iterator[tuple[str, int]]


def cells() -> dict[str, Cell]:
    """Every cell of the tables by its name."""
    sizes, writings = list(rooms.FUNCTIONS), rooms.WRITINGS
    points = [PointsCell(n, w, apart) for w in writings for apart in (0, 20, 40) for n in sizes]
    marks = [MarksCell(n, m, ahead) for ahead in (0.0, 1.5) for m in COMPANIES for n in sizes]
    leaders = [MarksCell(n, m, 3.0, leaders=2) for m in COMPANIES[1:] for n in sizes]
    every: list[Cell] = [*points, *marks, *leaders]
    return {cell.name: cell for cell in every}


def measured(name: str, count: int) -> Counts:
    """All words over `count` rooms of a cell."""
    cell, found = cells()[name], Counts()
    for room in range(count):
        rng = np.random.default_rng([crc32(name.encode()), room])
        for word, times in _told(rng, cell, room):
            found[word] += times
    return found


def _told(rng: np.random.Generator, cell: Cell, room: int) -> Said:
    if isinstance(cell, PointsCell):
        return _points(rng, cell, room)
    return _marks(rng, cell, room)


def _points(rng: np.random.Generator, cell: PointsCell, seed: int) -> Said:
    points = rooms.points(rng, cell.people, rooms.Truth(cell.writing, cell.apart))
    yield from _functions(points, cell, seed)
    order = rank_agreement(points, seed, DRAWS)
    yield from _said("common order", isinstance(order, RankAgreement) and order.p <= LEVEL)


def _said(word: str, said: bool) -> Said:
    yield word, int(said)
    yield f"of {word}", 1


def _functions(points: rooms.Matrix, cell: PointsCell, seed: int) -> Said:
    label = rooms.labels(cell.people)
    members = [np.flatnonzero(label == one).tolist() for one in range(label.max() + 1)]
    shown = sum(len(people) >= SHOWN for people in members)
    found = functions.function_differences(points, members, shown, seed, DRAWS)
    tested = isinstance(found.overall, Explained) and found.overall.p <= LEVEL
    yield from _said("functions differ", tested)
    needs = [share for share in found.needs if isinstance(share, functions.FunctionShare)]
    yield from _said("need differs", any(share.p <= LEVEL for share in needs))


def _marks(rng: np.random.Generator, cell: MarksCell, seed: int) -> Said:
    weights = rooms.points(rng, cell.people, rooms.Truth("fives", 0))
    marks = rooms.marks(rng, (cell.people, cell.companies), cell.ahead, cell.leaders)
    valid = np.ones(marks.shape[1:], dtype=bool)
    tally = Tally(AnswerArrays(weights, marks, valid))
    room = scores.weighted(tally.room.points[0], tally.room.marks[0], valid)
    draws = Draws(tally, seed, DRAWS)
    found = smaa_again(draws, room)
    right = bool(cell.ahead) and cell.leaders == 1 and room.first == (0,)
    yield from _said("says it again, wrongly", found.says and not right)
    if cell.ahead:
        yield from _said("says it again, rightly", found.says and right)
    if (not cell.ahead or cell.leaders > 1) and len(room.first) == 1 and found.companies:
        share = next(one.ranks[0] for one in found.companies if one.company == room.first[0])
        yield f"share {share:.3f}", 1
