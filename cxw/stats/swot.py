"""The SWOT rule alone: which need is an entry of which kind, and how firmly it may be said.

The crosshair is absolute: importance at an even share of the points (Swaddling & Miller), the lead at one
point on the scale of 0 to 10 (importance-performance after Martilla & James 1977). One at the data's own mean
would make winners out of noise. Strength and weakness look inward, opportunity and threat outward, so a need
can be an entry of more than one kind, and a kind may have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.intp]
Leads = tuple[Matrix, NDArray[np.int64]]
"""Leads, and how many people marked both."""

Kind = Literal["strength", "weakness", "opportunity", "threat", "expected", "excess"]
KINDS: tuple[Kind, ...] = get_args(Kind)
BY_SIDE: frozenset[Kind] = frozenset({"strength", "weakness", "excess"})
"""Kinds that a sure side alone makes; of the others draws of the room say how firmly they stand."""
FROM_THE_BEST: frozenset[Kind] = frozenset({"weakness", "threat"})
"""Kinds that the best of several rivals can make by luck."""
Reading = Literal["statement", "question", "contested", "contested belief"]

TOLERANCE = 1e-9
CUSTOMER_EVIDENCE = 3
"""From this grade on an answer rests on customers."""
FEW = 5
"""Up to so many people no share of draws is said."""
SATISFIED = 8
"""A mark from which on somebody counts as satisfied, after Ulwick."""

NO_WEIGHTS = "Nobody gave points to the needs, so none can be called important."
NO_RIVALS = "No competitor is marked, so nothing can be called a strength or a weakness."
NO_LEAD = "Too few of us marked ourselves and a competitor here to say on which side we are."


@dataclass(frozen=True)
class Cuts:
    """Where an entry begins; `importance` is mean points, `lead` and `good` are marks of 0 to 10."""

    importance: float
    lead: float = 1.0
    good: float = 7.0
    statement: float = 0.8
    contested: float = 0.5


@dataclass(frozen=True)
class Sides:
    """Where the room is sure to stand against the best rival; one truth a need each."""

    ahead: Mask
    level: Mask
    """By the counts of people; nothing is sure of it but these."""
    behind: Mask


@dataclass(frozen=True)
class BoardEntry:
    """One need in one box, with the numbers that put it there."""

    kind: Kind
    need: int
    rival: int
    """The best rival, by its place among the rivals: the one a threat names."""
    points: float
    own: float
    lead: float
    pairs: int
    """Who marked both ourselves and this rival."""


@dataclass(frozen=True)
class SwotBoard:
    """The entries of a room as it is, and the needs that can stand in no box."""

    entries: tuple[BoardEntry, ...]
    silent: Mapping[int, str]
    """Need -> why nothing can be said of it."""
    reason: str | None = None
    """Why there is no board at all."""


@dataclass(frozen=True)
class Opportunity:
    """Ulwick's opportunity as the room believes it: importance, satisfaction 0 to 10; the value 0 to 20."""

    value: float | None
    importance: float | None
    satisfaction: float | None
    weighed: int
    marked: int
    reason: str | None = None


