"""The archived workshops whose customers have answered, made by the program itself.

`python tests/closed_loops.py` makes them again in `workshops/`: a whole day at a desk that answers for
everybody, then a table of customers' answers as the kit writes it, then `cxw verify` and `cxw done`, then
the second meeting. People, companies and customers are invented in `tests/loops/`; a seed draws what the customers of a room answer.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml  # noqa: TID251 -- what a room answers is no session file
from closed_lenses import LensAnswers, evening_before, lenses_of
from desks import Rule
from typer.testing import CliRunner

from cxw.cli import app
from cxw.day import attendance, meeting
from cxw.day import desk as d
from cxw.model import DK, Decided, Evidence, Research, Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import dumps, load
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.meeting import run as hold

ROOMS = Path(__file__).parent / "loops"
NAMES = sorted(path.stem for path in ROOMS.glob("*.yaml"))
HEAD = "# {why}\n# Invented, as are all companies, people and customers in it. Made by tests/closed_loops.py."


@dataclass
class PacedClock:
    """Every look at it is some seconds later; a stage begins when the plan says so."""

    time: dt.datetime
    step: random.Random

    def __call__(self) -> dt.datetime:
        self.time += dt.timedelta(seconds=self.step.randint(2, 14))
        return self.time


class Room(Rule):
    """A desk that answers for everybody as its file says."""

    paints = False

    def __init__(self, told: Mapping[str, Any], memory: Memory, clock: PacedClock) -> None:
        super().__init__(second=False)
        self.told, self.memory, self.clock = told, memory, clock
        self.dice = random.Random(told["session"]["seed"])
        self.lenses = LensAnswers(told)

    def of(self, segment: str) -> Mapping[str, Any]:
        """What is told of the segment with this id or name."""
        ids = {one.name: one.id for one in self.memory.session.segments}
        found: Mapping[str, Any] = self.told["segments"][ids.get(segment, segment)]
        return found

    def show(self, wall: d.Wall) -> str:
        self.come_and_go(f"{wall.stage} {wall.step}")
        looks = (15, 60) if wall.stage == "lens" else (60, 300)
        self.clock.time += dt.timedelta(seconds=self.dice.randint(*looks))
        self.second = wall.stage == "weights" and "second" in self.of(wall_segment(self.memory.session))
        here = wall_segment(self.memory.session)
        own = self.lenses.key(self.memory.session, here, wall) if wall.stage == "lens" else ""
        return own or super().show(wall)

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return (
            next(iter(ways)) if self.walls and self.walls[-1][0] == "lens" else super().choose(prompt, ways)
        )

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        stage, step = self.walls[-1] if self.walls else ("", "")
        return (
            self.lenses.line(wall_segment(self.memory.session), step, prompt) if stage == "lens" else default
        )

    def come_and_go(self, at: str) -> None:
        """Whoever leaves or comes back at this screen of the day."""
        keep = self.memory.keep
        for person, moves in self.told.get("away", {}).items():
            if moves.get("leaves") == at and not self.memory.session.participant(person).away:
                keep(partial(attendance.leave, id=person, why=moves["why"], now=self.clock()))
            if moves.get("back") == at:
                keep(partial(attendance.back, id=person, now=self.clock()))

    def proposals(self, ask: d.Proposals) -> str:
        here = {person.id for person in ask.people}
        have = {line.text for line in ask.lines()}
        for need in self.of(ask.segment)["needs"]:
            for place, (by, words) in enumerate(need["by"].items()):
                if by in here and words not in have:
                    self.clock.time += dt.timedelta(seconds=self.dice.randint(10, 40))
                    self.count(ask.add(words, by, 1, None if place else need["id"]))
        for person in list(ask.waiting()):
            self.count(ask.answered(person))
        return d.DONE

    def board(self, ask: d.Board) -> str:
        needs = self.of(ask.segment)["needs"]
        ids = {line.text: line.id for line in ask.lines()}
        for need in needs:
            for words in [*need["by"].values()][1:]:
                if words in ids:
                    self.count(ask.merge(need["id"], ids[words]))
            self.count(ask.reword(need["id"], need["text"]))
            self.count(ask.shorten(need["id"], need["short"]))
            if why := need.get("parked"):
                self.count(ask.park(need["id"], why))
        self.count(ask.choose([need["id"] for need in needs if not need.get("parked")]))
        return d.DONE

    def ballots(self, ask: d.Ballot) -> str:
        self.come_and_go(f"{ask.of} asked")
        for id in self.told.get("declines", {}).get(ask.of, []):
            if id in ask.waiting():
                self.count(ask.miss(id, "declined"))
        for id in self.lenses.gives_none(ask) if ask.lens else []:
            self.count(ask.miss(id, "declined"))
        thinks = (2, 4) if ask.lens else (5, 11)
        self.clock.time += dt.timedelta(minutes=self.dice.randint(*thinks))
        return super().ballots(ask)

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        told = self.of(ask.segment)
        kind = part.kind.name
        self.clock.time += dt.timedelta(seconds=self.dice.randint(*((2, 12) if ask.lens else (8, 40))))
        if ask.lens:
            return self.lenses.value(self.memory.session, ask, person.id, part)
        if kind == "points":
            row = told["second" if ask.name == "second" else "points"][person.id]
            return row if row == DK else dict(zip([need.id for need in part.needs], row, strict=True))
        if kind == "marks":
            return {
                company: self.marks(told, company, person, needs) for company, needs in part.asked.items()
            }
        if kind == "percent":
            given: Value = (told["sure"] | told.get(part.id, {})).get(person.id, DK)
            return given
        if kind == "contact":
            return self.dice.choice(("this week", "this quarter", "longer ago"))
        if kind == "reason":
            return str(told["reasons"].get(person.id, "none"))
        return part.alone

    def marks(
        self, told: Mapping[str, Any], company: str, person: d.Person, needs: Sequence[str]
    ) -> dict[str, Value]:
        """A room's marks are a function's view of a company, and everybody's own shade of it."""
        seen = told["marks"][company]
        row = seen.get(person.function, seen["all"])
        by_need = dict(
            zip([need["id"] for need in told["needs"] if not need.get("parked")], row, strict=True)
        )
        return {
            need: DK
            if by_need[need] == DK
            else min(10, max(0, by_need[need] + self.dice.choice((-1, 0, 0, 1))))
            for need in needs
        }

    def competitors(self, ask: d.Competitors) -> str:
        named = {one.id for one in ask.named()}
        for id, name in self.of(ask.segment)["competitors"].items():
            if id not in named:
                self.count(ask.add(name, id))
        return d.DONE

    def look(self, ask: d.Look) -> str:
        told = self.of(ask.segment)
        have = {item.id for item in ask.evidence.items()}
        for item in told.get("evidence", []):
            if item["id"] not in have:
                assert ask.evidence.attach(Evidence.model_validate(item)) == []
        for claim in ask.claims():
            shown = [item for item in ask.evidence.items() if claim.name in item.supports]
            if not claim.looked:
                self.count(ask.audit(claim.name, "evidence" if shown else "assumption"))
        return d.DONE

    def unknowns(self, ask: d.Unknowns) -> str:
        for id in list(ask.waiting()):
            line = self.of(ask.segment)["unknowns"].get(id)
            if line and line not in ask.lines():
                self.count(ask.add(line, id))
            self.count(ask.answered(id))
        return d.DONE

    def promises(self, ask: d.Promises) -> str:
        told = self.of(ask.segment)
        for place, card in enumerate(told["promises"]):
            if len(ask.cards()) <= place:
                lines = [
                    number for number, text, taken in ask.unknowns() if text in card["from"] and not taken
                ]
                rest = {key: value for key, value in card.items() if key != "from"}
                id = ask.next_id()
                self.count(ask.promise(Research.model_validate({"id": id, **rest}), lines))
                self.count(ask.agree(id))
        return d.DONE

    def decisions(self, ask: d.Decisions) -> str:
        for place, line in enumerate(self.of(ask.segment).get("decided", [])):
            if len(ask.lines()) <= place:
                self.count(ask.keep(place, Decided.model_validate(line)))
        return d.DONE


