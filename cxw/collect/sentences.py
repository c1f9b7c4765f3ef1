"""A table of competitors' own sentences: whose each is, where it stands, since when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cxw.collect.sources import read_table
from cxw.collect.table import Ledger, Table
from cxw.day.spellings import folded
from cxw.errors import FaultyFile
from cxw.model import Company, read_date
from cxw.questions import words
from cxw.questions.words import plain
from cxw.text.phrases import listed_here, say

HEADS = {
    "text": ("text", "sentence", "satz", "wortlaut"),
    "company": ("company", "competitor", "unternehmen", "wettbewerber", "firma"),
    "source": ("source", "quelle"),
    "date": ("date", "datum"),
}
"""What each column may be called."""
NEEDED = ("text", "company")
NO_HEAD = "there is no column {name}: there is {known}"
NO_COMPANY = "{name} is no competitor here: {companies}"
NO_TEXT = "no sentence stands here"
NO_DATE = "{value} is no day, month or year"
TWICE = "this sentence stands in the table twice"


@dataclass(frozen=True)
class RivalSentence:
    """One sentence of a competitor, names of companies replaced."""

    company: str
    text: str
    source: str
    date: dt.date | str | None


def read_sentences(path: Path, rivals: Sequence[Company], own: Company, we: str) -> list[RivalSentence]:
    """Every row as a sentence; FaultyFile with every problem and its line where any row cannot be read.

    `we` stands where a company is named: who speaks is what the room is asked.
    """
    ledger = Ledger(str(path), lines_kept=True)
    table = read_table(path, ledger)
    places = _places(table, ledger)
    found = list[RivalSentence]()
    if ledger.clear:
        found = [*_rows(table, places, _CompaniesNamed(rivals, own, we), ledger)]
    if not ledger.clear:
        raise FaultyFile(ledger.problems())
    return found


def _places(table: Table, ledger: Ledger) -> dict[str, int | None]:
    heads = {folded(head): place for place, head in enumerate(table.header.cells) if head}
    found = {name: next((heads[one] for one in HEADS[name] if one in heads), None) for name in HEADS}
    known = ", ".join(head for head in table.header.cells if head) or "–"
    for name in NEEDED:
        if found[name] is None:
            ledger.say_of_all(table.header.line, say(NO_HEAD, name=name, known=known))
    return found


class _CompaniesNamed:
    """The companies of a segment, by what they may be called."""

    def __init__(self, rivals: Sequence[Company], own: Company, we: str) -> None:
        self.labels = [one.name for one in rivals]
        self.ids = {folded(name): one.id for one in rivals for name in (one.id, one.name, one.label)}
        companies = (*rivals, own)
        every = {one.name for one in companies} | {one.label for one in companies}
        longest = sorted(every, key=len, reverse=True)
        self.any = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
        self.we = we

    def without(self, text: str) -> str:
        """A sentence in which every company, written as its name is, is `we`."""
        return self.any.sub(self.we, text)


def _rows(
    table: Table, places: dict[str, int | None], named: _CompaniesNamed, ledger: Ledger
) -> Iterator[RivalSentence]:
    seen = set[str]()
    for row in (row for row in table.rows if any(row.cells)):
        cells = {name: row.cell(place).strip() if place is not None else "" for name, place in places.items()}
        if fault := _fault(cells, named, seen):
            ledger.say(row.line, fault)
            continue
        text = named.without(plain(cells["text"]))
        seen.add(folded(text))
        yield RivalSentence(
            named.ids[folded(cells["company"])],
            text,
            cells["source"],
            read_date(cells["date"]) if cells["date"] else None,
        )


def _fault(cells: dict[str, str], named: _CompaniesNamed, seen: set[str]) -> str:
    """Why a row is no sentence of a competitor; empty where it is one."""
    if not cells["text"]:
        return say(NO_TEXT)
    if folded(cells["company"]) not in named.ids:
        companies = listed_here(named.labels, "or")
        return say(NO_COMPANY, name=cells["company"] or "–", companies=companies)
    if cells["date"] and read_date(cells["date"]) is None:
        return say(NO_DATE, value=cells["date"])
    text = named.without(plain(cells["text"]))
    return say(TWICE) if folded(text) in seen else " ".join(words.faults(text))
