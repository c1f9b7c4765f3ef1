"""What each column of a table is for: who answers, their function, the answers, and what is left alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from cxw.collect.answers import with_answers
from cxw.collect.cells import shortened
from cxw.collect.headings import company_side, known_need, known_pair, split_alike
from cxw.collect.heads import is_number
from cxw.collect.layout import (
    LEFT_ALONE,
    Columns,
    ColumnsTask,
    Known,
    Layout,
    find,
    find_head,
    heads_listed,
    own_company,
    unknown_company,
)
from cxw.collect.table import Head, Ledger, Table
from cxw.collect.who import counts_up, function_columns, who_answers, written_by_tools
from cxw.collect.wordlists import COMPANY, MARK, NEED, POINTS, VALUE, letters
from cxw.day.spellings import folded
from cxw.text.phrases import say

ALSO = ("also",)
_SILENT = frozenset({"person", "participant", "name", "id", "who"})
"""Headings that say by themselves who answered."""

AN_ERROR = "the error {text} stands under {name}: put its formula right, or write what is meant"
_AN_ERROR = re.compile(
    r"#(?:N/A|N/D|NV|¡?(?:REF|BEZUG|VALUE|WERT|VALEUR|VALOR|NUM|ZAHL|NOMBRE|NULL|NUL|NULO)!|[A-Z]+/0!|NAME\?|NOM\?)"
)
"""What spreadsheets write for a formula that went wrong, in four languages."""
TWICE = "the heading {name} stands here twice: answers would be mixed up"
WHO_ANSWERS = "who answers stands in the column {name}"
WHO_IN_COLUMN = "who answers stands in column {number}, which has no heading"
WHICH_FUNCTION = "the function stands in the column {name}"
NOBODY_FILLED = "left alone, as there is nothing in it: {names}"
NUMBERED = (
    "no column says who answers, so the rows are called Person 1, Person 2 ...: name the column with --id"
)
NO_SUCH_COLUMNS = "no column is called {pattern}: the headings are {heads}"


def layout(table: Table, columns: Columns, known: Known, ledger: Ledger) -> Layout | None:
    """What each column is for; None when nothing says who answers, which is said."""
    task = ColumnsTask(table, columns, known, ledger)
    asked = _asked_for(task)
    free = [i for i in table.used() if not columns.ignored(*task.head(i).texts)]
    in_rows = _in_rows(task, [i for i in free if i not in asked.values()])
    person, others = _person(task, asked.get("id"), several=bool(in_rows))
    if person is None and (columns.id is not None or in_rows or not known.people.open):
        say_nobody(task)
        return None
    functions = function_columns(table, known, [*others, *in_rows.values(), *_there(person)])
    roles = Layout(
        len(table.heads) if person is None else person,
        _function(task, asked.get("function"), functions),
        asked.get("also"),
        company=in_rows.get("company"),
        need=in_rows.get("need"),
        value=in_rows.get("value"),
        fixed=own_company(columns, known),
        numbered=person is None,
    )
    _say_errors(task, [*_there(person, roles.function)])
    _say_company(task)
    taken = {*_there(person, roles.function, roles.also), *in_rows.values()}
    rest = not_left(task, [i for i in free if i not in taken], [*others, *functions])
    _say_twice(task, [*rest, *taken])
    return with_answers(task, roles, rest)


def _there(*places: int | None) -> Iterator[int]:
    """Those of these columns that there are."""
    return (place for place in places if place is not None)


def _say_errors(task: ColumnsTask, places: Sequence[int]) -> None:
    """Say where a spreadsheet's error stands instead of a name; of answers their own reading says it."""
    for row in task.table.rows:
        for place in places:
            text = row.cell(place)
            if text.startswith("#") and _AN_ERROR.fullmatch(text):
                task.ledger.say(row.line, say(AN_ERROR, text=text, name=task.head(place).name))


def _asked_for(task: ColumnsTask) -> dict[str, int]:
    """Where the columns stand that the command names; what is not there is said."""
    heads = task.table.header.cells
    also = find(heads, None, ALSO) if task.columns.also is None else None
    found = {} if also is None else {"also": also}
    for role in ("id", "function", "also"):
        name = getattr(task.columns, role)
        place = find_head(task.table, name) if name is not None else None
        if place is not None:
            found[role] = place
        elif name is not None:
            task.fault(
                say(
                    "there is no column {name}: the headings are {heads}",
                    name=name,
                    heads=heads_listed(heads),
                )
            )
    return found


def say_nobody(task: ColumnsTask) -> None:
    """Say that no column says who answers, where the command names none."""
    if task.columns.id is None:
        heads = heads_listed(task.table.header.cells)
        task.fault(say("no column says who answers: call it `person`, or name it ({heads})", heads=heads))


def _person(task: ColumnsTask, asked: int | None, *, several: bool) -> tuple[int | None, list[int]]:
    """The column that says who answers, and those that could and are left alone; what was taken is said."""
    if asked is not None or task.columns.id is not None:
        return asked, []
    found, others = who_answers(task.table, task.columns, task.known, several=several)
    if found is None:
        found = _unnamed_person(task)
    if found is None:
        if task.known.people.open and not several:
            task.remark(say(NUMBERED))
    elif not task.head(found).named:
        task.remark(say(WHO_IN_COLUMN, number=found + 1))
    elif others or folded(task.head(found).name) not in _SILENT:
        task.remark(say(WHO_ANSWERS, name=shortened(task.head(found).name)))
    return found, others


