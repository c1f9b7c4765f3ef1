"""What stands in which chapter of the handout: sentences that page 1 does not say, evidence by its class."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from cxw.findings.closing.types import Answer, Card, EvidenceFindings
from cxw.findings.day.types import Happening
from cxw.findings.finding import FindingKind
from cxw.findings.front.types import Front
from cxw.findings.lenses.types import LensFindings
from cxw.findings.marks.types import GridFindings
from cxw.findings.moved.types import SeniorFindings
from cxw.findings.needs.types import NeedLine
from cxw.findings.people import NeedWords, ShownGroup
from cxw.findings.points.types import NeedWeights, WeightsFindings
from cxw.findings.types import Findings, SegmentFindings
from cxw.handout.guide import open_cards
from cxw.handout.lens_tables import card_table, lens_tables, not_known, share_rows
from cxw.handout.speech import Speech
from cxw.handout.words import column_head
from cxw.text.saying import each_once

FIRST_ANSWERS = (
    "Every number is of everybody's first answer, given before anybody heard the others; what changed after "
    "the talk stands beside it."
)
DONT_KNOW = "Who said “don't know” is counted, and is in no mean."
DEPARTMENTS = (
    "A department shows only where nobody's answer can be worked out from it; beside it stands how many were "
    "there."
)
SHUFFLED = "“With names shuffled”: so far apart such groups would be on average if departments meant nothing."
SIDES = (
    "Ahead, level and behind count who marked both companies; where somebody could be worked out from that, "
    "our middle mark is set against theirs. The best rival is the one we lead least, of those enough of us "
    "know."
)
BACKED = (
    "Customers back what ten or more said, or what they did. A single story is of one customer, or of a "
    "colleague who deals with them. What nobody could show does not count yet."
)
BOXED = (
    "A need stands in a box where it has at least as many of our points as a need has on average, and nearly "
    "all of us see it there; it is a claim only where customers back it, else a question."
)
CHECKED_BY = (
    "“Yes” and “no” beside what we believed stand only where 30 customers or more settle it. They speak for "
    "customers like those who answered; who they are stands in their chapter."
)
ON_SLIPS = "Slips: on how many slips a need was written, before anybody had heard the others."
IN_VOTES = "Votes: how many people voted for a need; everybody had several votes, one for each need."
SENTENCES = 4
"""A paragraph has no more."""
ELSEWHERE: frozenset[FindingKind] = frozenset(
    ("functions", "ground", "gap", "dont-know", "room", "lead", "cell", "moved", "categories")
)
"""Findings that page 1 says, or another part of a chapter; all others stand with the points."""
CELLS = 2
"""Contested marks that are told one by one; the table shows all."""
CARDS, QUOTES = 5, 3
"""On the first page: questions at most, one fewer where it has pictures too; and quotes."""


def on_points(segment: SegmentFindings) -> list[str]:
    """What is said of points beside page 1: how far we are apart, camps, and which two departments."""
    weights = segment.weights
    if weights is None:
        return []
    if weights.withheld:
        return [weights.withheld]
    pairs = [pair.sentence for pair in weights.pairs[:1]]
    others = [one.sentence for one in segment.disagreement if one.kind not in ELSEWHERE]
    told = [weights.room, *weights.sentences, *pairs, *others]
    return list(dict.fromkeys(said for said in told if said))[:SENTENCES]


def on_marks(segment: SegmentFindings) -> list[str]:
    """What is said of marks beside page 1: what we do not know, and where we do not agree."""
    if segment.grid is None:
        return []
    contested = _found(segment, "cell")
    second = [cell.second.sentence for cell in segment.grid.cells if cell.second and cell.second.sentence]
    unknown = [*segment.grid.sentences][: SENTENCES - CELLS]
    return [*unknown, *contested[:CELLS], *second][:SENTENCES]


def _found(segment: SegmentFindings, kind: FindingKind) -> list[str]:
    return [finding.sentence for finding in segment.disagreement if finding.kind == kind]


def by_points(weights: WeightsFindings) -> list[NeedWeights]:
    """The needs, most points first."""
    return sorted(weights.needs, key=lambda need: -round(need.mean or 0.0, 9))


def by_votes(lines: Sequence[NeedLine]) -> list[NeedLine]:
    """What was written down: what was chosen, then what most voted for or wrote."""
    return sorted(lines, key=lambda line: (not line.chosen, -(line.votes or 0), -line.slips))


def in_order(segment: SegmentFindings) -> list[NeedWords]:
    """The needs of the grid, most points first."""
    points = {need.id: need.mean or 0.0 for need in segment.weights.needs} if segment.weights else {}
    needs = segment.grid.needs if segment.grid else ()
    return sorted(needs, key=lambda need: -round(points.get(need.id, 0.0), 9))


def group_heads(groups: Sequence[ShownGroup]) -> list[str]:
    """Departments as heads of columns, with how many of each were there."""
    return [f"{column_head(group.name)} ({group.n})" for group in groups]


def need_heads(needs: Sequence[NeedWords | NeedWeights]) -> list[str]:
    """Needs as heads of narrow columns."""
    return [column_head(need.short) for need in needs]


def company_heads(grid: GridFindings) -> list[str]:
    """Companies as heads of columns, our own first."""
    return [column_head(company.short) for company in grid.companies]


def declared(found: SeniorFindings) -> list[str]:
    """What concerns whoever was declared senior: the facilitator's alone."""
    return [*(pull.sentence for pull in found.pulls), *(less.sentence for less in found.without)]


