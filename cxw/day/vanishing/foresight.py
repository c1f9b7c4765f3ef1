"""What becomes of each function of a room: when everybody answers, and with one, two or three people fewer.

Somebody can be missing in two ways, and both are tried: in the room without numbers, or not in it at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from math import comb
from typing import Any

from cxw.day.record import groups, present
from cxw.model import AnyRound, Participant, PersonId, Session, ids_of
from cxw.questions.rounds import any_number

MOST = 3
"""So many people fewer are tried; what needs more of them is said to need more."""
TRIALS = 4000
"""Ways of being fewer that are tried at most: enough for any room that is not all small functions."""
TICKED_UP_TO = 4
"""How large a function is at most whose people are asked for their tick."""


@dataclass(frozen=True)
class AskedTogether:
    """The people who are asked together, and the names of the segments they sit in."""

    people: tuple[PersonId, ...]
    segments: tuple[str, ...]


@dataclass(frozen=True)
class Keeps:
    """One thing that would have a function shown."""

    ticks: tuple[str, ...] = ()
    """all people of these functions tick: nobody else can do that for them"""
    observer: str = ""
    """the one person of this function is an observer"""
    counted: str = ""
    """this function is counted with another"""


@dataclass(frozen=True)
class Foreseen:
    """What becomes of each function of one room."""

    sizes: Mapping[str, int]
    """function -> how many people of it are asked, in the order of the file"""
    hidden: Mapping[str, tuple[Keeps, ...]]
    """functions that do not show although everybody answers, and what would keep each"""
    by_one: Mapping[str, frozenset[str]]
    """function, or nothing for people without one -> what vanishes when one of its people gives no numbers"""
    by_more: Mapping[str, int]
    """each other function that shows -> how many people fewer it takes to hide it; `MOST` + 1 for more"""
    kept: frozenset[str]
    """functions of which one person fewer would hide nothing if all of them ticked"""

    def named(self, function: str, fewer: int) -> bool:
        """Whether it is said here that this function can vanish with so many people fewer."""
        if function in self.hidden:
            return True
        if any(function in gone for gone in self.by_one.values()):
            return fewer > 0
        return self.by_more.get(function, fewer + 1) <= fewer


def rooms(session: Session) -> list[AskedTogether]:
    """The rooms of this session: the same people in several segments are one."""
    found: dict[tuple[PersonId, ...], list[str]] = {}
    for segment in session.segments:
        people = tuple(ids_of(session.members(segment)))
        found.setdefault(people, []).append(segment.name)
    return [AskedTogether(people, tuple(names)) for people, names in found.items()]


def vanished(
    session: Session,
    given: Collection[PersonId],
    there: Collection[PersonId],
    answered: Collection[PersonId] | None = None,
) -> tuple[str, ...]:
    """The functions in the room that do not show by themselves when these give numbers.

    `answered`: who hands anything in, all who are there where it is not said. In a room of one function
    nothing is told apart, so nothing vanishes either.
    """
    here = [person.function for person in session.asked() if person.id in there or person.id in given]
    if len(set(here)) < 2:
        return ()
    shown = _shown(session, given, there, answered)
    return tuple(name for name in dict.fromkeys(here) if name is not None and name not in shown)


def _shown(
    session: Session,
    given: Collection[PersonId],
    there: Collection[PersonId],
    answered: Collection[PersonId] | None = None,
) -> set[str]:
    return {group.name for group in groups(session, given, there, answered) if not group.others}


def in_round(session: Session, round: AnyRound) -> tuple[str, ...]:
    """The functions that do not show by themselves in a round; of marks, in those of any company."""
    return _named(session, set[str]().union(*_gone(session, round)))


def in_part(session: Session, round: AnyRound) -> tuple[str, ...]:
    """Those of them that show all the same, in the marks of other companies."""
    gone = [set(functions) for functions in _gone(session, round)]
    return _named(session, set[str]().union(*gone) - set[str].intersection(*gone)) if gone else ()


def _named(session: Session, functions: Collection[str]) -> tuple[str, ...]:
    return tuple(name for name in _sizes(session.asked()) if name in functions)


def _gone(session: Session, round: AnyRound) -> list[tuple[str, ...]]:
    """The functions that do not show in the points, or in the marks of each company."""
    there = present(round)
    if round.of == "weights":
        given = [[person for person, row in round.answers.items() if not isinstance(row, str)]]
    else:
        given = [
            [person for person, row in round.answers.items() if any_number({company: row.get(company, {})})]
            for company in round.companies
        ]
    return [vanished(session, people, there, round.answers) for people in given]


def _sizes(people: Sequence[Participant]) -> dict[str, int]:
    return dict(Counter(person.function for person in people if person.function is not None))


def foreseen(session: Session, people: Collection[PersonId]) -> Foreseen:
    """What becomes of each function of a room of these people."""
    asked = [person for person in session.asked() if person.id in people]
    ids, sizes = ids_of(asked), _sizes(asked)
    hidden = {name: tuple(_keeps(session, ids, sizes, name)) for name in vanished(session, ids, ids)}
    shown = (
        frozenset(sizes) - hidden.keys() if len({person.function for person in asked}) > 1 else frozenset()
    )
    by_one = _with_one_fewer(session, asked, shown)
    left = shown.difference(*by_one.values())
    kept = frozenset(name for name in by_one if _would_keep(session, asked, shown, name))
    return Foreseen(sizes, hidden, by_one, _with_more_fewer(session, asked, left), kept)


def _would_keep(session: Session, asked: Sequence[Participant], shown: frozenset[str], name: str) -> bool:
    """Whether one person fewer of a function hides nothing once all of it have ticked."""
    if not name or sum(person.function == name for person in asked) > TICKED_UP_TO:
        return False
    changed = if_all_ticked(session, [name])
    again = [changed.participant(person.id) for person in asked]
    return name not in _with_one_fewer(changed, again, shown)


def _with_one_fewer(
    session: Session, asked: Sequence[Participant], shown: frozenset[str]
) -> dict[str, frozenset[str]]:
    """For each function of which one person is missing, what no longer shows then."""
    found: dict[str, frozenset[str]] = {}
    names = {person.id: person.function or "" for person in asked}
    for missing, gone in _fewer(session, asked, 1):
        if gone & shown:
            whose = names[missing[0]]
            found[whose] = found.get(whose, frozenset()) | (gone & shown)
    return found


def _with_more_fewer(session: Session, asked: Sequence[Participant], left: frozenset[str]) -> dict[str, int]:
    """How many people fewer it takes for each of these to vanish."""
    found: dict[str, int] = {}
    for fewer in range(2, min(MOST, len(asked)) + 1):
        if left <= found.keys() or comb(2 * len(_alike(asked)) + fewer - 1, fewer) > TRIALS:
            break
        gone = frozenset[str]().union(*(gone for _, gone in _fewer(session, asked, fewer)))
        found |= dict.fromkeys((gone & left) - found.keys(), fewer)
    return {person: found.get(person, MOST + 1) for person in left}


def _alike(asked: Sequence[Participant]) -> list[list[PersonId]]:
    """People the rule treats alike, together: the same function, and ticked or not."""
    found: dict[tuple[str | None, bool], list[PersonId]] = {}
    for person in asked:
        found.setdefault((person.function, bool(person.open)), []).append(person.id)
    return list(found.values())


def _fewer(
    session: Session, asked: Sequence[Participant], fewer: int
) -> Iterator[tuple[list[PersonId], frozenset[str]]]:
    """Each way to have so many people fewer: who is missing, one for all alike, and what does not show."""
    everybody, alike = set(ids_of(asked)), _alike(asked)
    ways = product(range(len(alike)), (True, False))
    for chosen in combinations_with_replacement(ways, fewer):
        taken = Counter(kind for kind, _ in chosen)
        if any(count > len(alike[kind]) for kind, count in taken.items()):
            continue
        queues = [*map(iter, alike)]
        missing = {next(queues[kind]): in_the_room for kind, in_the_room in chosen}
        given = everybody - missing.keys()
        there = given | {id for id, in_the_room in missing.items() if in_the_room}
        yield list(missing), frozenset(vanished(session, given, there))


def _keeps(
    session: Session, people: Sequence[PersonId], sizes: Mapping[str, int], hidden: str
) -> Iterator[Keeps]:
    """What would show a hidden function, its own people's doing first; each is tried on the rule."""
    small = [name for name, size in sizes.items() if size < session.thresholds.small_function]
    others = [name for name in small if name != hidden]
    own = [hidden] if sizes[hidden] <= TICKED_UP_TO else []
    ticks = filter(None, (own, *([name] for name in others), small))
    shown = (names for names in ticks if _shows(if_all_ticked(session, names), people, hidden))
    if found := next(shown, None):
        yield Keeps(ticks=tuple(found))
    for name in others:
        yield from _kept_by(session, people, sizes, name, hidden)


def _kept_by(
    session: Session, people: Sequence[PersonId], sizes: Mapping[str, int], name: str, hidden: str
) -> Iterator[Keeps]:
    """What the people of one small function could be so that a hidden one shows."""
    if sizes[name] == 1 and _shows(_changed(session, [name], observer=True), people, hidden):
        yield Keeps(observer=name)
    larger = [other for other in sizes if other != name]
    if any(_shows(_changed(session, [name], function=other), people, hidden) for other in larger):
        yield Keeps(counted=name)


def _shows(session: Session, people: Collection[PersonId], function: str) -> bool:
    """Whether a function shows when everybody answers."""
    asked = set(ids_of(session.asked())).intersection(people)
    return function in _shown(session, asked, asked)


def if_all_ticked(session: Session, functions: Collection[str]) -> Session:
    """The same session if all people of these functions ticked."""
    return _changed(session, functions, open=True)


def _changed(session: Session, functions: Collection[str], **said: Any) -> Session:
    """The same session with this said of everybody in these functions."""
    people = [p.model_copy(update=said) if p.function in functions else p for p in session.participants]
    return session.model_copy(update={"participants": people})
