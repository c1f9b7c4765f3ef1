"""What the room wrote down as needs, which of them it works with, and later how those read."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from cxw.day.needs import twins
from cxw.findings import in_words
from cxw.findings.needs.types import NeedLine, NeedReading, NeedsFindings, NeedsRead
from cxw.findings.view import AudienceView, need_words
from cxw.model import Need, Segment
from cxw.text import categories
from cxw.text.saying import in_a_row, quoted, stopped


def needs(view: AudienceView, segment: Segment, revealed: bool) -> NeedsFindings:
    """All needs with how many proposed each, and the chosen ones; no name anywhere.

    How they read is told only once something is `revealed`: the first stage challenges nothing.
    """
    voters = sum(map(bool, segment.votes.values()))
    ballots = Counter(chain.from_iterable(segment.votes.values()))
    counted = [ballots[need.id] if view.enough(voters) else None for need in segment.needs]
    return NeedsFindings(
        lines=tuple(_line(view, segment, *one) for one in zip(segment.needs, counted, strict=True)),
        chosen=tuple(need_words(segment, id) for id in segment.chosen),
        slips=sum(need.slips for need in segment.needs),
        wrote=len(set().union(*(need.proposed for need in segment.needs))),
        voters=voters,
        headline=_headline(segment),
        sentences=tuple(_sentences(view, segment)),
        read=_read(view, segment) if revealed else None,
    )


def _line(view: AudienceView, segment: Segment, need: Need, votes: int | None) -> NeedLine:
    words = set(chain.from_iterable(need.proposed.values()))
    return NeedLine(
        id=need.id,
        text=need.text,
        short=need.label,
        slips=need.slips,
        wordings=tuple(sorted(words, key=lambda said: (said.casefold(), said))),
        votes=votes,
        chosen=need.id in segment.chosen,
        parked=view.said(need.parked),
    )


def _headline(segment: Segment) -> str:
    if not segment.needs:
        return "No need is written down yet."
    slips = sum(need.slips for need in segment.needs)
    said = f"{in_words.start(in_words.plural(len(segment.needs), 'need'))} came together"
    if slips > len(segment.needs):
        said += f" from {in_words.plural(slips, 'slip')}"
    if segment.chosen:
        said += f"; we work with {in_words.count(len(segment.chosen))}"
    return stopped(said)


def _sentences(view: AudienceView, segment: Segment) -> list[str]:
    most = max((need.slips for need in segment.needs), default=0)
    top = [need.label for need in segment.needs if need.slips == most]
    found = []
    if most > 1 and len(top) <= 3:
        names = in_a_row([quoted(label) for label in top])
        each = " each" if len(top) > 1 else ""
        found.append(f"{names} came up most often: on {in_words.plural(most, 'slip')}{each}.")
    found += [
        stopped(f"{quoted(need.label)} is parked: {view.said(need.parked)}")
        for need in segment.needs
        if need.parked
    ]
    return found


def _read(view: AudienceView, segment: Segment) -> NeedsRead | None:
    """The chosen needs in today's words: one that was reworded since has been made more of."""
    chosen = segment.chosen_needs()
    if not chosen:
        return None
    said = view.wording.needs
    read = tuple(_reading(need, view.session.language) for need in chosen)
    generic = [need.short for need in read if need.kind == "category"]
    named = [need.short for need in read if need.kind == "solution"]
    alike = [said.needs_alike(segment.need(a).label, segment.need(b).label) for a, b in twins(chosen)]
    told = [said.categories(len(generic), len(read))] if generic else []
    if named:
        told.append(said.solutions(named))
    return NeedsRead(read, told[0] if told else None, (*told[1:], *alike))


def _reading(need: Need, language: str | None) -> NeedReading:
    found = categories.read_need(need.text, language, need.kind)
    return NeedReading(need.id, need.text, need.label, found.kind, found.question)
