"""Grades of evidence, as section 8 of the methods has them."""

from __future__ import annotations

import datetime as dt

import pytest

from cxw.day import evidence
from cxw.model import Company, Evidence, Need, Segment, Session, Thresholds

DAY = dt.date(2026, 3, 14)


def item(kind: str = "interviews", **more: object) -> Evidence:
    """An item that anybody could show: dated, sourced, seen, 14 customers."""
    fields = {
        "id": "e1",
        "kind": kind,
        "source": "Interviews, Q1",
        "date": dt.date(2026, 2, 11),
        "customers": 14,
        "segment": "clinics",
        "seen": DAY,
    }
    return Evidence.model_validate(fields | more)


def grade(*args: object, **more: object) -> int:
    return evidence.grade(item(*args, **more), "clinics", DAY, Thresholds())  # type: ignore[arg-type]


def session(*items: Evidence, date: dt.date | None = DAY) -> Session:
    needs = [Need(id="price", text="Price"), Need(id="speed", text="Speed")]
    segments = [
        Segment(id="clinics", name="Clinics", needs=needs),
        Segment(id="dentists", name="Dentists", needs=needs),
    ]
    return Session(
        cxw=1,
        title="A day",
        company=Company(id="us", name="Acme"),
        date=date,
        segments=segments,
        evidence=list(items),
    )


@pytest.mark.parametrize(
    ("kind", "customers", "expected"),
    [
        ("purchase", 1, 5),
        ("test", 40, 5),
        ("behaviour", 3, 4),
        ("survey", 30, 4),
        ("survey", 29, 3),
        ("survey", 10, 3),
        ("survey", 9, 2),
        ("interviews", 10, 3),
        ("interviews", 9, 2),
        ("tickets", 200, 3),
        ("won-lost", 4, 2),
        ("front-line-tally", 12, 3),
        ("customer", None, 2),
        ("front-line", None, 2),
        ("customer", 500, 2),
        ("colleague", 50, 1),
        ("desk-research", 5000, 1),
    ],
)
def test_the_kind_and_the_number_of_customers_give_the_grade(
    kind: str, customers: int | None, expected: int
) -> None:
    assert grade(kind, customers=customers) == expected


@pytest.mark.parametrize("kind", ["purchase", "behaviour", "survey", "tickets"])
def test_without_a_number_of_customers_it_is_worth_one_at_most(kind: str) -> None:
    assert grade(kind, customers=None) == 1
    assert grade(kind, customers=0) == 1


def test_another_segment_costs_one() -> None:
    assert grade("survey", customers=30, segment="dentists") == 3


def test_no_date_costs_one_and_so_does_an_old_one() -> None:
    assert grade("survey", customers=30, date=None) == 3
    assert grade("survey", customers=30, date=dt.date(2024, 9, 13)) == 3
    assert grade("survey", customers=30, date=dt.date(2024, 9, 14)) == 4


def test_a_session_without_a_date_finds_nothing_old() -> None:
    old = item("survey", customers=30, date=dt.date(1999, 1, 1))
    assert evidence.grade(old, "clinics", None, Thresholds()) == 4


def test_what_nobody_could_show_is_claimed_and_worth_one_at_most() -> None:
    assert grade("purchase", seen=None) == 1
    assert evidence.claimed(item(seen=None))


def test_without_a_source_it_is_worth_one_at_most() -> None:
    assert grade("purchase", source=None) == 1


def test_no_grade_falls_below_zero() -> None:
    assert grade("colleague", segment="dentists", date=None, seen=None) == 0


def test_the_best_item_counts_and_items_are_never_added_up() -> None:
    stories = [item("customer", id=f"e{n}", supports=["weight price"]) for n in range(10)]
    found = evidence.evidence_basis(session(*stories), session().segments[0])
    assert found["weight price"].grade == 2
    assert len(found["weight price"].supporting) == 10


def test_an_answer_in_another_segment_is_that_segments_answer() -> None:
    one = item("survey", customers=30, supports=["weight price", "weight speed in dentists"])
    room = session(one)
    assert list(evidence.evidence_basis(room, room.segments[0])) == ["weight price"]
    there = evidence.evidence_basis(room, room.segments[1])
    assert there["weight speed"].grade == 3


def test_an_item_without_a_segment_speaks_of_the_first_one() -> None:
    room = session(item(segment=None, supports=["weight price"]))
    assert evidence.evidence_basis(room, room.segments[0])["weight price"].grade == 3
    assert evidence.evidence_basis(room, room.segments[1]) == {}


def test_only_customer_evidence_contradicts() -> None:
    story = session(item("customer", contradicts=["weight price"]))
    counted = session(item("tickets", contradicts=["weight price"]))
    assert not evidence.evidence_basis(story, story.segments[0])["weight price"].contradicted
    assert evidence.evidence_basis(counted, counted.segments[0])["weight price"].contradicted


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (5, "customer evidence"),
        (3, "customer evidence"),
        (2, "single story"),
        (1, "assumption"),
        (0, "assumption"),
    ],
)
def test_a_grade_has_one_of_three_names(found: int, expected: str) -> None:
    assert evidence.class_of(found) == expected
    assert evidence.class_of(found, contradicted=True) == "assumption"


def test_the_hundred_points_fall_into_three_classes() -> None:
    means = {"price": 40.0, "speed": 25.0, "brand": 20.0, "help": 15.0}
    found = evidence.coverage(means, {"price": 3, "speed": 2, "brand": 4}, {"brand"})
    assert found == evidence.EvidenceCoverage(customers=40, stories=25, nothing=35, contradicted=20)


def test_without_points_nothing_is_covered() -> None:
    assert evidence.coverage({}, {}, set()) == evidence.EvidenceCoverage(0, 0, 0, 0)


def test_a_threshold_in_the_file_moves_what_is_old() -> None:
    limits = Thresholds(evidence_months=1)
    assert evidence.grade(item(), "clinics", DAY, limits) == 2
