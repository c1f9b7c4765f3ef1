"""Customers' answers read back from a table: the kit's own, an export, or any that names the needs.

Every fault is found first, with its line, and nothing is kept of a table that has one. What a customer did
not answer is no zero: a row of points is whole, or it is `dk`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cxw.collect.sources import Source, read_table
from cxw.collect.table import Ledger, Table, TableRow
from cxw.day.spellings import folded
from cxw.errors import Problem
from cxw.model import (
    DK,
    ENDS,
    MOST_CUSTOMERS,
    TOTAL,
    Asked,
    CustomerMarks,
    CustomerPoints,
    Customers,
    DontKnow,
    From,
    Segment,
    Session,
    ids_of,
)
from cxw.survey.columns import AnswerColumn, AskedOf, answer_columns
from cxw.survey.heads import (
    CANNOT,
    LIMESURVEY_WHO,
    NOT_SAID,
    QUALTRICS_DK,
    WHO_ANSWERS,
)
from cxw.survey.phrasing import CANNOT as CANNOT_SAY
from cxw.survey.phrasing import RATHER_NOT, WHO_ARE
from cxw.text.phrases import ENGLISH, languages, phrases_asked, say
from cxw.text.saying import in_a_row

ROUNDED = 1
"""Points by which a row may miss 100: means and shares are rounded."""
_NUMBER = re.compile(r"(\d{1,4})(?:[.,](\d+))?\s*%?")
NO_POINTS = (
    "no column holds points of {needs}: the kit calls them p_NEED, and a column may also be called as the "
    "need is; where customers read other words, add --words with the kit's file"
)
LACKS = "there is no column for {needs}: customers spread their points over all needs of the list"
TWICE = "two columns are about {what}: take one of them out"
SUM = "the points add up to {sum}: {total} are spread"
BLANK = "nothing is given for {needs}, and the others do not add up to {total}"
NO_NUMBER = "“{text}” is no number of points from 0 to {total}"
NO_MARK = "“{text}” is no mark from {least} to {most}, nor dk"
NO_WEIGHT = "“{text}” is no survey weight: a number above 0"
NO_WHO = "“{text}” is none of {kinds}"
NO_ORDER = "“{text}” does not name each need once, by its id, with spaces between"
TOO_MANY = "these are {n} customers, and {most} are the most one set keeps: draw that many by lot"
NOBODY = "nobody answered: each row is empty"
ONE_ROW = "a table of sums has one row of means, and this one has {n}: take the column {head} out for rows"


@dataclass(frozen=True)
class ReadAnswers:
    """What a table of customers' answers holds; no customers where something is wrong with it."""

    customers: Customers | None
    problems: list[Problem]
    left_alone: tuple[str, ...] = ()
    """Heads of columns that hold no answer."""
    empty: int = 0
    """Rows without a single answer."""
    elsewhere: int = 0
    """Rows of another segment."""

    @property
    def good(self) -> bool:
        """Whether it may be kept."""
        return self.customers is not None


def read_answers(source: Source, session: Session, segment: Segment, words: dict[str, str]) -> ReadAnswers:
    """Read a table of answers about the needs a segment chose.

    `words`: needs and companies as customers read them, by id. The set has no id, date or source yet.
    Raises CxwError where the file cannot be opened.
    """
    ledger = Ledger(str(source), lines_kept=True)
    table = read_table(source, ledger)
    needs = segment.chosen_needs()
    columns, left = answer_columns(table, AskedOf(needs, session.companies(segment), words))
    if table.header.cells:
        _say_of_columns(table, columns, segment, ledger)
    if _faulty(ledger):
        return ReadAnswers(None, ledger.problems(), tuple(left))
    reader = _Reader(columns, segment, ledger)
    found = [one for row in table.rows if (one := reader.answer(row)) is not None]
    _say_of_all(table, found, columns, ledger)
    if _faulty(ledger):
        return ReadAnswers(None, ledger.problems(), tuple(left))
    customers = _customers(found, columns, ids_of(needs), [one.id for one in session.companies(segment)])
    return ReadAnswers(customers, ledger.problems(), tuple(left), reader.empty, reader.elsewhere)


def _faulty(ledger: Ledger) -> bool:
    return not ledger.clear


