"""Part three of the first page: where we put ourselves against the best rival on each need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from cxw.findings.front.types import AgainstRival, FrontPart, OnSide, Who

if TYPE_CHECKING:  # the whole is made of this
    from cxw.findings.marks.types import GridFindings, Lead
    from cxw.findings.types import SegmentFindings
    from cxw.findings.view import AudienceView

NEARLY = 0.9
"""From which share of all who marked on `nearly all of us` put us on a side."""
MOST_LEFT_OUT = 3
_ORDER = ("behind", "ahead", "split", "level")


def against_rivals(found: SegmentFindings) -> tuple[list[AgainstRival], list[str]]:
    """On which needs we are behind whom and ahead of whom; and the needs on which we are split."""
    grid, points = found.grid, _points(found)
    assert grid is not None
    told: dict[tuple[str, str], list[str]] = {}
    leads = sorted(grid.best_leads, key=lambda lead: -points.get(lead.need, 0.0))
    for lead in leads:
        told.setdefault((lead.side, lead.rival), []).append(lead.need)
    shorts, needs = grid.company_shorts, grid.need_shorts
    sides: tuple[Literal["behind", "ahead"], ...] = ("behind", "ahead")
    said = [
        AgainstRival(side, shorts[rival], tuple(needs[id] for id in ids))
        for side in sides
        for (where, rival), ids in told.items()
        if where == side
    ]
    return said, [needs[lead.need] for lead in leads if lead.side == "split"]


def sides_part(view: AudienceView, found: SegmentFindings) -> FrontPart | None:
    """Its finding, and which rivals are not counted where; None where no lead may be told."""
    grid, said = found.grid, view.wording.parts
    if grid is None or not grid.best_leads:
        return None
    title = said.sides(_on_sides(grid, _points(found)), len(grid.needs))
    return FrontPart(title, (said.not_counted_there(left),) if (left := _left_out(grid)) else ())


def uncompared(view: AudienceView, grid: GridFindings | None) -> str | None:
    """That some needs are missing in the picture of the others; None where none is or all are."""
    if grid is None or not grid.best_leads:
        return None
    compared = {lead.need for lead in grid.best_leads}
    missing = [need.short for need in grid.needs if need.id not in compared]
    return view.wording.parts.not_shown_there(missing, len(grid.needs)) if missing else None


def _on_sides(grid: GridFindings, points: Mapping[str, float]) -> list[OnSide]:
    """Needs on the same side, told by as many, together: what counts show before what middle marks show."""
    needs = grid.need_shorts
    groups: dict[tuple[str, Who], list[Lead]] = {}
    for lead in sorted(grid.best_leads, key=lambda lead: -points.get(lead.need, 0.0)):
        who: Who = "on balance" if lead.side == "split" else _who(lead, grid.people)
        groups.setdefault((lead.side, who), []).append(lead)
    return [
        OnSide(some[0].side, who, tuple(needs[lead.need] for lead in some))
        for (_, who), some in sorted(groups.items(), key=lambda one: _rank(one[0], one[1]))
    ]


def _rank(group: tuple[str, Who], leads: list[Lead]) -> tuple[int, bool, int]:
    side, who = group
    return _ORDER.index(side), who == "middle marks", -len(leads)


def _who(lead: Lead, people: int) -> Who:
    """How many of all who marked put us there."""
    if lead.counts is None:
        return "middle marks"
    said = {"ahead": lead.ahead, "level": lead.level, "behind": lead.behind}.get(lead.side) or 0
    if said == people:
        return "all"
    if said >= NEARLY * people:
        return "nearly all"
    if said * 2 >= people:
        return "most" if said * 2 > people else "half"
    know = sum(lead.counts)
    if said * 2 >= know:
        return "most who know" if said * 2 > know else "half who know"
    return "on balance"


def _left_out(grid: GridFindings) -> list[tuple[str, list[str]]]:
    """Which rivals are not counted on which needs; nothing where these are more than a line holds."""
    if grid.many_unknown or len({left.rival for left in grid.left_out}) > MOST_LEFT_OUT:
        return []
    needs, told = grid.need_shorts, dict[str, list[str]]()
    for left in grid.left_out:
        told.setdefault(left.short, []).append(needs[left.need])
    return [*told.items()]


def _points(found: SegmentFindings) -> dict[str, float]:
    return {need.id: need.mean or 0.0 for need in found.weights.needs} if found.weights else {}
