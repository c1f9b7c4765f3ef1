"""Pictures of the closing: what points rest on, how sure we are, who finds out what by when."""

from __future__ import annotations

from cxw.findings.closing.words import in_hundred
from cxw.findings.types import SegmentFindings
from cxw.handout.figures.titled import Titled, Tongue
from cxw.pictures.paper import EvidenceBar, EvidenceKind

KINDS: tuple[EvidenceKind, ...] = ("customers", "stories", "nothing")


def evidence_chart(segment: SegmentFindings, tongue: Tongue) -> Titled | None:
    """The hundred points by what was shown for them, and what the room had guessed."""
    found = segment.evidence
    if found is None or found.coverage is None:
        return None
    *points, against = in_hundred(found.coverage)
    classes = tuple((kind, part) for kind, part in zip(KINDS, points, strict=True) if part)
    guess = found.guess.median if found.guess else None
    return Titled(EvidenceBar(classes, guess, against), found.headline)
