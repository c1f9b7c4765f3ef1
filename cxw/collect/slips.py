"""The rows of a table as one slip a person, wide and long alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from cxw.collect.ballot import BesideAnswers
from cxw.collect.cells import HUNDRED_POINTS, NumbersAsked, shortened
from cxw.collect.layout import Columns, Known, Layout, unknown_company
from cxw.collect.table import Ledger, TableRow
from cxw.day.spellings import Spellings, folded
from cxw.model import Participant
from cxw.text.phrases import say

_LIST = re.compile(r"[,;]")


@dataclass(frozen=True)
class CellText:
    """What stands in one cell, and where."""

    text: str
    line: int


@dataclass
class TableSlip:
    """All that one person's rows hold, not yet judged: company -> need -> text (company empty for weights).

    The need is empty where a long table says something about all of them at once.
    """

    person: Participant
    line: int
    cells: dict[str, dict[str, CellText]] = field(default_factory=dict)
    sure: CellText | None = None
    """how sure they are"""
    reason: CellText | None = None
    """what moved them"""
    faulty: bool = False
    spoiled: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Task:
    """One table being read: what the command said, what is known, what each column is for."""

    columns: Columns
    known: Known
    roles: Layout
    members: dict[str, Participant]
    ledger: Ledger
    spellings: Spellings = field(default_factory=Spellings)
    asked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """company (empty for weights) -> the needs each person is asked about"""
    given: NumbersAsked = HUNDRED_POINTS
    """what a number may be"""
    line: int = 1
    """where the headings stand: what is said of the whole table is said there"""
    beside: BesideAnswers = field(default_factory=BesideAnswers)
    """the columns that say how sure people are and what moved them"""
    unplaced: list[int] = field(default_factory=list)
    """the lines of rows that are on no slip"""

    def label(self, company: str, need: str) -> str:
        """A need as the table's totals call it: behind its company where there is one."""
        label = self.known.needs.labels[need]
        return f"{self.known.companies.labels[company]}: {label}" if company else label


def slips_of_table(task: Task, rows: Iterable[TableRow]) -> dict[str, TableSlip]:
    """One slip a person, in the order of the table; what cannot be put on a slip is said."""
    found: dict[str, TableSlip] = {}
    for row in rows:
        id = _who(task, row)
        if id is None:
            task.unplaced.append(row.line)
            continue
        if id in found and not task.roles.several:
            first = found[id]
            first.faulty = True
            task.unplaced.append(row.line)
            task.ledger.say(row.line, say(STANDS_ALREADY, name=first.person.name, line=first.line))
            continue
        slip = found.get(id) or found.setdefault(id, TableSlip(_person(task, id), row.line))
        _add_functions(task, slip, row)
        slip.sure = _beside(task, slip, row, task.beside.sure, slip.sure)
        slip.reason = _beside(task, slip, row, task.beside.reason, slip.reason)
        if task.roles.long:
            _add_one(task, slip, row)
        else:
            _add_all(task, slip, row)
    return found


NOBODY_NAMED = "nobody is named here, and the row holds answers: name the person, or empty it"
STANDS_ALREADY = "{name} stands in line {line} already: leave one of them"
ANSWERED_ALREADY = "{name} answers this in line {line} already: leave one of them"
SAYS_TWICE = "{name} says “{other}” here and “{one}” in line {line}: leave one of them"
NOT_OURS = "{name} is not among this segment's people: collect them first (--of people)."
OTHER_FUNCTION = "{name} is in {function} already, and in {here} here: put one of them right"


def seen(slips: Iterable[TableSlip]) -> dict[str, list[str]]:
    """Company -> needs that anybody answers, in the order of the table."""
    found: dict[str, dict[str, None]] = {}
    for slip in slips:
        for company, cells in slip.cells.items():
            found.setdefault(company, {}).update(dict.fromkeys(filter(None, cells)))
    return {company: list(needs) for company, needs in found.items()}


def functions_in_cell(text: str) -> list[str]:
    """The functions a cell names, the one that counts first: `A,D` is A, and D too."""
    if "," not in text and ";" not in text:
        return [text.strip()] if text.strip() else []
    return list(dict.fromkeys(part.strip() for part in _LIST.split(text) if part.strip()))


