"""Own votes and the SWOT board on the wall: what may be stated, and what is a question."""

from __future__ import annotations

from typing import Literal

from cxw.findings.swot.types import SwotEntry, SwotFindings, SwotKind
from cxw.pictures.charts import BesideBoxes, BoxedNeed, FourBoxes, Sided, Signs, SwotBox, Unboxed
from cxw.wall.page import Page
from cxw.wall.scene import Scene

APART: tuple[tuple[SwotKind, str], ...] = (
    ("split", "We are split or not sure"),
    ("expected", "Expected of everybody"),
    ("excess", "More than customers need?"),
    ("light", "Not decisive today"),
)
UNMARKED = "Too few marks"
ASKS = {
    "question": "do customers agree?",
    "contested": "we do not agree",
    "contested belief": "we do not agree",
}


def votes_page(scene: Scene) -> list[Page]:
    """Everybody's own points with their own marks, us against each rival; no page without votes to show."""
    found = scene.found.swot
    if found is None or not found.votes:
        return []
    told = found.votes
    signs = Signs(tuple(Sided(votes.short, votes.ahead, votes.level, votes.behind) for votes in told))
    said = (found.counted, found.first, *((found.halo,) if found.halo else ()))
    return [Page(told[0].sentence, (signs,), under=said, least=min(12, 2 * len(told) + 2))]


def board_pages(scene: Scene) -> list[Page]:
    """The four boxes; the sentence that says why there are none."""
    found = scene.found.swot
    if found is None:
        return []
    if found.reason is not None:
        return [Page(f"There is no SWOT board. {found.reason}")]
    boxes = FourBoxes(
        (
            _box(found, "strength", "Strengths"),
            _box(found, "weakness", "Weaknesses"),
            _box(found, "opportunity", "Opportunities"),
            _box(found, "threat", "Threats"),
        ),
        _beside(found),
    )
    return [Page(found.headline, (boxes,), under=found.sentences, least=12, likes=16)]


def _box(found: SwotFindings, kind: SwotKind, title: str) -> SwotBox:
    needs = (BoxedNeed(entry.short, _standing(entry), _said(entry)) for entry in found.of(kind))
    return SwotBox(title, tuple(needs))


def _standing(entry: SwotEntry) -> Literal["stated", "asked", "contested"]:
    if entry.stated:
        return "stated"
    return "asked" if entry.reading == "question" else "contested"


def _said(entry: SwotEntry) -> tuple[str, ...]:
    """What stands under the need: against whom, and that it is a question."""
    against = ""
    if entry.rival:
        against = f"{entry.rival} is good" if entry.kind == "threat" else f"behind {entry.rival}"
    return tuple(part for part in (against, ASKS.get(entry.reading, "")) if part)


def _beside(found: SwotFindings) -> tuple[BesideBoxes, ...]:
    groups = [(title, [Unboxed(e.short, e.counts) for e in found.of(kind)]) for kind, title in APART]
    groups.append((UNMARKED, [Unboxed(short) for short in found.unmarked]))
    return tuple(BesideBoxes(title, tuple(needs)) for title, needs in groups if needs)
