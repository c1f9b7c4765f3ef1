"""Headings as tools and people write them: where they stand, what they call a column, whom and what they mean."""

from __future__ import annotations

import pytest
from tables_given import OURS, POINTS, THEIRS, faults, given, offices, points, remarks

from cxw.collect.alike import without_shared
from cxw.collect.delimited import within_bounds
from cxw.collect.layout import fits
from cxw.collect.table import MOST_COLUMNS, MOST_ROWS, Ledger, TableRow

IMPORT = ",".join(f'"{{""ImportId"":""QID{n}""}}"' for n in range(4))
ROWS = "R_1,50,30,20\nR_2,40,40,20\n"


@pytest.mark.parametrize(
    "table",
    [
        f"ResponseId,Q1_1,Q1_2,Q1_3\nResponse ID,Share - Taste,Share - Upkeep,Share - Price\n{IMPORT}\n{ROWS}",
        f"ResponseId,Q1,Q2,Q3\nResponse ID,Taste,Upkeep,Price\n{IMPORT}\n{ROWS}",
        f"V1,Q1_1,Q1_2,Q1_3\nResponseID,Share points-Taste,Share points-Upkeep,Share points-Price\n{ROWS}",
        f"Respondent ID,Share 100 points,,\n,Taste,Upkeep,Price\n{ROWS}",
        f"Customer needs,,,\nExported 3 March,,,\n,,,\nperson,Taste,Upkeep,Price\n{ROWS}",
        f"Customer needs\n\nperson,Taste,Upkeep,Price\n{ROWS}",
        f"Survey,2024\nExported,3 March\nperson,Taste,Upkeep,Price\n{ROWS}",
        f"person,Share [Taste],Share [Upkeep],Share [Price]\n{ROWS}",
        f"person,Share - Taste,Share - Upkeep,Share - Price\n{ROWS}",
        f'person,"How much? Taste","How much? Upkeep","How much? Price"\n{ROWS}',
        f"id. Response ID,G1[SQ001]. Share [Taste],G1[SQ002]. Share [Upkeep],G1[SQ003]. Share [Price]\n{ROWS}",
        f"person,W_Taste,W_Upkeep,W_Price\n{ROWS}",
        f"person,Taste (points),Upkeep (points),Price (points)\n{ROWS}",
        f"person,taste_weight,upkeep_weight,price_weight\n{ROWS}",
        f"KEY,points-taste,points-upkeep,points-price\n{ROWS}",
    ],
)
def test_needs_are_called_by_what_headings_do_not_share(table: str) -> None:
    delivered = given(table)
    assert points(delivered) == list(POINTS.values())
    assert [person.name for person in delivered.people] == ["R_1", "R_2"]
    assert [need.text.casefold() for need in delivered.needs] == ["taste", "upkeep", "price"]
    assert points(given(table.replace("R_1", "kim").replace("R_2", "lee"), session=offices())) == points(
        delivered
    )


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Fast delivery", "Fast support"], ["Fast delivery", "Fast support"]),
        (["e-mail", "e-shop"], ["e-mail", "e-shop"]),
        (["Q1_1", "Q1_2"], ["Q1_1", "Q1_2"]),
        (["Price (low)", "Speed (high)"], ["Price (low)", "Speed (high)"]),
        (["Cost (EUR)", "Freight (EUR)"], ["Cost", "Freight"]),
        (["Share [A]", "Share [A]"], ["Share [A]", "Share [A]"]),
        (["alone: in the table"], ["alone: in the table"]),
    ],
)
def test_only_what_a_sign_parts_is_taken_off_a_name(texts: list[str], names: list[str]) -> None:
    assert without_shared(texts)[0] == names


def test_a_row_of_answers_in_words_is_no_heading() -> None:
    delivered = given("person,Taste,Upkeep,Price\nA1,a lot,some,little\nA2,40,40,20\n")
    assert {fault[:2] for fault in faults(delivered)} == {"2:"}
    assert "a lot" in faults(delivered)[0]


@pytest.mark.parametrize("first", ["A1,dk,dk,dk", "A1,,,", "A1,?,dk,?"])
def test_a_first_row_without_numbers_is_somebodys(first: str) -> None:
    delivered = given(f"person,Taste,Upkeep,Price\n{first}\nA2,40,40,20\n")
    assert set(delivered.lines) == {"a1", "a2"}


def test_a_table_without_headings_is_said_to_have_none() -> None:
    assert "no headings" in faults(given("A1,50,30,20\nA2,40,40,20\n"))[0]


