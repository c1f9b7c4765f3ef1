"""With cards a phone is dealt one of its department; nobody picks one, and nothing says who holds which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from phone_room import ROW, Phone, PhoneRoom, room

CARDS = {
    "p0": "Sales 1",
    "p1": "Sales 2",
    "p2": "Sales 3",
    "p3": "Vertrieb für Æble 1",
    "p4": "Vertrieb für Æble 2",
    "p5": "Service 1",
}


@pytest.fixture
def here(tmp_path: Path) -> PhoneRoom:
    made = room(tmp_path, "weights first")
    for person in made.day.session.participants:
        person.name, person.function = CARDS[person.id], CARDS[person.id].rpartition(" ")[0]
    made.desk.publish()
    return made


def dealt(here: PhoneRoom, department: str) -> Phone:
    phone = here.phone()
    phone.post("/join", department=department)
    return phone


def holds(here: PhoneRoom, phone: Phone) -> str:
    nonce = here.desk.door.let_in(phone.cookies[here.app.cookie])
    return here.desk.door.whose(nonce)


def word_of(phone: Phone) -> str:
    """As it stands on the phone."""
    found = re.search(r"Your word: (\w{3} \w{3})", phone.page)
    assert found
    return found[1]


def test_each_phone_is_dealt_another_card_of_its_department_and_none_beyond_the_last(here: PhoneRoom) -> None:
    phones = [dealt(here, "Sales") for _ in range(3)]
    assert {holds(here, phone) for phone in phones} == {"p0", "p1", "p2"}
    late = here.phone()
    assert late.post("/join", department="Sales").status == 409
    assert "no card is left" in late.text
    assert late.post("/join", department="nobody's").status == 409
    assert holds(here, dealt(here, "Service")) == "p5"


def test_no_card_stands_on_the_page_of_departments_and_none_can_be_picked(here: PhoneRoom) -> None:
    phone = here.phone()
    assert phone.heading == "Which department are you from?"
    assert "No screen and no file says who holds which card." in phone.text
    for name in CARDS.values():
        assert f">{name}<" not in phone.page
    assert phone.post("/join", person="p3").status == 409
    assert here.desk.door.phones == {}


def test_a_double_tap_is_one_card(here: PhoneRoom) -> None:
    phone = here.phone()
    before = dict(phone.cookies)
    phone.post("/join", department="Sales")
    phone.cookies = before
    phone.post("/join", department="Sales")
    assert len(here.desk.door.phones) == 1


def test_the_word_of_a_card_brings_it_back_on_another_phone_and_the_first_one_is_out(here: PhoneRoom) -> None:
    first = dealt(here, "Vertrieb für Æble")
    card = holds(here, first)
    first.send(**ROW)
    first.send(n="70")
    while "Your word" not in first.page:
        first.send()
    other = here.phone()
    assert other.post("/join", word=word_of(first).lower()).status == 200
    assert holds(here, other) == card
    other.get("/?at=points")
    assert 'value="40"' in other.page
    assert first.get("/state").status == 403
    assert len({here.desk.door.word(one) for one in CARDS}) == len(CARDS)


@pytest.mark.parametrize("word", ["", "AAAAAA", "ß" * 6, "A" * 500])
def test_words_are_guessed_as_slowly_as_the_code(here: PhoneRoom, word: str) -> None:
    dealt(here, "Sales")
    thief = here.phone()
    assert thief.post("/join", word=word).status == 409
    assert holds(here, thief) == ""
    assert len(here.app.gate._wrong) == 1


def test_neither_the_door_nor_the_file_knows_more_than_which_cards_are_out(here: PhoneRoom) -> None:
    phone = dealt(here, "Sales")
    text = here.path.with_suffix(".door").read_text()
    assert here.desk.door.word(holds(here, phone)) not in text
    assert {*here.desk.door.phones} <= {*CARDS}
