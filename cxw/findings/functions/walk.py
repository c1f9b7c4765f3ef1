"""Findings of the functions for the walk: what tells them apart, what they share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.finding import Finding
from cxw.findings.functions.types import PairApart
from cxw.findings.languages import Wording
from cxw.findings.points.types import WeightsFindings

PAIRS = 3
"""Details of one kind that are told below a finding: the farthest."""


def within_functions(pairs: Sequence[PairApart]) -> list[tuple[str, float]]:
    """Each function once with its own points apart, farthest first."""
    found = dict[str, float]()
    for pair in pairs:
        found |= pair.within
    return sorted(found.items(), key=lambda item: -round(item[1], 9))


def walk_functions(weights: WeightsFindings, said: Wording) -> Iterator[Finding]:
    """One finding where functions have a pattern; else pairs that differ, or what the test says instead."""
    beyond = [pair for pair in weights.pairs if pair.beyond_chance]
    if weights.patterns is not None:
        yield _pattern(weights, weights.patterns, beyond, said)
        return
    for pair in beyond:
        yield _pair(weights, pair, said)
    if weights.pairs and not beyond:
        yield _not_told_apart(weights, weights.pairs[0], said)


def _pattern(weights: WeightsFindings, sentence: str, beyond: Sequence[PairApart], said: Wording) -> Finding:
    widest = beyond[0]
    names = tuple(one.function for one in weights.pattern)
    sizes = weights.function_sizes
    return Finding(
        kind="functions",
        sentence=sentence,
        details=(*(pair.sentence for pair in beyond[:PAIRS]), *_cautions(weights)),
        n=sum(sizes[name] for name in names),
        size=widest.apart,
        flag="contested",
        picture="pattern",
        functions=names,
        numbers=_beside_the_hat(widest),
        brief=said.functions.far_apart(widest.names, widest.apart, widest.hat_mean),
        all_points=True,
    )


def _pair(weights: WeightsFindings, pair: PairApart, said: Wording) -> Finding:
    """Two functions that differ beyond chance."""
    return Finding(
        kind="functions",
        sentence=pair.sentence,
        details=(
            *(said.functions.apart_within(name, apart) for name, apart in within_functions([pair])),
            *_cautions(weights),
        ),
        n=pair.n_first + pair.n_second,
        size=pair.apart,
        flag="contested",
        picture="functions",
        functions=pair.names,
        numbers=_beside_the_hat(pair),
        brief=said.functions.far_apart(pair.names, pair.apart, pair.hat_mean),
        all_points=True,
    )


def _not_told_apart(weights: WeightsFindings, pair: PairApart, said: Wording) -> Finding:
    """What the test says; the farthest two stand beside the hat, ranked by what it leaves of them."""
    tested, differ, brief = weights.tested, False, ""
    sentence, more = pair.sentence, _cautions(weights)
    if tested is not None:
        differ = tested.verdict == "difference"
        sentence = said.functions.which_differ() if differ else tested.sentence
        more = (pair.sentence, tested.caution)
        brief = said.functions.not_told_apart(tested.verdict)
    return Finding(
        kind="functions",
        sentence=sentence,
        details=more,
        n=pair.n_first + pair.n_second,
        size=max(pair.apart - pair.hat_mean, 0.0),
        flag="contested" if differ else None,
        picture="functions",
        functions=pair.names,
        numbers=_beside_the_hat(pair),
        brief=brief,
        all_points=differ,
    )


def _cautions(weights: WeightsFindings) -> tuple[str, ...]:
    """What the test says, and what may not be concluded from it."""
    tested = weights.tested
    if tested is None:
        return (weights.untested,) if weights.untested else ()
    return (tested.sentence, tested.caution)


def _beside_the_hat(pair: PairApart) -> tuple[tuple[str, float], ...]:
    p = () if pair.p is None else (("p among all pairs", pair.p),)
    return (("points apart", pair.apart), ("from a hat, mean", pair.hat_mean), *p)


def walk_ground(weights: WeightsFindings) -> Iterator[Finding]:
    """What all functions share; at stake are the points that the room puts there."""
    ground = weights.ground
    if ground is None:
        return
    yield Finding(
        kind="ground",
        sentence=ground.sentence,
        details=(),
        n=sum(group.n for group in weights.groups if not group.others),
        size=ground.points,
        flag=None,
        picture="ground",
        need=ground.needs[0],
        functions=tuple(group.name for group in weights.groups if not group.others),
        numbers=(("points of the room", ground.points),),
    )


def walk_gap(weights: WeightsFindings) -> Iterator[Finding]:
    """Two functions on one need, where their gap is beyond chance."""
    gap = weights.gap
    if gap is None or not gap.beyond_chance:
        return
    sizes = weights.function_sizes
    yield Finding(
        kind="gap",
        sentence=gap.sentence,
        details=(),
        n=sizes[gap.higher] + sizes[gap.lower],
        size=gap.gap,
        flag="contested",
        picture="need",
        need=gap.need,
        functions=(gap.higher, gap.lower),
        numbers=(
            ("gap", gap.gap),
            ("largest from a hat, mean", gap.hat_mean),
            ("p among all needs and pairs", gap.p),
        ),
    )
