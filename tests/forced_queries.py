"""What an adversary may ask of a day: whose value is the same in every world that prints the same.

An item is one quantity (points on a need, a mark, how sure somebody is, whether they knew at all) with
everybody's value of it; a target is a set of fewer than three people of whom one at least is protected: named
people of whom the room knows the same, or whoever has a pattern of presence and of don't-knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxw.model import MarksRound, PersonId, Segment, Session, WeightsRound

DK = "dk"
FEW = 3
Values = Mapping[PersonId, Any]
Shown = Callable[[str], Collection[str | None]]
Items = dict[str, dict[PersonId, Any]]
State = tuple[Any, ...]
"""How somebody stands to the linked questions of one quantity: absent, number or don't know."""


def items(segment: Segment) -> Items:
    """Every quantity of a segment that the room has seen something of; values are kept as they were given."""
    found: Items = {}
    for round in segment.rounds:
        if round.revealed is None:
            continue
        if isinstance(round, WeightsRound):
            _points(found, round)
        else:
            _marks(found, round)
    _moved(found, segment)
    said, met = segment.conviction, segment.stages.of("meeting").guess
    found |= {"before": dict(said.before), "after": dict(said.after)}
    found |= {"guess": dict(segment.coverage_guess), "apart": dict(met)}
    for need in segment.needs if any(segment.votes.values()) else ():
        found[f"vote {need.id}"] = {p: need.id in votes for p, votes in segment.votes.items()}
    known = {f"knows {name}": _known(values) for name, values in found.items() if _asks(name, segment)}
    return {name: values for name, values in (found | known).items() if values}


def _asks(name: str, segment: Segment) -> bool:
    """Whether somebody can say of this that they do not know: of points of the whole row, so once."""
    words = name.split()
    return words[0] not in ("vote", "moved") and (words[0] != "points" or words[-1] == segment.chosen[0])


def _known(values: Values) -> dict[PersonId, bool]:
    return {person: value != DK for person, value in values.items()}


def _points(found: Items, round: WeightsRound) -> None:
    for need in round.needs:
        found[f"points {round.name} {need}"] = {
            person: row if isinstance(row, str) else row[need] for person, row in round.answers.items()
        }


def _marks(found: Items, round: MarksRound) -> None:
    for person, rows in round.answers.items():
        for company, row in rows.items():
            for need, mark in row.items():
                found.setdefault(f"mark {round.name} {company} {need}", {})[person] = mark


def _moved(found: Items, segment: Segment) -> None:
    """Points each person moved, of those with numbers in both rounds."""
    rounds = {r.name: r for r in segment.rounds if isinstance(r, WeightsRound) and r.revealed}
    if len(rounds) == 2:
        first, second = rounds["first"].answers, rounds["second"].answers
        found["moved"] = {
            p: sum(abs(now[need] - row[need]) for need in row) // 2
            for p, row in first.items()
            if not isinstance(row, str) and not isinstance(now := second.get(p, DK), str)
        }


@dataclass(frozen=True)
class Target:
    """People whose values together would be a win, found anew in each world."""

    kind: str
    said: str
    of: Callable[[World], frozenset[PersonId]]
    about: Callable[[str], bool] = lambda item: True
    among: str | None = None
    """The department its people are of, None for the whole room."""


class World:
    """One segment of one day as it may have been."""

    def __init__(self, session: Session, segment: str) -> None:
        self.session = session
        self.segment = session.segment(segment)
        self.people = {person.id: person for person in session.members(self.segment)}
        self.items = items(self.segment)

    def multiset(self, target: Target, item: str) -> tuple[Any, ...]:
        """What the people of a target gave, tied to nobody."""
        values = self.items.get(item, {})
        return tuple(sorted((values[p] for p in target.of(self) if p in values), key=str))

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Items whose numbers are printed beside each other over the same people."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            if not item.startswith(("knows", "vote", "moved")):
                found.setdefault(family(item), []).append(item)
        return found

    def state(self, person: PersonId, family: str) -> State:
        """Absent, number or don't know, in every item of a family."""
        values = (self.items[item].get(person) for item in self.families.get(family, ()))
        return tuple(None if value is None else value == DK for value in values)

    def protected(self, people: frozenset[PersonId]) -> bool:
        """Whether one of them has not ticked."""
        return any(not self.people[person].open for person in people)


