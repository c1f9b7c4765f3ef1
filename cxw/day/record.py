"""The number of record, and what the rule of three lets be seen of it.

The record is everybody's round-one answer, always: a second round stands beside it, never over it. Only a
revealed round is in any number. A function shows with at least three answers, and only in such a way that
nothing about fewer than three people can be had by subtraction.

Whatever total or scale a round was answered in, from here on points are of 100 and marks 0 to 10, and beside
them stands the unit: how far two answers lie apart that were given one step apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from cxw.day.by_themselves import Attended, functions_by_themselves, outside
from cxw.model import (
    DK,
    ENDS,
    TOTAL,
    AnyRound,
    DontKnow,
    MarksRound,
    MarksRow,
    PersonId,
    Segment,
    Session,
    WeightsRound,
)
from cxw.questions.rounds import as_marks, marks_rounds, points_rounds
from cxw.text.phrases import SAY_ENGLISH, Phrases

OTHERS = "others"
HERE = ("declined", "draft")
"""Why somebody who was in the room has no answer."""
THREE = 3
"""No number stands on fewer people, and none may be had by subtraction."""
_WORDS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

Points: TypeAlias = tuple[float, ...]
"""One person's points, of 100, in the order of the round's needs; whole where they were given so."""
MarksOfTen: TypeAlias = Mapping[str, float | DontKnow]
"""Marks of one person for one company, 0 to 10: need -> mark or `dk`."""


def what_is_kept(attribution: str | None = None, small: int = THREE, say: Phrases = SAY_ENGLISH) -> str:
    """What is kept and who sees it, as the first screen and every ballot say it."""
    whole = say(KEPT)
    if attribution == "names":
        return f"{whole} {say(NAMES_BESIDE)}"
    least = say(_WORDS[small - THREE]) if small - THREE < len(_WORDS) else str(small)
    return f"{whole} {say(NO_NAMES, least=least)}"


KEPT = "What is kept: everybody's answers, in one file with the facilitator."
NAMES_BESIDE = (
    "This room agreed that names stand beside numbers after each reveal, on the wall and in the handout."
)
NO_NAMES = (
    "What is shown, on the wall and in the handout: functions of {least} or more "
    "(smaller ones only if they tick it), and answers without names; never who gave which."
)


@dataclass(frozen=True)
class Group:
    """People who are shown together: one function, or the rest of the room."""

    name: str
    people: tuple[PersonId, ...]
    """Who gave numbers."""
    functions: tuple[str, ...]
    others: bool = False
    present: int = 0
    """How many of it were in the room: what is printed, for who does not know is protected too."""
    here: frozenset[PersonId] = frozenset()
    """Who these were."""


@dataclass(frozen=True)
class WeightsRecord:
    """Everybody's first row of points on the newest revealed list, and what stands beside it."""

    round: WeightsRound
    rows: Mapping[PersonId, Points]
    """Who gave numbers."""
    dont_know: tuple[PersonId, ...]
    second: WeightsRound | None
    late: Mapping[PersonId, Points]
    """Who answered first after the reveal: in no number of record."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The list of needs, in the order of the round."""
        return tuple(self.round.needs)

    @property
    def unit(self) -> float:
        """What one point that was given is of 100."""
        return TOTAL / self.round.points_each

    def means(self) -> dict[str, float]:
        """Mean points per need over who gave numbers; empty when nobody did."""
        n = len(self.rows)
        columns = zip(*self.rows.values(), strict=True)
        return {need: sum(column) / n for need, column in zip(self.needs, columns, strict=True)} if n else {}

    def second_rows(self) -> dict[PersonId, Points]:
        """Rows with numbers of the second round, latecomers' included."""
        return points_rows(self.second) if self.second else {}


