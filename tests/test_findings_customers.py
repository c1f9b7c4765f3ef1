"""The room held against customers, as its handout and its wall say it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from test_screens import text as plain

from cxw.findings.customers import words, words_de
from cxw.findings.customers.types import CustomersFindings, EntryAgainst, Outcome
from cxw.findings.in_words import whole
from cxw.findings.swot.types import SwotKind
from cxw.findings.whole import whole_findings
from cxw.handout import handout_text, workings_text
from cxw.handout.branding import CHECKED, banner_of
from cxw.model import DK, Customers, Research, Session, finding_out
from cxw.sessionfile import load
from cxw.sharing import shared
from cxw.stats.customers import Side
from cxw.wall import page_count
from cxw.wall.view import ScreenView

PARCELS = Path(__file__).parent.parent / "workshops" / "parcel-lockers.yaml"
RIGHT, TURNED = [27, 20, 17, 14, 22], [10, 12, 20, 20, 38]


@pytest.fixture
def day() -> Session:
    return load(PARCELS)


def against(session: Session, language: str = "en", **asked: Any) -> CustomersFindings:
    """What the first segment says beside these customers."""
    segment = session.segments[0]
    given: dict[str, Any] = {"date": dt.date(2026, 6, 1), "needs": segment.chosen, **asked}
    segment.customers = [Customers(id="c1", **given)]
    found = whole_findings(session, "room", language).segments[0].customers
    assert found is not None
    return found


def test_nothing_is_said_where_no_customer_answered(day: Session) -> None:
    assert whole_findings(day, "room", "en").segments[0].customers is None


def test_survey_weights_alone_are_no_customers_answers(day: Session) -> None:
    found = against(day, weight=[0.5, 1.5])
    assert (found.n, found.needs, found.headline) == (0, (), "No customers answered on 1 June 2026.")


def test_a_room_behind_an_even_share_is_told_so_and_nobody_is_blamed(day: Session) -> None:
    rows = [[20, 20, 20, 20, 20], [18, 22, 20, 21, 19]] * 20
    found = against(day, weights=rows, texts={"more": []})
    assert found.nearer == "even"
    assert "our list is right, our order was not" in found.sentences[0]
    assert "less sure would have been nearer" in " ".join(found.sentences)
    assert not {person.name for person in day.participants} & {*" ".join(found.sentences).split()}
    unasked = against(day, weights=rows)
    assert "our list is right" not in unasked.sentences[0]


def test_a_room_nearer_than_an_even_share_is_told_so(day: Session) -> None:
    found = against(day, weights=[RIGHT] * 12)
    assert found.nearer == "room"
    assert "would have been farther away" in found.sentences[0]


def test_a_need_far_apart_is_told_by_the_two_numbers_its_picture_shows(day: Session) -> None:
    found = against(day, weights=[[8, 12, 20, 20, 40], [12, 14, 18, 22, 34]] * 20)
    (told,) = [one for one in found.on_points if "farther from customers" in one]
    for need in found.needs:
        pair = (whole(need.room), whole(need.theirs))
        shown = f"({pair[0]} and {pair[1]})" in told or f"(we gave {pair[0]} points, they {pair[1]})" in told
        assert shown == need.beyond, told


def test_few_customers_have_no_band_and_settle_no_first_need(day: Session) -> None:
    found = against(day, weights=[TURNED] * 12)
    assert all(need.low is None and not need.beyond for need in found.needs)
    assert words.NO_BAND in found.sentences
    assert found.first is not None
    assert found.first.verdict == "open"


def test_a_first_need_that_customers_settle_is_right_or_wrong(day: Session) -> None:
    found = against(day, weights=[TURNED] * 40)
    assert found.first is not None
    assert found.first.verdict == "wrong"
    assert "Customers put “Price” first; we gave “At any hour” the most points." in found.sentences


def test_sums_have_no_band_and_say_so(day: Session) -> None:
    found = against(day, kind="aggregated", n=312, weights=[[12.5, 20, 17.5, 14, 36]])
    assert (found.n, found.aggregated) == (312, True)
    assert words.SUMS in found.sentences
    assert found.headline.endswith("than 312 customers put them.")


def test_points_on_another_list_do_not_stand_beside_ours(day: Session) -> None:
    found = against(day, needs=day.segments[0].chosen[:4], weights=[[40, 30, 20, 10]] * 8)
    assert (found.needs, found.apart, found.first) == ((), None, None)
    assert words.OTHER_LIST in found.sentences


def test_who_could_not_say_is_in_no_number_and_in_the_count_of_customers(day: Session) -> None:
    found = against(day, weights=[RIGHT, RIGHT, RIGHT, DK])
    assert found.n == 4
    assert [round(need.theirs) for need in found.needs] == RIGHT


def test_own_marks_stand_beside_those_of_customers_who_know_us(day: Session) -> None:
    own = day.company.id
    found = against(day, marks={own: [[5, 5, 5, 5, 5], [5, 5, 5, 5, DK], DK]})
    assert [mark.n for mark in found.marks] == [2, 2, 2, 2, 1]
    assert found.bias is not None
    assert found.bias.by > 0
    assert found.bias.low is None
    assert any("higher than customers marked us (1 or more on each)" in one for one in found.sentences)


def test_a_promised_test_is_judged_by_the_share_that_put_the_need_first(day: Session) -> None:
    segment = day.segments[0]
    segment.research, need = [], segment.chosen[4]
    for number, limit in (("t1", 0.5), ("t2", 0.2)):
        test = finding_out.Test(what="share first", need=need, below=limit)
        segment.research.append(Research(id=number, question=f"Is it {limit}?", test=test))
    found = against(day, weights=[TURNED] * 3 + [RIGHT] * 7)
    assert [(test.outcome, test.in_hundred) for test in found.tests] == [("wrong", 30), ("held", 30)]


def test_who_they_are_is_said_and_that_nobody_left_is_among_them(day: Session) -> None:
    found = against(day, weights=[RIGHT] * 3, who=["customers", "customers", DK])
    assert "Who answered: 2 customers who stayed and 1 who did not say." in found.sentences
    assert words.NEVER_LEFT in found.sentences
    found = against(day, weights=[RIGHT] * 2, who=["customers", "left"])
    assert words.NEVER_LEFT not in found.sentences


def test_words_of_customers_name_none_of_us(day: Session) -> None:
    name = day.participants[0].name
    found = against(day, weights=[RIGHT] * 3, texts={"more": [f"What {name} told us"]})
    assert len(found.missing) == 1
    assert name.split()[0] not in found.missing[0]


def entry(kind: SwotKind, side: Side | None, outcome: Outcome = "told", **more: Any) -> EntryAgainst:
    marks = {"points": None, "weighs": None, "own": 6.13, "rival": "Pellaro", "theirs": 7.4, "n": 42, **more}
    return EntryAgainst(kind, "price", "Price", side=side, outcome=outcome, **marks)


@pytest.mark.parametrize(
    ("kind", "sides", "english", "german"),
    [
        ("strength", ["behind"], "On our one believed strength customers see us behind.",
         "Bei unserer einen vermuteten Stärke sehen uns Kunden zurück."),
        ("weakness", ["behind"], "On our one believed weakness customers see us behind too.",
         "Bei unserer einen vermuteten Schwäche sehen uns auch Kunden zurück."),
        ("strength", [None], "On our one believed strength customers are too few or too close to tell.",
         "Bei unserer einen vermuteten Stärke lässt es sich nicht sagen: zu wenige Kunden oder zu knapp."),
        ("strength", ["ahead", "behind", None, "level", "behind"],
         ("Of our five believed strengths, customers see us ahead on one, level on one and behind on two; on "
         "one they are too few or too close to tell."),
         ("Von unseren fünf vermuteten Stärken sehen uns Kunden bei einer vorn, bei einer gleichauf und bei "
         "zwei zurück; bei einer lässt es sich nicht sagen: zu wenige Kunden oder zu knapp.")),
    ],
)  # fmt: skip
def test_what_became_of_believed_sides(
    kind: SwotKind, sides: list[Side | None], english: str, german: str
) -> None:
    expected = {"strength": "ahead", "weakness": "behind"}[kind]
    given = [entry(kind, side, "so" if side == expected else "other") for side in sides]
    assert words.sides(given) == english
    assert words_de.sides(given) == german


@pytest.mark.parametrize(
    ("told", "english", "german"),
    [
        (entry("strength", "ahead", "so"), "Customers (42): we 6.1, Pellaro 7.4; they see it so too",
         "Kunden (42): wir 6,1, Pellaro 7,4; sie sehen es auch so"),
        (entry("strength", "ahead", "so", weighs="less"),
         "Customers (42): we 6.1, Pellaro 7.4; they see it so too, and it matters less to them",
         "Kunden (42): wir 6,1, Pellaro 7,4; sie sehen es auch so, und es zählt für sie weniger"),
        (entry("split", "behind"), "Customers (42): we 6.1, Pellaro 7.4; they see us behind",
         "Kunden (42): wir 6,1, Pellaro 7,4; sie sehen uns zurück"),
        (entry("weakness", None, "not asked", own=None, theirs=None, points=9.4),
         "Customers (42): 9 points; how we compare they were not asked",
         "Kunden (42): 9 Punkte; wie wir abschneiden, wurden sie nicht gefragt"),
    ],
)  # fmt: skip
def test_an_entry_is_followed_by_customers_numbers_and_whether_it_holds(
    told: EntryAgainst, english: str, german: str
) -> None:
    assert f"{words.entry_numbers(told)}; {words.entry_verdict(told)}" == english
    assert f"{words_de.entry_numbers(told)}; {words_de.entry_verdict(told)}" == german


@pytest.mark.parametrize("language", ["en", "de"])
def test_both_languages_say_all_of_it(day: Session, language: str) -> None:
    own, rival = day.company.id, day.segments[0].competitors[0].id
    rows, marks = [TURNED] * 30 + [RIGHT] * 10, [[5, 6, 7, 5, 4]] * 25 + [[3, 9, 2, 8, 6]] * 15
    found = against(
        day,
        language,
        weights=rows,
        marks={own: marks, rival: marks},
        who=["left"] * 40,
        texts={"more": ["x"]},
    )
    assert len(found.sentences) >= 7
    assert len({*found.sentences}) == len(found.sentences)
    assert all(one[0].isupper() and one.endswith(".") and "{" not in one for one in found.sentences)


def test_the_handout_has_its_chapter_its_picture_its_line_on_page_1_and_another_banner(day: Session) -> None:
    against(day, weights=[TURNED] * 40, who=["customers"] * 40, texts={"more": ["Ein Mensch | am *Telefon*"]})
    text = handout_text(day)
    first, rest = text.split("\n---\n", 1)
    assert "Team beliefs, compared with customers where it says so:" in first
    assert first.startswith("# Customers of one of our two segments have answered; ")
    unasked = day.segments[1].name
    assert f"**{unasked}:** No customers have answered yet; all of it is still our belief." in first
    assert "### What customers answered" in rest
    assert "(chart:customers-" in rest
    assert r"“Ein Mensch \| am \*Telefon\*”" in rest
    assert "Marketing" not in rest.split("### What customers answered")[1].split("\n### ")[0]
    assert banner_of(day) == CHECKED


def test_the_workings_have_the_baselines_and_each_function_that_shows(day: Session) -> None:
    against(day, weights=[TURNED] * 40)
    table = workings_text(day).split("Points away from customers")[1].split("\n\n")[1]
    assert [line.split("|")[1].strip() for line in table.splitlines()[2:]] == [
        "All of us", "An even share for every need", "Marketing", "Sales", "others",
    ]  # fmt: skip


def test_the_wall_shows_customers_after_the_points_and_its_foot_says_what_was_checked(day: Session) -> None:
    own = day.company.id
    marks = [[4, 5, 6, 5, 4]] * 40
    against(day, weights=[TURNED] * 40, marks={own: marks}, texts={"more": [f"Wunsch {n}" for n in range(8)]})
    view = ScreenView(day.segments[0].id, "weights", "first shown")
    shown = [plain(day, view.at(page)) for page in range(page_count(day, view))]
    (at,) = [n for n, one in enumerate(shown) if "on other needs than 40 customers" in one]
    assert "Equal points for every need" in shown[at]
    assert "% sure" in shown[at + 1]
    assert "marked ourselves" in shown[at + 2]
    assert "Wunsch 5" in shown[at + 3]
    assert "Wunsch 6" not in shown[at + 3]
    assert "and 2 more" in shown[at + 3]
    assert all("Team beliefs, some compared with customers" in one for one in shown)


def test_a_shared_copy_says_nothing_of_how_sure_people_were(day: Session) -> None:
    against(day, weights=[TURNED] * 40)
    copy = shared(day, dt.date(2026, 6, 1), 3).session
    found = whole_findings(copy, "room", "en").segments[0].customers
    assert found is not None
    assert found.sure is None
    assert found.apart is not None
