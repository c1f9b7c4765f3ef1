"""The room's record held against customers' answers; the room is judged as a whole, never a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from statistics import fmean
from typing import get_args

import numpy as np

from cxw.day import record
from cxw.findings.customers.answered import CustomerAnswers, customer_answers
from cxw.findings.customers.entries import entries_against, unmarked_rivals
from cxw.findings.customers.types import (
    Bias,
    CustomersFindings,
    FirstAgainst,
    FunctionAgainst,
    JudgedTest,
    MarkAgainst,
    Nearer,
    NeedAgainst,
    SureAgainst,
)
from cxw.findings.customers.words import CustomersSentences
from cxw.findings.marks.types import GridFindings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.swot.types import SwotFindings
from cxw.findings.view import AudienceView
from cxw.model import DK, From, Id, Research, Segment
from cxw.stats import customers as stats
from cxw.stats.scores import Matrix

FEWEST_SURE = 6
"""People below whom the score of being sure, beside their mean, would say too much of one of them."""
STEP = 0.05
"""In which the room is told its score: two decimals, beside a shared copy, could say who was sure of what."""
NEAR = 1
"""Points by which the room and an even share may differ and be called about as near."""
SHARE_FIRST = "share first"
"""What a test measures: the share of customers who put a need first."""


def customers_findings(
    view: AudienceView,
    segment: Segment,
    told: tuple[WeightsFindings | None, GridFindings | None, SwotFindings | None],
) -> CustomersFindings | None:
    """The room against customers; None where no customer has answered, or nothing of the room is revealed."""
    weighed, grid, swot = told
    answers = customer_answers(segment)
    if answers is None or (weighed is None and grid is None):
        return None
    asked = segment.customers[-1]
    needs = tuple(_needs(view, weighed, answers))
    room, theirs = np.array([one.room for one in needs]), np.array([one.theirs for one in needs])
    apart = stats.points_between(room, theirs) if needs else None
    even = stats.points_between(stats.even_share(len(needs)), theirs) if needs else None
    found = CustomersFindings(
        n=answers.n,
        date=asked.date,
        source=asked.source,
        aggregated=answers.sums,
        needs=needs,
        apart=apart,
        even=even,
        nearer=_nearer(apart, even),
        first=_first(view, needs, answers),
        sure=_sure(view, segment, needs),
        marks=tuple(_marks(view, grid, answers)),
        bias=_bias(view, grid, answers),
        entries=entries_against(view, segment, swot, answers),
        unmarked=unmarked_rivals(view, segment, answers),
        missing=tuple(_missing(view, segment)),
        functions=tuple(_functions(weighed, needs)),
        complete=all(asked.texts.get("more") == [] for asked in segment.customers),
    )
    return _worded(found, segment, view.wording.customers, points_given=weighed is not None)


def _worded(
    found: CustomersFindings, segment: Segment, said: CustomersSentences, *, points_given: bool
) -> CustomersFindings:
    """The same in sentences."""
    headline = said.asked(found.n, found.date) if found.apart is None else said.apart(found.apart, found.n)
    other_list = points_given and not found.needs and any(one.weights for one in segment.customers)
    on_points = [said.OTHER_LIST] if other_list else filter(None, _on_points(found, said))
    beyond = [need for need in found.needs if need.beyond]
    far = said.gaps(beyond, banded=True) if beyond else ""
    return replace(
        found,
        headline=headline,
        on_points=tuple(on_points),
        far=far,
        on_sureness=(said.sure(found.sure),) if found.sure is not None else (),
        on_marks=tuple(filter(None, _on_marks(found, said))),
        sides=said.sides(found.entries),
        on_them=tuple(_who(segment, said)),
    )


def _needs(
    view: AudienceView, weighed: WeightsFindings | None, answers: CustomerAnswers
) -> Iterator[NeedAgainst]:
    """Need by need, where customers had the room's list and the room's numbers may be told."""
    if weighed is None or {need.id for need in weighed.needs} != {*answers.needs}:
        return
    band = stats.customer_band(answers.points, answers.weights, view.seed)
    for need in weighed.needs:
        place = answers.needs.index(need.id)
        mean = float(band.mean[place])
        if need.mean is None or np.isnan(mean):
            return
        ends = (float(band.low[place]), float(band.high[place])) if band.banded[place] else (None, None)
        yield NeedAgainst(need.id, need.text, need.short, need.mean, mean, *ends)


def _nearer(apart: float | None, even: float | None) -> Nearer | None:
    if apart is None or even is None:
        return None
    if abs(apart - even) < NEAR:
        return "level"
    return "even" if even < apart else "room"


def _first(view: AudienceView, needs: Sequence[NeedAgainst], answers: CustomerAnswers) -> FirstAgainst | None:
    if not needs:
        return None
    words = {need.id: need.short for need in needs}
    ours = stats.tops(np.array([need.room for need in needs]))
    theirs = stats.first_need(answers.points, answers.weights, view.seed)
    room = {needs[place].id for place in ours}
    customers = {answers.needs[place] for place in theirs.places}
    return FirstAgainst(
        tuple(words[id] for id in words if id in room),
        tuple(words[id] for id in words if id in customers),
        theirs.draws,
        theirs.verdict([answers.needs.index(id) for id in room]),
        theirs.settled,
    )


def _sure(view: AudienceView, segment: Segment, needs: Sequence[NeedAgainst]) -> SureAgainst | None:
    """Each conviction against whether that person's first need was customers'; told of the room alone."""
    found = record.weights(segment)
    if found is None or not needs or view.session.shared:
        return None  # in a shared copy nobody can see who was how sure of which need
    first = needs[stats.tops(np.array([need.theirs for need in needs]))[0]].id
    chances, right = [], []
    for person, sure in segment.conviction.before.items():
        row = found.rows.get(person)
        if row is None or not isinstance(sure, int):
            continue
        chances.append(sure / 100)
        right.append(row[found.needs.index(first)] >= max(row))
    score = stats.brier(chances, right)
    if score is None or (len(chances) < FEWEST_SURE and not view.private):
        return None
    told = score if view.private else round(score / STEP) * STEP
    return SureAgainst(len(chances), 100 * fmean(chances), told)


def _marks(view: AudienceView, grid: GridFindings | None, answers: CustomerAnswers) -> Iterator[MarkAgainst]:
    """Our own middle marks beside customers', where both may be told."""
    own = view.session.company.id
    if grid is None or own not in answers.marks:
        return
    for need in grid.needs:
        cell = grid.cell(own, need.id)
        if cell is None or cell.median is None or need.id not in answers.needs:
            continue
        column = answers.marks[own][:, answers.needs.index(need.id)]
        given = ~np.isnan(column)
        if not given.any():
            continue
        middle = _middle(column[given], answers.weights[given])
        n = answers.n if answers.sums else int(given.sum())
        yield MarkAgainst(need.id, need.text, need.short, cell.median, middle, n)


