"""Lenses in the session file: what does not hold is said at its line, and a copy leads to nobody."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from lens_day import lens_day, sealed_text

from cxw.day.attendance import has_answered, join, leave, take_out, took_part
from cxw.day.needs import answered
from cxw.model import DK, LensCell, Participant, Segment, Session
from cxw.replay.archive import emptied, put_in_unasked
from cxw.sessionfile import HEAD, dumps, loads
from cxw.sessionfile.reading import read_text
from cxw.sharing import shared

ON = dt.date(2026, 3, 20)

FAULTS = [
    ("the bank}, price: dk}", "the bank}, price: 7}", "Legal's answer about price has no words: write {words: text}, nothing or"),
    ("where: home page", "here: x", "has a line `here`, which was not asked: did you mean where?"),
    ("      Legal:", "      Lega:", "nobody is of the function Lega: did you mean Legal?"),
    ("said: fits}, price", "said: fit}, price", "Dov's answer about speed picks fit, which was not offered: did"),
    ("gives-way: Sales", "gives: Sales", "has a further pick `gives`, which was not asked: did you mean gives"),
    ("gives-way: Sales", "gives-way: Legol", "picks Legol, which was not offered: did you mean Legal?"),
    ("{speed: {said: same}, price: dk}", "{speed: {said: same}}", "Fay gives no answer about price: who does"),
    ("{speed: {said: same}, price: dk}", "{speed: dk, prise: dk}", "answers about prise, which was not asked"),
    ("      gil: dk", "      gus: dk", "there is no participant gus"),
    ("not_answered: {hal: declined}", "not_answered: {ben: late}", "Ben has answered and stands under `not_ans"),
    ("no_card: {Support: absent}", "no_card: {Sales: absent}", "Sales has a card and stands under `no_card`"),
    ("    by: function\n", "", "this part is answered by each person, and under `cards` the others stand"),
    ("about: [speed, price]\n    lines", "about: [speed, prices]\n    lines", "there is no need, thing or fun"),
    ("{speed: 60, price: 35, help: 5}\n      ben: {speed: 75", "{speed: 60, price: 25, help: 5}\n      ben: {speed: 75", "Ana's "),
    ("help: 5}\n      ben: {speed: 75", "help: dk}\n      ben: {speed: 75", "Ana's answer about help is no number"),
    ("    private: true\n", "    private: 7\n", "`private` cannot be 7: write true or false"),
    ("shape: pick\n    ask: Which", "shape: peck\n    ask: Which", "`shape` cannot be peck: did you mean pick?"),
    ("    picks: [speed, price, help, none]\n", "", "`pick` says of what: list it under `picks`"),
    ("eva: {v2: {said: speed, served: badly}}", "eva: {v1: {said: none}}", "Eva answers about v1, which was not"),
    ("readers: [ben, eva]", "readers: [ben, ben]", "ben stands twice in this list"),
    ("- {id: v2, lens", "- {id: v1, lens", "a second thing of a lens has the id v1"),
    ("before: {speed: {said: fits}}", "before: {spede: {said: fits}}", "the corrected answer is about spede"),
    ("revealed: 2026-03-14T11:16:00", "revealed: 2026-03-14T11:12:00", "`revealed` is 2026-03-14T11:12:00, bef"),
    ("answers:\n      ana: {v1: {said: help", "answers:\n      ana: {v1: {sed: help", "has no pick: write {said: one"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "sentence"), FAULTS)
def test_what_does_not_hold_of_a_lens_is_said_at_its_line(before: str, after: str, sentence: str) -> None:
    text = sealed_text()
    assert text.count(before) == 1, text
    changed = text.replace(before, after)
    said = [one for one in read_text(changed, "day.yaml").problems() if "changed by hand" not in one.text]
    assert sentence in said[0].text
    start = text[: text.index(before)].count("\n")
    assert start - 3 <= said[0].line <= start + 10


def test_the_day_is_in_order_and_sealed() -> None:
    assert read_text(sealed_text(), "day.yaml").problems() == []
    touched = sealed_text().replace("words: Four weeks", "words: Five weeks")
    (said,) = read_text(touched, "day.yaml").problems()
    assert said.warning
    assert "changed by hand since it was sealed" in said.text


def cells(segment: Segment, of: str, part: str, key: str) -> Counter[str]:
    """What was answered about one thing, over everybody who gave a row."""
    (round,) = [one for one in segment.lenses if (one.of, one.part) == (of, part)]
    found: list[LensCell | None] = [
        DK if isinstance(row, str) else row.get(key) for row in round.answers.values()
    ]
    return Counter(str(cell) for cell in found if cell is not None)


def copy_of(session: Session, secret: int = 1) -> Session:
    copy = shared(session, ON, secret).session
    assert [one for one in read_text(dumps(copy, HEAD), "x").problems() if not one.warning] == []
    return loads(dumps(copy, HEAD))


def test_a_copy_keeps_what_was_said_of_each_thing_and_leads_to_nobody() -> None:
    session = lens_day()
    for secret in range(20):
        copy = copy_of(session, secret)
        segment, text = copy.segments[0], dumps(copy)
        judged = cells(session.segments[0], "promises", "judge", "speed")
        assert sum(cells(segment, "promises", "judge", "speed").values()) == sum(judged.values())
        clash = Counter(f"{{'said': 'clashes', 'gives-way': '{one}'}}" for one in SAID_OF)
        assert clash <= cells(segment, "promises", "judge", "speed")
        assert cells(segment, "promises", "judge", "price") == Counter({DK: 5}), "two who knew are too few"
        read, true = (
            [cells(one, "voices", "say", text) for text in ("v1", "v2")]
            for one in (segment, session.segments[0])
        )
        assert read in (true, true[::-1]), "which text is which could be dealt again"
        assert [round.of for round in segment.lenses] == ["promises", "promises", "voices"]
        assert all(round.mixed for round in segment.lenses if round.answers)
        for word in ("Ana", "Lima", "Four weeks", "took a month", "readers", "speed: 75", "Sales", "Legal"):
            assert word not in text.partition("  things:\n")[2], word
        assert "Live within a week, says somebody" in text


def test_a_copy_knows_the_month_of_a_text_and_of_a_year_that_is_none_nothing() -> None:
    session = lens_day()
    first, second = session.segments[0].things
    first.date, second.date = dt.date(2026, 3, 14), dt.date(1, 1, 1)
    kept = {thing.date for thing in copy_of(session, 1).segments[0].things}
    assert kept == {"2026-03", None}


SAID_OF = ("Marketing", "Marketing", "others", "dk")
"""Who gives way as four said it: Sales and the others are too few to be named."""


def test_in_a_copy_no_row_of_picks_is_anybodys() -> None:
    together = Counter[str]()
    for secret in range(60):
        (judged,) = [one for one in copy_of(lens_day(), secret).segments[0].lenses if one.part == "judge"]
        rows = [row for row in judged.answers.values() if isinstance(row, dict)]
        together.update(str(row.get("price")) for row in rows if "others" in str(row.get("speed")))
    assert set(together) == {"dk", "None"}


def test_a_replay_has_all_that_was_said_through_lenses_and_no_need_of_them_can_go() -> None:
    archive = lens_day()
    copied = emptied(archive)
    copied.salt = "ff" * 8
    put_in_unasked(archive, copied)
    mine, theirs = copied.segments[0], archive.segments[0]
    assert (mine.things, mine.voices) == (theirs.things, theirs.voices)
    for one, other in zip(mine.lenses, theirs.lenses, strict=True):
        assert one.seal != other.seal
        assert one.model_copy(update={"seal": other.seal}) == other
    assert not [one for one in read_text(dumps(copied), "x").problems() if not one.warning]
    theirs.rounds = []
    assert answered(theirs) >= {"speed", "price", "help"}


def test_whoever_comes_leaves_or_was_put_down_by_mistake_stands_so_in_lenses_too() -> None:
    session = lens_day()
    segment = session.segments[0]
    assert {"ana", "gil"} <= took_part(session)
    join(session, Participant(id="ida", name="Ida Falk", function="Sales"))
    judged = segment.lenses[2]
    assert judged.not_answered["ida"] == "late"
    assert "ida" not in segment.lenses[1].not_answered, "functions answer there"
    assert not has_answered(session, "ida")
    judged.closed = judged.revealed = judged.seal = None
    del judged.answers["ben"]
    leave(session, "ben", "", dt.datetime(2026, 3, 14, 11, 14))
    assert judged.not_answered["ben"] == "left"
    take_out(session, "ana")
    assert "ana" not in dumps(session)
