"""The SWOT as it is shown: statements and questions, own votes, what a room may not read, and odd rooms."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import re
import warnings
from collections.abc import Iterator
from itertools import combinations, permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from desks import Clock, Rule, session
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often, turns
from test_record import marks, people, points, room

from cxw import findings
from cxw import handout as report
from cxw.day import desk as d
from cxw.findings.swot import flips_words, words
from cxw.findings.swot.types import SwotEntry, SwotFindings, SwotKind
from cxw.findings.types import Audience, Findings
from cxw.handout.pages import PageLook, html, tree
from cxw.model import Evidence, Session, Thresholds
from cxw.pictures.needsmap import Box, leader, needs_map, place_labels
from cxw.pictures.paper import Map, Spot
from cxw.sessionfile import load
from cxw.shipped import folder
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, page_count
from cxw.workshop import Day, Memory, run_day

LIST = "price speed help"
WORKSHOPS = sorted(folder("workshops").glob("*.yaml"))


def session_of(rows: list[tuple[str, str, str]], functions: dict[str, str] | None = None) -> Session:
    """Each person: points, own marks, PayCorp's marks, over price, speed and help."""
    who = functions or people(Sales=len(rows))
    weights = {p: row[0] for p, row in zip(who, rows, strict=True)}
    given = {p: {"us": row[1], "paycorp": row[2]} for p, row in zip(who, rows, strict=True)}
    return room(who, points("first", LIST, weights), marks("first", LIST, given))


def swot_of(session: Session, audience: Audience = "room") -> SwotFindings:
    found = findings.of(session, audience).segments[0].swot
    assert found is not None
    return found


def entry(session: Session, kind: SwotKind, need: str) -> SwotEntry | None:
    return next((one for one in swot_of(session).of(kind) if one.need == need), None)


AHEAD = ("50 30 20", "9 5 5", "5 5 8")
BEHIND = ("50 30 20", "3 5 5", "8 5 8")


def proved(session: Session, *answers: str) -> Session:
    session.date = dt.date(2026, 3, 14)
    session.evidence = [
        Evidence(
            id="e1",
            kind="purchase",
            source="orders",
            date=dt.date(2026, 2, 1),
            customers=40,
            seen=dt.date(2026, 3, 14),
            supports=list(answers),
        )
    ]
    return session


def test_a_strength_nobody_asked_a_customer_about_is_a_question() -> None:
    found = entry(session_of([AHEAD] * 8), "strength", "price")
    assert found is not None
    assert found.sentence == "Believed strength: do customers agree that we are ahead of PayCorp on “Price”?"
    assert (found.reading, found.cls, found.share) == ("question", "assumption", None)
    assert found.counts == (8, 0, 0)
    assert found.p == pytest.approx(1 / 257)
    assert (found.agree, found.voters, found.n) == (8, 8, 8)


def test_a_strength_is_stated_only_where_customers_stand_behind_all_three_answers() -> None:
    all_three = ("weight price", "mark us price", "mark paycorp price")
    stated = entry(proved(session_of([AHEAD] * 8), *all_three), "strength", "price")
    assert stated is not None
    assert stated.sentence == "Strength: we are ahead of PayCorp on “Price”."
    assert stated.cls == "customer evidence"
    for two in combinations(all_three, 2):
        asked = entry(proved(session_of([AHEAD] * 8), *two), "strength", "price")
        assert asked is not None
        assert asked.reading == "question"


def test_what_customers_contradict_is_no_statement() -> None:
    session = proved(session_of([AHEAD] * 8), "weight price", "mark us price", "mark paycorp price")
    against = session.evidence[0].model_copy(
        update={"id": "e2", "supports": [], "contradicts": ["mark us price"]}
    )
    session.evidence.append(against)
    found = entry(session, "strength", "price")
    assert found is not None
    assert (found.reading, found.contradicted, found.grades) == ("question", True, (5, 0, 5))


def test_an_entry_that_half_of_all_rooms_would_make_is_one_on_which_we_do_not_agree() -> None:
    rows = [("50 30 20", "5 5 5", "8 5 8")] * 5 + [("50 30 20", "5 5 5", "6 5 8")] * 4
    session = session_of(rows)
    found = entry(session, "threat", "price")
    assert found is not None
    assert found.reading == "contested belief"
    assert found.sentence == (
        "Threat, but we do not agree: we believe PayCorp is good on “Price” and we are behind; "
        "another room like ours might not say so."
    )
    told = entry(proved(session, "weight price", "mark us price", "mark paycorp price"), "threat", "price")
    assert told is not None
    assert told.sentence.startswith("Threat, but we do not agree: as this room sees it, PayCorp is good")


