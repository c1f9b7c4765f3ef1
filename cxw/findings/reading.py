"""How to read this: rounds as facts, thresholds, sizes, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cxw import record
from cxw.findings import wording
from cxw.findings.types import (
    ConvictionFindings,
    FunctionSize,
    GridFindings,
    Reading,
    RoundNote,
    SegmentFindings,
    ThresholdNote,
    WeightsFindings,
)
from cxw.findings.view import View, short_seal
from cxw.model import AnyRound, Segment, Thresholds, WeightsRound

MEANINGS: Mapping[str, str] = {
    "lead": "marks ahead or behind from which a lead counts",
    "good": "mark from which a company is good",
    "tier": "share of redrawn rooms from which an order is settled",
    "statement": "share of redrawn rooms from which an entry may be a statement",
    "contested": "share of redrawn rooms below which an entry is not listed",
    "dissent_sd": "standard deviation of marks above which a cell is flagged",
    "dissent_medians": "distance of two functions' medians from which a cell is flagged",
    "min_marks": "marks a cell needs to be valid",
    "dk_share": "share of don't-knows from which a cell is not valid",
    "camps_p": "chance below which two camps are named",
    "pull": "size from which a pull is named",
    "stop_points": "points the median person moves at which another round adds little",
    "small_function": "answers a function needs to be shown",
    "evidence_months": "months after which evidence counts one grade less",
    "contact_days": "days a customer contact counts as recent",
}
METHODS = (
    "Every number is of everybody's first answer, given before anybody heard the others.",
    "A second round stands beside the first and is never mixed with it.",
    "Don't-knows are counted and are in no mean.",
    "Points apart: of two people's 100 points, how many lie on different needs, mean over all pairs.",
    "Names from a hat: the same people with their functions dealt anew, in every way or 9,999 times.",
    "Functions differ beyond chance only where they are farther apart than nine in ten of these.",
    "A lead is the own mark minus the competitor's, over those who marked both.",
)


def reading(view: View, segments: tuple[SegmentFindings, ...]) -> Reading:
    """The last section: what a reader must know to judge the others."""
    present = people_present(view)
    sizes: dict[str, int] = {}
    for person in view.session.participants:
        if person.id in present and person.function:
            sizes[person.function] = sizes.get(person.function, 0) + 1
    told = zip(view.session.segments, segments, strict=True)
    return Reading(
        people=len(present),
        functions=tuple(FunctionSize(name, n) for name, n in sizes.items()),
        rounds=tuple(note for segment in view.session.segments for note in _rounds(segment)),
        thresholds=_thresholds(view.session.thresholds),
        left_out=tuple(line for segment, found in told for line in _left_out(segment, found)),
        methods=METHODS,
        seed=view.session.seed,
    )


def people_present(view: View) -> set[str]:
    """Who took part in anything: needs, votes, a round, a conviction, a guess."""
    found: set[str] = set()
    for segment in view.session.segments:
        found |= {person for need in segment.needs for person in need.proposed}
        found |= segment.votes.keys() | segment.coverage_guess.keys()
        found |= segment.conviction.before.keys() | segment.conviction.after.keys()
        found |= {person for round in segment.rounds for person in round.answers}
        found |= set(segment.stages.of("needs").answered) | set(segment.stages.of("closing").answered)
    return found


def _rounds(segment: Segment) -> Iterator[RoundNote]:
    """Revealed rounds in the order of the file."""
    weighed, marked = record.weights(segment), record.marks(segment)
    of_record: list[AnyRound] = [weighed.round] if weighed else []
    of_record += marked.rounds.values() if marked else ()
    for round in segment.rounds:
        if round.revealed is not None:
            yield _note(segment, round, any(round is one for one in of_record))


def _note(segment: Segment, round: AnyRound, of_record: bool) -> RoundNote:
    answered, given = len(round.answers), _given(round)
    by_hand = sum(correction.seal is not None for correction in round.corrected)
    return RoundNote(
        segment=segment.name,
        of=round.of,
        name=round.name,
        companies=() if isinstance(round, WeightsRound) else tuple(round.companies),
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
        rounded=len(round.rounded) if isinstance(round, WeightsRound) else 0,
        drafts=len(round.drafts),
        of_record=of_record,
    )


def _given(round: AnyRound) -> int:
    if isinstance(round, WeightsRound):
        return len(record.rows(round))
    return sum(record.any_number(answer) for answer in round.answers.values())


def _thresholds(limits: Thresholds) -> tuple[ThresholdNote, ...]:
    standard = Thresholds()
    return tuple(
        ThresholdNote(name, float(getattr(limits, name)), float(getattr(standard, name)), meaning)
        for name, meaning in MEANINGS.items()
    )


def _left_out(segment: Segment, found: SegmentFindings) -> Iterator[str]:
    """What is not in this version, and why; each sentence begins with its segment."""
    lines = [
        *_unrevealed(segment),
        *_of_weights(found.weights),
        *_of_grid(found.grid),
        *_of_conviction(found.conviction),
        *(wording.skipped(skip.what, skip.why) for skip in found.skipped),
    ]
    return (f"{segment.name}: {line}" for line in lines)


def _unrevealed(segment: Segment) -> Iterator[str]:
    for round in segment.rounds:
        what = "points" if isinstance(round, WeightsRound) else "marks"
        if round.revealed is None and round.closed is not None:
            yield f"A round of {what} closed at {round.closed:%H:%M} was never revealed and is in no number."


def _of_weights(found: WeightsFindings | None) -> Iterator[str]:
    if found is None:
        return
    if found.withheld:
        yield found.withheld
    hidden = [name for group in found.groups if group.others for name in group.functions]
    if hidden:
        yield f"{wording.listed(hidden)} {'is' if len(hidden) == 1 else 'are'} shown as others in the points."
    elif not found.groups:
        yield "No function is shown by itself in the points: too few answered, or all are of one function."
    if found.earlier_lists:
        lists = wording.plural(found.earlier_lists, "earlier list")
        yield f"{wording.start(lists)} of needs was weighed; nothing is compared across lists."
    if found.second and found.second.both and not found.second.means_shown:
        yield wording.second_withheld()


def _of_grid(found: GridFindings | None) -> Iterator[str]:
    if found is None:
        return
    few = sum(not cell.valid for cell in found.cells)
    if few:
        verb = "has" if few == 1 else "have"
        yield f"{wording.start(wording.plural(few, 'cell'))} of the grid {verb} too few marks for a verdict."
    if any(lead.mean is None for lead in found.leads):
        yield (
            "Some leads stand as medians: a mean would let one or two people's marks be had by subtraction."
        )
    late = sum(company.late for company in found.companies)
    if late:
        who = wording.start(wording.plural(late, "person", "people"))
        yield f"{who} marked a company first after its reveal: in no number."


def _of_conviction(found: ConvictionFindings | None) -> Iterator[str]:
    if found and found.after and found.mean_after is None:
        yield "Too few said twice how sure they are for a comparison."
