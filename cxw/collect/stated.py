"""In which total a table's points are, on which scale its marks: as the command says, else as the file does.

All rounds of a list of needs have one total and all marks of a segment one scale, so what has been answered
binds what a table may bring.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cxw.collect.layout import Columns
from cxw.day import rounds
from cxw.errors import CxwError
from cxw.model import ENDS, LEAST_MARK, MOST_MARK, MOST_POINTS, TOTAL, AnyRound, Segment
from cxw.questions.rounds import as_marks, as_points
from cxw.text.phrases import say

_SCALE = re.compile(r"([-−]?[0-9]{1,3})\s*(?:-|–|—|\.\.|:|to|bis)\s*([-−]?[0-9]{1,3})")


@dataclass(frozen=True)
class Stated:
    """What is known of a table's numbers before any of them is read."""

    of: Literal["weights", "marks"]
    least: int
    most: int
    """of points 0 and the total each person spread"""
    told: bool
    """whether the command or a round of the file says so; else it is what is usual"""
    bound: tuple[int, int] | None = None
    """what earlier answers of the file are in, where there are any"""
    unknown: frozenset[str] = frozenset()
    """the words and codes by which the command says that somebody does not know"""

    @property
    def fits(self) -> bool:
        """Whether the table may be in this total, or on this scale, beside what the file holds."""
        points_of_hundred = self.of == "weights" and self.bound == (0, TOTAL)
        return self.bound in (None, (self.least, self.most)) or points_of_hundred


def scale_in(text: str) -> tuple[int, int]:
    """The ends of a scale as the command gives them: `1-5`, `-3-3`, `0..100`. CxwError where it is none."""
    found = _SCALE.fullmatch(text.strip().casefold())
    if found is None:
        raise CxwError(say(NO_SCALE, text=text))
    low, high = (int(end.replace("−", "-")) for end in found.groups())
    if low >= high:
        raise CxwError(say(BEST_IS_HIGHER, text=text))
    if low < LEAST_MARK or high > MOST_MARK:
        raise CxwError(say(TOO_WIDE, text=text, least=LEAST_MARK, most=MOST_MARK))
    return low, high


NO_SCALE = "“{text}” is no scale: write its worst and its best mark, as in --scale 1-5 or --scale -3-3."
BEST_IS_HIGHER = (
    "“{text}”: the best mark of a scale is the higher one. "
    "Where 1 is the best, turn the marks round in the table first."
)
TOO_WIDE = "“{text}” is too wide a scale: it goes from {least} to {most} at most."
OTHER_SCALE = (
    "the marks of this segment are given from {least} to {most}, and these from {low} to {high}: "
    "all marks of a segment are on one scale"
)
OTHER_TOTAL = (
    "{total} points each are spread in this segment's round, and --total says {told}: "
    "all rounds on a list of needs spread as many"
)


def total_in(total: int) -> int:
    """The total the command gives. CxwError where nobody can spread it."""
    if not 1 <= total <= MOST_POINTS:
        said = "--total {total}: a total is a whole number from 1 to {most}."
        raise CxwError(say(said, total=total, most=MOST_POINTS))
    return total


def stated(segment: Segment | None, columns: Columns) -> Stated:
    """What the command and the file say of a table's numbers."""
    if columns.of == "weights":
        bound = _bound(segment, "weights")
        usual = rounds.points_each(segment) if segment else TOTAL
        told = columns.total is not None
        total = columns.total if columns.total is not None else usual
        return Stated("weights", 0, total, told, bound, columns.unknown)
    usual_ends = rounds.ends_of_marks(segment) if segment else ENDS
    last = rounds.newest(segment, "marks") if segment else None
    said = columns.scale is not None or (last is not None and last.scale is not None)
    least, most = columns.scale or usual_ends
    return Stated("marks", least, most, said, _bound(segment, "marks"), columns.unknown)


def misfit(given: Stated) -> str:
    """Why a table cannot be in this total, or on this scale; empty where it can."""
    if given.fits or given.bound is None:
        return ""
    least, most = given.bound
    if given.of == "weights":
        return say(OTHER_TOTAL, total=most, told=given.most)
    return say(OTHER_SCALE, least=least, most=most, low=given.least, high=given.most)


def _bound(segment: Segment | None, of: Literal["weights", "marks"]) -> tuple[int, int] | None:
    """What the answers there are in: of points on the chosen list, of marks in the whole segment."""
    for round in segment.rounds_of(of) if segment else ():
        begun = round.answers or round.drafts or not rounds.is_open(round)
        if begun and _binds(segment, round):
            marked, weighed = as_marks(round), as_points(round)
            if marked:
                return marked.ends
            return (0, weighed.points_each) if weighed else None
    return None


def _binds(segment: Segment | None, round: AnyRound) -> bool:
    """Whether what is given here has to be alike: marks always, points on the list that is chosen."""
    return round.of == "marks" or (segment is not None and set(round.needs) == set(segment.chosen))
