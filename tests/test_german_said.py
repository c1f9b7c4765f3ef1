"""What is said around a day in German: of departments, of the file, at the set-up, and when a language changes."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
import typer
from german_day import left_in_english
from prompt_toolkit.application import create_app_session  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.data_structures import Size  # noqa: TID251  (what the questions print is read)
from prompt_toolkit.input import create_pipe_input  # noqa: TID251  (keys are piped into the questions)
from prompt_toolkit.output.vt100 import Vt100_Output  # noqa: TID251  (what the questions print is read)
from test_german_run import NOON, Listening, room

from cxw.cli.asking import Given, remarks, set_up
from cxw.collect import Columns, read_spreadsheet
from cxw.day.keeping_names import kept_too_long
from cxw.day.set_up import SetUp, faults, same_names
from cxw.day.vanishing import in_the_day, offers, vanishing_beforehand
from cxw.model import Break, MarksRound, Need, Participant, Session, WeightsRound
from cxw.questions import points
from cxw.rehearsal import beforehand
from cxw.sessionfile import OpenFile, create, dumps
from cxw.text.phrases import Phrases, day_here, listed_here, phrases, quoted_here, say, speak
from cxw.workshop import Day
from cxw.workshop.day import keep


@pytest.fixture(autouse=True)
def german() -> None:
    """This room speaks German."""
    speak("de")


def test_what_was_said_is_said_again_in_another_language_with_all_that_stands_in_it() -> None:
    fault = points.rest_in_words(-3)
    whole = say("The points add up to {given}: {rest}.", given=103, rest=fault)
    assert whole == "Die Punkte ergeben 103: 3 zu viel."
    assert Phrases().again(whole) == "The points add up to 103: 3 too many."
    assert phrases("de").again(Phrases().again(whole)) == whole


def test_lists_quotes_and_days_are_written_as_the_room_writes_them() -> None:
    written = (listed_here(["a", "b", "c"]), listed_here(["a", "b"], "or"), quoted_here('"Marke"'))
    assert written == ("a, b und c", "a oder b", "„Marke“")
    assert day_here(dt.date(2027, 3, 1)) == "1. März 2027"
    speak("en")
    assert day_here(dt.date(2027, 3, 1)) == "1 March 2027"
    assert quoted_here("Brand") == "“Brand”"


@pytest.mark.parametrize(
    "sizes", [(1, 3), (2, 5), (1, 1, 4), (3, 3, 3), (2, 2, 2), (1, 2, 3, 4), (4, 4, 1, 1)]
)
def test_which_departments_do_not_show_is_said_in_german(sizes: Sequence[int]) -> None:
    names = ("Müller & Söhne", "Øst", "Łódź", "Kundendienstleitung")
    people = [
        Participant(id=f"p{n}{place}", name=f"Åsa {n}{place}", function=names[n])
        for n, size in enumerate(sizes)
        for place in range(size)
    ]
    session = room().model_copy(update={"participants": people})
    told = [*vanishing_beforehand(session), *beforehand(session)]
    told += [label for name in names[: len(sizes)] for label in offers(people, name).values()]
    assert told
    assert not left_in_english(told, session)


@pytest.mark.parametrize("unknown", [0, 1, 3])
def test_what_only_the_facilitator_is_told_of_a_round_is_said_in_german(unknown: int) -> None:
    session = room()
    row: dict[str, int] = {"a": 50, "b": 30, "c": 20}
    answers: dict[str, Any] = {person.id: row for person in session.participants}
    answers |= dict.fromkeys([*answers][:unknown], "dk")
    points_given = WeightsRound(
        of="weights", name="first", opened=NOON, closed=NOON, needs=[*row], answers=answers
    )
    marked: dict[str, Any] = {id: {"us": {"a": 3}} for id, answer in answers.items() if answer != "dk"}
    marks = MarksRound(of="marks", name="first", opened=NOON, needs=["a"], companies=["us"], answers=marked)
    told = [in_the_day(session, points_given), in_the_day(session, marks)]
    assert all(said.startswith("Nur für Sie: ") and "„wir sind zu wenige" in said for said in told)
    assert not left_in_english(told, session)


def test_what_keeps_a_set_up_from_being_one_is_said_in_german() -> None:
    day = dt.date(2026, 11, 3)
    people = [Participant(id="a", name="Anna", segments=["nie"]), Participant(id="b", name="anna")]
    breaks = [Break(at="08:00", minutes=5), Break(at="10:00", minutes=90), Break(at="10:30", minutes=5)]
    rivals = ["X"] * 9
    bad = SetUp("", "", [], day, people, rivals, start="9 Uhr früh")
    worse = SetUp("T", "X", ["A", "a"], day, people, rivals, breaks=breaks)
    told = [*faults(bad), *faults(worse), *same_names(people), *same_names(people * 4)]
    assert len({*told}) > 10
    assert not left_in_english(told, room())


def test_names_that_stay_too_long_are_told_in_german() -> None:
    session = room()
    late = dt.date(2027, 9, 1)
    told = [kept_too_long(session, "tag.yaml", late)]
    session.keep_names_until = dt.date(2027, 5, 31)
    told.append(kept_too_long(session, "tag.yaml", late))
    assert "bis zum 31. Mai 2027" in told[1]
    assert not left_in_english(told, session)


def _without_a_person(session: Session) -> None:
    session.participants.pop()


def _another_workshop(session: Session) -> None:
    session.title = "Parkhäuser"
    session.company.name = "Stadtwerke"
    session.participants.clear()
    session.segments[0].id = "p"
    session.segments.pop()


EDITS: Mapping[str, Callable[[Session], object]] = {
    "something is missing": _without_a_person,
    "another session": _another_workshop,
    "a word was changed": lambda session: setattr(session, "facilitator", "Jürgen Weiß"),
}


class Choosing(Listening):
    """Writes what is here over whatever stands there."""

    def trouble(self, text: str, ways: Mapping[str, str]) -> str:
        self.hear(text, *ways.values())
        return "here"


def heard_after(tmp_path: Path, outside: bytes, *, masked: bool = False) -> list[str]:
    """What the desk hears when this stands on disk as the next answer is kept."""
    path = tmp_path / "tag.yaml"
    create(path, room())
    with OpenFile(path) as opened:
        desk = Choosing(lambda: opened.session, lambda wall: None, NOON.date())
        day = Day(file=opened, desk=desk, now=lambda: NOON, masked=masked)
        path.write_bytes(outside)
        keep(day, lambda session: setattr(session, "facilitator", "Åsa Lund"))
    return desk.heard


@pytest.mark.parametrize("edit", EDITS)
def test_what_happened_to_the_file_is_said_in_german(edit: str, tmp_path: Path) -> None:
    other = room()
    EDITS[edit](other)
    heard = heard_after(tmp_path, dumps(other).encode())
    assert heard
    assert not left_in_english(heard, room())


@pytest.mark.parametrize("masked", [True, False])
@pytest.mark.parametrize("outside", [b"\n\n", b"cxw: 1\ntitle: [\n", b"cxw: 1\ntitle: T\ncolour: red\n"])
def test_a_file_that_was_spoilt_is_told_in_german(outside: bytes, masked: bool, tmp_path: Path) -> None:
    heard = heard_after(tmp_path, outside, masked=masked)
    assert heard
    assert not left_in_english(heard, room())


OF_THE_QUESTIONS = (r"\(Use arrow keys\)", "Nobody", r"Go on with \d+ chosen", "Cancelled by user")
"""What the questions say of themselves, whatever is asked."""


def test_a_room_whose_language_is_changed_in_its_file_is_spoken_to_in_the_new_one(tmp_path: Path) -> None:
    speak("en")
    path = tmp_path / "tag.yaml"
    create(path, room().model_copy(update={"language": None}))
    with OpenFile(path) as opened:
        desk = Choosing(lambda: opened.session, lambda wall: None, NOON.date())
        day = Day(file=opened, desk=desk, now=lambda: NOON)
        path.write_text(dumps(room("du")), encoding="utf-8")
        keep(day, lambda session: setattr(session, "facilitator", "Åsa Lund"))
    assert (opened.session.language, opened.session.facilitator) == ("Deutsch", "Åsa Lund")
    assert say("Go on") == "Weiter"


def test_the_set_up_asks_in_german(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every question once, with a line that will not do at most of them; then all of it is read through."""
    printed = io.StringIO()
    output = Vt100_Output(printed, lambda: Size(rows=60, columns=400))
    lines = [
        *("", "Kassensysteme", "", "Hafenkontor", "", "Marktstände", "Marktstände", "\x15"),
        *("Anna Müller, Vertrieb", "Anna Müller, Vertrieb", "\x15Jürgen Weiß, Vertrieb", "Åsa, Büro", "- 2"),
        *("1", "\x1b[B", "", "", "", "", "", "Lagerhaus", "Lagerhaus", "\x15", "", "nie", "\x15", "früh"),
        *("\x159", "vier", "\x1530 45 45 30 45", "bald", "\x1512:30 60 Mittag", "", "", ""),
    ]
    given = Given(tmp_path / "tag.yaml", "", "", [], None, "", "", None, "", "", "", language="de")
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=output):
        pipe.send_text("".join(f"{line}\r" for line in lines))
        pipe.send_text("\x03\x03\x03\x03")
        with pytest.raises(typer.Exit):
            set_up(given, NOON.date(), ask=True)
    said = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", " ", capsys.readouterr().out + printed.getvalue())
    said = re.sub("|".join(OF_THE_QUESTIONS), "", said)
    asked = ("Wer nimmt teil?", "Welche Wettbewerber", "Wann beginnt er?", "Welche Pausen?", "Wer moderiert?")
    assert [one for one in asked if one not in said] == []
    known = room().model_copy(update={"title": "Kassensysteme tag"})
    assert not left_in_english([*said.splitlines()], known)


