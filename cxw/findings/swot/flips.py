"""What would turn it: the smallest change that puts another first, and what hangs on one function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cxw.findings.swot.room import RoomArrays
from cxw.findings.swot.types import Leaning, SwotEntry
from cxw.stats.firmness import Firmness
from cxw.stats.firmness.flips import MarkFlip, PointsFlip, farthest
from cxw.stats.firmness.votes import ChangedWithout
from cxw.stats.scores import Matrix


def turns(here: RoomArrays, firm: Firmness) -> Iterator[str]:
    """The smallest changes that would put another company, or another need, first."""
    yield from _mark(here, firm.mark_flip)
    yield from _points(here, firm.points_flip)
    yield from _need(here, firm.need_flip)


def _points(here: RoomArrays, flip: PointsFlip) -> Iterator[str]:
    if flip.source is None or flip.target is None or flip.points is None or flip.other is None:
        return
    yield here.flips.points_flip_in_words(
        here.short(flip.source),
        here.short(flip.target),
        flip.points,
        here.company(flip.other),
        _leaning(here, _towards(here, flip.source, flip.target), up=True),
    )


def _need(here: RoomArrays, flip: PointsFlip) -> Iterator[str]:
    if flip.source is None or flip.target is None or flip.points is None:
        return
    leaning = _leaning(here, _towards(here, flip.source, flip.target), up=True)
    yield here.flips.need_flip(here.short(flip.source), here.short(flip.target), flip.points, leaning)


def _mark(here: RoomArrays, flip: MarkFlip) -> Iterator[str]:
    if flip.company is None or flip.need is None or flip.change is None or flip.other is None:
        return
    marks = here.answers.marks[:, flip.company, flip.need]
    yield here.flips.mark_flip_in_words(
        here.company(flip.company) if flip.company else None,
        here.short(flip.need),
        flip.change,
        here.company(flip.other),
        _leaning(here, marks, up=flip.change > 0),
    )


def _towards(here: RoomArrays, source: int, target: int) -> Matrix:
    """Each person's points of one need beyond those of another."""
    weights = here.answers.weights
    apart: Matrix = weights[:, target] - weights[:, source]
    return apart


def _leaning(here: RoomArrays, values: Matrix, up: bool) -> Leaning | None:
    """The function that lies farthest that way, where one does and two or more can be compared."""
    found = farthest([people for _, people in here.functions], values, up)
    if found is None or len(found.among) < 2:
        return None
    among = tuple(here.functions[place][0] for place in found.among)
    return Leaning(here.functions[found.group][0], among if len(among) < here.all_functions else ())


def without_each_function(here: RoomArrays, firm: Firmness, entries: Sequence[SwotEntry]) -> Iterator[str]:
    """What would be otherwise without one function, or that nothing would; and whether it is all of them."""
    said = [
        changed(here, here.functions[place][0], gone, entries)
        for place, gone in firm.leaving.functions.items()
    ]
    told = [sentence for sentence in said if sentence is not None]
    yield from told
    if here.functions and (entries or firm.scores.first):
        yield from _left_out(here, firm, nothing=not told)


def _left_out(here: RoomArrays, firm: Firmness, *, nothing: bool) -> Iterator[str]:
    tried = [name for place, (name, _) in enumerate(here.functions) if place not in firm.leaving.small]
    whole = len(tried) == here.all_functions
    if tried and nothing:
        yield here.flips.no_function(() if whole else tried)
    if not whole:
        yield here.flips.SOME_FUNCTIONS


def changed(here: RoomArrays, who: str, gone: ChangedWithout, entries: Sequence[SwotEntry]) -> str | None:
    """What is otherwise without somebody, of what is listed; None where nothing of it is."""
    listed = {(entry.kind, entry.need) for entry in entries}
    lost = [(kind, here.short(need)) for kind, need in gone.lost if (kind, here.needs[need]) in listed]
    first = [here.company(company) for company in gone.first] if gone.first_changes else []
    return here.flips.swot_without(who, first, lost) if first or lost else None