def _say_of_columns(table: Table, columns: Sequence[AnswerColumn], segment: Segment, ledger: Ledger) -> None:
    """What is wrong with the columns as a whole."""
    line, needs = table.header.line, {need.id: need.text for need in segment.chosen_needs()}
    given = Counter(column.need for column in columns if column.holds == "points")
    marked = Counter((column.company, column.need) for column in columns if column.holds == "mark")
    if not given and not marked:
        ledger.say_of_all(line, say(NO_POINTS, needs=in_a_row([*needs.values()], say("or"))))
    missing = [text for need, text in needs.items() if need not in given]
    if given and missing:
        ledger.say_of_all(line, say(LACKS, needs=in_a_row(missing, say("and"))))
    for need in (need for need, times in given.items() if times > 1):
        ledger.say_of_all(line, say(TWICE, what=needs[need]))
    for company, need in (pair for pair, times in marked.items() if times > 1):
        ledger.say_of_all(line, say(TWICE, what=f"{company}: {needs.get(need, need)}"))


@dataclass
class _Answer:
    """What one row says."""

    line: int
    points: CustomerPoints = DK
    marks: dict[str, CustomerMarks] = field(default_factory=dict)
    who: From | DontKnow = DK
    order: list[int] = field(default_factory=list)
    weight: float = 1
    count: int | None = None
    texts: dict[Asked, str] = field(default_factory=dict)


class _Reader:
    """Row after row of one table."""

    def __init__(self, columns: Sequence[AnswerColumn], segment: Segment, ledger: Ledger) -> None:
        self.ledger, self.segment = ledger, segment
        self.needs = list(segment.chosen)
        self.points = {column.need: column.index for column in columns if column.holds == "points"}
        self.marks: dict[str, dict[str, int]] = {}
        for column in columns:
            if column.holds == "mark":
                self.marks.setdefault(column.company, {})[column.need] = column.index
        self.texts = {column.asked: column.index for column in columns if column.asked}
        self.single = {
            column.holds: column.index for column in columns if not column.need and not column.asked
        }
        self.empty = self.elsewhere = 0

    def answer(self, row: TableRow) -> _Answer | None:
        """What a row says; None for one that is empty, faulty or of another segment."""
        if self._of_another(row):
            self.elsewhere += 1
            return None
        points = self._points(row)
        marks = {company: self._marks(row, places) for company, places in self.marks.items()}
        texts = {asked: words for asked, at in self.texts.items() if (words := row.cell(at))}
        if points is None and not any(marks.values()) and not texts:
            self.empty += 1
            return None
        return _Answer(
            row.line,
            points or DK,
            {company: given or DK for company, given in marks.items()},
            self._who(row),
            self._order(row),
            self._weight(row),
            self._count(row),
            texts,
        )

    def _of_another(self, row: TableRow) -> bool:
        said = folded(row.cell(self.single.get("segment")))
        return bool(said) and said not in (folded(self.segment.id), folded(self.segment.name))

    def _points(self, row: TableRow) -> CustomerPoints | None:
        """A whole row of points, `dk`, or None where nothing is given; faults are said and give `dk`."""
        cells = {need: row.cell(at).strip() for need, at in self.points.items()}
        if row.cell(self.single.get("can")).strip() == CANNOT or any(map(_unknown, cells.values())):
            return DK
        if not any(cells.values()):
            return None
        numbers = {need: self._number(row, cell) for need, cell in cells.items() if cell}
        if any(number is None for number in numbers.values()):
            return DK
        given = {need: number for need, number in numbers.items() if number is not None}
        total = sum(given.values())
        if abs(total - TOTAL) <= ROUNDED:
            return [_plain(given.get(need, 0)) for need in self.needs]
        blank = [self.segment.need(need).text for need in self.needs if need not in given]
        if blank:
            self._fault(row, say(BLANK, needs=in_a_row(blank, say("and")), total=TOTAL))
        else:
            self._fault(row, say(SUM, sum=f"{total:g}", total=TOTAL))
        return DK

    def _number(self, row: TableRow, cell: str) -> float | None:
        number = _number(cell)
        if number is None or number > TOTAL:
            self._fault(row, say(NO_NUMBER, text=cell[:40], total=TOTAL))
            return None
        return number

    def _marks(self, row: TableRow, places: dict[str, int]) -> CustomerMarks | None:
        """Marks for each need of the list, `dk` where none is given; None where none of them is."""
        cells = {need: row.cell(at).strip() for need, at in places.items()}
        if not any(cells.values()):
            return None
        return [self._mark(row, cells.get(need, "")) for need in self.needs]

    def _mark(self, row: TableRow, cell: str) -> int | float | DontKnow:
        if not cell or _unknown(cell) or cell == str(QUALTRICS_DK):
            return DK
        number = _number(cell)
        if number is None or not ENDS[0] <= number <= ENDS[1]:
            self._fault(row, say(NO_MARK, text=cell[:40], least=ENDS[0], most=ENDS[1]))
            return DK
        return _plain(number)

    def _who(self, row: TableRow) -> From | DontKnow:
        cell = row.cell(self.single.get("who")).strip()
        said = folded(cell)
        if not said or said in _RATHER_NOT:
            return DK
        if said not in _WHO:
            self._fault(row, say(NO_WHO, text=cell[:40], kinds=", ".join(WHO_ANSWERS)))
            return DK
        return _WHO[said]

    def _order(self, row: TableRow) -> list[int]:
        """The needs by their places; nothing for a sheet's letter, whose order the paper alone knows."""
        cell = row.cell(self.single.get("order")).strip()
        if not cell or re.fullmatch("[A-Za-z]", cell):
            return []
        named = cell.split()
        if sorted(named) != sorted(self.needs):
            self._fault(row, say(NO_ORDER, text=cell[:40]))
            return []
        return [self.needs.index(need) + 1 for need in named]

    def _weight(self, row: TableRow) -> float:
        if "weight" not in self.single:
            return 1
        cell = row.cell(self.single["weight"]).strip()
        number = _number(cell)
        if not number:
            self._fault(row, say(NO_WEIGHT, text=cell[:40]))
            return 1
        return number

    def _count(self, row: TableRow) -> int | None:
        number = _number(row.cell(self.single.get("count")).strip())
        return round(number) if number else None

    def _fault(self, row: TableRow, said: str) -> None:
        self.ledger.say(row.line, said)