def test_a_room_in_which_eleven_of_eleven_put_us_behind_never_reads_four_empty_boxes() -> None:
    # By less than a mark in the mean, or on a need whose points are hardly an even share: it stands somewhere.
    for rows in (
        [("40 35 25", "6 5 5", "7 5 5")] * 11,
        [("30 40 30", "3 5 5", "7 5 5")] * 11,
        [("40 35 25", "3 5 5", "7 5 5")] * 6 + [("10 50 40", "3 5 5", "7 5 5")] * 5,
    ):
        found = swot_of(session_of(rows))
        mine = [one for one in found.entries if one.need == "price"]
        assert mine
        assert all(one.counts == (0, 0, 11) for one in mine)
        assert "eleven" in " ".join(one.words for one in mine) or mine[0].kind in ("weakness", "light")
        assert "Price" in "".join(all_screens(session_of(rows)))


def test_an_important_need_without_a_sure_side_stands_with_its_counts_and_its_question() -> None:
    rows = [("50 30 20", "9 5 5", "5 5 5")] * 4 + [("50 30 20", "4 5 5", "8 5 5")] * 4
    found = entry(session_of(rows), "split", "price")
    assert found is not None
    assert found.sentence == (
        "We are split: on “Price” four of us put us ahead of PayCorp and four behind; "
        "where would customers put us?"
    )
    unsure = entry(session_of([AHEAD] * 4 + [("50 30 20", "4 5 5", "6 5 5")] * 2), "split", "price")
    assert unsure is not None
    assert unsure.title == "Not sure"
    text = report.handout_text(session_of(rows))
    assert "**We are split, or not sure:** Who last served you better on “Price”: Acme or PayCorp?" in text
    assert "We are split or not sure:" in "".join(all_screens(session_of(rows)))


def test_a_lead_smaller_than_the_cut_is_no_strength_however_sure() -> None:
    session = session_of([("50 30 20", "8 5 5", "6 5 5")] * 8)
    session.thresholds = Thresholds(lead=3)
    found = entry(session, "split", "price")
    assert found is not None
    assert found.title == "Ahead, but by little"


def test_whether_a_need_matters_enough_is_said_where_another_room_might_say_otherwise() -> None:
    rows = [("40 30 30", "9 5 5", "5 5 5")] * 5 + [("25 40 35", "9 5 5", "5 5 5")] * 4
    found = entry(session_of(rows), "strength", "price")
    assert found is not None
    assert found.matters == (
        "It has 33 of 100 points, a need has 33 on average: whether it matters enough is not settled."
    )
    settled = entry(session_of([AHEAD] * 8), "strength", "price")
    assert settled is not None
    assert settled.matters is None


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["40 30 30", "100 0 0", "0 50 50", "20 40 40"]),
            *[st.lists(st.sampled_from(["0", "4", "6", "7", "9", "dk"]), min_size=3, max_size=3)] * 2,
        ),
        min_size=3,
        max_size=11,
    )
)
@settings(max_examples=often(60), deadline=None)
def test_no_need_of_the_day_is_missing_from_the_board(rows: list[tuple[str, list[str], list[str]]]) -> None:
    session = session_of([(points, " ".join(own), " ".join(rival)) for points, own, rival in rows])
    found = swot_of(session)
    if found.reason is None:
        told = " ".join(found.silent)
        on_board = {one.need for one in found.entries}
        assert all(need in on_board or need.title() in told for need in LIST.split())
        grid = findings.of(session).segments[0].grid
        assert grid is not None
        for one in found.entries:
            lead = grid.best_lead(one.need)
            assert lead is not None
            assert one.counts == lead.counts
            assert lead.counts is not None or one.p is None


