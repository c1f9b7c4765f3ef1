"""What is printed as constraints over whole numbers that nobody knows: the shared part.

An unknown is one person's answer: its number, -1 where they did not know. Every method says one printed thing
of some of them. The true day fits by itself, so a model without a second solution is a win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from forced_queries import DK, FEW
from ortools.sat.python import cp_model

from cxw.findings.in_words import NUMBERS

UNSURE = -1
LIMIT = 5.0
"""Seconds for one question; what is not answered by then counts as not forced and stands in the table."""
NEAR = 1e-6
Key = tuple[Hashable, ...]
Bool = Any
"""A literal of the solver, or a plain 0 or 1."""


@dataclass
class Unknown:
    """One person's answer to one question, or what they moved."""

    number: cp_model.IntVar
    unsure: Bool
    counts: Any
    """The number as it goes into a sum: nothing for a don't-know."""
    domain: tuple[int, ...]
    equal: dict[int, Bool] = field(default_factory=dict)


class Sheet:
    """A model and its unknowns, by item and person."""

    def __init__(self) -> None:
        self.model = cp_model.CpModel()
        self.unknown: dict[tuple[str, str], Unknown] = {}

    def yes_or_no(self, name: str = "") -> cp_model.IntVar:
        """A new yes or no."""
        return self.model.new_bool_var(name)

    def answer(self, item: str, person: str, domain: Iterable[int], unsure: Bool) -> Unknown:
        """Somebody's answer to this; `unsure` may be shared by a whole row."""
        values = tuple(sorted(set(domain)))
        allowed = values if isinstance(unsure, int) and not unsure else (UNSURE, *values)
        number = self.model.new_int_var_from_domain(cp_model.Domain.from_values(allowed), f"{item} {person}")
        if not isinstance(unsure, int):
            self.model.add(number == UNSURE).only_enforce_if(unsure)
            self.model.add(number >= 0).only_enforce_if(unsure.negated())
        made = Unknown(number, unsure, number + unsure, values)
        self.unknown[item, person] = made
        return made

    def amount(self, item: str, person: str, most: int) -> cp_model.IntVar:
        """A number that follows from others."""
        number = self.model.new_int_var(0, most, f"{item} {person}")
        self.unknown[item, person] = Unknown(number, 0, number, tuple(range(most + 1)))
        return number

    def equal(self, one: Unknown, value: int) -> Bool:
        """Whether an answer is this; made once."""
        if value not in one.equal:
            one.equal[value] = 0
            if value in one.domain or value == UNSURE:
                one.equal[value] = found = self.yes_or_no()
                self.model.add(one.number == value).only_enforce_if(found)
                self.model.add(one.number != value).only_enforce_if(found.negated())
        return one.equal[value]

    def both(self, one: Bool, other: Bool) -> Bool:
        """Whether both hold."""
        for here, there in ((one, other), (other, one)):
            if isinstance(here, int):
                return there if here else 0
        made = self.yes_or_no()
        self.model.add_bool_and([one, other]).only_enforce_if(made)
        self.model.add_bool_or([made, one.negated(), other.negated()])
        return made

    def inside(self, unsure: Sequence[Bool]) -> Bool:
        """Whether none of these is a don't-know."""
        found: Bool = 1
        for one in unsure:
            found = self.both(found, 1 - one if isinstance(one, int) else one.negated())
        return found

    def added(self, one: Unknown, there: Bool) -> Any:
        """What an answer adds to a sum over those for whom `there` holds; don't-knows are not there."""
        if isinstance(there, int):
            return one.number if there else 0
        if not isinstance(one.unsure, int) and there.index == one.unsure.negated().index:
            return one.counts
        made = self.model.new_int_var(min(0, *one.domain), max(0, *one.domain), "")
        self.model.add(made == one.number).only_enforce_if(there)
        self.model.add(made == 0).only_enforce_if(there.negated())
        return made

    def dots(self, some: Sequence[tuple[Unknown, Bool]], values: Sequence[int]) -> None:
        """These values exactly are those of whoever is there."""
        counts = Counter(values)
        for value, times in counts.items():
            self.model.add(sum(self.both(self.equal(one, value), there) for one, there in some) == times)
        self.model.add(sum(there for _, there in some) == len(values))

    def mean(self, some: Sequence[tuple[Unknown, Bool]], mean: float, sizes: Iterable[int]) -> None:
        """This mean, over as many as there may be: the sum is a whole number."""
        total = sum(self.added(one, there) for one, there in some)
        pairs = [(n, round(mean * n)) for n in sizes if abs(mean * n - round(mean * n)) < NEAR * n]
        self.one_of([(sum(there for _, there in some), n, total, whole) for n, whole in pairs])

    def one_of(self, cases: Sequence[tuple[Any, int, Any, int]]) -> None:
        """In one of these cases both sides hold."""
        chosen = [self.yes_or_no() for _ in cases]
        self.model.add_bool_or(chosen)
        for case, (left, n, right, whole) in zip(chosen, cases, strict=True):
            self.model.add(left == n).only_enforce_if(case)
            self.model.add(right == whole).only_enforce_if(case)

    def median(self, some: Sequence[tuple[Unknown, Bool]], median: float, sizes: Iterable[int]) -> None:
        """This median: so many are below, and so many not above, one or two middle values."""
        top = max(max(one.domain) for one, _ in some)
        low = min(min(one.domain) for one, _ in some)
        a, b = self.model.new_int_var(low, top, "a"), self.model.new_int_var(low, top, "b")
        self.model.add(a + b == round(2 * median))
        self.model.add(a <= b)
        upto = [[self._counted(some, end, less) for less in (True, False)] for end in (a, b)]
        (below_a, upto_a), (below_b, upto_b) = upto
        chosen = []
        for n in sizes:
            case = self.yes_or_no()
            chosen.append(case)
            lower, upper = (n + 1) // 2, n // 2 + 1
            for bound in (
                sum(there for _, there in some) == n,
                upto_a >= lower,
                below_a <= lower - 1,
                upto_b >= upper,
                below_b <= upper - 1,
            ):
                self.model.add(bound).only_enforce_if(case)
        self.model.add_bool_or(chosen)

    def _counted(self, some: Sequence[tuple[Unknown, Bool]], end: Any, less: bool) -> Any:
        """How many there are below an end, or not above it."""
        found = []
        for one, there in some:
            is_below = self.yes_or_no()
            last = end - 1 if less else end
            self.model.add(one.number <= last).only_enforce_if(is_below)
            self.model.add(one.number > last).only_enforce_if(is_below.negated())
            found.append(self.both(is_below, there))
        return sum(found)

    def so_many_changed(self, sentence: str, changed: Any) -> None:
        """What is said in words of how many changed an answer, where their number is not printed."""
        if sentence.startswith("At most two"):
            self.model.add(changed < FEW)
        elif sentence.startswith("At least"):
            self.model.add(changed >= NUMBERS.index(sentence.split()[2]))

    # Questions

    def state(self, person: str, items: Sequence[str], state: Sequence[bool | None]) -> Bool:
        """Whether somebody stands to these items so: absent, number or don't know."""
        found: Bool = 1
        for item, one in zip(items, state, strict=True):
            key = item, person
            if (key in self.unknown) == (one is None):
                return 0
            if one is not None:
                unsure = self.unknown[key].unsure
                found = self.both(found, unsure if one else self.inside([unsure]))
        return found

    def otherwise(self, some: Mapping[Key, Bool], truth: Sequence[Any]) -> None:
        """What those for whom it holds gave is not this multiset; keys are (item, person)."""
        counts = Counter(UNSURE if value == DK else int(value) for value in truth)
        unlike = [self._unlike(sum(there for there in some.values()), len(truth))]
        for value, times in counts.items():
            found = [
                self.both(self.equal(self.unknown[key], value), there)  # type: ignore[index]
                for key, there in some.items()
            ]
            unlike.append(self._unlike(sum(found), times))
        self.model.add_bool_or(unlike)

    def _unlike(self, count: Any, times: int) -> Bool:
        made = self.yes_or_no()
        if isinstance(count, int):
            self.model.add(made == int(count != times))
        else:
            self.model.add(count != times).only_enforce_if(made)
        return made

    def hint(self, truth: Mapping[tuple[str, str], Any]) -> None:
        """Begin the search at the true day, which fits all but the question."""
        for key, value in truth.items():
            if key in self.unknown:
                self.model.add_hint(self.unknown[key].number, UNSURE if value == DK else int(value))

    def solved(self, seconds: float = LIMIT, seed: int = 0) -> tuple[str, dict[tuple[str, str], Any]]:
        """`none`, `found` or `no time`; and the answers of the solution."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = seed
        solver.parameters.randomize_search = seed > 0
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return "none", {}
        if status not in (cp_model.FEASIBLE, cp_model.OPTIMAL):
            return "no time", {}
        values = {key: solver.value(one.number) for key, one in self.unknown.items()}
        return "found", {key: DK if value == UNSURE else value for key, value in values.items()}

    def best(self, seconds: float = LIMIT) -> float | None:
        """The least or most that was asked for, None where that cannot be said in time."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = 1
        return solver.objective_value if solver.solve(self.model) == cp_model.OPTIMAL else None
