"""How often the band around customers' means holds all true means at once, where the truth is known.

python calibration/customers.py [--rooms 2000] [--into FILE] [--write]

A cell is one way of answering, a number of needs and of customers; `inside` counts surveys whose bands hold
every true mean, `banded` needs that have a band.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from zlib import crc32

import kept
import numpy as np
from numpy.typing import NDArray

from cxw.stats.customers import customer_band

BEGIN, END = "<!-- calibration of customers: begin -->", "<!-- calibration of customers: end -->"
WAYS = ("spread", "skewed", "log-normal", "two needs")
NEEDS = (3, 5, 8, 12)
CUSTOMERS = (30, 50, 100, 200)
DRAWS = 1_000
TRUTH = 60_000
"""Customers whose mean is taken for the true one."""


def answers(way: str, needs: int, customers: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Points of so many customers, 100 each: customers x needs."""
    if way == "two needs":
        chance = np.linspace(2, 1, needs) / np.linspace(2, 1, needs).sum()
        keys = rng.exponential(size=(customers, needs)) / chance
        two = np.argsort(keys, axis=1)[:, :2]
        rows = np.zeros((customers, needs))
        most = rng.choice([50, 60, 70, 80], customers)
        rows[np.arange(customers), two[:, 0]] = most
        rows[np.arange(customers), two[:, 1]] = 100 - most
        return rows
    if way == "log-normal":
        rows = np.exp(rng.normal(np.linspace(0.5, -0.5, needs), 1, (customers, needs)))
        shares: NDArray[np.float64] = 100 * rows / rows.sum(axis=1, keepdims=True)
        return shares
    heaviness = np.linspace(3, 1, needs) if way == "spread" else np.linspace(1, 0.3, needs)
    return 100 * rng.dirichlet(heaviness, customers)


@cache
def truth(way: str, needs: int) -> NDArray[np.float64]:
    """The means of all customers who answer like this."""
    means: NDArray[np.float64] = answers(way, needs, TRUTH, np.random.default_rng(1)).mean(axis=0)
    return means


def named(way: str, needs: int, customers: int) -> str:
    """A cell's name."""
    return f"{way}, {needs} needs, {customers} customers"


CELLS = {named(*cell): cell for cell in ((way, n, m) for way in WAYS for n in NEEDS for m in CUSTOMERS)}


def measured(name: str, surveys: int) -> Counter[str]:
    """The words of one cell over so many surveys."""
    way, needs, customers = CELLS[name]
    true, found = truth(way, needs), Counter[str]()
    for survey in range(surveys):
        rng = np.random.default_rng([crc32(name.encode()), survey])
        rows = answers(way, needs, customers, rng)
        band = customer_band(rows, np.ones(customers), survey, DRAWS)
        told = band.banded
        found["inside"] += bool(((band.low <= true) & (true <= band.high))[told].all())
        found["banded"] += int(told.sum())
        found["needs"] += needs
    return found


def tables(told: kept.Cells, surveys: int) -> str:
    """The table of the page."""
    rows = [
        [way, str(needs), *(_cell(told, named(way, needs, customers), surveys) for customers in CUSTOMERS)]
        for way in WAYS
        for needs in NEEDS
    ]
    title = (
        f"All true means inside the band, in % of {surveys:,} surveys; in brackets the % of needs with a band"
    )
    heads = ["Points", "Needs", *(f"{customers} customers" for customers in CUSTOMERS)]
    return f"{kept.table(title, heads, rows)}\n\n{kept.ERROR}"


def _cell(told: kept.Cells, name: str, surveys: int) -> str:
    if name not in told:
        return "–"
    found = told[name]
    return f"{kept.rate(found['inside'], surveys)} ({100 * found['banded'] / found['needs']:.0f})"


def main() -> None:
    """Measure what is missing, print, and with --write put the table into the page."""
    given = kept.asked(__doc__, "calibration-customers.jsonl", 2_000)
    kept.run(given, CELLS, measured, tables, (BEGIN, END))


if __name__ == "__main__":
    main()
