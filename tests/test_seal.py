"""The seal shows that nothing was touched, and its printed digits tell nobody who gave which row."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from itertools import permutations
from pathlib import Path

from desks import session
from typer.testing import CliRunner

from cxw import sessionfile
from cxw.cli import app
from cxw.day import rounds
from cxw.model import LensRound, Session, WeightsAnswer, WeightsRound

NOW = dt.datetime(2026, 3, 14, 10)
SALT = "0123456789abcdef"


def sealed(salt: str | None) -> Session:
    """A room whose points are sealed."""
    made = session()
    made.salt = salt
    segment = made.segments[0]
    needs = ["fast", "price", "brand"]
    first = WeightsRound(of="weights", name="first", needs=needs, opened=NOW)
    rows = [(60, 30, 10), (20, 50, 30), (30, 30, 40)]
    for person, row in zip(made.participants, rows, strict=False):
        first.answers[person.id] = dict(zip(needs, row, strict=True))
    segment.rounds.append(first)
    rounds.close(made, segment, first, NOW)
    return made


def guessed(made: Session) -> list[dict[str, WeightsAnswer]]:
    """Who gave which row, by trying out every way against the eight printed digits, as a reader could."""
    segment, (first,) = made.segments[0], made.segments[0].rounds_of("weights")
    printed = (first.seal or "").removeprefix("sha256:")[:8]
    people = list(first.answers)
    found = []
    for rows in permutations(first.answers.values()):
        answers = dict(zip(people, rows, strict=True))
        tried = {
            "segment": segment.id,
            "round": ["weights", "first", 1],
            "needs": first.needs,
            "companies": [],
            "seniors": made.seniors(),
            "answers": answers,
        }
        text = json.dumps(tried, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        if hashlib.sha256(text.encode()).hexdigest()[:8] == printed:
            found.append(answers)
    return found


def test_a_reader_with_every_row_and_the_printed_digits_cannot_find_out_whose_row_is_which() -> None:
    assert guessed(sealed(SALT)) == []
    without = sealed(None)
    assert guessed(without) == [without.segments[0].rounds[0].answers]


def test_a_round_sealed_before_its_file_had_a_salt_still_holds() -> None:
    made = sealed(None)
    made.salt = SALT
    assert rounds.seal_matches(made, made.segments[0], made.segments[0].rounds[0])


def test_a_touched_answer_breaks_the_seal_with_a_salt_and_without() -> None:
    for salt in (SALT, None):
        made = sealed(salt)
        (first,) = made.segments[0].rounds_of("weights")
        person = next(iter(first.answers))
        first.answers[person] = {"fast": 61, "price": 29, "brand": 10}
        assert not rounds.seal_matches(made, made.segments[0], first)


def test_a_table_made_into_a_session_is_sealed_with_a_salt_and_checks_clean(tmp_path: Path) -> None:
    csv, file = tmp_path / "points.csv", tmp_path / "new.yaml"
    csv.write_text("person,fast,price,brand\nAna,60,30,10\nBen,20,50,30\nCho,30,30,40\n")
    ran = CliRunner().invoke(
        app,
        ["collect", str(file), str(csv), "--of", "weights", "--new", "--company", "Us", "--segment", "All"],
    )
    assert ran.exit_code == 0, ran.output
    made = sessionfile.load(file)
    assert made.salt is not None
    assert guessed(made) == []
    assert sessionfile.problems_of(file) == []


def test_a_lens_is_sealed_with_what_it_asked_its_cards_and_its_answers() -> None:
    made = sealed(SALT)
    segment = made.segments[0]
    part = LensRound(of="promises", part="say", by="function", shape="words", ask="What?", opened=NOW)
    part.cards = {"Sales": {"own": {"words": "Live by pay day"}}}
    segment.lenses.append(part)
    rounds.close(made, segment, part, NOW)
    assert rounds.seal_matches(made, segment, part)
    assert part.not_answered == {}, "nobody is absent where functions answer"
    for change in (
        {"cards": {"Sales": {"own": "nothing"}}},
        {"ask": "Who?"},
        {"picks": ["a"]},
        {"answers": {"p1": "dk"}},
    ):
        touched = part.model_copy(update=change)
        assert not rounds.seal_matches(made, segment, touched), change
