"""What each person gave, as tables: safe in a spreadsheet, read back whole, and never in a room's hands."""

from __future__ import annotations

import csv
import io
import re
import string
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_cli import Said, cxw  # noqa: F401 the fixture
from test_report import at, room

from cxw import findings, handout
from cxw.collect.written import safe_cell, table_bytes
from cxw.handout.rows import private_tables
from cxw.model import Company, Need, Segment, Session, WeightsRound
from cxw.sessionfile import create, load

NAMES = (
    "Jürgen Weiß",
    "Øyvind Æbelø",
    "Łukasz O'Neil",
    "Müller",
    "Muller",
    "=1+1",
    "@home",
    "Ana Lima",
    "Ana-Lima",
)
NEEDS = ("Kosten: wenig", "-10 % weniger Anrufe", 'Hält; lange, "gut"', "person", "dk")  # fmt: skip


def day(language: str | None = "de") -> Session:
    """A room whose words are hard on tables."""
    session = room(needs=NEEDS)
    session.language = language
    for person, name in zip(session.participants, NAMES, strict=True):
        person.name = name
    session.participants[0].also = ["Vertrieb Süd"]
    segment = session.segments[0]
    segment.competitors = [Company(id="paycorp", name="Pay: Corp"), *segment.competitors[1:]]
    first = segment.rounds_of("weights")[0]
    first.answers["p3"] = "dk"
    segment.conviction.before = {"p0": 80, "p3": "dk"}
    segment.conviction.after = {"p0": 90}
    segment.coverage_guess = {"p1": 55, "p2": "dk", "p4": 10}
    segment.votes = {"p0": ["n0", "n2"], "p5": ["n1"]}
    second = WeightsRound(
        of="weights", name="second", needs=first.needs, opened=at(10, 30), closed=at(10, 38), revealed=at(10, 39),
        answers={"p0": {"n0": 60, "n1": 10, "n2": 10, "n3": 10, "n4": 10}}, reasons={"p0": "argument"}, seal="sha256:" + "33" * 32,
    )  # fmt: skip
    segment.rounds.append(second)
    return session


def tables(session: Session) -> dict[str, list[dict[str, str]]]:
    """Each table as a spreadsheet reads it."""
    found = findings.of(session, "facilitator")
    sign = ";" if session.language == "de" else ","
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=sign))
        for name, data in private_tables(session, found)
    }


def test_everything_that_was_revealed_is_in_its_table_as_it_was_given() -> None:
    made = tables(day())
    assert list(made) == ["points", "marks", "points second", "votes", "answers"]
    assert len(made["points"]) == 9 * 5
    assert {row["points"] for row in made["points"] if row["person"] == "p3"} == {"dk"}, (
        "Müller, as Muller is here too"
    )
    assert made["points second"][0] == {
        "person": "Jürgen Weiß", "function": "Marketing", "also": "Vertrieb Süd", "need": "Kosten: wenig",
        "points": "60", "sure": "90", "reason": "argument",
    }  # fmt: skip
    assert [row["need"] for row in made["votes"]] == [
        "Kosten: wenig",
        'Hält; lange, "gut"',
        "'-10 % weniger Anrufe",
    ]
    first = made["answers"][0]
    assert (first["sure_before"], first["sure_after"], first["guess"]) == ("80", "90", "")
    assert (first["reason_points"], first["reason_marks"]) == ("argument", "")
    assert {row["guess"] for row in made["answers"]} == {"", "55", "dk", "10"}


def test_what_is_not_revealed_yet_is_in_no_table() -> None:
    session = day()
    for round in session.segments[0].rounds:
        round.revealed = None
    session.segments[0].chosen = []
    session.segments[0].conviction.before = session.segments[0].conviction.after = {}
    told = str(tables(session))
    assert "60" not in told
    assert "votes" not in told
    assert "argument" not in told


def test_several_segments_and_lists_have_tables_of_their_own() -> None:
    session = day()
    other = Segment(id="kliniken", name="Kliniken", needs=[Need(id="n0", text="Price")], chosen=["n0"])
    session.segments.append(other)
    assert [name for name in tables(session) if name.startswith("points")] == [
        "points clinics",
        "points second clinics",
    ]
    again = session.segments[0].rounds[0].model_copy(deep=True)
    session.segments[0].rounds.append(again)
    assert {"points clinics list 1", "points clinics list 2"} <= {*tables(session)}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("of", ["weights", "marks"])
