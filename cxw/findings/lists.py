"""Lists of needs in one segment: why there is a newer one, and that nothing is compared across them.

Points on five needs and points on six are answers to two questions: what the sixth took, it took from all
others. So a new list has a first round of its own, and the handout says that and no more about the old one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from cxw.day import record
from cxw.findings import in_words
from cxw.model import AnyRound, Segment
from cxw.questions.rounds import points_rounds

NEW = "so the new list had a first round of points of its own; nothing is compared across lists."
UNFINISHED = "That list was left before its points were revealed: the numbers here are of the list before it."
UNSEEN = "Its points are not revealed yet, so no number of points stands here."


def why_weighed_anew(segment: Segment) -> Iterator[str]:
    """Why the room weighed anew, one sentence a new list."""
    lists = [rounds for rounds in segment.lists() if rounds]
    for old, new in pairwise(lists):
        if any(round.answers for round in old):
            yield f"{_changed(_needs(old), _needs(new))} after round one, {NEW}"
    if len(lists) > 1:
        yield from _unseen(segment, lists[-1])


def _unseen(segment: Segment, newest: Sequence[AnyRound]) -> Iterator[str]:
    if record.of_record(segment)[0] is not newest[0]:
        yield UNFINISHED
    elif record.weights(segment) is None:
        yield UNSEEN


def _needs(rounds: Sequence[AnyRound]) -> list[str]:
    return next((round.needs for round in points_rounds(rounds)), rounds[0].needs)


def _changed(old: Collection[str], new: Collection[str]) -> str:
    more, fewer = set(new) - set(old), set(old) - set(new)
    if more and not fewer:
        return _happened(len(more), "added")
    if fewer and not more:
        return _happened(len(fewer), "taken out")
    return "Needs were exchanged" if more else "The needs were chosen again"


def _happened(number: int, what: str) -> str:
    if number == 1:
        return f"A need was {what}"
    return f"{in_words.start(in_words.plural(number, 'need'))} were {what}"
