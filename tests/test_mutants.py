"""Whatever `check` accepts, every command carries; `make soak` tries 5,000 files."""

from __future__ import annotations

import datetime as dt
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import commands
import mutants
import pytest

from cxw.cli import run_command, showing
from cxw.cli.showing import replay_into
from cxw.day.needs import begin_votes
from cxw.day.retracing import corrections_due, given_at_first, parted, retraced
from cxw.day.spellings import spelt_alike
from cxw.handout import ballots
from cxw.model import Away, Segment, Session
from cxw.replay.archive import emptied
from cxw.sessionfile import dumps, load, problems_of, reseal
from cxw.sessionfile.reading import read_text
from cxw.shipped import folder

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CRASHED = next(path for path in CASES if path.stem == "replay-crash-min")
A_BATCH, BATCHES = 250, 20
A_DAY = 20_000
"""Bytes of a file above which each command takes a second."""


def test_a_few_files_changed_by_hand_go_through_every_command() -> None:
    said: list[object] = []
    accepted, broke = mutants.run(100_001, 12, 8, said.append)
    assert broke == []
    assert accepted > 2


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
    *("replay {} --into made.yaml", "share {}", "forget {} --yes", "run {} --no-input"),
    *("notice {}", "notice {} --language de"),
)
SLOW_COMMANDS = (
    *("ballots {}", "ballots {} --paper letter", "ballots {} --stage needs", "ballots {} --orders 2"),
    *("rehearse {}", "notice {} --pdf", "report {} --for facilitator --format md --format html --format pdf"),
)


