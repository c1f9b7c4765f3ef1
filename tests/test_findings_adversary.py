"""An adversary reads all that is printed, with all sizes, and must not tie a value to a person.

What is printed is turned into sums over known sets of people; whatever can be had by adding and subtracting
such sums is in their row space. The adversary wins when the value of one person, or the sum of two, is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from desks import marks_of
from hypothesis import given, settings
from hypothesis import strategies as st
from often import often
from test_record import at, marks, people, points, room

from cxw import findings
from cxw.day import record
from cxw.findings.changed import SoManyChanged, so_many_changed
from cxw.findings.types import Findings
from cxw.model import Conviction, Draft, Evidence, Note, Participant, Research, Session, Unknown

RIVALS = ("us", "paycorp", "as-now")
LIST = "price speed help"
ROW = st.sampled_from(["60 20 20", "10 60 30", "0 0 100", "35 35 30", "5 90 5"])
MARK = st.sampled_from(["0", "4", "7", "10", "dk"])
SIZES = st.lists(st.integers(1, 6), min_size=1, max_size=4)


@pytest.mark.parametrize("there", [("abcd", "abc"), ("abcde", "abcd"), ("abcd", "bcde"), ("abcde", "abcde")])
@pytest.mark.parametrize("unsure", [(0, 0), (1, 0), (0, 1), (1, 1), (2, 0), (2, 1)])
def test_how_many_changed_is_told_alike_whoever_of_those_present_did_not_know(
    there: tuple[str, str], unsure: tuple[int, int]
) -> None:
    heard = set()
    for without in product(*(combinations(here, n) for here, n in zip(there, unsure, strict=True))):
        knew = tuple({*here} - {*some} for here, some in zip(there, without, strict=True))
        both = len(knew[0] & knew[1])
        told = {so_many_changed(changed, there, (knew[0], knew[1])) for changed in range(both + 1)}
        heard.add(frozenset(map(str, told)))
    assert len(heard) == 1


def test_how_many_changed_is_told_from_three_on_and_as_a_least_where_some_did_not_know() -> None:
    everybody = "abcdef"
    told = [so_many_changed(changed, (everybody, everybody), (everybody, everybody)) for changed in (2, 3, 6)]
    assert told == [SoManyChanged(None), SoManyChanged(3), SoManyChanged(6)]
    assert so_many_changed(5, (everybody, everybody), (everybody, "abcde")) == SoManyChanged(5, least=True)
    assert so_many_changed(2, ("abc", "abc"), ("abc", "ab")) is None


def test_who_left_and_did_not_know_is_not_told_by_how_many_gave_points_twice() -> None:
    """Of four one did not know; three answered again. That three can be compared would say who it was."""
    needs, row = "price speed help", "50 30 20"
    told = set()
    for unsure in ("eve", "ana"):
        first = dict.fromkeys(("ana", "ben", "cid", "eve"), row) | {unsure: "dk"}
        again = dict.fromkeys(("ana", "ben", "cid", "new"), row)
        day = room(
            dict.fromkeys([*first, "new"], ""),
            points("first", needs, first),
            points("second", needs, again, 9),
        )
        day.segments[0].conviction = Conviction(
            before={name: "dk" if said == "dk" else 60 for name, said in first.items()},
            after=dict.fromkeys(again.keys() - {"new"}, 60),
        )
        (found,) = findings.of(day).segments
        assert found.weights
        assert found.weights.second
        assert found.conviction
        told.add((found.weights.second.headline, *found.weights.second.sentences, found.conviction.headline))
    assert len(told) == 1


def test_who_came_late_and_did_not_know_is_not_told_by_how_many_came_late() -> None:
    """Of the second round one did not know; one person came after the first."""
    row, told = "50 30 20", set()
    first = dict.fromkeys(("ana", "ben", "cid", "dan"), row)
    for unsure in ("new", "ana"):
        again = dict.fromkeys((*first, "new"), row) | {unsure: "dk"}
        day = room(dict.fromkeys(again, ""), points("first", LIST, first), points("second", LIST, again, 9))
        weighed = findings.of(day).segments[0].weights
        assert weighed
        told.add((weighed.late, *weighed.sentences))
    assert len(told) == 1


def test_own_votes_do_not_tell_that_who_left_did_not_know() -> None:
    """Of five one did not know how to spread the points; four marked. Four votes would say who it was."""
    rows = dict.fromkeys(("ana", "ben", "cid", "dan", "eve"), "50 30 20")
    row = {"us": "8 5 7", "paycorp": "6 7 7"}
    told, stayed = set(), dict.fromkeys(("ana", "ben", "cid", "dan"), row)
    for unsure in ("eve", "dan"):
        day = room(
            dict.fromkeys(rows, ""),
            points("first", LIST, rows | {unsure: "dk"}),
            marks("first", LIST, stayed),
        )
        swot = findings.of(day).segments[0].swot
        assert swot
        told.add((swot.votes, swot.counted, *((one.agree, one.voters) for one in swot.entries)))
        everybody = room(dict.fromkeys(rows, ""), points("first", LIST, rows), marks("first", LIST, stayed))
        all_knew = findings.of(everybody).segments[0].swot
        assert all_knew
        assert [one.voters for one in all_knew.votes] == [4]
    assert len(told) == 1


def crowd(sizes: list[int]) -> dict[str, str]:
    return people(**dict(zip(("Sales", "Marketing", "Service", "Legal"), sizes, strict=False)))


def betrayed(known: Iterable[Mapping[str, float]], everybody: Iterable[str]) -> list[tuple[str, ...]]:
    """People, one or two, whose sum follows from these sums."""
    who = sorted(everybody)
    rows = np.array([[one.get(person, 0) for person in who] for one in known if one], dtype=float)
    if not len(rows):
        return []
    few = [*combinations(range(len(who)), 1), *combinations(range(len(who)), 2)]
    wanted = np.array([[place in one for place in range(len(who))] for one in few], dtype=float)
    left = wanted - wanted @ np.linalg.pinv(rows) @ rows
    return [tuple(who[place] for place in few[i]) for i in np.nonzero(np.abs(left).max(axis=1) < 1e-6)[0]]


def sets_of_points(session: Session, found: Findings) -> Iterator[set[str]]:
    """Whose points are summed where: round one, its groups, and both rounds if nobody moved."""
    weighed = found.segments[0].weights
    kept = record.weights(session.segments[0])
    if weighed is None or kept is None:
        return
    groups = {group.name: set(group.people) for group in record.groups(session, kept.rows)}
    price = weighed.needs[0]
    if price.mean is not None or price.values:
        yield set(kept.rows)
    yield from (groups[group.name] for group in price.groups)
    if weighed.second is None:
        return
    both = set(kept.rows) & set(kept.second_rows())
    again = weighed.second.needs[0]
    if again.mean_after is not None or again.values_after or weighed.second.apart_before is not None:
        yield both
    yield from (groups[group.name] & both for group in (*again.groups_before, *again.groups_after))


@given(SIZES, st.data())
@settings(max_examples=often(100), deadline=None)
def test_no_row_of_points_can_be_had_by_subtraction_even_if_nobody_moved(
    sizes: list[int], data: st.DataObject
) -> None:
    who = crowd(sizes)
    first = {person: data.draw(ROW) for person in who if data.draw(st.integers(0, 5))}
    again = {person: row for person, row in first.items() if data.draw(st.integers(0, 5))}
    again |= {person: data.draw(ROW) for person in who if person not in first and data.draw(st.booleans())}
    session = room(who, points("first", LIST, first), points("second", LIST, again, 10))
    known = [dict.fromkeys(one, 1.0) for one in sets_of_points(session, findings.of(session))]
    assert betrayed(known, who) == []


Sum = dict[str, float]
"""Person and company, and how often (or minus how often) their mark on price is in it."""


def sums_of_marks(session: Session, found: Findings) -> Iterator[Sum]:
    """Whose marks on price are summed where; groups show medians, which are no sums."""
    grid, kept = found.segments[0].grid, record.marks(session.segments[0])
    if grid is None or kept is None:
        return
    for company in RIVALS:
        cell, given = grid.cell(company, "price"), marks_of(kept, company, "price")
        if cell and (cell.mean is not None or cell.values):
            yield {f"{person} {company}": 1 for person in given}
        if cell and cell.second and cell.second.mean_after is not None:
            again = kept.seconds[-1].answers
            twice = (p for p in given if isinstance(again.get(p, {}).get(company, {}).get("price"), int))
            yield {f"{person} {company}": 1 for person in twice}
    for lead in (lead for lead in grid.leads if lead.need == "price" and lead.mean is not None):
        both = marks_of(kept, "us", "price").keys() & marks_of(kept, lead.rival, "price").keys()
        yield {f"{person} us": 1.0 for person in both} | {f"{person} {lead.rival}": -1.0 for person in both}


@given(SIZES, st.data())
@settings(max_examples=often(100), deadline=None)
def test_no_mark_can_be_had_by_subtraction(sizes: list[int], data: st.DataObject) -> None:
    who = crowd(sizes)
    first: dict[str, dict[str, str]] = {person: {} for person in who}
    for person in who:
        for company in RIVALS:
            if data.draw(st.integers(0, 5)):
                first[person][company] = f"{data.draw(MARK)} 5 5"
    again = {person: rows for person, rows in first.items() if rows if data.draw(st.integers(0, 5))}
    session = room(
        who,
        marks("first", LIST, first, companies=list(RIVALS)),
        marks("second", LIST, again, 90, companies=list(RIVALS), cells=["mark us price"]),
    )
    known = list(sums_of_marks(session, findings.of(session)))
    everybody = [f"{person} {company}" for person in who for company in RIVALS]
    assert betrayed(known, everybody) == []


def whole_day(who: dict[str, str]) -> Session:
    """A day on which everybody's name and id could leak anywhere."""
    rows = {person: f"{50 + n} {30 - n} 20" for n, person in enumerate(who)}
    own = {person: {"us": f"{n} 5 dk", "paycorp": "5 5 5"} for n, person in enumerate(who)}
    first = points("first", LIST, rows)
    first.not_answered = {"zoe": "left"}
    first.drafts = {"zoe": Draft(row="1 2 3", at=at(1))}
    again = points("second", LIST, rows, 10)
    again.reasons = dict.fromkeys(who, "agreement")
    session = room(who, first, again, marks("first", LIST, own), marks("second", LIST, own, 90))
    session.participants.append(Participant(id="zoe", name="Zoe", function="Sales", senior=True))
    segment = session.segments[0]
    segment.needs[0].proposed = {person: ["Cheap"] for person in who}
    segment.votes = {person: ["price"] for person in who}
    segment.conviction = Conviction(before=dict.fromkeys(who, 51), after=dict.fromkeys(who, 52))
    segment.coverage_guess = dict.fromkeys(who, 53)
    segment.unknowns = [Unknown(text="why", by=next(iter(who)))]
    segment.notes = [Note(at=at(4), text="private")]
    segment.research = [Research(id="r1", question="Why?", about=["weight price"], owner=list(who)[1])]
    session.evidence = [Evidence(id="e1", kind="customer", by=list(who)[2], supports=["weight price"])]
    return session


