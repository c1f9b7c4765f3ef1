"""What it is worth to find out before we choose what to work on first, from what was printed and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cxw.findings.languages import Wording
from cxw.findings.marks.types import GridFindings
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.model import AnswerName
from cxw.stats.worth_asking import NeedInputs, NeedWorth, worth_asking

FEW = 4
"""People from whom on the answers of a room say how open something is."""
LITTLE = 0.05
"""A share below which nothing is said of an answer."""
NAMED = 3


@dataclass(frozen=True)
class AnswerWorth:
    """What it is worth to know one answer."""

    name: AnswerName
    about: str
    """`how much “Price” matters`."""
    share: float
    """Of what knowing everything would be worth, 0 to 1; shares of several do not add up."""


@dataclass(frozen=True)
class WorthFinding:
    """What would help most to know before choosing what to work on first."""

    everything: float
    """On the scale of a mark; 0 where nothing we do not know would change the choice."""
    answers: tuple[AnswerWorth, ...]
    """Those worth anything, most first."""
    sentence: str


def worth_finding(
    weighed: WeightsFindings | None, grid: GridFindings | None, wording: Wording
) -> WorthFinding | None:
    """None below four people with points, without a grid, and where too few needs have both."""
    if weighed is None or grid is None or weighed.withheld or weighed.given < FEW:
        return None
    needs = [need for need in weighed.needs if need.values and _own(grid, need.id) and _rivals(grid, need.id)]
    if len(needs) < 2:
        return None
    rivals = [company.id for company in grid.companies if not company.own]
    own = next(company.id for company in grid.companies if company.own)
    found = worth_asking([_inputs(need, grid, own, rivals) for need in needs])
    labels = {company.id: company.short for company in grid.companies}
    lines = [
        AnswerWorth(name, wording.closing.card_about(kind, labels.get(company), need.short), share)
        for need, worth in zip(needs, found.needs, strict=True)
        for name, kind, company, share in _named(need.id, own, rivals, worth)
        if share > 0
    ]
    lines.sort(key=lambda line: -round(line.share, 9))
    first = [line.about for line in lines[:NAMED] if line.share >= LITTLE]
    said = wording.grounds.worth_finding(first, found.everything > 0)
    return WorthFinding(found.everything, tuple(lines), said)


def _own(grid: GridFindings, need: str) -> bool:
    return any(_values(grid, company.id, need) for company in grid.companies if company.own)


def _rivals(grid: GridFindings, need: str) -> bool:
    return any(_values(grid, company.id, need) for company in grid.companies if not company.own)


def _values(grid: GridFindings, company: str, need: str) -> tuple[float, ...]:
    cell = grid.cell(company, need)
    return cell.values if cell is not None else ()


def _inputs(need: NeedWeights, grid: GridFindings, own: str, rivals: list[str]) -> NeedInputs:
    marks = [_values(grid, rival, need.id) for rival in rivals]
    return NeedInputs(need.values, _values(grid, own, need.id), marks)


def _named(
    need: str, own: str, rivals: list[str], worth: NeedWorth
) -> Iterator[tuple[AnswerName, str, str, float]]:
    yield f"weight {need}", "weight", "", worth.weight
    yield f"mark {own} {need}", "mark", own, worth.own
    for rival, share in zip(rivals, worth.rivals, strict=True):
        yield f"mark {rival} {need}", "mark", rival, share
