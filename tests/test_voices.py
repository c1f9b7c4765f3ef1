"""`cxw voices`: a lot that can be drawn again, nothing kept but the sample, and nobody's name in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lens_day import lens_day
from typer.testing import CliRunner, Result

from cxw.cli import app
from cxw.cli.sharing import forget_names
from cxw.day.lenses import NO_TEXTS, opens_later
from cxw.model import Session
from cxw.replay.archive import emptied
from cxw.sessionfile import create, load, problems_of
from cxw.sessionfile.lens_files import shipped_lenses

ROWS = 200


def run(*words: Any) -> Result:
    return CliRunner().invoke(app, ["voices", *map(str, words)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A room of eight the evening before."""
    session = lens_day()
    session.lenses, segment = ["promises"], session.segments[0]
    segment.rounds, segment.lenses, segment.things, segment.voices = [], [], [], None
    create(tmp_path / "day.yaml", session)
    return tmp_path / "day.yaml"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two hundred tickets, German, with a number and a name in each."""
    lines = [
        f'{n};"Fall {n}: Frau Lima, Tel. +49 40 12345{n:03}, wartet";konto-{n // 3}@acme.de;{n % 28 + 1}.3.2026'
        for n in range(ROWS)
    ]
    path = tmp_path / "tickets.csv"
    path.write_text("\n".join(["nr;Text;Konto;Datum", *lines, "200;;leer@acme.de;1.3.2026"]), "utf-8")
    return path


def drawn(file: Path, table: Path, *more: str) -> Session:
    told = run(file, table, "--kind", "tickets", "--customer", "konto", "--date", "datum", *more)
    assert told.exit_code == 0, told.output + str(told.exception)
    assert problems_of(file) == []
    return load(file)


def test_sixty_texts_are_drawn_blanked_and_dealt_and_the_rest_is_kept_nowhere(
    file: Path, table: Path
) -> None:
    told = run(file, table, "--kind", "tickets", "--customer", "konto", "--date", "datum", "--yes")
    assert told.exit_code == 0
    assert "60 of 200 texts are in" in told.output
    assert "The lens voices is chosen for the day." in told.output
    session = load(file)
    segment = session.segments[0]
    assert session.lenses == ["promises", "voices"]
    assert segment.voices is not None
    assert (segment.voices.kind, segment.voices.rows) == ("tickets", ROWS)
    text = file.read_text("utf-8")
    assert text.count("Fall ") == len(segment.things) == 60
    for word in ("Frau Lima", "+49", "acme.de"):
        assert word not in text, word
    assert segment.things[0].text.endswith("Frau […], Tel. […], wartet")
    assert str(segment.things[0].date).startswith("2026-03-")
    assert {type(thing.customer) for thing in segment.things} == {int}
    function = {person.id: person.function for person in session.participants}
    assert all(len({function[one] for one in thing.readers}) == 2 for thing in segment.things)
    load_of = Counter(one for thing in segment.things for one in thing.readers)
    assert max(load_of.values()) - min(load_of.values()) <= 1
    assert opens_later(segment, shipped_lenses()["voices"]) == ""


def test_the_same_table_gives_the_same_texts_and_another_one_takes_their_place(
    file: Path, table: Path
) -> None:
    first = drawn(file, table, "--yes").segments[0]
    again = run(file, table, "--kind", "tickets", "--yes")
    assert again.exit_code == 1
    assert "Texts of Clinics are drawn already: --again draws anew" in str(again.exception)
    same = drawn(file, table, "--yes", "--again").segments[0]
    assert same.things == first.things
    table.write_text(table.read_text("utf-8") + "\n201;Neu;x;1.3.2026", "utf-8")
    other = drawn(file, table, "--yes", "--again").segments[0]
    assert {thing.row for thing in other.things} != {thing.row for thing in first.things}


def test_nothing_is_written_before_somebody_has_read_all_of_them(file: Path, table: Path) -> None:
    before = file.read_bytes()
    told = run(file, table, "--kind", "tickets")
    assert told.exit_code == 2 or "Read all of them yourself" in str(told.exception)
    assert "Fall " in told.output
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--column", "message"), "there is no column message: there is nr, Text, Konto, Datum"),
        (("--customer", "wer"), "there is no column wer"),
        (("--segment", "hospitals"), "There is no segment hospitals"),
        (("--names", "nobody.txt"), "nobody.txt is not there"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    file: Path, table: Path, words: tuple[str, ...], sentence: str
) -> None:
    before = file.read_bytes()
    told = run(file, table, "--kind", "tickets", "--yes", *words)
    assert sentence in str(told.exception)
    assert file.read_bytes() == before


def test_listed_names_go_too_and_one_person_alone_is_too_few(file: Path, table: Path, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("Fall\n", "utf-8")
    session = drawn(file, table, "--yes", "--names", str(tmp_path / "names.txt"))
    assert not any("Fall" in thing.text for thing in session.segments[0].things)
    session.participants, session.segments[0].things = session.participants[:1], []
    session.segments[0].voices = None
    create(tmp_path / "alone.yaml", session)
    told = run(tmp_path / "alone.yaml", table, "--kind", "tickets", "--yes")
    assert "Each text is read by two people of Clinics" in str(told.exception)


def test_a_replay_has_its_texts_and_a_lens_without_any_does_not_open(file: Path, table: Path) -> None:
    bare = load(file).segments[0]
    assert opens_later(bare, shipped_lenses()["voices"]) == NO_TEXTS
    session = drawn(file, table, "--yes")
    assert emptied(session).segments[0].things == session.segments[0].things


def test_forgetting_removes_the_texts_and_keeps_how_many_there_were(file: Path, table: Path) -> None:
    drawn(file, table, "--yes")
    forget_names(file, yes=True)
    text = file.read_text("utf-8")
    assert "wartet" not in text
    assert "readers" not in text
    segment = load(file).segments[0]
    assert (len(segment.things), segment.voices and segment.voices.rows) == (60, ROWS)


def test_a_small_room_draws_fewer_and_voices_is_left_out_where_there_is_no_time(
    file: Path, table: Path
) -> None:
    session = load(file)
    session.lenses = ["promises", "worth"]
    file.unlink()
    create(file, session)
    told = run(file, table, "--kind", "tickets", "--texts", "30", "--yes")
    assert "There is no time for voices beside the lenses chosen" in " ".join(told.output.split())
    kept = load(file)
    assert (kept.lenses, len(kept.segments[0].things)) == (["promises", "worth"], 30)
    kept.lenses = ["promises", "ourselves"]
    file.unlink()
    create(file, kept)
    run(file, table, "--kind", "tickets", "--texts", "30", "--yes", "--again")
    assert load(file).lenses == ["promises", "ourselves", "voices"]
