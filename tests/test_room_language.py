"""What is said of a language before the day: what of it is lacking, and that no page is in two."""

from __future__ import annotations

from pathlib import Path

import pytest
from screens_room import empty_room
from typer.testing import CliRunner

from cxw.cli import app
from cxw.sessionfile import create
from cxw.text.phrases import WHOLE, languages, what_is_lacking


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
        language for language in ("fr", "es") if "phones and slips ask in it" in what_is_lacking(language)
    } == asked
    assert not any(map(what_is_lacking, WHOLE))
