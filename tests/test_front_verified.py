"""Page 1 once customers have answered, case by case: it claims no more than they said, in both languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

import pytest

from cxw.findings.front.promised import last_day
from cxw.findings.front.types import Verified
from cxw.findings.types import Audience
from cxw.findings.whole import whole_findings
from cxw.handout import handout_text
from cxw.model import DK, Customers, Session
from cxw.sessionfile import load
from cxw.shipped import folder

ESSAY, PARCELS = (folder("workshops") / f"{name}.yaml" for name in ("essay", "parcel-lockers"))
US, OSTERMARK = "us", "ostermark"
PRICE = [[8, 15, 19, 38, 20], [12, 16, 20, 32, 20], [10, 12, 22, 34, 22], [9, 14, 21, 36, 20]]
"""Customers' points for brand, product, quality, price and service, about whom nothing else is known."""
OURS = [[15, 23, 30, 20, 12], [15, 23, 20, 28, 14]]
LOW = [[7, 6, 7, 3, 7], [6, 5, 8, 5, 6], [8, 7, 6, 4, 8]]
HIGH = [[8, 7, 4, 7, 5], [7, 8, 3, 8, 4], [9, 7, 5, 6, 6]]


def verified(language: str = "en", audience: Audience = "room", **asked: Any) -> Verified:
    found = whole_findings(day(**asked), audience, language).front.segments[0].verified
    assert found is not None
    return found


def day(**asked: Any) -> Session:
    session = load(ESSAY)
    given: dict[str, Any] = {"date": dt.date(2026, 4, 1), "needs": session.segments[0].chosen, **asked}
    session.segments[0].customers = [Customers(id="c1", **given)]
    return session


def page_1(session: Session) -> str:
    return handout_text(session).split("\n---\n", 1)[0]


SUMS: Mapping[str, Any] = {"kind": "aggregated", "n": 312}
CASES: list[tuple[Mapping[str, Any], str, str, str]] = [
    (
        {"weights": PRICE * 15},
        "Customers put “Price” first; we gave “Quality” the most points",
        "Of four things we believed, customers bear out none",
        "Kunden setzen „Price“ an die erste Stelle; wir haben „Quality“ die meisten Punkte gegeben",
    ),
    (
        {"weights": PRICE * 3},
        "Of our 100 points, 19 stand on other needs than twelve customers put them",
        "Of what we believed one thing was put to the test: customers do not settle it",
        "Von unseren 100 Punkten liegen 19 auf anderen Bedürfnissen als bei zwölf Kunden",
    ),
    (
        {"weights": OURS * 30},
        "We put our points where 60 customers put theirs",
        "Of what we believed one thing was put to the test: customers do not settle it",
        "Wir haben unsere Punkte dorthin gesetzt, wo 60 Kunden sie setzen",
    ),
    (
        {**SUMS, "weights": [[10, 15, 20, 35, 20]], "marks": {US: [[7, 6, 7, 4, 7]], OSTERMARK: [[8, 7, 7, 7, 7]]}},
        "Of our 100 points, 18 stand on other needs than 312 customers put them",
        "Of two things we believed, customers settle none",
        "Von unseren 100 Punkten liegen 18 auf anderen Bedürfnissen als bei 312 Kunden",
    ),
    (
        {"marks": {US: LOW * 15, OSTERMARK: HIGH * 15}},
        "We mark ourselves 0.2 of ten higher than 45 customers mark us",
        "Of what we believed one thing was put to the test: customers bear it out",
        "45 Kunden bewerten uns um 0,2 von zehn niedriger als wir uns selbst",
    ),
    (
        {"marks": {US: [[*row[:4], DK] for row in LOW] * 7 + LOW * 2}},
        "We mark ourselves 0.2 of ten higher than customers mark us (six to 27 on each need)",
        "Nothing that we believed was put to the test",
        "Kunden bewerten uns um 0,2 von zehn niedriger als wir uns selbst (je Bedürfnis sechs bis 27)",
    ),
    (
        {"marks": {OSTERMARK: HIGH * 15}},
        "45 customers answered on 1 April 2026",
        "Nothing that we believed was put to the test",
        "45 Kunden haben am 1. April 2026 geantwortet",
    ),
    (
        {"weights": PRICE * 15, "texts": {"more": ["Quiet"] * 20}},
        "20 of 60 customers name something that matters more to them than any need on our list",
        "Of four things we believed, customers bear out none",
        "20 von 60 Kunden nennen etwas, das ihnen wichtiger ist als jedes Bedürfnis auf unserer Liste",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "title", "checked", "german"), CASES)
def test_the_title_says_what_customers_settle_and_no_more(
    asked: Mapping[str, Any], title: str, checked: str, german: str
) -> None:
    found = verified(**asked)
    assert (found.title, found.checked.title) == (title, checked)
    assert verified("de", **asked).title.replace("\u00a0", " ") == german
    private = verified(audience="facilitator", **asked)
    assert (private.title, private.beliefs, private.left) == (found.title, found.beliefs, found.left)


