"""The commands of a German day, from the set-up to the handout: nothing that they print holds an English word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from german_day import in_german, leaves, left_in_english
from typer.testing import CliRunner

from cxw.cli import app
from cxw.cli.evening import networks_told
from cxw.cli.phoning import named
from cxw.day import desk as d
from cxw.day.daily import PROJECTOR
from cxw.drawing import columns
from cxw.errors import CxwError
from cxw.handout.pages.ladder import THEIRS
from cxw.handout.pages.paper import _note
from cxw.model import Correction, Draft
from cxw.phones.network import OwnAddress, why_refused
from cxw.replay.walls import shown_again
from cxw.sessionfile import create, load, seal
from cxw.sharing.copying import LEFT_OUT
from cxw.shipped import folder
from cxw.text.phrases import phrases, say, speak
from cxw.workshop.finished import WAYS

FILES = re.compile(
    r"\S* - (ballots|notice|room|workings)\.\w+|\S+_files/\S+|`[^`]*`|cxw \w+ \S+|\S+\.yaml\S*"
)
"""Names of files and commands, which are the same in every language."""
KEYS = re.compile(
    r"--\w+|\b(held|wrong|unclear)\b|\b(kind|source|date|supports)\b"
    r"|purchase, test.*desk-research"
)
"""Words that are typed as they stand here, whatever the language: options, outcomes, heads, kinds."""
PEOPLE = "name,function\nJürgen Weiß,Vertrieb\nØyvind Bär,Vertrieb\nŁukasz O’Brien,Vertrieb\nÆgir Strøm,Buchhaltung\n"


def said(*command: str, code: int = 0) -> list[str]:
    """What a command prints, and why it refuses; names of files taken out."""
    done = CliRunner().invoke(app, [*command])
    assert done.exit_code == code, done.output
    refused = f"{done.exception}" if isinstance(done.exception, CxwError) else ""
    return [FILES.sub(" ", line) for line in f"{done.output}\n{refused}".splitlines()]


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A German workshop with four people, one of them alone in a department."""
    monkeypatch.chdir(tmp_path)
    Path("p.csv").write_text(PEOPLE, encoding="utf-8")
    return Path("tag.yaml")


def new(day: Path, *more: str) -> list[str]:
    about = ["--title", "Kassensysteme", "--company", "Hafenkontor", "--segment", "Marktstände"]
    more = ("--people", "p.csv", "--competitors", "Lagerhaus", "--language", "de", "--no-input", *more)
    return said("new", str(day), *about, *more)


@pytest.mark.parametrize("desk", ["paper", "phones"])
def test_from_the_set_up_to_the_handout_the_commands_speak_german(day: Path, desk: str) -> None:
    told = [*new(day, "--desk", desk), *said("ballots", str(day)), *said("notice", str(day))]
    told += [*said("report", str(day), "--format", "md")]
    if desk == "paper":
        told += said("ballots", str(day), "--print-once", "--stage", "weights")
    assert len(told) > 40
    assert not left_in_english(told, load(day))


def test_what_is_asked_before_a_full_handout_and_what_stands_after_it_is_german(day: Path) -> None:
    create(day, in_german(load(folder("workshops") / "essay.yaml")))
    told = said("report", str(day), "--format", "md")
    assert any("Kunde" in line for line in told)
    assert not left_in_english(told, load(day))


def test_what_was_promised_and_what_answers_rest_on_is_told_in_german(day: Path) -> None:
    create(day, in_german(load(folder("workshops") / "essay.yaml")))
    told = [*said("due", str(day), code=1), *said("evidence", str(day))]
    told += said("done", str(day), "r1", "wrong")
    told += said("due", str(day), str(day), "--ics", "zusagen.ics", code=1)
    told += said("done", str(day), "r9", "held", code=1) + said("done", str(day), code=1)
    told += said(
        "evidence", str(day), "add", "--kind", "tickets", "--customers", "14", "--source", "Wörtchen"
    )
    Path("belege.csv").write_text("Art,Quelle,Datum,spricht für\nUmfrage,Wörtchen,2026-13-01,Blaues\n,,,\n")
    told += said("evidence", str(day), "import", "belege.csv", code=1)
    Path("belege.csv").write_text("Art,Quelle\nUmfrage,Wörtchen\nUmfrage,Wörtchen\n")
    told += said("evidence", str(day), "import", "belege.csv")
    assert any("überfällig seit" in line for line in told)
    assert any("erledigt" in line and "falsch" in line for line in told)
    assert any("Einzelfall" in line for line in told)
    assert not left_in_english([KEYS.sub(" ", line) for line in told], load(day))


def test_what_a_disk_refuses_is_told_in_german(day: Path) -> None:
    new(day)
    Path("below").write_text("no folder", encoding="utf-8")
    told = said("report", str(day), "--format", "md", "--to", "below/this", code=1)
    told += said("show", str(day), code=1)
    told += [KEYS.sub(" ", line).partition(":")[0] for line in said("show", str(day), "punkte", code=1)]
    assert any("lässt sich nicht schreiben" in line for line in told)
    assert not left_in_english(told, load(day))


