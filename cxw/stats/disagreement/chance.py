"""Names drawn from a hat: all distinct ways to deal people to groups, or seeded draws, and the p of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from math import factorial, prod

import numpy as np
from numpy.typing import NDArray

from cxw.stats.disagreement.arrays import Values

Labels = NDArray[np.signedinteger]
"""Draws by people: which group each person was dealt to."""
Statistic = Callable[[Labels], float]
"""One way of dealing (a label a person) in, one number out: the larger, the farther the groups are apart."""
_Places = NDArray[np.intp]

HAT = 101
"""Added to the session's seed for the draws from the hat."""
DRAWS = 9_999
EXACT = 20_000
"""Up to so many ways of dealing the names, all of them are looked at."""
EQUAL = 1e-12
"""A drawn statistic that is smaller by less than this is as large."""


def ways(sizes: Sequence[int]) -> int:
    """How many distinct ways there are to deal people to groups of these sizes.

    Groups of equal size may change their names without a new way: N! / (prod n_g! * prod m_s!), with m_s
    groups of size s. Groups of nobody do not count.
    """
    alike = Counter(size for size in sizes if size)
    return factorial(sum(sizes)) // (prod(map(factorial, sizes)) * prod(map(factorial, alike.values())))


def deals(sizes: Sequence[int], seed: int, draws: int = DRAWS) -> Labels:
    """Ways to deal people to groups of these sizes: all distinct ones when few, else seeded draws.

    Draws by people, each entry the place of a group in `sizes`. Which of several groups of equal size a
    label names has no meaning of its own.
    """
    if ways(sizes) <= EXACT:
        return partitions(sizes)
    one = np.repeat(np.arange(len(sizes), dtype=_kind(sizes)), sizes)
    labels = np.tile(one, (draws, 1))
    generator = np.random.Generator(np.random.PCG64(seed + HAT))
    return generator.permuted(labels, axis=1, out=labels)


def partitions(sizes: Sequence[int]) -> Labels:
    """Every distinct way to deal people to groups of these sizes, once; memory grows with their number.

    All groups of one size are chosen together and then told apart by who comes first in each, so that no
    way comes twice and no step has more rows than the last.
    """
    order: _Places = np.arange(sum(sizes), dtype=np.intp)[None, :]
    groups = sorted((place for place, size in enumerate(sizes) if size), key=lambda place: -sizes[place])
    start = 0
    for size, alike in Counter(sizes[place] for place in groups).items():
        stop = start + size * alike
        order = _chosen(order, (start, order.shape[1]), size * alike, first=False)
        for place in range(start, stop, size):
            order = _chosen(order, (place, stop), size, first=True)
        start = stop
    one = np.repeat(np.array(groups, dtype=_kind(sizes)), [sizes[place] for place in groups])
    labels = np.empty(order.shape, dtype=one.dtype)
    np.put_along_axis(labels, order, one[None, :], axis=1)
    return labels


def exact_p(groups: Sequence[int], statistic: Statistic) -> float:
    """How often any statistic is as large as in fact, over all distinct ways to deal these people: its p.

    `groups` holds one label a person, from 0 on. The statistic sees labels only, so it may stand on points
    or on a matrix of distances. ValueError when there are more than 20,000 ways. Exact permutation test
    (Fisher 1935); for distances Anderson 2001.
    """
    sizes = np.bincount(np.asarray(groups)).tolist()
    if ways(sizes) > EXACT:
        raise ValueError(f"{ways(sizes):,} ways to deal these people are too many to look at all of them")
    drawn = np.array([*map(statistic, partitions(sizes))])
    return p_value(drawn, statistic(np.asarray(groups)), exact=True)


def p_value(drawn: Values, real: float, *, exact: bool) -> float:
    """How often a draw is as large as in fact; among random draws the room itself counts as one more.

    The added one keeps p from being 0 and the test valid (Phipson & Smyth 2010).
    """
    as_large = int(np.count_nonzero(drawn >= real - EQUAL))
    if exact:
        return as_large / len(drawn)
    return (as_large + 1) / (len(drawn) + 1)


def _kind(sizes: Sequence[int]) -> type[np.signedinteger]:
    return np.int8 if len(sizes) <= 127 else np.int32


def _chosen(order: _Places, between: tuple[int, int], size: int, *, first: bool) -> _Places:
    """Each row once for every choice of `size` of its places between two others, the chosen put in front.

    `first` keeps the first of them among the chosen.
    """
    start, stop = between
    free = stop - start
    if size == free:
        return order
    fixed = int(first)
    picks = [(*range(fixed), *some) for some in combinations(range(fixed, free), size - fixed)]
    chosen = np.array(picks, dtype=np.intp).reshape(-1, size)
    turned = np.hstack([chosen, _others(chosen, free)])
    found = np.repeat(order, len(turned), axis=0)
    found[:, start:stop] = order[:, start:stop][:, turned].reshape(-1, free)
    return found


def _others(picks: _Places, n: int) -> _Places:
    """For each row of places the places that are not in it, in order."""
    left = np.ones((len(picks), n), dtype=bool)
    np.put_along_axis(left, picks, values=False, axis=1)
    return np.nonzero(left)[1].reshape(len(picks), n - picks.shape[1])
