"""What would have to be otherwise for another to come first: the smallest change of a mark or of the points.

Nothing is drawn: the mean marks and mean points of the room as it is. At the change that is named the two are
level; anything beyond it puts the other first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxw.stats.scores import LEAST, TOLERANCE, Matrix, Scores, means

LEVEL = "Two companies are level in first place, so the smallest change decides."
ALONE = "Fewer than two companies can be scored, so nobody can be put first instead."
NO_MARK = "No change of one mean mark within 0 to 10 puts another company first."
NO_POINTS = "No transfer of points between two needs puts another company first."
ONE_NEED = "There are fewer than two needs with points to compare."
NEEDS_LEVEL = "Two needs are level in first place, so the smallest change decides."


@dataclass(frozen=True)
class MarkFlip:
    """The smallest change of one mean mark that makes another company level with the first."""

    company: int | None
    """Whose mark: the first company's, which falls, or another's, which rises."""
    need: int | None
    change: float | None
    """In marks: below zero it falls."""
    other: int | None
    """Who is first then."""
    reason: str | None = None


@dataclass(frozen=True)
class PointsFlip:
    """The smallest transfer of mean points from one need to another that puts another first."""

    source: int | None
    target: int | None
    points: float | None
    other: int | None
    """The company that is level then; for the first need, the need."""
    reason: str | None = None


@dataclass(frozen=True)
class Farthest:
    """The group that is farthest in a direction."""

    group: int
    mean: float
    people: int
    among: tuple[int, ...]
    """The groups that were compared, itself among them."""


def mark_flip(points: Matrix, marks: Matrix, room: Scores) -> MarkFlip:
    """Over all cells the smallest change of one mean mark, gap * 100 / w_k, that puts another first.

    `points`: needs, mean points (rescaled here to the needs of the scores); `marks`: companies x needs, mean
    marks. The first company's mark may fall or another's rise, within 0 to 10; of equal changes the first
    company's, then the first need's.
    """
    reason = _nothing(room)
    if reason is not None:
        return MarkFlip(None, None, None, None, reason)
    first, second = room.first[0], _second(room)
    ways: list[tuple[float, int, int, int]] = []
    for place, (company, _, gap) in enumerate(_falls_and_rises(room, first, second)):
        ways += [
            (gap / share, place, need, company)
            for need, share in _shares(points, room)
            if _within(float(marks[company, need]), gap / share, falls=company == first)
        ]
    if not ways:
        return MarkFlip(None, None, None, None, NO_MARK)
    change, _, need, company = min(ways, key=lambda way: (round(way[0], 9), *way[1:]))
    if company == first:
        return MarkFlip(company, need, -change, second)
    return MarkFlip(company, need, change, company)


def points_flip(points: Matrix, marks: Matrix, room: Scores) -> PointsFlip:
    """Over all pairs of needs the smallest transfer of mean points that puts another company first.

    `points`: needs, of 100; `marks`: companies x needs, mean marks. Between needs of the scores only, and a
    need can give no more than it holds. Of equal transfers the first company's, then the first needs'.
    """
    reason = _nothing(room)
    if reason is not None:
        return PointsFlip(None, None, None, None, reason)
    needs = list(room.basis.needs)
    held = points[needs]
    ways = []
    for other, gap in _gaps(room):
        ahead = marks[room.first[0], needs] - marks[other, needs]
        loses = ahead[:, None] - ahead[None, :]
        moved = np.divide(gap * held.sum(), loses, out=np.full(loses.shape, np.inf), where=loses > TOLERANCE)
        moved[moved > held[:, None] + TOLERANCE] = np.inf
        source, target = np.unravel_index(np.argmin(np.round(moved, 9)), moved.shape)
        ways.append((float(moved[source, target]), needs[source], needs[target], other))
    least, source_need, target_need, winner = min(ways, key=lambda way: round(way[0], 9))
    if not np.isfinite(least):
        return PointsFlip(None, None, None, None, NO_POINTS)
    return PointsFlip(source_need, target_need, least, winner)


def first_need_flip(points: Matrix) -> PointsFlip:
    """Half the gap between the first need and the second: moved from one to the other, it makes them level.

    `points`: needs, mean points, NaN or empty without weights.
    """
    if len(points) < 2 or not np.isfinite(points).all() or points.sum() <= TOLERANCE:
        return PointsFlip(None, None, None, None, ONE_NEED)
    first, second = np.argsort(-np.round(points, 9), kind="stable")[:2].tolist()
    half = float(points[first] - points[second]) / 2
    if half <= TOLERANCE:
        return PointsFlip(None, None, None, None, NEEDS_LEVEL)
    return PointsFlip(first, second, half, second)


def farthest(
    groups: Sequence[Sequence[int]], values: Matrix, up: bool, least: int = LEAST
) -> Farthest | None:
    """The group whose mean lies farthest up or down, beyond the room's own mean; None when none does.

    `groups`: places of their people; `values`: people, NaN for a don't-know (a mark, points, or points of one
    need minus another's); groups with fewer than `least` values are left out; of equal ones the first.
    """
    sign = 1.0 if up else -1.0
    given = [(place, values[list(people)]) for place, people in enumerate(groups)]
    large = [(place, some[~np.isnan(some)]) for place, some in given]
    enough = [(place, some) for place, some in large if len(some) >= least]
    among = tuple(place for place, _ in enough)
    told = [Farthest(place, float(some.mean()), len(some), among) for place, some in enough]
    best = max(told, key=lambda group: round(sign * group.mean, 9), default=None)
    if best is None or sign * (best.mean - float(means(values))) <= TOLERANCE:
        return None
    return best


def _nothing(room: Scores) -> str | None:
    if room.basis.reason is not None:
        return room.basis.reason
    if len(room.scores) < 2:
        return ALONE
    return LEVEL if len(room.first) > 1 else None


def _gaps(room: Scores) -> list[tuple[int, float]]:
    """Every other scored company and what it lacks, in the order of the companies."""
    named = dict(zip(room.basis.scored, room.scores, strict=True))
    first = room.first[0]
    return [(company, named[first] - score) for company, score in named.items() if company != first]


def _second(room: Scores) -> int:
    return min(_gaps(room), key=lambda gap: round(gap[1], 9))[0]


def _falls_and_rises(room: Scores, first: int, second: int) -> list[tuple[int, int, float]]:
    """Whose mark changes, who is first then, and by how much the score must change."""
    gaps = dict(_gaps(room))
    return [(first, second, gaps[second]), *((other, other, gap) for other, gap in gaps.items())]


def _shares(points: Matrix, room: Scores) -> list[tuple[int, float]]:
    """Needs of the scores that hold points, each with its share of them."""
    needs = list(room.basis.needs)
    shares = points[needs] / points[needs].sum()
    return [(need, float(share)) for need, share in zip(needs, shares, strict=True) if share > TOLERANCE]


def _within(mark: float, change: float, falls: bool) -> bool:
    if falls:
        return mark - change >= -TOLERANCE
    return mark + change <= 10 + TOLERANCE
