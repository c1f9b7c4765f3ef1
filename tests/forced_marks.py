"""The marks of one need, and the percentages, as they are printed, over answers that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forced_model import Bool, Sheet, Unknown
from forced_queries import World, family

Told = Mapping[str, Any]
Some = list[tuple[Unknown, Bool]]
MARKS = range(11)
PERCENT = range(101)


class Answers:
    """Answers to questions that are asked one by one, each with its own don't-know."""

    def __init__(
        self, world: World, items: Sequence[str], domain: Iterable[int], sheet: Sheet | None = None
    ) -> None:
        self.world, self.sheet, self.items = world, sheet or Sheet(), items
        for item in items:
            for person in world.items.get(item, {}):
                self.sheet.answer(item, person, domain, self.sheet.yes_or_no())

    def of(self, item: str) -> dict[str, Unknown]:
        """Everybody's answer to one question."""
        return {p: self.sheet.unknown[item, p] for p in self.world.items.get(item, {})}

    def knew(self, *items: str, people: Iterable[str] | None = None) -> dict[str, Bool]:
        """Person -> whether they gave a number to all of these."""
        there = set.intersection(*(set(self.of(item)) for item in items)) if items else set()
        some = there if people is None else there & set(people)
        return {
            p: self.sheet.inside([self.sheet.unknown[item, p].unsure for item in items]) for p in sorted(some)
        }

    def some(self, item: str, there: Mapping[str, Bool]) -> Some:
        """The answers to one question of those people, each with whether they are there."""
        return [(self.sheet.unknown[item, p], one) for p, one in there.items()]

    def unsure(self, item: str, count: int) -> None:
        """So many did not know."""
        self.sheet.model.add(sum(one.unsure for one in self.of(item).values()) == count)

    def differ(self, person: str, *pair: str) -> Bool:
        """Whether somebody gave other answers to these two."""
        one, other = (self.sheet.unknown[item, person].number for item in pair)
        made = self.sheet.yes_or_no()
        self.sheet.model.add(one != other).only_enforce_if(made)
        self.sheet.model.add(one == other).only_enforce_if(made.negated())
        return made

    def truth(self) -> dict[tuple[str, str], Any]:
        """The true day, for the solver to begin at."""
        return {
            (item, p): value for item in self.items for p, value in self.world.items.get(item, {}).items()
        }


