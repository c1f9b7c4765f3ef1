"""How a handout speaks: its fixed words, and numbers, days and lists as its language writes them.

The template's filters of the same names are these methods; what people typed stays as they typed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cxw.findings.in_words_de import day_in_words_de, decimals_de
from cxw.findings.languages import Wording, wording
from cxw.handout import words
from cxw.model import at_least
from cxw.text.phrases import SAY_ENGLISH, Phrases, phrases
from cxw.text.saying import ENGLISH_MARKS, GERMAN_MARKS, quoted

GERMAN = "de"


def speech(language: str | None, address: str | None = None) -> Speech:
    """The speech of a handout in this language; English for a language that has no phrases."""
    return Speech(phrases(language, address))


@dataclass(frozen=True)
class Speech:
    """One language: `say("Needs")` is a fixed word of it, the others are filters."""

    say: Phrases = SAY_ENGLISH

    @property
    def german(self) -> bool:
        """Whether numbers, days and quotes are written the German way."""
        return self.say.language == GERMAN

    @property
    def last(self) -> str:
        """What stands before the last of several: `and`, `und`."""
        return "und" if self.german else "and"

    @property
    def said(self) -> Wording:
        """The sentences about numbers in this language."""
        return wording(self.say.language)

    def figures(self, number: str) -> str:
        """A number in English digits as the language writes it: `0.035`, `0,035`; `2,000`, `2.000`."""
        return decimals_de(number) if self.german else number

    def written(self, number: Markup) -> Markup:
        """A number in digits with the decimal sign of the language."""
        return Markup(self.figures(str(number)))  # noqa: S704 digits

    def one(self, value: float | None) -> Markup:
        """A number with one decimal: `12.5`, `12,5`."""
        return self.written(words.one(value))

    def signed(self, value: float | None) -> Markup:
        """A difference with one decimal and its sign."""
        return self.written(words.signed(value))

    def given(self, value: float | None) -> Markup:
        """A number as it was given."""
        return self.written(words.given(value))

    def short(self, value: float | None) -> Markup:
        """A number as it is written in the file, with the decimal sign of the language."""
        return self.written(words.short(value))

    def hundredths(self, value: float | None) -> Markup:
        """A number with two decimals."""
        return self.written(words.hundredths(value))

    def percent(self, share: float | None) -> Markup:
        """A share as whole per cent, without the sign."""
        return words.percent(share)

    def day(self, date: dt.date | str | None) -> Markup:
        """`12 March 2026`, `12. März 2026`, and less where less is known."""
        if date is None or not self.german:
            return words.day(date)
        return Markup(day_in_words_de(date))  # noqa: S704 digits and our months; a hard space begins no list

    def clock(self, moment: dt.datetime | None) -> Markup:
        """`10:12`."""
        return words.clock(moment)

    def listed(self, items: Iterable[object]) -> Markup:
        """`a, b and c`, `a, b und c`, each safe."""
        return words.listed_safely(items, self.last)

    def quoted(self, text: str) -> str:
        """Words in the quotation marks of the language."""
        return quoted(text, GERMAN_MARKS if self.german else ENGLISH_MARKS)

    def flag(self, name: str) -> Markup:
        """One of the words that are painted as chips, as it is said in the language."""
        return words.flag(self.say(name))

    def counted(self, number: int | str) -> str:
        """A number that may be rough: `14`, `about 14`, `etwa 14`."""
        if not isinstance(number, str):
            return str(number)
        return f"{'etwa' if self.german else 'about'} {at_least(number)}"

    def so_many(self, number: int | str, one: str, more: str) -> str:
        """`1 person`, `about 3 people`, `1 Person`, `etwa 3 Personen`."""
        return f"{self.counted(number)} {self.say(one if number == 1 else more)}"

    def reasons(self, missing: Sequence[tuple[str, int]]) -> Markup:
        """Why answers are missing: `2 late, 1 left`."""
        return words.reasons([(self.say(why), n) for why, n in missing])
