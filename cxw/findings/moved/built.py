"""The second round of points: beside the first, over those who answered both, never over it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from cxw.day import record
from cxw.day.record import Group, Points, WeightsRecord
from cxw.day.told_apart import WhoKnew
from cxw.findings.changed import SoManyChanged, Twice, so_many_changed
from cxw.findings.moved.types import NeedMoved, ReasonMoved, SecondWeights
from cxw.findings.moved.words import MovedSentences
from cxw.findings.people import NeedWords
from cxw.findings.view import AudienceView, Spread, group_means, points_by_name, short_seal
from cxw.model import WeightsRound
from cxw.stats import disagreement, moved


def second(
    view: AudienceView, found: WeightsRecord, groups: Sequence[Group], words: Sequence[NeedWords]
) -> SecondWeights | None:
    """What the second round shows, None without a revealed one.

    Where one or two answered only one of the two rounds, their points would follow from whatever else stood
    here: even a median beside the dots of round one says which dots are gone. Then only how many moved is
    told, the share of the points they moved to ten, and reasons that three or more gave.
    """
    round = found.second
    if round is None:
        return None
    return _Both(view, found, groups).told(round, words)


OTHERS = "others"
"""Reasons of too few to be told one by one."""


ROUGH = 10
"""Points moved from which on "most" leaves open how many the others were."""


class _Both:
    """The people who gave numbers in both rounds, and what may be said about them."""

    def __init__(self, view: AudienceView, found: WeightsRecord, groups: Sequence[Group]) -> None:
        after = in_first_order(found)
        self.view = view
        self.said = view.wording.moved
        self.found = found
        self.people = [person for person in found.rows if person in after]
        self.before = {person: found.rows[person] for person in self.people}
        self.after = {person: after[person] for person in self.people}
        self.left_out = len(found.rows) - len(self.people)
        self.joined = sum(person not in found.rows for person in after)
        there = (record.present(found.round), record.present(found.second) if found.second else set())
        first, second = WhoKnew(found.rows, there[0]), WhoKnew(after, there[1])
        printed = [first, *(WhoKnew(group.people, group.here) for group in groups)]
        some = view.enough(len(self.people)) and view.beside([first], second)
        self.twice: tuple[Twice, Twice] = there, (found.rows, after)
        self.means = some and view.beside(printed, first.both(second))
        self.groups = _groups(view, groups, found, self.people) if self.means else []
        self.moved = self._moved()

    def _moved(self) -> moved.PointsMoved | None:
        return moved.points_moved(disagreement.matrix(self.before), disagreement.matrix(self.after))

    def told(self, round: WeightsRound, words: Sequence[NeedWords]) -> SecondWeights:
        if not self.means or self.moved is None:
            return self._withheld(round, words)
        found, reasons = self.moved, self._reasons(round)
        apart = self._apart()
        needs = tuple(self._need(word, place, self.moved.per_need[place]) for place, word in enumerate(words))
        motives = [*_motives(reasons)]
        most = None if motives else self._most(round)
        drift = bool(most) or 0 < found.total <= 2 * sum(points for _, points in motives)
        headline = self.said.moved_in_words(found.total, len(self.people), motives, most)
        return replace(
            self._nothing(round),
            both=len(self.people),
            left_out=self.left_out,
            joined=self.joined,
            means_shown=self.means,
            needs=needs,
            apart_before=apart[0],
            apart_after=apart[1],
            alpha_before=self._alpha(self.before),
            alpha_after=self._alpha(self.after),
            moved_people=found.people,
            moved_total=found.total,
            moved_share=found.share,
            moved_median=found.median,
            reasons=reasons,
            brief=self.said.moved_brief(found.total, motives, most) if drift else "",
            drift=drift,
            headline=headline,
            sentences=tuple(self._sentences(needs, apart, headline)),
        )

    def _withheld(self, round: WeightsRound, words: Sequence[NeedWords]) -> SecondWeights:
        """How many moved, and no more than may be told of them."""
        changed = so_many_changed(self.moved.people if self.moved else 0, *self.twice)
        told = changed.people if changed and not changed.least else None
        share = to_ten(self.moved.share) if self.moved and told else None
        reasons = [one for one in self._all_reasons(round) if one.people >= record.THREE] if told else []
        return replace(
            self._nothing(round),
            needs=tuple(map(_need_moved, words)),
            moved_people=told,
            moved_share=share,
            reasons=tuple(replace(one, points=None) for one in reasons),
            headline=self._moved_headline(changed),
            sentences=(*self.said.to_ten_said(share), *((self.said.second_withheld(),) if changed else ())),
        )

    def _nothing(self, round: WeightsRound) -> SecondWeights:
        """The facts of the round, and nothing of what anybody moved."""
        return SecondWeights(
            both=None,
            left_out=None,
            joined=None,
            dont_know=sum(isinstance(answer, str) for answer in round.answers.values()),
            missing=record.counts(round.not_answered.values()),
            means_shown=False,
            needs=(),
            apart_before=None,
            apart_after=None,
            alpha_before=None,
            alpha_after=None,
            moved_people=None,
            moved_total=None,
            moved_share=None,
            moved_median=None,
            reasons=(),
            seal=short_seal(round.seal),
            people=points_by_name(self.view, round),
            brief="",
            drift=False,
            headline="",
            sentences=(),
        )

    def _moved_headline(self, changed: SoManyChanged | None) -> str:
        if changed:
            return self.said.so_many_moved(changed.people, least=changed.least)
        there, knew = self.twice
        if self.view.names or [*map(len, there)] == [*map(len, knew)]:  # who gave points twice, everybody saw
            return self.view.wording.points.too_few(len(self.people), "points twice")
        return self.said.too_few_twice()

    def _apart(self) -> tuple[float | None, float | None]:
        before, after = disagreement.matrix(self.before), disagreement.matrix(self.after)
        return disagreement.points_apart(before), disagreement.points_apart(after)

    def _alpha(self, rows: Mapping[str, Points]) -> float | None:
        found = disagreement.alpha(disagreement.matrix(rows))
        return found if isinstance(found, float) else None

    def _need(self, word: NeedWords, place: int, points: float) -> NeedMoved:
        before = tuple(sorted(row[place] for row in self.before.values()))
        after = tuple(sorted(row[place] for row in self.after.values()))
        return replace(
            _need_moved(word, before, after),
            moved=points,
            groups_before=group_means(self.before, self.groups, place),
            groups_after=group_means(self.after, self.groups, place),
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

    def _most(self, round: WeightsRound) -> str | None:
        """A reason without news that at least half of the points moved for; of the room's never of few."""
        total = self.moved.total if self.moved else 0.0
        if total < ROUGH:
            return None
        for one in self._all_reasons(round):
            enough = self.view.private or one.people >= record.THREE
            if one.reason in moved.NO_NEWS and enough and total <= 2 * (one.points or 0.0):
                return one.reason
        return None

    def _sentences(
        self, needs: Sequence[NeedMoved], apart: tuple[float | None, float | None], headline: str
    ) -> list[str]:
        said = []
        if self.moved and self.moved.total:
            share = self.said.moved_share(self.moved.total, len(self.people))
            if share not in headline:
                said.append(share)
        if apart[0] is not None and apart[1] is not None:
            said.append(self.said.second_apart(len(self.people), apart[0], apart[1]))
            said += _drifted(needs, self.said)
        if self.moved and moved.further_round_adds_little(
            self.moved, self.view.session.thresholds.stop_points
        ):
            said.append(self.said.stop(self.moved.median))
        return said


