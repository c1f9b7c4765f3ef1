"""Answers from spreadsheets: what comes in, what is closed, what is refused, and with which sentence."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from often import often

from cxw.collect import Columns, into, new_session, read_spreadsheet
from cxw.collect.cells import HUNDRED_POINTS, OUT_OF_TEN, closed, fresh_id, value
from cxw.collect.delivered import Delivered
from cxw.collect.layout import Of
from cxw.day import rounds
from cxw.errors import CxwError, FaultyFile
from cxw.model import Company, Need, Participant, Segment, Session

NOW = dt.datetime(2026, 3, 14, 9, 50)
HAIBEI = Path(__file__).parent / "data" / "haibei_marks.csv"
WEIGHTS = Columns("weights")
MARKS = Columns("marks", scale=(0, 10))


def written(folder: Path, text: str | bytes, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def sentences(delivered: Delivered) -> list[str]:
    return [f"{problem.line}: {problem.text}" for problem in delivered.problems]


@pytest.fixture
def session() -> Session:
    needs = [Need(id="price", text="Price"), Need(id="quality", text="Runs without errors", short="Quality")]
    needs += [Need(id="service", text="Somebody answers"), Need(id="parked", text="Rota", parked="later")]
    segment = Segment(id="clinics", name="Clinics", needs=needs, chosen=["price", "quality", "service"])
    segment.competitors = [
        Company(id="paycorp", name="PayCorp"),
        Company(id="as-now", name="Carries on as now"),
    ]
    people = [
        Participant(id="ana", name="Ana Lima", function="Marketing"),
        Participant(id="ben", name="Ben Ode"),
    ]
    people.append(Participant(id="cho", name="Cho Park", function="Sales"))
    return Session(
        cxw=1, title="T", company=Company(id="us", name="Us"), participants=people, segments=[segment]
    )


# --- what a table may look like ---------------------------------------------------------------------------------

WIDE = "person,Price,Quality,Service\nAna Lima,50,30,20\nBen Ode,dk,dk,dk\nCho Park,0,100,0\n"
EXPECTED = {
    "ana-lima": {"price": 50, "quality": 30, "service": 20},
    "ben-ode": "dk",
    "cho-park": {"price": 0, "quality": 100, "service": 0},
}


@pytest.mark.parametrize(
    "content",
    [
        WIDE.encode(),
        WIDE.encode("utf-8-sig"),
        WIDE.encode("utf-16"),
        WIDE.encode("utf-16-le"),
        WIDE.encode("utf-16-be"),
        WIDE.replace(",", ";").encode(),
        WIDE.replace(",", "\t").encode(),
        WIDE.replace("\n", "\r\n").encode(),
        WIDE.replace("\n", "\r").encode(),
        ("sep=;\n" + WIDE.replace(",", ";")).encode(),
        WIDE.replace("50,30", "50%, 30 %").encode(),
        WIDE.replace(",", ";").replace("50;30;20", "50,0;30.0;20,00").encode(),
        WIDE.replace("50,30,20", '"50,0","30,0",20').encode(),
        (WIDE + ",,,\n\n , ,,\n").encode(),
        WIDE.replace("\n", ",,,\n").encode(),
        WIDE.replace("person,Price", ' PERSON , " price"').encode(),
        WIDE.replace("dk,dk,dk", "?,,").encode(),
        b"\n\n" + WIDE.encode(),
    ],
)
def test_the_same_answers_come_out_of_every_kind_of_export(tmp_path: Path, content: str | bytes) -> None:
    delivered = read_spreadsheet(written(tmp_path, content), WEIGHTS, None)
    assert delivered.problems == []
    assert delivered.weights == EXPECTED
    assert delivered.dk == ["ben-ode"]


def test_a_long_table_says_the_same_as_a_wide_one(tmp_path: Path) -> None:
    rows = ["person;need;points"]
    rows += [
        f"{who};{need};{points}"
        for need, points in (("Price", 50), ("Quality", 30), ("Service", 20))
        for who in "AB"
    ]
    delivered = read_spreadsheet(written(tmp_path, "\n".join([*rows, "C;;dk"])), WEIGHTS, None)
    assert delivered.problems == []
    assert delivered.weights == {"a": EXPECTED["ana-lima"], "b": EXPECTED["ana-lima"], "c": "dk"}


def test_a_long_table_of_marks_names_the_company(tmp_path: Path, session: Session) -> None:
    text = "person,company,need,mark\nAna Lima,PayCorp,Price,7\nana,paycorp,quality,dk\nAna Lima,PayCorp,Somebody answers,0\n"
    delivered = read_spreadsheet(written(tmp_path, text), MARKS, session)
    assert delivered.problems == []
    assert delivered.marks == {"ana": {"paycorp": {"price": 7, "quality": "dk", "service": 0}}}


def test_wide_marks_carry_the_company_in_the_heading(tmp_path: Path, session: Session) -> None:
    text = "person,Us: Price,Us: Quality,Us: Service,As-now: price,as-now: quality,Carries on as now: Somebody answers\n"
    delivered = read_spreadsheet(written(tmp_path, text + "ana,7,8,9,,,\nben,1,2,?,3,4,5\n"), MARKS, session)
    assert delivered.problems == []
    assert delivered.marks["ana"] == {"us": {"price": 7, "quality": 8, "service": 9}}
    assert delivered.marks["ben"]["as-now"] == {"price": 3, "quality": 4, "service": 5}
    assert delivered.marks["ben"]["us"]["service"] == "dk"


def test_windows_letters_are_read_and_the_reader_is_told(tmp_path: Path) -> None:
    delivered = read_spreadsheet(
        written(tmp_path, WIDE.replace("Ana Lima", "Zoë").encode("cp1252")), WEIGHTS, None
    )
    assert delivered.good
    assert delivered.people[0].name == "Zoë"
    assert delivered.people[0].id == "zoe"
    assert "Windows text" in delivered.problems[0].text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04rest", "this workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0rest", "old workbook"),
        (b"", "there is nothing in this table"),
        (b"person,Price\n", "no answers beneath"),
        (b"per\xb0son,Pr\xb1ice\nan\xb2a,3\n", "cannot be read"),
        (b"ab\0,c\n1", "not a table in text"),
        (b'person,Price\n"Ana,5\nBen,6\n', "2: a quotation mark"),
        (b"Price,Quality\n50,50\n", "no column says who answers"),
        (b"person,Price,Price ,Service\na,50,30,20\n", "stands here twice"),
        (b"person,Price,,Service\na,50,30,20\n", "column 3 holds something and has no heading"),
        (b"person,Price,Quality,Service\na,50,30,12,0\n", "this row has 5 cells"),
        (b"person,Price,Quality\na,50,50\n", "there are 2 needs here: a round takes 3 to 12"),
        (b"person,Price,Quality,Service\n,50,30,20\n", "nobody is named here"),
    ],
)
def test_a_table_that_cannot_be_taken_is_refused_with_a_sentence(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    delivered = read_spreadsheet(written(tmp_path, content), WEIGHTS, None)
    assert any(sentence in line for line in sentences(delivered)), sentences(delivered)
    assert not delivered.good


def test_a_file_that_is_not_there_ends_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CxwError, match="cannot be read"):
        read_spreadsheet(tmp_path / "nowhere.csv", WEIGHTS, None)


# --- numbers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("12.0", 12),
        ("12,00", 12),
        ("0", 0),
        ("100", 100),
        ("007", 7),
        ("15 %", 15),
        ("", None),
        ("?", "dk"),
    ],
)
def test_whole_numbers_are_taken_however_a_spreadsheet_writes_them(
    text: str, expected: int | str | None
) -> None:
    assert value(text, HUNDRED_POINTS) == (expected, "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.000", "two ways"),
        ("1,000", "two ways"),
        ("101", "more than 100"),
        ("5-Oct", "neither a number"),
        ("1e1", "neither a number"),
        ("٥", "neither a number"),
        ("=50", "neither a number"),
        ("1_0", "neither a number"),
        ("n/a", "nor dk"),
        ("-5", "less than 0"),
    ],
)
def test_what_is_no_whole_number_is_refused(text: str, sentence: str) -> None:
    number, fault = value(text, HUNDRED_POINTS)
    assert number is None
    assert sentence in fault


def test_a_percent_sign_is_no_mark() -> None:
    assert value("7%", OUT_OF_TEN)[0] is None
    assert value("11", OUT_OF_TEN)[1] == "11 is more than 10"


@given(st.lists(st.integers(0, 100), min_size=3, max_size=12).filter(lambda row: sum(row) > 0))
def test_a_closed_row_sums_to_100_and_no_share_moves_by_more_than_rounding(row: list[int]) -> None:
    needs = {f"n{i}": points for i, points in enumerate(row)}
    added = closed(needs)
    final = {need: points + added.get(need, 0) for need, points in needs.items()}
    assert sum(final.values()) == 100
    assert all(abs(final[need] - points * 100 / sum(row)) < 1 for need, points in needs.items())
    assert 0 not in added.values()


def test_ties_go_to_the_earlier_need() -> None:
    assert closed({"a": 33, "b": 33, "c": 33}) == {"a": 1}
    assert closed({"a": 34, "b": 34, "c": 34}) == {"b": -1, "c": -1}
    assert closed({"a": 0, "b": 49, "c": 49}) == {"b": 1, "c": 1}


# --- rows that are closed, faulty or empty ------------------------------------------------------------------------


def test_a_gap_of_two_is_closed_and_kept_and_a_wider_one_is_named_with_its_sum(tmp_path: Path) -> None:
    text = "person,Price,Quality,Service\nAna,50,30,18\nBen,50,30,23\nCho,50,30,15\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, None)
    assert delivered.weights["ana"] == {"price": 51, "quality": 31, "service": 18}
    assert delivered.rounded == {"ana": {"price": 1, "quality": 1}}
    assert sentences(delivered) == [
        "2: Ana: the points add up to 98 and were closed to 100: Price +1, Quality +1",
        "3: Ben: the points add up to 103, so 3 are too many",
        "4: Cho: the points add up to 95, so 5 are still to give",
    ]
    assert [problem.warning for problem in delivered.problems] == [True, False, False]
    assert not delivered.good


def test_totals_are_those_of_the_table_before_anything_is_closed_or_left_out(tmp_path: Path) -> None:
    text = "person,Price,Quality,Service\nAna,50,30,18\nBen,90,30,23\n"
    totals = read_spreadsheet(written(tmp_path, text), WEIGHTS, None).totals
    assert {need: total.sum for (_, need), total in totals.items()} == {
        "price": 140,
        "quality": 60,
        "service": 41,
    }


def test_a_blank_is_not_a_zero(tmp_path: Path) -> None:
    text = "person,Price,Quality,Service\nAna,60,40,\nBen,,,\nCho,60,dk,40\nDov,20,30,50\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, None)
    assert delivered.blanks == ["ben"]
    assert delivered.left_out == ["ana", "cho"]
    assert sentences(delivered) == [
        "2: Ana gives nothing for Service, and the other points already make 100: if a blank is a zero there, add --blank 0",
        "4: Cho gives points and dk: a row is points for each need, or dk for all of them",
    ]


def test_a_blank_mark_is_named_with_person_company_and_need(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality,Service\nana,7,,\nben,7,dk,0\n"
    delivered = read_spreadsheet(
        written(tmp_path, text), Columns("marks", scale=(0, 10), company="paycorp"), session
    )
    (sentence,) = sentences(delivered)
    assert sentence.startswith(
        "2: Ana Lima gives PayCorp no mark for Runs without errors and Somebody answers: "
    )
    assert sentence.endswith("write dk where it is not known")


def test_partial_leaves_out_faulty_rows_and_names_each(tmp_path: Path) -> None:
    text = "person,Price,Quality,Service\nAna,60,40,\nBen,20,30,50\nCho,10,80,10\nCho,20,20,60\n"
    delivered = read_spreadsheet(written(tmp_path, text), Columns("weights", partial=True), None)
    assert delivered.good
    assert delivered.left_out == ["ana", "cho"]
    made = new_session(delivered, "T", "Us", NOW, 1)
    assert [person.id for person in made.participants] == ["ben"]
    assert not read_spreadsheet(tmp_path / "answers.csv", WEIGHTS, None).good


def test_partial_does_not_help_a_table_with_a_column_nobody_knows(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality,Service,Shoe size\nana,50,30,20,43\n"
    delivered = read_spreadsheet(written(tmp_path, text), Columns("weights", partial=True), session)
    assert not delivered.good
    assert "the column Shoe size is no need that was asked about" in sentences(delivered)[0]
    assert read_spreadsheet(tmp_path / "answers.csv", Columns("weights", ignore=("shoe*",)), session).good


def test_a_person_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    delivered = read_spreadsheet(written(tmp_path, WIDE + "ana-lima,20,30,50\n"), WEIGHTS, None)
    assert sentences(delivered) == ["5: Ana Lima stands in line 2 already: leave one of them"]


def test_the_same_need_twice_in_a_long_table_is_told_with_both_lines(tmp_path: Path) -> None:
    text = "person,need,points\nA,Price,50\nA,Quality,30\nA,Price,40\nA,Service,20\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, None)
    assert sentences(delivered) == ["4: A answers this in line 2 already: leave one of them"]


def test_unknown_people_and_needs_are_named_with_a_near_miss(tmp_path: Path, session: Session) -> None:
    text = "person,Prize,Quality,Service\nana,50,30,20\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, session)
    assert any("Prize" in line and "Did you mean Price?" in line for line in sentences(delivered))
    text = "person,Price,Quality,Somebody answers\nAna Lina,50,30,20\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, session)
    assert "Ana Lina is not among this segment's people" in sentences(delivered)[0]
    assert "Did you mean Ana Lima?" in sentences(delivered)[0]


def test_a_parked_need_is_not_asked_about(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality,Somebody answers,Rota\nana,50,30,10,10\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, session)
    assert "the column Rota is no need that was asked about" in sentences(delivered)[0]


def test_a_missing_column_is_said_once_and_not_for_each_row(tmp_path: Path, session: Session) -> None:
    text = "person,Price,Quality\nana,50,50\nben,40,60\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, session)
    assert sentences(delivered) == ["1: there is no column for Somebody answers: it is asked about as well"]
    assert not delivered.whole


def test_formulas_and_escape_codes_are_plain_text(tmp_path: Path) -> None:
    text = "person,=1+1,'=2+2,\x1b[31mred\n@cmd,50,30,20\n"
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, None)
    assert [need.text for need in delivered.needs] == ["=1+1", "=2+2", "[31mred"]
    assert delivered.people[0].name == "@cmd"
    assert "escape character" in delivered.problems[0].text
    assert delivered.good


def test_people_and_needs_without_latin_letters_get_ids(tmp_path: Path) -> None:
    delivered = read_spreadsheet(
        written(tmp_path, "person,价格,质量,服务\n李雷,50,30,20\n韩梅,20,30,50\n"), WEIGHTS, None
    )
    assert delivered.problems == []
    assert [need.id for need in delivered.needs] == ["need-1", "need-2", "need-3"]
    assert [person.id for person in delivered.people] == ["person-1", "person-2"]
    assert fresh_id("Ana Lima", "person", ["ana-lima"]) == "ana-lima-2"


# --- functions and codes ------------------------------------------------------------------------------------------


def test_people_in_two_groups_count_under_the_first_and_keep_the_other() -> None:
    columns = Columns(
        "marks", function="group_code", columns="importance_*", company="Haibei", ignore=("rank_*",)
    )
    delivered = read_spreadsheet(HAIBEI, columns, None)
    assert delivered.problems == []
    assert len(delivered.people) == len(delivered.marks) == 47
    third = next(person for person in delivered.people if person.id == "hb003")
    assert (third.function, third.also) == ("A", ["D"])
    assert delivered.marks["hb003"]["haibei"]["co2-emission"] == 10
    assert next(p for p in delivered.people if p.id == "hb210").also == ["B", "C"]
    made = new_session(delivered, "Haibei", "Haibei", NOW, 7)
    assert made.company.id == "haibei"
    assert made.segments[0].competitors == []
    assert made.segments[0].need("forage-quality").text == "forage quality"


def test_columns_beside_those_that_are_named_are_left_alone_and_said_in_one_line() -> None:
    delivered = read_spreadsheet(
        HAIBEI, Columns("marks", function="group_code", columns="importance_*", company="H"), None
    )
    assert sentences(delivered) == [
        "1: left alone: rank_q1a, rank_q1b, rank_q1c, rank_q1d, rank_q1e, rank_q1f"
    ]
    assert delivered.good


def test_codes_give_needs_their_words_and_short_names(tmp_path: Path) -> None:
    codes = written(
        tmp_path,
        "code,x,name,short\nN1,1,The lowest price,Price\nn2,2,No errors,\nn3,3,Help,\nn4,4,Unused,\n",
        "c.csv",
    )
    path = written(tmp_path, "person,n1,n2,n3\nAna,50,30,20\n")
    delivered = read_spreadsheet(path, Columns("weights", needs=codes), None)
    assert delivered.problems == []
    assert [(need.id, need.text, need.short) for need in delivered.needs] == [
        ("n1", "The lowest price", "Price"),
        ("n2", "No errors", None),
        ("n3", "Help", None),
    ]


def test_codes_lead_to_the_needs_a_session_has(tmp_path: Path, session: Session) -> None:
    codes = written(tmp_path, "code,name\na,Price\nb,Runs without errors\nc,Somebody answers\n", "c.csv")
    path = written(tmp_path, "person,a,b,c\nana,50,30,20\n")
    delivered = read_spreadsheet(path, Columns("weights", needs=codes), session)
    assert delivered.weights == {"ana": {"price": 50, "quality": 30, "service": 20}}


def test_a_faulty_table_of_codes_is_named_with_its_lines(tmp_path: Path) -> None:
    codes = written(tmp_path, "code,name\na,Price\na,Other\nb,\n", "c.csv")
    with pytest.raises(FaultyFile) as why:
        read_spreadsheet(written(tmp_path, WIDE), Columns("weights", needs=codes), None)
    assert [problem.line for problem in why.value.problems] == [3, 4]


def test_another_function_than_the_one_known_is_a_fault(tmp_path: Path, session: Session) -> None:
    text = "person,function,Price,Quality,Service\nana,Sales,50,30,20\nben,Sales,50,30,20\n".replace(
        "Service", "Somebody answers"
    )
    delivered = read_spreadsheet(written(tmp_path, text), WEIGHTS, session)
    assert sentences(delivered) == [
        "2: Ana Lima is in Marketing already, and in Sales here: put one of them right"
    ]


# --- into a session -----------------------------------------------------------------------------------------------

POINTS = "person,Price,Quality,Somebody answers\ncho,50,30,19\nana,dk,,\n"


def test_answers_open_a_round_and_leave_closing_to_the_room(tmp_path: Path, session: Session) -> None:
    into(session, read_spreadsheet(written(tmp_path, POINTS), WEIGHTS, session), NOW)
    round = session.segments[0].rounds[0]
    assert (round.of, round.name, round.closed, round.opened) == ("weights", "first", None, NOW)
    assert list(round.answers) == ["ana", "cho"]
    assert round.answers["cho"] == {"price": 51, "quality": 30, "service": 19}
    assert round.rounded == {"cho": {"price": 1}}
    assert round.desks == {"ana": "spreadsheet", "cho": "spreadsheet"}
    assert session.segments[0].conviction.before == {"ana": "dk"}
    stage = session.segments[0].stages.weights
    assert stage is not None
    assert stage.opened == NOW


def test_an_open_round_is_filled_and_the_same_table_twice_changes_nothing(
    tmp_path: Path, session: Session
) -> None:
    segment = session.segments[0]
    round = rounds.open_weights(segment, "first", NOW)
    rounds.miss(round, "cho", "late")
    path = written(tmp_path, POINTS)
    for _ in range(2):
        into(session, read_spreadsheet(path, WEIGHTS, session), NOW)
    assert len(segment.rounds) == 1
    assert round.not_answered == {}
    before = session.model_copy(deep=True)
    with pytest.raises(FaultyFile, match="Cho Park has answered otherwise"):
        into(
            session,
            read_spreadsheet(written(tmp_path, POINTS.replace("50,30", "30,50")), WEIGHTS, session),
            NOW,
        )
    assert session == before


def test_a_second_round_follows_a_revealed_first_one_and_no_third(tmp_path: Path, session: Session) -> None:
    segment = session.segments[0]
    path = written(tmp_path, POINTS)
    into(session, read_spreadsheet(path, WEIGHTS, session), NOW)
    rounds.close(session, segment, segment.rounds[0], NOW)
    with pytest.raises(CxwError, match="closed and sealed"):
        into(session, read_spreadsheet(path, WEIGHTS, session), NOW)
    rounds.reveal(segment.rounds[0], NOW)
    with pytest.raises(CxwError, match="takes no more answers"):
        into(session, read_spreadsheet(path, Columns("weights", round="first"), session), NOW)
    with pytest.raises(CxwError, match="answers of the first round of weights, which holds them already"):
        into(session, read_spreadsheet(path, WEIGHTS, session), NOW)
    into(session, read_spreadsheet(path, Columns("weights", round="second"), session), NOW)
    assert [round.name for round in segment.rounds] == ["first", "second"]
    with pytest.raises(CxwError, match="second round of weights is open"):
        into(session, read_spreadsheet(path, Columns("weights", round="first"), session), NOW)


def test_a_second_round_of_marks_is_for_five_cells(tmp_path: Path, session: Session) -> None:
    segment = session.segments[0]
    text = "person,Price,Quality,Somebody answers\nana,5,6,7\n"
    into(
        session,
        read_spreadsheet(written(tmp_path, text), Columns("marks", scale=(0, 10), company="us"), session),
        NOW,
    )
    rounds.close(session, segment, segment.rounds[0], NOW)
    rounds.reveal(segment.rounds[0], NOW)
    text = "person,Us: Price,PayCorp: Quality\nana,5,6\n"
    into(session, read_spreadsheet(written(tmp_path, text), MARKS, session), NOW)
    second = segment.rounds[1]
    assert (second.name, second.cells) == ("second", ["mark us price", "mark paycorp quality"])
    assert second.answers == {"ana": {"us": {"price": 5}, "paycorp": {"quality": 6}}}


def test_a_competitor_who_comes_late_gets_a_first_round_of_its_own(tmp_path: Path, session: Session) -> None:
    segment = session.segments[0]
    text = "person,Price,Quality,Somebody answers\nana,5,6,7\n"
    path = written(tmp_path, text)
    for company in ("us", "paycorp", "as-now"):
        into(session, read_spreadsheet(path, Columns("marks", scale=(0, 10), company=company), session), NOW)
    rounds.close(session, segment, segment.rounds[0], NOW)
    rounds.reveal(segment.rounds[0], NOW)
    segment.competitors.append(Company(id="newco", name="NewCo"))
    into(session, read_spreadsheet(path, Columns("marks", scale=(0, 10), company="NewCo"), session), NOW)
    assert (segment.rounds[1].name, segment.rounds[1].companies) == ("first", ["newco"])


def test_which_segment_is_asked_when_it_is_not_plain(tmp_path: Path, session: Session) -> None:
    session.segments.append(
        session.segments[0].model_copy(update={"id": "pharmacies", "name": "Pharmacies"}, deep=True)
    )
    path = written(tmp_path, POINTS)
    with pytest.raises(CxwError, match="Give --segment with one of clinics, pharmacies"):
        read_spreadsheet(path, WEIGHTS, session)
    with pytest.raises(CxwError, match="no segment of this session"):
        read_spreadsheet(path, Columns("weights", segment="shops"), session)
    into(session, read_spreadsheet(path, Columns("weights", segment="Pharmacies"), session), NOW)
    assert session.segments[0].rounds == []
    into(session, read_spreadsheet(path, WEIGHTS, session), NOW)
    assert len(session.segments[1].rounds) == 1


def test_needs_are_chosen_before_they_are_weighed(tmp_path: Path, session: Session) -> None:
    session.segments[0].chosen = []
    with pytest.raises(CxwError, match="not chosen yet"):
        read_spreadsheet(written(tmp_path, POINTS), WEIGHTS, session)


# --- a session made of a table ------------------------------------------------------------------------------------


def test_a_new_session_is_closed_sealed_and_revealed(tmp_path: Path) -> None:
    delivered = read_spreadsheet(written(tmp_path, WIDE), Columns("weights", segment="Small clinics"), None)
    made = new_session(delivered, "Payroll", "Acme", NOW, 81423)
    segment = made.segments[0]
    round = segment.rounds[0]
    assert (segment.id, segment.name, segment.chosen) == (
        "small-clinics",
        "Small clinics",
        ["price", "quality", "service"],
    )
    assert round.closed == round.revealed == NOW
    assert round.seal == rounds.seal(made, segment, round)
    assert (made.desk, made.seed, made.date) == ("spreadsheet", 81423, dt.date(2026, 3, 14))
    assert segment.stages.needs is not None
    assert segment.stages.needs.done == NOW
    assert Session.model_validate(made.model_dump(by_alias=True)) == made


def test_who_answered_nothing_is_kept_as_absent(tmp_path: Path) -> None:
    made = new_session(
        read_spreadsheet(written(tmp_path, WIDE + "Dov,,,\n"), WEIGHTS, None), "T", "Us", NOW, 1
    )
    assert made.segments[0].rounds[0].not_answered == {"dov": "absent"}


def test_the_first_company_of_new_marks_is_our_own_unless_another_is_named(tmp_path: Path) -> None:
    text = "person,PayCorp: Price,PayCorp: Quality,PayCorp: Help,Acme: Price,Acme: Quality,Acme: Help\nAna,1,2,3,4,5,6\n"
    path = written(tmp_path, text)
    made = new_session(read_spreadsheet(path, MARKS, None), "T", "", NOW, 1)
    assert (made.company.name, [c.name for c in made.segments[0].competitors]) == ("PayCorp", ["Acme"])
    for columns in (MARKS, Columns("marks", scale=(0, 10), company="ACME")):
        made = new_session(read_spreadsheet(path, columns, None), "T", "Acme", NOW, 1)
        assert (made.company.id, [c.name for c in made.segments[0].competitors]) == ("acme", ["PayCorp"])
        (round,) = made.segments[0].rounds_of("marks")
        assert round.answers["ana"]["acme"] == {"price": 4, "quality": 5, "help": 6}
    delivered = read_spreadsheet(path, Columns("marks", scale=(0, 10), company="Nobody"), None)
    assert sentences(delivered) == ["1: no column marks Nobody: call them Nobody: NEED"]


def test_columns_to_ignore_may_stand_in_one_list(tmp_path: Path) -> None:
    text = (
        WIDE.replace("person,", "person,age band,sex,")
        .replace("Lima,", "Lima,30,F,")
        .replace("Ode,", "Ode,40,M,")
    )
    path = written(tmp_path, text.replace("Park,", "Park,50,F,"))
    assert read_spreadsheet(path, Columns("weights", ignore=("age*,sex",)), None).weights == EXPECTED


def test_a_faulty_table_makes_no_session(tmp_path: Path) -> None:
    with pytest.raises(FaultyFile):
        new_session(
            read_spreadsheet(written(tmp_path, WIDE + "Eve,1,2,3\n"), WEIGHTS, None), "T", "Us", NOW, 1
        )


# --- people -------------------------------------------------------------------------------------------------------

PEOPLE = "name;function;senior;last_customer_contact;segments\nAna Lima;Marketing, PR;;2026-03-02;\nDov Katz;Sales;yes;2.3.2026;Clinics\n"


def test_people_come_with_function_seniority_and_last_contact(tmp_path: Path) -> None:
    delivered = read_spreadsheet(written(tmp_path, PEOPLE), Columns("people"), None)
    assert delivered.problems == []
    ana, dov = delivered.people
    assert (ana.function, ana.also, ana.senior) == ("Marketing", ["PR"], None)
    assert (dov.senior, dov.last_customer_contact, dov.segments) == (True, dt.date(2026, 3, 2), ["clinics"])


def test_people_are_added_and_known_ones_gain_what_they_lack(tmp_path: Path, session: Session) -> None:
    into(session, read_spreadsheet(written(tmp_path, PEOPLE), Columns("people"), session), NOW)
    assert [person.id for person in session.participants] == ["ana", "ben", "cho", "dov-katz"]
    assert session.participants[0].last_customer_contact == dt.date(2026, 3, 2)
    assert session.participants[0].also == ["PR"]


def test_who_comes_after_a_closed_round_is_late_for_it_and_no_longer_declared_senior(
    tmp_path: Path, session: Session
) -> None:
    segment = session.segments[0]
    round = rounds.open_weights(segment, "first", NOW)
    rounds.close(session, segment, round, NOW)
    delivered = read_spreadsheet(written(tmp_path, PEOPLE), Columns("people"), session)
    with pytest.raises(CxwError, match="before the first round is sealed"):
        into(session, delivered, NOW)
    into(
        session,
        read_spreadsheet(written(tmp_path, PEOPLE.replace("yes", "no")), Columns("people"), session),
        NOW,
    )
    assert round.not_answered["dov-katz"] == "late"
    assert round.seal == rounds.seal(session, segment, round)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Cho Park;Marketing;;;", "known otherwise (function)"),
        ("Eve;Sales;maybe;;", "write yes or no"),
        ("Eve;Sales;;02/03/2026;", "read in one way only"),
        ("Eve;Sales;;2026-02-30;", "in the calendar"),
        ("Eve;Sales;;;Shops", "no segment of this session"),
        (";Sales;;;", "nobody is named"),
        ("Dov Katz;;;;", "stands in line 3 already"),
    ],
)
def test_a_faulty_person_is_named(tmp_path: Path, session: Session, row: str, sentence: str) -> None:
    delivered = read_spreadsheet(written(tmp_path, PEOPLE + row + "\n"), Columns("people"), session)
    assert any(line.startswith("4: ") and sentence in line for line in sentences(delivered)), sentences(
        delivered
    )
    assert not delivered.good


# --- anything at all ----------------------------------------------------------------------------------------------

CELLS = st.sampled_from(
    [
        "person",
        "need",
        "points",
        "Price",
        "Us: Price",
        "50",
        "12,5",
        "dk",
        "",
        '"',
        "ana",
        "=1",
        "\n",
        ";",
        "\x00",
    ]
)
TABLES = st.lists(st.lists(CELLS, max_size=6).map(",".join), max_size=6).map(
    lambda rows: "\n".join(rows).encode()
)


@settings(max_examples=often(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300), TABLES, st.text(max_size=200).map(lambda t: t.encode("utf-8", "ignore"))
    ),
    st.sampled_from(["weights", "marks", "people"]),
    st.tuples(st.booleans(), st.booleans()),
)
def test_no_bytes_at_all_lead_to_a_traceback(
    tmp_path: Path, session: Session, content: bytes, of: Of, how: tuple[bool, bool]
) -> None:
    new, partial = how
    copy = session.model_copy(deep=True)
    delivered = read_spreadsheet(
        written(tmp_path, content), Columns(of, partial=partial), None if new else copy
    )
    with suppress(CxwError):
        if new:
            new_session(delivered, "T", "Us", NOW, 1)
        else:
            into(copy, delivered, NOW)


@pytest.mark.parametrize("many", [5_000, pytest.param(50_000, marks=pytest.mark.soak)])
def test_tens_of_thousands_of_rows_are_read_and_their_faults_bounded(tmp_path: Path, many: int) -> None:
    rows = "".join(f"p{i},50,30,{20 if i % 2 else 30}\n" for i in range(many))
    delivered = read_spreadsheet(written(tmp_path, "person,Price,Quality,Service\n" + rows), WEIGHTS, None)
    assert len(delivered.weights) == many // 2
    assert len(delivered.problems) == 501
    assert f"{many // 2 - 500} more" in delivered.problems[-1].text


# --- functions written in several ways ---------------------------------------------------------------------------

CAPITALS = """person,function,Taste,Upkeep,Price
A1,Sales,50,30,20
A2,Sales ,60,30,10
A3,sales,55,25,20
B1,Kundendienst,20,20,60
B2,KUNDENDIENST,10,30,60
B3,sales; kundendienst,20,30,50
"""


def test_a_function_in_several_spellings_is_one_and_is_said(tmp_path: Path) -> None:
    table = written(tmp_path, CAPITALS)
    delivered = read_spreadsheet(
        table, Columns("weights", function="function", company="B", segment="S"), None
    )
    assert [p.function for p in delivered.people] == ["Sales"] * 3 + ["Kundendienst"] * 2 + ["Sales"]
    assert delivered.people[5].also == ["Kundendienst"]
    assert all(problem.warning for problem in delivered.problems)
    assert sentences(delivered) == [
        "4: sales is taken together with Sales, as it was written first",
        "6: KUNDENDIENST is taken together with Kundendienst, as it was written first",
        "7: kundendienst is taken together with Kundendienst, as it was written first",
    ]


def test_people_and_answers_join_the_functions_a_file_knows(tmp_path: Path, session: Session) -> None:
    people = read_spreadsheet(
        written(tmp_path, "name,function\nDov Katz,sales\nCho Park,SALES\n"), Columns("people"), session
    )
    assert people.good
    assert {p.name: p.function for p in people.people} == {"Dov Katz": "Sales", "Cho Park": "Sales"}
    points = (
        "person,function,Price,Quality,Service\nBen Ode,marketing,50,30,20\nAna Lima,MARKETING,50,30,20\n"
    )
    delivered = read_spreadsheet(written(tmp_path, points), WEIGHTS, session)
    assert delivered.good
    assert {p.function for p in delivered.people} == {"Marketing"}


# --- a company the open round does not ask about ------------------------------------------------------------------

LATE_WIDE = "person,Price,Quality,Service\nAna Lima,5,6,7\nBen Ode,dk,4,2\n"
LATE_PAIRS = LATE_WIDE.replace("Price", "Zapf & Söhne: Price").replace("Quality", "Zapf & Söhne: Quality").replace(
    "Service", "Zapf & Söhne: Service"
)  # fmt: skip
LATE_LONG = "person,company,need,mark\n" + "".join(
    f"Ana Lima,Zapf & Söhne,{need},{mark}\n" for need, mark in (("Price", 5), ("Quality", 6), ("Service", 7))
)
LATE = [(LATE_WIDE, "Zapf & Söhne"), (LATE_PAIRS, None), (LATE_LONG, None)]


@pytest.mark.parametrize(("text", "company"), LATE)
@pytest.mark.parametrize("known", [True, False])
def test_a_company_the_open_round_does_not_ask_about_is_named(
    tmp_path: Path, session: Session, text: str, company: str | None, known: bool
) -> None:
    segment = session.segments[0]
    rounds.open_marks(session, segment, "first", NOW).companies = ["us"]
    if known:
        segment.competitors.append(Company(id="zapf", name="Zapf & Söhne"))
    delivered = read_spreadsheet(
        written(tmp_path, text), Columns("marks", scale=(0, 10), company=company), session
    )
    assert not delivered.good
    said = {problem.text for problem in delivered.problems}
    way = "`a` in `cxw run` opens a column for Zapf & Söhne, and so does --add-company here"
    assert said == {f"the open round does not ask about Zapf & Söhne: {way}"} or (
        not known and said == {f"Zapf & Söhne is not among the companies of this segment: {way}"}
    )


@pytest.mark.parametrize(("text", "company"), LATE)
@pytest.mark.parametrize("known", [True, False])
def test_add_company_gives_the_open_round_a_column_more(
    tmp_path: Path, session: Session, text: str, company: str | None, known: bool
) -> None:
    segment = session.segments[0]
    segment.competitors = [Company(id="zapf-sohne", name="Zapf & Söhne")] if known else []
    round = rounds.open_marks(session, segment, "first", NOW)
    round.companies = ["us"]
    columns = Columns("marks", scale=(0, 10), company=company, add_company=True)
    delivered = read_spreadsheet(written(tmp_path, text), columns, session)
    assert sentences(delivered) == []
    into(session, delivered, NOW)
    assert round.companies == ["us", "zapf-sohne"]
    assert [one.name for one in segment.competitors] == ["Zapf & Söhne"]
    assert round.answers["ana-lima" if "ana-lima" in round.answers else "ana"] == {
        "zapf-sohne": {"price": 5, "quality": 6, "service": 7}
    }
    again = read_spreadsheet(written(tmp_path, text), columns, session)
    assert again.good


def test_after_the_reveal_a_company_of_a_table_has_a_round_of_its_own(
    tmp_path: Path, session: Session
) -> None:
    segment = session.segments[0]
    first = rounds.open_marks(session, segment, "first", NOW)
    first.answers = {"ana": {"us": {"price": 5, "quality": 5, "service": 5}}}
    rounds.close(session, segment, first, NOW)
    rounds.reveal(first, NOW)
    columns = Columns("marks", scale=(0, 10), company="Zapf & Söhne", add_company=True)
    into(session, read_spreadsheet(written(tmp_path, LATE_WIDE), columns, session), NOW)
    late = segment.rounds[-1]
    assert (late.name, late.companies) == ("first", ["zapf-sohne"])
    assert late.closed is None


def test_an_open_second_round_takes_no_column_more_and_eight_competitors_are_too_many(
    tmp_path: Path, session: Session
) -> None:
    segment = session.segments[0]
    columns = Columns("marks", scale=(0, 10), company="Zapf & Söhne", add_company=True)
    rounds.open_marks(session, segment, "second", NOW, ["mark us price"])
    said = sentences(read_spreadsheet(written(tmp_path, LATE_WIDE), columns, session))
    more = "takes no column more: close it in `cxw run` first"
    assert said == [f"1: the open round does not ask about Zapf & Söhne and {more}"]
    segment.rounds.clear()
    segment.competitors = [Company(id=f"c{n}", name=f"Rival {n}") for n in range(7)]
    rounds.open_marks(session, segment, "first", NOW)
    before = session.model_copy(deep=True)
    with pytest.raises(CxwError, match="7 competitors fit the grid"):
        into(session, read_spreadsheet(written(tmp_path, LATE_WIDE), columns, session), NOW)
    assert session == before
