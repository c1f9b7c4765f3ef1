"""An adversary who asks what follows from all that is printed: is anybody's answer the same in every world?

It has the whole of what a room may read, knows who sat where and who was there for which question, and holds
nobody's slip. A world in which somebody's answer is otherwise, and in which the room would have read the very
same, shows that it is not forced. Such worlds are looked for by exchanging people and by a solver over what
is printed (rows sum to 100, dots are exact, means to the last digit, medians, points moved, leads); where the
solver finds none at all, the adversary has won. Numbers that are no sums are tried on the worlds found.

    python tests/forced.py --days 500 [--first 0] [--sums] [--rough]

With `--sums` a question is over once the solver finds answers that fit all printed sums and in which this one
is otherwise: whether a room would print the very same is not looked at, and what is forced is found as fast.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

from forced_days import day, rough_day
from forced_marks import PERCENT, Answers, Guess, Marks
from forced_model import LIMIT
from forced_near import near_marks, near_points
from forced_points import Points
from forced_queries import DK, Query, World, family, queries
from forced_worlds import Change, Open, changed, exchanged

from cxw import findings
from cxw.model import Session

TRIES = 3
"""Worlds the solver may offer to one question; all of them may be contradicted by what is no sum."""
NEAR = ("rows", "counts", "")
"""How near the true day a world is looked for first: of the same rows, of the same counts, anywhere."""
FORCED, OPEN, DRAWS, CONTRADICTED, NO_TIME = "forced", "not forced", "but draws", "contradicted", "timed out"
KNEW, NOT_BY_SUMS = "knew", "not by sums"
VERDICTS = (OPEN, NOT_BY_SUMS, DRAWS, CONTRADICTED, NO_TIME, KNEW, FORCED)
"""Knew: that all of them gave some number, not which; docs/methods.md says where that stays open. But draws: another
world prints the same but for shares of rooms drawn. Contradicted: worlds fit all sums, but none of those that were
found prints the very same. None of these counts as forced."""


@dataclass
class Result:
    """What came of the questions of one day or of many."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wins: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    heard: Callable[[str], object] = lambda line: None

    def add(self, query: Query, verdict: str, where: str) -> None:
        """One question more, by kind of people and of quantity."""
        if verdict == FORCED and query.item.startswith("knows ") and all(query.truth):
            verdict = KNEW
        self.counts[f"{query.target.kind}, {family(query.item).split()[0]}", verdict] += 1
        if verdict not in (OPEN, NOT_BY_SUMS):
            line = f"{where}: {verdict}: {query}"
            (self.wins if verdict == FORCED else self.doubts).append(line)
            self.heard(line)

    def table(self) -> Iterator[str]:
        """The counts by kind, as lines."""
        kinds = sorted({kind for kind, _ in self.counts})
        yield f"{'':40}{'questions':>11}" + "".join(f"{verdict:>14}" for verdict in VERDICTS)
        for kind in (*kinds, "all"):
            numbers = [
                sum(n for (k, v), n in self.counts.items() if v == verdict and kind in (k, "all"))
                for verdict in VERDICTS
            ]
            yield f"{kind:40}{sum(numbers):>11}" + "".join(f"{number:>14}" for number in numbers)


def model(world: World, told: Mapping[str, Any], item: str, counted: bool = False) -> Any:
    """What is printed of the family of this item, as constraints; None where nothing is."""
    what, *need = family(item).split()
    if what == "points" or (what == "conviction" and told["weights"] and told["conviction"]):
        return (
            Points(world, told["weights"], counted, told["conviction"], told.get("customers"))
            if told["weights"]
            else None
        )
    if what == "marks":
        return Marks(world, told["grid"], need[0], counted) if told["grid"] else None
    if what == "conviction":
        return Answers(world, ["before", "after"], PERCENT)
    if what not in ("guess", "apart"):
        return None
    where = told["evidence" if what == "guess" else "meeting"]
    guess = where and where["guess"]
    return Guess(world, guess, what) if guess else Answers(world, [what], PERCENT)


def shown(told: Mapping[str, Any], item: str) -> set[str]:
    """The functions that show by themselves in this item of a segment."""
    words = item.removeprefix("knows ").split()
    groups = told["weights"]["groups"] if told["weights"] and words[0] in ("points", "moved") else []
    if words[0] == "mark" and told["grid"]:
        groups = [g for one in told["grid"]["companies"] if one["id"] == words[2] for g in one["groups"]]
    return {group["name"] for group in groups if not group["others"]}


def ask(made: Any, query: Query, world: World) -> None:
    """Only worlds in which the answer to this is otherwise."""
    sheet, item = made.sheet, query.item
    people = sorted(query.target.of(world))
    if item.startswith("knows "):
        item = item.removeprefix("knows ")
        unsure = sum(sheet.unknown[item, p].unsure for p in people if (item, p) in sheet.unknown)
        sheet.model.add(unsure != sum(not knew for knew in query.truth))
        return
    if query.target.kind == "named":
        some = {(item, p): 1 for p in people if (item, p) in sheet.unknown}
    else:
        some = _of_pattern(made, query, world, people)
    sheet.otherwise(some, query.truth)


def _of_pattern(made: Any, query: Query, world: World, people: Sequence[str]) -> dict[tuple[str, str], Any]:
    name = family(query.item)
    items, state = world.families[name], world.state(people[0], name)
    among = query.target.among
    return {
        (query.item, p): made.sheet.state(p, items, state)
        for p in world.people
        if (query.item, p) in made.sheet.unknown and among in (None, world.people[p].function)
    }


