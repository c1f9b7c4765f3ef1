"""How firmly the room may say what it says: own votes, leave one out, draws of the room, unknown weights.

Four layers, printed in this order: the votes that each person's own numbers cast; what hangs on one person
or one function; whether another room like this one would say it again; and who leads whatever the weights. A
room of five or fewer has the first two only. Everything is a pure function of arrays; rows are sorted by what
they hold before any draw, so neither names nor the order of people change a number. What cannot be said is
None with a sentence beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cxw.stats import scores, swot
from cxw.stats.disagreement import remembered
from cxw.stats.firmness.drawing import (
    Again,
    Draws,
    EntryShare,
    WeightsUnknown,
    entry_shares,
    matters,
    smaa_again,
    weights_unknown,
)
from cxw.stats.firmness.flips import MarkFlip, PointsFlip, first_need_flip, mark_flip, points_flip
from cxw.stats.firmness.sides import SideOf, sides
from cxw.stats.firmness.tally import AnswerArrays, Tally
from cxw.stats.firmness.votes import (
    Agreeing,
    Leaving,
    RivalVotes,
    agreeing,
    leave_out,
    own_votes,
    tally_board,
)
from cxw.stats.scores import Mask, Scores
from cxw.stats.swot import BY_SIDE, BoardEntry, Cuts, Reading, Sides, SwotBoard

__all__ = ["AnswerArrays", "Firmness", "Grades", "ListedEntry", "firmness", "listed_entries"]


@dataclass(frozen=True)
class Grades:
    """What evidence stands behind each answer, 0 to 5; 0 too for one that evidence contradicts."""

    weights: Sequence[int]
    """One a need."""
    marks: Sequence[Sequence[int]]
    """Companies x needs, our own company first."""


@dataclass(frozen=True)
class ListedEntry:
    """An entry of the SWOT and how firmly it may be said."""

    entry: BoardEntry
    share: EntryShare | None
    """Of draws with the same entry; None in a room of five or fewer, and where a sure side makes it."""
    survives: bool
    """Whether it stands whoever is left out."""
    votes: Agreeing
    grades: tuple[int, int, int]
    """Of the weight, of our mark, of the best rival's mark."""
    reading: Reading | None
    """How it may be said; None when it is not listed."""


@dataclass(frozen=True)
class Firmness:
    """Everything that is computed about how firm the scores and the SWOT of one segment are."""

    people: int
    """Everybody with any number."""
    scores: Scores
    votes: tuple[RivalVotes, ...]
    leaving: Leaving
    again: Again
    unknown: WeightsUnknown
    board: SwotBoard
    entries: tuple[ListedEntry, ...]
    """In the order of the board; also those that are not listed."""
    sides: tuple[SideOf | None, ...]
    """Of each need, where we stand against the best rival; None where no lead can be said."""
    matters: tuple[float | None, ...]
    """Of each need, the share of draws in which it has an even share; None in a room of five or fewer."""
    mark_flip: MarkFlip
    points_flip: PointsFlip
    need_flip: PointsFlip


@remembered
def firmness(
    answers: AnswerArrays,
    cuts: Cuts,
    seed: int,
    functions: Sequence[Sequence[int]] = (),
    grades: Grades | None = None,
) -> Firmness:
    """All of section "would this room say it again" and the SWOT of one segment.

    `answers`: arrays, see there; `cuts`: where entries begin; `seed`: the session's; `functions`: places of
    their people, those of fewer than three are not left out; `grades`: none means no evidence. Tiers need
    the points alone and are asked for apart.
    """
    tally = Tally(answers)
    points, marks = tally.room.points[0], tally.room.marks[0]
    room = scores.weighted(points, marks, answers.valid)
    draws = Draws(tally, seed)
    leaving = leave_out(tally, room, cuts, functions)
    stands = sides(answers.marks, tally.eligible, seed, unit=answers.unit) if tally.rivals else ()
    sure = sure_sides(stands)
    found = tally_board(tally, cuts, sure)
    return Firmness(
        people=tally.people,
        scores=room,
        votes=own_votes(answers),
        leaving=leaving,
        again=smaa_again(draws, room),
        unknown=weights_unknown(tally, room, seed),
        board=found,
        entries=listed_entries(draws, found, leaving, (cuts, sure), grades),
        sides=stands or (None,) * tally.needs,
        matters=matters(draws, cuts),
        mark_flip=mark_flip(points, marks, room),
        points_flip=points_flip(points, marks, room),
        need_flip=first_need_flip(points),
    )


def sure_sides(stands: Sequence[SideOf | None]) -> Sides:
    """Where the room is sure to be ahead and behind, and where its people say level."""

    def on(word: str) -> Mask:
        return np.array([one is not None and one.word == word for one in stands], dtype=bool)

    sure = np.array([one is not None and one.sure for one in stands], dtype=bool)
    return Sides(on("ahead") & sure, on("level"), on("behind") & sure)


def listed_entries(
    draws: Draws, board: SwotBoard, leaving: Leaving, rules: tuple[Cuts, Sides], grades: Grades | None
) -> tuple[ListedEntry, ...]:
    """Each entry with the share of draws that have it, who makes it alone, and how it may be said."""
    cuts, sides = rules
    shares = entry_shares(draws, cuts, sides)
    return tuple(
        _listed(draws, entry, shares.get((entry.kind, entry.need)), leaving, (cuts, sides.behind, grades))
        for entry in board.entries
    )


def _listed(
    draws: Draws,
    entry: BoardEntry,
    share: EntryShare | None,
    leaving: Leaving,
    rules: tuple[Cuts, Mask, Grades | None],
) -> ListedEntry:
    """`rules`: the cuts, on which needs we are surely behind, and the grades."""
    cuts, behind, grades = rules
    tally = draws.tally
    known, rivals = _grades(entry, grades), _marked_rivals(tally)
    survives = leaving.survives(entry.kind, entry.need)
    if entry.kind in BY_SIDE:
        reading: Reading | None = swot.reading_of_side(known, few=not draws.made)
    elif share is None:
        reading = "question" if survives else None
    else:
        reading = swot.entry_reading(entry.kind, share.share or 0.0, known, rivals, cuts)
        if entry.kind == "threat" and not behind[entry.need] and swot.by_luck(share.share, rivals, cuts):
            reading = None
    return ListedEntry(entry, share, survives, agreeing(tally.answers, entry, cuts), known, reading)


def _grades(entry: BoardEntry, grades: Grades | None) -> tuple[int, int, int]:
    if grades is None:
        return 0, 0, 0
    marks = grades.marks
    return grades.weights[entry.need], marks[0][entry.need], marks[1 + entry.rival][entry.need]


def _marked_rivals(tally: Tally) -> int:
    """Rivals against whom any lead can be said."""
    return int(np.count_nonzero(tally.eligible.any(axis=1)))
