"""What moved after the talk, as a finding for the walk."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings.finding import Finding
from cxw.findings.points.types import WeightsFindings


def walk_moved(weights: WeightsFindings) -> Iterator[Finding]:
    """What moved after the talk; about all our points where most of it moved for no news of customers."""
    second = weights.second
    if second is None or second.moved_total is None or not second.both:
        return
    numbers = [("points moved", second.moved_total), ("median person", second.moved_median or 0.0)]
    if second.apart_before is not None and second.apart_after is not None:
        numbers += [("apart before", second.apart_before), ("apart after", second.apart_after)]
    yield Finding(
        kind="moved",
        sentence=second.headline,
        details=second.sentences,
        n=second.both,
        size=second.moved_total / second.both,
        flag=None,
        picture="rounds",
        numbers=tuple(numbers),
        brief=second.brief,
        all_points=second.drift,
    )
