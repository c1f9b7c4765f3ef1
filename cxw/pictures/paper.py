"""Charts of the handout as values: what is shown, never how large or in which colour.

Each is made from findings of one audience, holds nothing that these withhold, and has one painter
(`drawing`). Numbers stand in it as they are told in the sentence beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.pictures.charts import Lanes

EvidenceKind: TypeAlias = Literal["customers", "stories", "nothing"]


@dataclass(frozen=True)
class Panel:
    """The room or one function: its mean points, need by need."""

    name: str
    people: int | None
    numbers: tuple[float | None, ...]
    largest: tuple[int, ...]
    """Places of the two needs with most of its points, with those that have as many."""


@dataclass(frozen=True)
class SideBySide:
    """The room, and beside it each function that may show: the same needs in the same order."""

    needs: tuple[str, ...]
    panels: tuple[Panel, ...]
    """The room first."""
    needs_left: int = 0
    """How many needs with fewer points are not in it."""


@dataclass(frozen=True)
class EvidenceBar:
    """The hundred points in three classes, and how many of them the room guessed to rest on customers."""

    classes: tuple[tuple[EvidenceKind, int], ...]
    """Those with points, in order; they add up to 100."""
    guess: float | None
    against: int = 0
    """Of those that rest on nothing shown, what customers speak against."""

    @property
    def told(self) -> int:
        """Points on something that a customer said or did."""
        return sum(points for kind, points in self.classes if kind != "nothing")


@dataclass(frozen=True)
class SidesRow:
    """Who puts us behind, level and ahead on one line, and of whom it is not known."""

    label: str
    beside: str
    """The rival."""
    counts: tuple[int, int, int, int] | None
    """Behind, level, ahead, and the rest of those present; None where they may not be told."""
    word: str = ""
    """What is known where counts may not be told."""


@dataclass(frozen=True)
class SidesChart:
    """Need by need, where everybody puts us beside the best rival."""

    rows: tuple[SidesRow, ...]
    people: int
    """As many as the counts of a row add up to."""
    rest: str
    """What the rest of a row is: `don't know`, or who marked one of the two only."""
    left: int = 0
    """How many needs with fewer points are not in it."""


@dataclass(frozen=True)
class VotesChart:
    """Rival by rival, whom everybody's own points and marks put ahead."""

    rows: tuple[SidesRow, ...]
    people: int
    rest: str


@dataclass(frozen=True)
class Spot:
    """One need: its mean points, our lead over the best rival, and whether it rests on assumptions."""

    label: str
    points: float
    lead: float
    hollow: bool


@dataclass(frozen=True)
class Map:
    """Importance against the lead over the best rival, need by need."""

    spots: tuple[Spot, ...]
    even: float
    """An even share of the points, 100 by the number of needs: where the cross stands."""


PaperChart: TypeAlias = Lanes | SideBySide | EvidenceBar | SidesChart | VotesChart | Map
"""What is drawn in the handout; `drawing.drawn_chart` has a painter for each, or the types do not hold."""
