"""The workings of the SWOT behind `w`: own votes, each entry with its numbers, scores; off the wall."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings.swot.types import BelievedOpportunity, SwotEntry, SwotFindings
from cxw.findings.types import SegmentFindings
from cxw.text.saying import quoted

WORDS = 26
"""Letters a company or an entry has in a row of numbers."""


def swot_workings(found: SegmentFindings) -> Iterator[str]:
    """Line by line; nothing without marks."""
    swot = found.swot
    if swot is None:
        return
    yield ""
    yield f"SWOT: {swot.headline}"
    yield from map(_entry, swot.entries)
    if swot.unfirm:
        yield f"  {swot.unfirm} more of the room as it is, too unsure to be listed"
    yield from map(_opportunity, swot.opportunities)
    yield from _votes(swot)
    yield from _scores(swot)


def _entry(entry: SwotEntry) -> str:
    share = "no p"
    if entry.p is not None:
        share = f"p of the side {entry.p:.3f}"
    elif entry.share is not None:
        share = f"P {entry.share:.2f}"
    own = f"{entry.agree} of {entry.voters} own votes" if entry.voters else "too few own votes"
    grades = " ".join(map(str, entry.grades))
    return (
        f"  {entry.title}, {quoted(entry.short)}: {share}, {own}, n {entry.n or 'not told'}, grades {grades}"
    )


def _opportunity(one: BelievedOpportunity) -> str:
    said = f"importance {one.importance:.1f}, satisfaction {one.satisfaction:.1f}"
    return f"  believed opportunity {one.value:.1f}, {quoted(one.text)}: {said}"


def _votes(swot: SwotFindings) -> Iterator[str]:
    for one in swot.votes:
        sides = f"{one.ahead} ahead, {one.level} level, {one.behind} behind, {one.unable} not counted"
        yield f"Own votes against {one.short}: {sides}"


def _scores(swot: SwotFindings) -> Iterator[str]:
    yield swot.first
    for line in swot.scores:
        yield f"  {line.short:{WORDS}.{WORDS}}  {line.score:6.2f}  place {line.rank}"
    yield from (f"  {sentence}" for sentence in swot.scores_left_out)
    yield from (f"  {sentence}" for sentence in (*swot.turns, *swot.without))
