"""Findings of the points: the room, its functions, its needs, what moved, and who does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from cxw.findings import wording
from cxw.findings.types import Finding, NeedsRead, NeedWeights, PairApart, WeightsFindings
from cxw.findings.types.weights import Camp
from cxw.findings.wording.languages import PointsSentences

PAIRS = 3
"""Details of one kind that are told below a finding: the farthest."""
NEEDS = 2
"""Needs told by themselves that some give nothing and others much: those with the largest parts."""


def dont_know_findings(weights: WeightsFindings | None, said: PointsSentences) -> Iterator[Finding]:
    """Who does not know how customers weigh these needs."""
    if weights is None or not weights.dont_know:
        return
    yield Finding(
        kind="dont-know",
        sentence=said.dont_know(weights.dont_know, weights.answered),
        details=(),
        n=weights.answered,
        size=100 * weights.dont_know / weights.answered,
        flag="don't know",
        picture="dont-know",
        numbers=(("don't know", float(weights.dont_know)), ("answered", float(weights.answered))),
        all_points=True,
    )


def on_points(weights: WeightsFindings | None, said: PointsSentences) -> Iterator[Finding]:
    """The findings of the points of record, and of a second round beside them."""
    if weights is None or weights.apart is None:
        return
    functions = [*_functions(weights, said)]
    yield from functions
    yield _room(weights, said, told=any(finding.all_points for finding in functions))
    yield from _ground(weights)
    yield from _needs(weights, said)
    yield from _gap(weights)
    yield from _moved(weights)


def _room(weights: WeightsFindings, said: PointsSentences, *, told: bool) -> Finding:
    """How far people are apart; where functions tell most of it, at stake is what they leave."""
    parts = _widest_first(weights)
    total = weights.apart or 0.0
    withins = _withins(weights.pairs)
    within = [said.apart_within(name, apart) for name, apart in withins[:PAIRS]]
    rest = fmean(apart for _, apart in withins) if withins else 0.0
    return Finding(
        kind="room",
        sentence=weights.room or said.even(),
        details=(*_widest(parts[0], said), *within),
        n=weights.given,
        size=rest if told else total,
        flag=None,
        picture="weights",
        numbers=(
            ("points apart", total),
            *((f"about {wording.quoted(need.short)}", need.apart or 0.0) for need in parts),
        ),
        brief=said.room_brief(total) if total > 1e-9 else "",
        all_points=not told,
    )


def _widest(need: NeedWeights, said: PointsSentences) -> Iterator[str]:
    """The points on the need we are farthest apart on: from where to where, or who stands where."""
    if not need.apart:
        return
    sides = [(side.people, side.low, side.high) for side in reversed(need.sides)]
    if len(sides) > 1:
        yield said.who_stands_where(need.short, sides)
    else:
        middle = (need.quartile_low or 0.0, need.quartile_high or 0.0)
        yield said.need_spread(need.short, need.low or 0, need.high or 0, middle)


def category_findings(weights: WeightsFindings | None, read: NeedsRead | None) -> Iterator[Finding]:
    """Needs that name a category or a solution: people who differ on them may only mean different things."""
    if read is None or read.headline is None:
        return
    asked = {need.id for need in read.asked}
    parts = {need.id: need.apart or 0.0 for need in weights.needs} if weights else {}
    yield Finding(
        kind="categories",
        sentence=read.headline,
        details=read.sentences,
        n=len(read.needs),
        size=sum(part for need, part in parts.items() if need in asked),
        flag=None,
        picture="categories",
        numbers=tuple(
            (kind, float(sum(need.kind == kind for need in read.needs)))
            for kind in ("category", "solution", "job", "outcome", "unclear")
        ),
        all_points=2 * len(asked) > len(read.needs),
    )


def _about(need: NeedWeights) -> tuple[str, float]:
    return f"about {wording.quoted(need.short)}", need.apart or 0.0


def _withins(pairs: Sequence[PairApart]) -> list[tuple[str, float]]:
    """Each function once with its own points apart, farthest first."""
    both = [
        side
        for pair in pairs
        for side in ((pair.first, pair.within_first), (pair.second, pair.within_second))
    ]
    found = {name: apart for name, apart in both if apart is not None}
    return sorted(found.items(), key=lambda item: -round(item[1], 9))


def _functions(weights: WeightsFindings, said: PointsSentences) -> Iterator[Finding]:
    """One finding where functions have a pattern; else pairs that differ, or what the test says instead."""
    beyond = [pair for pair in weights.pairs if pair.beyond_chance]
    if weights.patterns is not None:
        yield _pattern(weights, weights.patterns, beyond, said)
        return
    for pair in beyond:
        yield _pair(weights, pair, said)
    if weights.pairs and not beyond:
        yield _not_told_apart(weights, weights.pairs[0], said)


def _pattern(
    weights: WeightsFindings, sentence: str, beyond: Sequence[PairApart], said: PointsSentences
) -> Finding:
    widest = beyond[0]
    names = tuple(one.function for one in weights.pattern)
    sizes = {group.name: group.n for group in weights.groups}
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
        brief=said.far_apart((widest.first, widest.second), widest.apart, widest.hat_mean),
        all_points=True,
    )


def _pair(weights: WeightsFindings, pair: PairApart, said: PointsSentences) -> Finding:
    """Two functions that differ beyond chance."""
    return Finding(
        kind="functions",
        sentence=pair.sentence,
        details=(
            *(said.apart_within(name, apart) for name, apart in _withins([pair])),
            *_cautions(weights),
        ),
        n=pair.n_first + pair.n_second,
        size=pair.apart,
        flag="contested",
        picture="functions",
        functions=(pair.first, pair.second),
        numbers=_beside_the_hat(pair),
        brief=said.far_apart((pair.first, pair.second), pair.apart, pair.hat_mean),
        all_points=True,
    )


def _not_told_apart(weights: WeightsFindings, pair: PairApart, said: PointsSentences) -> Finding:
    """What the test says; the farthest two stand beside the hat, ranked by what it leaves of them."""
    tested = weights.tested
    differ = tested is not None and tested.verdict == "difference"
    sentence = (said.which_differ() if differ else tested.sentence) if tested else pair.sentence
    more = (pair.sentence, tested.caution) if tested else _cautions(weights)
    return Finding(
        kind="functions",
        sentence=sentence,
        details=more,
        n=pair.n_first + pair.n_second,
        size=max(pair.apart - pair.hat_mean, 0.0),
        flag="contested" if differ else None,
        picture="functions",
        functions=(pair.first, pair.second),
        numbers=_beside_the_hat(pair),
        brief=said.not_told_apart(tested.verdict) if tested else "",
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


def _ground(weights: WeightsFindings) -> Iterator[Finding]:
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


def _needs(weights: WeightsFindings, said: PointsSentences) -> Iterator[Finding]:
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


def _outright(need: NeedWeights, nothing: Camp, much: Camp, n: int, said: PointsSentences) -> Finding:
    return Finding(
        kind="need",
        sentence=said.nothing_or_much(need.short, nothing.people, (much.people, much.low)),
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


def _gap(weights: WeightsFindings) -> Iterator[Finding]:
    gap = weights.gap
    if gap is None or not gap.beyond_chance:
        return
    sizes = {group.name: group.n for group in weights.groups}
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


def _moved(weights: WeightsFindings) -> Iterator[Finding]:
    """What moved after the talk; about all our points where most of it moved for no news of customers."""
    second = weights.second
    if second is None or second.moved_total is None or not second.both:
        return
    numbers = [("points moved", second.moved_total), ("median person", second.moved_median or 0.0)]
    if second.apart_before is not None and second.apart_after is not None:
        numbers += [("apart before", second.apart_before), ("apart after", second.apart_after)]
    yield Finding(
        kind="moved",
        sentence=second.headline,
        details=second.sentences,
        n=second.both,
        size=second.moved_total / second.both,
        flag=None,
        picture="rounds",
        numbers=tuple(numbers),
        brief=second.brief,
        all_points=second.drift,
    )
