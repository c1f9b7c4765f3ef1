"""The notice: one page, true for this session, in English and in German, that can be read aloud."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from desks import session
from lens_day import lens_day

from cxw.cli import run_command
from cxw.day.keeping_names import names_until
from cxw.day.set_up import carried
from cxw.drawing import columns
from cxw.handout import notice
from cxw.model import Session
from cxw.sessionfile import create
from cxw.sessionfile.lens_files import shipped_lenses

BOTH = pytest.mark.parametrize("language", ["en", "de"])
PULL = {
    "en": "we look at whether the talk moved us towards one person's view",
    "de": "ob das Gespräch uns zur Sicht einer einzelnen Person hin bewegt hat",
}
NAMES = {
    "en": "This room has agreed that names stand beside numbers",
    "de": "Dieser Raum hat vereinbart, dass nach jedem Aufdecken Namen neben den Zahlen stehen",
}
NOT_COUNTED = {"en": "- who gave which answer", "de": "- wer welche Antwort gegeben hat"}
LONGEST: dict[str, object] = {
    "title": "Lohnabrechnungsdienstleistungen für Zahnarztpraxen in Süd- und Westdeutschland",
    "facilitator": "Prof. Dr. Åsa-Maria Müller-Łukasiewicz",
    "pull": True,
}


def said(language: str, **more: object) -> str:
    """The page in one line."""
    return " ".join(notice.notice_text(made(**more), language).split())


def made(**more: object) -> Session:
    found = session(8).model_copy(update=more)
    found.participants[0].senior = True
    return found


@BOTH
def test_it_is_short_enough_to_be_read_aloud_and_fits_80_columns(language: str) -> None:
    for more in ({}, {"pull": True}, {"attribution": "names"}, LONGEST):
        text = notice.notice_text(made(**more), language)
        assert 250 <= len(text.split()) <= 390
        assert max(map(columns, text.splitlines())) <= 80


@BOTH
def test_it_says_until_when_names_stay(language: str) -> None:
    assert {"en": "until 12 June 2026", "de": "bis 12. Juni 2026"}[language] in said(language)
    until = dt.date(2027, 3, 1)
    own = {"en": "until 1 March 2027", "de": "bis 1. März 2027"}
    assert own[language] in said(language, keep_names_until=until)
    assert "31 December 9999" in said("en", date=dt.date(9999, 12, 1))
    later = {"en": "until 90 days after the workshop", "de": "bis 90 Tage nach dem Workshop"}
    assert later[language] in said(language, date=None)


@BOTH
def test_who_is_responsible_is_to_be_ticked_and_what_is_unknown_to_be_filled_in(language: str) -> None:
    assert "☐ Our company ☐ Jürgen Groß" in said(language, facilitator="Jürgen Groß")
    assert said(language, facilitator=None).count(notice.LINE) == 2


@BOTH
def test_the_pull_is_spoken_of_only_where_it_is_looked_at(language: str) -> None:
    assert PULL[language] in said(language, pull=True)
    assert PULL[language] not in said(language)
    assert PULL[language] not in said(language, pull=False)


LENSES = {
    "promises": {
        "en": "A card that a department fills in together is read out as its own, however few they are",
        "de": "Eine Karte, die eine Abteilung gemeinsam ausfüllt, wird als ihre vorgelesen, auch wenn sie klein",
    },
    "ourselves": {
        "en": "In one question you speak of yourself: what you give there is shown, printed and passed on nowhere",
        "de": "In einer Frage sprechen Sie von sich selbst: Was Sie dort angeben, wird nirgends gezeigt, gedruckt",
    },
    "voices": {
        "en": "Also texts that customers wrote, with addresses, numbers and names blanked",
        "de": "Dazu Texte von Kunden, in denen Adressen, Nummern und Namen geschwärzt sind",
    },
}
"""What a lens has it say that no other does."""


@BOTH
def test_what_a_lens_keeps_or_reads_out_is_said_where_it_is_asked_and_still_one_page(
    language: str, tmp_path: Path
) -> None:
    plainly = made(**LONGEST)
    for name in LENSES:
        lens = shipped_lenses()[name]
        text = " ".join(notice.notice_text(plainly, language, [lens]).split())
        found = [other for other, said_so in LENSES.items() if said_so[language] in text]
        assert found == [name]
    both = [shipped_lenses()[name] for name in ("voices", "promises")]
    assert len(notice.notice_text(plainly, language, both).split()) <= 460
    page = notice.notice_pdf(plainly, language, tmp_path, [*both, shipped_lenses()["ourselves"]])
    assert page.data is not None
    assert pages_of(page.data) == 1
    asked = " ".join(notice.notice_text(lens_day(), language).split())
    assert all(sentences[language] in asked for sentences in LENSES.values())


@BOTH
def test_where_names_were_agreed_on_it_says_so_and_promises_nothing_else(language: str) -> None:
    assert NAMES[language] in said(language, attribution="names")
    assert NOT_COUNTED[language] not in said(language, attribution="names")
    assert NAMES[language] not in said(language)
    assert NOT_COUNTED[language] in said(language)


@BOTH
def test_it_says_from_how_many_on_a_department_shows(language: str) -> None:
    few = made()
    few.thresholds.small_function = 5
    text = " ".join(notice.notice_text(few, language).split())
    assert {"en": "departments of five or more", "de": "mindestens fünf Personen"}[language] in text


@BOTH
def test_no_participant_is_named_on_it(language: str) -> None:
    room = made()
    assert not any(person.name in notice.notice_text(room, language) for person in room.participants)


@pytest.mark.parametrize(
    ("language", "wanted", "found"),
    [
        (None, "", "en"),
        ("de", "", "de"),
        ("Deutsch", "", "de"),
        ("German", "", "de"),
        ("DE-AT", "", "de"),
        ("English", "de", "de"),
        ("Deutsch", "english", "en"),
    ],
)
def test_the_language_is_the_rooms_however_it_is_written(
    language: str | None, wanted: str, found: str
) -> None:
    assert notice.language_of(made(language=language), wanted) == (found, "")


def test_a_room_of_another_language_gets_english_and_is_told() -> None:
    found, remark = notice.language_of(made(language="Español"))
    assert (found, "Español" in remark) == ("en", True)


@BOTH
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_it_is_one_page(language: str, paper: Literal["a4", "letter"], tmp_path: Path) -> None:
    room = made(**LONGEST)
    room.brand.paper = paper
    page = notice.notice_pdf(room, language, tmp_path)
    assert page.data is not None
    assert page.notices == ()
    assert pages_of(page.data) == 1


def pages_of(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


@pytest.fixture
def cxw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cxw", *words])
        with pytest.raises(SystemExit) as end:
            run_command()
        told = capsys.readouterr()
        return int(end.value.code or 0), told.out, told.err

    return command


def test_the_command_prints_it_and_writes_it_as_pdf(
    cxw: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    create(tmp_path / "day.yaml", made(language="Deutsch", lenses=["ourselves"]))
    code, out, err = cxw("notice", "day.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("WAS MIT IHREN ANGABEN GESCHIEHT\n")
    assert LENSES["ourselves"]["de"] in " ".join(out.split())
    code, out, _ = cxw("notice", "day.yaml", "--language", "en", "--pdf")
    assert (code, out) == (0, "A test room - notice.pdf\n")
    code, out, _ = cxw("notice", "day.yaml", "--to", "out")
    assert (code, out) == (0, "out/A test room - notice.pdf\n")
    assert cxw("notice", "day.yaml", "--to", "day.yaml")[0] == 1


def test_a_language_it_does_not_have_is_named(
    cxw: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    create(tmp_path / "day.yaml", made())
    code, _, err = cxw("notice", "day.yaml", "--language", "fr")
    assert code == 2
    assert "English (en) and in German (de)" in err


def test_a_copy_without_names_needs_none(cxw: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    create(tmp_path / "day.yaml", made(shared=dt.date(2026, 3, 20)))
    code, _, err = cxw("notice", "day.yaml")
    assert code == 1
    assert "a copy without names" in err


def test_what_was_said_on_last_times_ballot_does_not_come_along() -> None:
    old = made(keep_names_until=dt.date(2026, 4, 1))
    old.participants[1].open = True
    old.participants[1].last_customer_contact = "this week"
    old.participants[2].last_customer_contact = dt.date(2026, 3, 1)
    fresh = carried(old, "old.yaml", dt.date(2026, 9, 1))
    assert not any(person.open for person in fresh.participants)
    assert fresh.participants[1].last_customer_contact is None
    assert fresh.participants[2].last_customer_contact == dt.date(2026, 3, 1)
    assert names_until(fresh) == dt.date(2026, 11, 30)
