"""Types of the whole: disagreement, segments, how to read this."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.day.agenda import FEW_FINDINGS, FINDINGS, MOST_FINDINGS
from cxw.findings.types.closing import Card, EvidenceFindings
from cxw.findings.types.common import NeedsFindings
from cxw.findings.types.grid import GridFindings
from cxw.findings.types.last_time import LastTime
from cxw.findings.types.swot import SwotFindings
from cxw.findings.types.weights import ConvictionFindings, SeniorFindings, WeightsFindings

Audience: TypeAlias = Literal["room", "facilitator"]
FindingKind: TypeAlias = Literal[
    "dont-know", "room", "need", "functions", "gap", "ground", "cell", "lead", "moved", "categories", "camps"
]
Picture: TypeAlias = Literal[
    "dont-know",
    "weights",
    "need",
    "functions",
    "cell",
    "lead",
    "rounds",
    "categories",
    "pattern",
    "ground",
    "unknown",
]
Flag: TypeAlias = Literal["don't know", "contested"]


@dataclass(frozen=True)
class Finding:
    """One finding of the disagreement stage: a sentence and its picture."""

    kind: FindingKind
    sentence: str
    details: tuple[str, ...]
    """Further sentences for the report; the wall shows the sentence."""
    n: int
    size: float
    """Points of the 100 at stake: the rank."""
    flag: Flag | None
    picture: Picture
    need: str | None = None
    company: str | None = None
    functions: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    """The workings by name, for `w` and for JSON."""
    brief: str = ""
    """The sentence shortened for a list; empty where its first half will do."""
    all_points: bool = False
    """About all of our points, not about one need or cell: what every later conclusion rests on."""


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
    find_out_first: tuple[str, ...]
    """At most three things to find out first, as sentences."""
    minute: tuple[str, ...]
    """"In one minute": what this room believes, how far it agrees, what it rests on."""
    skipped: tuple[Skip, ...]
    notes: tuple[NoteLine, ...]
    last_time: LastTime | None = None
    """None until this time's points are revealed, and where this session follows no other."""

    swot: SwotFindings | None = None
    """None until a round of marks is revealed."""

    summary: Summary | None = None
    """None where there is nothing to walk through."""
    declared: SeniorFindings | None = None
    """Facilitator only, where somebody was declared senior."""

    @property
    def walk(self) -> tuple[Finding, ...]:
        """The findings the facilitator walks through: at most seven, four in a shortened agenda."""
        few = any(skip.what == FINDINGS for skip in self.skipped)
        return self.disagreement[: FEW_FINDINGS if few else MOST_FINDINGS]


@dataclass(frozen=True)
class RoundNote:
    """One round as a fact: when, how many, sealed how, corrected how often."""

    segment: str
    of: Literal["weights", "marks"]
    name: str
    companies: tuple[str, ...]
    answered: int
    given: int | None
    dont_know: int | None
    """Both None in the room's version where fewer than three answered."""
    missing: tuple[tuple[str, int], ...]
    opened: dt.datetime
    closed: dt.datetime | None
    revealed: dt.datetime | None
    """None: in no number."""
    seal: str | None
    """Eight digits."""
    corrections: int
    """Slips put right after the reveal."""
    by_hand: int
    """Times it was changed by hand and sealed again; the old values are unknown."""
    rounded: int
    """Rows whose points were closed to 100 on the way in."""
    drafts: int
    """Slips put aside; a slip is in no number, the answer that came in later is."""
    of_record: bool
    newer: int = 0
    """How many lists of needs were weighed before its own."""


Event: TypeAlias = Literal[
    "sittings",
    "came",
    "left",
    "early closing",
    "late",
    "declined",
    "don't know",
    "aside",
    "reopened",
    "corrected",
    "by hand",
    "renamed",
    "reworded",
    "parked",
    "new list",
    "late company",
    "unrevealed",
    "unfinished",
    "no second round",
    "shortened",
]
"""What kind of thing happened."""


@dataclass(frozen=True)
class Happening:
    """Something that happened on the day and that a reader of the numbers should know."""

    kind: Event
    segment: str | None
    """None: of the whole day."""
    at: dt.datetime | None
    sentence: str
    """Names nobody, except in the facilitator's version."""


@dataclass(frozen=True)
class ThresholdNote:
    """Where a number starts to count."""

    name: str
    value: float
    standard: float
    meaning: str


@dataclass(frozen=True)
class FunctionSize:
    """How many people of a function were there."""

    name: str
    n: int


@dataclass(frozen=True)
class HowToRead:
    """How to read this: methods, thresholds, sizes, corrections, what was skipped or left out."""

    people: int
    functions: tuple[FunctionSize, ...]
    rounds: tuple[RoundNote, ...]
    thresholds: tuple[ThresholdNote, ...]
    happened: tuple[Happening, ...]
    """The events of the day: the whole day's first, then segment by segment."""
    left_out: tuple[str, ...]
    """Sentences: what the rule of three and too few answers left out."""
    methods: tuple[str, ...]
    """Sentences: how the numbers in this version are made."""
    seed: int | None
    draws: str | None = None
    """How often was drawn for what, and from which seed."""


@dataclass(frozen=True)
class Findings:
    """All that one session's numbers say to one audience."""

    title: str
    company: str
    date: dt.date | None
    language: str | None
    facilitator: str | None
    audience: Audience
    """Names stand beside values: the facilitator's version, or a room that agreed to it."""
    present: tuple[str, ...]
    """Who took part, in alphabetical order."""
    segments: tuple[SegmentFindings, ...]
    reading: HowToRead

    def segment(self, id: str) -> SegmentFindings:
        """The segment with this id; KeyError when there is none."""
        return {segment.id: segment for segment in self.segments}[id]
