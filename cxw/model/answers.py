"""What the room answered: needs, and the rounds of points and marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from cxw.model.words import (
    ENDS,
    TOTAL,
    AnswerName,
    DeskName,
    Id,
    MarksAnswer,
    Missing,
    Percent,
    PersonId,
    Reason,
    Record,
    RoundName,
    WeightsAnswer,
)


class Was(Record):
    """Earlier words of a need, kept for the rounds that were answered with them."""

    text: str
    until: dt.datetime
    note: str | None = None


class Need(Record):
    """One job or outcome, in the room's words."""

    id: Id
    text: str
    short: Annotated[str, Field(max_length=18)] | None = None
    kind: Literal["job", "outcome", "category"] | None = None
    proposed: dict[PersonId, list[str]] = {}
    count: Annotated[int, Field(ge=1)] | None = None
    merged: dict[str, Annotated[int, Field(ge=1)]] = {}
    was: list[Was] = []
    parked: str | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """The short words where there are some."""
        return self.short or self.text

    @property
    def slips(self) -> int:
        """How many slips proposed it, named or not."""
        if self.count is not None:
            return self.count
        return len(self.proposed)

    def words_at(self, moment: dt.datetime | None) -> str:
        """The words that stood when a round was opened."""
        later = [was for was in self.was if moment is not None and moment < was.until]
        if later:
            return min(later, key=lambda was: was.until).text
        return self.text


class Correction(Record):
    """A slip put right after the reveal, or a change by hand that was sealed again.

    A row stands there by need; a number is how sure somebody is, of a first round of points.
    """

    who: PersonId | None = None
    before: dict[str, Any] | Percent | None = None
    after: dict[str, Any] | Percent | None = None
    at: dt.datetime
    why: str | None = None
    seal: str | None = None
    note: str | None = None

    @property
    def of_conviction(self) -> bool:
        """Whether it put right how sure somebody is, and no row."""
        return isinstance(self.before, int) or isinstance(self.after, int)


OneNumber = Literal["votes", "conviction", "guess", "apart"]
"""What is asked outside of rounds, of each person once."""


class Righted(Record):
    """A slip put right outside of rounds: a vote, how sure somebody is after the talk, a guess.

    `apart` is the guess of the second meeting: how many points we are from customers.
    """

    of: OneNumber
    who: PersonId | None = None
    before: list[str] | Percent | None = None
    after: list[str] | Percent | None = None
    at: dt.datetime
    why: str | None = None
    note: str | None = None


class Draft(Record):
    """A slip put aside for a second look; it is in no number."""

    row: str
    at: dt.datetime
    note: str | None = None


class MarkScale(Record):
    """The marks that can be given: whole numbers from the worst to the best."""

    from_: int = Field(alias="from")
    to: int


class WeightsRound(Record):
    """One round of points, 100 where it says no other `total`; it is about no company."""

    scale: ClassVar[MarkScale | None] = None
    companies: ClassVar[Sequence[str]] = ()
    cells: ClassVar[Sequence[AnswerName]] = ()
    mixed: ClassVar[Sequence[AnswerName]] = ()
    apart: ClassVar[Sequence[AnswerName]] = ()
    of: Literal["weights"]
    name: RoundName
    needs: list[str]
    total: int | None = Field(default=None, description="Points each person spreads; 100 without it.")
    opened: dt.datetime
    reopened: list[dt.datetime] = []
    closed: dt.datetime | None = None
    revealed: dt.datetime | None = None
    seal: str | None = None
    answers: dict[PersonId, WeightsAnswer] = {}
    not_answered: dict[PersonId, Missing] = {}
    rounded: dict[PersonId, dict[str, int]] = {}
    desks: dict[PersonId, DeskName] = {}
    reasons: dict[PersonId, Reason] = {}
    drafts: dict[PersonId, Draft] = {}
    corrected: list[Correction] = []
    note: str | None = None

    @property
    def points_each(self) -> int:
        """How many points each person spreads."""
        return TOTAL if self.total is None else self.total


class MarksRound(Record):
    """One round of marks, 0 to 10 where it says no other `scale`.

    `cells` limits a second round to what was flagged.

    In a shared copy `mixed` names the marks that were dealt over the whole room, so that no function's are
    known, and `apart` those that stand beside nobody's own, so that no lead is.
    """

    total: ClassVar[int | None] = None
    rounded: ClassVar[Mapping[PersonId, Mapping[str, int]]] = {}
    of: Literal["marks"]
    name: RoundName
    needs: list[str]
    scale: MarkScale | None = Field(default=None, description="Which marks can be given; 0 to 10 without it.")
    companies: list[str]
    cells: list[AnswerName] = []
    mixed: list[AnswerName] = []
    apart: list[AnswerName] = []
    opened: dt.datetime
    reopened: list[dt.datetime] = []
    closed: dt.datetime | None = None
    revealed: dt.datetime | None = None
    seal: str | None = None
    answers: dict[PersonId, MarksAnswer] = {}
    not_answered: dict[PersonId, Missing] = {}
    desks: dict[PersonId, DeskName] = {}
    reasons: dict[PersonId, Reason] = {}
    drafts: dict[PersonId, Draft] = {}
    corrected: list[Correction] = []
    note: str | None = None

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest mark that can be given."""
        if self.scale is None:
            return ENDS
        return self.scale.from_, self.scale.to

    def asks(self, company: str) -> list[str]:
        """The needs this round asks about for one company."""
        if not self.cells:
            return list(self.needs)
        return [need for need in self.needs if f"mark {company} {need}" in self.cells]


Round = Annotated[WeightsRound | MarksRound, Field(discriminator="of")]
AnyRound: TypeAlias = WeightsRound | MarksRound


class Conviction(Record):
    """How sure each person is that their first need is the customers' first, in percent."""

    before: dict[PersonId, Percent] = {}
    after: dict[PersonId, Percent] = {}
    earlier: dict[PersonId, Percent] = {}
    note: str | None = None
