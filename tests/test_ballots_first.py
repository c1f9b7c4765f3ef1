"""The first slip of points on paper: a box for small departments, the last contact, and for whom each is."""

from __future__ import annotations

from typing import Any

import pytest
from test_ticks import Ticks, a_day, room

from cxw.day import ticks
from cxw.handout import ballots
from cxw.handout.ballots.first_questions import of_person
from cxw.model import Session

FIRST = "Points, first round"


def slips(start: Session, segment: int = 0) -> dict[str, dict[str, Any]]:
    """Each person's own first slip of points of a segment, by name; the spare one for anybody under ''."""
    about = ballots.ballot_subjects(start)
    sheets = [sheet for one, sheet in ballots.every_kind_of_slip(about, ["weights"]) if one is about[segment]]
    (sheet,) = [sheet for sheet in sheets if sheet["slips"][0]["head"] == about[segment].say(FIRST)]
    return {slip["name"]: slip for slip in [*sheet["slips"], *sheet["spare"]]}


def texts(slip: dict[str, Any]) -> list[str]:
    return [part.get("text", "") for part in slip["beside"]]


def test_each_persons_slip_has_the_words_for_their_department_by_its_size() -> None:
    start = room(1, 3, 5, language="de")
    for name, slip in slips(start).items():
        if not name:
            continue
        person = next(one for one in start.participants if one.name == name)
        consent = [part["text"] for part in slip["beside"] if part["k"] == "consent"]
        small = ticks.size(start, person.function) <= 4
        assert consent == ([ticks.tick_words(start, person.function or "")] if small else [])
        assert slip["beside"][-1]["items"][0] == "diese Woche (w)"


@pytest.mark.parametrize("pull", [True, None])
def test_the_slip_says_the_pull_with_what_is_kept_where_it_is_looked_at(pull: bool | None) -> None:
    start = room(1, 3, pull=pull)
    assert all((ticks.PULL in slip["kept"]) is (pull is True) for slip in slips(start).values())
    others = [
        sheet["slips"][0]
        for _, sheet in ballots.every_kind_of_slip(ballots.ballot_subjects(start), ballots.STAGES)
    ]
    assert [one["head"] for one in others if ticks.PULL in one["kept"]] == [FIRST] * bool(pull)


def test_only_the_first_slip_of_the_day_asks() -> None:
    start = room(2, 3, segments=2)
    start.participants[1].segments = ["s1"]
    first, second = slips(start), slips(start, 1)
    names = [person.name for person in start.participants]
    assert [bool(first[name]["beside"]) for name in names if name in first] == [True] * 4
    assert [name for name in names if second[name]["beside"]] == [names[1]]
    assert texts(second[""])[0] == "On your first ballot today:"
    made = a_day(room(2, 3), Ticks())
    assert of_person(made, made.segments[0], made.participants[0]) == ()


def test_a_slip_for_anybody_says_for_whom_its_box_is() -> None:
    alone = texts(slips(room(1, 5))[""])
    assert alone[:2] == ["Only for Geschäftsführung:", ticks.tick_words(room(1, 5), "Geschäftsführung")]
    both = texts(slips(room(1, 3, 5))[""])
    assert both[:4] == [
        "Only for Geschäftsführung:",
        ticks.tick_words(room(1, 3, 5), "Geschäftsführung"),
        "Only for Vertrieb:",
        ticks.tick_words(room(1, 3, 5), "Vertrieb"),
    ]
    many = texts(slips(room(2, 3, 4))[""])
    assert many[0] == ticks.ANY
    four = texts(slips(room(2, 3, 5, 1))[""])
    assert four[0] == "Only for Qualitätssicherung:"
    assert four[2] == "Only for Geschäftsführung and Vertrieb:"


def test_a_room_of_large_departments_or_of_names_has_no_box() -> None:
    for start in (room(5, 6), room(1, 3, attribution="names")):
        assert all(part["k"] != "consent" for slip in slips(start).values() for part in slip["beside"])
        assert all(slip["beside"] for slip in slips(start).values())


def test_blank_slips_say_for_whom_the_box_is() -> None:
    (about,) = ballots.blank_subjects()
    said = [part.get("text") for part in about.beside]
    assert "Only if your department is four people or fewer here:" in said
    assert ticks.ANY in said


def test_observers_have_no_slip_and_no_box_speaks_of_them() -> None:
    start = room(2, 5)
    start.participants[0].observer = True
    assert start.participants[0].name not in slips(start)
    assert "the only person" in " ".join(texts(slips(start)[""]))