def test_nobody_is_good_says_whom_it_leaves_out() -> None:
    who = people(Sales=9)
    weights = dict.fromkeys(who, "50 30 20")
    given = {
        p: {"us": "5 5 5", "paycorp": "4 5 5", "as-now": "9 9 9" if n < 5 else "dk dk dk"}
        for n, p in enumerate(who)
    }
    session = room(who, points("first", LIST, weights), marks("first", LIST, given))
    found = entry(session, "opportunity", "price")
    assert found is not None
    assert "nobody whom we know well enough is good on “Price” yet" in found.sentence
    assert found.sentence.endswith("Not counting As now, which four of nine do not know on it.")
    grid = findings.of(session).segments[0].grid
    assert grid is not None
    assert "our best rival of those we know well enough (not As now, which four of nine do not know)" in (
        grid.headline
    )


def test_a_weakness_and_a_threat_name_the_only_rival() -> None:
    session = session_of([BEHIND] * 8)
    weakness, threat = entry(session, "weakness", "price"), entry(session, "threat", "price")
    assert weakness is not None
    assert threat is not None
    assert weakness.rival == threat.rival == "PayCorp"
    assert threat.words == "do customers agree that PayCorp is good on “Price” and we are behind?"


def test_a_weakness_against_two_rivals_that_take_turns_names_neither() -> None:
    who = people(Sales=10)
    weights = dict.fromkeys(who, "50 30 20")
    given = {
        person: {
            "us": "2 5 5",
            "paycorp": "9 5 5" if n % 2 else "6 5 5",
            "as-now": "6 5 5" if n % 2 else "9 5 5",
        }
        for n, person in enumerate(who)
    }
    found = entry(room(who, points("first", LIST, weights), marks("first", LIST, given)), "weakness", "price")
    assert found is not None
    assert found.rival is None
    assert found.words == "do customers agree that we are behind our best rival on “Price”?"


def test_what_everybody_expects_and_what_is_more_than_needed_stand_beside_the_boxes() -> None:
    rows = [("50 35 15", "8 3 9", "8 3 5")] * 8
    session = session_of(rows)
    stake, over = entry(session, "expected", "price"), entry(session, "excess", "help")
    assert stake is not None
    assert over is not None
    assert stake.words == "do customers agree that we are good on “Price” and about level with PayCorp?"
    assert (
        over.sentence
        == "More than customers need? Do customers agree that we are ahead of PayCorp on “Help”, which matters less?"
    )
    text = report.handout_text(session)
    heads = ("### Threats", "**Expected of everybody:**", "**More than customers need?**")
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)


def test_five_people_get_questions_without_a_share_of_rooms() -> None:
    found = swot_of(session_of([AHEAD] * 5))
    assert {(one.reading, one.share, one.p) for one in found.entries if one.kind != "light"} == {
        ("question", None, None)
    }
    assert found.sentences[0] == words.few()
    assert "too few to know" in found.first


def test_the_headline_counts_statements_questions_and_what_is_contested() -> None:
    one = entry(session_of([AHEAD] * 8), "strength", "price")
    assert one is not None
    kinds = {kind: dataclasses.replace(one, reading=kind) for kind in ("statement", "question", "contested")}
    kinds["split"] = dataclasses.replace(one, kind="split")
    said = {
        "": "Nothing we can claim yet: no need of the day is important and marked well enough.",
        "question": "Nothing we can claim yet: one question to customers.",
        "question question split": (
            "Nothing we can claim yet: two questions to customers and one need on which we are split or not sure."
        ),
        "contested contested": "Nothing we can claim yet: two on which we do not agree.",
        "statement statement": "Two statements.",
        "statement contested question": (
            "One statement, one question to customers and one on which we do not agree."
        ),
    }
    for readings, sentence in said.items():
        assert words.headline([kinds[reading] for reading in readings.split()]) == sentence


def test_own_votes_are_one_sentence_a_rival_and_the_largest_side_is_named() -> None:
    said = {
        (6, 0, 3): "6 of 9 put us ahead of PayCorp.",
        (3, 0, 6): "6 of 9 put us behind PayCorp.",
        (0, 0, 9): "All 9 put us behind PayCorp.",
        (4, 1, 4): "4 of 9 put us ahead of PayCorp, and as many behind.",
        (2, 5, 2): "5 of 9 put us level with PayCorp.",
    }
    for (ahead, level, behind), sentence in said.items():
        assert words.own_votes_in_words("PayCorp", ahead, level, behind) == sentence