class MeetsAgain(Room):
    """The same room at its second meeting, once customers have answered."""

    def of(self, segment: str) -> Mapping[str, Any]:
        ids = {one.name: one.id for one in self.memory.session.segments}
        found: Mapping[str, Any] = self.told["met"][ids.get(segment, segment)]
        return found

    def show(self, wall: d.Wall) -> str:
        self.clock.time += dt.timedelta(seconds=self.dice.randint(30, 120))
        parks = "park" in wall.keys and wall.last and self.to_park()
        return "park" if parks else Rule.show(self, wall)

    def to_park(self) -> str:
        """The need that is parked here and is not yet; empty where there is none."""
        (told,) = self.told["met"].values()
        there = {need.text for one in self.memory.session.segments for need in one.needs}
        words = str(told.get("parks", ""))
        return "" if words in there else words

    def choose(self, prompt: str, ways: Mapping[str, str], title: str = "") -> str:
        return next(iter(ways))

    def line(self, prompt: str, default: str = "", title: str = "") -> str:
        return self.to_park()

    def ballots(self, ask: d.Ballot) -> str:
        told = self.of(ask.segment)
        for id in list(ask.waiting()):
            self.clock.time += dt.timedelta(seconds=self.dice.randint(5, 25))
            if id in told["absent"]:
                self.count(ask.miss(id, "absent"))
            else:
                self.count(ask.accept(id, ask.parts(id)[0].id, told["guess"].get(id, DK), "paper"))
        return d.DONE

    def promises(self, ask: d.Promises) -> str:
        return d.DONE

    def decisions(self, ask: d.Decisions) -> str:
        for place, line in enumerate(self.of(ask.segment)["changes"]):
            if len(ask.lines()) <= place:
                self.count(ask.keep(place, Decided.model_validate(line)))
        return d.DONE


