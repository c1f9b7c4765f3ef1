"""A desk for the tests: it answers every ask by a simple rule, and can be stopped at any moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from often import LONG

from cxw.day import desk as d
from cxw.day.record import MarksRecord
from cxw.model import (
    AnyRound,
    Company,
    Decided,
    MarkScale,
    MarksRound,
    Participant,
    Research,
    Segment,
    Session,
    WeightsRound,
)
from cxw.questions.asking import Part, Value
from cxw.questions.rounds import Of

NEEDS = ("Brand", "Product", "Quality", "Price", "Service")
FAVOURITE = {"Marketing": 0, "Sales": 3, "Customer service": 4}


def marks_of(kept: MarksRecord, company: str, need: str) -> dict[str, float]:
    """Who gave a cell of the record a number, and which."""
    given = ((person, row.get(need, "dk")) for person, row in kept.rows(company).items())
    return {person: mark for person, mark in given if not isinstance(mark, str)}


def session(people: int = 6, segments: int = 1, rivals: int = 2) -> Session:
    """A set-up and nothing else."""
    functions = list(FAVOURITE)
    return Session(
        cxw=1,
        title="A test room",
        company=Company(id="us", name="Our company"),
        date=dt.date(2026, 3, 14),
        seed=7,
        participants=[
            Participant(id=f"p{n}", name=f"{'ABCDEFGHIJKL'[n]}nna Person", function=functions[n % 3])
            for n in range(people)
        ],
        segments=[
            Segment(
                id=f"s{n}",
                name=f"Segment {n}",
                competitors=[Company(id=f"r{m}", name=f"Rival {m}") for m in range(rivals)],
            )
            for n in range(segments)
        ],
    )


class Clock:
    """Every look at it is a second later."""

    def __init__(self, year: int = 2026) -> None:
        self.time = dt.datetime(year, 3, 14, 9)

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=1)
        return self.time


def asked_like(total: int | None, ends: tuple[int, int] | None) -> Callable[[str, Of], AnyRound]:
    """What rounds are asked in: another total than 100, another scale than 0 to 10."""
    scale = MarkScale(from_=ends[0], to=ends[1]) if ends else None
    opened = Clock().time
    weighed = WeightsRound(of="weights", name="first", needs=[], total=total, opened=opened)
    marked = MarksRound(of="marks", name="first", needs=[], companies=[], scale=scale, opened=opened)
    return lambda segment, of: weighed if of == "weights" else marked


class Stopped(Exception):
    """The power went out."""


class Rule:
    """Answers by a rule; `stop_after` accepted answers it stops, as a power cut would."""

    paints = LONG
    """Whether walls are painted, not only passed: half of what a whole day costs."""

    def __init__(self, stop_after: int = 10**9, second: bool = True) -> None:
        self.left = stop_after
        self.goes_to = ""
        self.second = second
        self.walls: list[tuple[str, str]] = []
        self.drawn: list[str] = []
        self.accepted: list[tuple[str, str, str]] = []

    def count(self, faults: d.Faults) -> None:
        assert faults == []
        self.left -= 1
        if self.left <= 0:
            raise Stopped

    def show(self, wall: d.Wall) -> str:
        self.walls.append((wall.stage, wall.step))
        if self.paints:
            self.drawn.append(wall.draw(80, 24))
        if d.REVEAL in wall.keys:
            return d.REVEAL
        if d.SECOND in wall.keys and wall.last and self.second:
            return d.SECOND
        return d.NEXT

    def proposals(self, ask: d.Proposals) -> str:
        have = {line.text for line in ask.lines()}
        for number, text in enumerate(NEEDS):
            if text not in have:
                self.count(ask.add(text, ask.people[number % len(ask.people)].id, 1, None))
        for person in list(ask.waiting()):
            self.count(ask.answered(person))
        return d.DONE

    def board(self, ask: d.Board) -> str:
        if not any(line.votes for line in ask.lines()) and ask.vote is not None:
            assert ask.vote(5) == d.DONE
        self.count(ask.choose([line.id for line in ask.lines()][:5]))
        return d.DONE

    def ballots(self, ask: d.Ballot) -> str:
        for id in list(ask.waiting()):
            person = ask.person(id)
            while parts := ask.parts(id):
                part = parts[0]
                self.accepted.append((ask.of, ask.name, id))
                self.count(ask.accept(id, part.id, self.value(ask, person, part), person.desk))
        return d.DONE

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        favourite = FAVOURITE[person.function]
        if part.kind.name == "points":
            likes = 0 if ask.name == "second" else favourite
            tenth = part.total // 10
            return {need.id: 6 * tenth if k == likes else tenth for k, need in enumerate(part.needs)}
        if part.kind.name == "marks":
            shift = int(person.id[1:]) % 5
            low, high = part.ends
            mark = low + round((high - low) * min(10, 2 + shift * 2) / 10)
            return {
                company: {need: mark if k % 2 else "dk" for k, need in enumerate(needs)}
                for company, needs in part.asked.items()
            }
        if part.kind.name == "votes":
            return [need.id for need in part.needs][: part.most]
        if part.kind.name in ("tick", "contact"):
            return self.beside(ask, person, part)
        return "agreement" if part.kind.name == "reason" else 70

    def beside(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        """What the first ballot asks beside answers: nobody ticks, and everybody leaves the rest empty."""
        return part.alone

    def correct(self, slips: Sequence[d.Ballot]) -> str:
        return d.DONE

    def competitors(self, ask: d.Competitors) -> str:
        return d.DONE

    def look(self, ask: d.Look) -> str:
        for claim in ask.claims():
            if not claim.looked:
                self.count(ask.audit(claim.name, "assumption"))
        return d.DONE

    def unknowns(self, ask: d.Unknowns) -> str:
        for id in list(ask.waiting()):
            if f"what {id} wants" not in ask.lines():
                self.count(ask.add(f"what {id} wants", id))
            self.count(ask.answered(id))
        return d.DONE

    def promises(self, ask: d.Promises) -> str:
        for number, text, research in ask.unknowns():
            if number == 0 and not research:
                self.count(
                    ask.promise(Research(id=ask.next_id(), question=text, owner=ask.owners[0]), [number])
                )
        return d.DONE

    def decisions(self, ask: d.Decisions) -> str:
        if not ask.lines():
            self.count(ask.keep(0, Decided(text="we call everybody back", owner=ask.owners[0])))
        return d.DONE

    def tell(self, text: str) -> None:
        self.drawn.append(text)

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        raise AssertionError(text)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return next((word for word in ways if word == self.goes_to), "")

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        return default