def each_ends_in_a_sentence(
    commands: Iterable[str], path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that is no sentence comes through `run` and fails here."""
    for command in commands:
        Path("day.yaml").write_bytes(path.read_bytes())
        monkeypatch.setattr(sys, "argv", ["cxw", *command.format("day.yaml").split()])
        with pytest.raises(SystemExit) as end:
            run_command()
        said = capsys.readouterr()
        assert said.err if end.value.code else said.out, command
        if "--into" in command:
            assert end.value.code == 0
            assert not [one for one in problems_of(Path("made.yaml")) if not one.warning]


def test_each_case_goes_through_one_command_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = [path for path in CASES if path.stat().st_size < A_DAY]
    for number, command in enumerate([*COMMANDS, *COMMANDS]):
        here = tmp_path / str(number)
        here.mkdir()
        monkeypatch.chdir(here)
        each_ends_in_a_sentence([command], small[number % len(small)], monkeypatch, capsys)


@pytest.mark.soak
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_command_leaves_a_case_without_a_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    each_ends_in_a_sentence(COMMANDS, path, monkeypatch, capsys)


@pytest.mark.soak
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_command_that_prints_or_rehearses_leaves_a_case_without_a_sentence(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    each_ends_in_a_sentence(SLOW_COMMANDS, path, monkeypatch, capsys)


def test_points_changed_by_hand_after_a_correction_are_named_and_replayed_as_they_stand(
    tmp_path: Path,
) -> None:
    archive = load(CRASHED)
    segment = archive.segment("campus")
    round = segment.rounds[0]
    assert not retraced(segment, round)
    assert list(parted(round)) == [0]
    assert given_at_first(segment, round, "marek") == round.answers["marek"]
    assert corrections_due(segment, segment, round) == []
    sealed = tmp_path / "day.yaml"
    sealed.write_bytes(CRASHED.read_bytes())
    reseal(sealed, dt.datetime(2026, 6, 1))
    assert problems_of(sealed) == [], "the trace of the new seal says why they lead elsewhere"
    traceless = load(sealed)
    traceless.segment("campus").rounds[0].corrected.pop()
    sealed.write_text(dumps(traceless))
    (said,) = problems_of(sealed)
    assert said.warning
    assert said.text.startswith("this correction does not lead to Marek's points as they stand")
    assert "- {who: marek" in sealed.read_text().splitlines()[said.line - 1]


FORMAT = Path(__file__).parent / "formats" / "1.yaml"


def by_hand(change: Callable[[Session], object], path: Path = FORMAT) -> Session:
    """A session after somebody changed its file, which is still in order."""
    session = load(path)
    change(session)
    return read_text(dumps(session), "day.yaml").good()


def _chooses_another(session: Session) -> None:
    session.segments[0].chosen[-1] = next(
        need.id for need in session.segments[0].needs if need.id not in session.segments[0].chosen
    )


def _asks_for_fewer(session: Session) -> None:
    for round in session.segments[0].rounds_of("marks"):
        round.needs = round.needs[:-1]
        for rows in round.answers.values():
            for row in rows.values():
                row.pop(session.segments[0].chosen[-1], None)
        round.cells = [cell for cell in round.cells if cell.split()[2] in round.needs]


def _answers_as_they_leave(session: Session) -> None:
    """Points alone came of who left, and the file says how sure they were on another list."""
    segment = session.segments[0]
    segment.rounds.append(segment.rounds[0].model_copy(deep=True, update={"answers": {}, "not_answered": {}}))
    leaver = next(iter(segment.rounds[0].answers))
    segment.rounds[0].not_answered.pop(leaver, None)
    at = segment.rounds[0].opened
    session.participant(leaver).away = [Away(from_=at, until=at + dt.timedelta(minutes=30))]


def _never_shows(session: Session) -> None:
    session.segments[0].rounds[0].revealed = None


@pytest.mark.parametrize(
    "change", [_chooses_another, _asks_for_fewer, _answers_as_they_leave, _never_shows, lambda session: None]
)
def test_a_copy_of_a_day_changed_by_hand_keeps_every_answer_and_is_in_order(
    change: Callable[[Session], object],
) -> None:
    commands.replay(by_hand(change))


def test_chosen_needs_that_nobody_gave_points_to_are_named() -> None:
    reading = read_text(dumps(by_hand(_chooses_another)), "day.yaml")
    said = [one.text for one in reading.problems() if "other needs" in one.text]
    assert len(said) == 1
    assert said[0].endswith(": list the same")
    assert not [
        one for one in read_text(dumps(load(FORMAT)), "day.yaml").problems() if "other needs" in one.text
    ]


def test_a_segment_in_which_nobody_sits_is_rehearsed() -> None:
    session = load(CRASHED.with_stem("share-stage-missing"))
    session.participants[0].segments = []
    session.segments = [Segment(id="s", name="S")]
    commands.rehearse(session)


@pytest.mark.parametrize(("asked", "kept"), [(0, 3), (2, 3), (5, 5), (20, 12)])
def test_as_many_votes_are_given_as_needs_can_be_chosen(asked: int, kept: int) -> None:
    segment = Segment(id="s", name="S")
    begin_votes(segment, asked)
    assert segment.votes_each == kept
    older = Segment(id="s", name="S", votes={"a": ["n"] * asked})
    begin_votes(older, 5)
    assert older.votes_each == (kept if asked else 5)


def test_what_does_not_end_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def turns(session: Session, data: bytes, folder: Path, slow: object) -> None:
        while True:
            pass

    monkeypatch.setattr(mutants, "PATIENCE", 0.05)
    monkeypatch.setattr(commands, "carry", turns)
    if not hasattr(signal, "SIGVTALRM"):
        pytest.skip("this system does not count the processor's time")
    said: list[object] = []
    _, broke = mutants.run(100_001, 6, 8, said.append)
    assert any("Endless" in kind for kind in broke)


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(archive: object, copied: object) -> None:
        raise RuntimeError("the machine went down")

    monkeypatch.setattr(showing, "put_in_unasked", stopped)
    with pytest.raises(RuntimeError):
        showing.replay_into(FORMAT, tmp_path / "made.yaml")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "begun.yaml").write_text(dumps(emptied(load(FORMAT)).model_copy(update={"evidence": []})))
    before = (tmp_path / "begun.yaml").read_bytes()
    with pytest.raises(RuntimeError):
        showing.replay_into(FORMAT, tmp_path / "begun.yaml")
    assert (tmp_path / "begun.yaml").read_bytes() == before


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def in_long_words(session: Session) -> Session:
    """Every text of the file is one long word; a second segment has the first one's name and fewer people."""
    session.orders, session.title, session.company.name = 2, LONG, LONG
    two = session.segments[0].model_copy(deep=True)
    two.id = "two"
    session.segments.append(two)
    session.participants[0].segments = [session.segments[0].id]
    for segment in session.segments:
        segment.name = f"{LONG} & Köche’s"
        for number, need in enumerate(segment.needs):
            need.text = f"{number}{LONG} ohne {LONG}"
        for company in segment.competitors:
            company.name = company.short = LONG
    for person in session.participants:
        person.name = person.function = LONG
    return session


def ballots_carry(session: Session, size: str, stages: Sequence[ballots.PaperStage]) -> None:
    """The slips are printed, and the notices name each page's segment and how many people it is for."""
    made = ballots.printed_ballots(session.title, size, ballots.ballot_subjects(session), list(stages))
    assert made.data is not None
    people = len(session.participants)
    pages = [line for line in made.notices if line.startswith("page ")]
    assert all(f" of {LONG} & Köche’s, " in line for line in pages)
    half = len(pages) // 2
    assert all(f"for {people} people" in line for line in pages[:half])
    assert all(f"for {people - 1} people" in line for line in pages[half:])


def test_ballots_carry_a_long_word_in_every_text_of_the_file() -> None:
    session = load(folder("workshops") / "essay.yaml")
    del session.participants[3:]
    ballots_carry(in_long_words(session), "letter", ["needs", "weights"])


@pytest.mark.soak
@pytest.mark.parametrize("size", ["a4", "letter"])
@pytest.mark.parametrize("stage", ballots.STAGES)
def test_ballots_of_a_whole_room_carry_a_long_word_in_every_text(
    size: str, stage: ballots.PaperStage
) -> None:
    ballots_carry(in_long_words(load(folder("workshops") / "essay.yaml")), size, [stage])


@pytest.mark.parametrize(
    ("one", "other"),
    [("Vertrieb", "Vertreib"), ("Sales", "sales"), ("Sales", "Salse"), ("Customer service", "Customer Services"),
     ("Kunden dienst", "Kundendienst"), ("Einkauf", "Einkuaf"), ("Service", "SERVICE "), ("Øst Vertrieb", "Øst Vertrib"),
     ("Kunden-Service", "Kundenservice"), ("Service‑Team", "Service Team"), ("R & D", "R&D"), ("F/E", "F / E"),
     ("Kunden-Dienst", "kunden dienst"), ("Kunden-Service", "Kunden Sevice")],
)  # fmt: skip
def test_functions_a_slip_apart_are_alike(one: str, other: str) -> None:
    assert list(spelt_alike([one, "Marketing", other])) == [(one, other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sales", "Service"), ("Team A", "Team B"), ("Sales 1", "Sales 2"), ("HR", "PR"), ("Einkauf", "Verkauf"), ("a", "b"),
     ("Team-A", "Team-B"), ("IT-Nord", "IT-Süd")],
)  # fmt: skip
def test_functions_that_are_told_apart_are_not_alike(one: str, other: str) -> None:
    assert list(spelt_alike([one, other])) == []


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
    said = [(one.line, one.text.split(":")[0]) for one in read_text(ALIKE.encode(), "x.yaml").problems()]
    assert said == [
        (6, "a second person is called Anna  müller"),
        (6, "the functions Vertreib and Vertrieb count as two"),
        (7, "the functions sales and Sales count as two"),
        (15, "a second need is called schnell"),
        (17, "a second company is called Paycorp"),
        (17, "a second company is called ACME"),
        (18, "a second segment is called kliniken"),
    ]
    assert all(one.warning for one in read_text(ALIKE.encode(), "x.yaml").problems())


def test_a_promise_of_a_closing_that_never_began_is_replayed_without_its_lines(tmp_path: Path) -> None:
    """A file changed by hand, which `check` accepts: lines of what we do not know, and no closing that asked."""
    day = load(folder("workshops") / "vegetable-boxes.yaml")
    day.segments[0].stages.closing = None
    path, again = tmp_path / "day.yaml", tmp_path / "again.yaml"
    path.write_text(dumps(day), "utf-8")
    assert not [problem for problem in problems_of(path) if not problem.warning]
    replay_into(path, again)
    assert not [problem for problem in problems_of(again) if not problem.warning]
