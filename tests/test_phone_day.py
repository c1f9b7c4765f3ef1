"""A whole day answered on phones is the day that is answered at the desk, but for where answers came in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from desks import NEEDS, Clock, Rule, session
from phone_room import Phone, PhoneRoom
from test_files_written import said as printed

from cxw.day import desk as d
from cxw.model import DK, Session
from cxw.phones.forms import fields_of
from cxw.questions.asking import Part, Value
from cxw.sessionfile import OpenFile, create, load, problems_of
from cxw.workshop import Day, Memory, run_day


def a_room() -> Session:
    made = session(6)
    made.language = "de"
    for person, name in zip(
        made.participants,
        ("Bärbel Groß", "Øyvind Łoś", "Jürgen Müller", "Anna Weiß", "Anna Weiß", "Zoë D’Souza"),
        strict=True,
    ):
        person.name = name
    return made


class Mixed(Rule):
    """The same rule, whoever answers where: one person does not know, ticks, and was with a customer."""

    def value(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        if person.id == "p1" and part.kind.name in ("points", "percent"):
            return DK
        return super().value(ask, person, part)

    def beside(self, ask: d.Ballot, person: d.Person, part: Part) -> Value:
        return (part.id == "open") if part.kind.name == "tick" else "this week"


class OnPhones(Mixed):
    """Everybody answers on a phone, but those who prefer paper."""

    def __init__(self, folder: Path, paper: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.folder, self.paper = folder, paper
        self.room: PhoneRoom | None = None
        self.phones: dict[str, Phone] = {}
        self.sent = 0

    def begin(self, day: Day) -> None:
        self.room = PhoneRoom(self.folder, day, None)
        everybody = [person.id for person in day.session.participants]
        self.phones = {one: self.room.phone(one) for one in everybody if one not in self.paper}
        day.changed = self.room.desk.publish

    def ballots(self, ask: d.Ballot) -> str:
        desk = self._open(ask)
        for id in ask.waiting():
            if id in self.phones:
                self._answer(ask, ask.person(id))
        desk.close()
        return super().ballots(ask)

    def _open(self, ask: d.Ballot) -> Any:
        assert self.room is not None
        self.room.desk.open(ask)
        return self.room.desk

    def _answer(self, ask: d.Ballot, person: d.Person) -> None:
        phone = self.phones[person.id]
        phone.get()
        while phone.hidden:
            assert self.room is not None
            asked = self.room.desk.published.of_one(person.id)
            step = asked.next_step()
            assert step is not None
            value = self.value(ask, person, step.part)
            fields = {"dk": "1"} if step.kind.unknown(value) or value == DK else fields_of(step, value)
            assert phone.post("/answer", **phone.hidden, **_plain(fields)).status == 200, phone.text
            self.sent += 1
        assert phone.heading == "Alles ist angekommen."

    def proposals(self, ask: d.Proposals) -> str:
        self._lines(ask, {p.id: [NEEDS[n]] for n, p in enumerate(ask.people[: len(NEEDS)])})
        return super().proposals(ask)

    def unknowns(self, ask: d.Unknowns) -> str:
        self._lines(ask, {id: [f"what {id} wants"] for id in ask.waiting()})
        return super().unknowns(ask)

    def _lines(self, ask: d.Ballot, lines: Mapping[str, list[str]]) -> None:
        desk = self._open(ask)
        for id in [id for id in ask.waiting() if id in self.phones]:
            phone = self.phones[id]
            phone.get()
            more = {"lines": "\r\n".join(lines[id])} if id in lines else {"none": "1"}
            phone.post("/answer", **phone.hidden, **more)
            assert phone.heading == "Alles ist angekommen."
        desk.close()


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [*values] if isinstance(values, tuple) else values for name, values in fields.items()}


def said(session: Session) -> Session:
    """What people said, without when and where."""
    plain = session.model_copy(deep=True)
    for person in plain.participants:
        person.desk = None
    for segment in plain.segments:
        segment.stages = type(segment.stages)()
        for round in segment.rounds:
            round.desks.clear()
            round.opened, round.closed, round.revealed, round.seal = Clock().time, None, None, None
    return plain


def ended(desk: Rule, made: Session) -> Session:
    day = Day(file=Memory(made), desk=desk, now=Clock(), colour=False)
    if isinstance(desk, OnPhones):
        desk.begin(day)
    assert run_day(day)
    return day.session


@pytest.mark.parametrize("paper", [(), ("p4", "p5")])
def test_a_day_on_phones_is_the_same_day(tmp_path: Path, paper: tuple[str, ...]) -> None:
    phones = OnPhones(tmp_path, paper)
    by_phone, by_hand = ended(phones, a_room()), ended(Mixed(), a_room())
    assert said(by_phone) == said(by_hand)
    assert phones.sent > 6 * len(phones.phones)
    assert {p.id for p in by_phone.participants if p.desk == "phones"} == {*phones.phones}


def test_a_day_on_phones_is_a_file_in_order_and_can_be_replayed_into_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Müllers Tag.yaml"
    create(path, a_room())
    with OpenFile(path) as opened:
        phones = OnPhones(tmp_path)
        day = Day(file=opened, desk=phones, now=Clock(), colour=False)
        phones.begin(day)
        assert run_day(day)
    assert not [problem for problem in problems_of(path) if not problem.warning]
    kept = load(path)
    assert kept.participant("p1").open is True
    assert kept.participant("p1").last_customer_contact == "this week"
    assert kept.segments[0].rounds[0].answers["p1"] == DK
    printed("replay", path, "--into", tmp_path / "again.yaml", capsys=capsys)
    again = load(tmp_path / "again.yaml")
    assert said(again) == said(kept)
    assert [person.desk for person in again.participants] == ["phones"] * 6
