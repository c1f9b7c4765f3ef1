"""What somebody's first ballot of the day asks beside answers, after them: a tick, and the last contact.

Everybody of a department is asked alike, also who did not know, so that the pace says nothing. A round never
waits for it: who was taken in before a power cut stays taken in. A tick that nobody came to ask for is asked
when the name is typed again; the last contact, which may have been left empty, with it or the whole slip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cxw.day import ticks
from cxw.day.desk import Ballot, Faults
from cxw.day.rounds import latest
from cxw.model import AnyRound, DeskName, Participant, PersonId, Session
from cxw.questions.asking import Part, Value
from cxw.questions.pick import CONTACT, TICK
from cxw.workshop.day import Day, keep


def with_first_questions(day: Day, id: str, ballot: Ballot) -> Ballot:
    """The ballot of a round with what it asks beside answers of those whose first one it is."""
    here = _Beside(day, id, ballot)
    return replace(ballot, parts=here.parts, whole=here.whole, accept=here.accept)


def part(session: Session, person: Participant, what: ticks.Asked) -> Part:
    """One of these questions, in the language of the room."""
    say = ticks.language_asked(session)
    if what == ticks.OPEN:
        return Part(what, TICK, ticks.tick_words(session, person.function or ""), alone=False)
    small = say(ticks.PULL) if session.pull else ""
    ways = {str(word): said for word, said in ticks.contact_words(say).items()}
    return Part(what, CONTACT, say(ticks.LAST), alone=ticks.NOT_GIVEN, ways=ways, small=small)


@dataclass(frozen=True)
class _Beside:
    """A ballot, and the day that knows who was asked what in this sitting: ballots are made anew."""

    day: Day
    id: str
    plain: Ballot

    @property
    def _round(self) -> AnyRound:
        round = latest(self.day.segment(self.id), "weights" if self.plain.of == "weights" else "marks")
        assert round is not None, "a ballot is made after its round was opened"
        return round

    @property
    def _told(self) -> dict[PersonId, dict[str, Any]]:
        """Who answered in this sitting, and what they have told beside it."""
        round = self._round
        return self.day.beside.setdefault(f"{self.id} {round.of} {round.name} {round.opened}", {})

    def _asks(self, person: PersonId) -> tuple[ticks.Asked, ...]:
        here = self.day.session.participant(person)
        first = ticks.is_first(self.day.session, self._round, here)
        return ticks.tick_questions(self.day.session, here) if first else ()

    def _parts(self, person: PersonId, asked: tuple[ticks.Asked, ...]) -> tuple[Part, ...]:
        here = self.day.session.participant(person)
        return tuple(part(self.day.session, here, what) for what in asked)

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """What is missing of the answers, then what is asked beside them."""
        own = self.plain.parts(person)
        if person in self._round.not_answered:
            return own
        asked = self._asks(person)
        left = tuple(what for what in asked if what not in self._told.get(person, ()))
        if own or (person in self._told and person in self._round.answers):
            return (*own, *self._parts(person, left))
        return self._parts(person, asked) if self._interrupted(person, asked) else ()

    def _interrupted(self, person: PersonId, asked: tuple[ticks.Asked, ...]) -> bool:
        """Whether somebody answered before this sitting, and nobody came to ask for their tick."""
        unasked = self.day.session.participant(person).open is None and ticks.OPEN in asked
        return unasked and person in self._round.answers

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """The whole slip: one that takes another's place says these things too."""
        return (*self.plain.whole(person), *self._parts(person, self._asks(person)))

    def accept(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer, or what was asked beside it."""
        what = next((one for one in (ticks.OPEN, ticks.CONTACT) if one == part), None)
        if what is not None:
            return ticks.faults(what, value) or self._keep(person, what, value)
        faults = self.plain.accept(person, part, value, desk)
        if not faults:
            self._told.setdefault(person, {})
        return faults

    def _keep(self, person: PersonId, what: ticks.Asked, value: Value) -> Faults:
        here = self.day.session.participant(person)
        told = self._told.setdefault(person, {})
        stood = told.get(what, getattr(here, _KEY[what]))
        changed = here.model_copy()
        ticks.keep_tick(changed, what, value, stood)
        if changed != here:
            keep(self.day, lambda s: ticks.keep_tick(s.participant(person), what, value, stood))
        told[what] = stood
        return []


_KEY: dict[ticks.Asked, str] = {ticks.OPEN: "open", ticks.CONTACT: "last_customer_contact"}
