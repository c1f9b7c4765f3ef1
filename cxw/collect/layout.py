"""What the command says of a table, the names it may use, and what each of its columns is for.

Wide: a person a row and a need a column (marks: a company and a need in each heading, a column with the
company, or one company for the whole table). Long: a row an answer, with columns for the need and the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Literal, TypeAlias

from cxw.collect.cells import shortened
from cxw.collect.names import NameTable
from cxw.collect.table import Head, Ledger, Table
from cxw.day.spellings import folded
from cxw.model import Need, RoundName
from cxw.text.phrases import say

Of: TypeAlias = Literal["weights", "marks", "people"]
LayoutName: TypeAlias = Literal["wide", "long", "company-rows", "turned", "turned-companies"]
"""A row a person; an answer; a person and company; a need, with a column a person; the same, a company."""


@dataclass(frozen=True)
class Columns:
    """What the command says about a table: which columns mean what, and where its answers go."""

    of: Of
    id: str | None = None
    function: str | None = None
    also: str | None = None
    needs: Path | None = None
    columns: str | None = None
    company: str | None = None
    segment: str | None = None
    round: RoundName | None = None
    partial: bool = False
    add_company: bool = False
    """whether companies the round does not ask about are taken in, each with a column of its own"""
    ignore: tuple[str, ...] = ()
    scale: tuple[int, int] | None = None
    """the worst and the best mark; without it 0 to 10, or the scale of the file's rounds"""
    total: int | None = None
    """what each row of points adds up to; without it 100, or as many as in the file's rounds"""
    unknown: frozenset[str] = frozenset()
    """words and codes that say that somebody does not know"""
    blank: bool = False
    """whether a blank is a zero where the rest of a row makes its total"""
    sure: str | None = None
    """the column that says how sure somebody is"""
    reason: str | None = None
    """the column that says why somebody's second row is another one"""
    keep: tuple[str, ...] = ()
    """people and needs that look like a sum or a mean, and are none"""
    sheet: str | None = None
    """which sheet of a workbook, by its name or number"""
    layout: LayoutName | None = None
    """how the table is laid out, where it could be read in two ways"""
    encoding: str | None = None

    def ignored(self, *texts: str) -> bool:
        """Whether a column that is called so is left alone."""
        return _first_fitting(_patterns(self.ignore), texts) is not None

    def chosen(self, *texts: str) -> bool:
        """Whether the column holds answers, as far as the command says so."""
        return self.columns is None or self._pattern(texts) is not None

    def bare(self, head: Head) -> str:
        """The part of a heading that the one star of the pattern stands for; else the heading."""
        found = self._pattern(head.texts) if self.columns is not None else None
        if found is None:
            return head.name
        pattern, text = found
        before, star, after = pattern.partition("*")
        if not star or "*" in after or "?" in pattern:
            return text
        bare = text[len(before) : len(text) - len(after)].strip()
        return (bare if "[" in bare else bare.removesuffix("]")) or text

    def _pattern(self, texts: Iterable[str]) -> tuple[str, str] | None:
        """The first pattern of the answers that fits one of these texts, and that text."""
        return _first_fitting(_patterns((self.columns or "",)), texts)


def _patterns(said: Sequence[str]) -> tuple[str, ...]:
    """Each pattern as it stands, then what stands between its commas, of which a heading may hold some."""
    apart = chain.from_iterable(one.split(",") for one in said)
    return tuple(dict.fromkeys(filter(None, map(str.strip, (*said, *apart)))))


def _first_fitting(patterns: Sequence[str], texts: Iterable[str]) -> tuple[str, str] | None:
    """The first text that some pattern fits, behind that pattern."""
    for text in texts:
        for pattern in patterns:
            if fits(pattern, text):
                return pattern, text
    return None


def fits(pattern: str, text: str) -> bool:
    """Whether a text is as the pattern says: `*` is anything, `?` one character, all else itself."""
    return _compiled(folded(pattern)).fullmatch(folded(text)) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))


