"""`cxw evidence`: what is listed, added and taken in from a table; bad tables get lines and store nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_due import card, session, written
from typer.testing import CliRunner, Result

from cxw.cli import app
from cxw.model import Company, Need, Session
from cxw.sessionfile import load

HEAD = "Art;Quelle;Datum;Kunden;Gesehen;Von wem;Unser Grund;Grund des Kunden;Spricht für;Spricht gegen;Zitat"


def room() -> Session:
    made = session(card())
    here = made.segments[0]
    here.needs = [Need(id="preis", text="Preis, sofort"), Need(id="ruhe", text="Ruhe")]
    here.chosen = []
    here.competitors = [Company(id="as-now", name="Wie bisher"), Company(id="acme", name="Acme & Söhne")]
    return made


def run(*words: Any) -> Result:
    return CliRunner().invoke(app, ["evidence", *map(str, words)])


def table(tmp_path: Path, *rows: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
    path = tmp_path / "belege.csv"
    path.write_text("\n".join([head, *rows]) + "\n", encoding=encoding)
    return path


def test_a_german_table_is_taken_in_as_it_stands(tmp_path: Path) -> None:
    path = written(tmp_path, room())
    rows = (
        "Interviews;Gespräche;Mai 2025;etwa 14;14.3.2026;Bestandskunden;;;Preis, sofort;Acme & Söhne: Ruhe;„Zu“, hm",
        "verlorener Auftrag;CRM;2026;1;14.3.2026;verloren;Preis;Ruhe;Ruhe | preis;;",
    )
    told = run(path, "import", table(tmp_path, *rows, encoding="cp1252"))
    assert told.exit_code == 0, told.exception
    first, second = load(path).evidence
    assert (first.kind, first.date, first.customers, first.who) == (
        "interviews",
        "2025-05",
        "about 14",
        "customers",
    )
    assert (first.supports, first.contradicts) == (["need preis"], ["mark acme ruhe"])
    assert first.quote == "„Zu“, hm"
    assert (second.kind, second.who, second.claimed_reason, second.their_reason) == (
        "won-lost", "lost-deal", "Preis", "Ruhe",
    )  # fmt: skip
    assert second.supports == ["need ruhe", "need preis"]
    assert [first.id, second.id] == ["e1", "e2"]
    again = run(path, "import", table(tmp_path, *rows))
    assert "is there already (e1)" in again.stdout
    assert "brought nothing new" in str(again.exception)
    assert len(load(path).evidence) == 2


BAD = {
    "Unfug;Quelle;;;;;;;;;": "the kind Unfug is none",
    "Interviews;Quelle;31.2.2026;;;;;;;;": "the date 31.2.2026 is none",
    "Interviews;Quelle;3/4/2026;;;;;;;;": "the date 3/4/2026 is none",
    "Interviews;Quelle;;viele;;;;;;;": "the customers viele is none",
    "Interviews;Quelle;;;;irgendwer;;;;;": "the who irgendwer is none",
    "Interviews;Quelle;;;;;;;Tempo;;": "supports Tempo: no one need of Zahnärzte is called so",
    "Interviews;Quelle;;;;;;;Ruhe;Ruhe;": "it supports and contradicts the same: need ruhe",
    ";Quelle;;;;;;;;;": "of what kind is this?",
}


@pytest.mark.parametrize("row", BAD)
def test_a_bad_line_is_named_and_nothing_is_stored(tmp_path: Path, row: str) -> None:
    path = written(tmp_path, room())
    before = path.read_bytes()
    good = "Interviews;Gespräche;2026;14;2026-03-14;;;;Ruhe;;"
    told = run(path, "import", table(tmp_path, good, row))
    assert f"belege.csv:3: {BAD[row]}" in str(told.exception)
    assert "Nothing was written" in str(told.exception)
    assert path.read_bytes() == before


def test_every_bad_line_is_named_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, room())
    told = str(run(path, "import", table(tmp_path, *BAD)).exception)
    assert all(f"belege.csv:{line}: {BAD[row]}" in told for line, row in enumerate(BAD, 2))


def test_a_head_that_is_none_is_named_and_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, room())
    told = run(path, "import", table(tmp_path, "tickets,Postfach,x", head="Kind,Source,Colour"))
    assert "the column Colour is left out" in told.stdout
    assert load(path).evidence[0].source == "Postfach"
    nothing = run(path, "import", table(tmp_path, "1,2", head="Alpha,Beta"))
    assert "no column is known" in str(nothing.exception)
    twice = run(path, "import", table(tmp_path, "a,b", head="Source,Quelle"))
    assert "two columns are the source" in str(twice.exception)


def test_what_the_command_says_counts_for_rows_that_do_not(tmp_path: Path) -> None:
    path = written(tmp_path, room())
    rows = table(tmp_path, "Preis,", "Preis,Ruhe", head="our reason,their reason")
    told = run(path, "import", rows, "--kind", "won-lost", "--who", "lost-deal", "--seen", "2026-03-14")
    assert told.exit_code == 0, told.exception
    assert {(item.kind, item.who, str(item.seen)) for item in load(path).evidence} == {
        ("won-lost", "lost-deal", "2026-03-14")
    }
    wrong = run(path, "import", rows, "--kind", "gossip")
    assert "--kind gossip is none: one of purchase" in str(wrong.exception)


def test_one_item_is_added_and_says_what_it_counts_as(tmp_path: Path) -> None:
    path = written(tmp_path, room())
    told = run(
        path, "add", "--kind", "interviews", "--source", "Gespräche", "--date", "2026-02", "--customers", "12",
        "--seen", "2026-03-14", "--who", "left", "--supports", "Ruhe", "--contradicts", "acme: preis",
    )  # fmt: skip
    assert told.exit_code == 0, told.exception
    made = load(path).evidence[0]
    assert (made.supports, made.contradicts, made.who) == (["need ruhe"], ["mark acme preis"], "left")
    assert made.added is not None
    listed = run(path).stdout
    assert (
        "e1  Gespräche: whether “Ruhe” is a need (Zahnärzte) and how Acme & Söhne does on “Preis, sofort”"
        in listed
    )
    faults = {
        ("--kind", "gossip"): "--kind gossip is none: one of purchase",
        ("--kind", "tickets", "--date", "gestern"): "--date gestern is none: write a day like 2026-03-14",
        ("--kind", "tickets", "--seen", "bald"): "--seen bald is none: write a day",
        ("--kind", "tickets", "--customers", "viele"): "--customers viele is none: write a number like 14",
        ("--kind", "tickets", "--who", "alle"): "--who alle is none: one of customers",
        ("--kind", "tickets", "--supports", "Tempo"): "no one need of Zahnärzte is called so",
        (
            "--kind",
            "tickets",
            "--supports",
            "Ruhe",
            "--contradicts",
            "Ruhe",
        ): "supports and contradicts the same",
        ("--kind", "tickets", "--segment", "Labore"): "There is no segment Labore",
        (): "Add --kind",
    }
    for words, fault in faults.items():
        assert fault in str(run(path, "add", *words).exception)
    assert len(load(path).evidence) == 1


def test_the_list_says_why_each_answer_counts_as_what_it_counts() -> None:
    told = run("workshops/parcel-lockers.yaml")
    assert told.exit_code == 0, told.exception
    assert "Counts as customer evidence: a survey of 60 customers." in told.stdout
    assert "nobody here could show it yet" in told.stdout
    assert "about no answer yet" not in told.stdout


def test_a_file_without_evidence_says_how_to_add_some(tmp_path: Path) -> None:
    assert "holds no evidence yet" in run(written(tmp_path, room())).stdout


def test_words_that_could_be_two_answers_are_neither(tmp_path: Path) -> None:
    made = room()
    made.segments[0].needs += [Need(id="ruhe-2", text="ruhe!")]
    path = written(tmp_path, made)
    told = run(path, "add", "--kind", "tickets", "--supports", "Ruhe")
    assert "no one need of Zahnärzte is called so" in str(told.exception)
    assert run(path, "add", "--kind", "tickets", "--supports", "need ruhe").exit_code == 0
    assert load(path).evidence[0].supports == ["need ruhe"]
