"""The workings behind a screen, for the facilitator's eyes: sizes, parts, limits, seals, what is left out.

Made of the room's findings, so that nothing stands here that the room may not have: no names, no function
under three. Only what is revealed has findings, so nothing unrevealed can stand here either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from cxw.drawing import pad
from cxw.findings.closing.types import EvidenceFindings
from cxw.findings.day.types import RoundNote
from cxw.findings.functions.types import PairApart
from cxw.findings.in_words import digits, on_list
from cxw.findings.marks.types import Cell, GridFindings
from cxw.findings.moved.types import SecondWeights
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.swot.workings import swot_workings
from cxw.findings.types import Findings, SegmentFindings
from cxw.questions.rounds import kind_of
from cxw.text.saying import many, quoted

WORTH = 5
"""Answers of which it is said what knowing them is worth."""
WORDS = 26
"""Letters a need or a company has in a row of numbers."""


Rows = Iterator[str]


def stage_workings(findings: Findings, segment: str, stage: str) -> list[str]:
    """The workings of one stage of a segment, line by line; what all stages share stands at the end."""
    found = findings.segment(segment)
    own = _STAGES.get(stage)
    parts = [
        own(found) if own else (),
        _rounds(findings, found),
        _limits(findings),
        _left_out(findings, found),
    ]
    lines = list[str]()
    for part in filter(None, map(list, parts)):
        lines += ["", *part] if lines else part
    return lines


def _needs(found: SegmentFindings) -> Rows:
    needs = found.needs
    if not needs.lines:
        return
    yield f"Needs: {_slips(needs.slips)}, {needs.wrote} handed in under a name or card, {needs.voters} voted"
    for line in needs.lines:
        votes = f", {many(line.votes, 'vote')}" if line.votes is not None else ""
        state = "chosen" if line.chosen else "not chosen"
        if line.parked and not line.chosen:
            state = f"parked: {line.parked}"
        yield f"  {_words(line.text)}  {_slips(line.slips)}{votes}, {state}"


def _slips(number: int) -> str:
    return many(number, "slip")


def _weights(found: SegmentFindings) -> Rows:
    weighed = found.weights
    if weighed is None:
        return
    yield f"Points of record: {_answers(weighed.answered, weighed.given, weighed.dont_know, weighed.missing)}"
    if weighed.withheld:
        yield f"  {weighed.withheld}"
    if weighed.apart is not None:
        yield ""
        yield f"Points apart {weighed.apart:.1f}: two people of {weighed.given}, in the mean of all pairs"
        yield f"  {_words('its parts')}   apart    mean  median  lowest to highest"
        yield from map(_need, weighed.needs)
        yield from _behind(weighed)
    if weighed.pairs:
        yield ""
        yield "Functions apart, beside the mean of names from a hat; p among all pairs"
        yield from map(_pair, weighed.pairs)
    yield from _gap(weighed)
    yield from _tested(weighed)
    if weighed.second is not None:
        yield from _second(weighed.second)


def _behind(weighed: WeightsFindings) -> Rows:
    """What is known of other rooms like this one: intervals, camps, boundaries, agreement."""
    ends = dict(weighed.tiers.boundaries) if weighed.tiers else {}
    yield ""
    covers = next((f", {need.covers}" for need in weighed.needs if need.covers), "")
    yield f"  {_words('other rooms' + covers)}  from    to   camps p   between  p (maxT)  boundary after it"
    for need in weighed.needs:
        low, high = need.interval or (None, None)
        camps = _two(need.camps.p if need.camps else None)
        share, p = (need.between.share, need.between.p) if need.between else (None, None)
        after = _two(ends.get(need.id))
        yield (
            f"  {_words(need.short)}{_one(low)}{_one(high)}  {camps}    {_two(share)}    {_two(p)}    {after}"
        )
    yield from _agreed(weighed)


def _agreed(weighed: WeightsFindings) -> Rows:
    agreed = weighed.agreement
    if agreed is None:
        return
    if agreed.alpha is not None:
        yield f"  Krippendorff's alpha {agreed.alpha:.2f} (interval; 0 is chance)"
    if agreed.w is not None and agreed.by_chance is not None:
        order = f", mean Spearman {agreed.spearman:.2f}" if agreed.spearman is not None else ""
        p = f"p {agreed.p:.3f}, {agreed.how}"
        yield f"  Kendall's W {agreed.w:.2f} (by chance 1/N = {agreed.by_chance:.2f}; {p}){order}"
    elif agreed.why:
        yield f"  No W: {agreed.why}"


def _tested(weighed: WeightsFindings) -> Rows:
    tested = weighed.tested
    if tested is None:
        yield from (f"Functions over all needs: {why}" for why in [weighed.untested] if why)
        return
    ways = "all ways to deal the names" if tested.exact else "names dealt by chance"
    yield f"Functions over all needs: {tested.sentence}"
    yield (
        f"  W* {tested.statistic:.2f}, p {tested.p:.4f} (smallest possible {tested.smallest:.4f}, {ways}); "
        f"{tested.people} people, {tested.functions} functions"
    )
    alone = f"; {many(tested.alone, 'function')} of one in it and not in the test" if tested.alone else ""
    yield f"  R2 {tested.r2:.2f}, adjusted {tested.adjusted:.2f}{alone}"


def _need(need: NeedWeights) -> str:
    ends = [digits(end) for end in (need.low, need.high) if end is not None]
    spread = " to ".join(ends) or "-"
    return f"  {_words(need.short)}  {_one(need.apart)}  {_one(need.mean)}  {_one(need.median)}  {spread}"


def _pair(pair: PairApart) -> str:
    chance = "beyond chance" if pair.beyond_chance else "not beyond chance"
    inside = ", ".join(f"{within:.1f} inside {name}" for name, within in pair.within.items())
    who = f"{pair.first} ({pair.n_first}) and {pair.second} ({pair.n_second})"
    p = f"p {pair.p:.3f}" if pair.p is not None else "no p beside one person"
    hat = f"{pair.apart:.1f} (hat {pair.hat_mean:.1f}; {p}), {chance}"
    return f"  {who}: {hat}; {inside}" if inside else f"  {who}: {hat}"


def _gap(weighed: WeightsFindings) -> Rows:
    gap = weighed.gap
    if gap is None:
        return
    chance = "beyond chance" if gap.beyond_chance else "not beyond chance"
    on = weighed.need(gap.need).short
    hat = f"(hat {gap.hat_mean:.1f}; p {gap.p:.3f}), {chance}"
    yield f"The clearest gap on one need: {gap.higher} over {gap.lower} on {quoted(on)}, {gap.gap:.1f} {hat}"


def _second(second: SecondWeights) -> Rows:
    yield ""
    if second.both is not None:
        yield f"Second round: {second.both} answered both, {second.left_out} of the record are not in it"
    yield from _before_and_after("points apart", _one(second.apart_before), _one(second.apart_after))
    yield from _before_and_after("Krippendorff's alpha", _two(second.alpha_before), _two(second.alpha_after))
    if second.moved_total is not None and second.moved_median is not None:
        moved = f"{second.moved_total:.0f} points in all, {second.moved_median:.1f} the median person"
        yield f"  moved: {many(second.moved_people or 0, 'person', 'people')}, {moved}"
    if not second.means_shown:
        yield "Second round"
        yield from (f"  {sentence}" for sentence in (second.headline, *second.sentences))
    for reason in second.reasons:
        points = f", {reason.points:.1f} points" if reason.points is not None else ""
        yield f"  {reason.reason}: {many(reason.people, 'person', 'people')}{points}"


def _before_and_after(what: str, before: str, after: str) -> Rows:
    """A number of both rounds, where it is known of both."""
    numbers = (before.strip(), after.strip())
    if "-" not in numbers:
        yield f"  {what} {numbers[0]} before, {numbers[1]} after"


def _grid(found: SegmentFindings) -> Rows:
    marked = found.grid
    if marked is None:
        return
    yield f"Marks of record: {many(marked.people, 'person', 'people')} gave a row"
    for company in marked.companies:
        known = f", {company.known:.0%} of its cells have a mark" if company.known is not None else ""
        late = f", {company.late} marked it late" if company.late else ""
        yield f"  {_words(company.short)}  {company.answered} answered{known}{late}"
    yield ""
    yield f"  {_words('cells')}  marks  dk  median    mean      sd   r*wg"
    yield from _cells(marked)
    yield from _leads(marked)


def _leads(marked: GridFindings) -> Rows:
    """On which side of its best rival each need is, with who says so and by how much."""
    names = {company.id: company.short for company in marked.companies}
    needs = {need.id: need.short for need in marked.needs}
    best = marked.best_leads
    if best:
        yield ""
        yield f"  {_words('best rival')}  side    ahead level behind  median    mean"
    for lead in best:
        label = _words(f"{needs[lead.need]}: {names[lead.rival]}")
        counts = "by the middle marks"
        if lead.counts:
            ahead, level, behind = lead.counts
            counts = f"{ahead:5} {level:5} {behind:6}  {_one(lead.median)}  {_one(lead.mean)}"
        yield f"  {label}  {lead.side:6}  {counts}"


def _cells(marked: GridFindings) -> Rows:
    names = {company.id: company.short for company in marked.companies}
    needs = {need.id: need.short for need in marked.needs}
    for cell in marked.cells:
        label = f"{names[cell.company]}: {needs[cell.need]}"
        flags = _flags(cell, (cell.company, cell.need) in marked.flagged)
        numbers = f"{_one(cell.median)}  {_one(cell.mean)}  {_one(cell.sd)}  {_one(cell.rwg)[1:]}"
        yield f"  {_words(label)}  {cell.n:5}  {cell.dont_know:2}  {numbers}  {flags}".rstrip()


def _flags(cell: Cell, again: bool) -> str:
    said = ["no verdict"] * (not cell.valid) + [*cell.flags] + ["asked again"] * again
    return ", ".join(said)


def _disagreement(found: SegmentFindings) -> Rows:
    for number, finding in enumerate(found.disagreement, 1):
        shown = "" if finding in found.walk else " (in the report only)"
        yield f"{number}. {finding.sentence}{shown}"
        yield f"     n {finding.n}, {finding.size:.1f} points at stake"
        for name, value in finding.numbers:
            yield f"     {name} {value:.1f}".removesuffix(".0")
    yield from swot_workings(found)


def _closing(found: SegmentFindings) -> Rows:
    known = found.evidence
    if known is None:
        return
    yield from _of_sure(found)
    yield from _sentences(known)
    for answer in known.answers:
        against = f", {len(answer.contradicting)} against" if answer.contradicting else ""
        looked = f", looked at: {answer.audit}" if answer.audit else ""
        yield (
            f"  {_words(answer.label)}  {answer.status}: grade {answer.grade}, "
            f"{len(answer.supporting)} for it{against}{looked}"
        )
    yield from _worth(found)


def _worth(found: SegmentFindings) -> Rows:
    """What it is worth to know each answer, of what knowing everything would be worth (EVPPI of EVPI)."""
    if found.worth is None:
        return
    yield f"What knowing everything would be worth: {found.worth.everything:.2f} of a mark; of that"
    for answer in found.worth.answers[:WORTH]:
        yield f"  {answer.share:>4.0%}  {answer.about}"


def _sentences(known: EvidenceFindings) -> Rows:
    covered, guess = known.coverage, known.guess
    if guess is not None:
        middle = f", median {_one(guess.median).strip()}" if guess.median is not None else ""
        yield f"Guess: {many(guess.n, 'number')}, {guess.dont_know} don't know{middle}"
    if covered is not None:
        yield (
            f"100 points: {covered.customers:.1f} on customers, {covered.stories:.1f} on single stories, "
            f"{covered.nothing:.1f} on nothing yet ({covered.contradicted:.1f} contradicted)"
        )


def _of_sure(found: SegmentFindings) -> Rows:
    sure = found.conviction
    if sure is None:
        return
    asked = (("before", sure.before, sure.before_dont_know), ("after", sure.after, sure.after_dont_know))
    told = [f"{many(n, 'answer')} {when} ({unsure} don't know)" for when, n, unsure in asked if n is not None]
    told += [f"{sure.twice} both times"] if sure.twice is not None else []
    if told:
        yield f"How sure: {', '.join(told)}"
    for when, named in (("before", sure.named), ("after", sure.named_after)):
        if named is not None:
            most = f", {named.most} of {named.people} named one need" if named.most is not None else ""
            yield f"  {when}: {named.mean:.1f} % on average{most}"


_STAGES: Mapping[str, Callable[[SegmentFindings], Rows]] = {
    "needs": _needs,
    "weights": _weights,
    "grid": _grid,
    "disagreement": _disagreement,
    "closing": _closing,
}


def _rounds(findings: Findings, found: SegmentFindings) -> Rows:
    mine = [round for round in findings.reading.rounds if round.segment == found.name]
    if mine:
        yield "Rounds and seals"
    for round in mine:
        what = kind_of(round.of).noun
        called = f"{what}, {round.name} round{on_list(round.newer)}"
        record = "" if round.of_record else ", not of record"
        yield f"  {called}: seal {round.seal or 'none'}{record}; {_times(round)}"
        said = _answers(round.answered, round.given, round.dont_know, round.missing)
        corrected = [(round.corrections, "corrected"), (round.by_hand, "changed by hand")]
        corrected += [(round.rounded, "closed to 100"), (round.drafts, "put aside")]
        yield "    " + "; ".join([said, *(f"{n} {words}" for n, words in corrected if n)])


def _times(round: RoundNote) -> str:
    known = (("opened", round.opened), ("closed", round.closed), ("revealed", round.revealed))
    return ", ".join(f"{word} {moment:%H:%M:%S}" for word, moment in known if moment is not None)


def _limits(findings: Findings) -> Rows:
    limits = findings.reading.thresholds
    if findings.reading.draws:
        yield f"Draws (seed {findings.reading.seed or 0}): {findings.reading.draws}"
    if limits:
        yield "Where a number starts to count"
    for limit in limits:
        usual = "" if limit.value == limit.standard else f" (usually {limit.standard:g})"
        yield f"  {limit.name} {limit.value:g}{usual}: {limit.meaning}"


def _left_out(findings: Findings, found: SegmentFindings) -> Rows:
    many = len(findings.segments) > 1
    mine = f"{found.name}: "
    said = [line for line in findings.reading.left_out if not many or line.startswith(mine)]
    if said:
        yield "Left out or skipped"
    for line in said:
        yield f"  {line.removeprefix(mine) if many else line}"


def _answers(
    answered: int, given: int | None, dont_know: int | None, missing: Sequence[tuple[str, int]]
) -> str:
    none = "".join(f", {number} {why}" for why, number in missing)
    if given is None or dont_know is None:
        return f"{answered} answered, fewer than three{none}"
    return f"{answered} answered, {given} with numbers, {dont_know} don't know{none}"


def _one(number: float | None) -> str:
    return f"{number:6.1f}" if number is not None else "     -"


def _two(number: float | None) -> str:
    return f"{number:5.2f}" if number is not None else "    -"


def _words(text: str) -> str:
    return pad(text, WORDS)
