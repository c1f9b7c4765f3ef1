"""How to read this: rounds as facts, what happened on the day, thresholds, sizes, and what was left out."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from cxw.day import record
from cxw.day.attendance import took_part
from cxw.findings import lists
from cxw.findings.closing.types import ConvictionFindings
from cxw.findings.day import given
from cxw.findings.day.happened import happened
from cxw.findings.day.reading_words import Drawing, Method, ReadingSentences
from cxw.findings.day.types import FunctionSize, HowToRead, RoundNote, ThresholdNote
from cxw.findings.languages import Wording
from cxw.findings.marks.types import GridFindings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.types import SegmentFindings
from cxw.findings.view import AudienceView, short_seal
from cxw.model import AnyRound, Segment, Session, Thresholds
from cxw.questions.rounds import kind_of
from cxw.stats.disagreement import DRAWS, EXACT, recalled
from cxw.stats.disagreement import HAT as HAT_SEED
from cxw.stats.disagreement.agreement import SHUFFLES
from cxw.stats.disagreement.camps import CAMP_DRAWS
from cxw.stats.disagreement.camps import CAMPS as CAMPS_SEED
from cxw.stats.firmness.calibrated import stands_from
from cxw.stats.firmness.drawing import DRAWS as ROOM_DRAWS
from cxw.stats.firmness.drawing import ROOM as ROOM_SEED
from cxw.stats.firmness.drawing import ROWS, UNKNOWN
from cxw.stats.firmness.tiers import DRAWS as TIER_DRAWS
from cxw.stats.firmness.tiers import TIERS as TIERS_SEED


def how_to_read(view: AudienceView, segments: tuple[SegmentFindings, ...]) -> HowToRead:
    """What a reader must know to judge the numbers: for the end of the handout, and for the workings."""
    present = took_part(view.session)
    here = (person.function for person in view.session.participants if person.id in present)
    sizes = Counter(function for function in here if function)
    told = _AllSegments(segments)
    first = (*_copy(view.session, view.wording.reading), *given.in_methods(view))
    return HowToRead(
        people=view.session.took_part or len(present),
        functions=tuple(FunctionSize(name, n) for name, n in sizes.items()),
        rounds=(*chain.from_iterable(_revealed(view, segment) for segment in view.session.segments),),
        thresholds=_thresholds(view, told),
        happened=happened(view),
        left_out=tuple(_left_out(view, segments)),
        given=first,
        methods=(*first, *_methods(told, view)),
        behind=tuple(_standing(told, view.wording.reading.BEHIND)),
        seed=view.session.seed,
        draws=_draws(told, view.wording.reading),
    )


class _AllSegments:
    """What stands in this handout, over all segments: what a reader must know hangs on it."""

    def __init__(self, segments: Sequence[SegmentFindings]) -> None:
        self.weights = [found.weights for found in segments if found.weights]
        self.grids = [found.grid for found in segments if found.grid]
        self.needs = [*chain.from_iterable(found.needs for found in self.weights)]
        self.cells = [*chain.from_iterable(grid.cells for grid in self.grids)]
        self.entries = [*chain.from_iterable(found.swot.entries for found in segments if found.swot)]
        self.apart = any(found.apart is not None for found in self.weights)
        self.pairs = any(found.pairs for found in self.weights)
        self.board = any(found.boarded for found in segments)
        self.segments = segments

    @property
    def tiers(self) -> bool:
        """Whether needs stand in groups whose order is settled."""
        return any(found.tiers and found.tiers.groups for found in self.weights)

    @property
    def second(self) -> bool:
        """Whether there was a second round of points."""
        return any(found.second for found in self.weights)


def _draws(told: _AllSegments, said: ReadingSentences) -> str | None:
    """What was drawn how often."""
    if not told.apart:
        return None
    drawn: tuple[tuple[Drawing, bool], ...] = (
        (("shuffled", (EXACT, DRAWS, HAT_SEED)), told.pairs),
        (("orders", (EXACT, DRAWS, SHUFFLES)), True),
        (("camps", (CAMP_DRAWS, CAMPS_SEED)), any(need.camps for need in told.needs)),
        (("tiers", (TIER_DRAWS, TIERS_SEED)), told.tiers),
        (
            ("rooms", (ROOM_DRAWS, ROOM_SEED, ROWS, UNKNOWN)),
            any(entry.share is not None for entry in told.entries),
        ),
    )
    return said.drawn([drawing for drawing, stands in drawn if stands])


def _copy(session: Session, said: ReadingSentences) -> Iterator[str]:
    """That this is a copy which was handed over, and what is not in it."""
    if session.shared:
        yield said.shared_copy(session.shared)
        marked = [*chain.from_iterable(segment.rounds_of("marks") for segment in session.segments)]
        mixed, apart = (sum(len(getattr(r, key)) for r in marked) for key in ("mixed", "apart"))
        if mixed or apart:
            yield said.dealt(mixed, apart)


def _revealed(view: AudienceView, segment: Segment) -> tuple[RoundNote, ...]:
    """The facts of a segment's rounds, made once for the same answers."""
    key = ("rounds", view.audience, segment.id, view.answers(segment))
    return recalled(key, lambda: tuple(_rounds(view, segment)))


