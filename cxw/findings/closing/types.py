"""What is found at the closing: evidence, conviction, the guess, research."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from cxw.findings.people import PersonRow
from cxw.model import AnswerName, From
from cxw.text.saying import stopped

Class: TypeAlias = Literal["customer evidence", "single story", "assumption"]


@dataclass(frozen=True)
class EvidenceItem:
    """One piece of evidence as it bears on one answer."""

    id: str
    kind: str
    source: str | None
    date: dt.date | str | None
    """As it is known: a day, a month (`2026-10`) or a year."""
    customers: int | str | None
    """Or `about 14`."""
    quote: str | None
    grade: int
    """For this answer: one less from another segment, and so on."""
    claimed: bool
    """Nobody in the room could show it: a card "bring it, by when"."""
    segment: str | None
    """Its segment's name, where it is not the answer's own."""
    by: str | None
    """Who brought it; facilitator only."""
    why: str
    """Why it counts for so much and no more."""


@dataclass(frozen=True)
class Answer:
    """One answer that matters, and how we know it."""

    name: str
    """`weight ID` or `mark COMPANY ID`."""
    kind: Literal["weight", "mark"]
    need: str
    company: str | None
    label: str
    """Short: the need, or `PayCorp on “Price”`."""
    about: str
    """The same in a sentence: the need in quotes."""
    words: str
    """As a belief: `We believe customers would give “Price” 28 of 100 points`."""
    brief: str
    """Under “we believe customers would say”: `“Price”: 28 of 100 points`."""
    points: float | None
    """Mean points of the need."""
    mark: float | None
    """Median mark, for marks."""
    decisive: float | None
    """For marks: mean points times range; don't-know cells first."""
    grade: int
    cls: Class
    contradicted: bool
    supporting: tuple[EvidenceItem, ...]
    contradicting: tuple[EvidenceItem, ...]
    reason: str | None
    """Why it counts as its class, by its best item; None without any."""
    audit: str | None
    """evidence, assumption or open, where the room has looked at it."""

    @property
    def text(self) -> str:
        """The belief as a sentence."""
        return stopped(f"{self.words}")

    @property
    def status(self) -> str:
        """Its class, or that customers contradict it."""
        return "contradicted" if self.contradicted else self.cls


@dataclass(frozen=True)
class Coverage:
    """The 100 points in three classes; they add up to 100."""

    customers: float
    stories: float
    nothing: float
    contradicted: float
    """The part of `nothing` that customer evidence contradicts."""


@dataclass(frozen=True)
class Guess:
    """What the room guessed before it counted."""

    n: int
    dont_know: int
    median: float | None
    values: tuple[int, ...]
    """In order of value; empty where too few guessed."""
    people: tuple[PersonRow, ...]
    """Facilitator only: key `guess`."""


@dataclass(frozen=True)
class EvidenceFindings:
    """How much of what the room said came from a customer."""

    answers: tuple[Answer, ...]
    """Contradicted first, then weights by points, then the ten most decisive marks."""
    coverage: Coverage | None
    guess: Guess | None
    items: int
    """Pieces of evidence that bear on any answer of this segment."""
    headline: str
    sentences: tuple[str, ...]
    origins: tuple[str, ...]
    """From whom our evidence comes; what we and buyers say of lost orders."""
    heard: tuple[From, ...]
    """Of whom there is any, as far as it says whom it comes from."""

    def answer(self, name: str) -> Answer | None:
        """The answer of this name, None where it is not among those that matter."""
        return next((answer for answer in self.answers if answer.name == name), None)


@dataclass(frozen=True)
class Card:
    """One promise to find out."""

    id: str
    question: str
    about: tuple[str, ...]
    """What it is about, in words."""
    answers: tuple[AnswerName, ...]
    """What it is about in this segment, by name."""
    believe: str | None
    wrong_if: str | None
    ask: str | None
    how_many: int | str | None
    owner: str | None
    """Who said yes; None where nobody has."""
    proposed: str | None
    """Who may be asked and has not said yes; facilitator only."""
    due: dt.date | str | None
    done: dt.date | None
    outcome: str | None
    points: float | None
    """Points of the 100 that rest on no customer among what it is about: its rank."""
    merged: tuple[str, ...] = ()
    """What we do not know that it answers, in the words of whoever wrote it; alike lines once."""


@dataclass(frozen=True)
class Decision:
    """What we do anyway, whatever customers say: decided, not evidenced."""

    text: str
    owner: str | None
    date: dt.date | str | None


@dataclass(frozen=True)
class FirstNeedsNamed:
    """Whose first needs can be the customers' first: each is sure of their own."""

    people: int
    """Who gave points and said how sure they are."""
    most: int | None
    """How many named the need that most of them put first, also at a tie; None where points are missing."""
    needs: int | None
    """How many different needs they put first; None where somebody put several level."""
    mean: float
    """How sure they are."""


@dataclass(frozen=True)
class ConvictionFindings:
    """How sure people are of their own first need; a count of None is of fewer than may be told."""

    before: int | None
    before_dont_know: int | None
    after: int | None
    after_dont_know: int | None
    twice: int | None
    """Who gave a number both times: the n of the means; None where these may not be told."""
    mean_before: float | None
    mean_after: float | None
    change: float | None
    named: FirstNeedsNamed | None
    """Round one; None where too few said how sure they are."""
    named_after: FirstNeedsNamed | None
    """After the talk; None where no comparison may be told."""
    named_sentence: str | None
    customers_added: int
    """Evidence with customers behind it that was added in this segment between the two."""
    people: tuple[PersonRow, ...]
    """Facilitator only: keys `before` and `after`."""
    headline: str
    sentences: tuple[str, ...]
