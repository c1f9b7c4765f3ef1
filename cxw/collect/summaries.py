"""Rows and columns of sums, means and the like: no people and no needs, whatever they are called.

A word alone is not enough where it may be a name: Max is a person unless his numbers are the largest of each
column. What could be either is asked about: `--keep NAME` or `--ignore NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median

from cxw.collect.cells import NumbersAsked, as_option, raw_number, shortened
from cxw.collect.numbers import Number, decimals_of
from cxw.collect.slips import Task
from cxw.collect.stated import Stated
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.unknown import says_unknown
from cxw.collect.whole import row_sum
from cxw.day.spellings import folded
from cxw.text.phrases import say

_WORDS = {
    "sum": "total totals sum sums subtotal summe gesamt gesamtsumme summen zwischensumme insgesamt "
    "somme totaux suma totales σ ∑",
    "mean": "average averages avg mean means durchschnitt durchschnittlich mittelwert mittelwerte mittel "
    "schnitt ø moyenne moyennes promedio promedios media medias",
    "median": "median medians médiane mediane mediana zentralwert",
    "largest": "max maximum maxima größtes höchstwert máximo maximo",
    "smallest": "min minimum minima kleinstes tiefstwert mínimo minimo",
    "other": "sd std stdev stddev stdabw standardabweichung variance varianz écart-type desviación "
    "desviacion spread range spannweite count anzahl cuenta recuento rank rang",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_WORDS_BESIDE = (
    "grand overall of the all points point score scores mark marks rating ratings weight weights room team "
    "group row column per person people need needs deviation dev standard value values check type "
    "punkte punktzahl bewertung bewertungen aller alle der die des pro je zeile spalte gruppe raum "
    "général générale general de du par équipe groupe typ los las les la le puntos equipo grupo por estándar"
)
_BESIDE = frozenset(_WORDS_BESIDE.split())
"""Words that may stand beside them."""
NAMES_TOO = frozenset({"max", "min"})
"""Those that people are called as well."""
_STATISTICS: Mapping[str, Callable[[Sequence[Number]], Fraction]] = {
    "sum": lambda numbers: Fraction(sum(numbers)),
    "mean": lambda numbers: Fraction(sum(numbers)) / len(numbers),
    "median": lambda numbers: Fraction(median(map(Fraction, numbers))),
    "largest": lambda numbers: Fraction(max(numbers)),
    "smallest": lambda numbers: Fraction(min(numbers)),
}
CALLED = {
    "sum": "the sum",
    "mean": "the mean",
    "median": "the median",
    "largest": "the largest",
    "smallest": "the smallest",
}
FIRST_ROWS = 50
"""What a column holds is seen in so many rows."""
MOST_BETWEEN = 3
"""So many columns of other numbers may stand between answers and what sums them up."""
LAST_ROWS = 4
"""So far from the end a row of sums or means without a word for it is looked for."""


def kind_of_summary(text: str) -> str:
    """Which summary a heading or a name says: `sum`, `mean`, ...; empty where it says none."""
    words = re.sub(r"\(.*?\)|[.:=*]", " ", folded(text)).split()
    found = [_KINDS[word] for word in words if word in _KINDS]
    if not found or any(word not in _KINDS and word not in _BESIDE for word in words):
        return ""
    return "other" if "other" in found else found[-1]


# columns


SUM_COLUMN = "the column {name} is {what} of the columns beside it: it is left out"
NO_SUM_COLUMN = (
    "the column {name} is called a summary and is not {what} of the columns beside it, first in line {row}: "
    "put that right, ignore the column, or keep it as a need (--keep {option})"
)
OTHER_COLUMN = "the column {name} is called a summary of the columns beside it: it is left out"


def kind_of_head(head: Head) -> str:
    """The same of a heading or of its last part: `Points - Total`."""
    last = [re.split(r"\s[-–]\s|[:_\[(/]", text)[-1].strip("]) ") for text in head.texts]
    return next(filter(None, map(kind_of_summary, (*head.texts, *last))), "")


def without_summary_columns(
    sheet: Table, given: Stated, may_go: Callable[[Head], bool], ledger: Ledger
) -> Table:
    """The table with its columns of sums and means emptied; each is said, and one that is not right a fault.

    `may_go` says what is over a column that may be left out: no need that is known, and nothing the command
    tells of.
    """
    asked = _asked(given)
    gone = set[int]()
    numeric = _NumberColumns(sheet, asked)
    for i in sheet.used():
        if may_go(sheet.heads[i]):
            said, warning = _of_column(numeric, i, sheet.heads[i], given)
            if said and warning:
                ledger.say(sheet.header.line, said, warning)
                gone.add(i)
            elif said:
                ledger.say_of_all(sheet.header.line, said)
    return _emptied(sheet, gone) if gone else sheet


def _of_column(columns: _NumberColumns, i: int, head: Head, given: Stated) -> tuple[str, bool]:
    """What is said of a column and whether it is only a remark; nothing of one that is no summary."""
    kind = kind_of_head(head)
    name = shortened(head.name)
    if not columns.filled(i):
        return "", True
    if kind == "other":
        return say(OTHER_COLUMN, name=name), True
    if not kind:
        found = columns.unnamed(i, given)
        return (say(SUM_COLUMN, name=name, what=say(CALLED[found])), True) if found else ("", True)
    off = columns.off(i, kind)
    if off is None:
        return say(SUM_COLUMN, name=name, what=say(CALLED[kind])), True
    what = say(CALLED[kind])
    return say(NO_SUM_COLUMN, name=name, what=what, row=off, option=as_option(head.name)), False


class _NumberColumns:
    """The numbers of a table, column by column, read where they are asked for."""

    def __init__(self, sheet: Table, asked: NumbersAsked) -> None:
        self.line, self.width, self.asked = sheet.header.line, len(sheet.header.cells), asked
        self.rows = [row for row in sheet.rows if not kind_of_summary(_first_words(row))]
        self.called = {i for i, head in enumerate(sheet.heads) if kind_of_head(head)}
        self._read: dict[int, list[Number | None]] = {}

    def first(self, i: int) -> list[Number]:
        """The numbers of the first rows."""
        found = (_number(row.cell(i), self.asked) for row in self.rows[:FIRST_ROWS])
        return [number for number in found if number is not None]

    def column(self, i: int) -> list[Number | None]:
        """All of them."""
        if i not in self._read:
            self._read[i] = [_number(row.cell(i), self.asked) for row in self.rows]
        return self._read[i]

    def filled(self, i: int) -> bool:
        """Whether a column holds numbers."""
        return bool(self.first(i))

    def off(self, i: int, kind: str) -> int | None:
        """The line from which on a column is not this statistic of those beside it; None where it is."""
        best = 0
        for beside in self._beside(i):
            wrong = next(self._wrong(i, beside, kind), None)
            if wrong is None:
                return None
            best = max(best, wrong)
        return best or self.line

    def unnamed(self, i: int, given: Stated) -> str:
        """The statistic that a column without a word for it is for sure: as answers it would be faulty."""
        answers = any(_is_code(number, given) for number in self.column(i))
        likely = "" if answers else self._likely(self.first(i), given)
        beside = (one for one in self._beside(i) if likely)
        found = any(next(self._wrong(i, one, likely), None) is None for one in beside)
        return likely if found else ""

    def _likely(self, numbers: Sequence[Number], given: Stated) -> str:
        """The statistic that a column's first numbers may be; empty where they may be answers."""
        if given.of == "weights":
            return "sum" if {*numbers} == {given.most} else ""
        if any(isinstance(number, Fraction) for number in numbers):
            return "mean"
        return "sum" if max(numbers) > given.most else ""

    def _beside(self, i: int) -> Iterator[Sequence[int]]:
        """Columns of numbers before this one, or behind it: two at least, none called a summary.

        A few nearest to it may be others, such as how sure somebody is.
        """
        for places in range(i - 1, -1, -1), range(i + 1, self.width):
            numbers = [j for j in places if self.filled(j) and j not in self.called]
            for first in range(min(MOST_BETWEEN, len(numbers) - 1)):
                yield from (numbers[first:last] for last in range(first + 2, len(numbers) + 1))

    def _wrong(self, i: int, beside: Sequence[int], kind: str) -> Iterator[int]:
        """The lines in which a column is not this statistic of the others."""
        others = zip(*(self.column(j) for j in beside), strict=True)
        for row, number, there in zip(self.rows, self.column(i), others, strict=True):
            numbers = _there(there)
            if number is not None and not _is_statistic(number, kind, numbers):
                yield row.line


