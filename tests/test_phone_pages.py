"""A person answers on a phone: every kind of question, with nothing but forms, and what was typed is in the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from phone_room import room

from cxw.model import DK

ROW = {"n.brand": "", "n.product": "10", "n.quality": " 20 ", "n.price": "30", "n.service": "40"}
POINTS = {"brand": 0, "product": 10, "quality": 20, "price": 30, "service": 40}


def test_points_then_how_sure_then_what_a_first_ballot_asks_beside(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    assert phone.heading.startswith("How much does each need matter")
    assert "1 of 4" in phone.text
    phone.send(**ROW)
    session = here.day.session
    assert session.segments[0].rounds[0].answers["p3"] == POINTS
    assert session.participant("p3").desk == "phones"
    assert phone.heading.startswith("If we asked 200 customers")
    phone.send(n="80%")
    assert here.day.session.segments[0].conviction.before["p3"] == 80
    assert phone.heading == "May your department be shown by itself?"
    assert "may be shown by itself even if" in phone.text or "only person here" in phone.text
    phone.send(tick="1")
    assert here.day.session.participant("p3").open is True
    phone.send(pick="this quarter")
    assert here.day.session.participant("p3").last_customer_contact == "this quarter"
    assert phone.heading == "Everything is in."
    assert "3 of 6" not in phone.text


def test_it_can_be_changed_until_the_close_and_stands_there_as_it_was(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    phone.send(**ROW)
    phone.get("/?at=points")
    assert 'value="40"' in phone.page
    phone.send(dk="1")
    assert here.desk.published.of_one("p3").own["points"] == DK
    phone.get("/?at=points")
    assert 'aria-pressed="true"' in phone.page
    phone.send(**ROW)
    assert here.day.session.segments[0].rounds[0].answers["p3"] == POINTS


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({**ROW, "n.brand": "1"}, "1 point too many."),
        ({**ROW, "n.service": "0"}, "40 points are still to give."),
        ({**ROW, "n.price": "7.5"}, "Price: “7.5”: a whole number from 0 to 100, please."),
        ({**ROW, "n.price": "٣٠"}, "Price: “٣٠”: a whole number from 0 to 100, please."),
        ({**ROW, "n.price": "-30"}, "Price: “-30”: a whole number from 0 to 100, please."),
        ({**ROW, "n.price": "<b>30"}, "Price: “<b>30”: a whole number from 0 to 100, please."),
        ({}, "100 points are still to give."),
    ],
)
def test_what_is_no_answer_gets_a_sentence_and_stays_in_the_fields(
    tmp_path: Path, fields: dict[str, str], said: str
) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    assert phone.send(**fields).status == 422
    assert said in phone.text
    assert "<b>30" not in phone.page
    assert phone.page.count('class="fault"') == 1
    for typed in (value for value in fields.values() if value.strip().isdigit()):
        assert f'value="{typed.strip()}"' in phone.page
    assert "p3" not in here.day.session.segments[0].rounds[0].answers


def test_marks_company_by_company_with_not_knowing_as_large_as_the_rest(tmp_path: Path) -> None:
    here = room(tmp_path, "marks first")
    phone = here.phone("p3")
    assert "0 fails customers" in phone.text
    assert phone.text.count("I do not know ") >= 5
    needs = ("brand", "product", "quality", "price", "service")
    assert phone.send(**{f"m.{need}": "7" for need in needs[:4]}).status == 422
    assert "Service: no mark yet. Choose one, or “I do not know”." in phone.text
    for company, mark in (("us", "7"), ("r0", "0")):
        assert phone.hidden["step"] == f"marks:{company}"
        phone.send(**{f"m.{need}": mark for need in needs[:4]}, **{"m.service": "dk"})
    phone.send(dk="1")
    assert phone.heading == "Everything is in."
    answers: Any = here.day.session.segments[0].rounds[-1].answers["p3"]
    assert answers["us"] == {"brand": 7, "product": 7, "quality": 7, "price": 7, "service": DK}
    assert answers["r0"] == {"brand": 0, "product": 0, "quality": 0, "price": 0, "service": DK}
    assert set(answers["r1"].values()) == {DK}
    phone.get("/?at=marks:r0")
    assert phone.page.count("checked") == 5


def test_a_second_round_gives_back_what_was_said_first_and_asks_who_moved_why(tmp_path: Path) -> None:
    here = room(tmp_path, "weights second")
    phone = here.phone("p3")
    here.desk.set_door(replace(here.desk.door, before={}))  # as one that answered the first round too
    here.desk.publish()
    phone.get()
    assert "first round: 60" in phone.text
    assert 'value="60"' in phone.page
    phone.send(**ROW)
    assert phone.heading.startswith("What moved you?")
    assert phone.send().status == 422
    phone.send(pick="fact")
    assert here.day.session.segments[0].rounds[1].reasons == {"p3": "fact"}
    other = here.phone("p4")
    first: Any = here.day.session.segments[0].rounds[0].answers["p4"]
    other.send(**{f"n.{need}": str(given) for need, given in first.items()})
    assert other.heading == "Everything is in."


@pytest.mark.parametrize(
    ("at", "fields", "kept"),
    [
        ("votes", {"v": ["price", "brand"]}, lambda s: s.segments[0].votes["p3"] == ["brand", "price"]),
        ("guess", {"n": "35"}, lambda s: s.segments[0].coverage_guess["p3"] == 35),
        ("guess", {"dk": "1"}, lambda s: s.segments[0].coverage_guess["p3"] == DK),
        ("conviction", {"n": "0"}, lambda s: s.segments[0].conviction.after["p3"] == 0),
    ],
)
def test_the_other_questions_of_the_day(
    tmp_path: Path, at: str, fields: dict[str, object], kept: Any
) -> None:
    here = room(tmp_path, at)
    phone = here.phone("p3")
    assert (">%<" in phone.page) == (at == "conviction"), "what a number stands for is said beside its field"
    phone.send(**fields)
    assert kept(here.day.session)
    assert phone.heading == "Everything is in."


@pytest.mark.parametrize("at", ["needs", "unknowns"])
def test_lines_are_handed_in_once_however_often_they_are_sent(tmp_path: Path, at: str) -> None:
    here = room(tmp_path, at)
    phone = here.phone("p3")
    form = phone.hidden
    for _ in range(3):
        phone.post("/answer", **form, lines="Größe für „Æble“-Kisten\n\n  Preis   \nPreis")
    own = here.desk.published.of_one("p3").own
    assert list(own.values()) == [["Größe für „Æble“-Kisten", "Preis"]]
    assert phone.heading == "Everything is in."
    phone.get(f"/?at={form['step']}")
    assert "Größe für „Æble“-Kisten" in phone.text
    phone.send(lines="Lieferung")
    assert next(iter(here.desk.published.of_one("p3").own.values()))[-1] == "Lieferung"
    assert phone.post("/answer", **form, lines="  ").status == 422
    other = here.phone("p5")
    other.send(none="1")
    assert other.heading == "Everything is in."
    assert "p5" not in here.desk.ballot.waiting()  # type: ignore[union-attr]


def test_a_phone_reads_german_where_it_wants_and_the_room_stays_as_it_is(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    phone = here.phone("p3", language="de")
    assert '<html lang="de">' in phone.page
    assert phone.heading.startswith("Wie wichtig ist jedes Bedürfnis")
    assert "Ich weiß es nicht" in phone.text
    phone.send(**{**ROW, "n.brand": "1"})
    assert "1 Punkt zu viel." in phone.text
    assert phone.get("/notice").text.count("Hier aufbewahrt.") == 1
    assert here.phone("p4").heading.startswith("How much")


def test_nothing_is_asked_then_something_then_it_is_closed(tmp_path: Path) -> None:
    here = room(tmp_path, "weights first")
    ballot = here.desk.ballot
    assert ballot is not None
    here.desk.close()
    phone = here.phone("p3")
    assert phone.heading == "The room pauses for a moment."
    before = phone.get("/state").json()
    here.desk.open(ballot)
    assert phone.get("/state").json()["mark"] != before["mark"]
    phone.get()
    assert phone.heading.startswith("How much")


def test_what_stands_there_after_a_close_holds_before_and_after_the_reveal(tmp_path: Path) -> None:
    """A phone is not told of a reveal, and there may be no question any more."""
    here = room(tmp_path, "weights first")
    phone = here.phone("p3")
    phone.send(**ROW)
    round = here.day.session.segments[0].rounds[0]
    round.closed = here.day.now()
    here.desk.close()
    sealed = phone.get().text
    assert phone.heading == "The round is closed."
    round.revealed = here.day.now()
    here.desk.changed()
    assert phone.get().text == sealed
    assert "The wall shows what comes of it. If there is another question" in sealed
