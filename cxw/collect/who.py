"""Which column says who answered, which in what department, and which a tool wrote by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cxw.collect.heads import is_number
from cxw.collect.layout import Columns, Known
from cxw.collect.names import NameTable
from cxw.collect.table import Head, Table
from cxw.collect.wordlists import (
    EMAIL,
    OF_TOOLS,
    PERHAPS_OF_TOOLS,
    PERSON,
    WHO,
    asks_function,
    letters,
    readings,
)

_ENOUGH = 2_000
"""Rows that are looked at to see what a column holds."""


@dataclass(frozen=True)
class _Candidate:
    """A column that could say who answered."""

    index: int
    rank: int
    filled: int
    different: int
    known: int

    def order(self, rows: int, several: bool) -> tuple[int, bool, bool, int]:
        """Best last: whom we know, then without gaps, then telling all apart, then by its name."""
        apart = several or self.rank < len(PERSON) or self.different == self.filled
        return self.known, self.filled == rows, apart, -self.rank


def who_answers(
    table: Table, columns: Columns, known: Known, *, several: bool
) -> tuple[int | None, list[int]]:
    """The column that says who answered, and the others that could; of two the better filled one.

    With `several` rows for a person a column that tells all rows apart is none that says who answered.
    """
    rows = len(table.rows[:_ENOUGH])
    found = [
        one
        for i, head in enumerate(table.heads)
        if (one := _candidate(table, i, head, known)) is not None and not columns.ignored(*head.texts)
    ]
    found = [one for one in found if one.filled] or found[:1]
    best = max(found, key=lambda one: one.order(rows, several), default=None)
    return (best.index if best else None), [one.index for one in found if one is not best]


def _candidate(table: Table, index: int, head: Head, known: Known) -> _Candidate | None:
    ranks = [WHO.index(word) for word in _called(head) if word in WHO]
    if not ranks or known.there(head.name) is not None:
        return None
    texts = [text for row in table.rows[:_ENOUGH] if (text := row.cell(index))]
    here = 0 if known.people.open else sum(known.people.id(text) is not None for text in set(texts))
    if letters(head.name) == "v1" and all(map(is_number, texts)):
        return None
    return _Candidate(index, min(ranks), len(texts), len(set(texts)), here)


def function_columns(table: Table, known: Known, taken: Collection[int]) -> list[int]:
    """The columns that say in which department somebody is: they are called so and hold words."""
    found = list[int]()
    for i, head in enumerate(table.heads):
        if i in taken or not head.named or known.there(head.name) is not None:
            continue
        if any(map(asks_function, head.texts)) and (letters(head.name) == "function" or _words(table, i)):
            found.append(i)
    return found


def _words(table: Table, index: int) -> bool:
    texts = [text for row in table.rows[:_ENOUGH] if (text := row.cell(index))]
    return bool(texts) and not any(map(is_number, texts))


def written_by_tools(table: Table, known: Known, rest: Sequence[int]) -> list[int]:
    """The columns of `rest` that a survey tool writes by itself, such as when somebody began.

    A column that is called as a need or a company that is known never is; what may be a need elsewhere
    (status, duration) only beside one that no need is called.
    """
    words = {i: {*_called(table.heads[i])} for i in rest}
    free = [i for i in rest if not _asked(table.heads[i], known)]
    sure = [i for i in free if words[i] & OF_TOOLS]
    beside = bool(sure) or any(OF_TOOLS & {*_called(head)} for head in table.heads)
    return [i for i in free if i in sure or (beside and words[i] & PERHAPS_OF_TOOLS)]


def _called(head: Head) -> list[str]:
    """The letters of all that a column is called by itself: a code, the question it stands for."""
    return [*readings(head.name), *readings(head.words)]


def needless(table: Table, rest: Sequence[int]) -> list[int]:
    """The columns of `rest` that a tool writes beside people, where no need and no company is asked about."""
    mail = [i for i in rest if letters(table.heads[i].name) in EMAIL]
    nobody = NameTable("", open=False)
    nothing = Known(needs=nobody, companies=nobody, people=nobody)
    return [*mail, *written_by_tools(table, nothing, [i for i in rest if i not in mail])]


def _asked(head: Head, known: Known) -> bool:
    return any(known.there(text) is not None or known.companies.id(text) is not None for text in head.texts)


def counts_up(table: Table, index: int) -> bool:
    """Whether a column without a heading only numbers the rows, as programs do that write their own index."""
    texts = table.column(index)[:_ENOUGH]
    if table.heads[index].named or not texts or not all(text.isdecimal() for text in texts):
        return False
    return [*map(int, texts)] in ([*range(len(texts))], [*range(1, len(texts) + 1)])
