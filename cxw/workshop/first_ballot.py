"""What somebody's first ballot of the day asks beside answers, after them: a tick, and the last contact.

Everybody of a department is asked alike, also who did not know, so that the pace says nothing. A round never
waits for it: who was taken in before a power cut stays taken in. A tick that nobody came to ask for is asked
when the name is typed again; the last contact, which may have been left empty, with it or the whole slip. On
a phone, where nobody waits for it, the last contact that nobody came to ask for is asked by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cxw.day import ticks
from cxw.day.desk import Faults
from cxw.model import AnyRound, Participant, PersonId, Session
from cxw.questions.asking import Part, Value
from cxw.questions.pick import CONTACT, TICK
from cxw.text.phrases import say
from cxw.workshop.day import Day, keep


@dataclass(frozen=True)
class FirstQuestions:
    """Beside a round; the day knows who was asked what in this sitting, for ballots are made anew."""

    day: Day
    id: str

    def told(self, round: AnyRound) -> dict[PersonId, dict[str, Any]]:
        """Who answered in this sitting, so that this is asked now, and what they have told beside it."""
        return self.day.beside.setdefault(f"{self.id} {round.of} {round.name} {round.opened}", {})

    def _asks(self, person: Participant, round: AnyRound) -> tuple[ticks.Asked, ...]:
        session = self.day.session
        return ticks.tick_questions(session, person) if ticks.is_first(session, round, person) else ()

    def questions(self, person: PersonId, round: AnyRound) -> tuple[Part, ...]:
        """All of it: a slip that takes another's place says these things too."""
        here = self.day.session.participant(person)
        return self._parts(here, self._asks(here, round))

    def _parts(self, person: Participant, asked: tuple[ticks.Asked, ...]) -> tuple[Part, ...]:
        return tuple(part(self.day.session, person, what) for what in asked)

    def after(self, own: tuple[Part, ...], person: PersonId, round: AnyRound) -> tuple[Part, ...]:
        """What is missing of the answers, then what is asked beside them."""
        if person in round.not_answered:
            return own
        here = self.day.session.participant(person)
        asked, told = self._asks(here, round), self.told(round)
        if own or (person in told and person in round.answers):
            stands = {*told.get(person, ())} | ({ticks.OPEN} if here.open is not None else set())
            return (*own, *self._parts(here, tuple(what for what in asked if what not in stands)))
        return self._parts(here, self._left_open(here, asked)) if person in round.answers else ()

    def _left_open(self, here: Participant, asked: tuple[ticks.Asked, ...]) -> tuple[ticks.Asked, ...]:
        """What nobody came to ask of somebody who answered before this sitting; all of it with the tick."""
        if here.open is None and ticks.OPEN in asked:
            return asked
        on_phone = (here.desk or self.day.session.desk) == "phones"
        if on_phone and ticks.CONTACT not in ticks.said_by_person(here):
            return tuple(what for what in asked if what == ticks.CONTACT)
        return ()

    def said(self, person: PersonId) -> dict[str, Any]:
        """Part -> value, of what only the person says and has said."""
        stands = ticks.said_by_person(self.day.session.participant(person))
        return {part: stands[what] for part, what in ticks.ASKED.items() if what in stands}

    def take(self, person: PersonId, what: ticks.Asked, value: Value, round: AnyRound) -> Faults:
        """Keep a tick or the last contact, of whoever is asked for it here."""
        here = self.day.session.participant(person)
        if what not in self._asks(here, round):
            return [say("{what} is not asked of {name} on this ballot", what=what, name=here.name)]
        return ticks.faults(what, value) or self._keep(here, what, value, self.told(round))

    def _keep(
        self, here: Participant, what: ticks.Asked, value: Value, told_by: dict[PersonId, dict[str, Any]]
    ) -> Faults:
        person, told = here.id, told_by.setdefault(here.id, {})
        stood = told.get(what, getattr(here, _KEY[what]))
        changed = here.model_copy()
        ticks.keep_tick(changed, what, value, stood)
        if changed != here:
            keep(self.day, lambda s: ticks.keep_tick(s.participant(person), what, value, stood))
        told[what] = stood
        return []


_KEY: dict[ticks.Asked, str] = {ticks.OPEN: "open", ticks.CONTACT: "last_customer_contact"}


def part(session: Session, person: Participant, what: ticks.Asked) -> Part:
    """One of these questions, in the language of the room."""
    say = ticks.language_asked(session)
    if what == ticks.OPEN:
        return Part(what, TICK, ticks.tick_words(session, person.function or "", say), alone=False)
    small = say(ticks.PULL) if session.pull else ""
    ways = {str(word): said for word, said in ticks.contact_words(say).items()}
    return Part(what, CONTACT, say(ticks.LAST), alone=ticks.NOT_GIVEN, ways=ways, small=small)
