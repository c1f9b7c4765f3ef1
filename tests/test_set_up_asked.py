"""The evening before: pastes from tables, lines changed in the middle, a way back, and the next time asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from often import some
from prompt_toolkit.application import create_app_session  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.input import create_pipe_input  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.output import DummyOutput  # noqa: TID251  (keys are piped into the questions)
from typer.testing import CliRunner

from cxw.cli import app
from cxw.cli.asking import Given, remarks, set_up
from cxw.cli.next_time import next_session
from cxw.cli.pasted_people import people_lines
from cxw.cli.terminal import DeskChoice
from cxw.day.set_up import participant
from cxw.model import Company, Evidence, Need, Participant, Plan, Research, Segment, Session
from cxw.sessionfile import create, load, problems_of

TODAY = dt.date(2026, 3, 13)
ENTER, DOWN, UP, WIPE, SPACE, ESC, CTRL_C = "\r", "\x1b[B", "\x1b[A", "\x15", " ", "\x1b", "\x03"
AND_NO_MORE = ("\x03",) * 4
"""Whoever asks more than these keys answer is stopped, and the test fails."""
KNOWN = Given(
    None, "T", "Acme", ["Clinics"], None, "PayCorp", "R", None, "2026-03-14", "9", "", attribution="functions"
)
"""Everything but people and the desk."""
TEN = [
    ("Anna Müller", "Vertrieb"),
    ("Jürgen Groß", "Vertrieb"),
    ("Øystein Bø", "Vertrieb"),
    ("Siobhán O’Neill", "Marketing"),
    ("Ana D’Souza", "Marketing"),
    ("Łukasz Ślusarczyk", "Marketing"),
    ("Åse Næss", "Kundendienst"),
    ("Lea Li", "Kundendienst"),
    ("Karl-Heinz von und zu Donaudampf", "Kundendienst"),
    ("Müller Bob", "Kundendienst"),
]


def asked(make: Callable[[], Session], *keys: str) -> Session:
    """The session made by these keys."""
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for key in (*keys, *AND_NO_MORE):
            pipe.send_text(key)
        return make()


def typed(*keys: str, known: Given = KNOWN) -> Session:
    return asked(lambda: set_up(known, TODAY, ask=True), *keys)


def pasted(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def who(session: Session) -> list[tuple[str, str | None]]:
    return [(person.name, person.function) for person in session.participants]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# people out of a table

SHAPES = {
    "tabs": "\n".join(f"{name}\t{function}" for name, function in TEN),
    "windows": "\r\n".join(f"{name}\t{function}" for name, function in TEN) + "\r\n",
    "head": "Name\tAbteilung\n" + "\n".join(f"{name}\t{function}" for name, function in TEN),
    "other columns": "Nr.\tAbteilung\tName\tE-Mail\n"
    + "\n".join(f"{n}\t{function}\t{name}\tx@acme.de" for n, (name, function) in enumerate(TEN, 4)),
    "two names": "Vorname\tNachname\tTeam\n"
    + "\n".join("\t".join([*name.split(" ", 1), function]) for name, function in TEN),
    "mail": "\n".join(f"{name}\tx@acme.de\t{function}" for name, function in TEN),
    "commas": "\n".join(f"{name}, {function}" for name, function in TEN),
    "semicolons": "\n".join(f"{name};{function}" for name, function in TEN),
    "brackets": "\n".join(f"- {name} ({function})" for name, function in TEN),
    "numbered": "\n".join(f"{n}. {name} – {function}" for n, (name, function) in enumerate(TEN, 1)),
    "quotes": "\n".join(f"„{name}“\t„{function}“" for name, function in TEN),
    "empty lines": "\n\n".join(f" {name} \t {function} " for name, function in TEN),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_lines_of_a_table_are_its_people(shape: str) -> None:
    people: list[Participant] = []
    for line in people_lines(SHAPES[shape]):
        people.append(participant(line, people))
    assert [(person.name, person.function) for person in people] == TEN


@pytest.mark.parametrize(
    "shape", some(zip(SHAPES, strict=True), lambda shape: shape in ("windows", "two names"))
)
def test_ten_rows_of_a_table_are_ten_people_with_their_functions(shape: str) -> None:
    made = typed(pasted(SHAPES[shape]), ENTER, ENTER, ENTER, ENTER, ENTER, ENTER)
    assert who(made) == TEN


def test_a_table_says_last_name_first_and_the_room_says_it_the_other_way_round() -> None:
    assert people_lines("Müller, Anna\tVertrieb\nGroß, Jürgen\tMarketing") == [
        "Anna Müller\tVertrieb",
        "Jürgen Groß\tMarketing",
    ]


def test_capitals_make_no_other_function_and_further_ones_are_kept() -> None:
    people: list[Participant] = []
    for line in people_lines("Ana\tVertrieb\nBen\tvertrieb\tService\nCho\tVERTRIEB"):
        people.append(participant(line, people))
    assert [person.function for person in people] == ["Vertrieb"] * 3
    assert people[1].also == ["Service"]


def test_functions_a_letter_apart_are_said_before_the_file_is_written() -> None:
    made = typed(pasted("Ana, Vertrieb\nBen, Vertrieb\nCho, Vertreib"), *(ENTER,) * 8)
    assert [line for line in remarks(made) if "two functions" in line] == [
        "Vertrieb and Vertreib count as two functions: if they are one, spell both alike"
    ]


@pytest.mark.parametrize("number", ["3", "- 3"])
def test_a_number_behind_which_no_line_stands_is_nobodys_name(number: str) -> None:
    made = typed(f"Ana, Sales{ENTER}{number}{ENTER}{WIPE}Ben, Sales{ENTER}", *(ENTER,) * 6)
    assert [name for name, _ in who(made)] == ["Ana", "Ben"]


def test_of_a_paste_what_does_not_fit_stays_in_the_field_with_why(capsys: Any) -> None:
    made = typed(
        pasted("Anna Müller\tSales\nBen\tSales\nanna müller\tSales\nCho\tSales"),
        ENTER,
        *(WIPE, "Anna Müller V., Sales", ENTER),
        *(ENTER, ENTER, ENTER, ENTER, ENTER),
    )
    assert [name for name, _ in who(made)] == ["Anna Müller", "Ben", "Cho", "Anna Müller V."]
    said = capsys.readouterr().out
    assert "Two people would be called anna müller: add an initial" in said


def test_a_line_of_a_paste_that_does_not_fit_can_be_left_out() -> None:
    made = typed(pasted("Ana\tA\nana\tA\nBen\tA"), ENTER, WIPE, ENTER, *[ENTER] * 6)
    assert [name for name, _ in who(made)] == ["Ana", "Ben"]


NAMES = st.lists(
    st.sampled_from([name for name, _ in TEN])
    | st.text("aeijklmøöß’ '.-Ł😀", min_size=2, max_size=20).map(lambda name: "X" + " ".join(name.split())),
    min_size=1,
    max_size=12,
    unique_by=lambda name: name.casefold(),
)


@given(names=NAMES)
def test_every_row_of_a_table_is_one_person_by_that_name(names: list[str]) -> None:
    people: list[Participant] = []
    for line in people_lines("\n".join(f"{name}\tVertrieb" for name in names)):
        people.append(participant(line, people))
    assert len(people) == len(names)
    assert all(person.name in name for person, name in zip(people, names, strict=True))
    assert {person.function for person in people} == {"Vertrieb"}
    assert len({person.id for person in people}) == len(people)


# changing what was said

THREE = (pasted("Ana\tSales\nBen\tSales\nCho\tSales"), ENTER)
DONE = (ENTER, ENTER, ENTER, ENTER, ENTER)
"""Nobody else, nobody senior, nobody met a customer, the desk, write."""


def test_a_person_in_the_middle_is_changed_by_their_number_and_the_rest_stays() -> None:
    made = typed(*THREE, "2", ENTER, ENTER, WIPE, "Bea, Marketing", ENTER, ENTER, ENTER, *DONE)
    assert who(made) == [("Ana", "Sales"), ("Bea", "Marketing"), ("Cho", "Sales")]


def test_a_person_in_the_middle_is_taken_out() -> None:
    made = typed(*THREE, "2", ENTER, DOWN, ENTER, ENTER, ENTER, *DONE[1:])
    assert [name for name, _ in who(made)] == ["Ana", "Cho"]


def test_several_lines_are_taken_out_at_once() -> None:
    made = typed(*THREE, "- 1 3", ENTER, ENTER, ENTER, *DONE[1:])
    assert [name for name, _ in who(made)] == ["Ben"]


def test_escape_leaves_a_line_as_it_is() -> None:
    made = typed(*THREE, "2", ENTER, ESC, *DONE)
    assert [name for name, _ in who(made)] == ["Ana", "Ben", "Cho"]


def test_a_change_to_a_name_that_is_there_is_refused_and_stays_in_the_field() -> None:
    made = typed(*THREE, "2", ENTER, ENTER, WIPE, "Ana, Sales", ENTER, WIPE, "Ana B., Sales", ENTER, *DONE)
    assert [name for name, _ in who(made)] == ["Ana", "Ana B.", "Cho"]


def test_senior_is_who_enter_or_space_chose_and_a_second_time_takes_it_back() -> None:
    down = DOWN * 2
    made = typed(*THREE, ENTER, DOWN, ENTER, down, SPACE, DOWN, ENTER, *[ENTER] * 5)
    assert [person.name for person in made.participants if person.senior] == ["Ben"]
    assert made.pull is None


# who is alone in a function, and the pull

BOARD = (pasted("Ana\tSales\nBen\tSales\nCho\tSales\nÅse Müller\tVorstand"), ENTER, ENTER)


def test_somebody_alone_in_a_function_is_left_as_they_are_by_enter(capsys: Any) -> None:
    made = typed(*BOARD, ENTER, *DONE[1:])
    assert [(p.function, p.observer) for p in made.participants][-1] == ("Vorstand", None)
    said = " ".join(capsys.readouterr().out.split())
    assert "Vorstand (1 person) will not show by itself. It would if its one person ticks." in said


def test_somebody_alone_in_a_function_can_be_an_observer_and_then_hides_nobody(capsys: Any) -> None:
    made = typed(*BOARD, DOWN, ENTER, *DONE[1:])
    assert [p.observer for p in made.participants] == [None, None, None, True]
    said = capsys.readouterr().out
    assert "Sales 3, 1 observer" in said
    assert "will not show" not in said


def test_an_observer_is_taken_back_where_functions_are_changed() -> None:
    to_functions, to_the_last = (DOWN,) * 5, (DOWN,) * 4
    again = (*to_functions, ENTER, *to_the_last, ENTER, ENTER, ENTER)
    made = typed(*BOARD, DOWN, ENTER, *DONE[1:-1], *again, ENTER)
    assert not any(p.observer for p in made.participants)


def test_the_pull_is_asked_about_only_where_somebody_is_senior_and_is_off_by_default() -> None:
    senior = (ENTER, DOWN, ENTER, ENTER)
    assert typed(*THREE, *senior, ENTER, *DONE[2:]).pull is None
    made = typed(*THREE, *senior, "y", *DONE[2:])
    assert made.pull
    assert "the notice and the ballots say so" in " ".join(remarks(made))


def test_switched_on_with_nobody_senior_it_says_what_is_missing() -> None:
    made = set_up(replace(KNOWN, pull=True, language="Deutsch"), TODAY, ask=False)
    assert (made.pull, made.language) == (True, "Deutsch")
    assert "nobody is senior yet" in " ".join(remarks(made))


# a way back

TITLE = replace(KNOWN, title="", company="")


def test_escape_goes_a_question_back_and_keeps_what_was_said() -> None:
    made = typed(
        "Payrol", ENTER, "Acm", ESC, WIPE, "Payroll", ENTER, "Acme", ENTER, *THREE, *DONE, known=TITLE
    )
    assert (made.title, made.company.name) == ("Payroll", "Acme")


def test_escape_in_the_middle_of_a_list_loses_no_line_and_steps_over_what_has_nothing_to_ask() -> None:
    known = replace(KNOWN, company="")
    made = typed("Acm", ENTER, *THREE, ESC, WIPE, "Acme", ENTER, ENTER, ESC, *DONE, known=known)
    assert made.company.name == "Acme"
    assert [name for name, _ in who(made)] == ["Ana", "Ben", "Cho"]


def test_escape_from_the_reading_through_asks_the_last_question_again() -> None:
    made = typed(*THREE, *DONE[:-1], ESC, DOWN, ENTER, ENTER)
    assert made.desk == "laptop"


def test_ctrl_c_asks_before_anything_typed_is_thrown_away() -> None:
    made = typed(*THREE, CTRL_C, ENTER, *DONE)
    assert [name for name, _ in who(made)] == ["Ana", "Ben", "Cho"]


def test_ctrl_c_can_keep_what_was_said_so_far() -> None:
    made = typed(*THREE, CTRL_C, DOWN, ENTER)
    assert [name for name, _ in who(made)] == ["Ana", "Ben", "Cho"]


@pytest.mark.parametrize("keys", [(CTRL_C,), (*THREE, CTRL_C, CTRL_C), (*THREE, CTRL_C, DOWN, DOWN, ENTER)])
def test_ctrl_c_twice_or_before_anything_was_said_stops(keys: tuple[str, ...], capsys: Any) -> None:
    with pytest.raises(typer.Exit) as end:
        typed(*keys)
    assert end.value.exit_code == 130
    assert "Nothing was written" in capsys.readouterr().err


# breaks, and what stands beside numbers


def test_breaks_are_asked_and_stand_in_the_plan(capsys: Any) -> None:
    known = replace(KNOWN, start="")
    keys = (
        ENTER,
        ENTER,
        "12:00 60 Lunch",
        ENTER,
        "10.30-10.45 Kaffee",
        ENTER,
        "noon",
        WIPE,
        "17 Bier",
        ENTER,
    )
    made = typed(*THREE, ENTER, ENTER, ENTER, *keys, ENTER, ENTER, ENTER, known=known)
    assert made.plan is not None
    assert [(rest.at, rest.minutes, rest.what) for rest in made.plan.breaks] == [
        ("12:00", 60, "Lunch"),
        ("10:30", 15, "Kaffee"),
        ("17:00", 15, "Bier"),
    ]
    said = " ".join(capsys.readouterr().out.split())
    assert "10:30 Kaffee, 10:45 marks" in said
    assert "The break at 17:00 is after the end of the day at 13:30" in said


def test_attribution_is_asked_with_what_the_room_will_read(capsys: Any) -> None:
    known = replace(KNOWN, attribution="")
    made = typed(*THREE, ENTER, ENTER, ENTER, DOWN, ENTER, ENTER, ENTER, known=known)
    assert made.attribution == "names"
    assert "This room agreed that names stand beside numbers" in capsys.readouterr().out


def test_two_of_one_name_in_an_earlier_file_are_named(tmp_path: Path) -> None:
    old = load(earlier(tmp_path / "old.yaml"))
    old.participants[2].name = "ana müller"
    create(tmp_path / "two.yaml", old)
    said = list(remarks(next_session(FROM, tmp_path / "two.yaml", TODAY, ask=False)))
    assert "Two people are called Ana Müller: add an initial, so that no slip goes astray" in said


def test_a_break_that_the_day_does_not_reach_is_said_without_a_terminal_too() -> None:
    said = list(remarks(set_up(replace(KNOWN, breaks=["17:00 Bier"]), TODAY, ask=False)))
    assert any(line.startswith("The break at 17:00 is after the end of the day at 12:15") for line in said)


# the next time


def earlier(path: Path, *, alike: bool = True) -> Path:
    rivals = [Company(id="paycorp", name="PayCorp", short="Pay"), Company(id="lohn", name="Lohn & Gehalt")]
    segments = [
        Segment(
            id=id,
            name=name,
            needs=[Need(id="price", text="Preis")],
            competitors=list(rivals if alike or id == "a" else rivals[:1]),
            research=[
                Research(id="r", question="Preis?", about=["mark lohn price"], owner="ben")
            ] if id == "a" else [],
        )
        for id, name in (("a", "Kliniken"), ("b", "Häuser"))
    ]  # fmt: skip
    session = Session(
        cxw=1,
        title="Lohn",
        company=Company(id="us", name="Acme"),
        date=dt.date(2025, 3, 1),
        participants=[
            Participant(id="ana", name="Ana Müller", function="Vertrieb", senior=True),
            Participant(id="ben", name="Ben Bø", function="Vertrieb", segments=["b"]),
            Participant(id="cho", name="Cho", function="Marketing"),
        ],
        plan=Plan(
            start="08:00", minutes={"needs": 10, "weights": 10, "grid": 10, "disagreement": 5, "closing": 50}
        ),
        segments=segments,
        evidence=[
            Evidence(
                id="e", kind="interviews", segment="a", supports=["mark lohn price", "weight price"], by="ben"
            )
        ],
    )
    create(path, session)
    return path


FROM = Given(None, "", "", [], None, "", "", None, "", "", "")


def again(old: Path, *keys: str, known: Given = FROM) -> Session:
    made = asked(lambda: next_session(known, old, TODAY, ask=True), *keys)
    new = old.with_name("new.yaml")
    create(new, made)
    assert [problem for problem in problems_of(new) if not problem.warning] == []
    return made


NOTHING_NEW = (ENTER,) * 7
"""Everybody comes again; two functions too small; the senior, no pull, the contacts, the competitors stay."""
SAME_PLAN = (ENTER, ENTER, ENTER, ENTER)
"""The day, its start, the minutes, no breaks: as they were."""


def test_the_next_time_asks_for_people_competitors_day_and_plan_filled_in_with_last_times(
    tmp_path: Path,
) -> None:
    made = again(earlier(tmp_path / "old.yaml"), *NOTHING_NEW, *SAME_PLAN, ENTER)
    assert [person.id for person in made.participants] == ["ana", "ben", "cho"]
    assert made.participants[0].senior
    assert made.participants[1].segments == ["b"]
    assert made.plan is not None
    assert made.plan.start == "08:00"
    assert made.date == TODAY
    assert made.segments[0].competitors[0].short == "Pay"


def test_people_leave_and_come_the_next_time_and_a_leavers_promise_keeps_the_name(tmp_path: Path) -> None:
    keys = ("- 2", ENTER, "Dora Groß, Vertrieb", ENTER, *NOTHING_NEW, *SAME_PLAN, ENTER)
    made = again(earlier(tmp_path / "old.yaml"), *keys)
    assert [person.name for person in made.participants] == ["Ana Müller", "Cho", "Dora Groß"]
    assert made.segments[0].research[0].owner == "Ben Bø"
    assert made.evidence[0].by == "Ben Bø"


def test_a_competitor_who_is_gone_takes_what_was_about_them_along_and_the_others_stay(tmp_path: Path) -> None:
    keys = ("2", ENTER, DOWN, ENTER, "Neu GmbH", ENTER)
    made = again(earlier(tmp_path / "old.yaml"), *NOTHING_NEW[:-1], *keys, ENTER, *SAME_PLAN, ENTER)
    for segment in made.segments:
        assert [rival.id for rival in segment.competitors] == ["paycorp", "neu-gmbh"]
    assert made.evidence[0].supports == ["weight price"]
    assert made.segments[0].research[0].about == []


def test_competitors_that_were_not_the_same_everywhere_are_asked_segment_by_segment(tmp_path: Path) -> None:
    keys = (*NOTHING_NEW[:-1], ENTER, "Neu GmbH", ENTER, ENTER, *SAME_PLAN, ENTER)
    made = again(earlier(tmp_path / "old.yaml", alike=False), *keys)
    assert [[rival.name for rival in segment.competitors] for segment in made.segments] == [
        ["PayCorp", "Lohn & Gehalt"],
        ["PayCorp", "Neu GmbH"],
    ]


def test_without_a_terminal_the_next_time_takes_options(tmp_path: Path) -> None:
    old = earlier(tmp_path / "old.yaml")
    (tmp_path / "p.csv").write_text("name,function\nAna Müller,Vertrieb\nDora,Vertrieb\n", "utf-8")
    words = ["new", "next.yaml", "--from", str(old), "--no-input", "--date", "2026-05-01", "--start", "10"]
    words += ["--break", "10:30 60 Mittag", "--people", "p.csv", "--competitors", "PayCorp, Neu GmbH"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.exception
    made = load(tmp_path / "next.yaml")
    assert [person.name for person in made.participants] == ["Ana Müller", "Dora"]
    assert made.plan is not None
    assert (made.plan.start, made.plan.breaks[0].what) == ("10:00", "Mittag")
    assert [rival.name for rival in made.segments[1].competitors] == ["PayCorp", "Neu GmbH"]
    assert "10:30 Mittag" in done.output


# cards for phones

ON_PHONES = (DOWN, DOWN, ENTER)
"""Paper, laptop, phones."""


def test_with_phones_cards_are_proposed_and_one_enter_takes_them() -> None:
    made = typed(*THREE, *DONE[:3], *ON_PHONES, ENTER, ENTER)
    assert made.desk == "phones"
    assert who(made) == [("Sales 1", "Sales"), ("Sales 2", "Sales"), ("Sales 3", "Sales")]
    assert "Ana" not in made.model_dump_json()


def test_who_wants_names_on_phones_has_them() -> None:
    made = typed(*THREE, *DONE[:3], *ON_PHONES, DOWN, ENTER, ENTER)
    assert [name for name, _ in who(made)] == ["Ana", "Ben", "Cho"]
    assert any("you can see who answered what" in line for line in remarks(made))


def test_nothing_that_was_known_of_somebody_goes_with_a_card() -> None:
    made = typed(*THREE, ENTER, DOWN, SPACE, ENTER, ENTER, ENTER, *ON_PHONES, ENTER, ENTER)
    assert not [person for person in made.participants if person.senior or person.last_customer_contact]
    assert made.pull is None


def test_on_paper_nobody_is_asked_about_cards() -> None:
    made = typed(*THREE, *DONE)
    assert who(made)[0] == ("Ana", "Sales")
    assert not [line for line in remarks(made) if "phone" in line]


@pytest.mark.parametrize(
    ("said", "cards"), [(None, False), (True, True), (False, False)], ids=["nothing", "cards", "names"]
)
def test_on_the_command_line_cards_are_dealt_where_it_says_so(
    said: bool | None, cards: bool, tmp_path: Path
) -> None:
    table = tmp_path / "people.csv"
    table.write_text("name,function\nÅse Næss,Vertrieb\nØystein Bø,Vertrieb\n", "utf-8")
    given = replace(KNOWN, people=table, cards=said, desk=DeskChoice.phones)
    made = set_up(given, TODAY, ask=False)
    assert (who(made)[0][0] == "Vertrieb 1") is cards
    assert any("--cards" in line for line in remarks(made)) is not cards
