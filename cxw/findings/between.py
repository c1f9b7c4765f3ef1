"""Functions over the points: every two beside names from a hat, the test over all needs, their patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from cxw import disagreement, functions
from cxw.findings import wording
from cxw.findings.types import GapBetween, NeedWords, PairApart
from cxw.findings.types.weights import FunctionsTest, Pattern, Share
from cxw.findings.view import View
from cxw.record import Group, WeightsRecord

MOST = 2
"""Needs a function is said to put most on; three where two of them are level."""
NAMED = 4
"""Functions whose pattern one sentence can hold."""


@dataclass(frozen=True)
class Between:
    """All that is said about functions on the points of record."""

    pairs: tuple[PairApart, ...] = ()
    gap: GapBetween | None = None
    tested: FunctionsTest | None = None
    untested: str | None = None
    shares: tuple[Share | None, ...] = ()
    pattern: tuple[Pattern, ...] = ()
    patterns: str | None = None


def between(view: View, found: WeightsRecord, groups: Sequence[Group], words: Sequence[NeedWords]) -> Between:
    """What two shown functions or more say; nothing with fewer.

    The test takes the groups as they show, "others" as one: with functions of one or two in it, somebody's
    row could be worked out from what is explained.
    """
    shown = [group for group in groups if not group.others]
    if len(shown) < 2:
        return Between()
    told = functions.between(disagreement.matrix(found.rows), _members(found, groups), len(shown), view.seed)
    pairs = sorted((_pair(pair, shown, words) for pair in told.pairs), key=lambda p: -round(p.apart, 9))
    tested = None if isinstance(told.overall, disagreement.NoNumber) else _tested(told.overall)
    pattern = _pattern(found, shown, words, [p for p in pairs if p.beyond_chance]) if _beyond(tested) else ()
    return Between(
        pairs=tuple(pairs),
        gap=_gap(told.gap, found, shown, words) if told.gap else None,
        tested=tested,
        untested=told.overall.why if isinstance(told.overall, disagreement.NoNumber) else None,
        shares=tuple(
            None if isinstance(one, disagreement.NoNumber) else Share(one.share, one.p) for one in told.needs
        ),
        pattern=pattern,
        patterns=_patterns(pattern, words),
    )


def _members(found: WeightsRecord, groups: Sequence[Group]) -> list[list[int]]:
    """The rows of each group as it shows, "others" last; together they are everybody."""
    place = {person: row for row, person in enumerate(found.rows)}
    return [[place[person] for person in group.people] for group in groups]


def _tested(overall: functions.Explained) -> FunctionsTest:
    sentence, caution = wording.verdict(overall.verdict, overall.people)
    return FunctionsTest(
        people=overall.people,
        functions=overall.functions,
        r2=overall.r2,
        adjusted=overall.adjusted,
        p=overall.p,
        smallest=overall.floor,
        exact=overall.exact,
        verdict=overall.verdict,
        sentence=sentence,
        caution=caution,
    )


def _beyond(tested: FunctionsTest | None) -> bool:
    return tested is not None and tested.verdict == "difference"


def _pair(pair: functions.Pair, shown: Sequence[Group], words: Sequence[NeedWords]) -> PairApart:
    one, other = shown[pair.first], shown[pair.second]
    beyond = pair.apart > pair.bar + disagreement.TOLERANCE
    gaps = sorted(zip(words, pair.gaps, strict=True), key=lambda gap: -round(abs(gap[1]), 9))
    sizes = (one.present, other.present)
    return PairApart(
        first=one.name,
        second=other.name,
        n_first=sizes[0],
        n_second=sizes[1],
        apart=pair.apart,
        hat_mean=pair.hat.mean,
        hat_p90=pair.bar,
        beyond_chance=beyond,
        within_first=pair.within[0],
        within_second=pair.within[1],
        gaps=tuple((word.id, gap) for word, gap in gaps),
        sentence=wording.functions_apart((one.name, other.name), sizes, pair.apart, pair.hat.mean, beyond),
    )


def _gap(
    gap: functions.Gap, found: WeightsRecord, shown: Sequence[Group], words: Sequence[NeedWords]
) -> GapBetween:
    names = (shown[gap.higher].name, shown[gap.lower].name)
    need = words[gap.need]
    means = (_means(found, shown[gap.higher])[gap.need], _means(found, shown[gap.lower])[gap.need])
    beyond = gap.gap > gap.hat.p90 + disagreement.TOLERANCE
    hat = gap.hat.mean if beyond else gap.hat.p90
    return GapBetween(
        need=need.id,
        higher=names[0],
        lower=names[1],
        gap=gap.gap,
        means=means,
        hat_mean=gap.hat.mean,
        hat_median=gap.hat.median,
        hat_p90=gap.hat.p90,
        beyond_chance=beyond,
        sentence=wording.gap(names, need.short, means, hat, beyond),
    )


def _means(found: WeightsRecord, group: Group) -> list[float]:
    rows = [found.rows[person] for person in group.people]
    return [fmean(column) for column in zip(*rows, strict=True)]


def _pattern(
    found: WeightsRecord, shown: Sequence[Group], words: Sequence[NeedWords], beyond: Sequence[PairApart]
) -> tuple[Pattern, ...]:
    """What each function that is beyond the hat from another puts most on; nothing where all put the same."""
    named = {name for pair in beyond for name in (pair.first, pair.second)}
    told = [
        Pattern(group.name, tuple(words[place].id for place in _most(_means(found, group))))
        for group in shown
        if group.name in named
    ]
    told = [one for one in told if one.needs]
    differ = len({frozenset(one.needs) for one in told}) > 1
    return tuple(told[:NAMED]) if differ else ()


def _most(means: Sequence[float]) -> list[int]:
    """Needs above an even share, most first: two, those level with the second, three at most."""
    even = 100 / len(means)
    order = sorted(range(len(means)), key=lambda place: -round(means[place], 9))
    above = [place for place in order if means[place] > even + disagreement.TOLERANCE]
    if len(above) <= MOST:
        return above
    level = [place for place in above if means[place] > means[above[MOST - 1]] - disagreement.TOLERANCE]
    return level if len(level) <= MOST + 1 else []


def _patterns(pattern: Sequence[Pattern], words: Sequence[NeedWords]) -> str | None:
    short = {word.id: word.short for word in words}
    told = [(one.function, [short[need] for need in one.needs]) for one in pattern]
    return wording.patterns(told) if told else None
