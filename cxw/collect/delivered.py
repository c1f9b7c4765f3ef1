"""What a table delivers: answers that count, sums as they came, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from cxw.collect.cells import NumbersAsked
from cxw.collect.layout import Columns, Layout
from cxw.collect.numbers import Number
from cxw.errors import Problem, more_than_remarks
from cxw.model import (
    Company,
    MarksAnswer,
    MarkScale,
    Need,
    Participant,
    Percent,
    Reason,
    WeightsAnswer,
)


@dataclass
class Total:
    """The sum of all numbers that stand in the table for one need, before anything was closed or left out."""

    label: str
    sum: Number = 0
    answers: int = 0
    uncounted: int = 0
    """cells that hold something and no number, and do not say that somebody does not know"""


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
    """person -> need -> what closing the row added to the whole part of its points"""
    total: int | None = None
    """what each row of points adds up to as it is kept, where that is not 100"""
    scale: MarkScale | None = None
    """the scale of the marks, where the command says which"""
    sure: dict[str, Percent] = field(default_factory=dict)
    """how sure each person is, in percent, or `dk`"""
    reasons: dict[str, Reason] = field(default_factory=dict)
    """why somebody's second row is another one"""
    unplaced: int = 0
    """rows that belong to nobody, or to somebody who stands there already: their numbers are in no total"""
    further: list[Delivered] = field(default_factory=list)
    """the same table's answers of another round or segment"""
    blanks: list[str] = field(default_factory=list)
    """who is in the table and answered nothing"""
    dk: list[str] = field(default_factory=list)
    """whose whole row says that they do not know"""
    left_out: list[str] = field(default_factory=list)
    """whose row (or, for marks, some company of it) is faulty"""
    problems: list[Problem] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    """what stands over the columns"""
    headed: int = 1
    """the line of the headings"""
    given: NumbersAsked | None = None
    """in which total or on which scale its numbers were read; None while that is not known"""
    roles: Layout | None = None
    """what each column was taken for; None while that is not known, and of people"""
    whole: bool = True
    """False when the table as such is at fault, not single rows of it"""

    @property
    def faults(self) -> list[Problem]:
        """The problems that are more than a remark."""
        return more_than_remarks(self.problems)

    @property
    def good(self) -> bool:
        """Whether everything may be kept; with --partial, whether what is left may."""
        if not self.faults:
            return True
        return self.columns.partial and self.whole and bool(self.weights or self.marks or self._people_left)

    @property
    def _people_left(self) -> bool:
        return self.columns.of == "people" and bool(self.people)

    def parts(self) -> Iterator[Delivered]:
        """This, then what belongs to further rounds and segments."""
        yield self
        yield from self.further

    def answered(self) -> list[str]:
        """Whose answers count, in the order of the table."""
        return list(self.weights or self.marks)

    def marked(self) -> set[str]:
        """The companies that somebody marked, by id."""
        return set(chain.from_iterable(self.marks.values()))
