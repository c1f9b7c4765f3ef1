"""`cxw new` by its questions, typed into the real widgets: what it forgives, and what it writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from prompt_toolkit.application import create_app_session  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.input import create_pipe_input  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.output import DummyOutput  # noqa: TID251  (keys are piped into the questions)

from cxw.cli.asking import Given, remarks, set_up
from cxw.cli.next_time import next_session
from cxw.cli.showing import print_screens
from cxw.handout import write_handout
from cxw.model import Session
from cxw.sessionfile import create, dumps, load, problems_of
from cxw.sharing import shared
from cxw.theme import DARK
from cxw.wall import ScreenView, draw

TODAY = dt.date(2026, 3, 13)
ARCHIVE = Path(__file__).resolve().parent.parent / "workshops" / "essay.yaml"
ENTER, DOWN, UP, WIPE, SPACE, CTRL_C = "\r", "\x1b[B", "\x1b[A", "\x15", " ", "\x03"
AND_NO_MORE = (CTRL_C,) * 4
"""Whoever asks more than these keys answer is stopped, and the test fails."""
NOTHING = Given(None, "", "", [], None, "", "", None, "", "", "")
ANSWERS = (
    *("Payroll", ENTER, "Acme", ENTER, "Clinics", ENTER, ENTER),
    *("Ana Lima, Marketing", ENTER, "Ben Ode, sales", ENTER, "Cho Park, Sales", ENTER, ENTER),
    *(ENTER, ENTER),  # Marketing is one person, sales are two: leave both
    *(DOWN, ENTER, ENTER, ENTER),  # Ana is senior, and the pull is not looked at
    *(DOWN, DOWN, SPACE, ENTER, "2.3.2026", ENTER),  # Ben met a customer
    *("PayCorp", ENTER, ENTER, ENTER, ENTER),  # competitors, functions beside numbers, the day
    *(WIPE, "9.30", ENTER, ENTER, ENTER),  # the plan, no breaks
    *(ENTER, "R. Osei", ENTER),  # the desk, the facilitator
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def typed(*keys: str, given: Given = NOTHING) -> Session:
    """The session made by these keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for key in (*keys, *AND_NO_MORE):
            pipe.send_text(key)
        return set_up(given, TODAY, ask=True)


def test_an_evening_of_questions_makes_a_session_in_order(tmp_path: Path) -> None:
    made = typed(*ANSWERS, ENTER)
    create(tmp_path / "payroll.yaml", made)
    assert problems_of(tmp_path / "payroll.yaml") == []
    ana, ben, cho = made.participants
    assert (ana.function, ben.function, cho.function) == ("Marketing", "sales", "sales")
    assert ana.senior
    assert ben.last_customer_contact == dt.date(2026, 3, 2)
    assert [c.id for c in made.segments[0].competitors] == ["as-now", "paycorp"]
    assert made.plan is not None
    assert made.plan.start == "09:30"
    assert made.facilitator == "R. Osei"


def test_everything_is_read_through_and_can_be_changed_before_it_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    to_company, to_write = (DOWN, DOWN), ENTER
    made = typed(*ANSWERS, *to_company, ENTER, WIPE, "Acme Payroll", ENTER, to_write)
    assert made.company.name == "Acme Payroll"
    assert made.title == "Payroll"
    said = capsys.readouterr().out
    assert "09:30 needs, 10:00 weights, 10:45 marks, 11:30 disagreement, 12:00 closing, 12:45 end" in said
    assert (
        "sales (2 people) will not show by itself. It would if everybody of Marketing and sales ticks" in said
    )
    assert "1 senior, 1 with the day they last met a customer" in said


def test_a_line_of_a_list_can_be_taken_back() -> None:
    given = Given(
        None, "T", "Acme", [], None, "PayCorp", "R", None, "2026-03-14", "9", "", attribution="functions"
    )
    made = typed(
        "Clinics",
        ENTER,
        "Hopsitals",
        ENTER,
        "-",
        ENTER,
        "Hospitals",
        ENTER,
        ENTER,
        ENTER,
        ENTER,
        ENTER,
        given=given,
    )
    assert [segment.name for segment in made.segments] == ["Clinics", "Hospitals"]


def test_people_come_from_a_table_named_among_the_questions(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name;function\nAna Lima;Sales\nBen Ode;Sales\n")
    given = Given(
        None,
        "T",
        "Acme",
        ["Clinics"],
        None,
        "PayCorp",
        "R",
        None,
        "2026-03-14",
        "9",
        "",
        attribution="functions",
    )
    made = typed("people.csv", ENTER, "Cho, Sales", ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, given=given)
    assert [person.name for person in made.participants] == ["Ana Lima", "Ben Ode", "Cho"]


def test_a_small_function_is_counted_with_another_when_the_facilitator_says_so() -> None:
    given = Given(
        None,
        "T",
        "Acme",
        ["Clinics"],
        None,
        "PayCorp",
        "R",
        None,
        "2026-03-14",
        "9",
        "",
        attribution="functions",
    )
    people = [
        part for name in ("A, Sales", "B, Sales", "C, Sales", "D, Management") for part in (name, ENTER)
    ]
    made = typed(*people, ENTER, UP, ENTER, ENTER, ENTER, ENTER, ENTER, given=given)
    assert made.participants[3].function == "Sales"
    assert made.participants[3].also == ["Management"]


def test_ctrl_c_writes_nothing_and_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(typer.Exit) as end:
        typed("Payroll", ENTER, "Acme", CTRL_C, CTRL_C)
    assert end.value.exit_code == 130
    assert "Nothing was written" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_title_whose_file_is_there_is_said_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "payroll.yaml").write_text("mine")
    made = typed(*ANSWERS, ENTER, WIPE, "Payroll again", ENTER, ENTER)
    assert made.title == "Payroll again"
    assert "payroll.yaml is there already" in capsys.readouterr().out


