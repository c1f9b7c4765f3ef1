"""`cxw sentences`: competitors' own sentences among the room's, without a name until they were judged."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lens_day import lens_day
from test_lenses_in_the_day import day_file, played
from typer.testing import CliRunner, Result

from cxw.cli import app
from cxw.day.desk import Wall
from cxw.day.lens_rounds import name_thing, newest_part, open_part
from cxw.findings import of
from cxw.model import Company
from cxw.rehearsal import Rehearsal
from cxw.replay.replaying import emptied
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.sessionfile.lens_files import shipped_lenses
from cxw.sessionfile.reading import read_text
from cxw.text.phrases import phrases
from cxw.workshop import Day, Memory
from cxw.workshop.lens_lines import LensLines

TABLE = """text;company;source;date
Paylot pays people by Friday, and so does Acme;Paylot;home page;2026-01
Nobody beats Quick Wage Ltd, nor us;qw;leaflet;
"""
RIVALS = [Company(id="paylot", name="Paylot"), Company(id="qw", name="Quick Wage Ltd", short="Quick Wage")]


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["sentences", *map(str, words)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    session = lens_day()
    session.lenses, segment = [], session.segments[0]
    segment.rounds, segment.lenses, segment.things, segment.voices = [], [], [], None
    segment.competitors = [one.model_copy() for one in RIVALS]
    create(tmp_path / "day.yaml", session)
    return tmp_path / "day.yaml"


def test_sentences_are_kept_with_whose_they_are_and_say_we(file: Path, tmp_path: Path) -> None:
    table = tmp_path / "rivals.csv"
    table.write_text(TABLE, "utf-8")
    told = run(file, table)
    assert told.exit_code == 0, told.output
    assert "2 sentences of competitors are in" in told.output
    assert problems_of(file) == []
    session = load(file)
    assert session.lenses == ["hired"]
    first, second = session.segments[0].things
    assert (first.text, first.company, first.note) == (
        "We pays people by Friday, and so does We",
        "paylot",
        "home page",
    )
    assert (second.text, second.company, second.date) == ("Nobody beats We, nor us", "qw", None)
    table.write_text(TABLE.replace("Nobody beats", "Ask"), "utf-8")
    assert run(file, table).exit_code == 0
    assert [one.text for one in load(file).segments[0].things] == [first.text, "Ask We, nor us"]
    assert len(emptied(load(file)).segments[0].things) == 2


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("text;company\nGood;Nobody\n", ":2: Nobody is no competitor here: Paylot or Quick Wage Ltd"),
        ("text;company\nGood;Acme\n", ":2: Acme is no competitor here"),
        ("text;company\n;Paylot\n", ":2: no sentence stands here"),
        ("text;company\nAs Paylot;qw\nAs Acme;qw\n", ":3: this sentence stands in the table twice"),
        ("text;company;date\nGood;qw;soon\n", ":2: soon is no day"),
        ("words;company\nGood;qw\n", "there is no column text: there is words, company"),
    ],
)
def test_a_faulty_row_has_its_line_and_nothing_is_written(
    file: Path, tmp_path: Path, table: str, said: str
) -> None:
    (tmp_path / "rivals.csv").write_text(table, "utf-8")
    before = file.read_bytes()
    told = run(file, tmp_path / "rivals.csv")
    assert told.exit_code == 1
    assert said in str(told.exception)
    assert file.read_bytes() == before


def test_the_room_reads_no_name_before_the_reveal_and_all_of_them_behind_it() -> None:
    session = day_file(["hired"])
    session.segments[0].competitors = [Company(id="kassa", name="Kassatron")]
    name_thing(session.segments[0], "hired", "Wir sind immer für Sie da").company = "kassa"
    seen: list[tuple[str, str]] = []

    def chosen(wall: Wall) -> str:
        seen.append((wall.step, wall.draw(100, 40)))
        return ""

    after, _ = played(["hired"], Memory(session), chosen)
    for step, wall in seen:
        if step.startswith("hired") and not step.endswith(("judge shown", "findings", "sentence")):
            assert "Kassatron" not in wall, step
    judged = newest_part(after.segments[0], "hired", "judge")
    assert judged is not None
    rival = next(one for one in after.segments[0].things if one.company)
    told = next(one for one in of(after, language="de").segments[0].lenses if one.of == "hired")
    texts = [thing.text for part in told.parts if part.part == "judge" for thing in part.things]
    assert (f"{rival.text} (Kassatron)" in texts) == (rival.id in judged.about)
    assert not [
        text
        for part in told.parts
        if part.part == "say"
        for said in part.said
        for text in said.lines
        if "(" in text
    ]
    assert not read_text(dumps(after), "day.yaml").problems()


def test_a_room_that_has_begun_keeps_what_it_has_and_reads_no_rival_while_it_writes(
    file: Path, tmp_path: Path
) -> None:
    (tmp_path / "rivals.csv").write_text(TABLE, "utf-8")
    assert run(file, tmp_path / "rivals.csv").exit_code == 0
    session = load(file)
    hired, segment = shipped_lenses()["hired"], session.segments[0]
    opened = dt.datetime(2026, 3, 14, 11)
    open_part(session, segment, (hired, "say"), opened, phrases(None))
    day = Day(
        file=Memory(session),
        desk=Rehearsal(lambda: session, lambda wall: None, opened.date()),
        now=lambda: opened,
        lenses=[hired],
    )
    lines = LensLines(day, "clinics", ("hired", "say"))
    assert lines.add("We answer the phone", None) == []
    assert lines.lines() == ["We answer the phone"]
    (tmp_path / "begun").mkdir()
    create(tmp_path / "begun" / "day.yaml", session)
    told = run(tmp_path / "begun" / "day.yaml", tmp_path / "rivals.csv")
    assert "The room has begun with the sentences of Clinics" in str(told.exception)
