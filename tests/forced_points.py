"""The points of one segment as they are printed, over rows that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forced_marks import Conviction
from forced_model import Bool, Sheet, Unknown
from forced_queries import DK, World, family

from cxw.findings.customers.built import STEP
from cxw.findings.in_words import NUMBERS
from cxw.stats.disagreement.ground import most

Told = Mapping[str, Any]
WHOLE = 100
TO_TEN = 0.05


def _may_give_less(people: int) -> int:
    """How many of these need not give an even share for it to be said of their function."""
    return people - min(agree for agree in range(people + 1) if most(agree, people))


class Points:
    """Both rounds of points: who answered is known, what and whether they knew is not.

    `counted`: the number beside a function is how many gave points, as in the first versions; otherwise it is
    how many were there, and those who gave points are nobody knows how many.
    """

    def __init__(
        self,
        world: World,
        told: Told,
        counted: bool = False,
        sure: Told | None = None,
        customers: Told | None = None,
    ) -> None:
        self.world, self.told, self.counted = world, told, counted
        self.sheet = Sheet()
        self.needs = [need["id"] for need in told["needs"]]
        self.function = {id: person.function for id, person in world.people.items()}
        self.unsure: dict[tuple[str, str], Bool] = {}
        self.first = self._rows("first", {n["id"]: n["values"] for n in told["needs"]})
        second = told["second"]
        self.second = self._rows("second", dict.fromkeys(self.needs, ())) if second else []
        self.both = {p: self._knew(p, "first", "second") for p in self.first if p in self.second}
        self._first_round()
        if second:
            self._second_round(second)
        self.sure = Conviction(world, sure, self.sheet) if sure else None
        if sure and self.sure:
            self._sure_of_points(self.sure)
            for name, when, item in (("first", "named", "before"), ("second", "named_after", "after")):
                if sure.get(when) and sure[when]["most"] is not None:
                    self._named(name, self.sure.knew(item), sure[when])
            if customers and customers["sure"]:
                self._right_and_sure(self.sure.knew("before"), customers)

    def _rows(self, name: str, dots: Mapping[str, Sequence[int]]) -> list[str]:
        """Everybody who answered a round: a row of 100 points, or a don't-know."""
        people = [
            p for p in self.world.people if p in self.world.items.get(f"points {name} {self.needs[0]}", {})
        ]
        for person in people:
            unsure = self.unsure[name, person] = self.sheet.yes_or_no()
            row = [
                self.sheet.answer(f"points {name} {need}", person, dots[need] or range(WHOLE + 1), unsure)
                for need in self.needs
            ]
            self.sheet.model.add(sum(one.counts for one in row) == WHOLE * (1 - unsure))
        return people

    def _knew(self, person: str, *names: str) -> Bool:
        return self.sheet.inside([self.unsure[name, person] for name in names])

    def _of(
        self, name: str, need: str, people: Iterable[str], both: bool = False
    ) -> list[tuple[Unknown, Bool]]:
        there = self.both if both else {p: self._knew(p, name) for p in people}
        return [(self.sheet.unknown[f"points {name} {need}", p], there[p]) for p in people if p in there]

    def _first_round(self) -> None:
        told, sheet = self.told, self.sheet
        if told["given"] or told["dont_know"]:
            sheet.model.add(sum(self.unsure["first", p] for p in self.first) == told["dont_know"])
        for need in told["needs"]:
            if need["values"]:
                sheet.dots(self._of("first", need["id"], self.first), need["values"])
            for group in need["groups"]:
                people = self._group(group)
                sheet.mean(self._of("first", need["id"], people), group["mean"], self._sizes(group, people))
        for group in told["groups"]:
            people = self._group(group)
            knew = sum(self._knew(p, "first") for p in people)
            if self.counted:
                sheet.model.add(knew == group["n"])
        self._ground()

    def _ground(self) -> None:
        """What all functions share bounds everybody's points in functions of three to five, most people's in others."""
        ground: Any = self.told.get("ground")
        for group in self.told["groups"] if ground else ():
            people = [] if group["others"] else self._group(group)
            slack = max((_may_give_less(n) for n in range(3, len(people) + 1)), default=0)
            for need in ground["needs"]:
                less = [self._less(need, person) for person in people]
                self.sheet.model.add(sum(less) <= slack)

    def _less(self, need: str, person: str) -> Bool:
        """Whether somebody gave a need less than an even share."""
        one, less = self.sheet.unknown[f"points first {need}", person], self.sheet.yes_or_no()
        known = [less.negated(), self.unsure["first", person].negated()]
        self.sheet.model.add(one.number >= WHOLE // len(self.needs)).only_enforce_if(known)
        return less

    def _group(self, group: Told) -> list[str]:
        """Who of those who answered is in a printed group; "others" are all who are in none by name."""
        if not group["others"]:
            return [p for p in self.first if self.function[p] == group["name"]]
        named = {g["name"] for g in self.told["groups"] if not g["others"]}
        return [p for p in self.first if self.function[p] not in named]

    def _sizes(self, group: Told, people: Sequence[str]) -> Iterable[int]:
        return (group["n"],) if self.counted else range(1, len(people) + 1)

    def _second_round(self, second: Told) -> None:
        sheet = self.sheet
        counts = (
            (sum(self.both.values()), "both"),
            (sum(self.unsure["second", p] for p in self.second), "dont_know"),
        )
        for count, name in counts:
            if isinstance(second.get(name), int):
                sheet.model.add(count == second[name])
        for need in second["needs"]:
            self._twice(need, second["both"])
        self._moves(second)
        self._late()

    def _twice(self, need: Told, n: int) -> None:
        for name, when in (("first", "before"), ("second", "after")):
            some = self._of(name, need["id"], self.both, both=True)
            if need[f"values_{when}"]:
                self.sheet.dots(some, need[f"values_{when}"])
            if need[f"mean_{when}"] is not None:
                self.sheet.mean(some, need[f"mean_{when}"], (n,))
            if need[f"median_{when}"] is not None and not need[f"values_{when}"]:
                self.sheet.median(some, need[f"median_{when}"], (n,))
            for group in need[f"groups_{when}"]:
                people = [p for p in self._group(group) if p in self.both]
                part = self._of(name, need["id"], people, both=True)
                self.sheet.mean(part, group["mean"], self._sizes(group, people))

    def _late(self) -> None:
        """Who gave points first after the reveal, where three did."""
        late = [p for p in self.second if p not in self.first]
        told = self.told["late"]
        for need, values in told["values"] if told else ():
            self.sheet.dots(self._of("second", need, late), values)

    def _sure_of_points(self, sure: Conviction) -> None:
        """Who does not know how to spread the points does not know how sure they are either."""
        for person, one in sure.of("before").items():
            if person in self.first:
                self.sheet.model.add_implication(self.unsure["first", person], one.unsure)

    def _named(self, name: str, sure: Mapping[str, Bool], told: Told) -> None:
        """How many of those who said how sure they are put the need first that most put first."""
        model, counts = self.sheet.model, dict.fromkeys(self.needs, 0)
        for person, said in sure.items():
            if (name, person) not in self.unsure:
                model.add(said == 0)
                continue
            model.add_implication(said, self._knew(person, name))
            tops = self._tops(name, person)
            if told["needs"] is not None:
                model.add(sum(tops.values()) == 1).only_enforce_if(said)
            for need, top in tops.items():
                counts[need] += self.sheet.both(top, said)
        model.add_max_equality(told["most"], list(counts.values()))
        if told["needs"] is not None:
            model.add(sum(self._some(count) for count in counts.values()) == told["needs"])

    def _right_and_sure(self, sure: Mapping[str, Bool], told: Told) -> None:
        """How sure those were whose first need is customers', and the others: the Brier score, as it is rounded."""
        model, score = self.sheet.model, told["sure"]
        first = max(told["needs"], key=lambda need: need["theirs"])["id"]
        there = {
            p: self.sheet.both(said, self._knew(p, "first")) for p, said in sure.items() if p in self.first
        }
        parts = []
        for person, given in there.items():
            off = model.new_int_var(-WHOLE - 1, WHOLE, "")
            model.add(
                off
                == self.sheet.unknown["before", person].number - WHOLE * self._tops("first", person)[first]
            )
            squared, part = (
                model.new_int_var(0, (WHOLE + 1) ** 2, ""),
                model.new_int_var(0, (WHOLE + 1) ** 2, ""),
            )
            model.add_multiplication_equality(squared, [off, off])
            model.add(part == squared).only_enforce_if(given)
            model.add(part == 0).only_enforce_if(given.negated() if not isinstance(given, int) else not given)
            parts.append(part)
        model.add(sum(there.values()) == score["people"])
        least, most = ((score["brier"] + way * STEP / 2) * WHOLE**2 * score["people"] for way in (-1, 1))
        model.add(sum(parts) >= round(least))
        model.add(sum(parts) <= round(most))

    def _tops(self, name: str, person: str) -> dict[str, Bool]:
        """The needs that somebody gave most points, each level one."""
        numbers = {need: self.sheet.unknown[f"points {name} {need}", person].number for need in self.needs}
        most = self.sheet.model.new_int_var(-1, WHOLE, "")
        self.sheet.model.add_max_equality(most, list(numbers.values()))
        found = {}
        for need, number in numbers.items():
            found[need] = top = self.sheet.yes_or_no()
            self.sheet.model.add(number == most).only_enforce_if(top)
            self.sheet.model.add(number < most).only_enforce_if(top.negated())
        return found

    def _moves(self, second: Told) -> None:
        """How far everybody moved on every need: up or down, of those with numbers in both."""
        sheet = self.sheet
        sizes = {
            (person, need): self._size(person, need, there)
            for person, there in self.both.items()
            for need in self.needs
        }
        for need in (need for need in second["needs"] if need["moved"] is not None):
            total = sum(sizes[p, need["id"]] for p in self.both)
            sheet.model.add(total == round(need["moved"] * second["both"]))
        self._amounts(second, sizes)

    def _amounts(self, second: Told, sizes: Mapping[tuple[str, str], Any]) -> None:
        sheet = self.sheet
        each = {p: sheet.amount("moved", p, WHOLE) for p in self.both}
        for person, amount in each.items():
            sheet.model.add(sum(sizes[person, need] for need in self.needs) == 2 * amount)
        if second["moved_total"] is not None:
            sheet.model.add(sum(each.values()) == round(second["moved_total"]))
        elif second["moved_share"] is not None:
            ends = (round(WHOLE * (second["moved_share"] + way)) for way in (-TO_TEN, TO_TEN))
            least, most = (end * sum(self.both.values()) for end in ends)
            sheet.model.add(sum(each.values()) >= least)
            sheet.model.add(sum(each.values()) <= most)
        movers = {p: self._some(amount) for p, amount in each.items()}
        if isinstance(second["moved_people"], int):
            sheet.model.add(sum(movers.values()) == second["moved_people"])
        elif not second["means_shown"]:
            self._so_many_moved(second["headline"], sum(movers.values()))
        if second["moved_median"] is not None:
            some = [(sheet.unknown["moved", p], there) for p, there in self.both.items()]
            sheet.median(some, second["moved_median"], (second["both"],))
        self._reasons(second["reasons"], each, movers)

    def _so_many_moved(self, headline: str, movers: Any) -> None:
        """What is said in words of how many moved, or of how many gave points twice."""
        twice, words = sum(self.both.values()), headline.split()
        self.sheet.so_many_changed(headline, movers)
        if "points twice;" in headline:
            few = 0 if words[0] == "Nobody" else NUMBERS.index(words[1])
            self.sheet.model.add(twice == few)

    def _size(self, person: str, need: str, there: Bool) -> Any:
        sheet = self.sheet
        before = sheet.unknown[f"points first {need}", person].number
        after = sheet.unknown[f"points second {need}", person].number
        size = sheet.model.new_int_var(0, WHOLE, "")
        apart = sheet.model.new_int_var(0, WHOLE + 1, "")
        sheet.model.add_abs_equality(apart, after - before)
        sheet.model.add(size == apart).only_enforce_if(there)
        sheet.model.add(size == 0).only_enforce_if(there.negated())
        return size

    def _some(self, amount: Any) -> Bool:
        made = self.sheet.yes_or_no()
        self.sheet.model.add(amount >= 1).only_enforce_if(made)
        self.sheet.model.add(amount == 0).only_enforce_if(made.negated())
        return made

    def _reasons(self, told: Sequence[Told], each: Mapping[str, Any], movers: Mapping[str, Bool]) -> None:
        """Everybody who moved has one of the reasons printed, where the printed ones are all."""
        named = [one for one in told if isinstance(one["people"], int)]
        for person, moves in movers.items() if named else ():
            chosen = [self.sheet.yes_or_no() for _ in named]
            self.sheet.model.add(sum(chosen) <= moves)
            for place, one in enumerate(chosen):
                self.sheet.unknown[f"reason {place}", person] = Unknown(one, 0, one, (0, 1))
        for place, reason in enumerate(named):
            of = [self.sheet.unknown[f"reason {place}", p].number for p in movers]
            self.sheet.model.add(sum(of) == reason["people"])
            if reason["points"] is not None:
                parts = [self._part(one, each[p]) for one, p in zip(of, movers, strict=True)]
                self.sheet.model.add(sum(parts) == round(reason["points"]))

    def _part(self, chosen: Bool, amount: Any) -> Any:
        made = self.sheet.model.new_int_var(0, WHOLE, "")
        self.sheet.model.add(made == amount).only_enforce_if(chosen)
        self.sheet.model.add(made == 0).only_enforce_if(chosen.negated())
        return made

    def truth(self) -> dict[tuple[str, str], Any]:
        """The true day, for the solver to begin at."""
        return {
            (item, person): value
            for item, values in self.world.items.items()
            if family(item) in ("points", "conviction") and not item.startswith("knows")
            for person, value in values.items()
        }

    def keep_rows(self) -> None:
        """Search only among worlds in which the rows of a printed group are the same, given by others.

        Such a world prints the same of the first round, so it is likely to print the same at all.
        """
        for people in self._together():
            self._permuted(people)

    def _together(self) -> list[list[str]]:
        named = [self._group(g) for g in self.told["groups"]]
        inside = {p for some in named for p in some}
        rest = [p for p in self.first if p not in inside]
        return [some for some in (*named, rest) if some]

    def _permuted(self, people: Sequence[str]) -> None:
        model, places = self.sheet.model, {}
        for person in people:
            places[person] = [self.sheet.yes_or_no() for _ in people]
            model.add_exactly_one(places[person])
        for n in range(len(people)):
            model.add_exactly_one(places[p][n] for p in people)
        for person in people:
            for n, other in enumerate(people):
                for need in self.needs:
                    item = f"points first {need}"
                    value = self.world.items[item][other]
                    number = self.sheet.unknown[item, person].number
                    model.add(number == (-1 if value == DK else value)).only_enforce_if(places[person][n])
