"""Is anybody's answer through a lens the same in every day that would have printed the same?

The days are those of `forced_days` with lenses asked on them: of all seven and a stranger's, with don't-knows,
absences, leavers, latecomers and declines. The adversary reads walls, handout and copies, knows who sat where
and who was asked what, and holds nobody's slip. All of it hangs on what was said of each thing, on who shows
together, and on the mirror's one sentence; so days in which two or more people said what the others did are
tried until one prints the same. What none of them answers is a win. Of copies `test_lens_privacy` says that
they hold of each thing what was said of it and no more, so a day that exchanges answers gives the same copy.

    python tests/forced_lenses.py --days 500 [--first 0] [--rough]
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

from adversary import swapped
from adversary_rooms import PRIVATE
from forced_days import day, rough_day
from forced_worlds import printed
from test_lenses_in_the_day import OWN_LENS

from cxw.day import lens_rounds, rounds
from cxw.findings.lenses.built import lens_findings
from cxw.findings.lenses.tallies import shown_together
from cxw.findings.view import AudienceView
from cxw.model import (
    DK,
    GATHERED,
    DrawnTexts,
    LensCorrection,
    LensDefinition,
    LensPart,
    LensRound,
    LensThing,
    PersonId,
    Segment,
    Session,
)
from cxw.sessionfile.lens_files import read_lens, shipped_lenses
from cxw.stats.voices import dealt_readers
from cxw.text.phrases import phrases

FEW = 3
TRIES = 400
"""Days in which answers stand otherwise that are tried for one question."""
ANEW = 30
"""Days in which those who are asked about said anything else."""
CLIMBS, STEPS_OF_A_CLIMB = 6, 150
"""How often a day is brought nearer step by step, where one number is made of all rows."""
TEXTS = 12
OWN = read_lens(OWN_LENS, "own.yaml").good()
ENGLISH = phrases(None)


# the days


def lens_day(number: int) -> Session:
    """A day of `forced_days` with two or three lenses at its end; the same each time."""
    return ask_lenses(day(number), Random(f"lenses {number}"))


def rough_lens_day(number: int) -> Session:
    """A day on which more goes wrong, with lenses whose slips are put right after the reveal."""
    dice = Random(f"rough lenses {number}")
    return ask_lenses(rough_day(number), dice, slips=0.5)


def ask_lenses(session: Session, dice: Random, many: int = 0, slips: float = 0) -> Session:
    """Ask so many lenses in each segment whose points were shown, two or three where it is not said."""
    lenses = dice.sample([*shipped_lenses().values(), OWN], many or dice.choice((2, 3)))
    for segment in [one for one in session.segments if one.chosen]:
        for n, lens in enumerate(lenses):
            _Asked(session, segment, dice, dice.choice((0, 0.1, 0.3, 0.6)), slips).use(lens, 13 + n)
    return session


class _Asked:
    """One lens in one segment: who is there answers, some know nothing, some pass."""

    def __init__(self, session: Session, segment: Segment, dice: Random, unsure: float, slips: float) -> None:
        self.session, self.segment, self.dice = session, segment, dice
        self.unsure, self.slips = unsure, slips

    def use(self, lens: LensDefinition, hour: int) -> None:
        opened = dt.datetime(2026, 3, 14, hour)
        self._things(lens)
        for n, part in enumerate(lens.parts()):
            self._ask(lens, part, opened + dt.timedelta(minutes=9 * n))

    def _things(self, lens: LensDefinition) -> None:
        people = [person for person in self.session.members(self.segment) if not person.gone]
        if lens.about == "voices":
            pairs = dealt_readers(TEXTS, [person.function or "" for person in people], self.session.seed or 0)
            self.segment.voices = DrawnTexts(kind="tickets", rows=90)
            self.segment.things += [
                LensThing(id=f"v{n}", lens="voices", text=f"{PRIVATE} {n}", readers=[people[at].id for at in pair], row=n + 1)
                for n, pair in enumerate(pairs)
            ]  # fmt: skip
        elif lens.about in GATHERED:
            self.segment.things += [
                LensThing(id=f"{lens.lens}-{n}", lens=lens.lens, text=f"Thing {n}") for n in range(1, 4)
            ]

    def _ask(self, lens: LensDefinition, part: LensPart, opened: dt.datetime) -> None:
        segment, dice = self.segment, self.dice
        round = lens_rounds.open_part(self.session, segment, (lens, part), opened, ENGLISH)
        asked = lens_rounds.who_answers(self.session, segment, round)
        lean = dice.random() < 0.5
        for person in asked if round.by == "person" else ():
            if dice.random() < 0.1:
                round.not_answered[person.id] = dice.choice(("declined", "absent", "left"))
            else:
                side = person.function if lean and dice.random() < 0.7 else dice.random()
                round.answers[person.id] = self._row(round, person.id, Random(f"{side} {round.opened}"))
        for name in lens_rounds.functions_here(self.session, segment) if round.by == "function" else ():
            round.cards[name] = self._row(round, name, dice)
        rounds.close(self.session, segment, round, opened + dt.timedelta(minutes=5))
        rounds.reveal(round, opened + dt.timedelta(minutes=6))
        if self.slips and round.answers and dice.random() < self.slips:
            self._put_right(round, dice.choice(list(round.answers)), opened + dt.timedelta(minutes=7))
        round.sentence = f"What {self.session.participants[-1].name} says is so"

    def _put_right(self, round: LensRound, who: PersonId, at: dt.datetime) -> None:
        old, new = round.answers[who], self._row(round, who, self.dice)
        if new != old:
            before, after = rounds.difference(old, new)
            slip = LensCorrection(who=who, before=before, after=after, at=at, why="slip")
            rounds.correct_in_lens(self.session, self.segment, round, slip, (who, new))

    def _row(self, round: LensRound, who: str, dice: Random) -> Any:
        if self.dice.random() < self.unsure / 3:
            return DK
        asked = lens_rounds.asked_of(self.segment, round, who)
        if round.shape == "points":
            cuts = sorted(dice.randrange(0, 105, 5) for _ in asked[1:])
            return {key: b - a for key, a, b in zip(asked, [0, *cuts], [*cuts, 100], strict=True)}
        return {key: self._cell(round, dice) for key in asked}

    def _cell(self, round: LensRound, dice: Random) -> Any:
        unsure = self.dice.random() < self.unsure
        if round.shape == "words":
            name = self.session.participants[0].name
            return DK if unsure else {"words": dice.choice(("Soon", "Cheap", f"{name} calls back"))}
        if round.shape in ("marks", "percent"):
            return DK if unsure else dice.choice((0, 5, 10))
        if round.shape == "ticks":
            return DK if unsure else dice.sample(round.picks, dice.randint(0, 2))
        if unsure:
            return {"said": DK}
        further = {word: dice.choice([*some, DK]) for word, some in round.also.items()}
        return {"said": dice.choice(round.picks[:2]), **further}


# the questions


@dataclass(frozen=True)
class LensQuery:
    """What fewer than three people said of one thing: named ones, or those who knew and did not know alike."""

    of: int
    """the round of the segment"""
    thing: str
    named: frozenset[PersonId]
    """whom the room cannot tell apart by where they sat and what they were asked; empty where a pattern is meant"""
    pattern: tuple[str, ...] = ()
    function: str | None = None

    def people(self, session: Session, segment: Segment) -> frozenset[PersonId]:
        """Whose answers they are in this day."""
        if not self.pattern:
            return self.named
        ways = _ways(session, segment.lenses[self.of])
        return frozenset(who for who, way in ways.items() if way == (self.function, *self.pattern))

    def said(self, session: Session, segment: Segment) -> tuple[str, ...]:
        """What they said, tied to nobody."""
        round = segment.lenses[self.of]
        rows = [round.answers[who] for who in self.people(session, segment) if who in round.answers]
        return tuple(sorted(_told(row, self.thing) for row in rows))


def cell(row: Any, thing: str) -> Any:
    """What a row says of one thing; None where it was not asked."""
    return {"said": DK} if row == DK else row.get(thing)


def _told(row: Any, thing: str) -> str:
    """What a row says of one thing, as it is compared; don't know however it is written."""
    return DK if _unsure(row, thing) == "?" else repr(cell(row, thing))