def _unnamed_person(task: ColumnsTask) -> int | None:
    """A first column without a heading that holds another word in each row."""
    heads = task.table.heads
    if not heads or heads[0].named or task.columns.ignored(*heads[0].texts):
        return None
    texts = task.table.column(0)
    different = len(set(map(folded, texts))) == len(texts) and all(texts)
    return 0 if different and not any(map(is_number, texts)) else None


def _function(task: ColumnsTask, asked: int | None, found: Sequence[int]) -> int | None:
    """The column with everybody's function: the one asked for, else the first found, which is said."""
    if asked is not None or task.columns.function is not None or not found:
        return asked
    name = task.head(found[0]).name
    if folded(name) != "function":
        task.remark(say(WHICH_FUNCTION, name=shortened(name)))
    return found[0]


def _in_rows(task: ColumnsTask, free: Sequence[int]) -> dict[str, int]:
    """The columns that say which need or company a row is about, and its value; none for a wide table."""
    if task.columns.layout == "wide":
        return {}
    words = {i: letters(task.head(i).name) for i in free if not _is_known(task, task.head(i))}
    company = _company(task, words, free)
    found = {} if company is None else {"company": company}
    long = _need_and_value(task, words)
    if long and task.columns.layout != "company-rows":
        return found | long
    if task.columns.layout == "long":
        task.fault(say("a long table has a column for the need and one for its value: need, points or mark"))
    return {} if found and task.columns.layout is None and _any_pair(task, free) else found


def _need_and_value(task: ColumnsTask, words: dict[int, str]) -> dict[str, int]:
    """The columns that say which need a row is about, and its value; none where one of them is not there."""
    usual = POINTS if task.columns.of == "weights" else MARK
    need, value = _called(words, NEED), _called(words, (*usual, *VALUE))
    return {} if need is None or value is None else {"need": need, "value": value}


def _company(task: ColumnsTask, words: dict[int, str], free: Sequence[int]) -> int | None:
    """The column that says which company a row is about: it is called so, or holds companies alone."""
    if task.columns.of != "marks":
        return None
    called = _called(words, COMPANY)
    return _holds_companies(task, free) if called is None else called


def _called(words: dict[int, str], usual: Collection[str]) -> int | None:
    return next((i for i, word in words.items() if word in usual), None)


def _is_known(task: ColumnsTask, head: Head) -> bool:
    return not task.known.needs.open and task.known.there(head.name) is not None


def _holds_companies(task: ColumnsTask, free: Sequence[int]) -> int | None:
    """The column whose every cell is a company of this session."""
    known = task.known.companies
    if known.open and not known.labels:
        return None
    for i in free:
        texts = {text for text in task.table.column(i) if text}
        if texts and all(known.id(text) is not None for text in texts):
            return i
    return None


def _any_pair(task: ColumnsTask, free: Sequence[int]) -> bool:
    """Whether headings name companies by themselves, so that no column of theirs is needed."""
    if task.known.needs.open:
        own = task.columns.company or ""
        names = [task.head(i).name for i in free]
        return bool(own) and any(company_side(pairs, own) is not None for pairs in split_alike(names))
    return any(known_pair(task.head(i), task.columns, task.known) for i in free)


def not_left(task: ColumnsTask, rest: Sequence[int], spare: Collection[int]) -> list[int]:
    """The columns that hold answers; those left alone are said in one line."""
    left = _left(task, rest, spare) if task.columns.columns is None else _not_chosen(task, rest)
    _say_left(task, LEFT_ALONE, [i for i in rest if i in left])
    return _without_empty(task, [i for i in rest if i not in left])


def _left(task: ColumnsTask, rest: Sequence[int], spare: Collection[int]) -> set[int]:
    """What nobody needs: what could say who answered and is not asked to, and what programs write."""
    left = {i for i in rest if i in spare or counts_up(task.table, i)}
    return left.union(written_by_tools(task.table, task.known, [i for i in rest if i not in left]))


def _not_chosen(task: ColumnsTask, rest: Sequence[int]) -> set[int]:
    """What the pattern of the answers does not fit; where it fits nothing, that is said."""
    left = {i for i in rest if not task.columns.chosen(*task.head(i).texts)}
    if len(left) == len(rest):
        heads = heads_listed(task.table.header.cells)
        task.fault(say(NO_SUCH_COLUMNS, pattern=shortened(task.columns.columns or ""), heads=heads))
    return left


def _without_empty(task: ColumnsTask, rest: Sequence[int]) -> list[int]:
    empty = [i for i in rest if not any(row.cell(i) for row in task.table.rows) and not _is_answer(task, i)]
    _say_left(task, NOBODY_FILLED, empty)
    return [i for i in rest if i not in empty]


def _is_answer(task: ColumnsTask, index: int) -> bool:
    """Whether a heading is one that is asked about, so that its column stays although it is empty."""
    if task.known.needs.open:
        return not task.table.rows
    head = task.head(index)
    return bool(known_pair(head, task.columns, task.known) or known_need(head, task.columns, task.known))


def _say_left(task: ColumnsTask, said: str, left: Sequence[int]) -> None:
    if left:
        task.remark(say(said, names=heads_listed(task.head(i).name for i in left)))


def _say_twice(task: ColumnsTask, used: Iterable[int]) -> None:
    words = Counter(folded(task.head(i).name) for i in used)
    for i in task.table.used():
        if words.pop(folded(task.head(i).name), 0) > 1:
            task.fault(say(TWICE, name=shortened(task.head(i).name)))


def _say_company(task: ColumnsTask) -> None:
    columns = task.columns
    if columns.of == "marks" and columns.company is not None and not own_company(columns, task.known):
        task.fault(unknown_company(columns.company, task.known))
