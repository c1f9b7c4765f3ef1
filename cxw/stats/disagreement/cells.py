"""Cells and leads of the grid of record: what the marks of each company on each need say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import sqrt
from statistics import fmean, median, variance
from typing import Literal, NamedTuple

import numpy as np

from cxw.day.record import Group, MarksOfTen, MarksRecord, groups, present, shown_groups
from cxw.model import AnswerName, Participant, PersonId, Segment, Session
from cxw.questions.rounds import any_number
from cxw.stats.disagreement.arrays import TOLERANCE, Matrix
from cxw.stats.disagreement.contested import FEWEST, beyond_the_hat

Flag = Literal["spread", "functions"]
"""Why people disagree in a cell: a large spread, or two functions' medians farther apart than by chance."""

MOST_FLAGGED = 5


def uniform_variance(unit: float = 1.0) -> float:
    """Variance of marks when each is as likely as any other, with so many out of ten a step of the scale.

    Of n marks unit^2 (n^2 - 1) / 12, and n is 10 / unit + 1: for 0 to 10 (11 * 11 - 1) / 12 = 10.
    """
    return (100 + 20 * unit) / 12


@dataclass(frozen=True)
class CellSums:
    """One company on one need: all that its marks say."""

    company: str
    need: str
    marks: Mapping[PersonId, float]
    dont_know: int
    valid: bool
    groups: tuple[Group, ...]
    """Those that may be printed, cut down to who marked this cell."""
    flags: tuple[Flag, ...]
    apart: bool = False
    """Whether these marks stand beside nobody's own, as in some shared copies: no lead is known."""
    left_out: int = 0
    """Marks that a shared copy leaves out, as one or two people gave them."""
    unit: float = 1.0
    """What one step of the scale is out of ten."""

    @property
    def values(self) -> tuple[float, ...]:
        """The marks in order of value."""
        return tuple(sorted(self.marks.values()))

    @property
    def given(self) -> int:
        """How many gave a mark, whether it is in this file or left out of a shared copy."""
        return len(self.marks) + self.left_out

    @property
    def asked(self) -> int:
        """How many answered: with a mark, or that they do not know."""
        return self.given + self.dont_know

    @property
    def sd(self) -> float | None:
        """Standard deviation of the marks (n - 1), None below two."""
        if self._variance is None:
            return None
        return sqrt(self._variance)

    @cached_property
    def _variance(self) -> float | None:
        """Of whole steps, so that sums lose no digit."""
        n, given = len(self.marks), self.marks.values()
        steps = given if self.unit == 1 else [round(mark / self.unit) for mark in given]
        if n < 2:
            return None
        squared = (n * sum(mark * mark for mark in steps) - sum(steps) ** 2) / (n * (n - 1))
        return squared * self.unit**2

    @property
    def rwg(self) -> float | None:
        """Agreement on the marks of this cell, 1 when all are equal; None below two marks."""
        if self._variance is None:
            return None
        return 1 - self._variance / uniform_variance(self.unit)

    @property
    def range(self) -> float:
        """Highest minus lowest mark, 0 without marks."""
        if self.marks:
            return max(self.values) - min(self.values)
        return 0

    @property
    def dont_know_share(self) -> float:
        """Of those asked."""
        return self.dont_know / self.asked if self.asked else 0.0

    def medians(self) -> dict[str, float]:
        """Each printed group's median."""
        return dict(self._medians)

    @cached_property
    def _medians(self) -> dict[str, float]:
        return {group.name: float(median(map(self.marks.__getitem__, group.people))) for group in self.groups}


@dataclass(frozen=True)
class LeadSums:
    """Own mark minus a rival's, over the people who marked both."""

    need: str
    rival: str
    differences: tuple[float, ...]
    people: frozenset[PersonId]
    best: bool

    @property
    def mean(self) -> float:
        """The lead."""
        return fmean(self.differences)

    @property
    def median(self) -> float:
        """The median difference."""
        return float(median(self.differences))

    @property
    def counts(self) -> tuple[int, int, int]:
        """Who puts us ahead of the rival, level with it, and behind."""
        ahead = sum(difference > 0 for difference in self.differences)
        behind = sum(difference < 0 for difference in self.differences)
        return ahead, len(self.differences) - ahead - behind, behind


