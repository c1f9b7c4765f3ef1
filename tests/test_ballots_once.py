"""`cxw ballots --print-once`: each slip as often as it is needed, with its name, in the order of the day."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from often import few
from typer.testing import CliRunner

from cxw.cli import app
from cxw.day.desk import Person
from cxw.day.names import who
from cxw.day.set_up import cards, person
from cxw.errors import InputNeeded
from cxw.handout import ballots
from cxw.keyboard.letters import letters_of_names
from cxw.keyboard.slips import split_line
from cxw.model import Away, Company, Need, Participant, Segment, Session
from cxw.sessionfile import create

NAMES = ["Anna Müller", "Anna Müller V.", "Øystein Bø", "Jürgen Groß", "Siobhán O’Neill", "Ana D’Souza", "Li"]
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


def room(names: list[str], **more: Any) -> list[Participant]:
    people: list[Participant] = []
    for name in names:
        people.append(person(name, "Vertrieb", [one.id for one in people]))
    return people


def segment(id: str, name: str, needs: int = 5) -> Segment:
    listed = [Need(id=f"n{n}", text=f"{LONG} {n}" if n == 1 else f"Bedarf {n}") for n in range(needs)]
    rivals = [Company(id="c", name="Bergmann & Co.")]
    return Segment(id=id, name=name, needs=listed, chosen=[need.id for need in listed], competitors=rivals)


def day(people: list[Participant], **more: Any) -> Session:
    whole: dict[str, Any] = {
        "cxw": 1,
        "title": "Lohn",
        "company": Company(id="us", name="Acme Lohnbüro"),
        "segments": [segment("kliniken", "Kliniken"), segment("kh", "Krankenhäuser")],
        "participants": people,
    }
    return Session(**(whole | more))


def handed(session: Session, *stages: ballots.PaperStage) -> list[tuple[str, str, str, str]]:
    """Segment, question, name and order of each slip in the order in which they are printed."""
    found = ballots.every_kind_of_slip(ballots.ballot_subjects(session), stages or ballots.STAGES)
    return [
        (slip["segment"], slip["head"], slip["name"], slip["order"])
        for _, sheet in found
        for slip in sheet["slips"]
    ]


def test_slips_lie_in_the_order_of_the_day_and_person_by_person() -> None:
    slips = handed(day(room(NAMES[:3])))
    kinds = list(dict.fromkeys((head, segment) for segment, head, _, _ in slips))
    assert kinds == [
        *((head, "Kliniken") for head in ("Needs", "Votes", "Points, first round", "Points, second round")),
        *(
            (head, "Krankenhäuser")
            for head in ("Needs", "Votes", "Points, first round", "Points, second round")
        ),
        *(
            (head, "Kliniken")
            for head in ("Marks, first round", "Marks, second round", "How sure are we now?")
        ),
        *(
            (head, "Krankenhäuser")
            for head in ("Marks, first round", "Marks, second round", "How sure are we now?")
        ),
        *((head, "Kliniken") for head in ("Before the count", "What we do not know")),
        *((head, "Krankenhäuser") for head in ("Before the count", "What we do not know")),
    ]
    points = [name for segment, head, name, _ in slips if head == "Points, first round"]
    assert points == NAMES[:3] * 2


def test_what_is_answered_without_a_name_carries_none() -> None:
    slips = handed(day(room(NAMES)))
    assert {name for _, head, name, _ in slips if head in ("Needs", "What we do not know")} == {""}
    assert len([head for _, head, _, _ in slips if head == "Needs"]) == 2 * len(NAMES)


def test_people_have_slips_of_their_own_segments_only_and_who_is_not_on_paper_or_has_left_has_none() -> None:
    people = room(NAMES[:5])
    people[0].segments = ["kh"]
    people[1].desk = "laptop"
    people[2].away = [Away.model_validate({"from": dt.datetime(2026, 3, 14, 10), "until": None})]
    slips = handed(day(people), "weights")
    first = [(segment, name) for segment, head, name, _ in slips if head == "Points, first round"]
    assert first == [
        ("Kliniken", NAMES[3]),
        ("Kliniken", NAMES[4]),
        ("Krankenhäuser", NAMES[0]),
        ("Krankenhäuser", NAMES[3]),
        ("Krankenhäuser", NAMES[4]),
    ]


def test_orders_go_round_and_everybody_keeps_theirs() -> None:
    slips = handed(day(room(NAMES), orders=3))
    for head in ("Points, first round", "Points, second round", "Marks, first round"):
        orders = [order for segment, said, _, order in slips if said == head and segment == "Kliniken"]
        assert orders == ["X", "Y", "Z", "X", "Y", "Z", "X"]


def test_the_rest_of_the_last_page_goes_on_with_the_next_order_for_who_comes_late() -> None:
    (_, sheet) = next(
        (one, sheet)
        for one, sheet in ballots.every_kind_of_slip(
            ballots.ballot_subjects(day(room(NAMES[:4]), orders=3)), ["weights"]
        )
    )
    assert [slip["order"] for slip in sheet["spare"]] == ["X", "Y", "Z"]
    assert not any(slip["name"] for slip in sheet["spare"])


# letters


def people(names: list[str]) -> list[Person]:
    return [Person(one.id, one.name, "", "paper") for one in room(names)]


ROOMS = st.lists(
    st.sampled_from(NAMES)
    | st.text("aeijklmnøöß’' -Ł", min_size=1, max_size=12).filter(lambda name: any(map(str.isalpha, name))),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(names=ROOMS)
def test_the_letters_on_a_slip_find_that_person_and_nobody_else(names: list[str]) -> None:
    asked = people(names)
    for one in asked:
        said = letters_of_names(asked)[one.id]
        if said:
            assert split_line(f"{said} 20 20 60", (), asked).letters == said
            assert who(said, asked) == [one]
            assert who(said, asked[asked.index(one) :]) == [one]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Ben Ode", "Cho Park"], ["be", "ch"]),
        (["Anna Müller", "Anneliese Meyer", "Anna Müller V."], ["anna müller", "anne", "amv"]),
        (["Dkhoui Ali", "Dora"], ["da", "do"]),
        (["Li", "Lisa"], ["", "lis"]),
    ],
)
def test_letters_are_as_few_as_tell_people_apart(names: list[str], said: list[str]) -> None:
    assert list(letters_of_names(people(names)).values()) == said


def test_cards_are_found_by_their_letter_and_number() -> None:
    dealt = cards(room(["A", "B", "C"]))
    asked = [Person(one.id, one.name, "", "paper") for one in dealt]
    assert [one.name for one in asked] == ["Vertrieb 1", "Vertrieb 2", "Vertrieb 3"]
    assert list(letters_of_names(asked).values()) == ["v1", "v2", "v3"]


# the file


def run(*words: str) -> Any:
    return CliRunner().invoke(app, ["ballots", *words])


def printed(session: Session, folder: Path, *words: str) -> tuple[bytes, str]:
    path = folder / "lohn.yaml"
    create(path, session)
    done = run(str(path), "--print-once", *words)
    assert done.exit_code == 0, done.output
    return (folder / "Lohn - ballots.pdf").read_bytes(), done.output


def pages_of(pdf: bytes) -> int:
    return max(int(count) for count in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("size", ["a4", "letter"])
def test_one_file_has_every_page_and_says_what_lies_where(size: str, tmp_path: Path) -> None:
    pdf, said = printed(day(room(NAMES)), tmp_path, "--paper", size, "--stage", "weights")
    assert "Print all 16 pages once, on one side of the paper" in said
    assert "pages 1 to 4: Points, first round of Kliniken, 7 slips" in said
    assert "pages 13 to 16: Points, second round of Krankenhäuser, 7 slips" in said
    assert pages_of(pdf) == 16


def test_everybodys_name_and_letters_stand_on_the_pages(tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not here")
    printed(day(room(NAMES)), tmp_path, "--stage", "weights")
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "Lohn - ballots.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    found = letters_of_names(people(NAMES))
    for one in people(NAMES):
        assert text.count(one.name) >= 4
        assert re.search(rf"\b{found[one.id]}\b", text)
    assert text.count("Name or card") == 4  # the one slip that is left on the last page of each kind


@pytest.mark.parametrize("size", few(["letter", "a4"]))
def test_long_words_in_names_and_needs_keep_one_page_for_each_slip_or_pair(size: str, tmp_path: Path) -> None:
    pdf, _ = printed(day(room([f"{LONG} {LONG}", "Bo"])), tmp_path, "--paper", size)
    assert pages_of(pdf) == 2 * 9  # two segments of nine kinds, both slips of a kind on one page


def test_who_has_no_slips_is_named(tmp_path: Path) -> None:
    here = room(NAMES)
    here[0].desk = here[1].desk = "laptop"
    here[2].away = [Away.model_validate({"from": dt.datetime(2026, 3, 14, 10), "until": None})]
    _, said = printed(day(here), tmp_path, "--stage", "closing")
    assert "No slips for Anna Müller and Anna Müller V., who answer otherwise than on paper." in said
    assert "No slips for Øystein Bø, who has left." in said


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (day([]), "Nobody takes part yet"),
        (day(room(NAMES), desk="laptop"), "Nobody in this file answers on paper"),
    ],
)
def test_where_nobody_would_be_handed_a_slip_it_says_so(session: Session, words: str, tmp_path: Path) -> None:
    path = tmp_path / "lohn.yaml"
    create(path, session)
    done = run(str(path), "--print-once")
    assert done.exit_code == 1
    assert words in str(done.exception)
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_file_nobody_is_known() -> None:
    done = run("--print-once")
    assert isinstance(done.exception, InputNeeded)
    assert "name the session file" in str(done.exception)
