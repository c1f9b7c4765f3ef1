"""Whose rows change places, so that no row can be followed to a person or from one question to the next.

Each question is dealt by itself. Rows of points change places within a function that shows, all else within
the whole room: so every number stays, and a row says of its writer no more than the handout does. Which rows
a question fills hangs on how many answered it and on chance, never on who.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cxw.day.record import Group
from cxw.model import (
    WITH_MEETING,
    AnyRound,
    Participant,
    PersonId,
    Segment,
    Session,
    WeightsRound,
)
from cxw.questions.rounds import as_points, points_rounds
from cxw.sharing.linking import Labels, PrintedGroups, numbers

Key = tuple[str, str]
"""Segment and question."""

Places = Mapping[PersonId, PersonId]
"""Person -> the new id their row of one question has."""


@dataclass(frozen=True)
class AnsweredQuestion:
    """Who answered one question, and whether each function keeps its own rows."""

    answered: frozenset[PersonId]
    given: frozenset[PersonId] = frozenset()
    """Who gave numbers; how many of each function did, and did not know, stays so."""
    sets: Labels | None = None
    """Person -> the function whose rows they change places in, where functions keep their own."""
    together: str = ""
    """Questions of which it is a number, too, how many people answered any: the needs of a segment."""


class Shuffled:
    """New rows for the people of a session, and for every question which row is whose."""

    def __init__(self, session: Session, labels: Labels, dice: random.Random) -> None:
        self._dice, self._labels = dice, labels
        self._asked = dict(questions(session, labels))
        self._present = frozenset[str]().union(*(question.answered for question in self._asked.values()))
        self.participants: list[Participant] = []
        self._there: dict[str | None, list[PersonId]] = {}
        """Function -> the new rows of those who took part in anything."""
        self._away: list[PersonId] = []
        self._here = [person for person in labels if person in self._present]
        self._gone = [person for person in labels if person not in self._present]
        self._rows()
        self._used: dict[str, set[PersonId]] = {}
        self._some: dict[str, list[PersonId]] = {}
        by_function = sorted(self._asked, key=lambda key: self._asked[key].sets is None)
        self._places = {key: self._deal(self._asked[key]) for key in by_function}

    def places(self, segment: str, question: str) -> Places:
        """Which row is whose in one question of one segment."""
        return self._places[segment, question]

    def _rows(self) -> None:
        """A row for everybody: by function in the order of the file, all others behind."""
        people: dict[str | None, list[PersonId]] = {}
        for person, function in self._labels.items():
            people.setdefault(function, []).append(person)
        number = 0
        for function in sorted(people, key=lambda name: name is None):
            rows = [f"row-{number + n}" for n, _ in enumerate(people[function], 1)]
            number += len(rows)
            self.participants += [
                Participant(id=row, name=f"Row {row.removeprefix('row-')}", function=function) for row in rows
            ]
            present = sum(person in self._present for person in people[function])
            self._there[function] = rows[:present]
            self._away += rows[present:]

    def _deal(self, question: AnsweredQuestion) -> Places:
        """Places for one question; rows that stand in nothing yet are filled first."""
        places = dict(zip(self._gone, self._shuffled(self._away), strict=True))
        for people, seats in self._sets(question):
            places.update(self._among(people, seats, question))
        filled = {places[person] for person in question.answered}
        for together in ("", question.together):
            self._used.setdefault(together, set()).update(filled)
        return places

    def _shuffled(self, some: Collection[PersonId]) -> list[PersonId]:
        return self._dice.sample(list(some), len(some))

    def _sets(self, question: AnsweredQuestion) -> Iterator[tuple[list[PersonId], list[PersonId]]]:
        """People who took part and as many rows, among which they change places."""
        if question.sets is not None:
            yield from self._sets_by_function(question.sets)
            return
        seats = [*chain.from_iterable(self._there.values())]
        some = self._in_any(question.together, seats) if question.together else {}
        yield list(some), list(some.values())
        yield (
            [person for person in self._here if person not in some],
            [seat for seat in seats if seat not in some.values()],
        )

    def _sets_by_function(self, sets: Labels) -> Iterator[tuple[list[PersonId], list[PersonId]]]:
        for name in dict.fromkeys(sets.values()):
            people = [person for person in self._here if sets[person] == name]
            functions = dict.fromkeys(self._labels[person] for person in people)
            yield people, [*chain.from_iterable(map(self._there.__getitem__, functions))]

    def _among(
        self, people: Sequence[PersonId], seats: Sequence[PersonId], question: AnsweredQuestion
    ) -> Places:
        """Places by chance: who gave a number, who did not know, and who did not answer."""
        used = self._used.setdefault(question.together, set())
        free = sorted(self._shuffled(seats), key=lambda seat: seat in used)
        unknown = question.answered - question.given
        places: dict[PersonId, PersonId] = {}
        for kind in (question.given, unknown):
            some = self._shuffled([person for person in people if person in kind])
            taken = self._taken(some, free, question)
            places.update(zip(some, taken, strict=True))
            free = [seat for seat in free if seat not in taken]
        rest = self._shuffled([person for person in people if person not in places])
        return {**places, **dict(zip(rest, free, strict=True))}

    def _taken(
        self, people: Sequence[PersonId], free: Sequence[PersonId], question: AnsweredQuestion
    ) -> list[PersonId]:
        """As many of the free rows; where functions keep their own, as many of each function as before."""
        if question.sets is None:
            return list(free[: len(people)])
        wanted = Counter(self._labels[person] for person in people)
        taken = list[PersonId]()
        for name, n in wanted.items():
            taken += [seat for seat in free if seat in self._there[name]][:n]
        return taken

    def _in_any(self, together: str, seats: Sequence[PersonId]) -> Places:
        """Everybody who answered any of these questions, and as many rows, always the same ones."""
        alike = [question for question in self._asked.values() if question.together == together]
        people = [p for p in self._labels if any(p in question.answered for question in alike)]
        if together not in self._some:
            free = sorted(self._shuffled(seats), key=lambda seat: seat in self._used.get("", ()))
            self._some[together] = free[: len(people)]
        return dict(zip(people, self._some[together], strict=True))


def labels_of(session: Session, printed: PrintedGroups) -> dict[PersonId, str | None]:
    """Person -> the function that may stand beside their row in a copy, None with all the others.

    It is one that the handout shows by itself in every first round of points that it had a part in and the
    room has seen: a copy that puts the same people together otherwise would tell, beside the handout, who
    stands between the two. Who ticked that their function may show counts like everybody else: a copy
    outlives the tick.
    """
    of = {person.id: person.function for person in session.asked()}
    least = session.thresholds.small_function
    parts = [_part(printed[id(round), ""], numbers(round.answers), of) for _, round in _firsts(session)]
    parts = parts or [({*of.values()}, Counter(of.values()))]
    kept = [name for name in dict.fromkeys(of.values()) if name is not None and _may(name, parts, least)]
    while sizes := _with_few_others(kept, parts, least):
        kept.remove(min((name for name in reversed(kept) if sizes[name]), key=sizes.__getitem__))
    return {person: name if name in kept else None for person, name in of.items()}


Part = tuple[Collection[str | None], Counter[str | None]]
"""One first round: the functions that the handout shows of it, and how many of each gave numbers."""


def _part(groups: Sequence[Group], given: Collection[PersonId], of: Labels) -> Part:
    sizes = Counter(of[person] for person in given if person in of)
    return {group.name for group in groups if not group.others}, sizes


def _may(name: str, parts: Sequence[Part], least: int) -> bool:
    """Whether a function may stand by itself in every round that it has a part in, and has one in any."""
    there = [(shown, sizes[name]) for shown, sizes in parts if sizes[name]]
    return bool(there) and all(name in shown and number >= least for shown, number in there)


def _with_few_others(kept: Sequence[str], parts: Sequence[Part], least: int) -> Counter[str | None] | None:
    """A round in which one or two people are of none of these, beside some who are."""
    for _, sizes in parts:
        others = sum(number for name, number in sizes.items() if name not in kept)
        if 0 < others < least and any(sizes[name] for name in kept):
            return sizes
    return None


def functions_told_apart(segment: Segment, round: WeightsRound, labels: Labels) -> Labels:
    """Person -> the function whose rows they change places in; nobody's where no first round was seen."""
    firsts = [one for one in segment.rounds_of("weights") if one.revealed is not None and one.name == "first"]
    alike = any({*first.needs} == {*round.needs} for first in firsts)
    return labels if alike else dict.fromkeys(labels)


