"""Functions over the points: every two beside names from a hat, the test over all needs, their patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import fmean

from cxw.day.record import Group, WeightsRecord
from cxw.findings.functions.types import (
    CommonGround,
    FunctionsTest,
    GapBetween,
    NeedShare,
    PairApart,
    Pattern,
)
from cxw.findings.in_words import whole
from cxw.findings.languages import Wording
from cxw.findings.people import NeedWords
from cxw.findings.view import AudienceView
from cxw.stats import disagreement, functions
from cxw.stats.swot import important_from

MOST = 2
"""Needs a function is said to put most on; three where two of them are level."""


NAMED = 4
"""Functions whose pattern one sentence can hold."""


@dataclass(frozen=True)
class FunctionFindings:
    """All that is said about functions on the points of record."""

    pairs: tuple[PairApart, ...] = ()
    gap: GapBetween | None = None
    tested: FunctionsTest | None = None
    untested: str | None = None
    shares: tuple[NeedShare | None, ...] = ()
    pattern: tuple[Pattern, ...] = ()
    patterns: str | None = None
    ground: CommonGround | None = None


def function_findings(
    view: AudienceView, found: WeightsRecord, groups: Sequence[Group], words: Sequence[NeedWords]
) -> FunctionFindings:
    """What two shown functions or more say; nothing with fewer.

    The test takes the groups as they show, "others" as one: with functions of one or two in it, somebody's
    row could be worked out from what is explained.
    """
    said, shown = view.wording, [group for group in groups if not group.others]
    if len(shown) < 2:
        return FunctionFindings()
    told = functions.function_differences(
        disagreement.matrix(found.rows), _members(found, groups), len(shown), view.seed, unit=found.unit
    )
    compared = [_pair(pair, shown, words, said) for pair in told.pairs]
    pairs = sorted(compared, key=lambda pair: -round(pair.apart, 9))
    tested, untested = _overall(told.overall, groups, view)
    pattern = _pattern(found, shown, words, [pair for pair in pairs if pair.beyond_chance])
    return FunctionFindings(
        pairs=tuple(pairs),
        gap=_gap(told.gap, found, (shown, words), said) if told.gap else None,
        tested=tested,
        untested=untested,
        shares=tuple(map(_share, told.needs)),
        pattern=pattern,
        patterns=_patterns(pattern, words, said),
        ground=_ground(found, (shown, words), said, everybody=len(shown) == len(groups)),
    )


def _members(found: WeightsRecord, groups: Sequence[Group]) -> list[list[int]]:
    """The rows of each group as it shows, "others" last; together they are everybody."""
    place = {person: row for row, person in enumerate(found.rows)}
    return [[place[person] for person in group.people] for group in groups]


def _share(found: functions.FunctionShare | disagreement.NoNumber) -> NeedShare | None:
    return None if isinstance(found, disagreement.NoNumber) else NeedShare(found.share, found.p)


def _overall(
    overall: functions.Explained | disagreement.NoNumber, groups: Sequence[Group], view: AudienceView
) -> tuple[FunctionsTest | None, str | None]:
    """The test over all needs, or why there is none."""
    if isinstance(overall, disagreement.NoNumber):
        return None, view.say(overall.why)
    said = view.wording
    sentence, caution = said.functions.verdict_in_words(overall.verdict, overall.people)
    if overall.floor > functions.LEVEL:
        sentence = said.functions.never(_sizes(groups))
    tested = FunctionsTest(
        people=overall.people,
        functions=overall.functions,
        alone=overall.alone,
        r2=overall.r2,
        adjusted=overall.adjusted,
        statistic=overall.statistic,
        p=overall.p,
        smallest=overall.floor,
        exact=overall.exact,
        verdict=overall.verdict,
        sentence=sentence,
        caution=caution,
    )
    return tested, None


def _sizes(groups: Sequence[Group]) -> list[int]:
    """How many people the functions have that were tested; nothing where some of them gave no points.

    Then these sizes would tell whose function did not know.
    """
    sizes = [group.present for group in groups if len(group.people) > 1]
    return sizes if _whole(groups) else []


def _whole(groups: Sequence[Group]) -> bool:
    """Whether everybody who was there gave points."""
    return all(group.present == len(group.people) for group in groups)


def _pair(
    pair: functions.Pair, shown: Sequence[Group], words: Sequence[NeedWords], said: Wording
) -> PairApart:
    one, other = shown[pair.first], shown[pair.second]
    gaps = sorted(zip(words, pair.gaps, strict=True), key=lambda gap: -round(abs(gap[1]), 9))
    names, sizes = (one.name, other.name), (one.present, other.present)
    if pair.differs:
        sentence = said.functions.functions_apart(names, pair.apart, pair.hat)
    else:
        sentence = said.functions.functions_beside(names, pair.apart, pair.hat)
    return PairApart(
        first=one.name,
        second=other.name,
        n_first=sizes[0],
        n_second=sizes[1],
        apart=pair.apart,
        hat_mean=pair.hat,
        p=pair.p,
        beyond_chance=pair.differs,
        within_first=pair.within[0],
        within_second=pair.within[1],
        gaps=tuple((word.id, gap) for word, gap in gaps),
        sentence=sentence,
    )


def _gap(
    gap: functions.Gap,
    found: WeightsRecord,
    named: tuple[Sequence[Group], Sequence[NeedWords]],
    said: Wording,
) -> GapBetween:
    shown, words = named
    names = (shown[gap.higher].name, shown[gap.lower].name)
    need = words[gap.need]
    means = (_means(found, shown[gap.higher])[gap.need], _means(found, shown[gap.lower])[gap.need])
    return GapBetween(
        need=need.id,
        higher=names[0],
        lower=names[1],
        gap=gap.gap,
        means=means,
        hat_mean=gap.hat,
        p=gap.p,
        beyond_chance=gap.differs,
        sentence=said.functions.gap(names, need.short, means, gap.hat),
    )


def _means(found: WeightsRecord, group: Group) -> list[float]:
    rows = [found.rows[person] for person in group.people]
    return [fmean(column) for column in zip(*rows, strict=True)]


def _pattern(
    found: WeightsRecord, shown: Sequence[Group], words: Sequence[NeedWords], beyond: Sequence[PairApart]
) -> tuple[Pattern, ...]:
    """What each function that differs from another puts most on; nothing where all put the same."""
    named = set(chain.from_iterable(pair.names for pair in beyond))
    told = []
    for group in shown:
        most = _most(_means(found, group)) if group.name in named else []
        if most:
            told.append(Pattern(group.name, tuple(words[place].id for place in most)))
    differ = len({frozenset(one.needs) for one in told}) > 1
    return tuple(told[:NAMED]) if differ else ()


def _most(means: Sequence[float]) -> list[int]:
    """Needs above an even share, most first: two, those printed like the second, three at most."""
    even = 100 / len(means)
    order = sorted(range(len(means)), key=lambda place: -round(means[place], 9))
    above = [place for place in order if means[place] > even + disagreement.TOLERANCE]
    if len(above) <= MOST:
        return above
    level = [place for place in above if int(whole(means[place])) >= int(whole(means[above[MOST - 1]]))]
    return level if len(level) <= MOST + 1 else []


def _ground(
    found: WeightsRecord,
    named: tuple[Sequence[Group], Sequence[NeedWords]],
    said: Wording,
    *,
    everybody: bool,
) -> CommonGround | None:
    """What all functions that show share, among their people who gave points."""
    shown, words = named
    rows = [disagreement.matrix({person: found.rows[person] for person in group.people}) for group in shown]
    even = important_from(len(words))
    needs = [one.need for one in disagreement.common_ground(rows, even, found.unit)]
    if not needs:
        return None
    means = disagreement.matrix(found.rows).mean(axis=0)
    return CommonGround(
        needs=tuple(words[need].id for need in needs),
        points=float(means[needs].sum()),
        even=even,
        sentence=said.functions.ground(
            [group.name for group in shown], [words[need].short for need in needs], even, everybody
        ),
    )


def _patterns(pattern: Sequence[Pattern], words: Sequence[NeedWords], said: Wording) -> str | None:
    short = {word.id: word.short for word in words}
    told = [(one.function, [short[need] for need in one.needs]) for one in pattern]
    return said.functions.patterns(told) if told else None