@pytest.mark.parametrize("at", [1, 2, 5])
def test_a_column_without_a_heading_is_called_by_its_place(at: int) -> None:
    rows = [["person", "Taste", "Upkeep", "Price"], ["A1", "50", "30", "20"], ["A2", "40", "40", "20"]]
    for row, text in zip(rows, ("", "asked twice", "late"), strict=True):
        row.insert(at - 1, text)
    table = "\n".join(map(",".join, rows))
    assert faults(given(table))[0].startswith(f"1: column {at} holds something and has no heading")
    assert given(table, ignore=(f"column {at}",)).weights == POINTS


def test_a_column_nobody_filled_is_left_alone_and_named() -> None:
    delivered = given("person,Taste,Upkeep,Price,Other (please specify)\nA1,50,30,20,\nA2,40,40,20,\n")
    assert delivered.weights == POINTS
    assert remarks(delivered) == ["left alone, as there is nothing in it: Other (please specify)"]


def test_an_empty_column_that_is_asked_about_is_not_left_alone() -> None:
    delivered = given("person,Taste,Upkeep,Price\nkim,50,50,\nlee,40,60,\n", session=offices())
    assert not delivered.good


def test_a_column_of_words_is_said_once() -> None:
    delivered = given("person,Taste,Upkeep,Price,Any comments?\nA1,50,30,20,nice cups\nA2,40,40,20,too hot\n")
    (fault,) = faults(delivered)
    assert "the column Any comments? holds words and no numbers" in fault


# --- --columns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    ["Share 100 points [*]", "share 100 POINTS [*", "*[Taste],*[Upkeep],*[Price]", "Share*"],
)
def test_columns_of_a_pattern_are_taken_and_all_others_left(pattern: str) -> None:
    head = "Timestamp,Email Address,Share 100 points [Taste],Share 100 points [Upkeep],Share 100 points [Price],Age"
    delivered = given(f"{head}\nx,a1,50,30,20,33\ny,a2,40,40,20,44\n", columns=pattern)
    assert delivered.weights == POINTS
    assert [need.text for need in delivered.needs] == ["Taste", "Upkeep", "Price"]
    assert "left alone: Timestamp, Age" in remarks(delivered)


def test_a_pattern_that_no_column_fits_is_said_with_the_headings() -> None:
    (fault,) = faults(given("person,Taste,Upkeep,Price\nA1,50,30,20\n", columns="W_*"))
    assert fault == "1: no column is called W_*: the headings are person, Taste, Upkeep, Price"


@pytest.mark.parametrize(
    ("pattern", "text", "does"),
    [
        ("W_*", "W_Taste", True),
        ("w_*", "W_Taste", True),
        ("a[b]", "ab", False),
        ("a[b]", "a[b]", True),
        ("n?", "n1", True),
        ("n?", "n12", False),
        ("a.c", "abc", False),
    ],
)
def test_only_stars_and_question_marks_stand_for_something_else(pattern: str, text: str, does: bool) -> None:
    assert fits(pattern, text) is does


# --- a company and a need in each heading -------------------------------------------------------------------------

STYLES = [
    "{need} [{company}]",
    "{company} [{need}]",
    "{company} - {need}",
    "{company}: {need}",
    "{company}_{need}",
    "{need} ({company})",
    "{need} / {company}",
    "{need}, {company}",
    "{need} at {company}",
    "How good is {company}? [{need}]",
    "Q3. How good is {company}? [{need}]",
]


def styled(style: str) -> str:
    heads = [
        style.format(company=company, need=need)
        for company in ("Bright Beans", "Rival Roast")
        for need in ("Taste", "Upkeep", "Price")
    ]
    return "Name," + ",".join(f'"{head}"' for head in heads) + "\nKim Aro,8,7,9,5,4,3\n"


@pytest.mark.parametrize("style", STYLES)
def test_a_heading_that_names_a_company_and_a_need_is_taken(style: str) -> None:
    known = given(styled(style), "marks", offices())
    assert known.marks == {"kim": {"us": OURS, "rival": THEIRS}}
    made = given(styled(style), "marks")
    assert made.marks == {"kim-aro": {"bright-beans": OURS, "rival-roast": THEIRS}}
    assert [need.text for need in made.needs] == ["Taste", "Upkeep", "Price"]


