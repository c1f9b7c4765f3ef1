"""What rests on customers and what is to be found out: evidence, unknowns, promises, customers' answers."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from cxw.model.roughly import Count, Some, When
from cxw.model.words import ENDS, TOTAL, AnswerName, DontKnow, Id, Kind, PersonId, PersonName, Record

MOST_CUSTOMERS = 5_000
"""Customers whose rows one set of answers keeps."""
CustomerPoints: TypeAlias = list[Annotated[int | float, Field(ge=0, le=TOTAL)]] | DontKnow
CustomerMarks: TypeAlias = list[Annotated[int | float, Field(ge=0, le=ENDS[1])] | DontKnow] | DontKnow
SurveyWeight: TypeAlias = Annotated[int | float, Field(gt=0, le=1_000_000)]
Asked = Literal["more", "hired", "bought", "before", "nearly", "leave", "tell"]
"""What was asked in customers' own words: what matters more than any of these, why they first bought, what
they used before, what nearly stopped them, what would make them leave, what they tell others."""
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


MOST_DECIDED = 3
"""Lines a segment may have of what we do anyway, and of what we change: more would be a plan."""


class Decided(Record):
    """What we do anyway, whatever customers say: decided, not evidenced."""

    text: str
    owner: PersonName | None = None
    date: When | None = None
    done: dt.date | None = None
    note: str | None = None


class Customers(Record):
    """What customers answered when `verify` asked: rows without names, or sums.

    The lists run alike: the same place in each is the same customer. `texts` alone do not: who wrote what is
    not kept. Sums (`aggregated`) are one row of means.
    """

    id: Id
    date: dt.date | None = None
    source: str | None = None
    kind: Literal["individual", "aggregated"] = "individual"
    n: Annotated[int, Field(ge=1)] | None = None
    needs: list[str] = []
    weights: Annotated[list[CustomerPoints], Field(max_length=MOST_CUSTOMERS)] = []
    """Points of 100 for each need; `dk` for whoever could not say."""
    marks: dict[str, Annotated[list[CustomerMarks], Field(max_length=MOST_CUSTOMERS)]] = {}
    """Company -> marks of 0 to 10 for each need; `dk` for whoever does not know the company."""
    who: Annotated[list[From | DontKnow], Field(max_length=MOST_CUSTOMERS)] = []
    order: Annotated[list[list[int]], Field(max_length=MOST_CUSTOMERS)] = []
    """The places of the needs, from 1, in the order in which each was asked; empty where it is not known."""
    weight: Annotated[list[SurveyWeight], Field(max_length=MOST_CUSTOMERS)] = []
    """Survey weights: how many customers each stands for; 1 each without them."""
    texts: dict[Asked, Annotated[list[str], Field(max_length=MOST_CUSTOMERS)]] = {}
    """Customers' own words, by what they were asked."""
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
