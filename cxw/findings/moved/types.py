"""What is found of a second round, and of whom a room follows."""

from __future__ import annotations

from dataclasses import dataclass

from cxw.findings.people import GroupNumber, PersonRow


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
