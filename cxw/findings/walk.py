"""Where we disagree: findings, most consequential first, each a sentence and its picture.

Ranked by how much of the day's conclusions hang on them. That somebody does not know how customers weigh
these needs comes first, whatever its size. Then comes what is about all of our points, because every later
conclusion rests on them: functions that differ beyond chance, categories, a drift without news about
customers, or how far people are apart where functions do not tell it. Then the rest. Within each all are
ranked in one currency, points of the 100 at stake: a need's part of the points apart as it is, a gap between
functions as it is, common ground by the points the room puts there, a cell by its need's mean points times
its spread out of ten, needs that name a category by their part of the points apart, a second round by the
points one person moved in the mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.finding import ALWAYS, Finding
from cxw.findings.functions.walk import walk_functions, walk_gap, walk_ground
from cxw.findings.languages import Wording
from cxw.findings.marks.types import GridFindings
from cxw.findings.marks.walk import walk_marks
from cxw.findings.moved.walk import walk_moved
from cxw.findings.needs.types import NeedsRead
from cxw.findings.needs.walk import walk_categories
from cxw.findings.points.types import WeightsFindings
from cxw.findings.points.walk import walk_dont_know, walk_needs, walk_room

WALK = 7


def disagreement(
    of: tuple[WeightsFindings | None, GridFindings | None],
    dk_share: float,
    read: NeedsRead | None,
    said: Wording,
) -> tuple[Finding, ...]:
    """All findings of a segment in the order of the walk."""
    weights, grid = of
    first = [*walk_dont_know(weights, said)]
    found = _ranked(
        [
            *_on_points(weights, said),
            *walk_categories(weights, read),
            *walk_marks(weights, grid, dk_share, said),
        ]
    )
    walked = [finding for finding in found if finding.all_points]
    walked += [one for kind in ALWAYS if (one := _first_of(kind, found)) and one not in walked]
    kept = walked[: WALK - len(first)]
    rest = [finding for finding in found if finding not in kept]
    free = WALK - len(first) - len(kept)
    return (*first, *_ranked([*kept, *rest[:free]]), *rest[free:])


def _on_points(weights: WeightsFindings | None, said: Wording) -> Iterator[Finding]:
    """The findings of the points of record, and of a second round beside them."""
    if weights is None or weights.apart is None:
        return
    functions = [*walk_functions(weights, said)]
    yield from functions
    yield walk_room(weights, said, told=any(finding.all_points for finding in functions))
    yield from walk_ground(weights)
    yield from walk_needs(weights, said)
    yield from walk_gap(weights)
    yield from walk_moved(weights)


def _first_of(kind: str, found: Sequence[Finding]) -> Finding | None:
    return next((finding for finding in found if finding.kind == kind), None)


def _ranked(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: (not finding.all_points, -round(finding.size, 9)))
