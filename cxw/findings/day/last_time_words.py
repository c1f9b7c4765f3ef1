"""Wording about last time: its numbers beside this time's, and what became of its promises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol

from cxw.findings.day.types import Outcome
from cxw.findings.in_words import count, plural, start
from cxw.model import day_in_words
from cxw.text.saying import all_quoted, in_a_row, one_or_more, stopped

BESIDE = "Last time's points beside this time's"
OTHER_LIST = "The list of needs was another one, so the 100 points had other needs to go to."
BECAME: Mapping[Outcome, str] = {
    "held": "showed that we were right",
    "wrong": "showed that we were wrong",
    "unclear": "left it unclear",
    "open": "still open",
}


class LastTimeSentences(Protocol):
    """What is said of last time, in each language."""

    BESIDE: str
    OTHER_LIST: str

    def file_gone(self, file: str) -> str: ...

    def promises_kept(self, became: Mapping[Outcome, int]) -> str: ...

    def gave_last_time(self, then: int, day: dt.date | None, now: int) -> str: ...

    def other_words(self, needs: Sequence[str]) -> str: ...


def file_gone(file: str) -> str:
    """Why last time's numbers do not stand here."""
    return f"Last time's numbers are not shown: {file} is not there any more or cannot be read."


def promises_kept(became: Mapping[Outcome, int]) -> str:
    """What became of last time's promises."""
    said = [f"{count(became[how])} {words}" for how, words in BECAME.items() if became.get(how)]
    things = plural(sum(became.values()), "thing")
    return stopped(f"Last time we promised to find out {things}: {in_a_row(said)}")


def gave_last_time(then: int, day: dt.date | None, now: int) -> str:
    """How many gave numbers each time."""
    on = f" on {day_in_words(day)}" if day else ""
    people = start(plural(then, "person", "people"))
    return f"{people} gave numbers last time{on}, {count(now)} this time: not always the same ones."


def other_words(needs: Sequence[str]) -> str:
    """Needs that were reworded since, and have no number of last time."""
    have = one_or_more(len(needs), "has other words", "have other words")
    names = all_quoted(needs)
    return f"{names} {have} now, so last time's number does not stand beside it."