def test_who_is_not_counted_is_said_of_the_rival_in_the_headline() -> None:
    once = "Each person counts once, by their own points and their own marks."
    assert words.votes_counted([("PayCorp", 0), ("As now", 6)]) == once
    assert words.votes_counted([("PayCorp", 6)]).endswith(" Six people gave too few numbers to be counted.")
    assert words.votes_counted([("PayCorp", 5), ("As now", 6)]).endswith(
        " Five people gave too few numbers to be counted against PayCorp."
    )


def test_where_all_marks_say_so_but_not_all_points_the_handout_counts_those_who_do_both() -> None:
    rows = [AHEAD] * 6 + [("10 50 40", "9 5 5", "5 5 8")] * 2
    text = report.handout_text(session_of(rows))
    assert "(6 of 8 of us say so)" in text
    assert "nearly all of us see it there" in text
    assert "(8 of 8 of us say so)" in report.handout_text(session_of([AHEAD] * 8))


def test_own_votes_of_two_people_are_not_shown_to_the_room() -> None:
    rows = [("50 30 20", "9 5 5", "dk dk dk")] * 6 + [AHEAD, BEHIND]
    session = session_of(rows)
    assert swot_of(session).votes == ()
    assert swot_of(session, "facilitator").votes[0].voters == 2


def test_with_points_of_two_people_there_is_no_board_and_a_sentence() -> None:
    found = swot_of(session_of([AHEAD, AHEAD, *[("dk", "9 5 5", "5 5 8")] * 5]))
    assert found.reason == words.TOO_FEW_SAID
    assert (found.entries, found.places, found.scores) == ((), (), ())


def test_without_a_rival_or_without_points_the_board_says_why_there_is_none() -> None:
    who = people(Sales=6)
    alone = room(who, points("first", LIST, dict.fromkeys(who, "50 30 20")),
                 marks("first", LIST, {p: {"us": "5 5 5"} for p in who}))  # fmt: skip
    assert "No competitor is marked" in swot_of(alone).headline
    unweighed = room(who, marks("first", LIST, {p: {"us": "5 5 5", "paycorp": "7 7 7"} for p in who}))
    assert "Nobody gave points" in swot_of(unweighed).headline
    unknown = session_of([("50 30 20", "5 5 5", "dk dk dk")] * 6)
    assert swot_of(unknown).headline == words.NO_LEADS
    for day in (alone, unweighed, unknown):
        assert swot_of(day).headline in " ".join(screen(day, "There is no SWOT").split())
        assert swot_of(day).headline in report.handout_text(day)


def test_a_day_that_ended_before_the_grid_says_that_there_is_no_swot() -> None:
    who = people(Sales=6)
    text = report.handout_text(room(who, points("first", LIST, dict.fromkeys(who, "50 30 20"))))
    assert "Where we stand against rivals was not discussed." in text
    assert "What we may claim" not in text


def test_a_function_is_left_out_for_the_room_only_where_three_are_left() -> None:
    rows = [AHEAD] * 5 + [BEHIND] * 2
    small = session_of(rows, people(Sales=5, Legal=2))
    assert swot_of(small).without == ()
    assert swot_of(small, "facilitator").without[0].startswith("Without Sales PayCorp would come first")
    large = session_of([AHEAD] * 7 + [BEHIND] * 3, people(Sales=7, Legal=3))
    assert "Without Sales PayCorp would come first" in swot_of(large).without[0]


def test_who_is_left_out_by_name_is_the_facilitators_alone() -> None:
    who = people(Sales=3, Legal=3)
    rows = [AHEAD] * 2 + [("50 30 20", "5 5 5", "6 5 8")] * 3 + [AHEAD]
    session = session_of(rows, who)
    private = swot_of(session, "facilitator")
    assert private.beyond is not None
    assert any(name.title() in sentence for sentence in private.beyond.alone for name in who)
    assert swot_of(session).beyond is None
    assert not any(said in report.handout_text(session) for said in private.beyond.alone)
    assert all(said in report.handout_text(session, "facilitator") for said in private.beyond.alone)


def test_no_league_table_on_the_wall_but_the_scores_in_the_workings() -> None:
    session = session_of([AHEAD, BEHIND] * 4)
    walls = "".join(all_screens(session))
    scores = swot_of(session).scores
    assert len(scores) == 2
    assert not any(f"{line.score:.1f}" in walls for line in scores)
    text, last = report.handout_text(session), report.workings_text(session)
    assert ("### Weighted scores" in text, "### Weighted scores" in last) == (False, True)
    assert ("r\\*wg" in text, "r\\*wg" in last) == (False, True)


