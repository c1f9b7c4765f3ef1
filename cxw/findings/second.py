"""The second round of points: beside the first, over those who answered both, never over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean, median

from cxw import disagreement, moved, record
from cxw.findings import wording
from cxw.findings.types import GroupNumber, NeedMoved, NeedWords, ReasonMoved, SecondWeights
from cxw.findings.view import View, points_by_name, short_seal
from cxw.model import WeightsRound
from cxw.record import Group, Points, WeightsRecord


def second(
    view: View, found: WeightsRecord, groups: Sequence[Group], words: Sequence[NeedWords]
) -> SecondWeights | None:
    """What the second round shows, None without a revealed one.

    Where a mean over those who answered both would give one or two rows away beside the means of round one,
    only counts, points moved and the second round's medians are shown: beside the dots of round one even a
    median of fewer people says which dots are gone.
    """
    round = found.second
    if round is None:
        return None
    return _Both(view, found, groups).told(round, words)


OTHERS, NO_NEWS = "others", "no news"
"""Reasons of too few to be told one by one: with news, and without any."""


class _Both:
    """The people who gave numbers in both rounds, and what may be said about them."""

    def __init__(self, view: View, found: WeightsRecord, groups: Sequence[Group]) -> None:
        after = in_order(found)
        self.view = view
        self.found = found
        self.people = [person for person in found.rows if person in after]
        self.before = {person: found.rows[person] for person in self.people}
        self.after = {person: after[person] for person in self.people}
        self.left_out = len(found.rows) - len(self.people)
        self.joined = sum(person not in found.rows for person in after)
        self.some = view.enough(len(self.people))
        printed = [found.rows, *(group.people for group in groups)]
        self.means = self.some and view.beside(printed, self.people)
        self.groups = _groups(view, groups, self.people) if self.means else ()
        self.moved = self._moved() if self.some else None

    def _moved(self) -> moved.Moved | None:
        return moved.moved(disagreement.matrix(self.before), disagreement.matrix(self.after))

    def told(self, round: WeightsRound, words: Sequence[NeedWords]) -> SecondWeights:
        found, reasons = self.moved, self._reasons(round)
        apart = self._apart()
        needs = tuple(self._need(word, place) for place, word in enumerate(words))
        no_news = _no_news(reasons)
        drift = self._drift(round)
        headline = self._headline(no_news, drift)
        return SecondWeights(
            both=len(self.people),
            left_out=self.left_out,
            joined=self.joined,
            dont_know=sum(isinstance(answer, str) for answer in round.answers.values()),
            missing=record.counts(round.not_answered.values()),
            means_shown=self.means,
            needs=needs,
            apart_before=apart[0],
            apart_after=apart[1],
            alpha_before=self._alpha(self.before),
            alpha_after=self._alpha(self.after),
            moved_people=found.people if found else None,
            moved_total=found.total if found else None,
            moved_share=found.share if found else None,
            moved_median=found.median if found else None,
            reasons=reasons,
            seal=short_seal(round.seal),
            people=points_by_name(self.view, round),
            no_news=no_news,
            drift=drift,
            headline=headline,
            sentences=tuple(self._sentences(needs, apart, headline)),
        )

    def _apart(self) -> tuple[float | None, float | None]:
        if not self.means:
            return None, None
        before, after = disagreement.matrix(self.before), disagreement.matrix(self.after)
        return disagreement.apart(before), disagreement.apart(after)

    def _alpha(self, rows: Mapping[str, Points]) -> float | None:
        found = disagreement.alpha(disagreement.matrix(rows)) if self.means else None
        return found if isinstance(found, float) else None

    def _need(self, word: NeedWords, place: int) -> NeedMoved:
        before = tuple(sorted(row[place] for row in self.before.values())) if self.means else ()
        after = tuple(sorted(row[place] for row in self.after.values())) if self.some else ()
        return NeedMoved(
            id=word.id,
            text=word.text,
            short=word.short,
            median_before=float(median(before)) if before else None,
            median_after=float(median(after)) if after else None,
            mean_before=fmean(before) if before else None,
            mean_after=fmean(after) if self.means else None,
            values_before=before,
            values_after=after if self.means else (),
            moved=self.moved.per_need[place] if self.moved else None,
            groups_before=self._group_means(self.before, place),
            groups_after=self._group_means(self.after, place),
        )

    def _group_means(self, rows: Mapping[str, Points], place: int) -> tuple[GroupNumber, ...]:
        return tuple(
            GroupNumber(g.name, len(g.people), fmean(rows[p][place] for p in g.people), None, g.others)
            for g in self.groups
        )

    def _all_reasons(self, round: WeightsRound) -> list[ReasonMoved]:
        if not self.moved:
            return []
        given = moved.by_reason(self.moved.each, [round.reasons.get(person) for person in self.people])
        return [ReasonMoved(one.reason, one.people, one.points) for one in given]

    def _reasons(self, round: WeightsRound) -> tuple[ReasonMoved, ...]:
        """Points moved, by the reason of whoever moved them; the room's never for one or two alone."""
        found = self._all_reasons(round)
        return tuple(found if self.view.private else _readable(found))

    def _drift(self, round: WeightsRound) -> bool:
        """Whether at least half moved without news; of the room's never about one or two people."""
        if self.moved is None or not self.moved.total:
            return False
        still = [one for one in self._all_reasons(round) if one.reason in moved.NO_NEWS]
        enough = self.view.private or _people(still) >= record.THREE
        return enough and 2 * sum(one.points or 0.0 for one in still) >= self.moved.total

    def _headline(self, no_news: float | None, drift: bool) -> str:
        if not self.moved:
            return wording.too_few(len(self.people), "points twice")
        return wording.moved(self.moved.total, len(self.people), no_news, drift)

    def _sentences(
        self, needs: Sequence[NeedMoved], apart: tuple[float | None, float | None], headline: str
    ) -> list[str]:
        said = []
        if self.moved and self.moved.total:
            share = wording.moved_share(self.moved.total, len(self.people))
            said += [] if share in headline else [share]
        if apart[0] is not None and apart[1] is not None:
            said.append(wording.second_apart(len(self.people), apart[0], apart[1]))
            said += _drifted(needs)
        if self.moved and moved.enough(self.moved, self.view.session.thresholds.stop_points):
            said.append(wording.stop(self.moved.median))
        if self.some and not self.means:
            said.append(wording.second_withheld())
        return said


