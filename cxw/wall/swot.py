"""Own votes and the SWOT board on the wall: what may be stated, and what is a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from cxw.findings.swot.types import SwotEntry, SwotFindings, SwotKind
from cxw.pictures.charts import BesideBoxes, BoxedNeed, FourBoxes, Sided, Signs, SwotBox, Unboxed
from cxw.text.phrases import Phrases
from cxw.wall.page import Page
from cxw.wall.scene import Scene

TITLES: Mapping[SwotKind, tuple[str, str]] = {
    "strength": ("Strengths", "Believed strengths"),
    "weakness": ("Weaknesses", "Believed weaknesses"),
    "opportunity": ("Opportunities", "Believed opportunities"),
    "threat": ("Threats", "Believed threats"),
}
"""Of a box, and of one in which nothing is stated."""
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
        return [Page(scene.told("There is no SWOT board. {why}", why=found.reason))]
    say = scene.told
    boxes = FourBoxes(
        (
            _box(say, found, "strength"),
            _box(say, found, "weakness"),
            _box(say, found, "opportunity"),
            _box(say, found, "threat"),
        ),
        _beside(say, found),
    )
    return [Page(found.headline, (boxes,), under=found.sentences, least=12, likes=16)]


def _box(say: Phrases, found: SwotFindings, kind: SwotKind) -> SwotBox:
    needs = (BoxedNeed(entry.short, _standing(entry), _said(say, entry)) for entry in found.of(kind))
    title, believed = TITLES[kind]
    return SwotBox(say(title), tuple(needs), say(believed))


def _standing(entry: SwotEntry) -> Literal["stated", "asked", "contested"]:
    if entry.stated:
        return "stated"
    return "asked" if entry.reading == "question" else "contested"


def _said(say: Phrases, entry: SwotEntry) -> tuple[str, ...]:
    """What stands under the need: against whom, and that it is a question."""
    against = ""
    if entry.rival:
        against = say("{rival} is good" if entry.kind == "threat" else "behind {rival}", rival=entry.rival)
    asks = ASKS.get(entry.reading, "")
    return tuple(part for part in (against, say(asks) if asks else "") if part)


def _beside(say: Phrases, found: SwotFindings) -> tuple[BesideBoxes, ...]:
    groups = [(title, [Unboxed(e.short, e.counts) for e in found.of(kind)]) for kind, title in APART]
    groups.append((UNMARKED, [Unboxed(short) for short in found.unmarked]))
    return tuple(BesideBoxes(say(title), tuple(needs)) for title, needs in groups if needs)
