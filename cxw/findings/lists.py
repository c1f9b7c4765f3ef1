"""Lists of needs in one segment: why there is a newer one, and that nothing is compared across them.

Points on five needs and points on six are answers to two questions: what the sixth took, it took from all
others. So a new list has a first round of its own, and the handout says that and no more about the old one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cxw.day import record
from cxw.findings.day.words import DaySentences
from cxw.model import AnyRound, Segment
from cxw.questions.rounds import points_rounds


def why_weighed_anew(segment: Segment, said: DaySentences) -> Iterator[str]:
    """Why the room weighed anew, one sentence a new list."""
    lists = [rounds for rounds in segment.lists() if rounds]
    for old, new in pairwise(lists):
        if any(round.answers for round in old):
            before, after = set(_needs(old)), set(_needs(new))
            yield said.list_changed(len(after - before), len(before - after))
    if len(lists) > 1:
        yield from _unseen(segment, lists[-1], said)


def _unseen(segment: Segment, newest: Sequence[AnyRound], said: DaySentences) -> Iterator[str]:
    if record.of_record(segment)[0] is not newest[0]:
        yield said.NO_LONGER
    elif record.weights(segment) is None:
        yield said.UNSEEN


def _needs(rounds: Sequence[AnyRound]) -> list[str]:
    return next((round.needs for round in points_rounds(rounds)), rounds[0].needs)
