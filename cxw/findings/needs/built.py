"""What the room wrote down as needs, which of them it works with, and later how those read."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from cxw.day.needs import twins
from cxw.findings.needs.types import NeedLine, NeedReading, NeedsFindings, NeedsRead
from cxw.findings.view import AudienceView, need_words
from cxw.model import Need, Segment
from cxw.text import categories
from cxw.text.phrases import ENGLISH
from cxw.text.saying import quoted


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
        headline=_headline(view, segment),
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
        parked=view.reason(need.parked) or None,
    )


def _headline(view: AudienceView, segment: Segment) -> str:
    slips = sum(need.slips for need in segment.needs)
    return view.wording.needs.came_together(len(segment.needs), slips, len(segment.chosen))


def _sentences(view: AudienceView, segment: Segment) -> list[str]:
    said = view.wording.needs
    most = max((need.slips for need in segment.needs), default=0)
    top = [need.label for need in segment.needs if need.slips == most]
    found = [said.most_often(top, most)] if most > 1 and len(top) <= 3 else []
    parked = [need for need in segment.needs if need.parked]
    return found + [said.is_parked(need.label, view.reason(need.parked)) for need in parked]


def _read(view: AudienceView, segment: Segment) -> NeedsRead | None:
    """The chosen needs in today's words: one that was reworded since has been made more of."""
    chosen = segment.chosen_needs()
    if not chosen:
        return None
    said = view.wording.needs
    read = tuple(_reading(view, need) for need in chosen)
    generic = [need.short for need in read if need.kind == "category"]
    named = [need.short for need in read if need.kind == "solution"]
    alike = [said.needs_alike(segment.need(a).label, segment.need(b).label) for a, b in twins(chosen)]
    told = [said.categories(len(generic), len(read))] if generic else []
    if named:
        told.append(said.solutions(named))
    return NeedsRead(read, told[0] if told else None, (*told[1:], *alike))


def _reading(view: AudienceView, need: Need) -> NeedReading:
    found = categories.read_need(need.text, view.session.language, need.kind)
    return NeedReading(need.id, need.text, need.label, found.kind, _question(view, need.text, found))


def _question(view: AudienceView, text: str, found: categories.Read) -> str | None:
    """What would make more of a need, in the reader's language: a word's own question, or a general one."""
    general = categories.SOLUTION if found.kind == "solution" else categories.GENERAL
    told = found.question
    if told is None or (told != general.format(need=quoted(text)) and found.language == view.language):
        return told
    if view.language == ENGLISH:
        return told
    return view.say(general, need=view.wording.needs.need_quoted(text))
