"""What is found when customers have answered: need by need, the first need, own marks, believed sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.swot.types import SwotKind
from cxw.stats.customers import Verdict

Nearer: TypeAlias = Literal["room", "even", "level"]
"""Who was nearer to customers: the room, or an even share for every need."""
Side: TypeAlias = Literal["ahead", "level", "behind"]


@dataclass(frozen=True)
class NeedAgainst:
    """One need: the room's mean points and customers'."""

    id: str
    text: str
    short: str
    room: float
    theirs: float
    low: float | None
    """With `high`: where the mean of all such customers lies, for all needs together 95 times in 100."""
    high: float | None

    @property
    def beyond(self) -> bool:
        """Whether the room lies outside of what other such customers would say; False without a band."""
        return self.low is not None and self.high is not None and not self.low <= self.room <= self.high


@dataclass(frozen=True)
class FirstAgainst:
    """The need the room put first, and the one customers did; several where means are equal."""

    room: tuple[str, ...]
    theirs: tuple[str, ...]
    draws: float | None
    """In which share of the draws customers' first need is theirs too; None without draws."""
    verdict: Verdict

    @property
    def in_hundred(self) -> int | None:
        """The same share in draws of a hundred."""
        return None if self.draws is None else round(100 * self.draws)


@dataclass(frozen=True)
class SureAgainst:
    """How sure we were of our first needs, against whether they were customers'."""

    people: int
    mean: float
    """Percent."""
    brier: float
    """From 0 (sure and right) to 1 (sure and wrong); whoever says 50 % of everything has .25."""


@dataclass(frozen=True)
class MarkAgainst:
    """Our own mark for one need: the room's middle mark, and customers'."""

    need: str
    text: str
    short: str
    room: float
    theirs: float
    n: int
    """Customers who marked us."""


@dataclass(frozen=True)
class Bias:
    """By how much we marked ourselves above customers, over the needs that both marked."""

    by: float
    low: float | None
    high: float | None
    needs: int
    n: int
    """The fewest customers behind one of these marks."""


@dataclass(frozen=True)
class SideAgainst:
    """A side the room believed in, and where customers see us against the best rival they know."""

    kind: SwotKind
    need: str
    short: str
    lead: float
    """Customers' mean mark for us less that for the best rival, over those who marked both."""
    n: int
    side: Side


@dataclass(frozen=True)
class JudgedTest:
    """A promised test, and what customers' answers say of it."""

    question: str
    share: float
    """What was measured, 0 to 1."""
    limit: float
    outcome: Literal["held", "wrong"]

    @property
    def in_hundred(self) -> int:
        """The share in whole customers of a hundred."""
        return round(100 * self.share)


@dataclass(frozen=True)
class FunctionAgainst:
    """How many points a function that shows was away from customers: for the workings alone."""

    name: str
    apart: float


@dataclass(frozen=True)
class CustomersFindings:
    """The room's record held against customers."""

    n: int
    date: dt.date | None
    source: str | None
    aggregated: bool
    needs: tuple[NeedAgainst, ...]
    """In the order of the room's list; empty where customers gave no points, or to another list."""
    apart: float | None
    """Points of the 100 that the room put on other needs than customers."""
    even: float | None
    """The same of an even share for every need."""
    nearer: Nearer | None
    first: FirstAgainst | None
    sure: SureAgainst | None
    marks: tuple[MarkAgainst, ...]
    bias: Bias | None
    sides: tuple[SideAgainst, ...]
    missing: tuple[str, ...]
    """What customers wrote matters more than any of these."""
    functions: tuple[FunctionAgainst, ...]
    tests: tuple[JudgedTest, ...] = ()
    headline: str = ""
    on_points: tuple[str, ...] = ()
    """The even share beside us, the needs apart, the first need, what is not certain."""
    on_sureness: tuple[str, ...] = ()
    on_marks: tuple[str, ...] = ()
    on_them: tuple[str, ...] = ()
    """Who answered."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said beside the headline."""
        return (*self.on_points, *self.on_sureness, *self.on_marks, *self.on_them)
