"""What cxw says about functions in rooms whose truth is known, a cell a setting, a line of JSON a cell.

python calibration/function_cells.py [--into FILE] [--rooms 400] [--only WORD]

A cell that stands in the file with as many rooms is not measured again, so a run can be broken off and gone
on with at any time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from zlib import crc32

import kept
import numpy as np
import rooms
from rooms import Matrix, Mixed

from cxw.stats import functions
from cxw.stats.disagreement import common_ground
from cxw.stats.functions import Explained
from cxw.stats.swot import important_from

DRAWS = 499
CLOSER = 6.0
"""Sum of the Dirichlet's parameters at which two people of one function are about 41 points apart."""
LITTLE = 2.0
"""Times the mean of another need up to which a need is not far on top."""
POPULATION = 20_000
"""People in whom it is counted what most of a function really do."""
WORDS = ("functions differ", "a need differs", "two functions named", "one need named", "any headline")
SIZES = ((3, 4), (3, 9), (4, 8), (3, 12), (3, 4, 8), (2, 8), (5, 5), (5, 5, 5), (3, 3, 4), (7, 7, 6))
UNEQUAL = ((3, 4), (3, 9), (4, 8), (3, 12), (3, 4, 8), (2, 8))


def settings() -> dict[str, Mixed]:
    """Every setting by its name: the base, each factor alone, and unequal sizes with unequal spread."""
    found = [Mixed((3, 3)), *(Mixed(sizes) for sizes in SIZES), Mixed((20, 20, 20))]
    spreads: tuple[rooms.Spread, ...] = ("first disagrees", "first agrees", "first gives two")
    found += [Mixed(sizes, spread) for sizes in UNEQUAL for spread in spreads]
    found += [Mixed((8, 4), "first disagrees"), Mixed((9, 3), "first disagrees")]
    habits: tuple[rooms.Habit, ...] = ("tens", "ones", "zeros", "two needs")
    found += [Mixed(sizes, habit=habit) for habit in habits for sizes in ((3, 9), (4, 8), (3, 4, 8))]
    found += [Mixed((4, 8), needs=needs) for needs in (3, 4, 6, 7, 8)]
    found += [Mixed(sizes, tops=tops) for tops in (1, 2, 3) for sizes in ((3, 4), (4, 8), (3, 4, 8))]
    found += [Mixed(sizes, tops=1, lacks=True) for sizes in ((3, 4), (4, 8), (3, 4, 8), (5, 5, 5))]
    found += [Mixed(sizes, tops=tops, lacks=True) for tops in (2, 3) for sizes in ((3, 4), (4, 8))]
    found += [Mixed(sizes, tops=1, times=6, lacks=True) for sizes in ((3, 4), (3, 9), (4, 8), (3, 4, 8))]
    hit = ((3, 3), (3, 4), (3, 3, 4), (3, 9), (5, 5), (5, 5, 5), (4, 8))
    found += [Mixed(sizes, apart=30, scatter=scatter) for scatter in (rooms.SCATTER, CLOSER) for sizes in hit]
    return {name(one): one for one in found}


def name(room: Mixed) -> str:
    """A setting in words."""
    parts = ["+".join(map(str, room.sizes)), room.spread, room.habit, f"{room.needs} needs"]
    far = " far" * (room.times > LITTLE)
    parts += [f"{room.tops}{far} on top{', not for the first' * room.lacks}"] * bool(room.tops)
    parts += [f"{room.apart} apart"] * bool(room.apart)
    parts += [f"scatter {room.scatter:g}"] * (room.scatter != rooms.SCATTER)
    return ", ".join(parts)


def measured(room: Mixed, count: int) -> Counter[str]:
    """How often each word was said in so many rooms of a setting; `of WORD` how often it could have been."""
    found: Counter[str] = Counter()
    shared = _shared(room)
    for number in range(count):
        rng = np.random.default_rng([crc32(name(room).encode()), number])
        for word, said in _told(rooms.mixed(rng, room), shared, number):
            found[word] += said
            found[f"of {word}"] += 1
    return found


def _told(groups: list[Matrix], shared: list[bool], seed: int) -> Iterator[tuple[str, int]]:
    ends = np.cumsum([0, *map(len, groups)])
    members = [list(range(start, stop)) for start, stop in pairwise(ends.tolist())]
    found = functions.function_differences(np.vstack(groups), members, len(groups), seed, DRAWS)
    differ = isinstance(found.overall, Explained) and found.overall.verdict == "difference"
    needs = any(isinstance(one, functions.FunctionShare) and one.p <= functions.LEVEL for one in found.needs)
    pair, gap = any(pair.differs for pair in found.pairs), found.gap is not None and found.gap.differs
    yield from zip(WORDS, map(int, (differ, needs, pair, gap, pair or gap)), strict=True)
    ground = common_ground(groups, important_from(groups[0].shape[1]))
    yield "common ground", int(bool(ground))
    yield "common ground, wrongly", int(any(not shared[one.need] for one in ground))


def _shared(room: Mixed) -> list[bool]:
    """Of which needs most people of every function really give an even share or more."""
    even = important_from(room.needs)
    rng = np.random.default_rng(crc32(name(room).encode()))
    groups = [rooms.of_function(rng, room, place, POPULATION) for place in range(len(room.sizes))]
    return [bool(one) for one in np.all([(rows >= even).mean(axis=0) > 0.5 for rows in groups], axis=0)]


def table(found: Mapping[str, Mapping[str, int]]) -> str:
    """Percent of rooms, with the error of counting no more than so many."""
    words = (*WORDS, "common ground", "common ground, wrongly")
    lines = [f"| Functions | Rooms | {' | '.join(words)} |", f"|:---|{'---:|' * (len(words) + 1)}"]
    for setting, counts in found.items():
        shares = [kept.rate(counts[word], counts[f"of {word}"]) for word in words]
        lines.append(f"| {setting} | {counts[f'of {words[0]}']} | {' | '.join(shares)} |")
    return "\n".join(lines)


def of_a_setting(name: str, count: int) -> Counter[str]:
    """What was said in so many rooms of a setting."""
    return measured(settings()[name], count)


def main() -> None:
    """Measure what is missing in the file, each cell as a line, then print the table."""
    given = kept.asked(__doc__, "calibration-functions.jsonl")
    told: kept.Cells = {}
    for name, told in kept.measured(given, settings(), of_a_setting):
        if name:
            print(table({name: told[name]}).splitlines()[-1], flush=True)
    if not given.only:
        print(table({name: told[name] for name in settings() if name in told}))


if __name__ == "__main__":
    main()
