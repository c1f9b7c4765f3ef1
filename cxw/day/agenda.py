"""What an agenda that was shortened leaves out, and how many minutes each stage has with and without it.

`skipped` of a segment keeps it: stages and second rounds with the reason `agenda shortened`, parts of a stage
under the keys below, whatever their reason.
"""

from __future__ import annotations

from cxw.model import Company, Segment, Session, StageName

SHORTENED = "agenda shortened"
NO_TIME = "no time"
"""What is kept as the reason where nobody gives another one."""
RIVALS, FINDINGS, EVIDENCE, CARDS = "rivals", "findings", "evidence", "cards"
PARTS: dict[str, StageName] = {
    RIVALS: "grid",
    FINDINGS: "disagreement",
    EVIDENCE: "closing",
    CARDS: "closing",
}
"""Parts of a stage that can be left out, and of which."""
SECONDS: dict[str, StageName] = {"weights second": "weights", "grid second": "grid"}

MINUTES: dict[StageName, int] = {"needs": 30, "weights": 45, "grid": 45, "disagreement": 30, "closing": 45}
"""A plan for one segment and eleven people: an afternoon."""
MEETING_MINUTES = 30
"""A second meeting, on another day."""
START = "09:00"
PROTECTED = 50
"""Minutes of the closing that nothing takes away: without them a day ends with numbers and no promises."""

FEW_RIVALS, FEW_FINDINGS, FEW_ANSWERS, FEW_CARDS = 2, 4, 5, 3
MOST_FINDINGS, MOST_ANSWERS = 7, 10
_SECOND_OF = {"weights": 1 / 3, "grid": 1 / 4}
"""The part of a stage's minutes that is meant for its second round."""
_MARKING = 0.6
"""The part of the marks' minutes that grows with the companies; the rest is talk about them."""
_SAVED = {EVIDENCE: 10, CARDS: 5}
"""Minutes of a closing that its parts take, where it has more than the protected ones."""


def marked(session: Session, segment: Segment) -> list[Company]:
    """The companies the room marks: its own, and all competitors or only the first of them."""
    few = FEW_RIVALS if RIVALS in segment.skipped else None
    return [session.company, *segment.competitors[:few]]


def findings_walked(segment: Segment) -> int:
    """How many findings the room walks through at most."""
    if FINDINGS in segment.skipped:
        return FEW_FINDINGS
    return MOST_FINDINGS


def answers(segment: Segment) -> int:
    """Of how many answers the room asks how it knows, at most."""
    return FEW_ANSWERS if EVIDENCE in segment.skipped else MOST_ANSWERS


def promises_suggested(segment: Segment) -> int | None:
    """How many promises are suggested; None for all there is no evidence for."""
    return FEW_CARDS if CARDS in segment.skipped else None


def without_second(segment: Segment, stage: str) -> bool:
    """Whether the second round of a stage has no place in the day."""
    return segment.skipped.get(f"{stage} second") == SHORTENED


def lasts(session: Session, segment: Segment, stage: StageName) -> int:
    """Minutes a stage of a segment has in the plan, without what is left out of it."""
    minutes = session.planned.minutes.get(stage, MINUTES.get(stage, MEETING_MINUTES))
    if stage == "closing":
        return max(PROTECTED, minutes - sum(saved for key, saved in _SAVED.items() if key in segment.skipped))
    if stage == "disagreement":
        return round(minutes * findings_walked(segment) / MOST_FINDINGS)
    left = 1.0 - (_SECOND_OF.get(stage, 0) if without_second(segment, stage) else 0)
    if stage == "grid":
        companies = 1 + len(segment.competitors)
        left -= _MARKING * (1 - len(marked(session, segment)) / companies)
    return round(minutes * left)
