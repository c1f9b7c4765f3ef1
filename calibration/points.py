"""What cxw says of points by themselves in rooms whose truth is known: tiers, camps, intervals.

python calibration/points.py [--into FILE] [--rooms 400] [--only WORD] [--write]

Every cell has a name and becomes one line of FILE (JSON), so that a run that was stopped goes on later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from zlib import crc32

import kept
import numpy as np
import rooms
from rooms import SCATTER, Matrix

from cxw.stats.disagreement import CampSplit, Interval, camps, student_interval
from cxw.stats.firmness.tiers import tiers

BEGIN, END = "<!-- calibration of points: begin -->", "<!-- calibration of points: end -->"
DRAWS = 499
LEVEL = 0.05
HABITS = ("fives", "tens", "zeros", "two needs", "log-normal")
"""How people write: in fives, in tens, 40 % zeros, all to two needs; or rows that are log-normal."""
TOP = {"level": (), "one": (20.0,), "two": (20.0, 20.0), "two far": (30.0, 30.0), "three": (20.0, 20.0, 20.0)}
"""Points by which the first needs are above the others, which are level."""
STAIRS = np.array([40, 25, 15, 12, 8]) / 100
SEVERAL = (8, 12, 20, 60)
MANY = (3, 4, 5, 6, 7, 8)
OF_CAMPS = (6, 9, 15, 30, 60)
OF_INTERVALS = (6, 8, 12, 20, 30, 60)
OF_NEEDS = (3, 5, 8, 12)
Said = Iterator[tuple[str, int]]
Room = Callable[[np.random.Generator, int], Said]
Told = Mapping[str, Mapping[str, int]]


def cells() -> dict[str, Room]:
    """Every cell by its name, those of large rooms last."""
    sizes = sorted({*SEVERAL, *OF_CAMPS, *OF_INTERVALS})
    return {name: room for n in sizes for name, room in _of_size(n)}


def _of_size(n: int) -> Iterator[tuple[str, Room]]:
    if n in SEVERAL:
        tops = [(k, top) for k in MANY for top in TOP if len(TOP[top]) < k]
        yield from (
            (f"tiers {n} {k} {top} fives", partial(_tiers, n, _row(k, top), "fives")) for k, top in tops
        )
        habits = [(habit, top) for habit in HABITS[1:] for top in TOP]
        yield from (
            (f"tiers {n} 5 {top} {habit}", partial(_tiers, n, _row(5, top), habit)) for habit, top in habits
        )
        yield f"tiers {n} 5 stairs fives", partial(_tiers, n, STAIRS, "fives")
    if n in OF_CAMPS:
        yield from ((f"camps {n} {habit}", partial(_camps, n, habit, 5)) for habit in HABITS)
        yield from ((f"camps {n} {k} two needs", partial(_camps, n, "two needs", k)) for k in (3, 8))
        yield from ((f"heaps {n} {habit}", partial(_heaps, n, habit)) for habit in ("fives", "zeros"))
    if n in OF_INTERVALS:
        means = [(k, habit) for k in OF_NEEDS for habit in ("fives", "zeros", "two needs")]
        yield from ((f"mean {n} {k} {habit}", partial(_means, n, k, habit)) for k, habit in means)


def measured(name: str, count: int) -> Counter[str]:
    """How often each word was said in so many rooms of a cell; `of WORD` how often it could have been."""
    found, room = Counter(rooms=count), cells()[name]
    for number in range(count):
        rng = np.random.default_rng([crc32(name.encode()), number])
        for word, times in room(rng, number):
            found[word] += times
    return found


def _row(needs: int, top: str) -> Matrix:
    """The true means, in shares."""
    above = TOP[top]
    level = (100 - sum(above)) / needs
    return np.array([level + (above[place] if place < len(above) else 0) for place in range(needs)]) / 100


def people(rng: np.random.Generator, n: int, mean: Matrix, habit: str) -> Matrix:
    """So many people's points on needs with these true means, as they write them."""
    if habit == "two needs":
        return _two_needs(rng, n, mean)
    if habit == "log-normal":
        rows = mean * np.exp(rng.normal(0, 1, (n, len(mean))))
        return rooms.written(100 * rows / rows.sum(axis=1, keepdims=True), 5)
    rows = rng.dirichlet(SCATTER * mean, n)
    rows = rooms.with_zeros(rng, rows) if habit == "zeros" else rows
    return rooms.written(rows * 100, 10 if habit == "tens" else 5)


def _two_needs(rng: np.random.Generator, n: int, mean: Matrix) -> Matrix:
    """People who give all to two needs, chosen by the true means."""
    chosen = np.argsort(-(np.log(mean) + rng.gumbel(size=(n, len(mean)))), axis=1)[:, :2]
    chosen = rng.permuted(chosen, axis=1)
    more = rng.choice(np.arange(50.0, 95.0, 5.0), n)
    rows = np.zeros((n, len(mean)))
    rows[np.arange(n), chosen[:, 0]], rows[np.arange(n), chosen[:, 1]] = more, 100 - more
    return rows


