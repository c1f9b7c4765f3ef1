"""The number of record and the rule of three."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from desks import marks_of
from hypothesis import given
from hypothesis import strategies as st

from cxw.day import grid, record
from cxw.model import (
    AnyRound,
    Company,
    MarksRound,
    Need,
    Participant,
    RoundName,
    Segment,
    Session,
    WeightsAnswer,
    WeightsRound,
)

NINE = dt.datetime(2026, 3, 14, 9, 0)


def at(minutes: int) -> dt.datetime:
    return NINE + dt.timedelta(minutes=minutes)


def points(
    name: RoundName, needs: str, answers: dict[str, str], minute: int = 0, revealed: bool = True
) -> WeightsRound:
    """A round of points: `ana: 70 30`, in the order of `needs`."""
    rows: dict[str, WeightsAnswer] = {
        person: "dk" if row == "dk" else dict(zip(needs.split(), map(int, row.split()), strict=True))
        for person, row in answers.items()
    }
    return WeightsRound(
        of="weights",
        name=name,
        needs=needs.split(),
        opened=at(minute),
        closed=at(minute + 1),
        revealed=at(minute + 2) if revealed else None,
        answers=rows,
    )


def marks(
    name: str, needs: str, answers: dict[str, dict[str, str]], minute: int = 60, **more: object
) -> MarksRound:
    """A round of marks: `ana: {us: "7 dk"}`."""
    rows = {
        person: {
            company: {
                need: mark if mark == "dk" else int(mark)
                for need, mark in zip(needs.split(), row.split(), strict=True)
            }
            for company, row in companies.items()
        }
        for person, companies in answers.items()
    }
    asked = {company: None for companies in answers.values() for company in companies}
    fields = {
        "of": "marks",
        "name": name,
        "needs": needs.split(),
        "companies": list(asked),
        "opened": at(minute),
        "closed": at(minute + 1),
        "revealed": at(minute + 2),
        "answers": rows,
    }
    return MarksRound.model_validate(fields | more)


def room(functions: dict[str, str], *rounds: AnyRound, **more: Any) -> Session:
    """A session of these people (`ana: Sales`) with one segment and these rounds."""
    needs = list(dict.fromkeys(need for round in rounds for need in round.needs))
    segment = Segment(
        id="clinics",
        name="Clinics",
        needs=[Need(id=need, text=need.title()) for need in needs],
        chosen=needs,
        competitors=[Company(id="paycorp", name="PayCorp"), Company(id="as-now", name="As now")],
        rounds=list(rounds),
    )
    people = [
        Participant(id=id, name=id.title(), function=function or None) for id, function in functions.items()
    ]
    fields: dict[str, Any] = {"cxw": 1, "title": "A day", "company": Company(id="us", name="Acme"), "seed": 7}
    return Session(**(fields | {"participants": people, "segments": [segment]} | more))


def people(**sizes: int) -> dict[str, str]:
    """`Sales=2` gives two people of Sales, in the order of the words."""
    return {f"{name.lower()}{n}": name for name, size in sizes.items() for n in range(size)}


def names(groups: tuple[record.Group, ...]) -> dict[str, int]:
    return {group.name: len(group.people) for group in groups}


def shown_of(**sizes: int) -> dict[str, int]:
    who = people(**sizes)
    return names(record.groups(room(who), list(who)))


def test_without_a_revealed_round_there_is_no_number() -> None:
    who = people(Sales=3)
    session = room(who, points("first", "a b c", dict.fromkeys(who, "50 30 20"), revealed=False))
    assert record.weights(session.segments[0]) is None
    assert record.marks(session.segments[0]) is None


def test_the_first_answer_is_the_number_of_record_whatever_comes_later() -> None:
    first = points("first", "a b c", {"ana": "50 30 20", "ben": "dk"})
    second = points("second", "a b c", {"ana": "0 0 100", "ben": "10 80 10", "cho": "30 30 40"}, 10)
    found = record.weights(room({"ana": "S", "ben": "S", "cho": "S"}, first, second).segments[0])
    assert found is not None
    assert found.rows == {"ana": (50, 30, 20)}
    assert found.dont_know == ("ben",)
    assert found.second is second


def test_who_first_answers_after_the_reveal_is_counted_apart_and_who_did_not_know_is_not_late() -> None:
    first = points("first", "a b c", {"ana": "50 30 20", "ben": "dk"})
    second = points("second", "a b c", {"ana": "0 0 100", "ben": "10 80 10", "cho": "30 30 40"}, 10)
    found = record.weights(room({"ana": "S", "ben": "S", "cho": "S"}, first, second).segments[0])
    assert found is not None
    assert found.late == {"cho": (30, 30, 40)}


def test_an_unrevealed_second_round_is_in_no_number() -> None:
    first = points("first", "a b c", {"ana": "50 30 20"})
    second = points("second", "a b c", {"ana": "0 0 100", "cho": "30 30 40"}, 10, revealed=False)
    found = record.weights(room({"ana": "S", "cho": "S"}, first, second).segments[0])
    assert found is not None
    assert found.second is None
    assert found.late == {}


def test_a_new_list_of_needs_starts_a_new_record_and_nothing_is_carried_over() -> None:
    old = points("first", "a b c", {"ana": "50 30 20"})
    new = points("first", "a b d", {"ben": "10 30 60"}, 20)
    found = record.weights(room({"ana": "S", "ben": "S"}, old, new).segments[0])
    assert found is not None
    assert found.rows == {"ben": (10, 30, 60)}
    assert found.late == {}


def test_from_the_moment_a_new_list_exists_the_old_numbers_are_no_longer_the_rooms() -> None:
    old = points("first", "a b c", {"ana": "50 30 20"})
    marked = marks("first", "a b c", {"ana": {"us": "7 8 9"}}, 10)
    new = points("first", "a b d", {"ben": "10 30 60"}, 20, revealed=False)
    segment = room({"ana": "S", "ben": "S"}, old, marked, new).segments[0]
    assert record.weights(segment) is None
    assert record.marks(segment) is None


def test_a_new_list_that_was_ended_unfinished_leaves_the_old_record_standing() -> None:
    old = points("first", "a b c", {"ana": "50 30 20"})
    new = points("first", "a b d", {"ben": "10 30 60"}, 20, revealed=False)
    segment = room({"ana": "S", "ben": "S"}, old, new).segments[0]
    segment.skipped["weights"] = "no time"
    found = record.weights(segment)
    assert found is not None
    assert found.rows == {"ana": (50, 30, 20)}


def test_a_list_that_is_chosen_again_after_another_begins_anew() -> None:
    old = points("first", "a b c", {"ana": "50 30 20"})
    between = points("first", "a b d", {"ana": "50 30 20"}, 20, revealed=False)
    back = points("first", "a b c", {"ana": "10 30 60"}, 40)
    found = record.weights(room({"ana": "S"}, old, between, back).segments[0])
    assert found is not None
    assert found.rows == {"ana": (10, 30, 60)}


def test_means_are_over_who_gave_numbers() -> None:
    first = points("first", "a b c", {"ana": "50 30 20", "ben": "dk", "cho": "0 60 40"})
    found = record.weights(room({"ana": "S", "ben": "S", "cho": "S"}, first).segments[0])
    assert found is not None
    assert found.means() == {"a": 25, "b": 45, "c": 30}


def test_a_room_in_which_nobody_knows_has_a_record_without_means() -> None:
    found = record.weights(room({"ana": "S"}, points("first", "a b c", {"ana": "dk"})).segments[0])
    assert found is not None
    assert found.means() == {}


def test_marks_of_a_company_that_came_late_are_put_beside_the_others() -> None:
    first = marks("first", "a b c", {"ana": {"us": "7 8 9", "paycorp": "1 2 3"}})
    late = marks("first", "a b c", {"ben": {"as-now": "4 dk 4"}}, 90)
    found = record.marks(room({"ana": "S", "ben": "S"}, first, late).segments[0])
    assert found is not None
    assert found.companies == ("us", "paycorp", "as-now")
    assert marks_of(found, "as-now", "b") == {}
    assert [row["b"] for row in found.rows("as-now").values()] == ["dk"]
    assert found.people() == {"ana", "ben"}


def test_marks_on_an_earlier_list_are_not_compared_with_points_on_the_new_one() -> None:
    old = points("first", "a b c", {"ana": "50 30 20"})
    marked = marks("first", "a b c", {"ana": {"us": "7 8 9"}}, 10)
    new = points("first", "a b d", {"ana": "10 30 60"}, 20)
    assert record.marks(room({"ana": "S"}, old, marked, new).segments[0]) is None


def test_marks_on_part_of_the_list_count_when_they_were_asked_after_it() -> None:
    weighed = points("first", "a b c", {"ana": "50 30 20"})
    marked = marks("first", "a b", {"ana": {"us": "7 8"}}, 10)
    found = record.marks(room({"ana": "S"}, weighed, marked).segments[0])
    assert found is not None
    assert found.needs == ("a", "b")


def test_second_marks_stand_beside_the_first() -> None:
    first = marks("first", "a b c", {"ana": {"us": "7 8 9"}})
    again = marks("second", "a b c", {"ana": {"us": "1 1 1"}, "ben": {"us": "2 2 2"}}, 90)
    found = record.marks(room({"ana": "S", "ben": "S"}, first, again).segments[0])
    assert found is not None
    assert marks_of(found, "us", "a") == {"ana": 7}
    assert found.seconds == (again,)
    assert found.late("us") == {"ben"}


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"Sales": 5, "Service": 2}, {}),
        ({"Sales": 5, "Service": 3}, {"Sales": 5, "Service": 3}),
        ({"Sales": 5, "Service": 2, "Boss": 1}, {"Sales": 5, "others": 3}),
        ({"Sales": 5, "Service": 4, "Boss": 1}, {"Sales": 5, "others": 5}),
        ({"Sales": 4, "Service": 4, "Boss": 2}, {"Sales": 4, "others": 6}),
        ({"Sales": 3}, {}),
        ({"Sales": 2}, {}),
        ({}, {}),
    ],
)
def test_a_function_shows_with_three_answers_and_only_where_nothing_can_be_had_by_subtraction(
    sizes: dict[str, int], shown: dict[str, int]
) -> None:
    assert shown_of(**sizes) == shown


def test_people_without_a_function_are_with_the_others() -> None:
    who = people(Sales=4) | {"x": "", "y": "", "z": ""}
    found = record.groups(room(who), list(who))
    assert names(found) == {"Sales": 4, "others": 3}
    assert found[-1].functions == ()


def test_groups_are_made_from_those_who_gave_numbers() -> None:
    who = people(Sales=4, Service=4)
    assert names(record.groups(room(who), [person for person in who if person != "sales0"])) == {
        "Sales": 3,
        "Service": 4,
    }
    assert names(record.groups(room(who), list(who)[2:])) == {}


def ticking(who: dict[str, str], *ticked: str) -> Session:
    """A room in which these people have ticked."""
    session = room(who)
    for person in session.participants:
        person.open = person.id in ticked or None
    return session


def test_a_small_function_shows_by_itself_only_where_all_of_it_that_are_there_have_ticked() -> None:
    who = people(Sales=4, Service=4, Legal=2)
    assert names(record.groups(ticking(who, "legal0", "legal1"), list(who))) == {
        "Sales": 4,
        "Service": 4,
        "Legal": 2,
    }
    assert names(record.groups(ticking(who, "legal0"), list(who))) == {"Sales": 4, "others": 6}
    there = [person for person in who if person != "legal1"]
    assert names(record.groups(ticking(who, "legal0"), there))["Legal"] == 1
    assert "Legal" not in names(record.groups(ticking(who, "legal0"), there, list(who)))


def test_with_ticks_a_dont_know_hides_no_function_of_three() -> None:
    who = people(Sales=3, Marketing=3, Service=3, Managing=1)
    session = ticking(who, *who)
    given = [person for person in who if not person.endswith("1")]
    found = record.groups(session, given, list(who))
    assert [(group.name, len(group.people), group.present) for group in found] == [
        ("Sales", 2, 3),
        ("Marketing", 2, 3),
        ("Service", 2, 3),
        ("Managing", 1, 1),
    ]
    assert record.groups(room(who), given, list(who)) == ()


def test_an_observer_is_in_no_function() -> None:
    who = people(Sales=3, Marketing=3, Managing=1)
    session = room(who)
    session.participant("managing0").observer = True
    given = [person for person in who if person != "managing0"]
    assert names(record.groups(session, given, given)) == {"Sales": 3, "Marketing": 3}


def test_who_joins_the_others_is_the_smallest_that_makes_them_enough() -> None:
    who = people(Sales=4, Service=3, Legal=1, Board=1)
    found = record.groups(ticking(who, "board0"), list(who))
    assert names(found) == {"Sales": 4, "Board": 1, "others": 4}
    assert found[-1].functions == ("Service", "Legal")


def test_in_a_cell_a_group_with_one_or_two_marks_takes_the_next_smallest_with_it() -> None:
    who = people(Sales=5, Service=4, Support=3)
    groups = record.groups(room(who), list(who))
    marked = [person for person in who if person not in ("support0", "support1")]
    assert names(record.shown_groups(groups, marked, room(who))) == {"Sales": 5}


def test_in_a_cell_with_two_groups_neither_is_printed_when_one_is_too_small() -> None:
    who = people(Sales=5, Service=4)
    groups = record.groups(room(who), list(who))
    assert record.shown_groups(groups, list(who)[:7], room(who)) == ()


def test_a_group_without_any_mark_hides_nobody() -> None:
    who = people(Sales=5, Service=4, Support=3)
    groups = record.groups(room(who), list(who))
    assert names(record.shown_groups(groups, list(who)[:9], room(who))) == {"Sales": 5, "Service": 4}


SIZES = st.lists(st.integers(0, 7), min_size=1, max_size=5)


@given(SIZES, st.integers(3, 5))
def test_nothing_about_fewer_than_three_people_can_be_had_by_subtracting_groups(
    sizes: list[int], small: int
) -> None:
    who = people(**{f"F{n}": size for n, size in enumerate(sizes)})
    session = room(who, thresholds={"small_function": small})
    found = record.groups(session, list(who))
    assert all(len(group.people) >= small for group in found)
    assert not found or sum(len(group.people) for group in found) == len(who)
    assert len(found) != 1


@given(SIZES, st.data())
def test_nothing_about_fewer_than_three_people_can_be_had_from_a_cell(
    sizes: list[int], data: st.DataObject
) -> None:
    who = people(**{f"F{n}": size for n, size in enumerate(sizes)})
    groups = record.groups(room(who), list(who))
    marked = [person for person in who if data.draw(st.booleans())]
    printed = record.shown_groups(groups, marked, room(who))
    hidden = len(marked) - sum(len(group.people) for group in printed)
    assert all(len(group.people) >= 3 for group in printed)
    assert not printed or hidden == 0 or hidden >= 3


def test_why_somebody_moved_stands_while_their_marks_stay_and_who_answers_is_missing_no_more() -> None:
    round = marks("second", "price speed", {"ana": {"us": "7 8"}}, reasons={"ana": "fact"})
    grid.answer(round, "ana", "us", {"price": 7, "speed": 8})
    assert round.reasons == {"ana": "fact"}
    grid.answer(round, "ana", "us", {"price": 7, "speed": 9})
    assert round.reasons == {}
    round.not_answered = {"ben": "late"}
    grid.answer(round, "ben", "us", {"price": 7, "speed": "dk"})
    assert round.not_answered == {}


def test_who_of_a_small_rest_does_not_know_a_cell_does_not_follow_from_who_has_ticked() -> None:
    who = people(Service=3, Marketing=2, Sales=1)
    session, there = ticking(who, "marketing0", "marketing1"), list(who)
    groups = record.groups(session, there, there, there)
    assert names(record.shown_groups(groups, there, session, there)) == {"Service": 3, "others": 3}
    for unsure in ("marketing0", "sales0"):
        known = [person for person in there if person != unsure]
        assert record.shown_groups(groups, known, session, there) == ()
