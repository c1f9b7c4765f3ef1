"""What stays open, measured: rows of the cloud, functions of three and more, and bounds that hold for all.

None of this is a win: it is tied to nobody, or is about three people or more. `docs/methods.md` says it in
words, with these shares.

    python tests/forced_shares.py --days 100 [--first 0]
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forced_days import day
from forced_model import Bool
from forced_points import Points
from forced_queries import DK, FEW, World

from cxw import findings
from cxw.model import Session

NARROW = 10
"""Points: a range so narrow says nearly what each of a function gave."""
SECONDS = 10.0
Row = tuple[int, ...]


class Shares:
    """How often something stays open, of how many."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.found: Counter[str] = Counter()

    def add(self, name: str, found: bool) -> None:
        self.of[name] += 1
        self.found[name] += found

    def lines(self) -> Iterable[str]:
        for name, of in sorted(self.of.items()):
            yield f"{name}: {self.found[name]} of {of}, {self.found[name] / of:.0%}"


def measured(numbers: Iterable[int]) -> Shares:
    """The shares over these days; what the solver cannot say in time counts as not found."""
    shares = Shares()
    for number in numbers:
        session = day(number)
        told = findings.dump(findings.of(session))
        for place, segment in enumerate(session.segments):
            weights = told["segments"][place]["weights"]
            if weights and weights["needs"][0]["values"]:
                _cloud(shares, session, segment.id, weights)
                _functions(shares, session, segment.id, weights)
    return shares


def _made(session: Session, segment: str, told: Mapping[str, Any]) -> Points:
    made = Points(World(session, segment), told)
    made.sheet.hint(made.truth())
    return made


def _rows(made: Points) -> dict[str, Row]:
    given = {p: [made.world.items[f"points first {need}"][p] for need in made.needs] for p in made.first}
    return {p: tuple(row) for p, row in given.items() if DK not in row}


def _cloud(shares: Shares, session: Session, segment: str, told: Mapping[str, Any]) -> None:
    """Whether every world has the same rows, whosoever they are."""
    made = _made(session, segment, told)
    unlike = []
    for row, times in Counter(_rows(made).values()).items():
        found = sum(_is(made, person, row) for person in made.first)
        other = made.sheet.yes_or_no()
        made.sheet.model.add(found != times).only_enforce_if(other)
        unlike.append(other)
    made.sheet.model.add_bool_or(unlike)
    name = f"all rows follow, {len(made.needs)} needs"
    shares.add(name, made.sheet.solved(SECONDS)[0] == "none")


def _is(made: Points, person: str, row: Row) -> Bool:
    found: Bool = 1
    for need, value in zip(made.needs, row, strict=True):
        one = made.sheet.unknown[f"points first {need}", person]
        found = made.sheet.both(found, made.sheet.equal(one, value))
    return found


def _functions(shares: Shares, session: Session, segment: str, told: Mapping[str, Any]) -> None:
    """Of each function of three or more that shows: whether what it gave to some need follows, or nearly."""
    for group in told["groups"]:
        if group["others"] or group["n"] < FEW:
            continue
        followed = [_follows(session, segment, told, group, need["id"]) for need in told["needs"]]
        for one in followed:
            shares.add("a function’s answers to one need follow", one)
        shares.add("a function’s answers to some need follow", any(followed))
        narrow = [_reach(session, segment, told, group, need["id"]) <= NARROW for need in told["needs"]]
        shares.add(f"a function’s answers to some need lie within {NARROW} points", any(narrow))


def _follows(session: Session, segment: str, told: Mapping[str, Any], group: Any, need: str) -> bool:
    made = _made(session, segment, told)
    item, people = f"points first {need}", _people(made, group)
    truth = [made.world.items[item][p] for p in people]
    made.sheet.otherwise({(item, p): 1 for p in people}, truth)
    return made.sheet.solved(SECONDS)[0] == "none"


def _reach(session: Session, segment: str, told: Mapping[str, Any], group: Any, need: str) -> int:
    """From the least to the most that anybody of the function may have given: as printed for all of them."""
    ends = []
    for down in (True, False):
        made = _made(session, segment, told)
        some = [made.sheet.unknown[f"points first {need}", p] for p in _people(made, group)]
        # Who may not have known gave nothing, and is at neither end.
        numbers = [one.counts + 100 * one.unsure if down else one.number for one in some]
        end = made.sheet.model.new_int_var(-1, 100, "end")
        (made.sheet.model.add_min_equality if down else made.sheet.model.add_max_equality)(end, numbers)
        (made.sheet.model.minimize if down else made.sheet.model.maximize)(end)
        ends.append(made.sheet.best(SECONDS))
    least, largest = ends
    return 100 if least is None or largest is None else int(largest - least)


def _people(made: Points, group: Mapping[str, Any]) -> Sequence[str]:
    return [p for p in made.first if made.function[p] == group["name"]]


def main() -> None:
    parser = argparse.ArgumentParser(description="How often does something follow that is tied to nobody?")
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    options = parser.parse_args()
    print("\n".join(measured(range(options.first, options.first + options.days)).lines()))


if __name__ == "__main__":
    main()