def _middle(values: Matrix, weights: Matrix) -> float:
    """The weighted median: half of the weight lies below it, half above."""
    order = np.argsort(values, kind="stable")
    values, below = values[order], np.cumsum(weights[order]) / weights.sum()
    place = int(np.searchsorted(below, 0.5 - 1e-12))
    if abs(below[place] - 0.5) < 1e-12 and place + 1 < len(values):
        return float((values[place] + values[place + 1]) / 2)
    return float(values[place])


def _our_means(grid: GridFindings, own: Id) -> dict[Id, float]:
    """Need -> the mean of our own marks there, where one may be told."""
    cells = ((need.id, grid.cell(own, need.id)) for need in grid.needs)
    return {need: cell.mean for need, cell in cells if cell is not None and cell.mean is not None}


def _bias(view: AudienceView, grid: GridFindings | None, answers: CustomerAnswers) -> Bias | None:
    """The mean of our own marks over needs less customers', with a band from thirty customers on."""
    own = view.session.company.id
    if grid is None or own not in answers.marks:
        return None
    means = _our_means(grid, own)
    marked = [not np.isnan(column).all() for column in answers.marks[own].T]
    places = [place for place, need in enumerate(answers.needs) if need in means and marked[place]]
    if not places:
        return None
    theirs = answers.marks[own][:, places]
    room = fmean(means[answers.needs[place]] for place in places)
    given = [answers.n] if answers.sums else (~np.isnan(theirs)).sum(axis=0).tolist()
    many = {"needs": len(places), "n": min(given), "most": max(given)}
    each = stats.customer_means(theirs.T, np.ones(len(places)))[:, None]
    band = stats.customer_band(each, answers.weights, view.seed)
    by = room - float(np.mean(stats.customer_means(theirs, answers.weights)))
    if not band.banded[0]:
        return Bias(by, None, None, **many)
    half = float(band.high[0] - band.mean[0])
    return Bias(by, by - half, by + half, **many)