class Marks(Answers):
    """All companies on one need, first and second round."""

    def __init__(self, world: World, told: Told, need: str, counted: bool = False) -> None:
        items = [item for item in world.items if family(item) == f"marks {need}" and item.startswith("mark ")]
        super().__init__(world, items, MARKS)
        self.told, self.need, self.counted = told, need, counted
        self.function = {id: person.function for id, person in world.people.items()}
        self.companies = {one["id"]: one for one in told["companies"]}
        for cell in told["cells"]:
            if cell["need"] == need:
                self._cell(cell)
        for lead in told["leads"]:
            if lead["need"] == need:
                self._lead(lead)

    def _item(self, company: str, name: str = "first") -> str:
        return f"mark {name} {company} {self.need}"

    def _cell(self, cell: Told) -> None:
        item = self._item(cell["company"])
        knew = self.knew(item) if self.of(item) else {}
        if not knew:
            return
        if cell["n"] or cell["dont_know"]:
            self.unsure(item, cell["dont_know"])
        if cell["values"]:
            self.sheet.dots(self.some(item, knew), cell["values"])
        for group in cell["groups"]:
            people = self._group(group, cell, knew)
            sizes = (group["n"],) if self.counted else range(1, len(people) + 1)
            self.sheet.median(self.some(item, people), group["median"], sizes)
        if cell["second"]:
            self._again(cell)

    def _group(self, group: Told, cell: Told, knew: Mapping[str, Bool]) -> dict[str, Bool]:
        """Who of those with a row is in a printed group."""
        if not group["others"]:
            return {p: one for p, one in knew.items() if self.function[p] == group["name"]}
        listed = self.companies[cell["company"]]["groups"]
        named = {g["name"] for g in listed if not g["others"]}
        return {p: one for p, one in knew.items() if self.function[p] not in named}

    def _again(self, cell: Told) -> None:
        told, pair = cell["second"], (self._item(cell["company"]), self._item(cell["company"], "second"))
        if not all(map(self.of, pair)):
            return
        both = self.knew(*pair)
        if isinstance(told["both"], int):
            self.sheet.model.add(sum(both.values()) == told["both"])
        for item, when in zip(pair, ("before", "after"), strict=True):
            some = self.some(item, both)
            if told[f"values_{when}"]:
                self.sheet.dots(some, told[f"values_{when}"])
            if told[f"mean_{when}"] is not None:
                self.sheet.mean(some, told[f"mean_{when}"], (told["both"],))
            if told[f"median_{when}"] is not None:
                self.sheet.median(some, told[f"median_{when}"], (told["both"],))

        self._changed(pair, both, told)

    def _changed(self, pair: tuple[str, str], both: Mapping[str, Bool], told: Told) -> None:
        """How many marked it otherwise, of those who marked it twice."""
        sheet = self.sheet
        changed = [sheet.both(self.differ(person, *pair), there) for person, there in both.items()]
        if isinstance(told["moved"], int):
            sheet.model.add(sum(changed) == told["moved"])
        elif told["sentence"]:
            sheet.so_many_changed(told["sentence"], sum(changed))

    def _lead(self, lead: Told) -> None:
        """Own mark less the rival's, over those who marked both: how many, ahead, behind, mean, median."""
        own = next(id for id, one in self.companies.items() if one["own"])
        pair = self._item(own), self._item(lead["rival"])
        both = self.knew(*pair)
        sheet, apart = self.sheet, []
        for person, there in both.items():
            mine, theirs = (sheet.unknown[item, person].number for item in pair)
            number = sheet.model.new_int_var(-11, 11, "")
            sheet.model.add(number == mine - theirs)
            apart.append((Unknown(number, 0, number, tuple(range(-11, 12))), there))
        if isinstance(lead["n"], int):
            sheet.model.add(sum(both.values()) == lead["n"])
        if lead["mean"] is not None:
            sheet.mean(apart, lead["mean"], (lead["n"],))
        if lead["median"] is not None:
            sheet.median(apart, lead["median"], (lead["n"],))
        for name, sign in (("ahead", 1), ("behind", -1)):
            if isinstance(lead.get(name), int):
                sides = [sheet.both(self._beyond(one, sign), there) for one, there in apart]
                sheet.model.add(sum(sides) == lead[name])

    def _beyond(self, one: Unknown, sign: int) -> Bool:
        made = self.sheet.yes_or_no()
        self.sheet.model.add(sign * one.number >= 1).only_enforce_if(made)
        self.sheet.model.add(sign * one.number <= 0).only_enforce_if(made.negated())
        return made


class Conviction(Answers):
    """How sure people are, before and after."""

    def __init__(self, world: World, told: Told, sheet: Sheet | None = None) -> None:
        super().__init__(world, ["before", "after"], PERCENT, sheet)
        counts = (("before", told["before_dont_know"]), ("after", told["after_dont_know"]))
        for item, count in counts:
            if isinstance(count, int) and self.of(item):
                self.unsure(item, count)
        if self.of("before") and told.get("median_before") is not None:
            knew = self.knew("before")
            sizes = (told["before"] - told["before_dont_know"],)
            self.sheet.median(self.some("before", knew), told["median_before"], sizes)
        if self.of("before") and self.of("after"):
            self._twice(told)
        for item, when in (("before", "named"), ("after", "named_after")):
            if self.of(item) and told.get(when) and isinstance(told[item], int):
                self._sure(item, told[when], told[item] - told[f"{item}_dont_know"])

    def _sure(self, item: str, named: Told, people: int) -> None:
        """How sure those are on average who named a need, where they are all who said how sure they are."""
        if named["people"] == people:
            self.sheet.mean(self.some(item, self.knew(item)), named["mean"], (people,))

    def _twice(self, told: Told) -> None:
        both = self.knew("before", "after")
        if isinstance(told["twice"], int):
            self.sheet.model.add(sum(both.values()) == told["twice"])
        for item in ("before", "after"):
            mean = told[f"mean_{item}"]
            if mean is not None:
                self.sheet.mean(self.some(item, both), mean, (told["twice"],))


class Guess(Answers):
    """What each guessed before the count (`guess`), or at the second meeting (`apart`)."""

    def __init__(self, world: World, told: Told, item: str) -> None:
        super().__init__(world, [item], PERCENT)
        if isinstance(told["dont_know"], int):
            self.unsure(item, told["dont_know"])
        knew = self.knew(item)
        if told["values"]:
            self.sheet.dots(self.some(item, knew), told["values"])
        if told["median"] is not None:
            self.sheet.median(self.some(item, knew), told["median"], (told["n"],))