@dataclass(frozen=True)
class MarksRecord:
    """For each company its first round on the newest list, put together."""

    needs: tuple[str, ...]
    rounds: Mapping[str, MarksRound]
    """Company -> the round its marks of record come from."""
    seconds: tuple[MarksRound, ...]

    @property
    def companies(self) -> tuple[str, ...]:
        """The companies that were marked, in the order of the rounds."""
        return tuple(self.rounds)

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest mark that could be given."""
        return next(iter(self.rounds.values())).ends

    @property
    def unit(self) -> float:
        """What one step of the scale is out of ten."""
        low, high = self.ends
        return (ENDS[1] - ENDS[0]) / (high - low)

    def rows(self, company: str) -> dict[PersonId, MarksOfTen]:
        """Each person's marks of record for one company, don't-knows kept."""
        return _company_rows(self.rounds[company], company) if company in self.rounds else {}

    def people(self) -> set[PersonId]:
        """Who gave a row for any company."""
        return set[PersonId]().union(*map(self.rows, self.companies))

    def late(self, company: str) -> set[PersonId]:
        """Who answered for this company first after its reveal."""
        first = self.rounds[company]
        gave = set[PersonId]().union(*(_company_rows(second, company) for second in self.seconds))
        return {person for person in gave if company not in first.answers.get(person, {})}


def points_rows(round: WeightsRound) -> dict[PersonId, Points]:
    """The rows with numbers of one round, as points of 100, don't-knows left out."""
    return {
        person: _of_hundred(tuple(map(answer.__getitem__, round.needs)), round.points_each)
        for person, answer in round.answers.items()
        if not isinstance(answer, str)
    }


def _of_hundred(row: tuple[int, ...], total: int) -> Points:
    return row if total == TOTAL else tuple(points * TOTAL / total for points in row)


def _of_ten(row: MarksRow, ends: tuple[int, int]) -> MarksOfTen:
    if ends == ENDS:
        return row
    low, high = ends
    return {need: mark if mark == DK else (mark - low) * ENDS[1] / (high - low) for need, mark in row.items()}


def weights(segment: Segment) -> WeightsRecord | None:
    """The record of points, None until a round of weights on the newest list is revealed."""
    weighed = points_rounds(of_record(segment))
    if not weighed or weighed[0].name != "first" or weighed[0].revealed is None:
        return None
    first = weighed[0]
    again = [r for r in weighed[1:] if r.revealed is not None and set(r.needs) == set(first.needs)]
    return WeightsRecord(
        round=first,
        rows=points_rows(first),
        dont_know=tuple(person for person, answer in first.answers.items() if isinstance(answer, str)),
        second=next((round for round in reversed(again) if round.name == "second"), None),
        late=_late(first, again),
    )


def marks(segment: Segment) -> MarksRecord | None:
    """The record of marks, None until a round of marks on the newest list is revealed."""
    found = of_record(segment)
    revealed = [round for round in marks_rounds(found) if round.revealed is not None]
    firsts = [round for round in revealed if round.name == "first" and _on_list(found, round)]
    if not firsts:
        return None
    needs = tuple(firsts[-1].needs)
    chosen = _first_of_each(firsts, needs)
    opened = min(round.opened for round in chosen.values())
    later = [r for r in revealed if r.name == "second" and r.opened >= opened and set(r.needs) <= {*needs}]
    return MarksRecord(needs, chosen, tuple(later))


def _first_of_each(firsts: Sequence[MarksRound], needs: Sequence[str]) -> dict[str, MarksRound]:
    """Company -> the first of the rounds on these needs that asked about it."""
    found: dict[str, MarksRound] = {}
    for round in firsts:
        if set(round.needs) == set(needs):
            for company in round.companies:
                found.setdefault(company, round)
    return found


def of_record(segment: Segment) -> list[AnyRound]:
    """The rounds of the list of needs that counts: the newest.

    Where its points were ended unfinished, and nothing of it was ever seen, the list before it stands.
    """
    lists = segment.lists()
    if "weights" not in segment.skipped:
        return lists[-1]
    seen = (rounds for rounds in reversed(lists) if any(round.revealed for round in rounds))
    return next(seen, lists[-1])


def present(round: AnyRound, company: str | None = None) -> set[PersonId]:
    """Who was in the room for a round, or for one company of it: everybody sees that."""
    here = (person for person, why in round.not_answered.items() if why in HERE)
    marked = as_marks(round)
    if company is None or marked is None:
        return {*round.answers, *here}
    return {*(person for person, answer in marked.answers.items() if company in answer), *here}


def groups(
    session: Session,
    given: Collection[PersonId],
    there: Collection[PersonId] = (),
    answered: Collection[PersonId] | None = None,
) -> tuple[Group, ...]:
    """The groups of one round: what may be told apart.

    `given`: who gave numbers; `there`: who was present; `answered`: who handed anything in, all who were
    present where it is not said.

    A function shows by itself from `small_function` answers on, or with any where all of it that was present
    have ticked (`open`), by the rules of `by_themselves`. The rest is "others", so that nothing can be had by
    subtraction. Empty when nothing may be told apart. Without those who were present the one person of a
    function that is in no group would be known not to have known.
    """
    handed_in = there if answered is None else answered
    members, here = _members(session, given), _members(session, {*given, *there})
    round = Attended(members, _members(session, {*given, *handed_in}), here)
    shown = functions_by_themselves(round, session.ticked(), session.thresholds.small_function)
    alone = [_group(name, (of, here[name]), (name,)) for name, of in members.items() if name in shown]
    rest = outside(members, shown)
    if not alone or (len(alone) == 1 and not rest):
        return ()
    return (*alone, _others(round, [group.name for group in alone])) if rest else tuple(alone)


