"""Each slip of a table judged: what counts, and what is wrong.

A blank is never a zero. A row without any answer is somebody who did not answer; a row with some blanks is a
slip somebody has to look at. `dk` says "does not know": of a single mark, and of a row of weights as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from cxw.collect.ballot import reason_in, sure_in
from cxw.collect.cells import Value, closed, raw_number, shortened, value
from cxw.collect.delivered import Delivered, Total
from cxw.collect.numbers import Number, shown, simplest
from cxw.collect.slips import CellText, TableSlip, Task
from cxw.collect.stated import Stated
from cxw.collect.unknown import plain_word
from cxw.collect.whole import WholeTable, cells_of, row_sum
from cxw.model import DK, TOTAL, MarksAnswer, MarksRow, Reason
from cxw.questions import points
from cxw.questions.rounds import any_number
from cxw.text.phrases import listed_here, say


def count_totals(task: Task, slips: Iterable[TableSlip], into: Delivered) -> None:
    """Add up every number of the table, whatever it is worth, and count the cells that hold none."""
    for company, need, cell in cells_of(slips):
        if not need:
            continue
        if value(cell.text, task.given)[0] == DK:
            continue
        total = into.totals.setdefault((company, need), Total(task.label(company, need)))
        number = raw_number(cell.text, task.given)
        if isinstance(number, int | Fraction):
            total.sum += number
            total.answers += 1
        else:
            total.uncounted += 1


def judge(
    task: Task, slips: Mapping[str, TableSlip], whole: WholeTable, stated: Stated, into: Delivered
) -> None:
    """Judge every slip and keep what is good; what is not is said and named under `left_out`."""
    judged = _Judging(task, whole, stated, into)
    if stated.of == "weights":
        judged.weights(slips)
    else:
        judged.marks(slips)
    for id in into.answered():
        judged.beside(slips[id])


NO_ZERO = "{name} gives nothing for {needs}: a blank is no zero, so write 0 where it is meant"
MAKES_IT = (
    "{name} gives nothing for {needs}, and the other points already make {total}: "
    "if a blank is a zero there, add --blank 0"
)
POINTS_AND_DK = "{name} gives points and dk: a row is points for each need, or dk for all of them"
CLOSED_TO = "{name}: the points add up to {given} and were closed to {total}: {change}"
ROUNDED_TO = "{name}: the points have decimals and were rounded to whole ones that make {total}: {row}"
IN_PARTS = (
    "the points have decimals and add up to {given}: they are kept as points of {total}",
    "the points add up to {given} and are kept as points of {total}, as in the rounds before",
)
NO_MARK = (
    "{name} gives {company} no mark for {needs}: a blank is no answer, so write dk where it is not known"
)
LEFT_BLANK = "{name} gives {company} no mark for {needs}: that is left out, the other marks are kept"
NOT_SURE = "{name}: “{text}” does not say how sure somebody is: a whole number from 0 to 100, or dk"
SURE_OF_NOTHING = "{name} does not know how the needs weigh: how sure ({sure}) is left out"
NO_REASON = "{name}: “{text}” is none of the reasons: one of {words}"
NO_NEED = "{name}: no need is named here: name it, or write dk for all of them"


@dataclass(frozen=True)
class _Judging:
    """One table whose rows are judged."""

    task: Task
    whole: WholeTable
    stated: Stated
    into: Delivered

    def say(self, line: int, text: str, warning: bool = False) -> None:
        self.task.ledger.say(line, text, warning)

    # points

    def weights(self, slips: Mapping[str, TableSlip]) -> None:
        """Rows that add up are known before any is kept: with decimals all are kept as points of 100."""
        rows: dict[str, dict[str, Number]] = {}
        for id, slip in slips.items():
            row = self._weighed(slip)
            if row is None:
                self.into.left_out.append(id)
                continue
            self.into.people.append(slip.person)
            if row:
                rows[id] = row
        total = self._kept_total(rows)
        if total != self.stated.most and rows:
            decimals = any(map(_has_decimals, rows.values()))
            said = say(IN_PARTS[not decimals], given=self.stated.most, total=total)
            self.say(self.task.line, said, True)
        self.into.total = None if total == TOTAL else total
        for id, row in rows.items():
            self._close(slips[id], row, total)
        order = [id for id in slips if id in self.into.weights]
        self.into.weights = {id: self.into.weights[id] for id in order}

    def _weighed(self, slip: TableSlip) -> dict[str, Number] | None:
        """The points of one slip; empty where somebody says dk or nothing; None for a faulty one."""
        row = self._row(slip, "")
        if row is None or slip.faulty:
            return None
        numbers = {need: cell for need, cell in row.items() if isinstance(cell, int | Fraction)}
        missing = _blank_needs(row)
        if DK in row.values():
            return self._whole_dk(slip, bool(numbers))
        if not numbers:
            self.into.blanks.append(slip.person.id)
            return {}
        if missing:
            if not self._makes_it(slip, numbers, missing):
                return None
            numbers |= dict.fromkeys(missing, 0)
        return {need: numbers[need] for need in row} if self._adds_up(slip, numbers) else None

    def _whole_dk(self, slip: TableSlip, points_too: bool) -> dict[str, Number] | None:
        if points_too:
            self.say(slip.line, say(POINTS_AND_DK, name=slip.person.name))
            return None
        self.into.weights[slip.person.id] = DK
        self.into.dk.append(slip.person.id)
        return {}

    def _makes_it(self, slip: TableSlip, numbers: Mapping[str, Number], missing: Sequence[str]) -> bool:
        """Whether the blanks of a row are zeros: the rest makes the total, and the command says so."""
        name, total = slip.person.name, self.stated.most
        made = row_sum(name, numbers.values()).makes(total)
        needs = listed_here([self.task.known.needs.labels[need] for need in missing])
        if made and self.task.columns.blank:
            return True
        if made and not self.whole.blanks:
            self.say(slip.line, say(MAKES_IT, name=name, needs=needs, total=total))
        elif not made:
            self.say(slip.line, say(NO_ZERO, name=name, needs=needs))
        return False

    def _adds_up(self, slip: TableSlip, row: Mapping[str, Number]) -> bool:
        """Whether a row misses its total by no more than rounding; what misses it by more is said."""
        summed = row_sum(slip.person.name, row.values())
        if summed.makes(self.stated.most):
            return True
        self.say(slip.line, f"{summed.name}: {off(summed.sum, self.stated.most)}")
        return False

    def _kept_total(self, rows: Mapping[str, Mapping[str, Number]]) -> int:
        """Whole points stay in the total they were given in; decimals are kept as whole points of 100."""
        if any(map(_has_decimals, rows.values())):
            return TOTAL
        return self.stated.bound[1] if self.stated.bound else self.stated.most

    def _close(self, slip: TableSlip, row: dict[str, Number], total: int) -> None:
        """Keep a row as whole points that make the total; what rounding added is kept, and said."""
        name, given = slip.person.name, sum(row.values())
        if given == total == self.stated.most and not _has_decimals(row):
            self.into.weights[slip.person.id] = {need: int(number) for need, number in row.items()}
            return
        scaled = {need: simplest(number * Fraction(total, self.stated.most)) for need, number in row.items()}
        added = closed(scaled, total)
        kept = {need: int(number) + added.get(need, 0) for need, number in scaled.items()}
        self.into.weights[slip.person.id] = kept
        if not added:
            return
        self.into.rounded[slip.person.id] = added
        labels = self.task.known.needs.labels
        if _has_decimals(row):
            told = ", ".join(f"{labels[need]} {points}" for need, points in kept.items())
            self.say(slip.line, say(ROUNDED_TO, name=name, total=total, row=told), True)
        else:
            change = ", ".join(f"{labels[need]} {points:+d}" for need, points in added.items())
            said = say(CLOSED_TO, name=name, given=shown(given), total=total, change=change)
            self.say(slip.line, said, True)

    # marks

    def marks(self, slips: Mapping[str, TableSlip]) -> None:
        """The complete rows of each person, company by company; with --partial those with blanks as well."""
        for id, slip in slips.items():
            rows, good = self._marked(slip)
            if slip.faulty:
                rows, good = {}, False
            if rows:
                self.into.marks[id] = rows
            if rows or good:
                self.into.people.append(slip.person)
            if rows and not any_number(rows):
                self.into.dk.append(id)
            if good and not rows:
                self.into.blanks.append(id)
            if not good:
                self.into.left_out.append(id)

    def _marked(self, slip: TableSlip) -> tuple[MarksAnswer, bool]:
        """The rows of one person, company by company, and whether nothing of them is faulty."""
        rows: MarksAnswer = {}
        good = True
        for company in slip.cells:
            faulty = set[str]()
            row = self._row(slip, company, faulty)
            if row is not None and not faulty and not any(cell is not None for cell in row.values()):
                continue
            marks = None if row is None else self._complete(slip, company, row, faulty)
            good = good and marks is not None and not faulty and row is not None and None not in row.values()
            if marks:
                rows[company] = marks
        return rows, good

    def _complete(
        self, slip: TableSlip, company: str, row: Mapping[str, Value], faulty: set[str]
    ) -> MarksRow | None:
        """The marks of one company; with --partial those that are there."""
        marks: MarksRow = {need: cell for need, cell in row.items() if isinstance(cell, int | str)}
        missing = [need for need in _blank_needs(row) if need not in faulty]
        partial = self.task.columns.partial
        if missing:
            self._say_blank(slip, company, missing, others_kept=partial and bool(marks))
        if (missing or faulty) and not partial:
            return None
        return marks

    def _say_blank(self, slip: TableSlip, company: str, missing: Sequence[str], *, others_kept: bool) -> None:
        known = self.task.known
        labels = listed_here([known.needs.labels[need] for need in missing])
        said = LEFT_BLANK if others_kept else NO_MARK
        text = say(said, name=slip.person.name, company=known.companies.labels[company], needs=labels)
        self.say(slip.line, text, others_kept)

    # beside the answers

    def beside(self, slip: TableSlip) -> None:
        """How sure somebody is, and what moved them; after a don't-know nobody is sure of anything."""
        id, name = slip.person.id, slip.person.name
        if slip.sure is not None:
            sure = sure_in(slip.sure.text, self.task.columns.unknown)
            if sure is None:
                said = say(NOT_SURE, name=name, text=shortened(slip.sure.text))
                self.say(slip.sure.line, said)
            elif self.into.weights.get(id) == DK and sure != DK:
                self.say(slip.sure.line, say(SURE_OF_NOTHING, name=name, sure=sure), True)
            else:
                self.into.sure[id] = sure
        if slip.reason is not None:
            reason = reason_in(slip.reason.text)
            if reason is None:
                words = ", ".join(get_args(Reason))
                text = shortened(slip.reason.text)
                self.say(slip.reason.line, say(NO_REASON, name=name, text=text, words=words))
            else:
                self.into.reasons[id] = reason

    # cells

    def _row(self, slip: TableSlip, company: str, faulty: set[str] | None = None) -> dict[str, Value] | None:
        """The values of one row over all needs it is asked about, or None when a cell of it is faulty.

        Where `faulty` is given, needs with faulty cells are put there, and the rest of the row stands.
        """
        cells = dict(slip.cells.get(company, {}))
        of_all = cells.pop("", None)
        row: dict[str, Value] = dict.fromkeys(self.task.asked.get(company, []))
        good = company not in slip.spoiled
        for need, text in cells.items():
            number, fault = value(text.text, self.task.given)
            if not fault and need not in row and text.text:
                fault = say("this is not asked about in this round")
            if fault:
                self._say_of_cell(slip, (company, need), text, fault)
                if faulty is None or need not in row:
                    good = False
                else:
                    faulty.add(need)
            elif need in row:
                row[need] = number
        if of_all is not None:
            good = self._spread(slip, of_all, row) and good
        return row if good else None

    def _say_of_cell(self, slip: TableSlip, place: tuple[str, str], cell: CellText, fault: str) -> None:
        """Say what is wrong with a cell, unless one sentence has told it of the whole table."""
        if plain_word(cell.text) not in self.whole.told:
            label = self.task.known.needs.labels[place[1]]
            self.say(cell.line, f"{slip.person.name}, {label}: {fault}")

    def _spread(self, slip: TableSlip, of_all: CellText, row: dict[str, Value]) -> bool:
        """A line of a long table without a need: `dk` there is said of all needs."""
        number, _ = value(of_all.text, self.task.given)
        if number != DK or any(cell is not None for cell in row.values()):
            self.say(of_all.line, say(NO_NEED, name=slip.person.name))
            return False
        row.update(dict.fromkeys(row, DK))
        return True


def off(given: Number, total: int) -> str:
    """How far a sum is from its total; of decimals no more than where both stand."""
    if isinstance(given, int) or given.denominator == 1:
        return points.off(int(given), total)
    return say("the points add up to {given}, and not to {total}", given=shown(given), total=total)


def _blank_needs(row: Mapping[str, Value]) -> list[str]:
    """The needs of a row for which nothing is written."""
    return [need for need, cell in row.items() if cell is None]


def _has_decimals(row: Mapping[str, Number]) -> bool:
    return any(not isinstance(number, int) for number in row.values())
