"""Words into Markdown: what people typed is shown as exactly what they typed, wherever it stands.

Everything the template prints goes through `plain`, unless it is Markdown already (`Markup`). A backslash
stands only where Markdown would take a character for something else, so that the raw text stays readable.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from cxw.drawing import clip
from cxw.findings.in_words import digits
from cxw.model import day_in_words
from cxw.pictures.pieces import tenths

BRIEF = 28
_STOPS, _CLOSING = (".", "!", "?", "…"), "”“»’‘"
FSI, PDI = "\u2068", "\u2069"
_ALWAYS = re.compile(r"[\\`*_\[\]<>|~#$]|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_FIRST = re.compile(r"^(?:(\d{1,9})([.)])(?=\s|$)|([-+=]))")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LETTER = r"\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT = re.compile(rf"[{_LETTER}](?:[^A-Za-z\u00c0-\u024f\n]*[{_LETTER}])?")


def plain(value: object) -> Markup:
    """Any value as Markdown that reads as exactly this value; nothing is a dash."""
    if isinstance(value, Markup):
        return value
    if value is None:
        return Markup("–")
    return Markup(escaped(str(value)))  # noqa: S704 this is the escaping itself


def escaped(text: str) -> str:
    """The text with a backslash wherever Markdown would not take it for words; one line."""
    line = _TURNS.sub("", text).replace("\n", " ")
    bare = line.strip()
    head, tail = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    safe = _ALWAYS.sub(lambda found: "\\" + found.group(), _isolated(bare))
    safe = _FIRST.sub(_first, safe)
    return _spaces(head) + safe + _spaces(tail if bare else "")


def _first(found: re.Match[str]) -> str:
    digits, stop, sign = found.groups()
    return f"{digits}\\{stop}" if digits else f"\\{sign}"


def _spaces(text: str) -> str:
    """Spaces at an end, which Markdown would drop."""
    return "".join(f"&#{ord(char)};" for char in text)


def _isolated(text: str) -> str:
    """What runs from right to left set apart, so that it turns no words or numbers around it."""
    if text.isascii() or not _RIGHT.search(text):
        return text
    kinds = [unicodedata.bidirectional(char) for char in text]
    if sum(kind in {"R", "AL"} for kind in kinds) > kinds.count("L"):
        return f"{FSI}{text}{PDI}"
    return _RIGHT.sub(lambda found: f"{FSI}{found.group()}{PDI}", text)


def listed_safely(items: Iterable[object], last: str = "and") -> Markup:
    """`a, b and c`, each safe."""
    safe = [plain(item) for item in items]
    if len(safe) < 2:
        return Markup("").join(safe)
    return Markup(" {} ").format(last).join([Markup(", ").join(safe[:-1]), safe[-1]])


def ended(text: Markup) -> Markup:
    """What is told as a sentence: words quoted at its end may have brought their stop along."""
    return text if str(text).rstrip(_CLOSING).endswith(_STOPS) else text + "."


def joined(items: Iterable[object]) -> Markup:
    """Sentences one after the other, each safe."""
    return Markup(" ").join(plain(item) for item in items)


def given(value: float | None) -> Markup:
    """A number as it was given, or as it is shown: with one decimal where it is not whole."""
    return plain(None if value is None else digits(value))


def one(value: float | None) -> Markup:
    """A number with one decimal, halves away from zero; a dash where there is none."""
    return Markup("–") if value is None else Markup(tenths(value))  # noqa: S704 digits


def hundredths(value: float | None) -> Markup:
    """A number with two decimals: what is said of it hangs on the second."""
    return Markup("–") if value is None else Markup(f"{value + 1e-9:.2f}")  # noqa: S704 digits


def percent(share: float | None) -> Markup:
    """A share as whole per cent."""
    return Markup("–") if share is None else Markup(f"{int(share * 100 + 0.5 + 1e-9)}")  # noqa: S704 digits


def signed(value: float | None) -> Markup:
    """A difference with one decimal and its sign."""
    number = one(value)
    return number if value is None or value <= 0 or number == "0.0" else Markup("+") + number


def short(value: float | None) -> Markup:
    """A number as it is written in the file: `3`, `0.9`, `0.333`."""
    return Markup("–") if value is None else Markup(f"{value:g}")  # noqa: S704 digits


def day(date: dt.date | str | None) -> Markup:
    """`14 March 2026`, `March 2026` or `2026`, the same on every computer."""
    return Markup("–") if date is None else Markup(day_in_words(date))  # noqa: S704 digits and our months


def clock(moment: dt.datetime | None) -> Markup:
    """`10:12`."""
    return Markup("–") if moment is None else Markup(f"{moment:%H:%M}")  # noqa: S704 digits


def column_head(text: str) -> str:
    """Words for the head of a narrow column."""
    return clip(text, BRIEF)


def flag(name: str) -> Markup:
    """One of the known words that are painted as chips; never a participant's."""
    return Markup(f"`{name}`")  # noqa: S704 called with words of the template


def reasons(missing: Sequence[tuple[str, int]]) -> Markup:
    """Why answers are missing: `2 late, 1 left`."""
    return Markup(", ").join(Markup("{} {}").format(n, plain(why)) for why, n in missing)
