"""Fixed words and questions in the language of the room: the English sentence is the key of the others.

The files of `templates/phrases/de/` have each English sentence with its German on the line below, and a third
line that begins `du:` where the room is addressed so and the words differ. What a language lacks is said in
English.

German has everything. French and Spanish have what people are asked, on slips and phones (`phrases_asked`);
all else is in English there, whole, never a sentence of each in turn.

Whoever has a session asks for its `phrases`. At the desk, where words are said far from any session, `say`
uses the language that the run began to `speak`: one program, one room, one language, as with the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cxw.shipped import folder
from cxw.text.categories import language_called
from cxw.text.saying import ENGLISH_MARKS, GERMAN_MARKS, in_a_row, quoted

ENGLISH, GERMAN = "en", "de"
SIE, DU = "sie", "du"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Said(str):
    """A sentence in some language that knows which one it is, so that it can be said in another one."""

    __slots__ = ("blanks", "english")

    english: str
    blanks: Mapping[str, object]


class InEach(str):
    """Words of a definition that are there in several languages: they can be said in another one of them."""

    __slots__ = ("worded",)

    worded: Mapping[str, str]


@dataclass(frozen=True)
class Phrases:
    """The fixed words of one language: `say("Needs")` is `Bedürfnisse`."""

    language: str = ENGLISH
    address: str = SIE

    def __call__(self, english: str, **blanks: object) -> str:
        """The sentence in this language, its named blanks filled in."""
        sentence = _sentences(self.language, self.address).get(english, english)
        said = Said(sentence.format(**blanks) if blanks else sentence)
        said.english, said.blanks = english, blanks
        return said

    def many(self, number: int, one: str, more: str) -> str:
        """A number in digits with its noun: `1 vote`, `3 votes`."""
        return f"{number} {self(one if number == 1 else more)}"

    def in_marks(self, text: str) -> str:
        """Words in the quotation marks of this language."""
        return quoted(text, GERMAN_MARKS if self.language == GERMAN else ENGLISH_MARKS)

    @property
    def whole(self) -> Phrases:
        """The words beside sentences about numbers: English where these are, so that a page is one."""
        return self if self.language in whole_languages() else SAY_ENGLISH

    def again(self, said: str) -> str:
        """What was said in one language, in this one; words of the room stay as they are."""
        if isinstance(said, InEach):
            return self.one_of(said.worded)
        if not isinstance(said, Said):
            return said
        return self(said.english, **{name: self._blank_again(blank) for name, blank in said.blanks.items()})

    def _blank_again(self, blank: object) -> object:
        return self.again(blank) if isinstance(blank, str) else blank

    def one_of(self, worded: Mapping[str, str]) -> str:
        """The words in this language; in English, or else as they were written first, where it lacks them."""
        wanted = ["du"] if self.language == GERMAN and self.address == DU else []
        found = (worded[code] for code in (*wanted, self.language, ENGLISH) if code in worded)
        return next(found, next(iter(worded.values())))


SAY_ENGLISH = Phrases()


_SPOKEN: list[Phrases] = [SAY_ENGLISH]
"""The language of the run at this terminal, in one place for every thread of it."""


def speak(language: str | None, address: str | None = None) -> None:
    """From now on the desk speaks this language: when a day is opened, and when its language is set."""
    _SPOKEN[0] = phrases(language, address)


def spoken_here() -> Phrases:
    """The words of the run at this terminal."""
    return _SPOKEN[0]


def say(english: str, **blanks: object) -> str:
    """A sentence of the desk in the language of this run, its named blanks filled in."""
    return _SPOKEN[0](english, **blanks)


def quoted_here(text: str) -> str:
    """Words in the quotation marks of the language of this run."""
    return spoken_here().in_marks(text)


def listed_here(words: Sequence[str], last: str = "and") -> str:
    """Words in a row as this run says it: `a, b and c`, `a, b oder c`."""
    return in_a_row(words, say(last))


def day_here(day: dt.date) -> str:
    """A day as this run writes it: `3 March 2027`, `3. März 2027`."""
    return say("{day} {month} {year}", day=day.day, month=say(MONTHS[day.month - 1]), year=day.year)


def phrases(language: str | None, address: str | None = None) -> Phrases:
    """The words of a language as the file names it (`de`, `Deutsch`, `German`), English for one without."""
    code = language_called(language or "")
    return Phrases(code if code in whole_languages() else ENGLISH, address or SIE)


def phrases_asked(language: str | None, address: str | None = None) -> Phrases:
    """The words in which people are asked, on slips and phones: there are more languages for these."""
    code = language_called(language or "")
    return Phrases(code if code in languages() else ENGLISH, address or SIE)


def languages() -> tuple[str, ...]:
    """The languages besides English in which people are asked."""
    return _with("slips.txt")


def whole_languages() -> tuple[str, ...]:
    """Those that have everything, up to the handout."""
    return _with("handout.txt")


@cache
def _with(file: str) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in (folder("templates") / "phrases").glob(f"*/{file}")))


def phrases_on_walls(language: str | None, address: str | None = None) -> Phrases:
    """The words of walls that hold no finding: in a language in which people are asked and walls speak.

    A wall with a finding takes the `whole` of them, so that it is in one language.
    """
    code = language_called(language or "")
    return Phrases(code if code in languages() and code in _with("walls.txt") else ENGLISH, address or SIE)


_CALLED = {"fr": "French", "es": "Spanish"}


def what_is_lacking(language: str) -> str:
    """What a room of this language reads in English; empty where all is said in its own."""
    code = language_called(language)
    if not code:
        known = "en and de, and for what people are asked fr and es"
        return f"is {language}, which cxw does not speak: all will be in English; it speaks {known}"
    if code in (ENGLISH, *whole_languages()):
        return ""
    if code in languages():
        where = "phones, slips and walls ask in it; findings, keys, notice and handout are in English"
    else:
        where = "needs are read in it; all else is in English"
    return f"is {_CALLED.get(code, code)}: {where}"


@cache
def pairs(language: str) -> tuple[tuple[str, str, str], ...]:
    """Each English sentence with its translation, and the one for `du`: the same where there is no other."""
    files = sorted((folder("templates") / "phrases" / language).glob("*.txt"))
    text = "\n\n".join(file.read_text("utf-8") for file in files)
    found: list[tuple[str, str, str]] = []
    for block in text.split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            english, formal, *more = lines
            found.append((english, formal, more[0].removeprefix("du:").strip() if more else formal))
    return tuple(found)


@cache
def _meant() -> Mapping[str, str]:
    """Every phrase of every whole language, with the English sentence that it stands for."""
    meant = dict[str, str]()
    for language in whole_languages():
        for english, *both in pairs(language):
            meant |= dict.fromkeys(both, english)
    return meant


def in_english(said: str) -> str:
    """The English of a phrase of any language; words that are no phrase are their own."""
    return _meant().get(said, said)


@cache
def _sentences(language: str, address: str) -> Mapping[str, str]:
    if language not in languages():
        return {}
    return {english: familiar if address == DU else formal for english, formal, familiar in pairs(language)}
