"""Pictures of the marks: where we stand beside rivals, the grid, who does not know, the map, own votes."""

from __future__ import annotations

from collections.abc import Mapping

from cxw.findings.front.types import PICTURED
from cxw.findings.in_words import half
from cxw.findings.marks.types import Cell, GridFindings, Lead, Side
from cxw.findings.swot.types import OwnVotes
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.points import in_order_of_value
from cxw.handout.figures.titled import Titled, Tongue
from cxw.pictures.paper import Map, MarkCell, MarkGrid, SidesChart, SidesRow, Spot, UnknownGrid, VotesChart

ALONE: Mapping[Side, str] = {
    "ahead": "ahead of {rival}",
    "level": "level with {rival}",
    "behind": "behind {rival}",
    "split": "split against {rival}",
}
MIDDLE: Mapping[Side, str] = {
    "ahead": "ahead of {rival}, by the middle marks",
    "level": "level with {rival}, by the middle marks",
    "behind": "behind {rival}, by the middle marks",
    "split": "split against {rival}, by the middle marks",
}


def needs_of_grid(segment: SegmentFindings, grid: GridFindings) -> list[str]:
    """The needs of the grid, most points first; without points in the order of the list."""
    weighed = in_order_of_value(segment.weights.needs) if segment.weights else []
    places = {need.id: place for place, need in enumerate(weighed)}
    return sorted((need.id for need in grid.needs), key=lambda need: places.get(need, len(places)))


def sides_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """Who puts us behind, level and ahead of the best rival, need by need."""
    grid = segment.grid
    if grid is None:
        return None
    leads = [lead for need in needs_of_grid(segment, grid) if (lead := grid.best_lead(need))]
    if not leads:
        return None
    shown = leads[:PICTURED]
    told = MIDDLE if any(lead.counts for lead in shown) else ALONE
    rows = tuple(_row(grid, lead, tongue, told) for lead in shown)
    chart = SidesChart(rows, grid.people, _rest(grid, tongue), max(len(leads) - PICTURED, 0))
    short = grid.need_shorts
    return Titled(chart, tongue.words.sides_title([(lead.side, short[lead.need]) for lead in leads]))


def _row(grid: GridFindings, lead: Lead, tongue: Tongue, words: Mapping[Side, str]) -> SidesRow:
    need = next(need.short for need in grid.needs if need.id == lead.need)
    rival = next(company.short for company in grid.companies if company.id == lead.rival)
    if lead.counts is None:
        side = None if lead.side == "split" else lead.side
        return SidesRow(need, "", None, tongue.say(words[lead.side], rival=rival), side)
    ahead, level, behind = lead.counts
    return SidesRow(need, rival, (behind, level, ahead, max(grid.people - ahead - level - behind, 0)))


def _rest(grid: GridFindings, tongue: Tongue) -> str:
    """Who is on no side: who said so, or also who did not mark one of the two companies."""
    asked_all = all(company.answered == grid.people for company in grid.companies)
    return tongue.say("do not know" if asked_all else "not both marked")


def marks_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The middle mark of each company on each need."""
    grid = segment.grid
    if grid is None or not any(cell.median is not None and cell.valid for cell in grid.cells):
        return None
    needs = needs_of_grid(segment, grid)
    cells = tuple(
        tuple(
            _cell(grid.cell(company.id, need), tongue, spread=not _crowded(grid))
            for company in grid.companies
        )
        for need in needs
    )
    return Titled(MarkGrid(_words(grid, needs), _companies(grid), cells), grid.headline)


def _crowded(grid: GridFindings) -> bool:
    """Whether cells are too small for more than their number."""
    return len(grid.companies) > 6


def _words(grid: GridFindings, needs: list[str]) -> tuple[str, ...]:
    short = grid.need_shorts
    return tuple(short[need] for need in needs)


def _companies(grid: GridFindings) -> tuple[str, ...]:
    return tuple(company.short for company in grid.companies)


def _cell(cell: Cell | None, tongue: Tongue, *, spread: bool) -> MarkCell:
    if cell is None:
        return MarkCell(None, "–")
    if not cell.valid or cell.median is None:
        return MarkCell(None, "?")
    ends = [half(end) for end in (cell.low, cell.high) if end is not None]
    small = "–".join(dict.fromkeys(ends)) if spread else ""
    return MarkCell(cell.median, half(cell.median), small)


def unknown_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """How many do not know each company on each need; nothing where all know."""
    grid = segment.grid
    if grid is None or not any(cell.dont_know for cell in grid.cells):
        return None
    needs = needs_of_grid(segment, grid)
    counts = tuple(tuple(_unknown(grid, company.id, need) for company in grid.companies) for need in needs)
    chart = UnknownGrid(
        _words(grid, needs), _companies(grid), counts, tuple(line.answered for line in grid.companies)
    )
    return Titled(chart, tongue.words.unknown_title(chart))


def _unknown(grid: GridFindings, company: str, need: str) -> int:
    cell = grid.cell(company, need)
    return cell.dont_know if cell else 0


def map_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """Importance against the lead over the best rival, need by need."""
    if segment.swot is None or not segment.swot.places:
        return None
    spots = (Spot(place.short, place.points, place.lead, place.assumed) for place in segment.swot.places)
    chart = Map(tuple(spots), segment.swot.even)
    return Titled(chart, tongue.words.map_title(chart))


def votes_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """Whom everybody's own points and marks put ahead, rival by rival."""
    if segment.swot is None or not segment.swot.votes:
        return None
    told = segment.swot.votes
    people = max(_voices(one) for one in told)
    rows = tuple(_votes(one, people) for one in told)
    return Titled(VotesChart(rows, people, tongue.say("too few marks to say")), told[0].sentence)


def _voices(votes: OwnVotes) -> int:
    return votes.voters + votes.unable


def _votes(votes: OwnVotes, people: int) -> SidesRow:
    rest = max(people - votes.voters, 0)
    return SidesRow(votes.short, "", (votes.behind, votes.level, votes.ahead, rest))