def _firsts(session: Session) -> Iterator[tuple[Segment, WeightsRound]]:
    """The rounds a handout may take its functions from."""
    for segment in session.segments:
        for round in segment.rounds_of("weights"):
            if round.revealed is not None and round.name == "first":
                yield segment, round


def questions(session: Session, labels: Labels) -> Iterator[tuple[Key, AnsweredQuestion]]:
    """Every question of every segment, and who answered it."""
    for segment in session.segments:
        for name, question in _of_the_whole_room(segment):
            yield (segment.id, name), question
        for name, rounds in _by_question(segment).items():
            yield (segment.id, name), _of_rounds(segment, rounds, labels)


def _of_the_whole_room(segment: Segment) -> Iterator[tuple[str, AnsweredQuestion]]:
    for need in segment.needs:
        yield f"need {need.id}", AnsweredQuestion(frozenset(need.proposed), together=f"needs of {segment.id}")
    for stage in WITH_MEETING:
        yield f"stage {stage}", AnsweredQuestion(frozenset(segment.stages.of(stage).gave))
    sure = segment.conviction
    yield "votes", AnsweredQuestion(frozenset(person for person, votes in segment.votes.items() if votes))
    yield "conviction", AnsweredQuestion(frozenset({**sure.before, **sure.after}))
    yield "earlier", AnsweredQuestion(frozenset(sure.earlier))
    yield "guess", AnsweredQuestion(frozenset(segment.coverage_guess))
    for n, part in enumerate(segment.lenses):
        yield f"lens {n}", AnsweredQuestion(frozenset(part.answers))


def _by_question(segment: Segment) -> dict[str, list[AnyRound]]:
    found: dict[str, list[AnyRound]] = {}
    for round in segment.rounds:
        found.setdefault(question_of(round), []).append(round)
    return found


def _of_rounds(segment: Segment, rounds: Sequence[AnyRound], labels: Labels) -> AnsweredQuestion:
    """The question that some rounds ask; of points, who gave numbers first is given."""
    who = frozenset(chain.from_iterable(round.answers for round in rounds))
    first = next(iter(points_rounds(rounds)), None)
    if first is None:
        return AnsweredQuestion(who, who, labels)
    given = frozenset(numbers(rounds[0].answers))
    return AnsweredQuestion(who, given, functions_told_apart(segment, first, labels))


def question_of(round: AnyRound) -> str:
    """Rounds on one row: points on one list, and all marks, which are dealt among their rows already."""
    if as_points(round):
        return " ".join([round.of, *sorted(round.needs)])
    return round.of
