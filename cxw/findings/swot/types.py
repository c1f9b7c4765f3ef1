"""Types of the SWOT: own votes, entries and how each may be said, what the room would say again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.closing.types import Class

SwotKind: TypeAlias = Literal[
    "strength", "weakness", "opportunity", "threat", "expected", "excess", "split", "light"
]
"""Of the four boxes, and beside them: expected of everybody, more than customers need, an important need
on which no side is sure, and a need with few points."""


SwotReading: TypeAlias = Literal["statement", "question", "contested", "contested belief", "aside"]
"""`aside`: neither claimed nor asked, as the need has few points."""


@dataclass(frozen=True)
class OwnVotes:
    """What each person's own points and own marks say about us and one rival."""

    rival: str
    short: str
    ahead: int
    level: int
    behind: int
    unable: int
    """Who gave numbers, but too few for both companies."""
    sentence: str

    @property
    def voters(self) -> int:
        """Whose numbers say anything; at least three where names may not be shown."""
        return self.ahead + self.level + self.behind


@dataclass(frozen=True)
class SwotEntry:
    """One need in one box, and how firmly it may be said."""

    kind: SwotKind
    need: str
    short: str
    reading: SwotReading
    rival: str | None
    """The best rival's short name, where it is as firm as the entry; of weaknesses and threats only."""
    title: str
    """`Strength` of a statement, `Believed strength` of a question, `Strength, but we do not agree`."""
    words: str
    """What follows the title: a claim, the question to customers, or who says what."""
    matters: str | None
    """That it is not settled whether the need has points enough, or too few."""
    without: str | None
    """Which rivals are too little known to be in it."""
    cls: Class
    """Of the weakest of the three answers behind it: the weight, our mark, the best rival's mark."""
    contradicted: bool
    """Customer evidence speaks against one of the three."""
    grades: tuple[int, int, int]
    """Of the three answers; 0 for one that customers contradict."""
    share: float | None
    """P: share of draws of the room with the same entry; None in a room of five or fewer, and of a side."""
    p: float | None
    """Of the side that makes it, over all needs and rivals; None where no side does or it may not be told."""
    counts: tuple[int, int, int] | None
    """Who puts us ahead of the best rival, level with it, and behind; None where it may not be told."""
    points: float
    """Mean points of the need."""
    agree: int
    """Whose own points and marks make the same entry, of `voters`."""
    voters: int
    """None of them where they are too few to show."""
    n: int
    """Who marked both ourselves and the best rival."""

    @property
    def sentence(self) -> str:
        """The entry in full."""
        more = "".join(f" {said}" for said in (self.matters, self.without) if said)
        if self.title.endswith("?"):
            return f"{self.title} {self.words[:1].upper()}{self.words[1:]}{more}"
        return f"{self.title}: {self.words}{more}"

    @property
    def stated(self) -> bool:
        """Whether it is a statement, and no question."""
        return self.reading == "statement"


class BoardCount:
    """How many entries of a board are stated or asked, and what is open; needs with few points apart."""

    def __init__(self, entries: Sequence[SwotEntry]) -> None:
        boxed = [entry for entry in entries if entry.kind not in {"split", "light"}]
        readings = Counter(entry.reading for entry in boxed)
        self.stated = readings["statement"]
        self.asked = readings["question"]
        self.contested = len(boxed) - self.stated - self.asked
        self.free = len({entry.need for entry in entries if entry.kind == "split"})
        """Needs on which no side is sure."""


@dataclass(frozen=True)
class NeedPlace:
    """A need on the map: importance against the lead over the best rival."""

    need: str
    short: str
    points: float
    lead: float
    rival: str
    median: bool
    """The lead is that of the two middle marks: from the mean somebody's marks could be worked out."""
    assumed: bool
    """One of the three answers behind its place rests on no customer evidence."""


@dataclass(frozen=True)
class BelievedOpportunity:
    """Ulwick's opportunity as the room believes it, 0 to 20."""

    need: str
    text: str
    value: float
    importance: float
    satisfaction: float
    weighed: int
    marked: int


@dataclass(frozen=True)
class CompanyScore:
    """The weighted score of one company, 0 to 10."""

    company: str
    short: str
    score: float
    rank: int


@dataclass(frozen=True)
class CompanyAgain:
    """How one company fares in rooms drawn from this one; facilitator only."""

    company: str
    short: str
    ranks: tuple[float, ...]
    """Share of draws at each rank, from the first."""
    before: tuple[float, ...]
    """Share of draws ahead of each company, in the order of the lines; one half for itself."""
    central: tuple[tuple[str, float], ...]
    """Needs in short words with their mean points over the draws in which it is first, if any."""
    confidence: float | None
    unknown: float | None
    """Share of all possible weights under which it leads, if the mean marks are right."""


@dataclass(frozen=True)
class NamedNumber:
    """A number about a rival or a group, or why there is none."""

    name: str
    value: float | None
    n: int | None
    reason: str | None


@dataclass(frozen=True)
class Leaning:
    """The function that lies farthest in a direction."""

    function: str
    among: tuple[str, ...] = ()
    """Those that were compared; empty where it was all of them."""


@dataclass(frozen=True)
class SwotPrivate:
    """What stands behind the SWOT for the facilitator alone."""

    alone: tuple[str, ...]
    """What would be otherwise without one person, by name; or that nothing would."""
    companies: tuple[CompanyAgain, ...]
    draws: int
    skipped: int
    reason: str | None
    """Why nothing was drawn."""
    gale: tuple[NamedNumber, ...]
    """Gale's profile of us against each rival."""
    halos: tuple[NamedNumber, ...]
    """Own mean above the mean of all competitors, the room first, then each function."""


@dataclass(frozen=True)
class SwotFindings:
    """Where the room believes it is strong and weak, and how firmly it may say so."""

    votes: tuple[OwnVotes, ...]
    """A rival each, most votes behind first."""
    counted: str
    """How own votes are counted, and how many are in no count."""
    entries: tuple[SwotEntry, ...]
    """Those that are listed, in the order of the needs."""
    reason: str | None
    """Why there is no board at all."""
    silent: tuple[str, ...]
    """Needs that can stand in no box, as sentences."""
    unmarked: tuple[str, ...]
    """These needs in short words."""
    unfirm: int
    """Entries of the room as it is that are too unsure to be listed."""
    first: str
    """Which company comes out first, and whether this room would say it again."""
    turns: tuple[str, ...]
    """What would turn it, as sentences."""
    without: tuple[str, ...]
    """What hangs on one function."""
    halo: str | None
    """That we mark ourselves far above all competitors; None where we do not."""
    places: tuple[NeedPlace, ...]
    even: float
    """An even share of the points, 100 by the number of needs: the map's cross."""
    opportunities: tuple[BelievedOpportunity, ...]
    scores: tuple[CompanyScore, ...]
    scores_left_out: tuple[str, ...]
    headline: str
    sentences: tuple[str, ...]
    beyond: SwotPrivate | None
    """None in the room's version."""

    def of(self, kind: SwotKind) -> tuple[SwotEntry, ...]:
        """The listed entries of one box."""
        return tuple(entry for entry in self.entries if entry.kind == kind)