def to_ten(share: float) -> float:
    """A share of the points to the next ten of a hundred."""
    return int(10 * share + 0.5) / 10


def _motives(reasons: Sequence[ReasonMoved]) -> Iterator[tuple[str, float]]:
    """Reasons without news about customers whose points are told."""
    for one in reasons:
        if one.reason in moved.NO_NEWS and one.points is not None:
            yield one.reason, one.points


def _readable(reasons: Sequence[ReasonMoved]) -> list[ReasonMoved]:
    """Reasons of three or more each: with two, each would know what the other moved.

    Small ones stand together. Where that would leave one heap, its points would be the total, and only how
    many gave each reason is told; where only one or two moved, no reason is, as the total is theirs.
    """
    if _people(reasons) < record.THREE:
        return []
    told = _folded(reasons)
    if len(told) > 1 or len(reasons) == 1:
        return told
    return [replace(one, points=None) for one in reasons if one.people >= record.THREE]


def _folded(reasons: Sequence[ReasonMoved]) -> list[ReasonMoved]:
    """Small ones together, with larger ones until they are three: those that brought news first.

    So that agreement and no reason given, which say different things, stay apart as long as they may.
    """
    small = [one for one in reasons if one.people < record.THREE]
    if not small:
        return list(reasons)
    large = (one for one in reasons if one not in small)
    larger = sorted(large, key=lambda one: (one.reason in moved.NO_NEWS, one.people))
    while larger and _people(small) < record.THREE:
        small.append(larger.pop(0))
    together = ReasonMoved(OTHERS, _people(small), sum(one.points or 0.0 for one in small))
    return [*(one for one in reasons if one in larger), together]


