"""What an open part of a lens asks, by all the names that a table may give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxw.collect.cells import shortened
from cxw.collect.layout import Known
from cxw.collect.names import NameTable, people_of
from cxw.collect.wordlists import MARK, POINTS, VALUE, letters
from cxw.day import lens_rounds
from cxw.day.lens_rounds import NONE, asked_of, functions_here, who_answers
from cxw.day.lenses import OF_THIS_LENS
from cxw.errors import CxwError
from cxw.model import (
    OWN,
    PICKED,
    TOLD,
    LensDefinition,
    LensDetail,
    LensQuestion,
    LensRound,
    Need,
    Segment,
    Session,
    Worded,
)
from cxw.text.phrases import ENGLISH, languages, phrases_asked, say

THE_ANSWER = PICKED
"""The field of the answer itself, beside further picks and lines; no short word may be called so."""
ANOTHER_NOW = "This part is not open any more: nothing was taken in."
_LONGEST_LABEL = 30


@dataclass(frozen=True)
class AskedInLens:
    """One open part of a lens in one segment."""

    session: Session
    segment: Segment
    lens: LensDefinition
    round: LensRound

    @property
    def by_function(self) -> bool:
        """Whether functions answer, and not people."""
        return self.round.by == "function"

    @cached_property
    def gathers(self) -> bool:
        """Whether the room names things in it, by as many lines as somebody has."""
        return self.lens.gathers(self.round.part)

    @cached_property
    def things(self) -> list[str]:
        """What an answer has an entry for."""
        return self.round.asked_about()

    @property
    def alone(self) -> bool:
        """Whether it is about one thing only, so that a heading need not name it."""
        return len(self.things) == 1

    @property
    def dealt(self) -> bool:
        """Whether each reader has texts of their own, so that a number is another text on each slip."""
        read = self.round.part == "say" and not self.by_function
        return read and any(thing.readers for thing in self.segment.things if thing.id in self.round.about)

    def asked_of(self, who: str) -> list[str]:
        """What one person, or function, is asked about."""
        return asked_of(self.segment, self.round, who)

    @property
    def required(self) -> list[str]:
        """The fields that an answer has for each thing; lines beside words may be left empty."""
        return [THE_ANSWER, *self.round.also]

    def in_(self, session: Session) -> LensRound:
        """The round in this state of the session; CxwError where it takes no answers any more."""
        segment = session.segment(self.segment.id)
        found = lens_rounds.newest_part(segment, self.round.of, self.round.part)
        if found is None or found.closed is not None or found.opened != self.round.opened:
            raise CxwError(say(ANOTHER_NOW))
        return found

    # names

    @cached_property
    def known(self) -> Known:
        """The names of the things, of the fields beside the answer (as `companies`), and of who answers."""
        people = who_answers(self.session, self.segment, self.round)
        members = self.session.members(self.segment)
        late = [one for one in members if one not in people and self.asked_of(one.id)]
        observers = people_of(person for person in self.session.participants if person.observer)
        who = self._functions() if self.by_function else people_of([*people, *late])
        return Known(self._things(), self._fields(), who, observers=observers)

    def _functions(self) -> NameTable:
        names = NameTable("function", open=False)
        for name in functions_here(self.session, self.segment):
            names.know(name, name)
        return names

    def _things(self) -> NameTable:
        names = NameTable("thing", open=False)
        for number, key in enumerate(self.things, 1):
            label, *others = self._called(key)
            names.know(key, label, *others, None if self.dealt else str(number))
        return names

    def _called(self, key: str) -> list[str]:
        """All that a thing may be called; first as the room reads it."""
        if key == OWN:
            name = self.round.title or self.round.of
            return [
                name,
                self.round.ask,
                *in_each_language(self.lens.name),
                *in_each_language(self._question.ask),
            ]
        if self.round.shape == "percent" and isinstance(self._question.of, Mapping):
            return [self.round.worded.get(key, key), *self._of_choices(self._question.of, key)]
        for thing in self.segment.things:
            if thing.id == key:
                return [thing.text]
        return self._need_called(key)

    def _need_called(self, key: str) -> list[str]:
        """A need by its words of now and of when it was asked; else the name of a function."""
        found: Need | None = next((need for need in self.segment.needs if need.id == key), None)
        if found is None:
            return [key]
        return [found.short or found.text, found.words_at(self.round.opened), found.text]

    @cached_property
    def _question(self) -> LensQuestion:
        """The question of the definition; of a definition that is another one by now its first."""
        return self.lens.question(self.round.part) or self.lens.say

    def _fields(self) -> NameTable:
        names = NameTable("field", open=False)
        self._know(names, THE_ANSWER, self.round.ask, [*in_each_language(self._question.ask), TOLD])
        for key in self.round.lines:
            self._know(names, key, self._label(key), self._of_choices(self._question.and_, key))
        for key in self.round.also:
            further = self._question.also
            self._know(names, key, self._label(key), in_each_language(further.ask) if further else [])
        for key in self.round.picks if self.round.shape == "ticks" else []:
            self._know(names, key, *self._choice(key, self._question))
        return names

    def _know(self, names: NameTable, key: str, label: str, others: Sequence[str]) -> None:
        """Let a field be called so, also without the sign at the end of its question."""
        bare = [text.rstrip(" ?!.:") for text in (label, *others)]
        names.know(key, label, *others, *bare)

    def _label(self, key: str) -> str:
        return self.round.worded.get(key, key)

    def _of_choices(self, choices: object, key: str) -> list[str]:
        return in_each_language(choices[key]) if isinstance(choices, Mapping) and key in choices else []

    def choices(self, field: str) -> NameTable:
        """What can be answered there, by its words in each language and its short word."""
        return self._choices[field]

    @cached_property
    def _choices(self) -> dict[str, NameTable]:
        return {field: self._choices_of(field) for field in self.required}

    def _choices_of(self, field: str) -> NameTable:
        names = NameTable("choice", open=False)
        of = self._question if field == THE_ANSWER else self._question.also
        for key in self.offered(field):
            label, others = self._choice(key, of)
            names.know(key, label, *others)
        return names

    def offered(self, field: str) -> list[str]:
        """The short words that can be answered there, in the order of the slip."""
        return self.round.also.get(field, self.round.picks)

    def _choice(self, key: str, of: LensQuestion | LensDetail | None) -> tuple[str, list[str]]:
        """A choice as it is read, and all that it is called otherwise."""
        if key in self.round.worded:
            return self.round.worded[key], self._of_choices(of.of if of else None, key)
        if key == NONE:
            return say(OF_THIS_LENS), [phrases_asked(one)(OF_THIS_LENS) for one in (ENGLISH, *languages())]
        label, *others = self._need_called(key)
        return label, others

    # as it is said

    def thing_label(self, thing: str) -> str:
        """A thing as a sentence names it."""
        return shortened(" ".join(self.known.needs.labels[thing].split()), _LONGEST_LABEL)

    def label(self, thing: str, field: str) -> str:
        """A thing and what is said of it, as a sentence names both."""
        name = self.thing_label(thing)
        if field == THE_ANSWER:
            return name
        return f"{name}: {shortened(self.known.companies.labels[field], _LONGEST_LABEL)}"

    def who_label(self, who: str) -> str:
        """A person, or a function, as a sentence names them."""
        return self.known.people.labels[who]


def in_each_language(worded: Worded) -> list[str]:
    """Words in every language they are there in."""
    return [worded] if isinstance(worded, str) else [*worded.values()]


def answer_is_meant(text: str) -> bool:
    """Whether a heading says no more than that the answer stands there."""
    return letters(text) in _PLAINLY


_WORDS = (
    "words said pick choice percent percentage ticks text line lines card sentence moment "
    "Worte Wort Wahl Auswahl Prozent Zeile Satz Karte choix pourcentage mots phrase fiche "
    "elección porcentaje palabras frase tarjeta"
)
_PLAINLY = frozenset((*VALUE, *POINTS, *MARK, *map(letters, _WORDS.split())))
