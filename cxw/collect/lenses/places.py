"""Which column of a table of answers to a lens holds what: who answers, which thing, which field of it.

Wide: who answers a row, and a column for each thing and each field of it. Long: a row an answer, with a
column that names the thing. Lines that the room names things by: a row a line, or several lines in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cxw.collect.answers import TWO_COLUMNS
from cxw.collect.ballot import NO_COLUMN
from cxw.collect.cells import shortened
from cxw.collect.headings import Pair, known_need, known_pair
from cxw.collect.heads import is_number
from cxw.collect.layout import Columns, ColumnsTask, find_head, heads_listed, stray
from cxw.collect.lenses.asked import THE_ANSWER, AskedInLens, answer_is_meant
from cxw.collect.reading import NO_COLUMN_FOR
from cxw.collect.roles import not_left, say_nobody
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.turning import a_row_a_person
from cxw.collect.who import function_columns, who_answers
from cxw.collect.wordlists import FUNCTION, NEED, WHO, asks_function, letters
from cxw.text.phrases import say

NO_FUNCTION = "no column says which function answers: call it `function`, or name it ({heads})"
TURNED = "read with a column for each who answers"
_NUMBERED = re.compile(r"\s*#?[0-9]{1,3}$")


@dataclass(frozen=True)
class LensPlaces:
    """Where things stand in a table."""

    who: int
    cells: Mapping[int, Pair]
    """column -> the field and the thing it holds; the thing is empty in a long table"""
    thing: int | None = None
    """in a long table: the column that names the thing"""

    @property
    def several(self) -> bool:
        """Whether whoever answers has several rows."""
        return self.thing is not None


def turned_or_not(table: Table, columns: Columns, asked: AskedInLens, ledger: Ledger) -> Table:
    """The table with whoever answers in a row; turned where things are its rows and they its columns."""
    known = asked.known
    if asked.gathers or not table.heads or columns.layout not in (None, "turned"):
        return table
    names = [head.name for head in table.heads[1:] if known.people.id(head.name)]
    rows = [text for text in table.column(0) if _meaning(Head(text), columns, asked)]
    if columns.layout == "turned" or (names and rows and not _any_thing(table, columns, asked)):
        ledger.say(table.header.line, say(TURNED), True)
        return a_row_a_person(table, columns)
    return table


def _any_thing(table: Table, columns: Columns, asked: AskedInLens) -> bool:
    return any(_names_thing(head, columns, asked) for head in table.heads)


# the headings


def with_second_heads(table: Table, asked: AskedInLens) -> Table:
    """The table whose first row says which field stands beneath each thing, with that row in its headings."""
    if not table.rows or not _says_fields(table.rows[0], asked):
        return table
    line, under = table.header.line, table.rows[0]
    heads, group = list[Head](), ""
    for i, head in enumerate(table.heads):
        name = under.cell(i)
        if head.named and head.name:
            group = head.name
        is_field = bool(name) and _field_named(Head(name), asked) is not None
        heads.append(Head(f"{group}: {name}", group, name) if is_field and group else _upper(head, name))
    header = TableRow(line, tuple(head.name for head in heads))
    return Table(header, table.rows[1:], tuple(heads))


def _upper(head: Head, under: str) -> Head:
    """A heading over no field: what stands beneath it where it is empty itself."""
    return Head(under) if under and not head.named else head


def _says_fields(row: TableRow, asked: AskedInLens) -> bool:
    """Whether a row holds names of fields alone, beside words for who answers."""
    cells = [cell for cell in row.cells if cell]
    fields = [cell for cell in cells if _field_named(Head(cell), asked) is not None]
    others = [cell for cell in cells if cell not in fields]
    return bool(fields) and all(letters(cell) in (*WHO, *FUNCTION) for cell in others)


def _field_named(head: Head, asked: AskedInLens) -> str | None:
    """The field that a heading names, without any thing."""
    texts = head.texts
    found = next(filter(None, map(asked.known.companies.id, texts)), None)
    if found is None and any(map(answer_is_meant, texts)):
        return THE_ANSWER
    return found


def _meaning(head: Head, columns: Columns, asked: AskedInLens) -> Pair | None:
    """The field and the thing that a heading names; of one thing alone it need not be named."""
    known = asked.known
    if head.group and head.under and (found := known_pair(head, columns, known)):
        return found
    words = (columns.bare(head), *(text for text in head.texts if text != head.group))
    whole = next(filter(None, map(known.there, words)), None)
    if whole is not None:
        return THE_ANSWER, whole
    return known_pair(head, columns, known) or _loosely(head, columns, asked)


def _loosely(head: Head, columns: Columns, asked: AskedInLens) -> Pair | None:
    """The same of a heading that names a thing in one of its parts, or a field alone."""
    plainly = _plain_answer(head, asked)
    if plainly is not None:
        return THE_ANSWER, plainly
    thing = known_need(head, columns, asked.known)
    if thing is not None:
        return THE_ANSWER, thing
    field = _field_named(head, asked)
    return (field, asked.things[0]) if asked.alone and field is not None else None


def _plain_answer(head: Head, asked: AskedInLens) -> str | None:
    """The thing of a heading such as `Price: answer`."""
    for text in head.texts:
        before, colon, behind = text.rpartition(":")
        if colon and answer_is_meant(behind) and (thing := asked.known.there(before.strip())):
            return thing
    return None


def _names_thing(head: Head, columns: Columns, asked: AskedInLens) -> bool:
    """Whether a heading names a thing itself."""
    known = asked.known
    named = known_pair(head, columns, known) or known_need(head, columns, known)
    return bool(named) or _plain_answer(head, asked) is not None


# the columns


def places_in(table: Table, columns: Columns, asked: AskedInLens, ledger: Ledger) -> LensPlaces | None:
    """What each column is for; None when nothing says who answers, which is said."""
    task = ColumnsTask(table, columns, asked.known, ledger)
    thing = None if asked.gathers else _thing_column(task, asked)
    several = thing is not None or asked.gathers
    who, spare = (_function_place if asked.by_function else _person_place)(task, several=several)
    if who is None:
        _say_none(task, asked)
        return None
    free = [i for i in table.used() if not columns.ignored(*task.head(i).texts) and i not in (who, thing)]
    cells = _cells(task, free, asked, spare, long=thing is not None)
    _say_lacking(task, cells, asked, long=thing is not None)
    return LensPlaces(who, cells, thing)


def _cells(
    task: ColumnsTask, free: Sequence[int], asked: AskedInLens, spare: Sequence[int], *, long: bool
) -> dict[int, Pair]:
    """What each column of answers holds; what has no use is said."""
    left = [*spare, *function_columns(task.table, task.known, ())]
    chosen = free if task.columns.columns is None else not_left(task, free, left)
    found = _lines(task, chosen, asked) if asked.gathers else _meanings(task, chosen, asked, long=long)
    rest = [i for i in chosen if i not in found]
    if chosen is free:
        rest = not_left(task, rest, left)
    if asked.gathers and not found and len(rest) == 1:
        return {rest[0]: (THE_ANSWER, asked.things[0])}
    for i in rest:
        task.fault(stray(task.head(i), i))
    return found if asked.gathers else dict(_each_once(task, found))


def _say_none(task: ColumnsTask, asked: AskedInLens) -> None:
    if not asked.by_function:
        say_nobody(task)
    elif task.columns.function is None:
        task.fault(say(NO_FUNCTION, heads=heads_listed(task.table.header.cells)))


def _told(task: ColumnsTask, name: str) -> int | None:
    """The column that the command names; one that is not there is said."""
    place = find_head(task.table, name)
    if place is None:
        task.fault(say(NO_COLUMN, name=name, heads=heads_listed(task.table.header.cells)))
    return place


def _person_place(task: ColumnsTask, *, several: bool) -> tuple[int | None, list[int]]:
    """The column with people's names or ids, and those that could be it as well."""
    if task.columns.id is not None:
        return _told(task, task.columns.id), []
    found, others = who_answers(task.table, task.columns, task.known, several=several)
    return (_only_known(task) if found is None else found), others


