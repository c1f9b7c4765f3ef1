"""The numbers behind the sentences about points, for the workings: intervals, camps, tests, agreement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cxw.findings.functions.types import FunctionsTest
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.handout.speech import Speech
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


def need_numbers(spoken: Speech, weights: WeightsFindings) -> list[NeedNumbers]:
    """A row a need; no rows where too few answered for any of these numbers."""
    if not any(need.interval or need.camps or need.between for need in weights.needs):
        return []
    ends = dict(weights.tiers.boundaries) if weights.tiers else {}
    return [_row(spoken, need, ends.get(need.id)) for need in weights.needs]


def _row(spoken: Speech, need: NeedWeights, boundary: float | None) -> NeedNumbers:
    reach = f" {spoken.say('to')} ".join(spoken.figures(tenths(end)) for end in need.interval or ())
    camps = p_digits(spoken, need.camps.p) if need.camps else NONE
    end = _two(spoken, boundary) if boundary is not None else NONE
    between = p = NONE
    if need.between:
        between, p = _two(spoken, need.between.share), p_digits(spoken, need.between.p)
    return NeedNumbers(need.text, reach or NONE, camps, between, p, end)


def covers(weights: WeightsFindings) -> str:
    """How often such an interval holds another room's mean."""
    return next((need.covers for need in weights.needs if need.covers), "")


def p_digits(spoken: Speech, p: float) -> str:
    """A p with three decimals, or that it is smaller."""
    return spoken.figures(f"{p:.3f}") if p >= 0.0005 else spoken.say("under 0.001")


def _two(spoken: Speech, number: float) -> str:
    return spoken.figures(f"{number:.2f}")


EXPLAINED = (
    "Functions explain R² = {r2} of all differences (adjusted {adjusted}). The test, with the spread that "
    "each has: W* = {w}, p {p}; the smallest p that {people} people in {functions} such groups can give is "
    "{least}."
)
ALPHA = "Krippendorff's alpha over people (interval): {alpha}; 0 is what chance gives."
KENDALL = "Kendall's W for the order of needs: {w}; by chance alone {chance}, p {p}."
TWICE = "Alpha of the {both} who answered twice: {before} before the talk, {after} after it."


def over_all(spoken: Speech, weights: WeightsFindings) -> Iterator[str]:
    """What is known over all needs, a line each."""
    tested, agreed = weights.tested, weights.agreement
    if tested is not None:
        yield _explained(spoken, tested)
    elif weights.untested:
        yield weights.untested
    if agreed is not None and agreed.alpha is not None:
        yield spoken.say(ALPHA, alpha=_two(spoken, agreed.alpha))
    if agreed is not None and agreed.w is not None and agreed.by_chance is not None:
        w, chance = _two(spoken, agreed.w), _two(spoken, agreed.by_chance)
        yield spoken.say(KENDALL, w=w, chance=chance, p=p_digits(spoken, agreed.p or 0.0))
    yield from _twice(spoken, weights)


def _explained(spoken: Speech, tested: FunctionsTest) -> str:
    return spoken.say(
        EXPLAINED,
        r2=_two(spoken, tested.r2),
        adjusted=_two(spoken, tested.adjusted),
        w=_two(spoken, tested.statistic),
        p=p_digits(spoken, tested.p),
        people=tested.people,
        functions=tested.functions,
        least=p_digits(spoken, tested.smallest),
    )


def _twice(spoken: Speech, weights: WeightsFindings) -> Iterator[str]:
    second = weights.second
    if second is not None and second.alpha_before is not None and second.alpha_after is not None:
        before, after = _two(spoken, second.alpha_before), _two(spoken, second.alpha_after)
        yield spoken.say(TWICE, both=second.both, before=before, after=after)
