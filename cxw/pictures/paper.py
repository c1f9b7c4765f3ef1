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
    side: Literal["behind", "level", "ahead"] | None = None
    """The side of that word."""


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
class SlopeLine:
    """One need in both rounds."""

    label: str
    before: float
    after: float
    moved: bool


@dataclass(frozen=True)
class Slope:
    """The two rounds side by side."""

    lines: tuple[SlopeLine, ...]
    people: int
    """Who gave numbers both times."""


@dataclass(frozen=True)
class MarkCell:
    """One company on one need: its middle mark, what stands small under it."""

    mark: float | None
    """None where too few marked it for a number."""
    text: str
    small: str = ""


@dataclass(frozen=True)
class MarkGrid:
    """Rows of needs, columns of companies, the own company first."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[MarkCell, ...], ...]


@dataclass(frozen=True)
class UnknownGrid:
    """How many do not know, company by company on each need."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    asked: tuple[int, ...]
    """Who gave a row for each company, in the order of the columns."""

    @property
    def everybody(self) -> int | None:
        """Of how many all counts are; None where some marked other companies than others did."""
        return self.asked[0] if len(set(self.asked)) == 1 else None


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


@dataclass(frozen=True)
class Sureness:
    """How sure people are to have named the customers' first need, and how many of them can be right."""

    when: str
    """Before the talk or after it, in words."""
    mean: float
    people: int
    most: int | None
    """At most so many can be right: who named the need that most put first; None where not told."""


@dataclass(frozen=True)
class SureTwice:
    """Before the talk, and after it where that may be told."""

    lines: tuple[Sureness, ...]


@dataclass(frozen=True)
class PromiseLine:
    """One promise on the line of time."""

    question: str
    who: str
    told: str
    """By when, and what became of it."""
    day: int | None
    """Days from the beginning of the line; None where no day was agreed."""
    done: bool
    late: bool
    """Done after its day, or open when something else was done after that day."""


@dataclass(frozen=True)
class Timeline:
    """Who finds out what by when."""

    promises: tuple[PromiseLine, ...]
    """In order of their days, those without one last."""
    start: str
    """Where the line begins, in words: the day of the workshop."""


@dataclass(frozen=True)
class PlaceShares:
    """How often one company comes out at each place, in rooms drawn from this one."""

    company: str
    shares: tuple[float, ...]
    """Of 1, the first place first."""


@dataclass(frozen=True)
class RankGrid:
    """The companies, each with its places; for the facilitator."""

    companies: tuple[PlaceShares, ...]
    draws: int


@dataclass(frozen=True)
class Pulled:
    """How much more than by chance the others moved towards one declared person's first points."""

    name: str
    excess: float | None
    """None where it cannot be computed."""
    told: str
    """Its place among everybody, or why there is no number."""
    raised: bool


@dataclass(frozen=True)
class PullBars:
    """Everybody who was declared senior; for the facilitator."""

    people: tuple[Pulled, ...]


PaperChart: TypeAlias = (
    Lanes
    | SideBySide
    | EvidenceBar
    | SidesChart
    | VotesChart
    | Slope
    | MarkGrid
    | UnknownGrid
    | Map
    | SureTwice
    | Timeline
    | RankGrid
    | PullBars
)
"""What is drawn in the handout; `drawing.drawn_chart` has a painter for each, or the types do not hold."""