def rwg(marks: Sequence[float]) -> float | None:
    """Agreement on one cell, r*wg = 1 - s2 / 10, s2 the variance (n - 1) of marks 0 to 10; None below two.

    1 when all are equal, 0 when they spread as evenly over the scale as chance would, below 0 when people
    stand at both ends. Lindell, Brandt & Whitney 1999, uniform null.
    """
    if len(marks) > 1:
        return 1 - variance(marks) / uniform_variance()
    return None


def cells(session: Session, segment: Segment, record: MarksRecord) -> tuple[CellSums, ...]:
    """Every cell of the grid of record: companies in the file's order, own first; needs in the list's."""
    found = []
    for company in (one.id for one in session.companies(segment) if one.id in record.rounds):
        round = record.rounds[company]
        given = [person for person, answer in round.answers.items() if any_number(answer)]
        rows = record.rows(company)
        parts = groups(session, given, present(round, company), round.answers)
        for need in record.needs:
            named = f"mark {company} {need}"
            shown = () if named in round.mixed else parts
            told = _Marked(company, need, shown, apart=named in round.apart, unit=record.unit)
            found.append(_cell(session, told, rows))
    return _flagged(session, found)


class _Marked(NamedTuple):
    """What is known of a cell before its marks are looked at."""

    company: str
    need: str
    parts: Sequence[Group]
    apart: bool
    unit: float


def _cell(session: Session, told: _Marked, rows: Mapping[PersonId, MarksOfTen]) -> CellSums:
    said = {person: row[told.need] for person, row in rows.items() if told.need in row}
    marks = {person: mark for person, mark in said.items() if not isinstance(mark, str)}
    left_out = len(rows) - len(said) if session.shared else 0
    dont_know, limits = len(said) - len(marks), session.thresholds
    few_unknown = dont_know < limits.dk_share * (len(said) + left_out)
    return CellSums(
        told.company,
        told.need,
        marks,
        dont_know,
        valid=few_unknown and len(marks) >= limits.min_marks,
        groups=shown_groups(told.parts, marks, session, said),
        flags=(),
        apart=told.apart,
        left_out=left_out,
        unit=told.unit,
    )


def _flagged(session: Session, cells: Sequence[CellSums]) -> tuple[CellSums, ...]:
    """The cells with why people disagree in them; a cell too few know carries no verdict."""
    valid = [cell for cell in cells if cell.valid]
    beyond = dict(zip(map(id, valid), _beyond(session, valid), strict=True))
    flags = ((cell, _flags(session, cell, beyond.get(id(cell), False))) for cell in cells)
    return tuple(replace(cell, flags=why) if why else cell for cell, why in flags)


def _flags(session: Session, cell: CellSums, beyond: bool) -> tuple[Flag, ...]:
    found: list[Flag] = []
    if cell.valid and (cell.sd or 0.0) > session.thresholds.dissent_sd + TOLERANCE:
        found.append("spread")
    return (*found, "functions") if beyond else tuple(found)


def _beyond(session: Session, cells: Sequence[CellSums]) -> tuple[bool, ...]:
    """In which cells two functions' middle marks are farther apart than names from a hat would be."""
    everybody = session.asked()
    who = [person for person in everybody if any(person.id in cell.marks for cell in cells)]
    members: dict[str, list[int]] = {}
    for at, person in enumerate(who):
        if person.function:
            members.setdefault(person.function, []).append(at)
    far = float(session.thresholds.dissent_medians)
    gaps = [_gap(cell) if _gap_of_medians(cell) >= far - TOLERANCE else 0.0 for cell in cells]
    unit = cells[0].unit if cells else 1.0
    marks, groups = _people_by_cells(who, cells), [*members.values()]
    return beyond_the_hat(marks, groups, gaps, session.seed or 0, unit)