def family(item: str) -> str:
    """The family of an item: all points, the marks of one need, how sure, the guess."""
    words = item.removeprefix("knows ").split()
    if words[0] == "mark":
        return f"marks {words[-1]}"
    return {"moved": "points", "before": "conviction", "after": "conviction"}.get(words[0], words[0])


@dataclass(frozen=True)
class Query:
    """Is what these people gave here the same in every world that prints the same?"""

    target: Target
    item: str
    truth: tuple[Any, ...]

    def differs(self, world: World) -> bool:
        """Whether it is otherwise in this world."""
        return world.multiset(self.target, self.item) != self.truth

    def __str__(self) -> str:
        return f"{self.target.said}: {self.item} = {', '.join(map(str, self.truth))}"


def queries(world: World, shown: Shown = lambda item: ()) -> list[Query]:
    """All that is worth asking: nothing about larger sets, nor where everybody gave the same.

    `shown`: the functions that show by themselves in an item; the others are printed together.
    """
    found = []
    for target in (*_named(world), *_patterns(world)):
        people = target.of(world)
        for item, values in world.items.items():
            same = people & values.keys() and _all_the_same(world, people, item, shown(item))
            if target.about(item) and people & values.keys() and not same:
                truth = world.multiset(target, item)
                # That those who did not know did not know is what the pattern says.
                if target.kind == "named" or set(truth) != {DK}:
                    found.append(Query(target, item, truth))
    return found


def _named(world: World) -> Iterator[Target]:
    """One or two people who sat in the same department and were there for the same questions."""
    alike: dict[tuple[Any, ...], list[PersonId]] = {}
    for person in world.people.values():
        there = tuple(item for item, values in world.items.items() if person.id in values)
        if there:
            alike.setdefault((person.function, there), []).append(person.id)
    for (function, _), some in alike.items():
        people = frozenset(some)
        if len(people) < FEW and world.protected(people):
            yield Target("named", f"{' and '.join(sorted(people))} of {function}", lambda world, p=people: p)  # type: ignore[misc]


def _patterns(world: World) -> Iterator[Target]:
    """Fewer than three who alone were there, or did not know, in this way; in all, and of one department."""
    for name in world.families:
        for function in (None, *dict.fromkeys(p.function for p in world.people.values() if p.function)):
            yield from _of_family(world, name, function)


def _of_family(world: World, name: str, function: str | None) -> Iterator[Target]:
    states: dict[State, list[PersonId]] = {}
    for id, person in world.people.items():
        if function in (None, person.function):
            states.setdefault(world.state(id, name), []).append(id)
    for state, people in states.items():
        some = any(one is not None for one in state)
        if some and len(people) < FEW and world.protected(frozenset(people)):
            yield _pattern(name, state, function)


def _pattern(name: str, state: State, function: str | None) -> Target:
    def of(world: World) -> frozenset[PersonId]:
        return frozenset(
            id
            for id, person in world.people.items()
            if function in (None, person.function) and world.state(id, name) == state
        )

    shown = "".join({None: "-", False: "n", True: "?"}[one] for one in state)
    who = f"{name} {shown} of {function}" if function else f"{name} {shown}"
    kind = "pattern in a department" if function else "pattern"
    return Target(kind, who, of, lambda item: family(item) == name and not item.startswith("knows"), function)


def _all_the_same(
    world: World, people: frozenset[PersonId], item: str, shown: Collection[str | None]
) -> bool:
    """Whether three or more of whom a number may be said gave the same: who sees their dots knows of each."""
    values = world.items[item]
    sets = [set(values)]
    functions = {world.people[p].function for p in people if p in world.people}
    if len(functions) == 1:
        sets.append({p for p in values if world.people[p].function in functions})
    if not functions & set(shown):
        sets.append({p for p in values if world.people[p].function not in shown})
    sets += [some & _both_times(world, item) for some in sets]
    here = {_there(world, p, item) for p in people & values.keys()}
    sets.append({p for p in values if _there(world, p, item) in here})
    return any(len(some) >= FEW and len(Counter(values[p] for p in some)) == 1 for some in sets)


def _both_times(world: World, item: str) -> set[PersonId]:
    """Of a first and of a second round those who were in the other too, over whom both are printed; else everybody."""
    ends = (" second ", " first ") if " second " in item else (" first ", " second ")
    return set(world.items.get(item.replace(*ends), world.people))


def _there(world: World, person: PersonId, item: str) -> tuple[str, ...]:
    """For which questions of an item's family somebody was there."""
    return tuple(one for one in world.items if family(one) == family(item) and person in world.items[one])
