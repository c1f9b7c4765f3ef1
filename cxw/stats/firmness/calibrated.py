"""From which share of draws on something may be said of other rooms: what simulation filled in.

Two tables. "This room would say it again": for a room of so many people the share of bootstrap draws in
which a company must come first, so that the word is false in fewer than one room in ten (docs/methods.md has
the rates). Between two equal companies the winner's share passes a cut c with probability 2 (1 - c) in a
large room; in a small one the t distribution stands in its place. The cut is the same whatever
the number of companies: where all are equal a lower one would do for more of them, but where two are equal
and the others far behind, the room is one of two companies, and nothing in its numbers says so for certain.

A boundary between needs: the share of draws in which the same needs must be the top ones, so that the first
boundary is false in about one room in ten, and any is in about 15 of 100. The worst rooms are
those in which two or three level needs are far ahead of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 6
"""Below this no share of draws is said at all."""

AGAIN_FROM: Mapping[int, float] = {6: 0.98, 7: 0.975, 8: 0.97, 12: 0.965, 20: 0.96}
"""People, from so many on -> the cut."""


def again_from(people: int, companies: int) -> float | None:
    """The share of draws from which the word may be said; None where it never may.

    `people` with any number, `companies` that are scored: at least two, or nobody is first before another.
    """
    if people < FEWEST or companies < 2:
        return None
    return AGAIN_FROM[max(fewest for fewest in AGAIN_FROM if fewest <= people)]


TIERS_FEWEST = 8
"""People. Below this no need is said to come first."""

STANDS_FROM: Mapping[int, Mapping[int, float]] = {
    8: {1: 0.965, 4: 0.985, 5: 0.975, 8: 0.965},
    12: {1: 0.965, 4: 0.975, 5: 0.97, 7: 0.965},
}
"""People, from so many on -> needs, from so many on -> the cut."""


def stands_from(people: int, needs: int) -> float | None:
    """The share of draws in which the same needs must be the top ones for a boundary; None: none is drawn."""
    if people < TIERS_FEWEST:
        return None
    by_needs = STANDS_FROM[max(fewest for fewest in STANDS_FROM if fewest <= people)]
    return by_needs[max(fewest for fewest in by_needs if fewest <= max(needs, 1))]