def test_what_check_says_of_a_german_file_is_german(day: Path) -> None:
    new(day)
    assert said("check", str(day)) == [
        "  in Ordnung; 4 Personen, 1 Segment; als Nächstes: Bedürfnisse für Marktstände",
        "",
    ]
    create(whole := day.with_name("ganz.yaml"), in_german(load(folder("workshops") / "essay.yaml")))
    assert said("check", str(whole))[0].endswith("in Ordnung; 11 Personen, 1 Segment; vollständig")
    text = whole.read_text(encoding="utf-8")
    whole.write_text(text.replace("seal: ", "seal: 0", 1), encoding="utf-8")
    told = said("check", "--reseal", str(whole))
    assert any("von Hand geändert und ist wieder versiegelt" in line for line in told)
    assert not left_in_english(told, load(whole))
    create(english := day.with_name("english.yaml"), load(folder("workshops") / "essay.yaml"))
    both = said("check", str(whole), str(english))
    assert any(line.endswith("in order; 11 people, 1 segment; complete") for line in both)


def test_a_german_copy_and_a_file_that_forgets_hold_no_english_of_ours(day: Path) -> None:
    session = in_german(load(folder("workshops") / "essay.yaml"))
    one = session.participants[0].name
    session.segments[0].needs[0].text = f"{one} sagt Wörtchen"
    rounds = session.segments[0].rounds
    rounds[0].corrected.append(Correction(at=rounds[0].opened, why="by hand", seal="0"))
    rounds[0].drafts = {session.participants[1].id: Draft(row="1 2", at=rounds[0].opened)}
    rounds[0].seal = seal(session, session.segments[0], rounds[0])
    create(day, session)
    told = said("share", str(day))
    assert any("statt eines Namens „jemand“" in line for line in told)
    copy = load(day.with_name("tag-shared.yaml"))
    for file in (day, day.with_name("tag-shared.yaml")):
        assert file.read_text(encoding="utf-8").startswith("# Werte dürfen von Hand geändert werden.")
    assert copy.segments[0].needs[0].text == "jemand sagt Wörtchen"
    told += [text for path, text in leaves(copy.model_dump()) if path.endswith((".row", ".seal", ".text"))]
    assert phrases("de")(LEFT_OUT) in told
    told += said("share", "tag-shared.yaml", code=1) + said("forget", str(day), code=1)
    told += said("forget", "--yes", str(day)) + said("forget", "--yes", str(day), code=1)
    assert any("hat vergessen, wer was gesagt hat" in line for line in told)
    assert not left_in_english(told, copy)


def test_a_replay_speaks_german_also_where_it_refuses(day: Path) -> None:
    from test_german_run import room

    speak("de")
    keys = {d.NEXT: say("Go on"), d.BACK: say("Back")}
    shown = shown_again(d.Wall("weights", "first shown", lambda width, height: "", keys=keys))
    assert shown.hint == "Wiedergabe   Enter geht weiter   ← zurück   b dunkel   Esc, dann q beendet"
    assert not left_in_english([shown.hint, shown.refusal, *shown.keys.values()], room())


@pytest.mark.parametrize("wanted", ["10.0.0.9", "lo", "eth9"])
def test_why_phones_cannot_come_in_is_said_in_german(wanted: str) -> None:
    speak("de")
    here = [OwnAddress("lo", "127.0.0.1", why_refused("lo", "127.0.0.1")), OwnAddress("wlan0", "192.168.1.4")]
    with pytest.raises(CxwError) as refused:
        named(here, wanted)
    told = [str(refused.value), *networks_told(80)]
    assert not _left(told, "wlan")


def _left(told: Sequence[str], *names: str) -> list[str]:
    from test_german_run import room

    return left_in_english(
        [re.sub("|".join((r"eth\w*", "lo\\b", *names)), " ", line) for line in told], room()
    )


def test_a_german_pdf_says_in_german_which_fonts_it_was_set_in() -> None:
    note = _note(["Noto Sans"], THEIRS, phrases("de"))
    assert (
        note == "Zum Teil gesetzt in Noto Sans: Schriften des Rechners, auf dem diese Seite entstanden ist."
    )


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_the_projector_can_show_fits_a_question_in_80_columns(language: str) -> None:
    speak(language)
    assert [label for label in map(say, PROJECTOR.values()) if columns(label) > 77] == []


def test_each_way_on_a_finished_day_keeps_its_letter_wherever_it_stands() -> None:
    """The way that is proposed comes first; a letter that went with the place would mean another thing then."""
    speak("de")
    letters = [say(label)[0].casefold() for label in WAYS.values()]
    assert len({*letters}) == len(letters)
