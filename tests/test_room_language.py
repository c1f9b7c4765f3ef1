"""What is said of a language before the day: what of it is lacking, and that no page is in two."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from german_day import in_german
from screens_room import empty_room, whole_day
from test_walls_as_data import sealed
from test_walls_german import BOTH, own_words, painted, said_on_walls, shown, words_in
from typer.testing import CliRunner

from cxw.cli import app
from cxw.pictures.speaking import day_told, so_many
from cxw.sessionfile import create
from cxw.text.phrases import (
    ENGLISH,
    SAY_ENGLISH,
    Phrases,
    languages,
    pairs,
    phrases_on_walls,
    what_is_lacking,
    whole_languages,
)


def checked(language: str | None, folder: Path) -> tuple[int, str]:
    """What `cxw check` prints of a room that speaks so, on one line."""
    path = folder / "day.yaml"
    create(path, empty_room().model_copy(update={"language": language}))
    done = CliRunner().invoke(app, ["check", str(path)])
    return done.exit_code, " ".join(done.output.split())


@pytest.mark.parametrize("language", [None, "en", "English", "de", "Deutsch", "german"])
def test_nothing_is_said_of_a_language_that_is_whole(language: str | None, tmp_path: Path) -> None:
    code, said = checked(language, tmp_path)
    assert code == 0
    assert "language" not in said


@pytest.mark.parametrize(
    ("language", "called"), [("fr", "French"), ("français", "French"), ("español", "Spanish")]
)
def test_check_says_what_will_be_in_english(language: str, called: str, tmp_path: Path) -> None:
    code, said = checked(language, tmp_path)
    assert code == 0, "a warning stops nobody"
    assert f"`language` is {called}: " in said
    assert "in English" in said


@pytest.mark.parametrize("language", ["Klingonisch", "Føroyskt", "da", "x y"])
def test_check_names_a_language_that_nobody_speaks_here(language: str, tmp_path: Path) -> None:
    code, said = checked(language, tmp_path)
    assert code == 0
    assert f"`language` is {language}, which cxw does not speak: all will be in English" in said


def test_what_is_asked_in_a_language_is_said_of_it() -> None:
    asked = {language for language in ("fr", "es") if language in languages()}
    assert {
        language
        for language in ("fr", "es")
        if "phones, slips and walls ask in it" in what_is_lacking(language)
    } == asked
    assert not any(map(what_is_lacking, (ENGLISH, *whole_languages())))


ASKED = [language for language in languages() if language not in whole_languages()]
"""Languages in which people are asked, and findings are in English."""
ALIKE = {
    "fr": {
        "notes",
        "points",
        "point",
        "on",
        "VPN",
        "internet",
        "Wi",
        "Fi",
        "fin",
        "question",
        "type",
        "code",
        "table",
        "segment",
    },
    "es": {"VPN", "internet", "Wi", "Fi", "no", "No", "me", "persona"},
}
SAID_WHEN_ASKED = (
    "Nobody has seen them, and none can change unnoticed. All are revealed at once.",
    "Everybody writes alone.",
    "Team beliefs, not customer data",
    "Answer on your own phone, or on paper.",
)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_walls_have_their_fixed_words_in_a_language_that_is_not_whole(language: str) -> None:
    known = {english for english, _, _ in pairs(language)}
    assert known.issuperset(SAID_WHEN_ASKED)


@pytest.mark.parametrize("language", ASKED)
@pytest.mark.parametrize("sealed_day", [False, True])
def test_a_wall_is_in_one_language(language: str, sealed_day: bool) -> None:
    """A wall with a finding is English whole; one that asks holds no English word."""
    english = in_german(sealed(0) if sealed_day else whole_day()).model_copy(update={"language": "en"})
    asked = english.model_copy(update={"language": language})
    theirs, ours = (painted(day, shown(day), 80, 24) for day in (asked, english))
    known = BOTH | own_words(english) | ALIKE[language]
    other = 0
    for key, wall in theirs.items():
        body, same = ("\n".join(one.split("\n")[1:-1]) for one in (wall, ours[key]))
        if body != same:
            other += 1
            assert not (words_in(body) & set().union(*map(words_in, ours.values()))) - known, key
        assert not words_in(wall.split("\n")[0]) & {"Needs", "Weights", "Grid", "Closing"}
    assert other >= 10


def test_days_and_numbers_of_a_language_without_words_for_them_are_figures() -> None:
    french = Phrases("fr")
    assert day_told(french, dt.date(2026, 4, 30)) == "30/04/2026"
    assert [day_told(french, known) for known in ("2026-10", "2026")] == ["10/2026", "2026"]
    assert so_many(french, 3) == "3"


@pytest.mark.parametrize("language", [None, "", "en", "Klingonisch", "it"])
def test_walls_of_a_language_without_words_are_in_english(language: str | None) -> None:
    assert phrases_on_walls(language) == SAY_ENGLISH


@pytest.mark.parametrize("language", ["fr", "es"])
def test_whatever_is_said_around_findings_is_said_in_each_language_that_walls_ask_in(language: str) -> None:
    around = {"joining.py", "ending.py", "opening.py", "scene.py", "frame.py"}
    said = {words for where, words in said_on_walls() if where in around and words}
    assert len(said) > 25
    assert sorted(said - {english for english, _, _ in pairs(language)}) == []
