"""The workings of the SWOT behind `w`: own votes, each entry with its numbers, scores; off the wall."""

from __future__ import annotations

from cxw.findings.number_rows import Rows, words
from cxw.findings.swot.types import BelievedOpportunity, SwotEntry, SwotFindings
from cxw.findings.types import SegmentFindings
from cxw.text.phrases import quoted_here, say
from cxw.text.spoken import figure


def swot_workings(found: SegmentFindings) -> Rows:
    """Line by line; nothing without marks."""
    swot = found.swot
    if swot is None:
        return
    yield ""
    yield f"SWOT: {swot.headline}"
    yield from map(_entry, swot.entries)
    if swot.unfirm:
        yield f"  {say('{number} more of the room as it is, too unsure to be listed', number=swot.unfirm)}"
    yield from map(_opportunity, swot.opportunities)
    yield from _votes(swot)
    yield from _scores(swot)


def _entry(entry: SwotEntry) -> str:
    share = say("no p")
    if entry.p is not None:
        share = say("p of the side {p}", p=figure(entry.p, 3))
    elif entry.share is not None:
        share = f"P {figure(entry.share, 2)}"
    own = say("own votes not told")
    if entry.voters:
        own = say("{agree} of {voters} own votes", agree=entry.agree, voters=entry.voters)
    people = f"n {entry.n or say('not told')}"
    grades = say("grades {grades}", grades=" ".join(map(str, entry.grades)))
    return f"  {entry.title}, {quoted_here(entry.short)}: {share}, {own}, {people}, {grades}"


def _opportunity(believed: BelievedOpportunity) -> str:
    told = say(
        "believed opportunity {value}, {need}: importance {importance}, satisfaction {satisfaction}",
        value=figure(believed.value),
        need=quoted_here(believed.text),
        importance=figure(believed.importance),
        satisfaction=figure(believed.satisfaction),
    )
    return f"  {told}"


def _votes(swot: SwotFindings) -> Rows:
    for votes in swot.votes:
        yield say(
            "Own votes against {rival}: {ahead} ahead, {level} level, {behind} behind, {unable} not counted",
            rival=votes.short,
            ahead=votes.ahead,
            level=votes.level,
            behind=votes.behind,
            unable=votes.unable,
        )


def _scores(swot: SwotFindings) -> Rows:
    yield swot.first
    for line in swot.scores:
        score = f"{figure(line.score, 2):>6}"
        yield f"  {words(line.short)}  {score}  {say('place {number}', number=line.rank)}"
    yield from (f"  {sentence}" for sentence in swot.scores_left_out)
    yield from (f"  {sentence}" for sentence in (*swot.turns, *swot.without))
