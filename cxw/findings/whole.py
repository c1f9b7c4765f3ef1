"""All stages of all segments put together, for one audience."""

from __future__ import annotations

from collections.abc import Iterator

from cxw.findings import wording
from cxw.findings.closing import evidence_of, find_out_first, research
from cxw.findings.conviction import conviction
from cxw.findings.disagreement import disagreement
from cxw.findings.grid import grid
from cxw.findings.needs import needs
from cxw.findings.reading import people_present, reading
from cxw.findings.types import (
    Audience,
    EvidenceFindings,
    Findings,
    NoteLine,
    SegmentFindings,
    Skip,
    WeightsFindings,
)
from cxw.findings.view import View
from cxw.findings.weights import weights
from cxw.model import Segment, Session

FEW = 5
"""Up to so many people a room cannot say which need comes first."""


def whole(session: Session, audience: Audience) -> Findings:
    """Everything one audience may know of a session."""
    view = View(session, audience)
    segments = tuple(_segment(view, segment) for segment in session.segments)
    present = people_present(view)
    return Findings(
        title=session.title,
        company=session.company.name,
        date=session.date,
        language=session.language,
        facilitator=session.facilitator,
        audience=audience,
        names_shown=view.names,
        present=tuple(sorted(person.name for person in session.participants if person.id in present)),
        segments=segments,
        reading=reading(view, segments),
    )


def _segment(view: View, segment: Segment) -> SegmentFindings:
    weighed, marked = weights(view, segment), grid(view, segment)
    sure = conviction(view, segment)
    known = evidence_of(view, segment, sure)
    cards = research(view, segment, known)
    return SegmentFindings(
        id=segment.id,
        name=segment.name,
        needs=needs(view, segment),
        weights=weighed,
        conviction=sure,
        grid=marked,
        disagreement=disagreement(weighed, marked, view.session.thresholds.dk_share),
        evidence=known,
        unknowns=tuple(unknown.text for unknown in segment.unknowns),
        research=cards,
        find_out_first=find_out_first(segment, cards, known),
        minute=tuple(_minute(weighed, known)),
        skipped=tuple(Skip(what, why) for what, why in segment.skipped.items()),
        notes=_notes(view, segment),
    )


def _minute(weights: WeightsFindings | None, known: EvidenceFindings | None) -> Iterator[str]:
    """What this room believes, how far it agrees, and what that rests on; who does not know comes first."""
    if weights:
        if weights.dont_know:
            yield wording.dont_know(weights.dont_know, weights.answered)
        yield from _belief(weights)
        yield from (said for said in (weights.headline, *weights.sentences[:2]) if _is_new(said, weights))
    if known and known.coverage:
        yield known.headline
        yield from known.sentences


def _is_new(said: str, weights: WeightsFindings) -> bool:
    return not weights.dont_know or said != wording.dont_know(weights.dont_know, weights.answered)


def _belief(weights: WeightsFindings) -> Iterator[str]:
    means = {need.short: need.mean for need in weights.needs if need.mean is not None}
    if not means:
        return
    most = max(means.values())
    top = [need for need, mean in means.items() if mean > most - 1e-9]
    if len(top) < len(means):
        yield wording.matters_most(top, most, settled=weights.given > FEW)


def _notes(view: View, segment: Segment) -> tuple[NoteLine, ...]:
    if not view.private:
        return ()
    return tuple(NoteLine(note.at, note.about, note.text) for note in segment.notes)
