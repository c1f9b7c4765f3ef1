"""Charts as values: what is shown, and which part of it is emphasised, never how large or in which colour.

A wall holds some of these; each painter lays them out for what it draws on. Equal findings make equal charts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

DIFFER = "≠"
"""Where marks differ most: told apart without colour, on the chart and in its legend."""
Role: TypeAlias = Literal["plain", "strong", "quiet", "accent", "warning"]
"""How a part is meant; each painter has an ink for it."""
Centre: TypeAlias = Literal["mean", "middle"]
"""What the line on a lane is."""
KnownFrom: TypeAlias = Literal["contradicted", "customer evidence", "single story", "assumption"]
"""How the room knows what it believes."""


@dataclass(frozen=True)
class LaneFunction:
    """A function that has marks on lanes; its size where that is told."""

    name: str
    people: int | None = None

    @property
    def called(self) -> str:
        """Its name, with how many of it answered where that is told."""
        return self.name if self.people is None else f"{self.name} ({self.people})"


@dataclass(frozen=True)
class Lane:
    """One row of dots."""

    label: str
    values: tuple[float, ...]
    """Everybody's number, in order of value."""
    mean: float | None = None
    middle: tuple[float, float] | None = None
    marks: tuple[tuple[int, float], ...] = ()
    """Place of a function among those shown, and its number."""
    number: str = ""
    """What stands at the right end: the middle in figures."""
    spread: str = ""
    quiet: bool = False
    """Nothing moved here: drawn without emphasis."""
    joined: bool = False
    """Belongs to the lane above: no air between."""
    owners: tuple[int | None, ...] = ()
    """Place of the function of each value; empty where nobody may see whose they are."""


@dataclass(frozen=True)
class Lanes:
    """Every person's number as a dot, on several lanes of one scale."""

    lanes: tuple[Lane, ...]
    top: int
    unit: str
    functions: tuple[LaneFunction, ...] = ()
    """Legend: the functions by place."""
    centre: Centre = "mean"
    """What the line is: mean of points, median of marks."""
    heads: tuple[str, str] = ("", "")
    """What the figures at the right end are."""
    people: bool = True
    """Whether there are dots at all, or marks of functions alone."""


def top_of(values: Iterable[float]) -> int:
    """Where a scale of points ends: the next ten, at least 40."""
    return min(100, max(40, math.ceil(max(values, default=0) / 10) * 10))


@dataclass(frozen=True)
class Length:
    """One bar."""

    label: str
    value: float
    text: str
    """The number in the room's figures."""
    role: Role = "strong"
    apart: bool = False
    """Begins a new group: air above."""


@dataclass(frozen=True)
class Bars:
    """Points, slips or votes as lengths beside their numbers."""

    bars: tuple[Length, ...]
    top: float | None = None
    """What the longest possible bar stands for; without it, the longest bar."""
    unit: str = ""
    """What the first number counts, where the bars have to be told in words."""


@dataclass(frozen=True)
class PointsClass:
    """One class of the hundred points."""

    name: str
    points: float
    role: Role


@dataclass(frozen=True)
class Parts:
    """The hundred points as one bar of up to three classes."""

    classes: tuple[PointsClass, ...]


@dataclass(frozen=True)
class LeadBar:
    """Who puts us behind a rival, to the left of a middle line, and who ahead, to its right."""

    label: str
    behind: int
    ahead: int
    text: str
    """On whom the counts are, and what they leave out."""
    told: bool = True
    """Whether counts may be shown; without them there are no bars, and the text says what is known."""


@dataclass(frozen=True)
class Leads:
    """Bars on both sides of a middle line, a person as long as any other."""

    bars: tuple[LeadBar, ...]


@dataclass(frozen=True)
class Square:
    """One cell: what stands in it large, what stands small, and how warm it is."""

    large: str = ""
    small: tuple[str, ...] = ()
    """Most important first: the rest where there is room."""
    share: float | None = None
    """Place on the colour scale, 0 to 1; None has no colour."""
    differ: bool = False