def _function_place(task: ColumnsTask, *, several: bool) -> tuple[int | None, list[int]]:
    """The column with functions: the one that is called so and holds most, else one with no other name."""
    told = task.columns.function or task.columns.id
    if told is not None:
        return _told(task, told), []
    called = [i for i in task.table.used() if _is_called_function(task, i)]
    best = max(called, key=lambda i: _known_cells(task, i), default=None)
    found = _only_known(task) if best is None or not _known_cells(task, best) else best
    place = best if found is None else found
    people, others = who_answers(task.table, task.columns, task.known, several=several)
    return place, [i for i in (people, *others) if i is not None and i != place]


def _is_called_function(task: ColumnsTask, index: int) -> bool:
    head = task.head(index)
    named = asks_function(head.name) or letters(head.name) in FUNCTION
    return named and task.known.there(head.name) is None and not task.columns.ignored(*head.texts)


def _known_cells(task: ColumnsTask, index: int) -> int:
    return sum(task.known.people.id(text) is not None for text in task.table.column(index) if text)


def _only_known(task: ColumnsTask) -> int | None:
    """The first column that holds names of those who answer and nothing else."""
    for i in range(len(task.table.heads)):
        texts = [text for text in task.table.column(i) if text]
        if texts and _known_cells(task, i) == len(texts):
            return i
    return None


