"""Days and counts as people know them: a day, a month or a year; fourteen, or about fourteen.

What is known is kept and no more: `2026-10` is October, not its first day. Where a rule needs a day or a
number it takes the earliest day and the number that was said.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

MONTH_OR_YEAR = r"^(19|20|21)[0-9]{2}(-(0[1-9]|1[0-2]))?$"
ABOUT = r"^about [1-9][0-9]{0,5}$"


@dataclass(frozen=True)
class Says:
    """What a key may hold, where its types alone would not say it."""

    words: str


_NAMES = (
    "january januar janner janvier enero",
    "february februar feber fevrier febrero",
    "march marz maerz mars marzo",
    "april avril abril",
    "may mai mayo",
    "june juni juin junio",
    "july juli juillet julio",
    "august aout agosto",
    "september septembre septiembre setiembre",
    "october oktober octobre octubre",
    "november novembre noviembre",
    "december dezember decembre diciembre",
)
"""The months in the languages of a file, without accents."""
_BETWEEN = frozenset(re.findall(r"\w+", "of de del the den der dem am im in en le el du th st nd rd er"))
"""Words that stand in a date and say nothing."""
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "one ein eine einer",
            "two zwei",
            "three drei",
            "four vier",
            "five funf",
            "six sechs",
            "seven sieben",
            "eight acht",
            "nine neun",
            "ten zehn",
            "eleven elf",
            "twelve zwolf",
        ),
        1,
    )
    for word in words.split()
}
_TIME = re.compile(
    r"(?<=[0-9])(?:t|[\s,]+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s?(?:z|utc|gmt|cet|cest|mez|mesz)?(?:[+-][0-9]{1,2}(?::?[0-9]{2})?)?)$"
)
"""A time of day behind a date, as spreadsheets and forms write it: it is no part of the day."""
_SIGNS = re.compile(
    r"(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.?|rund|etwa|ungefa?hr|ungefaehr)"
    r"(?=[\s0-9])\s*|[~≈]\s*"
)


def read_date(text: str) -> dt.date | str | None:
    """The day, month (`2026-10`) or year (`2026`) that a text names; None where it names none, or two."""
    plain = _TIME.sub("", _plain(text))
    if re.sub(r"[0-9\s.,/\-]|[^\W\d_]", "", plain):
        return None
    words = [part for part in re.findall(r"[0-9]+|[^\W\d_]+", plain) if part not in _BETWEEN]
    if [word.isdigit() for word in words] == [False, True, True]:
        words = [words[1], words[0], words[2]]
    numbers = [*map(_number, words)]
    if not words or 0 in numbers or sum(not word.isdigit() for word in words) > 1:
        return None
    return _named(words, numbers, slashed="/" in text)


def _named(words: list[str], numbers: list[int], *, slashed: bool) -> dt.date | str | None:
    """A year, a year and a month, or all three, in either direction."""
    if len(words[0]) == 4 and words[0].isdigit():
        return _known(numbers[0], numbers[1:])
    *rest, year = numbers
    if slashed and len(rest) == 2:
        if max(rest) <= 12 and rest[0] != rest[1]:
            return None  # the day and the month may stand either way round
        if rest[1] > 12:
            rest = rest[::-1]
    if len(rest) == 2 and len(words[-1]) == 2 and words[-1].isdigit():
        year += 2000
    return _known(year, rest[::-1])


def _known(year: int, rest: list[int]) -> dt.date | str | None:
    """A year alone, or with a month, or with a month and a day."""
    if not 1900 <= year < 2200 or len(rest) > 2:
        return None
    try:
        day = dt.date(year, *[*rest, 1, 1][:2])
    except ValueError:
        return None
    if len(rest) == 2:
        return day
    return f"{day:%Y-%m}" if rest else f"{year}"


def _number(word: str) -> int:
    """A number, or that of the month whose name begins so in some language; 0 for none, or for two months."""
    if word.isdigit():
        return int(word)
    found = [n for n, names in enumerate(_NAMES, 1) if any(name.startswith(word) for name in names.split())]
    return found[0] if len(word) > 2 and len(found) == 1 else 0


def read_count(text: str) -> int | str | None:
    """The number a text names, as `about 14` where it is not exact; None where it names none."""
    plain = _plain(text)
    sign = _SIGNS.match(plain)
    rest = plain[sign.end() :] if sign else plain
    number = int(rest) if re.fullmatch(r"[0-9]{1,6}", rest) else _WORDS.get(rest)
    if number is None or (sign and not number):
        return None
    return f"about {number}" if sign else number


def _plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def earliest(known: dt.date | str) -> dt.date:
    """The first day it can be."""
    if isinstance(known, dt.date):
        return known
    year, _, month = known.partition("-")
    return dt.date(int(year), int(month or 1), 1)


def latest(known: dt.date | str) -> dt.date:
    """The last day it can be: a month and a year run to their end."""
    first = earliest(known)
    if isinstance(known, dt.date):
        return first
    if "-" not in known:
        return dt.date(first.year, 12, 31)
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def at_least(number: int | str | None) -> int:
    """The number that was said, about or not; 0 where none was."""
    if isinstance(number, int):
        return number
    return int((number or "0").rpartition(" ")[2])


def day_in_words(known: dt.date | str) -> str:
    """`14 October 2026`, `October 2026` or `2026`: no more than is known."""
    day = earliest(known)
    month = f"{_NAMES[day.month - 1].split()[0].capitalize()} {day.year}"
    if isinstance(known, dt.date):
        return f"{day.day} {month}"
    return month if "-" in known else known


def count_of(number: int | str, one: str, more: str) -> str:
    """`1 customer`, `14 customers`, `about 14 customers`."""
    return f"{number} {one if number == 1 else more}"


def _read_when(value: Any) -> Any:
    """From the file: as it is typed there, a bare year reads as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _read(read_date, value, "no day, month or year")


def _read_count(value: Any) -> Any:
    return _read(read_count, value, "no number")


def _read(reads: Callable[[str], object], value: Any, wrong: str) -> Any:
    if not isinstance(value, str):
        return value
    read = reads(value)
    if read is None:
        raise ValueError(wrong)
    return read


When = Annotated[
    dt.date | Annotated[str, Field(pattern=MONTH_OR_YEAR)],
    BeforeValidator(_read_when),
    Says("a day like 2026-03-14, a month like 2026-10 or a year like '2026'"),
]
Count = Annotated[
    Annotated[int, Field(ge=0)] | Annotated[str, Field(pattern=ABOUT)],
    BeforeValidator(_read_count),
    Says("a whole number, 0 or more, or about 14"),
]
Some = Annotated[
    Annotated[int, Field(ge=1)] | Annotated[str, Field(pattern=ABOUT)],
    BeforeValidator(_read_count),
    Says("a whole number, 1 or more, or about 14"),
]