def _unsure(row: Any, thing: str) -> str:
    said = cell(row, thing)
    if said is None:
        return "-"
    return "?" if said == DK or (isinstance(said, dict) and said.get("said") == DK) else "n"


def _ways(session: Session, round: LensRound) -> dict[PersonId, tuple[str | None, ...]]:
    """Department, and of which things each who answered knew something."""
    function = {person.id: person.function for person in session.participants}
    return {
        who: (function[who], *(_unsure(row, key) for key in round.asked_about()))
        for who, row in round.answers.items()
    }


def queries_of_lenses(session: Session, segment: Segment) -> Iterator[LensQuery]:
    """Every question about fewer than three people, of whom one at least has not ticked."""
    person = {one.id: one for one in session.participants}
    there = {
        who: (person[who].function, *(who in round.answers for round in segment.lenses)) for who in person
    }
    for n, round in enumerate(segment.lenses):
        if round.by != "person" or round.shape == "words" or not round.answers:
            continue
        texts = {thing.id for thing in segment.things if thing.by_customer}
        keys = [key for key in round.asked_about() if key not in texts]
        alike = Counter(there[who] for who in round.answers)
        ways = _ways(session, round)
        counted = Counter(ways.values())
        for key in keys:
            for sort in [sort for sort, many in alike.items() if many < FEW]:
                some = frozenset(who for who in round.answers if there[who] == sort)
                if not all(person[who].open for who in some):
                    yield LensQuery(n, key, some)
            for way in [way for way, many in counted.items() if many < FEW and {"n", "?"} <= {*way[1:]}]:
                some = frozenset(who for who in ways if ways[who] == way)
                # That those who did not know did not know is what the pattern says.
                if not all(person[who].open for who in some) and way[1 + keys.index(key)] == "n":
                    yield LensQuery(n, key, frozenset(), tuple(map(str, way[1:])), way[0])


