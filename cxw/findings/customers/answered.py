"""Customers' answers of one segment as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from cxw.model import DK, Customers, Segment
from cxw.stats.scores import Matrix


@dataclass(frozen=True)
class CustomerAnswers:
    """All customers' answers of one segment as arrays: points, survey weights, marks by company."""

    needs: tuple[str, ...]
    points: Matrix
    """customers x needs, NaN rows for whoever could not say."""
    weights: Matrix
    marks: dict[str, Matrix]
    """Company -> customers x needs, NaN without a mark."""
    sums: bool
    n: int


def customer_answers(segment: Segment) -> CustomerAnswers | None:
    """Every set of customers put together that answers the newest set's needs; sums only by themselves.

    None where no customer has answered.
    """
    if not segment.customers:
        return None
    newest = segment.customers[-1]
    sums = newest.kind == "aggregated"
    sets = [newest] if sums else [one for one in segment.customers if _joins(one, newest)]
    companies = dict.fromkeys(chain.from_iterable(one.marks for one in sets))
    return CustomerAnswers(
        needs=tuple(newest.needs),
        points=np.vstack([_rows(one, one.weights) for one in sets]),
        weights=np.concatenate([np.array(_weighed(one), dtype=float) for one in sets]),
        marks={company: _marks(sets, company) for company in companies},
        sums=sums,
        n=(sums and newest.n) or sum(map(_count, sets)),
    )


def _joins(one: Customers, newest: Customers) -> bool:
    return one.kind == "individual" and one.needs == newest.needs


def _weighed(one: Customers) -> list[float]:
    """The survey weight of each row; of a file that has weights and no answers, none."""
    return (one.weight or [1.0] * _count(one))[: _count(one)]


def _count(one: Customers) -> int:
    """How many rows a set has: the longest of its lists."""
    return max([len(one.weights), len(one.who), *map(len, one.marks.values()), 0])


def _marks(sets: Sequence[Customers], company: str) -> Matrix:
    """The marks of one company, also of those sets that were not asked about it."""
    return np.vstack([_rows(one, one.marks.get(company, [])) for one in sets])


def _rows(of: Customers, given: Sequence[object]) -> Matrix:
    """Rows of numbers of one set, a need a column: NaN for a don't-know and for whoever has no row."""
    table = np.full((_count(of), len(of.needs)), np.nan)
    for place, row in enumerate(given):
        if isinstance(row, list):
            table[place] = [np.nan if value == DK else float(value) for value in row]
    return table
