"""How numbers, counts and lists are said in German: `zwölf`, `einundzwanzig`, `a, b und c`, „so“."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from cxw.findings.in_words import digits, start, whole
from cxw.model import earliest
from cxw.text.saying import GERMAN_MARKS, in_a_row
from cxw.text.saying import quoted as in_marks

UP_TO_TWELVE = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs",
    "sieben", "acht", "neun", "zehn", "elf", "zwölf",
)  # fmt: skip


TEENS = ("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn")


TWENTY, HUNDRED = 20, 100


HARD = "\u00a0"
"""A space at which no line ends: between a number and its sign or its month."""


TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def count_de(n: int) -> str:
    """A number in words up to twelve, as it stands after `von` or before a noun in the plural."""
    return UP_TO_TWELVE[n] if 0 <= n < len(UP_TO_TWELVE) else str(n)


def count_in_words_de(n: int) -> str:
    """A number in words up to ninety-nine: people beside figures that are points."""
    if n < len(UP_TO_TWELVE) or n >= HUNDRED:
        return count_de(n)
    if n < TWENTY:
        return TEENS[n - len(UP_TO_TWELVE)]
    tens, ones = divmod(n, 10)
    if not ones:
        return TENS[tens]
    one = "ein" if ones == 1 else UP_TO_TWELVE[ones]
    return f"{one}und{TENS[tens]}"


def people_de(n: int) -> str:
    """`eine Person`, `zwei Personen`."""
    return "eine Person" if n == 1 else f"{count_de(n)} Personen"


def points_de(x: float) -> str:
    """`1 Punkt`, `12 Punkte`."""
    return f"{whole(x)} {'Punkt' if whole(x) == '1' else 'Punkte'}"


def digits_de(x: float) -> str:
    """A number as somebody gave it, or as it is shown of what they gave: `7`, `7,5`."""
    return decimals_de(digits(x))


def percent_de(x: float) -> str:
    """Whole per cent: `72 %`."""
    return f"{whole(x)}{HARD}%"


def of_us_de(n: int) -> str:
    """People as the subject of a sentence beside points: `eine Person`, `drei von uns`."""
    return "eine Person" if n == 1 else f"{count_in_words_de(n)} von uns"


def so_many_of_us_de(n: int | None, *, least: bool) -> str:
    """Three of us or more where a sentence begins: `Drei von uns`; None: `Höchstens zwei von uns`."""
    if n is None:
        return "Höchstens zwei von uns"
    return f"Mindestens {of_us_de(n)}" if least else start(of_us_de(n))


def listed_de(words: Sequence[str]) -> str:
    """`a`, `a und b`, `a, b und c`."""
    return in_a_row(words, "und")


def quoted_de(text: str) -> str:
    """Words in German quotation marks, once; those inside are made single."""
    return in_marks(text, GERMAN_MARKS)


def all_quoted_de(words: Iterable[str]) -> str:
    """Words in a row, each in German quotation marks."""
    return listed_de([*map(quoted_de, words)])


MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip


def day_in_words_de(known: dt.date | str) -> str:
    """`14. Oktober 2026`, `Oktober 2026` or `2026`: no more than is known."""
    day = earliest(known)
    month = f"{MONTHS[day.month - 1]} {day.year}"
    if isinstance(known, dt.date):
        return f"{day.day}.{HARD}{month}"
    return month if "-" in known else known


def decimals_de(number: str) -> str:
    """A number that was written in English with the German signs: `12,5`, `10.000`."""
    return number.translate(str.maketrans(".,", ",."))