def _who(task: Task, row: TableRow) -> str | None:
    text = row.cell(task.roles.person)
    if not text:
        task.ledger.say(row.line, say(NOBODY_NAMED))
        return None
    id = task.known.people.take(text)
    if id is None:
        task.ledger.say(row.line, unknown_person(task.known, text))
    return id


def unknown_person(known: Known, text: str) -> str:
    """What is said of a name that means nobody who is asked."""
    name, people = shortened(text), known.people
    if known.observers is not None and known.observers.id(text) is not None:
        return say("{name} is an observer, who is asked nothing: take this row out", name=name)
    if people.shared(text):
        return say("more than one person is called {name}: write the id", name=name)
    return say(NOT_OURS, name=name) + people.hint(text)


def _person(task: Task, id: str) -> Participant:
    known = task.members.get(id)
    if known:
        return known.model_copy(deep=True)
    return Participant(id=id, name=task.known.people.labels[id])


def _beside(
    task: Task, slip: TableSlip, row: TableRow, place: int | None, before: CellText | None
) -> CellText | None:
    """What a row says beside its answers; where two rows of somebody say two things, that is a fault."""
    text = row.cell(place)
    if not text or place is None:
        return before
    here = CellText(text, row.line_of(place))
    if before is not None and folded(before.text) != folded(text):
        said = {"name": slip.person.name, "one": shortened(before.text), "line": before.line}
        task.ledger.say(here.line, say(SAYS_TWICE, **said, other=shortened(text)))
        slip.faulty = True
    return before or here


def _add_functions(task: Task, slip: TableSlip, row: TableRow) -> None:
    """Keep the functions a row gives; the first counts. One who is known by another function is a fault."""
    spelt = task.spellings.saying(partial(task.ledger.say, row.line, warning=True))
    names = [*map(spelt, functions_in_cell(row.cell(task.roles.function)))]
    also = [*names[1:], *map(spelt, functions_in_cell(row.cell(task.roles.also)))]
    person = slip.person
    known = person.function
    if names and known is not None and folded(known) != folded(names[0]):
        task.ledger.say(
            row.line,
            say(OTHER_FUNCTION, name=person.name, function=person.function, here=names[0]),
        )
        slip.faulty = True
    elif names and known is None:
        person.function = names[0]
    if also:
        person.also = list(dict.fromkeys([*person.also, *(name for name in also if name != person.function)]))


def _add_all(task: Task, slip: TableSlip, row: TableRow) -> None:
    """Put one row of a wide table on the slip; a company named in the row is that of all its answers."""
    named = _company(task, slip, row) if task.roles.company is not None else ""
    if named is None:
        return
    for wide in task.roles.answers:
        company = named or wide.company
        text = CellText(row.cell(wide.index), row.line_of(wide.index))
        before = slip.cells.setdefault(company, {}).setdefault(wide.need, text)
        if before is not text:
            slip.spoiled.add(company)
            said = say(ANSWERED_ALREADY, name=slip.person.name, line=before.line)
            task.ledger.say(row.line, said)


def _add_one(task: Task, slip: TableSlip, row: TableRow) -> None:
    """Put one row of a long table on the slip."""
    company = _company(task, slip, row)
    if company is None:
        return
    cells = slip.cells.setdefault(company, {})
    need = _need(task, row)
    if need is None:
        slip.spoiled.add(company)
        heading = row.cell(task.roles.need)
        hint = task.known.needs.hint(heading)
        task.ledger.say(
            row.line, say("{name} is no need that was asked about.", name=shortened(heading)) + hint
        )
    elif need in cells:
        slip.spoiled.add(company)
        before = cells[need].line
        task.ledger.say(row.line, say(ANSWERED_ALREADY, name=slip.person.name, line=before))
    else:
        cells[need] = CellText(row.cell(task.roles.value), row.line)


def _company(task: Task, slip: TableSlip, row: TableRow) -> str | None:
    if task.columns.of == "weights" or task.roles.company is None:
        return task.roles.fixed
    text = row.cell(task.roles.company)
    company = task.known.companies.take(text) if text else None
    if company is None:
        slip.faulty = True
        none = say("no company is named here")
        task.ledger.say(row.line, unknown_company(text, task.known) if text else none)
    return company


def _need(task: Task, row: TableRow) -> str | None:
    text = row.cell(task.roles.need)
    return task.known.need(text) if text else ""
