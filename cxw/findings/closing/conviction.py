"""How sure people are, before the talk and after it: private, and compared over who answered twice.

Each is sure of their own first need, not of the room's: so beside the mean stands how many can be right.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from statistics import fmean

from cxw.day import record
from cxw.day.evidence import FIRST_HAND
from cxw.day.told_apart import WhoKnew, safe_together
from cxw.findings.changed import SoManyChanged, so_many_changed
from cxw.findings.closing.types import ConvictionFindings, FirstNeedsNamed
from cxw.findings.moved.types import SecondWeights
from cxw.findings.people import PersonRow
from cxw.findings.view import AudienceView, by_name
from cxw.model import Evidence, Segment, at_least


def conviction(
    view: AudienceView, segment: Segment, second: SecondWeights | None
) -> ConvictionFindings | None:
    """Conviction before and after, None until the points are revealed or when nobody was asked.

    `second`: the second round of points as it may be told. Who gave no points of record has no first need.
    """
    before, after = segment.conviction.before, segment.conviction.after
    found = record.weights(segment)
    if found is None or not (before or after):
        return None
    first = {person: sure for person, sure in _numbers(before).items() if person in found.rows}
    later = _numbers(after)
    both = _both(view, (first, later), (before, after))
    added = _added_between(view, segment)
    asked, unsure = _asked(view, before)
    again_asked, again_unsure = _asked(view, after)
    named = _named(found.rows, first) if _private_enough(view, len(first)) else None
    then = _named(_second_rows(found, second), later) if both.told else None
    if then and not view.private and before.keys() != after.keys():
        # Beside how many of all name one need this would tell what whoever left had put first.
        then = replace(then, most=None, needs=None)
    return ConvictionFindings(
        before=asked,
        before_dont_know=unsure,
        after=again_asked,
        after_dont_know=again_unsure,
        twice=both.people if both.told else None,
        mean_before=both.before,
        mean_after=both.after,
        change=both.change,
        named=named,
        named_after=then,
        named_sentence=_sentence(view, named, then, len(found.rows)),
        customers_added=added,
        people=_people(view, before, after),
        headline=_headline(view, len(before), both, added),
        sentences=tuple(_sentences(view, unsure, len(before), named)),
    )


@dataclass(frozen=True)
class _SaidTwice:
    """Who said a number both times, how many of them said another one, as it may be told; and their means."""

    people: int
    changed: SoManyChanged | None
    before: float | None = None
    after: float | None = None

    @property
    def told(self) -> bool:
        return self.before is not None

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


_Said = Mapping[str, int | str]


def _both(
    view: AudienceView, said: tuple[dict[str, int], dict[str, int]], asked: tuple[_Said, _Said]
) -> _SaidTwice:
    first, later = said
    twice = [person for person in first if person in later]
    changed = sum(first[person] != later[person] for person in twice)
    found = _SaidTwice(len(twice), so_many_changed(changed, asked, said))
    before, after = (WhoKnew(knew, here) for knew, here in zip(said, asked, strict=True))
    alike = view.private or _alike(view, before, after)
    if not alike or not _private_enough(view, len(twice)):
        return found
    return replace(found, before=fmean(first[p] for p in twice), after=fmean(later[p] for p in twice))


def _second_rows(found: record.WeightsRecord, second: SecondWeights | None) -> Mapping[str, record.Points]:
    """The second round's points, nothing where they may not be told."""
    return found.second_rows() if second is not None and second.means_shown else {}


def _asked(view: AudienceView, said: _Said) -> tuple[int | None, int | None]:
    """How many were asked, and how many of them do not know; nothing where these are too few to be told."""
    if not _private_enough(view, len(said)):
        return None, None
    return len(said), len(said) - len(_numbers(said))


def _sentences(
    view: AudienceView, unsure: int | None, asked: int, named: FirstNeedsNamed | None
) -> Iterator[str]:
    if unsure:
        yield view.wording.closing.unsure_in_words(unsure, asked)
    if named and named.needs is not None and named.needs > 1:
        yield view.wording.closing.named_needs(named.needs)


def _named(rows: Mapping[str, record.Points], sure: Mapping[str, int]) -> FirstNeedsNamed:
    """How many named one first need, of those who said how sure they are; unknown where one has no row."""
    mean = fmean(sure.values())
    if not rows.keys() >= sure.keys():
        return FirstNeedsNamed(len(sure), None, None, mean)
    tops = [_first_needs(rows[person]) for person in sure]
    counts = Counter(chain.from_iterable(tops))
    ties = any(len(top) > 1 for top in tops)
    return FirstNeedsNamed(len(sure), max(counts.values()), None if ties else len(counts), mean)


def _first_needs(row: record.Points) -> list[int]:
    """Places of the needs with most points: more than one at a tie."""
    return [place for place, points in enumerate(row) if points == max(row)]


def _sentence(
    view: AudienceView, named: FirstNeedsNamed | None, then: FirstNeedsNamed | None, gave: int
) -> str | None:
    if named is None:
        return None
    return view.wording.closing.named_in_words(_told(named), _told(then) if then else None, gave)


def _told(found: FirstNeedsNamed) -> tuple[int, int | None, float]:
    return found.people, found.most, found.mean


def _alike(view: AudienceView, before: WhoKnew, after: WhoKnew) -> bool:
    """Whether who said it only once is nobody, enough, or has ticked; also in a room that shows names."""
    return safe_together([before], after, view.session.ticked())


def _private_enough(view: AudienceView, n: int) -> bool:
    """Convictions are private also in a room that shows names."""
    return n > 0 if view.private else n >= record.THREE


def _numbers(said: _Said) -> dict[str, int]:
    return {person: value for person, value in said.items() if isinstance(value, int)}


def _people(view: AudienceView, before: _Said, after: _Said) -> tuple[PersonRow, ...]:
    if not view.private:
        return ()
    first, later = _numbers(before), _numbers(after)
    asked = dict.fromkeys([*before, *after])
    return by_name(
        view.person_row(person, ("before", "after"), (first.get(person), later.get(person)))
        for person in asked
    )


def _added_between(view: AudienceView, segment: Segment) -> int:
    """Evidence with customers behind it that came in between the two questions."""
    found = record.weights(segment)
    start = found.round.closed or found.round.opened if found else None
    end = segment.stages.of("grid").done or segment.stages.of("closing").opened
    return sum(
        _from_customers(item) and item.segment in (None, segment.id) and _between(item.added, start, end)
        for item in view.session.evidence
    )


def _from_customers(item: Evidence) -> bool:
    return bool(at_least(item.customers)) or item.kind in FIRST_HAND


def _between(at: dt.datetime | dt.date | None, start: dt.datetime | None, end: dt.datetime | None) -> bool:
    """Whether something added then may have come in between; a bare date counts for its whole day."""
    if at is None or start is None:
        return False
    if isinstance(at, dt.datetime):
        return start <= at and (end is None or at <= end)
    return start.date() <= at and (end is None or at <= end.date())


def _headline(view: AudienceView, asked: int, both: _SaidTwice, added: int) -> str:
    said = view.wording.closing
    if both.change is not None:
        return said.surer(both.people, both.change, added)
    if both.changed:
        return said.so_many_surer(both.changed.people, least=both.changed.least)
    return said.asked_once(asked)