@pytest.mark.parametrize(
    ("asked", "left", "later"),
    [
        ({"weights": PRICE * 15}, "Where we stand is still our belief: customers did not mark us.", "functions evidence"),
        ({"marks": {US: LOW * 15, OSTERMARK: HIGH * 15}},
         "What matters most is still our belief: customers gave no points to our list.", "sides"),
        ({"weights": PRICE * 15, "marks": {US: LOW * 20, OSTERMARK: HIGH * 20}},
         "How we compare with Pellaro and As now is still our belief: too few customers marked both.",
         "functions evidence sides"),
        ({"marks": {US: [[*row[:4], DK] for row in LOW] * 15, OSTERMARK: HIGH * 15}},
         "How good we are on “Service” is still our belief: no customer marked it.", "sides"),
    ],
)  # fmt: skip
def test_what_customers_were_not_asked_stays_belief_and_its_picture_on_the_page(
    asked: Mapping[str, Any], left: str, later: str
) -> None:
    assert left in verified(**asked).left
    page = whole_findings(day(**asked), "room", "en").front.segments[0]
    assert [kind for kind, _ in page.later] == later.split()
    text = handout_text(day(**asked))
    for kind in ("functions", "evidence", "sides"):
        assert text.count(f"(chart:{kind})") == 1, "moved behind the page, not lost and not twice"
        assert (f"(chart:{kind})" in text.split("\n---\n")[0]) == (kind not in later.split())


def test_a_need_is_right_or_wrong_only_where_other_customers_would_say_so_too() -> None:
    outcomes = {one.believed: one.outcome for one in verified(weights=PRICE * 3).beliefs}
    assert set(outcomes.values()) == {"open"}
    told = [(one.believed, one.customers, one.word) for one in verified(weights=PRICE * 15).beliefs]
    assert told[0] == ("“Quality” has the most of our points (25)", "“Price”: 35 points", "no")
    assert told[1] == ("“Product”: 23 points", "14 points", "no: it matters less")
    assert not any("“Brand”: 15" in believed and "15 points" in theirs for believed, theirs, _ in told)


def test_a_believed_side_holds_turns_or_is_left_open() -> None:
    worse = [[8, 7, 7, 9, 8], [9, 8, 7, 8, 9], [7, 8, 8, 9, 7]]
    same = {US: LOW * 15, OSTERMARK: [[*row[:3], 4, row[4]] for row in HIGH] * 15}
    ends = {
        "yes": {US: LOW * 15, OSTERMARK: HIGH * 15},
        "no: ahead": {US: worse * 15, OSTERMARK: HIGH * 15},
        "no: level": same,
        "not settled": {US: LOW * 3, OSTERMARK: HIGH * 3},
    }
    for word, marks in ends.items():
        (one,) = verified(marks=marks).beliefs
        assert (one.believed, one.word) == ("We are behind our best rival on “Price”", word)


def test_how_sure_we_were_stands_only_beside_a_first_need_that_customers_settle() -> None:
    def said(**asked: Any) -> str:
        points = verified(**asked).points
        assert points is not None
        return " ".join(points.sentences)

    assert "less sure we would have been nearer" in said(weights=PRICE * 15)
    assert "sure" not in said(weights=PRICE * 3)
    copied = day(weights=PRICE * 15)
    copied.shared = dt.date(2026, 4, 2)
    page = whole_findings(copied, "room", "en").front.segments[0].verified
    assert page is not None
    assert page.points is not None
    assert "sure" not in " ".join(page.points.sentences)


def test_a_segment_that_nobody_asked_is_called_belief_beside_one_that_was() -> None:
    session = load(PARCELS)
    segment = session.segments[0]
    rows: list[Any] = [[10, 12, 20, 20, 38], [12, 10, 22, 16, 40], [8, 14, 18, 24, 36]] * 15
    segment.customers = [Customers(id="c1", date=dt.date(2026, 6, 1), needs=segment.chosen, weights=rows)]
    page = page_1(session)
    assert page.startswith("# Customers of one of our two segments have answered; ")
    asked = page.split(f"**{segment.name}:** ")[1].split("\n")[0]
    assert asked.startswith(
        "Customers put “Price” first; we gave “At any hour” the most points. Of three things"
    )
    assert (
        f"**{session.segments[1].name}:** No customers have answered yet; all of it is still our belief."
        in page
    )
    assert "compared with 45 customers" in page


def test_a_promise_is_overdue_by_the_day_customers_answered() -> None:
    assert last_day(day(weights=PRICE)) == dt.date(2026, 4, 1)
    late = day(weights=PRICE * 15, date=dt.date(2026, 5, 1))
    assert re.match(r"# Customers put .*; two of three promises were overdue on 1 May\n", page_1(late))


def test_two_needs_of_ours_with_as_many_points_are_not_called_unsettled_by_customers() -> None:
    session = day(weights=PRICE * 15)
    for row in session.segments[0].rounds_of("weights")[0].answers.values():
        if isinstance(row, dict):
            row.update(dict.fromkeys(row, 20))
    found = whole_findings(session, "room", "en").front.segments[0].verified
    assert found is not None
    every = "“Brand”, “Product”, “Quality”, “Price” and “Service”"
    assert found.title == f"Customers put “Price” first; we gave {every} the most points"
    assert found.beliefs[0].outcome == "open"
