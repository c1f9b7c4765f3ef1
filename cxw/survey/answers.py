"""Customers' answers read back from a table: the kit's own, an export, or any that names the needs.

Every fault is found first, with its line, and nothing is kept of a table that has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from cxw.collect.cells import NumbersAsked, as_option, shortened
from cxw.collect.layout import Columns, Known, Layout
from cxw.collect.names import companies_of, needs_of, people_of
from cxw.collect.reading import NOT_CHOSEN
from cxw.collect.slips import CellText, TableSlip, Task
from cxw.collect.sources import Source, read_table
from cxw.collect.stated import Stated
from cxw.collect.summaries import NAMES_TOO, kind_of_summary
from cxw.collect.table import Head, Ledger, Table, TableRow
from cxw.collect.who import who_answers
from cxw.collect.whole import cells_of, read_whole
from cxw.day.spellings import folded
from cxw.errors import CxwError, Problem
from cxw.model import (
    DK,
    ENDS,
    MOST_CUSTOMERS,
    TOTAL,
    Asked,
    CustomerMarks,
    Customers,
    Participant,
    Segment,
    Session,
    ids_of,
)
from cxw.survey.answer_rows import RowAnswers, RowReader, signs_of
from cxw.survey.columns import AnswerColumn, AskedOf, ColumnKind, answer_columns, names_no_need
from cxw.text.phrases import listed_here, say
from cxw.text.saying import in_a_row

NO_POINTS = (
    "no column holds points of {needs}: the kit calls them p_NEED, and a column may also be called as the "
    "need is; where customers read other words, add --words with the kit's file"
)
LACKS = "there is no column for {needs}: customers spread their points over all needs of the list"
TWICE = "the columns {columns} are both about {what}: take one out, or add --ignore {option}"
NO_NEED_OF_OURS = (
    "the column {name} is about no need or company of this list: take it out, or add --ignore {option}"
)
TOO_MANY = "these are {n} customers, and {most} are the most one set keeps: draw that many by lot"
NOBODY = "nobody answered: each row is empty"
ALL_ELSEWHERE = (
    "every row is of another segment than {segment}: name it with --segment, or add --ignore {option} where "
    "the column {name} says something else"
)
ONE_ROW = (
    "a table of sums has one row of means, and this one has {n}: for single answers take the column {name} "
    "out, or add --ignore {option}"
)
SUMS_UP = "“{text}” sums up other rows: this row is left out"
DOUBLED = (
    "this respondent stands in line {line} already, by the column {name}: leave one of them, or add "
    "--ignore {option} where these are two customers"
)


@dataclass(frozen=True)
class ReadAnswers:
    """What a table of customers' answers holds; no customers where something is wrong with it."""

    customers: Customers | None
    problems: list[Problem]
    told: Columns
    """What the command said of the table."""
    columns: tuple[AnswerColumn, ...] = ()
    heads: tuple[str, ...] = ()
    """What stands over the table's columns, and, by their places, over those that hold no answer."""
    left: tuple[int, ...] = ()
    empty: int = 0
    """Rows without a single answer."""
    elsewhere: int = 0
    """Rows of another segment."""
    line: int = 1
    """Of the headings."""

    @property
    def left_alone(self) -> list[str]:
        """Heads of columns that hold no answer."""
        return [self.heads[place] for place in self.left]


def read_answers(
    source: Source, session: Session, segment: Segment, words: dict[str, str], told: Columns
) -> ReadAnswers:
    """Read a table of answers about the needs a segment chose.

    `words`: needs and companies as customers read them, by id; `told`: sheet, encoding, total, scale and what
    else the command says, as of `collect`'s tables. The set has no id, date or source yet. Raises CxwError
    where the file cannot be opened, or no needs are chosen.
    """
    if not segment.chosen:
        raise CxwError(say(NOT_CHOSEN, segment=segment.name))
    ledger = Ledger(str(source), lines_kept=True)
    table = read_table(source, ledger, told.sheet, told.encoding)
    asked = AskedOf(segment.chosen_needs(), session.companies(segment), words)
    columns, left = answer_columns(table, asked, told)
    read = ReadAnswers(None, [], told, (*columns,), table.header.cells, (*left,), line=table.header.line)
    reading = _AnswerTable(table, asked, read, segment, ledger)
    if table.header.cells:
        reading.say_of_columns()
    if ledger.clear:
        read = reading.rows_read()
    return replace(read, problems=ledger.problems())


