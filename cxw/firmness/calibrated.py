"""From which share of draws on "this room would say it again" may be said.

The one table that simulation fills: for a room of so many people the share of bootstrap draws in which a
company must come first, so that the word is false in fewer than one room in ten (docs/methods.md has the
rates). Between two equal companies the winner's share passes a cut c with probability 2 (1 - c) in a large
room; in a small one the t distribution stands in the place of the normal one. The cut is the same whatever
the number of companies: where all are equal a lower one would do for more of them, but where two are equal
and the others far behind, the room is one of two companies, and nothing in its numbers says so for certain.
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