def _people(reasons: Sequence[ReasonMoved]) -> int:
    return sum(one.people for one in reasons)


def _drifted(needs: Sequence[NeedMoved], said: MovedSentences) -> list[str]:
    """The need whose mean changed most, if by a point at all."""
    told = [(n.mean_before, n.mean_after, n) for n in needs]
    known = [(a, b, n) for a, b, n in told if a is not None and b is not None and abs(b - a) >= 1]
    if not known:
        return []
    before, after, need = max(known, key=lambda one: round(abs(one[1] - one[0]), 9))
    return [said.drifted(need.short, before, after)]


def in_first_order(found: WeightsRecord) -> dict[str, Points]:
    """The second round's rows in the order of the first round's needs."""
    if found.second is None:
        return {}
    places = [found.second.needs.index(need) for need in found.needs]
    return {person: tuple(row[p] for p in places) for person, row in found.second_rows().items()}


def _need_moved(word: NeedWords, before: Points = (), after: Points = ()) -> NeedMoved:
    """A need with its points in both rounds, in order of value; without any where they may not be told."""
    first, later = Spread.of(before), Spread.of(after)
    return NeedMoved(
        id=word.id,
        text=word.text,
        short=word.short,
        median_before=first.median,
        median_after=later.median,
        mean_before=first.mean,
        mean_after=later.mean,
        values_before=before,
        values_after=after,
        moved=None,
        groups_before=(),
        groups_after=(),
    )


def _groups(
    view: AudienceView, groups: Sequence[Group], found: WeightsRecord, people: Sequence[str]
) -> list[Group]:
    """Round one's groups cut down to these people: none at all where one of them became too small."""
    inside, ticked = set(people), set(view.session.ticked())
    small = view.session.thresholds.small_function
    there = _there(view, groups, record.present(found.second) if found.second else set())
    cut = [
        replace(
            g,
            people=tuple(p for p in g.people if p in inside),
            present=there.get(record.OTHERS if g.others else g.name, 0),
        )
        for g in groups
    ]
    left = [group for group in cut if group.people]
    enough = (len(group.people) >= small or ticked.issuperset(group.here) for group in left)
    return left if all(enough) else []


def _there(view: AudienceView, groups: Sequence[Group], here: Collection[str]) -> Counter[str]:
    """How many of each group were in the room."""
    names = {group.name for group in groups if not group.others}
    of = {person.id: person.function for person in view.session.asked() if person.id in here}
    return Counter(name if name in names else record.OTHERS for name in of.values())
