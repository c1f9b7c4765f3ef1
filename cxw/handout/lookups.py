"""What the template looks up in the findings: a cell's words, a group's mean, the name of a round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markupsafe import Markup

from cxw.findings.closing.types import EvidenceItem
from cxw.findings.day.types import RoundNote
from cxw.findings.functions.types import PairApart
from cxw.findings.in_words import digits, half
from cxw.findings.lenses.types import LensPartFindings
from cxw.findings.lenses.workings import PARTS
from cxw.findings.marks.types import Cell, CompanyLine, GridFindings, Lead
from cxw.findings.moved.types import RecordWithout
from cxw.findings.moved.words import REASONS
from cxw.findings.people import NeedWords, ShownGroup
from cxw.findings.points.types import NeedWeights
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.points_numbers import covers, need_numbers, over_all
from cxw.handout.speech import Speech
from cxw.handout.words import plain
from cxw.questions.rounds import kind_of


@dataclass(frozen=True)
class MarksRow:
    """One person's marks for one company, under their name."""

    name: str
    company: str
    marks: tuple[str | None, ...]
    """`dk` where they said so, None where they were not asked."""


def mean_of(need: NeedWeights, group: ShownGroup) -> float | None:
    """A group's mean on one need; None where it may not be shown."""
    return next((number.mean for number in need.groups if number.name == group.name), None)


def gap_of(pair: PairApart, need: NeedWeights) -> float | None:
    """The first function's mean minus the second's on one need."""
    return dict(pair.gaps).get(need.id)


def without(less: RecordWithout, need: NeedWeights) -> float | None:
    """A need's mean in the record without somebody."""
    return next((mean for id, _, mean in less.means if id == need.id), None)


def words_of(things: Sequence[NeedWords] | Sequence[CompanyLine], id: str) -> str:
    """The words of a need, or the short name of a company."""
    return next(
        (thing.text if isinstance(thing, NeedWords) else thing.short for thing in things if thing.id == id),
        id,
    )


def best_leads(grid: GridFindings) -> list[Lead]:
    """The lead over the best rival on each need that has one."""
    return [lead for lead in grid.leads if lead.best]


def marks_by_person(grid: GridFindings) -> Iterator[MarksRow]:
    """Everybody's marks, a company a row; companies nobody marked under this name are left out."""
    for person in grid.named:
        given = {key: "dk" if mark is None else digits(mark) for key, mark in person.values}
        for company in grid.companies:
            keys = [f"{company.id} {need.id}" for need in grid.needs]
            if any(key in given for key in keys):
                yield MarksRow(person.name, company.name, tuple(given.get(key) for key in keys))


def mark(spoken: Speech, cell: Cell | None, *, unknown: bool = True) -> Markup:
    """A cell of the grid: `7.5 (3 to 9, 2 dk)`, or how many do not know; the middle mark, as on the wall."""
    if cell is None:
        return plain(None)
    dont_know = [f"{cell.dont_know} {spoken.say('dk')}"] if cell.dont_know else []
    if not cell.valid or cell.median is None:
        # No number stands first: that would be painted as a mark.
        return plain(f"– ({dont_know[0]})" if dont_know else spoken.say("too few marks"))
    if not unknown:
        dont_know = []
    ends = [half(end) for end in (cell.low, cell.high) if end is not None]
    spread = [f" {spoken.say('to')} ".join(ends)] if ends else []
    more = ", ".join([*spread, *dont_know])
    return plain(half(cell.median)) + (Markup(" (") + plain(more) + Markup(")") if more else Markup(""))


def middle(value: float | None) -> str | None:
    """A middle mark: whole, or with a half."""
    return None if value is None else half(value)


def median_of(cell: Cell, group: ShownGroup) -> float | None:
    """A group's middle mark in one cell; None where it may not be shown."""
    return next((number.median for number in cell.groups if number.name == group.name), None)


def unknown_of(cell: Cell | None) -> Markup:
    """How many do not know one square."""
    return plain(None if cell is None else str(cell.dont_know))


def counted(segment: SegmentFindings) -> bool:
    """Whether there is more to say of what a segment's answers rest on than that nothing was shown."""
    found = segment.evidence
    return found is not None and bool(found.items or segment.conviction)


def generic(segment: SegmentFindings) -> bool:
    """Whether any chosen need is a category or a solution."""
    return segment.needs.read is not None and segment.needs.read.headline is not None


def reason_words(reason: str) -> str:
    """Why somebody moved, in words."""
    return REASONS.get(reason, reason)


def became(outcome: str) -> str:
    """What became of a promise, in words."""
    return {"held": "We were right", "wrong": "We were wrong", "unclear": "Unclear"}.get(outcome, "Open")


KINDS = {
    "won-lost": "won and lost orders",
    "front-line-tally": "counted by our front line",
    "front-line": "our front line",
    "desk-research": "desk research",
}
"""Kinds of evidence whose word in the file says too little."""


def kind_of_evidence(item: EvidenceItem) -> str:
    """What kind of evidence it is, in words."""
    return KINDS.get(item.kind, item.kind)


MARKED = {
    "first": "Marks of {companies}, first round",
    "second": "Marks of {companies}, second round",
}
"""A round of marks that asked about some companies only."""


def part_asked(spoken: Speech, part: LensPartFindings) -> str:
    """Which of a lens's questions it was."""
    return spoken.say(PARTS[part.part])


def round_name(spoken: Speech, round: RoundNote, findings: Findings) -> str:
    """`Points, first round`, with list, companies and segment where they tell rounds apart."""
    whole_grid = any(
        segment.grid and {line.id for line in segment.grid.companies} == set(round.companies)
        for segment in findings.segments
        if segment.name == round.segment
    )
    said = spoken.say(f"{kind_of(round.of).title}, {round.name} round")
    if round.companies and not whole_grid:
        companies = ", ".join(_company(id, findings) for id in round.companies)
        said = spoken.say(MARKED[round.name], companies=companies)
    where = f", {round.segment}" if len(findings.segments) > 1 else ""
    return f"{said}{_on_list(spoken, round.newer)}{where}"


def _on_list(spoken: Speech, newer: int) -> str:
    if newer < 2:
        return f" {spoken.say('on the new list')}" * newer
    return f" {spoken.say('on new list {number}', number=newer)}"


def _company(id: str, findings: Findings) -> str:
    lines = chain.from_iterable(segment.grid.companies for segment in findings.segments if segment.grid)
    return next((line.short for line in lines if line.id == id), id)


LOOKUPS: Mapping[str, Callable[..., Any]] = {
    look.__name__: look
    for look in (
        mean_of,
        gap_of,
        without,
        covers,
        words_of,
        best_leads,
        marks_by_person,
        unknown_of,
        middle,
        median_of,
        became,
        reason_words,
        counted,
        generic,
        kind_of_evidence,
    )
}
SPOKEN_LOOKUPS: tuple[Callable[..., Any], ...] = (mark, need_numbers, over_all, part_asked, round_name)
"""Those that say something themselves: they are told how the handout speaks."""
