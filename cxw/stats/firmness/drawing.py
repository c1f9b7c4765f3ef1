"""Would a room like this one say it again: people drawn with putting back, weights and marks together.

SMAA-2 (Lahdelma & Salminen 2001), with the draws of the room in the place of a distribution: how often each
company takes each rank, how often it stands before each other one, the weights under which it comes first,
and how often it does when these weights are taken for granted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from cxw.stats import scores, swot
from cxw.stats.firmness.calibrated import FEWEST, again_from
from cxw.stats.firmness.tally import Means, Tally
from cxw.stats.scores import TOLERANCE, Mask, Matrix, ScoreBasis, Scores
from cxw.stats.swot import KINDS, Cuts, Kind, Sides

DRAWS = 2_000
ROOM = 301
"""Added to the session's seed for draws of rooms like this one."""
UNKNOWN = 302
"""Added to the session's seed for weights about which nothing is known."""
ROWS = 10_000

TOO_FEW = (
    "Five or fewer of us gave points or marks: too few to say what another room like this one would say."
)
ONE_COMPANY = "Fewer than two companies can be scored, so none comes before another."
ALL_SKIPPED = "In no draw did every company keep a mark on every need, so nothing can be said."


@dataclass(frozen=True)
class Standing:
    """How one company fares over the draws."""

    company: int
    ranks: tuple[float, ...]
    """Share of draws at each rank, from the first; companies that are level share their ranks."""
    before: tuple[float, ...]
    """Share of draws ahead of each scored company, ties split, one half for itself."""
    central: tuple[float, ...] | None
    """Mean points per need over the draws in which it is first; None when it never is."""
    confidence: float | None
    """Share of draws in which it is first when these weights are fixed."""


@dataclass(frozen=True)
class Again:
    """Whether a room like this one would put the same company first."""

    people: int
    draws: int
    """Draws that count."""
    skipped: int
    """Draws without points, or without a mark in a cell of the scores."""
    companies: tuple[Standing, ...]
    cut: float | None
    """Share of first places from which the word may be said."""
    says: bool
    """Whether this room would say it again."""
    reason: str | None = None


@dataclass(frozen=True)
class EntryShare:
    """How often draws have an entry of one kind on one need."""

    share: float | None
    """Of the draws that count; None when none does."""
    named: float | None
    """Of these, with the same best rival as in the room."""
    draws: int
    skipped: int
    """Draws without points or without anybody who marked us and a rival on this need."""


@dataclass(frozen=True)
class WeightsUnknown:
    """Who leads when nothing is known about the weights and the mean marks are right."""

    companies: tuple[int, ...]
    first: tuple[float, ...]
    """Share of all possible weights under which each company is first, ties split."""
    reason: str | None = None


class Draws:
    """The draws of one room, made once for scores and entries alike."""

    def __init__(self, tally: Tally, seed: int, draws: int = DRAWS) -> None:
        few = tally.fewest < FEWEST
        sums = tally.sheet[:0] if few else tally.drawn(draws, seed + ROOM)
        self.tally = tally
        self.means: Means = tally.means(sums)

    @property
    def made(self) -> int:
        """How many there are; none in a room of five or fewer."""
        return len(self.means.points)


def smaa_again(draws: Draws, room: Scores) -> Again:
    """SMAA-2 over the draws, on the needs and companies of the room's own scores.

    A draw in which a company has no mark on one of the needs, or nobody gave points, is skipped and counted.
    """
    reason = _nothing(draws, room.basis)
    if reason is not None:
        return Again(draws.tally.people, 0, 0, (), None, says=False, reason=reason)
    found = scores.score(draws.means.points, draws.means.marks, room.basis)
    kept = ~np.isnan(found[:, 0])
    skipped = len(found) - int(kept.sum())
    cut = again_from(draws.tally.fewest, len(room.scores))
    if not kept.any():
        return Again(draws.tally.people, 0, skipped, (), cut, says=False, reason=ALL_SKIPPED)
    standings = _standings(draws, found, kept, room.basis)
    firsts = {standing.company: standing.ranks[0] for standing in standings}
    says = len(room.first) == 1 and cut is not None and firsts[room.first[0]] >= cut - TOLERANCE
    return Again(draws.tally.people, int(kept.sum()), skipped, standings, cut, says)


def before_and_level(scores: Matrix) -> tuple[Matrix, Matrix]:
    """How many companies stand before each one, and how many are level with it, itself among them.

    `scores`: rooms x companies, without NaN; both results have its shape.
    """
    columns = np.ascontiguousarray(scores.T)  # rows of a few companies are slow to add up, columns are not
    ahead = columns[None, :, :] - columns[:, None, :]
    before: Matrix = (ahead > TOLERANCE).sum(axis=1, dtype=np.float64).T
    level: Matrix = (np.abs(ahead) <= TOLERANCE).sum(axis=1, dtype=np.float64).T
    return before, level


