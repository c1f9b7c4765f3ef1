"""Where we disagree: findings, most consequential first, each a sentence and its picture.

All are ranked in one currency, points of the 100 at stake: a need's part of the points apart as it is, a
gap between functions as it is, a cell by its need's mean points times its spread out of ten, needs that name
a category by their part of the points apart. That somebody does not know how customers weigh these needs
comes first, whatever its size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings import wording
from cxw.findings.types import (
    Cell,
    Finding,
    GridFindings,
    GroupNumber,
    Lead,
    NeedsRead,
    NeedWeights,
    PairApart,
    WeightsFindings,
)

WALK = 7
ALWAYS = ("functions", "room", "moved", "categories", "dont-know", "lead", "cell", "gap")
"""The largest finding of each of these has a place in the walk, the first of them if there are too many."""
NEEDS = 2
"""Needs told by themselves: those with the largest parts of the points apart."""


def disagreement(
    weights: WeightsFindings | None, grid: GridFindings | None, dk_share: float, read: NeedsRead | None
) -> tuple[Finding, ...]:
    """All findings of a segment in the order of the walk."""
    first = [*_dont_know(weights)]
    found = _by_size([*_weights(weights), *_categories(weights, read), *_grid(weights, grid, dk_share)])
    walked = [next((f for f in found if f.kind == kind), None) for kind in ALWAYS]
    kept = [finding for finding in walked if finding is not None][: WALK - len(first)]
    rest = [finding for finding in found if finding not in kept]
    free = WALK - len(first) - len(kept)
    return (*first, *_by_size([*kept, *rest[:free]]), *rest[free:])


def _by_size(found: Sequence[Finding]) -> list[Finding]:
    return sorted(found, key=lambda finding: -round(finding.size, 9))


def _dont_know(weights: WeightsFindings | None) -> Iterator[Finding]:
    if weights is None or not weights.dont_know:
        return
    share = weights.dont_know / weights.answered
    yield Finding(
        kind="dont-know",
        sentence=wording.dont_know(weights.dont_know, weights.answered),
        details=(),
        n=weights.answered,
        size=100 * share,
        flag="don't know",
        picture="dont-know",
        numbers=(("don't know", float(weights.dont_know)), ("answered", float(weights.answered))),
    )


def _weights(weights: WeightsFindings | None) -> Iterator[Finding]:
    if weights is None or weights.apart is None:
        return
    yield _room(weights)
    yield from _needs(weights)
    yield from _pairs(weights)
    yield from _gap(weights)
    yield from _moved(weights)


def _room(weights: WeightsFindings) -> Finding:
    parts = sorted(weights.needs, key=lambda need: -round(need.apart or 0.0, 9))
    total = weights.apart or 0.0
    if len({value for need in weights.needs for value in need.values}) == 1:
        sentence = wording.even()
    else:
        sentence = wording.room_apart(weights.given, total, parts[0].short, parts[0].apart or 0.0)
    return Finding(
        kind="room",
        sentence=sentence,
        details=tuple(wording.within(pair[0], pair[1]) for pair in _withins(weights.pairs)),
        n=weights.given,
        size=total,
        flag=None,
        picture="weights",
        numbers=(("points apart", total), *((f"about {need.id}", need.apart or 0.0) for need in parts)),
    )


def _categories(weights: WeightsFindings | None, read: NeedsRead | None) -> Iterator[Finding]:
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
    )


def _withins(pairs: Sequence[PairApart]) -> list[tuple[str, float]]:
    """Each function once with its own points apart, farthest first."""
    both = [
        side
        for pair in pairs
        for side in ((pair.first, pair.within_first), (pair.second, pair.within_second))
    ]
    found = {name: apart for name, apart in both if apart is not None}
    return sorted(found.items(), key=lambda item: -round(item[1], 9))


def _needs(weights: WeightsFindings) -> Iterator[Finding]:
    """Needs with more than their share of the points apart."""
    even = (weights.apart or 0.0) / len(weights.needs)
    wide = sorted(weights.needs, key=lambda need: -round(need.apart or 0.0, 9))
    for need in wide[:NEEDS]:
        if (need.apart or 0.0) > even + 1e-9:
            yield _need(need, weights.given)


def _need(need: NeedWeights, n: int) -> Finding:
    middle = (need.quartile_low or 0.0, need.quartile_high or 0.0)
    return Finding(
        kind="need",
        sentence=wording.need_spread(need.short, need.low or 0, need.high or 0, middle),
        details=(),
        n=n,
        size=need.apart or 0.0,
        flag="contested",
        picture="need",
        need=need.id,
        numbers=(
            ("points apart", need.apart or 0.0),
            ("lowest", float(need.low or 0)),
            ("highest", float(need.high or 0)),
            ("mean", need.mean or 0.0),
        ),
    )


def _pairs(weights: WeightsFindings) -> Iterator[Finding]:
    """Pairs of functions beyond the hat; without any the farthest pair, ranked by what the hat leaves."""
    beyond = [pair for pair in weights.pairs if pair.beyond_chance]
    for pair in beyond or weights.pairs[:1]:
        excess = max(pair.apart - pair.hat_mean, 0.0)
        yield Finding(
            kind="functions",
            sentence=pair.sentence,
            details=(
                *(wording.within(name, apart) for name, apart in _withins([pair])),
                *((weights.gap.sentence,) if weights.gap and not weights.gap.beyond_chance else ()),
            ),
            n=pair.n_first + pair.n_second,
            size=pair.apart if pair.beyond_chance else excess,
            flag="contested" if pair.beyond_chance else None,
            picture="functions",
            functions=(pair.first, pair.second),
            numbers=(
                ("points apart", pair.apart),
                ("from a hat, mean", pair.hat_mean),
                ("from a hat, 90th percentile", pair.hat_p90),
            ),
        )


def _gap(weights: WeightsFindings) -> Iterator[Finding]:
    gap = weights.gap
    if gap is None or not gap.beyond_chance:
        return
    sizes = {group.name: group.n for group in weights.groups}
    yield Finding(
        kind="gap",
        sentence=gap.sentence,
        details=(),
        n=sizes[gap.higher] + sizes[gap.lower],
        size=gap.gap,
        flag="contested",
        picture="need",
        need=gap.need,
        functions=(gap.higher, gap.lower),
        numbers=(
            ("gap", gap.gap),
            ("largest from a hat, median", gap.hat_median),
            ("largest from a hat, 90th percentile", gap.hat_p90),
        ),
    )


def _moved(weights: WeightsFindings) -> Iterator[Finding]:
    second = weights.second
    if second is None or second.moved_total is None:
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
    )


def _grid(weights: WeightsFindings | None, grid: GridFindings | None, dk_share: float) -> Iterator[Finding]:
    if grid is None:
        return
    points = _points(weights, grid)
    yield from _unknown(grid, points, dk_share)
    yield from _leads(weights, grid)
    flagged = [cell for name in grid.flagged if (cell := grid.cell(*name))]
    for cell in flagged or _widest(grid):
        yield _cell(grid, cell, points[cell.need])


def _points(weights: WeightsFindings | None, grid: GridFindings) -> dict[str, float]:
    """Mean points of each need of the grid; without weights every need counts the same."""
    means = {need.id: need.mean for need in weights.needs} if weights else {}
    even = 100 / len(grid.needs)
    return {need.id: even if means.get(need.id) is None else means[need.id] or 0.0 for need in grid.needs}


def _unknown(grid: GridFindings, points: dict[str, float], dk_share: float) -> Iterator[Finding]:
    """Companies that are hardly known, and of the others the weightiest cell too many do not know."""
    hardly = {company.id for company in grid.companies if company.hardly_known}
    for company in grid.companies:
        asked = [cell for cell in grid.cells if cell.company == company.id and cell.dont_know]
        cells = [cell for cell in asked if _share(cell) >= dk_share]
        if not cells:
            continue
        worst = max(cells, key=lambda cell: round(points[cell.need] * _share(cell), 9))
        whole = company.id in hardly
        sentence = wording.hardly_known(company.short) if whole else _unknown_words(grid, worst)
        yield Finding(
            kind="dont-know",
            sentence=sentence,
            details=tuple(_unknown_words(grid, cell) for cell in cells if whole or cell is not worst),
            n=company.answered if whole else worst.n + worst.dont_know,
            size=points[worst.need] * _share(worst),
            flag="don't know",
            picture="cell",
            need=worst.need,
            company=company.id,
            numbers=(("don't know", float(worst.dont_know)), ("marks", float(worst.n))),
        )


def _share(cell: Cell) -> float:
    return cell.dont_know / (cell.n + cell.dont_know)


def _unknown_words(grid: GridFindings, cell: Cell) -> str:
    company, need = _names(grid, cell.company, cell.need)
    return wording.cell_unknown(company, need, cell.dont_know, cell.n + cell.dont_know)


def _widest(grid: GridFindings) -> list[Cell]:
    """The cell in which marks differ most, where none is flagged."""
    valid = [cell for cell in grid.cells if cell.valid and cell.values and cell.sd]
    return [max(valid, key=lambda cell: round(cell.sd or 0.0, 9))] if valid else []


def _cell(grid: GridFindings, cell: Cell, points: float) -> Finding:
    company, need = _names(grid, cell.company, cell.need)
    spread = wording.cell_spread(company, need, cell.low or 0, cell.high or 0)
    medians = _medians(cell.groups)
    apart = wording.cell_functions(company, need, medians) if "functions" in cell.flags else None
    return Finding(
        kind="cell",
        sentence=apart or spread,
        details=(spread,) if apart else (),
        n=cell.n,
        size=points * (cell.sd or 0.0) / 10,
        flag="contested" if cell.flags else None,
        picture="cell",
        need=cell.need,
        company=cell.company,
        functions=tuple(name for name, _ in (medians[0], medians[-1])) if apart else (),
        numbers=(
            ("standard deviation", cell.sd or 0.0),
            ("lowest", float(cell.low or 0)),
            ("highest", float(cell.high or 0)),
        ),
    )


def _medians(groups: Sequence[GroupNumber]) -> list[tuple[str, float]]:
    """Functions' medians, highest first; "others" is no function."""
    found = [(group.name, group.median or 0.0) for group in groups if not group.others]
    return sorted(found, key=lambda item: -item[1])


