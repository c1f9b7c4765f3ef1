"""Pictures for the facilitator alone: places of companies in rooms drawn from this one, and the pull."""

from __future__ import annotations

from cxw.findings.moved.types import SeniorPull
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.titled import Titled, Tongue
from cxw.pictures.paper import PlaceShares, PullBars, Pulled, RankGrid


def ranks_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """How often each company comes out at each place."""
    beyond = segment.swot.beyond if segment.swot else None
    if beyond is None or not beyond.companies:
        return None
    companies = tuple(PlaceShares(one.short, one.ranks) for one in beyond.companies)
    chart = RankGrid(companies, beyond.draws)
    return Titled(chart, tongue.words.ranks_title(chart))


def pull_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """How far the others moved towards each person who was declared senior."""
    if segment.declared is None or not segment.declared.pulls:
        return None
    pulls = segment.declared.pulls
    chart = PullBars(tuple(_pulled(one, tongue) for one in pulls))
    first = next((one for one in pulls if one.raised), pulls[0])
    return Titled(chart, first.sentence if first.raised else tongue.words.pull_title(chart))


def _pulled(one: SeniorPull, tongue: Tongue) -> Pulled:
    told = one.sentence if one.rank is None else tongue.words.pull_place(one.rank, one.ranked)
    return Pulled(one.name, one.excess, told, one.raised)