def _people_by_cells(who: Sequence[Participant], cells: Sequence[CellSums]) -> Matrix:
    marks = np.full((len(who), len(cells)), np.nan)
    for at, cell in enumerate(cells):
        marks[:, at] = [cell.marks.get(person.id, np.nan) for person in who]
    return marks


def _gap_of_medians(cell: CellSums) -> float:
    """Between the highest and the lowest middle mark of functions with three marks; "others" are none."""
    medians = cell.medians()
    return _between([medians[one.name] for one in _functions(cell)])


def _gap(cell: CellSums) -> float:
    """The same between their means."""
    return _between([fmean(map(cell.marks.__getitem__, one.people)) for one in _functions(cell)])


def _between(told: Sequence[float]) -> float:
    return max(told) - min(told) if told else 0.0


def _functions(cell: CellSums) -> list[Group]:
    return [one for one in cell.groups if not one.others and len(one.people) >= FEWEST]


def flagged(cells: Sequence[CellSums]) -> tuple[CellSums, ...]:
    """At most five flagged cells for a second round: largest spread first, then the order of the file."""
    found = [cell for cell in cells if cell.flags]
    return tuple(sorted(found, key=lambda cell: -round(cell.sd or 0.0, 9))[:MOST_FLAGGED])


def known_share(cells: Sequence[CellSums]) -> dict[str, float]:
    """Company -> share of (person, need) cells with a mark; below half it is hardly known here."""
    found: dict[str, tuple[int, int]] = {}
    for cell in cells:
        marked, asked = found.get(cell.company, (0, 0))
        found[cell.company] = (marked + cell.given, asked + cell.asked)
    return {company: marked / asked for company, (marked, asked) in found.items() if asked}


def leads(cells: Sequence[CellSums], own: str, min_marks: int) -> tuple[LeadSums, ...]:
    """The own company against each rival on each need: valid cells that at least so many people marked both.

    The best rival is the one with the smallest lead, of equal ones the first in the file; where a copy does
    not know all leads, it is not known.
    """
    found: list[LeadSums] = []
    valid = [cell for cell in cells if cell.valid]
    mine = {cell.need: cell for cell in valid if cell.company == own}
    for need, cell in mine.items():
        rivals = [other for other in valid if other.need == need and other.company != own]
        found += _leads_of_need(cell, rivals, min_marks)
    return tuple(found)


def _leads_of_need(mine: CellSums, rivals: Sequence[CellSums], min_marks: int) -> list[LeadSums]:
    found = [_lead(mine, rival) for rival in rivals if not rival.apart]
    pairs = [lead for lead in found if len(lead.differences) >= min_marks]
    if any(rival.apart for rival in rivals):
        return pairs
    best = min(pairs, key=lambda lead: round(lead.mean, 9), default=None)
    return [replace(lead, best=lead is best) for lead in pairs]


def _lead(own: CellSums, rival: CellSums) -> LeadSums:
    both = frozenset(own.marks).intersection(rival.marks)
    differences = tuple(sorted(own.marks[person] - rival.marks[person] for person in both))
    return LeadSums(own.need, rival.company, differences, both, best=False)


def decisive(
    cells: Sequence[CellSums], mean_points: Mapping[str, float], dk_share: float
) -> tuple[CellSums, ...]:
    """The cells in the order in which to ask "how do we know?".

    Cells that too many people do not know come first, by points times share of don't-knows; the others by
    mean points times range of the marks. Without weights every need counts the same.
    """

    def rank(cell: CellSums) -> tuple[bool, float]:
        points = mean_points.get(cell.need, 0.0) if mean_points else 1.0
        unknown = cell.dont_know_share >= dk_share
        return not unknown, -round(points * (cell.dont_know_share if unknown else cell.range), 9)

    return tuple(sorted((cell for cell in cells if cell.marks or cell.dont_know), key=rank))


def cell_name(cell: CellSums) -> AnswerName:
    """The cell as the file names it."""
    return f"mark {cell.company} {cell.need}"