def test_what_is_to_be_known_of_a_day_that_was_set_up_is_said_in_german() -> None:
    session = room().model_copy(update={"attribution": "names", "pull": True, "hours": 2})
    told = [*remarks(session)]
    assert len(told) > 3
    assert not left_in_english(told, session)


HEADS = "person,Preis,Marke,Tempo\n"
TABLES = (
    *("", "person\nÅsa Lund\n", HEADS, "wer,Preis\nx,1\n", HEADS + ",1,2,3\n", HEADS + "niemand,1,2,3\n"),
    HEADS + "Åsa Lund,50,30,30\nÅsa Lund,50,30,20\nAnna Müller,1,,3\nJürgen Weiß,dk,1,2\n",
    HEADS + "Åsa Lund,50,30,20,7\nAnna Müller,x,1.5,1.000\nÆgir Strøm,1000,30,20\n",
    "person,Preis,Preise,Marke,Preis,\nÅsa Lund,1,2,3,4,5\n",
    "person,need,points,stimmung\nÅsa Lund,Preis,5,gut\nÅsa Lund,Preis,6,\nÅsa Lund,Preiss,6,\nÅsa Lund,,6,\n",
    "person,company,need,mark\nÅsa Lund,Niemand,Preis,5\nÅsa Lund,,Preis,5\nÅsa Lund,Lagerhaus,Preis,-3\n",
    "person,Hafenkontor: Preis,Lagerhaus: Preis,Nirgends: Preis\nÅsa Lund,11,,3\n",
    *('person\n"nie zu', "x" * 1100 + "\ny\n", "PK\x03\x04", "%PDF"),
)
"""Tables that do not fit a round of the room."""


@pytest.mark.parametrize("of", ["weights", "marks"])
@pytest.mark.parametrize("table", TABLES)
def test_what_does_not_fit_in_a_table_is_said_in_german(
    table: str, of: Literal["weights", "marks"], tmp_path: Path
) -> None:
    session = room()
    session.segments = session.segments[:1]
    here = session.segments[0]
    here.needs = [Need(id=word.lower(), text=word) for word in ("Preis", "Marke", "Tempo")]
    here.chosen = [need.id for need in here.needs]
    path = tmp_path / "t.csv"
    path.write_bytes(table.encode())
    told = [problem.text for problem in read_spreadsheet(path, Columns(of), session).problems]
    assert told
    assert not left_in_english(told, session)
