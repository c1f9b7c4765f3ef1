"""What is said of tables that nearly fit: names that mean two people, columns without use, cells too long."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxw.collect import Columns, read_spreadsheet
from cxw.collect.table import Ledger
from cxw.errors import CxwError, FaultyFile
from cxw.model import Company, Need, Participant, Segment, Session

WEIGHTS = Columns("weights")
MARKS = Columns("marks", scale=(0, 10))


@pytest.fixture
def session() -> Session:
    needs = [Need(id=word.lower(), text=word) for word in ("Price", "Quality", "Service")]
    segment = Segment(id="clinics", name="Clinics", needs=needs, chosen=[need.id for need in needs])
    segment.competitors = [Company(id="paycorp", name="PayCorp")]
    people = [
        Participant(id="ana", name="Ana Lima"),
        Participant(id="ana-two", name="Ana Lima"),
        Participant(id="ben", name="Ben Ode"),
    ]
    return Session(
        cxw=1, title="T", company=Company(id="us", name="Us"), participants=people, segments=[segment]
    )


def said(folder: Path, text: str, columns: Columns, session: Session | None = None) -> list[str]:
    path = folder / "answers.csv"
    path.write_text(text, encoding="utf-8")
    return [
        f"{problem.line}: {problem.text}" for problem in read_spreadsheet(path, columns, session).problems
    ]


def test_a_name_that_two_people_bear_needs_an_id(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality,Service\nAna Lima,50,30,20\n"
    assert said(tmp_path, text, WEIGHTS, session) == [
        "2: more than one person is called Ana Lima: write the id"
    ]
    assert said(tmp_path, text.replace("Ana Lima", "ana-two"), WEIGHTS, session) == []
    (sentence,) = said(tmp_path, "name,function\nAna Lima,Sales\n", Columns("people"), session)
    assert sentence == "2: more than one person is called Ana Lima: give each an id"


@pytest.mark.parametrize(
    ("text", "columns", "sentence"),
    [
        (
            "who,Cost,Quality,Service\nben,5,5,5\n",
            Columns("weights", id="person"),
            "1: there is no column person: the headings are who",
        ),
        ("person,Price,price.,Quality,Service\nben,5,5,5,5\n", WEIGHTS, "1: two columns mean price."),
        (
            "person,Price,Quality,Service\nben,5,5,5\n",
            MARKS,
            "1: the column Price does not say which company is marked",
        ),
        (
            "person,Price,Quality,Service\nben,5,5,5\n",
            Columns("marks", company="PayCrop"),
            "1: PayCrop is not among the companies of this segment. Did you mean PayCorp?",
        ),
        ("person,Us: Price,Us: Quality\nben,5,5\n", MARKS, "1: there is no column for Us: Service"),
        ("person,need,points,mood\nben,Price,5,good\n", WEIGHTS, "1: the column mood has no use here"),
        ("person,need,mark\nben,Price,5\n", MARKS, "1: no column says which company is marked"),
        ("person,company,need,mark\nben,Nobody,Price,5\n", MARKS, "2: Nobody is not among the companies"),
        ("person,company,need,mark\nben,,Price,5\n", MARKS, "2: no company is named here"),
        (
            "person,company,need,mark\nben,Us,Prize,5\n",
            MARKS,
            "2: Prize is no need that was asked about. Did you mean Price?",
        ),
        ("person,company,need,mark\nben,Us,,5\n", MARKS, "2: Ben Ode: no need is named here"),
        ("person,company,need,mark\nben,Us,Price,11\n", MARKS, "2: Ben Ode, Price: 11 is more than 10"),
        ("person,need,points\nben,Price,100\n", WEIGHTS, "2: Ben Ode gives nothing for Quality and Service"),
        ("person\nben\n", WEIGHTS, "1: no column holds answers"),
        ("name,shoe size\nEve,43\n", Columns("people"), "1: the column shoe size has no use here"),
        ("function,senior\nSales,no\n", Columns("people"), "1: no column holds the names"),
        ("name\nEve\n", Columns("people", function="dept"), "1: there is no column dept here"),
        ("name,desk\nEve,sofa\n", Columns("people"), "2: Eve: “sofa” under desk: write paper"),
        (
            "name\n" + "x" * 1500 + "\n",
            Columns("people"),
            "2: a text here has 1,500 letters: 1,000 is the most",
        ),
        ("name\n" + "x" * 200_000 + "\n", Columns("people"), "2: a cell here is longer than any answer"),
    ],
)
def test_each_fault_has_its_line_and_its_sentence(
    tmp_path: Path, session: Session, text: str, columns: Columns, sentence: str
) -> None:
    found = said(tmp_path, text, columns, session)
    assert any(line.startswith(sentence) for line in found), found


def test_with_partial_one_blank_mark_is_left_out_and_no_other_of_its_person(
    tmp_path: Path, session: Session
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(
        "person,Us: Price,Us: Quality,Us: Service,PayCorp: Price,PayCorp: Quality,PayCorp: Service\nben,5,6,7,1,,3\n"
    )
    delivered = read_spreadsheet(path, replace(MARKS, partial=True), session)
    assert delivered.good
    marks = {"us": {"price": 5, "quality": 6, "service": 7}, "paycorp": {"price": 1, "service": 3}}
    assert delivered.marks == {"ben": marks}
    assert [problem.text for problem in delivered.problems] == [
        "Ben Ode gives PayCorp no mark for Quality: that is left out, the other marks are kept"
    ]
    assert not read_spreadsheet(path, MARKS, session).good


def test_new_marks_cover_every_need_for_every_company(tmp_path: Path) -> None:
    text = "person,Us: Price,Us: Quality,Us: Help,Other: Price,Other: Quality\nAna,1,2,3,4,5\n"
    assert said(tmp_path, text, MARKS) == ["1: there is no column for Other: Help: it is asked about as well"]
    rows = [f"Ana,{cell},5" for cell in ("Us,Price", "Us,Quality", "Us,Help", "Other,Price")]
    (sentence,) = said(tmp_path, "person,company,need,mark\n" + "\n".join(rows), MARKS)
    assert sentence.startswith("2: Ana gives Other no mark for Quality and Help")


def test_a_whole_row_of_dont_knows_is_counted_and_an_empty_one_is_named(
    tmp_path: Path, session: Session
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("person,Us: Price,Us: Quality,Us: Service\nben,dk,?,don't know\nana,,,\n")
    delivered = read_spreadsheet(path, MARKS, session)
    assert (delivered.dk, delivered.blanks, delivered.problems) == (["ben"], ["ana"], [])


def test_an_empty_column_without_a_heading_is_no_column(tmp_path: Path, session: Session) -> None:
    assert said(tmp_path, "person,,Price,Quality,Service,\nben,,50,30,20,\n", WEIGHTS, session) == []


def test_a_semicolon_table_with_commas_in_its_headings_is_read_as_one(tmp_path: Path) -> None:
    text = "person;Good, fast, cheap;Kind, clever;Near\nAna;50;30;20\n"
    assert said(tmp_path, text, WEIGHTS) == []


def test_only_those_of_the_segment_answer_for_it(tmp_path: Path, session: Session) -> None:
    session.segments.append(Segment(id="shops", name="Shops"))
    session.participants[2].segments = ["shops"]
    text = "person,Price,Quality,Service\nben,50,30,20\n"
    (sentence,) = said(tmp_path, text, Columns("weights", segment="clinics"), session)
    assert sentence.startswith("2: ben is not among this segment's people")


def test_what_is_unlike_any_name_gets_no_hint(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality,Service\n" + "".join(f"stranger {n},50,30,20\n" for n in range(30))
    assert not any("Did you mean" in line for line in said(tmp_path, text, WEIGHTS, session))


def test_a_table_of_codes_has_codes_and_names(tmp_path: Path) -> None:
    codes = tmp_path / "codes.csv"
    codes.write_text("number,word\n1,Price\n")
    with pytest.raises(FaultyFile, match="a column `code` and a column `name`"):
        said(tmp_path, "person,a\nben,5\n", Columns("weights", needs=codes))
    codes.write_text("code,name,short\na,Price,A short name that is none\n")
    with pytest.raises(FaultyFile, match="longer than the 18 letters"):
        said(tmp_path, "person,a\nben,5\n", Columns("weights", needs=codes))


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(CxwError, match="cannot be read"):
        read_spreadsheet(tmp_path, WEIGHTS, None)


def test_the_same_is_said_of_a_line_once() -> None:
    ledger = Ledger("pay.csv")
    for _ in range(3):
        ledger.say(1, "PayCorp is not asked about")
    ledger.say(2, "PayCorp is not asked about")
    assert [problem.line for problem in ledger.problems()] == [1, 2]
