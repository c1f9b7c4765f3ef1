"""Findings of the grid: what is not known, where we believe we lead or trail, cells in which marks differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.finding import Finding
from cxw.findings.languages import Wording
from cxw.findings.marks.built import FEW_CELLS
from cxw.findings.marks.types import Cell, CompanyLine, GridFindings, Lead
from cxw.findings.marks.words import MarksSentences
from cxw.findings.people import GroupNumber
from cxw.findings.points.types import WeightsFindings
from cxw.text.phrases import SAY_ENGLISH
from cxw.text.saying import quoted


def walk_marks(
    weights: WeightsFindings | None, grid: GridFindings | None, dk_share: float, said: Wording
) -> Iterator[Finding]:
    """The findings of one grid; a cell by its need's mean points times its spread out of ten."""
    if grid is None:
        return
    points = _points(weights, grid)
    yield from _unknown(grid, points, dk_share, said.marks)
    yield from _leads(weights, grid)
    flagged = [cell for name in grid.flagged if (cell := grid.cell(*name))]
    for cell in flagged[:FEW_CELLS] or _widest(grid):
        yield _cell(grid, cell, points[cell.need], said.marks)


def _points(weights: WeightsFindings | None, grid: GridFindings) -> dict[str, float]:
    """Mean points of each need of the grid; without weights every need counts the same."""
    means = {need.id: need.mean for need in weights.needs} if weights else {}
    even = 100 / len(grid.needs)
    return {need.id: even if means.get(need.id) is None else means[need.id] or 0.0 for need in grid.needs}


def _unknown(
    grid: GridFindings, points: dict[str, float], dk_share: float, said: MarksSentences
) -> Iterator[Finding]:
    """Companies that are hardly known, and of the others the weightiest cell too many do not know.

    More cells than a wall should read out one by one are one finding with a grid.
    """
    unknown = [cell for cell in grid.cells if cell.dont_know and _share(cell) >= dk_share]
    if len(unknown) > FEW_CELLS:
        yield _many_unknown(grid, unknown, points, said)
        return
    hardly = {company.id for company in grid.companies if company.hardly_known}
    for company in grid.companies:
        cells = [cell for cell in unknown if cell.company == company.id]
        if cells:
            yield _unknown_of((grid, company, company.id in hardly), cells, points, said)


def _unknown_of(
    of: tuple[GridFindings, CompanyLine, bool],
    cells: Sequence[Cell],
    points: dict[str, float],
    said: MarksSentences,
) -> Finding:
    grid, company, whole = of
    worst = max(cells, key=lambda cell: round(points[cell.need] * _share(cell), 9))
    if whole:
        sentence, brief = (
            said.hardly_known([company.short]),
            said.hardly_known_brief(company.short),
        )
        others, n = list(cells), company.answered
    else:
        sentence, brief = _unknown_words(grid, worst, said), ""
        others, n = [cell for cell in cells if cell is not worst], worst.n + worst.dont_know
    return Finding(
        kind="dont-know",
        sentence=sentence,
        details=tuple(_unknown_words(grid, cell, said) for cell in others),
        n=n,
        size=points[worst.need] * _share(worst),
        flag="don't know",
        picture="cell",
        need=worst.need,
        company=company.id,
        numbers=(("don't know", float(worst.dont_know)), ("marks", float(worst.n))),
        brief=brief,
    )


def _many_unknown(
    grid: GridFindings, unknown: Sequence[Cell], points: dict[str, float], said: MarksSentences
) -> Finding:
    """All cells too many do not know; at stake are the points of the need that they are most about."""
    needs = dict.fromkeys(cell.need for cell in unknown)
    hardly = [company.short for company in grid.companies if company.hardly_known]
    cells = (len(unknown), len(grid.cells))
    return Finding(
        kind="dont-know",
        sentence=said.cells_unknown(*cells),
        details=(said.hardly_known(hardly),) if hardly else (),
        n=grid.people,
        size=max(points[need] * max(_share(cell) for cell in unknown if cell.need == need) for need in needs),
        flag="don't know",
        picture="unknown",
        numbers=(("cells", float(len(grid.cells))), ("of them not known", float(len(unknown)))),
        brief=said.cells_unknown_brief(*cells),
    )


def _share(cell: Cell) -> float:
    return cell.dont_know / (cell.n + cell.dont_know)


def _unknown_words(grid: GridFindings, cell: Cell, said: MarksSentences) -> str:
    company, need = _names(grid, cell.company, cell.need)
    return said.cell_unknown(company, need, cell.dont_know, cell.n + cell.dont_know)


def _widest(grid: GridFindings) -> list[Cell]:
    """The cell in which marks differ most, where none is flagged."""
    valid = [cell for cell in grid.cells if cell.valid and cell.values and cell.sd]
    return [max(valid, key=lambda cell: round(cell.sd or 0.0, 9))] if valid else []


def _cell(grid: GridFindings, cell: Cell, points: float, said: MarksSentences) -> Finding:
    company, need = _names(grid, cell.company, cell.need)
    low, high, sd = cell.low or 0, cell.high or 0, cell.sd or 0.0
    sentence = said.cell_spread(company, need, low, high)
    details, functions = list[str](), list[str]()
    if "functions" in cell.flags:
        medians = _medians(cell.groups)
        details = [sentence]
        sentence = said.cell_functions(company, need, medians)
        functions = [medians[0][0], medians[-1][0]]
    return Finding(
        kind="cell",
        sentence=sentence,
        details=tuple(details),
        n=cell.n,
        size=points * sd / 10,
        flag="contested" if cell.flags else None,
        picture="cell",
        need=cell.need,
        company=cell.company,
        functions=tuple(functions),
        numbers=(("standard deviation", sd), ("lowest", float(low)), ("highest", float(high))),
    )


def _medians(groups: Sequence[GroupNumber]) -> list[tuple[str, float]]:
    """Functions' medians, highest first; "others" is no function."""
    found = [(group.name, group.median or 0.0) for group in groups if not group.others]
    return sorted(found, key=lambda item: -item[1])


def _leads(weights: WeightsFindings | None, grid: GridFindings) -> Iterator[Finding]:
    """Where the room believes it leads and trails; at stake are the points of needs on which it is split."""
    best = grid.best_leads
    if not best:
        return
    points = _points(weights, grid)
    split = [lead for lead in best if lead.side == "split"]
    split.sort(key=lambda lead: -round(points[lead.need], 9))
    first, *more = [lead.sentence for lead in split[:FEW_CELLS]] or [grid.headline]
    yield Finding(
        kind="lead",
        sentence=first,
        details=tuple(more),
        n=max(lead.n or 0 for lead in best) or grid.people,
        size=sum(points[lead.need] for lead in split) / 2,
        flag="contested" if split else None,
        picture="lead",
        numbers=tuple((_named(grid, lead), lead.by) for lead in best),
    )


def _named(grid: GridFindings, lead: Lead) -> str:
    rival, need = _names(grid, lead.rival, lead.need)
    return SAY_ENGLISH("“{need}” over {rival}", need=quoted(need)[1:-1], rival=rival)


def _names(grid: GridFindings, company: str, need: str) -> tuple[str, str]:
    return grid.company_shorts[company], grid.need_shorts[need]
