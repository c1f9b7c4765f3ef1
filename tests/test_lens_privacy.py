"""Nobody is found through a lens: cards of one, customers' texts, what is private, the order of lines."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from functools import cache
from random import Random
from typing import Any

import pytest
from adversary import swapped
from adversary_rooms import generated
from forced_lenses import ask_lenses
from lens_day import lens_day
from lens_rooms import lens_room
from test_lenses_in_the_day import day_file, definitions, played

from cxw import findings
from cxw.findings.lenses import words, words_de
from cxw.findings.types import Audience
from cxw.handout import handout_text
from cxw.model import Away, Session
from cxw.sharing import shared
from cxw.theme import DARK
from cxw.wall import ScreenView, draw, page_count
from cxw.workshop import Memory


def dumped(session: Session, audience: Audience = "room") -> str:
    """What one audience's findings say, as JSON."""
    return json.dumps(findings.dump(findings.of(session, audience)), ensure_ascii=False)


def walls(session: Session, step: str) -> str:
    """All pages of one step of a lens."""
    view = ScreenView(session.segments[0].id, "lens", step)
    pages = range(page_count(session, view))
    return "\n".join(
        draw(session, view.at(page), width=120, height=40, theme=DARK, colour=False) for page in pages
    )


def read(session: Session, lens: str = "promises") -> str:
    """All that the room reads of a lens."""
    shown = [walls(session, f"{lens} {step}") for step in ("say shown", "judge shown", "findings")]
    return "\n".join([*shown, dumped(session), handout_text(session)])


def alone_in_legal(**more: Any) -> Session:
    """The day on which Legal's card is one person's."""
    session = lens_day()
    session.participants[7].also = []
    return session.model_copy(update=more)


def test_the_card_of_whoever_is_alone_in_a_department_shows_only_behind_their_tick() -> None:
    session = alone_in_legal()
    assert "Four weeks" not in read(session)
    assert "the bank" not in read(session)
    assert "Four weeks" in dumped(session, "facilitator")
    session.participants[6].open = True
    assert "Four weeks" in read(session)
    assert "Four weeks" in read(alone_in_legal(attribution="names"))


def test_whoever_came_without_the_others_of_a_department_is_alone_in_it() -> None:
    session = lens_day()
    assert "Four weeks" in dumped(session)
    session.participants[7].away = [Away.model_validate({"from": dt.datetime(2026, 3, 14, 10, 30)})]
    assert "Four weeks" not in dumped(session)


def test_who_has_no_card_is_not_named_where_that_would_tell_of_a_tick() -> None:
    session = alone_in_legal()
    assert '"no_card": []' in dumped(session)
    session.participants[0].function = "Support"
    assert '"no_card": ["Support"]' in dumped(session)


@cache
def day_of_one() -> Session:
    """A whole day with cards before anybody was asked for a tick; the management is one person."""
    return played(["worth"])[0]


def test_a_department_of_one_without_a_tick_is_asked_for_no_card() -> None:
    session = day_of_one()
    cards = [round for round in session.segments[0].lenses if round.by == "function"]
    assert {name for round in cards for name in (*round.cards, *round.no_card)} == {
        "Vertrieb",
        "Marketing",
        "Kundenservice",
    }
    ticked = day_file(["worth"])
    ticked.participants[8].open = True
    again, _ = played(["worth"], Memory(ticked))
    assert "Geschäftsleitung" in again.segments[0].lenses[0].cards


def test_customers_texts_are_on_no_wall_and_in_no_handout() -> None:
    session = lens_room()
    texts = [thing.text for thing in session.segments[0].things if thing.by_customer]
    assert texts
    assert not [text for text in texts if f'"{text}"' in dumped(session)]
    assert f'"{texts[0]}"' in dumped(session, "facilitator")
    assert not [text for text in texts if text in handout_text(session)]


