"""The first page of the handout as a table of cases: each has its words and claims no more than was found."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from often import often
from test_findings import days
from test_record import marks, people, points, room

from cxw import findings, handout
from cxw.day.agenda import SHORTENED
from cxw.findings.front.promised import last_day
from cxw.findings.front.types import Front, OnSide, Order, PromiseCount, SegmentFront, Shown, SwotLine
from cxw.findings.functions.built import _most
from cxw.findings.languages import wording
from cxw.handout.pages import tree
from cxw.model import Evidence, Research, Session, Unknown
from cxw.sessionfile import load
from cxw.shipped import folder

EN, DE = wording("en"), wording("de")
YEAR = 2026
WORKSHOPS = sorted(folder("workshops").glob("*.yaml"))
ESSAY = folder("workshops") / "essay.yaml"
LIST = "price speed help"
TOLD = Shown(customers=13, stories=24, nothing=63, against=0, guess=55, guessed=11, many=True, attached=True)
NONE = Shown(customers=0, stories=0, nothing=100, against=0, guess=None, guessed=0, many=True, attached=False)


def promised(**known: Any) -> PromiseCount:
    return PromiseCount(**known)


TITLES: list[tuple[Shown, str, str]] = [
    (TOLD, "63 of our 100 points rest on nothing shown yet", "Für 63 unserer 100 Punkte liegt bisher nichts von Kunden vor"),
    (
        replace(TOLD, nothing=1, stories=86),
        "1 of our 100 points rests on nothing shown yet",
        "Für 1 unserer 100 Punkte liegt bisher nichts von Kunden vor",
    ),
    (
        replace(TOLD, against=20),
        "63 of our 100 points rest on nothing shown yet, and customers say otherwise about 20 of them",
        "Für 63 unserer 100 Punkte liegt bisher nichts von Kunden vor, und zu 20 davon sagen Kunden etwas anderes",
    ),
    (
        replace(NONE, against=100),
        "Nothing has been shown yet for any of our 100 points, and customers say otherwise about all of them",
        "Für keinen unserer 100 Punkte liegt bisher etwas von Kunden vor, und zu allen sagen Kunden etwas anderes",
    ),
    (
        NONE,
        "Nothing has been shown yet for any of our 100 points",
        "Für keinen unserer 100 Punkte liegt bisher etwas von Kunden vor",
    ),
    (
        replace(TOLD, nothing=0, customers=76),
        "All our 100 points rest on what customers told us or did",
        "Alle unsere 100 Punkte stützen sich darauf, was Kunden gesagt oder getan haben",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "english", "german"), TITLES)
def test_the_title_counts_what_was_shown(shown: Shown, english: str, german: str) -> None:
    assert EN.front.title_of_points(shown) == english
    assert DE.front.title_of_points(shown) == german


MAY, JUNE = dt.date(2026, 5, 8), dt.date(2026, 6, 12)
ASKS: list[tuple[PromiseCount, str, str]] = [
    (promised(), "nobody has promised to find anything out", "noch hat niemand zugesagt, etwas herauszufinden"),
    (
        promised(questions=3, owned=3, people=3, last=MAY),
        "three people ask by 8 May",
        "drei Personen stellen die Fragen bis 8.\u00a0Mai",
    ),
    (
        promised(questions=1, owned=1, people=1, last="2026-10"),
        "one person asks by October",
        "eine Person stellt die Frage bis Oktober",
    ),
    (
        promised(questions=1, owned=1, people=1, last=dt.date(2027, 1, 2)),
        "one person asks by 2 January 2027",
        "eine Person stellt die Frage bis 2.\u00a0Januar 2027",
    ),
    (
        promised(questions=3, owned=2, people=1, last=MAY),
        "one person asks two of three questions by 8 May",
        "eine Person stellt zwei von drei Fragen bis 8.\u00a0Mai",
    ),
    (
        promised(questions=2, owned=2, people=None, last=None),
        "two questions are asked, without a date yet",
        "zwei Fragen werden gestellt, noch ohne Termin",
    ),
    (
        promised(questions=3),
        "nobody has taken any of our three questions yet",
        "noch hat niemand eine unserer drei Fragen übernommen",
    ),
    (promised(questions=1), "nobody has taken our question yet", "noch hat niemand unsere Frage übernommen"),
    (
        promised(questions=3, owned=3, people=3, last=MAY, overdue=1, known=JUNE),
        "one of three promises was overdue on 12 June",
        "eine von drei Zusagen war am 12.\u00a0Juni überfällig",
    ),
    (
        promised(questions=2, owned=2, people=2, last=MAY, overdue=2, known=JUNE),
        "both promises were overdue on 12 June",
        "beide Zusagen waren am 12.\u00a0Juni überfällig",
    ),
    (
        promised(questions=3, held=1, wrong=2),
        "we asked three questions: right on one and wrong on two",
        "drei Fragen gestellt: recht hatten wir bei einer und unrecht bei zwei",
    ),
    (
        promised(questions=1, unclear=1),
        "we asked one question: still unclear",
        "eine Frage gestellt: Es blieb offen",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "english", "german"), ASKS)
def test_the_title_promises_nothing_that_nobody_promised(
    told: PromiseCount, english: str, german: str
) -> None:
    assert EN.front.who_asks(told, YEAR) == english
    assert DE.front.who_asks(told, YEAR) == german


THREE = [("Quality", 25.0), ("Price", 24.0), ("Product", 23.0)]
MOST: list[tuple[list[tuple[str, float]], Order, str]] = [
    (THREE[:1], "first", "We believe “Quality” matters most, with 25 of our 100 points."),
    (
        THREE[:2],
        "most",
        "We believe “Quality” and “Price” matter most, with 25 and 24 of our 100 points; which of them comes first is not settled.",
    ),
    (
        THREE,
        "open",
        "We believe “Quality”, “Price” and “Product” matter most, with 25, 24 and 23 of our 100 points; which need comes first is not settled.",
    ),
    (
        THREE,
        "few",
        "We believe “Quality”, “Price” and “Product” matter most, with 25, 24 and 23 of our 100 points; we are too few to say which need comes first.",
    ),
    ([("A", 25.0), ("B", 25.0)], "even", "On average we give all our needs the same: 25 of 100 points each."),
]


@pytest.mark.parametrize(("needs", "order", "said"), MOST)
def test_what_matters_most_is_said_by_name_and_points_as_far_as_it_is_settled(
    needs: Sequence[tuple[str, float]], order: Order, said: str
) -> None:
    assert EN.front.matters_most(needs, order) == said
    german = DE.front.matters_most(needs, order)
    assert re.findall(r"\d+", german) == re.findall(r"\d+", said)
    assert not re.search(r"\b(we|of|and|our)\b", german)


SIDES: list[tuple[list[OnSide], str]] = [
    ([OnSide("behind", "all", ("Price",))], "All of us put us behind on “Price”"),
    ([OnSide("behind", "nearly all", ("Price",))], "Nearly all of us put us behind on “Price”"),
    (
        [OnSide("behind", "most", ("Price", "Brand")), OnSide("split", "on balance", ("Service",))],
        "Most of us put us behind on “Price” and “Brand”; on “Service” we are split",
    ),
    (
        [OnSide("ahead", "half", ("Price",)), OnSide("level", "on balance", ("Brand",))],
        "Half of us put us ahead on “Price”; on balance we are level on “Brand”",
    ),
    (
        [OnSide("behind", "middle marks", ("A", "B", "C", "D")), OnSide("level", "middle marks", ("E",))],
        "By the middle marks we are behind on four of twelve needs",
    ),
    ([OnSide("level", "middle marks", ("E",))], "By the middle marks we are level on “E”"),
    (
        [
            OnSide("behind", "most", ("A",)),
            OnSide("behind", "all", ("B",)),
            OnSide("ahead", "nearly all", ("C",)),
            OnSide("ahead", "all", ("D",)),
            OnSide("split", "on balance", ("E",)),
        ],
        "Most of us put us behind on “A” and “B” and ahead on “C” and “D”; on “E” we are split",
    ),
    (
        [
            OnSide("behind", "all", ("A", "B", "C", "D")),
            OnSide("ahead", "all", ("E", "F", "G")),
            OnSide("split", "on balance", ("H",)),
        ],
        "All of us put us behind on four of twelve needs and ahead on three; on one we are split",
    ),
    (
        [
            OnSide("behind", "most", ("A",)),
            OnSide("behind", "half who know", ("B",)),
            OnSide("ahead", "all", ("C",)),
            OnSide("ahead", "middle marks", ("D",)),
            OnSide("split", "on balance", ("E",)),
        ],
        "On balance we are behind on “A” and “B”; all of us put us ahead on “C”; by the middle marks we are ahead on “D”",
    ),
    (
        [OnSide("behind", "half who know", ("A",)), OnSide("ahead", "most who know", ("B",))],
        "Half of those who know both put us behind on “A”; most who know both put us ahead on “B”",
    ),
]


@pytest.mark.parametrize(("told", "said"), SIDES)
def test_who_puts_us_where_is_said_by_how_many(told: list[OnSide], said: str) -> None:
    assert EN.parts.sides(told, 12) == said
    assert re.findall(r"“(.*?)”", said) == re.findall(r"„(.*?)“", DE.parts.sides(told, 12))


BOARDS: list[tuple[SwotLine, str]] = [
    (
        SwotLine({}, {"weakness": ["Price"]}, ["Speed"], ["Help"]),
        "SWOT: nothing we can claim yet; believed weakness “Price”; on “Speed” we do not agree; “Help” cannot be placed yet.",
    ),
    (
        SwotLine({}, {"strength": ["Price"]}, [], ["A", "B"], {"opportunity": ["Price"]}),
        "SWOT: nothing we can claim yet; believed strength “Price”; whether “Price” is an opportunity, too, we do not agree; “A” and “B” cannot be placed yet.",
    ),
    (
        SwotLine({"threat": ["X"]}, {}, [], ["A", "B", "C", "D"], {"weakness": ["X", "Y"]}),
        "SWOT: threat “X”; whether “X” and “Y” are weaknesses, too, we do not agree; four needs cannot be placed yet.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "said"), BOARDS)
def test_the_line_of_the_board_never_says_of_one_box_what_holds_for_another(
    told: SwotLine, said: str
) -> None:
    assert EN.parts.board(told) == said
    assert re.findall(r"“(.*?)”", said) == re.findall(r"„(.*?)“", DE.parts.board(told))


BEHIND_NEEDS = [
    (
        (1, 1, 5),
        "Behind one of five needs stand ten customers or more, or what customers did; behind one single stories; behind three nothing shown yet.",
    ),
    ((0, 2, 2), "Behind two of two needs stand single stories."),
    ((1, 0, 1), "Behind one of one need stand ten customers or more, or what customers did."),
]  # fmt: skip


@pytest.mark.parametrize(("counted", "said"), BEHIND_NEEDS)
def test_without_points_it_is_said_behind_how_many_needs_customers_stand(
    counted: tuple[int, int, int], said: str
) -> None:
    assert EN.parts.backed_needs(*counted) == said
    german = DE.parts.backed_needs(*counted)
    assert german.count("inter") == said.count("ehind")
    assert german.endswith(".")


BACKED: list[tuple[Shown, str]] = [
    (
        TOLD,
        "We guessed 55 of our points rest on customers; 37 do: 13 on ten customers or more, 24 on single stories",
    ),
    (
        replace(TOLD, many=False, stories=0, nothing=87),
        "We guessed 55 of our points rest on customers; 13 do, all on ten customers or more, or on what customers did",
    ),
    (
        replace(TOLD, customers=0, nothing=76, guess=None, guessed=0),
        "24 of our 100 points rest on customers, all on single stories",
    ),
    (replace(NONE, guess=45, guessed=9), "We guessed 45 of our points rest on customers; nothing has been shown yet"),
    (replace(NONE, guessed=9), "Nobody could guess how much rests on customers; nothing has been shown yet"),
    (NONE, "No evidence from customers has been shown yet"),
]  # fmt: skip


@pytest.mark.parametrize(("shown", "said"), BACKED)
def test_the_guess_stands_beside_what_is_counted_by_the_same_definition(shown: Shown, said: str) -> None:
    assert EN.parts.backed(shown) == said
    assert re.findall(r"\d+", DE.parts.backed(shown)) == re.findall(r"\d+", said)


# --- whole days ---


def front(session: Session) -> Front:
    return findings.of(session).front


def page(session: Session) -> SegmentFront:
    return front(session).segments[0]


def title(part: Any) -> str:
    assert part is not None
    return str(part.title)


def weighed(rows: Mapping[str, Sequence[str]]) -> Session:
    """Departments with what each of them gives price, speed and help."""
    given = {f"{name.lower()}{n}": row for name, many in rows.items() for n, row in enumerate(many)}
    who = {f"{name.lower()}{n}": name for name, many in rows.items() for n in range(len(many))}
    return room(who, points("first", LIST, given))


APART = {
    "Sales": ["70 20 10", "72 18 10", "68 22 10", "70 21 9", "71 19 10"],
    "Service": ["10 70 20", "12 68 20", "8 72 20", "10 71 19", "11 69 20"],
    "Product": ["10 20 70", "12 18 70", "8 22 70", "10 21 69", "11 19 70"],
}
MIXED = ["70 20 10", "10 70 20", "10 20 70", "40 30 30", "30 40 30"]


def test_three_different_customers_are_seen_only_beyond_chance() -> None:
    assert title(page(weighed(APART)).departments) == "Our departments see three different customers"
    alike = page(weighed({"Sales": MIXED, "Service": MIXED[::-1], "Product": MIXED}))
    assert title(alike.departments) == "We are too few to tell our departments apart"
    assert alike.departments is not None
    assert "So we may conclude neither that they differ nor that they agree." in alike.departments.sentences


def test_two_that_differ_are_named_and_the_third_is_not_drawn_in() -> None:
    two = APART | {"Product": MIXED}
    assert title(page(weighed(two)).departments).startswith("Sales and Service see different customers: ")


def test_a_department_that_may_not_show_is_in_no_title() -> None:
    few = page(weighed({"Sales": APART["Sales"][:2], "Legal": APART["Service"][:2]}))
    assert title(few.departments).startswith("On average two of us place ")
    assert few.departments is not None
    assert any("No department shows by itself" in said for said in few.departments.sentences)
    alone = page(weighed({"Sales": APART["Sales"]}))
    assert alone.departments is not None
    assert "All of us are from Sales." in alone.departments.sentences


def test_what_all_departments_share_is_common_ground_and_no_difference() -> None:
    rows = {name: ["60 25 15", "58 22 20", "62 18 20", "55 25 20"] for name in ("Sales", "Service")}
    assert (
        title(page(weighed(rows)).departments)
        == "In both departments most of us give “Price” 33 points or more"
    )


def test_two_people_read_why_no_number_stands_there() -> None:
    few = weighed({"Sales": ["60 25 15", "50 30 20"]})
    assert front(few).title.startswith("Too few of us gave points for any number to be shown; ")
    assert page(few).departments is None
    assert page(few).evidence is None
    assert "60" not in handout.handout_text(few)
    one = handout.handout_text(weighed({"Sales": ["61 24 15"]}))
    assert "61" not in one


def test_two_people_and_somebody_who_marked_nobody_read_how_far_it_rests_on_customers() -> None:
    few = weighed({"Sales": ["60 25 15", "50 30 20"]})
    assert page(few).unbacked == "No evidence from customers has been shown yet."
    few.evidence = [
        Evidence(
            id="e1", kind="purchase", source="orders", date=dt.date(2026, 2, 1), customers=40,
            seen=dt.date(2026, 3, 14), segment=few.segments[0].id, supports=["weight price"],
        )
    ]  # fmt: skip
    few.date = dt.date(2026, 3, 14)
    told = page(few).unbacked
    assert told is not None
    assert told.startswith("Behind one of three needs stand ten customers or more")
    assert handout_words(told) in handout.handout_text(few)
    assert page(weighed(APART)).unbacked is None


def test_a_chapter_with_nothing_in_it_has_no_heading_and_what_was_given_was_not_given_by_nobody() -> None:
    who = people(Sales=1)
    one = room(
        who,
        points("first", LIST, dict.fromkeys(who, "50 30 20")),
        marks("first", LIST, {"sales0": {"us": "3 5 5"}}),
    )
    text = handout.handout_text(one)
    followed = [after["k"] for node, after in pairwise(tree(text)) if node.get("level") == 2]
    assert followed.count("heading") == 1, "nobody promised anything, which the heading says"
    assert "How we believe we compare" not in text
    assert "Nobody gave points" not in text
    assert "Too few of us gave points to weigh marks by them." in text


def test_a_room_that_marked_itself_alone_is_not_told_that_it_knows_no_rival() -> None:
    who = people(Sales=4)
    alone = {name: {"us": "3 5 5"} for name in who}
    session = room(who, points("first", LIST, dict.fromkeys(who, "50 30 20")), marks("first", LIST, alone))
    assert page(session).standing == "We marked ourselves alone, so where we stand against rivals is open."


def test_needs_alone_stand_by_their_votes_and_say_that_nobody_asks() -> None:
    session = load(ESSAY)
    segment = session.segments[0]
    segment.rounds, segment.research, segment.unknowns, session.evidence = [], [], [], []
    assert "yet; nobody has promised to find anything out" in front(session).title
    segment.stages.weights = None
    text = handout.handout_text(session)
    table = text.split("| Need | Slips | Votes | Chosen |")[1].split("\n\n")[0].splitlines()[2:]
    votes = [[cell.strip() for cell in line.strip("|").split("|")][2:] for line in table]
    assert votes == sorted(votes, key=lambda row: (row[1] != "yes", -int(row[0])))
    assert "Nobody has promised to find anything out yet." in text
    assert "- Votes: how many people voted for a need" in text


def test_where_the_order_is_open_no_need_is_named_alone() -> None:
    few = weighed({"Sales": ["50 30 20", "30 40 30", "40 30 30"]})
    assert page(few).believed == (
        "We believe “Price” and “Speed” matter most, with 40 and 33 of our 100 points; we are too few to say "
        "which need comes first."
    )


def test_who_does_not_know_stands_beside_who_gave_points() -> None:
    session = weighed({"Sales": [*APART["Sales"], "dk"]})
    departments = page(session).departments
    assert departments is not None
    assert departments.sentences[0] == "Five of six gave points; one said: we do not know."


def test_rivals_are_named_and_a_day_without_marks_says_so() -> None:
    who = people(Sales=6)
    given = {name: {"us": "3 5 5", "paycorp": "8 5 2"} for name in who}
    session = room(who, points("first", LIST, dict.fromkeys(who, "50 30 20")), marks("first", LIST, given))
    told = page(session)
    assert told.standing == "We believe we are behind PayCorp on “Price” and ahead of PayCorp on “Help”."
    assert title(told.sides).startswith("All of us put us behind on “Price” and ahead on “Help”")
    alone = page(weighed(APART))
    assert alone.standing == "Where we stand against rivals was not discussed."
    assert alone.sides is None
    assert alone.swot is None


def test_a_promise_is_overdue_by_the_days_of_the_file_and_never_by_the_clock() -> None:
    session = weighed(APART)
    session.date = dt.date(2026, 3, 14)
    session.segments[0].research = [
        Research(id="r1", question="Who decides?", owner="sales0", due=dt.date(2026, 4, 1)),
        Research(id="r2", question="Why leave?", owner="sales1", due="2026-05"),
    ]
    assert front(session).title.endswith("; two people ask by May")
    session.runs = [dt.datetime(2026, 5, 20, 9)]
    assert last_day(session) == dt.date(2026, 5, 20)
    assert front(session).title.endswith("; one of two promises was overdue on 20 May")
    session.segments[0].research[0].done = dt.date(2026, 6, 2)
    session.segments[0].research[0].outcome = "wrong"
    assert front(session).title.endswith("; one of two promises was overdue on 2 June")
    session.segments[0].research[1].done = dt.date(2026, 6, 2)
    assert front(session).title.endswith("; we asked two questions: wrong on one and still unclear on one")


def test_an_owner_from_outside_is_not_counted_as_a_person() -> None:
    session = weighed(APART)
    session.segments[0].research = [Research(id="r1", question="Why?", owner="an agency in Graz")]
    assert front(session).title.endswith("; one question is asked, without a date yet")


def test_one_point_is_and_several_are_on_a_need_for_which_nothing_is_shown() -> None:
    one, more = [("Price", 1.2)], [("Price", 41.0), ("Speed", 1.0)]
    assert EN.front.nobody_asks(one) == "Of the points for which nothing is shown, 1 is on “Price”."
    assert EN.front.nobody_asks(more) == (
        "Of the points for which nothing is shown, 41 are on “Price” and 1 on “Speed”."
    )
    assert DE.front.nobody_asks(one) == "Von den Punkten, für die nichts vorliegt, liegt 1 auf „Price“."


def test_of_needs_that_are_printed_alike_none_is_named_without_the_other() -> None:
    """The picture beside it shows both as dark."""
    assert _most([30.0, 27.4, 26.6, 16.0]) == [0, 1, 2]
    assert _most([40.0, 27.0, 26.4, 6.6]) == [0, 1]
    assert _most([26.0, 22.4, 22.1, 21.8, 7.7]) == []


def test_a_day_without_promises_says_what_there_would_be_to_ask() -> None:
    told = page(weighed(APART))
    assert told.promises.title == "Nobody has promised to find anything out yet"
    (said,) = told.promises.sentences
    assert said.startswith("Of the points for which nothing is shown, ")
    assert " are on “Speed”" in said


def test_an_unfinished_day_says_so_and_promises_nothing() -> None:
    session = weighed(APART)
    session.segments[0].stages.touch("needs").opened = dt.datetime(2026, 3, 14, 9)
    told = front(session)
    assert told.unfinished is not None
    assert told.unfinished == (
        "This day is not finished: the marks, the talk about where we disagree and the closing are missing."
    )
    session.segments[0].rounds[0].revealed = None
    assert "the points, the marks" in str(front(session).unfinished)
    session.segments[0].stages.touch("weights").opened = dt.datetime(2026, 3, 14, 10)
    told = front(session)
    assert "the points (begun), the marks" in str(told.unfinished)
    assert handout_words(told.unfinished or "") in handout.handout_text(session)
    assert "promised" not in told.title


def test_what_some_segments_lack_is_said_with_their_names() -> None:
    session = weighed(APART)
    first = session.segments[0]
    bare = {"id": "b", "name": "Größere Praxen", "rounds": []}
    session.segments.append(first.model_copy(deep=True, update=bare))
    first.stages.touch("needs").opened = dt.datetime(2026, 3, 14, 9)
    first.stages.touch("grid").opened = dt.datetime(2026, 3, 14, 10)
    assert "the points (Größere Praxen), the marks (begun), the talk" in str(front(session).unfinished)
    told = findings.of(session, language="de").front
    assert "die Punkte (Größere Praxen), die Bewertungen (angefangen), das Gespräch" in str(told.unfinished)


def test_a_stage_that_was_broken_off_is_missing_and_a_shortened_one_is_not() -> None:
    session = weighed(APART)
    session.segments[0].skipped = {"grid": "people had to leave", "weights second": "declined"}
    assert front(session).unfinished == "This day was ended early: the marks are missing."
    session.segments[0].skipped = {"grid": SHORTENED}
    assert front(session).unfinished is None


def test_nobody_wrote_what_we_do_not_know_is_said_only_where_they_were_asked() -> None:
    session = weighed(APART)
    assert page(session).unwritten is None
    session.segments[0].stages.touch("closing").done = dt.datetime(2026, 3, 14, 12)
    assert page(session).unwritten == "Nobody wrote down what we do not know."
    session.segments[0].unknowns = [Unknown(text=f"why {n}") for n in range(5)]
    assert page(session).quotes == ("why 0", "why 1", "why 2")
    text = handout.handout_text(session)
    assert [text.count(f"why {n}") for n in range(5)] == [1] * 5
    first, rest = text.split("\n---\n", 1)
    assert "What we do not know is" in first
    assert "What else we do not know is" in rest


def test_what_two_segments_do_not_know_in_the_same_words_is_quoted_once() -> None:
    session = weighed(APART)
    session.segments[0].stages.touch("closing").done = dt.datetime(2026, 3, 14, 12)
    session.segments[0].unknowns = [Unknown(text="why we lose them"), Unknown(text="who decides")]
    session.segments.append(session.segments[0].model_copy(deep=True, update={"id": "b", "name": "B"}))
    page_1 = handout.handout_text(session).split("\n---\n", 1)[0]
    assert [page_1.count(text) for text in ("why we lose them", "who decides")] == [1, 1]


def test_needs_that_the_picture_does_not_show_are_told_by_how_many_they_are() -> None:
    names = ("Price", "Speed", "Help", "Trust", "Range", "Terms")
    told = [
        OnSide("behind", "middle marks", names),
        OnSide("ahead", "middle marks", ("Parking", "Opening hours")),
    ]
    assert (
        EN.parts.sides(told, 12)
        == "By the middle marks we are behind on six of twelve needs and ahead on two"
    )
    german = DE.parts.sides(told, 12)
    assert german.endswith("bei sechs von zwölf Bedürfnissen zurück und bei zwei vorn")
    assert "“Parking”" in EN.parts.sides(told[1:], 12)


@pytest.mark.parametrize("segments", [1, 2])
def test_as_many_questions_stand_on_page_one_or_are_counted_there_as_the_title_says(segments: int) -> None:
    session = load(folder("workshops") / f"{'essay' if segments == 1 else 'parcel-lockers'}.yaml")
    card = session.segments[0].research[0]
    more = [card.model_copy(update={"id": f"more{n}", "question": f"Frage {n}?"}) for n in range(4)]
    session.segments[0].research += more
    text = handout.handout_text(session).split("\n---\n")[0]
    every = [one for segment in session.segments for one in segment.research if one.done is None]
    shown = sum(f"| {one.question} |" in text for one in every)
    assert shown >= 4
    assert f"{len(every) - shown} more questions stand on their cards." in text


def test_needs_alone_and_questions_alone_have_a_first_page() -> None:
    session = weighed(APART)
    session.segments[0].rounds = []
    assert front(session).title.startswith("We wrote down three needs and have not weighed them yet")
    assert handout.handout_text(session).count("\n## ") == 1, "nothing is said of how to read it"
    session.segments[0].needs, session.segments[0].chosen = [], []
    session.segments[0].research = [Research(id="r1", question="Who decides?", owner="sales0")]
    assert front(session).title.startswith("We have not weighed any needs yet; one person asks")
    assert "Who decides?" in handout.handout_text(session)


def test_several_segments_have_a_row_each_and_are_never_averaged() -> None:
    session = weighed(APART)
    other = session.segments[0].model_copy(deep=True, update={"id": "b", "name": "Größere Praxen"})
    session.segments.append(other)
    session.date = dt.date(2026, 3, 14)
    session.evidence = [
        Evidence(
            id="e1", kind="purchase", source="orders", date=dt.date(2026, 2, 1), customers=40,
            seen=dt.date(2026, 3, 14), segment="b", supports=["weight price"],
        )
    ]  # fmt: skip
    told = front(session)
    assert [one.name for one in told.segments] == [session.segments[0].name, "Größere Praxen"]
    assert told.title.startswith("Of our 100 points 100 rest on nothing shown yet in one segment, ")
    text = handout.handout_text(session)
    assert text.index("| Größere Praxen |") < text.index("\n---\n") < text.index("\n## Größere Praxen")


def test_evidence_without_a_source_begins_like_a_sentence() -> None:
    session = weighed(APART)
    session.segments[0].stages.touch("closing").done = dt.datetime(2026, 3, 14, 12)
    session.evidence = [Evidence(id="e1", kind="customer", supports=["weight price"])]
    assert " points. Customer; said, not yet shown. Counts as" in handout.handout_text(session)


# --- what it may not do ---


@given(days())
@settings(max_examples=often(60), deadline=None)
def test_page_one_of_any_day_has_a_title_and_says_nothing_that_is_withheld(session: Session) -> None:
    found = findings.of(session)
    for one in found.front.segments:
        weights, grid = found.segment(one.id).weights, found.segment(one.id).grid
        if weights is None or weights.withheld:
            assert one.departments is None
        if weights is not None and weights.withheld:
            assert one.believed == weights.withheld
        if weights is not None and not (weights.tested and weights.tested.verdict == "difference"):
            assert "different customers" not in title(one.departments or one.promises)
        if grid is None or not grid.best_leads:
            assert "behind" not in one.standing
    assert handout.handout_text(session).startswith(f"# {handout_words(found.front.title)}")


def handout_words(text: str) -> str:
    from cxw.handout.words import escaped

    return escaped(text)


def words_of(text: str) -> int:
    """Words with a letter in them; what a picture says to those who cannot see it is not read by the others."""
    seen = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
    return len([word for word in seen.split() if re.search(r"[^\W\d_]", word)])


def test_the_essay_is_read_in_at_most_1400_words() -> None:
    text = handout.handout_text(load(ESSAY))
    assert words_of(text.split("### How to ask customers")[0]) <= 1400  # questions are for whoever asks


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_a_question_and_a_quote_stand_once_in_a_chapter(path: Path) -> None:
    session = load(path)
    text = handout.handout_text(session)
    for segment in session.segments:
        for card in segment.research:
            assert text.count(handout_words(card.wrong_if or card.question)) == 1
        for item in session.evidence:
            assert text.count(handout_words(item.quote or "-")) <= len(session.segments) or not item.quote


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_a_customer_who_is_quoted_with_a_stop_is_not_given_another(path: Path) -> None:
    assert not re.search(r"[.!?…][”“]\.", handout.handout_text(load(path)))


STATISTICS = re.compile(r"\b(alpha|r\\?\*wg|Kendall|threshold|seed \d+:|draws|hat|p 0\.|W\*)\b")


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_the_words_of_statistics_stand_in_the_workings_alone(path: Path) -> None:
    session = load(path)
    session.language = "en"  # in German "hat" is a word of every handout
    assert not STATISTICS.search(handout.handout_text(session).replace("names from a hat", ""))
    if any(segment.rounds_of("marks") for segment in session.segments):
        assert STATISTICS.search(handout.workings_text(session))


@pytest.mark.parametrize("audience", ["room", "facilitator"])
def test_the_workings_hold_every_table_and_are_painted(audience: Any, tmp_path: Path) -> None:
    session = load(ESSAY)
    made = handout.write_workings(session, audience=audience, folder=tmp_path, formats=("md", "html"))
    name = "workings" if audience == "room" else "PRIVATE workings"
    assert [file.name for file in made] == [f"{session.title} - {name}.md", f"{session.title} - {name}.html"]
    tables = [node for node in tree(made[0].read_text("utf-8")) if node["k"] == "table"]
    assert len(tables) >= 9
    assert all(len(row) == len(table["head"]) for table in tables for row in table["rows"])


def test_rows_under_names_stand_only_where_the_room_agreed_and_not_in_the_facilitators_text() -> None:
    session = load(ESSAY)
    assert "Who gave what" not in handout.handout_text(session)
    assert "Who gave what" not in handout.handout_text(session, "facilitator")
    session.attribution = "names"
    text = handout.handout_text(session)
    assert "| Tom Ashdown | dk | dk | dk | dk | dk |" in text.split("### Who gave what")[1]
    assert "| Emeka Obi | Ostermark | 8 | 7 | 7 | 6 | 6 |" in text.split("### Who marked what")[1]


def test_each_square_of_the_grid_has_a_number_or_says_how_many_do_not_know() -> None:
    text = handout.handout_text(load(ESSAY))
    grid = text.split("| `marks out of ten` |")[1].split("\n\n")[0].splitlines()[2:]
    assert [line.split(" | ")[0] for line in grid] == [
        "| Quality",
        "| Price",
        "| Product",
        "| Brand",
        "| Service",
    ]
    assert all(re.search(r"\d", cell) for line in grid for cell in line.strip("|").split("|")[1:])
    unsure = [cell for line in grid for cell in line.split("|") if cell.strip().startswith("–")]
    assert unsure == [" – (7 dk) ", " – (4 dk) "]
    (hot,) = [node for node in tree(text) if node["k"] == "table" and node["hot"]]
    assert sum("mark" in cell for row in hot["rows"] for cell in row) == 5 * 4 - 2, "a count is no mark"


CASES = Path(__file__).parent / "cases"
PAGES = [
    pytest.param(ESSAY, "room", 7, id="essay"),
    pytest.param(CASES / "day60.yaml", "room", 12, id="day60", marks=pytest.mark.soak),
    pytest.param(CASES / "day60.yaml", "facilitator", 20, id="day60 private", marks=pytest.mark.soak),
]


@pytest.mark.parametrize(("path", "audience", "most"), PAGES)
def test_a_handout_has_no_more_pages_than_are_read(
    path: Path, audience: Any, most: int, tmp_path: Path
) -> None:
    (made,) = handout.write_handout(load(path), audience=audience, folder=tmp_path, formats=("pdf",))
    assert len(re.findall(rb"/Type\s*/Page\b", made.read_bytes())) <= most


def test_page_one_ends_where_the_chapters_begin_and_a_short_day_has_one_page() -> None:
    blocks = tree(handout.handout_text(load(ESSAY)))
    assert [node["k"] for node in blocks].count("rule") == 1
    session = weighed(APART)
    session.segments[0].rounds = []
    assert not [node for node in tree(handout.handout_text(session)) if node["k"] == "rule"]
