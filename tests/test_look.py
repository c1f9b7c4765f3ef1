"""A table is looked at before it is taken in: what is understood, the command for it, and nothing written."""

from __future__ import annotations

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from cxw.cli import run_command
from cxw.collect.layout import Columns
from cxw.collect.look_words import command_lines, command_words
from cxw.sessionfile import load

NEW = ("--new", "--segment", "Offices", "--company", "Bright Beans")
SURVEY = """\
ResponseId,Which department are you in?,W_Taste,W_Upkeep,W_Price,Total,Remarks
R_1,Sales,5,3,2,10,none of them in particular
R_2,Service,4,,6,10,
R_3,Sales,N/A,N/A,N/A,,we never see customers
Average,,4.5,3,4,10,
"""
GERMAN = """\
cxw: 1
title: Kaffee
language: de
company: {id: us, name: Nordlicht}
participants:
- {id: kim, name: Kim Aro, function: Vertrieb}
- {id: lee, name: Lee Bax, function: Vertrieb}
segments:
- id: s
  name: Büros
  needs: [{id: a, text: Geschmack}, {id: b, text: Pflege}, {id: c, text: Preis}]
  chosen: [a, b, c]
  competitors: [{id: rival, name: Rival Roast}]
"""


class Desk:
    """A folder in which commands are run."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys
        monkeypatch.chdir(folder)

    def run(self, *words: str) -> tuple[int, str]:
        """The exit code, and all that was said."""
        self.monkeypatch.setattr("sys.argv", ["cxw", *words])
        with pytest.raises(SystemExit) as end:
            run_command()
        said = self.capsys.readouterr()
        return int(end.value.code or 0), said.out + said.err

    def proposed(self, said: str) -> list[str]:
        """The command that a look proposes, as a shell reads it."""
        (command,) = re.findall(r"^ *(cxw collect (?:.*\\\n)*.*)$", said, re.MULTILINE)
        return shlex.split(command.replace("\\\n", " "))[1:]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, monkeypatch, capsys)


def test_a_look_says_what_it_understood_and_writes_nothing(desk: Desk) -> None:
    (desk.folder / "survey.csv").write_text(SURVEY, encoding="utf-8")
    code, said = desk.run("collect", "made.yaml", "survey.csv", "--look", *NEW)
    assert (code, [path.name for path in desk.folder.iterdir()]) == (0, ["survey.csv"])
    facts = dict(re.findall(r"^  (\S.+?) {2,}(\S.*)$", said, re.MULTILINE))
    assert facts["who answers"] == "ResponseId"
    assert facts["function"] == "Which department are you in?"
    assert facts["each spreads"] == "10 points"
    assert facts["don't know"] == "1 answer (n/a)"
    assert "Taste (W_Taste), Upkeep (W_Upkeep), Price (W_Price)" in said
    assert re.search(r"R_2 +Service +4 +0 +6\n", said), "as it would be stored"
    for noted in ("the row Average", "the column Total", "Remarks", "--total 10", "--blank 0", "--dk N/A"):
        assert noted in " ".join(said.split()).replace("--dk 'N/A'", "--dk N/A"), noted
    assert max(map(len, said.splitlines())) <= 80
    code, _ = desk.run(*desk.proposed(said))
    round = load(desk.folder / "made.yaml").segments[0].rounds[0]
    assert (code, round.total) == (0, 10)
    assert round.answers == {
        "r-1": {"taste": 5, "upkeep": 3, "price": 2},
        "r-2": {"taste": 4, "upkeep": 0, "price": 6},
        "r-3": "dk",
    }


def test_what_the_table_holds_need_not_be_said(desk: Desk) -> None:
    marks = "person,Bright Beans: Taste,Bright Beans: Upkeep,Bright Beans: Price\na,9,1,4\nb,8,3,2\n"
    (desk.folder / "marks.csv").write_text(marks, encoding="utf-8")
    code, said = desk.run("collect", "made.yaml", "marks.csv", "--look", *NEW)
    assert code == 0
    assert desk.proposed(said)[3:5] == ["--of", "marks"]


def test_a_table_that_no_command_takes_in_is_said_to_be_so(desk: Desk) -> None:
    (desk.folder / "points.csv").write_text("person,A,B,C\na,50,30,20\nb,50,30,30\n", encoding="utf-8")
    code, said = desk.run("collect", "made.yaml", "points.csv", "--look", *NEW)
    assert code == 1
    assert "the points add up to 110" in said
    assert "This takes it in" not in said


@pytest.mark.parametrize("name", ["Price", "- one (two)"])
def test_a_paste_is_looked_at_and_named_as_it_came(desk: Desk, name: str) -> None:
    text = f"person\tTaste\tUpkeep\t{name}\na\t50\t30\t20\n"
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code, said = desk.run("collect", "made.yaml", "-", "--look", *NEW)
    assert code == 0, said
    assert desk.proposed(said)[:3] == ["collect", "made.yaml", "-"]


def test_a_look_into_a_german_session_is_german(desk: Desk) -> None:
    (desk.folder / "kaffee.yaml").write_text(GERMAN, encoding="utf-8")
    before = (desk.folder / "kaffee.yaml").read_bytes()
    table = "Teilnehmer;Geschmack;Pflege;Preis\nKim Aro;50;30;20\nLee Bax;weiß nicht;weiß nicht;weiß nicht\n"
    (desk.folder / "punkte.csv").write_text(table, encoding="cp1252")
    code, said = desk.run("collect", "kaffee.yaml", "punkte.csv", "--look")
    assert code == 0
    assert (desk.folder / "kaffee.yaml").read_bytes() == before
    for line in (
        "punkte.csv: 2 Personen, Überschriften in Zeile 1",
        "wer antwortet",
        "So wird sie übernommen:",
    ):
        assert line in said
    assert not re.search(r"\b(?:the|answers|points|people|stored)\b", said)
    code, _ = desk.run(*desk.proposed(said))
    answers = load(desk.folder / "kaffee.yaml").segments[0].rounds[0].answers
    assert (code, answers) == (0, {"kim": {"a": 50, "b": 30, "c": 20}, "lee": "dk"})


def test_every_option_is_typed_as_the_command_takes_it() -> None:
    columns = Columns(
        "marks",
        id="Who, me?",
        ignore=("a b", "c"),
        scale=(-3, 3),
        unknown=frozenset({"n/a", "99"}),
        blank=True,
        add_company=True,
    )
    words = command_words(("collect", "it's.yaml", "t.xlsx"), columns, new=False)
    assert words[2:] == [
        *("it's.yaml", "t.xlsx", "--of", "marks", "--id", "Who, me?", "--add-company"),
        *("--ignore", "a b", "--ignore", "c", "--scale", "-3-3", "--dk", "99,n/a", "--blank", "0"),
    ]
    lines = command_lines(words)
    assert shlex.split(" ".join(line.removesuffix("\\") for line in lines)) == words