def _tiers(n: int, mean: Matrix, habit: str, rng: np.random.Generator, seed: int) -> Said:
    """A boundary is false where a need above it has no more true points than one below it."""
    found = tiers(people(rng, n, mean, habit), seed, draws=DRAWS).groups
    ends = np.cumsum([len(group) for group in found])[:-1]
    order = [need for group in found for need in group]
    false = [bool(mean[order[:end]].min() <= mean[order[end:]].max() + 1e-9) for end in ends]
    yield "first boundary false", int(bool(false) and false[0])
    yield "any boundary false", int(any(false))
    yield "first need found", int(found[0] == (0,) and mean[0] > mean[1:].max() + 1e-9)
    yield "any boundary found", int(not all(false))


def _camps(n: int, habit: str, needs: int, rng: np.random.Generator, seed: int) -> Said:
    yield "camps", _two_camps(people(rng, n, np.ones(needs) / needs, habit), seed)


def _heaps(n: int, habit: str, rng: np.random.Generator, seed: int) -> Said:
    yield "camps", _two_camps(rooms.heaps(rng, n, "zeros" if habit == "zeros" else "fives"), seed)


def _two_camps(points: Matrix, seed: int) -> int:
    found = camps(points, seed, DRAWS)
    return int(any(isinstance(one, CampSplit) and one.p_all <= LEVEL for one in found))


def _means(n: int, needs: int, habit: str, rng: np.random.Generator, _: int) -> Said:
    """All needs are level in truth, so that each person's points on any are 100 / needs in the mean."""
    points = people(rng, n, np.ones(needs) / needs, habit)
    for column in points.T.tolist():
        found = student_interval(column, needs)
        if isinstance(found, Interval):
            yield "holds", int(found.low - 1e-9 <= 100 / needs <= found.high + 1e-9)
            yield "of holds", 1


def tables(told: Told) -> str:
    """All tables as Markdown; a dash where no such cell was measured."""
    count = min((counts["rooms"] for counts in told.values()), default=0)
    head = (
        f"At least {count:,} invented rooms a cell, {DRAWS} draws each; `calibration/points.py` makes these "
        f"tables again. {kept.ERROR}"
    )
    return "\n\n".join([head, _of_tiers(told), _of_habits(told), _of_camps(told), _of_means(told)])


def _percent(told: Told, cell: str, *words: str) -> str:
    """How often each word was said in a cell, in percent."""
    counts = told.get(cell)
    if counts is None:
        return "–"
    shares = [(counts.get(word, 0), counts.get(f"of {word}", counts["rooms"])) for word in words]
    return " / ".join(kept.rate(said, of) for said, of in shares)


def _of_tiers(told: Told) -> str:
    words = ("first boundary false", "any boundary false")

    def lines() -> Iterator[list[str]]:
        for k in MANY:
            for n in SEVERAL:
                false = [_percent(told, f"tiers {n} {k} {top} fives", *words) for top in TOP]
                yield [str(k), str(n), *false, _percent(told, f"tiers {n} {k} one fives", "first need found")]

    heads = ["Needs", "People", "All level", "One on top", "Two", "Two far", "Three", "Found: one on top"]
    title = "Tiers, in % of rooms in which the first boundary is false / any is"
    return kept.table(title, heads, lines())


def _of_habits(told: Told) -> str:
    word, found = "first boundary false", "first need found"

    def lines() -> Iterator[list[str]]:
        for n in SEVERAL:
            for habit in HABITS:
                false = [_percent(told, f"tiers {n} 5 {top} {habit}", word) for top in TOP]
                yield [str(n), habit, *false, _percent(told, f"tiers {n} 5 one {habit}", found)]
            stairs = f"tiers {n} 5 stairs fives"
            yield [str(n), "40, 25, 15, 12, 8", *["–"] * len(TOP), _percent(told, stairs, found)]

    heads = ["People", "Written", "All level", "One on top", "Two", "Two far", "Three", "Found: the first"]
    return kept.table("Tiers with five needs, by how people write: first boundary false", heads, lines())


def _of_camps(told: Told) -> str:
    def lines() -> Iterator[list[str]]:
        for n in OF_CAMPS:
            none = [_percent(told, f"camps {n} {habit}", "camps") for habit in HABITS]
            none += [_percent(told, f"camps {n} {k} two needs", "camps") for k in (3, 8)]
            two = [_percent(told, f"heaps {n} {habit}", "camps") for habit in ("fives", "zeros")]
            yield [str(n), *none, *two]

    heads = ["People", *HABITS, "two of 3", "two of 8", "Found: 50 against 10", "the same, 40 % zeros"]
    title = "Two camps, in % of rooms in which any need reads so; last two columns: where there are two"
    return kept.table(title, heads, lines())


def _of_means(told: Told) -> str:
    def lines() -> Iterator[list[str]]:
        for n in OF_INTERVALS:
            for habit in ("fives", "zeros", "two needs"):
                yield [str(n), habit, *(_percent(told, f"mean {n} {k} {habit}", "holds") for k in OF_NEEDS)]

    heads = ["People", "Written", *(f"{k} needs" for k in OF_NEEDS)]
    return kept.table("Intervals that hold the true mean, in % of those that are said", heads, lines())


def main() -> None:
    """Measure what is missing in the file, print the tables, and with --write put them into the page."""
    given = kept.asked(__doc__, "calibration-points.jsonl")
    *_, (_, told) = kept.measured(given, cells(), measured)
    text = tables(told)
    print(text)
    if given.write:
        kept.put(text, BEGIN, END)


if __name__ == "__main__":
    main()