def test_a_room_that_marks_itself_far_above_everybody_reads_that_it_may_be_fond_of_itself() -> None:
    fond = swot_of(session_of([("50 30 20", "9 9 9", "5 5 5")] * 6))
    assert fond.halo is not None
    assert "4 marks (of ten) above our competitors" in fond.halo
    assert swot_of(session_of([("50 30 20", "6 6 6", "5 5 5")] * 6)).halo is None


def test_this_room_would_say_it_again_only_where_draws_carry_it() -> None:
    assert "would say it again (customers might not)" in swot_of(session_of([BEHIND] * 8)).first
    unsure = swot_of(session_of([AHEAD] * 4 + [BEHIND] * 4)).first
    assert "would say it again" not in unsure


def test_thresholds_move_the_entries() -> None:
    session = session_of([("50 30 20", "8 5 5", "6 5 8")] * 8)
    assert entry(session, "strength", "price")
    session.thresholds = Thresholds(lead=3)
    assert not entry(session, "strength", "price")
    assert entry(session, "split", "price")
    assert not entry(session, "opportunity", "price")
    session.thresholds = Thresholds(lead=3, good=9)
    assert entry(session, "opportunity", "price")


def test_a_lead_whose_mean_would_give_a_mark_away_stands_on_the_map_as_that_of_the_middle_marks() -> None:
    rows = [("50 30 20", f"{n} 5 5", "5 5 5") for n in range(7)] + [("50 30 20", "9 5 5", "dk 5 5")]
    session = session_of(rows)
    place = next(place for place in swot_of(session).places if place.need == "price")
    assert (place.median, place.lead) == (True, -1.5)
    assert "the map shows our middle mark minus the rival's" in report.workings_text(session)


# --- screens ---


def all_screens(
    session: Session, sizes: tuple[tuple[int, int], ...] = ((80, 24), (120, 40), (70, 18))
) -> Iterator[str]:
    found = findings.of(session)
    view = ScreenView(session.segments[0].id, "disagreement", "shown")
    for width, height in sizes:
        for page in range(page_count(session, view, findings=found)):
            yield draw(
                session, view.at(page), width=width, height=height, theme=DARK, colour=False, findings=found
            )


def screen(session: Session, words: str, width: int = 80, height: int = 24) -> str:
    return next(one for one in all_screens(session, ((width, height),)) if words in " ".join(one.split()))


def test_statements_and_questions_differ_without_colour() -> None:
    asked = screen(session_of([AHEAD] * 8), "Believed strengths")
    assert "?  Price" in asked
    assert "┌╌ Believed strengths ╌" in asked
    session = proved(session_of([AHEAD] * 8), "weight price", "mark us price", "mark paycorp price")
    stated = screen(session, "■ Price")
    assert "┌─ Strengths ─" in stated


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40), (70, 20)])
def test_long_needs_are_cut_and_what_has_no_room_is_in_the_handout(width: int, height: int) -> None:
    needs = [f"n{n}" for n in range(12)]
    who = people(Sales=8)
    row = " ".join(["9"] * 8 + ["7"] * 4)
    session = room(
        who,
        points("first", " ".join(needs), dict.fromkeys(who, row)),
        marks(
            "first",
            " ".join(needs),
            {p: {"us": " ".join(["9"] * 12), "paycorp": " ".join(["5"] * 12)} for p in who},
        ),
    )
    for need in session.segments[0].needs:
        need.text = f"Minimise the time it takes to get {need.id} done without asking anybody at all"
    board = screen(session, "twelve questions to customers", width, height)
    assert all(len(line) <= width for line in board.splitlines())
    assert "in the handout" in board or height == 40


def test_own_votes_are_signs_in_order_and_name_nobody() -> None:
    shown = screen(session_of([AHEAD, BEHIND, AHEAD, BEHIND, BEHIND]), "3 of 5 put us behind")
    assert "▲ ▲ ▼ ▼ ▼" in shown
    assert "Sales" not in shown


