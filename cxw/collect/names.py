"""Which need, company or person a text of the table means.

A session knows its names, a table of codes gives some, and with `--new` whatever the table brings is a name.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from cxw.collect.cells import fresh_id, shortened, slug
from cxw.collect.sources import read_table
from cxw.collect.table import Ledger, Table
from cxw.day.spellings import folded
from cxw.model import Company, Need, Participant, ids_of
from cxw.text.phrases import say

MOST_HINTS = 20
"""Looking for a near miss takes time, and after twenty of them the reader has seen what is wrong."""

_SHORT = 18


class NameTable:
    """Texts that stand for one id each; `open` ones take in what they have not met."""

    def __init__(self, fallback: str, open: bool) -> None:
        self.fallback = fallback
        self.open = open
        self.labels: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self._shared: set[str] = set()
        self._hints = 0

    def know(self, id: str, label: str, *others: str | None) -> None:
        """Let the id, the label and other texts stand for this id; a text of two ids stands for neither."""
        self.labels[id] = label
        self._ids[folded(id)] = id
        for text in filter(None, (label, *others)):
            word = folded(text)
            if word not in self.labels and self._ids.setdefault(word, id) != id:
                self._shared.add(word)

    def id(self, text: str) -> str | None:
        """The id this text stands for, or None."""
        word = folded(text)
        if word in self._shared:
            return None
        return self._ids.get(word) or self._ids.get(slug(text))

    def take(self, text: str) -> str | None:
        """The id this text stands for; when names are open a new one is made."""
        known = self.id(text)
        if known is None and self.open:
            known = fresh_id(text, self.fallback, self.labels)
            self.know(known, text)
        return known

    def longest(self) -> list[tuple[str, str]]:
        """Each name that stands for one id, and that id, the longest first; ids are no names."""
        names = {word: id for word, id in self._ids.items() if word != id and word not in self._shared}
        names |= {folded(label): id for id, label in self.labels.items() if folded(label) not in self._shared}
        return sorted(names.items(), key=lambda one: -len(one[0]))

    def shared(self, text: str) -> bool:
        """Whether more than one bears this name."""
        return folded(text) in self._shared

    def hint(self, text: str) -> str:
        """A near miss as a question with a blank before it, or nothing."""
        self._hints += 1
        if self._hints > MOST_HINTS:
            return ""
        near = difflib.get_close_matches(folded(text)[:60], list(self._ids)[:2000], n=1, cutoff=0.7)
        if near:
            return f" {say('Did you mean {name}?', name=self.labels[self._ids[near[0]]])}"
        return ""


def needs_of(needs: Iterable[Need]) -> NameTable:
    """The names of a segment's needs."""
    names = NameTable("need", open=False)
    for need in needs:
        names.know(need.id, need.text, need.short)
    return names


def companies_of(companies: Iterable[Company]) -> NameTable:
    """The names of the companies of a segment."""
    names = NameTable("company", open=False)
    for company in companies:
        names.know(company.id, company.name, company.short)
    return names


def people_of(people: Iterable[Participant]) -> NameTable:
    """The names of the people of a session."""
    names = NameTable("person", open=False)
    for person in people:
        names.know(person.id, person.name)
    return names


def codes(path: Path) -> list[tuple[str, Need]]:
    """Codes and their needs from a table with the columns `code`, `name` (or `text`) and `short`, if any.

    Other columns of such a table are not looked at. Raises FaultyFile with what is wrong.
    """
    from cxw.errors import FaultyFile

    ledger = Ledger(str(path))
    sheet = read_table(path, ledger)
    heads = [*map(folded, sheet.header.cells)]
    code, short = _index(heads, "code", "id"), _index(heads, "short")
    text = _index(heads, "name", "text", "need")
    if ledger.clear and (code is None or text is None):
        ledger.say(sheet.header.line, "a table of needs has a column `code` and a column `name`")
    found = _coded(sheet, (code, text, short), ledger) if ledger.clear else {}
    if not ledger.clear:
        raise FaultyFile(ledger.problems())
    return list(found.items())


def _coded(sheet: Table, places: tuple[int | None, ...], ledger: Ledger) -> dict[str, Need]:
    """The needs of a table by their codes; `places` of the code, the name and the short name."""
    found: dict[str, Need] = {}
    for row in sheet.rows:
        word, words, brief = map(row.cell, places)
        if not word or not words:
            ledger.say(row.line, "a code and its name belong on each line: one of them is empty here")
        elif word in found:
            ledger.say(row.line, f"the code {shortened(word)} stands here for the second time")
        else:
            if len(brief) > _SHORT:
                ledger.say(
                    row.line, f"“{shortened(brief)}” is longer than the {_SHORT} letters of a short name"
                )
            taken = set(ids_of(found.values()))
            found[word] = Need(id=fresh_id(word, "need", taken), text=words, short=brief[:_SHORT] or None)
    return found


def _index(heads: list[str], *names: str) -> int | None:
    return next((heads.index(name) for name in names if name in heads), None)
