"""What another room like this one would say too: tiers, camps, intervals, and how far people agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxw.findings.languages import Wording
from cxw.findings.people import NeedWords
from cxw.findings.points.types import Agreement, Camp, Camps, Tiers
from cxw.findings.view import AudienceView
from cxw.stats import disagreement
from cxw.stats.disagreement import Described, Matrix, NoNumber, Side
from cxw.stats.firmness import tiers as firm


def tier_findings(view: AudienceView, points: Matrix, words: Sequence[NeedWords]) -> Tiers:
    """Needs in groups whose order is settled, and what may be said of them."""
    found = firm.tiers(points, view.seed, stands=view.session.thresholds.tier)
    ids = [word.id for word in words]
    return Tiers(
        groups=tuple(tuple(ids[place] for place in group) for group in found.groups),
        boundaries=tuple(
            (ids[place], share) for place, share in zip(found.order, found.shares, strict=False)
        ),
        sentence=_sentence(points, found, words, view.wording),
        stands=found.stands,
    )


def _sentence(points: Matrix, found: firm.NeedTiers, words: Sequence[NeedWords], said: Wording) -> str:
    means = points.mean(axis=0)
    told = [[(words[place].short, float(means[place])) for place in group] for group in found.groups]
    if len(told) < 2:
        ends = (float(means.min()), float(means.max()))
        return said.points.not_settled(len(words), ends, few=not found.groups)
    return said.points.tiers_in_words([sorted(group, key=lambda need: -round(need[1], 9)) for group in told])


@dataclass(frozen=True)
class Stand:
    """How people stand on one need: as two camps or described, and at the two ends by counts."""

    camps: Camps | None = None
    sides: tuple[Camp, ...] = ()
    outright: tuple[Camp, Camp] | None = None


def stands(view: AudienceView, points: Matrix, words: Sequence[NeedWords], unit: float) -> list[Stand]:
    """For each need two sides with their p, or below six people who stands where; and the two ends."""
    limit, said = view.session.thresholds.camps_p, view.wording
    camps = disagreement.camps(points, view.seed, unit=unit)
    found = zip(camps, disagreement.outright(points), words, strict=True)
    return [
        Stand(*_camps(one, word.short, limit, said), (_camp(ends[0]), _camp(ends[1])) if ends else None)
        for one, ends, word in found
    ]


def _camps(found: object, need: str, limit: float, said: Wording) -> tuple[Camps | None, tuple[Camp, ...]]:
    if isinstance(found, Described):
        return None, tuple(map(_camp, found.sides))
    if not isinstance(found, disagreement.CampSplit):
        return None, ()
    low, high = _camp(found.low), _camp(found.high)
    told = found.p_all <= limit + disagreement.TOLERANCE
    sides = [(side.people, side.low, side.high) for side in (high, low)]
    sentence = said.points.two_camps(need, sides) if told else None
    return Camps(low, high, found.share, found.p_all, sentence), ()


def _camp(side: Side) -> Camp:
    return Camp(side.people, side.low, side.high)


def mean_interval(values: Sequence[float], needs: int) -> tuple[tuple[float, float] | None, str | None]:
    """Where the mean of another room like this one would mostly lie, and how often."""
    found = disagreement.student_interval(values, needs)
    return (None, None) if isinstance(found, NoNumber) else ((found.low, found.high), found.covers)


def agreement_findings(view: AudienceView, points: Matrix) -> Agreement:
    """Alpha and W with what chance gives: for the workings."""
    alpha = disagreement.alpha(points)
    w = disagreement.rank_agreement(points, view.seed)
    known = None if isinstance(alpha, NoNumber) else alpha
    if isinstance(w, NoNumber):
        return Agreement(known, None, None, None, None, None, w.why)
    return Agreement(known, w.w, w.by_chance, w.spearman, w.p, w.how, None)
