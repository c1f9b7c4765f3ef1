"""How right rooms were, over many sessions that customers answered: a number a session, then their mean.

A session counts once for each segment that was verified, however many copies of it there are. Nothing is said
below three, and nothing of a function that had fewer than three people with a number in a session.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain
from math import sqrt
from statistics import fmean, stdev

import numpy as np

from cxw.day import record
from cxw.day.spellings import folded
from cxw.findings.customers.answered import CustomerAnswers, customer_answers
from cxw.findings.customers.built import NEAR
from cxw.model import DK, ENDS, TOTAL, Segment, Session
from cxw.stats import customers as stats
from cxw.stats.disagreement.intervals import student, wilson

FEWEST = 3
"""Sessions, and people of a function in each: below that nothing is said."""
DRAWS = 400
"""Of customers, to say whether their first need is settled: a mean over sessions needs no more."""

BRIER = (0.0, 1.0)
TENS = (ENDS[0] - ENDS[1], ENDS[1] - ENDS[0])
"""Between which a difference of two marks of ten lies."""


@dataclass(frozen=True)
class SegmentScore:
    """How right one room was about one segment; None where it was not asked."""

    room: bytes
    """What tells this room's points from those of others; a shared copy has the same."""
    customers: int
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

    @property
    def fullness(self) -> tuple[int, bool]:
        """Of a room's copies the one with the most customers counts, and one that still says who was sure."""
        return self.customers, self.brier is not None


@dataclass(frozen=True)
class Averaged:
    """The mean of one number a session, and where the mean of other such sessions mostly lies (95 in 100)."""

    mean: float
    low: float | None
    """With `high`; None where all sessions have the same number: a range of no width would claim too much."""
    high: float | None
    sessions: int


@dataclass(frozen=True)
class TrackRecord:
    """What many sessions say together; None where fewer than three of them say it."""

    sessions: int
    """Segments that customers answered."""
    copies: int
    """Further copies of them, which count no second time."""
    settled: int
    """Of those, where customers' first need is settled and the room had one."""
    right: int | None
    share: tuple[float, float] | None
    """Between which shares, 0 to 1, the rooms are right that are like these; Wilson's interval."""
    apart: Averaged | None
    even: Averaged | None
    nearer: int | None
    """Sessions that were nearer to customers than an even share, by a point or more."""
    level: int | None
    """Those that were about as near."""
    compared: int
    brier: Averaged | None
    bias: Averaged | None
    functions: tuple[tuple[str, Averaged], ...]
    """The Brier score, over sessions in which three of the function said how sure they are.

    Those with the most sessions come first.
    """


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
    room, bias = _told_apart(session, found), _bias(session, segment, answers)
    if found is None or set(found.needs) != set(answers.needs) or not found.rows or np.isnan(theirs).any():
        return SegmentScore(room, answers.n, None, None, None, None, bias)
    means = found.means()
    ours = np.array([means[need] for need in answers.needs])
    first = stats.first_need(answers.points, answers.weights, session.seed or 0, DRAWS)
    brier, functions = _briers(session, segment, answers.needs[first.places[0]], found)
    return SegmentScore(
        room,
        answers.n,
        first.verdict(stats.tops(ours)),
        stats.points_between(ours, theirs),
        stats.points_between(stats.even_share(len(ours)), theirs),
        brier,
        bias,
        functions,
    )


def _told_apart(session: Session, found: record.WeightsRecord | None) -> bytes:
    """A short sum of the day, the needs and everybody's points, whoever gave them."""
    rows = sorted(map(repr, found.rows.values())) if found else []
    said = repr((session.date, found.needs if found else (), rows))
    return blake2b(said.encode(), digest_size=16).digest()


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
    kept, copies = _each_room_once(rooms)
    became = Counter(one.first for one in kept)
    settled = became["right"] + became["wrong"]
    right, share = _foreseen(became["right"], settled)
    compared = [(one.apart, one.even) for one in kept if one.apart is not None and one.even is not None]
    nearer, level = _beside_even_share([even - apart for apart, even in compared])
    return TrackRecord(
        sessions=len(kept),
        copies=copies,
        settled=settled,
        right=right,
        share=share,
        apart=averaged([apart for apart, _ in compared], (0, TOTAL)),
        even=averaged([even for _, even in compared], (0, TOTAL)),
        nearer=nearer,
        level=level,
        compared=len(compared),
        brier=averaged([one.brier for one in kept if one.brier is not None], BRIER),
        bias=averaged([one.bias for one in kept if one.bias is not None], TENS),
        functions=tuple(_functions(kept)),
    )


def _foreseen(right: int, settled: int) -> tuple[int, tuple[float, float]] | tuple[None, None]:
    """In how many sessions the room's first need was customers', and between which shares that lies."""
    return (right, wilson(right, settled)) if settled >= FEWEST else (None, None)


def _beside_even_share(nearer_by: Sequence[float]) -> tuple[int, int] | tuple[None, None]:
    """How many sessions were nearer to customers than an even share, and how many about as near.

    nearer_by: by how many points of the 100, one a session.
    """
    if len(nearer_by) < FEWEST:
        return None, None
    return sum(points >= NEAR for points in nearer_by), sum(abs(points) < NEAR for points in nearer_by)


def _each_room_once(rooms: Iterable[SegmentScore]) -> tuple[list[SegmentScore], int]:
    """The fullest file of each room, and how many others there were."""
    found: dict[bytes, SegmentScore] = {}
    copies = 0
    for one in rooms:
        copies += one.room in found
        if (before := found.get(one.room)) is None or one.fullness > before.fullness:
            found[one.room] = one
    return list(found.values()), copies


def _functions(kept: Sequence[SegmentScore]) -> Iterator[tuple[str, Averaged]]:
    """The functions with enough sessions: those with the most first, then by name."""
    told = [(name, averaged(numbers, BRIER)) for name, numbers in _by_function(kept)]
    enough = [(name, number) for name, number in told if number is not None]
    yield from sorted(enough, key=lambda one: (-one[1].sessions, folded(one[0])))


def _by_function(kept: Sequence[SegmentScore]) -> Iterator[tuple[str, list[float]]]:
    """The scores of each function; one that is spelt otherwise elsewhere is the same."""
    spelt: dict[str, str] = {}
    found: dict[str, list[float]] = {}
    for name, score in chain.from_iterable(one.functions.items() for one in kept):
        found.setdefault(spelt.setdefault(folded(name), name), []).append(score)
    yield from found.items()


def averaged(numbers: Sequence[float], ends: tuple[float, float]) -> Averaged | None:
    """The mean over sessions with Student's t interval, inside what the number can be; None below three.

    `ends`: the least and the most that one session's number can be.
    """
    if len(numbers) < FEWEST:
        return None
    mean = fmean(numbers)
    half = student(len(numbers) - 1) * stdev(numbers) / sqrt(len(numbers))
    if not half:
        return Averaged(mean, None, None, len(numbers))
    return Averaged(mean, max(mean - half, ends[0]), min(mean + half, ends[1]), len(numbers))
