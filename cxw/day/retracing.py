"""Corrections undone and done again: what an answer was before each, and whether they still fit.

A file may be edited by hand. Where an answer and the corrections of its round do not lead to each other any
more, the answers that stand are taken as they stand, and nothing is put right again.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from cxw.day import renewals
from cxw.model import DK, AnyRound, Correction, Percent, PersonId, Segment
from cxw.questions import percent
from cxw.questions.rounds import kind_of


def given_at_first(segment: Segment, round: AnyRound, person: PersonId) -> Any:
    """A person's answer as it was given, before anything in its round was put right."""
    if retraced(segment, round):
        return undone(round, person, 0)
    return copy.deepcopy(round.answers[person])


def undone(round: AnyRound, person: PersonId, keep: int) -> Any:
    """A person's answer as it was after the first `keep` corrections of the round."""
    answer: Any = copy.deepcopy(round.answers[person])
    for slip in reversed(round.corrected[keep:]):
        if slip.who == person and not slip.of_conviction:
            answer = _put_back(answer, slip.before, slip.after)
    return answer


def _put_back(answer: Any, before: Any, after: Any) -> Any:
    if before == DK or not isinstance(answer, dict) or not isinstance(before, dict):
        return copy.deepcopy(before)
    came = after if isinstance(after, dict) else {}
    put = {key: value for key, value in answer.items() if key not in came}
    for key, value in before.items():
        put[key] = _put_back(answer.get(key), value, came.get(key)) if isinstance(value, dict) else value
    return {key: put[key] for key in {**answer, **put} if key in put}


def retraced(segment: Segment, round: AnyRound) -> bool:
    """Whether every correction of the round can be done again, from one possible answer to the next."""
    sure = dict(renewals.sure(segment, round))
    for number, slip in enumerate(round.corrected):
        if slip.who is None:
            continue
        if slip.who not in round.answers:
            return False
        if not slip.of_conviction and not _leads_on(round, slip.who, number):
            return False
        if slip.of_conviction:
            if not _surer(round, slip, number, sure.get(slip.who)):
                return False
            sure[slip.who] = slip.after  # type: ignore[assignment]  # a number or dk, as it is of a conviction
    return True


def parted(round: AnyRound) -> Iterator[int]:
    """Numbers of the corrections after which something else stands than they say: one was changed by hand."""
    for number, slip in enumerate(round.corrected):
        if slip.who is None or slip.of_conviction:
            continue
        if slip.who not in round.answers or not _holds(undone(round, slip.who, number + 1), slip.after):
            yield number


def _holds(answer: Any, part: Any) -> bool:
    """Whether an answer holds everything that a part of one names."""
    if not isinstance(answer, dict) or not isinstance(part, dict):
        return bool(answer == part)
    return all(key in answer and _holds(answer[key], value) for key, value in part.items())


def _leads_on(round: AnyRound, person: PersonId, number: int) -> bool:
    before, after = undone(round, person, number), undone(round, person, number + 1)
    return before != after and not _faulty(round, before) and not _faulty(round, after)


def _faulty(round: AnyRound, answer: Any) -> bool:
    """Whether something could not have been given in this round."""
    return not kind_of(round).is_answer(round, answer)


def _surer(round: AnyRound, slip: Correction, number: int, before: Percent | None) -> bool:
    """Whether somebody who gave points said how sure they are, and it was put right to something else."""
    assert slip.who is not None
    gave = undone(round, slip.who, number + 1) != DK
    return gave and before is not None and before != slip.after and not percent.faults(slip.after)


def corrections_due(
    archive: Segment, copied: Segment, round: AnyRound, until: dt.datetime | None = None
) -> list[tuple[PersonId, str, Any]]:
    """What was put right in a round of the copy and is not yet there: who, which part, its value after that.

    What was put right later than `until` waits: what the day did by then went by what stood before. It asked
    about the cells that stood apart, or declined to, and looked at the answers that mattered most.
    """
    same = copied.rounds_of(round.of)
    number = next(n for n, one in enumerate(same) if one is round)
    archived = archive.rounds_of(round.of)[number]
    if not retraced(archive, archived):
        return []
    of_people = [(n, slip) for n, slip in enumerate(archived.corrected) if slip.who is not None]
    rest = of_people[len(round.corrected) :]
    due = takewhile(lambda one: until is None or one[1].at <= until, rest)
    return [_part(archived, n, slip) for n, slip in due]


def _part(round: AnyRound, number: int, slip: Correction) -> tuple[PersonId, str, Any]:
    assert slip.who is not None
    if slip.of_conviction:
        return slip.who, "conviction", slip.after
    return slip.who, kind_of(round).kind.name, undone(round, slip.who, number + 1)
