"""No answer through a lens is forced by what a room reads; without the rule of three some would be."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

import pytest
from adversary_rooms import PRIVATE
from forced_lenses import forced_answers, lens_day, rough_lens_day
from often import LONG

from cxw.model import DK, LensRound
from cxw.sessionfile import dumps, loads
from cxw.sessionfile.reading import read_text
from cxw.sharing import shared

DAYS = range(500) if LONG else [*range(8), 484]
"""Of day 484 the mirror's sentence once said who alone of a department did not know."""


def test_of_days_with_lenses_no_answer_is_forced() -> None:
    asked, wins = 0, list[str]()
    for number in DAYS:
        many, won = forced_answers(lens_day(number))
        asked, wins = asked + many, wins + won
    assert wins == []
    assert asked > 12 * len(DAYS)


@pytest.mark.soak
def test_of_rough_days_with_slips_put_right_no_answer_is_forced() -> None:
    assert [won for number in range(100) for won in forced_answers(rough_lens_day(number))[1]] == []


def test_where_departments_of_one_showed_by_themselves_answers_would_be_forced() -> None:
    session = lens_day(0)
    alone = session.thresholds.model_copy(update={"small_function": 1})
    assert forced_answers(session.model_copy(update={"thresholds": alone}))[1]


def test_the_days_are_as_the_file_holds_them() -> None:
    session = lens_day(1)
    assert loads(dumps(session)) == session
    assert not [one for one in read_text(dumps(session), "x").problems() if not one.warning]


def said_of(round: LensRound, thing: str) -> Counter[str]:
    """What was said of one thing, tied to nobody; who knows of nothing does not know of it."""
    cells = [{"said": DK} if row == DK else row.get(thing) for row in round.answers.values()]
    return Counter(json.dumps(one, sort_keys=True) for one in cells if one not in (None, DK, {"said": DK}))


@pytest.mark.parametrize("number", DAYS[::2])
def test_a_copy_holds_of_each_thing_only_what_three_said_of_it(number: int) -> None:
    """So a day in which people exchange what they said of a thing has the same copy."""
    session = lens_day(number)
    copy = shared(session, dt.date(2026, 12, 1), number).session
    text = dumps(copy)
    words = [*(person.name for person in session.participants), PRIVATE, "readers:"]
    assert not [word for word in words if word in text], "names in cards and sentences, customers' texts"
    assert not [one for one in read_text(text, "x").problems() if not one.warning]
    for segment, there in zip(copy.segments, session.segments, strict=True):
        assert not [round for round in segment.lenses if round.of == "ourselves" or round.desks]
        texts = {thing.id for thing in there.things if thing.by_customer}
        true = {(round.of, round.part): round for round in there.lenses}
        for round in segment.lenses:
            assert round.shape != "words" or not round.answers
            for thing in [thing for thing in round.about if thing not in texts]:
                kept = said_of(round, thing)
                assert not kept or kept.total() == said_of(true[round.of, round.part], thing).total() >= 3
