"""Grades of evidence, as section 8 of the methods has them."""

from __future__ import annotations

import datetime as dt
from itertools import product
from types import ModuleType
from typing import Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxw import findings
from cxw.day import evidence
from cxw.findings.closing import grounds_words, grounds_words_de
from cxw.findings.closing.grounds_words import CountsAs
from cxw.handout import handout_text
from cxw.model import (
    Company,
    Evidence,
    From,
    Kind,
    Need,
    Participant,
    PointsRow,
    Segment,
    Session,
    Thresholds,
    WeightsRound,
)
from cxw.sessionfile import load
from cxw.shipped import folder

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
    return evidence.grading(item(*args, **more), "clinics", DAY, Thresholds()).grade  # type: ignore[arg-type]


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
    assert evidence.grading(old, "clinics", None, Thresholds()).grade == 4


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
    assert evidence.grading(item(), "clinics", DAY, limits).grade == 2


RAISED: dict[str, dict[str, object]] = {
    "uncounted": {"customers": 30},
    "elsewhere": {"segment": "clinics"},
    "undated": {"date": dt.date(2026, 3, 1)},
    "old": {"date": dt.date(2026, 3, 1)},
    "unsourced": {"source": "Interviews"},
    "unshown": {"seen": DAY},
}
"""Why an item counts for less, and what would put an end to that."""
items = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(get_args(Kind)),
        "customers": st.sampled_from([None, 1, 9, 10, 29, 30, "about 9", "about 12"]),
        "segment": st.sampled_from([None, "clinics", "dentists"]),
        "date": st.sampled_from([None, dt.date(2026, 3, 1), dt.date(2020, 1, 1), "2026", "2024-08", "2025"]),
        "source": st.sampled_from([None, "Interviews"]),
        "seen": st.sampled_from([None, DAY, "2026"]),
    }
)


def graded(**fields: Any) -> evidence.Grading:
    return evidence.grading(item(**fields), "clinics", DAY, Thresholds())


@given(items)
def test_a_grade_says_everything_that_lowers_it_and_nothing_else(fields: dict[str, Any]) -> None:
    found = graded(**fields)
    better = {**fields}
    for why in found.lowered:
        better |= RAISED[why]
    whole = graded(**better)
    assert whole.lowered == ()
    assert whole.grade >= found.grade
    dated = {"undated", "old"} if {"undated", "old"} & {*found.lowered} else set()
    for other in set(RAISED) - {*found.lowered, *dated, "uncounted"}:
        assert graded(**{**fields, **RAISED[other]}).grade == found.grade
    for why in found.lowered:
        assert graded(**{**fields, **RAISED[why]}).grade >= found.grade


@given(items, st.sampled_from(get_args(From)), st.sampled_from(["price", "set-up"]))
def test_who_it_comes_from_and_whose_reason_it_is_change_no_grade(
    fields: dict[str, Any], who: From, reason: str
) -> None:
    plain = graded(**fields)
    assert graded(**fields, who=who, claimed_reason=reason, their_reason="both") == plain


@given(items)
@pytest.mark.parametrize("words", [grounds_words, grounds_words_de])
def test_every_grade_is_explained_in_one_sentence(words: ModuleType, fields: dict[str, Any]) -> None:
    found, one = graded(**fields), item(**fields)
    said = words.counts_as(CountsAs(one.kind, one.customers, found.grade, found.lowered, 18, False))
    assert said.count(".") == 1
    assert said.endswith(".")
    assert "{" not in said
    told = found.lowered if words is grounds_words else ()
    assert all(grounds_words._LOWERED[why].format(months=18) in said for why in told)


def test_what_keeps_an_item_low_by_its_kind_is_said_first() -> None:
    colleague = CountsAs("colleague", None, 0, ("undated",), 18, few=False)
    assert grounds_words_de.counts_as(colleague) == (
        "Zählt als Annahme: was jemand von uns sagt, kein Kunde steht dahinter, ohne Datum."
    )
    few = CountsAs("interviews", 4, 2, ("unsourced",), 18, few=True)
    assert grounds_words_de.counts_as(few) == (
        "Zählt als Einzelfall: Interviews mit 4 Kunden, weniger als zehn, ohne Quelle."
    )


def lost(number: int, **more: object) -> Evidence:
    about: dict[str, Any] = {
        "who": "lost-deal",
        "supports": ["weight price"],
        "id": f"e{number}",
        "customers": 1,
    }
    return item("won-lost", **{**about, **more})


def told(number: int, who: From | None = None, kind: Kind = "interviews") -> Evidence:
    return item(kind, id=f"e{number}", who=who, supports=["weight price"])


def origins(*evidence: Evidence, language: str = "en") -> tuple[str, ...]:
    found = findings.of(whole(*evidence), audience="room", language=language).segments[0].evidence
    assert found is not None
    return found.origins


