"""A function may be called as somebody's id is: nobody's answer, presence or page is taken for its own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from lens_day import PEOPLE, lens_day
from often import few
from phone_lenses import CARDS, lens_room
from phone_room import PhoneRoom
from test_lenses_in_the_day import Clock, Facilitator, day_file, definitions

from cxw.cli.showing import play_again
from cxw.day.attendance import leave
from cxw.findings.types import Audience
from cxw.handout import handout_text
from cxw.model import Session
from cxw.replay.replaying import Replay, emptied
from cxw.sessionfile import dumps, loads, seal
from cxw.sessionfile.lens_files import lenses_asked
from cxw.sessionfile.reading import read_text
from cxw.sharing import shared
from cxw.workshop import Day, Memory, run_day
from cxw.workshop.lens_ballots import LensBallot

CALLED = {"Marketing": "p0", "Sales": "p2", "Customer service": "p1"}
"""Whose id each function has: of one of its own people, and of two of the others'."""
CARD = {"words": "Live in einer Woche"}


def room(folder: Path) -> tuple[PhoneRoom, LensBallot]:
    """p0 and p3 write for the function p0, p1 and p4 for p2, p2 and p5 for p1."""
    here = lens_room(folder, "promises", "say")
    for one in here.day.session.participants:
        one.function = CALLED[one.function or ""]
    ballot = LensBallot(here.day, "s0", ("promises", "say"))
    here.desk.close()
    here.desk.open(ballot)
    return here, ballot


def cards(here: PhoneRoom) -> Any:
    return here.day.session.segments[0].lenses[-1].cards


def test_a_phone_writes_the_card_of_its_function_and_of_nobody_who_is_called_so(tmp_path: Path) -> None:
    here, _ = room(tmp_path)
    first, same, other = here.phone("p0"), here.phone("p3"), here.phone("p2")
    for phone in (first, same, other):
        assert "Das wird allen vorgelesen, als Antwort von" in phone.text
    first.send(**CARD)
    assert {*cards(here)} == {"p0"}
    for phone in (same, other):
        phone.get("/?at=card setup")
    assert "Live in einer Woche" in same.page, "who writes for the same function sees it at once"
    assert "Live in einer Woche" not in other.page
    other.send(words="Live am Zahltag")
    assert {*cards(here)} == {"p0", "p1"}


def test_who_is_of_no_function_writes_no_card_of_one_that_is_called_as_they_are(tmp_path: Path) -> None:
    here, ballot = room(tmp_path)
    here.day.session.participant("p2").function = None
    here.desk.publish()
    assert ballot.answers_for("p2") == ""
    assert not here.phone("p2").hidden


def test_a_function_is_still_to_come_when_somebody_called_so_has_left(tmp_path: Path) -> None:
    here, ballot = room(tmp_path)
    assert {*ballot.waiting()} == {"p0", "p1", "p2"}
    leave(here.day.session, "p1", "", here.day.now())
    assert here.day.session.participant("p1").gone
    assert {*ballot.waiting()} == {"p0", "p1", "p2"}


def test_who_gives_no_answer_to_another_part_is_no_function_without_a_card(tmp_path: Path) -> None:
    here, ballot = room(tmp_path)
    here.day.session.segments[0].lenses[-1].not_answered = {"p1": "declined"}
    assert ballot.parts("p1")


@pytest.mark.parametrize("name", ["p1", "Customer service"])
def test_a_function_whose_card_is_there_is_told_that_it_has_answered(tmp_path: Path, name: str) -> None:
    """On paper: its name and “late” behind it, after its card."""
    here = lens_room(tmp_path, "promises", "say")
    for one in here.day.session.participants:
        one.function = name if one.function == "Customer service" else one.function
    ballot = LensBallot(here.day, "s0", ("promises", "say"))
    for part in ballot.parts(name):
        assert not ballot.accept(name, part.id, CARDS["Sales"], "paper")
    assert f"{name} has answered here already" in ballot.miss(name, "late")[0]


# whole days

AS = {"Marketing": "p4", "Sales": "p1", "Legal": "p8", "Support": "p7"}
"""The functions of the day in the file, each called as somebody of another one, Legal as one of its own."""


def renamed(text: str) -> str:
    return re.sub(r"\b(?:Marketing|Sales|Legal|Support)\b", lambda found: AS[found[0]], text)


def both_days() -> tuple[Session, Session]:
    """The day with lenses, its people called p1 to p8; and the same one with functions called so too."""
    ids = {id: f"p{number}" for number, id in enumerate(PEOPLE, 1)}
    text = re.sub(rf"\b(?:{'|'.join(ids)})\b", lambda found: ids[found[0]], dumps(lens_day()))
    return _sealed(text), _sealed(renamed(text))


def _sealed(text: str) -> Session:
    session = read_text(text, "day.yaml").session
    assert session is not None
    for segment, round in session.all_sealable():
        round.seal = seal(session, segment, round)
    return session


@pytest.mark.parametrize("secret", few(range(8)))
def test_a_copy_is_the_same_whatever_functions_are_called(secret: int) -> None:
    day, other = (dumps(shared(one, dt.date(2026, 3, 20), secret).session) for one in both_days())
    assert _unsealed(renamed(day)) == _unsealed(other)


def _unsealed(text: str) -> str:
    return re.sub(r"seal: .*", "", text)


@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_a_handout_is_the_same_whatever_functions_are_called(audience: Audience) -> None:
    day, other = (handout_text(one, audience) for one in both_days())
    assert _undigested(renamed(day)) == _undigested(other)


def _undigested(text: str) -> str:
    return re.sub(r"\b[0-9a-f]{8,}\b", "", text)


@pytest.mark.soak
def test_a_whole_day_of_functions_called_as_people_is_asked_kept_and_replayed() -> None:
    names = {
        "Vertrieb": "anna-m",
        "Marketing": "jurgen",
        "Kundenservice": "max",
        "Geschäftsleitung": "sigrun",
    }
    session = day_file(["promises", "worth"])
    for person in session.participants:
        person.function = names[person.function or ""]
    memory = Memory(session)
    desk = Facilitator(lambda: memory.session, lambda wall: None, dt.date(2026, 11, 30))
    desk.walls, desk.to_say = [], {}
    assert run_day(Day(file=memory, desk=desk, now=Clock(), lenses=definitions(["promises", "worth"])))
    day = loads(dumps(memory.session))
    said = [round for round in day.segments[0].lenses if round.by == "function"]
    assert said
    for round in said:
        assert {"anna-m", "jurgen", "max"} <= {*round.cards} | {*round.no_card} <= {*names.values()}
        assert {*round.answers, *round.not_answered, *round.desks} == set()
    copied = Memory(emptied(day))
    again = Replay(day, lambda: copied.session, lambda wall: "next")
    play_again(day, Day(file=copied, desk=again, now=again.time, lenses=lenses_asked(day, Path())))
    assert copied.session.segments[0].lenses == day.segments[0].lenses
    assert copied.session.segments[0].things == day.segments[0].things
