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

from collections.abc import Sequence

from cxw.findings.disagreement.marks import on_marks
from cxw.findings.disagreement.points import category_findings, dont_know_findings, on_points
from cxw.findings.types import Finding, GridFindings, NeedsRead, WeightsFindings
from cxw.findings.wording.languages import PointsSentences

WALK = 7
ALWAYS = ("functions", "ground", "dont-know", "lead", "cell", "moved", "categories", "camps", "room", "gap")
"""The largest finding of each has a place in the walk, the first of them if there are too many."""


def disagreement(
    of: tuple[WeightsFindings | None, GridFindings | None],
    dk_share: float,
    read: NeedsRead | None,
    said: PointsSentences,
) -> tuple[Finding, ...]:
    """All findings of a segment in the order of the walk."""
    weights, grid = of
    first = [*dont_know_findings(weights, said)]
    found = _ranked(
        [*on_points(weights, said), *category_findings(weights, read), *on_marks(weights, grid, dk_share)]
    )
    walked = [finding for finding in found if finding.all_points]
    walked += [one for kind in ALWAYS if (one := _first_of(kind, found)) and one not in walked]
    kept = walked[: WALK - len(first)]
    rest = [finding for finding in found if finding not in kept]
    free = WALK - len(first) - len(kept)
    return (*first, *_ranked([*kept, *rest[:free]]), *rest[free:])


def _first_of(kind: str, found: Sequence[Finding]) -> Finding | None:
    return next((finding for finding in found if finding.kind == kind), None)


def _ranked(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: (not finding.all_points, -round(finding.size, 9)))