def _rounds(view: AudienceView, segment: Segment) -> Iterator[RoundNote]:
    """Revealed rounds in the order of the file."""
    weighed, marked = record.weights(segment), record.marks(segment)
    of_record: list[AnyRound] = [weighed.round] if weighed else []
    if marked:
        of_record += marked.rounds.values()
    for newer, rounds in enumerate(segment.lists()):
        for round in (round for round in rounds if round.revealed is not None):
            note = _note(segment, round, any(round is one for one in of_record))
            if not view.private and len(round.answers) < record.THREE:
                # of one or two people it is not told whether they gave numbers
                note = dataclasses.replace(note, given=None, dont_know=None)
            yield dataclasses.replace(note, newer=newer)


def _note(segment: Segment, round: AnyRound, of_record: bool) -> RoundNote:
    answered, given = len(round.answers), len(kind_of(round).gave(round))
    by_hand = sum(correction.seal is not None for correction in round.corrected)
    return RoundNote(
        segment=segment.name,
        of=round.of,
        name=round.name,
        companies=tuple(round.companies),
        answered=answered,
        given=given,
        dont_know=answered - given,
        missing=record.counts(round.not_answered.values()),
        opened=round.opened,
        closed=round.closed,
        revealed=round.revealed,
        seal=short_seal(round.seal),
        corrections=len(round.corrected) - by_hand,
        by_hand=by_hand,
        rounded=len(round.rounded),
        drafts=len(round.drafts),
        of_record=of_record,
    )


def _methods(told: _AllSegments, view: AudienceView) -> Iterator[str]:
    """How the numbers that stand in this handout came about, and no others."""
    if not told.weights and not told.grids:
        return
    said = view.wording.reading
    first, unknown, *rest = _standing(told, said.METHODS)
    yield from (first, unknown, said.by_itself(view.session.thresholds.small_function), *rest)


def _standing(told: _AllSegments, sentences: Mapping[Method, str]) -> Iterator[str]:
    """The sentences about what stands in this handout."""
    stands: Mapping[Method, bool] = {
        "first": True,
        "don't know": True,
        "apart": told.apart,
        "tiers": told.tiers,
        "shuffled": told.pairs,
        "tested": any(found.tested for found in told.weights),
        "ground": any(found.ground for found in told.weights),
        "camps": any(need.camps and need.camps.sentence for need in told.needs),
        "second": told.second,
        "lead": any(grid.leads for grid in told.grids),
        "contested": any(cell.flags for cell in told.cells),
        "swot": told.board,
        "grades": any(found.evidence and found.evidence.items for found in told.segments),
    }
    return (sentences[method] for method, here in stands.items() if here and method in sentences)


def _thresholds(view: AudienceView, told: _AllSegments) -> tuple[ThresholdNote, ...]:
    """Those that decided something in this handout."""
    needed = {
        "camps_p": any(need.camps for need in told.needs),
        "pull": any(found.declared and found.declared.pulls for found in told.segments),
        **dict.fromkeys(("lead", "good", "statement", "contested"), told.board),
        "stop_points": told.second,
        "evidence_months": bool(view.session.evidence) and bool(told.weights or told.grids),
    }
    limits, standard = view.session.thresholds, Thresholds()
    others = (
        ThresholdNote(
            name,
            float(getattr(limits, name)),
            float(getattr(standard, name)),
            f"{meaning}{given.beside(view.session, view.wording.given, name)}",
        )
        for name, meaning in view.wording.reading.MEANINGS.items()
        if needed.get(name, bool(told.grids))
    )
    return (*_tier(told.weights, view.wording.reading), *others)


def _tier(weighed: Sequence[WeightsFindings], said: ReadingSentences) -> Iterator[ThresholdNote]:
    """From which share of draws on needs are said to come first: what was used for so many needs."""
    sizes = dict.fromkeys((found.given, len(found.needs), found.tiers) for found in weighed if found.tiers)
    for people, needs, tiers in sizes:
        usual = stands_from(people, needs)
        if tiers.stands is not None and usual is not None:
            yield ThresholdNote("tier", float(tiers.stands), usual, said.tier_meaning(people, needs))


def _left_out(view: AudienceView, segments: Sequence[SegmentFindings]) -> Iterator[str]:
    """What is not in this version, and why."""
    for segment, found in zip(view.session.segments, segments, strict=True):
        where = f"{segment.name}: " if len(segments) > 1 else ""
        said = (
            *lists.why_weighed_anew(segment, view.wording.day),
            *_of_weights(found.weights, view.wording),
            *_of_grid(found.grid, view.wording.reading),
            *_of_conviction(found.conviction, view.wording.reading),
        )
        yield from (f"{where}{line}" for line in said)


def _of_weights(found: WeightsFindings | None, said: Wording) -> Iterator[str]:
    if found is None:
        return
    if found.withheld:
        yield found.withheld
    hidden = [*chain.from_iterable(group.functions for group in found.groups if group.others)]
    if hidden:
        yield said.reading.as_others(hidden)
    elif not found.groups:
        yield said.reading.NO_FUNCTION_SHOWN
    if found.second and not found.second.means_shown:
        yield said.moved.second_withheld()


def _of_grid(found: GridFindings | None, said: ReadingSentences) -> Iterator[str]:
    if found is None:
        return
    few = sum(not cell.valid for cell in found.cells)
    if few:
        yield said.cells_short(few)
    if any(lead.mean is None for lead in found.leads):
        yield said.LEADS_UNTOLD
    late = sum(company.late for company in found.companies)
    if late:
        yield said.late_marks(late)


def _of_conviction(found: ConvictionFindings | None, said: ReadingSentences) -> Iterator[str]:
    if found and found.after and found.mean_after is None:
        yield said.NOT_TWICE