def words(value: Any) -> Iterator[str]:
    """Every text anywhere in dumped findings."""
    if isinstance(value, dict):
        for one in value.values():
            yield from words(one)
    elif isinstance(value, list):
        for one in value:
            yield from words(one)
    elif isinstance(value, str):
        yield value


def test_the_rooms_findings_hold_no_name_but_those_present_and_the_owners_of_research() -> None:
    who = people(Sales=4, Marketing=3)
    dumped = findings.dump(findings.of(whole_day(who)))
    assert sorted(dumped.pop("present")) == sorted(id.title() for id in who)
    owner = dumped["segments"][0]["research"][0].pop("owner")
    assert owner == list(who)[1].title()
    leaks = {id for id in (*who, "zoe") for said in words(dumped) if id in said.lower()}
    assert leaks == set()
    assert "senior" not in json.dumps(dumped)
    assert "private" not in json.dumps(dumped)


def test_the_facilitators_findings_name_each_value() -> None:
    who = people(Sales=4, Marketing=3)
    found = findings.of(whole_day(who), "facilitator").segments[0]
    assert found.weights is not None
    assert found.weights.second is not None
    assert found.grid is not None
    assert found.conviction is not None
    assert found.evidence is not None
    assert found.evidence.guess is not None
    assert found.weights.people[0].name == "Marketing0"
    assert found.weights.people[0].value("price") == 54
    assert len(found.weights.second.people) == 7
    assert found.grid.named[0].value("us price") == 4
    assert found.grid.named[0].value("us help") is None
    assert found.conviction.people[0].value("after") == 52
    assert found.evidence.guess.people[0].value("guess") == 53


