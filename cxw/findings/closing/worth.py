"""What it is worth to find out before we choose what to work on first, from what was printed and no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

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
CHOICE = 2
"""Needs from which on there is a choice."""


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
    needs = _given(weighed, grid)
    if len(needs) < CHOICE:
        return None
    found = worth_asking([_inputs(need, grid) for need in needs])
    pairs = zip(needs, found.needs, strict=True)
    lines = list(chain.from_iterable(_lines(need, grid, worth, wording) for need, worth in pairs))
    lines.sort(key=lambda line: -round(line.share, 9))
    first = [line.about for line in lines[:NAMED] if line.share >= LITTLE]
    said = wording.grounds.worth_finding(first, found.everything > 0)
    return WorthFinding(found.everything, tuple(lines), said)


def _given(weighed: WeightsFindings, grid: GridFindings) -> list[NeedWeights]:
    """The needs of which points, own marks and marks of a rival are printed."""
    return [
        need
        for need in weighed.needs
        if need.values and all(any(_marks(grid, need.id, own=own)) for own in (True, False))
    ]


def _marks(grid: GridFindings, need: str, *, own: bool) -> list[tuple[float, ...]]:
    """The marks of each company that is ours, or that is not, on a need."""
    return [_values(grid, company.id, need) for company in grid.companies if company.own == own]


def _lines(
    need: NeedWeights, grid: GridFindings, worth: NeedWorth, wording: Wording
) -> Iterator[AnswerWorth]:
    """The answers about a need that are worth anything."""
    about, rivals = wording.closing.card_about, [one for one in grid.companies if not one.own]
    if worth.weight > 0:
        yield AnswerWorth(f"weight {need.id}", about("weight", None, need.short), worth.weight)
    own = [one for one in grid.companies if one.own]
    for company, share in zip([*own, *rivals], [worth.own, *worth.rivals], strict=True):
        if share > 0:
            name = f"mark {company.id} {need.id}"
            yield AnswerWorth(name, about("mark", company.short, need.short), share)


def _values(grid: GridFindings, company: str, need: str) -> tuple[float, ...]:
    cell = grid.cell(company, need)
    return cell.values if cell is not None else ()


def _inputs(need: NeedWeights, grid: GridFindings) -> NeedInputs:
    (own,) = _marks(grid, need.id, own=True)
    return NeedInputs(need.values, own, _marks(grid, need.id, own=False))
