"""Types that several stages share, and those of the needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

NeedKind: TypeAlias = Literal["job", "outcome", "category", "solution", "unclear"]


@dataclass(frozen=True)
class ShownGroup:
    """One function that may be shown, or several put together as "others"."""

    name: str
    n: int
    """How many of it were in the room, with or without numbers: don't-knows are told of the room only."""
    functions: tuple[str, ...]
    """The functions in it: one, or those in "others"; people without a function add none."""
    others: bool = False


@dataclass(frozen=True)
class GroupNumber:
    """What one shown group says about one need or one cell."""

    name: str
    n: int
    """How many of it were in the room."""
    mean: float | None
    """Of points; None for marks, where functions are shown by their median alone."""
    median: float | None
    """Of marks; None for points, where functions are shown by their mean alone."""
    others: bool = False


@dataclass(frozen=True)
class PersonRow:
    """One person's answer under their name; only where names may be shown."""

    name: str
    function: str | None
    values: tuple[tuple[str, float | None], ...]
    """Need (or COMPANY NEED) and value in the round's order; None is "don't know"."""
    dont_know: bool = False
    """The whole row was "don't know"."""

    def value(self, key: str) -> float | None:
        """The value under this key, None where it is unknown or was not asked."""
        return dict(self.values).get(key)


@dataclass(frozen=True)
class NeedWords:
    """A need in the words it had when it was asked about."""

    id: str
    text: str
    short: str
    """The short words, or the text where there are none."""
    now: str | None = None
    """Today's words, where they were changed since."""


@dataclass(frozen=True)
class NeedLine:
    """One need as the room wrote it, with how many proposed it."""

    id: str
    text: str
    short: str
    slips: int
    wordings: tuple[str, ...]
    """The different words on the slips, in alphabetical order, which is nobody's order."""
    votes: int | None
    """None where nobody voted, or too few to show counts."""
    chosen: bool
    parked: str | None


@dataclass(frozen=True)
class NeedReading:
    """What one chosen need reads as: a job, an outcome, a category, a solution, or unclear."""

    id: str
    text: str
    short: str
    kind: NeedKind
    question: str | None
    """What turns a category or a solution into a job or an outcome."""


@dataclass(frozen=True)
class NeedsRead:
    """The chosen needs read as they stand today; nothing in the stages before the fourth shows it."""

    needs: tuple[NeedReading, ...]
    """Order in which the room works with them."""
    headline: str | None
    """None where every need says more than a category or a solution, as far as can be told."""
    sentences: tuple[str, ...]

    @property
    def asked(self) -> tuple[NeedReading, ...]:
        """Those with a question."""
        return tuple(need for need in self.needs if need.question is not None)


@dataclass(frozen=True)
class NeedsFindings:
    """All needs of a segment and the chosen ones."""

    lines: tuple[NeedLine, ...]
    """Order of the file."""
    chosen: tuple[NeedWords, ...]
    """Order in which the room works with them."""
    slips: int
    wrote: int
    """How many people handed in slips under a name or card."""
    voters: int
    headline: str
    sentences: tuple[str, ...]
    read: NeedsRead | None
    """None until points or marks are revealed: needs are not challenged before they were weighed."""
