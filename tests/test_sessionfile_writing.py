"""What cxw writes reads like a table, comes back the same, and keeps what the consultant wrote at its head."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml  # noqa: TID251  the slower parser is asked for by name
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from often import often
from strategies import sessions, texts

from cxw.model import (
    Company,
    Correction,
    MarksAnswer,
    MarksRound,
    Need,
    Note,
    Participant,
    Segment,
    Session,
    WeightsRound,
)
from cxw.sessionfile import dumps, load, loads, problems_of
from cxw.sessionfile.parsing import head_of
from cxw.sessionfile.reading import read_text

FORMATS = Path(__file__).parent / "formats"


def small(**values: Any) -> Session:
    return Session(
        cxw=1, title="x", company=Company(id="us", name="Us"), segments=[Segment(id="a", name="A")], **values
    )


def body(session: Session) -> list[str]:
    return dumps(session).splitlines()


@settings(
    max_examples=often(60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(sessions())
def test_a_session_that_is_written_and_read_is_the_same_session(session: Session) -> None:
    text = dumps(session)
    reading = read_text(text, "x")
    # Names that are alike are warned of; they are in order.
    assert [problem for problem in reading.problems() if not problem.warning] == []
    assert reading.session == session
    assert dumps(reading.session) == text


@settings(max_examples=often(60), deadline=None)
@given(st.lists(texts(), min_size=1, max_size=4), st.booleans())
def test_any_text_comes_back_with_both_parsers(lines: list[str], long: bool) -> None:
    text = "\n".join(lines) * (40 if long else 1)
    session = small(note=text)
    session.participants = [Participant(id="ana", name=text, function=text)]
    session.segments[0].skipped = {"needs": text}
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert read_text(dumps(session), "x", loader=loader).good() == session


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.yaml")), ids=lambda path: path.name)
def test_one_file_of_each_format_is_read_for_ever(path: Path) -> None:
    assert [problem.text for problem in problems_of(path) if not problem.warning] == []
    text = path.read_text(encoding="utf-8")
    assert dumps(load(path), head_of(text)) == text


def test_the_file_of_todays_format_has_every_key() -> None:
    from cxw.model import Record

    text = (FORMATS / "1.yaml").read_text(encoding="utf-8")
    keys = {
        field.alias or name
        for record in Record.__subclasses__()
        for name, field in record.model_fields.items()
    }
    assert {key for key in keys if f"{key}:" not in text} == set()


def test_a_mapping_stands_on_one_line_as_long_as_it_fits_in_140_columns() -> None:
    for length in range(100, 140):
        session = small(participants=[Participant(id="ana", name="x" * length)])
        line = next(line for line in body(session) if line.startswith("- ") and "ana" in line)
        whole = f"- {{id: ana, name: {'x' * length}}}"
        assert line == (whole if len(whole) <= 140 else "- id: ana")


def test_text_of_several_lines_is_a_block_and_makes_its_record_one() -> None:
    session = small(participants=[Participant(id="ana", name="Ana", note="one\ntwo\n")])
    assert "- id: ana\n  name: Ana\n  note: |\n    one\n    two\n" in dumps(session)


def test_long_text_is_not_wrapped() -> None:
    session = small(note="word " * 100 + "end")
    assert f"note: {'word ' * 100}end" in body(session)


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "12:30",
        "2026-03-14",
        "1e3",
        "null",
        "~",
        "0x1F",
        "007",
        "1_000",
        ".5",
        "",
        " x",
        "x ",
        "a: b",
        "a #b",
        "- a",
        "=",
        "2026-03-14 10:00",
    ],
)
def test_text_that_some_reader_takes_for_something_else_stands_in_quotes(word: str) -> None:
    assert f"title: '{word}'" in body(small().model_copy(update={"title": word}))


@pytest.mark.parametrize(
    "text",
    [
        "R. Osei",
        "Clinics with under 20 staff",
        "Onboarding interviews, Q1",
        "front line first (Cho), then 14 lost clinics",
        "Does it pay?",
        "16:9 pictures",
        "a-b/c",
        "Zoë & Åsa",
    ],
)
def test_ordinary_text_stands_as_it_is(text: str) -> None:
    assert f"title: {text}" in body(small().model_copy(update={"title": text}))


def test_answers_are_written_in_the_order_of_participants_and_of_the_rounds_needs() -> None:
    session = small(participants=[Participant(id=id, name=id) for id in ("ana", "ben", "cho")])
    segment = session.segments[0]
    segment.needs = [Need(id=id, text=id) for id in ("p", "q", "r")]
    opened = dt.datetime(2026, 3, 14, 9)
    segment.rounds = [
        WeightsRound(
            of="weights",
            name="first",
            needs=["p", "q", "r"],
            opened=opened,
            answers={"cho": {"r": 1, "q": 2, "p": 97}, "ana": "dk"},
        ),
        MarksRound(
            of="marks",
            name="first",
            needs=["p", "q", "r"],
            companies=["us"],
            opened=opened,
            answers={"ben": {"us": {"r": 1, "p": 2, "q": 3}}},
        ),
    ]
    text = dumps(session)
    assert "    answers:\n      ana: dk\n      cho: {p: 97, q: 2, r: 1}\n" in text
    assert "      ben:\n        us: {p: 2, q: 3, r: 1}\n" in text


def test_empty_things_are_left_out_and_a_list_of_no_segments_stays() -> None:
    session = small(participants=[Participant(id="ana", name="Ana", segments=[])])
    assert dumps(session) == (
        "cxw: 1\ntitle: x\ncompany: {id: us, name: Us}\nparticipants:\n- {id: ana, name: Ana, segments: []}\n"
        "segments:\n- id: a\n  name: A\n"
    )


def test_what_was_typed_is_clean_in_the_file() -> None:
    session = small()
    session.segments[0].notes = [
        Note(at=dt.datetime(2026, 3, 14, 9, 0, 0, 5), text="red\x1b[31m \u202eevil \ud83d")
    ]
    assert "  - {at: 2026-03-14T09:00:00, text: 'red[31m evil '}" in body(session)
    dumps(session).encode()


def test_300_people_are_read_and_written_in_a_moment() -> None:

    people = [Participant(id=f"p{n}", name=f"P {n}") for n in range(300)]
    session = small(participants=people)
    segment = session.segments[0]
    needs = [f"n{n}" for n in range(10)]
    segment.needs = [Need(id=id, text=id) for id in needs]
    segment.rounds = [
        WeightsRound(
            of="weights",
            name="first",
            needs=needs,
            opened=dt.datetime(2026, 3, 14, 9),
            answers={person.id: dict.fromkeys(needs, 10) for person in people},
        )
    ]
    assert loads(dumps(session)) == session


def test_a_correction_is_written_in_the_order_its_round_asked() -> None:
    session = small(participants=[Participant(id="ana", name="Ana")])
    at = dt.datetime(2026, 3, 14, 9)
    asked: dict[str, Any] = {"needs": ["price", "speed"], "companies": ["us", "rival"], "opened": at}
    row: MarksAnswer = {"us": {"price": 1, "speed": 2}, "rival": {"price": 3, "speed": 4}}
    slip: MarksAnswer = {"rival": {"speed": 9, "price": 3}, "us": {"speed": 2, "price": 1}}
    marked = MarksRound(of="marks", name="first", answers={"ana": row}, **asked)
    marked.corrected = [Correction(who="ana", before=slip, after=row, at=at)]
    weighed = WeightsRound(of="weights", name="first", needs=asked["needs"], opened=at)
    weighed.corrected = [Correction(who="ana", before="dk", after={"speed": 60, "price": 40}, at=at)]
    session.segments[0].rounds = [weighed, marked]
    text = dumps(session)
    assert "before: {us: {price: 1, speed: 2}, rival: {price: 3, speed: 9}}" in text
    assert "after: {price: 40, speed: 60}" in text
