"""What is found through lenses: what was said and judged of things, at most three findings, a sentence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.day.record import THREE
from cxw.findings.closing.types import Class, EvidenceItem
from cxw.findings.in_words import start
from cxw.model import LensBy, LensPart, LensShape

LensFindingKind: TypeAlias = Literal[
    "unknown", "clash", "unkept", "unpromised", "voices", "unfit", "mirror", "most", "functions", "split"
]
"""unknown: many do not know; clash: cards clash; unkept: promised and by our own marks not kept; unpromised:
important and promised by nobody; voices: what texts are about; unfit: what fits no need; mirror: nearer to
ourselves; most: what most say; functions: functions say otherwise; split: we are split."""
MOST_LENS_FINDINGS = 3
"""One a screen; more nobody keeps apart."""
TOO_FEW_ANSWERED = "Too few answered to show anything."
NOTHING_STANDS_OUT = "Nothing of it stands out."


@dataclass(frozen=True)
class LensCount:
    """How often one thing could be picked or ticked and was."""

    key: str
    text: str
    """As people read it."""
    n: int


@dataclass(frozen=True)
class GroupChoice:
    """What most of one function that may be shown say of one thing."""

    name: str | None
    """None for those of the smaller functions together."""
    text: str


@dataclass(frozen=True)
class LensFurther:
    """What was picked behind a pick, about one thing."""

    ask: str
    """What was asked, or its short word where the round does not say."""
    counts: tuple[LensCount, ...]
    """In the order in which it was offered; of those who named one."""


@dataclass(frozen=True)
class LensThingFindings:
    """What was answered about one thing: a need, a function's card, a moment, a text."""

    id: str
    text: str
    known: int
    """Who said something."""
    dont_know: int
    counts: tuple[LensCount, ...]
    """Of what was picked or ticked, in the order in which it was offered; of texts, readings."""
    mean: float | None
    """Of points, marks or percentages; None of picks, and of fewer than three."""
    groups: tuple[GroupChoice, ...]
    """Functions that may be shown and in which most say the same; empty where they say the same."""
    middle: float | None = None
    """Median of marks or percentages, or points; None where `mean` is."""
    ends: tuple[int, int] | None = None
    """The lowest and the highest of them."""
    further: tuple[LensFurther, ...] = ()
    """Of a further pick that three or more of us made."""

    @property
    def asked(self) -> int:
        """Who answered about it, whether they know or not; none where nothing may be shown."""
        return self.known + self.dont_know


@dataclass(frozen=True)
class LensSaid:
    """What people wrote about one thing, without names and in the order of letters."""

    about: str
    """In words; empty where nothing was there that it could be about."""
    lines: tuple[str, ...]


@dataclass(frozen=True)
class LensShare:
    """How many of 100 texts of customers are about one thing, and what that says of all like them."""

    key: str
    text: str
    share: float
    low: float
    high: float
    """Of 100, with the ends of the interval of 95 %."""
    guess: float | None
    """Median of what we guessed before; None where nobody, or fewer than three, guessed it."""


@dataclass(frozen=True)
class LensCard:
    """What one function's card says of one thing."""

    function: str
    about: str
    """In words; empty where the card is about nothing that was there."""
    words: tuple[str, ...]
    """Empty where customers hear nothing of it, or the function does not know."""
    unknown: bool
    lines: tuple[tuple[str, str], ...]
    """What was asked beside the words, and what stands there."""


@dataclass(frozen=True)
class LensRoundFacts:
    """When a part was asked, how it was sealed, and what was put right: as of a round of the stages."""

    opened: dt.datetime
    closed: dt.datetime | None
    revealed: dt.datetime | None
    seal: str | None
    """Eight digits."""
    corrections: int
    """Answers put right after the reveal."""
    by_hand: int
    """Times it was changed by hand and sealed again; the old answers are unknown."""


@dataclass(frozen=True)
class LensPartFindings:
    """One part of a lens that was revealed."""

    part: LensPart
    shape: LensShape
    by: LensBy
    ask: str
    answered: int
    """People or functions."""
    things: tuple[LensThingFindings, ...]
    """Empty of what is private, of words, and where fewer than three answered."""
    cards: tuple[LensCard, ...]
    facts: LensRoundFacts
    no_card: tuple[str, ...] = ()
    """Functions that were asked for a card and have none."""
    said: tuple[LensSaid, ...] = ()
    """What people wrote, or what came of it once it was gathered; empty where functions have cards."""

    @property
    def enough(self) -> bool:
        """Whether so many answered that something could be shown."""
        return self.answered >= THREE


@dataclass(frozen=True)
class LensFinding:
    """One thing that a lens shows."""

    kind: LensFindingKind
    sentence: str
    n: int
    """On how many people's answers it stands, or texts."""
    cards: tuple[tuple[str, str], ...] = ()
    """Of a clash: function and words of each card; they stand in the sentence too."""
    verdict: str = ""
    """Of a clash: the sentence without the cards."""


@dataclass(frozen=True)
class LensEvidence:
    """What stands behind and against one thing that a lens answered."""

    name: str
    """`lens LENS`, `thing ID` or `card LENS NEED`."""
    about: str
    """In a sentence: `whether “First pay day” is so`."""
    cls: Class
    contradicted: bool
    supporting: tuple[EvidenceItem, ...]
    contradicting: tuple[EvidenceItem, ...]

    @property
    def status(self) -> str:
        """Its class, or that customers contradict it."""
        return "contradicted" if self.contradicted else self.cls

    @property
    def brief(self) -> str:
        """As it begins a line."""
        return start(self.about)


@dataclass(frozen=True)
class LensFindings:
    """All that one lens found in one segment, for one audience."""

    of: str
    title: str
    parts: tuple[LensPartFindings, ...]
    findings: tuple[LensFinding, ...]
    """At most three, don't-knows first."""
    last: str
    """The sentence it comes down to; empty where too few answered."""
    basis: Class
    """What stands behind that sentence, and the room's own: what we believe, or what customers said."""
    sentence: str | None
    """How the room completed the lens's sentence."""
    shares: tuple[LensShare, ...] = ()
    """Of texts that customers wrote, in the order in which it was offered what they may be about."""
    outside: tuple[str, ...] = ()
    """Who else speaks to these customers and was not in the room, as the cards name them."""
    verbatim: tuple[str, ...] = ()
    """Customers' texts that fit none of the needs; facilitator only, for they may lead to a customer."""
    evidence: tuple[LensEvidence, ...] = ()
    """Of each thing it answered that any evidence is about."""
    customers: tuple[str, ...] = ()
    """What customers answered to the same question, in the order of letters; of `hired` only."""

    @property
    def unfound(self) -> str:
        """What is said, in English, where it found nothing: too few answers, or nothing among them."""
        enough = any(part.enough or part.cards for part in self.parts)
        return NOTHING_STANDS_OUT if enough else TOO_FEW_ANSWERED