# other days


def lenses_printed(session: Session, segment: Segment) -> Any:
    """All that a room reads of its lenses."""
    return [asdict(one) for one in lens_findings(AudienceView(session, "room"), segment)]


def other_days(session: Session, id: str, query: LensQuery, dice: Random) -> Iterator[Session]:
    """Days in which answers about this thing stand with others of those who were asked: two of them, or many."""
    round = session.segment(id).lenses[query.of]
    people = [who for who, row in round.answers.items() if cell(row, query.thing) is not None]
    target = sorted(query.people(session, session.segment(id)) & {*people})
    pairs = [(who, other) for who in target for other in dice.sample(people, len(people))]
    for pair in pairs:
        yield _exchanged(session, id, query, dict(zip(pair, pair[::-1], strict=True)))
        yield _rows_exchanged(session, id, query.of, pair)
    if round.shape == "points":
        yield from _shifted(session, id, query, (target, dice))
    for _ in range(ANEW):
        yield _anew(session, id, query, (target, dice))
    for _ in range(TRIES):
        some = dice.sample(people, dice.randint(2, len(people))) if len(people) > 1 else people
        yield _exchanged(session, id, query, dict(zip(some, dice.sample(some, len(some)), strict=True)))
    for _ in range(TRIES if pairs else 0):
        yield _twice(session, id, query, (dice.choice(pairs), people, dice))


def _twice(
    session: Session,
    id: str,
    query: LensQuery,
    whose: tuple[tuple[PersonId, PersonId], list[PersonId], Random],
) -> Session:
    """The day in which two exchange all of it, and then others this thing, or move some points."""
    pair, people, dice = whose
    first = _rows_exchanged(session, id, query.of, pair)
    round = first.segment(id).lenses[query.of]
    some = dice.sample(people, min(len(people), dice.choice((1, 2, 2, 3))))
    if round.shape != "points":
        return _exchanged(first, id, query, dict(zip(some, some[1:] + some[:1], strict=True)))
    rows = {who: row for who in some if isinstance(row := round.answers[who], dict)}
    told = {who: _moved(row, dice, dice.choice([*row])) for who, row in rows.items()}
    return _with_cells(first, id, query, told)


def _shifted(
    session: Session, id: str, query: LensQuery, whose: tuple[list[PersonId], Random]
) -> Iterator[Session]:
    """Days in which one of these gave the thing some points more or less, and somebody else moved some too."""
    round, (target, dice) = session.segment(id).lenses[query.of], whose
    rows = {who: row for who, row in round.answers.items() if isinstance(row, dict)}
    for _ in range(TRIES if rows.keys() & {*target} else 0):
        who = dice.choice([one for one in target if one in rows])
        told = {who: _moved(rows[who], dice, query.thing)}
        for other in dice.sample([*rows], dice.randint(0, min(2, len(rows)))):
            told.setdefault(other, _moved(rows[other], dice, dice.choice([*rows[other]])))
        yield _with_cells(session, id, query, told)


