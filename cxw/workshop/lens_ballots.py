"""The ballots of lenses: what one part asks of whom, and how an answer is kept. One class for all shapes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from cxw.day import lens_rounds, rounds
from cxw.day.declining import note_fresh_decline
from cxw.day.desk import Faults
from cxw.day.lens_answers import ENDS, answer_faults, keep_lens_row, row_as_parts, row_with
from cxw.day.lens_rounds import (
    ALSO,
    CARD,
    NONE,
    OVER_LENS,
    all_parts,
    asked_of,
    parts_missing,
)
from cxw.day.lens_texts import dealt_again_to
from cxw.day.lenses import OF_THIS_LENS, UNKNOWN, WE_DO_NOT_KNOW, in_each, in_language
from cxw.day.spreadsheets import SpreadsheetSeen
from cxw.model import (
    OWN,
    DeskName,
    LensPart,
    LensRound,
    LensShape,
    Missing,
    PersonId,
    Segment,
    Session,
    Worded,
)
from cxw.questions.asking import Item, Kind, Part, Value
from cxw.questions.cards import CARD as CARDS
from cxw.questions.marks import MARKS
from cxw.questions.picks import PICKS, TICKS
from cxw.questions.points import POINTS
from cxw.text.phrases import say, spoken_here
from cxw.workshop.acting import acts
from cxw.workshop.day import Day, observers
from cxw.workshop.dealt_again import new_sheets_said
from cxw.workshop.kept_ballot import KeptBallot
from cxw.workshop.lens_cards import cards_heard, functions_as_people

STAYS = "{person} has answered: whatever else is left open stays open when this is closed"
PICK_FIRST = "nothing was picked yet that this could stand behind"
PARTS: Mapping[LensPart, str] = {"guess": "the guess", "say": "", "judge": "second question"}
KINDS: Mapping[LensShape, Kind] = {
    "points": POINTS,
    "marks": MARKS,
    "percent": MARKS,
    "pick": PICKS,
    "ticks": TICKS,
    "words": CARDS,
}
"""How each shape is answered."""


class LensBallot(KeptBallot):
    """One part of a lens, asked of each person, or of each function as a person would be."""

    of = "lens"
    can_collect = True

    def __init__(self, day: Day, id: str, asked: tuple[str, LensPart]) -> None:
        self.lens: tuple[str, LensPart] = asked
        segment = day.segment(id)
        round = part_of_lens(segment, asked)
        super().__init__(day, id, lens_rounds.who_answers(day.session, segment, round))
        self.by_function = round.by == "function"
        lens = next((one for one in day.lenses if one.lens == round.of), None)
        question = lens.question(round.part) if lens is not None else None
        dk, ask, told = None, None, ""
        self.words: Mapping[str, Worded] = {}
        """what a short word says, in every language the lens has"""
        if question is not None:
            dk, ask, told = question.dk, question.ask, told_here(question.tell)
            self.words = lens_rounds.worded_in(question)
        self.unknown = self._unknown(dk)
        if self.by_function:
            self.people = functions_as_people(day, segment, round)
        self.opened = round.opened
        self.asking = f"{id} lens {round.of} {round.part} {round.opened}"
        self.title = " · ".join(filter(None, (round.title or round.of, say(PARTS[round.part]))))
        self.question = in_each(round.ask, ask, day.say)
        self.private = round.private
        self.remark = " ".join(filter(None, (told, *new_sheets_said(day, segment, round))))
        self.heard = cards_heard(day, segment, round)
        """what is judged, as it had been read out when it was asked about"""
        self.can_put_aside = not self.by_function and round.shape != "words"
        self.acts = acts(day, id)
        self.observers = observers(day.session)

    @property
    def round(self) -> LensRound:
        """The round as it is now."""
        return part_of_lens(self.here, self.lens)

    def in_(self, session: Session) -> LensRound:
        """The round in this state of the session."""
        return part_of_lens(session.segment(self.id), self.lens)

    # what is asked

    def answers_for(self, person: PersonId) -> PersonId:
        """Where functions answer, the function of whoever writes; of who has none here it is nobody."""
        if not self.by_function:
            return person
        members = {one.id: one.function for one in self.day.session.members(self.here)}
        return members.get(person) or ""

    def parts(self, person: PersonId) -> tuple[Part, ...]:
        """What is missing."""
        return self._made(person, self._missing(person))

    def _missing(self, who: str) -> list[str]:
        return parts_missing(self.here, self.round, who, alike=self.day.masked)

    def whole(self, person: PersonId) -> tuple[Part, ...]:
        """All of it."""
        return self._made(person, all_parts(self.here, self.round, person))

    def _made(self, who: str, names: Sequence[str]) -> tuple[Part, ...]:
        things = any(one.id in self.round.about for one in self.here.things)
        return tuple(
            replace(self._part(who, name), unknown=self._says(name), quoted=self.quoted, of_things=things)
            for name in names
        )

    def _says(self, name: str) -> str:
        return self._unknown(None) if name.startswith(ALSO) else self.unknown

    def _unknown(self, own: Worded | None) -> str:
        """How not to know is said, each in their own language: as the question has it, or in general."""
        if own is not None:
            return in_each(in_language(own, self.day.say), own, self.day.say)
        return self.day.say(WE_DO_NOT_KNOW if self.by_function else UNKNOWN)

    @property
    def quoted(self) -> bool:
        """Whether it is about texts that customers wrote, which only their readers see."""
        return any(one.by_customer for one in self.here.things if one.id in self.round.about)

    def _part(self, who: str, name: str) -> Part:
        segment, round = self.here, self.round
        things = tuple(self._item(key) for key in asked_of(segment, round, who))
        if name.startswith(CARD):
            return self._card(name, next(one for one in things if one.id == name.removeprefix(CARD)))
        if name.startswith(ALSO):
            word = name.removeprefix(ALSO)
            ways = self._ways(round.also[word])
            return Part(name, PICKS, self._worded(word), things, ways=ways, added=self._added(who))
        if round.shape in ENDS:
            whole = (Item(OWN, round.title or round.of),)
            asks = {OWN: tuple(thing.id for thing in things)}
            ends = ENDS[round.shape]
            return Part(name, MARKS, self.question, things, whole, asks, ends=ends, heard=self.heard)
        ways = self._ways(round.picks)
        kind, added = KINDS[round.shape], self._added(who)
        return Part(name, kind, self.question, things, ways=ways, heard=self.heard, added=added)

    def _added(self, who: str) -> int:
        """How many texts somebody has since texts were dealt again."""
        return dealt_again_to(self.here, self.round.of, who) if self.round.part == "say" else 0

    def _card(self, name: str, thing: Item) -> Part:
        lines = {key: self._worded(key) for key in self.round.lines}
        asked = self.day.say("{thing}: {question}", thing=thing.text, question=self.question)
        if thing.id == OWN:
            return Part(name, CARDS, self.question, ways=lines)
        return Part(name, CARDS, self.question if self.quoted else asked, (thing,), ways=lines)

    def _ways(self, keys: Sequence[str]) -> dict[str, str]:
        return {key: self._item(key).text for key in keys}

    def _item(self, key: str) -> Item:
        if key in self.round.worded:
            return Item(key, self._worded(key))
        return item_of(self.day, self.here, self.round, key)

    def _worded(self, key: str) -> str:
        """A short word as people read it, each in their own language."""
        return in_each(self.round.worded.get(key, key), self.words.get(key), self.day.say)

    # who is still to come

    def waiting(self) -> Sequence[PersonId]:
        """Who has yet to answer all of it, and is here."""
        return self._here(one.id for one in self.people if self._missing(one.id))

    def _here(self, left: Iterable[str]) -> list[str]:
        """Those of them who are here: a function is, also where it is called as somebody who has left."""
        gone = {person.id for person in self.day.session.participants if person.gone}
        return [one for one in left if self.by_function or one not in gone]

    def missed(self) -> Collection[PersonId]:
        """Who gives no answer."""
        return tuple(self.round.no_card if self.by_function else self.round.not_answered)

    def inside(self) -> Collection[PersonId]:
        """Who has answered anything: a further pick that only some are asked does not count."""
        return tuple(self.round.said())

    def drafts(self) -> Collection[PersonId]:
        """Whose slip was put aside."""
        return tuple(self.round.drafts)

    def has_answered(self, person: PersonId) -> bool:
        """Whether somebody has given all of it."""
        return person in self.round.said() and not self._missing(person)

    def not_asked(self, person: PersonId, part: str) -> Faults:
        """Nobody, once the part is closed; and nobody of a part that does not ask them."""
        if not self.still_open():
            return [say(OVER_LENS)]
        if self.by_function and all(person != one.id for one in self.people):
            return [say("{person} is not asked in this segment", person=person)]
        return super().not_asked(person, part) if not self.by_function else self._no_such(person, part)

    def _no_such(self, person: PersonId, part: str) -> Faults:
        return [] if part in self.asks(person) else [say("{what} is not asked on this ballot", what=part)]

    def still_open(self) -> bool:
        """Until the part is closed."""
        return not self.gone() and self.round.closed is None

    def gone(self) -> bool:
        """Where the part is not there any more: the file was put back."""
        found = lens_rounds.newest_part(self.here, *self.lens)
        return found is None or found.opened != self.opened

    # what is kept

    def own(self, person: PersonId) -> Mapping[str, Value]:
        """Part -> value, of what somebody has given."""
        row = self.round.said().get(person)
        if row is None:
            return {}
        return row_as_parts(self.round, row, asked_of(self.here, self.round, person))

    def kept(self, person: PersonId, name: str) -> Mapping[str, Value]:
        """There is one round."""
        return self.own(person) if name == self.name else {}

    def take(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep an answer."""
        segment, round = self.here, self.round
        if part.startswith(ALSO) and not round.said().get(person):
            return [say(PICK_FIRST)]
        if faults := answer_faults(round, part, value, asked_of(segment, round, person)):
            return faults
        return self.keep_row(person, part, value, desk)

    def keep_row(self, person: PersonId, part: str, value: Value, desk: DeskName) -> Faults:
        """Keep what is an answer."""

        def change(session: Session) -> None:
            here = self.in_(session)
            keep_lens_row(session, here, person, row_with(here, here.said().get(person), part, value), desk)

        return self.keep(change)

    def keep_none(self, person: PersonId, why: Missing) -> Faults:
        """Keep that somebody gives no answer; of who has answered the first question it is kept as it is."""
        if person in self.round.said():
            return [say(STAYS, person=self._called(person))]

        def change(session: Session) -> None:
            round = self.in_(session)
            if self.by_function:
                round.no_card[person] = why
                return
            rounds.miss(round, person, why)
            note_fresh_decline(session.segment(self.id), person, why)

        return self.keep(change)

    def aside(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside as it was typed."""
        if not self.can_put_aside:
            return super().aside(person, row)
        now = self.day.now()
        return self.keep(lambda s: rounds.put_aside(self.in_(s), person, row, now))

    def late(self, person: PersonId, row: str) -> Faults:
        """Put a slip aside that came while the part waited for its reveal, beside one that lies there."""
        round = None if self.gone() else self.round
        sealed = round is not None and self.can_put_aside and rounds.is_sealed(round)
        if round is None or not sealed or person not in {one.id for one in self.people}:
            return [say(OVER_LENS)]
        return self.aside(person, rounds.with_aside(round, person, row))

    def look_at(self, name: str) -> SpreadsheetSeen:
        """What a spreadsheet is understood as in this part; all of its answers can be taken in, or none."""
        from cxw.collect.lenses import AskedInLens
        from cxw.workshop.spreadsheets import lens_table_seen

        lens = next(lens for lens in self.day.lenses if lens.lens == self.lens[0])
        session = self.day.file.session
        asked = AskedInLens(session, self.here, lens, self.round)
        return lens_table_seen(name, asked, self.keep)

    def leave_out_declined(self) -> None:
        """Of functions nobody has declined."""
        if not self.by_function:
            super().leave_out_declined()


def told_here(line: Worded | None) -> str:
    """A line that the facilitator may say, in the language of this run; empty where there is none."""
    return in_language(line, spoken_here()) if line is not None else ""


def part_of_lens(segment: Segment, asked: tuple[str, LensPart]) -> LensRound:
    """The round that is being answered or talked about: asked for only after it was opened."""
    found = lens_rounds.newest_part(segment, *asked)
    assert found is not None, "a ballot is made after its round was opened"
    return found


def item_of(day: Day, segment: Segment, round: LensRound, key: str) -> Item:
    """A need, a thing or a function, as it is asked about."""
    for need in segment.needs:
        if need.id == key:
            return Item(key, need.words_at(round.opened), need.short or "")
    for thing in segment.things:
        if thing.id == key:
            return Item(key, thing.text)
    return Item(key, day.say(OF_THIS_LENS) if key == NONE else key)
