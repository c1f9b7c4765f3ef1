"""Who answered, their function, and what tools write beside it, in tables as they come."""

from __future__ import annotations

import pytest
from tables_given import POINTS, faults, given, offices, points, remarks

QUALTRICS = (
    "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,ResponseId,"
    "RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,LocationLatitude,LocationLongitude,"
    "DistributionChannel,UserLanguage,Taste,Upkeep,Price\n"
    "x,x,0,1.2.3.4,100,33,True,x,a1,Aro,Kim,k@x.example,,52,13,anonymous,DE,50,30,20\n"
    "x,x,0,1.2.3.5,100,44,True,x,a2,Bax,Lee,l@x.example,,52,13,anonymous,DE,40,40,20\n"
)
FORMS = "ID,Start time,Completion time,Email,Name,Taste,Upkeep,Price\n"


@pytest.mark.parametrize(
    "head",
    [
        *("person", "Participant", "Respondent", "Respondent ID", "ResponseId", "Response ID", "voter_id"),
        *("record_id", "ID", "id", "Email Address", "E-Mail", "Name", "Your name", "Full name", "#", "Token"),
        *("Teilnehmer", "Teilnehmer*in", "Befragte", "Ihr Name", "E-Mail-Adresse", "Vor- und Nachname"),
        *("Nom", "Votre nom", "Répondant", "Adresse e-mail", "Nombre", "Correo electrónico", "Encuestado"),
    ],
)
def test_who_answered_stands_under_many_headings(head: str) -> None:
    table = f"Age group,{head},Taste,Upkeep,Price\n1,a1,50,30,20\n1,a2,40,40,20\n"
    delivered = given(table, ignore=("Age group",))
    assert delivered.weights == POINTS
    silent = head.casefold() in ("person", "participant", "id", "name")
    assert remarks(delivered) == ([] if silent else [f"who answers stands in the column {head}"])


@pytest.mark.parametrize(
    "table",
    [
        "ID,Email,Name,Taste,Upkeep,Price\na1,anonymous,,50,30,20\na2,anonymous,,40,40,20\n",
        f"{FORMS}a1,x,x,anonymous,,50,30,20\na2,x,x,anonymous,,40,40,20\n",
        f"{FORMS}1,x,x,k@x.example,a1,50,30,20\n2,x,x,l@x.example,a2,40,40,20\n",
        "Name,Email,Taste,Upkeep,Price\nKim,a1,50,30,20\n,a2,40,40,20\n",
        "Name,Response ID,Taste,Upkeep,Price\nAnna,a1,50,30,20\nAnna,a2,40,40,20\n",
        QUALTRICS,
    ],
)
def test_the_better_filled_column_says_who_answered(table: str) -> None:
    assert given(table).weights == POINTS


def test_two_rows_of_one_person_stay_two_rows_of_one_person() -> None:
    delivered = given("ID,person,Taste,Upkeep,Price\n1,Ana,50,30,20\n2,Ana,40,40,20\n")
    assert faults(delivered) == ["3: Ana stands in line 2 already: leave one of them"]


def test_a_column_whose_names_the_session_knows_comes_first() -> None:
    table = "Respondent,Email Address,Card,Taste,Upkeep,Price\n77,k@x.example,kim,50,30,20\n78,l@x.example,lee,40,40,20\n"
    assert list(given(table, session=offices()).weights) == ["kim", "lee"]


def test_rows_of_nobody_are_numbered_and_said_to_be() -> None:
    delivered = given("Taste,Upkeep,Price\n50,30,20\n40,40,20\n")
    assert points(delivered) == list(POINTS.values())
    assert [person.name for person in delivered.people] == ["Person 1", "Person 2"]
    assert "no column says who answers, so the rows are called Person 1, Person 2" in remarks(delivered)[0]
    assert (
        "no column says who answers" in faults(given("Taste,Upkeep,Price\n50,30,20\n", session=offices()))[0]
    )


def test_a_corner_without_a_heading_names_people_and_a_programs_index_does_not() -> None:
    delivered = given(",Taste,Upkeep,Price\na1,50,30,20\na2,40,40,20\n")
    assert delivered.weights == POINTS
    assert remarks(delivered) == ["who answers stands in column 1, which has no heading"]
    assert given(",person,Taste,Upkeep,Price\n0,a1,50,30,20\n1,a2,40,40,20\n").weights == POINTS