@dataclass(frozen=True)
class Known:
    """The names a table may use."""

    needs: NameTable
    companies: NameTable
    people: NameTable
    codes: Sequence[tuple[str, Need]] = ()
    observers: NameTable | None = None
    """who is in the room and is asked nothing"""

    def coded(self, text: str) -> str:
        """The need's name behind a code, or the text itself."""
        word = folded(text)
        return next((need.text for code, need in self.codes if folded(code) == word), text)

    def need(self, text: str) -> str | None:
        """The id of the need that a heading, code or cell means; where names are open a new one is made."""
        return self.needs.id(text) or self.needs.take(self.coded(text).replace("_", " "))

    def there(self, text: str) -> str | None:
        """The id of a need that is known already."""
        return self.needs.id(text) or self.needs.id(self.coded(text))


@dataclass(frozen=True)
class ColumnsTask:
    """One table whose columns are to be told apart."""

    table: Table
    columns: Columns
    known: Known
    ledger: Ledger

    @property
    def line(self) -> int:
        """The line of the headings, on which all that is said of columns is said."""
        return self.table.header.line

    def head(self, index: int) -> Head:
        """What stands over a column."""
        return self.table.heads[index]

    def fault(self, text: str) -> None:
        """Say what is wrong with a column, or the whole table."""
        self.ledger.say_of_all(self.line, text)

    def remark(self, text: str) -> None:
        """Say how a column was understood."""
        self.ledger.say(self.line, text, warning=True)


@dataclass(frozen=True)
class Wide:
    """One column of answers in a wide table."""

    index: int
    company: str
    """empty for weights, and where a column of its own names it"""
    need: str


@dataclass(frozen=True)
class Layout:
    """Where things stand; long tables have `need` and `value`, wide ones `answers`."""

    person: int
    function: int | None
    also: int | None
    answers: tuple[Wide, ...] = ()
    company: int | None = None
    need: int | None = None
    value: int | None = None
    fixed: str = ""
    numbered: bool = False
    """whether nobody is named, so that rows are numbered in a column beyond the table's own"""

    @property
    def long(self) -> bool:
        """Whether each row is one answer."""
        return self.value is not None

    @property
    def several(self) -> bool:
        """Whether one person has several rows."""
        return self.long or self.company is not None


def find(heads: Sequence[str], asked: str | None, usual: Iterable[str]) -> int | None:
    """The place of the heading asked for, or of the first usual one."""
    words = [*map(folded, heads)]
    for name in [asked] if asked is not None else usual:
        if folded(name) in words:
            return words.index(folded(name))
    return None


def find_head(table: Table, asked: str) -> int | None:
    """The place of the column that the command calls so, by any text of its heading."""
    word = folded(asked)
    for texts in ([head.name] for head in table.heads), (head.texts for head in table.heads):
        for place, words in enumerate(texts):
            if word in map(folded, words):
                return place
    return None


def heads_listed(heads: Iterable[str]) -> str:
    """The first headings of a table in a row."""
    there = [head for head in heads if head]
    shown = ", ".join(shortened(head, 24) for head in there[:8])
    return shown + (", …" if len(there) > 8 else "")


LEFT_ALONE = "left alone: {names}"
NO_HEADING = (
    "column {number} holds something and has no heading: "
    "give it one, or leave it out with --ignore 'column {number}'"
)


NO_USE = "the column {name} has no use here: ignore it if it may go"


def stray(head: Head, i: int) -> str:
    """What is said of a column nobody asked for."""
    if not head.named or not head.name:
        return say(NO_HEADING, number=i + 1)
    return say(NO_USE, name=shortened(head.name))


def takes_in(company: str) -> str:
    """How a company that is not asked about comes in."""
    return say(
        "`a` in `cxw run` opens a column for {company}, and so does --add-company here", company=company
    )


def unknown_company(text: str, known: Known) -> str:
    """What is said of a company the segment does not have."""
    name = shortened(text)
    said, hint = (
        say("{name} is not among the companies of this segment", name=name),
        known.companies.hint(text),
    )
    if hint:
        return f"{said}.{hint}"
    return f"{said}: {takes_in(name)}"


def own_company(columns: Columns, known: Known) -> str:
    """The id of the company whose marks these are; empty when the headings name it."""
    if columns.of != "marks" or columns.company is None:
        return ""
    return known.companies.take(columns.company) or ""