def test_collect_reads_points_and_marks_back_whole(
    cxw: Callable[..., Said],  # noqa: F811
    of: str,
    language: str,
    tmp_path: Path,
) -> None:
    session = day(language)
    create(tmp_path / "day.yaml", session)
    assert cxw("report", "day.yaml", "--for", "facilitator", "--format", "csv")[0] == 0
    name = {"weights": "points", "marks": "marks"}[of]
    table = tmp_path / "PRIVATE" / f"Payroll- small clinics - PRIVATE facilitator {name}.csv"
    code, out, err = cxw(
        "collect", "new.yaml", table, "--new", "--of", of, "--company", "Acme", "--segment", "Clinics"
    )
    assert code == 0, out + err
    assert given_by(load(tmp_path / "new.yaml"), of) == given_by(load(tmp_path / "day.yaml"), of)


def given_by(session: Session, of: Any) -> dict[Any, Any]:
    """All answers of the first round, under the words for people, companies and needs."""
    segment = session.segments[0]
    round = next(round for round in segment.rounds_of(of) if round.name == "first")
    people = {person.id: person for person in session.participants}
    needs = {need.id: need.text for need in segment.needs}
    companies = {company.id: company.name for company in session.companies(segment)}
    found: dict[Any, Any] = {}
    for id, row in round.answers.items():
        # Whose name reads like another's is called by the id, which is the name then.
        name = people[id].name if people[id].name not in ("Müller", "Muller", "Ana Lima", "Ana-Lima") else id
        name = {"muller": "p4"}.get(str(name), name)
        who = (name, people[id].function, tuple(people[id].also))
        if isinstance(row, str):
            found[who] = row
        elif of == "weights":
            found[who] = {needs[need]: value for need, value in row.items()}
        else:
            found[who] = {
                companies[company]: {needs[need]: mark for need, mark in marks.items()}
                for company, marks in row.items()
            }
    return found


@given(st.text(max_size=20) | st.text(alphabet="'=+-@|%\t\r a1", max_size=6))
def test_no_text_is_a_formula_and_each_is_read_back(text: str) -> None:
    cell = str(safe_cell(text))
    assert not re.match(r"[=+\-@|%\t\r]", cell)
    assert "\n" not in cell
    back = cell[1:] if re.match(r"'+[=+\-@|%]", cell) else cell
    assert back == " ".join(text.split())


def test_numbers_stay_numbers_and_the_table_says_that_it_is_utf8() -> None:
    data = table_bytes(("a", "b", "c"), [(7, 'Ä;"x"\n', None)], ";")
    assert data == '\ufeffa;b;c\r\n7;"Ä;""x""";\r\n'.encode()


def test_a_table_that_was_edited_is_kept_and_one_that_was_not_is_written_anew(tmp_path: Path) -> None:
    session = day()
    made = handout.write_handout(session, folder=tmp_path, audience="facilitator", formats=("csv",))
    points = made[0]
    session.segments[0].votes = {}
    handout.write_handout(session, folder=tmp_path, audience="facilitator", formats=("csv",))
    assert len([*points.parent.glob("*points.csv")]) == 1
    points.write_bytes(points.read_bytes().replace(b"dk", b"0"))
    edited = points.read_bytes()
    again = handout.write_handout(session, folder=tmp_path, audience="facilitator", formats=("csv",))
    assert again[0].name == points.name.replace("points", "points 2")
    assert points.read_bytes() == edited
    third = handout.write_handout(session, folder=tmp_path, audience="facilitator", formats=("csv",))
    assert third[0] == again[0]
    assert points.read_bytes() == edited


def test_the_room_gets_no_table(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    create(tmp_path / "day.yaml", day())
    code, _, err = cxw("report", "day.yaml", "--format", "csv", "--yes")
    assert (code, err) == (
        1,
        "What each person gave is for the facilitator alone: add `--for facilitator`.\n",
    )
    cxw("report", "day.yaml", "--yes", "--format", "md")
    cxw("report", "day.yaml", "--for", "facilitator")
    assert {path.parent.name for path in tmp_path.rglob("*.csv")} == {"PRIVATE"}


def test_nothing_revealed_is_said(cxw: Callable[..., Said], tmp_path: Path) -> None:  # noqa: F811
    session = room()
    session.segments[0].rounds = []
    create(tmp_path / "day.yaml", session)
    code, out, _ = cxw("report", "day.yaml", "--for", "facilitator", "--format", "csv")
    assert (code, out.splitlines()[0]) == (0, handout.NO_TABLES)
    assert not [*tmp_path.rglob("*.csv")]


LETTERS = string.ascii_letters + "äöüßøåæłé' -.,;:=+@"


@given(st.lists(st.text(alphabet=LETTERS, min_size=1, max_size=8).filter(str.strip), min_size=3, max_size=6))
@settings(max_examples=often(100))
def test_people_of_any_names_are_as_many_in_the_table(names: list[str]) -> None:
    session = room()
    for person, name in zip(session.participants, names, strict=False):
        person.name = " ".join(name.split())
    rows = tables(session)["points"]
    assert len({row["person"] for row in rows}) == 9
