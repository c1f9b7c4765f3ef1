"""How the answers of an archive are typed at the desk, by their kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxw.day import desk as d
from cxw.day.lens_answers import row_as_parts
from cxw.day.lens_rounds import asked_of, newest_part
from cxw.model import DK, AnyRound, PersonId, Segment, Session
from cxw.questions.asking import Item, Part, TypingStep
from cxw.questions.pick import CONTACTS
from cxw.questions.typed import letter_of, number_typed


class TypedAnswers:
    """What each person of the archive answers next on a ballot, as it is typed."""

    def __init__(self, archive: Session, segment: Segment, ask: d.Ballot) -> None:
        self.archive = archive
        self.segment = segment
        self.ask = ask

    def next(self, person: PersonId) -> str | None:
        """The row of the next open part, or None when the slip is complete."""
        parts = self.ask.parts(person)
        return self._row(person, parts[0]) if parts else None

    def _row(self, person: PersonId, part: Part) -> str:
        return TYPED[part.kind.name](self, person, part)

    def _votes(self, person: PersonId, part: Part) -> str:
        ids = [self._id(need) for need in part.needs]
        return " ".join(letter_of(ids.index(id), len(ids)) for id in self.segment.votes[person])

    def _words(self, person: PersonId, part: Part) -> str:
        return next(line.text for line in self.segment.unknowns if line.by == person)

    def _reason(self, person: PersonId, part: Part) -> str:
        return self._round().reasons[person]

    def _percent(self, person: PersonId, part: Part) -> str:
        given = {
            "conviction": self.segment.conviction.before,
            "after": self.segment.conviction.after,
            "guess": self.segment.coverage_guess,
        }[part.id]
        return number_typed(given.get(person, DK))

    def _tick(self, person: PersonId, part: Part) -> str:
        return "y" if self.archive.participant(person).open else "n"

    def _contact(self, person: PersonId, part: Part) -> str:
        when = self.archive.participant(person).last_customer_contact
        return next((letter for letter, word in CONTACTS.items() if word == when), "")

    def _through_lens(self, person: PersonId, part: Part) -> str:
        """A person's or function's answer to a part of a lens; nothing known where the archive has none."""
        round = newest_part(self.segment, *self.ask.lens) if self.ask.lens else None
        row = round.said().get(person) if round else None
        if round is None or row is None:
            return "d"
        given = row_as_parts(round, row, asked_of(self.segment, round, person))
        return part.kind.written(TypingStep(part), given.get(part.id, DK)) or "d"

    def _round(self) -> AnyRound:
        asked = (self.ask.of, self.ask.name)
        return next(round for round in self.segment.rounds if (round.of, round.name) == asked)

    def _points(self, person: PersonId, part: Part) -> str:
        row = self._answer(person)
        return "d" if row == DK else " ".join(str(row[self._id(need)]) for need in part.needs)

    def _marks(self, person: PersonId, part: Part) -> str:
        company = part.companies[0].id
        row = self._answer(person)[company]
        asked = [need for need in part.needs if need.id in part.asked[company]]
        return " ".join(number_typed(row[self._id(need)]) for need in asked)

    def _answer(self, person: PersonId) -> Any:
        return self._round().answers[person]

    def _id(self, item: Item) -> str:
        """The archive's id of a need; the room's own may differ, since it was typed anew."""
        return next(need.id for need in self.segment.needs if need.text == item.text)


TYPED: dict[str, Callable[[TypedAnswers, PersonId, Part], str]] = {
    "points": TypedAnswers._points,
    "marks": TypedAnswers._marks,
    "percent": TypedAnswers._percent,
    "votes": TypedAnswers._votes,
    "reason": TypedAnswers._reason,
    "words": TypedAnswers._words,
    "tick": TypedAnswers._tick,
    "contact": TypedAnswers._contact,
    "picks": TypedAnswers._through_lens,
    "ticks": TypedAnswers._through_lens,
    "cards": TypedAnswers._through_lens,
}
"""How somebody's answer is typed, by its kind."""
