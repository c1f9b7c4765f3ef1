"""What the points say: the record, how far apart people and functions are, and who does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import fmean, median

from cxw.day import record
from cxw.day.record import Group, WeightsRecord
from cxw.findings import in_words
from cxw.findings.functions.built import function_findings
from cxw.findings.functions.types import NeedShare
from cxw.findings.languages import Wording
from cxw.findings.moved.built import second
from cxw.findings.moved.types import SecondWeights
from cxw.findings.people import GroupNumber, NeedWords
from cxw.findings.points import settled
from cxw.findings.points.types import Late, NeedWeights, WeightsFindings
from cxw.findings.view import AudienceView, group_sizes, need_words, points_by_name, quartiles, short_seal
from cxw.model import TOTAL, Segment
from cxw.stats import disagreement

Numbers = tuple[float, ...]


def weights_findings(view: AudienceView, segment: Segment) -> WeightsFindings | None:
    """The points of record of one segment, None until a round is revealed."""
    found = record.weights(segment)
    return None if found is None else record_findings(view, segment, found)


def record_findings(view: AudienceView, segment: Segment, found: WeightsRecord) -> WeightsFindings:
    """What one record of points says."""
    groups = record.groups(view.session, found.rows, record.present(found.round))
    words = [need_words(segment, need, found.round) for need in found.needs]
    shown, answered = view.enough(len(found.rows)), len(found.rows) + len(found.dont_know)
    known, few = _few(view, len(found.rows), answered)
    points = disagreement.matrix(found.rows)
    parts = disagreement.apart_by_need(points) if shown else None
    apart = function_findings(view, found, groups, words)
    again = second(view, found, groups, words)
    late = _late(view, found, again)
    tiers = settled.tier_findings(view, points, words) if shown else None
    return WeightsFindings(
        needs=tuple(_needs(view, found, groups, words, (parts, apart.shares))),
        answered=answered,
        given=len(found.rows) if known else 0,
        dont_know=len(found.dont_know) if known else 0,
        missing=record.counts(found.round.not_answered.values()),
        groups=group_sizes(groups),
        apart=sum(parts) if parts else None,
        pairs=apart.pairs,
        gap=apart.gap,
        late=late,
        withheld=None if shown else few,
        closed=found.round.closed,
        revealed=found.round.revealed,
        seal=short_seal(found.round.seal),
        people=points_by_name(view, found.round),
        second=again,
        belief=tiers.sentence if tiers and _differ(points) else None,
        room=_apart(found, words, parts, view.wording),
        tiers=tiers,
        agreement=settled.agreement_findings(view, points) if shown else None,
        tested=apart.tested,
        untested=apart.untested,
        pattern=apart.pattern,
        patterns=apart.patterns,
        ground=apart.ground,
        headline=_headline(view, found, words, parts) if known else few,
        sentences=tuple(_sentences(view, found, late, _apart(found, words, parts, view.wording))),
    )


def _few(view: AudienceView, given: int, answered: int) -> tuple[bool, str]:
    """Whether it may be told how many gave numbers, and what is said where those are too few."""
    known, said = view.enough(answered), view.wording.points
    return known, said.too_few(given) if known else said.few_answered(answered)


def _differ(points: disagreement.Matrix) -> bool:
    """Whether the needs differ in their means at all."""
    means = points.mean(axis=0)
    return bool(means.max() - means.min() > disagreement.TOLERANCE)


def _needs(
    view: AudienceView,
    found: WeightsRecord,
    groups: Sequence[Group],
    words: Sequence[NeedWords],
    parts: tuple[Numbers | None, Sequence[NeedShare | None]],
) -> Iterator[NeedWeights]:
    shown = view.enough(len(found.rows))
    stands = settled.stands(view, disagreement.matrix(found.rows), words, found.unit) if shown else []
    for place, word in enumerate(words):
        values = tuple(sorted(row[place] for row in found.rows.values())) if shown else ()
        reach, covers = settled.mean_interval(values, len(words)) if values else (None, None)
        need = _need(word, values, _group_means(found, groups, place))
        apart, between = parts
        stand = stands[place] if stands else settled.Stand()
        yield replace(
            need,
            apart=apart[place] if apart else None,
            interval=reach,
            covers=covers,
            camps=stand.camps,
            sides=stand.sides,
            outright=stand.outright,
            between=between[place] if between else None,
        )


def _need(words: NeedWords, values: tuple[float, ...], groups: tuple[GroupNumber, ...]) -> NeedWeights:
    """One need by itself: from where to where its points go."""
    middle = quartiles(values) if values else (None, None)
    return NeedWeights(
        id=words.id,
        text=words.text,
        short=words.short,
        now=words.now,
        mean=fmean(values) if values else None,
        median=float(median(values)) if values else None,
        values=values,
        low=values[0] if values else None,
        high=values[-1] if values else None,
        quartile_low=middle[0],
        quartile_high=middle[1],
        apart=None,
        groups=groups,
    )


def _group_means(found: WeightsRecord, groups: Sequence[Group], place: int) -> tuple[GroupNumber, ...]:
    return tuple(
        GroupNumber(g.name, g.present, fmean(found.rows[p][place] for p in g.people), None, g.others)
        for g in groups
    )


def _late(view: AudienceView, found: WeightsRecord, second: SecondWeights | None) -> Late | None:
    """Who gave numbers first after the reveal; too few to be shown, only those who came late in the flesh.

    Of the others it is not told that they did not know before.
    """
    rows = list(found.late.values())
    if not rows:
        return None
    if not view.enough(len(rows)) or (second is not None and not second.means_shown):
        came = set(found.late) - record.present(found.round)
        return Late(len(came), (), ()) if came else None
    columns = [tuple(sorted(column)) for column in zip(*rows, strict=True)]
    return Late(
        len(rows),
        tuple((need, fmean(column)) for need, column in zip(found.needs, columns, strict=True)),
        tuple(zip(found.needs, columns, strict=True)),
    )


def _headline(
    view: AudienceView, found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None
) -> str:
    said = view.wording
    if found.dont_know:
        return said.points.dont_know(len(found.dont_know), len(found.rows) + len(found.dont_know))
    if not view.enough(len(found.rows)):
        return said.points.too_few(len(found.rows))
    return _apart(found, words, parts, said) or said.points.too_few(len(found.rows))


def _apart(
    found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None, said: Wording
) -> str | None:
    if not parts:
        return None
    if len({value for row in found.rows.values() for value in row}) == 1:
        return said.points.even()
    widest = max(range(len(parts)), key=lambda place: round(parts[place], 9))
    return said.points.room_apart(len(found.rows), sum(parts), words[widest].short, parts[widest])


def _sentences(view: AudienceView, found: WeightsRecord, late: Late | None, apart: str | None) -> list[str]:
    said = [apart] if apart and found.dont_know else []
    total = found.round.points_each
    said += [view.wording.points.spread_of(total)] if total != TOTAL else []
    if late:
        who = in_words.start(in_words.plural(late.n, "person", "people"))
        said.append(
            f"{who} answered first after the reveal and {'is' if late.n == 1 else 'are'} "
            "in none of these numbers."
        )
    return said