@pytest.mark.parametrize(
    "heads",
    [
        ",Bright Beans,,,Rival Roast,,\nName,Taste,Upkeep,Price,Taste,Upkeep,Price",
        "Marks 2024,,,,,,\n,,,,,,\n,Bright Beans,,,Rival Roast,,\nName,Taste,Upkeep,Price,Taste,Upkeep,Price",
        "Name,How is Bright Beans?,,,How is Rival Roast?,,\n,Taste,Upkeep,Price,Taste,Upkeep,Price",
        f"Name,{'Bright Beans,' * 3}{'Rival Roast,' * 3}\n,Taste,Upkeep,Price,Taste,Upkeep,Price,",
    ],
)
def test_a_company_stands_over_its_needs(heads: str) -> None:
    table = f"{heads}\nKim Aro,8,7,9,5,4,3\n"
    assert given(table, "marks", offices()).marks == {"kim": {"us": OURS, "rival": THEIRS}}
    assert given(table, "marks").marks == {"kim-aro": {"bright-beans": OURS, "rival-roast": THEIRS}}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (styled("{company}: {need}").replace("Bright Beans", "Acme"), "no column marks Bright Beans"),
        (styled("{need} [{company}]").replace("Bright Beans", "Acme"), "Bright Beans is neither"),
        ("Name,Acme [Taste],Acme [Upkeep],Acme [Price]\nKim,8,9,7\n", "all headings have Acme"),
        (
            "Name,Taste by Bright Beans,Upkeep of Bright Beans,Price\nKim,8,9,7\n",
            "some headings name Bright Beans",
        ),
    ],
)
def test_marks_that_may_be_another_companys_are_not_taken_for_ours(table: str, sentence: str) -> None:
    said = faults(given(table, "marks"))
    assert sentence in said[0], said


def test_a_column_that_means_nothing_leaves_the_others_their_companies() -> None:
    table = styled("{company}: {need}").replace("\n", ",Parking\n", 1).replace("3\n", "3,6\n")
    (fault,) = faults(given(table, "marks", offices(), company="Bright Beans"))
    assert "the column Parking" in fault
    (fault,) = faults(given(table, "marks"))
    assert "the column Parking" in fault


def test_a_question_over_all_marks_is_no_company() -> None:
    delivered = given(
        "Name,Please rate [Taste],Please rate [Upkeep],Please rate [Price]\nKim Aro,8,7,9\n", "marks"
    )
    assert delivered.marks == {"kim-aro": {"bright-beans": OURS}}


# --- faults of the whole table ------------------------------------------------------------------------------------


def test_too_many_needs_are_said_alone_however_faulty_the_rows_are() -> None:
    rows = "".join(f"V{n}," + ",".join("1" * 13) + "\n" for n in range(600))
    delivered = given("person," + ",".join(f"N{n}" for n in range(13)) + "\n" + rows)
    assert faults(delivered) == ["1: there are 13 needs here: a round takes 3 to 12"]


def test_too_many_companies_are_a_fault_of_the_table() -> None:
    rows = "".join(
        f"A1,{company},{need},9\n"
        for company in ["Bright Beans", *"BCDEFGHI"]
        for need in ("Taste", "Upkeep", "Price")
    )
    (fault,) = faults(given("person,company,need,mark\n" + rows, "marks"))
    assert fault.startswith("1: there are 8 companies here beside our own: 7 are the most")


@pytest.mark.parametrize(
    ("row", "says_total"), [("5,3,2", True), ("500,300,200", True), ("0.5,0.3,0.2", True), ("5,3,1", False)]
)
def test_one_row_alone_says_a_usual_total_and_no_other(row: str, says_total: bool) -> None:
    said = faults(given(f"person,Taste,Upkeep,Price\nKim Aro,{row}\n"))
    assert any("the one row adds up to" in one for one in said) == says_total, said


def test_a_table_of_more_rows_or_columns_than_are_read_is_said_to_be_too_large() -> None:
    ledger = Ledger("answers.csv")
    assert within_bounds(TableRow(9, ("x",)), MOST_ROWS + 1, ledger)
    assert not within_bounds(TableRow(9, ("x",)), MOST_ROWS + 2, ledger)
    assert not within_bounds(TableRow(9, ("x",) * (MOST_COLUMNS + 1)), 1, ledger)
    rows, columns = (problem.text for problem in ledger.problems())
    assert rows == f"there are more than {MOST_ROWS:,} rows: cut the table into several"
    assert columns.startswith(f"there are more than {MOST_COLUMNS:,} columns")
