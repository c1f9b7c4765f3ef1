"""A session as one audience may know it, whole: its segments, how to read them, what happened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.day.agenda import FEW_FINDINGS, FINDINGS, MOST_FINDINGS
from cxw.findings.closing.types import Card, ConvictionFindings, Decision, EvidenceFindings
from cxw.findings.closing.worth import WorthFinding
from cxw.findings.customers.types import CustomersFindings, MeetingFindings
from cxw.findings.day.types import HowToRead, LastTime
from cxw.findings.finding import Finding
from cxw.findings.front.types import Front
from cxw.findings.lenses.types import LensFindings
from cxw.findings.marks.types import GridFindings
from cxw.findings.moved.types import SeniorFindings
from cxw.findings.needs.types import NeedsFindings
from cxw.findings.points.types import WeightsFindings
from cxw.findings.swot.types import SwotFindings

Audience: TypeAlias = Literal["room", "facilitator"]


@dataclass(frozen=True)
class Summary:
    """The walk on one page, and what it does not tell."""

    lines: tuple[str, ...]
    caution: str


@dataclass(frozen=True)
class Skip:
    """A stage that was skipped or left unfinished, and why."""

    what: str
    why: str


@dataclass(frozen=True)
class NoteLine:
    """A note the facilitator wrote during the day; facilitator only."""

    at: dt.datetime
    about: str | None
    text: str


@dataclass(frozen=True)
class SegmentFindings:
    """All that the numbers of one segment say."""

    id: str
    name: str
    needs: NeedsFindings
    weights: WeightsFindings | None
    """None until a round of weights is revealed."""
    conviction: ConvictionFindings | None
    grid: GridFindings | None
    """None until a round of marks is revealed."""
    disagreement: tuple[Finding, ...]
    """All findings, most consequential first; the walk shows `walk`, the first of them."""
    evidence: EvidenceFindings | None
    """None until there are weights or marks."""
    unknowns: tuple[str, ...]
    """"What we do not know is...", in the room's words and without names."""
    research: tuple[Card, ...]
    """Most points first."""
    worth: WorthFinding | None
    """None below four people with points, and without a grid."""
    decided: tuple[Decision, ...]
    """What we do anyway, whatever customers say."""
    skipped: tuple[Skip, ...]
    notes: tuple[NoteLine, ...]
    last_time: LastTime | None = None
    """None until this time's points are revealed, and where this session follows no other."""

    customers: CustomersFindings | None = None
    """None until customers' answers are in the file, and where nothing of the room's is revealed.

    So it is while a second meeting is on its way to its guess.
    """

    meeting: MeetingFindings | None = None
    """None until a second meeting was begun."""

    swot: SwotFindings | None = None
    """None until a round of marks is revealed."""

    summary: Summary | None = None
    """None where there is nothing to walk through."""
    lenses: tuple[LensFindings, ...] = ()
    """Those of which something was revealed, in the order in which they were opened."""
    declared: SeniorFindings | None = None
    """Facilitator only, where somebody was declared senior."""

    @property
    def walk(self) -> tuple[Finding, ...]:
        """The findings the facilitator walks through: at most seven, four in a shortened agenda."""
        few = any(skip.what == FINDINGS for skip in self.skipped)
        return self.disagreement[: FEW_FINDINGS if few else MOST_FINDINGS]

    @property
    def boarded(self) -> bool:
        """Whether there is a SWOT board."""
        return self.swot is not None and not self.swot.reason


@dataclass(frozen=True)
class WallFindings:
    """What one session's numbers say to one audience, segment by segment: walls show no more."""

    title: str
    company: str
    date: dt.date | None
    language: str | None
    address: str | None
    """How a German reader of the team is spoken to, `sie` or `du`; customers always with Sie."""
    facilitator: str | None
    led_by: str | None
    """Who led the day, as `brand` says it, else the facilitator."""
    audience: Audience
    """Names stand beside values: the facilitator's version, or a room that agreed to it."""
    present: tuple[str, ...]
    """Who took part, in alphabetical order."""
    segments: tuple[SegmentFindings, ...]

    def segment(self, id: str) -> SegmentFindings:
        """The segment with this id; KeyError when there is none."""
        return {segment.id: segment for segment in self.segments}[id]


@dataclass(frozen=True)
class Findings(WallFindings):
    """All that one session's numbers say to one audience."""

    reading: HowToRead
    front: Front
