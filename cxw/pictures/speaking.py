"""Numbers and days on a wall as the language of the room writes them."""

from __future__ import annotations

import datetime as dt

from cxw.findings.in_words import count, digits, plural
from cxw.findings.in_words_de import count_de, day_in_words_de, decimals_de, people_de
from cxw.model import day_in_words
from cxw.text.phrases import ENGLISH, Phrases

GERMAN = "de"


def so_many(say: Phrases, number: int) -> str:
    """A number in words up to twelve, as before a noun in the plural; in digits where we have no words."""
    if say.language == GERMAN:
        return count_de(number)
    return count(number) if say.language == ENGLISH else str(number)


def people_told(say: Phrases, number: int) -> str:
    """`one person`, `three people`."""
    return people_de(number) if say.language == GERMAN else plural(number, "person", "people")


def given(say: Phrases, number: float) -> str:
    """A number as somebody gave it: `7.5`, `7,5`."""
    return decimals_de(digits(number)) if say.language == GERMAN else digits(number)


def day_told(say: Phrases, day: dt.date | str) -> str:
    """A day, or the month or the year where no more is known."""
    if say.language == GERMAN:
        return day_in_words_de(day)
    return day_in_words(day) if say.language == ENGLISH else in_figures(day)


def in_figures(day: dt.date | str) -> str:
    """`30/04/2026`, `04/2026`, `2026`: as a room writes it for whose months we have no words."""
    return "/".join(reversed(str(day).split("-")))