def _first_words(row: TableRow) -> str:
    return next((cell for cell in row.cells if cell), "")


def _emptied(sheet: Table, gone: set[int]) -> Table:
    return replace(sheet.without_heads(gone), rows=tuple(row.without(gone) for row in sheet.rows))


# rows


SUM_ROW = "the row {name} is {what} of the rows above, and no person: it is left out"
UNNAMED_ROW = "a row without a name is {what} of the rows above: it is left out"
CALLED_ROW = "the row {name} is called a summary of the rows above, and is no person: it is left out"
WHICH_ROW = (
    "the row {name} is exactly {what} of the rows above: "
    "if it is no person, add --ignore {option}; if it is one, add --keep {option}"
)
NEED_OF_SUMS = "{n} rows are about {name}, which is a summary and no need: they are left out"


def without_summary_rows(task: Task, rows: Sequence[TableRow], given: Stated) -> tuple[TableRow, ...]:
    """The rows of people; each row of sums or means is said and left out, or asked about."""
    if task.roles.long:
        return tuple(_without_long(task, rows))
    found = _PeopleRows(task, given)
    return tuple(row for at, row in enumerate(rows) if not found.is_summary(row, len(rows) - at))


def _without_long(task: Task, rows: Sequence[TableRow]) -> list[TableRow]:
    """The same of a table with a row an answer: by the words alone."""
    kept, needs = [], dict[str, int]()
    for row in rows:
        who, need = row.cell(task.roles.person), row.cell(task.roles.need)
        if _is_surely_called(task, who):
            task.ledger.say(row.line, say(CALLED_ROW, name=shortened(who)), True)
        elif kind_of_summary(need) and not task.known.needs.id(need):
            needs[need] = needs.get(need, 0) + 1
        else:
            kept.append(row)
    for need, n in needs.items():
        task.ledger.say(task.line, say(NEED_OF_SUMS, n=n, name=shortened(need)), True)
    return kept


