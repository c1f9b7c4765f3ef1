"""Whatever `check` accepts, every command carries; `make soak` tries 5,000 files."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import mutants
import pytest

from cxw import ballots
from cxw.archive import emptied
from cxw.cli import run, showing
from cxw.retracing import given, parted, put_right, retraced
from cxw.sessionfile import check, dumps, load, reseal
from cxw.sessionfile.reading import read
from cxw.shipped import folder
from cxw.spellings import alike

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CRASHED = next(path for path in CASES if path.stem == "replay-crash-min")
A_BATCH, BATCHES = 250, 20


def test_a_few_files_changed_by_hand_go_through_every_command() -> None:
    said: list[object] = []
    accepted, broke = mutants.run(100_000, 30, 7, said.append)
    assert broke == []
    assert accepted > 5


@pytest.mark.soak
@pytest.mark.parametrize("batch", range(BATCHES))
def test_five_thousand_files_changed_by_hand_go_through_every_command(batch: int) -> None:
    accepted, broke = mutants.run(batch * A_BATCH, A_BATCH, 1)
    assert broke == []
    assert accepted > A_BATCH // 5


def test_a_file_is_changed_the_same_way_each_time() -> None:
    files = mutants.bases()
    assert [mutants.mutated(n, 1, files) for n in range(20)] == [
        mutants.mutated(n, 1, files) for n in range(20)
    ]


COMMANDS = (
    *("show {}", "show {} weights", "report {} --format md --format html --format json", "replay {}"),
    *("replay {} --into made.yaml", "share {}", "forget {} --yes", "ballots {}", "ballots {} --paper letter"),
    *("ballots {} --stage needs", "ballots {} --orders 2", "rehearse {}", "run {} --no-input"),
    "report {} --for facilitator --format md --format html",
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_command_leaves_a_case_without_a_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that is no sentence comes through `run` and fails here."""
    monkeypatch.chdir(tmp_path)
    for command in COMMANDS:
        (tmp_path / "day.yaml").write_bytes(path.read_bytes())
        monkeypatch.setattr(sys, "argv", ["cxw", *command.format("day.yaml").split()])
        with pytest.raises(SystemExit) as end:
            run()
        said = capsys.readouterr()
        assert said.err if end.value.code else said.out, command
        if "--into" in command:
            assert end.value.code == 0
            assert not [one for one in check(tmp_path / "made.yaml") if not one.warning]


def test_points_changed_by_hand_after_a_correction_are_named_and_replayed_as_they_stand(
    tmp_path: Path,
) -> None:
    archive = load(CRASHED)
    segment = archive.segment("campus")
    round = segment.rounds[0]
    assert not retraced(segment, round)
    assert list(parted(round)) == [0]
    assert given(segment, round, "marek") == round.answers["marek"]
    assert put_right(segment, segment, round) == []
    sealed = tmp_path / "day.yaml"
    sealed.write_bytes(CRASHED.read_bytes())
    reseal(sealed, dt.datetime(2026, 6, 1))
    assert check(sealed) == [], "the trace of the new seal says why they lead elsewhere"
    traceless = load(sealed)
    traceless.segment("campus").rounds[0].corrected.pop()
    sealed.write_text(dumps(traceless))
    (said,) = check(sealed)
    assert said.warning
    assert said.text.startswith("this correction does not lead to Marek's points as they stand")
    assert "- {who: marek" in sealed.read_text().splitlines()[said.line - 1]


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(archive: object, copied: object) -> None:
        raise RuntimeError("the machine went down")

    monkeypatch.setattr(showing, "left_behind", stopped)
    with pytest.raises(RuntimeError):
        showing.replay_into(CRASHED, tmp_path / "made.yaml")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "begun.yaml").write_text(dumps(emptied(load(CRASHED)).model_copy(update={"evidence": []})))
    before = (tmp_path / "begun.yaml").read_bytes()
    with pytest.raises(RuntimeError):
        showing.replay_into(CRASHED, tmp_path / "begun.yaml")
    assert (tmp_path / "begun.yaml").read_bytes() == before


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("stage", ballots.STAGES)
def test_ballots_carry_a_long_word_in_every_text_of_the_file(size: str, stage: ballots.PaperStage) -> None:
    session = load(folder("workshops") / "essay.yaml")
    session.orders, session.title, session.company.name = 2, LONG, LONG
    two = session.segments[0].model_copy(deep=True)
    two.id = "two"
    session.segments.append(two)  # of the same name, with fewer people
    session.participants[0].segments = [session.segments[0].id]
    for segment in session.segments:
        segment.name = f"{LONG} & Köche’s"
        for number, need in enumerate(segment.needs):
            need.text = f"{number}{LONG} ohne {LONG}"
        for company in segment.competitors:
            company.name = company.short = LONG
    for person in session.participants:
        person.name = person.function = LONG
    made = ballots.printed(session.title, size, ballots.asked(session), [stage])
    assert made.data is not None
    people = len(session.participants)
    pages = [line for line in made.notices if line.startswith("page ")]
    assert all(f" of {LONG} & Köche’s, " in line for line in pages)
    half = len(pages) // 2
    assert all(f"for {people} people" in line for line in pages[:half])
    assert all(f"for {people - 1} people" in line for line in pages[half:])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vertrieb", "Vertreib"), ("Sales", "sales"), ("Sales", "Salse"), ("Customer service", "Customer Services"),
     ("Kunden dienst", "Kundendienst"), ("Einkauf", "Einkuaf"), ("Service", "SERVICE "), ("Øst Vertrieb", "Øst Vertrib")],
)  # fmt: skip
def test_functions_a_slip_apart_are_alike(one: str, other: str) -> None:
    assert list(alike([one, "Marketing", other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sales", "Service"), ("Team A", "Team B"), ("Sales 1", "Sales 2"), ("HR", "PR"), ("Einkauf", "Verkauf"), ("a", "b")],
)  # fmt: skip
def test_functions_that_are_told_apart_are_not_alike(one: str, other: str) -> None:
    assert list(alike([one, other])) == []


ALIKE = """cxw: 1
title: T
company: {id: us, name: Acme}
participants:
- {id: a, name: Anna Müller, function: Vertrieb}
- {id: b, name: Anna  müller, function: Vertreib}
- {id: c, name: Øystein, function: Vertrieb, also: [sales]}
- {id: d, name: Ben, function: Sales}
- {id: e, name: Cho, function: Sales}
segments:
- id: s
  name: Kliniken
  needs:
  - {id: n1, text: Schnell}
  - {id: n2, text: schnell}
  - {id: n3, text: SCHNELL, parked: later}
  competitors: [{id: p, name: PayCorp}, {id: q, name: Paycorp}, {id: r, name: ACME}]
- {id: t, name: kliniken}
"""


def test_two_of_one_name_and_functions_a_slip_apart_are_named_with_their_lines() -> None:
    said = [(one.line, one.text.split(":")[0]) for one in read(ALIKE.encode(), "x.yaml").problems()]
    assert said == [
        (6, "a second person is called Anna  müller"),
        (6, "the functions Vertreib and Vertrieb count as two"),
        (7, "the functions sales and Sales count as two"),
        (15, "a second need is called schnell"),
        (17, "a second company is called Paycorp"),
        (17, "a second company is called ACME"),
        (18, "a second segment is called kliniken"),
    ]
    assert all(one.warning for one in read(ALIKE.encode(), "x.yaml").problems())
