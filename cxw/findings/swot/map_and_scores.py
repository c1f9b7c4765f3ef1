"""What stands beside the board: the map of needs, believed opportunities, weighted scores."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings.marks.types import GridFindings
from cxw.findings.swot.room import RoomArrays
from cxw.findings.swot.types import BelievedOpportunity, CompanyScore, NeedPlace
from cxw.stats import swot
from cxw.stats.firmness import Firmness
from cxw.stats.scores import means


def need_places(here: RoomArrays, grid: GridFindings) -> Iterator[NeedPlace]:
    """Each need with points and a lead; where its mean would give a mark away, that of the middle marks."""
    points = means(here.answers.weights)
    for place, need in enumerate(here.needs):
        lead = grid.best_lead(need)
        if lead is None:
            continue
        rival = here.companies.index(lead.rival)
        yield NeedPlace(
            need=need,
            short=here.short(place),
            points=float(points[place]),
            lead=lead.by if lead.mean is None else lead.mean,
            rival=here.company(rival),
            median=lead.mean is None,
            assumed=here.assumed(rival - 1, place),
        )


def opportunities(here: RoomArrays) -> Iterator[BelievedOpportunity]:
    """Ulwick's opportunity of each need that has one, largest first."""
    found = swot.believed_opportunity(here.answers.weights, here.answers.marks[:, 0])
    told = [
        BelievedOpportunity(
            here.needs[place],
            here.text(place),
            one.value,
            one.importance,
            one.satisfaction,
            one.weighed,
            one.marked,
        )
        for place, one in enumerate(found)
        if here.answers.valid[0, place]
        if one.value is not None and one.importance is not None and one.satisfaction is not None
    ]
    yield from sorted(told, key=lambda one: -round(one.value, 9))


def company_scores(here: RoomArrays, firm: Firmness) -> tuple[CompanyScore, ...]:
    """The weighted scores, best first; of one company alone none."""
    found = firm.scores
    if len(found.scores) < 2:
        return ()
    lines = zip(found.basis.scored, found.scores, found.ranks, strict=True)
    told = [CompanyScore(here.companies[m], here.shorts[m], score, rank) for m, score, rank in lines]
    return tuple(sorted(told, key=lambda one: one.rank))


def left_out_of_scores(here: RoomArrays, firm: Firmness) -> Iterator[str]:
    """What is in no score, and why."""
    basis = firm.scores.basis
    if basis.reason is not None:
        yield here.because(basis.reason) or basis.reason
        return
    yield from (here.said.no_score(here.company(company)) for company in basis.unscored)
    if basis.left_out:
        yield here.said.no_need([here.short(need) for need in basis.left_out])
