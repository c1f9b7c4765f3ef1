"""What customers say of each entry of the SWOT: the marks they gave us and the best rival they know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np

from cxw.day import record
from cxw.findings.customers.answered import CustomerAnswers
from cxw.findings.customers.types import EntryAgainst, Outcome
from cxw.findings.swot.types import SwotEntry, SwotFindings, SwotKind
from cxw.findings.view import AudienceView
from cxw.model import Segment
from cxw.stats import customers as stats
from cxw.stats.customers import Side

PREDICTED: Mapping[SwotKind, Side] = {"strength": "ahead", "excess": "ahead", "weakness": "behind"}
"""Where we stand if the entry is true; of the others it is told where customers see us."""
HAS_FEW_POINTS: frozenset[SwotKind] = frozenset(("excess", "light"))
Weighs: TypeAlias = Literal["less", "more"]


@dataclass(frozen=True)
class _Weight:
    """Customers' points for one need."""

    points: float
    n: int
    than_even: Weighs | None
    """Whether it is surely less or more than an even share."""


@dataclass(frozen=True)
class _Lead:
    """Customers' marks for us and one rival on one need, over those who marked both."""

    rival: str
    own: float
    theirs: float
    n: int
    side: Side | None
    banded: bool

    @property
    def by(self) -> float:
        return self.own - self.theirs


def entries_against(
    view: AudienceView, segment: Segment, swot: SwotFindings | None, answers: CustomerAnswers
) -> tuple[EntryAgainst, ...]:
    """The entries about which customers gave marks or points; none without a board."""
    if swot is None:
        return ()
    asked = [entry for entry in swot.entries if entry.need in answers.needs]
    leads = _leads(view, segment, answers)
    weights = _weights(view, segment, answers)
    found = (_against(entry, leads.get(entry.need, ()), weights.get(entry.need)) for entry in asked)
    if answers.sums:
        found = (replace(one, outcome="sums") if one.marked else one for one in found)
    said = view.wording.customers
    return tuple(
        replace(one, numbers=said.entry_numbers(one), verdict=said.entry_verdict(one))
        for one in found
        if one.marked or one.points is not None
    )


def _against(entry: SwotEntry, leads: Sequence[_Lead], weight: _Weight | None) -> EntryAgainst:
    bare = EntryAgainst(
        entry.kind,
        entry.need,
        entry.short,
        points=None,
        weighs=_unlike(entry.kind, weight),
        own=None,
        rival=None,
        theirs=None,
        n=0,
        side=None,
        outcome="not asked",
    )
    if weight is not None:
        bare = replace(bare, points=weight.points, n=weight.n)
    lead = _best(leads)
    if lead is None:
        return bare
    return replace(
        bare,
        own=lead.own,
        rival=lead.rival,
        theirs=lead.theirs,
        n=lead.n,
        side=lead.side,
        outcome=_outcome(entry.kind, lead.side),
    )


def _unlike(kind: SwotKind, weight: _Weight | None) -> Weighs | None:
    """Whether customers surely give it less, or more, than an even share, where the entry says otherwise."""
    unlike: Weighs = "more" if kind in HAS_FEW_POINTS else "less"
    return unlike if weight is not None and weight.than_even == unlike else None


def _best(leads: Sequence[_Lead]) -> _Lead | None:
    """The rival we lead least of those whom enough customers know; without such a one of all of them."""
    known = [lead for lead in leads if lead.banded] or [*leads]
    return min(known, key=lambda lead: lead.by, default=None)


def _outcome(kind: SwotKind, side: Side | None) -> Outcome:
    if side is None:
        return "open"
    if kind not in PREDICTED:
        return "told"
    if side == PREDICTED[kind]:
        return "so"
    return "level" if side == "level" else "other"


def _leads(view: AudienceView, segment: Segment, answers: CustomerAnswers) -> dict[str, list[_Lead]]:
    """Need -> us against every rival whom customers marked on it; one band holds for all of them."""
    own = view.session.company.id
    rivals = [one for one in view.session.companies(segment) if one.id != own and one.id in answers.marks]
    if own not in answers.marks or not rivals:
        return {}
    gaps = np.hstack([answers.marks[own] - answers.marks[rival.id] for rival in rivals])
    band = stats.customer_band(gaps, answers.weights, view.seed)
    bar, width = float(view.session.thresholds.lead), len(answers.needs)
    found: dict[str, list[_Lead]] = {}
    for column in np.flatnonzero(band.customers >= (1 if answers.sums else record.THREE)):
        both, place = ~np.isnan(gaps[:, column]), int(column) % width
        mark = float(np.average(answers.marks[own][both, place], weights=answers.weights[both]))
        ends = float(band.low[column]), float(band.high[column])
        lead = _Lead(
            rivals[column // width].label,
            mark,
            mark - float(band.mean[column]),
            answers.n if answers.sums else int(band.customers[column]),
            stats.side_seen(float(band.mean[column]), ends, bar),
            banded=bool(band.banded[column]),
        )
        found.setdefault(answers.needs[place], []).append(lead)
    return found


def _weights(view: AudienceView, segment: Segment, answers: CustomerAnswers) -> dict[str, _Weight]:
    """Need -> customers' points; none where they spread them over another list."""
    if set(answers.needs) != set(segment.chosen):
        return {}
    band = stats.customer_band(answers.points, answers.weights, view.seed)
    return {
        need: _Weight(
            float(band.mean[place]),
            answers.n if answers.sums else int(band.customers[place]),
            _than(100 / len(answers.needs), float(band.low[place]), float(band.high[place])),
        )
        for place, need in enumerate(answers.needs)
        if not np.isnan(band.mean[place])
    }


def _than(even: float, low: float, high: float) -> Weighs | None:
    """Whether a whole band lies below an even share, or above it; NaN, without a band, does neither."""
    if high < even:
        return "less"
    return "more" if low > even else None


def unmarked_rivals(view: AudienceView, segment: Segment, answers: CustomerAnswers) -> tuple[str, ...]:
    """Rivals whom the room marked, and too few customers to say where we stand against them."""
    marked = record.marks(segment)
    if marked is None:
        return ()
    own = view.session.company.id
    rivals = [one for one in view.session.companies(segment) if one.id in marked.companies and one.id != own]
    return tuple(one.label for one in rivals if _knowing(answers, own, one.id) < stats.BAND_FROM)


def _knowing(answers: CustomerAnswers, own: str, rival: str) -> int:
    """How many customers marked both companies on the need where most did; of sums all they are of."""
    if own not in answers.marks or rival not in answers.marks:
        return 0
    if answers.sums:
        return answers.n
    gaps = answers.marks[own] - answers.marks[rival]
    return int((~np.isnan(gaps)).sum(axis=0).max())
