"""What changes with the language of the run beside the words: numbers with their nouns, days, titles."""

from __future__ import annotations

import datetime as dt

from cxw.model import earliest
from cxw.text.phrases import GERMAN, MONTHS, day_here, say, spoken_here


def say_many(number: int, one: str, more: str, **blanks: object) -> str:
    """The sentence for one, or that for none and for several, whose number is `{number}`."""
    return say(one if number == 1 else more, number=number, **blanks)


def day_said(known: dt.date | str) -> str:
    """`14 October 2026`, `October 2026` or `2026`: no more than is known."""
    if isinstance(known, dt.date):
        return day_here(known)
    day = earliest(known)
    return f"{say(MONTHS[day.month - 1])} {day.year}" if "-" in known else known


def day_in_figures(known: dt.date | str) -> str:
    """`2026-10-14`, in German `14.10.2026`, as days are typed; in words where less than the day is known."""
    if not isinstance(known, dt.date):
        return day_said(known)
    german = spoken_here().language == GERMAN
    return f"{known.day}.{known.month}.{known.year}" if german else known.isoformat()


def inside(title: str) -> str:
    """A title as it stands inside a sentence: small, where its language writes its nouns so."""
    return title if spoken_here().language == GERMAN else f"{title[:1].lower()}{title[1:]}"


def figure(number: float, places: int = 1) -> str:
    """A number with its decimals as this run writes it: `12.5`, `12,5`."""
    written = f"{number:.{places}f}"
    return written.replace(".", ",") if spoken_here().language == GERMAN else written


def as_written(number: float) -> str:
    """A number with as many decimals as it has, as this run writes it: `3`, `0.05`, `0,05`."""
    return f"{number:g}".replace(".", ",") if spoken_here().language == GERMAN else f"{number:g}"
