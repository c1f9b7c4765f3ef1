"""The first page: its title, and for each segment what we believe, what that rests on, and who asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from cxw.model import StageName

Order: TypeAlias = Literal["first", "most", "open", "few", "even"]
"""How far it is settled what matters most: one need, several of which the order is open, nothing, too few
people to say, or all needs get the same."""
Who: TypeAlias = Literal[
    "all", "nearly all", "most", "most who know", "half", "half who know", "on balance", "middle marks"
]
"""Who puts us on a side; on balance where that is fewer than half, by the middle marks where the counts may
not be told."""


PICTURED = 7
"""Needs in a picture of page 1: those with most points."""


@dataclass(frozen=True)
class OnSide:
    """Needs on which as many put us on one side of the best rival."""

    side: Literal["ahead", "level", "behind", "split"]
    who: Who
    needs: tuple[str, ...]
    """In short words, most points first."""


@dataclass(frozen=True)
class AgainstRival:
    """The needs on which we believe we are ahead of one rival, or behind it."""

    side: Literal["ahead", "behind"]
    rival: str
    needs: tuple[str, ...]


@dataclass(frozen=True)
class PromiseCount:
    """What became of the questions that were written down: how many are open, who asks, by when."""

    questions: int = 0
    owned: int = 0
    """Open ones that somebody has taken."""
    people: int | None = None
    """Who has taken them; None where an owner is nobody of the room, who may be several."""
    last: dt.date | str | None = None
    """The latest date among those; None where one of them has none."""
    overdue: int = 0
    known: dt.date | None = None
    """The last day the file knows of: by it, and never by the clock, a promise is overdue."""
    held: int = 0
    wrong: int = 0
    unclear: int = 0

    @property
    def done(self) -> int:
        """Questions that were asked."""
        return self.held + self.wrong + self.unclear

    @property
    def open(self) -> int:
        """Questions that were not asked yet."""
        return self.questions - self.done


@dataclass(frozen=True)
class Shown:
    """What our 100 points rest on, in whole points."""

    customers: int
    stories: int
    nothing: int
    against: int
    """Of `nothing`, what customers speak against."""
    guess: float | None
    guessed: int
    """Who was asked for a guess; 0 where nobody was."""
    many: bool
    """Whether ten customers or more stand behind all of the first, and not only what customers did."""
    attached: bool
    """Whether there is any evidence."""


@dataclass(frozen=True)
class FrontPart:
    """A numbered part of the first page: its finding, and what must stand beside it."""

    title: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class SwotLine:
    """The needs of the SWOT's entries by their short names: `weakness` -> Price, Speed."""

    stated: Mapping[str, Sequence[str]]
    believed: Mapping[str, Sequence[str]]
    contested: Sequence[str]
    """On which we do not agree."""
    split: Sequence[str]
    """On which we are split, or not sure."""
    disputed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a box needs that stand in another one, while we do not agree whether they belong in this one too."""


Held: TypeAlias = Literal["held", "not", "open"]
"""Whether customers bear out what we believed; open where they do not settle it."""


@dataclass(frozen=True)
class BeliefHeld:
    """One thing we believed, what customers say of it, and whether it holds."""

    believed: str
    customers: str
    outcome: Held
    word: str
    """The outcome in words."""


@dataclass(frozen=True)
class Verified:
    """What the first page says once customers have answered about a segment."""

    title: str
    """What was found, without a stop: the half of the page's title before who asks."""
    points: FrontPart | None
    """Customers' points beside ours; None where they gave none, or to another list."""
    checked: FrontPart
    """Where we were right and where not: how many, and what stands beside the table."""
    beliefs: tuple[BeliefHeld, ...]
    left: tuple[str, ...]
    """What is still believed only."""
    marked: bool
    """Whether customers marked us."""
    brief: tuple[str, ...]
    """The same in a few sentences: for the page of several segments."""


@dataclass(frozen=True)
class SegmentFront:
    """The first page of one segment."""

    id: str
    name: str
    believed: str
    """What we believe matters most, by name and points, or why that cannot be said."""
    standing: str
    """Where we stand, by rivals' names, or that it was not discussed."""
    backed: str
    """What our points rest on, in one line: for the table of several segments."""
    unbacked: str | None
    """On how many needs anything was shown of customers, where there are no points to count it by."""
    unasked: str | None
    """That nobody promised to find anything out, where needs alone are there."""
    departments: FrontPart | None
    """None where nothing was weighed."""
    evidence: FrontPart | None
    """None where there are no points to count."""
    sides: FrontPart | None
    """None where nothing was compared."""
    promises: FrontPart
    uncompared: str | None
    """Needs that the picture of the sides does not hold."""
    swot: str | None
    quotes: tuple[str, ...]
    """Up to three of what the room wrote that it does not know."""
    unwritten: str | None
    """That nobody wrote any, where the room was asked."""
    verified: Verified | None = None
    """None until customers have answered."""

    @property
    def parts(self) -> list[tuple[str, FrontPart]]:
        """The parts that there are before the promises, by the pictures that stand in them.

        What customers said stands in the place of what we believed about the same.
        """
        told = self.verified
        return self._parts(points=told is None or told.points is None, marks=told is None or not told.marked)

    @property
    def before(self) -> int:
        """How many numbered parts customers' answers have before these."""
        if self.verified is None:
            return 0
        return 1 if self.verified.points is None else 2

    @property
    def later(self) -> list[tuple[str, FrontPart]]:
        """The parts whose place on the first page what customers said has taken: they stand after it."""
        shown = [kind for kind, _ in self.parts]
        return [one for one in self._parts(points=True, marks=True) if one[0] not in shown]

    def _parts(self, *, points: bool, marks: bool) -> list[tuple[str, FrontPart]]:
        every = (
            ("functions", self.departments, points),
            ("evidence", self.evidence, points),
            ("sides", self.sides, marks),
        )
        return [(kind, told) for kind, told, shown in every if shown and told is not None]


@dataclass(frozen=True)
class Front:
    """The first page of a handout."""

    title: str
    unfinished: str | None
    """What is missing of a day that was not finished."""
    promises: str
    """What is found out first, of all segments together, as a title."""
    segments: tuple[SegmentFront, ...]
    """Those about which anything was said."""


@dataclass(frozen=True)
class Missing:
    """A stage that is missing of a day."""

    stage: StageName
    segments: tuple[str, ...]
    """In which it is; empty where it is in all."""
    begun: bool

    def beside(self, in_a_row: Callable[[Sequence[str]], str], begun: str) -> str:
        """The segments, and whether it was begun, in brackets; nothing where neither is said."""
        told = [text for text in (in_a_row(self.segments), begun * self.begun) if text]
        return f" ({', '.join(told)})" if told else ""
