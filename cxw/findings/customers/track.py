"""How right rooms were, over many sessions that customers answered: a number a session, then their mean.

A session counts once for each segment that was verified. Nothing is said below three, and nothing of a
function that had fewer than three people with a number in a session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from cxw.day import record
from cxw.day.spellings import folded
from cxw.findings.customers.answered import CustomerAnswers, customer_answers
from cxw.model import DK, Segment, Session
from cxw.stats import customers as stats
from cxw.stats.disagreement.intervals import NORMAL, student

FEWEST = 3
"""Sessions, and people of a function in each: below that nothing is said."""
DRAWS = 400
"""Of customers, to say whether their first need is settled: a mean over sessions needs no more."""


@dataclass(frozen=True)
class SegmentScore:
    """How right one room was about one segment; None where it was not asked."""

    first: stats.Verdict | None
    apart: float | None
    """Points of the 100 on other needs than customers put them."""
    even: float | None
    """The same of an even share for every need."""
    brier: float | None
    bias: float | None
    """By how much it marked itself above customers, on a scale of ten."""
    functions: dict[str, float] = field(default_factory=dict)
    """Function of three or more -> the Brier score of its people."""


@dataclass(frozen=True)
class Averaged:
    """The mean of one number a session, and where the mean of other such sessions mostly lies (95 in 100)."""

    mean: float
    low: float
    high: float
    sessions: int


@dataclass(frozen=True)
class TrackRecord:
    """What many sessions say together; None where fewer than three of them say it."""

    sessions: int
    """Segments that customers answered."""
    settled: int
    """Of those, where customers' first need is settled and the room had one."""
    right: int
    share: tuple[float, float] | None
    """Between which shares, 0 to 1, the rooms are right that are like these; Wilson's interval."""
    apart: Averaged | None
    even: Averaged | None
    nearer: int
    """Sessions that were nearer to customers than an even share."""
    compared: int
    brier: Averaged | None
    bias: Averaged | None
    functions: tuple[tuple[str, Averaged], ...]
    """By name; the Brier score, over sessions in which three of the function said how sure they are."""


def scores(session: Session) -> list[SegmentScore]:
    """One for each segment of a session that customers answered and whose points are revealed."""
    return [
        scored(session, segment, answers)
        for segment in session.segments
        if (answers := customer_answers(segment)) is not None and record.weights(segment) is not None
    ]


def scored(session: Session, segment: Segment, answers: CustomerAnswers) -> SegmentScore:
    """How right a room was about one segment."""
    found = record.weights(segment)
    theirs = stats.customer_means(answers.points, answers.weights)
    bias = _bias(session, segment, answers)
    if found is None or set(found.needs) != set(answers.needs) or not found.rows or np.isnan(theirs).any():
        return SegmentScore(None, None, None, None, bias)
    means = found.means()
    room = np.array([means[need] for need in answers.needs])
    first = stats.first_need(answers.points, answers.weights, session.seed or 0, DRAWS)
    brier, functions = _briers(session, segment, answers.needs[first.places[0]], found)
    return SegmentScore(
        first.verdict(stats.tops(room)),
        stats.points_between(room, theirs),
        stats.points_between(stats.even_share(len(room)), theirs),
        brier,
        bias,
        functions,
    )


def _briers(
    session: Session, segment: Segment, first: str, found: record.WeightsRecord
) -> tuple[float | None, dict[str, float]]:
    """The room's score of being sure, and that of each function of three or more.

    None of a shared copy: there nobody can see who was how sure of which need.
    """
    if session.shared:
        return None, {}
    functions = {person.id: person.function for person in session.participants}
    each: dict[str, list[tuple[float, bool]]] = {}
    everybody: list[tuple[float, bool]] = []
    for person, sure in segment.conviction.before.items():
        row = found.rows.get(person)
        if row is None or sure == DK:
            continue
        one = (float(sure) / 100, row[found.needs.index(first)] >= max(row))
        everybody.append(one)
        if function := functions.get(person):
            each.setdefault(function, []).append(one)
    enough = {name: _brier(some) for name, some in each.items() if len(some) >= FEWEST}
    return _brier(everybody), {name: score for name, score in enough.items() if score is not None}


def _brier(some: Sequence[tuple[float, bool]]) -> float | None:
    return stats.brier([sure for sure, _ in some], [right for _, right in some])


def _bias(session: Session, segment: Segment, answers: CustomerAnswers) -> float | None:
    """Our own mean marks less customers', over the needs that both marked."""
    found, own = record.marks(segment), session.company.id
    if found is None or own not in answers.marks or own not in found.companies:
        return None
    theirs = dict(zip(answers.needs, stats.customer_means(answers.marks[own], answers.weights), strict=True))
    gaps = []
    for need in found.needs:
        marks = [mark for row in found.rows(own).values() if (mark := row.get(need, DK)) != DK]
        if len(marks) >= FEWEST and need in theirs and not np.isnan(theirs[need]):
            gaps.append(fmean(map(float, marks)) - float(theirs[need]))
    return fmean(gaps) if gaps else None


def track_record(rooms: Iterable[SegmentScore]) -> TrackRecord:
    """The means over sessions; a stream will do, as one small value a session is kept."""
    kept = list(rooms)
    became = Counter(one.first for one in kept)
    settled = became["right"] + became["wrong"]
    compared = [(one.apart, one.even) for one in kept if one.apart is not None and one.even is not None]
    by_name = [(name, averaged(numbers)) for name, numbers in sorted(_by_function(kept))]
    return TrackRecord(
        sessions=len(kept),
        settled=settled,
        right=became["right"],
        share=wilson(became["right"], settled) if settled >= FEWEST else None,
        apart=averaged([apart for apart, _ in compared]),
        even=averaged([even for _, even in compared]),
        nearer=sum(apart < even for apart, even in compared),
        compared=len(compared),
        brier=averaged([one.brier for one in kept if one.brier is not None]),
        bias=averaged([one.bias for one in kept if one.bias is not None]),
        functions=tuple((name, told) for name, told in by_name if told is not None),
    )


def _by_function(kept: Sequence[SegmentScore]) -> Iterator[tuple[str, list[float]]]:
    """The scores of each function; one that is spelt otherwise elsewhere is the same."""
    spelt: dict[str, str] = {}
    found: dict[str, list[float]] = {}
    for name, score in chain.from_iterable(one.functions.items() for one in kept):
        found.setdefault(spelt.setdefault(folded(name), name), []).append(score)
    yield from found.items()


def averaged(numbers: Sequence[float]) -> Averaged | None:
    """The mean over sessions with Student's t interval; None below three of them."""
    if len(numbers) < FEWEST:
        return None
    mean = fmean(numbers)
    half = student(len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    return Averaged(mean, mean - half, mean + half, len(numbers))


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of a share at 95 %, 0 to 1 (Wilson 1927); `of` above 0."""
    share, z = right / of, NORMAL
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(centre - half, 0.0), min(centre + half, 1.0)
