"""What of a copy may stand on one row: where fewer than three would be told apart, it is taken apart.

Whoever was in the room knows who left early, who came late and, of some, what they did not know. So two
answers of one person stay together only where everybody who answered, and did not, in the same way is one
of at least three. Else the later of two rounds is left out, as the rows of the earlier one that are missing
in it would be those of whoever left, and marks of a company stand beside nobody's own.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal, TypeVar

from cxw.day import record
from cxw.model import (
    DK,
    WITH_MEETING,
    AnyRound,
    MarksRound,
    PersonId,
    Segment,
    Session,
    StageFacts,
    WeightsRound,
    is_among,
)
from cxw.questions.rounds import any_number, as_marks, as_points, marks_rounds, points_rounds

GIVEN, UNKNOWN, ABSENT = "given", "don't know", "absent"
Column = Mapping[PersonId, Any]
"""What each person gave to one thing that was asked."""
Labels = Mapping[PersonId, str | None]
"""Person -> the function that stands beside their row, None where none does."""
PrintedGroups = Mapping[tuple[int, str], tuple[record.Group, ...]]
"""Round of the copy, by its identity, and company (none of points) -> the groups that the handout prints."""
Block = tuple[MarksRound, str]
"""One company in one round of marks."""
T = TypeVar("T")


def safe(columns: Sequence[Column], labels: Labels | None = None) -> bool:
    """Whether rows over these columns tell nobody apart who gave a number.

    Each way of answering them, in one function where functions stand beside rows, is nobody's or that of
    at least three.
    """
    people = dict.fromkeys(chain.from_iterable(columns))
    ways = Counter((_label(labels, person), *_way(columns, person)) for person in people)
    return all(n >= record.THREE for way, n in ways.items() if GIVEN in way[1:])


def _label(labels: Labels | None, person: PersonId) -> str | None:
    return labels.get(person) if labels else None


def _way(columns: Sequence[Column], person: PersonId) -> tuple[str, ...]:
    """How one person answered these columns: with numbers, a don't-know, or not at all."""
    return tuple(_state(column.get(person)) for column in columns)


def _state(answer: Any) -> str:
    if answer is None:
        return ABSENT
    return UNKNOWN if answer == DK else GIVEN


def numbers(said: Column) -> dict[PersonId, Any]:
    """What was said, without don't-knows."""
    return {person: value for person, value in said.items() if value != DK}


TIED = "left out of this copy, as it would tell fewer than three people apart"
_SKIPPED = {"weights": "weights second", "marks": "grid second"}


def without_tied(segment: Segment, sets: Callable[[WeightsRound], Labels]) -> None:
    """Leave out what was asked a second time where it would tell fewer than three apart.

    First rounds of the newest list come first, as they are the record. `sets` says which functions' points
    change places by themselves in a round.
    """
    taken: list[AnyRound] = []
    newest_first = segment.rounds[::-1]
    for round in sorted(newest_first, key=lambda one: one.name == "second"):
        if not round.answers:
            taken.append(round)
            continue
        weighed = as_points(round)
        labels = sets(weighed) if weighed else None
        if all(safe(columns, labels) for columns in _asked_again([*taken, round])):
            taken.append(round)
        elif round.name == "second":
            segment.skipped[_SKIPPED[round.of]] = TIED
        else:
            round.answers = {}
            taken.append(round)
    segment.rounds = [one for one in segment.rounds if is_among(one, taken)]
    sure = segment.conviction
    if not safe([numbers(sure.before), numbers(sure.after)]):
        sure.after = {}


def without_few(segment: Segment) -> None:
    """Leave out marks that one or two gave: who did not know, the others, would know whose they are."""
    for round in segment.rounds_of("marks"):
        for company in round.companies:
            for need in round.asks(company):
                given = numbers(_column((round, company), need))
                for person in given if len(given) < record.THREE else ():
                    del round.answers[person][company][need]


def _asked_again(rounds: Sequence[AnyRound]) -> Iterator[list[Column]]:
    """All that was given to whatever the last of these rounds asks; of points who gave numbers.

    Who did not know their points is dealt by chance, so that it tells nobody apart.
    """
    last = rounds[-1]
    if as_points(last):
        alike = [one for one in points_rounds(rounds) if set(one.needs) == set(last.needs)]
        if len(alike) > 1:
            yield [numbers(one.answers) for one in alike]
        return
    *_, marked = marks_rounds(rounds)
    for company in marked.companies:
        blocks = [(one, company) for one in marks_rounds(rounds) if company in one.companies]
        for need in marked.asks(company) if len(blocks) > 1 else ():
            yield [_column(block, need) for block in blocks]


