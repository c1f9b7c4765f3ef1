"""What the numbers of a table mean: totals, scales, decimals, don't-knows, blanks; kept, told and read back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from often import often
from strategies import SCALES
from table_texts import faults_of, read_text

from cxw import findings, handout
from cxw.collect import Columns, Delivered, into, new_session, scale_in
from cxw.collect.cells import HUNDRED_POINTS, NumbersAsked, closed, value
from cxw.collect.numbers import TwoReadings, decimal_sign, number_in
from cxw.collect.unknown import unknown_words
from cxw.day import record, rounds
from cxw.errors import CxwError, FaultyFile
from cxw.handout.rows import private_tables
from cxw.model import MarkScale, Session
from cxw.sessionfile import dumps, loads

NOW = dt.datetime(2026, 3, 14, 9, 50)
WEIGHTS, MARKS = Columns("weights"), Columns("marks")
HEAD = "person,Taste,Upkeep,Price\n"
PAIRS = "person,Us: Taste,Us: Upkeep,Us: Price\n"


def remarks(delivered: Delivered) -> list[str]:
    return [problem.text for problem in delivered.problems if problem.warning]


def made(delivered: Delivered) -> Session:
    session = new_session(delivered, "Coffee", "Us", NOW, 7)
    assert loads(dumps(session)) == session
    return session


# numbers as they are written


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("50", 50),
        ("50.0", 50),
        ("33.3", Fraction("33.3")),
        ("33,3", Fraction("33.3")),
        (",5", Fraction("0.5")),
        ("0.333", Fraction("0.333")),
        ("1,234.5", Fraction("1234.5")),
        ("1.234,5", Fraction("1234.5")),
        ("1.234.567", 1234567),
        ("1 000", 1000),
        ("1'000", 1000),
        ("−3", -3),
        ("- 3", None),
        ("1e3", None),
        ("1/3", None),
        ("12-3", None),
        (".", None),
        ("", None),
        ("٥", None),
        ("9" * 40, None),
        ("33.333", TwoReadings(Fraction("33.333"), 33333)),
    ],
)
def test_a_number_is_what_was_written(text: str, number: object) -> None:
    assert number_in(text) == number


def test_the_sign_before_decimals_is_seen_in_the_other_cells() -> None:
    assert decimal_sign(["50", "33,3"], 100) == ","
    assert decimal_sign(["1.234,5"], 1000) == ","
    assert decimal_sign(["33.333"], 100) == ".", "thirty-three thousand is no answer"
    assert decimal_sign(["1.500"], 10_000) == ""
    assert decimal_sign(["33,3", "33.3"], 100) == ""
    assert value("50.000", replace(HUNDRED_POINTS, decimal=".")) == (50, "")
    assert value("1.000", NumbersAsked("points", 1000, decimal=",")) == (1000, "")
    assert "two ways" in value("1.000", NumbersAsked("points", 1000))[1]


# totals


@pytest.mark.parametrize(
    ("rows", "total"),
    [
        ("A,5,3,2\nB,4,4,2\nC,1,2,7\n", 10),
        ("A,500,300,200\nB,1000,0,0\n", 1000),
        ("A,3,2,2\nB,7,0,0\nC,1,1,5\nD,3,3,2\n", 7),
        ("A,0.5,0.3,0.2\nB,0.4,0.4,0.2\n", 1),
    ],
)
def test_rows_that_all_make_another_total_are_one_sentence(tmp_path: Path, rows: str, total: int) -> None:
    (sentence,) = faults_of(read_text(tmp_path, HEAD + rows))
    assert sentence.startswith("1: ")
    assert sentence.endswith(f"add up to {total}: if that is what each person spread, add --total {total}")


def test_whole_points_stay_in_the_total_they_were_given_in(tmp_path: Path) -> None:
    session = made(read_text(tmp_path, HEAD + "A,5,3,2\nB,4,4,2\n", replace(WEIGHTS, total=10)))
    (round,) = session.segments[0].rounds_of("weights")
    assert (round.total, round.answers["a"]) == (10, {"taste": 5, "upkeep": 3, "price": 2})
    assert record.points_rows(round)["a"] == (50, 30, 20)


@pytest.mark.parametrize(
    ("rows", "total", "kept", "added"),
    [
        ("A,0.5,0.3,0.2\n", 1, (50, 30, 20), {}),
        ("A;33,3;33,3;33,4\n", None, (33, 33, 34), {"price": 1}),
        ("A,16.67,50,33.33\n", None, (17, 50, 33), {"taste": 1}),
        ('A,"33,3 %",33.3%,33.4 %\n', None, (33, 33, 34), {"price": 1}),
        ("A,2.5,2.5,5\n", 10, (25, 25, 50), {}),
        ("A,25 %,25 %,50 %\n", 1, (25, 25, 50), {}),
        ("A,0.33,0.33,0.33\n", 1, (34, 33, 33), {"taste": 1}),
        ("A,33.5,33.5,33\n", None, (34, 33, 33), {"taste": 1}),
    ],
)
def test_decimals_are_closed_to_whole_points_of_100_and_named(
    tmp_path: Path, rows: str, total: int | None, kept: tuple[int, ...], added: Mapping[str, int]
) -> None:
    head = HEAD.replace(",", ";") if ";" in rows else HEAD
    delivered = read_text(tmp_path, head + rows, replace(WEIGHTS, total=total))
    assert tuple(delivered.weights["a"].values()) == kept  # type: ignore[union-attr]
    assert delivered.rounded.get("a", {}) == added
    assert any("were rounded to whole ones" in text for text in remarks(delivered)) == bool(added)
    (round,) = made(delivered).segments[0].rounds_of("weights")
    assert (round.total, round.rounded) == (None, {"a": added} if added else {})


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("33.3,33.3,32.4", "the points add up to 99, so 1 is still to give"),
        ("33.3,33.3,32.5", "the points add up to 99.1, and not to 100"),
        ("60,30,5", "the points add up to 95, so 5 are still to give"),
    ],
)
def test_a_row_off_by_more_than_rounding_stays_a_fault(tmp_path: Path, row: str, sentence: str) -> None:
    assert faults_of(read_text(tmp_path, f"{HEAD}A,{row}\nB,50,30,20\n")) == [f"2: A: {sentence}"]


def test_a_list_of_needs_keeps_its_total(tmp_path: Path) -> None:
    first = replace(WEIGHTS, total=10)
    session = made(read_text(tmp_path, HEAD + "A,5,3,2\nB,4,4,2\n", first))
    again = replace(WEIGHTS, round="second")
    (sentence,) = faults_of(read_text(tmp_path, HEAD + "A,50,30,20\nB,40,40,20\n", again, session))
    assert sentence == "1: all 2 rows add up to 100, and each person spreads 10 points in this round"
    (sentence,) = faults_of(read_text(tmp_path, HEAD + "A,3,2,2\n", replace(again, total=7), session))
    assert sentence.startswith("1: 10 points each are spread in this segment's round, and --total says 7")
    (sentence,) = faults_of(read_text(tmp_path, HEAD + "A,2.5,2.5,5\n", again, session))
    assert sentence.startswith("1: there are decimals here, and each person spreads 10 whole points")
    into(session, read_text(tmp_path, HEAD + "A,4,3,3\n", again, session), NOW)
    assert session.segments[0].rounds_of("weights")[1].total == 10


def test_tens_go_into_a_list_of_a_hundred(tmp_path: Path) -> None:
    session = made(read_text(tmp_path, HEAD + "A,50,30,20\nB,40,40,20\n"))
    again = replace(WEIGHTS, round="second", total=10)
    delivered = read_text(tmp_path, HEAD + "A,4,3,3\n", again, session)
    assert remarks(delivered) == [
        "the points add up to 10 and are kept as points of 100, as in the rounds before"
    ]
    into(session, delivered, NOW)
    assert session.segments[0].rounds[1].answers == {"a": {"taste": 40, "upkeep": 30, "price": 30}}
    assert loads(dumps(session)) == session


def test_an_open_round_without_answers_takes_the_total_of_the_table(tmp_path: Path) -> None:
    session = made(read_text(tmp_path, HEAD + "A,50,30,20\nB,40,40,20\n"))
    segment = session.segments[0]
    segment.rounds.clear()
    rounds.open_weights(segment, "first", NOW)
    into(session, read_text(tmp_path, HEAD + "A,5,3,2\n", replace(WEIGHTS, total=10), session), NOW)
    assert segment.rounds[0].total == 10
    assert rounds.open_weights(segment, "second", NOW).total == 10, "the next round asks so too"


@settings(max_examples=often(300), deadline=None)
@given(
    st.lists(st.integers(0, 10_000), min_size=3, max_size=12).filter(any),
    st.sampled_from((1, 7, 10, 100, 1000)),
    st.integers(1, 3),
)
def test_a_row_closes_to_its_shares_whatever_total_and_decimals(
    shares: list[int], total: int, places: int
) -> None:
    """Rows with decimals, exact or rounded: they make 100, and nobody loses or gains a whole point."""
    whole = sum(shares)
    exact = [Fraction(share * total, whole) for share in shares]
    row = {f"n{i}": Fraction(round(number * 10**places), 10**places) for i, number in enumerate(exact)}
    if not any(row.values()):
        return
    added = closed(row)
    final = [int(number) + added.get(need, 0) for need, number in row.items()]
    there = sum(row.values())
    assert sum(final) == 100
    assert all(abs(kept - number * 100 / there) < 1 for kept, number in zip(final, row.values(), strict=True))
    assert all(kept >= 0 for kept in final)


# blanks


def test_blanks_are_zeros_only_where_the_rest_makes_the_total_and_the_command_says_so(tmp_path: Path) -> None:
    text = HEAD + "A,50,50,\nB,100,,\nC,40,40,20\nD,60,20,\n"
    said = faults_of(read_text(tmp_path, text))
    assert said[0].startswith("2: A gives nothing for Price, and the other points already make 100")
    delivered = read_text(tmp_path, text, replace(WEIGHTS, blank=True))
    assert delivered.weights["b"] == {"taste": 100, "upkeep": 0, "price": 0}
    assert faults_of(delivered) == [
        "5: D gives nothing for Price: a blank is no zero, so write 0 where it is meant"
    ]
    many = HEAD + "Q,40,40,20\n" + "".join(f"P{n},50,50,\n" for n in range(9))
    (sentence,) = faults_of(read_text(tmp_path, many))
    assert sentence.startswith(
        "1: in 9 rows the numbers already make 100 and the rest is blank, as in that of P0"
    )


# scales


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            "A,5,4,3\nB,4,5,1\n",
            "if that is the scale, add --scale 1-5; if these are marks out of ten, add --scale 0-10",
        ),
        ("A,0,4,3\nB,4,5,1\n", "if that is the scale, add --scale 0-5"),
        ("A,7,4,3\nB,4,5,1\n", "if that is the scale, add --scale 1-7"),
        ("A,5,4,6\nB,4,6,3\n", "if 6 says that somebody does not know, add --scale 1-5 --dk 6"),
        (
            "A,75,40,88\nB,30,95,10\n",
            "go from 10 to 95, and not from 0 to 10: if that is the scale, add --scale 0-100",
        ),
        (
            "A,-3,2,1\nB,-1,0,3\n",
            "go from -3 to 3, and not from 0 to 10: if that is the scale, add --scale -3-3",
        ),
    ],
)
def test_a_table_of_marks_asks_for_its_scale(tmp_path: Path, rows: str, sentence: str) -> None:
    delivered = read_text(tmp_path, PAIRS + rows, replace(MARKS, partial=True))
    assert len(faults_of(delivered)) == 1
    assert sentence in faults_of(delivered)[0]
    assert not delivered.good
    assert delivered.marks == {}


def test_marks_above_seven_need_no_scale_and_a_told_one_is_kept(tmp_path: Path) -> None:
    assert read_text(tmp_path, PAIRS + "A,8,4,3\n", MARKS).good
    session = made(read_text(tmp_path, PAIRS + "A,5,4,1\n", replace(MARKS, scale=(1, 5))))
    (round,) = session.segments[0].rounds_of("marks")
    assert round.scale == MarkScale(from_=1, to=5)
    assert round.answers["a"]["us"] == {"taste": 5, "upkeep": 4, "price": 1}
    assert record.marks_of_cell(round, "us", "upkeep") == {"a": 7.5}
    other = replace(MARKS, scale=(0, 10), company="Rival", add_company=True)
    (sentence,) = faults_of(read_text(tmp_path, HEAD + "A,8,7,9\n", other, session))
    assert sentence.startswith("1: the marks of this segment are given from 1 to 5, and these from 0 to 10")
    fits = replace(other, scale=None)
    assert read_text(tmp_path, HEAD + "A,5,4,2\n", fits, session).good, "the file says the scale"
    assert "7 is more than 5" in faults_of(read_text(tmp_path, HEAD + "A,7,4,2\n", fits, session))[0]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("1-5", (1, 5)),
        ("-3-3", (-3, 3)),
        ("−3–3", (-3, 3)),
        ("0..100", (0, 100)),
        ("1 to 7", (1, 7)),
        ("1 bis 7", (1, 7)),
    ],
)
def test_a_scale_is_written_by_its_ends(text: str, ends: tuple[int, int]) -> None:
    assert scale_in(text) == ends


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("5", "is no scale"), ("6-1", "the higher one"), ("0-1000", "no scale"), ("-300-3", "too wide")],
)
def test_what_is_no_scale_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(CxwError, match=sentence):
        scale_in(text)


# who does not know


def test_words_for_not_knowing_are_known_in_four_languages(tmp_path: Path) -> None:
    words = (
        "dk",
        "Don’t know",
        "Not sure",
        "weiß nicht",
        "Keine Ahnung",
        "ne sait pas",
        "sans avis",
        "no sabe",
        "?",
    )
    text = PAIRS + "".join(f"P{n},{word},8,9\n" for n, word in enumerate(words))
    delivered = read_text(tmp_path, text, MARKS)
    assert faults_of(delivered) == []
    assert {rows["us"]["taste"] for rows in delivered.marks.values()} == {"dk"}


@pytest.mark.parametrize(
    ("cells", "option"),
    [
        (("N/A", "n/a", "-"), "'N/A,-'"),
        (("k.A.", "k.A.", "k.A."), "'k.A.'"),
        (("99", "99", "99"), "99"),
        (("-1", "-1", "-1"), "-1"),
        (("Hmm", "Hmm", "hmm"), "Hmm"),
    ],
)
def test_what_may_say_so_is_asked_about_once_and_taken_when_told(
    tmp_path: Path, cells: tuple[str, ...], option: str
) -> None:
    text = PAIRS + "".join(f"P{n},{cell},8,9\n" for n, cell in enumerate(cells)) + "Q,6,8,9\n"
    delivered = read_text(tmp_path, text, MARKS)
    assert len(faults_of(delivered)) == 1
    assert f"add --dk {option}" in faults_of(delivered)[0]
    told = read_text(tmp_path, text, replace(MARKS, unknown=unknown_words([option.strip("'")])))
    assert faults_of(told) == []
    assert [rows["us"]["taste"] for rows in told.marks.values()] == ["dk", "dk", "dk", 6]


def test_one_mark_outside_the_scale_is_named_and_never_stored(tmp_path: Path) -> None:
    delivered = read_text(tmp_path, PAIRS + "A,8,11,3\nB,9,9,9\n", replace(MARKS, partial=True))
    assert faults_of(delivered) == ["2: A, Upkeep: 11 is more than 10"]
    assert delivered.marks["a"] == {"us": {"taste": 8, "price": 3}}


def test_a_column_of_words_is_one_sentence(tmp_path: Path) -> None:
    text = "person,Taste,Upkeep,Price,Mood\nA,50,30,20,good\nB,40,40,20,bad\n"
    (sentence,) = faults_of(read_text(tmp_path, text))
    assert sentence.startswith("1: the column Mood holds words and no numbers")


def test_totals_count_every_number_and_say_what_they_do_not_count(tmp_path: Path) -> None:
    delivered = read_text(tmp_path, PAIRS + "A,8.5,11,x1\nB,9,dk,2\n", MARKS)
    told = [(total.sum, total.answers, total.uncounted) for total in delivered.totals.values()]
    assert told == [(Fraction("17.5"), 2, 0), (11, 1, 0), (2, 1, 1)]


# round trips


def test_who_marks_as_everybody_above_is_no_mean_of_them(tmp_path: Path) -> None:
    text = PAIRS + "A,4,4,dk\nB,4,4,4\nC,4,4,4\n"
    (round,) = made(read_text(tmp_path, text, replace(MARKS, scale=(0, 10)))).segments[0].rounds_of("marks")
    assert [*round.answers] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "rows", [((0, 1, 0), (99, -1, 99), (99, 0, 99)), ((0, 99, 99),), ((99, 0, 99), (99, 1, 99))]
)
def test_a_code_for_not_knowing_makes_no_sum_of_a_row_or_a_column(
    rows: tuple[tuple[int, ...], ...], tmp_path: Path
) -> None:
    """The last row, and the last column, are the sums of the others, as long as 99 is a number."""
    text = PAIRS + "".join(f"P{n},{','.join(map(str, row))}\n" for n, row in enumerate(rows))
    columns = replace(MARKS, scale=(-3, 3), unknown=unknown_words(["99"]))
    (round,) = made(read_text(tmp_path, text, columns)).segments[0].rounds_of("marks")
    kept = [tuple(round.answers[f"p{n}"]["us"].values()) for n in range(len(rows))]
    assert kept == [tuple("dk" if one == 99 else one for one in row) for row in rows]


@settings(max_examples=often(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.sampled_from((*SCALES, (0, 10))), st.sampled_from(("dk", "99", "N/A", "weiß nicht")))
def test_marks_on_any_scale_come_back_as_they_were_given(
    tmp_path: Path, data: Any, ends: tuple[int, int], word: str
) -> None:
    """Marks and don't-knows, written with any word, with points or commas behind them: stored as they were."""
    low, high = ends
    mark = st.one_of(st.integers(low, high), st.just("dk"))
    truth = data.draw(st.lists(st.tuples(mark, mark, mark), min_size=1, max_size=6))
    dressed = data.draw(st.sampled_from(("{}", "{}.0", "{}.00")))
    codes = ["99", "N/A"] if high < 99 else ["N/A"]
    if word == "99" and "99" not in codes:
        word = "dk"

    def cell(one: int | str) -> str:
        return word if one == "dk" else dressed.format(one)

    text = PAIRS + "".join(f"P{n},{','.join(map(cell, row))}\n" for n, row in enumerate(truth))
    delivered = read_text(tmp_path, text, replace(MARKS, scale=ends, unknown=unknown_words(codes)))
    if any("add --keep" in str(problem) for problem in delivered.problems):
        reject()  # the last row is the mean of the others: it is asked about, and nobody is lost
    (round,) = made(delivered).segments[0].rounds_of("marks")
    for n, row in enumerate(truth):
        assert tuple(round.answers[f"p{n}"]["us"].values()) == row
    of_ten = record.marks_of_cell(round, "us", "taste")
    for n, (first, _, _) in enumerate(truth):
        if first != "dk":
            assert of_ten[f"p{n}"] == pytest.approx((first - low) * 10 / (high - low))


