"""A smaller search: worlds near the true day, in which what is no printed sum stays as it was too.

Which functions show in a cell, who is the best rival, own votes and how many make an entry of the board by
themselves hang on points and marks together. A reader need not know them to be right; a world in which they
are the same is likelier to print the very same, and one such world is enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from math import ceil
from typing import Any

from forced_marks import Conviction, Marks
from forced_model import UNSURE, Bool, Sheet
from forced_points import Points
from forced_queries import DK, World

HALF = 50
GOOD, LEAD = 7, 1
Number = int | None


class Day:
    """The true day as numbers: points and marks of record, None where somebody gave none."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.own = world.session.company.id
        self.needs = list(world.segment.chosen)
        self.rivals = [
            c.id for c in world.segment.competitors if self._item(c.id, self.needs[0]) in world.items
        ]
        self.cut = ceil(100 / len(self.needs) - 1e-9)

    def _item(self, company: str, need: str) -> str:
        return f"mark first {company} {need}"

    def mark(self, company: str, need: str, person: str) -> Number:
        return self._number(self._item(company, need), person)

    def points(self, need: str, person: str) -> Number:
        return self._number(f"points first {need}", person)

    def _number(self, item: str, person: str) -> Number:
        value = self.world.items.get(item, {}).get(person, DK)
        return None if value == DK else value

    def lead(self, rival: str, need: str, person: str) -> Number:
        """Own mark less the rival's."""
        own, other = self.mark(self.own, need, person), self.mark(rival, need, person)
        return None if own is None or other is None else own - other

    def side(self, lead: int, own: int) -> tuple[int, bool]:
        """All that an entry asks of a lead and of our own mark."""
        return (lead >= LEAD) - (lead <= -LEAD), own >= GOOD


def at_least(sheet: Sheet, number: Any, bound: int) -> Bool:
    """Whether a sum is so large."""
    if isinstance(number, int):
        return int(number >= bound)
    made = sheet.yes_or_no()
    sheet.model.add(number >= bound).only_enforce_if(made)
    sheet.model.add(number < bound).only_enforce_if(made.negated())
    return made


def counted(sheet: Sheet, found: Iterable[Bool], times: int) -> None:
    """So many hold."""
    total: Any = sum(found)
    if not isinstance(total, int):
        sheet.model.add(total == times)


def keep_unsure(made: Any, world: World, item: str) -> None:
    """Each function has as many don't-knows as it had, so the same functions show."""
    values = world.items.get(item, {})
    functions: dict[str | None, list[str]] = {}
    for person in values:
        functions.setdefault(world.people[person].function, []).append(person)
    for people in functions.values():
        unsure = [made.sheet.unknown[item, p].unsure for p in people]
        counted(made.sheet, unsure, sum(values[p] == DK for p in people))


def near_points(made: Points, *, rows: bool, sure: bool) -> None:
    """All else of the room's stays; with `rows` those of the printed groups are the same, given by others.

    `sure`: how sure people are is asked; otherwise each is as sure as they were, but who knows only here.
    """
    world, sheet = made.world, made.sheet
    if rows:
        made.keep_rows()
        keep_unsure(made, world, f"points first {made.needs[0]}")
    if made.sure:
        _same_sure(made.sure)
        if not sure:
            _as_sure(made, made.sure)
    if made.second:
        counted(sheet, made.both.values(), len(world.items.get("moved", {})))
    day = Day(world)
    for rival in day.rivals:
        for truth, voting in zip(_votes(day, rival), _points_voting(made, day, rival), strict=True):
            counted(sheet, voting, truth)
        for need in day.needs:
            _entries_by_points(made, day, rival, need)


def _same_sure(made: Conviction) -> None:
    """The same answers, given by others; as many said it twice, and as many said something else then."""
    for item in made.items:
        values = [value for value in made.world.items.get(item, {}).values() if value != DK]
        if values:
            made.sheet.dots(made.some(item, made.knew(item)), values)
    if not (made.of("before") and made.of("after")):
        return
    before, after = (made.world.items[item] for item in made.items)
    twice = [p for p in before if p in after and DK not in (before[p], after[p])]
    there = made.knew(*made.items)
    counted(made.sheet, there.values(), len(twice))
    changed = [made.sheet.both(one, made.differ(p, *made.items)) for p, one in there.items()]
    counted(made.sheet, changed, sum(before[p] != after[p] for p in twice))


def _as_sure(made: Points, sure: Conviction) -> None:
    """Who knows the points as before, or does not, is as sure as before."""
    rows = made.world.items[f"points first {made.needs[0]}"]
    for item in sure.items:
        for person, value in made.world.items.get(item, {}).items():
            number, changed = made.sheet.unknown[item, person].number, made.unsure.get(("first", person))
            same = made.sheet.model.add(number == (UNSURE if value == DK else value))
            if changed is not None:
                same.only_enforce_if(changed if rows[person] == DK else changed.negated())


def _votes(day: Day, rival: str) -> tuple[int, int, int]:
    """How many could vote, put us ahead, and behind."""
    can, ahead, behind = 0, 0, 0
    for person in day.world.people:
        held = [(day.points(n, person) or 0, day.lead(rival, n, person)) for n in day.needs]
        said = sum(points * lead for points, lead in held if lead is not None)
        if sum(points for points, lead in held if lead is not None) >= HALF:
            can, ahead, behind = can + 1, ahead + (said > 0), behind + (said < 0)
    return can, ahead, behind


