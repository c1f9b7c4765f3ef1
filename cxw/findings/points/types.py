"""What is found of the points: the record need by need, tiers, camps, agreement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from cxw.findings.functions.types import (
    CommonGround,
    FunctionsTest,
    GapBetween,
    NeedShare,
    PairApart,
    Pattern,
)
from cxw.findings.moved.types import SecondWeights
from cxw.findings.people import GroupNumber, PersonRow, ShownGroup


@dataclass(frozen=True)
class Camp:
    """People whose points on one need stand together."""

    people: int
    low: float
    high: float


@dataclass(frozen=True)
class Camps:
    """One need split into two sides, held against rooms in one heap."""

    low: Camp
    high: Camp
    share: float
    """Of the spread, what lies between the two sides."""
    p: float
    """After Holm over all needs."""
    sentence: str | None
    """None where one heap is likely enough to look like that."""


@dataclass(frozen=True)
class NeedWeights:
    """One need: what everybody's first answer gave it."""

    id: str
    text: str
    short: str
    now: str | None
    mean: float | None
    median: float | None
    values: tuple[float, ...]
    """Every person's points in order of value (never of people); empty where too few answered."""
    low: float | None
    high: float | None
    quartile_low: float | None
    quartile_high: float | None
    apart: float | None
    """This need's part of the room's points apart; the parts add up to it."""
    groups: tuple[GroupNumber, ...]
    interval: tuple[float, float] | None = None
    """Where the mean of another room like this one would mostly lie; from six people on."""
    covers: str | None = None
    """How often it does: in words."""
    camps: Camps | None = None
    sides: tuple[Camp, ...] = ()
    """Below six people: who stands where, without a test."""
    outright: tuple[Camp, Camp] | None = None
    """Who gives it nothing and who at least twice an even share, where two or more do either: no camps."""
    between: NeedShare | None = None


@dataclass(frozen=True)
class Tiers:
    """Which needs come before which in nearly every room like this one."""

    groups: tuple[tuple[str, ...], ...]
    """Needs, the first tier first, in the order of the list within; empty when nothing may be said."""
    boundaries: tuple[tuple[str, float], ...]
    """By mean points: a need, and in which share of draws those down to it come before all others."""
    sentence: str
    stands: float | None = None
    """From which such share on a boundary is drawn; None where nothing may be said."""

    @property
    def settled(self) -> bool:
        """Whether one need comes first for certain."""
        return len(self.groups) > 1 and len(self.groups[0]) == 1


@dataclass(frozen=True)
class Agreement:
    """How far people agree over all needs: for the workings, in no sentence."""

    alpha: float | None
    """Krippendorff's, interval."""
    w: float | None
    """Kendall's, ties corrected."""
    by_chance: float | None
    spearman: float | None
    p: float | None
    how: str | None
    why: str | None
    """Why there is no W."""


@dataclass(frozen=True)
class Late:
    """Who gave their first numbers after the reveal: in no number of record."""

    n: int
    means: tuple[tuple[str, float], ...]
    """Need and mean, from three such people on."""
    values: tuple[tuple[str, tuple[float, ...]], ...]
    """Need and values in order, from three such people on."""


@dataclass(frozen=True)
class WeightsFindings:
    """The number of record for weights: everybody's round-one answer on the newest list."""

    needs: tuple[NeedWeights, ...]
    """Order of the round."""
    answered: int
    """Numbers and don't-knows."""
    given: int
    """Rows with numbers: the n of every number here."""
    dont_know: int
    """As `given` 0 where the room may not know what one or two people answered."""
    missing: tuple[tuple[str, int], ...]
    """Why somebody has no answer (late, left, declined, absent, draft) and how many."""
    groups: tuple[ShownGroup, ...]
    """Functions that may show, "others" last; empty where none may."""
    apart: float | None
    pairs: tuple[PairApart, ...]
    """Every two shown functions, farthest apart first; "others" is in no pair."""
    gap: GapBetween | None
    late: Late | None
    withheld: str | None
    """A sentence where too few answered for any value to be shown to this audience."""
    closed: dt.datetime | None
    revealed: dt.datetime | None
    seal: str | None
    people: tuple[PersonRow, ...]
    second: SecondWeights | None
    """Lists that were weighed and revealed before this one; they are in no number."""
    belief: str | None
    """What the room believes matters most; None where too few answered or all means are the same."""
    room: str | None
    """How far apart two people of the room are; None where too few answered."""
    tiers: Tiers | None
    """None where too few answered for any value."""
    agreement: Agreement | None
    tested: FunctionsTest | None
    """None where no two functions show."""
    untested: str | None
    """Why functions that show could not be tested."""
    pattern: tuple[Pattern, ...]
    """What each function puts most points on, where functions differ beyond chance."""
    patterns: str | None
    """That as a sentence."""
    ground: CommonGround | None
    """What all functions that show put weight on; None where they share nothing that is sure enough."""
    headline: str
    sentences: tuple[str, ...]

    @property
    def function_sizes(self) -> dict[str, int]:
        """Function that shows -> how many of it gave points."""
        return {group.name: group.n for group in self.groups}

    def need(self, id: str) -> NeedWeights:
        """The need with this id; KeyError when it was not on the list."""
        return {need.id: need for need in self.needs}[id]