def whole_day(total: int | None, scale: tuple[int, int] | None, folder: Path) -> Session:
    """Points with how sure and a don't-know, a second round with a reason, marks of two companies."""
    each = total or 100
    row = (each // 2, each * 3 // 10, each - each // 2 - each * 3 // 10)
    first = "person,function,round,Taste,Upkeep,Price,How sure,Why\n"
    first += "".join(f"P{n},Sales,1,{','.join(map(str, row))},{60 + n},\n" for n in range(4))
    first += "Q,Service,1,dk,dk,dk,,\n"
    first += f"P0,Sales,2,{','.join(map(str, row[::-1]))},90,an argument\n"
    session = new_session(read_text(folder, first, replace(WEIGHTS, total=total)), "Coffee", "Us", NOW, 7)
    low, high = scale or (0, 10)
    marks = "person,Us: Taste,Us: Upkeep,Us: Price,Rival: Taste,Rival: Upkeep,Rival: Price\n"
    marks += "".join(f"P{n},{high},{low},dk,{low},{high},{high - 1}\n" for n in range(4))
    told = replace(MARKS, scale=(low, high), add_company=True)
    into(session, read_text(folder, marks, told, session), NOW)
    round = session.segments[0].rounds[-1]
    rounds.close(session, session.segments[0], round, NOW)
    rounds.reveal(round, NOW)
    return session


@pytest.mark.parametrize(("total", "scale"), [(None, None), (10, (1, 5)), (1000, (-3, 3))])
def test_the_tables_of_a_handout_read_back_whole(
    tmp_path: Path, total: int | None, scale: tuple[int, int] | None
) -> None:
    day = whole_day(total, scale, tmp_path)
    tables = dict(private_tables(day, findings.of(day, "facilitator")))
    told = replace(WEIGHTS, total=total, segment="Coffee")
    again = new_session(
        read_text(tmp_path, tables["points"].decode("utf-8-sig"), told), "Coffee", "Us", NOW, 7
    )
    second = read_text(
        tmp_path, tables["points second"].decode("utf-8-sig"), replace(told, round="second"), again
    )
    into(again, second, NOW)
    rounds.close(again, again.segments[0], again.segments[0].rounds[-1], NOW)
    rounds.reveal(again.segments[0].rounds[-1], NOW)
    marks = replace(MARKS, scale=scale or (0, 10), add_company=True)
    into(again, read_text(tmp_path, tables["marks"].decode("utf-8-sig"), marks, again), NOW)
    here, there = day.segments[0], again.segments[0]
    assert [(one.answers, one.reasons, one.total, one.scale) for one in there.rounds] == [
        (one.answers, one.reasons, one.total, one.scale) for one in here.rounds
    ]
    assert there.conviction == here.conviction
    assert [(p.name, p.function) for p in again.participants] == [
        (p.name, p.function) for p in day.participants
    ]


# what is told of it, computed by hand

POINTS = ((5, 3, 2), (5, 3, 2), (6, 2, 2), (4, 4, 2), (2, 2, 6), (3, 1, 6), (2, 3, 5), (5, 3, 2))
OURS = ((5, 4, 3), (4, 5, 3), (5, 5, 4), (4, 4, 2), (5, 4, 1), (4, 4, 2), (5, 3, 3), (3, 4, 2))
THEIRS = ((2, 2, 5), (3, 1, 5), (2, 3, 4), (3, 2, 5), (2, 2, 5), (3, 3, 4), (2, 2, 4), (3, 2, 5))


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Session:
    """Eight people of two functions who spread 10 points and marked from 1 to 5, all of it from two tables."""
    folder = tmp_path_factory.mktemp("by hand")
    functions = ["Sales"] * 4 + ["Service"] * 4
    lines = [f"P{n},{functions[n]},{','.join(map(str, row))}" for n, row in enumerate(POINTS)]
    text = "person,function,Taste,Upkeep,Price\n" + "\n".join(lines)
    session = new_session(read_text(folder, text, replace(WEIGHTS, total=10)), "Coffee", "Us", NOW, 7)
    head = "person,Us: Taste,Us: Upkeep,Us: Price,Rival: Taste,Rival: Upkeep,Rival: Price\n"
    lines = [f"P{n},{','.join(map(str, (*OURS[n], *THEIRS[n])))}" for n in range(8)]
    told = replace(MARKS, scale=(1, 5), add_company=True)
    into(session, read_text(folder, head + "\n".join(lines), told, session), NOW)
    round = session.segments[0].rounds[-1]
    rounds.close(session, session.segments[0], round, NOW)
    rounds.reveal(round, NOW)
    return session


def test_numbers_of_other_totals_and_scales_are_right_by_hand(by_hand: Session) -> None:
    """Taste: 5+5+6+4+2+3+2+5 = 32 of 80 points, 40 of 100. Our marks of it: 5+4+5+4+5+4+5+3 = 35, a mean of
    4.375 on 1 to 5; a step is 10/4 = 2.5, so (4.375-1) * 2.5 = 8.4375 of ten. Theirs: 20/8 = 2.5, which is
    3.75 of ten; we lead by 4.6875. On price ours are 20/8 = 2.5 (3.75 of ten, the middle of 2 and 3 as well),
    theirs 37/8 = 4.625 (9.0625): a lag of 5.3125.
    """
    found = findings.of(by_hand).segments[0]
    assert found.weights is not None
    assert [need.mean for need in found.weights.needs if need.id == "taste"] == [pytest.approx(40)]
    assert found.grid is not None
    cells = {(cell.company, cell.need): cell for cell in found.grid.cells}
    assert cells["us", "taste"].mean == pytest.approx(8.4375)
    assert cells["rival", "price"].mean == pytest.approx(9.0625)
    assert (cells["us", "price"].median, cells["us", "price"].low, cells["us", "price"].high) == (
        3.75,
        0,
        7.5,
    )
    leads = {lead.need: lead.mean for lead in found.grid.leads}
    assert leads == {
        "taste": pytest.approx(4.6875),
        "upkeep": pytest.approx(5),
        "price": pytest.approx(-5.3125),
    }


def test_the_board_holds_what_the_original_scale_says_by_hand(by_hand: Session) -> None:
    """Good begins at 7 of ten, which is 3.8 of 1 to 5; a lead at 1 of ten, which is 0.4 of a step.

    Rival has 4.625 on price: good, and we are behind, so a weakness and a threat. We have 4.375 on taste: a
    strength, and no opportunity, since somebody is good at it. Had 4.375 been taken as marks out of ten,
    nobody would be good at anything: an opportunity, and no threat.
    """
    swot = findings.of(by_hand).segments[0].swot
    assert swot is not None
    assert {(entry.kind, entry.need) for entry in swot.entries} == {
        ("strength", "taste"),
        ("excess", "upkeep"),
        ("weakness", "price"),
        ("threat", "price"),
    }


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            None,
            (
                "Each of us spread 10 points; they are shown as of 100.",
                "We marked from 1 to 5; the marks are shown as 0 to 10.",
                "A step of that scale is 2.5 here",
                "(0.4 on a scale of 1 to 5)",
                "(3.8 on a scale of 1 to 5)",
            ),
        ),
        (
            "de",
            (
                "10 Punkte",
                "Wir haben von 1 bis 5 bewertet; hier stehen die Bewertungen von 0 bis 10.",
                "(0,4 auf einer Skala von 1 bis 5)",
            ),
        ),
    ],
)
def test_a_handout_says_what_was_given_on_another_total_or_scale(
    by_hand: Session, language: str | None, told: tuple[str, ...]
) -> None:
    here = by_hand.model_copy(deep=True)
    here.language = language
    text = handout.handout_text(here) + handout.workings_text(here)
    for sentence in told:
        assert sentence in text.replace("\\", "")


def test_a_handout_says_that_points_were_rounded(tmp_path: Path) -> None:
    rows = "".join(f"P{n},33.3,33.3,33.4\n" for n in range(4))
    session = made(read_text(tmp_path, HEAD + rows))
    text = handout.handout_text(session) + handout.workings_text(session)
    assert "Some rows of points came in with decimals or a little off" in text


def test_a_faulty_table_of_another_scale_changes_nothing(tmp_path: Path, by_hand: Session) -> None:
    here = by_hand.model_copy(deep=True)
    before = here.model_copy(deep=True)
    columns = replace(MARKS, scale=(0, 10), company="us", round="second")
    with pytest.raises(FaultyFile):
        into(here, read_text(tmp_path, HEAD + "P0,8,8,8\n", columns, here), NOW)
    assert here == before
