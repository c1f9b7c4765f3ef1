"""The list of people with phones: who has not come in, a name released, the door locked; nothing else is told."""

from __future__ import annotations

import pytest
from test_keyboard_people import Acted

from cxw.day.people import PhonesHere
from cxw.keyboard.their_phones import phone_commands
from cxw.model import DeskName
from cxw.workshop.people import attending


class Phones:
    """Phones of a day, as the list knows them."""

    def __init__(self, *taken: str, refuses: str = "") -> None:
        self.taken, self.refuses, self.locked = [*taken], refuses, False

    def here(self) -> PhonesHere:
        return PhonesHere(lambda: self.taken, self.release, lambda: self.locked, self.lock, self.release_all)

    def release_all(self) -> list[str]:
        self.taken.clear()
        return []

    def release(self, person: str) -> list[str]:
        if not self.refuses:
            self.taken.remove(person)
        return [self.refuses] if self.refuses else []

    def lock(self, locked: bool) -> list[str]:
        self.locked = locked
        return []


def acted(phones: Phones | None, desk: DeskName = "phones") -> Acted:
    made = Acted()
    made.memory.session.desk = desk
    made.day.phones = phones.here() if phones is not None else None
    return made


def test_whoever_has_not_come_in_is_seen_and_nobody_else_is_told_of() -> None:
    listed = acted(Phones("p0", "p2")).type("j", "b", "\r").seen[1]
    assert listed.count("on the phone") == 2
    assert listed.count("no phone yet") == 9
    assert "l lets no more phones in" in listed
    assert "phones in" not in acted(None).type("j", "b", "\r").seen[1]
    assert "no phone yet" not in acted(Phones(), desk="paper").type("j", "b", "\r").seen[1]


def test_the_door_is_locked_and_opened_again_with_one_key() -> None:
    phones = Phones("p0")
    played = acted(phones).type("j", "l", "l", "b", "\r")
    assert "No further phone comes in; those inside go on." in played.seen[2]
    assert "l lets phones in again" in played.seen[2]
    assert "Phones come in again." in played.seen[3]
    assert phones.locked is False


@pytest.mark.parametrize("refuses", ["", "The name is not released: tag.door was not saved"])
def test_a_name_is_released_where_a_phone_has_it_and_a_refusal_is_said(refuses: str) -> None:
    phones = Phones("p0", refuses=refuses)
    played = acted(phones).type("j", "\r", "r", "b", "\r")
    assert "release the name: another phone answers for them" in played.seen[2]
    assert (refuses or "Anna Person can be picked on another phone now.") in " ".join(played.seen[3].split())
    assert phones.taken == (["p0"] if refuses else [])
    assert "release the name" not in acted(Phones("p4")).type("j", "\r", "b", "b", "\r").seen[2]


def test_all_names_are_released_at_once_and_only_on_a_second_word() -> None:
    phones = Phones("p0", "p4")
    played = acted(phones).type("j", "r", "\r", "b", "\r")
    assert "Every phone picks its name anew" in " ".join(played.seen[2].split())
    assert phones.taken == ["p0", "p4"]
    played = acted(phones).type("j", "r", "r", "b", "\r")
    assert "All names can be picked anew; what was answered stays." in played.seen[3]
    assert phones.taken == []


def test_cards_are_not_released_all_at_once() -> None:
    made = acted(Phones("p0"))
    assert [one.letter for one in phone_commands(attending(made.day))] == ["l", "r"]
    for person in made.memory.session.participants:
        person.name = f"Vertrieb {int(person.id[1:]) + 1}"
    assert [one.letter for one in phone_commands(attending(made.day))] == ["l"]
