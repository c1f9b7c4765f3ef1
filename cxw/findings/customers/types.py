"""What is found when customers have answered: need by need, the first need, own marks, believed sides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.closing.types import Decision, Guess
from cxw.findings.swot.types import SwotKind
from cxw.model import Id
from cxw.stats.customers import Side, Verdict

Nearer: TypeAlias = Literal["room", "even", "level"]
"""Who was nearer to customers: the room, or an even share for every need."""
Outcome: TypeAlias = Literal["so", "level", "other", "told", "open", "sums", "not asked"]
"""Of an entry: customers see it so too, see us level, or the other way round; `told`: they settle a side on
which the room is of no one mind; `open`: they are too few or too close; `sums`: means without the single
answers, which do not tell how sure they are; `not asked`: they gave no marks."""


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
    settled: bool
    """Whether the draws agree about customers' first need; without a verdict where the room has several."""

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
    most: int
    """The most of them."""

    @property
    def even(self) -> bool:
        """Whether other such customers could mark us as we do, or these do."""
        within = self.low is not None and self.high is not None and self.low <= 0 <= self.high
        return within or not round(abs(self.by), 1)


@dataclass(frozen=True)
class EntryAgainst:
    """One entry of the SWOT, and what customers answered about its need and its companies."""

    kind: SwotKind
    need: str
    short: str
    points: float | None
    """Customers' mean points; None where they gave none to our list."""
    weighs: Literal["less", "more"] | None
    """That customers give it surely less, or more, than an even share, where the entry says otherwise."""
    own: float | None
    """Customers' mean mark for us, over those who marked the rival too; None where they were not asked."""
    rival: str | None
    """The short name of the best rival whom enough customers know, by their marks."""
    theirs: float | None
    n: int
    """Customers behind the marks, or behind the points where there are no marks."""
    side: Side | None
    """Where customers surely see us; None where they do not settle it or were not asked."""
    outcome: Outcome
    numbers: str = ""
    """In short, for the wall: `customers (42): we 6.1, Pellaro 7.4`."""
    verdict: str = ""

    @property
    def marked(self) -> bool:
        """Whether customers were asked how we compare on it."""
        return self.own is not None

    @property
    def singly(self) -> bool:
        """Whether each customer's marks are known, and not their sums alone."""
        return self.marked and self.outcome != "sums"

    @property
    def settled(self) -> bool:
        """Whether customers' marks say where we stand on it."""
        return self.side is not None


@dataclass(frozen=True)
class JudgedTest:
    """A promised test, and what customers' answers say of it."""

    id: Id
    """The promise."""
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
    entries: tuple[EntryAgainst, ...]
    """Entries of the SWOT about which customers gave points or marks, in the board's order."""
    unmarked: tuple[str, ...]
    """Short names of rivals whom too few customers marked to say where we stand against them."""
    missing: tuple[str, ...]
    """What customers wrote matters more than any of these."""
    functions: tuple[FunctionAgainst, ...]
    complete: bool
    """Whether all of them were asked what matters more, and none named anything."""
    tests: tuple[JudgedTest, ...] = ()
    headline: str = ""
    on_points: tuple[str, ...] = ()
    """The even share beside us, the needs apart, the first need, what is not certain."""
    far: str = ""
    """Of these the sentence that names the needs apart; empty where none is."""
    on_sureness: tuple[str, ...] = ()
    on_marks: tuple[str, ...] = ()
    sides: str = ""
    """Of these what became of believed strengths and weaknesses; empty where customers marked none."""
    on_them: tuple[str, ...] = ()
    """Who answered."""

    def entry(self, kind: SwotKind, need: str) -> EntryAgainst | None:
        """What customers say of one entry; None where they were asked nothing about it."""
        return next((one for one in self.entries if (one.kind, one.need) == (kind, need)), None)

    def settles(self, kind: SwotKind, need: str) -> bool:
        """Whether customers' marks say where we stand on the need of an entry."""
        told = self.entry(kind, need)
        return told is not None and told.settled

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that is said beside the headline."""
        return (*self.on_points, *self.on_sureness, *self.on_marks, *self.on_them)


@dataclass(frozen=True)
class NeedApart:
    """One need on which the room and customers differ most."""

    need: NeedAgainst
    headline: str
    under: tuple[str, ...]


@dataclass(frozen=True)
class MeetingFindings:
    """What a second meeting shows: some sentences first, then the guess beside what it is, then the needs."""

    sentences: tuple[str, ...]
    """Customers' own, in the order in which they are read."""
    can_guess: bool
    """Whether it is known how far the room is from customers."""
    changes: tuple[Decision, ...]
    """What the room changes."""
    guess: Guess | None = None
    """None before the reveal, and where too few guessed."""
    headline: str = ""
    """What was guessed, and what it is; empty before the reveal."""
    unknown: str = ""
    """Who could not guess; empty for nobody."""
    under: tuple[str, ...] = ()
    """What stands below the headline on a wall."""
    apart: tuple[NeedApart, ...] = ()
    """The needs that differ most, the widest gap first."""
