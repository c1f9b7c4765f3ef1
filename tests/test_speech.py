"""How a handout writes numbers, days, lists and quotes in its language."""

from __future__ import annotations

import datetime as dt

import pytest
from markupsafe import Markup

from cxw.handout.pages import tree
from cxw.handout.pages.tree import BOXES, FLAGS, MARKS
from cxw.handout.speech import Speech, speech
from cxw.text.phrases import in_english

ENGLISH, GERMAN = speech("English"), speech("Deutsch")


@pytest.mark.parametrize(
    ("way", "value", "english", "german"),
    [
        ("one", 12.46, "12.5", "12,5"),
        ("one", None, "–", "–"),
        ("signed", 1.5, "+1.5", "+1,5"),
        ("signed", -0.25, "−0.3", "−0,3"),
        ("given", 7.5, "7.5", "7,5"),
        ("given", 7, "7", "7"),
        ("short", 0.333, "0.333", "0,333"),
        ("hundredths", 0.4, "0.40", "0,40"),
        ("percent", 0.726, "73", "73"),
        ("day", dt.date(2026, 3, 12), "12 March 2026", "12.\u00a0März 2026"),
        ("day", "2026-10", "October 2026", "Oktober 2026"),
        ("day", "2026", "2026", "2026"),
        ("clock", dt.datetime(2026, 3, 12, 9, 5), "09:05", "09:05"),
        ("listed", ["Łódź", "a*b", "c"], "Łódź, a\\*b and c", "Łódź, a\\*b und c"),
        ("quoted", "der „gute“ Preis", "“der ‘gute’ Preis”", "„der ‚gute‘ Preis“"),
        ("reasons", [("late", 2), ("left", 1)], "2 late, 1 left", "2 zu spät, 1 gegangen"),
    ],
)
def test_a_language_writes_numbers_days_and_lists_its_own_way(
    way: str, value: object, english: str, german: str
) -> None:
    assert getattr(ENGLISH, way)(value) == english
    assert getattr(GERMAN, way)(value) == german


def test_so_many_people_are_one_person_or_several() -> None:
    assert [ENGLISH.so_many(n, "person", "people") for n in (0, 1, 2)] == ["0 people", "1 person", "2 people"]
    assert [GERMAN.so_many(n, "person", "people") for n in (1, 2)] == ["1 Person", "2 Personen"]


@pytest.mark.parametrize("language", [None, "fr", "español", "Klingonisch"])
def test_a_language_without_words_of_its_own_speaks_english(language: str | None) -> None:
    assert speech(language) == Speech()


@pytest.mark.parametrize("spoken", [ENGLISH, GERMAN], ids=["en", "de"])
def test_chips_boxes_and_the_heat_map_are_known_in_every_language(spoken: Speech) -> None:
    for name in (*FLAGS, MARKS):
        (block,) = tree(str(spoken.flag(name)))
        assert block["body"][0]["k"] in ("chip", "marks"), name
        assert block["body"][0]["s"] == spoken.say(name)
    board = "".join(f"#### {spoken.say(head)}\n\n- x\n\n" for head in BOXES)
    assert [block["k"] for block in tree(board)] == ["board"]


def test_words_of_the_room_are_nobodys_phrase() -> None:
    assert in_english("Löhne & Gehälter") == "Löhne & Gehälter"
    assert GERMAN.listed([Markup("*a*"), "b"]) == "*a* und b"