def test_a_room_that_agreed_to_names_sees_them_beside_points_and_marks_but_convictions_stay_private() -> None:
    session = whole_day(people(Sales=4, Marketing=3))
    session.attribution = "names"
    found = findings.of(session)
    segment = found.segments[0]
    assert segment.weights is not None
    assert segment.grid is not None
    assert segment.conviction is not None
    assert segment.evidence is not None
    assert segment.evidence.guess is not None
    assert len(segment.weights.people) == len(segment.grid.named) == 7
    assert segment.conviction.people == segment.evidence.guess.people == ()
    assert segment.notes == ()


def test_a_leavers_row_cannot_be_had_from_the_second_round() -> None:
    who = people(Sales=4, Marketing=4)
    rows = {person: f"{50 + n} {30 - n} 20" for n, person in enumerate(who)}
    stayed = {person: row for person, row in rows.items() if person != "sales0"}
    session = room(who, points("first", LIST, rows), points("second", LIST, stayed, 10))
    found = findings.of(session)
    weighed = found.segments[0].weights
    assert weighed is not None
    second = weighed.second
    assert second is not None
    assert (second.both, second.left_out, second.joined, second.means_shown) == (None, None, None, False)
    assert all(need.mean_after is None and need.values_after == () for need in second.needs)
    assert (second.needs[0].median_after, second.needs[0].moved) == (None, None)
    assert (second.moved_people, second.moved_share, second.reasons) == (None, None, ())
    assert second.headline == "At most two of us moved points after the talk."
    assert second.apart_after is None
    assert "so none stands here" in " ".join(second.sentences)
    private = findings.of(session, "facilitator").segments[0].weights
    assert private is not None
    assert private.second is not None
    assert private.second.needs[0].mean_after == 54


