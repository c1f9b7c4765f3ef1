"""An adversary reads all that a room may read of whole generated sessions, and does not win once."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path
from random import Random

import pytest
from adversary import (
    differences,
    given_away,
    handouts_of,
    pairs_alike,
    printed,
    swapped,
    words_that_may_not_stand,
)
from adversary_rooms import PRIVATE, generated
from forced_lenses import ask_lenses
from often import LONG
from phones_sent import phones_that_tell
from test_record import marks, people, points, room

from cxw import findings
from cxw import handout as report
from cxw.findings.types import Findings
from cxw.model import Session
from cxw.sessionfile import dumps, loads

SOME, ALL = 16, 500
READ = 1
"""Sessions of which every screen and handout is read within `make test`."""
PAIRS = 2 if LONG else 1


def reads_everything(number: int) -> list[str]:
    """All wins over the words and by exchanging people, in one session."""
    session = ask_lenses(generated(number), Random(f"lenses {number}"))
    texts = printed(session)
    wins = words_that_may_not_stand(session, texts, [PRIVATE])
    for one, other in pairs_alike(session)[:PAIRS]:
        found = differences(texts, printed(swapped(session, one, other)))
        wins += [f"{one} and {other} are told apart in {where}" for where in found]
        wins += on_phones(session, one, other)
    return wins


def on_phones(session: Session, one: str, other: str) -> list[str]:
    """Whether anybody else's phone is sent something else when two people exchange what they gave."""
    with tempfile.TemporaryDirectory() as folder:
        told = phones_that_tell(session, swapped(session, one, other), Path(folder), (one, other))
    return [f"{one} and {other} are told apart on the phone of {who}" for who in told]


@pytest.mark.parametrize("number", range(SOME))
def test_no_sum_or_difference_of_what_is_printed_is_about_one_or_two_people(number: int) -> None:
    session = generated(number)
    assert given_away(session, findings.of(session)) == []


@pytest.mark.parametrize("number", range(READ))
def test_nothing_that_is_printed_names_anybody_or_tells_two_people_apart(number: int) -> None:
    assert reads_everything(number) == []


@pytest.mark.soak
@pytest.mark.parametrize("number", range(ALL))
def test_the_adversary_does_not_win_once(number: int) -> None:
    session = generated(number)
    assert given_away(session, findings.of(session)) == []
    assert reads_everything(number) == []


@pytest.mark.parametrize("number", range(0, SOME, 8))
def test_the_adversary_is_given_sessions_as_the_file_holds_them(number: int) -> None:
    session = generated(number)
    assert loads(dumps(session)) == session


def test_with_the_facilitators_numbers_the_adversary_wins_by_arithmetic() -> None:
    wins = [
        win for n in range(12) for win in given_away(generated(n), findings.of(generated(n), "facilitator"))
    ]
    assert {"points:", "marks", "median", "conviction:"} <= {win.split()[1] for win in wins}


def test_with_the_facilitators_handout_the_adversary_reads_names_and_tells_everybody_apart() -> None:
    session = generated(1)
    one, other = pairs_alike(session)[0]
    private = dict(handouts_of(session, "facilitator"))
    assert words_that_may_not_stand(session, private, [PRIVATE])
    assert differences(private, dict(handouts_of(swapped(session, one, other), "facilitator")))


def leavers() -> Findings:
    who = people(Sales=3, Marketing=3)
    rows = dict(zip(who, ["10 60 30"] * 3 + ["50 20 30"] * 3, strict=True))
    again = {person: row for person, row in rows.items() if person != "sales0"}
    session = room(who, points("first", "a b c", rows), points("second", "a b c", again, 10))
    return findings.of(session)


def test_where_one_person_left_before_the_second_round_no_median_says_which_dot_is_gone() -> None:
    weighed = leavers().segments[0].weights
    assert weighed is not None
    assert weighed.second is not None
    assert [need.median_before for need in weighed.second.needs] == [None, None, None]
    assert weighed.second.needs[0].median_after is None


def test_who_alone_of_a_function_did_not_know_is_among_others() -> None:
    who = people(Sales=3, Marketing=4, Legal=1)
    rows = dict.fromkeys(who, "10 60 30") | {"legal0": "dk"}
    session = room(who, points("first", "a b c", rows))
    found = findings.of(session)
    weighed = found.segments[0].weights
    assert weighed is not None
    assert [(group.name, group.n, group.functions) for group in weighed.groups] == [
        ("Marketing", 4, ("Marketing",)),
        ("others", 4, ("Sales", "Legal")),
    ]
    assert given_away(session, found) == []
    apart = (
        dataclasses.replace(weighed.groups[0], name=name, n=n, functions=(name,))
        for name, n in (("Sales", 3), ("Marketing", 4))
    )
    needs = tuple(dataclasses.replace(need, groups=()) for need in weighed.needs)
    told = dataclasses.replace(weighed, groups=tuple(apart), needs=needs)
    segment = dataclasses.replace(found.segments[0], weights=told)
    beside = dataclasses.replace(found, segments=(segment,))
    assert given_away(session, beside) == ["clinics don't-knows of points: legal0"]


def test_of_a_competitor_that_one_person_marked_nothing_is_told() -> None:
    who = people(Sales=3)
    first = marks("first", "a b c", {person: {"us": "7 7 7"} for person in who})
    late = marks("first", "a b c", {"sales0": {"paycorp": "dk 3 9"}}, 90)
    grid = findings.of(room(who, first, late)).segments[0].grid
    assert grid is not None
    cells = [grid.cell("paycorp", need) for need in "abc"]
    assert [(cell.n, cell.dont_know, cell.median) for cell in cells if cell] == [(0, 0, None)] * 3


def late_column() -> Session:
    """Sales and Legal weigh and mark us; the late competitor is marked by Sales and by one person of Legal."""
    who = people(Sales=4, Legal=3)
    rows = dict.fromkeys(who, "50 30 20")
    us = {person: {"us": "7 7 7"} for person in who}
    late = {person: {"paycorp": "8 6 6"} for person in who if person.startswith("sales")}
    late["legal0"] = {"paycorp": "0 6 6"}
    first, column = marks("first", "a b c", us), marks("first", "a b c", late, 90)
    return room(who, points("first", "a b c", rows), first, column)


def test_of_a_function_of_which_one_person_marked_a_competitor_no_sentence_says_what_hangs_on_it() -> None:
    session = late_column()
    told = findings.of(session).segments[0].swot
    assert told is not None
    assert not any("Legal" in sentence for sentence in (*told.without, *told.turns))
    assert given_away(session, findings.of(session)) == []
    hangs = dataclasses.replace(told, without=("Without Legal PayCorp would come first.",))
    segment = dataclasses.replace(findings.of(session).segments[0], swot=hangs)
    beside = dataclasses.replace(findings.of(session), segments=(segment,))
    wins = given_away(session, beside)
    assert "clinics the room without paycorp a: legal0" in wins


def test_where_two_people_answered_the_room_is_not_told_whether_one_of_them_knew() -> None:
    who = people(Sales=3)
    session = room(who, points("first", "a b c", {"sales0": "50 30 20", "sales1": "dk"}))
    text = report.handout_text(session)
    assert "Only two people answered; answers are shown where three people or more gave them." in text
    assert "don’t know" not in text
    assert "we do not know" not in text
    assert (weights := findings.of(session, "facilitator").segments[0].weights) is not None
    assert weights.dont_know == 1
