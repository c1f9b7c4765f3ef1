"""Types of the weights: round one, the second round beside it, conviction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.types.common import GroupNumber, PersonRow, ShownGroup

Verdict: TypeAlias = Literal["difference", "undecided", "none found"]


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
class NeedShare:
    """Of one need's differences the part between functions, with its p among all needs (maxT)."""

    share: float
    p: float


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
    sentence: str


@dataclass(frozen=True)
class Late:
    """Who gave their first numbers after the reveal: in no number of record."""

    n: int
    means: tuple[tuple[str, float], ...]
    """Need and mean, from three such people on."""
    values: tuple[tuple[str, tuple[float, ...]], ...]
    """Need and values in order, from three such people on."""


@dataclass(frozen=True)
class NeedMoved:
    """One need in both rounds, over those who answered both."""

    id: str
    text: str
    short: str
    median_before: float | None
    median_after: float | None
    mean_before: float | None
    """None where one or two are left out: their row could be had by subtraction."""
    mean_after: float | None
    values_before: tuple[float, ...]
    """In order of value; empty where the means are None."""
    values_after: tuple[float, ...]
    moved: float | None
    """Points moved on this need, mean a person, up or down."""
    groups_before: tuple[GroupNumber, ...]
    groups_after: tuple[GroupNumber, ...]


@dataclass(frozen=True)
class ReasonMoved:
    """One reason for moving, with how many gave it and how many points moved for it."""

    reason: str
    """fact, argument, wording, agreement, none; `not asked` where a row differs and no reason is kept."""
    people: int
    points: float | None
    """None where they would be those of one or two people, or would tell those by what is left."""


@dataclass(frozen=True)
class SecondWeights:
    """The second round, beside the first and never over it."""

    both: int | None
    """How many gave numbers in both rounds: the n of everything here; None where not told."""
    left_out: int | None
    """How many of the record are not in it."""
    joined: int | None
    """How many gave numbers now who gave none in round one (late, or did not know)."""
    dont_know: int
    missing: tuple[tuple[str, int], ...]
    means_shown: bool
    needs: tuple[NeedMoved, ...]
    apart_before: float | None
    apart_after: float | None
    alpha_before: float | None
    """Krippendorff's alpha over the same people: for the workings, in no sentence."""
    alpha_after: float | None
    moved_people: int | None
    moved_total: float | None
    """Points that changed place, all people together."""
    moved_share: float | None
    """Of all points placed, 0 to 1."""
    moved_median: float | None
    """Points the median person moved."""
    reasons: tuple[ReasonMoved, ...]
    seal: str | None
    people: tuple[PersonRow, ...]
    brief: str
    """What moved without news about customers, in few words; empty where it was less than half."""
    drift: bool
    """Whether points moved, and at least half of them without news about customers, as far as it is told."""
    headline: str
    sentences: tuple[str, ...]


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

    def need(self, id: str) -> NeedWeights:
        """The need with this id; KeyError when it was not on the list."""
        return {need.id: need for need in self.needs}[id]


@dataclass(frozen=True)
class FirstNeedsNamed:
    """Whose first needs can be the customers' first: each is sure of their own."""

    people: int
    """Who gave points and said how sure they are."""
    most: int | None
    """How many named the need that most of them put first, also at a tie; None where points are missing."""
    needs: int | None
    """How many different needs they put first; None where somebody put several level."""
    mean: float
    """How sure they are."""


@dataclass(frozen=True)
class ConvictionFindings:
    """How sure people are of their own first need; a count of None is of fewer than may be told."""

    before: int | None
    before_dont_know: int | None
    after: int | None
    after_dont_know: int | None
    twice: int | None
    """Who gave a number both times: the n of the means; None where these may not be told."""
    mean_before: float | None
    mean_after: float | None
    change: float | None
    named: FirstNeedsNamed | None
    """Round one; None where too few said how sure they are."""
    named_after: FirstNeedsNamed | None
    """After the talk; None where no comparison may be told."""
    named_sentence: str | None
    customers_added: int
    """Evidence with customers behind it that was added in this segment between the two."""
    people: tuple[PersonRow, ...]
    """Facilitator only: keys `before` and `after`."""
    headline: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SeniorPull:
    """How far the others moved towards what one declared senior person had first; facilitator only."""

    name: str
    people: int
    excess: float | None
    t: float | None
    """The excess in standard errors, by which people are ranked."""
    rank: int | None
    ranked: int
    raised: bool
    sentence: str


@dataclass(frozen=True)
class RecordWithout:
    """The record without one or all declared senior people; facilitator only."""

    who: str
    n: int
    means: tuple[tuple[str, float, float], ...]
    """Need, mean of record, mean without."""
    sentence: str


@dataclass(frozen=True)
class SeniorFindings:
    """What concerns people who were declared senior before the round was sealed; facilitator only."""

    pulls: tuple[SeniorPull, ...]
    without: tuple[RecordWithout, ...]
