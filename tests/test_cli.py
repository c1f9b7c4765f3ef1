"""The command line as a consultant meets it: sentences, exit codes, files."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cxw.cli import run_command
from cxw.cli.terminal import at_terminal, need_terminal
from cxw.errors import InputNeeded
from cxw.sessionfile import load, problems_of
from cxw.shipped import folder

ESSAY = folder("workshops") / "essay.yaml"
PEOPLE = "name,function\nAna Lima,Marketing\nBen Ode,Sales\nCho Park,Sales\nDov Katz,Sales\n"
Said = tuple[int, str, str]


@pytest.fixture
def cxw(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., Said]:
    """Run a command in an empty folder: exit code, output, sentence."""
    monkeypatch.chdir(tmp_path)

    def command(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["cxw", *map(str, words)])
        with pytest.raises(SystemExit) as end:
            run_command()
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return command


NEW = ("new", "day.yaml", "--title", "Payroll", "--company", "Acme", "--segment", "Clinics", "--no-input")


def test_new_makes_a_session_without_asking_and_says_how_to_go_on(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    code, out, _ = cxw(*NEW, "--people", "people.csv", "--competitors", "PayCorp, Carries on as now")
    assert code == 0
    assert "day.yaml is ready. On the day: cxw run day.yaml" in out
    made = load(tmp_path / "day.yaml")
    assert [person.function for person in made.participants] == ["Marketing", "Sales", "Sales", "Sales"]
    assert [company.id for company in made.segments[0].competitors] == ["paycorp", "as-now"]
    assert problems_of(tmp_path / "day.yaml") == []


def test_new_says_which_function_will_not_show(cxw: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    _, out, _ = cxw(*NEW, "--people", "people.csv")
    assert "Marketing (1 person) will not show by itself. It would if its one person ticks." in out


def test_new_names_everything_that_is_missing_at_once(cxw: Callable[..., Said]) -> None:
    code, _, said = cxw("new", "--no-input")
    assert code == 2
    assert "--title" in said
    assert "--company" in said
    assert "--segment" in said


def test_new_never_overwrites_a_file(cxw: Callable[..., Said], tmp_path: Path) -> None:
    cxw(*NEW)
    before = (tmp_path / "day.yaml").read_bytes()
    code, _, said = cxw(*NEW)
    assert code == 1
    assert "day.yaml" in said
    assert (tmp_path / "day.yaml").read_bytes() == before


def test_new_from_an_earlier_session_takes_its_set_up_and_leaves_its_answers(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    code, out, _ = cxw("new", "again.yaml", "--from", ESSAY, "--date", "2027-01-15")
    assert code == 0
    old, new = load(ESSAY), load(tmp_path / "again.yaml")
    assert [p.id for p in new.participants] == [p.id for p in old.participants]
    segment = new.segments[0]
    assert [need.id for need in segment.needs] == [need.id for need in old.segments[0].needs]
    assert not segment.rounds
    assert not segment.conviction.before
    assert not any(need.proposed or need.count for need in segment.needs)
    assert new.from_ is not None
    assert new.from_.title == old.title
    assert f"Promised {len(old.segments[0].research)}" in out
    assert problems_of(tmp_path / "again.yaml") == []


def test_run_without_a_terminal_says_what_is_missing_and_ends_with_2(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE)
    cxw(*NEW, "--people", "people.csv")
    code, _, said = cxw("run", "day.yaml")
    assert code == 2
    assert "Next come the needs of Clinics. 4 of 4 have yet to answer." in said
    assert "cxw collect" in said


def test_a_pipe_on_standard_input_is_no_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cxw", "run", str(ESSAY)],
        input="r\n\n\n",
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert "complete" in done.stderr


@pytest.mark.parametrize("command", ["run", "show", "report", "replay"])
def test_a_file_that_is_not_there_gets_a_sentence(cxw: Callable[..., Said], command: str) -> None:
    code, _, said = cxw(command, "nowhere.yaml")
    assert code in (1, 2)
    assert "nowhere.yaml is not there" in said


def test_check_says_what_comes_next(cxw: Callable[..., Said]) -> None:
    code, out, _ = cxw("check", ESSAY, folder("workshops") / "unfinished.yaml")
    assert code == 0
    assert "essay.yaml: in order; 11 people, 1 segment; complete" in out
    assert "next: weights of" in out


def test_check_goes_on_after_a_file_it_cannot_read(cxw: Callable[..., Said]) -> None:
    code, out, _ = cxw("check", "nowhere.yaml", ESSAY)
    assert code == 1
    assert "there is no file nowhere.yaml" in out
    assert "essay.yaml: in order" in out


def test_check_ends_with_1_when_a_file_has_a_problem(cxw: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("cxw: 1\ntitle: T\n")
    code, out, said = cxw("check", "bad.yaml", ESSAY)
    assert code == 1
    assert "bad.yaml:" in out
    assert "Traceback" not in out + said


def test_show_prints_the_revealed_screens_of_a_stage(cxw: Callable[..., Said]) -> None:
    code, out, _ = cxw("show", ESSAY, "weights", "--width", 80, "--height", 24)
    assert code == 0
    assert "Brand" in out
    assert "\x1b" not in out


def test_show_says_so_when_nothing_is_revealed(cxw: Callable[..., Said]) -> None:
    code, _, said = cxw("show", folder("workshops") / "unfinished.yaml", "grid")
    assert code == 1
    assert "Nothing of grid has been revealed" in said


def test_show_knows_its_stages(cxw: Callable[..., Said]) -> None:
    code, _, said = cxw("show", ESSAY, "swot")
    assert code == 1
    assert "needs, weights, grid, disagreement, closing" in said


def test_replay_prints_every_screen_and_changes_nothing(cxw: Callable[..., Said]) -> None:
    before = ESSAY.read_bytes()
    code, out, _ = cxw("replay", ESSAY)
    assert code == 0
    assert "We guessed" in out
    assert ESSAY.read_bytes() == before


def without_times(path: Path) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[0-9:]+", "TIME", path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(folder("workshops").glob("*.yaml")), ids=lambda path: path.stem)
def test_each_archive_replayed_into_a_copy_is_the_same_file_apart_from_times(
    cxw: Callable[..., Said], tmp_path: Path, path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    assert cxw("replay", path, "--into", copy)[0] == 0
    assert without_times(copy) == without_times(path)
    assert problems_of(copy) == []


def test_a_copy_that_was_replayed_to_its_end_is_left_as_it_is(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.yaml"
    assert cxw("replay", ESSAY, "--into", copy)[0] == 0
    before = copy.read_bytes()
    assert cxw("replay", ESSAY, "--into", copy)[0] == 0
    assert copy.read_bytes() == before


MARKS = "name,function,Quick,Cheap,Kind\n" + "".join(f"P{n},Sales,{n},9,dk\n" for n in range(6))
POINTS = "name,function,Quick,Cheap,Kind\nAna,Sales,50,30,19\nBen,Sales,dk,dk,dk\nCho,Sales,60,40,0\n"


@pytest.mark.parametrize(("of", "table"), [("weights", POINTS), ("marks", MARKS)])
def test_what_was_collected_replays_to_the_same_file_and_makes_a_handout(
    cxw: Callable[..., Said], tmp_path: Path, of: str, table: str
) -> None:
    (tmp_path / "a.csv").write_text(table)
    new = ("--new", "--of", of, "--segment", "Clinics", "--company", "Acme")
    assert cxw("collect", "a.yaml", "a.csv", *new)[0] == 0
    assert cxw("replay", "a.yaml", "--into", "b.yaml")[0] == 0
    assert without_times(tmp_path / "a.yaml") == without_times(tmp_path / "b.yaml")
    assert cxw("report", "a.yaml", "--format", "md")[0] == 0


def test_a_session_set_up_from_an_earlier_one_replays_with_its_evidence_and_promises(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    cxw("new", "again.yaml", "--from", folder("workshops") / "parcel-lockers.yaml")
    assert cxw("replay", "again.yaml", "--into", "copy.yaml")[0] == 0
    assert without_times(tmp_path / "copy.yaml") == without_times(tmp_path / "again.yaml")


def test_an_archive_is_never_replayed_over_itself_or_over_another_room(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    (tmp_path / "mine.yaml").write_bytes(ESSAY.read_bytes())
    code, _, said = cxw("replay", "mine.yaml", "--into", "mine.yaml")
    assert code == 1
    assert "mine.yaml is the archive itself" in said
    cxw(*NEW)
    code, _, said = cxw("replay", "mine.yaml", "--into", "day.yaml")
    assert code == 1
    assert "has other segments, people or competitors" in said


def test_replay_into_makes_a_copy_and_fills_it(cxw: Callable[..., Said], tmp_path: Path) -> None:
    code, out, _ = cxw("replay", ESSAY, "--into", "copy.yaml")
    assert code == 0
    assert "copy.yaml holds the day again" in out
    assert (
        load(tmp_path / "copy.yaml").segments[0].rounds[0].answers
        == load(ESSAY).segments[0].rounds[0].answers
    )


def test_report_gives_the_same_bytes_twice(cxw: Callable[..., Said], tmp_path: Path) -> None:
    cxw("report", ESSAY, "--to", "one")
    cxw("report", ESSAY, "--to", "two")
    one = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    two = {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    assert len(one) >= 4
    assert one == two


def test_report_writes_only_what_is_asked_for(cxw: Callable[..., Said], tmp_path: Path) -> None:
    cxw("report", ESSAY, "--to", "out", "--format", "json")
    (made,) = (tmp_path / "out").iterdir()
    assert json.loads(made.read_text("utf-8"))["findings"]["audience"] == "room"


def test_schema_is_json(cxw: Callable[..., Said]) -> None:
    code, out, _ = cxw("schema")
    assert code == 0
    assert "participants" in json.loads(out)["properties"]


def test_collect_makes_a_session_of_a_table(cxw: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(
        "name,function,Price,Service,Brand\nAna,Sales,50,30,20\nBen,Sales,0,99,0\n"
    )
    code, out, _ = cxw(
        "collect", "day.yaml", "points.csv", "--new", "--segment", "Clinics", "--company", "Acme"
    )
    assert code == 0
    assert "Service" in out
    assert "129" in out
    assert "points.csv:3:" in out
    (first,) = load(tmp_path / "day.yaml").segments[0].rounds_of("weights")
    assert first.rounded == {"ben": {"price": 1}} or first.rounded["ben"]
    row = first.answers["ben"]
    assert row != "dk"
    assert sum(row.values()) == 100


def test_collect_writes_nothing_when_a_row_is_off(cxw: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("name,Price,Service,Brand\nAna,50,30,20\nBen,50,30,5\n")
    code, out, said = cxw("collect", "day.yaml", "points.csv", "--new", "--segment", "C", "--company", "A")
    assert code == 1
    assert "85" in out
    assert "Nothing was written" in said
    assert not (tmp_path / "day.yaml").exists()


def test_the_version_is_said_either_way(cxw: Callable[..., Said]) -> None:
    assert cxw("--version")[1].startswith("cxw ")
    done = subprocess.run(
        [sys.executable, "-m", "cxw", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("cxw ")


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--date", "31.2.", "31.2. is no day of the calendar: write it as 2026-03-14 or 14.3.2026"),
        ("--start", "25:99", "25:99 is no time of day, write it as 09:00"),
        (
            "--minutes",
            "30 -4",
            "five whole numbers, one each for needs, weights, grid, disagreement, closing",
        ),
        ("--minutes", "999 45 45 30 45", "together they are more than the 16 hours of a day"),
        ("--date", "1/2/2026", "1/2/2026 is no day of the calendar"),
        ("--competitors", "Acme, B", "Acme is named twice among the companies"),
        ("--competitors", "A,B,C,D,E,F,G,H", "8 competitors: 7 fit the grid"),
        ("--segment", "clinics", "Clinics is named twice among the segments"),
        ("--people", "nobody.csv", "nobody.csv is not there"),
    ],
)
def test_new_says_what_cannot_be_and_writes_nothing(
    cxw: Callable[..., Said], tmp_path: Path, option: str, value: str, sentence: str
) -> None:
    code, _, said = cxw(*NEW, option, value)
    assert code in (1, 2)
    assert sentence in said
    assert not (tmp_path / "day.yaml").exists()


@pytest.mark.parametrize("typed", ["1.12.2026", "1. Dezember 2026", "1.12.26", "December 1, 2026"])
def test_new_reads_a_day_as_people_write_it_and_says_what_a_language_lacks(
    cxw: Callable[..., Said], tmp_path: Path, typed: str
) -> None:
    code, out, _ = cxw(*NEW, "--date", typed, "--start", "9 Uhr", "--language", "klingonisch")
    assert code == 0
    made = (tmp_path / "day.yaml").read_text("utf-8")
    assert "date: 2026-12-01" in made
    assert "start: '09:00'" in made
    assert "`language` is klingonisch, which cxw does not speak" in out


def test_new_seats_people_in_segments_by_name(cxw: Callable[..., Said], tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,segments\nAna,Clinics with under 20 staff\nBen,\n")
    segments = ("--segment", "Clinics with under 20 staff", "--segment", "Hospitals")
    code, _, said = cxw(
        "new", "day.yaml", "--title", "T", "--company", "A", *segments, "--people", "people.csv"
    )
    assert (code, said) == (0, "")
    assert problems_of(tmp_path / "day.yaml") == []
    made = load(tmp_path / "day.yaml")
    assert made.participants[0].segments == [made.segments[0].id]
    (tmp_path / "people.csv").write_text("name,segments\nAna,Schools\n")
    code, _, said = cxw(
        "new", "b.yaml", "--title", "T", "--company", "A", *segments, "--people", "people.csv"
    )
    assert code == 2
    assert "Ana sits in schools, which is no segment here" in said


def test_new_from_an_earlier_session_takes_a_new_day_and_plan_but_no_other_segments(
    cxw: Callable[..., Said], tmp_path: Path
) -> None:
    code, out, _ = cxw("new", "--from", ESSAY, "--date", "2027-01-15", "--start", "13", "--title", "Again")
    assert code == 0
    assert "13:00 needs" in out
    plan = load(tmp_path / "again.yaml").plan
    assert plan is not None
    assert plan.start == "13:00"
    code, _, said = cxw("new", "--from", ESSAY, "--segment", "Schools")
    assert code == 2
    assert "leave out --company and --segment" in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--nonsense",), "there is no option --nonsense"),
        (("rn",), "cxw has no command rn"),
        (("show",), "FILE is missing"),
        (("show", "a.yaml", "grid", "more"), "more is more than this command takes"),
        (("show", "a.yaml", "--width", "9"), "--width is 60 at least"),
        (("show", "a.yaml", "--width", "nine"), "--width is a whole number"),
        (("show", "a.yaml", "--height", "9000"), "--height is 200 at most"),
        (("run", "a.yaml", "--theme", "pink"), "--theme is one of dark, light, not pink"),
        (("report", "a.yaml", "--format"), "--format needs something after it"),
    ],
)
def test_a_misuse_gets_a_sentence_and_exit_code_2(
    cxw: Callable[..., Said], words: str, sentence: str
) -> None:
    code, out, said = cxw(*words)
    assert (code, out) == (2, "")
    assert said.splitlines()[0].startswith(sentence)
    assert said.splitlines()[1].endswith("--help` shows how it is written")
    assert "nvalid" not in said
    assert "rror" not in said


def test_cxw_alone_shows_the_commands(cxw: Callable[..., Said]) -> None:
    code, out, _ = cxw()
    assert code == 0
    assert [line for line in out.splitlines() if line in ("For the day:", "Afterwards:", "Files:")]


@pytest.mark.parametrize("name", ["a" * 400 + ".yaml", "loop.yaml", "folder", "x\0y.yaml"])
@pytest.mark.parametrize("command", ["run", "show", "report", "replay", "check"])
def test_a_name_that_cannot_be_a_file_gets_a_sentence(
    cxw: Callable[..., Said], tmp_path: Path, command: list[str], name: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    code, out, said = cxw(command, name)
    assert code in (1, 2)
    assert 0 < len(out + said) < 600
    assert "Traceback" not in out + said
    assert ("link" in out + said) == (name == "loop.yaml")


class End(io.StringIO):
    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("stdin", "stdout", "term", "somebody"),
    [
        (True, True, "xterm", True),
        (False, True, "xterm", False),
        (True, False, "xterm", False),
        (True, True, "dumb", False),
        (True, True, "unknown", False),
    ],
)
def test_nothing_is_asked_where_nobody_sits(
    monkeypatch: pytest.MonkeyPatch, stdin: bool, stdout: bool, term: str, somebody: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", End(stdin))
    monkeypatch.setattr(sys, "stdout", End(stdout))
    monkeypatch.setenv("TERM", term)
    assert at_terminal() is somebody
    if not somebody:
        with pytest.raises(InputNeeded, match=term if term != "xterm" else "there is none"):
            need_terminal("A window fills a terminal.", "Print it.")