CARDS = (
    *("Payroll", ENTER, "Acme", ENTER, "Clinics", ENTER, ENTER),
    *(
        "4 Sales",
        ENTER,
        "Marketing",
        ENTER,
        "Ana Lima, marketing",
        ENTER,
        "-",
        ENTER,
        "sales 1",
        ENTER,
        ENTER,
    ),
    *(ENTER, DOWN, ENTER, ENTER, ENTER),  # leave Marketing as it is; the first card is senior, no pull
    ENTER,  # nobody met a customer
    *(ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER, ENTER),
)


def test_with_cards_the_questions_ask_how_many_and_nobody_has_a_name(tmp_path: Path) -> None:
    made = typed(*CARDS, ENTER, given=replace(NOTHING, cards=True))
    names = [(p.id, p.name, p.function) for p in made.participants]
    sales = [(f"sales-{n}", f"Sales {n}", "Sales") for n in range(1, 6)]
    assert names == [*sales[:4], ("marketing-1", "Marketing 1", "Marketing"), sales[4]]
    assert made.participants[0].senior
    create(tmp_path / "payroll.yaml", made)
    assert problems_of(tmp_path / "payroll.yaml") == []


def test_cards_leave_out_the_names_of_a_table_and_keep_the_rest(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,function,senior\nAna Lima,Sales,\nBen Ode,,yes\nCho Park,Sales,\n")
    given = Given(None, "Payroll", "Acme", ["Clinics"], table, "", "", None, "", "", "", cards=True)
    made = set_up(given, TODAY, ask=False)
    assert [(p.name, p.function) for p in made.participants] == [
        ("Sales 1", "Sales"),
        ("Guest 1", None),
        ("Sales 2", "Sales"),
    ]
    assert made.participants[1].senior
    assert "ana" not in dumps(made).casefold()


def test_cards_take_the_names_out_of_what_an_earlier_session_brings(tmp_path: Path) -> None:
    given = replace(NOTHING, cards=True)
    made = next_session(given, ARCHIVE, TODAY, ask=False)
    earlier = load(ARCHIVE)
    said = dumps(made)
    assert [p.function for p in made.participants] == [p.function for p in earlier.participants]
    assert not [p.name for p in earlier.participants if p.name in said]
    assert check_text(tmp_path, said) == []


def check_text(folder: Path, text: str) -> list[object]:
    path = folder / "again.yaml"
    path.write_text(text)
    return list(problems_of(path))


def test_a_shared_copy_brings_nobody_along(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    create(path, shared(load(ARCHIVE), TODAY, 7).session)
    made = next_session(NOTHING, path, TODAY, ask=False)
    assert made.participants == []
    assert made.shared is None


def test_names_are_agreed_on_before_the_day_and_said_on_the_first_screen() -> None:
    given = Given(None, "Payroll", "Acme", ["Clinics"], None, "", "", None, "", "", "", attribution="names")
    made = set_up(given, TODAY, ask=False)
    assert made.attribution == "names"
    assert any("see that all agree" in remark for remark in remarks(made))
    first = " ".join(draw(made, ScreenView(), width=100, height=30, theme=DARK, colour=False).split())
    assert "This room agreed that names stand beside numbers after each reveal" in first


@pytest.mark.parametrize("stage", ["weights", "grid"])
def test_where_names_are_agreed_on_they_stand_beside_numbers_on_the_wall(
    stage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = load(ARCHIVE)
    walls = {}
    for agreed in ("functions", "names"):
        session.attribution = agreed
        create(tmp_path / f"{agreed}.yaml", session)
        print_screens(tmp_path / f"{agreed}.yaml", stage, (140, 50), DARK)
        walls[agreed] = capsys.readouterr().out
    names = [person.name for person in session.participants]
    assert not [name for name in names if name in walls["functions"]]
    assert [name for name in names if name in walls["names"]]


def test_where_names_are_agreed_on_they_stand_beside_numbers_in_the_handout(tmp_path: Path) -> None:
    session = load(ARCHIVE)
    session.attribution = "names"
    made = write_handout(session, formats=["md"], folder=tmp_path, beside=tmp_path)
    handout = next(path for path in made if path.suffix == ".md").read_text("utf-8")
    assert "### Who gave what" in handout
    assert f"| {session.participants[0].name} |" in handout
