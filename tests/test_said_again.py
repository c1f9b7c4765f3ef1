"""What was said in one language can be said in another, and a ballot knows what somebody has answered on it."""

from __future__ import annotations

import pytest
from test_accepting import asked

from cxw.model import DK
from cxw.text.phrases import ENGLISH, phrases
from cxw.workshop.ballots import OVER


def test_a_question_is_said_again_in_the_language_of_a_phone() -> None:
    german = phrases("de")("Which {most} needs matter most?", most=3)
    assert german == "Welche 3 Bedürfnisse sind die wichtigsten?"
    assert phrases(ENGLISH).again(german) == "Which 3 needs matter most?"
    assert phrases("de").again(phrases(None)("Needs")) == "Bedürfnisse"
    assert phrases("de").again("Æble-Kisten für {alle}") == "Æble-Kisten für {alle}"


LINE = "Größe für „Æble“-Kisten"
MARKS = {"us": {"brand": 3, "product": DK, "quality": 0, "price": 10, "service": 7}}


@pytest.mark.parametrize(
    ("at", "part", "value"),
    [
        ("needs", "needs", [LINE]),
        ("unknowns", "unknowns", [LINE]),
        ("votes", "votes", ["price", "brand"]),
        ("weights first", "points", {"brand": 0, "product": 10, "quality": 20, "price": 30, "service": 40}),
        ("weights first", "conviction", 70),
        ("weights first", "contact", "this week"),
        ("marks first", "marks", MARKS),
        ("guess", "guess", 0),
        ("conviction", "after", 55),
    ],
)
def test_what_somebody_has_answered_is_told_to_them_and_to_nobody_else(
    at: str, part: str, value: object
) -> None:
    ballot, _ = asked(at, masked=False)
    before = {person.id: dict(ballot.own(person.id)) for person in ballot.people}
    assert part not in before["p3"]
    for one in value if isinstance(value, list) and part != "votes" else [value]:
        assert ballot.accept("p3", part, one, "phones") == []
    assert ballot.own("p3") == {**before["p3"], part: value}
    for person in ballot.people:
        if person.id != "p3":
            assert ballot.own(person.id) == before[person.id]


def test_every_ask_of_a_day_is_told_from_every_other() -> None:
    asks = (
        "needs",
        "unknowns",
        "votes",
        "weights first",
        "weights second",
        "marks first",
        "guess",
        "conviction",
    )
    told = [asked(at, masked=False)[0].asking for at in asks]
    assert all(told)
    assert len({*told}) == len(told)


def test_a_slip_that_comes_after_the_close_is_put_aside_until_the_reveal() -> None:
    from cxw.day import rounds
    from cxw.day.rounds import current

    ballot, day = asked("weights first", masked=False)
    segment = day.session.segments[0]
    assert ballot.late("p3", "20 20 20 20 20") == [OVER]
    day.file.keep(lambda s: rounds.close(s, s.segments[0], current(s.segments[0], "weights"), day.now()))
    assert ballot.late("p3", "20 20 20 20 20") == []
    assert ballot.late("nobody", "20 20 20 20 20") == [OVER]
    segment = day.session.segments[0]
    assert {who: draft.row for who, draft in current(segment, "weights").drafts.items()} == {
        "p3": "20 20 20 20 20"
    }
    assert rounds.seal_matches(day.session, segment, current(segment, "weights"))
    day.file.keep(lambda s: rounds.reveal(current(s.segments[0], "weights"), day.now()))
    assert ballot.late("p4", "20 20 20 20 20") == [OVER]