@pytest.mark.parametrize("name", ["voices", "promises", "hired"])
def test_what_is_private_shows_nothing_under_any_name(name: str) -> None:
    session = lens_room()
    before = dumped(session)
    for round in session.segments[0].lenses:
        round.private = round.of == name
    told = next(one for one in findings.of(session).segments[0].lenses if one.of == name)
    assert not any(part.things or part.said for part in told.parts)
    assert not told.shares
    assert not told.last
    assert before != dumped(session)
    assert definitions([name])


def test_lines_that_were_gathered_stand_in_the_order_of_letters_and_not_of_who_wrote_them() -> None:
    session, _ = played(["moments"])
    things = [thing for thing in session.segments[0].things if thing.lens == "moments"]
    assert len(things) > 3
    assert things == sorted(things, key=lambda thing: thing.text.casefold())
    assert [thing.id for thing in things] == [f"moments-{n}" for n in range(1, len(things) + 1)]
    judged = session.segments[0].lenses[-1]
    assert {*judged.about} <= {thing.id for thing in things}


def copied(session: Session, secret: int = 1) -> Session:
    """A copy that can be handed over."""
    return shared(session, dt.date(2026, 12, 1), secret).session


def test_in_a_copy_a_text_has_the_readings_of_any_text() -> None:
    session = day_file(["voices"])
    whole, _ = played(["voices"], Memory(session))
    read = whole.segments[0].lenses[1]
    true = {key: _readings(read.answers, key) for key in read.about}
    copies = [copied(whole, secret).segments[0].lenses[1] for secret in range(1, 5)]
    for copy in copies:
        said = {key: _readings(copy.answers, key) for key in copy.about}
        assert sorted(said.values()) == sorted(true.values()), "what two readers of a text say stays together"
        assert said != true
    told = (findings.of(one).segments[0].lenses[0].shares for one in (whole, copied(whole)))
    assert next(told) == next(told)


def _readings(answers: dict[str, Any], key: str) -> list[str]:
    rows = [row[key] for row in answers.values() if isinstance(row, dict) and key in row]
    return sorted(json.dumps(cell) for cell in rows)


def test_lines_that_the_room_never_saw_are_in_no_copy() -> None:
    session, _ = played(["moments"])
    assert [thing for thing in copied(session).segments[0].things if thing.lens == "moments"]
    for round in session.segments[0].lenses:
        round.revealed = None
    assert not [thing for thing in copied(session).segments[0].things if thing.lens == "moments"]


def test_what_two_people_said_of_a_thing_is_in_no_copy() -> None:
    session = lens_day()
    judged = next(one for one in session.segments[0].lenses if (one.of, one.part) == ("promises", "judge"))
    for who in list(judged.answers)[2:]:
        judged.answers[who] = {"price": {"said": "fits"}}
    kept = next(one for one in copied(session).segments[0].lenses if one.part == "judge")
    assert not [row for row in kept.answers.values() if "speed" in row]
    assert '"said": "same"' not in json.dumps(kept.answers)


@pytest.mark.parametrize("words", [words, words_de])
def test_of_rows_that_are_one_it_is_not_told_that_they_are(words: Any) -> None:
    for told in (words.nearer_to_ourselves, lambda *row: words.not_nearer(*row, 9)):
        assert told(0.0, 30.0, 20.0) == told(1.4, 30.0, 20.0) != told(2.0, 30.0, 20.0)


def test_the_mirror_does_not_hang_on_who_sits_in_which_department_of_two() -> None:
    session = ask_lenses(generated(659), Random("lenses 659"))
    by_function = Counter(person.function for person in session.participants)
    one, other = "xilothen", "hjempard"
    assert [by_function[p.function] for p in session.participants if p.id in (one, other)] == [2, 2]
    told, exchanged = (
        [lens for segment in findings.of(day).segments for lens in segment.lenses]
        for day in (session, swapped(session, one, other))
    )
    assert "swapped at random" in str(told)
    assert told == exchanged
