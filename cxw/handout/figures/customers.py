"""The picture of the room's points beside customers'."""

from __future__ import annotations

from cxw.findings.front.types import PICTURED
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.points import ROOM, panel
from cxw.handout.figures.titled import Titled, Tongue
from cxw.pictures.paper import SideBySide

CUSTOMERS = "Customers"


def customers_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The room's mean points and customers', the needs with most of the room's first."""
    found = segment.customers
    if found is None or not found.needs:
        return None
    needs = sorted(found.needs, key=lambda need: -round(need.room, 9))
    given = segment.weights.answered if segment.weights else None
    panels = (
        panel(tongue.say(ROOM), given or None, [need.room for need in needs]),
        panel(tongue.say(CUSTOMERS), found.n, [need.theirs for need in needs]),
    )
    words = tuple(need.short for need in needs[:PICTURED])
    return Titled(SideBySide(words, panels, max(len(needs) - PICTURED, 0)), found.headline)