def wall_segment(session: Session) -> str:
    """The segment whose stages are under way."""
    begun = [one for one in session.segments if one.stages.needs and not one.stages.of("closing").done]
    return begun[0].id if begun else session.segments[0].id


def told(name: str) -> dict[str, Any]:
    """What the file of a room says."""
    found: dict[str, Any] = yaml.safe_load((ROOMS / f"{name}.yaml").read_text("utf-8"))
    return found


def played(room: Mapping[str, Any]) -> Session:
    """The room's whole day, played."""
    memory = Memory(evening_before(room, Session.model_validate({"cxw": 1, **room["session"]})))
    start = dt.datetime.combine(memory.session.date or dt.date(2026, 1, 1), dt.time(9, 2))
    clock = PacedClock(start, random.Random(room["session"]["seed"]))
    lenses = lenses_of(memory.session)
    run_day(Day(file=memory, desk=Room(room, memory, clock), now=clock, colour=False, lenses=lenses))
    return memory.session


def customers_table(room: Mapping[str, Any], session: Session, segment: str, path: Path) -> None:
    """A table of customers' answers with the kit's heads: each spreads 100 points by what they are like."""
    asked = room["customers"][segment]
    needs, dice = list(session.segment(segment).chosen), random.Random(room["session"]["seed"] + 1)
    companies = list(asked.get("marks", {}))
    words = [*asked.get("more", [])]
    dice.shuffle(words)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        heads = ["who", "order", *(f"p_{need}" for need in needs)]
        heads += [f"m_{company}_{need}" for company in companies for need in needs]
        table.writerow([*heads, "t_more"])
        for number in range(asked["n"]):
            order = dice.sample(needs, len(needs))
            row = [dice.choices(list(asked["who"]), list(asked["who"].values()))[0], " ".join(order)]
            row += _points(asked, needs, dice)
            for company in companies:
                row += _marks(asked, company, len(needs), dice)
            table.writerow([*row, words[number] if number < len(words) else ""])


def _points(asked: Mapping[str, Any], needs: Sequence[str], dice: random.Random) -> list[str]:
    if dice.random() < asked.get("cannot_say", 0.05):
        return [DK] * len(needs)
    kind = dice.choices(asked["points"], [one["share"] for one in asked["points"]])[0]["row"]
    drawn = [dice.gammavariate(max(points, 0.5) / 5, 1.0) for points in kind]
    fives = [5 * round(20 * one / sum(drawn)) for one in drawn]
    fives[max(range(len(fives)), key=fives.__getitem__)] += 100 - sum(fives)
    return [str(points) for points in fives]


def _marks(asked: Mapping[str, Any], company: str, needs: int, dice: random.Random) -> list[str]:
    seen = asked["marks"][company]
    if dice.random() >= seen["known"]:
        return [""] * needs
    liking = dice.gauss(0, 0.8)
    return [
        DK if dice.random() < 0.06 else str(min(10, max(0, round(mark + liking + dice.gauss(0, 1.2)))))
        for mark in seen["row"]
    ]


def make(name: str, folder: Path) -> Path:
    """One archive, made from its room's file: the day, customers' answers, what became of the promises."""
    room = told(name)
    session, path = played(room), folder / f"{name}.yaml"
    path.write_text(dumps(session, HEAD.format(why=room["why"])), "utf-8")
    for segment in room.get("customers", {}):
        with tempfile.TemporaryDirectory() as place:
            table = Path(place) / "answers.csv"
            customers_table(room, session, segment, table)
            asked = room["customers"][segment]
            run(
                "verify",
                path,
                table,
                "--yes",
                "--segment",
                segment,
                "--date",
                asked["date"],
                "--source",
                asked["source"],
            )
    for id, outcome, date in room.get("done", []):
        run("done", path, id, outcome, "--date", date)
    for segment, again in room.get("met", {}).items():
        _meet(room, path, segment, again["at"])
    path.chmod(0o644)
    return path


def _meet(room: Mapping[str, Any], path: Path, segment: str, at: dt.datetime) -> None:
    """The second meeting of a segment; its lot comes from the seed, so that it is the same each time."""
    memory = Memory(load(path))
    clock = PacedClock(at, random.Random(room["session"]["seed"] + 2))
    lot = random.Random(room["session"]["seed"]).randrange(100_000)
    memory.keep(lambda s: meeting.begin_meeting(s, s.segment(segment), clock(), lot))
    hold(Day(file=memory, desk=MeetsAgain(room, memory, clock), now=clock, colour=False), segment)
    path.write_text(dumps(memory.session, HEAD.format(why=room["why"])), "utf-8")


def run(*words: object) -> None:
    """A command of cxw; one that does not go through is an error."""
    ran = CliRunner().invoke(app, [*map(str, words)])
    if ran.exit_code:
        raise SystemExit(f"{words}: {ran.output} {ran.exception or ''}")


if __name__ == "__main__":
    for name in sys.argv[1:] or NAMES:
        print(make(name, Path(__file__).parent.parent / "workshops"))
