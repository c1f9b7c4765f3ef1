"""One segment's whole analysis, and the same numbers from other programs, each in a process of its own.

python bench/analysis.py WHAT PEOPLE NEEDS COMPANIES

Prints as JSON the seconds of each part and the most memory the process ever had. `whole` is every number that
cxw makes of a segment, `ours` and `peers` are the numbers that others make as well, from the same arrays.
Everything is imported before the clock starts. Of `ours` and `peers` each part runs once before it in a small
room, so that what is compiled or started at a first call is no more counted than imports are.
"""

from __future__ import annotations

import json
import pkgutil
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path

import numpy as np
import rooms_timed as rooms

import cxw
from cxw.model import Session
from cxw.stats import disagreement, functions, moved
from cxw.stats.disagreement import DRAWS, Matrix

SHUFFLED_UP_TO = 60
"""People. Above, W's p comes from chi-square, here and there."""
SCALES: tuple[disagreement.Scale, ...] = ("nominal", "ordinal", "interval", "ratio")
SMALL = (10, 3, 2)
Part = Callable[[], object]


@dataclass(frozen=True)
class Room:
    """An invented room and its arrays."""

    session: Session

    @cached_property
    def people(self) -> list[str]:
        """Everybody, in the file's order."""
        return [person.id for person in self.session.participants]

    @cached_property
    def points(self) -> Matrix:
        """People by needs."""
        return self._points(0)

    @cached_property
    def again(self) -> Matrix:
        """The same of the second round."""
        return self._points(1)

    def _points(self, number: int) -> Matrix:
        answers = self.session.segments[0].rounds_of("weights")[number].answers
        rows = [answers[person] for person in self.people]
        return np.array([list(row.values()) for row in rows if row != "dk"], dtype=np.float64)

    @cached_property
    def members(self) -> list[list[int]]:
        """The rows of each function."""
        return [
            [row for row, person in enumerate(self.session.participants) if person.function == name]
            for name in rooms.FUNCTIONS
        ]


def room(people: int, needs: int, companies: int) -> Room:
    """A room at the end of its day."""
    made = Room(rooms.room(people, needs, companies - 1))
    assert made.points.shape == made.again.shape == (people, needs)
    return made


def whole(made: Room) -> Mapping[str, Part]:
    """Every number of a segment: what the findings make for both audiences, and what stands beside them."""
    from cxw import findings

    import_everything()
    return {
        "for the room": partial(findings.of, made.session, "room"),
        "for the facilitator": partial(findings.of, made.session, "facilitator"),
        "beside them": lambda: list(beside(made.points, made.again)),
    }


def import_everything() -> None:
    """What is imported where it is used is imported now: the clock is for the numbers."""
    for name in pkgutil.walk_packages([str(Path(cxw.__file__).parent / "findings")], "cxw.findings."):
        import_module(name.name)
    import_module("numpy.random")


def beside(points: Matrix, again: Matrix) -> Iterator[object]:
    """The numbers of the page of methods that no finding of this room calls for."""
    yield [disagreement.alpha(points, scale) for scale in SCALES if scale != "interval"]
    yield moved.pull_towards(points, again, 0)


def ours(made: Room) -> Mapping[str, Part]:
    """The numbers that others make as well, as cxw makes them."""
    points, members, seed = made.points, made.members, made.session.seed or 0
    return {
        "alpha": lambda: [disagreement.alpha(points, scale) for scale in SCALES],
        "PERMANOVA": partial(functions.function_differences, points, members, 0, seed, DRAWS),
        "W": partial(disagreement.rank_agreement, points, seed, DRAWS),
    }


def peers(made: Room) -> Mapping[str, Part]:
    """The same numbers from krippendorff, scikit-bio and scipy."""
    import krippendorff
    import scipy.spatial.distance
    import scipy.stats  # noqa: F401
    import skbio.stats.distance  # noqa: F401

    points = made.points
    return {
        "alpha": lambda: [krippendorff.alpha(points, level_of_measurement=scale) for scale in SCALES],
        "PERMANOVA": partial(permanova, points, made.members),
        "W": partial(shuffled if len(points) <= SHUFFLED_UP_TO else friedman, points),
    }


def permanova(points: Matrix, members: Sequence[Sequence[int]], draws: int = DRAWS) -> float:
    """P of the functions' names, by scikit-bio."""
    from scipy.spatial.distance import pdist, squareform
    from skbio.stats.distance import DistanceMatrix, permanova

    names = np.empty(len(points), dtype=np.intp)
    for name, rows in enumerate(members):
        names[rows] = name
    distances = DistanceMatrix(squareform(pdist(points)))
    return float(permanova(distances, names, permutations=draws, seed=1)["p-value"])


def friedman(points: Matrix) -> float:
    """W's p from chi-square, by scipy."""
    from scipy.stats import friedmanchisquare

    return float(friedmanchisquare(*points.T).pvalue)


def shuffled(points: Matrix) -> float:
    """W's p by shuffling each person's row, by scipy: with fixed ranks W grows with the sums' squares."""
    from scipy.stats import permutation_test, rankdata

    found = permutation_test(
        tuple(rankdata(points, axis=1)),
        _sums_squared,
        permutation_type="pairings",
        alternative="greater",
        n_resamples=DRAWS,
        vectorized=True,
        rng=1,
    )
    return float(found.pvalue)


def _sums_squared(*rows: Matrix, axis: int) -> Matrix:
    sums: Matrix = (sum(rows[1:], rows[0]) ** 2).sum(axis=axis)
    return sums


WHAT: Mapping[str, Callable[[Room], Mapping[str, Part]]] = {"whole": whole, "ours": ours, "peers": peers}


def measured(what: str, size: Sequence[int]) -> Mapping[str, float]:
    """Seconds of each part, and the most memory in bytes."""
    if what != "whole":
        for part in WHAT[what](room(*SMALL)).values():
            part()
    from cxw.stats.disagreement import forget_remembered

    parts = WHAT[what](room(*size))
    took = {}
    for name, part in parts.items():
        forget_remembered()
        before = time.perf_counter()
        part()
        took[name] = time.perf_counter() - before
    unit = 1 if sys.platform == "darwin" else 1024
    return {**took, "memory": float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(sys.argv[1], [int(number) for number in sys.argv[2:5]])))