@dataclass(frozen=True)
class _AnswerTable:
    """One table, and what is found to be wrong with it."""

    table: Table
    asked: AskedOf
    read: ReadAnswers
    segment: Segment
    ledger: Ledger

    def rows_read(self) -> ReadAnswers:
        """What the rows hold, where the columns are good; rows are judged where the table as a whole is."""
        table, columns = self.table, self.read.columns
        reader = RowReader(columns, self.segment, table.rows, self.ledger)
        ours = [row for row in table.rows if not reader.of_another(row)]
        single = [*self._single_rows(ours)]
        rows = [row for row in single if not reader.is_empty(row)]
        found = replace(self.read, elsewhere=len(table.rows) - len(ours), empty=len(single) - len(rows))
        self._say_of_rows(rows, found.elsewhere)
        if not self._good():
            return found
        self._say_doubled(rows)
        if self._read_numbers(rows, reader):
            return found
        answers = [one for row in rows if (one := reader.answer(row)) is not None]
        if not answers and self._good():
            self._fault(NOBODY)
        if not self._good():
            return found
        companies = ids_of(self.asked.companies)
        customers = _customers(answers, columns, self.segment.chosen, companies)
        return replace(found, customers=customers, empty=found.empty + len(rows) - len(answers))

    def _good(self) -> bool:
        return self.ledger.clear

    def _fault(self, english: str, **blanks: object) -> None:
        self.ledger.say_of_all(self.table.header.line, say(english, **blanks))

    def _named(self, place: int) -> dict[str, object]:
        """A column as a sentence names it, and as an option does."""
        name = self.table.header.cells[place]
        return {"name": shortened(name), "option": as_option(name)}

    def _place(self, holds: ColumnKind) -> int | None:
        return next((one.index for one in self.read.columns if one.holds == holds), None)

    def say_of_columns(self) -> None:
        """What is wrong with the columns as a whole."""
        needs = {need.id: need.text for need in self.asked.needs}
        given = {one.need for one in self.read.columns if one.holds == "points"}
        if not any(one.need for one in self.read.columns):
            self._fault(NO_POINTS, needs=in_a_row([*needs.values()], say("or")))
            return
        missing = [text for need, text in needs.items() if need not in given]
        if given and missing:
            self._fault(LACKS, needs=in_a_row(missing, say("and")))
        self._say_twice(needs)
        self._say_no_need()

    def _say_no_need(self) -> None:
        """Say which columns are about needs that are none of ours."""
        for place in self.read.left:
            head = self.table.heads[place]
            if names_no_need(head) and not self.read.told.ignored(*head.texts):
                self._fault(NO_NEED_OF_OURS, **self._named(place))

    def _say_twice(self, needs: Mapping[str, str]) -> None:
        """Say which columns are about the same."""
        about: dict[tuple[ColumnKind, str, str, Asked | None], list[int]] = {}
        for one in self.read.columns:
            about.setdefault((one.holds, one.company, one.need, one.asked), []).append(one.index)
        companies = {company.id: company.name for company in self.asked.companies}
        for (holds, company, need, _), places in about.items():
            if len(places) > 1:
                what = ": ".join(filter(None, (companies.get(company), needs.get(need)))) or holds
                columns = listed_here([shortened(self.table.header.cells[place]) for place in places])
                option = as_option(self.table.header.cells[places[-1]])
                self._fault(TWICE, columns=columns, what=what, option=option)

    def _single_rows(self, rows: Iterable[TableRow]) -> Iterator[TableRow]:
        """The rows that are somebody's; one that calls itself a sum or a mean is said, and left out."""
        for row in rows:
            summary = next((cell for place in self.read.left if _sums_up(cell := row.cell(place))), "")
            if summary:
                self.ledger.say(row.line, say(SUMS_UP, text=shortened(summary)), warning=True)
            else:
                yield row

    def _say_of_rows(self, rows: Sequence[TableRow], elsewhere: int) -> None:
        """What is wrong with how many rows there are: said alone, before any of them is judged."""
        segment, counts = self._place("segment"), self._place("count")
        if not rows and elsewhere and segment is not None:
            self._fault(ALL_ELSEWHERE, segment=self.segment.name, **self._named(segment))
        elif not rows:
            self._fault(NOBODY)
        if len(rows) > MOST_CUSTOMERS:
            self._fault(TOO_MANY, n=f"{len(rows):,}", most=f"{MOST_CUSTOMERS:,}")
        if counts is not None and len(rows) > 1:
            self._fault(ONE_ROW, n=len(rows), **self._named(counts))

    def _read_numbers(self, rows: Sequence[TableRow], reader: RowReader) -> bool:
        """Find out how the numbers are written, and say what is wrong with them as a whole.

        Whether the command has to say more before any row can be judged.
        """
        told = self.read.told
        total, (least, most) = told.total or TOTAL, told.scale or ENDS
        reader.points_given = NumbersAsked("points", total, 0, "", told.unknown)
        reader.marks_given = NumbersAsked("marks", most, least, "", told.unknown)
        points, marks = _slips(reader, rows, of_marks=False), _slips(reader, rows, of_marks=True)
        reader.points_given = signs_of(_texts(points), reader.points_given)
        reader.marks_given = signs_of(_texts(marks), reader.marks_given)
        of_ten = not any(one.in_words for one in self.read.columns if one.holds == "mark")
        scale = Stated("marks", least, most, of_ten or told.scale is not None)
        asks = self._say_of_numbers(reader, points, Stated("weights", 0, total, told.total is not None))
        return self._say_of_numbers(reader, marks, scale) or asks

    def _say_of_numbers(self, reader: RowReader, slips: dict[str, TableSlip], stated: Stated) -> bool:
        """What `collect` says of the numbers of a room's table; a blank beside a whole row is a zero here."""
        given = reader.points_given if stated.of == "weights" else reader.marks_given
        known = Known(needs_of(self.asked.needs), companies_of(self.asked.companies), people_of(()))
        columns = Columns("weights", unknown=given.unknown, blank=True)
        asked = {"": reader.needs} if reader.points else {}
        task = Task(columns, known, Layout(0, None, None), {}, self.ledger, asked=asked, given=given)
        whole = read_whole(task, slips, stated)
        for said in whole.faults:
            self.ledger.say_of_all(self.table.header.line, said)
        reader.told |= whole.told
        return whole.asks

    def _say_doubled(self, rows: Sequence[TableRow]) -> None:
        """Say which respondents stand in two rows, where a column tells them apart."""
        heads = [head if at in self.read.left else Head("") for at, head in enumerate(self.table.heads)]
        nobody = Known(needs_of(()), companies_of(()), people_of(()))
        left = replace(self.table, rows=(*rows,), heads=(*heads,))
        place, _ = who_answers(left, self.read.told, nobody, several=False)
        if place is None:
            return
        said = [text for row in rows if (text := folded(row.cell(place)))]
        if 2 * len({*said}) < len(said):
            return  # what most rows share tells nobody apart: who asked, on which device
        first: dict[str, int] = {}
        for row in rows:
            text = folded(row.cell(place))
            if text and first.setdefault(text, row.line) != row.line:
                self.ledger.say(row.line, say(DOUBLED, line=first[text], **self._named(place)))


