"""The whole ballot from one table: rounds, segments, how sure people are, what moved them, further companies."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from often import often
from table_texts import faults_of, read_text

from cxw.collect import Columns, into, new_session
from cxw.collect.ballot import reason_in, round_in, sure_in
from cxw.day import rounds
from cxw.errors import CxwError, FaultyFile
from cxw.model import Company, Need, Participant, Segment, Session
from cxw.sessionfile import dumps, loads

NOW = dt.datetime(2026, 3, 14, 9, 50)
WEIGHTS, MARKS = Columns("weights"), Columns("marks", scale=(0, 10))
NEEDS = ("Taste", "Upkeep", "Price")


def segment(id: str) -> Segment:
    needs = [Need(id=need.lower(), text=need) for need in NEEDS]
    rival = [Company(id="rival", name="Rival Roast")]
    return Segment(id=id, name=id.title(), needs=needs, chosen=[need.id for need in needs], competitors=rival)


@pytest.fixture
def session() -> Session:
    people = [Participant(id=id, name=id.title(), function="Sales") for id in ("kim", "lee", "mo")]
    company = Company(id="us", name="Us")
    return Session(cxw=1, title="T", company=company, participants=people, segments=[segment("offices")])


def sound(session: Session) -> None:
    """A session that `cxw check` finds in order."""
    assert loads(dumps(session)) == session


SURE = "person,Taste,Upkeep,Price,How sure\nKim,50,30,20,70\nLee,dk,dk,dk,\nMo,30,30,40,20 %\n"


def test_how_sure_people_are_comes_in_with_their_points(tmp_path: Path, session: Session) -> None:
    delivered = read_text(tmp_path, SURE, session=session)
    assert [problem.text for problem in delivered.problems] == [
        "how sure people are: taken from the column How sure"
    ]
    into(session, delivered, NOW)
    assert session.segments[0].conviction.before == {"kim": 70, "lee": "dk", "mo": 20}
    sound(session)
    into(session, read_text(tmp_path, SURE, session=session), NOW)
    before = session.model_copy(deep=True)
    with pytest.raises(FaultyFile, match="Mo has said otherwise how sure they are"):
        into(session, read_text(tmp_path, SURE.replace("20 %", "25"), session=session), NOW)
    assert session == before


def test_the_column_of_how_sure_may_be_named_and_is_no_need(tmp_path: Path) -> None:
    text = SURE.replace("How sure", "Q7")
    named = read_text(tmp_path, text, replace(WEIGHTS, sure="Q7"))
    assert named.good
    made = new_session(named, "T", "Us", NOW, 1)
    assert made.segments[0].conviction.before == {"kim": 70, "mo": 20}
    assert [need.text for need in made.segments[0].needs] == [*NEEDS]
    sound(made)
    (missing,) = faults_of(read_text(tmp_path, text, replace(WEIGHTS, sure="Q8")))
    assert "there is no column Q8" in missing


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("170", "2: Kim: “170” does not say how sure somebody is"),
        ("very", "2: Kim: “very” does not say how sure somebody is"),
        ("66.6", "2: Kim: “66.6” does not say how sure somebody is"),
    ],
)
def test_what_does_not_say_how_sure_somebody_is_is_a_fault(tmp_path: Path, cell: str, sentence: str) -> None:
    delivered = read_text(tmp_path, SURE.replace("70", cell, 1), replace(WEIGHTS, sure="How sure"))
    assert faults_of(delivered)[0].startswith(sentence)
    partial = read_text(
        tmp_path, SURE.replace("70", cell, 1), replace(WEIGHTS, sure="How sure", partial=True)
    )
    assert partial.weights["kim"] == {"taste": 50, "upkeep": 30, "price": 20}
    assert partial.sure == {"mo": 20}


def test_whoever_does_not_know_the_weights_is_sure_of_nothing(tmp_path: Path, session: Session) -> None:
    delivered = read_text(tmp_path, SURE.replace("dk,dk,dk,", "dk,dk,dk,90"), session=session)
    assert "3: Lee does not know how the needs weigh: how sure (90) is left out" in [
        f"{problem.line}: {problem.text}" for problem in delivered.problems
    ]
    into(session, delivered, NOW)
    assert session.segments[0].conviction.before["lee"] == "dk"


def test_how_sure_is_asked_with_the_points_and_not_with_marks(tmp_path: Path, session: Session) -> None:
    text = "person,Us: Taste,Us: Upkeep,Us: Price,How sure\nKim,8,7,9,70\n"
    (sentence,) = faults_of(read_text(tmp_path, text, replace(MARKS, sure="How sure"), session))
    assert sentence.endswith("take that column with --of weights")


def rows(*lines: str) -> str:
    return "person,round,need,points,confidence,why\n" + "".join(f"{line}\n" for line in lines)


def answers(who: str, round: str, points: tuple[int, ...], sure: int, why: str = "") -> list[str]:
    return [f"{who},{round},{need},{n},{sure},{why}" for need, n in zip(NEEDS, points, strict=True)]


DELPHI = rows(
    *answers("Kim", "Round 1", (50, 30, 20), 70),
    *answers("Mo", "Round 1", (20, 30, 50), 50),
    *answers("Kim", "Round 2", (40, 30, 30), 80, "a fact I did not know"),
    *answers("Mo", "Round 2", (20, 30, 50), 55, "g"),
)


def test_both_rounds_of_a_table_make_a_session(tmp_path: Path) -> None:
    delivered = read_text(tmp_path, DELPHI)
    assert delivered.good
    made = new_session(delivered, "T", "Us", NOW, 1)
    (here,) = made.segments
    assert [(round.name, list(round.answers)) for round in here.rounds] == [
        ("first", ["kim", "mo"]),
        ("second", ["kim", "mo"]),
    ]
    assert here.conviction.before == {"kim": 70, "mo": 50}
    assert here.conviction.after == {"kim": 80, "mo": 55}
    assert here.rounds[1].reasons == {"kim": "fact"}, "Mo did not move"
    sound(made)


def test_a_session_takes_one_round_at_a_time(tmp_path: Path, session: Session) -> None:
    (sentence,) = faults_of(read_text(tmp_path, DELPHI, session=session))
    assert sentence.startswith("1: this table holds both rounds")
    first = read_text(tmp_path, DELPHI, replace(WEIGHTS, round="first"), session)
    into(session, first, NOW)
    here = session.segments[0]
    assert list(here.rounds[0].answers) == ["kim", "mo"]
    rounds.close(session, here, here.rounds[0], NOW)
    rounds.reveal(here.rounds[0], NOW)
    into(session, read_text(tmp_path, DELPHI, replace(WEIGHTS, round="second"), session), NOW)
    assert here.rounds[1].reasons == {"kim": "fact"}
    assert here.conviction.after == {"kim": 80, "mo": 55}
    sound(session)


def test_a_round_that_the_command_names_and_no_row_has_is_said(tmp_path: Path) -> None:
    text = rows(*answers("Kim", "2", (50, 30, 20), 70))
    (sentence,) = faults_of(read_text(tmp_path, text, replace(WEIGHTS, round="first")))
    assert sentence == "1: the command says --round first, and no row of this table is of that round"
    with pytest.raises(CxwError, match="no first round of weights"):
        new_session(read_text(tmp_path, text), "T", "Us", NOW, 1)


def test_two_things_said_of_one_person_are_a_fault_with_both_lines(tmp_path: Path) -> None:
    lines = answers("Kim", "1", (50, 30, 20), 70)
    lines[2] = lines[2].replace(",70,", ",60,")
    assert faults_of(read_text(tmp_path, rows(*lines))) == [
        "4: Kim says “60” here and “70” in line 2: leave one of them"
    ]


SEGMENTS = "person,segment,Taste,Upkeep,Price\nKim,Offices,50,30,20\nKim,Shops,10,30,60\nMo,Shops,20,20,60\n"


def test_several_segments_of_a_table_make_a_session(tmp_path: Path) -> None:
    made = new_session(read_text(tmp_path, SEGMENTS), "T", "Us", NOW, 1)
    assert [(one.id, list(one.rounds[0].answers)) for one in made.segments] == [
        ("offices", ["kim"]),
        ("shops", ["kim", "mo"]),
    ]
    assert [(one.name, one.segments) for one in made.participants] == [("Kim", None), ("Mo", ["shops"])]
    sound(made)


def test_each_segment_of_a_session_gets_its_rows(tmp_path: Path, session: Session) -> None:
    session.segments.append(segment("shops"))
    into(session, read_text(tmp_path, SEGMENTS, session=session), NOW)
    assert [list(one.rounds[0].answers) for one in session.segments] == [["kim"], ["kim", "mo"]]
    sound(session)
    one = read_text(tmp_path, SEGMENTS, replace(WEIGHTS, segment="shops"), session)
    assert list(one.weights) == ["kim", "mo"]
    left = "1 row is about another round or segment, and is left for its own command"
    assert left in [problem.text for problem in one.problems]


def test_a_need_that_is_called_round_stays_a_need(tmp_path: Path, session: Session) -> None:
    session.segments[0].needs[2] = Need(id="round", text="Round")
    session.segments[0].chosen[2] = "round"
    delivered = read_text(tmp_path, "person,Taste,Upkeep,Round\nKim,97,2,1\n", session=session)
    assert delivered.weights == {"kim": {"taste": 97, "upkeep": 2, "round": 1}}


def test_an_empty_round_or_segment_is_none_and_a_row_without_one_is_a_fault(tmp_path: Path) -> None:
    text = "person,round,segment,Taste,Upkeep,Price\nKim,,,50,30,20\nMo,,,20,20,60\n"
    delivered = read_text(tmp_path, text, WEIGHTS)
    assert delivered.good
    assert delivered.columns.round is None
    half = text.replace("Kim,,", "Kim,1,")
    assert faults_of(read_text(tmp_path, half, WEIGHTS))[0].startswith("3: no round is named here")


def test_a_word_for_no_answer_beside_the_points_is_asked_about(tmp_path: Path) -> None:
    (sentence,) = faults_of(read_text(tmp_path, SURE.replace("20 %", "k.A."), WEIGHTS))
    assert sentence.startswith("4: Mo: “k.A.” does not say how sure somebody is")
    told = read_text(tmp_path, SURE.replace("20 %", "k.A."), replace(WEIGHTS, unknown=frozenset({"k.a."})))
    assert told.sure["mo"] == "dk"


def test_a_need_may_be_called_confidence_and_be_kept_as_one(tmp_path: Path) -> None:
    text = "person,Taste,Upkeep,Price,Confidence\nKim,40,30,20,10\nMo,20,10,60,10\n"
    (sentence,) = faults_of(read_text(tmp_path, text, WEIGHTS))
    assert sentence.startswith("1: all 2 rows add up to 90")
    kept = read_text(tmp_path, text, replace(WEIGHTS, keep=("Confidence",)))
    assert kept.weights["mo"] == {"taste": 20, "upkeep": 10, "price": 60, "confidence": 10}


def test_a_second_table_of_another_company_goes_into_the_open_round(tmp_path: Path, session: Session) -> None:
    text = "person,Taste,Upkeep,Price\nKim,8,7,4\nMo,6,dk,9\n"
    for company in ("us", "Rival Roast"):
        into(session, read_text(tmp_path, text, replace(MARKS, company=company), session), NOW)
    (round,) = session.segments[0].rounds
    row = {"taste": 8, "upkeep": 7, "price": 4}
    assert round.answers["kim"] == {"us": row, "rival": row}
    sound(session)


def test_a_mark_left_blank_may_come_with_a_later_table(tmp_path: Path, session: Session) -> None:
    partial = replace(MARKS, company="us", partial=True)
    into(session, read_text(tmp_path, "person,Taste,Upkeep,Price\nKim,8,,4\n", partial, session), NOW)
    (round,) = session.segments[0].rounds
    assert round.answers["kim"] == {"us": {"taste": 8, "price": 4}}
    sound(session)
    into(session, read_text(tmp_path, "person,Taste,Upkeep,Price\nKim,8,6,4\n", partial, session), NOW)
    assert round.answers["kim"] == {"us": {"taste": 8, "upkeep": 6, "price": 4}}
    text = "person,Taste,Upkeep,Price\nKim,9,6,4\n"
    other = read_text(tmp_path, text, replace(MARKS, company="us"), session)
    with pytest.raises(FaultyFile, match="Kim has answered otherwise"):
        into(session, other, NOW)


def test_rounds_reasons_and_percents_are_read_as_people_write_them() -> None:
    assert [*map(round_in, ("1", "Round 2", "2. Runde", "first", "zweite", "R2", "3", "later", ""))] == [
        *("first", "second", "second", "first", "second", "second", None, None, None)
    ]
    assert [*map(sure_in, ("70", "70 %", "0", "dk", "weiß nicht", "101", "x"))] == [
        70,
        70,
        0,
        "dk",
        "dk",
        None,
        None,
    ]
    assert reason_in("an argument") == reason_in("A") == reason_in("argument") == "argument"
    assert reason_in("because") is None


@settings(max_examples=often(100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6)
)
def test_a_long_table_of_both_rounds_holds_each_answer_once(
    tmp_path: Path, given_: list[tuple[int, int, int]]
) -> None:
    """Points by two cuts of 100, another row in the second round, and how sure each time."""
    lines, truth = list[str](), list[tuple[dict[str, int], int]]()
    for n, (one, other, sure) in enumerate(given_):
        low, high = sorted((one, other))
        row = (low, high - low, 100 - high)
        lines += answers(f"P{n}", "1", row, sure) + answers(f"P{n}", "2", row[::-1], 100 - sure)
        truth.append((dict(zip(map(str.lower, NEEDS), row, strict=True)), sure))
    made = new_session(read_text(tmp_path, rows(*lines)), "T", "Us", NOW, 1).segments[0]
    for n, (row_of, sure) in enumerate(truth):
        turned = dict(zip(row_of, reversed(row_of.values()), strict=True))
        assert (made.rounds[0].answers[f"p{n}"], made.conviction.before[f"p{n}"]) == (row_of, sure)
        assert (made.rounds[1].answers[f"p{n}"], made.conviction.after[f"p{n}"]) == (turned, 100 - sure)
