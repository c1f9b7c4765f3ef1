"""What is made of names and words: ids that can be typed, whatever language they come from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw.collect.cells import slug as id_of
from cxw.day.desk import Person
from cxw.day.names import id_words, who, without_accents
from cxw.day.needs import slip, unused_id
from cxw.keyboard.promises import named_owner
from cxw.model import Participant

WORDS = {
    "Øystein Bjørnås": "oystein-bjornas",
    "Łukasz Wójcik": "lukasz-wojcik",
    "Jürgen Groß": "jurgen-gross",
    "Siân D’Souza": "sian-d-souza",
    "e\u0301te\u0301": "ete",
    "Straße_2 / Æsir": "strasse-2-aesir",
    "日本 👩‍💻": "",
}


@pytest.mark.parametrize(("text", "id"), WORDS.items())
def test_an_id_keeps_every_letter_that_can_be_typed(text: str, id: str) -> None:
    assert "-".join(id_words(text)) == id
    assert id_of(text) == id
    assert unused_id(text, []) == (id or "need")


def test_slips_of_one_need_are_counted_with_a_name_before_them_too() -> None:
    people = [Participant(id="oy", name="Øystein Bjørnås")]
    for line in ("oy: Preis x2", "Øystein Bjørnås - Preis (2)"):
        assert (slip(line, people).text, slip(line, people).by, slip(line, people).count) == (
            "Preis",
            "oy",
            2,
        )


def test_two_lines_that_run_into_each_other_are_no_name() -> None:
    """A pasted `Be a` that waits, and `D' b` typed behind it, were taken for Bea Deß."""
    people = [Person("bea", "Bea Deß", "Sales", "paper"), Person("kim", "Kim Berg", "Sales", "paper")]
    assert who("Be aD'", people) == []
    assert [one.id for one in who("bead", people)] == ["bea"]
    assert [one.id for one in who("Bea D", people)] == ["bea"]
    souza = [Person("clara", "Clara D’Souza", "Sales", "paper")]
    assert all(who(letters, souza) == souza for letters in ("d souza", "clara d souza", "clara d'so", "cl d"))


NAMES = ("Øystein Ødegård", "Bea Deß", "Clara D’Souza", "Anna Müller", "Siân O'Hara-Łuk", "Kim Berg")


@given(st.sampled_from(NAMES), st.data())
def test_a_gap_inside_a_name_is_no_name_unless_each_word_begins_a_part(
    name: str, data: st.DataObject
) -> None:
    """Whatever runs into whatever: letters with a gap where the name has none mean nobody."""
    whole = name.replace(" ", "")
    cut = data.draw(st.integers(1, len(whole) - 1))
    end = data.draw(st.integers(cut + 1, len(whole)))
    typed = f"{whole[:cut]} {whole[cut:end]}"
    parts = [part for part in re.split(r"[\s\-'’]+", name) if part]
    begin = [
        any(without_accents(part).startswith(without_accents(word)) for part in parts)
        for word in typed.split()
    ]
    ends = {"".join(parts[: n + 1]) for n in range(len(parts))}
    found = who(typed, [Person("one", name, "Sales", "paper")])
    if without_accents(whole[:cut]) not in {without_accents(text) for text in ends} and not all(begin):
        assert found == []


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("oy", "Øystein Dahl"),
        ("mull", "Anna Müller"),
        ("Mueller", "Anna Müller"),
        ("dsouza", "Siân D’Souza"),
        ("lukasz w", "Łukasz Wójcik"),
        ("Jörg vom Lager", "Jörg vom Lager"),
        ("", None),
    ],
)
def test_who_promises_something_is_found_as_on_a_slip(typed: str, owner: str | None) -> None:
    room = ("Anna Müller", "Øystein Dahl", "Siân D’Souza", "Łukasz Wójcik")
    assert named_owner(typed, room) == (owner, "")


def test_letters_of_two_people_promise_nothing_for_either() -> None:
    owner, why = named_owner("an", ("Anna Müller", "Anna Müller V.", "Øystein Dahl"))
    assert owner is None
    assert why == "“an” can be Anna Müller or Anna Müller V.: type more of the name, or all of it"
    assert named_owner("anna müller", ("Anna Müller", "Anna Müller V.")) == ("Anna Müller", "")