def _thing_column(task: ColumnsTask, asked: AskedInLens) -> int | None:
    """The column of a long table that names things: no heading names one, and it holds nothing else."""
    if task.columns.layout == "wide" or _any_thing(task.table, task.columns, asked):
        return None
    for i in task.table.used():
        texts = [text for text in task.table.column(i) if text]
        named = _field_named(task.head(i), asked) is not None
        if texts and not named and _all_things(task, i, texts):
            return i
    return None


def _all_things(task: ColumnsTask, index: int, texts: Sequence[str]) -> bool:
    """Whether these are names of things; numbers of theirs only where the heading says so."""
    numbers = all(map(is_number, texts)) and letters(task.head(index).name) not in NEED
    return not numbers and all(task.known.there(text) for text in texts)


def _meanings(task: ColumnsTask, free: Sequence[int], asked: AskedInLens, *, long: bool) -> dict[int, Pair]:
    """What each column holds, of those whose heading says so."""
    found = dict[int, Pair]()
    for i in free:
        head = task.head(i)
        if not head.named:
            continue
        meant = _in_long(head, asked) if long else _meaning(head, task.columns, asked)
        if meant:
            found[i] = meant
    return found


def _in_long(head: Head, asked: AskedInLens) -> Pair | None:
    field = _field_named(head, asked)
    return None if field is None else (field, "")


def _lines(task: ColumnsTask, free: Sequence[int], asked: AskedInLens) -> dict[int, Pair]:
    """The columns of lines: called as the lens, its question, or a word for an answer, numbered or not."""
    found = dict[int, Pair]()
    for i in free:
        name = _NUMBERED.sub("", task.head(i).name)
        head = replace(task.head(i), name=name or task.head(i).name)
        if task.head(i).named and _meaning(head, task.columns, asked):
            found[i] = THE_ANSWER, asked.things[0]
    return found


def _each_once(task: ColumnsTask, found: Mapping[int, Pair]) -> Iterator[tuple[int, Pair]]:
    seen = set[Pair]()
    for i, meant in found.items():
        if meant in seen:
            task.fault(say(TWO_COLUMNS, name=shortened(task.head(i).name)))
        else:
            seen.add(meant)
            yield i, meant


def _say_lacking(task: ColumnsTask, cells: Mapping[int, Pair], asked: AskedInLens, *, long: bool) -> None:
    """Say which columns a table lacks; of texts nobody reads all."""
    there = {*cells.values()}
    boxes = [*asked.round.picks] if asked.round.shape == "ticks" else []
    for thing in [""] if long else asked.things:
        if asked.dealt and not any(one == thing for _, one in there):
            continue
        for field in asked.required:
            ticked = field == THE_ANSWER and any((box, thing) in there for box in boxes)
            if (field, thing) not in there and not ticked:
                task.fault(say(NO_COLUMN_FOR, name=_lacking(asked, field, thing)))


def _lacking(asked: AskedInLens, field: str, thing: str) -> str:
    if thing:
        return asked.label(thing, field)
    return shortened(asked.known.companies.labels[field])