def _column(block: Block, need: str) -> dict[PersonId, Any]:
    round, company = block
    rows = ((person, answer.get(company, {}).get(need)) for person, answer in round.answers.items())
    return {person: mark for person, mark in rows if mark is not None}


def dealt_unknowns(segment: Segment, labels: Labels, dice: random.Random) -> None:
    """Who did not know, and why somebody gave nothing, by chance among those without a number.

    A first round keeps how many of a function said anything, which its handout prints.
    """
    for round in segment.rounds:
        if weighed := as_points(round):
            sets = labels if round.name == "first" else {}
            weighed.answers = _by_chance(weighed.answers, labels, sets, dice)
        round.not_answered = _to_others(round.not_answered, labels, round.answers, dice)
    sure = segment.conviction
    for name in ("before", "after", "earlier"):
        setattr(sure, name, _by_chance(getattr(sure, name), labels, {}, dice))
    segment.coverage_guess = _by_chance(segment.coverage_guess, labels, {}, dice)
    segment.no_guess = _to_others(segment.no_guess, labels, segment.coverage_guess, dice)
    if (met := segment.stages.meeting) is not None:
        met.guess = _by_chance(met.guess, labels, {}, dice)
    for stage in WITH_MEETING:
        facts: StageFacts | None = getattr(segment.stages, stage)
        if facts is not None:
            facts.not_answered = _to_others(facts.not_answered, labels, facts.gave, dice)


def _by_chance(said: Column, everybody: Labels, sets: Labels, dice: random.Random) -> dict[PersonId, Any]:
    """The same numbers, and as many don't-knows in each set, given to whoever has no number there."""
    known = numbers(said)
    free: dict[str | None, list[PersonId]] = {}
    for person in everybody:
        if person not in known:
            free.setdefault(sets.get(person), []).append(person)
    unknown = Counter(sets.get(person) for person, value in said.items() if value == DK)
    chosen = list[PersonId]()
    for name, n in unknown.items():
        chosen += dice.sample(free[name], n)
    return {**known, **dict.fromkeys(chosen, DK)}


def _to_others(
    why: Mapping[PersonId, T], everybody: Labels, answered: Collection[PersonId], dice: random.Random
) -> dict[PersonId, T]:
    """The same reasons by chance among those who did not answer: counts, and nobody's reason."""
    free = [person for person in everybody if person not in answered]
    given = list(why.values())[: len(free)]
    return dict(zip(dice.sample(free, len(given)), given, strict=True))


def groups_printed(session: Session, rounds: Iterable[tuple[AnyRound, AnyRound]]) -> PrintedGroups:
    """What the room's handout prints of each round, before anything is taken apart.

    `rounds`: each as it was, and as it stands in the copy.
    """
    found: dict[tuple[int, str], tuple[record.Group, ...]] = {}
    for there, mine in rounds:
        marked = as_marks(there)
        if marked is None:
            gave = numbers(there.answers).keys()
            found[id(mine), ""] = record.groups(session, gave, record.present(there), there.answers)
            continue
        given = [person for person, answer in marked.answers.items() if any_number(answer)]
        for company in marked.companies:
            here = record.present(marked, company)
            found[id(mine), company] = record.groups(session, given, here, marked.answers)
    return found


