"""How words that people typed stand in a sentence: in quotes, at its end, beside a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ENDS = (".", "!", "?", "…")
_AROUND = re.compile(r"^(?:\"(?P<a>.*)\"|[“„”](?P<b>.*)[”“]|«(?P<c>.*)»|»(?P<d>.*)«)$", re.DOTALL)
ENGLISH_MARKS, GERMAN_MARKS = ("“", "”", "‘", "’"), ("„", "“", "‚", "‘")
"""Quotation marks around words, then those for what is quoted inside them."""
_DOUBLE = re.compile(r"[\"“”„‟«»]")


def quoted(text: str, marks: tuple[str, str, str, str] = ENGLISH_MARKS) -> str:
    """Words in quotation marks, once: those around them are taken off, those inside are made single."""
    before, after, inner_before, inner_after = marks
    around = _AROUND.match(text)
    if around and not _DOUBLE.search(inside := next(part for part in around.groups() if part is not None)):
        text = inside
    opens = False

    def single(mark: re.Match[str]) -> str:
        nonlocal opens
        opens = not opens
        return inner_before if opens else inner_after

    return f"{before}{_DOUBLE.sub(single, text)}{after}"


def stopped(text: str) -> str:
    """A sentence with one full stop: words that end in one, `Bergmann & Co.`, bring it along."""
    return text if text.endswith(_ENDS) else f"{text}."


def in_a_row(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: `a, b and c`."""
    if len(words) > 1:
        return f" {last} ".join([", ".join(words[:-1]), words[-1]])
    return "".join(words)


def all_quoted(words: Iterable[str]) -> str:
    """Words in a row, each in quotation marks."""
    return in_a_row([*map(quoted, words)])


def each_once(texts: Iterable[str]) -> list[str]:
    """What several wrote alike is said once, as the first of them wrote it."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.casefold().rstrip(" .?!"), text)
    return [*found.values()]


def at_the_start(text: str) -> str:
    """Words as they begin a sentence or a line."""
    return f"{text[:1].upper()}{text[1:]}"


def many(number: int, one: str, more: str = "") -> str:
    """A number in digits with its noun: `1 vote`, `3 votes`."""
    return f"{number} {one_or_more(number, one, more or one + 's')}"


def one_or_more(number: int, one: str, more: str) -> str:
    """The words that go with one, or those that go with none and with several: `is`, `are`."""
    return one if number == 1 else more
