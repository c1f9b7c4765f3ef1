"""A dry look at a table of customers' answers: what is understood of it, and how that has to be said.

Where a table can be understood only with an option, the look goes on as if it had been given, as `collect`'s
look does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cxw.collect.cells import shortened
from cxw.collect.cures import with_cure
from cxw.collect.layout import Columns
from cxw.collect.look import MOST_STEPS
from cxw.collect.sources import Source
from cxw.errors import Problem
from cxw.model import DK, CustomerPoints, Customers, Segment, Session
from cxw.survey.answers import NO_NEED_OF_OURS, ReadAnswers, read_answers
from cxw.survey.columns import AnswerColumn, ColumnKind
from cxw.text.phrases import Said, say
from cxw.text.spoken import say_many

FIRST_ROWS = 3


@dataclass(frozen=True)
class AnswersLook:
    """What a table of answers is understood as."""

    read: ReadAnswers
    offered: tuple[Problem, ...]
    """What was in the way until the command said so, in the order in which it was found."""

    @property
    def to_note(self) -> tuple[Problem, ...]:
        """That, and what is said of single rows."""
        return (*self.offered, *self.read.problems)


def look_at_answers(
    source: Source, session: Session, segment: Segment, words: dict[str, str], told: Columns
) -> AnswersLook:
    """Read a table, and again with what its sentences propose, until it is good or nothing is left to say.

    Raises CxwError where the file cannot be opened.
    """
    offered: list[Problem] = []
    read = read_answers(source, session, segment, words, told)
    for _ in range(MOST_STEPS):
        better = read.told
        for problem in read.problems:
            cured = _cured(better, problem)
            if cured != better:
                offered.append(problem)
            better = cured
        if better == read.told:
            break
        read = read_answers(source, session, segment, words, better)
    return AnswersLook(read, tuple(offered))


def _cured(told: Columns, problem: Problem) -> Columns:
    said = problem.text
    if isinstance(said, Said) and said.english == NO_NEED_OF_OURS:
        return replace(told, ignore=(*told.ignore, str(said.blanks["option"]).strip("'")))
    return with_cure(told, problem)


KINDS: dict[ColumnKind, str] = {
    "who": "who they are",
    "order": "the order of the needs",
    "weight": "survey weight",
    "count": "how many customers",
    "segment": "the segment",
    "can": "whether they can say",
}


def column_facts(read: ReadAnswers, session: Session, segment: Segment) -> Iterator[tuple[str, str]]:
    """What stands where: a label, and the heads of the columns that hold it."""
    yield from _points_facts(read, segment)
    yield from _marks_facts(read, session, segment)
    for one in read.columns:
        if one.holds in KINDS:
            yield say(KINDS[one.holds]), _head(read, one)
    texts = [_head(read, one) for one in read.columns if one.holds == "text"]
    if texts:
        yield say("own words"), ", ".join(texts)
    if read.left:
        yield say("left out"), ", ".join(shortened(head, 30) for head in read.left_alone)


def _points_facts(read: ReadAnswers, segment: Segment) -> Iterator[tuple[str, str]]:
    needs = {need.id: need.short or need.text for need in segment.chosen_needs()}
    points = [f"{needs[one.need]} ({_head(read, one)})" for one in read.columns if one.holds == "points"]
    if points:
        yield say("points"), ", ".join(points)
        total = read.told.total or 100
        yield say("each spreads"), say_many(total, "1 point", "{number} points")


def _marks_facts(read: ReadAnswers, session: Session, segment: Segment) -> Iterator[tuple[str, str]]:
    marked = [company for company in session.companies(segment) if _of(read, company.id)]
    for company in marked:
        yield company.short or company.name, ", ".join(_of(read, company.id))
    if marked:
        least, most = read.told.scale or (0, 10)
        yield say("scale"), say("{least} to {most}", least=least, most=most)


def _of(read: ReadAnswers, company: str) -> list[str]:
    return [_head(read, one) for one in read.columns if one.holds == "mark" and one.company == company]


def _head(read: ReadAnswers, column: AnswerColumn) -> str:
    return shortened(read.heads[column.index], 30)


def first_customers(found: Customers, segment: Segment) -> list[list[str]]:
    """Heads, and the first customers' points as they would be stored."""
    needs = {need.id: need.short or need.text for need in segment.needs}
    rows = found.weights[:FIRST_ROWS]
    if not rows:
        return []
    return [[needs[need] for need in found.needs], *(_cells(row, len(found.needs)) for row in rows)]


def _cells(row: CustomerPoints, needs: int) -> list[str]:
    return [DK] * needs if row == DK else [f"{number:g}" for number in row]
