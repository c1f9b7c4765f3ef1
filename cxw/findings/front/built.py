"""The first page built from what the chapters say: nothing here looks at an answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import TYPE_CHECKING

from cxw.day.agenda import SHORTENED
from cxw.day.evidence import CUSTOMERS, STORIES
from cxw.day.standing import begun, steps_left
from cxw.findings.closing.built import contradictions
from cxw.findings.closing.words import in_hundred
from cxw.findings.front.parts.departments import departments
from cxw.findings.front.parts.sides import against_rivals, sides_part, uncompared
from cxw.findings.front.promised import promised_of
from cxw.findings.front.types import (
    Front,
    FrontPart,
    Missing,
    Order,
    PromiseCount,
    SegmentFront,
    Shown,
    SwotLine,
)
from cxw.findings.front.verified import verified
from cxw.findings.in_words import whole
from cxw.model import STAGES, StageName, at_least
from cxw.questions.rounds import points_rounds
from cxw.text.saying import each_once, stopped

if TYPE_CHECKING:  # the whole is made of this
    from cxw.findings.front.words import FrontSentences
    from cxw.findings.points.types import NeedWeights, WeightsFindings
    from cxw.findings.swot.types import SwotEntry, SwotFindings
    from cxw.findings.types import SegmentFindings
    from cxw.findings.view import AudienceView
    from cxw.model import Segment, Session

MOST = 3
"""Needs named as those that matter most, quotes, and needs to ask about."""
SETTLED = 2
"""Needs that are named at least where the order is open: one alone would be said to come first."""
COMPARED = 2
"""Companies: with our own alone there is nothing to compare."""
MANY = 10
"""Customers from which one speaks of many."""
MOVED = 5
"""Points of the 100 by which a need's mean must move to be told on the first page."""
NOTHING = Shown(0, 0, 100, 0, None, 0, many=False, attached=False)
"""Where nothing was weighed, guessed or attached."""
BOXES = ("strength", "weakness", "opportunity", "threat")


def front(view: AudienceView, segments: Sequence[SegmentFindings]) -> Front:
    """The first page of a session for one audience."""
    told = [segment for segment in segments if _begun(segment)]
    return Front(
        title=_title(view, told),
        unfinished=_unfinished(view),
        promises=view.wording.front.promises(_promised(view, told), _year(view)),
        segments=tuple(_segment(view, segment) for segment in told),
    )


def _begun(segment: SegmentFindings) -> bool:
    answered = segment.needs.lines or segment.weights or segment.grid
    return bool(answered or segment.research or segment.unknowns)


def _year(view: AudienceView) -> int | None:
    return view.session.date.year if view.session.date else None


def _title(view: AudienceView, told: Sequence[SegmentFindings]) -> str:
    """What was found, and who asks: a count, and never a promise that nobody made."""
    if not told:
        return view.session.title
    said = view.wording.front
    promised = _promised(view, told)
    if not promised.questions and _unfinished(view):
        return _found(view, told)
    return f"{_found(view, told)}; {said.who_asks(promised, _year(view))}"


def _found(view: AudienceView, told: Sequence[SegmentFindings]) -> str:
    """What was found by the strongest that there is."""
    said = view.wording.front
    return (
        _found_of_customers(view, told)
        or _found_of_points(said, told)
        or _found_of_marks(said, told)
        or _found_of_needs(said, told)
    )


def _found_of_customers(view: AudienceView, told: Sequence[SegmentFindings]) -> str | None:
    answered = [found for segment in told if (found := verified(view, segment)) is not None]
    if answered and len(told) == 1:
        return answered[0].title
    return view.wording.verified.title_of_segments(len(answered), len(told)) if answered else None


def _found_of_points(said: FrontSentences, told: Sequence[SegmentFindings]) -> str | None:
    shown = [shown for segment in told if (shown := shown_of(segment))]
    if len(shown) > 1:
        return said.title_of_segments([one.nothing for one in shown])
    if shown:
        return said.title_of_points(shown[0])
    return said.title_without_numbers() if any(segment.weights for segment in told) else None


def _found_of_marks(said: FrontSentences, told: Sequence[SegmentFindings]) -> str | None:
    companies = [len(segment.grid.companies) for segment in told if segment.grid]
    return said.title_of_marks(max(companies) - 1) if companies else None


def _found_of_needs(said: FrontSentences, told: Sequence[SegmentFindings]) -> str:
    needs = sum(len(one.needs.chosen or one.needs.lines) for one in told)
    return said.title_of_needs(needs) if needs else said.title_without_needs()


def _promised(view: AudienceView, told: Sequence[SegmentFindings]) -> PromiseCount:
    return promised_of(view.session, [view.session.segment(segment.id) for segment in told])