def whole(*evidence: Evidence) -> Session:
    """A room of three with points, and this evidence."""
    made = session(*evidence)
    made.participants = [Participant(id=id, name=id.title(), function="Sales") for id in ("ana", "bo", "cy")]
    made.segments = made.segments[:1]
    made.segments[0].chosen = ["price", "speed"]
    opened = dt.datetime(2026, 3, 14, 10)
    rows: dict[str, PointsRow | Literal["dk"]] = {
        person.id: {"price": 60, "speed": 40} for person in made.participants
    }
    made.segments[0].rounds = [
        WeightsRound(
            of="weights", name="first", needs=["price", "speed"], opened=opened, closed=opened,
            revealed=opened, answers=rows,
        )
    ]  # fmt: skip
    return made


def test_evidence_of_those_who_stayed_alone_says_whom_nobody_heard() -> None:
    assert origins(told(1, "customers")) == (
        (
            "All our evidence comes from people who stayed: nobody who left, whose order we lost or who never "
            "bought was heard."
        ),
    )
    assert origins(told(1, "left"), told(2, "left"))[0].startswith(
        "All our evidence comes from people who left"
    )
    mixed = (told(1, "customers"), told(2, "left"), told(3))
    assert origins(*mixed) == (
        (
            "Of our three pieces of evidence one comes from customers who stayed and one from customers who left; "
            "of one it is not said whom."
        ),
    )
    assert origins(*mixed, language="de") == (
        (
            "Von unseren drei Belegen stammt einer von gebliebenen Kunden und einer von Kunden, die gegangen "
            "sind; bei einem steht nicht, von wem."
        ),
    )
    assert origins(told(1)) == ()
    assert origins(told(1, "customers"), told(2, kind="colleague"))[0].startswith("All our evidence")


def test_our_reason_for_lost_orders_stands_beside_the_buyers() -> None:
    deals = [lost(n, claimed_reason="Price" if n < 9 else "Set-up") for n in range(12)]
    asked = [lost(20, their_reason=" price "), *(lost(21 + n, their_reason="Set-up") for n in range(3))]
    assert origins(*deals, *asked)[-1] == (
        "We name “Price” for nine of twelve lost orders; of the four buyers asked one does."
    )
    assert origins(*deals, *asked, language="de")[-1] == (
        "Bei neun von zwölf verlorenen Aufträgen nennen wir „Price“ als Grund; von den vier befragten "
        "Käufern nennt ihn einer."
    )
    assert origins(*deals)[-1].endswith("no buyer was asked.")
    assert "Price" not in origins(*deals[:2])[-1]
    batch = lost(1, customers=9, claimed_reason="price"), lost(2, customers=3, claimed_reason="speed")
    assert origins(*batch)[-1] == "We name “price” for nine of twelve lost orders; no buyer was asked."


BY_KIND: dict[str, tuple[int, int, int, int]] = {
    "purchase": (1, 5, 5, 5), "test": (1, 5, 5, 5), "behaviour": (1, 4, 4, 4), "survey": (1, 2, 3, 4),
    "interviews": (1, 2, 3, 3), "tickets": (1, 2, 3, 3), "won-lost": (1, 2, 3, 3), "front-line-tally": (1, 2, 3, 3),
    "customer": (2, 2, 2, 2), "front-line": (2, 2, 2, 2), "colleague": (1, 1, 1, 1), "desk-research": (1, 1, 1, 1),
}  # fmt: skip
"""The grade of each kind with no number of customers, from 1, from 10 and from 30 on: methods, section 8."""
COUNTS = ((None, 0), (1, 1), (9, 1), (10, 2), (29, 2), (30, 3), ("about 9", 1), ("about 12", 2))
SEGMENTS = ((None, 0), ("clinics", 0), ("dentists", 1))
DATES = (
    (None, 1), (dt.date(2026, 3, 1), 0), (dt.date(2024, 9, 14), 0), (dt.date(2024, 9, 13), 1),
    ("2025", 0), ("2024-10", 0), ("2024-09", 1), ("2024", 1),
)  # fmt: skip
"""Of a month or a year its first day counts."""


def test_every_kind_with_every_rule_and_every_combination_has_the_grade_of_the_method() -> None:
    assert {*BY_KIND} == {*get_args(Kind)}
    for kind, (customers, count) in product(BY_KIND, COUNTS):
        one = item(kind, customers=customers)
        for (segment, away), (date, old), source, seen in product(SEGMENTS, DATES, (None, "x"), (None, DAY)):
            best = BY_KIND[kind][count] - away - old
            expected = max(0, min(best, 1 if source is None or seen is None else best))
            changed = {"segment": segment, "date": date, "source": source, "seen": seen}
            for who in (None, "left"):
                made = one.model_copy(update={**changed, "who": who})
                found = evidence.grading(made, "clinics", DAY, Thresholds())
                assert found.grade == expected, made


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_two_segment_example_has_every_grade_and_its_handout_explains_each(language: str) -> None:
    made = load(folder("workshops") / "parcel-lockers.yaml")
    assert len(made.segments) == 2
    made.language = language
    text = handout_text(made)
    known = [
        answer
        for segment in findings.of(made, language=language).segments
        for answer in (segment.evidence.answers if segment.evidence else ())
        if answer.supporting
    ]
    assert {answer.grade for answer in known} == set(range(6))
    for answer in known:
        assert answer.reason
        assert answer.reason in text