def _number(cell: str) -> float | None:
    """A number of points, marks or weight: `30`, `33.3`, `33,3`, `30 %`."""
    match = _NUMBER.fullmatch(cell)
    return float(f"{match[1]}.{match[2] or 0}") if match else None


def _plain(number: float) -> int | float:
    return int(number) if number == int(number) else number


def _unknown(cell: str) -> bool:
    return folded(cell) in _CANNOT_SAY


def _in_every_language(english: str) -> set[str]:
    return {folded(phrases_asked(language)(english)) for language in (ENGLISH, *languages())}


_CANNOT_SAY = frozenset({DK, "?", *_in_every_language(CANNOT_SAY)})
_RATHER_NOT = frozenset({NOT_SAID, DK, str(len(WHO_ANSWERS) + 1), *_in_every_language(RATHER_NOT)})
_WHO: dict[str, From] = {
    **dict(zip(WHO_ANSWERS, WHO_ANSWERS, strict=True)),
    **{str(number): who for number, who in enumerate(WHO_ANSWERS, 1)},
    **{LIMESURVEY_WHO[who]: who for who in WHO_ANSWERS},
    **{words: who for who in WHO_ANSWERS for words in _in_every_language(WHO_ARE[who])},
}
"""Every way in which a table says who somebody is: our words, their numbers, codes, the question's words."""


def _say_of_all(
    table: Table, found: Sequence[_Answer], columns: Sequence[AnswerColumn], ledger: Ledger
) -> None:
    line = table.header.line
    counted = any(one.count is not None for one in found)
    if not found and ledger.clear:
        ledger.say_of_all(line, say(NOBODY))
    if len(found) > MOST_CUSTOMERS:
        ledger.say_of_all(line, say(TOO_MANY, n=f"{len(found):,}", most=f"{MOST_CUSTOMERS:,}"))
    if counted and len(found) > 1:
        head = next(table.header.cells[one.index] for one in columns if one.holds == "count")
        ledger.say_of_all(line, say(ONE_ROW, n=len(found), head=head))


def _customers(
    found: Sequence[_Answer], columns: Sequence[AnswerColumn], needs: list[str], companies: Sequence[str]
) -> Customers:
    """The rows as the file keeps them; words stand apart from them, in an order that tells nothing."""
    kinds = {column.holds for column in columns}
    sums = found[0].count if len(found) == 1 else None
    texts: dict[Asked, list[str]] = {"more": []} if any(one.asked == "more" for one in columns) else {}
    for asked, words in _said(found):
        texts.setdefault(asked, []).append(words)
    return Customers.model_validate(
        {
            "id": "new",
            "kind": "aggregated" if sums is not None else "individual",
            "n": sums if sums is not None else len(found),
            "needs": needs,
            "weights": [one.points for one in found] if "points" in kinds else [],
            "marks": {
                company: [one.marks.get(company, DK) for one in found]
                for company in companies
                if any(one.marks.get(company, DK) != DK for one in found)
            },
            "who": [one.who for one in found] if "who" in kinds else [],
            "order": [one.order for one in found] if any(one.order for one in found) else [],
            "weight": [_plain(one.weight) for one in found] if "weight" in kinds else [],
            "texts": {asked: sorted(said) for asked, said in texts.items()},
        }
    )


def _said(found: Sequence[_Answer]) -> Iterator[tuple[Asked, str]]:
    for one in found:
        yield from one.texts.items()