def changes(world: World, found: Mapping[tuple[str, str], Any]) -> list[Change]:
    """The answers of a solution that are not those of the true day."""
    told: list[Change] = []
    rounds: dict[tuple[str, str], int] = {(r.of, r.name): n for n, r in enumerate(world.segment.rounds)}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for (item, person), value in found.items():
        what, *rest = item.split()
        if what == "points":
            rows.setdefault((rest[0], person), {})[rest[1]] = value
        elif what == "mark":
            told += _mark(world, rest, person, value)
        elif what in ("before", "after", "guess", "apart"):
            told.append(Change(what, person, value))
    for (name, person), row in rows.items():
        told.append(Change(rounds["weights", name], person, DK if DK in row.values() else row))
    return told


def _mark(world: World, rest: Sequence[str], person: str, value: Any) -> Iterator[Change]:
    name, company, need = rest
    for n, round in enumerate(world.segment.rounds):
        if round.of == "marks" and round.name == name:
            row = round.answers.get(person, {}).get(company, {})
            if need in row and row[need] != value:
                yield Change(n, person, value, (company, need))


class Adversary:
    """One segment of one day."""

    def __init__(
        self, session: Session, segment: str, result: Result, copies: bool = True, about: str = ""
    ) -> None:
        self.world, self.result = World(session, segment), result
        self.where = f"{session.title} {segment}"
        told = findings.dump(findings.of(session))
        self.told = next(one for one in told["segments"] if one["id"] == segment)
        asked = queries(self.world, partial(shown, self.told))
        self.left = Open(self.world, [one for one in asked if family(one.item).startswith(about)], copies)

    def settle(self, seconds: float = LIMIT) -> None:
        """Every question gets its verdict."""
        asked = list(self.left.asked)
        exchanged(self.left, Random(1))
        while self.left.asked:
            query = self.left.asked[0]
            verdict = self.verdict(query, seconds)
            self.left.asked = [one for one in self.left.asked if one is not query]
            if verdict != OPEN:
                asked.remove(query)
                self.result.add(query, verdict, self.where)
        for query in asked:
            self.result.add(query, OPEN, self.where)

    def settle_by_sums(self, seconds: float = LIMIT) -> None:
        """Every question gets its verdict, most of them that sums leave it open."""
        asked = list(self.left.asked)
        while asked:
            query = asked[0]
            said, world = self._world(query, "", 0, seconds)
            gone = [query]
            if world is not None:
                other = World(world, self.world.segment.id)
                gone = [one for one in asked if one.differs(other)] or gone
            verdict = NOT_BY_SUMS
            if world is None:
                self.left.asked = [query]
                exchanged(self.left, Random(1))
                still = FORCED if said == "none" else NO_TIME
                verdict = still if self.left.asked else OPEN
            for one in gone:
                asked.remove(one)
                self.result.add(one, verdict, self.where)

    def verdict(self, query: Query, seconds: float) -> str:
        """Whether some world that prints the same has another answer to this."""
        verdicts: list[str] = []
        if query in self.left.nearly:
            return DRAWS
        for near in NEAR:
            for seed in range(TRIES):
                said, world = self._world(query, near, seed, seconds)
                if world is not None and query in self.left.strike(world):
                    return OPEN
                if query in self.left.nearly:
                    return DRAWS
                verdicts.append(said)
                if said != "found":
                    break
        if verdicts[-1] == "none" and "found" not in verdicts:
            return FORCED
        return NO_TIME if "no time" in verdicts else CONTRADICTED

    def _world(self, query: Query, near: str, seed: int, seconds: float) -> tuple[str, Session | None]:
        made = model(self.world, self.told, query.item)
        if made is None:
            return "no time", None
        ask(made, query, self.world)
        if near and isinstance(made, Points):
            near_points(made, rows=near == "rows", sure=family(query.item) == "conviction")
        elif near and isinstance(made, Marks):
            near_marks(made)
        if not seed:
            made.sheet.hint(made.truth())
        said, found = made.sheet.solved(seconds, seed)
        if said != "found":
            return said, None
        session = self.world.session
        return said, changed(session, self.world.segment.id, changes(self.world, found))


def tried(
    numbers: Iterable[int],
    copies: bool = True,
    heard: Callable[[str], object] = str,
    about: str = "",
    *,
    verified: bool = False,
    sums: bool = False,
    days: Callable[[int], Session] = day,
) -> Result:
    """All questions of these days, or those about one family; of `verified` segments alone where that is said.

    `sums`: once sums leave a question open it is over.
    """
    result = Result(heard=heard)
    for number in numbers:
        session = days(number)
        for segment in session.segments:
            if segment.customers or not verified:
                adversary = Adversary(session, segment.id, result, copies, about)
                (adversary.settle_by_sums if sums else adversary.settle)()
        heard(f"day {number}: {len(result.wins)} wins, {len(result.doubts)} in doubt")
    return result


def main() -> int:
    parser = argparse.ArgumentParser(description="Is anybody's answer forced by what is printed?")
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--handout-only", action="store_true", help="without a copy that was handed over")
    parser.add_argument("--about", default="", help="only points, marks, conviction, guess, apart or vote")
    parser.add_argument("--verified", action="store_true", help="only segments that customers answered")
    parser.add_argument("--rough", action="store_true", help="days on which more goes wrong")
    parser.add_argument("--sums", action="store_true", help="a question is over once sums leave it open")
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.days)
    copies, about = not options.handout_only, options.about
    heard = partial(print, flush=True)
    days = rough_day if options.rough else day
    result = tried(numbers, copies, heard, about, verified=options.verified, sums=options.sums, days=days)
    print("\n".join(result.table()))
    return 1 if result.wins else 0


if __name__ == "__main__":
    sys.exit(main())
