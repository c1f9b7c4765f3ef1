"""Own votes and the SWOT board on the wall: what may be stated, and what is a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cxw.findings.customers.types import CustomersFindings, EntryAgainst
from cxw.findings.swot.types import SwotEntry, SwotFindings, SwotKind
from cxw.pictures.charts import BesideBoxes, BoxedNeed, FourBoxes, Sided, Signs, Standing, SwotBox, Unboxed
from cxw.stats.customers import Side
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


SEEN: Mapping[Side, str] = {
    "ahead": "(customers: ahead)",
    "level": "(customers: level)",
    "behind": "(customers: behind)",
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
    board = _Board(scene.told, found, scene.found.customers)
    boxes = FourBoxes(
        (board.box("strength"), board.box("weakness"), board.box("opportunity"), board.box("threat")),
        board.beside(),
    )
    told = scene.found.customers.sides if scene.found.customers else ""
    return [Page(told or found.headline, (boxes,), under=found.sentences, least=12, likes=16)]


@dataclass(frozen=True)
class _Board:
    """The board's entries, and what customers have answered about them."""

    say: Phrases
    found: SwotFindings
    customers: CustomersFindings | None

    def box(self, kind: SwotKind) -> SwotBox:
        """One of the four boxes."""
        needs = (
            BoxedNeed(entry.short, self._standing(entry), self._said(entry)) for entry in self.found.of(kind)
        )
        title, believed = TITLES[kind]
        return SwotBox(self.say(title), tuple(needs), self.say(believed))

    def beside(self) -> tuple[BesideBoxes, ...]:
        """What stands in none of them, and why."""
        groups = [
            (title, [Unboxed(e.short, e.counts, self._seen(e)) for e in self.found.of(kind)])
            for kind, title in APART
        ]
        groups.append((UNMARKED, [Unboxed(short) for short in self.found.unmarked]))
        return tuple(BesideBoxes(self.say(title), tuple(needs)) for title, needs in groups if needs)

    def _told(self, entry: SwotEntry) -> EntryAgainst | None:
        return self.customers.entry(entry.kind, entry.need) if self.customers else None

    def _standing(self, entry: SwotEntry) -> Standing:
        told = self._told(entry)
        if entry.stated:
            return "stated"
        if told is not None and told.settled:
            return "answered"
        return "asked" if entry.reading == "question" else "contested"

    def _said(self, entry: SwotEntry) -> tuple[str, ...]:
        """What stands under the need: against whom, and that it is a question, or what customers said."""
        told, against, say = self._told(entry), "", self.say
        if told is not None:
            return told.numbers, told.verdict
        if entry.rival:
            against = say(
                "{rival} is good" if entry.kind == "threat" else "behind {rival}", rival=entry.rival
            )
        asks = ASKS.get(entry.reading, "")
        return tuple(part for part in (against, say(asks) if asks else "") if part)

    def _seen(self, entry: SwotEntry) -> str:
        told = self._told(entry)
        return self.say(SEEN[told.side]) if told is not None and told.side is not None else ""
