"""Lines that people name in a lens, in their own words: the list they stand in until it is revealed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from cxw.day import lens_rounds
from cxw.day.desk import Faults, Unknowns
from cxw.model import (
    OWN,
    DeskName,
    LensPart,
    LensRound,
    PersonId,
    Session,
    lines_in,
)
from cxw.questions import words
from cxw.questions.asking import Part, Value
from cxw.questions.words import WORDS, plain
from cxw.workshop.day import Day
from cxw.workshop.lens_ballots import LensBallot


class LensLines(LensBallot, Unknowns):
    """What the room names itself: moments, sentences, kinds of customers; as many lines as somebody has."""

    of = "lens"

    def __init__(self, day: Day, id: str, asked: tuple[str, LensPart]) -> None:
        super().__init__(day, id, asked)
        self.can_put_aside = False
        self.part = Part("lines", WORDS, self.question)

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The question."""
        return (self.part,)

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """The question, until somebody has handed in."""
        over = person in self.round.said() or person in self.missed()
        return () if over else self.whole(person)

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to hand in."""
        return self._here(one.id for one in self.people if self.parts(one.id))

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has handed in."""
        return person in self.round.said()

    def lines(self) -> Sequence[str]:
        """What was named so far, each once; a competitor's own sentence waits for the wall."""
        signed = chain.from_iterable(map(lines_in, self.round.said().values()))
        mine = [thing for thing in self.here.things if thing.lens == self.lens[0]]
        there = [thing.text for thing in mine if thing.company is None]
        return list(dict.fromkeys([*there, *signed]))

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """Somebody's lines."""
        row = self.round.said().get(person)
        return {self.part.id: lines_in(row)} if row else {}

    def add(self, text: str, by: PersonId | None) -> Faults:
        """A line of somebody, or of nobody: that one is a thing at once."""
        said = plain(text)
        if faults := words.faults(said):
            return faults

        def change(session: Session) -> None:
            if by is None:
                lens_rounds.name_thing(session.segment(self.id), self.lens[0], said)
            else:
                row = self.in_(session).said()
                row[by] = {OWN: [*lines_in(row.get(by)), said]}

        return self.keep(change)

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep a line of somebody, who may have more."""
        return words.faults(value) or self.add(value, person)

    def answered(self, person: PersonId) -> Faults:
        """Keep that somebody has handed in, if only that there is nothing."""
        return self.keep(lambda s: self._handed_in(self.in_(s), person))

    def _handed_in(self, round: LensRound, person: PersonId) -> None:
        round.said().setdefault(person, {OWN: []})
