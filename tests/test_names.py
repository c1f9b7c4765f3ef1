"""What is made of names and words: ids that can be typed, whatever language they come from."""

from __future__ import annotations

import pytest

from cxw.collect.cells import slug as id_of
from cxw.day.names import id_words
from cxw.day.needs import slip, unused_id
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
