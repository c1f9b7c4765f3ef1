"""Slips of lenses found after a reveal: put right with both answers kept, people's and functions' cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxw.day import rounds
from cxw.day.desk import Ballot, Faults
from cxw.day.lens_answers import row_with
from cxw.model import OWN, DeskName, LensCorrection, LensPart, LensRound, LensRow, PersonId
from cxw.questions.asking import Part, Value
from cxw.text.phrases import say
from cxw.workshop.day import Day
from cxw.workshop.lens_ballots import LensBallot

ONLY_TYPING = "Only a typing slip is put right here."
"""No part of a lens has a second round, for which a changed mind could wait."""


def lens_slips(day: Day, id: str) -> tuple[Ballot, ...]:
    """A ballot for each part that the room has seen, the newest first; of what is private none."""
    segment = day.segment(id)
    shown = [one for one in reversed(segment.lenses) if one.revealed is not None and not one.private]
    parts = [(one.of, one.part) for one in shown if one.said() and not _is_gathered(one)]
    return tuple(LensSlip(day, id, asked) for asked in dict.fromkeys(parts))


def _is_gathered(round: LensRound) -> bool:
    """Whether its answers are lines: they stand as things by now."""
    rows = [row for row in round.said().values() if isinstance(row, dict)]
    return round.shape == "words" and any(isinstance(row.get(OWN), list) for row in rows)


class LensSlip(LensBallot):
    """What was given in a revealed part; only who gave it may be put right."""

    can_collect = False

    def __init__(self, day: Day, id: str, asked: tuple[str, LensPart]) -> None:
        super().__init__(day, id, asked)
        self.question = say(ONLY_TYPING)
        self.remark = ""
        gave = {*self.round.said()}
        self.people = tuple(person for person in self.people if person.id in gave)
        self.can_put_aside = False

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """All of it."""
        return self.whole(person)

    def waiting(self) -> Sequence[PersonId]:
        """Nobody."""
        return []

    def still_open(self) -> bool:
        """A slip can be put right as long as the part is there."""
        return not self.gone()

    def not_asked(self, person: PersonId, part: str) -> Faults:
        """Nobody who gave nothing."""
        if all(person != one.id for one in self.people):
            return [say("nothing of {person} is kept here", person=person)]
        return super().not_asked(person, part)

    def keep_row(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep both rows, where they differ."""
        round = self.round
        old: LensRow = round.said()[person]
        new = row_with(round, old, part, value)
        if new == old:
            return []
        who: Mapping[str, str] = {"card": person} if self.by_function else {"who": person}
        before, after = rounds.difference(old, new)
        slip = LensCorrection(before=before, after=after, at=self.day.now(), why="slip", **who)
        return self.keep(
            lambda s: rounds.correct_in_lens(s, s.segment(self.id), self.in_(s), slip, (person, new))
        )