def known(found: EvidenceFindings) -> Iterator[tuple[str, list[Answer]]]:
    """What we know and from whom, under its headings; what customers speak against comes first."""
    kinds: Mapping[str, Callable[[Answer], bool]] = {
        "Customers say otherwise": lambda answer: answer.contradicted,
        "Customers": lambda answer: answer.cls == "customer evidence",
        "Single stories": lambda answer: answer.cls == "single story",
        "Not enough to count yet": lambda answer: bool(answer.supporting),
    }
    left = [*found.answers]
    for title, holds in kinds.items():
        if some := [answer for answer in left if holds(answer)]:
            yield title, some
        left = [answer for answer in left if not holds(answer)]


def nothing_yet(spoken: Speech, found: EvidenceFindings) -> list[str]:
    """For what nothing was shown: needs by name, marks by their number."""
    answers = chain.from_iterable(some for _, some in known(found))
    told = {answer.name for answer in answers}
    rest = [answer for answer in found.answers if answer.name not in told]
    needs = [spoken.quoted(answer.label) for answer in rest if answer.kind == "weight"]
    marks = len(rest) - len(needs)
    return [*needs, *([spoken.so_many(marks, "mark", "marks")] if marks else [])]


def first_cards(findings: Findings) -> list[Card]:
    """The questions on the first page: open ones before those asked; of several segments in turns."""
    if len(findings.segments) == 1:
        return [*findings.segments[0].research][: CARDS - 1]
    own = map(open_cards, findings.segments)
    return [card for card in chain.from_iterable(zip_longest(*own)) if card][:CARDS]


def more_cards(findings: Findings) -> int:
    """How many open questions have no place on the first page."""
    cards = chain.from_iterable(map(open_cards, findings.segments))
    return sum(card not in first_cards(findings) for card in cards)


def first_quotes(front: Front) -> list[str]:
    """What the rooms wrote that they do not know: of each segment the first."""
    own = chain.from_iterable(zip_longest(*(page.quotes for page in front.segments)))
    return each_once(quote for quote in own if quote)[:QUOTES]


def _weighed(findings: Findings) -> set[str]:
    """What stands where the points do."""
    return set(chain.from_iterable(map(on_points, findings.segments)))


def told_of_day(findings: Findings) -> list[Happening]:
    """What happened on the day; who does not know stands on the first page."""
    return [event for event in findings.reading.happened if event.kind not in ("don't know", "sittings")]


def read_like_this(findings: Findings) -> Iterator[str]:
    """How to read the handout, in a client's words: what stands in it and nothing else."""
    if not any(segment.weights or segment.grid for segment in findings.segments):
        yield from _of_needs_alone(findings)
        return
    yield from (sentence for sentence in findings.reading.given if sentence not in _weighed(findings))
    yield FIRST_ANSWERS
    yield DONT_KNOW
    yield from sorted(
        {one.summary.caution for one in findings.segments if one.summary and not one.customers}, key=len
    )[:1]
    yield from (sentence for sentence, stands in _HOW_TO_READ.items() if any(map(stands, findings.segments)))


def _of_needs_alone(findings: Findings) -> Iterator[str]:
    """What the columns beside the needs count."""
    lines = [*chain.from_iterable(segment.needs.lines for segment in findings.segments)]
    if any(line.slips for line in lines):
        yield ON_SLIPS
    if any(line.votes for line in lines):
        yield IN_VOTES


def lens_sentences(found: LensFindings) -> list[str]:
    """What a lens showed, and what it comes down to; each once."""
    said = [one.sentence for one in found.findings]
    return list(dict.fromkeys([*said, *filter(None, [found.last])]))


_HOW_TO_READ: Mapping[str, Callable[[SegmentFindings], bool]] = {
    DEPARTMENTS: lambda segment: segment.weights is not None and bool(segment.weights.groups),
    SHUFFLED: lambda segment: segment.weights is not None and bool(segment.weights.pairs),
    SIDES: lambda segment: segment.grid is not None and bool(segment.grid.leads),
    BACKED: lambda segment: segment.evidence is not None and bool(segment.evidence.items),
    BOXED: lambda segment: segment.boarded,
    CHECKED_BY: lambda segment: segment.customers is not None,
}
"""How to read what stands in some segment's chapters."""


CHAPTERS: Mapping[str, Callable[..., Any]] = {
    look.__name__: look
    for look in (
        on_points,
        on_marks,
        by_points,
        by_votes,
        in_order,
        group_heads,
        company_heads,
        need_heads,
        declared,
        known,
        first_cards,
        more_cards,
        first_quotes,
        read_like_this,
        told_of_day,
        lens_sentences,
        share_rows,
        not_known,
    )
}
SPOKEN_CHAPTERS: tuple[Callable[..., Any], ...] = (nothing_yet, card_table, lens_tables)
"""Those that say something themselves: they are told how the handout speaks."""
