"""What is found of functions: pairs, gaps, patterns, and what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the words and types need no numpy
    from cxw.stats.functions import Verdict


@dataclass(frozen=True)
class NeedShare:
    """Of one need's differences the part between functions, with its p among all needs (maxT)."""

    share: float
    p: float


@dataclass(frozen=True)
class FunctionsTest:
    """Whether functions differ beyond chance, over all needs; "others" count as one of them."""

    people: int
    functions: int
    alone: int
    """Functions of one person: in R2, and not in the test."""
    r2: float
    adjusted: float
    statistic: float
    """W*, which lets each function have the spread it has."""
    p: float
    """Of W*: the one test that says whether functions differ."""
    smallest: float
    """The smallest p that functions of these sizes can give."""
    exact: bool
    verdict: Verdict
    sentence: str
    caution: str
    """What may not be concluded from it."""


@dataclass(frozen=True)
class Pattern:
    """What one function puts most points on."""

    function: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class PairApart:
    """Two shown functions: how many of their 100 points they place differently."""

    first: str
    second: str
    n_first: int
    """How many of it were in the room."""
    n_second: int
    apart: float
    hat_mean: float
    """The same for names drawn from a hat, in the mean: it describes, and decides nothing."""
    p: float | None
    """Among all pairs, spreads as they are; None beside a single person."""
    beyond_chance: bool
    """The test over all functions finds a difference, and so does that of this pair among all pairs."""
    within_first: float | None
    """Points apart inside the first function, mean over its pairs."""
    within_second: float | None
    gaps: tuple[tuple[str, float], ...]
    """Need and first minus second, largest in size first."""
    sentence: str

    @property
    def names(self) -> tuple[str, str]:
        """Both functions."""
        return self.first, self.second

    @property
    def within(self) -> dict[str, float]:
        """Points apart inside each function, where there are two people in it."""
        both = zip(self.names, (self.within_first, self.within_second), strict=True)
        return {name: apart for name, apart in both if apart is not None}


@dataclass(frozen=True)
class GapBetween:
    """Two shown functions on one need: the largest gap beyond chance, else the one nearest to it."""

    need: str
    higher: str
    lower: str
    gap: float
    means: tuple[float, float]
    """Of the higher and of the lower function."""
    hat_mean: float
    """Of the largest gap over all needs and pairs in each draw."""
    p: float
    """Among all needs and pairs, spreads as they are."""
    beyond_chance: bool
    """The test over all functions finds a difference, and so does that of this gap among all gaps."""
    sentence: str


@dataclass(frozen=True)
class CommonGround:
    """Needs to which most people of every shown function give at least an even share."""

    needs: tuple[str, ...]
    points: float
    """What the room puts on them, of the 100, in the mean."""
    even: float
    """The points of 100 from which on a need has an even share."""
    sentence: str