def _leads(weights: WeightsFindings | None, grid: GridFindings) -> Iterator[Finding]:
    """Where the room believes it leads and trails; at stake are the points whose sign is contested."""
    best = [lead for lead in grid.leads if lead.best]
    if not best:
        return
    points = _points(weights, grid)
    split = [lead for lead in best if 3 * min(lead.ahead, lead.behind) >= lead.n]
    split.sort(key=lambda lead: -round(points[lead.need], 9))
    said, *more = [_split_words(grid, lead) for lead in split] or [grid.headline]
    yield Finding(
        kind="lead",
        sentence=said,
        details=tuple(more),
        n=max(lead.n for lead in best),
        size=sum(points[lead.need] for lead in split) / 2,
        flag="contested" if split else None,
        picture="lead",
        numbers=tuple((f"{lead.need} over {lead.rival}", lead.median or 0.0) for lead in best),
    )


def _split_words(grid: GridFindings, lead: Lead) -> str:
    rival, need = _names(grid, lead.rival, lead.need)
    return wording.lead_split(rival, need, lead.ahead, lead.behind)


def _names(grid: GridFindings, company: str, need: str) -> tuple[str, str]:
    companies = {line.id: line.short for line in grid.companies}
    needs = {words.id: words.short for words in grid.needs}
    return companies[company], needs[need]
