"""The workings behind a screen, for the facilitator's eyes: sizes, parts, limits, seals, what is left out.

Made of the room's findings, so that nothing stands here that the room may not have: no names, no function
under three. Only what is revealed has findings, so nothing unrevealed can stand here either.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cxw.findings.closing.types import Answer, ConvictionFindings, EvidenceFindings
from cxw.findings.customers.workings import meeting_workings
from cxw.findings.day.types import RoundNote
from cxw.findings.lenses.workings import lens_workings
from cxw.findings.marks.types import Cell, CompanyLine, GridFindings
from cxw.findings.needs.types import NeedLine
from cxw.findings.number_rows import WORDS, Rows, answers, guess_row, moments, one, sealed, so_many, words
from cxw.findings.points.workings import points_workings
from cxw.findings.swot.workings import swot_workings
from cxw.findings.types import Findings, SegmentFindings
from cxw.questions.rounds import kind_of
from cxw.text.phrases import Said, say, spoken_here
from cxw.text.spoken import as_written, figure

WORTH = 5
"""Answers of which it is said what knowing them is worth."""
SIDE = 6
"""Letters that the side on which we are takes at least."""
WIDE = 76
"""Columns a row may take: as wide as the smallest window."""


def stage_workings(findings: Findings, segment: str, stage: str, lens: str = "") -> list[str]:
    """The workings of one stage of a segment, line by line; what all stages share stands at the end.

    `lens`: on whose walls, where it is one.
    """
    found = findings.segment(segment)
    own = _STAGES.get(stage)
    parts = [
        own(found) if own else (),
        lens_workings(found.lenses, lens),
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
    yield say(
        "Needs: {slips}, {wrote} handed in under a name or card, {voters} voted",
        slips=_slips(needs.slips),
        wrote=needs.wrote,
        voters=needs.voters,
    )
    yield from map(_line_of_need, needs.lines)


def _line_of_need(line: NeedLine) -> str:
    votes = f", {so_many(line.votes, 'vote', 'votes')}" if line.votes is not None else ""
    state = say("chosen" if line.chosen else "not chosen")
    if line.parked and not line.chosen:
        state = say("parked: {why}", why=line.parked)
    return f"  {words(line.text)}  {_slips(line.slips)}{votes}, {state}"


def _slips(number: int) -> str:
    return so_many(number, "slip", "slips")


def _grid(found: SegmentFindings) -> Rows:
    marked = found.grid
    if marked is None:
        return
    yield say("Marks of record: {people} gave a row", people=so_many(marked.people, "person", "people"))
    yield from map(_company, marked.companies)
    yield ""
    yield f"  {words(say('cells'))}  {say('marks  dk  median    mean      sd   r*wg')}"
    yield from _cells(marked)
    yield from _leads(marked)


def _company(company: CompanyLine) -> str:
    told = [say("{number} answered", number=company.answered)]
    if company.known is not None:
        told.append(say("{share}% of its cells have a mark", share=f"{100 * company.known:.0f}"))
    if company.late:
        told.append(say("{number} marked it late", number=company.late))
    return f"  {words(company.short)}  {', '.join(told)}"


def _leads(marked: GridFindings) -> Rows:
    """On which side of its best rival each need is, with who says so and by how much."""
    names = marked.company_shorts
    needs = marked.need_shorts
    best = marked.best_leads
    if not best:
        return
    heads = say("ahead level behind  median    mean")
    side = max(SIDE, *(len(say(lead.side)) for lead in best))
    label = min(WORDS, WIDE - len(heads) - side - 6)
    yield ""
    yield f"  {words(say('best rival'), label)}  {say('side'):{side}}  {heads}"
    for lead in best:
        about = words(f"{needs[lead.need]}: {names[lead.rival]}", label)
        counts = say("by the middle marks")
        if lead.counts:
            ahead, level, behind = lead.counts
            counts = f"{ahead:5} {level:5} {behind:6}  {one(lead.median)}  {one(lead.mean)}"
        yield f"  {about}  {say(lead.side):{side}}  {counts}"


def _cells(marked: GridFindings) -> Rows:
    names = marked.company_shorts
    needs = marked.need_shorts
    for cell in marked.cells:
        label = f"{names[cell.company]}: {needs[cell.need]}"
        flags = _flags(cell, (cell.company, cell.need) in marked.flagged)
        numbers = f"{one(cell.median)}  {one(cell.mean)}  {one(cell.sd)}  {one(cell.rwg)[1:]}"
        yield f"  {words(label)}  {cell.n:5}  {cell.dont_know:2}  {numbers}  {flags}".rstrip()


def _flags(cell: Cell, again: bool) -> str:
    said = ["no verdict"] * (not cell.valid) + [*cell.flags] + ["asked again"] * again
    return ", ".join(map(say, said))


def _disagreement(found: SegmentFindings) -> Rows:
    for number, finding in enumerate(found.disagreement, 1):
        shown = "" if finding in found.walk else f" {say('(in the report only)')}"
        yield f"{number}. {finding.sentence}{shown}"
        yield f"     n {finding.n}, {say('{points} points at stake', points=figure(finding.size))}"
        for name, value in finding.numbers:
            yield f"     {_named(name)} {_value(name, value)}"
    yield from swot_workings(found)


def _named(name: str) -> str:
    """What a number of a finding is, which is kept in English beside it."""
    here = spoken_here()
    return here.again(name) if isinstance(name, Said) else here(name)


def _value(name: str, value: float) -> str:
    """Whole numbers without decimals; a p with the three without which it would be none."""
    if name.startswith("p among"):
        return figure(value, 3)
    return as_written(round(value, 1))


def _closing(found: SegmentFindings) -> Rows:
    known = found.evidence
    if known is None:
        return
    if found.conviction is not None:
        yield from _how_sure(found.conviction)
    yield from _sentences(known)
    yield from map(_answer, known.answers)
    yield from _worth(found)


def _answer(answer: Answer) -> str:
    told = [
        say(
            "{status}: grade {grade}, {number} for it",
            status=say(answer.status),
            grade=answer.grade,
            number=len(answer.supporting),
        )
    ]
    if answer.contradicting:
        told.append(say("{number} against", number=len(answer.contradicting)))
    if answer.audit:
        told.append(say("looked at: {what}", what=say(answer.audit)))
    return f"  {words(answer.label)}  {', '.join(told)}"


def _worth(found: SegmentFindings) -> Rows:
    """What it is worth to know each answer, of what knowing everything would be worth (EVPPI of EVPI)."""
    if found.worth is None:
        return
    everything = figure(found.worth.everything, 2)
    yield say("What knowing everything would be worth: {number} of a mark; of that", number=everything)
    for answer in found.worth.answers[:WORTH]:
        yield f"  {say('{share}%', share=f'{100 * answer.share:3.0f}')}  {answer.about}"


def _sentences(known: EvidenceFindings) -> Rows:
    covered, guess = known.coverage, known.guess
    if guess is not None:
        yield guess_row(guess)
    if covered is not None:
        yield say(
            "100 points: {customers} on customers, {stories} on single stories, {nothing} on nothing yet "
            "({contradicted} contradicted)",
            customers=figure(covered.customers),
            stories=figure(covered.stories),
            nothing=figure(covered.nothing),
            contradicted=figure(covered.contradicted),
        )


def _how_sure(sure: ConvictionFindings) -> Rows:
    asked = (("before", sure.before, sure.before_dont_know), ("after", sure.after, sure.after_dont_know))
    told = [
        say(
            "{answers} {when} ({unsure} don't know)",
            answers=so_many(n, "answer", "answers"),
            when=say(when),
            unsure=unsure,
        )
        for when, n, unsure in asked
        if n is not None
    ]
    if sure.twice is not None:
        told.append(say("{number} both times", number=sure.twice))
    if told:
        yield say("How sure: {told}", told=", ".join(told))
    for when, named in (("before", sure.named), ("after", sure.named_after)):
        if named is not None:
            mean = say("{when}: {mean} % on average", when=say(when), mean=figure(named.mean))
            most = ""
            if named.most is not None:
                most = say("{number} of {people} named one need", number=named.most, people=named.people)
            yield f"  {', '.join(filter(None, (mean, most)))}"


_STAGES: Mapping[str, Callable[[SegmentFindings], Rows]] = {
    "needs": _needs,
    "weights": points_workings,
    "grid": _grid,
    "disagreement": _disagreement,
    "closing": _closing,
    "meeting": meeting_workings,
}


def _rounds(findings: Findings, found: SegmentFindings) -> Rows:
    mine = [round for round in findings.reading.rounds if round.segment == found.name]
    if mine:
        yield say("Rounds and seals")
    for round in mine:
        record = "" if round.of_record else f", {say('not of record')}"
        yield f"  {_called(round)}: {sealed(round.seal)}{record}; {_times(round)}"
        given = answers(round.answered, round.given, round.dont_know, round.missing)
        corrected = [(round.corrections, "corrected"), (round.by_hand, "changed by hand")]
        corrected += [(round.rounded, "rounded to whole points"), (round.drafts, "put aside")]
        yield "    " + "; ".join([given, *(f"{n} {say(done)}" for n, done in corrected if n)])


def _called(round: RoundNote) -> str:
    """`points, first round on the new list`."""
    called = say("{what}, {name} round", what=say(kind_of(round.of).noun), name=say(round.name))
    newer = say("on the new list") if round.newer == 1 else say("on new list {number}", number=round.newer)
    return f"{called} {newer}" if round.newer else called


def _times(round: RoundNote) -> str:
    return moments((("opened", round.opened), ("closed", round.closed), ("revealed", round.revealed)))


def _limits(findings: Findings) -> Rows:
    limits = findings.reading.thresholds
    draws = findings.reading.draws
    if draws:
        yield say("Draws (seed {seed}): {draws}", seed=findings.reading.seed or 0, draws=draws)
    if limits:
        yield say("Where a number starts to count")
    for limit in limits:
        usual = ""
        if limit.value != limit.standard:
            usual = f" ({say('usually {number}', number=as_written(limit.standard))})"
        yield f"  {limit.name} {as_written(limit.value)}{usual}: {limit.meaning}"


def _left_out(findings: Findings, found: SegmentFindings) -> Rows:
    many = len(findings.segments) > 1
    mine = f"{found.name}: "
    said = [line for line in findings.reading.left_out if not many or line.startswith(mine)]
    if said:
        yield say("Left out or skipped")
    for line in said:
        yield f"  {line.removeprefix(mine) if many else line}"
