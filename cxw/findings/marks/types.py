"""Types of the grid: companies, cells, leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from cxw.findings.people import GroupNumber, NeedWords, PersonRow, ShownGroup

Side: TypeAlias = Literal["ahead", "level", "behind", "split"]


@dataclass(frozen=True)
class CompanyLine:
    """A company of the grid."""

    id: str
    name: str
    short: str
    own: bool
    answered: int
    """People with a row for it."""
    missing: tuple[tuple[str, int], ...]
    known: float | None
    """Share of (person, need) cells with a mark."""
    hardly_known: bool
    groups: tuple[ShownGroup, ...]
    late: int
    """Who marked it first after the reveal: in no number of record."""
    seal: str | None
    revealed: dt.datetime | None


@dataclass(frozen=True)
class CellSecond:
    """A flagged cell in the second round, over those who answered it in both."""

    both: int | None
    """Who marked it in both; None, as what follows, where that may not be told."""
    left_out: int | None
    moved: int | None
    """Who marked it otherwise the second time; None for fewer than three where nothing else is told."""
    median_before: float | None
    median_after: float | None
    mean_before: float | None
    mean_after: float | None
    values_before: tuple[float, ...]
    values_after: tuple[float, ...]
    sentence: str | None
    """How many marked it otherwise, where nothing else may be told."""


@dataclass(frozen=True)
class Cell:
    """One company on one need."""

    company: str
    need: str
    n: int
    """Marks given."""
    dont_know: int
    valid: bool
    """Enough marks and few enough don't-knows: otherwise no colour and no verdict."""
    median: float | None
    mean: float | None
    sd: float | None
    rwg: float | None
    """Agreement on the marks, r*wg: 1 when all are equal, 0 as chance would spread them."""
    low: float | None
    high: float | None
    values: tuple[float, ...]
    """In order of value; empty where there are too few to show."""
    groups: tuple[GroupNumber, ...]
    """Medians of the groups that may be shown in this cell."""
    flags: tuple[Literal["spread", "functions"], ...]
    """Why people disagree here: a large spread, or two functions far apart."""
    decisive: float | None
    """Mean points times range, in points times marks; None without weights or marks."""
    second: CellSecond | None


@dataclass(frozen=True)
class Lead:
    """How far the own company is ahead of one rival on one need, over those who marked both."""

    need: str
    rival: str
    n: int | None
    """Who marked both; None, as the median and what follows, where one or two marked only one of the two."""
    by: float
    """The median lead, or where it may not be told our middle mark minus theirs."""
    side: Side
    """By the counts of people; where these may not be told by the two middle marks."""
    median: float | None
    mean: float | None
    ahead: int | None
    """How many put the own company ahead of this rival."""
    level: int | None
    behind: int | None
    best: bool
    """The rival with the smallest lead on this need."""
    sentence: str

    @property
    def counts(self) -> tuple[int, int, int] | None:
        """People who put us ahead, level and behind; None where they may not be told."""
        if self.ahead is None or self.level is None or self.behind is None:
            return None
        return self.ahead, self.level, self.behind


@dataclass(frozen=True)
class LeftOut:
    """A rival that can be no best rival on a need, as too few know it there."""

    need: str
    rival: str
    short: str
    dont_know: int
    asked: int


@dataclass(frozen=True)
class GridFindings:
    """The grid of record: for each company its first round on the newest list, put together."""

    needs: tuple[NeedWords, ...]
    companies: tuple[CompanyLine, ...]
    """The own company first."""
    cells: tuple[Cell, ...]
    leads: tuple[Lead, ...]
    """Order of needs, then of companies; only where both cells are valid and three marked both."""
    many_unknown: bool
    """More squares have no verdict than sentences may name: a grid of don't-knows stands instead."""
    left_out: tuple[LeftOut, ...]
    """On needs with a lead, the rivals that have none."""
    people: int
    """Who gave a row for any company."""
    flagged: tuple[tuple[str, str], ...]
    """Company and need of at most five cells that a second round would ask about."""
    named: tuple[PersonRow, ...]
    """Where names may be shown: keys `COMPANY NEED`."""
    headline: str
    sentences: tuple[str, ...]

    def cell(self, company: str, need: str) -> Cell | None:
        """The cell, None where it was not asked."""
        return self._places.get((company, need))

    @cached_property
    def _places(self) -> dict[tuple[str, str], Cell]:
        return {(cell.company, cell.need): cell for cell in self.cells}

    @property
    def need_shorts(self) -> dict[str, str]:
        """Need -> its short words."""
        return {need.id: need.short for need in self.needs}

    @property
    def company_shorts(self) -> dict[str, str]:
        """Company -> its short name."""
        return {company.id: company.short for company in self.companies}

    @property
    def best_leads(self) -> list[Lead]:
        """The lead over the best rival on each need that has one."""
        return [lead for lead in self.leads if lead.best]

    def best_lead(self, need: str) -> Lead | None:
        """The lead over the best rival on this need, None where there is none."""
        return next((lead for lead in self.best_leads if lead.need == need), None)
