"""What is found of the needs of a segment, before anybody gave points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.people import NeedWords

NeedKind: TypeAlias = Literal["job", "outcome", "category", "solution", "unclear"]


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
