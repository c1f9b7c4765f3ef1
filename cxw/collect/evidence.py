"""A table of evidence: a row an item, its columns known by their heads in English and German."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, get_args

from cxw.collect.sources import read_table
from cxw.collect.table import Ledger, TableRow
from cxw.collect.wordlists import letters
from cxw.day.evidence import numbered_id
from cxw.day.spellings import folded
from cxw.errors import FaultyFile, Problem, more_than_remarks
from cxw.model import (
    AnswerName,
    Evidence,
    From,
    Kind,
    Segment,
    Session,
    answer_names,
    ids_of,
    read_count,
    read_date,
)
from cxw.text.phrases import listed_here, say

HEADS: Mapping[str, str] = {
    "kind": "kind type art typ",
    "source": "source quelle herkunft",
    "date": "date datum when wann",
    "customers": "customers kunden number anzahl n count",
    "segment": "segment kundensegment kundengruppe",
    "by": "by broughtby von eingebrachtvon",
    "seen": "seen shown gesehen vorgelegt",
    "who": "who wer fromwhom vonwem",
    "claimed_reason": "claimedreason ourreason unsergrund reason grund",
    "their_reason": "theirreason buyersreason customersreason kaufersgrund kundengrund grunddeskunden",
    "quote": "quote zitat words wortlaut",
    "supports": "supports for spricht sprichtfur belegt stutzt",
    "contradicts": "contradicts against sprichtgegen widerspricht",
    "note": "note remark notiz bemerkung",
}
"""A column -> the heads it may have, folded to letters."""
KINDS: Mapping[Kind, str] = {
    "purchase": "purchase kauf käufe order",
    "test": "test trial versuch pilot",
    "behaviour": "behaviour behavior verhalten usage nutzung",
    "survey": "survey umfrage befragung",
    "interviews": "interviews interview gespräche",
    "tickets": "tickets ticket complaints beschwerden meldungen anfragen",
    "won-lost": "won-lost lost-deal lostdeals win-loss winloss verlorene-aufträge verlorener-auftrag",
    "front-line-tally": "front-line-tally tally strichliste",
    "customer": "customer kunde story einzelfall",
    "front-line": "front-line frontline erste-hand",
    "colleague": "colleague kollege kollegin",
    "desk-research": "desk-research research recherche",
}
WHO: Mapping[From, str] = {
    "customers": "customers stayed kunden geblieben bestandskunden",
    "left": "left churned gegangen abgewandert gekündigt",
    "lost-deal": "lost-deal lost verloren verlorener-auftrag",
    "never-bought": "never-bought prospects nie-gekauft interessenten",
}
A_DAY, A_NUMBER = "a day like 2026-03-14, a month or a year", "a number like 14, or about 14"
"""What to write where a date or a number cannot be read."""
_APART = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True)
class EvidenceDefaults:
    """What the command line says of every row that does not say it itself."""

    kind: Kind | None = None
    segment: str | None = None
    seen: dt.date | str | None = None
    who: From | None = None


@dataclass(frozen=True)
class DeliveredEvidence:
    """The items of a table, and what was left out of it."""

    items: tuple[Evidence, ...]
    remarks: tuple[Problem, ...] = ()


def read_evidence(path: Path, session: Session, usual: EvidenceDefaults) -> DeliveredEvidence:
    """Every row as an item; FaultyFile with every problem and its line where any row cannot be read."""
    ledger = Ledger(str(path))
    table = read_table(path, ledger)
    columns = _columns(table.header, ledger)
    reader = _EvidenceRows(session, usual, columns, ledger)
    items = [item for row in table.rows if any(row.cells) and (item := reader.item(row)) is not None]
    if not ledger.clear:
        raise FaultyFile(ledger.problems())
    return DeliveredEvidence(tuple(items), tuple(ledger.problems()))


def _columns(header: TableRow, ledger: Ledger) -> dict[str, int]:
    """Which column is which; a head that is none is named and left out."""
    known = dict[str, str]()
    for name, heads in HEADS.items():
        known |= dict.fromkeys((name, *heads.split()), name)
    found: dict[str, int] = {}
    for place, head in enumerate(header.cells):
        column = known.get(letters(head)) or known.get(letters(head.partition("(")[0]))
        if column is None and head:
            left_out = say("the column {head} is left out: it is none of evidence", head=head)
            ledger.say(header.line, left_out, warning=True)
        elif column in found:
            twice = "two columns are the {column}: take one out, {head} is the second"
            ledger.say(header.line, say(twice, column=_said(column), head=head))
        elif column is not None:
            found[column] = place
    if header.cells and not {"source", "quote", "kind", "claimed_reason", "their_reason"} & found.keys():
        heads = ", ".join(map(_said, HEADS))
        ledger.say(header.line, say("no column is known: the heads are {heads}", heads=heads))
    return found


def _said(column: str) -> str:
    return column.replace("_", " ")


class _EvidenceRows:
    """Reads row after row; what is wrong goes into the ledger."""

    def __init__(
        self, session: Session, usual: EvidenceDefaults, columns: Mapping[str, int], ledger: Ledger
    ) -> None:
        self.session = session
        self.usual = usual
        self.columns = columns
        self.ledger = ledger
        self.ids = set(ids_of(session.evidence))
        self.there = {_content(item): item.id for item in session.evidence}
        self.lines: dict[tuple[object, ...], int] = {}

    def item(self, row: TableRow) -> Evidence | None:
        """The item of a row; None where it is faulty, or there already."""
        faults = len(self.ledger.found)
        fields = self._fields(row)
        self._sound(row, fields)
        wrong = more_than_remarks(self.ledger.found[faults:])
        return None if wrong or self.ledger.more else self._new(row, fields)

    def _fields(self, row: TableRow) -> dict[str, Any]:
        segment = self._segment(row)
        return {
            "kind": self._one_of(row, "kind", KINDS) or self.usual.kind,
            "who": self._one_of(row, "who", WHO) or self.usual.who,
            "date": self._read(row, "date", read_date, A_DAY),
            "seen": self._read(row, "seen", read_date, A_DAY) or self.usual.seen,
            "customers": self._read(row, "customers", read_count, A_NUMBER),
            "segment": segment.id if segment else None,
            "supports": self._answers(row, "supports", segment),
            "contradicts": self._answers(row, "contradicts", segment),
            **{name: self._cell(row, name) or None for name in _TEXTS},
        }

    def _sound(self, row: TableRow, fields: dict[str, Any]) -> None:
        """Say what is lacking, or cannot be at once."""
        if fields["kind"] is None and not self._cell(row, "kind"):
            kinds = ", ".join(get_args(Kind))
            told = say("of what kind is this? A column kind says it, or --kind: {kinds}", kinds=kinds)
            self.ledger.say(row.line, told)
        if both := {*fields["supports"]} & {*fields["contradicts"]}:
            same = ", ".join(sorted(both))
            self.ledger.say(row.line, say("it supports and contradicts the same: {answers}", answers=same))

    def _new(self, row: TableRow, fields: dict[str, Any]) -> Evidence | None:
        """An item of its own; the same one twice is one, and that is said."""
        made = Evidence.model_validate({"id": "e0", **fields})
        content = _content(made)
        before = self.there.get(content)
        if before is not None:
            told = say("this is there already ({id}): it is left out", id=before)
            self.ledger.say(row.line, told, warning=True)
            return None
        if content in self.lines:
            told = say("this is line {line} once more: both are taken in", line=self.lines[content])
            self.ledger.say(row.line, told, warning=True)
        self.lines.setdefault(content, row.line)
        id = numbered_id("e", self.ids)
        self.ids.add(id)
        return made.model_copy(update={"id": id})

    def _cell(self, row: TableRow, column: str) -> str:
        return row.cell(self.columns.get(column)).strip()

    def _read(self, row: TableRow, column: str, read: Any, wanted: str) -> Any:
        said = self._cell(row, column)
        if not said:
            return None
        found = read(said)
        if found is None:
            told = "the {column} {said} is none: write {wanted}"
            self.ledger.say(row.line, say(told, column=_said(column), said=said, wanted=say(wanted)))
        return found

    def _one_of(self, row: TableRow, column: str, words: Mapping[Any, str]) -> Any:
        said = self._cell(row, column)
        found = next(
            (key for key, names in words.items() if letters(said) in map(letters, names.split())), None
        )
        if said and found is None:
            told = "the {column} {said} is none: one of {ways}"
            self.ledger.say(row.line, say(told, column=_said(column), said=said, ways=", ".join(words)))
        return found

    def _segment(self, row: TableRow) -> Segment | None:
        """Whose customers these are: the row's own segment, the command's, or the only one."""
        said = self._cell(row, "segment") or self.usual.segment or ""
        here = self.session.segments
        if not said and len(here) == 1:
            return here[0]
        found = [one for one in here if folded(said) in (folded(one.id), folded(one.name))]
        if found:
            return found[0]
        names = listed_here([one.name for one in here], "or")
        told = NO_SUCH_SEGMENT if said else WHICH_SEGMENT
        self.ledger.say(row.line, say(told, said=said, names=names))
        return None

    def _answers(self, row: TableRow, column: str, segment: Segment | None) -> list[AnswerName]:
        said = [part for part in _APART.split(self._cell(row, column)) if part]
        if segment is None:
            return []
        known = answers_by_name(self.session, segment)
        found = [known.get(letters(part)) for part in said]
        for part, answer in zip(said, found, strict=True):
            if answer is None:
                self.ledger.say(row.line, f"{_said(column)} {part}: {unknown_answer(segment)}")
        return [*dict.fromkeys(answer for answer in found if answer is not None)]


NO_SUCH_SEGMENT = "there is no segment {said}: {names}; a column segment says it, or --segment"
WHICH_SEGMENT = "of which segment is this? {names}; a column segment says it, or --segment"
OF_LENSES = "; of a lens {names}, thing and its id, or card, the lens and a need"
_TEXTS = ("source", "by", "claimed_reason", "their_reason", "quote", "note")


def unknown_answer(segment: Segment) -> str:
    """What to write for an answer instead of what names none."""
    needs = listed_here([need.label for need in segment.on_board()], "or")
    told = "no one need of {segment} is called so. Write {needs}, or a company and a need: Acme: Price"
    of_lenses = dict.fromkeys(f"lens {round.of}" for round in segment.lenses)
    more = say(OF_LENSES, names=", ".join(of_lenses)) if of_lenses else ""
    return f"{say(told, segment=segment.name, needs=needs)}{more}"


def answers_by_name(session: Session, segment: Segment) -> dict[str, AnswerName]:
    """What an answer may be called, in letters alone, and its name in the file.

    A need's own words mean how much it matters; where nobody chose it, that it is a need at all. What two
    answers could be called is neither.
    """
    called: dict[str, set[AnswerName]] = {}
    for need in segment.on_board():
        usual = f"weight {need.id}" if need.id in segment.chosen else f"need {need.id}"
        words = {need.id, need.label, need.text}
        for said in words:
            called.setdefault(letters(said), set()).add(usual)
        for company, said in product(session.companies(segment), words):
            for whose, between in product((company.id, company.name, company.label), ("", "on", "bei")):
                mark = called.setdefault(letters(f"{whose} {between} {said}"), set())
                mark.add(f"mark {company.id} {need.id}")
    for said, name in _of_lenses(segment):
        called.setdefault(letters(said), set()).add(name)
    alone = {said: next(iter(names)) for said, names in called.items() if len(names) == 1}
    return alone | {letters(name): name for name in answer_names(session, segment)}


def _of_lenses(segment: Segment) -> Iterator[tuple[str, AnswerName]]:
    """What answers of lenses may be called: the lens by its title, a thing by its words."""
    yield from ((lens.title or lens.of, f"lens {lens.of}") for lens in segment.lenses)
    yield from ((thing.text, f"thing {thing.id}") for thing in segment.things if not thing.by_customer)


def _content(item: Evidence) -> tuple[object, ...]:
    """What makes an item the same as another: all but when it came into the file and what it is called."""
    rest = item.model_dump(exclude={"id", "added", "by", "note"})
    return tuple(str(value) for value in rest.values())