def _unfinished(view: AudienceView) -> str | None:
    """What is missing of a day that was begun, in which segments, and of that what was begun."""
    session = view.session
    steps = [step for step in steps_left(session) if begun(session) and step.stage in STAGES]
    left = [(step.stage, session.segment(step.segment)) for step in steps]
    broken_off = [
        (stage, segment)
        for segment, stage in product(session.segments, STAGES)
        if segment.skipped.get(stage, SHORTENED) != SHORTENED
    ]
    lacks: dict[StageName, dict[str, Segment]] = {}
    for stage, segment in (*left, *broken_off):
        if not _answered(segment, stage):
            lacks.setdefault(stage, {})[segment.id] = segment
    missing = [_missing(session, stage, [*segments.values()]) for stage, segments in lacks.items()]
    return view.wording.front.unfinished(missing, over=not steps) if missing else None


def _missing(session: Session, stage: StageName, segments: Sequence[Segment]) -> Missing:
    begun = any(segment.stages.of(stage).opened is not None for segment in segments)
    some = len(segments) < len(session.segments)
    return Missing(stage, tuple(segment.name for segment in segments) if some else (), begun)


def _answered(segment: Segment, stage: StageName) -> bool:
    """Whether what a stage asks for is there, though nobody closed it: as where answers came from a table."""
    if stage == "needs":
        return bool(segment.rounds)
    asked = {"weights": "weights", "grid": "marks"}.get(stage)
    rounds = [round for round in segment.rounds if round.of == asked]
    return bool(rounds) and all(round.revealed is not None for round in rounds)


def _segment(view: AudienceView, found: SegmentFindings) -> SegmentFront:
    segment, shown = view.session.segment(found.id), shown_of(found)
    return SegmentFront(
        id=found.id,
        name=found.name,
        believed=" ".join(_believed(view, found.weights)),
        standing=_standing(view, found),
        backed=_backed(view, found, shown),
        unbacked=_unbacked(view, found),
        unasked=_unasked(view, found),
        departments=departments(view, found.weights),
        evidence=_evidence(view, found, shown),
        sides=sides_part(view, found),
        promises=_promises(view, found),
        uncompared=uncompared(view, found.grid),
        swot=_board(view, found.swot),
        quotes=found.unknowns[:MOST],
        unwritten=_unwritten(view, segment),
        verified=verified(view, found),
    )


def _backed(view: AudienceView, found: SegmentFindings, shown: Shown | None) -> str:
    """What points rest on, in a cell: customers' own points go before what was shown on the day."""
    if found.customers is not None and found.customers.needs:
        return view.wording.verified.checked_by(found.customers.n)
    return view.wording.parts.backed_brief(shown) if shown else _unbacked(view, found) or "–"


def _unbacked(view: AudienceView, found: SegmentFindings) -> str | None:
    """What needs rest on, where there are no points to count it by."""
    if shown_of(found) is not None:
        return None
    known = found.evidence
    weights = [one.cls for one in known.answers if one.kind == "weight"] if known else []
    customers, stories = weights.count(CUSTOMERS), weights.count(STORIES)
    if known is None or not known.items or (weights and not customers and not stories):
        return stopped(view.wording.parts.backed(NOTHING))
    if not weights:
        return None
    return view.wording.parts.backed_needs(customers, stories, len(weights))


def _unasked(view: AudienceView, found: SegmentFindings) -> str | None:
    """That nobody promised anything, where needs alone are there and neither title nor a part says so."""
    promised = promised_of(view.session, [view.session.segment(found.id)])
    numbers = found.weights is not None or found.grid is not None
    if numbers or promised.questions or not _unfinished(view):
        return None
    return stopped(view.wording.front.promises(promised, _year(view)))


def _believed(view: AudienceView, weights: WeightsFindings | None) -> Iterator[str]:
    """What we believe matters most, before the talk; then what the talk moved most."""
    if weights is None:
        yield view.wording.front.not_weighed()
    elif weights.withheld:
        yield weights.withheld
    else:
        yield view.wording.front.matters_most(*_most(weights))
        yield from _after(view, weights)


def _most(weights: WeightsFindings) -> tuple[list[tuple[str, float]], Order]:
    """The needs that come first as far as that is settled, else those with the most points."""
    ranked = _ranked(weights)
    tiers = weights.tiers
    if weights.belief is None:
        return ranked, "even"
    if tiers is not None and len(tiers.groups) > 1 and len(tiers.groups[0]) <= MOST:
        first = [weights.need(id) for id in tiers.groups[0]]
        return _told(sorted(first, key=_points)), "first" if tiers.settled else "most"
    return _top(ranked), "open" if tiers is not None and tiers.groups else "few"


def _points(need: NeedWeights) -> float:
    return -round(need.mean or 0.0, 9)


def _told(needs: Sequence[NeedWeights]) -> list[tuple[str, float]]:
    return [(need.short, need.mean or 0.0) for need in needs]


def _ranked(weights: WeightsFindings) -> list[tuple[str, float]]:
    return _told(sorted(weights.needs, key=_points))


