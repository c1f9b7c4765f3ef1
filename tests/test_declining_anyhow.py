"""Days full of declines, in any order: kept as said, held to until somebody is brought back, and replayed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from any_day import without_times
from desks import Clock, Rule, Stopped, session
from often import some

from cxw.cli.showing import replay_into
from cxw.day import desk as d
from cxw.keyboard.slips import WHY
from cxw.model import Session
from cxw.questions.asking import Part, Value
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.workshop import Day, Memory, run_day


class Declining(Rule):
    """People decline anywhere, come back, know nothing, are not waited for; rounds reopen, the power goes."""

    def __init__(self, dice: Random) -> None:
        super().__init__()
        self.dice = dice
        self.out: set[str] = set()
        """who declined and was not brought back since"""
        self.asked_after_all: list[str] = []

    def throws(self, share: float) -> bool:
        return self.dice.random() < share

    def _brings_back(self, acts: d.Acts | None) -> None:
        if self.out and acts is not None and acts.people is not None and self.throws(0.15):
            person = self.dice.choice(sorted(self.out))
            if acts.people.asked_again(person) == []:
                self.out.remove(person)
            raise d.MovedOn(d.AGAIN)

    def show(self, wall: d.Wall) -> str:
        self._brings_back(wall.acts)
        if self.throws(0.03):
            raise Stopped
        if d.REOPEN in wall.keys and self.throws(0.3):
            return d.REOPEN
        self.second = self.throws(0.8)
        return super().show(wall)

    def ballots(self, ask: d.Ballot) -> str:
        if ask.of == "votes":
            return super().ballots(ask)
        held_to = [person for person in ask.waiting() if person in self.out]
        self.asked_after_all += [f"{person} at {ask.title}" for person in held_to]
        while waiting := list(ask.waiting()):
            self._brings_back(ask.acts)
            if self.throws(0.04):
                break
            if self.throws(0.02):
                raise Stopped
            self._one(ask, self.dice.choice(waiting))
        return d.DONE

    def _one(self, ask: d.Ballot, person: str) -> None:
        part = ask.parts(person)[0]
        if self.throws(0.2):
            whole = part.id in ("open", "contact")
            assert bool(ask.miss(person, "declined")) == whole
            if part.id != "reason" and not whole:
                self.out.add(person)
            return
        assert ask.accept(person, part.id, self.value(ask, ask.person(person), part), "paper") == []

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        knows_nothing = part.kind.name in ("points", "percent") and self.throws(0.3)
        return "dk" if knows_nothing else super().value(ask, person, part)


def day_of_declines(number: int) -> tuple[Session, Declining]:
    dice = Random(number)
    memory, desk = Memory(session(people=5)), Declining(dice)
    now, done = Clock(), False
    while not done:
        masked = dice.random() < 0.5
        try:
            done = run_day(Day(file=memory, desk=desk, now=now, colour=False, masked=masked))
        except Stopped:
            continue
    return memory.session, desk


class Afterwards(Rule):
    """Once everybody has answered somebody is said to give nothing."""

    memory: Memory

    def ballots(self, ask: d.Ballot) -> str:
        ending = super().ballots(ask)
        for why in WHY:
            before = dumps(self.memory.session)
            (said,) = ask.miss("p1", why)
            assert said.startswith("Bnna Person has answered here already, and that stays."), ask.title
            assert dumps(self.memory.session) == before
        return ending


@pytest.mark.parametrize("masked", [False, True])
def test_no_reason_is_kept_beside_an_answer_that_is_whole(masked: bool) -> None:
    desk = Afterwards()
    desk.memory = Memory(session())
    assert run_day(Day(file=desk.memory, desk=desk, now=Clock(), colour=False, masked=masked))


@pytest.mark.parametrize(
    "number", some(zip(range(400), strict=True), lambda number: number < 4 or number == 149)
)
def test_declines_in_any_order_are_held_to_and_replayed_as_they_were(number: int, tmp_path: Path) -> None:
    made, desk = day_of_declines(number)
    assert desk.asked_after_all == []
    create(tmp_path / "day.yaml", made)
    assert problems_of(tmp_path / "day.yaml") == []
    replay_into(tmp_path / "day.yaml", tmp_path / "copy.yaml")
    assert without_times(load(tmp_path / "copy.yaml")) == without_times(load(tmp_path / "day.yaml"))