# --- rooms that have little to say ---


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from numbers(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers(one)


def odd_rooms() -> dict[str, Session]:
    who = people(Sales=6)
    one = people(Sales=1)
    rooms = {
        "one person": session_of([AHEAD]),
        "two people": session_of([AHEAD, BEHIND]),
        "three": session_of([AHEAD, BEHIND, AHEAD]),
        "all equal": session_of([("40 30 30", "5 5 5", "5 5 5")] * 7),
        "all don't know": session_of([("dk", "dk dk dk", "dk dk dk")] * 6),
        "marks unknown": session_of([("40 30 30", "dk dk dk", "dk dk dk")] * 6),
        "all points on one": session_of([("100 0 0", "0 10 10", "10 0 0")] * 7),
        "own unknown": session_of([("40 30 30", "dk dk dk", "5 5 5")] * 6),
        "own not marked": room(who, points("first", LIST, dict.fromkeys(who, "40 30 30")),
                               marks("first", LIST, {p: {"paycorp": "5 5 5"} for p in who})),
        "marks alone": room(who, marks("first", LIST, {p: {"us": "5 5 5", "paycorp": "7 7 7"} for p in who})),
        "late column of one": room(who, points("first", LIST, dict.fromkeys(who, "40 30 30")),
                                   marks("first", LIST, {p: {"us": "5 5 5"} for p in who}),
                                   marks("first", LIST, {"sales0": {"paycorp": "9 9 9"}}, 90)),
        "one need": room(who, points("first", "price", dict.fromkeys(who, "100")),
                         marks("first", "price", {p: {"us": "5", "paycorp": "7"} for p in who})),
        "nobody weighed but one": room(who | one, points("first", LIST, {"sales0": "40 30 30"}),
                                       marks("first", LIST, {p: {"us": "5 5 5", "paycorp": "7 7 7"} for p in who})),
    }  # fmt: skip
    names = session_of([AHEAD, BEHIND])
    names.attribution = "names"
    return rooms | {"two with names": names}


@pytest.mark.parametrize(("name", "audience"), turns([*odd_rooms()], ["room", "facilitator"]))
def test_odd_rooms_are_told_on_every_screen_and_in_the_handout_without_a_number_that_is_none(
    name: str, audience: Audience
) -> None:
    session = odd_rooms()[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dumped = findings.dump(findings.of(session, audience))
        assert all(math.isfinite(number) for number in numbers(dumped))
        text = report.handout_text(session, audience)
        drawn = "".join(all_screens(session))
    assert "nan" not in json.dumps(dumped).lower()
    assert " nan" not in (text + drawn).lower()
    assert not re.search(r"\bNone\b(?! of this)", text + drawn)


def test_rooms_drawn_at_random_are_told_without_a_crash() -> None:
    for number in range(12):
        chance = Random(number)
        rows = [
            (
                chance.choice(["dk", "40 30 30", "100 0 0", "0 50 50", "33 33 34"]),
                " ".join(chance.choice(["0", "4", "7", "10", "dk"]) for _ in range(3)),
                " ".join(chance.choice(["0", "4", "7", "10", "dk"]) for _ in range(3)),
            )
            for _ in range(chance.randint(1, 9))
        ]
        for audience in ("room", "facilitator"):
            dumped = findings.dump(findings.of(session_of(rows), audience))
            assert all(math.isfinite(value) for value in numbers(dumped))


# --- the handout's board and map ---


def test_the_board_is_painted_as_two_by_two_and_reads_as_four_lists_in_markdown() -> None:
    session = session_of([AHEAD] * 8)
    text = report.handout_text(session)
    heads = [text.index(f"### {title}") for title in ("Strengths", "Weaknesses", "Opportunities", "Threats")]
    assert heads == sorted(heads)
    boards = [node for node in tree(text) if node["k"] == "board"]
    assert [len(node["boxes"]) for node in boards] == [4]
    assert [box["stated"] for box in boards[0]["boxes"]] == [False] * 4
    page = html(tree(text), PageLook("A day", templates=(folder("templates"),)))
    assert page.count('class="box asks"') == 4
    stated = proved(session_of([AHEAD] * 8), "weight price", "mark us price", "mark paycorp price")
    assert 'class="box"' in html(
        tree(report.handout_text(stated)), PageLook("A day", templates=(folder("templates"),))
    )


def test_headings_that_only_look_like_a_board_stay_as_they_are() -> None:
    assert not [
        n
        for n in tree("## SWOT\n\n#### Strengths\n\n- one\n\n#### Weaknesses\n\n- two\n")
        if n["k"] == "board"
    ]


def test_a_need_that_is_hostile_stands_in_the_board_as_its_own_words(tmp_path: Path) -> None:
    session = session_of([AHEAD] * 8)
    session.segments[0].needs[0].text = "<b>*Threats*</b> `x` #"
    session.segments[0].competitors[0].name = "**Pay**Corp"
    found = report.write_handout(session, folder=tmp_path, formats=("html", "md"))
    page = next(path for path in found if path.suffix == ".html").read_text("utf-8")
    assert "&lt;b&gt;*Threats*&lt;/b&gt; `x` #" in page
    assert "**Pay**Corp" in page


def test_labels_of_the_map_never_lie_on_each_other() -> None:
    for number in range(40):
        chance = Random(number)
        spots = [
            Spot(chance.choice(["Price", "Be paying people within a week of signing", "Brand"]),
                 chance.choice([0, 5, 8.3, 8.4, 20]), chance.choice([-3, -1, 0, 0.2, 2]), chance.random() < 0.5)
            for _ in range(chance.randint(1, 12))
        ]  # fmt: skip
        at = [(20 + 80 * (spot.lead + 3.5), 300 - 10 * spot.points) for spot in spots]
        labels = place_labels(spots, at, Box(0, 0, 640, 330))
        boxes = [label.box for label in labels if label.box]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].touches(pair[1])]
        drawn = needs_map(Map(tuple(spots), 100 / len(spots)))
        assert drawn.narrow is not None
        assert all(math.isfinite(piece.x) for piece in drawn.pieces if hasattr(piece, "x"))


