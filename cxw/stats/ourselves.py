"""Whether the customer that people describe is nearer to themselves than chance would have it.

Of each person two rows of points: how they would choose themselves, and how they say customers choose. Both
in the same order of people and needs; who lacks one of the two is not handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial, prod

import numpy as np

from cxw.stats.disagreement.arrays import Matrix, NoNumber, Values, remembered
from cxw.stats.disagreement.chance import DRAWS, EXACT, p_value
from cxw.stats.disagreement.points import points_apart

FROM = 6
"""People. Below, only how many answered is told."""
LEVEL = 0.05
EXCHANGES = 107
"""Added to the session's seed for the exchanges of own rows."""

TOO_FEW = NoNumber("Too few of us gave both rows: six are needed.")
ONE_FUNCTION = NoNumber("Own rows are exchanged within functions: at least two of two people are needed.")
FEW_WAYS = NoNumber("There are so few ways to exchange own rows that none could be told from chance.")


@dataclass(frozen=True)
class SelfMirror:
    """How near each person's customer is to that person, beside exchanged own rows; points apart."""

    people: int
    own: float
    """Mean points apart of each person's two rows, 0 to 100."""
    exchanged: float
    """The mean of the same with own rows exchanged within functions."""
    colleagues: float
    """Mean points apart of the customers that two of us described."""
    p: float
    """How often exchanged rows are as near as in fact: one-sided, an exchange test."""
    exact: bool
    """Whether every exchange was looked at, and not 9,999 of them."""

    @property
    def nearer(self) -> bool:
        """Whether the customer is nearer to oneself than chance would have it."""
        return self.p <= LEVEL


@remembered
def mirror(
    own: Matrix, theirs: Matrix, functions: Sequence[str], seed: int, draws: int = DRAWS
) -> SelfMirror | NoNumber:
    """The mean points apart of each person's two rows against the same with own rows exchanged in functions.

    `own` and `theirs`: people by needs, points of 100, no missing values; `functions`: of each person. Within
    functions, since a function may share a taste and a customer: over the whole room that alone would be
    flagged. Exact over all exchanges up to 20,000, else `draws` seeded ones, the room itself counted as one
    more (Phipson & Smyth 2010). NoNumber below six people, without two functions of two, or with fewer
    than 20 exchanges, of which the nearest would be no rarer than one in 20. Where all own rows of each
    function are the same, exchanges change nothing and p is 1: without a number that would be told.
    """
    groups = _groups(functions)
    if why := too_few_to_exchange([len(people) for people in groups], len(own)):
        return why
    apart = between(own, theirs)
    exact = prod(factorial(len(people)) for people in groups) <= EXACT
    sums = _every_exchange(apart, groups) if exact else _drawn(apart, groups, seed, draws)
    real = float(np.trace(apart))
    n = len(own)
    colleagues = points_apart(theirs)
    assert colleagues is not None
    return SelfMirror(
        people=n,
        own=real / n,
        exchanged=_mean_exchanged(apart, groups) / n,
        colleagues=colleagues,
        p=p_value(-sums, -real, exact=exact),
        exact=exact,
    )


def too_few_to_exchange(sizes: Sequence[int], people: int) -> NoNumber | None:
    """Why nothing could be told of so many people out of functions of these sizes, whoever of them they are.

    None where every choice of them has six people, two functions of two and 20 exchanges. Asked of those who
    may have given a row, it says nothing of who did.
    """
    if people < FROM:
        return TOO_FEW
    more = people - len(sizes)
    """How many at least are a second of their function, or further ones: first each may be of another."""
    largest = max(sizes, default=0)
    if more < 1 or more <= largest - 1:
        return ONE_FUNCTION
    chosen = [0] * len(sizes)
    for _ in range(people):
        least = min((n for n, size in enumerate(sizes) if chosen[n] < size), key=chosen.__getitem__)
        chosen[least] += 1
    return FEW_WAYS if prod(map(factorial, chosen)) * LEVEL < 1 else None


def between(own: Matrix, theirs: Matrix) -> Matrix:
    """Points apart of every own row and every customer's: half the city-block distance; own by theirs."""
    apart: Matrix = np.abs(own[:, None, :] - theirs[None, :, :]).sum(axis=2) / 2
    return apart


def _groups(functions: Sequence[str]) -> list[list[int]]:
    """The places of each function's people."""
    found: dict[str, list[int]] = {}
    for place, name in enumerate(functions):
        found.setdefault(name, []).append(place)
    return [*found.values()]


def _mean_exchanged(apart: Matrix, groups: Iterable[Sequence[int]]) -> float:
    """The mean sum over all exchanges: each own row is as often with each customer of its function."""
    return float(sum(apart[np.ix_(people, people)].mean(axis=1).sum() for people in groups))


def _every_exchange(apart: Matrix, groups: Iterable[Sequence[int]]) -> Values:
    """The sum of points apart under every exchange; functions are exchanged independently of each other."""
    sums: Values = np.zeros(1)
    for people in groups:
        orders = np.array([*permutations(people)])
        of_one = apart[orders, np.array(people)].sum(axis=1)
        sums = (sums[:, None] + of_one).ravel()
    return sums


def _drawn(apart: Matrix, groups: Iterable[Sequence[int]], seed: int, draws: int) -> Values:
    """The same under so many exchanges by chance."""
    generator = np.random.Generator(np.random.PCG64(seed + EXCHANGES))
    sums: Values = np.zeros(draws)
    for people in groups:
        orders = generator.permuted(np.tile(np.array(people), (draws, 1)), axis=1)
        sums += apart[orders, np.array(people)].sum(axis=1)
    return sums