@pytest.mark.parametrize(
    "head",
    [
        *("function", "Department", "Your team", "Team", "Group", "Job", "Role", "Business unit"),
        *(
            "Abteilung",
            "Bereich",
            "Ihre Funktion",
            "Service",
            "Équipe",
            "Equipo",
            "Departamento",
            "Votre service",
        ),
        *("Which department do you work in?", "In welcher Abteilung arbeiten Sie?", "dept."),
    ],
)
def test_the_function_stands_under_many_headings(head: str) -> None:
    delivered = given(f"name,{head},Taste,Upkeep,Price\na1,Sales,50,30,20\na2,Service,40,40,20\n")
    assert delivered.weights == POINTS
    assert [person.function for person in delivered.people] == ["Sales", "Service"]


def test_a_team_of_numbers_is_a_need_and_a_second_team_is_left_alone() -> None:
    delivered = given("name,Team,Service,Price\na1,50,30,20\na2,40,40,20\n")
    assert [need.text for need in delivered.needs] == ["Team", "Service", "Price"]
    delivered = given(
        "name,Department,Team,Taste,Upkeep,Price\na1,Sales,North,50,30,20\na2,Ops,South,40,40,20\n"
    )
    assert [person.function for person in delivered.people] == ["Sales", "Ops"]
    assert "left alone: Team" in remarks(delivered)


def test_what_tools_write_is_left_alone_in_one_line_and_is_nowhere() -> None:
    delivered = given(QUALTRICS)
    assert delivered.weights == POINTS
    assert sum(remark.startswith("left alone:") for remark in remarks(delivered)) == 1
    assert "x.example" not in repr(delivered.people)


@pytest.mark.parametrize("name", ["Status", "Duration", "Language", "Progress"])
def test_a_need_that_is_called_as_a_tool_may_call_a_column_stays_one(name: str) -> None:
    table = f"person,{name},Upkeep,Price\na1,50,30,20\na2,40,40,20\n"
    assert given(table).needs[0].text == name
    session = offices()
    session.segments[0].needs[0].text = name
    beside = f"Timestamp,person,{name},Upkeep,Price\nx,kim,50,30,20\nx,lee,40,40,20\n"
    assert given(beside, session=session).good


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#BEZUG!", "#NAME?", "#DIV/0!", "#NV"])
def test_an_error_of_a_spreadsheet_is_nobody(error: str) -> None:
    delivered = given(f"person,function,Taste,Upkeep,Price\n{error},Sales,50,30,20\na2,{error},40,40,20\n")
    assert faults(delivered) == [
        f"2: the error {error} stands under person: put its formula right, or write what is meant",
        f"3: the error {error} stands under function: put its formula right, or write what is meant",
    ]


# --- people -------------------------------------------------------------------------------------------------------


def test_people_are_read_under_the_headings_of_four_languages() -> None:
    table = "Horodateur;Nom;Équipe;E-mail\nx;Zoé;Ventes;z@x.example\nx;Rémi;Service;r@x.example\n"
    delivered = given(table, "people")
    assert [(person.name, person.function) for person in delivered.people] == [
        ("Zoé", "Ventes"),
        ("Rémi", "Service"),
    ]
    assert remarks(delivered) == ["left alone: Horodateur, E-mail"]


@pytest.mark.parametrize(
    "written",
    [
        *("3/14/2026", "2026-03-14 00:00:00", "14-Mar-26", "14.3.2026", "14/3/2026", "Mar 14, 2026"),
        *("2026-03-14T09:30:00.000+01:00", "2026/03/14 9:00:01 AM GMT+1", "14. März 2026"),
    ],
)
def test_a_date_with_one_reading_is_read(written: str) -> None:
    (person,) = given(f"name;last contact\nKim;{written}\n", "people").people
    assert str(person.last_customer_contact) == "2026-03-14"


@pytest.mark.parametrize("written", ["3/4/2026", "13/13/2026", "45000", "2.3.26", "2026-02-30"])
def test_a_date_with_two_readings_or_none_is_said(written: str) -> None:
    (fault,) = faults(given(f"name;last contact\nKim;{written}\n", "people"))
    assert f"{written}" in fault
    assert fault.endswith("2026-03-02")