def _top(ranked: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """At most three with more than an even share, and two at least, as none comes first for certain.

    No fourth that has as many is cut off.
    """
    even = 100 / len(ranked)
    top = [one for one in ranked if one[1] > even + 1e-9]
    if len(top) < SETTLED:
        return [*ranked[:SETTLED]]
    while len(top) > MOST:
        least = whole(top[MOST - 1][1])
        rest = [one for one in top if whole(one[1]) != least]
        if whole(top[MOST][1]) != least or not rest:
            return top[:MOST]
        top = rest
    return top


def _after(view: AudienceView, weights: WeightsFindings) -> Iterator[str]:
    second = weights.second
    if second is None or not second.means_shown or second.both is None:
        return
    moved = [
        (need.mean_after - need.mean_before, need)
        for need in second.needs
        if need.mean_after is not None and need.mean_before is not None
    ]
    change, most = max(moved, key=lambda one: round(abs(one[0]), 9), default=(0.0, None))
    if most is not None and abs(change) >= MOVED:
        of = None if second.both == weights.given else second.both
        yield view.wording.front.after_the_talk(
            most.short, most.mean_before or 0.0, most.mean_after or 0.0, of
        )


def _standing(view: AudienceView, found: SegmentFindings) -> str:
    said = view.wording.front
    if found.grid is None:
        return said.not_compared()
    if len(found.grid.companies) < COMPARED:
        return said.nobody_to_compare()
    if not found.grid.best_leads:
        return said.too_few_marked()
    told, split = against_rivals(found)
    needs = len(found.grid.needs)
    return said.stands(told, needs) if told else said.stands_level(split, needs)


def shown_of(found: SegmentFindings) -> Shown | None:
    """What the points of a segment rest on; None without points."""
    known = found.evidence
    if known is None or known.coverage is None:
        return None
    customers, stories, nothing, against = in_hundred(known.coverage)
    weights = [answer for answer in known.answers if answer.kind == "weight"]
    behind = [answer.supporting for answer in weights if answer.cls == "customer evidence"]
    guess = known.guess
    guessed = guess.n + guess.dont_know if guess else 0
    return Shown(
        customers=customers,
        stories=stories,
        nothing=nothing,
        against=against,
        guess=guess.median if guess else None,
        guessed=guessed,
        many=all(any(at_least(item.customers) >= MANY for item in items) for items in behind),
        attached=bool(known.items),
    )


def _evidence(view: AudienceView, found: SegmentFindings, shown: Shown | None) -> FrontPart | None:
    if shown is None or found.evidence is None:
        return None
    sure = found.conviction.named_sentence if found.conviction else None
    return FrontPart(
        view.wording.parts.backed(shown),
        (*contradictions(view, found.evidence.answers), *([sure] if sure else [])),
    )


def _promises(view: AudienceView, found: SegmentFindings) -> FrontPart:
    said, promised = view.wording.front, promised_of(view.session, [view.session.segment(found.id)])
    title = said.promises(promised, _year(view))
    if promised.questions:
        return FrontPart(title)
    bare = [
        (answer.label, answer.points or 0.0)
        for answer in (found.evidence.answers if found.evidence else ())
        if answer.kind == "weight" and answer.cls == "assumption" and whole(answer.points or 0.0) != "0"
    ]
    return FrontPart(title, (said.nobody_asks(bare[:MOST]),) if bare else ())


def _board(view: AudienceView, swot: SwotFindings | None) -> str | None:
    """What the board holds, in a line; None without a board."""
    if swot is None or swot.reason:
        return None
    split = _needs(entry for entry in swot.entries if entry.kind == "split")
    stated, believed = _in_boxes(swot, "statement"), _in_boxes(swot, "question")
    named = set(chain.from_iterable([*stated.values(), *believed.values()]))
    against = _in_boxes(swot, "contested")
    contested = [need for need in each_once(chain.from_iterable(against.values())) if need not in named]
    told = SwotLine(
        stated,
        believed,
        contested,
        split=[need for need in split if need not in named.union(contested)],
        disputed=_among(against, named),
    )
    return view.wording.parts.board(told)


def _in_boxes(swot: SwotFindings, reading: str) -> dict[str, list[str]]:
    """Needs of the entries so read, as a statement, a question or contested in any way, box by box."""
    read = [entry for entry in swot.entries if entry.reading.startswith(reading)]
    return _filled({box: _needs(entry for entry in read if entry.kind == box) for box in BOXES})


def _among(boxes: Mapping[str, Sequence[str]], some: Collection[str]) -> dict[str, list[str]]:
    return _filled({box: [need for need in needs if need in some] for box, needs in boxes.items()})


def _filled(boxes: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {box: needs for box, needs in boxes.items() if needs}


def _needs(entries: Iterable[SwotEntry]) -> list[str]:
    return each_once(entry.short for entry in entries)


def _unwritten(view: AudienceView, segment: Segment) -> str | None:
    """That nobody wrote what we do not know, where the closing came to that."""
    asked = segment.stages.of("closing").done is not None and not segment.unknowns
    return view.wording.front.nobody_wrote() if asked and points_rounds(segment.rounds) else None
