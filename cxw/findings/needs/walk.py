"""How the needs read, as a finding for the walk."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings.finding import Finding
from cxw.findings.needs.types import NeedsRead
from cxw.findings.points.types import WeightsFindings


def walk_categories(weights: WeightsFindings | None, read: NeedsRead | None) -> Iterator[Finding]:
    """Needs that name a category or a solution: people who differ on them may only mean different things."""
    if read is None or read.headline is None:
        return
    asked = {need.id for need in read.asked}
    parts = {need.id: need.apart or 0.0 for need in weights.needs} if weights else {}
    yield Finding(
        kind="categories",
        sentence=read.headline,
        details=read.sentences,
        n=len(read.needs),
        size=sum(part for need, part in parts.items() if need in asked),
        flag=None,
        picture="categories",
        numbers=tuple(
            (kind, float(sum(need.kind == kind for need in read.needs)))
            for kind in ("category", "solution", "job", "outcome", "unclear")
        ),
        all_points=2 * len(asked) > len(read.needs),
    )
