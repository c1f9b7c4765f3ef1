"""What the points say: the record, how far apart people and functions are, and who does not know."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median

from cxw import disagreement, functions, record
from cxw.findings import wording
from cxw.findings.second import second
from cxw.findings.types import (
    GapBetween,
    GroupNumber,
    Late,
    NeedWeights,
    NeedWords,
    PairApart,
    WeightsFindings,
)
from cxw.findings.view import (
    View,
    group_sizes,
    need_words,
    points_by_name,
    quartiles,
    short_seal,
)
from cxw.model import Segment
from cxw.record import Group, WeightsRecord

Numbers = tuple[float, ...]
TOP = 3
"""Needs named as those that matter most."""
FEW = 5
"""Up to so many people a room cannot say which need comes first."""


def weights(view: View, segment: Segment) -> WeightsFindings | None:
    """The points of record of one segment, None until a round is revealed."""
    found = record.weights(segment)
    if found is None:
        return None
    groups = record.groups(view.session, found.rows, found.round.answers)
    words = [need_words(segment, need, found.round) for need in found.needs]
    shown = view.enough(len(found.rows))
    points = disagreement.matrix(found.rows)
    parts = disagreement.apart_by_need(points) if shown else None
    pairs, gap = _between(view, found, groups, words)
    answered = len(found.rows) + len(found.dont_know)
    return WeightsFindings(
        needs=tuple(_need(found, groups, word, place, (shown, parts)) for place, word in enumerate(words)),
        answered=answered,
        given=len(found.rows),
        dont_know=len(found.dont_know),
        missing=record.counts(found.round.not_answered.values()),
        groups=group_sizes(groups),
        apart=sum(parts) if parts else None,
        pairs=pairs,
        gap=gap,
        late=_late(view, found),
        withheld=None if shown else wording.too_few(len(found.rows)),
        closed=found.round.closed,
        revealed=found.round.revealed,
        seal=short_seal(found.round.seal),
        people=points_by_name(view, found.round),
        second=second(view, found, groups, words),
        earlier_lists=found.earlier,
        belief=_belief(found, words) if shown else None,
        room=_apart(found, words, parts),
        headline=_headline(found, words, parts, shown),
        sentences=tuple(_sentences(found, words, parts)),
    )


def _need(
    found: WeightsRecord,
    groups: Sequence[Group],
    words: NeedWords,
    place: int,
    seen: tuple[bool, Numbers | None],
) -> NeedWeights:
    shown, parts = seen
    values = tuple(sorted(row[place] for row in found.rows.values())) if shown else ()
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
        apart=parts[place] if parts else None,
        groups=tuple(
            GroupNumber(g.name, len(g.people), fmean(found.rows[p][place] for p in g.people), None, g.others)
            for g in groups
        ),
    )


def _between(
    view: View, found: WeightsRecord, groups: Sequence[Group], words: Sequence[NeedWords]
) -> tuple[tuple[PairApart, ...], GapBetween | None]:
    """Every two shown functions beside the hat, farthest apart first; "others" is no function."""
    shown = [group for group in groups if not group.others]
    if len(shown) < 2:
        return (), None
    points, members = disagreement.matrix(found.rows), _members(found, shown)
    between = functions.between(points, members, len(shown), view.seed)
    told = [_pair(pair, shown, words) for pair in between.pairs]
    told.sort(key=lambda pair: -round(pair.apart, 9))
    return tuple(told), _gap(between.gap, shown, words) if between.gap else None


def _members(found: WeightsRecord, shown: Sequence[Group]) -> list[list[int]]:
    """The rows of each function that may be shown, then everybody else as one group.

    The rule of three holds here too: a number in which a function of one or two stood apart would tell how
    far these are from the rest, and a shared copy, which has no such functions, would give other numbers.
    """
    place = {person: row for row, person in enumerate(found.rows)}
    first = [[place[person] for person in group.people] for group in shown]
    told = {person for group in shown for person in group.people}
    rest = [row for person, row in place.items() if person not in told]
    return [*first, rest] if rest else first


def _pair(
    pair: functions.Pair,
    shown: Sequence[Group],
    words: Sequence[NeedWords],
) -> PairApart:
    one, other = shown[pair.first], shown[pair.second]
    beyond = pair.apart > pair.bar + disagreement.TOLERANCE
    gaps = sorted(zip(words, pair.gaps, strict=True), key=lambda gap: -round(abs(gap[1]), 9))
    sizes = (len(one.people), len(other.people))
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


def _gap(gap: functions.Gap, shown: Sequence[Group], words: Sequence[NeedWords]) -> GapBetween:
    names = (shown[gap.higher].name, shown[gap.lower].name)
    need = words[gap.need]
    beyond = gap.gap > gap.hat.p90 + disagreement.TOLERANCE
    sentence = wording.gap(names, need.short, gap.gap, gap.hat.p90, beyond)
    return GapBetween(need.id, *names, gap.gap, gap.hat.median, gap.hat.p90, beyond, sentence)


def _late(view: View, found: WeightsRecord) -> Late | None:
    rows = list(found.late.values())
    if not rows:
        return None
    if not view.enough(len(rows)):
        return Late(len(rows), (), ())
    columns = [tuple(sorted(column)) for column in zip(*rows, strict=True)]
    return Late(
        len(rows),
        tuple((need, fmean(column)) for need, column in zip(found.needs, columns, strict=True)),
        tuple(zip(found.needs, columns, strict=True)),
    )


def _headline(found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None, shown: bool) -> str:
    if found.dont_know:
        return wording.dont_know(len(found.dont_know), len(found.rows) + len(found.dont_know))
    if not shown:
        return wording.too_few(len(found.rows))
    return _apart(found, words, parts) or wording.too_few(len(found.rows))


def _apart(found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None) -> str | None:
    if not parts:
        return None
    if len({value for row in found.rows.values() for value in row}) == 1:
        return wording.even()
    widest = max(range(len(parts)), key=lambda place: round(parts[place], 9))
    return wording.room_apart(len(found.rows), sum(parts), words[widest].short, parts[widest])


def _belief(found: WeightsRecord, words: Sequence[NeedWords]) -> str | None:
    """The needs with most points: at most three, at most half of them, and those equal to the last."""
    means = found.means()
    ranked = sorted(((word.short, means[word.id]) for word in words), key=lambda need: -round(need[1], 9))
    last = ranked[min(TOP, (len(ranked) + 1) // 2) - 1][1]
    top = [need for need in ranked if need[1] > last - disagreement.TOLERANCE]
    return wording.matters_most(top, settled=len(found.rows) > FEW) if len(top) < len(ranked) else None


def _sentences(found: WeightsRecord, words: Sequence[NeedWords], parts: Numbers | None) -> list[str]:
    apart = _apart(found, words, parts) if found.dont_know else None
    late = len(found.late)
    said = [apart] if apart else []
    if late:
        who = wording.start(wording.plural(late, "person", "people"))
        said.append(
            f"{who} answered first after the reveal and {'is' if late == 1 else 'are'} in none of these."
        )
    return said
