"""What a table of answers to a lens delivers, and how it comes into a session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cxw.collect.layout import Columns
from cxw.collect.lenses.asked import AskedInLens
from cxw.collect.lenses.places import LensPlaces
from cxw.collect.session import ANSWERED_OTHERWISE
from cxw.day.lens_answers import keep_lens_row
from cxw.errors import FaultyFile, Problem, more_than_remarks
from cxw.model import OWN, LensCell, LensRound, LensRow, Session, lines_in
from cxw.text.phrases import say


@dataclass
class DeliveredLens:
    """The answers of one table to one part of a lens."""

    path: str
    columns: Columns
    asked: AskedInLens
    rows: dict[str, LensRow] = field(default_factory=dict)
    """who answers -> their row as the file has it"""
    lines: dict[str, int] = field(default_factory=dict)
    """whoever stands in the table -> the line"""
    problems: list[Problem] = field(default_factory=list)
    heads: tuple[str, ...] = ()
    headed: int = 1
    """the line of the headings"""
    places: LensPlaces | None = None
    """what each column was taken for; None while that is not known"""
    whole: bool = False
    """False when the table as such is at fault, not single rows of it"""

    @property
    def faults(self) -> list[Problem]:
        """The problems that are more than a remark."""
        return more_than_remarks(self.problems)

    @property
    def good(self) -> bool:
        """Whether everything may be kept; with --partial, whether what is left may."""
        return self.whole and bool(self.rows) and (not self.faults or self.columns.partial)


def lens_into(session: Session, delivered: DeliveredLens) -> None:
    """Put what was delivered into the open part; closing and the reveal belong to the room.

    Raises FaultyFile when the table is not good or contradicts what the session holds, CxwError where the
    part is not open any more. Then nothing has changed.
    """
    if not delivered.good:
        raise FaultyFile(delivered.problems)
    round = delivered.asked.in_(session)
    clashes = dict(lens_clashes(round, delivered))
    if clashes and not delivered.columns.partial:
        raise FaultyFile([*clashes.values()])
    for who, row in delivered.rows.items():
        if who not in clashes:
            keep_lens_row(session, round, who, _joined(round.said().get(who), row), "spreadsheet")


def lens_clashes(round: LensRound, delivered: DeliveredLens) -> Iterator[tuple[str, Problem]]:
    """Who has answered otherwise already: nothing is written over."""
    gathers = delivered.asked.gathers
    for who, row in delivered.rows.items():
        if who in round.said() and not _agrees(round.said()[who], row, gathers=gathers):
            said = say(ANSWERED_OTHERWISE, name=delivered.asked.who_label(who))
            yield who, Problem(delivered.path, delivered.lines[who], said)


def _agrees(there: LensRow, row: LensRow, *, gathers: bool) -> bool:
    """Whether no answer of a table is another one than the part has; what was not there yet may come.

    Where things are named further lines always may.
    """
    if not isinstance(there, dict) or not isinstance(row, dict):
        return there == row
    return gathers or all(_agrees_about(cell, row.get(thing)) for thing, cell in there.items())


def _agrees_about(there: LensCell, cell: LensCell | None) -> bool:
    """The same of one thing; behind a pick the further one may come, and beside words a line."""
    if isinstance(there, Mapping) and isinstance(cell, Mapping):
        return all(cell.get(key) == value for key, value in there.items())
    return there == cell


def _joined(there: LensRow | None, row: LensRow) -> LensRow:
    """A row with the lines that somebody had named before; none in it is no less than those."""
    if isinstance(row, dict) and isinstance(row.get(OWN), list):
        return {OWN: list(dict.fromkeys([*lines_in(there), *lines_in(row)]))}
    return row
