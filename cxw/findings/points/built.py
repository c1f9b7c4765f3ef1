"""What the points say: the record, how far apart people and functions are, and who does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import fmean

from cxw.day import record
from cxw.day.record import Group, WeightsRecord
from cxw.findings.functions.built import function_findings
from cxw.findings.functions.types import NeedShare
from cxw.findings.languages import Wording
from cxw.findings.moved.built import second
from cxw.findings.moved.types import SecondWeights
from cxw.findings.people import GroupNumber, NeedWords
from cxw.findings.points import settled
from cxw.findings.points.types import Agreement, Late, NeedWeights, Tiers, WeightsFindings
from cxw.findings.view import (
    AudienceView,
    Spread,
    group_means,
    group_sizes,
    need_words,
    points_by_name,
    quartiles,
    short_seal,
)
from cxw.model import TOTAL, Segment
from cxw.stats import disagreement

Numbers = tuple[float, ...]


def weights_findings(view: AudienceView, segment: Segment) -> WeightsFindings | None:
    """The points of record of one segment, None until a round is revealed."""
    found = record.weights(segment)
    return None if found is None else record_findings(view, segment, found)


def record_findings(view: AudienceView, segment: Segment, found: WeightsRecord) -> WeightsFindings:
    """What one record of points says."""
    there, answered = record.present(found.round), found.round.answers
    groups = view.named(record.groups(view.session, found.rows, there, answered))
    words = [need_words(segment, need, found.round) for need in found.needs]
    given, unknown, withheld = len(found.rows), len(found.dont_know), _withheld(view, found)
    parts, tiers, agreement = (None, None, None) if withheld else _of_all(view, found, words)
    room = _room_apart(found, words, parts, view.wording)
    apart = function_findings(view, found, groups, words)
    again = second(view, found, groups, words)
    late = _late(view, found, again)
    known = view.enough(given + unknown)
    total = sum(parts) if parts else None
    return WeightsFindings(
        needs=tuple(_needs(view, found, groups, words, (parts, apart.shares))),
        answered=given + unknown,
        given=given * known,
        dont_know=unknown * known,
        missing=record.counts(found.round.not_answered.values()),
        groups=group_sizes(groups),
        apart=total,
        pairs=apart.pairs,
        gap=apart.gap,
        late=late,
        withheld=withheld,
        closed=found.round.closed,
        revealed=found.round.revealed,
        seal=short_seal(found.round.seal),
        people=points_by_name(view, found.round),
        second=again,
        belief=tiers.sentence if tiers and _differ(found) else None,
        room=room,
        tiers=tiers,
        agreement=agreement,
        tested=apart.tested,
        untested=apart.untested,
        pattern=apart.pattern,
        patterns=apart.patterns,
        ground=apart.ground,
        headline=_headline(view, found, withheld or room),
        sentences=tuple(_sentences(view, found, late, room)),
    )


def _withheld(view: AudienceView, found: WeightsRecord) -> str | None:
    """What is said where too few gave numbers to show any, or too few answered to say how many did."""
    given, answered = len(found.rows), len(found.rows) + len(found.dont_know)
    if view.enough(given):
        return None
    said = view.wording.points
    return said.too_few(given) if view.enough(answered) else said.few_answered(answered)


def _of_all(
    view: AudienceView, found: WeightsRecord, words: Sequence[NeedWords]
) -> tuple[Numbers | None, Tiers, Agreement]:
    """How far people are apart on each need, which come first, and how far people agree."""
    points = disagreement.matrix(found.rows)
    tiers = settled.tier_findings(view, points, words)
    return disagreement.apart_by_need(points), tiers, settled.agreement_findings(view, points)


def _differ(found: WeightsRecord) -> bool:
    """Whether the needs differ in their means at all."""
    means = disagreement.matrix(found.rows).mean(axis=0)
    return bool(means.max() - means.min() > disagreement.TOLERANCE)


def _needs(
    view: AudienceView,
    found: WeightsRecord,
    groups: Sequence[Group],
    words: Sequence[NeedWords],
    parts: tuple[Numbers | None, Sequence[NeedShare | None]],
) -> Iterator[NeedWeights]:
    shown, nothing = view.enough(len(found.rows)), [None] * len(words)
    points = disagreement.matrix(found.rows)
    stands = settled.stands(view, points, words, found.unit) if shown else [settled.Stand()] * len(words)
    apart, between = parts
    for place, (word, stand) in enumerate(zip(words, stands, strict=True)):
        values = tuple(sorted(row[place] for row in found.rows.values())) if shown else ()
        reach, covers = settled.mean_interval(values, len(words)) if values else (None, None)
        yield replace(
            _need(word, values, group_means(found.rows, groups, place)),
            apart=(apart or nothing)[place],
            interval=reach,
            covers=view.say(covers) if covers else None,
            camps=stand.camps,
            sides=stand.sides,
            outright=stand.outright,
            between=(between or nothing)[place],
        )


def _need(words: NeedWords, values: tuple[float, ...], groups: tuple[GroupNumber, ...]) -> NeedWeights:
    """One need by itself: from where to where its points go."""
    spread, middle = Spread.of(values), quartiles(values) if values else (None, None)
    return NeedWeights(
        id=words.id,
        text=words.text,
        short=words.short,
        now=words.now,
        mean=spread.mean,
        median=spread.median,
        values=values,
        low=spread.low,
        high=spread.high,
        quartile_low=middle[0],
        quartile_high=middle[1],
        apart=None,
        groups=groups,
    )


def _late(view: AudienceView, found: WeightsRecord, second: SecondWeights | None) -> Late | None:
    """Who gave numbers first after the reveal; too few to be shown, only those who came late in the flesh.

    Of the others it is not told that they did not know before, and of those that came not whether they know.
    """
    rows = list(found.late.values())
    if not (rows and view.enough(len(rows))) or (second is not None and not second.means_shown):
        came = set(found.second.answers) - record.present(found.round) if found.second else ()
        return Late(len(came), (), ()) if came else None
    columns = [tuple(sorted(column)) for column in zip(*rows, strict=True)]
    return Late(
        len(rows),
        tuple((need, fmean(column)) for need, column in zip(found.needs, columns, strict=True)),
        tuple(zip(found.needs, columns, strict=True)),
    )


def _headline(view: AudienceView, found: WeightsRecord, told: str | None) -> str:
    """Who does not know comes first, where it may be told."""
    given, unknown = len(found.rows), len(found.dont_know)
    if unknown and view.enough(given + unknown):
        return view.wording.points.dont_know(unknown, given + unknown)
    return told or view.wording.points.too_few(given)


def _room_apart(
    found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None, said: Wording
) -> str | None:
    if not parts:
        return None
    if len({*chain.from_iterable(found.rows.values())}) == 1:
        return said.points.even()
    widest = max(range(len(parts)), key=lambda place: round(parts[place], 9))
    return said.points.room_apart(len(found.rows), sum(parts), words[widest].short, parts[widest])


def _sentences(view: AudienceView, found: WeightsRecord, late: Late | None, apart: str | None) -> list[str]:
    said = [apart] if apart and found.dont_know else []
    if found.round.points_each != TOTAL:
        said.append(view.wording.points.spread_of(found.round.points_each))
    if late:
        said.append(view.wording.points.answered_late(late.n))
    return said
