"""From which share of draws on "this room would say it again" may be said.

The one table that simulation fills: for a room of so many people and so many scored companies the share of
bootstrap draws in which a company must come first, so that the word is false in fewer than one room in ten.
Until a calibration has filled it, it is set with caution: between two equal companies the winner's share
passes a cut c with probability 2 (1 - c) in a large room; in a small one the draws vary too little by the
factor sqrt((N - 1) / N), and the t distribution of N - 1 degrees of freedom stands in the place of the normal
one, so c = Phi(t(.95, N - 1) sqrt(N / (N - 1))), rounded up. The cut is the same whatever the number of
companies: where all are equal a lower one would do for more of them, but where two are equal and the others
far behind, the room is one of two companies, and nothing in its numbers says so for certain.
"""

from __future__ import annotations

from collections.abc import Mapping

FEWEST = 6
"""Below this no share of draws is said at all."""

AGAIN_FROM: Mapping[int, tuple[float, float, float, float]] = {
    6: (0.990, 0.990, 0.990, 0.990),
    7: (0.985, 0.985, 0.985, 0.985),
    8: (0.985, 0.985, 0.985, 0.985),
    10: (0.980, 0.980, 0.980, 0.980),
    12: (0.975, 0.975, 0.975, 0.975),
    20: (0.970, 0.970, 0.970, 0.970),
    40: (0.965, 0.965, 0.965, 0.965),
}
"""People, from so many on -> the cut for 2, 3, 4, and 5 or more scored companies."""


def again_from(people: int, companies: int) -> float | None:
    """The share of draws from which the word may be said; None where it never may.

    `people` with any number, `companies` that are scored: at least two, or nobody is first before another.
    """
    if people < FEWEST or companies < 2:
        return None
    row = max(fewest for fewest in AGAIN_FROM if fewest <= people)
    return AGAIN_FROM[row][min(companies, 5) - 2]