def _points_voting(made: Points, day: Day, rival: str) -> tuple[list[Bool], list[Bool], list[Bool]]:
    sheet = made.sheet
    votes: tuple[list[Bool], list[Bool], list[Bool]] = ([], [], [])
    for person in made.first:
        both = [
            (sheet.unknown[f"points first {n}", person].counts, lead)
            for n in day.needs
            for lead in [day.lead(rival, n, person)]
            if lead is not None
        ]
        if both:
            said = sum(points * lead for points, lead in both)
            _voting(sheet, votes, sum(points for points, _ in both), said)
    return votes


def _voting(sheet: Sheet, votes: tuple[list[Bool], ...], held: Any, said: Any) -> None:
    can = at_least(sheet, held, HALF)
    votes[0].append(can)
    votes[1].append(sheet.both(can, at_least(sheet, said, 1)))
    votes[2].append(sheet.both(can, at_least(sheet, -said, 1)))


def _entries_by_points(made: Points, day: Day, rival: str, need: str) -> None:
    """Of each kind of lead as many who find the need important, and as many who gave points."""
    kinds: dict[Hashable, list[str]] = {}
    for person in made.first:
        lead, own = day.lead(rival, need, person), day.mark(day.own, need, person)
        if lead is not None and own is not None:
            kinds.setdefault(day.side(lead, own), []).append(person)
    for people in kinds.values():
        unknown = [made.sheet.unknown[f"points first {need}", p] for p in people]
        given = [day.points(need, p) for p in people]
        important = [at_least(made.sheet, one.number, day.cut) for one in unknown]
        counted(made.sheet, important, sum(points is not None and points >= day.cut for points in given))
        counted(made.sheet, [one.unsure for one in unknown], given.count(None))


def near_marks(made: Marks) -> None:
    """The leads have the same sums, the same functions show, and votes and entries are as many."""
    world, day = made.world, Day(made.world)
    for item in made.items:
        keep_unsure(made, world, item)
    for rival in day.rivals:
        leads = dict(_leads(made, day, rival))
        if leads:
            _same_leads(made, day, rival, leads)


def _leads(made: Marks, day: Day, rival: str) -> Iterator[tuple[str, tuple[Any, Any, Bool]]]:
    """Person -> the lead and our own mark as they may be, and whether both are known."""
    pair = f"mark first {day.own} {made.need}", f"mark first {rival} {made.need}"
    for person, there in made.knew(*pair).items():
        own, other = (made.sheet.unknown[item, person] for item in pair)
        lead = made.sheet.model.new_int_var(-10, 10, "")
        made.sheet.model.add(lead == own.number - other.number).only_enforce_if(there)
        made.sheet.model.add(lead == 0).only_enforce_if(there.negated())
        yield person, (lead, own.number, there)


def _same_leads(made: Marks, day: Day, rival: str, leads: Mapping[str, tuple[Any, Any, Bool]]) -> None:
    sheet, need = made.sheet, made.need
    true = {p: day.lead(rival, need, p) for p in leads}
    counted(sheet, (there for _, _, there in leads.values()), sum(one is not None for one in true.values()))
    sheet.model.add(sum(lead for lead, _, _ in leads.values()) == sum(one or 0 for one in true.values()))
    votes: tuple[list[Bool], list[Bool], list[Bool]] = ([], [], [])
    others = [n for n in day.needs if n != need]
    for person in day.world.people:
        held = [(day.points(n, person) or 0, day.lead(rival, n, person)) for n in others]
        said = sum(points * lead for points, lead in held if lead is not None)
        points = sum(points for points, lead in held if lead is not None)
        weight = day.points(need, person) or 0
        lead, _, there = leads.get(person, (0, 0, 0))
        _voting(sheet, votes, points + weight * there, said + weight * lead)
    for truth, voting in zip(_votes(day, rival), votes, strict=True):
        counted(sheet, voting, truth)
    _entries_by_marks(made, day, rival, leads)


def _entries_by_marks(made: Marks, day: Day, rival: str, leads: Mapping[str, tuple[Any, Any, Bool]]) -> None:
    """Among those who find the need important, and among the others, each kind of lead is as frequent."""
    sheet, need = made.sheet, made.need
    for important in (True, False):
        people = [
            p
            for p in leads
            for points in [day.points(need, p)]
            if points is not None and (points >= day.cut) == important
        ]
        true = Counter(
            day.side(lead, own)
            for p in people
            for lead, own in [(day.lead(rival, need, p), day.mark(day.own, need, p))]
            if lead is not None and own is not None
        )
        for side in (-1, 0, 1):
            for good in (False, True):
                found = [_stands(sheet, leads[p], side, good=good) for p in people]
                counted(sheet, found, true[side, good])


def _stands(sheet: Sheet, one: tuple[Any, Any, Bool], side: int, *, good: bool) -> Bool:
    """Whether somebody stands on this side with our own mark good or not."""
    lead, own, there = one
    ahead, behind, fine = (at_least(sheet, n, k) for n, k in ((lead, LEAD), (-lead, LEAD), (own, GOOD)))
    where = {1: ahead, -1: behind, 0: sheet.both(ahead.negated(), behind.negated())}[side]
    return sheet.both(sheet.both(where, fine if good else fine.negated()), there)