def test_a_lead_does_not_cross_a_function_whose_median_stands_in_the_cell() -> None:
    who = people(Sales=3, Service=5)
    given = {person: {"us": f"{n} 5 5", "paycorp": "5 5 5"} for n, person in enumerate(who)}
    for person in ("sales0", "service0", "service1"):
        given[person]["paycorp"] = "dk 5 5"
    session = room(who, marks("first", LIST, given))
    session.thresholds.dk_share = 0.5
    grid = findings.of(session).segments[0].grid
    assert grid is not None
    cell, lead = grid.cell("us", "price"), grid.best_lead("price")
    assert cell is not None
    assert lead is not None
    assert [group.name for group in cell.groups] == ["Sales", "Service"]
    assert (lead.n, lead.median) == (None, None)


def test_who_was_there_for_one_company_only_is_not_found_not_to_know_the_other() -> None:
    who = people(Sales=8)
    given = {person: {"us": "5 5 5", "paycorp": "6 6 6"} for person in who}
    del given["sales0"]["paycorp"]
    given["sales0"]["us"] = "dk 5 5"
    grid = findings.of(room(who, marks("first", LIST, given))).segments[0].grid
    assert grid is not None
    lead = grid.best_lead("price")
    assert lead is not None
    assert (lead.n, lead.median) == (None, None)


def test_that_nothing_is_told_of_the_second_round_does_not_say_that_the_leaver_knew_in_the_first() -> None:
    who = people(Sales=4, Marketing=4)
    rows = {person: f"{50 + n} {30 - n} 20" for n, person in enumerate(who)}
    stayed = {person: row for person, row in rows.items() if person != "sales0"}
    told = []
    for unsure in ("sales0", "marketing0"):
        first = points("first", LIST, rows | {unsure: "dk"})
        weighed = findings.of(room(who, first, points("second", LIST, stayed, 10))).segments[0].weights
        assert weighed is not None
        assert weighed.second is not None
        told.append((weighed.second.means_shown, weighed.second.both, weighed.second.joined, weighed.late))
    assert told == [(False, None, None, None)] * 2


def test_of_a_guess_by_two_it_is_not_told_that_they_knew() -> None:
    who = people(Sales=4)
    session = room(who, points("first", LIST, dict.fromkeys(who, "50 30 20")))
    session.segments[0].coverage_guess = {"sales0": 50, "sales1": 40}
    evidence = findings.of(session).segments[0].evidence
    assert evidence is not None
    assert evidence.guess is None


def test_a_room_of_two_sees_counts_and_no_values() -> None:
    session = room(people(Sales=2), points("first", LIST, {"sales0": "60 20 20", "sales1": "10 60 30"}))
    found = findings.of(session).segments[0]
    assert found.weights is not None
    assert (
        found.weights.withheld
        == "Only two people answered; answers are shown where three people or more gave them."
    )
    assert found.weights.needs[0].values == ()
    assert found.weights.apart is None
    assert found.evidence is not None
    assert found.evidence.coverage is None
    private = findings.of(session, "facilitator").segments[0]
    assert private.weights is not None
    assert private.weights.apart == 50


def test_a_lead_that_would_give_one_persons_mark_away_is_that_of_the_two_middle_marks() -> None:
    who = people(Sales=5)
    given = {person: {"us": f"{n} 5 5", "paycorp": "5 5 5"} for n, person in enumerate(who)}
    given["sales4"]["paycorp"] = "dk 5 5"
    grid = findings.of(room(who, marks("first", LIST, given))).segments[0].grid
    assert grid is not None
    lead = grid.best_lead("price")
    assert lead is not None
    assert (lead.n, lead.mean, lead.median, lead.ahead, lead.behind) == (None,) * 5
    assert lead.by == -3
    assert lead.sentence == "By the middle marks we are behind PayCorp on “Price”."
