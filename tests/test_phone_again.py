"""What a phone is asked once more, and what not: after a restart, after sending again, after somebody has left."""

from __future__ import annotations

from pathlib import Path

import pytest
from phone_room import OTHER, ROW, Phone, PhoneRoom, room

from cxw.day import attendance
from cxw.workshop import Day
from cxw.workshop.ballots import PointsBallot
from cxw.workshop.day import keep

CONTACT = "My last contact with a customer:"


def restarted(here: PhoneRoom, folder: Path) -> PhoneRoom:
    """The same day in a run that was started again, with the same phones."""
    before = here.day
    day = Day(file=before.file, desk=before.desk, now=before.now, colour=False, masked=before.masked)
    again = PhoneRoom(folder, day, PointsBallot(day, day.session.segments[0].id))
    again.desk.set_door(here.desk.door)
    again.desk.publish()
    return again


def goes_on(phone: Phone, again: PhoneRoom) -> Phone:
    phone.app = again.app.asgi()
    phone.get("/")
    return phone


def test_the_last_contact_that_nobody_came_to_ask_for_is_asked_after_a_restart(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone, other, paper = here.phone("p3"), here.phone("p4"), here.desk.ballot
    assert paper is not None
    for one in (phone, other):
        one.send(**ROW)
        one.send(n="70")
        while one.heading != CONTACT:
            one.send()
    other.send(pick="this week")
    assert other.heading == "Everything is in."
    for part, value in (("points", here.desk.published.of_one("p3").own["points"]), ("conviction", 5)):
        assert paper.accept("p0", part, value, "paper") == []
    here.day.session.participant("p0").open = False
    here.desk.publish()
    again = restarted(here, tmp_path)
    assert goes_on(phone, again).heading == CONTACT
    assert goes_on(other, again).heading == "Everything is in."
    assert again.desk.published.inside == here.desk.published.inside, "a round never waits for it"
    ballot = again.desk.ballot
    assert ballot is not None
    assert (
        "contact" not in {part.id for part in ballot.parts("p0")}
        or here.day.session.participant("p0").open is None
    )
    phone.send()
    assert phone.heading == "Everything is in."
    assert goes_on(phone, again).heading == "Everything is in."


@pytest.mark.parametrize("masked", [False, True])
def test_points_sent_again_ask_for_nothing_that_stands_and_the_count_does_not_tell(
    tmp_path: Path, masked: bool
) -> None:
    here = room(tmp_path, "weights first", masked=masked)
    phone, other = here.phone("p3"), here.phone("p5")
    phone.send(**ROW)
    assert phone.heading.startswith("If we asked 200 customers")
    phone.send(n="70")
    while phone.heading != "Everything is in.":
        phone.send()
    seen = other.get("/state").json()
    for row in (OTHER, ROW, {"dk": "1"}, ROW):
        phone.get("/?at=points")
        phone.send(**row)
        assert phone.heading == "Everything is in."
        assert other.get("/state").json() == seen
    assert here.desk.published.of_one("p3").own["points"]["service"] == 40


def test_a_second_round_sent_twice_keeps_what_moved_somebody(tmp_path: Path) -> None:
    here = room(tmp_path, "weights second")
    person = here.desk.ballot.waiting()[0] if here.desk.ballot else ""
    phone = here.phone(person)
    phone.send(**OTHER)
    assert phone.heading == "What moved you?"
    phone.send(pick="argument")
    assert phone.heading == "Everything is in."
    phone.get("/?at=points")
    phone.send(**OTHER)
    assert phone.heading == "Everything is in."
    phone.get("/?at=points")
    phone.send(**ROW)
    assert phone.heading == "What moved you?"


@pytest.mark.parametrize("language", ["", "de", "fr", "es"])
def test_whoever_has_left_reads_so_and_goes_on_when_they_are_back(
    here: PhoneRoom, victim: Phone, language: str
) -> None:
    if language:
        victim.get(f"/language/{language}")
    here.day.changed = here.desk.publish
    keep(here.day, lambda s: attendance.leave(s, "p3", "", here.day.now()))
    before = victim.get("/state").json()
    victim.get("/")
    headings = {
        "": "You are not asked any more.",
        "de": "Sie werden nicht mehr gefragt.",
        "fr": "Plus aucune question ne vous est posée.",
        "es": "Ya no se le pregunta.",
    }
    assert victim.heading == headings[language]
    assert all(one.name not in victim.page for one in here.day.session.participants)
    keep(here.day, lambda s: attendance.back(s, "p3", here.day.now()))
    assert victim.get("/state").json()["mark"] != before["mark"], "so the page goes on by itself"
    victim.get("/")
    assert here.day.session.participant("p3").name in victim.page


def test_a_phone_that_somebody_has_left_can_be_another_ones(here: PhoneRoom, victim: Phone) -> None:
    here.day.changed = here.desk.publish
    keep(here.day, lambda s: attendance.leave(s, "p3", "", here.day.now()))
    victim.post("/leave")
    assert victim.heading == "Who are you?"
    victim.post("/join", person="p4")
    assert here.desk.door.phones == {"p4": next(iter(here.desk.door.phones.values()))}
    assert 'value="40"' not in victim.page


def test_a_phone_that_comes_in_as_one_after_the_other_is_known_as_such(here: PhoneRoom) -> None:
    one, other = here.phone("p0"), here.phone("p1")
    one.post("/leave")
    one.post("/join", person="p2")
    one.post("/leave")
    one.post("/join", person="p0")
    other.post("/leave")
    other.post("/join", person="p3")
    assert not here.desk.wanders(), "a wrong tap is put right"
    one.post("/leave")
    one.post("/join", person="p4")
    assert here.desk.wanders()
