"""What a table delivers once each slip is judged: answers that count, sums as they came, and what is wrong.

A blank is never a zero. A row without any answer is somebody who did not answer; a row with some blanks is a
slip somebody has to look at. `dk` says "does not know": of a single mark, and of a row of weights as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from cxw.collect.cells import Value, closed, value
from cxw.collect.layout import Columns, Layout
from cxw.collect.slips import CellText, TableSlip, Task
from cxw.errors import Problem
from cxw.model import DK, Company, MarksAnswer, MarksRow, Need, Participant, WeightsAnswer
from cxw.questions import points
from cxw.questions.rounds import any_number
from cxw.text.phrases import listed_here, say


@dataclass
class Total:
    """The sum of all numbers that stand in the table for one need, before anything was closed or left out."""

    label: str
    sum: int = 0
    answers: int = 0


@dataclass
class Delivered:
    """The answers of one table."""

    path: str
    columns: Columns
    people: list[Participant] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    weights: dict[str, WeightsAnswer] = field(default_factory=dict)
    marks: dict[str, MarksAnswer] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """person -> line"""
    totals: dict[tuple[str, str], Total] = field(default_factory=dict)
    """(company, need) -> sum as delivered; the company is empty for weights"""
    rounded: dict[str, dict[str, int]] = field(default_factory=dict)
    """person -> need -> what closing the row to 100 added"""
    blanks: list[str] = field(default_factory=list)
    """who is in the table and answered nothing"""
    dk: list[str] = field(default_factory=list)
    """whose whole row says that they do not know"""
    left_out: list[str] = field(default_factory=list)
    """whose row (or, for marks, some company of it) is faulty"""
    problems: list[Problem] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    """what stands over the columns"""
    roles: Layout | None = None
    """what each column was taken for; None while that is not known, and of people"""
    whole: bool = True
    """False when the table as such is at fault, not single rows of it"""

    @property
    def faults(self) -> list[Problem]:
        """The problems that are more than a remark."""
        return [problem for problem in self.problems if not problem.warning]

    @property
    def good(self) -> bool:
        """Whether everything may be kept; with --partial, whether what is left may."""
        if not self.faults:
            return True
        return self.columns.partial and self.whole and bool(self.weights or self.marks or self._people_left)

    @property
    def _people_left(self) -> bool:
        return self.columns.of == "people" and bool(self.people)

    def answered(self) -> list[str]:
        """Whose answers count, in the order of the table."""
        return list(self.weights or self.marks)

    def marked(self) -> set[str]:
        """The companies that somebody marked, by id."""
        return set(chain.from_iterable(self.marks.values()))


def judge(task: Task, slips: Mapping[str, TableSlip], into: Delivered) -> None:
    """Judge every slip and keep what is good; what is not is said and named under `left_out`."""
    for id, slip in slips.items():
        into.lines[id] = slip.line
        good = (
            _judge_weights(task, slip, into)
            if task.columns.of == "weights"
            else _judge_marks(task, slip, into)
        )
        if good:
            into.people.append(slip.person)
        else:
            into.left_out.append(id)


NO_ZERO = "{name} gives nothing for {needs}: a blank is no zero, so write 0 where it is meant"
POINTS_AND_DK = "{name} gives points and dk: a row is points for each need, or dk for all of them"
CLOSED_TO = "{name}: the points add up to {given} and were closed to {total}: {change}"
NO_MARK = (
    "{name} gives {company} no mark for {needs}: a blank is no answer, so write dk where it is not known"
)
NO_NEED = "{name}: no need is named here: name it, or write dk for all of them"


def _judge_weights(task: Task, slip: TableSlip, into: Delivered) -> bool:
    name, id = slip.person.name, slip.person.id
    row = _row(task, slip, "", into)
    if row is None or slip.faulty:
        return False
    kinds = {_kind(cell) for cell in row.values()}
    if kinds <= {"blank"}:
        into.blanks.append(id)
        return True
    if "dk" in kinds:
        return _whole_dk(task, slip, kinds, into)
    missing = [task.known.needs.labels[need] for need, cell in row.items() if cell is None]
    if missing:
        task.ledger.say(
            slip.line,
            say(NO_ZERO, name=name, needs=listed_here(missing)),
        )
        return False
    return _close(task, slip, {need: cell for need, cell in row.items() if isinstance(cell, int)}, into)


def _whole_dk(task: Task, slip: TableSlip, kinds: set[str], into: Delivered) -> bool:
    if "number" in kinds:
        task.ledger.say(
            slip.line,
            say(POINTS_AND_DK, name=slip.person.name),
        )
        return False
    into.weights[slip.person.id] = DK
    into.dk.append(slip.person.id)
    return True


def _close(task: Task, slip: TableSlip, row: dict[str, int], into: Delivered) -> bool:
    """Keep the row; one that misses its total by rounding is closed, and that is said."""
    name, given, total = slip.person.name, sum(row.values()), task.given.most
    if abs(given - total) > points.furthest_rounding(total):
        task.ledger.say(slip.line, f"{name}: {points.off(given, total)}")
        return False
    if given != total:
        added = closed(row, total)
        into.rounded[slip.person.id] = added
        change = ", ".join(f"{task.known.needs.labels[need]} {points:+d}" for need, points in added.items())
        task.ledger.say(slip.line, say(CLOSED_TO, name=name, given=given, total=total, change=change), True)
        row = {need: points + added.get(need, 0) for need, points in row.items()}
    into.weights[slip.person.id] = row
    return True


def _judge_marks(task: Task, slip: TableSlip, into: Delivered) -> bool:
    id = slip.person.id
    rows, good = _marks(task, slip, into)
    if slip.faulty:
        return False
    if rows:
        into.marks[id] = rows
        if not good:
            into.people.append(slip.person)
        if not any_number(rows):
            into.dk.append(id)
    elif good:
        into.blanks.append(id)
    return good


def _marks(task: Task, slip: TableSlip, into: Delivered) -> tuple[MarksAnswer, bool]:
    """The complete rows of one person, company by company, and whether no other was faulty."""
    rows: MarksAnswer = {}
    good = True
    for company in slip.cells:
        row = _row(task, slip, company, into)
        if row is not None and not any(cell is not None for cell in row.values()):
            continue
        marks = None if row is None else _complete(task, slip, company, row)
        if marks is None:
            good = False
        else:
            rows[company] = marks
    return rows, good


def _complete(task: Task, slip: TableSlip, company: str, row: Mapping[str, Value]) -> MarksRow | None:
    missing = [task.known.needs.labels[need] for need, cell in row.items() if cell is None]
    if missing:
        about = task.known.companies.labels[company]
        task.ledger.say(
            slip.line,
            say(NO_MARK, name=slip.person.name, company=about, needs=listed_here(missing)),
        )
        return None
    return {need: cell for need, cell in row.items() if cell is not None}


def _row(task: Task, slip: TableSlip, company: str, into: Delivered) -> dict[str, Value] | None:
    """The values of one row over all needs it is asked about, or None when a cell of it is faulty."""
    cells = dict(slip.cells.get(company, {}))
    of_all = cells.pop("", None)
    row: dict[str, Value] = dict.fromkeys(task.asked.get(company, []))
    good = company not in slip.spoiled
    for need, text in cells.items():
        number, fault = _value(task, text)
        if not fault and need not in row and text.text:
            fault = say("this is not asked about in this round")
        if fault:
            good = False
            task.ledger.say(text.line, f"{slip.person.name}, {task.known.needs.labels[need]}: {fault}")
        elif need in row:
            row[need] = number
            _count(task, company, need, number, into)
    if of_all is not None:
        good = _spread(task, slip, of_all, row) and good
    return row if good else None


def _spread(task: Task, slip: TableSlip, of_all: CellText, row: dict[str, Value]) -> bool:
    """A line of a long table without a need: `dk` there is said of all needs."""
    number, _ = _value(task, of_all)
    if number != DK or any(cell is not None for cell in row.values()):
        task.ledger.say(of_all.line, say(NO_NEED, name=slip.person.name))
        return False
    row.update(dict.fromkeys(row, DK))
    return True


def _value(task: Task, text: CellText) -> tuple[Value, str]:
    return value(text.text, task.given)


def _count(task: Task, company: str, need: str, number: Value, into: Delivered) -> None:
    if not isinstance(number, int):
        return
    label = task.known.needs.labels[need]
    if company:
        label = f"{task.known.companies.labels[company]}: {label}"
    total = into.totals.setdefault((company, need), Total(label))
    total.sum += number
    total.answers += 1


def _kind(cell: Value) -> str:
    if cell is None:
        return "blank"
    return "dk" if cell == DK else "number"
