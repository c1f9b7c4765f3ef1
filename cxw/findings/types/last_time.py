"""Types of last time: what the session this one was set up from said, beside what this one says."""

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