def _no_news(reasons: Sequence[ReasonMoved]) -> float | None:
    """Points that moved without any news about customers; None where they are not told."""
    told = [reason.points for reason in reasons if reason.reason in (*moved.NO_NEWS, NO_NEWS)]
    return sum(points for points in told if points is not None) if None not in told else None


def _readable(reasons: Sequence[ReasonMoved]) -> list[ReasonMoved]:
    """Reasons of three or more each: with two, each would know what the other moved.

    What brought no news stays apart from what did, as the headline tells it, unless its people are too few.
    Where those with news are one or two, no points are told: theirs would be what is left of the total; where
    only one or two moved, no reason is, as the total is theirs.
    """
    if _people(reasons) < record.THREE:
        return []
    still = [one for one in reasons if one.reason in moved.NO_NEWS]
    if 0 < _people(still) < record.THREE:
        told = _folded(reasons, OTHERS)
        return [] if [one.reason for one in told] == [OTHERS] else told
    news = [one for one in reasons if one not in still]
    told = [*_folded(news, OTHERS), *_folded(still, NO_NEWS)]
    return [replace(one, points=None) for one in told] if 0 < _people(news) < record.THREE else told


def _folded(reasons: Sequence[ReasonMoved], name: str) -> list[ReasonMoved]:
    """Small ones together under one name, with the next larger ones until they are three; else no points."""
    larger = sorted(reasons, key=lambda one: one.people)
    small: list[ReasonMoved] = []
    while larger and (larger[0].people < record.THREE or 0 < _people(small) < record.THREE):
        small.append(larger.pop(0))
    if not small:
        return list(reasons)
    people, points = _people(small), sum(one.points or 0.0 for one in small)
    called = small[0].reason if len(small) == 1 else name
    together = ReasonMoved(called, people, points if people >= record.THREE else None)
    return [*(one for one in reasons if one in larger), together]


def _people(reasons: Sequence[ReasonMoved]) -> int:
    return sum(one.people for one in reasons)


def _drifted(needs: Sequence[NeedMoved]) -> list[str]:
    """The need whose mean changed most, if by a point at all."""
    told = [(n.mean_before, n.mean_after, n) for n in needs]
    known = [(a, b, n) for a, b, n in told if a is not None and b is not None and abs(b - a) >= 1]
    if not known:
        return []
    before, after, need = max(known, key=lambda one: round(abs(one[1] - one[0]), 9))
    return [wording.drifted(need.short, before, after)]


def in_order(found: WeightsRecord) -> dict[str, Points]:
    """The second round's rows in the order of the first round's needs."""
    if found.second is None:
        return {}
    places = [found.second.needs.index(need) for need in found.needs]
    return {person: tuple(row[p] for p in places) for person, row in found.second_rows().items()}


def _groups(view: View, groups: Sequence[Group], people: Sequence[str]) -> tuple[Group, ...]:
    """Round one's groups cut down to these people: none at all where one of them became too small."""
    inside = set(people)
    cut = [Group(g.name, tuple(p for p in g.people if p in inside), g.functions, g.others) for g in groups]
    left = [group for group in cut if group.people]
    small = view.session.thresholds.small_function
    return tuple(left) if all(len(group.people) >= small for group in left) else ()