@dataclass
class DealtMarks:
    """The marks of one list of needs, dealt need by need, so that no row of them is anybody's."""

    session: Session
    """the copy, in which everybody still stands by their own id"""
    rounds: Sequence[MarksRound]
    labels: Labels
    printed: PrintedGroups
    dice: random.Random
    _filled: set[tuple[int, PersonId]] = field(default_factory=set)
    _knew: dict[int, set[PersonId]] = field(default_factory=dict)
    """Round -> who gave any mark in it at all."""

    def deal(self) -> None:
        """Deal each need's marks: what may stay together does, the rest is named in its round.

        Marks that stay in their functions come first, so that the others fill the rows that are left.
        """
        for round in self.rounds:
            answers = round.answers.items()
            self._knew[id(round)] = {person for person, answer in answers if any_number(answer)}
        told = list[tuple[str, list[Block]]]()
        for need in dict.fromkeys(chain.from_iterable(round.needs for round in self.rounds)):
            told += [(need, strand) for strand in self._strands(need)]
        for need, strand in sorted(told, key=lambda one: self._mixed(*one)):
            self._deal(need, strand)

    def _strands(self, need: str) -> list[list[Block]]:
        """The blocks that stay together on one need: our own, then each rival that tells nobody apart."""
        units = [unit for company in self._companies() if (unit := self._unit(company, need))]
        if not units:
            return []
        first, *others = units
        found = [first]
        for unit in others:
            together = [*found[0], *unit]
            if first[0][1] == self.session.company.id and self._together(need, together):
                found[0] = together
            else:
                found.append(unit)
                _name(need, unit, "apart")
        return found

    def _together(self, need: str, blocks: Sequence[Block]) -> bool:
        """Whether these may stand side by side, also beside the medians of functions that the room has."""
        columns = [_column(block, need) for block in blocks]
        printed = [self._printed(block, column) for block, column in zip(blocks, columns, strict=True)]
        return all(safe(columns, labels) for labels in (None, self.labels, *printed))

    def _printed(self, block: Block, column: Column) -> Labels:
        """The functions whose median of these marks the handout prints: others than those of the points.

        It takes them from who gave any mark in the round, and leaves out those too small on this need.
        """
        round, company = block
        groups = self.printed.get((id(round), company), ())
        shown = record.shown_groups(groups, numbers(column).keys(), self.session, column.keys())
        return {person: group.name for group in shown for person in group.people}

    def _companies(self) -> list[str]:
        named = dict.fromkeys(chain.from_iterable(round.companies for round in self.rounds))
        return sorted(named, key=lambda company: company != self.session.company.id)

    def _unit(self, company: str, need: str) -> list[Block]:
        """Every round in which a company was marked on a need: these stay together."""
        blocks = [(round, company) for round in self.rounds if company in round.companies]
        return [block for block in blocks if need in block[0].asks(company) and _column(block, need)]

    def _mixed(self, need: str, strand: Sequence[Block]) -> bool:
        """Whether functions would tell somebody apart in these marks, also beside the handout.

        Who left after the points may change which functions the handout shows of the marks. Two ways of
        putting the same people together tell more than each: between "Sales" here and "Marketing" there may
        stand one person alone.
        """
        columns = [_column(block, need) for block in strand]
        if not safe(columns, self.labels):
            return True
        printed = (self._printed(block, column) for block, column in zip(strand, columns, strict=True))
        return not all(safe(columns, self._crossed(columns, labels)) for labels in printed)

    def _crossed(self, columns: Sequence[Column], printed: Labels) -> dict[PersonId, Any]:
        """Person -> the function here and the one in the handout."""
        people = chain.from_iterable(columns)
        return {person: (self.labels.get(person), printed.get(person)) for person in people}

    def _deal(self, need: str, strand: Sequence[Block]) -> None:
        """Rows over these blocks change places among those who were there for the same of them."""
        mixed = self._mixed(need, strand)
        if mixed and any(self.labels.values()):
            _name(need, strand, "mixed")
        columns = [_column(block, need) for block in strand]
        people = chain.from_iterable(columns)
        rows = {person: tuple(column.get(person) for column in columns) for person in people}
        sets: dict[Hashable, list[PersonId]] = {}
        for person, row in rows.items():
            there = tuple(mark is not None for mark in row)
            sets.setdefault((there, None if mixed else self.labels.get(person)), []).append(person)
        for alike in sets.values():
            for place, row in zip(*self._places(strand, alike, rows), strict=True):
                self._put(need, strand, place, row)

    def _places(
        self, strand: Sequence[Block], people: Sequence[PersonId], rows: Mapping[PersonId, tuple[Any, ...]]
    ) -> tuple[list[PersonId], list[tuple[Any, ...]]]:
        """Places and rows in an order of chance, numbers going first where none stands yet.

        So as many people as before have a number at all; only how many, and nobody's own row, decides it.
        """
        round = id(strand[0][0])
        given = [rows[person] for person in self.dice.sample(people, len(people))]
        places = self.dice.sample(people, len(people))
        given.sort(key=lambda row: all(mark in (DK, None) for mark in row))
        places.sort(key=lambda person: (person not in self._knew[round], (round, person) in self._filled))
        numbered = sum(any(mark not in (DK, None) for mark in row) for row in given)
        self._filled |= {(round, person) for person in places[:numbered]}
        return places, given

    def _put(self, need: str, strand: Sequence[Block], place: PersonId, row: Iterable[Any]) -> None:
        for (round, company), mark in zip(strand, row, strict=True):
            if mark is not None:
                round.answers[place][company][need] = mark


def _name(need: str, blocks: Iterable[Block], key: Literal["mixed", "apart"]) -> None:
    """Name marks in their round as mixed over the room, or as standing apart."""
    for round, company in blocks:
        getattr(round, key).append(f"mark {company} {need}")