def _others(round: Attended, alone: Collection[str]) -> Group:
    """Who stands in no function by themselves."""
    names = tuple(name for name in round.here if name is not None and name not in alone)
    found = _group(OTHERS, (outside(round.given, alone), outside(round.here, alone)), names)
    return replace(found, others=True)


def _group(name: str, who: tuple[Sequence[PersonId], Sequence[PersonId]], names: tuple[str, ...]) -> Group:
    given, here = who
    return Group(name, tuple(given), names, present=len(here), here=frozenset(here))


def shown_groups(
    groups: Sequence[Group],
    given: Collection[PersonId],
    session: Session,
    answered: Collection[PersonId] | None = None,
) -> tuple[Group, ...]:
    """The groups that may be printed in one cell, cut down to those who gave it a number.

    `answered`: who was asked there and handed in, `given` where it is not said. Those with too few are left
    out unless all of them that were there have ticked, and further ones (the smallest first, of equal sizes
    the later) until those left out are nobody, enough, or have all ticked.
    """
    inside, small, ticked = set(given), session.thresholds.small_function, set(session.ticked())
    said = inside.union(answered or ())
    cut = (_cut(group, inside) for group in groups)
    enough = (group for group in cut if len(group.people) >= small or ticked.issuperset(group.here))
    kept = [group for group in enough if group.people]
    while kept and not _may_be_left_out(said, inside, kept, (ticked, small)):
        kept.remove(min(reversed(kept), key=lambda group: len(group.people)))
    alone = len(kept) == 1 and not inside.difference(kept[0].people)
    return () if alone else tuple(kept)


def _cut(group: Group, inside: set[PersonId]) -> Group:
    return replace(group, people=tuple(person for person in group.people if person in inside))


def _may_be_left_out(
    said: set[PersonId], inside: set[PersonId], kept: Sequence[Group], least: tuple[set[PersonId], int]
) -> bool:
    """Whether those who are in no group that is kept are nobody or enough, whether they knew or not."""
    ticked, small = least
    rest = said.difference(*(group.here for group in kept))
    return ticked >= rest or all(not some or len(some) >= small for some in (rest, rest & inside))


def counts(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each word once with how often it came, most often first, then by alphabet."""
    return tuple(sorted(Counter(words).items(), key=lambda item: (-item[1], item[0])))


def _members(session: Session, given: Collection[PersonId]) -> dict[str | None, tuple[PersonId, ...]]:
    """Function -> who of it gave numbers; functions in the order of the file, None for people without one."""
    found: dict[str | None, list[PersonId]] = {}
    inside = set(given)
    for person in session.asked():
        found.setdefault(person.function, [])
        if person.id in inside:
            found[person.function].append(person.id)
    return {name: tuple(people) for name, people in found.items() if people}


def marks_of_cell(round: MarksRound, company: str, need: str) -> dict[PersonId, float]:
    """Who gave one cell of a round a number, and which, out of ten."""
    found = ((person, row.get(need, DK)) for person, row in _company_rows(round, company).items())
    return {person: mark for person, mark in found if not isinstance(mark, str)}


def _late(first: WeightsRound, later: Sequence[WeightsRound]) -> dict[PersonId, Points]:
    found: dict[PersonId, Points] = {}
    for round in later:
        for person, answer in round.answers.items():
            known = person in first.answers or person in found
            if not known and not isinstance(answer, str):
                found[person] = _of_hundred(tuple(answer[need] for need in first.needs), round.points_each)
    return found


def _on_list(rounds: Sequence[AnyRound], marks: MarksRound) -> bool:
    """Whether marks are about the needs of this list, or about part of them and asked after it came."""
    weighed = next((r for r in points_rounds(rounds) if r.revealed is not None), None)
    if weighed is None or set(marks.needs) == set(weighed.needs):
        return True
    return set(marks.needs) <= set(weighed.needs) and marks.opened >= weighed.opened


def _company_rows(round: MarksRound, company: str) -> dict[PersonId, MarksOfTen]:
    ends, answers = round.ends, round.answers.items()
    return {person: _of_ten(answer[company], ends) for person, answer in answers if company in answer}