def test_no_line_to_a_label_of_the_map_runs_through_another_label() -> None:
    needs = (
        "Price", "Fast set-up", "Somebody to call", "Answers within an hour", "Works on a phone", "Easy to leave",
        "Known cost", "Fits our rota", "Safe with our data", "Pays on the day", "Advice in our language", "Runs without errors",
    )  # fmt: skip
    field = Box(34, 34, 598, 246)
    for number in (25, 38, 41, 48):
        chance = Random(number)
        spots = [Spot(need, chance.uniform(3, 14), chance.uniform(-3, 3), True) for need in needs]
        at = [(34 + 598 * (spot.lead + 4) / 8, 34 + 246 * (1 - spot.points / 20)) for spot in spots]
        boxes = [label.box for label in place_labels(spots, at, field)]
        for (own, ring), (other, _) in permutations(zip(boxes, at, strict=True), 2):
            assert own is not None
            assert other is not None
            end = leader(own, *ring) or ring
            bits = (
                (ring[0] + (end[0] - ring[0]) * n / 100, ring[1] + (end[1] - ring[1]) * n / 100)
                for n in range(100)
            )
            assert not any(other.touches(Box(x, y, 0.1, 0.1)) for x, y in bits)


@pytest.mark.parametrize("path", WORKSHOPS, ids=lambda path: path.stem)
def test_no_workshop_that_ships_states_what_customers_do_not_carry(path: Path) -> None:
    found: Findings = findings.of(load(path))
    for segment in found.segments:
        for one in segment.swot.entries if segment.swot else ():
            assert one.stated == (min(one.grades) >= 3 and (one.share or 0) >= 0.8)
            assert "customers want" not in one.sentence
    assert dataclasses.is_dataclass(found)


def test_a_need_that_is_nearly_an_even_share_is_told_with_the_digit_that_tells_them_apart() -> None:
    assert words.matters_in_words(19.5, 20, important=False).startswith(
        "It has 19.5 of 100 points, a need has 20 on average:"
    )
    assert words.matters_in_words(33.3, 100 / 3, important=True).startswith(
        "It has 33 of 100 points, a need has 33 on average:"
    )


def test_what_would_put_two_needs_level_is_told_as_exactly_as_the_means() -> None:
    assert flips_words.need_flip("Quality", "Price", 0.5, None) == (
        "If 0.5 points went from “Quality” to “Price”, both would be first."
    )
    assert "If 1 point went" in flips_words.need_flip("Quality", "Price", 1.0, None)


def test_a_question_of_the_board_can_be_promised_on_its_wall_and_on_no_other() -> None:
    class Sees(Rule):
        def show(self, wall: d.Wall) -> str:
            if wall.asks is not None:
                found.add((wall.stage, wall.step))
            return super().show(wall)

    found = set[tuple[str, str]]()
    run_day(Day(file=Memory(session(people=6)), desk=Sees(), now=Clock(), colour=False))
    assert found == {("disagreement", "shown")}