def important_from(needs: int) -> float:
    """Mean points from which a need is important: an even share, rounded down; 100 without needs."""
    return float(100 // needs) if needs else 100.0


def best_rival(leads: Matrix) -> tuple[Matrix, Places]:
    """The smallest lead on each need, and whose it is.

    `leads`: ... x rivals x needs, NaN where it cannot be said. Returns ... x needs each: the lead, NaN
    without any, and the rival's place, -1 without any; of equal leads the first rival.
    """
    *rooms, rivals, needs = leads.shape
    if not rivals:
        return np.full((*rooms, needs), np.nan), np.full((*rooms, needs), -1, dtype=np.intp)
    filled = np.where(np.isnan(leads), np.inf, leads)
    rival = (filled <= filled.min(axis=-2, keepdims=True) + TOLERANCE).argmax(axis=-2)
    lead = np.take_along_axis(filled, rival[..., None, :], axis=-2)[..., 0, :]
    known = np.isfinite(lead)
    return np.where(known, lead, np.nan), np.where(known, rival, -1)


def rule_holds(
    points: Matrix, own: Matrix, lead: Matrix, cuts: Cuts, sides: Sides | None = None
) -> dict[Kind, Mask]:
    """For each kind where the rule holds; all arrays of one shape, NaN where a number is missing.

    `points` mean points, `own` mean own mark, `lead` over the best rival; nothing holds where one of them is
    missing. `sides` are the room's; without them, as for one person, a lead of the cut is a side. Comparisons
    have a tolerance of 1e-9.
    """
    known = ~(np.isnan(points) | np.isnan(own) | np.isnan(lead))
    points, own, lead = (np.where(known, values, 0.0) for values in (points, own, lead))
    weighty = known & (points >= cuts.importance - TOLERANCE)
    light = known & ~weighty
    up, down = lead >= cuts.lead - TOLERANCE, lead <= -cuts.lead + TOLERANCE
    ahead, level, behind = (sides.ahead, sides.level, sides.behind) if sides else (up, ~up & ~down, down)
    good, rival_good = own >= cuts.good - TOLERANCE, own - lead >= cuts.good - TOLERANCE
    return {
        "strength": weighty & ahead & up,
        "weakness": weighty & behind & down,
        "opportunity": weighty & ~good & ~rival_good,
        "threat": weighty & rival_good & (behind | ~good),
        "expected": weighty & level & good,
        "excess": light & ahead & up,
    }


def swot_board(
    points: Matrix, own: Matrix, leads: Leads, cuts: Cuts, sides: Sides | None = None
) -> SwotBoard:
    """The entries of one room, need after need.

    `points`: needs, mean points, NaN without weights; `own`: needs, mean own mark; `leads`: rivals x needs,
    the lead over each rival (NaN where it cannot be said) and the people who marked both; `sides`: the
    room's, see `rule_holds`.
    """
    over, pairs = leads
    if not len(over):
        return SwotBoard((), {}, NO_RIVALS)
    if not np.isfinite(points).any():
        return SwotBoard((), {}, NO_WEIGHTS)
    lead, rival = best_rival(over)
    found = rule_holds(points, own, lead, cuts, sides)
    each = product(range(len(points)), KINDS)
    numbers = (points, own, lead, pairs)
    entries = tuple(_entry(kind, need, rival, numbers) for need, kind in each if found[kind][need])
    unknown = np.isnan(lead) | np.isnan(own) | np.isnan(points)
    return SwotBoard(entries, {int(need): NO_LEAD for need in np.flatnonzero(unknown)})


def by_luck(share: float | None, rivals: int, cuts: Cuts) -> bool:
    """Whether one of several rivals may be good by luck alone: of more rivals the best looks better.

    What is left of the statement's share to 1 is divided among the rivals, as each could have been the best.
    """
    return rivals > 1 and (share or 0.0) < 1 - (1 - cuts.statement) / rivals - TOLERANCE


def reading_of_side(grades: Sequence[int], *, few: bool) -> Reading:
    """How an entry that a sure side makes may be said; in a room of five or fewer always as a question."""
    if _carried(grades) and not few:
        return "statement"
    return "question"


def _carried(grades: Sequence[int]) -> bool:
    return bool(grades) and min(grades) >= CUSTOMER_EVIDENCE


def entry_reading(kind: Kind, share: float, grades: Sequence[int], rivals: int, cuts: Cuts) -> Reading | None:
    """How an entry may be said, None when it is not listed.

    `share`: of bootstrap draws with the same entry, 0 to 1; `grades`: of the weight, the own mark and the
    best rival's mark, 0 to 5 (0 for a contradicted one); `rivals`: how many were marked. With two or more, a
    weakness or a threat is listed from the statement's share on only: the best of several is best by luck
    too.
    """
    carried = _carried(grades)
    if share >= cuts.statement - TOLERANCE:
        return "statement" if carried else "question"
    if share < cuts.contested - TOLERANCE or (rivals > 1 and kind in FROM_THE_BEST):
        return None
    return "contested" if carried else "contested belief"


def ulwick(importance: float, satisfaction: float) -> float:
    """Importance plus what it exceeds satisfaction by, both 0 to 10 (Ulwick 2005)."""
    return importance + max(importance - satisfaction, 0.0)


def believed_opportunity(weights: Matrix, own: Matrix) -> tuple[Opportunity, ...]:
    """Ulwick's opportunity of each need as the room believes it; never read with the bands for customers.

    `weights`: people x needs, points, rows of NaN left out; `own`: people x needs, own marks 0 to 10, NaN
    left out. Importance is 10 times the share who gave at least 100 / n points, satisfaction 10 times the
    share who marked the own company 8 or better, each over those who answered.
    """
    needs = weights.shape[1]
    return tuple(_opportunity(weights[:, need], own[:, need], 100 / needs) for need in range(needs))


def _opportunity(points: Matrix, marks: Matrix, even: float) -> Opportunity:
    weighed, marked = points[~np.isnan(points)], marks[~np.isnan(marks)]
    counts = (len(weighed), len(marked))
    if not len(weighed):
        return Opportunity(None, None, None, *counts, reason=NO_WEIGHTS)
    importance = 10 * float((weighed >= even - TOLERANCE).mean())
    if not len(marked):
        return Opportunity(
            None, importance, None, *counts, reason="Nobody marked our own company on this need."
        )
    satisfaction = 10 * float((marked >= SATISFIED - TOLERANCE).mean())
    return Opportunity(ulwick(importance, satisfaction), importance, satisfaction, *counts)


def _entry(
    kind: Kind, need: int, rival: Places, numbers: tuple[Matrix, Matrix, Matrix, NDArray[np.int64]]
) -> BoardEntry:
    points, own, lead, pairs = numbers
    place = int(rival[need])
    return BoardEntry(
        kind, need, place, float(points[need]), float(own[need]), float(lead[need]), int(pairs[place, need])
    )
