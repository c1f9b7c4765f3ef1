"""Customers' answers of one segment as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    needs = tuple(newest.needs)
    companies = dict.fromkeys(company for one in sets for company in one.marks)
    return CustomerAnswers(
        needs,
        np.vstack([_rows(one.weights, _count(one), len(needs)) for one in sets]),
        np.concatenate([np.array(_weighed(one), dtype=float) for one in sets]),
        {
            company: np.vstack([_rows(one.marks.get(company, []), _count(one), len(needs)) for one in sets])
            for company in companies
        },
        sums,
        sum(one.n if sums and one.n else _count(one) for one in sets),
    )


def _joins(one: Customers, newest: Customers) -> bool:
    return one.kind == "individual" and one.needs == newest.needs


def _weighed(one: Customers) -> list[float]:
    """The survey weight of each row; of a file that has weights and no answers, none."""
    return (one.weight or [1.0] * _count(one))[: _count(one)]


def _count(one: Customers) -> int:
    """How many rows a set has: the longest of its lists."""
    return max([len(one.weights), len(one.who), *map(len, one.marks.values()), 0])


def _rows(given: Sequence[object], rows: int, width: int) -> Matrix:
    """Rows of numbers, NaN for a don't-know and for whoever has no row."""
    table = np.full((rows, width), np.nan)
    for place, row in enumerate(given):
        if isinstance(row, list):
            table[place] = [np.nan if value == DK else float(value) for value in row]
    return table