def _moved(row: Mapping[str, Any], dice: Random, thing: str) -> dict[str, Any]:
    other = dice.choice([key for key in row if key != thing] or [thing])
    low, high = -min(row[thing], 20), min(row[other], 20)
    points = dice.choice([n for n in range(low, high + 1, 5) if n] or [0])
    return (
        dict(row) | {thing: row[thing] + points, other: row[other] - points} if other != thing else dict(row)
    )


def _anew(session: Session, id: str, query: LensQuery, whose: tuple[list[PersonId], Random]) -> Session:
    """The day in which these said something else of the thing, that perhaps nobody said."""
    round = session.segment(id).lenses[query.of]
    told = {who: _other(round, query.thing, whose[1]) for who in whose[0]}
    return _with_cells(session, id, query, told)


def _other(round: LensRound, thing: str, dice: Random) -> Any:
    if round.shape == "points":
        first, *more = dice.sample(round.asked_about(), len(round.asked_about()))
        return dice.choice((DK, {**dict.fromkeys(more, 0), first: 100}))
    if round.shape in ("marks", "percent"):
        return dice.choice((DK, *range(11)))
    if round.shape == "ticks":
        return dice.choice((DK, dice.sample(round.picks, dice.randint(0, 2))))
    further = {word: dice.choice([*some, DK]) for word, some in round.also.items()}
    return dice.choice(({"said": DK}, {"said": dice.choice(round.picks), **further}))


def _rows_exchanged(session: Session, id: str, of: int, pair: tuple[PersonId, PersonId]) -> Session:
    """The day in which two people said all of this part that the other did."""
    made = session.model_copy()
    made.segments = [one.model_copy() for one in session.segments]
    segment = made.segment(id)
    segment.lenses = list(segment.lenses)
    old, (one, other) = segment.lenses[of], pair
    answers = {**old.answers, one: old.answers[other], other: old.answers[one]}
    if _keys(old, one) != _keys(old, other):  # of texts each reads others
        answers = old.answers
    segment.lenses[of] = old.model_copy(update={"answers": answers})
    return made


def _keys(round: LensRound, who: PersonId) -> list[str]:
    row = round.answers[who]
    return sorted(row if isinstance(row, dict) else round.asked_about())


def _with_cells(session: Session, id: str, query: LensQuery, told: Mapping[PersonId, Any]) -> Session:
    made = session.model_copy()
    made.segments = [one.model_copy() for one in session.segments]
    segment = made.segment(id)
    segment.lenses = list(segment.lenses)
    old = segment.lenses[query.of]
    answers = dict(old.answers)
    for who, said in told.items():
        answers[who] = said if old.shape == "points" else _whole(old, who) | {query.thing: said}
    segment.lenses[query.of] = old.model_copy(update={"answers": answers})
    return made


def _exchanged(session: Session, id: str, query: LensQuery, whose: Mapping[str, str]) -> Session:
    """The day in which each of these said of the thing, or of points altogether, what the other did."""
    old = session.segment(id).lenses[query.of]
    if old.shape == "points":
        return _with_cells(session, id, query, {who: old.answers[other] for who, other in whose.items()})
    told = {who: _as_cell(old, cell(old.answers[other], query.thing)) for who, other in whose.items()}
    return _with_cells(session, id, query, told)


def _whole(round: LensRound, who: str) -> dict[str, Any]:
    row = round.answers[who]
    return (
        dict(row)
        if isinstance(row, dict)
        else {key: _as_cell(round, {"said": DK}) for key in round.asked_about()}
    )


def _as_cell(round: LensRound, said: Any) -> Any:
    return DK if said == {"said": DK} and round.shape != "pick" else said


def _all_alike(session: Session, segment: Segment, query: LensQuery) -> bool:
    """Whether all of the room, or of those who show together, said the same: who sees that knows of each."""
    round = segment.lenses[query.of]
    said = {who: _told(row, query.thing) for who, row in round.answers.items()}
    knew = {who for who in said if _unsure(round.answers[who], query.thing) == "n"}
    target = query.people(session, segment)
    groups = shown_together(AudienceView(session, "room"), round)
    some = [{*said}, knew, *({*group.people} & knew for group in groups if target & {*group.people})]
    some.append({*said}.difference(*(group.people for group in groups if not group.others)))
    return any(len(one) >= FEW and len({said[who] for who in one}) == 1 for one in some)


