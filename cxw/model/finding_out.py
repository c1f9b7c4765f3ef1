"""What rests on customers and what is to be found out: evidence, unknowns, promises, customers' answers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from cxw.model.roughly import Count, Some, When
from cxw.model.words import AnswerName, DontKnow, Id, Kind, PersonId, PersonName, Record

NOT_YET: Literal["not yet"] = "not yet"
"""What stands for the owner's yes of a promise until it is said."""
From = Literal["customers", "left", "lost-deal", "never-bought"]
"""Who evidence comes from: customers who stayed, who left, whose order we lost, who never bought."""


class Unknown(Record):
    """One line that completes "What we do not know is..."."""

    text: str
    by: PersonId | None = None
    research: str | None = None
    note: str | None = None


class Note(Record):
    """Something the facilitator wrote down during the day."""

    at: dt.datetime
    about: str | None = None
    text: str
    note: str | None = None


class Test(Record):
    """A belief put so that customers' answers can prove it wrong, e.g. share first of price below 0.43."""

    what: str
    need: str | None = None
    company: str | None = None
    below: float | int | None = None
    above: float | int | None = None
    note: str | None = None


class Research(Record):
    """A promise to find out: who, by when, and what would show that we are wrong."""

    id: Id
    question: str
    about: list[AnswerName] = []
    believe: str | None = None
    wrong_if: str | None = None
    test: Test | None = None
    ask: str | None = None
    how_many: Some | None = None
    owner: PersonName | None = None
    agreed: dt.datetime | dt.date | Literal["not yet"] | None = None
    """When the owner said yes aloud; `not yet` while somebody is only proposed; nothing in older files."""
    due: When | None = None
    done: dt.date | None = None
    outcome: Literal["held", "wrong", "unclear"] | None = None
    evidence: list[str] = []
    note: str | None = None

    @property
    def has_yes(self) -> bool:
        """Whether the owner said yes and nobody took it back."""
        return isinstance(self.agreed, dt.date)


class Decided(Record):
    """What we do anyway, whatever customers say: decided, not evidenced."""

    text: str
    owner: PersonName | None = None
    date: When | None = None
    note: str | None = None


class Customers(Record):
    """What customers answered when `verify` asked: rows without names, or sums."""

    id: Id
    date: dt.date | None = None
    source: str | None = None
    kind: Literal["individual", "aggregated"] = "individual"
    n: Annotated[int, Field(ge=0)] | None = None
    needs: list[str] = []
    weights: list[list[int | float]] = Field(default=[], max_length=5000)
    marks: dict[str, list[list[int | float | DontKnow]]] = {}
    note: str | None = None


class Evidence(Record):
    """Something a customer said or did, or that somebody believes they did; its grade is computed."""

    id: Id
    kind: Kind
    source: str | None = None
    date: When | None = None
    customers: Count | None = None
    segment: str | None = None
    added: dt.datetime | dt.date | None = None
    by: PersonName | None = None
    seen: When | None = None
    who: From | None = None
    """Which customers it comes from: it has nothing to do with the grade."""
    claimed_reason: str | None = None
    """Of won and lost orders: what we say decided."""
    their_reason: str | None = None
    """What the buyer says decided, where one was asked."""
    supports: list[AnswerName] = []
    contradicts: list[AnswerName] = []
    quote: str | None = None
    note: str | None = None
