"""What one phone is sent tells nothing of anybody else: not before a reveal, and after it no more than the walls."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from adversary import pairs_alike, swapped
from adversary_rooms import PRIVATE
from forced_days import day
from often import LONG, some
from phones_sent import NOBODY, bystanders, phones_that_tell, sent, sent_before
from test_lenses_in_the_day import EACH, OWN_LENS, played

from cxw.model import DK, AnyRound, Session, WeightsRound

DAYS = [pytest.param(n, marks=() if n == 0 else pytest.mark.soak) for n in range(20)]


def _otherwise(round: AnyRound, dice: Random) -> Any:
    """Any answer to this round, mostly one of somebody who knows."""
    if not isinstance(round, WeightsRound):
        marks = (0, 3, 7, 10, DK)
        return {c: {need: dice.choice(marks) for need in round.asks(c)} for c in round.companies}
    if dice.random() < 0.25:
        return DK
    cuts = sorted(dice.randint(0, 100) for _ in round.needs[1:])
    return {n: b - a for n, a, b in zip(round.needs, [0, *cuts], [*cuts, 100], strict=True)}


def others_otherwise(session: Session, number: int, who: str, dice: Random) -> Session:
    """The day on which everybody but one person answered a round otherwise, and was otherwise sure."""
    made = session.model_copy(deep=True)
    round = made.segments[0].rounds[number]
    round.corrected = []
    for person in [one for one in round.answers if one != who]:
        given = _otherwise(round, dice)
        kept = round.answers[person]
        if isinstance(kept, dict) and isinstance(given, dict) and not isinstance(round, WeightsRound):
            given = {company: given[company] for company in kept}
        round.answers[person] = given
    for person in [one for one in made.segments[0].conviction.before if one != who]:
        if isinstance(round, WeightsRound) and made.segments[0].conviction.before[person] != DK:
            made.segments[0].conviction.before[person] = dice.choice((0, 35, 100))
    return made


def _first_rounds(session: Session) -> list[int]:
    return [n for n, round in enumerate(session.segments[0].rounds) if round.name == "first"][:2]


def without_corrections(number: int) -> Session:
    session = day(number)
    for round in session.segments[0].rounds:
        round.corrected = []
    return session


@pytest.mark.parametrize("number", DAYS)
def test_until_a_reveal_a_phone_is_sent_the_same_whatever_the_others_answered(
    number: int, tmp_path: Path
) -> None:
    session, dice = without_corrections(number), Random(number)
    places = {
        place: dice.choice([*session.segments[0].rounds[place].answers]) for place in _first_rounds(session)
    }
    before = sent_before(session, tmp_path, {NOBODY, *places.values()})
    for place, who in places.items():
        round = session.segments[0].rounds[place]
        asking = f"{session.segments[0].id} {round.of} first {round.opened}"
        there = {one: before[asking][one] for one in (who, NOBODY)}
        other = others_otherwise(session, place, who, dice)
        assert sent(other, tmp_path, [who, NOBODY], asking) == there
        assert len(there[who]) > 5


@pytest.mark.parametrize("number", DAYS)
def test_the_whole_day_long_no_phone_tells_two_others_apart_about_whom_the_room_knows_the_same(
    number: int, tmp_path: Path
) -> None:
    session = day(number)
    for one, other in pairs_alike(session)[: 2 if LONG else 1]:
        assert phones_that_tell(session, swapped(session, one, other), tmp_path, (one, other)) == []


def test_the_phones_of_those_who_exchanged_are_sent_something_else(tmp_path: Path) -> None:
    """So the two tests above would notice."""
    session = day(0)
    rows = session.segments[0].rounds[0].answers
    one, other = next(pair for pair in pairs_alike(session) if {*pair} <= rows.keys())
    there, here = (sent(made, tmp_path, [one]) for made in (session, swapped(session, one, other)))
    assert there != here


@pytest.mark.parametrize("number", DAYS)
def test_a_phone_is_sent_its_own_name_no_seniority_and_nothing_that_only_the_facilitator_knows(
    number: int, tmp_path: Path
) -> None:
    session = day(number)
    session.participants[0].senior = True
    for segment in session.segments:
        for round in segment.rounds:
            round.note = f"{PRIVATE} round"
    gone = {person.id for person in session.participants if person.away or person.observer}
    who_looks = {*bystanders(session, (), most=5)} - gone
    for who, told in sent(session, tmp_path, who_looks).items():
        text = "\n".join(told)
        assert "senior" not in text.casefold()
        assert PRIVATE.casefold() not in text.casefold()
        if who == NOBODY:
            continue
        others = [one.name for one in session.participants if one.id != who]
        after = text.split("/state", 1)[1]
        assert [name for name in others if re.search(rf"\b{name}\b", after)] == []
        assert session.participant(who).name in after


def test_state_says_counts_and_marks_alone_and_its_length_hangs_on_nothing_else(tmp_path: Path) -> None:
    session = without_corrections(0)
    who = next(iter(session.segments[0].rounds[0].answers))
    told = "\n".join(sent(session, tmp_path, [who])[who])
    states = [json.loads(line) for line in told.splitlines() if line.startswith('{"mark"')]
    assert len(states) > 10
    assert {tuple(state) for state in states} == {("mark", "ballot", "inside", "of")}
    assert {len(state["mark"]) for state in states} == {16}


def turned(row: Mapping[str, Any], who: str) -> dict[str, Any]:
    """The answers of everybody but one person, or function, each given to the next."""
    others = [one for one in row if one != who]
    return {**row, **dict(zip(others, (row[one] for one in [*others[1:], *others[:1]]), strict=True))}


@pytest.mark.parametrize("names", some([(one,) for one in EACH], lambda names: "ourselves" in names))
def test_until_its_reveal_a_lens_tells_a_phone_nothing_of_what_others_answered(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    session, _ = played(names)
    (tmp_path / "own.yaml").write_text(OWN_LENS, "utf-8")
    session.lenses = ["own.yaml" if name == "faellt-zuerst" else name for name in names]
    asked = [(place, one) for place, one in enumerate(session.segments[0].lenses) if one.part != "guess"]
    before = sent_before(session, tmp_path, ["anna", NOBODY])
    for place, round in asked:  # a guess is revealed with what was counted
        who = "anna" if round.by == "person" else "Vertrieb"
        asking = f"all lens {round.of} {round.part} {round.opened}"
        there = before[asking]
        other = session.model_copy(deep=True)
        made = other.segments[0].lenses[place]
        made.answers, made.cards = turned(made.answers, who), turned(made.cards, who)
        if round.of == "voices":  # each reads other texts
            answers: Mapping[str, Any] = round.answers
            made.answers = {one: row if one == who else turned(row, "") for one, row in answers.items()}
        assert made.said() != round.said()
        assert sent(other, tmp_path, ["anna", NOBODY], asking) == there
        assert len(there["anna"]) > 5
