"""A dry look at a table: what `collect` understands of it, and how it has to be told so. Nothing is kept.

Where a table can be understood only with an option, the look goes on as if it had been given: what a sentence
proposes (`cures.py`), and leaving out columns that mean nothing; until the table is good or nothing is left.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cxw.collect.cures import with_cure
from cxw.collect.delivered import Delivered
from cxw.collect.layout import Columns, Of
from cxw.collect.made import new_session
from cxw.collect.reading import read_spreadsheet
from cxw.collect.session import into
from cxw.collect.sources import Source
from cxw.errors import CxwError, Problem
from cxw.model import DK, Session
from cxw.text.phrases import say

MOST_STEPS = 12
"""How often a table is read with what was offered before."""
FIRST_ROWS = 3


@dataclass(frozen=True)
class DryLook:
    """What a table is understood as."""

    delivered: Delivered
    """what it delivers when the command says `columns`"""
    columns: Columns
    offered: tuple[Problem, ...]
    """what was in the way until the command said so, in the order in which it was found"""
    faults: tuple[str, ...]
    """why it cannot be taken in all the same; empty where it can"""

    @property
    def to_note(self) -> tuple[Problem, ...]:
        """What was in the way until the command said more, and what is said of single rows and columns."""
        return (*self.offered, *self.delivered.problems)


def dry_look(source: Source, columns: Columns, session: Session | None, kinds: Sequence[Of]) -> DryLook:
    """Look at a table as the first of these kinds, or as a later one where it cannot be taken in as that.

    Raises CxwError when the file cannot be opened.
    """
    first = _look(source, replace(columns, of=kinds[0]), session)
    if first.faults:
        others = (_look(source, replace(columns, of=kind), session) for kind in kinds[1:])
        return next((found for found in others if not found.faults and _is_surely(found)), first)
    return first


def _is_surely(found: DryLook) -> bool:
    """Whether a table says by itself what it holds: marks name companies, people have nothing beside them."""
    delivered = found.delivered
    if found.columns.of != "marks" or delivered.roles is None:
        return found.columns.of == "people" and not found.offered
    if delivered.roles.company is not None:
        return True
    names = [company.name.casefold() for company in delivered.companies]
    heads = [delivered.heads[wide.index].casefold() for wide in delivered.roles.answers]
    return all(any(name in head for name in names) for head in heads)


def _look(source: Source, columns: Columns, session: Session | None) -> DryLook:
    in_the_way: list[Problem] = []
    for _ in range(MOST_STEPS):
        delivered = read_spreadsheet(source, columns, session)
        told = columns if delivered.good else _cured(columns, delivered, in_the_way)
        if told == columns:
            break
        columns = told
    return DryLook(delivered, columns, tuple(in_the_way), _why_not(delivered, session))


def _cured(columns: Columns, delivered: Delivered, in_the_way: list[Problem]) -> Columns:
    """The columns with what the sentences about a table propose; what was in the way is noted."""
    for problem in delivered.faults:
        better = with_cure(columns, problem)
        if better != columns:
            in_the_way.append(problem)
        columns = better
    return columns


def _why_not(delivered: Delivered, session: Session | None) -> tuple[str, ...]:
    """Why this cannot be taken in, tried on a copy."""
    if not delivered.good:
        return tuple(map(str, delivered.faults))
    now = dt.datetime(2000, 1, 1)
    try:
        if session is not None:
            into(session.model_copy(deep=True), delivered, now)
        else:
            new_session(delivered, "?", delivered.columns.company or "?", now, 0)
    except CxwError as why:
        return tuple(str(why).splitlines())
    return ()


def first_rows(delivered: Delivered, most: int = FIRST_ROWS) -> list[list[str]]:
    """Heads, and the first people's answers as they would be stored; points closed to their total."""
    people = delivered.people[:most]
    functions = any(person.function for person in people)
    needs = {need.id: need.short or need.text for need in delivered.needs}
    rows: list[list[str]] = []
    for person in people:
        who = [person.name, *([person.function or ""] if functions else [])]
        sure = [str(delivered.sure.get(person.id, ""))] if delivered.sure else []
        rows += [
            [*who, *company, *_cells(row, needs), *sure] for company, row in _given(delivered, person.id)
        ]
    if not rows:
        return []
    return [_heads(delivered, needs.values(), functions), *rows]


def _heads(delivered: Delivered, needs: Iterable[str], functions: bool) -> list[str]:
    """What stands over the columns of answers as they would be stored."""
    before = {"function": functions, "company": delivered.columns.of == "marks"}
    shown = [say(head) for head, is_there in before.items() if is_there]
    return [say("person"), *shown, *needs, *([say("how sure")] if delivered.sure else [])]


def _given(delivered: Delivered, person: str) -> Iterator[tuple[list[str], object]]:
    """Each row that somebody gave, behind the company it is about where there is one."""
    if person in delivered.weights:
        yield [], delivered.weights[person]
    marks = delivered.marks.get(person, {})
    for company in delivered.companies:
        if company.id in marks:
            yield [company.name], marks[company.id]


def _cells(row: object, needs: Iterable[str]) -> list[str]:
    return [str(row.get(need, "")) if isinstance(row, dict) else DK for need in needs]
