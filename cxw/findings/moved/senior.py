"""What concerns people who were declared senior before the round was sealed, for the facilitator alone.

Nobody undeclared is ever tested or named, and nothing of this is in the room's findings, on a wall, or in the
workings behind one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxw.day import record
from cxw.day.record import WeightsRecord
from cxw.findings.moved.built import in_first_order
from cxw.findings.moved.types import RecordWithout, SeniorFindings, SeniorPull
from cxw.findings.points.built import record_findings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.view import AudienceView
from cxw.model import Segment
from cxw.stats import disagreement, moved

NO_FUNCTIONS = "Too few answered for functions to be told apart."


def senior(view: AudienceView, segment: Segment, weights: WeightsFindings | None) -> SeniorFindings | None:
    """Pulls and the record without them; None for the room, and where nobody declared gave points."""
    found = record.weights(segment)
    if not view.private or found is None or weights is None:
        return None
    declared = [person for person in view.session.seniors() if person in found.rows]
    if not declared:
        return None
    return SeniorFindings(
        pulls=tuple(_pulls(view, found, declared)) if view.session.pull else (),
        without=tuple(_without(view, segment, (found, weights), declared)),
    )


def _pulls(view: AudienceView, found: WeightsRecord, declared: Sequence[str]) -> Iterator[SeniorPull]:
    after = in_first_order(found)
    both = [person for person in found.rows if person in after]
    before = disagreement.matrix({person: found.rows[person] for person in both})
    again = disagreement.matrix({person: after[person] for person in both})
    for person in declared:
        if person in both:
            name = view.session.participant(person).name
            limit = view.session.thresholds.pull
            pulled = moved.pull_towards(before, again, both.index(person), limit, found.unit)
            yield _pull(view, name, pulled)


def _pull(view: AudienceView, name: str, found: moved.PullTowards) -> SeniorPull:
    said = view.wording.moved
    if found.excess is None or found.t is None or found.rank is None:
        sentence = said.no_pull(name, view.say(found.why or ""))
    else:
        numbers = (found.excess, found.t, found.rank, found.ranked)
        sentence = said.pull_in_words(name, numbers, found.raised)
    return SeniorPull(
        name, found.people, found.excess, found.t, found.rank, found.ranked, found.raised, sentence
    )


def _without(
    view: AudienceView,
    segment: Segment,
    whole: tuple[WeightsRecord, WeightsFindings],
    declared: Sequence[str],
) -> Iterator[RecordWithout]:
    """The record without each, and without all of them where they are several."""
    sets = [(person,) for person in declared]
    for people in [*sets, *([tuple(declared)] if len(declared) > 1 else [])]:
        found, weights = whole
        rows = {person: row for person, row in found.rows.items() if person not in people}
        if rows:
            less = record_findings(view, segment, replace(found, rows=rows, second=None))
            who = view.wording.moved.together([view.session.participant(person).name for person in people])
            yield _beside(who, weights, less, view)


def _beside(who: str, weights: WeightsFindings, less: WeightsFindings, view: AudienceView) -> RecordWithout:
    means = tuple(
        (before.id, before.mean or 0.0, after.mean or 0.0)
        for before, after in zip(weights.needs, less.needs, strict=True)
    )
    changed = [
        sentence
        for (key, sentence), (old, _) in zip(
            _first_things(view, less), _first_things(view, weights), strict=True
        )
        if key != old and sentence
    ]
    return RecordWithout(who, less.given, means, view.wording.points.points_without(who, changed))


def _first_things(view: AudienceView, weights: WeightsFindings) -> tuple[tuple[object, str | None], ...]:
    """What the points say first, without its numbers and as a sentence: which needs, and which functions."""
    tiers, tested = weights.tiers, weights.tested
    needs = (tiers.groups if tiers else (), weights.belief or weights.room)
    sets = tuple((one.function, frozenset(one.needs)) for one in weights.pattern)
    verdict = tested.verdict if tested else None
    said = weights.patterns or (tested.sentence if tested else weights.untested or view.say(NO_FUNCTIONS))
    return (needs, ((verdict, sets), said))
