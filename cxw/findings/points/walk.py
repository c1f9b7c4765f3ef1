"""Findings of the points for the walk: who does not know, the room, its needs."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from cxw.findings.finding import Finding
from cxw.findings.functions.walk import PAIRS, within_functions
from cxw.findings.languages import Wording
from cxw.findings.points.types import Camp, NeedWeights, WeightsFindings
from cxw.text.phrases import SAY_ENGLISH
from cxw.text.saying import quoted

NEEDS = 2
"""Needs told by themselves that some give nothing and others much: those with the largest parts."""


def walk_dont_know(weights: WeightsFindings | None, said: Wording) -> Iterator[Finding]:
    """Who does not know how customers weigh these needs."""
    if weights is None or not weights.dont_know:
        return
    yield Finding(
        kind="dont-know",
        sentence=said.points.dont_know(weights.dont_know, weights.answered),
        details=(),
        n=weights.answered,
        size=100 * weights.dont_know / weights.answered,
        flag="don't know",
        picture="dont-know",
        numbers=(("don't know", float(weights.dont_know)), ("answered", float(weights.answered))),
        all_points=True,
    )


def walk_room(weights: WeightsFindings, said: Wording, *, told: bool) -> Finding:
    """How far people are apart; where functions tell most of it, at stake is what they leave."""
    parts = _widest_first(weights)
    total = weights.apart or 0.0
    withins = within_functions(weights.pairs)
    within = [said.functions.apart_within(name, apart) for name, apart in withins[:PAIRS]]
    rest = fmean(apart for _, apart in withins) if withins else 0.0
    brief = said.points.room_brief(total) if total > 1e-9 else ""
    return Finding(
        kind="room",
        sentence=weights.room or said.points.even(),
        details=(*_widest(parts[0], said), *within),
        n=weights.given,
        size=rest if told else total,
        flag=None,
        picture="weights",
        numbers=(("points apart", total), *map(_about, parts)),
        brief=brief,
        all_points=not told,
    )


def _widest(need: NeedWeights, said: Wording) -> Iterator[str]:
    """The points on the need we are farthest apart on: from where to where, or who stands where."""
    if not need.apart:
        return
    sides = [(side.people, side.low, side.high) for side in reversed(need.sides)]
    if len(sides) > 1:
        yield said.points.who_stands_where(need.short, sides)
    else:
        middle = (need.quartile_low or 0.0, need.quartile_high or 0.0)
        yield said.points.need_spread(need.short, need.low or 0, need.high or 0, middle)


def _about(need: NeedWeights) -> tuple[str, float]:
    name = SAY_ENGLISH("about “{need}”", need=quoted(need.short)[1:-1])
    return name, need.apart or 0.0


def walk_needs(weights: WeightsFindings, said: Wording) -> Iterator[Finding]:
    """Needs on which we stand in two camps, and few that some give nothing and others much.

    A need that only has more than its share of the points apart is no finding: one always has.
    """
    ends = 0
    for need in _widest_first(weights):
        if need.camps is not None and need.camps.sentence is not None:
            yield _camps(need, need.camps.sentence, weights.given)
        elif need.outright is not None and ends < NEEDS:
            ends += 1
            yield _outright(need, *need.outright, weights.given, said)


def _widest_first(weights: WeightsFindings) -> list[NeedWeights]:
    return sorted(weights.needs, key=lambda need: -round(need.apart or 0.0, 9))


def _camps(need: NeedWeights, sentence: str, n: int) -> Finding:
    return Finding(
        kind="camps",
        sentence=sentence,
        details=(),
        n=n,
        size=need.apart or 0.0,
        flag="contested",
        picture="need",
        need=need.id,
        numbers=(("points apart", need.apart or 0.0),),
    )


def _outright(need: NeedWeights, nothing: Camp, much: Camp, n: int, said: Wording) -> Finding:
    return Finding(
        kind="need",
        sentence=said.points.nothing_or_much(need.short, nothing.people, (much.people, much.low)),
        details=(),
        n=n,
        size=need.apart or 0.0,
        flag=None,
        picture="need",
        need=need.id,
        numbers=(
            ("points apart", need.apart or 0.0),
            ("give it nothing", float(nothing.people)),
            ("give it twice an even share", float(much.people)),
        ),
    )