@dataclass(frozen=True)
class Heat:
    """Rows of needs, columns of companies, the own company first."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    squares: tuple[tuple[Square, ...], ...]
    """A tuple a row."""
    legend: tuple[str, ...] = ()


Standing: TypeAlias = Literal["stated", "asked", "contested", "answered"]
SIGNS: Mapping[Standing, tuple[str, str]] = {
    "stated": ("■", "statement"),
    "asked": ("?", "question to customers"),
    "contested": ("≈", "we do not agree"),
    "answered": ("»", "customers have answered"),
}
"""How firmly a need stands in a box, told apart without colour, and what the legend calls it."""


@dataclass(frozen=True)
class BoxedNeed:
    """A need in a box of the SWOT, and how firmly it stands there."""

    label: str
    standing: Standing
    said: tuple[str, ...] = ()
    """What stands under it: against whom, and what is asked."""


@dataclass(frozen=True)
class SwotBox:
    """One of the four boxes."""

    title: str
    needs: tuple[BoxedNeed, ...]
    believed: str = ""
    """The title where nothing in it is stated."""


@dataclass(frozen=True)
class Unboxed:
    """A need in no box, with who puts us ahead, level and behind where that may be told."""

    label: str
    counts: tuple[int, int, int] | None = None
    said: str = ""
    """Where customers see us, if they have answered."""


@dataclass(frozen=True)
class BesideBoxes:
    """What stands beside the boxes for one reason."""

    title: str
    needs: tuple[Unboxed, ...]

    @property
    def head(self) -> str:
        """The title as it stands before the needs: with a colon where it is no question."""
        return self.title if self.title.endswith("?") else f"{self.title}:"


@dataclass(frozen=True)
class FourBoxes:
    """The SWOT: strengths, weaknesses, opportunities, threats, and what stands in none of them."""

    boxes: tuple[SwotBox, SwotBox, SwotBox, SwotBox]
    beside: tuple[BesideBoxes, ...] = ()


@dataclass(frozen=True)
class Sided:
    """One rival, and how many put us ahead, level and behind."""

    label: str
    ahead: int
    level: int
    behind: int


@dataclass(frozen=True)
class Signs:
    """One sign a person: who puts us ahead of each rival, level with it or behind."""

    rivals: tuple[Sided, ...]


@dataclass(frozen=True)
class Crowd:
    """One sign a person: who gave a number, and who does not know."""

    known: int
    unknown: int


@dataclass(frozen=True)
class LargeNumbers:
    """Numbers to be read from the last row, with small words between them."""

    parts: tuple[tuple[str, Role], ...]


@dataclass(frozen=True)
class ListItem:
    """One line of a list; the mark is its number or letter, where it has one."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class Listing:
    """Lines to be read from afar."""

    items: tuple[ListItem, ...]
    beside: bool = False
    """Short enough to stand side by side where there are many."""


@dataclass(frozen=True)
class Proposed:
    """One need on the board: on how many slips it stood, and what became of it."""

    text: str
    slips: int
    votes: int
    chosen: bool
    parked: bool


@dataclass(frozen=True)
class NeedsBoard:
    """The needs that were proposed."""

    needs: tuple[Proposed, ...]


@dataclass(frozen=True)
class Belief:
    """What we believe customers would say, and how we know."""

    words: str
    known: KnownFrom


@dataclass(frozen=True)
class Beliefs:
    """Answers that matter, each with what it rests on."""

    beliefs: tuple[Belief, ...]


@dataclass(frozen=True)
class LabelledWords:
    """WordBlock beside what they are about."""

    label: str
    words: str
    mark: str = ""
    below: str = ""
    """What stands quiet under the words."""


@dataclass(frozen=True)
class Pairs:
    """Labels, and words beside each."""

    pairs: tuple[LabelledWords, ...]
    label: Role = "strong"
    words: Role = "quiet"
    labels: tuple[str, ...] = ()
    """All that a label can be, where words are to stand alike on every page."""
    printed: bool = False
    """The handout has all of them: those without a place here are counted."""
    below: str = ""
    """What stands under all of them."""


@dataclass(frozen=True)
class PromiseCard:
    """One promise to find out."""

    question: str
    wrong_if: str
    who: str
    """Who asks whom, and by when."""


@dataclass(frozen=True)
class Cards:
    """Promises to find out."""

    cards: tuple[PromiseCard, ...]


@dataclass(frozen=True)
class Code:
    """A code for a camera, and what to do with it."""

    modules: tuple[tuple[bool, ...], ...]
    """Row by row, true where it is dark; the light around it belongs to it."""
    words: tuple[LabelledWords, ...] = ()
    """Beside it: what to do, and what is typed where nobody has a camera."""


WallChart: TypeAlias = (
    Lanes
    | Bars
    | Parts
    | Leads
    | Heat
    | FourBoxes
    | Signs
    | Crowd
    | LargeNumbers
    | Listing
    | NeedsBoard
    | Beliefs
    | Pairs
    | Cards
    | Code
)
"""What can stand on a wall: the painter of every screen lays out each of them."""
