"""The numbers behind the sentences about points, for the workings: intervals, camps, tests, agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.pictures.pieces import tenths

NONE = "–"


@dataclass(frozen=True)
class NeedNumbers:
    """One need in the compact table; a dash where there is no such number."""

    text: str
    reach: str
    camps: str
    between: str
    p: str
    boundary: str


def need_numbers(weights: WeightsFindings) -> list[NeedNumbers]:
    """A row a need; no rows where too few answered for any of these numbers."""
    if not any(need.interval or need.camps or need.between for need in weights.needs):
        return []
    ends = dict(weights.tiers.boundaries) if weights.tiers else {}
    return [_row(need, ends.get(need.id)) for need in weights.needs]


def _row(need: NeedWeights, boundary: float | None) -> NeedNumbers:
    reach = f"{tenths(need.interval[0])} to {tenths(need.interval[1])}" if need.interval else NONE
    return NeedNumbers(
        need.text,
        reach,
        p_digits(need.camps.p) if need.camps else NONE,
        f"{need.between.share:.2f}" if need.between else NONE,
        p_digits(need.between.p) if need.between else NONE,
        f"{boundary:.2f}" if boundary is not None else NONE,
    )


def covers(weights: WeightsFindings) -> str:
    """How often such an interval holds another room's mean."""
    return next((need.covers for need in weights.needs if need.covers), "")


def p_digits(p: float) -> str:
    """A p with three decimals, or that it is smaller."""
    return f"{p:.3f}" if p >= 0.0005 else "under 0.001"


def over_all(weights: WeightsFindings) -> Iterator[str]:
    """What is known over all needs, a line each."""
    tested, agreed = weights.tested, weights.agreement
    if tested is not None:
        yield (
            f"Functions explain R² = {tested.r2:.2f} of all differences (adjusted {tested.adjusted:.2f}). "
            f"The test, with the spread that each has: W* = {tested.statistic:.2f}, p {p_digits(tested.p)}; "
            f"the smallest p that {tested.people} people in {tested.functions} such groups can give is "
            f"{p_digits(tested.smallest)}."
        )
    elif weights.untested:
        yield weights.untested
    if agreed is not None and agreed.alpha is not None:
        yield f"Krippendorff's alpha over people (interval): {agreed.alpha:.2f}; 0 is what chance gives."
    if agreed is not None and agreed.w is not None and agreed.by_chance is not None:
        yield (
            f"Kendall's W for the order of needs: {agreed.w:.2f}; by chance alone {agreed.by_chance:.2f}, "
            f"p {p_digits(agreed.p or 0.0)}."
        )
    yield from _twice(weights)


def _twice(weights: WeightsFindings) -> Iterator[str]:
    second = weights.second
    if second is not None and second.alpha_before is not None and second.alpha_after is not None:
        yield (
            f"Alpha of the {second.both} who answered twice: {second.alpha_before:.2f} before the talk, "
            f"{second.alpha_after:.2f} after it."
        )