def _is_surely_called(task: Task, name: str) -> bool:
    """Whether a name says a summary and nobody can be called so."""
    return bool(kind_of_summary(name)) and folded(name) not in NAMES_TOO and not _is_kept(task, name)


def _is_kept(task: Task, name: str) -> bool:
    """Whether this is a person for sure: the command or the session says so."""
    return folded(name) in map(folded, task.columns.keep) or task.known.people.id(name) in task.members


class _PeopleRows:
    """The rows of a wide table from the first on, with those that are people."""

    def __init__(self, task: Task, given: Stated) -> None:
        self.task, self.given, self.asked = task, given, _asked(given)
        self.indexes = [wide.index for wide in task.roles.answers]
        self.above: list[TableRow] = []
        self._read: list[list[Number | None]] = []
        self.named = self.summed = False

    def is_summary(self, row: TableRow, from_end: int) -> bool:
        """Whether a row is a summary of those before it; what is said of it is said."""
        name = self._name(row)
        kind = kind_of_summary(name)
        said = self._said_of(row, name, kind) if kind or from_end <= LAST_ROWS else None
        if said:
            text, warning = said
            self.task.ledger.say(row.line, text, warning)
            self.summed = True
            return True
        self.above.append(row)
        self.named = self.named or bool(name)
        return False

    def _name(self, row: TableRow) -> str:
        """What a row is called; where nobody is named, by its first words if these say a summary."""
        if not self.task.roles.numbered:
            return row.cell(self.task.roles.person)
        words = _first_words(row)
        return words if kind_of_summary(words) else ""

    def _said_of(self, row: TableRow, name: str, kind: str) -> tuple[str, bool] | None:
        """What is said of a summary and whether it is only a remark; None of a person."""
        numbers = self._numbers(row)
        if _is_kept(self.task, name):
            return None
        if kind and folded(name) not in NAMES_TOO:
            return self._of_called(name, kind, numbers), True
        found = self._statistic(row, kind, numbers)
        if not found or not (name or self.named):
            return None
        if not name:
            return say(UNNAMED_ROW, what=say(CALLED[found])), True
        told = folded(name) in map(folded, self.task.columns.ignore)
        sure = told or (kind and self.summed) or not self._can_be_answer(numbers)
        said = {"name": shortened(name), "what": say(CALLED[found])}
        if sure:
            return say(SUM_ROW, **said), True
        return say(WHICH_ROW, **said, option=as_option(name)), False

    def _of_called(self, name: str, kind: str, numbers: Sequence[Number | None]) -> str:
        """What is said of a row whose name says a summary, and nobody can be called so."""
        if kind in CALLED and self._is(kind, numbers):
            return say(SUM_ROW, name=shortened(name), what=say(CALLED[kind]))
        return say(CALLED_ROW, name=shortened(name))

    def _statistic(self, row: TableRow, kind: str, numbers: Sequence[Number | None]) -> str:
        """The statistic that a row's numbers are: that of its name, else a sum or a mean; empty for none."""
        cells = zip(self.indexes, numbers, strict=True)
        if not kind and any(_is_code(n, self.given) or (row.cell(i) and n is None) for i, n in cells):
            return ""  # words or codes among the numbers: what nobody calls a summary is a person's row
        likely = [kind] if kind else ["sum", "mean"]
        return next((one for one in likely if self._is(one, numbers)), "")

    def _numbers(self, row: TableRow) -> list[Number | None]:
        return [_number(row.cell(i), self.asked) for i in self.indexes]

    def _is(self, kind: str, numbers: Sequence[Number | None]) -> bool:
        """Whether each number of a row is this statistic of those above it, and these are not all alike."""
        self._read += [self._numbers(row) for row in self.above[len(self._read) :]]
        seen, apart = 0, kind == "sum"
        for at, number in enumerate(numbers):
            there = _there(row[at] for row in self._read)
            if number is not None and not _is_statistic(number, kind, there):
                return False
            seen += number is not None and len(there) > 1
            apart |= number is not None and len({*there}) > 1
        return seen > 1 and apart

    def _can_be_answer(self, numbers: Sequence[Number | None]) -> bool:
        """Whether a person can have given this row."""
        there = [number for number in numbers if number is not None]
        if self.given.of == "weights":
            return row_sum("", there).makes(self.given.most)
        return all(isinstance(one, int) and self.given.least <= one <= self.given.most for one in there)


def _asked(given: Stated) -> NumbersAsked:
    return NumbersAsked("points" if given.of == "weights" else "marks", given.most, given.least)


def _number(text: str, asked: NumbersAsked) -> Number | None:
    number = raw_number(text, asked) if text else None
    return number if isinstance(number, int | Fraction) else None


def _is_code(number: Number | None, given: Stated) -> bool:
    """Whether a number stands for not knowing, as the command says of 99."""
    return number is not None and says_unknown("", number, given.unknown)


def _there(numbers: Iterable[Number | None]) -> list[Number]:
    """Those that are no blanks."""
    return [number for number in numbers if number is not None]


def _is_statistic(number: Number, kind: str, there: Sequence[Number]) -> bool:
    """Whether a number is this statistic of those; the sum of none is zero, as spreadsheets have it."""
    return _is_about(number, _STATISTICS[kind](there)) if there or kind == "sum" else False


def _is_about(number: Number, exact: Fraction) -> bool:
    """Whether a number is this one as far as its decimals go."""
    return abs(Fraction(number) - exact) <= Fraction(1, 2 * pow(10, min(decimals_of(number), 9)))