def forced_answers(session: Session) -> tuple[int, list[str]]:
    """How many questions there were, and those that no other day answers."""
    asked, wins, dice = 0, list[str](), Random(1)
    for segment in session.segments:
        read = lenses_printed(session, segment)
        for query in queries_of_lenses(session, segment):
            asked += 1
            if _all_alike(session, segment, query) or _told_otherwise(session, segment, (query, read), dice):
                continue
            round = segment.lenses[query.of]
            who = " and ".join(sorted(query.people(session, segment)))
            wins.append(
                f"{session.title} {segment.id} {round.of} {round.part} {query.thing}: {who}: {query.said(session, segment)}"
            )
    return asked, wins


def _told_otherwise(session: Session, segment: Segment, what: tuple[LensQuery, Any], dice: Random) -> bool:
    """Whether some day prints the same in which the answer to this is otherwise."""
    query, read = what
    truth = query.said(session, segment)
    for other in other_days(session, segment.id, query, dice):
        there = other.segment(segment.id)
        if query.said(other, there) != truth and lenses_printed(other, there) == read:
            return True
    if not segment.lenses[query.of].private:
        return False
    return _with_points_too(session, segment, query) or any(
        _nears(session, segment, what, dice) for _ in range(CLIMBS)
    )


def _with_points_too(session: Session, segment: Segment, query: LensQuery) -> bool:
    """Whether two people can exchange all they gave, their points too, beside which their own rows stand."""
    truth, everything = query.said(session, segment), printed(session)
    for who in query.people(session, segment):
        for other in segment.lenses[query.of].answers:
            day = swapped(session, who, other)
            if query.said(day, day.segment(segment.id)) != truth and printed(day) == everything:
                return True
    return False


def _nears(session: Session, segment: Segment, what: tuple[LensQuery, Any], dice: Random) -> bool:
    """Whether a day in which the answer is otherwise can be brought to print the same, step by step."""
    query, read = what
    truth, day = query.said(session, segment), next(_begun(session, segment, query, dice), None)
    if day is None:
        return False
    far = _far(day, segment.id, read)
    for _ in range(STEPS_OF_A_CLIMB):
        round = day.segment(segment.id).lenses[query.of]
        rows = {who: row for who, row in round.answers.items() if isinstance(row, dict)}
        who = dice.choice([*rows] or [""])
        if not who:
            return False
        moved = _with_cells(day, segment.id, query, {who: _moved(rows[who], dice, dice.choice([*rows[who]]))})
        if query.said(moved, moved.segment(segment.id)) != truth and (
            (now := _far(moved, segment.id, read)) <= far
        ):
            day, far = moved, now
        if not far:
            return True
    return False


def _begun(session: Session, segment: Segment, query: LensQuery, dice: Random) -> Iterator[Session]:
    """A day in which the answer is otherwise: two people exchange their rows, or one says something else."""
    truth, people = query.said(session, segment), [*segment.lenses[query.of].answers]
    for _ in range(99):
        target = dice.choice(sorted(query.people(session, segment)))
        day = _rows_exchanged(session, segment.id, query.of, (target, dice.choice(people)))
        if dice.random() < 0.3:
            day = _anew(session, segment.id, query, ([target], dice))
        if query.said(day, day.segment(segment.id)) != truth:
            yield day


def _far(day: Session, id: str, read: Any) -> float:
    """How far the numbers of what is printed are from these; 0 where it is the very same."""
    now = lenses_printed(day, day.segment(id))
    if now == read:
        return 0
    mine, theirs = ([*map(int, re.findall(r"\d+", repr(one)))] for one in (now, read))
    if len(mine) != len(theirs):
        return 1e9
    return 0.1 + sum(abs(one - other) for one, other in zip(mine, theirs, strict=True))


def main() -> int:
    parser = argparse.ArgumentParser(description="Is anybody's answer through a lens forced?")
    parser.add_argument("--days", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--rough", action="store_true", help="days on which more goes wrong")
    options = parser.parse_args()
    asked, won, drawn = 0, 0, rough_lens_day if options.rough else lens_day
    for number in range(options.first, options.first + options.days):
        n, wins = forced_answers(drawn(number))
        asked, won = asked + n, won + len(wins)
        print("\n".join([*wins, f"day {number}: {n} questions"]), flush=True)
    print(f"{options.days} days, {asked} questions, {won} forced")
    return 1 if won else 0


if __name__ == "__main__":
    sys.exit(main())
