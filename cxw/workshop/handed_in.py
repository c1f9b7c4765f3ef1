"""Lines that everybody hands in, and who has done so by now: needs, and what we do not know."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from cxw.day.desk import Faults, Lines
from cxw.model import DayStage, DeskName, Missing, PersonId
from cxw.questions import words
from cxw.questions.asking import Part, Value
from cxw.questions.words import WORDS, plain
from cxw.workshop.day import Day
from cxw.workshop.single import OneQuestion


class HandedIn(OneQuestion, Lines):
    """Who has handed in stands with the stage."""

    stage: ClassVar[DayStage]
    wording: ClassVar[str]
    """the question, in English"""

    def __init__(self, day: Day, id: str) -> None:
        part = Part(self.of, WORDS, day.say(self.wording))
        super().__init__(day, id, day.session.members(day.segment(id)), part)

    @abstractmethod
    def add_line(self, text: str, person: PersonId) -> Faults:
        """Keep one line of somebody."""

    @abstractmethod
    def lines_of(self, person: PersonId) -> Sequence[str]:
        """What stands in the file in somebody's own name."""

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """Their lines so far."""
        found = list(self.lines_of(person))
        return {self.part.id: found} if found else {}

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep one line of somebody, who may have more."""
        return words.faults(value) or self.add_line(plain(value), person)

    def over(self) -> Collection[PersonId]:
        """Who has handed in, or does not."""
        stage = self.here.stages.of(self.stage)
        return {*stage.answered, *stage.not_answered}

    def answered(self, person: PersonId) -> Faults:
        """Keep that somebody has handed in."""
        return self.keep(lambda s: s.segment(self.id).stages.touch(self.stage).answered.append(person))

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has handed in."""
        return person in self.here.stages.of(self.stage).answered

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody hands in nothing."""
        none = {person: why}
        return self.keep(lambda s: s.segment(self.id).stages.touch(self.stage).not_answered.update(none))
