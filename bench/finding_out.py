"""What it is worth to know each answer, summed up exactly, beside the same from draws."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from cxw.stats.worth_asking import Answers, Floats, NeedInputs, worth_asking

SIZES = ((15, 5, 4), (300, 10, 6), (3_000, 12, 8))
"""People, needs, companies."""
DRAWS = 20_000
RUNS = 15
Row: TypeAlias = tuple[str, ...]


def invented(people: int, needs: int, companies: int) -> list[NeedInputs]:
    """Points in steps of five, at most twice an even share, and marks from 0 to 10."""
    rng = np.random.default_rng(people)

    def marks() -> Floats:
        return np.asarray(rng.integers(0, 11, people), float)

    return [
        NeedInputs(
            weight=np.asarray(5 * rng.integers(0, 40 // needs + 1, people), float),
            own=marks(),
            rivals=[marks() for _ in range(companies - 1)],
        )
        for _ in range(needs)
    ]


def by_draws(needs: list[NeedInputs]) -> list[float]:
    """The worth of each input from draws, in the order of the needs: its weight, our mark, the rivals'."""
    rng = np.random.default_rng(1)

    def drawn(values: Answers) -> Floats:
        return np.asarray(rng.choice(np.asarray(values, float), DRAWS))

    inputs = [[drawn(one) for one in (need.weight, need.own, *need.rivals)] for need in needs]
    values = np.array([_value(*one) for one in inputs])
    chosen = float(values.mean(axis=1).max())
    everything = float(values.max(axis=0).mean()) - chosen
    return [(_known(values, one) - chosen) / everything for need in inputs for one in need]


def _value(weight: Floats, own: Floats, *rivals: Floats) -> Floats:
    gap: Floats = np.maximum(np.max(rivals, axis=0) - own, 0)
    return weight / 100 * gap


def _known(values: Floats, known: Floats) -> float:
    """What is chosen is worth on average, where this input is known first: it has few values."""
    seen, at = np.unique(known, return_inverse=True)
    sums = np.array([np.bincount(at, need, len(seen)) for need in values])
    return float(sums.max(axis=0).sum() / len(known))


def rows() -> Iterator[Row]:
    """A line for each size: processor time of both, and how far the draws are from what is exact."""
    for size in SIZES:
        needs = invented(*size)
        found = worth_asking(needs)
        exact = [share for need in found.needs for share in (need.weight, need.own, *need.rivals)]
        apart = max(abs(one - other) for one, other in zip(exact, by_draws(needs), strict=True))
        ours, theirs = _spent(lambda: worth_asking(needs)), _spent(lambda: by_draws(needs))  # noqa: B023
        name = f"{size[0]:,} x {size[1]} x {size[2]}"
        aim = "0.3 s" if size == SIZES[0] else ""
        yield name, _ms(ours), aim, _ms(theirs), f"{apart:.3f}"


def _spent(action: Callable[[], object]) -> float:
    """Seconds of the processor, the median of some runs."""
    took = []
    for _ in range(RUNS):
        before = time.process_time()
        action()
        took.append(time.process_time() - before)
    return statistics.median(took)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"