def _sums_up(cell: str) -> bool:
    return not cell.isdigit() and folded(cell) not in NAMES_TOO and bool(kind_of_summary(cell))


def _slips(reader: RowReader, rows: Sequence[TableRow], *, of_marks: bool) -> dict[str, TableSlip]:
    """The rows as slips of nobody, so that all numbers of a table are looked at as those of a room's are."""
    found = {}
    for row in rows:
        cells = {
            company: {need: CellText(text, row.line) for need, text in given.items()}
            for company, given in reader.cells(row).items()
            if bool(company) == of_marks
        }
        name = say("line {number}", number=row.line)
        nobody = Participant.model_construct(id=str(row.line), name=name)
        found[str(row.line)] = TableSlip(nobody, row.line, cells)
    return found


def _texts(slips: dict[str, TableSlip]) -> Iterator[str]:
    return (cell.text for _, _, cell in cells_of(slips.values()))


def _customers(
    found: Sequence[RowAnswers], columns: Sequence[AnswerColumn], needs: list[str], companies: Sequence[str]
) -> Customers:
    """The rows as the file keeps them, with a list for each column that the table has."""
    kinds = {column.holds for column in columns}
    kept: dict[str, Any] = {"weights": [], "who": [], "order": [], "weight": []}
    if "points" in kinds:
        kept["weights"] = [one.points for one in found]
    if "who" in kinds:
        kept["who"] = [one.who for one in found]
    if any(one.order for one in found):
        kept["order"] = [one.order for one in found]
    if "weight" in kinds:
        kept["weight"] = [one.weight for one in found]
    sums = found[0].count
    kept |= {"kind": "individual", "n": len(found)} if sums is None else {"kind": "aggregated", "n": sums}
    kept |= {"needs": needs, "marks": _marks(found, companies), "texts": _own_words(found, columns)}
    return Customers.model_validate({"id": "new", **kept})


def _marks(found: Sequence[RowAnswers], companies: Sequence[str]) -> dict[str, list[CustomerMarks]]:
    """The marks of each company that anybody marked, row by row."""
    given = {company: [one.marks.get(company, DK) for one in found] for company in companies}
    return {company: marks for company, marks in given.items() if any(mark != DK for mark in marks)}


def _own_words(found: Sequence[RowAnswers], columns: Sequence[AnswerColumn]) -> dict[Asked, list[str]]:
    """What customers wrote, apart from their rows and in an order that tells nothing.

    That they were asked what matters more is kept also where nobody wrote a word.
    """
    texts: dict[Asked, list[str]] = {}
    if any(column.asked == "more" for column in columns):
        texts["more"] = []
    for asked, words in chain.from_iterable(one.texts.items() for one in found):
        texts.setdefault(asked, []).append(words)
    return {asked: sorted(said) for asked, said in texts.items()}