def _missing(view: AudienceView, segment: Segment) -> Iterator[str]:
    """What customers wrote matters more than any need of the list; no word of it names one of us."""
    for asked in segment.customers:
        for text in asked.texts.get("more", []):
            yield view.said(text) or text


def judged(segment: Segment) -> tuple[JudgedTest, ...]:
    """Promised tests that customers' answers judge; sums without rows judge none."""
    answers = customer_answers(segment)
    return (
        () if answers is None or answers.sums or not len(answers.points) else tuple(_tests(segment, answers))
    )


def _tests(segment: Segment, answers: CustomerAnswers) -> Iterator[JudgedTest]:
    """Promised tests of the one kind that is measured: the share of customers who put a need first."""
    shares = dict(zip(answers.needs, stats.named_first(answers.points, answers.weights), strict=True))
    for card in segment.research:
        test = card.test
        if test is None or test.what != SHARE_FIRST or test.need not in shares:
            continue
        share = float(shares[test.need])
        if np.isnan(share):
            continue
        if test.below is not None:
            yield _judged(card, share, test.below, held=share >= test.below)
        elif test.above is not None:
            yield _judged(card, share, test.above, held=share <= test.above)


def _judged(card: Research, share: float, limit: float, *, held: bool) -> JudgedTest:
    return JudgedTest(card.id, card.question, share, limit, "held" if held else "wrong")


def _functions(weighed: WeightsFindings | None, needs: Sequence[NeedAgainst]) -> Iterator[FunctionAgainst]:
    """How far each function that shows was from customers."""
    if weighed is None or not needs:
        return
    theirs = np.array([need.theirs for need in needs])
    numbers = [*chain.from_iterable(need.groups for need in weighed.needs)]
    for group in weighed.groups:
        means = [number.mean for number in numbers if number.name == group.name]
        if len(means) == len(needs) and all(mean is not None for mean in means):
            yield FunctionAgainst(group.name, stats.points_between(np.array(means, dtype=float), theirs))


def _on_points(found: CustomersFindings, said: CustomersSentences) -> Iterator[str]:
    if found.nearer is not None and found.even is not None:
        yield said.baseline(found.nearer, found.even, found.complete)
    banded = any(need.low is not None for need in found.needs)
    yield said.gaps([need for need in found.needs if need.beyond], banded)
    if found.needs and not banded:
        yield said.SUMS if found.aggregated else said.NO_BAND
    if found.first is not None:
        yield said.first(found.first, found.n)


def _on_marks(found: CustomersFindings, said: CustomersSentences) -> Iterator[str]:
    if found.bias is not None:
        yield said.bias(found.bias)
    yield said.sides(found.entries)
    if found.aggregated and found.marks and not found.needs:
        yield said.SUMS


def _who(segment: Segment, said: CustomersSentences) -> Iterator[str]:
    """Which customers answered, and that nobody who is gone is among them."""
    answered = Counter(chain.from_iterable(one.who for one in segment.customers))
    if not answered:
        return
    kinds = [(kind, answered[kind]) for kind in get_args(From) if answered[kind]]
    yield said.who(kinds, answered[DK])
    if [kind for kind, _ in kinds] == ["customers"]:
        yield said.NEVER_LEFT
