"""Whose rows change places, so that no row can be followed to a person or from one question to the next.

Rows of one question change places only within what the room's handout adds up: a function that shows there,
or all who are drawn as "others". So every number stays, and a row says of its writer no more than the
handout does. Each question is dealt by itself, apart from rounds that are compared row by row.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cxw import record
from cxw.model import (
    STAGES,
    AnyRound,
    MarksRound,
    Participant,
    PersonId,
    Segment,
    Session,
    WeightsRound,
)
from cxw.record import Group

TRIES = 30
"""Deals that are tried until everybody who took part still stands in something."""

Key = tuple[str, str]
"""Segment and question."""

Places = Mapping[PersonId, PersonId]
"""Person -> the new id their row of one question has."""


@dataclass(frozen=True)
class Question:
    """Who answered one question, and who may change places in it."""

    answered: frozenset[PersonId]
    together: Mapping[PersonId, Hashable]
    """Person -> the set of people their row may not leave; who is not named here is in one set."""


class Shuffled:
    """New rows for the people of a session, and for every question which row is whose."""

    def __init__(self, session: Session, dice: random.Random) -> None:
        self._asked = dict(questions(session))
        self._present = frozenset[str]().union(*(question.answered for question in self._asked.values()))
        self.shown = functions_shown(session, self._present)
        self._seats, self.participants = _rows(session, self.shown, dice)
        self._places = self._dealt(dice)

    def places(self, segment: str, question: str) -> Places:
        """Which row is whose in one question of one segment."""
        return self._places[segment, question]

    def _dealt(self, dice: random.Random) -> dict[Key, Places]:
        """A deal in which as many rows take part in something as people did."""
        best: tuple[int, dict[Key, Places]] = (-1, {})
        for _ in range(TRIES):
            stands: dict[str, set[PersonId]] = {}
            dealt = {key: self._deal(key, stands, dice) for key in self._asked}
            found = len(set[PersonId]().union(*stands.values()))
            if found > best[0]:
                best = (found, dealt)
            if found == len(self._present):
                break
        return best[1]

    def _deal(self, key: Key, stands: dict[str, set[PersonId]], dice: random.Random) -> Places:
        """Places for one question; rows that stand in nothing yet are taken first by who answered.

        How many wrote needs of a segment is a number too, so these are counted by themselves.
        """
        question = self._asked[key]
        there = stands.setdefault(f"needs of {key[0]}" if key[1].startswith("need ") else "", set())
        places: dict[PersonId, PersonId] = {}
        for people in self._sets(question):
            seats = [self._seats[person] for person in people]
            dice.shuffle(seats)
            dice.shuffle(people)
            seats.sort(key=lambda seat: seat in there)
            people.sort(key=lambda person: person not in question.answered)
            places.update(zip(people, seats, strict=True))
        there.update(places[person] for person in question.answered)
        return places

    def _sets(self, question: Question) -> list[list[PersonId]]:
        """The sets in which rows change places; who never took part changes only with their like."""
        sets: dict[Hashable, list[PersonId]] = {}
        for person in self._seats:
            sets.setdefault((person in self._present, question.together.get(person)), []).append(person)
        return list(sets.values())


def _rows(
    session: Session, shown: Collection[str], dice: random.Random
) -> tuple[dict[PersonId, PersonId], list[Participant]]:
    """Each person's seat among the new rows, and the rows: by function, in the order of the file."""
    functions = dict.fromkeys(p.function if p.function in shown else None for p in session.participants)
    order = [*(name for name in functions if name), None]
    people = dice.sample(session.participants, len(session.participants))
    people.sort(key=lambda p: order.index(p.function if p.function in shown else None))
    seats: dict[PersonId, PersonId] = {}
    rows = []
    for number, person in enumerate(people, 1):
        function = person.function if person.function in shown else None
        seats[person.id] = f"row-{number}"
        rows.append(Participant(id=f"row-{number}", name=f"Row {number}", function=function))
    return seats, rows


def functions_shown(session: Session, present: Collection[PersonId]) -> set[str]:
    """Functions that show by themselves among all or in a round: the others keep no name in the copy."""
    rounds = [one for segment in session.segments for one in _first_rounds(segment)]
    given = [present, *(numbers(round) for round in rounds)]
    found = [group for people in given for group in record.groups(session, people)]
    return {group.name for group in found if not group.others}


def questions(session: Session) -> Iterator[tuple[Key, Question]]:
    """Every question of every segment: who answered it and who may change places."""
    for segment in session.segments:
        for name, question in _questions(session, segment):
            yield (segment.id, name), question


def _questions(session: Session, segment: Segment) -> Iterator[tuple[str, Question]]:
    wrote = dict.fromkeys((person for need in segment.needs for person in need.proposed), "wrote")
    for need in segment.needs:
        yield f"need {need.id}", Question(frozenset(need.proposed), wrote)
    for stage in STAGES:
        yield f"stage {stage}", Question(frozenset(segment.stages.of(stage).answered), {})
    sure = segment.conviction
    asked: dict[str, Iterable[PersonId]] = {
        "votes": [person for person, votes in segment.votes.items() if votes],
        "conviction": {**sure.before, **sure.after},
        "earlier": sure.earlier,
        "guess": segment.coverage_guess,
        "predictions": segment.predictions,
    }
    for name, people in asked.items():
        who = frozenset(people)
        yield name, Question(who, _sets(session, [who]))
    yield from _of_rounds(session, segment)


def _of_rounds(session: Session, segment: Segment) -> Iterator[tuple[str, Question]]:
    kept: dict[str, list[AnyRound]] = {}
    for round in segment.rounds:
        kept.setdefault(question_of(round), []).append(round)
    for name, rounds in kept.items():
        revealed = [round for round in rounds if round.revealed is not None]
        firsts = [numbers(round) for round in revealed if round.name == "first"]
        who = frozenset(person for round in revealed for person in round.answers)
        yield name, Question(who, _sets(session, firsts))


def question_of(round: AnyRound) -> str:
    """Rounds with the same name are compared row by row: points on one list, and all marks."""
    return " ".join([round.of, *sorted(round.needs)]) if isinstance(round, WeightsRound) else round.of


def numbers(round: AnyRound) -> set[PersonId]:
    """Who gave a round a number at all."""
    if isinstance(round, MarksRound):
        return {person for person, answer in round.answers.items() if record.any_number(answer)}
    return set(record.rows(round))


def _first_rounds(segment: Segment) -> list[AnyRound]:
    """The rounds a handout may take its groups from."""
    return [round for round in segment.rounds if round.revealed is not None and round.name == "first"]


def _sets(session: Session, rounds: Iterable[Collection[PersonId]]) -> dict[PersonId, Hashable]:
    """Person -> the groups they are in, round by round: only who shares all of them may change places."""
    found: dict[PersonId, tuple[str, ...]] = {person.id: () for person in session.participants}
    for given in rounds:
        named = _named(record.groups(session, given), given)
        found = {person: (*sets, named.get(person, "")) for person, sets in found.items()}
    return dict(found)


def _named(groups: Iterable[Group], given: Collection[PersonId]) -> dict[PersonId, str]:
    everybody = dict.fromkeys(given, "all")
    return everybody | {person: group.name for group in groups for person in group.people}