def first_place_shares(scores: Matrix) -> Matrix:
    """Each company's part of the first place in each room, split among those that are level."""
    before, level = before_and_level(scores)
    parts: Matrix = (before == 0) / level
    return parts


def acceptability(scores: Matrix) -> Matrix:
    """Companies x ranks: share of rooms in which a company takes a rank; rows and columns sum to 1.

    `scores`: rooms x companies, without NaN, at least one room; companies that are level share the ranks
    they take up evenly.
    """
    before, level = before_and_level(scores)
    ranks = range(scores.shape[1])
    held = [((before <= rank) & (rank < before + level)) / level for rank in ranks]
    return np.stack([rank.mean(axis=0) for rank in held], axis=1)


def pairwise(scores: Matrix) -> Matrix:
    """Companies x companies: share of rooms in which the row's company stands before the column's.

    `scores`: rooms x companies, without NaN, at least one room; a tie counts one half to each.
    """
    ahead = scores[:, :, None] - scores[:, None, :]
    shares: Matrix = ((ahead > TOLERANCE) + 0.5 * (np.abs(ahead) <= TOLERANCE)).mean(axis=0)
    return shares


def entry_shares(draws: Draws, cuts: Cuts, sides: Sides | None = None) -> dict[tuple[Kind, int], EntryShare]:
    """For each kind and need the share of draws with this entry; empty in a room of five or fewer.

    Marks are drawn, with the points and the sides as the room has them: whether a need matters enough, and on
    which side we stand, are questions of their own. The best rival is chosen anew in every draw. A draw in
    which nobody marked both us and any rival on a need is skipped for this need and counted.
    """
    if not draws.made or not draws.tally.rivals:
        return {}
    lead, rival = swot.best_rival(draws.means.leads)
    own, points = draws.means.marks[:, 0], draws.tally.room.points
    known = ~(np.isnan(points) | np.isnan(own) | np.isnan(lead))
    found = swot.rule_holds(np.broadcast_to(points, own.shape), own, lead, cuts, sides)
    same = rival == swot.best_rival(draws.tally.room.leads)[1]
    return {
        (kind, need): _share(found[kind][:, need], same[:, need], known[:, need])
        for kind, need in product(KINDS, range(draws.tally.needs))
    }


def matters(draws: Draws, cuts: Cuts) -> tuple[float | None, ...]:
    """For each need the share of draws in which it has an even share of the points; None without draws."""
    points = draws.means.points
    points = points[~np.isnan(points).any(axis=1)]
    if not len(points):
        return (None,) * draws.tally.needs
    return tuple(map(float, (points >= cuts.importance - TOLERANCE).mean(axis=0)))


def weights_unknown(tally: Tally, room: Scores, seed: int, rows: int = ROWS) -> WeightsUnknown:
    """Who leads over weights drawn evenly from all possible ones, with the mean marks as they are.

    The weights go over the needs of the room's scores. Not said in a room of five or fewer.
    """
    reason = _alone(room.basis) if tally.fewest >= FEWEST else TOO_FEW
    if reason is not None:
        return WeightsUnknown((), (), reason)
    needs, scored = list(room.basis.needs), list(room.basis.scored)
    generator = np.random.Generator(np.random.PCG64(seed + UNKNOWN))
    weights = generator.standard_exponential((rows, len(needs)))
    marks = tally.room.marks[0][scored][:, needs]
    share = first_place_shares(weights / weights.sum(axis=1, keepdims=True) @ marks.T).mean(axis=0)
    return WeightsUnknown(room.basis.scored, _plain(share))


def _standings(draws: Draws, found: Matrix, kept: Mask, basis: ScoreBasis) -> tuple[Standing, ...]:
    ranks, before = acceptability(found[kept]), pairwise(found[kept])
    points, marks = draws.means.points[kept], draws.means.marks[kept]
    first = first_place_shares(found[kept])
    told = []
    for place, company in enumerate(basis.scored):
        central, again = None, None
        if first[:, place].any():
            weights = first[:, place] @ points / first[:, place].sum()
            again = float(first_place_shares(scores.score(weights, marks, basis))[:, place].mean())
            central = _plain(weights)
        told.append(Standing(company, _plain(ranks[place]), _plain(before[place]), central, again))
    return tuple(told)


def _share(found: Mask, same: Mask, known: Mask) -> EntryShare:
    draws, hits = int(known.sum()), int(found.sum())
    if not draws:
        return EntryShare(None, None, 0, len(found))
    named = int((found & same).sum()) / hits if hits else None
    return EntryShare(hits / draws, named, draws, len(found) - draws)


def _nothing(draws: Draws, basis: ScoreBasis) -> str | None:
    """Why nothing can be said over these draws."""
    return _alone(basis) if draws.made else TOO_FEW


def _alone(basis: ScoreBasis) -> str | None:
    return basis.reason or (ONE_COMPANY if len(basis.scored) < 2 else None)


def _plain(values: Matrix) -> tuple[float, ...]:
    return tuple(map(float, values))
