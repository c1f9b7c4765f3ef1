"""What is found of the day itself: what happened, how to read it, last time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["held", "wrong", "unclear", "open"]


@dataclass(frozen=True)
class NeedThen:
    """One need that was weighed both times in the same words."""

    text: str
    short: str
    then: float
    now: float | None
    """None where too few answered this time."""


@dataclass(frozen=True)
class PromiseThen:
    """What was promised last time, and what became of it."""

    question: str
    outcome: Outcome


@dataclass(frozen=True)
class LastTime:
    """Last time's points of the same needs beside this time's, and what became of the promises."""

    title: str | None
    date: dt.date | None
    given_then: int
    """Who gave numbers last time: at least three."""
    given_now: int
    needs: tuple[NeedThen, ...]
    promises: tuple[PromiseThen, ...]
    headline: str
    kept: str
    """What became of the promises, as a sentence; empty without promises."""
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class RoundNote:
    """One round as a fact: when, how many, sealed how, corrected how often."""

    segment: str
    of: Literal["weights", "marks"]
    name: str
    companies: tuple[str, ...]
    answered: int
    given: int | None
    dont_know: int | None
    """Both None in the room's version where fewer than three answered."""
    missing: tuple[tuple[str, int], ...]
    opened: dt.datetime
    closed: dt.datetime | None
    revealed: dt.datetime | None
    """None: in no number."""
    seal: str | None
    """Eight digits."""
    corrections: int
    """Slips put right after the reveal."""
    by_hand: int
    """Times it was changed by hand and sealed again; the old values are unknown."""
    rounded: int
    """Rows whose points were rounded to whole ones on the way in."""
    drafts: int
    """Slips put aside; a slip is in no number, the answer that came in later is."""
    of_record: bool
    newer: int = 0
    """How many lists of needs were weighed before its own."""


Event: TypeAlias = Literal[
    "sittings",
    "came",
    "left",
    "early closing",
    "late",
    "declined",
    "don't know",
    "aside",
    "reopened",
    "corrected",
    "by hand",
    "renamed",
    "reworded",
    "parked",
    "new list",
    "late company",
    "unrevealed",
    "unfinished",
    "no second round",
    "shortened",
]
"""What kind of thing happened."""


@dataclass(frozen=True)
class Happening:
    """Something that happened on the day and that a reader of the numbers should know."""

    kind: Event
    segment: str | None
    """None: of the whole day."""
    at: dt.datetime | None
    sentence: str
    """Names nobody, except in the facilitator's version."""


@dataclass(frozen=True)
class ThresholdNote:
    """Where a number starts to count."""

    name: str
    value: float
    standard: float
    meaning: str


@dataclass(frozen=True)
class FunctionSize:
    """How many people of a function were there."""

    name: str
    n: int


@dataclass(frozen=True)
class HowToRead:
    """How to read this: methods, thresholds, sizes, corrections, what was skipped or left out."""

    people: int
    functions: tuple[FunctionSize, ...]
    rounds: tuple[RoundNote, ...]
    thresholds: tuple[ThresholdNote, ...]
    happened: tuple[Happening, ...]
    """The events of the day: the whole day's first, then segment by segment."""
    left_out: tuple[str, ...]
    """Wording: what the rule of three and too few answers left out."""
    methods: tuple[str, ...]
    """Wording: how the numbers in this version are made."""
    behind: tuple[str, ...]
    """Wording: what the workings say of the same, draws, deals and limits."""
    seed: int | None
    given: tuple[str, ...] = ()
    """That this is a copy, and what was spread and marked on where that is not 100 and 0 to 10."""
    draws: str | None = None
    """How often was drawn for what, and from which seed."""
